//! Lazy selects: the outcomes are those of selects that wait for all their cases, with numbers of
//! executions worked out by hand.

use std::collections::BTreeSet;

use explore::go::{Relation, Setup};
use explore::{Claim, Options};
use session::Workbench;

use crate::support::{check_replay, compile, explore, setup};

/// The body of main; executions that count, and those that bet in vain (none: whatever).
#[track_caller]
fn check(body: &str, executions: Option<(u64, u64)>) {
    let text = format!(
        "package main\nimport (\"fmt\"; \"time\")\nvar _, _ = fmt.Print, time.Now\nfunc main() {{\n{body}\n}}"
    );
    let program = compile(&mut Workbench::new(), &text);
    let [waiting, lazy] = [false, true].map(|commute| {
        let setup = Setup {
            commute,
            ..setup(&program, Relation::Ticket)
        };
        let found = explore(setup, Options::default());
        assert_eq!((found.claim, found.progress.diverged), (Claim::All, 0));
        for report in &found.reports {
            check_replay(&program, report);
        }
        found
    });
    let keys =
        |f: &crate::support::Found| -> BTreeSet<u64> { f.reports.iter().map(|r| r.key).collect() };
    assert_eq!(keys(&lazy), keys(&waiting));
    if let Some(want) = executions {
        let p = lazy.progress;
        assert_eq!((p.complete, p.blocked), want);
    }
}

#[test]
fn a_timeout() {
    check(
        "c := make(chan int, 1)
         go func() { c <- 1 }()
         select {
         case <-c: fmt.Print(1)
         case <-time.After(time.Second): fmt.Print(2)
         }",
        Some((2, 0)),
    );
}

#[test]
fn a_worker_that_is_told_to_stop() {
    // Its bets are jobs, jobs, quit. Three are in vain: quit before either job, a job too many.
    check(
        "jobs, quit := make(chan int), make(chan bool)
         go func() {
            for {
                select {
                case <-jobs:
                case <-quit: return
                }
            }
         }()
         jobs <- 1
         jobs <- 2
         close(quit)",
        Some((1, 3)),
    );
}

#[test]
fn who_waits_for_ever_bet_on_his_first_case() {
    // The second bet is the same again.
    check(
        "a, b := make(chan int), make(chan int)
         select {
         case <-a:
         case b <- 1:
         }",
        Some((1, 1)),
    );
}

#[test]
fn two_selects_that_meet() {
    // One of them has to wait before the other one comes: only who has nothing else to do can.
    check(
        "a, b, c := make(chan int), make(chan int), make(chan int, 1)
         c <- 7
         go func() {
            select {
            case a <- 1: fmt.Print(\"a\")
            case v := <-b: fmt.Print(v)
            }
         }()
         select {
         case v := <-a: fmt.Print(v)
         case v := <-c: fmt.Print(v)
         }",
        None,
    );
}

#[test]
fn somebody_who_can_tell() {
    for notices in [
        "select { case a <- 1: default: fmt.Print(\"nobody there\") }",
        "fmt.Print(len(a)); a <- 1",
        "t.Stop(); a <- 1",
    ] {
        check(
            &format!(
                "a, b := make(chan int), make(chan int)
                 t := time.NewTimer(time.Second)
                 go func() {{ {notices} }}()
                 go func() {{ b <- 1 }}()
                 select {{
                 case <-a: fmt.Print(1)
                 case <-b: fmt.Print(2)
                 case <-t.C: fmt.Print(3)
                 }}"
            ),
            None,
        );
    }
}

#[test]
fn a_sender_bets_on_what_will_be_closed() {
    check(
        "a, b := make(chan int), make(chan int)
         go func() { close(a) }()
         go func() { <-b }()
         select {
         case a <- 1:
         case b <- 2: fmt.Print(2)
         }",
        None,
    );
}
