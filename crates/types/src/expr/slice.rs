//! Slice expressions.

use syntax::ast::Expr;

use crate::check::Checker;
use crate::operand::Operand;
use crate::{Basic, Mode, Type, TypeId};

impl<'a> Checker<'a> {
    pub(super) fn slice_expr(
        &mut self,
        x: &mut Operand<'a>,
        e: &'a Expr,
        base: &'a Expr,
        indices: [Option<&'a Expr>; 3],
        full: bool,
    ) {
        const CODE: &str = "NonSliceableOperand";
        self.expr(None, x, base);
        if !x.is_valid() {
            for i in indices.into_iter().flatten() {
                self.use_expr(i, false);
            }
            return;
        }
        let Some(u) = self.sliced_type(x) else {
            x.invalidate();
            return;
        };
        let mut length: i64 = -1;
        match *self.w.types.get(u) {
            Type::Basic(b) if b.is_string() => {
                if full {
                    let at = indices[2].map_or(e.span, |i| i.span);
                    self.error(
                        at,
                        "InvalidSliceExpr",
                        "invalid operation: 3-index slice of string",
                    );
                    x.invalidate();
                    return;
                }
                if let Some(bytes) = x.const_val().and_then(|v| v.as_bytes()) {
                    length = bytes.len() as i64;
                }
                if self.w.is_untyped(x.ty) {
                    x.ty = Basic::String.id();
                    self.update_expr_type(base, Basic::String.id(), true);
                }
            }
            Type::Array { len, elem } => {
                length = len;
                if x.mode != Mode::Variable {
                    let text = self.op_str(x);
                    self.error(
                        x.span(),
                        CODE,
                        format!("cannot slice unaddressable value {text}"),
                    );
                    x.invalidate();
                    return;
                }
                x.ty = self.w.mk_slice(elem);
            }
            Type::Pointer(p) => {
                if !self.is_complete(p) {
                    x.invalidate();
                    return;
                }
                let pu = self.w.underlying(p);
                let Type::Array { len, elem } = *self.w.types.get(pu) else {
                    self.cannot_slice(x);
                    return;
                };
                length = len;
                x.ty = self.w.mk_slice(elem);
            }
            Type::Slice(_) => {}
            _ => {
                self.cannot_slice(x);
                return;
            }
        }
        x.mode = Mode::Value;
        x.val = None;
        self.slice_indices(indices, length);
    }

    fn cannot_slice(&mut self, x: &mut Operand<'a>) {
        let text = self.op_str(x);
        self.error(
            x.span(),
            "NonSliceableOperand",
            format!("cannot slice {text}"),
        );
        x.invalidate();
    }

    /// The underlying type that all types of the operand's type set share; strings mix with byte
    /// slices and make it a string.
    fn sliced_type(&mut self, x: &Operand<'a>) -> Option<TypeId> {
        const CODE: &str = "NonSliceableOperand";
        let mut common: Option<(TypeId, TypeId)> = None;
        let mut has_string = false;
        for (t, u) in self.w.typeset_of(x.ty) {
            let (Some(t), Some(mut u)) = (t, u) else {
                let (text, ty) = (self.op_str(x), self.ts(x.ty));
                self.error(
                    x.span(),
                    CODE,
                    format!("cannot slice {text}: no specific type in {ty}"),
                );
                return None;
            };
            if self.w.is_string(u) {
                u = self.w.mk_slice(Basic::Byte.id());
                has_string = true;
            }
            match common {
                None => common = Some((t, u)),
                Some((ct, cu)) => {
                    if !self.w.identical(cu, u) {
                        let (text, a, b) = (self.op_str(x), self.ts(ct), self.ts(t));
                        self.error(
                            x.span(),
                            CODE,
                            format!(
                                "cannot slice {text}: {a} and {b} have different underlying types"
                            ),
                        );
                        return None;
                    }
                }
            }
        }
        if !has_string {
            return common.map(|(_, u)| u);
        }
        if self.w.is_type_param(x.ty) {
            Some(Basic::String.id())
        } else {
            Some(self.w.underlying(x.ty))
        }
    }

    /// Indices must be in range and in order, as far as they are constant.
    fn slice_indices(&mut self, indices: [Option<&'a Expr>; 3], length: i64) {
        let mut values = [-1i64; 3];
        for (i, (index, value)) in indices.iter().zip(&mut values).enumerate() {
            match index {
                Some(e) => {
                    let max = if length >= 0 { length + 1 } else { -1 };
                    if let Some((_, Some(v))) = self.index(e, max) {
                        *value = v;
                    }
                }
                None if i == 0 => *value = 0,
                None => *value = length,
            }
        }
        for (i, &x) in values.iter().enumerate().take(2) {
            if x <= 0 {
                continue;
            }
            for (j, &y) in values.iter().enumerate().skip(i + 1) {
                if y < 0 || y >= x {
                    continue;
                }
                if let Some(Some(at)) = indices.get(j) {
                    self.error(
                        at.span,
                        "SwappedSliceIndices",
                        format!("invalid slice indices: {y} < {x}"),
                    );
                }
                return;
            }
        }
    }
}
