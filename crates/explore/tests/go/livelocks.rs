//! Executions that go round in a circle are told from long ones.

use explore::go::{EndKind, Relation, Setup};
use explore::{Bounds, Claim, Options};
use session::Workbench;

use crate::support::{Found, compile, explore, setup};

fn explored(body: &str) -> Found {
    let text = format!(
        "package main\nimport (\"sync\"; \"sync/atomic\")\n
         var (\na, b sync.Mutex\nx, y atomic.Int32\n)\nfunc main() {{\n{body}\n}}"
    );
    let program = compile(&mut Workbench::new(), &text);
    let options = Options {
        executions: 30,
        bounds: Bounds {
            depth: 2_000,
            conservative: false,
            ..Bounds::default()
        },
        ..Options::default()
    };
    let found = explore(setup(&program, Relation::Ticket), options);
    assert_eq!((found.progress.blocked, found.progress.diverged), (0, 0));
    found
}

/// Whoever reads a variable until it changes is left alone until somebody writes it: the search ends,
/// and all executions end like this.
#[track_caller]
fn check_reader(body: &str, want: EndKind) {
    let text = format!(
        "package main\nvar (\nready bool\nn int\ns string\n)\n\
         func main() {{\n_, _, _ = ready, n, s\n{body}\n}}"
    );
    let program = compile(&mut Workbench::new(), &text);
    let setup = Setup {
        race: true,
        silent: true,
        ..setup(&program, Relation::Ticket)
    };
    let found = explore(setup, Options::default());
    let p = found.progress;
    assert_eq!((found.claim, p.cut, p.blocked), (Claim::All, 0, 0), "{p:?}");
    let ends: Vec<EndKind> = found.reports.iter().map(|r| r.outcome.kind).collect();
    assert_eq!(ends, [want], "{body}");
}

#[test]
fn readers_of_variables() {
    check_reader("go func() { ready = true }(); for !ready {}", EndKind::Ok);
    check_reader("go func() { n++ }(); for n == 0 {}", EndKind::Ok);
    check_reader("go func() { s = \"x\" }(); for s != \"x\" {}", EndKind::Ok);
    check_reader(
        "go func() { n = 1; for n != 2 {} }(); for n == 0 {}; n = 2",
        EndKind::Ok,
    );
    // What is read never becomes what is waited for.
    check_reader("go func() { n = 1 }(); for n != 2 {}", EndKind::Limit);
}

/// Some execution goes round, soon.
#[track_caller]
fn check_round(body: &str) {
    let found = explored(body);
    let text = "the program goes round in a circle for ever: livelock";
    let round = found.reports.iter().find(|r| r.outcome.message == text);
    assert_eq!(
        round.map(|r| r.outcome.kind),
        Some(EndKind::Limit),
        "{body}"
    );
    assert!(found.progress.deepest < 300, "{:?}", found.progress);
    assert_eq!(found.claim, Claim::Nothing);
}

#[test]
fn circles() {
    check_round(
        "go func() { for { x.Store(1); x.Store(0) } }()
         for { a.Lock(); b.Lock(); b.Unlock(); a.Unlock() }",
    );
    // Each makes way for the other one.
    check_round(
        "pass := func(me int32) { for { if x.CompareAndSwap(me, 1-me) { y.Store(me) } } }
         go pass(1)
         pass(0)",
    );
}

/// Every execution ends by itself.
#[track_caller]
fn check_ends(body: &str) {
    let found = explored(body);
    let p = found.progress;
    assert_eq!((found.claim, p.cut), (Claim::All, 0), "{p:?}");
    assert!(p.deepest > 128, "{p:?}");
}

#[test]
fn long_is_not_round() {
    check_ends("for range 200 { a.Lock(); a.Unlock() }");
    // What counts is in memory, not in the goroutine.
    check_ends(
        "n := new(int)
         count := func() { *n++ }
         for *n < 200 { a.Lock(); count(); a.Unlock() }",
    );
    check_ends("for range 200 { x.Add(1) }; for x.Add(-1) > 0 {}");
    // Everybody but one goes round, and that one ends it.
    check_ends(
        "c, d := make(chan int), make(chan int)
         go func() { for range 70 { c <- 1; <-d }; close(c) }()
         for range c { d <- 1 }",
    );
}
