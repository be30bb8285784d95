//! Finding fields and methods: breadth first through embedded fields, the shallowest wins, two
//! at one depth are ambiguous.

use base::Symbol;
use base::letters::lower;

use crate::{
    InterfaceMethod, NamedId, ObjId, ObjectKind, PkgId, Subst, Type, TypeId, World, is_exported,
};

/// How many nested levels of embedding are searched.
const MAX_LEVELS: usize = 100;

/// The outcome of a lookup.
#[derive(Clone, Debug, PartialEq)]
pub enum Lookup {
    Found(Found),
    /// Several at the same depth; the path leads to the last one seen.
    Ambiguous(Vec<u32>),
    /// The method has a pointer receiver, and the operand is neither a pointer nor addressable.
    BadRecv,
    None,
}

/// A field or method.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The field's object, the declared function (the generic one for an instance), or the
    /// interface's method.
    pub obj: ObjId,
    /// Field indices from the outermost struct; for a method the last index is the method's.
    pub path: Vec<u32>,
    /// A pointer is followed on the way.
    pub indirect: bool,
    /// The type that has it, pointer removed.
    pub recv: TypeId,
    /// Field type or method signature, instantiated; None for a method whose declaration is not
    /// resolved yet.
    pub ty: Option<TypeId>,
    pub is_field: bool,
    /// A method declared with a pointer receiver.
    pub ptr_recv: bool,
}

/// A method of a method set.
#[derive(Clone, Debug, PartialEq)]
pub struct MethodInfo {
    pub name: Symbol,
    pub pkg: PkgId,
    pub obj: ObjId,
    /// Path to the embedded receiver (without the method's index).
    pub path: Vec<u32>,
    pub indirect: bool,
    pub ptr_recv: bool,
    pub recv: TypeId,
    pub sig: Option<TypeId>,
}

#[derive(Clone)]
struct Embedded {
    ty: TypeId,
    path: Vec<u32>,
    indirect: bool,
    multiples: bool,
}

impl World {
    /// Looks for a field or method `name` (of package `pkg`, if unexported) in `t`.
    pub fn lookup_field_or_method(
        &mut self,
        t: TypeId,
        addressable: bool,
        pkg: PkgId,
        name: Symbol,
        fold_case: bool,
    ) -> Lookup {
        // A defined pointer type has no methods, but its fields are reachable.
        if self.named_id(t).is_some() {
            let u = self.underlying(t);
            if matches!(self.types.get(u), Type::Pointer(_)) {
                return match self.lookup_impl(u, false, pkg, name, fold_case) {
                    Lookup::Found(found) if !found.is_field => Lookup::None,
                    other => other,
                };
            }
        }
        self.lookup_impl(t, addressable, pkg, name, fold_case)
    }

    fn name_matches(&self, have: (Symbol, PkgId), name: Symbol, pkg: PkgId, fold: bool) -> bool {
        if fold {
            let a = self.names.text(have.0);
            let b = self.names.text(name);
            if a.eq_ignore_ascii_case(b) || lower(a) == lower(b) {
                return true;
            }
        }
        self.same_id(have, (name, pkg))
    }

    pub(crate) fn lookup_impl(
        &mut self,
        t: TypeId,
        addressable: bool,
        pkg: PkgId,
        name: Symbol,
        fold: bool,
    ) -> Lookup {
        if name == self.universe.blank {
            return Lookup::None;
        }
        let (ty, is_ptr) = self.deref(t);
        if is_ptr && self.is_interface(ty) {
            return Lookup::None;
        }
        let mut current = vec![Embedded {
            ty,
            path: Vec::new(),
            indirect: is_ptr,
            multiples: false,
        }];
        let mut seen: Vec<TypeId> = Vec::new();
        for _ in 0..MAX_LEVELS {
            if current.is_empty() {
                break;
            }
            let mut next: Vec<Embedded> = Vec::new();
            let mut found: Option<Found> = None;
            for e in &current {
                if let Some(named) = self.named_id(e.ty) {
                    if seen.iter().any(|&s| self.identical(s, e.ty)) {
                        continue;
                    }
                    seen.push(e.ty);
                    if let Some((index, obj)) = self.declared_method(named, pkg, name, fold) {
                        let path = extended(&e.path, index);
                        if found.is_some() || e.multiples {
                            return Lookup::Ambiguous(path);
                        }
                        found = Some(Found {
                            obj,
                            path,
                            indirect: e.indirect,
                            recv: e.ty,
                            ty: self.method_sig(e.ty, obj),
                            is_field: false,
                            ptr_recv: self.has_ptr_recv(obj),
                        });
                        continue;
                    }
                }
                let u = self.underlying(e.ty);
                match self.types.get(u) {
                    Type::Struct(fields) => {
                        let mut embedded = Vec::new();
                        for (i, f) in (0u32..).zip(fields) {
                            if self.name_matches((f.name, f.pkg), name, pkg, fold) {
                                let path = extended(&e.path, i);
                                if found.is_some() || e.multiples {
                                    return Lookup::Ambiguous(path);
                                }
                                found = Some(Found {
                                    obj: f.obj,
                                    path,
                                    indirect: e.indirect,
                                    recv: e.ty,
                                    ty: Some(f.ty),
                                    is_field: true,
                                    ptr_recv: false,
                                });
                                continue;
                            }
                            if found.is_none() && f.embedded {
                                embedded.push((i, f.ty));
                            }
                        }
                        for (i, t) in embedded {
                            let (ty, is_ptr) = self.deref(t);
                            next.push(Embedded {
                                ty,
                                path: extended(&e.path, i),
                                indirect: e.indirect || is_ptr,
                                multiples: e.multiples,
                            });
                        }
                    }
                    Type::Interface { .. } => {
                        let set = self.type_set(u);
                        let hit = (0u32..)
                            .zip(&set.methods)
                            .find(|(_, m)| self.name_matches((m.name, m.pkg), name, pkg, fold));
                        if let Some((index, m)) = hit {
                            let path = extended(&e.path, index);
                            if found.is_some() || e.multiples {
                                return Lookup::Ambiguous(path);
                            }
                            found = Some(Found {
                                obj: m.obj,
                                path,
                                indirect: e.indirect,
                                recv: e.ty,
                                ty: Some(m.sig),
                                is_field: false,
                                ptr_recv: false,
                            });
                        }
                    }
                    _ => {}
                }
            }
            if let Some(found) = found {
                if found.ptr_recv && !found.indirect && !addressable {
                    return Lookup::BadRecv;
                }
                return Lookup::Found(found);
            }
            current = self.consolidate(next);
        }
        Lookup::None
    }

    /// Merges entries of the same type into one that is marked.
    fn consolidate(&mut self, list: Vec<Embedded>) -> Vec<Embedded> {
        let mut out: Vec<Embedded> = Vec::with_capacity(list.len());
        for e in list {
            match out.iter_mut().find(|o| self.identical(o.ty, e.ty)) {
                Some(old) => old.multiples = true,
                None => out.push(e),
            }
        }
        out
    }

    /// `*T` gives `T` and true, anything else (a defined pointer type too) itself.
    pub fn deref(&self, t: TypeId) -> (TypeId, bool) {
        match self.types.get(self.unalias(t)) {
            Type::Pointer(elem) => (*elem, true),
            _ => (t, false),
        }
    }

    /// The struct that a (defined or not) pointer points to, else `t`.
    pub fn deref_struct_ptr(&mut self, t: TypeId) -> TypeId {
        let u = self.underlying(t);
        if let Type::Pointer(elem) = *self.types.get(u) {
            let eu = self.underlying(elem);
            if matches!(self.types.get(eu), Type::Struct(_)) {
                return elem;
            }
        }
        t
    }

    /// The method `name` declared on a named type: its index and function object.
    pub fn declared_method(
        &self,
        named: NamedId,
        pkg: PkgId,
        name: Symbol,
        fold: bool,
    ) -> Option<(u32, ObjId)> {
        let named = self.types.named.get(named)?;
        let origin = self.types.named.get(named.origin)?;
        (0u32..).zip(&origin.methods).find_map(|(i, &m)| {
            let obj = self.objects.get(m)?;
            self.name_matches((obj.name, obj.pkg), name, pkg, fold)
                .then_some((i, m))
        })
    }

    /// Reports whether a function object is a method declared with a pointer receiver.
    pub fn has_ptr_recv(&self, obj: ObjId) -> bool {
        matches!(
            self.objects.get(obj).map(|o| &o.kind),
            Some(ObjectKind::Func { ptr_recv: true, .. })
        )
    }

    /// The signature of the declared method `obj` as a method of `recv`: receiver type parameters
    /// are replaced by `recv`'s type arguments. None while the declaration is unresolved.
    pub fn method_sig(&mut self, recv: TypeId, obj: ObjId) -> Option<TypeId> {
        let object = self.objects.get(obj)?;
        let sig = object.ty?;
        let ObjectKind::Func { recv_tparams, .. } = &object.kind else {
            return Some(sig);
        };
        if recv_tparams.is_empty() {
            return Some(sig);
        }
        let recv = self.unalias(recv);
        if let Some(&done) = self.types.caches.method_sigs.get(&(recv, obj)) {
            return Some(done);
        }
        let recv_tparams = recv_tparams.clone();
        let named = self.types.named.get(self.named_id(recv)?)?;
        let targs = named.targs.clone();
        if targs.len() != recv_tparams.len() {
            return Some(sig);
        }
        let done = self.subst(sig, &Subst::new(&recv_tparams, &targs));
        self.types.caches.method_sigs.insert((recv, obj), done);
        Some(done)
    }

    /// The method set of `t`: what a value of dynamic type `t` can do. Ordered as gc orders
    /// methods.
    pub fn method_set(&mut self, t: TypeId) -> Vec<MethodInfo> {
        let mut names: Vec<(Symbol, PkgId)> = Vec::new();
        self.collect_method_names(t, &mut names);
        base::sort::sort_by(&mut names, |&a, &b| self.name_order(a, b));
        let mut out = Vec::new();
        for (name, pkg) in names {
            if let Lookup::Found(found) = self.lookup_field_or_method(t, false, pkg, name, false)
                && !found.is_field
            {
                let mut path = found.path;
                path.pop();
                out.push(MethodInfo {
                    name,
                    pkg,
                    obj: found.obj,
                    path,
                    indirect: found.indirect,
                    ptr_recv: found.ptr_recv,
                    recv: found.recv,
                    sig: found.ty,
                });
            }
        }
        out
    }

    fn collect_method_names(&mut self, t: TypeId, names: &mut Vec<(Symbol, PkgId)>) {
        self.walk_embedded(t, |world, named, iface| {
            let mut add = |world: &World, name: Symbol, pkg: PkgId| {
                if name != world.universe.blank
                    && !names.iter().any(|&n| world.same_id(n, (name, pkg)))
                {
                    names.push((name, pkg));
                }
            };
            if let Some(named) = named {
                for obj in world.declared_methods(named) {
                    if let Some(o) = world.objects.get(obj) {
                        add(world, o.name, o.pkg);
                    }
                }
            }
            for m in iface {
                add(world, m.name, m.pkg);
            }
        });
    }

    /// The function objects of the methods declared on a type (its origin's).
    pub fn declared_methods(&self, named: NamedId) -> Vec<ObjId> {
        self.types
            .named
            .get(named)
            .and_then(|n| self.types.named.get(n.origin))
            .map_or(Vec::new(), |origin| origin.methods.clone())
    }

    /// Methods reachable from `t` whose declarations are not resolved yet: resolve them before
    /// asking what `t` implements.
    pub fn unresolved_methods(&mut self, t: TypeId) -> Vec<ObjId> {
        let mut out = Vec::new();
        self.walk_embedded(t, |world, named, _| {
            if let Some(named) = named {
                for obj in world.declared_methods(named) {
                    if world.objects.get(obj).is_some_and(|o| o.ty.is_none()) && !out.contains(&obj)
                    {
                        out.push(obj);
                    }
                }
            }
        });
        out
    }

    /// Visits `t` and every type embedded in it, each once.
    fn walk_embedded(
        &mut self,
        t: TypeId,
        mut visit: impl FnMut(&World, Option<NamedId>, &[InterfaceMethod]),
    ) {
        let (t, _) = self.deref(t);
        let mut todo = vec![t];
        let mut at = 0;
        while let Some(&t) = todo.get(at) {
            at += 1;
            let named = self.named_id(t);
            let u = self.underlying(t);
            match self.types.get(u) {
                Type::Interface { .. } => {
                    let set = self.type_set(u);
                    visit(self, named, &set.methods);
                }
                Type::Struct(fields) => {
                    let embedded: Vec<TypeId> = fields
                        .iter()
                        .filter(|f| f.embedded)
                        .map(|f| self.deref(f.ty).0)
                        .collect();
                    visit(self, named, &[]);
                    for e in embedded {
                        if !todo.contains(&e) && todo.len() < 1000 {
                            todo.push(e);
                        }
                    }
                }
                _ => visit(self, named, &[]),
            }
        }
    }

    /// Dot-separated field names along `path` from `t`.
    pub fn field_path(&mut self, t: TypeId, path: &[u32]) -> String {
        let mut names = Vec::new();
        let mut t = t;
        for &index in path {
            let s = self.deref_struct_ptr(t);
            let u = self.underlying(s);
            let Type::Struct(fields) = self.types.get(u) else {
                break;
            };
            let Some(field) = fields.get(index as usize) else {
                break;
            };
            names.push(self.names.text(field.name).to_string());
            t = field.ty;
        }
        names.join(".")
    }

    /// Reports whether an object's name is exported.
    pub fn is_exported_obj(&self, obj: ObjId) -> bool {
        self.objects
            .get(obj)
            .is_some_and(|o| is_exported(self.names.text(o.name)))
    }
}

fn extended(path: &[u32], index: u32) -> Vec<u32> {
    let mut out = path.to_vec();
    out.push(index);
    out
}
