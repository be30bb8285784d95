//! What a collection would do, what keeps an object alive, what was allocated, and that the figures
//! of `runtime.ReadMemStats` are the picture's.

mod common;

use std::collections::BTreeSet;
use std::sync::Arc;

use common::Driver;
use protocol::{
    Collection, CollectionQuery, GcPhase, Keeps, KeptBy, MemoryAnswer, MemoryAsk, Moment,
    PictureQuery, Referent, Request, RootIs, Totals,
};
use vm::{Config, EventOp, GcMove, Record, RunOutcome, Until, Vm};

#[track_caller]
fn collection(run: &mut Driver, query: CollectionQuery) -> Collection {
    match run.session.memory(&MemoryAsk::Collection(query)) {
        MemoryAnswer::Collection(found) => *found,
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn totals(run: &mut Driver) -> Totals {
    match run.session.memory(&MemoryAsk::Totals) {
        MemoryAnswer::Totals(totals) => *totals,
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn keeps(run: &mut Driver, address: u64) -> Keeps {
    match run.session.memory(&MemoryAsk::Keeps(address)) {
        MemoryAnswer::Keeps(keeps) => *keeps,
        other => panic!("{other:?}"),
    }
}

/// The address that a package variable of type `uintptr` holds.
#[track_caller]
fn spied(run: &mut Driver, name: &str) -> u64 {
    let picture = run.memory(PictureQuery::default());
    let cell = picture.globals.iter().find(|c| c.label == name);
    let cell = cell.unwrap_or_else(|| panic!("no {name}"));
    match cell.reference.map(|r| r.referent) {
        Some(Referent::Object(start)) => start,
        other => panic!("{name} leads to {other:?}"),
    }
}

/// `main.cache → ["k"] → .next`, as far as it has names.
fn way(keeps: &Keeps, nth: usize) -> String {
    let way = keeps.ways.get(nth).expect("a way");
    let mut text = match &*way.root.function {
        "" => way.root.name.clone(),
        function => format!("{function}: {}", way.root.name),
    };
    for hop in way.hops.iter().skip(1) {
        text.push_str(" → ");
        text.push_str(&hop.label);
    }
    text
}

/// A program that hands out the address of something in `spy` without keeping it.
fn spying(body: &str) -> String {
    format!(
        "package main

import (
	\"runtime\"
	\"unsafe\"
)

var spy uintptr

type Node struct {{
	next *Node
	pad  [3]int
}}

func look(n *Node) {{ spy = uintptr(unsafe.Pointer(n)) }}

{body}"
    )
}

#[track_caller]
fn kept(body: &str, by: KeptBy, ways: &[&str]) {
    let mut run = Driver::stopped(&spying(body));
    let spy = spied(&mut run, "spy");
    let found = keeps(&mut run, spy);
    assert_eq!(found.by, by, "{found:#?}");
    let told: Vec<String> = (0..found.ways.len()).map(|n| way(&found, n)).collect();
    assert_eq!(told, ways, "{found:#?}");
}

#[test]
fn a_map_that_is_never_cleared() {
    kept(
        "var cache = map[string]*Node{}

func fill() {
	n := &Node{}
	look(n)
	cache[\"k\"] = &Node{next: n}
}

func main() {
	fill()
	runtime.GC()
	println(len(cache)) // here
}
",
        KeptBy::Roots,
        &["cache → [\"k\"] → .next"],
    );
}

#[test]
fn fields_elements_and_captured_variables() {
    kept(
        "type box struct {
	pad   int
	items []*Node
}

var all box

func fill() {
	n := &Node{}
	look(n)
	all.items = make([]*Node, 5)
	all.items[3] = n
}

func main() {
	fill()
	runtime.GC()
	println(len(all.items)) // here
}
",
        KeptBy::Roots,
        &["all.items → [3]"],
    );
    kept(
        "var call func() *Node

func fill() {
	inner := &Node{}
	look(inner)
	call = func() *Node { return inner }
}

func main() {
	fill()
	runtime.GC()
	println(call != nil) // here
}
",
        KeptBy::Roots,
        &["call → .inner"],
    );
}

#[test]
fn variables_of_calls_are_roots() {
    kept(
        "func main() {
	head := &Node{next: &Node{}}
	look(head.next)
	runtime.GC()
	println(head.pad[0]) // here
}
",
        KeptBy::Roots,
        &["main: head → .next"],
    );
}

#[test]
fn nothing_keeps_what_is_lost() {
    kept(
        "func lose() { look(&Node{}) }

func main() {
	lose()
	for i := range 3 { println(i, runtime.NumGoroutine()) }
	println(1) // here
}
",
        KeptBy::Nothing,
        &[],
    );
}

#[test]
fn only_its_finalizer_and_what_that_keeps() {
    let body = "func lose() {
	n := &Node{next: &Node{}}
	look(n)
	runtime.SetFinalizer(n, func(*Node) {})
}

func main() {
	lose()
	for i := range 3 { println(i, runtime.NumGoroutine()) }
	println(1) // here
}
";
    kept(body, KeptBy::Finalizer, &[]);
    // Whatever it leads to.
    let mut run = Driver::stopped(&spying(&body.replace("look(n)", "look(n.next)")));
    let spy = spied(&mut run, "spy");
    let found = keeps(&mut run, spy);
    assert_eq!(found.by, KeptBy::Roots);
    let root = &found.ways.first().expect("a way").root;
    assert_eq!((root.is, root.name.as_str()), (RootIs::Whole, ".next"));
    assert_ne!(root.object, spy);
}

#[test]
fn a_collection_goes_from_roots_over_marks_to_the_sweep() {
    let mut run = Driver::stopped(
        "package main

import \"runtime\"

type Node struct{ next *Node; pad [3]int }

var head *Node

func build() {
	head = &Node{next: &Node{}}
	lost := &Node{}
	lost.next = head
	kept := &Node{}
	runtime.SetFinalizer(kept, func(*Node) {})
}

// Far from the words of a stack that are looked at later.
func below(n int) {
	if n > 0 { below(n - 1) } else { build() }
}

func main() {
	below(9)
	for i := range 3 { println(i, runtime.NumGoroutine()) }
	println(head != nil) // here
}
",
    );
    let found = collection(&mut run, CollectionQuery::default());
    let root = found.steps.iter().find(|s| {
        let root = s.root.as_ref();
        root.is_some_and(|r| r.is == RootIs::Global && r.name == "head")
    });
    let root = root.expect("head is a root");
    assert_eq!((root.ty.as_str(), root.moves), ("main.Node", 1));
    let scan = found
        .steps
        .iter()
        .find(|s| s.phase == GcPhase::Mark && s.object == root.object);
    let scan = scan.expect("what it leads to is looked at");
    let found_there: Vec<_> = scan.found.iter().map(|f| (&*f.label, &*f.ty)).collect();
    assert_eq!(found_there, [(".next", "main.Node")]);
    let finalizer = found.steps.iter().find(|s| s.phase == GcPhase::Finalizer);
    assert_eq!(finalizer.map(|s| s.ty.as_str()), Some("main.Node"));
    assert_eq!(found.pending.iter().filter(|p| p.due).count(), 1);
    let swept = found.steps.iter().filter(|s| s.phase == GcPhase::Sweep);
    assert!(swept.clone().any(|s| s.ty == "main.Node"));
    assert_eq!(swept.map(|s| s.swept.len() as u64).sum::<u64>(), found.goes);
    // Each phase comes after the one before.
    let order = |phase: GcPhase| match phase {
        GcPhase::Root(RootIs::Due) => 2,
        GcPhase::Root(_) | GcPhase::Contents => 0,
        GcPhase::Mark => 1,
        GcPhase::Finalizer | GcPhase::Cleanup => 3,
        GcPhase::Sweep => 4,
    };
    let phases: Vec<_> = found.steps.iter().map(|s| order(s.phase)).collect();
    let marks_end = phases
        .iter()
        .position(|p| *p >= 2)
        .expect("more than marks");
    assert!(phases.iter().take(marks_end).is_sorted(), "{phases:?}");
    let rest = phases.iter().skip(marks_end).filter(|p| **p > 1);
    assert!(rest.is_sorted(), "{phases:?}");
    // Every block that stays turns black, and none that goes.
    let black: u32 = found.steps.iter().flat_map(|s| &s.black).map(|b| b.1).sum();
    assert_eq!(u64::from(black), found.stays);
    assert_eq!(found.dots.len() as u64, found.stays + found.goes);
    // In fewer steps and dots it is the same collection.
    let short = collection(&mut run, CollectionQuery { steps: 8, dots: 4 });
    assert!(short.steps.len() < found.steps.len());
    assert!(short.dots.len() <= 4);
    let black: u32 = short.steps.iter().flat_map(|s| &s.black).map(|b| b.1).sum();
    assert_eq!(u64::from(black), found.stays);
}

#[test]
fn totals_count_what_was_swept() {
    let mut run = Driver::stopped(
        "package main

import \"runtime\"

type Node struct{ next *Node; pad [3]int }

var keep *Node

func churn() {
	for range 1000 {
		n := &Node{}
		n.next = keep
		keep = n
	}
	for range 500 {
		keep = keep.next
	}
}

func main() {
	churn()
	runtime.GC()
	println(keep != nil) // here
}
",
    );
    let found = totals(&mut run);
    let site = found.sites.iter().find(|s| s.ty == "main.Node");
    let site = site.expect("the site of the nodes");
    assert_eq!(
        (site.function.as_str(), site.place.map(|p| p.line)),
        ("churn", Some(11))
    );
    assert_eq!((site.objects, site.bytes), (1000, 32_000));
    assert_eq!((site.here, site.live), (500, 500));
    assert_eq!((site.here_bytes, site.live_bytes), (16_000, 16_000));
    assert_eq!(found.collections.len(), 1);
    assert!(!found.sampled);
    // Over all sites: what the allocator counts.
    let bytes: u64 = found.sites.iter().map(|s| s.bytes).sum();
    let objects: u64 = found.sites.iter().map(|s| s.objects).sum();
    assert_eq!((bytes, objects), (found.now.total, found.now.mallocs));
    assert_eq!(found.more_sites, 0);
    // Right before the collection and right after it.
    let collected = found
        .points
        .windows(2)
        .find(|p| matches!(p, [a, b] if a.collections < b.collections));
    let Some([before, after]) = collected else {
        panic!("{:?}", found.points);
    };
    assert_eq!(
        before.heap - after.heap,
        before.heap - before.live.expect("small")
    );
    assert_eq!(after.live, Some(after.heap));
    assert!(found.points.is_sorted_by_key(|p| (p.total, p.mallocs)));
    // Looking back changes nothing, and the line is that of all that was executed.
    run.send(Request::Seek {
        to: Moment::Step(1),
    });
    let early = totals(&mut run);
    assert_eq!((&early.points, early.end), (&found.points, found.end));
    assert!(early.now.mallocs < found.now.mallocs);
}

fn machine(text: &str) -> Vm {
    let mut bench = session::Workbench::new();
    let files = [protocol::SourceFile {
        name: "main.go".into(),
        text: text.into(),
    }];
    let code = bench.build(&files).expect("compiles");
    let config = Config {
        record: Record::Keep(1 << 16),
        ..Config::default()
    };
    Vm::new(Arc::clone(code.program()), config)
}

fn policy() -> impl vm::Scheduler {
    sched::Policy::new(sched::Base::Go, 1)
}

/// Programs that allocate, keep and drop, and collect by themselves.
const CHURNING: [&str; 3] = [
    "package main

import \"runtime\"

type node struct{ left, right *node; tag string }

func grow(n int) *node {
	if n == 0 { return nil }
	return &node{grow(n - 1), grow(n - 1), \"x\"}
}

var kept []*node

func main() {
	for i := range 6 {
		t := grow(5)
		kept = append(kept, t.left)
		runtime.GC()
		t.right.left = nil
		if i%2 == 0 { kept[i/2].right = nil }
		runtime.GC()
	}
}
",
    "package main

import \"runtime\"

func main() {
	m := map[int][]byte{}
	done := make(chan []byte, 3)
	for i := range 20 {
		m[i] = make([]byte, 100*i)
		if i%3 == 0 { delete(m, i/2) }
		go func() { b := make([]byte, 64); runtime.Gosched(); done <- b }()
		if i%4 == 3 { runtime.GC() }
		m[-i] = <-done
	}
	runtime.GC()
}
",
    "package main

import \"runtime\"

type res struct{ other *res; id int }

var saved *res

func make2() {
	a := &res{id: 1}
	b := &res{id: 2, other: a}
	c := &res{id: 3}
	runtime.SetFinalizer(a, func(r *res) { println(\"a\", r.id) })
	runtime.SetFinalizer(b, func(r *res) { println(\"b\", r.id); saved = r })
	runtime.AddCleanup(c, func(n int) { println(\"cleanup\", n) }, 3)
	runtime.AddCleanup(a, func(n int) { println(\"cleanup\", n) }, 1)
}

func main() {
	make2()
	for range 5 {
		runtime.GC()
		runtime.Gosched()
		saved = nil
	}
}
",
];

/// Goes on by one instruction; false at the end.
fn one(vm: &mut Vm, sched: &mut dyn vm::Scheduler) -> bool {
    let next = Until::tick(vm.tick() + 1);
    vm.run(sched, 1 << 40, next) == RunOutcome::Reached
}

#[test]
fn survivors_of_a_watched_collection_are_those_of_the_real_one() {
    for text in CHURNING {
        let (mut vm, mut sched) = (machine(text), policy());
        // Where collections begin.
        let mut scout = (machine(text), policy());
        scout.0.run(&mut scout.1, 1 << 30, Until::NONE);
        let log = scout.0.log();
        let events = log.range(0, log.now());
        let ticks: Vec<u64> = events
            .filter(|(_, e)| e.op == EventOp::Gc)
            .map(|(_, e)| e.tick)
            .collect();
        assert!(ticks.len() > 4, "{ticks:?}");
        for tick in ticks {
            while vm.tick() + 1 < tick {
                assert!(one(&mut vm, &mut sched));
            }
            let before = vm.heap_stats().collections;
            let mut found = vm.watch_collection();
            while vm.heap_stats().collections == before {
                found = vm.watch_collection();
                assert!(one(&mut vm, &mut sched));
            }
            let stays: BTreeSet<u64> = vm_blocks(&found.moves);
            let mut left = vm.watch_collection();
            let real: BTreeSet<u64> = vm.heap_blocks(&left.stays).map(|b| b.0).collect();
            // What the collection's own finalizers start with is allocated after it.
            let new: BTreeSet<u64> = real.difference(&stays).copied().collect();
            let lost: Vec<&u64> = stays.difference(&real).collect();
            assert!(lost.is_empty(), "{lost:x?} were marked and are gone");
            assert!(new.is_empty(), "{new:x?} are there and were not marked");
            left.moves.clear();
        }
    }
}

/// The objects that a collection marks.
fn vm_blocks(moves: &[GcMove]) -> BTreeSet<u64> {
    let marked = moves.iter().filter_map(|m| match m {
        GcMove::Marks { to, .. } => Some(*to),
        _ => None,
    });
    marked.collect()
}

#[test]
fn mem_stats_agree_with_the_picture() {
    let text = "package main

import (
	\"runtime\"
	\"sync\"
)

type node struct{ next *node; data [40]byte }

var m runtime.MemStats
var mu sync.Mutex
var keep *node

func main() {
	for round := range 5 {
		for range 100 * (round + 1) { keep = &node{next: keep} }
		for range 60 * round { keep = keep.next }
		if round%2 == 1 { runtime.GC() }
		runtime.ReadMemStats(&m)
		mu.Lock()
		println(m.Alloc, m.HeapAlloc, m.TotalAlloc, m.Mallocs, m.Frees, m.HeapObjects, m.NumGC)
		mu.Unlock()
	}
}
";
    let (mut vm, mut sched) = (machine(text), policy());
    let mut pictures = Vec::new();
    let mut seen = 0;
    while let RunOutcome::Reached = vm.run(&mut sched, 1 << 40, Until::events(seen + 1)) {
        seen = vm.event_count();
        let last = vm.log().get(seen - 1).map(|e| e.op);
        if last == Some(EventOp::Lock) {
            let census = vm.heap_census();
            let stats = vm.heap_stats();
            let blocks = census.live + census.garbage;
            let bytes = census.live_bytes + census.garbage_bytes;
            assert_eq!(blocks, stats.mallocs - stats.frees);
            let [total, mallocs, frees] = [stats.total_alloc, stats.mallocs, stats.frees];
            let cycles = stats.collections;
            pictures.push(format!(
                "{bytes} {bytes} {total} {mallocs} {frees} {blocks} {cycles}"
            ));
        }
    }
    let said = String::from_utf8_lossy(&vm.output().stderr()).into_owned();
    let said: Vec<&str> = said.lines().collect();
    assert_eq!(said, pictures);
    assert_eq!(said.len(), 5);
}

#[test]
fn a_variable_whose_object_is_gone_says_so() {
    let mut run = Driver::stopped(
        "package main

import \"runtime\"

type T struct{ x [4]int }

func main() {
	p := &T{}
	p.x[0] = 1
	s := make([]int, 9)
	s[1] = 2
	q := &T{}
	runtime.GC()
	println(q.x[0]) // here
}
",
    );
    let inside = run.inside(1).expect("main");
    let main = inside.frames.first().expect("a frame");
    let text = |name: &str| {
        let var = main.vars.iter().find(|v| v.name == name);
        var.map(|v| v.value.text.clone())
    };
    assert_eq!(text("p").as_deref(), Some("collected"));
    assert_eq!(text("s").as_deref(), Some("collected"));
    assert_eq!(text("q").as_deref(), Some("&main.T{[0 0 0 0]}"));
}
