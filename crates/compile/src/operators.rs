//! What the evaluation of operators may be told by; the rest of [`crate::operands`].

use syntax::ast::*;
use types::Type;

use crate::Gen;
use crate::arith::unparen;
use crate::order::{Kind, MAX_DEPTH, Scan};
use crate::ty::Rep;

impl Gen<'_> {
    pub(crate) fn scan_binary<'e>(
        &mut self,
        e: &'e Expr,
        op: BinaryOp,
        x: &'e Expr,
        y: &'e Expr,
        scan: &mut Scan<'e>,
    ) -> bool {
        use BinaryOp::*;
        let t = self.ty(x);
        let rep = self.ti(t).rep;
        match op {
            LogAnd | LogOr => {
                self.in_turn_at(e, &[x, y], None, scan);
                false
            }
            Eq | Ne | Lt | Le | Gt | Ge => self.scan_comparison(op, x, y, scan),
            Add if rep == Rep::Str => {
                let mut parts = Vec::new();
                self.concatenated(e, &mut parts, 0);
                let many = parts.len() > 5;
                let mut faulty = Vec::new();
                for p in parts {
                    let from = scan.atoms.len();
                    if self.scan(p, scan) || many {
                        faulty.push((p, from, scan.atoms.len()));
                    }
                    if many {
                        scan.ahead(p, from);
                    }
                }
                for (p, from, to) in faulty {
                    scan.claim(Some(p), from, to);
                }
                true
            }
            _ => {
                let from = scan.atoms.len();
                let a = self.scan(x, scan);
                let to = scan.atoms.len();
                let b = self.scan(y, scan);
                let end = scan.atoms.len();
                match op {
                    Div | Rem => match rep {
                        Rep::C64 | Rep::C128 => {
                            if a {
                                scan.claim(Some(x), from, to);
                            }
                            if b {
                                scan.claim(Some(y), to, end);
                            }
                        }
                        Rep::Int { .. } if !self.is_const(y) => scan.atom(Kind::Panic),
                        _ => {}
                    },
                    Shl | Shr => {
                        let t = self.ty(y);
                        let signed = matches!(self.ti(t).rep, Rep::Int { signed: true, .. });
                        if signed && !self.is_const(y) {
                            scan.atom(Kind::Panic);
                        }
                        return a || b;
                    }
                    _ => return a || b,
                }
                true
            }
        }
    }

    /// The operands of a chain of string additions.
    fn concatenated<'e>(&mut self, e: &'e Expr, parts: &mut Vec<&'e Expr>, depth: u32) {
        let inner = unparen(e);
        if let ExprKind::Binary {
            op: BinaryOp::Add,
            x,
            y,
            ..
        } = &inner.kind
            && depth < MAX_DEPTH
            && !self.is_const(inner)
            && !self.f.preeval.contains_key(&inner.id)
        {
            self.concatenated(x, parts, depth + 1);
            self.concatenated(y, parts, depth + 1);
            return;
        }
        parts.push(e);
    }

    fn scan_comparison<'e>(
        &mut self,
        op: BinaryOp,
        x: &'e Expr,
        y: &'e Expr,
        scan: &mut Scan<'e>,
    ) -> bool {
        let (xt, yt) = (self.ty(x), self.ty(y));
        let (xi, yi) = (self.is_interface(xt), self.is_interface(yt));
        let nil = self.is_nil(x) || self.is_nil(y);
        let equal = matches!(op, BinaryOp::Eq | BinaryOp::Ne);
        let shape = self.shape(xt);
        let text = self.ti(xt).rep == Rep::Str;
        let from = scan.atoms.len();
        if !nil && !xi && !yi && matches!(shape, Type::Struct(_) | Type::Array { .. }) {
            // What has no address gets one.
            let mut faults = false;
            let mut parts = Vec::new();
            for side in [x, y] {
                let mut part = scan.inside();
                let fault = self.scan(side, &mut part);
                let kept = self.addressable(side) || self.is_fixed_value(side);
                faults |= kept && fault;
                parts.push((part, (!kept).then_some(side)));
            }
            scan.absorb(parts);
            if self.may_not_compare(xt) {
                scan.atom(Kind::Panic);
            }
            return faults;
        }
        if xi && yi && !nil {
            let (mut a, mut b) = (scan.inside(), scan.inside());
            self.scan(x, &mut a);
            a.ahead(x, 0);
            self.scan(y, &mut b);
            b.ahead(y, 0);
            scan.join_backwards(a, b);
            scan.atom(Kind::Panic);
            return true;
        }
        let a = self.scan(x, scan);
        let to = scan.atoms.len();
        if text && equal && !self.is_const(x) && !self.is_const(y) {
            scan.ahead(x, from);
        }
        let b = self.scan(y, scan);
        let end = scan.atoms.len();
        if nil || !(xi || yi || text) {
            return a || b;
        }
        if xi || yi {
            scan.claim(Some(x), from, to);
            scan.claim(Some(y), to, end);
            let t = if xi { yt } else { xt };
            if self.may_not_compare(t) {
                scan.atom(Kind::Panic);
            }
        } else {
            // Short constants are compared in place, with what can be read twice.
            let fixed = [x, y].into_iter().find_map(|e| self.const_of(e));
            let other = if self.is_const(x) { y } else { x };
            let len = fixed.and_then(|v| v.as_bytes().map(<[u8]>::len));
            match len {
                Some(0) => return a || b,
                Some(n) if equal && n <= 16 && self.addressable(other) => return a || b,
                _ => {
                    if a || equal {
                        scan.claim(Some(x), from, to);
                    }
                    if b || equal {
                        scan.claim(Some(y), to, end);
                    }
                }
            }
        }
        true
    }
}
