//! What `go vet` would warn of: so far its pass `unsafeptr`, conversions that the rules of
//! `unsafe.Pointer` do not allow.

use base::{Diagnostic, Severity, Span};
use syntax::ast::{BinaryOp, Expr, ExprKind, UnaryOp};
use syntax::visit::{self, Node};

use crate::check::unparen;
use crate::{Basic, PkgId, Type, World};

impl World {
    /// Warnings about a package whose bodies were checked, in order of position.
    pub fn vet(&mut self, pkg: PkgId) -> Vec<Diagnostic> {
        let files = match self.packages.get(pkg) {
            Some(p) => p.files.clone(),
            None => return Vec::new(),
        };
        let mut out = Vec::new();
        for file in &files {
            visit::file(file, &mut |node| {
                if let Node::Expr(e) = node
                    && let Some(message) = self.misuse(e)
                {
                    out.push(warning(e.span, message));
                }
            });
        }
        out
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
        let name = self.type_string(self.info.types.get(e.id)?.ty?);
        let is = matches!(
            name.as_str(),
            "reflect.SliceHeader" | "reflect.StringHeader"
        );
        is.then(|| format!("possible misuse of {name}"))
    }

    fn has_basic(&mut self, e: &Expr, what: Basic) -> bool {
        let ty = self.info.types.get(e.id).and_then(|t| t.ty);
        ty.is_some_and(|ty| {
            let under = self.underlying(ty);
            matches!(self.types.get(under), Type::Basic(b) if *b == what)
        })
    }

    /// Whether a number may become a pointer.
    fn is_safe(&mut self, x: &Expr) -> bool {
        match &unparen(x).kind {
            // A header's data, as long as the header is that of a real slice or string.
            ExprKind::Selector { x, sel, .. } if self.names.text(sel.name) == "Data" => {
                let ty = self.info.types.get(x.id).and_then(|t| t.ty);
                let elem = ty.and_then(|t| match self.types.get(t) {
                    Type::Pointer(elem) => Some(*elem),
                    _ => None,
                });
                let name = elem.map(|t| self.type_string(t)).unwrap_or_default();
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
                    && matches!(self.names.text(sel.name), "Pointer" | "UnsafeAddr")
                {
                    let ty = self.info.types.get(x.id).and_then(|t| t.ty);
                    if ty.is_some_and(|t| self.type_string(t) == "reflect.Value") {
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

fn warning(span: Span, message: String) -> Diagnostic {
    Diagnostic {
        severity: Severity::Warning,
        ..Diagnostic::error(span, "unsafeptr", message)
    }
}
