//! Assignability, implementation of interfaces and satisfaction of constraints, with the causes
//! that gc gives.

use syntax::ast::ChanDir;

use crate::constant::{self, ConstKind, ConstValue};
use crate::predicates::MAX_DEPTH;
use crate::{Basic, Mode, Term, Type, TypeId, World};

/// Why a value cannot be assigned: types2's error code and, possibly, an explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    pub code: &'static str,
    /// Empty when there is nothing to add.
    pub text: String,
}

impl Cause {
    fn new(code: &'static str, text: String) -> Self {
        Self { code, text }
    }
}

/// Why a constant does not fit a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConstErr {
    /// `%s truncated to %s`
    Truncated,
    /// `%s overflows %s`
    Overflow,
    /// `cannot convert %s to type %s`
    InvalidConst,
    /// `cannot convert %s to type %s`, or a mismatch: the kinds do not go together.
    InvalidUntyped,
}

impl ConstErr {
    /// types2's error code.
    pub fn code(self) -> &'static str {
        match self {
            ConstErr::Truncated => "TruncatedFloat",
            ConstErr::Overflow => "NumericOverflow",
            ConstErr::InvalidConst => "InvalidConstVal",
            ConstErr::InvalidUntyped => "InvalidUntypedConversion",
        }
    }
}

impl World {
    /// The value of a constant of type `from` as a `basic`.
    pub fn representation(
        &mut self,
        value: &ConstValue,
        from: TypeId,
        basic: Basic,
    ) -> Result<ConstValue, ConstErr> {
        if let Some(v) = constant::representable(value, basic, self.sizes.word) {
            return Ok(v);
        }
        if self.is_numeric(from) && basic.is_numeric() {
            if !self.is_integer(from) && basic.is_integer() {
                return Err(ConstErr::Truncated);
            }
            return Err(ConstErr::Overflow);
        }
        Err(ConstErr::InvalidConst)
    }

    /// The type (and, for constants, value) that an untyped operand takes when converted to
    /// `target` implicitly. Typed operands stay as they are.
    pub fn implicit_type_and_value(
        &mut self,
        mode: Mode,
        ty: TypeId,
        value: Option<&ConstValue>,
        target: TypeId,
    ) -> Result<(TypeId, Option<ConstValue>), ConstErr> {
        self.implicit_rec(mode, ty, value, target, 0)
    }

    fn implicit_rec(
        &mut self,
        mode: Mode,
        ty: TypeId,
        value: Option<&ConstValue>,
        target: TypeId,
        depth: u32,
    ) -> Result<(TypeId, Option<ConstValue>), ConstErr> {
        if mode == Mode::Invalid || self.is_typed(ty) || !self.is_valid(target) {
            return Ok((ty, None));
        }
        if depth > MAX_DEPTH / 8 {
            return Err(ConstErr::InvalidUntyped);
        }
        if self.is_untyped(target) {
            return match self.max_type(ty, target) {
                Some(m) => Ok((m, None)),
                None => Err(ConstErr::InvalidUntyped),
            };
        }
        if mode == Mode::NilValue {
            return if self.has_nil(target) {
                Ok((target, None))
            } else {
                Err(ConstErr::InvalidUntyped)
            };
        }
        let u = self.underlying(target);
        match *self.types.get(u) {
            Type::Basic(basic) => {
                if mode == Mode::Constant
                    && let Some(value) = value
                {
                    let v = self.representation(value, ty, basic)?;
                    return Ok((target, Some(v)));
                }
                let ok = match self.types.get(ty) {
                    Type::Basic(Basic::UntypedBool) => basic.is_boolean(),
                    Type::Basic(Basic::UntypedString) => basic.is_string(),
                    Type::Basic(b) if b.is_numeric() => basic.is_numeric(),
                    _ => false,
                };
                if ok {
                    Ok((target, None))
                } else {
                    Err(ConstErr::InvalidUntyped)
                }
            }
            Type::Interface { .. } => {
                if self.is_type_param(target) {
                    let ok = self.typeset_of(target).into_iter().all(|(_, u)| {
                        u.is_some_and(|u| self.implicit_rec(mode, ty, value, u, depth + 1).is_ok())
                    });
                    return if ok {
                        Ok((target, None))
                    } else {
                        Err(ConstErr::InvalidUntyped)
                    };
                }
                if self.type_set(u).is_all() {
                    Ok((self.default_type(ty), None))
                } else {
                    Err(ConstErr::InvalidUntyped)
                }
            }
            _ => Err(ConstErr::InvalidUntyped),
        }
    }

    /// Reports whether an operand may be assigned to a variable of type `t`.
    pub fn assignable_to(
        &mut self,
        mode: Mode,
        v: TypeId,
        value: Option<&ConstValue>,
        t: TypeId,
    ) -> Result<(), Cause> {
        self.assignable_rec(mode, v, value, t, 0)
    }

    pub(crate) fn assignable_rec(
        &mut self,
        mode: Mode,
        v: TypeId,
        value: Option<&ConstValue>,
        orig_t: TypeId,
        depth: u32,
    ) -> Result<(), Cause> {
        let incompatible = |text: String| Err(Cause::new("IncompatibleAssign", text));
        if mode == Mode::Invalid || !self.is_valid(orig_t) || !self.is_valid(v) {
            return Ok(());
        }
        if depth > MAX_DEPTH / 8 {
            return incompatible(String::new());
        }
        let orig_v = v;
        let v = self.unalias(v);
        let t = self.unalias(orig_t);
        if self.identical(v, t) {
            return Ok(());
        }
        let vu = self.underlying(v);
        let tu = self.underlying(t);
        let vp = self.is_type_param(v);
        let tp = self.is_type_param(t);

        if self.is_untyped(vu) {
            let ok = if tp {
                self.typeset_of(t).into_iter().all(|(term, _)| {
                    term.is_some_and(|term| {
                        self.implicit_type_and_value(mode, v, value, term).is_ok()
                    })
                })
            } else {
                self.implicit_type_and_value(mode, v, value, t).is_ok()
            };
            return if ok {
                Ok(())
            } else {
                incompatible(String::new())
            };
        }
        let named = self.has_name(v) && self.has_name(t);
        if !named && !vp && !tp && self.identical(vu, tu) {
            return Ok(());
        }

        let t_iface = matches!(self.types.get(tu), Type::Interface { .. }) && !tp;
        if t_iface || self.is_interface_ptr(tu) {
            match self.implements(v, t, false) {
                Ok(()) => return Ok(()),
                Err(cause) if !vp => return Err(Cause::new("InvalidIfaceAssign", cause)),
                Err(_) => {}
            }
        }
        if matches!(self.types.get(vu), Type::Interface { .. })
            && !vp
            && self.implements(t, v, false).is_ok()
        {
            return incompatible("need type assertion".to_string());
        }

        if let (
            &Type::Chan {
                dir: ChanDir::Both,
                elem: a,
            },
            &Type::Chan { elem: b, .. },
        ) = (self.types.get(vu), self.types.get(tu))
            && self.identical(a, b)
        {
            return if named {
                Err(Cause::new("InvalidChanAssign", String::new()))
            } else {
                Ok(())
            };
        }
        if !vp && !tp {
            return incompatible(String::new());
        }

        let explain = |cause: Cause, msg: String| -> Result<(), Cause> {
            let text = if cause.text.is_empty() {
                msg
            } else {
                format!("{msg}\n\t{}", cause.text)
            };
            Err(Cause::new(cause.code, text))
        };
        if !self.has_name(v) && tp {
            for (term, _) in self.typeset_of(t) {
                let Some(term) = term else {
                    return incompatible(String::new());
                };
                if let Err(cause) = self.assignable_rec(mode, orig_v, value, term, depth + 1) {
                    let msg = format!(
                        "cannot assign {} to {} (in {})",
                        self.type_string(orig_v),
                        self.type_string(term),
                        self.type_string(t)
                    );
                    return explain(cause, msg);
                }
            }
            return Ok(());
        }
        if vp && !self.has_name(t) {
            for (term, _) in self.typeset_of(v) {
                let Some(term) = term else {
                    return incompatible(String::new());
                };
                if let Err(cause) = self.assignable_rec(mode, term, None, t, depth + 1) {
                    let msg = format!(
                        "cannot assign {} (in {}) to {}",
                        self.type_string(term),
                        self.type_string(v),
                        self.type_string(orig_t)
                    );
                    return explain(cause, msg);
                }
            }
            return Ok(());
        }
        incompatible(String::new())
    }

    /// Reports whether `v` implements interface `t` (as a `constraint`: satisfies it); the error
    /// is the whole sentence, e.g. `T does not implement I (missing method M)`.
    pub fn implements(&mut self, v: TypeId, t: TypeId, constraint: bool) -> Result<(), String> {
        let vu = self.underlying(v);
        let tu = self.underlying(t);
        if !self.is_valid(vu) || !self.is_valid(tu) {
            return Ok(());
        }
        if let Type::Pointer(elem) = *self.types.get(vu) {
            let eu = self.underlying(elem);
            if !self.is_valid(eu) {
                return Ok(());
            }
        }
        let verb = if constraint { "satisfy" } else { "implement" };
        let refuse = |w: &World, detail: &str| {
            let (v, t) = (w.type_string(v), w.type_string(t));
            let space = if detail.is_empty() { "" } else { " " };
            Err(format!("{v} does not {verb} {t}{space}{detail}"))
        };
        if !matches!(self.types.get(tu), Type::Interface { .. }) {
            let detail = if self.is_interface_ptr(tu) {
                self.interface_ptr_error(t)
            } else {
                format!("{} is not an interface", self.type_string(t))
            };
            return refuse(self, &format!("({detail})"));
        }
        let want = self.type_set(tu);
        if want.is_all() {
            return Ok(());
        }
        let v_iface = matches!(self.types.get(vu), Type::Interface { .. });
        let have = if v_iface {
            Some(self.type_set(vu))
        } else {
            None
        };
        if have.as_ref().is_some_and(|h| h.is_empty()) {
            return Ok(());
        }
        if want.is_empty() {
            return Err(format!(
                "cannot {verb} {} (empty type set)",
                self.type_string(t)
            ));
        }
        if let Err(cause) = self.has_all_methods(v, t, true, |w, x, y| w.identical(x, y)) {
            return refuse(self, &cause);
        }
        if let Some(terms) = &want.terms {
            if let Some(have) = have {
                if !self.terms_subset(&have.terms, &want.terms) {
                    return refuse(self, "");
                }
            } else if !self.terms_include(&want.terms, v) {
                let detail = self.term_detail(v, t, tu, terms);
                return refuse(self, &format!("({detail})"));
            }
        }
        let comparable_wanted = want.comparable
            || want.has_terms()
                && want
                    .terms
                    .iter()
                    .flatten()
                    .all(|term| self.comparable_type(term.ty, false).is_ok());
        if !comparable_wanted || self.comparable_type(v, false).is_ok() {
            return Ok(());
        }
        if constraint && self.comparable_type(v, true).is_ok() {
            if self.minor < 20 {
                let text = self.type_string(v);
                return Err(format!(
                    "{text} to {verb} comparable requires go1.20 or later"
                ));
            }
            return Ok(());
        }
        Err(format!(
            "{} does not {verb} comparable",
            self.type_string(v)
        ))
    }

    /// Why `v` is not among the terms of constraint `t`.
    fn term_detail(&mut self, v: TypeId, t: TypeId, tu: TypeId, terms: &[Term]) -> String {
        let mut alt = None;
        for term in terms {
            let u = self.underlying(term.ty);
            let vu = self.underlying(v);
            if !term.tilde && self.identical(term.ty, u) && self.identical(term.ty, vu) {
                alt = Some(term.ty);
                break;
            }
        }
        let (vs, ts) = (self.type_string(v), self.type_string(t));
        if let Some(alt) = alt {
            format!("possibly missing ~ for {} in {ts}", self.type_string(alt))
        } else if self.mentions(tu, v, 0) {
            format!("{ts} mentions {vs}, but {vs} is not in the type set of {ts}")
        } else {
            let list: Vec<String> = terms.iter().map(|t| self.term_string(t)).collect();
            format!("{vs} missing in {}", list.join(" | "))
        }
    }

    /// `~int`
    pub fn term_string(&self, term: &Term) -> String {
        let tilde = if term.tilde { "~" } else { "" };
        format!("{tilde}{}", self.qualified_string(term.ty))
    }

    /// Reports whether `t` names `v` in an embedded element or term.
    fn mentions(&mut self, t: TypeId, v: TypeId, depth: u32) -> bool {
        if depth > MAX_DEPTH / 8 {
            return false;
        }
        match self.types.get(t) {
            Type::Interface { embeds, .. } => {
                let embeds = embeds.clone();
                embeds.iter().any(|&e| self.mentions(e, v, depth + 1))
            }
            Type::Union(terms) => {
                let terms = terms.clone();
                terms.iter().any(|e| self.mentions(e.ty, v, depth + 1))
            }
            _ => self.identical(t, v),
        }
    }

    /// The kind of constant that values of basic type `b` are.
    pub fn const_kind_of(b: Basic) -> ConstKind {
        if b.is_boolean() {
            ConstKind::Bool
        } else if b.is_string() {
            ConstKind::Str
        } else if b.is_integer() {
            ConstKind::Int
        } else if b.is_float() {
            ConstKind::Float
        } else if b.is_complex() {
            ConstKind::Complex
        } else {
            ConstKind::Unknown
        }
    }
}
