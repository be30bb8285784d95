//! Expressions: where what they are made of flows.

use syntax::ast::*;
use types::{Basic, Mode, SelectionKind, Type, TypeId};

use crate::batch::{At, Batch, What};
use crate::graph::{Hole, Role};
use crate::scan::{object, unparen};
use crate::types_of;

impl<'b, 'a> Batch<'b, 'a> {
    pub(crate) fn discard(&mut self, e: &'a Expr) {
        let k = self.g.nowhere();
        self.expr(k, e);
    }

    /// Through an interface: what it holds of this type.
    pub(crate) fn unboxed(&mut self, k: Hole, ty: TypeId) -> Hole {
        match self.is_interface(ty) || self.is_direct(ty) {
            true => k,
            false => k.shift(1),
        }
    }

    /// `e`, converted to `target` if that is an interface.
    pub(crate) fn expr_as(&mut self, k: Hole, e: &'a Expr, target: Option<TypeId>) {
        let boxes = target.is_some_and(|t| self.is_interface(t));
        if boxes && let Some(t) = self.type_of(e) {
            return self.boxed(k, e, t, What::Boxed(e));
        }
        self.expr(k, e);
    }

    /// `e`, of type `t`, converted to an interface.
    fn boxed(&mut self, k: Hole, e: &'a Expr, t: TypeId, what: What<'a>) {
        let nil = self
            .w
            .info
            .types
            .get(e.id)
            .is_some_and(|t| t.mode == Mode::NilValue);
        if nil || self.w.basic(t) == Some(Basic::UntypedNil) {
            return;
        }
        if self.is_interface(t) {
            return self.expr(k, e);
        }
        let mut k = k;
        if !self.is_direct(t) {
            let loc = self.spill(k, what, Role::Storage);
            k = self.g.hole(loc);
        }
        let k = self.g.note(k, At::Expr(e), "interface-converted");
        self.expr(k, e);
    }

    pub(crate) fn expr(&mut self, k: Hole, e: &'a Expr) {
        let tv = self.w.info.types.get(e.id);
        if tv.is_some_and(|t| {
            t.value.is_some() || matches!(t.mode, Mode::TypeExpr | Mode::NilValue | Mode::Builtin)
        }) {
            return;
        }
        let mut k = k;
        if let Some(t) = self.type_of(e)
            && !matches!(self.w.types.get(t), Type::Tuple(_))
        {
            k = self.narrow(k, t);
        }
        match &e.kind {
            ExprKind::Name(_) => {
                if let Some(loc) = object(self.w, e).and_then(|o| self.local(o)) {
                    self.g.flow(k, loc);
                }
            }
            ExprKind::Paren(x) => self.expr(k, x),
            ExprKind::FuncLit(_) => self.closure(k, What::Value(e), e.id),
            ExprKind::CompositeLit { elems, .. } => self.literal(k, e, elems),
            ExprKind::Selector { x, .. } => self.selector(k, e, x),
            ExprKind::Index { x, indices } => self.index(k, e, x, indices),
            ExprKind::Slice { x, lo, hi, max, .. } => {
                let mut inner = self.g.note(k, At::Expr(e), "slice");
                if self.is_array(x) {
                    inner = self.g.note(inner.shift(-1), At::Expr(x), "address-of");
                }
                self.expr(inner, x);
                for b in [lo, hi, max].into_iter().flatten() {
                    self.discard(b);
                }
            }
            ExprKind::TypeAssert { x, ty } => {
                let t = ty.as_ref().and_then(|t| self.type_of(t));
                let k = match t {
                    Some(t) => self.unboxed(k, t),
                    None => k,
                };
                let k = self.g.note(k, At::Expr(e), "dot");
                self.expr(k, x);
            }
            ExprKind::Call { .. } => self.call(Some(&[k]), e),
            ExprKind::Star(x) => {
                let k = self.g.note(k.shift(1), At::Expr(e), "indirection");
                self.expr(k, x);
            }
            ExprKind::Unary { op, x } => self.unary(k, e, *op, x),
            ExprKind::Binary { op, x, y, .. } => self.binary(k, e, *op, x, y),
            _ => {}
        }
    }

    fn is_array(&mut self, e: &Expr) -> bool {
        self.under(e)
            .is_some_and(|t| matches!(self.w.types.get(t), Type::Array { .. }))
    }

    fn unary(&mut self, k: Hole, e: &'a Expr, op: UnaryOp, x: &'a Expr) {
        match (op, &unparen(x).kind) {
            (UnaryOp::Addr, ExprKind::CompositeLit { .. }) => {
                let loc = self.spill(k, What::Value(e), Role::Storage);
                if let Some(t) = self.type_of(x) {
                    self.check_size(loc, t, None);
                }
                let k = self.g.hole(loc);
                self.expr(k, x);
            }
            (UnaryOp::Addr, _) => {
                let k = self.g.note(k.shift(-1), At::Expr(e), "address-of");
                self.expr(k, x);
            }
            _ => self.discard(x),
        }
    }

    fn binary(&mut self, k: Hole, e: &'a Expr, op: BinaryOp, x: &'a Expr, y: &'a Expr) {
        let basic = self.under(e).and_then(|t| self.w.basic(t));
        if op == BinaryOp::Add && basic.is_some_and(Basic::is_string) {
            self.spill(k, What::Value(e), Role::Storage);
            return self.summands(e);
        }
        let sides = (self.type_of(x), self.type_of(y));
        if let (true, (Some(a), Some(b))) = (matches!(op, BinaryOp::Eq | BinaryOp::Ne), sides) {
            let k = self.g.nowhere();
            match (self.is_interface(a), self.is_interface(b)) {
                (true, false) => {
                    self.discard(x);
                    return self.expr_as(k, y, Some(a));
                }
                (false, true) => {
                    self.expr_as(k, x, Some(b));
                    return self.discard(y);
                }
                _ => {}
            }
        }
        self.discard(x);
        self.discard(y);
    }

    /// A sum of strings is one operation, however many there are.
    fn summands(&mut self, e: &'a Expr) {
        let constant = self
            .w
            .info
            .types
            .get(e.id)
            .is_some_and(|t| t.value.is_some());
        match &unparen(e).kind {
            ExprKind::Binary {
                op: BinaryOp::Add,
                x,
                y,
                ..
            } if !constant => {
                self.summands(x);
                self.summands(y);
            }
            _ => self.discard(e),
        }
    }

    // ---- parts of things

    fn selector(&mut self, k: Hole, e: &'a Expr, x: &'a Expr) {
        let Some(s) = self.w.info.selections.get(&e.id).cloned() else {
            return;
        };
        match s.kind {
            SelectionKind::MethodExpr => {}
            SelectionKind::FieldVal => {
                let from = self.type_of(x);
                let k = self.through(k, e, from, &s.path);
                self.expr(k, x);
            }
            SelectionKind::MethodVal => {
                let loc = self.spill(k, What::Value(e), Role::Storage);
                let storage = self.g.hole(loc);
                // Whoever calls it may do with the results what they like.
                let heap = vec![self.g.heap(); crate::graph::RESULTS];
                let fns = self.method(e, x, &s);
                let param = self.param_hole(Some(&heap), &fns, 0);
                let both = self.tee(&[param, storage]);
                self.receive(both, e, x, &s);
            }
        }
    }

    /// What flows to `k` through these fields.
    fn through(&mut self, k: Hole, e: &'a Expr, from: Option<TypeId>, path: &[u32]) -> Hole {
        let mut steps = Vec::new();
        let mut t = from;
        for i in path {
            let Some((next, pointer)) = t.and_then(|t| types_of::field(self.w, t, *i)) else {
                break;
            };
            steps.push(pointer);
            t = Some(next);
        }
        let mut k = k;
        for pointer in steps.into_iter().rev() {
            k = match pointer {
                true => self.g.note(k.shift(1), At::Expr(e), "dot of pointer"),
                false => self.g.note(k, At::Expr(e), "dot"),
            };
        }
        k
    }

    /// The receiver of a method, as the method takes it.
    pub(crate) fn receive(&mut self, k: Hole, e: &'a Expr, x: &'a Expr, s: &types::Selection) {
        let item = self.funs[self.cur].item;
        let Some(item) = self.items.get(item) else {
            return;
        };
        let direct = self.direct.get(&e.id).cloned();
        let (have, method) = match &direct {
            Some(d) => {
                let mut at = d.ty;
                let fields = d.path.len().saturating_sub(1);
                for i in d.path.iter().take(fields) {
                    at = types_of::field(self.w, at, *i).map_or(at, |f| f.0);
                }
                (Some(at), d.method)
            }
            None => (types_of::receiver(self.w, &item.subst, x, &s.path), s.obj),
        };
        let wants_pointer = match &self.w.objects[method].kind {
            types::ObjectKind::Func { ptr_recv, .. } => Some(*ptr_recv),
            _ => None,
        };
        let mut k = k;
        if let (Some(t), Some(wants)) = (have, wants_pointer) {
            let u = self.w.underlying(t);
            let has = match self.w.types.get(u) {
                Type::Pointer(x) => Some(*x),
                _ => None,
            };
            match (wants, has) {
                (true, None) => k = self.g.note(k.shift(-1), At::Expr(x), "address-of"),
                (false, Some(to)) => {
                    k = self.narrow(k, to);
                    k = self.g.note(k.shift(1), At::Expr(x), "indirection");
                }
                (false, None) => k = self.narrow(k, t),
                (true, Some(_)) => {}
            }
        }
        if let Some(d) = direct {
            let fields = d.path.len().saturating_sub(1);
            let k = self.through(k, e, Some(d.ty), d.path.get(..fields).unwrap_or(&[]));
            let k = self.unboxed(k, d.ty);
            let k = self.g.note(k, At::Expr(x), "dot");
            return self.expr(k, x);
        }
        let fields = s.path.len().saturating_sub(1);
        let path = s.path.get(..fields).unwrap_or(&[]).to_vec();
        let from = self.type_of(x);
        let k = self.through(k, e, from, &path);
        self.expr(k, x);
    }

    fn index(&mut self, k: Hole, e: &'a Expr, x: &'a Expr, indices: &'a [Expr]) {
        let Some(u) = self.under(x) else { return };
        let Some(i) = indices.first() else { return };
        match self.w.types.get(u).clone() {
            Type::Signature { .. } => return,
            Type::Array { .. } => {
                let k = self.g.note(k, At::Expr(e), "fixed-array-index-of");
                self.expr(k, x);
            }
            Type::Pointer(_) => {
                let k = self.g.note(k, At::Expr(e), "fixed-array-index-of");
                let k = self.g.note(k.shift(1), At::Expr(x), "indirection");
                self.expr(k, x);
            }
            Type::Map { key, .. } => {
                self.discard(x);
                let k = self.g.nowhere();
                return self.expr_as(k, i, Some(key));
            }
            _ => {
                let k = self.g.note(k.shift(1), At::Expr(e), "dot of pointer");
                self.expr(k, x);
            }
        }
        self.discard(i);
    }

    fn literal(&mut self, k: Hole, e: &'a Expr, elems: &'a [Element]) {
        let Some(t) = self.type_of(e) else { return };
        let mut k = k;
        let mut u = self.w.underlying(t);
        if let Type::Pointer(x) = *self.w.types.get(u) {
            // `{…}` for `&T{…}` inside another literal.
            let loc = self.spill(k, What::Value(e), Role::Storage);
            self.check_size(loc, x, None);
            k = self.g.hole(loc);
            u = self.w.underlying(x);
        }
        match self.w.types.get(u).clone() {
            Type::Struct(fields) => {
                for (i, el) in elems.iter().enumerate() {
                    let ty = match el.key.as_ref().map(|k| &k.kind) {
                        Some(ExprKind::Name(id)) => self.keyed(u, id),
                        _ => fields.get(i).map(|f| f.ty),
                    };
                    let k = self.g.note(k, At::Expr(e), "struct literal element");
                    self.expr_as(k, &el.value, ty);
                }
            }
            Type::Array { elem, .. } => {
                for el in elems {
                    let k = self.g.note(k, At::Expr(e), "array literal element");
                    self.expr_as(k, &el.value, Some(elem));
                }
            }
            Type::Slice(elem) => {
                let loc = self.spill(k, What::Value(e), Role::Storage);
                for el in elems {
                    let k = self.g.hole(loc);
                    let k = self.g.note(k, At::Expr(e), "slice-literal-element");
                    self.expr_as(k, &el.value, Some(elem));
                }
            }
            Type::Map { key, elem } => {
                self.spill(k, What::Value(e), Role::Storage);
                for el in elems {
                    if let Some(x) = &el.key {
                        let k = self.g.heap();
                        let k = self.g.note(k, At::Expr(e), "map literal key");
                        self.expr_as(k, x, Some(key));
                    }
                    let k = self.g.heap();
                    let k = self.g.note(k, At::Expr(e), "map literal value");
                    self.expr_as(k, &el.value, Some(elem));
                }
            }
            _ => {}
        }
    }

    /// The type of the field that a key names.
    fn keyed(&mut self, u: TypeId, id: &Ident) -> Option<TypeId> {
        if let Some(path) = self.w.info.promoted.get(&id.id).cloned() {
            let mut t = u;
            for i in path {
                t = types_of::field(self.w, t, i)?.0;
            }
            return Some(t);
        }
        match self.w.types.get(u) {
            Type::Struct(fields) => fields.iter().find(|f| f.name == id.name).map(|f| f.ty),
            _ => None,
        }
    }

    // ---- what is assigned to

    /// Where an assignment to `e` goes.
    pub(crate) fn addr(&mut self, e: &'a Expr) -> Hole {
        let heap = self.g.heap();
        match &e.kind {
            ExprKind::Paren(x) => self.addr(x),
            ExprKind::Name(_) => match object(self.w, e) {
                None => self.g.nowhere(),
                Some(o) if self.w.objects[o].name == self.w.universe.blank => self.g.nowhere(),
                Some(o) => match self.local(o) {
                    Some(loc) => self.g.hole(loc),
                    None => heap,
                },
            },
            ExprKind::Selector { x, .. } => {
                let Some(s) = self.w.info.selections.get(&e.id).cloned() else {
                    return heap;
                };
                let mut t = self.type_of(x);
                let mut any = false;
                for i in &s.path {
                    let Some((next, pointer)) = t.and_then(|t| types_of::field(self.w, t, *i))
                    else {
                        break;
                    };
                    any |= pointer;
                    t = Some(next);
                }
                match any {
                    false => self.addr(x),
                    true => {
                        self.mutate(x);
                        heap
                    }
                }
            }
            ExprKind::Index { x, indices } => {
                let Some(i) = indices.first() else {
                    return heap;
                };
                let u = self.under(x).map(|u| self.w.types.get(u).clone());
                match u {
                    Some(Type::Array { .. }) => {
                        self.discard(i);
                        self.addr(x)
                    }
                    Some(Type::Map { key, .. }) => {
                        self.discard(x);
                        let k = self.g.note(heap, At::Expr(e), "key of map put");
                        self.expr_as(k, i, Some(key));
                        heap
                    }
                    _ => {
                        self.discard(i);
                        self.mutate(x);
                        heap
                    }
                }
            }
            ExprKind::Star(x) => {
                self.mutate(x);
                heap
            }
            _ => heap,
        }
    }

    fn mutate(&mut self, x: &'a Expr) {
        let k = self.g.mutator();
        self.expr(k, x);
    }

    /// Whether an assignment moves what an object points to within the object: `x.a = x.b`, or
    /// `p.s = p.s[i:j]`.
    pub(crate) fn same_object(&mut self, dst: &Expr, src: &Expr) -> bool {
        let (dst, src) = (unparen(dst), unparen(src));
        let field = |e: &Expr| match self.w.info.selections.get(&e.id) {
            Some(s) => s.kind == SelectionKind::FieldVal,
            None => false,
        };
        match (&dst.kind, &src.kind) {
            (ExprKind::Selector { x, .. }, ExprKind::Selector { x: y, .. }) => {
                field(dst) && field(src) && self.same(x, y)
            }
            (
                ExprKind::Index { x, indices },
                ExprKind::Index {
                    x: y,
                    indices: others,
                },
            ) => {
                let quiet = |list: &[Expr]| list.iter().all(|e| self.is_quiet(e));
                let map = |b: &mut Self, e: &Expr| {
                    b.under(e)
                        .is_some_and(|t| matches!(b.w.types.get(t), Type::Map { .. }))
                };
                quiet(indices) && quiet(others) && self.same(x, y) && !map(self, x)
            }
            (_, ExprKind::Slice { x, .. }) => {
                let (Some(a), Some(b)) = (self.pointee(dst), self.pointee(unparen(x))) else {
                    return false;
                };
                !self.is_array(x) && self.same(a, b)
            }
            _ => false,
        }
    }

    /// The name of a pointer whose target, or a field of it, `e` is.
    fn pointee<'e>(&mut self, e: &'e Expr) -> Option<&'e Expr> {
        let x = match &e.kind {
            ExprKind::Star(x) => unparen(x),
            ExprKind::Selector { x, .. } => {
                let x = unparen(x);
                let u = self.under(x)?;
                matches!(self.w.types.get(u), Type::Pointer(_)).then_some(x)?
            }
            _ => return None,
        };
        matches!(x.kind, ExprKind::Name(_)).then_some(x)
    }

    fn is_quiet(&self, e: &Expr) -> bool {
        if self
            .w
            .info
            .types
            .get(e.id)
            .is_some_and(|t| t.value.is_some())
        {
            return true;
        }
        match &e.kind {
            ExprKind::Name(_) => true,
            ExprKind::Paren(x) | ExprKind::Star(x) | ExprKind::Selector { x, .. } => {
                self.is_quiet(x)
            }
            ExprKind::Binary { x, y, .. } => self.is_quiet(x) && self.is_quiet(y),
            ExprKind::Index { x, indices } => {
                self.is_quiet(x) && indices.iter().all(|i| self.is_quiet(i))
            }
            _ => false,
        }
    }

    /// Whether two expressions without effects denote the same.
    fn same(&self, a: &Expr, b: &Expr) -> bool {
        let (a, b) = (unparen(a), unparen(b));
        match (&a.kind, &b.kind) {
            (ExprKind::Name(_), ExprKind::Name(_)) => {
                object(self.w, a).is_some_and(|o| object(self.w, b) == Some(o))
            }
            (ExprKind::Star(x), ExprKind::Star(y)) => self.same(x, y),
            (ExprKind::Selector { x, sel }, ExprKind::Selector { x: y, sel: other }) => {
                sel.name == other.name && self.same(x, y)
            }
            (
                ExprKind::Index { x, indices },
                ExprKind::Index {
                    x: y,
                    indices: others,
                },
            ) => match (indices.as_slice(), others.as_slice()) {
                ([i], [j]) => {
                    let value =
                        |e: &Expr| self.w.info.types.get(e.id).and_then(|t| t.value.clone());
                    let equal = value(i).is_some() && value(i) == value(j);
                    (equal || self.same(i, j)) && self.same(x, y)
                }
                _ => false,
            },
            _ => false,
        }
    }
}
