//! Instantiation of generic functions, explicit or by what they are assigned to.

use base::Span;
use syntax::ast::{Expr, ExprKind};

use crate::check::{Checker, Sig, at};
use crate::expr::Target;
use crate::operand::Operand;
use crate::{InferArg, Mode, Type, TypeId, TypeParamId};

impl<'a> Checker<'a> {
    /// Instantiates the generic function `x`: with the type arguments of the index expression
    /// `inst`, and what `target` says. Without `infer`, missing type arguments are left to the
    /// caller: then the ones given are returned and `x` stays generic.
    pub(crate) fn func_inst(
        &mut self,
        target: Option<&Target>,
        pos: Span,
        x: &mut Operand<'a>,
        inst: Option<&'a Expr>,
        infer: bool,
    ) -> Option<Vec<TypeId>> {
        self.demand(pos, 18, "function instantiation");
        let mut xlist: &'a [Expr] = &[];
        let mut targs = Vec::new();
        if let Some(e) = inst {
            if let ExprKind::Index { indices, .. } = &e.kind {
                xlist = indices;
            }
            x.expr = Some(e);
            match self.type_list(xlist) {
                Some(list) => targs = list,
                None => {
                    x.invalidate();
                    return None;
                }
            }
        }
        let Some(sig) = self.sig(x.ty) else {
            x.invalidate();
            return None;
        };
        let (got, want) = (targs.len(), sig.tparams.len());
        if got > want {
            let span = xlist.get(got - 1).map_or(pos, at);
            self.error(
                span,
                "WrongTypeArgCount",
                format!("got {got} type arguments but want {want}"),
            );
            x.invalidate();
            return None;
        }
        if got < want {
            if !infer {
                return Some(targs);
            }
            if target.is_some() && self.allows(18) && !self.allows(21) {
                let how = if inst.is_some() {
                    "partially"
                } else {
                    "implicitly"
                };
                let what = format!("{how} instantiated function in assignment");
                self.demand(pos, 21, &what);
            }
            match self.infer_from_target(target, pos, &sig, &targs) {
                Some(all) => targs = all,
                None => {
                    x.invalidate();
                    return None;
                }
            }
        }
        let expr = x.expr;
        x.ty = self.instantiate_sig(pos, expr, x.ty, &targs, xlist);
        x.mode = Mode::Value;
        None
    }

    /// Infers the missing type arguments of a generic function from what it is assigned to.
    fn infer_from_target(
        &mut self,
        target: Option<&Target>,
        pos: Span,
        sig: &Sig,
        targs: &[TypeId],
    ) -> Option<Vec<TypeId>> {
        let given: Vec<Option<TypeId>> = targs.iter().map(|&t| Some(t)).collect();
        let mut params = Vec::new();
        let mut args = Vec::new();
        if let Some(t) = target {
            let plain = self.mk_signature(Sig {
                tparams: Box::default(),
                ..sig.clone()
            });
            params.push(plain);
            args.push(InferArg {
                ty: t.sig,
                valid: true,
                is_nil: false,
            });
        }
        let tuple = self.w.mk_tuple(&params);
        let (tparams, renamed) = self.w.rename_tparams(&sig.tparams, tuple);
        let params = match self.w.types.get(renamed) {
            Type::Tuple(list) => list.to_vec(),
            _ => Vec::new(),
        };
        match self
            .w
            .infer(&tparams, &given, &params, &args, target.is_some())
        {
            Ok(all) => Some(all),
            Err(err) => {
                let desc = target.map_or("", |t| t.desc.as_str());
                let msg = err.message(desc);
                if !msg.is_empty() {
                    self.error(pos, "CannotInferTypeArgs", msg);
                }
                None
            }
        }
    }

    /// The signature `generic` with its type parameters replaced; records the instance and has
    /// the constraints checked later.
    pub(crate) fn instantiate_sig(
        &mut self,
        pos: Span,
        expr: Option<&'a Expr>,
        generic: TypeId,
        targs: &[TypeId],
        xlist: &'a [Expr],
    ) -> TypeId {
        let tparams: Vec<TypeParamId> =
            self.sig(generic).map_or(Vec::new(), |s| s.tparams.to_vec());
        let inst = self.w.instantiate(generic, targs);
        if let Some(e) = expr {
            self.record_instance(e, targs, inst);
        }
        let targs = targs.to_vec();
        self.later(move |c| match c.w.verify_instance(&tparams, &targs) {
            Err((i, why)) => {
                let span = xlist.get(i).map_or(pos, at);
                c.soft_error(span, "InvalidTypeArg", why);
            }
            Ok(()) => c.mono_instance(pos, &tparams, &targs, xlist),
        });
        inst
    }
}
