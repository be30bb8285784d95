//! Type identity as the language defines it. Equal ids are identical types; this is for the rest:
//! aliases, parameter names, field objects, the order in which an interface was put together.

use base::HashSet;

use crate::predicates::MAX_DEPTH;
use crate::{InterfaceMethod, Param, PkgId, Subst, Type, TypeId, World, is_exported};

/// What to overlook.
#[derive(Clone, Copy, Default)]
struct Rules {
    ignore_tags: bool,
    ignore_invalids: bool,
}

/// What one comparison knows.
#[derive(Default)]
struct Pairs {
    /// The interfaces being compared, outermost first: interfaces are the only types that can
    /// contain themselves without a name in between.
    open: Vec<(TypeId, TypeId)>,
    /// Types that were found to be the same: shared parts are compared once.
    same: HashSet<(TypeId, TypeId)>,
}

impl World {
    /// Reports whether `x` and `y` are the same type.
    pub fn identical(&mut self, x: TypeId, y: TypeId) -> bool {
        x == y || self.same(Rules::default(), x, y, &mut Pairs::default(), 0)
    }
    /// The same type but for struct tags, as conversions see it.
    pub fn identical_ignore_tags(&mut self, x: TypeId, y: TypeId) -> bool {
        let rules = Rules {
            ignore_tags: true,
            ..Rules::default()
        };
        x == y || self.same(rules, x, y, &mut Pairs::default(), 0)
    }
    /// Identity that takes an invalid type to be any type, against follow-on errors.
    pub fn identical_ignore_invalid(&mut self, x: TypeId, y: TypeId) -> bool {
        let rules = Rules {
            ignore_invalids: true,
            ..Rules::default()
        };
        x == y || self.same(rules, x, y, &mut Pairs::default(), 0)
    }
    /// Reports whether two lists of types are pairwise identical.
    pub fn identical_lists(&mut self, xs: &[TypeId], ys: &[TypeId]) -> bool {
        xs.len() == ys.len() && xs.iter().zip(ys).all(|(&x, &y)| self.identical(x, y))
    }
    /// Reports whether two instances (or named types) come from the same declaration.
    pub fn identical_origin(&self, x: crate::NamedId, y: crate::NamedId) -> bool {
        match (self.types.named.get(x), self.types.named.get(y)) {
            (Some(x), Some(y)) => x.origin == y.origin,
            _ => false,
        }
    }

    /// Reports whether names declared in two packages are the same identifier.
    pub(crate) fn same_id(
        &self,
        (name_a, pkg_a): (base::Symbol, PkgId),
        (name_b, pkg_b): (base::Symbol, PkgId),
    ) -> bool {
        name_a == name_b && (pkg_a == pkg_b || is_exported(self.names.text(name_a)))
    }

    fn same(&mut self, rules: Rules, x: TypeId, y: TypeId, p: &mut Pairs, depth: u32) -> bool {
        let x = self.unalias(x);
        let y = self.unalias(y);
        if x == y {
            return true;
        }
        if p.same.contains(&(x, y)) {
            return true;
        }
        if depth > MAX_DEPTH {
            return false;
        }
        let same = self.same_structure(rules, x, y, p, depth);
        if same {
            p.same.insert((x, y));
        }
        same
    }

    fn same_structure(
        &mut self,
        rules: Rules,
        x: TypeId,
        y: TypeId,
        p: &mut Pairs,
        depth: u32,
    ) -> bool {
        if rules.ignore_invalids && (!self.is_valid(x) || !self.is_valid(y)) {
            return true;
        }
        let d = depth + 1;
        match (self.types.get(x), self.types.get(y)) {
            (Type::Basic(a), Type::Basic(b)) => a.plain() == b.plain(),
            (&Type::Array { len: n, elem: a }, &Type::Array { len: m, elem: b }) => {
                (n < 0 || m < 0 || n == m) && self.same(rules, a, b, p, d)
            }
            (&Type::Slice(a), &Type::Slice(b)) | (&Type::Pointer(a), &Type::Pointer(b)) => {
                self.same(rules, a, b, p, d)
            }
            (Type::Struct(a), Type::Struct(b)) => {
                if a.len() != b.len() {
                    return false;
                }
                let (a, b) = (a.clone(), b.clone());
                a.iter().zip(&b).all(|(f, g)| {
                    f.embedded == g.embedded
                        && (rules.ignore_tags || f.tag == g.tag)
                        && self.same_id((f.name, f.pkg), (g.name, g.pkg))
                        && self.same(rules, f.ty, g.ty, p, d)
                })
            }
            (Type::Tuple(a), Type::Tuple(b)) => {
                let (a, b) = (a.clone(), b.clone());
                a.len() == b.len()
                    && a.iter()
                        .zip(&b)
                        .all(|(&a, &b)| self.same(rules, a, b, p, d))
            }
            (Type::Signature { .. }, Type::Signature { .. }) => {
                self.same_signature(rules, x, y, p, d)
            }
            (Type::Union(_), Type::Union(_)) => {
                let a = self.union_terms(x, d);
                let b = self.union_terms(y, d);
                self.terms_equal(&a, &b)
            }
            (Type::Interface { .. }, Type::Interface { .. }) => {
                self.same_interface(rules, x, y, p, d)
            }
            (&Type::Map { key: k, elem: a }, &Type::Map { key: l, elem: b }) => {
                self.same(rules, k, l, p, d) && self.same(rules, a, b, p, d)
            }
            (&Type::Chan { dir: k, elem: a }, &Type::Chan { dir: l, elem: b }) => {
                k == l && self.same(rules, a, b, p, d)
            }
            (&Type::Named(a), &Type::Named(b)) => {
                if !self.identical_origin(a, b) {
                    return false;
                }
                let (a, b) = (&self.types.named[a], &self.types.named[b]);
                if a.targs.is_empty() && a.outer_targs.is_empty() {
                    return b.targs.is_empty() && b.outer_targs.is_empty();
                }
                if a.targs.len() != b.targs.len() || a.outer_targs.len() != b.outer_targs.len() {
                    return false;
                }
                let pairs: Vec<(TypeId, TypeId)> = a
                    .targs
                    .iter()
                    .chain(&a.outer_targs)
                    .copied()
                    .zip(b.targs.iter().chain(&b.outer_targs).copied())
                    .collect();
                pairs.into_iter().all(|(a, b)| self.same(rules, a, b, p, d))
            }
            _ => false,
        }
    }

    fn same_params(
        &mut self,
        rules: Rules,
        a: &[Param],
        b: &[Param],
        p: &mut Pairs,
        d: u32,
    ) -> bool {
        a.len() == b.len()
            && a.iter()
                .zip(b)
                .all(|(a, b)| self.same(rules, a.ty, b.ty, p, d))
    }

    fn same_signature(
        &mut self,
        rules: Rules,
        x: TypeId,
        y: TypeId,
        p: &mut Pairs,
        d: u32,
    ) -> bool {
        let (
            Type::Signature {
                tparams: xt,
                params: xp,
                results: xr,
                variadic: xv,
            },
            Type::Signature {
                tparams: yt,
                params: yp,
                results: yr,
                variadic: yv,
            },
        ) = (self.types.get(x).clone(), self.types.get(y).clone())
        else {
            return false;
        };
        if xt.len() != yt.len() || xv != yv {
            return false;
        }
        if xt.is_empty() {
            return self.same_params(rules, &xp, &yp, p, d)
                && self.same_params(rules, &xr, &yr, p, d);
        }
        // Names of type parameters do not matter: compare with y's replaced by x's.
        let targs: Vec<TypeId> = xt.iter().map(|&t| self.mk_tparam(t)).collect();
        let subst = Subst::new(&yt, &targs);
        for (&a, &b) in xt.iter().zip(&yt) {
            let any = self.universe.empty_interface;
            let a = self
                .types
                .tparams
                .get(a)
                .and_then(|t| t.bound)
                .unwrap_or(any);
            let b = self
                .types
                .tparams
                .get(b)
                .and_then(|t| t.bound)
                .unwrap_or(any);
            let b = self.subst(b, &subst);
            if !self.same(rules, a, b, p, d) {
                return false;
            }
        }
        let yp = self.subst_params(&yp, &subst);
        let yr = self.subst_params(&yr, &subst);
        self.same_params(rules, &xp, &yp, p, d) && self.same_params(rules, &xr, &yr, p, d)
    }

    fn same_interface(
        &mut self,
        rules: Rules,
        x: TypeId,
        y: TypeId,
        p: &mut Pairs,
        d: u32,
    ) -> bool {
        let xs = self.type_set(x);
        let ys = self.type_set(y);
        if xs.comparable != ys.comparable
            || xs.methods.len() != ys.methods.len()
            || !self.terms_equal(&xs.terms, &ys.terms)
        {
            return false;
        }
        if p.open.contains(&(x, y)) || p.open.contains(&(y, x)) {
            return true;
        }
        p.open.push((x, y));
        let same = xs.methods.iter().zip(&ys.methods).all(
            |(f, g): (&InterfaceMethod, &InterfaceMethod)| {
                self.same_id((f.name, f.pkg), (g.name, g.pkg))
                    && self.same(rules, f.sig, g.sig, p, d)
            },
        );
        p.open.pop();
        same
    }
}
