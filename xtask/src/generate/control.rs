//! Statements that decide where control goes: if, switch, jumps.

use super::scope::{Gen, Target};
use super::world::{INTS, Ty};

impl Gen {
    pub(super) fn condition(&mut self) {
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

    pub(super) fn choice(&mut self) {
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

    pub(super) fn clause(&mut self, head: &str, last: bool) {
        self.line(head);
        let n = self.rng.between(1, 2);
        self.block(n);
        if !last && self.rng.chance(20) {
            self.line("\tfallthrough");
        }
    }

    pub(super) fn value_switch(&mut self) {
        let ty = match self.rng.below(4) {
            0 => Ty::Str,
            1 => self.some_type(0),
            _ => Ty::Int(self.rng.below(INTS.len())),
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

    pub(super) fn tagless_switch(&mut self) {
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

    pub(super) fn type_switch(&mut self) {
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

    /// Where control may go to from here.
    pub(super) fn jump(&mut self) {
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

    pub(super) fn goto(&mut self) {
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
}

/// Whether a jump to the label is in the text.
pub(super) fn uses(text: &str, label: &str) -> bool {
    ["break ", "continue ", "goto "].iter().any(|word| {
        text.match_indices(&format!("{word}{label}"))
            .any(|(at, m)| !text[at + m.len()..].starts_with(|c: char| c.is_ascii_alphanumeric()))
    })
}
