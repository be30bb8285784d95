//! Lexer, recovering parser, syntax tree and formatter for the whole grammar of Go 1.27.
//! Knows nothing of types. Never fails and never panics: parsing returns a tree and diagnostics.
//!
//! [`parser::parse_file`] also checks labels and branch statements ([`branches`] is what gc's
//! parser does too), so the type checker need not. Diagnostics with code [`parser::SYNTAX`] stop
//! a compilation before type checking; the others (malformed literals, labels, non-names left of
//! `:=`) do not.

#![forbid(unsafe_code)]

pub mod ast;
mod branches;
pub mod build;
pub mod directives;
pub mod format;
pub mod header;
pub mod lexer;
pub mod parser;
pub mod print;
pub mod txtar;
pub mod visit;

pub use lexer::{Token, TokenKind, lex};
pub use parser::{parse_file, stops_checking};
pub use print::{expr_string, report_offset};
