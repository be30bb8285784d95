//! Comparisons: `== != < <= > >=`, and the cases of expression switches.

use syntax::ast::BinaryOp;

use crate::check::Checker;
use crate::operand::Operand;
use crate::{Basic, Mode, Type, TypeId};

/// Which operand is to blame, types2's code, and why.
struct Failure {
    at_y: bool,
    code: &'static str,
    cause: String,
}

impl<'a> Checker<'a> {
    /// Checks `x op y` and makes `x` its result. `case`: a switch case `x` against the tag `y`.
    pub(crate) fn comparison(
        &mut self,
        x: &mut Operand<'a>,
        y: &mut Operand<'a>,
        op: BinaryOp,
        case: bool,
    ) {
        if !self.w.is_valid(x.ty) || !self.w.is_valid(y.ty) {
            x.invalidate();
            return;
        }
        let op = if case { BinaryOp::Eq } else { op };
        if let Err(fail) = self.comparable_operands(x, y, op) {
            self.comparison_error(x, y, op, case, fail);
            x.invalidate();
            return;
        }
        match (x.const_val(), y.const_val()) {
            (Some(a), Some(b)) => {
                let value = if a.is_unknown() || b.is_unknown() {
                    crate::constant::ConstValue::Unknown
                } else {
                    crate::constant::ConstValue::Bool(crate::constant::compare(op, a, b))
                };
                x.val = Some(value);
            }
            _ => {
                x.mode = Mode::Value;
                // The operands are materialised: untyped ones get their default types.
                let (xt, yt) = (self.w.default_type(x.ty), self.w.default_type(y.ty));
                self.update_op_type(x, xt, true);
                self.update_op_type(y, yt, true);
            }
        }
        x.ty = Basic::UntypedBool.id();
    }

    fn comparable_operands(
        &mut self,
        x: &Operand<'a>,
        y: &Operand<'a>,
        op: BinaryOp,
    ) -> Result<(), Failure> {
        if self.assignable(x, y.ty).is_err() && self.assignable(y, x.ty).is_err() {
            let cause = format!("mismatched types {} and {}", self.ts(x.ty), self.ts(y.ty));
            return Err(Failure {
                at_y: true,
                code: "MismatchedTypes",
                cause,
            });
        }
        let fail = |at_y, cause| {
            Err(Failure {
                at_y,
                code: "UndefinedOp",
                cause,
            })
        };
        if matches!(op, BinaryOp::Eq | BinaryOp::Ne) {
            if x.is_nil() || y.is_nil() {
                let t = if x.is_nil() { y.ty } else { x.ty };
                if !self.w.has_nil(t) {
                    return fail(true, String::new());
                }
            } else if !self.w.comparable(x.ty) {
                return fail(false, self.incomparable_cause(x.ty));
            } else if !self.w.comparable(y.ty) {
                return fail(true, self.incomparable_cause(y.ty));
            }
        } else if !self.w.all_ordered(x.ty) {
            return fail(false, String::new());
        } else if !self.w.all_ordered(y.ty) {
            return fail(true, String::new());
        }
        Ok(())
    }

    fn comparison_error(
        &mut self,
        x: &Operand<'a>,
        y: &Operand<'a>,
        op: BinaryOp,
        case: bool,
        fail: Failure,
    ) {
        let mut at_y = fail.at_y;
        let mut cause = fail.cause;
        let op_text = op.text();
        if cause.is_empty() {
            let x_param = self.w.is_type_param(x.ty);
            if x_param || self.w.is_type_param(y.ty) {
                if !x_param {
                    at_y = true;
                }
                let t = self.ts(if at_y { y.ty } else { x.ty });
                cause = format!("type parameter {t} cannot use operator {op_text}");
            } else {
                let t = if at_y { y.ty } else { x.ty };
                let kind = self.w.kind_word(t);
                let what = if kind.is_empty() {
                    self.ts(t)
                } else {
                    kind.to_string()
                };
                cause = format!("operator {op_text} not defined on {what}");
            }
        }
        let (xs, ys) = (self.op_expr(x), self.op_expr(y));
        if case {
            self.error(
                x.span(),
                fail.code,
                format!("invalid case {xs} in switch on {ys} ({cause})"),
            );
        } else {
            let at = if at_y { y.span() } else { x.span() };
            self.error(
                at,
                fail.code,
                format!("invalid operation: {xs} {op_text} {ys} ({cause})"),
            );
        }
    }

    fn incomparable_cause(&mut self, t: TypeId) -> String {
        let u = self.w.underlying(t);
        if matches!(
            self.w.types.get(u),
            Type::Slice(_) | Type::Signature { .. } | Type::Map { .. }
        ) {
            return format!("{} can only be compared to nil", self.w.kind_word(t));
        }
        self.w.comparable_type(t, true).err().unwrap_or_default()
    }

    /// Reports whether `x` can be assigned to `t`, without reporting anything.
    pub(crate) fn assignable(
        &mut self,
        x: &Operand<'a>,
        t: TypeId,
    ) -> Result<(), crate::assignability::Cause> {
        if !x.is_valid() || !self.w.is_valid(t) {
            return Ok(());
        }
        // Their signatures may be worked out with the help of what is assigned here.
        if self.w.is_interface(t) {
            self.resolve_methods(x.ty);
        }
        self.w.assignable_to(x.mode, x.ty, x.const_val(), t)
    }
}
