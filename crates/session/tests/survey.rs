//! Struct types of texts that need be no programs: what is found, and texts with better orders.

use protocol::{SourceFile, Survey, Surveyed};
use session::{Arch, Surveyor};

fn file(text: &str) -> Vec<SourceFile> {
    vec![SourceFile {
        name: "a.go".into(),
        text: text.into(),
    }]
}

/// Each type as `name size align ptrdata`, and what the front end complains of.
#[track_caller]
fn check(arch: &str, text: &str, types: &[&str], complaints: &[&str]) {
    let arch = Arch::named(arch).expect("an architecture");
    let report = Surveyor::new().survey(&file(text), arch).expect("Go");
    let got: Vec<String> = report
        .types
        .iter()
        .map(|t| format!("{} {} {} {}", t.name, t.size, t.align, t.ptrdata))
        .collect();
    assert_eq!(got, types);
    let said = report.diagnostics.list.iter();
    let said: Vec<String> = said
        .map(|d| format!("{}:{}: {}", d.line, d.column, d.message))
        .collect();
    assert_eq!(said, complaints);
    for t in &report.types {
        let declared = &text[t.start as usize..t.end as usize];
        assert!(t.name.ends_with(declared), "{declared}");
    }
}

/// The text with its types in the best order.
#[track_caller]
fn check_fix(text: &str, want: &str, kept: &[&str]) {
    let fixed = Surveyor::new()
        .fix(&file(text), Arch::AMD64, None)
        .expect("Go");
    assert_eq!(fixed.files[0].text, want);
    let names: Vec<&str> = fixed.kept.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, kept);
}

#[test]
fn declarations_alone_will_do() {
    check("amd64", "", &[], &[]);
    check("amd64", "// nothing\n", &[], &[]);
    check(
        "amd64",
        "type T struct { a bool; b *T }",
        &["T 16 8 16"],
        &[],
    );
    check(
        "amd64",
        "// T is one.\nimport \"sync\"\n\ntype T struct { sync.Mutex; n int }",
        &["T 16 8 0"],
        &[],
    );
    // What is imported and not used says nothing about types.
    check(
        "amd64",
        "package p\nimport \"fmt\"\ntype T struct { a bool }",
        &["T 1 1 0"],
        &[],
    );
}

#[test]
fn which_types() {
    check(
        "amd64",
        "package p\ntype T struct{ a int }\ntype U T\ntype A = T\ntype G[P any] struct{ p P }\ntype I int\n\
         func f() { type L struct{ b bool } }\nfunc g[P any]() { type M struct{ p P } }\n\
         func (T) m() { type N struct{ g G[bool] } }\nfunc (G[P]) m() { type O struct{ p P } }\n",
        &["T 8 8 0", "U 8 8 0", "f.L 1 1 0", "m.N 1 1 0"],
        &[],
    );
}

#[test]
fn targets() {
    let text = "import \"sync/atomic\"\ntype T struct { a bool; b int64; p *int }\ntype V struct { a bool; b atomic.Int64 }\n\
                type W struct { a [4 * (^uint(0) >> 63)]int }";
    check("amd64", text, &["T 24 8 24", "V 16 8 0", "W 32 8 0"], &[]);
    check("386", text, &["T 16 4 16", "V 16 8 0", "W 0 4 0"], &[]);
    // What does not fit an int there.
    check(
        "arm",
        "type T struct { a [1]int }\nconst c int = 1 << 40\n",
        &["T 4 4 0"],
        &[
            "2:15: cannot use 1 << 40 (untyped int constant 1099511627776) as int value in constant declaration (overflows)",
        ],
    );
}

#[test]
fn what_is_wrong_stands_where_it_was_written() {
    check(
        "amd64",
        "type T struct { a undefined; b bool }\ntype U struct { b bool }",
        &["U 1 1 0"],
        &["1:19: undefined: undefined"],
    );
    check(
        "amd64",
        "type T struct {",
        &[],
        &["1:16: syntax error: unexpected EOF, expected }"],
    );
}

#[test]
fn better_orders() {
    check_fix(
        "type T struct {\n\ta bool\n\tb int // two\n\tc bool\n}\n",
        "type T struct {\n\tb int // two\n\ta bool\n\tc bool\n}\n",
        &[],
    );
    // First what is held, then what holds it.
    check_fix(
        "package p\n\ntype T struct {\n\tx bool\n\tu U\n\ty bool\n}\n\ntype U struct{ a bool; b int; c bool }\n",
        "package p\n\ntype T struct {\n\tu U\n\tx bool\n\ty bool\n}\n\ntype U struct{ b int; a bool; c bool }\n",
        &[],
    );
    // Built without names: left alone.
    let bare = "type T struct{ a bool; b int; c bool }\n\nvar t = []*T{{true, 1, false}}\n";
    check_fix(bare, bare, &["T"]);
    let named = "type T struct{ a bool; b int; c bool }\n\nvar t = []*T{{b: 1}}\n";
    check_fix(
        named,
        "type T struct{ b int; a bool; c bool }\n\nvar t = []*T{{b: 1}}\n",
        &[],
    );
}

#[test]
fn texts_are_formatted_or_refused_where_they_are_wrong() {
    let ask = |text: &str| {
        Surveyor::new().handle(Survey::Format {
            file: SourceFile {
                name: "main.go".into(),
                text: text.into(),
            },
        })
    };
    match ask("package main\nfunc main(){x:=1;_=x}\n") {
        Surveyed::Files(Some(files)) => assert_eq!(
            files.first().map(|f| f.text.as_str()),
            Some("package main\n\nfunc main() { x := 1; _ = x }\n")
        ),
        other => panic!("{other:?}"),
    }
    match ask("package main\n\nfunc main() {\n\tx := }\n") {
        Surveyed::Refused(why) => {
            assert_eq!(why.list.first().map(|d| (d.line, d.column)), Some((4, 7)))
        }
        other => panic!("{other:?}"),
    }
}
