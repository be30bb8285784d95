//! Expressions to slots, and conditions to jumps.

use bytecode::Op;
use syntax::ast::*;
use types::constant::ConstValue;
use types::{Basic, Mode, ObjId, ObjectKind, SelectionKind, Type, TypeId};

use crate::arith::unparen;
use crate::data::Ref;
use crate::func::{Label, Slot};
use crate::outline::ROOMY;
use crate::place::Place;
use crate::ty::Rep;
use crate::{FuncKey, Gen};

/// Node ids from here on are the code generator's own.
const FAKE_NODES: u32 = u32::MAX - 100_000;
/// Deepest expression nesting that is compiled.
const MAX_DEPTH: u32 = 6_000;

impl Gen<'_> {
    // ---- facts about expressions

    pub(crate) fn obj_of(&self, id: &Ident) -> Option<ObjId> {
        self.w
            .info
            .uses
            .get(id.id)
            .copied()
            .flatten()
            .or_else(|| self.w.info.defs.get(id.id).copied().flatten())
    }

    pub(crate) fn obj_ty(&mut self, obj: ObjId) -> TypeId {
        let t = self.w.objects[obj].ty.unwrap_or(Basic::Invalid.id());
        self.norm(t)
    }

    /// The (canonical, substituted) type of an expression.
    pub(crate) fn ty(&mut self, e: &Expr) -> TypeId {
        if e.id.0 >= FAKE_NODES
            && let Some(&t) = self.f.fake_types.get(&e.id)
        {
            return t;
        }
        let t = self.w.info.types.get(e.id).and_then(|t| t.ty);
        match t {
            Some(t) => self.norm(t),
            None => match &e.kind {
                ExprKind::Paren(x) => self.ty(x),
                ExprKind::Name(id) => match self.obj_of(id) {
                    Some(o) => self.obj_ty(o),
                    None => Basic::Invalid.id(),
                },
                _ => Basic::Invalid.id(),
            },
        }
    }

    pub(crate) fn mode(&self, e: &Expr) -> Mode {
        self.w
            .info
            .types
            .get(e.id)
            .map_or(Mode::Invalid, |t| t.mode)
    }

    pub(crate) fn const_of(&self, e: &Expr) -> Option<ConstValue> {
        self.w
            .info
            .types
            .get(e.id)
            .and_then(|t| t.value.clone())
            .filter(|v| !matches!(v, ConstValue::Unknown))
    }

    pub(crate) fn is_const(&self, e: &Expr) -> bool {
        self.w
            .info
            .types
            .get(e.id)
            .is_some_and(|t| t.value.is_some())
    }

    pub(crate) fn const_int(&self, e: &Expr) -> Option<i64> {
        let v = self.w.info.types.get(e.id)?.value.as_ref()?;
        v.to_i64()
    }

    pub(crate) fn is_nil(&self, e: &Expr) -> bool {
        match &e.kind {
            ExprKind::Paren(x) => self.is_nil(x),
            ExprKind::Name(id) => {
                self.mode(e) == Mode::NilValue
                    || self
                        .obj_of(id)
                        .is_some_and(|o| matches!(self.w.objects[o].kind, ObjectKind::Nil))
            }
            _ => false,
        }
    }

    pub(crate) fn is_type(&self, e: &Expr) -> bool {
        self.mode(e) == Mode::TypeExpr
    }

    /// A node of our own for a value that stands in a slot already.
    pub(crate) fn fake_node(&mut self, t: TypeId, slot: Slot) -> NodeId {
        let id = NodeId(FAKE_NODES + self.f.fake_types.len() as u32);
        self.f.fake_types.insert(id, t);
        self.f.preeval.insert(id, slot);
        id
    }

    // ---- values

    /// Evaluates and keeps the value stable in a slot (a frame variable's own slot is fine).
    pub(crate) fn expr_stable(&mut self, e: &Expr) -> Slot {
        self.expr(e, None)
    }

    /// Evaluates `e` converted to `target` as by assignment.
    pub(crate) fn expr_to(&mut self, e: &Expr, target: TypeId, dst: Option<Slot>) -> Slot {
        if self.is_nil(e) && !self.f.preeval.contains_key(&e.id) {
            let d = self.dst(dst, target);
            self.zero(d, target);
            return d;
        }
        let target_iface = self.is_interface(target);
        if let Some(v) = self.const_of(e)
            && !self.f.preeval.contains_key(&e.id)
        {
            let from = self.ty(e);
            if target_iface {
                if !self.is_interface(from) {
                    return self.const_to_iface(&v, from, dst, target);
                }
            } else {
                let d = self.dst(dst, target);
                self.load_const(&v, target, d);
                return d;
            }
        }
        let from = self.ty(e);
        if target_iface && !self.is_interface(from) {
            let d = self.dst(dst, target);
            let m = self.mark();
            let s = self.expr(e, None);
            self.box_iface(s, from, d);
            self.release(m);
            return d;
        }
        self.expr(e, dst)
    }

    /// As `expr_to`, but an indirect value is copied unless it is fresh.
    pub(crate) fn expr_owned(&mut self, e: &Expr, target: TypeId, dst: Option<Slot>) -> Slot {
        if self.ti(target).rep == Rep::Indirect && !self.is_fresh(e) {
            let d = self.dst(dst, target);
            let m = self.mark();
            let s = self.expr_to(e, target, None);
            let c = self.owned(s, target);
            self.mov(d, c, 1);
            self.release(m);
            return d;
        }
        self.expr_to(e, target, dst)
    }

    /// Whether an indirect value of this expression is a temporary of its own.
    fn is_fresh(&self, e: &Expr) -> bool {
        match &e.kind {
            ExprKind::Paren(x) => self.is_fresh(x),
            ExprKind::CompositeLit { .. } => true,
            ExprKind::Call { fun, .. } => !self.is_type(fun),
            _ => false,
        }
    }

    /// Loads a constant of type `t`.
    pub(crate) fn load_const(&mut self, v: &ConstValue, t: TypeId, d: Slot) {
        let rep = self.ti(t).rep;
        match rep {
            Rep::Str => {
                let bytes = v.as_bytes().map(<[u8]>::to_vec).unwrap_or_default();
                self.load_str(d, &bytes);
            }
            Rep::C128 => {
                let (re, im) = const_complex(v);
                self.load_int(d, re.to_bits() as i64);
                self.load_int(d + 1, im.to_bits() as i64);
            }
            Rep::Iface => {
                let from = default_const_type(v);
                self.const_to_iface(v, from, Some(d), t);
            }
            _ => {
                let bits = const_bits(v, rep);
                self.load_int(d, bits as i64);
            }
        }
    }

    /// Evaluates `e`. Without `dst` the result may be a variable's own slot (do not write to it).
    /// Values of indirect types come as an address that may be borrowed.
    pub(crate) fn expr(&mut self, e: &Expr, dst: Option<Slot>) -> Slot {
        self.f.depth += 1;
        if self.f.depth > MAX_DEPTH {
            self.error(e.span, "expression nested too deeply for Sudog");
            self.f.depth -= 1;
            return dst.unwrap_or(0);
        }
        let outer = self.f.span;
        if let ExprKind::Index { .. }
        | ExprKind::Slice { .. }
        | ExprKind::TypeAssert { .. }
        | ExprKind::Selector { .. }
        | ExprKind::Star(_) = &e.kind
        {
            // Only what stands on a line of its own: events keep the place of their statement.
            let own = self.op_span(e);
            if !self.same_line(own.lo, outer.lo) {
                self.f.span = own;
            }
        }
        let moved = match self.mark() < ROOMY {
            true => None,
            false => self.outlined(e, dst),
        };
        let s = match moved {
            Some(s) => s,
            None => self.expr_inner(e, dst),
        };
        self.f.span = outer;
        self.f.depth -= 1;
        s
    }

    /// Where gc says that `e` happens: at its operator, bracket, dot or parenthesis, which the
    /// grammar keeps on the line where the first operand ends.
    pub(crate) fn op_span(&self, e: &Expr) -> base::Span {
        let (ExprKind::Call { fun: x, .. }
        | ExprKind::Index { x, .. }
        | ExprKind::Slice { x, .. }
        | ExprKind::TypeAssert { x, .. }
        | ExprKind::Selector { x, .. }
        | ExprKind::Binary { x, .. }) = &e.kind
        else {
            return e.span;
        };
        if self.same_line(e.span.lo, x.span.hi) {
            return e.span;
        }
        base::Span::new(x.span.hi, e.span.hi)
    }

    fn same_line(&self, a: u32, b: u32) -> bool {
        let line = |at| self.w.map.position(at).map(|p| (p.file, p.line));
        a == b || line(a) == line(b)
    }

    pub(crate) fn expr_inner(&mut self, e: &Expr, dst: Option<Slot>) -> Slot {
        if let Some(&s) = self.f.preeval.get(&e.id) {
            return match dst {
                Some(d) => {
                    let t = self.ty(e);
                    let n = self.ti(t).slots;
                    self.mov(d, s, n);
                    d
                }
                None => s,
            };
        }
        if let Some(v) = self.const_of(e) {
            let t = self.ty(e);
            let d = self.dst(dst, t);
            self.load_const(&v, t, d);
            return d;
        }
        match &e.kind {
            ExprKind::Paren(x) => self.expr(x, dst),
            ExprKind::Name(id) => self.name(e, id, dst),
            ExprKind::FuncLit(lit) => self.func_lit(e, lit, dst),
            ExprKind::CompositeLit { elems, .. } => {
                let t = self.ty(e);
                self.composite(t, elems, dst)
            }
            ExprKind::Selector { x, sel } => self.selector(e, x, sel, dst),
            ExprKind::Index { x, .. } => {
                let xm = self.mode(x);
                let xt = self.ty(x);
                if xm != Mode::TypeExpr && !matches!(self.shape(xt), Type::Signature { .. }) {
                    return self.index(e, x, dst);
                }
                // Explicit instantiation of a generic function or method.
                if let ExprKind::Selector { x: recv, sel } = &unparen(x).kind
                    && self.w.info.selections.contains_key(&unparen(x).id)
                {
                    return self.selector(unparen(x), recv, sel, dst);
                }
                self.func_value(e, dst)
            }
            ExprKind::Slice { x, lo, hi, max, .. } => {
                self.slice_expr(e, x, [lo.as_deref(), hi.as_deref(), max.as_deref()], dst)
            }
            ExprKind::TypeAssert { x, ty } => {
                let (from, target) = (self.ty(x), ty.as_ref().map(|t| self.ty(t)));
                let Some(target) = target else {
                    return dst.unwrap_or(0);
                };
                let is_tuple = self.is_comma_ok(e);
                let n = self.ti(target).slots;
                let d = match dst {
                    Some(d) => d,
                    None => self.alloc(u16::from(n) + u16::from(is_tuple)),
                };
                let m = self.mark();
                let early = self.calls_first(&[], std::slice::from_ref(x));
                let s = self.expr(x, None);
                self.forget(early);
                self.type_assert(s, from, target, d, is_tuple.then_some(d + n));
                self.release(m);
                d
            }
            ExprKind::Call { .. } => self.call(e, dst),
            ExprKind::Star(x) => {
                let t = self.ty(x);
                let m0 = dst.map(|_| self.mark());
                let ptr = self.expr(x, None);
                let ty = self.elem(t);
                let r = self.load(
                    Place::Mem {
                        ptr,
                        off: 0,
                        ty,
                        safe: false,
                    },
                    dst,
                );
                if let Some(m) = m0 {
                    self.release(m);
                }
                r
            }
            ExprKind::Unary { op, x } => self.unary(e, *op, x, dst),
            ExprKind::Binary { op, x, y, .. } => self.binary(e, *op, x, y, dst),
            ExprKind::Bad
            | ExprKind::Lit(_)
            | ExprKind::KeyValue { .. }
            | ExprKind::ArrayType { .. }
            | ExprKind::SliceType(_)
            | ExprKind::StructType { .. }
            | ExprKind::FuncType(_)
            | ExprKind::InterfaceType(_)
            | ExprKind::MapType { .. }
            | ExprKind::ChanType { .. }
            | ExprKind::Ellipsis(_) => {
                self.error(e.span, "internal error: not a value");
                dst.unwrap_or(0)
            }
        }
    }

    /// Whether the two-valued form of `e` is used.
    pub(crate) fn is_comma_ok(&mut self, e: &Expr) -> bool {
        let t = self.w.info.types.get(e.id).and_then(|t| t.ty);
        t.is_some_and(|t| matches!(self.w.types.get(t), Type::Tuple(_)))
    }

    fn name(&mut self, e: &Expr, id: &Ident, dst: Option<Slot>) -> Slot {
        let Some(obj) = self.obj_of(id) else {
            self.error(e.span, "internal error: unresolved name");
            return dst.unwrap_or(0);
        };
        match self.w.objects[obj].kind {
            ObjectKind::Var { .. } => {
                let t = self.obj_ty(obj);
                let p = self.var_place(obj, t);
                self.load(p, dst)
            }
            ObjectKind::Func { .. } => self.func_value(e, dst),
            ObjectKind::Nil => {
                let t = self.ty(e);
                let d = self.dst(dst, t);
                self.zero(d, t);
                d
            }
            _ => {
                self.error(e.span, "internal error: name is not a value");
                dst.unwrap_or(0)
            }
        }
    }

    /// A declared function as a value.
    fn func_value(&mut self, e: &Expr, dst: Option<Slot>) -> Slot {
        let d = match dst {
            Some(d) => d,
            None => self.alloc(1),
        };
        match self.static_callee(e) {
            Some((obj, targs)) => {
                let id = self.func_for(FuncKey::Decl { obj, targs });
                self.load_funcval(d, id);
            }
            None => self.error(e.span, "internal error: not a function"),
        }
        d
    }

    pub(crate) fn load_funcval(&mut self, d: Slot, id: bytecode::FuncId) {
        let at = self.data.funcval(id);
        self.load_ref(d, Ref::Ro(at));
    }

    fn selector(&mut self, e: &Expr, x: &Expr, sel: &Ident, dst: Option<Slot>) -> Slot {
        let Some(selection) = self.w.info.selections.get(&e.id).cloned() else {
            // pkg.Name
            let Some(obj) = self.obj_of(sel) else {
                self.error(e.span, "internal error: unresolved selector");
                return dst.unwrap_or(0);
            };
            return match self.w.objects[obj].kind {
                ObjectKind::Func { .. } => self.func_value(e, dst),
                _ => {
                    let t = self.obj_ty(obj);
                    let p = self.var_place(obj, t);
                    self.load(p, dst)
                }
            };
        };
        match selection.kind {
            SelectionKind::FieldVal => {
                let t = self.ty(e);
                // A value must outlive the temporaries of its base.
                let d = match dst {
                    Some(d) => Some(d),
                    None if self.ti(t).slots == 0 => None,
                    None => None,
                };
                let m = self.mark();
                let base = self.operand_place(x);
                let p = self.walk_path(base, &selection.path);
                let r = self.load(p, d);
                if dst.is_some() {
                    self.release(m);
                }
                r
            }
            SelectionKind::MethodVal => {
                let targs = self.instance_args(sel.id);
                self.method_value(e, x, &selection, targs, dst)
            }
            SelectionKind::MethodExpr => {
                let recv = self.norm(selection.recv);
                let (name, pkg) = self.method_name(selection.obj);
                let d = match dst {
                    Some(d) => d,
                    None => self.alloc(1),
                };
                let targs = self.instance_args(sel.id);
                let id = self.func_for(FuncKey::MethodExpr {
                    ty: recv,
                    name,
                    pkg,
                    targs,
                });
                self.load_funcval(d, id);
                d
            }
        }
    }

    pub(crate) fn method_name(&self, obj: ObjId) -> (base::Symbol, types::PkgId) {
        let o = &self.w.objects[obj];
        (o.name, o.pkg)
    }

    fn index(&mut self, e: &Expr, x: &Expr, dst: Option<Slot>) -> Slot {
        let xt = self.ty(x);
        if let (Type::Map { key, elem }, ExprKind::Index { indices, .. }) =
            (self.shape(xt), &e.kind)
        {
            let Some(i) = indices.first() else {
                return dst.unwrap_or(0);
            };
            let key = self.canon(key);
            let elem = self.canon(elem);
            let comma = self.is_comma_ok(e);
            let n = self.ti(elem).slots;
            let d = match dst {
                Some(d) => d,
                None => self.alloc(u16::from(n) + u16::from(comma)),
            };
            let m = self.mark();
            let map = self.expr(x, None);
            let k = self.expr_to(i, key, None);
            let rt = self.rt_type(xt);
            self.emit(
                if comma { Op::MapGet2 } else { Op::MapGet },
                d,
                map,
                k,
                rt.0 as i32,
            );
            self.release(m);
            return d;
        }
        if let Some(d) = self.index_twice(e, x, dst) {
            return d;
        }
        let t = self.ty(e);
        let d = if self.ti(t).rep == Rep::Indirect {
            dst
        } else {
            Some(self.dst(dst, t))
        };
        let m = self.mark();
        let p = self.place(e);
        let r = self.load(p, d);
        if d.is_some() {
            self.release(m);
        }
        r
    }

    /// `y[i][k]` for a slice of slices of words, in one instruction.
    fn index_twice(&mut self, e: &Expr, x: &Expr, dst: Option<Slot>) -> Option<Slot> {
        let ExprKind::Index { indices, .. } = &e.kind else {
            return None;
        };
        let ExprKind::Index {
            x: y,
            indices: first,
        } = &unparen(x).kind
        else {
            return None;
        };
        let (i, k) = (first.first()?, indices.first()?);
        let t = self.ty(e);
        let one_word = matches!(
            self.ti(t).rep,
            Rep::F64 | Rep::Word | Rep::Int { bytes: 8, .. }
        );
        let (xt, yt) = (self.ty(x), self.ty(y));
        if !one_word
            || !matches!(self.shape(xt), Type::Slice(_))
            || !matches!(self.shape(yt), Type::Slice(_))
            // The second index must not have effects that come after the first check.
            || !(matches!(k.kind, ExprKind::Name(_)) || self.is_const(k))
            || self.f.preeval.contains_key(&x.id)
            // A panic could not tell which of the two is unsigned.
            || self.unsigned_word(i)
            || self.unsigned_word(k)
        {
            return None;
        }
        let d = self.dst(dst, t);
        let m = self.mark();
        let hdr = self.expr(y, None);
        let i = self.index_value(i);
        let k = self.index_value(k);
        self.emit(Op::IdxLdLd64, d, hdr, i, i32::from(k));
        self.release(m);
        Some(d)
    }

    fn slice_expr(
        &mut self,
        e: &Expr,
        x: &Expr,
        bounds: [Option<&Expr>; 3],
        dst: Option<Slot>,
    ) -> Slot {
        let t = self.ty(e);
        let d = self.dst(dst, t);
        let m = self.mark();
        let early = self.bounds_first(x, bounds);
        let xt = self.ty(x);
        let shape = self.shape(xt);
        // Of `(*[N]T)(p)[:n:n]` only what is kept of it has to be there.
        let [.., max] = bounds;
        let whole = max.is_some() && self.converts_pointer(x);
        let mut checked = None;
        let (base, kind, elem_size) = match shape {
            Type::Basic(_) => (self.expr(x, None), 1, 1),
            Type::Slice(el) => {
                let el = self.canon(el);
                let size = self.ti(el).size;
                (self.expr(x, None), 0, size)
            }
            _ => {
                let (arr, ptr) = match shape {
                    Type::Pointer(a) => {
                        let a = self.canon(a);
                        let p = if whole {
                            self.unchecked(x)
                        } else {
                            self.expr(x, None)
                        };
                        self.emit(Op::NilCheck, p, 0, 0, 0);
                        (a, p)
                    }
                    _ => {
                        let p = self.operand_place(x);
                        (xt, self.addr(p))
                    }
                };
                let Type::Array { len, elem } = self.shape(arr) else {
                    return d;
                };
                let elem = self.canon(elem);
                let size = self.ti(elem).size;
                let h = self.alloc(3);
                self.mov(h, ptr, 1);
                self.load_int(h + 1, len);
                self.load_int(h + 2, len);
                checked = whole.then_some(elem);
                (h, 2, size)
            }
        };
        let b = self.alloc(3);
        let mut flags = 0;
        let mut unsigned = 0;
        for (i, bound) in bounds.into_iter().enumerate() {
            if let Some(x) = bound {
                flags |= 1 << i;
                let slot = b + i as u8;
                if let Some(n) = self.const_int(x) {
                    self.load_int(slot, n);
                } else {
                    unsigned |= i32::from(self.unsigned_word(x)) << i;
                    let s = self.expr(x, None);
                    self.mov(slot, s, 1);
                }
            }
        }
        let imm = flags | (kind << 3) | (unsigned << 5) | ((elem_size as i32) << 8);
        self.forget(early);
        self.emit(Op::SliceOp, d, base, b, imm);
        if let Some(elem) = checked {
            let ty = self.rt_type(elem);
            self.emit(Op::CheckPtr, base, 0, b + 2, ty.0 as i32);
        }
        self.release(m);
        d
    }

    // ---- function literals

    fn func_lit(&mut self, e: &Expr, lit: &FuncLit, dst: Option<Slot>) -> Slot {
        let captures = self.escape.captures.get(&e.id).cloned().unwrap_or_default();
        let id = self.new_func();
        let name = self.closure_name();
        let (kinds, slots) = self.capture_layout(&captures);
        // Code of the literal first: it shares the type environment.
        self.compile_lit(id, name, e.id, lit, &captures, &kinds, e.span);
        let d = match dst {
            Some(d) => d,
            None => self.alloc(1),
        };
        if captures.is_empty() {
            self.load_funcval(d, id);
            return d;
        }
        let m = self.mark();
        let base = self.alloc(slots);
        self.load_captures(&captures, &kinds, base);
        self.emit(Op::Closure, d, base, slots as u8, id.0 as i32);
        self.release(m);
        d
    }

    // ---- conditions

    /// Emits a jump to `target` when `e` is `when`; falls through otherwise.
    pub(crate) fn branch(&mut self, e: &Expr, target: Label, when: bool) {
        if let Some(v) = self.const_of(e)
            && let Some(b) = v.as_bool()
        {
            if b == when {
                self.jump(target);
            }
            return;
        }
        let m = self.mark();
        let early = match &e.kind {
            ExprKind::Binary {
                op: BinaryOp::LogAnd | BinaryOp::LogOr,
                ..
            }
            | ExprKind::Paren(_)
            | ExprKind::Unary { .. } => Vec::new(),
            _ => self.calls_first(&[], std::slice::from_ref(e)),
        };
        match &e.kind {
            ExprKind::Paren(x) => self.branch(x, target, when),
            ExprKind::Unary {
                op: UnaryOp::Not,
                x,
            } => self.branch(x, target, !when),
            ExprKind::Binary {
                op: BinaryOp::LogAnd,
                x,
                y,
                ..
            } => {
                if when {
                    let skip = self.new_label();
                    self.branch(x, skip, false);
                    self.branch(y, target, true);
                    self.place_label(skip);
                } else {
                    self.branch(x, target, false);
                    self.branch(y, target, false);
                }
            }
            ExprKind::Binary {
                op: BinaryOp::LogOr,
                x,
                y,
                ..
            } => {
                if when {
                    self.branch(x, target, true);
                    self.branch(y, target, true);
                } else {
                    let skip = self.new_label();
                    self.branch(x, skip, true);
                    self.branch(y, target, false);
                    self.place_label(skip);
                }
            }
            ExprKind::Binary { op, x, y, .. } if self.int_compare(*op, x, y, target, when) => {}
            _ => {
                let s = self.expr(e, None);
                self.jump_op(if when { Op::JT } else { Op::JF }, s, 0, 0, target);
            }
        }
        self.forget(early);
        self.release(m);
    }

    /// Fused compare and branch on integers and pointers; false if not applicable.
    fn int_compare(&mut self, op: BinaryOp, x: &Expr, y: &Expr, target: Label, when: bool) -> bool {
        use BinaryOp::*;
        if !matches!(op, Eq | Ne | Lt | Le | Gt | Ge) {
            return false;
        }
        let xt = self.ty(x);
        let yt = self.ty(y);
        let x_nil = self.is_nil(x);
        let y_nil = self.is_nil(y);
        if x_nil || y_nil {
            let (v, t) = if x_nil { (y, yt) } else { (x, xt) };
            if !matches!(self.ti(t).rep, Rep::Word | Rep::Slice | Rep::Iface) {
                return false;
            }
            // The first word decides: pointer, slice data, type word.
            let s = self.expr(v, None);
            let eq = (op == Eq) == when;
            self.jump_op(if eq { Op::JeqI } else { Op::JneI }, s, 0, 0, target);
            return true;
        }
        let (xi, yi) = (self.ti(xt), self.ti(yt));
        let signed = match (xi.rep, yi.rep) {
            (Rep::Int { signed, .. }, Rep::Int { .. }) => signed,
            (Rep::Word | Rep::Bool, Rep::Word | Rep::Bool) => false,
            (Rep::F64, Rep::F64) if when && matches!(op, Lt | Le | Gt | Ge) => {
                let a = self.expr(x, None);
                let b = self.expr(y, None);
                match op {
                    Lt => self.jump_op(Op::JltF, a, b, 0, target),
                    Le => self.jump_op(Op::JleF, a, b, 0, target),
                    Gt => self.jump_op(Op::JltF, b, a, 0, target),
                    _ => self.jump_op(Op::JleF, b, a, 0, target),
                }
                return true;
            }
            _ => return false,
        };
        let op = if when {
            op
        } else {
            match op {
                Eq => Ne,
                Ne => Eq,
                Lt => Ge,
                Le => Gt,
                Gt => Le,
                _ => Lt,
            }
        };
        let small = |v: Option<i64>| v.filter(|n| (-128..128).contains(n)).map(|n| n as i8 as u8);
        if let Some(k) = small(self.const_int(y))
            && (signed || matches!(op, Eq | Ne) && (k as i8) >= 0)
        {
            let a = self.expr(x, None);
            let o = match op {
                Eq => Op::JeqI,
                Ne => Op::JneI,
                Lt => Op::JltSI,
                Le => Op::JleSI,
                Gt => Op::JgtSI,
                _ => Op::JgeSI,
            };
            self.jump_op(o, a, k, 0, target);
            return true;
        }
        let a = self.expr(x, None);
        let b = self.expr(y, None);
        let (o, a, b) = match (op, signed) {
            (Eq, _) => (Op::Jeq, a, b),
            (Ne, _) => (Op::Jne, a, b),
            (Lt, true) => (Op::JltS, a, b),
            (Le, true) => (Op::JleS, a, b),
            (Gt, true) => (Op::JltS, b, a),
            (_, true) => (Op::JleS, b, a),
            (Lt, false) => (Op::JltU, a, b),
            (Le, false) => (Op::JleU, a, b),
            (Gt, false) => (Op::JltU, b, a),
            (_, false) => (Op::JleU, b, a),
        };
        self.jump_op(o, a, b, 0, target);
        true
    }
}

/// Bits of a constant in a one-slot representation, normalised.
pub(crate) fn const_bits(v: &ConstValue, rep: Rep) -> u64 {
    match rep {
        Rep::Bool => u64::from(v.as_bool().unwrap_or(false)),
        Rep::F64 => v.to_f64().unwrap_or(0.0).to_bits(),
        Rep::F32 => u64::from(v.to_f32().unwrap_or(0.0).to_bits()),
        Rep::C64 => {
            let (re, im) = const_complex(v);
            u64::from((re as f32).to_bits()) | u64::from((im as f32).to_bits()) << 32
        }
        _ => match v.to_i64() {
            Some(i) => i as u64,
            None => v.to_u64().unwrap_or(0),
        },
    }
}

/// Real and imaginary part of a constant.
pub(crate) fn const_complex(v: &ConstValue) -> (f64, f64) {
    (
        v.real().to_f64().unwrap_or(0.0),
        v.imag().to_f64().unwrap_or(0.0),
    )
}

/// The default type of an untyped constant.
fn default_const_type(v: &ConstValue) -> TypeId {
    match v {
        ConstValue::Bool(_) => Basic::Bool.id(),
        ConstValue::Str(_) => Basic::String.id(),
        ConstValue::Float(_) => Basic::Float64.id(),
        ConstValue::Complex(_) => Basic::Complex128.id(),
        ConstValue::Int(_) | ConstValue::Big(_) | ConstValue::Unknown => Basic::Int.id(),
    }
}
