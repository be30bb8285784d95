//! Statements: declarations, assignments, control flow, and what they hold.

use super::control::uses;
use super::scope::{Gen, Target, Way};
use super::world::{BYTE, INT, RUNE, Ty};

impl Gen {
    /// Some statements in the scope at hand.
    pub(super) fn statements(&mut self, n: usize) {
        for _ in 0..n {
            if self.budget == 0 {
                return;
            }
            self.budget -= 1;
            self.statement();
        }
    }

    /// Statements in a scope of their own, the braces not included.
    pub(super) fn block(&mut self, n: usize) {
        let mark = self.vars.len();
        self.indent += 1;
        self.statements(n);
        self.indent -= 1;
        self.vars.truncate(mark);
    }

    pub(super) fn braces(&mut self, head: &str, n: usize) {
        self.line(format!("{head} {{"));
        self.block(n);
        self.line("}");
    }

    fn statement(&mut self) {
        match self.rng.below(100) {
            0..=17 => self.declaration(),
            18..=37 => self.assignment(),
            38..=44 => self.condition(),
            45..=55 => self.repetition(),
            56..=61 => self.choice(),
            62..=71 => self.say(),
            72..=74 => self.deferral(),
            75..=76 => self.panicking(),
            77..=79 => self.jump(),
            80..=82 => self.sequences(),
            83..=85 => self.entries(),
            86..=87 => self.calling(),
            88..=89 => self.assertion(),
            90..=91 => self.goto(),
            92..=93 => self.method_value(),
            94..=95 => self.formatted(),
            96 => self.local_type(),
            97 => self.braces("", 3),
            _ => self.goroutine(),
        }
    }

    pub(super) fn declaration(&mut self) {
        let ty = self.some_type(2);
        let name = self.fresh("v");
        let type_name = self.name(&ty);
        match self.rng.below(10) {
            0 => self.line(format!("var {name} {type_name}; _ = {name}")),
            1 | 2 => {
                let e = self.expr(&ty, 2).text;
                self.line(format!("var {name} {type_name} = {e}; _ = {name}"));
            }
            3 => {
                let other = self.some_type(1);
                let second = self.fresh("v");
                let (a, b) = (self.expr(&ty, 2).text, self.expr(&other, 2).text);
                let a = self.convert(&ty, &a);
                let b = self.convert(&other, &b);
                self.line(format!(
                    "{name}, {second} := {a}, {b}; _, _ = {name}, {second}"
                ));
                self.declare(&second, &other, true);
            }
            _ => {
                let e = self.expr(&ty, 3).text;
                let e = match matches!(ty, Ty::Func(..)) {
                    true => self.convert(&ty, &e),
                    false => e,
                };
                self.line(format!("{name} := {e}; _ = {name}"));
            }
        }
        if matches!(ty, Ty::Slice(_)) {
            // Where it lies decides how it grows.
            self.line(format!("h.Keep({name})"));
        }
        self.declare(&name, &ty, true);
    }

    /// Something that can be assigned, and its type.
    fn place(&mut self) -> Option<(String, Ty)> {
        let able: Vec<usize> = (0..self.vars.len())
            .filter(|i| !self.vars[*i].small)
            .collect();
        if able.is_empty() {
            return None;
        }
        for _ in 0..6 {
            let var = self.vars[*self.rng.pick(&able)].clone();
            let mut text = var.name.clone();
            let mut ty = var.ty.clone();
            let mut addressable = var.mutable;
            let mut assignable = var.mutable;
            for _ in 0..self.rng.below(4) {
                let ways: Vec<(Way, Ty)> = self
                    .ways(&ty)
                    .into_iter()
                    .filter(|(w, _)| !matches!(w, Way::Call(_) | Way::Method(..) | Way::Assert(_)))
                    .collect();
                if ways.is_empty() {
                    break;
                }
                let (way, next) = self.rng.pick(&ways).clone();
                let through = matches!(self.world.under(&ty), Ty::Ptr(_) | Ty::Slice(_));
                addressable = match way {
                    Way::MapElement(_) => false,
                    _ => addressable || through,
                };
                assignable = addressable || matches!(way, Way::MapElement(_));
                text = self.render(&text, &[way], 1);
                ty = next;
            }
            if assignable {
                return Some((text, ty));
            }
        }
        None
    }

    /// A value for a place, kept from growing without end.
    fn for_place(&mut self, ty: &Ty, depth: usize) -> String {
        let e = self.expr(ty, depth).text;
        match self.world.under(ty) {
            Ty::Str => format!("h.Cut({e})"),
            Ty::Slice(_) if e.starts_with("append") => format!("h.Trim({e})"),
            _ => e,
        }
    }

    fn assignment(&mut self) {
        let Some((place, ty)) = self.place() else {
            return self.declaration();
        };
        let under = self.world.under(&ty);
        let number = matches!(under, Ty::Int(_) | Ty::F32 | Ty::F64 | Ty::C64 | Ty::C128);
        match self.rng.below(10) {
            0 if number => {
                let op = self.rng.word(&["++", "--"]);
                self.line(format!("{place}{op}"));
            }
            1..=3 if number => {
                let ops: &[&'static str] = match under {
                    Ty::Int(_) => &["+", "-", "*", "&", "|", "^", "&^"],
                    _ => &["+", "-", "*", "/"],
                };
                let op = self.rng.word(ops);
                let e = self.expr(&ty, 2).text;
                self.line(format!("{place} {op}= {e}"));
            }
            4 if matches!(under, Ty::Int(_)) => match self.rng.below(3) {
                0 => {
                    let op = self.rng.word(&["<<", ">>"]);
                    let n = self.rng.below(9);
                    self.line(format!("{place} {op}= {n}"));
                }
                1 => {
                    let e = self.value(&ty, 2);
                    let op = self.rng.word(&["/", "%"]);
                    self.line(format!("{place} {op}= ({e} | 1)"));
                }
                _ => {
                    let op = self.rng.word(&["/", "%"]);
                    let n = self.rng.between(1, 100);
                    self.line(format!("{place} {op}= {n}"));
                }
            },
            4 if under == Ty::Str => {
                let e = self.literal(&ty, 1).text;
                self.line(format!("{place} += {e}"));
            }
            5 | 6 => {
                // Nothing that may panic: gc has some of the variables assigned by then.
                let old = std::mem::replace(&mut self.calm, true);
                self.pair();
                self.calm = old;
            }
            7 if self.rng.chance(40) => self.several(&place, &ty),
            _ => {
                let e = self.for_place(&ty, 3);
                self.line(format!("{place} = {e}"));
            }
        }
    }

    /// A swap, or two assignments at once.
    fn pair(&mut self) {
        let (Some((place, ty)), Some((other, second))) = (self.place(), self.place()) else {
            return;
        };
        if second == ty && self.rng.chance(60) {
            self.line(format!("{place}, {other} = {other}, {place}"));
        } else {
            let (a, b) = (self.for_place(&ty, 2), self.for_place(&second, 2));
            self.line(format!("{place}, {other} = {a}, {b}"));
        }
    }

    /// Several values of one expression.
    fn several(&mut self, place: &str, ty: &Ty) {
        let e = match self.rng.below(4) {
            0 => {
                let any = self.expr(&Ty::Any, 2).text;
                format!("any({any}).({})", self.name(ty))
            }
            1 => {
                let map = INT.map(ty.clone());
                let m = self.expr(&map, 2).text;
                let k = self.expr(&INT, 1).text;
                format!("({m})[{k}]")
            }
            2 => {
                let v = self.expr(ty, 1).text;
                let name = self.name(ty);
                format!(
                    "<-func() chan {name} {{ c := make(chan {name}, 1); c <- {v}; return c }}()"
                )
            }
            _ => {
                let body = self.closure(&[], &[ty.clone(), Ty::Bool], 2);
                format!("({body})()")
            }
        };
        match self.place() {
            Some((other, Ty::Bool)) => self.line(format!("{place}, {other} = {e}")),
            _ => self.line(format!("{place}, _ = {e}")),
        }
    }

    /// A loop with a label of its own, which is left out if nobody jumps there.
    pub(super) fn looping(&mut self, head: &str, inner: impl FnOnce(&mut Gen)) {
        let label = self.fresh("L");
        self.targets.push(Target {
            label: label.clone(),
            breaks: true,
            continues: true,
            gotos: false,
        });
        let body = self.captured(|g| {
            g.indent += 1;
            g.line("h.Step()");
            g.indent -= 1;
            inner(g);
        });
        self.targets.pop();
        if uses(&body, &label) {
            self.line(format!("{label}:"));
        }
        self.line(format!("{head} {{"));
        self.out.push_str(&body);
        self.line("}");
    }

    fn repetition(&mut self) {
        let mark = self.vars.len();
        let n = self.rng.between(1, 3);
        let i = self.fresh("i");
        let e = self.fresh("e");
        let trips = self.rng.between(1, 4);
        match self.rng.below(14) {
            0 | 1 => {
                let step = self.rng.between(1, 2);
                let head = match self.rng.below(4) {
                    0 => format!("for {i} := {trips}; {i} >= 0; {i}--"),
                    1 => format!("for {i} := 0; {i} <= {trips}; {i} += {step}"),
                    2 => format!("for {i}, k := 0, {trips}; {i} < k; {i}, k = {i}+1, k-0"),
                    _ => format!("for {i} := 0; {i} < {trips}; {i}++"),
                };
                self.declare_small(&i);
                self.looping(&head, |g| g.block(n));
            }
            2 | 3 => {
                let head = match self.rng.below(3) {
                    0 => {
                        let of = self.value(&INT, 1);
                        format!("for {i} := range h.Ix({of}, 5)")
                    }
                    _ => format!("for {i} := range {trips}"),
                };
                self.declare_small(&i);
                self.looping(&head, |g| {
                    g.line(format!("\t_ = {i}"));
                    g.block(n);
                });
            }
            4..=6 => {
                let Some((of, elem)) = self.indexed() else {
                    return;
                };
                self.declare_small(&i);
                let head = match self.rng.below(5) {
                    0 => format!("for {i} := range {of}"),
                    1 => {
                        self.vars.pop();
                        self.declare(&e, &elem, true);
                        format!("for _, {e} := range {of}")
                    }
                    2 => format!("for {i} := 0; {i} < len({of}); {i}++"),
                    _ => {
                        self.declare(&e, &elem, true);
                        format!("for {i}, {e} := range {of}")
                    }
                };
                let both = head.contains(", ") && !head.contains('_');
                self.looping(&head, |g| {
                    g.line(if both {
                        format!("\t_, _ = {i}, {e}")
                    } else if head.contains('_') {
                        format!("\t_ = {e}")
                    } else {
                        format!("\t_ = {i}")
                    });
                    g.block(n);
                });
            }
            7 => {
                let s = self.expr(&Ty::Str, 2).text;
                self.declare_small(&i);
                self.declare(&e, &RUNE, true);
                self.looping(&format!("for {i}, {e} := range ({s})"), |g| {
                    g.line(format!("\t_, _ = {i}, {e}"));
                    g.block(n);
                });
            }
            8 | 9 => {
                // Over functions, which the body is handed to.
                let (head, tys) = match self.rng.below(5) {
                    0 | 1 => {
                        self.declare_small(&i);
                        (format!("for {i} := range h.Upto({trips})"), 1)
                    }
                    2 => {
                        let Some((of, elem)) = self.slice_var() else {
                            return;
                        };
                        self.declare_small(&i);
                        self.declare(&e, &elem, true);
                        (format!("for {i}, {e} := range h.Each({of})"), 2)
                    }
                    3 => {
                        let Some((of, elem)) = self.slice_var() else {
                            return;
                        };
                        self.declare_small(&i);
                        self.declare(&e, &elem, true);
                        let f = self.rng.word(&["All", "Backward"]);
                        (format!("for {i}, {e} := range slices.{f}({of})"), 2)
                    }
                    _ => {
                        let s = self.value(&Ty::Str, 1);
                        self.declare(&i, &Ty::Str, true);
                        (format!("for {i} := range strings.SplitSeq({s}, \",\")"), 1)
                    }
                };
                self.looping(&head, |g| {
                    match tys {
                        1 => g.line(format!("\t_ = {i}")),
                        _ => g.line(format!("\t_, _ = {i}, {e}")),
                    }
                    g.block(n);
                });
            }
            10 => {
                let cond = self.truth(1);
                self.looping(&format!("for h.Left() && ({cond})"), |g| g.block(n));
            }
            11 => {
                self.line(format!("{i} := 0"));
                self.declare_small(&i);
                self.looping("for", |g| {
                    g.line(format!("\tif {i}++; {i} > {trips} {{ break }}"));
                    g.block(n);
                });
            }
            12 => {
                // Variables of each round, caught.
                let funcs = self.fresh("fs");
                self.line(format!("var {funcs} []func() int"));
                self.declare_small(&i);
                let head = format!("for {i} := 0; {i} < {trips}; {i}++");
                self.looping(&head, |g| {
                    g.block(n.min(2));
                    let add = g.rng.below(3);
                    let now = g.expr(&INT, 1).text;
                    g.line(format!(
                        "\t{funcs} = append({funcs}, func() int {{ h.Step(); {i} += {add}; return {i}*100 + h.Ix({now}, 90) }})"
                    ));
                    if g.rng.chance(40) {
                        g.line(format!("\tif {i} == 1 {{ {i}++ }}"));
                    }
                });
                self.vars.truncate(mark);
                let label = self.label();
                let f = self.fresh("f");
                self.line(format!(
                    "for _, {f} := range {funcs} {{ h.P({label}, {f}(), {f}()) }}"
                ));
            }
            _ => {
                let Some((of, key, elem)) = self.map_var() else {
                    return;
                };
                let sum = self.fresh("sum");
                let _ = (key, elem);
                let label = self.label();
                self.line(format!("{sum} := uint64(0)"));
                self.line(format!(
                    "for {i}, {e} := range {of} {{ {sum} += h.Sum({i}, {e}) }}"
                ));
                self.line(format!("h.P({label}, {sum}, len({of}))"));
            }
        }
        self.vars.truncate(mark);
    }

    /// A variable that is ranged over by index, and its elements' type.
    fn indexed(&mut self) -> Option<(String, Ty)> {
        let able: Vec<(String, Ty)> = self
            .vars
            .iter()
            .filter_map(|v| match self.world.under(&v.ty) {
                Ty::Slice(e) | Ty::Array(_, e) => Some((v.name.clone(), *e)),
                Ty::Ptr(p) => match self.world.under(&p) {
                    Ty::Array(_, e) => Some((v.name.clone(), *e)),
                    _ => None,
                },
                _ => None,
            })
            .collect();
        match able.is_empty() {
            true => None,
            false => Some(self.rng.pick(&able).clone()),
        }
    }

    pub(super) fn slice_var(&mut self) -> Option<(String, Ty)> {
        let able: Vec<(String, Ty)> = self
            .vars
            .iter()
            .filter_map(|v| match self.world.under(&v.ty) {
                Ty::Slice(e) => Some((v.name.clone(), *e)),
                _ => None,
            })
            .collect();
        match able.is_empty() {
            true => None,
            false => Some(self.rng.pick(&able).clone()),
        }
    }

    pub(super) fn map_var(&mut self) -> Option<(String, Ty, Ty)> {
        let able: Vec<(String, Ty, Ty)> = self
            .vars
            .iter()
            .filter_map(|v| match self.world.under(&v.ty) {
                Ty::Map(k, e) => Some((v.name.clone(), *k, *e)),
                _ => None,
            })
            .collect();
        match able.is_empty() {
            true => None,
            false => Some(self.rng.pick(&able).clone()),
        }
    }

    /// Prints some of what there is.
    pub(super) fn say(&mut self) {
        let label = self.label();
        let mut parts = Vec::new();
        for _ in 0..self.rng.between(1, 3) {
            if !self.vars.is_empty() && self.rng.chance(60) {
                let i = self.rng.below(self.vars.len());
                parts.push(self.vars[i].name.clone());
            } else {
                let ty = self.some_type(1);
                parts.push(self.expr(&ty, 3).text);
            }
        }
        self.line(format!("h.P({label}, {})", parts.join(", ")));
    }

    /// Bytes and what is built of them.
    pub(super) fn builder(&mut self) {
        let b = self.fresh("b");
        let label = self.label();
        self.line(format!("var {b} strings.Builder"));
        for _ in 0..self.rng.between(1, 4) {
            match self.rng.below(4) {
                0 => {
                    let e = self.value(&Ty::Str, 2);
                    self.line(format!("{b}.WriteString({e})"));
                }
                1 => {
                    let e = self.value(&RUNE, 2);
                    self.line(format!("{b}.WriteRune({e})"));
                }
                2 => {
                    let e = self.value(&BYTE, 2);
                    self.line(format!("{b}.WriteByte({e})"));
                }
                _ => {
                    let e = self.value(&INT, 2);
                    self.line(format!("fmt.Fprintf(&{b}, \"%d;\", {e})"));
                }
            }
        }
        self.line(format!("h.P({label}, {b}.Len(), h.Cut({b}.String()))"));
    }
}
