//! What the go command itself says about the head of a file.
//!
//! Before any compiler runs, `go build` reads package clauses and imports with a parser of its
//! own, whose messages are not gc's. It looks at no more of a file than the imports, unless those
//! have an error; then it says the first thing that is wrong and nothing is compiled.

use base::{Diagnostic, Span};

/// The first error in the head of a file.
pub fn check(text: &str) -> Option<Diagnostic> {
    let head = text.get(..Reader::head(text)).unwrap_or(text);
    let mut parser = Parser {
        scanner: Scanner {
            text: head,
            at: if head.starts_with('\u{feff}') { 3 } else { 0 },
            ends_line: false,
            errors: Vec::new(),
        },
        tok: Tok::Eof,
        pos: 0,
        paths: Vec::new(),
    };
    parser.file();
    let mut errors = parser.scanner.errors;
    if errors.is_empty() {
        for (at, quoted) in parser.paths {
            let path = unquote(quoted);
            if !valid_path(&path) {
                errors.push((at, format!("invalid import path: {path}")));
                break;
            }
        }
    }
    let (at, message) = errors.into_iter().min()?;
    Some(Diagnostic::error(
        Span::new(at as u32, at as u32),
        crate::parser::SYNTAX,
        message,
    ))
}

/// The path that a literal of the scanner stands for; no escape is valid in one.
fn unquote(quoted: &str) -> String {
    quoted
        .get(1..quoted.len().saturating_sub(1))
        .unwrap_or("")
        .to_string()
}

fn valid_path(path: &str) -> bool {
    const ILLEGAL: &str = "!\"#$%&'()*,:;<=>?[\\]^{|}`\u{fffd}";
    !path.is_empty()
        && !path
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || ILLEGAL.contains(c))
}

fn letter(c: char) -> bool {
    c == '_' || c.is_alphabetic()
}

/// Finds where the head ends, as roughly as the go command does.
struct Reader<'a> {
    rest: std::iter::Peekable<std::str::CharIndices<'a>>,
}

impl Reader<'_> {
    /// The length of the head; all of the text if the head cannot be made out.
    fn head(text: &str) -> usize {
        let mut r = Reader {
            rest: text.char_indices().peekable(),
        };
        r.rest.next_if(|c| c.1 == '\u{feff}');
        match r.imports() {
            Some(Some(end)) => end,
            _ => text.len(),
        }
    }

    /// None: a syntax error. Some(None): the text ends.
    fn imports(&mut self) -> Option<Option<usize>> {
        self.keyword("package")?;
        self.ident()?;
        while self.peek()? == Some('i') {
            self.keyword("import")?;
            if self.peek()? == Some('(') {
                self.rest.next();
                while self.peek()? != Some(')') {
                    self.import()?;
                }
                self.rest.next();
            } else {
                self.import()?;
            }
        }
        Some(self.rest.peek().map(|c| c.0))
    }

    /// The next character that is no space or comment.
    fn peek(&mut self) -> Option<Option<char>> {
        loop {
            match self.rest.peek().map(|c| c.1) {
                Some(' ' | '\u{c}' | '\t' | '\r' | '\n' | ';') => {
                    self.rest.next();
                }
                Some('/') => {
                    self.rest.next();
                    match self.rest.next().map(|c| c.1) {
                        Some('/') => while self.rest.next_if(|c| c.1 != '\n').is_some() {},
                        Some('*') => {
                            let mut star = false;
                            loop {
                                let (_, c) = self.rest.next()?;
                                if star && c == '/' {
                                    break;
                                }
                                star = c == '*';
                            }
                        }
                        _ => return None,
                    }
                }
                other => return Some(other),
            }
        }
    }

    fn keyword(&mut self, word: &str) -> Option<()> {
        self.peek()?;
        for want in word.chars() {
            self.rest.next_if(|c| c.1 == want)?;
        }
        match self.rest.peek() {
            Some(c) if c.1.is_ascii_alphanumeric() || c.1 == '_' || !c.1.is_ascii() => None,
            _ => Some(()),
        }
    }

    fn ident(&mut self) -> Option<()> {
        let first = self.peek()??;
        if !letter(first) {
            return None;
        }
        while self
            .rest
            .next_if(|c| letter(c.1) || c.1.is_numeric())
            .is_some()
        {}
        Some(())
    }

    fn import(&mut self) -> Option<()> {
        match self.peek()? {
            Some('.') => {
                self.rest.next();
            }
            Some(c) if letter(c) => self.ident()?,
            _ => {}
        }
        self.peek()?;
        match self.rest.next()?.1 {
            '`' => while self.rest.next()?.1 != '`' {},
            '"' => loop {
                match self.rest.next()?.1 {
                    '"' => break,
                    '\n' => return None,
                    '\\' => {
                        self.rest.next();
                    }
                    _ => {}
                }
            },
            _ => return None,
        }
        Some(())
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Tok<'a> {
    Eof,
    Ident(&'a str),
    Keyword(&'a str),
    Str(&'a str),
    /// Numbers and runes.
    Literal(&'a str),
    /// The end of a line that ends a statement.
    Newline,
    Op(&'a str),
    Illegal,
}

const KEYWORDS: &[&str] = &[
    "break",
    "case",
    "chan",
    "const",
    "continue",
    "default",
    "defer",
    "else",
    "fallthrough",
    "for",
    "func",
    "go",
    "goto",
    "if",
    "import",
    "interface",
    "map",
    "package",
    "range",
    "return",
    "select",
    "struct",
    "switch",
    "type",
    "var",
];

/// The longest first.
const OPERATORS: &[&str] = &[
    "<<=", ">>=", "&^=", "...", "&&", "||", "<-", "++", "--", "==", "!=", "<=", ">=", ":=", "+=",
    "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<", ">>", "&^", "+", "-", "*", "/", "%", "&", "|",
    "^", "<", ">", "=", "!", "(", "[", "{", ",", ".", ")", "]", "}", ";", ":", "~",
];

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    /// A newline here would be a semicolon.
    ends_line: bool,
    errors: Vec<(usize, String)>,
}

impl<'a> Scanner<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn take(&mut self, len: usize) -> &'a str {
        let s = self.rest().get(..len).unwrap_or(self.rest());
        self.at += s.len();
        s
    }

    fn error(&mut self, at: usize, message: impl Into<String>) {
        self.errors.push((at, message.into()));
    }

    /// The next token and where it starts.
    fn next(&mut self) -> (usize, Tok<'a>) {
        loop {
            let rest = self.rest();
            let pos = self.at;
            let Some(c) = rest.chars().next() else {
                if std::mem::take(&mut self.ends_line) {
                    return (pos, Tok::Newline);
                }
                return (pos, Tok::Eof);
            };
            if c == '\n' && self.ends_line {
                self.ends_line = false;
                return (pos, Tok::Newline);
            }
            if matches!(c, ' ' | '\t' | '\r' | '\n') {
                self.at += 1;
                continue;
            }
            if rest.starts_with("//") {
                let len = rest.find('\n').unwrap_or(rest.len());
                self.at += len;
                continue;
            }
            if rest.starts_with("/*") {
                let len = rest.get(2..).and_then(|r| r.find("*/"));
                let Some(len) = len else {
                    self.error(pos, "comment not terminated");
                    self.at = self.text.len();
                    continue;
                };
                let comment = self.take(len + 4);
                if self.ends_line && comment.contains('\n') {
                    self.ends_line = false;
                    return (pos, Tok::Newline);
                }
                continue;
            }
            let tok = self.token(c, pos);
            self.ends_line = match tok {
                Tok::Ident(_) | Tok::Str(_) | Tok::Literal(_) => true,
                Tok::Keyword(k) => matches!(k, "break" | "continue" | "fallthrough" | "return"),
                Tok::Op(op) => matches!(op, ")" | "]" | "}" | "++" | "--"),
                Tok::Illegal => self.ends_line,
                Tok::Eof | Tok::Newline => false,
            };
            return (pos, tok);
        }
    }

    fn token(&mut self, c: char, pos: usize) -> Tok<'a> {
        let rest = self.rest();
        let run = |more: fn(char) -> bool| rest.find(|c| !more(c)).unwrap_or(rest.len());
        if letter(c) {
            let word = self.take(run(|c| letter(c) || c.is_numeric()));
            return match KEYWORDS.contains(&word) {
                true => Tok::Keyword(word),
                false => Tok::Ident(word),
            };
        }
        if c.is_ascii_digit() {
            let len = run(|c| c.is_ascii_alphanumeric() || c == '_' || c == '.');
            return Tok::Literal(self.take(len));
        }
        match c {
            '"' => return Tok::Str(self.quoted(pos, '"')),
            '\'' => return Tok::Literal(self.quoted(pos, '\'')),
            '`' => {
                let Some(len) = rest.get(1..).and_then(|r| r.find('`')) else {
                    self.error(pos, "raw string literal not terminated");
                    return Tok::Str(self.take(rest.len()));
                };
                return Tok::Str(self.take(len + 2));
            }
            _ => {}
        }
        if let Some(op) = OPERATORS.iter().find(|op| rest.starts_with(**op)) {
            return Tok::Op(self.take(op.len()));
        }
        let message = match c {
            '\0' => "illegal character NUL".to_string(),
            '\u{fffd}' => "illegal UTF-8 encoding".to_string(),
            '“' => format!("curly quotation mark '{c}' (use neutral '\"')"),
            '”' => format!("curly quotation mark '{c}' (use neutral '\"')"),
            _ => format!("illegal character {}", named(c)),
        };
        self.error(pos, message);
        self.take(c.len_utf8());
        Tok::Illegal
    }

    /// A string or rune literal from its opening quote on.
    fn quoted(&mut self, pos: usize, quote: char) -> &'a str {
        let mut valid = true;
        let mut runes = 0;
        self.at += 1;
        loop {
            match self.rest().chars().next() {
                None | Some('\n') => {
                    if quote == '"' {
                        self.error(pos, "string literal not terminated");
                    } else if valid {
                        self.error(pos, "rune literal not terminated");
                        valid = false;
                    }
                    break;
                }
                Some(c) => {
                    let at = self.at;
                    self.at += c.len_utf8();
                    if c == quote {
                        break;
                    }
                    runes += 1;
                    if c == '\\' {
                        valid &= self.escape(at, quote);
                    }
                }
            }
        }
        if quote == '\'' && valid && runes != 1 {
            self.error(pos, "illegal rune literal");
        }
        self.text.get(pos..self.at).unwrap_or("")
    }

    /// What follows a backslash, which stands at `at`.
    fn escape(&mut self, at: usize, quote: char) -> bool {
        let Some(c) = self.rest().chars().next() else {
            self.error(self.at, "escape sequence not terminated");
            return false;
        };
        let (mut digits, base, max) = match c {
            'a' | 'b' | 'f' | 'n' | 'r' | 't' | 'v' | '\\' => {
                self.at += 1;
                return true;
            }
            _ if c == quote => {
                self.at += 1;
                return true;
            }
            '0'..='7' => (3, 8, 255),
            'x' => (2, 16, 255),
            'u' => (4, 16, 0x10_ffff),
            'U' => (8, 16, 0x10_ffff),
            _ => {
                self.error(self.at, "unknown escape sequence");
                return false;
            }
        };
        if base == 16 {
            self.at += 1;
        }
        let mut value = 0u64;
        while digits > 0 {
            let next = self.rest().chars().next();
            let Some(d) = next.and_then(|c| c.to_digit(base)) else {
                let message = match next {
                    Some(c) => format!("illegal character {} in escape sequence", named(c)),
                    None => "escape sequence not terminated".to_string(),
                };
                self.error(self.at, message);
                return false;
            };
            value = value * u64::from(base) + u64::from(d);
            self.at += 1;
            digits -= 1;
        }
        if value > max || (0xd800..0xe000).contains(&value) {
            self.error(at + 1, "escape sequence is invalid Unicode code point");
            return false;
        }
        true
    }
}

/// `U+0040 '@'`
fn named(c: char) -> String {
    if c.is_control() {
        return format!("U+{:04X}", c as u32);
    }
    format!("U+{:04X} '{c}'", c as u32)
}

struct Parser<'a> {
    scanner: Scanner<'a>,
    tok: Tok<'a>,
    pos: usize,
    /// Import paths as written, with their places.
    paths: Vec<(usize, &'a str)>,
}

impl Parser<'_> {
    fn next(&mut self) {
        (self.pos, self.tok) = self.scanner.next();
    }

    fn expected(&mut self, what: &str) {
        let found = match self.tok {
            Tok::Newline => "newline".to_string(),
            Tok::Ident(s) | Tok::Str(s) | Tok::Literal(s) => s.to_string(),
            Tok::Keyword(s) | Tok::Op(s) => format!("'{s}'"),
            Tok::Eof => "'EOF'".to_string(),
            Tok::Illegal => "'ILLEGAL'".to_string(),
        };
        let message = format!("expected {what}, found {found}");
        self.scanner.error(self.pos, message);
    }

    /// Package clause and imports, up to the first error that matters.
    fn file(&mut self) {
        self.next();
        if self.tok != Tok::Keyword("package") {
            self.expected("'package'");
            return;
        }
        self.next();
        if !matches!(self.tok, Tok::Ident(_)) {
            self.expected("'IDENT'");
            return;
        }
        self.next();
        self.semicolon();
        while self.tok == Tok::Keyword("import") && self.scanner.errors.is_empty() {
            self.next();
            if self.tok != Tok::Op("(") {
                self.import();
                continue;
            }
            self.next();
            while self.tok != Tok::Op(")") && self.tok != Tok::Eof {
                self.import();
                if !self.scanner.errors.is_empty() {
                    return;
                }
            }
            if self.tok != Tok::Op(")") {
                self.expected("')'");
                return;
            }
            self.next();
            self.semicolon();
        }
    }

    fn import(&mut self) {
        if matches!(self.tok, Tok::Ident(_)) || self.tok == Tok::Op(".") {
            self.next();
        }
        match self.tok {
            Tok::Str(path) => self.paths.push((self.pos, path)),
            Tok::Ident(_) | Tok::Literal(_) => {
                self.scanner.error(self.pos, "import path must be a string");
            }
            _ => {
                // The go command prints no more of the parser's text than this.
                self.scanner.error(self.pos, "missing import path");
                return;
            }
        }
        self.next();
        self.semicolon();
    }

    fn semicolon(&mut self) {
        match self.tok {
            Tok::Op(")" | "}") => {}
            Tok::Op(";") | Tok::Newline => self.next(),
            _ => self.expected("';'"),
        }
    }
}

#[cfg(test)]
mod tests {
    /// `offset: message`, as go 1.27.3 says.
    #[track_caller]
    fn check(text: &str, want: &str) {
        let got = super::check(text).map(|d| format!("{}: {}", d.span.lo, d.message));
        assert_eq!(got.unwrap_or_default(), want, "{text:?}");
    }

    #[test]
    fn good_heads() {
        for text in [
            "package main\n",
            "package main; import \"fmt\"; func main() { x }",
            "// c\n\n/* d */ package main\n\nimport (\n\tm \"math\"\n\t. `fmt`\n\t_ \"os\"\n)\n\nvar x = \"open\n",
            // What follows the imports is gc's to judge.
            "package main\n\nimport \"fmt\" \"os\"\n",
            "package main.foo\n",
            "package main\n\n#include <x>\n",
            "package _\n",
        ] {
            check(text, "");
        }
    }

    #[test]
    fn package_clauses() {
        check("import \"fmt\"\n", "0: expected 'package', found 'import'");
        check("fmt.Println()\n", "0: expected 'package', found fmt");
        check("", "0: expected 'package', found 'EOF'");
        check(
            "package\n\nfunc f() {}\n",
            "9: expected 'IDENT', found 'func'",
        );
        check("package \"main\"\n", "8: expected 'IDENT', found \"main\"");
        check("package 5\n", "8: expected 'IDENT', found 5");
        check(
            "package main import \"fmt\"\n",
            "13: expected ';', found 'import'",
        );
        check("/* open\n", "0: comment not terminated");
    }

    #[test]
    fn imports() {
        let head = "package main\n\nimport ";
        let check = |rest: &str, want: &str| check(&format!("{head}{rest}"), want);
        check("fmt\n", "24: missing import path");
        check("\n\nfunc main() {}\n", "23: missing import path");
        check("\"fmt\n", "21: string literal not terminated");
        check("'fmt'\n", "21: illegal rune literal");
        check(
            "(\n\t\"fmt\",\n\t\"os\"\n)\n",
            "29: expected ';', found ','",
        );
        check("5\n", "21: import path must be a string");
        check(". fmt\n", "23: import path must be a string");
        check("m, \"fmt\"\n", "22: missing import path");
        check("{\n\"fmt\"\n}\n", "21: missing import path");
        check(
            "\"fmt\\x\"\n",
            "27: illegal character U+0022 '\"' in escape sequence",
        );
        check("@ \"fmt\"\n", "21: illegal character U+0040 '@'");
        check("\"\"\n", "21: invalid import path: ");
        check("\"a b\"\n", "21: invalid import path: a b");
        check("(\n\"a\"\n\"b\"\n}\n", "31: missing import path");
    }
}
