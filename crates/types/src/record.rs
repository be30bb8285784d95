//! What the checker writes down for later phases: see `info`.

use syntax::ast::{Expr, ExprKind, Ident};

use crate::check::{Checker, Untyped};
use crate::constant::ConstValue;
use crate::operand::Operand;
use crate::{Instance, Mode, ObjId, Param, Selection, TypeAndValue, TypeId};

impl<'a> Checker<'a> {
    pub(crate) fn record_def(&mut self, id: Ident, obj: Option<ObjId>) {
        self.w.info.defs.insert(id.id, obj);
    }
    pub(crate) fn record_use(&mut self, id: Ident, obj: ObjId) {
        self.w.info.uses.insert(id.id, Some(obj));
    }
    pub(crate) fn record_type(&mut self, e: &Expr, t: TypeId) {
        self.record_type_and_value(e, Mode::TypeExpr, t, None);
    }
    pub(crate) fn record_type_and_value(
        &mut self,
        e: &Expr,
        mode: Mode,
        ty: TypeId,
        value: Option<ConstValue>,
    ) {
        if mode == Mode::Invalid {
            return;
        }
        self.w.info.types.insert(
            e.id,
            TypeAndValue {
                mode,
                ty: Some(ty),
                value,
            },
        );
    }

    /// Records what `x` turned out to be; untyped operands are put aside until they are settled.
    pub(crate) fn record(&mut self, x: &Operand<'a>) {
        let Some(expr) = x.expr else { return };
        let (ty, val) = match x.mode {
            Mode::Invalid => return,
            Mode::NoValue => (self.w.universe.empty_tuple, None),
            Mode::Constant => (x.ty, Some(x.value_or_unknown())),
            _ => (x.ty, None),
        };
        if self.w.is_untyped(ty) {
            self.untyped.insert(
                expr.id,
                Untyped {
                    is_lhs: false,
                    mode: x.mode,
                    ty,
                    val,
                    expr,
                },
            );
        } else {
            self.record_type_and_value(expr, x.mode, ty, val);
        }
    }

    /// What is still untyped at the end stays untyped.
    pub(crate) fn record_untyped(&mut self) {
        for (_, u) in std::mem::take(&mut self.untyped) {
            // A computed value (a comparison nobody converted) has a type at run time.
            let ty = if u.val.is_none() {
                self.w.default_type(u.ty)
            } else {
                u.ty
            };
            self.record_type_and_value(u.expr, u.mode, ty, u.val);
        }
    }

    /// `e` was used in a `v, ok` context.
    pub(crate) fn record_comma_ok(&mut self, e: &'a Expr, t0: TypeId, t1: TypeId) {
        let tuple = self.w.mk_tuple(&[t0, t1]);
        let mut e = e;
        loop {
            if let Some(tv) = self.w.info.types.get_mut(e.id) {
                tv.ty = Some(tuple);
            }
            match &e.kind {
                ExprKind::Paren(x) => e = x,
                _ => return,
            }
        }
    }

    /// The callee of a builtin call, with the signature that it has there.
    pub(crate) fn record_builtin(
        &mut self,
        fun: &'a Expr,
        res: Option<TypeId>,
        args: &[TypeId],
        variadic: bool,
    ) {
        let param = |ty| Param { name: None, ty };
        let params: Vec<Param> = args
            .iter()
            .map(|&t| param(self.w.default_type(t)))
            .collect();
        let results: Vec<Param> = res.into_iter().map(param).collect();
        let sig = self.w.mk_sig(&params, &results, variadic);
        let mut e = fun;
        loop {
            self.record_type_and_value(e, Mode::Builtin, sig, None);
            match &e.kind {
                ExprKind::Paren(x) => e = x,
                _ => return,
            }
        }
    }

    pub(crate) fn record_selection(&mut self, e: &Expr, sel: Ident, selection: Selection) {
        self.record_use(sel, selection.obj);
        self.w.info.selections.insert(e.id, selection);
    }

    /// The type arguments with which the function or type that `e` names is instantiated.
    pub(crate) fn record_instance(&mut self, e: &Expr, targs: &[TypeId], ty: TypeId) {
        let mut e = e;
        let id = loop {
            match &e.kind {
                ExprKind::Name(id) => break id.id,
                ExprKind::Selector { sel, .. } => break sel.id,
                ExprKind::Index { x, .. } => e = x,
                ExprKind::Paren(x) => e = x,
                _ => return,
            }
        };
        self.w.info.instances.insert(
            id,
            Instance {
                targs: targs.into(),
                ty,
            },
        );
    }
}
