//! Simple statements, and the headers of `if`, `for` and `switch` that are made of them.

use base::Span;

use super::{BAD_DECL, Parser, SEMI};
use crate::ast::{Expr, ExprKind, Stmt, StmtKind};
use crate::lexer::{Keyword, Semi, TokenKind};
use crate::print::{expr_string, stmt_string};

/// A simple statement, or one of the two forms that only headers may hold.
pub(super) enum Simple {
    Stmt {
        stmt: Stmt,
        /// Where gc reports the statement: at its operator if it has one.
        at: Span,
    },
    Guard(Guard),
    Range(RangeClause),
}

/// `v := x.(type)`
pub(super) struct Guard {
    /// `v`, which should be a name.
    pub(super) bind: Expr,
    op_span: Span,
    /// `x.(type)`
    pub(super) assert: Expr,
}

pub(super) struct RangeClause {
    pub(super) lhs: Vec<Expr>,
    pub(super) define: bool,
    pub(super) range_span: Span,
    pub(super) x: Expr,
}

/// A header's parts.
pub(super) struct Header {
    pub(super) init: Option<Stmt>,
    pub(super) cond: Cond,
    pub(super) post: Option<Stmt>,
}

pub(super) enum Cond {
    None,
    Expr(Expr),
    Guard(Guard),
    Range(RangeClause),
}

impl Parser<'_> {
    pub(super) fn stmt_node(&mut self, span: Span, kind: StmtKind) -> Stmt {
        Stmt {
            id: self.ids.fresh(),
            span,
            kind,
        }
    }

    /// A simple statement as a statement of its own; `lhs` is what was read of it.
    pub(super) fn simple_stmt(&mut self, lhs: Option<Vec<Expr>>) -> Stmt {
        let simple = self.simple(lhs, None);
        self.as_stmt(simple).0
    }

    /// Turns a simple statement of any form into a plain one, with the place to report it at.
    fn as_stmt(&mut self, simple: Simple) -> (Stmt, Span) {
        match simple {
            Simple::Stmt { stmt, at } => (stmt, at),
            Simple::Guard(Guard {
                bind,
                op_span,
                assert,
            }) => {
                let span = bind.span.to(assert.span);
                let (lhs, rhs) = (vec![bind], vec![assert]);
                self.check_defined(&lhs, false);
                let define = StmtKind::Define { lhs, op_span, rhs };
                (self.stmt_node(span, define), op_span)
            }
            // Only asked for under `for`, which handles it first.
            Simple::Range(range) => {
                let span = range.x.span;
                (self.stmt_node(span, StmtKind::Expr(range.x)), span)
            }
        }
    }

    /// A simple statement. `keyword` is that of the header it stands in, if it may hold a range
    /// clause (`for`) or a type switch guard (`switch`).
    fn simple(&mut self, lhs: Option<Vec<Expr>>, keyword: Option<Keyword>) -> Simple {
        if keyword == Some(Keyword::For) && self.at_keyword(Keyword::Range) {
            return Simple::Range(self.range_clause(Vec::new(), false));
        }
        let mut lhs = match lhs {
            Some(lhs) => lhs,
            None => self.expr_list(),
        };
        let lo = lhs.first().map_or(self.lo(), |x| x.span.lo);
        let op_span = self.span();
        let single = lhs.len() == 1;
        let kind = match self.token.kind {
            TokenKind::Assign => {
                self.next();
                if keyword == Some(Keyword::For) && self.at_keyword(Keyword::Range) {
                    return Simple::Range(self.range_clause(lhs, false));
                }
                let rhs = self.expr_list();
                let op = None;
                StmtKind::Assign {
                    lhs,
                    op,
                    op_span,
                    rhs,
                }
            }
            TokenKind::Define => {
                self.next();
                if keyword == Some(Keyword::For) && self.at_keyword(Keyword::Range) {
                    self.check_defined(&lhs, true);
                    return Simple::Range(self.range_clause(lhs, true));
                }
                let mut rhs = self.expr_list();
                if keyword == Some(Keyword::Switch)
                    && single
                    && let [value] = rhs.as_slice()
                    && matches!(value.kind, ExprKind::TypeAssert { ty: None, .. })
                    && let (Some(bind), Some(assert)) = (lhs.pop(), rhs.pop())
                {
                    return Simple::Guard(Guard {
                        bind,
                        op_span,
                        assert,
                    });
                }
                self.check_defined(&lhs, false);
                StmtKind::Define { lhs, op_span, rhs }
            }
            TokenKind::AssignOp(op) if single => {
                self.next();
                let rhs = vec![self.expr()];
                let op = Some(op);
                StmtKind::Assign {
                    lhs,
                    op,
                    op_span,
                    rhs,
                }
            }
            kind if single => {
                let x = match lhs.pop() {
                    Some(x) => x,
                    None => self.bad_expr(),
                };
                match kind {
                    TokenKind::Inc | TokenKind::Dec => {
                        self.next();
                        let inc = kind == TokenKind::Inc;
                        StmtKind::IncDec { x, inc }
                    }
                    TokenKind::Arrow => {
                        self.next();
                        let value = self.expr();
                        StmtKind::Send { chan: x, value }
                    }
                    _ => {
                        let at = x.span;
                        let stmt = self.stmt_node(at, StmtKind::Expr(x));
                        return Simple::Stmt { stmt, at };
                    }
                }
            }
            _ => {
                self.syntax_error("expected := or = or comma");
                self.advance(&[SEMI, TokenKind::Rbrace]);
                lhs.truncate(1);
                match lhs.pop() {
                    Some(x) => StmtKind::Expr(x),
                    None => StmtKind::Bad,
                }
            }
        };
        let span = self.since(lo);
        Simple::Stmt {
            stmt: self.stmt_node(span, kind),
            at: op_span,
        }
    }

    /// `:=` declares names only.
    fn check_defined(&mut self, lhs: &[Expr], range: bool) {
        for x in lhs {
            if !matches!(x.kind, ExprKind::Name(_) | ExprKind::Bad) {
                let text = expr_string(x, self.interner);
                let message = if range {
                    format!("invalid syntax tree: cannot declare {text}")
                } else {
                    format!("non-name {text} on left side of :=")
                };
                let errors = self.error_count;
                self.report(x.span, message, BAD_DECL);
                self.error_count = errors;
            }
        }
    }

    fn range_clause(&mut self, lhs: Vec<Expr>, define: bool) -> RangeClause {
        let range_span = self.span();
        self.next();
        let x = self.expr();
        RangeClause {
            lhs,
            define,
            range_span,
            x,
        }
    }

    /// What stands between `keyword` and the `{` of the body.
    pub(super) fn header(&mut self, keyword: Keyword) -> Header {
        self.want(TokenKind::Keyword(keyword));
        let mut header = Header {
            init: None,
            cond: Cond::None,
            post: None,
        };
        if self.at(TokenKind::Lbrace) {
            if keyword == Keyword::If {
                self.syntax_error("missing condition in if statement");
                header.cond = Cond::Expr(self.bad_expr());
            }
            return header;
        }
        let outer = std::mem::replace(&mut self.expr_nesting, -1);
        self.header_parts(keyword, &mut header);
        self.expr_nesting = outer;
        header
    }

    fn header_parts(&mut self, keyword: Keyword, header: &mut Header) {
        let mut first = None;
        if !self.at(SEMI) {
            if self.got(TokenKind::Keyword(Keyword::Var)) {
                self.syntax_error(&format!(
                    "var declaration not allowed in {} initializer",
                    keyword.text()
                ));
            }
            match self.simple(None, Some(keyword)) {
                Simple::Range(range) => {
                    header.cond = Cond::Range(range);
                    return;
                }
                other => first = Some(other),
            }
        }
        if self.at(TokenKind::Lbrace) {
            self.condition(first, header);
            return;
        }
        header.init = first.map(|simple| self.as_stmt(simple).0);
        // The semicolon after the first part, if there is one.
        let mut semi = None;
        if let TokenKind::Semi(origin) = self.token.kind {
            semi = Some((self.span(), origin));
            self.next();
        } else {
            // To ask for `{` is what most people need to hear.
            self.want(TokenKind::Lbrace);
            if !self.at(TokenKind::Lbrace) {
                self.advance(&[TokenKind::Lbrace, TokenKind::Rbrace]);
            }
        }
        let mut cond = None;
        if keyword == Keyword::For {
            if !self.at(SEMI) {
                if self.at(TokenKind::Lbrace) {
                    self.syntax_error("expected for loop condition");
                    return;
                }
                cond = Some(self.simple(None, None));
            }
            self.want(SEMI);
            if !self.at(TokenKind::Lbrace) {
                let post = self.simple(None, None);
                let (post, at) = self.as_stmt(post);
                if matches!(post.kind, StmtKind::Define { .. }) {
                    self.strict_error_at(at, "cannot declare in post statement of for loop");
                }
                header.post = Some(post);
            }
        } else if !self.at(TokenKind::Lbrace) {
            cond = Some(self.simple(None, Some(keyword)));
        }
        match (cond, semi) {
            (None, Some((at, origin))) if keyword == Keyword::If => {
                let found = match origin {
                    Semi::Written => None,
                    Semi::Newline => Some("newline"),
                    Semi::Eof => Some("EOF"),
                };
                match found {
                    Some(found) => self.syntax_error_at(
                        at,
                        &format!("unexpected {found}, expected {{ after if clause"),
                    ),
                    None => self.syntax_error_at(at, "missing condition in if statement"),
                }
                header.cond = Cond::Expr(self.expr_node(at.start(), ExprKind::Bad));
            }
            (cond, _) => self.condition(cond, header),
        }
    }

    /// Takes `simple` as a header's condition, complaining if it is no expression.
    fn condition(&mut self, simple: Option<Simple>, header: &mut Header) {
        header.cond = match simple {
            None => Cond::None,
            Some(Simple::Range(range)) => Cond::Range(range),
            Some(Simple::Guard(guard)) => {
                if !matches!(guard.bind.kind, ExprKind::Name(_) | ExprKind::Bad) {
                    let [bind, assert] =
                        [&guard.bind, &guard.assert].map(|x| expr_string(x, self.interner));
                    self.strict_error_at(
                        guard.op_span,
                        &format!("cannot use {bind} := {assert} as value"),
                    );
                }
                Cond::Guard(guard)
            }
            Some(Simple::Stmt { stmt, at }) => match stmt.kind {
                StmtKind::Expr(x) => Cond::Expr(x),
                kind => {
                    let text = match &kind {
                        // A `=` meant as `==` hides well between operators: set it off.
                        StmtKind::Assign {
                            lhs, op: None, rhs, ..
                        } => format!(
                            "assignment {} = {}",
                            self.emphasized(lhs),
                            self.emphasized(rhs)
                        ),
                        kind => stmt_string(kind, self.interner),
                    };
                    self.syntax_error_at(at, &format!("cannot use {text} as value"));
                    Cond::Expr(self.expr_node(stmt.span, ExprKind::Bad))
                }
            },
        };
    }

    fn emphasized(&self, list: &[Expr]) -> String {
        let text: Vec<String> = list.iter().map(|x| expr_string(x, self.interner)).collect();
        match list {
            [only] if matches!(only.kind, ExprKind::Binary { .. }) => {
                format!("({})", text.join(", "))
            }
            _ => text.join(", "),
        }
    }
}
