//! Composite literals, and bodies of function literals.

use base::Span;
use bytecode::{FuncId, Op};
use syntax::ast::*;
use types::{ObjId, Type, TypeId};

use crate::Gen;
use crate::arith::unparen;
use crate::func::{FuncState, Slot, VarLoc};
use crate::place::Place;
use crate::ty::Rep;

impl Gen<'_> {
    /// `T{...}` as a value.
    pub(crate) fn composite(&mut self, t: TypeId, elems: &[Element], dst: Option<Slot>) -> Slot {
        let ti = self.ti(t);
        match self.shape(t) {
            Type::Pointer(el) => {
                // Elided `&T` inside another literal.
                let el = self.canon(el);
                let d = match dst {
                    Some(d) => d,
                    None => self.alloc(1),
                };
                let m = self.mark();
                let p = self.alloc(1);
                self.composite_into_new(p, el, elems);
                self.mov(d, p, 1);
                self.release(m);
                d
            }
            Type::Map { key, elem } => {
                let (key, elem) = (self.canon(key), self.canon(elem));
                let d = self.dst(dst, t);
                let m = self.mark();
                let rt = self.rt_type(t);
                let map = self.alloc(2);
                self.load_int(map + 1, elems.len() as i64);
                self.emit(Op::MapMake, map, map + 1, 0, rt.0 as i32);
                // gc lays out what is constant, and adds the rest: the same key may be in both.
                let (fixed, rest): (Vec<&Element>, Vec<&Element>) =
                    elems.iter().partition(|&el| self.is_fixed(el));
                for el in fixed.into_iter().chain(rest) {
                    let mm = self.mark();
                    let Some(k) = &el.key else { continue };
                    let early = self.entry_first(t, k, &el.value);
                    let ks = self.elem_value(k, key);
                    let vs = self.elem_value(&el.value, elem);
                    self.forget(early);
                    self.emit(Op::MapSet, vs, map, ks, rt.0 as i32);
                    self.release(mm);
                }
                self.mov(d, map, 1);
                self.release(m);
                d
            }
            Type::Slice(el) => {
                let el = self.canon(el);
                let len = self.literal_len(elems);
                let d = self.dst(dst, t);
                let m = self.mark();
                let arr = self.w.mk_array(len, el);
                let arr = self.canon(arr);
                let p = self.alloc(1);
                self.new_object(p, arr);
                self.fill_elems(p, el, elems);
                self.mov(d, p, 1);
                self.load_int(d + 1, len);
                self.load_int(d + 2, len);
                self.release(m);
                d
            }
            _ if ti.rep == Rep::Indirect => {
                let d = self.dst(dst, t);
                let m = self.mark();
                let p = self.alloc(1);
                self.composite_into_new(p, t, elems);
                self.mov(d, p, 1);
                self.release(m);
                d
            }
            _ => {
                // Direct struct in slots.
                let d = self.dst(dst, t);
                if ti.slots == 0 {
                    for el in elems {
                        let m = self.mark();
                        self.expr(&el.value, None);
                        self.release(m);
                    }
                    return d;
                }
                let fields = self.fields(t);
                let whole = elems
                    .iter()
                    .enumerate()
                    .all(|(i, el)| self.literal_path(t, i, el).is_some_and(|p| p.len() == 1))
                    && fields.iter().all(|f| f.offset % 8 == 0)
                    && elems.len() == fields.len()
                    && fields
                        .iter()
                        .map(|f| self.ti(f.ty).size)
                        .all(|s| s % 8 == 0);
                if !whole {
                    self.emit(Op::Zero, d, 0, 0, i32::from(ti.slots));
                }
                self.fill_struct(Place::Slot(d, t), t, elems);
                d
            }
        }
    }

    /// Whether key and value are constants, or arrays and structs of constants.
    fn is_fixed(&mut self, el: &Element) -> bool {
        el.key.as_ref().is_none_or(|k| self.is_fixed_value(k)) && self.is_fixed_value(&el.value)
    }

    /// Depth is the parser's bound.
    pub(crate) fn is_fixed_value(&mut self, e: &Expr) -> bool {
        match &e.kind {
            ExprKind::CompositeLit { elems, .. } => {
                let t = self.ty(e);
                matches!(self.shape(t), Type::Array { .. } | Type::Struct(_))
                    && elems.iter().all(|el| self.is_fixed_value(&el.value))
            }
            _ => self.is_const(e),
        }
    }

    /// Key or element of a literal: may be a literal without its type.
    fn elem_value(&mut self, x: &Expr, t: TypeId) -> Slot {
        self.expr_to(x, t, None)
    }

    /// R[p] = new `t` filled with `elems`.
    pub(crate) fn composite_into_new(&mut self, p: Slot, t: TypeId, elems: &[Element]) {
        match self.shape(t) {
            Type::Struct(_) => {
                if let Some(name) = self.f.naming.clone() {
                    let pc = self.f.code.len() as u32;
                    self.f.sites.push((pc, name));
                }
                self.new_object(p, t);
                self.fill_struct(
                    Place::Mem {
                        ptr: p,
                        off: 0,
                        ty: t,
                        safe: true,
                    },
                    t,
                    elems,
                );
            }
            Type::Array { elem, .. } => {
                let elem = self.canon(elem);
                self.new_object(p, t);
                self.fill_elems(p, elem, elems);
            }
            _ => {
                let m = self.mark();
                let v = self.alloc_ty(t);
                self.composite(t, elems, Some(v));
                self.new_object(p, t);
                self.emit_store(v, p, 0, t);
                self.release(m);
            }
        }
    }

    /// Fields that element `i` of a struct literal designates, outermost first: keys may name
    /// promoted fields.
    pub(crate) fn literal_path(&mut self, t: TypeId, i: usize, el: &Element) -> Option<Vec<u32>> {
        let Some(k) = &el.key else {
            return Some(vec![i as u32]);
        };
        let ExprKind::Name(id) = &unparen(k).kind else {
            return None;
        };
        // The shallowest field of that name.
        (0..20).find_map(|depth| self.field_path(t, id.name, depth))
    }

    /// Path to a field at exactly `depth` embedded structs.
    fn field_path(&mut self, t: TypeId, name: base::Symbol, depth: u32) -> Option<Vec<u32>> {
        let fields = self.fields(t);
        if depth == 0 {
            let at = fields.iter().position(|f| f.name == name)?;
            return Some(vec![at as u32]);
        }
        for (at, f) in fields.iter().enumerate() {
            if f.embedded
                && matches!(self.shape(f.ty), Type::Struct(_))
                && let Some(mut rest) = self.field_path(f.ty, name, depth - 1)
            {
                rest.insert(0, at as u32);
                return Some(rest);
            }
        }
        None
    }

    /// Fills a zeroed struct.
    fn fill_struct(&mut self, at: Place, t: TypeId, elems: &[Element]) {
        self.fill_fields(at, t, elems, None);
    }

    /// Fills those with constants only, or the others, or all.
    fn fill_fields(&mut self, at: Place, t: TypeId, elems: &[Element], constants: Option<bool>) {
        for (i, el) in elems.iter().enumerate() {
            if constants.is_some_and(|c| c != self.is_const(&el.value)) {
                continue;
            }
            let Some(path) = self.literal_path(t, i, el) else {
                continue;
            };
            let m = self.mark();
            let (mut p, mut of, mut blank) = (at, t, false);
            for step in path {
                if let Some(f) = self.fields(of).get(step as usize) {
                    blank = self.w.names.text(f.name) == "_";
                    of = f.ty;
                }
                p = self.field_place(p, step);
            }
            if blank {
                // A blank field stays zero; its value is computed all the same.
                self.expr_to(&el.value, of, None);
                self.release(m);
                continue;
            }
            let Some(ft) = self.place_ty(p) else { continue };
            self.fill_place(p, ft, &el.value);
            self.release(m);
        }
    }

    /// Whether a result, which deferred functions let be seen whatever panics, is given the literal
    /// `e` where it lies. gc does so with a variable that nothing else leads to: what comes before
    /// an element that panics is there, constants in any case if there are many.
    pub(crate) fn result_in_place(&mut self, o: ObjId, t: TypeId, e: &Expr) -> bool {
        let ExprKind::CompositeLit { elems, .. } = &unparen(e).kind else {
            return false;
        };
        let named = !self.obj_name(o).is_empty();
        if !self.f.has_defer
            || self.escape.boxed.contains(&o)
            || self.ty(e) != t
            || named && self.mentions(e, o, 0)
        {
            return false;
        }
        let shape = self.shape(t);
        if !matches!(shape, Type::Struct(_) | Type::Array { .. }) {
            return false;
        }
        let place = self.var_place(o, t);
        self.store_zero(place, t);
        match (shape, place) {
            (Type::Struct(_), _) if elems.len() > 4 => {
                self.fill_fields(place, t, elems, Some(true));
                self.fill_fields(place, t, elems, Some(false));
            }
            (Type::Struct(_), _) => self.fill_struct(place, t, elems),
            (Type::Array { elem, .. }, Place::Mem { ptr, off: 0, .. }) => {
                let elem = self.canon(elem);
                self.fill_elems(ptr, elem, elems);
            }
            _ => return false,
        }
        true
    }

    /// Whether `e` may read the variable `o`.
    fn mentions(&self, e: &Expr, o: ObjId, depth: u32) -> bool {
        let any = |x: &Expr| self.mentions(x, o, depth + 1);
        match &e.kind {
            _ if depth > 100 => true,
            ExprKind::Name(id) => self.obj_of(id) == Some(o),
            ExprKind::Lit(_) => false,
            ExprKind::Paren(x)
            | ExprKind::Star(x)
            | ExprKind::Unary { x, .. }
            | ExprKind::Selector { x, .. }
            | ExprKind::TypeAssert { x, .. } => any(x),
            ExprKind::Index { x, indices } => any(x) || indices.iter().any(any),
            ExprKind::Binary { x, y, .. } => any(x) || any(y),
            ExprKind::Call { fun, args, .. } => any(fun) || args.iter().any(any),
            ExprKind::CompositeLit { elems, .. } => elems.iter().any(|el| any(&el.value)),
            _ => true,
        }
    }

    /// Stores a literal's element; nested literals are built in place where they are in memory.
    fn fill_place(&mut self, p: Place, t: TypeId, value: &Expr) {
        if let (Place::Mem { ptr, off, .. }, ExprKind::CompositeLit { elems, .. }) =
            (p, &unparen(value).kind)
            && self.ti(t).rep == Rep::Indirect
            && self.ty(value) == t
        {
            let base = self.alloc(1);
            self.emit(Op::AddI, base, ptr, 0, off);
            match self.shape(t) {
                Type::Struct(_) => {
                    self.fill_struct(
                        Place::Mem {
                            ptr: base,
                            off: 0,
                            ty: t,
                            safe: true,
                        },
                        t,
                        elems,
                    );
                    return;
                }
                Type::Array { elem, .. } => {
                    let elem = self.canon(elem);
                    self.fill_elems(base, elem, elems);
                    return;
                }
                _ => {}
            }
        }
        // Whole words of a struct in slots can be computed in place.
        if let Place::Part { base, off, .. } = p
            && off % 8 == 0
            && self.ti(t).size.is_multiple_of(8)
            && self.ti(t).rep != Rep::Indirect
        {
            self.expr_to(value, t, Some(base + (off / 8) as u8));
            return;
        }
        let v = self.expr_to(value, t, None);
        self.store(p, v);
    }

    /// Number of elements of an array or slice literal.
    pub(crate) fn literal_len(&mut self, elems: &[Element]) -> i64 {
        let (mut next, mut max) = (0i64, 0i64);
        for el in elems {
            if let Some(k) = &el.key
                && let Some(i) = self.const_int(k)
            {
                next = i;
            }
            next += 1;
            max = max.max(next);
        }
        max
    }

    /// Fills a zeroed array at R[p].
    fn fill_elems(&mut self, p: Slot, elem: TypeId, elems: &[Element]) {
        let size = self.ti(elem).size;
        // A large table of constants is copied from read-only data.
        if elems.len() > 8
            && elems.iter().all(|el| self.is_const(&el.value))
            && !self.is_interface(elem)
        {
            let len = self.literal_len(elems);
            let total = (len as u64).saturating_mul(size);
            if total > 0 && total < 1 << 24 {
                let at = self.data.ro_alloc(total, 8);
                let mut next = 0i64;
                for el in elems {
                    if let Some(i) = el.key.as_ref().and_then(|k| self.const_int(k)) {
                        next = i;
                    }
                    if let Some(v) = self.const_of(&el.value) {
                        self.put_const(
                            false,
                            at + ((next as u64).wrapping_mul(size)) as u32,
                            &v,
                            elem,
                        );
                    }
                    next += 1;
                }
                let m = self.mark();
                let src = self.alloc(1);
                self.load_ref(src, crate::data::Ref::Ro(at));
                self.emit(Op::Copy, p, src, 0, total as i32);
                self.release(m);
                return;
            }
        }
        let mut next = 0i64;
        for el in elems {
            if let Some(i) = el.key.as_ref().and_then(|k| self.const_int(k)) {
                next = i;
            }
            let m = self.mark();
            let off = (next as u64).wrapping_mul(size);
            if let Ok(off) = i32::try_from(off) {
                self.fill_place(
                    Place::Mem {
                        ptr: p,
                        off,
                        ty: elem,
                        safe: true,
                    },
                    elem,
                    &el.value,
                );
            }
            next += 1;
            self.release(m);
        }
    }

    // ---- closures

    /// For each captured variable: (type, by box, slots), and the slots in total.
    pub(crate) fn capture_layout(&mut self, captures: &[ObjId]) -> (Vec<(TypeId, bool, u8)>, u16) {
        let mut kinds = Vec::new();
        let mut total = 0;
        for &o in captures {
            let t = self.obj_ty(o);
            let boxed = match self.f.vars.get(&o) {
                Some(VarLoc::Box(_)) => true,
                Some(VarLoc::Slot(_) | VarLoc::Spill(_)) => false,
                None => self.escape.boxed.contains(&o),
            };
            let n = if boxed { 1 } else { self.ti(t).slots };
            kinds.push((t, boxed, n));
            total += u16::from(n);
        }
        (kinds, total)
    }

    /// Puts what is captured into consecutive slots.
    pub(crate) fn load_captures(
        &mut self,
        captures: &[ObjId],
        kinds: &[(TypeId, bool, u8)],
        base: Slot,
    ) {
        let mut at = base;
        for (&o, &(t, boxed, n)) in captures.iter().zip(kinds) {
            if boxed {
                match self.f.vars.get(&o) {
                    Some(&VarLoc::Box(s)) => self.mov(at, s, 1),
                    _ => self.error(self.f.span, "internal error: captured variable has no cell"),
                }
            } else {
                let p = self.var_place(o, t);
                self.load(p, Some(at));
            }
            at += n;
        }
    }

    /// Binds what a closure captured, at its entry.
    pub(crate) fn bind_captures(
        &mut self,
        captures: &[ObjId],
        kinds: &[(TypeId, bool, u8)],
        ctx: Slot,
    ) {
        self.f.captured.extend(captures);
        let mut word = 0;
        for (&o, &(t, boxed, n)) in captures.iter().zip(kinds) {
            let s = self.alloc(u16::from(n));
            for i in 0..n {
                self.emit(Op::LdCap, s + i, ctx, 0, word);
                word += 1;
            }
            self.bind(
                o,
                t,
                if boxed {
                    VarLoc::Box(s)
                } else {
                    VarLoc::Slot(s)
                },
            );
        }
    }

    /// Compiles the body of a function literal in the type environment of the current function.
    #[expect(
        clippy::too_many_arguments,
        reason = "one call site, all of them needed"
    )]
    pub(crate) fn compile_lit(
        &mut self,
        id: FuncId,
        name: String,
        node: NodeId,
        lit: &FuncLit,
        captures: &[ObjId],
        kinds: &[(TypeId, bool, u8)],
        span: Span,
    ) {
        let inner = FuncState {
            name,
            env: self.f.env.clone(),
            norm_cache: std::mem::take(&mut self.f.norm_cache),
            library: self.f.library,
            in_literal: self.literal_in_literal(node),
            plan: self.f.plan,
            span,
            depth: self.f.depth,
            ..FuncState::default()
        };
        let outer = std::mem::replace(&mut self.f, inner);
        self.func_body(node, &lit.body, captures, kinds);
        let cache = std::mem::take(&mut self.f.norm_cache);
        let recover_pc = self.func_end(lit.body.span);
        self.close_func(id, span, recover_pc, false);
        self.f = outer;
        self.f.norm_cache = cache;
    }

    /// Prologue and statements of a body whose parameters and results are known under `node`.
    pub(crate) fn func_body(
        &mut self,
        node: NodeId,
        body: &Block,
        captures: &[ObjId],
        kinds: &[(TypeId, bool, u8)],
    ) {
        let objs = self
            .w
            .info
            .func_objs
            .get(&node)
            .cloned()
            .unwrap_or_default();
        self.f.has_defer = self.escape.defers.contains(&node);
        self.f.defers_at_returns = self.escape.defers_at_returns.contains(&node);
        // Results, then receiver and parameters, then the context.
        let mut results = Vec::new();
        for &o in &objs.results {
            let t = self.obj_ty(o);
            let s = self.alloc_ty(t);
            results.push((o, t, s));
            self.f.results.push((o, t));
        }
        self.f.result_slots = self.f.next as u8;
        let mut params = Vec::new();
        for &o in objs.recv.iter().chain(&objs.params) {
            let t = self.obj_ty(o);
            let s = self.alloc_ty(t);
            params.push((o, t, s));
        }
        self.f.param_slots = (self.f.next as u8).wrapping_sub(self.f.result_slots);
        let ctx = self.alloc(1);
        self.reserve_spill(body.span);
        if self.f.has_defer {
            self.f.epilogue = Some(self.new_label());
        }
        self.bind_captures(captures, kinds, ctx);
        for (o, t, s) in params {
            let boxed = self.escape.boxed.contains(&o);
            if boxed && self.ti(t).rep != Rep::Indirect {
                let b = self.alloc(1);
                let pc = self.f.code.len() as u32;
                let name = self.obj_name(o);
                self.f.sites.push((pc, name));
                self.new_object(b, t);
                self.emit_store(s, b, 0, t);
                self.bind(o, t, VarLoc::Box(b));
            } else if self.ti(t).rep == Rep::Indirect {
                // The caller passed a copy of our own.
                self.bind(o, t, VarLoc::Box(s));
            } else {
                self.bind(o, t, VarLoc::Slot(s));
            }
        }
        for (o, t, s) in results {
            let rep = self.ti(t).rep;
            let name = self.obj_name(o);
            if name.is_empty() && !self.f.has_defer && !self.escape.boxed.contains(&o) {
                // Unnamed: only return statements write it.
                self.f.vars.insert(o, VarLoc::Slot(s));
            } else if rep == Rep::Indirect || self.escape.boxed.contains(&o) {
                let b = self.alloc(1);
                self.new_object(b, t);
                self.bind(o, t, VarLoc::Box(b));
            } else {
                self.zero(s, t);
                self.bind(o, t, VarLoc::Slot(s));
            }
        }
        self.stmts(&body.stmts);
    }

    /// Falls off the end: return code, and the epilogue of functions with defers. Returns the
    /// place where a recovered panic continues.
    pub(crate) fn func_end(&mut self, span: Span) -> u32 {
        let reachable = !matches!(self.f.code.last().map(|i| i.op), Some(Op::Ret | Op::Panic))
            || self.label_here();
        // Where gc calls deferred functions at each return, nothing stands in the closing brace's
        // line if the end cannot be reached.
        if reachable || !self.f.defers_at_returns {
            self.f.span = Span::new(span.hi.saturating_sub(1), span.hi);
        }
        match self.f.epilogue {
            Some(l) => {
                self.place_label(l);
                self.leave_with_defers()
            }
            None => {
                if reachable {
                    self.load_results();
                    self.emit(Op::Ret, 0, 0, 0, 0);
                }
                0
            }
        }
    }

    /// Makes the deferred calls and returns. The place where a recovered panic continues.
    pub(crate) fn leave_with_defers(&mut self) -> u32 {
        // A frame's line is that of the instruction before the one it comes back to, and it comes
        // back to `RunDefers` itself.
        self.emit(Op::Nop, 0, 0, 0, 0);
        let pc = self.emit(Op::RunDefers, 0, 0, 0, 0);
        self.load_results();
        self.emit(Op::Ret, 0, 0, 0, 0);
        pc
    }

    /// Brings boxed results into their slots.
    pub(crate) fn load_results(&mut self) {
        let results = self.f.results.clone();
        let mut slot = 0u8;
        for (o, t) in results {
            let n = self.ti(t).slots;
            match self.f.vars.get(&o).copied() {
                Some(VarLoc::Box(b)) => {
                    if self.ti(t).rep == Rep::Indirect {
                        self.mov(slot, b, 1);
                    } else {
                        self.emit_load(slot, b, 0, t);
                    }
                }
                Some(VarLoc::Slot(s)) => self.mov(slot, s, n),
                Some(VarLoc::Spill(_)) | None => {}
            }
            slot += n;
        }
    }
}
