//! Questions about types that several parts ask, with type parameters replaced.

use syntax::ast::*;
use types::constant::ConstValue;
use types::{ObjectKind, Subst, Type, TypeId, World};

use crate::scan::{Seen, object, unparen};

/// Whether a value of this type is a pointer in the second word of an interface.
pub(crate) fn is_direct(w: &mut World, t: TypeId) -> bool {
    let mut t = t;
    loop {
        let u = w.underlying(t);
        t = match w.types.get(u) {
            Type::Pointer(_) | Type::Map { .. } | Type::Chan { .. } | Type::Signature { .. } => {
                return true;
            }
            Type::Basic(b) => return *b == types::Basic::UnsafePointer,
            Type::Struct(fields) => match fields.as_ref() {
                [one] => one.ty,
                _ => return false,
            },
            Type::Array { len: 1, elem } => *elem,
            _ => return false,
        };
    }
}

/// The type of the receiver at the end of a method's path, as it is there: the last of the path is
/// the method.
pub fn receiver(w: &mut World, subst: &Subst, x: &Expr, path: &[u32]) -> Option<TypeId> {
    let t = w.info.types.get(x.id)?.ty?;
    let mut t = w.subst(t, subst);
    let count = path.len().saturating_sub(1);
    for i in path.iter().take(count) {
        t = field(w, t, *i)?.0;
    }
    Some(t)
}

/// The type of a field of a struct or of what a pointer points to, and whether there is a pointer.
pub(crate) fn field(w: &mut World, t: TypeId, i: u32) -> Option<(TypeId, bool)> {
    let mut u = w.underlying(t);
    let mut through = false;
    if let Type::Pointer(x) = *w.types.get(u) {
        u = w.underlying(x);
        through = true;
    }
    match w.types.get(u) {
        Type::Struct(fields) => fields.get(i as usize).map(|f| (f.ty, through)),
        _ => None,
    }
}

/// Type arguments of a generic function where it is mentioned.
pub(crate) fn instance(w: &mut World, subst: &Subst, fun: &Expr) -> Option<Vec<TypeId>> {
    let id = match &unparen(fun).kind {
        ExprKind::Name(id) => id.id,
        ExprKind::Selector { sel, .. } => sel.id,
        ExprKind::Index { x, .. } => return instance(w, subst, x),
        _ => return None,
    };
    let targs = w.info.instances.get(&id)?.targs.clone();
    Some(targs.iter().map(|t| w.subst(*t, subst)).collect())
}

/// The constant that an expression always is, if it is a variable that keeps its first value.
pub(crate) fn constant(w: &World, seen: &Seen<'_>, e: &Expr) -> Option<ConstValue> {
    let mut e = unparen(e);
    for _ in 0..50 {
        if let Some(v) = w.info.types.get(e.id).and_then(|t| t.value.clone()) {
            return Some(v);
        }
        let ExprKind::Name(_) = &e.kind else {
            return None;
        };
        e = unparen(seen.always(object(w, e)?)?);
    }
    None
}

/// The number that an expression always is: a constant, or the length of a literal.
pub(crate) fn count(w: &World, seen: &Seen<'_>, e: &Expr) -> Option<i64> {
    if let Some(v) = constant(w, seen, e) {
        return v.to_i64();
    }
    let ExprKind::Call { fun, args, .. } = &always(w, seen, e).kind else {
        return None;
    };
    let builtin = object(w, fun).map(|o| &w.objects[o].kind);
    let Some(ObjectKind::Builtin(types::Builtin::Len)) = builtin else {
        return None;
    };
    let x = always(w, seen, args.first()?);
    let ExprKind::CompositeLit { elems, .. } = &x.kind else {
        return None;
    };
    let t = w.info.types.get(x.id)?.ty?;
    if !matches!(w.types.get(w.under(t)), Type::Slice(_)) {
        return None;
    }
    let (mut next, mut len) = (0i64, 0i64);
    for el in elems {
        if let Some(k) = &el.key {
            next = w.info.types.get(k.id)?.value.as_ref()?.to_i64()?;
        }
        next += 1;
        len = len.max(next);
    }
    Some(len)
}

/// A variable that always is one constant, behind conversions that only rename its type.
pub(crate) fn boxed_constant(w: &World, seen: &Seen<'_>, e: &Expr) -> Option<ConstValue> {
    let mut e = always(w, seen, e);
    for _ in 0..20 {
        if let Some(v) = constant(w, seen, e) {
            return Some(v);
        }
        let ExprKind::Call { fun, args, .. } = &e.kind else {
            return None;
        };
        if w.info.types.get(unparen(fun).id)?.mode != types::Mode::TypeExpr {
            return None;
        }
        let x = args.first()?;
        let (a, b) = (w.info.types.get(e.id)?.ty?, w.info.types.get(x.id)?.ty?);
        let (a, b) = (w.basic(w.under(a)), w.basic(w.under(b)));
        // Conversions of floats round, so they are more than another name.
        if a != b || a.is_none_or(|b| b.is_float() || b.is_complex()) {
            return None;
        }
        e = always(w, seen, x);
    }
    None
}

/// Whether this is nil, converted or not.
pub(crate) fn is_nil(w: &World, e: &Expr) -> bool {
    let e = unparen(e);
    let mode = |e: &Expr| w.info.types.get(e.id).map(|t| t.mode);
    match &e.kind {
        ExprKind::Call { fun, args, .. } => {
            mode(unparen(fun)) == Some(types::Mode::TypeExpr)
                && args.first().is_some_and(|a| is_nil(w, a))
        }
        _ => mode(e) == Some(types::Mode::NilValue),
    }
}

/// What a function of package unsafe says of an operand in an instance.
pub(crate) fn measure(w: &mut World, subst: &Subst, b: types::Builtin, x: &Expr) -> Option<i64> {
    let t = w.info.types.get(x.id)?.ty?;
    let t = w.subst(t, subst);
    match (b, &unparen(x).kind) {
        (types::Builtin::UnsafeSizeof, _) => Some(w.size_of(t)),
        (types::Builtin::UnsafeAlignof, _) => Some(w.align_of(t)),
        (_, ExprKind::Selector { x: of, .. }) => {
            let path = w.info.selections.get(&unparen(x).id)?.path.clone();
            let outer = w.info.types.get(of.id)?.ty?;
            let mut t = w.subst(outer, subst);
            let mut at = 0;
            for i in path {
                let (base, _) = w.deref(t);
                at += w.field_offsets(base).get(i as usize).copied()?;
                t = field(w, t, i)?.0;
            }
            Some(at)
        }
        _ => None,
    }
}

/// The literal or function that an expression always is: names that keep their first value are
/// followed.
pub(crate) fn always<'a>(w: &World, seen: &Seen<'a>, e: &'a Expr) -> &'a Expr {
    let mut e = unparen(e);
    for _ in 0..50 {
        let ExprKind::Name(_) = &e.kind else {
            return e;
        };
        let next = object(w, e)
            .filter(|o| matches!(w.objects[*o].kind, ObjectKind::Var { .. }))
            .and_then(|o| seen.always(o));
        match next {
            Some(n) => e = unparen(n),
            None => return e,
        }
    }
    e
}
