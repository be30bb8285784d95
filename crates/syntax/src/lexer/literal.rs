//! Number, rune and string literals: their extent and everything that can be wrong with them.
//! Values are computed elsewhere.

use super::{Lexer, TokenKind, unicode};
use crate::ast::LitKind;

/// What a run of digits contained.
#[derive(Clone, Copy, Default)]
struct Digits {
    any: bool,
    separators: bool,
    /// Offset of the first digit that is too large for the base.
    invalid: Option<usize>,
}

impl Digits {
    fn and(self, later: Digits) -> Digits {
        Digits {
            any: self.any | later.any,
            separators: self.separators | later.separators,
            invalid: self.invalid.or(later.invalid),
        }
    }
}

fn base_name(base: u32) -> &'static str {
    match base {
        2 => "binary",
        8 => "octal",
        16 => "hexadecimal",
        _ => "decimal",
    }
}

impl Lexer<'_> {
    /// A number; `seen_point` says that it began with `.`, which has been read.
    pub(super) fn number(&mut self, lo: usize, seen_point: bool) -> TokenKind {
        let mut ok = true;
        let mut kind = LitKind::Int;
        let mut base = 10;
        // '0' stands for the old octal form, ' ' for decimal.
        let mut prefix = ' ';
        let mut digits = Digits::default();
        let mut point = seen_point;
        if !seen_point {
            if self.eat('0') {
                let (b, p) = match self.ch {
                    Some('x' | 'X') => (16, 'x'),
                    Some('o' | 'O') => (8, 'o'),
                    Some('b' | 'B') => (2, 'b'),
                    _ => (8, '0'),
                };
                (base, prefix) = (b, p);
                if p == '0' {
                    digits.any = true;
                } else {
                    self.bump();
                }
            }
            digits = digits.and(self.digits(base));
            if self.ch == Some('.') {
                if matches!(prefix, 'o' | 'b') {
                    self.error(format!(
                        "invalid radix point in {} literal",
                        base_name(base)
                    ));
                    ok = false;
                }
                self.bump();
                point = true;
            }
        }
        if point {
            kind = LitKind::Float;
            digits = digits.and(self.digits(base));
        }
        if !digits.any && ok {
            self.error(format!("{} literal has no digits", base_name(base)));
            ok = false;
        }
        match self.ch {
            Some(e @ ('e' | 'E' | 'p' | 'P')) => {
                let decimal = matches!(e, 'e' | 'E');
                if ok && decimal && !matches!(prefix, ' ' | '0') {
                    self.error(format!("'{e}' exponent requires decimal mantissa"));
                    ok = false;
                } else if ok && !decimal && prefix != 'x' {
                    self.error(format!("'{e}' exponent requires hexadecimal mantissa"));
                    ok = false;
                }
                self.bump();
                kind = LitKind::Float;
                if matches!(self.ch, Some('+' | '-')) {
                    self.bump();
                }
                let exponent = self.digits(10);
                digits.separators |= exponent.separators;
                if !exponent.any && ok {
                    self.error("exponent has no digits".to_string());
                    ok = false;
                }
            }
            _ if prefix == 'x' && kind == LitKind::Float && ok => {
                self.error("hexadecimal mantissa requires a 'p' exponent".to_string());
                ok = false;
            }
            _ => {}
        }
        if self.eat('i') {
            kind = LitKind::Imag;
        }
        let text = self.text.get(lo..self.pos).unwrap_or("");
        if let (LitKind::Int, Some(at), true) = (kind, digits.invalid, ok) {
            let digit = text.as_bytes().get(at - lo).map_or('?', |&b| b as char);
            self.error_at(
                at,
                format!("invalid digit '{digit}' in {} literal", base_name(base)),
            );
            ok = false;
        }
        if let (true, true, Some(i)) = (digits.separators, ok, misplaced_separator(text)) {
            self.error_at(lo + i, "'_' must separate successive digits".to_string());
            ok = false;
        }
        TokenKind::Literal { kind, bad: !ok }
    }

    fn digits(&mut self, base: u32) -> Digits {
        let mut found = Digits::default();
        while let Some(ch) = self.ch {
            if ch == '_' {
                found.separators = true;
            } else if ch.is_digit(base.max(10)) {
                found.any = true;
                if !ch.is_digit(base) && found.invalid.is_none() {
                    found.invalid = Some(self.pos);
                }
            } else {
                break;
            }
            self.bump();
        }
        found
    }

    pub(super) fn rune(&mut self, lo: usize) -> TokenKind {
        let mut ok = true;
        let mut count = 0;
        loop {
            match self.ch {
                Some('\'') => {
                    if ok && count == 0 {
                        self.error("empty rune literal or unescaped '".to_string());
                        ok = false;
                    } else if ok && count != 1 {
                        self.error_at(lo, "more than one character in rune literal".to_string());
                        ok = false;
                    }
                    self.bump();
                    break;
                }
                Some('\\') => {
                    self.bump();
                    ok &= self.escape('\'');
                }
                Some('\n') => {
                    if ok {
                        self.error("newline in rune literal".to_string());
                        ok = false;
                    }
                    break;
                }
                None => {
                    if ok {
                        self.error_at(lo, "rune literal not terminated".to_string());
                        ok = false;
                    }
                    break;
                }
                Some(_) => self.bump(),
            }
            count += 1;
        }
        TokenKind::Literal {
            kind: LitKind::Rune,
            bad: !ok,
        }
    }

    pub(super) fn string(&mut self, lo: usize) -> TokenKind {
        let mut ok = true;
        loop {
            match self.ch {
                Some('"') => {
                    self.bump();
                    break;
                }
                Some('\\') => {
                    self.bump();
                    ok &= self.escape('"');
                }
                Some('\n') => {
                    self.error("newline in string".to_string());
                    ok = false;
                    break;
                }
                None => {
                    self.error_at(lo, "string not terminated".to_string());
                    ok = false;
                    break;
                }
                Some(_) => self.bump(),
            }
        }
        TokenKind::Literal {
            kind: LitKind::String,
            bad: !ok,
        }
    }

    pub(super) fn raw_string(&mut self, lo: usize) -> TokenKind {
        while self.ch.is_some_and(|c| c != '`') {
            self.bump();
        }
        let ok = self.eat('`');
        if !ok {
            self.error_at(lo, "string not terminated".to_string());
        }
        TokenKind::Literal {
            kind: LitKind::String,
            bad: !ok,
        }
    }

    /// What follows a backslash. The end of the text is left to the caller to complain about.
    fn escape(&mut self, quote: char) -> bool {
        let Some(ch) = self.ch else { return true };
        let (count, base) = match ch {
            'a' | 'b' | 'f' | 'n' | 'r' | 't' | 'v' | '\\' => {
                self.bump();
                return true;
            }
            c if c == quote => {
                self.bump();
                return true;
            }
            '0'..='7' => (3, 8),
            'x' => (2, 16),
            'u' => (4, 16),
            'U' => (8, 16),
            _ => {
                self.error("unknown escape".to_string());
                return false;
            }
        };
        if base == 16 {
            self.bump();
        }
        let mut value: u32 = 0;
        for _ in 0..count {
            let Some(c) = self.ch else { return true };
            let Some(digit) = c.to_digit(base) else {
                self.error(format!(
                    "invalid character {} in {} escape",
                    unicode::quote(c),
                    base_name(base)
                ));
                return false;
            };
            value = value.wrapping_mul(base).wrapping_add(digit);
            self.bump();
        }
        if base == 8 && value > 255 {
            self.error(format!("octal escape value {value} > 255"));
            return false;
        }
        if count > 3 && char::from_u32(value).is_none() {
            self.error(format!(
                "escape is invalid Unicode code point {}",
                unicode::describe_code(value)
            ));
            return false;
        }
        true
    }
}

/// Index of the first `_` of a number that does not stand between digits (a base prefix counts
/// as a digit).
fn misplaced_separator(text: &str) -> Option<usize> {
    #[derive(PartialEq)]
    enum Prev {
        Digit,
        Separator,
        Other,
    }
    let bytes = text.as_bytes();
    let hex = matches!(bytes, [b'0', b'x' | b'X', ..]);
    let prefixed = hex || matches!(bytes, [b'0', b'o' | b'O' | b'b' | b'B', ..]);
    let (mut prev, start) = if prefixed {
        (Prev::Digit, 2)
    } else {
        (Prev::Other, 0)
    };
    for (i, &b) in bytes.iter().enumerate().skip(start) {
        let is_digit = b.is_ascii_digit() || hex && b.is_ascii_hexdigit();
        match prev {
            Prev::Separator if !is_digit && b != b'_' => return Some(i - 1),
            Prev::Separator | Prev::Other if b == b'_' => return Some(i),
            _ => {}
        }
        prev = match b {
            b'_' => Prev::Separator,
            _ if is_digit => Prev::Digit,
            _ => Prev::Other,
        };
    }
    (prev == Prev::Separator).then(|| bytes.len() - 1)
}
