//! `waitgroup`: `WaitGroup.Add` as the first thing that a new goroutine does.

use base::Span;
use syntax::ast::{ExprKind, Stmt, StmtKind};

use super::Vet;
use crate::check::unparen;

impl Vet<'_> {
    pub(super) fn group_add(&mut self, s: &Stmt) {
        if let StmtKind::Go(call) = &s.kind
            && let ExprKind::Call { fun, .. } = &call.kind
            && let ExprKind::FuncLit(f) = &unparen(fun).kind
            && let Some(Stmt {
                kind: StmtKind::Expr(first),
                ..
            }) = f.body.stmts.first()
            && let ExprKind::Call { fun, .. } = &first.kind
            && let Some(method) = self.callee(fun)
            && self.is_method(method, "sync", "WaitGroup", "Add")
        {
            let message = "WaitGroup.Add called from inside new goroutine".to_owned();
            let at = Span::new(fun.span.hi, first.span.hi);
            self.report(at, "waitgroup", message);
        }
    }
}
