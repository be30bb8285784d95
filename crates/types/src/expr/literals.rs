//! Literals: basic, function and composite ones.

use base::HashSet;
use std::rc::Rc;

use base::Span;
use syntax::ast::{BasicLit, Element, Expr, ExprKind, FuncLit, LitKind};

use crate::check::{Checker, Env, at};
use crate::constant::{ConstKind, ConstValue};
use crate::operand::Operand;
use crate::{Basic, Found, Lookup, Mode, ObjId, StructField, Type, TypeId, is_exported};

/// Longer numeric literals are refused.
const MAX_LITERAL: usize = 10000;

impl<'a> Checker<'a> {
    pub(super) fn basic_lit(&mut self, x: &mut Operand<'a>, e: &'a Expr, lit: &BasicLit) {
        if lit.bad {
            return;
        }
        let text = self.w.names.text(lit.text);
        let numeric = matches!(lit.kind, LitKind::Int | LitKind::Float | LitKind::Imag);
        if numeric && text.len() > MAX_LITERAL {
            let msg = format!(
                "excessively long constant: {}... ({} chars)",
                text.get(..10).unwrap_or(""),
                text.len()
            );
            self.error(at(e), "InvalidConstVal", msg);
            return;
        }
        let what = numeric.then(|| newer_literal(lit.kind, text)).flatten();
        let val = ConstValue::from_literal(lit.kind, text);
        if val.is_unknown() {
            let msg = format!("malformed constant: {text}");
            self.error(at(e), "InvalidConstVal", msg);
            return;
        }
        if let Some(what) = what {
            self.demand(at(e), 13, what);
        }
        x.ty = match lit.kind {
            LitKind::Int => Basic::UntypedInt,
            LitKind::Float => Basic::UntypedFloat,
            LitKind::Imag => Basic::UntypedComplex,
            LitKind::Rune => Basic::UntypedRune,
            LitKind::String => Basic::UntypedString,
        }
        .id();
        x.mode = Mode::Constant;
        x.val = Some(val);
        x.expr = Some(e);
        self.overflow(x, e.span);
    }

    pub(super) fn func_lit(&mut self, x: &mut Operand<'a>, e: &'a Expr, f: &'a FuncLit) {
        let sig = self.func_type(None, &[], &f.ty, None);
        let mut env = Env::new(sig.scope);
        env.decl = self.env.decl;
        env.iota = self.env.iota;
        env.outer_tparams = self.env.outer_tparams.clone();
        env.results = Some(Rc::from(sig.objs.results.as_slice()));
        self.w.info.func_objs.insert(e.id, sig.objs);
        self.later(move |c| c.func_body(env, &f.body));
        x.mode = Mode::Value;
        x.ty = sig.ty;
    }

    pub(super) fn composite_lit(
        &mut self,
        x: &mut Operand<'a>,
        e: &'a Expr,
        ty: Option<&'a Expr>,
        elems: &'a [Element],
        rbrace: Span,
        hint: Option<TypeId>,
    ) {
        let invalid = Basic::Invalid.id();
        // `[...]T{}`: the length comes from the elements.
        if let Some(t) = ty
            && let ExprKind::ArrayType { len: None, elem } = &t.kind
        {
            let elem = self.var_type(elem);
            let n = self.indexed_elems(elems, elem, -1);
            let array = self.w.mk_array(n, elem);
            self.record_type(t, array);
            x.mode = Mode::Value;
            x.ty = array;
            return;
        }
        let (typ, base) = match (ty, hint) {
            (Some(t), _) => {
                let t = self.typ(t);
                (t, t)
            }
            (None, Some(hint)) => {
                let base = match self.w.core_type(hint) {
                    Some(u) => match *self.w.types.get(u) {
                        Type::Pointer(elem) => elem,
                        _ => hint,
                    },
                    None => hint,
                };
                (hint, base)
            }
            (None, None) => {
                self.error(at(e), "UntypedLit", "missing type in composite literal");
                (invalid, invalid)
            }
        };
        if !self.is_complete(base) {
            x.invalidate();
            return;
        }
        let core = self.w.core_type(base);
        match core.map(|u| (u, self.w.types.get(u))) {
            Some((u, Type::Struct(fields))) => {
                let fields = fields.clone();
                self.struct_elems(elems, u, base, &fields, rbrace);
            }
            Some((_, &Type::Array { len, elem })) => {
                self.indexed_elems(elems, elem, len);
            }
            Some((_, &Type::Slice(elem))) => {
                self.indexed_elems(elems, elem, -1);
            }
            Some((_, &Type::Map { key, elem })) => self.map_elems(elems, key, elem),
            _ => {
                for el in elems {
                    self.use_expr(&el.value, false);
                }
                if core.is_none_or(|u| self.w.is_valid(u)) {
                    let what = if ty.is_none() { " element" } else { "" };
                    let cause = if core.is_none() {
                        " (no common underlying type)"
                    } else {
                        ""
                    };
                    let text = self.ts(typ);
                    self.error(
                        at(e),
                        "InvalidLit",
                        format!("invalid composite literal{what} type {text}{cause}"),
                    );
                    x.invalidate();
                    return;
                }
            }
        }
        x.mode = Mode::Value;
        x.ty = typ;
    }

    fn struct_elems(
        &mut self,
        elems: &'a [Element],
        utyp: TypeId,
        base: TypeId,
        fields: &[StructField],
        rbrace: Span,
    ) {
        const MIXED: &str = "mixture of field:value and value elements in struct literal";
        let Some(first) = elems.first() else { return };
        if first.key.is_some() {
            let mut visited: Vec<(Vec<u32>, ObjId)> = Vec::new();
            for el in elems {
                let Some(key) = &el.key else {
                    self.error(at(&el.value), "MixedStructLit", MIXED);
                    continue;
                };
                self.keyed_field(key, &el.value, utyp, base, &mut visited);
            }
            return;
        }
        for (i, el) in elems.iter().enumerate() {
            if let Some(key) = &el.key {
                self.error(at(key), "MixedStructLit", MIXED);
                continue;
            }
            let mut x = Operand::invalid();
            self.generic_expr(&mut x, &el.value, None);
            let Some(f) = fields.get(i) else {
                let text = self.ts(base);
                self.error(
                    x.span(),
                    "InvalidStructLit",
                    format!("too many values in struct literal of type {text}"),
                );
                break;
            };
            if self.is_hidden(f) {
                let (name, text) = (self.name(f.name), self.ts(base));
                self.error(
                    x.span(),
                    "UnexportedLitField",
                    format!(
                        "implicit assignment to unexported field {name} in struct literal of type {text}"
                    ),
                );
                continue;
            }
            self.assignment(&mut x, Some(f.ty), "struct literal");
        }
        if elems.len() < fields.len() {
            let hint = if fields.iter().any(|f| self.is_hidden(f)) {
                " (type has unexported fields - use key:value pairs)"
            } else {
                ""
            };
            let text = self.ts(base);
            self.error(
                rbrace,
                "InvalidStructLit",
                format!("too few values in struct literal of type {text}{hint}"),
            );
        }
    }

    fn is_hidden(&self, f: &StructField) -> bool {
        f.pkg != self.pkg && !is_exported(self.w.names.text(f.name))
    }

    fn keyed_field(
        &mut self,
        key: &'a Expr,
        value: &'a Expr,
        utyp: TypeId,
        base: TypeId,
        visited: &mut Vec<(Vec<u32>, ObjId)>,
    ) {
        let mut x = Operand::invalid();
        self.generic_expr(&mut x, value, None);
        let ExprKind::Name(id) = &key.kind else {
            let text = self.es(key);
            self.error(
                at(key),
                "InvalidLitField",
                format!("invalid field name {text} in struct literal"),
            );
            return;
        };
        let name = self.name(id.name);
        let found = match self
            .w
            .lookup_field_or_method(utyp, false, self.pkg, id.name, false)
        {
            Lookup::Found(found) => found,
            _ => {
                let alt = self.folded_lookup(utyp, false, id.name);
                let msg = self.lookup_error(base, &name, alt.as_ref(), true);
                self.error(at(key), "MissingLitField", msg);
                return;
            }
        };
        if !found.is_field {
            self.error(at(key), "MissingLitField", format!("{name} is not a field"));
            return;
        }
        if found.path.len() > 1 && !self.allows(27) {
            let (path, of) = (self.w.field_path(utyp, &found.path), self.ts(base));
            let what = format!("use of promoted field {path} in struct literal of type {of}");
            self.demand(at(key), 27, &what);
            return;
        }
        if found.indirect {
            self.error(
                at(key),
                "InvalidLitField",
                format!("invalid implicit pointer indirection to reach {name}"),
            );
            return;
        }
        self.record_use(*id, found.obj);
        if found.path.len() > 1 {
            self.w.info.promoted.insert(id.id, found.path.clone());
        }
        let t = found.ty.unwrap_or(Basic::Invalid.id());
        self.assignment(&mut x, Some(t), "struct literal");
        self.check_duplicate_field(key, found, visited);
    }

    fn check_duplicate_field(
        &mut self,
        key: &Expr,
        found: Found,
        visited: &mut Vec<(Vec<u32>, ObjId)>,
    ) {
        let name = self.obj_name(found.obj);
        let clash = visited
            .iter()
            .find(|(path, _)| path.starts_with(&found.path) || found.path.starts_with(path))
            .cloned();
        match clash {
            None => visited.push((found.path, found.obj)),
            Some((path, obj)) => {
                let other = self.obj_name(obj);
                let msg = if path == found.path {
                    format!("duplicate field name {name} in struct literal")
                } else if path.len() < found.path.len() {
                    format!(
                        "cannot specify promoted field {name} and enclosing embedded field {other}"
                    )
                } else {
                    format!(
                        "cannot specify embedded field {name} and enclosed promoted field {other}"
                    )
                };
                self.error(at(key), "DuplicateLitField", msg);
            }
        }
    }

    /// Elements of an array or slice literal; the length that they need.
    fn indexed_elems(&mut self, elems: &'a [Element], elem: TypeId, length: i64) -> i64 {
        let mut visited: HashSet<i64> = HashSet::default();
        let keyed = elems.iter().any(|el| el.key.is_some());
        let (mut index, mut max) = (0i64, 0i64);
        for el in elems {
            let mut valid = false;
            if let Some(key) = &el.key {
                if let Some((_, i)) = self.index(key, length) {
                    match i {
                        Some(i) => {
                            index = i;
                            valid = true;
                        }
                        None => {
                            let text = self.es(key);
                            self.error(
                                at(key),
                                "InvalidLitIndex",
                                format!("index {text} must be integer constant"),
                            );
                        }
                    }
                }
            } else if length >= 0 && index >= length {
                self.error(
                    at(&el.value),
                    "OversizeArrayLit",
                    format!("index {index} is out of bounds (>= {length})"),
                );
            } else {
                valid = true;
            }
            if valid && keyed && !visited.insert(index) {
                let at = el.key.as_ref().map_or(el.value.span, |k| k.span);
                self.error(
                    at,
                    "DuplicateLitKey",
                    format!("duplicate index {index} in array or slice literal"),
                );
            }
            index = index.saturating_add(1);
            max = max.max(index);
            let mut x = Operand::invalid();
            self.generic_expr(&mut x, &el.value, Some(elem));
            self.assignment(&mut x, Some(elem), "array or slice literal");
        }
        max
    }

    fn map_elems(&mut self, elems: &'a [Element], key: TypeId, elem: TypeId) {
        let dynamic = self.w.is_non_tparam_interface(key);
        let mut visited: std::collections::HashMap<String, Vec<TypeId>> =
            std::collections::HashMap::new();
        for el in elems {
            let Some(k) = &el.key else {
                self.error(at(&el.value), "MissingLitKey", "missing key in map literal");
                continue;
            };
            let mut x = Operand::invalid();
            self.generic_expr(&mut x, k, Some(key));
            self.assignment(&mut x, Some(key), "map literal");
            if !x.is_valid() {
                continue;
            }
            if let Some(val) = x.const_val().cloned() {
                let seen = visited.entry(key_text(&val)).or_default();
                let duplicate = if dynamic {
                    seen.clone().iter().any(|&t| self.w.identical(t, x.ty))
                } else {
                    !seen.is_empty()
                };
                if duplicate {
                    self.error(
                        x.span(),
                        "DuplicateLitKey",
                        format!("duplicate key {val} in map literal"),
                    );
                    continue;
                }
                visited.entry(key_text(&val)).or_default().push(x.ty);
            }
            let mut v = Operand::invalid();
            self.generic_expr(&mut v, &el.value, Some(elem));
            self.assignment(&mut v, Some(elem), "map literal");
        }
    }
}

/// Equal for equal constants, whatever kind of number they are.
fn key_text(val: &ConstValue) -> String {
    let int = val.to_int();
    if int.kind() == ConstKind::Int {
        return int.exact_string();
    }
    format!("{:?} {}", val.kind(), val.exact_string())
}

/// What kind of numeric literal this is that came with Go 1.13.
fn newer_literal(kind: LitKind, text: &str) -> Option<&'static str> {
    if text.contains('_') {
        return Some("underscore in numeric literal");
    }
    match text.get(..2)? {
        _ if text.len() <= 2 => None,
        "0b" | "0B" => Some("binary literal"),
        "0o" | "0O" => Some("0o/0O-style octal literal"),
        "0x" | "0X" if kind != LitKind::Int => Some("hexadecimal floating-point literal"),
        _ => None,
    }
}
