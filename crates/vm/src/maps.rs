//! Go maps in Go's memory.
//!
//! A header of 48 bytes; a dense array of entries in order of insertion, each with a sequence
//! number; from 8 entries on an open-addressing index from hashes to positions. Deleting marks
//! the entry; a full array is copied without the dead ones, into twice the room if more than
//! half are alive. An iterator starts at a random entry and goes round once in order of sequence
//! numbers, which survive copying.

use bytecode::{Instr, Op, Program, TypeIdx};

use crate::eq::hash_plain;
use crate::event::mix;
use crate::heap::content;
use crate::trap::{Res, Trap, at};
use crate::value::{Repr, TypeInfo, Window, slot};
use crate::vm::Vm;

/// Offsets in the header.
pub(crate) const TYPE: u64 = 8;
/// The top bit is a mark (see `overlap`).
pub(crate) const LOG2: u64 = 12;
pub(crate) const INDEX: u64 = 16;
pub(crate) const ENTRIES: u64 = 24;
pub(crate) const USED: u64 = 32;
const CAP: u64 = 36;
const NEXT_SEQ: u64 = 40;
const HEADER: u64 = 48;

/// Offsets in an iterator.
pub(crate) const IT_MAP: u64 = 0;
const IT_ENTRIES: u64 = 8;
const IT_POS: u64 = 16;
const IT_START: u64 = 24;
const IT_FROM: u64 = 32;
const IT_LIMIT: u64 = 40;
const IT_SIZE: u64 = 48;

/// In an entry's sequence number: deleted. In an iterator's limit: second leg.
pub(crate) const DEAD: u64 = 1 << 63;
/// Maps up to this many entries are searched one by one.
const SMALL: u64 = 8;

/// Slots of key and map where an operation's operands come from memory; the element is at 0.
const KEY: u8 = 128;
const MAP: u8 = 255;

fn map_instr(op: Op, ty: TypeIdx) -> Instr {
    Instr {
        op,
        a: 0,
        b: MAP,
        c: KEY,
        imm: ty.0 as i32,
    }
}

/// How keys of a map type are hashed and compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum KeyKind {
    /// One slot whose bits decide, 8 bytes in memory.
    Word,
    /// One slot whose bits decide, fewer bytes in memory.
    Scalar,
    Str,
    #[default]
    Other,
}

/// Layout of a map type's entries: sequence number, key, element.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct MapInfo {
    pub(crate) key: u32,
    pub(crate) elem: u32,
    pub(crate) elem_off: u64,
    pub(crate) stride: u64,
    kind: KeyKind,
    elem_word: bool,
    pointers: bool,
}

pub(crate) fn map_infos(p: &Program, types: &[TypeInfo]) -> Vec<MapInfo> {
    (0..p.type_count())
        .filter_map(|i| p.ty(TypeIdx(i)))
        .map(|t| {
            let (Some(key), Some(elem)) = (t.key, t.elem) else {
                return MapInfo::default();
            };
            let (Some(k), Some(e)) = (types.get(key.0 as usize), types.get(elem.0 as usize)) else {
                return MapInfo::default();
            };
            let elem_off = 8 + k.size.next_multiple_of(8);
            let kind = match k.repr {
                Repr::Word if k.plain => KeyKind::Word,
                Repr::U8 | Repr::I8 | Repr::U16 | Repr::I16 | Repr::U32 | Repr::I32 if k.plain => {
                    KeyKind::Scalar
                }
                _ if k.kind == bytecode::Kind::String => KeyKind::Str,
                _ => KeyKind::Other,
            };
            MapInfo {
                key: key.0,
                elem: elem.0,
                elem_off,
                stride: elem_off + e.size.next_multiple_of(8),
                kind,
                elem_word: e.repr == Repr::Word,
                pointers: k.has_pointers || e.has_pointers,
            }
        })
        .collect()
}

impl Vm {
    #[inline]
    pub(crate) fn map_info(&self, ty: u32) -> MapInfo {
        self.map_infos.get(ty as usize).copied().unwrap_or_default()
    }

    pub(crate) fn map_make(&mut self, ty: TypeIdx, hint: u64) -> Res<u64> {
        let m = self
            .heap
            .alloc(&mut self.mem, HEADER, content::MAP, false)?;
        self.mem.set_word32(m + TYPE, ty.0);
        // Whoever hints at more than ever comes is not refused for want of memory.
        let hint = (hint as i64).clamp(0, 1 << 18) as u64;
        if hint > SMALL {
            self.map_rebuild(m, self.map_info(ty.0), hint.next_power_of_two())?;
        }
        Ok(m)
    }

    fn entry_at(&self, m: u64, info: &MapInfo, pos: u64) -> Res<u64> {
        let entries = at(self.mem.word(m + ENTRIES), m)?;
        Ok(entries.wrapping_add(pos.wrapping_mul(info.stride)))
    }

    #[inline]
    fn map_hash(&mut self, prog: &Program, info: &MapInfo, w: &Window, c: u8) -> Res<u64> {
        let seed = self.hash_seed;
        match info.kind {
            KeyKind::Word | KeyKind::Scalar => Ok(mix(seed, w[c as usize])),
            KeyKind::Str => {
                let s = self.string(w[c as usize], w[slot(c, 1)])?;
                Ok(hash_plain(s, seed))
            }
            KeyKind::Other => {
                let mut key = Vec::new();
                self.memory_image(TypeIdx(info.key), w, c, &mut key)?;
                self.hash_bytes(prog, TypeIdx(info.key), &key, seed, 0)
            }
        }
    }

    /// Looks at a key that an empty map need not hash: Go words this panic in its own way.
    fn check_key(&mut self, prog: &Program, info: &MapInfo, w: &Window, c: u8) -> Res {
        if info.kind != KeyKind::Other {
            return Ok(());
        }
        match self.map_hash(prog, info, w, c) {
            Err(Trap::Error(text)) => Err(match text.strip_prefix("hash of unhashable type ") {
                Some(ty) => Trap::Plain(format!("hash of unhashable type: {ty}")),
                None => Trap::Error(text),
            }),
            other => other.map(|_| ()),
        }
    }

    /// Whether the entry at `e` is alive and has the key `w[c..]`.
    #[inline]
    fn key_matches(&self, prog: &Program, info: &MapInfo, e: u64, w: &Window, c: u8) -> Res<bool> {
        match info.kind {
            KeyKind::Word => {
                let pair: [u8; 16] = at(self.mem.load(e), e)?;
                let both = u128::from_le_bytes(pair);
                Ok((both >> 64) as u64 == w[c as usize] && both as u64 & DEAD == 0)
            }
            _ if at(self.mem.word(e), e)? & DEAD != 0 => Ok(false),
            KeyKind::Scalar => {
                let mut k = [0; 256];
                self.load_value(TypeIdx(info.key), e + 8, &mut k, 0)?;
                Ok(k[0] == w[c as usize])
            }
            KeyKind::Str => {
                let (p, n) = (at(self.mem.word(e + 8), e)?, at(self.mem.word(e + 16), e)?);
                self.strings_equal(p, n, w[c as usize], w[slot(c, 1)])
            }
            KeyKind::Other => {
                let ty = TypeIdx(info.key);
                let mut key = Vec::new();
                self.memory_image(ty, w, c, &mut key)?;
                let have = at(self.mem.slice(e + 8, self.info(ty).size), e)?;
                self.bytes_equal(prog, ty, have, &key, 0)
            }
        }
    }

    /// The entry with the key `w[c..]`, with the key's hash.
    #[inline]
    fn map_find(
        &mut self,
        prog: &Program,
        m: u64,
        info: &MapInfo,
        w: &Window,
        c: u8,
    ) -> Res<(Option<u64>, u64)> {
        let index = at(self.mem.word(m + INDEX), m)?;
        if index == 0 {
            // Unhashable keys panic in small maps too.
            let hash = if info.kind == KeyKind::Other {
                self.map_hash(prog, info, w, c)?
            } else {
                0
            };
            let used = u64::from(at(self.mem.word32(m + USED), m)?);
            let entries = at(self.mem.word(m + ENTRIES), m)?;
            for k in 0..used {
                let e = entries + k * info.stride;
                if self.key_matches(prog, info, e, w, c)? {
                    return Ok((Some(e), hash));
                }
            }
            return Ok((None, hash));
        }
        let hash = self.map_hash(prog, info, w, c)?;
        let log2 = at(self.mem.word32(m + LOG2), m)?;
        let entries = at(self.mem.word(m + ENTRIES), m)?;
        let mask = (1u64 << (log2 & 63)) - 1;
        let mut at_slot = hash & mask;
        let tag = (hash >> 32) as u32 & !(mask as u32);
        loop {
            let p = index + at_slot * 4;
            let v = at(self.mem.word32(p), p)?;
            if v == 0 {
                return Ok((None, hash));
            }
            if v & !(mask as u32) == tag {
                let pos = u64::from(v) & mask;
                let e = entries + pos.wrapping_sub(1).wrapping_mul(info.stride);
                if self.key_matches(prog, info, e, w, c)? {
                    return Ok((Some(e), hash));
                }
            }
            at_slot = (at_slot + 1) & mask;
        }
    }

    pub(crate) fn map_get(&mut self, prog: &Program, w: &mut Window, i: Instr, ok: bool) -> Res {
        let m = w[i.b as usize];
        let info = self.map_info(i.imm as u32);
        self.saw_value(TypeIdx(info.key), w[i.c as usize]);
        let elem = TypeIdx(info.elem);
        let found = if m == 0 || at(self.mem.word(m), m)? == 0 {
            self.check_key(prog, &info, w, i.c)?;
            None
        } else {
            self.map_find(prog, m, &info, w, i.c)?.0
        };
        match found {
            Some(e) if info.elem_word => {
                w[i.a as usize] = at(self.mem.word(e + info.elem_off), e)?;
            }
            Some(e) => self.load_value(elem, e + info.elem_off, w, i.a)?,
            None => self.zero_value(elem, w, i.a)?,
        }
        if ok {
            let slots = self.info(elem).slots;
            w[slot(i.a, slots)] = u64::from(found.is_some());
        }
        Ok(())
    }

    pub(crate) fn map_set(&mut self, prog: &Program, w: &Window, i: Instr) -> Res {
        let m = w[i.b as usize];
        if m == 0 {
            return Err(Trap::Plain("assignment to entry in nil map".into()));
        }
        let info = self.map_info(i.imm as u32);
        self.saw_value(TypeIdx(info.key), w[i.c as usize]);
        let elem = TypeIdx(info.elem);
        let (found, mut hash) = self.map_find(prog, m, &info, w, i.c)?;
        if let Some(e) = found {
            if matches!(info.kind, KeyKind::Other | KeyKind::Str) {
                // +0 and -0 are one key, and equal strings may lie in blocks of different sizes:
                // the latest is kept, as in Go.
                self.store_value(TypeIdx(info.key), e + 8, w, i.c)?;
            }
            return self.store_value(elem, e + info.elem_off, w, i.a);
        }
        let (used, cap) = (
            u64::from(at(self.mem.word32(m + USED), m)?),
            u64::from(at(self.mem.word32(m + CAP), m)?),
        );
        let count = at(self.mem.word(m), m)?;
        if used >= cap {
            let want = if cap == 0 {
                SMALL
            } else if count > cap / 2 {
                cap * 2
            } else {
                cap
            };
            if want >= 1 << 30 {
                return Err(Trap::Oom);
            }
            self.map_rebuild_with(prog, m, info, want)?;
        }
        let used = u64::from(at(self.mem.word32(m + USED), m)?);
        let e = self.entry_at(m, &info, used)?;
        let seq = at(self.mem.word(m + NEXT_SEQ), m)?;
        self.store_value(TypeIdx(info.key), e + 8, w, i.c)?;
        self.store_value(elem, e + info.elem_off, w, i.a)?;
        at(self.mem.set_word(e, seq), e)?;
        self.mem.set_word(m + NEXT_SEQ, seq + 1);
        self.mem.set_word32(m + USED, used as u32 + 1);
        self.mem.set_word(m, count + 1);
        if at(self.mem.word(m + INDEX), m)? != 0 {
            if hash == 0 {
                hash = self.map_hash(prog, &info, w, i.c)?;
            }
            self.index_insert(m, hash, used)?;
        }
        Ok(())
    }

    /// Enters position `pos` into the index, which has room.
    fn index_insert(&mut self, m: u64, hash: u64, pos: u64) -> Res {
        let index = at(self.mem.word(m + INDEX), m)?;
        let log2 = at(self.mem.word32(m + LOG2), m)?;
        let mask = (1u64 << (log2 & 63)) - 1;
        let mut s = hash & mask;
        loop {
            let p = index + s * 4;
            if at(self.mem.word32(p), p)? == 0 {
                let tag = (hash >> 32) as u32 & !(mask as u32);
                return at(self.mem.set_word32(p, tag | (pos as u32 + 1)), p);
            }
            s = (s + 1) & mask;
        }
    }

    fn map_rebuild(&mut self, m: u64, info: MapInfo, cap: u64) -> Res {
        let prog = std::sync::Arc::clone(&self.prog);
        self.map_rebuild_with(&prog, m, info, cap)
    }

    /// New room for `cap` entries, with the live ones copied over in order.
    fn map_rebuild_with(&mut self, prog: &Program, m: u64, info: MapInfo, cap: u64) -> Res {
        let what = if info.pointers {
            content::WORDS
        } else {
            content::NOSCAN
        };
        let bytes = cap.saturating_mul(info.stride);
        let entries = self
            .heap
            .alloc(&mut self.mem, bytes, what, !info.pointers)?;
        let mut index = 0;
        let log2 = (cap * 2).trailing_zeros();
        if cap > SMALL {
            index = self.new_bytes(4 << log2)?;
        }
        let old = at(self.mem.word(m + ENTRIES), m)?;
        let used = u64::from(at(self.mem.word32(m + USED), m)?);
        let count = at(self.mem.word(m), m)?;
        // Nothing is visible before this point; nothing can fail for want of memory after it.
        let mut live = 0;
        if used == count {
            at(self.mem.copy(entries, old, used * info.stride), old)?;
            live = used;
        } else {
            for k in 0..used {
                let from = old + k * info.stride;
                if at(self.mem.word(from), from)? & DEAD == 0 {
                    at(
                        self.mem
                            .copy(entries + live * info.stride, from, info.stride),
                        from,
                    )?;
                    live += 1;
                }
            }
        }
        self.mem.set_word(m + ENTRIES, entries);
        self.mem.set_word(m + INDEX, index);
        self.mem.set_word32(m + LOG2, log2);
        self.mem.set_word32(m + USED, live as u32);
        self.mem.set_word32(m + CAP, cap as u32);
        if index == 0 {
            return Ok(());
        }
        let ty = TypeIdx(info.key);
        let size = self.info(ty).size;
        let seed = self.hash_seed;
        for k in 0..live {
            let e = entries + k * info.stride;
            let hash = match info.kind {
                KeyKind::Word => mix(seed, at(self.mem.word(e + 8), e)?),
                KeyKind::Scalar => {
                    let mut v = [0; 256];
                    self.load_value(ty, e + 8, &mut v, 0)?;
                    mix(seed, v[0])
                }
                KeyKind::Str => {
                    let (p, n) = (at(self.mem.word(e + 8), e)?, at(self.mem.word(e + 16), e)?);
                    hash_plain(self.string(p, n)?, seed)
                }
                KeyKind::Other => {
                    let key = at(self.mem.slice(e + 8, size), e)?.to_vec();
                    self.hash_bytes(prog, ty, &key, seed, 0)?
                }
            };
            self.index_insert(m, hash, k)?;
        }
        Ok(())
    }

    pub(crate) fn map_delete(&mut self, prog: &Program, w: &Window, i: Instr) -> Res {
        let m = w[i.b as usize];
        let info = self.map_info(i.imm as u32);
        self.saw_value(TypeIdx(info.key), w[i.c as usize]);
        if m == 0 || at(self.mem.word(m), m)? == 0 {
            self.check_key(prog, &info, w, i.c)?;
            return Ok(());
        }
        let Some(e) = self.map_find(prog, m, &info, w, i.c)?.0 else {
            return Ok(());
        };
        let seq = at(self.mem.word(e), e)?;
        at(self.mem.set_word(e, seq | DEAD), e)?;
        if info.kind != KeyKind::Word || info.pointers {
            // Let go of what it referred to; the index tells dead entries by their mark.
            at(self.mem.zero(e + 8, info.stride - 8), e)?;
        }
        let count = at(self.mem.word(m), m)?.wrapping_sub(1);
        self.mem.set_word(m, count);
        Ok(())
    }

    pub(crate) fn map_clear(&mut self, m: u64) -> Res {
        if m == 0 {
            return Ok(());
        }
        let info = self.map_info(at(self.mem.word32(m + TYPE), m)?);
        let used = u64::from(at(self.mem.word32(m + USED), m)?);
        let entries = at(self.mem.word(m + ENTRIES), m)?;
        at(self.mem.zero(entries, used * info.stride), m)?;
        let index = at(self.mem.word(m + INDEX), m)?;
        if index != 0 {
            let log2 = at(self.mem.word32(m + LOG2), m)?;
            at(self.mem.zero(index, 4 << (log2 & 63)), m)?;
        }
        self.mem.set_word32(m + USED, 0);
        at(self.mem.set_word(m, 0), m)
    }

    // ---- for package reflect, with keys and elements in memory

    /// The layout of a map type given by its descriptor, and a window with the key at slot
    /// `KEY` as the operations above take it.
    fn map_operands(&self, prog: &Program, ty: u64, key: u64) -> Res<(TypeIdx, MapInfo, Window)> {
        let ty = self.type_arg(prog, ty)?;
        let info = self.map_info(ty.0);
        let mut w = [0; 256];
        self.load_value(TypeIdx(info.key), key, &mut w, KEY)?;
        Ok((ty, info, w))
    }

    /// Where the element for the key at `key` lies; 0 if there is none.
    pub(crate) fn map_get_at(&mut self, prog: &Program, ty: u64, m: u64, key: u64) -> Res<u64> {
        let (_, info, w) = self.map_operands(prog, ty, key)?;
        self.saw_map(m, false);
        if m == 0 || at(self.mem.word(m), m)? == 0 {
            self.check_key(prog, &info, &w, KEY)?;
            return Ok(0);
        }
        let found = self.map_find(prog, m, &info, &w, KEY)?.0;
        Ok(found.map_or(0, |e| e + info.elem_off))
    }

    /// Sets the element for the key at `key` to the one at `elem`.
    pub(crate) fn map_set_at(
        &mut self,
        prog: &Program,
        ty: u64,
        m: u64,
        key: u64,
        elem: u64,
    ) -> Res {
        let (ty, info, mut w) = self.map_operands(prog, ty, key)?;
        self.saw_map(m, true);
        w[MAP as usize] = m;
        self.load_value(TypeIdx(info.elem), elem, &mut w, 0)?;
        self.map_set(prog, &w, map_instr(Op::MapSet, ty))
    }

    /// Deletes the entry with the key at `key`.
    pub(crate) fn map_delete_at(&mut self, prog: &Program, ty: u64, m: u64, key: u64) -> Res {
        let (ty, _, mut w) = self.map_operands(prog, ty, key)?;
        self.saw_map(m, true);
        w[MAP as usize] = m;
        self.map_delete(prog, &w, map_instr(Op::MapDelete, ty))
    }

    // ---- iteration

    pub(crate) fn map_iter(&mut self, m: u64) -> Res<u64> {
        let it = self
            .heap
            .alloc(&mut self.mem, IT_SIZE, content::WORDS, false)?;
        if m == 0 {
            return Ok(it);
        }
        let used = u64::from(at(self.mem.word32(m + USED), m)?);
        if used == 0 {
            return Ok(it);
        }
        let info = self.map_info(at(self.mem.word32(m + TYPE), m)?);
        let pos = Vm::draw(&mut self.rng_map) % used;
        let entries = at(self.mem.word(m + ENTRIES), m)?;
        let e = self.entry_at(m, &info, pos)?;
        let start = at(self.mem.word(e), e)? & !DEAD;
        let limit = at(self.mem.word(m + NEXT_SEQ), m)?;
        self.mem.set_word(it + IT_MAP, m);
        self.mem.set_word(it + IT_ENTRIES, entries);
        self.mem.set_word(it + IT_POS, pos);
        self.mem.set_word(it + IT_START, start);
        self.mem.set_word(it + IT_FROM, start);
        self.mem.set_word(it + IT_LIMIT, limit);
        Ok(it)
    }

    /// Addresses of the next key and element.
    pub(crate) fn map_step(&mut self, it: u64) -> Res<Option<(u64, u64)>> {
        let m = at(self.mem.word(it + IT_MAP), it)?;
        if m == 0 {
            return Ok(None);
        }
        self.saw_map(m, false);
        let info = self.map_info(at(self.mem.word32(m + TYPE), m)?);
        let entries = at(self.mem.word(m + ENTRIES), m)?;
        let used = u64::from(at(self.mem.word32(m + USED), m)?);
        let mut pos = at(self.mem.word(it + IT_POS), it)?;
        if at(self.mem.word(it + IT_ENTRIES), it)? != entries {
            // The entries were copied: find the place by sequence number.
            let from = at(self.mem.word(it + IT_FROM), it)?;
            let (mut lo, mut hi) = (0, used);
            while lo < hi {
                let mid = (lo + hi) / 2;
                let e = entries + mid * info.stride;
                if at(self.mem.word(e), e)? & !DEAD < from {
                    lo = mid + 1;
                } else {
                    hi = mid;
                }
            }
            pos = lo;
            self.mem.set_word(it + IT_ENTRIES, entries);
        }
        let start = at(self.mem.word(it + IT_START), it)?;
        let mut limit = at(self.mem.word(it + IT_LIMIT), it)?;
        loop {
            let second = limit & DEAD != 0;
            let end = if second { start } else { limit };
            let seq = if pos < used {
                let e = entries + pos * info.stride;
                at(self.mem.word(e), e)?
            } else {
                u64::MAX
            };
            if pos >= used || seq & !DEAD >= end {
                if second {
                    self.mem.set_word(it + IT_POS, pos);
                    return Ok(None);
                }
                limit |= DEAD;
                self.mem.set_word(it + IT_LIMIT, limit);
                pos = 0;
                continue;
            }
            pos += 1;
            if seq & DEAD != 0 {
                continue;
            }
            self.mem.set_word(it + IT_POS, pos);
            self.mem.set_word(it + IT_FROM, seq + 1);
            let e = entries + (pos - 1) * info.stride;
            return Ok(Some((e + 8, e + info.elem_off)));
        }
    }

    /// `MapNext`; false at the end.
    pub(crate) fn map_next(&mut self, w: &mut Window, i: Instr) -> Res<bool> {
        let it = w[i.b as usize];
        let Some((key, elem)) = self.map_step(it)? else {
            return Ok(false);
        };
        if i.a != 255 {
            let m = at(self.mem.word(it + IT_MAP), it)?;
            let info = self.map_info(at(self.mem.word32(m + TYPE), m)?);
            self.load_value(TypeIdx(info.key), key, w, i.a)?;
            if i.c != i.a {
                self.load_value(TypeIdx(info.elem), elem, w, i.c)?;
            }
        }
        Ok(true)
    }
}
