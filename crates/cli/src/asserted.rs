//! What a program says must hold of it (`// sudog: no race, …`), and how that stands after an
//! exploration.

use protocol::{Explored, Grade, Property, SourceFile, Standing, grade};
use serde_json::{Value, json};

/// The properties that the comments of all files ask for.
pub(crate) struct Asserted {
    pub(crate) properties: Vec<Property>,
    /// What stands in such comments and means nothing.
    pub(crate) unknown: Vec<String>,
}

impl Asserted {
    pub(crate) fn of(files: &[SourceFile]) -> Asserted {
        let text: String = files.iter().map(|f| format!("{}\n", f.text)).collect();
        let (properties, unknown) = protocol::asserted(&text);
        Asserted {
            properties,
            unknown,
        }
    }

    pub(crate) fn grade(&self, result: &Explored) -> Grade {
        grade(&self.properties, result)
    }

    fn each<'a>(&'a self, grade: &'a Grade) -> impl Iterator<Item = (&'a Property, Standing)> {
        self.properties.iter().zip(grade.standings.iter().copied())
    }

    /// A line for each.
    pub(crate) fn text(&self, grade: &Grade) -> String {
        let line = |(property, standing): (&Property, Standing)| {
            let word = match standing {
                Standing::Holds => "holds in every interleaving".to_owned(),
                Standing::Fails { outcome: Some(n) } => format!("fails: outcome {}", n + 1),
                Standing::Fails { outcome: None } => "fails".to_owned(),
                Standing::Open => "not decided".to_owned(),
            };
            format!("// sudog: {}: {word}\n", name(property))
        };
        self.each(grade).map(line).collect()
    }

    pub(crate) fn json(&self, grade: &Grade) -> Vec<Value> {
        let one = |(property, standing): (&Property, Standing)| {
            let (holds, outcome) = match standing {
                Standing::Holds => (Some(true), None),
                Standing::Fails { outcome } => (Some(false), outcome),
                Standing::Open => (None, None),
            };
            json!({"property": name(property), "holds": holds, "outcome": outcome})
        };
        self.each(grade).map(one).collect()
    }
}

/// Whether one of them does not hold.
pub(crate) fn fails(grade: &Grade) -> bool {
    let fails = |s: &Standing| matches!(s, Standing::Fails { .. });
    grade.standings.iter().any(fails)
}

/// A property as the comment has it.
fn name(property: &Property) -> String {
    match property {
        Property::Compiles => "compiles".to_owned(),
        Property::NoRace => "no race".to_owned(),
        Property::NoDeadlock => "no deadlock".to_owned(),
        Property::NoPanic => "no panic".to_owned(),
        Property::NoLeak => "no leak".to_owned(),
        Property::SomeDeadlock => "some deadlock".to_owned(),
        Property::Exit(code) => format!("exit {code}"),
        Property::Output(any) => {
            let all: Vec<String> = any.iter().map(|o| format!("output {o:?}")).collect();
            all.join(", ")
        }
        Property::Line(line) => format!("line {line:?}"),
    }
}
