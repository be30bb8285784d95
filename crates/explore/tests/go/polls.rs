//! Loops that look again and again whether something has changed: the search ends, finds what random
//! runs show, and says of those that can go on for ever that they can.

use std::collections::BTreeSet;

use explore::go::{Relation, Setup};
use explore::{Bounds, Claim, Options};
use session::Workbench;

use crate::brute::{Seen, sample};
use crate::random::{check_random, seen};
use crate::support::{check_replay, compile, explore, explore_all, setup};

const SPINS: &str = "a goroutine spins for ever";

/// So many executions, and nothing left out; how they end.
#[track_caller]
fn check(body: &str, executions: u64, want: &[(&str, &str)]) {
    let text = format!(
        "package main\nimport (\"fmt\"; \"runtime\"; \"sync\"; \"sync/atomic\"; \"time\")\n
         var (\nmu sync.Mutex\nrw sync.RWMutex\nwg sync.WaitGroup\nx, y atomic.Int32\nn int\n)
         func main() {{\n_, _, _, _ = &rw, &wg, runtime.NumCPU, time.Sleep\n{body}\nfmt.Print(n, y.Load())\n}}"
    );
    let program = compile(&mut Workbench::new(), &text);
    let found = explore_all(&program, Relation::Ticket);
    let want = want
        .iter()
        .map(|(end, out)| (end.to_string(), out.to_string()));
    assert_eq!(seen(&found.reports), want.collect(), "{body}");
    assert_eq!(found.progress.complete, executions, "{body}");
    for report in &found.reports {
        check_replay(&program, report);
    }
}

#[test]
fn with_a_lock_held() {
    let poll = "for { mu.Lock(); d := n > 0; mu.Unlock(); if d { break }; time.Sleep(1) }";
    check(
        &format!("go func() {{ mu.Lock(); n++; mu.Unlock() }}(); {poll}"),
        2,
        &[("ok", "1 0")],
    );
    check(
        &format!(
            "go func() {{ {poll}; y.Add(1) }}(); mu.Lock(); n++; mu.Unlock(); for y.Load() == 0 {{}}"
        ),
        4,
        &[("ok", "1 1")],
    );
    // Two of them look for the same, and do not keep each other going.
    check(
        &format!(
            "for range 2 {{ wg.Go(func() {{ {poll} }}) }}; mu.Lock(); n++; mu.Unlock(); wg.Wait()"
        ),
        8,
        &[("ok", "1 0")],
    );
    // What they look for never comes.
    check(poll, 1, &[(SPINS, "")]);
    check(
        &format!("wg.Go(func() {{ {poll} }}); {poll}"),
        2,
        &[(SPINS, "")],
    );
}

#[test]
fn with_others() {
    check(
        "go func() { time.Sleep(5); x.Store(1) }(); for x.Load() == 0 { time.Sleep(1) }",
        3,
        &[("ok", "0 0")],
    );
    check(
        "go func() { rw.Lock(); n++; rw.Unlock() }(); for { rw.RLock(); d := n; rw.RUnlock(); if d > 0 { break } }",
        2,
        &[("ok", "1 0")],
    );
    check(
        "go func() { x.Store(1) }(); for x.Load() == 0 && y.Load() == 0 {}",
        3,
        &[("ok", "0 0")],
    );
    check(
        "c := make(chan int); go func() { c <- 1 }(); for n == 0 { select { case n = <-c: default: runtime.Gosched() } }",
        2,
        &[("ok", "1 0")],
    );
    check(
        "c := make(chan int, 1); for { select { case c <- 1: case <-c: } }",
        1,
        &[(SPINS, "")],
    );
    // A goroutine that works until it is told to stop, and has no more than so many states.
    check(
        "done := make(chan bool); go func() { for k := 0; ; k = (k + 1) % 3 { select { case <-done: y.Store(1); done <- true; return; default: } } }(); done <- true; <-done",
        6,
        &[("ok", "0 1")],
    );
}

#[test]
fn rounds_that_change_something() {
    // So many looks, and no more.
    check(
        "go func() { x.Store(1) }(); for k := 0; k < 5 && x.Load() == 0; k++ { time.Sleep(1); n++ }",
        6,
        &[
            ("ok", "0 0"),
            ("ok", "1 0"),
            ("ok", "2 0"),
            ("ok", "3 0"),
            ("ok", "4 0"),
            ("ok", "5 0"),
        ],
    );
    // Until it is too late.
    check(
        "for t := time.Now(); time.Since(t) < 5*time.Second; { time.Sleep(time.Second); n++ }",
        1,
        &[("ok", "5 0")],
    );
}

/// Compares what is found in several ways, and in random runs; false if there is too much of it. Where
/// locks are given back in steps of their own, or everything on an object is in order, not every round is
/// told.
fn check_sample(bench: &mut Workbench, text: &str, most: u64) -> bool {
    let program = compile(bench, text);
    let mut keys: Option<BTreeSet<u64>> = None;
    let runs = sample(&program, 300, 50_000);
    let ways = [
        (Relation::Ticket, true),
        (Relation::Ticket, false),
        (Relation::Coarse, true),
    ];
    for (relation, quiet) in ways {
        let setup = Setup {
            quiet,
            patience: 200_000,
            ..setup(&program, relation)
        };
        let options = Options {
            executions: most.min(5_000),
            bounds: Bounds {
                depth: 400,
                conservative: false,
                ..Bounds::default()
            },
            ..Options::default()
        };
        let found = explore(setup, options);
        let p = found.progress;
        if found.claim != Claim::All {
            match keys.is_some() {
                true => continue,
                false => return false,
            }
        }
        let at = format!("{relation:?} {quiet}: {p:?}\n{text}");
        assert_eq!((p.diverged, p.cut), (0, 0), "{at}");
        let ends = seen(&found.reports);
        let spins = ends.iter().any(|e| e.0 == SPINS);
        let is_missing = |end: &&Option<Seen>| match end {
            Some(end) => !ends.contains(end),
            // Who spins keeps the clock of a run from going on: those who sleep do so for ever.
            None => !spins && !text.contains("time.Sleep(1)"),
        };
        let missing: Vec<&Option<Seen>> = runs.iter().filter(is_missing).collect();
        assert!(missing.is_empty(), "{missing:?} not in {ends:?}\n{at}");
        let all: BTreeSet<u64> = found.reports.iter().map(|r| r.key).collect();
        assert_eq!(*keys.get_or_insert(all.clone()), all, "keys\n{at}");
        for report in &found.reports {
            check_replay(&program, report);
        }
    }
    true
}

const POLLS: &[&str] = &[
    "x.Store(K)",
    "x.Add(1)",
    "x.Store(0)",
    "y.Store(x.Load())",
    "mu.Lock(); z++; mu.Unlock()",
    "mu.Lock(); z = K; y.Add(1); mu.Unlock()",
    "rw.Lock(); w++; rw.Unlock()",
    "a <- K",
    "b <- K",
    "close(a)",
    "fmt.Print(K)",
    "for x.Load() == 0 { time.Sleep(1) }",
    "for x.Load() == 0 && y.Load() == 0 { runtime.Gosched() }",
    "for x.Load() != K { }; y.Add(K)",
    "for { mu.Lock(); d := z > 0; mu.Unlock(); if d { break }; time.Sleep(1) }",
    "for { mu.Lock(); d := z > 1; mu.Unlock(); if d { break } }; fmt.Print(x.Load())",
    "for { rw.RLock(); d := w; rw.RUnlock(); if d == K { break } }",
    "for { time.Sleep(1); rw.RLock(); d := w; rw.RUnlock(); if d > 0 { break } }",
    "for d := false; !d; { select { case v := <-b: y.Store(v); d = true; default: } }",
    "for d := false; !d; { select { case v := <-a: y.Add(v); d = true; default: time.Sleep(1) } }",
    "for d := int32(0); ; d = (d + 1) % 2 { select { case <-a: y.Add(d); return; default: } }",
    "for { d := func() bool { mu.Lock(); defer mu.Unlock(); return z > 0 }(); if d { break }; time.Sleep(1) }",
    "for { d := func() int32 { rw.Lock(); defer rw.Unlock(); return w }(); if d > 0 { break }; runtime.Gosched() }",
    "for !mu.TryLock() { runtime.Gosched() }; y.Add(K); mu.Unlock()",
    "for !x.CompareAndSwap(0, K) { time.Sleep(1) }; y.Add(1)",
    "for len(b) == 0 { time.Sleep(1) }; y.Store(<-b)",
    "for k := 0; k < 2 && x.Load() == 0; k++ { time.Sleep(1) }; y.Store(x.Load())",
    "for { select { case b <- K: y.Add(1); return; default: mu.Lock(); mu.Unlock() } }",
    "panic(K)",
];

#[test]
fn random_polls() {
    check_random(POLLS, 40, check_sample);
}
