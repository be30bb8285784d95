//! `switch`, type switches and `select`.

use bytecode::{Op, SelectCase, SelectDesc, SelectDir};
use syntax::ast::*;
use types::{Basic, Type, TypeId};

use crate::Gen;
use crate::arith::unparen;
use crate::func::{Slot, Target, VarLoc};
use crate::place::Place;
use crate::ty::Rep;

/// A communication case: its number, value slot, element type, slot of `ok`.
type CommCase = (i32, Slot, TypeId, Option<Slot>);

impl Gen<'_> {
    pub(crate) fn switch_stmt(&mut self, s: &Stmt, sw: &SwitchStmt) {
        let label = self.f.label_of_next_loop.take();
        let m = self.mark();
        let vars = self.f.debug_vars.len();
        if let Some(init) = &sw.init {
            self.stmt(init);
        }
        self.stmt_start(base::Span::new(
            s.span.lo,
            sw.body_span.lo.max(s.span.lo + 1),
        ));
        let end = self.new_label();
        let tag = sw.tag.as_ref().map(|t| {
            let mut ty = self.ty(t);
            if let Type::Basic(_) = self.w.types.get(ty) {
                ty = self.w.default_type(ty);
                ty = self.canon(ty);
            }
            let n = self.ti(ty).slots;
            let slot = self.alloc(u16::from(n));
            let mm = self.mark();
            let early = self.calls_first(&[], std::slice::from_ref(t));
            self.expr_owned(t, ty, Some(slot));
            self.forget(early);
            self.release(mm);
            (slot, ty)
        });
        let labels: Vec<_> = sw.cases.iter().map(|_| self.new_label()).collect();
        let mut default = end;
        let dense = tag.and_then(|(slot, ty)| self.dense_table(sw, slot, ty, &labels, end));
        for (c, &l) in sw.cases.iter().zip(&labels) {
            if c.is_default {
                default = l;
            }
            if dense.is_some() {
                continue;
            }
            for e in &c.exprs {
                let mm = self.mark();
                self.f.span = e.span;
                match tag {
                    None => self.branch(e, l, true),
                    Some((slot, ty)) => {
                        let early = self.calls_first(&[], std::slice::from_ref(e));
                        self.case_test(e, slot, ty, l);
                        self.forget(early);
                    }
                }
                self.release(mm);
            }
        }
        self.jump(default);
        self.f.targets.push(Target {
            label,
            brk: end,
            cont: None,
        });
        for (i, c) in sw.cases.iter().enumerate() {
            if let Some(&l) = labels.get(i) {
                self.place_label(l);
            }
            let outer = self.f.fallthrough;
            self.f.fallthrough = labels.get(i + 1).copied();
            self.block(&c.body);
            self.f.fallthrough = outer;
            self.jump(end);
        }
        self.f.targets.pop();
        self.place_label(end);
        self.end_vars(vars);
        self.release(m);
    }

    /// A jump table for switches over many small constants.
    fn dense_table(
        &mut self,
        sw: &SwitchStmt,
        slot: Slot,
        ty: TypeId,
        labels: &[crate::func::Label],
        end: crate::func::Label,
    ) -> Option<()> {
        if !matches!(self.ti(ty).rep, Rep::Int { .. }) {
            return None;
        }
        let mut pairs = Vec::new();
        let mut default = end;
        for (c, &l) in sw.cases.iter().zip(labels) {
            if c.is_default {
                default = l;
            }
            for e in &c.exprs {
                pairs.push((self.const_int(e)?, l));
            }
        }
        let lo = pairs.iter().map(|p| p.0).min()?;
        let hi = pairs.iter().map(|p| p.0).max()?;
        let n = usize::try_from(hi.checked_sub(lo)?).ok()? + 1;
        if pairs.len() < 6 || n > pairs.len() * 3 || n > 4_000 {
            return None;
        }
        let m = self.mark();
        let at = self.alloc(1);
        if i32::try_from(lo).is_err() || lo == i64::from(i32::MIN) {
            self.release(m);
            return None;
        }
        self.emit(Op::AddI, at, slot, 0, -(lo as i32));
        let table = self.new_label();
        self.jump_op(Op::Table, at, (n / 256) as u8, (n % 256) as u8, table);
        self.jump(default);
        self.place_label(table);
        for i in 0..n {
            let l = pairs
                .iter()
                .find(|p| p.0 - lo == i as i64)
                .map_or(default, |p| p.1);
            self.jump(l);
        }
        self.release(m);
        Some(())
    }

    fn case_test(&mut self, e: &Expr, slot: Slot, ty: TypeId, l: crate::func::Label) {
        let rep = self.ti(ty).rep;
        if self.is_nil(e) {
            self.jump_op(Op::JeqI, slot, 0, 0, l);
            return;
        }
        if matches!(rep, Rep::Int { .. } | Rep::Word | Rep::Bool) {
            if let Some(k) = self.const_int(e)
                && (-128..128).contains(&k)
            {
                self.jump_op(Op::JeqI, slot, k as i8 as u8, 0, l);
                return;
            }
            if !self.is_interface_expr(e) {
                let v = self.expr_to(e, ty, None);
                self.jump_op(Op::Jeq, slot, v, 0, l);
                return;
            }
        }
        // Mixed interface and concrete operands compare as interfaces.
        let et = self.ty(e);
        let c = self.alloc(1);
        if self.is_interface(et) && !self.is_interface(ty) {
            let b = self.alloc(2);
            self.box_iface(slot, ty, b);
            let v = self.expr(e, None);
            self.compare_slots(c, BinaryOp::Eq, b, v, et);
        } else {
            let v = self.expr_to(e, ty, None);
            self.compare_slots(c, BinaryOp::Eq, slot, v, ty);
        }
        self.jump_op(Op::JT, c, 0, 0, l);
    }

    fn is_interface_expr(&mut self, e: &Expr) -> bool {
        let t = self.ty(e);
        self.is_interface(t)
    }

    pub(crate) fn type_switch(&mut self, s: &Stmt, sw: &TypeSwitchStmt) {
        let label = self.f.label_of_next_loop.take();
        let m = self.mark();
        let vars = self.f.debug_vars.len();
        if let Some(init) = &sw.init {
            self.stmt(init);
        }
        self.stmt_start(base::Span::new(
            s.span.lo,
            sw.body_span.lo.max(s.span.lo + 1),
        ));
        let x = self.alloc(2);
        let xt = self.ty(&sw.x);
        let mm = self.mark();
        self.expr(&sw.x, Some(x));
        self.release(mm);
        let end = self.new_label();
        let labels: Vec<_> = sw.cases.iter().map(|_| self.new_label()).collect();
        let mut default = end;
        for (c, &l) in sw.cases.iter().zip(&labels) {
            if c.is_default {
                default = l;
            }
            for e in &c.exprs {
                self.f.span = e.span;
                if self.is_nil(e) {
                    self.jump_op(Op::JeqI, x, 0, 0, l);
                    continue;
                }
                let t = self.ty(e);
                let mm = self.mark();
                let test = self.alloc(1);
                let rt = self.rt_type(t);
                if self.is_interface(t) {
                    self.note_iface_methods(t);
                    self.emit(Op::Implements, test, x, 0, rt.0 as i32);
                } else {
                    self.emit(Op::IsType, test, x, 0, rt.0 as i32);
                }
                self.jump_op(Op::JT, test, 0, 0, l);
                self.release(mm);
            }
        }
        self.jump(default);
        self.f.targets.push(Target {
            label,
            brk: end,
            cont: None,
        });
        for (c, &l) in sw.cases.iter().zip(&labels) {
            self.place_label(l);
            let mm = self.mark();
            let cvars = self.f.debug_vars.len();
            if let Some(&o) = self.w.info.implicits.get(&c.id) {
                let t = self.obj_ty(o);
                if self.is_interface(t) {
                    self.set_var(o, t, x);
                } else if let [only] = c.exprs.as_slice()
                    && !self.is_nil(only)
                {
                    let v = self.alloc_ty(t);
                    self.unbox(v, x + 1, t);
                    self.set_var(o, t, v);
                } else {
                    self.set_var(o, xt, x);
                }
            }
            self.block(&c.body);
            self.end_vars(cvars);
            self.release(mm);
            self.jump(end);
        }
        self.f.targets.pop();
        self.place_label(end);
        self.end_vars(vars);
        self.release(m);
    }

    /// Declares `o` with the value at `src`.
    pub(crate) fn set_var(&mut self, o: types::ObjId, t: TypeId, src: Slot) {
        match self.declare(o, t) {
            VarLoc::Slot(s) => {
                let n = self.ti(t).slots;
                self.mov(s, src, n);
            }
            VarLoc::Box(_) | VarLoc::Spill(_) => {
                let p = self.var_place(o, t);
                self.store(p, src);
            }
        }
    }

    pub(crate) fn select_stmt(&mut self, s: &Stmt, cases: &[CommClause]) {
        let label = self.f.label_of_next_loop.take();
        let m = self.mark();
        self.stmt_start(base::Span::new(s.span.lo, s.span.lo + 6));
        let idx = self.alloc(1);
        let mut desc = SelectDesc {
            cases: Vec::new(),
            has_default: false,
        };
        // (case number in the descriptor, value slot, element type)
        let mut info: Vec<Option<CommCase>> = Vec::new();
        for c in cases {
            let Some(comm) = &c.comm else {
                desc.has_default = true;
                info.push(None);
                continue;
            };
            let line = self.w.map.position(comm.span.lo).map_or(0, |p| p.line);
            self.f.span = comm.span;
            let case_no = desc.cases.len() as i32;
            if let StmtKind::Send { chan, value } = &comm.kind {
                let ct = self.ty(chan);
                let el = self.elem(ct);
                let ch = self.alloc(1);
                self.expr(chan, Some(ch));
                let v = self.alloc_ty(el);
                self.expr_owned(value, el, Some(v));
                desc.cases.push(SelectCase {
                    dir: SelectDir::Send,
                    chan: ch,
                    value: v,
                    wants_value: true,
                    ok: None,
                    line,
                });
                info.push(Some((case_no, v, el, None)));
                continue;
            }
            let (x, wants_ok, wants_value) = match &comm.kind {
                StmtKind::Expr(e) => (e, false, false),
                StmtKind::Assign { lhs, rhs, .. } | StmtKind::Define { lhs, rhs, .. } => {
                    let Some(e) = rhs.first() else { continue };
                    (e, lhs.len() > 1, true)
                }
                _ => continue,
            };
            let ExprKind::Unary {
                op: UnaryOp::Recv,
                x: chan,
            } = &unparen(x).kind
            else {
                self.error(x.span, "internal error: select case must be a receive");
                continue;
            };
            let ct = self.ty(chan);
            let el = self.elem(ct);
            let ch = self.alloc(1);
            self.expr(chan, Some(ch));
            let v = self.alloc_ty(el);
            let ok = wants_ok.then(|| self.alloc(1));
            desc.cases.push(SelectCase {
                dir: SelectDir::Recv,
                chan: ch,
                value: v,
                wants_value,
                ok,
                line,
            });
            info.push(Some((case_no, v, el, ok)));
        }
        let di = self.selects.len();
        // gc compiles a select of one case to the operation itself, which stands in the case's line.
        self.f.span = match cases {
            [CommClause { comm: Some(c), .. }] => c.span,
            _ => base::Span::new(s.span.lo, s.span.lo + 6),
        };
        self.selects.push(desc);
        self.emit(Op::Select, idx, 0, 0, di as i32);
        let end = self.new_label();
        let labels: Vec<_> = cases.iter().map(|_| self.new_label()).collect();
        for (i, &l) in info.iter().zip(&labels) {
            match i {
                Some((n, ..)) if *n < 128 => self.jump_op(Op::JeqI, idx, *n as u8, 0, l),
                Some((n, ..)) => {
                    let mm = self.mark();
                    let k = self.alloc(1);
                    self.load_int(k, i64::from(*n));
                    self.jump_op(Op::Jeq, idx, k, 0, l);
                    self.release(mm);
                }
                None => self.jump_op(Op::JltSI, idx, 0, 0, l),
            }
        }
        self.emit(Op::Unreachable, 0, 0, 0, 0);
        self.f.targets.push(Target {
            label,
            brk: end,
            cont: None,
        });
        for ((c, &l), i) in cases.iter().zip(&labels).zip(&info) {
            self.place_label(l);
            let mm = self.mark();
            let vars = self.f.debug_vars.len();
            if let (Some(comm), Some((_, v, el, ok))) = (&c.comm, i) {
                self.f.span = comm.span;
                self.select_bind(comm, *v, *el, *ok);
            }
            self.block(&c.body);
            self.end_vars(vars);
            self.release(mm);
            self.jump(end);
        }
        self.f.targets.pop();
        self.place_label(end);
        self.release(m);
    }

    fn select_bind(&mut self, comm: &Stmt, v: Slot, el: TypeId, ok: Option<Slot>) {
        let (lhs, define) = match &comm.kind {
            StmtKind::Assign { lhs, .. } => (lhs, false),
            StmtKind::Define { lhs, .. } => (lhs, true),
            _ => return,
        };
        let parts = [(Some(v), el), (ok, Basic::Bool.id())];
        for (l, (src, t)) in lhs.iter().zip(parts) {
            let Some(src) = src else { continue };
            if self.is_blank(l) {
                continue;
            }
            if define
                && let ExprKind::Name(id) = &l.kind
                && let Some(Some(o)) = self.w.info.defs.get(id.id).copied()
            {
                let vt = self.obj_ty(o);
                self.set_var(o, vt, src);
                continue;
            }
            let m = self.mark();
            let p = self.place(l);
            if p != Place::Blank
                && let Some(pt) = self.place_ty(p)
            {
                let n = self.ti(pt).slots;
                let d = self.alloc(u16::from(n));
                self.assign_conv(d, src, t, pt);
                self.store(p, d);
            }
            self.release(m);
        }
    }
}
