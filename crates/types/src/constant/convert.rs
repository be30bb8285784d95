//! Conversions between kinds of constants, and which constants are values of which type.

use super::{BigFloat, BigInt, BigRational, ConstKind, ConstValue, MAX_FRACTION_BITS, float};
use crate::Basic;

impl ConstValue {
    /// As an integer, if it is integral (allowing for rounding in the last bits of inexact
    /// floats), else Unknown.
    pub fn to_int(&self) -> ConstValue {
        match self {
            ConstValue::Int(_) | ConstValue::Big(_) => self.clone(),
            ConstValue::Float(f) => match f.as_ref() {
                BigFloat::Rat(r) if r.is_integer() => ConstValue::big(r.numer().clone()),
                BigFloat::Rat(_) => ConstValue::Unknown,
                BigFloat::Float { mantissa, exp } => float_to_int(mantissa, *exp),
            },
            ConstValue::Complex(c) if c.1.sign() == 0 => c.0.to_int(),
            _ => ConstValue::Unknown,
        }
    }

    /// As a float, if it is real.
    pub fn to_float(&self) -> ConstValue {
        match self {
            ConstValue::Int(_) | ConstValue::Big(_) => match self.to_bigint() {
                Some(v) => ConstValue::rational(BigRational::from_integer(v)),
                None => ConstValue::Unknown,
            },
            ConstValue::Float(_) => self.clone(),
            ConstValue::Complex(c) if c.1.sign() == 0 => c.0.to_float(),
            _ => ConstValue::Unknown,
        }
    }

    /// As a complex number.
    pub fn to_complex(&self) -> ConstValue {
        match self {
            ConstValue::Int(_) | ConstValue::Big(_) | ConstValue::Float(_) => {
                ConstValue::complex(self.clone(), ConstValue::Int(0))
            }
            ConstValue::Complex(_) => self.clone(),
            _ => ConstValue::Unknown,
        }
    }
}

fn float_to_int(mantissa: &BigInt, exp: i64) -> ConstValue {
    // No huge integers.
    let top = exp.saturating_add(mantissa.bits() as i64);
    if top.unsigned_abs() >= MAX_FRACTION_BITS {
        return ConstValue::Unknown;
    }
    if exp >= 0 {
        return ConstValue::big(mantissa << exp.unsigned_abs());
    }
    // Fraction bits: only rounding noise in the last 4 of 512 bits may be dropped.
    let noise_from = top - 508;
    let abs = mantissa.abs();
    let frac_bits = exp.unsigned_abs();
    let signed = |v: BigInt| ConstValue::big(if mantissa.is_negative() { -v } else { v });
    if noise_from < exp {
        return ConstValue::Unknown;
    }
    let drop = (noise_from - exp).unsigned_abs();
    let down = (&abs >> drop) << drop;
    let integral = |v: &BigInt| v.trailing_zeros().is_none_or(|z| z >= frac_bits);
    if integral(&down) {
        return signed(down >> frac_bits);
    }
    let up = ((&abs >> drop) + BigInt::one()) << drop;
    if integral(&up) {
        return signed(up >> frac_bits);
    }
    ConstValue::Unknown
}

/// The value as a constant of type `basic` (rounded for floats, integer-kinded for integers), if
/// it is representable. `word` is the size of int in bytes. Unknown always is.
pub fn representable(value: &ConstValue, basic: Basic, word: i64) -> Option<ConstValue> {
    if value.is_unknown() {
        return Some(ConstValue::Unknown);
    }
    if basic.is_integer() {
        let v = value.to_int();
        if v.kind() != ConstKind::Int {
            return None;
        }
        return int_fits(&v, basic, word).then_some(v);
    }
    if basic.is_float() {
        let v = value.to_float();
        if v.kind() != ConstKind::Float {
            return None;
        }
        return round_float(&v, basic);
    }
    if basic.is_complex() {
        let v = value.to_complex();
        let (re, im) = (v.real(), v.imag());
        let part = match basic {
            Basic::Complex64 => Basic::Float32,
            Basic::Complex128 => Basic::Float64,
            _ => {
                return (v.kind() == ConstKind::Complex).then_some(value.clone());
            }
        };
        if v.kind() != ConstKind::Complex {
            return None;
        }
        return Some(ConstValue::complex(
            round_float(&re, part)?,
            round_float(&im, part)?,
        ));
    }
    if basic.is_string() {
        return (value.kind() == ConstKind::Str).then(|| value.clone());
    }
    if basic.is_boolean() {
        return (value.kind() == ConstKind::Bool).then(|| value.clone());
    }
    None
}

fn int_fits(v: &ConstValue, basic: Basic, word: i64) -> bool {
    let bits = match basic.plain() {
        Basic::Int8 | Basic::Uint8 => 8,
        Basic::Int16 | Basic::Uint16 => 16,
        Basic::Int32 | Basic::Uint32 => 32,
        Basic::Int64 | Basic::Uint64 => 64,
        Basic::Int | Basic::Uint | Basic::Uintptr => 8 * word.unsigned_abs(),
        _ => return true,
    };
    if basic.is_unsigned() {
        return v.sign() >= 0 && v.bit_len() <= bits;
    }
    match v {
        ConstValue::Int(v) => {
            let limit = 1i128 << (bits - 1);
            (-limit..limit).contains(&i128::from(*v))
        }
        _ => false,
    }
}

fn round_float(v: &ConstValue, basic: Basic) -> Option<ConstValue> {
    let rounded = match basic {
        Basic::Float32 => f64::from(v.to_f32()?),
        Basic::Float64 => v.to_f64()?,
        _ => return Some(v.clone()),
    };
    rounded.is_finite().then(|| float::from_f64(rounded))
}
