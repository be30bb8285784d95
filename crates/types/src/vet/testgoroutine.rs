//! `testinggoroutine`: methods that end the test's goroutine, called from another one.

use base::{HashMap, Span};
use syntax::ast::{Block, Decl, Expr, ExprKind, File, StmtKind};
use syntax::visit::{self, Node};

use super::Vet;
use crate::check::unparen;
use crate::{ObjId, TypeId};

const ENDING: [&str; 6] = ["FailNow", "Fatal", "Fatalf", "Skip", "SkipNow", "Skipf"];

impl Vet<'_> {
    pub(super) fn test_goroutines(&mut self, file: &File) {
        for d in &file.decls {
            let Decl::Func(f) = d else { continue };
            let Some(body) = &f.body else { continue };
            let tests = f.ty.params.iter().any(|p| {
                let ty = self.ty(&p.ty);
                ty.is_some_and(|t| self.tester(t).is_some_and(|n| n != "TB"))
            });
            if tests {
                self.started(body);
            }
        }
    }

    /// `T`, `B` or `TB`, behind a pointer where it is one.
    fn tester(&self, ty: TypeId) -> Option<&'static str> {
        let (bare, pointer) = self.w.deref(ty);
        let name = self.type_name(bare)?;
        [("T", true), ("B", true), ("TB", false)]
            .into_iter()
            .find(|(n, p)| name == ("testing", *n) && *p == pointer)
            .map(|(n, _)| n)
    }

    fn started(&mut self, body: &Block) {
        let mut literals: HashMap<ObjId, &Block> = HashMap::default();
        let mut gos = Vec::new();
        for s in &body.stmts {
            visit::within(Node::Stmt(s), &mut |node| {
                let Node::Stmt(s) = node else {
                    if let Node::Decl(Decl::Var(v)) = node {
                        for (name, value) in v.names.iter().zip(&v.values) {
                            if let (Some(obj), Some(f)) =
                                (self.defined(name), super::literal(value))
                            {
                                literals.insert(obj, f.body);
                            }
                        }
                    }
                    return true;
                };
                match &s.kind {
                    StmtKind::Go(call) => gos.push((call, s.span)),
                    StmtKind::Define { lhs, rhs, .. } => {
                        for (name, value) in lhs.iter().zip(rhs) {
                            if let ExprKind::Name(n) = &name.kind
                                && let (Some(obj), Some(f)) =
                                    (self.defined(n), super::literal(value))
                            {
                                literals.insert(obj, f.body);
                            }
                        }
                    }
                    _ => {}
                }
                true
            });
        }
        for (call, at) in gos {
            self.goroutine(call, at, &literals);
        }
    }

    fn goroutine(&mut self, call: &Expr, at: Span, literals: &HashMap<ObjId, &Block>) {
        let ExprKind::Call { fun, .. } = &call.kind else {
            return;
        };
        if let Some(f) = super::literal(unparen(fun)) {
            for (name, span) in self.endings(f.body) {
                let message = format!("call to {name} from a non-test goroutine");
                self.report(span, "testinggoroutine", message);
            }
            return;
        }
        if let Some(name) = self.ending(call) {
            let message = format!("call to {name} from a non-test goroutine");
            self.report(at, "testinggoroutine", message);
            return;
        }
        let Some(obj) = self.meant(fun) else { return };
        let called = self.name(obj).to_owned();
        let found = match (literals.get(&obj), self.decls.get(&obj).cloned()) {
            (Some(body), _) => self.endings(body),
            (None, Some(d)) => match d.func().and_then(|f| f.body.as_ref()) {
                Some(body) => self.endings(body),
                None => return,
            },
            _ => return,
        };
        for (name, _) in found {
            let message =
                format!("call to {name} from a non-test goroutine ({called} calls {name})");
            self.report(at, "testinggoroutine", message);
        }
    }

    /// `(*testing.T).Fatal`, if that is what is called.
    fn ending(&self, call: &Expr) -> Option<String> {
        let ExprKind::Call { fun, .. } = &call.kind else {
            return None;
        };
        let ExprKind::Selector { x, sel } = &unparen(fun).kind else {
            return None;
        };
        let name = Some(self.text(sel)).filter(|n| ENDING.contains(n))?;
        let tester = self.tester(self.ty(x)?)?;
        let star = if tester == "TB" { "" } else { "*" };
        Some(format!("({star}testing.{tester}).{name}"))
    }

    /// Such calls in a body, except those of goroutines and subtests that it starts itself.
    fn endings(&self, body: &Block) -> Vec<(String, Span)> {
        let mut out = Vec::new();
        for s in &body.stmts {
            visit::within(Node::Stmt(s), &mut |node| match node {
                Node::Stmt(s) => !matches!(s.kind, StmtKind::Go(_)),
                Node::Expr(e) => {
                    out.extend(self.ending(e).map(|name| (name, e.span)));
                    !self.is_subtest(e)
                }
                Node::Decl(_) => true,
            });
        }
        out
    }

    fn is_subtest(&self, e: &Expr) -> bool {
        let ExprKind::Call { fun, .. } = &e.kind else {
            return false;
        };
        let f = self.callee(fun);
        f.is_some_and(|f| {
            ["T", "B"]
                .iter()
                .any(|ty| self.is_method(f, "testing", ty, "Run"))
        })
    }
}
