//! The judge of escapes: what `sudog escape --gc` says of a program, line by line against what real
//! Go's compiler says of it with `-m -l`.
//!
//! Lines that must differ are in `tests/known_escapes.txt`, each with its reason; a line that
//! differs and is not there fails, and so does one that is there and differs no more. The order of
//! the lines is compared too, and reported. `--facts` writes anew what is known of the library.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use crate::error::{Context, Result};
use crate::exec::{jobs, output, parallel, run, step};
use crate::remarks::{Compilers, library, programs, shown};
use crate::{oracle, tools};

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
    let all = options.all || std::env::var_os("SUDOG_ALL").is_some();
    let programs = programs(all, &options.filters)?;
    step(format_args!("what escapes in {} programs", programs.len()));
    let compilers = Compilers::new(go, dir)?;
    let known = known()?;
    let results = parallel(&programs, jobs(), |p| (p.clone(), compare(&compilers, p)));
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

struct Found {
    /// Different lines of either.
    lines: usize,
    /// `< line` or `> line`, without the file's name.
    different: Vec<String>,
    in_order: bool,
}

fn compare(compilers: &Compilers, program: &Path) -> Result<Found> {
    let said = compilers.ask(program, &["-m", "-l"], "--gc")?;
    let about = |text: &str| about(text, &said.file);
    let (theirs, ours) = (about(&said.theirs), about(&said.ours));
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
