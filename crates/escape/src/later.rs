//! Calls that are made later, or by others: of go and defer statements, and of functions that a loop
//! ranges over.

use syntax::ast::*;
use types::{Builtin, Mode, Type, TypeId};

use crate::batch::{At, Batch, Body, Closure, What};
use crate::call::{Arg, bare};
use crate::graph::{FnId, Hole, LocId, Role};
use crate::scan::{is_func, object, unparen};

impl<'b, 'a> Batch<'b, 'a> {
    /// The call of a go or defer statement with operands: they are evaluated now, and captured.
    pub(crate) fn wrapped(&mut self, s: &'a Stmt, k: Hole, e: &'a Expr) {
        let ExprKind::Call {
            fun,
            args,
            has_dots,
            ..
        } = &e.kind
        else {
            return;
        };
        let callee = bare(self.w, fun);
        if self.w.info.types.get(callee.id).map(|t| t.mode) == Some(Mode::TypeExpr) {
            return;
        }
        let builtin = self.builtin_of(callee);
        let fns = match builtin {
            Some(_) => Vec::new(),
            None => self.callees(callee),
        };
        let method = self.method_call(callee);
        let mut temps: Vec<LocId> = Vec::new();
        let mut recv = None;
        if let Some((x, sel)) = &method {
            let at = crate::place::of(&self.w.map, x);
            let loc = self.auto(at);
            let into = self.g.hole(loc);
            let into = self.g.note(into, At::Stmt(s), "assign-pair");
            self.receive(into, callee, x, sel);
            temps.push(loc);
            recv = Some(loc);
        } else if builtin.is_none()
            && !object(self.w, callee).is_some_and(|o| is_func(self.w, o))
            && let Arg::Temp(loc, _) = self.temp(s, callee, None)
        {
            temps.push(loc);
        }
        let targets = self.targets(callee, builtin, args.len(), *has_dots);
        let mut list = Vec::new();
        for (i, a) in args.iter().enumerate() {
            let constant = self
                .w
                .info
                .types
                .get(a.id)
                .is_some_and(|t| t.value.is_some());
            let target = targets.get(i).copied().flatten();
            let boxed = target.is_some_and(|t| self.is_interface(t));
            if constant && !boxed {
                list.push(Arg::Expr(a));
                continue;
            }
            let arg = self.temp(s, a, target);
            if let Arg::Temp(loc, _) = arg {
                temps.push(loc);
            }
            list.push(arg);
        }
        let item = self.funs[self.cur].item;
        let (cur, depth) = (self.cur, self.depth);
        let f = self.enter_fn(item, e.id, Body::Wrapper, Some(cur), false);
        (self.cur, self.depth) = (cur, depth);
        let loc = self.add(What::Hidden, Role::Closure(f), false);
        let to = self.g.note(k.shift(-1), At::Stmt(s), "spill");
        self.g.flow(to, loc);
        let storage = self.g.hole(loc);
        for t in &temps {
            self.g.locs[*t].captured = true;
        }
        self.closures.push(Closure {
            k: storage,
            captures: Vec::new(),
            temps,
        });
        (self.cur, self.depth) = (f, 1);
        match builtin {
            Some(b) => {
                let nowhere = self.g.nowhere();
                self.builtin(nowhere, e, b, &list, *has_dots);
            }
            None => {
                let mut at = 0;
                if let Some(loc) = recv {
                    let k = self.argument(None, &fns, 0, e);
                    self.g.flow(k, loc);
                    at = 1;
                }
                self.arguments(None, &fns, e, callee, at, &list, *has_dots);
            }
        }
        (self.cur, self.depth) = (cur, depth);
    }

    /// What each argument is converted to.
    fn targets(
        &mut self,
        callee: &'a Expr,
        builtin: Option<Builtin>,
        count: usize,
        dots: bool,
    ) -> Vec<Option<TypeId>> {
        if builtin == Some(Builtin::Panic) {
            return vec![Some(self.w.universe.any); count];
        }
        let sig = self.under(callee);
        let Some(Type::Signature {
            params, variadic, ..
        }) = sig.map(|t| self.w.types.get(t).clone())
        else {
            return vec![None; count];
        };
        let last = params.len().saturating_sub(1);
        (0..count)
            .map(|i| {
                let p = params.get(i.min(last))?;
                match self.w.types.get(p.ty) {
                    Type::Slice(elem) if variadic && !dots && i >= last => Some(*elem),
                    _ => Some(p.ty),
                }
            })
            .collect()
    }

    /// `for … range x` over a function.
    pub(crate) fn call_range(&mut self, s: &'a Stmt, x: &'a Expr, _body: FnId) {
        let x = unparen(x);
        let fns = self.callees(x);
        if self.method_call(x).is_some() {
            self.discard(x);
        } else {
            let k = match fns.is_empty() {
                true => self.g.callee(),
                false => self.g.nowhere(),
            };
            self.expr(k, x);
        }
        let k = self.param_hole(None, &fns, 0);
        let k = self.g.note(k, At::Stmt(s), "call parameter");
        self.closure(k, What::Body(s), s.id);
    }
}
