//! What values of a type a verb of a format can print.

use super::Vet;
use super::printf::takes;
use crate::{Basic, Lookup, ObjId, Type, TypeId, is_exported};

/// How deep types are looked into.
const DEPTH: u32 = 30;

/// A question about one argument.
pub(super) struct Matcher {
    pub(super) takes: u16,
    pub(super) seen: Vec<TypeId>,
    /// The field that the argument is: a pointer that leads back to it was looked at.
    pub(super) field: Option<ObjId>,
    /// The type of a type parameter's that does not fit, as it is told.
    pub(super) part: Option<String>,
}

impl Vet<'_> {
    /// Whether it prints itself.
    pub(super) fn is_formatter(&mut self, ty: TypeId) -> bool {
        self.has_method(ty, "Format", &["fmt.State", "rune"], &[])
            || self.has_method(ty, "Format", &["fmt.State", "int32"], &[])
    }

    /// Whether it has a method that says what it is: `Error` or `String`.
    pub(super) fn describes(&mut self, ty: TypeId) -> Option<&'static str> {
        ["Error", "String"]
            .into_iter()
            .find(|name| self.has_method(ty, name, &[], &["string"]))
    }

    /// The method with these parameters and results.
    pub(super) fn has_method(
        &mut self,
        ty: TypeId,
        name: &str,
        params: &[&str],
        results: &[&str],
    ) -> bool {
        let Some(name) = self.w.names.find(name) else {
            return false;
        };
        let Lookup::Found(found) = self
            .w
            .lookup_field_or_method(ty, false, self.pkg, name, false)
        else {
            return false;
        };
        let Some(sig) = found.ty.filter(|_| !found.is_field) else {
            return false;
        };
        let Type::Signature {
            params: p,
            results: r,
            ..
        } = self.shape(sig)
        else {
            return false;
        };
        let same = |have: &[crate::Param], want: &[&str]| {
            have.len() == want.len()
                && have
                    .iter()
                    .zip(want)
                    .all(|(h, w)| self.w.type_string(h.ty) == *w)
        };
        same(&p, params) && same(&r, results)
    }

    pub(super) fn is_an_error(&mut self, ty: TypeId) -> bool {
        self.has_method(ty, "Error", &[], &["string"])
    }

    /// Whether the verb can print it. `top`: the argument itself, not a part of it.
    pub(super) fn prints(&mut self, m: &mut Matcher, ty: TypeId, top: bool) -> bool {
        if m.takes == takes::ANY || m.seen.len() > DEPTH as usize {
            return true;
        }
        if m.takes == takes::ERROR {
            return self.is_an_error(ty);
        }
        if self.is_formatter(ty) {
            return true;
        }
        if m.takes & takes::STRING != 0 && self.describes(ty).is_some() {
            return true;
        }
        if self.w.is_type_param(ty) {
            return self.parts(m, ty, top);
        }
        let named = self.named(ty).is_some();
        if named {
            if m.seen.contains(&ty) {
                return true;
            }
            m.seen.push(ty);
        }
        let pointer = m.takes & takes::POINTER != 0;
        match self.shape(ty) {
            Type::Signature { .. } => m.takes == takes::POINTER,
            Type::Chan { .. } => pointer,
            Type::Map { key, elem } => {
                m.takes == takes::POINTER
                    || self.prints(m, key, false) && self.prints(m, elem, false)
            }
            Type::Array { elem, .. } | Type::Slice(elem) => {
                let bytes = self.w.under_basic(elem).map(Basic::plain) == Some(Basic::Uint8);
                if bytes && m.takes & takes::STRING != 0 {
                    return true;
                }
                let slice = matches!(self.shape(ty), Type::Slice(_));
                slice && m.takes == takes::POINTER || self.prints(m, elem, false)
            }
            Type::Pointer(elem) => {
                if m.takes == takes::POINTER {
                    return true;
                }
                if self.w.is_type_param(elem) {
                    return true;
                }
                match self.shape(elem) {
                    Type::Struct(_) | Type::Array { .. } | Type::Slice(_) | Type::Map { .. } => {
                        // Only the argument itself is followed.
                        top && self.prints(m, elem, false)
                    }
                    _ => pointer,
                }
            }
            Type::Struct(fields) => fields.iter().all(|f| {
                if Some(f.obj) == m.field {
                    return true;
                }
                let hidden = !is_exported(self.w.names.text(f.name));
                // What is not exported cannot be asked what it is.
                let mute = hidden && m.takes & takes::STRING != 0 && self.describes(f.ty).is_some();
                !mute && self.prints(m, f.ty, false)
            }),
            Type::Interface { .. } => true,
            Type::Basic(b) => {
                let fits = match b {
                    Basic::Bool | Basic::UntypedBool => takes::BOOL,
                    Basic::String | Basic::UntypedString => takes::STRING,
                    Basic::Float32 | Basic::Float64 | Basic::UntypedFloat => takes::FLOAT,
                    Basic::Complex64 | Basic::Complex128 | Basic::UntypedComplex => takes::COMPLEX,
                    Basic::UnsafePointer => takes::POINTER | takes::INT,
                    Basic::Int32
                    | Basic::Rune
                    | Basic::UntypedRune
                    | Basic::Uint8
                    | Basic::Byte => takes::INT | takes::RUNE,
                    Basic::Invalid => takes::ANY,
                    b if b.is_integer() => takes::INT,
                    _ => 0,
                };
                m.takes & fits != 0
            }
            _ => false,
        }
    }

    /// Every type that a type parameter stands for must do.
    fn parts(&mut self, m: &mut Matcher, ty: TypeId, top: bool) -> bool {
        let Some(id) = self.w.tparam_id(ty) else {
            return false;
        };
        let iface = self.w.tparam_iface(id);
        let set = self.w.type_set(iface);
        let Some(terms) = set.terms.clone().filter(|t| !t.is_empty()) else {
            return false;
        };
        for term in &terms {
            if !self.prints(m, term.ty, top) {
                if top {
                    let tilde = if term.tilde { "~" } else { "" };
                    m.part = Some(format!("{tilde}{}", self.whole(term.ty)));
                }
                return false;
            }
        }
        true
    }
}
