//! Locks that somebody else gives back, and wait groups that are added to while others work: what
//! the relation takes for granted does not hold there, and the outcomes are still those of all
//! interleavings.

use explore::go::{Relation, Report};
use session::Workbench;

use crate::random;
use crate::support::{compile, explore_all};

/// The body of main, with two mutexes, a counter, a channel and a wait group.
#[track_caller]
fn check(body: &str) {
    let text = format!(
        "package main
         import (\"fmt\"; \"sync\"; \"sync/atomic\")
         var (
            mu sync.Mutex
            rw sync.RWMutex
            x atomic.Int32
            c = make(chan int)
            wg sync.WaitGroup
         )
         func main() {{
            _, _, _ = &mu, &rw, c
            {body}
            fmt.Println(x.Load())
         }}"
    );
    let compared = random::check(&mut Workbench::new(), &text, 400_000);
    assert!(compared, "too many interleavings\n{text}");
}

#[test]
fn a_mutex_as_a_signal() {
    check("go func() { mu.Unlock(); x.Add(1); c <- 1 }(); mu.Lock(); <-c");
    check("mu.Lock(); go func() { x.Add(1); mu.Unlock() }(); mu.Lock()");
    check("go func() { if mu.TryLock() { x.Add(1) }; mu.Unlock() }(); mu.Lock(); x.Add(2)");
}

#[test]
fn a_reader_that_another_ends() {
    check("rw.RLock(); go func() { rw.RUnlock(); c <- 1 }(); rw.RUnlock(); <-c");
    check("go func() { rw.Unlock() }(); rw.Lock(); x.Add(1)");
    check("rw.RLock(); go func() { rw.Lock(); x.Add(1); rw.Unlock() }(); rw.RUnlock()");
}

/// A fatal error comes before or after what is printed.
#[test]
fn fatal_errors_and_output() {
    check("go func() { mu.Unlock() }(); fmt.Print(1)");
    let f = "var f func();";
    check(&format!(
        "{f} go func() {{ <-c; fmt.Print(1); }}(); c <- 1; go f()"
    ));
    check(&format!(
        "{f} go func() {{ go f() }}(); fmt.Print(1); x.Add(1)"
    ));
    check(&format!(
        "go func() {{ {f} c <- 1; go f() }}(); <-c; fmt.Print(1)"
    ));
    check("c := make(chan int, 1); go func() { c <- 1; mu.Unlock() }(); <-c; fmt.Print(1)");
}

/// Until a fatal error ends the run others find the lock as it is then, and may come to the end before
/// (real Go does, now and then).
#[test]
fn fatal_errors_take_their_time() {
    check("go func() { rw.RUnlock(); c <- 1 }(); go func() { rw.Unlock() }(); <-c");
    check("go func() { mu.Unlock() }(); if mu.TryLock() { x.Add(1) }");
    check("go func() { mu.Unlock(); x.Add(1) }(); go func() { mu.Unlock(); x.Add(2) }(); x.Load()");
}

#[test]
fn done_before_add() {
    check("go func() { wg.Done() }(); wg.Add(1); wg.Wait()");
    check("go func() { x.Load(); wg.Done() }(); x.Load(); wg.Add(1); wg.Wait()");
    check("wg.Add(1); go func() { wg.Done(); wg.Done() }(); wg.Add(1); wg.Wait()");
    check("wg.Add(2); go func() { wg.Add(-2) }(); wg.Wait(); x.Add(1)");
}

/// Whoever waited may find the group in use again.
#[test]
fn a_group_that_is_reused() {
    let body = "wg.Add(1); go func() { wg.Wait(); x.Add(1) }(); wg.Done(); wg.Add(1)";
    check(body);
    let text =
        format!("package main\nimport \"sync\"\nfunc main() {{ var wg sync.WaitGroup\n{body}\n}}");
    let text = text.replace("x.Add(1)", "");
    let program = compile(&mut Workbench::new(), &text);
    let found = explore_all(&program, Relation::Ticket);
    let reused = |r: &Report| {
        r.outcome
            .message
            .contains("WaitGroup is reused before previous Wait")
    };
    assert!(found.reports.iter().any(reused));
    check("wg.Add(1); go func() { wg.Wait(); wg.Add(1); wg.Done() }(); wg.Done(); wg.Wait()");
    check("wg.Add(1); go func() { wg.Done(); wg.Done() }(); wg.Wait()");
    check("wg.Add(1); for range 2 { go wg.Wait() }; wg.Done(); wg.Add(1); wg.Done()");
}

#[test]
fn add_beside_wait() {
    check("go func() { wg.Add(1); x.Add(1); wg.Done() }(); wg.Wait()");
    check(
        "wg.Add(1); go func() { wg.Add(1); go func() { x.Add(1); wg.Done() }(); wg.Done() }(); wg.Wait()",
    );
}
