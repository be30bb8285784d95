//! The judge of vet: what `sudog vet` says of a program, line by line against real Go's `go vet`.
//!
//! Programs are those written for it (`tests/vet`, files and modules); with `--all` also our other
//! programs, lessons and examples, and the single files among Go's own tests that both compile.
//! Texts, lines, columns and exit codes are compared; the order is not, since `go vet` prints one
//! pass after another. What we say beyond vet is marked, and left out.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::{Context, Result};
use crate::exec::{jobs, parallel, step};
use crate::{conformance, oracle, suite, walk};

/// In front of what is no pass of vet's.
const OURS: &str = ": sudog: ";

/// What passes that we do not have say: about files that are not Go, and about later versions.
const NOT_OURS: &[&str] = &[
    "or later (file is go",
    "using resp before checking for errors",
    "misplaced compiler directive",
    "//go:build",
    "+build",
];

#[derive(Debug, Default)]
pub(crate) struct Options {
    pub(crate) all: bool,
    pub(crate) filters: Vec<String>,
}

pub(crate) fn vet(options: &Options) -> Result {
    let go = oracle::go()?;
    let sudog = conformance::debug_sudog()?;
    let all = options.all || std::env::var_os("SUDOG_ALL").is_some();
    let wanted = |p: &PathBuf| {
        let name = shown(p);
        options.filters.is_empty() || options.filters.iter().any(|f| name.contains(f))
    };
    let mut programs = own()?;
    if all {
        programs.extend(others()?);
    }
    programs.retain(wanted);
    step(format_args!("what vet says of {} programs", programs.len()));
    let results = parallel(&programs, jobs(), |p| (shown(p), compare(&go, &sudog, p)));
    let (mut lines, mut equal, mut judged) = (0, 0, 0);
    let mut problems = Vec::new();
    for (name, result) in results {
        match result {
            Ok(None) => {}
            Ok(Some(found)) => {
                judged += 1;
                lines += found.lines;
                equal += found.lines - found.different.len();
                problems.extend(found.different.iter().map(|l| format!("{name}: {l}")));
            }
            Err(e) => problems.push(format!("{name}: {e}")),
        }
    }
    println!("vet result: {equal} of {lines} lines equal in {judged} programs");
    match problems.is_empty() {
        true => Ok(()),
        false => Err(format!("{}\n(<: Go, >: we)", problems.join("\n")).into()),
    }
}

struct Found {
    lines: usize,
    /// `< line` or `> line`.
    different: Vec<String>,
}

/// None: a program that real Go does not compile, or that we do not (the import is not there), says
/// nothing about vet.
fn compare(go: &Path, sudog: &Path, program: &Path) -> Result<Option<Found>> {
    let written = program.starts_with(crate::root().join("tests/vet"));
    // Where it is looked at, and what is looked at there.
    let (dir, what) = place(program)?;
    let mut command = oracle::go_command_for(go, program);
    let theirs = command
        .arg("vet")
        .arg(if what == "." { "./..." } else { what.as_str() })
        .current_dir(&dir)
        .output()
        .context("go vet")?;
    let ours = Command::new(sudog)
        .args(["vet", &what])
        .current_dir(&dir)
        .output()
        .context("sudog vet")?;
    let said = |out: &std::process::Output| String::from_utf8_lossy(&out.stderr).into_owned();
    let (t, o) = (said(&theirs), said(&ours));
    // Some programs of Go's own are too much for vet, which panics.
    let signs = ["vet: ", "panic: ", "source is larger"];
    let sign = |l: &str| signs.iter().any(|s| l.starts_with(s)) || l.contains("cannot find");
    let broken = |text: &str| text.lines().any(sign);
    if !written && (broken(&t) || broken(&o) || o.contains("is not in std")) {
        return Ok(None);
    }
    let (a, b) = (about(&t), about(&o));
    let mut different: Vec<String> = a.difference(&b).map(|l| format!("< {l}")).collect();
    different.extend(b.difference(&a).map(|l| format!("> {l}")));
    if different.is_empty() && a.is_empty() != ours.status.success() && !o.contains(OURS) {
        different.push(format!("> exit {:?}", ours.status.code()));
    }
    Ok(Some(Found {
        lines: a.union(&b).count(),
        different,
    }))
}

/// A file in its folder, a module, or the parts of a text of several files in a folder of its own.
fn place(program: &Path) -> Result<(PathBuf, String)> {
    if program.is_dir() {
        return Ok((program.to_path_buf(), ".".to_owned()));
    }
    let parts = suite::unpack(program)?;
    let name = |p: &Path| p.file_name().map(|n| n.to_string_lossy().into_owned());
    let dir = program.parent().unwrap_or(Path::new("."));
    if let [_] = parts.as_slice() {
        return Ok((dir.to_path_buf(), name(program).unwrap_or_default()));
    }
    let dir = parts.first().and_then(|p| p.parent()).ok_or("no parts")?;
    if !dir.join("go.mod").is_file() {
        std::fs::write(dir.join("go.mod"), "module play\n\ngo 1.27\n")?;
    }
    Ok((dir.to_path_buf(), ".".to_owned()))
}

/// What was said of places in the program.
fn about(text: &str) -> BTreeSet<String> {
    text.lines()
        .map(|l| l.trim_start_matches("./"))
        .filter(|l| !l.contains(OURS) && !NOT_OURS.iter().any(|n| l.contains(n)))
        .filter(|l| l.contains(".go:"))
        .map(str::to_owned)
        .collect()
}

/// Programs written for vet.
fn own() -> Result<Vec<PathBuf>> {
    let mut list = Vec::new();
    let dir = crate::root().join("tests/vet");
    for entry in std::fs::read_dir(&dir).context(dir.display())? {
        let path = entry?.path();
        if path.is_dir() || path.extension().is_some_and(|e| e == "go") {
            list.push(path);
        }
    }
    list.sort();
    Ok(list)
}

/// Our other programs, and Go's own.
fn others() -> Result<Vec<PathBuf>> {
    let mut list = Vec::new();
    for dir in ["tests/programs", "tests/escape", "tests/explore", "lessons"] {
        list.extend(walk::go_files(&crate::root().join(dir), &walk::everywhere)?);
    }
    // Modules are looked at as such.
    list.retain(|p| !p.parent().is_some_and(in_module));
    let tree = oracle::go_tree()?;
    let mut own = Vec::new();
    for dir in [
        "test",
        "test/chan",
        "test/typeparam",
        "test/fixedbugs",
        "test/ken",
    ] {
        for entry in std::fs::read_dir(tree.join(dir))? {
            let path = entry?.path();
            if path.extension().is_some_and(|e| e == "go") {
                own.push(path);
            }
        }
    }
    own.retain(|p| std::fs::read_to_string(p).is_ok_and(|t| compiles(&t)));
    list.extend(own);
    // The same file in two of the tree's folders has one name there.
    list.sort();
    Ok(list)
}

fn in_module(dir: &Path) -> bool {
    dir.ancestors().any(|d| d.join("go.mod").is_file())
}

/// Whether a test of Go's is one file that compiles.
fn compiles(text: &str) -> bool {
    let first = text.lines().find(|l| l.starts_with("// "));
    first.is_some_and(|l| ["// run", "// compile", "// build"].contains(&l.trim_end()))
}

/// The path below our folder, or below the tree's.
fn shown(path: &Path) -> String {
    path.strip_prefix(crate::root())
        .unwrap_or(path)
        .display()
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_places_and_vets_own_words_count() {
        let said = "# x\n./a.go:3:1: one\na.go:4:2: sudog: ours\nexit status 1\na.go:5:1: two\n";
        let got: Vec<String> = about(said).into_iter().collect();
        assert_eq!(got, ["a.go:3:1: one", "a.go:5:1: two"]);
    }
}
