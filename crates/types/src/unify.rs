//! Unification: making types identical (or assignable) by finding types for type parameters.

use syntax::ast::ChanDir;

use crate::{Lookup, Param, Type, TypeId, TypeParamId, World};

const MAX_DEPTH: u32 = 50;

/// How strictly types must match.
#[derive(Clone, Copy, Default, PartialEq)]
pub(crate) struct UnifyMode {
    /// The types meet in an assignment: inexact at the top, exact below.
    pub(crate) assign: bool,
    /// Types must be made identical. Otherwise a defined type matches a literal by its underlying
    /// type, channel directions are ignored, and methods decide about interfaces.
    pub(crate) exact: bool,
}

impl UnifyMode {
    pub(crate) const INEXACT: UnifyMode = UnifyMode {
        assign: false,
        exact: false,
    };
    pub(crate) const ASSIGN: UnifyMode = UnifyMode {
        assign: true,
        exact: false,
    };
    pub(crate) const EXACT: UnifyMode = UnifyMode {
        assign: false,
        exact: true,
    };
}

/// The type parameters being solved for and what is known about them.
pub(crate) struct Unifier {
    tparams: Vec<TypeParamId>,
    /// Per type parameter the index of its slot; joined parameters share one.
    slot_of: Vec<usize>,
    slots: Vec<Option<TypeId>>,
    depth: u32,
    /// Steps left: types share parts, and are compared without remembering.
    budget: u32,
}

type Pairs = Vec<(TypeId, TypeId)>;

impl Unifier {
    pub(crate) fn new(tparams: &[TypeParamId], targs: &[Option<TypeId>]) -> Unifier {
        let n = tparams.len();
        Unifier {
            tparams: tparams.to_vec(),
            slot_of: (0..n).collect(),
            slots: (0..n).map(|i| targs.get(i).copied().flatten()).collect(),
            depth: 0,
            budget: 200_000,
        }
    }

    fn index(&self, t: TypeParamId) -> Option<usize> {
        self.tparams.iter().position(|&p| p == t)
    }

    fn slot(&self, t: TypeParamId) -> Option<usize> {
        self.slot_of.get(self.index(t)?).copied()
    }

    /// The type found for a type parameter.
    pub(crate) fn at(&self, t: TypeParamId) -> Option<TypeId> {
        self.slots.get(self.slot(t)?).copied().flatten()
    }

    pub(crate) fn set(&mut self, t: TypeParamId, ty: TypeId) {
        if let Some(slot) = self.slot(t)
            && let Some(place) = self.slots.get_mut(slot)
        {
            *place = Some(ty);
        }
    }

    /// How many type parameters have no type yet.
    pub(crate) fn unknowns(&self) -> usize {
        self.tparams
            .iter()
            .filter(|&&t| self.at(t).is_none())
            .count()
    }

    pub(crate) fn inferred(&self, tparams: &[TypeParamId]) -> Vec<Option<TypeId>> {
        tparams.iter().map(|&t| self.at(t)).collect()
    }

    /// The type parameter being solved for that `t` is.
    fn bound(&self, world: &World, t: TypeId) -> Option<TypeParamId> {
        world.tparam_id(t).filter(|&id| self.index(id).is_some())
    }

    /// Makes two type parameters one. False if both have a type already.
    fn join(&mut self, x: TypeParamId, y: TypeParamId) -> bool {
        let (Some(sx), Some(sy)) = (self.slot(x), self.slot(y)) else {
            return false;
        };
        if sx == sy {
            return true;
        }
        let (from, to) = match (self.at(x), self.at(y)) {
            (Some(_), Some(_)) => return false,
            (Some(_), None) => (sy, sx),
            _ => (sx, sy),
        };
        for slot in &mut self.slot_of {
            if *slot == from {
                *slot = to;
            }
        }
        true
    }

    /// Tries to unify two types; type parameters may get types on the way, even when it fails.
    pub(crate) fn unify(
        &mut self,
        world: &mut World,
        x: TypeId,
        y: TypeId,
        mode: UnifyMode,
    ) -> bool {
        self.nify(world, x, y, mode, &mut Vec::new())
    }

    fn nify(
        &mut self,
        world: &mut World,
        x: TypeId,
        y: TypeId,
        mode: UnifyMode,
        p: &mut Pairs,
    ) -> bool {
        if self.depth >= MAX_DEPTH || self.budget == 0 {
            return false;
        }
        self.budget -= 1;
        self.depth += 1;
        let result = self.nify_inner(world, x, y, mode, p);
        self.depth -= 1;
        result
    }

    fn nify_inner(
        &mut self,
        world: &mut World,
        mut x: TypeId,
        mut y: TypeId,
        mode: UnifyMode,
        p: &mut Pairs,
    ) -> bool {
        if x == y || world.unalias(x) == world.unalias(y) {
            return true;
        }
        // A defined type, if any, goes to y; a parameter being solved for to x.
        if world.named_id(x).is_some() || self.bound(world, y).is_some() {
            (x, y) = (y, x);
        }
        if !mode.exact
            && world.named_id(y).is_some()
            && world.is_type_lit(x)
            && !world.is_interface(x)
        {
            y = world.underlying(y);
            if x == y || world.unalias(x) == world.unalias(y) {
                return true;
            }
        }
        match (self.bound(world, x), self.bound(world, y)) {
            (Some(px), Some(py)) => {
                if self.join(px, py) {
                    return true;
                }
                return match (self.at(px), self.at(py)) {
                    (Some(x), Some(y)) => self.nify(world, x, y, mode, p),
                    _ => false,
                };
            }
            (Some(px), None) => {
                let Some(known) = self.at(px) else {
                    self.set(px, y);
                    return true;
                };
                return self.match_known(world, px, known, y, mode, p);
            }
            _ => {}
        }

        // Methods decide since Go 1.21.
        if !mode.exact && world.minor >= 21 {
            let xi = as_interface(world, x);
            let yi = as_interface(world, y);
            match (xi, yi) {
                (Some(xi), Some(yi)) => return self.nify_interfaces(world, xi, yi, p),
                (Some(i), None) => return self.nify_methods(world, i, y, p),
                (None, Some(i)) => return self.nify_methods(world, i, x, p),
                (None, None) => {}
            }
        }
        if world.is_type_param(y) {
            (x, y) = (y, x);
        }
        let emode = UnifyMode {
            exact: mode.exact || mode.assign,
            ..mode
        };
        self.nify_structure(world, x, y, mode, emode, p)
    }

    /// `y` meets a type parameter whose type is `known`.
    fn match_known(
        &mut self,
        world: &mut World,
        px: TypeParamId,
        known: TypeId,
        y: TypeId,
        mode: UnifyMode,
        p: &mut Pairs,
    ) -> bool {
        if !self.nify(world, known, y, mode, p) {
            return false;
        }
        let xi = as_interface(world, known);
        let yi = as_interface(world, y);
        let xn = world.named_id(known).is_some();
        let yn = world.named_id(y).is_some();
        match (xi, yi) {
            (Some(xi), Some(yi)) => {
                if xn && yn {
                    return world.identical(known, y);
                }
                if world.type_set(xi).methods.len() != world.type_set(yi).methods.len() {
                    return false;
                }
            }
            (None, None) => {}
            // Either could be the answer: that would depend on order.
            _ => return false,
        }
        if !mode.exact && !xn {
            if yn {
                self.set(px, y);
            } else {
                let yu = world.underlying(y);
                if let Type::Chan { dir, .. } = world.types.get(yu)
                    && *dir != ChanDir::Both
                {
                    self.set(px, y);
                }
            }
        }
        true
    }

    /// Two interfaces, inexactly: the methods of one must be among the other's.
    fn nify_interfaces(
        &mut self,
        world: &mut World,
        xi: TypeId,
        yi: TypeId,
        p: &mut Pairs,
    ) -> bool {
        let xs = world.type_set(xi);
        let ys = world.type_set(yi);
        if xs.comparable != ys.comparable || !world.terms_equal(&xs.terms, &ys.terms) {
            return false;
        }
        if p.contains(&(xi, yi)) || p.contains(&(yi, xi)) {
            return true;
        }
        let (few, many) = if xs.methods.len() > ys.methods.len() {
            (&ys.methods, &xs.methods)
        } else {
            (&xs.methods, &ys.methods)
        };
        p.push((xi, yi));
        let ok = few.iter().all(|m| {
            let other = many
                .iter()
                .find(|n| world.same_id((m.name, m.pkg), (n.name, n.pkg)));
            other.is_some_and(|n| self.nify(world, m.sig, n.sig, UnifyMode::EXACT, p))
        });
        p.pop();
        ok
    }

    /// An interface and another type, which must have its methods.
    fn nify_methods(&mut self, world: &mut World, iface: TypeId, t: TypeId, p: &mut Pairs) -> bool {
        let set = world.type_set(iface);
        for m in &set.methods {
            let found = world.lookup_field_or_method(t, false, m.pkg, m.name, false);
            let Lookup::Found(found) = found else {
                return false;
            };
            let Some(sig) = found.ty.filter(|_| !found.is_field) else {
                return false;
            };
            let generic = matches!(
                world.types.get(sig),
                Type::Signature { tparams, .. } if !tparams.is_empty()
            );
            if generic || !self.nify(world, m.sig, sig, UnifyMode::EXACT, p) {
                return false;
            }
        }
        true
    }

    fn nify_params(
        &mut self,
        world: &mut World,
        a: &[Param],
        b: &[Param],
        mode: UnifyMode,
        p: &mut Pairs,
    ) -> bool {
        a.len() == b.len()
            && a.iter()
                .zip(b)
                .all(|(a, b)| self.nify(world, a.ty, b.ty, mode, p))
    }

    fn nify_structure(
        &mut self,
        world: &mut World,
        xorig: TypeId,
        yorig: TypeId,
        mode: UnifyMode,
        emode: UnifyMode,
        p: &mut Pairs,
    ) -> bool {
        let x = world.unalias(xorig);
        let y = world.unalias(yorig);
        match (world.types.get(x).clone(), world.types.get(y).clone()) {
            (Type::Basic(a), Type::Basic(b)) => a.plain() == b.plain(),
            (Type::Array { len: n, elem: a }, Type::Array { len: m, elem: b }) => {
                (n < 0 || m < 0 || n == m) && self.nify(world, a, b, emode, p)
            }
            (Type::Slice(a), Type::Slice(b)) | (Type::Pointer(a), Type::Pointer(b)) => {
                self.nify(world, a, b, emode, p)
            }
            (Type::Struct(a), Type::Struct(b)) => {
                a.len() == b.len()
                    && a.iter().zip(&b).all(|(f, g)| {
                        f.embedded == g.embedded
                            && f.tag == g.tag
                            && world.same_id((f.name, f.pkg), (g.name, g.pkg))
                            && self.nify(world, f.ty, g.ty, emode, p)
                    })
            }
            (Type::Tuple(a), Type::Tuple(b)) => {
                a.len() == b.len()
                    && a.iter()
                        .zip(&b)
                        .all(|(&a, &b)| self.nify(world, a, b, mode, p))
            }
            (
                Type::Signature {
                    params: ap,
                    results: ar,
                    variadic: av,
                    ..
                },
                Type::Signature {
                    params: bp,
                    results: br,
                    variadic: bv,
                    ..
                },
            ) => {
                av == bv
                    && self.nify_params(world, &ap, &bp, emode, p)
                    && self.nify_params(world, &ar, &br, emode, p)
            }
            (Type::Interface { .. }, Type::Interface { .. }) => {
                let (xs, ys) = (world.type_set(x), world.type_set(y));
                if xs.comparable != ys.comparable
                    || xs.methods.len() != ys.methods.len()
                    || !world.terms_equal(&xs.terms, &ys.terms)
                {
                    return false;
                }
                if p.contains(&(x, y)) || p.contains(&(y, x)) {
                    return true;
                }
                p.push((x, y));
                let ok = xs.methods.iter().zip(&ys.methods).all(|(f, g)| {
                    world.same_id((f.name, f.pkg), (g.name, g.pkg))
                        && self.nify(world, f.sig, g.sig, UnifyMode::EXACT, p)
                });
                p.pop();
                ok
            }
            (Type::Map { key: k, elem: a }, Type::Map { key: l, elem: b }) => {
                self.nify(world, k, l, emode, p) && self.nify(world, a, b, emode, p)
            }
            (Type::Chan { dir: k, elem: a }, Type::Chan { dir: l, elem: b }) => {
                (!mode.exact || k == l) && self.nify(world, a, b, emode, p)
            }
            (Type::Named(a), Type::Named(b)) => {
                let (Some(na), Some(nb)) = (world.types.named.get(a), world.types.named.get(b))
                else {
                    return false;
                };
                let (ta, tb) = (na.targs.clone(), nb.targs.clone());
                // Arguments first, even if the origins differ: that gives better messages.
                ta.len() == tb.len()
                    && ta
                        .iter()
                        .zip(&tb)
                        .all(|(&a, &b)| self.nify(world, a, b, mode, p))
                    && world.identical_origin(a, b)
            }
            // A type parameter that is not being solved for: what its types have in common must
            // match.
            (Type::TypeParam(_), _) => match world.common_under(x) {
                Ok(core) => self.nify(world, core, yorig, UnifyMode::ASSIGN, p),
                Err(_) => false,
            },
            _ => false,
        }
    }
}

/// The interface under `t`, unless `t` is a type parameter.
fn as_interface(world: &mut World, t: TypeId) -> Option<TypeId> {
    if world.is_type_param(t) {
        return None;
    }
    let u = world.underlying(t);
    matches!(world.types.get(u), Type::Interface { .. }).then_some(u)
}
