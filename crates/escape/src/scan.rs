//! One look over a function before its flows are followed: which variables it declares, in which
//! literal, what literals capture, whose address is taken, and what is assigned to whom. What gc
//! says of a variable's value ("it is that literal", "it is that function") is read off this.

use base::{HashMap, HashSet};
use syntax::ast::*;
use types::{ObjId, ObjectKind, SelectionKind, Type, TypeId, World};

/// What a variable is given somewhere.
#[derive(Clone, Copy, Debug)]
pub enum Given<'a> {
    /// By the statement that declares it.
    First(&'a Expr),
    Later(&'a Expr),
    /// Nothing, in its declaration.
    Zero,
    /// Something that no single expression says.
    Other,
}

/// What a function (literals inside apart) has.
#[derive(Clone, Debug, Default)]
pub struct Own {
    /// Variables in order of declaration, without parameters and results.
    pub locals: Vec<ObjId>,
    /// Labels that are jumped back to.
    pub loops: HashSet<NodeId>,
    /// Of a literal: variables of functions around it that it uses.
    pub captures: Vec<ObjId>,
    /// Of a loop's body that is called: whether it returns from the function around it.
    pub returns: bool,
    /// Return statements, those in loops' bodies too; one without results counts twice.
    pub return_count: u32,
    /// There are defer statements, perhaps in loops' bodies.
    pub defers: bool,
}

/// What was seen; `Own` by the id of the declaration or the literal.
#[derive(Debug, Default)]
pub struct Seen<'a> {
    pub own: HashMap<NodeId, Own>,
    /// Literals, outermost first, with the one that each stands in.
    pub literals: Vec<(NodeId, NodeId, &'a FuncLit, &'a Expr)>,
    /// Bodies of loops over functions, which are literals too.
    pub bodies: Vec<(NodeId, NodeId, &'a Stmt)>,
    pub addressed: HashSet<ObjId>,
    pub captured: HashSet<ObjId>,
    pub given: HashMap<ObjId, Vec<Given<'a>>>,
    /// Functions that are mentioned, in order: object, and the name that mentions it.
    pub mentions: Vec<Mention<'a>>,
    /// In how many places a variable is called.
    pub calls: HashMap<ObjId, u32>,
}

/// A function that is mentioned: by a name, or as a method of an expression.
#[derive(Clone, Copy, Debug)]
pub struct Mention<'a> {
    pub at: &'a Expr,
}

impl<'a> Seen<'a> {
    /// Whether a literal uses variables of functions around it. One that does not is a function
    /// like any other to gc.
    pub fn captures(&self, literal: NodeId) -> bool {
        self.own
            .get(&literal)
            .is_some_and(|o| !o.captures.is_empty())
    }

    /// Whether this is the body of a loop over a function.
    pub fn is_body(&self, id: NodeId) -> bool {
        self.bodies.iter().any(|b| b.0 == id)
    }

    /// The expression that a variable always has the value of.
    pub fn always(&self, o: ObjId) -> Option<&'a Expr> {
        match (self.given.get(&o)?.as_slice(), self.addressed.contains(&o)) {
            ([Given::First(e)], false) => Some(e),
            _ => None,
        }
    }
}

struct Scan<'w, 'a> {
    w: &'w mut World,
    seen: Seen<'a>,
    stack: Vec<NodeId>,
    owner: HashMap<ObjId, usize>,
    labels: HashMap<base::Symbol, NodeId>,
}

/// What `body` (of a declaration with this id) does.
pub fn function<'a>(w: &mut World, id: NodeId, body: &'a Block) -> Seen<'a> {
    let mut s = Scan::new(w);
    s.enter(id);
    s.block(body);
    s.seen
}

/// The same for the expressions that package variables begin with.
pub(crate) fn values<'a>(w: &mut World, id: NodeId, list: &[&'a Expr]) -> Seen<'a> {
    let mut s = Scan::new(w);
    s.enter(id);
    for e in list {
        s.expr(e);
    }
    s.seen
}

/// Whether nothing after this statement is reached: gc leaves such statements out.
pub fn ends(w: &World, s: &Stmt) -> bool {
    let last = |list: &[Stmt]| list.last().is_some_and(|s| ends(w, s));
    match &s.kind {
        StmtKind::Return(_) => true,
        StmtKind::Branch { tok, .. } => *tok == BranchTok::Goto,
        StmtKind::Block(b) => last(&b.stmts),
        StmtKind::If(i) => {
            let els = i.els.as_ref().is_some_and(|s| ends(w, s));
            match truth(w, &i.cond) {
                Some(true) => last(&i.then.stmts),
                Some(false) => els,
                None => els && last(&i.then.stmts),
            }
        }
        StmtKind::Expr(e) => {
            let ExprKind::Call { fun, .. } = &unparen(e).kind else {
                return false;
            };
            object(w, fun).is_some_and(|o| {
                matches!(
                    w.objects[o].kind,
                    ObjectKind::Builtin(types::Builtin::Panic)
                )
            })
        }
        _ => false,
    }
}

/// The statements of a list that gc keeps.
pub fn kept<'a>(w: &World, list: &'a [Stmt]) -> Vec<&'a Stmt> {
    let mut dead = false;
    let mut out = Vec::new();
    for s in list {
        if dead && !matches!(s.kind, StmtKind::Labeled { .. }) {
            continue;
        }
        dead = ends(w, s);
        out.push(s);
    }
    out
}

/// A condition that is a constant.
pub fn truth(w: &World, e: &Expr) -> Option<bool> {
    w.info.types.get(e.id)?.value.as_ref()?.as_bool()
}

pub fn unparen(e: &Expr) -> &Expr {
    match &e.kind {
        ExprKind::Paren(x) => unparen(x),
        _ => e,
    }
}

/// What a name, or a selector of a package's member or a method, denotes.
pub fn object(w: &World, e: &Expr) -> Option<ObjId> {
    match &e.kind {
        ExprKind::Name(id) => {
            let used = w.info.uses.get(id.id).copied().flatten();
            used.or_else(|| w.info.defs.get(id.id).copied().flatten())
        }
        ExprKind::Paren(x) => object(w, x),
        ExprKind::Index { x, .. } => object(w, x).filter(|o| is_func(w, *o)),
        ExprKind::Selector { sel, .. } => match w.info.selections.get(&e.id) {
            Some(s) if s.kind == SelectionKind::FieldVal => None,
            Some(s) => Some(s.obj),
            None => w.info.uses.get(sel.id).copied().flatten(),
        },
        _ => None,
    }
}

pub fn is_func(w: &World, o: ObjId) -> bool {
    matches!(w.objects[o].kind, ObjectKind::Func { .. })
}

impl<'w, 'a> Scan<'w, 'a> {
    fn new(w: &'w mut World) -> Self {
        Scan {
            w,
            seen: Seen::default(),
            stack: Vec::new(),
            owner: HashMap::default(),
            labels: HashMap::default(),
        }
    }

    fn own(&mut self) -> Option<&mut Own> {
        let id = self.stack.last()?;
        self.seen.own.get_mut(id)
    }

    fn enter(&mut self, id: NodeId) {
        self.stack.push(id);
        self.seen.own.insert(id, Own::default());
        if let Some(objs) = self.w.info.func_objs.get(&id) {
            let level = self.stack.len();
            for &o in objs.recv.iter().chain(&objs.params).chain(&objs.results) {
                self.owner.insert(o, level);
            }
        }
    }

    /// What the current statement says of the function that it belongs to, and of the loops' bodies
    /// that it stands in: whether it is one of those comes with it.
    fn of_bodies(&mut self, mut say: impl FnMut(&mut Own, bool)) {
        for id in self.stack.iter().rev() {
            let is_body = self.seen.is_body(*id);
            if let Some(own) = self.seen.own.get_mut(id) {
                say(own, is_body);
            }
            if !is_body {
                break;
            }
        }
    }

    fn declare(&mut self, o: ObjId) {
        self.owner.insert(o, self.stack.len());
        if let Some(own) = self.own() {
            own.locals.push(o);
        }
    }

    fn declare_name(&mut self, id: &Ident) -> Option<ObjId> {
        let o = self.w.info.defs.get(id.id).copied().flatten()?;
        self.declare(o);
        Some(o)
    }

    fn give(&mut self, o: ObjId, what: Given<'a>) {
        self.seen.given.entry(o).or_default().push(what);
    }

    fn type_of(&self, e: &Expr) -> Option<TypeId> {
        self.w.info.types.get(e.id).and_then(|t| t.ty)
    }

    fn is_array(&mut self, e: &Expr) -> bool {
        self.type_of(e).is_some_and(|t| {
            let u = self.w.underlying(t);
            matches!(self.w.types.get(u), Type::Array { .. })
        })
    }

    fn is_pointer(&mut self, e: &Expr) -> bool {
        self.type_of(e).is_some_and(|t| {
            let u = self.w.underlying(t);
            matches!(self.w.types.get(u), Type::Pointer(_))
        })
    }

    /// The variable that `e` is, or is a part of.
    fn root(&mut self, e: &Expr) -> Option<ObjId> {
        match &e.kind {
            ExprKind::Name(_) => object(self.w, e).filter(|o| self.owner.contains_key(o)),
            ExprKind::Paren(x) => self.root(x),
            ExprKind::Selector { x, .. } => {
                let sel = self.w.info.selections.get(&e.id)?;
                let through = sel.kind != SelectionKind::FieldVal || sel.indirect;
                (!through && !self.is_pointer(x))
                    .then(|| self.root(x))
                    .flatten()
            }
            ExprKind::Index { x, .. } if self.is_array(x) => self.root(x),
            _ => None,
        }
    }

    fn address(&mut self, e: &Expr) {
        if let Some(o) = self.root(e) {
            self.seen.addressed.insert(o);
        }
    }

    fn used(&mut self, o: ObjId) {
        let Some(&level) = self.owner.get(&o) else {
            return;
        };
        for id in self.stack.iter().skip(level) {
            self.seen.captured.insert(o);
            if let Some(own) = self.seen.own.get_mut(id)
                && !own.captures.contains(&o)
            {
                own.captures.push(o);
            }
        }
    }

    fn block(&mut self, b: &'a Block) {
        self.stmts(&b.stmts);
    }

    fn stmts(&mut self, list: &'a [Stmt]) {
        for s in kept(self.w, list) {
            self.stmt(s);
        }
    }

    fn assign(&mut self, e: &'a Expr, what: Given<'a>) {
        if let Some(o) = self.root(e) {
            let whole = matches!(unparen(e).kind, ExprKind::Name(_));
            self.give(o, if whole { what } else { Given::Other });
        }
        self.expr(e);
    }

    fn define(&mut self, lhs: &'a [Expr], rhs: &'a [Expr]) {
        for (i, l) in lhs.iter().enumerate() {
            let value = rhs.get(i).filter(|_| lhs.len() == rhs.len());
            let ExprKind::Name(id) = &l.kind else {
                self.assign(l, Given::Other);
                continue;
            };
            match self.declare_name(id) {
                Some(o) => self.give(o, value.map_or(Given::Other, Given::First)),
                None => self.assign(l, value.map_or(Given::Other, Given::Later)),
            }
        }
    }

    fn stmt(&mut self, s: &'a Stmt) {
        match &s.kind {
            StmtKind::Bad | StmtKind::Empty => {}
            StmtKind::Branch { tok, label } => {
                if let (BranchTok::Goto, Some(l)) = (tok, label)
                    && let Some(&at) = self.labels.get(&l.name)
                    && let Some(own) = self.own()
                {
                    own.loops.insert(at);
                }
            }
            StmtKind::Expr(e) | StmtKind::Go(e) => self.expr(e),
            StmtKind::Defer(e) => {
                self.of_bodies(|own, _| own.defers = true);
                self.expr(e);
            }
            StmtKind::Send { chan, value } => {
                self.expr(chan);
                self.expr(value);
            }
            StmtKind::IncDec { x, .. } => self.assign(x, Given::Other),
            StmtKind::Assign { lhs, op, rhs, .. } => {
                self.exprs(rhs);
                for (i, l) in lhs.iter().enumerate() {
                    let one = op.is_none() && lhs.len() == rhs.len();
                    let value = rhs.get(i).filter(|_| one);
                    self.assign(l, value.map_or(Given::Other, Given::Later));
                }
            }
            StmtKind::Define { lhs, rhs, .. } => {
                self.exprs(rhs);
                self.define(lhs, rhs);
            }
            StmtKind::Decl(list) => {
                for d in list {
                    let Decl::Var(v) = d else { continue };
                    self.exprs(&v.values);
                    for (i, n) in v.names.iter().enumerate() {
                        let value = v.values.get(i).filter(|_| v.values.len() == v.names.len());
                        let what = match value {
                            Some(e) => Given::First(e),
                            None if v.values.is_empty() => Given::Zero,
                            None => Given::Other,
                        };
                        if let Some(o) = self.declare_name(n) {
                            self.give(o, what);
                        }
                    }
                }
            }
            StmtKind::Return(list) => {
                self.exprs(list);
                self.of_bodies(|own, is_body| {
                    own.returns |= is_body && !list.is_empty();
                    own.return_count += 1 + u32::from(list.is_empty());
                });
            }
            StmtKind::Block(b) => self.block(b),
            StmtKind::If(i) => {
                if let Some(init) = &i.init {
                    self.stmt(init);
                }
                self.expr(&i.cond);
                let truth = truth(self.w, &i.cond);
                if truth != Some(false) {
                    self.block(&i.then);
                }
                if let Some(els) = i.els.as_ref().filter(|_| truth != Some(true)) {
                    self.stmt(els);
                }
            }
            StmtKind::Switch(s) => {
                s.init.iter().for_each(|s| self.stmt(s));
                s.tag.iter().for_each(|e| self.expr(e));
                for c in &s.cases {
                    self.exprs(&c.exprs);
                    self.stmts(&c.body);
                }
            }
            StmtKind::TypeSwitch(s) => {
                s.init.iter().for_each(|s| self.stmt(s));
                self.expr(&s.x);
                for c in &s.cases {
                    if let Some(&o) = self.w.info.implicits.get(&c.id) {
                        self.declare(o);
                        self.give(o, Given::Other);
                    }
                    self.stmts(&c.body);
                }
            }
            StmtKind::Select(cases) => {
                for c in cases {
                    c.comm.iter().for_each(|s| self.stmt(s));
                    self.stmts(&c.body);
                }
            }
            StmtKind::For(f) => {
                f.init.iter().for_each(|s| self.stmt(s));
                f.cond.iter().for_each(|e| self.expr(e));
                f.post.iter().for_each(|s| self.stmt(s));
                self.block(&f.body);
            }
            StmtKind::Range(r) => self.range(s, r),
            StmtKind::Labeled { label, stmt } => {
                self.labels.insert(label.name, s.id);
                self.stmt(stmt);
            }
        }
    }

    fn range(&mut self, s: &'a Stmt, r: &'a RangeStmt) {
        self.expr(&r.x);
        let over_func = self.type_of(&r.x).is_some_and(|t| {
            let core = self.w.core_type(t).unwrap_or(t);
            let u = self.w.underlying(core);
            matches!(self.w.types.get(u), Type::Signature { .. })
        });
        if over_func {
            let outer = self.stack.last().copied().unwrap_or(s.id);
            self.seen.bodies.push((s.id, outer, s));
            self.enter(s.id);
        }
        for e in r.key.iter().chain(&r.value) {
            match &e.kind {
                ExprKind::Name(id) if r.define => {
                    if let Some(o) = self.declare_name(id) {
                        self.give(o, Given::Other);
                    }
                }
                _ => self.assign(e, Given::Other),
            }
        }
        self.block(&r.body);
        if over_func {
            self.stack.pop();
        }
    }

    fn exprs(&mut self, list: &'a [Expr]) {
        for e in list {
            self.expr(e);
        }
    }

    fn expr(&mut self, e: &'a Expr) {
        match &e.kind {
            ExprKind::Name(_) => {
                if let Some(o) = object(self.w, e) {
                    self.used(o);
                    if is_func(self.w, o) {
                        self.seen.mentions.push(Mention { at: e });
                    }
                }
            }
            ExprKind::CompositeLit { elems, .. } => {
                let is_struct = self.type_of(e).is_some_and(|t| {
                    let mut u = self.w.underlying(t);
                    if let Type::Pointer(x) = *self.w.types.get(u) {
                        u = self.w.underlying(x);
                    }
                    matches!(self.w.types.get(u), Type::Struct(_))
                });
                for el in elems {
                    if let Some(k) = el.key.as_ref().filter(|_| !is_struct) {
                        self.expr(k);
                    }
                    self.expr(&el.value);
                }
            }
            ExprKind::FuncLit(f) => {
                let outer = self.stack.last().copied().unwrap_or(e.id);
                self.seen.literals.push((e.id, outer, f, e));
                self.seen.mentions.push(Mention { at: e });
                self.enter(e.id);
                self.block(&f.body);
                self.stack.pop();
            }
            ExprKind::Selector { x, .. } => {
                if let Some(sel) = self.w.info.selections.get(&e.id).cloned() {
                    if sel.kind != SelectionKind::FieldVal {
                        self.seen.mentions.push(Mention { at: e });
                    }
                    let ptr = matches!(
                        self.w.objects[sel.obj].kind,
                        ObjectKind::Func { ptr_recv: true, .. }
                    );
                    if sel.kind == SelectionKind::MethodVal
                        && !sel.indirect
                        && ptr
                        && !self.is_pointer(x)
                    {
                        self.address(x);
                    }
                    if sel.kind != SelectionKind::MethodExpr {
                        self.expr(x);
                    }
                } else if object(self.w, e).is_some_and(|o| is_func(self.w, o)) {
                    self.seen.mentions.push(Mention { at: e });
                }
            }
            ExprKind::Index { x, indices } => {
                self.expr(x);
                if object(self.w, x).is_none_or(|o| !is_func(self.w, o)) {
                    self.exprs(indices);
                }
            }
            ExprKind::Slice { x, lo, hi, max, .. } => {
                if self.is_array(x) {
                    self.address(x);
                }
                self.expr(x);
                for b in [lo, hi, max].into_iter().flatten() {
                    self.expr(b);
                }
            }
            ExprKind::Paren(x) | ExprKind::Star(x) | ExprKind::TypeAssert { x, .. } => self.expr(x),
            ExprKind::Call { fun, args, .. } => {
                if let ExprKind::Name(_) = &unparen(fun).kind
                    && let Some(o) = object(self.w, fun)
                {
                    *self.seen.calls.entry(o).or_default() += 1;
                }
                self.expr(fun);
                self.exprs(args);
            }
            ExprKind::Unary { op, x } => {
                if *op == UnaryOp::Addr {
                    self.address(x);
                }
                self.expr(x);
            }
            ExprKind::Binary { x, y, .. } => {
                self.expr(x);
                self.expr(y);
            }
            _ => {}
        }
    }
}
