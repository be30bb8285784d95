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
    /// Resolves all package-level objects: declared types, aliases, functions, then the rest.
    pub(crate) fn package_objects(&mut self) {
        let mut types = Vec::new();
        let mut aliases = Vec::new();
        let mut funcs = Vec::new();
        let mut others = Vec::new();
        for obj in self.sorted_objects() {
            let Some(d) = self.decl_of.get(&obj).and_then(|&i| self.decls.get(i)) else {
                continue;
            };
            match (d.tdecl, d.fdecl) {
                (Some(t), _) if t.alias => aliases.push(obj),
                (Some(_), _) => types.push(obj),
                (_, Some(_)) => funcs.push(obj),
                _ => others.push(obj),
            }
        }
        for list in [types, aliases, funcs, others] {
            for obj in list {
                self.obj_decl(obj);
            }
        }
    }

    /// Package-level objects and methods in source order.
    pub(crate) fn sorted_objects(&self) -> Vec<ObjId> {
        #[expect(clippy::iter_over_hash_type, reason = "sorted at once")]
        fn keys(map: &std::collections::HashMap<ObjId, usize>) -> Vec<ObjId> {
            let mut list = Vec::with_capacity(map.len());
            for &obj in map.keys() {
                list.push(obj);
            }
            list
        }
        let mut list = keys(&self.decl_of);
        list.sort_unstable();
        list
    }

    /// Makes sure that `obj` has a type, or reports why it cannot.
    pub(crate) fn obj_decl(&mut self, obj: ObjId) {
        if self.obj_path.contains(&obj) {
            let valid = self.valid_cycle(obj);
            match self.w.objects[obj].kind {
                ObjectKind::Const { .. } | ObjectKind::Var { .. } => {
                    if !valid || self.obj_type(obj).is_none() {
                        self.set_obj_type(obj, Basic::Invalid.id());
                    }
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
        self.obj_path.pop();
        self.leave();
    }

    /// Reports whether the cycle of declarations that ends in `obj` is fine; reports it if not.
    fn valid_cycle(&mut self, obj: ObjId) -> bool {
        let at = self.obj_path.iter().position(|&o| o == obj).unwrap_or(0);
        let cycle = self.obj_path.get(at..).unwrap_or_default().to_vec();
        let (mut values, mut types) = (0, 0);
        for &o in &cycle {
            match self.w.objects[o].kind {
                ObjectKind::Const { .. } | ObjectKind::Var { .. } => values += 1,
                ObjectKind::TypeName => {
                    let ty = self.obj_type_or_invalid(o);
                    if self.env.in_tparam_list && self.w.is_generic(ty) {
                        return true;
                    }
                    if !matches!(self.w.types.get(ty), Type::Alias(_)) {
                        types += 1;
                    }
                }
                _ => {}
            }
        }
        // Cycles of values only are found when the order of initialisation is worked out.
        if values == cycle.len() || values == 0 && types > 0 {
            return true;
        }
        let start = self.first_in_src(&cycle);
        self.cycle_error(&cycle, start);
        false
    }

    pub(crate) fn first_in_src(&self, cycle: &[ObjId]) -> usize {
        (0..cycle.len())
            .min_by_key(|&i| cycle.get(i).map_or(0, |&o| self.w.objects[o].span.lo))
            .unwrap_or(0)
    }

    fn cycle_name(&self, obj: ObjId) -> String {
        let ty = self.obj_type_or_invalid(obj);
        if let Type::Named(id) = self.w.types.get(ty)
            && !self.w.types.named[*id].targs.is_empty()
        {
            return self.ts(ty);
        }
        self.obj_name(obj)
    }

    /// Reports a cycle of declarations, beginning with the one at `start`.
    pub(crate) fn cycle_error(&mut self, cycle: &[ObjId], start: usize) {
        let Some(&first) = cycle.get(start) else {
            return;
        };
        let is_type = self.is_type_name(first);
        if is_type
            && let Type::Alias(id) = *self.w.types.get(self.obj_type_or_invalid(first))
            && let Some(alias) = self.w.types.aliases.get_mut(id)
        {
            alias.actual = Some(Basic::Invalid.id());
        }
        let places: Vec<(Span, String)> = cycle
            .iter()
            .map(|&o| (self.w.objects[o].span, self.cycle_name(o)))
            .collect();
        self.cycle_report(&places, start, is_type);
    }

    /// Name of a declared type, and its place; an instance's is where it was first written.
    fn type_place(&self, t: TypeId) -> (Span, String) {
        let Some(id) = self.w.named_id(t) else {
            return (Span::NONE, self.ts(t));
        };
        let n = &self.w.types.named[id];
        let declared = self.w.objects[n.obj].span;
        let span = self.instance_places.get(&t).copied().unwrap_or(declared);
        (span, self.ts(t))
    }

    fn cycle_report(&mut self, cycle: &[(Span, String)], start: usize, is_type: bool) {
        const CODE: &str = "InvalidDeclCycle";
        let Some((span, name)) = cycle.get(start).cloned() else {
            return;
        };
        if cycle.len() == 1 {
            let what = if is_type {
                "invalid recursive type"
            } else {
                "invalid cycle in declaration"
            };
            self.error(span, CODE, format!("{what}: {name} refers to itself"));
            return;
        }
        let msg = if is_type {
            format!("invalid recursive type {name}")
        } else {
            format!("invalid cycle in declaration of {name}")
        };
        let mut lines = Vec::new();
        let mut from = (span, name);
        for i in 0..cycle.len() {
            let Some(next) = cycle.get((start + i + 1) % cycle.len()) else {
                break;
            };
            lines.push((from.0, format!("{} refers to {}", from.1, next.1)));
            from.clone_from(next);
        }
        self.error_list(span, CODE, msg, &lines, false);
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
            let t = self.var_type(e);
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
        if d.alias {
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
        let mut rhs = self.declared_type(&d.ty, Some(obj));
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
            self.soft_error(
                d.span,
                "BadDecl",
                "generic function is missing function body",
            );
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
        let mut outer: Vec<TypeParamId> = Vec::new();
        if let ObjectKind::Func {
            recv_tparams,
            body_checked,
            ..
        } = &mut self.w.objects[obj].kind
        {
            *body_checked = true;
            outer.extend(recv_tparams.iter());
        }
        if let Some(sig) = self.obj_type(obj).and_then(|t| self.sig(t)) {
            outer.extend(sig.tparams.iter());
        }
        let mut env = Env::new(scope);
        env.decl = Some(at);
        env.results = Some(results);
        env.outer_tparams = outer.into();
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

    // Types that contain themselves.

    /// Reports type names that are declared as each other, without a type literal between.
    pub(crate) fn direct_cycles(&mut self) {
        let mut done: std::collections::HashSet<ObjId> = Default::default();
        let scope = self.w.packages[self.pkg].scope;
        for obj in self.sorted_objects() {
            let mut path: Vec<ObjId> = Vec::new();
            let mut at = obj;
            loop {
                let Some(tdecl) = self
                    .decl_of
                    .get(&at)
                    .and_then(|&i| self.decls.get(i))
                    .and_then(|d| d.tdecl)
                else {
                    break;
                };
                if let Some(start) = path.iter().position(|&o| o == at) {
                    self.set_obj_type(at, Basic::Invalid.id());
                    let cycle = path.get(start..).unwrap_or_default().to_vec();
                    let first = self.first_in_src(&cycle);
                    self.cycle_error(&cycle, first);
                    break;
                }
                if done.contains(&at) {
                    break;
                }
                path.push(at);
                let syntax::ast::ExprKind::Name(rhs) = &tdecl.ty.kind else {
                    break;
                };
                match self.scope_lookup(scope, rhs.name) {
                    Some(next) => at = next,
                    None => break,
                }
            }
            done.extend(path);
        }
    }

    /// Reports a type that contains itself without a pointer (or the like) between.
    fn valid_type(&mut self, t: TypeId) {
        let mut nest = Vec::new();
        let mut path = Vec::new();
        self.valid_type_rec(t, &mut nest, &mut path, 0);
    }

    fn valid_type_rec(
        &mut self,
        t: TypeId,
        nest: &mut Vec<TypeId>,
        path: &mut Vec<TypeId>,
        depth: u32,
    ) -> bool {
        if depth > 300 {
            return true;
        }
        let t = self.w.unalias(t);
        match self.w.types.get(t) {
            &Type::Array { elem, .. } => self.valid_type_rec(elem, nest, path, depth + 1),
            Type::Struct(fields) => {
                let list: Vec<TypeId> = fields.iter().map(|f| f.ty).collect();
                list.into_iter()
                    .all(|f| self.valid_type_rec(f, nest, path, depth + 1))
            }
            Type::Union(terms) => {
                let list: Vec<TypeId> = terms.iter().map(|f| f.ty).collect();
                list.into_iter()
                    .all(|f| self.valid_type_rec(f, nest, path, depth + 1))
            }
            Type::Interface { embeds, .. } => {
                if t == self.w.universe.comparable_iface {
                    return true;
                }
                let list = embeds.to_vec();
                list.into_iter()
                    .all(|f| self.valid_type_rec(f, nest, path, depth + 1))
            }
            &Type::Named(id) => {
                let n = &self.w.types.named[id];
                let (origin, has_targs, obj) = (n.origin, !n.targs.is_empty(), n.obj);
                if !has_targs && self.w.objects[obj].pkg != self.pkg {
                    return true;
                }
                if nest.iter().any(|&e| self.w.identical(e, t)) {
                    let origin_ty = self.w.mk_named(origin);
                    let Some(start) = path.iter().position(|&p| self.w.identical(p, t)) else {
                        return false;
                    };
                    let cycle: Vec<(Span, String)> = path
                        .get(start..)
                        .unwrap_or_default()
                        .iter()
                        .map(|&p| self.type_place(p))
                        .collect();
                    self.cycle_report(&cycle, 0, true);
                    self.w.set_rhs(origin_ty, Basic::Invalid.id());
                    self.w.set_rhs(t, Basic::Invalid.id());
                    return false;
                }
                let Some(rhs) = self.w.types.named[origin].rhs else {
                    return true;
                };
                nest.push(t);
                path.push(t);
                let ok = self.valid_type_rec(rhs, nest, path, depth + 1);
                nest.pop();
                path.pop();
                ok
            }
            &Type::TypeParam(tp) => {
                let Some(&inst) = nest.last() else {
                    return true;
                };
                let Some(id) = self.w.named_id(inst) else {
                    return true;
                };
                let n = &self.w.types.named[id];
                let origin = &self.w.types.named[n.origin];
                let targ = origin
                    .tparams
                    .iter()
                    .position(|&p| p == tp)
                    .and_then(|i| n.targs.get(i).copied());
                match targ {
                    Some(targ) => {
                        nest.pop();
                        let ok = self.valid_type_rec(targ, nest, path, depth + 1);
                        nest.push(inst);
                        ok
                    }
                    None => true,
                }
            }
            _ => true,
        }
    }

    /// The place of a package-level object's declaration, for messages.
    pub(crate) fn span_of(&self, obj: ObjId) -> Span {
        self.w.objects[obj].span
    }
}
