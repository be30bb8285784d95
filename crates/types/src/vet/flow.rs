//! The ways through a function: blocks of statements that run one after another, and which functions
//! never come back.

use base::{HashMap, Span, Symbol};
use syntax::ast::{BranchTok, CaseClause, Expr, ExprKind, Stmt, StmtKind};
use syntax::visit::Node;

use super::{Function, Vet};
use crate::check::unparen;
use crate::{Builtin, ObjId};

/// What runs without a branch in it.
#[derive(Default)]
pub(super) struct Stretch<'a> {
    pub(super) nodes: Vec<Node<'a>>,
    pub(super) next: Vec<usize>,
    /// It ends the function, here.
    pub(super) returns: Option<Span>,
}

/// Functions and methods of the library that do not return.
const FINAL: [(&str, &str, &[&str]); 6] = [
    ("os", "", &["Exit"]),
    ("runtime", "", &["Goexit"]),
    ("syscall", "", &["Exit"]),
    ("log", "", LOG),
    ("log", "Logger", LOG),
    (
        "testing",
        "common",
        &["FailNow", "Fatal", "Fatalf", "Skip", "SkipNow", "Skipf"],
    ),
];
const LOG: &[&str] = &["Fatal", "Fatalf", "Fatalln", "Panic", "Panicf", "Panicln"];

/// Where break and continue lead.
struct Target {
    label: Option<Symbol>,
    on_break: usize,
    on_continue: Option<usize>,
}

struct Builder<'v, 'w, 'a> {
    vet: &'v mut Vet<'w>,
    blocks: Vec<Stretch<'a>>,
    at: usize,
    targets: Vec<Target>,
    labels: HashMap<Symbol, usize>,
    /// The body of the next clause.
    fall: Option<usize>,
}

impl Vet<'_> {
    /// The first block is where it begins.
    pub(super) fn flow<'a>(&mut self, f: &Function<'a>) -> Vec<Stretch<'a>> {
        let mut b = Builder {
            vet: self,
            blocks: vec![Stretch::default()],
            at: 0,
            targets: Vec::new(),
            labels: HashMap::default(),
            fall: None,
        };
        b.stmts(&f.body.stmts);
        let end = f.body.span.hi.saturating_sub(1);
        b.leave(Span::new(end, f.body.span.hi));
        b.blocks
    }

    /// Whether the call is the last thing that happens.
    pub(super) fn never_returns(&mut self, call: &Expr) -> bool {
        let ExprKind::Call { fun, .. } = &unparen(call).kind else {
            return false;
        };
        if self.builtin(fun) == Some(Builtin::Panic) {
            return true;
        }
        match self.callee(fun) {
            Some(f) => !self.comes_back(f),
            None => false,
        }
    }

    fn comes_back(&mut self, f: ObjId) -> bool {
        if let Some(known) = self.returns.get(&f) {
            return known.unwrap_or(true);
        }
        let Some(declared) = self.decls.get(&f).cloned() else {
            let is = |(path, ty, names): &(&str, &str, &[&str])| match *ty {
                "" => self.func_of(f, path).is_some_and(|n| names.contains(&n)),
                ty => names.iter().any(|n| self.is_method(f, path, ty, n)),
            };
            return !FINAL.iter().any(is);
        };
        let Some(fun) = declared.func().and_then(super::declared) else {
            return true;
        };
        // While it is looked at, whoever calls it is taken to come back.
        self.returns.insert(f, None);
        let blocks = self.flow(&fun);
        let mut seen = vec![false; blocks.len()];
        let mut todo = vec![0];
        let mut back = false;
        while let Some(i) = todo.pop() {
            if let (Some(b), Some(s @ false)) = (blocks.get(i), seen.get_mut(i)) {
                *s = true;
                back |= b.returns.is_some();
                todo.extend(&b.next);
            }
        }
        self.returns.insert(f, Some(back));
        back
    }
}

impl<'a> Builder<'_, '_, 'a> {
    fn block(&mut self) -> usize {
        self.blocks.push(Stretch::default());
        self.blocks.len() - 1
    }

    fn see(&mut self, node: Node<'a>) {
        if let Some(b) = self.blocks.get_mut(self.at) {
            b.nodes.push(node);
        }
    }

    fn exprs(&mut self, list: impl IntoIterator<Item = &'a Expr>) {
        for e in list {
            self.see(Node::Expr(e));
        }
    }

    fn link(&mut self, from: usize, to: usize) {
        if let Some(b) = self.blocks.get_mut(from) {
            b.next.push(to);
        }
    }

    fn jump(&mut self, to: usize) {
        self.link(self.at, to);
        self.at = self.block();
    }

    fn leave(&mut self, at: Span) {
        if let Some(b) = self.blocks.get_mut(self.at) {
            b.returns = Some(at);
        }
        self.at = self.block();
    }

    fn stmts(&mut self, list: &'a [Stmt]) {
        for s in list {
            self.stmt(s, None);
        }
    }

    fn label(&mut self, name: Symbol) -> usize {
        if let Some(b) = self.labels.get(&name) {
            return *b;
        }
        let b = self.block();
        self.labels.insert(name, b);
        b
    }

    fn branch(&mut self, tok: BranchTok, label: Option<Symbol>) {
        let named = |t: &&Target| label.is_none() || t.label == label;
        let to = match tok {
            BranchTok::Break => self.targets.iter().rev().find(named).map(|t| t.on_break),
            BranchTok::Continue => {
                let mut fit = self.targets.iter().rev().filter(named);
                fit.find_map(|t| t.on_continue)
            }
            BranchTok::Goto => label.map(|l| self.label(l)),
            BranchTok::Fallthrough => self.fall,
        };
        match to {
            Some(to) => self.jump(to),
            None => self.at = self.block(),
        }
    }

    /// What runs with break leading to a new block, which is where it goes on.
    fn breakable(
        &mut self,
        label: Option<Symbol>,
        on_continue: Option<usize>,
        inner: impl FnOnce(&mut Self, usize),
    ) {
        let done = self.block();
        self.targets.push(Target {
            label,
            on_break: done,
            on_continue,
        });
        inner(self, done);
        self.targets.pop();
        self.at = done;
    }

    fn cases(&mut self, cases: &'a [CaseClause], done: usize) {
        let bodies: Vec<usize> = cases.iter().map(|_| self.block()).collect();
        let mut other = done;
        for (c, body) in cases.iter().zip(&bodies) {
            if c.is_default {
                other = *body;
                continue;
            }
            self.exprs(&c.exprs);
            self.link(self.at, *body);
            let next = self.block();
            self.link(self.at, next);
            self.at = next;
        }
        self.link(self.at, other);
        for (i, (c, body)) in cases.iter().zip(&bodies).enumerate() {
            self.at = *body;
            let before = std::mem::replace(&mut self.fall, bodies.get(i + 1).copied());
            self.stmts(&c.body);
            self.fall = before;
            self.link(self.at, done);
        }
    }

    fn stmt(&mut self, s: &'a Stmt, label: Option<Symbol>) {
        match &s.kind {
            StmtKind::Bad | StmtKind::Empty => {}
            StmtKind::Expr(e) => {
                self.see(Node::Stmt(s));
                if self.vet.never_returns(e) {
                    self.at = self.block();
                }
            }
            StmtKind::Return(_) => {
                self.see(Node::Stmt(s));
                self.leave(s.span);
            }
            StmtKind::Branch { tok, label } => self.branch(*tok, label.map(|l| l.name)),
            StmtKind::Block(b) => self.stmts(&b.stmts),
            StmtKind::Labeled { label, stmt } => {
                let here = self.label(label.name);
                self.link(self.at, here);
                self.at = here;
                self.stmt(stmt, Some(label.name));
            }
            StmtKind::If(i) => {
                i.init.iter().for_each(|s| self.stmt(s, None));
                self.exprs([&i.cond]);
                let (then, done) = (self.block(), self.block());
                let els = i.els.as_ref().map(|_| self.block());
                self.link(self.at, then);
                self.link(self.at, els.unwrap_or(done));
                self.at = then;
                self.stmts(&i.then.stmts);
                self.link(self.at, done);
                if let (Some(s), Some(b)) = (&i.els, els) {
                    self.at = b;
                    self.stmt(s, None);
                    self.link(self.at, done);
                }
                self.at = done;
            }
            StmtKind::For(f) => {
                f.init.iter().for_each(|s| self.stmt(s, None));
                let (head, body, post) = (self.block(), self.block(), self.block());
                self.link(self.at, head);
                self.breakable(label, Some(post), |b, done| {
                    b.at = head;
                    b.exprs(&f.cond);
                    b.link(head, body);
                    if f.cond.is_some() {
                        b.link(head, done);
                    }
                    b.at = body;
                    b.stmts(&f.body.stmts);
                    b.link(b.at, post);
                    b.at = post;
                    f.post.iter().for_each(|s| b.stmt(s, None));
                    b.link(b.at, head);
                });
            }
            StmtKind::Range(r) => {
                self.exprs([&r.x]);
                let (head, body) = (self.block(), self.block());
                self.link(self.at, head);
                self.breakable(label, Some(head), |b, done| {
                    b.at = head;
                    b.exprs(&r.key);
                    b.exprs(&r.value);
                    b.link(head, body);
                    b.link(head, done);
                    b.at = body;
                    b.stmts(&r.body.stmts);
                    b.link(b.at, head);
                });
            }
            StmtKind::Switch(w) => {
                w.init.iter().for_each(|s| self.stmt(s, None));
                self.exprs(&w.tag);
                self.breakable(label, None, |b, done| b.cases(&w.cases, done));
            }
            StmtKind::TypeSwitch(w) => {
                w.init.iter().for_each(|s| self.stmt(s, None));
                self.exprs([&w.x]);
                self.breakable(label, None, |b, done| b.cases(&w.cases, done));
            }
            StmtKind::Select(clauses) => {
                let from = self.at;
                self.breakable(label, None, |b, done| {
                    for c in clauses {
                        b.at = b.block();
                        b.link(from, b.at);
                        c.comm.iter().for_each(|s| b.stmt(s, None));
                        b.stmts(&c.body);
                        b.link(b.at, done);
                    }
                });
            }
            _ => self.see(Node::Stmt(s)),
        }
    }
}
