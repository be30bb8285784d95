//! Values and texts, taken from what gc computes and prints.

use syntax::ast::{BinaryOp, LitKind, UnaryOp};

use super::*;
use crate::Basic;

fn lit(text: &str) -> ConstValue {
    let kind = if text.starts_with(['"', '`']) {
        LitKind::String
    } else if text.starts_with('\'') {
        LitKind::Rune
    } else if text.ends_with('i') {
        LitKind::Imag
    } else if text.contains(['.', 'p', 'P'])
        || text.contains(['e', 'E']) && !text.to_lowercase().starts_with("0x")
    {
        LitKind::Float
    } else {
        LitKind::Int
    };
    ConstValue::from_literal(kind, text)
}

#[track_caller]
fn check(text: &str, want: &str) {
    assert_eq!(lit(text).to_string(), want, "{text}");
}

#[track_caller]
fn check_op(x: &str, op: BinaryOp, y: &str, want: &str) {
    let (x, y) = (lit(x), lit(y));
    let ints = x.kind() == ConstKind::Int && y.kind() == ConstKind::Int;
    assert_eq!(binary(op, &x, &y, ints).to_string(), want);
}

#[test]
fn integers() {
    check("0", "0");
    check("1_000", "1000");
    check("0x_ff", "255");
    check("0b1010", "10");
    check("0o17", "15");
    check("017", "15");
    check("18446744073709551616", "18446744073709551616");
    check("0xffff_ffff_ffff_ffff", "18446744073709551615");
}

#[test]
fn floats() {
    check("1.5", "1.5");
    check("1e3", "1000");
    check("1e6", "1e+06");
    check("123456.0", "123456");
    check("1234567.0", "1.23457e+06");
    check("0.1", "0.1");
    check("1e-5", "1e-05");
    check("3.14159265358979", "3.14159");
    check("0x1p-2", "0.25");
    check("0x1.8p1", "3");
    check("1e400", "1e+400");
    check("1e-400", "1e-400");
    check("1e100000", "1e+100000");
    check("1e-1000000000000", "0");
    check("1e1000000000000", "unknown");
    check("08.5", "8.5");
}

#[test]
fn runes_and_strings() {
    check("'a'", "97");
    check(r"'\n'", "10");
    check(r"'\''", "39");
    check(r"'\x41'", "65");
    check(r"'\u00e9'", "233");
    check(r"'\377'", "255");
    check(r#""a\tb""#, r#""a\tb""#);
    check("`a\r\nb`", r#""a\nb""#);
    assert_eq!(
        lit(r#""\xff\u00e9""#).as_bytes(),
        Some(&[0xff, 0xc3, 0xa9][..])
    );
    check(r#""\xff""#, r#""\xff""#);
    let long = format!("\"{}\"", "x".repeat(100));
    check(&long, &format!("\"{}...", "x".repeat(68)));
}

#[test]
fn imaginary() {
    check("2i", "(0 + 2i)");
    check("010i", "(0 + 10i)");
    check("0x10i", "(0 + 16i)");
    check("1.5i", "(0 + 1.5i)");
    check_op("1", BinaryOp::Add, "2i", "(1 + 2i)");
    check_op("2i", BinaryOp::Mul, "2i", "(-4 + 0i)");
    check_op("1i", BinaryOp::Div, "2i", "(0.5 + 0i)");
}

#[test]
fn arithmetic() {
    check_op("7", BinaryOp::Div, "2", "3");
    check_op("7.0", BinaryOp::Div, "2", "3.5");
    check_op(
        "9223372036854775807",
        BinaryOp::Add,
        "1",
        "9223372036854775808",
    );
    check_op("6", BinaryOp::AndNot, "3", "4");
    check_op("\"a\"", BinaryOp::Add, "\"b\"", "\"ab\"");
    check_op("1e400", BinaryOp::Div, "1e399", "10");
    check_op("1", BinaryOp::Div, "0", "unknown");
    assert_eq!(
        shift(BinaryOp::Shl, &lit("1"), 64).to_string(),
        "18446744073709551616"
    );
    assert_eq!(shift(BinaryOp::Shr, &lit("5"), 1), ConstValue::Int(2));
    assert_eq!(unary(UnaryOp::Xor, &lit("0"), 8), ConstValue::Int(255));
    assert_eq!(unary(UnaryOp::Xor, &lit("0"), 0), ConstValue::Int(-1));
    let min = unary(UnaryOp::Neg, &lit("9223372036854775808"), 0);
    assert_eq!(min, ConstValue::Int(i64::MIN));
}

#[test]
fn comparisons() {
    assert!(compare(BinaryOp::Lt, &lit("1"), &lit("1.5")));
    assert!(compare(BinaryOp::Lt, &lit("1e400"), &lit("1e401")));
    assert!(compare(BinaryOp::Gt, &lit("1e-400"), &lit("0")));
    assert!(compare(BinaryOp::Eq, &lit("1"), &lit("1.0")));
    assert!(compare(BinaryOp::Ne, &lit("1i"), &lit("1")));
    assert!(compare(BinaryOp::Lt, &lit("\"a\""), &lit("\"b\"")));
}

#[track_caller]
fn check_fits(text: &str, basic: Basic, want: Option<&str>) {
    let got = representable(&lit(text), basic, 8).map(|v| v.to_string());
    assert_eq!(got.as_deref(), want, "{text} as {basic:?}");
}

#[test]
fn representability() {
    check_fits("255", Basic::Uint8, Some("255"));
    check_fits("256", Basic::Uint8, None);
    check_fits("128", Basic::Int8, None);
    check_fits(
        "9223372036854775807",
        Basic::Int,
        Some("9223372036854775807"),
    );
    check_fits("9223372036854775808", Basic::Int, None);
    check_fits(
        "18446744073709551615",
        Basic::Uint64,
        Some("18446744073709551615"),
    );
    check_fits("18446744073709551616", Basic::Uintptr, None);
    check_fits("1.0", Basic::Int, Some("1"));
    check_fits("1.5", Basic::Int, None);
    let googol = format!("1{}", "0".repeat(100));
    check_fits("1e100", Basic::UntypedInt, Some(&googol));
    check_fits("1e39", Basic::Float32, None);
    check_fits("1e309", Basic::Float64, None);
    check_fits("1e-50", Basic::Float32, Some("0"));
    check_fits("0i", Basic::Int, Some("0"));
    check_fits("1i", Basic::Int, None);
    check_fits("1", Basic::Complex128, Some("(1 + 0i)"));
    check_fits("\"x\"", Basic::Int, None);
}

#[test]
fn rounding_to_machine_floats() {
    for text in [
        "0.1",
        "1e23",
        "1.7976931348623157e308",
        "4.9e-324",
        "2.5e-324",
        "2.4e-324",
        "9007199254740993.0",
        "2.2250738585072011e-308",
        "123456789.123456789",
        "1e308",
        "3.4028234663852886e38",
    ] {
        let want: f64 = text.parse().unwrap();
        assert_eq!(lit(text).to_f64(), Some(want), "{text}");
        let want: f32 = text.parse().unwrap();
        assert_eq!(lit(text).to_f32(), Some(want), "{text}");
    }
    assert_eq!(lit("1.7976931348623159e308").to_f64(), Some(f64::INFINITY));
    assert_eq!(lit("16777217").to_f32(), Some(16777216.0));
    assert_eq!(
        ConstValue::float(0.1),
        representable(&lit("0.1"), Basic::Float64, 8).unwrap()
    );
    assert_eq!(ConstValue::float(f64::NAN), ConstValue::Unknown);
}
