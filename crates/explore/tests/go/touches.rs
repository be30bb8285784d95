//! Whether accesses come in an order is told by the search's own clocks where races are not told: what
//! is ordered stays invisible, and what is not becomes an operation, as with the race detector's.

use std::collections::BTreeSet;

use explore::Status;
use explore::go::{Exploration, Relation, Setup};
use session::Workbench;

use crate::support::{compile, setup};

/// Watched as by default, by the search's clocks or by the detector's.
fn watched(setup: &Setup, clocks: bool) -> Setup {
    Setup {
        race: true,
        silent: true,
        clocks,
        ..setup.clone()
    }
}

/// Instructions that were made operations, and the outcomes.
fn found(setup: Setup) -> (Vec<u32>, BTreeSet<String>) {
    let mut search = Exploration::new(setup, explore::Options::default(), None, true, [], []);
    while search.run(10_000).status == Status::Running {}
    let reports = search.reports().into_iter().map(|r| r.outcome);
    let name = |o: explore::go::Outcome| format!("{:?} {} {:?}", o.kind, o.message, o.stdout);
    (search.visible(), reports.map(name).collect())
}

const HEAD: &str = "package main\nimport (\"context\"; \"sync\"; \"sync/atomic\"; \"time\"; \"fmt\"; \"errors\"; \"iter\"; \"runtime\"; \"slices\"; \"strings\")\n\
    var _ context.Context\nvar _ sync.Mutex\nvar _ atomic.Int32\nvar _ time.Duration\nvar _ = fmt.Sprint\nvar _ = errors.New\nvar _ iter.Seq[int]\n\
    var _ = runtime.Gosched\nvar _ = slices.Max[[]int]\nvar _ = strings.ToUpper\nvar x, y int\n";

/// Nothing in the program is made an operation, whoever watches.
#[track_caller]
fn ordered(body: &str) {
    let text = format!("{HEAD}func main() {{ {body} }}");
    let program = compile(&mut Workbench::new(), &text);
    let setup = setup(&program, Relation::Ticket);
    let (visible, outcomes) = found(watched(&setup, false));
    assert_eq!(visible, [], "{body}");
    let (_, same) = found(watched(&setup, true));
    assert_eq!(outcomes, same, "{body}");
}

/// Both make operations of the same, and come to the same outcomes: so many.
#[track_caller]
fn open(body: &str, outcomes: usize) {
    let text = format!("{HEAD}func main() {{ {body} }}");
    let program = compile(&mut Workbench::new(), &text);
    let setup = setup(&program, Relation::Ticket);
    let ours = found(watched(&setup, false));
    let detector = found(watched(&setup, true));
    assert_eq!(ours, detector, "{body}");
    assert!(!ours.0.is_empty(), "{body}");
    assert_eq!(ours.1.len(), outcomes, "{:?} {body}", ours.1);
}

#[test]
fn locks_order() {
    ordered(
        "var m sync.Mutex; var wg sync.WaitGroup; for range 3 { wg.Go(func() { m.Lock(); x++; m.Unlock() }) }; wg.Wait(); print(x)",
    );
    ordered(
        "var m sync.Mutex; done := make(chan int); for range 2 { go func() { for range 2 { m.Lock(); defer m.Unlock(); x++; break }; done <- 1 }() }; <-done; <-done; print(x)",
    );
    ordered(
        "var m sync.RWMutex; var wg sync.WaitGroup; wg.Go(func() { m.Lock(); x++; m.Unlock() }); for range 2 { wg.Go(func() { m.RLock(); _ = x; m.RUnlock() }) }; wg.Wait(); x = 7",
    );
    ordered(
        "var m sync.Mutex; go func() { if m.TryLock() { x++; m.Unlock() } }(); m.Lock(); x++; m.Unlock()",
    );
    ordered(
        "var m sync.Mutex; c := sync.NewCond(&m); go func() { m.Lock(); x = 1; m.Unlock(); c.Broadcast() }(); m.Lock(); for x == 0 { c.Wait() }; x = 2; m.Unlock()",
    );
}

#[test]
fn channels_order() {
    ordered("c := make(chan int); go func() { x = 1; c <- 1 }(); <-c; print(x)");
    ordered("c := make(chan int); go func() { <-c; x = 2 }(); x = 1; c <- 1");
    ordered(
        "c := make(chan int, 2); go func() { x = 1; c <- 1; y = 1; c <- 2 }(); <-c; print(x); <-c; print(y)",
    );
    ordered("c := make(chan int, 1); go func() { x = 1; c <- 1 }(); c <- 2; <-c; <-c; x = 2");
    ordered("c := make(chan struct{}); go func() { x = 1; close(c) }(); <-c; print(x)");
    ordered(
        "a, b := make(chan int), make(chan int); go func() { x = 1; a <- 1 }(); go func() { y = 1; b <- 1 }(); for range 2 { select { case <-a: print(x); case <-b: print(y) } }",
    );
    ordered(
        "jobs, out := make(chan *int), make(chan *int); for range 2 { go func() { for p := range jobs { *p *= 2; out <- p } }() }; go func() { for i := range 2 { v := i; jobs <- &v }; close(jobs) }(); print(*<-out + *<-out)",
    );
    ordered(
        "type t struct{ a, b, c int }; c := make(chan t, 1); v := t{1, 2, 3}; go func() { w := <-c; x = w.b }(); c <- v; v.b = 5",
    );
    ordered(
        "c := make(chan [8]int); go func() { var a [8]int; c <- a; a[1] = 2 }(); a := <-c; a[1] = 3",
    );
    // The k-th receive comes before the send that it makes room for.
    ordered(
        "s := make(chan int, 1); var wg sync.WaitGroup; for range 3 { wg.Go(func() { s <- 1; x++; <-s }) }; wg.Wait(); print(x)",
    );
}

#[test]
fn the_rest_orders() {
    ordered("x = 1; go func() { x = 2; y = 1; go func() { x = 3; y = 2 }() }()");
    ordered(
        "var wg sync.WaitGroup; all := make([]int, 3); for i := range all { wg.Add(1); go func() { defer wg.Done(); all[i] = i }() }; wg.Wait(); print(slices.Max(all))",
    );
    ordered("var wg sync.WaitGroup; for i := range 3 { wg.Go(func() { print(i) }) }; wg.Wait()");
    ordered(
        "var o sync.Once; var wg sync.WaitGroup; for range 3 { wg.Go(func() { o.Do(func() { x = 1 }); print(x) }) }; wg.Wait()",
    );
    ordered(
        "f := sync.OnceValue(func() int { x = 1; return 2 }); go func() { print(f() + x) }(); print(f() + x)",
    );
    ordered(
        "var ready atomic.Bool; go func() { x = 1; ready.Store(true) }(); if ready.Load() { print(x) }",
    );
    ordered(
        "var p atomic.Pointer[int]; go func() { v := 1; p.Store(&v) }(); if q := p.Load(); q != nil { *q = 2 }",
    );
    ordered(
        "var n atomic.Int32; for range 2 { go func() { x := 1; x++; if n.Add(1) == 2 { y = x } }() }",
    );
    ordered(
        "var m sync.Map; go func() { v := new(int); *v = 1; m.Store(\"a\", v) }(); if v, ok := m.Load(\"a\"); ok { *v.(*int) = 2 }; m.Range(func(k, v any) bool { print(k.(string)); return true })",
    );
    ordered(
        "p := sync.Pool{New: func() any { return new(int) }}; for range 2 { go func() { v := p.Get().(*int); *v++; p.Put(v) }() }",
    );
    ordered(
        "c, cancel := context.WithCancel(context.Background()); go func() { x = 1; cancel() }(); <-c.Done(); print(x, c.Err() != nil)",
    );
    ordered(
        "c, cancel := context.WithTimeout(context.Background(), time.Second); defer cancel(); go func() { <-c.Done() }(); <-c.Done(); print(errors.Is(c.Err(), context.DeadlineExceeded))",
    );
    ordered(
        "done := make(chan int); x = 1; time.AfterFunc(time.Second, func() { x = 2; close(done) }); <-done; print(x)",
    );
    ordered("t := time.NewTimer(time.Second); x = 1; <-t.C; x = 2; time.Sleep(time.Second); x = 3");
    ordered(
        "next, stop := iter.Pull(func(yield func(int) bool) { x = 1; yield(1); x = 3 }); next(); x = 2; next(); stop(); print(x)",
    );
    ordered("go func() { defer func() { recover(); x = 2 }(); x = 1; panic(1) }()");
    ordered(
        "go func() { fmt.Println(strings.ToUpper(\"a\")) }(); fmt.Println(\"b\"); runtime.Gosched()",
    );
    ordered(
        "var wg sync.WaitGroup; for range 40 { wg.Add(1); go func() { wg.Done() }() }; x = 1; wg.Wait(); x = 2",
    );
    ordered(
        "c := make(chan int); for range 300 { x++; if x == 300 { go func() { c <- x }() } }; <-c; x = 1",
    );
}

#[test]
fn what_nothing_orders_is_tried_both_ways() {
    open("go func() { x = 1 }(); fmt.Print(x)", 2);
    open("go func() { x++ }(); x++; fmt.Print(x)", 2);
    // After the go statement, before the next operation.
    open(
        "c := make(chan int); go func() { fmt.Print(x); c <- 1 }(); x = 1; <-c",
        2,
    );
    open(
        "c := make(chan int, 1); go func() { fmt.Print(x); c <- 1 }(); c <- 1; x = 1; <-c; <-c",
        3,
    );
    open(
        "var m sync.Mutex; d := make(chan int); go func() { m.Lock(); m.Unlock(); x = 1; d <- 1 }(); m.Lock(); m.Unlock(); fmt.Print(x); <-d",
        2,
    );
    open(
        "var wg sync.WaitGroup; wg.Add(1); go func() { wg.Done(); x = 1 }(); wg.Wait(); fmt.Print(x)",
        2,
    );
    open(
        "var wg sync.WaitGroup; for range 2 { wg.Add(1); go func() { x++; wg.Done() }() }; wg.Wait(); fmt.Print(x)",
        2,
    );
    open(
        "c := make(chan int); go func() { c <- 1; x = 1 }(); <-c; fmt.Print(x)",
        2,
    );
    open(
        "m := map[int]int{}; d := make(chan int); go func() { m[1] = 1; d <- 1 }(); fmt.Print(len(m)); <-d",
        2,
    );
    open(
        "type t struct{ m sync.Mutex; n int }; var a t; d := make(chan int); go func() { a.m.Lock(); d <- 1 }(); b := a; fmt.Print(b.m.TryLock()); <-d",
        2,
    );
    open(
        "var n atomic.Int32; d := make(chan int); go func() { n.Add(1); d <- 1 }(); p := &n; *p = atomic.Int32{}; fmt.Print(n.Load()); <-d",
        2,
    );
}

#[test]
fn memory_that_is_used_again_has_no_past() {
    let fill = "for range 3 { p := new([64]int); for i := range p { p[i] = i }; runtime.GC() }";
    let start = "c := make(chan int)";
    ordered(&format!(
        "{start}; go func() {{ {fill}; c <- 1 }}(); {fill}; <-c"
    ));
    ordered(&format!(
        "{start}; go func() {{ {fill}; <-c; {fill} }}(); {fill}; c <- 1; {fill}"
    ));
}

#[test]
fn too_much_to_list_is_left_to_the_detector() {
    open(
        "a := make([]int, 3<<19); d := make(chan int); \
         go func() { for i := range a { a[i] = i }; x = 1; d <- 1 }(); fmt.Print(x); <-d",
        2,
    );
}

/// With exact time, who sleeps longer comes later.
#[test]
fn exact_time_orders() {
    let text = format!(
        "{HEAD}func main() {{ go func() {{ time.Sleep(time.Second); x = 1 }}()
         time.Sleep(2 * time.Second); fmt.Print(x) }}"
    );
    let program = compile(&mut Workbench::new(), &text);
    let setup = Setup {
        clock: explore::go::Clock::Exact,
        ..setup(&program, Relation::Ticket)
    };
    let (_, outcomes) = found(watched(&setup, false));
    assert_eq!(outcomes.len(), 1, "{outcomes:?}");
    let any = Setup {
        clock: explore::go::Clock::Any,
        ..setup
    };
    let (_, outcomes) = found(watched(&any, false));
    assert_eq!(outcomes.len(), 2, "{outcomes:?}");
}
