//! Assignments of several operands, and returns.
//!
//! gc makes them one after the other, as statements of their own. What an operand reads that one
//! before it writes, or might, it evaluates before all of them; the first operand never is such a
//! one. So of `g, x = 1, y/z` with local y and z g is assigned before the division panics, and of
//! `g, x = *p, s[i]` the index is checked before p.

use syntax::ast::*;
use types::{ObjId, TypeId};

use crate::Gen;
use crate::arith::unparen;
use crate::order::{Busy, Scan};
use crate::ty::Rep;

/// What an operand is assigned to.
#[derive(Clone, Copy)]
enum Onto {
    Blank,
    /// A variable that nothing else leads to.
    Own(ObjId),
    /// A result that deferred functions see whenever a panic comes.
    Result,
    Memory {
        new: bool,
    },
}

/// What the assignments so far have written.
#[derive(Default)]
struct Written {
    own: Vec<ObjId>,
    memory: bool,
    result: bool,
}

impl Gen<'_> {
    /// [`Gen::calls_first`] for an assignment, and which operands are evaluated when those before
    /// are assigned.
    pub(crate) fn values_first(&mut self, lhs: &[Expr], rhs: &[Expr]) -> (Vec<NodeId>, Vec<usize>) {
        if rhs.len() < 2 {
            let to = lhs.first().filter(|l| lhs.len() == 1 && !self.is_blank(l));
            let to = to.map(|l| self.ty(l));
            return (self.assigned_first(lhs, rhs, to), Vec::new());
        }
        let onto = lhs.iter().map(|l| match &unparen(l).kind {
            _ if self.is_blank(l) => (Onto::Blank, None),
            ExprKind::Name(id) => (self.onto(self.obj_of(id), false), Some(l)),
            _ => (Onto::Memory { new: false }, Some(l)),
        });
        let onto: Vec<(Onto, Option<&Expr>)> = onto.collect();
        let onto = onto.into_iter().map(|(o, l)| (o, l.map(|l| self.ty(l))));
        let onto: Vec<_> = onto.collect();
        self.several_first(lhs, &onto, rhs)
    }

    /// As [`Gen::values_first`], for a return.
    pub(crate) fn results_first(&mut self, list: &[Expr]) -> (Vec<NodeId>, Vec<usize>) {
        let results = self.f.results.clone();
        if list.len() < 2 {
            let to = results.first().filter(|_| results.len() == list.len());
            return (self.assigned_first(&[], list, to.map(|r| r.1)), Vec::new());
        }
        let onto = results
            .iter()
            .map(|&(o, t)| (self.onto(Some(o), false), Some(t)));
        let onto: Vec<_> = onto.collect();
        self.several_first(&[], &onto, list)
    }

    /// As [`Gen::values_first`], for variables that are declared, or some of them.
    pub(crate) fn initials_first(
        &mut self,
        names: &[Ident],
        values: &[Expr],
        all_new: bool,
    ) -> (Vec<NodeId>, Vec<usize>) {
        if values.len() < 2 {
            return (self.calls_first(&[], values), Vec::new());
        }
        let onto = names.iter().map(|n| {
            if self.w.names.text(n.name) == "_" {
                return (Onto::Blank, None);
            }
            match self.w.info.defs.get(n.id).copied().flatten() {
                Some(o) => (self.onto(Some(o), true), Some(o)),
                None if all_new => (Onto::Blank, None),
                None => (self.onto(self.obj_of(n), false), self.obj_of(n)),
            }
        });
        let onto: Vec<(Onto, Option<ObjId>)> = onto.collect();
        let onto = onto
            .into_iter()
            .map(|(o, v)| (o, v.map(|v| self.obj_ty(v))));
        let onto: Vec<_> = onto.collect();
        self.several_first(&[], &onto, values)
    }

    fn onto(&self, o: Option<ObjId>, new: bool) -> Onto {
        let Some(o) = o else { return Onto::Blank };
        if self.f.has_defer && self.f.results.iter().any(|r| r.0 == o) {
            return Onto::Result;
        }
        let known = new || self.f.vars.contains_key(&o);
        match known && !self.escape.boxed.contains(&o) {
            true => Onto::Own(o),
            false => Onto::Memory { new },
        }
    }

    fn several_first(
        &mut self,
        targets: &[Expr],
        onto: &[(Onto, Option<TypeId>)],
        rhs: &[Expr],
    ) -> (Vec<NodeId>, Vec<usize>) {
        let mut busy = Busy::default();
        for e in targets.iter().chain(rhs) {
            busy.count(e, 0);
        }
        if busy.none() {
            return Default::default();
        }
        let mut scan = Scan {
            each: true,
            ..Scan::default()
        };
        for e in targets {
            self.scan_target(e, &mut scan);
        }
        let mut parts = Vec::new();
        let mut written = Written::default();
        // Of each whether it is evaluated before, may panic, and comes after what others see.
        let mut facts = Vec::new();
        let mut seen = false;
        for (r, (o, to)) in rhs.iter().zip(onto) {
            let mut part = Scan::default();
            match to {
                Some(t) => self.scan_to(r, *t, &mut part),
                None => self.scan(r, &mut part),
            };
            part.ahead(r, 0);
            let before = written.result || self.affected(r, &written, 0);
            facts.push((before, part.risky(), seen));
            parts.push(part);
            match *o {
                Onto::Blank => {}
                Onto::Own(o) => written.own.push(o),
                Onto::Result => written.result = true,
                Onto::Memory { new } => {
                    written.memory = true;
                    seen |= !new;
                }
            }
        }
        let last = facts.iter().rposition(|f| f.0 && f.1);
        let is_late = |i: usize| {
            let after = last.is_some_and(|l| l > i);
            facts.get(i).is_some_and(|f| !f.0 && f.1 && (f.2 || after))
        };
        let (late, before): (Vec<usize>, Vec<usize>) = (0..parts.len()).partition(|&i| is_late(i));
        scan.join(parts, &before, &late);
        (self.evaluate(scan), late)
    }

    /// Whether gc takes `e` for something that what is written might change.
    fn affected(&mut self, e: &Expr, written: &Written, depth: u32) -> bool {
        let e = unparen(e);
        if self.is_const(e) || self.is_nil(e) || self.f.preeval.contains_key(&e.id) {
            return false;
        }
        let below = depth + 1;
        if depth > 100 {
            return true;
        }
        match &e.kind {
            ExprKind::Name(id) => match self.obj_of(id) {
                Some(o) if self.found_late(e) => {
                    let variable = matches!(self.w.objects[o].kind, types::ObjectKind::Var { .. });
                    written.memory && variable
                }
                Some(o) => written.own.contains(&o),
                None => false,
            },
            ExprKind::Unary { op, x } => match op {
                // In turn.
                UnaryOp::Recv => false,
                UnaryOp::Neg | UnaryOp::Plus | UnaryOp::Xor => self.affected(x, written, below),
                _ => written.memory || self.affected(x, written, below),
            },
            ExprKind::Binary { op, x, y, .. } => {
                use BinaryOp::*;
                let t = self.ty(e);
                let pure = match op {
                    // In turn.
                    LogAnd | LogOr => return false,
                    Eq | Ne | Lt | Le | Gt | Ge => false,
                    _ => self.ti(t).rep != Rep::Str,
                };
                written.memory && !pure
                    || self.affected(x, written, below)
                    || self.affected(y, written, below)
            }
            ExprKind::TypeAssert { x, .. } => {
                let t = self.ty(e);
                self.direct(t) && self.affected(x, written, below)
            }
            ExprKind::Slice { .. } => false,
            ExprKind::Call { fun, args, .. } => {
                let (Some(x), true) = (args.first(), self.is_type(fun)) else {
                    return false;
                };
                let (to, from) = (self.ty(e), self.ty(x));
                let text = |r: Rep| matches!(r, Rep::Str | Rep::Slice);
                let (to, from) = (self.ti(to).rep, self.ti(from).rep);
                match (to, from) {
                    // In turn.
                    (Rep::Slice, Rep::Str) => false,
                    _ if to != from && (text(to) || text(from)) && to != Rep::Iface => {
                        written.memory || self.affected(x, written, below)
                    }
                    _ => self.affected(x, written, below),
                }
            }
            ExprKind::Selector { x, .. } => {
                let sel = self.w.info.selections.get(&e.id);
                match sel.map(|s| s.kind == types::SelectionKind::FieldVal && !s.indirect) {
                    Some(true) => self.affected(x, written, below),
                    Some(false) => written.memory || self.affected(x, written, below),
                    None => written.memory,
                }
            }
            ExprKind::Star(x) => written.memory || self.affected(x, written, below),
            ExprKind::Index { x, indices } => {
                written.memory
                    || self.affected(x, written, below)
                    || indices.iter().any(|i| self.affected(i, written, below))
            }
            ExprKind::CompositeLit { elems, .. } => {
                let fields = {
                    let t = self.ty(e);
                    matches!(self.shape(t), types::Type::Struct(_))
                };
                written.memory
                    || elems.iter().any(|el| {
                        self.affected(&el.value, written, below)
                            || !fields
                                && el
                                    .key
                                    .as_ref()
                                    .is_some_and(|k| self.affected(k, written, below))
                    })
            }
            _ => written.memory,
        }
    }
}
