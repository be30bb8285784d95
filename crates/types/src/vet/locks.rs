//! Where in a type a lock is.

use crate::{Lookup, Type, TypeId};

use super::Vet;

/// How deep types are looked into.
const DEPTH: u32 = 40;

/// What Go's own types hold, where ours are made otherwise. Nothing: no lock.
const HELD: [(&str, &str, Option<&str>); 20] = [
    ("sync", "Mutex", Some("")),
    ("sync", "RWMutex", Some("")),
    ("sync", "WaitGroup", Some("sync.noCopy")),
    ("sync", "Once", Some("sync.noCopy")),
    ("sync", "Cond", Some("sync.noCopy")),
    ("sync", "Pool", Some("sync.noCopy")),
    ("sync", "Map", Some("sync.noCopy")),
    ("sync/atomic", "Bool", Some("sync/atomic.noCopy")),
    ("sync/atomic", "Int32", Some("sync/atomic.noCopy")),
    ("sync/atomic", "Int64", Some("sync/atomic.noCopy")),
    ("sync/atomic", "Uint32", Some("sync/atomic.noCopy")),
    ("sync/atomic", "Uint64", Some("sync/atomic.noCopy")),
    ("sync/atomic", "Uintptr", Some("sync/atomic.noCopy")),
    ("sync/atomic", "Pointer", Some("sync/atomic.noCopy")),
    ("sync/atomic", "Value", None),
    ("log", "Logger", Some("sync.Mutex")),
    ("strings", "Builder", None),
    ("bytes", "Buffer", None),
    ("time", "Time", None),
    ("reflect", "Value", None),
];

impl Vet<'_> {
    /// The way to a lock in a value of this type, outermost type first; empty if there is none.
    pub(super) fn lock_path(&mut self, ty: TypeId) -> Vec<String> {
        let mut seen = Vec::new();
        self.look_for_lock(ty, &mut seen, DEPTH)
    }

    fn look_for_lock(&mut self, ty: TypeId, seen: &mut Vec<TypeId>, depth: u32) -> Vec<String> {
        if depth == 0 || seen.contains(&ty) {
            return Vec::new();
        }
        seen.push(ty);
        if self.w.is_type_param(ty) {
            for (term, _) in self.w.typeset_of(ty) {
                let Some(term) = term else { break };
                let mut path = self.look_for_lock(term, seen, depth - 1);
                if !path.is_empty() {
                    path.insert(0, self.whole(ty));
                    return path;
                }
            }
            return Vec::new();
        }
        if let Some((path, name)) = self.type_name(ty)
            && let Some((.., held)) = HELD.iter().find(|(p, n, _)| *p == path && *n == name)
        {
            return match held {
                None => Vec::new(),
                Some("") => vec![self.whole(ty)],
                Some(held) => vec![self.whole(ty), (*held).to_owned()],
            };
        }
        match self.shape(ty) {
            // An array is as its elements are.
            Type::Array { elem, .. } if self.named(ty).is_none() => {
                self.look_for_lock(elem, seen, depth - 1)
            }
            Type::Struct(fields) => {
                if self.is_lock(ty) {
                    return vec![self.whole(ty)];
                }
                for f in &fields {
                    let mut path = self.look_for_lock(f.ty, seen, depth - 1);
                    if !path.is_empty() {
                        path.insert(0, self.whole(ty));
                        return path;
                    }
                }
                Vec::new()
            }
            Type::Array { elem, .. } => {
                if self.is_lock(ty) {
                    return vec![self.whole(ty)];
                }
                self.look_for_lock(elem, seen, depth - 1)
            }
            Type::Interface { .. } | Type::Pointer(_) => Vec::new(),
            _ if self.is_lock(ty) => vec![self.whole(ty)],
            _ => Vec::new(),
        }
    }

    /// Whether a pointer to it, but not the value, has the methods of a lock.
    fn is_lock(&mut self, ty: TypeId) -> bool {
        let pointer = self.w.mk_pointer(ty);
        self.can_lock(pointer) && !self.can_lock(ty)
    }

    fn can_lock(&mut self, ty: TypeId) -> bool {
        ["Lock", "Unlock"].into_iter().all(|name| {
            let Some(name) = self.w.names.find(name) else {
                return false;
            };
            match self
                .w
                .lookup_field_or_method(ty, false, self.pkg, name, false)
            {
                Lookup::Found(found) if !found.is_field => found.ty.is_some_and(|sig| {
                    matches!(self.shape(sig), Type::Signature { params, results, .. }
                        if params.is_empty() && results.is_empty())
                }),
                _ => false,
            }
        })
    }
}
