//! How values of each type move between slots, memory and messages.
//!
//! Slots hold scalars widened to 64 bits and memory images of everything else; memory holds gc's
//! layout. This module knows the conversion for each type, and which words are pointers.

use bytecode::{Kind, Program, RtType, TypeIdx};

use crate::heap::content;

/// How a value of a type sits in slots.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Repr {
    /// No bytes, no slots.
    Empty,
    U8,
    I8,
    U16,
    I16,
    U32,
    I32,
    /// One full word.
    Word,
    /// So many full words.
    Words(u8),
    /// Memory image of a struct whose size is not a multiple of 8, in so many slots.
    Image(u8),
    /// A pointer to the value.
    Indirect,
}

/// What the machine precomputes about a type.
#[derive(Clone, Debug)]
pub(crate) struct TypeInfo {
    pub(crate) repr: Repr,
    pub(crate) slots: u8,
    pub(crate) size: u64,
    pub(crate) has_pointers: bool,
    /// Pointer words known one by one in the type table (else: walk elements and fields).
    pub(crate) flat: bool,
    /// Equality is equality of bytes.
    pub(crate) plain: bool,
    pub(crate) kind: Kind,
}

impl TypeInfo {
    /// Contents number for a block holding one such value.
    pub(crate) fn content(&self, ty: TypeIdx) -> u32 {
        if self.has_pointers {
            ty.0.min(content::ARRAY - 1)
        } else {
            // The type stays known to the inspector; the span says that nothing is scanned.
            ty.0.min(content::ARRAY - 1)
        }
    }
}

pub(crate) fn type_infos(p: &Program) -> Vec<TypeInfo> {
    let all = (0..p.type_count()).map(TypeIdx);
    let mut memo = vec![None; all.len()];
    let mut out = Vec::with_capacity(all.len());
    for (i, t) in all.filter_map(|i| Some((i, p.ty(i)?))) {
        let has_pointers = has_pointers(p, i, &mut memo, 0);
        out.push(TypeInfo {
            repr: repr(t),
            slots: t.slots,
            size: t.size,
            has_pointers,
            flat: t.size <= 1024,
            plain: false,
            kind: t.kind,
        });
    }
    let mut memo = vec![None; out.len()];
    for (i, info) in out.iter_mut().enumerate() {
        info.plain = plain(p, TypeIdx(i as u32), &mut memo, 0);
    }
    out
}

fn repr(t: &RtType) -> Repr {
    if t.size == 0 {
        return Repr::Empty;
    }
    if t.indirect {
        return Repr::Indirect;
    }
    match t.kind {
        Kind::Bool | Kind::Uint8 => Repr::U8,
        Kind::Int8 => Repr::I8,
        Kind::Uint16 => Repr::U16,
        Kind::Int16 => Repr::I16,
        Kind::Uint32 | Kind::Float32 => Repr::U32,
        Kind::Int32 => Repr::I32,
        Kind::Array => Repr::Indirect,
        Kind::Struct if !t.size.is_multiple_of(8) => Repr::Image(t.size.min(255) as u8),
        _ if t.size == 8 => Repr::Word,
        _ => Repr::Words((t.size / 8).min(255) as u8),
    }
}

/// Types nest by value at most this deep before we give up and say "yes, pointers".
const DEPTH: u32 = 200;

fn has_pointers(p: &Program, ty: TypeIdx, memo: &mut [Option<bool>], depth: u32) -> bool {
    let Some(t) = p.ty(ty) else { return true };
    if let Some(Some(known)) = memo.get(ty.0 as usize) {
        return *known;
    }
    if depth > DEPTH {
        return true;
    }
    let answer = match t.kind {
        Kind::Array => t.len > 0 && t.elem.is_none_or(|e| has_pointers(p, e, memo, depth + 1)),
        Kind::Struct => t
            .fields
            .iter()
            .any(|f| has_pointers(p, f.ty, memo, depth + 1)),
        Kind::Chan
        | Kind::Func
        | Kind::Interface
        | Kind::Map
        | Kind::Pointer
        | Kind::Slice
        | Kind::String
        | Kind::UnsafePointer => true,
        _ => false,
    };
    if let Some(m) = memo.get_mut(ty.0 as usize) {
        *m = Some(answer);
    }
    answer
}

/// Whether `==` on values is comparison of all their bytes.
fn plain(p: &Program, ty: TypeIdx, memo: &mut [Option<bool>], depth: u32) -> bool {
    let Some(t) = p.ty(ty) else { return false };
    if let Some(Some(known)) = memo.get(ty.0 as usize) {
        return *known;
    }
    if depth > DEPTH {
        return false;
    }
    let answer = match t.kind {
        Kind::Float32
        | Kind::Float64
        | Kind::Complex64
        | Kind::Complex128
        | Kind::String
        | Kind::Interface
        | Kind::Func
        | Kind::Map
        | Kind::Slice
        | Kind::Invalid => false,
        Kind::Array => t.elem.is_some_and(|e| plain(p, e, memo, depth + 1)),
        Kind::Struct => {
            let mut end = 0;
            let mut ok = true;
            for f in &t.fields {
                let size = p.ty(f.ty).map_or(0, |t| t.size);
                ok &= f.offset == end && f.name != "_" && plain(p, f.ty, memo, depth + 1);
                end = f.offset + size;
            }
            ok && end == t.size
        }
        _ => true,
    };
    if let Some(m) = memo.get_mut(ty.0 as usize) {
        *m = Some(answer);
    }
    answer
}

/// 256 slots of the current call.
pub(crate) type Window = [u64; 256];

/// Slot `at + n` of the window (which wraps, so that no operand can be out of range).
#[inline(always)]
pub(crate) fn slot(at: u8, n: u8) -> usize {
    at.wrapping_add(n) as usize
}

/// Gathers the memory image of `len` bytes from slots.
pub(crate) fn image(w: &[u64], len: usize, out: &mut Vec<u8>) {
    out.clear();
    for word in w.iter().take(len.div_ceil(8)) {
        out.extend_from_slice(&word.to_le_bytes());
    }
    out.truncate(len);
}
