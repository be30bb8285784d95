//! Terminating statements.

use base::Symbol;
use syntax::ast::{BranchTok, CaseClause, Stmt, StmtKind};

use crate::check::{Checker, unparen};

impl Checker<'_> {
    pub(crate) fn is_terminating_list(&self, list: &[Stmt]) -> bool {
        list.iter()
            .rev()
            .find(|s| !matches!(s.kind, StmtKind::Empty))
            .is_some_and(|s| self.is_terminating(s, None))
    }

    fn is_terminating(&self, s: &Stmt, label: Option<Symbol>) -> bool {
        match &s.kind {
            StmtKind::Expr(e) => self.env.panics.contains(&unparen(e).id),
            StmtKind::Return(_) => true,
            StmtKind::Branch { tok, .. } => {
                matches!(tok, BranchTok::Goto | BranchTok::Fallthrough)
            }
            StmtKind::Block(b) => self.is_terminating_list(&b.stmts),
            StmtKind::If(i) => i.els.as_ref().is_some_and(|els| {
                self.is_terminating_list(&i.then.stmts) && self.is_terminating(els, None)
            }),
            StmtKind::Switch(s) => self.switch_terminates(&s.cases, label),
            StmtKind::TypeSwitch(s) => self.switch_terminates(&s.cases, label),
            StmtKind::Select(clauses) => clauses
                .iter()
                .all(|c| self.is_terminating_list(&c.body) && !has_break(&c.body, label, true)),
            StmtKind::For(f) => f.cond.is_none() && !has_break(&f.body.stmts, label, true),
            StmtKind::Labeled { label, stmt } => self.is_terminating(stmt, Some(label.name)),
            StmtKind::Bad => true,
            _ => false,
        }
    }

    fn switch_terminates(&self, cases: &[CaseClause], label: Option<Symbol>) -> bool {
        cases.iter().any(|c| c.is_default)
            && cases
                .iter()
                .all(|c| self.is_terminating_list(&c.body) && !has_break(&c.body, label, true))
    }
}

/// A break in `list` leaves the statement with this label or, with `implicit`, the one around.
fn has_break(list: &[Stmt], label: Option<Symbol>, implicit: bool) -> bool {
    list.iter().any(|s| breaks(s, label, implicit))
}

fn breaks(s: &Stmt, label: Option<Symbol>, implicit: bool) -> bool {
    match &s.kind {
        StmtKind::Branch {
            tok: BranchTok::Break,
            label: target,
        } => match target {
            None => implicit,
            Some(t) => Some(t.name) == label,
        },
        StmtKind::Labeled { stmt, .. } => breaks(stmt, label, implicit),
        StmtKind::Block(b) => has_break(&b.stmts, label, implicit),
        StmtKind::If(i) => {
            has_break(&i.then.stmts, label, implicit)
                || i.els.as_ref().is_some_and(|e| breaks(e, label, implicit))
        }
        // Inside another breakable statement only the label counts.
        _ if label.is_none() => false,
        StmtKind::Switch(s) => s.cases.iter().any(|c| has_break(&c.body, label, false)),
        StmtKind::TypeSwitch(s) => s.cases.iter().any(|c| has_break(&c.body, label, false)),
        StmtKind::Select(cs) => cs.iter().any(|c| has_break(&c.body, label, false)),
        StmtKind::For(f) => has_break(&f.body.stmts, label, false),
        StmtKind::Range(r) => has_break(&r.body.stmts, label, false),
        _ => false,
    }
}
