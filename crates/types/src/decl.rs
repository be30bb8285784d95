//! Declarations: constants, variables, types, functions; when they are needed, not in order.

use std::rc::Rc;

use base::Span;
use syntax::ast::{Decl, Expr, Field, Ident, TypeDecl};

use crate::check::{Checker, Env, at};
use crate::constant::ConstValue;
use crate::operand::Operand;
use crate::resolver::ConstGroup;
use crate::{Basic, ObjId, ObjectKind, Type, TypeId, TypeParamId};

impl<'a> Checker<'a> {
    /// Resolves all package-level objects: declared types, aliases, then the rest in source order,
    /// which is the order of messages too.
    pub(crate) fn package_objects(&mut self) {
        let mut types = Vec::new();
        let mut aliases = Vec::new();
        let mut others = Vec::new();
        for obj in self.sorted_objects() {
            let Some(d) = self.decl_of.get(&obj).and_then(|&i| self.decls.get(i)) else {
                continue;
            };
            match d.tdecl {
                Some(t) if t.alias => aliases.push(obj),
                Some(_) => types.push(obj),
                None => others.push(obj),
            }
        }
        for list in [types, aliases, others] {
            for obj in list {
                self.obj_decl(obj);
            }
        }
    }

    /// Package-level objects and methods in source order.
    pub(crate) fn sorted_objects(&self) -> Vec<ObjId> {
        #[expect(clippy::iter_over_hash_type, reason = "sorted at once")]
        fn keys(map: &base::HashMap<ObjId, usize>) -> Vec<ObjId> {
            let mut list = Vec::with_capacity(map.len());
            for &obj in map.keys() {
                list.push(obj);
            }
            list
        }
        let mut list = keys(&self.decl_of);
        base::sort::sort(&mut list);
        list
    }

    /// Makes sure that `obj` has a type, or reports why it cannot.
    pub(crate) fn obj_decl(&mut self, obj: ObjId) {
        if self.obj_path.contains(&obj) {
            let valid = self.valid_cycle(obj);
            match self.w.objects[obj].kind {
                ObjectKind::Const { .. } | ObjectKind::Var { .. }
                    if !valid || self.obj_type(obj).is_none() =>
                {
                    self.set_obj_type(obj, Basic::Invalid.id());
                }
                ObjectKind::TypeName if !valid => self.set_obj_type(obj, Basic::Invalid.id()),
                _ => {}
            }
            return;
        }
        if self.obj_type(obj).is_some() {
            return;
        }
        let Some(&at) = self.decl_of.get(&obj) else {
            return;
        };
        let span = self.w.objects[obj].span;
        if !self.enter(span) {
            self.leave();
            self.set_obj_type(obj, Basic::Invalid.id());
            return;
        }
        self.obj_path.push(obj);
        let d = self.decls[at].clone();
        let env = std::mem::replace(&mut self.env, Env::new(d.file_scope));
        let minor = self.w.minor;
        self.enter_version(obj);
        match self.w.objects[obj].kind {
            ObjectKind::Const { .. } => {
                self.env.decl = Some(at);
                self.const_decl(obj, d.vtyp, d.init, d.inherited, d.iota);
            }
            ObjectKind::Var { .. } => {
                self.env.decl = Some(at);
                self.var_decl(obj, &d.lhs, d.vtyp, d.init);
            }
            ObjectKind::TypeName => {
                if let Some(tdecl) = d.tdecl {
                    self.type_decl(obj, tdecl);
                    self.collect_methods(obj);
                }
            }
            ObjectKind::Func { .. } => self.func_decl(obj, at),
            _ => {}
        }
        self.env = env;
        self.w.minor = minor;
        self.obj_path.pop();
        self.leave();
    }

    pub(crate) fn const_decl(
        &mut self,
        obj: ObjId,
        ty: Option<&'a Expr>,
        init: Option<&'a Expr>,
        inherited: bool,
        iota: u32,
    ) {
        let saved = (self.env.iota, self.env.errpos);
        self.env.iota = Some(i64::from(iota));
        self.env.errpos = None;
        self.const_decl_in(obj, ty, init, inherited);
        (self.env.iota, self.env.errpos) = saved;
    }

    fn const_decl_in(
        &mut self,
        obj: ObjId,
        ty: Option<&'a Expr>,
        init: Option<&'a Expr>,
        inherited: bool,
    ) {
        if let Some(e) = ty {
            let t = self.typ(e);
            if !self.w.is_const_type(t) {
                let u = self.w.underlying(t);
                if self.w.is_valid(u) {
                    let text = self.ts(t);
                    self.error(
                        at(e),
                        "InvalidConstType",
                        format!("invalid constant type {text}"),
                    );
                }
                self.set_obj_type(obj, Basic::Invalid.id());
                return;
            }
            self.set_obj_type(obj, t);
        }
        let mut x = Operand::invalid();
        if let Some(init) = init {
            if inherited {
                self.env.errpos = Some(self.w.objects[obj].span);
            }
            self.expr(None, &mut x, init);
        }
        self.init_const(obj, &mut x);
    }

    pub(crate) fn var_decl(
        &mut self,
        obj: ObjId,
        lhs: &[ObjId],
        ty: Option<&'a Expr>,
        init: Option<&'a Expr>,
    ) {
        if let Some(e) = ty {
            let place = Some(self.w.objects[obj].span);
            let saved = std::mem::replace(&mut self.env.type_place, place);
            let t = self.var_type(e);
            self.env.type_place = saved;
            self.set_obj_type(obj, t);
        }
        let Some(init) = init else {
            if ty.is_none() {
                self.set_obj_type(obj, Basic::Invalid.id());
            }
            return;
        };
        if lhs.len() <= 1 {
            let mut x = Operand::invalid();
            let target = self.obj_type(obj).and_then(|t| {
                let name = self.obj_name(obj);
                self.new_target(t, &name)
            });
            self.expr(target.as_ref(), &mut x, init);
            self.init_var(obj, &mut x, "variable declaration");
            return;
        }
        if ty.is_some() {
            let t = self.obj_type_or_invalid(obj);
            for &v in lhs {
                self.set_obj_type(v, t);
            }
        }
        self.init_vars(lhs, std::slice::from_ref(init), None);
    }

    pub(crate) fn type_decl(&mut self, obj: ObjId, d: &'a TypeDecl) {
        self.later(move |c| {
            let ty = c.obj_type_or_invalid(obj);
            if matches!(c.w.types.get(ty), Type::Named(_)) {
                c.valid_type(ty);
            }
        });
        let saved_scope = self.env.scope;
        let tparam = d.tparams.first().and_then(|p| p.name);
        if d.alias {
            if tparam.is_none_or(|p| self.demand(p.span, 23, "generic type alias")) {
                self.demand(d.name.span, 9, "type alias");
            }
            let alias = self.w.new_alias(obj);
            if !d.tparams.is_empty() {
                self.open_scope(d.span, false);
                let tparams = self.declare_tparams(&d.tparams, |c, list| {
                    if let Type::Alias(id) = *c.w.types.get(alias) {
                        c.w.types.aliases[id].tparams = list.into();
                    }
                });
                let rhs = self.declared_type(&d.ty, Some(obj));
                let own = self.w.tparam_id(rhs).is_some_and(|t| tparams.contains(&t))
                    && matches!(self.w.types.get(rhs), Type::TypeParam(_));
                if own {
                    self.error(
                        at(&d.ty),
                        "MisplacedTypeParam",
                        "cannot use type parameter declared in alias declaration as RHS",
                    );
                }
                let rhs = if own { Basic::Invalid.id() } else { rhs };
                self.set_actual(alias, rhs);
            } else {
                let rhs = self.declared_type(&d.ty, Some(obj));
                self.set_actual(alias, rhs);
            }
            self.env.scope = saved_scope;
            return;
        }
        if let Some(p) = tparam {
            self.demand(p.span, 18, "type parameter");
        }
        let named = self.w.new_named(obj);
        if let Some(id) = self.w.named_id(named) {
            self.w.types.named[id].outer_tparams = self.env.outer_tparams.iter().copied().collect();
        }
        if !d.tparams.is_empty() {
            self.open_scope(d.span, false);
            self.declare_tparams(&d.tparams, |c, list| {
                if let Some(id) = c.w.named_id(named) {
                    c.w.types.named[id].tparams = list.into();
                }
            });
        }
        let saved_place = self.env.type_place.replace(d.name.span);
        let mut rhs = self.declared_type(&d.ty, Some(obj));
        self.env.type_place = saved_place;
        if matches!(self.w.types.get(self.w.unalias(rhs)), Type::TypeParam(_)) {
            self.error(
                at(&d.ty),
                "MisplacedTypeParam",
                "cannot use a type parameter as RHS in type declaration",
            );
            rhs = Basic::Invalid.id();
        }
        self.w.set_rhs(named, rhs);
        self.env.scope = saved_scope;
    }

    /// The alias' right-hand side, unless a cycle made the type name invalid.
    fn set_actual(&mut self, alias: TypeId, rhs: TypeId) {
        if let Type::Alias(id) = *self.w.types.get(alias) {
            let alias = &mut self.w.types.aliases[id];
            if alias.actual.is_none() {
                alias.actual = Some(rhs);
            }
        }
    }

    /// Declares type parameters in the current scope; `bind` hands them to their owner before
    /// the constraints, which may mention the owner, are looked at.
    pub(crate) fn declare_tparams(
        &mut self,
        list: &'a [Field],
        bind: impl FnOnce(&mut Checker<'a>, &[TypeParamId]),
    ) -> Vec<TypeParamId> {
        let from = list.first().map_or(0, |f| f.span.lo);
        let mut tparams = Vec::with_capacity(list.len());
        for (i, f) in (0u32..).zip(list) {
            if let Some(name) = f.name {
                let id = self.declare_tparam(name, i, from);
                tparams.push(id);
            }
        }
        bind(self, &tparams);
        let saved = std::mem::replace(&mut self.env.in_tparam_list, true);
        let mut bound = Basic::Invalid.id();
        for (f, &id) in list.iter().filter(|f| f.name.is_some()).zip(&tparams) {
            if !f.shared_type {
                bound = self.bound(&f.ty);
                if matches!(self.w.types.get(self.w.unalias(bound)), Type::TypeParam(_)) {
                    self.error(
                        at(&f.ty),
                        "MisplacedTypeParam",
                        "cannot use a type parameter as constraint",
                    );
                    bound = Basic::Invalid.id();
                }
            }
            self.w.types.tparams[id].bound = Some(bound);
        }
        self.env.in_tparam_list = saved;
        tparams
    }

    pub(crate) fn declare_tparam(&mut self, name: Ident, index: u32, from: u32) -> TypeParamId {
        let obj = self.new_obj(name.name, name.span, None, ObjectKind::TypeName);
        let ty = self.w.new_tparam(obj, index);
        let scope = self.env.scope;
        self.declare(scope, Some(name), obj, from);
        self.w.tparam_id(ty).unwrap_or(TypeParamId(0))
    }

    /// Gives a declared type its methods.
    fn collect_methods(&mut self, obj: ObjId) {
        let Some(methods) = self.methods.remove(&obj) else {
            return;
        };
        let ty = self.obj_type_or_invalid(obj);
        let base = match *self.w.types.get(ty) {
            Type::Named(id) => Some(id),
            _ => None,
        };
        if let Some(base) = base {
            self.later(move |c| c.check_field_uniqueness(base, ty));
        }
        let mut seen: std::collections::HashMap<base::Symbol, ObjId> = Default::default();
        for m in methods {
            let name = self.w.objects[m].name;
            if let Some(&alt) = seen.get(&name) {
                let (span, at) = (self.w.objects[m].span, self.w.objects[alt].span);
                let msg = format!(
                    "method {}.{} already declared at {}",
                    self.obj_name(obj),
                    self.obj_name(m),
                    self.w.map.describe(at.lo)
                );
                self.error(span, "DuplicateMethod", msg);
                continue;
            }
            seen.insert(name, m);
            if let Some(base) = base {
                self.w.types.named[base].methods.push(m);
            }
        }
    }

    /// Fields and methods of a struct type must have different names.
    fn check_field_uniqueness(&mut self, base: crate::NamedId, ty: TypeId) {
        let u = self.w.underlying(ty);
        let Type::Struct(fields) = self.w.types.get(u).clone() else {
            return;
        };
        let methods = self.w.types.named[base].methods.clone();
        for f in &fields {
            if f.name == self.w.universe.blank {
                continue;
            }
            let Some(&m) = methods.iter().find(|&&m| self.w.objects[m].name == f.name) else {
                continue;
            };
            let msg = format!("field and method with the same name {}", self.name(f.name));
            let more = self.alt_decl(f.obj);
            let span = self.w.objects[m].span;
            self.error_list(span, "DuplicateFieldAndMethod", msg, &more, false);
        }
    }

    fn func_decl(&mut self, obj: ObjId, at: usize) {
        let Some(d) = self.decls.get(at).and_then(|d| d.fdecl) else {
            return;
        };
        // Whoever mentions the function in its own signature sees an empty one.
        let empty = self.w.mk_sig(&[], &[], false);
        self.set_obj_type(obj, empty);
        let sig = self.func_type(d.recv.as_deref(), &d.tparams, &d.ty, Some(obj));
        self.set_obj_type(obj, sig.ty);
        self.w.info.func_scopes.insert(obj, sig.scope);
        self.w.info.func_objs.insert(d.id, sig.objs);
        if !d.tparams.is_empty() && d.body.is_none() {
            let at = self.func_pos(d);
            self.soft_error(at, "BadDecl", "generic function is missing function body");
        }
        if self.bodies && d.body.is_some() {
            self.later(move |c| c.func_decl_body(obj, at));
        }
    }

    /// Checks the body of a declared function whose signature is known.
    pub(crate) fn func_decl_body(&mut self, obj: ObjId, at: usize) {
        let Some(d) = self.decls.get(at).and_then(|d| d.fdecl) else {
            return;
        };
        let (Some(body), Some(&scope)) = (&d.body, self.w.info.func_scopes.get(&obj)) else {
            return;
        };
        let results: Rc<[ObjId]> = self
            .w
            .info
            .func_objs
            .get(&d.id)
            .map_or(Rc::from([]), |o| o.results.as_slice().into());
        if let ObjectKind::Func { body_checked, .. } = &mut self.w.objects[obj].kind {
            *body_checked = true;
        }
        self.obj_type(obj);
        let mut env = Env::new(scope);
        env.decl = Some(at);
        env.results = Some(results);
        env.outer_tparams = self.w.tparams_of(obj).into();
        self.func_body(env, body);
    }

    /// Declarations inside a function.
    pub(crate) fn decl_stmt(&mut self, list: &'a [Decl]) {
        let mut consts = ConstGroup::default();
        for d in list {
            if !matches!(d, Decl::Const(_)) {
                consts.end();
            }
            match d {
                Decl::Const(d) => {
                    let top = self.delayed.len();
                    let from = consts.next(d);
                    let mut objs = Vec::new();
                    for (i, name) in d.names.iter().enumerate() {
                        let obj = self.new_obj(
                            name.name,
                            name.span,
                            None,
                            ObjectKind::Const {
                                value: ConstValue::Unknown,
                            },
                        );
                        objs.push(obj);
                        self.const_decl(obj, from.ty, from.values.get(i), from.inherited, d.iota);
                    }
                    self.arity(d.span, &d.names, from.values, true, from.inherited);
                    self.process_delayed(top);
                    self.declare_all(&d.names, &objs, d.span.hi);
                }
                Decl::Var(d) => {
                    let top = self.delayed.len();
                    let objs: Vec<ObjId> = d
                        .names
                        .iter()
                        .map(|n| self.new_var(n.name, n.span, None, false))
                        .collect();
                    for (i, &obj) in objs.iter().enumerate() {
                        let (lhs, init): (&[ObjId], _) = if d.values.len() == d.names.len() {
                            (&[], d.values.get(i))
                        } else if d.values.len() == 1 {
                            (&objs, d.values.first())
                        } else {
                            (&[], d.values.get(i))
                        };
                        self.var_decl(obj, lhs, d.ty.as_ref(), init);
                        if d.values.len() == 1 {
                            break;
                        }
                    }
                    if d.ty.is_none() || !d.values.is_empty() {
                        self.arity(d.span, &d.names, &d.values, false, false);
                    }
                    self.process_delayed(top);
                    self.declare_all(&d.names, &objs, d.span.hi);
                }
                Decl::Type(d) => {
                    let obj = self.new_obj(d.name.name, d.name.span, None, ObjectKind::TypeName);
                    let scope = self.env.scope;
                    self.declare(scope, Some(d.name), obj, d.name.span.lo);
                    self.obj_path.push(obj);
                    self.type_decl(obj, d);
                    self.obj_path.pop();
                }
                Decl::Import(_) | Decl::Func(_) | Decl::Bad(_) => {}
            }
        }
    }

    fn declare_all(&mut self, names: &[Ident], objs: &[ObjId], from: u32) {
        let scope = self.env.scope;
        for (&name, &obj) in names.iter().zip(objs) {
            self.declare(scope, Some(name), obj, from);
        }
    }

    /// The place of a package-level object's declaration, for messages.
    pub(crate) fn span_of(&self, obj: ObjId) -> Span {
        self.w.objects[obj].span
    }
}
