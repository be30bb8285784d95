//! `sudog race` and `sudog run --race` as a person or a pipeline uses them.

mod common;

use common::sudog;

#[track_caller]
fn check(args: &[&str], body: &str, code: i32, parts: &[&str]) {
    let text = format!(
        "package main\n\nimport (\n\t\"fmt\"\n\t\"sync\"\n)\n\nfunc main() {{\n\tvar mu sync.Mutex\n\tvar wg sync.WaitGroup\n{body}\n\
         \t_, _ = &mu, &wg\n\tfmt.Println()\n}}\n"
    );
    let ran = sudog(&[args, &["-"]].concat(), &text);
    let said = ran.out + &ran.err;
    assert_eq!(ran.code, code, "{said}");
    for part in parts {
        assert!(said.contains(part), "{part:?} is not in\n{said}");
    }
}

const LOST: &str = "\tn := 0\n\tfor range 2 {\n\t\twg.Go(func() { n++ })\n\t}\n\twg.Wait()";
const GUARDED: &str = "\tn := 0\n\tfor range 3 {\n\t\twg.Go(func() {\n\t\t\tmu.Lock()\n\t\t\tn++\n\t\t\tmu.Unlock()\n\t\t})\n\t}\n\twg.Wait()";
/// Go's own order has no race: main takes the lock first, and writes only then.
const HIDDEN: &str = "\tready, data := false, 0\n\tgo func() {\n\t\tdata = 42\n\t\tmu.Lock()\n\t\tready = true\n\t\tmu.Unlock()\n\t}()\n\
                      \tmu.Lock()\n\tearly := !ready\n\tmu.Unlock()\n\tif early {\n\t\tdata = 1\n\t\t_ = data\n\t}";

#[test]
fn a_run_with_a_race_says_so() {
    let parts = [
        "WARNING: DATA RACE",
        "nothing orders the write of n",
        "Found 2 data race(s)",
    ];
    check(&["run", "--race"], LOST, 66, &parts);
    check(&["run", "--race"], GUARDED, 0, &[]);
}

#[test]
fn what_ends_badly_keeps_its_exit_code() {
    let body = format!("{LOST}\n\tpanic(\"over\")");
    check(&["run", "--race"], &body, 2, &["DATA RACE", "panic: over"]);
}

#[test]
fn races_are_looked_for_in_every_interleaving() {
    check(
        &["race"],
        LOST,
        66,
        &["WARNING: DATA RACE", "--sched replay:"],
    );
    check(
        &["race"],
        HIDDEN,
        66,
        &["WARNING: DATA RACE", "of data", "--sched replay:"],
    );
    check(&["race"], GUARDED, 0, &["no race; complete: 6 executions"]);
}

#[test]
fn how_far_was_looked_is_said() {
    let parts = ["no race; stopped after 2 executions, no claim beyond"];
    check(&["race", "--budget", "2"], GUARDED, 3, &parts);
}
