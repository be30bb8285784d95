//! `sudog escape` as a person or a script uses it. What it says is judged against real Go by
//! `cargo xtask escapes`; here is what comes with it.

mod common;

use common::sudog;

#[track_caller]
fn check(args: &[&str], text: &str, code: i32, out: &str, err: &str) {
    let ran = sudog(&[&["escape"], args, &["-"]].concat(), text);
    assert_eq!((ran.code, ran.out.as_str()), (code, out), "{}", ran.err);
    assert!(ran.err.contains(err), "{}", ran.err);
}

const TEXT: &str = "package main\n\nfunc f() *int {\n\tx := 1\n\treturn &x\n}\n\nfunc main() {\n\ty := 2\n\tp := &y\n\t_ = *p + *f() + *new(int)\n}\n";

#[test]
fn sudogs_own_decisions_are_labelled() {
    check(
        &[],
        TEXT,
        0,
        "./prog.go:4:2: moved to heap: x\n\
         ./prog.go:11:22: new(int) does not escape (Sudog: made in the heap)\n\
         ./prog.go:9:2: y (Sudog: lies in the heap: its address is taken)\n",
        "",
    );
    check(
        &["--gc"],
        TEXT,
        0,
        "./prog.go:4:2: moved to heap: x\n./prog.go:11:22: new(int) does not escape\n",
        "",
    );
}

#[test]
fn why() {
    let out = "./prog.go:3:2:   flow: ~r0 ← &x:\n\
         ./prog.go:3:2:     from &x (address-of) at ./prog.go:4:9\n\
         ./prog.go:3:2:     from return &x (return) at ./prog.go:4:2\n\
         ./prog.go:3:2: moved to heap: x\n";
    let text = "package main\nfunc f() *int {\n\tx := 1\n\treturn &x\n}\n";
    check(&["--why"], text, 0, out, "");
    check(&["-m=2"], text, 0, out, "");
}

#[test]
fn json_and_errors() {
    let text = "func f() *int {\n\tx := 1\n\treturn &x\n}";
    check(
        &["--json"],
        text,
        0,
        "{\"lines\":[{\"name\":\"x\",\"place\":{\"column\":2,\"file\":\"prog.go\",\"line\":2},\"sudog\":null,\
         \"text\":\"moved to heap: x\",\"verdict\":\"moved\",\"why\":[{\"from\":\"&x\",\"steps\":[\
         {\"place\":{\"column\":9,\"file\":\"prog.go\",\"line\":3},\"text\":\"&x\",\"why\":\"address-of\"},\
         {\"place\":{\"column\":2,\"file\":\"prog.go\",\"line\":3},\"text\":\"return &x\",\"why\":\"return\"}],\
         \"to\":\"~r0\"}]}],\"version\":1}\n",
        "",
    );
    check(&[], "func f() { x }", 1, "", "undefined: x");
}
