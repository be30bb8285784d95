//! Slices, shards, stops, budgets, sparse snapshots.

use std::collections::BTreeSet;

use explore::{
    Choice, Claim, EventId, Execution, Explorer, Flow, Kind, Machine, Options, Shard, Status, Step,
};

use crate::random::{Dice, Flavour, program, sized, soak};
use crate::support::{explore, toy};
use crate::toy::{Relation, Toy};

const PROGRAM: &str = "var X, Y wg W=3 chan C
    proc r = X; X = r + 1; send C, r; done W
    proc r = X; Y = r + 1; cas X, 1, 5; r = Y; done W
    proc r = Y; recv C; X = r; add Y, r; done W
    proc wait W; r = X; s = Y";

/// All schedules in the order in which they were executed.
fn schedules(mut slice: u64, stride: u32) -> Vec<(Kind, Vec<Choice>)> {
    let mut machine = toy(PROGRAM, Relation::Ticket);
    let start = machine.snapshot();
    let mut explorer = Explorer::new(Options {
        stride,
        ..Options::default()
    });
    let mut seen = Vec::new();
    let mut see = |_: &Toy, e: &Execution<'_>| {
        seen.push((e.kind, e.schedule()));
        Flow::Continue
    };
    loop {
        let p = explorer.run(&mut machine, &mut see, slice);
        if p.status != Status::Running {
            assert_eq!(p.done, 1.0);
            return seen;
        }
        assert!(p.done <= 1.0);
        // Somebody else may use the machine in between.
        machine.restore(&start);
        slice = slice.saturating_add(1);
    }
}

#[test]
fn slices_and_strides_change_nothing() {
    let whole = schedules(u64::MAX, 1);
    assert!(whole.len() > 15);
    assert_eq!(schedules(1, 1), whole);
    assert_eq!(schedules(1, 3), whole);
    assert_eq!(schedules(u64::MAX, u32::MAX), whole);
}

#[test]
fn every_schedule_replays() {
    let mut machine = toy(PROGRAM, Relation::Ticket);
    let start = machine.snapshot();
    for (_, schedule) in schedules(u64::MAX, 1) {
        machine.restore(&start);
        let mut nth = std::collections::BTreeMap::new();
        for c in schedule {
            let n = nth.entry(c.process).or_insert(0);
            let me = EventId {
                process: c.process,
                nth: *n,
            };
            *n += 1;
            assert_eq!(machine.step(me, c.label, &mut Step::default()), Ok(()));
        }
        let mut enabled = Vec::new();
        machine.enabled(&mut enabled);
        assert!(enabled.is_empty());
    }
}

#[test]
fn stopping_and_budgets() {
    let mut machine = toy(PROGRAM, Relation::Ticket);
    let start = machine.snapshot();
    let mut explorer = Explorer::new(Options::default());
    let mut stop = |_: &Toy, _: &Execution<'_>| Flow::Stop;
    let p = explorer.run(&mut machine, &mut stop, u64::MAX);
    assert_eq!((p.status, p.complete), (Status::Stopped, 1));
    assert_eq!(explorer.claim(), Claim::Nothing);

    machine.restore(&start);
    let options = Options {
        executions: 7,
        ..Options::default()
    };
    let r = explore(&mut machine, options);
    assert_eq!(
        (r.progress.status, r.progress.complete),
        (Status::Exhausted, 7)
    );
    assert_eq!(r.claim, Claim::Nothing);
}

/// Traces found by each of `of` shards, each with a machine of its own.
fn shards(text: &str, of: u32) -> Vec<(BTreeSet<u128>, u64)> {
    let shard = |index| {
        let mut explorer = Explorer::shard(Options::default(), Shard { index, of });
        let mut found = BTreeSet::new();
        let mut see = |_: &Toy, e: &Execution<'_>| {
            if e.kind == Kind::Complete {
                assert!(found.insert(e.trace_hash()), "twice in one shard\n{text}");
            }
            Flow::Continue
        };
        let mut machine = toy(text, Relation::Ticket);
        while explorer.run(&mut machine, &mut see, 1000).status == Status::Running {}
        assert_eq!(explorer.claim(), Claim::All);
        (found, explorer.report().blocked)
    };
    (0..of).map(shard).collect()
}

#[track_caller]
fn check_shards(text: &str, of: u32) -> u64 {
    let few = Options {
        executions: 2000,
        ..Options::default()
    };
    let whole = explore(&mut toy(text, Relation::Ticket), few);
    if whole.claim != Claim::All {
        return 0;
    }
    let whole = whole.hashes;
    let parts = shards(text, of);
    let blocked = parts.iter().map(|p| p.1).sum();
    let total: usize = parts.iter().map(|p| p.0.len()).sum();
    let union: BTreeSet<u128> = parts.into_iter().flat_map(|p| p.0).collect();
    assert_eq!(total, union.len(), "none twice\n{text}");
    assert_eq!(union, whole, "{text}");
    blocked
}

#[test]
fn shards_find_each_trace_once() {
    for of in [1, 2, 3, 8] {
        check_shards(PROGRAM, of);
    }
    let casw = "var X proc cas X, 0, 1; X = 3 proc cas X, 0, 1; X = 4 proc cas X, 0, 1; X = 5";
    check_shards(casw, 4);
    for seed in 0..60 * soak() {
        check_shards(&program(&mut Dice::new(seed), Flavour::Everything), 3);
        check_shards(&sized(&mut Dice::new(seed), Flavour::Everything, 4, 4), 3);
    }
}

/// The estimate is of the right order once a tenth is done.
#[test]
fn estimates() {
    let text = format!("var X\n{}", "proc r = X; X = r + 1\n".repeat(4));
    let mut machine = toy(&text, Relation::Ticket);
    let mut explorer = Explorer::new(Options::default());
    let mut see = |_: &Toy, _: &Execution<'_>| Flow::Continue;
    let mut before = 0.0;
    loop {
        let p = explorer.run(&mut machine, &mut see, 200);
        if p.status != Status::Running {
            break;
        }
        if p.complete > 60 {
            assert!((100.0..=2400.0).contains(&p.estimate()), "{}", p.estimate());
        }
        before = p.done;
    }
    assert!(before > 0.5);
    assert_eq!(explorer.report().estimate(), 576.0);
}
