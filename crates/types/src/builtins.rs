//! Calls of the predeclared functions. Those of package unsafe are in `unsafe_builtins`.

use syntax::ast::{Expr, ExprKind};

use crate::check::{Checker, at};
use crate::constant::ConstValue;
use crate::expr::{Class, Exclude};
use crate::operand::Operand;
use crate::{Basic, Builtin, Mode, Param, Type, TypeId};

/// Name, number of arguments, whether there may be more.
fn info(b: Builtin) -> (&'static str, usize, bool) {
    match b {
        Builtin::Append => ("append", 1, true),
        Builtin::Assert => ("assert", 1, false),
        Builtin::Cap => ("cap", 1, false),
        Builtin::Clear => ("clear", 1, false),
        Builtin::Close => ("close", 1, false),
        Builtin::Complex => ("complex", 2, false),
        Builtin::Copy => ("copy", 2, false),
        Builtin::Delete => ("delete", 2, false),
        Builtin::Imag => ("imag", 1, false),
        Builtin::Len => ("len", 1, false),
        Builtin::Make => ("make", 1, true),
        Builtin::Max => ("max", 1, true),
        Builtin::Min => ("min", 1, true),
        Builtin::New => ("new", 1, false),
        Builtin::Panic => ("panic", 1, false),
        Builtin::Print => ("print", 0, true),
        Builtin::Println => ("println", 0, true),
        Builtin::Real => ("real", 1, false),
        Builtin::Recover => ("recover", 0, false),
        Builtin::UnsafeAdd => ("Add", 2, false),
        Builtin::UnsafeAlignof => ("Alignof", 1, false),
        Builtin::UnsafeOffsetof => ("Offsetof", 1, false),
        Builtin::UnsafeSizeof => ("Sizeof", 1, false),
        Builtin::UnsafeSlice => ("Slice", 2, false),
        Builtin::UnsafeSliceData => ("SliceData", 1, false),
        Builtin::UnsafeString => ("String", 2, false),
        Builtin::UnsafeStringData => ("StringData", 1, false),
    }
}

/// What a call of the builtin is good for as a statement.
pub(crate) fn class(b: Builtin) -> Class {
    match b {
        Builtin::Assert
        | Builtin::Clear
        | Builtin::Close
        | Builtin::Copy
        | Builtin::Delete
        | Builtin::Panic
        | Builtin::Print
        | Builtin::Println
        | Builtin::Recover => Class::Statement,
        _ => Class::Expression,
    }
}

impl<'a> Checker<'a> {
    /// Checks a call of builtin `b` and makes `x` its result; false after an error.
    pub(crate) fn builtin_call(&mut self, x: &mut Operand<'a>, call: &'a Expr, b: Builtin) -> bool {
        let ExprKind::Call {
            fun,
            args: list,
            has_dots,
            ..
        } = &call.kind
        else {
            return false;
        };
        let (name, want, variadic) = info(b);
        if *has_dots && b != Builtin::Append {
            self.error(
                at(call),
                "InvalidDotDotDot",
                format!("invalid operation: invalid use of ... with built-in {name}"),
            );
            self.use_exprs(list);
            return false;
        }
        let saved = self.env.has_call_or_recv;
        let measures = matches!(b, Builtin::Len | Builtin::Cap);
        if measures {
            self.env.has_call_or_recv = false;
        }
        let own_args = matches!(b, Builtin::Make | Builtin::New | Builtin::UnsafeOffsetof);
        let mut args = Vec::new();
        let mut nargs = list.len();
        if !own_args {
            args = self.expr_list(list);
            nargs = args.len();
            if args.iter().any(|a| !a.is_valid()) {
                if measures {
                    self.env.has_call_or_recv = saved;
                }
                return false;
            }
            if let Some(first) = args.first() {
                *x = first.clone();
            }
        }
        let how = if nargs < want {
            "not enough"
        } else if !variadic && nargs > want {
            "too many"
        } else {
            ""
        };
        if !how.is_empty() {
            let text = self.es(call);
            self.error(
                at(call),
                "WrongArgCount",
                format!(
                    "invalid operation: {how} arguments for {text} (expected {want}, found {nargs})"
                ),
            );
            if measures {
                self.env.has_call_or_recv = saved;
            }
            return false;
        }
        self.builtin_version(b, name, fun);
        let ok = match b {
            Builtin::Append => self.builtin_append(x, call, fun, args, *has_dots),
            Builtin::Len | Builtin::Cap => {
                let ok = self.builtin_len(x, fun, b, name);
                self.env.has_call_or_recv = saved;
                ok
            }
            Builtin::Assert => self.builtin_assert(x, call),
            Builtin::Clear => self.builtin_clear(x, fun),
            Builtin::Close => self.builtin_close(x, fun),
            Builtin::Complex => self.builtin_complex(x, call, fun, args),
            Builtin::Copy => self.builtin_copy(x, fun, args),
            Builtin::Delete => self.builtin_delete(x, fun, args),
            Builtin::Imag | Builtin::Real => self.builtin_real(x, fun, b, name),
            Builtin::Make => self.builtin_make(x, call, fun, list),
            Builtin::Max | Builtin::Min => self.builtin_min(x, fun, args, b, name),
            Builtin::New => self.builtin_new(x, fun, list),
            Builtin::Panic => {
                if self.env.results.as_ref().is_some_and(|r| !r.is_empty()) {
                    self.env.panics.insert(call.id);
                }
                let any = self.w.universe.empty_interface;
                self.assignment(x, Some(any), "argument to panic");
                if x.is_valid() {
                    x.mode = Mode::NoValue;
                    self.record_builtin(fun, None, &[any], false);
                }
                x.is_valid()
            }
            Builtin::Print | Builtin::Println => self.builtin_print(x, fun, args, name),
            Builtin::Recover => {
                x.mode = Mode::Value;
                x.ty = self.w.universe.empty_interface;
                self.record_builtin(fun, Some(x.ty), &[], false);
                true
            }
            _ => self.unsafe_builtin(x, call, fun, list, args, b),
        };
        ok && x.is_valid()
    }

    /// Asks for the version of the language that has this function.
    fn builtin_version(&mut self, b: Builtin, name: &str, fun: &Expr) {
        let (minor, before) = match b {
            Builtin::Clear => (21, ""),
            Builtin::Max | Builtin::Min => (21, "built-in "),
            Builtin::UnsafeAdd | Builtin::UnsafeSlice => (17, "unsafe."),
            Builtin::UnsafeSliceData | Builtin::UnsafeString | Builtin::UnsafeStringData => {
                (20, "unsafe.")
            }
            _ => return,
        };
        if !self.allows(minor) {
            self.demand(at(fun), minor, &format!("{before}{name}"));
        }
    }

    /// Checks that `test` holds for every type of the operand's type set.
    fn every_under(
        &mut self,
        t: TypeId,
        mut test: impl FnMut(&mut Self, Option<TypeId>) -> bool,
    ) -> bool {
        self.w.typeset_of(t).into_iter().all(|(_, u)| test(self, u))
    }

    fn is_string_under(&self, u: TypeId) -> bool {
        matches!(self.w.types.get(u), Type::Basic(b) if b.is_string())
    }
    fn is_byte_slice(&mut self, u: TypeId) -> bool {
        match *self.w.types.get(u) {
            Type::Slice(elem) => self.w.identical(elem, Basic::Byte.id()),
            _ => false,
        }
    }

    /// The element type of the slice (or slices) that the operand is.
    fn slice_elem(&mut self, x: &Operand<'a>) -> Result<TypeId, String> {
        let mut elem: Option<TypeId> = None;
        for (_, u) in self.w.typeset_of(x.ty) {
            let Some(e) = u.and_then(|u| self.slice_elem_of(u)) else {
                let what = if x.is_nil() {
                    "untyped nil".to_string()
                } else {
                    self.op_str(x)
                };
                return Err(format!("argument must be a slice; have {what}"));
            };
            match elem {
                None => elem = Some(e),
                Some(first) if self.w.identical(first, e) => {}
                Some(first) => {
                    return Err(format!(
                        "mismatched slice element types {} and {} in {}",
                        self.ts(first),
                        self.ts(e),
                        self.op_str(x)
                    ));
                }
            }
        }
        elem.ok_or_else(|| format!("argument must be a slice; have {}", self.op_str(x)))
    }

    /// Every type is a byte slice or a string; Some(true) if a string is among them.
    fn bytes_or_string(&mut self, t: TypeId) -> Option<bool> {
        let mut has_string = false;
        for (_, u) in self.w.typeset_of(t) {
            let u = u?;
            if self.is_string_under(u) {
                has_string = true;
            } else if !self.is_byte_slice(u) {
                return None;
            }
        }
        Some(has_string)
    }

    fn takes_bytes(&mut self, x: &Operand<'a>) -> bool {
        let bytes = self.w.mk_slice(Basic::Byte.id());
        self.assignable(x, bytes).is_ok()
    }

    fn builtin_append(
        &mut self,
        x: &mut Operand<'a>,
        call: &'a Expr,
        fun: &'a Expr,
        args: Vec<Operand<'a>>,
        has_dots: bool,
    ) -> bool {
        let elem = match self.slice_elem(x) {
            Ok(e) => e,
            Err(cause) => {
                self.error(
                    x.span(),
                    "InvalidAppend",
                    format!("invalid append: {cause}"),
                );
                return false;
            }
        };
        // append([]byte, string...)
        if has_dots
            && let [_, y] = args.as_slice()
            && self.takes_bytes(x)
            && self.bytes_or_string(y.ty) == Some(true)
        {
            let y_ty = y.ty;
            if self.w.is_untyped(y_ty) {
                let y = y.clone();
                self.update_op_type(&y, Basic::String.id(), true);
            }
            self.record_builtin(fun, Some(x.ty), &[x.ty, y_ty], true);
            x.mode = Mode::Value;
            x.val = None;
            return true;
        }
        let rest = self.w.mk_slice(elem);
        let param = |ty| Param { name: None, ty };
        let sig = self
            .w
            .mk_sig(&[param(x.ty), param(rest)], &[param(x.ty)], true);
        self.append_arguments(call, sig, args);
        self.record_builtin(fun, Some(x.ty), &[x.ty, rest], true);
        x.mode = Mode::Value;
        x.val = None;
        true
    }

    /// The array behind a pointer to an array, else `u` itself.
    pub(crate) fn array_deref(&mut self, u: TypeId) -> TypeId {
        if let Type::Pointer(base) = *self.w.types.get(u) {
            let bu = self.w.underlying(base);
            if matches!(self.w.types.get(bu), Type::Array { .. }) {
                return bu;
            }
        }
        u
    }

    fn builtin_len(&mut self, x: &mut Operand<'a>, fun: &'a Expr, b: Builtin, name: &str) -> bool {
        let is_len = b == Builtin::Len;
        let mut mode = Mode::Invalid;
        let mut val = None;
        if self.w.is_type_param(x.ty) {
            let ok = self.every_under(x.ty, |c, u| {
                let Some(u) = u else { return false };
                let u = c.array_deref(u);
                match c.w.types.get(u) {
                    Type::Basic(k) => k.is_string() && is_len,
                    Type::Array { .. } | Type::Slice(_) | Type::Chan { .. } => true,
                    Type::Map { .. } => is_len,
                    _ => false,
                }
            });
            if ok {
                mode = Mode::Value;
            }
        } else {
            let u = self.w.underlying(x.ty);
            let u = self.array_deref(u);
            match self.w.types.get(u) {
                Type::Basic(k) if k.is_string() && is_len => {
                    mode = Mode::Value;
                    if let Some(bytes) = x.const_val().and_then(|v| v.as_bytes()) {
                        mode = Mode::Constant;
                        val = Some(ConstValue::int(bytes.len() as i64));
                    }
                }
                Type::Array { len, .. } => {
                    mode = Mode::Value;
                    if !self.env.has_call_or_recv {
                        mode = Mode::Constant;
                        val = Some(if *len >= 0 {
                            ConstValue::int(*len)
                        } else {
                            ConstValue::Unknown
                        });
                    }
                }
                Type::Slice(_) | Type::Chan { .. } => mode = Mode::Value,
                Type::Map { .. } if is_len => mode = Mode::Value,
                _ => {}
            }
        }
        if mode == Mode::Invalid {
            let u = self.w.underlying(x.ty);
            if self.w.is_valid(u) {
                let code = if is_len { "InvalidLen" } else { "InvalidCap" };
                let text = self.op_str(x);
                self.error(
                    x.span(),
                    code,
                    format!("invalid argument: {text} for built-in {name}"),
                );
            }
            return false;
        }
        if mode != Mode::Constant {
            self.record_builtin(fun, Some(Basic::Int.id()), &[x.ty], false);
        }
        x.mode = mode;
        x.ty = Basic::Int.id();
        x.val = val;
        true
    }

    fn builtin_clear(&mut self, x: &mut Operand<'a>, fun: &'a Expr) -> bool {
        let ok = self.every_under(x.ty, |c, u| {
            u.is_some_and(|u| matches!(c.w.types.get(u), Type::Map { .. } | Type::Slice(_)))
        });
        if !ok {
            let text = self.op_str(x);
            self.error(
                x.span(),
                "InvalidClear",
                format!(
                    "invalid argument: cannot clear {text}: argument must be (or constrained by) map or slice"
                ),
            );
            return false;
        }
        x.mode = Mode::NoValue;
        self.record_builtin(fun, None, &[x.ty], false);
        true
    }

    fn builtin_close(&mut self, x: &mut Operand<'a>, fun: &'a Expr) -> bool {
        let operand = x.clone();
        let ok = self.every_under(x.ty, |c, u| {
            let what = match u.map(|u| c.w.types.get(u)) {
                Some(Type::Chan { dir, .. }) => {
                    if *dir != syntax::ast::ChanDir::Recv {
                        return true;
                    }
                    "receive-only channel"
                }
                _ => "non-channel",
            };
            let text = c.op_str(&operand);
            c.error(
                operand.span(),
                "InvalidClose",
                format!("invalid operation: cannot close {what} {text}"),
            );
            false
        });
        if ok {
            x.mode = Mode::NoValue;
            self.record_builtin(fun, None, &[x.ty], false);
        }
        ok
    }

    fn builtin_copy(&mut self, x: &mut Operand<'a>, fun: &'a Expr, args: Vec<Operand<'a>>) -> bool {
        let Some(y) = args.into_iter().nth(1) else {
            return false;
        };
        let dst = match self.slice_elem(x) {
            Ok(e) => e,
            Err(cause) => {
                self.error(x.span(), "InvalidCopy", format!("invalid copy: {cause}"));
                return false;
            }
        };
        let special = self.takes_bytes(x) && self.bytes_or_string(y.ty).is_some();
        if !special {
            let src = match self.slice_elem(&y) {
                Ok(e) => e,
                Err(_) if self.w.all_string(y.ty) => Basic::Byte.id(),
                Err(cause) => {
                    self.error(y.span(), "InvalidCopy", format!("invalid copy: {cause}"));
                    return false;
                }
            };
            if !self.w.identical(dst, src) {
                let (xs, ys) = (self.op_str(x), self.op_str(&y));
                let (d, s) = (self.ts(dst), self.ts(src));
                self.error(
                    x.span(),
                    "InvalidCopy",
                    format!(
                        "invalid copy: arguments {xs} and {ys} have different element types {d} and {s}"
                    ),
                );
                return false;
            }
        }
        let y_ty = y.ty;
        if self.w.is_untyped(y_ty) {
            self.update_op_type(&y, Basic::String.id(), true);
        }
        self.record_builtin(fun, Some(Basic::Int.id()), &[x.ty, y_ty], false);
        x.mode = Mode::Value;
        x.ty = Basic::Int.id();
        x.val = None;
        true
    }

    fn builtin_delete(
        &mut self,
        x: &mut Operand<'a>,
        fun: &'a Expr,
        args: Vec<Operand<'a>>,
    ) -> bool {
        let map = x.ty;
        let operand = x.clone();
        let mut key: Option<TypeId> = None;
        let ok = self.every_under(map, |c, u| {
            let k = match u.map(|u| c.w.types.get(u)) {
                Some(Type::Map { key, .. }) => *key,
                _ => {
                    let text = c.op_str(&operand);
                    c.error(
                        operand.span(),
                        "InvalidDelete",
                        format!("invalid argument: {text} is not a map"),
                    );
                    return false;
                }
            };
            if key.is_some_and(|old| !c.w.identical(old, k)) {
                let text = c.op_str(&operand);
                c.error(
                    operand.span(),
                    "InvalidDelete",
                    format!("invalid argument: maps of {text} must have identical key types"),
                );
                return false;
            }
            key = Some(k);
            true
        });
        let (true, Some(key), Some(arg)) = (ok, key, args.into_iter().nth(1)) else {
            return false;
        };
        *x = arg;
        self.assignment(x, Some(key), "argument to delete");
        if !x.is_valid() {
            return false;
        }
        x.mode = Mode::NoValue;
        self.record_builtin(fun, None, &[map, key], false);
        true
    }

    fn builtin_make(
        &mut self,
        x: &mut Operand<'a>,
        call: &'a Expr,
        fun: &'a Expr,
        list: &'a [Expr],
    ) -> bool {
        let Some((first, rest)) = list.split_first() else {
            return false;
        };
        let t = self.var_type(first);
        if !self.w.is_valid(t) {
            return false;
        }
        let common = self
            .w
            .common_under_cond(t, |w, _, u| match u.map(|u| w.types.get(u)) {
                Some(Type::Slice(_) | Type::Map { .. } | Type::Chan { .. }) => Ok(()),
                None => Err("no specific type".to_string()),
                _ => Err("type must be slice, map, or channel".to_string()),
            });
        let u = match common {
            Ok(u) => u,
            Err(cause) => {
                let text = self.es(first);
                self.error(
                    at(first),
                    "InvalidMake",
                    format!("invalid argument: cannot make {text}: {cause}"),
                );
                return false;
            }
        };
        let min = if matches!(self.w.types.get(u), Type::Slice(_)) {
            2
        } else {
            1
        };
        let n = list.len();
        if n < min || min + 1 < n {
            let text = self.es(call);
            self.error(
                at(call),
                "WrongArgCount",
                format!(
                    "invalid operation: {text} expects {min} or {} arguments; found {n}",
                    min + 1
                ),
            );
            return false;
        }
        let mut types = vec![t];
        let mut sizes = Vec::new();
        for arg in rest {
            match self.index(arg, -1) {
                Some((ty, size)) => {
                    types.push(ty);
                    sizes.extend(size);
                }
                None => types.push(Basic::Invalid.id()),
            }
        }
        if let [len, cap] = sizes.as_slice()
            && len > cap
            && let Some(arg) = rest.first()
        {
            self.error(
                at(arg),
                "SwappedMakeArgs",
                "invalid argument: length and capacity swapped",
            );
        }
        x.mode = Mode::Value;
        x.ty = t;
        self.record_builtin(fun, Some(t), &types, false);
        true
    }

    fn builtin_new(&mut self, x: &mut Operand<'a>, fun: &'a Expr, list: &'a [Expr]) -> bool {
        let Some(arg) = list.first() else {
            return false;
        };
        self.expr_or_type(x, arg, false);
        self.exclude(x, Exclude::NoValueOrBuiltin);
        match x.mode {
            Mode::Invalid => return false,
            Mode::TypeExpr => self.valid_var_type(arg, x.ty),
            _ => {
                if self.w.is_untyped(x.ty) {
                    self.assignment(x, None, "argument to new");
                    if !x.is_valid() {
                        return false;
                    }
                }
                if !self.allows(26) {
                    let what = format!("new({})", self.es(arg));
                    self.demand(at(fun), 26, &what);
                }
            }
        }
        let t = x.ty;
        x.mode = Mode::Value;
        x.val = None;
        x.ty = self.w.mk_pointer(t);
        self.record_builtin(fun, Some(x.ty), &[t], false);
        true
    }

    fn builtin_print(
        &mut self,
        x: &mut Operand<'a>,
        fun: &'a Expr,
        args: Vec<Operand<'a>>,
        name: &str,
    ) -> bool {
        let mut types = Vec::with_capacity(args.len());
        for mut a in args {
            self.assignment(&mut a, None, &format!("argument to built-in {name}"));
            if !a.is_valid() {
                return false;
            }
            types.push(a.ty);
        }
        x.mode = Mode::NoValue;
        self.record_builtin(fun, None, &types, false);
        true
    }
}
