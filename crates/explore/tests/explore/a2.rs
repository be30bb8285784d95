//! Programs with Go's own operations: numbers of interleavings, of traces under "all operations
//! on one object are dependent" (coarse) and under the ticket relation, and of outcomes.

use std::collections::BTreeSet;

use crate::brute::brute;
use crate::support::{check_toy, each, toy};
use crate::toy::{Outcome, Relation, Status};

struct Row {
    text: String,
    /// Interleavings, where brute force is quick.
    all: Option<u64>,
    coarse: Option<u64>,
    ticket: u64,
    outcomes: usize,
    /// What only the last process received counts as outcome.
    last: bool,
    /// Traces that end with somebody waiting for ever.
    stuck: u64,
}

impl Row {
    fn new(text: impl Into<String>, ticket: u64, outcomes: usize) -> Row {
        Row {
            text: text.into(),
            all: None,
            coarse: None,
            ticket,
            outcomes,
            last: false,
            stuck: 0,
        }
    }
    fn all(self, all: u64) -> Row {
        let all = Some(all);
        Row { all, ..self }
    }
    fn coarse(self, coarse: u64) -> Row {
        let coarse = Some(coarse);
        Row { coarse, ..self }
    }
    fn stuck(self, stuck: u64) -> Row {
        Row { stuck, ..self }
    }

    fn last(self) -> Row {
        Row { last: true, ..self }
    }

    #[track_caller]
    fn check(self) {
        let mut t = toy(&self.text, Relation::Ticket);
        let fine = check_toy(&mut t, self.ticket);
        let outcomes = match self.last {
            true => {
                let last = |o: &Outcome| o.procs.values().next_back().cloned();
                fine.outcomes
                    .iter()
                    .map(last)
                    .collect::<BTreeSet<_>>()
                    .len()
            }
            false => fine.outcomes.len(),
        };
        assert_eq!(outcomes, self.outcomes, "outcomes");
        assert_eq!(fine.deadlocked, self.stuck, "stuck");
        if let Some(n) = self.coarse {
            let coarse = check_toy(&mut toy(&self.text, Relation::Coarse), n);
            assert_eq!(
                coarse.outcomes, fine.outcomes,
                "outcomes of the coarse relation"
            );
        }
        if let Some(n) = self.all {
            let found = brute(&mut toy(&self.text, Relation::Ticket), false);
            assert_eq!(found.interleavings, n, "interleavings");
        }
    }
}

fn loops(n: usize, body: &str) -> String {
    format!("i = 0; while i < {n} do {body}; i = i + 1 end\n")
}

#[test]
fn one_sender_one_receiver() {
    for (cap, all) in [(0, 64), (2, 365)] {
        let text = format!(
            "chan C({cap}) proc {} proc {}",
            loops(6, "send C, i"),
            loops(6, "recv C")
        );
        Row::new(text, 1, 1).all(all).coarse(all).check();
    }
}

#[test]
fn ping_pong() {
    let text = format!(
        "chan A, B proc {} proc {}",
        loops(5, "send A, i; recv B"),
        loops(5, "r = recv A; send B, r")
    );
    Row::new(text, 1, 1).all(1024).coarse(1024).check();
}

#[test]
fn pipeline() {
    let text = format!(
        "chan A, B proc {} proc {} proc {}",
        loops(3, "send A, i"),
        loops(3, "r = recv A; send B, r"),
        loops(3, "recv B")
    );
    Row::new(text, 1, 1).all(1268).coarse(64).check();
}

#[test]
fn producers_and_a_consumer() {
    for (n, all, ticket) in [(3, 84, 6), (4, 1008, 24)] {
        for cap in [0, 4] {
            let text = format!(
                "chan C({cap})\n{}proc {}",
                each(n, "proc send C, $i\n"),
                loops(n, "recv C")
            );
            Row::new(text, ticket, ticket as usize)
                .all(all)
                .coarse(all)
                .check();
        }
    }
}

const RANGE: &str = "ok = 1; while ok do r, ok = recv C end\n";

#[test]
fn range_until_closed() {
    for (cap, all) in [(0, 16), (3, 42)] {
        let text = format!(
            "chan C({cap}) proc {} close C proc {RANGE}",
            loops(3, "send C, i")
        );
        Row::new(text, 1, 1).all(all).coarse(all).check();
    }
}

fn pool(jobs: usize, workers: usize) -> String {
    let worker = "proc ok = 1
        while ok do
            r, ok = recv JOBS
            if ok then send RES, r end
        end\n";
    format!(
        "chan JOBS, RES proc {} close JOBS\n{}proc {}",
        loops(jobs, "send JOBS, i"),
        worker.repeat(workers),
        loops(jobs, "recv RES")
    )
}

#[test]
fn worker_pool() {
    let row =
        |jobs, workers, ticket, outcomes| Row::new(pool(jobs, workers), ticket, outcomes).last();
    row(2, 2, 12, 2).all(17_068).coarse(872).check();
    row(3, 2, 36, 4).coarse(13_024).check();
    row(4, 2, 108, 8).check();
    row(3, 3, 522, 6).check();
}

fn fan_in(n: usize) -> String {
    let select = "select case r = recv A: case r = recv B: end";
    format!(
        "chan A, B proc {} proc {} proc {}",
        loops(2 * n, select),
        loops(n, "send A, 1"),
        loops(n, "send B, 2")
    )
}

#[test]
fn fan_in_by_select() {
    for (n, all, traces, outcomes) in [(1, 12, 10, 2), (2, 248, 168, 6), (3, 5688, 3148, 20)] {
        Row::new(fan_in(n), traces, outcomes)
            .all(all)
            .coarse(traces)
            .check();
    }
}

#[test]
fn locks_and_a_wait_group() {
    let text = |n: usize| {
        format!(
            "var X mutex M wg W={n}\n{}proc wait W; r = X; note r",
            each(n, "proc lock M; X = $i + 1; unlock M; done W\n")
        )
    };
    Row::new(text(3), 6, 3).coarse(720).check();
    Row::new(text(4), 24, 4).check();
}

#[test]
fn increments_and_a_wait_group() {
    let text = |n: usize, inc: &str| {
        format!(
            "var X wg W={n}\n{}proc wait W; r = X; note r",
            format!("proc {inc}; done W\n").repeat(n)
        )
    };
    let inc = "r = X; X = r + 1";
    Row::new(text(2, inc), 4, 2).all(140).coarse(24).check();
    Row::new(text(3, inc), 36, 3)
        .all(16_800)
        .coarse(864)
        .check();
    Row::new(text(4, inc), 576, 4).check();
    Row::new(text(3, "add X, 1"), 6, 1)
        .all(630)
        .coarse(144)
        .check();
}

#[test]
fn closing_twice() {
    let text = "chan C proc close C proc close C";
    let r = check_toy(&mut toy(text, Relation::Ticket), 2);
    let panicked = |o: &Outcome| o.procs.values().filter(|p| p.0 == Status::Panicked).count();
    assert!(r.outcomes.iter().all(|o| panicked(o) == 1));
    check_toy(&mut toy(text, Relation::Coarse), 2);
}

/// A process that panics halts, and the others go on. A sender that was parked and one that came
/// too late panic alike, so there are two outcomes: the value arrived, or it did not.
#[test]
fn sending_while_closing() {
    for (cap, ticket) in [(0, 3), (1, 2)] {
        let text = format!("chan C({cap}) proc send C, 1 proc close C proc recv C");
        Row::new(text, ticket, 2).all(6).coarse(6).check();
    }
}

#[test]
fn readers_and_writers() {
    let recursive = "rw R
        proc rlock R; rlock R; runlock R; runlock R
        proc wlock R; wunlock R";
    Row::new(recursive, 3, 2)
        .all(16)
        .coarse(16)
        .stuck(1)
        .check();
    let text = format!(
        "var X rw R\n{}proc wlock R; X = 1; wunlock R",
        "proc rlock R; r = X; note r; runlock R\n".repeat(2)
    );
    Row::new(text, 4, 4).all(632).coarse(106).check();
}
