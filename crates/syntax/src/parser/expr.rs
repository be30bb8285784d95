//! Expressions, composite literals included.

use base::Span;

use super::{Parser, SEMI, unparen};
use crate::ast::{BinaryOp, ChanDir, Element, Expr, ExprKind, FuncLit, UnaryOp};
use crate::lexer::{Keyword, Op, TokenKind};
use crate::print::expr_string;

impl Parser<'_> {
    pub(super) fn expr(&mut self) -> Expr {
        self.binary_expr(None, 0)
    }

    /// An operand and the operators after it that bind tighter than `floor`; `first` is the
    /// operand if it was read already.
    pub(super) fn binary_expr(&mut self, first: Option<Expr>, floor: u8) -> Expr {
        let outer = std::mem::take(&mut self.height);
        let mut x = match first {
            Some(x) => x,
            None => self.unary_expr(),
        };
        while let Some(op) = self.binary_op().filter(|op| op.precedence() > floor) {
            let op_span = self.span();
            self.next();
            let y = self.binary_expr(None, op.precedence());
            self.link();
            let span = x.span.to(y.span);
            x = self.expr_node(
                span,
                ExprKind::Binary {
                    op,
                    op_span,
                    x: Box::new(x),
                    y: Box::new(y),
                },
            );
        }
        self.height = self.height.max(outer);
        x
    }

    fn binary_op(&self) -> Option<BinaryOp> {
        match self.token.kind {
            TokenKind::Operator(Op::Binary(op)) => Some(op),
            TokenKind::Star => Some(BinaryOp::Mul),
            _ => None,
        }
    }

    fn unary_expr(&mut self) -> Expr {
        self.enter();
        let x = self.unary_expr_inner();
        self.depth -= 1;
        x
    }

    fn unary_expr_inner(&mut self) -> Expr {
        let lo = self.lo();
        let op = match self.token.kind {
            TokenKind::Star => {
                self.next();
                let x = self.unary_expr();
                return self.expr_node(Span::new(lo, x.span.hi), ExprKind::Star(Box::new(x)));
            }
            TokenKind::Arrow => return self.receive(),
            TokenKind::Operator(op) => match op {
                Op::Not => UnaryOp::Not,
                Op::Tilde => UnaryOp::Tilde,
                Op::Binary(BinaryOp::Add) => UnaryOp::Plus,
                Op::Binary(BinaryOp::Sub) => UnaryOp::Neg,
                Op::Binary(BinaryOp::Xor) => UnaryOp::Xor,
                Op::Binary(BinaryOp::And) => UnaryOp::Addr,
                Op::Binary(_) => return self.primary_expr(None),
            },
            _ => return self.primary_expr(None),
        };
        self.next();
        let x = Box::new(self.unary_expr());
        self.expr_node(Span::new(lo, x.span.hi), ExprKind::Unary { op, x })
    }

    /// `<-x`, or a type: what follows the arrow decides, and it binds to the `chan` nearest to
    /// it, so `<-chan<- T` turns out to mean `<-chan (<-T)`.
    fn receive(&mut self) -> Expr {
        let lo = self.lo();
        self.next();
        let mut x = self.unary_expr();
        if !matches!(x.kind, ExprKind::ChanType { .. }) {
            let span = Span::new(lo, x.span.hi);
            let op = UnaryOp::Recv;
            return self.expr_node(span, ExprKind::Unary { op, x: Box::new(x) });
        }
        x.span.lo = lo;
        self.bind_arrow(&mut x);
        x
    }

    /// Hands an arrow to channel type `x`; the arrow it had goes on to its element. Recursion is
    /// bounded by the nesting of the type.
    fn bind_arrow(&mut self, x: &mut Expr) {
        let ExprKind::ChanType { dir, elem } = &mut x.kind else {
            let found = expr_string(x, self.interner);
            self.syntax_error(&format!("unexpected {found}, expected chan"));
            return;
        };
        match std::mem::replace(dir, ChanDir::Recv) {
            ChanDir::Both => {}
            ChanDir::Recv => self.syntax_error("unexpected <-, expected chan"),
            ChanDir::Send => self.bind_arrow(elem),
        }
    }

    fn operand(&mut self) -> Expr {
        let lo = self.lo();
        match self.token.kind {
            TokenKind::Name => {
                let name = self.name();
                self.name_expr(name)
            }
            TokenKind::Literal { .. } => match self.opt_literal() {
                Some(literal) => self.expr_node(literal.span, ExprKind::Lit(literal)),
                None => self.bad_expr(),
            },
            TokenKind::Lparen => {
                self.next();
                self.expr_nesting += 1;
                let x = self.expr();
                self.expr_nesting -= 1;
                self.want(TokenKind::Rparen);
                let span = self.since(lo);
                self.expr_node(span, ExprKind::Paren(Box::new(x)))
            }
            TokenKind::Keyword(Keyword::Func) => {
                self.next();
                let (_, ty) = self.func_type("function type");
                if !self.at(TokenKind::Lbrace) {
                    let span = self.since(lo);
                    return self.expr_node(span, ExprKind::FuncType(Box::new(ty)));
                }
                self.expr_nesting += 1;
                let body = self.func_body();
                self.expr_nesting -= 1;
                let span = self.since(lo);
                self.expr_node(span, ExprKind::FuncLit(Box::new(FuncLit { ty, body })))
            }
            TokenKind::Lbrack
            | TokenKind::Keyword(
                Keyword::Chan | Keyword::Map | Keyword::Struct | Keyword::Interface,
            ) => self.type_expr(),
            _ => {
                let bad = self.bad_expr();
                self.syntax_error("expected expression");
                self.advance(&[TokenKind::Rparen, TokenKind::Rbrack, TokenKind::Rbrace]);
                bad
            }
        }
    }

    /// An operand with its selectors, indices, calls and so on; `first` is the operand if it was
    /// read already.
    pub(super) fn primary_expr(&mut self, first: Option<Expr>) -> Expr {
        let outer = std::mem::take(&mut self.height);
        let mut x = match first {
            Some(x) => x,
            None => self.operand(),
        };
        loop {
            x = match self.token.kind {
                TokenKind::Dot => self.selector(x),
                TokenKind::Lbrack => self.index(x),
                TokenKind::Lparen => self.call(x),
                TokenKind::Lbrace if self.may_be_literal_type(&x) => {
                    if matches!(x.kind, ExprKind::Paren(_)) {
                        self.syntax_error("cannot parenthesize type in composite literal");
                    }
                    self.composite_literal(Some(x))
                }
                _ => break,
            };
            self.link();
        }
        self.height = self.height.max(outer);
        x
    }

    /// Whether a `{` after `x` opens a composite literal (rather than the body of a statement).
    fn may_be_literal_type(&self, x: &Expr) -> bool {
        let x = unparen(x);
        match &x.kind {
            ExprKind::Name(_) | ExprKind::Selector { .. } => self.expr_nesting >= 0,
            ExprKind::Index { .. } => self.expr_nesting >= 0 && !is_value(x),
            ExprKind::ArrayType { .. }
            | ExprKind::SliceType(_)
            | ExprKind::StructType { .. }
            | ExprKind::MapType { .. } => true,
            _ => false,
        }
    }

    fn selector(&mut self, x: Expr) -> Expr {
        self.next();
        let lo = x.span.lo;
        match self.token.kind {
            TokenKind::Name => {
                let sel = self.name();
                let x = Box::new(x);
                self.expr_node(Span::new(lo, sel.span.hi), ExprKind::Selector { x, sel })
            }
            TokenKind::Lparen => {
                self.next();
                let ty = if self.got(TokenKind::Keyword(Keyword::Type)) {
                    None
                } else {
                    Some(Box::new(self.type_expr()))
                };
                self.want(TokenKind::Rparen);
                let span = self.since(lo);
                let x = Box::new(x);
                self.expr_node(span, ExprKind::TypeAssert { x, ty })
            }
            _ => {
                self.syntax_error("expected name or (");
                self.advance(&[SEMI, TokenKind::Rparen]);
                x
            }
        }
    }

    /// `x[...]`: index, instantiation or slice.
    fn index(&mut self, x: Expr) -> Expr {
        self.next();
        let lo = x.span.lo;
        let x = Box::new(x);
        let mut first = None;
        if !self.at(TokenKind::Colon) {
            let (mut indices, comma) = if self.at(TokenKind::Rbrack) {
                self.syntax_error("expected operand");
                (vec![self.bad_expr()], false)
            } else {
                self.type_list(false)
            };
            if comma || self.at(TokenKind::Rbrack) {
                self.want(TokenKind::Rbrack);
                let span = self.since(lo);
                return self.expr_node(span, ExprKind::Index { x, indices });
            }
            first = indices.pop();
        }
        if !self.got(TokenKind::Colon) {
            self.syntax_error("expected comma, : or ]");
            self.advance(&[TokenKind::Comma, TokenKind::Colon, TokenKind::Rbrack]);
        }
        self.expr_nesting += 1;
        let mut hi = None;
        let mut max = None;
        let mut full = false;
        if !self.at(TokenKind::Colon) && !self.at(TokenKind::Rbrack) {
            hi = Some(self.expr());
        }
        if self.at(TokenKind::Colon) {
            full = true;
            if hi.is_none() {
                self.plain_error("middle index required in 3-index slice");
                hi = Some(self.bad_expr());
            }
            self.next();
            if self.at(TokenKind::Rbrack) {
                self.plain_error("final index required in 3-index slice");
                max = Some(self.bad_expr());
            } else {
                max = Some(self.expr());
            }
        }
        self.expr_nesting -= 1;
        self.want(TokenKind::Rbrack);
        let span = self.since(lo);
        self.expr_node(
            span,
            ExprKind::Slice {
                x,
                lo: first.map(Box::new),
                hi: hi.map(Box::new),
                max: max.map(Box::new),
                full,
            },
        )
    }

    fn call(&mut self, fun: Expr) -> Expr {
        self.next();
        let lo = fun.span.lo;
        let mut args = Vec::new();
        let mut has_dots = false;
        self.expr_nesting += 1;
        let rparen = self.list("argument list", TokenKind::Comma, TokenKind::Rparen, |p| {
            args.push(p.expr());
            has_dots = p.got(TokenKind::DotDotDot);
            has_dots
        });
        self.expr_nesting -= 1;
        let span = self.since(lo);
        let fun = Box::new(fun);
        self.expr_node(
            span,
            ExprKind::Call {
                fun,
                args,
                has_dots,
                rparen,
            },
        )
    }

    fn composite_literal(&mut self, ty: Option<Expr>) -> Expr {
        self.enter();
        let lo = ty.as_ref().map_or(self.lo(), |t| t.span.lo);
        let mut elems = Vec::new();
        self.expr_nesting += 1;
        self.want(TokenKind::Lbrace);
        let rbrace = self.list(
            "composite literal",
            TokenKind::Comma,
            TokenKind::Rbrace,
            |p| {
                let first = p.element();
                elems.push(if p.got(TokenKind::Colon) {
                    let value = p.element();
                    Element {
                        key: Some(first),
                        value,
                    }
                } else {
                    Element {
                        key: None,
                        value: first,
                    }
                });
                false
            },
        );
        self.expr_nesting -= 1;
        self.depth -= 1;
        let span = self.since(lo);
        let ty = ty.map(Box::new);
        self.expr_node(span, ExprKind::CompositeLit { ty, elems, rbrace })
    }

    fn element(&mut self) -> Expr {
        if self.at(TokenKind::Lbrace) {
            self.composite_literal(None)
        } else {
            self.expr()
        }
    }

    pub(super) fn expr_list(&mut self) -> Vec<Expr> {
        let mut list = vec![self.expr()];
        while self.got(TokenKind::Comma) {
            list.push(self.expr());
        }
        list
    }

    /// A non-empty list of types with an optional last comma; unless `strict`, the first may be
    /// any expression. Also says whether there was a comma.
    pub(super) fn type_list(&mut self, strict: bool) -> (Vec<Expr>, bool) {
        self.expr_nesting += 1;
        let mut list = vec![if strict {
            self.type_expr()
        } else {
            self.expr()
        }];
        let mut comma = false;
        while self.got(TokenKind::Comma) {
            comma = true;
            match self.opt_type() {
                Some(ty) => list.push(ty),
                None => break,
            }
        }
        self.expr_nesting -= 1;
        (list, comma)
    }
}

/// Whether `x` can only be a value, by its form. Recursion is bounded by the height of the tree.
fn is_value(x: &Expr) -> bool {
    match &x.kind {
        ExprKind::Lit(_)
        | ExprKind::CompositeLit { .. }
        | ExprKind::FuncLit(_)
        | ExprKind::Slice { .. }
        | ExprKind::TypeAssert { .. }
        | ExprKind::Call { .. }
        | ExprKind::Unary { .. }
        | ExprKind::Binary { .. } => true,
        ExprKind::Paren(x) => is_value(x),
        ExprKind::Index { x, indices } => {
            is_value(x) || matches!(indices.as_slice(), [only] if is_value(only))
        }
        _ => false,
    }
}
