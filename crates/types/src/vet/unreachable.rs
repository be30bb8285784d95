//! `unreachable`: statements to which no way leads, by the form of the statements before them.

use base::{HashSet, Symbol};
use syntax::ast::{BranchTok, CaseClause, Expr, ExprKind, Stmt, StmtKind};
use syntax::visit::{self, Node};

use super::{Function, Vet};
use crate::Builtin;

struct Scan {
    reached: bool,
    /// Labels that a goto leads to.
    gotos: HashSet<Symbol>,
    /// Statements that break leads out of: their label, and whether one does.
    outer: Vec<(Option<Symbol>, bool)>,
}

impl Vet<'_> {
    pub(super) fn unreachable_code(&mut self, f: &Function<'_>) {
        let mut scan = Scan {
            reached: true,
            gotos: HashSet::default(),
            outer: Vec::new(),
        };
        for s in &f.body.stmts {
            visit::within(Node::Stmt(s), &mut |node| {
                if let Node::Stmt(Stmt {
                    kind:
                        StmtKind::Branch {
                            tok: BranchTok::Goto,
                            label: Some(label),
                        },
                    ..
                }) = node
                {
                    scan.gotos.insert(label.name);
                }
                !matches!(node, Node::Expr(_))
            });
        }
        self.list(&f.body.stmts, &mut scan);
    }

    fn list(&mut self, stmts: &[Stmt], scan: &mut Scan) {
        for s in stmts {
            self.reach(s, None, scan);
        }
    }

    fn reach(&mut self, s: &Stmt, label: Option<Symbol>, scan: &mut Scan) {
        match &s.kind {
            StmtKind::Empty => return,
            StmtKind::Labeled { label, .. } => scan.reached |= scan.gotos.contains(&label.name),
            _ => {}
        }
        if !scan.reached && label.is_none() && !matches!(s.kind, StmtKind::Labeled { .. }) {
            self.report(s.span, "unreachable", "unreachable code".to_owned());
            scan.reached = true;
        }
        match &s.kind {
            StmtKind::Return(_) => scan.reached = false,
            StmtKind::Expr(e) => scan.reached = !self.panics(e),
            StmtKind::Branch { tok, label } => {
                if *tok == BranchTok::Break {
                    let wanted = label.map(|l| l.name);
                    let mut outer = scan.outer.iter_mut().rev();
                    if let Some(o) = outer.find(|o| wanted.is_none() || o.0 == wanted) {
                        o.1 = true;
                    }
                }
                scan.reached = false;
            }
            StmtKind::Block(b) => self.list(&b.stmts, scan),
            StmtKind::Labeled { label, stmt } => self.reach(stmt, Some(label.name), scan),
            StmtKind::If(i) => {
                self.list(&i.then.stmts, scan);
                let then = std::mem::replace(&mut scan.reached, true);
                if let Some(els) = &i.els {
                    self.reach(els, None, scan);
                }
                scan.reached |= then;
            }
            StmtKind::For(f) => {
                let cond = f.cond.is_some();
                self.breakable(label, scan, |vet, scan| {
                    vet.list(&f.body.stmts, scan);
                    cond
                });
            }
            StmtKind::Range(r) => self.breakable(label, scan, |vet, scan| {
                vet.list(&r.body.stmts, scan);
                true
            }),
            StmtKind::Switch(w) => self.clauses(label, scan, &w.cases),
            StmtKind::TypeSwitch(w) => self.clauses(label, scan, &w.cases),
            StmtKind::Select(clauses) => self.breakable(label, scan, |vet, scan| {
                let mut after = false;
                for c in clauses {
                    scan.reached = true;
                    vet.list(&c.body, scan);
                    after |= scan.reached;
                }
                after
            }),
            _ => {}
        }
    }

    /// `inner` tells whether the end is reached, breaks aside.
    fn breakable(
        &mut self,
        label: Option<Symbol>,
        scan: &mut Scan,
        inner: impl FnOnce(&mut Self, &mut Scan) -> bool,
    ) {
        scan.outer.push((label, false));
        let end = inner(self, scan);
        let broken = scan.outer.pop().is_some_and(|o| o.1);
        scan.reached = end || broken;
    }

    fn clauses(&mut self, label: Option<Symbol>, scan: &mut Scan, cases: &[CaseClause]) {
        self.breakable(label, scan, |vet, scan| {
            let mut after = !cases.iter().any(|c| c.is_default);
            for c in cases {
                scan.reached = true;
                vet.list(&c.body, scan);
                after |= scan.reached;
            }
            after
        });
    }

    fn panics(&self, e: &Expr) -> bool {
        match &e.kind {
            ExprKind::Call { fun, .. } => self.builtin(fun) == Some(Builtin::Panic),
            _ => false,
        }
    }
}
