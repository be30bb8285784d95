//! Conversions between types, to interfaces, and type assertions.

use bytecode::Op;
use syntax::ast::*;
use types::constant::ConstValue;
use types::{Basic, Type, TypeId};

use crate::Gen;
use crate::data::Ref;
use crate::expr::{const_bits, const_complex};
use crate::func::Slot;
use crate::ty::Rep;

impl Gen<'_> {
    /// Interface (type word, data word) at `d` from a value of concrete type.
    pub(crate) fn box_iface(&mut self, src: Slot, from: TypeId, d: Slot) {
        let rt = self.rt_type(from);
        let ti = self.ti(from);
        match ti.rep {
            Rep::Word => {
                // Data first: `src` may be `d` itself.
                self.mov(d + 1, src, 1);
            }
            Rep::Zero => self.load_ref(d + 1, Ref::Ro(0)),
            _ => {
                self.emit(Op::Box, d + 1, src, 0, rt.0 as i32);
            }
        }
        self.load_ref(d, Ref::Type(rt));
    }

    /// A constant as an interface: its box is read-only data.
    pub(crate) fn const_to_iface(
        &mut self,
        v: &ConstValue,
        from: TypeId,
        dst: Option<Slot>,
        target: TypeId,
    ) -> Slot {
        let d = self.dst(dst, target);
        let from = match self.w.types.get(from) {
            Type::Basic(b) if is_untyped(*b) => {
                let t = self.w.default_type(from);
                self.canon(t)
            }
            _ => from,
        };
        let rt = self.rt_type(from);
        let at = self.static_const(v, from);
        self.load_ref(d + 1, Ref::Ro(at));
        self.load_ref(d, Ref::Type(rt));
        d
    }

    /// Read-only copy of a constant in memory form: one of each, as gc has, which who panics with
    /// one twice can tell.
    pub(crate) fn static_const(&mut self, v: &ConstValue, t: TypeId) -> u32 {
        let ti = self.ti(t);
        let bytes = match ti.rep {
            Rep::Str => v.as_bytes().map(<[u8]>::to_vec),
            Rep::Bool | Rep::Int { .. } | Rep::F32 | Rep::F64 | Rep::C64 => {
                Some(const_bits(v, ti.rep).to_le_bytes().to_vec())
            }
            _ => None,
        };
        let Some(bytes) = bytes else {
            return self.new_static_const(v, t);
        };
        let key = (t, bytes.into_boxed_slice());
        if let Some(&at) = self.data.consts.get(&key) {
            return at;
        }
        let at = self.new_static_const(v, t);
        self.data.consts.insert(key, at);
        at
    }

    fn new_static_const(&mut self, v: &ConstValue, t: TypeId) -> u32 {
        let ti = self.ti(t);
        let at = self.data.ro_alloc(ti.size.max(1), ti.align.max(1));
        self.put_const(false, at, v, t);
        at
    }

    /// Writes a constant in memory form into the image.
    pub(crate) fn put_const(&mut self, global: bool, at: u32, v: &ConstValue, t: TypeId) {
        let ti = self.ti(t);
        match ti.rep {
            Rep::Str => {
                let bytes = v.as_bytes().map(<[u8]>::to_vec).unwrap_or_default();
                if !bytes.is_empty() {
                    let s = self.data.string(&bytes);
                    self.data.put_ref(global, at, Ref::Ro(s));
                    self.data.put(global, at + 8, 8, bytes.len() as u64);
                }
            }
            Rep::C128 => {
                let (re, im) = const_complex(v);
                self.data.put(global, at, 8, re.to_bits());
                self.data.put(global, at + 8, 8, im.to_bits());
            }
            _ => {
                let bits = const_bits(v, ti.rep);
                self.data.put(global, at, ti.size as u32, bits);
            }
        }
    }

    /// `x.(target)`: value at `d`; with `ok`, no panic.
    pub(crate) fn type_assert(
        &mut self,
        s: Slot,
        from: TypeId,
        target: TypeId,
        d: Slot,
        ok: Option<Slot>,
    ) {
        let m = self.mark();
        let to_iface = self.is_interface(target);
        let rt = self.rt_type(target);
        let from_rt = self.rt_type(from);
        if to_iface {
            self.note_iface_methods(target);
        }
        let test = self.alloc(1);
        self.emit(
            if to_iface { Op::Implements } else { Op::IsType },
            test,
            s,
            0,
            rt.0 as i32,
        );
        let fail = self.new_label();
        let end = self.new_label();
        self.jump_op(Op::JF, test, 0, 0, fail);
        if to_iface {
            self.mov(d, s, 2);
        } else {
            self.unbox(d, s + 1, target);
        }
        if let Some(ok) = ok {
            self.emit(Op::LoadI, ok, 0, 0, 1);
        }
        self.jump(end);
        self.place_label(fail);
        match ok {
            Some(ok) => {
                self.zero(d, target);
                self.emit(Op::LoadI, ok, 0, 0, 0);
            }
            None => {
                let k = self.konst(u64::from(from_rt.0));
                let t = self.alloc(1);
                self.emit(Op::LoadK, t, 0, 0, k as i32);
                self.emit(Op::AssertFail, 0, s, t, rt.0 as i32);
            }
        }
        self.place_label(end);
        self.release(m);
    }

    /// Value of concrete type `t` from an interface's data word.
    pub(crate) fn unbox(&mut self, d: Slot, data: Slot, t: TypeId) {
        match self.ti(t).rep {
            Rep::Word => self.mov(d, data, 1),
            Rep::Zero => {}
            Rep::Indirect => self.mov(d, data, 1),
            _ => self.emit_load(d, data, 0, t),
        }
    }

    /// All methods of an interface may be called through it from now on.
    pub(crate) fn note_iface_methods(&mut self, iface: TypeId) {
        let u = self.under(iface);
        let set = self.w.type_set(u);
        for m in &set.methods {
            let id = self.method_id(m.name, m.pkg, m.sig);
            self.called_methods.insert(id);
        }
    }

    /// `T(x)`.
    pub(crate) fn conversion(&mut self, e: &Expr, x: &Expr, dst: Option<Slot>) -> Slot {
        let to = self.ty(e);
        if self.is_nil(x) || self.is_const(x) && self.is_interface(to) {
            return self.expr_to(x, to, dst);
        }
        let from = self.ty(x);
        if from == to {
            return self.expr(x, dst);
        }
        let (ft, tt) = (self.ti(from), self.ti(to));
        if tt.rep == Rep::Iface {
            return self.expr_to(x, to, dst);
        }
        let (fs, ts) = (self.shape(from), self.shape(to));
        if let Some(v) = self.const_of(x) {
            // A constant converted to a non-constant type: string to bytes, or float to a type
            // parameter's type argument.
            let numeric = |r: Rep| {
                matches!(
                    r,
                    Rep::Int { .. } | Rep::F32 | Rep::F64 | Rep::C64 | Rep::C128
                )
            };
            if numeric(ft.rep) && numeric(tt.rep) {
                let d = self.dst(dst, to);
                self.load_const(&v, to, d);
                return d;
            }
        }
        let d = self.dst(dst, to);
        let m = self.mark();
        match (&fs, &ts) {
            (Type::Slice(_), Type::Array { len, .. }) => {
                let s = self.expr(x, None);
                let p = self.alloc(1);
                self.emit(Op::SliceToArr, p, s, 0, *len as i32);
                if tt.rep == Rep::Indirect {
                    let c = self.owned(p, to);
                    self.mov(d, c, 1);
                }
            }
            (Type::Slice(_), Type::Pointer(arr)) => {
                let arr = self.canon(*arr);
                let len = match self.shape(arr) {
                    Type::Array { len, .. } => len,
                    _ => 0,
                };
                let s = self.expr(x, None);
                self.emit(Op::SliceToArr, d, s, 0, len as i32);
            }
            (Type::Basic(_), Type::Slice(el)) if ft.rep == Rep::Str => {
                let el = self.canon(*el);
                let wide = self.ti(el).size == 4;
                // The bytes of a constant get an array of exactly their size, as in gc.
                let exact = i32::from(!wide && self.is_const(x));
                let s = self.expr(x, None);
                self.emit(
                    if wide { Op::StrToRunes } else { Op::StrToBytes },
                    d,
                    s,
                    0,
                    exact,
                );
            }
            (Type::Slice(el), Type::Basic(_)) if tt.rep == Rep::Str => {
                let el = self.canon(*el);
                let wide = self.ti(el).size == 4;
                let s = self.expr(x, None);
                self.emit(
                    if wide { Op::RunesToStr } else { Op::BytesToStr },
                    d,
                    s,
                    0,
                    0,
                );
            }
            (Type::Basic(_), Type::Basic(_))
                if tt.rep == Rep::Str && matches!(ft.rep, Rep::Int { .. }) =>
            {
                let s = self.expr(x, None);
                self.emit(Op::RuneToStr, d, s, 0, 0);
            }
            _ => {
                if self.numeric(ft.rep) && self.numeric(tt.rep) {
                    let s = self.expr(x, None);
                    self.convert_num(d, s, ft.rep, tt.rep);
                } else {
                    // Same representation: named types, pointers, channels, unsafe.Pointer.
                    self.expr(x, Some(d));
                    self.check_conversion(x, from, to, d);
                }
            }
        }
        self.release(m);
        d
    }

    fn numeric(&self, r: Rep) -> bool {
        matches!(
            r,
            Rep::Int { .. } | Rep::F32 | Rep::F64 | Rep::C64 | Rep::C128
        )
    }

    /// Numeric conversion between representations.
    pub(crate) fn convert_num(&mut self, d: Slot, s: Slot, from: Rep, to: Rep) {
        match (from, to) {
            (
                Rep::Int {
                    bytes: fb,
                    signed: fsigned,
                },
                Rep::Int {
                    bytes: tb,
                    signed: tsigned,
                },
            ) => {
                // A value already in range of the target needs no instruction but a move.
                let fits =
                    tb == 8 || fb < tb && (!fsigned || tsigned) || fb == tb && fsigned == tsigned;
                if fits {
                    self.mov(d, s, 1);
                } else {
                    self.normalise(d, s, tb, tsigned);
                }
            }
            (
                Rep::Int {
                    bytes: 8,
                    signed: false,
                },
                Rep::F64,
            ) => {
                self.emit(Op::U64ToF, d, s, 0, 0);
            }
            (Rep::Int { .. }, Rep::F64) => {
                self.emit(Op::I64ToF, d, s, 0, 0);
            }
            (
                Rep::Int {
                    bytes: 8,
                    signed: false,
                },
                Rep::F32,
            ) => {
                self.emit(Op::U64ToF32, d, s, 0, 0);
            }
            (Rep::Int { .. }, Rep::F32) => {
                self.emit(Op::I64ToF32, d, s, 0, 0);
            }
            (Rep::F32, Rep::Int { .. }) => {
                self.emit(Op::F32ToF, d, s, 0, 0);
                self.convert_num(d, d, Rep::F64, to);
            }
            (Rep::F64, Rep::Int { bytes, signed }) => {
                let wide_unsigned = bytes == 8 && !signed;
                self.emit(
                    if wide_unsigned {
                        Op::FToU64
                    } else {
                        Op::FToI64
                    },
                    d,
                    s,
                    0,
                    0,
                );
                // Narrower signed results, and those of less than 32 bits, come from the 32-bit
                // instruction, which answers its minimum to what does not fit.
                if bytes < 4 || bytes == 4 && signed {
                    let m = self.mark();
                    let t = self.alloc(1);
                    let fits = self.new_label();
                    self.emit(Op::Sext32, t, d, 0, 0);
                    self.jump_op(Op::Jeq, d, t, 0, fits);
                    self.load_int(d, i64::from(i32::MIN));
                    self.place_label(fits);
                    self.release(m);
                }
                if bytes < 8 {
                    self.normalise(d, d, bytes, signed);
                }
            }
            (Rep::F32, Rep::F64) => {
                self.emit(Op::F32ToF, d, s, 0, 0);
            }
            (Rep::F64, Rep::F32) => {
                self.emit(Op::FToF32, d, s, 0, 0);
            }
            (Rep::C64, Rep::C128) => {
                self.emit(Op::C64ToC128, d, s, 0, 0);
            }
            (Rep::C128, Rep::C64) => {
                self.emit(Op::C128ToC64, d, s, 0, 0);
            }
            (Rep::C128, Rep::C128) => self.mov(d, s, 2),
            _ => self.mov(d, s, 1),
        }
    }

    /// Brings a 64-bit result into the range of a smaller integer.
    pub(crate) fn normalise(&mut self, d: Slot, s: Slot, bytes: u8, signed: bool) {
        let op = match (bytes, signed) {
            (1, true) => Op::Sext8,
            (2, true) => Op::Sext16,
            (4, true) => Op::Sext32,
            (1, false) => Op::Zext8,
            (2, false) => Op::Zext16,
            (4, false) => Op::Zext32,
            _ => {
                self.mov(d, s, 1);
                return;
            }
        };
        self.emit(op, d, s, 0, 0);
    }
}

fn is_untyped(b: Basic) -> bool {
    matches!(
        b,
        Basic::UntypedBool
            | Basic::UntypedInt
            | Basic::UntypedRune
            | Basic::UntypedFloat
            | Basic::UntypedComplex
            | Basic::UntypedString
            | Basic::UntypedNil
    )
}
