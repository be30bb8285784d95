//! Passes about single calls: `nilfunc`, `errorsas`, `appends`, `timeformat`, `unmarshal`,
//! `ifaceassert`.

use base::Span;
use syntax::ast::{BinaryOp, Expr, ExprKind};

use super::Vet;
use crate::check::unparen;
use crate::{Basic, Builtin, ObjId, ObjectKind, Type, TypeId};

/// Year, day, month: what nobody writes on purpose.
const ODD_DATE: &str = "2006-02-01";

/// Functions and methods that store into an argument, and which one.
const UNMARSHALS: [(&str, &str, &str, usize); 6] = [
    ("encoding/json", "", "Unmarshal", 1),
    ("encoding/xml", "", "Unmarshal", 1),
    ("encoding/asn1", "", "Unmarshal", 1),
    ("encoding/json", "Decoder", "Decode", 0),
    ("encoding/xml", "Decoder", "Decode", 0),
    ("encoding/gob", "Decoder", "Decode", 0),
];

impl Vet<'_> {
    /// A comparison of a function with nil.
    pub(super) fn nil_function(&mut self, e: &Expr, op: BinaryOp, x: &Expr, y: &Expr) {
        if !matches!(op, BinaryOp::Eq | BinaryOp::Ne) {
            return;
        }
        let other = match (self.is_nil(x), self.is_nil(y)) {
            (true, false) => y,
            (false, true) => x,
            _ => return,
        };
        let Some(f) = self.callee(other) else { return };
        if !matches!(
            self.w.objects.get(f).map(|o| &o.kind),
            Some(ObjectKind::Func { .. })
        ) {
            return;
        }
        let (sign, always) = match op {
            BinaryOp::Eq => ("==", false),
            _ => ("!=", true),
        };
        let message = format!(
            "comparison of function {} {sign} nil is always {always}",
            self.name(f)
        );
        self.report(e.span, "nilfunc", message);
    }

    pub(super) fn call(&mut self, e: &Expr, fun: &Expr, args: &[Expr], dots: bool) {
        let several = |a: &Expr| {
            matches!(
                self.ty(a).map(|t| self.w.types.get(t)),
                Some(Type::Tuple(_))
            )
        };
        if self.builtin(fun) == Some(Builtin::Append)
            && args.len() == 1
            && !args.iter().any(several)
        {
            let message = "append with no values".to_owned();
            self.report(e.span, "appends", message);
            return;
        }
        let Some(f) = self.callee(fun) else { return };
        match self.path(f) {
            "errors" if self.name(f) == "As" => self.errors_as(e, args),
            "time" => self.odd_date(f, args),
            "log/slog" if !dots => self.keys_and_values(f, e, args),
            _ => self.unmarshal(f, fun, e, args),
        }
    }

    fn errors_as(&mut self, e: &Expr, args: &[Expr]) {
        let Some(arg) = args.get(1) else { return };
        let ty = self.ty(arg).filter(|_| !self.is_nil(arg));
        let ty = ty.unwrap_or(Basic::UntypedNil.id());
        if let Some(message) = self.bad_target(ty) {
            self.report(e.span, "errorsas", message.to_owned());
        }
    }

    fn bad_target(&mut self, ty: TypeId) -> Option<&'static str> {
        let error = self.w.universe.error;
        match self.shape(ty) {
            Type::Interface { .. } if !self.w.is_type_param(ty) => {
                let under = self.w.underlying(ty);
                let set = self.w.type_set(under);
                if set.methods.is_empty() {
                    return None;
                }
            }
            Type::Pointer(elem) if self.w.identical(elem, error) => {
                return Some("second argument to errors.As should not be *error");
            }
            Type::Pointer(elem)
                if self.w.is_interface(elem) || self.w.implements(elem, error, false).is_ok() =>
            {
                return None;
            }
            _ => {}
        }
        Some(
            "second argument to errors.As must be a non-nil pointer to either a type that implements error, or to any interface type",
        )
    }

    fn odd_date(&mut self, f: ObjId, args: &[Expr]) {
        let formats =
            self.is_method(f, "time", "Time", "Format") || self.func_of(f, "time") == Some("Parse");
        let Some(first) = args.first().filter(|_| formats) else {
            return;
        };
        let Some(text) = self.value(first).and_then(|v| v.as_bytes()) else {
            return;
        };
        if let Some(place) = String::from_utf8_lossy(text).find(ODD_DATE) {
            let mut span = first.span;
            // Vet counts the bytes that are meant, not those that are written.
            if let ExprKind::Lit(_) = &first.kind {
                span.lo += place as u32 + 1;
            }
            let message = format!("{ODD_DATE} should be 2006-01-02");
            self.report(span, "timeformat", message);
        }
    }

    fn unmarshal(&mut self, f: ObjId, fun: &Expr, e: &Expr, args: &[Expr]) {
        let found = UNMARSHALS.iter().find(|(path, ty, name, _)| match *ty {
            "" => self.func_of(f, path) == Some(name),
            ty => self.is_method(f, path, ty, name),
        });
        let Some((_, ty, name, place)) = found else {
            return;
        };
        let Some(arg) = args.get(*place) else { return };
        match self.under(arg) {
            None | Some(Type::Pointer(_) | Type::Interface { .. }) => return,
            _ => {}
        }
        let which = if ty.is_empty() {
            " as second argument"
        } else {
            ""
        };
        let message = format!("call of {name} passes non-pointer{which}");
        self.report(Span::new(fun.span.hi, e.span.hi), "unmarshal", message);
    }

    /// An assertion from one interface to another that no type can satisfy together.
    pub(super) fn impossible(&mut self, x: &Expr, ty: &Expr) {
        if !self.is_type(unparen(ty)) {
            return;
        }
        let (Some(v), Some(t)) = (self.ty(x), self.ty(ty)) else {
            return;
        };
        if !self.w.is_non_tparam_interface(v) || !self.w.is_non_tparam_interface(t) {
            return;
        }
        let (vu, tu) = (self.w.underlying(v), self.w.underlying(t));
        let (has, wants) = (self.w.type_set(vu), self.w.type_set(tu));
        for m in &wants.methods {
            let same = |n: &&crate::InterfaceMethod| {
                n.name == m.name
                    && (n.pkg == m.pkg || crate::is_exported(self.w.names.text(n.name)))
            };
            let Some(other) = has.methods.iter().find(same) else {
                continue;
            };
            if self.w.identical(other.sig, m.sig) || self.is_open(other.sig) || self.is_open(m.sig)
            {
                continue;
            }
            let message = format!(
                "impossible type assertion: no type can implement both {} and {} (conflicting types for {} method)",
                self.whole(v),
                self.whole(t),
                self.w.names.text(m.name)
            );
            self.report(ty.span, "ifaceassert", message);
            return;
        }
    }

    /// Whether type parameters are in it.
    fn is_open(&mut self, ty: TypeId) -> bool {
        self.w.is_open(ty)
    }
}
