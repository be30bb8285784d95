//! `defers`: `time.Since` worked out when the defer statement runs, not when the function ends.

use syntax::ast::{ExprKind, Stmt, StmtKind};
use syntax::visit::{self, Node};

use super::Vet;

impl Vet<'_> {
    pub(super) fn deferred_since(&mut self, s: &Stmt) {
        let StmtKind::Defer(call) = &s.kind else {
            return;
        };
        let mut found = Vec::new();
        visit::within(Node::Expr(call), &mut |node| {
            let Node::Expr(e) = node else { return true };
            if let ExprKind::Call { fun, .. } = &e.kind
                && let Some(f) = self.callee(fun)
                && self.func_of(f, "time") == Some("Since")
            {
                found.push(e.span);
            }
            !matches!(e.kind, ExprKind::FuncLit(_))
        });
        for span in found {
            let message = "call to time.Since is not deferred".to_owned();
            self.report(span, "defers", message);
        }
    }
}
