//! Substitution of types for type parameters.

use base::HashMap;
use std::cell::RefCell;

use crate::predicates::MAX_DEPTH;
use crate::{
    Basic, InterfaceMethod, Param, StructField, Term, Type, TypeId, TypeParam, TypeParamId, World,
};

/// What stands for which type parameter.
#[derive(Clone, Debug, Default)]
pub struct Subst {
    pairs: Vec<(TypeParamId, TypeId)>,
    /// What was done already: types share parts.
    done: RefCell<HashMap<TypeId, TypeId>>,
}

impl Subst {
    /// Pairs up the lists; surplus elements of either are ignored.
    pub fn new(tparams: &[TypeParamId], targs: &[TypeId]) -> Subst {
        Subst {
            pairs: tparams.iter().copied().zip(targs.iter().copied()).collect(),
            done: RefCell::default(),
        }
    }
    /// Like [`Subst::new`], leaving out what is not known.
    pub fn partial(tparams: &[TypeParamId], targs: &[Option<TypeId>]) -> Subst {
        Subst {
            pairs: tparams
                .iter()
                .zip(targs)
                .filter_map(|(&p, &a)| Some((p, a?)))
                .collect(),
            done: RefCell::default(),
        }
    }
    /// Adds a pair.
    pub fn push(&mut self, tparam: TypeParamId, targ: TypeId) {
        self.pairs.push((tparam, targ));
        self.done.get_mut().clear();
    }
    /// What stands for `tparam`.
    pub fn get(&self, tparam: TypeParamId) -> Option<TypeId> {
        self.pairs
            .iter()
            .find(|(p, _)| *p == tparam)
            .map(|&(_, a)| a)
    }
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }
}

impl World {
    /// `t` with type parameters replaced. Instances are made but not expanded.
    pub fn subst(&mut self, t: TypeId, subst: &Subst) -> TypeId {
        if subst.is_empty() {
            return t;
        }
        self.subst_rec(t, subst, 0)
    }

    /// A parameter list with type parameters replaced.
    pub fn subst_params(&mut self, params: &[Param], subst: &Subst) -> Box<[Param]> {
        self.params_rec(params, subst, 0)
    }

    fn params_rec(&mut self, params: &[Param], s: &Subst, depth: u32) -> Box<[Param]> {
        params
            .iter()
            .map(|p| Param {
                name: p.name,
                ty: self.subst_rec(p.ty, s, depth),
            })
            .collect()
    }

    fn list_rec(&mut self, list: &[TypeId], s: &Subst, depth: u32) -> Box<[TypeId]> {
        list.iter().map(|&t| self.subst_rec(t, s, depth)).collect()
    }

    fn subst_rec(&mut self, t: TypeId, s: &Subst, depth: u32) -> TypeId {
        if depth > MAX_DEPTH {
            return Basic::Invalid.id();
        }
        let d = depth + 1;
        // Leaves first: nothing is cloned for them.
        match *self.types.get(t) {
            Type::Basic(_) => return t,
            Type::TypeParam(id) => return s.get(id).unwrap_or(t),
            Type::Pointer(elem) => {
                let new = self.subst_rec(elem, s, d);
                return if new == elem { t } else { self.mk_pointer(new) };
            }
            Type::Slice(elem) => {
                let new = self.subst_rec(elem, s, d);
                return if new == elem { t } else { self.mk_slice(new) };
            }
            Type::Array { len, elem } => {
                let new = self.subst_rec(elem, s, d);
                return if new == elem {
                    t
                } else {
                    self.mk_array(len, new)
                };
            }
            Type::Map { key, elem } => {
                let (k, e) = (self.subst_rec(key, s, d), self.subst_rec(elem, s, d));
                return if (k, e) == (key, elem) {
                    t
                } else {
                    self.mk_map(k, e)
                };
            }
            Type::Chan { dir, elem } => {
                let new = self.subst_rec(elem, s, d);
                return if new == elem {
                    t
                } else {
                    self.mk_chan(dir, new)
                };
            }
            _ => {}
        }
        if let Some(&done) = s.done.borrow().get(&t) {
            return done;
        }
        let new = self.subst_composite(t, s, d);
        s.done.borrow_mut().insert(t, new);
        new
    }

    fn subst_composite(&mut self, t: TypeId, s: &Subst, d: u32) -> TypeId {
        match self.types.get(t).clone() {
            Type::Struct(fields) => {
                let new: Box<[StructField]> = fields
                    .iter()
                    .map(|f| StructField {
                        ty: self.subst_rec(f.ty, s, d),
                        ..f.clone()
                    })
                    .collect();
                self.types.intern(Type::Struct(new))
            }
            Type::Tuple(list) => {
                let new = self.list_rec(&list, s, d);
                self.types.intern(Type::Tuple(new))
            }
            Type::Union(terms) => {
                let new: Box<[Term]> = terms
                    .iter()
                    .map(|term| Term {
                        tilde: term.tilde,
                        ty: self.subst_rec(term.ty, s, d),
                    })
                    .collect();
                self.types.intern(Type::Union(new))
            }
            Type::Signature {
                tparams,
                params,
                results,
                variadic,
            } => self.subst_signature(t, &tparams, &params, &results, variadic, s, d),
            Type::Interface {
                methods,
                embeds,
                implicit,
            } => {
                if t == self.universe.comparable_iface {
                    return t;
                }
                let methods = methods
                    .iter()
                    .map(|m| InterfaceMethod {
                        sig: self.subst_rec(m.sig, s, d),
                        ..m.clone()
                    })
                    .collect();
                let embeds = self.list_rec(&embeds, s, d);
                self.types.intern(Type::Interface {
                    methods,
                    embeds,
                    implicit,
                })
            }
            Type::Named(id) => {
                let Some(named) = self.types.named.get(id) else {
                    return t;
                };
                let (origin, targs) = (named.origin, named.targs.clone());
                let outer = named.outer_targs.clone();
                let Some(generic) = self.types.named.get(origin) else {
                    return t;
                };
                let n = generic.tparams.len();
                let outer_tparams = generic.outer_tparams.clone();
                if n == 0 && outer_tparams.is_empty() {
                    return t;
                }
                if targs.len() != n {
                    // Not instantiated: an error that is reported elsewhere.
                    return t;
                }
                let new = self.list_rec(&targs, s, d);
                let outer: Box<[TypeId]> = if outer_tparams.is_empty() {
                    Box::default()
                } else if outer.is_empty() {
                    outer_tparams
                        .iter()
                        .map(|&p| match s.get(p) {
                            Some(t) => t,
                            None => self.mk_tparam(p),
                        })
                        .collect()
                } else {
                    self.list_rec(&outer, s, d)
                };
                let identity = outer
                    .iter()
                    .zip(&outer_tparams)
                    .all(|(&a, &p)| self.types.get(a) == &Type::TypeParam(p));
                let outer = if identity { Box::default() } else { outer };
                self.named_instance(origin, new, outer)
            }
            Type::Alias(id) => {
                let Some(alias) = self.types.aliases.get(id) else {
                    return t;
                };
                let (origin, targs) = (alias.origin, alias.targs.clone());
                if targs.is_empty() {
                    // A local alias may mention the parameters of the function around it.
                    return match alias.actual {
                        Some(actual) if alias.tparams.is_empty() => {
                            let new = self.subst_rec(actual, s, d);
                            if new == actual { t } else { new }
                        }
                        _ => t,
                    };
                }
                let new = self.list_rec(&targs, s, d);
                self.alias_instance(origin, new)
            }
            _ => t,
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one signature")]
    fn subst_signature(
        &mut self,
        t: TypeId,
        tparams: &[TypeParamId],
        params: &[Param],
        results: &[Param],
        variadic: bool,
        s: &Subst,
        d: u32,
    ) -> TypeId {
        // Substituting receiver type parameters in a generic method: its own parameters' bounds
        // may mention them, so it gets fresh ones.
        let instantiating = tparams.first().is_some_and(|&p| s.get(p).is_some());
        if tparams.is_empty() || instantiating {
            let new_params = self.params_rec(params, s, d);
            let new_results = self.params_rec(results, s, d);
            if *new_params == *params && *new_results == *results {
                return t;
            }
            return self.types.intern(Type::Signature {
                tparams: tparams.into(),
                params: new_params,
                results: new_results,
                variadic,
            });
        }
        let (fresh, s) = self.fresh_tparams(tparams, s, d);
        let params = self.params_rec(params, &s, d);
        let results = self.params_rec(results, &s, d);
        self.types.intern(Type::Signature {
            tparams: fresh.into(),
            params,
            results,
            variadic,
        })
    }

    /// New type parameters in place of `tparams`, with `s` applied to their bounds; and `s`
    /// extended to name them.
    fn fresh_tparams(
        &mut self,
        tparams: &[TypeParamId],
        s: &Subst,
        depth: u32,
    ) -> (Vec<TypeParamId>, Subst) {
        let mut s = s.clone();
        let mut fresh = Vec::with_capacity(tparams.len());
        for &p in tparams {
            let Some(old) = self.types.tparams.get(p) else {
                continue;
            };
            let copy = TypeParam {
                obj: old.obj,
                index: old.index,
                bound: None,
            };
            let id = self.types.tparams.push(copy);
            let ty = self.mk_tparam(id);
            s.push(p, ty);
            fresh.push(id);
        }
        for (&p, &id) in tparams.iter().zip(&fresh) {
            let bound = self.types.tparams.get(p).and_then(|p| p.bound);
            let bound = bound.map(|b| self.subst_rec(b, &s, depth));
            if let Some(new) = self.types.tparams.get_mut(id) {
                new.bound = bound;
            }
        }
        (fresh, s)
    }

    /// Gives the type parameters in `t` a new identity: needed where a generic function's own
    /// parameters could meet the ones that are being inferred.
    pub fn rename_tparams(
        &mut self,
        tparams: &[TypeParamId],
        t: TypeId,
    ) -> (Vec<TypeParamId>, TypeId) {
        if tparams.is_empty() {
            return (Vec::new(), t);
        }
        let (fresh, s) = self.fresh_tparams(tparams, &Subst::default(), 0);
        (fresh, self.subst(t, &s))
    }
}
