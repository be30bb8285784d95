//! What the generator knows while it writes: variables in scope, functions, where jumps may go.

use super::world::{Field, INT, INTS, Kind, Ty, World};
use crate::random::Random;

/// An expression; `constant` if Go sees a constant in it.
pub(super) struct Expr {
    pub(super) text: String,
    pub(super) constant: bool,
}

impl Expr {
    pub(super) fn value(text: String) -> Expr {
        Expr {
            text,
            constant: false,
        }
    }
    pub(super) fn constant(text: String) -> Expr {
        Expr {
            text,
            constant: true,
        }
    }
}

#[derive(Clone)]
pub(super) struct Var {
    pub(super) name: String,
    pub(super) ty: Ty,
    /// May be assigned and have its address taken.
    pub(super) mutable: bool,
    /// A small count, mostly an index of what is there.
    pub(super) small: bool,
}

/// A function of the program, callable from functions of a lower rank.
#[derive(Clone)]
pub(super) struct Function {
    pub(super) name: String,
    pub(super) kinds: Vec<Kind>,
    pub(super) params: Vec<Ty>,
    pub(super) results: Vec<Ty>,
    pub(super) variadic: bool,
    pub(super) rank: usize,
}

/// Somewhere to jump to.
#[derive(Clone)]
pub(super) struct Target {
    pub(super) label: String,
    /// `break` and `continue` may name it; else only `goto`.
    pub(super) breaks: bool,
    pub(super) continues: bool,
    pub(super) gotos: bool,
}

/// What a step from a value to a part of it is.
#[derive(Clone)]
pub(super) enum Way {
    Field(String),
    Deref,
    Element,
    ArrayElement(usize),
    MapElement(Ty),
    Call(Vec<Ty>),
    Method(usize, Vec<Ty>),
    Assert(Ty),
}

pub(super) struct Gen {
    pub(super) rng: Random,
    pub(super) world: World,
    /// Types that this program likes.
    pub(super) pool: Vec<Ty>,
    pub(super) vars: Vec<Var>,
    pub(super) functions: Vec<Function>,
    pub(super) targets: Vec<Target>,
    /// Results of the function at hand; their names, if they have some.
    pub(super) results: Vec<Ty>,
    pub(super) result_names: Vec<String>,
    pub(super) rank: usize,
    /// No effects, no calls of our functions: for goroutines beside others.
    pub(super) pure: bool,
    /// Nothing that may panic, either.
    pub(super) calm: bool,
    /// Calls of methods are off: a method's own body.
    pub(super) method_rank: usize,
    pub(super) fresh: usize,
    pub(super) labels: usize,
    pub(super) out: String,
    pub(super) indent: usize,
    /// Statements still to be written in this function.
    pub(super) budget: usize,
}

impl Gen {
    pub(super) fn new(seed: u64) -> Gen {
        Gen {
            rng: Random::scattered(seed),
            world: World::default(),
            pool: Vec::new(),
            vars: Vec::new(),
            functions: Vec::new(),
            targets: Vec::new(),
            results: Vec::new(),
            result_names: Vec::new(),
            rank: 0,
            pure: false,
            calm: false,
            method_rank: 0,
            fresh: 0,
            labels: 0,
            out: String::new(),
            indent: 0,
            budget: 0,
        }
    }

    pub(super) fn name(&self, ty: &Ty) -> String {
        self.world.name(ty)
    }

    pub(super) fn fresh(&mut self, prefix: &str) -> String {
        self.fresh += 1;
        format!("{prefix}{}", self.fresh)
    }

    /// A number for what is printed.
    pub(super) fn label(&mut self) -> usize {
        self.labels += 1;
        self.labels
    }

    pub(super) fn line(&mut self, text: impl AsRef<str>) {
        for _ in 0..self.indent {
            self.out.push('\t');
        }
        self.out.push_str(text.as_ref());
        self.out.push('\n');
    }

    /// What `f` writes, instead of writing it.
    pub(super) fn captured(&mut self, f: impl FnOnce(&mut Self)) -> String {
        let before = std::mem::take(&mut self.out);
        f(self);
        std::mem::replace(&mut self.out, before)
    }

    pub(super) fn declare(&mut self, name: &str, ty: &Ty, mutable: bool) {
        self.vars.push(Var {
            name: name.to_owned(),
            ty: ty.clone(),
            mutable,
            small: false,
        });
    }

    pub(super) fn declare_small(&mut self, name: &str) {
        self.vars.push(Var {
            name: name.to_owned(),
            ty: INT,
            mutable: false,
            small: true,
        });
    }

    /// Parts that a value of the type has.
    pub(super) fn ways(&self, ty: &Ty) -> Vec<(Way, Ty)> {
        let mut ways = Vec::new();
        match self.world.under(ty) {
            Ty::Slice(e) if !self.calm => ways.push((Way::Element, *e)),
            Ty::Array(n, e) if n > 0 => ways.push((Way::ArrayElement(n), *e)),
            Ty::Map(k, e) => ways.push((Way::MapElement(*k), *e)),
            Ty::Ptr(e) if !self.calm => {
                for f in self.world.fields(&e).unwrap_or_default() {
                    ways.push((Way::Field(f.name), f.ty));
                }
                if let Ty::Array(n, inner) = self.world.under(&e) {
                    ways.push((Way::ArrayElement(n), *inner));
                }
                ways.push((Way::Deref, *e));
            }
            Ty::Func(p, r) if r.len() == 1 && !self.pure && !self.calm => {
                ways.push((Way::Call(p), r[0].clone()));
            }
            Ty::Any if !self.calm && !self.pool.is_empty() && self.world.params.is_empty() => {
                for t in self.pool.iter().take(4) {
                    ways.push((Way::Assert(t.clone()), t.clone()));
                }
            }
            _ => {}
        }
        for Field { name, ty, .. } in self.world.fields(ty).unwrap_or_default() {
            ways.push((Way::Field(name), ty));
        }
        if !self.pure && !self.calm {
            for (m, address) in self.world.method_set(ty) {
                let (params, results) = self.world.method_type(m);
                if !address && m >= self.method_rank && results.len() == 1 {
                    ways.push((Way::Method(m, params), results[0].clone()));
                }
            }
        }
        ways
    }

    /// Ways from a variable to values of a type, of at most so many steps.
    pub(super) fn paths(&self, target: &Ty, steps: usize) -> Vec<(usize, Vec<Way>)> {
        let mut found = Vec::new();
        for (i, var) in self.vars.iter().enumerate() {
            let mut trail = Vec::new();
            self.walk(&var.ty, target, steps, &mut trail, &mut |t| {
                found.push((i, t.to_vec()));
            });
        }
        found
    }

    fn walk(
        &self,
        at: &Ty,
        target: &Ty,
        steps: usize,
        trail: &mut Vec<Way>,
        found: &mut dyn FnMut(&[Way]),
    ) {
        if at == target && !trail.is_empty() {
            found(trail);
        }
        if steps == 0 {
            return;
        }
        for (way, ty) in self.ways(at) {
            trail.push(way);
            self.walk(&ty, target, steps - 1, trail, found);
            trail.pop();
        }
    }

    /// Writes a way out.
    pub(super) fn render(&mut self, start: &str, ways: &[Way], depth: usize) -> String {
        let mut text = start.to_owned();
        for way in ways {
            text = match way {
                Way::Field(name) => format!("{text}.{name}"),
                Way::Deref => format!("(*{text})"),
                Way::Element => {
                    let index = self.index(&text, depth);
                    format!("{text}[{index}]")
                }
                Way::ArrayElement(n) => {
                    let index = self.array_index(*n, depth);
                    format!("{text}[{index}]")
                }
                Way::MapElement(key) => {
                    let key = self.expr(key, depth.saturating_sub(1));
                    format!("{text}[{}]", key.text)
                }
                Way::Call(params) => {
                    let args = self.args(params, depth);
                    format!("{text}({args})")
                }
                Way::Method(m, params) => {
                    let args = self.args(params, depth);
                    format!("{text}.M{m}({args})")
                }
                Way::Assert(ty) => format!("{text}.({})", self.name(ty)),
            };
        }
        text
    }

    /// An index into a slice or a string that is mostly there.
    pub(super) fn index(&mut self, of: &str, depth: usize) -> String {
        let small: Vec<String> = self
            .vars
            .iter()
            .filter(|v| v.small)
            .map(|v| v.name.clone())
            .collect();
        if !small.is_empty() && !self.calm && self.rng.chance(50) {
            return self.rng.pick(&small).clone();
        }
        let simple = !of.contains(['(', '"']);
        if !simple || (self.rng.chance(4) && !self.calm) {
            return match self.rng.chance(50) {
                true => self.rng.below(3).to_string(),
                false => self.value(&INT, depth.saturating_sub(1)),
            };
        }
        if self.rng.chance(10) {
            return format!("len({of})-1");
        }
        let kind = match self.rng.chance(70) {
            true => 0,
            false => self.rng.below(INTS.len()),
        };
        let i = self.expr(&Ty::Int(kind), depth.saturating_sub(1));
        format!("h.Ix({}, len({of}))", i.text)
    }

    pub(super) fn array_index(&mut self, n: usize, depth: usize) -> String {
        match self.rng.below(4) {
            0 | 1 => self.rng.below(n).to_string(),
            2 if !self.calm => {
                let small: Vec<String> = self
                    .vars
                    .iter()
                    .filter(|v| v.small)
                    .map(|v| v.name.clone())
                    .collect();
                match small.is_empty() {
                    true => self.rng.below(n).to_string(),
                    false => self.rng.pick(&small).clone(),
                }
            }
            _ => {
                let kind = self.rng.between(5, 9);
                let i = self.value(&Ty::Int(kind), depth.saturating_sub(1));
                format!("{i} % {n}")
            }
        }
    }

    pub(super) fn args(&mut self, params: &[Ty], depth: usize) -> String {
        let list: Vec<String> = params
            .iter()
            .map(|p| self.expr(p, depth.saturating_sub(1)).text)
            .collect();
        list.join(", ")
    }

    /// A random type that values can be made of.
    pub(super) fn some_type(&mut self, depth: usize) -> Ty {
        if !self.world.params.is_empty() && self.rng.chance(35) {
            return Ty::Param(self.rng.below(self.world.params.len()));
        }
        if !self.pool.is_empty() && self.rng.chance(55) {
            return self.rng.pick(&self.pool).clone();
        }
        self.new_type(depth)
    }

    pub(super) fn new_type(&mut self, depth: usize) -> Ty {
        let named = self.world.closed();
        match self.rng.below(if depth == 0 { 13 } else { 26 }) {
            0..=5 => Ty::Int(self.rng.below(INTS.len())),
            6 => INT,
            7 => Ty::Str,
            8 => Ty::F64,
            9 => match self.rng.below(3) {
                0 => Ty::C64,
                1 => Ty::C128,
                _ => Ty::F32,
            },
            10 => Ty::Bool,
            11 => Ty::Str,
            12 if !named.is_empty() => Ty::Named(*self.rng.pick(&named)),
            12 => INT,
            13..=15 => self.some_type(depth - 1).slice(),
            16 => Ty::Array(self.rng.between(1, 5), Box::new(self.some_type(depth - 1))),
            17 | 18 => {
                let key = self.key_type();
                key.map(self.some_type(depth - 1))
            }
            19 => self.some_type(depth - 1).ptr(),
            20 => {
                let params = (0..self.rng.below(3)).map(|_| self.some_type(0)).collect();
                Ty::Func(params, vec![self.some_type(depth - 1)])
            }
            21 => Ty::Any,
            22 => Ty::Struct(
                (0..self.rng.between(1, 4))
                    .map(|_| self.some_type(0))
                    .collect(),
            ),
            23 => Ty::Error,
            _ if !self.world.generics.is_empty() && self.world.params.is_empty() => {
                let g = self.rng.below(self.world.generics.len());
                let kinds = self.world.generics[g].kinds.clone();
                let args: Vec<Ty> = kinds.iter().map(|k| self.argument(*k)).collect();
                self.world.instance(g, &args)
            }
            _ if !named.is_empty() => Ty::Named(*self.rng.pick(&named)),
            _ => Ty::Str,
        }
    }

    pub(super) fn key_type(&mut self) -> Ty {
        for _ in 0..4 {
            let ty = self.some_type(1);
            if self.world.key(&ty) {
                return ty;
            }
        }
        match self.rng.chance(50) {
            true => Ty::Str,
            false => INT,
        }
    }

    /// A type argument.
    pub(super) fn argument(&mut self, kind: Kind) -> Ty {
        for _ in 0..12 {
            let ty = match self.rng.chance(70) {
                true => self.new_type(0),
                false => self.some_type(1),
            };
            if self.world.satisfies(&ty, kind) && !matches!(ty, Ty::Func(..)) {
                return ty;
            }
        }
        match kind {
            Kind::Any | Kind::Comparable | Kind::Ordered => Ty::Str,
            Kind::Number | Kind::Integer => Ty::Int(self.rng.below(INTS.len())),
        }
    }
}
