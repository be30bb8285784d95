//! Values between slots and memory, allocation of typed blocks, slices and strings: the slower
//! operations of the interpreter, one function each.

use bytecode::{Instr, Kind, Program, TypeIdx, ZERO_BASE};

use crate::heap::content;
use crate::trap::{Res, Trap, at};
use crate::value::{Repr, TypeInfo, Window, slot};
use crate::vm::Vm;
use base::sizeclass::{next_cap, round_up};

/// Requests above this are not even tried, as in Go.
const MAX_ALLOC: u128 = 1 << 48;

impl Vm {
    pub(crate) fn info(&self, ty: TypeIdx) -> &TypeInfo {
        // An index that does not exist is a defect of the image; the last type stands in.
        self.types.get(ty.0 as usize).unwrap_or(&self.no_type)
    }

    /// Loads the value of type `ty` at `addr` into `w[a..]`. Indirect ones stay where they are.
    #[inline]
    pub(crate) fn load_value(&self, ty: TypeIdx, addr: u64, w: &mut Window, a: u8) -> Res {
        let v = match self.info(ty).repr {
            Repr::Word => at(self.mem.word(addr), addr)?,
            Repr::Empty => return Ok(()),
            Repr::U8 => u64::from(u8::from_le_bytes(at(self.mem.load(addr), addr)?)),
            Repr::I8 => i64::from(i8::from_le_bytes(at(self.mem.load(addr), addr)?)) as u64,
            Repr::U16 => u64::from(u16::from_le_bytes(at(self.mem.load(addr), addr)?)),
            Repr::I16 => i64::from(i16::from_le_bytes(at(self.mem.load(addr), addr)?)) as u64,
            Repr::U32 => u64::from(u32::from_le_bytes(at(self.mem.load(addr), addr)?)),
            Repr::I32 => i64::from(i32::from_le_bytes(at(self.mem.load(addr), addr)?)) as u64,
            Repr::Indirect => addr,
            Repr::Words(n) => {
                for k in 0..n {
                    let p = addr.wrapping_add(u64::from(k) * 8);
                    w[slot(a, k)] = at(self.mem.word(p), p)?;
                }
                return Ok(());
            }
            Repr::Image(size) => {
                return self.load_image(addr, u64::from(size), w, a);
            }
        };
        w[a as usize] = v;
        Ok(())
    }

    pub(crate) fn load_image(&self, addr: u64, size: u64, w: &mut Window, a: u8) -> Res {
        let bytes = at(self.mem.slice(addr, size), addr)?;
        for (k, chunk) in bytes.chunks(8).enumerate() {
            let mut word = [0; 8];
            for (to, from) in word.iter_mut().zip(chunk) {
                *to = *from;
            }
            w[slot(a, k as u8)] = u64::from_le_bytes(word);
        }
        Ok(())
    }

    pub(crate) fn store_image(&mut self, addr: u64, size: u64, w: &Window, a: u8) -> Res {
        let bytes = at(self.mem.slice_mut(addr, size), addr)?;
        for (k, chunk) in bytes.chunks_mut(8).enumerate() {
            let word = w[slot(a, k as u8)].to_le_bytes();
            for (to, from) in chunk.iter_mut().zip(word) {
                *to = from;
            }
        }
        Ok(())
    }

    /// Stores the value of type `ty` in `w[a..]` at `addr`.
    #[inline]
    pub(crate) fn store_value(&mut self, ty: TypeIdx, addr: u64, w: &Window, a: u8) -> Res {
        let v = w[a as usize];
        let done = match self.info(ty).repr {
            Repr::Word => self.mem.set_word(addr, v),
            Repr::Empty => Some(()),
            Repr::U8 | Repr::I8 => self.mem.store(addr, (v as u8).to_le_bytes()),
            Repr::U16 | Repr::I16 => self.mem.store(addr, (v as u16).to_le_bytes()),
            Repr::U32 | Repr::I32 => self.mem.store(addr, (v as u32).to_le_bytes()),
            Repr::Indirect => {
                let size = self.info(ty).size;
                if self.mem.slice(v, size).is_none() {
                    return Err(Trap::Fault(v));
                }
                self.saw_read(v, size);
                self.mem.copy(addr, v, size)
            }
            Repr::Words(n) => {
                for k in 0..n {
                    let p = addr.wrapping_add(u64::from(k) * 8);
                    at(self.mem.set_word(p, w[slot(a, k)]), p)?;
                }
                Some(())
            }
            Repr::Image(size) => return self.store_image(addr, u64::from(size), w, a),
        };
        at(done, addr)
    }

    /// A zeroed block for one value of type `ty`.
    #[inline]
    pub(crate) fn new_object(&mut self, ty: TypeIdx) -> Res<u64> {
        let info = self.info(ty);
        let (size, pointers, what) = (info.size, info.has_pointers, info.content(ty));
        if size == 0 {
            return Ok(ZERO_BASE);
        }
        Ok(self.heap.alloc(&mut self.mem, size, what, !pointers)?)
    }

    /// A zeroed block for an array of `bytes` bytes of type `ty`.
    pub(crate) fn new_array(&mut self, ty: TypeIdx, bytes: u64) -> Res<u64> {
        if bytes == 0 {
            return Ok(ZERO_BASE);
        }
        let info = self.info(ty);
        let pointers = info.has_pointers;
        let what = info.content(ty) | content::ARRAY;
        Ok(self.heap.alloc(&mut self.mem, bytes, what, !pointers)?)
    }

    pub(crate) fn new_bytes(&mut self, len: u64) -> Res<u64> {
        if len == 0 {
            return Ok(ZERO_BASE);
        }
        Ok(self.heap.alloc(&mut self.mem, len, content::NOSCAN, true)?)
    }

    /// A new string.
    pub(crate) fn new_string(&mut self, s: &[u8]) -> Res<(u64, u64)> {
        if s.is_empty() {
            return Ok((0, 0));
        }
        let p = self.new_bytes(s.len() as u64)?;
        self.heap.stats.copied += s.len() as u64;
        if let Some(to) = self.mem.slice_mut(p, s.len() as u64) {
            to.copy_from_slice(s);
        }
        Ok((p, s.len() as u64))
    }

    pub(crate) fn make_slice(&mut self, ty: TypeIdx, len: u64, cap: u64) -> Res<u64> {
        let size = self.info(ty).size;
        let bytes = |n: u64| u128::from(size) * u128::from(n);
        if (len as i64) < 0 || bytes(len) > MAX_ALLOC {
            return Err(Trap::Error("makeslice: len out of range".into()));
        }
        if (cap as i64) < 0 || bytes(cap) > MAX_ALLOC || len > cap {
            return Err(Trap::Error("makeslice: cap out of range".into()));
        }
        self.new_array(ty, size * cap)
    }

    /// A backing array for at least `need` elements with the first `len` copied from `ptr`;
    /// returns it with its capacity.
    pub(crate) fn grow_slice(
        &mut self,
        ty: TypeIdx,
        ptr: u64,
        len: u64,
        cap: u64,
        need: u64,
    ) -> Res<(u64, u64)> {
        let info = self.info(ty);
        let (size, noscan) = (info.size, !info.has_pointers);
        if (need as i64) < 0 {
            return Err(Trap::Error("growslice: len out of range".into()));
        }
        if size == 0 {
            return Ok((ZERO_BASE, need));
        }
        let want = next_cap(need as i64, cap as i64) as u64;
        let bytes = u128::from(want) * u128::from(size);
        if bytes > MAX_ALLOC {
            return Err(Trap::Error("growslice: len out of range".into()));
        }
        let bytes = round_up(bytes as u64, noscan);
        let new = self.new_array(ty, bytes)?;
        at(self.mem.copy(new, ptr, len * size), ptr)?;
        self.heap.stats.copied += len * size;
        self.saw_read(ptr, len * size);
        Ok((new, bytes / size))
    }

    pub(crate) fn append_value(&mut self, w: &mut Window, i: Instr) -> Res {
        let ty = TypeIdx(i.imm as u32);
        let (mut ptr, len, mut cap) = (w[i.b as usize], w[slot(i.b, 1)], w[slot(i.b, 2)]);
        if len >= cap {
            (ptr, cap) = self.grow_slice(ty, ptr, len, cap, len + 1)?;
        }
        let size = self.info(ty).size;
        self.store_value(ty, ptr + len * size, w, i.c)?;
        self.saw_write(ptr + len * size, size);
        w[i.a as usize] = ptr;
        w[slot(i.a, 1)] = len + 1;
        w[slot(i.a, 2)] = cap;
        Ok(())
    }

    pub(crate) fn append_slice(&mut self, w: &mut Window, i: Instr) -> Res {
        let ty = TypeIdx(i.imm as u32);
        let size = self.info(ty).size;
        let (mut ptr, len, mut cap) = (w[i.b as usize], w[slot(i.b, 1)], w[slot(i.b, 2)]);
        let (src, n) = (w[i.c as usize], w[slot(i.c, 1)]);
        let need = len.wrapping_add(n);
        if need > cap || (need as i64) < 0 {
            (ptr, cap) = self.grow_slice(ty, ptr, len, cap, need)?;
        }
        at(self.mem.copy(ptr + len * size, src, n * size), src)?;
        self.heap.stats.copied += n * size;
        self.saw_read(src, n * size);
        self.saw_write(ptr + len * size, n * size);
        w[i.a as usize] = ptr;
        w[slot(i.a, 1)] = need;
        w[slot(i.a, 2)] = cap;
        Ok(())
    }

    pub(crate) fn lengthen(&mut self, w: &mut Window, i: Instr) -> Res {
        let ty = TypeIdx(i.imm as u32);
        let size = self.info(ty).size;
        let (mut ptr, len, mut cap) = (w[i.b as usize], w[slot(i.b, 1)], w[slot(i.b, 2)]);
        let n = w[i.c as usize];
        let need = len.wrapping_add(n);
        if need > cap || (need as i64) < 0 {
            (ptr, cap) = self.grow_slice(ty, ptr, len, cap, need)?;
        } else {
            at(self.mem.zero(ptr + len * size, n * size), ptr)?;
            self.saw_write(ptr + len * size, n * size);
        }
        w[i.a as usize] = ptr;
        w[slot(i.a, 1)] = need;
        w[slot(i.a, 2)] = cap;
        Ok(())
    }

    pub(crate) fn slice_op(&mut self, w: &mut Window, i: Instr) -> Res {
        let flags = i.imm as u32;
        let kind = flags >> 3 & 3;
        let size = u64::from(flags >> 8);
        let ptr = w[i.b as usize];
        let len = w[slot(i.b, 1)];
        let cap = if kind == 1 { len } else { w[slot(i.b, 2)] };
        if kind == 2 && ptr == 0 {
            return Err(Trap::Fault(0));
        }
        let lo = if flags & 1 != 0 { w[i.c as usize] } else { 0 };
        let hi = if flags & 2 != 0 { w[slot(i.c, 1)] } else { len };
        let what = if kind == 0 { "capacity" } else { "length" };
        let unsigned = |bound: u32| flags >> (5 + bound) & 1 == 1;
        let max = if flags & 4 != 0 {
            let max = w[slot(i.c, 2)];
            if max > cap {
                return Err(bounds("::", max, unsigned(2), what, cap));
            }
            if hi > max {
                return Err(bounds2(":", hi, unsigned(1), ":", max, ""));
            }
            if lo > hi {
                return Err(bounds2("", lo, unsigned(0), ":", hi, ":"));
            }
            max
        } else {
            if hi > cap {
                return Err(bounds(":", hi, unsigned(1), what, cap));
            }
            if lo > hi {
                return Err(bounds2("", lo, unsigned(0), ":", hi, ""));
            }
            cap
        };
        let new_cap = max - lo;
        let limit = if kind == 1 { hi - lo } else { new_cap };
        w[i.a as usize] = if limit == 0 { ptr } else { ptr + lo * size };
        w[slot(i.a, 1)] = hi - lo;
        if kind != 1 {
            w[slot(i.a, 2)] = new_cap;
        }
        Ok(())
    }

    pub(crate) fn copy_slice(&mut self, w: &mut Window, i: Instr) -> Res {
        let n = w[slot(i.b, 1)].min(w[slot(i.c, 1)]);
        let (dst, src) = (w[i.b as usize], w[i.c as usize]);
        let bytes = n * i.imm as u32 as u64;
        at(self.mem.copy(dst, src, bytes), dst)?;
        self.heap.stats.copied += bytes;
        self.saw_read(src, bytes);
        self.saw_write(dst, bytes);
        w[i.a as usize] = n;
        Ok(())
    }

    pub(crate) fn closure(&mut self, w: &mut Window, i: Instr) -> Res {
        let size = (u64::from(i.c) + 1) * 8;
        let p = self
            .heap
            .alloc(&mut self.mem, size, content::CLOSURE, false)?;
        at(self.mem.set_word(p, i.imm as u32 as u64), p)?;
        for k in 0..i.c {
            let q = p + (u64::from(k) + 1) * 8;
            at(self.mem.set_word(q, w[slot(i.b, k)]), q)?;
        }
        w[i.a as usize] = p;
        Ok(())
    }

    /// The data word of an interface that holds `w[b..]` of type `ty`.
    pub(crate) fn box_value(&mut self, ty: TypeIdx, w: &Window, b: u8) -> Res<u64> {
        let info = self.info(ty);
        let v = w[b as usize];
        if info.size == 0 {
            return Ok(ZERO_BASE);
        }
        let small = matches!(
            info.repr,
            Repr::U8 | Repr::I8 | Repr::U16 | Repr::I16 | Repr::U32 | Repr::I32 | Repr::Word
        ) && info.kind != Kind::Struct;
        if small && v < 256 && !info.has_pointers {
            return Ok(crate::heap::SMALL_CELLS + v * 8);
        }
        let p = self.new_object(ty)?;
        self.store_value(ty, p, w, b)?;
        Ok(p)
    }

    pub(crate) fn string(&self, ptr: u64, len: u64) -> Res<&[u8]> {
        at(self.mem.slice(ptr, len), ptr)
    }

    pub(crate) fn concat(&mut self, w: &mut Window, i: Instr) -> Res {
        let mut total = 0u64;
        let mut parts = 0;
        let mut only = (0, 0);
        for k in 0..i.c {
            let b = i.b.wrapping_add(k.wrapping_mul(2));
            let len = w[slot(b, 1)];
            if len > 0 {
                parts += 1;
                only = (w[b as usize], len);
                total = total.saturating_add(len);
            }
        }
        if parts > 1 {
            if u128::from(total) > MAX_ALLOC {
                return Err(Trap::Fatal("string concatenation too long".into()));
            }
            let p = self.new_bytes(total)?;
            let mut to = p;
            for k in 0..i.c {
                let b = i.b.wrapping_add(k.wrapping_mul(2));
                let (src, len) = (w[b as usize], w[slot(b, 1)]);
                at(self.mem.copy(to, src, len), src)?;
                to += len;
            }
            self.heap.stats.copied += total;
            only = (p, total);
        }
        w[i.a as usize] = only.0;
        w[slot(i.a, 1)] = only.1;
        Ok(())
    }

    pub(crate) fn string_to_bytes(&mut self, w: &mut Window, i: Instr) -> Res {
        let (src, len) = (w[i.b as usize], w[slot(i.b, 1)]);
        let exact = len == 0 || i.imm != 0;
        let cap = if exact { len } else { round_up(len, true) };
        let p = self.new_bytes(cap)?;
        at(self.mem.copy(p, src, len), src)?;
        self.heap.stats.copied += len;
        w[i.a as usize] = p;
        w[slot(i.a, 1)] = len;
        w[slot(i.a, 2)] = cap;
        Ok(())
    }

    pub(crate) fn bytes_to_string(&mut self, w: &mut Window, i: Instr) -> Res {
        let (src, len) = (w[i.b as usize], w[slot(i.b, 1)]);
        let p = if len == 0 { 0 } else { self.new_bytes(len)? };
        at(self.mem.copy(p, src, len), src)?;
        self.heap.stats.copied += len;
        self.saw_read(src, len);
        w[i.a as usize] = p;
        w[slot(i.a, 1)] = len;
        Ok(())
    }

    pub(crate) fn string_to_runes(&mut self, w: &mut Window, i: Instr) -> Res {
        let s = self.string(w[i.b as usize], w[slot(i.b, 1)])?;
        let mut runes = Vec::new();
        let mut rest = s;
        while !rest.is_empty() {
            let (r, n) = decode_rune(rest);
            runes.extend_from_slice(&r.to_le_bytes());
            rest = rest.get(n..).unwrap_or(&[]);
        }
        let cap = if runes.is_empty() {
            0
        } else {
            round_up(runes.len() as u64, true)
        };
        let p = self.new_bytes(cap)?;
        if let Some(to) = self.mem.slice_mut(p, runes.len() as u64) {
            to.copy_from_slice(&runes);
        }
        w[i.a as usize] = p;
        w[slot(i.a, 1)] = runes.len() as u64 / 4;
        w[slot(i.a, 2)] = cap / 4;
        Ok(())
    }

    pub(crate) fn runes_to_string(&mut self, w: &mut Window, i: Instr) -> Res {
        let (src, n) = (w[i.b as usize], w[slot(i.b, 1)]);
        self.saw_read(src, n * 4);
        let bytes = at(self.mem.slice(src, n * 4), src)?;
        let mut out = Vec::with_capacity(n as usize);
        for c in bytes.chunks_exact(4) {
            let r = c.iter().rev().fold(0u32, |v, b| v << 8 | u32::from(*b));
            encode_rune(i64::from(r as i32), &mut out);
        }
        (w[i.a as usize], w[slot(i.a, 1)]) = self.new_string(&out)?;
        Ok(())
    }

    pub(crate) fn rune_to_string(&mut self, w: &mut Window, i: Instr) -> Res {
        let mut out = Vec::new();
        encode_rune(w[i.b as usize] as i64, &mut out);
        (w[i.a as usize], w[slot(i.a, 1)]) = self.new_string(&out)?;
        Ok(())
    }

    /// A step of ranging over a string; false at its end.
    pub(crate) fn range_string(&mut self, w: &mut Window, i: Instr) -> Res<bool> {
        let (ptr, len, pos) = (w[i.b as usize], w[slot(i.b, 1)], w[i.c as usize]);
        if pos >= len {
            return Ok(false);
        }
        let at_pos = ptr + pos;
        let [first] = at(self.mem.load::<1>(at_pos), at_pos)?;
        let (r, n) = if first < 0x80 {
            (i32::from(first), 1)
        } else {
            decode_rune(self.string(at_pos, (len - pos).min(4))?)
        };
        w[i.a as usize] = i64::from(r) as u64;
        w[slot(i.a, 1)] = pos + n as u64;
        Ok(true)
    }

    pub(crate) fn compare_strings(
        &self,
        p: u64,
        pl: u64,
        q: u64,
        ql: u64,
    ) -> Res<std::cmp::Ordering> {
        Ok(self.string(p, pl)?.cmp(self.string(q, ql)?))
    }

    #[inline]
    pub(crate) fn strings_equal(&self, p: u64, pl: u64, q: u64, ql: u64) -> Res<bool> {
        if pl != ql {
            return Ok(false);
        }
        if p == q {
            return Ok(true);
        }
        Ok(self.string(p, pl)? == self.string(q, ql)?)
    }

    /// A type's name as messages show it.
    pub(crate) fn type_name<'p>(&self, prog: &'p Program, ty: TypeIdx) -> &'p str {
        prog.ty(ty).map_or("?", |t| t.name.as_str())
    }
}

/// A bound that exceeds what there is; signed numbers past the range of `int` are negative ones.
fn bounds(prefix: &str, v: u64, unsigned: bool, what: &str, cap: u64) -> Trap {
    if !unsigned && (v as i64) < 0 {
        return Trap::Bounds(format!("slice bounds out of range [{prefix}{}]", v as i64));
    }
    Trap::Bounds(format!(
        "slice bounds out of range [{prefix}{v}] with {what} {cap}"
    ))
}

/// A bound that exceeds the next one.
fn bounds2(a: &str, x: u64, unsigned: bool, b: &str, y: u64, c: &str) -> Trap {
    if !unsigned && (x as i64) < 0 {
        return Trap::Bounds(format!("slice bounds out of range [{a}{}{b}{c}]", x as i64));
    }
    Trap::Bounds(format!("slice bounds out of range [{a}{x}{b}{y}{c}]"))
}

const BAD_RUNE: i32 = 0xfffd;

/// The first rune of `s` (not empty) and its length; invalid bytes are U+FFFD of length 1.
pub(crate) fn decode_rune(s: &[u8]) -> (i32, usize) {
    let b = |i: usize| s.get(i).copied().unwrap_or(0);
    let first = b(0);
    let cont = |i: usize| b(i) & 0xc0 == 0x80;
    let low = |i: usize| i32::from(b(i) & 0x3f);
    match first {
        0..=0x7f => (i32::from(first), 1),
        0xc2..=0xdf if cont(1) => ((i32::from(first) & 0x1f) << 6 | low(1), 2),
        0xe0..=0xef if cont(1) && cont(2) => {
            let r = (i32::from(first) & 0xf) << 12 | low(1) << 6 | low(2);
            if r < 0x800 || (0xd800..0xe000).contains(&r) {
                (BAD_RUNE, 1)
            } else {
                (r, 3)
            }
        }
        0xf0..=0xf4 if cont(1) && cont(2) && cont(3) => {
            let r = (i32::from(first) & 7) << 18 | low(1) << 12 | low(2) << 6 | low(3);
            if (0x10000..0x11_0000).contains(&r) {
                (r, 4)
            } else {
                (BAD_RUNE, 1)
            }
        }
        _ => (BAD_RUNE, 1),
    }
}

pub(crate) fn encode_rune(r: i64, out: &mut Vec<u8>) {
    let c = u32::try_from(r)
        .ok()
        .and_then(char::from_u32)
        .unwrap_or('\u{fffd}');
    out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runes() {
        for c in ['a', 'é', '€', '😀', '\u{10ffff}'] {
            let mut b = Vec::new();
            encode_rune(c as i64, &mut b);
            assert_eq!(decode_rune(&b), (c as i32, c.len_utf8()));
        }
        for bad in [
            &[0x80u8][..],
            &[0xc0, 0x80],
            &[0xed, 0xa0, 0x80],
            &[0xe2, 0x82],
            &[0xf5, 0x80, 0x80, 0x80],
        ] {
            assert_eq!(decode_rune(bad), (BAD_RUNE, 1));
        }
        let mut b = Vec::new();
        encode_rune(-1, &mut b);
        assert_eq!(b, "\u{fffd}".as_bytes());
    }
}
