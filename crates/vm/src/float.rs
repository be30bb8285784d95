//! Text of floating-point numbers as Go's strconv writes it. Digits come from Rust's formatter,
//! which is exact (shortest that reads back, or correctly rounded), so the same on every target; the
//! layout around them is Go's.

/// Decimal digits with the point after the `dp`th; trailing zeros cut.
struct Digits {
    d: Vec<u8>,
    dp: i32,
}

/// Parses Rust's `1.25e-7` form.
fn digits_of(text: &str) -> Digits {
    let (mantissa, exp) = text.split_once('e').unwrap_or((text, "0"));
    let mut d: Vec<u8> = mantissa.bytes().filter(u8::is_ascii_digit).collect();
    let exp: i32 = exp.parse().unwrap_or(0);
    while d.len() > 1 && d.last() == Some(&b'0') {
        d.pop();
    }
    if d == b"0" {
        return Digits {
            d: Vec::new(),
            dp: 0,
        };
    }
    Digits { d, dp: exp + 1 }
}

/// `strconv.AppendFloat(nil, f, fmt, prec, bits)`.
pub(crate) fn format_float(f: f64, fmt: u8, prec: i64, bits: u32) -> Vec<u8> {
    let mut out = Vec::with_capacity(24);
    if f.is_nan() {
        return b"NaN".to_vec();
    }
    let narrow = bits == 32;
    let f = if narrow { f64::from(f as f32) } else { f };
    if f.is_infinite() {
        return if f > 0.0 {
            b"+Inf".to_vec()
        } else {
            b"-Inf".to_vec()
        };
    }
    if f.is_sign_negative() {
        out.push(b'-');
    }
    let a = f.abs();
    match fmt {
        b'b' => return binary(out, a, narrow),
        b'x' | b'X' => return hex(out, a, fmt, prec, narrow),
        b'e' | b'E' | b'f' | b'F' | b'g' | b'G' => {}
        _ => return vec![b'%', fmt],
    }
    let shortest = prec < 0;
    // More digits than any float64 has are zeros.
    let prec = prec.clamp(-1, 100_000);
    let mut p = prec;
    let digits = if shortest {
        let mut d = if narrow {
            digits_of(&format!("{:e}", a as f32))
        } else {
            digits_of(&format!("{a:e}"))
        };
        round_tie_to_even(&mut d, a, narrow);
        let nd = d.d.len() as i64;
        p = match fmt {
            b'e' | b'E' => (nd - 1).max(0),
            b'f' | b'F' => (nd - i64::from(d.dp)).max(0),
            _ => nd,
        };
        d
    } else {
        match fmt {
            b'e' | b'E' => digits_of(&format!("{:.*e}", p as usize, a)),
            b'f' | b'F' => {
                let text = format!("{:.*}", p as usize, a);
                out.extend_from_slice(text.as_bytes());
                return out;
            }
            _ => {
                if p == 0 {
                    p = 1;
                }
                digits_of(&format!("{:.*e}", p as usize - 1, a))
            }
        }
    };
    match fmt {
        b'e' | b'E' => exponent(&mut out, &digits, p as usize, fmt),
        b'f' | b'F' => fixed(&mut out, &digits, p as usize),
        _ => {
            let nd = digits.d.len() as i64;
            let dp = i64::from(digits.dp);
            let mut eprec = p;
            if eprec > nd && nd >= dp {
                eprec = nd;
            }
            if shortest {
                eprec = 6;
            }
            let exp = dp - 1;
            if exp < -4 || exp >= eprec {
                let p = p.min(nd);
                exponent(
                    &mut out,
                    &digits,
                    (p - 1).max(0) as usize,
                    fmt + b'e' - b'g',
                );
            } else {
                fixed(&mut out, &digits, (nd - dp).max(0) as usize);
            }
        }
    }
    out
}

/// When the value lies exactly between two shortest candidates, Go takes the even one and Rust
/// the upper one. Below a power of two numbers are closer: there the lower may be another's.
fn round_tie_to_even(d: &mut Digits, a: f64, narrow: bool) {
    let nd = d.d.len();
    let odd = d.d.last().is_some_and(|c| (c - b'0') % 2 == 1);
    if !(2..18).contains(&nd) || !odd {
        return;
    }
    // A tie has exactly one digit more, a 5; further digits are zero.
    let exact = digits_of(&format!("{:.*e}", nd + 24, a));
    if exact.d.len() == nd + 1
        && exact.d.last() == Some(&b'5')
        && exact.d.get(..nd) != Some(d.d.as_slice())
        && let Some(last) = d.d.last_mut()
    {
        // The lower candidate, half a unit of the last digit away, reads back within half the way
        // to the number below.
        let below = match narrow {
            true => f64::from(f32::from_bits((a as f32).to_bits().saturating_sub(1))),
            false => f64::from_bits(a.to_bits().saturating_sub(1)),
        };
        let places = i64::from(d.dp) - nd as i64;
        let mut unit = 1.0;
        for _ in 0..places.unsigned_abs() {
            unit = if places < 0 { unit / 10.0 } else { unit * 10.0 };
        }
        if unit <= a - below {
            *last -= 1;
        }
    }
}

/// d.ddde±dd
fn exponent(out: &mut Vec<u8>, d: &Digits, prec: usize, e: u8) {
    out.push(d.d.first().copied().unwrap_or(b'0'));
    if prec > 0 {
        out.push(b'.');
        for i in 1..=prec {
            out.push(d.d.get(i).copied().unwrap_or(b'0'));
        }
    }
    let exp = if d.d.is_empty() { 0 } else { d.dp - 1 };
    out.push(e);
    out.push(if exp < 0 { b'-' } else { b'+' });
    out.extend_from_slice(format!("{:02}", exp.abs()).as_bytes());
}

/// ddd.ddd
fn fixed(out: &mut Vec<u8>, d: &Digits, prec: usize) {
    if d.dp > 0 {
        for i in 0..d.dp as usize {
            out.push(d.d.get(i).copied().unwrap_or(b'0'));
        }
    } else {
        out.push(b'0');
    }
    if prec > 0 {
        out.push(b'.');
        for i in 0..prec as i64 {
            let at = i64::from(d.dp) + i;
            let c = usize::try_from(at).ok().and_then(|at| d.d.get(at)).copied();
            out.push(c.unwrap_or(b'0'));
        }
    }
}

/// Mantissa bits (with the implicit one) and exponent of its last bit.
fn parts(a: f64, narrow: bool) -> (u64, i32) {
    if narrow {
        let b = (a as f32).to_bits();
        let (e, m) = ((b >> 23 & 0xff) as i32, u64::from(b & 0x7f_ffff));
        if e == 0 {
            (m, -149)
        } else {
            (m | 1 << 23, e - 150)
        }
    } else {
        let b = a.to_bits();
        let (e, m) = ((b >> 52 & 0x7ff) as i32, b & ((1 << 52) - 1));
        if e == 0 {
            (m, -1074)
        } else {
            (m | 1 << 52, e - 1075)
        }
    }
}

fn binary(mut out: Vec<u8>, a: f64, narrow: bool) -> Vec<u8> {
    let (m, e) = parts(a, narrow);
    out.extend_from_slice(format!("{m}p{e:+}").as_bytes());
    out
}

/// 0x1.yyyp±dd
fn hex(mut out: Vec<u8>, a: f64, fmt: u8, prec: i64, narrow: bool) -> Vec<u8> {
    let (mut m, e) = parts(a, narrow);
    let mut exp = 0;
    if m != 0 {
        // Normalise to 1.52 bits in the top of a 61-bit field.
        let shift = m.leading_zeros() as i32 - 3;
        m <<= shift;
        exp = e - shift + 60;
        if (0..15).contains(&prec) {
            let drop = (60 - prec * 4) as u32;
            let extra = m & ((1 << drop) - 1);
            m >>= drop;
            let half = 1u64 << (drop - 1);
            if extra > half || extra == half && m & 1 == 1 {
                m += 1;
            }
            m <<= drop;
            if m & (1 << 61) != 0 {
                m >>= 1;
                exp += 1;
            }
        }
    }
    let upper = fmt == b'X';
    out.push(b'0');
    out.push(fmt);
    out.push(b'0' + (m >> 60) as u8 % 2);
    m &= (1 << 60) - 1;
    let digit = |m: u64| {
        let d = (m >> 56) as u8 & 15;
        if d < 10 {
            b'0' + d
        } else if upper {
            b'A' + d - 10
        } else {
            b'a' + d - 10
        }
    };
    if prec < 0 && m != 0 {
        out.push(b'.');
        while m != 0 {
            out.push(digit(m));
            m = (m << 4) & ((1 << 60) - 1);
        }
    } else if prec > 0 {
        out.push(b'.');
        for _ in 0..prec.min(100_000) {
            out.push(digit(m));
            m = (m << 4) & ((1 << 60) - 1);
        }
    }
    out.push(if upper { b'P' } else { b'p' });
    out.push(if exp < 0 { b'-' } else { b'+' });
    out.extend_from_slice(format!("{:02}", exp.abs()).as_bytes());
    out
}
