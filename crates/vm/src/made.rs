//! Types that a program makes while it runs, by package reflect.
//!
//! Package reflect writes a descriptor as the compiler does, in the heap; this module finds the type
//! that it describes among those that there are, or takes it in as a new one. From then on nothing
//! tells it from the others. Which types there are is part of the state of a run: snapshots hold it.
//! What a type is made of, its size and its flags are the library's to work out.

use std::sync::Arc;

use bytecode::descriptor::{
    ALIGN, ELEM, ENTRIES, FLAGS, KEY, KIND, LEN, METHODS, PACKAGE, STRING, field, flag,
};
use bytecode::{Kind, Program, RtField, RtType, TypeIdx};

use crate::maps::map_infos;
use crate::trap::{Res, Trap, at};
use crate::value::type_infos;
use crate::vm::Vm;

/// Most types that a run can make.
const MOST: u32 = 1 << 16;

impl Vm {
    /// Where the type without a name is that the descriptor at `cand` describes; 0 if there is none.
    pub(crate) fn find_type(&mut self, prog: &Program, cand: u64) -> u64 {
        // Whoever gets a type that somebody else has made reads what that one has written.
        self.saw_atomic_rmw(prog.types_base, 8);
        let kind = self.byte(cand + KIND);
        (0..prog.type_count())
            .map(TypeIdx)
            .filter(|ty| {
                prog.ty(*ty)
                    .is_some_and(|t| !t.named && t.kind as u8 == kind)
            })
            .map(|ty| prog.type_addr(ty))
            .find(|have| self.same_type(kind, *have, cand))
            .unwrap_or(0)
    }

    fn byte(&self, addr: u64) -> u8 {
        self.mem.load::<1>(addr).map_or(0, |b| b[0])
    }

    fn text(&self, addr: u64) -> Option<&str> {
        let (start, len) = (self.mem.word(addr)?, self.mem.word(addr + 8)?);
        match len {
            0 => Some(""),
            _ => std::str::from_utf8(self.mem.slice(start, len)?).ok(),
        }
    }

    /// Whether two descriptors of types of one kind, without names, describe one type.
    fn same_type(&self, kind: u8, a: u64, b: u64) -> bool {
        let same = |off| self.mem.word(a + off) == self.mem.word(b + off);
        let texts = |a, b| self.text(a) == self.text(b);
        let entries = |at: u64| self.mem.word(at + ENTRIES).unwrap_or(0);
        let (x, y) = (entries(a), entries(b));
        let mut all = 0..self.mem.word(a + ENTRIES + 8).unwrap_or(0);
        if !same(ELEM) || !same(LEN) || !same(ENTRIES + 8) {
            false
        } else if kind == Kind::Map as u8 {
            same(KEY)
        } else if kind == Kind::Func as u8 {
            all.all(|i| self.mem.word(x + i * 8) == self.mem.word(y + i * 8))
        } else if kind == Kind::Struct as u8 {
            texts(a + PACKAGE, b + PACKAGE)
                && all.all(|i| {
                    let (x, y) = (x + i * field::STRIDE, y + i * field::STRIDE);
                    let same = |off| self.mem.word(x + off) == self.mem.word(y + off);
                    texts(x, y)
                        && same(field::TYPE)
                        && same(field::FLAGS)
                        && texts(x + field::TAG, y + field::TAG)
                })
        } else {
            true
        }
    }

    /// Takes in the type that the descriptor at `at_addr` describes.
    pub(crate) fn add_type(&mut self, prog: &Program, at_addr: u64) -> Res {
        if prog.type_count() >= MOST {
            return Err(Trap::Fatal("too many types made by package reflect".into()));
        }
        let word = |off| at(self.mem.word(at_addr + off), at_addr);
        let part = |off| Ok::<_, Trap>(prog.type_at(word(off)?));
        let is = |n: u32| self.byte(at_addr + FLAGS) >> n & 1 == 1;
        let kind = match self.byte(at_addr + KIND) {
            k if k == Kind::Array as u8 => Kind::Array,
            k if k == Kind::Chan as u8 => Kind::Chan,
            k if k == Kind::Func as u8 => Kind::Func,
            k if k == Kind::Map as u8 => Kind::Map,
            k if k == Kind::Pointer as u8 => Kind::Pointer,
            k if k == Kind::Slice as u8 => Kind::Slice,
            k if k == Kind::Struct as u8 => Kind::Struct,
            _ => return Err(Trap::Internal("a type of no kind")),
        };
        let size = word(0)?;
        let mut ty = RtType {
            kind,
            size,
            align: self.byte(at_addr + ALIGN),
            slots: match (size, is(flag::INDIRECT)) {
                (0, _) => 0,
                (_, true) => 1,
                _ => size.div_ceil(8).min(255) as u8,
            },
            indirect: is(flag::INDIRECT),
            pointer_shaped: is(flag::POINTER_SHAPED),
            comparable: is(flag::COMPARABLE),
            named: false,
            ptr_words: Vec::new(),
            name: self.text(at_addr + STRING).unwrap_or("?").to_string(),
            elem: part(ELEM)?,
            key: match kind {
                Kind::Map => part(KEY)?,
                _ => None,
            },
            len: word(LEN)? as i64,
            fields: Vec::new(),
            methods: Vec::new(),
        };
        if kind == Kind::Struct {
            let (list, count) = (word(ENTRIES)?, word(ENTRIES + 8)?);
            for f in (0..count).map(|i| list + i * field::STRIDE) {
                let word = |off| at(self.mem.word(f + off), f);
                let flags = word(field::FLAGS)?;
                ty.fields.push(RtField {
                    name: self.text(f).unwrap_or("?").to_string(),
                    offset: word(field::OFFSET)?,
                    ty: at(prog.type_at(word(field::TYPE)?), f)?,
                    embedded: flags & 1 != 0,
                    exported: flags & 2 != 0,
                });
            }
            // Its methods are those of its first field, if it has any.
            if word(METHODS)? != 0
                && let Some(f) = ty.fields.first().and_then(|f| prog.ty(f.ty))
            {
                ty.methods = f.methods.clone();
            }
        }
        ty.ptr_words = pointer_words(prog, &ty);
        let next = prog.with_type(ty, at_addr);
        self.change_types(Arc::new(next));
        Ok(())
    }

    /// Goes on with other types that were made.
    pub(crate) fn change_types(&mut self, prog: Arc<Program>) {
        self.types = Arc::new(type_infos(&prog));
        self.map_infos = Arc::new(map_infos(&prog, &self.types));
        // Made types have their places from others that were there in a past that is no more.
        self.implements_cache.clear();
        self.methods.fill(Default::default());
        self.handles = None;
        self.prog = prog;
    }
}

/// Offsets of the pointers in a value; of large ones only whether there are any.
fn pointer_words(prog: &Program, ty: &RtType) -> Vec<u32> {
    let parts: Vec<(u64, TypeIdx)> = match (ty.kind, ty.elem) {
        (Kind::Struct, _) => ty.fields.iter().map(|f| (f.offset, f.ty)).collect(),
        (Kind::Array, Some(elem)) => {
            let size = prog.ty(elem).map_or(0, |t| t.size);
            let listed = match ty.size {
                0..=1024 => ty.len,
                _ => 1,
            };
            (0..listed.clamp(0, 1024) as u64)
                .map(|i| (i * size, elem))
                .collect()
        }
        _ => return vec![0],
    };
    let mut out = Vec::new();
    for (offset, part) in parts {
        let words = prog.ty(part).map_or(&[][..], |t| &t.ptr_words);
        out.extend(words.iter().map(|w| offset as u32 + w));
    }
    match ty.size {
        0..=1024 => out,
        _ => out.first().map_or(Vec::new(), |_| vec![0]),
    }
}
