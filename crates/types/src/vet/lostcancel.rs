//! `lostcancel`: cancel functions of contexts that are thrown away, or not used on some way to the
//! end of the function.

use base::Span;
use syntax::ast::{Decl, Expr, ExprKind, Ident, NodeId, Stmt, StmtKind};
use syntax::visit::{self, Node};

use super::flow::Stretch;
use super::{Function, Vet};
use crate::ObjId;

const MAKERS: [&str; 6] = [
    "WithCancel",
    "WithCancelCause",
    "WithDeadline",
    "WithDeadlineCause",
    "WithTimeout",
    "WithTimeoutCause",
];

/// A cancel function's variable where it gets it.
struct Cancel {
    var: ObjId,
    name: String,
    /// The statement, and where it is said to be.
    stmt: NodeId,
    at: Span,
}

impl Vet<'_> {
    pub(super) fn lost_cancel(&mut self, f: &Function<'_>) {
        let mut found = Vec::new();
        for s in &f.body.stmts {
            visit::within(Node::Stmt(s), &mut |node| {
                match node {
                    Node::Expr(e) => return !matches!(e.kind, ExprKind::FuncLit(_)),
                    Node::Stmt(s) => self.cancels(s, f, &mut found),
                    Node::Decl(_) => {}
                }
                true
            });
        }
        if found.is_empty() {
            return;
        }
        let blocks = self.flow(f);
        let named: Vec<ObjId> =
            f.ty.results
                .iter()
                .filter_map(|r| self.defined(r.name.as_ref()?))
                .collect();
        for c in found {
            let Some(at) = self.lost(&c, &blocks, named.contains(&c.var)) else {
                continue;
            };
            let line = self.w.map.position(c.at.lo).map_or(0, |p| p.line);
            let name = &c.name;
            let first =
                format!("the {name} function is not used on all paths (possible context leak)");
            let second = format!(
                "this return statement may be reached without using the {name} var defined on line {line}"
            );
            self.report(c.at, "lostcancel", first);
            self.report(at, "lostcancel", second);
        }
    }

    fn cancels(&mut self, s: &Stmt, f: &Function<'_>, found: &mut Vec<Cancel>) {
        match &s.kind {
            StmtKind::Assign { lhs, rhs, .. } | StmtKind::Define { lhs, rhs, .. } => {
                if let ([_, second], [value]) = (lhs.as_slice(), rhs.as_slice())
                    && let ExprKind::Name(n) = &second.kind
                {
                    self.cancel(n, value, s, s.span, f, found);
                }
            }
            StmtKind::Decl(decls) => {
                for d in decls {
                    if let Decl::Var(v) = d
                        && let ([first, second], [value]) =
                            (v.names.as_slice(), v.values.as_slice())
                    {
                        self.cancel(second, value, s, first.span, f, found);
                    }
                }
            }
            _ => {}
        }
    }

    fn cancel(
        &mut self,
        n: &Ident,
        value: &Expr,
        s: &Stmt,
        at: Span,
        f: &Function<'_>,
        found: &mut Vec<Cancel>,
    ) {
        let ExprKind::Call { fun, .. } = &value.kind else {
            return;
        };
        let maker = self.callee(fun).and_then(|f| self.func_of(f, "context"));
        let Some(maker) = maker.filter(|m| MAKERS.contains(m)) else {
            return;
        };
        if n.name == self.w.universe.blank {
            let message = format!(
                "the cancel function returned by context.{maker} should be called, not discarded, to avoid a context leak"
            );
            self.report(n.span, "lostcancel", message);
            return;
        }
        let Some(var) = self.defined(n).or_else(|| self.used(n)) else {
            return;
        };
        let Some(place) = self.w.objects.get(var).map(|o| o.span) else {
            return;
        };
        if f.ty.span.lo <= place.lo && place.hi <= f.body.span.hi {
            found.push(Cancel {
                var,
                name: self.text(n).to_owned(),
                stmt: s.id,
                at,
            });
        }
    }

    /// Where the function may end without the variable having been used.
    fn lost(&self, c: &Cancel, blocks: &[Stretch<'_>], result: bool) -> Option<Span> {
        let is = |n: &Node<'_>| matches!(n, Node::Stmt(s) if s.id == c.stmt);
        let (start, after) = blocks.iter().enumerate().find_map(|(i, b)| {
            let at = b.nodes.iter().position(is)?;
            Some((i, at + 1))
        })?;
        let mut seen = vec![false; blocks.len()];
        self.way(c.var, blocks, start, after, result, &mut seen)
    }

    fn way(
        &self,
        var: ObjId,
        blocks: &[Stretch<'_>],
        start: usize,
        after: usize,
        result: bool,
        seen: &mut [bool],
    ) -> Option<Span> {
        // Depth first, in the order of the branches.
        let mut todo = vec![(start, after)];
        while let Some((at, from)) = todo.pop() {
            let b = blocks.get(at)?;
            // The block of the definition is entered again from its beginning.
            if from == 0
                && let Some(s) = seen.get_mut(at)
                && std::mem::replace(s, true)
            {
                continue;
            }
            if b.nodes
                .iter()
                .skip(from)
                .any(|n| self.mentions(*n, var, result))
            {
                continue;
            }
            if b.returns.is_some() {
                return b.returns;
            }
            todo.extend(b.next.iter().rev().map(|n| (*n, 0)));
        }
        None
    }

    fn mentions(&self, node: Node<'_>, var: ObjId, result: bool) -> bool {
        let mut found = false;
        visit::within(node, &mut |n| {
            match n {
                Node::Expr(e) => {
                    if let ExprKind::Name(n) = &e.kind {
                        found |= self.used(n) == Some(var);
                    }
                }
                Node::Stmt(s) => {
                    found |= result && matches!(&s.kind, StmtKind::Return(v) if v.is_empty());
                }
                Node::Decl(_) => {}
            }
            !found
        });
        found
    }
}
