//! What `go vet` would warn of: its passes, one file each, over packages that checked without
//! errors.
//!
//! Each pass says what vet's says, at its place, in its words; what they look for was learned from
//! vet's documentation and from what it answers. Facts about functions (what prints, what never
//! returns) are worked out for all packages of the program and are a table for the library. Not
//! here: `httpresponse` and whatever is about assembly or files that are no Go.

mod assign;
mod atomic;
mod bools;
mod calls;
mod composites;
mod copylocks;
mod defers;
mod flow;
mod locks;
mod loopclosure;
mod lostcancel;
mod nilchan;
mod printcalls;
mod printf;
mod printtypes;
mod shift;
mod sigchanyzer;
mod slog;
mod stdmethods;
mod stringintconv;
mod structtag;
mod testgoroutine;
mod tests;
mod unreachable;
mod unsafeptr;
mod unusedresult;
mod waitgroup;
mod wrappers;

use std::sync::Arc;

use base::{Diagnostic, HashMap, Severity, Span};
use syntax::ast::{
    Block, Decl, Expr, ExprKind, File, FuncDecl, FuncType, Ident, NodeId, Stmt, StmtKind, UnaryOp,
};
use syntax::visit::{self, Node};

use crate::check::unparen;
use crate::constant::ConstValue;
use crate::{Basic, Mode, NamedId, ObjId, ObjectKind, PkgId, Type, TypeId, World};

/// A program that is looked at.
struct Vet<'w> {
    w: &'w mut World,
    pkg: PkgId,
    /// The functions of the program, by their objects, and where variables get their values.
    decls: HashMap<ObjId, Declared>,
    /// What is known of functions: `None` while it is worked out.
    returns: HashMap<ObjId, Option<bool>>,
    printers: HashMap<ObjId, printf::Kind>,
    out: Vec<Diagnostic>,
}

/// A function of the program's: where its declaration is.
#[derive(Clone)]
struct Declared {
    file: Arc<File>,
    decl: usize,
}

impl Declared {
    fn func(&self) -> Option<&FuncDecl> {
        match self.file.decls.get(self.decl) {
            Some(Decl::Func(f)) => Some(f),
            _ => None,
        }
    }
}

/// A function with a body, declared or literal.
#[derive(Clone, Copy)]
struct Function<'a> {
    decl: Option<&'a FuncDecl>,
    /// Under which the checker keeps its variables.
    id: NodeId,
    ty: &'a FuncType,
    body: &'a Block,
}

impl World {
    /// Warnings about packages whose bodies were checked, in order of position. `main`: what the
    /// path of the root package is for the go command.
    pub fn vet(&mut self, packages: &[PkgId], main: &str) -> Vec<Diagnostic> {
        let before = self.cur_pkg;
        let root = packages
            .iter()
            .copied()
            .find(|p| self.packages.get(*p).is_some_and(|p| p.path == "main"));
        let rename = |w: &mut World, path: &str| {
            if let Some(p) = root.and_then(|r| w.packages.get_mut(r)) {
                path.clone_into(&mut p.path);
            }
        };
        rename(self, main);
        let mut vet = Vet {
            pkg: before,
            w: self,
            decls: HashMap::default(),
            returns: HashMap::default(),
            printers: HashMap::default(),
            out: Vec::new(),
        };
        for pkg in packages {
            vet.declare(*pkg);
        }
        vet.find_printers(packages);
        for pkg in packages {
            vet.package(*pkg);
        }
        let mut out = vet.out;
        self.cur_pkg = before;
        rename(self, "main");
        base::sort::sort_by_key(&mut out, |d| (d.span.lo, d.span.hi));
        out
    }
}

impl Vet<'_> {
    /// The files that somebody wrote.
    fn files(&self, pkg: PkgId) -> Vec<Arc<File>> {
        let made = [crate::cgo::FILE, crate::testmain::FILE];
        let files = self.w.packages.get(pkg).map(|p| p.files.clone());
        let written = |f: &Arc<File>| !made.contains(&self.w.map.file(f.file).name.as_str());
        files
            .unwrap_or_default()
            .into_iter()
            .filter(written)
            .collect()
    }

    fn declare(&mut self, pkg: PkgId) {
        for file in self.files(pkg) {
            for (decl, d) in file.decls.iter().enumerate() {
                if let Decl::Func(f) = d
                    && let Some(obj) = self.defined(&f.name)
                {
                    let file = Arc::clone(&file);
                    self.decls.insert(obj, Declared { file, decl });
                }
            }
        }
    }

    fn package(&mut self, pkg: PkgId) {
        self.pkg = pkg;
        self.w.cur_pkg = pkg;
        let files = self.files(pkg);
        let values = self.values(&files);
        for file in &files {
            let dead = self.dead(file);
            visit::file(file, &mut |node| match node {
                Node::Expr(e) => {
                    self.expr(e);
                    self.shifted(e, &dead);
                    self.notified(e, &values);
                }
                Node::Stmt(s) => {
                    self.stmt(s);
                    self.shift_assigned(s, &dead);
                }
                Node::Decl(d) => self.decl(d),
            });
            if self.w.map.file(file.file).shared_loops() {
                self.loop_closures(file);
            }
            for f in functions(file) {
                self.function(&f);
                self.nil_channels(&f);
            }
            self.boolean_chains(file);
            self.print_calls(file);
            self.test_goroutines(file);
            self.test_names(file);
        }
    }

    fn decl(&mut self, d: &Decl) {
        match d {
            Decl::Func(f) => {
                self.std_method(f);
                self.lock_params(Some(f), &f.ty);
            }
            Decl::Var(v) => self.lock_vars(v),
            _ => {}
        }
    }

    fn stmt(&mut self, s: &Stmt) {
        self.self_assignment(s);
        self.atomic_assignment(s);
        self.unused_result(s);
        self.deferred_since(s);
        self.group_add(s);
        self.lock_stmt(s);
        if let StmtKind::TypeSwitch(t) = &s.kind {
            for clause in &t.cases {
                for ty in &clause.exprs {
                    self.impossible(&t.x, ty);
                }
            }
        }
    }

    fn expr(&mut self, e: &Expr) {
        self.unsafe_pointer(e);
        self.lock_expr(e);
        match &e.kind {
            ExprKind::Binary { op, x, y, .. } => {
                self.nil_function(e, *op, x, y);
            }
            ExprKind::Call {
                fun,
                args,
                has_dots,
                ..
            } => {
                self.string_of_int(e, fun, args);
                self.call(e, fun, args, *has_dots);
            }
            ExprKind::TypeAssert { x, ty: Some(ty) } => self.impossible(x, ty),
            ExprKind::CompositeLit { elems, .. } => self.unkeyed(e, elems),
            ExprKind::StructType { fields } => self.struct_tags(fields),
            ExprKind::InterfaceType(ty) => self.std_interface(ty),
            ExprKind::FuncLit(f) => self.lock_params(None, &f.ty),
            _ => {}
        }
    }

    fn function(&mut self, f: &Function<'_>) {
        self.unreachable_code(f);
        self.lost_cancel(f);
    }

    // What passes ask.

    fn report(&mut self, span: Span, code: &'static str, message: String) {
        let severity = Severity::Warning;
        let d = Diagnostic {
            severity,
            ..Diagnostic::error(span, code, message)
        };
        if !self.out.contains(&d) {
            self.out.push(d);
        }
    }

    fn text(&self, name: &Ident) -> &str {
        self.w.names.text(name.name)
    }

    /// The expression as gofmt writes it.
    fn show(&self, e: &Expr) -> String {
        if let ExprKind::Name(n) = &e.kind {
            return self.text(n).to_owned();
        }
        let written = self.w.map.snippet(e.span);
        const BEFORE: &str = "package p\n\nvar _ = ";
        syntax::format::format(&format!("{BEFORE}{written}\n"))
            .ok()
            .and_then(|t| Some(t.strip_prefix(BEFORE)?.trim_end().to_owned()))
            .unwrap_or_else(|| written.to_owned())
    }

    fn ty(&self, e: &Expr) -> Option<TypeId> {
        self.w.info.types.get(e.id)?.ty
    }

    fn mode(&self, e: &Expr) -> Mode {
        self.w
            .info
            .types
            .get(e.id)
            .map_or(Mode::Invalid, |t| t.mode)
    }

    fn value(&self, e: &Expr) -> Option<&ConstValue> {
        self.w.info.types.get(e.id)?.value.as_ref()
    }

    fn is_type(&self, e: &Expr) -> bool {
        self.mode(e) == Mode::TypeExpr
    }

    fn is_nil(&self, e: &Expr) -> bool {
        self.mode(unparen(e)) == Mode::NilValue
            || matches!(&unparen(e).kind, ExprKind::Name(n) if self.used(n) == Some(self.w.universe.nil))
    }

    /// The underlying type of an expression.
    fn under(&mut self, e: &Expr) -> Option<Type> {
        let ty = self.ty(e)?;
        Some(self.shape(ty))
    }

    /// The underlying type.
    fn shape(&mut self, ty: TypeId) -> Type {
        let under = self.w.underlying(ty);
        self.w.types.get(under).clone()
    }

    fn defined(&self, name: &Ident) -> Option<ObjId> {
        self.w.info.defs.get(name.id).copied().flatten()
    }

    fn used(&self, name: &Ident) -> Option<ObjId> {
        self.w.info.uses.get(name.id).copied().flatten()
    }

    /// What a name or a selector stands for.
    fn meant(&self, e: &Expr) -> Option<ObjId> {
        match &unparen(e).kind {
            ExprKind::Name(n) => self.used(n).or_else(|| self.defined(n)),
            ExprKind::Selector { sel, .. } => self.used(sel),
            _ => None,
        }
    }

    /// The function or method that is called; not a variable.
    fn callee(&self, fun: &Expr) -> Option<ObjId> {
        let mut f = unparen(fun);
        if let ExprKind::Index { x, .. } = &f.kind {
            f = unparen(x);
        }
        self.meant(f).filter(|obj| {
            let kind = self.w.objects.get(*obj).map(|o| &o.kind);
            matches!(
                kind,
                Some(ObjectKind::Func { .. } | ObjectKind::InterfaceMethod { .. })
            )
        })
    }

    /// The builtin that is called.
    fn builtin(&self, fun: &Expr) -> Option<crate::Builtin> {
        match self.w.objects.get(self.meant(fun)?)?.kind {
            ObjectKind::Builtin(b) => Some(b),
            _ => None,
        }
    }

    /// The path of an object's package.
    fn path(&self, obj: ObjId) -> &str {
        let pkg = self.w.objects.get(obj).map(|o| o.pkg);
        let pkg = pkg.and_then(|p| self.w.packages.get(p));
        pkg.map_or("", |p| p.path.as_str())
    }

    fn name(&self, obj: ObjId) -> &str {
        let name = self.w.objects.get(obj).map(|o| o.name);
        name.map_or("", |n| self.w.names.text(n))
    }

    /// The name of a function of package `path`, if this is one and no method.
    fn func_of(&self, obj: ObjId, path: &str) -> Option<&str> {
        let kind = &self.w.objects.get(obj)?.kind;
        let plain = matches!(kind, ObjectKind::Func { recv: None, .. });
        (plain && self.path(obj) == path).then(|| self.name(obj))
    }

    /// The type that a method belongs to, and whether to a pointer to it.
    fn receiver(&self, obj: ObjId) -> Option<(TypeId, bool)> {
        match self.w.objects.get(obj)?.kind {
            ObjectKind::Func { recv, ptr_recv, .. } => Some((recv?, ptr_recv)),
            ObjectKind::InterfaceMethod { iface } => Some((iface?, false)),
            _ => None,
        }
    }

    /// Whether this is the method `name` of type `ty` of package `path`.
    fn is_method(&self, obj: ObjId, path: &str, ty: &str, name: &str) -> bool {
        self.path(obj) == path
            && self.name(obj) == name
            && self
                .receiver(obj)
                .is_some_and(|(recv, _)| self.type_name(recv) == Some((path, ty)))
    }

    /// Package and name of a declared type.
    fn type_name(&self, ty: TypeId) -> Option<(&str, &str)> {
        let named = self.w.types.named.get(self.w.named_id(ty)?)?;
        Some((self.path(named.obj), self.name(named.obj)))
    }

    fn is_named(&self, ty: TypeId, path: &str, name: &str) -> bool {
        self.type_name(ty) == Some((path, name))
    }

    fn named(&self, ty: TypeId) -> Option<NamedId> {
        self.w.named_id(ty)
    }

    /// A type with packages by their paths.
    fn whole(&self, ty: TypeId) -> String {
        self.w.qualified_string(ty)
    }

    /// `fmt.Printf`, `(*log.Logger).Printf`, as it is called by `fun`.
    fn full_name(&mut self, obj: ObjId, fun: &Expr) -> String {
        let Some((mut recv, ptr)) = self.receiver(obj) else {
            let path = self.path(obj);
            return match path {
                "" => self.name(obj).to_owned(),
                _ => format!("{path}.{}", self.name(obj)),
            };
        };
        // Of a generic type: the instance at hand, if it is not an embedded one.
        let selection = self.w.info.selections.get(&unparen(fun).id);
        if let Some(of) = selection.map(|s| s.recv) {
            let of = self.w.deref(of).0;
            let origin = |v: &Self, t| Some(v.w.types.named.get(v.named(t)?)?.origin);
            if origin(self, of).is_some() && origin(self, of) == origin(self, recv) {
                recv = of;
            }
        }
        let star = if ptr { "*" } else { "" };
        format!("({star}{}).{}", self.whole(recv), self.name(obj))
    }

    /// Whether working it out does something or may give another value the next time.
    fn has_effects(&self, e: &Expr) -> bool {
        let mut found = false;
        visit::within(Node::Expr(e), &mut |node| {
            if let Node::Expr(e) = node {
                found |= match &e.kind {
                    ExprKind::Call { fun, .. } => !self.is_type(unparen(fun)) && !self.is_pure(fun),
                    ExprKind::Unary { op, .. } => *op == UnaryOp::Recv,
                    _ => false,
                };
            }
            !found
        });
        found
    }

    fn is_pure(&self, fun: &Expr) -> bool {
        use crate::Builtin as B;
        let impure = [
            B::Append,
            B::Clear,
            B::Close,
            B::Copy,
            B::Delete,
            B::Panic,
            B::Print,
            B::Println,
            B::Recover,
        ];
        self.builtin(fun).is_some_and(|b| !impure.contains(&b))
    }

    /// What variables are given where they are declared, and whether by exactly this call.
    fn values<'a>(&self, files: &'a [Arc<File>]) -> HashMap<ObjId, &'a Expr> {
        let mut out = HashMap::default();
        for file in files {
            visit::file(file, &mut |node| match node {
                Node::Decl(Decl::Var(v)) => {
                    for (name, value) in v.names.iter().zip(&v.values) {
                        out.extend(self.defined(name).map(|obj| (obj, value)));
                    }
                }
                Node::Stmt(Stmt {
                    kind: StmtKind::Define { lhs, rhs, .. },
                    ..
                }) => {
                    for (name, value) in lhs.iter().zip(rhs) {
                        if let ExprKind::Name(n) = &name.kind {
                            out.extend(self.defined(n).map(|obj| (obj, value)));
                        }
                    }
                }
                _ => {}
            });
        }
        out
    }

    fn is_string(&mut self, ty: TypeId) -> bool {
        self.w.under_basic(ty).is_some_and(Basic::is_string)
    }
}

/// All functions of a file that have a body, outermost first.
fn functions(file: &File) -> Vec<Function<'_>> {
    let mut out = Vec::new();
    visit::file(file, &mut |node| match node {
        Node::Decl(Decl::Func(f)) => out.extend(declared(f)),
        Node::Expr(e) => out.extend(literal(e)),
        _ => {}
    });
    out
}

fn declared(f: &FuncDecl) -> Option<Function<'_>> {
    Some(Function {
        decl: Some(f),
        id: f.id,
        ty: &f.ty,
        body: f.body.as_ref()?,
    })
}

fn literal(e: &Expr) -> Option<Function<'_>> {
    match &e.kind {
        ExprKind::FuncLit(f) => Some(Function {
            decl: None,
            id: e.id,
            ty: &f.ty,
            body: &f.body,
        }),
        _ => None,
    }
}

/// What is between two places, for messages that name none beyond the first.
fn at(span: Span) -> Span {
    Span::new(span.lo, span.hi.max(span.lo))
}
