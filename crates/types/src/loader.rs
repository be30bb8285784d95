//! Library packages: loading, bodies on demand, and going back to a mark.

use base::HashMap;
use std::sync::Arc;

use base::{Diagnostic, Idx, NEWEST_MINOR, Span};
use syntax::ast::{Decl, File};

use crate::check::{Checker, DeclInfo};
use crate::resolver::import_path;
use crate::std_packages;
use crate::{ObjId, ObjectKind, Package, PkgId, Scope, TypeMark, World};

/// Where library packages come from.
pub trait Importer {
    /// The Go files of package `path`, with their names; None if there is no such package.
    fn package(&self, path: &str) -> Option<Vec<(String, String)>>;
    /// Whether a package that `package` did not give is there all the same, but cannot be had now.
    fn is_away(&self, path: &str) -> bool {
        let _ = path;
        false
    }
    /// Paths of packages that are close to `path`, the nearest first.
    fn nearest(&self, path: &str) -> Vec<String>;
    /// Build tags that hold besides those of the target.
    fn tags(&self) -> &[&str] {
        &[]
    }
}

/// How deep imports may nest.
const MAX_IMPORT_DEPTH: usize = 100;

/// A state of a [`World`] to go back to.
#[derive(Clone, Debug)]
pub struct Mark {
    files: usize,
    next_node: u32,
    types: TypeMark,
    objects: usize,
    scopes: usize,
    packages: usize,
    bodies: usize,
}

impl Mark {
    /// Whether this node was there when the state was marked.
    pub fn has_node(&self, id: syntax::ast::NodeId) -> bool {
        id.index() < self.next_node as usize
    }

    /// Whether this object was.
    pub fn has_object(&self, obj: ObjId) -> bool {
        obj.index() < self.objects
    }
}

impl World {
    /// The loaded package of this path.
    pub fn find_package(&self, path: &str) -> Option<PkgId> {
        self.packages
            .iter_enumerated()
            .skip(1)
            .find(|(_, p)| p.path == path)
            .map(|(id, _)| id)
    }

    /// Loads a library package and what it imports. Declarations are checked, function bodies
    /// only as far as the order of initialisation depends on them.
    pub fn load_library(
        &mut self,
        path: &str,
        importer: &dyn Importer,
    ) -> Result<PkgId, Vec<Diagnostic>> {
        self.load_library_in(path, importer, &mut Vec::new())
    }

    fn load_library_in(
        &mut self,
        path: &str,
        importer: &dyn Importer,
        stack: &mut Vec<String>,
    ) -> Result<PkgId, Vec<Diagnostic>> {
        if let Some(pkg) = self.find_package(path) {
            return Ok(pkg);
        }
        let refuse = |msg: String| Err(vec![Diagnostic::error(Span::NONE, "BrokenImport", msg)]);
        if stack.len() > MAX_IMPORT_DEPTH || stack.iter().any(|p| p == path) {
            return refuse(format!("import cycle through library package {path}"));
        }
        let Some(sources) = importer.package(path) else {
            return refuse(missing_package(path, importer));
        };
        stack.push(path.to_string());
        let mut files = Vec::new();
        let mut errors = Vec::new();
        for (name, text) in sources {
            let id = self.map.add(format!("$GOROOT/src/{path}/{name}"), text);
            let (file, diags) = syntax::parse_file(&self.map, id, &mut self.names, &mut self.ids);
            errors.extend(diags);
            files.push(Arc::new(file));
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let mut found = HashMap::default();
        for (import, _) in imports_of(self, &files) {
            let pkg = self.load_library_in(&import, importer, stack)?;
            found.insert(import, pkg);
        }
        stack.pop();
        let (pkg, diags) = self.check_package(path, files, &found, true);
        if diags.is_empty() {
            Ok(pkg)
        } else {
            Err(diags)
        }
    }

    /// Makes a package of parsed files and checks it.
    pub(crate) fn check_package(
        &mut self,
        path: &str,
        files: Vec<Arc<File>>,
        imports: &HashMap<String, PkgId>,
        is_library: bool,
    ) -> (PkgId, Vec<Diagnostic>) {
        let scope = self.scopes.push(Scope {
            parent: Some(self.universe.scope),
            ..Scope::default()
        });
        let name = match files.first() {
            Some(f) => f.package.name,
            None => self.names.intern(path.rsplit('/').next().unwrap_or(path)),
        };
        let pkg = self.packages.push(Package {
            path: path.to_string(),
            name,
            scope,
            files: files.clone(),
            imports: Vec::new(),
            init_order: Vec::new(),
            inits: Vec::new(),
            is_library,
        });
        let saved = self.cur_pkg;
        self.minor = NEWEST_MINOR;
        let first_tparam = self.types.tparams.len();
        let mut c = Checker::new(self, pkg, &files);
        c.bodies = !is_library;
        c.collect_objects(imports);
        c.direct_cycles();
        c.package_objects();
        c.process_delayed(0);
        if is_library {
            c.check_initializer_bodies();
        }
        c.init_order();
        if !is_library {
            c.unused_imports();
        }
        c.record_untyped();
        if c.diags.is_empty() {
            c.monomorph();
        }
        if c.diags.is_empty() {
            c.anonymous_cycles();
        }
        if c.diags.is_empty() && !is_library {
            c.directives();
            c.missing_bodies();
            c.check_sizes();
        }
        let diags = std::mem::take(&mut c.diags);
        drop(c);
        // Constraints get their final form now: later they might get a type above a mark.
        for i in first_tparam..self.types.tparams.len() {
            self.tparam_iface(crate::TypeParamId::from_usize(i));
        }
        self.cur_pkg = saved;
        self.minor = NEWEST_MINOR;
        (pkg, diags)
    }

    /// Checks the body of a library function, if it was not checked yet. The generic function
    /// for instances.
    pub fn check_body(&mut self, obj: ObjId) -> Vec<Diagnostic> {
        let Some(o) = self.objects.get(obj) else {
            return Vec::new();
        };
        let (
            ObjectKind::Func {
                body_checked: false,
                ..
            },
            Some(decl),
        ) = (&o.kind, o.decl)
        else {
            return Vec::new();
        };
        let Some(package) = self.packages.get(decl.pkg) else {
            return Vec::new();
        };
        let files = package.files.clone();
        let Some(file) = files.get(decl.file as usize) else {
            return Vec::new();
        };
        let Some(Decl::Func(fdecl)) = file.decls.get(decl.decl as usize) else {
            return Vec::new();
        };
        let Some(&file_scope) = self.info.file_scopes.get(&file.file) else {
            return Vec::new();
        };
        self.info.checked_bodies.push(obj);
        let saved = self.cur_pkg;
        let mut c = Checker::new(self, decl.pkg, &files);
        c.bodies = false;
        c.decls.push(DeclInfo {
            file_scope,
            decl,
            lhs: std::rc::Rc::from([]),
            vtyp: None,
            init: None,
            value: 0,
            inherited: false,
            iota: 0,
            tdecl: None,
            fdecl: Some(fdecl),
            deps: Default::default(),
        });
        c.func_decl_body(obj, 0);
        c.process_delayed(0);
        c.record_untyped();
        let diags = std::mem::take(&mut c.diags);
        drop(c);
        self.cur_pkg = saved;
        diags
    }

    /// Functions of packages that were loaded before `mark`, whose bodies were checked since.
    pub fn bodies_since(&self, mark: &Mark) -> Vec<ObjId> {
        let new = self.info.checked_bodies.get(mark.bodies..).unwrap_or(&[]);
        let old = |obj: &&ObjId| mark.has_object(**obj);
        new.iter().filter(old).copied().collect()
    }

    /// Remembers the state, to be gone back to with [`World::reset`].
    pub fn mark(&self) -> Mark {
        Mark {
            files: self.map.len(),
            next_node: self.ids.next,
            types: self.mark_types(),
            objects: self.objects.len(),
            scopes: self.scopes.len(),
            packages: self.packages.len(),
            bodies: self.info.checked_bodies.len(),
        }
    }

    /// Forgets everything since `mark`. Names stay interned.
    pub fn reset(&mut self, mark: &Mark) {
        self.map.truncate(mark.files);
        self.ids.next = mark.next_node;
        self.objects.truncate(mark.objects);
        self.scopes.truncate(mark.scopes);
        self.packages.truncate(mark.packages);
        // Library bodies that only the forgotten program needed mention forgotten types.
        for obj in self.info.checked_bodies.split_off(mark.bodies) {
            if let Some(o) = self.objects.get_mut(obj)
                && let ObjectKind::Func { body_checked, .. } = &mut o.kind
            {
                *body_checked = false;
            }
            // Its parameters share a scope with the body's own declarations.
            let scope = self.info.func_scopes.get(&obj);
            if let Some(s) = scope.and_then(|&s| self.scopes.get_mut(s)) {
                s.names.retain(|_, o| o.index() < mark.objects);
                s.order.retain(|o| o.index() < mark.objects);
            }
        }
        let nodes = mark.next_node as usize;
        let info = &mut self.info;
        info.types.truncate(nodes);
        info.defs.truncate(nodes);
        info.uses.truncate(nodes);
        info.selections.retain(|id, _| id.index() < nodes);
        info.instances.retain(|id, _| id.index() < nodes);
        info.implicits.retain(|id, _| id.index() < nodes);
        info.func_objs.retain(|id, _| id.index() < nodes);
        info.promoted.retain(|id, _| id.index() < nodes);
        info.file_scopes.retain(|id, _| id.index() < mark.files);
        info.func_scopes.retain(|id, _| id.index() < mark.objects);
        self.reset_types(mark.types);
        self.cur_pkg = self.universe.pkg;
    }
}

/// What is said about a package that is not there.
pub(crate) fn missing_package(path: &str, importer: &dyn Importer) -> String {
    if importer.is_away(path) {
        return format!("package {path} could not be loaded; are you offline?");
    }
    if path == "embed" {
        return format!("package {path} is not available in Sudog: there are no files to embed");
    }
    let near = importer.nearest(path);
    let hint = match near.first() {
        Some(first) => format!(" (nearest: {first})"),
        None => String::new(),
    };
    // Without a dot in its first part the go command takes it for a package of the library.
    let first = path.split('/').next().unwrap_or(path);
    if !first.contains('.') && !std_packages::exists(path) {
        return format!("package {path} is not in std{hint}");
    }
    format!("package {path} is not available in Sudog{hint}")
}

/// The paths that files import, in order, with the place of the first import of each.
pub(crate) fn imports_of(w: &World, files: &[Arc<File>]) -> Vec<(String, Span)> {
    let mut out: Vec<(String, Span)> = Vec::new();
    for file in files {
        for decl in &file.decls {
            let Decl::Import(d) = decl else { continue };
            if d.path.bad {
                continue;
            }
            if let Ok(path) = import_path(w.names.text(d.path.text))
                && !out.iter().any(|(p, _)| *p == path)
            {
                out.push((path, d.path.span));
            }
        }
    }
    out
}
