//! `assign`: a thing assigned to itself.

use syntax::ast::{ExprKind, Stmt, StmtKind};

use super::Vet;
use crate::Type;
use crate::check::unparen;

impl Vet<'_> {
    pub(super) fn self_assignment(&mut self, s: &Stmt) {
        let StmtKind::Assign {
            lhs, op: None, rhs, ..
        } = &s.kind
        else {
            return;
        };
        if lhs.len() != rhs.len() {
            return;
        }
        let mut same = Vec::new();
        for (l, r) in lhs.iter().zip(rhs) {
            // Reading an entry that is not there makes one.
            let entry = match &unparen(l).kind {
                ExprKind::Index { x, .. } => matches!(self.under(x), Some(Type::Map { .. })),
                _ => false,
            };
            if entry || self.has_effects(l) || self.has_effects(r) {
                continue;
            }
            let text = self.show(l);
            if text == self.show(r) {
                same.push(text);
            }
        }
        if !same.is_empty() {
            let message = format!("self-assignment of {}", same.join(", "));
            self.report(s.span, "assign", message);
        }
    }
}
