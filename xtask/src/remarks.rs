//! What gc's compiler remarks on single programs while it compiles them, beside what `sudog escape`
//! says of the same. Judges nothing itself: `escapes` and `inlining` do.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::{Context, Result};
use crate::exec::{cargo, output, run};
use crate::{oracle, tools, walk};

/// Of our other programs, so many are one that is judged each time.
const SAMPLE: usize = 12;

/// The two that are asked.
pub(crate) struct Compilers {
    go: PathBuf,
    sudog: PathBuf,
    /// Where Go's finds the library's packages.
    config: PathBuf,
    dir: PathBuf,
}

/// What both say of a program.
pub(crate) struct Said {
    /// The program's file.
    pub(crate) file: String,
    pub(crate) theirs: String,
    pub(crate) ours: String,
}

impl Compilers {
    /// Builds ours; `dir` is for what the judge leaves behind.
    pub(crate) fn new(go: PathBuf, dir: PathBuf) -> Result<Compilers> {
        run(cargo().args(["build", "--quiet", "--locked", "-p", "cli"]))?;
        let config = dir.join("importcfg");
        let list = "{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}";
        let exports = output(oracle::go_command(&go).args(["list", "-export", "-f", list, "std"]))?;
        std::fs::write(&config, exports)?;
        Ok(Compilers {
            go,
            sudog: tools::target_dir().join("debug/sudog"),
            config,
            dir,
        })
    }

    /// Asks Go's with these flags, and `sudog escape` with those.
    pub(crate) fn ask(&self, program: &Path, flags: &[&str], ours: &str) -> Result<Said> {
        let file = program
            .file_name()
            .and_then(|n| n.to_str())
            .ok_or("a name that is no text")?;
        let object = self.dir.join(shown(program).replace('/', "_") + ".o");
        let out = oracle::go_command(&self.go)
            .args(["tool", "compile"])
            .args(flags)
            .args(["-p", "main", "-importcfg"])
            .arg(&self.config)
            .arg("-o")
            .arg(&object)
            .arg(file)
            .current_dir(program.parent().unwrap_or(Path::new(".")))
            .output()
            .context("go tool compile")?;
        let theirs = String::from_utf8_lossy(&out.stdout).into_owned();
        let _ = std::fs::remove_file(&object);
        if !out.status.success() {
            return Err(format!("real Go refuses it: {theirs}").into());
        }
        let ours = output(
            Command::new(&self.sudog)
                .args(["escape", ours])
                .arg(program),
        )?;
        Ok(Said {
            file: file.to_owned(),
            theirs,
            ours,
        })
    }
}

/// The programs to be judged: those written for it, and of the others single files.
pub(crate) fn programs(all: bool, filters: &[String]) -> Result<Vec<PathBuf>> {
    let tests = crate::root().join("tests");
    let below = |dir: &str| walk::go_files(&tests.join(dir), &walk::everywhere);
    let mut list = below("escape")?;
    list.retain(|p| !p.ends_with("facts/facts.go"));
    let mut others = below("programs")?;
    // Modules and tests are more than one file for the compiler.
    others.retain(|p| {
        let inside = |dir: &str| p.components().any(|c| c.as_os_str() == dir);
        !inside("modules") && !inside("testing")
    });
    let whole = |p: &PathBuf| std::fs::read_to_string(p).is_ok_and(|t| !t.contains("\n-- "));
    others.retain(whole);
    // What the compiler says of these is about the files that cgo makes of them.
    others.retain(|p| !crate::oracle::imports_c(p));
    let every = if all || !filters.is_empty() {
        1
    } else {
        SAMPLE
    };
    list.extend(others.into_iter().step_by(every));
    list.retain(|p| filters.is_empty() || filters.iter().any(|f| shown(p).contains(f)));
    Ok(list)
}

/// The path below `tests`.
pub(crate) fn shown(path: &Path) -> String {
    let tests = crate::root().join("tests");
    path.strip_prefix(&tests)
        .unwrap_or(path)
        .display()
        .to_string()
}

/// The library's packages that are Go's too.
pub(crate) fn library() -> Result<Vec<String>> {
    let library = crate::root().join("crates/stdlib/go");
    let sources = walk::go_files(&library, &walk::everywhere)?;
    let mut packages: Vec<String> = sources
        .iter()
        .filter_map(|p| {
            p.parent()?
                .strip_prefix(&library)
                .ok()?
                .to_str()
                .map(str::to_owned)
        })
        .filter(|p| !p.contains("internal") && !p.contains("golang.org"))
        .collect();
    packages.dedup();
    Ok(packages)
}
