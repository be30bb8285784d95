//! The machine's view of Go types: what it needs for layout, collection, equality, hashing,
//! messages and inspection. The same facts, laid out for Go code, are in the descriptors of the
//! low region.

/// Index of a type in `Program::types`; its descriptor has the same number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TypeIdx(pub u32);

/// reflect.Kind's numbering.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[repr(u8)]
pub enum Kind {
    Invalid,
    Bool,
    Int,
    Int8,
    Int16,
    Int32,
    Int64,
    Uint,
    Uint8,
    Uint16,
    Uint32,
    Uint64,
    Uintptr,
    Float32,
    Float64,
    Complex64,
    Complex128,
    Array,
    Chan,
    Func,
    Interface,
    Map,
    Pointer,
    Slice,
    String,
    Struct,
    UnsafePointer,
}

/// A struct field.
#[derive(Clone, Debug, PartialEq)]
pub struct RtField {
    pub name: String,
    pub offset: u64,
    pub ty: TypeIdx,
    pub embedded: bool,
    pub exported: bool,
}

/// A method of a method set (of a concrete type: callable through an interface; of an interface:
/// required).
#[derive(Clone, Debug, PartialEq)]
pub struct RtMethod {
    pub name: String,
    pub id: crate::MethodId,
    /// Wrapper that takes the interface's data word as receiver; None when no interface call can
    /// reach it, and for interface types.
    pub func: Option<crate::FuncId>,
}

/// A type at run time.
#[derive(Clone, Debug, PartialEq)]
pub struct RtType {
    pub kind: Kind,
    pub size: u64,
    pub align: u8,
    /// Slots of a value in registers (1 for indirect types: a pointer to the value).
    pub slots: u8,
    /// Held in registers by address; see the contract in `op.rs`.
    pub indirect: bool,
    /// pointer, chan, map, func, unsafe.Pointer: the interface data word is the value itself.
    pub pointer_shaped: bool,
    pub comparable: bool,
    pub named: bool,
    /// Offsets (bytes) of pointer words, for values up to 128 words; larger arrays use `elem`.
    pub ptr_words: Vec<u32>,
    /// reflect's String().
    pub name: String,
    /// Element of pointer, slice, array, chan, map.
    pub elem: Option<TypeIdx>,
    pub key: Option<TypeIdx>,
    /// Array length; chan direction bits (1 recv, 2 send).
    pub len: i64,
    pub fields: Vec<RtField>,
    /// Sorted by name, then id.
    pub methods: Vec<RtMethod>,
}

impl RtType {
    /// Whether values hold pointers that the collector follows.
    pub fn has_pointers(&self) -> bool {
        !self.ptr_words.is_empty()
    }
}
