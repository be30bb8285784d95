//! 512-bit binary floats, and rounding to the machine's formats.

use std::sync::Arc;

use super::{BigFloat, BigInt, BigRational, ConstValue};

/// Mantissa bits.
const PREC: u64 = 512;
/// Exponents beyond are overflow (or zero).
const MAX_EXP: i64 = 1 << 31;

/// `mantissa * 2^exp`, rounded; `sticky`: there is a little more beyond the mantissa's last bit.
pub(super) fn make(mantissa: BigInt, exp: i64, sticky: bool) -> ConstValue {
    let Some((mantissa, exp)) = normalise(mantissa, exp, sticky) else {
        return ConstValue::Unknown;
    };
    ConstValue::Float(Arc::new(BigFloat::Float { mantissa, exp }))
}

/// Rounds to [`PREC`] bits and strips trailing zeros. None: infinite.
fn normalise(mantissa: BigInt, exp: i64, sticky: bool) -> Option<(BigInt, i64)> {
    let (mut m, mut e) = round_bits(mantissa, exp, sticky, PREC);
    if m.is_zero() {
        return Some((m, 0));
    }
    if let Some(zeros) = m.trailing_zeros()
        && zeros > 0
    {
        m >>= zeros;
        e += zeros as i64;
    }
    let top = e + m.bits() as i64;
    if top > MAX_EXP {
        return None;
    }
    if top < -MAX_EXP {
        return Some((BigInt::zero(), 0));
    }
    Some((m, e))
}

/// Rounds to nearest even at `prec` bits.
fn round_bits(m: BigInt, exp: i64, sticky: bool, prec: u64) -> (BigInt, i64) {
    let bits = m.bits();
    if bits <= prec {
        return (m, exp);
    }
    let drop = bits - prec;
    let negative = m.is_negative();
    let m = m.abs();
    let mut kept: BigInt = &m >> drop;
    let half = m.bit(drop - 1);
    let rest = sticky || m.trailing_zeros().is_some_and(|z| z < drop - 1);
    if half && (rest || kept.bit(0)) {
        kept = kept + BigInt::one();
    }
    (if negative { -kept } else { kept }, exp + drop as i64)
}

/// `a / b` as a float.
pub(super) fn quotient(a: &BigInt, b: &BigInt) -> ConstValue {
    let (q, exp, sticky) = divide(a, b, PREC);
    make(q, exp, sticky)
}

/// A quotient of at least `prec + 2` bits: `q * 2^exp`, and whether something remained.
fn divide(a: &BigInt, b: &BigInt, prec: u64) -> (BigInt, i64, bool) {
    if b.is_zero() || a.is_zero() {
        return (BigInt::zero(), 0, false);
    }
    let shift = (prec + 2 + b.bits()).saturating_sub(a.bits());
    let num = a.abs() << shift;
    let den = b.abs();
    let q = &num / &den;
    let sticky = &q * &den != num;
    let q = if a.is_negative() != b.is_negative() {
        -q
    } else {
        q
    };
    (q, -(shift as i64), sticky)
}

/// The parts of a value as a binary float: Int, Big and fractions are rounded.
pub(super) fn parts(v: &ConstValue) -> Option<(BigInt, i64)> {
    match v {
        ConstValue::Int(_) | ConstValue::Big(_) => normalise(v.to_bigint()?, 0, false),
        ConstValue::Float(f) => match f.as_ref() {
            BigFloat::Rat(r) => {
                let (q, exp, sticky) = divide(r.numer(), r.denom(), PREC);
                normalise(q, exp, sticky)
            }
            BigFloat::Float { mantissa, exp } => Some((mantissa.clone(), *exp)),
        },
        _ => None,
    }
}

pub(super) fn add((a, ea): (BigInt, i64), (b, eb): (BigInt, i64)) -> ConstValue {
    if a.is_zero() {
        return make(b, eb, false);
    }
    if b.is_zero() {
        return make(a, ea, false);
    }
    let (hi, ehi, lo, elo) = if ea >= eb {
        (a, ea, b, eb)
    } else {
        (b, eb, a, ea)
    };
    let shift = ehi - elo;
    // So far apart that the smaller one cannot change the rounding.
    if shift > 4 * PREC as i64 {
        return make(hi, ehi, false);
    }
    make((hi << shift.unsigned_abs()) + lo, elo, false)
}

pub(super) fn mul((a, ea): (BigInt, i64), (b, eb): (BigInt, i64)) -> ConstValue {
    make(a * b, ea + eb, false)
}

pub(super) fn div((a, ea): (BigInt, i64), (b, eb): (BigInt, i64)) -> ConstValue {
    if b.is_zero() {
        return ConstValue::Unknown;
    }
    let (q, exp, sticky) = divide(&a, &b, PREC);
    make(q, exp + ea - eb, sticky)
}

/// `digits * base^exp` for literals whose value is far from 1: by repeated squaring with guard
/// bits.
pub(super) fn scaled(digits: BigInt, base: u32, exp: i64) -> ConstValue {
    if digits.is_zero() {
        return ConstValue::rational(BigRational::from_integer(digits));
    }
    const GUARD: u64 = PREC + 128;
    let mut acc = (BigInt::one(), 0i64);
    let mut square = (BigInt::from(u64::from(base)), 0i64);
    let mut n = exp.unsigned_abs();
    let trim = |(m, e): (BigInt, i64)| round_bits(m, e, false, GUARD);
    while n > 0 {
        if n & 1 == 1 {
            acc = trim((&acc.0 * &square.0, acc.1 + square.1));
        }
        n >>= 1;
        if n > 0 {
            square = trim((&square.0 * &square.0, square.1 * 2));
        }
        if acc.1.abs() > 4 * MAX_EXP || square.1.abs() > 4 * MAX_EXP {
            return if exp < 0 {
                ConstValue::rational(BigRational::from_integer(BigInt::zero()))
            } else {
                ConstValue::Unknown
            };
        }
    }
    if exp >= 0 {
        make(digits * acc.0, acc.1, false)
    } else {
        let (q, e, sticky) = divide(&digits, &acc.0, PREC);
        make(q, e - acc.1, sticky)
    }
}

/// Compares two floats.
pub(super) fn compare(a: &(BigInt, i64), b: &(BigInt, i64)) -> std::cmp::Ordering {
    let (sa, sb) = (a.0.sign(), b.0.sign());
    if sa != sb || sa == 0 {
        return sa.cmp(&sb);
    }
    let (ta, tb) = (a.1 + a.0.bits() as i64, b.1 + b.0.bits() as i64);
    if ta != tb {
        let by_size = ta.cmp(&tb);
        return if sa < 0 { by_size.reverse() } else { by_size };
    }
    // Same magnitude: exponents differ by at most PREC.
    let e = a.1.min(b.1);
    let am = &a.0 << (a.1 - e).unsigned_abs();
    let bm = &b.0 << (b.1 - e).unsigned_abs();
    am.cmp(&bm)
}

pub(super) fn from_f64(value: f64) -> ConstValue {
    if !value.is_finite() {
        return ConstValue::Unknown;
    }
    let value = value + 0.0;
    let bits = value.to_bits();
    let field = (bits >> 52 & 0x7ff) as i64;
    let frac = bits & ((1 << 52) - 1);
    let (m, e) = if field == 0 {
        (frac, -1074)
    } else {
        (frac | 1 << 52, field - 1075)
    };
    let mut m = BigInt::from(m);
    if value < 0.0 {
        m = -m;
    }
    ConstValue::rational(if e >= 0 {
        BigRational::from_integer(m << e.unsigned_abs())
    } else {
        BigRational::new(m, BigInt::one() << e.unsigned_abs())
    })
}

/// A binary format: precision, and the exponent of the least bit of a denormal.
struct Format {
    prec: i64,
    min_exp: i64,
    max_exp: i64,
}

const F64: Format = Format {
    prec: 53,
    min_exp: -1074,
    max_exp: 1024,
};
const F32: Format = Format {
    prec: 24,
    min_exp: -149,
    max_exp: 128,
};

pub(super) fn to_f64(v: &ConstValue) -> Option<f64> {
    match v {
        ConstValue::Complex(c) if c.1.sign() == 0 => to_f64(&c.0),
        _ => nearest(v, &F64),
    }
}

pub(super) fn to_f32(v: &ConstValue) -> Option<f32> {
    match v {
        ConstValue::Complex(c) if c.1.sign() == 0 => to_f32(&c.0),
        // Exact: the value is one of float32.
        _ => nearest(v, &F32).map(|f| f as f32),
    }
}

/// The nearest value of the format, as a float64.
fn nearest(v: &ConstValue, format: &Format) -> Option<f64> {
    let (m, exp, sticky) = match v {
        ConstValue::Int(_) | ConstValue::Big(_) => (v.to_bigint()?, 0, false),
        ConstValue::Float(f) => match f.as_ref() {
            BigFloat::Rat(r) => divide(r.numer(), r.denom(), 64),
            BigFloat::Float { mantissa, exp } => (mantissa.clone(), *exp, false),
        },
        _ => return None,
    };
    if m.is_zero() {
        return Some(0.0);
    }
    let negative = m.is_negative();
    let m = m.abs();
    let top = exp + m.bits() as i64;
    if top > format.max_exp {
        return Some(if negative {
            f64::NEG_INFINITY
        } else {
            f64::INFINITY
        });
    }
    // The exponent of the least bit that can be kept.
    let least = (top - format.prec).max(format.min_exp);
    let value = if least > exp {
        let drop = (least - exp).unsigned_abs();
        if drop > m.bits() + 1 {
            0.0
        } else {
            let kept: BigInt = &m >> drop;
            let half = m.bit(drop - 1);
            let rest = sticky || m.trailing_zeros().is_some_and(|z| z < drop - 1);
            let kept = if half && (rest || kept.bit(0)) {
                kept + BigInt::one()
            } else {
                kept
            };
            scale(kept.to_u64()?, least)
        }
    } else {
        // At most `prec` bits.
        scale(m.to_u64()?, exp)
    };
    let limit = scale(1, format.max_exp - 1);
    let value = if value >= 2.0 * limit || value / 2.0 >= limit {
        f64::INFINITY
    } else {
        value
    };
    Some(if negative { -value } else { value })
}

/// `m * 2^exp` for a mantissa of at most 54 bits, where the result is exact (or overflows).
fn scale(m: u64, exp: i64) -> f64 {
    let mut value = m as f64;
    let mut exp = exp;
    while exp > 0 {
        let step = exp.min(1000);
        value *= f64::from_bits(((1023 + step) as u64) << 52);
        exp -= step;
    }
    while exp < 0 {
        let step = (-exp).min(1000);
        // Only the last step may be denormal: earlier ones are exact.
        value *= f64::from_bits(((1023 - step) as u64) << 52);
        exp += step;
    }
    value
}
