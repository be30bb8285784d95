//! Numbers in drawings: at most two decimals, written with integers only, which keeps the library's
//! large float formatter out of the download.

use std::fmt::Write as _;

/// A piece of a drawing's text.
pub(crate) trait Piece {
    /// Appends it.
    fn put(&self, to: &mut String);
}

impl Piece for &str {
    fn put(&self, to: &mut String) {
        to.push_str(self);
    }
}

impl Piece for f64 {
    fn put(&self, to: &mut String) {
        // Drawings are a few thousand pixels across; anything else saturates.
        let hundredths = (self * 100.0).round() as i64;
        let n = hundredths.unsigned_abs();
        let sign = if hundredths < 0 { "-" } else { "" };
        // Writing to a string cannot fail.
        let _ = match (n / 100, n % 100) {
            (whole, 0) => write!(to, "{sign}{whole}"),
            (whole, part) if part % 10 == 0 => write!(to, "{sign}{whole}.{}", part / 10),
            (whole, part) => write!(to, "{sign}{whole}.{part:02}"),
        };
    }
}

/// One number as text.
pub(crate) fn px(n: f64) -> String {
    let mut out = String::new();
    n.put(&mut out);
    out
}

/// Appends pieces to a string: `svg!(path, "M", x, " ", y)`.
macro_rules! svg {
    ($to:expr, $($piece:expr),+ $(,)?) => {{
        $($crate::svg::Piece::put(&$piece, $to);)+
    }};
}

/// A string of pieces.
macro_rules! svg_text {
    ($($piece:expr),+ $(,)?) => {{
        let mut out = String::new();
        $crate::svg::svg!(&mut out, $($piece),+);
        out
    }};
}

pub(crate) use {svg, svg_text};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        for (n, text) in [
            (0.0, "0"),
            (-0.001, "0"),
            (1.5, "1.5"),
            (-2.25, "-2.25"),
            (10.05, "10.05"),
            (3.999, "4"),
        ] {
            assert_eq!(px(n), text);
        }
        assert_eq!(svg_text!("M", 1.0, " ", -0.5, "h", 3.0), "M1 -0.5h3");
    }
}
