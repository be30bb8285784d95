//! How gc lays out the struct types of a program: sizes, alignments, offsets, padding and pointer
//! bytes for every target, the block that a value gets, better orders of fields, and the source
//! with its fields reordered.
//!
//! Works on checked declarations ([`types::World`]) and on text; runs nothing and allocates
//! nothing in any machine. That our own machine lays values out in the same way is the affair of
//! `types::Sizes`, which both use.

#![forbid(unsafe_code)]

mod arch;
mod declared;
mod describe;
mod order;
mod rewrite;

pub use arch::{ARCHES, Arch};
pub use declared::{Declared, declared, without_names};
pub use describe::{Field, Shape, Struct, describe};
pub use order::{Advice, Item, Order, advise};
pub use rewrite::{Unit, reordered, units};
