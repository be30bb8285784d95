//! Quiet operations: as many executions with the same outcomes, in fewer steps; and what turns out
//! not to be quiet.

use std::collections::BTreeSet;

use explore::Options;
use explore::go::{Clock, Relation, Setup};
use session::Workbench;

use crate::support::{Found, check_replay, compile, explore, setup};

/// Compares a search with one in which all operations are visible. How many steps of 100 are left.
#[track_caller]
fn left(setup: Setup) -> u64 {
    let loud = Setup {
        quiet: false,
        ..setup.clone()
    };
    let (program, race) = (setup.program.clone(), setup.race);
    let [quiet, loud] = [setup, loud].map(|s| explore(s, Options::default()));
    let keys = |f: &Found| -> BTreeSet<u64> { f.reports.iter().map(|r| r.key).collect() };
    let told = |f: &Found| (f.claim, f.progress.complete, f.progress.blocked, keys(f));
    assert_eq!(told(&quiet), told(&loud));
    // Breakpoints, which make accesses visible, are none of a replay's affairs here.
    for report in quiet.reports.iter().filter(|_| !race) {
        check_replay(&program, report);
    }
    quiet.progress.steps * 100 / loud.progress.steps
}

/// The body of main; at most so many steps of 100 are left.
#[track_caller]
fn check(body: &str, most: u64) {
    let text = format!(
        "package main
         import (\"context\"; \"fmt\"; \"sync\"; \"time\")
         var (
            mu sync.Mutex
            x int
            wg sync.WaitGroup
         )
         func main() {{
            _, _, _, _, _ = context.Background, fmt.Println, time.Now, &mu, x
            {body}
         }}"
    );
    let program = compile(&mut Workbench::new(), &text);
    let mut all = Vec::new();
    for clock in [Clock::Any, Clock::Exact] {
        for race in [false, true] {
            all.push(left(Setup {
                clock,
                race,
                ..setup(&program, Relation::Ticket)
            }));
        }
    }
    assert!(all.iter().all(|left| *left <= most), "{all:?} of 100");
}

#[test]
fn unlock_done_and_wait() {
    check(
        "for range 3 { wg.Go(func() { mu.Lock(); x++; mu.Unlock() }) }
         wg.Wait()
         fmt.Println(x)",
        60,
    );
}

#[test]
fn the_only_receiver() {
    check(
        "c, d := make(chan int), make(chan int, 2)
         for i := range 2 { go func() { c <- i; d <- i }() }
         fmt.Println(<-c, <-d, <-c, <-d)",
        70,
    );
    // It receives what somebody closes.
    check(
        "c := make(chan int, 1)
         go func() { c <- 1; c <- 2; close(c) }()
         for v := range c { fmt.Print(v) }",
        80,
    );
}

#[test]
fn others_receive_too() {
    check(
        "c, d := make(chan int, 2), make(chan int)
         for range 2 { go func() { d <- <-c }() }
         c <- 1
         c <- 2
         fmt.Println(<-d, <-d)",
        100,
    );
    // Somebody looks at how many wait, chooses, or closes.
    check(
        "c := make(chan int, 2)
         go func() { c <- 1; c <- 2 }()
         go func() { fmt.Print(len(c)) }()
         <-c
         <-c",
        120,
    );
    check(
        "c, d := make(chan int), make(chan int)
         go func() { c <- 1 }()
         go func() { d <- 2 }()
         go func() { select { case v := <-c: fmt.Print(v); case v := <-d: fmt.Print(v) } }()
         <-c",
        130,
    );
    check(
        "c := make(chan int)
         go func() { defer func() { recover() }(); c <- 1 }()
         go func() { <-c }()
         close(c)",
        130,
    );
}

/// A panic in the step of somebody else; goroutines that others' steps begin.
#[test]
fn what_follows_from_quiet_operations() {
    check(
        "c, d := make(chan int, 1), make(chan int)
         go func() { if <-c == 1 { panic(1) }; d <- 1 }()
         go func() { c <- 1 }()
         go func() { c <- 2 }()
         <-d",
        100,
    );
    check(
        "c, d := make(chan int, 1), make(chan int, 2)
         go func() { for v := range c { go func() { d <- v; wg.Done() }() } }()
         wg.Add(2)
         c <- 1
         c <- 2
         wg.Wait()
         fmt.Println(<-d, <-d)",
        90,
    );
}

/// Main is over before the other one comes to what races.
#[test]
fn races_after_the_end() {
    check(
        "ready, data := false, 0
         go func() { data = 42; mu.Lock(); ready = true; mu.Unlock() }()
         mu.Lock()
         early := !ready
         mu.Unlock()
         if early { data = 1; _ = data }",
        100,
    );
    check("go func() { x++ }(); x++", 100);
    check("go func() { x++; fmt.Println(x) }(); x++; panic(1)", 100);
}

#[test]
fn a_wait_group_again() {
    check(
        "for range 2 {
            for range 2 { wg.Go(func() { mu.Lock(); x++; mu.Unlock() }) }
            wg.Wait()
         }",
        100,
    );
}

#[test]
fn conditions() {
    check(
        "c := sync.NewCond(&mu)
         go func() { mu.Lock(); x = 1; mu.Unlock(); c.Signal() }()
         mu.Lock()
         for x == 0 { c.Wait() }
         mu.Unlock()",
        90,
    );
}

#[test]
fn timers() {
    check(
        "t := time.NewTimer(time.Second)
         go func() { t.Stop() }()
         select { case <-t.C: fmt.Print(1); case <-time.After(time.Minute): fmt.Print(2) }",
        110,
    );
    check(
        "ctx, cancel := context.WithTimeout(context.Background(), time.Second)
         go func() { time.Sleep(time.Second); cancel() }()
         <-ctx.Done()
         fmt.Println(ctx.Err())",
        100,
    );
    check(
        "t := time.NewTicker(time.Second); <-t.C; <-t.C; t.Stop()",
        100,
    );
}

/// Whoever does nothing else comes to a visible operation at last.
#[test]
fn quiet_for_ever() {
    let text =
        "package main\n import \"sync\"\n func main() { var wg sync.WaitGroup; for { wg.Wait() } }";
    let program = compile(&mut Workbench::new(), text);
    let found = explore(setup(&program, Relation::Ticket), Options::default());
    let ends: Vec<&str> = found.reports.iter().map(|r| &*r.outcome.message).collect();
    assert_eq!(ends, ["a goroutine spins for ever"]);
}
