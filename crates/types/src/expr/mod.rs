//! Expressions: dispatch by kind, what may stand where, untyped operands and their final types.

mod binary;
mod comparison;
mod index;
mod literals;
mod selector;
mod shift;
mod slice;
mod unary;

use base::Span;
use syntax::ast::{BinaryOp, Expr, ExprKind};

use crate::assignability::ConstErr;
use crate::check::{Checker, at};
use crate::operand::Operand;
use crate::{Basic, Mode, Type, TypeId};

/// What an expression is good for as a statement.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Class {
    Conversion,
    Expression,
    /// May stand alone.
    Statement,
}

/// The function type that a generic function value is assigned to.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    pub(crate) sig: TypeId,
    /// What it is assigned to, for messages.
    pub(crate) desc: String,
}

/// Which operands a context refuses.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exclude {
    /// No value, builtin, type.
    NonValues,
    /// No value.
    NoValue,
    /// No value, builtin.
    NoValueOrBuiltin,
}

impl<'a> Checker<'a> {
    /// The target of an assignment to something of type `t`, if that is a function type.
    pub(crate) fn new_target(&mut self, t: TypeId, desc: &str) -> Option<Target> {
        if matches!(self.w.types.get(t), Type::Basic(_)) {
            return None;
        }
        let u = self.w.core_type(t)?;
        matches!(self.w.types.get(u), Type::Signature { .. }).then(|| Target {
            sig: u,
            desc: desc.to_string(),
        })
    }

    /// Checks `e` and records what it is. `hint`: the type of an elided composite literal.
    pub(crate) fn raw_expr(
        &mut self,
        target: Option<&Target>,
        x: &mut Operand<'a>,
        e: &'a Expr,
        hint: Option<TypeId>,
        allow_generic: bool,
    ) -> Class {
        *x = Operand::invalid();
        if !self.enter(e.span) {
            self.leave();
            x.expr = Some(e);
            return Class::Statement;
        }
        let class = self.expr_kind(target, x, e, hint);
        if !allow_generic {
            self.non_generic(target, x);
        }
        self.record(x);
        self.leave();
        class
    }

    /// Instantiates a generic function for its target, or reports a generic thing that is none.
    pub(crate) fn non_generic(&mut self, target: Option<&Target>, x: &mut Operand<'a>) {
        if matches!(x.mode, Mode::Invalid | Mode::NoValue) {
            return;
        }
        let what = match self.w.types.get(x.ty) {
            Type::Named(_) | Type::Alias(_) if self.w.is_generic(x.ty) => "type",
            Type::Signature { tparams, .. } if !tparams.is_empty() => {
                if let Some(t) = target {
                    let at = x.expr.map_or_else(|| x.span(), |e| self.node_pos(e));
                    self.func_inst(Some(t), at, x, None, true);
                    return;
                }
                "function"
            }
            _ => return,
        };
        let text = self.op_expr(x);
        self.error(
            x.span(),
            "WrongTypeArgCount",
            format!("cannot use generic {what} {text} without instantiation"),
        );
        x.invalidate();
        x.ty = Basic::Invalid.id();
    }

    fn expr_kind(
        &mut self,
        target: Option<&Target>,
        x: &mut Operand<'a>,
        e: &'a Expr,
        hint: Option<TypeId>,
    ) -> Class {
        match &e.kind {
            ExprKind::Bad => {}
            ExprKind::Name(id) => self.ident(x, e, *id, false),
            ExprKind::Ellipsis(_) => {
                self.error(at(e), "InvalidSyntaxTree", "invalid use of ...");
            }
            ExprKind::Lit(lit) => self.basic_lit(x, e, lit),
            ExprKind::FuncLit(f) => self.func_lit(x, e, f),
            ExprKind::CompositeLit { ty, elems, rbrace } => {
                self.composite_lit(x, e, ty.as_deref(), elems, *rbrace, hint);
            }
            ExprKind::Paren(inner) => {
                let class = self.raw_expr(None, x, inner, None, false);
                x.expr = Some(e);
                return class;
            }
            ExprKind::Selector { .. } => self.selector(x, e, false),
            ExprKind::Index { x: base, indices } => {
                if self.index_expr(x, e, base, indices) {
                    self.func_inst(target, self.node_pos(e), x, Some(e), true);
                }
            }
            ExprKind::Slice {
                x: base,
                lo,
                hi,
                max,
                full,
            } => {
                let indices = [lo.as_deref(), hi.as_deref(), max.as_deref()];
                self.slice_expr(x, e, base, indices, *full);
            }
            ExprKind::TypeAssert { x: base, ty } => self.type_assert(x, e, base, ty.as_deref()),
            ExprKind::Call { .. } => return self.call_expr(x, e),
            ExprKind::Star(base) => self.star(x, base),
            ExprKind::Unary { op, x: base } => {
                self.unary(x, e, *op, base);
                if x.is_valid() && *op == syntax::ast::UnaryOp::Recv {
                    x.expr = Some(e);
                    return Class::Statement;
                }
            }
            ExprKind::Binary { .. } => self.binary_expr(x, e),
            ExprKind::KeyValue { .. } => {
                self.error(at(e), "InvalidSyntaxTree", "no key:value expected");
            }
            ExprKind::ArrayType { .. }
            | ExprKind::SliceType(_)
            | ExprKind::StructType { .. }
            | ExprKind::FuncType(_)
            | ExprKind::InterfaceType(_)
            | ExprKind::MapType { .. }
            | ExprKind::ChanType { .. } => {
                x.ty = self.typ(e);
                x.mode = Mode::TypeExpr;
            }
        }
        x.expr = Some(e);
        x.text = None;
        if x.is_valid() {
            Class::Expression
        } else {
            // Nothing more is to be said about it.
            Class::Statement
        }
    }

    /// `*x`: a dereference or a pointer type.
    fn star(&mut self, x: &mut Operand<'a>, base: &'a Expr) {
        self.expr_or_type(x, base, false);
        match x.mode {
            Mode::Invalid => {}
            Mode::TypeExpr => {
                self.valid_var_type(base, x.ty);
                x.ty = self.w.mk_pointer(x.ty);
            }
            _ => {
                let mut elem: Option<TypeId> = None;
                for (_, u) in self.w.typeset_of(x.ty) {
                    let p = match u.map(|u| self.w.types.get(u)) {
                        Some(Type::Pointer(p)) => Some(*p),
                        _ => None,
                    };
                    let Some(p) = p else {
                        let text = self.op_str(x);
                        self.error(
                            x.span(),
                            "InvalidIndirection",
                            format!("invalid operation: cannot indirect {text}"),
                        );
                        x.invalidate();
                        return;
                    };
                    if elem.is_some_and(|e| !self.w.identical(e, p)) {
                        let text = self.op_str(x);
                        self.error(
                            x.span(),
                            "InvalidIndirection",
                            format!(
                                "invalid operation: pointers of {text} must have identical base types"
                            ),
                        );
                        x.invalidate();
                        return;
                    }
                    elem = Some(p);
                }
                match elem {
                    Some(elem) if self.is_complete(elem) => {
                        x.mode = Mode::Variable;
                        x.ty = elem;
                    }
                    _ => x.invalidate(),
                }
            }
        }
    }

    fn type_assert(
        &mut self,
        x: &mut Operand<'a>,
        e: &'a Expr,
        base: &'a Expr,
        ty: Option<&'a Expr>,
    ) {
        self.expr(None, x, base);
        if !x.is_valid() {
            return;
        }
        let Some(ty) = ty else {
            self.error(
                at(e),
                "InvalidSyntaxTree",
                "use of .(type) outside type switch",
            );
            x.invalidate();
            return;
        };
        if self.w.is_type_param(x.ty) {
            let text = self.op_str(x);
            self.error(
                x.span(),
                "InvalidAssert",
                format!(
                    "invalid operation: cannot use type assertion on type parameter value {text}"
                ),
            );
            x.invalidate();
            return;
        }
        if !self.w.is_interface(x.ty) {
            let text = self.op_str(x);
            self.error(
                x.span(),
                "InvalidAssert",
                format!("invalid operation: {text} is not an interface"),
            );
            x.invalidate();
            return;
        }
        let t = self.var_type(ty);
        if !self.w.is_valid(t) || !self.is_complete(t) {
            x.invalidate();
            return;
        }
        self.type_assertion(e, x, t, false);
        x.mode = Mode::CommaOk;
        x.ty = t;
    }

    /// Reports `x.(T)` (or a case `T` of a type switch on `x`) that can never hold.
    pub(crate) fn type_assertion(
        &mut self,
        e: &'a Expr,
        x: &Operand<'a>,
        t: TypeId,
        type_switch: bool,
    ) {
        self.resolve_methods(t);
        let Err(cause) = self.w.assertable_to(x.ty, t) else {
            return;
        };
        let (expr, text) = (self.es(e), self.ts(t));
        let msg = if type_switch {
            let x = self.op_str(x);
            format!(
                "impossible type switch case: {expr}\n\t{x} cannot have dynamic type {text} {cause}"
            )
        } else {
            let xt = self.ts(x.ty);
            format!("impossible type assertion: {expr}\n\t{text} does not implement {xt} {cause}")
        };
        self.error(at(e), "ImpossibleAssert", msg);
    }

    /// Makes sure that the signatures of a type's methods are known.
    pub(crate) fn resolve_methods(&mut self, t: TypeId) {
        if self.decl_of.is_empty() || self.env.results.is_some() {
            return;
        }
        for m in self.w.unresolved_methods(t) {
            self.obj_decl(m);
        }
    }

    /// Checks an expression with a single value.
    pub(crate) fn expr(&mut self, target: Option<&Target>, x: &mut Operand<'a>, e: &'a Expr) {
        self.raw_expr(target, x, e, None, false);
        self.exclude(x, Exclude::NonValues);
        self.single_value(x);
    }

    /// Like [`Checker::expr`]; a generic function may stay so.
    pub(crate) fn generic_expr(&mut self, x: &mut Operand<'a>, e: &'a Expr, hint: Option<TypeId>) {
        self.raw_expr(None, x, e, hint, true);
        self.exclude(x, Exclude::NonValues);
        self.single_value(x);
    }

    /// The values of an expression that may have several; with `allow_comma_ok`, `v, ok` forms
    /// give two, and the result says so.
    pub(crate) fn multi_expr(
        &mut self,
        e: &'a Expr,
        allow_comma_ok: bool,
    ) -> (Vec<Operand<'a>>, bool) {
        let mut x = Operand::invalid();
        self.raw_expr(None, &mut x, e, None, false);
        self.exclude(&mut x, Exclude::NonValues);
        if let Some(types) = self.tuple_types(&x) {
            let list = types
                .iter()
                .enumerate()
                .map(|(i, &t)| {
                    Operand::named_value(t, &nth(i + 1, "function result"), e.span.start())
                })
                .collect();
            return (list, false);
        }
        if allow_comma_ok && matches!(x.mode, Mode::MapIndex | Mode::CommaOk) {
            let ok = Operand::named_value(
                Basic::UntypedBool.id(),
                "ok value of (comma, ok) expression",
                e.span.start(),
            );
            return (vec![x, ok], true);
        }
        (vec![x], false)
    }

    /// The types of a multi-value operand.
    pub(crate) fn tuple_types(&self, x: &Operand<'a>) -> Option<Vec<TypeId>> {
        if x.mode != Mode::Value {
            return None;
        }
        match self.w.types.get(x.ty) {
            Type::Tuple(types) => Some(types.to_vec()),
            _ => None,
        }
    }

    pub(crate) fn expr_or_type(&mut self, x: &mut Operand<'a>, e: &'a Expr, allow_generic: bool) {
        self.raw_expr(None, x, e, None, allow_generic);
        self.exclude(x, Exclude::NoValue);
        self.single_value(x);
    }

    pub(crate) fn exclude(&mut self, x: &mut Operand<'a>, what: Exclude) {
        let (code, tail) = match x.mode {
            Mode::NoValue if what == Exclude::NonValues => ("TooManyValues", "used as value"),
            Mode::NoValue => ("TooManyValues", "used as value or type"),
            Mode::Builtin if what != Exclude::NoValue => ("UncalledBuiltin", "must be called"),
            Mode::TypeExpr if what == Exclude::NonValues => ("NotAnExpr", "is not an expression"),
            _ => return,
        };
        let text = self.op_str(x);
        self.error(x.span(), code, format!("{text} {tail}"));
        x.invalidate();
    }

    pub(crate) fn single_value(&mut self, x: &mut Operand<'a>) {
        if x.mode == Mode::Value && matches!(self.w.types.get(x.ty), Type::Tuple(_)) {
            let text = self.op_str(x);
            self.error(
                x.span(),
                "TooManyValues",
                format!("multiple-value {text} in single-value context"),
            );
            x.invalidate();
        }
    }

    /// Checks expressions for the sake of marking things used; false if one is broken.
    pub(crate) fn use_exprs(&mut self, list: &'a [Expr]) -> bool {
        let mut ok = true;
        for e in list {
            ok &= self.use_expr(e, false);
        }
        ok
    }
    /// Like [`Checker::use_exprs`] for left-hand sides: variables are not marked.
    pub(crate) fn use_lhs(&mut self, list: &'a [Expr]) -> bool {
        let mut ok = true;
        for e in list {
            ok &= self.use_expr(e, true);
        }
        ok
    }

    pub(crate) fn use_expr(&mut self, e: &'a Expr, lhs: bool) -> bool {
        let mut x = Operand::invalid();
        let inner = crate::check::unparen(e);
        match &inner.kind {
            ExprKind::Name(id) if id.name == self.w.universe.blank => return true,
            ExprKind::Name(id) => {
                let var = if lhs { self.local_var(id.name) } else { None };
                let used = var.is_some_and(|v| self.w.objects[v].used);
                self.expr_or_type(&mut x, inner, true);
                if let Some(v) = var {
                    self.set_used(v, used);
                }
            }
            _ => {
                self.raw_expr(None, &mut x, e, None, true);
            }
        }
        x.is_valid()
    }

    /// The variable of this package that `name` denotes.
    pub(crate) fn local_var(&self, name: base::Symbol) -> Option<crate::ObjId> {
        self.lookup(name)
            .filter(|&o| self.is_var(o) && self.w.objects[o].pkg == self.pkg)
    }

    // Untyped operands.

    /// Gives the yet untyped expression `e` (and its parts) the type `t`; for good if `t` is
    /// typed or `fin` is set.
    pub(crate) fn update_expr_type(&mut self, e: &'a Expr, t: TypeId, fin: bool) {
        let Some(old) = self.untyped.get(&e.id).cloned() else {
            return;
        };
        match &e.kind {
            ExprKind::Paren(x) => self.update_expr_type(x, t, fin),
            // Operands of constant operations keep their own types.
            ExprKind::Unary { x, .. } if old.val.is_none() => self.update_expr_type(x, t, fin),
            ExprKind::Binary { op, x, y, .. } if old.val.is_none() => {
                if is_comparison(*op) {
                    // The operands have their final types.
                } else if is_shift(*op) {
                    self.update_expr_type(x, t, fin);
                } else {
                    self.update_expr_type(x, t, fin);
                    self.update_expr_type(y, t, fin);
                }
            }
            _ => {}
        }
        if !fin && self.w.is_untyped(t) {
            if let Some(u) = self.untyped.get_mut(&e.id) {
                u.ty = t;
            }
            return;
        }
        self.untyped.remove(&e.id);
        if old.is_lhs && !self.w.all_integer(t) {
            let (text, ty) = (self.es(e), self.ts(t));
            self.error(
                at(e),
                "InvalidShiftOperand",
                format!("invalid operation: shifted operand {text} (type {ty}) must be integer"),
            );
            return;
        }
        let mut val = old.val.clone();
        if old.val.is_some() {
            let mut c = Operand {
                mode: old.mode,
                ty: old.ty,
                val: old.val,
                expr: Some(e),
                ..Operand::invalid()
            };
            self.convert_untyped(&mut c, t);
            if !c.is_valid() {
                return;
            }
            val = c.val;
        }
        self.record_type_and_value(e, old.mode, t, val);
    }

    pub(crate) fn update_op_type(&mut self, x: &Operand<'a>, t: TypeId, fin: bool) {
        if let Some(e) = x.expr {
            self.update_expr_type(e, t, fin);
        }
    }

    pub(crate) fn update_op_val(&mut self, x: &Operand<'a>) {
        if let Some(e) = x.expr
            && let Some(u) = self.untyped.get_mut(&e.id)
        {
            u.val.clone_from(&x.val);
        }
    }

    /// Converts an untyped operand to `target`, if it can be.
    pub(crate) fn convert_untyped(&mut self, x: &mut Operand<'a>, target: TypeId) {
        if !x.is_valid() || self.w.is_typed(x.ty) || !self.w.is_valid(target) {
            return;
        }
        match self
            .w
            .implicit_type_and_value(x.mode, x.ty, x.val.as_ref(), target)
        {
            Err(err) => {
                let t = if self.w.is_type_param(target) {
                    target
                } else {
                    self.w.underlying(target)
                };
                self.invalid_conversion(err, x, t);
                x.invalidate();
            }
            Ok((ty, val)) => {
                if val.is_some() {
                    x.val = val;
                    self.update_op_val(x);
                }
                if ty != x.ty {
                    x.ty = ty;
                    self.update_op_type(x, ty, false);
                }
            }
        }
    }

    pub(crate) fn invalid_conversion(&mut self, err: ConstErr, x: &Operand<'a>, target: TypeId) {
        let (x_text, t) = (self.op_str(x), self.ts(target));
        let msg = match err {
            ConstErr::Truncated => format!("{x_text} truncated to {t}"),
            ConstErr::Overflow => format!("{x_text} overflows {t}"),
            _ => format!("cannot convert {x_text} to type {t}"),
        };
        self.error(x.span(), err.code(), msg);
    }

    /// A typed constant must fit its type; an untyped one must not grow without bounds.
    pub(crate) fn overflow(&mut self, x: &mut Operand<'a>, at: Span) {
        let val = x.value_or_unknown();
        if val.is_unknown() {
            self.error(
                at,
                "InvalidConstVal",
                "constant result is not representable",
            );
            return;
        }
        if self.w.is_typed(x.ty) {
            let u = self.w.underlying(x.ty);
            if let Some(b) = self.w.basic(u) {
                self.representable(x, b, u);
            }
            return;
        }
        const PRECISION: u64 = 512;
        if val.kind() == crate::constant::ConstKind::Int && val.bit_len() > PRECISION {
            let op = x.expr.map_or("", op_name);
            let sep = if op.is_empty() { "" } else { " " };
            self.error(at, "InvalidConstVal", format!("constant {op}{sep}overflow"));
            x.val = Some(crate::constant::ConstValue::Unknown);
        }
    }

    /// Checks that a constant fits a basic type, and rounds it.
    pub(crate) fn representable(&mut self, x: &mut Operand<'a>, b: Basic, t: TypeId) {
        let val = x.value_or_unknown();
        match self.w.representation(&val, x.ty, b) {
            Ok(val) => x.val = Some(val),
            Err(err) => {
                self.invalid_conversion(err, x, t);
                x.invalidate();
            }
        }
    }

    /// Where messages about the result of an operation point: at the operator.
    pub(crate) fn op_pos(e: &Expr) -> Span {
        match &e.kind {
            ExprKind::Binary { op_span, .. } => *op_span,
            _ => e.span,
        }
    }
}

fn op_name(e: &Expr) -> &'static str {
    match &e.kind {
        ExprKind::Unary {
            op: syntax::ast::UnaryOp::Xor,
            ..
        } => "bitwise complement",
        ExprKind::Binary { op, .. } => match op {
            BinaryOp::Add => "addition",
            BinaryOp::Sub => "subtraction",
            BinaryOp::Xor => "bitwise XOR",
            BinaryOp::Mul => "multiplication",
            BinaryOp::Shl => "shift",
            _ => "",
        },
        _ => "",
    }
}

pub(crate) fn is_comparison(op: BinaryOp) -> bool {
    matches!(
        op,
        BinaryOp::Eq | BinaryOp::Ne | BinaryOp::Lt | BinaryOp::Le | BinaryOp::Gt | BinaryOp::Ge
    )
}

pub(crate) fn is_shift(op: BinaryOp) -> bool {
    matches!(op, BinaryOp::Shl | BinaryOp::Shr)
}

/// `1st function result`.
fn nth(n: usize, what: &str) -> String {
    let ext = match n {
        1 => "st",
        2 => "nd",
        3 => "rd",
        _ => "th",
    };
    format!("{n}{ext} {what}")
}
