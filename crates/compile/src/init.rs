//! Package initialisation: static data where the initialiser is constant, code otherwise.
//!
//! Of library packages only the variables that the program reaches are initialised; their
//! initialisers have no effect but to make the value.

use base::Span;
use bytecode::{FuncId, Op};
use syntax::ast::*;
use types::{Initializer, ObjId, PkgId, Type, TypeId};

use crate::arith::unparen;
use crate::data::Ref;
use crate::func::FuncState;
use crate::place::Place;
use crate::ty::Rep;
use crate::{FuncKey, Gen};

/// Functions to call at start, per package and position in its init order.
pub(crate) type InitCode = Vec<(usize, usize, FuncId)>;

impl Gen<'_> {
    /// Compiles the initialisers that the program needs, until no more come up.
    pub(crate) fn compile_inits(&mut self, order: &[PkgId]) -> InitCode {
        let mut out: InitCode = Vec::new();
        let mut done: Vec<Vec<bool>> = Vec::new();
        let plans: Vec<(bool, Vec<Initializer>)> = order
            .iter()
            .map(|&p| {
                let pkg = &self.w.packages[p];
                (pkg.is_library, pkg.init_order.clone())
            })
            .collect();
        for (_, inits) in &plans {
            done.push(vec![false; inits.len()]);
        }
        loop {
            let mut changed = false;
            for (pi, (library, inits)) in plans.iter().enumerate() {
                for (k, init) in inits.iter().enumerate() {
                    let needed = !*library || init.lhs.iter().any(|o| self.globals.contains_key(o));
                    let Some(flag) = done.get_mut(pi).and_then(|d| d.get_mut(k)) else {
                        continue;
                    };
                    if *flag || !needed {
                        continue;
                    }
                    *flag = true;
                    changed = true;
                    if let Some(id) = self.compile_init(init) {
                        out.push((pi, k, id));
                    }
                    self.drain();
                    if self.errors.len() >= 50 {
                        return out;
                    }
                }
            }
            if !changed {
                break;
            }
        }
        base::sort::sort_by_key(&mut out, |x| (x.0, x.1));
        out
    }

    /// One initialiser; None when it needs no code.
    fn compile_init(&mut self, init: &Initializer) -> Option<FuncId> {
        let pkg = self.w.packages.get(init.decl.pkg)?.clone();
        let file = pkg.files.get(init.decl.file as usize)?.clone();
        let Decl::Var(v) = file.decls.get(init.decl.decl as usize)? else {
            return None;
        };
        let value = v.values.get(init.value as usize)?;
        let path = pkg.path.clone();
        self.f = FuncState {
            name: format!("{path}.init"),
            library: pkg.is_library,
            span: v.span,
            closures: self.init_closures.get(&init.decl.pkg).copied().unwrap_or(0),
            ..FuncState::default()
        };
        crate::escape::analyse_expr(self.w, &mut self.escape, value.id, value);
        if let [o] = init.lhs.as_slice()
            && self.w.names.text(self.w.objects[*o].name) != "_"
        {
            let t = self.obj_ty(*o);
            let off = self.global(*o, t);
            if self.static_value(off, t, value, 0) {
                self.init_closures.insert(init.decl.pkg, self.f.closures);
                return None;
            }
            // A failed attempt may have written parts; the code overwrites all of it.
        }
        // Literals of a failed attempt are compiled again.
        self.f.closures = self.init_closures.get(&init.decl.pkg).copied().unwrap_or(0);
        let id = self.new_func();
        self.alloc(1);
        self.stmt_start(v.span);
        if let [o] = init.lhs.as_slice() {
            let t = self.obj_ty(*o);
            self.f.naming = Some(self.obj_name(*o));
            let s = self.expr_to(value, t, None);
            self.f.naming = None;
            if self.w.names.text(self.w.objects[*o].name) != "_" {
                let p = self.var_place(*o, t);
                self.store(p, s);
            }
        } else {
            let (src, tys) = self.multi_value(value, init.lhs.len());
            let mut at = src;
            for (o, t) in init.lhs.iter().zip(&tys) {
                if self.w.names.text(self.w.objects[*o].name) != "_" {
                    let vt = self.obj_ty(*o);
                    let n = self.ti(vt).slots;
                    let m = self.mark();
                    let d = self.alloc(u16::from(n));
                    self.assign_conv(d, at, *t, vt);
                    let p: Place = self.var_place(*o, vt);
                    self.store(p, d);
                    self.release(m);
                }
                at += self.ti(*t).slots;
            }
        }
        self.emit(Op::Ret, 0, 0, 0, 0);
        self.init_closures.insert(init.decl.pkg, self.f.closures);
        self.close_func(id, v.span, 0, false);
        Some(id)
    }

    /// Lays `e` out in the globals image at `off`; false if it is not static.
    fn static_value(&mut self, off: u32, t: TypeId, e: &Expr, depth: u32) -> bool {
        if depth > 20 {
            return false;
        }
        if self.is_nil(e) {
            return true;
        }
        if let Some(v) = self.const_of(e) {
            if self.is_interface(t) {
                let from = self.ty(e);
                if self.is_interface(from) {
                    return false;
                }
                let from = match self.w.types.get(from) {
                    Type::Basic(_) => {
                        let d = self.w.default_type(from);
                        self.canon(d)
                    }
                    _ => from,
                };
                let rt = self.rt_type(from);
                let at = self.static_const(&v, from);
                self.data.put_ref(true, off, Ref::Type(rt));
                self.data.put_ref(true, off + 8, Ref::Ro(at));
                return true;
            }
            self.put_const(true, off, &v, t);
            return true;
        }
        let from = self.ty(e);
        if self.is_interface(t) {
            return false;
        }
        match &unparen(e).kind {
            ExprKind::CompositeLit { elems, .. } => match self.shape(from) {
                Type::Struct(_) => self.static_struct(off, from, elems, depth),
                Type::Array { elem, .. } => {
                    let elem = self.canon(elem);
                    self.static_elems(off, elem, elems, depth)
                }
                Type::Slice(elem) => {
                    let elem = self.canon(elem);
                    let len = self.literal_len(elems);
                    let size = self.ti(elem).size;
                    if len == 0
                        || (len as u64).saturating_mul(size) > 1 << 22
                        || elems.len() < 2 && size == 0
                    {
                        return false;
                    }
                    let arr = self.w.mk_array(len, elem);
                    let arr = self.canon(arr);
                    let at = self.data.global_alloc(len as u64 * size, 8);
                    if !self.static_elems(at, elem, elems, depth) {
                        return false;
                    }
                    self.note_global_ptrs(at, arr);
                    self.data.put_ref(true, off, Ref::Global(at));
                    self.data.put(true, off + 8, 8, len as u64);
                    self.data.put(true, off + 16, 8, len as u64);
                    true
                }
                _ => false,
            },
            ExprKind::Unary {
                op: UnaryOp::Addr,
                x,
            } => {
                let ExprKind::CompositeLit { elems, .. } = &unparen(x).kind else {
                    return false;
                };
                let el = self.elem(from);
                if !matches!(self.shape(el), Type::Struct(_)) {
                    return false;
                }
                let ti = self.ti(el);
                if ti.size == 0 {
                    return false;
                }
                let at = self.data.global_alloc(ti.size, 8);
                if !self.static_struct(at, el, elems, depth) {
                    return false;
                }
                self.note_global_ptrs(at, el);
                self.data.put_ref(true, off, Ref::Global(at));
                true
            }
            ExprKind::Name(_) | ExprKind::Selector { .. } | ExprKind::Index { .. } => {
                if self.ti(t).rep != Rep::Word {
                    return false;
                }
                match self.static_callee(e) {
                    Some((obj, targs)) => {
                        let id = self.func_for(FuncKey::Decl { obj, targs });
                        let fv = self.data.funcval(id);
                        self.data.put_ref(true, off, Ref::Ro(fv));
                        true
                    }
                    None => false,
                }
            }
            _ => false,
        }
    }

    fn static_struct(&mut self, off: u32, t: TypeId, elems: &[Element], depth: u32) -> bool {
        elems.iter().enumerate().all(|(i, el)| {
            let Some(path) = self.literal_path(t, i, el) else {
                return false;
            };
            let (mut at, mut ty) = (u64::from(off), t);
            let mut blank = false;
            for step in path {
                let fields = self.fields(ty);
                let Some(f) = fields.get(step as usize) else {
                    return false;
                };
                at += f.offset;
                ty = f.ty;
                blank = self.w.names.text(f.name) == "_";
            }
            // A blank field stays zero.
            if blank {
                return self.is_const(&el.value);
            }
            self.static_value(at as u32, ty, &el.value, depth + 1)
        })
    }

    fn static_elems(&mut self, off: u32, elem: TypeId, elems: &[Element], depth: u32) -> bool {
        let size = self.ti(elem).size;
        let mut next = 0i64;
        for el in elems {
            if let Some(k) = &el.key {
                match self.const_int(k) {
                    Some(i) => next = i,
                    None => return false,
                }
            }
            let at = off + ((next as u64).wrapping_mul(size)) as u32;
            let ok = match &el.value.kind {
                ExprKind::CompositeLit {
                    elems, ty: None, ..
                } if matches!(self.shape(elem), Type::Pointer(_)) => {
                    let inner = self.elem(elem);
                    let ti = self.ti(inner);
                    if !matches!(self.shape(inner), Type::Struct(_)) || ti.size == 0 {
                        return false;
                    }
                    let cell = self.data.global_alloc(ti.size, 8);
                    if !self.static_struct(cell, inner, elems, depth + 1) {
                        return false;
                    }
                    self.note_global_ptrs(cell, inner);
                    self.data.put_ref(true, at, Ref::Global(cell));
                    true
                }
                _ => self.static_value(at, elem, &el.value, depth + 1),
            };
            if !ok {
                return false;
            }
            next += 1;
        }
        true
    }

    /// The function where a run starts: all initialisation, then main.
    pub(crate) fn compile_entry(
        &mut self,
        order: &[PkgId],
        inits: &InitCode,
        main: FuncId,
    ) -> FuncId {
        let mut calls = Vec::new();
        for (pi, &p) in order.iter().enumerate() {
            calls.extend(inits.iter().filter(|x| x.0 == pi).map(|x| x.2));
            let funcs: Vec<ObjId> = self.w.packages[p].inits.clone();
            for obj in funcs {
                calls.push(self.func_for(FuncKey::Decl {
                    obj,
                    targs: Box::default(),
                }));
            }
        }
        self.drain();
        let id = self.new_func();
        self.f = FuncState {
            name: "runtime.main".into(),
            library: true,
            span: Span::NONE,
            ..FuncState::default()
        };
        self.alloc(1);
        for c in calls {
            self.emit(Op::Call, 1, 0, 0, c.0 as i32);
        }
        self.emit(Op::Call, 1, 0, 0, main.0 as i32);
        self.emit(Op::Ret, 0, 0, 0, 0);
        self.close_func(id, Span::NONE, 0, true);
        id
    }
}
