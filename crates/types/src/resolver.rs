//! Collects a package's objects: imports, package-level declarations, methods by receiver.

use base::HashMap;
use std::rc::Rc;

use base::{Span, Symbol};
use syntax::ast::{
    BasicLit, ConstDecl, Decl, Expr, ExprKind, File, FuncDecl, GroupId, Ident, ImportDecl, VarDecl,
};

use crate::cgo;
use crate::check::{Checker, DeclInfo, unparen};
use crate::constant::ConstValue;
use crate::{DeclRef, ObjId, ObjectKind, PkgId, Scope, ScopeId, is_exported};

/// A method as written: its object and the name of its receiver's base type.
struct Method {
    obj: ObjId,
    ptr: bool,
    recv: Ident,
}

/// Repeats constant initialisers of a group.
#[derive(Default)]
pub(crate) struct ConstGroup<'a> {
    group: Option<GroupId>,
    last: Option<&'a ConstDecl>,
}

/// The initialisers that a constant declaration has, its own or repeated ones.
pub(crate) struct ConstInit<'a> {
    pub(crate) ty: Option<&'a Expr>,
    pub(crate) values: &'a [Expr],
    pub(crate) inherited: bool,
}

impl<'a> ConstGroup<'a> {
    /// The initialisers of `d`.
    pub(crate) fn next(&mut self, d: &'a ConstDecl) -> ConstInit<'a> {
        if d.group.is_none() || d.group != self.group {
            self.last = None;
        }
        self.group = d.group;
        let own = d.ty.is_some() || !d.values.is_empty();
        if own {
            self.last = Some(d);
        }
        let from = self.last.unwrap_or(d);
        ConstInit {
            ty: from.ty.as_ref(),
            values: &from.values,
            inherited: !own && self.last.is_some(),
        }
    }
    /// Another kind of declaration came between.
    pub(crate) fn end(&mut self) {
        self.group = None;
    }
}

/// The text of an import path, or what is wrong with it.
pub(crate) fn import_path(text: &str) -> Result<String, String> {
    let path = text
        .get(1..text.len().saturating_sub(1))
        .unwrap_or("")
        .to_string();
    if path.is_empty() {
        return Err("empty string".to_string());
    }
    let illegal = |c: char| "!\"#$%&'()*,:;<=>?[\\]^{|}`\u{FFFD}".contains(c);
    match path
        .chars()
        .find(|&c| c.is_control() || c.is_whitespace() || illegal(c))
    {
        Some(c) => Err(format!(
            "invalid character U+{:04X} {}",
            c as u32,
            if c.is_control() {
                String::new()
            } else {
                format!("'{c}'")
            }
        )
        .trim_end()
        .to_string()),
        None => Ok(path),
    }
}

impl<'a> Checker<'a> {
    /// Declares everything that the package's files declare at package level. `find` gives the
    /// package of an import path.
    pub(crate) fn collect_objects(&mut self, find: &HashMap<String, PkgId>) {
        let pkg_scope = self.w.packages[self.pkg].scope;
        let mut methods = Vec::new();
        let mut file_scopes = Vec::new();
        let files = self.files;
        for (file_no, file) in (0u32..).zip(files) {
            let scope = self.w.scopes.push(Scope {
                parent: Some(pkg_scope),
                span: file.package_span.to(file.eof),
                ..Scope::default()
            });
            self.w.info.file_scopes.insert(file.file, scope);
            file_scopes.push(scope);
            self.collect_file(file, file_no, scope, find, &mut methods);
        }
        self.env.locals.clear();
        self.check_file_scopes(&file_scopes, pkg_scope);
        for m in methods {
            if let Some((ptr, base)) = self.resolve_base_type_name(m.ptr, m.recv.name) {
                if let Some(o) = self.w.objects.get_mut(m.obj)
                    && let ObjectKind::Func { ptr_recv, .. } = &mut o.kind
                {
                    *ptr_recv = ptr;
                }
                self.methods.entry(base).or_default().push(m.obj);
            }
        }
    }

    fn collect_file(
        &mut self,
        file: &'a File,
        file_no: u32,
        scope: ScopeId,
        find: &HashMap<String, PkgId>,
        methods: &mut Vec<Method>,
    ) {
        let mut consts = ConstGroup::default();
        for (decl_no, decl) in (0u32..).zip(&file.decls) {
            let at = DeclRef {
                pkg: self.pkg,
                file: file_no,
                decl: decl_no,
            };
            if !matches!(decl, Decl::Const(_)) {
                consts.end();
            }
            let info = DeclInfo {
                file_scope: scope,
                decl: at,
                lhs: Rc::from([]),
                vtyp: None,
                init: None,
                value: 0,
                inherited: false,
                iota: 0,
                tdecl: None,
                fdecl: None,
                deps: Default::default(),
            };
            match decl {
                Decl::Bad(_) => {}
                Decl::Import(d) => self.collect_import(d, scope, find),
                Decl::Const(d) => {
                    let from = consts.next(d);
                    for (i, &name) in d.names.iter().enumerate() {
                        let obj = self.new_obj(
                            name.name,
                            name.span,
                            None,
                            ObjectKind::Const {
                                value: ConstValue::Unknown,
                            },
                        );
                        let info = DeclInfo {
                            vtyp: from.ty,
                            init: from.values.get(i),
                            value: i as u32,
                            inherited: from.inherited,
                            iota: d.iota,
                            ..info.clone()
                        };
                        self.declare_pkg_obj(name, obj, info);
                    }
                    self.arity(d.span, &d.names, from.values, true, from.inherited);
                }
                Decl::Var(d) => self.collect_var(d, info),
                Decl::Type(d) => {
                    let obj = self.new_obj(d.name.name, d.name.span, None, ObjectKind::TypeName);
                    let info = DeclInfo {
                        tdecl: Some(d),
                        ..info
                    };
                    self.declare_pkg_obj(d.name, obj, info);
                }
                Decl::Func(d) => self.collect_func(d, info, methods),
            }
        }
    }

    fn add_decl(&mut self, obj: ObjId, info: DeclInfo<'a>) {
        if let Some(o) = self.w.objects.get_mut(obj) {
            o.decl = Some(info.decl);
        }
        let at = self.decls.len();
        self.decls.push(info);
        self.decl_of.insert(obj, at);
    }

    fn declare_pkg_obj(&mut self, name: Ident, obj: ObjId, info: DeclInfo<'a>) {
        let text = self.w.names.text(name.name);
        if text == "init" {
            self.error(
                name.span,
                "InvalidInitDecl",
                "cannot declare init - must be func",
            );
            return;
        }
        if text == "main" && self.is_main_package() {
            self.error(
                name.span,
                "InvalidMainDecl",
                "cannot declare main - must be func",
            );
            return;
        }
        let scope = self.w.packages[self.pkg].scope;
        self.declare(scope, Some(name), obj, 0);
        self.add_decl(obj, info);
    }

    pub(crate) fn is_main_package(&self) -> bool {
        self.w.names.text(self.w.packages[self.pkg].name) == "main"
    }

    fn collect_var(&mut self, d: &'a VarDecl, info: DeclInfo<'a>) {
        let objs: Rc<[ObjId]> = d
            .names
            .iter()
            .map(|n| self.new_var(n.name, n.span, None, false))
            .collect();
        let shared = d.values.len() == 1 && d.names.len() > 1;
        if shared {
            let at = self.decls.len();
            self.decls.push(DeclInfo {
                lhs: objs.clone(),
                vtyp: d.ty.as_ref(),
                init: d.values.first(),
                ..info.clone()
            });
            for (&name, &obj) in d.names.iter().zip(objs.iter()) {
                if self.may_declare(name) {
                    let scope = self.w.packages[self.pkg].scope;
                    self.declare(scope, Some(name), obj, 0);
                    if let Some(o) = self.w.objects.get_mut(obj) {
                        o.decl = Some(info.decl);
                    }
                    self.decl_of.insert(obj, at);
                }
            }
        } else {
            for (i, (&name, &obj)) in d.names.iter().zip(objs.iter()).enumerate() {
                let info = DeclInfo {
                    vtyp: d.ty.as_ref(),
                    init: d.values.get(i),
                    value: i as u32,
                    ..info.clone()
                };
                self.declare_pkg_obj(name, obj, info);
            }
        }
        if d.ty.is_none() || !d.values.is_empty() {
            self.arity(d.span, &d.names, &d.values, false, false);
        }
    }

    fn may_declare(&mut self, name: Ident) -> bool {
        let text = self.w.names.text(name.name);
        let what = match text {
            "init" => "init",
            "main" if self.is_main_package() => "main",
            _ => return true,
        };
        let code = if what == "init" {
            "InvalidInitDecl"
        } else {
            "InvalidMainDecl"
        };
        self.error(
            name.span,
            code,
            format!("cannot declare {what} - must be func"),
        );
        false
    }

    /// Numbers of names and initialisers must agree.
    pub(crate) fn arity(
        &mut self,
        span: Span,
        names: &[Ident],
        inits: &[Expr],
        constant: bool,
        inherited: bool,
    ) {
        let (l, r) = (names.len(), inits.len());
        const CODE: &str = "WrongAssignCount";
        if let Some(extra) = inits.get(l) {
            if inherited {
                let at = self.w.map.describe(extra.span.lo);
                self.error(span.start(), CODE, format!("extra init expr at {at}"));
            } else {
                let text = self.es(extra);
                self.error(extra.span, CODE, format!("extra init expr {text}"));
            }
        } else if let Some(name) = names.get(r)
            && (constant || r != 1)
        {
            let text = self.name(name.name);
            self.error(name.span, CODE, format!("missing init expr for {text}"));
        }
    }

    fn collect_func(&mut self, d: &'a FuncDecl, info: DeclInfo<'a>, methods: &mut Vec<Method>) {
        let obj = self.new_obj(
            d.name.name,
            d.name.span,
            None,
            ObjectKind::Func {
                recv: None,
                ptr_recv: false,
                recv_tparams: Box::default(),
                body_checked: false,
            },
        );
        let name = self.name(d.name.name);
        match d.recv.as_deref() {
            None => {
                let special = name == "init" || name == "main" && self.is_main_package();
                if special {
                    let code = if name == "main" {
                        "InvalidMainDecl"
                    } else {
                        "InvalidInitDecl"
                    };
                    if let Some(p) = d.tparams.first() {
                        self.soft_error(
                            p.span,
                            code,
                            format!("func {name} must have no type parameters"),
                        );
                    }
                    if !d.ty.params.is_empty() || !d.ty.results.is_empty() {
                        self.soft_error(
                            d.name.span,
                            code,
                            format!("func {name} must have no arguments and no return values"),
                        );
                    }
                }
                if let Some(p) = d.tparams.first().filter(|_| !special) {
                    self.enter_version(obj);
                    self.demand(p.span, 18, "type parameter");
                }
                let scope = self.w.packages[self.pkg].scope;
                if name == "init" {
                    self.w.objects[obj].scope = Some(scope);
                    self.record_def(d.name, Some(obj));
                    self.w.packages[self.pkg].inits.push(obj);
                    if d.body.is_none() {
                        self.soft_error(
                            d.name.span,
                            "MissingInitBody",
                            "func init must have a body",
                        );
                    }
                } else {
                    self.declare(scope, Some(d.name), obj, 0);
                }
            }
            Some(recv) => {
                if let Some(field) = recv.first() {
                    let (ptr, base) = receiver_base(&field.ty);
                    if let ExprKind::Name(id) = &base.kind
                        && name != "_"
                    {
                        methods.push(Method {
                            obj,
                            ptr,
                            recv: *id,
                        });
                    }
                    if let Some(o) = self.w.objects.get_mut(obj)
                        && let ObjectKind::Func { ptr_recv, .. } = &mut o.kind
                    {
                        *ptr_recv = ptr;
                    }
                }
                if let Some(p) = d.tparams.first() {
                    self.enter_version(obj);
                    self.demand(p.span, 27, "generic method");
                }
                self.record_def(d.name, Some(obj));
            }
        }
        self.add_decl(
            obj,
            DeclInfo {
                fdecl: Some(d),
                ..info
            },
        );
    }

    fn collect_import(&mut self, d: &'a ImportDecl, scope: ScopeId, find: &HashMap<String, PkgId>) {
        if d.path.bad {
            return;
        }
        let path = match import_path(self.w.names.text(d.path.text)) {
            Ok(path) => path,
            Err(why) => {
                self.error(
                    d.path.span,
                    "BadImportPath",
                    format!("invalid import path ({why})"),
                );
                return;
            }
        };
        // A path that is not there was reported when packages were loaded.
        let Some(&imported) = find.get(&path) else {
            self.fake_import(d, scope, &path);
            return;
        };
        let name = d
            .name
            .map_or(self.w.packages[imported].name, |local| local.name);
        if self.is_named_init(d, name) {
            return;
        }
        if !self.w.packages[self.pkg].imports.contains(&imported) {
            self.w.packages[self.pkg].imports.push(imported);
        }
        let span = import_span(d);
        let obj = self.new_obj(name, span, None, ObjectKind::PkgName { imported });
        self.set_obj_type(obj, crate::Basic::Invalid.id());
        if let Some(local) = d.name {
            self.record_def(local, Some(obj));
        }
        self.imports.push(obj);
        if self.w.names.text(name) == "." {
            self.dot_import(d, scope, imported, obj);
        } else {
            self.declare(scope, None, obj, 0);
        }
    }

    /// Reports an import under the name of init.
    fn is_named_init(&mut self, d: &ImportDecl, name: Symbol) -> bool {
        let is = self.w.names.text(name) == "init";
        if is {
            self.error(
                d.span,
                "InvalidInitDecl",
                "cannot import package as init - init must be a func",
            );
        }
        is
    }

    /// A package that is not there: its name is known and used, so that nothing else is said.
    fn fake_import(&mut self, d: &'a ImportDecl, scope: ScopeId, path: &str) {
        let last = path.rsplit('/').next().unwrap_or(path).to_string();
        let name = match d.name {
            Some(local) => local.name,
            None => self.w.names.intern(&last),
        };
        if matches!(self.w.names.text(name), "." | "_") || self.is_named_init(d, name) {
            return;
        }
        let imported = self.w.universe.pkg;
        let obj = self.new_obj(
            name,
            import_span(d),
            Some(crate::Basic::Invalid.id()),
            ObjectKind::PkgName { imported },
        );
        self.set_used(obj, true);
        self.declare(scope, None, obj, 0);
    }

    fn dot_import(&mut self, d: &ImportDecl, scope: ScopeId, imported: PkgId, pkg_name: ObjId) {
        let from = self.w.packages[imported].scope;
        for obj in self.w.scopes[from].order.clone() {
            let name = self.w.objects[obj].name;
            if !is_exported(self.w.names.text(name)) {
                continue;
            }
            if let Some(alt) = self.scope_lookup(scope, name) {
                let span = d.name.map_or(d.span, |n| n.span);
                self.redeclared(span, alt, alt);
                continue;
            }
            if let Some(s) = self.w.scopes.get_mut(scope) {
                s.names.insert(name, obj);
                s.order.push(obj);
            }
            self.dot_imports.insert((scope, name), pkg_name);
        }
    }

    /// Names of a file's imports must differ from those of the package.
    fn check_file_scopes(&mut self, file_scopes: &[ScopeId], pkg_scope: ScopeId) {
        for &scope in file_scopes {
            for obj in self.w.scopes[scope].order.clone() {
                let name = self.w.objects[obj].name;
                let Some(alt) = self.scope_lookup(pkg_scope, name) else {
                    continue;
                };
                let text = self.obj_name(alt);
                let how = match self.w.objects[obj].kind {
                    ObjectKind::PkgName { imported } => {
                        let p = &self.w.packages[imported];
                        let (name, path) = (self.name(p.name), &p.path);
                        format!(
                            "{text} already declared through import of package {name} (\"{path}\")"
                        )
                    }
                    _ => {
                        let p = &self.w.packages[self.w.objects[obj].pkg];
                        let (name, path) = (self.name(p.name), &p.path);
                        format!(
                            "{text} already declared through dot-import of package {name} (\"{path}\")"
                        )
                    }
                };
                let more = self.alt_decl(obj);
                let span = self.w.objects[alt].span;
                self.error_list(span, "DuplicateDecl", how, &more, false);
            }
        }
    }

    /// Follows aliases from a receiver's type name to the declared type that gets the method.
    fn resolve_base_type_name(&self, ptr: bool, name: Symbol) -> Option<(bool, ObjId)> {
        let scope = self.w.packages[self.pkg].scope;
        let (mut ptr, mut name) = (ptr, name);
        let mut seen = Vec::new();
        loop {
            let obj = self.scope_lookup(scope, name)?;
            if !self.is_type_name(obj) || seen.contains(&obj) {
                return None;
            }
            let tdecl = self.decls.get(*self.decl_of.get(&obj)?)?.tdecl?;
            if !tdecl.alias {
                return Some((ptr, obj));
            }
            if !tdecl.tparams.is_empty() {
                return None;
            }
            seen.push(obj);
            let mut ty = unparen(&tdecl.ty);
            if let ExprKind::Star(x) = &ty.kind {
                if ptr {
                    return None;
                }
                ptr = true;
                ty = unparen(x);
            }
            match &ty.kind {
                ExprKind::Name(id) => name = id.name,
                _ => return None,
            }
        }
    }

    /// The position that gc gives a function declaration: what follows the word `func`.
    pub(crate) fn func_pos(&self, d: &FuncDecl) -> Span {
        if d.recv.is_none() {
            return d.name.span;
        }
        const WORD: u32 = 4;
        let rest = self.w.map.snippet(Span::new(d.span.lo + WORD, d.span.hi));
        let gap = rest.len() - rest.trim_start().len();
        Span::new(d.span.lo + WORD + gap as u32, d.name.span.hi)
    }

    /// Only the library has functions that are made elsewhere.
    pub(crate) fn missing_bodies(&mut self) {
        for file in self.files {
            if self.w.map.file(file.file).name == cgo::FILE {
                continue;
            }
            for decl in &file.decls {
                if let Decl::Func(d) = decl
                    && d.body.is_none()
                {
                    let at = self.func_pos(d);
                    self.error(at, "MissingBody", "missing function body");
                }
            }
        }
    }

    /// Imports that nothing uses.
    pub(crate) fn unused_imports(&mut self) {
        for obj in self.imports.clone() {
            let o = &self.w.objects[obj];
            let ObjectKind::PkgName { imported } = o.kind else {
                continue;
            };
            if o.used || o.name == self.w.universe.blank {
                continue;
            }
            let (span, name) = (o.span, self.name(o.name));
            let path = self.w.packages[imported].path.clone();
            if path == cgo::PATH {
                continue;
            }
            let elem = path.rsplit('/').next().unwrap_or(&path);
            let msg = if name.is_empty() || name == "." || name == elem {
                format!("\"{path}\" imported and not used")
            } else {
                format!("\"{path}\" imported as {name} and not used")
            };
            self.soft_error(span, "UnusedImport", msg);
        }
    }
}

/// Where gc reports an import: at its local name, else at the path.
fn import_span(d: &ImportDecl) -> Span {
    let path: &BasicLit = &d.path;
    d.name.map_or(path.span, |n| n.span)
}

/// A receiver type without `*`, parentheses and type arguments.
pub(crate) fn receiver_base(ty: &Expr) -> (bool, &Expr) {
    let mut base = unparen(ty);
    let mut ptr = false;
    if let ExprKind::Star(x) = &base.kind {
        ptr = true;
        base = unparen(x);
    }
    if let ExprKind::Index { x, .. } = &base.kind {
        base = x;
    }
    (ptr, base)
}
