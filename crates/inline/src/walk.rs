//! The walk through a function and what is inlined into it: which literals are called in place and
//! which are values. [`crate::calls`] decides about the calls.
//!
//! As gc goes about it: a literal in something that is inlined is made anew there, and nothing is
//! inlined into such a copy any more.

use base::{HashMap, HashSet};
use escape::scan::{is_func, kept, object, truth, unparen};
use syntax::ast::*;
use types::{ObjId, World};

use crate::Fun;
use crate::cost::Costs;

/// A function that is known where it is called.
#[derive(Clone, Copy)]
pub(crate) enum Known<'a> {
    Declared(ObjId),
    Made(Made<'a>),
}

/// A literal, or the body of a loop over a function, as it is made in one place.
#[derive(Clone, Copy)]
pub(crate) struct Made<'a> {
    /// The draft that it belongs to, and the code whose variables it captures.
    pub(crate) draft: usize,
    pub(crate) code: u32,
    /// Its number: a literal in one that is inlined twice is two.
    pub(crate) copy: u32,
    /// It is such a copy; and whether it has the name that it has in the source.
    pub(crate) fresh: bool,
    pub(crate) same: bool,
    /// [`At::times`] where it is made.
    pub(crate) times: u32,
    pub(crate) id: NodeId,
    pub(crate) what: What<'a>,
}

#[derive(Clone, Copy)]
pub(crate) enum What<'a> {
    Literal(&'a FuncLit),
    Body(&'a Stmt, &'a RangeStmt),
}

impl<'a> Made<'a> {
    pub(crate) fn stmts(&self) -> &'a [Stmt] {
        match self.what {
            What::Literal(lit) => &lit.body.stmts,
            What::Body(_, r) => &r.body.stmts,
        }
    }
}

impl Known<'_> {
    /// The number of a literal; declared functions have none.
    fn copy(&self) -> u32 {
        match self {
            Known::Declared(_) => 0,
            Known::Made(m) => m.copy,
        }
    }
}

/// A plan on the way.
pub(crate) struct Draft {
    pub(crate) function: ObjId,
    pub(crate) in_literal: bool,
    pub(crate) calls: HashMap<NodeId, usize>,
    /// Called in place, and made as a value.
    pub(crate) called: HashSet<NodeId>,
    pub(crate) made: HashSet<NodeId>,
}

/// Where the walk is.
#[derive(Clone, Copy)]
pub(crate) struct At {
    pub(crate) draft: usize,
    /// The code that all of this ends up in: the function itself, or a literal of its own.
    pub(crate) code: u32,
    pub(crate) in_literal: bool,
    /// This has been inlined.
    pub(crate) inlined: bool,
    /// What stands around here in the source is a literal, and goes by the name that it has there.
    pub(crate) literal: bool,
    pub(crate) same: bool,
    /// Literals that inlining made: nothing is inlined into them any more.
    pub(crate) cold: bool,
    /// In how many places this code is, since literals around it are called as often.
    pub(crate) times: u32,
}

pub(crate) struct Planner<'w, 'f, 'a> {
    pub(crate) w: &'w mut World,
    pub(crate) funs: &'f HashMap<ObjId, Fun<'a>>,
    pub(crate) costs: Costs<'f, 'a>,
    /// Functions that have literals, or inline others that have.
    pub(crate) matters: HashMap<ObjId, bool>,
    pub(crate) drafts: Vec<Draft>,
    pub(crate) codes: u32,
    pub(crate) copies: u32,
    /// What variables and parameters are, by draft.
    pub(crate) values: HashMap<(usize, ObjId), Known<'a>>,
    /// In how many places literals are called through variables, by their number.
    pub(crate) called: HashMap<u32, u32>,
    /// What the one return statement of an inlined function returns.
    pub(crate) returned: Vec<Option<Known<'a>>>,
    /// Whether returns are those of a function with one return statement only.
    pub(crate) single: Vec<bool>,
    /// Functions being inlined, and literals being walked.
    pub(crate) open: Vec<ObjId>,
    pub(crate) open_nodes: Vec<(usize, NodeId)>,
    /// The calls that brought them.
    pub(crate) open_calls: Vec<NodeId>,
    /// Literals that may turn out to be values.
    pub(crate) pending: Vec<Made<'a>>,
    pub(crate) depth: u32,
    /// Walked through what is inlined into the function, and into those before.
    pub(crate) steps: u32,
    pub(crate) all_steps: u32,
}

const MAX_DEPTH: u32 = 400;
/// Steps through what is inlined: into one function, and in a program.
const MAX_STEPS: u32 = 20_000;
const MAX_STEPS_IN_ALL: u32 = 400_000;

impl<'w, 'f, 'a> Planner<'w, 'f, 'a> {
    pub(crate) fn new(w: &'w mut World, funs: &'f HashMap<ObjId, Fun<'a>>) -> Self {
        Planner {
            w,
            funs,
            costs: Costs::new(funs),
            matters: HashMap::default(),
            drafts: Vec::new(),
            codes: 0,
            copies: 0,
            values: HashMap::default(),
            called: HashMap::default(),
            returned: Vec::new(),
            single: Vec::new(),
            open: Vec::new(),
            open_nodes: Vec::new(),
            open_calls: Vec::new(),
            pending: Vec::new(),
            depth: 0,
            steps: 0,
            all_steps: 0,
        }
    }

    /// Whether anything depends on where the function's code ends up.
    pub(crate) fn matters(&mut self, obj: ObjId, depth: u32) -> bool {
        if let Some(known) = self.matters.get(&obj) {
            return *known;
        }
        let Some(f) = self.funs.get(&obj) else {
            return false;
        };
        let own = !f.seen.literals.is_empty() || !f.seen.bodies.is_empty();
        self.matters.insert(obj, own);
        if own || depth > MAX_DEPTH {
            return own;
        }
        for m in &f.seen.mentions {
            let Some(o) = object(self.w, m.at).filter(|o| is_func(self.w, *o)) else {
                continue;
            };
            if self.matters(o, depth + 1) {
                self.matters.insert(obj, true);
                return true;
            }
        }
        false
    }

    /// The function that a draft is of.
    pub(crate) fn fun(&self, draft: usize) -> Option<&'f Fun<'a>> {
        self.funs.get(&self.drafts.get(draft)?.function)
    }

    pub(crate) fn new_draft(&mut self, function: ObjId, in_literal: bool) -> usize {
        self.drafts.push(Draft {
            function,
            in_literal,
            calls: HashMap::default(),
            called: HashSet::default(),
            made: HashSet::default(),
        });
        self.drafts.len() - 1
    }

    /// Counts a step; whether it is one too many.
    fn too_far(&mut self, at: At) -> bool {
        self.steps += u32::from(at.inlined);
        self.depth > MAX_DEPTH || self.is_over()
    }

    /// Whether too much is inlined into the function to follow it all.
    fn is_over(&self) -> bool {
        self.steps > MAX_STEPS || self.all_steps + self.steps > MAX_STEPS_IN_ALL
    }

    /// Notes what a variable or a parameter is.
    pub(crate) fn set(&mut self, draft: usize, o: ObjId, v: Known<'a>) {
        let f = self.fun(draft);
        let calls = f.map_or(0, |f| f.seen.calls.get(&o).copied().unwrap_or(0));
        if let Some(old) = self.values.insert((draft, o), v)
            && let Some(n) = self.called.get_mut(&old.copy())
        {
            *n = n.saturating_sub(calls);
        }
        *self.called.entry(v.copy()).or_default() += calls;
    }

    pub(crate) fn new_copy(&mut self) -> u32 {
        self.copies += 1;
        self.copies
    }

    pub(crate) fn new_code(&mut self) -> u32 {
        self.codes += 1;
        self.codes
    }

    /// A function on its own, and its literals.
    pub(crate) fn root(&mut self, obj: ObjId) -> usize {
        let draft = self.new_draft(obj, false);
        let Some(f) = self.funs.get(&obj) else {
            return draft;
        };
        self.w.cur_pkg = f.pkg;
        self.steps = 0;
        self.values.clear();
        self.called.clear();
        let at = At {
            draft,
            code: self.new_code(),
            in_literal: false,
            inlined: false,
            literal: false,
            same: true,
            cold: false,
            times: 1,
        };
        self.single.push(false);
        self.returned.push(None);
        self.open.push(obj);
        if let Some(body) = &f.decl.body {
            self.stmts(at, &body.stmts);
        }
        // Literals that are values: code of their own. They may bring more.
        let mut k = 0;
        while let Some(made) = self.pending.get(k).copied() {
            k += 1;
            let Some(d) = self.drafts.get_mut(made.draft) else {
                continue;
            };
            if d.called.contains(&made.id) && !d.made.contains(&made.id) {
                continue;
            }
            d.made.insert(made.id);
            // Of functions with one name that capture nothing, the linker keeps the first.
            let f = self.funs.get(&d.function);
            let captures =
                matches!(made.what, What::Body(..)) || f.is_some_and(|f| f.seen.captures(made.id));
            let at = At {
                draft: made.draft,
                code: self.new_code(),
                in_literal: true,
                inlined: false,
                literal: true,
                same: made.same,
                cold: made.fresh && (captures || !made.same),
                times: 1,
            };
            self.body_of(at, &made);
        }
        let over = self.is_over();
        self.all_steps += self.steps;
        if over {
            // Names are those of code that nothing is inlined into.
            self.drafts.truncate(draft);
            self.new_draft(obj, false);
        }
        self.pending.clear();
        self.open.clear();
        self.returned.clear();
        self.single.clear();
        draft
    }

    fn body_of(&mut self, at: At, made: &Made<'a>) {
        let place = (made.draft, made.id);
        if self.open_nodes.contains(&place) {
            return;
        }
        self.open_nodes.push(place);
        // Whoever calls the value, with whatever.
        if let Some(objs) = self.w.info.func_objs.get(&made.id) {
            for o in &objs.params {
                self.values.remove(&(made.draft, *o));
            }
        }
        self.single.push(false);
        self.returned.push(None);
        self.stmts(at, made.stmts());
        self.returned.pop();
        self.single.pop();
        self.open_nodes.pop();
    }

    /// A literal, or a loop's body, is made here.
    fn new_made(&mut self, at: At, id: NodeId, what: What<'a>) -> Known<'a> {
        let kept = match what {
            What::Literal(_) => at.literal == at.in_literal,
            What::Body(..) => true,
        };
        let made = Made {
            draft: at.draft,
            code: at.code,
            copy: self.new_copy(),
            fresh: at.inlined || at.cold,
            same: at.same && kept,
            times: at.times,
            id,
            what,
        };
        self.pending.push(made);
        Known::Made(made)
    }

    /// The function is a value from here on.
    pub(crate) fn make(&mut self, v: Option<Known<'a>>) {
        if let Some(Known::Made(m)) = v
            && let Some(d) = self.drafts.get_mut(m.draft)
        {
            d.made.insert(m.id);
        }
    }

    // ---- statements

    pub(crate) fn stmts(&mut self, at: At, list: &'a [Stmt]) {
        for s in kept(self.w, list) {
            self.stmt(at, s);
        }
    }

    pub(crate) fn stmt(&mut self, at: At, s: &'a Stmt) {
        if self.too_far(at) {
            return;
        }
        self.depth += 1;
        self.stmt_inner(at, s);
        self.depth -= 1;
    }

    pub(crate) fn stmt_inner(&mut self, at: At, s: &'a Stmt) {
        match &s.kind {
            StmtKind::Bad | StmtKind::Empty | StmtKind::Branch { .. } => {}
            StmtKind::Expr(e) => self.consume(at, e),
            StmtKind::Go(e) | StmtKind::Defer(e) => {
                if let ExprKind::Call { fun, args, .. } = &unparen(e).kind {
                    let fun = unparen(fun);
                    match &fun.kind {
                        ExprKind::Selector { x, .. } => self.consume(at, x),
                        _ => self.consume(at, fun),
                    }
                    self.consume_all(at, args);
                }
            }
            StmtKind::Send { chan, value } => {
                self.consume(at, chan);
                self.consume(at, value);
            }
            StmtKind::IncDec { x, .. } => self.consume(at, x),
            StmtKind::Assign { lhs, rhs, .. } => {
                self.consume_all(at, rhs);
                self.consume_all(at, lhs);
            }
            StmtKind::Define { lhs, rhs, .. } => {
                if lhs.len() != rhs.len() {
                    return self.consume_all(at, rhs);
                }
                for (l, r) in lhs.iter().zip(rhs) {
                    let o = match &l.kind {
                        ExprKind::Name(id) => self.w.info.defs.get(id.id).copied().flatten(),
                        _ => None,
                    };
                    self.declare(at, o, r);
                }
            }
            StmtKind::Decl(list) => {
                for d in list {
                    let Decl::Var(v) = d else { continue };
                    if v.names.len() != v.values.len() {
                        self.consume_all(at, &v.values);
                        continue;
                    }
                    for (n, e) in v.names.iter().zip(&v.values) {
                        let o = self.w.info.defs.get(n.id).copied().flatten();
                        self.declare(at, o, e);
                    }
                }
            }
            StmtKind::Return(list) => match list.as_slice() {
                [e] if self.single.last() == Some(&true) => {
                    let v = self.value(at, e);
                    if let Some(slot) = self.returned.last_mut() {
                        *slot = v;
                    }
                }
                _ => self.consume_all(at, list),
            },
            StmtKind::Block(b) => self.stmts(at, &b.stmts),
            StmtKind::If(i) => {
                i.init.iter().for_each(|s| self.stmt(at, s));
                self.consume(at, &i.cond);
                let truth = truth(self.w, &i.cond);
                if truth != Some(false) {
                    self.stmts(at, &i.then.stmts);
                }
                if let Some(els) = i.els.as_ref().filter(|_| truth != Some(true)) {
                    self.stmt(at, els);
                }
            }
            StmtKind::Switch(s) => {
                s.init.iter().for_each(|s| self.stmt(at, s));
                s.tag.iter().for_each(|e| self.consume(at, e));
                for c in &s.cases {
                    self.consume_all(at, &c.exprs);
                    self.stmts(at, &c.body);
                }
            }
            StmtKind::TypeSwitch(s) => {
                s.init.iter().for_each(|s| self.stmt(at, s));
                self.consume(at, &s.x);
                s.cases.iter().for_each(|c| self.stmts(at, &c.body));
            }
            StmtKind::Select(cases) => {
                for c in cases {
                    c.comm.iter().for_each(|s| self.stmt(at, s));
                    self.stmts(at, &c.body);
                }
            }
            StmtKind::For(f) => {
                f.init.iter().for_each(|s| self.stmt(at, s));
                f.cond.iter().for_each(|e| self.consume(at, e));
                f.post.iter().for_each(|s| self.stmt(at, s));
                self.stmts(at, &f.body.stmts);
            }
            StmtKind::Range(r) => self.range(at, s, r),
            StmtKind::Labeled { stmt, .. } => self.stmt(at, stmt),
        }
    }

    /// A variable begins with a value; what it always is, is remembered.
    pub(crate) fn declare(&mut self, at: At, o: Option<ObjId>, e: &'a Expr) {
        let v = self.value(at, e);
        let f = self.fun(at.draft);
        let always = o.filter(|o| f.is_some_and(|f| f.seen.always(*o).is_some()));
        match (always, v) {
            (Some(o), Some(v)) => {
                self.set(at.draft, o, v);
            }
            _ => self.make(v),
        }
    }

    pub(crate) fn range(&mut self, at: At, s: &'a Stmt, r: &'a RangeStmt) {
        let f = self.fun(at.draft);
        if !f.is_some_and(|f| f.seen.is_body(s.id)) {
            self.consume(at, &r.x);
            return self.stmts(at, &r.body.stmts);
        }
        let body = self.new_made(at, s.id, What::Body(s, r));
        let callee = self.value(at, &r.x);
        if !self.call_known(at, s.id, false, callee, &[Some(body)]) {
            self.make(callee);
            self.make(Some(body));
        }
    }

    // ---- expressions

    pub(crate) fn consume(&mut self, at: At, e: &'a Expr) {
        let v = self.value(at, e);
        self.make(v);
    }

    pub(crate) fn consume_all(&mut self, at: At, list: &'a [Expr]) {
        for e in list {
            self.consume(at, e);
        }
    }

    /// Walks an expression; the function that it always is, if that is known.
    pub(crate) fn value(&mut self, at: At, e: &'a Expr) -> Option<Known<'a>> {
        if self.too_far(at) {
            return None;
        }
        self.depth += 1;
        let v = self.value_inner(at, e);
        self.depth -= 1;
        v
    }

    pub(crate) fn value_inner(&mut self, at: At, e: &'a Expr) -> Option<Known<'a>> {
        match &e.kind {
            ExprKind::Paren(x) => self.value(at, x),
            ExprKind::FuncLit(lit) => Some(self.new_made(at, e.id, What::Literal(lit))),
            ExprKind::Name(_) => {
                let o = object(self.w, e)?;
                if is_func(self.w, o) {
                    return Some(Known::Declared(o));
                }
                self.values.get(&(at.draft, o)).copied()
            }
            ExprKind::Selector { x, .. } => {
                if self.w.info.selections.contains_key(&e.id) {
                    self.consume(at, x);
                }
                None
            }
            ExprKind::Index { x, indices } => {
                if let Some(o) = object(self.w, x).filter(|o| is_func(self.w, *o)) {
                    return Some(Known::Declared(o));
                }
                self.consume(at, x);
                self.consume_all(at, indices);
                None
            }
            ExprKind::Call { fun, args, .. } => self.call(at, e, fun, args),
            ExprKind::CompositeLit { elems, .. } => {
                for el in elems {
                    if let Some(k) = &el.key
                        && self.w.info.types.get(k.id).is_some()
                    {
                        self.consume(at, k);
                    }
                    self.consume(at, &el.value);
                }
                None
            }
            ExprKind::Slice { x, lo, hi, max, .. } => {
                self.consume(at, x);
                for b in [lo, hi, max].into_iter().flatten() {
                    self.consume(at, b);
                }
                None
            }
            ExprKind::Star(x) | ExprKind::TypeAssert { x, .. } | ExprKind::Unary { x, .. } => {
                self.consume(at, x);
                None
            }
            ExprKind::Binary { x, y, .. } => {
                self.consume(at, x);
                self.consume(at, y);
                None
            }
            _ => None,
        }
    }
}
