//! Types: literals, instantiations, struct and interface bodies, constraints.

use base::Span;

use super::{MAX_CHAIN, Parser, SEMI};
use crate::ast::{
    BasicLit, BinaryOp, ChanDir, Expr, ExprKind, Field, FuncType, Ident, InterfaceType, Method,
    UnaryOp,
};
use crate::lexer::{Keyword, Op, TokenKind};

/// What `name[...]` turned out to be.
pub(super) enum Brackets {
    /// `[n]E` or `[]E`: the name before it is no part of the type.
    Type(Expr),
    /// `[A, B]`: type arguments for the name before it.
    Args(Vec<Expr>),
}

/// What stands before an element type.
enum Prefix {
    Star,
    Slice,
    Array(Option<Box<Expr>>),
    Chan(ChanDir),
    Map(Box<Expr>),
}

impl Parser<'_> {
    pub(super) fn type_expr(&mut self) -> Expr {
        match self.opt_type() {
            Some(ty) => ty,
            None => self.bad_type(),
        }
    }

    fn bad_type(&mut self) -> Expr {
        let bad = self.bad_expr();
        self.syntax_error("expected type");
        self.advance(&[
            TokenKind::Comma,
            TokenKind::Colon,
            SEMI,
            TokenKind::Rparen,
            TokenKind::Rbrack,
            TokenKind::Rbrace,
        ]);
        bad
    }

    /// A type if one starts here.
    pub(super) fn opt_type(&mut self) -> Option<Expr> {
        self.enter();
        let ty = self.opt_type_inner();
        self.depth -= 1;
        ty
    }

    /// What stands before an element type makes a chain, read without recursion: people never
    /// nest types deep, but programs that write programs do.
    fn opt_type_inner(&mut self) -> Option<Expr> {
        let outer = std::mem::take(&mut self.height);
        let mut prefixes = Vec::new();
        while let Some(prefix) = self.type_prefix() {
            prefixes.push(prefix);
            if prefixes.len() > MAX_CHAIN as usize {
                self.too_deep();
            }
        }
        let mut x = match (self.plain_type(), prefixes.last()) {
            (Some(ty), _) => ty,
            (None, Some((_, Prefix::Chan(_)))) => self.bad_chan_elem(),
            (None, Some(_)) => self.bad_type(),
            (None, None) => {
                self.height = outer;
                return None;
            }
        };
        while let Some((lo, prefix)) = prefixes.pop() {
            self.link();
            if self.stopped {
                break; // or a tree of many such chains would be too high
            }
            let elem = Box::new(x);
            let kind = match prefix {
                Prefix::Star => ExprKind::Star(elem),
                Prefix::Slice => ExprKind::SliceType(elem),
                Prefix::Array(len) => ExprKind::ArrayType { len, elem },
                Prefix::Chan(dir) => ExprKind::ChanType { dir, elem },
                Prefix::Map(key) => ExprKind::MapType { key, value: elem },
            };
            let span = self.since(lo);
            x = self.expr_node(span, kind);
        }
        self.height = self.height.max(outer);
        Some(x)
    }

    /// What may stand before an element type, and where it begins.
    fn type_prefix(&mut self) -> Option<(u32, Prefix)> {
        let lo = self.lo();
        let prefix = match self.token.kind {
            TokenKind::Star => {
                self.next();
                Prefix::Star
            }
            TokenKind::Arrow => {
                self.next();
                self.want(TokenKind::Keyword(Keyword::Chan));
                Prefix::Chan(ChanDir::Recv)
            }
            TokenKind::Lbrack => {
                self.next();
                if self.got(TokenKind::Rbrack) {
                    Prefix::Slice
                } else {
                    Prefix::Array(self.array_len(None))
                }
            }
            TokenKind::Keyword(Keyword::Chan) => {
                self.next();
                Prefix::Chan(if self.got(TokenKind::Arrow) {
                    ChanDir::Send
                } else {
                    ChanDir::Both
                })
            }
            TokenKind::Keyword(Keyword::Map) => {
                self.next();
                self.want(TokenKind::Lbrack);
                let key = Box::new(self.type_expr());
                self.want(TokenKind::Rbrack);
                Prefix::Map(key)
            }
            _ => return None,
        };
        Some((lo, prefix))
    }

    /// A type that no prefix begins, if one starts here.
    fn plain_type(&mut self) -> Option<Expr> {
        let lo = self.lo();
        let kind = match self.token.kind {
            TokenKind::Keyword(Keyword::Func) => {
                self.next();
                let (_, ty) = self.func_type("function type");
                ExprKind::FuncType(Box::new(ty))
            }
            TokenKind::Keyword(Keyword::Struct) => self.struct_type(),
            TokenKind::Keyword(Keyword::Interface) => self.interface_type(),
            TokenKind::Name => return Some(self.qualified_name(None)),
            TokenKind::Lparen => {
                self.next();
                let ty = Box::new(self.type_expr());
                self.want(TokenKind::Rparen);
                ExprKind::Paren(ty)
            }
            _ => return None,
        };
        let span = self.since(lo);
        Some(self.expr_node(span, kind))
    }

    fn bad_chan_elem(&mut self) -> Expr {
        let bad = self.bad_expr();
        self.syntax_error("missing channel element type");
        bad
    }

    /// The rest of an array type whose `[` at `lo` was read, and its length too if there is one.
    pub(super) fn array_type(&mut self, lo: u32, len: Option<Expr>) -> Expr {
        let len = self.array_len(len);
        let elem = Box::new(self.type_expr());
        let span = self.since(lo);
        self.expr_node(span, ExprKind::ArrayType { len, elem })
    }

    /// The length of an array type, unless it was read already, and the `]`.
    fn array_len(&mut self, len: Option<Expr>) -> Option<Box<Expr>> {
        let len = if len.is_none() && !self.got(TokenKind::DotDotDot) {
            self.expr_nesting += 1;
            let len = self.expr();
            self.expr_nesting -= 1;
            Some(len)
        } else {
            len
        };
        if self.at(TokenKind::Comma) {
            self.syntax_error("unexpected comma; expected ]");
            self.next();
        }
        self.want(TokenKind::Rbrack);
        len.map(Box::new)
    }

    /// The element type after `[]`, whose `[` stands at `lo`.
    pub(super) fn slice_type(&mut self, lo: u32) -> Expr {
        let elem = Box::new(self.type_expr());
        let span = self.since(lo);
        self.expr_node(span, ExprKind::SliceType(elem))
    }

    /// `[…]` after a name: array or slice type, or type arguments.
    pub(super) fn array_or_args(&mut self) -> Brackets {
        let lo = self.lo();
        self.want(TokenKind::Lbrack);
        if self.got(TokenKind::Rbrack) {
            return Brackets::Type(self.slice_type(lo));
        }
        let (mut list, comma) = self.type_list(false);
        self.want(TokenKind::Rbrack);
        if !comma && let Some(elem) = self.opt_type() {
            let len = list.pop().map(Box::new);
            let elem = Box::new(elem);
            let span = self.since(lo);
            return Brackets::Type(self.expr_node(span, ExprKind::ArrayType { len, elem }));
        }
        Brackets::Args(list)
    }

    /// `name[args]`, the arguments having been read.
    pub(super) fn instance(&mut self, x: Expr, indices: Vec<Expr>) -> Expr {
        let span = self.since(x.span.lo);
        let x = Box::new(x);
        self.expr_node(span, ExprKind::Index { x, indices })
    }

    /// A type name, qualified or not, with its type arguments; `name` if it was read already.
    pub(super) fn qualified_name(&mut self, name: Option<Ident>) -> Expr {
        let name = match name {
            Some(name) => name,
            None if self.at(TokenKind::Name) => self.name(),
            None => {
                let at = self.span().start();
                let name = self.ident_here("_", at);
                self.syntax_error("expected name");
                self.advance(&[TokenKind::Dot, SEMI, TokenKind::Rbrace]);
                name
            }
        };
        let mut x = self.name_expr(name);
        if self.got(TokenKind::Dot) {
            let sel = self.name();
            let span = self.since(x.span.lo);
            let inner = Box::new(x);
            x = self.expr_node(span, ExprKind::Selector { x: inner, sel });
        }
        if self.got(TokenKind::Lbrack) {
            let args = if self.at(TokenKind::Rbrack) {
                self.syntax_error("expected type argument list");
                vec![self.bad_expr()]
            } else {
                self.type_list(true).0
            };
            self.want(TokenKind::Rbrack);
            x = self.instance(x, args);
        }
        x
    }

    /// Type parameters, parameters and results. A non-empty `context` names a form that may not
    /// have type parameters.
    pub(super) fn func_type(&mut self, context: &str) -> (Vec<Field>, FuncType) {
        let lo = self.lo();
        let mut tparams = Vec::new();
        if self.at(TokenKind::Lbrack) {
            let at = self.span();
            self.next();
            if !context.is_empty() {
                self.syntax_error_at(at, &format!("{context} must have no type parameters"));
            }
            if self.at(TokenKind::Rbrack) {
                self.syntax_error("empty type parameter list");
                self.next();
            } else {
                tparams = self.param_list(None, TokenKind::Rbrack, true, false);
            }
        }
        self.want(TokenKind::Lparen);
        let params = self.param_list(None, TokenKind::Rparen, false, true);
        let results = self.results();
        let span = self.since(lo);
        (
            tparams,
            FuncType {
                span,
                params,
                results,
            },
        )
    }

    fn results(&mut self) -> Vec<Field> {
        if self.got(TokenKind::Lparen) {
            return self.param_list(None, TokenKind::Rparen, false, false);
        }
        match self.opt_type() {
            Some(ty) => vec![self.plain_field(None, ty)],
            None => Vec::new(),
        }
    }

    fn plain_field(&mut self, name: Option<Ident>, ty: Expr) -> Field {
        Field {
            id: self.ids.fresh(),
            span: name.map_or(ty.span, |n| n.span.to(ty.span)),
            name,
            ty,
            shared_type: false,
            variadic: false,
            embedded: false,
            tag: None,
        }
    }

    fn struct_type(&mut self) -> ExprKind {
        self.next();
        self.want(TokenKind::Lbrace);
        let mut fields = Vec::new();
        self.list("struct type", SEMI, TokenKind::Rbrace, |p| {
            p.field_decl(&mut fields);
            false
        });
        ExprKind::StructType { fields }
    }

    fn field_decl(&mut self, fields: &mut Vec<Field>) {
        let lo = self.lo();
        match self.token.kind {
            TokenKind::Name => {
                let name = self.name();
                let embedded = matches!(
                    self.token.kind,
                    TokenKind::Dot
                        | TokenKind::Literal { .. }
                        | TokenKind::Semi(_)
                        | TokenKind::Rbrace
                );
                if embedded {
                    let ty = self.qualified_name(Some(name));
                    self.embedded_field(fields, ty);
                    return;
                }
                let names = self.name_list(name);
                let ty = if let ([only], true) = (names.as_slice(), self.at(TokenKind::Lbrack)) {
                    let only = *only;
                    match self.array_or_args() {
                        Brackets::Type(ty) => ty,
                        Brackets::Args(args) => {
                            let x = self.name_expr(only);
                            let ty = self.instance(x, args);
                            self.embedded_field(fields, ty);
                            return;
                        }
                    }
                } else {
                    self.type_expr()
                };
                let tag = self.opt_literal();
                self.named_fields(fields, &names, ty, tag);
            }
            TokenKind::Star => {
                self.next();
                let ty = if self.at(TokenKind::Lparen) {
                    self.syntax_error("cannot parenthesize embedded type");
                    self.next();
                    let ty = self.qualified_name(None);
                    self.got(TokenKind::Rparen);
                    ty
                } else {
                    self.qualified_name(None)
                };
                let span = self.since(lo);
                let ty = self.expr_node(span, ExprKind::Star(Box::new(ty)));
                self.embedded_field(fields, ty);
            }
            TokenKind::Lparen => {
                self.syntax_error("cannot parenthesize embedded type");
                self.next();
                let star = self.lo();
                let pointer = self.got(TokenKind::Star);
                let mut ty = self.qualified_name(None);
                if pointer {
                    let span = self.since(star);
                    ty = self.expr_node(span, ExprKind::Star(Box::new(ty)));
                }
                self.got(TokenKind::Rparen);
                self.embedded_field(fields, ty);
            }
            _ => {
                self.syntax_error("expected field name or embedded type");
                self.advance(&[SEMI, TokenKind::Rbrace]);
            }
        }
    }

    fn embedded_field(&mut self, fields: &mut Vec<Field>, ty: Expr) {
        let tag = self.opt_literal();
        let mut field = self.plain_field(None, ty);
        field.embedded = true;
        field.tag = tag;
        fields.push(field);
    }

    fn named_fields(
        &mut self,
        fields: &mut Vec<Field>,
        names: &[Ident],
        ty: Expr,
        tag: Option<BasicLit>,
    ) {
        for (i, &name) in names.iter().enumerate() {
            let mut field = self.plain_field(Some(name), ty.clone());
            field.shared_type = i > 0;
            field.tag = tag;
            fields.push(field);
        }
    }

    fn interface_type(&mut self) -> ExprKind {
        self.next();
        self.want(TokenKind::Lbrace);
        let mut methods = Vec::new();
        let mut embeds = Vec::new();
        self.list("interface type", SEMI, TokenKind::Rbrace, |p| {
            let first = if p.at(TokenKind::Name) {
                match p.method_or_type() {
                    Ok(method) => {
                        methods.push(method);
                        return false;
                    }
                    Err(ty) => ty,
                }
            } else {
                p.embedded_term()
            };
            embeds.push(p.union(first));
            false
        });
        ExprKind::InterfaceType(Box::new(InterfaceType { methods, embeds }))
    }

    /// An interface element that begins with a name: a method, or (as the error) a type.
    fn method_or_type(&mut self) -> Result<Method, Expr> {
        const CONTEXT: &str = "interface method";
        let name = self.name();
        match self.token.kind {
            TokenKind::Lparen => {
                let (_, ty) = self.func_type(CONTEXT);
                Ok(Method { name, ty })
            }
            TokenKind::Lbrack => {
                let open = self.span();
                self.next();
                if self.at(TokenKind::Rbrack) {
                    let close = self.span();
                    self.next();
                    if self.at(TokenKind::Lparen) {
                        self.report(close, "empty type parameter list".into(), super::LEXICAL);
                        let (_, ty) = self.func_type(CONTEXT);
                        return Ok(Method { name, ty });
                    }
                    self.report(close, "empty type argument list".into(), super::LEXICAL);
                    return Err(self.name_expr(name));
                }
                // Type arguments look like a parameter list without names.
                let list = self.param_list(None, TokenKind::Rbrack, false, false);
                match list.first() {
                    None if self.at(TokenKind::Lparen) => {
                        let (_, ty) = self.func_type(CONTEXT);
                        Ok(Method { name, ty })
                    }
                    None => Err(self.name_expr(name)),
                    Some(first) if first.name.is_some() => {
                        let (_, ty) = self.func_type(CONTEXT);
                        self.report(
                            open,
                            "interface method must have no type parameters".into(),
                            super::LEXICAL,
                        );
                        Ok(Method { name, ty })
                    }
                    Some(_) => {
                        let args = list.into_iter().map(|field| field.ty).collect();
                        let x = self.name_expr(name);
                        Err(self.instance(x, args))
                    }
                }
            }
            _ => Err(self.qualified_name(Some(name))),
        }
    }

    /// `first | term | …`
    pub(super) fn union(&mut self, first: Expr) -> Expr {
        let outer = std::mem::take(&mut self.height);
        let mut x = first;
        while self.at_operator(Op::Binary(BinaryOp::Or)) {
            let op_span = self.span();
            self.next();
            let y = self.embedded_term();
            self.link();
            let span = x.span.to(y.span);
            x = self.expr_node(
                span,
                ExprKind::Binary {
                    op: BinaryOp::Or,
                    op_span,
                    x: Box::new(x),
                    y: Box::new(y),
                },
            );
        }
        self.height = self.height.max(outer);
        x
    }

    /// `T` or `~T`
    pub(super) fn embedded_term(&mut self) -> Expr {
        let lo = self.lo();
        if self.at_operator(Op::Tilde) {
            self.next();
            let x = Box::new(self.type_expr());
            return self.expr_node(
                Span::new(lo, x.span.hi),
                ExprKind::Unary {
                    op: UnaryOp::Tilde,
                    x,
                },
            );
        }
        if let Some(ty) = self.opt_type() {
            return ty;
        }
        let bad = self.bad_expr();
        self.syntax_error("expected ~ term or type");
        self.advance(&[
            TokenKind::Operator(Op::Tilde),
            SEMI,
            TokenKind::Rparen,
            TokenKind::Rbrack,
            TokenKind::Rbrace,
        ]);
        bad
    }
}
