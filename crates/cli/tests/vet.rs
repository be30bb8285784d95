//! `sudog vet` beyond what `cargo xtask vet` compares: our own pass, and packages that real Go would
//! have to download. What is expected was worked out by hand.

mod common;

use common::sudog;

/// What is said of a body of a function, lines counting from its first.
#[track_caller]
fn check(imports: &str, body: &str, want: &[&str]) {
    let text = format!("package main\nimport ({imports})\nfunc main() {{\n{body}\n}}\n");
    let ran = sudog(&["vet", "-"], &text);
    let said: Vec<String> = ran
        .err
        .lines()
        .map(|l| {
            let mut parts = l.splitn(4, ':').skip(1);
            let line: u32 = parts.next().and_then(|n| n.parse().ok()).expect("a line");
            let rest = parts.nth(1).expect("a message");
            format!("{}:{rest}", line - 3)
        })
        .collect();
    assert_eq!(said, want, "{body}");
    assert_eq!(ran.code, u8::from(!want.is_empty()).into());
}

#[test]
fn operations_on_channels_that_are_certainly_nil() {
    check(
        "",
        "var c chan int\nc <- 1",
        &["2: sudog: send on channel c, which is nil, blocks forever"],
    );
    check(
        "",
        "var c chan int\n_ = <-c",
        &["2: sudog: receive from channel c, which is nil, blocks forever"],
    );
    check(
        "",
        "var c chan int\nfor range c {\n}",
        &["2: sudog: range over channel c, which is nil, blocks forever"],
    );
    check(
        "",
        "var c chan int\nclose(c)",
        &["2: sudog: close of channel c, which is nil, panics"],
    );
    check(
        "",
        "var c chan int\ngo func() { c <- 1 }()",
        &["2: sudog: send on channel c, which is nil, blocks forever"],
    );
}

#[test]
fn channels_that_may_have_a_value_are_left_alone() {
    check("", "var c chan int\nc = make(chan int, 1)\nc <- 1", &[]);
    check(
        "",
        "var c chan int\nfunc() { c = make(chan int, 1) }()\nc <- 1",
        &[],
    );
    check(
        "",
        "var c chan int\np := &c\n*p = make(chan int, 1)\nc <- 1",
        &[],
    );
    check("", "var c chan int\nselect {\ncase <-c:\ndefault:\n}", &[]);
    check("", "var c chan int\nif c != nil {\n<-c\n}", &[]);
    check(
        "",
        "var c chan int\nfor _, c = range []chan int{} {\n<-c\n}",
        &[],
    );
    check(
        "",
        "var c chan int\n{\nc := make(chan int, 1)\nc <- 1\n}\n_ = c",
        &[],
    );
}

#[test]
fn loops_of_old_that_start_members_of_a_group() {
    let text = |last: &str| {
        format!(
            "//go:build go1.21\n\npackage main\n\nimport \"golang.org/x/sync/errgroup\"\n\nfunc main() {{\n\tvar g errgroup.Group\n\tfor _, v := range []int{{1}} {{\n\t\tg.Go(func() error {{ println(v); return nil }})\n{last}\t}}\n\tg.Wait()\n}}\n"
        )
    };
    let ran = sudog(&["vet", "-"], &text(""));
    assert_eq!(
        ran.err,
        "prog.go:10:31: loop variable v captured by func literal\n"
    );
    assert_eq!(sudog(&["vet", "-"], &text("\t\tprintln()\n")).err, "");
}

#[test]
fn what_does_not_compile_is_said_as_go_vet_says_it() {
    let ran = sudog(
        &["vet", "-"],
        "package main\nfunc main() {\n\tx = 1\n\ty = 1\n}\n",
    );
    let want =
        "# command-line-arguments\n# [command-line-arguments]\nvet: ./prog.go:3:2: undefined: x\n";
    assert_eq!((ran.err.as_str(), ran.code), (want, 1));
}
