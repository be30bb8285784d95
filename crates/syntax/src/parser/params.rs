//! Parameter lists: values, results, receivers and type parameters. Whether `a` in `(a, b T)` is
//! a name or a type is known only at the end of the list.

use base::Span;

use super::types::Brackets;
use super::{LEXICAL, Parser, unparen};
use crate::ast::{BinaryOp, Expr, ExprKind, Field, Ident};
use crate::lexer::{Op, TokenKind};
use crate::print::report_offset;

/// A parameter as read, before names and types are told apart.
struct Param {
    name: Option<Ident>,
    ty: Option<Expr>,
    /// `...` before the type.
    dots: Option<Span>,
    /// The type is that of the parameter after it.
    from_next: bool,
}

impl Param {
    fn new(name: Option<Ident>, ty: Option<Expr>) -> Self {
        Self {
            name,
            ty,
            dots: None,
            from_next: false,
        }
    }
}

impl Parser<'_> {
    /// A list up to `close`, its opening bracket having been read. `first` is a first name (and
    /// type) that was read already. Type parameter lists set `require_names`; lists that may end
    /// in `...T` set `dots_ok`.
    pub(super) fn param_list(
        &mut self,
        first: Option<(Ident, Option<Expr>)>,
        close: TokenKind,
        require_names: bool,
        dots_ok: bool,
    ) -> Vec<Field> {
        let mut params: Vec<Param> = Vec::new();
        let mut first = match first {
            Some((name, Some(ty))) if self.at(close) => {
                self.next();
                return vec![self.param_field(Param::new(Some(name), Some(ty)), false)];
            }
            other => other,
        };
        let end = self.list("parameter list", TokenKind::Comma, close, |p| {
            match first.take() {
                Some((name, Some(ty))) => params.push(Param::new(Some(name), Some(ty))),
                Some((name, None)) => params.extend(p.param_decl(Some(name), close)),
                None => params.extend(p.param_decl(None, close)),
            }
            false
        });
        if params.is_empty() {
            return Vec::new();
        }
        let named = params
            .iter()
            .filter(|p| p.name.is_some() && p.ty.is_some())
            .count();
        if named == 0 && !require_names {
            for param in &mut params {
                if let Some(name) = param.name.take() {
                    param.ty = Some(self.name_expr(name));
                }
            }
        } else if named != params.len() {
            self.distribute_types(&mut params, named, require_names, end);
        }
        self.check_dots(&mut params, dots_ok);
        let mut fields: Vec<Field> = Vec::with_capacity(params.len());
        let mut shared = false;
        for param in params {
            let goes_on = param.from_next;
            fields.push(self.param_field(param, shared));
            shared = goes_on;
        }
        fields
    }

    /// Gives parameters without a type that of the next one, and complains where that leaves
    /// something without a name or a type.
    fn distribute_types(
        &mut self,
        params: &mut [Param],
        named: usize,
        require_names: bool,
        end: Span,
    ) {
        let typed = params.iter().filter(|p| p.ty.is_some()).count();
        let count = params.len();
        let mut error: Option<Span> = None;
        let mut next: Option<(Expr, Option<Span>)> = None;
        for param in params.iter_mut().rev() {
            match (&param.ty, &next) {
                (Some(ty), _) => {
                    if param.name.is_none() {
                        let at = param
                            .dots
                            .map_or(report_offset(unparen(ty)), |dots| dots.lo);
                        let at = Span::new(at, at);
                        error = Some(at);
                        param.name = Some(self.ident_here("_", at));
                    }
                    next = param.ty.clone().map(|ty| (ty, param.dots));
                }
                (None, Some((ty, dots))) => {
                    param.ty = Some(ty.clone());
                    param.dots = *dots;
                    param.from_next = true;
                }
                (None, None) => {
                    let at = param.name.map_or(end, |n| n.span);
                    error = Some(at);
                    param.ty = Some(self.expr_node(at.start(), ExprKind::Bad));
                }
            }
        }
        let Some(at) = error else { return };
        // As many types as typed names: then what lacks a type stands at the end.
        let (at, message) = if named == typed {
            let message = if require_names {
                "missing type constraint"
            } else {
                "missing parameter type"
            };
            (end, message)
        } else if !require_names {
            (at, "missing parameter name")
        } else if count == 1 {
            (at, "missing type parameter name or invalid array length")
        } else {
            (at, "missing type parameter name")
        };
        self.syntax_error_at(at, message);
    }

    /// `...` is for the last parameter only; the first one elsewhere is reported.
    fn check_dots(&mut self, params: &mut [Param], dots_ok: bool) {
        let last = params.len() - 1;
        let mut reported = false;
        for (i, param) in params.iter_mut().enumerate() {
            let Some(dots) = param.dots else { continue };
            if dots_ok && i == last {
                continue;
            }
            if !reported {
                let message = if dots_ok {
                    "can only use ... with final parameter"
                } else {
                    "invalid use of ..."
                };
                self.report(dots, message.to_string(), LEXICAL);
                reported = true;
            }
            param.dots = None;
        }
    }

    fn param_field(&mut self, param: Param, shared_type: bool) -> Field {
        let ty = match param.ty {
            Some(ty) => ty,
            None => self.bad_expr(),
        };
        let mut span = ty.span;
        for part in [param.dots, param.name.map(|n| n.span)]
            .into_iter()
            .flatten()
        {
            span = span.to(part);
        }
        Field {
            id: self.ids.fresh(),
            span,
            name: param.name,
            ty,
            shared_type,
            variadic: param.dots.is_some(),
            embedded: false,
            tag: None,
        }
    }

    /// One parameter: a name, a type, or both; `name` if it was read already.
    fn param_decl(&mut self, name: Option<Ident>, follow: TokenKind) -> Option<Param> {
        // Type parameter lists take constraints such as `~int | string`.
        let unions = follow == TokenKind::Rbrack;
        let or = Op::Binary(BinaryOp::Or);
        if name.is_none() && unions && self.at_operator(Op::Tilde) {
            let first = self.embedded_term();
            return Some(Param::new(None, Some(self.union(first))));
        }
        let mut own_name = None;
        if self.at(TokenKind::Name) || name.is_some() {
            let name = match name {
                Some(name) => name,
                None => self.name(),
            };
            if self.at(TokenKind::Lbrack) {
                let (name, mut ty) = match self.array_or_args() {
                    Brackets::Type(ty) => (Some(name), ty),
                    Brackets::Args(args) => {
                        let x = self.name_expr(name);
                        (None, self.instance(x, args))
                    }
                };
                if unions {
                    ty = self.union(ty);
                }
                return Some(Param::new(name, Some(ty)));
            }
            if self.at(TokenKind::Dot) {
                let mut ty = self.qualified_name(Some(name));
                if unions {
                    ty = self.union(ty);
                }
                return Some(Param::new(None, Some(ty)));
            }
            if unions && self.at_operator(or) {
                let first = self.name_expr(name);
                return Some(Param::new(None, Some(self.union(first))));
            }
            own_name = Some(name);
        }
        if self.at(TokenKind::DotDotDot) {
            let dots = self.span();
            self.next();
            let ty = self.opt_type();
            let mut param = Param::new(own_name, None);
            if ty.is_some() {
                param.dots = Some(dots);
                param.ty = ty;
            } else {
                param.ty = Some(self.bad_expr());
                self.syntax_error("... is missing type");
            }
            return Some(param);
        }
        if unions && self.at_operator(Op::Tilde) {
            let first = self.embedded_term();
            return Some(Param::new(own_name, Some(self.union(first))));
        }
        let mut ty = self.opt_type();
        if unions && let Some(first) = ty.take() {
            ty = Some(self.union(first));
        }
        if own_name.is_some() || ty.is_some() {
            return Some(Param::new(own_name, ty));
        }
        self.syntax_error(&format!("expected {}", follow.wanted()));
        self.advance(&[TokenKind::Comma, follow]);
        None
    }
}
