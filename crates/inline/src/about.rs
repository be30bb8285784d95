//! What cost depends on: questions about expressions and their types.

use escape::scan::{is_func, object, unparen};
use syntax::ast::*;
use types::{Builtin, Mode, ObjId, ObjectKind, SelectionKind, Type, TypeId, World};

pub(crate) fn type_of(w: &World, e: &Expr) -> Option<TypeId> {
    w.info.types.get(e.id).and_then(|t| t.ty)
}

pub(crate) fn mode(w: &World, e: &Expr) -> Mode {
    w.info.types.get(e.id).map(|t| t.mode).unwrap_or_default()
}

pub(crate) fn is_constant(w: &World, e: &Expr) -> bool {
    w.info.types.get(e.id).is_some_and(|t| t.value.is_some())
}

pub(crate) fn under(w: &World, t: TypeId) -> &Type {
    w.types.get(w.under(t))
}

/// The element type of a slice, or of a type that is one.
pub(crate) fn elem_of_slice(w: &mut World, e: &Expr) -> Option<TypeId> {
    let t = type_of(w, e)?;
    let core = w.core_type(t).unwrap_or(t);
    match under(w, core) {
        Type::Slice(elem) => Some(*elem),
        _ => None,
    }
}

pub(crate) fn is_func_name(w: &World, e: &Expr) -> bool {
    object(w, e).is_some_and(|o| is_func(w, o))
}

/// Whether something is called on the way to a value.
pub(crate) fn has_call(w: &World, e: &Expr) -> bool {
    match &e.kind {
        ExprKind::Call { fun, args, .. } => match mode(w, unparen(fun)) {
            Mode::TypeExpr | Mode::Builtin => args.iter().any(|a| has_call(w, a)),
            _ => true,
        },
        ExprKind::Paren(x)
        | ExprKind::Star(x)
        | ExprKind::Selector { x, .. }
        | ExprKind::TypeAssert { x, .. }
        | ExprKind::Unary { x, .. } => has_call(w, x),
        ExprKind::Index { x, indices } => has_call(w, x) || indices.iter().any(|e| has_call(w, e)),
        ExprKind::Binary { x, y, .. } => has_call(w, x) || has_call(w, y),
        _ => false,
    }
}

pub(crate) fn defined(w: &World, id: &Ident) -> Option<ObjId> {
    w.info.defs.get(id.id).copied().flatten()
}

pub(crate) fn is_declared(w: &World, id: &Ident) -> bool {
    defined(w, id).is_some_and(|o| w.names.text(w.objects[o].name) != "_")
}

/// `x[:len(x)]`: the same name, which is the same node.
pub(crate) fn is_len_of(w: &World, e: &Expr, x: &Expr) -> bool {
    let ExprKind::Call { fun, args, .. } = &unparen(e).kind else {
        return false;
    };
    let len = object(w, fun)
        .is_some_and(|o| matches!(w.objects[o].kind, ObjectKind::Builtin(Builtin::Len)));
    let name = |e: &Expr| match unparen(e).kind {
        ExprKind::Name(_) => object(w, e),
        _ => None,
    };
    len && args
        .first()
        .and_then(name)
        .is_some_and(|o| name(x) == Some(o))
}

/// A variable's field at offset 0, whose address is the variable's.
pub(crate) fn is_first_field(w: &World, e: &Expr) -> bool {
    let e = unparen(e);
    let ExprKind::Selector { x, .. } = &e.kind else {
        return false;
    };
    let first = w
        .info
        .selections
        .get(&e.id)
        .is_some_and(|s| s.kind == SelectionKind::FieldVal && s.path.as_ref() == [0]);
    first && matches!(unparen(x).kind, ExprKind::Name(_))
}

/// Whether a conversion makes nothing: types that are alike but for their names, and numbers of one
/// size and sign.
pub(crate) fn renames(w: &mut World, from: TypeId, to: TypeId) -> bool {
    if w.is_interface(to) {
        return w.identical(from, to);
    }
    let (f, t) = (w.under(from), w.under(to));
    if w.identical(f, t) {
        // Floating-point values are rounded by conversions.
        return !matches!(w.types.get(t), Type::Basic(b) if b.is_float());
    }
    match (w.types.get(f).clone(), w.types.get(t).clone()) {
        (Type::Basic(a), Type::Basic(b)) => {
            let unsafe_ = types::Basic::UnsafePointer;
            (a == unsafe_ || b == unsafe_)
                || a.is_numeric() && b.is_numeric() && machine(a) == machine(b)
        }
        (Type::Pointer(_), Type::Pointer(_)) => true,
        (Type::Pointer(_), Type::Basic(b)) | (Type::Basic(b), Type::Pointer(_)) => {
            b == types::Basic::UnsafePointer
        }
        (Type::Chan { .. }, Type::Chan { .. }) => true,
        _ => false,
    }
}

/// A number's type as the machine knows it.
fn machine(b: types::Basic) -> types::Basic {
    use types::Basic::*;
    match b {
        Int => Int64,
        Uint | Uintptr => Uint64,
        Byte => Uint8,
        Rune => Int32,
        other => other,
    }
}

/// The address of something, by another type perhaps.
pub(crate) fn is_address(w: &World, e: &Expr) -> bool {
    let e = unparen(e);
    match &e.kind {
        ExprKind::Unary {
            op: UnaryOp::Addr, ..
        } => true,
        ExprKind::Call { fun, args, .. } if mode(w, unparen(fun)) == Mode::TypeExpr => {
            args.first().is_some_and(|x| is_address(w, x))
        }
        _ => false,
    }
}
