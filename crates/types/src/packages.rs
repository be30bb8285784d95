//! What the go command makes of a program's files before any compiler runs: which of them belong to
//! the build, which packages they are, what those import from where, and what is wrong with that.
//! Types are not looked at here.
//!
//! The walk is the go command's: from the root, imports in the order of their paths, each package
//! once; a package's own problem is told after those of what it imports.

use base::letters::lower;
use base::{Diagnostic, HashMap, Span};
use std::sync::Arc;

use syntax::ast::File;

use crate::folders::{Folder, Source, State};
use crate::loader::{imports_of, missing_package};
use crate::paths::{bad_path, internal_ok};
use crate::{Importer, PkgId, World, cgo, gomod};

/// The path of the package that is run, wherever it is.
pub(crate) const MAIN: &str = "main";

/// The code of a problem whose text says where it is.
pub(crate) const PLACED: &str = "BrokenBuild";

/// What importing gives that is no package.
const BROKEN: &str = "BrokenImport";

/// How much of a program is looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// What the root reaches: what is run.
    Root,
    /// Every package.
    Whole,
    /// The same with their tests.
    WithTests,
}

/// How long a chain of imports may be: the walk is recursive.
const MAX_CHAIN: usize = 200;

/// A package of the user's.
pub(crate) struct UserPackage {
    pub(crate) path: String,
    pub(crate) files: Vec<Arc<File>>,
    /// What the parser says of the files.
    pub(crate) errors: Vec<Diagnostic>,
    /// Its place among the program's directories.
    pub(crate) rank: usize,
}

/// A program, as far as it could be found.
#[derive(Default)]
pub(crate) struct Build {
    /// Each after those that it imports.
    pub(crate) packages: Vec<UserPackage>,
    /// Library packages that they import.
    pub(crate) found: HashMap<String, PkgId>,
    /// If there are any, then nothing is compiled.
    pub(crate) problems: Vec<Diagnostic>,
    /// Whether the program's tests are what is run.
    pub(crate) tests: bool,
    /// Whether the program's files were named one by one.
    pub(crate) alone: bool,
    /// What messages call the package in the root.
    pub(crate) root: String,
}

/// A package on the way from the root to the one that is being loaded.
#[derive(Clone)]
struct Step {
    path: String,
    /// The file that imports it, without directory.
    by: String,
}

/// An import that is being followed.
struct Import<'a> {
    path: &'a str,
    span: Span,
    /// The importing folder.
    from: usize,
}

impl World {
    /// Finds a program's packages.
    pub(crate) fn find_program(
        &mut self,
        files: Vec<(String, String)>,
        extent: Extent,
        importer: &dyn Importer,
    ) -> Build {
        let whole = extent != Extent::Root;
        let go_mod = files.iter().find(|(name, _)| name == "go.mod");
        let module = match go_mod.map(|(_, text)| gomod::module_path(text)) {
            None => gomod::PLAY.to_string(),
            Some(Ok(path)) => path,
            Some(Err(_)) if whole => gomod::PLAY.to_string(),
            Some(Err(why)) => {
                return Build {
                    problems: vec![placed(Span::NONE, why)],
                    ..Build::default()
                };
            }
        };
        let root = go_mod.map_or("", |(_, text)| gomod::root(text)).to_string();
        let alone = files.len() == 1 || self.listed;
        let folders = self.folders(files, &module, whole, importer.tags());
        let mut loader = Loader {
            w: self,
            importer,
            own: match root.as_str() {
                "" => module.clone(),
                root => format!("{module}/{root}"),
            },
            root,
            module,
            alone,
            folders,
            stack: Vec::new(),
            missing: Vec::new(),
            folded: HashMap::default(),
            build: Build::default(),
        };
        loader.build.alone = alone;
        loader.build.root = match alone {
            true => "command-line-arguments".to_string(),
            false => loader.own.clone(),
        };
        if whole {
            if extent == Extent::WithTests {
                loader.tests_too();
            }
            for at in 0..loader.folders.len() {
                loader.visit(at, None);
            }
        } else {
            loader.program();
        }
        loader.build
    }
}

struct Loader<'a> {
    w: &'a mut World,
    importer: &'a dyn Importer,
    module: String,
    /// The directory of the program's own package, and its path.
    root: String,
    own: String,
    /// Whether the program's files were named one by one.
    alone: bool,
    folders: Vec<Folder>,
    stack: Vec<Step>,
    /// Packages that are not there, as far as that has been said.
    missing: Vec<String>,
    /// Paths by their lower-case forms.
    folded: HashMap<String, String>,
    build: Build,
}

impl Loader<'_> {
    /// From the root on; its tests, if it has no function main.
    fn program(&mut self) {
        let Some(at) = self.folders.iter().position(|f| f.dir == self.root) else {
            self.problem("no Go files in .".to_string());
            return;
        };
        if let Some(why) = self.parse(at) {
            self.build.problems.push(why);
            return;
        }
        self.add_tests(at);
        if !self.build.problems.is_empty() {
            return;
        }
        let root = self.folders.get(at);
        let nothing = |f: &Folder| f.files.is_empty() && f.errors.is_empty();
        if root.is_some_and(|f| f.broken.is_none() && nothing(f)) {
            let why = self.no_files(at);
            let tests_only = root.is_some_and(|f| !f.excluded);
            self.problem(match (self.alone, tests_only) {
                (true, _) => why,
                (_, true) => format!("{}: {why}", self.own),
                (_, false) => format!("package {}: {why}", self.build.root),
            });
            return;
        }
        self.visit(at, None);
        // The package that its tests look at from outside.
        let outside = self.folders.iter().position(|f| f.path == self.own);
        if let Some(at) = outside {
            self.visit(at, None);
            base::sort::sort_by_key(&mut self.build.packages, |p| p.path == MAIN);
        }
    }

    fn problem(&mut self, why: String) {
        self.build.problems.push(placed(Span::NONE, why));
    }

    fn no_files(&self, at: usize) -> String {
        let Some(folder) = self.folders.get(at) else {
            return String::new();
        };
        let dir = folder.shown();
        if folder.excluded {
            format!("build constraints exclude all Go files in {dir}")
        } else if !folder.tests.is_empty() {
            format!("no non-test Go files in {dir}")
        } else {
            format!("no Go files in {dir}")
        }
    }

    /// Parses a folder's files, once; the first thing that is wrong with their heads.
    fn parse(&mut self, at: usize) -> Option<Diagnostic> {
        let folder = self.folders.get_mut(at)?;
        let sources = std::mem::take(&mut folder.sources);
        let mut heads = Vec::new();
        let mut errors = Vec::new();
        let mut files = Vec::new();
        for source in sources {
            let Some(file) = self.w.parse_source(source, &mut heads, &mut errors) else {
                continue;
            };
            // Such a file is not looked at, unless somebody names it.
            if !self.alone && self.w.names.text(file.package.name) == "documentation" {
                if let Some(folder) = self.folders.get_mut(at) {
                    folder.excluded = true;
                }
                continue;
            }
            files.push(file);
        }
        let folder = self.folders.get_mut(at)?;
        folder.files.extend(files);
        folder.errors.extend(errors);
        heads.into_iter().next()
    }

    /// Makes the root what runs its tests, if it has tests and no function main.
    fn add_tests(&mut self, at: usize) {
        let Some(root) = self.folders.get_mut(at) else {
            return;
        };
        if self.w.has_main(&root.files) {
            return;
        }
        let sources = std::mem::take(&mut root.tests);
        let files = std::mem::take(&mut root.files);
        let had_tests = !sources.is_empty();
        let (mut heads, mut errors) = (Vec::new(), Vec::new());
        let made = self
            .w
            .test_packages(sources, files, &self.own, &mut heads, &mut errors);
        self.build.problems.extend(heads.into_iter().next());
        self.build.tests = made.tests;
        let Some(root) = self.folders.get_mut(at) else {
            return;
        };
        root.files = made.main;
        root.errors.extend(errors);
        if had_tests && root.files.is_empty() {
            // For what is said about it.
            root.tests.push(Source {
                name: String::new(),
                text: String::new(),
                minor: base::NEWEST_MINOR,
            });
        }
        if let Some(files) = made.tested {
            let mut folder = Folder::new("", "", "");
            folder.path = self.own.clone();
            folder.files = files;
            self.folders.push(folder);
        }
    }

    /// Puts test files into the packages that they are of.
    fn tests_too(&mut self) {
        // Tests from outside may import a program.
        self.build.tests = true;
        for at in 0..self.folders.len() {
            let head = self.parse(at);
            self.build.problems.extend(head);
            let tests = self
                .folders
                .get_mut(at)
                .map(|f| std::mem::take(&mut f.tests));
            for source in tests.unwrap_or_default() {
                let (mut heads, mut errors) = (Vec::new(), Vec::new());
                let file = self.w.parse_source(source, &mut heads, &mut errors);
                self.build.problems.extend(heads);
                let Some(file) = file else { continue };
                let name = self.w.names.text(file.package.name);
                let tested = name.strip_suffix("_test").map(str::to_string);
                let to = match tested {
                    Some(tested) => self.outside(at, &tested),
                    None => at,
                };
                if let Some(folder) = self.folders.get_mut(to) {
                    folder.files.push(file);
                    folder.errors.extend(errors);
                }
            }
        }
    }

    /// Where the tests of a package from outside are: they import it by its path.
    fn outside(&mut self, at: usize, tested: &str) -> usize {
        let module = self.own.clone();
        let Some(folder) = self.folders.get_mut(at) else {
            return at;
        };
        if folder.path == MAIN && tested != "main" {
            folder.path.clone_from(&module);
        }
        let of = match folder.path.as_str() {
            MAIN => module,
            path => path.to_string(),
        };
        let path = format!("{of}_test");
        if let Some(found) = self.folders.iter().position(|f| f.path == path) {
            return found;
        }
        let mut folder = Folder::new("", "", "");
        folder.path = path;
        self.folders.push(folder);
        self.folders.len() - 1
    }

    /// Loads a package of the user's and what it imports. `import` led here.
    fn visit(&mut self, at: usize, import: Option<&Import>) {
        let Some(folder) = self.folders.get_mut(at) else {
            return;
        };
        if folder.state != State::New {
            return;
        }
        folder.state = State::Loading;
        let path = match folder.path.as_str() {
            MAIN => self.build.root.clone(),
            path => path.to_string(),
        };
        if let Some(problem) = self.look(at, &path, import) {
            // What is wrong with the files keeps their imports from being looked at.
            self.finish(at, Some(problem));
            return;
        }
        let by = match import {
            Some(i) => self.file_name(i.span),
            None => String::new(),
        };
        self.stack.push(Step { path, by });
        let problem = self.names(at);
        let problem = problem.or_else(|| self.imports(at));
        self.stack.pop();
        let own = self.folders.get_mut(at).and_then(|f| f.problem.take());
        self.finish(at, own.or(problem));
    }

    fn finish(&mut self, at: usize, problem: Option<Diagnostic>) {
        let failed = problem.is_some();
        self.build.problems.extend(problem);
        if let Some(folder) = self.folders.get_mut(at) {
            folder.state = State::Done;
            folder.failed = failed;
            self.build.packages.push(UserPackage {
                path: folder.path.clone(),
                files: std::mem::take(&mut folder.files),
                errors: std::mem::take(&mut folder.errors),
                rank: at,
            });
        }
    }

    /// What is wrong with the files of a package, before its imports are looked at.
    fn look(&mut self, at: usize, path: &str, import: Option<&Import>) -> Option<Diagnostic> {
        let head = self.parse(at);
        let folder = self.folders.get(at)?;
        // What is wrong with the package as such is said of whoever imports it.
        let of_import = |why: String| match import {
            Some(i) => Diagnostic::error(i.span, BROKEN, why),
            None => placed(Span::NONE, why),
        };
        if let Some(why) = &folder.broken {
            return Some(of_import(why.clone()));
        }
        if head.is_some() {
            return head;
        }
        if let Some(why) = self.two_packages(folder) {
            let span = match import {
                Some(i) => i.span,
                None => Span::NONE,
            };
            return Some(Diagnostic::error(span, BROKEN, why));
        }
        if folder.files.is_empty() && folder.errors.is_empty() {
            let why = self.no_files(at);
            let span = import.map_or(Span::NONE, |i| i.span);
            return Some(match folder.excluded {
                true => placed(
                    span,
                    format!("{}\n\timports {path}: {why}", self.way(false)),
                ),
                false => placed(span, format!("{path}: {why}")),
            });
        }
        let first = self
            .folded
            .entry(lower(path))
            .or_insert_with(|| path.to_string());
        (first != path).then(|| {
            of_import(format!(
                "case-insensitive import collision: {path:?} and {first:?}"
            ))
        })
    }

    fn two_packages(&self, folder: &Folder) -> Option<String> {
        let name = |f: &File| self.w.names.text(f.package.name).to_string();
        let shown = |f: &File| {
            let full = &self.w.map.file(f.file).name;
            full.rsplit('/').next().unwrap_or(full).to_string()
        };
        let first = folder.files.first()?;
        let other = folder
            .files
            .iter()
            .find(|f| f.package.name != first.package.name)?;
        Some(format!(
            "found packages {} ({}) and {} ({}) in {}",
            name(first),
            shown(first),
            name(other),
            shown(other),
            folder.shown()
        ))
    }

    /// What is wrong with the names of a package's files.
    fn names(&self, at: usize) -> Option<Diagnostic> {
        if self.alone {
            return None;
        }
        let folder = self.folders.get(at)?;
        let files = folder.files.iter();
        let names: Vec<&str> = files
            .map(|f| {
                let full = &self.w.map.file(f.file).name;
                full.rsplit('/').next().unwrap_or(full)
            })
            .collect();
        for (k, name) in names.iter().enumerate() {
            let same = |n: &&&str| lower(n) == lower(name);
            if let Some(first) = names.get(..k).and_then(|before| before.iter().find(same)) {
                let why = format!("case-insensitive file name collision: {first:?} and {name:?}");
                return Some(placed(Span::NONE, format!("{}: {why}", self.way(false))));
            }
            let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '/');
            if !name.starts_with(|c: char| !c.is_ascii() || plain(c)) {
                let why = format!("invalid input file name {name:?}");
                return Some(placed(Span::NONE, format!("{}: {why}", self.way(false))));
            }
        }
        None
    }

    /// The first thing that forbids one of a package's imports.
    fn imports(&mut self, at: usize) -> Option<Diagnostic> {
        let files = self.folders.get(at)?.files.clone();
        let mut list = imports_of(self.w, &files);
        base::sort::sort(&mut list);
        let mut first = None;
        for (path, span) in &list {
            let import = Import {
                path,
                span: *span,
                from: at,
            };
            let problem = self.import(&import);
            first = first.or(problem);
        }
        first
    }

    /// Follows an import; why the importing package may not have it.
    fn import(&mut self, import: &Import) -> Option<Diagnostic> {
        let Import { path, span, .. } = *import;
        if path == cgo::PATH {
            self.cgo();
            return None;
        }
        let named = |wanted: &str| self.folders.iter().position(|f| f.path == wanted);
        let own = match path {
            MAIN => None,
            // What tests look at from outside, or the root itself.
            _ if path == self.own && !self.alone => named(path).or_else(|| named(MAIN)),
            _ => named(path),
        };
        if let Some(at) = own {
            return self.import_own(at, import);
        }
        let internal = path.split('/').any(|part| part == "internal");
        let known = self.w.find_package(path).is_some() || self.importer.package(path).is_some();
        // Whatever lies below `internal` in the library is closed, whether we have it or not.
        let library = path.split('/').next().is_some_and(|p| !p.contains('.'));
        let ours = path.starts_with(&format!("{}/", self.module));
        if internal && (known || library && !ours) {
            return Some(self.closed(import));
        }
        if !known {
            if !self.missing.iter().any(|p| p == path) {
                self.missing.push(path.to_string());
                let bad = bad_path(path);
                let relative = path.starts_with('.') && bad.is_some();
                let why = bad.unwrap_or_else(|| missing_package(path, self.importer));
                let error = |why| Diagnostic::error(span, BROKEN, why);
                self.build.problems.push(error(why));
                if relative && !self.alone {
                    return Some(error(format!("local import {path:?} in non-local package")));
                }
            }
            return None;
        }
        match self.w.load_library(path, self.importer) {
            Ok(pkg) => {
                self.build.found.insert(path.to_string(), pkg);
            }
            Err(errors) => self.build.problems.extend(errors),
        }
        None
    }

    fn import_own(&mut self, at: usize, import: &Import) -> Option<Diagnostic> {
        let Import { path, span, from } = *import;
        if self.stack.len() > MAX_CHAIN {
            let why = "imports nest too deeply for Sudog".to_string();
            return Some(Diagnostic::error(span, BROKEN, why));
        }
        let state = self.folders.get(at).map(|f| f.state);
        if state == Some(State::Loading) {
            let by = self.file_name(span);
            let path = path.to_string();
            self.stack.push(Step { path, by });
            let why = format!("{}: import cycle not allowed", self.way(true));
            self.stack.pop();
            if let Some(folder) = self.folders.get_mut(at) {
                folder.problem.get_or_insert(placed(span, why));
            }
        } else {
            self.visit(at, Some(import));
            if self.folders.get(at).is_none_or(|f| f.failed) {
                return None;
            }
        }
        let importer = self.folders.get(from).map_or("", |f| f.path.as_str());
        if !internal_ok(path, importer, &self.own) {
            return Some(self.closed(import));
        }
        let packages = self.build.packages.iter().find(|p| p.rank == at);
        let loaded = packages.map(|p| p.files.as_slice()).unwrap_or_default();
        let loading = self.folders.get(at).map(|f| f.files.as_slice());
        let file = loaded.first().or(loading.unwrap_or_default().first());
        let is_main = file.is_some_and(|f| self.w.names.text(f.package.name) == "main");
        (is_main && !self.build.tests).then(|| {
            let why = format!("import {path:?} is a program, not an importable package");
            Diagnostic::error(span, BROKEN, why)
        })
    }

    fn closed(&self, import: &Import) -> Diagnostic {
        let Import { path, span, .. } = import;
        let place = self.w.map.describe(span.lo);
        let way = self.way(false);
        placed(
            *span,
            format!("{way}\n\t{place}: use of internal package {path} not allowed"),
        )
    }

    fn cgo(&mut self) {
        let c = match self.w.find_package(cgo::PATH) {
            Some(c) => c,
            None => {
                let none = HashMap::default();
                let package = self.w.check_package(cgo::PATH, Vec::new(), &none, true);
                package.0
            }
        };
        self.build.found.insert(cgo::PATH.to_string(), c);
        // What stands for it needs that one.
        let unsafe_pkg = self.w.find_package("unsafe");
        let named = unsafe_pkg.map(|pkg| ("unsafe".to_string(), pkg));
        self.build.found.extend(named);
    }

    /// How the root leads to the package at hand; with the files whose imports do.
    fn way(&self, files: bool) -> String {
        let steps = self.stack.iter().map(|s| match (files, s.by.as_str()) {
            (false, _) | (_, "") => s.path.clone(),
            (true, by) => format!("{} from {by}", s.path),
        });
        let steps: Vec<String> = steps.collect();
        format!("package {}", steps.join("\n\timports "))
    }

    fn file_name(&self, span: Span) -> String {
        let at = self.w.map.position(span.lo);
        let name = at.map_or("", |p| self.w.map.file(p.file).name.as_str());
        name.rsplit('/').next().unwrap_or(name).to_string()
    }
}

/// A problem whose text says where it is.
fn placed(span: Span, text: String) -> Diagnostic {
    Diagnostic::error(span, PLACED, text)
}
