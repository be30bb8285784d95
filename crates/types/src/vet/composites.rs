//! `composites`: struct literals of other packages' types without field names.

use syntax::ast::{Element, Expr};

use super::Vet;
use crate::Type;

/// Types that are never given more fields.
const SETTLED: [(&str, &str); 15] = [
    ("image", "Point"),
    ("image", "Rectangle"),
    ("image", "Uniform"),
    ("image/color", "Alpha"),
    ("image/color", "Alpha16"),
    ("image/color", "CMYK"),
    ("image/color", "Gray"),
    ("image/color", "Gray16"),
    ("image/color", "NRGBA"),
    ("image/color", "NRGBA64"),
    ("image/color", "NYCbCrA"),
    ("image/color", "RGBA"),
    ("image/color", "RGBA64"),
    ("image/color", "YCbCr"),
    ("unicode", "Range16"),
];

impl Vet<'_> {
    pub(super) fn unkeyed(&mut self, e: &Expr, elems: &[Element]) {
        if elems.is_empty() || elems.iter().any(|e| e.key.is_some()) {
            return;
        }
        let Some(ty) = self.ty(e) else { return };
        let bare = self.w.deref(ty).0;
        if !matches!(self.shape(bare), Type::Struct(_)) {
            return;
        }
        let Some(named) = self.named(bare).and_then(|n| self.w.types.named.get(n)) else {
            return;
        };
        let Some(home) = self.w.objects.get(named.obj).map(|o| o.pkg) else {
            return;
        };
        let name = self.type_name(bare).unwrap_or_default();
        if home == self.pkg || name == ("unicode", "Range32") || SETTLED.contains(&name) {
            return;
        }
        let message = format!("{} struct literal uses unkeyed fields", self.whole(ty));
        self.report(e.span, "composites", message);
    }
}
