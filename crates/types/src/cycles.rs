//! Declarations that go round in circles: which cycles are fine, and how the others are reported.

use base::Span;

use crate::check::Checker;
use crate::{Basic, ObjId, ObjectKind, Type, TypeId};

impl Checker<'_> {
    /// Reports whether the cycle of declarations that ends in `obj` is fine; reports it if not.
    pub(crate) fn valid_cycle(&mut self, obj: ObjId) -> bool {
        let at = self.obj_path.iter().position(|&o| o == obj).unwrap_or(0);
        let cycle = self.obj_path.get(at..).unwrap_or_default().to_vec();
        let (mut values, mut types) = (0, 0);
        for &o in &cycle {
            match self.w.objects[o].kind {
                ObjectKind::Const { .. } | ObjectKind::Var { .. } => values += 1,
                ObjectKind::TypeName => {
                    let ty = self.obj_type_or_invalid(o);
                    if self.env.in_tparam_list && self.w.is_generic(ty) {
                        return true;
                    }
                    if !matches!(self.w.types.get(ty), Type::Alias(_)) {
                        types += 1;
                    }
                }
                _ => {}
            }
        }
        // Cycles of values only are found when the order of initialisation is worked out.
        if values == cycle.len() || values == 0 && types > 0 {
            return true;
        }
        let start = self.first_in_src(&cycle);
        self.cycle_error(&cycle, start);
        false
    }

    pub(crate) fn first_in_src(&self, cycle: &[ObjId]) -> usize {
        (0..cycle.len())
            .min_by_key(|&i| cycle.get(i).map_or(0, |&o| self.w.objects[o].span.lo))
            .unwrap_or(0)
    }

    fn cycle_name(&self, obj: ObjId) -> String {
        let ty = self.obj_type_or_invalid(obj);
        if let Type::Named(id) = self.w.types.get(ty)
            && !self.w.types.named[*id].targs.is_empty()
        {
            return self.ts(ty);
        }
        self.obj_name(obj)
    }

    /// Reports a cycle of declarations, beginning with the one at `start`.
    pub(crate) fn cycle_error(&mut self, cycle: &[ObjId], start: usize) {
        let Some(&first) = cycle.get(start) else {
            return;
        };
        let is_type = self.is_type_name(first);
        if is_type
            && let Type::Alias(id) = *self.w.types.get(self.obj_type_or_invalid(first))
            && let Some(alias) = self.w.types.aliases.get_mut(id)
        {
            alias.actual = Some(Basic::Invalid.id());
        }
        let places: Vec<(Span, String)> = cycle
            .iter()
            .map(|&o| (self.w.objects[o].span, self.cycle_name(o)))
            .collect();
        self.cycle_report(&places, start, is_type);
    }

    /// Name of a declared type, and its place; an instance's is where it was first written.
    fn type_place(&self, t: TypeId) -> (Span, String) {
        let Some(id) = self.w.named_id(t) else {
            return (Span::NONE, self.ts(t));
        };
        let n = &self.w.types.named[id];
        let declared = self.w.objects[n.obj].span;
        let span = self.instance_places.get(&t).copied().unwrap_or(declared);
        (span, self.ts(t))
    }

    /// Reports types that contain each other.
    pub(crate) fn type_cycle(&mut self, types: &[TypeId]) {
        let cycle: Vec<_> = types.iter().map(|&t| self.type_place(t)).collect();
        self.cycle_report(&cycle, 0, true);
    }

    fn cycle_report(&mut self, cycle: &[(Span, String)], start: usize, is_type: bool) {
        const CODE: &str = "InvalidDeclCycle";
        let Some((span, name)) = cycle.get(start).cloned() else {
            return;
        };
        if cycle.len() == 1 {
            let what = if is_type {
                "invalid recursive type"
            } else {
                "invalid cycle in declaration"
            };
            self.error(span, CODE, format!("{what}: {name} refers to itself"));
            return;
        }
        let msg = if is_type {
            format!("invalid recursive type {name}")
        } else {
            format!("invalid cycle in declaration of {name}")
        };
        let mut lines = Vec::new();
        let mut from = (span, name);
        for i in 0..cycle.len() {
            let Some(next) = cycle.get((start + i + 1) % cycle.len()) else {
                break;
            };
            lines.push((from.0, format!("{} refers to {}", from.1, next.1)));
            from.clone_from(next);
        }
        self.error_list(span, CODE, msg, &lines, false);
    }

    // Types that contain themselves.

    /// Reports type names that are declared as each other, without a type literal between.
    pub(crate) fn direct_cycles(&mut self) {
        let mut done: std::collections::HashSet<ObjId> = Default::default();
        let scope = self.w.packages[self.pkg].scope;
        for obj in self.sorted_objects() {
            let mut path: Vec<ObjId> = Vec::new();
            let mut at = obj;
            while let Some(tdecl) = self
                .decl_of
                .get(&at)
                .and_then(|&i| self.decls.get(i))
                .and_then(|d| d.tdecl)
            {
                if let Some(start) = path.iter().position(|&o| o == at) {
                    self.set_obj_type(at, Basic::Invalid.id());
                    let cycle = path.get(start..).unwrap_or_default().to_vec();
                    let first = self.first_in_src(&cycle);
                    self.cycle_error(&cycle, first);
                    break;
                }
                if done.contains(&at) {
                    break;
                }
                path.push(at);
                let syntax::ast::ExprKind::Name(rhs) = &tdecl.ty.kind else {
                    break;
                };
                match self.scope_lookup(scope, rhs.name) {
                    Some(next) => at = next,
                    None => break,
                }
            }
            done.extend(path);
        }
    }

    /// Reports a type that contains itself without a pointer (or the like) between.
    pub(crate) fn valid_type(&mut self, t: TypeId) {
        let mut nest = Vec::new();
        let mut path = Vec::new();
        self.valid_incomplete = false;
        self.valid_type_rec(t, &mut nest, &mut path, 0);
    }

    /// Remembers a type without type parameters that does not contain itself: nothing that it is
    /// part of changes that, and looking again and again takes time exponential in the nesting.
    fn remember_valid(&mut self, t: TypeId, ok: bool) -> bool {
        if ok && !self.valid_incomplete && !self.w.is_open(t) {
            self.valid_types.insert(t);
        }
        ok
    }

    fn valid_type_rec(
        &mut self,
        t: TypeId,
        nest: &mut Vec<TypeId>,
        path: &mut Vec<TypeId>,
        depth: u32,
    ) -> bool {
        if depth > 300 {
            return true;
        }
        let t = self.w.unalias(t);
        if self.valid_types.contains(&t) {
            return true;
        }
        match self.w.types.get(t) {
            &Type::Array { elem, .. } => self.valid_type_rec(elem, nest, path, depth + 1),
            Type::Struct(fields) => {
                let list: Vec<TypeId> = fields.iter().map(|f| f.ty).collect();
                let ok = list
                    .into_iter()
                    .all(|f| self.valid_type_rec(f, nest, path, depth + 1));
                self.remember_valid(t, ok)
            }
            Type::Union(terms) => {
                let list: Vec<TypeId> = terms.iter().map(|f| f.ty).collect();
                list.into_iter()
                    .all(|f| self.valid_type_rec(f, nest, path, depth + 1))
            }
            Type::Interface { embeds, .. } => {
                if t == self.w.universe.comparable_iface {
                    return true;
                }
                let list = embeds.to_vec();
                list.into_iter()
                    .all(|f| self.valid_type_rec(f, nest, path, depth + 1))
            }
            &Type::Named(id) => {
                let n = &self.w.types.named[id];
                let (origin, has_targs, obj) = (n.origin, !n.targs.is_empty(), n.obj);
                if !has_targs && self.w.objects[obj].pkg != self.pkg {
                    return true;
                }
                if nest.iter().any(|&e| self.w.identical(e, t)) {
                    let origin_ty = self.w.mk_named(origin);
                    let Some(start) = path.iter().position(|&p| self.w.identical(p, t)) else {
                        return false;
                    };
                    self.type_cycle(path.get(start..).unwrap_or_default());
                    self.w.set_rhs(origin_ty, Basic::Invalid.id());
                    self.w.set_rhs(t, Basic::Invalid.id());
                    return false;
                }
                let Some(rhs) = self.w.types.named[origin].rhs else {
                    self.valid_incomplete = true;
                    return true;
                };
                nest.push(t);
                path.push(t);
                let ok = self.valid_type_rec(rhs, nest, path, depth + 1);
                nest.pop();
                path.pop();
                self.remember_valid(t, ok)
            }
            &Type::TypeParam(tp) => {
                let Some(&inst) = nest.last() else {
                    return true;
                };
                let Some(id) = self.w.named_id(inst) else {
                    return true;
                };
                let n = &self.w.types.named[id];
                let origin = &self.w.types.named[n.origin];
                let targ = origin
                    .tparams
                    .iter()
                    .position(|&p| p == tp)
                    .and_then(|i| n.targs.get(i).copied());
                match targ {
                    Some(targ) => {
                        nest.pop();
                        let ok = self.valid_type_rec(targ, nest, path, depth + 1);
                        nest.push(inst);
                        ok
                    }
                    None => true,
                }
            }
            _ => true,
        }
    }
}
