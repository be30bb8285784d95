//! Statements: what they assign to whom.

use syntax::ast::*;
use types::{ObjId, Type, TypeId};

use crate::batch::{At, Batch, Body, What};
use crate::call::Arg;
use crate::graph::{Hole, Role};
use crate::scan::{kept, truth, unparen};

impl<'b, 'a> Batch<'b, 'a> {
    pub(crate) fn stmts(&mut self, list: &'a [Stmt]) {
        let depth = self.depth;
        for s in kept(self.w, list) {
            self.stmt(s);
        }
        self.depth = depth;
    }

    fn looped(&mut self, body: impl FnOnce(&mut Self)) {
        self.depth += 1;
        body(self);
        self.depth -= 1;
    }

    fn declare(&mut self, o: ObjId, depth: i32) -> Option<Hole> {
        let loc = self.local(o)?;
        self.g.locs[loc].depth = depth;
        Some(self.g.hole(loc))
    }

    fn defined(&self, id: &Ident) -> Option<ObjId> {
        self.w.info.defs.get(id.id).copied().flatten()
    }

    fn stmt(&mut self, s: &'a Stmt) {
        match &s.kind {
            StmtKind::Bad | StmtKind::Empty | StmtKind::Branch { .. } => {}
            StmtKind::Expr(e) => match &unparen(e).kind {
                ExprKind::Call { .. } => self.call_stmt(unparen(e)),
                _ => self.discard(e),
            },
            StmtKind::Go(e) => self.spawn(s, e, true),
            StmtKind::Defer(e) => self.spawn(s, e, false),
            StmtKind::Send { chan, value } => {
                self.discard(chan);
                let elem = self.under(chan).and_then(|t| match self.w.types.get(t) {
                    Type::Chan { elem, .. } => Some(*elem),
                    _ => None,
                });
                let k = self.g.heap();
                let k = self.g.note(k, At::Stmt(s), "send");
                self.expr_as(k, value, elem);
            }
            StmtKind::IncDec { x, .. } => {
                let k = self.addr(x);
                self.g.locs[k.dst].reassigned = true;
            }
            StmtKind::Assign { lhs, op, rhs, .. } => self.assign(s, lhs, op.is_some(), rhs),
            StmtKind::Define { lhs, rhs, .. } => self.define(s, lhs, rhs),
            StmtKind::Decl(list) => {
                for d in list {
                    if let Decl::Var(v) = d {
                        self.var(s, v);
                    }
                }
            }
            StmtKind::Return(list) => self.ret(s, list),
            StmtKind::Block(b) => self.stmts(&b.stmts),
            StmtKind::If(i) => {
                i.init.iter().for_each(|s| self.stmt(s));
                self.discard(&i.cond);
                let truth = truth(self.w, &i.cond);
                if truth != Some(false) {
                    self.stmts(&i.then.stmts);
                }
                if let Some(els) = i.els.as_ref().filter(|_| truth != Some(true)) {
                    self.stmts(std::slice::from_ref(els));
                }
            }
            StmtKind::Switch(w) => {
                w.init.iter().for_each(|s| self.stmt(s));
                let tag = w.tag.as_ref().and_then(|e| self.type_of(e));
                w.tag.iter().for_each(|e| self.discard(e));
                let boxes = tag.is_some_and(|t| self.is_interface(t));
                for c in &w.cases {
                    for e in &c.exprs {
                        let k = self.g.nowhere();
                        self.expr_as(k, e, tag.filter(|_| boxes));
                    }
                    self.stmts(&c.body);
                }
            }
            StmtKind::TypeSwitch(t) => self.type_switch(s, t),
            StmtKind::Select(cases) => {
                for c in cases {
                    c.comm.iter().for_each(|s| self.stmt(s));
                    self.stmts(&c.body);
                }
            }
            StmtKind::For(f) => self.for_loop(s, f),
            StmtKind::Range(r) => self.range(s, r),
            StmtKind::Labeled { stmt, .. } => {
                let fun = &self.funs[self.cur];
                let own = match (fun.body, self.seen()) {
                    (Body::Block(id, _) | Body::Range(id, _), Some(seen)) => seen.own.get(&id),
                    _ => None,
                };
                if own.is_some_and(|o| o.loops.contains(&s.id)) {
                    self.depth += 1;
                }
                self.stmt(stmt);
            }
        }
    }

    fn var(&mut self, s: &'a Stmt, v: &'a VarDecl) {
        let objs: Vec<Option<ObjId>> = v.names.iter().map(|n| self.defined(n)).collect();
        let depth = self.depth;
        let nowhere = self.g.nowhere();
        let mut ks: Vec<Hole> = Vec::new();
        for o in &objs {
            let k = o.and_then(|o| self.declare(o, depth));
            ks.push(k.unwrap_or(nowhere));
        }
        let written = v.ty.as_ref().and_then(|t| self.type_of(t));
        if let Some(t) = written
            && v.values.len() == ks.len()
        {
            let why = if ks.len() > 1 {
                "assign-pair"
            } else {
                "assign"
            };
            for (k, e) in ks.iter().zip(&v.values) {
                let k = self.g.note(*k, At::Stmt(s), why);
                self.expr_as(k, e, Some(t));
            }
            return;
        }
        self.give(s, &ks, &objs, &v.values);
    }

    /// Values for places whose types those of the objects are.
    fn give(&mut self, s: &'a Stmt, ks: &[Hole], objs: &[Option<ObjId>], rhs: &'a [Expr]) {
        let why = if ks.len() > 1 {
            "assign-pair"
        } else {
            "assign"
        };
        let holes: Vec<Hole> = ks
            .iter()
            .map(|k| self.g.note(*k, At::Stmt(s), why))
            .collect();
        if let ([one], true) = (rhs, ks.len() > 1) {
            return self.multi(&holes, one);
        }
        for ((k, o), e) in holes.iter().zip(objs).zip(rhs) {
            let target = o.and_then(|o| self.obj_type(o));
            self.expr_as(*k, e, target);
        }
    }

    fn define(&mut self, s: &'a Stmt, lhs: &'a [Expr], rhs: &'a [Expr]) {
        let mut ks = Vec::new();
        let mut objs = Vec::new();
        let depth = self.depth;
        for l in lhs {
            let ExprKind::Name(id) = &unparen(l).kind else {
                ks.push(self.g.nowhere());
                objs.push(None);
                continue;
            };
            let new = self.defined(id);
            let k = match new {
                Some(o) => self.declare(o, depth),
                None => {
                    let k = self.addr(l);
                    self.g.locs[k.dst].reassigned = true;
                    Some(k)
                }
            };
            ks.push(k.unwrap_or(self.g.nowhere()));
            objs.push(new.or_else(|| crate::scan::object(self.w, l)));
        }
        self.give(s, &ks, &objs, rhs);
    }

    fn assign(&mut self, s: &'a Stmt, lhs: &'a [Expr], op: bool, rhs: &'a [Expr]) {
        let why = if lhs.len() > 1 {
            "assign-pair"
        } else {
            "assign"
        };
        let ks: Vec<Hole> = lhs.iter().map(|l| self.addr(l)).collect();
        let holes: Vec<Hole> = ks
            .iter()
            .map(|k| self.g.note(*k, At::Stmt(s), why))
            .collect();
        if let ([one], true) = (rhs, lhs.len() > 1) {
            self.multi(&holes, one);
        } else {
            for ((k, l), e) in holes.iter().zip(lhs).zip(rhs) {
                let mut k = *k;
                if !op && self.is_header_data(l) {
                    let heap = self.g.heap();
                    self.number_to(heap, e);
                    continue;
                }
                if self.same_object(l, e) {
                    self.selfs.push((s, self.cur));
                    k = self.g.nowhere();
                }
                let target = self.type_of(l).filter(|_| !op);
                self.expr_as(k, e, target);
            }
        }
        for k in ks {
            self.g.locs[k.dst].reassigned = true;
        }
    }

    fn ret(&mut self, s: &'a Stmt, list: &'a [Expr]) {
        let f = self.funs[self.cur].returns;
        let ks: Vec<Hole> = self.funs[f]
            .results
            .clone()
            .iter()
            .map(|l| self.g.hole(*l))
            .collect();
        let tys = self.funs[f].result_types.clone();
        let holes: Vec<Hole> = ks
            .iter()
            .map(|k| self.g.note(*k, At::Stmt(s), "return"))
            .collect();
        match list {
            [one] if holes.len() > 1 => self.multi(&holes, one),
            _ => {
                for (i, e) in list.iter().enumerate() {
                    let k = holes.get(i).copied().unwrap_or(self.g.nowhere());
                    self.expr_as(k, e, tys.get(i).copied());
                }
            }
        }
        for k in ks {
            self.g.locs[k.dst].reassigned = true;
        }
    }

    /// `a, b = f()`, `v, ok = …`.
    pub(crate) fn multi(&mut self, ks: &[Hole], e: &'a Expr) {
        let e = unparen(e);
        let tuple = self.type_of(e).map(|t| self.w.types.get(t).clone());
        match (&e.kind, tuple) {
            (ExprKind::Call { .. }, Some(Type::Tuple(list))) => {
                let ks: Vec<Hole> = ks
                    .iter()
                    .zip(list.iter())
                    .map(|(k, t)| {
                        let t = *t;
                        self.narrow(*k, t)
                    })
                    .collect();
                self.call(Some(&ks), e);
            }
            _ => {
                if let Some(k) = ks.first() {
                    self.expr(*k, e);
                }
            }
        }
    }

    fn type_switch(&mut self, s: &'a Stmt, t: &'a TypeSwitchStmt) {
        t.init.iter().for_each(|s| self.stmt(s));
        let mut ks = Vec::new();
        if t.bind.is_some() {
            for c in &t.cases {
                let Some(&o) = self.w.info.implicits.get(&c.id) else {
                    continue;
                };
                let first = c.exprs.first().map_or(c.colon.lo, |e| e.span.lo);
                self.clauses.insert(o, first);
                let depth = self.depth;
                let (Some(k), Some(ty)) = (self.declare(o, depth), self.obj_type(o)) else {
                    continue;
                };
                if self.w.has_pointers(ty) {
                    let k = self.unboxed(k, ty);
                    ks.push(self.g.note(k, At::Stmt(s), "switch case"));
                }
            }
        }
        let k = self.tee(&ks);
        self.expr(k, &t.x);
        for c in &t.cases {
            self.stmts(&c.body);
        }
    }

    /// Whether a loop's variable is one for each iteration where that matters.
    fn each(&self, s: &Stmt, o: ObjId) -> bool {
        let map = &self.w.map;
        let shared = map
            .file_at(s.span.lo)
            .is_some_and(|f| map.file(f).shared_loops());
        let seen = self.seen();
        !shared && seen.is_some_and(|n| n.captured.contains(&o) || n.addressed.contains(&o))
    }

    fn for_loop(&mut self, s: &'a Stmt, f: &'a ForStmt) {
        f.init.iter().for_each(|s| self.stmt(s));
        let mut apart = false;
        if let Some(Stmt {
            kind: StmtKind::Define { lhs, .. },
            ..
        }) = &f.init
        {
            for l in lhs {
                if let ExprKind::Name(id) = &l.kind
                    && let Some(o) = self.defined(id)
                    && self.each(s, o)
                {
                    let depth = self.depth + 1;
                    if let Some(k) = self.declare(o, depth) {
                        self.g.locs[k.dst].reassigned = true;
                    }
                    apart = true;
                }
            }
        }
        self.looped(|b| {
            if apart {
                // Each iteration begins with its copy being moved on.
                f.post.iter().for_each(|s| b.stmt(s));
                f.cond.iter().for_each(|e| b.discard(e));
            } else {
                f.cond.iter().for_each(|e| b.discard(e));
                f.post.iter().for_each(|s| b.stmt(s));
            }
            b.stmts(&f.body.stmts);
        });
    }

    fn range(&mut self, s: &'a Stmt, r: &'a RangeStmt) {
        if self.by_node.contains_key(&(self.funs[self.cur].item, s.id)) {
            return self.range_func(s, r);
        }
        let tmp = self.add(What::Hidden, Role::Crossing, true);
        let over = self.g.hole(tmp);
        self.expr(over, &r.x);
        let outside = self.depth;
        self.looped(|b| {
            let mut ks = Vec::new();
            for e in [&r.key, &r.value] {
                let Some(e) = e else {
                    ks.push((b.g.nowhere(), false));
                    continue;
                };
                let new = match &e.kind {
                    ExprKind::Name(id) if r.define => b.defined(id),
                    _ => None,
                };
                ks.push(match new {
                    Some(o) => {
                        let each = b.each(s, o);
                        let depth = if each { outside + 1 } else { outside };
                        (b.declare(o, depth).unwrap_or(b.g.nowhere()), true)
                    }
                    None if r.define => (b.g.nowhere(), false),
                    None => (b.addr(e), true),
                });
            }
            let array = b
                .under(&r.x)
                .is_some_and(|t| matches!(b.w.types.get(t), Type::Array { .. }));
            if let Some((k, _)) = ks.get(1) {
                let k = match array {
                    true => b.g.note(*k, At::Stmt(s), "range"),
                    false => b.g.note(k.shift(1), At::Stmt(s), "range-deref"),
                };
                b.g.flow(k, tmp);
            }
            for (k, again) in ks {
                if again {
                    b.g.locs[k.dst].reassigned = true;
                }
            }
            b.stmts(&r.body.stmts);
        });
    }

    /// `for x := range f`: the body is a literal that f is called with.
    fn range_func(&mut self, s: &'a Stmt, r: &'a RangeStmt) {
        let item = self.funs[self.cur].item;
        let Some(&body) = self.by_node.get(&(item, s.id)) else {
            return;
        };
        self.call_range(s, &r.x, body);
    }

    /// The storage of a literal whose function this is; its body is walked.
    pub(crate) fn closure(&mut self, k: Hole, what: What<'a>, node: NodeId) {
        let item = self.funs[self.cur].item;
        let Some(&f) = self.by_node.get(&(item, node)) else {
            self.spill(k, what, Role::Storage);
            return;
        };
        let loc = self.spill(k, what, Role::Closure(f));
        let k = self.g.hole(loc);
        let captures: Vec<ObjId> = self
            .seen()
            .and_then(|s| s.own.get(&node))
            .map(|o| o.captures.clone())
            .unwrap_or_default();
        let mut list = Vec::new();
        for o in captures {
            let Some(loc) = self.local(o) else { continue };
            let depth = self.depth;
            let l = &mut self.g.locs[loc];
            if !l.captured {
                l.captured = true;
                // What was assigned before, in a straight line, nobody else saw.
                if l.depth == depth {
                    l.reassigned = false;
                }
            }
            list.push((o, loc));
        }
        if let What::Body(s) = what {
            let own = self.seen().and_then(|s| s.own.get(&node));
            if own.is_some_and(|o| o.returns) {
                let outer = self.funs[self.cur].returns;
                for loc in self.funs[outer].results.clone() {
                    self.g.locs[loc].captured = true;
                    if let What::Var(o) = self.what[loc] {
                        list.push((o, loc));
                    }
                }
            }
            let n = self.states.entry(self.funs[self.cur].returns).or_insert(0);
            *n += 1;
            let what = What::State(*n, s.span.lo);
            let state = self.add(what, Role::Variable, true);
            let to = self.g.note(k.shift(-1), At::Stmt(s), "reference");
            self.g.flow(to, state);
        }
        self.closures.push(crate::batch::Closure {
            k,
            captures: list,
            temps: Vec::new(),
        });
        self.walk_fn(f);
    }

    /// A go or defer statement. What is called with arguments is wrapped in a literal without,
    /// which captures them.
    fn spawn(&mut self, s: &'a Stmt, e: &'a Expr, go: bool) {
        let mut k = self.g.heap();
        if !go && self.depth == 1 && !self.in_body() {
            let nowhere = self.g.nowhere();
            k = self.later(nowhere);
        }
        let e = unparen(e);
        let ExprKind::Call { fun, args, .. } = &e.kind else {
            return;
        };
        let bare = self.under(fun).is_some_and(|t| match self.w.types.get(t) {
            Type::Signature {
                params, results, ..
            } => params.is_empty() && results.is_empty(),
            _ => false,
        });
        if let (ExprKind::FuncLit(_), true, true) = (&unparen(fun).kind, bare, args.is_empty()) {
            return self.expr(k, fun);
        }
        self.wrapped(s, k, e);
    }

    fn in_body(&self) -> bool {
        self.funs[self.cur].returns != self.cur
    }

    /// Evaluates an operand of a go or defer statement into a temporary.
    pub(crate) fn temp(&mut self, s: &'a Stmt, arg: &'a Expr, target: Option<TypeId>) -> Arg<'a> {
        let at = crate::place::of(&self.w.map, arg);
        let loc = self.auto(at);
        let k = self.g.hole(loc);
        let k = self.g.note(k, At::Stmt(s), "assign-pair");
        self.expr_as(k, arg, target);
        Arg::Temp(loc, None)
    }
}
