//! Constant values of arbitrary precision, within limits that make hostile constants an error.

/// The value of a constant expression.
#[derive(Clone, Debug, PartialEq)]
pub enum ConstValue {
    /// An operand whose value could not be computed; already reported.
    Unknown,
    Bool(bool),
    /// Bytes: Go strings need not be UTF-8.
    Str(std::sync::Arc<[u8]>),
    /// Integers that fit; larger ones are `Big`.
    Int(i64),
    Big(std::sync::Arc<num_bigint::BigInt>),
    /// Non-integral or float-kinded values.
    Float(std::sync::Arc<BigFloat>),
    /// Real and imaginary part, each `Int`, `Big` or `Float`.
    Complex(std::sync::Arc<(ConstValue, ConstValue)>),
}

/// A rational while it is small, else a 512-bit binary float, as gc keeps them.
#[derive(Clone, Debug, PartialEq)]
pub enum BigFloat {
    Rat(num_rational::BigRational),
    /// mantissa * 2^exp, mantissa rounded to 512 bits.
    Float {
        mantissa: num_bigint::BigInt,
        exp: i64,
    },
}
