//! Ours, not vet's: operations on a channel variable that is certainly nil. It was declared without
//! a value, and nothing in the function gives it one, takes its address or compares it. A case of a
//! select may well be meant never to be ready, so these are left alone.

use base::HashMap;
use syntax::ast::{Decl, Expr, ExprKind, Stmt, StmtKind, UnaryOp};
use syntax::visit::{self, Node};

use super::{Function, Vet};
use crate::check::unparen;
use crate::{Builtin, ObjId, Type};

impl Vet<'_> {
    pub(super) fn nil_channels(&mut self, f: &Function<'_>) {
        // Literals are parts of the function around them.
        if f.decl.is_none() {
            return;
        }
        let mut nil: HashMap<ObjId, bool> = HashMap::default();
        self.each(f, &mut |vet, node| {
            if let Node::Decl(Decl::Var(v)) = node
                && v.values.is_empty()
            {
                for name in &v.names {
                    if let Some(obj) = vet.defined(name)
                        && let Some(ty) = vet.w.objects.get(obj).and_then(|o| o.ty)
                        && matches!(vet.shape(ty), Type::Chan { .. })
                    {
                        nil.insert(obj, true);
                    }
                }
            }
        });
        if nil.is_empty() {
            return;
        }
        let mut waits = Vec::new();
        self.each(f, &mut |vet, node| {
            let mut given = |e: &Expr| {
                if let Some(is) = vet.meant(e).and_then(|obj| nil.get_mut(&obj)) {
                    *is = false;
                }
            };
            match node {
                Node::Stmt(s) => match &s.kind {
                    StmtKind::Assign { lhs, .. } | StmtKind::Define { lhs, .. } => {
                        lhs.iter().for_each(given);
                    }
                    StmtKind::Range(r) => {
                        [&r.key, &r.value].into_iter().flatten().for_each(given);
                        waits.push((&r.x, r.x.span, "range over", "blocks forever"));
                    }
                    StmtKind::Send { chan, .. } => {
                        waits.push((chan, s.span, "send on", "blocks forever"));
                    }
                    _ => {}
                },
                Node::Expr(e) => match &e.kind {
                    ExprKind::Unary {
                        op: UnaryOp::Addr,
                        x,
                    } => given(x),
                    ExprKind::Binary { x, y, .. } => [x, y].into_iter().for_each(|e| given(e)),
                    ExprKind::Unary {
                        op: UnaryOp::Recv,
                        x,
                    } => waits.push((x, e.span, "receive from", "blocks forever")),
                    ExprKind::Call { fun, args, .. }
                        if vet.builtin(fun) == Some(Builtin::Close) =>
                    {
                        waits.extend(args.first().map(|a| (a, e.span, "close of", "panics")));
                    }
                    _ => {}
                },
                Node::Decl(_) => {}
            }
        });
        let ready = self.comms(f);
        for (chan, span, what, outcome) in waits {
            let Some(obj) = self.meant(unparen(chan)) else {
                continue;
            };
            if nil.get(&obj) == Some(&true)
                && !ready.iter().any(|r| r.lo <= span.lo && span.hi <= r.hi)
            {
                let name = self.name(obj);
                let message = format!("sudog: {what} channel {name}, which is nil, {outcome}");
                self.report(span, "nilchan", message);
            }
        }
    }

    fn each<'a>(&mut self, f: &Function<'a>, see: &mut dyn FnMut(&mut Self, Node<'a>)) {
        for s in &f.body.stmts {
            visit::within(Node::Stmt(s), &mut |node| {
                see(self, node);
                true
            });
        }
    }

    /// The cases of select statements.
    fn comms(&mut self, f: &Function<'_>) -> Vec<base::Span> {
        let mut out = Vec::new();
        self.each(f, &mut |_, node| {
            if let Node::Stmt(Stmt {
                kind: StmtKind::Select(clauses),
                ..
            }) = node
            {
                out.extend(clauses.iter().filter_map(|c| Some(c.comm.as_ref()?.span)));
            }
        });
        out
    }
}
