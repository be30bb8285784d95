//! Function types: receivers, parameters, results, type parameters.

use base::Span;
use syntax::ast::{Expr, ExprKind, Field, FuncType, Ident};

use crate::check::{Checker, Sig, at, unparen};
use crate::resolver::receiver_base;
use crate::{
    Basic, FuncObjs, Mode, ObjId, ObjectKind, Param, ScopeId, Subst, Type, TypeId, TypeParamId,
};

/// A function type, the scope of its parameters, and the parameters' objects.
pub(crate) struct FuncSig {
    pub(crate) ty: TypeId,
    pub(crate) scope: ScopeId,
    pub(crate) objs: FuncObjs,
}

/// Parameters or results as collected.
struct Params {
    names: Vec<Option<Ident>>,
    objs: Vec<ObjId>,
    types: Vec<Param>,
    variadic: bool,
}

impl<'a> Checker<'a> {
    /// Checks a function type with its receiver and type parameters. `func`: the declared
    /// function whose type it is.
    pub(crate) fn func_type(
        &mut self,
        recv: Option<&'a [Field]>,
        tparams: &'a [Field],
        ft: &'a FuncType,
        func: Option<ObjId>,
    ) -> FuncSig {
        let scope = self.open_scope(ft.span, true);
        let mut objs = FuncObjs::default();
        let recv_field = recv.and_then(|r| r.first());
        let recv_var = recv_field.map(|f| self.collect_recv(f, ft.span.lo, func));
        let own = if tparams.is_empty() {
            Vec::new()
        } else {
            self.declare_tparams(tparams, |c, list| {
                // Who mentions the function in its own signature sees that it is generic.
                let tparams = list.into();
                if let Some(f) = func {
                    let sig = c.mk_signature(Sig {
                        tparams,
                        params: Box::default(),
                        results: Box::default(),
                        variadic: false,
                    });
                    c.set_obj_type(f, sig);
                }
            })
        };
        let params = self.collect_params(&ft.params, true);
        let results = self.collect_params(&ft.results, false);
        let from = ft.span.hi;
        if let (Some(v), Some(f)) = (recv_var, recv_field) {
            if let Some(name) = f.name {
                self.declare(scope, Some(name), v, from);
            }
            objs.recv = Some(v);
        }
        self.declare_params(scope, &params, from);
        self.declare_params(scope, &results, from);
        self.close_scope();
        objs.params = params.objs;
        objs.results = results.objs;
        let ty = self.mk_signature(Sig {
            tparams: own.into(),
            params: params.types.into(),
            results: results.types.into(),
            variadic: params.variadic,
        });
        FuncSig { ty, scope, objs }
    }

    fn declare_params(&mut self, scope: ScopeId, params: &Params, from: u32) {
        for (name, &obj) in params.names.iter().zip(&params.objs) {
            if let Some(name) = *name {
                self.declare(scope, Some(name), obj, from);
            }
        }
    }

    fn collect_params(&mut self, list: &'a [Field], is_params: bool) -> Params {
        let mut out = Params {
            names: Vec::with_capacity(list.len()),
            objs: Vec::with_capacity(list.len()),
            types: Vec::with_capacity(list.len()),
            variadic: false,
        };
        let mut ty = Basic::Invalid.id();
        for (i, f) in list.iter().enumerate() {
            let variadic = f.variadic && is_params && i + 1 == list.len();
            if !f.shared_type {
                if f.variadic && !variadic {
                    self.error(at(&f.ty), "InvalidSyntaxTree", "invalid use of ...");
                }
                ty = self.var_type(&f.ty);
            }
            let t = if variadic { self.w.mk_slice(ty) } else { ty };
            out.variadic |= variadic;
            let blank = self.w.names.intern("");
            let (name, span) = f.name.map_or((blank, f.span), |n| (n.name, n.span));
            let obj = self.new_var(name, span, Some(t), true);
            out.names.push(f.name);
            out.objs.push(obj);
            out.types.push(Param {
                name: f.name.map(|n| n.name),
                ty: t,
            });
        }
        out
    }

    /// Checks a receiver; its type parameters are declared in the current scope.
    fn collect_recv(&mut self, f: &'a Field, from: u32, func: Option<ObjId>) -> ObjId {
        let (ptr, base) = receiver_base(&f.ty);
        let args = receiver_args(&f.ty);
        let recv_type = match args {
            None => self.plain_recv(f, base),
            Some(args) => self.generic_recv(f, ptr, base, args, from, func),
        };
        let blank = self.w.names.intern("");
        let (name, span) = f.name.map_or((blank, f.span), |n| (n.name, n.span));
        let obj = self.new_var(name, span, Some(recv_type), true);
        if let Some(func) = func {
            let (t, _) = self.w.deref(recv_type);
            let base_ty = self.w.named_id(t).map(|id| {
                let origin = self.w.types.named[id].origin;
                self.w.mk_named(origin)
            });
            let is_ptr = self.w.deref(recv_type).1;
            if let ObjectKind::Func { recv, ptr_recv, .. } = &mut self.w.objects[func].kind {
                *recv = base_ty.or(Some(Basic::Invalid.id()));
                *ptr_recv = is_ptr;
            }
        }
        self.later(move |c| c.valid_recv(at(base), recv_type));
        obj
    }

    fn plain_recv(&mut self, f: &'a Field, base: &'a Expr) -> TypeId {
        let t = self.var_type(&f.ty);
        // Through an alias, an instantiated type may hide.
        let mut inner = self.unpointer(t);
        for _ in 0..100 {
            let Type::Alias(id) = *self.w.types.get(inner) else {
                break;
            };
            let Some(actual) = self.w.types.aliases[id].actual else {
                break;
            };
            let next = self.unpointer(actual);
            let generic = match *self.w.types.get(next) {
                Type::Named(id) => !self.w.types.named[id].targs.is_empty(),
                Type::Alias(id) => !self.w.types.aliases[id].targs.is_empty(),
                _ => false,
            };
            if generic {
                let text = self.ts(next);
                self.error(
                    at(base),
                    "InvalidRecv",
                    format!("cannot define new methods on instantiated type {text}"),
                );
                return Basic::Invalid.id();
            }
            inner = next;
        }
        t
    }

    fn unpointer(&self, t: TypeId) -> TypeId {
        let mut t = t;
        while let Type::Pointer(elem) = self.w.types.get(t) {
            t = *elem;
        }
        t
    }

    fn generic_recv(
        &mut self,
        f: &'a Field,
        ptr: bool,
        base: &'a Expr,
        args: &'a [Expr],
        from: u32,
        func: Option<ObjId>,
    ) -> TypeId {
        let invalid = Basic::Invalid.id();
        let mut origin = None;
        match self.generic_type(base) {
            Ok(t) => match self.w.types.get(t) {
                Type::Named(_) => origin = Some(t),
                _ => {
                    let text = self.ts(t);
                    self.error(
                        at(base),
                        "InvalidRecv",
                        format!("cannot define new methods on generic alias type {text}"),
                    );
                }
            },
            Err(cause) => {
                if !cause.is_empty() {
                    self.error(at(base), "InvalidRecv", cause);
                }
            }
        }
        let mut tparams: Vec<TypeParamId> = Vec::new();
        let mut targs = Vec::new();
        for (i, arg) in (0u32..).zip(args) {
            let name = match &arg.kind {
                ExprKind::Name(id) => *id,
                other => {
                    if !matches!(other, ExprKind::Bad) {
                        let text = self.es(arg);
                        self.error(
                            at(arg),
                            "BadDecl",
                            format!("receiver type parameter {text} must be an identifier"),
                        );
                    }
                    Ident {
                        id: arg.id,
                        name: self.w.universe.blank,
                        span: arg.span,
                    }
                }
            };
            let tp = self.declare_tparam(name, i, from);
            let ty = self.w.mk_tparam(tp);
            let obj = self.w.types.tparams[tp].obj;
            self.record_use(name, obj);
            self.record_type(arg, ty);
            tparams.push(tp);
            targs.push(ty);
        }
        if let Some(func) = func
            && let ObjectKind::Func { recv_tparams, .. } = &mut self.w.objects[func].kind
        {
            *recv_tparams = tparams.as_slice().into();
        }
        let Some(origin) = origin else {
            return invalid;
        };
        let base_tparams = self.tparams_of(origin);
        if base_tparams.len() != tparams.len() {
            let n = tparams.len();
            let s = if n == 1 { "" } else { "s" };
            self.error(
                at(base),
                "BadRecv",
                format!(
                    "receiver declares {n} type parameter{s}, but receiver base type declares {}",
                    base_tparams.len()
                ),
            );
            return invalid;
        }
        let map = Subst::new(&base_tparams, &targs);
        for (&tp, &from) in tparams.iter().zip(&base_tparams) {
            self.mono.record_canon(tp, from);
            if let Some(bound) = self.w.types.tparams[from].bound {
                let bound = self.w.subst(bound, &map);
                self.w.types.tparams[tp].bound = Some(bound);
            }
        }
        self.demand(at(base), 18, "type instantiation");
        let inst = self.w.instantiate(origin, &targs);
        self.record_instance(base, &targs, inst);
        let t = if ptr { self.w.mk_pointer(inst) } else { inst };
        self.record_recv_types(&f.ty, t);
        t
    }

    /// Records the types of a parenthesised or starred receiver type, outside in.
    fn record_recv_types(&mut self, e: &'a Expr, t: TypeId) {
        let (mut e, mut t) = (e, t);
        loop {
            self.record_type_and_value(e, Mode::TypeExpr, t, None);
            match &e.kind {
                ExprKind::Paren(x) => e = x,
                ExprKind::Star(x) => {
                    let (elem, is_ptr) = self.w.deref(t);
                    if !is_ptr {
                        return;
                    }
                    (e, t) = (x, elem);
                }
                _ => return,
            }
        }
    }

    /// Methods may only be declared on types of this package, other than pointers and interfaces.
    fn valid_recv(&mut self, at: Span, recv: TypeId) {
        const CODE: &str = "InvalidRecv";
        let (rtyp, _) = self.w.deref(recv);
        let atyp = self.w.unalias(rtyp);
        if !self.w.is_valid(atyp) {
            return;
        }
        match *self.w.types.get(atyp) {
            Type::Named(id) => {
                let obj = self.w.types.named[id].obj;
                let text = self.ts(rtyp);
                let c = self.w.names.text(self.w.objects[obj].name);
                if self.w.objects[obj].pkg != self.pkg || c.starts_with(crate::cgo::TYPE) {
                    self.error(
                        at,
                        CODE,
                        format!("cannot define new methods on non-local type {text}"),
                    );
                    return;
                }
                let u = self.w.underlying(atyp);
                let cause = match self.w.types.get(u) {
                    Type::Basic(Basic::UnsafePointer) => "unsafe.Pointer",
                    Type::Pointer(_) | Type::Interface { .. } => "pointer or interface type",
                    _ => return,
                };
                self.error(at, CODE, format!("invalid receiver type {text} ({cause})"));
            }
            Type::Basic(_) => {
                let text = self.ts(rtyp);
                self.error(
                    at,
                    CODE,
                    format!("cannot define new methods on non-local type {text}"),
                );
            }
            _ => {
                let text = self.ts(recv);
                self.error(at, CODE, format!("invalid receiver type {text}"));
            }
        }
    }
}

/// The type arguments in a receiver type, if it has any.
fn receiver_args(ty: &Expr) -> Option<&[Expr]> {
    let mut base = unparen(ty);
    if let ExprKind::Star(x) = &base.kind {
        base = unparen(x);
    }
    match &base.kind {
        ExprKind::Index { indices, .. } => Some(indices),
        _ => None,
    }
}
