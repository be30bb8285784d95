//! Floating-point numbers read from text, as Go's strconv reads them: correctly rounded.
//!
//! Rust's own parser would do, but it brings ten kilobytes of powers that nothing packs, and everybody
//! who visits downloads them. Here a number is multiplied or divided by its power of ten in limbs,
//! which takes longer for powers far from zero only.

/// Digits that can matter: where two floats meet, 767 of them may be other than zero.
const MAX_DIGITS: i64 = 800;
/// The largest power of ten in a limb, and its exponent.
const POWER: (u32, i64) = (1_000_000_000, 9);

/// Result of reading a number: the value (±Inf when out of range), whether the text was one at
/// all, and whether it was out of range.
pub(crate) fn parse_float(s: &[u8], bits: u32) -> (f64, bool, bool) {
    let Ok(text) = std::str::from_utf8(s) else {
        return (0.0, false, false);
    };
    let (neg, body) = match text.as_bytes().first() {
        Some(b'-') => (true, text.get(1..).unwrap_or("")),
        Some(b'+') => (false, text.get(1..).unwrap_or("")),
        _ => (false, text),
    };
    let sign = |f: f64| if neg { -f } else { f };
    let lower = body.to_ascii_lowercase();
    match lower.as_str() {
        "inf" | "infinity" => return (sign(f64::INFINITY), true, false),
        "nan" => return (f64::NAN, true, false),
        _ => {}
    }
    if let Some(h) = lower.strip_prefix("0x") {
        return match parse_hex(h, bits) {
            Some(f) => (sign(f), true, f.is_infinite()),
            None => (0.0, false, false),
        };
    }
    // Only what both languages call a decimal number.
    if !is_decimal(&lower) {
        return (0.0, false, false);
    }
    let f = sign(parse_decimal(&lower, bits));
    (f, true, f.is_infinite())
}

fn is_decimal(s: &str) -> bool {
    let (m, e) = match s.split_once('e') {
        Some((m, e)) => (m, Some(e)),
        None => (s, None),
    };
    let digits = m.bytes().filter(u8::is_ascii_digit).count();
    let dots = m.bytes().filter(|b| *b == b'.').count();
    let mantissa = digits > 0 && dots <= 1 && digits + dots == m.len();
    let exponent = e.is_none_or(|e| {
        let d = e.strip_prefix(['+', '-']).unwrap_or(e);
        !d.is_empty() && d.bytes().all(|b| b.is_ascii_digit())
    });
    mantissa && exponent
}

/// `h.hhhp±d`, correctly rounded to the target width.
fn parse_hex(s: &str, bits: u32) -> Option<f64> {
    let (m, e) = s.split_once('p')?;
    let ed = e.strip_prefix(['+', '-']).unwrap_or(e);
    if ed.is_empty() || !ed.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let exp: i64 = e.parse::<i64>().unwrap_or(if e.starts_with('-') {
        -100_000
    } else {
        100_000
    });
    let exp = exp.clamp(-100_000, 100_000);
    let (mut mant, mut shift, mut sticky, mut seen_dot, mut seen_digit) =
        (0u64, 0i64, false, false, false);
    for c in m.chars() {
        if c == '.' {
            if seen_dot {
                return None;
            }
            seen_dot = true;
            continue;
        }
        let d = u64::from(c.to_digit(16)?);
        seen_digit = true;
        if mant >> 58 == 0 {
            mant = mant << 4 | d;
            if seen_dot {
                shift -= 4;
            }
        } else {
            sticky |= d != 0;
            if !seen_dot {
                shift += 4;
            }
        }
    }
    if !seen_digit {
        return None;
    }
    if mant == 0 {
        return Some(0.0);
    }
    Some(round(mant, exp + shift, sticky, bits))
}

/// `mant * 2^e2`, a little more if `sticky`, rounded to the target width; `mant` is not zero.
fn round(mut mant: u64, mut e2: i64, sticky: bool, bits: u32) -> f64 {
    let lead = mant.leading_zeros();
    mant <<= lead;
    e2 -= i64::from(lead);
    let (keep, min_exp, max_exp) = if bits == 32 {
        (24u32, -149i64, 128i64)
    } else {
        (53, -1074, 1024)
    };
    // Bits to drop: to the precision, or more for denormals.
    let mut drop = i64::from(64 - keep);
    if e2 + drop < min_exp {
        drop = min_exp - e2;
    }
    let rounded = if drop > 64 {
        0
    } else if drop == 64 {
        u64::from(mant > 1 << 63 || mant == 1 << 63 && sticky)
    } else {
        let rest = mant & ((1u64 << drop) - 1);
        let half = 1u64 << (drop - 1);
        let mut q = mant >> drop;
        if rest > half || rest == half && (sticky || q & 1 == 1) {
            q += 1;
        }
        q
    };
    e2 += drop;
    let top = 64 - i64::from(rounded.leading_zeros()) + e2;
    if top > max_exp {
        return f64::INFINITY;
    }
    // Exact: at most 53 significant bits, within range; in two steps for denormals.
    let mut f = rounded as f64;
    let mut left = e2;
    while left > 0 {
        let step = left.min(1000);
        f *= 2f64.powi(step as i32);
        left -= step;
    }
    while left < 0 {
        let step = (-left).min(1000);
        f /= 2f64.powi(step as i32);
        left += step;
    }
    f
}

/// A decimal number (see [`is_decimal`]), correctly rounded to the target width.
fn parse_decimal(s: &str, bits: u32) -> f64 {
    let (m, e) = s.split_once('e').unwrap_or((s, "0"));
    // Far beyond any float, and beyond what the digits of a text could make up for.
    let far = if e.starts_with('-') {
        -(1 << 40)
    } else {
        1 << 40
    };
    let mut exp = e.parse::<i64>().unwrap_or(far).clamp(-(1 << 40), 1 << 40);
    let mut n = Limbs::default();
    let (mut digits, mut sticky, mut seen_dot) = (0, false, false);
    for c in m.bytes() {
        if c == b'.' {
            seen_dot = true;
            continue;
        }
        let d = u32::from(c.wrapping_sub(b'0'));
        let counts = digits < MAX_DIGITS;
        if counts {
            n.multiply(10, d);
            digits += i64::from(!n.0.is_empty());
        } else {
            sticky |= d != 0;
        }
        // A digit left out before the point is a power more, one kept after it a power less.
        exp += i64::from(!counts) - i64::from(seen_dot);
    }
    if n.0.is_empty() || exp + digits < -400 {
        return 0.0;
    }
    if exp + digits > 400 {
        return f64::INFINITY;
    }
    let mut e2 = 0;
    if exp < 0 {
        // Room for 64 bits of the quotient; ten is less than 2^(10/3).
        let room = (64 - exp * 10 / 3) / 32 + 1;
        n.0.splice(0..0, (0..room).map(|_| 0));
        e2 = -32 * room;
    }
    let mut left = exp.abs();
    while left > 0 {
        let (by, step) = if left < POWER.1 { (10, 1) } else { POWER };
        if exp < 0 {
            sticky |= n.divide(by) != 0;
        } else {
            n.multiply(by, 0);
        }
        left -= step;
    }
    let (mant, shift, below) = n.top();
    round(mant, e2 + shift, sticky || below, bits)
}

/// A natural number in limbs of 32 bits, the lowest first; the highest is not zero.
#[derive(Default)]
struct Limbs(Vec<u32>);

impl Limbs {
    fn multiply(&mut self, by: u32, plus: u32) {
        let mut carry = u64::from(plus);
        for limb in &mut self.0 {
            let product = u64::from(*limb) * u64::from(by) + carry;
            *limb = product as u32;
            carry = product >> 32;
        }
        if carry != 0 {
            self.0.push(carry as u32);
        }
    }

    /// Divides, and returns what is left.
    fn divide(&mut self, by: u32) -> u32 {
        let by = u64::from(by.max(1));
        let mut rest = 0;
        for limb in self.0.iter_mut().rev() {
            let part = rest << 32 | u64::from(*limb);
            *limb = (part / by) as u32;
            rest = part % by;
        }
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
        rest as u32
    }

    /// The highest 64 bits or less, times which power of two they are, and whether there is
    /// something below them.
    fn top(&self) -> (u64, i64, bool) {
        let mut limbs = self.0.iter().rev();
        let mut next = || u64::from(limbs.next().copied().unwrap_or(0));
        let (a, b, c) = (next(), next(), next());
        let spare = (a as u32).leading_zeros();
        let all = u128::from(a) << 64 | u128::from(b) << 32 | u128::from(c);
        let high = (all << spare >> 32) as u64;
        let low = (all << spare) as u32;
        let below = low != 0 || limbs.any(|l| *l != 0);
        (
            high,
            32 * (self.0.len() as i64 - 2) - i64::from(spare),
            below,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rust's parser is the judge, where both read the text.
    #[track_caller]
    fn agrees(text: &str) {
        let wide: f64 = text.parse().expect("a number");
        let narrow: f32 = text.parse().expect("a number");
        assert_eq!(
            parse_float(text.as_bytes(), 64).0.to_bits(),
            wide.to_bits(),
            "{text}"
        );
        let got = parse_float(text.as_bytes(), 32).0;
        assert_eq!(
            got.to_bits(),
            f64::from(narrow).to_bits(),
            "{text} as float32"
        );
    }

    #[test]
    fn decimals() {
        for text in [
            "0",
            "-0",
            "1",
            "10",
            "0.1",
            ".5",
            "5.",
            "123456789",
            "1e23",
            "9007199254740993",
            "9007199254740993.00001",
            "1.7976931348623157e308",
            "1.7976931348623159e308",
            "1e309",
            "4.9e-324",
            "2.4703282292062327e-324",
            "2.4703282292062328e-324",
            "1e-400",
            "2.2250738585072011e-308",
            "2.2250738585072014e-308",
            "3.4028236e38",
            "1e-46",
            "7.0064923216240853e-46",
            "7.0064923216240854e-46",
            "1e99999999999999999999",
            "1e-99999999999999999999",
            "0e99999999999999999999",
            "16777217",
            "16777219",
        ] {
            agrees(text);
        }
        let zeros = "0".repeat(2000);
        agrees(&format!("1{zeros}e-2000"));
        agrees(&format!("0.{zeros}1e2001"));
        agrees(&format!("9007199254740993.{zeros}1"));
        // Two floats meet here; one digit more, far behind, decides.
        let half = format!("{:.1080}", f64::from_bits(1) / 2.0 + f64::from_bits(1));
        agrees(&half);
        let middle = "5".to_owned() + &"0".repeat(900);
        agrees(&format!("9007199254740992.{middle}1"));
    }

    #[test]
    fn random_decimals() {
        let mut state = 1u64;
        let mut next = || {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            state >> 11
        };
        for _ in 0..20_000 {
            let f = f64::from_bits(next() << 11 ^ next());
            if f.is_finite() {
                agrees(&format!("{f:e}"));
                agrees(&format!("{:e}", f as f32));
            }
            agrees(&format!("{}.{}e{}", next() % 1000, next(), next() % 700).replace("e6", "e-3"));
        }
    }

    #[test]
    fn what_is_no_number() {
        for text in [
            "", ".", "e1", "1e", "1e+", "1.2.3", "1x", "0x1", "+-1", "1_0",
        ] {
            assert!(!parse_float(text.as_bytes(), 64).1, "{text:?}");
        }
        assert_eq!(parse_float(b"0x1.8p1", 64), (3.0, true, false));
        assert_eq!(parse_float(b"-0x1p-1074", 64), (-4.9e-324, true, false));
        assert_eq!(parse_float(b"1e400", 64), (f64::INFINITY, true, true));
    }
}
