//! Lexer, recovering parser, syntax tree and formatter for the whole grammar of Go 1.27.
//! Knows nothing of types. Never fails and never panics: parsing returns a tree and diagnostics.

pub mod ast;
