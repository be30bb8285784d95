//! Says what is wrong with files, for `cargo xtask errorcheck` and `cargo xtask types2`: each line
//! of standard input is a job, whose answer is a line for every error, and an empty one. Fields are
//! set apart by tabs: `gc` or `types2`, the version of the language (the 26 of Go 1.26), and packages,
//! each a path followed by files; `=` begins a package. Who imports what the
//! library does not have gets all packages from the Go tree that is the first argument.

use std::collections::BTreeMap;
use std::io::{BufRead, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use base::HashMap;
use types::{Dialect, Importer, Terms, World};

struct Library {
    tree: PathBuf,
    /// The tree's packages only.
    real: bool,
}

impl Importer for Library {
    fn package(&self, path: &str) -> Option<Vec<(String, String)>> {
        if !self.real {
            let package = stdlib::package(path)?;
            let files = package.files();
            let files = files.filter(|f| !f.1.starts_with("//go:build race"));
            return Some(files.map(|(name, text)| (name.to_owned(), text)).collect());
        }
        if path.contains("//") {
            return None;
        }
        let src = self.tree.join("src");
        let mut dir = src.join(path);
        if !dir.is_dir() {
            dir = src.join("vendor").join(path);
        }
        let mut files = Vec::new();
        for entry in std::fs::read_dir(dir).ok()?.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let text = std::fs::read_to_string(entry.path()).unwrap_or_default();
            if name.ends_with(".go")
                && !name.ends_with("_test.go")
                && syntax::build::matches(&name, &text, "linux", "amd64", &[])
            {
                files.push((name, text));
            }
        }
        files.sort();
        (!files.is_empty()).then_some(files)
    }
    fn nearest(&self, _path: &str) -> Vec<String> {
        Vec::new()
    }
}

/// What one line asks for.
struct Job<'a> {
    types2: bool,
    minor: u32,
    /// With the path that others import it by.
    packages: Vec<(&'a str, Vec<(String, String)>)>,
}

impl Job<'_> {
    fn read(line: &str) -> Option<Job<'_>> {
        let mut fields = line.split('\t');
        let types2 = fields.next()? == "types2";
        let minor = fields.next()?.parse().ok()?;
        let mut packages: Vec<(&str, Vec<(String, String)>)> = Vec::new();
        let mut begins = false;
        for field in fields {
            if field == "=" {
                begins = true;
            } else if begins {
                packages.push((field, Vec::new()));
                begins = false;
            } else {
                let text = std::fs::read(field).ok()?;
                let text = String::from_utf8_lossy(&text).into_owned();
                packages.last_mut()?.1.push((field.to_owned(), text));
            }
        }
        Some(Job {
            types2,
            minor,
            packages,
        })
    }

    /// Whether its files are meant for this machine.
    fn is_built(&self) -> bool {
        let mut files = self.packages.iter().flat_map(|p| &p.1);
        files.any(|(_, text)| syntax::build::matches("x.go", text, "linux", "amd64", &[]))
    }

    /// Lines for what is wrong, and whether all imports are there.
    fn check(&self, world: &mut World, library: &Library) -> (String, bool) {
        let dialect = if self.types2 {
            Dialect::Types2
        } else {
            Dialect::Gc
        };
        let terms = Terms {
            dialect,
            minor: self.minor,
        };
        let mark = world.mark();
        let mut found = HashMap::default();
        let (mut lines, mut whole) = (String::new(), true);
        for (path, files) in &self.packages {
            for d in world.check_files(files.clone(), path, library, &mut found, terms) {
                let message = d.message.replace('\\', "\\\\").replace('\n', "\\n");
                let place = match world.map.shown(d.span.lo) {
                    Some((name, line, col)) => format!("{name}:{line}:{col}"),
                    None => "-".to_owned(),
                };
                lines.push_str(&format!("{place}: {message}\n"));
                whole &= d.code != "BrokenImport";
            }
            // Programs of Go's tests import each other so.
            if let Some(name) = path.strip_prefix("test/")
                && let Some(pkg) = found.get(*path)
            {
                found.insert(format!("./{name}"), *pkg);
            }
        }
        world.reset(&mark);
        (lines, whole)
    }
}

fn main() -> ExitCode {
    let Some(tree) = std::env::args_os().nth(1) else {
        return ExitCode::FAILURE;
    };
    let [ours, real] = [false, true].map(|real| Library {
        tree: tree.clone().into(),
        real,
    });
    let mut worlds: BTreeMap<(bool, bool), World> = BTreeMap::new();
    let mut output = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let Some(job) = line.as_ref().ok().and_then(|line| Job::read(line)) else {
            return ExitCode::FAILURE;
        };
        let mut world = |real: bool| {
            let world = worlds.entry((job.types2, real)).or_default();
            if job.types2 && world.packages.len() <= 2 {
                world.predeclare_assert();
            }
            std::mem::take(world)
        };
        let lines = if job.is_built() {
            let mut own = world(false);
            let (mut lines, whole) = job.check(&mut own, &ours);
            if !whole {
                let mut other = world(true);
                let (theirs, whole) = job.check(&mut other, &real);
                if whole {
                    lines = theirs;
                }
                worlds.insert((job.types2, true), other);
            }
            worlds.insert((job.types2, false), own);
            lines
        } else {
            "-: not built\n".to_owned()
        };
        if writeln!(output, "{lines}")
            .and_then(|()| output.flush())
            .is_err()
        {
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
