//! Range over functions: the loop body becomes a function that the iterator calls.
//!
//! The body shares variables with its function through captures (assigned ones are boxed). A
//! two-word cell carries the loop's state, for the checks on misbehaving iterators, and the way
//! in which the body left the loop, on which the enclosing function acts after the call.

use bytecode::Op;
use syntax::ast::*;
use types::{Basic, TypeId};

use crate::Gen;
use crate::func::{FuncState, Label, Slot, Target, VarLoc};

/// How a body leaves its loop other than by `continue` or `break` of that loop.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Exit {
    Return,
    Break(Option<base::Symbol>),
    Continue(Option<base::Symbol>),
    Goto(base::Symbol),
}

/// State of a function that is a loop body.
#[derive(Clone, Debug, Default)]
pub(crate) struct Body {
    /// Slot of the address of the state cell.
    cell: Slot,
    /// Exits used so far; exit `i` has code `i + 1`.
    exits: Vec<Exit>,
}

const READY: i32 = 0;
const DONE: i32 = 1;
const RUNNING: i32 = 2;
const EXHAUSTED: i32 = 3;

impl Gen<'_> {
    pub(crate) fn range_func(
        &mut self,
        s: &Stmt,
        r: &RangeStmt,
        label: Option<base::Symbol>,
        xt: TypeId,
    ) {
        let (params, _, _) = self.signature(xt);
        let Some(&yield_t) = params.first() else {
            return;
        };
        let (yield_params, _, _) = self.signature(yield_t);
        let fv = self.alloc(1);
        let mm = self.mark();
        self.expr(&r.x, Some(fv));
        self.release(mm);
        // The cell.
        let int = Basic::Int.id();
        let cell_t = self.w.mk_array(2, int);
        let cell_t = self.canon(cell_t);
        let cell = self.alloc(1);
        self.new_object(cell, cell_t);
        let needs_token = self.escape.defers.contains(&s.id);
        let token = if needs_token {
            Some(self.frame_token())
        } else {
            None
        };
        // The body.
        let captures = self.escape.captures.get(&s.id).cloned().unwrap_or_default();
        let (kinds, slots) = self.capture_layout(&captures);
        let id = self.new_func();
        self.f.range_bodies += 1;
        let name = format!("{}-range{}", self.f.name, self.f.range_bodies);
        let results = self.f.results.clone();
        let inner = FuncState {
            name,
            env: self.f.env.clone(),
            norm_cache: std::mem::take(&mut self.f.norm_cache),
            library: self.f.library,
            span: s.span,
            in_literal: self.literal_in_literal(s.id),
            plan: self.f.plan,
            depth: self.f.depth,
            ..FuncState::default()
        };
        let outer = std::mem::replace(&mut self.f, inner);
        let exits = self.compile_range_body(
            r,
            label,
            &yield_params,
            &captures,
            &kinds,
            token.is_some(),
            &results,
        );
        let cache = std::mem::take(&mut self.f.norm_cache);
        self.close_func(id, s.span, 0, false);
        self.f = outer;
        self.f.norm_cache = cache;
        // The call.
        let m = self.mark();
        let base = self.window(&[], 0, &params);
        let mm = self.mark();
        let extra = 1 + u16::from(token.is_some());
        let caps = self.alloc(slots + extra);
        self.mov(caps, cell, 1);
        if let Some(t) = token {
            self.mov(caps + 1, t, 1);
        }
        self.load_captures(&captures, &kinds, caps + extra as u8);
        self.emit(Op::Closure, base, caps, (slots + extra) as u8, id.0 as i32);
        self.release(mm);
        self.f.span = r.x.span;
        let window = self.slots_of(&params) + 1;
        self.emit(Op::CallC, base, fv, 0, i32::from(window));
        self.release(m);
        // A body that did not come to an end was interrupted by a panic that somebody swallowed.
        let st = self.alloc(1);
        let ok = self.new_label();
        self.emit(Op::Ld64, st, cell, 0, 0);
        self.jump_op(Op::JneI, st, RUNNING as u8, 0, ok);
        self.throw("range function recovered a loop body panic and did not resume panicking");
        self.place_label(ok);
        self.emit(Op::LoadI, st, 0, 0, EXHAUSTED);
        self.emit(Op::St64, st, cell, 0, 0);
        if exits.is_empty() {
            return;
        }
        self.emit(Op::Ld64, st, cell, 0, 8);
        for (i, exit) in exits.into_iter().enumerate() {
            let next = self.new_label();
            self.jump_op(Op::JneI, st, (i + 1) as u8, 0, next);
            self.take_exit(exit);
            self.place_label(next);
        }
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "one call site, all of them needed"
    )]
    fn compile_range_body(
        &mut self,
        r: &RangeStmt,
        label: Option<base::Symbol>,
        params: &[TypeId],
        captures: &[types::ObjId],
        kinds: &[(TypeId, bool, u8)],
        has_token: bool,
        results: &[(types::ObjId, TypeId)],
    ) -> Vec<Exit> {
        self.f.result_slots = 1;
        let ok = self.alloc(1);
        let mut slots = Vec::new();
        for &p in params {
            slots.push(self.alloc_ty(p));
        }
        self.f.param_slots = (self.mark() as u8).wrapping_sub(1);
        let ctx = self.alloc(1);
        let cell = self.alloc(1);
        self.emit(Op::LdCap, cell, ctx, 0, 0);
        let mut first_word = 1;
        if has_token {
            let t = self.alloc(1);
            self.emit(Op::LdCap, t, ctx, 0, 1);
            self.f.token = Some(VarLoc::Slot(t));
            first_word = 2;
        }
        let mut word = first_word;
        for (&o, &(t, boxed, n)) in captures.iter().zip(kinds) {
            let s = self.alloc(u16::from(n));
            for i in 0..n {
                self.emit(Op::LdCap, s + i, ctx, 0, word);
                word += 1;
            }
            self.bind(
                o,
                t,
                if boxed {
                    VarLoc::Box(s)
                } else {
                    VarLoc::Slot(s)
                },
            );
        }
        self.f.results = results.to_vec();
        self.f.range_body = Some(Body {
            cell,
            exits: Vec::new(),
        });
        // A jump forward must find out here whether it leaves the body.
        let mut own = Vec::new();
        labels(&r.body.stmts, &mut own);
        for name in own {
            self.goto_label(name);
        }
        // May we be called now?
        let st = self.alloc(1);
        self.emit(Op::Ld64, st, cell, 0, 0);
        let go = self.new_label();
        self.jump_op(Op::JeqI, st, READY as u8, 0, go);
        // As if the body had panicked here: that the iterator may not swallow either.
        let running = self.alloc(1);
        self.emit(Op::LoadI, running, 0, 0, RUNNING);
        self.emit(Op::St64, running, cell, 0, 0);
        for (state, text) in [
            (
                DONE,
                "range function continued iteration after function for loop body returned false",
            ),
            (
                RUNNING,
                "range function continued iteration after loop body panic",
            ),
        ] {
            let next = self.new_label();
            self.jump_op(Op::JneI, st, state as u8, 0, next);
            self.throw(text);
            self.place_label(next);
        }
        self.throw("range function continued iteration after whole loop exit");
        self.place_label(go);
        self.emit(Op::LoadI, st, 0, 0, RUNNING);
        self.emit(Op::St64, st, cell, 0, 0);
        let (brk, cont) = (self.new_label(), self.new_label());
        // One after the other, unlike in other range loops.
        if let (Some(&s), Some(&t)) = (slots.first(), params.first()) {
            self.set_range_var(r.key.as_ref(), r.define, s, t);
        }
        if let (Some(&s), Some(&t)) = (slots.get(1), params.get(1)) {
            self.set_range_var(r.value.as_ref(), r.define, s, t);
        }
        self.f.targets.push(Target {
            label,
            brk,
            cont: Some(cont),
        });
        self.block(&r.body.stmts);
        self.f.targets.pop();
        self.place_label(cont);
        self.emit(Op::LoadI, st, 0, 0, READY);
        self.emit(Op::St64, st, cell, 0, 0);
        self.emit(Op::LoadI, ok, 0, 0, 1);
        self.emit(Op::Ret, 0, 0, 0, 0);
        self.place_label(brk);
        self.leave(st, cell, 0);
        self.f
            .range_body
            .take()
            .map(|b| b.exits)
            .unwrap_or_default()
    }

    /// Ends the body with `false`, leaving by exit `code`.
    fn leave(&mut self, tmp: Slot, cell: Slot, code: usize) {
        if code > 0 {
            self.emit(Op::LoadI, tmp, 0, 0, code as i32);
            self.emit(Op::St64, tmp, cell, 0, 8);
        }
        self.emit(Op::LoadI, tmp, 0, 0, DONE);
        self.emit(Op::St64, tmp, cell, 0, 0);
        self.emit(Op::LoadI, 0, 0, 0, 0);
        self.emit(Op::Ret, 0, 0, 0, 0);
    }

    /// Leaves the current loop body (and perhaps more of them) by `exit`.
    pub(crate) fn leave_body(&mut self, exit: Exit) {
        let Some(body) = &mut self.f.range_body else {
            self.error(self.f.span, "internal error: jump target not found");
            return;
        };
        let code = match body.exits.iter().position(|e| *e == exit) {
            Some(i) => i + 1,
            None => {
                body.exits.push(exit);
                body.exits.len()
            }
        };
        let cell = body.cell;
        let m = self.mark();
        let t = self.alloc(1);
        self.leave(t, cell, code);
        self.release(m);
    }

    /// `return` inside a body: the results are the enclosing function's variables.
    pub(crate) fn return_from_body(&mut self, list: &[Expr]) {
        let (early, late) = self.results_first(list);
        self.return_values(list, &late);
        self.forget(early);
        self.leave_body(Exit::Return);
    }

    /// After the iterator returned: does what the body wanted.
    fn take_exit(&mut self, exit: Exit) {
        match exit {
            Exit::Return => {
                if self.f.range_body.is_some() {
                    self.leave_body(Exit::Return);
                } else {
                    match self.f.epilogue {
                        Some(l) => self.jump(l),
                        None => {
                            self.load_results();
                            self.emit(Op::Ret, 0, 0, 0, 0);
                        }
                    }
                }
            }
            Exit::Break(name) | Exit::Continue(name) => {
                let target = self
                    .f
                    .targets
                    .iter()
                    .rev()
                    .find(|t| t.label == name && name.is_some())
                    .cloned();
                let to: Option<Label> = target.and_then(|t| match exit {
                    Exit::Break(_) => Some(t.brk),
                    _ => t.cont,
                });
                match to {
                    Some(l) => self.jump(l),
                    None => self.leave_body(exit),
                }
            }
            Exit::Goto(name) => {
                if self.f.range_body.is_some() && !self.own_label(name) {
                    self.leave_body(exit);
                } else {
                    let l = self.goto_label(name);
                    self.jump(l);
                }
            }
        }
    }

    /// Whether a goto label belongs to the current function (body) rather than an enclosing one.
    pub(crate) fn own_label(&self, name: base::Symbol) -> bool {
        self.f.goto_labels.contains_key(&name)
    }

    /// Slot with the token of the function that deferred calls belong to.
    pub(crate) fn frame_token(&mut self) -> Slot {
        match self.f.token {
            Some(VarLoc::Slot(s)) => s,
            _ => {
                let s = self.alloc(1);
                self.emit(Op::FrameTok, s, 0, 0, 0);
                s
            }
        }
    }
}

/// Labels of statements, those of function literals not included. Depth is the parser's bound.
fn labels(stmts: &[Stmt], out: &mut Vec<base::Symbol>) {
    for s in stmts {
        match &s.kind {
            StmtKind::Labeled { label, stmt } => {
                out.push(label.name);
                labels(std::slice::from_ref(stmt), out);
            }
            StmtKind::Block(b) => labels(&b.stmts, out),
            StmtKind::If(i) => {
                labels(&i.then.stmts, out);
                labels(i.els.as_slice(), out);
            }
            StmtKind::Switch(s) => s.cases.iter().for_each(|c| labels(&c.body, out)),
            StmtKind::TypeSwitch(s) => s.cases.iter().for_each(|c| labels(&c.body, out)),
            StmtKind::Select(cases) => cases.iter().for_each(|c| labels(&c.body, out)),
            StmtKind::For(f) => labels(&f.body.stmts, out),
            StmtKind::Range(r) => labels(&r.body.stmts, out),
            StmtKind::Bad
            | StmtKind::Empty
            | StmtKind::Expr(_)
            | StmtKind::Send { .. }
            | StmtKind::IncDec { .. }
            | StmtKind::Assign { .. }
            | StmtKind::Define { .. }
            | StmtKind::Decl(_)
            | StmtKind::Go(_)
            | StmtKind::Defer(_)
            | StmtKind::Return(_)
            | StmtKind::Branch { .. } => {}
        }
    }
}
