//! Spans, source maps, diagnostics, symbols, typed index vectors, letters, gc's size classes, and
//! clones in the memory of older ones.
//!
//! What crates of several layers share. Knows nothing of Go's grammar or types.

#![forbid(unsafe_code)]

pub mod again;
mod diagnostic;
mod hash;
mod index;
pub mod letters;
pub mod sizeclass;
pub mod sort;
mod source;
mod symbol;

pub use diagnostic::{Diagnostic, Severity};
pub use hash::{HashMap, HashSet, WordHasher};
pub use index::{Idx, IndexVec};
pub use source::{
    COLUMN_LOST, FileId, LineMark, NEWEST_MINOR, Position, SourceFile, SourceMap, Span,
};
pub use symbol::{Interner, Symbol};
