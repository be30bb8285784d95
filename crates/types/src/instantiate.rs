//! Instances of generic types and functions: made once per list of type arguments, expanded when
//! looked into.

use crate::{Alias, AliasId, Basic, NamedId, NamedType, Subst, Type, TypeId, TypeParamId, World};

/// How deeply type arguments of an instance may nest. gc finds infinite expansions by analysing
/// the program; this only keeps an undetected one finite.
const MAX_NESTING: u32 = 60;

impl World {
    /// The instance of a generic named type, alias or signature. The number of type arguments
    /// must be right and constraints are not checked (see [`World::verify_instance`]): the
    /// checker does both. `Invalid` if they do not match.
    pub fn instantiate(&mut self, generic: TypeId, targs: &[TypeId]) -> TypeId {
        match self.types.get(generic) {
            &Type::Named(id) => {
                let Some(named) = self.types.named.get(id) else {
                    return Basic::Invalid.id();
                };
                let origin = named.origin;
                self.named_instance(origin, targs.into(), Box::default())
            }
            &Type::Alias(id) => {
                let Some(alias) = self.types.aliases.get(id) else {
                    return Basic::Invalid.id();
                };
                let (origin, n) = (alias.origin, alias.tparams.len());
                if n == 0 {
                    return generic;
                }
                if n != targs.len() {
                    return Basic::Invalid.id();
                }
                self.alias_instance(origin, targs.into())
            }
            Type::Signature {
                tparams,
                params,
                results,
                variadic,
            } => {
                let (tparams, params, results, variadic) =
                    (tparams.clone(), params.clone(), results.clone(), *variadic);
                if tparams.len() != targs.len() {
                    return Basic::Invalid.id();
                }
                let s = Subst::new(&tparams, targs);
                let params = self.subst_params(&params, &s);
                let results = self.subst_params(&results, &s);
                self.mk_sig(&params, &results, variadic)
            }
            _ => Basic::Invalid.id(),
        }
    }

    pub(crate) fn named_instance(
        &mut self,
        origin: NamedId,
        targs: Box<[TypeId]>,
        outer_targs: Box<[TypeId]>,
    ) -> TypeId {
        if targs.is_empty() && outer_targs.is_empty() {
            return self.mk_named(origin);
        }
        let key = (origin, targs, outer_targs);
        if let Some(&t) = self.types.caches.instances.get(&key) {
            return t;
        }
        let mut nesting = 0;
        for &t in key.1.iter().chain(&key.2) {
            nesting = nesting.max(self.nesting(t, 0));
        }
        if nesting > MAX_NESTING {
            return Basic::Invalid.id();
        }
        let Some(generic) = self.types.named.get(origin) else {
            return Basic::Invalid.id();
        };
        let id = self.types.named.push(NamedType {
            obj: generic.obj,
            origin,
            targs: key.1.clone(),
            tparams: generic.tparams.clone(),
            outer_tparams: generic.outer_tparams.clone(),
            outer_targs: key.2.clone(),
            rhs: None,
            underlying: None,
            methods: Vec::new(),
        });
        let t = self.mk_named(id);
        self.types.caches.instances.insert(key, t);
        t
    }

    /// How many levels of constructors and type arguments are in `t`.
    fn nesting(&mut self, t: TypeId, depth: u32) -> u32 {
        if let Some(&known) = self.types.caches.nesting.get(&t) {
            return known;
        }
        if depth > MAX_NESTING {
            return 1;
        }
        let parts = match self.types.get(t) {
            Type::Alias(_) => {
                let t = self.unalias(t);
                return self.nesting(t, depth + 1);
            }
            Type::Basic(_) | Type::TypeParam(_) => return 0,
            Type::Struct(_) | Type::Signature { .. } | Type::Interface { .. } => Vec::new(),
            _ => self.parts_of(t),
        };
        let inner = parts
            .into_iter()
            .map(|p| 1 + self.nesting(p, depth + 1))
            .max()
            .unwrap_or(0);
        self.types.caches.nesting.insert(t, inner);
        inner
    }

    /// Reports whether `t` mentions type parameters.
    pub(crate) fn is_open(&mut self, t: TypeId) -> bool {
        self.is_open_rec(t, 0)
    }

    fn is_open_rec(&mut self, t: TypeId, depth: u32) -> bool {
        if let Some(&known) = self.types.caches.open.get(&t) {
            return known;
        }
        match self.types.get(t) {
            Type::TypeParam(_) => return true,
            Type::Basic(_) => return false,
            // Not declared yet: nothing to remember.
            Type::Alias(_) if !self.is_valid(t) => return true,
            Type::Named(id)
                if self
                    .types
                    .named
                    .get(*id)
                    .is_some_and(|n| !n.outer_tparams.is_empty() && n.outer_targs.is_empty()) =>
            {
                return true;
            }
            _ if depth > crate::predicates::MAX_DEPTH => return true,
            _ => {}
        }
        let open = self
            .parts_of(t)
            .into_iter()
            .any(|p| self.is_open_rec(p, depth + 1));
        self.types.caches.open.insert(t, open);
        open
    }

    pub(crate) fn alias_instance(&mut self, origin: AliasId, targs: Box<[TypeId]>) -> TypeId {
        let key = (origin, targs);
        if let Some(&t) = self.types.caches.alias_instances.get(&key) {
            return t;
        }
        let Some(generic) = self.types.aliases.get(origin) else {
            return Basic::Invalid.id();
        };
        let (obj, tparams, actual) = (generic.obj, generic.tparams.clone(), generic.actual);
        let nesting = key.1.iter().map(|&t| self.nesting(t, 0)).max().unwrap_or(0);
        if nesting > MAX_NESTING {
            return Basic::Invalid.id();
        }
        let s = Subst::new(&tparams, &key.1);
        let actual = actual.map(|a| self.subst(a, &s));
        let id = self.types.aliases.push(Alias {
            obj,
            origin,
            targs: key.1.clone(),
            tparams,
            actual,
        });
        let t = self.types.intern(Type::Alias(id));
        if actual.is_some() {
            self.types.caches.alias_instances.insert(key, t);
        }
        t
    }

    /// The right-hand side of a declared type's declaration, substituted for an instance. None
    /// while it is not known.
    pub(crate) fn named_rhs(&mut self, id: NamedId) -> Option<TypeId> {
        let named = self.types.named.get(id)?;
        if let Some(rhs) = named.rhs {
            return Some(rhs);
        }
        if named.origin == id {
            return None;
        }
        let generic = self.types.named.get(named.origin)?;
        let rhs = generic.rhs?;
        if generic.tparams.len() != named.targs.len() {
            return Some(Basic::Invalid.id());
        }
        let mut s = Subst::new(&generic.tparams, &named.targs);
        for (&p, &a) in generic.outer_tparams.iter().zip(&named.outer_targs) {
            s.push(p, a);
        }
        let rhs = self.subst(rhs, &s);
        if let Some(named) = self.types.named.get_mut(id) {
            named.rhs = Some(rhs);
        }
        Some(rhs)
    }

    /// Checks type arguments against the constraints of type parameters: the index of the first
    /// that does not satisfy its constraint, and why.
    pub fn verify_instance(
        &mut self,
        tparams: &[TypeParamId],
        targs: &[TypeId],
    ) -> Result<(), (usize, String)> {
        let s = Subst::new(tparams, targs);
        for (i, (&p, &targ)) in tparams.iter().zip(targs).enumerate() {
            // Makes an implicit interface of a bound that is none.
            self.tparam_iface(p);
            let Some(bound) = self.types.tparams.get(p).and_then(|p| p.bound) else {
                continue;
            };
            let bound = self.subst(bound, &s);
            self.implements(targ, bound, true)
                .map_err(|cause| (i, cause))?;
        }
        Ok(())
    }

    /// gc's words for a wrong number of type arguments, e.g. `not enough type arguments for type
    /// Map: have 1, want 2`; `what` is "type" or "function"... as the caller says it.
    pub fn targ_count_error(name: &str, what: &str, have: usize, want: usize) -> Option<String> {
        let qual = match have.cmp(&want) {
            std::cmp::Ordering::Less => "not enough",
            std::cmp::Ordering::Greater => "too many",
            std::cmp::Ordering::Equal => return None,
        };
        Some(format!(
            "{qual} type arguments for {what} {name}: have {have}, want {want}"
        ))
    }
}
