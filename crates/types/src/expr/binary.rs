//! Binary operations other than shifts and comparisons.

use syntax::ast::{BinaryOp, Expr, ExprKind};

use super::{is_comparison, is_shift};
use crate::check::Checker;
use crate::constant::{self, ConstValue};
use crate::operand::Operand;
use crate::{Mode, TypeId};

impl<'a> Checker<'a> {
    /// `lhs op rhs`; `e` is None for `lhs op= rhs`.
    pub(crate) fn binary(
        &mut self,
        x: &mut Operand<'a>,
        e: Option<&'a Expr>,
        lhs: &'a Expr,
        rhs: &'a Expr,
        op: BinaryOp,
    ) {
        self.expr(None, x, lhs);
        self.binary_rest(x, e, lhs, rhs, op);
    }

    /// The binary expression `e`. Long chains `a + b + c` lean to the left: they are walked, not
    /// recursed into.
    pub(super) fn binary_expr(&mut self, x: &mut Operand<'a>, e: &'a Expr) {
        let mut spine = Vec::new();
        let mut at = e;
        while let ExprKind::Binary {
            op, x: lhs, y: rhs, ..
        } = &at.kind
        {
            spine.push((at, &**lhs, &**rhs, *op));
            at = lhs;
        }
        self.expr(None, x, at);
        while let Some((at, lhs, rhs, op)) = spine.pop() {
            self.binary_rest(x, Some(at), lhs, rhs, op);
            x.expr = Some(at);
            x.text = None;
            if !spine.is_empty() {
                self.record(x);
            }
        }
    }

    /// `x op rhs`, where `x` is `lhs` checked.
    fn binary_rest(
        &mut self,
        x: &mut Operand<'a>,
        e: Option<&'a Expr>,
        lhs: &'a Expr,
        rhs: &'a Expr,
        op: BinaryOp,
    ) {
        let mut y = Operand::invalid();
        self.expr(None, &mut y, rhs);
        if !x.is_valid() {
            return;
        }
        if !y.is_valid() {
            x.invalidate();
            x.expr = y.expr;
            return;
        }
        if is_shift(op) {
            self.shift(x, &mut y, e, op);
            return;
        }
        self.match_types(x, &mut y);
        if !x.is_valid() {
            return;
        }
        if is_comparison(op) {
            self.comparison(x, &mut y, op, false);
            return;
        }
        if !self.w.identical(x.ty, y.ty) {
            if self.w.is_valid(x.ty) && self.w.is_valid(y.ty) {
                let (xt, yt) = (self.ts(x.ty), self.ts(y.ty));
                let what = match e {
                    Some(e) => self.es(e),
                    None => format!("{} {}= {}", self.es(lhs), op.text(), self.es(rhs)),
                };
                self.error(
                    x.span(),
                    "MismatchedTypes",
                    format!("invalid operation: {what} (mismatched types {xt} and {yt})"),
                );
            }
            x.invalidate();
            return;
        }
        if !self.op_defined(x.ty, op) {
            let text = self.op_str(x);
            self.error(
                x.span(),
                "UndefinedOp",
                format!(
                    "invalid operation: operator {} not defined on {text}",
                    op.text()
                ),
            );
            x.invalidate();
            return;
        }
        if matches!(op, BinaryOp::Div | BinaryOp::Rem) && self.is_zero_division(x, &y) {
            self.error(y.span(), "DivByZero", "invalid operation: division by zero");
            x.invalidate();
            return;
        }
        if x.is_const() && y.is_const() {
            let (xv, yv) = (x.value_or_unknown(), y.value_or_unknown());
            if xv.is_unknown() || yv.is_unknown() {
                x.val = Some(constant::ConstValue::Unknown);
                return;
            }
            let int_div = op == BinaryOp::Div && self.w.is_integer(x.ty);
            x.val = Some(constant::binary(op, &xv, &yv, int_div));
            let at = e.map_or_else(|| x.span(), Self::op_pos);
            if e.is_some() {
                x.expr = e;
            }
            self.overflow(x, at);
            return;
        }
        x.mode = Mode::Value;
    }

    fn op_defined(&mut self, t: TypeId, op: BinaryOp) -> bool {
        match op {
            BinaryOp::Add => self.w.all_numeric_or_string(t),
            BinaryOp::Sub | BinaryOp::Mul | BinaryOp::Div => self.w.all_numeric(t),
            BinaryOp::LogAnd | BinaryOp::LogOr => self.w.all_boolean(t),
            _ => self.w.all_integer(t),
        }
    }

    fn is_zero_division(&mut self, x: &Operand<'a>, y: &Operand<'a>) -> bool {
        let Some(yv) = y.const_val() else {
            return false;
        };
        if (x.is_const() || self.w.all_integer(x.ty)) && yv.sign() == 0 {
            return true;
        }
        // Complex division divides by the sum of the squares, which may be too small to tell from
        // zero.
        let vanishes =
            |part: ConstValue| constant::binary(BinaryOp::Mul, &part, &part, false).sign() == 0;
        x.is_const() && self.w.is_complex(x.ty) && vanishes(yv.real()) && vanishes(yv.imag())
    }

    /// Converts an untyped operand to the type of the other one, where the two can mix at all.
    pub(crate) fn match_types(&mut self, x: &mut Operand<'a>, y: &mut Operand<'a>) {
        if !self.may_convert(x, y) {
            return;
        }
        self.convert_untyped(x, y.ty);
        if !x.is_valid() {
            return;
        }
        self.convert_untyped(y, x.ty);
        if !y.is_valid() {
            x.invalidate();
        }
    }

    fn may_convert(&mut self, x: &Operand<'a>, y: &Operand<'a>) -> bool {
        let (xt, yt) = (x.ty, y.ty);
        if self.w.is_typed(xt) && self.w.is_typed(yt) {
            return false;
        }
        if self.w.all_numeric(xt) != self.w.all_numeric(yt) {
            return false;
        }
        if self.w.is_non_tparam_interface(xt) || self.w.is_non_tparam_interface(yt) {
            return true;
        }
        if self.w.all_boolean(xt) != self.w.all_boolean(yt)
            || self.w.all_string(xt) != self.w.all_string(yt)
        {
            return false;
        }
        if x.is_nil() {
            return self.w.has_nil(yt);
        }
        if y.is_nil() {
            return self.w.has_nil(xt);
        }
        let is_pointer = |c: &mut Self, t| {
            let u = c.w.underlying(t);
            matches!(c.w.types.get(u), crate::Type::Pointer(_))
        };
        !is_pointer(self, xt) && !is_pointer(self, yt)
    }
}
