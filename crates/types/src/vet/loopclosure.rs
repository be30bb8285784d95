//! `loopclosure`: variables that all iterations of a loop share (before Go 1.22), used by a function
//! that may run after the iteration. Only the last statement of a body is looked at, and the last
//! statements in it.

use syntax::ast::{Block, Expr, ExprKind, File, Stmt, StmtKind};
use syntax::visit::{self, Node};

use super::Vet;
use crate::ObjId;
use crate::check::unparen;

impl Vet<'_> {
    pub(super) fn loop_closures(&mut self, file: &File) {
        visit::file(file, &mut |node| {
            let Node::Stmt(s) = node else { return };
            match &s.kind {
                StmtKind::Range(r) => {
                    let vars = [&r.key, &r.value].into_iter().flatten();
                    let vars = vars.filter_map(|v| self.variable(v)).collect();
                    self.loop_body(&r.body, vars);
                }
                StmtKind::For(f) => {
                    let mut vars = Vec::new();
                    if let Some(post) = &f.post {
                        match &post.kind {
                            StmtKind::IncDec { x, .. } => vars.extend(self.variable(x)),
                            StmtKind::Assign { lhs, .. } => {
                                vars.extend(lhs.iter().filter_map(|l| self.variable(l)));
                            }
                            _ => {}
                        }
                    }
                    self.loop_body(&f.body, vars);
                }
                _ => {}
            }
        });
    }

    fn variable(&self, e: &Expr) -> Option<ObjId> {
        match &e.kind {
            ExprKind::Name(n) => self.defined(n).or_else(|| self.used(n)),
            _ => None,
        }
    }

    fn loop_body(&mut self, body: &Block, vars: Vec<ObjId>) {
        if vars.is_empty() {
            return;
        }
        let mut late = Vec::new();
        // What comes after a subtest's start does not wait for it either.
        late.extend(body.stmts.iter().filter_map(|s| self.subtest(s)));
        self.last_statements(&body.stmts, &mut late);
        for (fun, from) in late {
            let after: Vec<&Stmt> = fun.stmts.iter().skip(from).collect();
            for s in after {
                visit::within(Node::Stmt(s), &mut |node| {
                    if let Node::Expr(e) = node
                        && let ExprKind::Name(n) = &e.kind
                        && self.used(n).is_some_and(|obj| vars.contains(&obj))
                    {
                        let name = self.text(n).to_owned();
                        let message = format!("loop variable {name} captured by func literal");
                        self.report(e.span, "loopclosure", message);
                    }
                    true
                });
            }
        }
    }

    /// The bodies of functions that last statements start, and from which of their statements on
    /// they run on their own.
    fn last_statements<'a>(&self, list: &'a [Stmt], out: &mut Vec<(&'a Block, usize)>) {
        let Some(last) = list.last() else { return };
        let call = match &last.kind {
            StmtKind::Go(call) | StmtKind::Defer(call) => {
                if let ExprKind::Call { fun, .. } = &call.kind
                    && let ExprKind::FuncLit(f) = &fun.kind
                {
                    out.push((&f.body, 0));
                }
                return;
            }
            StmtKind::Expr(call) => call,
            StmtKind::If(i) => {
                self.last_statements(&i.then.stmts, out);
                match i.els.as_ref() {
                    None => {}
                    Some(Stmt {
                        kind: StmtKind::Block(b),
                        ..
                    }) => self.last_statements(&b.stmts, out),
                    Some(els) => self.last_statements(std::slice::from_ref(els), out),
                }
                return;
            }
            StmtKind::For(f) => return self.last_statements(&f.body.stmts, out),
            StmtKind::Range(r) => return self.last_statements(&r.body.stmts, out),
            StmtKind::Switch(s) => {
                return s
                    .cases
                    .iter()
                    .for_each(|c| self.last_statements(&c.body, out));
            }
            StmtKind::TypeSwitch(s) => {
                return s
                    .cases
                    .iter()
                    .for_each(|c| self.last_statements(&c.body, out));
            }
            StmtKind::Select(cs) => {
                return cs.iter().for_each(|c| self.last_statements(&c.body, out));
            }
            StmtKind::Labeled { stmt, .. } => {
                return self.last_statements(std::slice::from_ref(stmt), out);
            }
            _ => return,
        };
        let ExprKind::Call { fun, args, .. } = &call.kind else {
            return;
        };
        let Some(f) = self.callee(fun) else { return };
        let group = ["Go", "TryGo"]
            .into_iter()
            .any(|name| self.is_method(f, "golang.org/x/sync/errgroup", "Group", name));
        if group && let Some(ExprKind::FuncLit(f)) = args.first().map(|a| &unparen(a).kind) {
            out.push((&f.body, 0));
        }
    }

    /// The body of a subtest that runs beside others, and from where on.
    fn subtest<'a>(&self, s: &'a Stmt) -> Option<(&'a Block, usize)> {
        let StmtKind::Expr(call) = &s.kind else {
            return None;
        };
        let ExprKind::Call { fun, args, .. } = &call.kind else {
            return None;
        };
        let f = self.callee(fun)?;
        if !self.is_method(f, "testing", "T", "Run") {
            return None;
        }
        match &unparen(args.get(1)?).kind {
            ExprKind::FuncLit(f) => {
                let at = self.parallel(&f.body, f.ty.params.first())?;
                Some((&f.body, at))
            }
            _ => None,
        }
    }

    /// After which statement a subtest runs on its own.
    fn parallel(&self, body: &Block, param: Option<&syntax::ast::Field>) -> Option<usize> {
        let test = self.defined(param?.name.as_ref()?);
        let calls = |s: &Stmt| {
            if let StmtKind::Expr(e) = &s.kind
                && let ExprKind::Call { fun, .. } = &e.kind
                && let Some(f) = self.callee(fun)
                && self.is_method(f, "testing", "T", "Parallel")
                && let ExprKind::Selector { x, .. } = &unparen(fun).kind
            {
                return test.is_some() && self.meant(x) == test;
            }
            false
        };
        body.stmts.iter().position(calls).map(|i| i + 1)
    }
}
