//! Operations on maps that overlap end the program, in Go's words.

use std::collections::BTreeSet;

use explore::go::{Relation, Setup};
use explore::{Claim, Options};
use session::Workbench;

use crate::random;
use crate::support::{compile, explore, setup};

const WRITES: &str = "fatal error: concurrent map writes";
const READ: &str = "fatal error: concurrent map read and map write";
const ITERATION: &str = "fatal error: concurrent map iteration and map write";

/// Two goroutines do this with a map that holds 1: the messages that all interleavings end with, or
/// nothing where they end well. The enumeration finds the same.
#[track_caller]
fn check(one: &str, other: &str, want: &[&str]) {
    let text = format!(
        "package main
         import \"sync\"
         func main() {{
            var wg sync.WaitGroup
            var none map[int]int
            m, empty := map[int]int{{1: 1}}, map[int]int{{}}
            _, _ = none, empty
            wg.Go(func() {{ {one} }})
            wg.Go(func() {{ {other} }})
            wg.Wait()
            _ = m
         }}"
    );
    let mut bench = Workbench::new();
    let program = compile(&mut bench, &text);
    let setup = Setup {
        race: true,
        silent: true,
        ..setup(&program, Relation::Ticket)
    };
    let found = explore(setup, Options::default());
    assert_eq!(found.claim, Claim::All);
    let messages = found.reports.iter().map(|r| r.outcome.message.as_str());
    let want: BTreeSet<&str> = want.iter().copied().collect();
    assert_eq!(messages.collect::<BTreeSet<_>>(), want, "{one} | {other}");
    assert!(random::check_plain(&mut bench, &text, 100_000));
}

#[test]
fn writes() {
    check("m[1] = 2", "m[2] = 2", &["", WRITES]);
    check("m[1]++", "delete(m, 3)", &["", READ, WRITES]);
    check("clear(m)", "delete(m, 1)", &["", WRITES]);
    check("empty[1] = 2", "empty[1] = 2", &["", WRITES]);
}

#[test]
fn looks() {
    check("m[1] = 2", "_ = m[2]", &["", READ]);
    check("m[1] = 2", "_, _ = m[1]", &["", READ]);
    check("m[1] = 2", "for range m {}", &["", ITERATION]);
    check(
        "delete(m, 1)",
        "for range m { m[2] = 3 }",
        &["", ITERATION, WRITES],
    );
    check("m[1] = 2", "_ = len(m)", &[""]);
    check("_ = m[1]", "for range m {}", &[""]);
}

/// Go does not look for a mark where there is nothing; but the first entry is there before the mark
/// is gone.
#[test]
fn nothing_to_look_at() {
    check("_ = empty[1]", "empty[1] = 1", &["", READ]);
    check("delete(empty, 1)", "empty[1] = 1", &["", WRITES]);
    check("clear(empty)", "clear(empty)", &[""]);
    check("_ = none[1]", "delete(none, 1)", &[""]);
}

#[test]
fn one_after_the_other() {
    let lock = "var mu sync.Mutex\nmu.Lock(); m[1]++; mu.Unlock()";
    check(lock, "", &[""]);
    check("m[1]++; for k := range m { delete(m, k) }", "", &[""]);
}
