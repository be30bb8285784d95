//! Running a toy program to the end of its search.

use std::collections::BTreeSet;

use explore::{Claim, Execution, Explorer, Flow, Kind, Options, Progress, Reduction, Status};

use crate::lang::parse;
use crate::toy::{Outcome, Relation, Toy};

/// What a search found.
pub struct Report {
    pub progress: Progress,
    pub claim: Claim,
    pub hashes: BTreeSet<u128>,
    pub outcomes: BTreeSet<Outcome>,
    pub deadlocked: u64,
    /// Complete executions seen a second time.
    pub twice: u64,
}

pub fn toy(text: &str, relation: Relation) -> Toy {
    Toy::new(parse(text), relation)
}

/// Explores everything, in slices.
pub fn explore(toy: &mut Toy, options: Options) -> Report {
    let mut explorer = Explorer::new(options);
    let mut report = Report {
        progress: explorer.report(),
        claim: Claim::Nothing,
        hashes: BTreeSet::new(),
        outcomes: BTreeSet::new(),
        deadlocked: 0,
        twice: 0,
    };
    loop {
        let mut see = |toy: &Toy, e: &Execution<'_>| {
            if e.kind == Kind::Complete {
                report.twice += u64::from(!report.hashes.insert(e.trace_hash()));
                report.outcomes.insert(toy.outcome());
                report.deadlocked += u64::from(toy.deadlocked());
            }
            Flow::Continue
        };
        let progress = explorer.run(toy, &mut see, 100_000);
        report.progress = progress;
        if progress.status != Status::Running {
            break;
        }
    }
    report.claim = explorer.claim();
    report
}

/// Checks the number of traces of a program, each found once and nothing besides.
#[track_caller]
pub fn check_toy(toy: &mut Toy, traces: u64) -> Report {
    let r = explore(toy, Options::default());
    let p = r.progress;
    assert_eq!(
        (p.complete, p.blocked, p.cut, p.diverged, r.twice),
        (traces, 0, 0, 0, 0),
        "complete, blocked, cut, diverged, twice"
    );
    assert_eq!((r.claim, p.pending, p.done), (Claim::All, 0, 1.0));
    r
}

#[track_caller]
pub fn check(text: &str, traces: u64) -> Report {
    check_toy(&mut toy(text, Relation::Ticket), traces)
}

/// Checks the number of interleavings, with locks that are enabled only when free.
#[track_caller]
pub fn check_all(text: &str, interleavings: u64) {
    let mut toy = toy(text, Relation::Ticket);
    toy.locks_wait = true;
    let mut explorer = Explorer::new(Options {
        reduction: Reduction::None,
        ..Options::default()
    });
    let mut see = |_: &Toy, _: &Execution<'_>| Flow::Continue;
    let p = explorer.run(&mut toy, &mut see, u64::MAX);
    assert_eq!((p.complete, explorer.claim()), (interleavings, Claim::All));
}

/// The same text for every `i` in a range, with `$i` replaced by the number, `$j` by the next
/// one modulo `n`.
pub fn each(n: usize, text: &str) -> String {
    (0..n)
        .map(|i| {
            text.replace("$i", &i.to_string())
                .replace("$j", &((i + 1) % n).to_string())
        })
        .collect()
}
