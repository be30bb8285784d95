//! `sudog run -d=checkptr` and `sudog vet`. What is expected was said by real Go of the same
//! programs, built with `-gcflags=-d=checkptr` and looked at by `go vet -unsafeptr`.

mod common;

use common::sudog;

fn program(body: &str) -> String {
    let reflect = if body.contains("reflect.") {
        "\t\"reflect\"\n"
    } else {
        ""
    };
    format!(
        "package main\n\nimport (\n\t\"fmt\"\n{reflect}\t\"unsafe\"\n)\n\nvar sink []any\n\nfunc main() {{\n{body}\n}}\n"
    )
}

/// Runs with checks: what is printed, or the rule that is broken and what is said of it.
#[track_caller]
fn check(body: &str, want: Result<&str, (&str, &str)>) {
    let text = program(body);
    let ran = sudog(&["run", "-d=checkptr", "-"], &text);
    match want {
        Ok(out) => assert_eq!(
            (ran.out.as_str(), ran.code),
            (out, 0),
            "{body}\n{}",
            ran.err
        ),
        Err((rule, said)) => {
            assert_eq!(ran.code, 2, "{body}\n{}", ran.err);
            let fatal = format!("fatal error: checkptr: {rule}\n");
            assert!(ran.err.contains(&fatal), "{body}\n{}", ran.err);
            assert!(ran.err.contains(said), "{body}\n{}", ran.err);
            // Nobody else pays for it.
            let plain = sudog(&["run", "-"], &text);
            assert!(!plain.err.contains("checkptr"), "{body}\n{}", plain.err);
        }
    }
}

const TWO: &str = "\ta, b := new([64]byte), new([64]byte)\n\tsink = append(sink, a, b)\n";
const NUMBERS: &str = "\ta := new([8]int32)\n\tsink = append(sink, a)\n";

#[test]
fn a_converted_pointer_stays_within_its_object() {
    let rule = "converted pointer straddles multiple allocations";
    let two = "\ta, b := new([4]int32), new([4]int32)\n\tsink = append(sink, a, b)\n";
    check(
        &format!("{two}\tp := (*[8]int32)(unsafe.Pointer(a))\n\tfmt.Println(len(p))"),
        Err((rule, "end 16 bytes past it")),
    );
    check(
        &format!("{NUMBERS}\tp := (*[2]int64)(unsafe.Pointer(&a[4]))\n\tfmt.Println(p[1])"),
        Ok("0\n"),
    );
    // Bytes lie anywhere.
    check(
        &format!("{NUMBERS}\tfmt.Println(len((*[99]byte)(unsafe.Pointer(a))))"),
        Ok("99\n"),
    );
    check(
        "\tvar p unsafe.Pointer\n\tfmt.Println((*int64)(p) == nil)",
        Ok("true\n"),
    );
}

#[test]
fn of_a_large_array_only_what_is_kept_has_to_be_there() {
    let rule = "converted pointer straddles multiple allocations";
    let sliced = |bounds: &str| {
        format!(
            "{NUMBERS}\ts := (*[1 << 20]int32)(unsafe.Pointer(a)){bounds}\n\tfmt.Println(len(s))"
        )
    };
    check(&sliced("[:8:8]"), Ok("8\n"));
    check(&sliced("[:12:12]"), Err((rule, "end 16 bytes past it")));
    check(
        &sliced("[:8]"),
        Err((rule, "begin 0 bytes into the 32 bytes")),
    );
}

#[test]
fn pointers_to_pointers_are_aligned() {
    let to = |ty: &str| {
        format!(
            "\ta := new([4]*int)\n\tsink = append(sink, a)\n\tp := (*{ty})(unsafe.Add(unsafe.Pointer(a), 4))\n\tfmt.Println(p != nil)"
        )
    };
    let said = "is 4 bytes past a multiple of 8, and *int holds pointers";
    check(&to("*int"), Err(("misaligned pointer conversion", said)));
    check(&to("int64"), Ok("true\n"));
}

#[test]
fn arithmetic_stays_within_an_object_that_the_expression_names() {
    let rule = "pointer arithmetic result points to invalid allocation";
    let with = |address: &str| format!("{TWO}\tp := {address}\n\tfmt.Println(p != nil)");
    check(&with("unsafe.Add(unsafe.Pointer(a), 63)"), Ok("true\n"));
    check(
        &with("unsafe.Add(unsafe.Pointer(a), 64)"),
        Err((rule, "is just past the 64 bytes")),
    );
    // The other object is named, too.
    check(
        &with(
            "unsafe.Add(unsafe.Pointer(a), uintptr(unsafe.Pointer(b))-uintptr(unsafe.Pointer(a)))",
        ),
        Ok("true\n"),
    );
    check(
        &with("unsafe.Pointer((8 + uintptr(unsafe.Pointer(a))) &^ 15)"),
        Ok("true\n"),
    );
    check(
        &format!(
            "{TWO}\tu := uintptr(unsafe.Pointer(a))\n\tp := unsafe.Pointer(u + 8)\n\tfmt.Println(p != nil)"
        ),
        Err((rule, "no pointer to that is part of the expression")),
    );
    check(
        "\tp := unsafe.Pointer(uintptr(8))\n\tfmt.Println(p != nil)",
        Err((
            "pointer arithmetic computed bad pointer value",
            "0x8 is an address that no object has",
        )),
    );
}

#[test]
fn slices_and_strings_stay_within_an_object() {
    check(
        "\ta, b := new([32]int32), new([32]int32)\n\tsink = append(sink, a, b)\n\tfmt.Println(len(unsafe.Slice(&a[0], 40)))",
        Err((
            "unsafe.Slice result straddles multiple allocations",
            "end 32 bytes past it",
        )),
    );
    check(
        &format!("{TWO}\tfmt.Println(len(unsafe.String(&a[60], 8)))"),
        Err((
            "unsafe.String result straddles multiple allocations",
            "begin 60 bytes into",
        )),
    );
    check(
        &format!("{NUMBERS}\tfmt.Println(len(unsafe.Slice(&a[3], 5)))"),
        Ok("5\n"),
    );
    check(
        "\ts := \"hello, world\"\n\tb := unsafe.Slice(unsafe.StringData(s), 12)\n\tfmt.Println(*(*uint32)(unsafe.Pointer(&b[4])))",
        Ok("1998597231\n"),
    );
}

#[test]
fn what_reflect_answers_with_is_trusted() {
    check(
        "\tn := new([4]int)\n\tsink = append(sink, n)\n\tp := (*int)(unsafe.Pointer(reflect.ValueOf(n).Pointer()))\n\
         \tb := []byte(\"abcdef\")\n\th := (*reflect.SliceHeader)(unsafe.Pointer(&b))\n\tfmt.Println(*p, unsafe.Pointer(h.Data) != nil)",
        Ok("0 true\n"),
    );
}

#[test]
fn a_line_of_the_program_asks_for_checks_too() {
    let body = program("\tp := unsafe.Pointer(uintptr(8))\n\tfmt.Println(p != nil)");
    let ran = sudog(&["run", "-"], &format!("//sudog:checkptr\n{body}"));
    assert_eq!(ran.code, 2, "{}", ran.err);
}

/// The lines that vet warns of, and with what.
#[track_caller]
fn vet(body: &str, want: &[(u32, &str)]) {
    let ran = sudog(&["vet", "-"], &program(body));
    // Positions count from the program's own first line.
    let first = if body.contains("reflect.") { 12 } else { 11 };
    let said: Vec<(u32, String)> = ran
        .err
        .lines()
        .map(|line| {
            let mut parts = line.splitn(4, ':').skip(1);
            let line: u32 = parts.next().and_then(|n| n.parse().ok()).expect("a line");
            let message = parts.nth(1).expect("a message").trim().to_owned();
            (line - first + 1, message)
        })
        .collect();
    let want: Vec<(u32, String)> = want.iter().map(|(n, m)| (*n, (*m).to_owned())).collect();
    assert_eq!(said, want, "{body}");
    assert_eq!(ran.code, u8::from(!want.is_empty()).into());
}

#[test]
fn vet_warns_of_numbers_that_become_pointers() {
    let misuse = "possible misuse of unsafe.Pointer";
    vet(
        "\tn := new(int)\n\tu := uintptr(unsafe.Pointer(n))\n\tp := unsafe.Pointer(u)\n\t_ = unsafe.Pointer(u + 8)\n\tfmt.Println(p)",
        &[(3, misuse), (4, misuse)],
    );
    vet(
        "\tn := new([4]int)\n\tp := unsafe.Pointer(uintptr(unsafe.Pointer(n)) + 8)\n\tq := unsafe.Pointer(uintptr(p) &^ 7)\n\t_ = unsafe.Pointer(8 + uintptr(p))\n\tfmt.Println(q)",
        &[(4, misuse)],
    );
    vet(
        "\tn := new(int)\n\tp := unsafe.Pointer(reflect.ValueOf(n).Pointer())\n\tu := reflect.ValueOf(n).Pointer()\n\tq := unsafe.Pointer(u)\n\tfmt.Println(p, q)",
        &[(4, misuse)],
    );
    vet(
        "\tb := []byte(\"abc\")\n\th := (*reflect.SliceHeader)(unsafe.Pointer(&b))\n\tp := unsafe.Pointer(h.Data)\n\tvar own reflect.SliceHeader\n\tc := *(*[]byte)(unsafe.Pointer(&own))\n\tfmt.Println(p, c, *h)",
        &[
            (5, "possible misuse of reflect.SliceHeader"),
            (6, "possible misuse of reflect.SliceHeader"),
        ],
    );
}
