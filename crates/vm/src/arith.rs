//! Arithmetic whose corner cases Go or amd64 fix: conversions of floats, complex numbers.

/// float64 to int64 as amd64 converts: out of range gives the minimum.
pub(crate) fn f_to_i64(f: f64) -> i64 {
    if (-9_223_372_036_854_775_808.0..9_223_372_036_854_775_808.0).contains(&f) {
        f as i64
    } else {
        i64::MIN
    }
}

/// float64 to uint64 as gc's amd64 code does.
pub(crate) fn f_to_u64(f: f64) -> u64 {
    const TWO63: f64 = 9_223_372_036_854_775_808.0;
    if f < TWO63 {
        f_to_i64(f) as u64
    } else {
        (f_to_i64(f - TWO63) as u64) | 1 << 63
    }
}

/// Complex operation: 0 add, 1 sub, 2 mul, 3 div.
pub(crate) fn complex(op: u8, x: (f64, f64), y: (f64, f64)) -> (f64, f64) {
    match op {
        0 => (x.0 + y.0, x.1 + y.1),
        1 => (x.0 - y.0, x.1 - y.1),
        2 => (x.0 * y.0 - x.1 * y.1, x.0 * y.1 + x.1 * y.0),
        _ => quotient(x, y),
    }
}

/// Division that scales by the larger part of the divisor, then repairs results that are not a
/// number although the operands say more (C99 annex G).
fn quotient(n: (f64, f64), m: (f64, f64)) -> (f64, f64) {
    let (e, f) = if m.0.abs() >= m.1.abs() {
        let ratio = m.1 / m.0;
        let denom = m.0 + ratio * m.1;
        ((n.0 + n.1 * ratio) / denom, (n.1 - n.0 * ratio) / denom)
    } else {
        let ratio = m.0 / m.1;
        let denom = m.1 + ratio * m.0;
        ((n.0 * ratio + n.1) / denom, (n.1 * ratio - n.0) / denom)
    };
    if !(e.is_nan() && f.is_nan()) {
        return (e, f);
    }
    let (a, b) = n;
    let (c, d) = m;
    let unit = |v: f64| if v.is_infinite() { 1f64 } else { 0.0 }.copysign(v);
    if c == 0.0 && d == 0.0 && (!a.is_nan() || !b.is_nan()) {
        let inf = f64::INFINITY.copysign(c);
        (inf * a, inf * b)
    } else if (a.is_infinite() || b.is_infinite()) && c.is_finite() && d.is_finite() {
        let (a, b) = (unit(a), unit(b));
        (
            f64::INFINITY * (a * c + b * d),
            f64::INFINITY * (b * c - a * d),
        )
    } else if (c.is_infinite() || d.is_infinite()) && a.is_finite() && b.is_finite() {
        let (c, d) = (unit(c), unit(d));
        (0.0 * (a * c + b * d), 0.0 * (b * c - a * d))
    } else {
        (e, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conversions_as_amd64() {
        assert_eq!(f_to_i64(1e30), i64::MIN);
        assert_eq!(f_to_i64(f64::NAN), i64::MIN);
        assert_eq!(f_to_i64(-1.9), -1);
        assert_eq!(f_to_u64(1.8e19), 18_000_000_000_000_000_000);
        assert_eq!(f_to_u64(-1.0), u64::MAX);
    }

    #[test]
    fn complex_division() {
        assert_eq!(complex(3, (4.0, 2.0), (1.0, 1.0)), (3.0, -1.0));
        let (re, im) = complex(3, (1.0, 0.0), (0.0, 0.0));
        assert!(re.is_infinite() && im.is_nan());
    }
}
