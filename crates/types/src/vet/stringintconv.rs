//! `stringintconv`: a number turned into the string of one rune, where its digits may be wanted.

use syntax::ast::Expr;

use super::Vet;
use crate::check::unparen;
use crate::{Basic, TypeId};

impl Vet<'_> {
    pub(super) fn string_of_int(&mut self, e: &Expr, fun: &Expr, args: &[Expr]) {
        let [arg] = args else { return };
        if !self.is_type(fun) || !std::ptr::eq(fun, unparen(fun)) {
            return;
        }
        let (Some(to), Some(from)) = (self.ty(fun), self.ty(arg)) else {
            return;
        };
        let mut target = None;
        for (ty, under) in self.w.typeset_of(to) {
            let basic = under.and_then(|u| self.w.basic(u));
            if !basic.is_some_and(Basic::is_string) {
                return;
            }
            target = target.or(ty);
        }
        let mut source = None;
        for (ty, under) in self.w.typeset_of(from) {
            let basic = under.and_then(|u| self.w.basic(u)).map(Basic::plain);
            let number = basic.is_some_and(|b| {
                b.is_integer() && !matches!(b, Basic::Uint8 | Basic::Int32 | Basic::UntypedRune)
            });
            if number {
                source = source.or(ty);
            }
        }
        if let (Some(t), Some(s)) = (target, source) {
            let message = format!(
                "conversion from {} to {} yields a string of one rune, not a string of digits",
                self.described(s, from),
                self.described(t, to)
            );
            self.report(e.span, "stringintconv", message);
        }
    }

    /// A type with what is under it, and the type parameter that it stands for.
    fn described(&mut self, ty: TypeId, of: TypeId) -> String {
        let under = self.w.underlying(ty);
        let mut text = self.w.type_string(ty);
        let below = self.w.type_string(under);
        if text != below && self.w.basic(ty) != self.w.basic(under)
            || matches!(self.w.types.get(ty), crate::Type::Alias(_))
        {
            text = format!("{text} ({below})");
        }
        if self.w.is_type_param(of) {
            text = format!("{text} (in {})", self.w.type_string(of));
        }
        text
    }
}
