//! Programs that have tests and no main function. What tests print is compared with real Go's in
//! `tests/programs/testing`; here is what that leaves out: times, flags, files that are not test
//! files, and benchmarks.

use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

static NTH: AtomicU32 = AtomicU32::new(0);

/// A program given on standard input, run with arguments of its own.
#[track_caller]
fn check(program: &str, args: &[&str], code: i32, out: &str, err: &str) {
    asked(&["run"], program, args, code, out, err);
}

/// What the command says that is asked something of the program.
#[track_caller]
fn asked(ask: &[&str], program: &str, args: &[&str], code: i32, out: &str, err: &str) {
    let dir = std::env::temp_dir().join(format!("sudog-testing-{}", std::process::id()));
    std::fs::create_dir_all(&dir).expect("a directory");
    let nth = NTH.fetch_add(1, Ordering::Relaxed);
    let file = dir.join(format!("p{nth}.go"));
    std::fs::write(&file, program).expect("written");
    let ran = Command::new(env!("CARGO_BIN_EXE_sudog"))
        .args(ask)
        .arg(&file)
        .args((!args.is_empty()).then_some("--"))
        .args(args)
        .output()
        .expect("runs");
    let _ = std::fs::remove_file(&file);
    let said = String::from_utf8_lossy(&ran.stderr);
    assert_eq!(String::from_utf8_lossy(&ran.stdout), out, "stderr: {said}");
    assert_eq!(ran.status.code(), Some(code), "stderr: {said}");
    assert!(said.contains(err), "stderr: {said}");
}

const TWO: &str = "package main

import (
	\"testing\"
	\"time\"
)

func TestNap(t *testing.T) {
	time.Sleep(1250 * time.Millisecond)
	t.Run(\"sub\", func(t *testing.T) { time.Sleep(2 * time.Second) })
}

func TestShort(t *testing.T) {
	if testing.Short() {
		t.SkipNow()
	}
}

func Testify() {}

func BenchmarkAdd(b *testing.B) {
	for b.Loop() {
		time.Sleep(time.Microsecond)
	}
	b.ReportMetric(float64(b.Elapsed()/(100*time.Microsecond)), \"ns/op\")
}
";

#[test]
fn times_are_virtual() {
    check(
        TWO,
        &[],
        0,
        "=== RUN   TestNap\n=== RUN   TestNap/sub\n--- PASS: TestNap (3.25s)\n    --- PASS: TestNap/sub (2.00s)\n=== RUN   TestShort\n--- PASS: TestShort (0.00s)\nPASS\n",
        "",
    );
}

#[test]
fn flags() {
    let short = "=== RUN   TestShort\n--- SKIP: TestShort (0.00s)\nPASS\n";
    check(TWO, &["-test.run=Short", "-test.short"], 0, short, "");
    check(TWO, &["-test.run", "^TestS", "-test.short"], 0, short, "");
    check(TWO, &["-test.skip=Nap", "-test.short"], 0, short, "");
    let none = "testing: warning: no tests to run";
    check(TWO, &["-test.run=^Short$"], 0, "PASS\n", none);
    check(
        TWO,
        &["-test.nonsense"],
        2,
        "",
        "flag provided but not defined: -test.nonsense",
    );
}

#[test]
fn benchmarks_take_virtual_time() {
    // A microsecond's sleep takes 61: the thread sleeps, too. Ten of them, in units of 100.
    let line = "BenchmarkAdd \t      10\t         6.000 ns/op\n";
    check(
        TWO,
        &["-test.run=none", "-test.bench=.", "-test.benchtime=10x"],
        0,
        &format!("goos: linux\ngoarch: amd64\nBenchmarkAdd\n{line}PASS\n"),
        "",
    );
}

#[test]
fn bubbles_are_not_explored() {
    let bubble = "package main

import (
	\"testing\"
	\"testing/synctest\"
)

func TestIn(t *testing.T) {
	n := 0
	synctest.Test(t, func(t *testing.T) {
		go func() { n++ }()
		synctest.Wait()
		n++
	})
}
";
    let said = "bubbles of testing/synctest are not explored";
    asked(&["explore"], bubble, &[], 1, "", said);
    let said = format!("no race in one run; {said}\n");
    asked(&["race"], bubble, &[], 3, &said, "");
    let racy = bubble.replace("synctest.Wait()", "");
    asked(&["run", "--race"], &racy, &[], 66, BUBBLE_RUN, "DATA RACE");
}

const BUBBLE_RUN: &str = "=== RUN   TestIn\n--- PASS: TestIn (0.00s)\nPASS\n";

#[test]
fn what_is_no_test() {
    let wrong = "package p\n\nimport \"testing\"\n\nfunc TestA(t *testing.T, n int) {}\n";
    check(wrong, &[], 1, "", "is not a main package");
    let bare = "package main\n\nfunc TestA() {}\n";
    check(
        bare,
        &[],
        1,
        "",
        "function main is undeclared in the main package",
    );
    let both = "package main\n\nimport \"testing\"\n\nfunc TestA(t *testing.T) {}\n\nfunc main() { print(1) }\n";
    check(both, &[], 0, "", "1");
}
