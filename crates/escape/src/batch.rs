//! Functions that call each other, and the literals in them, made into one graph. What is asked for
//! while bodies are walked stands here; statements, expressions and calls have modules of their own.

use base::{HashMap, IndexVec};
use syntax::ast::*;
use types::{ObjId, TypeId, World};

use crate::facts::Facts;
use crate::graph::{FnId, Graph, Hole, Leaks, LocId, Role};
use crate::items::{Item, Root};
use crate::scan::Seen;
use crate::types_of;

/// Variables over this many bytes are not on stacks, nor are implicit ones over that many.
const MAX_VARIABLE: i64 = 128 << 10;
const MAX_IMPLICIT: i64 = 64 << 10;

/// Somewhere in the program, for people.
#[derive(Clone, Copy, Debug)]
pub(crate) enum At<'a> {
    Expr(&'a Expr),
    /// The operand of an implicit or explicit conversion.
    Stmt(&'a Stmt),
    /// `... argument` of this call.
    Variadic(&'a Expr),
    /// A variable captured by this literal.
    Name(ObjId),
    Word(&'static str, u32),
}

/// What a place is to people.
#[derive(Clone, Copy, Debug)]
pub(crate) enum What<'a> {
    /// Nothing that is spoken of.
    Hidden,
    Var(ObjId),
    /// The storage of what this expression makes.
    Value(&'a Expr),
    /// The box of what this is converted to an interface from.
    Boxed(&'a Expr),
    /// The literal that an explicit conversion gives: gc puts it at the operand.
    Converted(&'a Expr, &'a Expr),
    Append(&'a Expr),
    Variadic(&'a Expr),
    /// A loop's body that is called.
    Body(&'a Stmt),
    Auto(u32, u32),
    /// The box of such a temporary in an interface.
    BoxedAuto(u32, u32),
    /// How far a loop over a function is: number and place.
    State(u32, u32),
}

/// A function of the batch.
pub(crate) struct Fun<'a> {
    pub(crate) item: usize,
    pub(crate) body: Body<'a>,
    /// The receiver first. `None`: a parameter without a name.
    pub(crate) params: Vec<Param>,
    pub(crate) results: Vec<LocId>,
    pub(crate) result_types: Vec<TypeId>,
    /// Where its return statements return from.
    pub(crate) returns: FnId,
}

/// A method that an interface's only type has.
#[derive(Clone, Debug)]
pub(crate) struct Direct {
    pub(crate) ty: TypeId,
    pub(crate) method: ObjId,
    pub(crate) path: Vec<u32>,
}

#[derive(Clone, Copy)]
pub(crate) struct Param {
    pub(crate) obj: ObjId,
    pub(crate) loc: LocId,
    pub(crate) named: bool,
    pub(crate) pointers: bool,
}

#[derive(Clone, Copy)]
pub(crate) enum Body<'a> {
    Block(NodeId, &'a Block),
    /// Of a loop over a function.
    Range(NodeId, &'a RangeStmt),
    Init,
    /// What a call is wrapped in for a go or defer statement.
    Wrapper,
}

pub(crate) struct Closure {
    pub(crate) k: Hole,
    /// Captured variables.
    pub(crate) captures: Vec<(ObjId, LocId)>,
    /// Captured temporaries, always by value.
    pub(crate) temps: Vec<LocId>,
}

pub(crate) struct Batch<'b, 'a> {
    pub(crate) w: &'b mut World,
    pub(crate) items: &'b [Item<'a>],
    /// What is known of the parameters of items that were looked at before.
    pub(crate) known: &'b [Option<Vec<Leaks>>],
    pub(crate) facts: &'b Facts,
    pub(crate) g: Graph<At<'a>>,
    pub(crate) what: IndexVec<LocId, What<'a>>,
    /// Reasons to be in the heap that lie in the thing itself.
    pub(crate) large: Vec<(LocId, &'static str)>,
    pub(crate) funs: IndexVec<FnId, Fun<'a>>,
    pub(crate) vars: HashMap<(usize, ObjId), LocId>,
    pub(crate) by_node: HashMap<(usize, NodeId), FnId>,
    pub(crate) by_item: HashMap<usize, FnId>,
    pub(crate) closures: Vec<Closure>,
    pub(crate) cur: FnId,
    pub(crate) depth: i32,
    pub(crate) autos: u32,
    /// Calls of interface methods that are known to be of one type's method: the type, the method.
    pub(crate) direct: HashMap<NodeId, Direct>,
    /// Loops over functions so far, by function.
    pub(crate) states: HashMap<FnId, u32>,
    /// Where the variables of type switches' clauses are.
    pub(crate) clauses: HashMap<ObjId, u32>,
    /// Lines of another kind: statement and function.
    pub(crate) selfs: Vec<(&'a Stmt, FnId)>,
}

impl<'b, 'a> Batch<'b, 'a> {
    pub(crate) fn new(
        w: &'b mut World,
        items: &'b [Item<'a>],
        known: &'b [Option<Vec<Leaks>>],
        facts: &'b Facts,
    ) -> Self {
        let g = Graph::new();
        let mut what = IndexVec::default();
        for _ in 0..g.locs.len() {
            what.push(What::Hidden);
        }
        Batch {
            w,
            items,
            known,
            facts,
            g,
            what,
            large: Vec::new(),
            funs: IndexVec::default(),
            vars: HashMap::default(),
            by_node: HashMap::default(),
            by_item: HashMap::default(),
            closures: Vec::new(),
            cur: FnId(0),
            depth: 1,
            autos: 0,
            direct: HashMap::default(),
            states: HashMap::default(),
            clauses: HashMap::default(),
            selfs: Vec::new(),
        }
    }

    /// Follows the flows of these items.
    pub(crate) fn run(&mut self, members: &[usize]) {
        for &i in members {
            self.enter_item(i);
        }
        for &i in members {
            if let Some(&f) = self.by_item.get(&i) {
                self.walk_fn(f);
            }
        }
        for c in std::mem::take(&mut self.closures) {
            self.capture(&c);
        }
        for (loc, why) in std::mem::take(&mut self.large) {
            let at = self.at(loc);
            let k = self.g.heap().shift(-1);
            let k = self.g.note(k, at, why);
            self.g.flow(k, loc);
        }
        self.g.settle();
    }

    // ---- functions

    fn enter_item(&mut self, i: usize) {
        let Some(item) = self.items.get(i) else {
            return;
        };
        let (node, body) = match item.root {
            Root::Func(decl) => match &decl.body {
                Some(b) => (decl.id, Body::Block(decl.id, b)),
                None => return,
            },
            Root::Init => (item.seen_id, Body::Init),
            Root::Literal(e, f) => (e.id, Body::Block(e.id, &f.body)),
        };
        let root = self.enter_fn(i, node, body, None, false);
        self.by_item.insert(i, root);
        // Literals and called loop bodies, outer ones first.
        let seen = &item.seen;
        let mut inner: Vec<(NodeId, NodeId, Body<'a>, bool)> = Vec::new();
        for (id, outer, f, _) in seen.literals.iter().filter(|l| seen.captures(l.0)) {
            inner.push((*id, *outer, Body::Block(*id, &f.body), false));
        }
        for (id, outer, s) in &seen.bodies {
            if let StmtKind::Range(r) = &s.kind {
                inner.push((*id, *outer, Body::Range(*id, r), true));
            }
        }
        base::sort::sort_by_key(&mut inner, |(id, ..)| id.0);
        // An outer one may have the greater number: its own is given when it ends.
        while !inner.is_empty() {
            let before = inner.len();
            let mut rest = Vec::new();
            for (id, outer, body, is_body) in inner {
                match self.by_node.get(&(i, outer)).copied() {
                    Some(parent) => {
                        self.enter_fn(i, id, body, Some(parent), is_body);
                    }
                    None => rest.push((id, outer, body, is_body)),
                }
            }
            inner = rest;
            if inner.len() == before {
                break;
            }
        }
    }

    pub(crate) fn enter_fn(
        &mut self,
        item: usize,
        node: NodeId,
        body: Body<'a>,
        parent: Option<FnId>,
        is_body: bool,
    ) -> FnId {
        let id = self.g.parents.push(parent);
        self.g.lost.push(false);
        self.g.results.push(Vec::new());
        let returns = match parent {
            Some(p) if is_body => self.funs[p].returns,
            _ => id,
        };
        self.funs.push(Fun {
            item,
            body,
            params: Vec::new(),
            results: Vec::new(),
            result_types: Vec::new(),
            returns,
        });
        if !matches!(body, Body::Wrapper) {
            self.by_node.insert((item, node), id);
        }
        self.cur = id;
        self.depth = 1;
        let objs = self
            .w
            .info
            .func_objs
            .get(&node)
            .cloned()
            .unwrap_or_default();
        for o in objs.recv.iter().chain(&objs.params) {
            let loc = self.variable(item, *o, Role::Parameter);
            let text = self.w.names.text(self.w.objects[*o].name);
            let named = !matches!(text, "" | "_");
            let pointers = self
                .var_type(item, *o)
                .is_some_and(|t| self.w.has_pointers(t));
            self.funs[id].params.push(Param {
                obj: *o,
                loc,
                named,
                pointers,
            });
        }
        for (i, o) in objs.results.iter().enumerate() {
            let loc = self.variable(item, *o, Role::Result(i));
            self.funs[id].results.push(loc);
            if let Some(t) = self.var_type(item, *o) {
                self.funs[id].result_types.push(t);
            }
        }
        self.g.results[id] = self.funs[id].results.clone();
        let own = self.items.get(item).and_then(|i| i.seen.own.get(&node));
        let mut locals = own.map(|o| o.locals.clone()).unwrap_or_default();
        if let Body::Range(_, r) = body {
            for e in r.key.iter().chain(&r.value) {
                let o = crate::scan::object(self.w, e).filter(|o| r.define && locals.contains(o));
                let Some(o) = o else { continue };
                locals.retain(|l| *l != o);
                let loc = self.variable(item, o, Role::Parameter);
                let pointers = self
                    .var_type(item, o)
                    .is_some_and(|t| self.w.has_pointers(t));
                self.funs[id].params.push(Param {
                    obj: o,
                    loc,
                    named: true,
                    pointers,
                });
            }
        }
        for o in locals {
            let loc = self.variable(item, o, Role::Variable);
            if let Some(t) = self.var_type(item, o)
                && self.w.size_of(t) > MAX_VARIABLE
            {
                self.large.push((loc, "too large for stack"));
            }
        }
        id
    }

    fn variable(&mut self, item: usize, o: ObjId, role: Role) -> LocId {
        let loc = self.add(What::Var(o), role, true);
        self.vars.insert((item, o), loc);
        loc
    }

    /// Walks the body of a function, literals where they stand.
    pub(crate) fn walk_fn(&mut self, f: FnId) {
        let (cur, depth) = (self.cur, self.depth);
        self.cur = f;
        self.depth = 1;
        match self.funs[f].body {
            Body::Block(_, b) => self.stmts(&b.stmts),
            Body::Range(_, r) => {
                for e in r.key.iter().chain(&r.value).filter(|_| !r.define) {
                    let k = self.addr(e);
                    self.g.locs[k.dst].reassigned = true;
                }
                self.stmts(&r.body.stmts);
            }
            Body::Init => self.globals(),
            Body::Wrapper => {}
        }
        (self.cur, self.depth) = (cur, depth);
    }

    fn globals(&mut self) {
        let item = self.funs[self.cur].item;
        let Some(item) = self.items.get(item) else {
            return;
        };
        for (lhs, e) in item.values.clone() {
            let ks = vec![self.g.heap(); lhs.len().max(1)];
            let target = lhs.first().and_then(|o| self.w.objects[*o].ty);
            match lhs.len() {
                0 | 1 => self.expr_as(self.g.heap(), e, target),
                _ => self.multi(&ks, e),
            }
        }
    }

    /// What a literal captures flows into its storage.
    fn capture(&mut self, c: &Closure) {
        for (o, loc) in &c.captures {
            let l = &self.g.locs[*loc];
            let item = l.func.map_or(0, |f| self.funs[f].item);
            let (addressed, reassigned) = (l.addressed, l.reassigned);
            let size = self.var_type(item, *o).map_or(0, |t| self.w.size_of(t));
            let mut k = c.k;
            if addressed || reassigned || size > 128 {
                k = self.g.note(k.shift(-1), At::Name(*o), "reference");
            }
            let k = self.g.note(k, At::Name(*o), "captured by a closure");
            self.g.flow(k, *loc);
        }
        for loc in &c.temps {
            self.g.flow(c.k, *loc);
        }
    }

    // ---- places

    pub(crate) fn add(&mut self, what: What<'a>, role: Role, persists: bool) -> LocId {
        let id = self.g.add(role, self.cur, self.depth, persists);
        self.what.push(what);
        id
    }

    /// The storage that `what` makes, whose address flows to `k`.
    pub(crate) fn spill(&mut self, k: Hole, what: What<'a>, role: Role) -> LocId {
        let loc = self.add(what, role, false);
        let at = self.at(loc);
        let k = self.g.note(k.shift(-1), at, "spill");
        self.g.flow(k, loc);
        loc
    }

    pub(crate) fn at(&self, loc: LocId) -> At<'a> {
        match self.what[loc] {
            What::Hidden => At::Word("", 0),
            What::Var(o) => At::Name(o),
            What::Value(e) | What::Boxed(e) | What::Append(e) | What::Converted(e, _) => {
                At::Expr(e)
            }
            What::Variadic(e) => At::Variadic(e),
            What::Body(s) => At::Stmt(s),
            What::Auto(_, at) | What::BoxedAuto(_, at) => At::Word(".autotmp", at),
            What::State(_, at) => At::Word("#state", at),
        }
    }

    /// A hole that flows into all of these.
    pub(crate) fn tee(&mut self, ks: &[Hole]) -> Hole {
        match ks {
            [] => self.g.nowhere(),
            [one] => *one,
            _ => {
                let loc = self.add(What::Hidden, Role::Crossing, false);
                for k in ks {
                    self.g.flow(*k, loc);
                }
                self.g.hole(loc)
            }
        }
    }

    /// A hole that outlives the statement.
    pub(crate) fn later(&mut self, k: Hole) -> Hole {
        let loc = self.add(What::Hidden, Role::Crossing, true);
        self.g.flow(k, loc);
        self.g.hole(loc)
    }

    pub(crate) fn auto(&mut self, at: u32) -> LocId {
        self.autos += 1;
        self.add(What::Auto(self.autos, at), Role::Variable, true)
    }

    pub(crate) fn local(&self, o: ObjId) -> Option<LocId> {
        let item = self.funs[self.cur].item;
        self.vars.get(&(item, o)).copied()
    }

    // ---- types

    pub(crate) fn seen(&self) -> Option<&'b Seen<'a>> {
        self.items.get(self.funs[self.cur].item).map(|i| &i.seen)
    }

    pub(crate) fn type_of(&mut self, e: &Expr) -> Option<TypeId> {
        let t = self.w.info.types.get(e.id)?.ty?;
        self.with_args(t)
    }

    pub(crate) fn with_args(&mut self, t: TypeId) -> Option<TypeId> {
        let item = self.items.get(self.funs[self.cur].item)?;
        Some(self.w.subst(t, &item.subst))
    }

    pub(crate) fn var_type(&mut self, item: usize, o: ObjId) -> Option<TypeId> {
        let t = self.w.objects[o].ty?;
        let item = self.items.get(item)?;
        Some(self.w.subst(t, &item.subst))
    }

    pub(crate) fn obj_type(&mut self, o: ObjId) -> Option<TypeId> {
        self.var_type(self.funs[self.cur].item, o)
    }

    pub(crate) fn under(&mut self, e: &Expr) -> Option<TypeId> {
        let t = self.type_of(e)?;
        Some(self.w.underlying(t))
    }

    /// Where a value goes that holds no pointers: nowhere.
    pub(crate) fn narrow(&mut self, k: Hole, t: TypeId) -> Hole {
        match k.derefs >= 0 && !self.w.has_pointers(t) {
            true => Hole {
                dst: crate::graph::BLANK,
                ..k
            },
            false => k,
        }
    }

    pub(crate) fn is_interface(&mut self, t: TypeId) -> bool {
        self.w.is_interface(t)
    }

    pub(crate) fn is_direct(&mut self, t: TypeId) -> bool {
        types_of::is_direct(self.w, t)
    }

    /// The parts of an allocation that put it into the heap by themselves.
    pub(crate) fn check_size(&mut self, loc: LocId, elem: TypeId, count: Option<i64>) {
        let size = self.w.size_of(elem);
        let why = match count {
            _ if count.is_some() && size == 0 => Some("zero-sized element"),
            Some(n) if n >= 0 && n > MAX_IMPLICIT / size.max(1) => Some("too large for stack"),
            None if size > MAX_IMPLICIT => Some("too large for stack"),
            _ => None,
        };
        if let Some(why) = why {
            self.large.push((loc, why));
        }
    }
}
