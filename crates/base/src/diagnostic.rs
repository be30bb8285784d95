//! Messages about a program's text.

use crate::{SourceMap, Span};

/// How bad it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// The program cannot be compiled.
    Error,
    /// Vet's kind: compiles, but is likely wrong.
    Warning,
}

/// One message. The text is gc's own, without position; later lines (`\thave (...)`) follow
/// after `\n`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    pub severity: Severity,
    /// Where gc reports it: `span.lo` is the printed position.
    pub span: Span,
    pub message: String,
    /// A stable name for lessons and tests, `""` where there is none: types2's error code,
    /// e.g. `UndeclaredName`, or `Syntax`, `Unsupported`.
    pub code: &'static str,
    /// A "soft" error does not invalidate the type information (unused variables and such).
    pub soft: bool,
}

impl Diagnostic {
    /// A hard error.
    pub fn error(span: Span, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            span,
            message: message.into(),
            code,
            soft: false,
        }
    }
    /// An error that leaves type information valid.
    pub fn soft(span: Span, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            soft: true,
            ..Self::error(span, code, message)
        }
    }
    /// `file:line:col: message`, as gc prints it.
    pub fn render(&self, map: &SourceMap) -> String {
        format!("{}: {}", map.describe_compact(self.span.lo), self.message)
    }
}
