//! `shift`: shifts by at least as many bits as there are. Branches that constants close are not
//! looked at.

use base::Span;
use syntax::ast::{BinaryOp, Expr, ExprKind, File, Stmt, StmtKind};
use syntax::visit::{self, Node};

use super::Vet;
use crate::constant::{ConstValue, compare};

impl Vet<'_> {
    pub(super) fn shifted(&mut self, e: &Expr, dead: &[Span]) {
        if let ExprKind::Binary { op, x, y, .. } = &e.kind {
            self.long_shift(e.span, *op, x, y, dead);
        }
    }

    pub(super) fn shift_assigned(&mut self, s: &Stmt, dead: &[Span]) {
        if let StmtKind::Assign {
            lhs,
            op: Some(op),
            rhs,
            ..
        } = &s.kind
            && let ([x], [y]) = (lhs.as_slice(), rhs.as_slice())
        {
            self.long_shift(s.span, *op, x, y, dead);
        }
    }

    fn long_shift(&mut self, at: Span, op: BinaryOp, x: &Expr, y: &Expr, dead: &[Span]) {
        let inside = |d: &Span| d.lo <= at.lo && at.hi <= d.hi;
        if !matches!(op, BinaryOp::Shl | BinaryOp::Shr)
            || self.value(x).is_some()
            || dead.iter().any(inside)
        {
            return;
        }
        let Some(by) = self.value(y).and_then(ConstValue::to_i64) else {
            return;
        };
        let Some(ty) = self.ty(x) else { return };
        let mut sizes = Vec::new();
        for (_, under) in self.w.typeset_of(ty) {
            let Some(under) = under else { return };
            sizes.push(8 * self.w.size_of(under));
        }
        let Some(least) = sizes.iter().min() else {
            return;
        };
        if by < *least {
            return;
        }
        let may = match sizes.iter().all(|s| s == least) {
            true => "",
            false => "may be ",
        };
        let what = self.show(x);
        let message = format!("{what} ({may}{least} bits) too small for shift of {by}");
        self.report(at, "shift", message);
    }

    /// What constants keep from being reached.
    pub(super) fn dead(&self, file: &File) -> Vec<Span> {
        let mut dead = Vec::new();
        visit::file(file, &mut |node| {
            let Node::Stmt(s) = node else { return };
            match &s.kind {
                StmtKind::If(i) => match self.value(&i.cond).and_then(ConstValue::as_bool) {
                    Some(true) => dead.extend(i.els.as_ref().map(|e| e.span)),
                    Some(false) => dead.push(i.then.span),
                    None => {}
                },
                StmtKind::Switch(s) => {
                    let tag = match &s.tag {
                        None => Some(ConstValue::Bool(true)),
                        Some(tag) => self.value(tag).cloned(),
                    };
                    let Some(tag) = tag else { return };
                    for c in s.cases.iter().filter(|c| !c.is_default) {
                        let other = |e: &Expr| {
                            let value = self.value(e);
                            value.is_some_and(|v| !compare(BinaryOp::Eq, v, &tag))
                        };
                        if c.exprs.iter().all(other) {
                            dead.extend(c.body.iter().map(|s| s.span));
                        }
                    }
                }
                _ => {}
            }
        });
        dead
    }
}
