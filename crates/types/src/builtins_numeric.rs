//! Calls of complex, real, imag, min and max.

use syntax::ast::{BinaryOp, Expr};

use crate::check::Checker;
use crate::constant;
use crate::operand::Operand;
use crate::{Basic, Builtin, Mode, Term, Type, TypeId};

impl<'a> Checker<'a> {
    pub(crate) fn builtin_complex(
        &mut self,
        x: &mut Operand<'a>,
        call: &'a Expr,
        fun: &'a Expr,
        args: Vec<Operand<'a>>,
    ) -> bool {
        let Some(mut y) = args.into_iter().nth(1) else {
            return false;
        };
        match (self.w.is_untyped(x.ty), self.w.is_untyped(y.ty)) {
            (false, false) => {}
            (true, false) => self.convert_untyped(x, y.ty),
            (false, true) => self.convert_untyped(&mut y, x.ty),
            (true, true) => {
                if x.is_const() && y.is_const() {
                    for o in [&mut *x, &mut y] {
                        if self.w.is_numeric(o.ty) && o.value_or_unknown().imag().sign() == 0 {
                            o.ty = Basic::UntypedFloat.id();
                        }
                    }
                } else {
                    self.convert_untyped(x, Basic::Float64.id());
                    self.convert_untyped(&mut y, Basic::Float64.id());
                }
            }
        }
        if !x.is_valid() || !y.is_valid() {
            return false;
        }
        if !self.w.identical(x.ty, y.ty) {
            let (text, a, b) = (self.es(call), self.ts(x.ty), self.ts(y.ty));
            self.error(
                x.span(),
                "InvalidComplex",
                format!("invalid operation: {text} (mismatched types {a} and {b})"),
            );
            return false;
        }
        let to_complex = |b: Basic| match b {
            Basic::Float32 => Some(Basic::Complex64),
            Basic::Float64 => Some(Basic::Complex128),
            Basic::UntypedFloat => Some(Basic::UntypedComplex),
            _ => None,
        };
        let Some(res) = self.apply_type_func(x, "complex", "InvalidComplex", to_complex) else {
            let text = self.ts(x.ty);
            self.error(
                x.span(),
                "InvalidComplex",
                format!("invalid argument: arguments have type {text}, expected floating-point"),
            );
            return false;
        };
        if x.is_const() && y.is_const() {
            let (re, im) = (x.value_or_unknown(), y.value_or_unknown());
            x.val = Some(constant::binary(
                BinaryOp::Add,
                &re.to_float(),
                &im.to_float().make_imag(),
                false,
            ));
        } else {
            x.mode = Mode::Value;
            self.record_builtin(fun, Some(res), &[x.ty, x.ty], false);
        }
        x.ty = res;
        true
    }

    /// Applies `f` to the operand's type; to every type of a type parameter's type set, which
    /// gives a new type parameter.
    fn apply_type_func(
        &mut self,
        x: &Operand<'a>,
        name: &str,
        code: &'static str,
        f: impl Fn(Basic) -> Option<Basic>,
    ) -> Option<TypeId> {
        let Some(tp) = self.w.tparam_id(x.ty) else {
            let u = self.w.underlying(x.ty);
            return self.w.basic(u).and_then(f).map(Basic::id);
        };
        let iface = self.w.tparam_iface(tp);
        let set = self.w.type_set(iface);
        let mut terms = Vec::new();
        for term in set.terms.as_ref().filter(|t| !t.is_empty())? {
            let u = self.w.underlying(term.ty);
            let res = self.w.basic(u).and_then(&f)?;
            terms.push(Term {
                tilde: term.tilde,
                ty: res.id(),
            });
        }
        let text = self.op_str(x);
        self.soft_error(
            x.span(),
            code,
            format!(
                "{text} not supported as argument to built-in {name} for go1.18 (see go.dev/issue/50937)"
            ),
        );
        let (obj, index) = {
            let p = &self.w.types.tparams[tp];
            (p.obj, p.index)
        };
        let name = self.w.objects[obj].name;
        let obj = self.new_obj(name, base::Span::NONE, None, crate::ObjectKind::TypeName);
        let ty = self.w.new_tparam(obj, index);
        let union = self.w.types.intern(Type::Union(terms.into()));
        let bound = self.w.types.intern(Type::Interface {
            methods: Box::default(),
            embeds: Box::new([union]),
            implicit: false,
        });
        if let Some(id) = self.w.tparam_id(ty) {
            self.w.types.tparams[id].bound = Some(bound);
        }
        Some(ty)
    }

    pub(crate) fn builtin_real(
        &mut self,
        x: &mut Operand<'a>,
        fun: &'a Expr,
        b: Builtin,
        name: &str,
    ) -> bool {
        if self.w.is_untyped(x.ty) {
            if x.is_const() {
                if self.w.is_numeric(x.ty) {
                    x.ty = Basic::UntypedComplex.id();
                }
            } else {
                self.convert_untyped(x, Basic::Complex128.id());
                if !x.is_valid() {
                    return false;
                }
            }
        }
        let code = if b == Builtin::Real {
            "InvalidReal"
        } else {
            "InvalidImag"
        };
        let to_float = |b: Basic| match b {
            Basic::Complex64 => Some(Basic::Float32),
            Basic::Complex128 => Some(Basic::Float64),
            Basic::UntypedComplex => Some(Basic::UntypedFloat),
            _ => None,
        };
        let Some(res) = self.apply_type_func(x, name, code, to_float) else {
            let text = self.ts(x.ty);
            self.error(
                x.span(),
                code,
                format!("invalid argument: argument has type {text}, expected complex type"),
            );
            return false;
        };
        if x.is_const() {
            let v = x.value_or_unknown().to_complex();
            x.val = Some(if b == Builtin::Real {
                v.real()
            } else {
                v.imag()
            });
        } else {
            x.mode = Mode::Value;
            self.record_builtin(fun, Some(res), &[x.ty], false);
        }
        x.ty = res;
        true
    }

    pub(crate) fn builtin_min(
        &mut self,
        x: &mut Operand<'a>,
        fun: &'a Expr,
        args: Vec<Operand<'a>>,
        b: Builtin,
        name: &str,
    ) -> bool {
        let op = if b == Builtin::Max {
            BinaryOp::Gt
        } else {
            BinaryOp::Lt
        };
        let n = args.len();
        let exprs: Vec<Operand<'a>> = args.clone();
        for (i, mut a) in args.into_iter().enumerate() {
            if !self.w.all_ordered(a.ty) {
                let text = self.op_str(&a);
                self.error(
                    a.span(),
                    "InvalidMinMaxOperand",
                    format!("invalid argument: {text} cannot be ordered"),
                );
                return false;
            }
            if i == 0 {
                continue;
            }
            self.match_types(x, &mut a);
            if !x.is_valid() {
                return false;
            }
            if !self.w.identical(x.ty, a.ty) {
                let (xt, at_, e) = (self.ts(x.ty), self.ts(a.ty), self.op_expr(&a));
                self.error(
                    a.span(),
                    "MismatchedTypes",
                    format!(
                        "invalid argument: mismatched types {xt} (previous argument) and {at_} (type of {e})"
                    ),
                );
                return false;
            }
            match (x.const_val(), a.const_val()) {
                (Some(xv), Some(av)) => {
                    if constant::compare(op, av, xv) {
                        *x = a;
                    }
                }
                _ => x.mode = Mode::Value,
            }
        }
        if !x.is_const() {
            x.mode = Mode::Value;
            x.val = None;
            let any = self.w.universe.empty_interface;
            self.assignment(x, Some(any), &format!("argument to built-in {name}"));
            if !x.is_valid() {
                return false;
            }
        }
        for a in &exprs {
            self.update_op_type(a, x.ty, true);
        }
        if !x.is_const() {
            self.record_builtin(fun, Some(x.ty), &vec![x.ty; n], false);
        }
        true
    }
}
