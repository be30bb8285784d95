//! Places: what can be assigned to or have its address taken, and how values move between
//! places and slots.

use bytecode::Op;
use syntax::ast::*;
use types::{ObjId, ObjectKind, SelectionKind, Type, TypeId};

use crate::Gen;
use crate::func::{Slot, VarLoc};
use crate::ty::Rep;

/// Something that holds a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Place {
    /// `_`
    Blank,
    /// A frame variable.
    Slot(Slot, TypeId),
    /// Part of a direct struct held in slots, at a byte offset.
    Part { base: Slot, off: u64, ty: TypeId },
    /// Memory at R[ptr] + off. `safe`: the pointer is known not to be nil.
    Mem {
        ptr: Slot,
        off: i32,
        ty: TypeId,
        safe: bool,
    },
    /// Offset in the globals part.
    Global { off: u32, ty: TypeId },
    /// Element of the slice (or string) whose header starts at `hdr`.
    /// `unsigned`: the index is of a 64-bit unsigned type, which only a panic's text shows.
    Index {
        hdr: Slot,
        idx: Slot,
        ty: TypeId,
        unsigned: bool,
    },
    /// Map element; key in register form.
    Map {
        map: Slot,
        key: Slot,
        map_ty: TypeId,
    },
}

impl Gen<'_> {
    pub(crate) fn place_ty(&mut self, p: Place) -> Option<TypeId> {
        match p {
            Place::Blank => None,
            Place::Slot(_, t)
            | Place::Part { ty: t, .. }
            | Place::Mem { ty: t, .. }
            | Place::Global { ty: t, .. }
            | Place::Index { ty: t, .. } => Some(t),
            Place::Map { map_ty, .. } => Some(self.elem(map_ty)),
        }
    }

    /// The place of a variable.
    pub(crate) fn var_place(&mut self, obj: ObjId, t: TypeId) -> Place {
        if let Some(&loc) = self.f.vars.get(&obj) {
            return match loc {
                VarLoc::Slot(s) => Place::Slot(s, t),
                VarLoc::Box(s) => Place::Mem {
                    ptr: s,
                    off: 0,
                    ty: t,
                    safe: true,
                },
                VarLoc::Spill(off) => {
                    let ptr = self.f.spill.map_or(0, |s| s.0);
                    Place::Mem {
                        ptr,
                        off: off as i32,
                        ty: t,
                        safe: true,
                    }
                }
            };
        }
        let off = self.global(obj, t);
        Place::Global { off, ty: t }
    }

    /// Offset of a package-level variable, reserved on first use.
    pub(crate) fn global(&mut self, obj: ObjId, t: TypeId) -> u32 {
        if let Some(&off) = self.globals.get(&obj) {
            return off;
        }
        let ti = self.ti(t);
        let off = self.data.global_alloc(ti.size, ti.align.max(8));
        self.note_global_ptrs(off, t);
        self.globals.insert(obj, off);
        self.global_order.push(obj);
        off
    }

    /// Tells the collector where pointers may be in a globals range.
    pub(crate) fn note_global_ptrs(&mut self, off: u32, t: TypeId) {
        if self.data.overfull || !self.w.has_pointers(t) {
            return;
        }
        match self.ptr_words(t, u64::from(off), 0) {
            Some(words) => self.data.global_ptrs.extend(words),
            None => {
                let size = self.ti(t).size as u32;
                self.data.global_ptrs.extend((off..off + size).step_by(8));
            }
        }
    }

    /// The place that `e` designates. Evaluates operands once.
    pub(crate) fn place(&mut self, e: &Expr) -> Place {
        match &e.kind {
            ExprKind::Paren(x) => self.place(x),
            ExprKind::Name(id) => {
                if self.w.names.text(id.name) == "_" {
                    return Place::Blank;
                }
                let Some(obj) = self.obj_of(id) else {
                    return Place::Blank;
                };
                let t = self.obj_ty(obj);
                self.var_place(obj, t)
            }
            ExprKind::Star(x) => {
                let t = self.ty(x);
                let ptr = self.expr(x, None);
                let ty = self.elem(t);
                Place::Mem {
                    ptr,
                    off: 0,
                    ty,
                    safe: false,
                }
            }
            ExprKind::Selector { x, sel } => {
                let Some(selection) = self.w.info.selections.get(&e.id).cloned() else {
                    // Qualified identifier.
                    let Some(obj) = self.obj_of(sel) else {
                        return Place::Blank;
                    };
                    let t = self.obj_ty(obj);
                    return self.var_place(obj, t);
                };
                if selection.kind != SelectionKind::FieldVal {
                    let t = self.ty(e);
                    let s = self.expr(e, None);
                    return Place::Slot(s, t);
                }
                let base = self.operand_place(x);
                self.walk_path(base, &selection.path)
            }
            ExprKind::Index { x, indices } => {
                let xt = self.ty(x);
                let Some(i) = indices.first() else {
                    return Place::Blank;
                };
                match self.shape(xt) {
                    Type::Map { key, .. } => {
                        let key_ty = self.canon(key);
                        let m = self.expr_stable(x);
                        let k = self.alloc_ty(key_ty);
                        self.expr_to(i, key_ty, Some(k));
                        Place::Map {
                            map: m,
                            key: k,
                            map_ty: xt,
                        }
                    }
                    Type::Slice(_) | Type::Basic(_) => {
                        let hdr = self.expr_stable(x);
                        let idx = self.index_value(i);
                        let ty = self.elem(xt);
                        let unsigned = self.unsigned_word(i);
                        Place::Index {
                            hdr,
                            idx,
                            ty,
                            unsigned,
                        }
                    }
                    Type::Pointer(_) => {
                        let arr = self.elem(xt);
                        let ptr = self.expr_stable(x);
                        self.array_elem(ptr, false, arr, i)
                    }
                    _ => {
                        if let Some(hdr) = self.array_header(x)
                            && self.const_int(i).is_none()
                        {
                            let idx = self.index_value(i);
                            let ty = self.elem(xt);
                            let unsigned = self.unsigned_word(i);
                            return Place::Index {
                                hdr,
                                idx,
                                ty,
                                unsigned,
                            };
                        }
                        let base = self.operand_place(x);
                        let (ptr, safe) = self.array_base(base);
                        self.array_elem(ptr, safe, xt, i)
                    }
                }
            }
            _ => {
                let t = self.ty(e);
                let s = self.expr(e, None);
                self.value_place(s, t)
            }
        }
    }

    /// A temporary value as a place to select from.
    pub(crate) fn value_place(&mut self, s: Slot, t: TypeId) -> Place {
        if self.ti(t).rep == Rep::Indirect {
            Place::Mem {
                ptr: s,
                off: 0,
                ty: t,
                safe: true,
            }
        } else {
            Place::Slot(s, t)
        }
    }

    /// The place of `x` in `x.f` or `x[i]`: a pointer operand stays a pointer value.
    pub(crate) fn operand_place(&mut self, x: &Expr) -> Place {
        if let Some(&s) = self.f.preeval.get(&x.id) {
            let t = self.ty(x);
            return self.value_place(s, t);
        }
        match &x.kind {
            ExprKind::Paren(y) => self.operand_place(y),
            ExprKind::Name(_) | ExprKind::Star(_) | ExprKind::Selector { .. } => {
                if self.is_const(x) {
                    let t = self.ty(x);
                    let s = self.expr(x, None);
                    return self.value_place(s, t);
                }
                if let ExprKind::Name(id) = &x.kind
                    && !self
                        .obj_of(id)
                        .is_some_and(|o| matches!(self.w.objects[o].kind, ObjectKind::Var { .. }))
                {
                    let t = self.ty(x);
                    let s = self.expr(x, None);
                    return self.value_place(s, t);
                }
                self.place(x)
            }
            ExprKind::Index { x: y, .. } => {
                let yt = self.ty(y);
                if matches!(
                    self.shape(yt),
                    Type::Map { .. } | Type::Signature { .. } | Type::Basic(_)
                ) {
                    let t = self.ty(x);
                    let s = self.expr(x, None);
                    return self.value_place(s, t);
                }
                self.place(x)
            }
            _ => {
                let t = self.ty(x);
                let s = self.expr(x, None);
                self.value_place(s, t)
            }
        }
    }

    /// Follows field indices, dereferencing embedded pointers on the way.
    pub(crate) fn walk_path(&mut self, base: Place, path: &[u32]) -> Place {
        let mut p = base;
        for &i in path {
            p = self.deref_if_pointer(p);
            p = self.field_place(p, i);
        }
        p
    }

    pub(crate) fn deref_if_pointer(&mut self, p: Place) -> Place {
        let Some(t) = self.place_ty(p) else { return p };
        if let Type::Pointer(e) = self.shape(t) {
            let ty = self.canon(e);
            let ptr = self.load(p, None);
            return Place::Mem {
                ptr,
                off: 0,
                ty,
                safe: false,
            };
        }
        p
    }

    /// Field number `i` of the struct at `p`.
    pub(crate) fn field_place(&mut self, p: Place, i: u32) -> Place {
        let Some(t) = self.place_ty(p) else { return p };
        let fields = self.fields(t);
        let Some(f) = fields.get(i as usize) else {
            return p;
        };
        match p {
            Place::Slot(base, _) => Place::Part {
                base,
                off: f.offset,
                ty: f.ty,
            },
            Place::Part { base, off, .. } => Place::Part {
                base,
                off: off + f.offset,
                ty: f.ty,
            },
            Place::Mem { ptr, off, safe, .. } => Place::Mem {
                ptr,
                off: off + f.offset as i32,
                ty: f.ty,
                safe,
            },
            Place::Global { off, .. } => Place::Global {
                off: off + f.offset as u32,
                ty: f.ty,
            },
            Place::Index { .. } => {
                let ptr = self.addr(p);
                Place::Mem {
                    ptr,
                    off: f.offset as i32,
                    ty: f.ty,
                    safe: true,
                }
            }
            Place::Map { .. } => {
                let s = self.load(p, None);
                let v = self.value_place(s, t);
                self.field_place(v, i)
            }
            Place::Blank => p,
        }
    }

    /// Offsets past the guard page need a check of the pointer itself.
    fn guard(&mut self, p: Place) -> Place {
        match p {
            Place::Mem {
                ptr,
                off,
                ty,
                safe: false,
            } if off >= 4096 => {
                self.emit(Op::NilCheck, ptr, 0, 0, 0);
                Place::Mem {
                    ptr,
                    off,
                    ty,
                    safe: true,
                }
            }
            _ => p,
        }
    }

    /// Address of an array held at `p`.
    fn array_base(&mut self, p: Place) -> (Slot, bool) {
        match p {
            Place::Mem {
                ptr, off: 0, safe, ..
            } => (ptr, safe),
            Place::Slot(s, _) => (s, true),
            _ => (self.addr(p), true),
        }
    }

    /// Header of an array variable that keeps its length beside its address.
    fn array_header(&mut self, x: &Expr) -> Option<Slot> {
        let ExprKind::Name(id) = &crate::arith::unparen(x).kind else {
            return None;
        };
        let obj = self.obj_of(id)?;
        match self.f.vars.get(&obj) {
            Some(&VarLoc::Box(s)) if self.f.headers.contains(&obj) => Some(s),
            _ => None,
        }
    }

    fn array_elem(&mut self, ptr: Slot, safe: bool, arr: TypeId, i: &Expr) -> Place {
        let Type::Array { len, elem } = self.shape(arr) else {
            return Place::Blank;
        };
        let ty = self.canon(elem);
        let size = self.ti(ty).size;
        if let Some(n) = self.const_int(i)
            && (0..len).contains(&n)
            && let Ok(off) = i32::try_from((n as u64).saturating_mul(size))
        {
            return Place::Mem { ptr, off, ty, safe };
        }
        if !safe && size > 0 {
            self.emit(Op::NilCheck, ptr, 0, 0, 0);
        }
        let idx = self.index_value(i);
        if self.unsigned_word(i) {
            self.note_unsigned();
        }
        self.emit(Op::Bound, idx, 0, 0, len.min(i64::from(i32::MAX)) as i32);
        let a = self.alloc(1);
        self.emit(Op::AddrMul, a, ptr, idx, size as i32);
        Place::Mem {
            ptr: a,
            off: 0,
            ty,
            safe: true,
        }
    }

    /// An index operand as an int slot.
    pub(crate) fn index_value(&mut self, i: &Expr) -> Slot {
        if let Some(n) = self.const_int(i) {
            let s = self.alloc(1);
            self.load_int(s, n);
            return s;
        }
        // Unsigned values past the int range are negative as signed, and so out of range anyway.
        self.expr(i, None)
    }

    /// Whether an index is of an unsigned type whose values may not fit `int`.
    pub(crate) fn unsigned_word(&mut self, i: &Expr) -> bool {
        let t = self.ty(i);
        matches!(
            self.ti(t).rep,
            Rep::Int {
                bytes: 8,
                signed: false
            }
        )
    }

    /// The next instruction's index is unsigned.
    pub(crate) fn note_unsigned(&mut self) {
        let pc = self.f.code.len() as u32;
        self.f.unsigned.push(pc);
    }

    /// Loads the value at `p`. Without `dst`, a frame variable's own slot may be returned, and
    /// values of indirect types are returned as their address (borrowed).
    pub(crate) fn load(&mut self, p: Place, dst: Option<Slot>) -> Slot {
        let p = self.guard(p);
        let Some(t) = self.place_ty(p) else {
            return dst.unwrap_or(0);
        };
        let ti = self.ti(t);
        match p {
            Place::Blank => dst.unwrap_or(0),
            Place::Slot(s, _) => match dst {
                Some(d) => {
                    self.mov(d, s, ti.slots);
                    d
                }
                None => s,
            },
            Place::Part { base, off, ty } => self.get_part(base, off, ty, dst),
            Place::Mem { ptr, off, safe, .. } => {
                if ti.rep == Rep::Indirect {
                    if !safe {
                        self.emit(Op::NilCheck, ptr, 0, 0, off);
                    }
                    if off == 0 && dst.is_none() {
                        return ptr;
                    }
                    let d = self.dst(dst, t);
                    self.emit(Op::AddI, d, ptr, 0, off);
                    return d;
                }
                if ti.rep == Rep::Zero {
                    if !safe {
                        self.emit(Op::NilCheck, ptr, 0, 0, off);
                    }
                    return dst.unwrap_or(0);
                }
                let d = self.dst(dst, t);
                self.emit_load(d, ptr, off, t);
                d
            }
            Place::Global { off, ty } => {
                if ti.rep == Rep::Zero {
                    return dst.unwrap_or(0);
                }
                let d = self.dst(dst, t);
                if ti.rep == Rep::Indirect {
                    self.emit(Op::LeaG, d, 0, 0, off as i32);
                } else if ti.slots == 1 && ti.size == 8 {
                    self.emit(Op::LoadG, d, 0, 0, off as i32);
                } else {
                    let m = self.mark();
                    let a = self.alloc(1);
                    self.emit(Op::LeaG, a, 0, 0, off as i32);
                    self.emit_load(d, a, 0, ty);
                    self.release(m);
                }
                d
            }
            Place::Index {
                hdr,
                idx,
                ty,
                unsigned,
            } => {
                if unsigned {
                    self.note_unsigned();
                }
                let op = match (ti.rep, ti.size) {
                    (Rep::Bool, _)
                    | (
                        Rep::Int {
                            bytes: 1,
                            signed: false,
                        },
                        _,
                    ) => Some(Op::IdxLd8U),
                    (
                        Rep::Int {
                            bytes: 1,
                            signed: true,
                        },
                        _,
                    ) => Some(Op::IdxLd8S),
                    (
                        Rep::Int {
                            bytes: 2,
                            signed: false,
                        },
                        _,
                    ) => Some(Op::IdxLd16U),
                    (
                        Rep::Int {
                            bytes: 2,
                            signed: true,
                        },
                        _,
                    ) => Some(Op::IdxLd16S),
                    (
                        Rep::Int {
                            bytes: 4,
                            signed: false,
                        }
                        | Rep::F32,
                        _,
                    ) => Some(Op::IdxLd32U),
                    (
                        Rep::Int {
                            bytes: 4,
                            signed: true,
                        },
                        _,
                    ) => Some(Op::IdxLd32S),
                    (Rep::Int { .. } | Rep::F64 | Rep::C64 | Rep::Word, _) => Some(Op::IdxLd64),
                    (Rep::Struct, 8) => Some(Op::IdxLd64),
                    (Rep::Str | Rep::Iface | Rep::C128, _) | (Rep::Struct, 16) => {
                        Some(Op::IdxLd128)
                    }
                    (Rep::Slice, _) | (Rep::Struct, 24) => Some(Op::IdxLd192),
                    _ => None,
                };
                if let Some(op) = op {
                    let d = self.dst(dst, t);
                    self.emit(op, d, hdr, idx, 0);
                    return d;
                }
                let d = self.dst(dst, t);
                let m = self.mark();
                let a = self.alloc(1);
                self.emit(Op::IdxAddr, a, hdr, idx, ti.size as i32);
                let r = self.load(
                    Place::Mem {
                        ptr: a,
                        off: 0,
                        ty,
                        safe: true,
                    },
                    Some(d),
                );
                self.release(m);
                r
            }
            Place::Map { map, key, map_ty } => {
                let d = self.dst(dst, t);
                let rt = self.rt_type(map_ty);
                self.emit(Op::MapGet, d, map, key, rt.0 as i32);
                d
            }
        }
    }

    /// Loads from memory into slots; not for indirect or empty types.
    pub(crate) fn emit_load(&mut self, d: Slot, ptr: Slot, off: i32, t: TypeId) {
        let ti = self.ti(t);
        let op = match ti.rep {
            Rep::Zero => return,
            Rep::Indirect => Op::AddI,
            Rep::Bool
            | Rep::Int {
                bytes: 1,
                signed: false,
            } => Op::Ld8U,
            Rep::Int { bytes: 1, .. } => Op::Ld8S,
            Rep::Int {
                bytes: 2,
                signed: false,
            } => Op::Ld16U,
            Rep::Int { bytes: 2, .. } => Op::Ld16S,
            Rep::Int {
                bytes: 4,
                signed: false,
            }
            | Rep::F32 => Op::Ld32U,
            Rep::Int { bytes: 4, .. } => Op::Ld32S,
            Rep::Int { .. } | Rep::F64 | Rep::C64 | Rep::Word => Op::Ld64,
            Rep::C128 | Rep::Str | Rep::Iface => Op::Ld128,
            Rep::Slice => Op::Ld192,
            Rep::Struct => match ti.size {
                8 => Op::Ld64,
                16 => Op::Ld128,
                24 => Op::Ld192,
                n => {
                    self.emit(Op::LdN, d, ptr, n as u8, off);
                    return;
                }
            },
        };
        self.emit(op, d, ptr, 0, off);
    }

    /// Stores the value at `src` (register form) to memory.
    pub(crate) fn emit_store(&mut self, src: Slot, ptr: Slot, off: i32, t: TypeId) {
        let ti = self.ti(t);
        let op = match ti.rep {
            Rep::Zero => return,
            Rep::Indirect => {
                let m = self.mark();
                let a = if off == 0 {
                    ptr
                } else {
                    let a = self.alloc(1);
                    self.emit(Op::AddI, a, ptr, 0, off);
                    a
                };
                self.emit(Op::Copy, a, src, 0, ti.size as i32);
                self.release(m);
                return;
            }
            Rep::Bool | Rep::Int { bytes: 1, .. } => Op::St8,
            Rep::Int { bytes: 2, .. } => Op::St16,
            Rep::Int { bytes: 4, .. } | Rep::F32 => Op::St32,
            Rep::Int { .. } | Rep::F64 | Rep::C64 | Rep::Word => Op::St64,
            Rep::C128 | Rep::Str | Rep::Iface => Op::St128,
            Rep::Slice => Op::St192,
            Rep::Struct => match ti.size {
                1 => Op::St8,
                2 => Op::St16,
                4 => Op::St32,
                8 => Op::St64,
                16 => Op::St128,
                24 => Op::St192,
                n => {
                    self.emit(Op::StN, src, ptr, n as u8, off);
                    return;
                }
            },
        };
        self.emit(op, src, ptr, 0, off);
    }

    /// Stores a value in register form to `p`.
    pub(crate) fn store(&mut self, p: Place, src: Slot) {
        let p = self.guard(p);
        let Some(t) = self.place_ty(p) else { return };
        let ti = self.ti(t);
        let m = self.mark();
        match p {
            Place::Blank => {}
            Place::Slot(s, _) => self.mov(s, src, ti.slots),
            Place::Part { base, off, ty } => self.put_part(base, off, ty, src),
            Place::Mem { ptr, off, safe, .. } => {
                if !safe && (ti.rep == Rep::Zero || ti.rep == Rep::Indirect) {
                    self.emit(Op::NilCheck, ptr, 0, 0, off);
                }
                self.emit_store(src, ptr, off, t);
            }
            Place::Global { off, .. } => {
                if ti.rep == Rep::Zero {
                } else if ti.slots == 1 && ti.size == 8 && ti.rep != Rep::Indirect {
                    self.emit(Op::StoreG, src, 0, 0, off as i32);
                } else {
                    let a = self.alloc(1);
                    self.emit(Op::LeaG, a, 0, 0, off as i32);
                    self.emit_store(src, a, 0, t);
                }
            }
            Place::Index {
                hdr, idx, unsigned, ..
            } => {
                if unsigned {
                    self.note_unsigned();
                }
                let op = match (ti.rep, ti.size) {
                    (Rep::Bool | Rep::Int { bytes: 1, .. }, _) | (Rep::Struct, 1) => {
                        Some(Op::IdxSt8)
                    }
                    (Rep::Int { bytes: 2, .. }, _) | (Rep::Struct, 2) => Some(Op::IdxSt16),
                    (Rep::Int { bytes: 4, .. } | Rep::F32, _) | (Rep::Struct, 4) => {
                        Some(Op::IdxSt32)
                    }
                    (Rep::Int { .. } | Rep::F64 | Rep::C64 | Rep::Word, _) | (Rep::Struct, 8) => {
                        Some(Op::IdxSt64)
                    }
                    (Rep::Str | Rep::Iface | Rep::C128, _) | (Rep::Struct, 16) => {
                        Some(Op::IdxSt128)
                    }
                    (Rep::Slice, _) | (Rep::Struct, 24) => Some(Op::IdxSt192),
                    _ => None,
                };
                if let Some(op) = op {
                    self.emit(op, src, hdr, idx, 0);
                } else {
                    let a = self.alloc(1);
                    self.emit(Op::IdxAddr, a, hdr, idx, ti.size as i32);
                    self.emit_store(src, a, 0, t);
                }
            }
            Place::Map { map, key, map_ty } => {
                let rt = self.rt_type(map_ty);
                self.emit(Op::MapSet, src, map, key, rt.0 as i32);
            }
        }
        self.release(m);
    }

    /// Slot with the address of `p` (which must be memory).
    pub(crate) fn addr(&mut self, p: Place) -> Slot {
        let p = self.guard(p);
        let Some(t) = self.place_ty(p) else { return 0 };
        match p {
            Place::Mem { ptr, off, safe, .. } => {
                if !safe {
                    self.emit(Op::NilCheck, ptr, 0, 0, off);
                }
                if off == 0 {
                    return ptr;
                }
                let a = self.alloc(1);
                self.emit(Op::AddI, a, ptr, 0, off);
                a
            }
            Place::Global { off, .. } => {
                let a = self.alloc(1);
                if self.ti(t).size == 0 {
                    // All that have no size share one address.
                    self.load_int(a, bytecode::ZERO_BASE as i64);
                } else {
                    self.emit(Op::LeaG, a, 0, 0, off as i32);
                }
                a
            }
            Place::Index {
                hdr, idx, unsigned, ..
            } => {
                let a = self.alloc(1);
                let size = self.ti(t).size;
                if unsigned {
                    self.note_unsigned();
                }
                self.emit(Op::IdxAddr, a, hdr, idx, size as i32);
                a
            }
            Place::Slot(..) | Place::Part { .. } | Place::Map { .. } | Place::Blank => {
                // Not addressable as such (method on a temporary): a fresh cell with a copy.
                let v = self.load(p, None);
                let a = self.alloc(1);
                self.new_object(a, t);
                self.emit_store(v, a, 0, t);
                a
            }
        }
    }

    /// Value of a part of a direct struct in slots.
    pub(crate) fn get_part(&mut self, base: Slot, off: u64, t: TypeId, dst: Option<Slot>) -> Slot {
        let ti = self.ti(t);
        let word = base.saturating_add((off / 8) as u8);
        let bit = ((off % 8) * 8) as u8;
        if ti.slots == 0 {
            return dst.unwrap_or(0);
        }
        if ti.size >= 8 {
            return match dst {
                Some(d) => {
                    self.mov(d, word, ti.slots);
                    d
                }
                None => word,
            };
        }
        let d = self.dst(dst, t);
        let op = match (ti.rep, ti.size) {
            (
                Rep::Int {
                    bytes: 1,
                    signed: true,
                },
                _,
            ) => Op::GetB8S,
            (
                Rep::Int {
                    bytes: 2,
                    signed: true,
                },
                _,
            ) => Op::GetB16S,
            (
                Rep::Int {
                    bytes: 4,
                    signed: true,
                },
                _,
            ) => Op::GetB32S,
            (_, 1) => Op::GetB8U,
            (_, 2) => Op::GetB16U,
            (_, 4) => Op::GetB32U,
            (_, n) => {
                // Small struct of odd size: cut it out by shifts.
                let left = 64 - i32::from(bit) - (n as i32) * 8;
                self.emit(Op::ShlI, d, word, 0, left);
                self.emit(Op::ShrUI, d, d, 0, 64 - (n as i32) * 8);
                return d;
            }
        };
        self.emit(op, d, word, bit, 0);
        d
    }

    /// Writes a part of a direct struct in slots.
    pub(crate) fn put_part(&mut self, base: Slot, off: u64, t: TypeId, src: Slot) {
        let ti = self.ti(t);
        let word = base.saturating_add((off / 8) as u8);
        let bit = ((off % 8) * 8) as u8;
        if ti.slots == 0 {
            return;
        }
        if ti.size >= 8 {
            self.mov(word, src, ti.slots);
            return;
        }
        match ti.size {
            1 => {
                self.emit(Op::PutB8, word, src, bit, 0);
            }
            2 => {
                self.emit(Op::PutB16, word, src, bit, 0);
            }
            4 => {
                self.emit(Op::PutB32, word, src, bit, 0);
            }
            n => {
                let m = self.mark();
                let mask = ((1u64 << (n * 8)) - 1) << bit;
                let k = self.alloc(2);
                self.load_int(k, mask as i64);
                self.emit(Op::AndNot, word, word, k, 0);
                self.emit(Op::ShlI, k + 1, src, 0, i32::from(bit));
                self.emit(Op::And, k + 1, k + 1, k, 0);
                self.emit(Op::Or, word, word, k + 1, 0);
                self.release(m);
            }
        }
    }

    /// A copy of an indirect value that nobody else will change; other values as they are.
    pub(crate) fn owned(&mut self, s: Slot, t: TypeId) -> Slot {
        let ti = self.ti(t);
        if ti.rep != Rep::Indirect {
            return s;
        }
        let d = self.alloc(1);
        self.new_object(d, t);
        self.emit(Op::Copy, d, s, 0, ti.size as i32);
        d
    }
}
