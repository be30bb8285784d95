//! The judge of escapes: what `sudog escape --gc` says of a program, line by line against what real
//! Go's compiler says of it with `-m -l`.
//!
//! Lines that must differ are in `tests/known_escapes.txt`, each with its reason; a line that
//! differs and is not there fails, and so does one that is there and differs no more. The order of
//! the lines is compared too, and reported. `--facts` writes anew what is known of the library.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::{Context, Result};
use crate::exec::{cargo, jobs, output, parallel, run, step};
use crate::{oracle, tools};

/// Of our other programs, so many are one that is judged each time.
const SAMPLE: usize = 12;

/// What of `-m` is about escapes. The rest are other parts of the compiler.
const SAID: &[&str] = &[
    " escapes to heap",
    " does not escape",
    "moved to heap: ",
    "leaking param",
    "ignoring self-assignment",
    "zero-copy string->[]byte conversion",
];

#[derive(Debug, Default)]
pub(crate) struct Options {
    /// All of our programs.
    pub(crate) all: bool,
    /// Write the table of facts instead.
    pub(crate) facts: bool,
    pub(crate) filters: Vec<String>,
}

pub(crate) fn escapes(options: &Options) -> Result {
    let go = oracle::go()?;
    let dir = tools::target_dir().join("escapes");
    std::fs::create_dir_all(&dir)?;
    if options.facts {
        return facts(&go, &dir);
    }
    let build = ["build", "--quiet", "--locked", "-p", "cli"];
    run(cargo().args(build))?;
    let config = importcfg(&go, &dir)?;

    let all = options.all || std::env::var_os("SUDOG_ALL").is_some();
    let programs = programs(all, &options.filters)?;
    step(format_args!("what escapes in {} programs", programs.len()));
    let judge = Judge {
        go: &go,
        sudog: &tools::target_dir().join("debug/sudog"),
        config: &config,
        dir: &dir,
    };
    let known = known()?;
    let results = parallel(&programs, jobs(), |p| (p.clone(), judge.compare(p)));
    let (mut lines, mut equal, mut unordered) = (0, 0, 0);
    let mut problems = Vec::new();
    for (program, result) in results {
        let name = shown(&program);
        let found = match result {
            Ok(found) => found,
            Err(e) => {
                problems.push(format!("{name}: {e}"));
                continue;
            }
        };
        lines += found.lines;
        equal += found.lines - found.different.len();
        unordered += usize::from(!found.in_order);
        let listed: BTreeSet<&str> = known
            .iter()
            .filter(|(p, _)| *p == name)
            .map(|(_, line)| line.as_str())
            .collect();
        for line in &found.different {
            if !listed.contains(line.as_str()) {
                problems.push(format!("{name}: {line}"));
            }
        }
        for line in listed {
            if !found.different.iter().any(|l| l == line) {
                problems.push(format!("{name}: agrees now, take it off the list: {line}"));
            }
        }
    }
    eprintln!(
        "    {equal} of {lines} lines equal ({:.2} %), {unordered} programs in another order",
        100.0 * equal as f64 / lines.max(1) as f64
    );
    match problems.is_empty() {
        true => Ok(()),
        false => Err(format!("{}\n(<: Go, >: we)", problems.join("\n")).into()),
    }
}

/// Writes where the compiler finds the library's packages.
pub(crate) fn importcfg(go: &Path, dir: &Path) -> Result<PathBuf> {
    let config = dir.join("importcfg");
    let list = "{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}";
    let exports = output(oracle::go_command(go).args(["list", "-export", "-f", list, "std"]))?;
    std::fs::write(&config, exports)?;
    Ok(config)
}

struct Judge<'a> {
    go: &'a Path,
    sudog: &'a Path,
    config: &'a Path,
    dir: &'a Path,
}

struct Found {
    /// Different lines of either.
    lines: usize,
    /// `< line` or `> line`, without the file's name.
    different: Vec<String>,
    in_order: bool,
}

impl Judge<'_> {
    fn compare(&self, program: &Path) -> Result<Found> {
        let name = program
            .file_name()
            .and_then(|n| n.to_str())
            .ok_or("a name that is no text")?;
        let object = self.dir.join(shown(program).replace('/', "_") + ".o");
        let out = oracle::go_command(self.go)
            .args(["tool", "compile", "-m", "-l", "-p", "main", "-importcfg"])
            .arg(self.config)
            .arg("-o")
            .arg(&object)
            .arg(name)
            .current_dir(program.parent().unwrap_or(Path::new(".")))
            .output()
            .context("go tool compile")?;
        let said = String::from_utf8_lossy(&out.stdout).into_owned();
        let _ = std::fs::remove_file(&object);
        if !out.status.success() {
            return Err(format!("real Go refuses it: {said}").into());
        }
        let ours = output(
            Command::new(self.sudog)
                .args(["escape", "--gc"])
                .arg(program),
        )?;
        let (theirs, ours) = (about(&said, name), about(&ours, name));
        let (a, b): (BTreeSet<&String>, BTreeSet<&String>) =
            (theirs.iter().collect(), ours.iter().collect());
        let mut different: Vec<String> = a.difference(&b).map(|l| format!("< {l}")).collect();
        different.extend(b.difference(&a).map(|l| format!("> {l}")));
        let both = |list: &[String]| {
            let mut out: Vec<String> = Vec::new();
            for l in list.iter().filter(|l| a.contains(l) && b.contains(l)) {
                if !out.contains(l) {
                    out.push(l.clone());
                }
            }
            out
        };
        Ok(Found {
            lines: a.union(&b).count(),
            different,
            in_order: both(&theirs) == both(&ours),
        })
    }
}

/// The lines about escapes in this file, from the place on. Numbers of temporaries are not compared.
fn about(text: &str, name: &str) -> Vec<String> {
    let mark = format!("{name}:");
    text.lines()
        .filter(|l| SAID.iter().any(|s| l.contains(s)))
        .filter_map(|l| {
            let (before, rest) = l.split_once(&mark)?;
            let path = before.is_empty() || before.ends_with('/');
            (path && !before.contains(' ')).then(|| without_numbers(rest))
        })
        .collect()
}

fn without_numbers(line: &str) -> String {
    let mut parts = line.split(".autotmp_");
    let mut out = parts.next().unwrap_or("").to_owned();
    for part in parts {
        out.push_str(".autotmp");
        out.push_str(part.trim_start_matches(|c: char| c.is_ascii_digit()));
    }
    out
}

/// The programs to be judged: those written for it, and of the others single files.
pub(crate) fn programs(all: bool, filters: &[String]) -> Result<Vec<PathBuf>> {
    let tests = crate::root().join("tests");
    let mut list = Vec::new();
    files(&tests.join("escape"), &mut list)?;
    list.retain(|p| !p.ends_with("facts/facts.go"));
    let mut others = Vec::new();
    files(&tests.join("programs"), &mut others)?;
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

fn files(dir: &Path, into: &mut Vec<PathBuf>) -> Result {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(dir)
        .context(dir.display())?
        .filter_map(|e| Some(e.ok()?.path()))
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, into)?;
        } else if path.extension().is_some_and(|e| e == "go") {
            into.push(path);
        }
    }
    Ok(())
}

/// The path below `tests`.
pub(crate) fn shown(path: &Path) -> String {
    let tests = crate::root().join("tests");
    path.strip_prefix(&tests)
        .unwrap_or(path)
        .display()
        .to_string()
}

/// Program and line of each difference that is known.
fn known() -> Result<Vec<(String, String)>> {
    let path = crate::root().join("tests/known_escapes.txt");
    let text = std::fs::read_to_string(&path).context("tests/known_escapes.txt")?;
    let line = |l: &str| {
        let (program, line) = l.split_once(": ")?;
        (!l.starts_with('#')).then(|| (program.to_owned(), line.to_owned()))
    };
    Ok(text.lines().filter_map(line).collect())
}

/// The library's packages that are Go's.
pub(crate) fn library() -> Result<Vec<String>> {
    let library = crate::root().join("crates/stdlib/go");
    let mut sources = Vec::new();
    files(&library, &mut sources)?;
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

/// Writes what is known of the library's functions.
fn facts(go: &Path, dir: &Path) -> Result {
    let packages = library()?;
    let program = dir.join("facts");
    let source = crate::root().join("tests/escape/facts/facts.go");
    run(oracle::go_command(go)
        .arg("build")
        .arg("-o")
        .arg(&program)
        .arg(source))?;
    let root = output(oracle::go_command(go).args(["env", "GOROOT"]))?;
    let path = std::env::var("PATH").unwrap_or_default();
    step(format_args!(
        "asking real Go about {} packages",
        packages.len()
    ));
    let table = output(
        Command::new(&program)
            .arg(dir)
            .args(&packages)
            .env("GOROOT", root.trim())
            .env("PATH", format!("{}/bin:{path}", root.trim()))
            .env("GOTOOLCHAIN", "local")
            .env("GOPROXY", "off")
            .env("GOFLAGS", "-mod=mod")
            .env("CGO_ENABLED", "0"),
    )?;
    std::fs::write(crate::root().join("crates/escape/src/facts.txt"), table)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_about_escapes_counts() {
        let said = "./a.go:3:1: can inline f\n./a.go:4:2: x escapes to heap\n/usr/b.go:1:1: y does not escape\n";
        assert_eq!(about(said, "a.go"), ["4:2: x escapes to heap"]);
        assert_eq!(about("ba.go:1:1: x does not escape", "a.go"), [""; 0]);
        assert_eq!(
            about("a.go:4: moved to heap: .autotmp_17", "a.go"),
            ["4: moved to heap: .autotmp"]
        );
    }
}
