//! `sudog lessons check`: prose and engine agree. Programs compile, moments exist, predictions show
//! somewhere, solutions pass their checks, and what should fail at first does.

use lessons::{Catalogue, Check, Lesson, Moment};
use protocol::{Limits, Policy, Property, Recording, Request, SourceFile, Standing, Target};
use serde_json::json;
use session::{Exploration, Verification, Workbench, grade, to_grade};

use crate::drive::Drive;
use crate::{json, say};

/// Enough for any lesson, and an end for one that never ends.
const TICKS: u64 = 50_000_000;
/// Visible operations that an exploration makes at a time.
const SLICE: u64 = 1_000_000;

pub(crate) fn check(as_json: bool, filters: &[String]) -> u8 {
    let catalogue: Catalogue = lessons::catalogue();
    let wanted = |id: &str| filters.is_empty() || filters.iter().any(|f| id.contains(f.as_str()));
    let mut results: Vec<(String, Vec<String>)> = Vec::new();
    for example in catalogue.examples.iter().filter(|e| wanted(&e.id)) {
        let mut problems = Vec::new();
        open(&sources(&example.files), &example.start, &mut problems);
        results.push((format!("example {}", example.id), problems));
    }
    let all = catalogue.tracks.iter().flat_map(|t| &t.lessons);
    for lesson in all.filter(|l| wanted(&l.id)) {
        results.push((lesson.id.clone(), problems(lesson)));
    }
    let bad = results.iter().filter(|(_, p)| !p.is_empty()).count();
    if as_json {
        let list: Vec<_> = results
            .iter()
            .map(|(id, p)| json!({"id": id, "ok": p.is_empty(), "problems": p}))
            .collect();
        say(&format!(
            "{}\n",
            json!({"version": json::VERSION, "lessons": list})
        ));
    } else {
        for (id, problems) in &results {
            let verdict = if problems.is_empty() { "ok" } else { "FAILED" };
            say(&format!("{id}: {verdict}\n"));
            for problem in problems {
                say(&format!("    {problem}\n"));
            }
        }
        let good = results.len() - bad;
        say(&format!("lessons result: {good} passed; {bad} failed\n"));
    }
    u8::from(bad > 0)
}

fn sources(files: &[lessons::File]) -> Vec<SourceFile> {
    let one = |f: &lessons::File| SourceFile {
        name: f.name.clone(),
        text: f.text.clone(),
    };
    files.iter().map(one).collect()
}

fn open(files: &[SourceFile], start: &lessons::Start, problems: &mut Vec<String>) -> Option<Drive> {
    let policy = match start.policy.as_str() {
        "random" => Policy::Random,
        // A reader decides in manual lessons; what moments there are is counted in Go's order.
        _ => Policy::Go,
    };
    let recording = Recording {
        policy,
        seed: start.seed,
        ..Recording::default()
    };
    let limits = Limits {
        ticks: TICKS,
        ..Limits::default()
    };
    match Drive::open(files, recording, limits) {
        Ok(drive) => Some(drive),
        Err(diagnostics) => {
            let first = diagnostics.list.first();
            let text = first.map_or(String::new(), |d| format!(" {}: {}", d.line, d.message));
            problems.push(format!("does not compile:{text}"));
            None
        }
    }
}

fn problems(lesson: &Lesson) -> Vec<String> {
    let mut problems = Vec::new();
    let files = sources(&lesson.files);
    if let Some(mut drive) = open(&files, &lesson.start, &mut problems) {
        for text in &lesson.texts {
            for moment in text.moments() {
                if !reach(&mut drive, moment) {
                    problems.push(format!("{}: no such moment: {moment:?}", text.language));
                }
            }
        }
    }
    let Some(text) = lesson.texts.first() else {
        return problems;
    };
    let solutions: Vec<_> = lesson.solutions.iter().map(|s| sources(s)).collect();
    for (n, check) in (1..).zip(text.checks()) {
        for (k, solution) in (1..).zip(&solutions) {
            for why in failures(solution, check) {
                problems.push(format!("check {n}: solution {k} {why}"));
            }
        }
        if check.starts_failing && failures(&files, check).iter().all(|why| why.open) {
            problems.push(format!("check {n}: the first program does not fail"));
        }
    }
    problems
}

/// Why a program does not pass a check.
struct Failure {
    property: Property,
    /// Nothing speaks against it, but the budget was not enough to be sure.
    open: bool,
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let property = &self.property;
        match self.open {
            true => write!(f, "is not explored far enough to decide {property:?}"),
            false => write!(f, "fails {property:?}"),
        }
    }
}

fn failures(files: &[SourceFile], check: &Check) -> Vec<Failure> {
    let properties: Vec<Property> = check.properties.iter().map(property).collect();
    let Some(executions) = check.every else {
        return verify(files, &properties, check.runs);
    };
    let standings = match Workbench::new().build(files) {
        Ok(code) => {
            let mut exploration = Exploration::new(&code, to_grade(&properties, executions));
            while exploration.go(SLICE) {}
            grade(&properties, &exploration.result(&code)).standings
        }
        Err(_) => vec![Standing::Fails { outcome: None }; properties.len()],
    };
    let failed = properties.into_iter().zip(standings);
    failed
        .filter(|(_, s)| *s != Standing::Holds)
        .map(|(property, s)| Failure {
            property,
            open: s == Standing::Open,
        })
        .collect()
}

/// Goes to a moment; false when the run has none such.
fn reach(drive: &mut Drive, moment: &Moment) -> bool {
    let target = |target| Request::RunTo {
        target,
        back: false,
    };
    let before = (drive.state.step, drive.state.tick);
    match moment {
        Moment::Start => {
            drive.send(seek(0));
            true
        }
        Moment::Step(n) => {
            drive.send(seek(*n));
            drive.state.step >= *n
        }
        Moment::Next => {
            drive.send(Request::StepOp { back: false });
            true
        }
        Moment::Back => {
            drive.send(Request::StepOp { back: true });
            true
        }
        Moment::Line { file, line, nth } => {
            drive.send(seek(0));
            (0..*nth).all(|_| drive.run_to_line(*file, *line))
        }
        Moment::Notable => {
            drive.send(target(Target::Notable));
            (drive.state.step, drive.state.tick) != before
        }
        Moment::Choice => {
            drive.send(target(Target::Choice));
            drive.state.choices.is_some()
        }
        Moment::End => {
            drive.send(Request::Run);
            drive.state.end.is_some()
        }
        // Panels, not places in a run: there is nothing to reach.
        Moment::Explore | Moment::Races | Moment::Layout | Moment::Memory | Moment::Escapes => true,
    }
}

fn seek(step: u64) -> Request {
    Request::Seek {
        to: protocol::Moment::Step(step),
    }
}

fn property(p: &lessons::Property) -> Property {
    match p {
        lessons::Property::Compiles => Property::Compiles,
        lessons::Property::NoDeadlock => Property::NoDeadlock,
        lessons::Property::NoPanic => Property::NoPanic,
        lessons::Property::NoLeak => Property::NoLeak,
        lessons::Property::Exit(code) => Property::Exit(*code),
        lessons::Property::Output(any) => Property::Output(any.clone()),
        lessons::Property::Line(line) => Property::Line(line.clone()),
        lessons::Property::SomeDeadlock => Property::SomeDeadlock,
        lessons::Property::NoRace => Property::NoRace,
    }
}

/// The properties that do not hold in runs.
fn verify(files: &[SourceFile], properties: &[Property], runs: u32) -> Vec<Failure> {
    let limits = Limits {
        ticks: TICKS,
        ..Limits::default()
    };
    let mut bench = Workbench::new();
    let mut job = Verification::new(files.to_vec(), properties.to_vec(), runs, limits);
    let verdict = loop {
        if let Some(verdict) = job.go(&mut bench, 1 << 22) {
            break verdict;
        }
    };
    let failed = verdict.failures.iter();
    failed
        .filter_map(|f| properties.get(f.property as usize).cloned())
        .map(|property| Failure {
            property,
            open: false,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_lesson_and_example_agrees_with_the_engine() {
        let mut bad = Vec::new();
        for lesson in lessons::catalogue().tracks.iter().flat_map(|t| &t.lessons) {
            let found = problems(lesson);
            if !found.is_empty() {
                bad.push((lesson.id.clone(), found));
            }
        }
        assert!(bad.is_empty(), "{bad:#?}");
    }

    /// Outcomes of a lesson's first program, and executions of that (if told) and of its solutions.
    #[track_caller]
    fn told(id: &str, outcomes: usize, first: Option<u64>, solutions: &[u64]) {
        let catalogue = lessons::catalogue();
        let (_, lesson) = catalogue.lesson(id).expect("a lesson");
        let explored = |files: &[lessons::File]| {
            let code = Workbench::new().build(&sources(files)).expect("a program");
            let mut exploration = Exploration::new(&code, to_grade(&[Property::NoLeak], 1000));
            while exploration.go(SLICE) {}
            exploration.result(&code)
        };
        let start = explored(&lesson.files);
        assert_eq!(start.outcomes.len(), outcomes);
        assert_eq!(start.executions, first.unwrap_or(start.executions));
        let got: Vec<u64> = lesson
            .solutions
            .iter()
            .map(|s| explored(s).executions)
            .collect();
        assert_eq!(got, solutions);
    }

    /// The prose names these numbers, each of which can be counted by hand there.
    #[test]
    fn numbers_in_the_prose() {
        told("races/unlocked-read", 4, Some(4), &[2, 2]);
        told("every-interleaving/what-matters", 2, Some(2), &[1]);
        told("every-interleaving/mutex", 3, None, &[6]);
        told("every-interleaving/rwmutex", 2, None, &[18]);
        told("every-interleaving/atomics", 3, None, &[6, 60]);
        told("every-interleaving/owner", 2, None, &[6]);
        told("every-interleaving/lock-order", 2, Some(3), &[2, 2]);
        told(
            "every-interleaving/dining-philosophers",
            2,
            Some(7),
            &[6, 72],
        );
        told("every-interleaving/starving-select", 4, Some(4), &[1]);
    }
}
