//! Wrong programs and what gc says about them: every `messages/*.go` has a `.want` with gc's
//! output. (`go tool compile` of Go 1.27 wrote them; directories were cut off.)

use std::path::{Path, PathBuf};

use types::{Importer, World};

/// The library's sources, straight from the neighbouring crate.
struct Library(PathBuf);

impl Importer for Library {
    fn package(&self, path: &str) -> Option<Vec<(String, String)>> {
        let mut files: Vec<PathBuf> = std::fs::read_dir(self.0.join(path))
            .ok()?
            .filter_map(|e| Some(e.ok()?.path()))
            .filter(|p| p.extension().is_some_and(|x| x == "go"))
            .collect();
        files.sort();
        let list: Vec<(String, String)> = files
            .iter()
            .filter_map(|p| {
                let name = p.file_name()?.to_string_lossy().into_owned();
                Some((name, std::fs::read_to_string(p).ok()?))
            })
            .collect();
        (!list.is_empty()).then_some(list)
    }
    fn nearest(&self, _path: &str) -> Vec<String> {
        vec!["fmt".to_string()]
    }
}

fn library() -> Library {
    Library(Path::new(env!("CARGO_MANIFEST_DIR")).join("../stdlib/go"))
}

fn check(files: &[(&str, &str)]) -> String {
    let files = files
        .iter()
        .map(|(n, t)| (n.to_string(), t.to_string()))
        .collect();
    World::new().check_program(files, &library()).text
}

#[test]
fn messages_are_gcs() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/messages");
    let mut names: Vec<PathBuf> = std::fs::read_dir(dir)
        .expect("test data")
        .filter_map(|e| Some(e.ok()?.path()))
        .filter(|p| p.extension().is_some_and(|x| x == "go"))
        .collect();
    names.sort();
    assert!(names.len() >= 15, "test data is there");
    let mut wrong = Vec::new();
    for path in names {
        let name = path
            .file_name()
            .expect("name")
            .to_string_lossy()
            .into_owned();
        let text = std::fs::read_to_string(&path).expect("source");
        let want = std::fs::read_to_string(path.with_extension("want")).expect("expectation");
        let got = check(&[(&name, &text)]);
        if got != want {
            wrong.push(format!("{name}: got\n{got}want\n{want}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[track_caller]
fn reports(files: &[(&str, &str)], want: &str) {
    assert_eq!(check(files), want);
}

const MOD: (&str, &str) = ("go.mod", "module example.com/m\n\ngo 1.27\n");

#[test]
fn packages_of_a_module_see_each_other() {
    let main = "package main\n\nimport \"example.com/m/b\"\n\nfunc main() { println(b.Two()) }\n";
    let b = "package b\n\nimport \"fmt\"\n\nfunc Two() string { return fmt.Sprint(two) }\n\nvar two = 2\n";
    reports(&[MOD, ("main.go", main), ("b/b.go", b)], "");
}

#[test]
fn a_package_keeps_its_secrets() {
    let main = "package main\n\nimport \"example.com/m/b\"\n\nfunc main() {\n\tvar t b.T\n\tt.n = 1\n\tt.m()\n\t_ = b.T{1}\n\tb.helper()\n}\n";
    let b = "package b\n\ntype T struct{ n int }\n\nfunc (T) m() {}\n\nfunc helper() {}\n";
    reports(
        &[MOD, ("main.go", main), ("b/b.go", b)],
        "main.go:7:4: t.n undefined (cannot refer to unexported field n)\n\
         main.go:8:4: t.m undefined (cannot refer to unexported method m)\n\
         main.go:9:10: implicit assignment to unexported field n in struct literal of type b.T\n\
         main.go:10:4: name helper not exported by package b\n",
    );
}

#[test]
fn import_cycles_are_refused() {
    let main = "package main\n\nimport \"example.com/m/a\"\n\nfunc main() { a.A() }\n";
    let a = "package a\n\nimport \"example.com/m/b\"\n\nfunc A() { b.B() }\n";
    let b = "package b\n\nimport \"example.com/m/a\"\n\nfunc B() { a.A() }\n";
    reports(
        &[MOD, ("main.go", main), ("a/a.go", a), ("b/b.go", b)],
        "package example.com/m\n\timports example.com/m/a from main.go\n\timports example.com/m/b from a.go\n\timports example.com/m/a from b.go: import cycle not allowed\n",
    );
}

#[test]
fn a_missing_package_is_not_the_users_mistake() {
    reports(
        &[(
            "a.go",
            "package main\n\nimport \"net/http\"\n\nfunc main() { http.Get(\"\") }\n",
        )],
        "a.go:3:8: Sudog does not have package net/http yet (nearest: fmt)\n",
    );
    reports(
        &[(
            "a.go",
            "package main\n\nimport _ \"a.org/b/c\"\n\nfunc main() {}\n",
        )],
        "a.go:3:10: Sudog does not have package a.org/b/c, and cannot fetch modules (nearest: fmt)\n",
    );
    reports(
        &[(
            "a.go",
            "package main\n\nimport _ \"net/htp\"\n\nfunc main() {}\n",
        )],
        "a.go:3:10: package net/htp is not in std (nearest: fmt)\n",
    );
}

#[test]
fn internal_packages_are_closed() {
    reports(
        &[(
            "a.go",
            "package main\n\nimport _ \"internal/rt\"\n\nfunc main() {}\n",
        )],
        "package command-line-arguments\n\ta.go:3:10: use of internal package internal/rt not allowed\n",
    );
}

#[test]
fn a_program_needs_main() {
    reports(
        &[("a.go", "package main\n")],
        "runtime.main_main·f: function main is undeclared in the main package\n",
    );
    reports(
        &[("a.go", "package p\n")],
        "package command-line-arguments is not a main package\n",
    );
}

#[test]
fn files_of_a_package_are_checked_together() {
    reports(
        &[
            ("a.go", "package main\n\nfunc main() { f() }\n\nvar x = 1\n"),
            ("b.go", "package main\n\nfunc f() {}\n\nvar x = 2\n"),
        ],
        "b.go:5:5: x redeclared in this block\n\ta.go:5:5: other declaration of x\n",
    );
    reports(
        &[
            ("a.go", "package main\n\nfunc main() {}\n"),
            ("b.go", "package other\n"),
        ],
        "found packages main (a.go) and other (b.go) in .\n",
    );
}

#[test]
fn tests_and_other_systems_files_are_left_out() {
    reports(
        &[
            ("a.go", "package main\n\nfunc main() {}\n"),
            ("a_test.go", "package main\n\nbroken\n"),
            ("a_windows.go", "package main\n\nfunc main() {}\n"),
            (
                "b.go",
                "//go:build ignore\n\npackage main\n\nfunc main() {}\n",
            ),
        ],
        "",
    );
}

#[test]
fn the_same_world_checks_many_programs() {
    let mut world = World::new();
    let lib = library();
    let good = "package main\n\nimport \"fmt\"\n\ntype T[P any] struct{ x P }\n\nfunc main() { fmt.Println(T[int]{1}, map[string]T[string]{}) }\n";
    let bad =
        "package main\n\nimport \"fmt\"\n\nfunc main() { var x int = \"a\"; fmt.Println(x) }\n";
    world.load_library("fmt", &lib).expect("fmt");
    let mark = world.mark();
    let counts = |w: &World| (w.objects.len(), w.types.len(), w.packages.len(), w.ids.next);
    let start = counts(&world);
    for _ in 0..3 {
        let out = world.check_program(vec![("a.go".into(), good.into())], &lib);
        assert_eq!(out.text, "");
        assert!(out.main.is_some());
        let all: Vec<types::ObjId> = world.objects.iter_enumerated().map(|(id, _)| id).collect();
        for obj in all {
            assert_eq!(world.check_body(obj), []);
        }
        world.reset(&mark);
        assert_eq!(counts(&world), start);
        let out = world.check_program(vec![("a.go".into(), bad.into())], &lib);
        assert_eq!(
            out.text,
            "a.go:5:27: cannot use \"a\" (untyped string constant) as int value in variable declaration\n"
        );
        world.reset(&mark);
    }
}

#[test]
fn initialisation_follows_dependencies() {
    let text = "package main\n\nvar a = b + f()\nvar b = 1\nvar c, d = g()\n\nfunc f() int { return m.get() }\nfunc g() (int, int) { return a, 2 }\n\ntype t struct{}\n\nfunc (t) get() int { return e }\n\nvar m t\nvar e = 5\n\nfunc main() { _, _ = c, d }\n";
    let mut world = World::new();
    let out = world.check_program(vec![("a.go".into(), text.into())], &library());
    assert_eq!(out.text, "");
    let main = out.main.expect("main");
    let order: Vec<String> = world.packages[main]
        .init_order
        .iter()
        .map(|i| {
            let names: Vec<&str> = i
                .lhs
                .iter()
                .map(|&o| world.names.text(world.objects[o].name))
                .collect();
            names.join(",")
        })
        .collect();
    assert_eq!(order, ["b", "e", "a", "c,d"]);
}

#[test]
fn packages_initialise_after_what_they_import() {
    let main = "package main\n\nimport (\n\t_ \"example.com/m/a\"\n\t_ \"example.com/m/z\"\n)\n\nfunc main() {}\n";
    let a = "package a\n\nimport _ \"example.com/m/z\"\n";
    let z = "package z\n";
    let files = [MOD, ("main.go", main), ("a/a.go", a), ("z/z.go", z)];
    let files = files
        .iter()
        .map(|(n, t)| (n.to_string(), t.to_string()))
        .collect();
    let mut world = World::new();
    let out = world.check_program(files, &library());
    assert_eq!(out.text, "");
    let paths: Vec<&str> = out
        .packages
        .iter()
        .map(|&p| world.packages[p].path.as_str())
        .filter(|p| p.starts_with("example.com") || *p == "main")
        .collect();
    assert_eq!(paths, ["example.com/m/z", "example.com/m/a", "main"]);
}

#[test]
fn endless_instantiation_is_refused() {
    reports(
        &[(
            "a.go",
            "package main\n\ntype Box[T any] struct{ x T }\n\nfunc f[T any](n int) {\n\tif n > 0 {\n\t\tf[Box[T]](n - 1)\n\t}\n}\n\nfunc main() { f[int](3) }\n",
        )],
        "a.go:5:8: instantiation cycle:\n\ta.go:7:5: T instantiated as Box[T]\n",
    );
}

#[test]
fn nesting_is_bounded() {
    let mut text = "package main\n\nfunc main() {\n\tx := 1\n\t_ = ".to_string();
    text.push_str(&"(".repeat(200));
    text.push('x');
    text.push_str(&")".repeat(200));
    text.push_str("\n\t_ = x");
    text.push_str(&" + x".repeat(900));
    text.push_str("\n}\n");
    reports(&[("a.go", &text)], "");
}
