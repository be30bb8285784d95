//! `unsafeptr`: conversions that the rules of `unsafe.Pointer` do not allow.

use syntax::ast::{BinaryOp, Expr, ExprKind, UnaryOp};

use super::Vet;
use crate::check::unparen;
use crate::{Basic, Type};

impl Vet<'_> {
    pub(super) fn unsafe_pointer(&mut self, e: &Expr) {
        if let Some(message) = self.misuse(e) {
            self.report(e.span, "unsafeptr", message);
        }
    }

    fn misuse(&mut self, e: &Expr) -> Option<String> {
        match &e.kind {
            ExprKind::Call { fun, args, .. } => {
                let [arg] = args.as_slice() else { return None };
                let found = self.has_basic(fun, Basic::UnsafePointer)
                    && self.has_basic(arg, Basic::Uintptr)
                    && !self.is_safe(arg);
                found.then(|| "possible misuse of unsafe.Pointer".to_owned())
            }
            ExprKind::Star(_) => self.header(e),
            ExprKind::Unary {
                op: UnaryOp::Addr,
                x,
            } => self.header(x),
            _ => None,
        }
    }

    fn header(&self, e: &Expr) -> Option<String> {
        let name = self.w.type_string(self.ty(e)?);
        let is = matches!(
            name.as_str(),
            "reflect.SliceHeader" | "reflect.StringHeader"
        );
        is.then(|| format!("possible misuse of {name}"))
    }

    fn has_basic(&mut self, e: &Expr, what: Basic) -> bool {
        let ty = self.ty(e);
        ty.is_some_and(|ty| {
            let under = self.w.underlying(ty);
            matches!(self.w.types.get(under), Type::Basic(b) if *b == what)
        })
    }

    /// Whether a number may become a pointer.
    fn is_safe(&mut self, x: &Expr) -> bool {
        match &unparen(x).kind {
            // A header's data, as long as the header is that of a real slice or string.
            ExprKind::Selector { x, sel, .. } if self.w.names.text(sel.name) == "Data" => {
                let ty = self.ty(x);
                let elem = ty.and_then(|t| match self.w.types.get(t) {
                    Type::Pointer(elem) => Some(*elem),
                    _ => None,
                });
                let name = elem.map(|t| self.w.type_string(t)).unwrap_or_default();
                if matches!(
                    name.as_str(),
                    "reflect.SliceHeader" | "reflect.StringHeader"
                ) {
                    return true;
                }
            }
            // What reflect answers with.
            ExprKind::Call { fun, args, .. } if args.is_empty() => {
                if let ExprKind::Selector { x, sel, .. } = &fun.kind
                    && matches!(self.w.names.text(sel.name), "Pointer" | "UnsafeAddr")
                {
                    let ty = self.ty(x);
                    if ty.is_some_and(|t| self.w.type_string(t) == "reflect.Value") {
                        return true;
                    }
                }
            }
            _ => {}
        }
        self.is_safe_sum(x)
    }

    /// A pointer's address with offsets added or taken away.
    fn is_safe_sum(&mut self, x: &Expr) -> bool {
        match &unparen(x).kind {
            ExprKind::Call { fun, args, .. } => match args.as_slice() {
                [arg] => {
                    self.has_basic(fun, Basic::Uintptr) && self.has_basic(arg, Basic::UnsafePointer)
                }
                _ => false,
            },
            ExprKind::Binary {
                op: BinaryOp::Add | BinaryOp::Sub | BinaryOp::AndNot,
                x,
                y,
                ..
            } => self.is_safe_sum(x) && !self.is_safe_sum(y),
            _ => false,
        }
    }
}
