//! Conversions `T(x)`.

use crate::check::Checker;
use crate::constant::{ConstKind, ConstValue};
use crate::operand::Operand;
use crate::{Basic, Mode, Type, TypeId};

impl<'a> Checker<'a> {
    /// Converts `x` to `t`, or reports why it cannot be.
    pub(crate) fn conversion(&mut self, x: &mut Operand<'a>, t: TypeId) {
        if !self.w.is_valid(x.ty) {
            x.invalidate();
            return;
        }
        let const_arg = x.is_const();
        let const_type = self.w.is_const_type(t);
        let mut cause = String::new();
        let val = x.value_or_unknown();
        let ok = if const_arg && const_type {
            match self.w.const_convertible_to(&val, x.ty, t) {
                Some(v) => {
                    x.val = Some(v);
                    true
                }
                None => {
                    if self.w.is_integer(x.ty) && self.w.is_integer(t) {
                        let text = self.ts(t);
                        self.error(
                            x.span(),
                            "InvalidConversion",
                            format!("constant {val} overflows {text}"),
                        );
                        x.invalidate();
                        return;
                    }
                    // The message shows the integer that does not fit.
                    if self.w.is_integer(t) && val.to_int().kind() == ConstKind::Int {
                        x.val = Some(val.to_int());
                    }
                    false
                }
            }
        } else if const_arg && self.w.is_type_param(t) {
            let result = self.const_to_tparam(x, &val, t);
            x.mode = Mode::Value;
            match result {
                Ok(()) => true,
                Err(why) => {
                    cause = why;
                    false
                }
            }
        } else {
            if self.w.is_interface(t) {
                self.resolve_methods(x.ty);
            }
            let can = match self.slice_conversion(x.ty, t) {
                Some(why) => Err(why),
                None => self.w.convertible_to(x.mode, x.ty, x.const_val(), t),
            };
            match can {
                Ok(()) => {
                    x.mode = Mode::Value;
                    true
                }
                Err(why) => {
                    cause = why;
                    false
                }
            }
        };
        if !ok {
            let (xs, ts) = (self.op_str(x), self.ts(t));
            let sep = if cause.is_empty() { "" } else { ": " };
            self.error(
                x.span(),
                "InvalidConversion",
                format!("cannot convert {xs} to type {ts}{sep}{cause}"),
            );
            x.invalidate();
            return;
        }
        if self.w.is_untyped(x.ty) {
            let mut fin = t;
            if x.ty == Basic::UntypedNil.id() {
                // Gets the type of the conversion.
            } else if self.w.is_non_tparam_interface(t) || const_arg && !const_type {
                fin = self.w.default_type(x.ty);
            } else if x.is_const() && self.w.is_integer(x.ty) && self.w.all_string(t) {
                fin = x.ty;
            }
            self.update_op_type(x, fin, true);
        }
        x.ty = t;
    }

    /// Why a slice cannot be converted to an array yet, or to a pointer to one.
    fn slice_conversion(&mut self, from: TypeId, to: TypeId) -> Option<String> {
        if self.allows(20) {
            return None;
        }
        let (u, v) = (self.w.underlying(from), self.w.underlying(to));
        let (minor, what) = match (self.w.types.get(u), self.w.types.get(v)) {
            (Type::Slice(_), Type::Array { .. }) => (20, ""),
            (Type::Slice(_), Type::Pointer(_)) => (17, " pointer"),
            _ => return None,
        };
        (!self.allows(minor))
            .then(|| format!("conversion of slice to array{what} requires go1.{minor} or later"))
    }

    /// A constant must be convertible to every type of the type set.
    fn const_to_tparam(
        &mut self,
        x: &Operand<'a>,
        val: &ConstValue,
        t: TypeId,
    ) -> Result<(), String> {
        for (_, u) in self.w.typeset_of(t) {
            let Some(u) = u else {
                return Err(format!("{} does not contain specific types", self.ts(t)));
            };
            if self.w.is_string(x.ty) && self.w.is_bytes_or_runes(u) {
                continue;
            }
            if self.w.const_convertible_to(val, x.ty, u).is_none() {
                let (us, ts) = (self.ts(u), self.ts(t));
                return Err(if self.w.is_integer(x.ty) && self.w.is_integer(u) {
                    format!("constant {val} overflows {us} (in {ts})")
                } else {
                    format!("cannot convert {} to type {us} (in {ts})", self.op_str(x))
                });
            }
        }
        Ok(())
    }
}
