//! Conversions `T(x)`: which are allowed, and what they do to constants.

use crate::constant::{self, ConstValue};
use crate::predicates::MAX_DEPTH;
use crate::{Basic, Mode, Type, TypeId, World};

impl World {
    /// The value of constant `value` (of type `v`) converted to type `t`, if that is a constant
    /// conversion that works.
    pub fn const_convertible_to(
        &mut self,
        value: &ConstValue,
        v: TypeId,
        t: TypeId,
    ) -> Option<ConstValue> {
        let basic = self.under_basic(t)?;
        if let Some(v) = constant::representable(value, basic, self.sizes.word) {
            return Some(v);
        }
        if self.is_integer(v) && basic.is_string() {
            let c = value
                .to_u64()
                .and_then(|c| u32::try_from(c).ok())
                .and_then(char::from_u32)
                .unwrap_or(char::REPLACEMENT_CHARACTER);
            return Some(ConstValue::str(c.to_string().as_bytes()));
        }
        None
    }

    /// Reports whether a non-constant conversion is allowed; the error is the cause, often empty.
    pub fn convertible_to(
        &mut self,
        mode: Mode,
        v: TypeId,
        value: Option<&ConstValue>,
        t: TypeId,
    ) -> Result<(), String> {
        self.convertible_rec(mode, v, value, t, 0)
    }

    fn convertible_rec(
        &mut self,
        mode: Mode,
        orig_v: TypeId,
        value: Option<&ConstValue>,
        orig_t: TypeId,
        depth: u32,
    ) -> Result<(), String> {
        let cause = match self.assignable_rec(mode, orig_v, value, orig_t, depth) {
            Ok(()) => return Ok(()),
            Err(cause) => cause.text,
        };
        if depth > MAX_DEPTH / 8 {
            return Err(cause);
        }
        let v = self.unalias(orig_v);
        let t = self.unalias(orig_t);
        let vu = self.underlying(v);
        let tu = self.underlying(t);
        let vp = self.is_type_param(v);
        let tp = self.is_type_param(t);
        if !vp && !tp && self.identical_ignore_tags(vu, tu) {
            return Ok(());
        }
        if let (&Type::Pointer(a), &Type::Pointer(b)) = (self.types.get(v), self.types.get(t))
            && !self.is_type_param(a)
            && !self.is_type_param(b)
        {
            let (au, bu) = (self.underlying(a), self.underlying(b));
            if self.identical_ignore_tags(au, bu) {
                return Ok(());
            }
        }
        if self.basic_conversion(vu, tu) {
            return Ok(());
        }
        if let Type::Slice(elem) = *self.types.get(vu) {
            let array = match *self.types.get(tu) {
                Type::Pointer(base) => self.underlying(base),
                _ => tu,
            };
            if let Type::Array { elem: other, .. } = *self.types.get(array)
                && self.identical(elem, other)
            {
                return Ok(());
            }
        }
        if !vp && !tp {
            return Err(cause);
        }

        let specific = |w: &mut World, t: TypeId, is_tp: bool| -> Vec<Option<TypeId>> {
            if is_tp {
                w.typeset_of(t).into_iter().map(|(t, _)| t).collect()
            } else {
                vec![Some(t)]
            }
        };
        for from in specific(self, v, vp) {
            for to in specific(self, t, tp) {
                let (Some(from), Some(to)) = (from, to) else {
                    return Err(cause);
                };
                let value = if vp { None } else { value };
                let from = if vp { from } else { orig_v };
                if let Err(inner) = self.convertible_rec(mode, from, value, to, depth + 1) {
                    let side = |w: &World, this: TypeId, is_tp: bool, of: TypeId, orig: TypeId| {
                        if is_tp {
                            format!("{} (in {})", w.type_string(this), w.type_string(of))
                        } else {
                            w.type_string(orig)
                        }
                    };
                    let msg = format!(
                        "cannot convert {} to type {}",
                        side(self, from, vp, v, orig_v),
                        side(self, to, tp, t, orig_t)
                    );
                    let inner = if inner.is_empty() { cause } else { inner };
                    return Err(if inner.is_empty() {
                        msg
                    } else {
                        format!("{msg}\n\t{inner}")
                    });
                }
            }
        }
        Ok(())
    }

    /// Conversions between basic types, strings and byte or rune slices, and unsafe pointers.
    fn basic_conversion(&mut self, vu: TypeId, tu: TypeId) -> bool {
        let vb = self.basic(vu);
        let tb = self.basic(tu);
        let number = |b: Option<Basic>| b.is_some_and(|b| b.is_integer() || b.is_float());
        let complex = |b: Option<Basic>| b.is_some_and(Basic::is_complex);
        let string = |b: Option<Basic>| b.is_some_and(Basic::is_string);
        let integer = |b: Option<Basic>| b.is_some_and(Basic::is_integer);
        if number(vb) && number(tb) || complex(vb) && complex(tb) {
            return true;
        }
        if string(tb) && (integer(vb) || self.is_bytes_or_runes(vu)) {
            return true;
        }
        if string(vb) && self.is_bytes_or_runes(tu) {
            return true;
        }
        let address = |w: &World, t: TypeId, b: Option<Basic>| {
            b == Some(Basic::Uintptr) || matches!(w.types.get(t), Type::Pointer(_))
        };
        let raw = |b: Option<Basic>| b == Some(Basic::UnsafePointer);
        raw(tb) && address(self, vu, vb) || raw(vb) && address(self, tu, tb)
    }

    /// Reports whether an underlying type is a slice of bytes or runes.
    pub fn is_bytes_or_runes(&mut self, u: TypeId) -> bool {
        let Type::Slice(elem) = *self.types.get(u) else {
            return false;
        };
        matches!(
            self.under_basic(elem).map(Basic::plain),
            Some(Basic::Uint8 | Basic::Int32)
        )
    }
}
