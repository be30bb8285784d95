//! Calls, arguments, and instantiation of generic functions.

use base::Span;
use syntax::ast::{Expr, ExprKind};

use crate::check::{Checker, Sig, at, unparen};
use crate::expr::{Class, Exclude};
use crate::operand::Operand;
use crate::{Basic, InferArg, Mode, Type, TypeId, TypeParamId};

/// Arguments as checked, with the type arguments of partially instantiated generic ones.
struct Args<'a> {
    list: Vec<Operand<'a>>,
    targs: Vec<Vec<TypeId>>,
}

impl<'a> Checker<'a> {
    /// `fun(args)`: a conversion, a builtin, or a call.
    pub(crate) fn call_expr(&mut self, x: &mut Operand<'a>, e: &'a Expr) -> Class {
        let ExprKind::Call {
            fun,
            args,
            has_dots,
            ..
        } = &e.kind
        else {
            return Class::Statement;
        };
        let mut inst = None;
        if let ExprKind::Index { x: base, indices } = &fun.kind {
            if self.index_expr(x, fun, base, indices) {
                // Type and value arguments are looked at together.
                inst = Some(&**fun);
            }
            x.expr = Some(fun);
            self.record(x);
        } else {
            self.expr_or_type(x, fun, true);
        }
        let class = match x.mode {
            Mode::Invalid => {
                self.use_exprs(args);
                Class::Statement
            }
            Mode::TypeExpr => {
                self.conversion_call(x, e, args, *has_dots);
                Class::Conversion
            }
            Mode::Builtin => {
                let class = match x.builtin {
                    Some(b) => {
                        if !self.builtin_call(x, e, b) {
                            x.invalidate();
                        }
                        crate::builtins::class(b)
                    }
                    None => Class::Statement,
                };
                x.builtin = None;
                if x.is_valid() && !x.is_const() {
                    self.env.has_call_or_recv = true;
                }
                class
            }
            _ => {
                self.function_call(x, e, fun, args, inst);
                Class::Statement
            }
        };
        x.expr = Some(e);
        x.text = None;
        class
    }

    fn conversion_call(
        &mut self,
        x: &mut Operand<'a>,
        e: &'a Expr,
        args: &'a [Expr],
        has_dots: bool,
    ) {
        self.non_generic(None, x);
        if !x.is_valid() {
            return;
        }
        let t = x.ty;
        x.invalidate();
        if !self.is_complete(t) {
            return;
        }
        match args {
            [] => {
                let text = self.ts(t);
                self.error(
                    at(e),
                    "WrongArgCount",
                    format!("missing argument in conversion to {text}"),
                );
            }
            [arg] => {
                let target = self.new_target(t, "conversion");
                self.expr(target.as_ref(), x, arg);
                if !x.is_valid() {
                    return;
                }
                let u = self.w.underlying(t);
                if !self.w.is_type_param(t)
                    && matches!(self.w.types.get(u), Type::Interface { .. })
                    && !self.w.type_set(u).is_method_set()
                {
                    let text = self.ts(t);
                    self.error(
                        at(e),
                        "MisplacedConstraintIface",
                        format!(
                            "cannot use interface {text} in conversion (contains specific type constraints or is comparable)"
                        ),
                    );
                    x.invalidate();
                    return;
                }
                if has_dots {
                    let text = self.ts(t);
                    self.error(
                        at(arg),
                        "BadDotDotDotSyntax",
                        format!("invalid use of ... in conversion to {text}"),
                    );
                    x.invalidate();
                    return;
                }
                self.conversion(x, t);
            }
            [.., last] => {
                self.use_exprs(args);
                let text = self.ts(t);
                self.error(
                    at(last),
                    "WrongArgCount",
                    format!("too many arguments in conversion to {text}"),
                );
            }
        }
    }

    fn function_call(
        &mut self,
        x: &mut Operand<'a>,
        e: &'a Expr,
        fun: &'a Expr,
        args: &'a [Expr],
        inst: Option<&'a Expr>,
    ) {
        let common = self.w.common_under_cond(x.ty, |w, t, u| match (t, u) {
            (Some(t), Some(u)) if !matches!(w.types.get(u), Type::Signature { .. }) => {
                Err(format!("{} is not a function", w.type_string(t)))
            }
            _ => Ok(()),
        });
        let sig_ty = match common {
            Ok(t) => t,
            Err(cause) => {
                let text = self.op_str(x);
                self.error(
                    x.span(),
                    "InvalidCall",
                    format!("invalid operation: cannot call {text}: {cause}"),
                );
                x.invalidate();
                return;
            }
        };
        let Some(mut sig) = self.sig(sig_ty) else {
            x.invalidate();
            return;
        };
        let mut sig_ty = sig_ty;
        let was_generic = !sig.tparams.is_empty();
        let mut xlist: &'a [Expr] = &[];
        let mut targs: Vec<Option<TypeId>> = Vec::new();
        if let Some(inst_expr) = inst {
            if let ExprKind::Index { indices, .. } = &inst_expr.kind {
                xlist = indices;
            }
            let Some(list) = self.type_list(xlist) else {
                self.use_exprs(args);
                x.invalidate();
                return;
            };
            let (got, want) = (list.len(), sig.tparams.len());
            if got > want {
                let span = xlist.get(want).map_or(at(e), at);
                self.error(
                    span,
                    "WrongTypeArgCount",
                    format!("got {got} type arguments but want {want}"),
                );
                self.use_exprs(args);
                x.invalidate();
                return;
            }
            if got == want && want > 0 {
                self.demand(at(inst_expr), 18, "function instantiation");
                sig_ty = self.instantiate_sig(
                    self.node_pos(inst_expr),
                    Some(inst_expr),
                    sig_ty,
                    &list,
                    xlist,
                );
                if let Some(s) = self.sig(sig_ty) {
                    sig = s;
                }
                xlist = &[];
            } else {
                targs = list.into_iter().map(Some).collect();
            }
        }
        let args = self.generic_expr_list(args);
        let (result_ty, result) = self.arguments(e, sig_ty, sig, targs, xlist, args);
        if was_generic && result.tparams.is_empty() {
            self.record_type_and_value(fun, Mode::Value, result_ty, None);
        }
        match &*result.results {
            [] => x.mode = Mode::NoValue,
            [one] => {
                x.mode = Mode::Value;
                x.ty = one.ty;
                if !self.is_complete(one.ty) {
                    x.invalidate();
                    return;
                }
            }
            many => {
                let types: Vec<TypeId> = many.iter().map(|p| p.ty).collect();
                x.mode = Mode::Value;
                x.ty = self.w.mk_tuple(&types);
            }
        }
        x.val = None;
        self.env.has_call_or_recv = true;
        // Inference failed: the result still mentions type parameters.
        if x.mode == Mode::Value
            && !result.tparams.is_empty()
            && self.w.is_parameterized(&result.tparams, x.ty)
        {
            x.invalidate();
        }
    }

    /// Values of an expression list; a single call may give several.
    pub(crate) fn expr_list(&mut self, list: &'a [Expr]) -> Vec<Operand<'a>> {
        if let [one] = list {
            return self.multi_expr(one, false).0;
        }
        list.iter()
            .map(|e| {
                let mut x = Operand::invalid();
                self.expr(None, &mut x, e);
                x
            })
            .collect()
    }

    /// Like [`Checker::expr_list`]; generic functions may stay uninstantiated.
    fn generic_expr_list(&mut self, list: &'a [Expr]) -> Args<'a> {
        let mut out = Args {
            list: Vec::with_capacity(list.len()),
            targs: Vec::new(),
        };
        for e in list {
            let mut x = Operand::invalid();
            let mut partial = Vec::new();
            let mut done = false;
            if let ExprKind::Index { x: base, indices } = &e.kind {
                if self.index_expr(&mut x, e, base, indices) {
                    // Before Go 1.21 an argument had to be instantiated by itself.
                    let infer = !self.allows(21);
                    match self.func_inst(None, self.node_pos(e), &mut x, Some(e), infer) {
                        Some(targs) => {
                            partial = targs;
                            x.expr = Some(e);
                        }
                        None => self.record(&x),
                    }
                    done = true;
                } else {
                    // An ordinary index expression: as `raw_expr` would treat it.
                    x.expr = Some(e);
                    self.record(&x);
                    self.exclude(&mut x, Exclude::NonValues);
                    self.single_value(&mut x);
                    done = true;
                }
            }
            if !done {
                if list.len() == 1 {
                    self.raw_expr(None, &mut x, e, None, true);
                    self.exclude(&mut x, Exclude::NonValues);
                    if let Some(types) = self.tuple_types(&x) {
                        out.list = types.iter().map(|&t| Operand::value(t, e)).collect();
                        return out;
                    }
                } else {
                    self.generic_expr(&mut x, e, None);
                }
            }
            out.list.push(x);
            out.targs.push(partial);
        }
        out
    }

    /// Passes `args` to a function with signature `sig`; the signature, instantiated if it was
    /// generic.
    fn arguments(
        &mut self,
        call: &'a Expr,
        sig_ty: TypeId,
        sig: Sig,
        targs: Vec<Option<TypeId>>,
        xlist: &'a [Expr],
        args: Args<'a>,
    ) -> (TypeId, Sig) {
        let ExprKind::Call {
            fun,
            args: arg_exprs,
            has_dots,
            ..
        } = &call.kind
        else {
            return (sig_ty, sig);
        };
        let mut params: Vec<TypeId> = sig.params.iter().map(|p| p.ty).collect();
        if !self.adjust_params(
            call,
            fun,
            &sig,
            &mut params,
            arg_exprs,
            &args.list,
            *has_dots,
        ) {
            return (sig_ty, sig);
        }
        let mut args = args;
        let n = sig.tparams.len();
        let mut tparams: Vec<TypeParamId> = Vec::new();
        let mut targs = targs;
        if n > 0 {
            let tuple = self.w.mk_tuple(&params);
            let (fresh, renamed) = self.w.rename_tparams(&sig.tparams, tuple);
            tparams = fresh;
            if let Type::Tuple(list) = self.w.types.get(renamed) {
                params = list.to_vec();
            }
            targs.resize(n, None);
        }
        // Generic functions among the arguments: their type parameters are inferred too.
        let mut generic_args: Vec<(usize, TypeId, usize)> = Vec::new();
        for (i, arg) in args.list.iter_mut().enumerate() {
            let Some(asig) = (if arg.is_valid() {
                self.sig(arg.ty)
            } else {
                None
            }) else {
                continue;
            };
            if asig.tparams.is_empty() {
                continue;
            }
            let plain = self.mk_signature(Sig {
                tparams: Box::default(),
                ..asig.clone()
            });
            let (fresh, renamed) = self.w.rename_tparams(&asig.tparams, plain);
            generic_args.push((i, arg.ty, fresh.len()));
            arg.ty = match self.sig(renamed) {
                Some(sig) => self.mk_signature(Sig {
                    tparams: fresh.as_slice().into(),
                    ..sig
                }),
                None => renamed,
            };
            tparams.extend(fresh);
            if let Some(given) = args.targs.get(i) {
                targs.extend(given.iter().map(|&t| Some(t)));
            }
            targs.resize(tparams.len(), None);
        }
        if n > 0 {
            let what = ["implicit function instantiation", "function instantiation"];
            let what = what[usize::from(!targs.is_empty() && !xlist.is_empty())];
            self.demand(at(call), 18, what);
        }
        let first = generic_args.first().and_then(|g| args.list.get(g.0));
        if let Some(span) = first.map(Operand::span) {
            self.demand(span, 21, "implicitly instantiated function as argument");
        }
        let mut result = (sig_ty, sig);
        if !tparams.is_empty() {
            let infer_args: Vec<InferArg> = args
                .list
                .iter()
                .map(|a| InferArg {
                    ty: a.ty,
                    valid: a.is_valid(),
                    is_nil: a.is_nil(),
                })
                .collect();
            for a in &infer_args {
                self.resolve_methods(a.ty);
            }
            let all = match self.w.infer(&tparams, &targs, &params, &infer_args, false) {
                Ok(all) => all,
                Err(err) => {
                    let arg = err.arg.and_then(|i| args.list.get(i));
                    let text = arg.map_or(String::new(), |a| self.op_expr(a));
                    let span = arg.map_or_else(|| self.infer_pos(call), Operand::span);
                    let msg = err.message(&text);
                    if !msg.is_empty() {
                        let f = self.es(fun);
                        self.error(
                            span,
                            "CannotInferTypeArgs",
                            format!("in call to {f}, {msg}"),
                        );
                    }
                    return result;
                }
            };
            if n > 0 {
                let own = all.get(..n).unwrap_or_default();
                let inst =
                    self.instantiate_sig(self.infer_pos(call), Some(fun), sig_ty, own, xlist);
                let subst = crate::Subst::new(tparams.get(..n).unwrap_or_default(), own);
                params = params.iter().map(|&p| self.w.subst(p, &subst)).collect();
                if let Some(s) = self.sig(inst) {
                    result = (inst, s);
                }
            }
            let mut from = n;
            for (i, generic, count) in generic_args {
                let own: Vec<TypeId> = all.get(from..from + count).unwrap_or_default().to_vec();
                from += count;
                if let Some(arg) = args.list.get_mut(i) {
                    arg.ty =
                        self.instantiate_sig(self.infer_pos(call), arg.expr, generic, &own, &[]);
                    self.record(arg);
                }
            }
        }
        if !args.list.is_empty() {
            let context = format!("argument to {}", self.es(fun));
            for (arg, &p) in args.list.iter_mut().zip(&params) {
                self.assignment(arg, Some(p), &context);
            }
        }
        result
    }

    /// Where failed inference is reported: at the call's parenthesis.
    fn infer_pos(&self, call: &Expr) -> Span {
        self.node_pos(call)
    }

    /// Makes `params` match the number of arguments of a variadic call; false (reported) if the
    /// numbers do not agree.
    #[expect(clippy::too_many_arguments, reason = "the parts of one call")]
    fn adjust_params(
        &mut self,
        call: &'a Expr,
        fun: &'a Expr,
        sig: &Sig,
        params: &mut Vec<TypeId>,
        arg_exprs: &'a [Expr],
        args: &[Operand<'a>],
        has_dots: bool,
    ) -> bool {
        let nargs = args.len();
        let mut npars = params.len();
        if sig.variadic {
            if has_dots {
                if arg_exprs.len() == 1 && nargs > 1 {
                    let text = arg_exprs.first().map_or(String::new(), |e| self.es(e));
                    self.error(
                        at(call),
                        "InvalidDotDotDot",
                        format!("cannot use ... with {nargs}-valued {text}"),
                    );
                    return false;
                }
            } else if nargs + 1 >= npars {
                let last = params.pop().unwrap_or(Basic::Invalid.id());
                let u = self.w.underlying(last);
                let elem = self.slice_elem_of(u).unwrap_or(Basic::Invalid.id());
                params.resize(nargs, elem);
                npars = nargs;
            } else {
                npars -= 1;
            }
        } else if has_dots {
            let text = self.es(fun);
            self.error(
                at(call),
                "NonVariadicDotDotDot",
                format!("cannot use ... in call to non-variadic {text}"),
            );
            return false;
        }
        if nargs == npars {
            return true;
        }
        let (span, how) = if nargs > npars {
            let extra = args.get(npars).map_or(at(call), Operand::span);
            (extra, "too many")
        } else {
            (args.last().map_or(at(call), Operand::span), "not enough")
        };
        let have: Vec<TypeId> = args.iter().map(|a| a.ty).collect();
        let want: Vec<TypeId> = sig.params.iter().map(|p| p.ty).collect();
        let msg = format!("{how} arguments in call to {}", self.es(fun));
        let lines = [
            (
                Span::NONE,
                format!("have {}", self.types_summary(&have, false, has_dots)),
            ),
            (
                Span::NONE,
                format!("want {}", self.types_summary(&want, sig.variadic, false)),
            ),
        ];
        self.error_list(span, "WrongArgCount", msg, &lines, false);
        false
    }

    /// `(int, string, ...T)` as messages list types.
    pub(crate) fn types_summary(&mut self, list: &[TypeId], variadic: bool, dots: bool) -> String {
        let mut out = Vec::with_capacity(list.len());
        for (i, &t) in list.iter().enumerate() {
            let last = i + 1 == list.len();
            let mut text = if !self.w.is_valid(t) {
                "unknown type".to_string()
            } else if self.w.is_untyped(t) {
                if self.w.is_numeric(t) {
                    "number".to_string()
                } else {
                    self.ts(t).replace("untyped ", "")
                }
            } else {
                self.ts(t)
            };
            if last && variadic {
                if let Some(elem) = self.slice_elem_of(t) {
                    text = self.ts(elem);
                }
                text = format!("...{text}");
            } else if last && dots {
                text.push_str("...");
            }
            out.push(text);
        }
        format!("({})", out.join(", "))
    }

    /// Passes already checked arguments to a variadic `func(T, ...E)`: for append.
    pub(crate) fn append_arguments(
        &mut self,
        call: &'a Expr,
        sig_ty: TypeId,
        args: Vec<Operand<'a>>,
    ) {
        if let Some(sig) = self.sig(sig_ty) {
            let args = Args {
                list: args,
                targs: Vec::new(),
            };
            self.arguments(call, sig_ty, sig, Vec::new(), &[], args);
        }
    }

    /// The call that `e` is, parentheses removed.
    pub(crate) fn as_call(e: &Expr) -> Option<(&Expr, &[Expr])> {
        match &unparen(e).kind {
            ExprKind::Call { fun, args, .. } => Some((fun, args)),
            _ => None,
        }
    }
}
