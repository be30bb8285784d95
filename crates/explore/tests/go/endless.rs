//! Goroutines that never end, and random numbers: what they do must not hide what others do.

use std::collections::BTreeSet;

use explore::go::Relation;
use explore::{Bounds, Options};
use session::Workbench;

use crate::support::{check_replay, compile, explore, setup};

/// Reasons why somebody waits for ever in some execution, where long ones are cut.
#[track_caller]
fn check(body: &str, depth: u32, want: &[&str]) {
    let text = format!(
        "package main\nimport (\"math/rand\"; \"sync\")\nvar _, _ = rand.Int, sync.NewCond\nfunc main() {{\n{body}\n}}"
    );
    let program = compile(&mut Workbench::new(), &text);
    let options = Options {
        bounds: Bounds {
            depth,
            conservative: false,
            ..Bounds::default()
        },
        executions: 20_000,
        ..Options::default()
    };
    let found = explore(setup(&program, Relation::Ticket), options);
    assert_eq!((found.progress.blocked, found.progress.diverged), (0, 0));
    let leaks = found.reports.iter().flat_map(|r| &r.outcome.leaks);
    let got: BTreeSet<&str> = leaks.map(|l| l.reason).collect();
    assert_eq!(got, want.iter().copied().collect());
    for report in &found.reports {
        check_replay(&program, report);
    }
}

#[test]
fn a_loop_that_somebody_else_ends() {
    // It polls until it is told to stop; whoever tells it holds the lock that it wants meanwhile.
    check(
        "stop := make(chan bool)
         var mu sync.Mutex
         go func() {
            for {
                select {
                case <-stop:
                    return
                default:
                    mu.Lock()
                    mu.Unlock()
                }
            }
         }()
         go func() { mu.Lock(); stop <- true; mu.Unlock() }()",
        200,
        &["sync.Mutex.Lock", "chan send"],
    );
}

#[test]
fn what_is_drawn_does_not_depend_on_others() {
    // Nobody waits for ever, whoever draws first.
    check(
        "c := make(chan int, 3)
         for range 3 {
            go func() {
                if rand.Intn(2) == 0 {
                    c <- 1
                    <-c
                } else {
                    c <- 2
                }
            }()
         }",
        200,
        &[],
    );
}
