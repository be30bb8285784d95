//! gc's messages and places for broken programs. Every expectation was checked against gc.

use base::{Interner, SourceMap};
use syntax::ast::NodeIds;

#[track_caller]
fn check(text: &str, want: &[&str]) {
    let mut map = SourceMap::default();
    let file = map.add("x.go", text);
    let mut interner = Interner::default();
    let (_, found) = syntax::parse_file(&map, file, &mut interner, &mut NodeIds::default());
    let got: Vec<String> = found
        .iter()
        .map(|d| d.render(&map).trim_start_matches("x.go:").to_string())
        .collect();
    assert_eq!(got, want);
}

/// A function body; its first line is line 3.
#[track_caller]
fn in_func(text: &str, want: &[&str]) {
    check(&format!("package p\nfunc f() {{\n{text}\n}}\n"), want);
}

/// Declarations; the first line is line 2.
#[track_caller]
fn decls(text: &str, want: &[&str]) {
    check(&format!("package p\n{text}\n"), want);
}

#[test]
fn the_file() {
    check("", &["1:1: syntax error: package statement must be first"]);
    check(
        "func main() {}",
        &["1:1: syntax error: package statement must be first"],
    );
    check(
        "package",
        &["1:8: syntax error: unexpected EOF, expected name"],
    );
    check(
        "package p;\nx := 1",
        &["2:1: syntax error: non-declaration statement outside function body"],
    );
    decls(
        "import \"a\"\nvar x int\nimport \"b\"",
        &["4:1: syntax error: imports must appear before other declarations"],
    );
    decls("import fmt", &["2:11: syntax error: missing import path"]);
    decls(
        "import 1",
        &["2:8: syntax error: import path must be a string"],
    );
    decls(
        "func f()\n{\n}",
        &["3:1: syntax error: unexpected semicolon or newline before {"],
    );
    decls(
        "func f() {} func g() {}",
        &["2:13: syntax error: unexpected keyword func after top level declaration"],
    );
    decls(
        "func f() {",
        &["3:1: syntax error: unexpected EOF, expected }"],
    );
    decls(
        "}",
        &["2:1: syntax error: non-declaration statement outside function body"],
    );
}

#[test]
fn declarations() {
    decls(
        "var x",
        &["2:6: syntax error: unexpected newline, expected type"],
    );
    decls(
        "var x := 1",
        &["2:7: syntax error: unexpected :=, expected ="],
    );
    decls(
        "const x := 1",
        &["2:9: syntax error: unexpected :=, expected ="],
    );
    decls(
        "type T",
        &["2:7: syntax error: unexpected newline in type declaration"],
    );
    decls(
        "type T = ",
        &["3:1: syntax error: unexpected EOF in type declaration"],
    );
    decls("func () m() {}", &["2:9: method has no receiver"]);
    decls(
        "func (a, b T) m() {}",
        &["2:15: method has multiple receivers"],
    );
    decls(
        "func 1() {}",
        &["2:6: syntax error: unexpected literal 1, expected name or ("],
    );
    decls(
        "func (t T) 1() {}",
        &["2:12: syntax error: unexpected literal 1, expected name"],
    );
    decls(
        "func f[]() {}",
        &["2:8: syntax error: empty type parameter list"],
    );
    decls(
        "func f(a, b) (c int, d) {}",
        &["2:23: syntax error: missing parameter type"],
    );
    decls(
        "func f(a int, b) {}",
        &["2:16: syntax error: missing parameter type"],
    );
    decls(
        "func f(a int, []b) {}",
        &["2:15: syntax error: missing parameter name"],
    );
    decls(
        "func f(a ...int, b int) {}",
        &["2:10: can only use ... with final parameter"],
    );
    decls("func f() (a ...int)", &["2:13: invalid use of ..."]);
    decls(
        "func f(a ...) {}",
        &["2:13: syntax error: ... is missing type"],
    );
    decls(
        "var (x int = 1 y int)",
        &[
            "2:16: syntax error: unexpected name y in grouped declaration; possibly missing semicolon or newline or )",
        ],
    );
    decls(
        "type T[P any, Q] int",
        &["2:16: syntax error: missing type constraint"],
    );
    decls("type T[P *Q,] int", &[]);
    decls(
        "type T[1, 2] int",
        &["2:9: syntax error: unexpected comma; expected ]"],
    );
    decls(
        "type T struct { a int b int }",
        &[
            "2:23: syntax error: unexpected name b in struct type; possibly missing semicolon or newline or }",
        ],
    );
    decls(
        "type T struct { (U) }",
        &["2:17: syntax error: cannot parenthesize embedded type"],
    );
    decls(
        "type T struct { *(U) }",
        &["2:18: syntax error: cannot parenthesize embedded type"],
    );
    decls(
        "type T struct { 1 }",
        &["2:17: syntax error: unexpected literal 1, expected field name or embedded type"],
    );
    decls(
        "type T interface { m[P any]() }",
        &["2:21: interface method must have no type parameters"],
    );
    decls(
        "type T interface { m[]() }",
        &["2:22: empty type parameter list"],
    );
    decls(
        "type T interface { | int }",
        &["2:20: syntax error: unexpected |, expected ~ term or type"],
    );
    decls(
        "type T <-<-chan int",
        &["2:10: syntax error: unexpected <-, expected keyword chan"],
    );
    decls(
        "var x chan",
        &["3:1: syntax error: missing channel element type"],
    );
    decls(
        "var x map[string",
        &["2:17: syntax error: unexpected newline, expected ]"],
    );
    decls(
        "var f = func[T any]() {}",
        &["2:13: syntax error: function type must have no type parameters"],
    );
}

#[test]
fn statements() {
    in_func(
        "x := 1 y := 2",
        &["3:8: syntax error: unexpected name y at end of statement"],
    );
    in_func(
        "foo bar",
        &["3:5: syntax error: unexpected name bar at end of statement"],
    );
    in_func(
        "x = = 1",
        &["3:5: syntax error: unexpected =, expected expression"],
    );
    in_func(
        "a, b",
        &["3:5: syntax error: unexpected newline, expected := or = or comma"],
    );
    in_func(
        "if x = 1 {\n}",
        &["3:6: syntax error: cannot use assignment x = 1 as value"],
    );
    in_func(
        "if x := 1 {\n}",
        &["3:6: syntax error: cannot use x := 1 as value"],
    );
    in_func(
        "if {\n}",
        &["3:4: syntax error: missing condition in if statement"],
    );
    in_func(
        "if x; {\n}",
        &["3:5: syntax error: missing condition in if statement"],
    );
    in_func(
        "if x\n{\n}",
        &["3:5: syntax error: unexpected newline, expected { after if clause"],
    );
    in_func(
        "if var x = 1; x {\n}",
        &["3:8: syntax error: var declaration not allowed in if initializer"],
    );
    in_func(
        "if x {\n}\nelse {\n}",
        &["5:1: syntax error: unexpected keyword else, expected }"],
    );
    in_func(
        "if x {} else x",
        &["3:14: syntax error: else must be followed by if or statement block"],
    );
    in_func(
        "for i := 0; i < 10 {\n}",
        &[
            "3:20: syntax error: unexpected {, expected semicolon or newline",
            "4:1: syntax error: unexpected }, expected expression",
        ],
    );
    in_func(
        "for i := 0; i < 10; i := 1 {\n}",
        &["3:23: syntax error: cannot declare in post statement of for loop"],
    );
    in_func(
        "for x\n{\n}",
        &["4:1: syntax error: unexpected {, expected for loop condition"],
    );
    in_func(
        "for var i = 0; ; {\n}",
        &["3:9: syntax error: var declaration not allowed in for initializer"],
    );
    in_func(
        "for i = 0; i++; i < 1 {\n}",
        &["3:13: syntax error: cannot use i++ as value"],
    );
    in_func(
        "while x {\n}",
        &[
            "3:7: syntax error: unexpected name x at end of statement",
            "5:1: syntax error: non-declaration statement outside function body",
        ],
    );
    in_func(
        "switch x {\nfoo()\n}",
        &[
            "4:1: syntax error: unexpected name foo, expected case or default or }",
            "5:1: syntax error: unexpected }, expected :",
        ],
    );
    in_func("switch x\n{\n}", &[]);
    in_func(
        "select x {\n}",
        &["3:8: syntax error: missing { after select clause"],
    );
    in_func("switch x := y.(type); z {\n}", &[]);
    in_func("L:", &["3:1: label L defined and not used"]);
    in_func("goto L", &["3:6: label L not defined"]);
    in_func(
        "defer (f())",
        &["3:7: expression in defer must not be parenthesized"],
    );
    in_func("go (f)()", &[]);
    in_func(
        "case 1:",
        &["3:1: syntax error: unexpected keyword case, expected }"],
    );
    in_func(
        "func g() {}",
        &[
            "3:6: syntax error: unexpected name g, expected (",
            "4:1: syntax error: non-declaration statement outside function body",
        ],
    );
    in_func(
        "return 1,",
        &["4:1: syntax error: unexpected }, expected expression"],
    );
    in_func(
        "x++ + 1",
        &["3:5: syntax error: unexpected + at end of statement"],
    );
    in_func("a.b := 1", &["3:1: non-name a.b on left side of :="]);
    in_func(
        "for a.b := range c {}",
        &["3:5: invalid syntax tree: cannot declare a.b"],
    );
    in_func(
        "import \"x\"",
        &["3:1: syntax error: unexpected keyword import, expected }"],
    );
    in_func(
        "x := [3]int{1, 2\n}",
        &[
            "3:17: syntax error: unexpected newline in composite literal; possibly missing comma or }",
        ],
    );
    in_func(
        "f(1,\n2\n)",
        &["4:2: syntax error: unexpected newline in argument list; possibly missing comma or )"],
    );
    in_func(
        "x <- 1 <- 2",
        &["3:8: syntax error: unexpected <- at end of statement"],
    );
    in_func(
        "x ? 1 : 2",
        &[
            "3:3: invalid character U+003F '?'",
            "3:5: syntax error: unexpected literal 1 at end of statement",
        ],
    );
    in_func("var x int;;", &[]);
    in_func(
        "else {}",
        &["3:1: syntax error: unexpected keyword else, expected }"],
    );
}

#[test]
fn expressions() {
    in_func(
        "_ = (1",
        &["3:7: syntax error: unexpected newline, expected )"],
    );
    in_func(
        "_ = a[]",
        &["3:7: syntax error: unexpected ], expected operand"],
    );
    in_func(
        "_ = a[1",
        &["3:8: syntax error: unexpected newline, expected comma, : or ]"],
    );
    in_func(
        "_ = a[1:2:]",
        &["3:11: final index required in 3-index slice"],
    );
    in_func(
        "_ = a[1::2]",
        &["3:9: middle index required in 3-index slice"],
    );
    in_func(
        "_ = a[1 2]",
        &["3:9: syntax error: unexpected literal 2, expected comma, : or ]"],
    );
    in_func(
        "_ = a.1",
        &["3:6: syntax error: unexpected literal .1 at end of statement"],
    );
    in_func(
        "_ = a.",
        &["4:1: syntax error: unexpected }, expected name or ("],
    );
    in_func(
        "_ = a.(1)",
        &["3:8: syntax error: unexpected literal 1, expected type"],
    );
    in_func(
        "_ = f(a b)",
        &["3:9: syntax error: unexpected name b in argument list; possibly missing comma or )"],
    );
    in_func(
        "_ = f(a... b)",
        &["3:12: syntax error: unexpected name b in argument list; possibly missing comma or )"],
    );
    in_func(
        "_ = (T){}",
        &["3:8: syntax error: cannot parenthesize type in composite literal"],
    );
    in_func(
        "_ = &T{a: 1,, b: 2}",
        &["3:13: syntax error: unexpected comma, expected expression"],
    );
    in_func(
        "_ = 1 +",
        &["4:1: syntax error: unexpected }, expected expression"],
    );
    in_func(
        "_ = * ",
        &["4:1: syntax error: unexpected }, expected expression"],
    );
    in_func(
        "if x == T{1} {\n}",
        &[
            "3:14: syntax error: unexpected { at end of statement",
            "5:1: syntax error: non-declaration statement outside function body",
        ],
    );
    in_func("_ = <-chan int(x)", &[]);
    in_func("_ = <-chan<- int(x)", &[]);
    in_func(
        "_ = a =< b",
        &["3:7: syntax error: unexpected = at end of statement"],
    );
    in_func(
        "_ = !",
        &["4:1: syntax error: unexpected }, expected expression"],
    );
    in_func(
        "_ = struct{a int b int}{}",
        &[
            "3:18: syntax error: unexpected name b in struct type; possibly missing semicolon or newline or }",
        ],
    );
}

#[test]
fn literals() {
    in_func(
        "_ = 'ab'",
        &["3:5: more than one character in rune literal"],
    );
    in_func("_ = ''", &["3:6: empty rune literal or unescaped '"]);
    in_func("_ = 'a", &["3:7: newline in rune literal"]);
    in_func("_ = \"a", &["3:7: newline in string"]);
    in_func("_ = `a", &["3:5: string not terminated"]);
    in_func("_ = \"\\q\"", &["3:7: unknown escape"]);
    in_func(
        "_ = \"\\xg0\"",
        &["3:8: invalid character 'g' in hexadecimal escape"],
    );
    in_func("_ = \"\\400\"", &["3:10: octal escape value 256 > 255"]);
    in_func(
        "_ = \"\\ud800\"",
        &["3:12: escape is invalid Unicode code point U+D800"],
    );
    in_func(
        "_ = \"\\U00110000\"",
        &["3:16: escape is invalid Unicode code point U+110000"],
    );
    in_func("_ = '\\''", &[]);
    in_func("_ = '\\\"'", &["3:7: unknown escape"]);
    in_func("_ = 0x", &["3:7: hexadecimal literal has no digits"]);
    in_func("_ = 0b12", &["3:8: invalid digit '2' in binary literal"]);
    in_func("_ = 089", &["3:6: invalid digit '8' in octal literal"]);
    in_func("_ = 1__0", &["3:7: '_' must separate successive digits"]);
    in_func("_ = 1_", &["3:6: '_' must separate successive digits"]);
    in_func("_ = 0_1", &[]);
    in_func("_ = 0x_1_", &["3:9: '_' must separate successive digits"]);
    in_func("_ = 1e", &["3:7: exponent has no digits"]);
    in_func(
        "_ = 0x1.0",
        &["3:10: hexadecimal mantissa requires a 'p' exponent"],
    );
    in_func("_ = 0x1p", &["3:9: exponent has no digits"]);
    in_func("_ = 0b1.0", &["3:8: invalid radix point in binary literal"]);
    in_func(
        "_ = 0b1e1",
        &["3:8: 'e' exponent requires decimal mantissa"],
    );
    in_func(
        "_ = 1p1",
        &["3:6: 'p' exponent requires hexadecimal mantissa"],
    );
    in_func("_ = 0o8", &["3:7: invalid digit '8' in octal literal"]);
    in_func("_ = 1_.5", &["3:6: '_' must separate successive digits"]);
    in_func(
        "_ = @",
        &[
            "3:5: invalid character U+0040 '@'",
            "4:1: syntax error: unexpected }, expected expression",
        ],
    );
    in_func("_ = #a", &["3:5: invalid character U+0023 '#'"]);
    in_func(
        "_ = ٣",
        &["3:5: identifier cannot begin with digit U+0663 '٣'"],
    );
    in_func(
        "_ = a\u{2028}b",
        &["3:6: invalid character U+2028 in identifier"],
    );
    in_func(
        "_ = “a”",
        &[
            "3:5: invalid character U+201C '“' in identifier",
            "3:9: invalid character U+201D '”' in identifier",
        ],
    );
    in_func("/* x", &["3:1: comment not terminated"]);
    in_func(
        "_ = a \u{a0} b",
        &[
            "3:7: invalid character U+00A0 in identifier",
            "3:7: syntax error: unexpected name \u{a0} at end of statement",
        ],
    );
    in_func("_ = \"\u{0}\"", &["3:6: invalid NUL character"]);
    in_func(
        "_ = \u{feff}a",
        &["3:5: invalid BOM in the middle of the file"],
    );
}

#[test]
fn labels() {
    in_func("L:\nfor {\n}", &["3:1: label L defined and not used"]);
    in_func("break", &["3:1: break is not in a loop, switch, or select"]);
    in_func("continue", &["3:1: continue is not in a loop"]);
    in_func("fallthrough", &["3:1: fallthrough statement out of place"]);
    in_func(
        "goto L\nx := 1\nL:\n_ = x",
        &["3:6: goto L jumps over declaration of x at x.go:4:3"],
    );
    in_func(
        "goto L\n{\nL:\n}",
        &["3:6: goto L jumps into block starting at x.go:4:1"],
    );
    in_func(
        "L:\nL:\ngoto L",
        &["4:1: label L already defined at x.go:3:1"],
    );
    in_func(
        "L:\nx()\nfor {\nbreak L\ncontinue L\nbreak M\ncontinue M\n}",
        &[
            "6:7: invalid break label L",
            "7:10: invalid continue label L",
            "8:7: break label not defined: M",
            "9:10: continue label not defined: M",
        ],
    );
    in_func(
        "L:\nswitch {\ncase a:\ncontinue L\n}",
        &["6:10: invalid continue label L"],
    );
    in_func(
        "switch {\ncase a:\nfallthrough\ncase b:\nfallthrough\n}",
        &["7:1: cannot fallthrough final case in switch"],
    );
    in_func(
        "switch x.(type) {\ncase a:\nfallthrough\ncase b:\n}",
        &["5:1: cannot fallthrough in type switch"],
    );
    in_func(
        "for {\nfunc() { break }()\n}",
        &["4:10: break is not in a loop, switch, or select"],
    );
    in_func("_:\nfor { break _ }", &["4:13: break label not defined: _"]);
}
