//! The struct types that a package declares, and where its text builds them without field names.

use base::Span;
use syntax::ast::{Decl, Expr, ExprKind, FuncDecl, TypeDecl};
use syntax::visit::{self, Node};
use types::{Basic, PkgId, Type, TypeId, World};

use crate::rewrite::{Unit, units};

/// How deep values nest at most.
const MAX_DEPTH: u32 = 100;

/// A declared type whose underlying type is a struct; not generic, not an alias.
#[derive(Clone, Debug)]
pub struct Declared {
    /// `T`, or `f.T` for a type that is local to function (or method) `f`.
    pub name: String,
    pub ty: TypeId,
    /// The declared name.
    pub at: Span,
    /// The struct type as written, from `struct` to `}`; none where the declaration names another
    /// type.
    pub body: Option<Span>,
    /// Its fields as written, in order.
    pub units: Vec<Unit>,
}

/// All of a package in the order of the source, local ones where they stand. Types in generic
/// functions are left out: what they are depends on the instance.
pub fn declared(world: &mut World, pkg: PkgId) -> Vec<Declared> {
    let files = match world.packages.get(pkg) {
        Some(p) => p.files.clone(),
        None => return Vec::new(),
    };
    let mut out = Vec::new();
    for file in &files {
        for d in &file.decls {
            match d {
                Decl::Type(d) => out.extend(one(world, d, "")),
                Decl::Func(f) if !is_generic(f) => {
                    let within = world.names.text(f.name.name).to_owned();
                    visit::function(f, &mut |node| {
                        if let Node::Decl(Decl::Type(d)) = node {
                            out.extend(one(world, d, &within));
                        }
                    });
                }
                _ => {}
            }
        }
    }
    out
}

fn is_generic(f: &FuncDecl) -> bool {
    let receiver = f.recv.iter().flatten().next();
    // `T[P]`, `*T[P]`
    let indexed = receiver.is_some_and(|r| {
        let mut ty = &r.ty;
        while let ExprKind::Star(x) | ExprKind::Paren(x) = &ty.kind {
            ty = x;
        }
        matches!(ty.kind, ExprKind::Index { .. })
    });
    indexed || !f.tparams.is_empty()
}

fn one(world: &mut World, d: &TypeDecl, within: &str) -> Option<Declared> {
    if d.alias || !d.tparams.is_empty() || d.name.name == world.universe.blank {
        return None;
    }
    let obj = world.info.defs.get(d.name.id).copied().flatten()?;
    let ty = world.objects.get(obj)?.ty?;
    let under = world.underlying(ty);
    if !matches!(world.types.get(under), Type::Struct(_)) || !is_sized(world, under, 0) {
        return None;
    }
    let name = world.names.text(d.name.name).to_owned();
    let (body, units) = match &d.ty.kind {
        ExprKind::StructType { fields } => (Some(d.ty.span), units(fields)),
        _ => (None, Vec::new()),
    };
    Some(Declared {
        name: match within {
            "" => name,
            f => format!("{f}.{name}"),
        },
        ty,
        at: d.name.span,
        body,
        units,
    })
}

/// Whether the sizes of everything in it are known: no errors, no type parameters.
fn is_sized(world: &mut World, t: TypeId, depth: u32) -> bool {
    let under = world.underlying(t);
    match world.types.get(under) {
        Type::Basic(b) => *b != Basic::Invalid,
        Type::TypeParam(_) => false,
        Type::Array { len, elem } => {
            let (len, elem) = (*len, *elem);
            len >= 0 && is_sized(world, elem, depth + 1)
        }
        Type::Struct(fields) => {
            let fields: Vec<TypeId> = fields.iter().map(|f| f.ty).collect();
            // A type cannot hold itself: what is deeper than this was reported.
            depth < MAX_DEPTH && fields.into_iter().all(|f| is_sized(world, f, depth + 1))
        }
        _ => true,
    }
}

/// Where the text of a package builds values by listing their fields without names, and the
/// underlying types of these: such a list breaks when the fields of its struct are reordered.
pub fn without_names(world: &mut World, pkg: PkgId) -> Vec<(TypeId, Span)> {
    let files = match world.packages.get(pkg) {
        Some(p) => p.files.clone(),
        None => return Vec::new(),
    };
    let mut out = Vec::new();
    for file in &files {
        visit::file(file, &mut |node| {
            if let Node::Expr(e) = node
                && is_bare(e)
                && let Some(ty) = built(world, e)
            {
                out.push((world.underlying(ty), e.span));
            }
        });
    }
    out
}

fn is_bare(e: &Expr) -> bool {
    match &e.kind {
        ExprKind::CompositeLit { elems, .. } => elems.first().is_some_and(|e| e.key.is_none()),
        _ => false,
    }
}

/// The type that a composite literal builds.
fn built(world: &mut World, e: &Expr) -> Option<TypeId> {
    let ty = world.info.types.get(e.id)?.ty?;
    // `{…}` for `&T{…}` in a list of pointers.
    let under = world.underlying(ty);
    match world.types.get(under) {
        Type::Pointer(elem) => Some(*elem),
        _ => Some(ty),
    }
}
