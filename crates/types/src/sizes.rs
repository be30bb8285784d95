//! gc's sizes, alignments and offsets, and how much of a value may hold pointers.

use crate::predicates::MAX_DEPTH;
use crate::{Basic, Type, TypeId, World};

/// The two numbers that distinguish gc's targets here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// Bytes of a pointer, int, uint and uintptr.
    pub word: i64,
    /// Greatest alignment of a basic type.
    pub max_align: i64,
}

impl Sizes {
    pub const AMD64: Sizes = Sizes {
        word: 8,
        max_align: 8,
    };
    /// 32-bit targets, where 64-bit values are 4-byte aligned.
    pub const I386: Sizes = Sizes {
        word: 4,
        max_align: 4,
    };

    /// Size of a basic type.
    pub fn basic(&self, basic: Basic) -> i64 {
        use Basic::*;
        match basic.plain() {
            Bool | Int8 | Uint8 => 1,
            Int16 | Uint16 => 2,
            Int32 | Uint32 | Float32 => 4,
            Int64 | Uint64 | Float64 | Complex64 => 8,
            Complex128 => 16,
            String | UntypedString => 2 * self.word,
            _ => self.word,
        }
    }
}

fn align_up(offset: i64, align: i64) -> Option<i64> {
    let a = align.max(1);
    offset.checked_add(a - 1).map(|o| o / a * a)
}

impl World {
    /// Size in bytes; -1 if too large for the address space. Not for type parameters.
    pub fn size_of(&mut self, t: TypeId) -> i64 {
        self.layout(t, 0).0
    }
    /// Alignment in bytes, at least 1.
    pub fn align_of(&mut self, t: TypeId) -> i64 {
        self.layout(t, 0).1
    }
    /// Offsets of fields laid out in order; -1 from where they get too large.
    pub fn offsets_of(&mut self, fields: &[TypeId]) -> Vec<i64> {
        self.struct_layout(fields, 0).0
    }
    /// Field offsets of a struct type.
    pub fn field_offsets(&mut self, t: TypeId) -> Vec<i64> {
        let u = self.underlying(t);
        match self.types.get(u) {
            Type::Struct(fields) => {
                let fields: Vec<TypeId> = fields.iter().map(|f| f.ty).collect();
                self.offsets_of(&fields)
            }
            _ => Vec::new(),
        }
    }

    fn layout(&mut self, t: TypeId, depth: u32) -> (i64, i64) {
        let u = self.underlying(t);
        let marker = self.is_align64(t);
        if marker {
            return (0, 8);
        }
        if let Some(&known) = self.types.caches.layout.get(&u) {
            return known;
        }
        if depth > MAX_DEPTH {
            return (0, 1);
        }
        let word = self.sizes.word;
        let max_align = self.sizes.max_align;
        let result = match self.types.get(u) {
            Type::Basic(b) => {
                let size = self.sizes.basic(*b);
                let align = if b.is_string() {
                    word
                } else if b.is_complex() {
                    size / 2
                } else {
                    size
                };
                (size, align.clamp(1, max_align))
            }
            &Type::Array { len, elem } => {
                let (size, align) = self.layout(elem, depth + 1);
                let size = if len <= 0 || size == 0 {
                    0
                } else if size < 0 {
                    -1
                } else {
                    size.checked_mul(len).unwrap_or(-1)
                };
                (size, align)
            }
            Type::Struct(fields) => {
                let fields: Vec<TypeId> = fields.iter().map(|f| f.ty).collect();
                let (_, size, align) = self.struct_layout(&fields, depth + 1);
                (size, align)
            }
            Type::Slice(_) => (3 * word, word),
            Type::Interface { .. } => (2 * word, word),
            Type::Tuple(list) => {
                let list = list.clone();
                let (_, size, align) = self.struct_layout(&list, depth + 1);
                (size, align)
            }
            _ => (word, word.clamp(1, max_align)),
        };
        self.types.caches.layout.insert(u, result);
        result
    }

    /// Offsets, size and alignment.
    fn struct_layout(&mut self, fields: &[TypeId], depth: u32) -> (Vec<i64>, i64, i64) {
        let mut offsets = Vec::with_capacity(fields.len());
        let mut at: Option<i64> = Some(0);
        let mut align = 1;
        let mut last_empty = false;
        for &f in fields {
            let (size, a) = self.layout(f, depth);
            align = align.max(a);
            let start = at.and_then(|o| align_up(o, a));
            offsets.push(start.unwrap_or(-1));
            last_empty = size == 0;
            at = match start {
                Some(o) if size >= 0 => o.checked_add(size),
                _ => None,
            };
        }
        // A pointer to a final empty field must not point past the object.
        if last_empty && at.is_some_and(|o| o > 0) {
            at = at.and_then(|o| o.checked_add(1));
        }
        let size = at.and_then(|o| align_up(o, align)).unwrap_or(-1);
        (offsets, size, align)
    }

    /// sync/atomic's marker: an empty struct that aligns what contains it to 8 bytes.
    fn is_align64(&self, t: TypeId) -> bool {
        let Some(named) = self.named_id(t).and_then(|id| self.types.named.get(id)) else {
            return false;
        };
        self.objects.get(named.obj).is_some_and(|o| {
            self.names.text(o.name) == "align64"
                && self.packages.get(o.pkg).is_some_and(|p| {
                    matches!(p.path.as_str(), "sync/atomic" | "internal/runtime/atomic")
                })
        })
    }

    /// Bytes up to and including the last pointer in a value; 0 if it has none.
    pub fn ptr_bytes(&mut self, t: TypeId) -> i64 {
        self.ptr_bytes_rec(t, 0)
    }

    fn ptr_bytes_rec(&mut self, t: TypeId, depth: u32) -> i64 {
        let u = self.underlying(t);
        if let Some(&known) = self.types.caches.ptr_bytes.get(&u) {
            return known;
        }
        if depth > MAX_DEPTH {
            return 0;
        }
        let word = self.sizes.word;
        let result = match self.types.get(u) {
            Type::Basic(b) => match b {
                Basic::String | Basic::UntypedString | Basic::UnsafePointer => word,
                _ => 0,
            },
            &Type::Array { len, elem } => {
                let inner = if len > 0 {
                    self.ptr_bytes_rec(elem, depth + 1)
                } else {
                    0
                };
                if inner == 0 {
                    0
                } else {
                    let size = self.size_of(elem);
                    (len - 1).saturating_mul(size).saturating_add(inner)
                }
            }
            Type::Struct(fields) => {
                let fields: Vec<TypeId> = fields.iter().map(|f| f.ty).collect();
                let offsets = self.offsets_of(&fields);
                let mut last = 0;
                for (&f, &offset) in fields.iter().zip(&offsets).rev() {
                    let inner = self.ptr_bytes_rec(f, depth + 1);
                    if inner > 0 {
                        last = offset.saturating_add(inner);
                        break;
                    }
                }
                last
            }
            Type::Interface { .. } => 2 * word,
            _ => word,
        };
        self.types.caches.ptr_bytes.insert(u, result);
        result
    }

    /// Reports whether a value holds pointers.
    pub fn has_pointers(&mut self, t: TypeId) -> bool {
        self.ptr_bytes(t) > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ObjId, PkgId, StructField};

    fn strukt(world: &mut World, fields: &[TypeId]) -> TypeId {
        let fields = fields
            .iter()
            .enumerate()
            .map(|(i, &ty)| StructField {
                name: world.names.intern(&format!("F{i}")),
                pkg: PkgId(0),
                ty,
                embedded: false,
                tag: None,
                obj: ObjId(0),
            })
            .collect();
        world.types.intern(Type::Struct(fields))
    }

    #[track_caller]
    fn check(sizes: Sizes, fields: &[Basic], want: (i64, i64, i64)) {
        let mut world = World::new();
        world.sizes = sizes;
        let fields: Vec<TypeId> = fields.iter().map(|b| b.id()).collect();
        let t = strukt(&mut world, &fields);
        let got = (world.size_of(t), world.align_of(t), world.ptr_bytes(t));
        assert_eq!(got, want);
    }

    #[test]
    fn structs() {
        use Basic::*;
        check(Sizes::AMD64, &[], (0, 1, 0));
        check(Sizes::AMD64, &[Bool, Int64, Bool], (24, 8, 0));
        check(Sizes::AMD64, &[Int64, Bool, Bool], (16, 8, 0));
        check(Sizes::AMD64, &[Uint8, Uint16, Uint8], (6, 2, 0));
        check(Sizes::AMD64, &[String, Int8], (24, 8, 8));
        check(Sizes::AMD64, &[Int8, Complex64], (12, 4, 0));
        check(Sizes::AMD64, &[Int8, Complex128], (24, 8, 0));
        check(Sizes::I386, &[Bool, Int64, Bool], (16, 4, 0));
        check(Sizes::I386, &[Bool, Uintptr], (8, 4, 0));
    }

    #[test]
    fn a_final_empty_field_takes_a_byte() {
        let mut world = World::new();
        let empty = strukt(&mut world, &[]);
        let t = strukt(&mut world, &[Basic::Int64.id(), empty]);
        assert_eq!(world.size_of(t), 16);
        let t = strukt(&mut world, &[empty, Basic::Int64.id()]);
        assert_eq!(world.size_of(t), 8);
        assert_eq!(world.field_offsets(t), [0, 0]);
        let t = strukt(&mut world, &[empty, empty]);
        assert_eq!(world.size_of(t), 0);
    }

    #[test]
    fn composites() {
        let mut world = World::new();
        let p = world.mk_pointer(Basic::Int.id());
        assert_eq!((world.size_of(p), world.ptr_bytes(p)), (8, 8));
        let s = world.mk_slice(p);
        assert_eq!((world.size_of(s), world.ptr_bytes(s)), (24, 8));
        let any = world.universe.any;
        assert_eq!((world.size_of(any), world.ptr_bytes(any)), (16, 16));
        let a = world.mk_array(3, Basic::String.id());
        assert_eq!((world.size_of(a), world.ptr_bytes(a)), (48, 40));
        let huge = world.mk_array(i64::MAX, Basic::Int.id());
        assert_eq!(world.size_of(huge), -1);
        let big = strukt(&mut world, &[huge, Basic::Int.id()]);
        assert_eq!(world.size_of(big), -1);
    }
}
