//! Operators: arithmetic, shifts, comparisons, logic, string concatenation.

use bytecode::Op;
use syntax::ast::*;
use types::{Mode, TypeId};

use crate::Gen;
use crate::func::Slot;
use crate::ty::Rep;

impl Gen<'_> {
    pub(crate) fn unary(&mut self, e: &Expr, op: UnaryOp, x: &Expr, dst: Option<Slot>) -> Slot {
        match op {
            UnaryOp::Addr => return self.address_of(e, x, dst),
            UnaryOp::Recv => return self.recv(e, x, dst),
            UnaryOp::Plus => return self.expr(x, dst),
            _ => {}
        }
        let t = self.ty(e);
        let d = self.dst(dst, t);
        let m = self.mark();
        let s = self.expr(x, None);
        let rep = self.ti(t).rep;
        match (op, rep) {
            (UnaryOp::Not, _) => {
                self.emit(Op::XorI, d, s, 0, 1);
            }
            (UnaryOp::Neg, Rep::F64) => {
                self.emit(Op::NegF, d, s, 0, 0);
            }
            (UnaryOp::Neg, Rep::F32) => {
                self.emit(Op::NegF32, d, s, 0, 0);
            }
            (UnaryOp::Neg, Rep::C128) => {
                self.emit(Op::NegF, d, s, 0, 0);
                self.emit(Op::NegF, d + 1, s + 1, 0, 0);
            }
            (UnaryOp::Neg, Rep::C64) => {
                let w = self.alloc(2);
                self.emit(Op::C64ToC128, w, s, 0, 0);
                self.emit(Op::NegF, w, w, 0, 0);
                self.emit(Op::NegF, w + 1, w + 1, 0, 0);
                self.emit(Op::C128ToC64, d, w, 0, 0);
            }
            (UnaryOp::Neg, _) => {
                self.emit(Op::Neg, d, s, 0, 0);
                self.wrap(d, rep);
            }
            _ => {
                self.emit(Op::Not, d, s, 0, 0);
                self.wrap(d, rep);
            }
        }
        self.release(m);
        d
    }

    /// Wraps a result to its integer type's range.
    fn wrap(&mut self, d: Slot, rep: Rep) {
        if let Rep::Int { bytes, signed } = rep
            && bytes < 8
        {
            self.normalise(d, d, bytes, signed);
        }
    }

    fn address_of(&mut self, e: &Expr, x: &Expr, dst: Option<Slot>) -> Slot {
        let inner = unparen(x);
        if let ExprKind::CompositeLit { elems, .. } = &inner.kind {
            // `&T{...}`: a fresh cell, filled in place.
            let pt = self.ty(e);
            let t = self.elem(pt);
            let d = match dst {
                Some(d) => d,
                None => self.alloc(1),
            };
            let m = self.mark();
            let p = self.alloc(1);
            self.composite_into_new(p, t, elems);
            self.mov(d, p, 1);
            self.release(m);
            return d;
        }
        let d = match dst {
            Some(d) => d,
            None => self.alloc(1),
        };
        let m = self.mark();
        let p = self.place(x);
        let a = self.addr(p);
        self.mov(d, a, 1);
        self.release(m);
        d
    }

    fn recv(&mut self, e: &Expr, x: &Expr, dst: Option<Slot>) -> Slot {
        let ct = self.ty(x);
        let el = self.elem(ct);
        let n = self.ti(el).slots;
        let comma = self.is_comma_ok(e);
        let d = match dst {
            Some(d) => d,
            None => self.alloc(u16::from(n) + u16::from(comma)),
        };
        let m = self.mark();
        let ch = self.expr(x, None);
        self.f.span = e.span;
        self.emit(Op::Recv, d, ch, u8::from(comma), 0);
        self.release(m);
        d
    }

    pub(crate) fn binary(
        &mut self,
        e: &Expr,
        op: BinaryOp,
        x: &Expr,
        y: &Expr,
        dst: Option<Slot>,
    ) -> Slot {
        use BinaryOp::*;
        match op {
            LogAnd | LogOr => {
                let t = self.ty(e);
                let d = self.dst(dst, t);
                let out = self.new_label();
                let end = self.new_label();
                // Evaluate into a fresh slot: `d` may be read by the operands.
                self.branch(e, out, true);
                self.emit(Op::LoadI, d, 0, 0, 0);
                self.jump(end);
                self.place_label(out);
                self.emit(Op::LoadI, d, 0, 0, 1);
                self.place_label(end);
                return d;
            }
            Eq | Ne | Lt | Le | Gt | Ge => return self.compare(e, op, x, y, dst),
            _ => {}
        }
        let t = self.ty(e);
        if op == Add && self.ti(t).rep == Rep::Str {
            return self.concat(e, dst);
        }
        let d = self.dst(dst, t);
        let m = self.mark();
        if matches!(op, Shl | Shr) {
            let s = self.expr_to(x, t, None);
            self.shift(d, op, s, t, y);
        } else {
            let a = self.expr_to(x, t, None);
            if let Some(k) = self.const_int(y)
                && matches!(self.ti(t).rep, Rep::Int { .. })
                && self.arith_imm(d, op, a, k, t)
            {
                self.release(m);
                return d;
            }
            let b = self.expr_to(y, t, None);
            self.f.span = self.op_span(e);
            self.arith(d, op, a, b, t);
        }
        self.release(m);
        d
    }

    /// `d = a op k` with an immediate; false if there is no such form.
    pub(crate) fn arith_imm(&mut self, d: Slot, op: BinaryOp, a: Slot, k: i64, t: TypeId) -> bool {
        let Ok(i) = i32::try_from(k) else {
            return false;
        };
        let rep = self.ti(t).rep;
        match op {
            BinaryOp::Add => self.emit(Op::AddI, d, a, 0, i),
            BinaryOp::Sub if i != i32::MIN => self.emit(Op::AddI, d, a, 0, -i),
            BinaryOp::Mul => self.emit(Op::MulI, d, a, 0, i),
            BinaryOp::And => self.emit(Op::AndI, d, a, 0, i),
            BinaryOp::Or => self.emit(Op::OrI, d, a, 0, i),
            BinaryOp::Xor => self.emit(Op::XorI, d, a, 0, i),
            _ => return false,
        };
        if !matches!(op, BinaryOp::And | BinaryOp::Or) || i < 0 {
            self.wrap(d, rep);
        }
        true
    }

    /// `d = a op b` for operands of type `t`.
    pub(crate) fn arith(&mut self, d: Slot, op: BinaryOp, a: Slot, b: Slot, t: TypeId) {
        use BinaryOp::*;
        let rep = self.ti(t).rep;
        match rep {
            Rep::F64 => {
                let o = match op {
                    Add => Op::AddF,
                    Sub => Op::SubF,
                    Mul => Op::MulF,
                    _ => Op::DivF,
                };
                self.emit(o, d, a, b, 0);
            }
            Rep::F32 => {
                let o = match op {
                    Add => Op::AddF32,
                    Sub => Op::SubF32,
                    Mul => Op::MulF32,
                    _ => Op::DivF32,
                };
                self.emit(o, d, a, b, 0);
            }
            Rep::C128 | Rep::C64 => {
                let code = match op {
                    Add => 0,
                    Sub => 1,
                    Mul => 2,
                    _ => 3,
                };
                if rep == Rep::C128 {
                    self.emit(Op::Cplx, d, a, code, i32::from(b));
                } else {
                    let m = self.mark();
                    let w = self.alloc(4);
                    self.emit(Op::C64ToC128, w, a, 0, 0);
                    self.emit(Op::C64ToC128, w + 2, b, 0, 0);
                    self.emit(Op::Cplx, w, w, code, i32::from(w + 2));
                    self.emit(Op::C128ToC64, d, w, 0, 0);
                    self.release(m);
                }
            }
            Rep::Str => {
                let m = self.mark();
                let w = self.alloc(4);
                self.mov(w, a, 2);
                self.mov(w + 2, b, 2);
                self.emit(Op::Concat, d, w, 2, 0);
                self.release(m);
            }
            _ => {
                let (bytes, signed) = match rep {
                    Rep::Int { bytes, signed } => (bytes, signed),
                    _ => (8, false),
                };
                if bytes == 4 {
                    let o = match (op, signed) {
                        (Add, true) => Some(Op::Add32S),
                        (Add, false) => Some(Op::Add32U),
                        (Sub, true) => Some(Op::Sub32S),
                        (Sub, false) => Some(Op::Sub32U),
                        (Mul, true) => Some(Op::Mul32S),
                        (Mul, false) => Some(Op::Mul32U),
                        _ => None,
                    };
                    if let Some(o) = o {
                        self.emit(o, d, a, b, 0);
                        return;
                    }
                }
                let o = match op {
                    Add => Op::Add,
                    Sub => Op::Sub,
                    Mul => Op::Mul,
                    Div if signed => Op::DivS,
                    Div => Op::DivU,
                    Rem if signed => Op::RemS,
                    Rem => Op::RemU,
                    And => Op::And,
                    Or => Op::Or,
                    Xor => Op::Xor,
                    AndNot => Op::AndNot,
                    _ => Op::Nop,
                };
                self.emit(o, d, a, b, 0);
                let may_leave = matches!(op, Add | Sub | Mul) || (op == Div && signed);
                if may_leave {
                    self.wrap(d, rep);
                }
            }
        }
    }

    /// `d = s << y` or `s >> y`.
    pub(crate) fn shift(&mut self, d: Slot, op: BinaryOp, s: Slot, t: TypeId, y: &Expr) {
        let rep = self.ti(t).rep;
        let signed = matches!(rep, Rep::Int { signed: true, .. });
        let left = op == BinaryOp::Shl;
        if self.is_const(y) {
            let n = self
                .const_of(y)
                .and_then(|v| v.to_u64())
                .unwrap_or(0)
                .min(64) as i32;
            match (left, signed) {
                (true, _) if n >= 64 => {
                    self.emit(Op::LoadI, d, 0, 0, 0);
                }
                (true, _) => {
                    self.emit(Op::ShlI, d, s, 0, n);
                    self.wrap(d, rep);
                }
                (false, true) => {
                    self.emit(Op::ShrSI, d, s, 0, n.min(63));
                }
                (false, false) if n >= 64 => {
                    self.emit(Op::LoadI, d, 0, 0, 0);
                }
                (false, false) => {
                    self.emit(Op::ShrUI, d, s, 0, n);
                }
            }
            return;
        }
        let yt = self.ty(y);
        let n = self.expr(y, None);
        self.f.span = y.span;
        if matches!(self.ti(yt).rep, Rep::Int { signed: true, .. }) {
            self.emit(Op::ShiftCheck, n, 0, 0, 0);
        }
        let o = match (left, signed) {
            (true, _) => Op::Shl,
            (false, true) => Op::ShrS,
            (false, false) => Op::ShrU,
        };
        self.emit(o, d, s, n, 0);
        if left {
            self.wrap(d, rep);
        }
    }

    /// A chain of string additions as one concatenation.
    fn concat(&mut self, e: &Expr, dst: Option<Slot>) -> Slot {
        let mut parts: Vec<&Expr> = Vec::new();
        let mut cur = e;
        // Left-nested chains are long; the right operands are collected backwards.
        loop {
            match &cur.kind {
                ExprKind::Binary {
                    op: BinaryOp::Add,
                    x,
                    y,
                    ..
                } if !self.is_const(cur) && parts.len() < 30 => {
                    parts.push(y);
                    cur = x;
                }
                ExprKind::Paren(x)
                    if !self.is_const(cur) && !self.f.preeval.contains_key(&cur.id) =>
                {
                    cur = x
                }
                _ => break,
            }
        }
        parts.push(cur);
        parts.reverse();
        let t = self.ty(e);
        let d = self.dst(dst, t);
        let m = self.mark();
        let base = self.alloc(parts.len() as u16 * 2);
        for (i, p) in parts.iter().enumerate() {
            self.expr_to(p, t, Some(base + (i * 2) as u8));
        }
        self.emit(Op::Concat, d, base, parts.len() as u8, 0);
        self.release(m);
        d
    }

    /// A comparison as a bool.
    fn compare(&mut self, e: &Expr, op: BinaryOp, x: &Expr, y: &Expr, dst: Option<Slot>) -> Slot {
        let t = self.ty(e);
        let d = self.dst(dst, t);
        let m = self.mark();
        let (xn, yn) = (self.is_nil(x), self.is_nil(y));
        if xn || yn {
            let v = if xn { y } else { x };
            let z = self.alloc(1);
            self.emit(Op::LoadI, z, 0, 0, 0);
            if self.mode(v) == Mode::NilValue {
                self.emit(Op::LoadI, d, 0, 0, i32::from(op == BinaryOp::Eq));
            } else {
                let s = self.expr(v, None);
                self.emit(if op == BinaryOp::Eq { Op::Eq } else { Op::Ne }, d, s, z, 0);
            }
            self.release(m);
            return d;
        }
        let (xt, yt) = (self.ty(x), self.ty(y));
        let (xi, yi) = (self.is_interface(xt), self.is_interface(yt));
        let common = match (xi, yi) {
            (true, false) => xt,
            (false, true) => yt,
            _ if self.is_const(x) => yt,
            _ => xt,
        };
        let a = self.expr_to(x, common, None);
        let b = self.expr_to(y, common, None);
        self.f.span = self.op_span(e);
        self.compare_slots(d, op, a, b, common);
        self.release(m);
        d
    }

    /// `d = a op b` for values of one type in slots.
    pub(crate) fn compare_slots(&mut self, d: Slot, op: BinaryOp, a: Slot, b: Slot, t: TypeId) {
        use BinaryOp::*;
        let rep = self.ti(t).rep;
        match rep {
            Rep::Int { .. } | Rep::Bool | Rep::Word => {
                let signed = matches!(rep, Rep::Int { signed: true, .. });
                let (o, x, y) = match (op, signed) {
                    (Eq, _) => (Op::Eq, a, b),
                    (Ne, _) => (Op::Ne, a, b),
                    (Lt, true) => (Op::LtS, a, b),
                    (Le, true) => (Op::LeS, a, b),
                    (Gt, true) => (Op::LtS, b, a),
                    (_, true) => (Op::LeS, b, a),
                    (Lt, false) => (Op::LtU, a, b),
                    (Le, false) => (Op::LeU, a, b),
                    (Gt, false) => (Op::LtU, b, a),
                    (_, false) => (Op::LeU, b, a),
                };
                self.emit(o, d, x, y, 0);
            }
            Rep::F64 | Rep::F32 => {
                let w = rep == Rep::F64;
                let (o, x, y) = match op {
                    Eq => (if w { Op::EqF } else { Op::EqF32 }, a, b),
                    Ne => (if w { Op::NeF } else { Op::NeF32 }, a, b),
                    Lt => (if w { Op::LtF } else { Op::LtF32 }, a, b),
                    Le => (if w { Op::LeF } else { Op::LeF32 }, a, b),
                    Gt => (if w { Op::LtF } else { Op::LtF32 }, b, a),
                    _ => (if w { Op::LeF } else { Op::LeF32 }, b, a),
                };
                self.emit(o, d, x, y, 0);
            }
            Rep::Str => match op {
                Eq | Ne => {
                    self.emit(Op::EqStr, d, a, b, 0);
                    if op == Ne {
                        self.emit(Op::XorI, d, d, 0, 1);
                    }
                }
                _ => {
                    let m = self.mark();
                    let c = self.alloc(2);
                    self.emit(Op::CmpStr, c, a, b, 0);
                    self.emit(Op::LoadI, c + 1, 0, 0, 0);
                    let (o, x, y) = match op {
                        Lt => (Op::LtS, c, c + 1),
                        Le => (Op::LeS, c, c + 1),
                        Gt => (Op::LtS, c + 1, c),
                        _ => (Op::LeS, c + 1, c),
                    };
                    self.emit(o, d, x, y, 0);
                    self.release(m);
                }
            },
            Rep::Zero => {
                self.emit(Op::LoadI, d, 0, 0, i32::from(op == Eq));
            }
            Rep::Iface => {
                self.emit(Op::EqIface, d, a, b, 0);
                if op == Ne {
                    self.emit(Op::XorI, d, d, 0, 1);
                }
            }
            Rep::C64 | Rep::C128 | Rep::Struct | Rep::Indirect | Rep::Slice => {
                let rt = self.rt_type(t);
                self.emit(Op::EqVal, d, a, b, rt.0 as i32);
                if op == Ne {
                    self.emit(Op::XorI, d, d, 0, 1);
                }
            }
        }
    }
}

/// Strips parentheses.
pub(crate) fn unparen(e: &Expr) -> &Expr {
    let mut e = e;
    while let ExprKind::Paren(x) = &e.kind {
        e = x;
    }
    e
}
