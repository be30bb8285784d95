//! What a settled graph says, in gc's words and order.

use syntax::ast::ExprKind;
use types::{ObjId, World};

use crate::Report;
use crate::batch::{At, Batch, What};
use crate::graph::{CALLEE_ID, FnId, HEAP, Hop, Leaks, LocId, Role};
use crate::place;
use crate::print::Printer;

/// What a line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A variable that lies in the heap.
    Moved,
    /// What an expression makes lies in the heap.
    Escapes,
    /// What an expression makes, or a parameter's value, stays.
    Stays,
    /// What a parameter holds, or points to, outlives the call.
    Leaks,
    /// Remarks: assignments that are left out, conversions without a copy.
    Remark,
}

/// A line of `-gcflags=-m`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// A place in the source map.
    pub at: u32,
    pub kind: Kind,
    /// What it is about.
    pub name: String,
    /// gc's words, without the place.
    pub text: String,
    /// The variable, if it is one.
    pub obj: Option<ObjId>,
    /// It is about memory that an expression makes while the program runs: not about a constant
    /// or a function that captures nothing.
    pub allocates: bool,
    /// How it comes.
    pub why: Vec<Flow>,
}

/// One edge of a flow: `dst ← *src`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flow {
    pub dst: String,
    pub src: String,
    /// Pointers followed; -1: the address.
    pub derefs: i32,
    pub steps: Vec<Step>,
}

/// One step of it: `from x (why) at …`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub text: String,
    pub why: &'static str,
    pub at: u32,
}

/// Adds a batch's lines, gives what is known of its functions' parameters.
pub(crate) fn tell(
    b: &mut Batch<'_, '_>,
    group: &[usize],
    report: &mut Report,
) -> Vec<(usize, Vec<Leaks>)> {
    let mut found = Vec::new();
    for i in 0..b.selfs.len() {
        b.self_assignment(i, report);
    }
    for f in 0..b.funs.len() {
        b.parameters(FnId(f as u32), report);
    }
    for i in group {
        let Some(&f) = b.by_item.get(i) else {
            let item = b.items.get(*i);
            let params = item.and_then(|i| i.obj).and_then(|o| b.w.objects[o].ty);
            if params.is_some() {
                // Without a body: nothing is known.
                found.push((*i, vec![Leaks::UNKNOWN; 16]));
            }
            continue;
        };
        let tag = |p: &crate::batch::Param| {
            let l = &b.g.locs[p.loc];
            match (p.pointers && p.named, l.traits.escapes) {
                (false, _) => Leaks::default(),
                (true, true) => Leaks {
                    heap: l.leaks.heap,
                    ..l.leaks
                }
                .settled(),
                (true, false) => l.leaks.settled(),
            }
        };
        found.push((*i, b.funs[f].params.iter().map(tag).collect()));
    }
    for i in 0..b.g.locs.len() {
        b.location(LocId(i as u32), report);
    }
    found
}

impl<'b, 'a> Batch<'b, 'a> {
    fn printed<T>(&mut self, f: FnId, ask: impl FnOnce(&mut Printer<'_, 'a>) -> T) -> Option<T> {
        let item = self.items.get(self.funs[f].item)?;
        let mut p = Printer::new(self.w, &item.subst, &item.seen, &self.direct);
        Some(ask(&mut p))
    }

    fn is_instance(&self, f: FnId) -> bool {
        let item = self.items.get(self.funs[f].item);
        item.is_some_and(|i| !i.targs.is_empty())
    }

    fn func_name(&mut self, f: FnId) -> String {
        let mut at = f;
        let mut literal = false;
        while let Some(p) = self.g.parents[at] {
            at = p;
            literal = true;
        }
        let item = self.items.get(self.funs[at].item);
        let targs = item.map(|i| i.targs.clone()).unwrap_or_default();
        let obj = item.and_then(|i| i.obj);
        let name = obj.and_then(|o| self.printed(f, |p| p.instance(o, &targs)));
        match (name, literal) {
            (Some(n), false) => n,
            (Some(n), true) => format!("{n}.func1"),
            (None, _) => "init".to_owned(),
        }
    }

    fn self_assignment(&mut self, i: usize, report: &mut Report) {
        let Some(&(s, f)) = self.selfs.get(i) else {
            return;
        };
        let text = self.printed(f, |p| p.stmt(s)).unwrap_or_default();
        let name = self.func_name(f);
        report.lines.push(Line {
            at: stmt_place(s),
            kind: Kind::Remark,
            name: text.clone(),
            text: format!("{name} ignoring self-assignment in {text}"),
            obj: None,
            allocates: false,
            why: Vec::new(),
        });
    }

    fn parameters(&mut self, f: FnId, report: &mut Report) {
        let params = self.funs[f].params.clone();
        // gc does not say it of instances of generic functions, which several packages may have.
        if self.is_instance(f) {
            return;
        }
        for p in params {
            if !p.pointers || !p.named || self.g.locs[p.loc].traits.escapes {
                continue;
            }
            let name = self.w.names.text(self.w.objects[p.obj].name).to_owned();
            let at = self.w.objects[p.obj].span.lo;
            let leaks = self.g.locs[p.loc].leaks.settled();
            let mut lines = Vec::new();
            match leaks.heap {
                Some(0) => lines.push((Kind::Leaks, format!("leaking param: {name}"), None)),
                Some(_) => {
                    lines.push((Kind::Leaks, format!("leaking param content: {name}"), None))
                }
                None => {}
            }
            for (i, level) in leaks.results.iter().enumerate() {
                let Some(level) = level else { continue };
                let result = self.result_name(f, i);
                let text = format!("leaking param: {name} to result {result} level={level}");
                lines.push((Kind::Leaks, text, Some(i)));
            }
            if lines.is_empty() {
                lines.push((Kind::Stays, format!("{name} does not escape"), None));
            }
            for (kind, text, result) in lines {
                let why = match kind {
                    Kind::Leaks => self.reason(p.loc, f, result),
                    _ => Vec::new(),
                };
                report.lines.push(Line {
                    at,
                    kind,
                    name: name.clone(),
                    text,
                    obj: Some(p.obj),
                    allocates: false,
                    why,
                });
            }
        }
    }

    fn result_name(&self, f: FnId, i: usize) -> String {
        let loc = self.funs[f].results.get(i);
        let name = match loc.map(|l| self.what[*l]) {
            Some(What::Var(o)) => self.w.names.text(self.w.objects[o].name),
            _ => "",
        };
        match name {
            "" => format!("~r{i}"),
            "_" => format!("~b{i}"),
            n => n.to_owned(),
        }
    }

    /// Why a parameter leaks to the heap or to a result: the shortest way.
    fn reason(&mut self, loc: LocId, f: FnId, result: Option<usize>) -> Vec<Flow> {
        let sink = result.and_then(|i| self.funs[f].results.get(i).copied());
        let reasons = self.g.locs[loc].why.clone();
        let fits = |r: &&crate::graph::Reason| match sink {
            Some(s) => r.sink == s,
            None => !self.funs[f].results.contains(&r.sink) || self.g.locs[r.sink].traits.escapes,
        };
        let best = reasons.iter().filter(fits).min_by_key(|r| r.derefs);
        let path = best.map(|r| r.path.clone()).unwrap_or_default();
        self.flows(&path)
    }

    fn location(&mut self, id: LocId, report: &mut Report) {
        let loc = &self.g.locs[id];
        let (escapes, func) = (loc.traits.escapes, loc.func);
        let Some(f) = func else { return };
        let what = self.what[id];
        let at = self.place(id);
        let why = match escapes {
            true => {
                let first = loc.why.iter().find(|r| r.derefs.is_none());
                let path = first.map(|r| r.path.clone()).unwrap_or_default();
                self.flows(&path)
            }
            false => Vec::new(),
        };
        let name = self.name_of(id, f);
        let mut line = Line {
            at,
            kind: if escapes { Kind::Escapes } else { Kind::Stays },
            text: String::new(),
            name,
            obj: None,
            allocates: self.allocates(what, f),
            why,
        };
        let verdict = if escapes {
            "escapes to heap"
        } else {
            "does not escape"
        };
        match what {
            What::Hidden => return,
            What::Var(o) => {
                if !report.variables.contains(&o) {
                    report.variables.push(o);
                }
                if !escapes {
                    return;
                }
                report.moved.insert(o);
                line.kind = Kind::Moved;
                line.obj = Some(o);
                line.text = format!("moved to heap: {}", line.name);
            }
            What::Auto(..) | What::State(..) => {
                if !escapes {
                    return;
                }
                line.kind = Kind::Moved;
                line.text = format!("moved to heap: {}", line.name);
            }
            What::Append(_) => line.text = format!("append {verdict}"),
            _ => line.text = format!("{} {verdict}", line.name),
        }
        let (at, name) = (line.at, line.name.clone());
        report.lines.push(line);
        if let What::Converted(e, x) = what
            && !self.g.locs[id].traits.mutates
            && self.is_bytes_of_string(f, e, x)
        {
            report.lines.push(Line {
                at,
                kind: Kind::Remark,
                name,
                text: "zero-copy string->[]byte conversion".to_owned(),
                obj: None,
                allocates: false,
                why: Vec::new(),
            });
        }
    }

    fn allocates(&self, what: What<'a>, f: FnId) -> bool {
        let constant = |e: &syntax::ast::Expr| {
            let item = self.items.get(self.funs[f].item);
            item.is_some_and(|i| crate::types_of::constant(self.w, &i.seen, e).is_some())
        };
        match what {
            What::Value(e) => match &e.kind {
                ExprKind::FuncLit(_) => {
                    let own = self
                        .items
                        .get(self.funs[f].item)
                        .and_then(|i| i.seen.own.get(&e.id));
                    own.is_some_and(|o| !o.captures.is_empty())
                }
                _ => true,
            },
            What::Boxed(e) | What::Converted(_, e) => !constant(e),
            What::Append(_) | What::Variadic(_) | What::BoxedAuto(..) => true,
            What::Hidden | What::Var(_) | What::Auto(..) | What::State(..) | What::Body(_) => false,
        }
    }

    fn is_literal(&self, x: &syntax::ast::Expr) -> bool {
        self.w
            .info
            .types
            .get(x.id)
            .is_some_and(|t| t.value.is_some())
    }

    fn is_bytes_of_string(
        &mut self,
        f: FnId,
        e: &syntax::ast::Expr,
        x: &syntax::ast::Expr,
    ) -> bool {
        let Some(item) = self.items.get(self.funs[f].item) else {
            return false;
        };
        let of = |w: &mut World, e: &syntax::ast::Expr| {
            let t = w.info.types.get(e.id).and_then(|t| t.ty)?;
            Some(w.subst(t, &item.subst))
        };
        let (Some(to), Some(from)) = (of(self.w, e), of(self.w, x)) else {
            return false;
        };
        let (to, from) = (self.w.underlying(to), self.w.underlying(from));
        let elem = match self.w.types.get(to) {
            types::Type::Slice(elem) => *elem,
            _ => return false,
        };
        let byte = self.w.under_basic(elem);
        matches!(byte, Some(types::Basic::Byte | types::Basic::Uint8))
            && self
                .w
                .under_basic(from)
                .is_some_and(types::Basic::is_string)
    }

    fn place(&self, id: LocId) -> u32 {
        let map = &self.w.map;
        match self.what[id] {
            What::Hidden => 0,
            What::Var(o) => self
                .clauses
                .get(&o)
                .copied()
                .unwrap_or(self.w.objects[o].span.lo),
            What::Value(e) | What::Boxed(e) | What::Append(e) | What::Variadic(e) => {
                place::of(map, e)
            }
            What::Converted(_, x) => place::of(map, x),
            What::Body(s) => s.span.lo,
            What::Auto(_, at) | What::BoxedAuto(_, at) | What::State(_, at) => at,
        }
    }

    fn name_of(&mut self, id: LocId, f: FnId) -> String {
        match self.what[id] {
            What::Hidden => String::new(),
            What::Var(o) => match self.g.locs[id].role {
                Role::Result(i) => match self.result_name(f, i) {
                    // A result that a loop over a function sets.
                    name if name.starts_with('~') => format!("#rv{}", i + 1),
                    name => name,
                },
                _ => self.w.names.text(self.w.objects[o].name).to_owned(),
            },
            What::Boxed(e) => self.boxed_name(e, f),
            What::Converted(e, x) => {
                let to = self.w.info.types.get(e.id).and_then(|t| t.ty);
                let literal = to.is_some_and(|t| self.w.is_interface(t)) && !self.is_literal(x);
                let item = self.items.get(self.funs[f].item).filter(|_| literal);
                let value = item.and_then(|i| crate::types_of::boxed_constant(self.w, &i.seen, x));
                let ty = self.w.info.types.get(x.id).and_then(|t| t.ty);
                self.printed(f, |p| match (value, to, ty) {
                    (Some(v), Some(to), Some(t)) => format!("{}({})", p.typ(to), p.literal(&v, t)),
                    _ => p.expr(e),
                })
                .unwrap_or_default()
            }
            What::Value(e) | What::Append(e) => {
                if let ExprKind::FuncLit(_) = &e.kind {
                    return "func literal".to_owned();
                }
                self.printed(f, |p| p.expr(e)).unwrap_or_default()
            }
            What::Variadic(_) => "... argument".to_owned(),
            What::Body(_) => "func literal".to_owned(),
            What::Auto(n, _) | What::BoxedAuto(n, _) => format!(".autotmp_{n}"),
            What::State(n, _) => format!("#state{n}"),
        }
    }

    /// What is in an interface's box: a variable that always is one constant is printed as that.
    fn boxed_name(&mut self, e: &syntax::ast::Expr, f: FnId) -> String {
        let item = self.items.get(self.funs[f].item);
        let value = item.and_then(|i| crate::types_of::boxed_constant(self.w, &i.seen, e));
        let ty = self.w.info.types.get(e.id).and_then(|t| t.ty);
        self.printed(f, |p| match (value, ty) {
            (Some(v), Some(t)) => {
                let t = p.w.subst(t, p.subst);
                p.literal(&v, t)
            }
            _ => p.expr(e),
        })
        .unwrap_or_default()
    }

    // ---- why

    fn flows(&mut self, path: &[Hop]) -> Vec<Flow> {
        let mut out = Vec::new();
        for hop in path {
            let mut steps = Vec::new();
            let mut note = hop.notes;
            while let Some(id) = note {
                let n = &self.g.notes[id];
                let (at, why) = (n.at, n.why);
                note = n.next;
                let f = self.g.locs[hop.src].func.unwrap_or(FnId(0));
                let (text, place) = self.step(at, f);
                steps.push(Step {
                    text,
                    why,
                    at: place,
                });
            }
            out.push(Flow {
                dst: self.storage(hop.dst),
                src: self.storage(hop.src),
                derefs: hop.derefs,
                steps,
            });
        }
        out
    }

    fn step(&mut self, at: At<'a>, f: FnId) -> (String, u32) {
        match at {
            At::Expr(e) => {
                let text = self.printed(f, |p| p.expr(e)).unwrap_or_default();
                (text, place::of(&self.w.map, e))
            }
            At::Stmt(s) => {
                let text = self.printed(f, |p| p.stmt(s)).unwrap_or_default();
                (text, stmt_place(s))
            }
            At::Variadic(e) => ("... argument".to_owned(), place::of(&self.w.map, e)),
            At::Name(o) => {
                let o = &self.w.objects[o];
                (self.w.names.text(o.name).to_owned(), o.span.lo)
            }
            At::Word(word, at) => (word.to_owned(), at),
        }
    }

    fn storage(&mut self, id: LocId) -> String {
        let f = self.g.locs[id].func.unwrap_or(FnId(0));
        if let Role::Result(i) = self.g.locs[id].role {
            return self.result_name(f, i);
        }
        match self.what[id] {
            _ if id == HEAP => "{heap}".to_owned(),
            _ if id == CALLEE_ID => "{callee}".to_owned(),
            What::Hidden => "{temp}".to_owned(),
            What::Var(_) | What::Auto(..) | What::State(..) => self.name_of(id, f),
            _ => format!("{{storage for {}}}", self.name_of(id, f)),
        }
    }
}

/// Where gc says that a statement is.
fn stmt_place(s: &syntax::ast::Stmt) -> u32 {
    use syntax::ast::StmtKind;
    match &s.kind {
        StmtKind::Assign { op_span, .. } | StmtKind::Define { op_span, .. } => op_span.lo,
        _ => s.span.lo,
    }
}
