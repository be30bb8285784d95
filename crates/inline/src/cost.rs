//! What a function's body costs, in gc's count of its nodes.
//!
//! The nodes are those of gc's intermediate tree, not of the source: a declaration is a node of its
//! own besides the assignment, extra arguments of variadic functions are a slice's literal, loops
//! over functions are calls of a function with a literal. Constants are one node, types none.

use base::{HashMap, HashSet};
use escape::scan::{Seen, ends, kept, truth, unparen};
use syntax::ast::*;
use types::{Mode, ObjId, Type, TypeId, World};

use crate::about::{defined, is_declared, mode, type_of, under};
use crate::expr::LITERAL;
use crate::{CALLED_ONCE_BUDGET, Fun};

/// Chains of calls and nested expressions longer than this are not followed: too dear in any case.
const MAX_DEPTH: u32 = 400;

pub(crate) struct Costs<'f, 'a> {
    pub(crate) funs: &'f HashMap<ObjId, Fun<'a>>,
    /// By declaration, literal, or loop over a function. `None`: cannot be inlined at all.
    known: HashMap<NodeId, Option<i32>>,
    /// Being worked out: functions that call themselves.
    open: HashSet<NodeId>,
    depth: u32,
}

/// What stands in the way of inlining whatever it costs.
pub(crate) struct Never;

/// One body on the way.
pub(crate) struct Body<'c, 'f, 'a> {
    pub(crate) costs: &'c mut Costs<'f, 'a>,
    pub(crate) seen: &'c Seen<'a>,
    /// The declaration, literal or loop that the body is of.
    pub(crate) id: NodeId,
    pub(crate) in_loop_body: bool,
    /// Counted so far; counting stops far beyond all limits.
    pub(crate) total: i32,
}

impl<'f, 'a> Costs<'f, 'a> {
    pub(crate) fn new(funs: &'f HashMap<ObjId, Fun<'a>>) -> Self {
        Costs {
            funs,
            known: HashMap::default(),
            open: HashSet::default(),
            depth: 0,
        }
    }

    /// Of one of the user's functions, also beyond the limit; `None` if it cannot be inlined.
    pub(crate) fn of_function(&mut self, w: &mut World, obj: ObjId) -> Option<i32> {
        let f = self.funs.get(&obj)?;
        if f.never {
            return None;
        }
        let body = f.decl.body.as_ref()?;
        self.of(w, &f.seen, f.decl.id, &body.stmts, false)
    }

    pub(crate) fn of_literal(
        &mut self,
        w: &mut World,
        seen: &Seen<'a>,
        id: NodeId,
        lit: &FuncLit,
    ) -> Option<i32> {
        self.of(w, seen, id, &lit.body.stmts, false)
    }

    /// Of the body of a loop over a function.
    pub(crate) fn of_body(&mut self, w: &mut World, seen: &Seen<'a>, s: &Stmt) -> Option<i32> {
        let StmtKind::Range(r) = &s.kind else {
            return None;
        };
        let own = self.of(w, seen, s.id, &r.body.stmts, true)?;
        // What the loop assigns to is copied from parameters.
        let mut copies = 0;
        for e in r.key.iter().chain(&r.value).filter(|_| !r.define) {
            let mut body = Body {
                costs: self,
                seen,
                id: s.id,
                in_loop_body: true,
                total: 2,
            };
            body.expr(w, e).ok()?;
            copies += body.total;
        }
        let goes_on = kept(w, &r.body.stmts)
            .last()
            .is_none_or(|s| !matches!(s.kind, StmtKind::Branch { .. }) && !ends(w, s));
        // The state is looked at and set before and after.
        Some(own + copies + 15 + 5 * i32::from(goes_on))
    }

    fn of(
        &mut self,
        w: &mut World,
        seen: &Seen<'a>,
        id: NodeId,
        stmts: &[Stmt],
        in_loop_body: bool,
    ) -> Option<i32> {
        if let Some(known) = self.known.get(&id) {
            return *known;
        }
        if self.depth > MAX_DEPTH || !self.open.insert(id) {
            return None;
        }
        self.depth += 1;
        let mut body = Body {
            costs: self,
            seen,
            id,
            in_loop_body,
            total: 0,
        };
        let cost = body.stmts(w, stmts).ok().map(|()| body.total);
        self.depth -= 1;
        self.open.remove(&id);
        self.known.insert(id, cost);
        cost
    }
}

impl<'c, 'f, 'a> Body<'c, 'f, 'a> {
    pub(crate) fn add(&mut self, n: i32) -> Result<(), Never> {
        self.total += n;
        if self.total > 4 * CALLED_ONCE_BUDGET {
            return Err(Never);
        }
        Ok(())
    }

    pub(crate) fn deeper<T>(
        &mut self,
        f: impl FnOnce(&mut Self) -> Result<T, Never>,
    ) -> Result<T, Never> {
        if self.costs.depth > MAX_DEPTH {
            return Err(Never);
        }
        self.costs.depth += 1;
        let out = f(self);
        self.costs.depth -= 1;
        out
    }

    // ---- statements

    fn stmts(&mut self, w: &mut World, list: &[Stmt]) -> Result<(), Never> {
        for s in kept(w, list) {
            self.stmt(w, s)?;
        }
        Ok(())
    }

    fn stmt(&mut self, w: &mut World, s: &Stmt) -> Result<(), Never> {
        self.deeper(|b| b.stmt_inner(w, s))
    }

    fn maybe(&mut self, w: &mut World, s: Option<&Stmt>) -> Result<(), Never> {
        s.map_or(Ok(()), |s| self.stmt(w, s))
    }

    fn stmt_inner(&mut self, w: &mut World, s: &Stmt) -> Result<(), Never> {
        match &s.kind {
            StmtKind::Bad | StmtKind::Empty => Ok(()),
            StmtKind::Go(_) | StmtKind::Defer(_) => Err(Never),
            StmtKind::Expr(e) => self.expr(w, e),
            StmtKind::Send { chan, value } => {
                self.add(1)?;
                self.expr(w, chan)?;
                let elem = type_of(w, chan).and_then(|t| match under(w, t) {
                    Type::Chan { elem, .. } => Some(*elem),
                    _ => None,
                });
                self.converted(w, value, elem)
            }
            StmtKind::IncDec { x, .. } => {
                self.add(2)?;
                self.expr(w, x)
            }
            StmtKind::Assign {
                lhs,
                op: Some(_),
                rhs,
                ..
            } => {
                self.add(1)?;
                self.exprs(w, lhs)?;
                self.exprs(w, rhs)
            }
            StmtKind::Assign { lhs, rhs, .. } | StmtKind::Define { lhs, rhs, .. } => {
                self.add(1)?;
                for l in lhs {
                    self.target(w, l, matches!(s.kind, StmtKind::Define { .. }))?;
                }
                if lhs.len() != rhs.len() {
                    return self.exprs(w, rhs);
                }
                for (l, r) in lhs.iter().zip(rhs) {
                    let t = self.type_of_target(w, l);
                    self.converted(w, r, t)?;
                }
                Ok(())
            }
            StmtKind::Decl(list) => {
                for d in list {
                    let Decl::Var(v) = d else { continue };
                    let declared = v.names.iter().filter(|n| is_declared(w, n)).count() as i32;
                    let names = v.names.len() as i32;
                    if v.values.is_empty() {
                        self.add(2 * names + 2 * declared)?;
                        continue;
                    }
                    self.add(1 + names + 2 * declared)?;
                    for (k, e) in v.values.iter().enumerate() {
                        let o = v.names.get(k).and_then(|n| defined(w, n));
                        let t = o.and_then(|o| w.objects[o].ty);
                        let t = t.filter(|_| v.values.len() == v.names.len());
                        self.converted(w, e, t)?;
                    }
                }
                Ok(())
            }
            StmtKind::Return(list) => self.returns(w, list),
            StmtKind::Branch { tok, label } => match tok {
                BranchTok::Fallthrough => Ok(()),
                BranchTok::Goto => self.add(1),
                _ if self.in_loop_body && label.is_some() => self.add(8),
                // Out of a loop's body that is a function: the state is set, and it returns.
                _ if self.in_loop_body => self.add(5),
                _ => self.add(1),
            },
            StmtKind::Block(b) => self.stmts(w, &b.stmts),
            StmtKind::If(i) => {
                self.maybe(w, i.init.as_ref())?;
                match truth(w, &i.cond) {
                    Some(true) => self.stmts(w, &i.then.stmts),
                    Some(false) => self.maybe(w, i.els.as_ref()),
                    None => {
                        self.add(1)?;
                        self.expr(w, &i.cond)?;
                        self.stmts(w, &i.then.stmts)?;
                        self.maybe(w, i.els.as_ref())
                    }
                }
            }
            StmtKind::For(f) => {
                self.maybe(w, f.init.as_ref())?;
                let cond = f.cond.as_ref();
                if cond.and_then(|c| truth(w, c)) == Some(false) {
                    return Ok(());
                }
                self.add(1)?;
                cond.map_or(Ok(()), |c| self.expr(w, c))?;
                self.maybe(w, f.post.as_ref())?;
                self.in_own_loop(|b| b.stmts(w, &f.body.stmts))
            }
            StmtKind::Range(r) => self.range(w, s, r),
            StmtKind::Switch(sw) => {
                self.maybe(w, sw.init.as_ref())?;
                self.in_own_loop(|b| b.switch(w, sw))
            }
            StmtKind::TypeSwitch(sw) => {
                self.maybe(w, sw.init.as_ref())?;
                // The switch, what it looks at, and the name in it.
                self.add(2)?;
                let named = sw
                    .cases
                    .iter()
                    .any(|c| w.info.implicits.contains_key(&c.id));
                self.add(i32::from(named))?;
                self.expr(w, &sw.x)?;
                self.in_own_loop(|b| {
                    for c in &sw.cases {
                        let nils = c.exprs.iter().filter(|e| mode(w, e) == Mode::NilValue);
                        b.add(1 + i32::from(named) + nils.count() as i32)?;
                        b.stmts(w, &c.body)?;
                    }
                    Ok(())
                })
            }
            StmtKind::Select(cases) => {
                self.add(1)?;
                self.in_own_loop(|b| {
                    for c in cases {
                        b.add(1)?;
                        b.comm(w, c.comm.as_ref())?;
                        b.stmts(w, &c.body)?;
                    }
                    Ok(())
                })
            }
            StmtKind::Labeled { stmt, .. } => {
                self.add(1)?;
                self.stmt(w, stmt)
            }
        }
    }

    /// Statements whose breaks stay here.
    fn in_own_loop<T>(
        &mut self,
        f: impl FnOnce(&mut Self) -> Result<T, Never>,
    ) -> Result<T, Never> {
        let outer = std::mem::replace(&mut self.in_loop_body, false);
        let out = f(self);
        self.in_loop_body = outer;
        out
    }

    fn returns(&mut self, w: &mut World, list: &[Expr]) -> Result<(), Never> {
        self.add(1)?;
        if self.seen.is_body(self.id) {
            // Out of the function around: what to do there is noted, then the body returns.
            self.add(7 + 2 * list.len() as i32)?;
            return self.exprs(w, list);
        }
        let results = w.info.func_objs.get(&self.id).map(|f| f.results.clone());
        let results = results.unwrap_or_default();
        if let ([e], true) = (list, results.len() > 1) {
            // Each result is a variable first: declared, assigned, returned.
            self.add(1 + 4 * results.len() as i32)?;
            return self.expr(w, e);
        }
        for (k, e) in list.iter().enumerate() {
            let t = results.get(k).and_then(|o| w.objects[*o].ty);
            self.converted(w, e, t)?;
        }
        Ok(())
    }

    fn comm(&mut self, w: &mut World, comm: Option<&Stmt>) -> Result<(), Never> {
        let Some(s) = comm else { return Ok(()) };
        match &s.kind {
            // Every receive becomes one into two variables.
            StmtKind::Expr(_) => {
                self.add(3)?;
                self.stmt(w, s)
            }
            StmtKind::Define { lhs, .. } | StmtKind::Assign { lhs, .. } => {
                self.add(if lhs.len() == 2 { 7 } else { 1 })?;
                self.stmt(w, s)
            }
            _ => self.stmt(w, s),
        }
    }

    fn switch(&mut self, w: &mut World, sw: &SwitchStmt) -> Result<(), Never> {
        self.add(1)?;
        let tag = sw.tag.as_ref();
        if let Some(t) = tag {
            self.expr(w, t)?;
        }
        let ty = tag.and_then(|t| type_of(w, t));
        for c in &sw.cases {
            self.add(1)?;
            for e in &c.exprs {
                self.converted(w, e, ty)?;
            }
            self.stmts(w, &c.body)?;
        }
        Ok(())
    }

    fn range(&mut self, w: &mut World, s: &Stmt, r: &RangeStmt) -> Result<(), Never> {
        if self.seen.is_body(s.id) {
            let own = self.seen.own.get(&s.id);
            if own.is_some_and(|own| own.defers) {
                return Err(Never);
            }
            // A state is declared and the body, they are one variable each; the call; the state is
            // looked at and set.
            self.add(5 + 5 + LITERAL + 1 + 1 + 7 + 3)?;
            // What to do after it, if the body or one inside it leaves it, is in a variable of the
            // outermost, which is looked at after each.
            let returns = own.is_some_and(|own| own.returns);
            let nested = self.seen.bodies.iter().any(|b| b.1 == s.id);
            if self.seen.is_body(self.id) {
                self.add(7 + 9 * i32::from(returns))?;
            } else {
                self.add(4 * i32::from(returns || nested) + 6 * i32::from(returns))?;
            }
            return self.callee(w, &r.x);
        }
        self.add(1)?;
        self.expr(w, &r.x)?;
        for e in r.key.iter().chain(&r.value) {
            self.target(w, e, r.define)?;
        }
        self.in_own_loop(|b| b.stmts(w, &r.body.stmts))
    }

    /// What is assigned to; names that are declared here count as declarations too.
    fn target(&mut self, w: &mut World, e: &Expr, define: bool) -> Result<(), Never> {
        if let ExprKind::Name(id) = &e.kind {
            let declared = define && is_declared(w, id);
            return self.add(1 + 2 * i32::from(declared));
        }
        self.expr(w, e)
    }

    fn type_of_target(&self, w: &World, e: &Expr) -> Option<TypeId> {
        if let ExprKind::Name(id) = &unparen(e).kind {
            let used = w.info.uses.get(id.id).copied().flatten();
            let o = used.or_else(|| defined(w, id))?;
            return w.objects[o].ty;
        }
        type_of(w, e)
    }
}
