//! Questions about single types: what they are under their names, what they are made of, what
//! operations they have. Identity is in `identical`.

use crate::{Basic, NamedId, ObjId, ObjectKind, Type, TypeId, TypeParamId, World};

/// How far chains of declarations, aliases and nested types are followed.
pub(crate) const MAX_DEPTH: u32 = 200;

/// How long chains of declarations that only rename may be.
const MAX_CHAIN: u32 = 20_000;

/// How many types a search through the parts of one looks at.
const MAX_TYPES: usize = 5000;

/// Reports whether a name starts with an upper-case letter.
pub fn is_exported(name: &str) -> bool {
    match name.chars().next() {
        Some(c) if c.is_ascii() => c.is_ascii_uppercase(),
        Some(c) => c.is_uppercase(),
        None => false,
    }
}

impl Basic {
    pub fn is_boolean(self) -> bool {
        matches!(self, Basic::Bool | Basic::UntypedBool)
    }
    pub fn is_integer(self) -> bool {
        use Basic::*;
        matches!(
            self,
            Int | Int8 | Int16 | Int32 | Int64 | Rune | UntypedInt | UntypedRune
        ) || self.is_unsigned()
    }
    pub fn is_unsigned(self) -> bool {
        use Basic::*;
        matches!(
            self,
            Uint | Uint8 | Uint16 | Uint32 | Uint64 | Uintptr | Byte
        )
    }
    pub fn is_float(self) -> bool {
        matches!(self, Basic::Float32 | Basic::Float64 | Basic::UntypedFloat)
    }
    pub fn is_complex(self) -> bool {
        matches!(
            self,
            Basic::Complex64 | Basic::Complex128 | Basic::UntypedComplex
        )
    }
    pub fn is_numeric(self) -> bool {
        self.is_integer() || self.is_float() || self.is_complex()
    }
    pub fn is_string(self) -> bool {
        matches!(self, Basic::String | Basic::UntypedString)
    }
    pub fn is_ordered(self) -> bool {
        self.is_integer() || self.is_float() || self.is_string()
    }
    pub fn is_const_type(self) -> bool {
        self.is_boolean() || self.is_numeric() || self.is_string()
    }
    pub fn is_untyped(self) -> bool {
        use Basic::*;
        matches!(
            self,
            UntypedBool
                | UntypedInt
                | UntypedRune
                | UntypedFloat
                | UntypedComplex
                | UntypedString
                | UntypedNil
        )
    }
    /// `byte` and `rune` as the types that they stand for.
    pub fn plain(self) -> Basic {
        match self {
            Basic::Byte => Basic::Uint8,
            Basic::Rune => Basic::Int32,
            other => other,
        }
    }
}

macro_rules! basic_predicates {
    ($($(#[$m:meta])* $is:ident, $all:ident, $test:expr;)*) => {
        impl World {
            $(
                /// True for basic types of this kind and types defined on them; false for type
                /// parameters.
                pub fn $is(&mut self, t: TypeId) -> bool {
                    self.is_basic(t, $test)
                }
                /// Like the predicate without `all`, but looks at every type of a type
                /// parameter's type set.
                pub fn $all(&mut self, t: TypeId) -> bool {
                    self.all_basic(t, $test)
                }
            )*
        }
    };
}

basic_predicates! {
    is_boolean, all_boolean, Basic::is_boolean;
    is_integer, all_integer, Basic::is_integer;
    is_unsigned, all_unsigned, Basic::is_unsigned;
    is_float, all_float, Basic::is_float;
    is_complex, all_complex, Basic::is_complex;
    is_numeric, all_numeric, Basic::is_numeric;
    is_string, all_string, Basic::is_string;
    is_ordered, all_ordered, Basic::is_ordered;
    is_integer_or_float, all_integer_or_float, |b| b.is_integer() || b.is_float();
    is_numeric_or_string, all_numeric_or_string, |b| b.is_numeric() || b.is_string();
    is_const_type, all_const_type, Basic::is_const_type;
}

impl World {
    /// `t` with aliases removed at the top. `byte` and `rune` stay.
    pub fn unalias(&self, t: TypeId) -> TypeId {
        let mut t = t;
        for _ in 0..MAX_CHAIN {
            let Type::Alias(id) = self.types.get(t) else {
                return t;
            };
            match self.types.aliases.get(*id).and_then(|a| a.actual) {
                Some(actual) => t = actual,
                None => return Basic::Invalid.id(),
            }
        }
        Basic::Invalid.id()
    }

    /// The underlying type: never a named type, alias or type parameter. `Invalid` while a
    /// declaration is not yet known.
    pub fn underlying(&mut self, t: TypeId) -> TypeId {
        let mut t = t;
        let mut path: Vec<NamedId> = Vec::new();
        for _ in 0..MAX_CHAIN {
            t = self.unalias(t);
            match *self.types.get(t) {
                Type::Named(id) => {
                    if let Some(u) = self.types.named.get(id).and_then(|n| n.underlying) {
                        t = u;
                        break;
                    }
                    path.push(id);
                    match self.named_rhs(id) {
                        Some(rhs) => t = rhs,
                        None => return Basic::Invalid.id(),
                    }
                }
                Type::TypeParam(id) => return self.tparam_iface(id),
                _ => break,
            }
        }
        match *self.types.get(t) {
            // Still a name: a cycle, reported by the checker.
            Type::Named(_) | Type::Alias(_) => Basic::Invalid.id(),
            Type::TypeParam(id) => self.tparam_iface(id),
            _ => {
                for id in path {
                    if let Some(named) = self.types.named.get_mut(id) {
                        named.underlying = Some(t);
                    }
                }
                t
            }
        }
    }

    /// The underlying type as far as it is known without expanding anything. After
    /// [`World::underlying`] of the same type, the same answer.
    pub fn under(&self, t: TypeId) -> TypeId {
        let mut t = t;
        for _ in 0..MAX_CHAIN {
            t = self.unalias(t);
            match self.types.get(t) {
                Type::Named(id) => match self.types.named.get(*id) {
                    Some(named) => match named.underlying.or(named.rhs) {
                        Some(next) => t = next,
                        None => return Basic::Invalid.id(),
                    },
                    None => return Basic::Invalid.id(),
                },
                Type::TypeParam(id) => {
                    let bound = self.types.tparams.get(*id).and_then(|p| p.bound);
                    return match bound {
                        Some(b)
                            if !matches!(self.types.get(self.unalias(b)), Type::TypeParam(_)) =>
                        {
                            self.under(b)
                        }
                        _ => self.universe.empty_interface,
                    };
                }
                _ => return t,
            }
        }
        Basic::Invalid.id()
    }

    /// The type parameters of a function, a method's receiver's first.
    pub fn tparams_of(&self, func: ObjId) -> Vec<TypeParamId> {
        let o = &self.objects[func];
        let mut out = match &o.kind {
            ObjectKind::Func { recv_tparams, .. } => recv_tparams.to_vec(),
            _ => Vec::new(),
        };
        if let Some(Type::Signature { tparams, .. }) = o.ty.map(|t| self.types.get(t)) {
            out.extend(tparams.iter().copied());
        }
        out
    }

    /// The named type that `t` is, aliases removed.
    pub fn named_id(&self, t: TypeId) -> Option<NamedId> {
        match self.types.get(self.unalias(t)) {
            Type::Named(id) => Some(*id),
            _ => None,
        }
    }
    /// The type parameter that `t` is, aliases removed.
    pub fn tparam_id(&self, t: TypeId) -> Option<TypeParamId> {
        match self.types.get(self.unalias(t)) {
            Type::TypeParam(id) => Some(*id),
            _ => None,
        }
    }
    /// The basic type that `t` itself is (not one below a name).
    pub fn basic(&self, t: TypeId) -> Option<Basic> {
        match self.types.get(self.unalias(t)) {
            Type::Basic(b) => Some(*b),
            _ => None,
        }
    }
    /// The basic type under `t`; None for type parameters.
    pub fn under_basic(&mut self, t: TypeId) -> Option<Basic> {
        let u = self.underlying(t);
        self.basic(u)
    }
    pub fn is_valid(&self, t: TypeId) -> bool {
        self.unalias(t) != Basic::Invalid.id()
    }

    fn is_basic(&mut self, t: TypeId, test: fn(Basic) -> bool) -> bool {
        self.under_basic(t).is_some_and(test)
    }
    fn all_basic(&mut self, t: TypeId, test: fn(Basic) -> bool) -> bool {
        if !self.is_type_param(t) {
            return self.is_basic(t, test);
        }
        self.typeset_of(t)
            .into_iter()
            .all(|(t, _)| t.is_some_and(|t| self.is_basic(t, test)))
    }

    pub fn is_typed(&self, t: TypeId) -> bool {
        !self.is_untyped(t)
    }
    pub fn is_untyped(&self, t: TypeId) -> bool {
        matches!(self.types.get(t), Type::Basic(b) if b.is_untyped())
    }
    pub fn is_untyped_numeric(&self, t: TypeId) -> bool {
        matches!(self.types.get(t), Type::Basic(b) if b.is_untyped() && b.is_numeric())
    }
    /// Predeclared types, defined types and type parameters.
    pub fn has_name(&self, t: TypeId) -> bool {
        matches!(
            self.types.get(self.unalias(t)),
            Type::Basic(_) | Type::Named(_) | Type::TypeParam(_)
        )
    }
    /// Neither a defined type nor a type parameter.
    pub fn is_type_lit(&self, t: TypeId) -> bool {
        !matches!(
            self.types.get(self.unalias(t)),
            Type::Named(_) | Type::TypeParam(_)
        )
    }
    /// True for type parameters too, whose underlying type is their constraint.
    pub fn is_interface(&mut self, t: TypeId) -> bool {
        let u = self.underlying(t);
        matches!(self.types.get(u), Type::Interface { .. })
    }
    pub fn is_non_tparam_interface(&mut self, t: TypeId) -> bool {
        !self.is_type_param(t) && self.is_interface(t)
    }
    pub fn is_type_param(&self, t: TypeId) -> bool {
        self.tparam_id(t).is_some()
    }
    /// A type parameter that no type can satisfy.
    pub fn has_empty_typeset(&mut self, t: TypeId) -> bool {
        let Some(id) = self.tparam_id(t) else {
            return false;
        };
        if self.types.tparams.get(id).is_none_or(|p| p.bound.is_none()) {
            return false;
        }
        let iface = self.tparam_iface(id);
        self.type_set(iface).is_empty()
    }
    /// A generic type that is not instantiated.
    pub fn is_generic(&self, t: TypeId) -> bool {
        if let Type::Alias(id) = self.types.get(t)
            && let Some(alias) = self.types.aliases.get(*id)
            && !alias.tparams.is_empty()
            && alias.targs.is_empty()
        {
            return true;
        }
        self.named_id(t)
            .and_then(|id| self.types.named.get(id))
            .is_some_and(|n| !n.tparams.is_empty() && n.targs.is_empty())
    }

    /// Reports whether values of type `t` can be compared with `==`.
    pub fn comparable(&mut self, t: TypeId) -> bool {
        self.comparable_type(t, true).is_ok()
    }

    /// Why `t` is not comparable (possibly an empty text). With `dynamic`, interfaces other than
    /// type parameters always are.
    pub fn comparable_type(&mut self, t: TypeId, dynamic: bool) -> Result<(), String> {
        let mut seen = Vec::new();
        self.comparable_rec(t, dynamic, &mut seen)
    }

    pub(crate) fn comparable_rec(
        &mut self,
        t: TypeId,
        dynamic: bool,
        seen: &mut Vec<TypeId>,
    ) -> Result<(), String> {
        if seen.contains(&t) || seen.len() > MAX_TYPES {
            return Ok(());
        }
        seen.push(t);
        let u = self.underlying(t);
        match self.types.get(u) {
            Type::Basic(Basic::UntypedNil) => Err(String::new()),
            Type::Basic(_) | Type::Pointer(_) | Type::Chan { .. } => Ok(()),
            Type::Struct(fields) => {
                let fields: Vec<TypeId> = fields.iter().map(|f| f.ty).collect();
                for f in fields {
                    if self.comparable_rec(f, dynamic, seen).is_err() {
                        let f = self.type_string(f);
                        return Err(format!("struct containing {f} cannot be compared"));
                    }
                }
                Ok(())
            }
            &Type::Array { elem, .. } => match self.comparable_rec(elem, dynamic, seen) {
                Ok(()) => Ok(()),
                Err(_) => Err(format!("{} cannot be compared", self.type_string(t))),
            },
            Type::Interface { .. } => {
                if dynamic && !self.is_type_param(t) {
                    return Ok(());
                }
                let set = self.type_set(u);
                let ok = match (&set.terms, set.has_terms()) {
                    (Some(terms), true) => terms
                        .iter()
                        .all(|term| self.comparable_rec(term.ty, false, seen).is_ok()),
                    (None, _) => set.comparable,
                    _ => false,
                };
                if ok {
                    Ok(())
                } else if set.is_empty() {
                    Err("empty type set".to_string())
                } else {
                    Err("incomparable types in type set".to_string())
                }
            }
            _ => Err(String::new()),
        }
    }

    /// Reports whether `nil` is a value of the type.
    pub fn has_nil(&mut self, t: TypeId) -> bool {
        self.has_nil_rec(t, 0)
    }

    fn has_nil_rec(&mut self, t: TypeId, depth: u32) -> bool {
        let u = self.underlying(t);
        match self.types.get(u) {
            Type::Basic(b) => *b == Basic::UnsafePointer,
            Type::Slice(_)
            | Type::Pointer(_)
            | Type::Signature { .. }
            | Type::Map { .. }
            | Type::Chan { .. } => true,
            Type::Interface { .. } => {
                !self.is_type_param(t)
                    || depth < MAX_DEPTH
                        && self
                            .typeset_of(t)
                            .into_iter()
                            .all(|(_, u)| u.is_some_and(|u| self.has_nil_rec(u, depth + 1)))
            }
            _ => false,
        }
    }

    /// The type that an untyped operand gets when nothing else says so.
    pub fn default_type(&self, t: TypeId) -> TypeId {
        match self.types.get(t) {
            Type::Basic(b) => match b {
                Basic::UntypedBool => Basic::Bool.id(),
                Basic::UntypedInt => Basic::Int.id(),
                Basic::UntypedRune => Basic::Rune.id(),
                Basic::UntypedFloat => Basic::Float64.id(),
                Basic::UntypedComplex => Basic::Complex128.id(),
                Basic::UntypedString => Basic::String.id(),
                _ => t,
            },
            _ => t,
        }
    }

    /// The "larger" of two untyped types (int, rune, float, complex), if they mix.
    pub fn max_type(&self, x: TypeId, y: TypeId) -> Option<TypeId> {
        if x == y {
            return Some(x);
        }
        (self.is_untyped_numeric(x) && self.is_untyped_numeric(y)).then_some(x.max(y))
    }

    /// The signature under `t`, if it is a function type (no type sets).
    pub fn is_signature(&mut self, t: TypeId) -> bool {
        let u = self.underlying(t);
        matches!(self.types.get(u), Type::Signature { .. })
    }
}
