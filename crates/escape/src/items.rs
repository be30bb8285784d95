//! What is analysed: the user's functions, an instance of each generic one for every list of type
//! arguments that is reached, and what package variables begin with; and in which order: callees
//! before callers, functions that call each other together.

use std::sync::Arc;

use base::HashSet;
use syntax::ast::*;
use types::{ObjId, PkgId, SelectionKind, Subst, Type, TypeId, World};

use crate::scan::{self, Seen, is_func, object, unparen};
use crate::types_of;

/// Instances beyond this many are left out.
const MAX_ITEMS: usize = 4000;

#[derive(Clone, Copy)]
pub(crate) enum Root<'a> {
    Func(&'a FuncDecl),
    /// Package variables that begin with something to be worked out.
    Init,
    /// A function that a package variable begins with.
    Literal(&'a Expr, &'a FuncLit),
}

pub(crate) struct Item<'a> {
    pub(crate) root: Root<'a>,
    pub(crate) pkg: PkgId,
    pub(crate) obj: Option<ObjId>,
    pub(crate) targs: Vec<TypeId>,
    pub(crate) subst: Subst,
    pub(crate) seen: Seen<'a>,
    pub(crate) seen_id: NodeId,
    pub(crate) values: Vec<(Vec<ObjId>, &'a Expr)>,
    calls: Vec<usize>,
}

/// All there is in these packages, and the groups in order.
pub(crate) fn collect<'a>(
    w: &mut World,
    packages: &'a [(PkgId, Vec<Arc<File>>)],
) -> (Vec<Item<'a>>, Vec<Vec<usize>>) {
    let mut items = Vec::new();
    let mut generic: Vec<(ObjId, &'a FuncDecl, PkgId)> = Vec::new();
    for (pkg, files) in packages {
        w.cur_pkg = *pkg;
        globals(w, *pkg, files, &mut items);
        for d in files.iter().flat_map(|f| &f.decls) {
            let Decl::Func(f) = d else { continue };
            let Some(obj) = w.info.defs.get(f.name.id).copied().flatten() else {
                continue;
            };
            if w.tparams_of(obj).is_empty() {
                let item = function(w, *pkg, obj, f, Vec::new());
                items.push(item);
            } else {
                generic.push((obj, f, *pkg));
            }
        }
    }
    let mut at = 0;
    while at < items.len() && at < MAX_ITEMS {
        let mut calls = Vec::new();
        for m in mentions(w, &items, at) {
            let known = items.iter().position(|i: &Item<'a>| match &m {
                Mentioned::Func(o, targs) => i.obj == Some(*o) && i.targs == *targs,
                Mentioned::Literal(e, ..) => {
                    let same = items.get(at).is_some_and(|x| x.targs == i.targs);
                    i.obj.is_none() && i.seen_id == e.id && same
                }
            });
            if let Some(i) = known {
                calls.push(i);
                continue;
            }
            let Some(now) = items.get(at).filter(|_| items.len() < MAX_ITEMS) else {
                break;
            };
            let new = match m {
                Mentioned::Func(obj, targs) => {
                    let Some((_, f, pkg)) = generic.iter().find(|(o, ..)| *o == obj) else {
                        continue;
                    };
                    function(w, *pkg, obj, f, targs)
                }
                Mentioned::Literal(e, f) => {
                    let (pkg, targs, subst) = (now.pkg, now.targs.clone(), now.subst.clone());
                    literal(w, pkg, e, f, targs, subst)
                }
            };
            calls.push(items.len());
            items.push(new);
        }
        if let Some(item) = items.get_mut(at) {
            item.calls = calls;
        }
        at += 1;
    }
    let groups = groups(&items);
    (items, groups)
}

fn function<'a>(
    w: &mut World,
    pkg: PkgId,
    obj: ObjId,
    f: &'a FuncDecl,
    targs: Vec<TypeId>,
) -> Item<'a> {
    let subst = Subst::new(&w.tparams_of(obj), &targs);
    let seen = match &f.body {
        Some(b) => scan::function(w, f.id, b),
        None => Seen::default(),
    };
    Item {
        root: Root::Func(f),
        pkg,
        obj: Some(obj),
        targs,
        subst,
        seen,
        seen_id: f.id,
        values: Vec::new(),
        calls: Vec::new(),
    }
}

/// A function literal that captures nothing, on its own.
fn literal<'a>(
    w: &mut World,
    pkg: PkgId,
    e: &'a Expr,
    f: &'a FuncLit,
    targs: Vec<TypeId>,
    subst: Subst,
) -> Item<'a> {
    Item {
        root: Root::Literal(e, f),
        pkg,
        obj: None,
        targs,
        subst,
        seen: scan::function(w, e.id, &f.body),
        seen_id: e.id,
        values: Vec::new(),
        calls: Vec::new(),
    }
}

/// What an item mentions.
enum Mentioned<'a> {
    /// A function of the user's, with type arguments.
    Func(ObjId, Vec<TypeId>),
    /// A literal that captures nothing.
    Literal(&'a Expr, &'a FuncLit),
}

/// The user's functions that an item mentions.
fn mentions<'a>(w: &mut World, items: &[Item<'a>], at: usize) -> Vec<Mentioned<'a>> {
    let mut out: Vec<Mentioned<'a>> = Vec::new();
    let Some(item) = items.get(at) else {
        return out;
    };
    for m in &item.seen.mentions {
        if let ExprKind::FuncLit(f) = &m.at.kind {
            if !item.seen.captures(m.at.id) {
                out.push(Mentioned::Literal(m.at, f));
            }
            continue;
        }
        let Some(o) = object(w, m.at).filter(|o| is_func(w, *o)) else {
            continue;
        };
        if w.packages[w.objects[o].pkg].is_library {
            continue;
        }
        let mut targs = Vec::new();
        if let ExprKind::Selector { x, .. } = &m.at.kind
            && let Some(s) = w.info.selections.get(&m.at.id).cloned()
        {
            let recv = match s.kind {
                SelectionKind::MethodExpr => Some(w.subst(s.recv, &item.subst)),
                _ => types_of::receiver(w, &item.subst, x, &s.path),
            };
            if let Some(n) = recv.and_then(|t| {
                let (base, _) = w.deref(t);
                w.named_id(base)
            }) {
                targs = w.types.named[n].targs.to_vec();
            }
        }
        targs.extend(types_of::instance(w, &item.subst, m.at).unwrap_or_default());
        let known = |m: &Mentioned<'_>| match m {
            Mentioned::Func(p, t) => *p == o && *t == targs,
            Mentioned::Literal(..) => false,
        };
        if !out.iter().any(known) {
            out.push(Mentioned::Func(o, targs));
        }
    }
    out
}

// ---- package variables

fn globals<'a>(w: &mut World, pkg: PkgId, files: &'a [Arc<File>], items: &mut Vec<Item<'a>>) {
    let mut values: Vec<(Vec<ObjId>, &'a Expr)> = Vec::new();
    let mut literals: Vec<(&'a Expr, &'a FuncLit)> = Vec::new();
    let order = w.packages[pkg].init_order.clone();
    for init in order {
        let decl = files
            .get(init.decl.file as usize)
            .and_then(|f| f.decls.get(init.decl.decl as usize));
        let Some(Decl::Var(v)) = decl else { continue };
        let Some(e) = v.values.get(init.value as usize) else {
            continue;
        };
        leaves(w, e, &init.lhs, &mut values, &mut literals);
    }
    if let Some((_, first)) = values.first() {
        let id = first.id;
        let list: Vec<&'a Expr> = values.iter().map(|(_, e)| *e).collect();
        let seen = scan::values(w, id, &list);
        items.push(Item {
            root: Root::Init,
            pkg,
            obj: None,
            targs: Vec::new(),
            subst: Subst::default(),
            seen,
            seen_id: id,
            values,
            calls: Vec::new(),
        });
    }
    for (e, f) in literals {
        let item = literal(w, pkg, e, f, Vec::new(), Subst::default());
        items.push(item);
    }
}

/// What of an initial value has to be worked out: gc lays the rest of a literal out as data.
fn leaves<'a>(
    w: &mut World,
    e: &'a Expr,
    lhs: &[ObjId],
    values: &mut Vec<(Vec<ObjId>, &'a Expr)>,
    literals: &mut Vec<(&'a Expr, &'a FuncLit)>,
) {
    let mut found = Vec::new();
    if is_static(w, e, &mut found) {
        return literals.append(&mut found);
    }
    let inner = match &unparen(e).kind {
        ExprKind::Unary {
            op: UnaryOp::Addr,
            x,
        } => unparen(x),
        _ => unparen(e),
    };
    match &inner.kind {
        ExprKind::CompositeLit { elems, .. } if !is_map(w, inner) => {
            for el in elems {
                leaves(w, &el.value, &[], values, literals);
            }
        }
        _ => values.push((lhs.to_vec(), e)),
    }
}

fn is_map(w: &mut World, e: &Expr) -> bool {
    w.info.types.get(e.id).and_then(|t| t.ty).is_some_and(|t| {
        let u = w.underlying(t);
        matches!(w.types.get(u), Type::Map { .. })
    })
}

/// Whether a conversion makes a slice of a constant text.
fn is_text_as_slice(w: &mut World, e: &Expr, args: &[Expr]) -> bool {
    let value = |x: &Expr| w.info.types.get(x.id).is_some_and(|t| t.value.is_some());
    if !args.first().is_some_and(value) {
        return false;
    }
    w.info.types.get(e.id).and_then(|t| t.ty).is_some_and(|t| {
        let u = w.underlying(t);
        matches!(w.types.get(u), Type::Slice(_))
    })
}

/// Whether gc lays this out as data instead of working it out; `literals`: functions in it.
fn is_static<'a>(w: &mut World, e: &'a Expr, literals: &mut Vec<(&'a Expr, &'a FuncLit)>) -> bool {
    let e = unparen(e);
    let tv = w.info.types.get(e.id);
    if tv.is_some_and(|t| t.value.is_some() || t.mode == types::Mode::NilValue) {
        return true;
    }
    match &e.kind {
        ExprKind::FuncLit(f) => {
            literals.push((e, f));
            true
        }
        ExprKind::Name(_) | ExprKind::Selector { .. } => {
            object(w, e).is_some_and(|o| is_func(w, o))
        }
        ExprKind::Unary {
            op: UnaryOp::Addr,
            x,
        } => {
            let variable = object(w, x).is_some();
            variable
                || matches!(unparen(x).kind, ExprKind::CompositeLit { .. })
                    && is_static(w, x, literals)
        }
        ExprKind::CompositeLit { elems, .. } => {
            !is_map(w, e) && elems.iter().all(|el| is_static(w, &el.value, literals))
        }
        ExprKind::Call { fun, args, .. } => {
            let conversion =
                w.info.types.get(unparen(fun).id).map(|t| t.mode) == Some(types::Mode::TypeExpr);
            let same = |w: &mut World| {
                let of = |w: &World, e: &Expr| w.info.types.get(e.id).and_then(|t| t.ty);
                let (Some(a), Some(b)) = (of(w, e), args.first().and_then(|x| of(w, x))) else {
                    return false;
                };
                let (a, b) = (w.underlying(a), w.underlying(b));
                w.identical(a, b)
            };
            conversion
                && (is_text_as_slice(w, e, args)
                    || same(w) && args.first().is_some_and(|x| is_static(w, x, literals)))
        }
        _ => false,
    }
}

// ---- order

struct Groups<'i, 'a> {
    items: &'i [Item<'a>],
    number: Vec<u32>,
    low: Vec<u32>,
    stack: Vec<usize>,
    on: HashSet<usize>,
    next: u32,
    out: Vec<Vec<usize>>,
}

/// Items that call each other, callees' groups first.
fn groups(items: &[Item<'_>]) -> Vec<Vec<usize>> {
    let mut g = Groups {
        items,
        number: vec![0; items.len()],
        low: vec![0; items.len()],
        stack: Vec::new(),
        on: HashSet::default(),
        next: 0,
        out: Vec::new(),
    };
    for i in 0..items.len() {
        let instance = items.get(i).is_some_and(|i| !i.targs.is_empty());
        if !instance && g.number.get(i) == Some(&0) {
            g.visit(i);
        }
    }
    g.out
}

impl Groups<'_, '_> {
    /// Without recursion: chains of calls may be long.
    fn visit(&mut self, root: usize) {
        let mut work = vec![(root, 0)];
        while let Some((i, at)) = work.pop() {
            if at == 0 {
                self.next += 1;
                self.set(i, self.next);
                self.stack.push(i);
                self.on.insert(i);
            }
            let calls = self.items.get(i).map_or(&[][..], |x| x.calls.as_slice());
            if at > 0
                && let Some(&j) = calls.get(at - 1)
            {
                self.lower(i, j);
            }
            match calls.get(at) {
                Some(&j) => {
                    work.push((i, at + 1));
                    if self.number.get(j) == Some(&0) {
                        work.push((j, 0));
                    }
                }
                None => self.close(i),
            }
        }
    }

    fn set(&mut self, i: usize, n: u32) {
        for list in [&mut self.number, &mut self.low] {
            if let Some(slot) = list.get_mut(i) {
                *slot = n;
            }
        }
    }

    fn lower(&mut self, i: usize, j: usize) {
        if !self.on.contains(&j) {
            return;
        }
        let other = self.low.get(j).copied().unwrap_or(u32::MAX);
        if let Some(slot) = self.low.get_mut(i) {
            *slot = (*slot).min(other);
        }
    }

    fn close(&mut self, i: usize) {
        if self.number.get(i) != self.low.get(i) {
            return;
        }
        let at = self.stack.iter().rposition(|x| *x == i).unwrap_or(0);
        let group = self.stack.split_off(at);
        for x in &group {
            self.on.remove(x);
        }
        self.out.push(group);
    }
}
