//! Integers and fractions without bounds, as far as constants need them. Numbers of a few hundred
//! bits are the rule and a literal's ten thousand digits the most, so everything is done as on
//! paper: short code is worth more here than a faster order of growth.

use std::cmp::Ordering;
use std::fmt;
use std::ops::{
    Add, BitAnd, BitOr, BitXor, Div, Mul, MulAssign, Neg, Rem, Shl, Shr, ShrAssign, Sub,
};

/// Bits of a limb.
const LIMB: u64 = 32;

/// An integer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BigInt {
    negative: bool,
    /// The absolute value, least limb first; the last is not zero. Zero is empty and not negative.
    limbs: Vec<u32>,
}

impl BigInt {
    fn new(negative: bool, mut limbs: Vec<u32>) -> BigInt {
        while limbs.last() == Some(&0) {
            limbs.pop();
        }
        BigInt {
            negative: negative && !limbs.is_empty(),
            limbs,
        }
    }
    pub(super) fn zero() -> BigInt {
        BigInt::default()
    }
    pub(super) fn one() -> BigInt {
        BigInt::from(1u64)
    }
    pub(super) fn is_zero(&self) -> bool {
        self.limbs.is_empty()
    }
    pub(super) fn is_negative(&self) -> bool {
        self.negative
    }
    /// -1, 0 or 1.
    pub(super) fn sign(&self) -> i32 {
        match (self.is_zero(), self.negative) {
            (true, _) => 0,
            (_, true) => -1,
            _ => 1,
        }
    }
    pub(super) fn abs(&self) -> BigInt {
        BigInt::new(false, self.limbs.clone())
    }
    /// Bits of the absolute value.
    pub(super) fn bits(&self) -> u64 {
        let top = self.limbs.last().map_or(0, |l| l.leading_zeros());
        self.limbs.len() as u64 * LIMB - u64::from(top)
    }
    /// Whether bit `at` of the absolute value is set.
    pub(super) fn bit(&self, at: u64) -> bool {
        let limb = self.limbs.get((at / LIMB) as usize);
        limb.is_some_and(|l| l >> (at % LIMB) & 1 == 1)
    }
    /// How many bits below the lowest that is set; none in zero.
    pub(super) fn trailing_zeros(&self) -> Option<u64> {
        let at = self.limbs.iter().position(|l| *l != 0)?;
        let limb = self.limbs.get(at)?;
        Some(at as u64 * LIMB + u64::from(limb.trailing_zeros()))
    }
    fn magnitude(&self) -> Option<u64> {
        match *self.limbs.as_slice() {
            [] => Some(0),
            [a] => Some(u64::from(a)),
            [a, b] => Some(u64::from(a) | u64::from(b) << LIMB),
            _ => None,
        }
    }
    pub(super) fn to_u64(&self) -> Option<u64> {
        self.magnitude().filter(|_| !self.negative)
    }
    pub(super) fn to_i64(&self) -> Option<i64> {
        let v = i128::from(self.magnitude()?);
        i64::try_from(if self.negative { -v } else { v }).ok()
    }
    /// The number that `digits` of base `base` write.
    pub(super) fn parse(digits: impl Iterator<Item = char>, base: u32) -> Option<BigInt> {
        let mut limbs = Vec::new();
        let (mut part, mut scale) = (0, 1u32);
        for c in digits {
            part = part * base + c.to_digit(base)?;
            scale *= base;
            if scale >= u32::MAX / 16 {
                times_plus(&mut limbs, scale, part);
                (part, scale) = (0, 1);
            }
        }
        times_plus(&mut limbs, scale, part);
        Some(BigInt::new(false, limbs))
    }
    pub(super) fn pow(base: u32, mut exponent: u64) -> BigInt {
        let (mut result, mut square) = (BigInt::one(), BigInt::from(u64::from(base)));
        while exponent > 0 {
            if exponent & 1 == 1 {
                result *= &square;
            }
            exponent >>= 1;
            if exponent > 0 {
                square = &square * &square;
            }
        }
        result
    }
    fn plus(&self, other: &BigInt, negate: bool) -> BigInt {
        let theirs = other.negative != negate;
        if self.negative == theirs {
            return BigInt::new(self.negative, sum(&self.limbs, &other.limbs));
        }
        let (mut large, small, negative) = match compare(&self.limbs, &other.limbs) {
            Ordering::Less => (other.limbs.clone(), &self.limbs, theirs),
            _ => (self.limbs.clone(), &other.limbs, self.negative),
        };
        subtract(&mut large, small);
        BigInt::new(negative, large)
    }
    /// Quotient, rounded towards zero, and remainder, with the sign of `self`.
    fn divided(&self, by: &BigInt) -> (BigInt, BigInt) {
        let (q, r) = match *by.limbs.as_slice() {
            // Callers divide by no zero.
            [] => (Vec::new(), Vec::new()),
            [limb] => {
                let mut q = self.limbs.clone();
                let rest = divide_by(&mut q, limb);
                (q, vec![rest])
            }
            _ => long_division(self, by),
        };
        (
            BigInt::new(self.negative != by.negative, q),
            BigInt::new(self.negative, r),
        )
    }
    /// Two's complement in `n` limbs.
    fn words(&self, n: usize) -> Vec<u32> {
        let mut words = self.limbs.clone();
        words.resize(n, 0);
        if self.negative {
            complement(&mut words);
        }
        words
    }
    fn bitwise(&self, other: &BigInt, op: fn(u32, u32) -> u32) -> BigInt {
        let n = self.limbs.len().max(other.limbs.len()) + 1;
        let (a, b) = (self.words(n), other.words(n));
        let mut words: Vec<u32> = a.iter().zip(&b).map(|(a, b)| op(*a, *b)).collect();
        let negative = words.last().is_some_and(|top| top >> 31 == 1);
        if negative {
            complement(&mut words);
        }
        BigInt::new(negative, words)
    }
}

/// Negates two's complement.
fn complement(words: &mut [u32]) {
    let mut carry = true;
    for w in words {
        (*w, carry) = (!*w).overflowing_add(u32::from(carry));
    }
}

fn compare(a: &[u32], b: &[u32]) -> Ordering {
    let by_limbs = || a.iter().rev().cmp(b.iter().rev());
    a.len().cmp(&b.len()).then_with(by_limbs)
}

fn sum(a: &[u32], b: &[u32]) -> Vec<u32> {
    let (long, short) = if a.len() < b.len() { (b, a) } else { (a, b) };
    let mut carry = 0;
    let mut out = Vec::with_capacity(long.len() + 1);
    let padded = short.iter().chain(std::iter::repeat(&0));
    for (x, y) in long.iter().zip(padded) {
        carry += u64::from(*x) + u64::from(*y);
        out.push(carry as u32);
        carry >>= LIMB;
    }
    out.push(carry as u32);
    out
}

/// Takes `b` away from `a`, which is not less.
fn subtract(a: &mut [u32], b: &[u32]) {
    let mut borrow = 0;
    let padded = b.iter().chain(std::iter::repeat(&0));
    for (x, y) in a.iter_mut().zip(padded) {
        let difference = i64::from(*x) - i64::from(*y) + borrow;
        *x = difference as u32;
        borrow = difference >> LIMB;
    }
}

fn times_plus(a: &mut Vec<u32>, factor: u32, add: u32) {
    let mut carry = u64::from(add);
    for x in a.iter_mut() {
        carry += u64::from(*x) * u64::from(factor);
        *x = carry as u32;
        carry >>= LIMB;
    }
    a.push(carry as u32);
}

/// Divides in place and returns what remains.
fn divide_by(a: &mut [u32], by: u32) -> u32 {
    let mut rest = 0;
    for x in a.iter_mut().rev() {
        rest = rest << LIMB | u64::from(*x);
        *x = (rest / u64::from(by)) as u32;
        rest %= u64::from(by);
    }
    rest as u32
}

/// Bit by bit: as many subtractions as the quotient has bits.
fn long_division(a: &BigInt, b: &BigInt) -> (Vec<u32>, Vec<u32>) {
    let mut rest = a.limbs.clone();
    let Some(most) = a.bits().checked_sub(b.bits()) else {
        return (Vec::new(), rest);
    };
    let mut q = vec![0; (most / LIMB + 1) as usize];
    let mut part = (b << most).limbs;
    for at in (0..=most).rev() {
        trim(&mut part);
        trim(&mut rest);
        if compare(&rest, &part) != Ordering::Less {
            subtract(&mut rest, &part);
            if let Some(limb) = q.get_mut((at / LIMB) as usize) {
                *limb |= 1 << (at % LIMB);
            }
        }
        let mut above = 0;
        for limb in part.iter_mut().rev() {
            let low = *limb << (LIMB - 1);
            *limb = *limb >> 1 | above;
            above = low;
        }
    }
    (q, rest)
}

fn trim(limbs: &mut Vec<u32>) {
    while limbs.last() == Some(&0) {
        limbs.pop();
    }
}

impl From<u64> for BigInt {
    fn from(v: u64) -> BigInt {
        BigInt::new(false, vec![v as u32, (v >> LIMB) as u32])
    }
}

impl From<i64> for BigInt {
    fn from(v: i64) -> BigInt {
        let mut big = BigInt::from(v.unsigned_abs());
        big.negative = v < 0;
        big
    }
}

impl Ord for BigInt {
    fn cmp(&self, other: &BigInt) -> Ordering {
        self.plus(other, true).sign().cmp(&0)
    }
}

impl PartialOrd for BigInt {
    fn partial_cmp(&self, other: &BigInt) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for BigInt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // From the last digit to the first.
        let mut text = Vec::new();
        let mut left = self.limbs.clone();
        loop {
            let mut nine = divide_by(&mut left, 1_000_000_000);
            trim(&mut left);
            for _ in 0..9 {
                text.push(char::from(b'0' + (nine % 10) as u8));
                nine /= 10;
            }
            if left.is_empty() {
                break;
            }
        }
        while text.len() > 1 && text.last() == Some(&'0') {
            text.pop();
        }
        if self.negative {
            text.push('-');
        }
        f.write_str(&text.into_iter().rev().collect::<String>())
    }
}

impl Neg for BigInt {
    type Output = BigInt;
    fn neg(self) -> BigInt {
        BigInt::new(!self.negative, self.limbs)
    }
}

impl Shl<u64> for &BigInt {
    type Output = BigInt;
    fn shl(self, by: u64) -> BigInt {
        let mut limbs = vec![0; (by / LIMB) as usize];
        let mut carry = 0;
        for x in &self.limbs {
            carry |= u64::from(*x) << (by % LIMB);
            limbs.push(carry as u32);
            carry >>= LIMB;
        }
        limbs.push(carry as u32);
        BigInt::new(self.negative, limbs)
    }
}

/// Rounds down, as Go's shift does.
impl Shr<u64> for &BigInt {
    type Output = BigInt;
    fn shr(self, by: u64) -> BigInt {
        let kept = self.limbs.get((by / LIMB) as usize..).unwrap_or(&[]);
        let mut limbs = vec![0; kept.len()];
        let mut above = 0;
        for (to, from) in limbs.iter_mut().zip(kept).rev() {
            let both = above << LIMB | u64::from(*from);
            *to = (both >> (by % LIMB)) as u32;
            above = u64::from(*from);
        }
        let down = BigInt::new(self.negative, limbs);
        if self.negative && self.trailing_zeros().is_some_and(|z| z < by) {
            return &down - &BigInt::one();
        }
        down
    }
}

impl Shl<u64> for BigInt {
    type Output = BigInt;
    fn shl(self, by: u64) -> BigInt {
        &self << by
    }
}

impl Shr<u64> for BigInt {
    type Output = BigInt;
    fn shr(self, by: u64) -> BigInt {
        &self >> by
    }
}

impl ShrAssign<u64> for BigInt {
    fn shr_assign(&mut self, by: u64) {
        *self = &*self >> by;
    }
}

impl MulAssign<&BigInt> for BigInt {
    fn mul_assign(&mut self, by: &BigInt) {
        *self = &*self * by;
    }
}

/// An operator on references, and the same on values.
macro_rules! operator {
    ($on:ident, $trait:ident, $method:ident, |$a:ident, $b:ident| $result:expr) => {
        impl $trait<&$on> for &$on {
            type Output = $on;
            fn $method(self, other: &$on) -> $on {
                let ($a, $b) = (self, other);
                $result
            }
        }
        impl $trait<$on> for $on {
            type Output = $on;
            fn $method(self, other: $on) -> $on {
                $trait::$method(&self, &other)
            }
        }
    };
}

operator!(BigInt, Add, add, |a, b| a.plus(b, false));
operator!(BigInt, Sub, sub, |a, b| a.plus(b, true));
operator!(BigInt, Mul, mul, |a, b| {
    let mut limbs = vec![0; a.limbs.len() + b.limbs.len()];
    for (i, x) in a.limbs.iter().enumerate() {
        let mut carry = 0;
        let places = limbs.iter_mut().skip(i);
        for (to, y) in places.zip(b.limbs.iter().chain(&[0])) {
            carry += u64::from(*to) + u64::from(*x) * u64::from(*y);
            *to = carry as u32;
            carry >>= LIMB;
        }
    }
    BigInt::new(a.negative != b.negative, limbs)
});
operator!(BigInt, Div, div, |a, b| a.divided(b).0);
operator!(BigInt, Rem, rem, |a, b| a.divided(b).1);
operator!(BigInt, BitAnd, bitand, |a, b| a.bitwise(b, |a, b| a & b));
operator!(BigInt, BitOr, bitor, |a, b| a.bitwise(b, |a, b| a | b));
operator!(BigInt, BitXor, bitxor, |a, b| a.bitwise(b, |a, b| a ^ b));

/// A fraction in lowest terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BigRational {
    numer: BigInt,
    /// Positive.
    denom: BigInt,
}

impl BigRational {
    /// `numer / denom`, which is not zero.
    pub(super) fn new(numer: BigInt, denom: BigInt) -> BigRational {
        let by = divisor(&numer, &denom);
        let (mut numer, mut denom) = (numer, denom);
        if by != BigInt::one() {
            (numer, denom) = (&numer / &by, &denom / &by);
        }
        if denom.negative {
            (numer, denom) = (-numer, -denom);
        }
        BigRational { numer, denom }
    }
    pub(super) fn from_integer(numer: BigInt) -> BigRational {
        let denom = BigInt::one();
        BigRational { numer, denom }
    }
    pub(super) fn numer(&self) -> &BigInt {
        &self.numer
    }
    pub(super) fn denom(&self) -> &BigInt {
        &self.denom
    }
    pub(super) fn is_integer(&self) -> bool {
        self.denom == BigInt::one()
    }
    pub(super) fn is_zero(&self) -> bool {
        self.numer.is_zero()
    }
    fn plus(&self, other: &BigRational, negate: bool) -> BigRational {
        let (a, b) = (&self.numer * &other.denom, &other.numer * &self.denom);
        BigRational::new(a.plus(&b, negate), &self.denom * &other.denom)
    }
}

/// The greatest common divisor, which is positive; one of the two is not zero.
fn divisor(a: &BigInt, b: &BigInt) -> BigInt {
    let (mut a, mut b) = (a.abs(), b.abs());
    while !b.is_zero() {
        if let (Some(mut x), Some(mut y)) = (a.to_u64(), b.to_u64()) {
            while y != 0 {
                (x, y) = (y, x % y);
            }
            return BigInt::from(x);
        }
        let rest = &a % &b;
        (a, b) = (b, rest);
    }
    a
}

operator!(BigRational, Add, add, |a, b| a.plus(b, false));
operator!(BigRational, Sub, sub, |a, b| a.plus(b, true));
operator!(BigRational, Mul, mul, |a, b| BigRational::new(
    &a.numer * &b.numer,
    &a.denom * &b.denom
));
operator!(BigRational, Div, div, |a, b| BigRational::new(
    &a.numer * &b.denom,
    &a.denom * &b.numer
));

impl Neg for BigRational {
    type Output = BigRational;
    fn neg(self) -> BigRational {
        BigRational {
            numer: -self.numer,
            denom: self.denom,
        }
    }
}

impl Ord for BigRational {
    fn cmp(&self, other: &BigRational) -> Ordering {
        (&self.numer * &other.denom).cmp(&(&other.numer * &self.denom))
    }
}

impl PartialOrd for BigRational {
    fn partial_cmp(&self, other: &BigRational) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
