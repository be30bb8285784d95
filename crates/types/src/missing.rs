//! Which method a type lacks for an interface, and why, in gc's words.

use crate::predicates::MAX_DEPTH;
use crate::{InterfaceMethod, Lookup, ObjId, Type, TypeId, World};

/// A method that is missing or wrong.
#[derive(Clone, Debug, PartialEq)]
pub struct Missing {
    pub method: InterfaceMethod,
    /// The method exists with another signature or a pointer receiver.
    pub wrong_type: bool,
    /// `(missing method M)` and its like.
    pub cause: String,
}

enum State {
    NotFound,
    WrongName(base::Symbol, Option<TypeId>),
    Unexported,
    WrongSig(base::Symbol, Option<TypeId>),
    Ambiguous,
    PtrRecv,
    Field,
}

impl World {
    /// The first method of interface `t` that `v` does not have. If `v` is an interface and
    /// `static_` is not set, only methods that both have are compared.
    pub fn missing_method(&mut self, v: TypeId, t: TypeId, static_: bool) -> Option<Missing> {
        self.missing_method_by(v, t, static_, |world, x, y| world.identical(x, y))
    }

    /// Like [`World::missing_method`], comparing signatures with `same`.
    pub(crate) fn missing_method_by(
        &mut self,
        v: TypeId,
        t: TypeId,
        static_: bool,
        mut same: impl FnMut(&mut World, TypeId, TypeId) -> bool,
    ) -> Option<Missing> {
        let tu = self.underlying(t);
        let want = self.type_set(tu);
        if want.methods.is_empty() {
            return None;
        }
        let vu = self.underlying(v);
        if matches!(self.types.get(vu), Type::Interface { .. }) {
            let have = self.type_set(vu);
            for m in &want.methods {
                let found = have
                    .methods
                    .iter()
                    .find(|f| self.same_id((f.name, f.pkg), (m.name, m.pkg)));
                match found {
                    None if !static_ => {}
                    None => return Some(self.missing(v, t, m, State::NotFound)),
                    Some(f) if same(self, f.sig, m.sig) => {}
                    Some(f) => {
                        let state = State::WrongSig(f.name, Some(f.sig));
                        return Some(self.missing(v, t, m, state));
                    }
                }
            }
            return None;
        }
        for m in &want.methods {
            let state = match self.lookup_impl(v, false, m.pkg, m.name, false) {
                Lookup::Ambiguous(_) => State::Ambiguous,
                Lookup::BadRecv => State::PtrRecv,
                Lookup::None => match self.lookup_impl(v, false, m.pkg, m.name, true) {
                    Lookup::Found(f) if !f.is_field => {
                        let name = self.objects.get(f.obj).map_or(m.name, |o| o.name);
                        if name == m.name {
                            State::Unexported
                        } else {
                            State::WrongName(name, f.ty)
                        }
                    }
                    _ => State::NotFound,
                },
                Lookup::Found(f) if f.is_field => State::Field,
                Lookup::Found(f) => match f.ty {
                    // Not resolved: say nothing rather than something wrong.
                    None => continue,
                    Some(sig) if same(self, sig, m.sig) => continue,
                    Some(sig) => {
                        let name = self.objects.get(f.obj).map_or(m.name, |o| o.name);
                        State::WrongSig(name, Some(sig))
                    }
                },
            };
            return Some(self.missing(v, t, m, state));
        }
        None
    }

    fn missing(&mut self, v: TypeId, t: TypeId, m: &InterfaceMethod, state: State) -> Missing {
        let name = self.names.text(m.name).to_string();
        let wrong_type = matches!(state, State::WrongSig(..) | State::PtrRecv);
        let cause = match state {
            State::NotFound => {
                if self.is_interface_ptr(v) {
                    format!("({})", self.interface_ptr_error(v))
                } else if self.is_interface_ptr(t) {
                    format!("({})", self.interface_ptr_error(t))
                } else {
                    format!("(missing method {name})")
                }
            }
            State::WrongName(have, sig) => {
                let have = sig.map_or(String::new(), |s| self.func_string(have, s, false));
                let want = self.func_string(m.name, m.sig, false);
                format!("(missing method {name})\n\t\thave {have}\n\t\twant {want}")
            }
            State::Unexported => format!("(unexported method {name})"),
            State::WrongSig(have, sig) => {
                let sig = sig.unwrap_or(m.sig);
                let mut h = self.func_string(have, sig, false);
                let mut w = self.func_string(m.name, m.sig, false);
                if h == w {
                    h = self.func_string(have, sig, true);
                    w = self.func_string(m.name, m.sig, true);
                }
                if h == w {
                    format!("(wrong type for method {name})")
                } else {
                    format!("(wrong type for method {name})\n\t\thave {h}\n\t\twant {w}")
                }
            }
            State::Ambiguous => format!("(ambiguous selector {}.{name})", self.type_string(v)),
            State::PtrRecv => format!("(method {name} has pointer receiver)"),
            State::Field => format!("({}.{name} is a field, not a method)", self.type_string(v)),
        };
        Missing {
            method: m.clone(),
            wrong_type,
            cause,
        }
    }

    /// Reports whether `v` has all methods of `t`; types that are invalid or embed something
    /// invalid are given the benefit of the doubt.
    pub(crate) fn has_all_methods(
        &mut self,
        v: TypeId,
        t: TypeId,
        static_: bool,
        same: impl FnMut(&mut World, TypeId, TypeId) -> bool,
    ) -> Result<(), String> {
        if !self.is_valid(v) {
            return Ok(());
        }
        match self.missing_method_by(v, t, static_, same) {
            Some(m) if !self.has_invalid_embedded(v, 0) => Err(m.cause),
            _ => Ok(()),
        }
    }

    fn has_invalid_embedded(&mut self, t: TypeId, depth: u32) -> bool {
        if depth > MAX_DEPTH / 8 {
            return false;
        }
        let s = self.deref_struct_ptr(t);
        let u = self.underlying(s);
        let Type::Struct(fields) = self.types.get(u) else {
            return false;
        };
        let embedded: Vec<TypeId> = fields.iter().filter(|f| f.embedded).map(|f| f.ty).collect();
        embedded
            .into_iter()
            .any(|f| !self.is_valid(f) || self.has_invalid_embedded(f, depth + 1))
    }

    pub(crate) fn is_interface_ptr(&mut self, t: TypeId) -> bool {
        let u = self.underlying(t);
        match *self.types.get(u) {
            Type::Pointer(elem) => self.is_interface(elem),
            _ => false,
        }
    }

    /// `type *I is pointer to interface, not interface`.
    pub fn interface_ptr_error(&mut self, t: TypeId) -> String {
        let u = self.underlying(t);
        let text = self.type_string(t);
        match *self.types.get(u) {
            Type::Pointer(elem) if self.is_type_param(elem) => {
                format!("type {text} is pointer to type parameter, not type parameter")
            }
            _ => format!("type {text} is pointer to interface, not interface"),
        }
    }

    /// Reports whether `x.(t)` is possible for `x` of interface type `v`.
    pub fn assertable_to(&mut self, v: TypeId, t: TypeId) -> Result<(), String> {
        if self.is_interface(t) {
            return Ok(());
        }
        match self.missing_method(t, v, false) {
            Some(missing) => Err(missing.cause),
            None => Ok(()),
        }
    }

    /// The object of the method that an interface method denotes, for positions.
    pub fn missing_obj(missing: &Missing) -> ObjId {
        missing.method.obj
    }
}
