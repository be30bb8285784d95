//! Inference of type arguments: from function arguments, constraints and untyped constants.

use base::HashSet;

use crate::predicates::MAX_DEPTH;
use crate::unify::{Unifier, UnifyMode};
use crate::{Subst, Term, Type, TypeId, TypeParamId, World};

/// An argument as inference sees it.
#[derive(Clone, Copy, Debug)]
pub struct InferArg {
    pub ty: TypeId,
    /// False for an operand that was reported already: inference gives up silently.
    pub valid: bool,
    /// The untyped nil.
    pub is_nil: bool,
}

/// Why inference failed. The message is `before`, then (with `expr`) argument `arg` as written,
/// then `after`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InferError {
    /// The argument to report it at; else the call.
    pub arg: Option<usize>,
    pub before: String,
    pub expr: bool,
    pub after: String,
}

impl InferError {
    fn plain(text: String) -> InferError {
        InferError {
            before: text,
            ..InferError::default()
        }
    }
    fn at(arg: usize, before: String, after: String) -> InferError {
        InferError {
            arg: Some(arg),
            before,
            expr: true,
            after,
        }
    }
    /// The message, given how the argument is written. Empty: already reported.
    pub fn message(&self, expr: &str) -> String {
        let expr = if self.expr { expr } else { "" };
        format!("{}{expr}{}", self.before, self.after)
    }
}

impl World {
    /// Completes `targs` (as given, None for what is to be inferred; it may be shorter than
    /// `tparams`). `params` and `args` correspond. `reverse`: a generic function is assigned to
    /// something of known type; only changes messages.
    pub fn infer(
        &mut self,
        tparams: &[TypeParamId],
        targs: &[Option<TypeId>],
        params: &[TypeId],
        args: &[InferArg],
        reverse: bool,
    ) -> Result<Vec<TypeId>, InferError> {
        let n = tparams.len();
        let mut given: Vec<Option<TypeId>> = targs.to_vec();
        given.resize(n, None);
        if let Some(all) = given.iter().copied().collect::<Option<Vec<TypeId>>>() {
            return Ok(all);
        }
        if args.iter().any(|a| !a.valid) || params.len() != args.len() {
            return Err(InferError::default());
        }
        let params: Vec<TypeId> = {
            let s = Subst::partial(tparams, &given);
            params.iter().map(|&p| self.subst(p, &s)).collect()
        };
        let mut u = Unifier::new(tparams, &given);

        // Typed arguments.
        let mut untyped: Vec<(usize, TypeParamId)> = Vec::new();
        for (i, (&par, arg)) in params.iter().zip(args).enumerate() {
            if !self.is_parameterized(tparams, par) && !self.is_parameterized(tparams, arg.ty) {
                continue;
            }
            if self.is_typed(arg.ty) {
                if !u.unify(self, par, arg.ty, UnifyMode::ASSIGN) {
                    return Err(self.mismatch(&u, tparams, i, par, arg.ty, reverse));
                }
            } else if let Type::TypeParam(id) = *self.types.get(par)
                && !arg.is_nil
            {
                untyped.push((i, id));
            }
        }

        self.infer_from_constraints(&mut u, tparams)?;

        // Untyped constants take the largest of their default types.
        let mut largest: Vec<(TypeParamId, TypeId)> = Vec::new();
        for &(i, tpar) in &untyped {
            if u.at(tpar).is_some() {
                continue;
            }
            let Some(ty) = args.get(i).map(|a| a.ty) else {
                continue;
            };
            match largest.iter_mut().find(|(p, _)| *p == tpar) {
                None => largest.push((tpar, ty)),
                Some((_, max)) => match self.max_type(*max, ty) {
                    Some(m) => *max = m,
                    None => {
                        let text = format!(
                            "mismatched types {} and {} (cannot infer {})",
                            self.type_string(*max),
                            self.type_string(ty),
                            self.tparam_name(tpar)
                        );
                        return Err(InferError {
                            arg: Some(i),
                            ..InferError::plain(text)
                        });
                    }
                },
            }
        }
        for (tpar, ty) in largest {
            let d = self.default_type(ty);
            u.set(tpar, d);
        }

        let mut inferred = u.inferred(tparams);
        self.kill_cycles(tparams, &mut inferred);
        self.simplify(tparams, &given, &mut inferred);
        let mut out = Vec::with_capacity(n);
        for (&tpar, &ty) in tparams.iter().zip(&inferred) {
            match ty {
                Some(t) if !self.is_parameterized(tparams, t) => out.push(t),
                _ => {
                    let at = self
                        .types
                        .tparams
                        .get(tpar)
                        .and_then(|p| self.objects.get(p.obj))
                        .map_or(0, |o| o.span.lo);
                    return Err(InferError::plain(format!(
                        "cannot infer {} (declared at {})",
                        self.tparam_name(tpar),
                        self.map.describe(at)
                    )));
                }
            }
        }
        Ok(out)
    }

    fn mismatch(
        &mut self,
        u: &Unifier,
        tparams: &[TypeParamId],
        arg: usize,
        tpar: TypeId,
        targ: TypeId,
        reverse: bool,
    ) -> InferError {
        let targs = u.inferred(tparams);
        let t = self.type_string(targ);
        let p = self.type_string(tpar);
        if targs.iter().all(Option::is_none) {
            let list = self.tparam_list_string(tparams);
            return InferError::at(
                arg,
                format!("type {t} of "),
                format!(" does not match {p} (cannot infer {list})"),
            );
        }
        let inferred = self.subst(tpar, &Subst::partial(tparams, &targs));
        if inferred == tpar {
            return InferError::at(arg, format!("type {t} of "), format!(" does not match {p}"));
        }
        let i = self.type_string(inferred);
        if reverse {
            InferError::at(
                arg,
                format!("inferred type {i} for {p} does not match type {t} of "),
                String::new(),
            )
        } else {
            InferError::at(
                arg,
                format!("type {t} of "),
                format!(" does not match inferred type {i} for {p}"),
            )
        }
    }

    /// Unifies type parameters with their constraints until nothing new is learned.
    fn infer_from_constraints(
        &mut self,
        u: &mut Unifier,
        tparams: &[TypeParamId],
    ) -> Result<(), InferError> {
        for _ in 0..=tparams.len() {
            let before = u.unknowns();
            for &tpar in tparams {
                let tx = u.at(tpar);
                if let Some((core, single)) = self.core_term(tpar) {
                    match tx {
                        Some(tx) if !u.unify(self, tx, core.ty, UnifyMode::INEXACT) => {
                            return Err(InferError::plain(format!(
                                "{} (type {}) does not satisfy {}",
                                self.tparam_name(tpar),
                                self.type_string(tx),
                                self.constraint_string(tpar)
                            )));
                        }
                        None if single && !core.tilde => u.set(tpar, core.ty),
                        _ => {}
                    }
                }
                if let Some(tx) = tx
                    && !self.is_parameterized(tparams, tx)
                {
                    let iface = self.tparam_iface(tpar);
                    let ok = self.has_all_methods(tx, iface, true, |w, x, y| {
                        u.unify(w, x, y, UnifyMode::EXACT)
                    });
                    if let Err(cause) = ok {
                        return Err(InferError::plain(format!(
                            "{} (type {}) does not satisfy {} {cause}",
                            self.tparam_name(tpar),
                            self.type_string(tx),
                            self.constraint_string(tpar)
                        )));
                    }
                }
            }
            if u.unknowns() == before {
                break;
            }
        }
        Ok(())
    }

    fn constraint_string(&self, tpar: TypeParamId) -> String {
        match self.types.tparams.get(tpar).and_then(|p| p.bound) {
            Some(bound) => self.type_string(bound),
            None => "any".to_string(),
        }
    }

    /// The only type of a constraint (and true), or the underlying type that all have in common.
    fn core_term(&mut self, tpar: TypeParamId) -> Option<(Term, bool)> {
        let iface = self.tparam_iface(tpar);
        let set = self.type_set(iface);
        let terms = set.terms.as_ref()?;
        match terms.as_slice() {
            [] => None,
            [one] => Some((one.clone(), true)),
            many => {
                let t = self.mk_tparam(tpar);
                let ty = self.common_under(t).ok()?;
                let tilde = many.iter().any(|t| t.tilde);
                Some((Term { tilde, ty }, false))
            }
        }
    }

    /// Replaces type parameters inside inferred types by what was inferred for them.
    fn simplify(
        &mut self,
        tparams: &[TypeParamId],
        given: &[Option<TypeId>],
        inferred: &mut [Option<TypeId>],
    ) {
        let mut dirty: Vec<usize> = (0..inferred.len())
            .filter(|&i| {
                inferred.get(i).is_some_and(Option::is_some)
                    && given.get(i).is_none_or(Option::is_none)
            })
            .collect();
        // Without cycles each round settles at least one type.
        for _ in 0..=tparams.len() {
            if dirty.is_empty() {
                break;
            }
            let s = Subst::partial(tparams, inferred);
            let mut next = Vec::new();
            for i in dirty {
                let Some(Some(t0)) = inferred.get(i).copied() else {
                    continue;
                };
                let mut t1 = self.subst(t0, &s);
                if t1 == t0 {
                    continue;
                }
                // A generic function argument whose parameters are all known is not generic any
                // more.
                if let Type::Signature {
                    tparams: own,
                    params,
                    results,
                    variadic,
                } = self.types.get(t1)
                    && !own.is_empty()
                {
                    let (params, results, variadic) = (params.clone(), results.clone(), *variadic);
                    if !self.is_parameterized(tparams, t1) {
                        t1 = self.mk_sig(&params, &results, variadic);
                    }
                }
                if let Some(place) = inferred.get_mut(i) {
                    *place = Some(t1);
                }
                next.push(i);
            }
            dirty = next;
        }
    }

    /// Forgets inferred types that contain themselves through type parameters.
    fn kill_cycles(&mut self, tparams: &[TypeParamId], inferred: &mut [Option<TypeId>]) {
        let mut seen = Vec::new();
        let mut done = HashSet::default();
        for &t in tparams {
            let t = self.mk_tparam(t);
            self.find_cycles(t, tparams, inferred, &mut seen, &mut done);
        }
    }

    fn find_cycles(
        &mut self,
        t: TypeId,
        tparams: &[TypeParamId],
        inferred: &mut [Option<TypeId>],
        seen: &mut Vec<TypeId>,
        done: &mut HashSet<TypeId>,
    ) {
        let t = self.unalias(t);
        let index = self
            .tparam_id(t)
            .and_then(|id| tparams.iter().position(|&p| p == id));
        if seen.contains(&t) {
            if let Some(place) = index.and_then(|i| inferred.get_mut(i)) {
                *place = None;
            }
            return;
        }
        // Every cycle through a finished type is known.
        if seen.len() > MAX_DEPTH as usize || !done.insert(t) {
            return;
        }
        seen.push(t);
        if let Some(i) = index {
            if let Some(Some(next)) = inferred.get(i).copied() {
                self.find_cycles(next, tparams, inferred, seen, done);
            }
        } else {
            for part in self.parts_of(t) {
                self.find_cycles(part, tparams, inferred, seen, done);
            }
        }
        seen.pop();
    }

    /// The types that `t` is directly made of, as written.
    pub(crate) fn parts_of(&self, t: TypeId) -> Vec<TypeId> {
        match self.types.get(t) {
            Type::Basic(_) | Type::TypeParam(_) => Vec::new(),
            Type::Alias(_) => vec![self.unalias(t)],
            Type::Named(id) => self
                .types
                .named
                .get(*id)
                .map_or(Vec::new(), |n| n.targs.to_vec()),
            Type::Pointer(e) | Type::Slice(e) => vec![*e],
            Type::Array { elem, .. } | Type::Chan { elem, .. } => vec![*elem],
            Type::Map { key, elem } => vec![*key, *elem],
            Type::Struct(fields) => fields.iter().map(|f| f.ty).collect(),
            Type::Tuple(list) => list.to_vec(),
            Type::Signature {
                params, results, ..
            } => params.iter().chain(results).map(|p| p.ty).collect(),
            Type::Interface {
                methods, embeds, ..
            } => {
                // `comparable` embeds itself.
                if t == self.universe.comparable_iface {
                    return Vec::new();
                }
                methods
                    .iter()
                    .map(|m| m.sig)
                    .chain(embeds.iter().copied())
                    .collect()
            }
            Type::Union(terms) => terms.iter().map(|t| t.ty).collect(),
        }
    }

    /// Reports whether `t` contains one of `tparams`. Of a generic function only parameters and
    /// results count.
    pub fn is_parameterized(&mut self, tparams: &[TypeParamId], t: TypeId) -> bool {
        self.parameterized_rec(tparams, t, &mut Vec::new())
    }

    fn parameterized_rec(
        &mut self,
        tparams: &[TypeParamId],
        t: TypeId,
        seen: &mut Vec<TypeId>,
    ) -> bool {
        match self.types.get(t) {
            Type::Basic(_) => return false,
            Type::TypeParam(id) => return tparams.contains(id),
            _ => {}
        }
        if seen.contains(&t) || seen.len() > 10 * MAX_DEPTH as usize {
            return false;
        }
        seen.push(t);
        let parts = match self.types.get(t) {
            Type::Interface { .. } => {
                let set = self.type_set(t);
                let methods = set.methods.iter().map(|m| m.sig);
                let terms = set.terms.iter().flatten().map(|t| t.ty);
                // All terms, as gc has it: one free term makes the interface free.
                let all_terms: Vec<TypeId> = terms.collect();
                let methods: Vec<TypeId> = methods.collect();
                if methods
                    .into_iter()
                    .any(|m| self.parameterized_rec(tparams, m, seen))
                {
                    return true;
                }
                return !all_terms.is_empty()
                    && all_terms
                        .into_iter()
                        .all(|t| self.parameterized_rec(tparams, t, seen));
            }
            _ => self.parts_of(t),
        };
        parts
            .into_iter()
            .any(|p| self.parameterized_rec(tparams, p, seen))
    }
}
