//! Which calls gc makes in place: functions that cost little enough, and literals that a variable or
//! a parameter always is.

use escape::scan::{Seen, unparen};
use syntax::ast::*;
use types::{Mode, ObjId, ObjectKind, Selection, SelectionKind};

use crate::walk::{At, Known, Planner, What};
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
        let Some(inlinee) = self.fits(at, callee) else {
            return false;
        };
        if let Known::Declared(o) = callee
            && !self.matters(o, 0)
            && args.iter().all(Option::is_none)
        {
            if is_expr {
                self.returned.push(None);
            }
            return true;
        }
        let (draft, literal, same) = match callee {
            Known::Declared(o) => (self.new_draft(o, at.in_literal), false, true),
            Known::Made(m) => (m.draft, true, m.same),
        };
        self.bind(draft, &inlinee, args);
        self.single.push(self.returns_one(&inlinee));
        self.returned.push(None);
        self.open_calls.push(call);
        match callee {
            Known::Declared(o) => self.open.push(o),
            Known::Made(m) => self.open_nodes.push((draft, m.id)),
        }
        let inner = At {
            draft,
            inlined: true,
            literal,
            same,
            times: at.times.saturating_mul(inlinee.calls.max(1)),
            ..at
        };
        self.stmts(inner, inlinee.stmts);
        let noted = self.drafts.get_mut(match callee {
            Known::Declared(_) => at.draft,
            Known::Made(m) => m.draft,
        });
        match callee {
            Known::Declared(_) => {
                self.open.pop();
                if let Some(d) = noted.filter(|_| is_expr) {
                    d.calls.insert(call, draft);
                }
            }
            Known::Made(m) => {
                self.open_nodes.pop();
                if let Some(d) = noted {
                    d.called.insert(m.id);
                }
            }
        }
        self.open_calls.pop();
        self.single.pop();
        if !is_expr {
            let v = self.returned.pop().flatten();
            self.make(v);
        }
        true
    }

    /// What of a function is inlined, if gc would do so here.
    fn fits(&mut self, at: At, callee: Known<'a>) -> Option<Inlinee<'f, 'a>> {
        let m = match callee {
            Known::Declared(o) => {
                let f = self.funs.get(&o)?;
                let cost = self.costs.of_function(self.w, o)?;
                return (cost <= BUDGET && !self.open.contains(&o)).then_some(Inlinee {
                    seen: &f.seen,
                    node: f.decl.id,
                    ty: Some(&f.decl.ty),
                    stmts: &f.decl.body.as_ref()?.stmts,
                    calls: 1,
                });
            }
            Known::Made(m) => m,
        };
        let f = self.fun(m.draft)?;
        let (captures, ty) = match m.what {
            What::Literal(lit) => (f.seen.captures(m.id), Some(&lit.ty)),
            What::Body(..) => (true, None),
        };
        if m.code != at.code && captures || self.open_nodes.contains(&(m.draft, m.id)) {
            return None;
        }
        let cost = match m.what {
            What::Literal(lit) => self.costs.of_literal(self.w, &f.seen, m.id, lit),
            What::Body(s, _) => self.costs.of_body(self.w, &f.seen, s),
        };
        let calls = self.called.get(&m.copy).copied().unwrap_or(0);
        let most = match calls <= 1 && at.times <= m.times {
            true => CALLED_ONCE_BUDGET,
            false => LITERAL_BUDGET,
        };
        (cost? <= most).then(|| Inlinee {
            seen: &f.seen,
            node: m.id,
            ty,
            stmts: m.stmts(),
            calls,
        })
    }

    /// Parameters that keep their values are what the arguments are.
    fn bind(&mut self, draft: usize, f: &Inlinee<'f, 'a>, args: &[Option<Known<'a>>]) {
        let params = self.w.info.func_objs.get(&f.node).map(|o| o.params.clone());
        let params = params.unwrap_or_default();
        let last = f.ty.and_then(|t| t.params.last());
        let variadic = usize::from(last.is_some_and(|p| p.variadic));
        let fixed = params.len() - variadic.min(params.len());
        for (k, v) in args.iter().enumerate() {
            let o = params.get(..fixed).and_then(|p| p.get(k));
            let keeps = |o: &&ObjId| !f.seen.given.contains_key(o) && !f.seen.addressed.contains(o);
            match (o.filter(keeps), v) {
                (Some(o), Some(v)) => self.set(draft, *o, *v),
                _ => self.make(*v),
            }
        }
    }

    /// Whether it is known what is returned: there is one return statement, and no variable for the
    /// result that has been zero before.
    fn returns_one(&self, f: &Inlinee<'f, 'a>) -> bool {
        let named = |o: &ObjId| !matches!(self.w.names.text(self.w.objects[*o].name), "" | "_");
        let objs = self.w.info.func_objs.get(&f.node);
        f.ty.is_some()
            && !objs.is_some_and(|o| o.results.iter().any(named))
            && f.seen.own.get(&f.node).is_some_and(|o| o.return_count == 1)
    }
}

/// What is inlined.
struct Inlinee<'f, 'a> {
    /// Of the declaration that it belongs to.
    seen: &'f Seen<'a>,
    /// The declaration, literal or loop.
    node: NodeId,
    /// None: the body of a loop.
    ty: Option<&'a FuncType>,
    stmts: &'a [Stmt],
    /// In how many places it is called through variables.
    calls: u32,
}
