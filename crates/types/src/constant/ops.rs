//! Operations on constants. Operands that do not go together give Unknown (comparisons: false):
//! the checker has made sure that they do.

use std::cmp::Ordering;

use syntax::ast::{BinaryOp, UnaryOp};

use super::{BigFloat, BigInt, BigRational, ConstValue, float};

/// Strings longer than this give Unknown.
const MAX_STRING: usize = 1 << 24;

/// Shift counts beyond give Unknown.
const MAX_SHIFT: u64 = 10_000;

/// `op y`. `unsigned_bits`: size of an unsigned result type, which limits `^`; 0 otherwise.
pub fn unary(op: UnaryOp, y: &ConstValue, unsigned_bits: u32) -> ConstValue {
    match (op, y) {
        (UnaryOp::Plus, ConstValue::Bool(_) | ConstValue::Str(_)) => ConstValue::Unknown,
        (UnaryOp::Plus, _) => y.clone(),
        (UnaryOp::Neg, ConstValue::Int(v)) => match v.checked_neg() {
            Some(v) => ConstValue::Int(v),
            None => ConstValue::big(-BigInt::from(*v)),
        },
        (UnaryOp::Neg, ConstValue::Big(v)) => ConstValue::big(-(**v).clone()),
        (UnaryOp::Neg, ConstValue::Float(f)) => match f.as_ref() {
            BigFloat::Rat(r) => ConstValue::rational(-r.clone()),
            BigFloat::Float { mantissa, exp } => float::make(-mantissa.clone(), *exp, false),
        },
        (UnaryOp::Neg, ConstValue::Complex(c)) => {
            ConstValue::complex(unary(op, &c.0, 0), unary(op, &c.1, 0))
        }
        (UnaryOp::Xor, ConstValue::Int(_) | ConstValue::Big(_)) => {
            let Some(v) = y.to_bigint() else {
                return ConstValue::Unknown;
            };
            let mut z = -v - BigInt::one();
            if unsigned_bits > 0 {
                z = z & ((BigInt::one() << u64::from(unsigned_bits)) - BigInt::one());
            }
            ConstValue::big(z)
        }
        (UnaryOp::Not, ConstValue::Bool(b)) => ConstValue::Bool(!b),
        _ => ConstValue::Unknown,
    }
}

/// How far a number is up the ladder int, fraction, float, complex.
fn rank(v: &ConstValue) -> Option<u8> {
    match v {
        ConstValue::Int(_) | ConstValue::Big(_) => Some(0),
        ConstValue::Float(f) => match f.as_ref() {
            BigFloat::Rat(_) => Some(1),
            BigFloat::Float { .. } => Some(2),
        },
        ConstValue::Complex(_) => Some(3),
        _ => None,
    }
}

fn rat(v: &ConstValue) -> Option<BigRational> {
    match v {
        ConstValue::Float(f) => match f.as_ref() {
            BigFloat::Rat(r) => Some(r.clone()),
            BigFloat::Float { .. } => None,
        },
        _ => Some(BigRational::from_integer(v.to_bigint()?)),
    }
}

/// `x op y` for arithmetic, logical and string operators. `int_div`: both are integers, so `/`
/// truncates. Division by zero gives Unknown.
pub fn binary(op: BinaryOp, x: &ConstValue, y: &ConstValue, int_div: bool) -> ConstValue {
    binary_opt(op, x, y, int_div).unwrap_or(ConstValue::Unknown)
}

fn binary_opt(op: BinaryOp, x: &ConstValue, y: &ConstValue, int_div: bool) -> Option<ConstValue> {
    match (x, y) {
        (ConstValue::Bool(a), ConstValue::Bool(b)) => {
            return match op {
                BinaryOp::LogAnd => Some(ConstValue::Bool(*a && *b)),
                BinaryOp::LogOr => Some(ConstValue::Bool(*a || *b)),
                _ => None,
            };
        }
        (ConstValue::Str(a), ConstValue::Str(b)) => {
            if op != BinaryOp::Add {
                return None;
            }
            if a.len() + b.len() > MAX_STRING {
                return None;
            }
            let mut bytes = Vec::with_capacity(a.len() + b.len());
            bytes.extend_from_slice(a);
            bytes.extend_from_slice(b);
            return Some(ConstValue::str(&bytes));
        }
        (ConstValue::Int(a), ConstValue::Int(b)) => {
            if let Some(v) = small(op, *a, *b, int_div) {
                return Some(ConstValue::Int(v));
            }
        }
        _ => {}
    }
    match rank(x)?.max(rank(y)?) {
        0 => integer(op, &x.to_bigint()?, &y.to_bigint()?, int_div),
        1 => {
            let (a, b) = (rat(x)?, rat(y)?);
            Some(ConstValue::rational(match op {
                BinaryOp::Add => a + b,
                BinaryOp::Sub => a - b,
                BinaryOp::Mul => a * b,
                BinaryOp::Div if !b.is_zero() => a / b,
                _ => return None,
            }))
        }
        2 => {
            let (a, b) = (float::parts(x)?, float::parts(y)?);
            Some(match op {
                BinaryOp::Add => float::add(a, b),
                BinaryOp::Sub => float::add(a, (-b.0, b.1)),
                BinaryOp::Mul => float::mul(a, b),
                BinaryOp::Div => float::div(a, b),
                _ => return None,
            })
        }
        _ => complex(op, x, y),
    }
}

/// Operations on machine integers that do not overflow.
fn small(op: BinaryOp, a: i64, b: i64, int_div: bool) -> Option<i64> {
    match op {
        BinaryOp::Add => a.checked_add(b),
        BinaryOp::Sub => a.checked_sub(b),
        BinaryOp::Mul => a.checked_mul(b),
        BinaryOp::Div if int_div => a.checked_div(b),
        BinaryOp::Rem => a.checked_rem(b),
        BinaryOp::And => Some(a & b),
        BinaryOp::Or => Some(a | b),
        BinaryOp::Xor => Some(a ^ b),
        BinaryOp::AndNot => Some(a & !b),
        _ => None,
    }
}

fn integer(op: BinaryOp, a: &BigInt, b: &BigInt, int_div: bool) -> Option<ConstValue> {
    Some(ConstValue::big(match op {
        BinaryOp::Add => a + b,
        BinaryOp::Sub => a - b,
        BinaryOp::Mul => a * b,
        BinaryOp::Div | BinaryOp::Rem if b.is_zero() => return None,
        BinaryOp::Div if int_div => a / b,
        BinaryOp::Div => {
            return Some(ConstValue::rational(BigRational::new(a.clone(), b.clone())));
        }
        BinaryOp::Rem => a % b,
        BinaryOp::And => a & b,
        BinaryOp::Or => a | b,
        BinaryOp::Xor => a ^ b,
        BinaryOp::AndNot => a & &(-b.clone() - BigInt::one()),
        _ => return None,
    }))
}

fn complex(op: BinaryOp, x: &ConstValue, y: &ConstValue) -> Option<ConstValue> {
    let (a, b) = (x.real(), x.imag());
    let (c, d) = (y.real(), y.imag());
    let add = |x: &ConstValue, y: &ConstValue| binary(BinaryOp::Add, x, y, false);
    let sub = |x: &ConstValue, y: &ConstValue| binary(BinaryOp::Sub, x, y, false);
    let mul = |x: &ConstValue, y: &ConstValue| binary(BinaryOp::Mul, x, y, false);
    let quo = |x: &ConstValue, y: &ConstValue| binary(BinaryOp::Div, x, y, false);
    let (re, im) = match op {
        BinaryOp::Add => (add(&a, &c), add(&b, &d)),
        BinaryOp::Sub => (sub(&a, &c), sub(&b, &d)),
        BinaryOp::Mul => (
            sub(&mul(&a, &c), &mul(&b, &d)),
            add(&mul(&b, &c), &mul(&a, &d)),
        ),
        BinaryOp::Div => {
            let s = add(&mul(&c, &c), &mul(&d, &d));
            (
                quo(&add(&mul(&a, &c), &mul(&b, &d)), &s),
                quo(&sub(&mul(&b, &c), &mul(&a, &d)), &s),
            )
        }
        _ => return None,
    };
    Some(ConstValue::complex(re, im))
}

/// `x << s` or `x >> s` for an integer.
pub fn shift(op: BinaryOp, x: &ConstValue, s: u64) -> ConstValue {
    let Some(v) = x.to_bigint() else {
        return ConstValue::Unknown;
    };
    match op {
        BinaryOp::Shl if s > MAX_SHIFT => ConstValue::Unknown,
        BinaryOp::Shl => ConstValue::big(v << s),
        BinaryOp::Shr if s > MAX_SHIFT => ConstValue::Int(if x.sign() < 0 { -1 } else { 0 }),
        BinaryOp::Shr => ConstValue::big(v >> s),
        _ => ConstValue::Unknown,
    }
}

/// `x op y` for the comparison operators.
pub fn compare(op: BinaryOp, x: &ConstValue, y: &ConstValue) -> bool {
    let equal_only = |same: bool| match op {
        BinaryOp::Eq => same,
        BinaryOp::Ne => !same,
        _ => false,
    };
    let order = match (x, y) {
        (ConstValue::Bool(a), ConstValue::Bool(b)) => return equal_only(a == b),
        (ConstValue::Str(a), ConstValue::Str(b)) => Some(a.cmp(b)),
        (ConstValue::Int(a), ConstValue::Int(b)) => Some(a.cmp(b)),
        _ => match (rank(x), rank(y)) {
            (Some(a), Some(b)) => match a.max(b) {
                0 => Some(x.to_bigint().cmp(&y.to_bigint())),
                1 => Some(rat(x).cmp(&rat(y))),
                2 => match (float::parts(x), float::parts(y)) {
                    (Some(a), Some(b)) => Some(float::compare(&a, &b)),
                    _ => None,
                },
                _ => {
                    let same = compare(BinaryOp::Eq, &x.real(), &y.real())
                        && compare(BinaryOp::Eq, &x.imag(), &y.imag());
                    return equal_only(same);
                }
            },
            _ => None,
        },
    };
    let Some(order) = order else {
        return false;
    };
    match op {
        BinaryOp::Eq => order == Ordering::Equal,
        BinaryOp::Ne => order != Ordering::Equal,
        BinaryOp::Lt => order == Ordering::Less,
        BinaryOp::Le => order != Ordering::Greater,
        BinaryOp::Gt => order == Ordering::Greater,
        BinaryOp::Ge => order != Ordering::Less,
        _ => false,
    }
}
