//! Statements: declarations, assignments, branches, blocks, returns.

use base::Span;
use bytecode::Op;
use syntax::ast::*;
use types::{Basic, ObjId, Type, TypeId};

use crate::Gen;
use crate::arith::unparen;
use crate::func::{Label, Slot, VarLoc};
use crate::order::{Of, Root};
use crate::place::Place;
use crate::ty::Rep;

impl Gen<'_> {
    pub(crate) fn stmts(&mut self, list: &[Stmt]) {
        for s in list {
            self.stmt(s);
        }
    }

    /// A block with its own locals.
    pub(crate) fn block(&mut self, list: &[Stmt]) {
        let m = self.mark();
        let vars = self.f.debug_vars.len();
        self.stmts(list);
        self.end_vars(vars);
        self.release(m);
    }

    pub(crate) fn stmt(&mut self, s: &Stmt) {
        self.f.depth += 1;
        if self.f.depth > 3_000 {
            self.error(s.span, "statements nested too deeply for Sudog");
        } else {
            self.stmt_inner(s);
        }
        self.f.depth -= 1;
    }

    fn stmt_inner(&mut self, s: &Stmt) {
        match &s.kind {
            StmtKind::Bad | StmtKind::Empty => {}
            StmtKind::Block(b) => {
                self.block(&b.stmts);
            }
            StmtKind::Labeled { label, stmt } => {
                let l = self.goto_label(label.name);
                self.place_label(l);
                self.f.label_of_next_loop = Some(label.name);
                self.stmt(stmt);
                self.f.label_of_next_loop = None;
            }
            StmtKind::For(f) => self.for_stmt(s, f),
            StmtKind::Range(r) => self.range_stmt(s, r),
            StmtKind::Switch(sw) => self.switch_stmt(s, sw),
            StmtKind::TypeSwitch(sw) => self.type_switch(s, sw),
            StmtKind::Select(cases) => self.select_stmt(s, cases),
            StmtKind::If(i) => self.if_stmt(s, i),
            StmtKind::Decl(list) => {
                for d in list {
                    if let Decl::Var(v) = d {
                        self.stmt_start(v.span);
                        self.var_decl(v);
                    }
                }
            }
            _ => {
                self.stmt_start(s.span);
                // Temporaries die with the statement; declared variables stay.
                match &s.kind {
                    StmtKind::Define { lhs, rhs, .. } => self.define(lhs, rhs),
                    _ => {
                        let m = self.mark();
                        self.simple(s);
                        self.release(m);
                    }
                }
            }
        }
    }

    fn simple(&mut self, s: &Stmt) {
        match &s.kind {
            StmtKind::Expr(e) => {
                if let ExprKind::Unary {
                    op: UnaryOp::Recv,
                    x,
                } = &unparen(e).kind
                {
                    let ch = self.expr(x, None);
                    self.f.span = e.span;
                    self.emit(Op::Recv, 0, ch, 2, 0);
                } else {
                    self.f.discarded = Some(unparen(e).id);
                    self.expr(e, None);
                }
            }
            StmtKind::Send { chan, value } => {
                let ct = self.ty(chan);
                let el = self.elem(ct);
                let turn = !self.addressable(value) && !self.is_const(value);
                let roots = [Root::plain(chan), Root::in_turn(value, turn)];
                let early = self.operands_of(Of::One, &[], &roots);
                let ch = self.expr(chan, None);
                // Whoever receives it keeps it, while the sender goes on.
                let v = self.expr_owned(value, el, None);
                self.forget(early);
                self.f.span = s.span;
                self.emit(Op::Send, v, ch, 0, 0);
            }
            StmtKind::IncDec { x, inc } => {
                let t = self.ty(x);
                let op = if *inc { BinaryOp::Add } else { BinaryOp::Sub };
                let p = self.place(x);
                self.op_assign_const(p, op, 1, t);
            }
            StmtKind::Assign {
                lhs,
                op: Some(op),
                rhs,
                ..
            } => {
                let (Some(l), Some(r)) = (lhs.first(), rhs.first()) else {
                    return;
                };
                // Into a map gc puts nothing before the rest is known; what it divides it reads first.
                let divides = matches!(op, BinaryOp::Div | BinaryOp::Rem);
                let turn = !divides && self.map_element(l);
                let root = [Root::in_turn(r, turn)];
                let early = self.operands_of(Of::Update, std::slice::from_ref(l), &root);
                self.op_assign(l, *op, r);
                self.forget(early);
            }
            StmtKind::Assign {
                lhs, op: None, rhs, ..
            } => {
                let (early, late) = self.values_first(lhs, rhs);
                self.assign(lhs, rhs, &late);
                self.forget(early);
            }
            StmtKind::Go(e) => self.go_stmt(s, e),
            StmtKind::Defer(e) => self.defer_stmt(s, e),
            StmtKind::Return(list) => self.return_stmt(s, list),
            StmtKind::Branch { tok, label } => self.branch_stmt(s, *tok, label.as_ref()),
            _ => {}
        }
    }

    // ---- declarations and assignments

    fn var_decl(&mut self, v: &VarDecl) {
        let objs: Vec<Option<ObjId>> = v
            .names
            .iter()
            .map(|n| self.w.info.defs.get(n.id).copied().flatten())
            .collect();
        if v.values.is_empty() {
            for o in objs.into_iter().flatten() {
                let t = self.obj_ty(o);
                match self.declare(o, t) {
                    VarLoc::Slot(s) => self.zero(s, t),
                    VarLoc::Box(_) => {}
                    VarLoc::Spill(_) => {
                        let p = self.var_place(o, t);
                        self.store_zero(p, t);
                    }
                }
            }
            return;
        }
        self.init_vars(&v.names, &v.values, true);
    }

    pub(crate) fn store_zero(&mut self, p: Place, t: TypeId) {
        let m = self.mark();
        let z = self.alloc_ty(t);
        self.zero(z, t);
        self.store(p, z);
        self.release(m);
    }

    /// `names = values` for new variables (`all_new`) or a mix of new and old (`:=`).
    fn init_vars(&mut self, names: &[Ident], values: &[Expr], all_new: bool) {
        let (early, late) = self.initials_first(names, values, all_new);
        self.init_vars_from(names, values, all_new, &late);
        self.forget(early);
    }

    fn init_vars_from(&mut self, names: &[Ident], values: &[Expr], all_new: bool, late: &[usize]) {
        let objs: Vec<Option<ObjId>> = names
            .iter()
            .map(|n| {
                if all_new && self.w.names.text(n.name) == "_" {
                    return None;
                }
                self.w.info.defs.get(n.id).copied().flatten()
            })
            .collect();
        if let ([_], [value]) = (names, values) {
            // One variable: the value is built where the variable will live.
            let Some(Some(o)) = objs.first().copied() else {
                let m = self.mark();
                let t = self.ty(value);
                self.expr_to(value, t, None);
                self.release(m);
                return;
            };
            let t = self.obj_ty(o);
            self.f.naming = Some(self.obj_name(o));
            self.init_one(o, t, value);
            self.f.naming = None;
            return;
        }
        if let [value] = values {
            // Multi-value initialisation.
            // Declare first so that the variables lie below the temporaries.
            for o in objs.iter().flatten() {
                let t = self.obj_ty(*o);
                self.declare(*o, t);
            }
            let m = self.mark();
            let (src, tys) = self.multi_value(value, names.len());
            let mut at = src;
            for ((n, o), t) in names.iter().zip(&objs).zip(&tys) {
                let slots = self.ti(*t).slots;
                match o {
                    Some(o) => {
                        let vt = self.obj_ty(*o);
                        let p = self.var_place(*o, vt);
                        self.store_conv(p, at, *t, vt);
                    }
                    None if !all_new => {
                        // An old variable of `:=`.
                        if self.w.names.text(n.name) != "_"
                            && let Some(old) = self.obj_of(n)
                        {
                            let vt = self.obj_ty(old);
                            let p = self.var_place(old, vt);
                            self.store_conv(p, at, *t, vt);
                        }
                    }
                    None => {}
                }
                at += slots;
            }
            self.release(m);
            return;
        }
        // n to n: all values first.
        let decl: Vec<(Option<ObjId>, TypeId)> = objs
            .iter()
            .zip(values)
            .map(|(o, v)| match o {
                Some(o) => (Some(*o), self.obj_ty(*o)),
                None => (None, self.ty(v)),
            })
            .collect();
        for (o, t) in &decl {
            if let Some(o) = o {
                self.declare(*o, *t);
            }
        }
        let m = self.mark();
        let mut slots = Vec::new();
        for (((o, t), v), n) in decl.iter().zip(values).zip(names) {
            let target = match o {
                Some(_) => *t,
                None if !all_new && self.w.names.text(n.name) != "_" => match self.obj_of(n) {
                    Some(old) => self.obj_ty(old),
                    None => *t,
                },
                None => *t,
            };
            let s = self.alloc_ty(target);
            let late = late.contains(&slots.len()).then_some(v);
            if late.is_none() {
                self.expr_owned(v, target, Some(s));
            }
            slots.push((s, target, late));
        }
        for (((o, _), n), (s, t, late)) in decl.iter().zip(names).zip(slots) {
            if let Some(v) = late {
                self.expr_owned(v, t, Some(s));
            }
            let obj = match o {
                Some(o) => Some(*o),
                None if !all_new && self.w.names.text(n.name) != "_" => self.obj_of(n),
                None => None,
            };
            if let Some(obj) = obj {
                let p = self.var_place(obj, t);
                self.store(p, s);
            }
        }
        self.release(m);
    }

    /// Declares `o` and initialises it with `value`.
    pub(crate) fn init_one(&mut self, o: ObjId, t: TypeId, value: &Expr) {
        let boxed = self.escape.boxed.contains(&o);
        let ti = self.ti(t);
        if boxed || ti.rep == Rep::Indirect {
            let slot = self.alloc_box(o, t);
            let m = self.mark();
            let inner = unparen(value);
            if let ExprKind::CompositeLit { elems, .. } = &inner.kind
                && self.ty(value) == t
                && matches!(self.shape(t), Type::Struct(_) | Type::Array { .. })
            {
                self.composite_into_new(slot, t, elems);
            } else {
                let v = self.expr_to(value, t, None);
                let p = self.alloc(1);
                let pc = self.f.code.len() as u32;
                let name = self.obj_name(o);
                self.f.sites.push((pc, name));
                self.new_object(p, t);
                self.emit_store(v, p, 0, t);
                self.mov(slot, p, 1);
            }
            self.release(m);
            self.bind(o, t, VarLoc::Box(slot));
            return;
        }
        if self.f.spill.is_some() && self.f.next >= 150 {
            let m = self.mark();
            let v = self.expr_to(value, t, None);
            // The value sits in temporaries: the variable must not reuse them before the store.
            let loc = self.declare(o, t);
            let p = self.var_place(o, t);
            self.store(p, v);
            if !matches!(loc, VarLoc::Slot(_)) {
                self.release(m);
            }
            return;
        }
        let s = self.alloc_ty(t);
        let m = self.mark();
        self.expr_to(value, t, Some(s));
        self.release(m);
        self.bind(o, t, VarLoc::Slot(s));
    }

    fn define(&mut self, lhs: &[Expr], rhs: &[Expr]) {
        let names: Vec<Ident> = lhs
            .iter()
            .filter_map(|e| match &e.kind {
                ExprKind::Name(id) => Some(*id),
                _ => None,
            })
            .collect();
        if names.len() != lhs.len() {
            return;
        }
        // `_ := x` and old variables have no definition of their own.
        if let ([id], [value]) = (names.as_slice(), rhs) {
            let def = self.w.info.defs.get(id.id).copied().flatten();
            if def.is_none() || self.w.names.text(id.name) == "_" {
                let m = self.mark();
                let t = self.ty(value);
                self.expr_to(value, t, None);
                self.release(m);
                return;
            }
        }
        self.init_vars(&names, rhs, false);
    }

    /// Evaluates an expression with `n` values; their first slot and types.
    pub(crate) fn multi_value(&mut self, e: &Expr, n: usize) -> (Slot, Vec<TypeId>) {
        let inner = unparen(e);
        let tys = self.tuple_of(inner).unwrap_or_default();
        let s = self.expr(inner, None);
        if tys.len() == n {
            return (s, tys);
        }
        let t = self.ty(inner);
        (s, vec![t; n.min(1)])
    }

    pub(crate) fn store_conv(&mut self, p: Place, src: Slot, from: TypeId, to: TypeId) {
        if self.is_interface(to) && !self.is_interface(from) {
            let m = self.mark();
            let d = self.alloc(2);
            self.box_iface(src, from, d);
            self.store(p, d);
            self.release(m);
        } else {
            self.store(p, src);
        }
    }

    pub(crate) fn assign(&mut self, lhs: &[Expr], rhs: &[Expr], late: &[usize]) {
        if let ([l], [r]) = (lhs, rhs) {
            self.assign_one(l, r);
            return;
        }
        // What is left of the left side, calls having been made, is evaluated after the right side
        // and before anything is assigned, from left to right.
        if let [r] = rhs {
            let (src, tys) = self.multi_value(r, lhs.len());
            // The values may lie in a call's window, which is free again.
            let end = u16::from(src) + self.slots_of(&tys);
            let free = end.saturating_sub(self.mark());
            self.alloc(free);
            let places = self.places(lhs);
            let mut at = src;
            for (p, t) in places.into_iter().zip(&tys) {
                let n = self.ti(*t).slots;
                if let Some(pt) = self.place_ty(p) {
                    self.store_conv(p, at, *t, pt);
                }
                at += n;
            }
            return;
        }
        let mut vals = Vec::new();
        for (i, (l, r)) in lhs.iter().zip(rhs).enumerate() {
            let blank = self.is_blank(l);
            let t = match (blank, self.is_nil(r)) {
                (true, true) => Basic::UnsafePointer.id(),
                (true, false) => self.ty(r),
                (false, _) => self.ty(l),
            };
            let s = self.alloc_ty(t);
            let late = late.contains(&i).then_some((r, t));
            if late.is_none() {
                self.expr_owned(r, t, Some(s));
            }
            vals.push((s, late));
        }
        let places = self.places(lhs);
        for (p, (s, late)) in places.into_iter().zip(vals) {
            if let Some((r, t)) = late {
                self.expr_owned(r, t, Some(s));
            }
            self.store(p, s);
        }
    }

    /// Places that all are found before anything is assigned to one of them.
    fn places(&mut self, lhs: &[Expr]) -> Vec<Place> {
        let mut places = Vec::new();
        for l in lhs {
            let m = self.mark();
            let p = self.place(l);
            places.push(self.stable_place(p, m));
        }
        places
    }

    /// Copies slots of frame variables that a place refers to: another assignment of the same
    /// statement may change them.
    pub(crate) fn stable_place(&mut self, p: Place, mark: u16) -> Place {
        let keep = |g: &mut Self, s: Slot, n: u8| -> Slot {
            if u16::from(s) >= mark {
                return s;
            }
            let c = g.alloc(u16::from(n));
            g.mov(c, s, n);
            c
        };
        match p {
            Place::Mem { ptr, off, ty, safe } => {
                // Boxes of variables never move: only plain pointer variables need a copy.
                if safe {
                    p
                } else {
                    Place::Mem {
                        ptr: keep(self, ptr, 1),
                        off,
                        ty,
                        safe,
                    }
                }
            }
            Place::Index {
                hdr,
                idx,
                ty,
                unsigned,
            } => {
                let hdr = keep(self, hdr, 2);
                Place::Index {
                    hdr,
                    idx: keep(self, idx, 1),
                    ty,
                    unsigned,
                }
            }
            Place::Map { map, key, map_ty } => Place::Map {
                map: keep(self, map, 1),
                key,
                map_ty,
            },
            Place::Blank | Place::Slot(..) | Place::Part { .. } | Place::Global { .. } => p,
        }
    }

    fn assign_one(&mut self, l: &Expr, r: &Expr) {
        let m = self.mark();
        if self.is_blank(l) {
            let t = self.ty(r);
            if !self.is_nil(r) {
                self.expr_to(r, t, None);
            }
            self.release(m);
            return;
        }
        if let ExprKind::Name(id) = &unparen(l).kind {
            self.f.naming = Some(self.w.names.text(id.name).to_string());
        } else if let ExprKind::Selector { sel, .. } = &unparen(l).kind {
            self.f.naming = Some(self.w.names.text(sel.name).to_string());
        }
        if self.found_late(l) {
            // Calls on either side have been made.
            let t = self.ty(l);
            let v = self.expr_to(r, t, None);
            let p = self.place(l);
            self.f.span = l.span;
            self.store(p, v);
        } else {
            let p = self.place(l);
            let Some(t) = self.place_ty(p) else { return };
            match p {
                Place::Slot(s, _) if self.direct_ok(r) => {
                    self.expr_to(r, t, Some(s));
                }
                _ => {
                    let v = self.expr_to(r, t, None);
                    self.f.span = l.span;
                    self.store(p, v);
                }
            }
        }
        self.f.naming = None;
        self.release(m);
    }

    /// Whether evaluating `r` straight into a variable is safe although `r` may read it: every
    /// operand is read before the result is written.
    fn direct_ok(&mut self, r: &Expr) -> bool {
        match &unparen(r).kind {
            ExprKind::CompositeLit { .. } => false,
            ExprKind::Call { fun, .. } => {
                use types::Builtin::{UnsafeSlice, UnsafeString};
                !matches!(self.builtin_of(fun), Some(UnsafeSlice | UnsafeString))
            }
            _ => true,
        }
    }

    fn op_assign_const(&mut self, p: Place, op: BinaryOp, k: i64, t: TypeId) {
        let m = self.mark();
        let rep = self.ti(t).rep;
        let int = matches!(rep, Rep::Int { .. });
        let target = match p {
            Place::Slot(s, _) => s,
            _ => self.alloc_ty(t),
        };
        let cur = self.load(p, None);
        if !(int && self.arith_imm(target, op, cur, k, t)) {
            let one = self.alloc_ty(t);
            let v = types::constant::ConstValue::int(k);
            self.load_const(&v, t, one);
            self.arith(target, op, cur, one, t);
        }
        if !matches!(p, Place::Slot(..)) {
            self.store(p, target);
        }
        self.release(m);
    }

    fn op_assign(&mut self, l: &Expr, op: BinaryOp, r: &Expr) {
        let m = self.mark();
        let t = self.ty(l);
        let p = self.place(l);
        let target = match p {
            Place::Slot(s, _) => s,
            _ => self.alloc_ty(t),
        };
        if matches!(op, BinaryOp::Shl | BinaryOp::Shr) {
            let cur = self.load(p, None);
            self.shift(target, op, cur, t, r);
        } else if let Some(k) = self.const_int(r)
            && matches!(self.ti(t).rep, Rep::Int { .. })
        {
            let cur = self.load(p, None);
            if !self.arith_imm(target, op, cur, k, t) {
                let b = self.expr_to(r, t, None);
                self.arith(target, op, cur, b, t);
            }
        } else {
            // gc loads x after y's calls, which have been made, and before the rest of y.
            let cur = self.load(p, None);
            let b = self.expr_to(r, t, None);
            self.f.span = l.span;
            self.arith(target, op, cur, b, t);
        }
        if !matches!(p, Place::Slot(..)) {
            self.store(p, target);
        }
        self.release(m);
    }

    // ---- control

    fn if_stmt(&mut self, s: &Stmt, i: &IfStmt) {
        let m = self.mark();
        let vars = self.f.debug_vars.len();
        if let Some(init) = &i.init {
            self.stmt(init);
        }
        self.stmt_start(Span::new(s.span.lo, i.cond.span.hi));
        let els = self.new_label();
        self.branch(&i.cond, els, false);
        self.block(&i.then.stmts);
        match &i.els {
            Some(e) => {
                let end = self.new_label();
                self.jump(end);
                self.place_label(els);
                self.stmt(e);
                self.place_label(end);
            }
            None => self.place_label(els),
        }
        self.end_vars(vars);
        self.release(m);
    }

    pub(crate) fn goto_label(&mut self, name: base::Symbol) -> Label {
        if let Some(&l) = self.f.goto_labels.get(&name) {
            return l;
        }
        let l = self.new_label();
        self.f.goto_labels.insert(name, l);
        l
    }

    fn branch_stmt(&mut self, s: &Stmt, tok: BranchTok, label: Option<&Ident>) {
        let name = label.map(|l| l.name);
        match tok {
            BranchTok::Goto => {
                if let Some(n) = name {
                    if self.f.range_body.is_some() && !self.own_label(n) {
                        self.leave_body(crate::rangefunc::Exit::Goto(n));
                        return;
                    }
                    let l = self.goto_label(n);
                    self.jump(l);
                }
            }
            BranchTok::Fallthrough => match self.f.fallthrough {
                Some(l) => self.jump(l),
                None => self.error(s.span, "internal error: misplaced fallthrough"),
            },
            BranchTok::Break | BranchTok::Continue => {
                let is_break = tok == BranchTok::Break;
                let target = self
                    .f
                    .targets
                    .iter()
                    .rev()
                    .find(|t| match name {
                        Some(n) => t.label == Some(n),
                        None => is_break || t.cont.is_some(),
                    })
                    .cloned();
                match target {
                    Some(t) => match (is_break, t.cont) {
                        (true, _) => self.jump(t.brk),
                        (false, Some(c)) => self.jump(c),
                        (false, None) => {}
                    },
                    None => self.leave_body(if is_break {
                        crate::rangefunc::Exit::Break(name)
                    } else {
                        crate::rangefunc::Exit::Continue(name)
                    }),
                }
            }
        }
    }

    fn return_stmt(&mut self, s: &Stmt, list: &[Expr]) {
        if self.f.range_body.is_some() {
            self.return_from_body(list);
            return;
        }
        let (early, late) = self.results_first(list);
        self.return_values(list, &late);
        self.forget(early);
        self.f.span = s.span;
        match self.f.epilogue {
            Some(_) if self.f.defers_at_returns => {
                self.leave_with_defers();
            }
            Some(l) => self.jump(l),
            None => {
                self.load_results();
                self.emit(Op::Ret, 0, 0, 0, 0);
            }
        }
    }

    /// Assigns the operands of a return to the result variables.
    pub(crate) fn return_values(&mut self, list: &[Expr], late: &[usize]) {
        let results = self.f.results.clone();
        if list.is_empty() {
            return;
        }
        let m = self.mark();
        if let ([e], true) = (list, results.len() > 1) {
            let (src, tys) = self.multi_value(e, results.len());
            let mut at = src;
            // Converted values may overlap result slots only above them: copy through places.
            for ((o, rt), t) in results.iter().zip(&tys) {
                let p = self.result_place(*o, *rt);
                self.store_conv(p, at, *t, *rt);
                at += self.ti(*t).slots;
            }
        } else if let ([e], [(o, t)]) = (list, results.as_slice()) {
            if self.is_variable(e, *o) {
                self.release(m);
                return;
            }
            if self.result_in_place(*o, *t, e) {
                self.release(m);
                return;
            }
            let p = self.result_place(*o, *t);
            match p {
                Place::Slot(s, _) => {
                    if self.direct_ok(e) || self.obj_name(*o).is_empty() {
                        self.expr_owned(e, *t, Some(s));
                    } else {
                        let v = self.expr_owned(e, *t, None);
                        self.store(p, v);
                    }
                }
                _ => {
                    let v = self.expr_to(e, *t, None);
                    self.store(p, v);
                }
            }
        } else {
            // Deferred functions may see (after a panic) what was assigned so far: nothing, then.
            let unnamed =
                !self.f.has_defer && results.iter().all(|(o, _)| self.obj_name(*o).is_empty());
            let mut vals = Vec::new();
            for (i, (e, (o, t))) in list.iter().zip(&results).enumerate() {
                let p = self.result_place(*o, *t);
                if let (true, Place::Slot(s, _)) = (unnamed, p) {
                    let mm = self.mark();
                    self.expr_owned(e, *t, Some(s));
                    self.release(mm);
                    continue;
                }
                if self.is_variable(e, *o) {
                    // `return a` of the result `a` itself: nothing to be done, and nothing that
                    // could race with who reads it.
                    continue;
                }
                let v = self.alloc_ty(*t);
                let late = late.contains(&i).then_some((e, *t));
                if late.is_none() {
                    self.expr_owned(e, *t, Some(v));
                }
                vals.push((p, v, late));
            }
            for (p, v, late) in vals {
                if let Some((e, t)) = late {
                    self.expr_owned(e, t, Some(v));
                }
                self.store(p, v);
            }
        }
        self.release(m);
    }

    /// Whether `e` is just the name of variable `o`.
    fn is_variable(&self, e: &Expr, o: ObjId) -> bool {
        match &e.kind {
            ExprKind::Name(id) => self.w.info.uses.get(id.id).copied().flatten() == Some(o),
            ExprKind::Paren(x) => self.is_variable(x, o),
            _ => false,
        }
    }

    /// Where a result is kept: an unnamed indirect result is just its (owned) address.
    fn result_place(&mut self, o: ObjId, t: TypeId) -> Place {
        self.var_place(o, t)
    }
}
