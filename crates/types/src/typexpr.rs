//! Type expressions, and identifiers in general.

use syntax::ast::{Expr, ExprKind, Ident};

use crate::check::{Checker, at};
use crate::operand::Operand;
use crate::{Basic, Mode, ObjId, ObjectKind, Type, TypeId};

impl<'a> Checker<'a> {
    /// What the identifier `id` (the expression `e`) denotes. With `want_type` it should be a
    /// type.
    pub(crate) fn ident(&mut self, x: &mut Operand<'a>, e: &'a Expr, id: Ident, want_type: bool) {
        x.invalidate();
        x.expr = Some(e);
        let Some((scope, obj)) = self.lookup_scope(id.name) else {
            let name = self.name(id.name);
            if name == "_" {
                self.error(id.span, "InvalidBlank", "cannot use _ as value or type");
            } else {
                self.error(id.span, "UndeclaredName", format!("undefined: {name}"));
            }
            return;
        };
        if !self.allows(18)
            && scope == self.w.universe.scope
            && let name @ ("any" | "comparable") = self.w.names.text(id.name)
        {
            let what = format!("predeclared {name}");
            self.demand(id.span, 18, &what);
            return;
        }
        self.record_use(id, obj);
        let got_type = self.is_type_name(obj);
        if want_type && !got_type {
            let what = self.object_kind(obj);
            let name = self.obj_name(obj);
            self.error(
                id.span,
                "NotAType",
                format!("{name} ({what}) is not a type"),
            );
            if self.is_var(obj) && self.w.objects[obj].pkg == self.pkg {
                self.set_used(obj, true);
            }
            return;
        }
        if self.obj_type(obj).is_none()
            || got_type && want_type && self.w.objects[obj].pkg == self.pkg
        {
            self.obj_decl(obj);
        }
        let ty = self.obj_type_or_invalid(obj);
        if !self.dot_imports.is_empty()
            && let Some(&import) = self.dot_imports.get(&(scope, id.name))
        {
            self.set_used(import, true);
        }
        match &self.w.objects[obj].kind {
            ObjectKind::PkgName { .. } => {
                let name = self.obj_name(obj);
                self.error(
                    id.span,
                    "InvalidPkgUse",
                    format!("use of package {name} not in selector"),
                );
                return;
            }
            ObjectKind::Const { value } => {
                let value = value.clone();
                self.add_dep(obj);
                if !self.w.is_valid(ty) {
                    return;
                }
                if obj == self.w.universe.iota {
                    let Some(iota) = self.env.iota else {
                        self.error(
                            id.span,
                            "InvalidIota",
                            "cannot use iota outside constant declaration",
                        );
                        return;
                    };
                    x.val = Some(crate::constant::ConstValue::Int(iota));
                } else {
                    x.val = Some(value);
                }
                x.mode = Mode::Constant;
            }
            ObjectKind::TypeName => x.mode = Mode::TypeExpr,
            ObjectKind::Var { .. } => {
                if self.w.objects[obj].pkg == self.pkg {
                    self.set_used(obj, true);
                }
                self.add_dep(obj);
                if !self.w.is_valid(ty) {
                    return;
                }
                x.mode = Mode::Variable;
            }
            ObjectKind::Func { .. } | ObjectKind::InterfaceMethod { .. } => {
                self.add_dep(obj);
                // Mentioned while its own signature is being worked out: reported.
                if !self.w.is_valid(ty) {
                    return;
                }
                x.mode = Mode::Value;
            }
            ObjectKind::Builtin(b) => {
                x.builtin = Some(*b);
                x.mode = Mode::Builtin;
            }
            ObjectKind::Nil => x.mode = Mode::NilValue,
            ObjectKind::Label => return,
        }
        x.ty = ty;
    }

    /// What kind of thing an object is, in words.
    pub(crate) fn object_kind(&self, obj: ObjId) -> &'static str {
        match &self.w.objects[obj].kind {
            ObjectKind::PkgName { .. } => "package name",
            ObjectKind::Const { .. } => "constant",
            ObjectKind::TypeName => {
                let ty = self.obj_type_or_invalid(obj);
                match self.w.types.get(ty) {
                    Type::Alias(_) => "type alias",
                    Type::TypeParam(_) => "type parameter",
                    _ => "defined type",
                }
            }
            ObjectKind::Var { is_field: true, .. } => "struct field",
            ObjectKind::Var { is_param: true, .. } => {
                let recv = self
                    .env
                    .decl
                    .and_then(|d| self.decls.get(d)?.fdecl)
                    .and_then(|f| self.w.info.func_objs.get(&f.id)?.recv);
                if recv == Some(obj) {
                    "receiver"
                } else if self.env.results.as_ref().is_some_and(|r| r.contains(&obj)) {
                    "result variable"
                } else {
                    "parameter"
                }
            }
            ObjectKind::Var { .. } => {
                if self.decl_of.contains_key(&obj) {
                    "package-level variable"
                } else {
                    "local variable"
                }
            }
            ObjectKind::Func { recv: Some(_), .. } | ObjectKind::InterfaceMethod { .. } => "method",
            ObjectKind::Func { .. } => "function",
            ObjectKind::Label => "label",
            ObjectKind::Builtin(_) => "built-in function",
            ObjectKind::Nil => "untyped nil",
        }
    }

    /// The type that `e` denotes; not a generic one.
    pub(crate) fn typ(&mut self, e: &'a Expr) -> TypeId {
        self.declared_type(e, None)
    }

    /// Like [`Checker::typ`]; a constraint interface is an error.
    pub(crate) fn var_type(&mut self, e: &'a Expr) -> TypeId {
        let t = self.declared_type(e, None);
        self.valid_var_type(e, t);
        t
    }

    /// Reports the use of a constraint interface as a type, once types are complete.
    pub(crate) fn valid_var_type(&mut self, e: &'a Expr, t: TypeId) {
        // Other types are no interfaces, whatever their parts turn out to be.
        if !matches!(
            self.w.types.get(t),
            Type::Named(_) | Type::Alias(_) | Type::Interface { .. }
        ) || t == self.w.universe.any
            || t == self.w.universe.error
            || self.w.is_type_param(t)
        {
            return;
        }
        self.later(move |c| {
            let u = c.w.underlying(t);
            if c.w.is_type_param(t) || !matches!(c.w.types.get(u), Type::Interface { .. }) {
                return;
            }
            let set = c.w.type_set(u);
            if set.is_method_set() {
                return;
            }
            let text = c.ts(t);
            let why = if set.comparable {
                "interface is (or embeds) comparable"
            } else {
                "interface contains type constraints"
            };
            c.soft_error(
                at(e),
                "MisplacedConstraintIface",
                format!("cannot use type {text} outside a type constraint: {why}"),
            );
        });
    }

    /// The type that `e` denotes, where `e` is the right-hand side of `def`'s declaration.
    pub(crate) fn declared_type(&mut self, e: &'a Expr, def: Option<ObjId>) -> TypeId {
        let mut t = self.typ_internal(e, def);
        if self.w.is_generic(t) {
            let text = self.ts(t);
            self.error(
                at(e),
                "WrongTypeArgCount",
                format!("cannot use generic type {text} without instantiation"),
            );
            t = Basic::Invalid.id();
        }
        self.record_type(e, t);
        t
    }

    /// The generic type that `e` denotes, or why it is none (empty if reported).
    pub(crate) fn generic_type(&mut self, e: &'a Expr) -> Result<TypeId, String> {
        let t = self.typ_internal(e, None);
        if !self.w.is_valid(t) {
            return Err(String::new());
        }
        if !self.w.is_generic(t) {
            self.record_type(e, Basic::Invalid.id());
            return Err(format!("{} is not a generic type", self.ts(t)));
        }
        self.record_type(e, t);
        Ok(t)
    }

    fn typ_internal(&mut self, e: &'a Expr, def: Option<ObjId>) -> TypeId {
        if !self.enter(e.span) {
            self.leave();
            return Basic::Invalid.id();
        }
        let t = self.typ_kind(e, def);
        self.leave();
        t
    }

    fn typ_kind(&mut self, e: &'a Expr, def: Option<ObjId>) -> TypeId {
        let invalid = Basic::Invalid.id();
        match &e.kind {
            ExprKind::Bad => invalid,
            ExprKind::Name(_) | ExprKind::Selector { .. } => {
                let mut x = Operand::invalid();
                match &e.kind {
                    ExprKind::Name(id) => self.ident(&mut x, e, *id, true),
                    _ => self.selector(&mut x, e, true),
                }
                match x.mode {
                    Mode::TypeExpr => return x.ty,
                    Mode::Invalid => {}
                    Mode::NoValue => {
                        let text = self.op_str(&x);
                        self.error(at(e), "NotAType", format!("{text} used as type"));
                    }
                    _ => {
                        let text = self.op_str(&x);
                        self.error(at(e), "NotAType", format!("{text} is not a type"));
                    }
                }
                invalid
            }
            ExprKind::Index { x, indices } => {
                self.demand(at(e), 18, "type instantiation");
                self.instantiated_type(x, indices)
            }
            ExprKind::Paren(x) => self.declared_type(x, def),
            ExprKind::ArrayType { len, elem } => {
                let n = match len {
                    Some(len) => self.array_length(len),
                    None => {
                        self.error(
                            at(e),
                            "BadDotDotDotSyntax",
                            "invalid use of [...] array (outside a composite literal)",
                        );
                        -1
                    }
                };
                let elem = self.var_type(elem);
                if n >= 0 {
                    let t = self.w.mk_array(n, elem);
                    self.sized.push((self.env.type_place.unwrap_or(at(e)), t));
                    t
                } else {
                    invalid
                }
            }
            ExprKind::SliceType(elem) => {
                let elem = self.var_type(elem);
                self.w.mk_slice(elem)
            }
            ExprKind::Ellipsis(x) => {
                self.error(at(e), "InvalidSyntaxTree", "invalid use of ...");
                if let Some(x) = x {
                    self.use_exprs(std::slice::from_ref(x));
                }
                invalid
            }
            ExprKind::StructType { fields } => self.struct_type(fields),
            ExprKind::Star(x) => {
                let base = self.var_type(x);
                if self.w.is_valid(base) || !self.obj_path.is_empty() && base != invalid {
                    self.w.mk_pointer(base)
                } else {
                    invalid
                }
            }
            ExprKind::FuncType(f) => self.func_type(None, &[], f, None).ty,
            ExprKind::InterfaceType(i) => self.interface_type(i, e.span, def),
            ExprKind::MapType { key, value } => {
                let k = self.var_type(key);
                let v = self.var_type(value);
                if !matches!(self.w.types.get(k), Type::Basic(_)) {
                    self.later(move |c| {
                        if !c.w.comparable(k) {
                            let why = if c.w.is_type_param(k) {
                                " (missing comparable constraint)"
                            } else {
                                ""
                            };
                            let text = c.ts(k);
                            c.error(
                                at(key),
                                "IncomparableMapKey",
                                format!("invalid map key type {text}{why}"),
                            );
                        }
                    });
                }
                let t = self.w.mk_map(k, v);
                self.sized.push((self.env.type_place.unwrap_or(at(e)), t));
                t
            }
            ExprKind::ChanType { dir, elem } => {
                let elem = self.var_type(elem);
                let t = self.w.mk_chan(*dir, elem);
                self.sized.push((self.env.type_place.unwrap_or(at(e)), t));
                t
            }
            _ => {
                let text = self.es(e);
                self.error(at(e), "NotAType", format!("{text} is not a type"));
                self.use_exprs(std::slice::from_ref(e));
                invalid
            }
        }
    }

    /// Reports arrays beyond the address space, channels of big elements and maps of huge ones, which
    /// gc's back end refuses.
    pub(crate) fn check_sizes(&mut self) {
        const MAX_SIZE: i64 = (1 << 50) - 1;
        const MAX_ELEM: i64 = (1 << 16) - 1;
        const MAX_ENTRY: i64 = (1 << 31) - 1;
        for (span, t) in std::mem::take(&mut self.sized) {
            let ty = self.w.types.get(t).clone();
            let parts = match ty {
                Type::Array { .. } => [(t, MAX_SIZE, ""), (t, MAX_SIZE, "")],
                Type::Chan { elem, .. } => [(elem, MAX_ELEM, "channel"), (elem, MAX_ELEM, "")],
                Type::Map { key, elem } => [
                    (elem, MAX_ENTRY, "map element"),
                    (key, MAX_ENTRY, "map key"),
                ],
                _ => continue,
            };
            for (part, limit, what) in parts {
                // Of a type parameter the size is not known.
                if self.has_var_size(part, 0) || (0..=limit).contains(&self.w.size_of(part)) {
                    continue;
                }
                let msg = match what {
                    "" => format!("type {} larger than address space", self.ts(t)),
                    "channel" => "channel element type too large (>64kB)".to_string(),
                    _ => format!("{what} type too large"),
                };
                self.error(span, "SizeTooLarge", msg);
                break;
            }
        }
    }

    fn instantiated_type(&mut self, x: &'a Expr, args: &'a [Expr]) -> TypeId {
        let invalid = Basic::Invalid.id();
        let generic = match self.generic_type(x) {
            Ok(t) => t,
            Err(cause) => {
                if !cause.is_empty() {
                    let msg = format!(
                        "invalid operation: {}{} ({cause})",
                        self.es(x),
                        self.els(args)
                    );
                    self.error(at(x), "NotAGenericType", msg);
                }
                return invalid;
            }
        };
        let Some(targs) = self.type_list(args) else {
            return invalid;
        };
        let tparams = self.tparams_of(generic);
        let name = match *self.w.types.get(generic) {
            Type::Named(id) => self.obj_name(self.w.types.named[id].obj),
            Type::Alias(id) => self.obj_name(self.w.types.aliases[id].obj),
            _ => return invalid,
        };
        // A wrong number leaves a type that has a name but nothing else, for later messages.
        let alias = matches!(self.w.types.get(generic), Type::Alias(_));
        if alias && !self.validate_targ_len(x, &name, tparams.len(), &targs) {
            return invalid;
        }
        let inst = self.w.instantiate(generic, &targs);
        if !self.w.is_valid(inst) && self.w.is_valid(generic) {
            self.error(
                x.span,
                "Unsupported",
                "type arguments nest too deeply for Sudog",
            );
            return inst;
        }
        self.record_instance(x, &targs, inst);
        let place = self.node_pos(x);
        self.instance_places.entry(inst).or_insert(place);
        self.later(move |c| {
            // The type parameters' bounds may not have been known before.
            let tparams = c.tparams_of(generic);
            if !c.validate_targ_len(x, &name, tparams.len(), &targs) {
                return;
            }
            match c.w.verify_instance(&tparams, &targs) {
                Err((i, why)) => {
                    let at = args.get(i).map_or(x.span, |a| a.span);
                    c.soft_error(at, "InvalidTypeArg", why);
                }
                Ok(()) => c.mono_instance(place, &tparams, &targs, args),
            }
        });
        inst
    }

    /// The type parameters of a generic type.
    pub(crate) fn tparams_of(&self, t: TypeId) -> Vec<crate::TypeParamId> {
        match *self.w.types.get(t) {
            Type::Named(id) => self.w.types.named[id].tparams.to_vec(),
            Type::Alias(id) => self.w.types.aliases[id].tparams.to_vec(),
            _ => Vec::new(),
        }
    }

    fn validate_targ_len(&mut self, x: &Expr, name: &str, want: usize, targs: &[TypeId]) -> bool {
        let got = targs.len();
        let what = match got.cmp(&want) {
            std::cmp::Ordering::Less => "not enough",
            std::cmp::Ordering::Greater => "too many",
            std::cmp::Ordering::Equal => return true,
        };
        self.error(
            self.node_pos(x),
            "WrongTypeArgCount",
            format!("{what} type arguments for type {name}: have {got}, want {want}"),
        );
        false
    }

    /// The types that `list` denotes; None if one is invalid.
    pub(crate) fn type_list(&mut self, list: &'a [Expr]) -> Option<Vec<TypeId>> {
        let mut ok = true;
        let mut out = Vec::with_capacity(list.len());
        for e in list {
            let t = self.var_type(e);
            ok &= self.w.is_valid(t);
            out.push(t);
        }
        ok.then_some(out)
    }

    /// The length of an array type; negative after an error.
    fn array_length(&mut self, e: &'a Expr) -> i64 {
        const CODE: &str = "InvalidArrayLen";
        if let ExprKind::Name(id) = &e.kind {
            let name = self.name(id.name);
            match self.lookup(id.name) {
                None => {
                    self.error(
                        at(e),
                        CODE,
                        format!("undefined array length {name} or missing type constraint"),
                    );
                    return -1;
                }
                Some(obj) if !matches!(self.w.objects[obj].kind, ObjectKind::Const { .. }) => {
                    self.error(at(e), CODE, format!("invalid array length {name}"));
                    return -1;
                }
                Some(_) => {}
            }
        }
        let mut x = Operand::invalid();
        self.expr(None, &mut x, e);
        if !x.is_const() {
            if x.is_valid() {
                let text = self.op_str(&x);
                self.error(at(e), CODE, format!("array length {text} must be constant"));
            }
            return -1;
        }
        let is_int = self.w.is_integer(x.ty);
        if self.w.is_untyped(x.ty) || is_int {
            let n = x.value_or_unknown().to_int();
            if let Some(n) = n.to_i64()
                && n >= 0
            {
                return n;
            }
        }
        let text = self.op_str(&x);
        let msg = if is_int {
            format!("invalid array length {text}")
        } else {
            format!("array length {text} must be integer")
        };
        self.error(at(e), CODE, msg);
        -1
    }
}
