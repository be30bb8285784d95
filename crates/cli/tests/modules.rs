//! Programs in a directory of a module: which files of it are theirs. What real Go does with the same
//! trees was looked at by hand.

mod common;

use std::sync::atomic::{AtomicU32, Ordering};

use common::sudog;

static NTH: AtomicU32 = AtomicU32::new(0);

const MODULE: &[(&str, &str)] = &[
    (
        "go.mod",
        "module example.com/m\n\ngo 1.27\n\nrequire github.com/foo/bar v1.2.3\n",
    ),
    ("root.go", "package m\n\nconst Root = 1\n"),
    (
        "internal/deep/d.go",
        "package deep\n\nimport \"example.com/m\"\n\nconst D = m.Root + 1\n",
    ),
    (
        "cmd/own/main.go",
        "package main\n\nimport \"example.com/m/internal/deep\"\n\nfunc main() { println(deep.D, more) }\n",
    ),
    ("cmd/own/more.go", "package main\n\nconst more = 3\n"),
    ("broken/b.go", "package broken\n\nfunc\n"),
    ("nested/go.mod", "module example.com/m/nested\n"),
    ("nested/p/p.go", "package p\n"),
    (
        "cmd/other/main.go",
        "package main\n\nimport _ \"example.com/m/nested/p\"\n\nfunc main() {}\n",
    ),
    (
        "cmd/kept/main.go",
        "package main\n\nimport \"github.com/foo/bar\"\n\nfunc main() { println(bar.Loop()) }\n",
    ),
    (
        "vendor/modules.txt",
        "# github.com/foo/bar v1.2.3\n## explicit; go 1.20\ngithub.com/foo/bar\ngithub.com/foo/bar/sub\n",
    ),
    (
        "vendor/github.com/foo/bar/bar.go",
        "package bar\n\nimport \"github.com/foo/bar/sub\"\n\n// Loop has one variable for all rounds.\nfunc Loop() int {\n\tvar f func() int\n\tfor i := 0; i < 3; i++ {\n\t\tif i == 0 {\n\t\t\tf = func() int { return i }\n\t\t}\n\t}\n\treturn f() + sub.Sub\n}\n",
    ),
    (
        "vendor/github.com/foo/bar/sub/s.go",
        "package sub\n\nconst Sub = 10\n",
    ),
];

#[track_caller]
fn check(dir: &str, code: i32, err: &str) {
    let nth = NTH.fetch_add(1, Ordering::Relaxed);
    let name = format!("sudog-modules-{}-{nth}", std::process::id());
    let at = std::env::temp_dir().join(name);
    for (name, text) in MODULE {
        let file = at.join(name);
        std::fs::create_dir_all(file.parent().expect("a directory")).expect("made");
        std::fs::write(file, text).expect("written");
    }
    let ran = sudog(&["run", &at.join(dir).to_string_lossy()], "");
    let _ = std::fs::remove_dir_all(&at);
    assert_eq!((ran.code, ran.err.as_str()), (code, err));
}

#[test]
fn a_program_finds_its_module_above_it() {
    check("cmd/own", 0, "2 3\n");
}

#[test]
fn the_module_itself_may_be_no_program() {
    check("", 1, "package example.com/m is not a main package\n");
    check(
        "internal/deep",
        1,
        "package example.com/m/internal/deep is not a main package\n",
    );
}

#[test]
fn another_go_mod_ends_the_module() {
    let why = "cmd/other/main.go:3:10: Sudog does not have package example.com/m/nested/p, and cannot fetch modules\n";
    check("cmd/other", 1, why);
    check(
        "nested/p",
        1,
        "package example.com/m/nested/p is not a main package\n",
    );
}

#[test]
fn packages_of_other_modules_come_from_vendor() {
    check("cmd/kept", 0, "13\n");
}
