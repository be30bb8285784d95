//! Predeclared functions and those of package unsafe.

use bytecode::Op;
use syntax::ast::*;
use types::{Basic, Builtin, ObjectKind, Type, TypeId};

use crate::Gen;
use crate::arith::unparen;
use crate::func::Slot;
use crate::place::Place;
use crate::ty::Rep;

impl Gen<'_> {
    /// Which builtin `fun` names.
    pub(crate) fn builtin_of(&self, fun: &Expr) -> Option<Builtin> {
        let id = match &unparen(fun).kind {
            ExprKind::Name(id) => id,
            ExprKind::Selector { sel, .. } => sel,
            _ => return None,
        };
        let obj = self.obj_of(id)?;
        match self.w.objects[obj].kind {
            ObjectKind::Builtin(b) => Some(b),
            _ => None,
        }
    }

    pub(crate) fn builtin_call(
        &mut self,
        e: &Expr,
        fun: &Expr,
        args: &[Expr],
        dots: bool,
        dst: Option<Slot>,
    ) -> Slot {
        let Some(b) = self.builtin_of(fun) else {
            self.error(e.span, "internal error: unknown builtin");
            return dst.unwrap_or(0);
        };
        if let [only] = args
            && let Some(tuple) = self.tuple_of(only)
            && tuple.len() > 1
        {
            // b(f()): as if f's results were written out.
            let m = self.mark();
            let mut at = self.expr(only, None);
            let mut list = Vec::new();
            for &t in &tuple {
                let id = self.fake_node(t, at);
                list.push(Expr {
                    id,
                    span: only.span,
                    kind: ExprKind::Bad,
                });
                at += self.ti(t).slots;
            }
            self.f.next = self.f.next.max(u16::from(at));
            let t = self.ty(e);
            let r = self.builtin_call(e, fun, &list, dots, None);
            let n = self.ti(t).slots;
            let d = match dst {
                Some(d) => d,
                None => m as Slot,
            };
            if n > 0 {
                self.mov(d, r, n);
            }
            self.release(if dst.is_some() { m } else { m + u16::from(n) });
            return d;
        }
        let t = self.ty(e);
        let int = Basic::Int.id();
        let first = args.first();
        match b {
            Builtin::Len | Builtin::Cap => {
                let d = self.dst(dst, int);
                let Some(x) = first else { return d };
                let m = self.mark();
                let xt = self.ty(x);
                match self.shape(xt) {
                    Type::Map { .. } => {
                        let s = self.expr(x, None);
                        self.emit(Op::MapLen, d, s, 0, 0);
                    }
                    Type::Chan { .. } => {
                        let s = self.expr(x, None);
                        self.emit(
                            if b == Builtin::Len {
                                Op::LenChan
                            } else {
                                Op::CapChan
                            },
                            d,
                            s,
                            0,
                            0,
                        );
                    }
                    Type::Array { len, .. } => {
                        self.expr(x, None);
                        self.load_int(d, len);
                    }
                    Type::Pointer(a) => {
                        let a = self.canon(a);
                        self.expr(x, None);
                        if let Type::Array { len, .. } = self.shape(a) {
                            self.load_int(d, len);
                        }
                    }
                    _ => {
                        let n = if b == Builtin::Len { 1 } else { 2 };
                        // Only the header word is needed: avoid loading the rest where cheap.
                        let s = self.expr(x, None);
                        self.mov(d, s + n, 1);
                    }
                }
                self.release(m);
                d
            }
            Builtin::Append => self.append(e, t, args, dots, dst),
            Builtin::Copy => {
                let d = self.dst(dst, int);
                let (Some(x), Some(y)) = (args.first(), args.get(1)) else {
                    return d;
                };
                let m = self.mark();
                let xt = self.ty(x);
                let el = self.elem(xt);
                let size = self.ti(el).size;
                let a = self.expr(x, None);
                let b = self.expr(y, None);
                self.emit(Op::CopySl, d, a, b, size as i32);
                self.release(m);
                d
            }
            Builtin::Delete => {
                let (Some(x), Some(k)) = (args.first(), args.get(1)) else {
                    return 0;
                };
                let m = self.mark();
                let xt = self.ty(x);
                let Type::Map { key, .. } = self.shape(xt) else {
                    return 0;
                };
                let key = self.canon(key);
                let map = self.expr(x, None);
                let k = self.expr_to(k, key, None);
                let rt = self.rt_type(xt);
                self.emit(Op::MapDelete, 0, map, k, rt.0 as i32);
                self.release(m);
                0
            }
            Builtin::Clear => {
                let Some(x) = first else { return 0 };
                let m = self.mark();
                let xt = self.ty(x);
                let s = self.expr(x, None);
                if matches!(self.shape(xt), Type::Map { .. }) {
                    let rt = self.rt_type(xt);
                    self.emit(Op::MapClear, 0, s, 0, rt.0 as i32);
                } else {
                    let el = self.elem(xt);
                    let size = self.ti(el).size;
                    self.emit(Op::ClearSl, s, 0, 0, size as i32);
                }
                self.release(m);
                0
            }
            Builtin::Close => {
                let Some(x) = first else { return 0 };
                let m = self.mark();
                let s = self.expr(x, None);
                self.f.span = self.op_span(e);
                self.emit(Op::Close, s, 0, 0, 0);
                self.release(m);
                0
            }
            Builtin::Make => self.make(e, t, args, dst),
            Builtin::New => {
                let d = self.dst(dst, t);
                let Some(x) = first else { return d };
                let el = self.elem(t);
                if self.is_type(x) {
                    self.new_object(d, el);
                } else {
                    let m = self.mark();
                    let v = self.expr_to(x, el, None);
                    let p = self.alloc(1);
                    self.new_object(p, el);
                    self.emit_store(v, p, 0, el);
                    self.mov(d, p, 1);
                    self.release(m);
                }
                d
            }
            Builtin::Panic => {
                let Some(x) = first else { return 0 };
                let m = self.mark();
                let any = self.w.universe.any;
                let any = self.canon(any);
                let s = self.expr_to(x, any, None);
                self.f.span = self.op_span(e);
                self.emit(Op::Panic, s, 0, 0, 0);
                self.release(m);
                0
            }
            Builtin::Recover => {
                let d = self.dst(dst, t);
                self.emit(Op::Recover, d, 0, 0, 0);
                d
            }
            // No program has it.
            Builtin::Assert => 0,
            Builtin::Print | Builtin::Println => {
                self.print(args, b == Builtin::Println);
                0
            }
            Builtin::Min | Builtin::Max => self.min_max(b == Builtin::Min, t, args, dst),
            Builtin::Complex => {
                let d = self.dst(dst, t);
                let (Some(x), Some(y)) = (args.first(), args.get(1)) else {
                    return d;
                };
                let m = self.mark();
                let narrow = self.ti(t).rep == Rep::C64;
                let ft = if narrow {
                    Basic::Float32.id()
                } else {
                    Basic::Float64.id()
                };
                let a = self.expr_to(x, ft, None);
                let b = self.expr_to(y, ft, None);
                if narrow {
                    let w = self.alloc(1);
                    self.emit(Op::ShlI, w, b, 0, 32);
                    self.emit(Op::Or, d, a, w, 0);
                } else {
                    let w = self.alloc(2);
                    self.mov(w, a, 1);
                    self.mov(w + 1, b, 1);
                    self.mov(d, w, 2);
                }
                self.release(m);
                d
            }
            Builtin::Real | Builtin::Imag => {
                let d = self.dst(dst, t);
                let Some(x) = first else { return d };
                let m = self.mark();
                let xt = self.ty(x);
                let s = self.expr(x, None);
                let im = b == Builtin::Imag;
                if self.ti(xt).rep == Rep::C64 {
                    self.emit(Op::GetB32U, d, s, if im { 32 } else { 0 }, 0);
                } else {
                    self.mov(d, s + u8::from(im), 1);
                }
                self.release(m);
                d
            }
            Builtin::UnsafeAdd => {
                let d = self.dst(dst, t);
                let (Some(x), Some(y)) = (args.first(), args.get(1)) else {
                    return d;
                };
                let m = self.mark();
                let a = self.expr(x, None);
                let yt = self.ty(y);
                let b = if self.is_const(y) {
                    self.expr_to(y, int, None)
                } else {
                    self.expr_to(y, yt, None)
                };
                if self.checks_pointers() {
                    let sum = self.alloc(1);
                    self.emit(Op::Add, sum, a, b, 0);
                    self.check_computed(y, Some(a), sum);
                    self.mov(d, sum, 1);
                } else {
                    self.emit(Op::Add, d, a, b, 0);
                }
                self.release(m);
                d
            }
            Builtin::UnsafeSlice | Builtin::UnsafeString => {
                let d = self.dst(dst, t);
                let (Some(x), Some(y)) = (args.first(), args.get(1)) else {
                    return d;
                };
                let m = self.mark();
                let n = self.ti(t).slots;
                let w = self.alloc(u16::from(n));
                let a = self.expr(x, None);
                self.mov(w, a, 1);
                let l = if self.is_const(y) {
                    self.expr_to(y, int, None)
                } else {
                    self.expr(y, None)
                };
                self.mov(w + 1, l, 1);
                if n == 3 {
                    self.mov(w + 2, l, 1);
                }
                let (what, size, elem) = match self.shape(t) {
                    Type::Slice(el) => {
                        let el = self.canon(el);
                        ("unsafe.Slice", self.ti(el).size, el)
                    }
                    _ => ("unsafe.String", 1, Basic::Byte.id()),
                };
                // Only nil with length 0 is a slice; nothing is longer than the address space.
                let (pointed, fits, bad) = (self.new_label(), self.new_label(), self.new_label());
                self.jump_op(Op::JltSI, l, 0, 0, bad);
                self.jump_op(Op::JneI, a, 0, 0, pointed);
                self.jump_op(Op::JeqI, l, 0, 0, fits);
                self.throw(&format!("{what}: ptr is nil and len is not zero"));
                self.place_label(pointed);
                let most = self.alloc(1);
                // Elements without a size take no room, however many they are.
                let limit = (1i64 << 48).checked_div(size as i64).unwrap_or(i64::MAX);
                self.load_int(most, limit);
                let short = self.new_label();
                self.jump_op(Op::JleS, l, most, 0, short);
                self.place_label(bad);
                self.throw(&format!("{what}: len out of range"));
                // Nor does it go on behind its end.
                self.place_label(short);
                self.load_int(most, size as i64);
                self.emit(Op::Mul, most, l, most, 0);
                self.emit(Op::Add, most, a, most, 0);
                self.jump_op(Op::JeqI, most, 0, 0, fits);
                self.jump_op(Op::JltU, most, a, 0, bad);
                self.place_label(fits);
                if self.checks_pointers() {
                    let elem = self.rt_type(elem);
                    let kind = if n == 3 { 1 } else { 2 };
                    self.emit(Op::CheckPtr, w, kind, w + 1, elem.0 as i32);
                }
                self.mov(d, w, n);
                self.release(m);
                d
            }
            Builtin::UnsafeSliceData | Builtin::UnsafeStringData => {
                let d = self.dst(dst, t);
                let Some(x) = first else { return d };
                let m = self.mark();
                let s = self.expr(x, None);
                self.mov(d, s, 1);
                self.release(m);
                d
            }
            Builtin::UnsafeAlignof | Builtin::UnsafeOffsetof | Builtin::UnsafeSizeof => {
                // Only with type parameters: a constant of the instance.
                let d = self.dst(dst, t);
                let Some(x) = first else { return d };
                let n = if b == Builtin::UnsafeOffsetof {
                    self.offset_of(x)
                } else {
                    let xt = self.ty(x);
                    let ti = self.ti(xt);
                    if b == Builtin::UnsafeSizeof {
                        ti.size
                    } else {
                        ti.align.max(1)
                    }
                };
                self.load_int(d, n as i64);
                d
            }
        }
    }

    fn offset_of(&mut self, x: &Expr) -> u64 {
        let Some(sel) = self.w.info.selections.get(&unparen(x).id).cloned() else {
            return 0;
        };
        let mut t = self.norm(sel.recv);
        if let Type::Pointer(e) = self.shape(t) {
            t = self.canon(e);
        }
        let mut off = 0;
        for &i in sel.path.iter() {
            let fields = self.fields(t);
            if let Some(f) = fields.get(i as usize) {
                off += f.offset;
                t = f.ty;
            }
        }
        off
    }

    /// A runtime panic (runtime.errorString) with a fixed text.
    pub(crate) fn throw(&mut self, text: &str) {
        self.throw_kind(text, 0);
    }

    /// As `throw`; kind 1 is a plainError, whose text has no prefix.
    pub(crate) fn throw_kind(&mut self, text: &str, kind: u8) {
        let at = self.data.string(text.as_bytes());
        let k = self.consts.len() as u32;
        self.consts.push(0);
        self.consts.push(text.len() as u64);
        self.str_relocs.push((k, at));
        self.emit(Op::Throw, kind, 0, 0, k as i32);
    }

    fn append(
        &mut self,
        e: &Expr,
        t: TypeId,
        args: &[Expr],
        dots: bool,
        dst: Option<Slot>,
    ) -> Slot {
        let d = self.dst(dst, t);
        let Some(x) = args.first() else { return d };
        let el = self.elem(t);
        let rt = self.rt_type(el);
        let m = self.mark();
        let rest = args.get(1..).unwrap_or(&[]);
        if rest.is_empty() {
            self.expr_to(x, t, Some(d));
            self.release(m);
            return d;
        }
        let s = self.expr_to(x, t, None);
        if dots {
            let Some(y) = rest.first() else { return d };
            if self.is_nil(y) {
                self.mov(d, s, 3);
            } else {
                let v = self.expr(y, None);
                self.f.span = self.op_span(e);
                self.emit(Op::AppendS, d, s, v, rt.0 as i32);
            }
        } else if let [only] = rest {
            let v = self.expr_to(only, el, None);
            self.f.span = self.op_span(e);
            self.emit(Op::AppendV, d, s, v, rt.0 as i32);
        } else {
            // Values first: they may refer to the slice.
            let n = self.ti(el).slots;
            let mut vals = Vec::new();
            let big = rest.len() * usize::from(n.max(1)) > 60;
            if !big {
                for y in rest {
                    let v = self.alloc(u16::from(n));
                    self.expr_owned(y, el, Some(v));
                    vals.push(v);
                }
            }
            let g = self.alloc(4);
            self.load_int(g + 3, rest.len() as i64);
            let old = self.alloc(1);
            self.mov(old, s + 1, 1);
            self.f.span = self.op_span(e);
            self.emit(Op::Grow, g, s, g + 3, rt.0 as i32);
            let idx = self.alloc(1);
            for (i, y) in rest.iter().enumerate() {
                let mm = self.mark();
                self.emit(Op::AddI, idx, old, 0, i as i32);
                let v = match vals.get(i) {
                    Some(&v) => v,
                    None => self.expr_to(y, el, None),
                };
                self.store(
                    Place::Index {
                        hdr: g,
                        idx,
                        ty: el,
                        unsigned: false,
                    },
                    v,
                );
                self.release(mm);
            }
            self.mov(d, g, 3);
        }
        self.release(m);
        d
    }

    fn make(&mut self, e: &Expr, t: TypeId, args: &[Expr], dst: Option<Slot>) -> Slot {
        let d = self.dst(dst, t);
        let m = self.mark();
        let int = Basic::Int.id();
        let size_arg = |g: &mut Self, i: usize| -> Option<Slot> {
            let x = args.get(i)?;
            let s = g.alloc(1);
            if g.is_const(x) {
                g.expr_to(x, int, Some(s));
            } else {
                g.expr(x, Some(s));
            }
            Some(s)
        };
        match self.shape(t) {
            Type::Slice(el) => {
                let el = self.canon(el);
                let rt = self.rt_type(el);
                let n = size_arg(self, 1).unwrap_or(0);
                let c = size_arg(self, 2).unwrap_or(n);
                self.f.span = self.op_span(e);
                self.emit(Op::MakeSlice, d, n, c, rt.0 as i32);
            }
            Type::Map { .. } => {
                let n = match size_arg(self, 1) {
                    Some(n) => n,
                    None => {
                        let z = self.alloc(1);
                        self.emit(Op::LoadI, z, 0, 0, 0);
                        z
                    }
                };
                let rt = self.rt_type(t);
                self.emit(Op::MapMake, d, n, 0, rt.0 as i32);
            }
            _ => {
                let n = match size_arg(self, 1) {
                    Some(n) => n,
                    None => {
                        let z = self.alloc(1);
                        self.emit(Op::LoadI, z, 0, 0, 0);
                        z
                    }
                };
                let rt = self.rt_type(t);
                self.f.span = self.op_span(e);
                if let Some(name) = self.f.naming.clone() {
                    let pc = self.f.code.len() as u32;
                    self.f.sites.push((pc, name));
                }
                self.emit(Op::MakeChan, d, n, 0, rt.0 as i32);
            }
        }
        self.release(m);
        d
    }

    fn min_max(&mut self, min: bool, t: TypeId, args: &[Expr], dst: Option<Slot>) -> Slot {
        let n = self.ti(t).slots;
        let rep = self.ti(t).rep;
        let acc = self.alloc(u16::from(n));
        let m = self.mark();
        for (i, a) in args.iter().enumerate() {
            let mm = self.mark();
            if i == 0 {
                self.expr_to(a, t, Some(acc));
                continue;
            }
            let v = self.expr_to(a, t, None);
            let keep = self.new_label();
            let take = self.new_label();
            let c = self.alloc(2);
            if matches!(rep, Rep::F64 | Rep::F32) {
                let (eq, ne) = if rep == Rep::F64 {
                    (Op::EqF, Op::NeF)
                } else {
                    (Op::EqF32, Op::NeF32)
                };
                // A NaN wins; among zeros the sign decides.
                self.emit(ne, c, acc, acc, 0);
                self.jump_op(Op::JT, c, 0, 0, keep);
                self.emit(ne, c, v, v, 0);
                self.jump_op(Op::JT, c, 0, 0, take);
                self.emit(eq, c, acc, v, 0);
                let differ = self.new_label();
                self.jump_op(Op::JF, c, 0, 0, differ);
                // Equal: or the bits for min (keeps -0), and them for max (keeps +0).
                self.emit(if min { Op::Or } else { Op::And }, acc, acc, v, 0);
                self.jump(keep);
                self.place_label(differ);
            }
            let op = if min { BinaryOp::Lt } else { BinaryOp::Gt };
            self.compare_slots(c, op, v, acc, t);
            self.jump_op(Op::JF, c, 0, 0, keep);
            self.place_label(take);
            self.mov(acc, v, n);
            self.place_label(keep);
            self.release(mm);
        }
        self.release(m);
        match dst {
            Some(d) => {
                self.mov(d, acc, n);
                self.release(u16::from(acc));
                d
            }
            None => acc,
        }
    }

    fn print(&mut self, args: &[Expr], line: bool) {
        let m = self.mark();
        // Evaluate all first, as gc does.
        let mut vals = Vec::new();
        for a in args {
            let mut t = self.ty(a);
            if let Some(v) = self.const_of(a)
                && let Type::Basic(b) = self.w.types.get(t)
                && matches!(b, Basic::UntypedInt | Basic::UntypedRune)
            {
                // Untyped integers print as int64 (or uint64 when they need it).
                t = if v.to_i64().is_some() {
                    Basic::Int64.id()
                } else {
                    Basic::Uint64.id()
                };
            }
            if self.is_nil(a) {
                t = Basic::UnsafePointer.id();
            }
            let s = self.expr_to(a, t, None);
            vals.push((s, t));
        }
        for (i, (s, t)) in vals.into_iter().enumerate() {
            if line && i > 0 {
                self.emit(Op::Print, 0, 9, 0, 0);
            }
            let kind = match self.ti(t).rep {
                Rep::Bool => 0,
                Rep::Int { signed: true, .. } => 1,
                Rep::Int { .. } => 2,
                Rep::F64 => 3,
                Rep::F32 => 11,
                Rep::C128 => 4,
                Rep::C64 => 12,
                Rep::Str => 5,
                Rep::Iface => 7,
                Rep::Slice => 8,
                Rep::Word | Rep::Zero | Rep::Struct | Rep::Indirect => 6,
            };
            self.emit(Op::Print, s, kind, 0, 0);
        }
        if line {
            self.emit(Op::Print, 0, 10, 0, 0);
        }
        self.release(m);
    }
}
