//! `go` and `defer`: the call's operands are evaluated now and captured by a thunk, a closure
//! without parameters that makes the call later. Thunks are wrappers: invisible in stacks and
//! transparent to `recover`.

use bytecode::Op;
use syntax::ast::*;
use types::{Mode, SelectionKind, TypeId};

use crate::Gen;
use crate::arith::unparen;
use crate::func::{FuncState, Slot};

/// What the thunk finds evaluated: an expression's value, or a method call's receiver.
enum Pre {
    Value(NodeId),
    Recv(NodeId),
    /// All results of a multi-value call, and how many slots they take.
    Tuple(NodeId, u8),
}

impl Gen<'_> {
    /// A funcval for the call `e`, to be started or deferred.
    pub(crate) fn thunk(&mut self, e: &Expr) -> Slot {
        let call = unparen(e);
        let ExprKind::Call {
            fun,
            args,
            has_dots,
            ..
        } = &call.kind
        else {
            return 0;
        };
        // Calls that are already of the form func() need no thunk.
        let builtin = self.mode(fun) == Mode::Builtin;
        if args.is_empty() && !builtin && !self.is_type(fun) {
            let f = unparen(fun);
            let is_method = matches!(&f.kind, ExprKind::Selector { .. })
                && self
                    .w
                    .info
                    .selections
                    .get(&f.id)
                    .is_some_and(|s| s.kind == SelectionKind::MethodVal);
            let native = self
                .static_callee(fun)
                .is_some_and(|(o, _)| self.native_of(o).is_some());
            if !is_method && !native {
                let m = self.mark();
                let s = self.expr(fun, None);
                if u16::from(s) < m {
                    let c = self.alloc(1);
                    self.mov(c, s, 1);
                    return c;
                }
                return s;
            }
        }
        let out = self.alloc(1);
        let m = self.mark();
        let early = self.operands_first(fun, args, *has_dots, true);
        let mut pre: Vec<(Pre, TypeId)> = Vec::new();
        let start = self.mark() as Slot;
        // Callee.
        if !builtin && !self.is_type(fun) {
            let f = unparen(fun);
            let sel_e = match &f.kind {
                ExprKind::Index { x, .. } => unparen(x),
                _ => f,
            };
            let selection = self.w.info.selections.get(&sel_e.id).cloned();
            match (&sel_e.kind, selection) {
                (ExprKind::Selector { x, .. }, Some(selection))
                    if selection.kind == SelectionKind::MethodVal =>
                {
                    let recv_ty = self.norm(selection.recv);
                    let (name, pkg) = self.method_name(selection.obj);
                    if let Some(target) = self.find_method(recv_ty, name, pkg) {
                        if target.dynamic {
                            // The slot is reserved first so that captured values stand together.
                            let d = self.alloc(2);
                            let mm = self.mark();
                            let p = self.operand_place(x);
                            let p = self.walk_path(p, &target.path);
                            let t = self.place_ty(p).unwrap_or(recv_ty);
                            self.load(p, Some(d));
                            self.f.span = e.span;
                            self.emit(Op::NilCheck, d, 0, 0, 0);
                            self.release(mm);
                            pre.push((Pre::Recv(sel_e.id), t));
                        } else {
                            let t = self.receiver_type(&target, recv_ty);
                            let d = self.alloc_ty(t);
                            let mm = self.mark();
                            let p = self.operand_place(x);
                            self.receiver(p, &target, t, d);
                            self.release(mm);
                            pre.push((Pre::Recv(sel_e.id), t));
                        }
                    }
                }
                _ => {
                    if self.static_callee(fun).is_none() {
                        let t = self.ty(fun);
                        let d = self.alloc(1);
                        self.expr(fun, Some(d));
                        pre.push((Pre::Value(fun.id), t));
                    }
                }
            }
        }
        // Arguments. Multi-value calls are evaluated as one.
        for a in args {
            if self.is_type(a) || self.is_const(a) || self.is_nil(a) {
                continue;
            }
            if let Some(tuple) = self.tuple_of(a)
                && tuple.len() != 1
            {
                // f(g()): all of g's results are captured as one operand.
                let n = self.slots_of(&tuple);
                let d = self.alloc(n);
                let mm = self.mark();
                let s = self.expr(a, None);
                self.mov(d, s, n as u8);
                self.release(mm);
                pre.push((Pre::Tuple(a.id, n as u8), types::Basic::Invalid.id()));
                continue;
            }
            let t = self.ty(a);
            let d = self.alloc_ty(t);
            let mm = self.mark();
            self.expr_owned(a, t, Some(d));
            self.release(mm);
            pre.push((Pre::Value(a.id), t));
        }
        self.forget(early);
        let total = (self.mark() as Slot).saturating_sub(start);
        let id = self.new_func();
        // The thunk.
        let inner = FuncState {
            name: format!("{}.thunk", self.f.name),
            env: self.f.env.clone(),
            norm_cache: std::mem::take(&mut self.f.norm_cache),
            library: self.f.library,
            span: e.span,
            discarded: Some(call.id),
            ..FuncState::default()
        };
        let outer = std::mem::replace(&mut self.f, inner);
        let ctx = self.alloc(1);
        let mut word = 0;
        for (p, t) in &pre {
            let n = match p {
                Pre::Tuple(_, n) => *n,
                Pre::Value(_) | Pre::Recv(_) => self.ti(*t).slots,
            };
            let s = self.alloc(u16::from(n));
            for i in 0..n {
                self.emit(Op::LdCap, s + i, ctx, 0, word);
                word += 1;
            }
            match p {
                Pre::Value(id) => self.f.preeval.insert(*id, s),
                Pre::Recv(id) => self.f.pre_recv.insert(*id, s),
                Pre::Tuple(id, _) => self.f.pre_tuple.insert(*id, s),
            };
        }
        self.call(call, None);
        self.emit(Op::Ret, 0, 0, 0, 0);
        let cache = std::mem::take(&mut self.f.norm_cache);
        self.close_func(id, e.span, 0, true);
        self.f = outer;
        self.f.norm_cache = cache;
        if total == 0 {
            self.load_funcval(out, id);
        } else {
            self.emit(Op::Closure, out, start, total, id.0 as i32);
        }
        self.release(m);
        out
    }

    pub(crate) fn go_stmt(&mut self, s: &Stmt, e: &Expr) {
        let m = self.mark();
        let f = self.thunk(e);
        self.f.span = s.span;
        self.emit(Op::Go, f, 0, 0, 0);
        self.release(m);
    }

    pub(crate) fn defer_stmt(&mut self, s: &Stmt, e: &Expr) {
        let m = self.mark();
        let f = self.thunk(e);
        self.f.span = s.span;
        if self.f.range_body.is_some() {
            let tok = self.frame_token();
            self.emit(Op::DeferTo, f, tok, 0, 0);
        } else {
            self.emit(Op::Defer, f, 0, 0, 0);
        }
        self.release(m);
    }
}
