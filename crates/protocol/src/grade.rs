//! Properties of a program, decided by all that it can do. Pure: what was explored goes in, what
//! that proves comes out. It drives no exploration.

use crate::{
    ExploreClaim, Explored, ExploredOutcome, Grade, OutcomeKind as Kind, Property, Standing,
};

/// What an exploration says about each property.
///
/// A property holds when the exploration is complete and no outcome speaks against it. One outcome
/// against it is enough to fail, however far the exploration got: the one with the fewest context
/// switches is named.
pub fn grade(properties: &[Property], explored: &Explored) -> Grade {
    let one = |property: &Property| match property {
        // There would be nothing explored.
        Property::Compiles => Standing::Holds,
        Property::SomeDeadlock => match shortest(explored, |o| o.kind == Kind::Deadlock) {
            Some(_) => Standing::Holds,
            None if settled(explored) => Standing::Fails { outcome: None },
            None => Standing::Open,
        },
        _ => match shortest(explored, |o| breaks(property, o)) {
            Some(outcome) => Standing::Fails {
                outcome: Some(outcome),
            },
            None if settled(explored) => Standing::Holds,
            None => Standing::Open,
        },
    };
    Grade {
        standings: properties.iter().map(one).collect(),
    }
}

/// Whether there is nothing beyond the outcomes: every execution was tried, and none was stopped
/// before it ended by itself.
fn settled(explored: &Explored) -> bool {
    explored.claim == ExploreClaim::Complete
        && explored.diverged == 0
        && explored.cut == 0
        && explored.ticks.is_none()
        && explored.by_chance.is_none()
        && !explored.trusted
        && !explored.outcomes.is_empty()
        && explored.outcomes.iter().all(|o| o.kind != Kind::Limit)
}

/// The outcome of this sort that takes the fewest context switches.
fn shortest(explored: &Explored, wanted: impl Fn(&ExploredOutcome) -> bool) -> Option<u32> {
    let all = (0u32..).zip(&explored.outcomes);
    all.filter(|(_, o)| wanted(o))
        .min_by_key(|(i, o)| (o.switches, o.preemptions, *i))
        .map(|(i, _)| i)
}

/// Whether an outcome speaks against a property. What a limit stopped says nothing of what would
/// have come after: only what it did already counts.
fn breaks(property: &Property, o: &ExploredOutcome) -> bool {
    let ended = o.kind != Kind::Limit;
    let text = String::from_utf8_lossy(&o.stdout);
    match property {
        Property::Compiles | Property::SomeDeadlock => false,
        Property::NoDeadlock => o.kind == Kind::Deadlock,
        Property::NoPanic => matches!(o.kind, Kind::Panic | Kind::Fatal),
        // In a deadlock nobody is left over: nobody got away.
        Property::NoLeak => matches!(o.kind, Kind::Ok | Kind::Exit) && !o.leaks.is_empty(),
        Property::NoRace => o.racy,
        Property::Exit(code) => {
            ended && !(matches!(o.kind, Kind::Ok | Kind::Exit) && o.exit_code == *code)
        }
        Property::Output(any) => ended && !any.iter().any(|want| same(want, &text)),
        Property::Line(want) => ended && !has_line(want, &text),
    }
}

/// Equal but for white space at line ends and at the end.
pub fn same(a: &str, b: &str) -> bool {
    let lines = |s: &str| -> Vec<String> {
        s.trim_end()
            .lines()
            .map(|l| l.trim_end().to_owned())
            .collect()
    };
    lines(a) == lines(b)
}

/// Whether one of the lines is this one, white space at its end aside.
pub fn has_line(want: &str, text: &str) -> bool {
    text.lines().any(|l| l.trim_end() == want.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::LeakedGoroutine;

    const OPEN: &str = "open";
    const HOLDS: &str = "holds";

    fn outcome(kind: Kind, stdout: &str, switches: u32) -> ExploredOutcome {
        ExploredOutcome {
            key: 0,
            kind,
            stdout: stdout.into(),
            message: String::new(),
            exit_code: match kind {
                Kind::Ok | Kind::Limit => 0,
                Kind::Exit => 3,
                Kind::Panic | Kind::Fatal | Kind::Deadlock => 2,
            },
            leaks: Vec::new(),
            cycle: Vec::new(),
            racy: false,
            races: Vec::new(),
            count: 1,
            switches,
            preemptions: 0,
            schedule: String::new(),
        }
    }

    fn explored(outcomes: Vec<ExploredOutcome>) -> Explored {
        Explored {
            claim: ExploreClaim::Complete,
            executions: outcomes.len() as u64,
            deepest: 9,
            outcomes,
            ..Explored::default()
        }
    }

    fn word(standing: Standing) -> String {
        match standing {
            Standing::Holds => HOLDS.to_owned(),
            Standing::Open => OPEN.to_owned(),
            Standing::Fails { outcome: None } => "fails".to_owned(),
            Standing::Fails { outcome: Some(n) } => format!("fails by {n}"),
        }
    }

    /// One property, graded with all executions known, and again when some are not.
    #[track_caller]
    fn check(property: Property, outcomes: &[ExploredOutcome], want: &str, unfinished: &str) {
        let mut all = explored(outcomes.to_vec());
        let one = |all: &Explored| {
            let list = grade(std::slice::from_ref(&property), all).standings;
            list.into_iter().map(word).collect::<String>()
        };
        assert_eq!(one(&all), want);
        all.claim = ExploreClaim::Stopped;
        assert_eq!(one(&all), unfinished, "stopped");
        all.claim = ExploreClaim::Bounded { preemptions: 2 };
        assert_eq!(one(&all), unfinished, "bounded");
        all.claim = ExploreClaim::Complete;
        all.ticks = Some(3);
        assert_eq!(one(&all), unfinished, "a ticker held back");
        all.ticks = None;
        all.diverged = 1;
        assert_eq!(one(&all), unfinished, "diverged");
    }

    fn leaking(mut o: ExploredOutcome) -> ExploredOutcome {
        o.leaks.push(LeakedGoroutine {
            goroutine: 2,
            reason: "chan send".to_owned(),
            stack: Vec::new(),
            created: None,
            global: false,
        });
        o
    }

    fn racy(mut o: ExploredOutcome) -> ExploredOutcome {
        o.racy = true;
        o
    }

    #[test]
    fn each_property() {
        use Property as P;
        let ok = |text| outcome(Kind::Ok, text, 4);
        let dead = outcome(Kind::Deadlock, "a\n", 4);
        let lines = |text: &str| P::Output(vec![text.to_owned()]);
        check(P::Compiles, &[ok("a")], HOLDS, HOLDS);
        check(P::NoDeadlock, &[ok("a")], HOLDS, OPEN);
        let both = [ok("a"), dead.clone()];
        check(P::NoDeadlock, &both, "fails by 1", "fails by 1");
        check(P::SomeDeadlock, &[ok("a")], "fails", OPEN);
        check(P::SomeDeadlock, &both, HOLDS, HOLDS);
        for kind in [Kind::Panic, Kind::Fatal] {
            let bad = [ok("a"), outcome(kind, "", 1)];
            check(P::NoPanic, &bad, "fails by 1", "fails by 1");
            check(P::Exit(0), &bad, "fails by 1", "fails by 1");
            check(P::NoDeadlock, &bad, HOLDS, OPEN);
        }
        check(P::NoPanic, &both, HOLDS, OPEN);
        check(P::NoLeak, &[ok("a")], HOLDS, OPEN);
        let left = [ok("a"), leaking(ok("a"))];
        check(P::NoLeak, &left, "fails by 1", "fails by 1");
        check(P::NoLeak, &[leaking(dead.clone())], HOLDS, OPEN);
        check(P::NoRace, &[ok("a")], HOLDS, OPEN);
        let races = [ok("a"), racy(ok("a"))];
        check(P::NoRace, &races, "fails by 1", "fails by 1");
        check(P::Exit(0), &[ok("a")], HOLDS, OPEN);
        check(P::Exit(3), &[outcome(Kind::Exit, "", 1)], HOLDS, OPEN);
        check(P::Exit(2), &[dead], "fails by 0", "fails by 0");
        check(lines("a\nb\n"), &[ok("a \nb")], HOLDS, OPEN);
        check(lines("a"), &[ok("a"), ok("b")], "fails by 1", "fails by 1");
        let any = P::Output(vec!["a".to_owned(), "b".to_owned()]);
        check(any, &[ok("a"), ok("b")], HOLDS, OPEN);
        check(P::Line("b".to_owned()), &[ok("a\nb\n")], HOLDS, OPEN);
        let missing = [ok("a\nb\n"), ok("ab\n")];
        let line = P::Line("b".to_owned());
        check(line, &missing, "fails by 1", "fails by 1");
    }

    #[test]
    fn the_shortest_counterexample() {
        let bad = |switches| outcome(Kind::Deadlock, "", switches);
        let outcomes = [bad(7), outcome(Kind::Ok, "", 0), bad(3), bad(3)];
        let by = "fails by 2";
        check(Property::NoDeadlock, &outcomes, by, by);
    }

    /// What a limit stopped proves nothing by what it did not do.
    #[test]
    fn what_was_stopped_is_open() {
        let cut = [
            outcome(Kind::Ok, "a\n", 1),
            outcome(Kind::Limit, "never a\n", 1),
        ];
        for property in [
            Property::NoDeadlock,
            Property::NoRace,
            Property::Exit(0),
            Property::Line("a".to_owned()),
            Property::SomeDeadlock,
        ] {
            check(property, &cut, OPEN, OPEN);
        }
        let race = [racy(outcome(Kind::Limit, "", 1))];
        check(Property::NoRace, &race, "fails by 0", "fails by 0");
    }

    #[test]
    fn nothing_explored_is_open() {
        check(Property::NoPanic, &[], OPEN, OPEN);
    }
}
