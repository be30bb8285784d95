//! Index expressions, and instantiations that look like them.

use syntax::ast::Expr;

use crate::check::Checker;
use crate::operand::Operand;
use crate::{Basic, Mode, Type, TypeId};

/// What indexing a type gives.
struct Indexed {
    mode: Mode,
    elem: TypeId,
    /// Set for maps.
    key: Option<TypeId>,
    /// Known length, or -1.
    len: i64,
}

impl<'a> Checker<'a> {
    /// Checks `base[indices]`. True if `x` is a generic function that the caller is to
    /// instantiate.
    pub(crate) fn index_expr(
        &mut self,
        x: &mut Operand<'a>,
        e: &'a Expr,
        base: &'a Expr,
        indices: &'a [Expr],
    ) -> bool {
        self.expr_or_type(x, base, true);
        match x.mode {
            Mode::Invalid => {
                self.use_exprs(indices);
                return false;
            }
            Mode::TypeExpr => {
                x.invalidate();
                x.ty = self.var_type(e);
                if self.w.is_valid(x.ty) {
                    x.mode = Mode::TypeExpr;
                }
                return false;
            }
            Mode::Value if self.is_generic_sig(x.ty) => return true,
            _ => {}
        }
        self.non_generic(None, x);
        if !x.is_valid() {
            return false;
        }
        if !self.is_complete(x.ty) {
            x.invalidate();
            return false;
        }
        // An array behind a pointer, or the elements of a map.
        let u = self.w.underlying(x.ty);
        let part = match *self.w.types.get(u) {
            Type::Pointer(elem) | Type::Map { elem, .. } => elem,
            _ => x.ty,
        };
        if !self.is_complete(part) {
            x.invalidate();
            return false;
        }
        let Some(found) = self.indexed(x) else {
            let text = self.op_str(x);
            self.error(
                self.node_pos(e),
                "NonSliceableOperand",
                format!("cannot index {text}"),
            );
            self.use_exprs(indices);
            x.invalidate();
            return false;
        };
        let Some(index) = self.single_index(indices) else {
            x.invalidate();
            return false;
        };
        if let Some(key) = found.key {
            let mut k = Operand::invalid();
            self.generic_expr(&mut k, index, None);
            self.assignment(&mut k, Some(key), "map index");
        } else {
            self.index(index, found.len);
        }
        x.mode = found.mode;
        x.ty = found.elem;
        x.val = None;
        x.expr = Some(e);
        false
    }

    fn indexed(&mut self, x: &Operand<'a>) -> Option<Indexed> {
        if self.w.is_type_param(x.ty) {
            return self.indexed_tparam(x);
        }
        let u = self.w.underlying(x.ty);
        self.indexed_under(x, u)
    }

    fn indexed_under(&mut self, x: &Operand<'a>, u: TypeId) -> Option<Indexed> {
        let byte = Basic::Byte.id();
        match *self.w.types.get(u) {
            Type::Basic(b) if b.is_string() => {
                let len = x
                    .const_val()
                    .and_then(|v| v.as_bytes())
                    .map_or(-1, |b| b.len() as i64);
                Some(Indexed {
                    mode: Mode::Value,
                    elem: byte,
                    key: None,
                    len,
                })
            }
            Type::Array { len, elem } => Some(Indexed {
                mode: if x.mode == Mode::Variable {
                    Mode::Variable
                } else {
                    Mode::Value
                },
                elem,
                key: None,
                len,
            }),
            Type::Pointer(base) => {
                if !self.is_complete(base) {
                    return None;
                }
                let bu = self.w.underlying(base);
                match *self.w.types.get(bu) {
                    Type::Array { len, elem } => Some(Indexed {
                        mode: Mode::Variable,
                        elem,
                        key: None,
                        len,
                    }),
                    _ => None,
                }
            }
            Type::Slice(elem) => Some(Indexed {
                mode: Mode::Variable,
                elem,
                key: None,
                len: -1,
            }),
            Type::Map { key, elem } => Some(Indexed {
                mode: Mode::MapIndex,
                elem,
                key: Some(key),
                len: -1,
            }),
            _ => None,
        }
    }

    /// All types of the type set must agree: the same element type, the same key type or none.
    fn indexed_tparam(&mut self, x: &Operand<'a>) -> Option<Indexed> {
        let mut common: Option<Indexed> = None;
        for (_, u) in self.w.typeset_of(x.ty) {
            let one = self.indexed_under(x, u?)?;
            match &mut common {
                None => common = Some(one),
                Some(c) => {
                    let same_key = match (c.key, one.key) {
                        (None, None) => true,
                        (Some(a), Some(b)) => self.w.identical(a, b),
                        _ => false,
                    };
                    if !same_key || !self.w.identical(c.elem, one.elem) {
                        return None;
                    }
                    if one.len >= 0 && (c.len < 0 || one.len < c.len) {
                        c.len = one.len;
                    }
                    if one.mode == Mode::Value {
                        c.mode = Mode::Value;
                    }
                }
            }
        }
        common
    }

    fn single_index(&mut self, indices: &'a [Expr]) -> Option<&'a Expr> {
        if let Some(second) = indices.get(1) {
            self.error(
                second.span,
                "InvalidIndex",
                "invalid operation: more than one index",
            );
        }
        indices.first()
    }

    /// Checks an index below `max` (if that is not negative): its type, if it is valid, and its
    /// constant value, if it has one.
    pub(crate) fn index(&mut self, e: &'a Expr, max: i64) -> Option<(TypeId, Option<i64>)> {
        let mut x = Operand::invalid();
        self.expr(None, &mut x, e);
        if !self.is_valid_index(&mut x, "InvalidIndex", "index", false) {
            return None;
        }
        let Some(val) = x.const_val() else {
            return Some((x.ty, None));
        };
        if val.is_unknown() {
            return None;
        }
        let v = val.to_i64()?;
        if max >= 0 && v >= max {
            let text = val.to_string();
            self.error(
                x.span(),
                "InvalidIndex",
                format!("invalid argument: index {text} out of bounds [0:{max}]"),
            );
            return None;
        }
        Some((x.ty, Some(v)))
    }

    /// Checks that `x` is of integer type, or a constant that fits int; reports it otherwise.
    pub(crate) fn is_valid_index(
        &mut self,
        x: &mut Operand<'a>,
        code: &'static str,
        what: &str,
        allow_negative: bool,
    ) -> bool {
        if !x.is_valid() {
            return false;
        }
        self.convert_untyped(x, Basic::Int.id());
        if !x.is_valid() {
            return false;
        }
        let problem = if !self.w.all_integer(x.ty) {
            "must be integer"
        } else if let Some(val) = x.const_val() {
            let val = val.clone();
            if !allow_negative && val.sign() < 0 {
                "must not be negative"
            } else {
                match self.w.representation(&val, x.ty, Basic::Int) {
                    Ok(v) => {
                        x.val = Some(v);
                        return true;
                    }
                    Err(_) => "overflows int",
                }
            }
        } else {
            return true;
        };
        let text = self.op_str(x);
        self.error(
            x.span(),
            code,
            format!("invalid argument: {what} {text} {problem}"),
        );
        false
    }
}
