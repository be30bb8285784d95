//! Random walks: valid, repeatable, and as good as promised.

use std::collections::BTreeSet;

use explore::{Bounds, Choice, Execution, Flow, Kind, Machine, Shard, Status, Strategy, Walk};

use crate::brute::brute;
use crate::support::toy;
use crate::toy::{Outcome, Relation, Toy};

const PCT: Strategy = Strategy::Priorities {
    depth: 2,
    length: None,
};

type Run = (Outcome, Vec<Choice>);

fn walk(text: &str, strategy: Strategy, seed: u64, runs: u64, slice: u64) -> Vec<Run> {
    let all = Walk::new(strategy, seed, runs, Bounds::default());
    let seen = part(text, all, slice);
    assert_eq!(seen.len() as u64, runs);
    seen
}

/// All runs of a walk that may be part of a larger one.
fn part(text: &str, mut walk: Walk<Toy>, slice: u64) -> Vec<Run> {
    let mut machine = toy(text, Relation::Ticket);
    let start = machine.snapshot();
    let mut seen = Vec::new();
    let mut see = |toy: &Toy, e: &Execution<'_>| {
        assert_eq!(e.kind, Kind::Complete);
        seen.push((toy.outcome(), e.schedule()));
        Flow::Continue
    };
    while walk.run(&mut machine, &mut see, slice).status == Status::Running {
        machine.restore(&start);
    }
    seen
}

const SELECTS: &str = "chan A(1), B(1) var X
    proc send A, 1; X = 1
    proc send B, 2; r = X; note r
    proc c = choose 3; note c; select case recv A: case recv B: end
        select case recv A: case recv B: end";

#[test]
fn walks_find_every_outcome_of_a_small_program() {
    let all = brute(&mut toy(SELECTS, Relation::Ticket), true).outcomes;
    for strategy in [Strategy::Uniform, PCT] {
        let found: BTreeSet<Outcome> = walk(SELECTS, strategy, 1, 2000, u64::MAX)
            .into_iter()
            .map(|r| r.0)
            .collect();
        assert_eq!(found, all, "{strategy:?}");
    }
}

#[test]
fn shares_make_the_runs_of_the_whole() {
    let known = Strategy::Priorities {
        depth: 3,
        length: Some(9),
    };
    for strategy in [Strategy::Uniform, known] {
        let whole = walk(SELECTS, strategy, 7, 50, u64::MAX);
        let share = |from: u64, runs, index, of| {
            let walk = Walk::new(strategy, 7, runs, Bounds::default());
            part(SELECTS, walk.part(from, Shard { index, of }), 13)
        };
        let shares = [0, 1, 2].map(|index| share(0, 50, index, 3));
        assert_eq!(shares.each_ref().map(Vec::len), [17, 17, 16]);
        for (number, run) in whole.iter().enumerate() {
            assert_eq!(shares[number % 3].get(number / 3), Some(run));
        }
        // And where one walk ended another goes on.
        assert_eq!(share(20, 30, 0, 1), whole[20..]);
    }
}

#[test]
fn walks_are_functions_of_the_seed() {
    for strategy in [Strategy::Uniform, PCT] {
        let once = walk(SELECTS, strategy, 7, 50, u64::MAX);
        assert_eq!(walk(SELECTS, strategy, 7, 50, 3), once);
        assert_ne!(walk(SELECTS, strategy, 8, 50, u64::MAX), once);
    }
}

/// A bug of depth 2: one process has to come between two particular operations of another one,
/// among many others.
#[test]
fn priorities_keep_their_promise() {
    let busy = "i = 0; while i < 9 do Z[K] = i; i = i + 1 end\n";
    let text = format!(
        "var X, Y, Z[3]
        proc {} X = 1; Y = 1; {}
        proc r = X; s = Y; note r * 2 + s; {}",
        busy.replace('K', "0"),
        busy.replace('K', "0"),
        busy.replace('K', "1"),
    );
    let strategy = Strategy::Priorities {
        depth: 2,
        length: Some(40),
    };
    let runs = 4000;
    let hits = walk(&text, strategy, 3, runs, u64::MAX)
        .iter()
        .filter(|r| r.0.procs[&vec![1]].1[0] == 2)
        .count() as f64;
    let mut machine = toy(&text, Relation::Ticket);
    let mut one: Walk<Toy> = Walk::new(strategy, 3, 1, Bounds::default());
    one.run(
        &mut machine,
        &mut |_: &Toy, _: &Execution<'_>| Flow::Continue,
        u64::MAX,
    );
    let floor = one.guarantee().expect("priorities");
    assert_eq!(floor, 1.0 / 80.0);
    assert!(hits / runs as f64 > 0.8 * floor, "{hits}");
}

#[test]
fn walks_are_cut_at_the_bound() {
    let mut machine = toy("var F proc while 1 do F = 1 end", Relation::Ticket);
    let bounds = Bounds {
        depth: 20,
        ..Bounds::default()
    };
    let mut walk = Walk::new(Strategy::Uniform, 1, 3, bounds);
    let mut kinds = Vec::new();
    let mut see = |_: &Toy, e: &Execution<'_>| {
        kinds.push((e.kind, e.len()));
        Flow::Continue
    };
    let p = walk.run(&mut machine, &mut see, u64::MAX);
    assert_eq!((p.status, p.cut), (Status::Finished, 3));
    assert_eq!(kinds, [(Kind::Cut, 20); 3]);
}
