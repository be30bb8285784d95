//! Which calls gc makes in place: functions that cost little enough, and literals that a variable or
//! a parameter always is.

use escape::scan::{kept, truth, unparen};
use syntax::ast::*;
use types::{Mode, ObjId, ObjectKind, Selection, SelectionKind, World};

use crate::walk::{At, Known, Planner};
use crate::{BUDGET, CALLED_ONCE_BUDGET, LITERAL_BUDGET};

impl<'w, 'f, 'a> Planner<'w, 'f, 'a> {
    pub(crate) fn call(
        &mut self,
        at: At,
        e: &'a Expr,
        fun: &'a Expr,
        args: &'a [Expr],
    ) -> Option<Known<'a>> {
        let f = unparen(fun);
        let mode = self.w.info.types.get(f.id).map(|t| t.mode);
        if mode == Some(Mode::TypeExpr) {
            // Function types with other names: the same value.
            return args.first().and_then(|x| self.value(at, x));
        }
        if mode == Some(Mode::Builtin) {
            self.consume_all(at, args);
            return None;
        }
        let callee = match self.method(f) {
            Some((x, sel)) => {
                self.consume(at, x);
                Some(Known::Declared(sel.obj))
            }
            None => self.value(at, f),
        };
        let values: Vec<Option<Known<'a>>> = args.iter().map(|a| self.value(at, a)).collect();
        if self.call_known(at, e.id, true, callee, &values) {
            return self.returned.pop().flatten();
        }
        self.make(callee);
        values.into_iter().for_each(|v| self.make(v));
        None
    }

    /// The receiver of a method that is called, where that is a declared one.
    pub(crate) fn method(&mut self, f: &'a Expr) -> Option<(&'a Expr, Selection)> {
        let f = match &f.kind {
            ExprKind::Index { x, .. } => unparen(x),
            _ => f,
        };
        let ExprKind::Selector { x, .. } = &f.kind else {
            return None;
        };
        let sel = self.w.info.selections.get(&f.id)?;
        let declared = sel.kind == SelectionKind::MethodVal
            && matches!(self.w.objects[sel.obj].kind, ObjectKind::Func { .. });
        declared.then(|| (x.as_ref(), sel.clone()))
    }

    /// Calls a function that is known in place, if gc would: not again where it already does. `call`
    /// is the expression or the loop; what an expression returns is put on `returned`.
    pub(crate) fn call_known(
        &mut self,
        at: At,
        call: NodeId,
        is_expr: bool,
        callee: Option<Known<'a>>,
        args: &[Option<Known<'a>>],
    ) -> bool {
        let Some(callee) = callee else { return false };
        if at.cold || self.open_calls.contains(&call) {
            return false;
        }
        let mut count = 1;
        let (seen, node, ty, stmts, draft) = match callee {
            Known::Declared(o) => {
                let fits = self
                    .costs
                    .of_function(self.w, o)
                    .is_some_and(|c| c <= BUDGET);
                if !fits || self.open.contains(&o) {
                    return false;
                }
                let Some(f) = self.funs.get(&o) else {
                    return false;
                };
                let Some(body) = &f.decl.body else {
                    return false;
                };
                if !self.matters(o, 0) && args.iter().all(Option::is_none) {
                    if is_expr {
                        self.returned.push(None);
                    }
                    return true;
                }
                let draft = self.new_draft(o, at.in_literal);
                (&f.seen, f.decl.id, Some(&f.decl.ty), &body.stmts, draft)
            }
            Known::Literal { draft, code, .. } | Known::Body { draft, code, .. } => {
                let (_, id) = callee.place().unwrap_or((draft, NodeId(0)));
                let Some(f) = self
                    .drafts
                    .get(draft)
                    .and_then(|d| self.funs.get(&d.function))
                else {
                    return false;
                };
                let body = matches!(callee, Known::Body { .. });
                if code != at.code && (body || f.seen.captures(id))
                    || self.open_nodes.contains(&(draft, id))
                {
                    return false;
                }
                let (cost, ty, stmts) = match callee {
                    Known::Literal { lit, .. } => (
                        self.costs.of_literal(self.w, &f.seen, id, lit),
                        Some(&lit.ty),
                        &lit.body.stmts,
                    ),
                    Known::Body { s, r, .. } => {
                        let cost = self.costs.of_body(self.w, &f.seen, s);
                        (cost, None, &r.body.stmts)
                    }
                    Known::Declared(_) => return false,
                };
                count = self.called.get(&callee.copy()).copied().unwrap_or(0);
                let made = match callee {
                    Known::Literal { times, .. } | Known::Body { times, .. } => times,
                    Known::Declared(_) => 1,
                };
                let once = count <= 1 && at.times <= made;
                let most = if once {
                    CALLED_ONCE_BUDGET
                } else {
                    LITERAL_BUDGET
                };
                if cost.is_none_or(|c| c > most) {
                    return false;
                }
                let Some(d) = self.drafts.get_mut(draft) else {
                    return false;
                };
                d.called.insert(id);
                (&f.seen, id, ty, stmts, draft)
            }
        };
        let inner = At {
            draft,
            inlined: true,
            literal: callee.place().is_some(),
            same: callee.same(),
            times: at.times.saturating_mul(count.max(1)),
            ..at
        };
        // Parameters that keep their values.
        let objs = self
            .w
            .info
            .func_objs
            .get(&node)
            .cloned()
            .unwrap_or_default();
        let variadic = ty.and_then(|t| t.params.last()).is_some_and(|p| p.variadic);
        let fixed = objs.params.len() - usize::from(variadic).min(objs.params.len());
        for (k, v) in args.iter().enumerate() {
            let o = objs.params.get(..fixed).and_then(|p| p.get(k));
            let keeps = |o: &&ObjId| !seen.given.contains_key(o) && !seen.addressed.contains(o);
            match (o.filter(keeps), v) {
                (Some(o), Some(v)) => {
                    self.set(draft, *o, *v);
                }
                _ => self.make(*v),
            }
        }
        // Of what is returned something is known if there is one return statement, and no variable
        // for it that has been zero before.
        let named = |o: &ObjId| !matches!(self.w.names.text(self.w.objects[*o].name), "" | "_");
        let single = ty.is_some() && !objs.results.iter().any(named);
        self.single.push(single && returns(self.w, stmts) == 1);
        self.returned.push(None);
        let place = callee.place();
        match callee {
            Known::Declared(o) => self.open.push(o),
            _ => self.open_nodes.extend(place),
        }
        self.open_calls.push(call);
        self.stmts(inner, stmts);
        self.open_calls.pop();
        match callee {
            Known::Declared(_) => {
                self.open.pop();
                if let Some(d) = self.drafts.get_mut(at.draft).filter(|_| is_expr) {
                    d.calls.insert(call, draft);
                }
            }
            _ => {
                self.open_nodes.pop();
            }
        }
        self.single.pop();
        if !is_expr {
            let v = self.returned.pop().flatten();
            self.make(v);
        }
        true
    }
}

/// How many return statements a body has, literals apart.
fn returns(w: &World, list: &[Stmt]) -> u32 {
    kept(w, list).into_iter().map(|s| returns_in(w, s)).sum()
}

fn returns_in(w: &World, s: &Stmt) -> u32 {
    match &s.kind {
        StmtKind::Return(list) => 1 + u32::from(list.is_empty()),
        StmtKind::Block(b) => returns(w, &b.stmts),
        StmtKind::If(i) => {
            let truth = truth(w, &i.cond);
            let then = if truth == Some(false) {
                0
            } else {
                returns(w, &i.then.stmts)
            };
            let els = i.els.as_ref().filter(|_| truth != Some(true));
            then + els.map_or(0, |s| returns_in(w, s))
        }
        StmtKind::For(f) => returns(w, &f.body.stmts),
        StmtKind::Range(r) => returns(w, &r.body.stmts),
        StmtKind::Switch(s) => s.cases.iter().map(|c| returns(w, &c.body)).sum(),
        StmtKind::TypeSwitch(s) => s.cases.iter().map(|c| returns(w, &c.body)).sum(),
        StmtKind::Select(s) => s.iter().map(|c| returns(w, &c.body)).sum(),
        StmtKind::Labeled { stmt, .. } => returns_in(w, stmt),
        _ => 0,
    }
}
