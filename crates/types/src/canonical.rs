//! One id per type: what the code generator uses as key where the checker asks for identity.

use base::Symbol;

use crate::{
    Basic, InterfaceMethod, ObjId, Param, PkgId, StructField, Term, Type, TypeId, World,
    is_exported,
};

/// How deep types nest that have a representative: a text nests less, and Go's own tests 253 deep.
const MAX_DEPTH: u32 = 600;

/// Stands for the objects of fields and methods, which are not part of a type.
const NO_OBJ: ObjId = ObjId(0);

impl World {
    /// The representative of all types identical to `t`: aliases, `byte`, `rune`, parameter names
    /// and field objects are gone, interfaces are flattened and sorted. Identical types have equal
    /// canonical ids. For complete programs: not to be asked while declarations are resolved.
    pub fn canonical(&mut self, t: TypeId) -> TypeId {
        self.canonical_rec(t, 0)
    }

    fn canonical_rec(&mut self, t: TypeId, depth: u32) -> TypeId {
        if let Some(&done) = self.types.caches.canonical.get(&t) {
            return done;
        }
        if depth > MAX_DEPTH {
            return Basic::Invalid.id();
        }
        let d = depth + 1;
        let result = match self.types.get(t).clone() {
            Type::Basic(b) => b.plain().id(),
            Type::Alias(_) => {
                let actual = self.unalias(t);
                self.canonical_rec(actual, d)
            }
            Type::Named(id) => {
                let Some(named) = self.types.named.get(id) else {
                    return t;
                };
                let (origin, targs, outer) =
                    (named.origin, named.targs.clone(), named.outer_targs.clone());
                let targs = self.canonical_list(&targs, d);
                let outer = self.canonical_list(&outer, d);
                self.named_instance(origin, targs, outer)
            }
            Type::Pointer(e) => {
                let e = self.canonical_rec(e, d);
                self.mk_pointer(e)
            }
            Type::Slice(e) => {
                let e = self.canonical_rec(e, d);
                self.mk_slice(e)
            }
            Type::Array { len, elem } => {
                let e = self.canonical_rec(elem, d);
                self.mk_array(len, e)
            }
            Type::Map { key, elem } => {
                let k = self.canonical_rec(key, d);
                let e = self.canonical_rec(elem, d);
                self.mk_map(k, e)
            }
            Type::Chan { dir, elem } => {
                let e = self.canonical_rec(elem, d);
                self.mk_chan(dir, e)
            }
            Type::Tuple(list) => {
                let list = self.canonical_list(&list, d);
                self.mk_tuple(&list)
            }
            Type::Struct(fields) => {
                let fields = fields
                    .iter()
                    .map(|f| StructField {
                        name: f.name,
                        pkg: self.identity_pkg(f.name, f.pkg),
                        ty: self.canonical_rec(f.ty, d),
                        embedded: f.embedded,
                        tag: f.tag.filter(|&tag| !self.names.text(tag).is_empty()),
                        obj: NO_OBJ,
                    })
                    .collect();
                self.types.intern(Type::Struct(fields))
            }
            Type::Signature {
                tparams,
                params,
                results,
                variadic,
            } => {
                let params = self.canonical_params(&params, d);
                let results = self.canonical_params(&results, d);
                self.types.intern(Type::Signature {
                    tparams,
                    params,
                    results,
                    variadic,
                })
            }
            Type::Interface { .. } => self.canonical_interface(t, d),
            Type::Union(_) => {
                let terms = self.union_terms(t, 0).unwrap_or_default();
                let terms = self.canonical_terms(terms, d);
                self.types.intern(Type::Union(terms))
            }
            Type::TypeParam(_) => t,
        };
        self.types.caches.canonical.insert(t, result);
        self.types.caches.canonical.insert(result, result);
        result
    }

    fn canonical_list(&mut self, list: &[TypeId], d: u32) -> Box<[TypeId]> {
        list.iter().map(|&t| self.canonical_rec(t, d)).collect()
    }

    fn canonical_params(&mut self, params: &[Param], d: u32) -> Box<[Param]> {
        params
            .iter()
            .map(|p| Param {
                name: None,
                ty: self.canonical_rec(p.ty, d),
            })
            .collect()
    }

    fn canonical_terms(&mut self, terms: Vec<Term>, d: u32) -> Box<[Term]> {
        let mut terms: Vec<Term> = terms
            .into_iter()
            .map(|term| Term {
                tilde: term.tilde,
                ty: self.canonical_rec(term.ty, d),
            })
            .collect();
        base::sort::sort_by_key(&mut terms, |t| (t.ty, t.tilde));
        terms.into()
    }

    fn canonical_interface(&mut self, t: TypeId, d: u32) -> TypeId {
        if t == self.universe.comparable_iface {
            return t;
        }
        let set = self.type_set(t);
        let methods = set
            .methods
            .iter()
            .map(|m| InterfaceMethod {
                name: m.name,
                pkg: self.identity_pkg(m.name, m.pkg),
                sig: self.canonical_rec(m.sig, d),
                obj: NO_OBJ,
            })
            .collect();
        let mut embeds = Vec::new();
        if set.comparable {
            embeds.push(self.universe.comparable);
        }
        if let Some(terms) = set.terms.clone() {
            let terms = self.canonical_terms(terms, d);
            embeds.push(self.types.intern(Type::Union(terms)));
        }
        self.types.intern(Type::Interface {
            methods,
            embeds: embeds.into(),
            implicit: false,
        })
    }

    /// The package as far as it matters for a name's identity: exported names have none.
    fn identity_pkg(&self, name: Symbol, pkg: PkgId) -> PkgId {
        if is_exported(self.names.text(name)) {
            self.universe.pkg
        } else {
            pkg
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn byte_and_any_have_one_form() {
        let mut world = World::new();
        let bytes = world.mk_slice(Basic::Byte.id());
        let uint8s = world.mk_slice(Basic::Uint8.id());
        assert_ne!(bytes, uint8s);
        assert!(world.identical(bytes, uint8s));
        assert_eq!(world.canonical(bytes), world.canonical(uint8s));
        let any = world.universe.any;
        assert_eq!(world.canonical(any), world.universe.empty_interface);
    }

    #[test]
    fn parameter_names_do_not_matter() {
        let mut world = World::new();
        let name = world.names.intern("x");
        let named = Param {
            name: Some(name),
            ty: Basic::Rune.id(),
        };
        let bare = Param {
            name: None,
            ty: Basic::Int32.id(),
        };
        let a = world.mk_sig(&[named], &[], false);
        let b = world.mk_sig(&[bare], &[], false);
        assert!(world.identical(a, b));
        assert_eq!(world.canonical(a), world.canonical(b));
    }
}
