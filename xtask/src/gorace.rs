//! The judges of race detection: Go's own race suite, read from the toolchain's sources at test
//! time, and our programs in `tests/race`.
//!
//! Of the suite, each test function becomes a program of its own, with what it needs of its
//! package. As in Go its name is the verdict: `TestRace…` must be
//! reported, `TestNoRace…` must not.
//!
//! Our programs say on their first line what is expected: `// RACE variable`, or `// NO RACE`; a
//! later line `// Real Go's detector does not tell` says that it is not asked. It confirms a tenth
//! of the others, or all if `$SUDOG_ALL` is set.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::conformance::{self, Tally};
use crate::error::{Context, Result};
use crate::exec::{Finished, capture, jobs, parallel, step, which};
use crate::gosplit::Package;
use crate::{oracle, tools, walk};

const LIMIT: Duration = Duration::from_secs(60);
const STEPS: &str = "50000000";

/// Disagreements that somebody has looked at.
const KNOWN: &str = "tests/known_races.txt";

/// How many functions there are: fewer means that we lost some.
const FUNCTIONS: usize = 370;

/// Functions that need what a playground has not.
const LEFT_OUT: &[(&str, &str)] = &[
    ("TestNoRaceCgoSync", "cgo"),
    ("TestNoRaceIOFile", "files"),
    ("TestNoRaceIOHttp", "the network"),
    ("TestRaceIssue5567", "files"),
    ("TestRaceIssue51618", "files"),
];

/// What a run says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Race,
    NoRace,
    Skipped,
}

/// Go's own suite.
pub(crate) fn go_race() -> Result {
    let sudog = conformance::release_sudog()?;
    let tree = oracle::go_tree()?.join("src/runtime/race/testdata");
    let mut package = Package::default();
    for file in go_files(&tree)? {
        if file.to_string_lossy().ends_with("_test.go") {
            package.add(&std::fs::read_to_string(&file).context(file.display())?);
        }
    }
    let work = tools::target_dir().join("go-race");
    std::fs::create_dir_all(&work)?;
    let mut programs = Vec::new();
    let mut found = 0;
    for (i, decl) in package.decls.iter().enumerate() {
        let Some(name) = decl.names.first().filter(|n| decl.is_func && is_test(n)) else {
            continue;
        };
        found += 1;
        if let Some((_, why)) = LEFT_OUT.iter().find(|l| l.0 == name) {
            println!("left out {name}: needs {why}");
            continue;
        }
        let file = work.join(format!("{name}.go"));
        std::fs::write(&file, program(&package, i, name))?;
        programs.push((name.clone(), file));
    }
    step(format_args!(
        "{} of {found} functions of Go's race suite",
        programs.len()
    ));
    let answers = parallel(&programs, jobs(), |(name, file)| {
        let want = if name.starts_with("TestNo") {
            Verdict::NoRace
        } else {
            Verdict::Race
        };
        let ran = run(&sudog, file)?;
        match verdict(&ran)? {
            Verdict::Skipped => Ok(false),
            got if got == want => Ok(true),
            got => Err(format!("{got:?}, where Go's suite expects {want:?}").into()),
        }
    });
    let mut tally = Tally::new(KNOWN);
    let mut skipped = 0;
    for ((name, _), answer) in programs.iter().zip(answers) {
        skipped += usize::from(matches!(answer, Ok(false)));
        tally.add(name, answer.map(|_| ()));
    }
    if skipped > 0 {
        println!("{skipped} skip themselves, as they do in Go");
    }
    tally.finish("go race suite")?;
    if found < FUNCTIONS {
        return Err(format!("only {found} functions found; {FUNCTIONS} expected").into());
    }
    Ok(())
}

fn is_test(name: &str) -> bool {
    name.starts_with("TestRace") || name.starts_with("TestNoRace")
}

/// One function and what it needs as a program, which runs it as a test. The suite makes bubbles
/// with a package that programs may not import; `testing/synctest` makes the same.
fn program(package: &Package, at: usize, name: &str) -> String {
    let needed = package.needs(at, |d| {
        d.is_func && d.names.iter().any(|n| n.starts_with("Test"))
    });
    let mut text = format!("// {name} alone.\npackage main\n\nimport (\n");
    for (name, path) in package.imports_for(&needed) {
        let path = path.replace("internal/synctest", "testing/synctest");
        text.push_str(&format!("\t{} {path}\n", name.unwrap_or_default()));
    }
    text.push_str(")\n");
    for i in needed {
        let bubble = "synctest.Test(t, func(*testing.T) {";
        text.push('\n');
        text.push_str(
            &package.decls[i]
                .text
                .replace("synctest.Run(func() {", bubble),
        );
        text.push('\n');
    }
    text
}

fn run(sudog: &Path, file: &Path) -> Result<Finished> {
    let mut command = Command::new(sudog);
    command.args(["run", "--race", "--steps", STEPS]).arg(file);
    capture(&mut command, &[], LIMIT)
}

fn verdict(ran: &Finished) -> Result<Verdict> {
    if ran.timed_out {
        return Err(format!("still running after {LIMIT:?}").into());
    }
    let said = String::from_utf8_lossy(&ran.stderr);
    if said.contains("WARNING: DATA RACE") || said.contains("fatal error: concurrent map") {
        return Ok(Verdict::Race);
    }
    if ran.code != Some(0) {
        let first: Vec<&str> = said.lines().take(2).collect();
        return Err(format!("exit {:?}: {}", ran.code, first.join(" | ")).into());
    }
    if String::from_utf8_lossy(&ran.stdout).contains("--- SKIP:") {
        return Ok(Verdict::Skipped);
    }
    Ok(Verdict::NoRace)
}

/// Our own programs.
pub(crate) fn race() -> Result {
    let sudog = conformance::release_sudog()?;
    let files = go_files(&crate::root().join("tests/race"))?;
    step(format_args!(
        "{} programs with and without races",
        files.len()
    ));
    let answers = parallel(&files, jobs(), |file| ours(&sudog, file));
    let mut tally = Tally::new(KNOWN);
    for (file, answer) in files.iter().zip(answers) {
        tally.add(&name_of(file), answer);
    }
    tally.finish("race")?;
    confirm(&files)
}

fn name_of(file: &Path) -> String {
    file.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// The variable that a program says it races on; `None`: it does not race.
fn expected(file: &Path) -> Result<Option<String>> {
    let text = std::fs::read_to_string(file).context(file.display())?;
    let first = text.lines().next().unwrap_or_default();
    match first.strip_prefix("// RACE ") {
        Some(variable) => Ok(Some(variable.trim().to_owned())),
        None if first == "// NO RACE" => Ok(None),
        None => Err(format!("{}: the first line says no verdict", file.display()).into()),
    }
}

fn ours(sudog: &Path, file: &Path) -> Result {
    let want = expected(file)?;
    let (ran, again) = (run(sudog, file)?, run(sudog, file)?);
    if ran.timed_out || again.timed_out {
        return Err(format!("still running after {LIMIT:?}").into());
    }
    if (ran.code, &ran.stdout, &ran.stderr) != (again.code, &again.stdout, &again.stderr) {
        return Err("two runs differ".into());
    }
    let said = String::from_utf8_lossy(&ran.stderr);
    let wrong = match &want {
        None if ran.code == Some(0) && !said.contains("DATA RACE") => return Ok(()),
        None => "no race and exit 0".to_owned(),
        Some(variable) => {
            let named = format!(" of {variable} by ");
            let sentence = said
                .lines()
                .any(|l| l.starts_with("sudog: ") && l.contains(&named));
            if ran.code == Some(66) && said.contains("WARNING: DATA RACE") && sentence {
                return Ok(());
            }
            format!("a race on {variable} and exit 66")
        }
    };
    Err(format!("expected {wrong}; exit {:?}\n{said}", ran.code).into())
}

/// Real Go's detector agrees on a sample, where a C compiler can link it.
fn confirm(files: &[PathBuf]) -> Result {
    if which("gcc").is_none() {
        step("no C compiler: real Go's race detector is not asked");
        return Ok(());
    }
    let go = oracle::go()?;
    let work = tools::target_dir().join("go-race/real");
    std::fs::create_dir_all(&work)?;
    let nth = if std::env::var_os("SUDOG_ALL").is_some() {
        1
    } else {
        10
    };
    let tells = |file: &&PathBuf| {
        let text = std::fs::read_to_string(file).unwrap_or_default();
        !text.contains("\n// Real Go's detector does not tell")
    };
    let sample: Vec<&PathBuf> = files.iter().filter(tells).step_by(nth).collect();
    let answers = parallel(&sample, jobs(), |file| real(&go, &work, file));
    let mut failed = 0;
    for (file, answer) in sample.iter().zip(answers) {
        if let Err(why) = answer as Result {
            failed += 1;
            println!("REAL GO DIFFERS {}: {why}", name_of(file));
        }
    }
    println!(
        "race oracle result: {} confirmed; {failed} refuted",
        sample.len() - failed
    );
    if failed == 0 {
        Ok(())
    } else {
        Err("real Go's detector says otherwise".into())
    }
}

fn real(go: &Path, work: &Path, file: &Path) -> Result {
    let program = work.join(name_of(file));
    let mut build = oracle::go_command(go);
    build
        .env("CGO_ENABLED", "1")
        .args(["build", "-race", "-o"])
        .arg(&program)
        .arg(file);
    let built = capture(&mut build, &[], Duration::from_secs(300))?;
    if built.code != Some(0) {
        return Err(String::from_utf8_lossy(&built.stderr).into_owned().into());
    }
    let mut command = Command::new(&program);
    command
        .env("GOMAXPROCS", "1")
        .env("GORACE", "atexit_sleep_ms=0");
    let got = verdict(&capture(&mut command, &[], LIMIT)?)?;
    std::fs::remove_file(&program)?;
    let want = if expected(file)?.is_some() {
        Verdict::Race
    } else {
        Verdict::NoRace
    };
    if got == want {
        Ok(())
    } else {
        Err(format!("{got:?}, where we say {want:?}").into())
    }
}

/// The Go files of a directory, by name.
pub(crate) fn go_files(dir: &Path) -> Result<Vec<PathBuf>> {
    let entries = walk::entries(dir)?;
    Ok(entries.into_iter().filter(|p| walk::is_go(p)).collect())
}
