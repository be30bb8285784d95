//! Texts through the formatter. What is expected is what gofmt of Go 1.27.3 prints; that it does
//! for Go's own files too is `cargo xtask gofmt`'s part.

use super::{format, format_all};
use crate::lexer::{TokenKind, lex};

#[track_caller]
fn formatted(text: &str) -> String {
    match format(text) {
        Ok(new) => new,
        Err(errors) => panic!("{}: {text}", errors[0].message),
    }
}

/// `body` after a package clause; formatting the result changes nothing.
#[track_caller]
fn check(body: &str, want: &str) {
    let got = formatted(&format!("package p\n\n{body}"));
    assert_eq!(got.strip_prefix("package p\n\n"), Some(want));
    assert_eq!(formatted(&got), got, "formatted again");
}

#[test]
fn columns() {
    check(
        "type T struct{\na int // x\nlong string `tag`\n\nb, c bool // y\nE // z\n}\n",
        "type T struct {\n\ta    int    // x\n\tlong string `tag`\n\n\tb, c bool // y\n\tE         // z\n}\n",
    );
    check(
        "const (\na = 1\nbcd int = 2 // x\n)\nvar (\na int\nbcd = 2\n)\n",
        "const (\n\ta       = 1\n\tbcd int = 2 // x\n)\n\nvar (\n\ta   int\n\tbcd = 2\n)\n",
    );
    check(
        "var x = T{\na: 1,\nbcd: 2,\n\ne: 3, // x\n}\n",
        "var x = T{\n\ta:   1,\n\tbcd: 2,\n\n\te: 3, // x\n}\n",
    );
}

#[test]
fn operators() {
    check(
        "var x = a+b*c + f(a+b, -c) &^ d << 2\nvar y = s[a+1:b]\nvar z = a / *p\n",
        "var x = a + b*c + f(a+b, -c)&^d<<2\nvar y = s[a+1 : b]\nvar z = a / *p\n",
    );
    check(
        "var x = 0XAp+1i+0765i+1E3+0B1\n",
        "var x = 0xAp+1i + 765i + 1e3 + 0b1\n",
    );
}

#[test]
fn parentheses() {
    check(
        "func f() (int) { if (x) { return ((1)) }; return 0 }\n",
        "func f() int {\n\tif x {\n\t\treturn (1)\n\t}\n\treturn 0\n}\n",
    );
    check(
        "type T[P *C,] int\ntype U[P C,] int\n",
        "type T[P *C,] int\ntype U[P C] int\n",
    );
    check(
        "func f() { if x == (T{}) {}; for (;;) {} }\n"
            .replace("(;;)", ";;")
            .as_str(),
        "func f() {\n\tif x == (T{}) {\n\t}\n\tfor {\n\t}\n}\n",
    );
}

#[test]
fn one_line_bodies() {
    check(
        "func f()  {return}\nfunc gh() { x();y() }\n",
        "func f()  { return }\nfunc gh() { x(); y() }\n",
    );
    check(
        "type T struct{a int}\ntype I interface{M()}\ntype E struct{ }\n",
        "type T struct{ a int }\ntype I interface{ M() }\ntype E struct{}\n",
    );
}

#[test]
fn statements() {
    check(
        "func f() {\nL:\nfor i:=0;i<n;i++ {\n\n\nbreak L}\nswitch x {\ncase 1,2: y()\ndefault:\n}\n}\n",
        "func f() {\nL:\n\tfor i := 0; i < n; i++ {\n\n\t\tbreak L\n\t}\n\tswitch x {\n\tcase 1, 2:\n\t\ty()\n\tdefault:\n\t}\n}\n",
    );
}

#[test]
fn comments() {
    check(
        "func f() {\nx() /* a */\n// b\ny() // c\n}\n// d\n",
        "func f() {\n\tx() /* a */\n\t// b\n\ty() // c\n}\n\n// d\n",
    );
    check(
        "func f() {\n  /* a\n     b\n  */\n}\n",
        "func f() {\n\t/* a\n\t   b\n\t*/\n}\n",
    );
}

#[test]
fn doc_comments() {
    check(
        "//F is ``odd''.\n// * one\n// * two\n//\n//     code\n//go:noinline\nfunc F() {}\n",
        "// F is “odd”.\n// * one\n// * two\n//\n//\tcode\n//\n//go:noinline\nfunc F() {}\n",
    );
    check(
        "// F does.\n//\n// Old Heading\n//\n// Text [a].\n//\n// 1) one\n//   2) two\n//\n// [a]: https://x.y\nfunc F() {}\n",
        "// F does.\n//\n// # Old Heading\n//\n// Text [a].\n//\n// 1) one\n//  2. two\n//\n// [a]: https://x.y\nfunc F() {}\n",
    );
}

#[test]
fn imports() {
    check(
        "import (\n\"b\" // bb\n\"a\"\n\"a\"\n\n\"0\"\n)\n",
        "import (\n\t\"a\"\n\t\"b\" // bb\n\n\t\"0\"\n)\n",
    );
}

#[test]
fn carriage_returns() {
    check(
        "var x = `a\r\nb` // c\r\nvar y int\r\n",
        "var x = `a\nb` // c\nvar y int\n",
    );
}

#[test]
fn build_constraints() {
    let got = formatted("// +build linux,!cgo darwin\n\npackage p\n");
    assert_eq!(
        got,
        "//go:build (linux && !cgo) || darwin\n// +build linux,!cgo darwin\n\npackage p\n"
    );
    let got = formatted("// x\n//go:build  a||b&&!c\npackage p\n");
    assert_eq!(got, "//go:build a || (b && !c)\n\n// x\n//\npackage p\n");
}

#[test]
fn several_files() {
    let text = "package a\nvar  x int\n-- go.mod --\nmodule  x\n-- b.go --\npackage  b\n";
    let want = "package a\n\nvar x int\n-- go.mod --\nmodule  x\n-- b.go --\npackage b\n";
    assert_eq!(format_all(text).as_deref(), Ok(want));
    let bad = format_all("package a\n-- b.go --\npackage b\n}\n").expect_err("an error");
    assert_eq!(bad[0].span.lo, 32);
}

#[test]
fn errors() {
    for text in [
        "",
        "package p\nfunc",
        "package p\nfunc f() { go x }\n",
        "package p\nvar x = 08\n",
    ] {
        assert!(format(text).is_err(), "{text}");
    }
}

/// Tokens that formatting may neither add nor lose: all but parentheses, separators and what is
/// written differently.
fn tokens(text: &str) -> Vec<String> {
    let mut list: Vec<String> = lex(text)
        .into_iter()
        .filter(|t| {
            !matches!(
                t.kind,
                TokenKind::LineComment
                    | TokenKind::BlockComment
                    | TokenKind::Lparen
                    | TokenKind::Rparen
                    | TokenKind::Comma
                    | TokenKind::Semi(_)
            )
        })
        .map(|t| {
            text[t.lo as usize..t.hi as usize]
                .replace('\r', "")
                .to_lowercase()
        })
        .collect();
    list.dedup();
    list
}

/// A small generator, so that what is tried is the same every time.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }
}

/// gofmt's parser takes any operand where gc's wants a name, and so do we for its sake.
#[test]
fn what_type_switches_bind() {
    check(
        "func f() {\nswitch m[ 1 ]  :=x.( type ) { case int: }\nswitch v:=x.(type);v.b { }\n}\n",
        "func f() {\n\tswitch m[1] := x.(type) {\n\tcase int:\n\t}\n\tswitch v := x.(type); v.b {\n\t}\n}\n",
    );
    let several = "package p\n\nfunc f() {\n\tswitch a, b := x.(type) {\n\t}\n}\n";
    assert!(format(several).is_err());
}

#[test]
fn deep_types() {
    let deep = "[]*map[string]".repeat(300);
    check(
        &format!("type T {deep}int\n"),
        &format!("type T {deep}int\n"),
    );
}

/// Programs whose white space is shuffled and which get comments between tokens: whatever still
/// parses keeps its tokens, and formatting it twice is formatting it once.
#[test]
fn tokens_stay_and_formatting_settles() {
    let program = include_str!("../../../../src/sample.go");
    let mut random = Random(1);
    let mut done = 0;
    for _ in 0..300 {
        let mut text = String::new();
        let mut last = 0;
        for t in lex(program) {
            let gap = &program[last..t.lo as usize];
            match (gap.contains('\n'), random.below(6)) {
                (true, 0) => text.push_str("\n\n\n"),
                (true, 1) => text.push_str(" // n\n"),
                (true, 2) => text.push_str("\n\t  "),
                (false, 0) if !gap.is_empty() => text.push_str("\t \t"),
                (false, 1) if random.below(8) == 0 => text.push_str(" /* c */ "),
                _ => text.push_str(gap),
            }
            text.push_str(&program[t.lo as usize..t.hi as usize]);
            last = t.hi as usize;
        }
        text.push('\n');
        let Ok(once) = format(&text) else { continue };
        done += 1;
        assert_eq!(tokens(&once), tokens(&text));
        // As with gofmt, a comment in an odd place may take several rounds to come to rest.
        let mut now = once;
        let settled = (0..4).any(|_| {
            let next = formatted(&now);
            let same = next == now;
            now = next;
            same
        });
        assert!(settled, "{now}");
    }
    assert!(done > 200, "{done}");
}
