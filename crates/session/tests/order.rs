//! What an analyst says of races and of happens-before: of exactly the run that a session shows,
//! and the one in agreement with the other.

mod common;

use std::collections::BTreeSet;
use std::fmt::Write;

use common::Driver;
use protocol::{
    Ask, EdgeKind, Finding, Limits, MissingEdge, Op, OrderFound, Policy, RacesFound, Recording,
    SourceFile, Stand,
};
use session::Analyst;

fn files(text: &str) -> Vec<SourceFile> {
    vec![SourceFile {
        name: "main.go".into(),
        text: text.into(),
    }]
}

fn answer(ask: Ask) -> Finding {
    Analyst::new().handle(ask).remove(0)
}

#[track_caller]
fn races(text: &str, recording: &Recording) -> RacesFound {
    match answer(Ask::Races {
        files: files(text),
        recording: recording.clone(),
        limits: Limits::default(),
    }) {
        Finding::Races(found) => *found,
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn order(text: &str, recording: &Recording, select: Option<u64>) -> OrderFound {
    match answer(Ask::Order {
        files: files(text),
        recording: recording.clone(),
        limits: Limits::default(),
        first: 0,
        count: 2_000,
        select,
    }) {
        Finding::Order(found) => *found,
        other => panic!("{other:?}"),
    }
}

/// A program around the body of main.
fn program(body: &str) -> String {
    let mut head = "package main\n\n".to_owned();
    for package in ["sync", "sync/atomic", "time", "context"] {
        let short = package.rsplit('/').next().unwrap_or(package);
        if body.contains(&format!("{short}.")) {
            writeln!(head, "import {package:?}").expect("text");
        }
    }
    format!("{head}\nfunc main() {{\n{body}\n}}\n")
}

/// The edges of a run between two kinds of operations.
#[track_caller]
fn check(body: &str, edges: &[(Op, Op, EdgeKind)]) {
    let found = order(&program(body), &Recording::default(), None);
    let op = |index: u64| {
        let mut all = found.lanes.iter().flat_map(|l| &l.events);
        let event = all.find(|e| e.event.index == index);
        event.expect("edges join events that are there").event.op
    };
    let mut all: Vec<_> = found
        .edges
        .iter()
        .map(|e| (op(e.from), op(e.to), e.kind))
        .collect();
    all.sort();
    let mut edges = edges.to_vec();
    edges.sort();
    assert_eq!(all, edges);
}

const GO: (Op, Op, EdgeKind) = (Op::Go, Op::Start, EdgeKind::Go);

#[test]
fn what_joins_goroutines() {
    use EdgeKind::*;
    check(
        "c := make(chan int)\ngo func() { c <- 1 }()\n<-c",
        &[GO, (Op::Recv, Op::Send, Meet)],
    );
    check(
        "c := make(chan int, 1)\ngo func() { c <- 1 }()\ntime.Sleep(1)\n<-c",
        &[GO, (Op::Send, Op::Recv, Message)],
    );
    // The receive frees the slot that the second send takes.
    check(
        "c := make(chan int, 1)\nc <- 1\ngo func() { <-c }()\ntime.Sleep(1)\nc <- 2",
        &[GO, (Op::Recv, Op::Send, Room)],
    );
    check(
        "c := make(chan int)\ngo func() { close(c) }()\n<-c",
        &[GO, (Op::Close, Op::Recv, Close)],
    );
    check(
        "var m sync.Mutex\ngo func() { m.Lock(); m.Unlock() }()\ntime.Sleep(1)\nm.Lock()",
        &[GO, (Op::Unlock, Op::Lock, Lock)],
    );
    check(
        "var m sync.RWMutex\nm.RLock()\ngo func() { m.Lock() }()\ntime.Sleep(1)\nm.RUnlock()\ntime.Sleep(1)",
        &[GO, (Op::RUnlock, Op::Lock, Lock)],
    );
    check(
        "var w sync.WaitGroup\nw.Add(2)\ngo w.Done()\ngo w.Done()\nw.Wait()",
        &[
            GO,
            GO,
            (Op::WgDone, Op::WgWait, WaitGroup),
            (Op::WgDone, Op::WgWait, WaitGroup),
        ],
    );
    check(
        "var n atomic.Int64\ngo n.Store(1)\ntime.Sleep(1)\nn.Load()",
        &[GO, (Op::AtomicStore, Op::AtomicLoad, Atomic)],
    );
    check(
        "var o sync.Once\ngo o.Do(func() {})\ntime.Sleep(1)\no.Do(func() {})",
        // Its flag is an atomic of its own.
        &[
            GO,
            (Op::Once, Op::Once, Once),
            (Op::AtomicStore, Op::AtomicLoad, Atomic),
        ],
    );
    check(
        "c := make(chan int)\ntime.AfterFunc(1, func() { close(c) })\n<-c",
        &[
            (Op::TimerStart, Op::Start, Timer),
            (Op::Close, Op::Recv, Close),
        ],
    );
}

/// What is said to be missing between the accesses of the first race.
#[track_caller]
fn missing(body: &str) -> (String, u64, MissingEdge) {
    let found = races(&program(body), &Recording::default());
    assert!(found.total > 0, "{found:?}");
    let race = found.races[0].clone();
    let name = race.variable.expect("a name");
    (name, found.steps[0].1, race.missing)
}

#[track_caller]
fn misses(body: &str, fits: impl Fn(&MissingEdge) -> bool) {
    let (name, _, missing) = missing(body);
    assert_eq!(name, "x");
    assert!(fits(&missing), "{missing:?}");
}

#[test]
fn what_is_missing() {
    use MissingEdge::*;
    misses("x := 0\ngo func() { x = 1 }()\ntime.Sleep(1)\n_ = x", |m| {
        *m == OnlyStarted
    });
    misses(
        "x := 0\nvar w sync.WaitGroup\nw.Add(1)\ngo func() { x = 1; w.Done() }()\ntime.Sleep(1)\n_ = x\nw.Wait()",
        |m| matches!(m, TooLate(s) if s.op == Op::WgWait && s.goroutine == 1 && s.place.is_some_and(|p| p.line == 13)),
    );
    misses(
        "x := 0\nvar w sync.WaitGroup\nw.Add(1)\ngo func() { w.Done(); x = 1 }()\nw.Wait()\ntime.Sleep(1)\n_ = x",
        |m| matches!(m, TooEarly(s) if s.op == Op::WgDone && s.goroutine != 1),
    );
    misses(
        "x := 0\nvar m sync.Mutex\ngo func() { m.Lock(); x = 1; m.Unlock() }()\ntime.Sleep(1)\n_ = x",
        |m| matches!(m, Unlocked { lock, first: false } if lock.name.as_deref() == Some("m")),
    );
    misses(
        "x := 0\nvar m, n sync.Mutex\ngo func() { m.Lock(); x = 1; m.Unlock() }()\ntime.Sleep(1)\nn.Lock()\nx++\nn.Unlock()",
        |m| matches!(m, OtherLock { first, second } if (first.name.as_deref(), second.name.as_deref()) == (Some("m"), Some("n"))),
    );
    misses(
        "x := 0\nvar m sync.RWMutex\ngo func() { m.RLock(); x = 1; m.RUnlock() }()\ntime.Sleep(1)\nm.RLock()\nx++\nm.RUnlock()",
        |m| matches!(m, ReadLock(lock) if lock.name.as_deref() == Some("m")),
    );
}

/// A small generator of numbers.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

const OPS: &[&str] = &[
    "c <- 1",
    "<-c",
    "b <- 1",
    "<-b",
    "<-b",
    "m.Lock()",
    "if m.TryLock() { m.Unlock() }",
    "m.Lock(); m.Unlock()",
    "r.RLock(); r.RUnlock()",
    "r.RLock()",
    "r.Lock(); r.Unlock()",
    "n.Add(1)",
    "n.Store(3)",
    "_ = n.Load()",
    "n.CompareAndSwap(0, 1)",
    "w.Done()",
    "w.Wait()",
    "o.Do(func() {})",
    "select { case c <- 1: default: }",
    "select { case <-c: case b <- 1: }",
    "time.Sleep(1)",
    "<-time.After(1)",
];
const GOROUTINES: u64 = 3;
const SLOTS: u64 = 5;

/// A program whose goroutines do random operations; after each of them a goroutine writes one
/// variable for each such place of another goroutine, which writes it too, and prints. Where two
/// places are unordered, and there only, their variable's writes race.
fn random_program(dice: &mut Dice) -> String {
    let all = GOROUTINES * SLOTS;
    let mut text = format!(
        "package main\n\nimport (\n\t\"sync\"\n\t\"sync/atomic\"\n\t\"time\"\n)\n\nvar x [{}]int\n\nfunc main() {{\n\
         \tc, b := make(chan int), make(chan int, 2)\n\tvar m sync.Mutex\n\tvar r sync.RWMutex\n\
         \tvar n atomic.Int64\n\tvar w sync.WaitGroup\n\tvar o sync.Once\n\tw.Add(3)\n",
        all * all
    );
    text.push_str("\t_, _, _, _, _, _, _ = c, b, &m, &r, &n, &o, time.Now\n");
    for g in 0..GOROUTINES {
        // The last one is main itself, and then waits for ever.
        let main = g + 1 == GOROUTINES;
        text.push_str(if main { "\t{\n" } else { "\tgo func() {\n" });
        for slot in 0..SLOTS {
            let op = OPS[dice.below(OPS.len() as u64) as usize];
            writeln!(text, "\t\t{op}").expect("text");
            let here = g * SLOTS + slot;
            for there in (0..all).filter(|t| t / SLOTS != g) {
                let pair = here.min(there) * all + here.max(there);
                writeln!(text, "\t\tx[{pair}] = {here}").expect("text");
            }
            writeln!(text, "\t\tprintln({here})").expect("text");
        }
        text.push_str(if main {
            "\t}\n\tselect {}\n"
        } else {
            "\t}()\n"
        });
    }
    text + "}\n"
}

/// Pairs of places of a run, by what its detector says and by what its graph says.
fn pairs(text: &str, recording: &Recording) -> [BTreeSet<u64>; 2] {
    let all = GOROUTINES * SLOTS;
    let racing = races(text, recording);
    let named = |r: &protocol::Race| -> u64 {
        let name = r.variable.clone().expect("a name");
        let index = name.trim_start_matches("x[").trim_end_matches(']');
        index.parse().expect("an index")
    };
    let by_detector = racing.races.iter().map(named).collect();
    assert!(racing.races.len() as u32 == racing.total && !racing.limited);
    let places: Vec<(u64, u32, u64)> = order(text, recording, None)
        .lanes
        .iter()
        .flat_map(|l| &l.events)
        .filter(|e| e.event.op == Op::Print)
        .map(|e| {
            let line = e.event.place.expect("a place").line;
            let text = text.lines().nth(line as usize - 1).expect("a line").trim();
            let digits = text.trim_start_matches("println(").trim_end_matches(')');
            (
                digits.parse().expect("a place"),
                e.event.goroutine,
                e.event.index,
            )
        })
        .collect();
    let mut by_graph = BTreeSet::new();
    for (here, g, index) in &places {
        let cone = order(text, recording, Some(*index)).cone.expect("a cone");
        for (there, other, at) in &places {
            if other != g && cone.stand(*other, *at) == Stand::Concurrent {
                by_graph.insert(here.min(there) * all + here.max(there));
            }
        }
    }
    [by_detector, by_graph]
}

#[test]
fn the_graph_orders_what_the_detector_orders() {
    let mut dice = Dice(17);
    let (mut racing, mut ordered) = (0, 0);
    for round in 0..60 {
        let text = random_program(&mut dice);
        let recording = Recording {
            policy: [Policy::Go, Policy::Random][round % 2],
            seed: round as u64,
            ..Recording::default()
        };
        let [by_detector, by_graph] = pairs(&text, &recording);
        assert_eq!(by_detector, by_graph, "round {round}:\n{text}");
        racing += by_graph.len();
        ordered += usize::from(by_graph.is_empty());
    }
    // Not vacuously so.
    assert!(
        racing > 500,
        "{racing} pairs race, {ordered} runs without a race"
    );
}

#[test]
fn the_run_that_is_looked_at_is_the_one_that_is_shown() {
    let mut dice = Dice(4);
    for round in 0..20 {
        let text = random_program(&mut dice);
        let mut d = Driver::open_with(
            &text,
            Recording {
                policy: [Policy::Go, Policy::Random][round % 2],
                seed: round as u64,
                ..Recording::default()
            },
        );
        if round % 3 == 0 {
            // Somebody decides otherwise here and there.
            for _ in 0..6 {
                d.forward();
                if let Some(other) = d.state.choices.as_ref().and_then(|c| c.options.last()) {
                    let pick = other.pick;
                    d.choose(pick);
                }
            }
        }
        d.run();
        let recording = d.recording();
        let found = races(&text, &recording);
        assert_eq!(
            (found.ticks, found.events, found.hash),
            (d.state.tick, d.state.step, recording.hash),
            "round {round}"
        );
        // The page stands right before an access when it seeks to its tick.
        for (race, steps) in found.races.iter().zip(&found.steps).take(3) {
            for (side, step) in [(&race.first, steps.0), (&race.second, steps.1)] {
                let state = d.send(protocol::Request::Seek {
                    to: protocol::Moment::Tick(side.tick),
                });
                assert_eq!((state.tick, state.step), (side.tick, step));
            }
        }
    }
}
