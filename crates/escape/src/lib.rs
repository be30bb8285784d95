//! gc's escape analysis: which variables and allocations must lie in the heap, which parameters
//! leak, and why, in gc's words.
//!
//! Functions are made into a graph of places; an edge says that one place's value flows into
//! another, after following so many pointers, or that its address does. Whatever's address may flow
//! to a place that outlives it is put into the heap. Callees come before callers, so that of a
//! function that is called only its parameters' leaks are needed; functions that call each other
//! are one graph.
//!
//! Inlining is left out: the words are those of `go build -gcflags='-m -l'`. Not Sudog's own
//! decision where a variable lives (`compile::escape`), which is simpler. Runs nothing.

#![forbid(unsafe_code)]

mod batch;
mod builtins;
mod call;
mod convert;
mod expr;
mod facts;
mod graph;
mod items;
mod later;
mod place;
mod print;
mod report;
pub mod scan;
mod stmt;
pub mod types_of;
mod typetext;

use std::sync::Arc;

use base::HashSet;
use types::{ObjId, PkgId, World};

pub use facts::key;
pub use report::{Flow, Kind, Line, Step};

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// In gc's order.
    pub lines: Vec<Line>,
    /// Variables that gc moves to the heap.
    pub moved: HashSet<ObjId>,
    /// All variables of functions, parameters and results included.
    pub variables: Vec<ObjId>,
}

/// Analyses packages that were checked without errors. Library packages among them are left out.
pub fn analyse(w: &mut World, packages: &[PkgId]) -> Report {
    let list: Vec<(PkgId, Vec<Arc<syntax::ast::File>>)> = packages
        .iter()
        .filter(|p| !w.packages[**p].is_library)
        .map(|p| (*p, w.packages[*p].files.clone()))
        .collect();
    let facts = facts::Facts::new();
    let saved = w.cur_pkg;
    let (items, groups) = items::collect(w, &list);
    let mut known: Vec<Option<Vec<graph::Leaks>>> = vec![None; items.len()];
    let mut report = Report::default();
    for group in groups {
        if let Some(item) = group.first().and_then(|i| items.get(*i)) {
            w.cur_pkg = item.pkg;
        }
        let mut b = batch::Batch::new(w, &items, &known, &facts);
        b.run(&group);
        let found = report::tell(&mut b, &group, &mut report);
        for (i, leaks) in found {
            if let Some(slot) = known.get_mut(i) {
                *slot = Some(leaks);
            }
        }
    }
    w.cur_pkg = saved;
    report
}
