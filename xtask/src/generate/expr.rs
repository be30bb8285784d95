//! Expressions of a wanted type: variables and their parts, operators, calls, conversions.

use super::library;
use super::scope::{Expr, Gen};
use super::world::{INT, INTS, Kind, Ty, Under, int_shape};

impl Gen {
    /// An expression that is no constant, in a form that can be an operand.
    pub(super) fn value(&mut self, ty: &Ty, depth: usize) -> String {
        let e = self.expr(ty, depth);
        match e.constant {
            true => format!("h.Id({})", e.text),
            false => e.text,
        }
    }

    pub(super) fn expr(&mut self, ty: &Ty, depth: usize) -> Expr {
        let roll = self.rng.below(100);
        let leaf = if depth == 0 { 100 } else { 22 };
        if roll < leaf {
            return self.leaf(ty, depth);
        }
        if roll < 45 {
            let paths = self.paths(ty, 2);
            if !paths.is_empty() {
                let (var, ways) = self.rng.pick(&paths).clone();
                let start = self.vars[var].name.clone();
                return Expr::value(self.render(&start, &ways, depth - 1));
            }
        }
        if roll < 57
            && let Some(call) = self.call_for(ty, depth)
        {
            return Expr::value(call);
        }
        if roll < 61 && !self.calm {
            return self.wrapped(ty, depth);
        }
        if roll < 68
            && let Some(text) = library::call(self, ty, depth)
        {
            return Expr::value(text);
        }
        self.operator(ty, depth)
    }

    /// Wrappings that leave the value as it is.
    fn wrapped(&mut self, ty: &Ty, depth: usize) -> Expr {
        let e = self.expr(ty, depth - 1).text;
        let name = self.name(ty);
        Expr::value(match self.rng.below(if self.pure { 6 } else { 9 }) {
            0 => format!("h.Id[{name}]({e})"),
            1 if !self.world.is_interface(ty) => format!("any({e}).({name})"),
            2 => format!("[]{name}{{{e}}}[0]"),
            3 => format!("func() {name} {{ return {e} }}()"),
            4 => format!("func(x {name}) {name} {{ return x }}({e})"),
            5 => format!("*new({})", self.convert(ty, &e)),
            6 | 7 => {
                let label = self.label();
                format!("h.T({label}, {e})")
            }
            _ => format!("h.Id({e})"),
        })
    }

    /// A variable, or something written out.
    pub(super) fn leaf(&mut self, ty: &Ty, depth: usize) -> Expr {
        let vars: Vec<usize> = (0..self.vars.len())
            .filter(|i| self.vars[*i].ty == *ty)
            .collect();
        if !vars.is_empty() && self.rng.chance(75) {
            let i = *self.rng.pick(&vars);
            return Expr::value(self.vars[i].name.clone());
        }
        self.literal(ty, depth)
    }

    /// `ty(text)`.
    pub(super) fn convert(&self, ty: &Ty, text: &str) -> String {
        let name = self.name(ty);
        match ty {
            Ty::Ptr(_) | Ty::Func(..) => format!("({name})({text})"),
            // A function without results at its end would take the operand for them.
            _ if name.contains("func(") => format!("({name})({text})"),
            _ => format!("{name}({text})"),
        }
    }

    pub(super) fn literal(&mut self, ty: &Ty, depth: usize) -> Expr {
        let below = depth.saturating_sub(1);
        if depth == 0
            && let Some(e) = self.least(ty)
        {
            return e;
        }
        match ty {
            Ty::Bool => Expr::constant(self.rng.word(&["true", "false"]).into()),
            Ty::Int(0) => Expr::constant(self.int_text(0)),
            Ty::Int(k) => {
                let text = self.int_text(*k);
                Expr::constant(format!("{}({text})", INTS[*k]))
            }
            Ty::F64 => self.float_text(),
            Ty::F32 => {
                let e = self.float_text();
                let text = if e.text.contains("e300") || e.text.contains("e-300") {
                    "2.5e10".into()
                } else {
                    e.text
                };
                Expr {
                    text: format!("float32({text})"),
                    constant: e.constant,
                }
            }
            Ty::C64 | Ty::C128 => {
                let part = |g: &mut Gen| {
                    g.rng
                        .word(&["0", "1", "-1", "0.5", "2", "-3.25", "1e10", "7"])
                };
                let (re, im) = (part(self), part(self));
                Expr::constant(self.convert(ty, &format!("{re} + {im}i").replace("+ -", "- ")))
            }
            Ty::Str => Expr::constant(self.string_text()),
            Ty::Slice(e) => {
                let name = self.name(ty);
                Expr::value(match self.rng.below(8) {
                    0 => format!("{name}(nil)"),
                    1 => format!("make({name}, {})", self.rng.below(5)),
                    2 => {
                        let n = self.rng.below(4);
                        format!("make({name}, {n}, {})", n + self.rng.below(4))
                    }
                    3 => {
                        let at = self.rng.between(1, 4);
                        let (a, b) = (self.expr(e, below).text, self.expr(e, below).text);
                        format!("{name}{{{at}: {a}, {b}}}")
                    }
                    _ => {
                        let n = self.rng.between(1, 4);
                        let list = self.args(&vec![(**e).clone(); n], depth);
                        format!("{name}{{{list}}}")
                    }
                })
            }
            Ty::Array(n, e) => {
                let name = self.name(ty);
                Expr::value(match self.rng.below(4) {
                    0 => format!("{name}{{}}"),
                    1 => {
                        let at = self.rng.below(*n);
                        format!("{name}{{{at}: {}}}", self.expr(e, below).text)
                    }
                    2 => {
                        let list = self.args(&vec![(**e).clone(); *n], depth);
                        format!("[...]{}{{{list}}}", self.name(e))
                    }
                    _ => {
                        let list = self.args(&vec![(**e).clone(); *n], depth);
                        format!("{name}{{{list}}}")
                    }
                })
            }
            Ty::Map(k, e) => {
                let name = self.name(ty);
                let n = self.rng.below(4);
                let mut parts = Vec::new();
                for i in 0..n {
                    let key = match self.world.under(k) {
                        Ty::Int(_) => self.convert(k, &(i * 3 + 1).to_string()),
                        Ty::Str => self.convert(k, &format!("\"k{i}\"")),
                        Ty::Bool if i < 2 => self.convert(k, ["true", "false"][i]),
                        Ty::Bool => continue,
                        _ => self.expr(k, below).text,
                    };
                    parts.push(format!("{key}: {}", self.expr(e, below).text));
                }
                Expr::value(match self.rng.below(12) {
                    0 => format!("{name}(nil)"),
                    1 => format!("make({name})"),
                    _ => format!("{name}{{{}}}", parts.join(", ")),
                })
            }
            Ty::Ptr(e) => Expr::value(self.pointer(ty, e, depth)),
            Ty::Func(p, r) => Expr::value(self.function_value(ty, p, r, depth)),
            Ty::Any => self.any_value(depth),
            Ty::Error => Expr::value(match self.rng.below(5) {
                0 => "error(nil)".into(),
                1 => format!("errors.New({})", self.string_text()),
                2 => {
                    let e = self.expr(&INT, below).text;
                    format!("error(myErr({e}))")
                }
                3 => {
                    let e = self.expr(&Ty::Error, below).text;
                    format!("fmt.Errorf(\"w %w\", {e})")
                }
                _ => {
                    let e = self.expr(&INT, below).text;
                    format!("fmt.Errorf(\"n %d\", {e})")
                }
            }),
            Ty::Struct(_) => self.struct_literal(ty, depth),
            Ty::Param(i) => self.param_literal(*i, ty),
            Ty::Named(n) => {
                let named = self.world.named[*n].clone();
                match named.under {
                    Under::Type(t) => {
                        let e = self.expr(&t, below);
                        let text = match (&t, e.constant) {
                            // Constants are of their type already.
                            (Ty::Int(_) | Ty::F32 | Ty::F64 | Ty::Str | Ty::Bool, _) => e.text,
                            _ => e.text,
                        };
                        Expr {
                            text: self.convert(ty, &text),
                            constant: e.constant,
                        }
                    }
                    Under::Struct(_) => self.struct_literal(ty, depth),
                    Under::Interface(_) => self.interface_value(ty, depth),
                }
            }
        }
    }

    /// A value of a type that may hold others, without others.
    fn least(&mut self, ty: &Ty) -> Option<Expr> {
        let name = self.name(ty);
        let text = match ty {
            Ty::Slice(_) => match self.rng.below(3) {
                0 => format!("{name}(nil)"),
                1 => format!("{name}{{}}"),
                _ => format!("make({name}, {})", self.rng.below(3)),
            },
            Ty::Array(..) | Ty::Map(..) | Ty::Struct(_) => format!("{name}{{}}"),
            Ty::Ptr(e) => match self.rng.chance(15) {
                true => self.convert(ty, "nil"),
                false => format!("new({})", self.name(e)),
            },
            Ty::Any => {
                let kind = self.rng.below(INTS.len());
                format!("any({})", self.literal(&Ty::Int(kind), 1).text)
            }
            Ty::Named(n) if matches!(self.world.named[*n].under, Under::Struct(_)) => {
                format!("{name}{{}}")
            }
            _ => return None,
        };
        Some(Expr::value(text))
    }

    fn param_literal(&mut self, i: usize, ty: &Ty) -> Expr {
        let (name, kind) = self.world.params[i].clone();
        let zero = format!("*new({name})");
        Expr::value(match kind {
            Kind::Number | Kind::Integer if self.rng.chance(70) => {
                let n = self.rng.below(100);
                return Expr::constant(self.convert(ty, &n.to_string()));
            }
            _ => zero,
        })
    }

    fn struct_literal(&mut self, ty: &Ty, depth: usize) -> Expr {
        let name = self.name(ty);
        let fields = self.world.fields(ty).unwrap_or_default();
        let below = depth.saturating_sub(1);
        if self.rng.chance(40) {
            let list: Vec<String> = fields
                .iter()
                .map(|f| self.expr(&f.ty, below).text)
                .collect();
            return Expr::value(format!("{name}{{{}}}", list.join(", ")));
        }
        let mut list = Vec::new();
        for f in fields {
            if self.rng.chance(70) {
                let e = self.expr(&f.ty, below).text;
                list.push(format!("{}: {e}", f.name));
            }
        }
        Expr::value(format!("{name}{{{}}}", list.join(", ")))
    }

    fn pointer(&mut self, ty: &Ty, elem: &Ty, depth: usize) -> String {
        let name = self.name(elem);
        let vars: Vec<String> = self
            .vars
            .iter()
            .filter(|v| v.mutable && v.ty == *elem)
            .map(|v| v.name.clone())
            .collect();
        if !vars.is_empty() && self.rng.chance(50) && !self.pure {
            return format!("&{}", self.rng.pick(&vars));
        }
        let structural = self.world.fields(elem).is_some()
            || matches!(elem, Ty::Slice(_) | Ty::Array(..) | Ty::Map(..));
        match self.rng.below(12) {
            0 => self.convert(ty, "nil"),
            1 => format!("new({name})"),
            2..=8 if structural => {
                let text = self.literal(elem, depth.saturating_sub(1)).text;
                match text.ends_with('}') && text.contains('{') && !text.starts_with("make") {
                    true => format!("&{text}"),
                    false => format!("new({name})"),
                }
            }
            // A variable made of an expression.
            _ if !self.world.is_interface(elem) => {
                let e = self.expr(elem, depth.saturating_sub(1)).text;
                format!("new({e})")
            }
            _ => format!("new({name})"),
        }
    }

    fn function_value(&mut self, ty: &Ty, params: &[Ty], results: &[Ty], depth: usize) -> String {
        let rank = self.rank;
        let known: Vec<String> = self
            .functions
            .iter()
            .filter(|f| {
                f.kinds.is_empty()
                    && !f.variadic
                    && f.rank > rank
                    && f.params == params
                    && f.results == results
            })
            .map(|f| f.name.clone())
            .collect();
        if !known.is_empty() && !self.pure && !self.calm && self.rng.chance(60) {
            return self.rng.pick(&known).clone();
        }
        if self.rng.chance(4) {
            return self.convert(ty, "nil");
        }
        self.closure(params, results, depth)
    }

    /// A function literal.
    pub(super) fn closure(&mut self, params: &[Ty], results: &[Ty], depth: usize) -> String {
        let names: Vec<String> = params.iter().map(|_| self.fresh("p")).collect();
        let list: Vec<String> = names
            .iter()
            .zip(params)
            .map(|(n, t)| format!("{n} {}", self.name(t)))
            .collect();
        let types: Vec<String> = results.iter().map(|t| self.name(t)).collect();
        let result = match types.as_slice() {
            [] => String::new(),
            [one] => format!(" {one}"),
            many => format!(" ({})", many.join(", ")),
        };
        let mark = self.vars.len();
        for (n, t) in names.iter().zip(params) {
            self.declare(n, t, true);
        }
        let body =
            match self.budget > 4 && !self.pure && !self.calm && depth > 0 && self.rng.chance(40) {
                true => self.body(results, 3),
                false => {
                    let values = self.args(results, depth);
                    match self.pure || self.calm {
                        true => format!("return {values}"),
                        false => format!("h.Step(); return {values}"),
                    }
                }
            };
        self.vars.truncate(mark);
        match body.contains('\n') {
            true => format!("func({}){result} {{\n{body}\t}}", list.join(", ")),
            false => format!("func({}){result} {{ {body} }}", list.join(", ")),
        }
    }

    /// The text of a function's body, as a function of its own.
    pub(super) fn body(&mut self, results: &[Ty], statements: usize) -> String {
        let targets = std::mem::take(&mut self.targets);
        let old = std::mem::replace(&mut self.results, results.to_vec());
        let names = std::mem::take(&mut self.result_names);
        let mark = self.vars.len();
        let text = self.captured(|g| {
            g.indent += 1;
            g.line("h.Step()");
            g.statements(statements);
            if !results.is_empty() {
                let values = g.args(results, 2);
                g.line(format!("return {values}"));
            }
            g.indent -= 1;
        });
        self.vars.truncate(mark);
        self.targets = targets;
        self.results = old;
        self.result_names = names;
        text
    }

    pub(super) fn any_value(&mut self, depth: usize) -> Expr {
        if self.rng.chance(6) {
            return Expr::value("any(nil)".into());
        }
        let mut ty = self.some_type(1);
        if matches!(ty, Ty::Func(..)) && self.rng.chance(70) {
            ty = INT;
        }
        let e = self.expr(&ty, depth.saturating_sub(1)).text;
        Expr::value(format!("any({e})"))
    }

    fn interface_value(&mut self, ty: &Ty, depth: usize) -> Expr {
        let mut able = Vec::new();
        for n in self.world.closed() {
            let candidate = Ty::Named(n);
            if candidate == *ty {
                continue;
            }
            for t in [candidate.clone(), candidate.ptr()] {
                if self.world.implements(&t, ty) {
                    able.push(t);
                }
            }
        }
        if able.is_empty() || self.rng.chance(4) {
            return Expr::value(self.convert(ty, "nil"));
        }
        let t = self.rng.pick(&able).clone();
        if depth == 0 {
            let name = self.name(&t);
            return Expr::value(match (&t, self.world.fields(&t)) {
                (Ty::Ptr(e), _) => {
                    let elem = self.name(e);
                    self.convert(ty, &format!("new({elem})"))
                }
                (_, Some(_)) => self.convert(ty, &format!("{name}{{}}")),
                _ => self.convert(ty, &format!("*new({name})")),
            });
        }
        let e = self.expr(&t, depth - 1).text;
        Expr::value(self.convert(ty, &e))
    }

    /// A call of a function of ours that returns the type.
    fn call_for(&mut self, ty: &Ty, depth: usize) -> Option<String> {
        if self.pure || self.calm {
            return None;
        }
        let rank = self.rank;
        let able: Vec<usize> = (0..self.functions.len())
            .filter(|i| {
                let f = &self.functions[*i];
                f.rank > rank && f.results.len() == 1 && f.kinds.is_empty() && f.results[0] == *ty
            })
            .collect();
        // What returns one of its type parameters returns anything that satisfies it.
        let generic: Vec<usize> = (0..self.functions.len())
            .filter(|i| {
                let f = &self.functions[*i];
                f.rank > rank
                    && matches!(f.results.as_slice(), [Ty::Param(p)]
                        if self.world.satisfies(ty, f.kinds[*p]))
            })
            .collect();
        if !generic.is_empty() && self.rng.chance(50) {
            let f = self.functions[*self.rng.pick(&generic)].clone();
            let Ty::Param(p) = f.results[0] else {
                return None;
            };
            let mut args: Vec<Ty> = f.kinds.iter().map(|k| self.argument(*k)).collect();
            args[p] = ty.clone();
            return Some(self.call(&f, &args, depth));
        }
        if able.is_empty() {
            return None;
        }
        let f = self.functions[*self.rng.pick(&able)].clone();
        Some(self.call(&f, &[], depth))
    }

    /// A call, with type arguments where they are needed or now and then.
    pub(super) fn call(
        &mut self,
        f: &super::scope::Function,
        types: &[Ty],
        depth: usize,
    ) -> String {
        let mut params = Vec::new();
        for p in &f.params {
            params.push(p.subst(types, &mut self.world));
        }
        let mentioned = |t: &Ty, i: usize| -> bool { mentions(t, i) };
        let sure = f.params.len() - usize::from(f.variadic);
        let inferred = (0..types.len()).all(|i| f.params[..sure].iter().any(|p| mentioned(p, i)));
        // Untyped nil and functions are what inference fails on.
        let list = match inferred && self.rng.chance(60) || types.is_empty() {
            true => String::new(),
            false => {
                let names: Vec<String> = types.iter().map(|t| self.name(t)).collect();
                format!("[{}]", names.join(", "))
            }
        };
        let mut args = if params.is_empty() {
            String::new()
        } else {
            self.args(&params, depth)
        };
        if f.variadic {
            let last = params.last().cloned().unwrap_or(INT);
            let fixed = params.len() - 1;
            let mut parts: Vec<String> = params[..fixed]
                .iter()
                .map(|p| self.expr(p, depth.saturating_sub(1)).text)
                .collect();
            if let Ty::Slice(e) = &last {
                if self.rng.chance(40) {
                    let s = self.expr(&last, depth.saturating_sub(1)).text;
                    parts.push(format!("{s}..."));
                } else {
                    for _ in 0..self.rng.below(4) {
                        parts.push(self.expr(e, depth.saturating_sub(1)).text);
                    }
                }
            }
            args = parts.join(", ");
        }
        format!("{}{list}({args})", f.name)
    }

    fn int_text(&mut self, kind: usize) -> String {
        let (bits, signed) = int_shape(kind);
        let max: i128 = if signed {
            (1 << (bits - 1)) - 1
        } else {
            (1 << bits) - 1
        };
        let min: i128 = if signed { -(1 << (bits - 1)) } else { 0 };
        let n: i128 = match self.rng.below(10) {
            0 => max,
            1 => min,
            2 => max - self.rng.below(3) as i128,
            3 => min + self.rng.below(3) as i128,
            4 => i128::from(self.rng.next() as i64).clamp(min, max),
            5 => (1i128 << self.rng.below(bits as usize)).min(max),
            _ => self.rng.below(20) as i128 - if signed { 5 } else { 0 },
        };
        match (n < 0, self.rng.below(6)) {
            (true, _) => format!("({n})"),
            (false, 0) => format!("{n:#x}"),
            (false, 1) => format!("{n:#b}"),
            _ => n.to_string(),
        }
    }

    fn float_text(&mut self) -> Expr {
        match self.rng.below(14) {
            0 => Expr::value("math.NaN()".into()),
            1 => Expr::value("math.Inf(1)".into()),
            2 => Expr::value("math.Inf(-1)".into()),
            3 => Expr::value("math.Copysign(0, -1)".into()),
            _ => Expr::constant(
                self.rng
                    .word(&[
                        "0.0",
                        "1.0",
                        "0.5",
                        "(-2.5)",
                        "1e10",
                        "3.14159",
                        "1e-7",
                        "100.25",
                        "(-0.125)",
                        "1e300",
                        "1e-300",
                        "16777217.0",
                        "0x1p-3",
                        "2.0",
                        "255.9",
                        "(-1e6)",
                    ])
                    .into(),
            ),
        }
    }

    pub(super) fn string_text(&mut self) -> String {
        self.rng
            .word(&[
                "\"\"",
                "\"a\"",
                "\"hello\"",
                "\"héllo\"",
                "\"日本語\"",
                "\"\\xff\\xfeok\"",
                "\"tab\\tq\\\"\"",
                "\"12\"",
                "\"-7\"",
                "\"3.5\"",
                "\"a,b,c\"",
                "\"k0\"",
                "\"k1\"",
                "\"  sp  \"",
                "`raw\\n`",
                "\"\\x00\\u00e9\"",
                "\"x=y\"",
                "\"Go Gopher\"",
                "\"zzzzzzzzzzzzzzzzzzzzzzzz\"",
                "\"\\U0001F600!\"",
            ])
            .into()
    }
}

/// Whether a type mentions a parameter where inference finds it.
fn mentions(ty: &Ty, i: usize) -> bool {
    match ty {
        Ty::Param(p) => *p == i,
        Ty::Slice(e) | Ty::Array(_, e) | Ty::Ptr(e) => mentions(e, i),
        Ty::Map(k, e) => mentions(k, i) || mentions(e, i),
        Ty::Func(p, r) => p.iter().chain(r).any(|t| mentions(t, i)),
        Ty::Struct(f) => f.iter().any(|t| mentions(t, i)),
        _ => false,
    }
}
