//! The parser on texts nobody wrote: mutated programs and extreme nesting. It must come back,
//! with diagnostics that lie in the text.

use base::{Diagnostic, Interner, SourceMap};
use syntax::ast::NodeIds;
use syntax::lex;

const SAMPLE: &str = r#"package main

import (
	"fmt"
	. "sync"
)

type List[T any, P interface{ *T | ~[]T }] struct {
	next, prev *List[T, P] `tag`
	Mutex
	*fmt.Stringer
}

type A [4]func(a, b int, c ...string) (x <-chan chan<- int, err error)
type I interface {
	m(int) map[string]struct{}
	~int | string
	fmt.Stringer
}

const (
	a, b = iota, 1 << 3
	c, d
	r = '\x41' + 0x1p-2 + 1_000i
)

var x, y = map[string][]int{"a": {1, 2}, "b": nil}, [...]int{5: 1}

func (l *List[T, P]) Map[U any](f func(T) U) (out []U) {
outer:
	for i, v := range x["a"][1:2:3] {
		switch y := any(v).(type) {
		case int, nil:
			continue outer
		default:
			_ = y
		}
		if i := i + 1; i > 2 && !(i == 3) {
			break
		} else if i++; true {
			goto done
		}
	}
done:
	select {
	case v, ok := <-make(chan int):
		fmt.Println(v, ok)
	case c <- 1:
		go func() { defer l.Unlock() }()
	default:
	}
	for range 10 {
	}
	for i := 0; i < 10; i++ {
		x += -^+y &^ *z << 2 // comment
	}
	/* block
	comment */
	return append(out, `raw`, f(l.x.(T))...)
}
"#;

fn parse(text: &str) -> (Vec<Diagnostic>, u32) {
    let mut map = SourceMap::default();
    let file = map.add("x.go", text);
    let mut interner = Interner::default();
    let (tree, found) = syntax::parse_file(&map, file, &mut interner, &mut NodeIds::default());
    (found, tree.eof.hi)
}

/// Parses `text` and checks what must hold for any text.
#[track_caller]
fn survives(text: &str) -> Vec<Diagnostic> {
    let (found, end) = parse(text);
    for diagnostic in &found {
        assert!(
            diagnostic.span.lo >= 1 && diagnostic.span.lo <= end,
            "{diagnostic:?}"
        );
        assert!(!diagnostic.message.is_empty());
    }
    let mut at = 0;
    for token in lex(text) {
        assert!(at <= token.lo && token.lo <= token.hi);
        assert!(
            text.is_char_boundary(token.lo as usize)
                && text.get(token.lo as usize..token.hi as usize).is_some()
        );
        at = token.hi;
    }
    found
}

struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n.max(1) as u64) as usize
    }
}

#[test]
fn the_sample_is_sound() {
    assert_eq!(survives(SAMPLE), []);
}

#[test]
fn mutated_tokens() {
    let words: Vec<&str> = lex(SAMPLE)
        .iter()
        .map(|t| &SAMPLE[t.lo as usize..t.hi as usize])
        .collect();
    let mut random = Random(88172645463325252);
    let mut broken = 0;
    for _ in 0..4000 {
        let mut words = words.clone();
        for _ in 0..=random.below(4) {
            let (i, j) = (random.below(words.len()), random.below(words.len()));
            match random.below(4) {
                0 => {
                    words.remove(i);
                }
                1 => words.insert(i, words[j]),
                2 => words.swap(i, j),
                _ => words.truncate(i.max(8)),
            }
        }
        let separator = ["\n", " "][random.below(2)];
        broken += usize::from(!survives(&words.join(separator)).is_empty());
    }
    assert!(broken > 3000);
}

#[test]
fn mutated_characters() {
    let chars: Vec<char> = SAMPLE.chars().collect();
    let odd = [
        '\0', '\u{feff}', '"', '`', '\'', '\\', '\n', 'é', '٣', '{', '(', '.', '0', '_', '/',
    ];
    let mut random = Random(362436069362436069);
    for _ in 0..4000 {
        let mut chars = chars.clone();
        for _ in 0..=random.below(4) {
            let i = random.below(chars.len());
            match random.below(4) {
                0 => {
                    chars.remove(i);
                }
                1 => chars.insert(i, odd[random.below(odd.len())]),
                2 => chars[i] = odd[random.below(odd.len())],
                _ => chars.truncate(i.max(8)),
            }
        }
        survives(&chars.into_iter().collect::<String>());
    }
}

#[track_caller]
fn too_deep(text: &str) {
    let found = survives(text);
    let messages: Vec<&str> = found.iter().map(|d| d.message.as_str()).collect();
    assert_eq!(messages, ["syntax error: exceeded max nesting depth"]);
}

#[track_caller]
fn body(text: &str) -> String {
    format!("package p\nfunc f() {{\n{text}\n}}\n")
}

#[test]
fn nesting_is_bounded() {
    let n = 10_000;
    too_deep(&body(&format!("_ = {}x{}", "(".repeat(n), ")".repeat(n))));
    too_deep(&body(&format!("_ = {}x", "- ".repeat(n))));
    too_deep(&body(&format!("_ = {}x", "<-".repeat(n))));
    too_deep(&body(&format!("_ = {}x{}", "f(".repeat(n), ")".repeat(n))));
    too_deep(&body(&format!("_ = {}x{}", "a[".repeat(n), "]".repeat(n))));
    too_deep(&body(&format!("_ = T{}{}", "{".repeat(n), "}".repeat(n))));
    too_deep(&body(&format!("_ = {}x", "func() { _ = ".repeat(n))));
    too_deep(&body(&"{".repeat(n)));
    too_deep(&body(&"if x {".repeat(n)));
    too_deep(&body(&"if x {} else ".repeat(n)));
    too_deep(&body(&"for { switch { case x: ".repeat(n)));
    too_deep(&body(&"L: ".repeat(n)));
    too_deep(&format!("package p\ntype T {}int", "[]".repeat(n)));
    too_deep(&format!("package p\ntype T {}int", "struct { x ".repeat(n)));
    too_deep(&format!("package p\ntype T {}int", "func(x ".repeat(n)));
    too_deep(&format!("package p\ntype T {}int", "map[string]".repeat(n)));
    too_deep(&format!(
        "package p\ntype T {}int",
        "interface { m(x ".repeat(n)
    ));
    too_deep(&format!("package p\nvar x {}", "G[".repeat(n)));
}

#[test]
fn chains_are_bounded() {
    let n = 10_000;
    too_deep(&body(&format!("_ = x{}", " + x".repeat(n))));
    too_deep(&body(&format!("_ = x{}", ".x".repeat(n))));
    too_deep(&body(&format!("_ = x{}", "()".repeat(n))));
    too_deep(&format!(
        "package p\ntype T interface {{ int{} }}",
        " | int".repeat(n)
    ));
    too_deep(&format!(
        "package p\ntype T {}int",
        "*[]chan map[int][3]<-chan ".repeat(n)
    ));
    let link = format!("func({}", "[]".repeat(300));
    for n in [5, n] {
        let (open, close) = (link.repeat(n), ")".repeat(n));
        too_deep(&format!("package p\ntype T {open}int{close}"));
    }
    // Chains of chains chains add up.
    let inner = format!("(x{})", " + x".repeat(300));
    let mut text = inner.clone();
    for _ in 0..5 {
        text = format!("({text}{})", " + x".repeat(300));
    }
    too_deep(&body(&format!("_ = {text}")));
    assert_eq!(
        survives(&body(&format!("_ = {inner} + {inner} + {inner}"))),
        []
    );
}

#[test]
fn ordinary_depths_are_fine() {
    let n = 200;
    assert_eq!(
        survives(&body(&format!("_ = {}x{}", "(".repeat(n), ")".repeat(n)))),
        []
    );
    assert_eq!(
        survives(&body(&format!("{}{}", "{\n".repeat(n), "}\n".repeat(n)))),
        []
    );
    assert_eq!(survives(&body(&format!("_ = x{}", " + x".repeat(990)))), []);
    assert_eq!(
        survives(&format!("package p\ntype T {}int", "[]".repeat(990))),
        []
    );
}
