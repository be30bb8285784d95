//! Formats of `fmt`'s functions, taken apart: directives, their flags, and which arguments they read.

use std::ops::Range;

/// What a function that prints does with its last arguments.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Print,
    Println,
    Printf,
    /// Like Printf, and `%w` is there.
    Errorf,
}

impl Kind {
    pub(super) fn has_format(self) -> bool {
        matches!(self, Kind::Printf | Kind::Errorf)
    }
}

/// A directive of a format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Directive {
    /// Where in the format.
    pub(super) range: Range<usize>,
    pub(super) flags: String,
    /// Arguments that `*` reads.
    pub(super) stars: Vec<usize>,
    pub(super) verb: char,
    /// The argument that the verb reads.
    pub(super) arg: usize,
    /// It says itself which argument.
    pub(super) indexed: bool,
}

/// Kinds of values that a verb takes.
pub(super) mod takes {
    pub(crate) const BOOL: u16 = 1;
    pub(crate) const INT: u16 = 2;
    pub(crate) const RUNE: u16 = 4;
    pub(crate) const STRING: u16 = 8;
    pub(crate) const FLOAT: u16 = 16;
    pub(crate) const COMPLEX: u16 = 32;
    pub(crate) const POINTER: u16 = 64;
    pub(crate) const ERROR: u16 = 128;
    pub(crate) const ANY: u16 = u16::MAX;
}

/// The flags that a verb knows besides `0`, and what it takes. None: no such verb.
pub(super) fn verb(verb: char) -> Option<(&'static str, u16)> {
    use takes::*;
    Some(match verb {
        '%' => ("", 0),
        'b' => (" -+#", INT | FLOAT | COMPLEX | POINTER),
        'c' => ("-", RUNE | INT),
        'd' => (" -+", INT | POINTER),
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' => (" -+#", FLOAT | COMPLEX),
        'o' | 'O' => (" -+#", INT | POINTER),
        'p' => ("-#", POINTER),
        'q' => (" -+#", RUNE | STRING),
        's' => (" -+", STRING),
        't' => ("-", BOOL),
        'T' => ("-", ANY),
        'U' => ("-#", RUNE | INT),
        'v' => (" -+#", ANY),
        'w' => (" -+#", ERROR),
        'x' | 'X' => (" -+#", RUNE | INT | STRING | POINTER | FLOAT | COMPLEX),
        _ => return None,
    })
}

/// The directives of a format, or what is wrong with it.
pub(super) fn directives(format: &str) -> Result<Vec<Directive>, String> {
    let mut out = Vec::new();
    let mut next = 0;
    let mut from = 0;
    while let Some(at) = format.get(from..).and_then(|rest| rest.find('%')) {
        let mut r = Reader {
            text: format,
            start: from + at,
            at: from + at + 1,
            next,
            indexed: false,
        };
        let d = r.directive()?;
        next = r.next;
        from = d.range.end;
        out.push(d);
    }
    Ok(out)
}

struct Reader<'t> {
    text: &'t str,
    /// Where the directive begins.
    start: usize,
    at: usize,
    /// The argument that is read next.
    next: usize,
    indexed: bool,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn so_far(&self) -> &str {
        self.text.get(self.start..self.at).unwrap_or("")
    }

    fn while_in(&mut self, is: impl Fn(u8) -> bool) -> usize {
        let count = self.rest().bytes().take_while(|b| is(*b)).count();
        self.at += count;
        count
    }

    fn directive(&mut self) -> Result<Directive, String> {
        let flags = self.while_in(|b| b"+-# 0".contains(&b));
        let flags = self
            .text
            .get(self.at - flags..self.at)
            .unwrap_or("")
            .to_owned();
        let mut stars = Vec::new();
        let mut fresh = self.index()?;
        fresh &= !self.number(&mut stars);
        if self.rest().starts_with('.') {
            self.at += 1;
            fresh = self.index()?;
            fresh &= !self.number(&mut stars);
        }
        if !fresh {
            self.index()?;
        }
        let Some(verb) = self.rest().chars().next() else {
            return Err(format!(
                "format {} is missing verb at end of string",
                self.so_far()
            ));
        };
        self.at += verb.len_utf8();
        let arg = self.next;
        if verb != '%' {
            self.next += 1;
        }
        Ok(Directive {
            range: self.start..self.at,
            flags,
            stars,
            verb,
            arg,
            indexed: self.indexed,
        })
    }

    /// `[n]`; whether it is there.
    fn index(&mut self) -> Result<bool, String> {
        if !self.rest().starts_with('[') {
            return Ok(false);
        }
        let Some(end) = self.rest().find(']') else {
            self.at = self.text.len();
            return Err(format!("format {} is missing closing ]", self.so_far()));
        };
        let text = self.rest().get(1..end).unwrap_or("").to_owned();
        match text.parse::<i32>() {
            Ok(n) if n > 0 && !text.starts_with('+') => {
                self.next = n as usize - 1;
                self.indexed = true;
                self.at += end + 1;
                Ok(true)
            }
            _ => Err(format!("format has invalid argument index [{text}]")),
        }
    }

    /// A width or a precision; whether an argument gives it.
    fn number(&mut self, stars: &mut Vec<usize>) -> bool {
        if self.rest().starts_with('*') {
            self.at += 1;
            stars.push(self.next);
            self.next += 1;
            return true;
        }
        self.while_in(|b| b.is_ascii_digit());
        false
    }
}

/// What looks like a directive in a text that is no format.
pub(super) fn looks_like(text: &str) -> Option<&str> {
    let bytes = text.as_bytes();
    let byte = |i: usize| bytes.get(i).copied().unwrap_or(0);
    let skip = |mut i: usize, is: &dyn Fn(u8) -> bool| {
        while is(byte(i)) {
            i += 1;
        }
        i
    };
    let index = |i: usize| {
        let end = skip(i + 1, &|b| b.is_ascii_digit());
        match byte(i) == b'[' && end > i + 1 && byte(end) == b']' {
            true => end + 1,
            false => i,
        }
    };
    let number = |i: usize| {
        let star = index(i);
        match byte(star) == b'*' {
            true => star + 1,
            false => skip(i, &|b| b.is_ascii_digit()),
        }
    };
    for (start, _) in text.match_indices('%') {
        // A byte as addresses write it: `%2F`.
        if byte(start + 1).is_ascii_digit() && byte(start + 2).is_ascii_hexdigit() {
            continue;
        }
        let mut i = skip(start + 1, &|b| b"+-#".contains(&b));
        i = number(i);
        if byte(i) == b'.' {
            i += 1;
        }
        i = index(number(i));
        if b"bcdefgopqstvxEFGTUX".contains(&byte(i)) {
            return text.get(start..=i);
        }
    }
    None
}

/// Where in a literal, as it is written, byte `at` of its value begins.
pub(super) fn place_in_literal(literal: &str, at: usize) -> usize {
    if literal.starts_with('`') {
        return at + 1;
    }
    let (mut value, mut i) = (0, 1);
    let bytes = literal.as_bytes();
    while value < at && i < bytes.len() {
        let rest = literal.get(i..).unwrap_or("");
        let (written, meant) = match rest.chars().next() {
            Some('\\') => {
                let long = match bytes.get(i + 1) {
                    Some(b'x') => 4,
                    Some(b'0'..=b'7') => 4,
                    Some(b'u') => 6,
                    Some(b'U') => 10,
                    _ => 2,
                };
                let quoted = format!("\"{}\"", rest.get(..long).unwrap_or(""));
                let bytes = crate::constant::unquote_bytes(&quoted);
                (long, bytes.map_or(1, |b| b.len().max(1)))
            }
            Some(c) => (c.len_utf8(), c.len_utf8()),
            None => break,
        };
        i += written;
        value += meant;
    }
    i
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(format: &str, want: &str) {
        let got = match directives(format) {
            Ok(list) => list
                .iter()
                .map(|d| {
                    let text = format.get(d.range.clone()).unwrap_or("");
                    format!("{text}@{}{:?}", d.arg, d.stars)
                })
                .collect::<Vec<_>>()
                .join(" "),
            Err(why) => why,
        };
        assert_eq!(got, want);
    }

    #[test]
    fn directives_and_what_they_read() {
        check("a%d%%%5.2s", "%d@0[] %%@1[] %5.2s@1[]");
        check("%[2]*.[1]*[3]d%d", "%[2]*.[1]*[3]d@2[1, 0] %d@3[]");
        check("%*d", "%*d@1[0]");
        check("%[1][3]d", "%[1][@0[]");
        check("%[x]d", "format has invalid argument index [x]");
        check("%[1", "format %[1 is missing closing ]");
        check("100%", "format % is missing verb at end of string");
    }

    #[track_caller]
    fn like(text: &str, want: Option<&str>) {
        assert_eq!(looks_like(text), want, "{text}");
    }

    #[test]
    fn texts_that_look_like_formats() {
        like("a %d", Some("%d"));
        like("%5.2f", Some("%5.2f"));
        like("%[1]d", Some("%[1]d"));
        like("%-5s|", Some("%-5s"));
        like("100% sure", None);
        like("a%20b", None);
        like("%20%d", Some("%d"));
        like("%w %Z", None);
    }

    #[test]
    fn places_in_literals() {
        assert_eq!(place_in_literal("\"\\t%d\"", 1), 3);
        assert_eq!(place_in_literal("\"\\u00e9%d\"", 2), 7);
        assert_eq!(place_in_literal("`a%d`", 1), 2);
    }
}
