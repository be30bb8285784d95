//! Which exploration can decide properties of a program. What it decides is `protocol::grade`'s
//! matter.

use protocol::Property;

use crate::exploration::ExploreSpec;

/// What to explore, in at most so many executions, so that [`protocol::grade`] can decide these properties.
///
/// Races are told always: that there are some is worth knowing whatever was asked.
pub fn to_grade(properties: &[Property], executions: u64) -> ExploreSpec {
    ExploreSpec {
        budget: Some(executions),
        leaks: properties.contains(&Property::NoLeak),
        race: true,
        ..ExploreSpec::default()
    }
}

#[cfg(test)]
mod tests {
    use protocol::{Property, SourceFile, Standing, grade};

    use super::*;
    use crate::{Exploration, Workbench};

    fn word(standing: Standing) -> &'static str {
        match standing {
            Standing::Holds => "holds",
            Standing::Open => "open",
            Standing::Fails { .. } => "fails",
        }
    }

    /// Properties of a real program, within so many executions.
    #[track_caller]
    fn program(body: &str, properties: &[Property], executions: u64, want: &[&str]) {
        let text = format!("package main\n\nfunc main() {{\n{body}\n}}\n");
        let file = SourceFile {
            name: "main.go".to_owned(),
            text,
        };
        let code = Workbench::new().build(&[file]).expect("a program");
        let mut exploration = Exploration::new(&code, to_grade(properties, executions));
        while exploration.go(10_000) {}
        let standings = grade(properties, &exploration.result(&code)).standings;
        let got: Vec<&str> = standings.into_iter().map(word).collect();
        assert_eq!(got, want);
    }

    #[test]
    fn programs() {
        let all = [
            Property::NoRace,
            Property::NoLeak,
            Property::NoDeadlock,
            Property::SomeDeadlock,
        ];
        let racy = "n, done := 0, make(chan bool)\ngo func() { n++; done <- true }()\nn++\n<-done";
        program(racy, &all, 1000, &["fails", "holds", "holds", "fails"]);
        let left = "c := make(chan int)\ngo func() { c <- 1 }()";
        program(left, &all, 1000, &["holds", "fails", "holds", "fails"]);
        let dead = "c := make(chan int)\ngo func() { c <- 1 }()\n<-c\n<-c";
        program(dead, &all, 1000, &["holds", "holds", "fails", "holds"]);
        let many = "c := make(chan int, 9)\nfor i := range 5 {\ngo func() { c <- i }()\n}\nfor range 5 {\n<-c\n}";
        program(many, &all[..3], 1000, &["holds", "holds", "holds"]);
        program(many, &all[..3], 5, &["open", "open", "open"]);
    }

    /// A lost update is an output too, whether or not anybody asks about races.
    #[test]
    fn races_are_interleaved_unasked() {
        let lost = "n, done := 0, make(chan bool)\ngo func() { n++; done <- true }()\nn++\n<-done\nif n != 2 {\npanic(n)\n}";
        program(lost, &[Property::NoPanic], 1000, &["fails"]);
    }
}
