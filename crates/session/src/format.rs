//! A text in gofmt's form, for drivers.

use protocol as p;
use protocol::Diagnostics;

/// The text in gofmt's form, or why it has none.
pub(crate) fn formatted(text: &str) -> Result<String, Diagnostics> {
    syntax::format::format_all(text).map_err(|errors| {
        let list = errors.into_iter().map(|e| {
            let at = |offset: u32| offset.saturating_sub(1);
            let before = text.get(..at(e.span.lo) as usize).unwrap_or("");
            p::Diagnostic {
                severity: p::Severity::Error,
                file: 0,
                start: at(e.span.lo),
                end: at(e.span.hi),
                line: 1 + before.bytes().filter(|b| *b == b'\n').count() as u32,
                column: 1 + before.rsplit('\n').next().map_or(0, str::len) as u32,
                message: e.message,
            }
        });
        Diagnostics {
            list: list.collect(),
            ..Diagnostics::default()
        }
    })
}
