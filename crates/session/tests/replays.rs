//! Interleavings that were found by exploring, opened as ordinary runs: every motion works in them,
//! and a person may leave them anywhere.

mod common;

use common::Driver;
use protocol::{Fault, OutcomeKind, Recording, Response, SourceFile};
use session::{Exploration, ExploreSpec, Workbench};

const LOST: &str = r#"package main

import (
	"fmt"
	"sync"
)

func main() {
	n := 0
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() { n++ })
	}
	wg.Wait()
	fmt.Println(n)
}
"#;

const TIMEOUT: &str = r#"package main

import (
	"fmt"
	"time"
)

func main() {
	c := make(chan int)
	go func() { c <- 1 }()
	select {
	case v := <-c:
		fmt.Println(v)
	case <-time.After(time.Hour):
		fmt.Println("late")
	}
}
"#;

const COINS: &str = r#"package main

import (
	"fmt"
	"math/rand"
	"sync"
)

func main() {
	n := 0
	var wg sync.WaitGroup
	wg.Go(func() { n = rand.Intn(2) })
	wg.Wait()
	fmt.Println(n + rand.Perm(2)[0])
}
"#;

/// Explores a program; its outcomes' output and schedules.
fn outcomes(text: &str) -> Vec<(String, String)> {
    let files = [SourceFile {
        name: "main.go".into(),
        text: text.into(),
    }];
    let code = Workbench::new().build(&files).expect("compiles");
    let spec = ExploreSpec {
        race: true,
        draws: true,
        ..ExploreSpec::default()
    };
    let mut exploration = Exploration::new(&code, spec);
    while exploration.go(10_000) {}
    let found = exploration.result(&code);
    let mut all: Vec<_> = found
        .outcomes
        .into_iter()
        .inspect(|o| assert_eq!(o.kind, OutcomeKind::Ok))
        .map(|o| (String::from_utf8(o.stdout).expect("text"), o.schedule))
        .collect();
    all.sort();
    all
}

fn printed(d: &mut Driver) -> String {
    let lines = d.output().lines;
    lines.iter().map(|l| format!("{}\n", l.text)).collect()
}

fn replay(text: &str, schedule: &str) -> Driver {
    Driver::open_with(
        text,
        Recording {
            schedule: Some(schedule.to_owned()),
            ..Recording::default()
        },
    )
}

/// Each outcome's schedule gives its output, and every step of it can be stood at from both sides.
#[track_caller]
fn check(text: &str, want: &[&str]) {
    let found = outcomes(text);
    let outputs: Vec<&str> = found.iter().map(|o| o.0.as_str()).collect();
    assert_eq!(outputs, want);
    for (output, schedule) in &found {
        let mut d = replay(text, schedule);
        d.run();
        assert_eq!(&printed(&mut d), output, "{schedule}");
        let steps = d.state.steps;
        let mut hashes = Vec::new();
        for n in (0..=steps).rev() {
            d.seek(n);
            hashes.push((d.state.step, d.recording().hash));
        }
        for (n, hash) in hashes.into_iter().rev() {
            d.seek(n);
            assert_eq!(d.recording().hash, hash, "step {n} of {schedule}");
        }
        // What a link carries leads to the same place.
        d.seek(steps / 2);
        let (step, recording) = (d.state.step, d.recording());
        assert_eq!(recording.schedule.as_ref(), Some(schedule));
        let mut again = Driver::open_with(text, recording.clone());
        assert_eq!(again.state.step, step);
        assert_eq!(again.recording().hash, recording.hash);
    }
}

#[test]
fn a_lost_update_replays() {
    check(LOST, &["1\n", "2\n"]);
}

#[test]
fn a_timer_that_went_off_early_replays() {
    check(TIMEOUT, &["1\n", "late\n"]);
}

#[test]
fn numbers_drawn_at_random_replay() {
    check(COINS, &["0\n", "1\n", "2\n"]);
}

#[test]
fn a_person_may_leave_an_interleaving() {
    check_left(LOST, "1\n", &["1\n", "2\n"]);
    check_left(COINS, "2\n", &["0\n", "1\n", "2\n"]);
}

/// The interleaving with this output is left at each decision in turn: the run goes on to one of
/// these.
#[track_caller]
fn check_left(text: &str, first: &str, want: &[&str]) {
    let found = outcomes(text);
    let lost = &found.iter().find(|o| o.0 == first).expect("it is there").1;
    let mut d = replay(text, lost);
    d.run();
    assert_eq!(printed(&mut d), first);
    // Back to each decision in turn, taken differently: the run goes on to an end of its own.
    let mut left = 0;
    for n in 0..d.state.steps {
        let mut d = replay(text, lost);
        d.seek(n);
        let Some(choices) = d.state.choices.clone() else {
            continue;
        };
        let Some(other) = choices.options.iter().find(|o| !o.default) else {
            continue;
        };
        d.choose(other.pick);
        d.run();
        let output = printed(&mut d);
        assert!(want.contains(&output.as_str()), "step {n}: {output}");
        left += 1;
    }
    assert!(left > 0, "no decision could be taken differently");
}

#[test]
fn what_is_no_schedule_keeps_the_program() {
    let mut d = replay(LOST, "nonsense");
    assert!(
        d.rest
            .contains(&Response::Fault(Fault::Diverged { step: 0 }))
    );
    d.run();
    assert_eq!(printed(&mut d), "2\n");
}

/// The tree of an exploration as text: a line for each fork, indented, with who moves and how the
/// executions below end.
fn tree(text: &str) -> String {
    let files = [SourceFile {
        name: "main.go".into(),
        text: text.into(),
    }];
    let code = Workbench::new().build(&files).expect("compiles");
    let spec = ExploreSpec {
        tree: true,
        ..ExploreSpec::default()
    };
    let mut exploration = Exploration::new(&code, spec);
    while exploration.go(10_000) {}
    let found = exploration.result(&code);
    let word = |key: u64| {
        let o = found.outcomes.iter().find(|o| o.key == key);
        format!("{:?}", o.expect("an outcome").kind)
    };
    let mut out = String::new();
    let mut depths: Vec<usize> = Vec::new();
    for f in &found.tree {
        let depth = f.parent.map_or(0, |p| depths[p as usize] + 1);
        depths.push(depth);
        let ends: Vec<String> = f
            .outcomes
            .iter()
            .map(|(k, n)| format!("{n} {}", word(*k)))
            .collect();
        let line = f.place.map_or(0, |p| p.line);
        out += &format!(
            "{depth}: g{} {:?} {} line {line}: {}\n",
            f.goroutine,
            f.step,
            f.object
                .as_ref()
                .and_then(|o| o.name.as_deref())
                .unwrap_or("-"),
            ends.join(", ")
        );
    }
    out
}

#[test]
fn the_tree_names_the_lock_that_decides() {
    let text = "package main\n\nimport \"sync\"\n\nvar a, b sync.Mutex\n\nfunc main() {\n\
        \tvar wg sync.WaitGroup\n\
        \twg.Go(func() { a.Lock(); b.Lock(); b.Unlock(); a.Unlock() })\n\
        \twg.Go(func() { b.Lock(); a.Lock(); a.Unlock(); b.Unlock() })\n\
        \twg.Wait()\n}\n";
    let got = tree(text);
    let first = got.lines().next().expect("a root");
    assert!(first.starts_with("0: g0 None - line 0: "), "{got}");
    assert!(first.contains("Ok") && first.contains("Deadlock"), "{got}");
    // At one fork all is lost: a second lock, while the first one of the other is held.
    let lost: Vec<&str> = got
        .lines()
        .filter(|l| l.ends_with(": 1 Deadlock"))
        .collect();
    assert_eq!(lost.len(), 1, "{got}");
    let second = lost[0].contains("g3 Some(Op(Lock)) b line 10")
        || lost[0].contains("g2 Some(Op(Lock)) a line 9");
    assert!(second, "{got}");
}
