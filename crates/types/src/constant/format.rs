//! Constants as messages print them: short, decimal.

use std::fmt;

use super::{BigFloat, ConstValue, float};

/// Strings longer than this (quotes included) are cut.
const MAX_CHARS: usize = 72;

impl fmt::Display for ConstValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ConstValue::Unknown => f.write_str("unknown"),
            ConstValue::Bool(b) => write!(f, "{b}"),
            ConstValue::Str(s) => {
                let text = quote(s);
                if text.chars().count() <= MAX_CHARS {
                    return f.write_str(&text);
                }
                let cut: String = text.chars().take(MAX_CHARS - 3).collect();
                write!(f, "{cut}...")
            }
            ConstValue::Int(v) => write!(f, "{v}"),
            ConstValue::Big(v) => write!(f, "{v}"),
            ConstValue::Float(_) => f.write_str(&float_text(self)),
            ConstValue::Complex(c) => write!(f, "({} + {}i)", c.0, c.1),
        }
    }
}

impl ConstValue {
    /// The value in full: strings uncut, fractions as `a/b`.
    pub fn exact_string(&self) -> String {
        match self {
            ConstValue::Str(s) => quote(s),
            ConstValue::Float(f) => match f.as_ref() {
                BigFloat::Rat(r) if r.is_integer() => r.numer().to_string(),
                BigFloat::Rat(r) => format!("{}/{}", r.numer(), r.denom()),
                BigFloat::Float { .. } => self.to_string(),
            },
            ConstValue::Complex(c) => {
                format!("({} + {}i)", c.0.exact_string(), c.1.exact_string())
            }
            other => other.to_string(),
        }
    }
}

fn float_text(v: &ConstValue) -> String {
    let Some((mantissa, exp)) = float::parts(v) else {
        return "unknown".to_string();
    };
    let x = v.to_f64().unwrap_or(0.0);
    if x.is_finite() && (x == 0.0) == (v.sign() == 0) {
        let short = format_g(x, Some(6));
        if exp < 0 && !short.contains('.') {
            return format_g(x, None);
        }
        return short;
    }
    // Out of float64's range: mantissa and decimal exponent by hand, to six digits.
    let top = exp + mantissa.bits() as i64;
    let unit = float::make(mantissa.clone(), exp - top, false);
    let mut m = unit.to_f64().unwrap_or(0.0);
    let d = top as f64 * std::f64::consts::LOG10_2;
    let mut e = d as i64;
    m *= 10f64.powf(d - e as f64);
    if m.abs() < 1.0 - 0.5e-6 {
        m *= 10.0;
        e -= 1;
    } else if m.abs() >= 10.0 {
        m /= 10.0;
        e += 1;
    }
    format!("{}e{e:+}", format_g(m, Some(6)))
}

/// C's `%g` as Go prints it: `prec` significant digits, or as few as identify the value.
fn format_g(x: f64, prec: Option<usize>) -> String {
    let text = match prec {
        Some(p) => format!("{:.*e}", p.saturating_sub(1), x),
        None => format!("{x:e}"),
    };
    let (mantissa, exp) = text.split_once('e').unwrap_or((&text, "0"));
    let exp: i32 = exp.parse().unwrap_or(0);
    let (sign, mantissa) = match mantissa.strip_prefix('-') {
        Some(m) => ("-", m),
        None => ("", mantissa),
    };
    let digits: String = mantissa.chars().filter(|c| c.is_ascii_digit()).collect();
    let trimmed = digits.trim_end_matches('0');
    let digits = if trimmed.is_empty() { "0" } else { trimmed };
    let n = digits.len() as i32;
    let mut limit = match prec {
        Some(p) => p as i32,
        None => 6,
    };
    if prec.is_some() && limit > n && n > exp {
        limit = n;
    }
    if exp < -4 || exp >= limit.max(1) {
        let (first, rest) = digits.split_at(1);
        let dot = if rest.is_empty() { "" } else { "." };
        let es = if exp < 0 { '-' } else { '+' };
        return format!("{sign}{first}{dot}{rest}e{es}{:02}", exp.abs());
    }
    if exp < 0 {
        let zeros = "0".repeat((-exp - 1).unsigned_abs() as usize);
        return format!("{sign}0.{zeros}{digits}");
    }
    let whole = (exp + 1).unsigned_abs() as usize;
    if digits.len() <= whole {
        let zeros = "0".repeat(whole - digits.len());
        return format!("{sign}{digits}{zeros}");
    }
    let (a, b) = digits.split_at(whole);
    format!("{sign}{a}.{b}")
}

/// A Go string literal for `bytes`, as strconv.Quote writes it.
pub fn quote(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() + 2);
    out.push('"');
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '"' => out.push_str("\\\""),
                '\\' => out.push_str("\\\\"),
                '\u{7}' => out.push_str("\\a"),
                '\u{8}' => out.push_str("\\b"),
                '\u{c}' => out.push_str("\\f"),
                '\n' => out.push_str("\\n"),
                '\r' => out.push_str("\\r"),
                '\t' => out.push_str("\\t"),
                '\u{b}' => out.push_str("\\v"),
                ' '..='~' => out.push(c),
                c if (c as u32) < 0x80 => out.push_str(&format!("\\x{:02x}", c as u32)),
                c if is_print(c) => out.push(c),
                c if (c as u32) < 0x1_0000 => out.push_str(&format!("\\u{:04x}", c as u32)),
                c => out.push_str(&format!("\\U{:08x}", c as u32)),
            }
        }
        for b in chunk.invalid() {
            out.push_str(&format!("\\x{b:02x}"));
        }
    }
    out.push('"');
    out
}

/// Letters, marks, numbers, punctuation and symbols: what is neither control, format, separator
/// nor unassigned.
fn is_print(c: char) -> bool {
    if c.is_control() || c.is_whitespace() {
        return false;
    }
    // `escape_debug` escapes what is not printable, and combining marks, which are.
    let mut escaped = c.escape_debug();
    escaped.next() == Some(c)
        || !c.is_ascii() && c.is_alphanumeric()
        || ('\u{300}'..='\u{36f}').contains(&c)
}
