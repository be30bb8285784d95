//! Running a Go program to the end of its search.

use std::sync::Arc;

use bytecode::Program;
use explore::go::{EndKind, Exploration, Outcome, Relation, Report, Setup};
use explore::{Claim, Options, Progress, Status};
use protocol::SourceFile;
use sched::{Base, Policy, Schedule};
use session::Workbench;
use vm::{Config, Record, RunOutcome, StopReason, Until, Vm};

/// What a search found.
pub(crate) struct Found {
    pub(crate) progress: Progress,
    pub(crate) claim: Claim,
    pub(crate) reports: Vec<Report>,
}

#[track_caller]
pub(crate) fn compile(bench: &mut Workbench, text: &str) -> Arc<Program> {
    let files = [SourceFile {
        name: "prog.go".into(),
        text: text.into(),
    }];
    match bench.build(&files) {
        Ok(code) => Arc::clone(code.program()),
        Err(errors) => panic!("{}\n{text}", errors.text),
    }
}

pub(crate) fn setup(program: &Arc<Program>, relation: Relation) -> Setup {
    let mut setup = Setup::new(Arc::clone(program));
    setup.relation = relation;
    setup
}

/// Explores everything, in slices; leaks count.
pub(crate) fn explore(setup: Setup, options: Options) -> Found {
    let mut search = Exploration::new(setup, options, None, true, [], []);
    while search.run(10_000).status == Status::Running {}
    Found {
        progress: search.progress(),
        claim: search.claim(),
        reports: search.reports(),
    }
}

fn most() -> Options {
    Options {
        executions: 500_000,
        ..Options::default()
    }
}

/// A search that must be complete and clean.
#[track_caller]
pub(crate) fn explore_all(program: &Arc<Program>, relation: Relation) -> Found {
    let found = explore(setup(program, relation), most());
    assert_eq!(found.progress.blocked, 0, "blocked");
    clean(found)
}

/// The same with the refinements of the relation ticket, which may bet in vain.
#[track_caller]
pub(crate) fn explore_commuting(program: &Arc<Program>) -> Found {
    let mut setup = setup(program, Relation::Ticket);
    setup.commute = true;
    clean(explore(setup, most()))
}

#[track_caller]
fn clean(found: Found) -> Found {
    let p = found.progress;
    assert_eq!((p.cut, p.diverged), (0, 0), "cut, diverged");
    assert_eq!(found.claim, Claim::All);
    found
}

/// Runs the program by a schedule; how it ended, and what it printed.
pub(crate) fn replay(program: &Arc<Program>, schedule: &Schedule) -> (StopReason, Vec<u8>) {
    let text = schedule.to_string();
    let again: Schedule = text.parse().expect("parses");
    let points = again.breaks.clone();
    let mut policy = Policy::new(Base::Replay(again), 0);
    let config = Config {
        seed: policy.seed(),
        record: Record::Off,
        ..Config::default()
    };
    let mut vm = Vm::new(Arc::clone(program), config);
    vm.set_points(points);
    match vm.run(&mut policy, 100_000_000, Until::NONE) {
        RunOutcome::Stopped(reason) => (reason, vm.output().stdout()),
        other => panic!("{other:?} with {text}"),
    }
}

/// Whether a replay ended as the outcome says.
#[track_caller]
pub(crate) fn check_replay(program: &Arc<Program>, report: &Report) {
    let Outcome { kind, stdout, .. } = &report.outcome;
    if *kind == EndKind::Limit {
        return;
    }
    let schedule = report.schedule.as_ref().expect("a schedule");
    let (reason, printed) = replay(program, schedule);
    let same = match (&reason, kind) {
        (StopReason::Finished, EndKind::Ok) | (StopReason::Deadlock { .. }, EndKind::Deadlock) => {
            true
        }
        (StopReason::Exit(code), EndKind::Exit) => *code == report.outcome.exit_code,
        (StopReason::Panic { message, .. }, EndKind::Panic) => *message == report.outcome.message,
        (StopReason::Fatal { message, .. }, EndKind::Fatal) => {
            report.outcome.message.ends_with(message.as_str())
        }
        _ => false,
    };
    assert!(same, "{reason:?} instead of {kind:?} with {schedule}");
    assert_eq!(
        String::from_utf8_lossy(&printed),
        String::from_utf8_lossy(stdout),
        "with {schedule}"
    );
}
