//! Equality and hashing of values by type, and what interfaces need: methods and assertions.

use bytecode::{Instr, Kind, MethodId, Program, TypeIdx};

use crate::event::mix;
use crate::heap::content;
use crate::interp::{BOUND, FuncInfo, MethodEntry, method_line};
use crate::trap::{Res, Trap, at};
use crate::value::{Repr, Window, image};
use crate::vm::Vm;

/// Interfaces inside values inside interfaces: this deep and no deeper.
const DEPTH: u32 = 400;

fn word(b: &[u8]) -> u64 {
    b.iter()
        .take(8)
        .rev()
        .fold(0, |w, x| w << 8 | u64::from(*x))
}

fn part(b: &[u8], from: u64, len: u64) -> &[u8] {
    b.get(from as usize..from.saturating_add(len) as usize)
        .unwrap_or(&[])
}

impl Vm {
    /// `==` of interface values.
    pub(crate) fn iface_equal(
        &self,
        prog: &Program,
        x: (u64, u64),
        y: (u64, u64),
        depth: u32,
    ) -> Res<bool> {
        if x.0 != y.0 {
            return Ok(false);
        }
        if x.0 == 0 {
            return Ok(true);
        }
        let Some(ty) = prog.type_at(x.0) else {
            return Err(Trap::Fault(x.0));
        };
        let Some(t) = prog.ty(ty) else {
            return Err(Trap::Fault(x.0));
        };
        if !t.comparable {
            return Err(Trap::Error(format!(
                "comparing uncomparable type {}",
                t.name
            )));
        }
        if t.pointer_shaped || x.1 == y.1 && self.info(ty).plain {
            return Ok(x.1 == y.1);
        }
        let a = at(self.mem.slice(x.1, t.size), x.1)?;
        let b = at(self.mem.slice(y.1, t.size), y.1)?;
        self.bytes_equal(prog, ty, a, b, depth + 1)
    }

    /// `==` of two values of type `ty` in memory form.
    pub(crate) fn bytes_equal(
        &self,
        prog: &Program,
        ty: TypeIdx,
        a: &[u8],
        b: &[u8],
        depth: u32,
    ) -> Res<bool> {
        if depth > DEPTH {
            return Err(Trap::Fatal("stack overflow".into()));
        }
        let info = self.info(ty);
        if info.plain {
            return Ok(part(a, 0, info.size) == part(b, 0, info.size));
        }
        let Some(t) = prog.ty(ty) else {
            return Ok(false);
        };
        Ok(match t.kind {
            Kind::Float32 => {
                f32::from_bits(word(part(a, 0, 4)) as u32)
                    == f32::from_bits(word(part(b, 0, 4)) as u32)
            }
            Kind::Float64 => f64::from_bits(word(a)) == f64::from_bits(word(b)),
            Kind::Complex64 => (0..2).all(|k| {
                f32::from_bits(word(part(a, k * 4, 4)) as u32)
                    == f32::from_bits(word(part(b, k * 4, 4)) as u32)
            }),
            Kind::Complex128 => (0..2).all(|k| {
                f64::from_bits(word(part(a, k * 8, 8))) == f64::from_bits(word(part(b, k * 8, 8)))
            }),
            Kind::String => {
                self.strings_equal(word(a), word(part(a, 8, 8)), word(b), word(part(b, 8, 8)))?
            }
            Kind::Interface => self.iface_equal(
                prog,
                (word(a), word(part(a, 8, 8))),
                (word(b), word(part(b, 8, 8))),
                depth + 1,
            )?,
            Kind::Array => {
                let Some(elem) = t.elem else {
                    return Ok(false);
                };
                let size = self.info(elem).size;
                for k in 0..t.len as u64 {
                    let (x, y) = (part(a, k * size, size), part(b, k * size, size));
                    if !self.bytes_equal(prog, elem, x, y, depth + 1)? {
                        return Ok(false);
                    }
                }
                true
            }
            Kind::Struct => {
                for f in t.fields.iter().filter(|f| f.name != "_") {
                    let size = self.info(f.ty).size;
                    let (x, y) = (part(a, f.offset, size), part(b, f.offset, size));
                    if !self.bytes_equal(prog, f.ty, x, y, depth + 1)? {
                        return Ok(false);
                    }
                }
                true
            }
            _ => part(a, 0, t.size) == part(b, 0, t.size),
        })
    }

    /// `==` of two values in register form.
    pub(crate) fn values_equal(
        &self,
        prog: &Program,
        ty: TypeIdx,
        w: &Window,
        b: u8,
        c: u8,
    ) -> Res<bool> {
        let info = self.info(ty);
        if info.plain && info.slots == 1 && info.repr != Repr::Indirect {
            return Ok(w[b as usize] == w[c as usize]);
        }
        let (mut x, mut y) = (Vec::new(), Vec::new());
        self.memory_image(ty, w, b, &mut x)?;
        self.memory_image(ty, w, c, &mut y)?;
        self.bytes_equal(prog, ty, &x, &y, 0)
    }

    /// The memory form of a value in register form.
    pub(crate) fn memory_image(&self, ty: TypeIdx, w: &Window, a: u8, out: &mut Vec<u8>) -> Res {
        let info = self.info(ty);
        if info.repr == Repr::Indirect {
            let p = w[a as usize];
            out.clear();
            out.extend_from_slice(at(self.mem.slice(p, info.size), p)?);
        } else {
            image(w.get(a as usize..).unwrap_or(&[]), info.size as usize, out);
        }
        Ok(())
    }

    /// A hash of a value in memory form, folded into `h`.
    pub(crate) fn hash_bytes(
        &mut self,
        prog: &Program,
        ty: TypeIdx,
        bytes: &[u8],
        h: u64,
        depth: u32,
    ) -> Res<u64> {
        if depth > DEPTH {
            return Err(Trap::Fatal("stack overflow".into()));
        }
        let Some(t) = prog.ty(ty) else {
            return Ok(h);
        };
        if self.info(ty).plain {
            return Ok(hash_plain(part(bytes, 0, t.size), h));
        }
        let float = |vm: &mut Vm, v: f64, h: u64| {
            if v == 0.0 {
                mix(h, 1)
            } else if v.is_nan() {
                // Never equal to anything: anywhere will do.
                Vm::draw(&mut vm.rng_map)
            } else {
                mix(h, v.to_bits())
            }
        };
        let f32_at = |k: u64| f64::from(f32::from_bits(word(part(bytes, k, 4)) as u32));
        let f64_at = |k: u64| f64::from_bits(word(part(bytes, k, 8)));
        Ok(match t.kind {
            Kind::Float32 => float(self, f32_at(0), h),
            Kind::Float64 => float(self, f64_at(0), h),
            Kind::Complex64 => {
                let h = float(self, f32_at(0), h);
                float(self, f32_at(4), h)
            }
            Kind::Complex128 => {
                let h = float(self, f64_at(0), h);
                float(self, f64_at(8), h)
            }
            Kind::String => {
                let (p, n) = (word(bytes), word(part(bytes, 8, 8)));
                hash_plain(self.string(p, n)?, h)
            }
            Kind::Interface => {
                let (t, d) = (word(bytes), word(part(bytes, 8, 8)));
                self.hash_iface(prog, t, d, h, depth)?
            }
            Kind::Array => {
                let mut h = h;
                if let Some(elem) = t.elem {
                    let size = self.info(elem).size;
                    for k in 0..t.len as u64 {
                        h =
                            self.hash_bytes(prog, elem, part(bytes, k * size, size), h, depth + 1)?;
                    }
                }
                h
            }
            Kind::Struct => {
                let mut h = h;
                for f in t.fields.iter().filter(|f| f.name != "_") {
                    let size = self.info(f.ty).size;
                    h = self.hash_bytes(prog, f.ty, part(bytes, f.offset, size), h, depth + 1)?;
                }
                h
            }
            _ => return Err(Trap::Error(format!("hash of unhashable type {}", t.name))),
        })
    }

    fn hash_iface(&mut self, prog: &Program, t: u64, d: u64, h: u64, depth: u32) -> Res<u64> {
        if t == 0 {
            return Ok(mix(h, 0));
        }
        let Some(ty) = prog.type_at(t) else {
            return Err(Trap::Fault(t));
        };
        let Some(rt) = prog.ty(ty) else {
            return Err(Trap::Fault(t));
        };
        if !rt.comparable {
            return Err(Trap::Error(format!("hash of unhashable type {}", rt.name)));
        }
        let h = mix(h, t);
        if rt.pointer_shaped {
            return Ok(mix(h, d));
        }
        let bytes = at(self.mem.slice(d, rt.size), d)?.to_vec();
        self.hash_bytes(prog, ty, &bytes, h, depth + 1)
    }

    // ---- interfaces

    /// The function that implements a method for the dynamic type at `t`; remembered.
    #[inline(never)]
    pub(crate) fn find_method(&mut self, prog: &Program, t: u64, method: u32) -> Res<MethodEntry> {
        if t == 0 {
            return Err(Trap::Fault(0));
        }
        let id = self.method_func(prog, t, method)?;
        let entry = self.funcs.get(id as usize).map_or(u32::MAX, |f| f.entry);
        let found = MethodEntry {
            ty: t,
            method,
            entry,
        };
        if let Some(line) = self.methods.get_mut(method_line(t, method)) {
            *line = found;
        }
        Ok(found)
    }

    fn method_func(&self, prog: &Program, t: u64, method: u32) -> Res<u32> {
        prog.type_at(t)
            .and_then(|ty| prog.ty(ty))
            .and_then(|rt| rt.methods.iter().find(|m| m.id == MethodId(method)))
            .and_then(|m| m.func)
            .map(|f| f.0)
            .ok_or(Trap::Internal("method not linked"))
    }

    /// Whether the dynamic type at `t` has all methods of `iface`; false for nil.
    pub(crate) fn implements(&mut self, prog: &Program, t: u64, iface: TypeIdx) -> bool {
        let Some(ty) = prog.type_at(t) else {
            return false;
        };
        let key = u64::from(ty.0) << 32 | u64::from(iface.0);
        if let Some(known) = self.implements_cache.get(&key) {
            return *known != 0;
        }
        let answer = self.missing_method(prog, ty, iface).is_none();
        self.implements_cache.insert(key, u64::from(answer));
        answer
    }

    /// The type of a method, from the descriptors; 0 if unknown.
    fn method_type(&self, prog: &Program, ty: TypeIdx, id: MethodId, iface: bool) -> u64 {
        let base = prog.type_addr(ty);
        let (list, stride, id_at) = if iface { (88, 32, 24) } else { (104, 48, 40) };
        let at = |p: u64| self.mem.word(p).unwrap_or(0);
        let (list, count) = (at(base + list), at(base + list + 8));
        (0..count.min(100_000))
            .map(|k| list + k * stride)
            .find(|e| at(e + id_at) == u64::from(id.0))
            .map_or(0, |e| at(e + 16))
    }

    fn missing_method<'p>(
        &self,
        prog: &'p Program,
        ty: TypeIdx,
        iface: TypeIdx,
    ) -> Option<&'p str> {
        let have = &prog.ty(ty)?.methods;
        prog.ty(iface)?
            .methods
            .iter()
            .find(|m| {
                !have.iter().any(|h| h.id == m.id) || {
                    // Same name: the signatures must agree too.
                    let want = self.method_type(prog, iface, m.id, true);
                    let got = self.method_type(prog, ty, m.id, false);
                    want != 0 && got != 0 && want != got
                }
            })
            .map(|m| m.name.as_str())
    }

    /// The panic of a failed assertion of dynamic type `t` in an interface of type `from`.
    #[cold]
    pub(crate) fn assert_fail(
        &mut self,
        prog: &Program,
        t: u64,
        from: TypeIdx,
        target: TypeIdx,
    ) -> Trap {
        let want = self.type_name(prog, target);
        let to_iface = prog.ty(target).is_some_and(|t| t.kind == Kind::Interface);
        let from_name = match prog.ty(from) {
            Some(f) if f.kind == Kind::Interface => f.name.as_str(),
            _ => "interface",
        };
        let Some(ty) = prog.type_at(t) else {
            return Trap::Assert(if to_iface {
                format!("interface conversion: interface is nil, not {want}")
            } else {
                format!("interface conversion: {from_name} is nil, not {want}")
            });
        };
        let have = self.type_name(prog, ty);
        if to_iface {
            let missing = self.missing_method(prog, ty, target).unwrap_or("?");
            return Trap::Assert(format!(
                "interface conversion: {have} is not {want}: missing method {missing}"
            ));
        }
        let mut text = format!("interface conversion: {from_name} is {have}, not {want}");
        if have == want {
            text.push_str(
                match self.package_of(t) == self.package_of(prog.type_addr(target)) {
                    true => " (types from different scopes)",
                    false => " (types from different packages)",
                },
            );
        }
        Trap::Assert(text)
    }

    /// The path of the package that a type is of, or the hidden names in it.
    fn package_of(&self, descriptor: u64) -> Option<&[u8]> {
        let at = descriptor + bytecode::descriptor::PACKAGE;
        let (start, len) = (self.mem.word(at)?, self.mem.word(at + 8)?);
        match len {
            0 => Some(&[]),
            _ => self.mem.slice(start, len),
        }
    }

    /// A funcval bound to the method of an interface value.
    pub(crate) fn bind(&mut self, prog: &Program, w: &Window, i: Instr) -> Res<u64> {
        let t = w[i.b as usize];
        if t == 0 {
            return Err(Trap::Fault(0));
        }
        let id = self.method_func(prog, t, i.imm as u32)?;
        let p = self
            .heap
            .alloc(&mut self.mem, 16, content::CLOSURE, false)?;
        self.mem.set_word(p, u64::from(id) | BOUND);
        self.mem.set_word(p + 8, w[i.b.wrapping_add(1) as usize]);
        Ok(p)
    }

    pub(crate) fn func_of(&self, funcval: u64) -> Option<(u64, FuncInfo)> {
        let id = self.mem.word(funcval)?;
        let f = self.funcs.get((id & !BOUND) as usize)?;
        Some((id, *f))
    }
}

/// A hash of bytes.
pub(crate) fn hash_plain(bytes: &[u8], mut h: u64) -> u64 {
    let mut chunks = bytes.chunks_exact(8);
    for c in &mut chunks {
        h = mix(h, word(c));
    }
    let rest = chunks.remainder();
    mix(h ^ (bytes.len() as u64) << 56, word(rest))
}
