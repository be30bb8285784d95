//! A struct type as its bytes lie: every field in place, what pads it, what is in it.

use base::sizeclass::block;
use types::{Basic, PkgId, Type, TypeId, World};

/// How deep fields are taken apart.
const MAX_DEPTH: u32 = 8;
/// Parts that one description holds at most; what is beyond is not taken apart.
const MAX_PARTS: usize = 4_000;

/// A struct type. Sizes and offsets in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Struct {
    pub size: i64,
    pub align: i64,
    /// Bytes that the collector scans: up to and including the last pointer.
    pub ptrdata: i64,
    /// The block that a value gets in the heap: 0 for a value without bytes.
    pub block: i64,
    /// Padding after the last field.
    pub pad_end: i64,
    pub fields: Vec<Field>,
}

/// Part of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Empty for the element of an array.
    pub name: String,
    pub ty: String,
    /// From the beginning of what it is directly part of.
    pub offset: i64,
    pub size: i64,
    pub align: i64,
    pub ptrdata: i64,
    /// Padding between it and the next field; none after the last one, where that is the struct's.
    pub pad_after: i64,
    pub embedded: bool,
    pub shape: Shape,
    /// The fields of a struct, the one element of an array that stands for all, the words of a
    /// string, slice or interface; none if it is not taken apart.
    pub parts: Vec<Field>,
}

/// What a field is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A number, a bool.
    Scalar,
    /// A pointer, map, channel, function.
    Pointer,
    /// A string, slice or interface.
    Header,
    Struct,
    Array(i64),
}

/// How a struct type lies in memory; `None` for other types and those that are too large for any
/// address space. Types are named as package `pkg` names them.
pub fn describe(world: &mut World, pkg: PkgId, ty: TypeId) -> Option<Struct> {
    let saved = std::mem::replace(&mut world.cur_pkg, pkg);
    let mut left = MAX_PARTS;
    let fields = fields(world, ty, 0, &mut left);
    world.cur_pkg = saved;
    let (fields, pad_end) = fields?;
    let size = world.size_of(ty);
    let ptrdata = world.ptr_bytes(ty);
    let word = world.sizes.word;
    let block = block(size as u64, ptrdata == 0, word as u64);
    Some(Struct {
        size,
        align: world.align_of(ty),
        ptrdata,
        block: block as i64,
        pad_end,
        fields,
    })
}

/// The fields of a struct type and the padding after them.
fn fields(
    world: &mut World,
    ty: TypeId,
    depth: u32,
    left: &mut usize,
) -> Option<(Vec<Field>, i64)> {
    let under = world.underlying(ty);
    let Type::Struct(list) = world.types.get(under) else {
        return None;
    };
    let list = list.clone();
    let size = world.size_of(ty);
    if size < 0 {
        return None;
    }
    let offsets = world.field_offsets(ty);
    let mut out = Vec::new();
    for (f, offset) in list.iter().zip(offsets) {
        let name = world.names.text(f.name).to_owned();
        let mut field = part(world, name, f.ty, offset, depth, left);
        field.embedded = f.embedded;
        out.push(field);
    }
    let mut end = size;
    let mut pad_end = 0;
    for (i, f) in out.iter_mut().enumerate().rev() {
        let pad = end - f.offset - f.size;
        match i + 1 == list.len() {
            true => pad_end = pad,
            false => f.pad_after = pad,
        }
        end = f.offset;
    }
    Some((out, pad_end))
}

fn part(
    world: &mut World,
    name: String,
    ty: TypeId,
    offset: i64,
    depth: u32,
    left: &mut usize,
) -> Field {
    *left = left.saturating_sub(1);
    let word = world.sizes.word;
    let mut field = Field {
        name,
        // C's types by the names that the program has for them.
        ty: world.short_string(ty).replace("_Ctype_", "C."),
        offset,
        size: world.size_of(ty),
        align: world.align_of(ty),
        ptrdata: world.ptr_bytes(ty),
        pad_after: 0,
        embedded: false,
        shape: Shape::Pointer,
        parts: Vec::new(),
    };
    let deeper = depth < MAX_DEPTH && *left > 0;
    let under = world.underlying(ty);
    let words: &[(&str, &str, bool)] = match world.types.get(under) {
        Type::Basic(Basic::UnsafePointer) => &[],
        Type::Basic(b) if b.is_string() => &[("ptr", "*byte", true), ("len", "int", false)],
        Type::Basic(_) => {
            field.shape = Shape::Scalar;
            &[]
        }
        Type::Slice(_) => &[
            ("ptr", "unsafe.Pointer", true),
            ("len", "int", false),
            ("cap", "int", false),
        ],
        Type::Interface { .. } => &[
            ("type", "unsafe.Pointer", true),
            ("data", "unsafe.Pointer", true),
        ],
        Type::Struct(_) => {
            field.shape = Shape::Struct;
            if deeper && let Some((parts, _)) = fields(world, ty, depth + 1, left) {
                field.parts = parts;
            }
            return field;
        }
        &Type::Array { len, elem } => {
            field.shape = Shape::Array(len);
            if deeper && len > 0 {
                field.parts = vec![part(world, String::new(), elem, 0, depth + 1, left)];
            }
            return field;
        }
        _ => &[],
    };
    if !words.is_empty() {
        field.shape = Shape::Header;
        let word_at = |(i, (name, ty, pointer)): (usize, &(&str, &str, bool))| Field {
            name: (*name).to_owned(),
            ty: (*ty).to_owned(),
            offset: i as i64 * word,
            size: word,
            align: word,
            ptrdata: if *pointer { word } else { 0 },
            pad_after: 0,
            embedded: false,
            shape: if *pointer {
                Shape::Pointer
            } else {
                Shape::Scalar
            },
            parts: Vec::new(),
        };
        field.parts = words.iter().enumerate().map(word_at).collect();
    }
    field
}
