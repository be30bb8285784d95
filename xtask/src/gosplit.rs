//! Go files cut into their declarations, and what each needs of the others. By words and brackets
//! alone: enough for well-formatted files that compile, and no parser.

use std::collections::{BTreeMap, BTreeSet};

/// A piece of text that matters to us; comments do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token<'a> {
    Word(&'a str),
    /// A string, with its quotes.
    Text(&'a str),
    Mark(u8),
    Newline,
}

/// A top-level declaration, or a group of them.
#[derive(Debug)]
pub(crate) struct Decl {
    /// The file's index in the package.
    pub(crate) file: usize,
    pub(crate) text: String,
    /// What it declares, but for methods.
    pub(crate) names: Vec<String>,
    /// The type whose method it is.
    pub(crate) receiver: Option<String>,
    pub(crate) is_func: bool,
    /// What it may speak of: words that no single dot precedes.
    words: BTreeSet<String>,
}

/// A package, read from its files.
#[derive(Debug, Default)]
pub(crate) struct Package {
    pub(crate) decls: Vec<Decl>,
    /// By file: the name, if one is given, and the path in its quotes.
    pub(crate) imports: Vec<Vec<(Option<String>, String)>>,
}

impl Package {
    pub(crate) fn add(&mut self, text: &str) {
        let file = self.imports.len();
        let mut imports = Vec::new();
        let tokens = tokens(text);
        let mut at = 0;
        while at < tokens.len() {
            let end = end_of(&tokens, at);
            let parts = &tokens[at..end];
            let plain: Vec<Token> = parts.iter().map(|t| t.1).collect();
            at = end;
            match plain.first() {
                Some(Token::Word("import")) => imports_of(&plain, &mut imports),
                Some(Token::Word("func" | "type" | "var" | "const")) => {
                    let (from, to) = (parts[0].0, parts[parts.len() - 1]);
                    let to = to.0 + length(to.1);
                    self.decls.push(declaration(file, &text[from..to], &plain));
                }
                _ => {}
            }
        }
        self.imports.push(imports);
    }

    /// The declarations that `start` needs, itself included, in the order of the package;
    /// functions that `apart` names are never among them.
    pub(crate) fn needs(&self, start: usize, apart: impl Fn(&Decl) -> bool) -> Vec<usize> {
        let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (i, d) in self.decls.iter().enumerate().filter(|d| !apart(d.1)) {
            for name in d.names.iter().chain(&d.receiver) {
                by_name.entry(name).or_default().push(i);
            }
        }
        let (mut seen, mut todo) = (BTreeSet::from([start]), vec![start]);
        while let Some(i) = todo.pop() {
            let words = self.decls[i].words.iter();
            for j in words.filter_map(|w| by_name.get(w.as_str())).flatten() {
                if seen.insert(*j) {
                    todo.push(*j);
                }
            }
        }
        seen.into_iter().collect()
    }

    /// The imports of these declarations' files that the declarations speak of.
    pub(crate) fn imports_for(&self, decls: &[usize]) -> BTreeSet<(Option<String>, String)> {
        let mut out = BTreeSet::new();
        for d in decls.iter().map(|i| &self.decls[*i]) {
            for (name, path) in &self.imports[d.file] {
                let last = path
                    .trim_matches('"')
                    .rsplit('/')
                    .next()
                    .unwrap_or_default();
                if d.words.contains(name.as_deref().unwrap_or(last)) {
                    out.insert((name.clone(), path.clone()));
                }
            }
        }
        out
    }
}

/// Where the declaration that starts at `at` ends: after the line end that ends a statement outside
/// of brackets.
fn end_of(tokens: &[(usize, Token)], at: usize) -> usize {
    let mut depth = 0usize;
    let mut last = Token::Newline;
    for (i, (_, token)) in tokens.iter().enumerate().skip(at) {
        match token {
            Token::Mark(b'(' | b'[' | b'{') => depth += 1,
            Token::Mark(b')' | b']' | b'}') => depth = depth.saturating_sub(1),
            Token::Newline if depth == 0 => match last {
                Token::Mark(b')' | b']' | b'}') | Token::Word(_) | Token::Text(_) => return i + 1,
                Token::Newline => return i + 1,
                Token::Mark(_) => {}
            },
            _ => {}
        }
        last = *token;
    }
    tokens.len()
}

fn imports_of(tokens: &[Token], out: &mut Vec<(Option<String>, String)>) {
    for (i, token) in tokens.iter().enumerate() {
        let Token::Text(path) = token else { continue };
        let name = match tokens[i - 1] {
            Token::Word("import") | Token::Newline => None,
            Token::Word(name) => Some(name.to_owned()),
            Token::Mark(b'.') => Some(".".to_owned()),
            _ => None,
        };
        out.push((name, (*path).to_owned()));
    }
}

fn declaration(file: usize, text: &str, tokens: &[Token]) -> Decl {
    let is_func = tokens[0] == Token::Word("func");
    let mut names = Vec::new();
    let mut receiver = None;
    if is_func && tokens.get(1) == Some(&Token::Mark(b'(')) {
        let inside = tokens[2..]
            .iter()
            .take_while(|t| !matches!(t, Token::Mark(b')' | b'[')));
        receiver = inside.filter_map(|t| word(*t)).last().map(str::to_owned);
    } else {
        names = specs(&tokens[1..]);
    }
    let mut words = BTreeSet::new();
    for (i, token) in tokens.iter().enumerate() {
        let dot = |back: usize| i >= back && tokens[i - back] == Token::Mark(b'.');
        if let Some(word) = word(*token)
            && (!dot(1) || dot(2))
        {
            words.insert(word.to_owned());
        }
    }
    Decl {
        file,
        text: text.trim_end().to_owned(),
        names,
        receiver,
        is_func,
        words,
    }
}

/// The names at the beginning of a declaration, or of each line of a group.
fn specs(tokens: &[Token]) -> Vec<String> {
    let [Token::Mark(b'('), inside @ ..] = tokens else {
        return leading(tokens);
    };
    let (mut names, mut depth, mut from) = (Vec::new(), 0usize, 0);
    for (i, token) in inside.iter().enumerate() {
        match token {
            Token::Mark(b'(' | b'[' | b'{') => depth += 1,
            Token::Mark(b')' | b']' | b'}') => depth = depth.saturating_sub(1),
            Token::Newline if depth == 0 => {
                names.extend(leading(&inside[from..i]));
                from = i + 1;
            }
            _ => {}
        }
    }
    names
}

/// Words with commas between them; the blank name is none.
fn leading(tokens: &[Token]) -> Vec<String> {
    let tokens: Vec<Token> = tokens
        .iter()
        .copied()
        .filter(|t| *t != Token::Newline)
        .collect();
    let mut names = Vec::new();
    for pair in tokens.chunks(2) {
        let Some(name) = word(pair[0]) else { break };
        if name != "_" {
            names.push(name.to_owned());
        }
        if pair.get(1) != Some(&Token::Mark(b',')) {
            break;
        }
    }
    names
}

fn word<'a>(token: Token<'a>) -> Option<&'a str> {
    match token {
        Token::Word(word) => Some(word),
        _ => None,
    }
}

fn length(token: Token) -> usize {
    match token {
        Token::Word(text) | Token::Text(text) => text.len(),
        Token::Mark(_) | Token::Newline => 1,
    }
}

/// The text's tokens with their places.
fn tokens(text: &str) -> Vec<(usize, Token<'_>)> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(&b) = bytes.get(at) {
        let rest = &bytes[at..];
        let len = match b {
            b'\n' => {
                out.push((at, Token::Newline));
                1
            }
            _ if rest.starts_with(b"//") => until(rest, b"\n"),
            _ if rest.starts_with(b"/*") => until(rest, b"*/") + 2,
            b'"' | b'\'' | b'`' => {
                let len = quoted(rest).min(rest.len());
                out.push((at, Token::Text(&text[at..at + len])));
                len
            }
            _ if in_word(b) => {
                let len = rest.iter().take_while(|b| in_word(**b)).count();
                out.push((at, Token::Word(&text[at..at + len])));
                len
            }
            b' ' | b'\t' | b'\r' => 1,
            _ => {
                out.push((at, Token::Mark(b)));
                1
            }
        };
        at += len;
    }
    out
}

fn in_word(b: u8) -> bool {
    b == b'_' || b.is_ascii_alphanumeric() || !b.is_ascii()
}

fn until(text: &[u8], end: &[u8]) -> usize {
    let found = text.windows(end.len()).position(|w| w == end);
    found.unwrap_or(text.len())
}

/// How long the quoted text is that begins here.
fn quoted(text: &[u8]) -> usize {
    let quote = text[0];
    let mut i = 1;
    while let Some(b) = text.get(i) {
        match *b {
            b if b == quote => return i + 1,
            b'\\' if quote != b'`' => i += 2,
            _ => i += 1,
        }
    }
    i
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"// A comment with func f() {
package p

import (
	"a/b"
	c "d"
)

const (
	one, two = 1, "}" // {
	three    = `
func raw() {`
)

type set[K comparable] struct {
	of map[K]string
}

func (s *set[K]) add(k K) { s.of[k] = b.Text(two) }

var x,
	y = '\'', c.D

func useSet(xs ...list) {
	var s set[int]
	/* helper() } */
	s.helper(x)
}

type list int

var _ = 0

func helper() {}
"#;

    #[test]
    fn declares() {
        let mut p = Package::default();
        p.add(TEXT);
        let names: Vec<String> = p.decls.iter().map(|d| d.names.join(" ")).collect();
        let want = [
            "one two three",
            "set",
            "",
            "x y",
            "useSet",
            "list",
            "",
            "helper",
        ];
        assert_eq!(names, want);
        assert_eq!(p.decls[2].receiver.as_deref(), Some("set"));
        assert_eq!(p.decls[5].text, "type list int");
        assert!(p.decls[0].text.ends_with("{`\n)"), "{}", p.decls[0].text);
    }

    #[test]
    fn needs_by_name() {
        let mut p = Package::default();
        p.add(TEXT);
        let needed = p.needs(4, |_| false);
        assert_eq!(needed, [0, 1, 2, 3, 4, 5]);
        assert_eq!(
            p.needs(4, |d| d.is_func && d.receiver.is_some()),
            [1, 3, 4, 5]
        );
        let imports: Vec<_> = p.imports_for(&needed).into_iter().collect();
        let pair = |name: Option<&str>, path: &str| (name.map(str::to_owned), path.to_owned());
        assert_eq!(imports, [pair(None, "\"a/b\""), pair(Some("c"), "\"d\"")]);
    }
}
