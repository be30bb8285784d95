//! `copylocks`: values with a lock in them that are copied.

use syntax::ast::{Expr, ExprKind, Field, FuncDecl, FuncType, RangeStmt, Stmt, StmtKind, VarDecl};

use super::Vet;
use crate::check::unparen;
use crate::{Builtin, TypeId};

impl Vet<'_> {
    /// Receiver and parameters of a function.
    pub(super) fn lock_params(&mut self, decl: Option<&FuncDecl>, ty: &FuncType) {
        let name = decl
            .map_or("func", |d| self.w.names.text(d.name.name))
            .to_owned();
        let recv = decl.and_then(|d| d.recv.as_deref()).unwrap_or(&[]);
        let params: &[Field] = &ty.params;
        for f in recv.iter().chain(params) {
            let Some(t) = self.ty(&f.ty).filter(|_| !f.shared_type && !f.variadic) else {
                continue;
            };
            let path = self.lock_path(t);
            if !path.is_empty() {
                let message = format!("{name} passes lock by value: {}", way(&path));
                self.report(f.ty.span, "copylocks", message);
            }
        }
    }

    pub(super) fn lock_vars(&mut self, v: &VarDecl) {
        for (name, value) in v.names.iter().zip(&v.values) {
            if let Some(path) = self.copied(value) {
                let name = self.text(name);
                let message = format!("variable declaration copies lock value to {name}: {path}");
                self.report(value.span, "copylocks", message);
            }
        }
    }

    pub(super) fn lock_stmt(&mut self, s: &Stmt) {
        match &s.kind {
            StmtKind::Assign { lhs, rhs, .. } | StmtKind::Define { lhs, rhs, .. } => {
                for (i, value) in rhs.iter().enumerate() {
                    let Some(path) = self.copied(value) else {
                        continue;
                    };
                    let Some(to) = lhs.get(i) else { continue };
                    let to = self.show(to);
                    let message = format!("assignment copies lock value to {to}: {path}");
                    self.report(value.span, "copylocks", message);
                }
            }
            StmtKind::Return(values) => {
                for value in values {
                    if let Some(path) = self.copied(value) {
                        let message = format!("return copies lock value: {path}");
                        self.report(value.span, "copylocks", message);
                    }
                }
            }
            StmtKind::Range(r) => self.lock_range(r),
            _ => {}
        }
    }

    fn lock_range(&mut self, r: &RangeStmt) {
        for var in [&r.key, &r.value].into_iter().flatten() {
            let ty = match &var.kind {
                ExprKind::Name(n) if r.define => {
                    let obj = self.defined(n);
                    obj.and_then(|o| self.w.objects.get(o)?.ty)
                }
                _ => self.ty(var),
            };
            if matches!(&var.kind, ExprKind::Name(n) if n.name == self.w.universe.blank) {
                continue;
            }
            let Some(path) = ty.and_then(|t| self.way_to_lock(t)) else {
                continue;
            };
            let name = self.show(var);
            let message = format!("range var {name} copies lock: {path}");
            self.report(var.span, "copylocks", message);
        }
    }

    pub(super) fn lock_expr(&mut self, e: &Expr) {
        match &e.kind {
            ExprKind::CompositeLit { elems, .. } => {
                for elem in elems {
                    if let Some(path) = self.copied(&elem.value) {
                        let what = self.show(&elem.value);
                        let message = format!("literal copies lock value from {what}: {path}");
                        self.report(elem.value.span, "copylocks", message);
                    }
                }
            }
            ExprKind::Call { fun, args, .. } => self.lock_call(fun, args),
            _ => {}
        }
    }

    fn lock_call(&mut self, fun: &Expr, args: &[Expr]) {
        use Builtin as B;
        let harmless = [
            B::New,
            B::Len,
            B::Cap,
            B::UnsafeSizeof,
            B::UnsafeOffsetof,
            B::UnsafeAlignof,
        ];
        if self.builtin(fun).is_some_and(|b| harmless.contains(&b)) {
            return;
        }
        for arg in args {
            if let Some(path) = self.copied(arg) {
                let what = self.show(fun);
                let message = format!("call of {what} copies lock value: {path}");
                self.report(arg.span, "copylocks", message);
            }
        }
    }

    /// The way to a lock of which an expression's use makes a copy.
    fn copied(&mut self, e: &Expr) -> Option<String> {
        let e = unparen(e);
        match &e.kind {
            // Fresh values, which nobody holds.
            ExprKind::CompositeLit { .. } | ExprKind::Call { .. } | ExprKind::FuncLit(_) => {
                return None;
            }
            ExprKind::Star(x) if matches!(unparen(x).kind, ExprKind::Call { .. }) => return None,
            _ => {}
        }
        if self.is_type(e) {
            return None;
        }
        let ty = self.ty(e)?;
        // `v, ok :=` of something.
        let ty = match self.w.types.get(ty) {
            crate::Type::Tuple(parts) => *parts.first()?,
            _ => ty,
        };
        self.way_to_lock(ty)
    }

    fn way_to_lock(&mut self, ty: TypeId) -> Option<String> {
        let path = self.lock_path(ty);
        (!path.is_empty()).then(|| way(&path))
    }
}

fn way(path: &[String]) -> String {
    path.join(" contains ")
}
