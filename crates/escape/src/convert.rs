//! Conversions: which make new memory, and numbers that are pointers after all.

use syntax::ast::*;
use types::{Basic, Mode, Type, TypeId};

use crate::batch::{At, Batch, What};
use crate::graph::{Hole, Role};
use crate::scan::unparen;

impl<'b, 'a> Batch<'b, 'a> {
    pub(crate) fn conversion(&mut self, k: Hole, e: &'a Expr, x: &'a Expr) {
        let (Some(to), Some(from)) = (self.type_of(e), self.type_of(x)) else {
            return self.expr(k, x);
        };
        if self.is_interface(to) {
            return self.boxed_as(k, e, x, from);
        }
        let (t, f) = (self.w.underlying(to), self.w.underlying(from));
        let (tt, ft) = (self.w.types.get(t).clone(), self.w.types.get(f).clone());
        let string = |t: &Type| matches!(t, Type::Basic(b) if b.is_string());
        let number = |t: &Type| matches!(t, Type::Basic(b) if b.is_integer());
        match (&tt, &ft) {
            (Type::Slice(_), b) if string(b) => {
                self.spill(k, What::Converted(e, x), Role::Storage);
                self.discard(x);
            }
            (a, Type::Slice(_)) if string(a) => {
                self.spill(k, What::Converted(e, x), Role::Storage);
                self.discard(x);
            }
            (a, b) if string(a) && number(b) => {
                self.spill(k, What::Converted(e, x), Role::Storage);
                self.discard(x);
            }
            (Type::Array { .. }, Type::Slice(_)) => {
                let k = self.g.note(k.shift(1), At::Expr(e), "slice-to-array");
                self.expr(k, x);
            }
            (Type::Basic(Basic::UnsafePointer), Type::Basic(Basic::Uintptr)) => {
                self.number_to(k, x);
            }
            _ => self.expr(k, x),
        }
    }

    pub(crate) fn boxed_as(&mut self, k: Hole, e: &'a Expr, x: &'a Expr, from: TypeId) {
        let nil = self
            .w
            .info
            .types
            .get(x.id)
            .is_some_and(|t| t.mode == Mode::NilValue);
        if nil || self.is_interface(from) || self.is_direct(from) {
            return self.expr(k, x);
        }
        let loc = self.spill(k, What::Converted(e, x), Role::Storage);
        let k = self.g.hole(loc);
        let k = self.g.note(k, At::Expr(e), "interface-converted");
        self.expr(k, x);
    }

    /// A number that becomes a pointer: pointers that it was worked out from flow on.
    pub(crate) fn number_to(&mut self, k: Hole, x: &'a Expr) {
        let x = unparen(x);
        match &x.kind {
            ExprKind::Call { fun, args, .. } => {
                let conversion =
                    self.w.info.types.get(unparen(fun).id).map(|t| t.mode) == Some(Mode::TypeExpr);
                let from = args
                    .first()
                    .filter(|_| conversion)
                    .and_then(|a| self.under(a));
                match (from.map(|t| self.w.types.get(t).clone()), args.first()) {
                    (Some(Type::Basic(Basic::UnsafePointer)), Some(a)) => self.expr(k, a),
                    _ => self.discard(x),
                }
            }
            ExprKind::Unary { x, .. } => self.number_to(k, x),
            ExprKind::Binary {
                op: BinaryOp::Shl | BinaryOp::Shr,
                x,
                y,
                ..
            } => {
                self.number_to(k, x);
                self.discard(y);
            }
            ExprKind::Binary { x, y, .. } => {
                self.number_to(k, x);
                self.number_to(k, y);
            }
            ExprKind::Selector { x: of, .. } if self.is_header_data(x) => {
                let k = self.g.note(k.shift(1), At::Expr(x), "reflect.Header.Data");
                self.expr(k, of);
            }
            _ => self.discard(x),
        }
    }

    /// The address in a reflect.SliceHeader or StringHeader, behind a pointer: a number that is
    /// a pointer.
    pub(crate) fn is_header_data(&mut self, e: &Expr) -> bool {
        let e = unparen(e);
        let ExprKind::Selector { x, sel } = &e.kind else {
            return false;
        };
        if self.w.names.text(sel.name) != "Data" {
            return false;
        }
        let base = self.type_of(x).map(|t| self.w.deref(t));
        let named = match base {
            Some((t, true)) => self.w.named_id(t).map(|n| self.w.types.named[n].obj),
            _ => None,
        };
        named.is_some_and(|o| {
            let o = &self.w.objects[o];
            self.w.packages[o.pkg].path == "reflect"
                && matches!(self.w.names.text(o.name), "SliceHeader" | "StringHeader")
        })
    }
}
