//! Values of the Go program as text and as trees, read from memory images.

use bytecode::{Kind, Program, RtType, TypeIdx};
use protocol::{Part, Shape, Value};
use vm::{Preview, Vm};

/// Characters of a short form.
const MAX_TEXT: usize = 120;
/// Parts of one value, parts of a whole tree, levels of a tree.
const MAX_PARTS: usize = 64;
const MAX_TREE: usize = 400;
const MAX_DEPTH: u32 = 4;
/// Levels of the short form.
const TEXT_DEPTH: u32 = 3;
/// Bytes of one value that are looked at.
const MAX_IMAGE: u64 = 1 << 16;

/// Reads values.
pub(crate) struct Reader<'a> {
    pub(crate) vm: &'a Vm,
    pub(crate) program: &'a Program,
    left: usize,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(vm: &'a Vm) -> Self {
        Reader {
            vm,
            program: vm.program(),
            left: MAX_TREE,
        }
    }

    /// The memory image of a value in slots.
    pub(crate) fn image(&self, ty: TypeIdx, slots: &[u64]) -> Option<Vec<u8>> {
        let t = self.program.ty(ty)?;
        if t.indirect {
            return Some(self.vm.bytes(*slots.first()?, t.size)?.to_vec());
        }
        let mut out: Vec<u8> = slots.iter().flat_map(|w| w.to_le_bytes()).collect();
        if (out.len() as u64) < t.size {
            return None;
        }
        out.truncate(t.size as usize);
        Some(out)
    }

    /// The short form of a value in slots.
    pub(crate) fn text_of_slots(&self, ty: TypeIdx, slots: &[u64]) -> Option<String> {
        Some(self.short(ty, &self.image(ty, slots)?))
    }

    /// The short form of a value in memory.
    pub(crate) fn text_at(&self, ty: TypeIdx, addr: u64) -> Option<String> {
        let size = self.program.ty(ty)?.size;
        let bytes = self.vm.bytes(addr, size.min(MAX_IMAGE))?;
        Some(self.short(ty, bytes))
    }

    pub(crate) fn short(&self, ty: TypeIdx, bytes: &[u8]) -> String {
        let mut out = String::new();
        self.write(ty, bytes, &mut out, 0);
        cut(out)
    }

    /// The short form of what an event kept of a value.
    pub(crate) fn preview(&self, p: &Preview) -> Option<String> {
        let ty = p.type_idx()?;
        let t = self.program.ty(ty)?;
        if t.kind == Kind::String {
            let (len, shown) = match p.bytes.last() {
                Some(&n) if n > 15 => (16, 15),
                Some(&n) => (n, usize::from(n)),
                None => (0, 0),
            };
            let text = String::from_utf8_lossy(p.bytes.get(..shown)?).into_owned();
            let more = if len > 15 { "…" } else { "" };
            return Some(format!("{}{more}", quote(&text)));
        }
        if t.size <= 16 {
            return Some(self.short(ty, p.bytes.get(..t.size as usize)?));
        }
        match t.kind {
            Kind::Struct => {
                let mut out = format!("{}{{", type_name(t));
                for (i, f) in t.fields.iter().enumerate() {
                    let size = self.program.ty(f.ty).map_or(0, |t| t.size);
                    let end = (f.offset + size) as usize;
                    let Some(bytes) = p.bytes.get(f.offset as usize..end) else {
                        out.push('…');
                        break;
                    };
                    if i > 0 {
                        out.push_str(", ");
                    }
                    self.write(f.ty, bytes, &mut out, 1);
                }
                out.push('}');
                Some(cut(out))
            }
            Kind::Slice => {
                let len = p.bytes.get(8..16).and_then(|b| word(b, 0))?;
                Some(format!("{}(len {len})", t.name))
            }
            _ => Some(format!("{}{{…}}", type_name(t))),
        }
    }

    fn write(&self, ty: TypeIdx, bytes: &[u8], out: &mut String, depth: u32) {
        let Some(t) = self.program.ty(ty) else {
            out.push('?');
            return;
        };
        if out.len() > MAX_TEXT || depth > TEXT_DEPTH {
            out.push('…');
            return;
        }
        // The word that leads to the value, where there is one.
        let leads = match t.kind {
            Kind::Interface => word(bytes, 8),
            Kind::Struct | Kind::Array => None,
            _ => word(bytes, 0),
        };
        if leads == Some(vm::COLLECTED) {
            out.push_str("collected");
            return;
        }
        match t.kind {
            Kind::Struct => {
                if depth == 0 {
                    out.push_str(type_name(t));
                }
                out.push('{');
                for (i, f) in t.fields.iter().enumerate() {
                    if i > 0 {
                        out.push_str(", ");
                    }
                    match self.field(f.ty, f.offset, bytes) {
                        Some(inner) => self.write(f.ty, inner, out, depth + 1),
                        None => out.push('?'),
                    }
                    if out.len() > MAX_TEXT {
                        break;
                    }
                }
                out.push('}');
            }
            Kind::Array => {
                out.push('[');
                let size = t
                    .elem
                    .and_then(|e| self.program.ty(e))
                    .map_or(0, |e| e.size);
                for i in 0..t.len.max(0) as u64 {
                    if i > 0 {
                        out.push(' ');
                    }
                    let inner = t
                        .elem
                        .and_then(|e| Some((e, self.field(e, i * size, bytes)?)));
                    match inner {
                        Some((e, inner)) => self.write(e, inner, out, depth + 1),
                        None => out.push('…'),
                    }
                    if out.len() > MAX_TEXT || inner.is_none() {
                        break;
                    }
                }
                out.push(']');
            }
            Kind::Slice => self.write_slice(t, bytes, out, depth),
            Kind::String => {
                let (addr, len) = (word(bytes, 0).unwrap_or(0), word(bytes, 8).unwrap_or(0));
                let shown = len.min(MAX_TEXT as u64);
                let text = self.vm.bytes(addr, shown).unwrap_or(&[]);
                out.push_str(&quote(&String::from_utf8_lossy(text)));
                if shown < len {
                    out.push('…');
                }
            }
            Kind::Interface => match self.dynamic(bytes) {
                Some((ty, inner)) => self.write(ty, &inner, out, depth + 1),
                None => out.push_str("nil"),
            },
            Kind::Pointer => {
                let addr = word(bytes, 0).unwrap_or(0);
                let target = t.elem.and_then(|e| self.program.ty(e).map(|t| (e, t)));
                match target {
                    _ if addr == 0 => out.push_str("nil"),
                    Some((e, s)) if s.kind == Kind::Struct && depth == 0 && s.size <= MAX_IMAGE => {
                        out.push('&');
                        match self.vm.bytes(addr, s.size) {
                            Some(inner) => self.write(e, inner, out, 0),
                            None => out.push_str(&hex(addr)),
                        }
                    }
                    _ => out.push_str(&hex(addr)),
                }
            }
            Kind::Func => {
                let addr = word(bytes, 0).unwrap_or(0);
                out.push_str(&self.func_name(addr).unwrap_or_else(|| {
                    if addr == 0 {
                        "nil".to_owned()
                    } else {
                        hex(addr)
                    }
                }));
            }
            Kind::Map => {
                let addr = word(bytes, 0).unwrap_or(0);
                match self.vm.word(addr) {
                    Some(len) if addr != 0 => {
                        out.push_str(&t.name);
                        out.push_str(&format!("(len {len})"));
                    }
                    _ => out.push_str("nil"),
                }
            }
            Kind::Chan => {
                let addr = word(bytes, 0).unwrap_or(0);
                match self.vm.chan(addr, 0) {
                    Some(c) => out.push_str(&format!("{}(len {}, cap {})", t.name, c.len, c.cap)),
                    None if addr == 0 => out.push_str("nil"),
                    None => out.push_str(&hex(addr)),
                }
            }
            Kind::UnsafePointer => {
                let addr = word(bytes, 0).unwrap_or(0);
                out.push_str(&if addr == 0 {
                    "nil".to_owned()
                } else {
                    hex(addr)
                });
            }
            _ => out.push_str(&scalar(t, bytes)),
        }
    }

    fn write_slice(&self, t: &RtType, bytes: &[u8], out: &mut String, depth: u32) {
        let (addr, len) = (word(bytes, 0).unwrap_or(0), word(bytes, 8).unwrap_or(0));
        if addr == 0 && len == 0 {
            out.push_str("nil");
            return;
        }
        let Some((elem, size)) = t.elem.and_then(|e| Some((e, self.program.ty(e)?.size))) else {
            return;
        };
        out.push('[');
        for i in 0..len {
            if i > 0 {
                out.push(' ');
            }
            let item = self.vm.bytes(addr.wrapping_add(i.wrapping_mul(size)), size);
            match item {
                Some(item) => self.write(elem, item, out, depth + 1),
                None => out.push('?'),
            }
            if out.len() > MAX_TEXT || item.is_none() {
                out.push('…');
                break;
            }
        }
        out.push(']');
    }

    fn field<'b>(&self, ty: TypeIdx, offset: u64, bytes: &'b [u8]) -> Option<&'b [u8]> {
        let size = self.program.ty(ty)?.size;
        bytes.get(offset as usize..offset.checked_add(size)? as usize)
    }

    /// Type and image of what an interface holds.
    fn dynamic(&self, bytes: &[u8]) -> Option<(TypeIdx, Vec<u8>)> {
        let ty = self.program.type_at(word(bytes, 0)?)?;
        let data = word(bytes, 8)?;
        let t = self.program.ty(ty)?;
        if t.pointer_shaped {
            return Some((ty, data.to_le_bytes().to_vec()));
        }
        Some((ty, self.vm.bytes(data, t.size.min(MAX_IMAGE))?.to_vec()))
    }

    /// The function of a func value.
    pub(crate) fn func_name(&self, addr: u64) -> Option<String> {
        if addr == 0 {
            return None;
        }
        let id = self.vm.word(addr)? as u32;
        let func = self.program.func(bytecode::FuncId(id))?;
        Some(func.name.clone())
    }

    /// A value and its parts.
    pub(crate) fn tree(&mut self, ty: TypeIdx, bytes: &[u8], addr: Option<u64>) -> Value {
        self.node(ty, bytes, addr, 0)
    }

    fn node(&mut self, ty: TypeIdx, bytes: &[u8], addr: Option<u64>, depth: u32) -> Value {
        let Some(t) = self.program.ty(ty) else {
            return unavailable("");
        };
        let mut value = Value {
            ty: t.name.clone(),
            text: self.short(ty, bytes),
            shape: shape(t.kind),
            address: addr,
            parts: Vec::new(),
            more: 0,
        };
        let pointer = word(bytes, 0).unwrap_or(0);
        match t.kind {
            Kind::Struct => {
                let fields = t.fields.iter().map(|f| (f.name.clone(), f.ty, f.offset));
                for (i, (name, fty, offset)) in fields.enumerate() {
                    let inner = self.field(fty, offset, bytes).map(<[u8]>::to_vec);
                    let at = addr.map(|a| a + offset);
                    if !self.part(&mut value, name, fty, inner, at, depth) {
                        value.more = (t.fields.len() - i) as u64;
                        break;
                    }
                }
            }
            Kind::Array => {
                let Some((elem, size)) = self.elem(t) else {
                    return value;
                };
                for i in 0..t.len.max(0) as u64 {
                    let inner = self.field(elem, i * size, bytes).map(<[u8]>::to_vec);
                    let at = addr.map(|a| a + i * size);
                    if !self.part(&mut value, i.to_string(), elem, inner, at, depth) {
                        value.more = t.len as u64 - i;
                        break;
                    }
                }
            }
            Kind::Slice => {
                let len = word(bytes, 8).unwrap_or(0);
                let Some((elem, size)) = self.elem(t) else {
                    return value;
                };
                if pointer == 0 && len == 0 {
                    value.shape = Shape::Nil;
                }
                for i in 0..len {
                    let at = pointer.wrapping_add(i.wrapping_mul(size));
                    let inner = self.vm.bytes(at, size).map(<[u8]>::to_vec);
                    if !self.part(&mut value, i.to_string(), elem, inner, Some(at), depth) {
                        value.more = len - i;
                        break;
                    }
                }
            }
            Kind::Pointer => {
                if pointer == 0 {
                    value.shape = Shape::Nil;
                } else if let Some((elem, size)) = self.elem(t)
                    && size <= MAX_IMAGE
                {
                    let inner = self.vm.bytes(pointer, size).map(<[u8]>::to_vec);
                    if !self.part(&mut value, "*".into(), elem, inner, Some(pointer), depth) {
                        value.more = 1;
                    }
                }
            }
            Kind::Interface => match self.dynamic(bytes) {
                Some((ty, inner)) => {
                    let name = self
                        .program
                        .ty(ty)
                        .map_or(String::new(), |t| t.name.clone());
                    if !self.part(&mut value, name, ty, Some(inner), None, depth) {
                        value.more = 1;
                    }
                }
                None => value.shape = Shape::Nil,
            },
            Kind::Map => self.map_parts(t, pointer, &mut value, depth),
            Kind::Chan => match self.vm.chan(pointer, MAX_PARTS as u64) {
                Some(c) => {
                    for (i, at) in c.items.iter().enumerate() {
                        let size = self.program.ty(c.elem).map_or(0, |t| t.size);
                        let inner = self.vm.bytes(*at, size).map(<[u8]>::to_vec);
                        if !self.part(&mut value, i.to_string(), c.elem, inner, None, depth) {
                            value.more = c.len - i as u64;
                            break;
                        }
                    }
                }
                None => value.shape = Shape::Nil,
            },
            Kind::Func | Kind::UnsafePointer if pointer == 0 => value.shape = Shape::Nil,
            _ => {}
        }
        value
    }

    fn map_parts(&mut self, t: &RtType, map: u64, value: &mut Value, depth: u32) {
        if map == 0 {
            value.shape = Shape::Nil;
            return;
        }
        let (Some(key), Some(elem)) = (t.key, t.elem) else {
            return;
        };
        let entries = self.vm.map_entries(map, MAX_PARTS);
        let total = self.vm.word(map).unwrap_or(0);
        for (i, (k, v)) in entries.into_iter().enumerate() {
            let label = self.text_at(key, k).unwrap_or_else(|| "?".to_owned());
            let size = self.program.ty(elem).map_or(0, |t| t.size);
            let inner = self.vm.bytes(v, size).map(<[u8]>::to_vec);
            if !self.part(value, label, elem, inner, None, depth) {
                value.more = total.saturating_sub(i as u64);
                return;
            }
        }
        value.more = total.saturating_sub(value.parts.len() as u64);
    }

    fn elem(&self, t: &RtType) -> Option<(TypeIdx, u64)> {
        let elem = t.elem?;
        Some((elem, self.program.ty(elem)?.size))
    }

    /// Adds a part; false when there is no room for it.
    fn part(
        &mut self,
        value: &mut Value,
        label: String,
        ty: TypeIdx,
        inner: Option<Vec<u8>>,
        at: Option<u64>,
        depth: u32,
    ) -> bool {
        if depth >= MAX_DEPTH || value.parts.len() >= MAX_PARTS || self.left == 0 {
            return false;
        }
        self.left -= 1;
        let value_of = match inner {
            Some(bytes) => self.node(ty, &bytes, at, depth + 1),
            None => unavailable(self.program.ty(ty).map_or("", |t| &t.name)),
        };
        value.parts.push(Part {
            label,
            value: value_of,
            changed: false,
        });
        true
    }
}

pub(crate) fn unavailable(ty: &str) -> Value {
    Value {
        ty: ty.to_owned(),
        text: String::new(),
        shape: Shape::Unavailable,
        address: None,
        parts: Vec::new(),
        more: 0,
    }
}

/// Marks the parts of `new` that differ from those of `old`; says whether any does.
pub(crate) fn mark_changes(new: &mut Value, old: &Value) -> bool {
    let mut changed = new.text != old.text || new.shape != old.shape || new.ty != old.ty;
    for part in &mut new.parts {
        let before = old.parts.iter().find(|p| p.label == part.label);
        part.changed = match before {
            Some(before) => mark_changes(&mut part.value, &before.value),
            None => true,
        };
        changed |= part.changed;
    }
    changed || new.parts.len() != old.parts.len()
}

pub(crate) fn shape(kind: Kind) -> Shape {
    match kind {
        Kind::String => Shape::Text,
        Kind::Pointer | Kind::UnsafePointer => Shape::Pointer,
        Kind::Struct => Shape::Struct,
        Kind::Array => Shape::Array,
        Kind::Slice => Shape::Slice,
        Kind::Map => Shape::Map,
        Kind::Chan => Shape::Chan,
        Kind::Func => Shape::Func,
        Kind::Interface => Shape::Interface,
        _ => Shape::Scalar,
    }
}

fn type_name(t: &RtType) -> &str {
    if t.named { &t.name } else { "" }
}

pub(crate) fn word(bytes: &[u8], at: usize) -> Option<u64> {
    let chunk = bytes.get(at..)?.first_chunk::<8>()?;
    Some(u64::from_le_bytes(*chunk))
}

pub(crate) fn hex(addr: u64) -> String {
    format!("{addr:#x}")
}

fn cut(mut text: String) -> String {
    if text.chars().count() > MAX_TEXT {
        text = text.chars().take(MAX_TEXT - 1).collect();
        text.push('…');
    }
    text
}

/// A string as Go quotes it, near enough for a label.
pub(crate) fn quote(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control() => out.push_str(&format!("\\x{:02x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn scalar(t: &RtType, bytes: &[u8]) -> String {
    let unsigned = bytes
        .iter()
        .take(8)
        .rev()
        .fold(0u64, |w, b| w << 8 | u64::from(*b));
    let shift = 64 - 8 * t.size.clamp(1, 8) as u32;
    let signed = (unsigned << shift) as i64 >> shift;
    let float = |w: u64, size: u64| {
        if size == 4 {
            let f = f32::from_bits(w as u32);
            go_float(f64::from(f), &f.to_string())
        } else {
            let f = f64::from_bits(w);
            go_float(f, &f.to_string())
        }
    };
    match t.kind {
        Kind::Bool => (unsigned != 0).to_string(),
        Kind::Int | Kind::Int8 | Kind::Int16 | Kind::Int32 | Kind::Int64 => signed.to_string(),
        Kind::Float32 => float(unsigned, 4),
        Kind::Float64 => float(unsigned, 8),
        Kind::Complex64 => {
            let (re, im) = (unsigned & 0xffff_ffff, unsigned >> 32);
            format!("({}{}i)", float(re, 4), signed_part(&float(im, 4)))
        }
        Kind::Complex128 => {
            let im = word(bytes, 8).unwrap_or(0);
            format!("({}{}i)", float(unsigned, 8), signed_part(&float(im, 8)))
        }
        _ => unsigned.to_string(),
    }
}

fn signed_part(text: &str) -> String {
    if text.starts_with(['-', '+']) {
        text.to_owned()
    } else {
        format!("+{text}")
    }
}

/// As `%v` prints a float: an exponent for the very large and the very small.
fn go_float(f: f64, plain: &str) -> String {
    if f.is_nan() {
        return "NaN".to_owned();
    }
    if f.is_infinite() {
        return if f > 0.0 { "+Inf" } else { "-Inf" }.to_owned();
    }
    let magnitude = f.abs();
    if magnitude != 0.0 && !(1e-4..1e21).contains(&magnitude) {
        let text = format!("{f:e}");
        let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let (sign, digits) = match exponent.strip_prefix('-') {
            Some(digits) => ('-', digits),
            None => ('+', exponent),
        };
        return format!("{mantissa}e{sign}{digits:0>2}");
    }
    plain.to_owned()
}
