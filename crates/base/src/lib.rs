//! Spans, source maps, diagnostics, symbols, typed index vectors, letters, and gc's size classes.
//!
//! What crates of several layers share. Knows nothing of Go's grammar or types.

#![forbid(unsafe_code)]

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
