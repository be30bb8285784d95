//! `atomic`: the result of an atomic addition assigned, not atomically, to what was added to.

use syntax::ast::{Expr, ExprKind, Stmt, StmtKind, UnaryOp};

use super::Vet;

const ADDS: [&str; 5] = [
    "AddInt32",
    "AddInt64",
    "AddUint32",
    "AddUint64",
    "AddUintptr",
];

impl Vet<'_> {
    pub(super) fn atomic_assignment(&mut self, s: &Stmt) {
        let StmtKind::Assign { lhs, rhs, .. } = &s.kind else {
            return;
        };
        if lhs.len() != rhs.len() {
            return;
        }
        for (l, r) in lhs.iter().zip(rhs) {
            if self.adds_to(l, r) {
                let message = "direct assignment to atomic value".to_owned();
                self.report(l.span, "atomic", message);
            }
        }
    }

    /// Whether `r` adds atomically to `l`.
    fn adds_to(&self, l: &Expr, r: &Expr) -> bool {
        let ExprKind::Call { fun, args, .. } = &r.kind else {
            return false;
        };
        let name = self
            .callee(fun)
            .and_then(|f| self.func_of(f, "sync/atomic"));
        let (Some(first), true) = (args.first(), name.is_some_and(|n| ADDS.contains(&n))) else {
            return false;
        };
        match (&first.kind, &l.kind) {
            (
                ExprKind::Unary {
                    op: UnaryOp::Addr,
                    x,
                },
                _,
            ) => self.show(x) == self.show(l),
            (_, ExprKind::Star(x)) => self.show(x) == self.show(first),
            _ => false,
        }
    }
}
