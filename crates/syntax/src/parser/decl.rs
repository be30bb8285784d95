//! The file as a whole and its declarations.

use base::Span;

use super::{Parser, SEMI, is_syntax};
use crate::ast::{
    BasicLit, BinaryOp, ConstDecl, Decl, Expr, ExprKind, Field, File, FuncDecl, FuncType, GroupId,
    Ident, ImportDecl, LitKind, TypeDecl, UnaryOp, VarDecl,
};
use crate::branches;
use crate::lexer::{Keyword, TokenKind};

/// Where a declaration stands in its parenthesised group.
#[derive(Clone, Copy, Default)]
pub(super) struct InGroup {
    id: Option<GroupId>,
    index: u32,
}

/// The keywords at which recovery between declarations stops.
const DECLARATIONS: [TokenKind; 5] = [
    TokenKind::Keyword(Keyword::Import),
    TokenKind::Keyword(Keyword::Const),
    TokenKind::Keyword(Keyword::Type),
    TokenKind::Keyword(Keyword::Var),
    TokenKind::Keyword(Keyword::Func),
];

impl Parser<'_> {
    pub(super) fn file(&mut self, file: base::FileId) -> File {
        let package_span = self.span();
        let at = package_span.start();
        let package = if self.got(TokenKind::Keyword(Keyword::Package)) {
            let name = self.name();
            self.want(SEMI);
            Some(name)
        } else {
            self.syntax_error("package statement must be first");
            None
        };
        let mut decls = Vec::new();
        // Without a sound package clause nothing else is worth reading.
        if package.is_some() && self.error_count == 0 {
            self.top_level(&mut decls);
        }
        let package = match package {
            Some(name) => name,
            None => self.ident_here("_", at),
        };
        let end = self.base + self.map.file(file).text.len() as u32;
        File {
            file,
            package_span,
            package,
            decls,
            comments: std::mem::take(&mut self.comments),
            eof: Span::new(end, end),
        }
    }

    fn top_level(&mut self, decls: &mut Vec<Decl>) {
        let mut prev = TokenKind::Keyword(Keyword::Import);
        while !self.at(TokenKind::Eof) {
            let before = self.token.lo;
            if self.at_keyword(Keyword::Import) && prev != TokenKind::Keyword(Keyword::Import) {
                self.syntax_error("imports must appear before other declarations");
            }
            prev = self.token.kind;
            match self.token.kind {
                TokenKind::Keyword(Keyword::Func) => {
                    let lo = self.lo();
                    self.next();
                    let decl = self.func_decl(lo);
                    decls.push(Decl::Func(decl));
                }
                TokenKind::Keyword(
                    keyword @ (Keyword::Import | Keyword::Const | Keyword::Type | Keyword::Var),
                ) => {
                    self.next();
                    self.group(decls, keyword);
                }
                _ => {
                    let bodyless = matches!(decls.last(), Some(Decl::Func(f)) if f.body.is_none());
                    if self.at(TokenKind::Lbrace) && bodyless {
                        self.syntax_error("unexpected semicolon or newline before {");
                    } else {
                        self.syntax_error("non-declaration statement outside function body");
                    }
                    let lo = self.lo();
                    self.advance(&DECLARATIONS);
                    decls.push(Decl::Bad(self.since(lo)));
                    continue;
                }
            }
            if !self.at(TokenKind::Eof) && !self.got(SEMI) {
                self.syntax_error("after top level declaration");
                self.advance(&DECLARATIONS);
            }
            if self.token.lo == before {
                self.advance(&[]);
            }
        }
    }

    /// One declaration or a parenthesised group of them, the keyword having been read.
    pub(super) fn group(&mut self, decls: &mut Vec<Decl>, keyword: Keyword) {
        if !self.got(TokenKind::Lparen) {
            let decl = self.spec(keyword, InGroup::default());
            decls.push(decl);
            return;
        }
        let id = Some(GroupId(self.ids.fresh().0));
        let mut index = 0;
        self.list("grouped declaration", SEMI, TokenKind::Rparen, |p| {
            let decl = p.spec(keyword, InGroup { id, index });
            decls.push(decl);
            index += 1;
            false
        });
    }

    fn spec(&mut self, keyword: Keyword, group: InGroup) -> Decl {
        match keyword {
            Keyword::Import => self.import_decl(group),
            Keyword::Const => self.const_decl(group),
            Keyword::Type => self.type_decl(group),
            _ => self.var_decl(group),
        }
    }

    fn import_decl(&mut self, group: InGroup) -> Decl {
        let lo = self.lo();
        let name = match self.token.kind {
            TokenKind::Name => Some(self.name()),
            TokenKind::Dot => {
                let span = self.span();
                self.next();
                Some(self.ident_here(".", span))
            }
            _ => None,
        };
        let path = match self.opt_literal() {
            Some(mut path) => {
                if !path.bad && path.kind != LitKind::String {
                    self.syntax_error_at(path.span, "import path must be a string");
                    path.bad = true;
                }
                path
            }
            None => {
                let span = self.span().start();
                self.syntax_error("missing import path");
                self.advance(&[SEMI, TokenKind::Rparen]);
                BasicLit {
                    kind: LitKind::String,
                    text: self.interner.intern("\"\""),
                    span,
                    bad: true,
                }
            }
        };
        Decl::Import(ImportDecl {
            id: self.ids.fresh(),
            span: self.since(lo),
            name,
            path,
            group: group.id,
        })
    }

    fn const_decl(&mut self, group: InGroup) -> Decl {
        let lo = self.lo();
        let first = self.name();
        let names = self.name_list(first);
        let mut ty = None;
        let mut values = Vec::new();
        if !self.at(TokenKind::Eof) && !self.at(SEMI) && !self.at(TokenKind::Rparen) {
            ty = self.opt_type();
            if self.got_assign() {
                values = self.expr_list();
            }
        }
        Decl::Const(ConstDecl {
            id: self.ids.fresh(),
            span: self.since(lo),
            names,
            ty,
            values,
            iota: group.index,
            group: group.id,
        })
    }

    fn var_decl(&mut self, group: InGroup) -> Decl {
        let lo = self.lo();
        let first = self.name();
        let names = self.name_list(first);
        let mut ty = None;
        let mut values = Vec::new();
        if self.got_assign() {
            values = self.expr_list();
        } else {
            ty = Some(self.type_expr());
            if self.got_assign() {
                values = self.expr_list();
            }
        }
        Decl::Var(VarDecl {
            id: self.ids.fresh(),
            span: self.since(lo),
            names,
            ty,
            values,
            group: group.id,
        })
    }

    fn type_decl(&mut self, group: InGroup) -> Decl {
        let lo = self.lo();
        let name = self.name();
        let mut tparams = Vec::new();
        let mut alias = false;
        let ty = if self.at(TokenKind::Lbrack) {
            let open = self.lo();
            self.next();
            match self.token.kind {
                TokenKind::Name => match self.tparams_or_length() {
                    Ok((first, bound)) => {
                        let first = Some((first, bound));
                        tparams = self.param_list(first, TokenKind::Rbrack, true, false);
                        alias = self.got_assign();
                        self.opt_type()
                    }
                    Err(len) => Some(self.array_type(open, Some(len))),
                },
                TokenKind::Rbrack => {
                    self.next();
                    Some(self.slice_type(open))
                }
                _ => Some(self.array_type(open, None)),
            }
        } else {
            alias = self.got_assign();
            self.opt_type()
        };
        let ty = match ty {
            Some(ty) => ty,
            None => {
                let bad = self.bad_expr();
                self.syntax_error("in type declaration");
                self.advance(&[SEMI, TokenKind::Rparen]);
                bad
            }
        };
        Decl::Type(TypeDecl {
            id: self.ids.fresh(),
            span: self.since(lo),
            name,
            tparams,
            alias,
            ty,
            group: group.id,
        })
    }

    /// `type T[P …`: the start of a type parameter list, or (as the error) an array length.
    /// A name followed by `[` can only be a parameter, as no constant has an index. Otherwise an
    /// expression is read, and taken apart if it can be a name and a constraint.
    fn tparams_or_length(&mut self) -> Result<(Ident, Option<Expr>), Expr> {
        let name = self.name();
        let mut x = self.name_expr(name);
        if !self.at(TokenKind::Lbrack) {
            self.expr_nesting += 1;
            let first = self.primary_expr(Some(x));
            x = self.binary_expr(Some(first), 0);
            self.expr_nesting -= 1;
        }
        let (name, bound) = self.split_name(x, false)?;
        match bound {
            None if self.at(TokenKind::Rbrack) => Err(self.name_expr(name)),
            bound => Ok((name, bound)),
        }
    }

    /// Splits `P *E`, `P (E)` and unions beginning so into name and constraint, if the rest can
    /// only be a type or a comma follows (or `force` says so). A name alone has no constraint.
    fn split_name(&mut self, x: Expr, force: bool) -> Result<(Ident, Option<Expr>), Expr> {
        let force = force || self.at(TokenKind::Comma);
        let Expr { id, span, kind } = x;
        match kind {
            ExprKind::Name(name) => Ok((name, None)),
            ExprKind::Binary {
                op: BinaryOp::Mul,
                op_span,
                x,
                y,
            } => match x.kind {
                ExprKind::Name(name) if force || is_type_element(&y) => {
                    let span = Span::new(op_span.lo, span.hi);
                    Ok((name, Some(self.expr_node(span, ExprKind::Star(y)))))
                }
                _ => {
                    let op = BinaryOp::Mul;
                    let kind = ExprKind::Binary { op, op_span, x, y };
                    Err(Expr { id, span, kind })
                }
            },
            ExprKind::Binary {
                op: BinaryOp::Or,
                op_span,
                x,
                y,
            } => {
                let force = force || is_type_element(&y);
                let op = BinaryOp::Or;
                match self.split_name(*x, force) {
                    Ok((name, Some(lhs))) => {
                        let span = Span::new(lhs.span.lo, span.hi);
                        let x = Box::new(lhs);
                        let kind = ExprKind::Binary { op, op_span, x, y };
                        Ok((name, Some(self.expr_node(span, kind))))
                    }
                    Ok((name, None)) => {
                        let x = Box::new(self.name_expr(name));
                        let kind = ExprKind::Binary { op, op_span, x, y };
                        Err(Expr { id, span, kind })
                    }
                    Err(x) => {
                        let x = Box::new(x);
                        let kind = ExprKind::Binary { op, op_span, x, y };
                        Err(Expr { id, span, kind })
                    }
                }
            }
            ExprKind::Call {
                fun,
                mut args,
                has_dots,
                rparen,
            } => match (&fun.kind, args.as_slice()) {
                (ExprKind::Name(name), [arg]) if !has_dots && (force || is_type_element(arg)) => {
                    let name = *name;
                    let bound = args.pop().map(|arg| {
                        let span = Span::new(fun.span.hi, rparen.hi);
                        self.expr_node(span, ExprKind::Paren(Box::new(arg)))
                    });
                    Ok((name, bound))
                }
                _ => {
                    let kind = ExprKind::Call {
                        fun,
                        args,
                        has_dots,
                        rparen,
                    };
                    Err(Expr { id, span, kind })
                }
            },
            kind => Err(Expr { id, span, kind }),
        }
    }

    /// A function or method, `func` at `lo` having been read.
    fn func_decl(&mut self, lo: u32) -> FuncDecl {
        let mut recv: Option<Vec<Field>> = None;
        if self.got(TokenKind::Lparen) {
            let list = self.param_list(None, TokenKind::Rparen, false, false);
            match list.len() {
                0 => self.plain_error("method has no receiver"),
                1 => {}
                _ => self.plain_error("method has multiple receivers"),
            }
            recv = Some(list);
        }
        let name;
        let mut tparams = Vec::new();
        let ty;
        if self.at(TokenKind::Name) {
            name = self.name();
            (tparams, ty) = self.func_type("");
        } else {
            let at = self.span().start();
            name = self.ident_here("_", at);
            ty = FuncType {
                span: at,
                params: Vec::new(),
                results: Vec::new(),
            };
            self.syntax_error(if recv.is_some() {
                "expected name"
            } else {
                "expected name or ("
            });
            self.advance(&[TokenKind::Lbrace, SEMI]);
        }
        let body = self.at(TokenKind::Lbrace).then(|| self.func_body());
        FuncDecl {
            id: self.ids.fresh(),
            span: self.since(lo),
            recv,
            name,
            tparams,
            ty,
            body,
        }
    }

    /// A function's block. Labels and branches are looked at only if it parsed without errors.
    pub(super) fn func_body(&mut self) -> crate::ast::Block {
        let errors = self.error_count;
        self.function_nesting += 1;
        let body = self.block("");
        self.function_nesting -= 1;
        if errors == self.error_count {
            let found = branches::check(&body, self.map, self.interner);
            for (span, message, code) in found {
                debug_assert!(!is_syntax(code));
                self.report(span, message, code);
                // They say nothing about the syntax: what follows is no consequence of them.
                self.error_count = errors;
            }
        }
        body
    }
}

/// Whether `x` can only be a type or constraint, by its form.
fn is_type_element(x: &Expr) -> bool {
    match &x.kind {
        ExprKind::ArrayType { .. }
        | ExprKind::StructType { .. }
        | ExprKind::FuncType(_)
        | ExprKind::InterfaceType(_)
        | ExprKind::SliceType(_)
        | ExprKind::MapType { .. }
        | ExprKind::ChanType { .. } => true,
        ExprKind::Binary { x, y, .. } => is_type_element(x) || is_type_element(y),
        ExprKind::Unary { op, x } => *op == UnaryOp::Tilde || is_type_element(x),
        ExprKind::Star(x) | ExprKind::Paren(x) => is_type_element(x),
        _ => false,
    }
}
