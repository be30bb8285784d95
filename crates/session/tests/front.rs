//! The front end as a session uses it: the library loaded once, programs coming and going.

use protocol::SourceFile;
use session::Workbench;

fn file(name: &str, text: &str) -> SourceFile {
    SourceFile {
        name: name.into(),
        text: text.into(),
    }
}

const HELLO: &str =
    "package main\n\nimport \"fmt\"\n\nfunc main() {\n\tfmt.Println(\"hello\")\n}\n";

#[test]
fn builds_hello() {
    let mut bench = Workbench::new();
    if let Err(e) = bench.build(&[file("hello.go", HELLO)]) {
        panic!("{}", e.text);
    }
}

/// What the compiler says of a program of two files, of which one asks for the tag `race`.
#[track_caller]
fn check_race(mut bench: Workbench, want: &str) {
    let main =
        "package main\n\nimport \"runtime\"\n\nfunc main() {\n\truntime.RaceDisable()\n\tf()\n}\n";
    let other = "//go:build race\n\npackage main\n\nfunc f() {}\n";
    let built = bench.build(&[file("main.go", main), file("f.go", other)]);
    assert_eq!(built.err().map(|e| e.text).unwrap_or_default(), want);
}

#[test]
fn what_exists_where_races_are_looked_for() {
    check_race(Workbench::with_race(), "");
    check_race(
        Workbench::new(),
        "main.go:6:10: undefined: runtime.RaceDisable\nmain.go:7:2: undefined: f\n",
    );
}
