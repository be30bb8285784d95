//! C's heap: how its misuse ends a run, what is left behind, and which interleaving does it. The words
//! are Sudog's own; what real cgo prints is in `tests/programs/cgo`.

mod common;

/// A program with this as its main function's body; it begins on line 11.
fn program(body: &str) -> String {
    format!(
        "package main\n\n// #include <stdlib.h>\n// #include <string.h>\nimport \"C\"\nimport (\n\t\"fmt\"\n\t\"unsafe\"\n)\nfunc main() {{\n{body}\n_, _ = fmt.Print, unsafe.Pointer(nil)\n}}\n"
    )
}

#[track_caller]
fn check(args: &[&str], text: &str, code: i32, said: &[&str]) {
    let mut all = args.to_vec();
    all.push("-");
    let ran = common::sudog(&all, text);
    let both = format!("{}{}", ran.out, ran.err);
    assert_eq!(ran.code, code, "{both}");
    for part in said {
        assert!(both.contains(part), "{part:?} is not in\n{both}");
    }
}

#[track_caller]
fn check_stop(body: &str, said: &str) {
    check(&["run"], &program(body), 2, &["fatal error: ", said]);
}

/// With stdout as it is without C's heap, and nothing on stderr but this.
#[track_caller]
fn check_leak(body: &str, code: i32, out: &str, err: &str) {
    let ran = common::sudog(&["run", "-"], &program(body));
    assert_eq!((ran.code, &*ran.out, &*ran.err), (code, out, err));
}

const BLOCK: &str = "a block of 16 bytes that was allocated at prog.go:11";

#[test]
fn use_after_free() {
    let freed = format!("{BLOCK} and freed at prog.go:12");
    let uses = [
        (
            "fmt.Print(*(*C.int)(unsafe.Add(p, 8)))",
            "read of 4 bytes, 8 bytes into ",
        ),
        ("*(*byte)(p) = 1", "write of 1 byte, at the start of "),
        (
            "var a [16]byte\ncopy(unsafe.Slice((*byte)(p), 16), a[:])",
            "write of 16 bytes, at the start of ",
        ),
        (
            "fmt.Print(C.GoBytes(unsafe.Add(p, 1), 4))",
            "read of 4 bytes, 1 byte into ",
        ),
        (
            "fmt.Print(C.GoString((*C.char)(p)))",
            "read of 1 byte, at the start of ",
        ),
    ];
    for (used, said) in uses {
        let body = format!("p := C.malloc(16)\nC.free(p)\n{used}");
        check_stop(&body, &format!("use after free: {said}{freed}\n"));
    }
}

#[test]
fn wrong_frees() {
    check_stop(
        "p := C.malloc(16)\nC.free(p)\nC.free(p)",
        &format!("double free of {BLOCK} and freed at prog.go:12\n"),
    );
    check_stop(
        "p := C.malloc(16)\nC.free(unsafe.Add(p, 4))",
        &format!("free of a pointer 4 bytes into {BLOCK}\n"),
    );
    check_stop(
        "p := C.malloc(16)\nC.free(unsafe.Add(p, 18))",
        &format!("free of a pointer 2 bytes beyond the end of {BLOCK}\n"),
    );
    let foreign = "free of a pointer that C did not allocate\n";
    check_stop("x := new(int)\nC.free(unsafe.Pointer(x))", foreign);
    let text = "C.malloc(1)\nC.free(unsafe.Pointer(unsafe.StringData(\"x\")))";
    check_stop(text, foreign);
}

#[test]
fn out_of_bounds() {
    let p = "p := C.malloc(16)\n";
    check_stop(
        &format!("{p}fmt.Print(*(*C.long)(unsafe.Add(p, 12)))"),
        &format!(
            "out of bounds: read of 8 bytes, 12 bytes into {BLOCK}, which ends 4 bytes before\n"
        ),
    );
    check_stop(
        &format!("{p}*(*byte)(unsafe.Add(p, 16)) = 1"),
        &format!("out of bounds: write of 1 byte, right behind {BLOCK}\n"),
    );
    check_stop(
        &format!("{p}*(*byte)(unsafe.Add(p, -1)) = 1"),
        &format!("out of bounds: write of 1 byte, 1 byte before {BLOCK}\n"),
    );
    // No end of a string: the block's end is met first.
    check_stop(
        &format!("{p}C.strlen((*C.char)(p))"),
        &format!("out of bounds: read of 1 byte, right behind {BLOCK}\n"),
    );
}

#[test]
fn what_is_left_behind() {
    check_leak("p := C.malloc(16)\nC.free(p)\nfmt.Println(1)", 0, "1\n", "");
    check_leak(
        "p := C.malloc(16)\n*(*byte)(p) = 7\nfmt.Println(*(*byte)(p))",
        0,
        "7\n",
        "sudog: 1 C block (16 bytes) was never freed: prog.go:11 (16 bytes)\n",
    );
    check_leak(
        "for range 3 { C.CString(\"four\") }\nC.malloc(1)",
        0,
        "",
        "sudog: 4 C blocks (16 bytes) were never freed: prog.go:11 (3 blocks, 15 bytes), prog.go:12 (1 byte)\n",
    );
}

#[test]
fn memory_from_malloc_is_not_zero() {
    let body = "p := C.malloc(2)\nq := C.calloc(2, 1)\nfmt.Printf(\"%x %x\\n\", *(*[2]byte)(p), *(*[2]byte)(q))\nC.free(p)\nC.free(q)";
    check_leak(body, 0, "cdcd 0000\n", "");
}

#[test]
fn memory_is_used_again_when_there_is_no_more() {
    // 100 times 64 MiB, where a run may have 256 MiB.
    let body = "for range 100 {\np := C.malloc(64 << 20)\n*(*byte)(p) = 1\nC.free(p)\n}\nfmt.Println(\"done\")";
    check_leak(body, 0, "done\n", "");
    let body = "for { C.malloc(64 << 20) }";
    check(&["run"], &program(body), 3, &["268435456 bytes of memory"]);
}

#[test]
fn an_interleaving_frees_twice() {
    let text = program(
        "var n atomic.Int32\np := C.malloc(8)\ndone := make(chan bool)\nfor range 2 {\ngo func() {\nif n.Load() == 0 { n.Store(1); C.free(p) }\ndone <- true\n}()\n}\n<-done; <-done",
    )
    .replace("\"fmt\"", "\"fmt\"; \"sync/atomic\"");
    let said = [
        "outcome 1 of 2: ok",
        "double free of a block of 8 bytes",
        "complete: ",
    ];
    check(&["explore"], &text, 2, &said);
}

#[test]
fn an_interleaving_uses_what_another_frees() {
    let text = program(
        "p := C.malloc(8)\ndone := make(chan bool)\ngo func() { *(*byte)(p) = 1; done <- true }()\nC.free(p)\n<-done",
    );
    // The accesses race: both orders are tried.
    let said = [
        "use after free: write of 1 byte",
        "outcome 2 of 2: ",
        "complete: ",
    ];
    check(&["explore", "--race"], &text, 66, &said);
}

#[test]
fn blocks_left_behind_tell_outcomes_apart_by_nothing() {
    // Which goroutine's block comes first in memory is no difference.
    let text = program(
        "done := make(chan bool)\nfor range 2 { go func() { C.malloc(8); done <- true }() }\n<-done; <-done",
    );
    check(
        &["explore"],
        &text,
        0,
        &["outcome 1 of 1: ok", "complete: "],
    );
}

#[track_caller]
fn check_refused(preamble: &str, place: &str, said: &str) {
    let text = format!("package main\n\n/*\n{preamble}\n*/\nimport \"C\"\n\nfunc main() {{}}\n");
    check(&["run"], &text, 1, &[place, said]);
}

#[test]
fn preambles_with_more_than_headers() {
    const ONLY: &str = "Sudog's C has library functions only: ";
    let refused = |name: &str| format!("{ONLY}{name} is defined in the preamble");
    let add = "#include <stdlib.h>\n\nstatic int add(int a, int b) {\n  return a + b;\n}";
    check_refused(add, "prog.go:6:1: ", &refused("add"));
    check_refused("#define N 5", "prog.go:4:1: ", &refused("N"));
    check_refused(
        "// fine\n  typedef int mine;",
        "prog.go:5:3: ",
        &refused("mine"),
    );
    check_refused(
        "#include <curses.h>",
        "prog.go:4:1: ",
        "Sudog's C has no header curses.h",
    );
    let text = program("C.fork()\nf := C.free\nn, err := C.strlen(nil)");
    let said = [
        "prog.go:12:6: must call C.free",
        "prog.go:13:11: Sudog's C sets no errno: no two-result form for C.strlen",
    ];
    check(&["run"], &text, 1, &said);
    let text = program("C.fork()");
    let said = [
        "prog.go:11:1: could not determine what C.fork refers to (Sudog's C has numeric types and malloc, ",
    ];
    check(&["run"], &text, 1, &said);
}
