//! Statements and blocks.

use super::simple::{Cond, RangeClause};
use super::{LEXICAL, Parser, SEMI, unparen};
use crate::ast::{
    Block, BranchTok, CaseClause, CommClause, Expr, ExprKind, ForStmt, Ident, IfStmt, RangeStmt,
    Stmt, StmtKind, SwitchStmt, TypeSwitchStmt,
};
use crate::lexer::{Keyword, Op, TokenKind};

impl Parser<'_> {
    /// A block; `context` says what it comes after, for the message when `{` is missing.
    pub(super) fn block(&mut self, context: &str) -> Block {
        let lo = self.lo();
        if !self.got(TokenKind::Lbrace) {
            self.syntax_error(&format!("expected {{ after {context}"));
            self.advance(&[TokenKind::Name, TokenKind::Rbrace]);
            if self.got(TokenKind::Rbrace) {
                return Block {
                    id: self.ids.fresh(),
                    span: self.since(lo),
                    stmts: Vec::new(),
                };
            }
        }
        let stmts = self.stmt_list();
        self.want(TokenKind::Rbrace);
        Block {
            id: self.ids.fresh(),
            span: self.since(lo),
            stmts,
        }
    }

    fn stmt_list(&mut self) -> Vec<Stmt> {
        let mut list = Vec::new();
        while !self.at(TokenKind::Eof)
            && !self.at(TokenKind::Rbrace)
            && !self.at_keyword(Keyword::Case)
            && !self.at_keyword(Keyword::Default)
        {
            let before = self.token.lo;
            let Some(stmt) = self.opt_stmt() else { break };
            list.push(stmt);
            if !self.got(SEMI) && !self.at(TokenKind::Rbrace) {
                self.syntax_error("at end of statement");
                self.advance(&[
                    SEMI,
                    TokenKind::Rbrace,
                    TokenKind::Keyword(Keyword::Case),
                    TokenKind::Keyword(Keyword::Default),
                ]);
                self.got(SEMI);
            }
            if self.token.lo == before && !self.at(TokenKind::Rbrace) {
                self.advance(&[]);
            }
        }
        list
    }

    /// A statement if one starts here.
    fn opt_stmt(&mut self) -> Option<Stmt> {
        self.enter();
        let stmt = self.opt_stmt_inner();
        self.depth -= 1;
        stmt
    }

    fn opt_stmt_inner(&mut self) -> Option<Stmt> {
        let lo = self.lo();
        let kind = match self.token.kind {
            TokenKind::Name => {
                let lhs = self.expr_list();
                if let ([only], true) = (lhs.as_slice(), self.at(TokenKind::Colon))
                    && let ExprKind::Name(label) = only.kind
                {
                    return self.labeled(label);
                }
                return Some(self.simple_stmt(Some(lhs)));
            }
            TokenKind::Operator(Op::Binary(op)) => {
                use crate::ast::BinaryOp;
                return matches!(
                    op,
                    BinaryOp::Add | BinaryOp::Sub | BinaryOp::And | BinaryOp::Xor
                )
                .then(|| self.simple_stmt(None));
            }
            TokenKind::Operator(Op::Not)
            | TokenKind::Star
            | TokenKind::Literal { .. }
            | TokenKind::Lparen
            | TokenKind::Lbrack
            | TokenKind::Arrow => return Some(self.simple_stmt(None)),
            TokenKind::Lbrace => StmtKind::Block(self.block("")),
            TokenKind::Semi(_) => {
                let span = self.span().start();
                return Some(self.stmt_node(span, StmtKind::Empty));
            }
            TokenKind::Keyword(keyword) => match keyword {
                Keyword::Func
                | Keyword::Struct
                | Keyword::Map
                | Keyword::Chan
                | Keyword::Interface => return Some(self.simple_stmt(None)),
                Keyword::Var | Keyword::Const | Keyword::Type => {
                    self.next();
                    let mut decls = Vec::new();
                    self.group(&mut decls, keyword);
                    StmtKind::Decl(decls)
                }
                Keyword::For => self.for_stmt(),
                Keyword::Switch => self.switch_stmt(),
                Keyword::Select => self.select_stmt(),
                Keyword::If => return self.if_stmt(),
                Keyword::Fallthrough => {
                    self.next();
                    StmtKind::Branch {
                        tok: BranchTok::Fallthrough,
                        label: None,
                    }
                }
                Keyword::Break | Keyword::Continue => {
                    self.next();
                    let tok = if keyword == Keyword::Break {
                        BranchTok::Break
                    } else {
                        BranchTok::Continue
                    };
                    let label = self.at(TokenKind::Name).then(|| self.name());
                    StmtKind::Branch { tok, label }
                }
                Keyword::Goto => {
                    self.next();
                    let label = Some(self.name());
                    StmtKind::Branch {
                        tok: BranchTok::Goto,
                        label,
                    }
                }
                Keyword::Go => StmtKind::Go(self.called(keyword)),
                Keyword::Defer => StmtKind::Defer(self.called(keyword)),
                Keyword::Return => {
                    self.next();
                    let results = if self.at(SEMI) || self.at(TokenKind::Rbrace) {
                        Vec::new()
                    } else {
                        self.expr_list()
                    };
                    StmtKind::Return(results)
                }
                Keyword::Case
                | Keyword::Default
                | Keyword::Else
                | Keyword::Import
                | Keyword::Package
                | Keyword::Range => return None,
            },
            _ => return None,
        };
        let span = self.since(lo);
        Some(self.stmt_node(span, kind))
    }

    /// The statement after a label, whose `:` comes next.
    fn labeled(&mut self, label: Ident) -> Option<Stmt> {
        let colon = self.span();
        self.want(TokenKind::Colon);
        let stmt = if self.at(TokenKind::Rbrace) {
            // The semicolon that ends an empty statement may be left out before a brace.
            let span = self.span().start();
            Some(self.stmt_node(span, StmtKind::Empty))
        } else {
            self.opt_stmt()
        };
        let Some(stmt) = stmt else {
            self.syntax_error_at(colon, "missing statement after label");
            return None;
        };
        let span = label.span.to(stmt.span);
        let stmt = Box::new(stmt);
        Some(self.stmt_node(span, StmtKind::Labeled { label, stmt }))
    }

    /// The operand of `go` or `defer`.
    fn called(&mut self, keyword: Keyword) -> Expr {
        self.next();
        let x = self.primary_expr(None);
        if matches!(x.kind, ExprKind::Paren(_)) {
            self.report(
                x.span,
                format!("expression in {} must not be parenthesized", keyword.text()),
                LEXICAL,
            );
            return unparen(&x).clone();
        }
        x
    }

    fn for_stmt(&mut self) -> StmtKind {
        let header = self.header(Keyword::For);
        let body = self.block("for clause");
        let cond = match header.cond {
            Cond::Range(range) => return range_stmt(range, body),
            Cond::None => None,
            Cond::Expr(x) => Some(x),
            Cond::Guard(guard) => Some(guard.assert),
        };
        StmtKind::For(Box::new(ForStmt {
            init: header.init,
            cond,
            post: header.post,
            body,
        }))
    }

    /// An `if` with all its `else if`s: a chain, which is read without recursion.
    fn if_stmt(&mut self) -> Option<Stmt> {
        let outer = std::mem::take(&mut self.height);
        let mut chain = Vec::new();
        let mut els = None;
        loop {
            let lo = self.lo();
            let header = self.header(Keyword::If);
            let then = self.block("if clause");
            let cond = match header.cond {
                Cond::Expr(x) => x,
                Cond::Guard(guard) => guard.assert,
                Cond::None | Cond::Range(_) => self.bad_expr(),
            };
            chain.push((lo, header.init, cond, then));
            if !self.got(TokenKind::Keyword(Keyword::Else)) {
                break;
            }
            self.link();
            match self.token.kind {
                TokenKind::Keyword(Keyword::If) => {}
                TokenKind::Lbrace => {
                    let lo = self.lo();
                    let block = self.block("");
                    let span = self.since(lo);
                    els = Some(self.stmt_node(span, StmtKind::Block(block)));
                    break;
                }
                _ => {
                    self.syntax_error("else must be followed by if or statement block");
                    self.advance(&[TokenKind::Name, TokenKind::Rbrace]);
                    break;
                }
            }
        }
        self.height = self.height.max(outer);
        // From the last to the first, each becomes the `else` of the one before.
        for (lo, init, cond, then) in chain.into_iter().rev() {
            let span = self.since(lo);
            let stmt = IfStmt {
                init,
                cond,
                then,
                els,
            };
            els = Some(self.stmt_node(span, StmtKind::If(Box::new(stmt))));
        }
        els
    }

    fn switch_stmt(&mut self) -> StmtKind {
        let header = self.header(Keyword::Switch);
        let lo = self.lo();
        if !self.got(TokenKind::Lbrace) {
            self.syntax_error("missing { after switch clause");
            self.advance(&[
                TokenKind::Keyword(Keyword::Case),
                TokenKind::Keyword(Keyword::Default),
                TokenKind::Rbrace,
            ]);
        }
        let mut cases = Vec::new();
        while !self.at(TokenKind::Eof) && !self.at(TokenKind::Rbrace) {
            let before = self.token.lo;
            cases.push(self.case_clause());
            if self.token.lo == before {
                self.advance(&[]);
            }
        }
        self.want(TokenKind::Rbrace);
        let body_span = self.since(lo);
        let init = header.init;
        let (lhs, tag) = match header.cond {
            Cond::Guard(guard) => (Some(guard.bind), Some(guard.assert)),
            Cond::Expr(x) => (None, Some(x)),
            _ => (None, None),
        };
        let x = match tag {
            Some(Expr {
                kind: ExprKind::TypeAssert { x, ty: None },
                ..
            }) => *x,
            tag => {
                return StmtKind::Switch(Box::new(SwitchStmt {
                    init,
                    tag,
                    cases,
                    body_span,
                }));
            }
        };
        let (bind, odd_bind) = match lhs {
            Some(Expr {
                kind: ExprKind::Name(bind),
                ..
            }) => (Some(bind), None),
            odd => (None, odd),
        };
        StmtKind::TypeSwitch(Box::new(TypeSwitchStmt {
            init,
            bind,
            odd_bind,
            x,
            cases,
            body_span,
        }))
    }

    fn select_stmt(&mut self) -> StmtKind {
        self.want(TokenKind::Keyword(Keyword::Select));
        if !self.got(TokenKind::Lbrace) {
            self.syntax_error("missing { after select clause");
            self.advance(&[
                TokenKind::Keyword(Keyword::Case),
                TokenKind::Keyword(Keyword::Default),
                TokenKind::Rbrace,
            ]);
        }
        let mut cases = Vec::new();
        while !self.at(TokenKind::Eof) && !self.at(TokenKind::Rbrace) {
            let before = self.token.lo;
            cases.push(self.comm_clause());
            if self.token.lo == before {
                self.advance(&[]);
            }
        }
        self.want(TokenKind::Rbrace);
        StmtKind::Select(cases)
    }

    /// Complains about what is neither `case` nor `default`, and skips it.
    fn bad_clause(&mut self) {
        self.syntax_error("expected case or default or }");
        self.advance(&[
            TokenKind::Colon,
            TokenKind::Keyword(Keyword::Case),
            TokenKind::Keyword(Keyword::Default),
            TokenKind::Rbrace,
        ]);
    }

    fn case_clause(&mut self) -> CaseClause {
        let lo = self.lo();
        let mut exprs = Vec::new();
        let mut is_default = false;
        if self.got(TokenKind::Keyword(Keyword::Case)) {
            exprs = self.expr_list();
        } else if self.got(TokenKind::Keyword(Keyword::Default)) {
            is_default = true;
        } else {
            self.bad_clause();
        }
        let colon = self.span();
        self.want(TokenKind::Colon);
        let body = self.stmt_list();
        CaseClause {
            id: self.ids.fresh(),
            span: self.since(lo),
            exprs,
            is_default,
            colon,
            body,
        }
    }

    fn comm_clause(&mut self) -> CommClause {
        let lo = self.lo();
        let mut comm = None;
        if self.got(TokenKind::Keyword(Keyword::Case)) {
            comm = Some(self.simple_stmt(None));
        } else if !self.got(TokenKind::Keyword(Keyword::Default)) {
            self.bad_clause();
        }
        let colon = self.span();
        self.want(TokenKind::Colon);
        let body = self.stmt_list();
        CommClause {
            id: self.ids.fresh(),
            span: self.since(lo),
            comm,
            colon,
            body,
        }
    }
}

fn range_stmt(range: RangeClause, body: Block) -> StmtKind {
    let mut lhs = range.lhs.into_iter();
    let key = lhs.next();
    let value = lhs.next();
    StmtKind::Range(Box::new(RangeStmt {
        key,
        value,
        extra: lhs.collect(),
        define: range.define,
        x: range.x,
        body,
        range_span: range.range_span,
    }))
}
