//! Where things are in the descriptor of a type, in bytes: package reflect's `rt.Type` is the same
//! layout in Go. The compiler writes descriptors, and so does package reflect of types that it makes;
//! the machine reads them. What they mean is said at [`crate::RtType`].

/// Bytes of one descriptor; descriptor `i` is at `Program::types_base + i * STRIDE`.
pub const STRIDE: u64 = 128;

// SIZE is at 0.
pub const KIND: u64 = 8;
pub const ALIGN: u64 = 9;
pub const FIELD_ALIGN: u64 = 10;
/// Bits, by the numbers below.
pub const FLAGS: u64 = 11;
pub const HASH: u64 = 12;
/// The type as a text, with the names of packages.
pub const STRING: u64 = 16;
/// Its name alone, if it has one.
pub const NAME: u64 = 32;
/// The path of the package that it, or a field of it, belongs to.
pub const PACKAGE: u64 = 48;
pub const ELEM: u64 = 64;
/// A map's keys; of an array the type of its slices.
pub const KEY: u64 = 72;
/// An array's length, a channel's direction, a function's numbers of parameters and results.
pub const LEN: u64 = 80;
/// List and number of fields, of an interface's methods, or of a function's parameters and results.
pub const ENTRIES: u64 = 88;
/// List and number of methods.
pub const METHODS: u64 = 104;
pub const POINTER_TO: u64 = 120;

/// Numbers of the bits of [`FLAGS`].
pub mod flag {
    pub const COMPARABLE: u32 = 0;
    pub const POINTER_SHAPED: u32 = 1;
    pub const NAMED: u32 = 2;
    pub const HAS_POINTERS: u32 = 3;
    pub const HASH_MAY_PANIC: u32 = 4;
    pub const INDIRECT: u32 = 5;
}

/// A field among the entries; its name is at 0.
pub mod field {
    /// Bytes of one.
    pub const STRIDE: u64 = 64;
    pub const TYPE: u64 = 16;
    pub const OFFSET: u64 = 24;
    pub const TAG: u64 = 32;
    /// Bits: 0 embedded, 1 exported.
    pub const FLAGS: u64 = 48;
}
