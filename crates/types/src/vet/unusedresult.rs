//! `unusedresult`: calls of functions that do nothing but give a result, which nobody takes.

use syntax::ast::{ExprKind, Stmt, StmtKind};

use super::Vet;
use crate::check::unparen;
use crate::{Basic, Type};

/// The functions by package, as vet lists them.
const FUNCS: [(&str, &[&str]); 6] = [
    (
        "context",
        &["WithCancel", "WithDeadline", "WithTimeout", "WithValue"],
    ),
    ("errors", &["New"]),
    (
        "fmt",
        &[
            "Append", "Appendf", "Appendln", "Errorf", "Sprint", "Sprintf", "Sprintln",
        ],
    ),
    (
        "maps",
        &[
            "All",
            "Clone",
            "Collect",
            "Equal",
            "EqualFunc",
            "Keys",
            "Values",
        ],
    ),
    (
        "slices",
        &[
            "All",
            "AppendSeq",
            "Backward",
            "BinarySearch",
            "BinarySearchFunc",
            "Chunk",
            "Clip",
            "Clone",
            "Collect",
            "Compact",
            "CompactFunc",
            "Compare",
            "CompareFunc",
            "Concat",
            "Contains",
            "ContainsFunc",
            "Delete",
            "DeleteFunc",
            "Equal",
            "EqualFunc",
            "Grow",
            "Index",
            "IndexFunc",
            "Insert",
            "IsSorted",
            "IsSortedFunc",
            "Max",
            "MaxFunc",
            "Min",
            "MinFunc",
            "Repeat",
            "Replace",
            "Sorted",
            "SortedFunc",
            "SortedStableFunc",
            "Values",
        ],
    ),
    ("sort", &["Reverse"]),
];

impl Vet<'_> {
    pub(super) fn unused_result(&mut self, s: &Stmt) {
        let StmtKind::Expr(e) = &s.kind else { return };
        let e = unparen(e);
        let ExprKind::Call { fun, .. } = &e.kind else {
            return;
        };
        let Some(f) = self.callee(fun) else { return };
        let found = match self.receiver(f) {
            None => {
                let listed = FUNCS.iter().find(|(path, _)| *path == self.path(f));
                listed.is_some_and(|(_, names)| names.contains(&self.name(f)))
            }
            // Methods that can be nothing but a description of a value.
            Some(_) => {
                let said = matches!(self.name(f), "Error" | "String");
                let sig = self.w.objects.get(f).and_then(|o| o.ty);
                said && sig.is_some_and(|sig| match self.shape(sig) {
                    Type::Signature {
                        params, results, ..
                    } => {
                        params.is_empty()
                            && matches!(results.as_ref(), [r] if self.w.basic(r.ty) == Some(Basic::String))
                    }
                    _ => false,
                })
            }
        };
        if found {
            let message = format!("result of {} call not used", self.full_name(f, fun));
            self.report(e.span, "unusedresult", message);
        }
    }
}
