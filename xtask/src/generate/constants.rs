//! Constants: expressions whose exact values are worked out here, so that they fit what they are for.

use super::scope::Gen;
use super::world::{INTS, int_shape};

/// What untyped constants may grow to here.
const LIMIT: i128 = 1 << 100;

impl Gen {
    pub(super) fn constants(&mut self) {
        let mut lines = Vec::new();
        let mut prints = Vec::new();
        let mut known: Vec<(String, i128)> = Vec::new();
        for i in 0..self.rng.between(1, 5) {
            let (text, value) = self.constant(3, &known);
            let name = format!("c{i}");
            match self.rng.chance(50) {
                true => {
                    lines.push(format!("const {name} = {text}"));
                    known.push((name.clone(), value));
                    prints.push(shown(&name, value));
                }
                false => {
                    let able: Vec<usize> = (0..INTS.len()).filter(|k| fits(value, *k)).collect();
                    if able.is_empty() {
                        prints.push(format!("float64({text})"));
                        continue;
                    }
                    let kind = INTS[*self.rng.pick(&able)];
                    lines.push(format!("const {name} {kind} = {text}"));
                    prints.push(name);
                }
            }
        }
        let (a, b) = (self.rng.between(1, 9), self.rng.between(1, 7));
        let body = match self.rng.below(5) {
            0 => format!("iota*{a} + {b}"),
            1 => format!("1 << (iota*{a})"),
            2 => format!("iota % {b}"),
            3 => format!("{a}.0 / (iota + {b})"),
            _ => format!("-iota &^ {b}"),
        };
        lines.push(format!(
            "const (\n\tk0 = {body}\n\tk1\n\t_\n\tk2\n\tk3, k4 = iota, len(\"héllo\")*iota\n)"
        ));
        prints.extend(["k0", "k1", "k2", "k3", "k4"].map(String::from));
        let (c, d) = (self.rng.between(1, 900), self.rng.between(1, 30));
        lines.push(format!(
            "const fl = {c}.25 / {d} * 1e{} - {a}/{b}",
            self.rng.below(12)
        ));
        prints.push("float64(fl), float32(fl), fl > 3".into());
        if self.rng.chance(50) {
            lines.push(format!("const co = ({a} + {b}i) * ({c} - {d}i)"));
            prints.push("complex128(co), real(co), complex64(co)".into());
        }
        if self.rng.chance(50) {
            let s = self.string_text();
            lines.push(format!("const st = {s} + \"-\" + {s}"));
            prints.push("st, len(st), st < \"m\", [len(st)]byte{}".into());
        }
        if self.rng.chance(50) {
            lines.push(format!("const ru = 'a' + {a}"));
            prints.push("ru, string(rune(ru)), ru * 1.0, 'x' / 2, 7 / 2 * 2.0, 7 / 2.0".into());
        }
        for line in lines {
            self.line(format!("{line}\n"));
        }
        self.line("func constants() {");
        for p in prints {
            let label = self.label();
            self.line(format!("\th.P({label}, {p})"));
        }
        self.line("}\n");
    }

    /// An untyped integer expression and its value.
    fn constant(&mut self, depth: usize, known: &[(String, i128)]) -> (String, i128) {
        if depth == 0 || self.rng.chance(20) {
            if !known.is_empty() && self.rng.chance(40) {
                return self.rng.pick(known).clone();
            }
            let n = match self.rng.below(4) {
                0 => i128::from(self.rng.next() as i64),
                1 => i128::from(self.rng.next()),
                _ => self.rng.below(40) as i128,
            };
            return (
                if n < 0 {
                    format!("({n})")
                } else {
                    n.to_string()
                },
                n,
            );
        }
        let (x, a) = self.constant(depth - 1, known);
        let (y, b) = self.constant(depth - 1, known);
        let n = self.rng.between(1, 40) as i128;
        let (text, value) = match self.rng.below(11) {
            0 => (format!("({x} + {y})"), a.checked_add(b)),
            1 => (format!("({x} - {y})"), a.checked_sub(b)),
            2 => (format!("({x} * {y})"), a.checked_mul(b)),
            3 if b != 0 => (format!("({x} / {y})"), a.checked_div(b)),
            4 if b != 0 => (format!("({x} % {y})"), a.checked_rem(b)),
            5 => (format!("({x} & {y})"), Some(a & b)),
            6 => (format!("({x} | {y})"), Some(a | b)),
            7 => (format!("({x} ^ {y})"), Some(a ^ b)),
            8 => (format!("({x} << {n})"), a.checked_mul(1 << n)),
            9 => (format!("({x} >> {n})"), Some(a >> n)),
            _ => (format!("(-{x} &^ {y})"), a.checked_neg().map(|a| a & !b)),
        };
        match value {
            Some(v) if v.abs() < LIMIT => (text, v),
            _ => (x, a),
        }
    }
}

fn fits(value: i128, kind: usize) -> bool {
    let (bits, signed) = int_shape(kind);
    match signed {
        true => value >= -(1 << (bits - 1)) && value < 1 << (bits - 1),
        false => value >= 0 && value < 1 << bits,
    }
}

/// Printed as what it fits.
fn shown(name: &str, value: i128) -> String {
    if fits(value, 0) {
        name.to_owned()
    } else if fits(value, 9) {
        format!("uint64({name})")
    } else {
        format!("float64({name}), {name} >> 70, {name} / 3 >> 66")
    }
}
