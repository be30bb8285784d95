//! Statements that call: functions, methods and their values, deferred ones, panics, package fmt.

use super::scope::Gen;
use super::world::{INT, INTS, Ty};

impl Gen {
    pub(super) fn calling(&mut self) {
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

    pub(super) fn assertion(&mut self) {
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
    pub(super) fn local_type(&mut self) {
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

    pub(super) fn panicking(&mut self) {
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

    pub(super) fn deferral(&mut self) {
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
    pub(super) fn method_value(&mut self) {
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
    pub(super) fn formatted(&mut self) {
        let label = self.label();
        let mut format = String::new();
        let mut args = Vec::new();
        for _ in 0..self.rng.between(1, 3) {
            let mut ty = self.some_type(2);
            if !self.world.printable(&ty) {
                ty = Ty::Int(self.rng.below(INTS.len()));
            }
            args.push(self.expr(&ty, 2).text);
            format.push('%');
            format.push_str(self.rng.word(&[
                "", "", "", "+", "-", "#", " ", "0", "+#", "-5", "8", "08", "+.3", "6.2", "-9.4",
                ".0", "# ", "12", "x", ".1",
            ]));
            format.push_str(self.rng.word(&[
                "v", "v", "v", "v", "d", "x", "X", "q", "s", "o", "b", "c", "U", "e", "f", "g",
                "G", "t", "T", "O",
            ]));
            format.push('|');
        }
        self.line(format!("h.F({label}, \"{format}\", {})", args.join(", ")));
    }
}
