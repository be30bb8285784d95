//! Constant values of arbitrary precision, within limits that make hostile constants an error.
//!
//! Integers are exact (the checker limits them to 512 bits). Floats are exact fractions while
//! numerator and denominator stay below 4096 bits, and 512-bit binary floats beyond: gc's own
//! rules, so results agree to the last bit.

mod big;
#[cfg(test)]
mod big_tests;
mod convert;
mod float;
mod format;
mod literal;
mod ops;

#[cfg(test)]
mod tests;

use std::sync::Arc;

pub use big::{BigInt, BigRational};
pub use convert::representable;
pub use format::quote;
pub use literal::{unquote_bytes, unquote_string};
pub use ops::{binary, compare, shift, unary};

/// Fractions are kept while their parts are shorter than this.
const MAX_FRACTION_BITS: u64 = 4 << 10;

/// The value of a constant expression.
#[derive(Clone, Debug, PartialEq)]
pub enum ConstValue {
    /// An operand whose value could not be computed; already reported.
    Unknown,
    Bool(bool),
    /// Bytes: Go strings need not be UTF-8.
    Str(Arc<[u8]>),
    /// Integers that fit; larger ones are `Big`.
    Int(i64),
    Big(Arc<BigInt>),
    /// Non-integral or float-kinded values.
    Float(Arc<BigFloat>),
    /// Real and imaginary part, each `Int`, `Big` or `Float`.
    Complex(Arc<(ConstValue, ConstValue)>),
}

/// A rational while it is small, else a 512-bit binary float, as gc keeps them.
#[derive(Clone, Debug, PartialEq)]
pub enum BigFloat {
    Rat(BigRational),
    /// mantissa * 2^exp, mantissa rounded to 512 bits.
    Float {
        mantissa: BigInt,
        exp: i64,
    },
}

/// What kind of value a constant has.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ConstKind {
    Unknown,
    Bool,
    Str,
    Int,
    Float,
    Complex,
}

impl ConstValue {
    pub fn int(value: i64) -> ConstValue {
        ConstValue::Int(value)
    }
    pub fn uint(value: u64) -> ConstValue {
        Self::big(BigInt::from(value))
    }
    /// An integer of any size.
    pub fn big(value: BigInt) -> ConstValue {
        match value.to_i64() {
            Some(v) => ConstValue::Int(v),
            None => ConstValue::Big(Arc::new(value)),
        }
    }
    pub fn str(bytes: &[u8]) -> ConstValue {
        ConstValue::Str(bytes.into())
    }
    /// The exact value of a finite float; Unknown for others. Negative zero becomes zero.
    pub fn float(value: f64) -> ConstValue {
        float::from_f64(value)
    }
    /// A fraction, or a float if its parts are too long.
    pub(crate) fn rational(value: BigRational) -> ConstValue {
        if value.numer().bits() < MAX_FRACTION_BITS && value.denom().bits() < MAX_FRACTION_BITS {
            ConstValue::Float(Arc::new(BigFloat::Rat(value)))
        } else {
            float::quotient(value.numer(), value.denom())
        }
    }
    pub fn complex(re: ConstValue, im: ConstValue) -> ConstValue {
        if re == ConstValue::Unknown || im == ConstValue::Unknown {
            return ConstValue::Unknown;
        }
        ConstValue::Complex(Arc::new((re, im)))
    }

    pub fn kind(&self) -> ConstKind {
        match self {
            ConstValue::Unknown => ConstKind::Unknown,
            ConstValue::Bool(_) => ConstKind::Bool,
            ConstValue::Str(_) => ConstKind::Str,
            ConstValue::Int(_) | ConstValue::Big(_) => ConstKind::Int,
            ConstValue::Float(_) => ConstKind::Float,
            ConstValue::Complex(_) => ConstKind::Complex,
        }
    }
    pub fn is_unknown(&self) -> bool {
        *self == ConstValue::Unknown
    }
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            ConstValue::Bool(b) => Some(*b),
            _ => None,
        }
    }
    /// The bytes of a string.
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match self {
            ConstValue::Str(s) => Some(s),
            _ => None,
        }
    }
    /// An integer value (integral floats included) that fits.
    pub fn to_i64(&self) -> Option<i64> {
        match self {
            ConstValue::Int(v) => Some(*v),
            ConstValue::Big(_) => None,
            ConstValue::Float(_) | ConstValue::Complex(_) => match self.to_int() {
                ConstValue::Int(v) => Some(v),
                _ => None,
            },
            _ => None,
        }
    }
    /// An integer value (integral floats included) that fits.
    pub fn to_u64(&self) -> Option<u64> {
        match self {
            ConstValue::Int(v) => u64::try_from(*v).ok(),
            ConstValue::Big(v) => v.to_u64(),
            ConstValue::Float(_) | ConstValue::Complex(_) => match self.to_int() {
                ConstValue::Unknown => None,
                v => v.to_u64(),
            },
            _ => None,
        }
    }
    /// The integer as 64 bits, two's complement, whatever its size.
    pub fn to_bits(&self) -> Option<u64> {
        self.to_i64()
            .map(|v| v.cast_unsigned())
            .or_else(|| self.to_u64())
    }
    /// The nearest float64, infinite when out of range; None for non-numbers.
    pub fn to_f64(&self) -> Option<f64> {
        float::to_f64(self)
    }
    /// The nearest float32, rounded once.
    pub fn to_f32(&self) -> Option<f32> {
        float::to_f32(self)
    }
    /// Real part of a number.
    pub fn real(&self) -> ConstValue {
        match self {
            ConstValue::Complex(c) => c.0.clone(),
            ConstValue::Bool(_) | ConstValue::Str(_) => ConstValue::Unknown,
            other => other.clone(),
        }
    }
    /// Imaginary part of a number.
    pub fn imag(&self) -> ConstValue {
        match self {
            ConstValue::Complex(c) => c.1.clone(),
            ConstValue::Int(_) | ConstValue::Big(_) | ConstValue::Float(_) => ConstValue::Int(0),
            _ => ConstValue::Unknown,
        }
    }
    /// The number times i.
    pub fn make_imag(&self) -> ConstValue {
        match self {
            ConstValue::Int(_) | ConstValue::Big(_) | ConstValue::Float(_) => {
                Self::complex(ConstValue::Int(0), self.clone())
            }
            _ => ConstValue::Unknown,
        }
    }
    /// -1, 0 or 1; for complex numbers 0 only for zero; 1 for Unknown, so that nothing reports a
    /// division by zero.
    pub fn sign(&self) -> i32 {
        match self {
            ConstValue::Int(v) => v.signum() as i32,
            ConstValue::Big(v) => v.sign(),
            ConstValue::Float(f) => match f.as_ref() {
                BigFloat::Rat(r) => r.numer().sign(),
                BigFloat::Float { mantissa, .. } => mantissa.sign(),
            },
            ConstValue::Complex(c) => c.0.sign() | c.1.sign(),
            _ => 1,
        }
    }
    /// Bits of the absolute value of an integer.
    pub fn bit_len(&self) -> u64 {
        match self {
            ConstValue::Int(v) => u64::from(64 - v.unsigned_abs().leading_zeros()),
            ConstValue::Big(v) => v.bits(),
            _ => 0,
        }
    }
    /// The integer, if it is one by kind.
    pub(crate) fn to_bigint(&self) -> Option<BigInt> {
        match self {
            ConstValue::Int(v) => Some(BigInt::from(*v)),
            ConstValue::Big(v) => Some((**v).clone()),
            _ => None,
        }
    }
}
