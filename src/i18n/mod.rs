//! Every string that a person reads, as one typed function per key.
//!
//! The texts are in `en.ftl`; the build script makes the functions, with plural rules and typed
//! variables, so that a wrong key or a forgotten variable does not compile.

/// A plural category, as CLDR names them. English needs two.
enum Plural {
    One,
    Other,
}

fn plural(n: u64) -> Plural {
    if n == 1 { Plural::One } else { Plural::Other }
}

#[allow(clippy::all, reason = "generated")]
#[allow(unreachable_patterns, reason = "generated")]
mod messages {
    include!(concat!(env!("OUT_DIR"), "/messages.rs"));
}

pub(crate) use messages::*;

/// A number with thin spaces between groups of three digits.
pub(crate) fn number(n: u64) -> String {
    let digits = n.to_string();
    if digits.len() < 5 {
        return digits;
    }
    let mut out = String::with_capacity(digits.len() * 2);
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push('\u{202f}');
        }
        out.push(c);
    }
    out
}

/// Virtual nanoseconds the way Go prints a duration, shortened to three figures.
pub(crate) fn duration(ns: i64) -> String {
    let sign = if ns < 0 { "-" } else { "" };
    let n = ns.unsigned_abs();
    let (unit, size) = match n {
        0..1_000 => return format!("{sign}{n} ns"),
        1_000..1_000_000 => ("µs", 1_000),
        1_000_000..1_000_000_000 => ("ms", 1_000_000),
        _ => ("s", 1_000_000_000),
    };
    let whole = n / size;
    let thousandths = n % size * 1_000 / size;
    if whole >= 100 || thousandths == 0 {
        return format!("{sign}{whole} {unit}");
    }
    let text = format!("{whole}.{thousandths:03}");
    let keep = if whole >= 10 { 4 } else { 5 };
    let text = text
        .get(..keep.min(text.len()))
        .unwrap_or(&text)
        .trim_end_matches('0')
        .trim_end_matches('.');
    format!("{sign}{text} {unit}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals() {
        assert_eq!(output_lines(1), "1 line");
        assert_eq!(output_lines(0), "0 lines");
        assert_eq!(output_lines(21), "21 lines");
    }

    #[test]
    fn numbers_and_durations() {
        assert_eq!(number(9_999), "9999");
        assert_eq!(number(1_234_567), "1\u{202f}234\u{202f}567");
        assert_eq!(duration(999), "999 ns");
        assert_eq!(duration(1_500_000), "1.5 ms");
        assert_eq!(duration(2_000_000_000), "2 s");
        assert_eq!(duration(-12_340_000), "-12.3 ms");
    }
}
