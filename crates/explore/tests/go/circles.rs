//! Deadlocks say who waits for whom, and are told apart by it.

use std::collections::BTreeSet;

use explore::go::{Outcome, Relation};
use session::Workbench;
use vm::Need;

use crate::support::{compile, explore_all};

/// A circle in terms of the goroutines' outermost functions.
fn circle(o: &Outcome) -> BTreeSet<String> {
    let name = |g: u32| {
        let leak = o.leaks.iter().find(|l| l.goroutine == g);
        let outermost = leak.and_then(|l| l.stack.last()).expect("a leak");
        let name = &outermost.0;
        name.strip_prefix("main.").unwrap_or(name).to_owned()
    };
    let links = o.cycle.iter().map(|l| {
        let needs = match (l.edge.want.need, l.rw) {
            (Need::Unlock, false) => "Unlock",
            (Need::Unlock, true) => "Unlock (RW)",
            (Need::RUnlock, _) => "RUnlock",
            (Need::Send, _) => "Send",
            (Need::Receive, _) => "Receive",
            (Need::Done, _) => "Done",
            (other, _) => panic!("{other:?}"),
        };
        let (waiter, holder) = (name(l.edge.waiter), name(l.edge.holder));
        format!("{waiter} {needs} {holder}")
    });
    links.collect()
}

/// All outcomes with somebody stuck, each with its circle.
#[track_caller]
fn check(text: &str, want: &[&[&str]]) {
    let text = format!("package main\nimport \"sync\"\nvar _ sync.Mutex\n{text}");
    let program = compile(&mut Workbench::new(), &text);
    let found = explore_all(&program, Relation::Ticket);
    let stuck = found.reports.iter().filter(|r| !r.outcome.leaks.is_empty());
    let mut got: Vec<_> = stuck.map(|r| circle(&r.outcome)).collect();
    got.sort();
    let mut want: Vec<BTreeSet<String>> = want
        .iter()
        .map(|c| c.iter().map(ToString::to_string).collect())
        .collect();
    want.sort();
    assert_eq!(got, want);
}

#[test]
fn two_locks_in_two_orders() {
    check(
        "func a(x, y *sync.Mutex) { x.Lock(); y.Lock(); y.Unlock(); x.Unlock() }
         func b(x, y *sync.Mutex) { y.Lock(); x.Lock(); x.Unlock(); y.Unlock() }
         func main() {
            var x, y sync.Mutex
            var wg sync.WaitGroup
            wg.Add(1)
            go func() { defer wg.Done(); a(&x, &y) }()
            b(&x, &y)
            wg.Wait()
         }",
        &[&["main Unlock main.func1", "main.func1 Unlock main"]],
    );
}

#[test]
fn equal_places_with_different_circles() {
    // b and c are the same but for their names: whoever of them has y waits for x in the line in
    // which the other one waits for y.
    check(
        "func take(ms ...*sync.Mutex) {
            for _, m := range ms { m.Lock() }
            for _, m := range ms { m.Unlock() }
         }
         func a(x, y *sync.Mutex, d chan int) { take(x, y); d <- 1 }
         func b(x, y *sync.Mutex, d chan int) { take(y, x); d <- 1 }
         func c(x, y *sync.Mutex, d chan int) { take(y, x); d <- 1 }
         func main() {
            var x, y sync.Mutex
            d := make(chan int, 3)
            go a(&x, &y, d)
            go b(&x, &y, d)
            go c(&x, &y, d)
            <-d; <-d; <-d
         }",
        &[
            &["a Unlock b", "b Unlock a"],
            &["a Unlock c", "c Unlock a"],
            // The other one is through already.
            &["a Unlock b", "b Unlock a"],
            &["a Unlock c", "c Unlock a"],
        ],
    );
}

#[test]
fn channels_and_readers() {
    check(
        "func main() {
            a, b := make(chan int), make(chan int)
            go func() { <-a; b <- 1 }()
            <-b
            a <- 1
         }",
        &[&["main Send main.func1", "main.func1 Send main"]],
    );
    // Two readers that want to write.
    check(
        "func main() {
            var m, n sync.RWMutex
            d := make(chan int, 1)
            go func() { m.RLock(); n.Lock(); n.Unlock(); m.RUnlock(); d <- 1 }()
            n.RLock()
            m.Lock()
            m.Unlock()
            n.RUnlock()
            <-d
         }",
        &[&["main RUnlock main.func1", "main.func1 RUnlock main"]],
    );
}

#[test]
fn nobody_waits_for_each_other() {
    check("func main() { <-make(chan int) }", &[&[]]);
    check(
        "func main() { var m sync.Mutex; m.Lock(); m.Lock() }",
        &[&["main Unlock main"]],
    );
}

#[test]
fn what_outlives_main_has_circles_too() {
    check(
        "func a(x, y *sync.Mutex) { x.Lock(); y.Lock(); y.Unlock(); x.Unlock() }
         func main() {
            var x, y sync.Mutex
            go a(&x, &y)
            go a(&y, &x)
         }",
        &[&["a Unlock a"]],
    );
}
