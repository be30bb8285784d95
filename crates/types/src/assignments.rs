//! Assignments and initialisations: what may be assigned to what.

use base::HashSet;

use base::Span;
use syntax::ast::{Expr, ExprKind};

use crate::assignability::ConstErr;
use crate::check::{Checker, at, unparen};
use crate::operand::Operand;
use crate::{Basic, Mode, ObjId, ObjectKind, TypeId};

impl<'a> Checker<'a> {
    /// Assigns `x` to something of type `t` (None: the blank identifier, or no type yet).
    pub(crate) fn assignment(&mut self, x: &mut Operand<'a>, t: Option<TypeId>, context: &str) {
        self.single_value(x);
        match x.mode {
            Mode::Invalid => return,
            Mode::NilValue
            | Mode::Constant
            | Mode::Variable
            | Mode::MapIndex
            | Mode::Value
            | Mode::CommaOk => {}
            _ => {
                let (xs, ts) = (self.op_str(x), t.map_or(String::new(), |t| self.ts(t)));
                self.error(
                    x.span(),
                    "IncompatibleAssign",
                    format!("cannot assign {xs} to {ts} in {context}"),
                );
                x.invalidate();
                return;
            }
        }
        if self.w.is_untyped(x.ty) && !self.untyped_assignment(x, t, context) {
            return;
        }
        // A generic function takes its type arguments from what it is assigned to.
        if self.is_generic_sig(x.ty) || self.w.is_generic(x.ty) {
            let target = t.and_then(|t| self.new_target(t, context));
            self.non_generic(target.as_ref(), x);
            if !x.is_valid() {
                return;
            }
        }
        let Some(t) = t else { return };
        let Err(cause) = self.assignable(x, t) else {
            return;
        };
        let (xs, ts) = (self.op_str(x), self.ts(t));
        let sep = if cause.text.is_empty() { "" } else { ": " };
        self.error(
            x.span(),
            cause.code,
            format!(
                "cannot use {xs} as {ts} value in {context}{sep}{}",
                cause.text
            ),
        );
        x.invalidate();
    }

    /// Gives an untyped operand its type; false if it cannot have it (reported).
    fn untyped_assignment(
        &mut self,
        x: &mut Operand<'a>,
        t: Option<TypeId>,
        context: &str,
    ) -> bool {
        let mut target = t;
        if x.is_nil() {
            if t.is_none() {
                self.error(
                    x.span(),
                    "UntypedNilUse",
                    format!("use of untyped nil in {context}"),
                );
                x.invalidate();
                return false;
            }
        } else if t.is_none_or(|t| self.w.is_non_tparam_interface(t)) {
            target = Some(self.w.default_type(x.ty));
        }
        let target = target.unwrap_or(Basic::Invalid.id());
        if !self.w.is_valid(target) {
            return true;
        }
        match self
            .w
            .implicit_type_and_value(x.mode, x.ty, x.val.as_ref(), target)
        {
            Ok((ty, val)) => {
                if val.is_some() {
                    x.val = val;
                    self.update_op_val(x);
                }
                if ty != x.ty {
                    x.ty = ty;
                    self.update_op_type(x, ty, false);
                }
                true
            }
            Err(err) => {
                let (xs, ts) = (self.op_str(x), self.ts(target));
                let (code, why) = match err {
                    ConstErr::Truncated => (err.code(), " (truncated)"),
                    ConstErr::Overflow => (err.code(), " (overflows)"),
                    _ => ("IncompatibleAssign", ""),
                };
                self.error(
                    x.span(),
                    code,
                    format!("cannot use {xs} as {ts} value in {context}{why}"),
                );
                x.invalidate();
                false
            }
        }
    }

    pub(crate) fn init_const(&mut self, obj: ObjId, x: &mut Operand<'a>) {
        let declared = self.obj_type(obj);
        let bad = !x.is_valid()
            || !self.w.is_valid(x.ty)
            || declared.is_some_and(|t| !self.w.is_valid(t));
        if bad || !x.is_const() {
            if !bad {
                let text = self.op_str(x);
                self.error(
                    x.span(),
                    "InvalidConstInit",
                    format!("{text} is not constant"),
                );
            }
            if declared.is_none() {
                self.set_obj_type(obj, Basic::Invalid.id());
            }
            return;
        }
        let t = declared.unwrap_or(x.ty);
        self.set_obj_type(obj, t);
        self.assignment_const(x, t);
        if x.is_valid()
            && let ObjectKind::Const { value } = &mut self.w.objects[obj].kind
        {
            *value = x
                .val
                .clone()
                .unwrap_or(crate::constant::ConstValue::Unknown);
        }
    }

    fn assignment_const(&mut self, x: &mut Operand<'a>, t: TypeId) {
        // An untyped constant keeps its untyped type.
        if self.w.is_untyped(t) {
            return;
        }
        self.assignment(x, Some(t), "constant declaration");
    }

    /// Initialises the variable `obj` with `x`, which also gives it its type if it has none.
    pub(crate) fn init_var(&mut self, obj: ObjId, x: &mut Operand<'a>, context: &str) {
        let declared = self.obj_type(obj);
        if !x.is_valid() || !self.w.is_valid(x.ty) || declared.is_some_and(|t| !self.w.is_valid(t))
        {
            if declared.is_none() {
                self.set_obj_type(obj, Basic::Invalid.id());
            }
            x.invalidate();
            return;
        }
        let t = match declared {
            Some(t) => t,
            None => {
                if x.ty == Basic::UntypedNil.id() {
                    self.error(
                        x.span(),
                        "UntypedNilUse",
                        format!("use of untyped nil in {context}"),
                    );
                    self.set_obj_type(obj, Basic::Invalid.id());
                    x.invalidate();
                    return;
                }
                let t = self.w.default_type(x.ty);
                // A generic function or a value without type does not become a variable's type.
                self.set_obj_type(obj, t);
                t
            }
        };
        self.assignment(x, Some(t), context);
        if !x.is_valid() && declared.is_none() && self.is_generic_sig(t) {
            self.set_obj_type(obj, Basic::Invalid.id());
        }
    }

    /// The type of the left-hand side `e`: None for the blank identifier, `Invalid` after an
    /// error. Does not mark a variable as used.
    fn lhs_var(&mut self, e: &'a Expr) -> Option<TypeId> {
        let invalid = Some(Basic::Invalid.id());
        let mut var = None;
        if let ExprKind::Name(id) = &unparen(e).kind {
            if id.name == self.w.universe.blank {
                self.record_def(*id, None);
                return None;
            }
            var = self.local_var(id.name);
        }
        let used = var.is_some_and(|v| self.w.objects[v].used);
        let mut x = Operand::invalid();
        self.expr(None, &mut x, e);
        if let Some(v) = var {
            self.set_used(v, used);
        }
        if !x.is_valid() || !self.w.is_valid(x.ty) {
            return invalid;
        }
        if matches!(x.mode, Mode::Variable | Mode::MapIndex) {
            return Some(x.ty);
        }
        if let Some(expr) = x.expr
            && let ExprKind::Selector { x: base, .. } = &expr.kind
        {
            let mut b = Operand::invalid();
            self.expr(None, &mut b, base);
            if b.mode == Mode::MapIndex {
                let text = self.es(expr);
                self.error(
                    x.span(),
                    "UnaddressableFieldAssign",
                    format!("cannot assign to struct field {text} in map"),
                );
                return invalid;
            }
        }
        let text = self.op_expr(&x);
        self.error(
            x.span(),
            "UnassignableOperand",
            format!("cannot assign to {text} (neither addressable nor a map index expression)"),
        );
        invalid
    }

    /// `lhs = rhs`.
    fn assign_expr(&mut self, lhs: &'a Expr, rhs: &'a Expr, context: &str) {
        let t = self.lhs_var(lhs);
        if t.is_some_and(|t| !self.w.is_valid(t)) {
            self.use_expr(rhs, false);
            return;
        }
        let target = match t {
            Some(t) if self.w.is_signature(t) => {
                let desc = self.es(lhs);
                self.new_target(t, &desc)
            }
            _ => None,
        };
        let mut x = Operand::invalid();
        self.expr(target.as_ref(), &mut x, rhs);
        self.assign_to(t, &mut x, context);
    }

    /// `lhs = x`, where `x` was checked before.
    pub(crate) fn assign_var(&mut self, lhs: &'a Expr, x: &mut Operand<'a>, context: &str) {
        let t = self.lhs_var(lhs);
        if t.is_some_and(|t| !self.w.is_valid(t)) {
            x.invalidate();
            return;
        }
        self.assign_to(t, x, context);
    }

    fn assign_to(&mut self, t: Option<TypeId>, x: &mut Operand<'a>, context: &str) {
        let context = if t.is_none() && context == "assignment" {
            "assignment to _ identifier"
        } else {
            context
        };
        self.assignment(x, t, context);
    }

    fn assign_error(&mut self, rhs: &'a [Expr], l: usize, r: usize) {
        let Some(first) = rhs.first() else { return };
        let s = |n: usize| if n == 1 { "" } else { "s" };
        let vars = format!("{l} variable{}", s(l));
        let vals = format!("{r} value{}", s(r));
        let msg = match Self::as_call(first) {
            Some((fun, _)) if rhs.len() == 1 => {
                format!(
                    "assignment mismatch: {vars} but {} returns {vals}",
                    self.es(fun)
                )
            }
            _ => format!("assignment mismatch: {vars} but {vals}"),
        };
        self.error(at(first), "WrongAssignCount", msg);
    }

    fn return_error(&mut self, stmt: Span, lhs: &[ObjId], rhs: &[Operand<'a>]) {
        let l = lhs.len();
        let (span, how) = if let Some(extra) = rhs.get(l) {
            (extra.span(), "too many")
        } else {
            (rhs.last().map_or(stmt, Operand::span), "not enough")
        };
        let have: Vec<TypeId> = rhs.iter().map(|x| x.ty).collect();
        let want: Vec<TypeId> = lhs.iter().map(|&v| self.obj_type_or_invalid(v)).collect();
        let lines = [
            (
                Span::NONE,
                format!("have {}", self.types_summary(&have, false, false)),
            ),
            (
                Span::NONE,
                format!("want {}", self.types_summary(&want, false, false)),
            ),
        ];
        self.error_list(
            span,
            "WrongResultCount",
            format!("{how} return values"),
            &lines,
            false,
        );
    }

    /// Initialises variables with expressions; with `ret`, results of a return statement there.
    pub(crate) fn init_vars(&mut self, lhs: &[ObjId], rhs: &'a [Expr], ret: Option<Span>) {
        let (l, r) = (lhs.len(), rhs.len());
        let context = if ret.is_some() {
            "return statement"
        } else if l > 1 {
            "multiple assignment"
        } else {
            "assignment"
        };
        let is_call = matches!(rhs, [one] if Self::as_call(one).is_some());
        if l == r && !is_call {
            for (&v, e) in lhs.iter().zip(rhs) {
                let mut x = Operand::invalid();
                let target = self.obj_type(v).and_then(|t| {
                    let mut desc = self.obj_name(v);
                    if desc.is_empty() {
                        desc = "result variable".to_string();
                    }
                    self.new_target(t, &desc)
                });
                self.expr(target.as_ref(), &mut x, e);
                self.init_var(v, &mut x, context);
            }
            return;
        }
        let [one] = rhs else {
            if self.use_exprs(rhs) {
                match ret {
                    Some(span) => {
                        let list = self.expr_list(rhs);
                        self.return_error(span, lhs, &list);
                    }
                    None => self.assign_error(rhs, l, r),
                }
            }
            self.invalidate_untyped_vars(lhs);
            return;
        };
        let (mut list, comma_ok) = self.multi_expr(one, l == 2 && ret.is_none());
        if list.len() == l {
            for (&v, x) in lhs.iter().zip(&mut list) {
                self.init_var(v, x, context);
            }
            self.finish_comma_ok(one, comma_ok, &list);
            return;
        }
        if list.first().is_some_and(Operand::is_valid) || list.is_empty() {
            match ret {
                Some(span) => self.return_error(span, lhs, &list),
                None => self.assign_error(rhs, l, list.len()),
            }
        }
        self.invalidate_untyped_vars(lhs);
    }

    fn finish_comma_ok(&mut self, e: &'a Expr, comma_ok: bool, list: &[Operand<'a>]) {
        if comma_ok
            && let [v, ok] = list
            && v.is_valid()
            && ok.is_valid()
        {
            let ok_ty = if self.w.is_untyped(ok.ty) {
                Basic::Bool.id()
            } else {
                ok.ty
            };
            self.record_comma_ok(e, v.ty, ok_ty);
        }
    }

    fn invalidate_untyped_vars(&mut self, lhs: &[ObjId]) {
        for &v in lhs {
            if self.obj_type(v).is_none() {
                self.set_obj_type(v, Basic::Invalid.id());
            }
        }
    }

    /// `lhs... = rhs...`.
    pub(crate) fn assign_vars(&mut self, lhs: &'a [Expr], rhs: &'a [Expr]) {
        let (l, r) = (lhs.len(), rhs.len());
        let context = if l > 1 {
            "multiple assignment"
        } else {
            "assignment"
        };
        let is_call = matches!(rhs, [one] if Self::as_call(one).is_some());
        if l == r && !is_call {
            for (a, b) in lhs.iter().zip(rhs) {
                self.assign_expr(a, b, context);
            }
            return;
        }
        let [one] = rhs else {
            let ok = self.use_lhs(lhs);
            if self.use_exprs(rhs) && ok {
                self.assign_error(rhs, l, r);
            }
            return;
        };
        let (mut list, comma_ok) = self.multi_expr(one, l == 2);
        if list.len() == l {
            for (a, x) in lhs.iter().zip(&mut list) {
                self.assign_var(a, x, context);
            }
            self.finish_comma_ok(one, comma_ok, &list);
            return;
        }
        if list.first().is_some_and(Operand::is_valid) {
            self.assign_error(rhs, l, list.len());
        }
        self.use_lhs(lhs);
    }

    /// `lhs... := rhs...`.
    pub(crate) fn short_var_decl(&mut self, pos: Span, lhs: &'a [Expr], rhs: &'a [Expr]) {
        let top = self.delayed.len();
        let scope = self.env.scope;
        let mut seen: HashSet<base::Symbol> = HashSet::default();
        let mut vars = Vec::with_capacity(lhs.len());
        let mut fresh = Vec::new();
        let mut has_err = false;
        for e in lhs {
            let dummy = |c: &mut Self| {
                let blank = c.w.universe.blank;
                c.new_var(blank, e.span, None, false)
            };
            let ExprKind::Name(id) = &e.kind else {
                // The parser has reported it.
                self.use_expr(e, true);
                has_err = true;
                vars.push(dummy(self));
                continue;
            };
            let is_blank = id.name == self.w.universe.blank;
            if !is_blank && !seen.insert(id.name) {
                let name = self.name(id.name);
                self.error(
                    id.span,
                    "RepeatedDecl",
                    format!("{name} repeated on left side of :="),
                );
                has_err = true;
                vars.push(dummy(self));
                continue;
            }
            if let Some(alt) = self.scope_lookup(scope, id.name)
                && !is_blank
            {
                self.record_use(*id, alt);
                if self.is_var(alt) {
                    vars.push(alt);
                } else {
                    let name = self.name(id.name);
                    self.error(
                        id.span,
                        "UnassignableOperand",
                        format!("cannot assign to {name}"),
                    );
                    has_err = true;
                    vars.push(dummy(self));
                }
                continue;
            }
            let obj = self.new_var(id.name, id.span, None, false);
            vars.push(obj);
            if !is_blank {
                fresh.push(obj);
            }
            self.record_def(*id, Some(obj));
        }
        self.init_vars(&vars, rhs, None);
        self.process_delayed(top);
        if fresh.is_empty() && !has_err {
            self.soft_error(pos, "NoNewVar", "no new variables on left side of :=");
            return;
        }
        let from = rhs.last().map_or(pos.hi, |e| e.span.hi);
        for obj in fresh {
            self.declare(scope, None, obj, from);
        }
    }
}
