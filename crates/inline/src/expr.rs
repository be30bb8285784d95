//! What expressions and calls cost: [`crate::cost`] has the statements.

use escape::scan::{is_func, object, unparen};
use syntax::ast::*;
use types::{
    Builtin, Mode, ObjId, ObjectKind, Selection, SelectionKind, Subst, Type, TypeId, World,
};

use crate::about::*;
use crate::cost::{Body, Never};
use crate::{BUDGET, LITERAL_BUDGET};

/// Calls of what is not inlined.
const CALL: i32 = 57;
/// Calls of parameters and captured variables: inlining might tell what they are.
const PARAM_CALL: i32 = 17;
pub(crate) const LITERAL: i32 = 15;
const PANIC: i32 = 1;

impl<'c, 'f, 'a> Body<'c, 'f, 'a> {
    pub(crate) fn exprs(&mut self, w: &mut World, list: &[Expr]) -> Result<(), Never> {
        list.iter().try_for_each(|e| self.expr(w, e))
    }

    /// A value where one of type `to` is wanted: making an interface of it is a node.
    pub(crate) fn converted(
        &mut self,
        w: &mut World,
        e: &Expr,
        to: Option<TypeId>,
    ) -> Result<(), Never> {
        if let (Some(to), Some(from)) = (to, type_of(w, e))
            && mode(w, e) != Mode::NilValue
            && w.is_interface(to)
            && !w.is_type_param(to)
            && !w.identical(from, to)
        {
            self.add(1)?;
        }
        self.expr(w, e)
    }

    pub(crate) fn expr(&mut self, w: &mut World, e: &Expr) -> Result<(), Never> {
        if is_constant(w, e) || mode(w, e) == Mode::NilValue {
            return self.add(1);
        }
        self.deeper(|b| b.expr_inner(w, e))
    }

    fn expr_inner(&mut self, w: &mut World, e: &Expr) -> Result<(), Never> {
        match &e.kind {
            ExprKind::Name(_) => self.add(1),
            ExprKind::Paren(x) => self.expr(w, x),
            ExprKind::FuncLit(_) => self.add(1 + LITERAL),
            ExprKind::CompositeLit { elems, .. } => self.composite(w, e, elems),
            ExprKind::Selector { x, .. } => self.selector(w, e, x),
            ExprKind::Index { x, indices } => {
                if object(w, x).is_some_and(|o| is_func(w, o)) {
                    return self.add(1);
                }
                let through =
                    type_of(w, x).is_some_and(|t| matches!(under(w, t), Type::Pointer(_)));
                self.add(1 + i32::from(through))?;
                self.expr(w, x)?;
                let key = type_of(w, x).and_then(|t| match under(w, t) {
                    Type::Map { key, .. } => Some(*key),
                    _ => None,
                });
                indices.iter().try_for_each(|i| self.converted(w, i, key))
            }
            ExprKind::Slice { x, lo, hi, max, .. } => {
                self.add(1)?;
                if type_of(w, x).is_some_and(|t| matches!(under(w, t), Type::Array { .. })) {
                    self.add(1)?;
                }
                self.expr(w, x)?;
                for (k, b) in [lo, hi, max].into_iter().enumerate() {
                    let Some(b) = b else { continue };
                    let zero = w
                        .info
                        .types
                        .get(b.id)
                        .and_then(|t| t.value.as_ref()?.to_i64());
                    if k == 0 && zero == Some(0) {
                        continue;
                    }
                    self.expr(w, b)?;
                    if k == 1 && is_len_of(w, b, x) {
                        self.add(-2)?;
                    }
                }
                Ok(())
            }
            ExprKind::Star(x) | ExprKind::TypeAssert { x, .. } => {
                // The bits of a variable read as another type: half of it is nothing.
                let bits = matches!(e.kind, ExprKind::Star(_)) && is_address(w, x);
                self.add(1 - i32::from(bits))?;
                self.expr(w, x)
            }
            ExprKind::Unary { op, x } => {
                if *op == UnaryOp::Addr && is_first_field(w, x) {
                    return self.add(1);
                }
                self.add(1)?;
                self.expr(w, x)
            }
            ExprKind::Binary { op, x, y, .. } => self.binary(w, e, *op, x, y),
            ExprKind::Call {
                fun,
                args,
                has_dots,
                ..
            } => self.call(w, e, fun, args, *has_dots),
            // Types, which are no nodes.
            _ => Ok(()),
        }
    }

    fn binary(
        &mut self,
        w: &mut World,
        e: &Expr,
        op: BinaryOp,
        x: &Expr,
        y: &Expr,
    ) -> Result<(), Never> {
        let is_add = |e: &Expr| {
            matches!(
                unparen(e).kind,
                ExprKind::Binary {
                    op: BinaryOp::Add,
                    ..
                }
            )
        };
        let is_text = |w: &World, e: &Expr| {
            type_of(w, e).is_some_and(|t| matches!(under(w, t), Type::Basic(b) if b.is_string()))
        };
        // Texts are added up in one node.
        if op == BinaryOp::Add && is_text(w, e) {
            let joined = [x, y]
                .iter()
                .filter(|e| is_add(e) && !is_constant(w, e))
                .count();
            self.add(1 - joined as i32)?;
        } else {
            self.add(1)?;
        }
        let (tx, ty) = (type_of(w, x), type_of(w, y));
        let compared = matches!(op, BinaryOp::Eq | BinaryOp::Ne);
        self.converted(w, x, ty.filter(|_| compared))?;
        self.converted(w, y, tx.filter(|_| compared))
    }

    fn composite(&mut self, w: &mut World, e: &Expr, elems: &[Element]) -> Result<(), Never> {
        let Some(t) = type_of(w, e) else {
            return Ok(());
        };
        let mut core = w.core_type(t).unwrap_or(t);
        if let Type::Pointer(x) = *under(w, core) {
            // `&` left out.
            self.add(1)?;
            core = x;
        }
        self.add(1)?;
        match under(w, core).clone() {
            Type::Struct(fields) => {
                for (k, el) in elems.iter().enumerate() {
                    self.add(1)?;
                    let at = match el.key.as_ref().map(|k| &k.kind) {
                        Some(ExprKind::Name(id)) => fields.iter().position(|f| f.name == id.name),
                        _ => Some(k),
                    };
                    let to = at.and_then(|k| fields.get(k)).map(|f| f.ty);
                    self.converted(w, &el.value, to)?;
                }
                Ok(())
            }
            Type::Map { key, elem } => {
                for el in elems {
                    self.add(1)?;
                    el.key
                        .iter()
                        .try_for_each(|k| self.converted(w, k, Some(key)))?;
                    self.converted(w, &el.value, Some(elem))?;
                }
                Ok(())
            }
            other => {
                let elem = match other {
                    Type::Slice(elem) => {
                        self.add(1)?;
                        Some(elem)
                    }
                    Type::Array { elem, .. } => Some(elem),
                    _ => None,
                };
                for el in elems {
                    self.add(2 * i32::from(el.key.is_some()))?;
                    self.converted(w, &el.value, elem)?;
                }
                Ok(())
            }
        }
    }

    fn selector(&mut self, w: &mut World, e: &Expr, x: &Expr) -> Result<(), Never> {
        let Some(sel) = w.info.selections.get(&e.id).cloned() else {
            // A package's member.
            return self.add(1);
        };
        match sel.kind {
            SelectionKind::FieldVal => self.add(sel.path.len() as i32)?,
            SelectionKind::MethodVal => {
                self.add(1 + sel.path.len() as i32)?;
                if let ObjectKind::Func { ptr_recv, .. } = w.objects[sel.obj].kind {
                    self.receiver(w, x, &sel, ptr_recv)?;
                }
            }
            SelectionKind::MethodExpr => return Ok(()),
        }
        self.expr(w, x)
    }

    /// A method's receiver: its address is taken, or a pointer followed, where the method wants it.
    fn receiver(
        &mut self,
        w: &mut World,
        x: &Expr,
        sel: &Selection,
        ptr: bool,
    ) -> Result<(), Never> {
        let t = escape::types_of::receiver(w, &Subst::default(), x, &sel.path);
        let is_pointer = t.is_some_and(|t| matches!(under(w, t), Type::Pointer(_)));
        self.add(i32::from(ptr != is_pointer))
    }

    // ---- calls

    fn call(
        &mut self,
        w: &mut World,
        e: &Expr,
        fun: &Expr,
        args: &[Expr],
        has_dots: bool,
    ) -> Result<(), Never> {
        match mode(w, unparen(fun)) {
            Mode::TypeExpr => return self.conversion(w, e, args),
            Mode::Builtin => return self.builtin(w, fun, args),
            _ => {}
        }
        self.add(1)?;
        self.callee(w, fun)?;
        let sig = type_of(w, fun).map(|t| w.core_type(t).unwrap_or(t));
        let sig = sig.map(|t| under(w, t).clone());
        let Some(Type::Signature {
            params, variadic, ..
        }) = sig
        else {
            return self.exprs(w, args);
        };
        let params: Vec<TypeId> = params.iter().map(|p| p.ty).collect();
        let elem = params.last().and_then(|t| match under(w, *t) {
            Type::Slice(elem) if variadic => Some(*elem),
            _ => None,
        });
        if let [one] = args
            && let Some(Type::Tuple(list)) = type_of(w, one).map(|t| w.types.get(t).clone())
            && list.len() > 1
        {
            // What one call returns goes through variables of its own.
            self.add(1 + 4 * list.len() as i32)?;
            let fixed = params.len() - usize::from(variadic);
            self.add(2 * i32::from(variadic))?;
            for (k, from) in list.iter().enumerate() {
                let to = params.get(..fixed).and_then(|p| p.get(k)).copied().or(elem);
                if to.is_some_and(|to| w.is_interface(to) && !w.identical(*from, to)) {
                    self.add(1)?;
                }
            }
            return self.expr(w, one);
        }
        let fixed = params.len() - usize::from(variadic && !has_dots);
        for (a, t) in args.iter().zip(params.iter().take(fixed)) {
            self.converted(w, a, Some(*t))?;
        }
        if fixed == params.len() {
            return Ok(());
        }
        let rest = args.get(fixed..).unwrap_or_default();
        if rest.is_empty() {
            return self.add(1);
        }
        self.add(2)?;
        rest.iter().try_for_each(|a| self.converted(w, a, elem))
    }

    /// What is called, and what its body costs in place of the call.
    pub(crate) fn callee(&mut self, w: &mut World, fun: &Expr) -> Result<(), Never> {
        let f = unparen(fun);
        let value = match &f.kind {
            ExprKind::Selector { x, .. } if !self.is_method(w, f) => unparen(x),
            _ => f,
        };
        // What calls something itself goes through a variable.
        if !is_func_name(w, value) && has_call(w, value) {
            self.add(5)?;
        }
        if let ExprKind::FuncLit(lit) = &f.kind {
            self.add(1 + LITERAL)?;
            let cost = self.costs.of_literal(w, self.seen, f.id, lit);
            return self.inlined(cost, LITERAL_BUDGET);
        }
        let method = match &f.kind {
            ExprKind::Index { x, .. } => unparen(x),
            _ => f,
        };
        if let ExprKind::Selector { x, .. } = &method.kind
            && let Some(sel) = w.info.selections.get(&method.id).cloned()
            && sel.kind == SelectionKind::MethodVal
        {
            self.add(sel.path.len() as i32 - 1)?;
            let ObjectKind::Func { ptr_recv, .. } = w.objects[sel.obj].kind else {
                // Through an interface.
                self.add(1 + CALL)?;
                return self.expr(w, x);
            };
            self.receiver(w, x, &sel, ptr_recv)?;
            if !w.tparams_of(sel.obj).is_empty() {
                self.add(2)?;
            }
            self.expr(w, x)?;
            return self.function(w, sel.obj);
        }
        if let Some(o) = object(w, f) {
            if is_func(w, o) {
                self.add(1)?;
                if !w.tparams_of(o).is_empty() {
                    self.add(2)?;
                }
                return self.function(w, o);
            }
            self.add(1)?;
            if let Some(f) = self.seen.always(o).and_then(|e| object(w, e))
                && is_func(w, f)
                && !self.is_method_value(w, o)
            {
                return self.function(w, f);
            }
            if let Some(e) = self.seen.always(o).map(unparen)
                && let ExprKind::FuncLit(lit) = &e.kind
                && !(self.is_captured(o) && self.seen.captures(e.id))
            {
                let cost = self.costs.of_literal(w, self.seen, e.id, lit);
                return self.inlined(cost, LITERAL_BUDGET);
            }
            let is_param = w
                .info
                .func_objs
                .get(&self.id)
                .is_some_and(|f| f.params.contains(&o) || f.recv == Some(o));
            let cheap = is_param || self.is_captured(o);
            return self.add(if cheap { PARAM_CALL } else { CALL });
        }
        self.add(CALL)?;
        self.expr(w, f)
    }

    /// Whether a variable is a method with its receiver.
    fn is_method_value(&self, w: &World, o: ObjId) -> bool {
        self.seen.always(o).is_some_and(|e| {
            let sel = w.info.selections.get(&unparen(e).id);
            sel.is_some_and(|s| s.kind == SelectionKind::MethodVal)
        })
    }

    /// Whether this is a declared method, not one of an interface.
    fn is_method(&self, w: &World, f: &Expr) -> bool {
        w.info
            .selections
            .get(&f.id)
            .is_some_and(|s| matches!(w.objects[s.obj].kind, ObjectKind::Func { .. }))
    }

    /// Whether the variable is one of a function around this one.
    fn is_captured(&self, o: ObjId) -> bool {
        self.seen
            .own
            .get(&self.id)
            .is_some_and(|own| own.captures.contains(&o))
    }

    fn function(&mut self, w: &mut World, o: ObjId) -> Result<(), Never> {
        if self.costs.funs.contains_key(&o) {
            let cost = self.costs.of_function(w, o);
            return self.inlined(cost, BUDGET);
        }
        let known = crate::known::cost(w, o);
        self.inlined(known, BUDGET)
    }

    /// A call that is inlined if it costs no more than `most`.
    fn inlined(&mut self, cost: Option<i32>, most: i32) -> Result<(), Never> {
        self.add(cost.filter(|c| *c <= most).unwrap_or(CALL))
    }

    fn conversion(&mut self, w: &mut World, e: &Expr, args: &[Expr]) -> Result<(), Never> {
        let Some(x) = args.first() else { return Ok(()) };
        if let (Some(to), Some(from)) = (type_of(w, e), type_of(w, x))
            && mode(w, x) != Mode::NilValue
            && !renames(w, from, to)
        {
            self.add(1)?;
        }
        self.expr(w, x)
    }

    fn builtin(&mut self, w: &mut World, fun: &Expr, args: &[Expr]) -> Result<(), Never> {
        let Some(ObjectKind::Builtin(b)) = object(w, unparen(fun)).map(|o| &w.objects[o].kind)
        else {
            return Ok(());
        };
        let b = *b;
        let first = args.first();
        match b {
            Builtin::Recover => Err(Never),
            Builtin::Panic => {
                self.add(1 + PANIC)?;
                first.map_or(Ok(()), |e| self.expr(w, e))
            }
            Builtin::New => match first.filter(|e| mode(w, e) != Mode::TypeExpr) {
                Some(e) => {
                    self.add(6)?;
                    self.expr(w, e)
                }
                None => self.add(1),
            },
            Builtin::Make => {
                self.add(1)?;
                let is_slice = first.is_some_and(|e| elem_of_slice(w, e).is_some());
                if args.len() == 1 && !is_slice {
                    self.add(1)?;
                }
                self.exprs(w, args.get(1..).unwrap_or_default())
            }
            Builtin::Append => {
                self.add(1)?;
                let elem = first.and_then(|e| elem_of_slice(w, e));
                first.map_or(Ok(()), |e| self.expr(w, e))?;
                for a in args.iter().skip(1) {
                    self.converted(w, a, elem)?;
                }
                Ok(())
            }
            _ => {
                self.add(1)?;
                self.exprs(w, args)
            }
        }
    }
}
