//! Long numbers against the machine's, where these reach; beyond, against the laws of arithmetic.

use std::ops::{Add, BitAnd, BitOr, BitXor, Div, Mul, Rem, Sub};

use super::big::{BigInt, BigRational};

/// Numbers of all sizes up to 96 bits, of both signs, dense where carries are.
fn numbers() -> Vec<i128> {
    let mut all: Vec<i128> = vec![0, 1, 2, 3, 7, 10, 1_000_000_007];
    for bits in [31, 32, 33, 63, 64, 65, 95] {
        all.extend([-1, 0, 1].map(|by| (1i128 << bits) + by));
    }
    all.extend([
        0x1234_5678_9abc_def0_0fed_cba9,
        0xffff_ffff_0000_0000_ffff_ffff,
    ]);
    let negative: Vec<i128> = all.iter().map(|n| -n).collect();
    all.extend(negative);
    all
}

fn big(n: i128) -> BigInt {
    let digits = n.unsigned_abs().to_string();
    let abs = BigInt::parse(digits.chars(), 10).expect("digits");
    if n < 0 { -abs } else { abs }
}

#[track_caller]
fn check(ours: fn(BigInt, BigInt) -> BigInt, machine: fn(i128, i128) -> Option<i128>) {
    for a in numbers() {
        for b in numbers() {
            let Some(want) = machine(a, b) else { continue };
            assert_eq!(
                ours(big(a), big(b)).to_string(),
                want.to_string(),
                "{a}, {b}"
            );
        }
    }
}

#[test]
fn arithmetic_is_the_machines() {
    check(BigInt::add, |a, b| Some(a + b));
    check(BigInt::sub, |a, b| Some(a - b));
    check(BigInt::mul, i128::checked_mul);
    check(BigInt::div, i128::checked_div);
    check(BigInt::rem, i128::checked_rem);
    check(BigInt::bitand, |a, b| Some(a & b));
    check(BigInt::bitor, |a, b| Some(a | b));
    check(BigInt::bitxor, |a, b| Some(a ^ b));
}

#[test]
fn order_shifts_and_bits_are_the_machines() {
    for a in numbers() {
        let v = big(a);
        for b in numbers() {
            assert_eq!(v.cmp(&big(b)), a.cmp(&b), "{a}, {b}");
        }
        for by in [0, 1, 31, 32, 33, 64, 120] {
            assert_eq!((&v >> by).to_string(), (a >> by).to_string(), "{a} >> {by}");
            assert_eq!(&v << by, &v * &BigInt::pow(2, by), "{a} << {by}");
            let bit = a.unsigned_abs() >> by & 1 == 1;
            assert_eq!(v.bit(by), bit, "{a}, bit {by}");
        }
        assert_eq!(v.bits(), u64::from(128 - a.unsigned_abs().leading_zeros()));
        let zeros = (a != 0).then(|| u64::from(a.trailing_zeros()));
        assert_eq!(v.trailing_zeros(), zeros, "{a}");
        assert_eq!(v.to_i64(), i64::try_from(a).ok(), "{a}");
        assert_eq!(v.to_u64(), u64::try_from(a).ok(), "{a}");
        assert_eq!(i128::from(v.sign()), a.signum());
    }
}

#[test]
fn long_numbers_keep_the_laws() {
    let (a, b) = (BigInt::pow(7, 300), BigInt::pow(10, 120));
    let (q, r) = (&a / &b, &a % &b);
    assert!(r < b && !r.is_negative());
    assert_eq!(&(&q * &b) + &r, a);
    assert_eq!(&(&a * &b) / &a, b);
    assert_eq!(b.to_string(), format!("1{}", "0".repeat(120)));
    assert_eq!(BigInt::parse(a.to_string().chars(), 10), Some(a.clone()));
    // 2^130 - 1 in three bases.
    let m = BigInt::pow(2, 130) - BigInt::one();
    assert_eq!(m.to_string(), "1361129467683753853853498429727072845823");
    let hex = format!("3{}", "f".repeat(32));
    assert_eq!(BigInt::parse(hex.chars(), 16), Some(m.clone()));
    assert_eq!(BigInt::parse("1".repeat(130).chars(), 2), Some(m));
    assert_eq!(BigInt::parse("12a".chars(), 10), None);
}

#[test]
fn fractions_are_in_lowest_terms() {
    let ratio = |a, b| BigRational::new(big(a), big(b));
    let (half, third) = (ratio(2, -4), ratio(-5, -15));
    assert_eq!((half.numer(), half.denom()), (&big(-1), &big(2)));
    assert_eq!(half.clone() + third.clone(), ratio(-1, 6));
    assert_eq!(half.clone() - third.clone(), ratio(-5, 6));
    assert_eq!(half.clone() * third.clone(), ratio(-1, 6));
    assert_eq!(half.clone() / third.clone(), ratio(-3, 2));
    assert!(half < third && -half > third);
    assert!(ratio(12, 4).is_integer() && ratio(0, -3).is_zero());
    let (a, b) = (BigInt::pow(6, 200), BigInt::pow(10, 200));
    let long = BigRational::new(a, b);
    assert_eq!(
        long,
        BigRational::new(BigInt::pow(3, 200), BigInt::pow(5, 200))
    );
}
