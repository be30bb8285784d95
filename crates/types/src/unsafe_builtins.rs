//! Calls of the functions of package unsafe.

use syntax::ast::{Expr, ExprKind};

use crate::check::{Checker, at, unparen};
use crate::constant::ConstValue;
use crate::operand::Operand;
use crate::{Basic, Builtin, Lookup, Mode, Selection, SelectionKind, Type, TypeId};

/// Types nested deeper are not looked into for the sake of their size.
const MAX_PARTS: u32 = 400;

impl<'a> Checker<'a> {
    pub(crate) fn unsafe_builtin(
        &mut self,
        x: &mut Operand<'a>,
        _call: &'a Expr,
        fun: &'a Expr,
        list: &'a [Expr],
        args: Vec<Operand<'a>>,
        b: Builtin,
    ) -> bool {
        let uintptr = Basic::Uintptr.id();
        let pointer = Basic::UnsafePointer.id();
        let byte_ptr = self.w.mk_pointer(Basic::Byte.id());
        let string = Basic::String.id();
        let second = args.into_iter().nth(1);
        match b {
            Builtin::UnsafeAdd => {
                self.assignment(x, Some(pointer), "argument to unsafe.Add");
                let Some(mut y) = second else { return false };
                if !x.is_valid() || !self.is_valid_index(&mut y, "InvalidUnsafeAdd", "length", true)
                {
                    return false;
                }
                self.unsafe_result(x, fun, pointer, &[pointer, y.ty])
            }
            Builtin::UnsafeAlignof => {
                self.assignment(x, None, "argument to unsafe.Alignof");
                if !x.is_valid() {
                    return false;
                }
                if self.has_var_size(x.ty, 0) {
                    return self.unsafe_result(x, fun, uintptr, &[x.ty]);
                }
                let n = self.w.align_of(x.ty);
                self.unsafe_const(x, n)
            }
            Builtin::UnsafeSizeof => {
                self.assignment(x, None, "argument to unsafe.Sizeof");
                if !x.is_valid() {
                    return false;
                }
                if self.has_var_size(x.ty, 0) {
                    return self.unsafe_result(x, fun, uintptr, &[x.ty]);
                }
                let n = self.w.size_of(x.ty);
                self.unsafe_const(x, n)
            }
            Builtin::UnsafeOffsetof => self.offsetof(x, fun, list),
            Builtin::UnsafeSlice => {
                let u = self.w.core_type(x.ty);
                let elem = match u.map(|u| self.w.types.get(u)) {
                    Some(Type::Pointer(elem)) => *elem,
                    _ => return self.not_a(x, "InvalidUnsafeSlice", "pointer"),
                };
                let Some(mut y) = second else { return false };
                if !self.is_valid_index(&mut y, "InvalidUnsafeSlice", "length", false) {
                    return false;
                }
                let t = self.w.mk_slice(elem);
                self.unsafe_result(x, fun, t, &[x.ty, y.ty])
            }
            Builtin::UnsafeSliceData => {
                let u = self.w.core_type(x.ty);
                let Some(elem) = u.and_then(|u| self.slice_elem_of(u)) else {
                    return self.not_a(x, "InvalidUnsafeSliceData", "slice");
                };
                let t = self.w.mk_pointer(elem);
                self.unsafe_result(x, fun, t, &[x.ty])
            }
            Builtin::UnsafeString => {
                self.assignment(x, Some(byte_ptr), "argument to unsafe.String");
                let Some(mut y) = second else { return false };
                if !x.is_valid()
                    || !self.is_valid_index(&mut y, "InvalidUnsafeString", "length", false)
                {
                    return false;
                }
                self.unsafe_result(x, fun, string, &[byte_ptr, y.ty])
            }
            Builtin::UnsafeStringData => {
                self.assignment(x, Some(string), "argument to unsafe.StringData");
                x.is_valid() && self.unsafe_result(x, fun, byte_ptr, &[string])
            }
            _ => false,
        }
    }

    fn not_a(&mut self, x: &Operand<'a>, code: &'static str, what: &str) -> bool {
        let text = self.op_str(x);
        self.error(
            x.span(),
            code,
            format!("invalid argument: {text} is not a {what}"),
        );
        false
    }

    fn unsafe_result(
        &mut self,
        x: &mut Operand<'a>,
        fun: &'a Expr,
        t: TypeId,
        params: &[TypeId],
    ) -> bool {
        self.record_builtin(fun, Some(t), params, false);
        x.mode = Mode::Value;
        x.val = None;
        x.ty = t;
        true
    }

    fn unsafe_const(&mut self, x: &mut Operand<'a>, n: i64) -> bool {
        if n < 0 {
            let text = self.op_str(x);
            self.error(x.span(), "TypeTooLarge", format!("{text} is too large"));
            return false;
        }
        x.mode = Mode::Constant;
        x.val = Some(ConstValue::int(n));
        x.ty = Basic::Uintptr.id();
        true
    }

    fn offsetof(&mut self, x: &mut Operand<'a>, fun: &'a Expr, list: &'a [Expr]) -> bool {
        let Some(arg) = list.first() else {
            return false;
        };
        let selx = unparen(arg);
        let ExprKind::Selector { x: base_expr, sel } = &selx.kind else {
            let text = self.es(arg);
            self.error(
                at(arg),
                "BadOffsetofSyntax",
                format!("invalid argument: {text} is not a selector expression"),
            );
            self.use_expr(arg, false);
            return false;
        };
        self.expr(None, x, base_expr);
        if !x.is_valid() {
            return false;
        }
        let base = self.w.deref_struct_ptr(x.ty);
        let name = self.name(sel.name);
        let found = match self
            .w
            .lookup_field_or_method(base, false, self.pkg, sel.name, false)
        {
            Lookup::Found(found) => found,
            _ => {
                let text = self.ts(base);
                self.error(
                    x.span(),
                    "MissingFieldOrMethod",
                    format!("invalid argument: {text} has no single field {name}"),
                );
                return false;
            }
        };
        if !found.is_field {
            let text = self.es(arg);
            self.error(
                at(arg),
                "InvalidOffsetof",
                format!("invalid argument: {text} is a method value"),
            );
            return false;
        }
        if found.indirect {
            let text = self.ts(base);
            self.error(
                x.span(),
                "InvalidOffsetof",
                format!("invalid argument: field {name} is embedded via a pointer in {text}"),
            );
            return false;
        }
        let ty = found.ty.unwrap_or(Basic::Invalid.id());
        self.record_selection(
            selx,
            *sel,
            Selection {
                kind: SelectionKind::FieldVal,
                recv: base,
                obj: found.obj,
                path: found.path.as_slice().into(),
                indirect: false,
                ty,
            },
        );
        self.record_type_and_value(selx, Mode::Variable, ty, None);
        if self.has_var_size(base, 0) {
            return self.unsafe_result(x, fun, Basic::Uintptr.id(), &[ty]);
        }
        let n = self.field_offset(base, &found.path);
        self.unsafe_const(x, n)
    }

    fn field_offset(&mut self, base: TypeId, path: &[u32]) -> i64 {
        let mut total = 0i64;
        let mut t = base;
        for &i in path {
            let u = self.w.underlying(t);
            let Type::Struct(fields) = self.w.types.get(u) else {
                return -1;
            };
            let types: Vec<TypeId> = fields.iter().map(|f| f.ty).collect();
            let offsets = self.w.offsets_of(&types);
            let (Some(&offset), Some(&ty)) = (offsets.get(i as usize), types.get(i as usize))
            else {
                return -1;
            };
            if offset < 0 {
                return -1;
            }
            total += offset;
            t = ty;
        }
        total
    }

    /// The size depends on a type parameter.
    pub(crate) fn has_var_size(&mut self, t: TypeId, depth: u32) -> bool {
        let t = self.w.unalias(t);
        if self.w.is_type_param(t) {
            return true;
        }
        // Parts may be shared, so that looking at each anew takes forever.
        if let Some(&known) = self.var_sizes.get(&t) {
            return known;
        }
        if depth > MAX_PARTS {
            return self.w.is_open(t);
        }
        let found = match self.w.types.get(t) {
            &Type::Named(id) => self.named_has_var_size(t, id, depth),
            &Type::Array { elem, .. } => self.has_var_size(elem, depth + 1),
            Type::Struct(fields) => {
                let list: Vec<TypeId> = fields.iter().map(|f| f.ty).collect();
                list.into_iter().any(|f| self.has_var_size(f, depth + 1))
            }
            _ => return false,
        };
        self.var_sizes.insert(t, found);
        found
    }

    /// The same of a declared type or an instance. Reports one that its own size depends on.
    fn named_has_var_size(&mut self, t: TypeId, id: crate::NamedId, depth: u32) -> bool {
        let n = &self.w.types.named[id];
        let (obj, rhs) = (n.obj, n.rhs);
        if n.targs.is_empty() {
            if let Some(at) = self.obj_path.iter().position(|&o| o == obj) {
                let cycle = self.obj_path.get(at..).unwrap_or_default().to_vec();
                let start = self.first_in_src(&cycle);
                self.cycle_error(&cycle, start);
                return true;
            }
            self.obj_path.push(obj);
            let found = rhs.is_some_and(|rhs| self.has_var_size(rhs, depth + 1));
            self.obj_path.pop();
            return found;
        }
        if let Some(at) = self.sizing.iter().position(|&s| s == t) {
            let cycle = self.sizing.get(at..).unwrap_or_default().to_vec();
            self.type_cycle(&cycle);
            return true;
        }
        self.sizing.push(t);
        let u = self.w.underlying(t);
        let found = self.has_var_size(u, depth + 1);
        self.sizing.pop();
        found
    }
}
