//! Operands: what an expression turned out to be while it is being checked.

use std::sync::Arc;

use base::Span;
use syntax::ast::{Expr, ExprKind};

use crate::check::{Checker, unparen};
use crate::constant::ConstValue;
use crate::{Basic, Builtin, Mode, Type, TypeId};

/// An expression's meaning.
#[derive(Clone, Debug)]
pub(crate) struct Operand<'a> {
    pub(crate) mode: Mode,
    pub(crate) ty: TypeId,
    /// Of constants.
    pub(crate) val: Option<ConstValue>,
    pub(crate) expr: Option<&'a Expr>,
    /// Stands for the expression's text where there is no expression of its own.
    pub(crate) text: Option<Arc<str>>,
    /// Place of messages about an operand without expression.
    pub(crate) at: Span,
    pub(crate) builtin: Option<Builtin>,
}

impl<'a> Operand<'a> {
    /// An operand that stands for nothing yet.
    pub(crate) fn invalid() -> Self {
        Self {
            mode: Mode::Invalid,
            ty: Basic::Invalid.id(),
            val: None,
            expr: None,
            text: None,
            at: Span::NONE,
            builtin: None,
        }
    }
    /// A computed value of type `ty`.
    pub(crate) fn value(ty: TypeId, expr: &'a Expr) -> Self {
        Self {
            mode: Mode::Value,
            ty,
            expr: Some(expr),
            ..Self::invalid()
        }
    }
    /// A value that no expression of its own denotes.
    pub(crate) fn named_value(ty: TypeId, text: &str, at: Span) -> Self {
        Self {
            mode: Mode::Value,
            ty,
            text: Some(Arc::from(text)),
            at,
            ..Self::invalid()
        }
    }
    pub(crate) fn is_valid(&self) -> bool {
        self.mode != Mode::Invalid
    }
    pub(crate) fn invalidate(&mut self) {
        self.mode = Mode::Invalid;
    }
    pub(crate) fn is_nil(&self) -> bool {
        self.mode == Mode::NilValue
    }
    pub(crate) fn is_const(&self) -> bool {
        self.mode == Mode::Constant
    }
    /// The constant value; `Unknown` where there is none.
    pub(crate) fn value_or_unknown(&self) -> ConstValue {
        self.val.clone().unwrap_or(ConstValue::Unknown)
    }
    /// The constant value of a constant operand.
    pub(crate) fn const_val(&self) -> Option<&ConstValue> {
        if self.is_const() {
            self.val.as_ref()
        } else {
            None
        }
    }
    pub(crate) fn span(&self) -> Span {
        match self.expr {
            Some(e) => crate::check::at(e),
            None => self.at,
        }
    }
}

impl Checker<'_> {
    /// The operand as messages describe it: `x (variable of type int)`.
    pub(crate) fn op_str(&mut self, x: &Operand<'_>) -> String {
        if x.mode == Mode::NilValue {
            return if x.ty == Basic::Invalid.id() {
                "nil (with invalid type)".to_string()
            } else if x.ty == Basic::UntypedNil.id() {
                "nil".to_string()
            } else {
                format!("nil (of type {})", self.ts(x.ty))
            };
        }
        let expr = self.op_expr(x);
        let mut out = String::new();
        if !expr.is_empty() {
            out.push_str(&expr);
            out.push_str(" (");
        }
        let mut has_type = false;
        if !matches!(
            x.mode,
            Mode::Invalid | Mode::NoValue | Mode::Builtin | Mode::TypeExpr
        ) {
            if self.w.is_untyped(x.ty) {
                out.push_str(&self.ts(x.ty));
                out.push(' ');
            } else {
                has_type = true;
            }
        }
        out.push_str(match x.mode {
            Mode::Invalid => "invalid operand",
            Mode::NoValue => "no value",
            Mode::Builtin => "built-in",
            Mode::TypeExpr => "type",
            Mode::Constant => "constant",
            Mode::Variable => "variable",
            Mode::MapIndex => "map index expression",
            Mode::Value => "value",
            Mode::NilValue => "nil",
            Mode::CommaOk => "comma, ok expression",
        });
        if let Some(val) = x.const_val() {
            let text = val.to_string();
            if text != expr {
                out.push(' ');
                out.push_str(&text);
            }
        }
        if has_type {
            if self.w.is_valid(x.ty) {
                out.push_str(" of ");
                out.push_str(&self.described_type(x.ty, x.expr));
            } else {
                out.push_str(" with invalid type");
            }
        }
        if !expr.is_empty() {
            out.push(')');
        }
        out
    }

    /// The text of the operand's expression, or what stands for it.
    pub(crate) fn op_expr(&self, x: &Operand<'_>) -> String {
        if let Some(text) = &x.text {
            return text.to_string();
        }
        if let Some(e) = x.expr {
            return self.es(e);
        }
        match x.mode {
            Mode::TypeExpr => self.ts(x.ty),
            Mode::Constant => x.value_or_unknown().to_string(),
            _ => String::new(),
        }
    }

    /// The results of a call of several, with their names.
    fn result_names(&self, e: Option<&Expr>) -> Option<String> {
        let ExprKind::Call { fun, .. } = &unparen(e?).kind else {
            return None;
        };
        let ty = self.w.info.types.get(fun.id)?.ty?;
        let sig = self.sig(self.w.under(ty))?;
        (sig.results.len() > 1).then(|| self.w.tuple_string(&sig.results, false))
    }

    /// `struct type T`, `generic type ...`, `type P constrained by C`.
    fn described_type(&mut self, t: TypeId, e: Option<&Expr>) -> String {
        let mut desc = String::new();
        if self.w.is_generic(t) {
            desc.push_str("generic ");
        }
        let tparam = self.w.tparam_id(t);
        if tparam.is_none() && matches!(self.w.types.get(t), Type::Named(_) | Type::Alias(_)) {
            let u = self.w.underlying(t);
            let kind = self.w.kind_word(t);
            if u == Basic::UnsafePointer.id() {
                desc.push_str("Pointer");
            } else if kind.is_empty() {
                desc.push_str(&self.ts(u));
            } else {
                desc.push_str(kind);
            }
            desc.push(' ');
        }
        let names = if matches!(self.w.types.get(t), Type::Tuple(_)) {
            self.result_names(e)
        } else {
            None
        };
        let text = names.unwrap_or_else(|| self.ts(t));
        let mut out = format!("{desc}type {text}");
        if let Some(id) = tparam {
            let bound = self.w.types.tparams.get(id).and_then(|p| p.bound);
            if let Some(bound) = bound {
                out.push_str(" constrained by ");
                out.push_str(&self.ts(bound));
            }
            if self.w.has_empty_typeset(t) {
                out.push_str(" with empty type set");
            }
        }
        out
    }
}
