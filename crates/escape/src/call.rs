//! Calls: what flows into parameters, what comes back, and the predeclared functions.

use syntax::ast::*;
use types::{Basic, Builtin, Mode, ObjId, ObjectKind, Selection, SelectionKind, Type, TypeId};

use crate::batch::{At, Batch, Body, Closure, Direct, What};
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
    Temp(LocId),
}

/// A function that is called, without type arguments that are written out.
fn bare<'a>(w: &types::World, fun: &'a Expr) -> &'a Expr {
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
        let first = ks.and_then(|k| k.first()).copied().unwrap_or(self.g.nowhere());
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
            if fns.is_empty() && ks.is_some_and(|ks| ks.iter().any(|k| k.dst != crate::graph::BLANK))
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
        let list: Vec<Arg<'a>> = match (args.as_slice(), args.first().and_then(|a| self.type_of(a))) {
            ([one], Some(t)) => match self.w.types.get(t).clone() {
                Type::Tuple(parts) if !parts.is_empty() && matches!(unparen(one).kind, ExprKind::Call { .. }) => {
                    let place = crate::place::of(&self.w.map, e);
                    let temps: Vec<LocId> = parts.iter().map(|_| self.auto(place)).collect();
                    let holes: Vec<Hole> = temps.iter().map(|t| self.g.hole(*t)).collect();
                    self.multi(&holes, one);
                    temps.into_iter().map(Arg::Temp).collect()
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
    fn arguments(
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

    fn pass(&mut self, k: Hole, arg: Arg<'a>, target: Option<TypeId>) {
        match arg {
            Arg::Expr(e) => self.expr_as(k, e, target),
            Arg::Temp(loc) => self.g.flow(k, loc),
        }
    }

    fn argument(&mut self, ks: Option<&[Hole]>, fns: &[Callee], i: usize, e: &'a Expr) -> Hole {
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

    fn builtin_of(&self, callee: &Expr) -> Option<Builtin> {
        match self.w.objects[object(self.w, callee)?].kind {
            ObjectKind::Builtin(b) => Some(b),
            _ => None,
        }
    }

    /// The receiver of a method that is called.
    fn method_call(&self, callee: &'a Expr) -> Option<(&'a Expr, Selection)> {
        let ExprKind::Selector { x, .. } = &callee.kind else {
            return None;
        };
        let s = self.w.info.selections.get(&callee.id)?;
        (s.kind == SelectionKind::MethodVal).then(|| (x.as_ref(), s.clone()))
    }

    /// Everybody who may be called. Empty: nobody knows.
    fn callees(&mut self, callee: &'a Expr) -> Vec<Callee> {
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
            if self.w.info.types.get(e.id).is_some_and(|t| t.mode == Mode::NilValue) {
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
        let i = self.items.iter().position(|i| i.obj == Some(o) && i.targs == targs)?;
        self.item(i)
    }

    fn item(&self, i: usize) -> Option<Callee> {
        if let Some(f) = self.by_item.get(&i) {
            return Some(Callee::Here(*f));
        }
        self.known.get(i)?.clone().map(Callee::Tagged)
    }

    // ---- conversions

    fn conversion(&mut self, k: Hole, e: &'a Expr, x: &'a Expr) {
        let (Some(to), Some(from)) = (self.type_of(e), self.type_of(x)) else {
            return self.expr(k, x);
        };
        if self.is_interface(to) {
            return self.boxed_as(k, e, x, from);
        }
        let (t, f) = (self.w.underlying(to), self.w.underlying(from));
        let (tt, ft) = (self.w.types.get(t).clone(), self.w.types.get(f).clone());
        let string = |t: &Type| matches!(t, Type::Basic(b) if b.is_string());
        let number = |t: &Type| matches!(t, Type::Basic(b) if b.is_integer());
        match (&tt, &ft) {
            (Type::Slice(_), b) if string(b) => {
                self.spill(k, What::Converted(e, x), Role::Storage);
                self.discard(x);
            }
            (a, Type::Slice(_)) if string(a) => {
                self.spill(k, What::Converted(e, x), Role::Storage);
                self.discard(x);
            }
            (a, b) if string(a) && number(b) => {
                self.spill(k, What::Converted(e, x), Role::Storage);
                self.discard(x);
            }
            (Type::Array { .. }, Type::Slice(_)) => {
                let k = self.g.note(k.shift(1), At::Expr(e), "slice-to-array");
                self.expr(k, x);
            }
            (Type::Basic(Basic::UnsafePointer), Type::Basic(Basic::Uintptr)) => {
                self.from_number(k, x);
            }
            _ => self.expr(k, x),
        }
    }

    fn boxed_as(&mut self, k: Hole, e: &'a Expr, x: &'a Expr, from: TypeId) {
        let nil = self.w.info.types.get(x.id).is_some_and(|t| t.mode == Mode::NilValue);
        if nil || self.is_interface(from) || self.is_direct(from) {
            return self.expr(k, x);
        }
        let loc = self.spill(k, What::Converted(e, x), Role::Storage);
        let k = self.g.hole(loc);
        let k = self.g.note(k, At::Expr(e), "interface-converted");
        self.expr(k, x);
    }

    /// A number that becomes a pointer: pointers that it was worked out from flow on.
    pub(crate) fn from_number(&mut self, k: Hole, x: &'a Expr) {
        let x = unparen(x);
        match &x.kind {
            ExprKind::Call { fun, args, .. } => {
                let conversion = self.w.info.types.get(unparen(fun).id).map(|t| t.mode) == Some(Mode::TypeExpr);
                let from = args.first().filter(|_| conversion).and_then(|a| self.under(a));
                match (from.map(|t| self.w.types.get(t).clone()), args.first()) {
                    (Some(Type::Basic(Basic::UnsafePointer)), Some(a)) => self.expr(k, a),
                    _ => self.discard(x),
                }
            }
            ExprKind::Unary { x, .. } => self.from_number(k, x),
            ExprKind::Binary { op: BinaryOp::Shl | BinaryOp::Shr, x, y, .. } => {
                self.from_number(k, x);
                self.discard(y);
            }
            ExprKind::Binary { x, y, .. } => {
                self.from_number(k, x);
                self.from_number(k, y);
            }
            ExprKind::Selector { x: of, .. } if self.is_header_data(x) => {
                let k = self.g.note(k.shift(1), At::Expr(x), "reflect.Header.Data");
                self.expr(k, of);
            }
            _ => self.discard(x),
        }
    }

    /// The address in a reflect.SliceHeader or StringHeader, behind a pointer: a number that is
    /// a pointer.
    pub(crate) fn is_header_data(&mut self, e: &Expr) -> bool {
        let e = unparen(e);
        let ExprKind::Selector { x, sel } = &e.kind else {
            return false;
        };
        if self.w.names.text(sel.name) != "Data" {
            return false;
        }
        let base = self.type_of(x).map(|t| self.w.deref(t));
        let named = match base {
            Some((t, true)) => self.w.named_id(t).map(|n| self.w.types.named[n].obj),
            _ => None,
        };
        named.is_some_and(|o| {
            let o = &self.w.objects[o];
            self.w.packages[o.pkg].path == "reflect"
                && matches!(self.w.names.text(o.name), "SliceHeader" | "StringHeader")
        })
    }

    // ---- predeclared functions

    fn elem_of(&mut self, arg: Arg<'a>) -> Option<TypeId> {
        let Arg::Expr(e) = arg else { return None };
        let u = self.under(e)?;
        match self.w.types.get(u) {
            Type::Slice(elem) => Some(*elem),
            _ => None,
        }
    }

    fn behind(&mut self, arg: Arg<'a>, e: &'a Expr, why: &'static str) -> Hole {
        match self.elem_of(arg) {
            Some(elem) if self.w.has_pointers(elem) => {
                let k = self.g.heap().shift(1);
                self.g.note(k, At::Expr(e), why)
            }
            _ => self.g.nowhere(),
        }
    }

    fn builtin(&mut self, k: Hole, e: &'a Expr, b: Builtin, args: &[Arg<'a>], dots: bool) {
        use Builtin::*;
        let nowhere = self.g.nowhere();
        match b {
            New => {
                if let Some(t) = self.type_of(e)
                    && let Type::Pointer(elem) = *self.w.types.get(t)
                {
                    self.new_of(k, e, elem, args.first().copied());
                }
            }
            Make => self.make(k, e, args),
            Append => self.append(k, e, args, dots),
            Copy => {
                if let Some(a) = args.first() {
                    let k = self.g.mutator();
                    self.pass(k, *a, None);
                }
                if let Some(a) = args.get(1) {
                    let k = self.behind(*a, e, "copied slice");
                    self.pass(k, *a, None);
                }
            }
            Panic => {
                let any = self.w.universe.any;
                if let Some(a) = args.first() {
                    let k = self.g.heap();
                    let k = self.g.note(k, At::Expr(e), "call parameter");
                    self.pass(k, *a, Some(any));
                }
            }
            Min | Max | UnsafeStringData | UnsafeSliceData => {
                for a in args {
                    self.pass(k, *a, None);
                }
            }
            UnsafeAdd | UnsafeSlice | UnsafeString => {
                for (i, a) in args.iter().enumerate() {
                    self.pass(if i == 0 { k } else { nowhere }, *a, None);
                }
            }
            Clear => {
                for a in args {
                    let k = self.g.mutator();
                    self.pass(k, *a, None);
                }
            }
            Delete => {
                let key = match args.first() {
                    Some(Arg::Expr(m)) => self.under(m).and_then(|t| match self.w.types.get(t) {
                        Type::Map { key, .. } => Some(*key),
                        _ => None,
                    }),
                    _ => None,
                };
                for (i, a) in args.iter().enumerate() {
                    self.pass(nowhere, *a, key.filter(|_| i > 0));
                }
            }
            UnsafeAlignof | UnsafeOffsetof | UnsafeSizeof => {}
            Cap | Close | Complex | Imag | Len | Print | Println | Real | Recover => {
                for a in args {
                    self.pass(nowhere, *a, None);
                }
            }
        }
    }

    fn new_of(&mut self, k: Hole, e: &'a Expr, elem: TypeId, arg: Option<Arg<'a>>) {
        let value = match arg {
            Some(Arg::Expr(a)) => {
                let mode = self.w.info.types.get(a.id).map(|t| t.mode);
                (mode != Some(Mode::TypeExpr)).then_some(a)
            }
            _ => None,
        };
        let Some(a) = value else {
            let loc = self.spill(k, What::Value(e), Role::Storage);
            return self.check_size(loc, elem, None);
        };
        // `new(x)` is the address of a variable that begins with x.
        let at = crate::place::of(&self.w.map, e);
        let loc = self.auto(at);
        let to = self.g.note(k.shift(-1), At::Expr(e), "address-of");
        self.g.flow(to, loc);
        let inner = self.g.hole(loc);
        self.expr_as(inner, a, Some(elem));
    }

    fn make(&mut self, k: Hole, e: &'a Expr, args: &[Arg<'a>]) {
        let Some(t) = self.type_of(e) else { return };
        let u = self.w.underlying(t);
        match self.w.types.get(u).clone() {
            Type::Slice(elem) => {
                let loc = self.spill(k, What::Value(e), Role::Storage);
                let size = match (args.last(), self.seen()) {
                    (Some(Arg::Expr(n)), Some(seen)) => types_of::count(self.w, seen, n),
                    _ => None,
                };
                // gc looks at numbers of 32 bits.
                let count = size.filter(|n| (0..1 << 31).contains(n));
                match count {
                    Some(n) => self.check_size(loc, elem, Some(n)),
                    None if self.w.size_of(elem) == 0 => self.check_size(loc, elem, Some(0)),
                    None => {}
                }
            }
            Type::Map { .. } => {
                self.spill(k, What::Value(e), Role::Storage);
            }
            _ => {}
        }
        let nowhere = self.g.nowhere();
        for a in args.iter().skip(1) {
            self.pass(nowhere, *a, None);
        }
    }

    fn append(&mut self, k: Hole, e: &'a Expr, args: &[Arg<'a>], dots: bool) {
        let Some(&first) = args.first() else { return };
        let mutator = self.g.mutator();
        let mut holes = vec![k, mutator];
        let elem = self.under(e).and_then(|t| match self.w.types.get(t) {
            Type::Slice(elem) => Some(*elem),
            _ => None,
        });
        let pointers = elem.is_some_and(|t| self.w.has_pointers(t));
        let mut into = self.tee(&holes);
        if pointers {
            let heap = self.g.heap().shift(1);
            let heap = self.g.note(heap, At::Expr(e), "appendee slice");
            holes = vec![into, heap];
            into = self.tee(&holes);
        }
        let into = self.g.note(into, At::Expr(e), "call parameter");
        self.pass(into, first, None);
        for a in args.iter().skip(1) {
            match dots {
                true => {
                    let k = self.behind(*a, e, "appended slice...");
                    let k = self.g.note(k, At::Expr(e), "call parameter");
                    self.pass(k, *a, None);
                }
                false => {
                    let k = self.g.heap();
                    let k = self.g.note(k, At::Expr(e), "call parameter");
                    self.pass(k, *a, elem);
                }
            }
        }
        let loc = self.spill(k, What::Append(e), Role::Storage);
        // Never used twice, so that it does not matter which loop it is in.
        self.g.locs[loc].depth = 0;
    }

    // ---- calls that are made later

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
        } else if builtin.is_none() && !object(self.w, callee).is_some_and(|o| is_func(self.w, o)) {
            if let Arg::Temp(loc) = self.temp(s, callee, None) {
                temps.push(loc);
            }
        }
        let targets = self.targets(callee, builtin, args.len(), *has_dots);
        let mut list = Vec::new();
        for (i, a) in args.iter().enumerate() {
            let constant = self.w.info.types.get(a.id).is_some_and(|t| t.value.is_some());
            let target = targets.get(i).copied().flatten();
            let boxed = target.is_some_and(|t| self.is_interface(t));
            if constant && !boxed {
                list.push(Arg::Expr(a));
                continue;
            }
            let arg = self.temp(s, a, target);
            if let Arg::Temp(loc) = arg {
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
