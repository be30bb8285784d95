//! User programs: files into packages, packages in order, messages as gc prints them.

use base::HashMap;
use std::sync::Arc;

use base::{Diagnostic, NEWEST_MINOR, Span};
use syntax::ast::File;
use syntax::directives;

use crate::cgo;
use crate::folders::Source;
use crate::loader::imports_of;
use crate::packages::{Build, Extent, MAIN, PLACED, UserPackage};
use crate::testmain;
use crate::{Importer, PkgId, World};

/// After this many errors gc stops.
const MAX_ERRORS: usize = 10;

/// Codes of errors that gc looks for in what is otherwise without errors.
pub(crate) const LATE: [&str; 4] = [
    "AnonymousCycle",
    "MissingBody",
    "SizeTooLarge",
    directives::DIRECTIVE,
];

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

/// What running a package's tests takes.
#[derive(Default)]
pub(crate) struct Tested {
    /// The files of the package that is run.
    pub(crate) main: Vec<Arc<File>>,
    /// Those of the package that it tests from outside.
    pub(crate) tested: Option<Vec<Arc<File>>>,
    /// Whether there are tests.
    pub(crate) tests: bool,
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
        let build = self.find_program(files, Extent::Root, importer);
        if !build.problems.is_empty() {
            return self.refused(build.problems);
        }
        // The runtime is part of every program.
        if importer.package("runtime").is_some()
            && let Err(errors) = self.load_library("runtime", importer)
        {
            return self.failed(errors);
        }
        let Build {
            packages,
            mut found,
            tests,
            root,
            alone,
            ..
        } = build;
        let mut main = None;
        let mut failed: Vec<String> = Vec::new();
        let mut broken = CheckOutcome::default();
        for p in packages {
            // What needs a package that does not compile is not compiled, everything else is.
            let needs_failed = |path: &String| {
                let imports = imports_of(self, &p.files);
                imports.iter().any(|(import, _)| import == path)
            };
            if failed.iter().any(needs_failed) {
                failed.push(p.path);
                continue;
            }
            let path = p.path.clone();
            let (pkg, errors, text) = self.compile_package(p, &found);
            let Some(pkg) = pkg.filter(|_| errors.is_empty()) else {
                failed.push(path);
                broken.diagnostics.extend(errors);
                broken.text.push_str(&text);
                continue;
            };
            found.insert(path.clone(), pkg);
            let named_main = self.names.text(self.packages[pkg].name) == MAIN;
            if path == MAIN && (tests || named_main) {
                main = Some(pkg);
            }
            // Stacks name a package that is tested by its path.
            if main == Some(pkg) && !named_main && !alone {
                self.packages[pkg].path.clone_from(&root);
            }
        }
        if !failed.is_empty() {
            base::sort::sort_by_key(&mut broken.diagnostics, |d| d.span.lo);
            return broken;
        }
        let Some(main) = main else {
            let msg = format!("package {root} is not a main package");
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

    /// What the compiler says of one package: with its text, since what cgo says is in another order.
    fn compile_package(
        &mut self,
        mut p: UserPackage,
        found: &HashMap<String, PkgId>,
    ) -> (Option<PkgId>, Vec<Diagnostic>, String) {
        let mut errors = std::mem::take(&mut p.errors);
        if syntax::stops_checking(&errors) {
            let text = render_diagnostics(self, &errors);
            return (None, errors, text);
        }
        if let Some(f) = p.files.first()
            && f.package.name == self.universe.blank
        {
            let (span, why) = (f.package.span, "invalid package name _");
            errors.push(Diagnostic::error(span, "BlankPkgName", why));
        }
        let problems = self.add_cgo(&mut p);
        if !problems.is_empty() {
            // By name and not by place, as the cgo command has them.
            let text = problems.iter().map(|d| rendered(self, d) + "\n").collect();
            return (None, problems, text);
        }
        let (pkg, mut more) = self.check_user_package(&p.path, p.files, found);
        if !errors.is_empty() {
            more.retain(|d| !LATE.contains(&d.code));
        }
        errors.extend(more);
        let text = render_diagnostics(self, &errors);
        (Some(pkg), errors, text)
    }

    /// Checks files of which nothing is asked but that their types can be told: they need no package
    /// clause of a program, no function main, and what is wrong with one declaration does not keep
    /// others from being looked at.
    pub fn check_declarations(
        &mut self,
        files: Vec<(String, String)>,
        importer: &dyn Importer,
    ) -> Declared {
        self.declarations(files, Extent::Whole, importer)
    }

    /// The same with all files of tests, which belong to their packages or stand beside them.
    pub fn check_with_tests(
        &mut self,
        files: Vec<(String, String)>,
        importer: &dyn Importer,
    ) -> Declared {
        self.declarations(files, Extent::WithTests, importer)
    }

    fn declarations(
        &mut self,
        files: Vec<(String, String)>,
        extent: Extent,
        importer: &dyn Importer,
    ) -> Declared {
        let build = self.find_program(files, extent, importer);
        let mut diagnostics = build.problems;
        let mut found = build.found;
        let mut checked = Vec::new();
        for mut p in build.packages {
            diagnostics.extend(std::mem::take(&mut p.errors));
            diagnostics.extend(self.add_cgo(&mut p));
            let (path, rank) = (p.path.clone(), p.rank);
            let (pkg, errors) = self.check_user_package(&path, p.files, &found);
            diagnostics.extend(errors);
            found.insert(path, pkg);
            checked.push((rank, pkg));
        }
        base::sort::sort(&mut checked);
        Declared {
            packages: checked.into_iter().map(|(_, pkg)| pkg).collect(),
            diagnostics,
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

    /// What the go command says before it starts the compiler; it does not sort by place.
    fn refused(&self, problems: Vec<Diagnostic>) -> CheckOutcome {
        let text = problems.iter().map(|d| rendered(self, d) + "\n").collect();
        CheckOutcome {
            text,
            ..self.failed(problems)
        }
    }

    /// If the root has tests, adds the files that hold them and what runs them. `inside` are its
    /// other files.
    pub(crate) fn test_packages(
        &mut self,
        tests: Vec<Source>,
        mut inside: Vec<Arc<File>>,
        module: &str,
        heads: &mut Vec<Diagnostic>,
        errors: &mut Vec<Diagnostic>,
    ) -> Tested {
        let plain = inside.len();
        let mut outside = Vec::new();
        for source in tests {
            let Some(file) = self.parse_source(source, heads, errors) else {
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
                errors.extend(self.find_tests(file, strict, !outside.is_empty(), &mut found));
            }
        }
        for file in &outside {
            errors.extend(self.find_tests(file, strict, false, &mut found));
        }
        if !found.any() || inside.is_empty() {
            inside.truncate(plain);
            return Tested {
                main: inside,
                ..Tested::default()
            };
        }
        let mut made = Tested {
            main: inside,
            tested: None,
            tests: true,
        };
        let mut at = MAIN;
        if !outside.is_empty() {
            // Tests from outside see the package as its importers do.
            made.tested = Some(std::mem::replace(&mut made.main, outside));
            at = module;
        }
        let name = made.main.first().map(|f| f.package.name);
        let name = name.map_or(MAIN, |n| self.names.text(n));
        let text = found.file(name, (at != MAIN).then_some(at));
        let source = Source {
            name: testmain::FILE.to_string(),
            text,
            minor: NEWEST_MINOR,
        };
        made.main.extend(self.parse_source(source, heads, errors));
        made
    }

    /// Adds the file that declares what a package uses of C, if it uses C; what is wrong with that.
    fn add_cgo(&mut self, p: &mut UserPackage) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        match self.cgo_file(&p.files) {
            Ok(None) => {}
            Ok(Some(text)) => {
                let source = Source {
                    name: cgo::FILE.to_string(),
                    text,
                    minor: NEWEST_MINOR,
                };
                let file = self.parse_source(source, &mut Vec::new(), &mut problems);
                p.files.extend(file);
            }
            Err(errors) => problems = errors,
        }
        problems
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

fn rendered(world: &World, d: &Diagnostic) -> String {
    if d.span.is_none() || d.code == PLACED {
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
