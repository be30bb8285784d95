//! A program's files by directory: which belong to the build for the chosen target, and how each is
//! parsed. What the directories import is not looked at.

use base::{Diagnostic, NEWEST_MINOR, Span};
use std::sync::Arc;

use syntax::ast::File;
use syntax::build::Target;
use syntax::directives;

use crate::packages::MAIN;
use crate::{World, gomod};

/// The oldest version of the language that a file can ask for.
const OLDEST_MINOR: u32 = 21;

/// Where packages of other modules are kept.
const VENDOR: &str = "vendor/";

/// A Go file of the program that belongs to the build.
pub(crate) struct Source {
    pub(crate) name: String,
    pub(crate) text: String,
    /// Its module's version of the language: Go 1.`minor`.
    pub(crate) minor: u32,
}

/// The files of one directory.
pub(crate) struct Folder {
    /// Relative to the program's root.
    pub(crate) dir: String,
    pub(crate) path: String,
    pub(crate) sources: Vec<Source>,
    pub(crate) tests: Vec<Source>,
    /// Whether there are files that do not belong to the build.
    pub(crate) excluded: bool,
    /// What is wrong with one of the files' constraints.
    pub(crate) broken: Option<String>,
    /// Files made already.
    pub(crate) files: Vec<Arc<File>>,
    pub(crate) errors: Vec<Diagnostic>,
    pub(crate) state: State,
    /// An import cycle that leads back here.
    pub(crate) problem: Option<Diagnostic>,
    /// Whether something is wrong with the package itself.
    pub(crate) failed: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    New,
    Loading,
    Done,
}

impl World {
    /// The directories of a program in the order in which they come up. `whole`: their files stay in
    /// the order in which they were given.
    pub(crate) fn folders(
        &self,
        files: Vec<(String, String)>,
        module: &str,
        whole: bool,
        tags: &[&str],
    ) -> Vec<Folder> {
        let go_mod = files.iter().find(|(name, _)| name == "go.mod");
        let minor = go_mod.map_or(NEWEST_MINOR, |(_, text)| syntax::build::module_minor(text));
        let root = go_mod.map_or("", |(_, text)| gomod::root(text)).to_string();
        let vendored = files.iter().find(|(name, _)| name == gomod::VENDORED);
        let vendored = vendored.map_or(String::new(), |(_, text)| text.clone());
        // The go command does not ask whether a file that it is told to compile wants to be.
        let alone = files.len() == 1 || self.listed;
        let target = Target {
            goos: &self.goos,
            goarch: &self.goarch,
            tags,
        };
        let mut folders: Vec<Folder> = Vec::new();
        for (name, text) in files {
            let (dir, base) = name.rsplit_once('/').unwrap_or(("", &name));
            if !base.ends_with(".go") || base.starts_with(['_', '.']) {
                continue;
            }
            let at = match folders.iter().position(|f| f.dir == dir) {
                Some(at) => at,
                None => {
                    folders.push(Folder::new(dir, module, &root));
                    folders.len() - 1
                }
            };
            let Some(folder) = folders.get_mut(at) else {
                continue;
            };
            let minor = match dir.strip_prefix(VENDOR) {
                Some(path) => gomod::vendored_minor(&vendored, path),
                None => minor,
            };
            match syntax::build::matches(base, &text, target) {
                Ok(false) if !alone => folder.excluded = true,
                Err(why) if !alone => {
                    folder.broken.get_or_insert(format!("{base}: {why}"));
                }
                _ => {
                    let list = match base.ends_with("_test.go") {
                        true => &mut folder.tests,
                        false => &mut folder.sources,
                    };
                    list.push(Source { name, text, minor });
                }
            }
        }
        // The go command reads directories; where the text is looked at as such, its order counts.
        if !whole && !alone {
            for folder in &mut folders {
                base::sort::sort_by(&mut folder.sources, |a, b| a.name.cmp(&b.name));
                base::sort::sort_by(&mut folder.tests, |a, b| a.name.cmp(&b.name));
            }
        }
        folders
    }

    /// Parses a file; what the go command says of its head is a problem of the build.
    pub(crate) fn parse_source(
        &mut self,
        source: Source,
        heads: &mut Vec<Diagnostic>,
        errors: &mut Vec<Diagnostic>,
    ) -> Option<Arc<File>> {
        if let Some(mut error) = syntax::header::check(&source.text) {
            let id = self.map.add(source.name, source.text);
            let start = self.map.file(id).base;
            error.span = Span::new(error.span.lo + start, error.span.hi + start);
            heads.push(error);
            return None;
        }
        Some(self.parse_alone(source, errors))
    }

    /// The same without the go command, which looks at a file's head first.
    pub(crate) fn parse_alone(
        &mut self,
        source: Source,
        errors: &mut Vec<Diagnostic>,
    ) -> Arc<File> {
        let Source { name, text, minor } = source;
        let demanded = syntax::build::demanded_minor(&text);
        let id = self.map.add(name, text);
        // What a file asks for is taken for 1.21 if it is older.
        let own = demanded.map(|d| d.max(OLDEST_MINOR));
        self.map
            .set_version(id, own.unwrap_or(minor), own.is_some());
        let (file, found) = syntax::parse_file(&self.map, id, &mut self.names, &mut self.ids);
        errors.extend(found);
        let source = self.map.file(id);
        let (marks, problems) = directives::line_marks(&file, source);
        errors.extend(problems);
        errors.extend(directives::directives(&file, source).early);
        self.map.set_marks(id, marks);
        Arc::new(file)
    }
}

impl Folder {
    /// A directory of a module whose package in `root` is the program's.
    pub(crate) fn new(dir: &str, module: &str, root: &str) -> Folder {
        Folder {
            path: match (dir, dir.strip_prefix(VENDOR)) {
                _ if dir == root => MAIN.to_string(),
                ("", _) => module.to_string(),
                (_, Some(path)) => path.to_string(),
                _ => format!("{module}/{dir}"),
            },
            dir: dir.to_string(),
            sources: Vec::new(),
            tests: Vec::new(),
            excluded: false,
            broken: None,
            files: Vec::new(),
            errors: Vec::new(),
            state: State::New,
            problem: None,
            failed: false,
        }
    }

    /// The directory as messages name it.
    pub(crate) fn shown(&self) -> &str {
        match self.dir.as_str() {
            "" => ".",
            dir => dir,
        }
    }
}
