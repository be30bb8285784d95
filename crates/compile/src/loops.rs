//! `for` and `range` loops.

use bytecode::Op;
use syntax::ast::*;
use types::{Basic, ObjId, Type, TypeId};

use crate::Gen;
use crate::arith::unparen;
use crate::func::{Slot, Target, VarLoc};
use crate::place::Place;
use crate::ty::Rep;

impl Gen<'_> {
    fn loop_label(&mut self) -> Option<base::Symbol> {
        self.f.label_of_next_loop.take()
    }

    pub(crate) fn for_stmt(&mut self, s: &Stmt, f: &ForStmt) {
        let label = self.loop_label();
        let m = self.mark();
        let vars = self.f.debug_vars.len();
        if let Some(init) = &f.init {
            self.stmt(init);
        }
        // Loop variables that closures capture get a new cell per iteration.
        let mut per_iter: Vec<(ObjId, Slot, TypeId)> = Vec::new();
        if let Some(init) = &f.init
            && let StmtKind::Define { lhs, .. } = &init.kind
        {
            for l in lhs {
                if let ExprKind::Name(id) = &l.kind
                    && let Some(Some(o)) = self.w.info.defs.get(id.id).copied()
                    && let Some(&VarLoc::Box(b)) = self.f.vars.get(&o)
                    && self.escape.boxed.contains(&o)
                    && !self.escape.shared.contains(&o)
                {
                    let t = self.obj_ty(o);
                    per_iter.push((o, b, t));
                }
            }
        }
        let (body, cont, test, end) = (
            self.new_label(),
            self.new_label(),
            self.new_label(),
            self.new_label(),
        );
        let hoisted = self.hoist_constants(f);
        let fused = self.counting_loop(f, per_iter.is_empty());
        // Entry test.
        if let Some(cond) = &f.cond {
            self.stmt_start(cond.span);
            self.branch(cond, end, false);
        }
        self.place_label(body);
        self.f.targets.push(Target {
            label,
            brk: end,
            cont: Some(cont),
        });
        self.block(&f.body.stmts);
        self.f.targets.pop();
        self.place_label(cont);
        for (_, b, t) in &per_iter {
            let mm = self.mark();
            let n = self.alloc(1);
            let ti = self.ti(*t);
            if ti.size == 0 {
                self.release(mm);
                continue;
            }
            self.new_object(n, *t);
            self.emit(Op::Copy, n, *b, 0, ti.size as i32);
            self.mov(*b, n, 1);
            self.release(mm);
        }
        match fused {
            Some((i, bound, step, le)) => {
                if let Some(post) = &f.post {
                    self.stmt_start(post.span);
                }
                self.jump_op(
                    if le { Op::LoopLe } else { Op::LoopLt },
                    i,
                    bound,
                    step,
                    body,
                );
            }
            None => {
                if let Some(post) = &f.post {
                    self.stmt(post);
                }
                self.place_label(test);
                match &f.cond {
                    Some(cond) => {
                        self.stmt_start(cond.span);
                        self.branch(cond, body, true);
                    }
                    None => {
                        self.f.span = s.span.start();
                        self.jump(body);
                    }
                }
            }
        }
        self.place_label(end);
        for id in hoisted {
            self.f.preeval.remove(&id);
        }
        self.end_vars(vars);
        self.release(m);
    }

    /// Constants that a loop needs in slots at each turn get their slots once: the bound that the
    /// condition compares with, and what is stored into elements.
    fn hoist_constants(&mut self, f: &ForStmt) -> Vec<NodeId> {
        let mut found: Vec<(&Expr, TypeId)> = Vec::new();
        if let Some(cond) = &f.cond
            && let ExprKind::Binary { x, y, .. } = &cond.kind
            && let Some(k) = self.const_int(y)
            && !(-128..128).contains(&k)
        {
            let t = self.ty(x);
            if matches!(self.ti(t).rep, Rep::Int { .. }) {
                found.push((y, t));
            }
        }
        self.stored_constants(&f.body.stmts, &mut found);
        let mut ids = Vec::new();
        let mut slots: Vec<(i64, Slot)> = Vec::new();
        for (e, t) in found {
            let Some(bits) = self
                .const_of(e)
                .map(|v| crate::expr::const_bits(&v, self.ti(t).rep))
            else {
                continue;
            };
            let bits = bits as i64;
            let slot = match slots.iter().find(|s| s.0 == bits) {
                Some(s) => s.1,
                None => {
                    let s = self.alloc(1);
                    self.load_int(s, bits);
                    slots.push((bits, s));
                    s
                }
            };
            if self.f.preeval.insert(e.id, slot).is_none() {
                ids.push(e.id);
            }
        }
        ids
    }

    /// `x[i] = constant` in the statements of a loop's body, at most four of them.
    fn stored_constants<'a>(&mut self, list: &'a [Stmt], found: &mut Vec<(&'a Expr, TypeId)>) {
        for s in list {
            if found.len() >= 5 {
                return;
            }
            match &s.kind {
                StmtKind::Assign {
                    lhs, op: None, rhs, ..
                } => {
                    if let ([l], [r]) = (lhs.as_slice(), rhs.as_slice())
                        && let ExprKind::Index { x, .. } = &unparen(l).kind
                        && self.is_const(r)
                        && !self.is_nil(r)
                    {
                        let xt = self.ty(x);
                        let t = self.ty(l);
                        if matches!(self.shape(xt), Type::Slice(_) | Type::Array { .. })
                            && matches!(self.ti(t).rep, Rep::Int { .. } | Rep::Bool | Rep::F64)
                        {
                            found.push((r, t));
                        }
                    }
                }
                StmtKind::Block(b) => self.stored_constants(&b.stmts, found),
                StmtKind::If(i) => self.stored_constants(&i.then.stmts, found),
                _ => {}
            }
        }
    }

    /// `i < n; i += k` on frame variables: (i, bound slot, step, is <=).
    fn counting_loop(&mut self, f: &ForStmt, plain: bool) -> Option<(Slot, Slot, u8, bool)> {
        if !plain {
            return None;
        }
        let post = f.post.as_ref()?;
        let (x, step) = match &post.kind {
            StmtKind::IncDec { x, inc: true } => (x, 1i64),
            StmtKind::Assign {
                lhs,
                op: Some(BinaryOp::Add),
                rhs,
                ..
            } => (lhs.first()?, rhs.first().and_then(|r| self.const_int(r))?),
            _ => return None,
        };
        if !(1..128).contains(&step) {
            return None;
        }
        let ExprKind::Binary {
            op, x: cx, y: cy, ..
        } = &f.cond.as_ref()?.kind
        else {
            return None;
        };
        let le = match op {
            BinaryOp::Lt => false,
            BinaryOp::Le => true,
            _ => return None,
        };
        let i = self.frame_int(x)?;
        if self.frame_int(cx)? != i {
            return None;
        }
        // The bound: a constant, a frame variable, or the length of a frame variable.
        let cy = unparen(cy);
        if let Some(k) = self.const_int(cy) {
            let s = self.alloc(1);
            self.load_int(s, k);
            return Some((i, s, step as u8, le));
        }
        if let Some(s) = self.frame_int(cy) {
            return Some((i, s, step as u8, le));
        }
        if let ExprKind::Call { fun, args, .. } = &cy.kind
            && self.builtin_of(fun) == Some(types::Builtin::Len)
            && let Some(a) = args.first()
            && let ExprKind::Name(id) = &unparen(a).kind
            && let Some(o) = self.obj_of(id)
            && let Some(&VarLoc::Slot(s)) = self.f.vars.get(&o)
        {
            let t = self.obj_ty(o);
            if matches!(self.ti(t).rep, Rep::Slice | Rep::Str) {
                return Some((i, s + 1, step as u8, le));
            }
        }
        None
    }

    /// Slot of a 64-bit signed integer variable that lives in the frame.
    fn frame_int(&mut self, e: &Expr) -> Option<Slot> {
        let ExprKind::Name(id) = &unparen(e).kind else {
            return None;
        };
        let o = self.obj_of(id)?;
        let &VarLoc::Slot(s) = self.f.vars.get(&o)? else {
            return None;
        };
        let t = self.obj_ty(o);
        (self.ti(t).rep
            == Rep::Int {
                bytes: 8,
                signed: true,
            })
        .then_some(s)
    }

    pub(crate) fn range_stmt(&mut self, s: &Stmt, r: &RangeStmt) {
        let label = self.loop_label();
        let xt = self.ty(&r.x);
        let m = self.mark();
        let vars = self.f.debug_vars.len();
        self.stmt_start(head(s, r));
        // Cells that all iterations share are there before the first.
        for e in [&r.key, &r.value].into_iter().flatten() {
            if let Some(o) = self.range_var(Some(e), r.define)
                && self.in_shared_cell(o)
            {
                let vt = self.obj_ty(o);
                self.declare(o, vt);
            }
        }
        match self.shape(xt) {
            Type::Basic(_) if self.ti(xt).rep == Rep::Str => self.range_string(r, label),
            Type::Basic(_) => self.range_int(r, label, xt),
            Type::Slice(el) => {
                let el = self.canon(el);
                let v = self.expr(&r.x, None);
                // Length is fixed at the start; the header may be reassigned in the body.
                let h = self.alloc(2);
                self.mov(h, v, 2);
                self.range_indexed(r, label, h, h + 1, el);
            }
            Type::Array { len, elem } => {
                let el = self.canon(elem);
                let wants_value = r.value.as_ref().is_some_and(|v| !self.is_blank(v));
                let ptr = if wants_value {
                    let v = self.expr(&r.x, None);
                    let c = self.owned(v, xt);
                    if self.ti(xt).size == 0 {
                        self.alloc(1)
                    } else {
                        c
                    }
                } else {
                    if has_effects(&r.x) {
                        self.expr(&r.x, None);
                    }
                    0
                };
                let h = self.alloc(2);
                self.mov(h, ptr, 1);
                self.load_int(h + 1, len);
                self.range_indexed(r, label, h, h + 1, el);
            }
            Type::Pointer(arr) => {
                let arr = self.canon(arr);
                let Type::Array { len, elem } = self.shape(arr) else {
                    return;
                };
                let el = self.canon(elem);
                let v = self.expr(&r.x, None);
                let h = self.alloc(2);
                self.mov(h, v, 1);
                self.load_int(h + 1, len);
                self.range_indexed(r, label, h, h + 1, el);
            }
            Type::Map { key, elem } => {
                let (k, e) = (self.canon(key), self.canon(elem));
                self.range_map(r, label, xt, k, e);
            }
            Type::Chan { elem, .. } => {
                let el = self.canon(elem);
                self.range_chan(s, r, label, el);
            }
            Type::Signature { .. } => self.range_func(s, r, label, xt),
            _ => self.error(r.x.span, "internal error: cannot range over this"),
        }
        self.end_vars(vars);
        self.release(m);
    }

    pub(crate) fn is_blank(&self, e: &Expr) -> bool {
        matches!(&unparen(e).kind, ExprKind::Name(id) if self.w.names.text(id.name) == "_")
    }

    /// The variable that a range clause defines with this expression, if any.
    fn range_var(&self, e: Option<&Expr>, define: bool) -> Option<ObjId> {
        if !define {
            return None;
        }
        let ExprKind::Name(id) = &e?.kind else {
            return None;
        };
        if self.w.names.text(id.name) == "_" {
            return None;
        }
        self.w.info.defs.get(id.id).copied().flatten()
    }

    /// Whether iterations share this variable in a way that can be seen.
    fn in_shared_cell(&self, o: ObjId) -> bool {
        self.escape.shared.contains(&o) && self.escape.boxed.contains(&o)
    }

    /// Where an iteration finds its variable: a new one, unless all share one.
    fn iteration_var(&mut self, o: ObjId, t: TypeId) -> VarLoc {
        match self.f.vars.get(&o) {
            Some(&loc) if self.in_shared_cell(o) => loc,
            _ => self.declare(o, t),
        }
    }

    /// Gives iteration variable `e` the value at `src` (type `t`), declaring it if needed.
    pub(crate) fn set_range_var(&mut self, e: Option<&Expr>, define: bool, src: Slot, t: TypeId) {
        let Some(e) = e else { return };
        if self.is_blank(e) {
            return;
        }
        if let Some(o) = self.range_var(Some(e), define) {
            let vt = self.obj_ty(o);
            match self.iteration_var(o, vt) {
                VarLoc::Slot(s) => self.assign_conv(s, src, t, vt),
                VarLoc::Box(_) | VarLoc::Spill(_) => {
                    let p = self.var_place(o, vt);
                    self.store(p, src);
                }
            }
            return;
        }
        let m = self.mark();
        let p = self.place(e);
        if let Some(pt) = self.place_ty(p) {
            let n = self.ti(pt).slots;
            let d = self.alloc(u16::from(n));
            self.assign_conv(d, src, t, pt);
            self.store(p, d);
        }
        self.release(m);
    }

    /// Gives both iteration variables their values.
    fn set_range_vars(&mut self, r: &RangeStmt, x: (Slot, TypeId), y: (Slot, TypeId)) {
        if !self.set_range_pair(r, x, y) {
            self.set_range_var(r.key.as_ref(), r.define, x.0, x.1);
            self.set_range_var(r.value.as_ref(), r.define, y.0, y.1);
        }
    }

    /// `for x, y = range`: like an assignment to both, whose operands are evaluated before either
    /// gets its value. False if one variable alone is assigned, or they are defined.
    fn set_range_pair(&mut self, r: &RangeStmt, x: (Slot, TypeId), y: (Slot, TypeId)) -> bool {
        let (Some(k), Some(v), false) = (&r.key, &r.value, r.define) else {
            return false;
        };
        if self.is_blank(k) || self.is_blank(v) {
            return false;
        }
        let m = self.mark();
        let mut places = Vec::new();
        for e in [k, v] {
            let mm = self.mark();
            let p = self.place(e);
            places.push(self.stable_place(p, mm));
        }
        for (p, (src, t)) in places.into_iter().zip([x, y]) {
            if let Some(pt) = self.place_ty(p) {
                self.store_conv(p, src, t, pt);
            }
        }
        self.release(m);
        true
    }

    fn range_indexed(
        &mut self,
        r: &RangeStmt,
        label: Option<base::Symbol>,
        hdr: Slot,
        len: Slot,
        el: TypeId,
    ) {
        let int = Basic::Int.id();
        let i = self.alloc(1);
        self.emit(Op::LoadI, i, 0, 0, 0);
        let (body, cont, end) = (self.new_label(), self.new_label(), self.new_label());
        // `len` is `hdr + 1` in all callers.
        self.jump_op(Op::JleS, len, i, 0, end);
        self.place_label(body);
        let m = self.mark();
        let vars = self.f.debug_vars.len();
        let pair = match (&r.key, &r.value) {
            (Some(k), Some(v)) => !r.define && !self.is_blank(k) && !self.is_blank(v),
            _ => false,
        };
        if !pair {
            self.set_range_var(r.key.as_ref(), r.define, i, int);
        }
        if let Some(v) = &r.value
            && !self.is_blank(v)
        {
            let p = Place::Index {
                hdr,
                idx: i,
                ty: el,
                unsigned: false,
            };
            if let Some(o) = self.range_var(Some(v), r.define)
                && !self.escape.boxed.contains(&o)
                && self.ti(el).rep != Rep::Indirect
                && self.f.spill.is_none()
            {
                let s = self.alloc_ty(el);
                self.load(p, Some(s));
                self.bind(o, el, VarLoc::Slot(s));
            } else {
                // The loaded value lies above the variable it goes to.
                let d = self.range_var(Some(v), r.define);
                match d {
                    Some(o) => {
                        let vt = self.obj_ty(o);
                        self.iteration_var(o, vt);
                        let mm = self.mark();
                        let s = self.load(p, None);
                        let place = self.var_place(o, vt);
                        self.store(place, s);
                        self.release(mm);
                    }
                    None => {
                        let mm = self.mark();
                        let s = self.load(p, None);
                        if !self.set_range_pair(r, (i, int), (s, el)) {
                            self.set_range_var(Some(v), false, s, el);
                        }
                        self.release(mm);
                    }
                }
            }
        }
        self.f.targets.push(Target {
            label,
            brk: end,
            cont: Some(cont),
        });
        self.block(&r.body.stmts);
        self.f.targets.pop();
        self.end_vars(vars);
        self.release(m);
        self.place_label(cont);
        self.stmt_start(r.range_span);
        self.jump_op(Op::LoopLt, i, len, 1, body);
        self.place_label(end);
    }

    fn range_int(&mut self, r: &RangeStmt, label: Option<base::Symbol>, xt: TypeId) {
        let t = match self.range_var(r.key.as_ref(), r.define) {
            Some(o) => self.obj_ty(o),
            None => match &r.key {
                Some(k) if !self.is_blank(k) => self.ty(k),
                _ => xt,
            },
        };
        let n = self.alloc(1);
        self.expr_to(&r.x, t, Some(n));
        let i = self.alloc(1);
        self.emit(Op::LoadI, i, 0, 0, 0);
        let (body, cont, end) = (self.new_label(), self.new_label(), self.new_label());
        let signed = !matches!(self.ti(t).rep, Rep::Int { signed: false, .. });
        self.jump_op(if signed { Op::JleS } else { Op::JleU }, n, i, 0, end);
        self.place_label(body);
        let m = self.mark();
        let vars = self.f.debug_vars.len();
        self.set_range_var(r.key.as_ref(), r.define, i, t);
        self.f.targets.push(Target {
            label,
            brk: end,
            cont: Some(cont),
        });
        self.block(&r.body.stmts);
        self.f.targets.pop();
        self.end_vars(vars);
        self.release(m);
        self.place_label(cont);
        self.stmt_start(r.range_span);
        if signed {
            self.jump_op(Op::LoopLt, i, n, 1, body);
        } else {
            self.emit(Op::AddI, i, i, 0, 1);
            self.jump_op(Op::JltU, i, n, 0, body);
        }
        self.place_label(end);
    }

    fn range_string(&mut self, r: &RangeStmt, label: Option<base::Symbol>) {
        let v = self.expr(&r.x, None);
        let h = self.alloc(2);
        self.mov(h, v, 2);
        let i = self.alloc(1);
        self.emit(Op::LoadI, i, 0, 0, 0);
        let next = self.alloc(2);
        let (top, cont, end) = (self.new_label(), self.new_label(), self.new_label());
        self.place_label(top);
        self.jump_op(Op::RangeStr, next, h, i, end);
        let m = self.mark();
        let vars = self.f.debug_vars.len();
        let (key, value) = ((i, Basic::Int.id()), (next, Basic::Int32.id()));
        self.set_range_vars(r, key, value);
        self.f.targets.push(Target {
            label,
            brk: end,
            cont: Some(cont),
        });
        self.block(&r.body.stmts);
        self.f.targets.pop();
        self.end_vars(vars);
        self.release(m);
        self.place_label(cont);
        self.stmt_start(r.range_span);
        self.mov(i, next + 1, 1);
        self.jump(top);
        self.place_label(end);
    }

    fn range_map(
        &mut self,
        r: &RangeStmt,
        label: Option<base::Symbol>,
        xt: TypeId,
        k: TypeId,
        e: TypeId,
    ) {
        let it = self.alloc(1);
        let mm = self.mark();
        let v = self.expr(&r.x, None);
        let rt = self.rt_type(xt);
        self.emit(Op::MapIter, it, v, 0, rt.0 as i32);
        self.release(mm);
        let ks = self.alloc_ty(k);
        let vs = self.alloc_ty(e);
        let wants_value = r.value.as_ref().is_some_and(|v| !self.is_blank(v));
        let (top, end) = (self.new_label(), self.new_label());
        self.place_label(top);
        let key_slots = self.ti(k).slots;
        let elem_slots = self.ti(e).slots;
        // The key is always fetched; a zero-size key or element occupies no slot.
        let (a, c) = match (key_slots > 0, wants_value && elem_slots > 0) {
            (true, true) => (ks, vs),
            (true, false) => (ks, ks),
            (false, true) => {
                // Element only: a dummy key slot keeps the two apart.
                let d = self.alloc(1);
                (d, vs)
            }
            (false, false) => (255, 255),
        };
        self.jump_op(Op::MapNext, a, it, c, end);
        let m = self.mark();
        let vars = self.f.debug_vars.len();
        self.set_range_vars(r, (ks, k), (vs, e));
        self.f.targets.push(Target {
            label,
            brk: end,
            cont: Some(top),
        });
        self.block(&r.body.stmts);
        self.f.targets.pop();
        self.end_vars(vars);
        self.release(m);
        self.stmt_start(r.range_span);
        self.jump(top);
        self.place_label(end);
    }

    fn range_chan(&mut self, s: &Stmt, r: &RangeStmt, label: Option<base::Symbol>, el: TypeId) {
        let v = self.expr(&r.x, None);
        let ch = self.alloc(1);
        self.mov(ch, v, 1);
        let n = self.ti(el).slots;
        let val = self.alloc(u16::from(n) + 1);
        let (top, end) = (self.new_label(), self.new_label());
        self.place_label(top);
        self.stmt_start(head(s, r));
        self.emit(Op::Recv, val, ch, 1, 0);
        self.jump_op(Op::JF, val + n, 0, 0, end);
        let m = self.mark();
        let vars = self.f.debug_vars.len();
        self.set_range_var(r.key.as_ref(), r.define, val, el);
        self.f.targets.push(Target {
            label,
            brk: end,
            cont: Some(top),
        });
        self.block(&r.body.stmts);
        self.f.targets.pop();
        self.end_vars(vars);
        self.release(m);
        self.jump(top);
        self.place_label(end);
    }
}

/// From the statement's start to the end of its range operand.
fn head(s: &Stmt, r: &RangeStmt) -> base::Span {
    base::Span::new(s.span.lo, r.x.span.hi)
}

/// Whether an expression holds a call or a receive: then `len` of it is not constant.
pub(crate) fn has_effects(e: &Expr) -> bool {
    match &e.kind {
        ExprKind::Call { .. } => true,
        ExprKind::Unary {
            op: UnaryOp::Recv, ..
        } => true,
        ExprKind::Paren(x) | ExprKind::Star(x) | ExprKind::Unary { x, .. } => has_effects(x),
        ExprKind::Selector { x, .. } => has_effects(x),
        ExprKind::Index { x, indices } => has_effects(x) || indices.iter().any(has_effects),
        ExprKind::Binary { x, y, .. } => has_effects(x) || has_effects(y),
        ExprKind::CompositeLit { elems, .. } => elems.iter().any(|el| has_effects(&el.value)),
        ExprKind::TypeAssert { x, .. } | ExprKind::Slice { x, .. } => has_effects(x),
        _ => false,
    }
}
