//! From literals as written to values. The lexer has checked their form; what it let pass and
//! cannot be a value becomes Unknown.

use syntax::ast::LitKind;

use super::{BigInt, BigRational, ConstValue, MAX_FRACTION_BITS, float};

/// gc's limit on the length of a number as written.
const MAX_CHARS: usize = 10_000;

impl ConstValue {
    /// The value of a literal.
    pub fn from_literal(kind: LitKind, text: &str) -> ConstValue {
        let number = matches!(kind, LitKind::Int | LitKind::Float | LitKind::Imag);
        if number && text.len() > MAX_CHARS {
            return ConstValue::Unknown;
        }
        let value = match kind {
            LitKind::Int => int(text),
            LitKind::Float => float_literal(text),
            LitKind::Imag => text
                .strip_suffix('i')
                .and_then(imaginary)
                .map(|v| v.make_imag()),
            LitKind::Rune => text
                .strip_prefix('\'')
                .and_then(|t| t.strip_suffix('\''))
                .and_then(rune),
            LitKind::String => unquote_bytes(text).map(|b| ConstValue::str(&b)),
        };
        value.unwrap_or(ConstValue::Unknown)
    }
}

/// Splits `0x`, `0o`, `0b` or a leading zero off.
fn split_base(text: &str) -> (u32, &str) {
    let lower = text.get(..2).map(str::to_ascii_lowercase);
    match lower.as_deref() {
        Some("0x") => (16, &text[2..]),
        Some("0b") => (2, &text[2..]),
        Some("0o") => (8, &text[2..]),
        Some(_) if text.starts_with('0') => (8, &text[1..]),
        _ => (10, text),
    }
}

fn digits(text: &str, base: u32) -> Option<BigInt> {
    let mut clean = text.chars().filter(|&c| c != '_').peekable();
    clean.peek()?;
    BigInt::parse(clean, base)
}

fn int(text: &str) -> Option<ConstValue> {
    let (base, rest) = split_base(text);
    digits(rest, base).map(ConstValue::big)
}

/// An imaginary literal's number: for backward compatibility a leading zero does not mean octal.
fn imaginary(text: &str) -> Option<ConstValue> {
    let prefixed = text
        .get(1..2)
        .is_some_and(|c| matches!(c, "x" | "X" | "b" | "B" | "o" | "O"));
    let hex_float = text.contains(['p', 'P', '.']);
    if text.starts_with('0') && prefixed && !hex_float {
        return int(text).map(|v| v.to_float());
    }
    float_literal(text)
}

fn float_literal(text: &str) -> Option<ConstValue> {
    let lower = text.to_ascii_lowercase();
    let (base, body, exp_mark) = match lower.strip_prefix("0x") {
        Some(rest) => (16, rest, 'p'),
        None => (10, lower.as_str(), 'e'),
    };
    let (mantissa, exp) = match body.split_once(exp_mark) {
        Some((m, e)) => (m, e.replace('_', "")),
        None => (body, "0".to_string()),
    };
    let negative = exp.starts_with('-');
    let exp: i64 = match exp.trim_start_matches(['+', '-']).parse::<i64>() {
        Ok(e) if e < 1 << 40 => e,
        // More digits than an exponent can use.
        Ok(_) => 1 << 40,
        Err(_)
            if exp
                .trim_start_matches(['+', '-'])
                .bytes()
                .all(|b| b.is_ascii_digit()) =>
        {
            1 << 40
        }
        Err(_) => return None,
    };
    let exp = if negative { -exp } else { exp };
    let (whole, frac) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let frac_digits = frac.chars().filter(|&c| c != '_').count() as i64;
    let all = format!("{whole}{frac}");
    let m = digits(&all, base)?;
    if m.is_zero() {
        return Some(ConstValue::rational(BigRational::from_integer(m)));
    }
    // m * 10^(exp - frac_digits), or m * 2^(exp - 4*frac_digits)
    let (base, exp) = if base == 16 {
        (2u32, exp - 4 * frac_digits)
    } else {
        (10, exp - frac_digits)
    };
    let bits_per = if base == 2 {
        1.0
    } else {
        std::f64::consts::LOG2_10
    };
    let top = exp as f64 * bits_per + m.bits() as f64;
    if top.abs() >= MAX_FRACTION_BITS as f64 || exp.unsigned_abs() > 3 * MAX_FRACTION_BITS {
        return Some(float::scaled(m, base, exp));
    }
    let power = BigInt::pow(base, exp.unsigned_abs());
    Some(ConstValue::Float(std::sync::Arc::new(
        super::BigFloat::Rat(if exp >= 0 {
            BigRational::new(m * power, BigInt::one())
        } else {
            BigRational::new(m, power)
        }),
    )))
}

fn rune(body: &str) -> Option<ConstValue> {
    let mut chars = body.chars();
    if !body.starts_with('\\') {
        let c = chars.next()?;
        return chars.next().is_none().then_some(ConstValue::Int(c as i64));
    }
    let (value, rest, _) = escape(body, '\'')?;
    rest.is_empty().then(|| ConstValue::Int(i64::from(value)))
}

/// One escape sequence: its value, the rest, and whether it is a single byte.
fn escape(text: &str, quote: char) -> Option<(u32, &str, bool)> {
    let rest = text.strip_prefix('\\')?;
    let c = rest.chars().next()?;
    let after = &rest[c.len_utf8()..];
    let simple = |v: u32| Some((v, after, false));
    let number = |from: &'_ str, n: usize, base: u32| -> Option<u32> {
        u32::from_str_radix(from.get(..n)?, base).ok()
    };
    match c {
        'a' => simple(7),
        'b' => simple(8),
        'f' => simple(12),
        'n' => simple(10),
        'r' => simple(13),
        't' => simple(9),
        'v' => simple(11),
        '\\' => simple(92),
        '\'' | '"' if c == quote => simple(c as u32),
        'x' => Some((number(after, 2, 16)?, after.get(2..)?, true)),
        'u' | 'U' => {
            let n = if c == 'u' { 4 } else { 8 };
            let v = number(after, n, 16)?;
            char::from_u32(v)?;
            Some((v, after.get(n..)?, false))
        }
        '0'..='7' => {
            let v = number(rest, 3, 8)?;
            (v < 256).then_some(())?;
            Some((v, rest.get(3..)?, true))
        }
        _ => None,
    }
}

/// The bytes of a string literal, interpreted or raw.
pub fn unquote_bytes(text: &str) -> Option<Vec<u8>> {
    if let Some(raw) = text.strip_prefix('`') {
        let raw = raw.strip_suffix('`')?;
        return Some(raw.bytes().filter(|&b| b != b'\r').collect());
    }
    let mut rest = text.strip_prefix('"')?.strip_suffix('"')?;
    let mut out = Vec::with_capacity(rest.len());
    while let Some(at) = rest.find('\\') {
        out.extend_from_slice(rest.get(..at)?.as_bytes());
        let (value, after, byte) = escape(rest.get(at..)?, '"')?;
        if byte {
            out.push(value as u8);
        } else {
            let c = char::from_u32(value)?;
            out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        }
        rest = after;
    }
    out.extend_from_slice(rest.as_bytes());
    Some(out)
}

/// Like [`unquote_bytes`], for literals that must be text (import paths, tags).
pub fn unquote_string(text: &str) -> Option<String> {
    String::from_utf8(unquote_bytes(text)?).ok()
}
