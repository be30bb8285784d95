//! Expressions that want more than what is left of a frame: such a part of one becomes a function
//! of its own, which has a window of its own, and is called on the spot. Like a thunk it is a
//! wrapper, invisible in stacks and transparent to `recover`.
//!
//! It captures variables by value as a function literal does. Those that are not boxed are assigned
//! by statements only, so that none can change while an expression is evaluated.

use bytecode::Op;
use syntax::ast::*;
use types::{Mode, ObjId};

use crate::Gen;
use crate::func::{FuncState, Slot};

/// Slots in use below which nobody asks how much an expression takes.
pub(crate) const ROOMY: u16 = 100;
/// Slots that a frame may have in use when an expression ends well.
const FULL: u16 = 235;

/// What an expression takes from the function around it.
#[derive(Default)]
struct Taken {
    vars: Vec<ObjId>,
    /// Expressions evaluated before, where, and how many slots they take.
    early: Vec<(NodeId, Slot, u8)>,
}

impl Gen<'_> {
    /// Evaluates `e` in a function that is made for it, if this one has too few slots left.
    pub(crate) fn outlined(&mut self, e: &Expr, dst: Option<Slot>) -> Option<Slot> {
        let mut taken = Taken::default();
        if u32::from(self.mark()) + self.take(e, &mut taken) <= u32::from(FULL)
            || matches!(
                e.kind,
                ExprKind::Name(_) | ExprKind::Lit(_) | ExprKind::FuncLit(_) | ExprKind::Paren(_)
            )
            || matches!(
                self.mode(e),
                Mode::NoValue | Mode::Builtin | Mode::TypeExpr | Mode::NilValue
            )
            || self.is_const(e)
            || self.f.preeval.contains_key(&e.id)
            || !self.f.pre_recv.is_empty()
            || !self.f.pre_tuple.is_empty()
            || self.tuple_of(e).is_some_and(|t| t.len() != 1)
        {
            return None;
        }
        let t = self.ty(e);
        let n = self.ti(t).slots;
        let (kinds, slots) = self.capture_layout(&taken.vars);
        let total = taken.early.iter().map(|p| u16::from(p.2)).sum::<u16>() + slots;
        // What it needs from here may be all that there is.
        if self.mark() + total + 2 * u16::from(n) + 2 > FULL {
            return None;
        }
        let d = self.dst(dst, t);
        let m = self.mark();
        let fv = self.alloc(1);
        let base = self.alloc(total);
        self.load_captures(&taken.vars, &kinds, base);
        let mut at = base + slots as u8;
        for (_, s, n) in &taken.early {
            self.mov(at, *s, *n);
            at += *n;
        }
        let id = self.new_func();
        let inner = FuncState {
            name: self.f.name.clone(),
            env: self.f.env.clone(),
            norm_cache: std::mem::take(&mut self.f.norm_cache),
            captured: self.f.captured.clone(),
            fake_types: self.f.fake_types.clone(),
            naming: self.f.naming.clone(),
            library: self.f.library,
            in_literal: self.f.in_literal,
            plan: self.f.plan,
            closures: self.f.closures,
            range_bodies: self.f.range_bodies,
            discarded: self.f.discarded,
            depth: self.f.depth,
            span: self.f.span,
            ..FuncState::default()
        };
        let outer = std::mem::replace(&mut self.f, inner);
        let result = self.alloc(u16::from(n));
        self.f.result_slots = n;
        let ctx = self.alloc(1);
        self.bind_captures(&taken.vars, &kinds, ctx);
        let mut word = i32::from(slots);
        for (id, _, n) in &taken.early {
            let s = self.alloc(u16::from(*n));
            for i in 0..*n {
                self.emit(Op::LdCap, s + i, ctx, 0, word);
                word += 1;
            }
            self.f.preeval.insert(*id, s);
        }
        self.expr_inner(e, Some(result));
        self.emit(Op::Ret, 0, 0, 0, 0);
        let cache = std::mem::take(&mut self.f.norm_cache);
        let (closures, range_bodies) = (self.f.closures, self.f.range_bodies);
        self.close_func(id, e.span, 0, true);
        self.f = outer;
        self.f.norm_cache = cache;
        self.f.closures = closures;
        self.f.range_bodies = range_bodies;
        if total == 0 {
            self.load_funcval(fv, id);
        } else {
            self.emit(Op::Closure, fv, base, total as u8, id.0 as i32);
        }
        self.release(u16::from(base));
        let window = self.alloc(u16::from(n) + 1);
        self.emit(Op::CallC, window, fv, 0, i32::from(n) + 1);
        self.mov(d, window, n);
        self.release(m);
        Some(d)
    }

    /// Notes what `e` takes. About how many slots its evaluation needs at most.
    fn take(&mut self, e: &Expr, to: &mut Taken) -> u32 {
        let t = self.ty(e);
        let n = self.ti(t).slots;
        let own = u32::from(n);
        if let Some(&s) = self.f.preeval.get(&e.id) {
            to.early.push((e.id, s, n));
            return own;
        }
        own + match &e.kind {
            ExprKind::Name(id) => {
                if let Some(o) = self.obj_of(id) {
                    self.take_var(o, to);
                }
                0
            }
            ExprKind::FuncLit(_) => {
                let captures = self.escape.captures.get(&e.id).cloned();
                let captures = captures.unwrap_or_default();
                for &o in &captures {
                    self.take_var(o, to);
                }
                u32::from(self.capture_layout(&captures).1)
            }
            ExprKind::Paren(x)
            | ExprKind::Star(x)
            | ExprKind::Unary { x, .. }
            | ExprKind::Selector { x, .. }
            | ExprKind::TypeAssert { x, .. } => 2 + self.take(x, to),
            ExprKind::Index { x, indices } => {
                let base = self.take(x, to);
                base.max(3 + self.most(indices, to))
            }
            ExprKind::Slice { x, lo, hi, max, .. } => {
                let bounds = [lo, hi, max].into_iter().flatten();
                let bounds = bounds.map(|b| self.take(b, to)).max();
                self.take(x, to) + 3 + bounds.unwrap_or(0)
            }
            ExprKind::Call { fun, args, .. } => {
                let types = match self.is_type(fun) || self.mode(fun) == Mode::Builtin {
                    true => Vec::new(),
                    false => {
                        let t = self.ty(fun);
                        self.signature(t).0
                    }
                };
                let window = u32::from(self.slots_of(&types)) + 6;
                window + self.take(fun, to).max(self.most(args, to))
            }
            ExprKind::Binary { x, y, .. } => {
                let first = self.take(x, to);
                first.max(own + self.take(y, to))
            }
            ExprKind::CompositeLit { elems, .. } => {
                let mut most = 0;
                for el in elems {
                    let key = el.key.as_ref().map_or(0, |k| self.take(k, to));
                    most = most.max(key + self.take(&el.value, to));
                }
                most + 4
            }
            _ => 0,
        }
    }

    fn most(&mut self, list: &[Expr], to: &mut Taken) -> u32 {
        list.iter().map(|x| self.take(x, to)).max().unwrap_or(0)
    }

    fn take_var(&self, o: ObjId, to: &mut Taken) {
        if self.f.vars.contains_key(&o) && !to.vars.contains(&o) {
            to.vars.push(o);
        }
    }
}
