//! Statements: one on a line, blank lines of the source kept, short function bodies on one line.

use base::Span;

use super::expr::{Item, Layout, strip, strip_always};
use super::printer::{Printer, Ws};
use crate::ast::{
    Block, BranchTok, CaseClause, CommClause, Expr, ExprKind, Ident, Stmt, StmtKind,
    TypeSwitchStmt, UnaryOp,
};

/// A function may be this long on one line.
const MAX_ONE_LINE: usize = 100;
/// And hold this many statements.
const MAX_STATEMENTS: usize = 5;

/// Lines of a list of which each may be aligned with the one above if that took one line.
#[derive(Default)]
pub(super) struct Lines {
    slot: Option<usize>,
    /// Lines of the last entry that do not count.
    pub(super) skip: i32,
}

impl Lines {
    /// Starts the line of the next entry, which stood at `at`.
    pub(super) fn start(&mut self, p: &mut Printer<'_>, at: u32, section: bool) {
        let long = self
            .slot
            .is_none_or(|slot| p.lines_since(slot, self.skip) > 0);
        p.linebreak(p.line(at), 1, Ws::Ignore, section || long);
        self.record(p);
    }
    pub(super) fn record(&mut self, p: &mut Printer<'_>) {
        self.slot = Some(p.record_line());
    }
}

impl Printer<'_> {
    fn stmts(&mut self, list: &[Stmt], before_brace: bool) {
        self.ws(Ws::Indent);
        let mut lines = Lines::default();
        let mut printed = 0;
        for stmt in list {
            if matches!(stmt.kind, StmtKind::Empty) {
                continue;
            }
            lines.start(self, stmt.span.lo, false);
            self.stmt(stmt, before_brace && printed + 1 == list.len());
            // What counts is where the statement itself starts.
            lines.skip = 0;
            let mut inner = stmt;
            while let StmtKind::Labeled { stmt, .. } = &inner.kind {
                lines.skip += 1;
                inner = stmt;
            }
            printed += 1;
        }
        self.ws(Ws::Unindent);
    }

    /// A block, which is never on one line.
    fn block(&mut self, block: &Block) {
        self.open(block.span);
        self.stmts(&block.stmts, true);
        self.end_block(block.span);
    }
    fn open(&mut self, span: Span) {
        self.at(span.lo);
        self.tok("{");
    }
    fn end_block(&mut self, span: Span) {
        let close = span.hi - 1;
        self.linebreak(self.line(close), 1, Ws::Ignore, true);
        self.at(close);
        self.tok("}");
    }

    /// The header of a statement with a block.
    fn header(&mut self, init: Option<&Stmt>, cond: Option<&Expr>, post: Option<Option<&Stmt>>) {
        self.ws(Ws::Blank);
        let mut blank = cond.is_some();
        if init.is_some() || matches!(post, Some(Some(_))) {
            if let Some(init) = init {
                self.stmt(init, false);
            }
            self.tok(";");
            self.ws(Ws::Blank);
            if let Some(cond) = cond {
                self.expr(strip(cond), 1);
            }
            if let Some(post) = post {
                self.tok(";");
                self.ws(Ws::Blank);
                blank = post.is_some();
                if let Some(post) = post {
                    self.stmt(post, false);
                }
            }
        } else if let Some(cond) = cond {
            self.expr(strip(cond), 1);
        }
        if blank {
            self.ws(Ws::Blank);
        }
    }

    fn assign(&mut self, lhs: &[Expr], op: &'static str, equals: &str, at: u32, rhs: &[Expr]) {
        let depth = 1 + i32::from(lhs.len() > 1 && rhs.len() > 1);
        let start = lhs.first().map_or(at, |x| x.span.lo);
        self.exprs(start, lhs, Layout::depth(depth), at);
        self.ws(Ws::Blank);
        self.at(at);
        self.operator(op, equals);
        self.ws(Ws::Blank);
        self.exprs(at, rhs, Layout::depth(depth), 0);
    }

    pub(super) fn stmt(&mut self, stmt: &Stmt, before_brace: bool) {
        self.at(stmt.span.lo);
        match &stmt.kind {
            StmtKind::Bad | StmtKind::Empty => {}
            StmtKind::Decl(decls) => {
                let index = self.src.index_at(stmt.span.lo);
                let mut rest = decls.as_slice();
                self.gen_decl(index, &mut rest);
            }
            StmtKind::Labeled { label, stmt } => self.labeled(label, stmt, before_brace),
            StmtKind::Expr(x) => self.expr(x, 1),
            StmtKind::Send { chan, value } => {
                self.expr(chan, 1);
                self.ws(Ws::Blank);
                self.at(self.src.next(chan.span.hi));
                self.tok("<-");
                self.ws(Ws::Blank);
                self.expr(value, 1);
            }
            StmtKind::IncDec { x, inc } => {
                self.expr(x, 2);
                self.at(self.src.next(x.span.hi));
                self.tok(if *inc { "++" } else { "--" });
            }
            StmtKind::Assign {
                lhs,
                op,
                op_span,
                rhs,
            } => self.assign(lhs, op.map_or("", |op| op.text()), "=", op_span.lo, rhs),
            StmtKind::Define { lhs, op_span, rhs } => {
                self.assign(lhs, ":=", "", op_span.lo, rhs);
            }
            StmtKind::Go(x) => self.call_of("go", x),
            StmtKind::Defer(x) => self.call_of("defer", x),
            StmtKind::Return(list) => {
                self.tok("return");
                if list.is_empty() {
                    return;
                }
                self.ws(Ws::Blank);
                let flat = self.indents_whole(list);
                if flat {
                    self.ws(Ws::Indent);
                }
                let layout = Layout {
                    depth: 1,
                    comma: false,
                    flat,
                };
                self.exprs(0, list, layout, 0);
                if flat {
                    self.ws(Ws::Unindent);
                }
            }
            StmtKind::Branch { tok, label } => {
                self.tok(match tok {
                    BranchTok::Break => "break",
                    BranchTok::Continue => "continue",
                    BranchTok::Goto => "goto",
                    BranchTok::Fallthrough => "fallthrough",
                });
                if let Some(label) = label {
                    self.ws(Ws::Blank);
                    self.name(label);
                }
            }
            StmtKind::Block(block) => self.block(block),
            StmtKind::If(s) => {
                self.tok("if");
                self.header(s.init.as_ref(), Some(&s.cond), None);
                self.block(&s.then);
                if let Some(els) = &s.els {
                    self.ws(Ws::Blank);
                    self.tok("else");
                    self.ws(Ws::Blank);
                    self.stmt(els, before_brace);
                }
            }
            StmtKind::Switch(s) => {
                self.tok("switch");
                self.header(s.init.as_ref(), s.tag.as_ref(), None);
                self.cases(&s.cases, s.body_span);
            }
            StmtKind::TypeSwitch(s) => {
                self.tok("switch");
                if let Some(init) = &s.init {
                    self.ws(Ws::Blank);
                    self.stmt(init, false);
                    self.tok(";");
                }
                self.ws(Ws::Blank);
                self.type_guard(s);
                self.ws(Ws::Blank);
                self.cases(&s.cases, s.body_span);
            }
            StmtKind::Select(clauses) => {
                self.tok("select");
                self.ws(Ws::Blank);
                let open = self.src.lo(self.src.index_at(stmt.span.lo) + 1);
                self.select(clauses, Span::new(open, stmt.span.hi));
            }
            StmtKind::For(s) => {
                self.tok("for");
                self.header(s.init.as_ref(), s.cond.as_ref(), Some(s.post.as_ref()));
                self.block(&s.body);
            }
            StmtKind::Range(s) => {
                if let Some(x) = s.extra.first() {
                    self.refuse(x.span, "expected at most 2 expressions");
                }
                self.tok("for");
                self.ws(Ws::Blank);
                if let Some(key) = &s.key {
                    self.expr(key, 1);
                    let mut end = key.span.hi;
                    if let Some(value) = &s.value {
                        self.at(value.span.lo);
                        self.tok(",");
                        self.ws(Ws::Blank);
                        self.expr(value, 1);
                        end = value.span.hi;
                    }
                    self.ws(Ws::Blank);
                    self.at(self.src.next(end));
                    self.tok(if s.define { ":=" } else { "=" });
                    self.ws(Ws::Blank);
                }
                self.tok("range");
                self.ws(Ws::Blank);
                self.expr(strip(&s.x), 1);
                self.ws(Ws::Blank);
                self.block(&s.body);
            }
        }
    }

    fn call_of(&mut self, keyword: &'static str, x: &Expr) {
        if !matches!(x.kind, ExprKind::Call { .. }) {
            let message = format!("expression in {keyword} must be function call");
            self.refuse(x.span, &message);
        }
        self.tok(keyword);
        self.ws(Ws::Blank);
        self.expr(x, 1);
    }

    fn labeled(&mut self, label: &Ident, stmt: &Stmt, before_brace: bool) {
        // An unindent right after a line break is applied before it.
        self.ws(Ws::Unindent);
        self.name(label);
        self.at(self.src.next(label.span.hi));
        self.tok(":");
        self.ws(Ws::Indent);
        if matches!(stmt.kind, StmtKind::Empty) {
            if !before_brace {
                self.ws(Ws::Newline);
                self.at(stmt.span.lo);
                self.tok(";");
                return;
            }
        } else {
            self.linebreak(self.line(stmt.span.lo), 1, Ws::Ignore, true);
        }
        self.stmt(stmt, before_brace);
    }

    /// `x.(type)`, perhaps after `v :=`; the tree holds no expression for it.
    fn type_guard(&mut self, s: &TypeSwitchStmt) {
        let x = &s.x;
        let end = match (&s.bind, &s.odd_bind) {
            (Some(bind), _) => {
                self.name(bind);
                Some(bind.span.hi)
            }
            (None, Some(bind)) => {
                self.expr(bind, 1);
                Some(bind.span.hi)
            }
            (None, None) => None,
        };
        if let Some(end) = end {
            self.ws(Ws::Blank);
            self.at(self.src.next(end));
            self.tok(":=");
            self.ws(Ws::Blank);
        }
        let dot = self.src.index_at(x.span.hi);
        let guard = Expr {
            id: x.id,
            span: x.span.to(Span::new(x.span.lo, self.src.lo(dot + 3) + 1)),
            kind: ExprKind::TypeAssert {
                x: Box::new(x.clone()),
                ty: None,
            },
        };
        self.expr(&guard, 1);
    }

    fn cases(&mut self, cases: &[CaseClause], span: Span) {
        self.open(span);
        for (i, case) in cases.iter().enumerate() {
            self.linebreak(self.line(case.span.lo), 1, Ws::Ignore, true);
            self.at(case.span.lo);
            if case.is_default {
                self.tok("default");
            } else {
                self.tok("case");
                self.ws(Ws::Blank);
                self.exprs(case.span.lo, &case.exprs, Layout::depth(1), case.colon.lo);
            }
            self.at(case.colon.lo);
            self.tok(":");
            self.stmts(&case.body, i + 1 == cases.len());
        }
        self.end_block(span);
    }

    fn select(&mut self, clauses: &[CommClause], span: Span) {
        let close = span.hi - 1;
        self.open(span);
        if clauses.is_empty() && !self.comment_before(close) {
            self.at(close);
            self.tok("}");
            return;
        }
        for (i, clause) in clauses.iter().enumerate() {
            self.linebreak(self.line(clause.span.lo), 1, Ws::Ignore, true);
            self.at(clause.span.lo);
            match &clause.comm {
                None => self.tok("default"),
                Some(comm) => {
                    self.tok("case");
                    self.ws(Ws::Blank);
                    self.stmt(comm, false);
                }
            }
            self.at(clause.colon.lo);
            self.tok(":");
            self.stmts(&clause.body, i + 1 == clauses.len());
        }
        self.end_block(span);
    }

    /// Whether a list of results looks better indented as a whole: an entry does not start where
    /// the one before ends, or more than one has several lines.
    fn indents_whole(&self, list: &[Expr]) -> bool {
        let (Some(first), Some(last)) = (list.first(), list.last()) else {
            return false;
        };
        let mut line = self.line(first.span.lo);
        if list.len() < 2 || line >= self.line(last.span.hi) {
            return false;
        }
        let mut long = 0;
        for x in list {
            let (start, end) = (self.line(x.span.lo), self.line(x.span.hi));
            if line < start {
                return true;
            }
            if start < end && !is_literal(x) {
                long += 1;
            }
            line = end;
        }
        long > 1
    }

    /// A body after a header of `header` characters: on its line if it fits and was there.
    pub(super) fn func_body(&mut self, header: usize, sep: Ws, body: &Block) {
        let level = std::mem::replace(&mut self.level, 0);
        if header + self.body_size(body) <= MAX_ONE_LINE {
            self.ws(sep);
            self.open(body.span);
            for (i, stmt) in body.stmts.iter().enumerate() {
                if i > 0 {
                    self.tok(";");
                }
                self.ws(Ws::Blank);
                self.stmt(stmt, i + 1 == body.stmts.len());
            }
            if !body.stmts.is_empty() {
                self.ws(Ws::Blank);
            }
            self.no_extra_break ^= true;
            self.at(body.span.hi - 1);
            self.tok("}");
            self.no_extra_break ^= true;
        } else {
            self.ws(Ws::Blank);
            self.block(body);
        }
        self.level = level;
    }

    fn body_size(&mut self, body: &Block) -> usize {
        let close = body.span.hi - 1;
        if self.line(body.span.lo) != self.line(close) || body.stmts.len() > MAX_STATEMENTS {
            return MAX_ONE_LINE + 1;
        }
        let mut size = self.comment_size_before(close);
        for (i, stmt) in body.stmts.iter().enumerate() {
            if size > MAX_ONE_LINE {
                break;
            }
            if i > 0 {
                size += 2;
            }
            size += self.size(Item::Stmt(stmt), MAX_ONE_LINE);
        }
        size
    }
}

/// A composite literal or its address.
fn is_literal(x: &Expr) -> bool {
    let bare = |x: &Expr| matches!(strip_always(x).kind, ExprKind::CompositeLit { .. });
    match &strip_always(x).kind {
        ExprKind::Unary {
            op: UnaryOp::Addr,
            x,
        } => bare(x),
        _ => bare(x),
    }
}
