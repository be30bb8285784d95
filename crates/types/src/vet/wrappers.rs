//! Functions that print: the library's, and those of the program that hand their last arguments on
//! to one that does.

use std::sync::Arc;

use syntax::ast::{Decl, Expr, ExprKind, File, NodeId, Stmt, StmtKind, UnaryOp};
use syntax::visit::{self, Node};

use super::printf::Kind;
use super::{Function, Vet};
use crate::check::unparen;
use crate::{Lookup, ObjId, PkgId, Type, TypeId};

const FMT: [(&str, Kind); 13] = [
    ("Append", Kind::Print),
    ("Appendf", Kind::Printf),
    ("Appendln", Kind::Println),
    ("Errorf", Kind::Errorf),
    ("Fprint", Kind::Print),
    ("Fprintf", Kind::Printf),
    ("Fprintln", Kind::Println),
    ("Print", Kind::Print),
    ("Printf", Kind::Printf),
    ("Println", Kind::Println),
    ("Sprint", Kind::Print),
    ("Sprintf", Kind::Printf),
    ("Sprintln", Kind::Println),
];

const LOG: [&str; 3] = ["Fatal", "Panic", "Print"];
const TESTING: [&str; 4] = ["Error", "Fatal", "Log", "Skip"];

/// A function, or the variable that a literal is given to, that may be found to print.
struct Candidate<'a> {
    obj: ObjId,
    /// Its format's parameter, if it may have one, and that of the arguments.
    format: Option<ObjId>,
    args: ObjId,
    fun: Function<'a>,
}

impl Vet<'_> {
    /// What a library function or one of the program's does, if it prints.
    pub(super) fn printer(&self, obj: ObjId) -> Option<Kind> {
        if let Some(kind) = self.printers.get(&obj) {
            return Some(*kind);
        }
        let name = self.name(obj);
        let of = |list: &[&str]| {
            let (base, kind) = match name.strip_suffix("ln") {
                Some(base) => (base, Kind::Println),
                None => match name.strip_suffix('f') {
                    Some(base) => (base, Kind::Printf),
                    None => (name, Kind::Print),
                },
            };
            list.contains(&base).then_some(kind)
        };
        match (self.path(obj), self.receiver(obj)) {
            ("fmt", None) => FMT.iter().find(|(n, _)| *n == name).map(|(_, k)| *k),
            ("log", None) => of(&LOG),
            ("log", Some((ty, _))) if self.is_named(ty, "log", "Logger") => of(&LOG),
            ("testing", Some((ty, _)))
                if self.is_named(ty, "testing", "common") || self.is_named(ty, "testing", "TB") =>
            {
                of(&TESTING).filter(|k| *k != Kind::Println)
            }
            _ => None,
        }
    }

    /// Finds the program's functions that print.
    pub(super) fn find_printers(&mut self, packages: &[PkgId]) {
        let files: Vec<Arc<File>> = packages.iter().flat_map(|p| self.files(*p)).collect();
        let mut candidates = Vec::new();
        for file in &files {
            self.candidates(file, &mut candidates);
        }
        let given: Vec<(TypeId, TypeId)> = files
            .iter()
            .flat_map(|file| self.used_as_interfaces(file))
            .collect();
        loop {
            let before = self.printers.len();
            for c in &candidates {
                if !self.printers.contains_key(&c.obj)
                    && let Some(kind) = self.hands_on(c)
                {
                    self.printers.insert(c.obj, kind);
                }
            }
            for (iface, value) in &given {
                self.implemented(*iface, *value);
            }
            if self.printers.len() == before {
                break;
            }
        }
        for c in &candidates {
            self.forgotten_dots(c);
        }
    }

    fn candidates<'a>(&mut self, file: &'a File, out: &mut Vec<Candidate<'a>>) {
        let mut found: Vec<(ObjId, Function<'a>)> = Vec::new();
        let pair = |vet: &Self, to: &Expr, value: &'a Expr| {
            Some((vet.meant(to)?, super::literal(unparen(value))?))
        };
        visit::file(file, &mut |node| match node {
            Node::Decl(Decl::Func(f)) => {
                found.extend(self.defined(&f.name).zip(super::declared(f)));
            }
            Node::Decl(Decl::Var(v)) => {
                for (name, value) in v.names.iter().zip(&v.values) {
                    found.extend(self.defined(name).zip(super::literal(unparen(value))));
                }
            }
            Node::Stmt(Stmt {
                kind: StmtKind::Assign { lhs, rhs, .. } | StmtKind::Define { lhs, rhs, .. },
                ..
            }) => {
                for (to, value) in lhs.iter().zip(rhs) {
                    found.extend(pair(self, to, value));
                }
            }
            _ => {}
        });
        for (obj, fun) in found {
            let Some(objs) = self.w.info.func_objs.get(&fun.id) else {
                continue;
            };
            let params = objs.params.clone();
            let (Some(args), true) = (
                params.last(),
                fun.ty.params.last().is_some_and(|p| p.variadic),
            ) else {
                continue;
            };
            let ty = |vet: &Self, obj: ObjId| vet.w.objects.get(obj).and_then(|o| o.ty);
            let elem = match ty(self, *args).map(|t| self.shape(t)) {
                Some(Type::Slice(elem)) => elem,
                _ => continue,
            };
            if self.w.is_type_param(elem) || !self.is_any(elem) {
                continue;
            }
            let before = params
                .len()
                .checked_sub(2)
                .and_then(|i| params.get(i).copied());
            let format = before.filter(|f| ty(self, *f).is_some_and(|t| self.is_string(t)));
            out.push(Candidate {
                obj,
                format,
                args: *args,
                fun,
            });
        }
    }

    fn is_any(&mut self, ty: TypeId) -> bool {
        match self.shape(ty) {
            Type::Interface { .. } => {
                let under = self.w.underlying(ty);
                self.w.type_set(under).is_all()
            }
            _ => false,
        }
    }

    /// What a candidate is, if it hands its arguments on as they came.
    fn hands_on(&mut self, c: &Candidate<'_>) -> Option<Kind> {
        let mut kind = None;
        let mut changed = false;
        self.in_body(c, &mut |vet, e| match &e.kind {
            ExprKind::Call {
                fun,
                args,
                has_dots: true,
                ..
            } => {
                if let Some(new) = vet.handed(c, fun, args)
                    && !kind.is_some_and(Kind::has_format)
                {
                    kind = Some(new);
                }
            }
            ExprKind::Unary {
                op: UnaryOp::Addr,
                x,
            } => changed |= c.is_part(vet.meant(x)),
            _ => {}
        });
        let blocks = &c.fun.body.stmts;
        for s in blocks {
            visit::within(Node::Stmt(s), &mut |node| {
                if let Node::Stmt(Stmt {
                    kind: StmtKind::Assign { lhs, .. } | StmtKind::Define { lhs, .. },
                    ..
                }) = node
                {
                    changed |= lhs.iter().any(|l| match &l.kind {
                        ExprKind::Name(n) => c.is_part(self.used(n)),
                        _ => false,
                    });
                }
                true
            });
        }
        kind.filter(|_| !changed)
    }

    fn in_body(&mut self, c: &Candidate<'_>, see: &mut dyn FnMut(&mut Self, &Expr)) {
        for s in &c.fun.body.stmts {
            visit::within(Node::Stmt(s), &mut |node| {
                if let Node::Expr(e) = node {
                    see(self, e);
                }
                true
            });
        }
    }

    /// What is called with a candidate's last arguments.
    fn handed(&mut self, c: &Candidate<'_>, fun: &Expr, args: &[Expr]) -> Option<Kind> {
        let kind = self.printer(self.called(fun)?)?;
        match self.under(fun)? {
            Type::Signature { params, .. } if params.len() == args.len() => {}
            _ => return None,
        }
        let last = |back: usize| {
            let arg = args.len().checked_sub(back).and_then(|i| args.get(i))?;
            match &arg.kind {
                ExprKind::Name(n) => self.used(n),
                _ => None,
            }
        };
        if last(1) != Some(c.args) {
            return None;
        }
        if kind.has_format() && (c.format.is_none() || last(2) != c.format) {
            return None;
        }
        Some(kind)
    }

    /// The function or variable that is called.
    pub(super) fn called(&self, fun: &Expr) -> Option<ObjId> {
        self.callee(fun).or_else(|| self.meant(fun))
    }

    fn forgotten_dots(&mut self, c: &Candidate<'_>) {
        let mut found: Vec<(NodeId, base::Span, &str)> = Vec::new();
        self.in_body(c, &mut |vet, e| {
            if let ExprKind::Call {
                fun,
                args,
                has_dots: false,
                ..
            } = &e.kind
                && let Some(kind) = vet.handed(c, fun, args)
            {
                let what = if kind.has_format() { "printf" } else { "print" };
                found.push((e.id, e.span, what));
            }
        });
        for (_, span, what) in found {
            let message = format!("missing ... in args forwarded to {what}-like function");
            self.report(span, "printf", message);
        }
    }

    /// Types that become values of interface types, and of which.
    fn used_as_interfaces(&mut self, file: &File) -> Vec<(TypeId, TypeId)> {
        let mut pairs: Vec<(Option<TypeId>, Option<TypeId>)> = Vec::new();
        visit::file(file, &mut |node| match node {
            Node::Decl(Decl::Var(v)) => {
                if let Some(ty) = &v.ty {
                    pairs.extend(v.values.iter().map(|x| (self.ty(ty), self.ty(x))));
                }
            }
            Node::Stmt(s) => {
                if let StmtKind::Assign { lhs, rhs, .. } = &s.kind {
                    pairs.extend(lhs.iter().zip(rhs).map(|(l, r)| (self.ty(l), self.ty(r))));
                }
            }
            Node::Expr(e) => match &e.kind {
                ExprKind::Call { fun, args, .. } if self.is_type(unparen(fun)) => {
                    pairs.extend(args.iter().map(|a| (self.ty(fun), self.ty(a))));
                }
                ExprKind::Call { fun, args, .. } => {
                    if let Some(Type::Signature { params, .. }) = self.under(fun) {
                        pairs.extend(
                            params
                                .iter()
                                .zip(args)
                                .map(|(p, a)| (Some(p.ty), self.ty(a))),
                        );
                    }
                }
                ExprKind::CompositeLit { elems, .. } => match self.under(e) {
                    Some(Type::Struct(fields)) => {
                        for (i, elem) in elems.iter().enumerate() {
                            let key = elem.key.as_ref().and_then(|k| self.meant(k));
                            let field = match elem.key {
                                None => fields.get(i),
                                Some(_) => fields.iter().find(|f| Some(f.obj) == key),
                            };
                            pairs.push((field.map(|f| f.ty), self.ty(&elem.value)));
                        }
                    }
                    Some(Type::Slice(elem) | Type::Array { elem, .. } | Type::Map { elem, .. }) => {
                        pairs.extend(elems.iter().map(|x| (Some(elem), self.ty(&x.value))))
                    }
                    _ => {}
                },
                _ => {}
            },
            Node::Decl(_) => {}
        });
        for f in super::functions(file) {
            let results: Vec<TypeId> = f.ty.results.iter().filter_map(|r| self.ty(&r.ty)).collect();
            for s in &f.body.stmts {
                visit::within(Node::Stmt(s), &mut |node| {
                    if let Node::Stmt(Stmt {
                        kind: StmtKind::Return(values),
                        ..
                    }) = node
                    {
                        pairs.extend(
                            results
                                .iter()
                                .zip(values)
                                .map(|(r, v)| (Some(*r), self.ty(v))),
                        );
                    }
                    !matches!(
                        node,
                        Node::Expr(Expr {
                            kind: ExprKind::FuncLit(_),
                            ..
                        })
                    )
                });
            }
        }
        let mut out = Vec::new();
        for (to, from) in pairs {
            if let (Some(to), Some(from)) = (to, from)
                && !out.contains(&(to, from))
                && self.w.is_non_tparam_interface(to)
                && !self.w.is_interface(from)
            {
                out.push((to, from));
            }
        }
        out
    }

    /// Methods of an interface print if those of a type that is used as one do.
    fn implemented(&mut self, iface: TypeId, value: TypeId) {
        let under = self.w.underlying(iface);
        for m in self.w.type_set(under).methods.clone() {
            if let Lookup::Found(found) = self
                .w
                .lookup_field_or_method(value, true, m.pkg, m.name, false)
                && let Some(kind) = self.printer(found.obj)
            {
                self.printers.entry(m.obj).or_insert(kind);
            }
        }
    }
}

impl Candidate<'_> {
    fn is_part(&self, obj: Option<ObjId>) -> bool {
        obj.is_some() && (obj == self.format || obj == Some(self.args))
    }
}
