//! Shifts. The left operand of a non-constant shift takes its type from the context.

use syntax::ast::{BinaryOp, Expr};

use crate::check::Checker;
use crate::constant::{self, ConstKind, ConstValue};
use crate::operand::Operand;
use crate::{Basic, Mode};

/// Constant shift counts beyond this are refused.
const MAX_SHIFT: u64 = 1023 - 1 + 52;

impl<'a> Checker<'a> {
    pub(super) fn shift(
        &mut self,
        x: &mut Operand<'a>,
        y: &mut Operand<'a>,
        e: Option<&'a Expr>,
        op: BinaryOp,
    ) {
        let x_int = x.const_val().map(ConstValue::to_int);
        let untyped_int =
            self.w.is_untyped(x.ty) && x_int.as_ref().is_some_and(|v| v.kind() == ConstKind::Int);
        if !untyped_int && !self.w.all_integer(x.ty) {
            self.bad_shifted(x);
            return;
        }
        let mut y_int = None;
        if let Some(v) = y.const_val() {
            let v = v.to_int();
            if v.kind() == ConstKind::Int && v.sign() < 0 {
                let text = self.op_str(y);
                self.error(
                    y.span(),
                    "InvalidShiftCount",
                    format!("invalid operation: negative shift count {text}"),
                );
                x.invalidate();
                return;
            }
            y_int = Some(v);
            if self.w.is_untyped(y.ty) {
                self.representable(y, Basic::Uint, Basic::Uint.id());
                if !y.is_valid() {
                    x.invalidate();
                    return;
                }
            }
        } else if self.w.is_untyped(y.ty) {
            self.convert_untyped(y, Basic::Uint.id());
            if !y.is_valid() {
                x.invalidate();
                return;
            }
        } else if !self.w.all_integer(y.ty) {
            self.bad_count(x, y);
            return;
        } else if !self.allows(13) && !self.w.all_unsigned(y.ty) {
            let what = format!("invalid operation: signed shift count {}", self.op_str(y));
            self.demand(y.span(), 13, &what);
            x.invalidate();
            return;
        }
        if x.is_const() {
            if y.is_const() {
                self.const_shift(x, y, e, op, x_int, y_int);
                return;
            }
            // A non-constant shift of an untyped constant: its type is settled by the context.
            if self.w.is_untyped(x.ty) {
                if let Some(u) = x.expr.and_then(|e| self.untyped.get_mut(&e.id)) {
                    u.is_lhs = true;
                }
                x.mode = Mode::Value;
                return;
            }
        }
        if !self.w.all_integer(x.ty) {
            self.bad_shifted(x);
            return;
        }
        x.mode = Mode::Value;
    }

    fn const_shift(
        &mut self,
        x: &mut Operand<'a>,
        y: &Operand<'a>,
        e: Option<&'a Expr>,
        op: BinaryOp,
        x_int: Option<ConstValue>,
        y_int: Option<ConstValue>,
    ) {
        let is_int = self.w.is_integer(x.ty);
        if x.value_or_unknown().is_unknown() || y.value_or_unknown().is_unknown() {
            x.val = Some(ConstValue::Unknown);
            if !is_int {
                x.ty = Basic::UntypedInt.id();
            }
            return;
        }
        let count = y_int.and_then(|v| v.to_u64()).filter(|&s| s <= MAX_SHIFT);
        let (Some(s), Some(v)) = (count, x_int) else {
            let text = self.op_str(y);
            self.error(
                y.span(),
                "InvalidShiftCount",
                format!("invalid operation: invalid shift count {text}"),
            );
            x.invalidate();
            return;
        };
        if !is_int {
            x.ty = Basic::UntypedInt.id();
        }
        x.val = Some(constant::shift(op, &v, s));
        let at = e.map_or_else(|| x.span(), Self::op_pos);
        if e.is_some() {
            x.expr = e;
        }
        self.overflow(x, at);
    }

    fn bad_shifted(&mut self, x: &mut Operand<'a>) {
        let text = self.op_str(x);
        self.error(
            x.span(),
            "InvalidShiftOperand",
            format!("invalid operation: shifted operand {text} must be integer"),
        );
        x.invalidate();
    }

    fn bad_count(&mut self, x: &mut Operand<'a>, y: &Operand<'a>) {
        let text = self.op_str(y);
        self.error(
            y.span(),
            "InvalidShiftCount",
            format!("invalid operation: shift count {text} must be integer"),
        );
        x.invalidate();
    }
}
