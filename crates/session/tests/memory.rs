//! Stacks, heap and bytes where a run stands.

mod common;

use common::Driver;
use protocol::{
    Bytes, BytesQuery, Cell, HeapObject, MemoryAnswer, MemoryAsk, ObjectIs, Picture, PictureQuery,
    ReferenceKind, Referent, SpanIs,
};

#[track_caller]
fn bytes(run: &mut Driver, query: BytesQuery) -> Bytes {
    match run.session.memory(&MemoryAsk::Bytes(query)) {
        MemoryAnswer::Bytes(bytes) => *bytes,
        other => panic!("{other:?}"),
    }
}

/// The variable of the innermost frame of main.
#[track_caller]
fn var<'p>(picture: &'p Picture, name: &str) -> &'p Cell {
    let main = picture.stacks.first().expect("main's stack");
    let cells = &main.frames.first().expect("a frame").cells;
    let found = cells.iter().find(|c| c.label == name);
    found.unwrap_or_else(|| panic!("no {name} in {cells:#?}"))
}

#[track_caller]
fn target<'p>(picture: &'p Picture, cell: &Cell) -> &'p HeapObject {
    match cell.reference.map(|r| r.referent) {
        Some(Referent::Object(start)) => {
            let found = picture.objects.iter().find(|o| o.start == start);
            found.unwrap_or_else(|| panic!("{start:#x} is not shown"))
        }
        other => panic!("{} leads to {other:?}", cell.label),
    }
}

fn rows(cells: &[Cell]) -> Vec<(u8, &str, &str)> {
    let rows = cells.iter();
    rows.map(|c| (c.depth, c.label.as_str(), c.text.as_str()))
        .collect()
}

#[test]
fn pointers_lead_to_objects_with_their_fields() {
    let mut run = Driver::stopped(
        "package main

type point struct{ x, y int32 }
type node struct {
	next *node
	at   point
	tag  string
}

func main() {
	a := &node{tag: \"first\"}
	b := &node{next: a, at: point{3, 4}}
	a.next = b
	println(b.at.x) // here
}
",
    );
    let picture = run.memory(PictureQuery::default());
    let b = target(&picture, var(&picture, "b"));
    assert_eq!((b.ty.as_str(), b.used, b.size), ("main.node", 32, 32));
    let next = b.cells.first().expect("a field");
    assert_eq!(next.reference.map(|r| r.kind), Some(ReferenceKind::Pointer));
    let rest = rows(b.cells.get(1..).unwrap_or_default());
    assert_eq!(
        rest,
        [
            (0, "at", ""),
            (1, "x", "3"),
            (1, "y", "4"),
            (0, "tag", "\"\"")
        ]
    );
    // And round again.
    let a = target(&picture, next);
    assert_eq!(target(&picture, a.cells.first().expect("a field")), b);
    assert_eq!(a.site.map(|p| p.line), Some(11));
    assert_eq!(a.allocator, "main");
    assert!(a.live);
}

#[test]
fn slices_share_an_array_of_which_they_see_parts() {
    let mut run = Driver::stopped(
        "package main

func main() {
	all := make([]int64, 3, 8)
	part := all[1:2]
	println(len(part)) // here
}
",
    );
    let picture = run.memory(PictureQuery::default());
    let (all, part) = (var(&picture, "all"), var(&picture, "part"));
    assert_eq!(
        (all.text.as_str(), part.text.as_str()),
        ("len 3, cap 8", "len 1, cap 7")
    );
    let (a, p) = (
        all.reference.expect("leads"),
        part.reference.expect("leads"),
    );
    assert_eq!(
        (a.len, a.cap, p.to - a.to, p.len, p.cap),
        (24, 64, 8, 8, 56)
    );
    let array = target(&picture, all);
    assert_eq!(array, target(&picture, part));
    assert_eq!(
        (array.is, array.stride, array.used),
        (ObjectIs::Array, 8, 64)
    );
}

#[test]
fn an_array_ends_where_the_slices_over_it_end() {
    let mut run = Driver::stopped(
        "package main

func main() {
	five := make([]int64, 5)
	println(len(five)) // here
}
",
    );
    let picture = run.memory(PictureQuery::default());
    let array = target(&picture, var(&picture, "five"));
    // Of a block of 48 bytes.
    assert_eq!((array.size, array.used, array.cells.len()), (48, 40, 5));
}

#[test]
fn closures_tell_what_they_captured() {
    let mut run = Driver::stopped(
        "package main

func counter(step int) func() int {
	n := 0
	return func() int { n += step; return n }
}

func main() {
	next := counter(5)
	next()
	println(next != nil) // here
}
",
    );
    let picture = run.memory(PictureQuery::default());
    let closure = target(&picture, var(&picture, "next"));
    assert_eq!(
        (closure.is, closure.ty.as_str()),
        (ObjectIs::Closure, "func counter.func1")
    );
    let mut captured = rows(&closure.cells);
    captured.sort_unstable();
    assert_eq!(captured, [(0, "n", "5"), (0, "step", "5")]);
    let n = closure.cells.iter().find(|c| c.label == "n").expect("n");
    assert_eq!(n.reference.map(|r| r.kind), Some(ReferenceKind::Boxed));
    assert_eq!(rows(&target(&picture, n).cells), [(0, "", "5")]);
}

#[test]
fn interfaces_maps_and_channels_show_what_they_hold() {
    let mut run = Driver::stopped(
        "package main

type point struct{ x, y int }

func main() {
	var any any = point{1, 2}
	m := map[string]*point{\"a\": {3, 4}}
	ch := make(chan int, 4)
	ch <- 7
	println(len(m), len(ch), any != nil) // here
}
",
    );
    let picture = run.memory(PictureQuery::default());
    let any = var(&picture, "any");
    assert_eq!(any.text, "(main.point, {1, 2})");
    assert_eq!(
        rows(&target(&picture, any).cells),
        [(0, "x", "1"), (0, "y", "2")]
    );
    let map = target(&picture, var(&picture, "m"));
    assert_eq!(map.ty, "map[string]*main.point");
    let entry = map.cells.last().expect("an entry");
    assert_eq!(entry.label, "\"a\"");
    assert_eq!(
        rows(&target(&picture, entry).cells),
        [(0, "x", "3"), (0, "y", "4")]
    );
    let ch = target(&picture, var(&picture, "ch"));
    assert_eq!(rows(&ch.cells), [(0, "", "len 1, cap 4"), (0, "0", "7")]);
}

#[test]
fn what_nothing_leads_to_is_garbage() {
    let mut run = Driver::stopped(
        "package main

type big struct{ words [64]int }

var keep *big

func main() {
	keep = &big{}
	for i := 0; i < 3; i++ {
		keep = &big{}
	}
	println(keep != nil) // here
}
",
    );
    let shown = run.memory(PictureQuery::default());
    assert_eq!(
        shown
            .globals
            .iter()
            .map(|c| c.label.as_str())
            .collect::<Vec<_>>(),
        ["keep"]
    );
    let census = |p: &Picture| {
        p.objects
            .iter()
            .filter(|o| o.ty == "main.big" && !o.live)
            .count()
    };
    assert_eq!(census(&shown), 0);
    let query = PictureQuery {
        garbage: true,
        ..PictureQuery::default()
    };
    let all = run.memory(query);
    // The latest one may still be in a register.
    assert!((2..=3).contains(&census(&all)), "{:#?}", all.objects);
    assert_eq!(shown.totals, all.totals);
    assert!(all.totals.garbage >= 2 && all.totals.garbage_bytes >= 1024);
}

#[test]
fn a_picture_is_bounded_and_goes_on_where_asked() {
    let text = "package main

type node struct{ next *node; n int }

func main() {
	var head *node
	for i := 0; i < 10000; i++ {
		head = &node{head, i}
	}
	println(head.n) // here
}
";
    let mut run = Driver::stopped(text);
    let shown = run.memory(PictureQuery::default());
    assert_eq!(shown.objects.len(), 120);
    assert!(shown.more > 0);
    assert!(shown.totals.live >= 10_000);
    let last = shown.objects.last().expect("an object");
    let next = last
        .cells
        .first()
        .and_then(|c| c.reference)
        .expect("leads on");
    let query = PictureQuery {
        open: vec![next.to],
        ..PictureQuery::default()
    };
    let further = run.memory(query);
    assert!(further.objects.iter().any(|o| o.start == next.to));
}

#[test]
fn asking_changes_nothing() {
    let text = "package main

func main() {
	done := make(chan []int)
	go func() { done <- append([]int{1}, 2, 3) }()
	total := 0
	for _, n := range <-done {
		total += n
	}
	println(total) // here
}
";
    let mut quiet = Driver::stopped(text);
    let mut asked = Driver::open(text);
    for _ in 0..6 {
        asked.memory(PictureQuery::default());
        bytes(
            &mut asked,
            BytesQuery {
                len: 256,
                ..BytesQuery::default()
            },
        );
        asked.forward();
    }
    quiet.run();
    asked.run();
    assert_eq!(quiet.state.tick, asked.state.tick);
    assert_eq!(quiet.recording().hash, asked.recording().hash);
}

#[test]
fn every_byte_belongs_to_something() {
    let mut run = Driver::stopped(
        "package main

type mixed struct {
	a bool
	b int32
	c string
	d bool
}

func main() {
	m := &mixed{true, 5, \"text\", false}
	println(m.b) // here
}
",
    );
    let shown = run.memory(PictureQuery::default());
    let at = var(&shown, "m").reference.expect("leads").to;
    let query = BytesQuery {
        at,
        len: 48,
        read_as: Some((at + 4, "int32".into())),
    };
    let seen = bytes(&mut run, query);
    assert_eq!(seen.start, at & !15);
    assert_eq!(seen.bytes.len(), 48);
    let spans: Vec<_> = seen.spans.iter().filter(|s| s.object == at).collect();
    let told: Vec<_> = spans
        .iter()
        .map(|s| (s.start - at, s.len, s.is, s.label.as_str(), s.text.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (0, 1, SpanIs::Value, "m.a", "true"),
            (1, 3, SpanIs::Padding, "", ""),
            (4, 4, SpanIs::Value, "m.b", "5"),
            (8, 16, SpanIs::Value, "m.c", "\"text\""),
            (24, 1, SpanIs::Value, "m.d", "false"),
            (25, 7, SpanIs::Padding, "", ""),
        ]
    );
    assert_eq!(seen.bytes.get((at - seen.start) as usize), Some(&1));
    assert_eq!(rows(&seen.read_as), [(0, "", "5")]);
    assert!(seen.types.iter().any(|t| t == "main.mixed"));
    // In order, without gaps, to the end.
    let mut next = seen.start;
    for span in &seen.spans {
        assert_eq!(span.start, next);
        next += span.len;
    }
    assert_eq!(next, seen.start + 48);
}

#[test]
fn any_range_can_be_looked_at() {
    let mut run = Driver::stopped("package main\n\nfunc main() {\n\tprintln(1) // here\n}\n");
    for at in [
        1,
        4096,
        0x49_0000,
        0xc0_0000_0000,
        u64::MAX - 40,
        0x7fff_ffff_ffff,
    ] {
        let seen = bytes(
            &mut run,
            BytesQuery {
                at,
                len: 4096,
                read_as: None,
            },
        );
        let covered: u64 = seen.spans.iter().map(|s| s.len).sum();
        let wanted = seen.bytes.len() as u64;
        assert_eq!(covered, wanted, "{at:#x}");
    }
}

#[test]
fn the_latest_step_tells_what_it_touched() {
    let mut run = Driver::open(
        "package main

type pair struct{ a, b int }

func main() {
	p := new(pair)
	ch := make(chan int, 2)
	ch <- 1
	p.b = 5
	ch <- p.a
	println(len(ch))
}
",
    );
    // make, then two sends.
    run.forward();
    run.forward();
    let before = run.memory(PictureQuery::default());
    let p = var(&before, "p").reference.expect("leads").to;
    run.forward();
    let after = run.memory(PictureQuery::default());
    let told: Vec<_> = after
        .touches
        .iter()
        .filter(|t| (p..p + 16).contains(&t.address))
        .map(|t| (t.address - p, t.len, t.write, t.goroutine))
        .collect();
    assert_eq!(told, [(8, 8, true, 1), (0, 8, false, 1)]);
}
