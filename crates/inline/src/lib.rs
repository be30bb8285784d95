//! Which calls gc puts the callee's body in place of, as far as it shows: a literal of a function
//! is named after the kind of function that its code ends up in, and stack traces print that name.
//!
//! [`cost`] counts what gc counts (cmd/compile/internal/inline: one for each node, more for calls,
//! a function may cost [`BUDGET`]); [`plan`] follows calls from each function down and notes what
//! the ones inside become. Nothing is inlined here or elsewhere: the machine calls, and is told
//! under which names. Not looked at: calls through interfaces that gc finds the method of, and
//! functions of the library besides what they cost (`costs.txt`, as real Go tells it).

#![forbid(unsafe_code)]

mod about;
mod calls;
mod cost;
mod expr;
mod known;
mod plan;
mod walk;

use std::sync::Arc;

use base::{HashMap, Span};
use escape::scan::{self, Seen};
use syntax::ast::*;
use syntax::directives::directives;
use types::{ObjId, PkgId, World};

pub use plan::{Inlining, Plan, PlanId};

/// What a function may cost that is put in place of its calls.
const BUDGET: i32 = 80;
/// What a literal may cost, and one that is called in one place only.
const LITERAL_BUDGET: i32 = 2 * BUDGET;
const CALLED_ONCE_BUDGET: i32 = 10 * BUDGET;

/// A function of the user's.
struct Fun<'a> {
    decl: &'a FuncDecl,
    pkg: PkgId,
    seen: Seen<'a>,
    /// `//go:noinline` says so.
    never: bool,
}

type Files = Vec<(PkgId, Vec<Arc<File>>)>;

/// The packages that are not the library's.
fn own_files(w: &World, packages: &[PkgId]) -> Files {
    packages
        .iter()
        .filter(|p| !w.packages[**p].is_library)
        .map(|p| (*p, w.packages[*p].files.clone()))
        .collect()
}

fn functions<'a>(w: &mut World, files: &'a Files) -> (Vec<ObjId>, HashMap<ObjId, Fun<'a>>) {
    let mut order = Vec::new();
    let mut funs = HashMap::default();
    let files = files
        .iter()
        .flat_map(|(p, files)| files.iter().map(move |f| (*p, f)));
    for (pkg, file) in files {
        let never = directives(file, w.map.file(file.file)).noinline;
        for d in &file.decls {
            let Decl::Func(decl) = d else { continue };
            let obj = w.info.defs.get(decl.name.id).copied().flatten();
            let (Some(obj), Some(body)) = (obj, &decl.body) else {
                continue;
            };
            let seen = scan::function(w, decl.id, body);
            order.push(obj);
            let never = never.contains(&decl.span.lo);
            funs.insert(
                obj,
                Fun {
                    decl,
                    pkg,
                    seen,
                    never,
                },
            );
        }
    }
    (order, funs)
}

/// Looks at packages that were checked without errors.
pub fn analyse(w: &mut World, packages: &[PkgId]) -> Inlining {
    let files = own_files(w, packages);
    let saved = w.cur_pkg;
    let (order, funs) = functions(w, &files);
    let out = plan::plan(w, &order, &funs);
    w.cur_pkg = saved;
    out
}

/// What each function and literal that can be inlined costs, in the order of the source: where it
/// stands, and its cost. What gc tells of with `-m=2`.
pub fn costs(w: &mut World, packages: &[PkgId]) -> Vec<(Span, i32)> {
    let files = own_files(w, packages);
    let saved = w.cur_pkg;
    let (order, funs) = functions(w, &files);
    let mut costs = cost::Costs::new(&funs);
    let mut out = Vec::new();
    for obj in order {
        let Some(f) = funs.get(&obj) else { continue };
        w.cur_pkg = f.pkg;
        if let Some(c) = costs.of_function(w, obj).filter(|c| *c <= BUDGET) {
            let span = f.decl.span;
            // Behind `func `: a method stands where its receiver does.
            out.push((Span::new(span.lo + 5, span.hi), c));
        }
        for (id, _, lit, e) in &f.seen.literals {
            let c = costs.of_literal(w, &f.seen, *id, lit);
            if let Some(c) = c.filter(|c| *c <= CALLED_ONCE_BUDGET) {
                out.push((e.span, c));
            }
        }
        for (_, _, s) in &f.seen.bodies {
            let c = costs.of_body(w, &f.seen, s);
            if let Some(c) = c.filter(|c| *c <= CALLED_ONCE_BUDGET) {
                out.push((s.span, c));
            }
        }
    }
    w.cur_pkg = saved;
    out
}
