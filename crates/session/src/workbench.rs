//! From text to a program: one front end that keeps the library packages it has loaded, so that
//! the next program starts where the last one's own files began.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use base::{Idx, Span};
use bytecode::Program;
use protocol::{Diagnostic, Diagnostics, Severity, SourceFile};
use types::{Importer, World};

use crate::sources::{Part, Refused, split};
use crate::target::Target;

/// Messages that a page shows at most.
const MAX_DIAGNOSTICS: usize = 100;

/// The library, for the checker; with what exists where races are looked for, or without.
#[derive(Clone, Copy)]
struct Library {
    race: bool,
    target: Target,
}

/// The file of package runtime that names the target.
const TARGET: &str = "target.go";

/// A line that asks for checkptr's stops: the text's own affair, so that they travel with it.
const CHECKPTR: &str = "//sudog:checkptr";

fn asks_for_checks(files: &[SourceFile]) -> bool {
    files.iter().any(|f| f.text.lines().any(|l| l == CHECKPTR))
}

/// How files of the library begin that exist where races are looked for.
const RACE_ONLY: &str = "//go:build race\n";

impl Importer for Library {
    fn package(&self, path: &str) -> Option<Vec<(String, String)>> {
        let files = stdlib::package(path)?.files();
        Some(
            files
                .filter(|(_, text)| self.race || !text.trim_start().starts_with(RACE_ONLY))
                .map(|(name, text)| match path == "runtime" && name == TARGET {
                    true => (name.to_owned(), self.target.source()),
                    false => (name.to_owned(), text),
                })
                .collect(),
        )
    }
    fn is_away(&self, path: &str) -> bool {
        stdlib::knows(path)
    }
    fn nearest(&self, path: &str) -> Vec<String> {
        stdlib::nearest(path)
            .into_iter()
            .map(str::to_owned)
            .collect()
    }
    fn tags(&self) -> &[&str] {
        if self.race { &["race"] } else { &[] }
    }
}

/// Where a file of the program image stands in the reader's files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Origin {
    pub(crate) file: u32,
    /// Lines before it.
    pub(crate) line: u32,
}

/// A program ready to run, with the way back to its text.
#[derive(Debug)]
pub struct Code {
    pub(crate) program: Arc<Program>,
    /// By the program's file number; `None`: library.
    pub(crate) origins: Vec<Option<Origin>>,
    /// Per file of the request: lines on which a statement starts, ascending.
    pub(crate) stoppable: Vec<Vec<u32>>,
    /// Per file of the request and line: where its statements start.
    pub(crate) starts: BTreeMap<(u32, u32), Vec<u32>>,
    /// The files of the request.
    pub(crate) texts: Vec<String>,
}

impl Code {
    /// The compiled program.
    pub fn program(&self) -> &Arc<Program> {
        &self.program
    }

    /// Whether the program can read standard input at all.
    pub fn reads_stdin(&self) -> bool {
        self.can_call("internal/rt.read")
    }

    fn can_call(&self, native: &str) -> bool {
        self.program.natives().iter().any(|n| n.name() == native)
    }

    /// `Err`: why the program's interleavings cannot be explored.
    pub fn explorable(&self) -> Result<(), Errors> {
        if !self.can_call("internal/synctest.enter") {
            return Ok(());
        }
        // When a bubble's clock moves on depends on all of its goroutines at once, which the
        // dependency relation does not say.
        let text = "bubbles of testing/synctest are not explored";
        let mut found = nowhere(text.to_owned());
        let quoted = "\"testing/synctest\"";
        let at = self.texts.iter().zip(0..).find_map(|(text, file)| {
            let start = text.find(quoted)?;
            Some((file, start, text.get(..start)?))
        });
        if let Some((file, start, before)) = at {
            let line = before.rsplit('\n').next().unwrap_or("");
            found.file = file;
            found.start = start as u32;
            found.end = (start + quoted.len()) as u32;
            found.line = before.matches('\n').count() as u32 + 1;
            found.column = line.len() as u32 + 1;
        }
        Err(Errors {
            text: format!("{text}\n"),
            diagnostics: Diagnostics {
                list: vec![found],
                ..Diagnostics::default()
            },
        })
    }
}

/// What is wrong with a program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Errors {
    /// For a page.
    pub diagnostics: Diagnostics,
    /// As gc prints them.
    pub text: String,
}

impl Errors {
    /// Of files that are no program.
    pub(crate) fn refused(why: Refused) -> Errors {
        let text = why.text();
        Errors {
            diagnostics: Diagnostics {
                list: vec![nowhere(text.clone())],
                ..Diagnostics::default()
            },
            text: format!("{text}\n"),
        }
    }
}

/// The front end.
pub struct Workbench {
    world: World,
    library: Library,
    /// The state with library packages only.
    clean: types::Mark,
    /// Functions of the library whose bodies the last program needed beyond those that are part
    /// of the clean state.
    needed: Vec<types::ObjId>,
    /// What the code generator knows of the clean state.
    kept: compile::Kept,
    options: compile::Options,
}

impl Default for Workbench {
    fn default() -> Self {
        Self::new()
    }
}

impl Workbench {
    /// A front end with nothing loaded yet.
    pub fn new() -> Self {
        let world = World::new();
        let clean = world.mark();
        Workbench {
            world,
            library: Library {
                race: false,
                target: Target::HOST,
            },
            clean,
            needed: Vec::new(),
            kept: compile::Kept::default(),
            options: compile::Options::default(),
        }
    }

    /// A front end for another of gc's targets; what it builds would run on no machine of ours.
    pub(crate) fn for_target(arch: layout::Arch) -> Self {
        let world = World::for_target(arch.name, arch.sizes);
        Workbench {
            clean: world.mark(),
            world,
            ..Workbench::new()
        }
    }

    /// From now on files are chosen for this target, and package runtime names it. For a front end
    /// that has loaded nothing yet.
    #[must_use]
    pub fn with_target(mut self, target: Target) -> Self {
        self.world.goos = target.goos.to_owned();
        self.world.goarch = target.goarch.to_owned();
        self.library.target = target;
        self
    }

    /// From now on the files of programs were named one by one: none is left out, and they come in
    /// the order in which they are given.
    #[must_use]
    pub fn with_list(mut self) -> Self {
        self.world.listed = true;
        self
    }

    /// Checks the declarations of files that need be no program; gives what `finish` makes of them.
    pub(crate) fn declarations<T>(
        &mut self,
        parts: &[Part],
        finish: impl FnOnce(&mut World, &types::Declared) -> T,
    ) -> T {
        self.declared(parts, false, finish)
    }

    /// The same with the files of tests.
    pub(crate) fn with_tests<T>(
        &mut self,
        parts: &[Part],
        finish: impl FnOnce(&mut World, &types::Declared) -> T,
    ) -> T {
        self.declared(parts, true, finish)
    }

    fn declared<T>(
        &mut self,
        parts: &[Part],
        tests: bool,
        finish: impl FnOnce(&mut World, &types::Declared) -> T,
    ) -> T {
        self.world.reset(&self.clean);
        self.load(parts, &[]);
        let sources = parts
            .iter()
            .map(|p| (p.name.clone(), p.text.clone()))
            .collect();
        let declared = match tests {
            true => self.world.check_with_tests(sources, &self.library),
            false => self.world.check_declarations(sources, &self.library),
        };
        finish(&mut self.world, &declared)
    }

    /// The same for programs that are built to look for data races, as `go build -race` builds
    /// them: the tag `race` holds, and package runtime has more functions.
    pub fn with_race() -> Self {
        Workbench {
            library: Library {
                race: true,
                target: Target::HOST,
            },
            ..Workbench::new()
        }
    }

    /// From now on programs stop where they break the rules of package unsafe, as with gc's
    /// `-d=checkptr`.
    #[must_use]
    pub fn with_checkptr(mut self) -> Self {
        self.options.checkptr = true;
        self
    }

    /// What the compiler says of a program; the code when it has no errors.
    pub fn build(&mut self, files: &[SourceFile]) -> Result<Code, Errors> {
        let mut options = self.options;
        options.checkptr |= asks_for_checks(files);
        self.with(files, |bench, main, order, parts| {
            let Workbench {
                world, clean, kept, ..
            } = bench;
            let program = compile::compile_with(world, main, order, kept, clean, options);
            let program = program.map_err(|errors| {
                let text = types::render_diagnostics(world, &errors);
                (errors, text)
            })?;
            Ok(code(program, world, parts, files))
        })
    }

    /// The same without code: whatever only the code generator finds is not found.
    pub fn check(&mut self, files: &[SourceFile]) -> Result<(), Errors> {
        self.with(files, |_, _, _, _| Ok(()))
    }

    fn with<T>(
        &mut self,
        files: &[SourceFile],
        finish: impl FnOnce(
            &mut Self,
            types::PkgId,
            &[types::PkgId],
            &[Part],
        ) -> Result<T, (Vec<base::Diagnostic>, String)>,
    ) -> Result<T, Errors> {
        let parts = split(files).map_err(Errors::refused)?;
        self.needed.extend(self.world.bodies_since(&self.clean));
        self.world.reset(&self.clean);
        self.load(&parts, &["internal/rt", "runtime"]);
        self.keep_bodies();
        let sources = parts
            .iter()
            .map(|p| (p.name.clone(), p.text.clone()))
            .collect();
        let outcome = self.world.check_program(sources, &self.library);
        let Some(main) = outcome.main else {
            return Err(self.errors(&outcome.diagnostics, outcome.text, &parts));
        };
        finish(self, main, &outcome.packages, &parts)
            .map_err(|(errors, text)| self.errors(&errors, text, &parts))
    }

    /// Loads these library packages and those that the program seems to import, to be kept.
    fn load(&mut self, parts: &[Part], always: &[&'static str]) {
        let mut wanted = always.to_vec();
        wanted.extend(stdlib::paths().filter(|path| {
            let quoted = format!("\"{path}\"");
            parts.iter().any(|p| p.text.contains(&quoted))
        }));
        for path in wanted {
            if self.world.find_package(path).is_none() {
                // A defect of the library shows when the program is checked.
                if self.world.load_library(path, &self.library).is_err() {
                    self.world.reset(&self.clean);
                }
                self.clean = self.world.mark();
            }
        }
    }

    /// Checks what the last program needed of the library before this one begins, to be kept: the
    /// next program is likely to need the same.
    fn keep_bodies(&mut self) {
        if self.needed.is_empty() {
            return;
        }
        for obj in std::mem::take(&mut self.needed) {
            // A defect of the library shows when a program reaches it.
            self.world.check_body(obj);
        }
        self.clean = self.world.mark();
    }

    fn errors(&self, list: &[base::Diagnostic], text: String, parts: &[Part]) -> Errors {
        Errors {
            diagnostics: diagnostics(&self.world, list, parts),
            text,
        }
    }
}

/// Messages as a page shows them: in order of place, not too many.
pub(crate) fn diagnostics(world: &World, list: &[base::Diagnostic], parts: &[Part]) -> Diagnostics {
    diagnostics_up_to(MAX_DIAGNOSTICS, world, list, parts)
}

/// The same with another number of them.
pub(crate) fn diagnostics_up_to(
    most: usize,
    world: &World,
    list: &[base::Diagnostic],
    parts: &[Part],
) -> Diagnostics {
    let mut out = Diagnostics {
        list: list.iter().map(|d| diagnostic(world, d, parts)).collect(),
        ..Diagnostics::default()
    };
    base::sort::sort_by_key(&mut out.list, |d| (d.file, d.line, d.column));
    out.list.dedup();
    out.truncated = out.list.len() > most;
    out.list.truncate(most);
    out
}

fn diagnostic(world: &World, d: &base::Diagnostic, parts: &[Part]) -> Diagnostic {
    let mut out = nowhere(d.message.clone());
    if d.severity == base::Severity::Warning {
        out.severity = Severity::Warning;
    }
    let map = &world.map;
    let Some(at) = map.position(d.span.lo) else {
        return out;
    };
    let file = map.file(at.file);
    let Some(part) = parts.iter().find(|p| p.name == file.name) else {
        // In the library: a defect of ours, said with its place.
        out.message = format!("{}: {}", map.describe(d.span.lo), d.message);
        return out;
    };
    let Span { lo, hi } = d.span;
    out.file = part.file;
    let within = lo - file.base;
    out.start = part.back(within);
    out.end = part.back(hi.max(lo).saturating_sub(file.base));
    out.line = part.line + at.line;
    out.column = part.column(within, at.line, at.col);
    out
}

fn nowhere(message: String) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        file: 0,
        start: 0,
        end: 0,
        line: 1,
        column: 1,
        message,
    }
}

fn code(program: Program, world: &World, parts: &[Part], files: &[SourceFile]) -> Code {
    let origins: Vec<Option<Origin>> = world
        .map
        .files()
        .map(|(id, file)| {
            debug_assert!(
                program
                    .files
                    .get(id.index())
                    .is_none_or(|n| *n == file.name)
            );
            let part = parts.iter().find(|p| p.name == file.name)?;
            Some(Origin {
                file: part.file,
                line: part.line,
            })
        })
        .collect();
    let mut lines = vec![BTreeSet::new(); files.len()];
    let mut starts: BTreeMap<(u32, u32), Vec<u32>> = BTreeMap::new();
    for func in program.funcs.iter().filter(|f| !f.flags.library) {
        for pc in func.entry..func.end {
            if !program.is_stmt_start(pc) {
                continue;
            }
            let Some(entry) = program.line_at(pc) else {
                continue;
            };
            let Some(Some(origin)) = origins.get(entry.file as usize) else {
                continue;
            };
            let line = origin.line + entry.line;
            if let Some(set) = lines.get_mut(origin.file as usize) {
                set.insert(line);
            }
            starts.entry((origin.file, line)).or_default().push(pc);
        }
    }
    Code {
        program: Arc::new(program),
        origins,
        stoppable: lines
            .into_iter()
            .map(|set| set.into_iter().collect())
            .collect(),
        starts,
        texts: files.iter().map(|f| f.text.clone()).collect(),
    }
}
