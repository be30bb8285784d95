//! Declared functions, and the small functions around methods: as interface calls reach them, as
//! method expressions and as bound method values.

use base::Symbol;
use bytecode::{FuncId, Native, Op};
use syntax::ast::*;
use types::{ObjId, ObjectKind, PkgId, Subst, Type, TypeId};

use crate::func::{FuncState, Slot};
use crate::place::Place;
use crate::ty::Rep;
use crate::{FuncKey, Gen};

impl Gen<'_> {
    /// Full name of a function as Go prints it.
    pub(crate) fn full_name(&mut self, obj: ObjId, generic: bool) -> String {
        let o = self.w.objects[obj].clone();
        let pkg = self
            .w
            .packages
            .get(o.pkg)
            .map_or(String::new(), |p| p.path.clone());
        let name = self.w.names.text(o.name).to_string();
        let dots = if generic { "[...]" } else { "" };
        match o.kind {
            ObjectKind::Func {
                recv: Some(t),
                ptr_recv,
                ref recv_tparams,
                ..
            } => {
                let t = self.w.unalias(t);
                let t = match self.w.types.get(t) {
                    Type::Pointer(e) => self.w.unalias(*e),
                    _ => t,
                };
                let base = match self.w.types.get(t) {
                    Type::Named(n) => {
                        let tn = self.w.types.named[*n].obj;
                        let tn = self.w.objects[tn].name;
                        self.w.names.text(tn).to_string()
                    }
                    _ => String::new(),
                };
                let rd = if recv_tparams.is_empty() { "" } else { "[...]" };
                if ptr_recv {
                    format!("{pkg}.(*{base}{rd}).{name}")
                } else {
                    format!("{pkg}.{base}{rd}.{name}")
                }
            }
            _ => {
                // A package may have several init functions, which nothing else can name.
                let inits = self.w.packages.get(o.pkg).map(|p| &p.inits);
                match inits.and_then(|list| list.iter().position(|i| *i == obj)) {
                    Some(n) => format!("{pkg}.{name}.{n}"),
                    None => format!("{pkg}.{name}{dots}"),
                }
            }
        }
    }

    /// The native behind a bodyless function.
    pub(crate) fn native_of(&mut self, obj: ObjId) -> Option<u32> {
        if let Some(n) = self.native_cache.get(&obj) {
            return *n;
        }
        let found = self.find_native(obj);
        self.native_cache.insert(obj, found);
        found
    }

    fn find_native(&mut self, obj: ObjId) -> Option<u32> {
        let r = self.w.objects[obj].decl?;
        let file = self
            .w
            .packages
            .get(r.pkg)?
            .files
            .get(r.file as usize)?
            .clone();
        let Decl::Func(decl) = file.decls.get(r.decl as usize)? else {
            return None;
        };
        if decl.body.is_some() {
            return None;
        }
        let mut name = self.full_name(obj, false);
        // Of C's functions each package has declarations of its own.
        if let Some((_, c)) = name.split_once("._Cfunc_") {
            name = format!("C.{c}");
        }
        match Native::from_name(&name) {
            Some(n) => Some(n as u32),
            None => {
                self.error(
                    decl.span,
                    format!("function {name} is not available in Sudog"),
                );
                None
            }
        }
    }

    /// Compiles a declared function or method.
    pub(crate) fn compile_decl(
        &mut self,
        id: FuncId,
        obj: ObjId,
        targs: &[TypeId],
        plan: inline::PlanId,
    ) {
        let Some(r) = self.w.objects[obj].decl else {
            return;
        };
        let Some(file) = self
            .w
            .packages
            .get(r.pkg)
            .and_then(|p| p.files.get(r.file as usize))
            .cloned()
        else {
            return;
        };
        let Some(Decl::Func(decl)) = file.decls.get(r.decl as usize) else {
            return;
        };
        let library = self.w.packages.get(r.pkg).is_some_and(|p| p.is_library);
        if library {
            let diags = self.w.check_body(obj);
            if !diags.is_empty() {
                self.errors.extend(diags);
                return;
            }
        }
        let tparams = self.w.tparams_of(obj);
        let name = self.full_name(obj, !targs.is_empty());
        let env = (!targs.is_empty()).then(|| std::rc::Rc::new(Subst::new(&tparams, targs)));
        self.f = FuncState {
            name,
            env,
            library,
            plan,
            in_literal: self.inlining.plan(plan).is_some_and(|p| p.in_literal),
            span: decl.name.span,
            ..FuncState::default()
        };
        let Some(body) = &decl.body else {
            // As a function value: the native behind a frame of its own.
            let t = self.obj_ty(obj);
            let (mut params, results, _) = self.signature(t);
            if let Some(objs) = self.w.info.func_objs.get(&decl.id).cloned()
                && let Some(recv) = objs.recv
            {
                let rt = self.obj_ty(recv);
                params.insert(0, rt);
            }
            let nres = self.slots_of(&results);
            let nparams = self.slots_of(&params);
            self.f.result_slots = nres as u8;
            self.f.param_slots = nparams as u8;
            self.alloc(nres + nparams + 1);
            if let Some(native) = self.native_of(obj) {
                let window = (nres + nparams).min(255) as u8;
                self.emit(Op::CallN, 0, window, 0, native as i32);
            }
            self.emit(Op::Ret, 0, 0, 0, 0);
            self.close_func(id, decl.name.span, 0, true);
            return;
        };
        crate::escape::analyse_func(self.w, &mut self.escape, decl);
        self.func_body(decl.id, body, &[], &[]);
        let recover_pc = self.func_end(body.span);
        self.close_func(id, decl.name.span, recover_pc, false);
    }

    /// Starts a wrapper with the given signature; returns the slot of the first parameter.
    fn begin_wrapper(
        &mut self,
        name: String,
        results: &[TypeId],
        recv_slots: u16,
        params: &[TypeId],
    ) -> Slot {
        self.f = FuncState {
            name,
            library: true,
            ..FuncState::default()
        };
        let nres = self.slots_of(results);
        let nparams = self.slots_of(params) + recv_slots;
        self.f.result_slots = nres as u8;
        self.f.param_slots = nparams as u8;
        self.alloc(nres + nparams + 1);
        nres as Slot
    }

    /// Forwards to a method: the receiver is at `p`, the arguments start at `args`.
    #[expect(clippy::too_many_arguments, reason = "all that the wrappers differ in")]
    fn forward(
        &mut self,
        id: FuncId,
        recv: TypeId,
        p: Place,
        name: Symbol,
        pkg: PkgId,
        method_targs: &[TypeId],
        args: Slot,
        results: &[TypeId],
        params: &[TypeId],
    ) {
        let Some(target) = self.find_method(recv, name, pkg) else {
            self.error(self.f.span, "internal error: method to wrap not found");
            return;
        };
        let nres = self.slots_of(results);
        let nparams = self.slots_of(params) as u8;
        if target.dynamic {
            let p = self.walk_path(p, &target.path);
            let iface = self.load(p, None);
            let sig = match self.w.lookup_field_or_method(recv, true, pkg, name, false) {
                types::Lookup::Found(found) => found.ty,
                _ => None,
            };
            let Some(sig) = sig else { return };
            let mid = self.method_id(name, pkg, sig);
            self.called_methods.insert(mid);
            let base = self.window(results, 1, params);
            self.mov(base + nres as u8 + 1, args, nparams);
            self.emit(Op::CallI, base, iface, nres as u8, mid.0 as i32);
            self.mov(0, base, nres as u8);
        } else {
            let recv_t = self.receiver_type(&target, recv);
            let rslots = self.ti(recv_t).slots;
            let base = self.window(results, u16::from(rslots), params);
            let m = self.mark();
            self.receiver(p, &target, recv_t, base + nres as u8);
            self.release(m);
            self.mov(base + nres as u8 + rslots, args, nparams);
            let mut targs = target.targs;
            targs.extend_from_slice(method_targs);
            self.static_call(target.obj, targs.into(), base, None);
            self.mov(0, base, nres as u8);
        }
        self.emit(Op::Ret, 0, 0, 0, 0);
        let span = self.f.span;
        self.close_func(id, span, 0, true);
    }

    fn method_signature(
        &mut self,
        recv: TypeId,
        name: Symbol,
        pkg: PkgId,
        targs: &[TypeId],
    ) -> (Vec<TypeId>, Vec<TypeId>) {
        let types::Lookup::Found(found) =
            self.w.lookup_field_or_method(recv, true, pkg, name, false)
        else {
            return (Vec::new(), Vec::new());
        };
        let Some(t) = found.ty else {
            return (Vec::new(), Vec::new());
        };
        let t = if targs.is_empty() {
            t
        } else {
            self.w.instantiate(t, targs)
        };
        let t = self.canon(t);
        let (p, r, _) = self.signature(t);
        (p, r)
    }

    /// The function that interface calls on dynamic type `ty` reach.
    pub(crate) fn compile_iface_wrapper(
        &mut self,
        id: FuncId,
        ty: TypeId,
        name: Symbol,
        pkg: PkgId,
    ) {
        let (params, results) = self.method_signature(ty, name, pkg, &[]);
        let label = format!("{}.{}", self.w.reflect_string(ty), self.w.names.text(name));
        let at = self.begin_wrapper(label, &results, 1, &params);
        let ti = self.ti(ty);
        if matches!(self.w.types.get(ty), Type::Pointer(_))
            && let Some(target) = self.find_method(ty, name, pkg)
            && !target.ptr_recv
            && !target.dynamic
            && target.path.is_empty()
        {
            let ok = self.new_label();
            self.jump_op(Op::JneI, at, 0, 0, ok);
            let full = self.full_name(target.obj, false);
            // What follows the package's path, which may have dots, up to the method.
            let named = full.rsplit('/').next().unwrap_or("");
            let short = named.split_once('.').map_or(named, |n| n.1);
            let method = self.w.names.text(name);
            let short = short.strip_suffix(method).unwrap_or(short);
            let short = short.strip_suffix('.').unwrap_or(short);
            let text = format!("value method {full} called using nil *{short} pointer");
            self.throw_kind(&text, 1);
            self.place_label(ok);
        }
        let p = match ti.rep {
            // The data word is the value.
            Rep::Word => Place::Slot(at, ty),
            _ => Place::Mem {
                ptr: at,
                off: 0,
                ty,
                safe: true,
            },
        };
        self.forward(id, ty, p, name, pkg, &[], at + 1, &results, &params);
    }

    /// `T.M`: the receiver is the first parameter.
    pub(crate) fn compile_method_expr(
        &mut self,
        id: FuncId,
        ty: TypeId,
        name: Symbol,
        pkg: PkgId,
        targs: &[TypeId],
    ) {
        let (params, results) = self.method_signature(ty, name, pkg, targs);
        let label = format!("{}.{}", self.w.reflect_string(ty), self.w.names.text(name));
        let n = self.ti(ty).slots;
        let at = self.begin_wrapper(label, &results, u16::from(n), &params);
        let p = self.value_place(at, ty);
        self.forward(id, ty, p, name, pkg, targs, at + n, &results, &params);
    }

    /// `x.M` with `x` captured.
    pub(crate) fn compile_bound(
        &mut self,
        id: FuncId,
        ty: TypeId,
        name: Symbol,
        pkg: PkgId,
        targs: &[TypeId],
    ) {
        let (params, results) = self.method_signature(ty, name, pkg, targs);
        let label = format!(
            "{}.{}-fm",
            self.w.reflect_string(ty),
            self.w.names.text(name)
        );
        let at = self.begin_wrapper(label, &results, 0, &params);
        let nparams = self.slots_of(&params) as u8;
        let ctx = at + nparams;
        let n = self.ti(ty).slots;
        let s = self.alloc(u16::from(n));
        for i in 0..n {
            self.emit(Op::LdCap, s + i, ctx, 0, i32::from(i));
        }
        let p = self.value_place(s, ty);
        self.forward(id, ty, p, name, pkg, targs, at, &results, &params);
    }

    /// The function id of a method's interface wrapper, if it was linked.
    pub(crate) fn linked_method(&self, ty: TypeId, name: Symbol, pkg: PkgId) -> Option<FuncId> {
        self.keys.get(&FuncKey::Iface { ty, name, pkg }).copied()
    }
}
