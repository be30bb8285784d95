//! `stdmethods`: methods that are named like those of well-known interfaces and have another
//! signature.

use syntax::ast::{FuncDecl, Ident, InterfaceType};

use super::Vet;
use crate::{Param, Type, TypeId};

/// Name, parameters, results. Where a parameter begins with `=`, methods whose parameter has
/// another type are taken for something else.
const KNOWN: [(&str, &[&str], &[&str]); 19] = [
    ("Format", &["=fmt.State", "rune"], &[]),
    ("GobDecode", &["[]byte"], &["error"]),
    ("GobEncode", &[], &["[]byte", "error"]),
    ("MarshalJSON", &[], &["[]byte", "error"]),
    (
        "MarshalXML",
        &["*xml.Encoder", "xml.StartElement"],
        &["error"],
    ),
    ("Peek", &["=int"], &["[]byte", "error"]),
    ("ReadByte", &[], &["byte", "error"]),
    ("ReadFrom", &["=io.Reader"], &["int64", "error"]),
    ("ReadRune", &[], &["rune", "int", "error"]),
    ("Scan", &["=fmt.ScanState", "rune"], &["error"]),
    ("Seek", &["=int64", "int"], &["int64", "error"]),
    ("UnmarshalJSON", &["[]byte"], &["error"]),
    (
        "UnmarshalXML",
        &["*xml.Decoder", "xml.StartElement"],
        &["error"],
    ),
    ("UnreadByte", &[], &["error"]),
    ("UnreadRune", &[], &["error"]),
    ("WriteByte", &["byte"], &["error"]),
    ("WriteTo", &["=io.Writer"], &["int64", "error"]),
    // Of errors only.
    ("Is", &["error"], &["bool"]),
    ("As", &["any"], &["bool"]),
];

impl Vet<'_> {
    pub(super) fn std_method(&mut self, f: &FuncDecl) {
        if f.recv.is_some()
            && let Some(obj) = self.defined(&f.name)
            && let Some((recv, _)) = self.receiver(obj)
            && let Some(sig) = self.w.objects.get(obj).and_then(|o| o.ty)
        {
            let error = self.is_error(recv);
            self.known_method(&f.name, sig, error);
        }
    }

    pub(super) fn std_interface(&mut self, ty: &InterfaceType) {
        for m in &ty.methods {
            if let Some(obj) = self.defined(&m.name)
                && let Some(sig) = self.w.objects.get(obj).and_then(|o| o.ty)
            {
                let iface = self.receiver(obj).map(|(t, _)| t);
                let error = iface.is_some_and(|t| self.is_error(t));
                self.known_method(&m.name, sig, error);
            }
        }
    }

    /// Whether a type, or a pointer to it, is an error.
    fn is_error(&mut self, ty: TypeId) -> bool {
        let error = self.w.universe.error;
        let pointer = self.w.mk_pointer(ty);
        self.w.implements(ty, error, false).is_ok()
            || self.w.implements(pointer, error, false).is_ok()
    }

    fn known_method(&mut self, name: &Ident, sig: TypeId, error: bool) {
        let text = self.text(name).to_owned();
        let Type::Signature {
            params, results, ..
        } = self.shape(sig)
        else {
            return;
        };
        if text == "Unwrap" {
            let fits = params.is_empty()
                && matches!(results.as_ref(), [r] if matches!(self.plainly(r.ty).as_str(), "error" | "[]error"));
            if error && !fits {
                let message =
                    "method Unwrap() should have signature Unwrap() error or Unwrap() []error";
                self.report(name.span, "stdmethods", message.to_owned());
            }
            return;
        }
        let Some((_, args, outs)) = KNOWN.iter().find(|(n, ..)| *n == text) else {
            return;
        };
        if matches!(text.as_str(), "Is" | "As") && !error {
            return;
        }
        // Too common with more arguments, and for other ends.
        if text == "WriteTo" && params.len() > 1 {
            return;
        }
        // All that decide must be there and fit.
        let decides = |(i, want): (usize, &&str)| match want.strip_prefix('=') {
            None => true,
            Some(want) => params.get(i).is_some_and(|p| self.plainly(p.ty) == want),
        };
        if !args.iter().enumerate().all(decides) {
            return;
        }
        if self.fits(&params, args) && self.fits(&results, outs) {
            return;
        }
        let wanted: Vec<&str> = args.iter().map(|a| a.trim_start_matches('=')).collect();
        let outs = match outs {
            [] => String::new(),
            [one] => format!(" {one}"),
            more => format!(" ({})", more.join(", ")),
        };
        let message = format!(
            "method {text}{} should have signature {text}({}){outs}",
            self.outside(|w| w.short_signature(sig)),
            wanted.join(", ")
        );
        self.report(name.span, "stdmethods", message);
    }

    fn fits(&mut self, have: &[Param], want: &[&str]) -> bool {
        have.len() == want.len()
            && have
                .iter()
                .zip(want)
                .all(|(p, w)| self.plainly(p.ty) == w.trim_start_matches('='))
    }

    /// A type with all packages by their names.
    fn plainly(&self, ty: TypeId) -> String {
        let text = self.w.short_string(ty);
        match text.as_str() {
            "interface {}" | "interface{}" => "any".to_owned(),
            _ => text,
        }
    }

    /// What is said as if from another package.
    fn outside<T>(&mut self, say: impl FnOnce(&crate::World) -> T) -> T {
        let here = std::mem::replace(&mut self.w.cur_pkg, self.w.universe.unsafe_pkg);
        let said = say(self.w);
        self.w.cur_pkg = here;
        said
    }
}
