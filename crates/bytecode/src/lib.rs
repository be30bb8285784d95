//! Instruction set, program image, type table, natives, disassembler and verifier.
//!
//! Plain data between the code generator and the machine; knows neither Go's syntax nor how the
//! machine runs. See `op.rs` for the conventions of frames and calls.

#![forbid(unsafe_code)]

pub mod descriptor;
mod native;
mod op;
mod program;
mod types;

pub use native::Native;
pub use op::{Instr, Op};
pub use program::{
    CODE_BASE, CODE_STEP, DebugVar, Func, FuncFlags, FuncId, Global, Image, LineEntry, MethodId,
    Program, SelectCase, SelectDesc, SelectDir, VarPlace, WellKnown,
};
pub use types::{Kind, RtField, RtMethod, RtType, TypeIdx};

/// First address of the low region: read-only data, type descriptors, then globals.
pub const LOW_BASE: u64 = 0x40_0000;
/// First address of the heap.
pub const HEAP_BASE: u64 = 0xc0_0000_0000;
/// First address of the memory that C's malloc hands out: about where Linux maps it.
pub const C_BASE: u64 = 0x7f00_0000_0000;
/// What pointers to zero-size values point at (inside the low region).
pub const ZERO_BASE: u64 = LOW_BASE;
/// Slots of a frame window: every operand is a `u8`.
pub const WINDOW: usize = 256;
