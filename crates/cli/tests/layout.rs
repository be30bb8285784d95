//! `sudog layout` as a person or a script uses it.

mod common;

use common::sudog;

/// Runs `sudog layout` with a program on its standard input.
#[track_caller]
fn check(args: &[&str], text: &str, code: i32, out: &str, err: &str) {
    let ran = sudog(&[&["layout"], args].concat(), text);
    assert_eq!((ran.code, ran.out.as_str()), (code, out), "{}", ran.err);
    assert!(ran.err.contains(err), "{}", ran.err);
}

const TEXT: &str =
    "type T struct {\n\ta bool\n\tb *T\n}\n\ntype U struct{ a, c int8; b int64; s string }\n";

#[test]
fn text() {
    check(
        &["--type", "T", "-"],
        TEXT,
        0,
        "prog.go:1:6: T, amd64: 16 bytes, aligned to 8; 7 bytes of padding, 16 bytes scanned for pointers, 16 bytes in the heap\n\
        \x20 offset    size   align  field\n\
        \x20      0       1       1  a bool\n\
        \x20      1       7          (padding)\n\
        \x20      8       8       8  b *T\n\
        \x20 better: 8 bytes scanned instead of 16: b, a\n",
        "",
    );
    check(&["--type", "Q", "-"], TEXT, 1, "", "no struct type Q");
    check(
        &["-"],
        "type T struct { a x }",
        1,
        "",
        "prog.go:1:19: undefined: x",
    );
    check(&["-"], "type T int", 0, "", "");
}

#[test]
fn json() {
    check(
        &["--json", "--arch", "386", "--type", "U", "-"],
        TEXT,
        0,
        "{\"arch\":\"386\",\"types\":[{\"align\":4,\"fields\":[\
         {\"align\":1,\"name\":\"a\",\"offset\":0,\"pad_after\":0,\"size\":1,\"type\":\"int8\"},\
         {\"align\":1,\"name\":\"c\",\"offset\":1,\"pad_after\":2,\"size\":1,\"type\":\"int8\"},\
         {\"align\":4,\"name\":\"b\",\"offset\":4,\"pad_after\":0,\"size\":8,\"type\":\"int64\"},\
         {\"align\":4,\"name\":\"s\",\"offset\":12,\"pad_after\":0,\"size\":8,\"type\":\"string\"}],\
         \"name\":\"U\",\"optimal_order\":[\"s\",\"b\",\"a\",\"c\"],\"optimal_ptrdata\":4,\"optimal_size\":20,\
         \"pad_end\":0,\"ptrdata\":16,\"size\":20,\"size_class\":24}]}\n",
        "",
    );
    check(
        &["--json", "-"],
        "",
        0,
        "{\"arch\":\"amd64\",\"types\":[]}\n",
        "",
    );
}

#[test]
fn every_architecture() {
    let all = ["layout", "--json", "--arch", "all", "-"];
    let ran = sudog(&all, "type T struct { p *int; b bool }");
    let list: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let sizes: Vec<(&str, i64)> = list
        .as_array()
        .expect("a list")
        .iter()
        .map(|r| {
            let size = r["types"][0]["size"].as_i64();
            (r["arch"].as_str().expect("a name"), size.expect("a size"))
        })
        .collect();
    assert_eq!(sizes.len(), 14);
    assert!(
        sizes.contains(&("arm", 8)) && sizes.contains(&("wasm", 16)),
        "{sizes:?}"
    );
}

#[test]
fn fixing() {
    check(
        &["--fix", "-"],
        TEXT,
        0,
        "type T struct {\n\tb *T\n\ta bool\n}\n\ntype U struct{ s string; b int64; a, c int8 }\n",
        "",
    );
    check(
        &["--fix", "-"],
        "type T struct{ a bool; b int; c bool }\n\nvar t = T{true, 1, true}\n",
        0,
        "type T struct{ a bool; b int; c bool }\n\nvar t = T{true, 1, true}\n",
        "prog.go:3:9: T is built here without field names",
    );
    let dir = std::env::temp_dir().join(format!("sudog-layout-{}", std::process::id()));
    std::fs::create_dir_all(&dir).expect("a folder");
    let path = dir.join("t.go");
    std::fs::write(&path, TEXT).expect("a file");
    let text = path.to_string_lossy().into_owned();
    check(
        &["--fix", "--type", "U", &text],
        "",
        0,
        "U: 32 bytes instead of 32, 8 bytes scanned instead of 24\n",
        "",
    );
    let new = std::fs::read_to_string(&path).expect("still there");
    assert_eq!(
        new,
        TEXT.replace(
            "a, c int8; b int64; s string",
            "s string; b int64; a, c int8"
        )
    );
    std::fs::remove_dir_all(&dir).expect("ours");
}

#[test]
fn usage() {
    check(
        &["--arch", "pdp11", "-"],
        "",
        64,
        "",
        "unknown arch \"pdp11\"",
    );
    check(
        &["--fix", "--arch", "all", "-"],
        "",
        64,
        "",
        "--fix goes with one --arch",
    );
    check(&[], "", 64, "", "missing file");
}
