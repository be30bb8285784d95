//! Statements: declarations, assignments, control flow, and what they hold.

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

    fn braces(&mut self, head: &str, n: usize) {
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
                self.line(format!("{name}, {second} := {a}, {b}; _, _ = {name}, {second}"));
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
                    .filter(|(w, _)| {
                        !matches!(w, Way::Call(_) | Way::Method(..) | Way::Assert(_))
                    })
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
                let Some((other, second)) = self.place() else {
                    return;
                };
                // A swap, or two at once.
                if second == ty && self.rng.chance(60) {
                    self.line(format!("{place}, {other} = {other}, {place}"));
                } else {
                    let (a, b) = (self.for_place(&ty, 2), self.for_place(&second, 2));
                    self.line(format!("{place}, {other} = {a}, {b}"));
                }
            }
            _ => {
                let e = self.for_place(&ty, 3);
                self.line(format!("{place} = {e}"));
            }
        }
    }

    fn condition(&mut self) {
        let cond = self.truth(2);
        let n = self.rng.between(1, 3);
        match self.rng.below(5) {
            0 => {
                let ty = self.some_type(1);
                let name = self.fresh("v");
                let e = self.expr(&ty, 1).text;
                let mark = self.vars.len();
                self.line("{");
                self.indent += 1;
                let e = self.convert(&ty, &e);
                self.declare(&name, &ty, true);
                let cond = self.truth(1);
                self.line(format!("if {name} := ({e}); ({cond}) {{"));
                self.indent += 1;
                self.line(format!("_ = {name}"));
                self.indent -= 1;
                self.block(n);
                self.line("} else {");
                self.block(1);
                self.line("}");
                self.indent -= 1;
                self.line("}");
                self.vars.truncate(mark);
            }
            1 | 2 => {
                self.line(format!("if ({cond}) {{"));
                self.block(n);
                self.line("} else {");
                self.block(n);
                self.line("}");
            }
            3 => {
                let second = self.truth(1);
                self.line(format!("if ({cond}) {{"));
                self.block(n);
                self.line(format!("}} else if ({second}) {{"));
                self.block(1);
                self.line("} else {");
                self.block(1);
                self.line("}");
            }
            _ => self.braces(&format!("if ({cond})"), n),
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

    fn choice(&mut self) {
        let label = self.fresh("S");
        self.targets.push(Target {
            label: label.clone(),
            breaks: true,
            continues: false,
            gotos: false,
        });
        let text = self.captured(|g| match g.rng.below(4) {
            0 => g.type_switch(),
            1 => g.tagless_switch(),
            _ => g.value_switch(),
        });
        self.targets.pop();
        if uses(&text, &label) {
            self.line(format!("{label}:"));
        }
        self.out.push_str(&text);
    }

    fn clause(&mut self, head: &str, last: bool) {
        self.line(head);
        let n = self.rng.between(1, 2);
        self.block(n);
        if !last && self.rng.chance(20) {
            self.line("\tfallthrough");
        }
    }

    fn value_switch(&mut self) {
        let ty = match self.rng.below(4) {
            0 => Ty::Str,
            1 => self.some_type(0),
            _ => Ty::Int(self.rng.below(super::world::INTS.len())),
        };
        let under = self.world.under(&ty);
        let tag = self.value(&ty, 2);
        let tag = match (self.rng.chance(60), &under) {
            (true, Ty::Int(_)) => format!("{tag} & 7"),
            _ => tag,
        };
        if !self.world.comparable(&ty) || matches!(ty, Ty::Ptr(_)) {
            return self.tagless_switch();
        }
        self.line(format!("switch ({tag}) {{"));
        let n = self.rng.between(1, 7);
        let default = self.rng.below(n + 2);
        for i in 0..n {
            let last = i + 1 == n && default <= n;
            if i == default {
                self.clause("default:", last && i + 1 == n);
            }
            let head = match &under {
                Ty::Int(_) if self.rng.chance(85) => {
                    let base = i * 2;
                    let one = self.convert(&ty, &base.to_string());
                    match self.rng.chance(40) {
                        true => format!("{one}, {}", self.convert(&ty, &(base + 1).to_string())),
                        false => one,
                    }
                }
                Ty::Str if self.rng.chance(70) => self.convert(&ty, &format!("\"c{i}\"")),
                _ => self.value(&ty, 1),
            };
            self.clause(&format!("case {head}:"), i + 1 == n);
        }
        self.line("}");
    }

    fn tagless_switch(&mut self) {
        self.line("switch {");
        let n = self.rng.between(1, 3);
        for i in 0..n {
            let cond = self.truth(2);
            self.clause(&format!("case h.Id({cond}):"), i + 1 == n);
        }
        if self.rng.chance(50) {
            self.clause("default:", true);
        }
        self.line("}");
    }

    fn type_switch(&mut self) {
        let e = match self.rng.chance(25) {
            true => self.expr(&Ty::Error, 2).text,
            false => {
                let e = self.expr(&Ty::Any, 2).text;
                format!("any({e})")
            }
        };
        let any = e.starts_with("any(");
        let v = self.fresh("v");
        self.line(format!("switch {v} := ({e}).(type) {{"));
        let mut seen = Vec::new();
        for _ in 0..self.rng.between(1, 5) {
            let ty = match any {
                true => self.some_type(1),
                false => Ty::Error,
            };
            if seen.contains(&ty) {
                continue;
            }
            seen.push(ty.clone());
            let name = self.name(&ty);
            let mark = self.vars.len();
            let second = self.some_type(0);
            if any && self.rng.chance(20) && !seen.contains(&second) {
                seen.push(second.clone());
                self.line(format!("case {name}, {}:", self.name(&second)));
                self.declare(&v, &Ty::Any, true);
            } else {
                self.line(format!("case {name}:"));
                self.declare(&v, &ty, true);
            }
            self.line(format!("\t_ = {v}"));
            let n = self.rng.between(1, 2);
            self.block(n);
            self.vars.truncate(mark);
        }
        if !any {
            self.line("case myErr:");
            let label = self.label();
            self.line(format!("\th.P({label}, int({v}))"));
        }
        if self.rng.chance(40) {
            self.line("case nil:");
            let label = self.label();
            self.line(format!("\th.P({label}, {v})"));
        }
        if self.rng.chance(40) {
            self.line("default:");
            let label = self.label();
            self.line(format!("\th.P({label}, {v})"));
        }
        self.line("}");
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

    /// Where control may go to from here.
    fn jump(&mut self) {
        let cond = self.truth(2);
        let targets = self.targets.clone();
        let mut texts: Vec<String> = Vec::new();
        for t in &targets {
            if t.breaks {
                texts.push(format!("break {}", t.label));
            }
            if t.continues {
                texts.push(format!("continue {}", t.label));
            }
            if t.gotos {
                texts.push(format!("goto {}", t.label));
            }
        }
        if targets.iter().any(|t| t.continues) {
            texts.push("continue".into());
            texts.push("break".into());
        }
        if self.rng.chance(25) || texts.is_empty() {
            let results = self.results.clone();
            let named = !self.result_names.is_empty();
            texts = vec![match results.is_empty() || (named && self.rng.chance(50)) {
                true => "return".into(),
                false => format!("return {}", self.args(&results, 2)),
            }];
        }
        let text = self.rng.pick(&texts).clone();
        self.line(format!("if ({cond}) {{ {text} }}"));
    }

    fn goto(&mut self) {
        let label = self.fresh("G");
        let n = self.fresh("n");
        if self.rng.chance(50) {
            // Back.
            let times = self.rng.between(1, 3);
            self.line("{");
            self.line(format!("{n} := 0"));
            self.line(format!("{label}:"));
            self.line("h.Step()");
            self.line(format!("{n}++"));
            self.braces("", 2);
            self.line(format!("if {n} < {times} {{ goto {label} }}"));
            self.line("}");
        } else {
            self.targets.push(Target {
                label: label.clone(),
                breaks: false,
                continues: false,
                gotos: true,
            });
            let body = self.captured(|g| {
                let cond = g.truth(1);
                g.line(format!("if ({cond}) {{ goto {label} }}"));
                g.braces("", 3);
            });
            self.targets.pop();
            self.line("{");
            self.out.push_str(&body);
            self.line(format!("{label}:"));
            self.braces("", 2);
            self.line("}");
        }
    }

    fn calling(&mut self) {
        let rank = self.rank;
        let able: Vec<usize> = (0..self.functions.len())
            .filter(|i| self.functions[*i].rank > rank)
            .collect();
        if able.is_empty() {
            return self.say();
        }
        let f = self.functions[*self.rng.pick(&able)].clone();
        let types: Vec<Ty> = f.kinds.iter().map(|k| self.argument(*k)).collect();
        let call = self.call(&f, &types, 2);
        match f.results.len() {
            0 => self.line(call),
            n => {
                let names: Vec<String> = (0..n).map(|_| self.fresh("v")).collect();
                let list = names.join(", ");
                let label = self.label();
                self.line(format!("{list} := {call}"));
                self.line(format!("h.P({label}, {list})"));
                let results = f.results.clone();
                for (name, ty) in names.iter().zip(results) {
                    let ty = ty.subst(&types, &mut self.world);
                    self.declare(name, &ty, true);
                }
            }
        }
    }

    fn assertion(&mut self) {
        let ty = self.some_type(1);
        let e = self.expr(&Ty::Any, 2).text;
        let (v, ok) = (self.fresh("v"), self.fresh("ok"));
        let name = self.name(&ty);
        let label = self.label();
        self.line(format!("{v}, {ok} := any({e}).({name})"));
        self.line(format!("h.P({label}, {v}, {ok})"));
        self.declare(&v, &ty, true);
        self.declare(&ok, &Ty::Bool, true);
    }

    /// A type that only this function knows.
    fn local_type(&mut self) {
        if !self.world.params.is_empty() {
            return self.say();
        }
        let t = self.fresh("T");
        let (a, b) = (self.some_type(0), self.some_type(1));
        let (na, nb) = (self.name(&a), self.name(&b));
        let v = self.fresh("v");
        let (x, y) = (self.expr(&a, 1).text, self.expr(&b, 1).text);
        let label = self.label();
        self.line(format!("type {t} struct {{ A {na}; b {nb} }}"));
        self.line(format!("{v} := {t}{{{x}, {y}}}"));
        self.line(format!("h.P({label}, {v}, fmt.Sprintf(\"%T\", {v}))"));
    }

    fn panicking(&mut self) {
        let cond = self.truth(2);
        let what = match self.rng.below(6) {
            0 => self.expr(&Ty::Error, 2).text,
            1 => self.expr(&Ty::Str, 1).text,
            2 => self.expr(&INT, 1).text,
            3 => {
                let e = self.expr(&INT, 1).text;
                format!("myErr({e})")
            }
            _ => self.expr(&Ty::Any, 2).text,
        };
        self.line(format!("if ({cond}) {{ panic({what}) }}"));
    }

    fn deferral(&mut self) {
        let label = self.label();
        match self.rng.below(7) {
            0 => {
                let ty = self.some_type(1);
                let e = self.expr(&ty, 2).text;
                self.line(format!("defer h.P({label}, {e})"));
            }
            1 => {
                let body = self.body(&[], 2);
                self.line(format!("defer func() {{\n{body}\t}}()"));
            }
            2 => {
                let ty = self.some_type(1);
                let name = self.name(&ty);
                let e = self.expr(&ty, 2).text;
                let p = self.fresh("p");
                self.line(format!(
                    "defer func({p} {name}) {{ h.P({label}, {p}) }}({e})"
                ));
            }
            3 => {
                let e = self.expr(&Ty::Any, 1).text;
                self.line(format!(
                    "defer func() {{ if rec := recover(); rec != nil {{ h.P({label}, h.Text(rec)); panic({e}) }} }}()"
                ));
            }
            _ => {
                let mut set = String::new();
                let names = self.result_names.clone();
                let results = self.results.clone();
                if !names.is_empty() {
                    let i = self.rng.below(names.len());
                    let e = self.expr(&results[i], 1).text;
                    set = format!("; {} = {e}", names[i]);
                }
                self.line(format!(
                    "defer func() {{ if rec := recover(); rec != nil {{ h.P({label}, h.Text(rec)){set} }} }}()"
                ));
            }
        }
    }

    /// Bound methods and method expressions.
    fn method_value(&mut self) {
        let mut able = Vec::new();
        for v in &self.vars {
            let named = match &v.ty {
                Ty::Ptr(e) => (**e).clone(),
                t => t.clone(),
            };
            if !matches!(named, Ty::Named(_)) {
                continue;
            }
            for (m, address) in self.world.method_set(&v.ty) {
                if m >= self.method_rank && (!address || v.mutable) {
                    able.push((v.clone(), m, address));
                }
            }
        }
        if able.is_empty() || self.pure {
            return self.say();
        }
        let (v, m, address) = self.rng.pick(&able).clone();
        let (params, results) = self.world.method_type(m);
        let ty = Ty::Func(params.clone(), results.clone());
        let name = self.fresh("mv");
        let type_name = self.name(&v.ty);
        let label = self.label();
        match self.rng.below(3) {
            0 => self.line(format!("{name} := {}.M{m}; _ = {name}", v.name)),
            1 => {
                let receiver = match (address, matches!(v.ty, Ty::Ptr(_))) {
                    (true, _) => format!("(*{type_name})"),
                    (_, true) => format!("({type_name})"),
                    _ => type_name,
                };
                let mut args = self.args(&params, 2);
                let first = if address {
                    format!("&{}", v.name)
                } else {
                    v.name.clone()
                };
                args = match args.is_empty() {
                    true => first,
                    false => format!("{first}, {args}"),
                };
                match results.is_empty() {
                    true => self.line(format!("{receiver}.M{m}({args})")),
                    false => self.line(format!("h.P({label}, h.Pack({receiver}.M{m}({args})))")),
                }
                return;
            }
            _ => {
                let args = self.args(&params, 2);
                let head = self.rng.word(&["defer ", "", ""]);
                self.line(format!("{head}{}.M{m}({args})", v.name));
                return;
            }
        }
        self.declare(&name, &ty, true);
    }

    /// Package fmt's verbs.
    fn formatted(&mut self) {
        let label = self.label();
        let mut format = String::new();
        let mut args = Vec::new();
        for _ in 0..self.rng.between(1, 3) {
            let mut ty = self.some_type(2);
            if !self.world.printable(&ty) {
                ty = Ty::Int(self.rng.below(super::world::INTS.len()));
            }
            args.push(self.expr(&ty, 2).text);
            format.push('%');
            format.push_str(self.rng.word(&[
                "", "", "", "+", "-", "#", " ", "0", "+#", "-5", "8", "08", "+.3", "6.2", "-9.4",
                ".0", "# ", "12", "x", ".1",
            ]));
            format.push_str(self.rng.word(&[
                "v", "v", "v", "v", "d", "x", "X", "q", "s", "o", "b", "c", "U", "e", "f", "g", "G",
                "t", "T", "O",
            ]));
            format.push('|');
        }
        self.line(format!(
            "h.F({label}, \"{format}\", {})",
            args.join(", ")
        ));
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

/// Whether a jump to the label is in the text.
fn uses(text: &str, label: &str) -> bool {
    ["break ", "continue ", "goto "].iter().any(|word| {
        text.match_indices(&format!("{word}{label}")).any(|(at, m)| {
            !text[at + m.len()..].starts_with(|c: char| c.is_ascii_alphanumeric())
        })
    })
}
