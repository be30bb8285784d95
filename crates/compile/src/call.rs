//! Calls: static, method, interface, closure; argument passing.

use base::Symbol;
use bytecode::{Native, Op};
use syntax::ast::*;
use types::{Mode, ObjId, ObjectKind, PkgId, Selection, SelectionKind, Type, TypeId};

use crate::arith::unparen;
use crate::func::Slot;
use crate::place::Place;
use crate::{FuncKey, Gen};

/// A method found on a concrete or interface type.
pub(crate) struct Target {
    pub(crate) obj: ObjId,
    /// Fields to walk to the embedded receiver.
    pub(crate) path: Vec<u32>,
    /// Type arguments of the receiver's type.
    pub(crate) targs: Vec<TypeId>,
    pub(crate) ptr_recv: bool,
    /// An interface's method: dispatched dynamically.
    pub(crate) dynamic: bool,
}

impl Gen<'_> {
    /// The declared function that `e` denotes, with type arguments.
    pub(crate) fn static_callee(&mut self, e: &Expr) -> Option<(ObjId, Box<[TypeId]>)> {
        let id = match &unparen(e).kind {
            ExprKind::Name(id) => *id,
            ExprKind::Selector { sel, .. }
                if !self.w.info.selections.contains_key(&unparen(e).id) =>
            {
                *sel
            }
            ExprKind::Index { x, .. } => return self.static_callee(x),
            _ => return None,
        };
        let obj = self.obj_of(&id)?;
        if !matches!(self.w.objects[obj].kind, ObjectKind::Func { .. }) {
            return None;
        }
        let targs = self.instance_args(id.id);
        Some((obj, targs))
    }

    pub(crate) fn instance_args(&mut self, id: NodeId) -> Box<[TypeId]> {
        let targs = self
            .w
            .info
            .instances
            .get(&id)
            .map(|i| i.targs.clone())
            .unwrap_or_default();
        targs.iter().map(|&t| self.norm(t)).collect()
    }

    /// Looks up method `name` on `recv` (canonical, concrete or interface).
    pub(crate) fn find_method(&mut self, recv: TypeId, name: Symbol, pkg: PkgId) -> Option<Target> {
        let types::Lookup::Found(found) =
            self.w.lookup_field_or_method(recv, true, pkg, name, false)
        else {
            return None;
        };
        if found.is_field {
            return None;
        }
        let mut path = found.path.clone();
        path.pop();
        let holder = self.canon(found.recv);
        let dynamic = self.is_interface(holder);
        let mut targs = Vec::new();
        if let Type::Named(n) = self.w.types.get(holder) {
            let list = self.w.types.named[*n].targs.clone();
            for t in list.iter() {
                targs.push(self.canon(*t));
            }
        }
        let ptr_recv = matches!(
            self.w.objects[found.obj].kind,
            ObjectKind::Func { ptr_recv: true, .. }
        );
        Some(Target {
            obj: found.obj,
            path,
            targs,
            ptr_recv,
            dynamic,
        })
    }

    /// A call expression. A single result lands in `dst` or a temporary; several results are left
    /// in consecutive slots, the first of which is returned.
    pub(crate) fn call(&mut self, e: &Expr, dst: Option<Slot>) -> Slot {
        let ExprKind::Call {
            fun,
            args,
            has_dots,
            ..
        } = &e.kind
        else {
            return dst.unwrap_or(0);
        };
        let early = self.operands_first(fun, args, *has_dots, false);
        let s = self.call_with_operands(e, fun, args, *has_dots, dst);
        self.forget(early);
        s
    }

    fn call_with_operands(
        &mut self,
        e: &Expr,
        fun: &Expr,
        args: &[Expr],
        has_dots: bool,
        dst: Option<Slot>,
    ) -> Slot {
        if self.is_type(fun) {
            let Some(x) = args.first() else {
                return dst.unwrap_or(0);
            };
            return self.conversion(e, x, dst);
        }
        if self.mode(fun) == Mode::Builtin {
            return self.builtin_call(e, fun, args, has_dots, dst);
        }
        let sig_t = self.ty(fun);
        let (params, results, variadic) = self.signature(sig_t);
        let nres = self.slots_of(&results);
        let mark = self.mark();
        let pre_fun = self.f.preeval.get(&fun.id).copied();
        // Method calls.
        let f = unparen(fun);
        let (sel_expr, method_targs) = match &f.kind {
            ExprKind::Selector { sel, .. } => (Some(f), self.instance_args(sel.id)),
            ExprKind::Index { x, .. } => match &unparen(x).kind {
                ExprKind::Selector { sel, .. } => (Some(unparen(x)), self.instance_args(sel.id)),
                _ => (None, Box::default()),
            },
            _ => (None, Box::default()),
        };
        let selection = sel_expr.and_then(|s| self.w.info.selections.get(&s.id).cloned());
        if pre_fun.is_none()
            && let (Some(sel_e), Some(selection)) = (sel_expr, selection)
            && selection.kind == SelectionKind::MethodVal
            && let ExprKind::Selector { x, .. } = &sel_e.kind
        {
            let recv_ty = self.norm(selection.recv);
            let (name, pkg) = self.method_name(selection.obj);
            let Some(target) = self.find_method(recv_ty, name, pkg) else {
                self.error(
                    e.span,
                    format!(
                        "internal error: method {} not found",
                        self.w.names.text(name)
                    ),
                );
                return dst.unwrap_or(0);
            };
            if target.dynamic {
                let mut nil_fault = None;
                let iface = match self.f.pre_recv.get(&sel_e.id) {
                    Some(&s) => s,
                    None => {
                        let base = self.operand_place(x);
                        let p = self.walk_path(base, &target.path);
                        nil_fault = self.nil_fault(x, p, name);
                        self.load(p, None)
                    }
                };
                let id = self.method_id(name, pkg, sig_t);
                self.called_methods.insert(id);
                let base = self.window(&results, 1, &params);
                self.args(args, has_dots, &params, variadic, base + nres as u8 + 1);
                self.f.span = self.op_span(e);
                if self.derefs_directly(x, name, pkg) {
                    self.emit(Op::NilCheck, iface + 1, 0, 0, 0);
                }
                if let Some(addr) = nil_fault {
                    let pc = self.f.code.len() as u32;
                    self.f.nil_faults.push((pc, addr));
                }
                self.emit(Op::CallI, base, iface, nres as u8, id.0 as i32);
                return self.take_results(mark, base, nres, dst);
            }
            let mut targs = target.targs.clone();
            targs.extend(method_targs.iter().copied());
            let recv_t = self.receiver_type(&target, recv_ty);
            let rslots = self.ti(recv_t).slots;
            let base = self.window(&results, u16::from(rslots), &params);
            match self.f.pre_recv.get(&sel_e.id) {
                Some(&s) => self.mov(base + nres as u8, s, rslots),
                None => {
                    let m = self.mark();
                    let p = self.operand_place(x);
                    self.receiver(p, &target, recv_t, base + nres as u8);
                    self.release(m);
                }
            }
            self.args(
                args,
                has_dots,
                &params,
                variadic,
                base + nres as u8 + rslots,
            );
            self.f.span = self.op_span(e);
            let plan = self.inlining.call(self.f.plan, e.id);
            self.static_call(target.obj, targs.into(), base, plan);
            self.note_discarded(e);
            return self.take_results(mark, base, nres, dst);
        }
        if pre_fun.is_none()
            && let Some((obj, targs)) = self.static_callee(fun)
        {
            let base = self.window(&results, 0, &params);
            self.args(args, has_dots, &params, variadic, base + nres as u8);
            self.f.span = self.op_span(e);
            let plan = self.inlining.call(self.f.plan, e.id);
            self.static_call(obj, targs, base, plan);
            self.note_discarded(e);
            return self.take_results(mark, base, nres, dst);
        }
        let fv = match pre_fun {
            Some(s) => s,
            None => {
                let m = self.mark();
                let s = self.expr(fun, None);
                if u16::from(s) < m && !args.is_empty() {
                    // A variable that an argument might assign.
                    let c = self.alloc(1);
                    self.mov(c, s, 1);
                    c
                } else {
                    s
                }
            }
        };
        let base = self.window(&results, 0, &params);
        self.args(args, has_dots, &params, variadic, base + nres as u8);
        self.f.span = self.op_span(e);
        let window = nres + self.slots_of(&params) + 1;
        self.emit(Op::CallC, base, fv, 0, i32::from(window));
        self.take_results(mark, base, nres, dst)
    }

    /// Where a method call on a nil interface at `p` faults: gc loads the method from its table of
    /// methods, which has a header of three words, unless it knows that there is none.
    fn nil_fault(&mut self, x: &Expr, p: Place, name: base::Symbol) -> Option<u32> {
        const HEADER: usize = 24;
        if self.f.library || self.known_zero(x) {
            return None;
        }
        let t = self.place_ty(p)?;
        let methods = self.w.method_set(t);
        let n = methods.iter().position(|m| m.name == name)?;
        u32::try_from(HEADER + 8 * n).ok()
    }

    /// Whether gc, knowing the dynamic type, calls a method with a value receiver through a pointer
    /// without the check that a wrapper has: a nil pointer is a plain fault then.
    fn derefs_directly(&mut self, x: &Expr, name: base::Symbol, pkg: types::PkgId) -> bool {
        let ExprKind::Name(id) = &unparen(x).kind else {
            return false;
        };
        let Some(o) = self.obj_of(id) else {
            return false;
        };
        let Some(&crate::escape::Flow::One(t)) = self.escape.only_type.get(&o) else {
            return false;
        };
        if self.f.library || self.escape.boxed.contains(&o) {
            return false;
        }
        let t = self.norm(t);
        matches!(self.w.types.get(t), Type::Pointer(_))
            && self
                .find_method(t, name, pkg)
                .is_some_and(|m| !m.ptr_recv && !m.dynamic)
    }

    /// A variable, or a part of one, that nobody ever gives a value.
    fn known_zero(&self, x: &Expr) -> bool {
        match &unparen(x).kind {
            ExprKind::Name(id) => self
                .obj_of(id)
                // What a closure captured it loads, whatever it may be.
                .filter(|o| !self.f.captured.contains(o))
                .is_some_and(|o| self.escape.never_set.contains(&o)),
            ExprKind::Selector { x: inner, .. } => {
                let sel = self.w.info.selections.get(&unparen(x).id);
                sel.is_some_and(|s| s.kind == SelectionKind::FieldVal && !s.indirect)
                    && self.known_zero(inner)
            }
            _ => false,
        }
    }

    /// The call was emitted just now: its instruction says if nobody looks at what it returns.
    fn note_discarded(&mut self, e: &Expr) {
        if self.f.discarded == Some(e.id)
            && let Some(call) = self.f.code.last_mut()
        {
            call.c = 1;
        }
    }

    /// Calls a declared function whose arguments stand in the window at `base`; `plan`: how it goes
    /// where it is inlined.
    pub(crate) fn static_call(
        &mut self,
        obj: ObjId,
        targs: Box<[TypeId]>,
        base: Slot,
        plan: Option<inline::PlanId>,
    ) {
        if let Some(native) = self.native_of(obj) {
            self.keep_derived |= native == Native::RtKeepDerived as u32;
            self.keep_methods |= native == Native::RtKeepMethods as u32;
            self.keep_exprs |= native == Native::RtKeepExprs as u32;
            let t = self.obj_ty(obj);
            let (params, results, _) = self.signature(t);
            // Receivers of natives are pointers.
            let method = Native::from_index(native).is_some_and(|n| n.name().contains(".("));
            let window = self.slots_of(&params) + self.slots_of(&results) + u16::from(method);
            self.emit(Op::CallN, base, window.min(255) as u8, 0, native as i32);
            return;
        }
        let id = match plan.filter(|p| *p != self.inlining.alone(obj)) {
            Some(plan) => self.func_for(FuncKey::Inlined { obj, targs, plan }),
            None => self.func_for(FuncKey::Decl { obj, targs }),
        };
        self.emit(Op::Call, base, 0, 0, id.0 as i32);
    }

    /// Type of the receiver as the method declares it.
    pub(crate) fn receiver_type(&mut self, target: &Target, recv: TypeId) -> TypeId {
        let mut t = recv;
        for &i in &target.path {
            if let Type::Pointer(e) = self.shape(t) {
                t = self.canon(e);
            }
            let fields = self.fields(t);
            if let Some(f) = fields.get(i as usize) {
                t = f.ty;
            }
        }
        let is_ptr = matches!(self.w.types.get(t), Type::Pointer(_));
        match (target.ptr_recv, is_ptr) {
            (true, false) => {
                let p = self.w.mk_pointer(t);
                self.canon(p)
            }
            (false, true) => self.elem(t),
            _ => t,
        }
    }

    /// Puts the receiver for `target`, selected from `p`, into `dst`.
    pub(crate) fn receiver(&mut self, p: Place, target: &Target, recv_t: TypeId, dst: Slot) {
        let p = self.walk_path(p, &target.path);
        let Some(t) = self.place_ty(p) else { return };
        let is_ptr = matches!(self.w.types.get(t), Type::Pointer(_));
        let n = self.ti(recv_t).slots;
        match (target.ptr_recv, is_ptr) {
            (true, false) => {
                let a = self.addr(p);
                self.mov(dst, a, 1);
            }
            (true, true) => {
                self.load(p, Some(dst));
            }
            (false, true) => {
                let v = self.deref_if_pointer(p);
                let s = self.load(v, None);
                let s = self.owned(s, recv_t);
                self.mov(dst, s, n);
            }
            (false, false) => {
                let s = self.load(p, None);
                let s = self.owned(s, recv_t);
                self.mov(dst, s, n);
            }
        }
    }

    /// Reserves a call window: results, receiver, parameters, context.
    pub(crate) fn window(
        &mut self,
        results: &[TypeId],
        recv_slots: u16,
        params: &[TypeId],
    ) -> Slot {
        let n = self.slots_of(results) + recv_slots + self.slots_of(params) + 1;
        self.alloc(n)
    }

    /// Frees the window but for its results.
    pub(crate) fn take_results(
        &mut self,
        mark: u16,
        base: Slot,
        nres: u16,
        dst: Option<Slot>,
    ) -> Slot {
        match dst {
            Some(d) => {
                self.mov(d, base, nres as u8);
                self.release(mark);
                d
            }
            None => {
                // Slide down over the temporaries below the window.
                let at = mark as u8;
                if at != base && nres > 0 && nres <= 3 {
                    self.mov(at, base, nres as u8);
                    self.release(mark + nres);
                    at
                } else {
                    self.release(u16::from(base) + nres);
                    base
                }
            }
        }
    }

    /// Evaluates arguments into consecutive slots from `at`.
    pub(crate) fn args(
        &mut self,
        args: &[Expr],
        has_dots: bool,
        params: &[TypeId],
        variadic: bool,
        at: Slot,
    ) {
        let m = self.mark();
        if let [only] = args
            && let Some(tuple) = self.tuple_of(only)
            && tuple.len() != 1
        {
            self.spread(only, &tuple, params, variadic, at);
            self.release(m);
            return;
        }
        let fixed = if variadic && !has_dots {
            params.len().saturating_sub(1)
        } else {
            params.len()
        };
        let mut slot = at;
        for (a, &p) in args.iter().zip(params).take(fixed) {
            let n = self.ti(p).slots;
            let mm = self.mark();
            self.expr_owned(a, p, Some(slot));
            self.release(mm);
            slot += n;
        }
        if variadic && !has_dots {
            let Some(&st) = params.last() else { return };
            let rest = args.get(fixed..).unwrap_or(&[]);
            if rest.is_empty() {
                self.emit(Op::Zero, slot, 0, 0, 3);
            } else {
                let et = self.elem(st);
                self.variadic_slice(st, et, rest.len(), slot, |g, i, p| {
                    if let Some(e) = rest.get(i) {
                        let v = g.expr_to(e, et, None);
                        g.store(p, v);
                    }
                });
            }
        }
        self.release(m);
    }

    /// Makes the slice of `n` variadic arguments at `slot`.
    fn variadic_slice(
        &mut self,
        _slice: TypeId,
        elem: TypeId,
        n: usize,
        slot: Slot,
        mut each: impl FnMut(&mut Self, usize, Place),
    ) {
        let m = self.mark();
        let arr = self.w.mk_array(n as i64, elem);
        let arr = self.canon(arr);
        let size = self.ti(elem).size;
        let p = self.alloc(1);
        self.new_object(p, arr);
        for i in 0..n {
            let mm = self.mark();
            each(
                self,
                i,
                Place::Mem {
                    ptr: p,
                    off: (i as u64 * size) as i32,
                    ty: elem,
                    safe: true,
                },
            );
            self.release(mm);
        }
        self.mov(slot, p, 1);
        self.load_int(slot + 1, n as i64);
        self.load_int(slot + 2, n as i64);
        self.release(m);
    }

    /// The types of a multi-value expression.
    pub(crate) fn tuple_of(&mut self, e: &Expr) -> Option<Vec<TypeId>> {
        if self.f.preeval.contains_key(&e.id) {
            return None;
        }
        let t = self.w.info.types.get(e.id).and_then(|t| t.ty)?;
        let Type::Tuple(list) = self.w.types.get(t).clone() else {
            return None;
        };
        Some(list.iter().map(|&t| self.norm(t)).collect())
    }

    /// `f(g())`: distributes the results of `g` over the parameters.
    fn spread(&mut self, e: &Expr, tuple: &[TypeId], params: &[TypeId], variadic: bool, at: Slot) {
        let src = match self.f.pre_tuple.get(&e.id) {
            Some(&s) => s,
            None => self.expr(e, None),
        };
        let fixed = if variadic {
            params.len().saturating_sub(1)
        } else {
            params.len()
        };
        let mut from = src;
        let mut slot = at;
        let mut rest = Vec::new();
        for (i, &t) in tuple.iter().enumerate() {
            if i < fixed
                && let Some(&p) = params.get(i)
            {
                self.assign_conv(slot, from, t, p);
                slot += self.ti(p).slots;
            } else {
                rest.push((from, t));
            }
            from += self.ti(t).slots;
        }
        if variadic {
            if rest.is_empty() {
                self.emit(Op::Zero, slot, 0, 0, 3);
            } else if let Some(&st) = params.last() {
                let et = self.elem(st);
                self.variadic_slice(st, et, rest.len(), slot, |g, i, p| {
                    if let Some(&(s, t)) = rest.get(i) {
                        let n = g.ti(et).slots;
                        let v = g.alloc(u16::from(n));
                        g.assign_conv(v, s, t, et);
                        g.store(p, v);
                    }
                });
            }
        }
    }

    /// Moves a value of type `from` into `dst` as type `to` (assignability: at most boxing).
    pub(crate) fn assign_conv(&mut self, dst: Slot, src: Slot, from: TypeId, to: TypeId) {
        if self.is_interface(to) && !self.is_interface(from) {
            self.box_iface(src, from, dst);
        } else {
            let n = self.ti(to).slots;
            self.mov(dst, src, n);
        }
    }

    /// `x.M` as a function value: the receiver is evaluated and captured now.
    pub(crate) fn method_value(
        &mut self,
        e: &Expr,
        x: &Expr,
        selection: &Selection,
        targs: Box<[TypeId]>,
        dst: Option<Slot>,
    ) -> Slot {
        let recv_ty = self.norm(selection.recv);
        let (name, pkg) = self.method_name(selection.obj);
        let d = match dst {
            Some(d) => d,
            None => self.alloc(1),
        };
        let Some(target) = self.find_method(recv_ty, name, pkg) else {
            self.error(e.span, "internal error: method not found");
            return d;
        };
        let m = self.mark();
        let p = self.operand_place(x);
        let (recv_t, s) = if target.dynamic {
            let p = self.walk_path(p, &target.path);
            let t = self.place_ty(p).unwrap_or(recv_ty);
            let s = self.load(p, None);
            // A nil interface has no methods to bind.
            self.emit(Op::NilCheck, s, 0, 0, 0);
            (t, s)
        } else {
            let t = self.receiver_type(&target, recv_ty);
            let s = self.alloc_ty(t);
            self.receiver(p, &target, t, s);
            (t, s)
        };
        let slots = self.ti(recv_t).slots;
        let id = self.func_for(FuncKey::Bound {
            ty: recv_t,
            name,
            pkg,
            targs,
        });
        if slots == 0 {
            self.load_funcval(d, id);
        } else {
            self.emit(Op::Closure, d, s, slots, id.0 as i32);
        }
        self.release(m);
        d
    }
}
