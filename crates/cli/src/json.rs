//! What `--json` prints; described in `sudog --help`.

use protocol::{Diagnostics, EndKind, Severity, SourceFile};
use serde_json::{Value, json};

/// Raised when a field changes its meaning or goes.
pub(crate) const VERSION: u32 = 1;

/// What the compiler says.
pub(crate) fn diagnostics(list: &Diagnostics, files: &[SourceFile]) -> Value {
    let one = |d: &protocol::Diagnostic| {
        let file = files.get(d.file as usize).map_or("", |f| &f.name);
        let severity = match d.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        json!({
            "file": file, "line": d.line, "column": d.column,
            "severity": severity, "message": d.message,
        })
    };
    list.list.iter().map(one).collect()
}

/// What the compiler says, on standard error, as gc prints it.
pub(crate) fn complain(list: &Diagnostics, files: &[SourceFile]) {
    for d in &list.list {
        let file = files.get(d.file as usize).map_or("", |f| &f.name);
        eprintln!("{file}:{}:{}: {}", d.line, d.column, d.message);
    }
}

/// The word for how a run ended.
pub(crate) fn outcome(kind: EndKind, exit: i32) -> &'static str {
    match kind {
        EndKind::Finished => "finished",
        EndKind::Exited => "exited",
        EndKind::Panicked => "panicked",
        EndKind::Deadlock => "deadlock",
        EndKind::Fatal if exit == 3 => "diverged",
        EndKind::Fatal => "fatal",
        EndKind::Limit => "limit",
        EndKind::Stopped => "stopped",
    }
}
