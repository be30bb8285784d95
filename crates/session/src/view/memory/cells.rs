//! Values as rows: variables, fields, elements, each with where it leads.

use std::collections::BTreeMap;

use bytecode::{Kind, LOW_BASE, Program, RtType, TypeIdx, ZERO_BASE};
use protocol as p;
use protocol::{Cell, Reference, ReferenceKind, Referent, Shape};
use vm::{CBlockView, Vm};

use crate::view::names::sync_kind;
use crate::view::value::{Reader, hex, shape, word};

/// Levels of parts that are opened.
const MAX_DEPTH: u8 = 4;

/// Reads rows off the machine's memory.
pub(crate) struct Cells<'a> {
    pub(crate) vm: &'a Vm,
    pub(crate) program: &'a Program,
    reader: Reader<'a>,
    /// C's blocks by address.
    c: BTreeMap<u64, CBlockView>,
}

/// A value on its way to being rows.
pub(crate) struct Part<'b> {
    pub(crate) label: String,
    pub(crate) ty: TypeIdx,
    pub(crate) bytes: &'b [u8],
    pub(crate) at: Option<u64>,
    pub(crate) depth: u8,
}

impl<'a> Cells<'a> {
    pub(crate) fn new(vm: &'a Vm) -> Self {
        Cells {
            vm,
            program: vm.program(),
            reader: Reader::new(vm),
            c: base::sort::map(vm.c_blocks().into_iter().map(|b| (b.start, b))),
        }
    }

    /// The block of C's around an address, freed or not.
    pub(crate) fn c_block(&self, address: u64) -> Option<&CBlockView> {
        let (_, block) = self.c.range(..=address).next_back()?;
        // An empty block is met at its start.
        (address - block.start < block.size.max(1)).then_some(block)
    }

    /// Where the last block of C's ends.
    pub(crate) fn c_end(&self) -> Option<u64> {
        self.c.values().next_back().map(|b| b.start + b.size)
    }

    /// Where the next block of C's begins.
    pub(crate) fn next_c_block(&self, address: u64) -> Option<u64> {
        self.c.range(address..).next().map(|(start, _)| *start)
    }

    /// What lies at an address.
    pub(crate) fn referent(&self, address: u64) -> Referent {
        if address == 0 {
            return Referent::Nil;
        }
        if address == ZERO_BASE || self.vm.is_shared_cell(address) {
            return Referent::Machine;
        }
        if let Some(block) = self.vm.block(address) {
            return Referent::Object(block.start);
        }
        let (heap, end) = self.vm.heap_range();
        if (heap..end).contains(&address) {
            return Referent::Freed;
        }
        if let Some(block) = self.c_block(address) {
            return match block.freed {
                None => Referent::C(block.start),
                Some(_) => Referent::Freed,
            };
        }
        let low = address.wrapping_sub(LOW_BASE);
        if low < u64::from(self.program.rodata_len) {
            Referent::ReadOnly
        } else if low < self.program.low.len() as u64 {
            Referent::Global
        } else {
            Referent::Wild
        }
    }

    pub(crate) fn refer(&self, kind: ReferenceKind, to: u64, len: u64, cap: u64) -> Reference {
        // A slice without room may point behind the end of what it was cut from.
        let empty = cap == 0 && matches!(kind, ReferenceKind::Slice | ReferenceKind::String);
        let referent = match self.referent(to) {
            Referent::Nil => Referent::Nil,
            _ if empty => Referent::Machine,
            found => found,
        };
        Reference {
            kind,
            to,
            len,
            cap,
            referent,
        }
    }

    fn size(&self, ty: Option<TypeIdx>) -> u64 {
        ty.and_then(|t| self.program.ty(t)).map_or(0, |t| t.size)
    }

    /// Where a value leads.
    pub(crate) fn reference(&self, t: &RtType, bytes: &[u8]) -> Option<Reference> {
        let first = word(bytes, 0)?;
        let plain = |kind, len| Some(self.refer(kind, first, len, len));
        match t.kind {
            Kind::Pointer => plain(ReferenceKind::Pointer, self.size(t.elem)),
            Kind::UnsafePointer => plain(ReferenceKind::Unsafe, 0),
            Kind::Map => plain(ReferenceKind::Map, 0),
            Kind::Chan => plain(ReferenceKind::Chan, 0),
            Kind::Func => plain(ReferenceKind::Func, 0),
            Kind::Slice => {
                let size = self.size(t.elem);
                let (len, cap) = (word(bytes, 8)?, word(bytes, 16)?);
                let (len, cap) = (len.saturating_mul(size), cap.saturating_mul(size));
                Some(self.refer(ReferenceKind::Slice, first, len, cap))
            }
            Kind::String => {
                let len = word(bytes, 8)?;
                Some(self.refer(ReferenceKind::String, first, len, len))
            }
            Kind::Interface => {
                let dynamic = self.program.ty(self.program.type_at(first)?)?;
                let data = bytes.get(8..)?;
                if dynamic.pointer_shaped {
                    return self.reference(dynamic, data);
                }
                let (to, len) = (word(data, 0)?, dynamic.size);
                Some(self.refer(ReferenceKind::Interface, to, len, len))
            }
            // A number that happens to be the address of something: it keeps nothing alive.
            Kind::Uintptr => match self.referent(first) {
                Referent::Object(_) | Referent::C(_) | Referent::Freed => {
                    plain(ReferenceKind::Uintptr, 0)
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether a value's parts are rows of their own.
    fn opens(&self, t: &RtType) -> bool {
        match t.kind {
            Kind::Struct => !t.fields.is_empty() && sync_kind(&t.name).is_none(),
            Kind::Array => t.len > 0,
            _ => false,
        }
    }

    fn text(&self, ty: TypeIdx, t: &RtType, bytes: &[u8]) -> String {
        let first = word(bytes, 0).unwrap_or(0);
        let nil = || "nil".to_owned();
        match t.kind {
            Kind::Pointer | Kind::UnsafePointer | Kind::Map | Kind::Chan if first == 0 => nil(),
            Kind::Pointer | Kind::UnsafePointer | Kind::Map | Kind::Chan => hex(first),
            Kind::Uintptr if self.reference(t, bytes).is_some() => hex(first),
            Kind::Slice => {
                let of = |at| word(bytes, at).unwrap_or(0);
                if first == 0 && of(8) == 0 {
                    return nil();
                }
                format!("len {}, cap {}", of(8), of(16))
            }
            Kind::Interface => match self.program.type_at(first) {
                Some(dynamic) => {
                    let name = self.program.ty(dynamic).map_or("?", |t| t.name.as_str());
                    format!("({name}, {})", self.reader.short(ty, bytes))
                }
                None => nil(),
            },
            _ => self.reader.short(ty, bytes),
        }
    }

    /// A row, and the rows of its parts, at most `left` of them; false when some are left out.
    pub(crate) fn rows(&self, part: Part<'_>, left: &mut usize, out: &mut Vec<Cell>) -> bool {
        let Some(t) = self.program.ty(part.ty) else {
            return true;
        };
        if *left == 0 {
            return false;
        }
        *left -= 1;
        let opens = self.opens(t) && part.depth < MAX_DEPTH;
        let text = match opens {
            true => String::new(),
            false => self.text(part.ty, t, part.bytes),
        };
        let reference = if opens {
            None
        } else {
            self.reference(t, part.bytes)
        };
        let nil = matches!(reference, Some(r) if r.referent == Referent::Nil);
        let no_type = t.kind == Kind::Interface && word(part.bytes, 0) == Some(0);
        let at = out.len();
        out.push(Cell {
            label: part.label,
            ty: t.name.clone(),
            text,
            shape: if (nil && t.kind != Kind::String) || no_type {
                Shape::Nil
            } else {
                shape(t.kind)
            },
            depth: part.depth,
            address: part.at,
            size: t.size,
            reference,
            more: 0,
        });
        if opens {
            let (shown, of) = self.parts(part.ty, part.bytes, part.at, part.depth + 1, left, out);
            if let Some(row) = out.get_mut(at) {
                row.more = of - shown;
            }
        }
        true
    }

    /// The parts of a struct or array as rows: how many of how many there is room for.
    pub(crate) fn parts(
        &self,
        ty: TypeIdx,
        bytes: &[u8],
        at: Option<u64>,
        depth: u8,
        left: &mut usize,
        out: &mut Vec<Cell>,
    ) -> (u64, u64) {
        let Some(t) = self.program.ty(ty) else {
            return (0, 0);
        };
        let array = t.elem.filter(|_| t.kind == Kind::Array);
        let stride = self.size(array);
        let of = match array {
            Some(_) => t.len.max(0) as u64,
            None => t.fields.len() as u64,
        };
        for nth in 0..of {
            let (label, ty, offset) = match (array, t.fields.get(nth as usize)) {
                (Some(elem), _) => (nth.to_string(), elem, nth * stride),
                (None, Some(field)) => (field.name.clone(), field.ty, field.offset),
                (None, None) => return (nth, of),
            };
            let end = offset + self.size(Some(ty));
            let Some(bytes) = bytes.get(offset as usize..end as usize) else {
                return (nth, of);
            };
            let part = Part {
                label,
                ty,
                bytes,
                at: at.map(|a| a + offset),
                depth,
            };
            if !self.rows(part, left, out) {
                return (nth, of);
            }
        }
        (of, of)
    }

    /// A row that stands for a variable that lies elsewhere in memory.
    pub(crate) fn boxed(&self, label: String, ty: TypeIdx, bytes: &[u8], at: u64) -> Option<Cell> {
        let t = self.program.ty(ty)?;
        Some(Cell {
            label,
            ty: t.name.clone(),
            text: self.reader.short(ty, bytes),
            shape: shape(t.kind),
            depth: 0,
            address: None,
            size: t.size,
            reference: Some(self.refer(ReferenceKind::Boxed, at, t.size, t.size)),
            more: 0,
        })
    }

    pub(crate) fn short_at(&self, ty: TypeIdx, at: u64) -> String {
        self.reader
            .text_at(ty, at)
            .unwrap_or_else(|| "?".to_owned())
    }

    /// A row that leads to an object, for whoever wants to be led there.
    pub(crate) fn plain_object(&self, start: u64) -> Cell {
        let mut row = self.note("", String::new());
        row.reference = Some(self.refer(ReferenceKind::Pointer, start, 0, 0));
        row
    }

    /// A row of a number that only the machine has a name for.
    pub(crate) fn note(&self, label: &str, text: String) -> Cell {
        Cell {
            label: label.to_owned(),
            ty: String::new(),
            text,
            shape: Shape::Scalar,
            depth: 0,
            address: None,
            size: 0,
            reference: None,
            more: 0,
        }
    }

    /// A word of which only its contents are known.
    pub(crate) fn plain_word(&self, label: String, at: u64) -> Option<Cell> {
        let value = self.vm.word(at)?;
        let leads = matches!(self.referent(value), Referent::Object(_) | Referent::C(_));
        Some(Cell {
            label,
            ty: String::new(),
            text: hex(value),
            shape: Shape::Scalar,
            depth: 0,
            address: Some(at),
            size: 8,
            reference: leads.then(|| self.refer(ReferenceKind::Pointer, value, 0, 0)),
            more: 0,
        })
    }

    pub(crate) fn func_name(&self, funcval: u64) -> Option<String> {
        self.reader.func_name(funcval)
    }
}

/// The name of a global without its package, if that is main.
pub(crate) fn global_name(name: &str) -> &str {
    name.strip_prefix("main.").unwrap_or(name)
}

/// Bytes as text, if that is what they are; else in hexadecimal.
pub(crate) fn raw_text(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text)
            if text
                .chars()
                .all(|c| !c.is_control() || c == '\n' || c == '\t') =>
        {
            crate::view::value::quote(text)
        }
        _ => {
            let words = bytes.iter().map(|b| format!("{b:02x}"));
            words.collect::<Vec<_>>().join(" ")
        }
    }
}

/// A place as the protocol has it, for an allocation.
pub(crate) fn site_of(code: &crate::workbench::Code, pc: u32) -> (Option<p::Place>, String) {
    let name = crate::view::place::name_at(&code.program, pc);
    (code.own_place(pc), name.unwrap_or_default())
}
