//! Operators: what makes a value of a type out of values of others.

use super::scope::{Expr, Gen};
use super::world::{BYTE, INT, INTS, Kind, RUNE, Ty, int_shape};

impl Gen {
    pub(super) fn operator(&mut self, ty: &Ty, depth: usize) -> Expr {
        let below = depth - 1;
        match self.world.under(ty) {
            Ty::Bool => {
                let text = self.truth(below);
                match ty {
                    Ty::Bool => Expr::value(text),
                    _ => Expr::value(self.convert(ty, &text)),
                }
            }
            Ty::Int(kind) => self.integer(ty, kind, below),
            Ty::F32 | Ty::F64 => self.float(ty, below),
            Ty::C64 | Ty::C128 => self.complex(ty, below),
            Ty::Str => self.string(ty, below),
            Ty::Slice(e) => self.slice(ty, &e, below),
            Ty::Array(n, e) if n > 0 && !self.calm && self.rng.chance(30) => {
                let s = self.expr(&e.slice(), below).text;
                Expr::value(self.convert(ty, &s))
            }
            Ty::Param(i) => self.parameter(ty, i, below),
            _ => match ty {
                Ty::Named(_) | Ty::Any => self.literal(ty, depth),
                _ if self.rng.chance(60) => self.literal(ty, depth),
                _ => self.leaf(ty, depth),
            },
        }
    }

    /// Two operands of which at most one is constant.
    fn two(&mut self, ty: &Ty, depth: usize) -> (String, String) {
        let x = self.expr(ty, depth);
        let y = self.expr(ty, depth);
        match x.constant && y.constant {
            true if self.rng.chance(50) => (format!("h.Id({})", x.text), y.text),
            true => (x.text, format!("h.Id({})", y.text)),
            false => (x.text, y.text),
        }
    }

    /// A condition.
    pub(super) fn truth(&mut self, depth: usize) -> String {
        match self.rng.below(12) {
            0 if depth > 0 => format!("!({})", self.value(&Ty::Bool, depth - 1)),
            1 | 2 if depth > 0 => {
                let (x, y) = self.two(&Ty::Bool, depth - 1);
                let op = self.rng.word(&["&&", "||", "==", "!="]);
                format!("({x} {op} {y})")
            }
            3 if depth > 0 => {
                let ty = self.some_type(1);
                if !self.world.comparable(&ty) || matches!(ty, Ty::Ptr(_)) {
                    return self.less(depth);
                }
                if self.calm && !self.world.key(&ty) {
                    return self.less(depth);
                }
                let (x, y) = self.two(&ty, depth);
                let op = self.rng.word(&["==", "!="]);
                format!("({x} {op} {y})")
            }
            4 if !self.calm => {
                // Something and nil.
                let of: Vec<String> = self
                    .vars
                    .iter()
                    .filter(|v| {
                        matches!(
                            self.world.under(&v.ty),
                            Ty::Slice(_)
                                | Ty::Map(..)
                                | Ty::Ptr(_)
                                | Ty::Func(..)
                                | Ty::Any
                                | Ty::Error
                        )
                    })
                    .map(|v| v.name.clone())
                    .collect();
                match of.is_empty() {
                    true => self.less(depth),
                    false => format!("({} != nil)", self.rng.pick(&of)),
                }
            }
            _ => self.less(depth),
        }
    }

    fn less(&mut self, depth: usize) -> String {
        let mut ty = match self.rng.below(8) {
            0 => Ty::Str,
            1 => Ty::F64,
            2 => Ty::F32,
            3 | 4 => INT,
            _ => Ty::Int(self.rng.below(INTS.len())),
        };
        if self.rng.chance(25) {
            let other = self.some_type(0);
            if self.world.satisfies(&other, Kind::Ordered) {
                ty = other;
            }
        }
        let (x, y) = self.two(&ty, depth);
        let op = self.rng.word(&["<", "<=", ">", ">=", "==", "!="]);
        format!("({x} {op} {y})")
    }

    fn integer(&mut self, ty: &Ty, kind: usize, depth: usize) -> Expr {
        let (bits, signed) = int_shape(kind);
        Expr::value(match self.rng.below(22) {
            0..=5 => {
                let (x, y) = self.two(ty, depth);
                let op = self.rng.word(&["+", "-", "*"]);
                format!("({x} {op} {y})")
            }
            6 | 7 => {
                let (x, y) = self.two(ty, depth);
                let op = self.rng.word(&["&", "|", "^", "&^"]);
                format!("({x} {op} {y})")
            }
            8 | 9 => {
                let x = self.value(ty, depth);
                let op = self.rng.word(&["/", "%"]);
                if self.rng.chance(30) {
                    // By a constant, which compilers do without dividing.
                    let n = match self.rng.below(4) {
                        0 => 1u64 << self.rng.below(bits as usize - 1),
                        1 => self.rng.between(1, 20) as u64,
                        2 => self.rng.between(1, 120) as u64,
                        _ => (self.rng.next() >> (65 - bits)).max(1),
                    };
                    let minus = if signed && self.rng.chance(25) {
                        "-"
                    } else {
                        ""
                    };
                    return Expr::value(format!("({x} {op} {minus}{n})"));
                }
                let y = self.value(ty, depth);
                match self.rng.chance(7) && !self.calm {
                    true => format!("({x} {op} {y})"),
                    false => format!("({x} {op} ({y} | 1))"),
                }
            }
            10..=12 => {
                let x = self.value(ty, depth);
                let op = self.rng.word(&["<<", ">>"]);
                match self.rng.below(10) {
                    0..=3 => format!("({x} {op} {})", self.rng.below(bits as usize + 2)),
                    4..=7 => {
                        let count = Ty::Int(self.rng.between(5, 9));
                        format!("({x} {op} ({} & 31))", self.value(&count, depth))
                    }
                    8 => {
                        let count = Ty::Int(self.rng.between(5, 9));
                        format!("({x} {op} {})", self.value(&count, depth))
                    }
                    _ if self.calm => format!("({x} {op} 3)"),
                    _ => {
                        let count = Ty::Int(self.rng.below(5));
                        format!("({x} {op} {})", self.value(&count, depth))
                    }
                }
            }
            13 => {
                let op = self.rng.word(&["-", "^", "+"]);
                format!("({op}{})", self.value(ty, depth))
            }
            14 | 15 => {
                let from = match self.rng.below(10) {
                    0 => Ty::F64,
                    1 => Ty::F32,
                    _ => Ty::Int(self.rng.below(INTS.len())),
                };
                let x = self.value(&from, depth);
                // Of what does not fit, Go leaves open what comes out.
                let x = match from {
                    Ty::F64 | Ty::F32 if self.rng.chance(80) => {
                        format!("min(max({x}, {}), 100)", if signed { "-100" } else { "0" })
                    }
                    _ => x,
                };
                let nan = matches!(from, Ty::F64 | Ty::F32);
                match nan && bits < 64 {
                    true => self.convert(ty, &format!("int64({x})")),
                    false => self.convert(ty, &x),
                }
            }
            16 | 17 => {
                let (of, array) = self.measured();
                let text = match *ty == INT {
                    true => format!("len({of})"),
                    false => self.convert(ty, &format!("len({of})")),
                };
                return Expr {
                    text,
                    constant: array,
                };
            }
            18 => {
                let (x, y) = self.two(ty, depth);
                let f = self.rng.word(&["min", "max"]);
                match self.rng.chance(30) {
                    true => format!("{f}({x}, {y}, {})", self.expr(ty, depth).text),
                    false => format!("{f}({x}, {y})"),
                }
            }
            19 if *ty == BYTE => {
                let strings: Vec<String> = self
                    .vars
                    .iter()
                    .filter(|v| v.ty == Ty::Str)
                    .map(|v| v.name.clone())
                    .collect();
                if strings.is_empty() || self.calm {
                    return self.leaf(ty, depth);
                }
                let s = self.rng.pick(&strings).clone();
                format!("{s}[{}]", self.index(&s, depth))
            }
            _ => {
                let (x, y) = self.two(ty, depth);
                format!("({x} ^ {y})")
            }
        })
    }

    /// Something with a length, and whether that is a constant. No caps: those of what append made
    /// depend on where it lies.
    fn measured(&mut self) -> (String, bool) {
        let able: Vec<(String, bool)> = self
            .vars
            .iter()
            .filter_map(|v| match self.world.under(&v.ty) {
                Ty::Slice(_) | Ty::Map(..) | Ty::Str => Some((v.name.clone(), false)),
                Ty::Array(..) => Some((v.name.clone(), true)),
                _ => None,
            })
            .collect();
        match able.is_empty() {
            true => (self.value(&Ty::Str, 1), false),
            false => self.rng.pick(&able).clone(),
        }
    }

    fn float(&mut self, ty: &Ty, depth: usize) -> Expr {
        let single = self.world.under(ty) == Ty::F32;
        Expr::value(match self.rng.below(14) {
            0..=4 => {
                let (x, y) = self.two(ty, depth);
                let op = self.rng.word(&["+", "-", "*", "/"]);
                // Rounded explicitly: Go may fuse operations.
                format!("({x} {op} {y})")
            }
            5 => format!("(-{})", self.value(ty, depth)),
            6 | 7 => {
                let from = Ty::Int(self.rng.below(INTS.len()));
                let x = self.value(&from, depth);
                self.convert(ty, &x)
            }
            8 => {
                let from = if single { Ty::F64 } else { Ty::F32 };
                let x = self.value(&from, depth);
                self.convert(ty, &x)
            }
            9 => {
                let (x, y) = self.two(ty, depth);
                format!("{}({x}, {y})", self.rng.word(&["min", "max"]))
            }
            10 => {
                let from = if single { Ty::C64 } else { Ty::C128 };
                let x = self.value(&from, depth);
                let f = self.rng.word(&["real", "imag"]);
                match *ty == Ty::F32 || *ty == Ty::F64 {
                    true => format!("{f}({x})"),
                    false => self.convert(ty, &format!("{f}({x})")),
                }
            }
            _ => {
                let x = self.value(&Ty::F64, depth);
                let f = self.rng.word(&[
                    "Sqrt",
                    "Floor",
                    "Ceil",
                    "Trunc",
                    "Abs",
                    "Round",
                    "RoundToEven",
                ]);
                match *ty == Ty::F64 {
                    true => format!("math.{f}({x})"),
                    false => self.convert(ty, &format!("math.{f}({x})")),
                }
            }
        })
    }

    fn complex(&mut self, ty: &Ty, depth: usize) -> Expr {
        let single = self.world.under(ty) == Ty::C64;
        let (part, other) = match single {
            true => (Ty::F32, Ty::C128),
            false => (Ty::F64, Ty::C64),
        };
        Expr::value(match self.rng.below(8) {
            0..=3 => {
                let (x, y) = self.two(ty, depth);
                let op = self.rng.word(&["+", "-", "*", "/"]);
                format!("({x} {op} {y})")
            }
            4 => format!("(-{})", self.value(ty, depth)),
            5 => {
                let x = self.value(&other, depth);
                self.convert(ty, &x)
            }
            _ => {
                let x = self.value(&part, depth);
                let y = self.value(&part, depth);
                match matches!(ty, Ty::C64 | Ty::C128) {
                    true => format!("complex({x}, {y})"),
                    false => self.convert(ty, &format!("complex({x}, {y})")),
                }
            }
        })
    }

    fn string(&mut self, ty: &Ty, depth: usize) -> Expr {
        Expr::value(match self.rng.below(12) {
            0..=3 => {
                // What grows by itself must not grow without end.
                let (x, y) = self.two(ty, depth);
                match self.rng.below(4) {
                    0 => format!("h.Cut({x} + {y} + {})", self.expr(ty, depth).text),
                    // Of two constants a constant would come, with a length that is one, too.
                    1 => format!("({} + h.Id({x}))", self.literal(ty, 1).text),
                    2 => format!("h.Cut({x} + {y})"),
                    _ => {
                        let x = self.value(ty, depth);
                        format!("({x} + {})", self.literal(ty, 1).text)
                    }
                }
            }
            4 => {
                let x = self.value(&BYTE.slice(), depth);
                self.convert(ty, &x)
            }
            5 => {
                let x = self.value(&RUNE.slice(), depth);
                self.convert(ty, &x)
            }
            6 => {
                let x = self.value(&RUNE, depth);
                self.convert(ty, &x)
            }
            7 | 8 => match self.sliced_variable(ty, false, depth) {
                Some(text) => text,
                None => return self.leaf(ty, depth),
            },
            9 => {
                let (x, y) = self.two(ty, depth);
                format!("{}({x}, {y})", self.rng.word(&["min", "max"]))
            }
            _ => {
                let any = self.some_type(1);
                if !self.world.printable(&any) {
                    return self.leaf(ty, depth);
                }
                let x = self.expr(&any, depth).text;
                let verb = self.rng.word(&["%v", "%+v", "%#v", "%T"]);
                let text = format!("fmt.Sprintf(\"{verb}\", {x})");
                // Else lengths run away.
                let text = format!("h.Cut({text})");
                match *ty == Ty::Str {
                    true => text,
                    false => self.convert(ty, &text),
                }
            }
        })
    }

    /// A part of some variable of a type; `None` if there is none, or nothing may panic.
    fn sliced_variable(&mut self, ty: &Ty, caps: bool, depth: usize) -> Option<String> {
        let vars = self.vars.iter().filter(|v| v.ty == *ty);
        let names: Vec<String> = vars.map(|v| v.name.clone()).collect();
        if names.is_empty() || self.calm {
            return None;
        }
        let name = self.rng.pick(&names).clone();
        Some(self.sliced(&name, caps, depth))
    }

    /// A slice expression of a variable.
    fn sliced(&mut self, s: &str, caps: bool, depth: usize) -> String {
        let below = depth.saturating_sub(1);
        let i = self.expr(&INT, below).text;
        match self.rng.below(if caps { 10 } else { 7 }) {
            0 | 1 => format!("{s}[h.Ix({i}, len({s})+1):]"),
            2 | 3 => format!("{s}[:h.Ix({i}, len({s})+1)]"),
            4 => format!("{s}[len({s})/2:]"),
            5 if self.rng.chance(30) => {
                let j = self.value(&INT, below);
                let i = self.value(&INT, below);
                format!("{s}[{i}:{j}]")
            }
            5 => format!("{s}[len({s})/3 : len({s})-len({s})/3]"),
            6 => format!("{s}[:]"),
            7 => format!("{s}[:len({s}):len({s})]"),
            8 => {
                let n = self.rng.below(3);
                format!("{s}[:{n}:{}]", n + self.rng.below(3))
            }
            _ => format!("{s}[:len({s})/2:len({s})]"),
        }
    }

    fn slice(&mut self, ty: &Ty, elem: &Ty, depth: usize) -> Expr {
        // What append finds room for it writes, which others see.
        let roll = self.rng.below(12);
        if self.pure && (roll <= 4 || roll == 9) {
            return self.leaf(ty, depth);
        }
        Expr::value(match roll {
            0..=3 => {
                let x = self.value(ty, depth);
                let n = self.rng.between(1, 3);
                let list = self.args(&vec![elem.clone(); n], depth);
                format!("append({x}, {list})")
            }
            4 => {
                let x = self.value(ty, depth);
                let y = self.value(ty, depth);
                format!("h.Trim(append({x}, {y}...))")
            }
            5..=7 => match self.sliced_variable(ty, true, depth) {
                Some(text) => text,
                None => return self.leaf(ty, depth),
            },
            8 if *elem == BYTE || *elem == RUNE => {
                let x = self.value(&Ty::Str, depth);
                self.convert(ty, &x)
            }
            9 if *elem == BYTE => {
                let x = self.value(ty, depth);
                let y = self.value(&Ty::Str, depth);
                format!("h.Trim(append({x}, {y}...))")
            }
            10 => {
                // An array's elements, shared.
                let vars: Vec<String> = self
                    .vars
                    .iter()
                    .filter(|v| v.mutable && matches!(&v.ty, Ty::Array(_, e) if **e == *elem))
                    .map(|v| v.name.clone())
                    .collect();
                if vars.is_empty() || self.pure || !matches!(ty, Ty::Slice(_)) {
                    return self.leaf(ty, depth);
                }
                let a = self.rng.pick(&vars).clone();
                match self.rng.below(3) {
                    0 => format!("{a}[:]"),
                    1 => format!("{a}[:1]"),
                    _ => format!("{a}[:len({a})/2:len({a})]"),
                }
            }
            _ => return self.literal(ty, depth),
        })
    }

    fn parameter(&mut self, ty: &Ty, i: usize, depth: usize) -> Expr {
        let kind = self.world.params[i].1;
        let numeric = matches!(kind, Kind::Number | Kind::Integer);
        Expr::value(match self.rng.below(8) {
            0..=2 if numeric => {
                let (x, y) = self.two(ty, depth);
                let op = self.rng.word(&["+", "-", "*"]);
                format!("({x} {op} {y})")
            }
            3 if kind == Kind::Integer => {
                let (x, y) = self.two(ty, depth);
                let op = self.rng.word(&["&", "|", "^", "&^"]);
                format!("({x} {op} {y})")
            }
            4 if kind == Kind::Integer => {
                let x = self.value(ty, depth);
                format!(
                    "({x} {} {})",
                    self.rng.word(&["<<", ">>"]),
                    self.rng.below(9)
                )
            }
            5 if numeric => {
                let from = Ty::Int(self.rng.below(INTS.len()));
                let x = self.value(&from, depth);
                self.convert(ty, &x)
            }
            6 if kind == Kind::Ordered => {
                let (x, y) = self.two(ty, depth);
                format!("h.Short({x} + {y})")
            }
            7 if kind == Kind::Integer => {
                let x = self.value(ty, depth);
                let y = self.value(ty, depth);
                format!("({x} {} ({y} | 1))", self.rng.word(&["/", "%"]))
            }
            _ if matches!(kind, Kind::Ordered | Kind::Number | Kind::Integer) => {
                let (x, y) = self.two(ty, depth);
                format!("{}({x}, {y})", self.rng.word(&["min", "max"]))
            }
            _ => return self.leaf(ty, depth),
        })
    }
}
