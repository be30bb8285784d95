//! `bools`: operands of `||` and `&&` that say the same twice, or cannot help being true or false
//! together.

use base::HashSet;
use syntax::ast::{BinaryOp, Expr, ExprKind, File, NodeId};
use syntax::visit::{self, Node};

use super::Vet;
use crate::check::unparen;

impl Vet<'_> {
    pub(super) fn boolean_chains(&mut self, file: &File) {
        let mut seen = HashSet::default();
        visit::file(file, &mut |node| {
            if let Node::Expr(e) = node
                && let ExprKind::Binary { op, .. } = &e.kind
                && matches!(op, BinaryOp::LogOr | BinaryOp::LogAnd)
                && !seen.contains(&e.id)
            {
                // From right to left: what is reported is the earlier one.
                let mut operands = Vec::new();
                flatten(e, *op, &mut operands, &mut seen);
                let calm = |e: &&Expr| self.has_effects(e);
                let parts: Vec<&[&Expr]> = operands.split(calm).collect();
                for part in parts {
                    self.redundant(*op, part);
                    self.suspect(*op, part);
                }
            }
        });
    }

    fn redundant(&mut self, op: BinaryOp, operands: &[&Expr]) {
        let (word, sign) = words(op);
        let mut seen = Vec::new();
        for e in operands {
            let text = self.show(e);
            if seen.contains(&text) {
                let message = format!("redundant {word}: {text} {sign} {text}");
                self.report(e.span, "bools", message);
            } else {
                seen.push(text);
            }
        }
    }

    fn suspect(&mut self, op: BinaryOp, operands: &[&Expr]) {
        let (word, sign) = words(op);
        let wanted = match op {
            BinaryOp::LogOr => BinaryOp::Ne,
            _ => BinaryOp::Eq,
        };
        // What was compared, with what, and the comparison.
        let mut seen: Vec<(String, String, String)> = Vec::new();
        for e in operands {
            let ExprKind::Binary { op, x, y, .. } = &e.kind else {
                continue;
            };
            let (subject, with) = match () {
                () if *op != wanted => continue,
                () if self.value(y).is_some() => (x, y),
                () if self.value(x).is_some() => (y, x),
                () => continue,
            };
            let (subject, with, text) = (self.show(subject), self.show(with), self.show(e));
            match seen.iter().find(|(s, ..)| *s == subject) {
                None => seen.push((subject, with, text)),
                Some((_, other, before)) if *other != with => {
                    let message = format!("suspect {word}: {text} {sign} {before}");
                    self.report(e.span, "bools", message);
                }
                Some(_) => {}
            }
        }
    }
}

fn words(op: BinaryOp) -> (&'static str, &'static str) {
    match op {
        BinaryOp::LogOr => ("or", "||"),
        _ => ("and", "&&"),
    }
}

fn flatten<'a>(e: &'a Expr, op: BinaryOp, out: &mut Vec<&'a Expr>, seen: &mut HashSet<NodeId>) {
    let mut e = unparen(e);
    loop {
        match &e.kind {
            ExprKind::Binary { op: o, x, y, .. } if *o == op => {
                seen.insert(e.id);
                flatten(y, op, out, seen);
                e = unparen(x);
            }
            _ => return out.push(e),
        }
    }
}
