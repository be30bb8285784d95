//! Which variables live in heap cells, and what each function literal captures.
//!
//! The rule (not gc's analysis): a variable is boxed when its address is taken, explicitly, by a
//! method call with pointer receiver or by slicing an array, or when a function literal (or the
//! body of a range-over-func loop) captures it and it is assigned anywhere besides its
//! declaration. All others live in frames; captured ones are copied into the closure.

use base::{HashMap, HashSet};

use syntax::ast::*;
use types::{Mark, ObjId, ObjectKind, SelectionKind, Type, World};

/// Results of the analysis, over all declarations seen so far.
#[derive(Default)]
pub(crate) struct Facts {
    pub(crate) boxed: HashSet<ObjId>,
    /// Those of them whose address is taken.
    pub(crate) addressed: HashSet<ObjId>,
    /// Function literal (expression id) or range-over-func body (statement id) to what it
    /// captures, in order of first use.
    pub(crate) captures: HashMap<NodeId, Vec<ObjId>>,
    /// Declarations already analysed.
    pub(crate) done: HashSet<NodeId>,
    /// Functions (declaration or literal id) that contain a defer statement of their own
    /// (range-over-func bodies included).
    pub(crate) defers: HashSet<NodeId>,
    /// Those of them whose deferred calls gc makes at each return statement, which stack traces show.
    pub(crate) defers_at_returns: HashSet<NodeId>,
    /// Variables declared without a value that nobody assigns and whose address nobody takes.
    pub(crate) never_set: HashSet<ObjId>,
    /// Variables of interface types, and the one type of all values that are assigned to them, if
    /// that is known: gc calls such a type's methods directly.
    pub(crate) only_type: HashMap<ObjId, Flow>,
    /// Range statements over functions.
    pub(crate) range_funcs: HashSet<NodeId>,
    /// Boxed or not: loop variables that all iterations share, as before Go 1.22.
    pub(crate) shared: HashSet<ObjId>,
    /// Declarations whose variables are forgotten with the program, and what is not forgotten.
    passing: Vec<NodeId>,
    stays: Option<Mark>,
}

impl Facts {
    /// The facts that `self` knows of what stays, for the next program; `stays` says what does.
    pub(crate) fn resume(mut self, stays: &Mark) -> Facts {
        self.stays = Some(stays.clone());
        self
    }

    /// Drops what does not outlive this program.
    pub(crate) fn settle(&mut self) {
        let Some(stays) = self.stays.take() else {
            return;
        };
        for id in self.passing.drain(..) {
            self.done.remove(&id);
        }
        self.done.retain(|id| stays.has_node(*id));
        self.defers.retain(|id| stays.has_node(*id));
        self.range_funcs.retain(|id| stays.has_node(*id));
        self.shared.retain(|o| stays.has_object(*o));
        self.defers_at_returns.retain(|id| stays.has_node(*id));
        self.never_set.retain(|o| stays.has_object(*o));
        self.only_type.retain(|o, _| stays.has_object(*o));
        self.boxed.retain(|o| stays.has_object(*o));
        self.addressed.retain(|o| stays.has_object(*o));
        self.captures
            .retain(|id, list| stays.has_node(*id) && list.iter().all(|o| stays.has_object(*o)));
    }
}

/// What is assigned to a variable.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flow {
    Nothing,
    One(types::TypeId),
    Unknown,
}

struct Walk<'a> {
    w: &'a mut World,
    facts: &'a mut Facts,
    /// Enclosing functions, outermost first.
    stack: Vec<Scope>,
    owner: HashMap<ObjId, usize>,
    assigned: HashSet<ObjId>,
    zeroed: HashSet<ObjId>,
    captured: HashSet<ObjId>,
    depth: u32,
}

struct Scope {
    id: NodeId,
    captures: Vec<ObjId>,
    /// A range-over-func body rather than a function.
    is_body: bool,
    results: Vec<ObjId>,
    /// Loops around the current statement, and what there is of defers and returns.
    loops: u32,
    defers: u32,
    looped_defer: bool,
    returns: u32,
}

/// gc's limits for calling deferred functions at the returns.
const MAX_OPEN_DEFERS: u32 = 8;
const MAX_RETURNS_TIMES_DEFERS: u32 = 15;

/// Analyses a function declaration.
pub(crate) fn analyse_func(w: &mut World, facts: &mut Facts, decl: &FuncDecl) {
    if !facts.done.insert(decl.id) {
        return;
    }
    let Some(body) = &decl.body else { return };
    let mut walk = Walk::new(w, facts);
    walk.enter(decl.id, false);
    walk.block(body);
    walk.leave();
    walk.conclude(decl.id);
}

/// Analyses a package-level initialiser.
pub(crate) fn analyse_expr(w: &mut World, facts: &mut Facts, id: NodeId, e: &Expr) {
    if !facts.done.insert(id) {
        return;
    }
    let mut walk = Walk::new(w, facts);
    walk.enter(id, false);
    walk.expr(e);
    walk.leave();
    walk.conclude(id);
}

impl<'a> Walk<'a> {
    fn new(w: &'a mut World, facts: &'a mut Facts) -> Self {
        Walk {
            w,
            facts,
            stack: Vec::new(),
            owner: HashMap::default(),
            assigned: HashSet::default(),
            zeroed: HashSet::default(),
            captured: HashSet::default(),
            depth: 0,
        }
    }

    fn enter(&mut self, id: NodeId, is_body: bool) {
        let level = self.stack.len();
        let mut results = Vec::new();
        if let Some(objs) = self.w.info.func_objs.get(&id) {
            for &o in objs.recv.iter().chain(&objs.params).chain(&objs.results) {
                self.owner.insert(o, level);
            }
            results = objs.results.clone();
        }
        self.stack.push(Scope {
            id,
            captures: Vec::new(),
            is_body,
            results,
            loops: 0,
            defers: 0,
            looped_defer: false,
            returns: 0,
        });
    }

    fn leave(&mut self) {
        if let Some(scope) = self.stack.pop() {
            if (1..=MAX_OPEN_DEFERS).contains(&scope.defers)
                && !scope.looped_defer
                && scope.returns * scope.defers <= MAX_RETURNS_TIMES_DEFERS
            {
                self.facts.defers_at_returns.insert(scope.id);
            }
            self.facts.captures.insert(scope.id, scope.captures);
        }
    }

    fn conclude(self, decl: NodeId) {
        self.facts
            .boxed
            .extend(self.captured.intersection(&self.assigned));
        if let Some(stays) = &self.facts.stays
            && !self.owner.keys().all(|o| stays.has_object(*o))
        {
            self.facts.passing.push(decl);
        }
        for &o in self.zeroed.difference(&self.assigned) {
            if !self.facts.boxed.contains(&o) {
                self.facts.never_set.insert(o);
            }
        }
    }

    fn declare(&mut self, id: &Ident) {
        if let Some(Some(o)) = self.w.info.defs.get(id.id) {
            let level = self.stack.len().saturating_sub(1);
            self.owner.insert(*o, level);
        }
    }

    fn local(&self, o: ObjId) -> bool {
        matches!(
            self.w.objects[o].kind,
            ObjectKind::Var {
                is_field: false,
                ..
            }
        ) && self.owner.contains_key(&o)
    }

    fn use_of(&mut self, o: ObjId) {
        let Some(&level) = self.owner.get(&o) else {
            return;
        };
        let top = self.stack.len().saturating_sub(1);
        if level >= top {
            return;
        }
        self.captured.insert(o);
        for scope in self.stack.iter_mut().skip(level + 1) {
            if !scope.captures.contains(&o) {
                scope.captures.push(o);
            }
        }
    }

    fn obj_of(&self, e: &Expr) -> Option<ObjId> {
        match &e.kind {
            ExprKind::Name(id) => self
                .w
                .info
                .uses
                .get(id.id)
                .copied()
                .flatten()
                .or_else(|| self.w.info.defs.get(id.id).copied().flatten()),
            ExprKind::Paren(x) => self.obj_of(x),
            _ => None,
        }
    }

    /// Variables that a loop at this place defines are one per loop, if its file is that old: each
    /// further iteration assigns to them.
    fn share(&mut self, at: base::Span, list: &[&Expr]) {
        let map = &self.w.map;
        if !map
            .file_at(at.lo)
            .is_some_and(|f| map.file(f).shared_loops())
        {
            return;
        }
        for e in list {
            if let Some(o) = self.obj_of(e) {
                self.facts.shared.insert(o);
                self.assigned.insert(o);
            }
        }
    }

    /// The variable whose storage `e` designates a part of, if not through a pointer.
    fn root(&mut self, e: &Expr) -> Option<ObjId> {
        match &e.kind {
            ExprKind::Name(_) => self.obj_of(e).filter(|&o| self.local(o)),
            ExprKind::Paren(x) => self.root(x),
            ExprKind::Selector { x, .. } => {
                let sel = self.w.info.selections.get(&e.id)?.clone();
                if sel.kind != SelectionKind::FieldVal || sel.indirect {
                    return None;
                }
                let t = self.type_of(x)?;
                if self.is_pointer(t) {
                    return None;
                }
                self.root(x)
            }
            ExprKind::Index { x, .. } => {
                let t = self.type_of(x)?;
                let u = self.w.underlying(t);
                matches!(self.w.types.get(u), Type::Array { .. } | Type::TypeParam(_))
                    .then(|| self.root(x))
                    .flatten()
            }
            _ => None,
        }
    }

    fn type_of(&self, e: &Expr) -> Option<types::TypeId> {
        self.w.info.types.get(e.id).and_then(|t| t.ty)
    }

    fn is_pointer(&mut self, t: types::TypeId) -> bool {
        let u = self.w.underlying(t);
        matches!(self.w.types.get(u), Type::Pointer(_))
    }

    fn take_address(&mut self, e: &Expr) {
        if let Some(o) = self.root(e) {
            self.facts.boxed.insert(o);
            self.facts.addressed.insert(o);
        }
    }

    fn assign(&mut self, e: &Expr) {
        if let Some(o) = self.root(e) {
            self.assigned.insert(o);
        }
        self.expr(e);
    }

    /// Variables on the left get the values on the right.
    fn flow_all(&mut self, lhs: &[Expr], rhs: &[Expr]) {
        for (k, l) in lhs.iter().enumerate() {
            let ExprKind::Name(id) = &crate::arith::unparen(l).kind else {
                continue;
            };
            if let Some(o) = self.w.info.defs.get(id.id).copied().flatten() {
                self.facts.only_type.insert(o, Flow::Nothing);
            }
            if let Some(o) = self.obj_of(l) {
                let value = rhs.get(k).filter(|_| lhs.len() == rhs.len());
                self.flow(o, value);
            }
        }
    }

    /// `o` gets a value; None: one that is not looked at.
    fn flow(&mut self, o: ObjId, value: Option<&Expr>) {
        let Some(&known) = self.facts.only_type.get(&o) else {
            return;
        };
        let tv = value.and_then(|e| self.w.info.types.get(e.id).cloned());
        let is_nil = tv
            .as_ref()
            .is_some_and(|tv| tv.mode == types::Mode::NilValue);
        let concrete = tv.and_then(|tv| tv.ty).filter(|&t| !self.w.is_interface(t));
        let now = match (known, concrete) {
            _ if is_nil => known,
            (Flow::Nothing, Some(t)) => Flow::One(t),
            (Flow::One(was), Some(t)) if self.w.identical(was, t) => known,
            _ => Flow::Unknown,
        };
        self.facts.only_type.insert(o, now);
    }

    fn block(&mut self, b: &Block) {
        for s in &b.stmts {
            self.stmt(s);
        }
    }

    fn loop_body(&mut self, b: &Block) {
        let level = self.stack.len().saturating_sub(1);
        if let Some(scope) = self.stack.get_mut(level) {
            scope.loops += 1;
        }
        self.block(b);
        if let Some(scope) = self.stack.get_mut(level) {
            scope.loops -= 1;
        }
    }

    fn stmts(&mut self, list: &[Stmt]) {
        for s in list {
            self.stmt(s);
        }
    }

    fn define(&mut self, lhs: &[Expr]) {
        for e in lhs {
            if let ExprKind::Name(id) = &e.kind {
                if self.w.info.defs.get(id.id).copied().flatten().is_some() {
                    self.declare(id);
                } else {
                    self.assign(e);
                }
            }
        }
    }

    fn stmt(&mut self, s: &Stmt) {
        if self.depth > 5_000 {
            return;
        }
        self.depth += 1;
        self.stmt_inner(s);
        self.depth -= 1;
    }

    fn stmt_inner(&mut self, s: &Stmt) {
        match &s.kind {
            StmtKind::Bad | StmtKind::Empty | StmtKind::Branch { .. } => {}
            StmtKind::Expr(e) => self.expr(e),
            StmtKind::Go(e) => self.expr(e),
            StmtKind::Defer(e) => {
                let mut looped = false;
                for scope in self.stack.iter_mut().rev() {
                    self.facts.defers.insert(scope.id);
                    scope.defers += 1;
                    looped |= scope.is_body || scope.loops > 0;
                    scope.looped_defer |= looped;
                    if !scope.is_body {
                        break;
                    }
                }
                self.expr(e);
            }
            StmtKind::Send { chan, value } => {
                self.expr(chan);
                self.expr(value);
            }
            StmtKind::IncDec { x, .. } => self.assign(x),
            StmtKind::Assign { lhs, rhs, .. } => {
                for e in rhs {
                    self.expr(e);
                }
                for e in lhs {
                    self.assign(e);
                }
                self.flow_all(lhs, rhs);
            }
            StmtKind::Define { lhs, rhs, .. } => {
                for e in rhs {
                    self.expr(e);
                }
                self.define(lhs);
                self.flow_all(lhs, rhs);
            }
            StmtKind::Decl(list) => {
                for d in list {
                    if let Decl::Var(v) = d {
                        for e in &v.values {
                            self.expr(e);
                        }
                        for n in &v.names {
                            if v.values.is_empty()
                                && let Some(o) = self.w.info.defs.get(n.id).copied().flatten()
                            {
                                self.zeroed.insert(o);
                            }
                            self.declare(n);
                        }
                        for (k, n) in v.names.iter().enumerate() {
                            let Some(o) = self.w.info.defs.get(n.id).copied().flatten() else {
                                continue;
                            };
                            self.facts.only_type.insert(o, Flow::Nothing);
                            if v.values.len() == v.names.len() {
                                self.flow(o, v.values.get(k));
                            } else if !v.values.is_empty() {
                                self.flow(o, None);
                            }
                        }
                    }
                }
            }
            StmtKind::Return(list) => {
                // A return assigns the results; inside a range-over-func body it does so from a
                // closure.
                if let Some(scope) = self.stack.last_mut() {
                    scope.returns += 1;
                }
                let in_body = self.stack.last().is_some_and(|s| s.is_body);
                let level = self.stack.iter().rposition(|s| !s.is_body).unwrap_or(0);
                let results = self
                    .stack
                    .get(level)
                    .map(|s| s.results.clone())
                    .unwrap_or_default();
                for o in results {
                    if in_body {
                        self.use_of(o);
                    }
                    if in_body || !list.is_empty() {
                        self.assigned.insert(o);
                    }
                }
                for e in list {
                    self.expr(e);
                }
            }
            StmtKind::Block(b) => self.block(b),
            StmtKind::If(i) => {
                if let Some(init) = &i.init {
                    self.stmt(init);
                }
                self.expr(&i.cond);
                self.block(&i.then);
                if let Some(e) = &i.els {
                    self.stmt(e);
                }
            }
            StmtKind::Switch(sw) => {
                if let Some(init) = &sw.init {
                    self.stmt(init);
                }
                if let Some(tag) = &sw.tag {
                    self.expr(tag);
                }
                for c in &sw.cases {
                    for e in &c.exprs {
                        self.expr(e);
                    }
                    self.stmts(&c.body);
                }
            }
            StmtKind::TypeSwitch(sw) => {
                if let Some(init) = &sw.init {
                    self.stmt(init);
                }
                self.expr(&sw.x);
                for c in &sw.cases {
                    if let Some(&o) = self.w.info.implicits.get(&c.id) {
                        let level = self.stack.len().saturating_sub(1);
                        self.owner.insert(o, level);
                    }
                    self.stmts(&c.body);
                }
            }
            StmtKind::Select(cases) => {
                for c in cases {
                    if let Some(s) = &c.comm {
                        self.stmt(s);
                    }
                    self.stmts(&c.body);
                }
            }
            StmtKind::For(f) => {
                if let Some(s) = &f.init {
                    self.stmt(s);
                    if let StmtKind::Define { lhs, .. } = &s.kind {
                        self.share(s.span, &lhs.iter().collect::<Vec<_>>());
                    }
                }
                if let Some(e) = &f.cond {
                    self.expr(e);
                }
                if let Some(s) = &f.post {
                    self.stmt(s);
                }
                self.loop_body(&f.body);
            }
            StmtKind::Range(r) => self.range(s, r),
            StmtKind::Labeled { stmt, .. } => self.stmt(stmt),
        }
    }

    fn range(&mut self, s: &Stmt, r: &RangeStmt) {
        self.expr(&r.x);
        let is_func = self.type_of(&r.x).is_some_and(|t| {
            let u = self.w.underlying(t);
            match self.w.types.get(u).clone() {
                Type::Signature { .. } => true,
                Type::TypeParam(_) => self
                    .w
                    .core_type(t)
                    .is_some_and(|c| matches!(self.w.types.get(c), Type::Signature { .. })),
                _ => false,
            }
        });
        if is_func {
            self.facts.range_funcs.insert(s.id);
            self.enter(s.id, true);
        }
        let sides: Vec<&Expr> = r.key.iter().chain(r.value.iter()).collect();
        if r.define && !is_func {
            self.share(s.span, &sides);
        }
        for e in sides {
            if r.define {
                if let ExprKind::Name(id) = &e.kind {
                    self.declare(id);
                }
            } else {
                self.assign(e);
            }
        }
        self.loop_body(&r.body);
        if is_func {
            self.leave();
        }
    }

    fn expr(&mut self, e: &Expr) {
        if self.depth > 20_000 {
            return;
        }
        self.depth += 1;
        self.expr_inner(e);
        self.depth -= 1;
    }

    fn expr_inner(&mut self, e: &Expr) {
        match &e.kind {
            ExprKind::Name(_) => {
                if let Some(o) = self.obj_of(e) {
                    self.use_of(o);
                }
            }
            ExprKind::CompositeLit { elems, .. } => {
                let is_struct = self.type_of(e).is_some_and(|t| {
                    let u = self.w.underlying(t);
                    matches!(self.w.types.get(u), Type::Struct(_))
                });
                for el in elems {
                    if let Some(k) = &el.key
                        && !is_struct
                    {
                        self.expr(k);
                    }
                    self.expr(&el.value);
                }
            }
            ExprKind::FuncLit(f) => {
                self.enter(e.id, false);
                self.block(&f.body);
                self.leave();
            }
            ExprKind::Paren(x) | ExprKind::Star(x) => self.expr(x),
            ExprKind::Selector { x, .. } => {
                if let Some(sel) = self.w.info.selections.get(&e.id).cloned()
                    && sel.kind == SelectionKind::MethodVal
                    && !sel.indirect
                {
                    // Conservative: in generic code the receiver kind is known only after
                    // instantiation.
                    let ptr_recv = match &self.w.objects[sel.obj].kind {
                        ObjectKind::Func { ptr_recv, .. } => *ptr_recv,
                        ObjectKind::InterfaceMethod { .. } => {
                            let r = sel.recv;
                            self.w.is_type_param(r)
                        }
                        _ => false,
                    };
                    let is_ptr = self.type_of(x).is_some_and(|t| self.is_pointer(t));
                    if ptr_recv && !is_ptr {
                        self.take_address(x);
                    }
                }
                self.expr(x);
            }
            ExprKind::Index { x, indices } => {
                self.expr(x);
                for i in indices {
                    self.expr(i);
                }
            }
            ExprKind::Slice { x, lo, hi, max, .. } => {
                if let Some(t) = self.type_of(x) {
                    let u = self.w.underlying(t);
                    if matches!(self.w.types.get(u), Type::Array { .. }) {
                        self.take_address(x);
                    }
                }
                self.expr(x);
                for b in [lo, hi, max].into_iter().flatten() {
                    self.expr(b);
                }
            }
            ExprKind::TypeAssert { x, .. } => self.expr(x),
            ExprKind::Call { fun, args, .. } => {
                self.expr(fun);
                for a in args {
                    self.expr(a);
                }
            }
            ExprKind::Unary { op, x } => {
                if *op == UnaryOp::Addr {
                    self.take_address(x);
                }
                self.expr(x);
            }
            ExprKind::Binary { x, y, .. } => {
                self.expr(x);
                self.expr(y);
            }
            ExprKind::KeyValue { key, value } => {
                self.expr(key);
                self.expr(value);
            }
            ExprKind::Bad
            | ExprKind::Lit(_)
            | ExprKind::ArrayType { .. }
            | ExprKind::SliceType(_)
            | ExprKind::StructType { .. }
            | ExprKind::FuncType(_)
            | ExprKind::InterfaceType(_)
            | ExprKind::MapType { .. }
            | ExprKind::ChanType { .. }
            | ExprKind::Ellipsis(_) => {}
        }
    }
}
