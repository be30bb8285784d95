//! Go's own test programs of several packages: `// rundir`, `// runindir`, `// compiledir` and
//! `// errorcheckdir` of GOROOT/test, each put together as a module and run or checked by `sudog`.
//!
//! Judged are those whose imports Sudog has. Left out are those that need another compiler's flags,
//! assembly, or another target. Records of what real Go prints are the `.out` files beside them; a
//! program without one prints nothing. What the compiler says of errors, real Go is asked, since some
//! of the errors that these tests expect it does not give. Single files are not our affair.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::conformance::{Tally, debug_sudog};
use crate::error::{Context, Result};
use crate::exec::{capture, capture_together, jobs, parallel, step};
use crate::{oracle, tools};

const LIMIT: Duration = Duration::from_secs(60);

/// How many programs of each kind are judged at least: a harness that finds none passes nothing.
const NEEDED: &[(Action, usize)] = &[
    (Action::Run, 110),
    (Action::RunIn, 4),
    (Action::Compile, 120),
    (Action::Errors, 12),
];

/// What Go's own runner does with a directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Action {
    /// Every package name is a package, the last one is run.
    Run,
    /// The directory is a module, and its root is run.
    RunIn,
    /// Every package name is a package, and all compile.
    Compile,
    /// Every package name is a package, and one of them does not compile.
    Errors,
}

/// What the first line of a program asks for.
#[derive(Debug, PartialEq, Eq)]
struct Recipe {
    action: Action,
    /// Every file is a package of its own.
    apart: bool,
    /// The version for the module's `go` line.
    version: Option<String>,
}

struct Program {
    /// Under GOROOT/test, without its ending.
    name: String,
    recipe: Recipe,
    /// What it prints.
    want: Vec<u8>,
    dir: PathBuf,
}

/// Runs all of them.
pub(crate) fn go_dirs() -> Result {
    let sudog = debug_sudog()?;
    let test = oracle::go_tree()?.join("test");
    let (programs, left_out) = find(&test)?;
    step(format_args!(
        "{} of Go's programs of several packages through sudog",
        programs.len()
    ));
    let work = tools::target_dir().join("godirs");
    let go = oracle::go()?;
    let answers = parallel(&programs, jobs(), |p| judge(&sudog, &go, &work, p));
    let mut tally = Tally::new("tests/known_godirs.txt");
    for (program, answer) in programs.iter().zip(answers) {
        tally.add(&program.name, answer);
    }
    for (action, need) in NEEDED {
        let found = programs.iter().filter(|p| p.recipe.action == *action);
        if found.count() < *need {
            return Err(format!("fewer than {need} programs for {action:?}").into());
        }
    }
    println!("{left_out} more import what Sudog does not have, or are not for this compiler");
    tally.finish("go-dirs")
}

/// The programs to judge, in order, and how many others there are.
fn find(test: &Path) -> Result<(Vec<Program>, usize)> {
    let mut programs = Vec::new();
    let mut left_out = 0;
    let mut todo = vec![test.to_path_buf()];
    while let Some(dir) = todo.pop() {
        for entry in std::fs::read_dir(&dir).context(dir.display())? {
            let path = entry?.path();
            if path.is_dir() {
                // Directories of programs are taken with the file that speaks of them.
                if path.extension().is_none_or(|e| e != "dir") {
                    todo.push(path);
                }
                continue;
            }
            let dir = path.with_extension("dir");
            if path.extension().is_none_or(|e| e != "go") || !dir.is_dir() {
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            let Some(recipe) = recipe(&text).filter(|_| judged(&dir)) else {
                left_out += 1;
                continue;
            };
            let name = path.strip_prefix(test).unwrap_or(&path);
            programs.push(Program {
                name: name.with_extension("").to_string_lossy().into_owned(),
                recipe,
                want: std::fs::read(path.with_extension("out")).unwrap_or_default(),
                dir,
            });
        }
    }
    programs.sort_by(|a, b| a.name.cmp(&b.name));
    Ok((programs, left_out))
}

/// What is to be done, if it is for us: flags of the compiler, and constraints that do not hold
/// here, are not.
fn recipe(text: &str) -> Option<Recipe> {
    let head = || text.lines().take_while(|l| !l.starts_with("package "));
    if head().any(|l| l.starts_with("//go:build") && !matches!(l, "//go:build cgo")) {
        return None;
    }
    let line = head().find(|l| !l.starts_with("//go:build") && !l.trim().is_empty())?;
    let mut words = line.strip_prefix("// ")?.split_whitespace();
    let action = match words.next()? {
        "rundir" => Action::Run,
        "runindir" => Action::RunIn,
        "compiledir" => Action::Compile,
        "errorcheckdir" => Action::Errors,
        _ => return None,
    };
    let mut recipe = Recipe {
        action,
        apart: false,
        version: None,
    };
    while let Some(word) = words.next() {
        match word {
            "-s" => recipe.apart = true,
            "-gomodversion" => recipe.version = words.next().map(str::to_owned),
            // How much is compiled at once, and what the linker leaves out, changes nothing here.
            "-c=1" | "-c=2" | "-c=4" | "-ldflags" | "-strictdups=2" | "-w=0" => {}
            _ => return None,
        }
    }
    Some(recipe)
}

/// Whether a directory is Go all over, and Sudog has what it imports.
fn judged(dir: &Path) -> bool {
    let library = crate::root().join("crates/stdlib/go");
    let module = dir.file_name().unwrap_or_default().to_string_lossy();
    let mut todo = vec![dir.to_path_buf()];
    while let Some(dir) = todo.pop() {
        for entry in std::fs::read_dir(&dir).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                todo.push(path);
                continue;
            }
            match path.extension().and_then(|e| e.to_str()) {
                Some("go") => {}
                Some("s" | "S" | "c") => return false,
                _ => continue,
            }
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            let have = |import: &str| {
                let own = import.split('/').next().unwrap_or(import);
                own == "."
                    || own == "test"
                    || own == module
                    || import == "C"
                    || import == "unsafe"
                    || library.join(import).is_dir()
            };
            if !imports(&text).all(|(_, import)| have(import)) {
                return false;
            }
        }
    }
    true
}

/// The paths that a file imports, with where each begins.
pub(crate) fn imports(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut group = false;
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        let bare = line.trim();
        let one = bare.strip_prefix("import ");
        if one.is_some_and(|rest| rest.trim_start().starts_with('(')) {
            group = true;
        } else if group && bare.starts_with(')') {
            group = false;
        }
        if (!group && one.is_none()) || bare.starts_with("//") {
            return None;
        }
        let open = line.find('"')? + 1;
        let len = line[open..].find('"')?;
        Some((start + open, &line[open..open + len]))
    })
}

/// The name in the package clause.
pub(crate) fn package_name(text: &str) -> Option<&str> {
    let rest = text.lines().find_map(|l| l.strip_prefix("package "))?;
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_');
    Some(&rest[..end.unwrap_or(rest.len())])
}

/// The path within the module for a package of this first file: what others import it by. The go
/// command would take `p_test.go` for a test, which it is not here.
fn place(file: &str) -> &str {
    file.strip_suffix(".go").unwrap_or(file)
}

/// Puts a directory's files together as the module that Go's own runner makes of them in effect.
fn files(program: &Program) -> Result<BTreeMap<String, String>> {
    let mut out = BTreeMap::new();
    let recipe = &program.recipe;
    if recipe.action == Action::RunIn {
        let module = program
            .dir
            .file_name()
            .unwrap_or_default()
            .to_string_lossy();
        let version = recipe.version.as_deref().unwrap_or("1.14");
        out.insert(
            "go.mod".to_owned(),
            format!("module {module}\n\ngo {version}\n"),
        );
        let mut todo = vec![program.dir.clone()];
        while let Some(dir) = todo.pop() {
            for entry in std::fs::read_dir(&dir)? {
                let path = entry?.path();
                if path.is_dir() {
                    todo.push(path);
                } else if path.extension().is_some_and(|e| e == "go") {
                    let name = path.strip_prefix(&program.dir).unwrap_or(&path);
                    let text = std::fs::read_to_string(&path)?;
                    out.insert(name.to_string_lossy().into_owned(), text);
                }
            }
        }
        return Ok(out);
    }
    let mut sources = BTreeMap::new();
    for entry in std::fs::read_dir(&program.dir)? {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == "go") {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            sources.insert(name.into_owned(), std::fs::read_to_string(&path)?);
        }
    }
    arrange(&sources, recipe.apart).ok_or_else(|| "no packages".into())
}

/// Divides sources among the packages of a module named `test`. The last package is its root if it
/// is a main package; otherwise the root imports all of them.
fn arrange(sources: &BTreeMap<String, String>, apart: bool) -> Option<BTreeMap<String, String>> {
    let mut packages: Vec<(&str, Vec<&str>)> = Vec::new();
    for (file, text) in sources {
        let name = package_name(text)?;
        match packages.iter_mut().find(|p| p.0 == name && !apart) {
            Some(p) => p.1.push(file),
            None => packages.push((name, vec![file])),
        }
    }
    let mut out = BTreeMap::new();
    out.insert(
        "go.mod".to_owned(),
        format!("module test\n\ngo {}\n", oracle::GO),
    );
    let last = packages.len().checked_sub(1)?;
    let mut imported = String::new();
    for (k, (name, members)) in packages.iter().enumerate() {
        let dir = place(members.first()?);
        let root = k == last && *name == "main";
        if *name != "main" {
            imported.push_str(&format!("import _ \"test/{dir}\"\n"));
        }
        let mut has_main = false;
        for file in members {
            let text = absolute(sources.get(*file)?);
            has_main |= text.contains("\nfunc main()");
            let file = file.replace("_test.go", "_test_.go");
            let at = if root { file } else { format!("{dir}/{file}") };
            out.insert(at, text);
        }
        if root && !has_main {
            out.insert(
                "zz_main.go".to_owned(),
                "package main\n\nfunc main() {}\n".to_owned(),
            );
        }
    }
    if packages.get(last)?.0 != "main" {
        let text = format!("package main\n\n{imported}\nfunc main() {{}}\n");
        out.insert("zz_main.go".to_owned(), text);
    }
    Some(out)
}

/// The text with `./x` imported as `test/x`.
fn absolute(text: &str) -> String {
    let mut out = String::new();
    let mut done = 0;
    for (at, path) in imports(text) {
        if let Some(name) = path.strip_prefix("./") {
            out.push_str(&text[done..at]);
            out.push_str("test/");
            out.push_str(name);
            done = at + path.len();
        }
    }
    out.push_str(&text[done..]);
    out
}

fn judge(sudog: &Path, go: &Path, work: &Path, program: &Program) -> Result {
    let at = work.join(program.name.replace('/', "_"));
    if at.exists() {
        std::fs::remove_dir_all(&at)?;
    }
    for (name, text) in files(program)? {
        let path = at.join(name);
        std::fs::create_dir_all(path.parent().unwrap_or(&at))?;
        std::fs::write(path, text)?;
    }
    let action = program.recipe.action;
    let checks = matches!(action, Action::Compile | Action::Errors);
    let mut command = Command::new(sudog);
    command.arg(if checks { "check" } else { "run" }).arg(&at);
    // Their runner compares both streams together.
    let got = capture_together(&mut command, LIMIT)?;
    if got.timed_out {
        return Err(format!("still running after {LIMIT:?}").into());
    }
    let said = got.stdout;
    let text = String::from_utf8_lossy(&said);
    if action == Action::Errors {
        let mut build = oracle::go_command(go);
        build.args(["build", "-p=1", "./..."]).current_dir(&at);
        let said = capture(&mut build, &[], LIMIT)?;
        let said = String::from_utf8_lossy(&said.stderr).into_owned();
        let (want, got) = (messages(&said), messages(&text));
        return match want == got {
            true => Ok(()),
            false => Err(format!("Go: {want:?}\nus: {got:?}").into()),
        };
    }
    // Their runner does not tell the compiler that a package is all there is, as the go command does.
    let bodies = |l: &str| l.ends_with(": missing function body");
    if checks && !text.is_empty() && text.lines().all(bodies) {
        return Ok(());
    }
    if got.code == Some(0) && said == program.want {
        return Ok(());
    }
    let first: Vec<&str> = text.lines().take(3).collect();
    Err(format!("exit {:?}: {}", got.code, first.join("\n")).into())
}

/// Compile errors of several packages, in an order of their own. Where the library declares what is
/// its own affair.
fn messages(text: &str) -> Vec<String> {
    let text = crate::normalise::errors(text);
    let lines = text.lines().filter(|l| !l.contains("$GOROOT/"));
    let mut list: Vec<String> = lines.map(str::to_owned).collect();
    list.sort();
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_recipe(text: &str, want: Option<(Action, bool, Option<&str>)>) {
        let got = recipe(text);
        let got = got
            .as_ref()
            .map(|r| (r.action, r.apart, r.version.as_deref()));
        assert_eq!(got, want);
    }

    #[test]
    fn recipes() {
        let go = "\n\npackage ignored\n";
        check_recipe(&format!("// rundir{go}"), Some((Action::Run, false, None)));
        check_recipe(
            &format!("// compiledir -s{go}"),
            Some((Action::Compile, true, None)),
        );
        check_recipe(
            &format!("// runindir -gomodversion 1.23{go}"),
            Some((Action::RunIn, false, Some("1.23"))),
        );
        check_recipe(&format!("// rundir -race{go}"), None);
        check_recipe(&format!("//go:build wasm\n// rundir{go}"), None);
        check_recipe(&format!("// run{go}"), None);
        check_recipe("package p\n// rundir\n", None);
    }

    #[track_caller]
    fn check_arranged(sources: &[(&str, &str)], apart: bool, want: &[(&str, &str)]) {
        let own = |list: &[(&str, &str)]| -> BTreeMap<String, String> {
            let pairs = list.iter().map(|(n, t)| ((*n).to_owned(), (*t).to_owned()));
            pairs.collect()
        };
        let mut got = arrange(&own(sources), apart).expect("packages");
        got.remove("go.mod");
        assert_eq!(got, own(want));
    }

    #[test]
    fn arranged() {
        let main = "package main\nimport x \"./a\"\nvar s = \"./a\"\nfunc main() {}\n";
        let rooted = "package main\nimport x \"test/a\"\nvar s = \"./a\"\nfunc main() {}\n";
        check_arranged(
            &[
                ("a.go", "package a\n"),
                ("b.go", "package a\n"),
                ("c.go", main),
            ],
            false,
            &[
                ("a/a.go", "package a\n"),
                ("a/b.go", "package a\n"),
                ("c.go", rooted),
            ],
        );
        let all =
            "package main\n\nimport _ \"test/a\"\nimport _ \"test/b_test\"\n\nfunc main() {}\n";
        check_arranged(
            &[("a.go", "package a\n"), ("b_test.go", "package a\n")],
            true,
            &[
                ("a/a.go", "package a\n"),
                ("b_test/b_test_.go", "package a\n"),
                ("zz_main.go", all),
            ],
        );
    }
}
