//! Random numbers as decisions: all of them come up, once each, and schedules replay them.

use std::collections::BTreeSet;

use explore::go::{Exploration, Relation, Setup};
use explore::{Claim, Options, Status};
use session::Workbench;

use crate::brute::brute;
use crate::support::{check_replay, compile, setup};

fn program(body: &str) -> String {
    format!(
        "package main
         import (\"fmt\"; \"math/rand\"; v2 \"math/rand/v2\"; \"sync/atomic\")
         var _, _, _ = rand.Int, v2.Int, fmt.Print
         var x atomic.Int32
         func main() {{\n{body}\n}}"
    )
}

/// Executions, outputs, and whether some numbers were those of the seed.
#[track_caller]
fn explored(body: &str) -> (u64, BTreeSet<String>, bool) {
    let program = compile(&mut Workbench::new(), &program(body));
    let setup = Setup {
        draws: 16,
        ..setup(&program, Relation::Ticket)
    };
    let mut search = Exploration::new(setup, Options::default(), None, true, [], []);
    while search.run(10_000).status == Status::Running {}
    let p = search.progress();
    assert_eq!((search.claim(), p.blocked), (Claim::All, 0));
    let reports = search.reports();
    for report in &reports {
        check_replay(&program, report);
    }
    let text = |r: &explore::go::Report| String::from_utf8_lossy(&r.outcome.stdout).into_owned();
    let seen = reports.iter().map(text).collect();
    (p.complete, seen, search.drawn_by_chance() == Some(16))
}

#[track_caller]
fn check(body: &str, executions: u64, outputs: &[&str]) {
    let (found, seen, chance) = explored(body);
    let want = outputs.iter().map(ToString::to_string).collect();
    assert_eq!((found, seen, chance), (executions, want, false), "{body}");
}

#[test]
fn every_function_with_a_bound() {
    for n in [2, 3, 4, 7, 16] {
        let all: Vec<String> = (0..n).map(|k| k.to_string()).collect();
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        for f in [
            "rand.Intn",
            "rand.Int31n",
            "rand.Int63n",
            "v2.IntN",
            "v2.Int32N",
            "v2.Int64N",
            "v2.UintN",
            "v2.Uint32N",
            "v2.Uint64N",
            "v2.N",
        ] {
            check(&format!("fmt.Print({f}({n}))"), n, &all);
        }
    }
    check("fmt.Print(v2.N(uint8(3)))", 3, &["0", "1", "2"]);
}

#[test]
fn orders() {
    let all = [
        "[0 1 2]", "[0 2 1]", "[1 0 2]", "[1 2 0]", "[2 0 1]", "[2 1 0]",
    ];
    check("fmt.Print(rand.Perm(3))", 6, &all);
    check("fmt.Print(v2.Perm(3))", 6, &all);
    for package in ["rand", "v2"] {
        let body = format!(
            "a := []int{{0, 1, 2}}
             {package}.Shuffle(3, func(i, j int) {{ a[i], a[j] = a[j], a[i] }})
             fmt.Print(a)"
        );
        check(&body, 6, &all);
    }
}

#[test]
fn what_follows_from_a_number() {
    // A second number only after a one: 0, 1 0, 1 1, 1 2.
    check(
        "if rand.Intn(2) == 0 { fmt.Print(0) } else { fmt.Print(1, v2.IntN(3)) }",
        4,
        &["0", "1 0", "1 1", "1 2"],
    );
}

#[test]
fn what_has_one_value_or_a_source_of_its_own_is_no_decision() {
    check("fmt.Print(rand.Intn(1))", 1, &["0"]);
    let (executions, seen, chance) = explored("fmt.Print(rand.New(rand.NewSource(1)).Intn(3))");
    assert_eq!((executions, seen.len(), chance), (1, 1, false));
}

#[test]
fn others_are_those_of_the_seed() {
    for f in [
        "rand.Intn(17)",
        "rand.Int()",
        "rand.Float64() < 0.5",
        "v2.IntN(1000)",
        "v2.Float32()",
    ] {
        let (executions, seen, chance) = explored(&format!("fmt.Print({f})"));
        assert_eq!((executions, seen.len(), chance), (1, 1, true), "{f}");
    }
}

/// The outputs are those of all interleavings with all numbers.
#[track_caller]
fn check_brute(body: &str) {
    let bench = &mut Workbench::new();
    let (want, _) = brute(&compile(bench, &program(body)), 400_000).expect("few enough");
    let want: BTreeSet<String> = want.into_iter().map(|(_, out)| out).collect();
    let (_, seen, _) = explored(body);
    assert_eq!(seen, want, "{body}");
}

#[test]
fn numbers_and_interleavings() {
    check_brute(
        "go func() { x.Store(int32(rand.Intn(3))) }()
         go func() { if v2.IntN(2) == 0 { x.Add(10) } }()
         fmt.Print(x.Load())",
    );
    check_brute(
        "c := make(chan int, 1)
         go func() { for range v2.N(3) { c <- rand.Intn(2) }; close(c) }()
         for v := range c { fmt.Print(v) }",
    );
    check_brute(
        "a, b := make(chan int), make(chan int)
         go func() { if rand.Intn(2) == 0 { a <- 1 } else { b <- 1 } }()
         select {
         case <-a: fmt.Print(\"a\", v2.IntN(2))
         case <-b: fmt.Print(\"b\", rand.Float64() < 2)
         }",
    );
}
