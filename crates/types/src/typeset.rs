//! Type sets of interfaces, and what the types of a type parameter's set have in common.
//!
//! A set is a method list plus type terms plus the `comparable` mark. It is computed when asked
//! for and kept, unless a declaration it depends on is still unknown.

use std::cmp::Ordering;
use std::sync::Arc;

use syntax::ast::ChanDir;

use crate::predicates::MAX_DEPTH;
use crate::termlist::Terms;
use crate::{Basic, InterfaceMethod, Term, Type, TypeId, TypeParamId, World, is_exported};

/// gc's limit on the terms of one union.
pub(crate) const MAX_TERMS: usize = 100;

/// The type set of an interface.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TypeSet {
    /// All methods, embedded interfaces' included: exported names first, then by name.
    pub methods: Vec<InterfaceMethod>,
    /// None: all types.
    pub terms: Option<Vec<Term>>,
    /// Only comparable types; set only when `terms` is None.
    pub comparable: bool,
}

impl TypeSet {
    /// No type is in the set.
    pub fn is_empty(&self) -> bool {
        self.terms.as_ref().is_some_and(|t| t.is_empty())
    }
    /// The set of the empty interface.
    pub fn is_all(&self) -> bool {
        self.is_method_set() && self.methods.is_empty()
    }
    /// Methods describe the set fully: the interface may be used as a type.
    pub fn is_method_set(&self) -> bool {
        !self.comparable && self.terms.is_none()
    }
    /// There are specific types.
    pub fn has_terms(&self) -> bool {
        self.terms.as_ref().is_some_and(|t| !t.is_empty())
    }
}

impl World {
    /// The type set of an interface (not of a named type: take `underlying` first). Of anything
    /// else, the set of all types.
    pub fn type_set(&mut self, iface: TypeId) -> Arc<TypeSet> {
        self.type_set_rec(iface, 0).0
    }

    /// The set, and whether everything it depends on was known.
    fn type_set_rec(&mut self, iface: TypeId, depth: u32) -> (Arc<TypeSet>, bool) {
        if let Some(set) = self.types.caches.type_sets.get(&iface) {
            return (set.clone(), true);
        }
        if iface == self.universe.comparable_iface {
            let set = Arc::new(TypeSet {
                comparable: true,
                ..TypeSet::default()
            });
            self.types.caches.type_sets.insert(iface, set.clone());
            return (set, true);
        }
        let Type::Interface {
            methods, embeds, ..
        } = self.types.get(iface).clone()
        else {
            return (Arc::default(), true);
        };
        if depth > MAX_DEPTH {
            return (Arc::default(), false);
        }
        let mut complete = true;
        let mut all = methods.to_vec();
        let mut terms: Terms = None;
        let mut comparable = false;
        for &embed in &embeds {
            let u = self.underlying(embed);
            let (these, comp) = match self.types.get(u) {
                Type::Interface { .. } => {
                    let (set, done) = self.type_set_rec(u, depth + 1);
                    complete &= done;
                    for m in &set.methods {
                        if !all
                            .iter()
                            .any(|n| self.same_id((m.name, m.pkg), (n.name, n.pkg)))
                        {
                            all.push(m.clone());
                        }
                    }
                    (set.terms.clone(), set.comparable)
                }
                Type::Union(_) => (self.union_terms(u, depth + 1), false),
                Type::Basic(Basic::Invalid) => {
                    complete = false;
                    continue;
                }
                _ => (
                    Some(vec![Term {
                        tilde: false,
                        ty: embed,
                    }]),
                    false,
                ),
            };
            (terms, comparable) = self.intersect_sets(terms, comparable, these, comp);
        }
        base::sort::sort_by(&mut all, |a, b| self.method_order(a, b));
        let set = Arc::new(TypeSet {
            methods: all,
            terms,
            comparable,
        });
        if complete {
            self.types.caches.type_sets.insert(iface, set.clone());
        }
        (set, complete)
    }

    fn intersect_sets(&mut self, x: Terms, xc: bool, y: Terms, yc: bool) -> (Terms, bool) {
        let terms = self.terms_intersect(&x, &y);
        let comparable = xc || yc;
        match terms {
            Some(mut list) if comparable => {
                list.retain(|t| self.comparable_type(t.ty, false).is_ok());
                (Some(list), false)
            }
            terms => (terms, comparable),
        }
    }

    /// The terms of a union type.
    pub(crate) fn union_terms(&mut self, union: TypeId, depth: u32) -> Terms {
        let Type::Union(list) = self.types.get(union).clone() else {
            return None;
        };
        let mut all: Terms = Some(Vec::new());
        if depth > MAX_DEPTH {
            return all;
        }
        for term in list.iter().take(MAX_TERMS) {
            let u = self.underlying(term.ty);
            let terms = match self.types.get(u) {
                Type::Interface { .. } => self.type_set_rec(u, depth + 1).0.terms.clone(),
                Type::Basic(Basic::Invalid) => continue,
                // No type has this underlying type: the term is empty.
                _ if term.tilde => {
                    let own = self.identical(term.ty, u);
                    Some(if own { vec![term.clone()] } else { Vec::new() })
                }
                _ => Some(vec![term.clone()]),
            };
            all = self.terms_union(all, &terms);
        }
        all
    }

    /// gc's order of methods: exported first, then by name, then by package.
    pub(crate) fn method_order(&self, a: &InterfaceMethod, b: &InterfaceMethod) -> Ordering {
        self.name_order((a.name, a.pkg), (b.name, b.pkg))
    }

    pub(crate) fn name_order(
        &self,
        (a, a_pkg): (base::Symbol, crate::PkgId),
        (b, b_pkg): (base::Symbol, crate::PkgId),
    ) -> Ordering {
        let (an, bn) = (self.names.text(a), self.names.text(b));
        let (ae, be) = (is_exported(an), is_exported(bn));
        be.cmp(&ae).then_with(|| an.cmp(bn)).then_with(|| {
            if ae {
                return Ordering::Equal;
            }
            let path = |p| self.packages.get(p).map_or("", |p| p.path.as_str());
            path(a_pkg).cmp(path(b_pkg))
        })
    }

    /// The constraint interface of a type parameter; a constraint that is no interface is wrapped
    /// into an implicit one.
    pub fn tparam_iface(&mut self, id: TypeParamId) -> TypeId {
        let empty = self.universe.empty_interface;
        let Some(bound) = self.types.tparams.get(id).and_then(|p| p.bound) else {
            return empty;
        };
        // A type parameter as constraint is an error that the checker reports.
        if self.is_type_param(bound) {
            return empty;
        }
        let u = self.underlying(bound);
        match self.types.get(u) {
            Type::Basic(Basic::Invalid) => empty,
            Type::Interface { .. } => u,
            _ => {
                let iface = self.types.intern(Type::Interface {
                    methods: Box::default(),
                    embeds: Box::new([bound]),
                    implicit: true,
                });
                if let Some(p) = self.types.tparams.get_mut(id) {
                    p.bound = Some(iface);
                }
                iface
            }
        }
    }

    /// The types of `t` with their underlying types: of a type parameter its specific types
    /// (`(None, None)` when there are none), of anything else itself.
    pub fn typeset_of(&mut self, t: TypeId) -> Vec<(Option<TypeId>, Option<TypeId>)> {
        let Some(id) = self.tparam_id(t) else {
            let u = self.underlying(t);
            return vec![(Some(t), Some(u))];
        };
        let iface = self.tparam_iface(id);
        let set = self.type_set(iface);
        match &set.terms {
            Some(terms) if !terms.is_empty() => terms
                .iter()
                .map(|term| (Some(term.ty), Some(self.underlying(term.ty))))
                .collect(),
            _ => vec![(None, None)],
        }
    }

    /// Reports whether `f` holds for the underlying type of every type of `t`'s type set; `f` gets
    /// None when there are no specific types.
    pub fn under_is(
        &mut self,
        t: TypeId,
        mut f: impl FnMut(&mut World, Option<TypeId>) -> bool,
    ) -> bool {
        self.typeset_of(t).into_iter().all(|(_, u)| f(self, u))
    }

    /// The underlying type that all types of `t`'s type set share (channels may differ in
    /// direction: then the restricted one). The error says why there is none.
    pub fn common_under(&mut self, t: TypeId) -> Result<TypeId, String> {
        self.common_under_cond(t, |_, _, _| Ok(()))
    }

    /// Like [`World::common_under`]; `cond` is asked first about each type and its underlying
    /// type (None when there are no specific types) and may refuse with a cause.
    pub fn common_under_cond(
        &mut self,
        t: TypeId,
        mut cond: impl FnMut(&mut World, Option<TypeId>, Option<TypeId>) -> Result<(), String>,
    ) -> Result<TypeId, String> {
        let mut common: Option<(TypeId, TypeId)> = None;
        for (t, u) in self.typeset_of(t) {
            cond(self, t, u)?;
            let (Some(t), Some(u)) = (t, u) else {
                return Err("no specific type".to_string());
            };
            let Some((ct, cu)) = common else {
                common = Some((t, u));
                continue;
            };
            if let (&Type::Chan { dir: d1, elem: e1 }, &Type::Chan { dir: d2, elem: e2 }) =
                (self.types.get(cu), self.types.get(u))
            {
                let refuse = |w: &World, what: &str| {
                    let (ct, t) = (w.type_string(ct), w.type_string(t));
                    Err(format!("channels {ct} and {t} have {what}"))
                };
                if !self.identical(e1, e2) {
                    return refuse(self, "different element types");
                }
                if d1 == d2 {
                } else if d1 == ChanDir::Both {
                    common = Some((t, u));
                } else if d2 != ChanDir::Both {
                    return refuse(self, "conflicting directions");
                }
                continue;
            }
            if !self.identical(cu, u) {
                let (ct, t) = (self.type_string(ct), self.type_string(t));
                return Err(format!("{ct} and {t} have different underlying types"));
            }
        }
        common
            .map(|(_, u)| u)
            .ok_or_else(|| "no specific type".to_string())
    }

    /// The underlying type shared by the type set, if any.
    pub fn core_type(&mut self, t: TypeId) -> Option<TypeId> {
        self.common_under(t).ok()
    }

    /// Like [`World::core_type`], but strings and byte slices may mix: then `string`.
    pub fn core_string(&mut self, t: TypeId) -> Option<TypeId> {
        let string = Basic::String.id();
        let mut has_string = false;
        let mut common = None;
        for (_, u) in self.typeset_of(t) {
            let mut u = u?;
            if self.basic(u).is_some_and(Basic::is_string) {
                has_string = true;
                u = self.mk_slice(Basic::Byte.id());
            }
            match common {
                None => common = Some(u),
                Some(c) if self.identical(c, u) => {}
                Some(_) => return None,
            }
        }
        if has_string { Some(string) } else { common }
    }
}
