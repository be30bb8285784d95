//! The command as a person or a pipeline uses it: output, exit codes, JSON.

mod common;

use common::sudog;

fn main_of(body: &str) -> String {
    format!(
        "package main\n\nimport (\n\t\"fmt\"\n\t\"os\"\n)\n\nfunc main() {{\n\tfmt.Print(\"\")\n\t_ = os.Args\n{body}\n}}\n"
    )
}

#[track_caller]
fn check(args: &[&str], body: &str, code: i32, out: &str, err: &str) {
    let mut all = vec!["run"];
    all.extend(args);
    all.push("-");
    let ran = sudog(&all, &main_of(body));
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (code, out),
        "stderr: {}",
        ran.err
    );
    assert!(
        if err.is_empty() {
            ran.err.is_empty()
        } else {
            ran.err.contains(err)
        },
        "{}",
        ran.err
    );
}

#[test]
fn exit_codes() {
    check(&[], "fmt.Println(1)", 0, "1\n", "");
    check(&[], "fmt.Fprint(os.Stderr, \"e\")", 0, "", "e");
    check(&[], "os.Exit(7)", 7, "", "");
    check(&[], "os.Exit(256 + 9)", 9, "", "");
    check(
        &[],
        "panic(\"no\")",
        2,
        "",
        "panic: no\n\ngoroutine 1 [running]:\n",
    );
    check(
        &[],
        "<-make(chan int)",
        2,
        "",
        "all goroutines are asleep - deadlock!",
    );
    check(
        &[],
        "x := 1",
        1,
        "",
        "prog.go:11:1: declared and not used: x",
    );
    check(&["--steps", "1000"], "for {}", 3, "", "1000 instructions");
    check(
        &["--mem", "1000000"],
        "for s := []int{}; ; { s = append(s, 1) }",
        3,
        "",
        "memory",
    );
    check(&["--sched", "replay:s1:0:g9"], "", 3, "", "does not fit");
    check(
        &["--sched", "replay:nonsense"],
        "",
        64,
        "",
        "not a schedule",
    );
}

/// Real Go's answer too, down to the code of the signal; it also lists the runtime's own goroutines,
/// other ones each time, so this is no fixture.
#[test]
fn a_write_into_a_literal_is_no_panic() {
    let program = "package main\n\nimport \"unsafe\"\n\nfunc main() {\n\tdefer println(\"deferred\")\n\tdefer func() { recover() }()\n\ts := \"read only\"\n\tunsafe.Slice(unsafe.StringData(s), len(s))[0] = 'R'\n}\n";
    let ran = sudog(&["run", "-"], program);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{}", ran.err);
    let mut lines = ran.err.lines();
    let mut begins = |with: &str| {
        let line = lines.next().unwrap_or("");
        assert!(line.starts_with(with), "{}", ran.err);
    };
    begins("unexpected fault address 0x");
    begins("fatal error: fault");
    begins("[signal SIGSEGV: segmentation violation code=0x2 addr=0x");
    assert!(!ran.err.contains("deferred"), "{}", ran.err);
}

#[test]
fn wrong_usage() {
    for args in [
        &[][..],
        &["fly"],
        &["run"],
        &["run", "/no/such/file.go"],
        &["run", "--seed", "x", "-"],
    ] {
        let ran = sudog(args, "");
        assert_eq!((ran.code, ran.out.as_str()), (64, ""), "{args:?}");
        assert!(ran.err.starts_with("sudog: "), "{}", ran.err);
    }
    let help = sudog(&["--help"], "");
    assert_eq!((help.code, help.err.as_str()), (0, ""));
    for word in [
        "run", "check", "trace", "link", "lessons", "--sched", "--json", "version",
    ] {
        assert!(help.out.contains(word), "{word}");
    }
}

#[test]
fn json_has_the_whole_outcome() {
    let ran = sudog(
        &["run", "--json", "-"],
        &main_of("fmt.Println(1); os.Exit(3)"),
    );
    let value: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(ran.code, 3);
    assert_eq!(
        (
            &value["version"],
            &value["outcome"],
            &value["exit"],
            &value["stdout"]
        ),
        (&1.into(), &"exited".into(), &3.into(), &"1\n".into())
    );
    let ran = sudog(&["check", "--json", "-"], &main_of("x := 1"));
    let value: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(
        (ran.code, &value["diagnostics"][0]["line"]),
        (1, &11.into())
    );
}

#[test]
fn a_schedule_replays() {
    let body = "c := make(chan int)\nfor i := range 4 { go func() { c <- i }() }\nfor range 4 { fmt.Println(<-c) }";
    let text = main_of(body);
    let args = [
        "run",
        "--sched",
        "random",
        "--seed",
        "5",
        "--hash",
        "--schedule",
        "-",
    ];
    let ran = sudog(&args, &text);
    let tail = |err: &str, word: &str| -> String {
        let line = err.lines().rfind(|l| l.starts_with(word));
        line.unwrap_or("").to_owned()
    };
    let schedule = tail(&ran.err, "schedule ");
    let schedule = format!("replay:{}", schedule.trim_start_matches("schedule "));
    let again = sudog(&["run", "--sched", &schedule, "--hash", "-"], &text);
    assert_eq!(again.out, ran.out);
    assert_eq!(tail(&again.err, "hash "), tail(&ran.err, "hash "));
    assert!(!tail(&ran.err, "hash ").is_empty());
}

#[test]
fn a_link_goes_round() {
    let text = main_of("fmt.Println(1)");
    let made = sudog(
        &["link", "encode", "--step", "1", "--base", "https://x/", "-"],
        &text,
    );
    assert_eq!(made.code, 0, "{}", made.err);
    assert!(made.out.starts_with("https://x/#1."), "{}", made.out);
    let link = made.out.trim();
    assert_eq!(sudog(&["link", "decode", link], "").out, text);
    let ran = sudog(&["link", "decode", "--json", link], "");
    let value: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(
        (&value["policy"], &value["step"]),
        (&"go".into(), &1.into())
    );
    let damaged = sudog(&["link", "decode", &link[..link.len() - 3]], "");
    assert_eq!((damaged.code, damaged.out.as_str()), (1, ""));
}

#[test]
fn traces() {
    let text = main_of("c := make(chan int)\ngo func() { c <- 1 }()\nfmt.Println(<-c)");
    let ran = sudog(&["trace", "-"], &text);
    let value: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let rows = value["traceEvents"].as_array().expect("rows");
    let phase = |p: &str| rows.iter().filter(|r| r["ph"] == p).count();
    assert!(phase("B") > 3 && phase("B") == phase("E"), "{}", ran.out);
    assert!(phase("s") >= 1 && phase("f") >= 1 && phase("M") == 3);
    let ran = sudog(&["trace", "--format", "text", "-"], &text);
    assert!(ran.out.contains("g2    Send c value 1"), "{}", ran.out);
}

#[test]
fn a_module_and_several_files_in_one() {
    let text = "package main\n\nimport \"m/a\"\n\nfunc main() { println(a.N) }\n-- go.mod --\nmodule m\n-- a/a.go --\npackage a\n\nconst N = 7\n";
    let ran = sudog(&["run", "-"], text);
    assert_eq!((ran.code, ran.err.as_str()), (0, "7\n"));
}

#[test]
fn the_program_reads_its_own_input_and_arguments() {
    let dir = std::env::temp_dir().join(format!("sudog-test-{}", std::process::id()));
    std::fs::create_dir_all(&dir).expect("a directory");
    let file = dir.join("cat.go");
    let text = "package main\n\nimport (\n\t\"fmt\"\n\t\"io\"\n\t\"os\"\n)\n\nfunc main() {\n\tb, _ := io.ReadAll(os.Stdin)\n\tfmt.Printf(\"%s%q\", b, os.Args[1:])\n}\n";
    std::fs::write(&file, text).expect("written");
    let ran = sudog(&["run", &file.to_string_lossy(), "--", "x", "--y"], "in\n");
    std::fs::remove_dir_all(&dir).expect("removed");
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (0, "in\n[\"x\" \"--y\"]"),
        "{}",
        ran.err
    );
}
