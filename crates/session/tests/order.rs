//! What an analyst says of races and of happens-before: of exactly the run that a session shows,
//! and the one in agreement with the other.

mod common;

use std::collections::BTreeSet;
use std::fmt::Write;

use common::Driver;
use protocol::{
    Ask, EdgeKind, Finding, Limits, Looked, MissingEdge, Op, OrderAt, OrderFound, OrderView,
    Policy, RacesFound, Recording, SourceFile, Stand,
};
use session::Analyst;

fn files(text: &str) -> Vec<SourceFile> {
    vec![SourceFile {
        name: "main.go".into(),
        text: text.into(),
    }]
}

fn answer(ask: Ask) -> Finding {
    asked(&mut Analyst::new(), ask)
}

/// Asks, and waits for the answer.
fn asked(analyst: &mut Analyst, ask: Ask) -> Finding {
    let mut said = analyst.handle(ask);
    while said.is_empty() {
        assert!(analyst.busy(), "an answer");
        said = analyst.poll(500);
    }
    said.remove(0)
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
    let view = OrderView {
        rows: 2_000,
        select,
        ..OrderView::default()
    };
    viewed(&mut Analyst::new(), text, recording, view)
}

#[track_caller]
fn viewed(analyst: &mut Analyst, text: &str, recording: &Recording, view: OrderView) -> OrderFound {
    let ask = Ask::Order {
        files: files(text),
        recording: recording.clone(),
        limits: Limits::default(),
        view,
    };
    match asked(analyst, ask) {
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

/// Rows of events by goroutine: an operation with its row, and the one in which its wait ended.
#[track_caller]
fn stands(body: &str, want: &[&str]) {
    let found = order(&program(body), &Recording::default(), None);
    let lane = |l: &protocol::OrderLane| {
        let word = |e: &protocol::OrderEvent| {
            let end = match (e.spot.open, e.spot.end > e.spot.row) {
                (true, _) => "-".to_owned(),
                (false, true) => format!("-{}", e.spot.end),
                (false, false) => String::new(),
            };
            format!("{:?} {}{end}", e.event.op, e.spot.row)
        };
        let events: Vec<String> = l.events.iter().map(word).collect();
        events.join(", ")
    };
    let lanes: Vec<String> = found.lanes.iter().map(lane).collect();
    assert_eq!(lanes, want);
}

#[test]
fn what_nothing_orders_stands_side_by_side() {
    // The wait begins beside g2's start, ends below Done, and the end of main follows it.
    stands(
        "var w sync.WaitGroup\nw.Add(1)\ngo w.Done()\nw.Wait()",
        &[
            "Start 0, WgAdd 1, Go 2, WgWait 3-5, Exit 6, End 7",
            "Start 3, WgDone 4, Exit 5",
        ],
    );
    // Both ends of a meeting are in one row; who waits for ever stays open.
    stands(
        "c := make(chan int)\ngo func() { c <- 1; c <- 2 }()\n<-c\ntime.Sleep(1)",
        &[
            "Start 0, MakeChan 1, Go 2, Recv 3-4, Sleep 5, Exit 6, End 7",
            "Start 3, Send 4, Send 5-",
        ],
    );
}

const MANY: &str = "var m sync.Mutex\nvar w sync.WaitGroup\nfor range 5 {\nw.Go(func() {\n\
    for range 20 {\nm.Lock()\nm.Unlock()\n}\n})\n}\nw.Wait()";

#[test]
fn a_picture_in_pieces_is_the_picture() {
    let (text, recording) = (program(MANY), Recording::default());
    let whole = order(&text, &recording, None);
    assert_eq!(whole.window, (0, whole.rows));
    let mut analyst = Analyst::new();
    let mut row = 0;
    let mut events = BTreeSet::new();
    let mut edges = BTreeSet::new();
    while row < whole.rows {
        let view = OrderView {
            at: OrderAt::Row(row),
            rows: 7,
            ..OrderView::default()
        };
        let found = viewed(&mut analyst, &text, &recording, view);
        let (from, to) = found.window;
        assert!(from <= row && to > row && found.lanes.len() == whole.lanes.len());
        for (lane, all) in found.lanes.iter().zip(&whole.lanes) {
            assert_eq!((lane.goroutine, lane.rows), (all.goroutine, all.rows));
            let here = |e: &&protocol::OrderEvent| e.spot.row < to && e.spot.end >= from;
            let inside: Vec<_> = all.events.iter().filter(here).cloned().collect();
            assert_eq!(lane.events, inside);
            // The way on from here.
            let next = all.events.iter().find(|e| e.spot.row >= to);
            assert_eq!(lane.below, next.map(|e| e.event.index));
            let last = all.events.iter().rfind(|e| e.spot.end < from);
            assert_eq!(lane.above, last.map(|e| e.event.index));
        }
        events.extend(
            found
                .lanes
                .iter()
                .flat_map(|l| &l.events)
                .map(|e| e.event.index),
        );
        edges.extend(found.edges.iter().map(|e| (e.from, e.to)));
        row = to;
    }
    let all = whole.lanes.iter().flat_map(|l| &l.events);
    assert_eq!(events, all.map(|e| e.event.index).collect());
    assert_eq!(edges, whole.edges.iter().map(|e| (e.from, e.to)).collect());
}

#[test]
fn a_view_lies_around_an_event() {
    let (text, recording) = (program(MANY), Recording::default());
    let whole = order(&text, &recording, None);
    let lane = &whole.lanes[3].events;
    let event = &lane[lane.len() / 2];
    let view = OrderView {
        at: OrderAt::Event(event.event.index),
        rows: 10,
        moments: vec![(event.event.goroutine, event.event.tick), (1, 0), (99, 0)],
        ..OrderView::default()
    };
    let found = viewed(&mut Analyst::new(), &text, &recording, view);
    assert_eq!(found.around, Some(event.spot.row));
    assert_eq!(found.window, (event.spot.row - 5, event.spot.row + 5));
    // Main has begun at its first tick; nobody is goroutine 99.
    assert_eq!(found.moments, [Some(event.spot.end), Some(0), None]);
}

#[test]
fn a_part_begins_where_it_is_asked_to() {
    let (text, recording) = (program(MANY), Recording::default());
    let whole = order(&text, &recording, None);
    let view = OrderView {
        part: 100,
        rows: 2_000,
        ..OrderView::default()
    };
    let found = viewed(&mut Analyst::new(), &text, &recording, view);
    assert_eq!((found.total, found.part.0), (whole.total, 100));
    let later = |f: &OrderFound| -> BTreeSet<u64> {
        let all = f.lanes.iter().flat_map(|l| &l.events);
        all.map(|e| e.event.index).filter(|i| *i >= 100).collect()
    };
    assert_eq!(later(&found), later(&whole));
}

#[test]
fn a_question_ends_when_somebody_says_so() {
    let endless = program("var m sync.Mutex\nfor {\nm.Lock()\nm.Unlock()\n}");
    let mut analyst = Analyst::new();
    let (files, recording, limits) = (files(&endless), Recording::default(), Limits::default());
    let questions = [
        Ask::Races {
            files: files.clone(),
            recording: recording.clone(),
            limits,
        },
        Ask::Order {
            files: files.clone(),
            recording: recording.clone(),
            limits,
            view: OrderView::default(),
        },
        Ask::Compare {
            files,
            left: recording.clone(),
            right: recording,
            limits,
        },
    ];
    for question in questions {
        assert_eq!(analyst.handle(question), []);
        let mut far = 0;
        for _ in 0..4 {
            assert_eq!(analyst.poll(500), []);
            let Some(Finding::Looking(Looked { ticks, .. })) = analyst.progress() else {
                panic!("how far it is");
            };
            assert!(ticks >= far);
            far = ticks;
        }
        assert_eq!(analyst.handle(Ask::Cancel), [Finding::Cancelled]);
        assert!(!analyst.busy());
    }
    assert_eq!(analyst.handle(Ask::Cancel), [Finding::Cancelled]);
}
