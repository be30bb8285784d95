//! Calls: what flows into parameters, what comes back, and the predeclared functions.

use syntax::ast::*;
use types::{Builtin, Mode, ObjId, ObjectKind, Selection, SelectionKind, Type, TypeId};

use crate::batch::{At, Batch, Direct, What};
use crate::graph::{FnId, Hole, Leaks, LocId, Role};
use crate::scan::{Given, is_func, object, unparen};
use crate::types_of;

/// Who may be called.
#[derive(Clone, Debug)]
pub(crate) enum Callee {
    /// Its parameters and results are part of the graph.
    Here(FnId),
    /// This is known of its parameters, the receiver first.
    Tagged(Vec<Leaks>),
}

/// An argument.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Arg<'a> {
    Expr(&'a Expr),
    /// A temporary; its type, if it is still to be converted to the parameter's.
    Temp(LocId, Option<TypeId>),
}

/// A function that is called, without type arguments that are written out.
pub(crate) fn bare<'a>(w: &types::World, fun: &'a Expr) -> &'a Expr {
    let fun = unparen(fun);
    match &fun.kind {
        ExprKind::Index { x, .. } if object(w, x).is_some_and(|o| is_func(w, o)) => unparen(x),
        _ => fun,
    }
}

impl<'b, 'a> Batch<'b, 'a> {
    pub(crate) fn call_stmt(&mut self, e: &'a Expr) {
        self.call(None, e);
    }

    /// A call whose results go to `ks`.
    pub(crate) fn call(&mut self, ks: Option<&[Hole]>, e: &'a Expr) {
        let ExprKind::Call {
            fun,
            args,
            has_dots,
            ..
        } = &e.kind
        else {
            return;
        };
        let first = ks
            .and_then(|k| k.first())
            .copied()
            .unwrap_or(self.g.nowhere());
        let callee = bare(self.w, fun);
        if self.w.info.types.get(callee.id).map(|t| t.mode) == Some(Mode::TypeExpr) {
            if let Some(x) = args.first() {
                self.conversion(first, e, x);
            }
            return;
        }
        if let Some(b) = self.builtin_of(callee) {
            let args: Vec<Arg<'a>> = args.iter().map(Arg::Expr).collect();
            return self.builtin(first, e, b, &args, *has_dots);
        }
        let fns = self.callees(callee);
        self.results_from(ks, &fns);
        let method = self.method_call(callee);
        if method.is_none() {
            let mut k = self.g.nowhere();
            if fns.is_empty()
                && ks.is_some_and(|ks| ks.iter().any(|k| k.dst != crate::graph::BLANK))
            {
                let callee = self.g.callee();
                k = self.g.note(callee, At::Expr(e), "callee operand");
            }
            self.expr(k, callee);
        }
        let mut at = 0;
        if let Some((x, s)) = &method {
            let k = self.argument(ks, &fns, 0, e);
            self.receive(k, callee, x, s);
            at = 1;
        }
        let list: Vec<Arg<'a>> = match (args.as_slice(), args.first().and_then(|a| self.type_of(a)))
        {
            ([one], Some(t)) => match self.w.types.get(t).clone() {
                Type::Tuple(parts)
                    if !parts.is_empty() && matches!(unparen(one).kind, ExprKind::Call { .. }) =>
                {
                    let place = crate::place::of(&self.w.map, e);
                    let temps: Vec<LocId> = parts.iter().map(|_| self.auto(place)).collect();
                    let holes: Vec<Hole> = temps.iter().map(|t| self.g.hole(*t)).collect();
                    self.multi(&holes, one);
                    let parts = parts.iter().map(|t| Some(*t));
                    temps
                        .into_iter()
                        .zip(parts)
                        .map(|(l, t)| Arg::Temp(l, t))
                        .collect()
                }
                _ => vec![Arg::Expr(one)],
            },
            _ => args.iter().map(Arg::Expr).collect(),
        };
        self.arguments(ks, &fns, e, unparen(fun), at, &list, *has_dots);
    }

    /// What callees of this graph return.
    fn results_from(&mut self, ks: Option<&[Hole]>, fns: &[Callee]) {
        let Some(ks) = ks else { return };
        for f in fns {
            let Callee::Here(f) = f else { continue };
            let tys = self.funs[*f].result_types.clone();
            for (i, r) in self.funs[*f].results.clone().into_iter().enumerate() {
                if let (Some(k), Some(t)) = (ks.get(i), tys.get(i)) {
                    let k = self.narrow(*k, *t);
                    self.g.flow(k, r);
                }
            }
        }
    }

    /// The arguments of a call into its parameters, the first of which is number `at`.
    #[allow(clippy::too_many_arguments)]
    pub(crate) fn arguments(
        &mut self,
        ks: Option<&[Hole]>,
        fns: &[Callee],
        e: &'a Expr,
        callee: &'a Expr,
        at: usize,
        list: &[Arg<'a>],
        dots: bool,
    ) {
        let sig = self.under(callee).map(|t| self.w.core_type(t).unwrap_or(t));
        let (params, variadic) = match sig.map(|t| self.w.types.get(t).clone()) {
            Some(Type::Signature {
                params, variadic, ..
            }) => (params, variadic && !dots),
            _ => (Box::default(), false),
        };
        let last = params.len().saturating_sub(1);
        for (i, p) in params.iter().enumerate() {
            let k = self.argument(ks, fns, at + i, e);
            if variadic && i == last {
                let rest = list.get(i..).unwrap_or(&[]);
                if rest.is_empty() {
                    continue;
                }
                let elem = match self.w.types.get(p.ty) {
                    Type::Slice(elem) => *elem,
                    _ => p.ty,
                };
                let loc = self.spill(k, What::Variadic(e), Role::Storage);
                for a in rest {
                    let k = self.g.hole(loc);
                    let k = self.g.note(k, At::Variadic(e), "slice-literal-element");
                    self.pass(k, *a, Some(elem));
                }
            } else if let Some(a) = list.get(i) {
                self.pass(k, *a, Some(p.ty));
            }
        }
    }

    pub(crate) fn pass(&mut self, k: Hole, arg: Arg<'a>, target: Option<TypeId>) {
        match arg {
            Arg::Expr(e) => self.expr_as(k, e, target),
            Arg::Temp(loc, ty) => {
                let mut k = k;
                if let (Some(t), Some(to), What::Auto(n, at)) = (ty, target, self.what[loc]) {
                    let boxes = self.is_interface(to) && !self.is_interface(t);
                    if boxes && !self.is_direct(t) {
                        let inner = self.spill(k, What::BoxedAuto(n, at), Role::Storage);
                        k = self.g.hole(inner);
                    }
                    k = self.narrow(k, t);
                }
                self.g.flow(k, loc);
            }
        }
    }

    pub(crate) fn argument(
        &mut self,
        ks: Option<&[Hole]>,
        fns: &[Callee],
        i: usize,
        e: &'a Expr,
    ) -> Hole {
        let k = self.param_hole(ks, fns, i);
        self.g.note(k, At::Expr(e), "call parameter")
    }

    /// Where the argument for parameter `i` goes, the receiver being parameter 0 of methods.
    pub(crate) fn param_hole(&mut self, ks: Option<&[Hole]>, fns: &[Callee], i: usize) -> Hole {
        if fns.is_empty() {
            return self.g.heap();
        }
        let mut holes = Vec::new();
        for f in fns {
            match f {
                Callee::Here(f) => {
                    let loc = self.funs[*f].params.get(i).map(|p| (p.loc, p.named));
                    holes.push(match loc {
                        Some((loc, true)) => self.g.hole(loc),
                        _ => self.g.nowhere(),
                    });
                }
                Callee::Tagged(leaks) => {
                    let tag = leaks.get(i).copied().unwrap_or_default();
                    let mut of = Vec::new();
                    for (derefs, k) in [
                        (tag.heap, self.g.heap()),
                        (tag.mutates, self.g.mutator()),
                        (tag.calls, self.g.callee()),
                    ] {
                        if let Some(d) = derefs {
                            of.push(k.shift(i32::from(d)));
                        }
                    }
                    for (derefs, k) in tag.results.iter().zip(ks.unwrap_or(&[])) {
                        if let Some(d) = derefs {
                            of.push(k.shift(i32::from(*d)));
                        }
                    }
                    let of: Vec<Hole> = of;
                    holes.push(self.tee(&of));
                }
            }
        }
        self.tee(&holes)
    }

    // ---- who is called

    pub(crate) fn builtin_of(&self, callee: &Expr) -> Option<Builtin> {
        match self.w.objects[object(self.w, callee)?].kind {
            ObjectKind::Builtin(b) => Some(b),
            _ => None,
        }
    }

    /// The receiver of a method that is called.
    pub(crate) fn method_call(&self, callee: &'a Expr) -> Option<(&'a Expr, Selection)> {
        let ExprKind::Selector { x, .. } = &callee.kind else {
            return None;
        };
        let s = self.w.info.selections.get(&callee.id)?;
        (s.kind == SelectionKind::MethodVal).then(|| (x.as_ref(), s.clone()))
    }

    /// Everybody who may be called. Empty: nobody knows.
    pub(crate) fn callees(&mut self, callee: &'a Expr) -> Vec<Callee> {
        if let Some((x, s)) = self.method_call(callee) {
            return self.method(callee, x, &s);
        }
        let Some(seen) = self.seen() else {
            return Vec::new();
        };
        let v = types_of::always(self.w, seen, callee);
        if let Some(one) = self.static_callee(v) {
            return vec![one];
        }
        let given = match &v.kind {
            ExprKind::Name(_) => object(self.w, v)
                .filter(|o| !seen.addressed.contains(o))
                .and_then(|o| seen.given.get(&o)),
            _ => None,
        };
        let mut list = Vec::new();
        for g in given.into_iter().flatten() {
            match g {
                Given::Zero => {}
                Given::First(e) | Given::Later(e) => {
                    let nil = types_of::is_nil(self.w, e);
                    match self.static_callee(unparen(e)) {
                        Some(f) => list.push(f),
                        None if nil => {}
                        None => return Vec::new(),
                    }
                }
                Given::Other => return Vec::new(),
            }
        }
        list
    }

    fn static_callee(&mut self, v: &'a Expr) -> Option<Callee> {
        if let ExprKind::FuncLit(_) = &v.kind {
            let item = self.funs[self.cur].item;
            if let Some(f) = self.by_node.get(&(item, v.id)) {
                return Some(Callee::Here(*f));
            }
            let targs = &self.items.get(item)?.targs;
            let i = self
                .items
                .iter()
                .position(|i| i.obj.is_none() && i.seen_id == v.id && i.targs == *targs)?;
            return self.item(i);
        }
        let o = object(self.w, v).filter(|o| is_func(self.w, *o))?;
        if let ExprKind::Selector { .. } = &v.kind
            && let Some(s) = self.w.info.selections.get(&v.id).cloned()
        {
            return match s.kind {
                SelectionKind::MethodExpr => {
                    let base = self.with_args(s.recv)?;
                    self.function(o, self.named_args(base))
                }
                _ => None,
            };
        }
        let item = self.items.get(self.funs[self.cur].item)?;
        let targs = types_of::instance(self.w, &item.subst, v).unwrap_or_default();
        self.function(o, targs)
    }

    fn named_args(&self, t: TypeId) -> Vec<TypeId> {
        let (base, _) = self.w.deref(t);
        match self.w.named_id(base) {
            Some(n) => self.w.types.named[n].targs.to_vec(),
            None => Vec::new(),
        }
    }

    /// The method that a selector calls, if it is known which.
    pub(crate) fn method(&mut self, e: &'a Expr, x: &'a Expr, s: &Selection) -> Vec<Callee> {
        let item = self.funs[self.cur].item;
        let Some(item) = self.items.get(item) else {
            return Vec::new();
        };
        let recv = types_of::receiver(self.w, &item.subst, x, &s.path);
        if is_func(self.w, s.obj) {
            let mut targs = recv.map(|t| self.named_args(t)).unwrap_or_default();
            targs.extend(types_of::instance(self.w, &item.subst, e).unwrap_or_default());
            return self.function(s.obj, targs).into_iter().collect();
        }
        // An interface that always holds values of one type.
        let concrete = match &unparen(x).kind {
            ExprKind::Name(_) if s.path.len() <= 1 => self.only_type(x),
            _ => None,
        };
        let Some(t) = concrete else { return Vec::new() };
        let ExprKind::Selector { sel, .. } = &e.kind else {
            return Vec::new();
        };
        let pkg = self.w.objects[s.obj].pkg;
        match self.w.lookup_field_or_method(t, true, pkg, sel.name, false) {
            types::Lookup::Found(f) if !f.is_field => {
                let direct = Direct {
                    ty: t,
                    method: f.obj,
                    path: f.path.to_vec(),
                };
                self.direct.insert(e.id, direct);
                if !is_func(self.w, f.obj) {
                    return Vec::new();
                }
                let mut at = t;
                let fields = f.path.len().saturating_sub(1);
                for i in f.path.iter().take(fields) {
                    at = types_of::field(self.w, at, *i).map_or(at, |x| x.0);
                }
                let targs = self.named_args(at);
                self.function(f.obj, targs).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    fn only_type(&mut self, x: &Expr) -> Option<TypeId> {
        let o = object(self.w, x)?;
        let seen = self.seen()?;
        if seen.addressed.contains(&o) {
            return None;
        }
        let mut only = None;
        for g in seen.given.get(&o)? {
            let e = match g {
                Given::Zero => continue,
                Given::First(e) | Given::Later(e) => e,
                Given::Other => return None,
            };
            if self
                .w
                .info
                .types
                .get(e.id)
                .is_some_and(|t| t.mode == Mode::NilValue)
            {
                continue;
            }
            let t = self.type_of(e)?;
            if self.is_interface(t) || only.is_some_and(|u| !self.w.identical(u, t)) {
                return None;
            }
            only = Some(t);
        }
        only
    }

    /// A declared function: of the batch, looked at before, or of the library.
    fn function(&mut self, o: ObjId, targs: Vec<TypeId>) -> Option<Callee> {
        let pkg = self.w.objects[o].pkg;
        if self.w.packages[pkg].is_library {
            let key = crate::facts::key(self.w, o);
            let path = self.w.packages[pkg].path.clone();
            return self.facts.leaks(&path, &key).map(Callee::Tagged);
        }
        let i = self
            .items
            .iter()
            .position(|i| i.obj == Some(o) && i.targs == targs)?;
        self.item(i)
    }

    fn item(&self, i: usize) -> Option<Callee> {
        if let Some(f) = self.by_item.get(&i) {
            return Some(Callee::Here(*f));
        }
        self.known.get(i)?.clone().map(Callee::Tagged)
    }
}
