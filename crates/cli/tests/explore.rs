//! `sudog explore` as a person or a pipeline uses it: outcomes, exit codes, JSON, shards.

mod common;

use std::path::PathBuf;

use common::Ran;

#[track_caller]
fn sudog(args: &[&str]) -> Ran {
    common::sudog(args, "")
}

/// A file for one test.
fn file(name: &str, text: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("explore");
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join(name);
    std::fs::write(&path, text).expect("written");
    path.to_string_lossy().into_owned()
}

fn main_of(imports: &str, body: &str) -> String {
    format!("package main\n\nimport (\n{imports}\n)\n\nfunc main() {{\n{body}\n}}\n")
}

#[track_caller]
fn check(name: &str, args: &[&str], text: &str, code: i32, parts: &[&str]) {
    let path = file(name, text);
    let mut all = vec!["explore"];
    all.extend(args);
    all.push(&path);
    let ran = sudog(&all);
    assert_eq!(ran.code, code, "{}", ran.out);
    for part in parts {
        assert!(ran.out.contains(part), "{part:?} is not in\n{}", ran.out);
    }
}

const LEAK: &str =
    "c := make(chan int)\nfor i := range 2 { go func() { c <- i }() }\nfmt.Println(<-c)";

#[test]
fn outcomes_and_exit_codes() {
    let text = main_of("\"fmt\"", LEAK);
    check(
        "fine.go",
        &[],
        &text,
        0,
        &["outcome 2 of 2", "complete: 2 executions"],
    );
    let leaked = ["goroutine 2 [chan send (leaked)]:\n  main.main.func1(...)"];
    check("leak.go", &["--leaks"], &text, 2, &leaked);
    check(
        "stop.go",
        &["--budget", "1"],
        &text,
        3,
        &["stopped after 1 execution"],
    );
    check("bound.go", &["--bound", "0"], &text, 0, &["complete"]);
    let abba = main_of(
        "\"sync\"",
        "var a, b sync.Mutex\ngo func() { a.Lock(); b.Lock() }()\nb.Lock()\na.Lock()",
    );
    let words = [
        "fatal error: all goroutines are asleep - deadlock!",
        "[sync.Mutex.Lock]",
    ];
    check("abba.go", &[], &abba, 2, &words);
    let panics = main_of(
        "\"sync\"",
        "var wg sync.WaitGroup\ngo wg.Done()\nwg.Wait()\nselect {}",
    );
    check(
        "negative.go",
        &[],
        &panics,
        2,
        &["panic: sync: negative WaitGroup counter"],
    );
    check(
        "exit.go",
        &[],
        &main_of("\"os\"", "os.Exit(4)"),
        2,
        &["exit status 4"],
    );
    check("wrong.go", &[], "package main\nfunc main() { x }\n", 1, &[]);
}

#[test]
fn races_are_found_and_tried_in_every_order() {
    let text = main_of(
        "\"fmt\"\n\"sync\"",
        "x := 0\nvar wg sync.WaitGroup\nfor range 2 { wg.Go(func() { x++ }) }\nwg.Wait()\nfmt.Println(x)",
    );
    let words = ["| 1\n", "| 2\n", "there are data races, which --race tells"];
    check("lost.go", &[], &text, 0, &words);
    let words = [
        "| 2\n",
        "complete: 1 execution",
        "provided that no plain accesses race",
    ];
    check("lost.go", &["--trust"], &text, 0, &words);
    let words = ["WARNING: DATA RACE", "| 1\n", "| 2\n"];
    check("lost.go", &["--race"], &text, 66, &words);
}

#[test]
fn deadlocks_say_who_waits_for_whom() {
    let text = main_of(
        "\"sync\"",
        "var a, b sync.Mutex\nc := make(chan int)\n\
         go func() { a.Lock(); b.Lock(); b.Unlock(); a.Unlock(); c <- 1 }()\n\
         b.Lock()\na.Lock()\na.Unlock()\nb.Unlock()\n<-c",
    );
    let words = [
        "goroutine 1 waits for a, held by goroutine 2\n",
        "goroutine 2 waits for b, held by goroutine 1\n",
    ];
    check("circle.go", &[], &text, 2, &words);
    let ran = sudog(&["explore", "--json", &file("circle.go", &text)]);
    let v: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let outcomes = v["outcomes"].as_array().expect("a list");
    let stuck = outcomes.iter().find(|o| o["kind"] == "deadlock");
    let link = |waiter: u32, object: &str, holder: u32| {
        serde_json::json!({
            "waiter": waiter, "need": "unlock", "object": object, "kind": "mutex",
            "holder": holder,
        })
    };
    assert_eq!(
        stuck.expect("a deadlock")["cycle"],
        serde_json::json!([link(1, "a", 2), link(2, "b", 1)])
    );
}

#[test]
fn what_a_global_leads_to_is_no_leak_to_go() {
    let text = "package main\n\nvar c = make(chan int)\n\nfunc main() {\n\
                go func() { <-c }()\ngo func() { <-make(chan int) }()\n}\n";
    let words = [
        "goroutine 2 [chan receive]:",
        "goroutine 3 [chan receive (leaked)]:",
    ];
    check("global.go", &["--leaks"], text, 2, &words);
}

#[test]
fn time_is_any_or_exact() {
    let text = main_of(
        "\"fmt\"\n\"time\"",
        "go func() { time.Sleep(1); fmt.Print(\"a\") }()\ntime.Sleep(1000)\nfmt.Println(\"b\")",
    );
    check("sleep.go", &[], &text, 0, &["| ab", "| b\n"]);
    check(
        "sleep.go",
        &["--clock", "exact"],
        &text,
        0,
        &["outcome 1 of 1", "| ab"],
    );
}

#[test]
fn random_numbers_are_decisions_if_asked() {
    let text = main_of(
        "\"fmt\"\n\"math/rand\"",
        "fmt.Print(rand.Intn(3), rand.Intn(100) < 100)",
    );
    check("dice.go", &[], &text, 0, &["complete: 1 execution"]);
    let words = [
        "| 0 true\n",
        "| 2 true\n",
        "complete: 3 executions",
        "random numbers with more than 16 values are those of the seed\n",
    ];
    check("dice.go", &["--choices", "random"], &text, 0, &words);
}

#[test]
fn json_replays() {
    let path = file("json.go", &main_of("\"fmt\"", LEAK));
    let ran = sudog(&["explore", "--json", &path]);
    let v: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(
        (&v["complete"], &v["executions"], &v["blocked"], &v["bound"]),
        (&true.into(), &2.into(), &0.into(), &serde_json::Value::Null)
    );
    let outcomes = v["outcomes"].as_array().expect("a list");
    assert_eq!(outcomes.len(), 2);
    for o in outcomes {
        let schedule = format!("replay:{}", o["schedule"].as_str().expect("text"));
        let again = sudog(&["run", "--sched", &schedule, &path]);
        assert_eq!(
            (again.code, again.out.as_str()),
            (0, o["stdout"].as_str().expect("text"))
        );
    }
}

#[test]
fn shards_merge_into_the_whole() {
    let body = "var f [3]sync.Mutex\nvar wg sync.WaitGroup\nfor i := range 3 {\n\
        wg.Go(func() { f[i].Lock(); f[(i+1)%3].Lock(); f[(i+1)%3].Unlock(); f[i].Unlock() })\n}\nwg.Wait()";
    let path = file("phil.go", &main_of("\"sync\"", body));
    let parts: Vec<String> = (0..3)
        .map(|i| {
            let shard = format!("{i}/3");
            let ran = sudog(&["explore", "--json", "--shard", &shard, &path]);
            file(&format!("phil{i}.json"), &ran.out)
        })
        .collect();
    let merge = |files: &[String]| {
        let mut args = vec!["explore", "merge"];
        args.extend(files.iter().map(String::as_str));
        let ran = sudog(&args);
        let v: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
        (ran.code, v)
    };
    let (code, v) = merge(&parts);
    assert_eq!(
        (code, &v["complete"], &v["executions"]),
        (2, &true.into(), &7.into())
    );
    assert_eq!(v["outcomes"].as_array().map(Vec::len), Some(2));
    let (_, v) = merge(&parts[..2]);
    assert_eq!(v["complete"], false);
}

/// What shows early each shard finds out by itself, so that they share one search.
#[test]
fn shards_agree_on_races_that_show_early() {
    let body = "x := 0\nvar wg sync.WaitGroup\nfor range 3 { wg.Go(func() { x++ }) }\nwg.Wait()\nfmt.Println(x)";
    let path = file("early.go", &main_of("\"fmt\"\n\"sync\"", body));
    let explored = |args: &[&str]| {
        let ran = sudog(&[&["explore", "--json"], args, &[path.as_str()]].concat());
        serde_json::from_str::<serde_json::Value>(&ran.out).expect("JSON")
    };
    let parts: Vec<String> = (0..3)
        .map(|i| {
            let v = explored(&["--shard", &format!("{i}/3")]);
            file(&format!("early{i}.json"), &v.to_string())
        })
        .collect();
    let mut args = vec!["explore", "merge"];
    args.extend(parts.iter().map(String::as_str));
    let ran = sudog(&args);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let merged: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let whole = explored(&[]);
    for field in ["complete", "executions", "visible"] {
        assert_eq!(merged[field], whole[field], "{field}");
    }
    assert_eq!(merged["outcomes"].as_array().map(Vec::len), Some(3));
}

/// Only one of the 5040 orders races, so one shard alone meets it; all must know of it before they
/// share the search.
#[test]
fn shards_that_know_different_races_begin_again() {
    let body = "x, order := 0, 0\nvar m sync.Mutex\nvar wg sync.WaitGroup\nfor i := range 7 {\nwg.Go(func() {\n\
        m.Lock()\norder = order*10 + i\nme := order\nm.Unlock()\n\
        if me == 654321 || me == 6543210 { x += me }\n})\n}\nwg.Wait()\nfmt.Println(x)";
    let path = file("known.go", &main_of("\"fmt\"\n\"sync\"", body));
    let explored = |args: &[&str], name: &str| {
        let mut all = vec!["explore", "--json", "--race"];
        all.extend(args);
        all.push(&path);
        let ran = sudog(&all);
        let v: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
        (file(name, &ran.out), v)
    };
    let merge = |files: &[String], name: &str| {
        let mut args = vec!["explore", "merge"];
        args.extend(files.iter().map(String::as_str));
        let ran = sudog(&args);
        let v: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
        (file(name, &ran.out), v)
    };
    let mut known: Option<String> = None;
    let mut last = serde_json::Value::Null;
    for round in 0..4 {
        let parts: Vec<String> = (0..4)
            .map(|i| {
                let share = format!("{i}/4");
                let mut args = vec!["--shard", &share];
                if let Some(known) = &known {
                    args.extend(["--known", known.as_str()]);
                }
                explored(&args, &format!("known{round}{i}.json")).0
            })
            .collect();
        let (merged, v) = merge(&parts, &format!("known{round}.json"));
        known = Some(merged);
        last = v;
        assert!(round > 0 || last["complete"] == false, "the shards agree");
        if last["complete"] == true {
            break;
        }
    }
    let (_, whole) = explored(&[], "known.json");
    for field in ["complete", "executions", "visible"] {
        assert_eq!(last[field], whole[field], "{field}");
    }
    let keys = |v: &serde_json::Value| -> Vec<(String, String)> {
        let list = v["outcomes"].as_array().expect("a list");
        list.iter()
            .map(|o| (o["key"].to_string(), o["count"].to_string()))
            .collect()
    };
    assert_eq!(keys(&last), keys(&whole));
}

const TWO_COUNT: &str = "var x atomic.Int64\nvar wg sync.WaitGroup\nfor range 2 {\nwg.Go(func() {\n\
    for range 6 { r := x.Load(); x.Store(r + 1) }\n})\n}\nwg.Wait()\nfmt.Println(x.Load())";

/// Without preemptions the two run one after the other: 12. With one, whoever was interrupted
/// between Load and Store undoes all that the other one did: 6.
#[test]
fn what_is_too_much_is_explored_by_preemptions() {
    let text = main_of("\"fmt\"\n\"sync\"\n\"sync/atomic\"", TWO_COUNT);
    let check = |args: &[&str], code, parts: &[&str]| check("two.go", args, &text, code, parts);
    check(
        &["--bound", "0"],
        0,
        &["outcome 1 of 1", "| 12", "complete up to 0 preemptions"],
    );
    check(
        &["--bound", "1"],
        0,
        &["outcome 2 of 2", "| 6", "complete up to 1 preemption: "],
    );
    check(
        &["--budget", "8000"],
        0,
        &["| 12", "| 11", "complete up to 1 preemption: "],
    );
    check(&["--budget", "20"], 3, &["stopped after "]);
}

#[test]
fn random_schedules() {
    let body = "var x atomic.Int64\nvar wg sync.WaitGroup\nfor range 4 {\n\
        wg.Go(func() { r := x.Load(); x.Store(r + 1) })\n}\nwg.Wait()\nfmt.Println(x.Load())";
    let path = file(
        "chance.go",
        &main_of("\"fmt\"\n\"sync\"\n\"sync/atomic\"", body),
    );
    let run = |args: &[&str]| {
        let mut all = vec!["explore", "--budget", "300"];
        all.extend(args);
        all.push(&path);
        sudog(&all)
    };
    let once = run(&["--random", "--seed", "3"]);
    assert_eq!(once.code, 3);
    assert!(
        once.out
            .contains("stopped after 300 random executions, no claim beyond")
    );
    assert_eq!(once.out, run(&["--random", "--seed", "3"]).out);
    assert_ne!(once.out, run(&["--random", "--seed", "4"]).out);

    // Five goroutines. Operations: four Adds, then Load, Store and Done of each, Wait, Load,
    // Println, and the end.
    let words = "probability at least 1/(n*k^(d-1)) = 1/2000, in one of all with at least 13.93% \
        (n = 5 goroutines, k = 20 operations, d = 3)";
    let by_priorities = run(&["--pct", "3"]);
    assert!(by_priorities.out.contains(words), "{}", by_priorities.out);

    // Two goroutines that each store once are like each other but for the order: two classes.
    let two = file(
        "two.go",
        &main_of(
            "\"sync/atomic\"",
            "var x atomic.Int32\ngo x.Store(1)\nx.Store(2)",
        ),
    );
    let ran = sudog(&["explore", "--random", "--budget", "50", &two]);
    let words = "\nat least 2 classes of equivalent interleavings among them\n";
    assert!(ran.out.contains(words), "{}", ran.out);

    let v: serde_json::Value =
        serde_json::from_str(&run(&["--pct", "3", "--json"]).out).expect("JSON");
    let outcomes = v["outcomes"].as_array().expect("a list");
    assert!(outcomes.len() > 1);
    for o in outcomes {
        let schedule = format!("replay:{}", o["schedule"].as_str().expect("text"));
        let again = sudog(&["run", "--sched", &schedule, &path]);
        assert_eq!(again.out, o["stdout"].as_str().expect("text"));
    }
}

/// Large enough to be divided among threads: each of eight additions may come first.
#[test]
fn threads_change_nothing() {
    let body = "var x atomic.Int64\nvar wg sync.WaitGroup\nvar first int64\nfor i := range 8 {\n\
        wg.Go(func() {\nn := x.Add(1)\nif i == 0 { first = n }\n})\n}\nwg.Wait()\nfmt.Println(first)";
    let path = file(
        "jobs.go",
        &main_of("\"fmt\"\n\"sync\"\n\"sync/atomic\"", body),
    );
    let run = |jobs: &str, more: &[&str]| {
        let mut all = vec!["explore", "--json", "--jobs", jobs];
        all.extend(more);
        all.push(&path);
        sudog(&all).out
    };
    let one = run("1", &[]);
    assert_eq!(one, run("3", &[]));
    let v: serde_json::Value = serde_json::from_str(&one).expect("JSON");
    assert_eq!(
        (&v["complete"], &v["executions"]),
        (&true.into(), &40_320.into())
    );
    let outcomes = v["outcomes"].as_array().expect("a list");
    assert_eq!(outcomes.len(), 8);
    assert!(outcomes.iter().all(|o| o["count"] == 5_040), "7! each");
    let some = run("1", &["--budget", "60000"]);
    assert_eq!(some, run("2", &["--budget", "60000"]));
    let v: serde_json::Value = serde_json::from_str(&some).expect("JSON");
    // Half of it is not enough for all, and the other half not for those without preemptions.
    assert_eq!(v["claim"], "stopped");
    let number = |field: &str| v[field].as_u64().expect("a number");
    let ran = number("executions") + number("blocked") + number("cut");
    assert!((55_000..=60_000).contains(&ran), "{ran}");
}

#[test]
fn a_program_says_what_must_hold() {
    let lost = "// sudog: no race, output \"2\\n\"\nn, done := 0, make(chan bool)\ngo func() { n++; done <- true }()\nn++\n<-done\nfmt.Println(n)";
    let text = main_of("\"fmt\"", lost);
    // Asking is enough: races are looked for.
    check(
        "asserted.go",
        &[],
        &text,
        66,
        &[
            "// sudog: no race: fails: outcome",
            "// sudog: output \"2\\n\": fails: outcome",
        ],
    );
    let wrong = main_of("\"fmt\"", &format!("// sudog: output \"0\\n\"\n{LEAK}"));
    check(
        "wrong.go",
        &[],
        &wrong,
        2,
        &["// sudog: output \"0\\n\": fails: outcome"],
    );
    let right = main_of(
        "\"fmt\"",
        &format!("// sudog: output \"0\\n\", output \"1\\n\"\n// sudog: no deadlock\n{LEAK}"),
    );
    check(
        "right.go",
        &[],
        &right,
        0,
        &[
            "// sudog: no deadlock: holds in every interleaving",
            "// sudog: output \"0\\n\", output \"1\\n\": holds",
        ],
    );
    let left = main_of("\"fmt\"", &format!("// sudog: no leak\n{LEAK}"));
    check("left.go", &[], &left, 2, &["// sudog: no leak: fails"]);
    check(
        "open.go",
        &["--budget", "1"],
        &right,
        3,
        &["// sudog: no deadlock: not decided"],
    );
    check(
        "asserted.json.go",
        &["--json"],
        &wrong,
        2,
        &["\"asserted\":[{\"holds\":false,\"outcome\":"],
    );
}
