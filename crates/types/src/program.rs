//! User programs: files into packages, packages in order, messages as gc prints them.

use base::HashMap;
use std::sync::Arc;

use base::{Diagnostic, NEWEST_MINOR, Span};
use syntax::ast::File;
use syntax::directives;

use crate::cgo;
use crate::loader::{imports_of, missing_package};
use crate::testmain;
use crate::{Importer, PkgId, World};

/// After this many errors gc stops.
const MAX_ERRORS: usize = 10;

/// The oldest version of the language that a file can ask for.
const OLDEST_MINOR: u32 = 21;

/// The target's system for build constraints.
const GOOS: &str = "linux";

/// Codes of errors that gc looks for in what is otherwise without errors.
pub(crate) const LATE: [&str; 4] = [
    "AnonymousCycle",
    "MissingBody",
    "SizeTooLarge",
    directives::DIRECTIVE,
];

/// The path of the package that is run, wherever it is.
const MAIN: &str = "main";

/// What checking a program gave.
#[derive(Clone, Debug, Default)]
pub struct CheckOutcome {
    /// All packages of the program, library ones included, in the order of their initialisation.
    pub packages: Vec<PkgId>,
    /// Package main, if the program can be run.
    pub main: Option<PkgId>,
    /// In order of place.
    pub diagnostics: Vec<Diagnostic>,
    /// The messages as gc prints them.
    pub text: String,
}

/// What checking declarations alone gave.
#[derive(Clone, Debug, Default)]
pub struct Declared {
    /// The user's packages in the order of the files, as far as they could be checked.
    pub packages: Vec<PkgId>,
    /// In order of reporting.
    pub diagnostics: Vec<Diagnostic>,
}

/// A package of the user's.
pub(crate) struct UserPackage {
    pub(crate) path: String,
    pub(crate) files: Vec<Arc<File>>,
}

impl World {
    /// Checks a program. `files` are names (with directories, for several packages) and texts; a
    /// `go.mod` among them names the module. The package in the root directory is run; if it has no
    /// function main, then its tests are.
    pub fn check_program(
        &mut self,
        files: Vec<(String, String)>,
        importer: &dyn Importer,
    ) -> CheckOutcome {
        let mut diags = Vec::new();
        let has_go = files.iter().any(|(name, _)| name.ends_with(".go"));
        let (mut packages, tests) = self.parse_program(files, true, importer.tags(), &mut diags);
        if packages.is_empty() && diags.is_empty() {
            let msg = if has_go {
                "build constraints exclude all Go files"
            } else {
                "no Go files"
            };
            return self.failed(vec![Diagnostic::error(Span::NONE, "NoGoFiles", msg)]);
        }
        if packages.is_empty() || syntax::stops_checking(&diags) {
            return self.failed(diags);
        }
        if let Some(problem) = self.package_clauses(&packages) {
            return self.failed(vec![problem]);
        }
        for p in &packages {
            if let Some(f) = p.files.first()
                && f.package.name == self.universe.blank
            {
                diags.push(Diagnostic::error(
                    f.package.span,
                    "BlankPkgName",
                    "invalid package name _",
                ));
            }
        }
        let mut found = HashMap::default();
        let missing = self.load_imports(&packages, importer, &mut found);
        if !missing.is_empty() {
            // The go command does not sort these by place.
            let text = missing.iter().map(|d| rendered(self, d) + "\n").collect();
            return CheckOutcome {
                text,
                ..self.failed(missing)
            };
        }
        // The runtime is part of every program.
        if importer.package("runtime").is_some()
            && let Err(errors) = self.load_library("runtime", importer)
        {
            return self.failed(errors);
        }
        let order = match self.user_order(&packages) {
            Ok(order) => order,
            Err(problem) => return self.failed(vec![problem]),
        };
        for p in &mut packages {
            let problems = self.add_cgo(p);
            if !problems.is_empty() {
                // By name and not by place, as the cgo command has them.
                let text = problems.iter().map(|d| rendered(self, d) + "\n").collect();
                return CheckOutcome {
                    text,
                    ..self.failed(problems)
                };
            }
        }
        let mut main = None;
        for i in order {
            let Some(p) = packages.get_mut(i) else {
                continue;
            };
            let files = std::mem::take(&mut p.files);
            let path = p.path.clone();
            let (pkg, mut errors) = self.check_user_package(&path, files, &found);
            let broken = !errors.is_empty();
            if !diags.is_empty() {
                errors.retain(|d| !LATE.contains(&d.code));
            }
            diags.extend(errors);
            if broken {
                return self.failed(diags);
            }
            found.insert(path.clone(), pkg);
            if path == "main" && (tests || self.names.text(self.packages[pkg].name) == "main") {
                main = Some(pkg);
            }
        }
        if !diags.is_empty() {
            return self.failed(diags);
        }
        let Some(main) = main else {
            let msg = "package command-line-arguments is not a main package";
            return self.failed(vec![Diagnostic::error(Span::NONE, "NotMain", msg)]);
        };
        let scope = self.packages[main].scope;
        let has_main = self
            .names
            .find("main")
            .is_some_and(|name| self.scopes[scope].names.contains_key(&name));
        if !has_main {
            let msg = "runtime.main_main·f: function main is undeclared in the main package";
            return self.failed(vec![Diagnostic::error(Span::NONE, "MissingMain", msg)]);
        }
        CheckOutcome {
            packages: self.init_packages(main),
            main: Some(main),
            diagnostics: Vec::new(),
            text: String::new(),
        }
    }

    /// Checks files of which nothing is asked but that their types can be told: they need no package
    /// clause of a program, no function main, and what is wrong with one declaration does not keep
    /// others from being looked at.
    pub fn check_declarations(
        &mut self,
        files: Vec<(String, String)>,
        importer: &dyn Importer,
    ) -> Declared {
        self.declarations(files, Vec::new(), importer)
    }

    /// The same with all files of tests, which belong to their packages or stand beside them.
    pub fn check_with_tests(
        &mut self,
        files: Vec<(String, String)>,
        importer: &dyn Importer,
    ) -> Declared {
        let (tests, files) = files
            .into_iter()
            .partition(|(name, _)| name.ends_with("_test.go"));
        self.declarations(files, tests, importer)
    }

    fn declarations(
        &mut self,
        files: Vec<(String, String)>,
        tests: Vec<(String, String)>,
        importer: &dyn Importer,
    ) -> Declared {
        let mut diagnostics = Vec::new();
        let alone = files.len() + tests.len() == 1;
        let module = module_of(files.iter().map(|(n, t)| (n.as_str(), t.as_str())));
        let go_mod = files.iter().find(|(name, _)| name == "go.mod");
        let minor = go_mod.map_or(NEWEST_MINOR, |(_, text)| syntax::build::module_minor(text));
        let (mut packages, _) = self.parse_program(files, false, importer.tags(), &mut diagnostics);
        for (name, text) in tests {
            let base = name.rsplit('/').next().unwrap_or(&name);
            let asked = syntax::build::matches(base, &text, GOOS, self.arch, importer.tags());
            if base.starts_with(['_', '.']) || !alone && !asked {
                continue;
            }
            let path = match name.rsplit_once('/') {
                Some((dir, _)) => format!("{module}/{dir}"),
                None => MAIN.to_string(),
            };
            let mut heads = Vec::new();
            let file = self.parse_one((name, text, minor), &mut heads, &mut diagnostics);
            diagnostics.extend(heads);
            let Some(file) = file else { continue };
            self.add_test_file(file, path, &module, &mut packages);
        }
        diagnostics.extend(self.package_clauses(&packages));
        let mut found = HashMap::default();
        diagnostics.extend(self.load_imports(&packages, importer, &mut found));
        let order = match self.user_order(&packages) {
            Ok(order) => order,
            Err(problem) => {
                diagnostics.push(problem);
                Vec::new()
            }
        };
        for p in &mut packages {
            diagnostics.extend(self.add_cgo(p));
        }
        let mut checked = vec![None; packages.len()];
        for i in order {
            let Some(p) = packages.get_mut(i) else {
                continue;
            };
            let files = std::mem::take(&mut p.files);
            let (pkg, errors) = self.check_user_package(&p.path, files, &found);
            diagnostics.extend(errors);
            found.insert(p.path.clone(), pkg);
            if let Some(slot) = checked.get_mut(i) {
                *slot = Some(pkg);
            }
        }
        Declared {
            packages: checked.into_iter().flatten().collect(),
            diagnostics,
        }
    }

    fn add_test_file(
        &self,
        file: Arc<File>,
        path: String,
        module: &str,
        packages: &mut Vec<UserPackage>,
    ) {
        let name = |f: &File| self.names.text(f.package.name).to_string();
        let own = name(&file);
        let mut path = path;
        if let Some(tested) = own.strip_suffix("_test") {
            // Tests from outside import the package by its path.
            if path == MAIN {
                path = module.to_string();
                let root = packages.iter_mut().find(|p| p.path == MAIN);
                if let Some(root) = root.filter(|_| tested != "main") {
                    root.path.clone_from(&path);
                }
            }
            path.push_str("_test");
        }
        match packages.iter_mut().find(|p| p.path == path) {
            Some(p) => p.files.push(file),
            None => packages.push(UserPackage {
                path,
                files: vec![file],
            }),
        }
    }

    pub(crate) fn check_user_package(
        &mut self,
        path: &str,
        files: Vec<Arc<File>>,
        found: &HashMap<String, PkgId>,
    ) -> (PkgId, Vec<Diagnostic>) {
        let last = files
            .last()
            .map(|f| self.map.file(f.file).name == cgo::FILE);
        let (pkg, mut errors) = self.check_package(path, files, found, false);
        if last == Some(true) {
            for d in &mut errors {
                d.message = cgo::shown(&d.message);
            }
        }
        (pkg, errors)
    }

    fn failed(&self, diags: Vec<Diagnostic>) -> CheckOutcome {
        let text = render_diagnostics(self, &diags);
        let mut diagnostics = diags;
        base::sort::sort_by_key(&mut diagnostics, |d| d.span.lo);
        CheckOutcome {
            packages: Vec::new(),
            main: None,
            diagnostics,
            text,
        }
    }

    /// Parses the program's Go files and groups them by directory. Whether its tests are to be run,
    /// if that `may` be.
    fn parse_program(
        &mut self,
        files: Vec<(String, String)>,
        may: bool,
        tags: &[&str],
        diags: &mut Vec<Diagnostic>,
    ) -> (Vec<UserPackage>, bool) {
        let go_mod = files
            .iter()
            .find(|(name, _)| name == "go.mod")
            .map(|(_, text)| text.as_str());
        let module = go_mod
            .and_then(module_path)
            .unwrap_or_else(|| "play".to_string());
        let minor = go_mod.map_or(NEWEST_MINOR, syntax::build::module_minor);
        let mut packages: Vec<UserPackage> = Vec::new();
        let mut bad_heads = Vec::new();
        // The go command does not ask whether a file that it is told to compile wants to be.
        let alone = files.len() == 1;
        let mut test_files = Vec::new();
        for (name, text) in files {
            let base = name.rsplit('/').next().unwrap_or(&name);
            if !base.ends_with(".go")
                || base.starts_with(['_', '.'])
                || !alone && !syntax::build::matches(base, &text, GOOS, self.arch, tags)
            {
                continue;
            }
            if base.ends_with("_test.go") {
                if base == name {
                    test_files.push((name, text, minor));
                }
                continue;
            }
            let path = match name.rsplit_once('/') {
                Some((dir, _)) => format!("{module}/{dir}"),
                None => MAIN.to_string(),
            };
            let Some(file) = self.parse_one((name, text, minor), &mut bad_heads, diags) else {
                continue;
            };
            match packages.iter_mut().find(|p| p.path == path) {
                Some(p) => p.files.push(file),
                None => packages.push(UserPackage {
                    path,
                    files: vec![file],
                }),
            }
        }
        let tests =
            may && self.add_tests(test_files, &module, &mut packages, &mut bad_heads, diags);
        // The go command does not start the compiler then.
        if !bad_heads.is_empty() {
            *diags = bad_heads;
            packages.clear();
        }
        (packages, tests)
    }

    /// A file of the program: name, text, and its module's version of the language.
    fn parse_one(
        &mut self,
        (name, text, minor): (String, String, u32),
        bad_heads: &mut Vec<Diagnostic>,
        diags: &mut Vec<Diagnostic>,
    ) -> Option<Arc<File>> {
        if let Some(mut error) = syntax::header::check(&text) {
            let id = self.map.add(name, text);
            let start = self.map.file(id).base;
            error.span = Span::new(error.span.lo + start, error.span.hi + start);
            bad_heads.push(error);
            return None;
        }
        Some(self.parse_alone((name, text, minor), diags))
    }

    /// The same without the go command, which looks at a file's head first.
    pub(crate) fn parse_alone(
        &mut self,
        (name, text, minor): (String, String, u32),
        diags: &mut Vec<Diagnostic>,
    ) -> Arc<File> {
        let demanded = syntax::build::demanded_minor(&text);
        let id = self.map.add(name, text);
        // What a file asks for is taken for 1.21 if it is older.
        let own = demanded.map(|d| d.max(OLDEST_MINOR));
        self.map
            .set_version(id, own.unwrap_or(minor), own.is_some());
        let (file, errors) = syntax::parse_file(&self.map, id, &mut self.names, &mut self.ids);
        diags.extend(errors);
        let source = self.map.file(id);
        let (marks, problems) = directives::line_marks(&file, source);
        diags.extend(problems);
        diags.extend(directives::directives(&file, source).early);
        self.map.set_marks(id, marks);
        Arc::new(file)
    }

    /// If the program's tests are to be run, adds the files that hold them and what runs them.
    fn add_tests(
        &mut self,
        files: Vec<(String, String, u32)>,
        module: &str,
        packages: &mut Vec<UserPackage>,
        bad_heads: &mut Vec<Diagnostic>,
        diags: &mut Vec<Diagnostic>,
    ) -> bool {
        let root = packages.iter().find(|p| p.path == MAIN);
        if root.is_some_and(|p| self.has_main(&p.files)) {
            return false;
        }
        let mut inside = root.map_or(Vec::new(), |p| p.files.clone());
        let plain = inside.len();
        let mut outside = Vec::new();
        for file in files {
            let Some(file) = self.parse_one(file, bad_heads, diags) else {
                continue;
            };
            let name = |f: &File| self.names.text(f.package.name);
            let external = |of: &Arc<File>| name(&file).strip_suffix("_test") == Some(name(of));
            if inside.first().is_some_and(external) {
                outside.push(file);
            } else {
                inside.push(file);
            }
        }
        // Tests are looked for in all files only where none is made for them.
        let strict = inside.len() > plain || !outside.is_empty();
        let mut found = testmain::Tests::default();
        for (k, file) in inside.iter().enumerate() {
            if !strict || k >= plain {
                diags.extend(self.find_tests(file, strict, !outside.is_empty(), &mut found));
            }
        }
        for file in &outside {
            diags.extend(self.find_tests(file, strict, false, &mut found));
        }
        if !found.any() || inside.is_empty() {
            return false;
        }
        packages.retain(|p| p.path != MAIN);
        let mut at = MAIN;
        let mut last = inside;
        if !outside.is_empty() {
            // Tests from outside see the package as its importers do.
            packages.push(UserPackage {
                path: module.to_string(),
                files: last,
            });
            at = module;
            last = outside;
        }
        let name = last.first().map(|f| f.package.name);
        let name = name.map_or(MAIN, |n| self.names.text(n));
        let text = found.file(name, (at != MAIN).then_some(at));
        let file = (testmain::FILE.to_string(), text, NEWEST_MINOR);
        last.extend(self.parse_one(file, bad_heads, diags));
        packages.push(UserPackage {
            path: MAIN.to_string(),
            files: last,
        });
        true
    }

    /// Adds the file that declares what a package uses of C, if it uses C; what is wrong with that.
    fn add_cgo(&mut self, p: &mut UserPackage) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        match self.cgo_file(&p.files) {
            Ok(None) => {}
            Ok(Some(text)) => {
                let file = (cgo::FILE.to_string(), text, NEWEST_MINOR);
                let file = self.parse_one(file, &mut Vec::new(), &mut problems);
                p.files.extend(file);
            }
            Err(errors) => problems = errors,
        }
        problems
    }

    /// The files of one directory must be of one package.
    fn package_clauses(&self, packages: &[UserPackage]) -> Option<Diagnostic> {
        for p in packages {
            let first = p.files.first()?;
            for f in &p.files {
                if f.package.name != first.package.name {
                    let name = |f: &File| self.names.text(f.package.name).to_string();
                    let file = |f: &File| self.map.file(f.file).name.clone();
                    return Some(Diagnostic::error(
                        f.package.span,
                        "MismatchedPkgName",
                        format!(
                            "found packages {} ({}) and {} ({})",
                            name(first),
                            file(first),
                            name(f),
                            file(f)
                        ),
                    ));
                }
            }
        }
        None
    }

    /// Loads the library packages that the program imports.
    fn load_imports(
        &mut self,
        packages: &[UserPackage],
        importer: &dyn Importer,
        found: &mut HashMap<String, PkgId>,
    ) -> Vec<Diagnostic> {
        let mut missing = Vec::new();
        for p in packages {
            let mut imports = imports_of(self, &p.files);
            // In the order in which the go command looks for them.
            base::sort::sort(&mut imports);
            for (path, span) in imports {
                if packages.iter().any(|q| q.path == path && path != "main") {
                    if !internal_ok(&path, &p.path) {
                        missing.push(internal_error(&path, span));
                    }
                    continue;
                }
                if path == cgo::PATH {
                    let c = match self.find_package(cgo::PATH) {
                        Some(c) => c,
                        None => {
                            let none = HashMap::default();
                            self.check_package(cgo::PATH, Vec::new(), &none, true).0
                        }
                    };
                    found.insert(path, c);
                    // What stands for it needs that one.
                    let unsafe_pkg = self.find_package("unsafe");
                    found.extend(unsafe_pkg.map(|pkg| ("unsafe".to_string(), pkg)));
                    continue;
                }
                if self.find_package(&path).is_none() && importer.package(&path).is_none() {
                    let msg = bad_path(&path).unwrap_or_else(|| missing_package(&path, importer));
                    missing.push(Diagnostic::error(span, "BrokenImport", msg));
                    continue;
                }
                if path.split('/').any(|part| part == "internal") {
                    missing.push(internal_error(&path, span));
                    continue;
                }
                match self.load_library(&path, importer) {
                    Ok(pkg) => {
                        found.insert(path, pkg);
                    }
                    Err(errors) => missing.extend(errors),
                }
            }
        }
        missing
    }

    /// The user's packages, imported ones before their importers.
    fn user_order(&self, packages: &[UserPackage]) -> Result<Vec<usize>, Diagnostic> {
        let imports: Vec<Vec<(usize, Span)>> = packages
            .iter()
            .map(|p| {
                imports_of(self, &p.files)
                    .into_iter()
                    .filter_map(|(path, span)| {
                        let i = packages.iter().position(|q| q.path == path)?;
                        Some((i, span))
                    })
                    .collect()
            })
            .collect();
        let mut order: Vec<usize> = Vec::new();
        while order.len() < packages.len() {
            let next = (0..packages.len()).find(|i| {
                !order.contains(i)
                    && imports
                        .get(*i)
                        .is_some_and(|deps| deps.iter().all(|(d, _)| order.contains(d)))
            });
            match next {
                Some(i) => order.push(i),
                None => {
                    let span = import_cycle(&imports, &order);
                    return Err(Diagnostic::error(
                        span,
                        "InvalidImportCycle",
                        "import cycle not allowed",
                    ));
                }
            }
        }
        Ok(order)
    }

    /// All packages that `main` needs, in the order of their initialisation: by path, each after
    /// those that it imports.
    pub fn init_packages(&self, main: PkgId) -> Vec<PkgId> {
        let mut all: Vec<PkgId> = Vec::new();
        let mut todo = vec![main];
        todo.extend(self.find_package("runtime"));
        while let Some(p) = todo.pop() {
            if !all.contains(&p) {
                all.push(p);
                todo.extend(self.packages[p].imports.iter());
            }
        }
        // Everything depends on the runtime.
        let runtime: Vec<PkgId> = self
            .find_package("runtime")
            .map_or(Vec::new(), |r| self.reachable(r));
        base::sort::sort_by(&mut all, |&a, &b| {
            let (pa, pb) = (&self.packages[a], &self.packages[b]);
            let rank = |p: PkgId| !runtime.contains(&p);
            rank(a).cmp(&rank(b)).then_with(|| pa.path.cmp(&pb.path))
        });
        let mut order: Vec<PkgId> = Vec::new();
        while let Some(at) = all.iter().position(|&p| {
            self.packages[p]
                .imports
                .iter()
                .all(|i| order.contains(i) || !all.contains(i))
        }) {
            order.push(all.remove(at));
        }
        order
    }

    fn reachable(&self, from: PkgId) -> Vec<PkgId> {
        let mut all = Vec::new();
        let mut todo = vec![from];
        while let Some(p) = todo.pop() {
            if !all.contains(&p) {
                all.push(p);
                todo.extend(self.packages[p].imports.iter());
            }
        }
        all
    }
}

/// An import on a cycle among the packages that are not in `order`.
fn import_cycle(imports: &[Vec<(usize, Span)>], order: &[usize]) -> Span {
    let next = |i: usize| {
        imports
            .get(i)?
            .iter()
            .find(|(d, _)| !order.contains(d))
            .copied()
    };
    let Some(mut at) = (0..imports.len()).find(|i| !order.contains(i)) else {
        return Span::NONE;
    };
    // Every one left has such an import: after as many steps the way is on a cycle.
    for _ in 0..imports.len() {
        let Some((d, _)) = next(at) else { break };
        at = d;
    }
    // The first of the cycle's packages, for the sake of steadiness.
    let mut least = at;
    let mut i = at;
    while let Some((d, _)) = next(i) {
        least = least.min(d);
        if d == at {
            break;
        }
        i = d;
    }
    next(least).map_or(Span::NONE, |(_, span)| span)
}

/// What the go command says about a path that can be no package's.
fn bad_path(path: &str) -> Option<String> {
    if path.starts_with("./") || path.starts_with("../") || path == "." || path == ".." {
        return Some(format!(
            "{path:?} is relative, but relative import paths are not supported in module mode"
        ));
    }
    if path.starts_with('/') {
        return Some(format!(
            "{path:?} is not a package path; see 'go help packages'"
        ));
    }
    let why = if path.contains("//") {
        "double slash"
    } else if path.ends_with('/') {
        "trailing slash"
    } else if path.split('/').any(|part| part.ends_with('.')) {
        "trailing dot in path element"
    } else {
        return None;
    };
    Some(format!("malformed import path {path:?}: {why}"))
}

fn internal_error(path: &str, span: Span) -> Diagnostic {
    Diagnostic::error(
        span,
        "BrokenImport",
        format!("use of internal package {path} not allowed"),
    )
}

/// A package below `internal` is open to the tree around that directory only.
fn internal_ok(path: &str, importer: &str) -> bool {
    let root = match path
        .find("/internal/")
        .or_else(|| path.strip_suffix("/internal").map(str::len))
    {
        Some(at) => path.get(..at).unwrap_or(""),
        None => return true,
    };
    // The root package goes by the name of main, wherever it is.
    importer == "main" && !root.contains('/')
        || importer == root
        || importer.starts_with(&format!("{root}/"))
}

/// The path of the module that files are: names and texts.
pub fn module_of<'a>(mut files: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let go_mod = files.find(|(name, _)| *name == "go.mod");
    let path = go_mod.and_then(|(_, text)| module_path(text));
    path.unwrap_or_else(|| "play".to_string())
}

/// The path in a `module` line.
fn module_path(text: &str) -> Option<String> {
    text.lines().find_map(|line| {
        let rest = line.trim().strip_prefix("module")?;
        let path = rest.trim().trim_matches('"');
        (!path.is_empty() && rest.starts_with([' ', '\t'])).then(|| path.to_string())
    })
}

fn rendered(world: &World, d: &Diagnostic) -> String {
    if d.span.is_none() {
        d.message.clone()
    } else {
        d.render(&world.map)
    }
}

/// Messages as gc prints them, given in the order of reporting: the first ten (fewer if some
/// repeat), sorted by place, then `too many errors`.
pub fn render_diagnostics(world: &World, diags: &[Diagnostic]) -> String {
    let mut shown: Vec<&Diagnostic> = Vec::new();
    let mut last: Option<(u32, &str)> = None;
    let mut too_many = None;
    for d in diags {
        let line = world.map.position(d.span.lo).map_or(0, |p| p.line);
        if last == Some((line, d.message.as_str())) {
            continue;
        }
        last = Some((line, &d.message));
        shown.push(d);
        if shown.len() >= MAX_ERRORS {
            too_many = Some(d.span);
            break;
        }
    }
    // gc numbers files as it first says something of them.
    let mut stretches = Vec::new();
    for d in &shown {
        let stretch = world.map.stretch(d.span.lo);
        if !stretches.contains(&stretch) {
            stretches.push(stretch);
        }
    }
    base::sort::sort_by_key(&mut shown, |d| {
        let stretch = world.map.stretch(d.span.lo);
        let rank = stretches.iter().position(|s| *s == stretch);
        // gc finds non-names before `:=` after it has looked at their parts.
        let late = d.code == syntax::parser::BAD_DECL;
        let place = world.map.shown(d.span.lo);
        place.map_or((rank, 0, 0, late), |(_, line, col)| {
            (rank, line, col.min(base::COLUMN_LOST), late)
        })
    });
    let mut out = String::new();
    let mut previous = String::new();
    for d in shown {
        let text = rendered(world, d);
        if text != previous {
            out.push_str(&text);
            out.push('\n');
        }
        previous = text;
    }
    if let Some(span) = too_many {
        let more = if span.is_none() {
            "too many errors\n".to_string()
        } else {
            format!("{}: too many errors\n", world.map.describe_compact(span.lo))
        };
        out.push_str(&more);
    }
    out
}
