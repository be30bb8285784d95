//! Statements.

use base::Span;
use syntax::ast::{
    Block, CaseClause, CommClause, Expr, ExprKind, Stmt, StmtKind, SwitchStmt, TypeSwitchStmt,
    UnaryOp,
};

use crate::check::{Checker, Env, at, unparen};
use crate::constant::{ConstKind, ConstValue};
use crate::expr::Class;
use crate::operand::Operand;
use crate::{Basic, Mode, ObjId, ObjectKind, TypeId};

/// Constant case values by their text, with place and type.
// Keyed by text that a program chose: with the hash of the standard library.
type SeenValues = std::collections::HashMap<String, Vec<(Span, TypeId)>>;

impl<'a> Checker<'a> {
    /// Checks a function body in its own environment.
    pub(crate) fn func_body(&mut self, env: Env, body: &'a Block) {
        let saved = std::mem::replace(&mut self.env, env);
        self.stmt_list(&body.stmts);
        let has_results = self.env.results.as_ref().is_some_and(|r| !r.is_empty());
        if has_results && !self.is_terminating_list(&body.stmts) {
            let end = Span::new(body.span.hi.saturating_sub(1), body.span.hi);
            self.error(end, "MissingReturn", "missing return");
        }
        self.unused_vars();
        self.env = saved;
    }

    /// Local variables that nothing reads.
    fn unused_vars(&mut self) {
        let mut unused: Vec<(Span, ObjId)> = self
            .env
            .locals
            .iter()
            .map(|&v| (self.w.objects[v].span, v))
            .filter(|&(_, v)| !self.w.objects[v].used)
            .collect();
        base::sort::sort(&mut unused);
        for (span, v) in unused {
            let name = self.obj_name(v);
            self.soft_error(span, "UnusedVar", format!("declared and not used: {name}"));
        }
    }

    pub(crate) fn stmt_list(&mut self, list: &'a [Stmt]) {
        for s in list {
            self.stmt(s);
        }
    }

    fn opt_stmt(&mut self, s: Option<&'a Stmt>) {
        if let Some(s) = s {
            self.stmt(s);
        }
    }

    fn block(&mut self, b: &'a Block) {
        self.open_scope(b.span, false);
        self.stmt_list(&b.stmts);
        self.close_scope();
    }

    pub(crate) fn stmt(&mut self, s: &'a Stmt) {
        if !self.enter(s.span) {
            self.leave();
            return;
        }
        // Function literals see the scopes as they are here.
        let top = self.delayed.len();
        self.stmt_kind(s);
        self.process_delayed(top);
        self.leave();
    }

    fn stmt_kind(&mut self, s: &'a Stmt) {
        match &s.kind {
            StmtKind::Bad | StmtKind::Empty => {}
            StmtKind::Decl(list) => self.decl_stmt(list),
            StmtKind::Labeled { label, stmt } => {
                self.declare_label(*label);
                self.stmt(stmt);
            }
            StmtKind::Expr(e) => self.expr_stmt(e),
            StmtKind::Send { chan, value } => {
                let mut ch = Operand::invalid();
                let mut val = Operand::invalid();
                self.expr(None, &mut ch, chan);
                self.generic_expr(&mut val, value, None);
                if ch.is_valid()
                    && val.is_valid()
                    && let Some(elem) = self.chan_elem(at(chan), &ch, false)
                {
                    self.assignment(&mut val, Some(elem), "send");
                }
            }
            StmtKind::IncDec { x: e, inc } => {
                let mut x = Operand::invalid();
                self.expr(None, &mut x, e);
                if !x.is_valid() {
                    return;
                }
                if !self.w.all_numeric(x.ty) {
                    let op = if *inc { "++" } else { "--" };
                    let (text, t) = (self.es(e), self.ts(x.ty));
                    self.error(
                        at(e),
                        "NonNumericIncDec",
                        format!("invalid operation: {text}{op} (non-numeric type {t})"),
                    );
                    return;
                }
                self.assign_var(e, &mut x, "assignment");
            }
            StmtKind::Assign { lhs, op, rhs, .. } => match op {
                None => self.assign_vars(lhs, rhs),
                Some(op) => {
                    let ([l], [r]) = (lhs.as_slice(), rhs.as_slice()) else {
                        let span = lhs.first().map_or(s.span, at);
                        self.error(
                            span,
                            "MultiValAssignOp",
                            format!(
                                "assignment operation {} requires single-valued expressions",
                                op.text()
                            ),
                        );
                        return;
                    };
                    let mut x = Operand::invalid();
                    self.binary(&mut x, None, l, r, *op);
                    self.assign_var(l, &mut x, "assignment");
                }
            },
            StmtKind::Define { lhs, op_span, rhs } => self.short_var_decl(*op_span, lhs, rhs),
            StmtKind::Go(e) => self.suspended_call("go", "InvalidGo", e),
            StmtKind::Defer(e) => self.suspended_call("defer", "InvalidDefer", e),
            StmtKind::Return(values) => self.return_stmt(s, values),
            StmtKind::Branch { label, .. } => {
                if let Some(label) = label {
                    self.use_label(*label);
                }
            }
            StmtKind::Block(b) => self.block(b),
            StmtKind::If(i) => {
                self.open_scope(s.span, false);
                self.opt_stmt(i.init.as_ref());
                self.condition(&i.cond, "if");
                self.block(&i.then);
                self.opt_stmt(i.els.as_ref());
                self.close_scope();
            }
            StmtKind::Switch(sw) => {
                self.open_scope(s.span, false);
                self.opt_stmt(sw.init.as_ref());
                self.switch_stmt(sw);
                self.close_scope();
            }
            StmtKind::TypeSwitch(sw) => {
                self.open_scope(s.span, false);
                self.opt_stmt(sw.init.as_ref());
                self.type_switch_stmt(sw);
                self.close_scope();
            }
            StmtKind::Select(clauses) => self.select_stmt(clauses),
            StmtKind::For(f) => {
                self.open_scope(s.span, false);
                self.opt_stmt(f.init.as_ref());
                if let Some(cond) = &f.cond {
                    self.condition(cond, "for");
                }
                let known = self.env.locals.len();
                self.opt_stmt(f.post.as_ref());
                // Nothing can be declared there, as the parser has said.
                for v in self.env.locals.split_off(known) {
                    self.set_used(v, true);
                }
                self.block(&f.body);
                self.close_scope();
            }
            StmtKind::Range(r) => {
                self.range_stmt(s.span, r);
            }
        }
    }

    /// The body of a range statement, in the scope of its variables.
    pub(crate) fn range_body(&mut self, b: &'a Block) {
        let top = self.delayed.len();
        self.block(b);
        self.process_delayed(top);
    }

    fn condition(&mut self, e: &'a Expr, what: &str) {
        let mut x = Operand::invalid();
        self.expr(None, &mut x, e);
        if x.is_valid() && !self.w.all_boolean(x.ty) {
            self.error(
                at(e),
                "InvalidCond",
                format!("non-boolean condition in {what} statement"),
            );
        }
    }

    fn expr_stmt(&mut self, e: &'a Expr) {
        let mut x = Operand::invalid();
        let class = self.raw_expr(None, &mut x, e, None, false);
        let (code, msg) = match x.mode {
            Mode::Builtin => ("UncalledBuiltin", "must be called"),
            Mode::TypeExpr => ("NotAnExpr", "is not an expression"),
            _ if class == Class::Statement => return,
            _ => ("UnusedExpr", "is not used"),
        };
        let text = self.op_str(&x);
        self.error(x.span(), code, format!("{text} {msg}"));
    }

    fn suspended_call(&mut self, keyword: &str, code: &'static str, e: &'a Expr) {
        if !matches!(e.kind, ExprKind::Call { .. }) {
            self.error(
                at(e),
                code,
                format!("expression in {keyword} must be function call"),
            );
            self.use_expr(e, false);
            return;
        }
        let mut x = Operand::invalid();
        let (code, msg) = match self.raw_expr(None, &mut x, e, None, false) {
            Class::Conversion => (code, "requires function call, not conversion"),
            Class::Expression => ("UnusedResults", "discards result of"),
            Class::Statement => return,
        };
        let text = self.op_str(&x);
        self.error(x.span(), code, format!("{keyword} {msg} {text}"));
    }

    fn return_stmt(&mut self, s: &'a Stmt, values: &'a [Expr]) {
        let results = self.env.results.clone().unwrap_or_else(|| [].into());
        let named = results
            .first()
            .is_some_and(|&r| !self.obj_name(r).is_empty());
        if !values.is_empty() || !named {
            self.init_vars(&results, values, Some(s.span));
            return;
        }
        // The results must not be hidden by inner declarations.
        for &r in results.iter() {
            let name = self.w.objects[r].name;
            let Some(alt) = self.lookup(name) else {
                continue;
            };
            if alt == r || name == self.w.universe.blank {
                continue;
            }
            let text = self.obj_name(r);
            let t = self.obj_type(r).map_or(String::new(), |t| self.ts(t));
            let span = self.w.objects[alt].span;
            self.error_list(
                s.span,
                "OutOfScopeResult",
                format!("result parameter {text} not in scope at return"),
                &[(span, format!("inner declaration of var {text} {t}"))],
                false,
            );
        }
    }

    fn multiple_defaults(&mut self, defaults: &[Span]) {
        let Some((first, more)) = defaults.split_first() else {
            return;
        };
        let place = self.w.map.describe(first.lo);
        for &span in more {
            self.error(
                span,
                "DuplicateDefault",
                format!("multiple defaults (first at {place})"),
            );
        }
    }

    fn case_defaults(&mut self, cases: &[CaseClause]) {
        let defaults: Vec<Span> = cases
            .iter()
            .filter(|c| c.is_default)
            .map(|c| c.span)
            .collect();
        self.multiple_defaults(&defaults);
    }

    fn switch_stmt(&mut self, s: &'a SwitchStmt) {
        let mut x = Operand::invalid();
        match &s.tag {
            Some(tag) => {
                self.expr(None, &mut x, tag);
                self.assignment(&mut x, None, "switch expression");
                if x.is_valid() && !self.w.comparable(x.ty) && !self.w.has_nil(x.ty) {
                    let (text, t) = (self.op_str(&x), self.ts(x.ty));
                    self.error(
                        x.span(),
                        "InvalidExprSwitch",
                        format!("cannot switch on {text} ({t} is not comparable)"),
                    );
                    x.invalidate();
                }
            }
            None => {
                let span = s.cases.first().map_or(s.body_span, |c| c.span);
                x = Operand::named_value(Basic::Bool.id(), "true", span);
                x.mode = Mode::Constant;
                x.val = Some(ConstValue::Bool(true));
            }
        }
        self.case_defaults(&s.cases);
        let mut seen = SeenValues::default();
        for c in &s.cases {
            self.case_values(&x, &c.exprs, &mut seen);
            self.open_scope(c.span, false);
            self.stmt_list(&c.body);
            self.close_scope();
        }
    }

    fn case_values(&mut self, x: &Operand<'a>, values: &'a [Expr], seen: &mut SeenValues) {
        for e in values {
            let mut v = Operand::invalid();
            self.expr(None, &mut v, e);
            if !x.is_valid() || !v.is_valid() {
                continue;
            }
            self.convert_untyped(&mut v, x.ty);
            if !v.is_valid() {
                continue;
            }
            // Compared in this order, messages are at the case.
            let mut res = v.clone();
            let mut tag = x.clone();
            self.comparison(&mut res, &mut tag, syntax::ast::BinaryOp::Eq, true);
            if !res.is_valid() {
                continue;
            }
            let Some(val) = v.const_val() else { continue };
            let key = match val.kind() {
                ConstKind::Int if val.to_i64().is_some() || val.to_u64().is_some() => {
                    val.exact_string()
                }
                ConstKind::Float => format!("{:?}", val.to_f64()),
                ConstKind::Str => val.exact_string(),
                _ => continue,
            };
            let e_pos = self.node_pos(e);
            let same = seen.entry(key).or_default();
            let clash = same
                .clone()
                .into_iter()
                .find(|&(_, t)| self.w.identical(t, v.ty));
            match clash {
                Some((place, _)) => {
                    let text = self.op_str(&v);
                    self.error_list(
                        v.span(),
                        "DuplicateCase",
                        format!("duplicate case {text} in expression switch"),
                        &[(place, "previous case".to_string())],
                        false,
                    );
                }
                None => same.push((e_pos, v.ty)),
            }
        }
    }

    /// The expression is the predeclared nil.
    fn is_nil_expr(&self, e: &Expr) -> bool {
        match &unparen(e).kind {
            ExprKind::Name(id) => self
                .lookup(id.name)
                .is_some_and(|o| matches!(self.w.objects[o].kind, ObjectKind::Nil)),
            _ => false,
        }
    }

    fn type_switch_stmt(&mut self, s: &'a TypeSwitchStmt) {
        let mut bind = s.bind;
        if let Some(id) = bind {
            if id.name == self.w.universe.blank {
                self.soft_error(id.span, "NoNewVar", "no new variable on left side of :=");
                bind = None;
            } else {
                self.record_def(id, None);
            }
        }
        let mut x = Operand::invalid();
        self.expr(None, &mut x, &s.x);
        let mut valid = false;
        if x.is_valid() {
            if self.w.is_type_param(x.ty) {
                let text = self.op_str(&x);
                self.error(
                    x.span(),
                    "InvalidTypeSwitch",
                    format!("cannot use type switch on type parameter value {text}"),
                );
            } else if self.w.is_interface(x.ty) {
                valid = true;
            } else {
                let text = self.op_str(&x);
                self.error(
                    x.span(),
                    "InvalidTypeSwitch",
                    format!("{text} is not an interface"),
                );
            }
        }
        self.case_defaults(&s.cases);
        let mut vars = Vec::new();
        let mut seen: Vec<(Option<TypeId>, Span)> = Vec::new();
        for c in &s.cases {
            let t = self.case_types(valid.then_some(&x), &c.exprs, &mut seen);
            self.open_scope(c.span, false);
            if let Some(id) = bind {
                let v = self.new_var(id.name, id.span, Some(t), false);
                let scope = self.env.scope;
                self.declare(scope, None, v, c.colon.lo);
                self.w.info.implicits.insert(c.id, v);
                vars.push(v);
            }
            self.stmt_list(&c.body);
            self.close_scope();
        }
        if let Some(id) = bind {
            // One use in any clause counts for all. Literals in the clauses are checked by now:
            // every statement does its own delayed work.
            let used = vars.iter().any(|&v| self.w.objects[v].used);
            for v in vars {
                self.set_used(v, true);
            }
            if !used {
                let name = self.name(id.name);
                self.soft_error(
                    id.span,
                    "UnusedVar",
                    format!("{name} declared and not used"),
                );
            }
        }
    }

    /// Checks the types of one clause; the type of the clause's variable.
    fn case_types(
        &mut self,
        x: Option<&Operand<'a>>,
        types: &'a [Expr],
        seen: &mut Vec<(Option<TypeId>, Span)>,
    ) -> TypeId {
        let mut t = None;
        for e in types {
            if self.is_nil_expr(e) {
                t = None;
                let mut dummy = Operand::invalid();
                self.expr(None, &mut dummy, e);
            } else {
                let ty = self.var_type(e);
                t = Some(ty);
                if !self.w.is_valid(ty) {
                    continue;
                }
            }
            let clash = seen.iter().copied().find(|&(old, _)| match (old, t) {
                (None, None) => true,
                (Some(a), Some(b)) => self.w.identical(a, b),
                _ => false,
            });
            if let Some((_, place)) = clash {
                let text = t.map_or("nil".to_string(), |t| self.ts(t));
                self.error_list(
                    at(e),
                    "DuplicateCase",
                    format!("duplicate case {text} in type switch"),
                    &[(place, "previous case".to_string())],
                    false,
                );
                continue;
            }
            seen.push((t, at(e)));
            if let (Some(x), Some(t)) = (x, t) {
                self.type_assertion(e, x, t, true);
            }
        }
        match (types.len(), t) {
            (1, Some(t)) => t,
            _ => x.map_or(Basic::Invalid.id(), |x| x.ty),
        }
    }

    fn select_stmt(&mut self, clauses: &'a [CommClause]) {
        let defaults: Vec<Span> = clauses
            .iter()
            .filter(|c| c.comm.is_none())
            .map(|c| c.span)
            .collect();
        self.multiple_defaults(&defaults);
        for c in clauses {
            if let Some(comm) = &c.comm
                && !is_comm(comm)
            {
                let span = match &comm.kind {
                    StmtKind::Expr(e) => self.node_pos(e),
                    _ => comm_start(comm),
                };
                self.error(
                    span,
                    "InvalidSelectCase",
                    "select case must be send or receive (possibly with assignment)",
                );
                continue;
            }
            self.open_scope(c.span, false);
            self.opt_stmt(c.comm.as_ref());
            self.stmt_list(&c.body);
            self.close_scope();
        }
    }
}

/// A send, or a receive on its own or on the right of an assignment.
fn is_comm(s: &Stmt) -> bool {
    let rhs = match &s.kind {
        StmtKind::Send { .. } | StmtKind::Bad => return true,
        StmtKind::Expr(e) => e,
        StmtKind::Assign { rhs, .. } | StmtKind::Define { rhs, .. } => match rhs.as_slice() {
            [one] => one,
            _ => return false,
        },
        _ => return false,
    };
    matches!(
        unparen(rhs).kind,
        ExprKind::Unary {
            op: UnaryOp::Recv,
            ..
        }
    )
}

fn comm_start(s: &Stmt) -> Span {
    match &s.kind {
        StmtKind::Assign { lhs, .. } | StmtKind::Define { lhs, .. } => {
            lhs.first().map_or(s.span, at)
        }
        _ => s.span,
    }
}
