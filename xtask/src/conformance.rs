//! The judge: programs whose stdout, stderr and exit code real Go recorded, run through `sudog`.
//!
//! `tests/programs/**/NAME.go` (or a directory with a `go.mod`, or `NAME.txtar`) has beside it `NAME.stdout`,
//! `NAME.stderr` and `NAME.code` (absent: empty, empty, 0), and may have `NAME.stdin`.
//! The same goes for the unsafe lab's programs. `tests/errors/NAME.go` has `NAME.stderr`: what gc says. `--bless` writes these files by running
//! real Go, three times with different numbers of processors (those in `onep/`: with one); a program
//! that answers differently is refused. `NAME_test.go`, or a module with tests in its root, is run as
//! its tests are (`go test -v`). Go's own suites (`test/chan`, `test/typeparam`) are judged by their `.out` files.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::error::{Context, Result};
use crate::exec::{Finished, capture, cargo, jobs, parallel, run, step};
use crate::{normalise, oracle, tools, trees};

const LIMIT: Duration = Duration::from_secs(60);

/// The module that fixtures with tests are put into.
const TESTED: &str = "example/main";

/// What a fixture is expected to do, or did.
#[derive(PartialEq, Eq)]
struct Outcome {
    stdout: String,
    stderr: String,
    code: Option<i32>,
}

struct Fixture {
    /// The `.go` file, or the directory of a module.
    path: PathBuf,
    /// Shown to people, matched by filters.
    name: String,
    compile_error: bool,
}

/// Builds the debug `sudog` and returns its path.
pub(crate) fn debug_sudog() -> Result<PathBuf> {
    run(cargo().args(["build", "--quiet", "--locked", "-p", "cli"]))?;
    Ok(tools::target_dir().join("debug/sudog"))
}

/// Builds the release `sudog` and returns its path.
pub(crate) fn release_sudog() -> Result<PathBuf> {
    run(cargo().args(["build", "--quiet", "--release", "--locked", "-p", "cli"]))?;
    Ok(tools::target_dir().join("release/sudog"))
}

/// Runs every fixture (or those whose name contains a filter).
pub(crate) fn fixtures(filters: &[String]) -> Result {
    let sudog = debug_sudog()?;
    let fixtures = find(filters)?;
    let programs = fixtures.iter().filter(|f| !f.compile_error).count();
    step(format_args!(
        "{programs} programs and {} compile errors through sudog",
        fixtures.len() - programs
    ));
    let answers = parallel(&fixtures, jobs(), |fixture| judge(&sudog, fixture, &[]));
    let mut tally = Tally::new("tests/known.txt");
    for (fixture, answer) in fixtures.iter().zip(answers) {
        tally.add(&fixture.name, answer);
    }
    tally.finish("fixture")?;
    collected(&sudog, &fixtures)
}

/// Words of programs that can tell when garbage is collected.
const TELLING: &[&str] = &["runtime.", "sync.Pool", "debug.", "weak.", "unique."];
/// Of the others, each so manieth is run once more; all are, if filters ask for a few.
const COLLECTED: usize = 4;

/// Programs with a collection after every allocation: what is freed too early shows.
fn collected(sudog: &Path, fixtures: &[Fixture]) -> Result {
    let step_by = if fixtures.len() > 50 { COLLECTED } else { 1 };
    let blind = |f: &&Fixture| {
        let text = std::fs::read_to_string(&f.path).unwrap_or_default();
        !f.compile_error && !TELLING.iter().any(|word| text.contains(word))
    };
    let some: Vec<&Fixture> = fixtures.iter().filter(blind).step_by(step_by).collect();
    let answers = parallel(&some, jobs(), |fixture| {
        judge(sudog, fixture, &["-d=gcstress", "--steps", STRESSED_STEPS])
    });
    let known = known("tests/known.txt");
    let (mut failed, mut long) = (0, 0);
    for (fixture, answer) in some.iter().zip(answers) {
        match answer {
            Err(why) if why.to_string().contains(STRESSED_STEPS) => long += 1,
            Err(why) if !known.contains_key(&fixture.name) => {
                failed += 1;
                println!(
                    "FAIL collecting {}\n{}",
                    fixture.name,
                    indent(&why.to_string())
                );
            }
            _ => {}
        }
    }
    println!(
        "fixture result: {} with a collection after every allocation; {failed} failed; {long} too long",
        some.len()
    );
    if failed == 0 {
        Ok(())
    } else {
        Err(format!("{failed} programs lose memory that they use").into())
    }
}

/// Instructions of a program that collects all the time.
const STRESSED_STEPS: &str = "3000003";

/// Agreements and disagreements with real Go, some of which a list excuses.
pub(crate) struct Tally {
    list: &'static str,
    known: std::collections::BTreeMap<String, String>,
    all: usize,
    failed: usize,
    excused: usize,
}

impl Tally {
    /// `list` is the file of those that are known to differ, under the workspace root.
    pub(crate) fn new(list: &'static str) -> Self {
        Tally {
            list,
            known: known(list),
            all: 0,
            failed: 0,
            excused: 0,
        }
    }

    pub(crate) fn add(&mut self, name: &str, answer: Result) {
        self.all += 1;
        match (answer, self.known.get(name)) {
            (Ok(()), None) => {}
            (Ok(()), Some(_)) => {
                self.failed += 1;
                println!(
                    "FAIL {name}\n    agrees by now; take it out of {}",
                    self.list
                );
            }
            (Err(_), Some(reason)) => {
                self.excused += 1;
                println!("known {name}: {reason}");
            }
            (Err(why), None) => {
                self.failed += 1;
                println!("FAIL {name}\n{}", indent(&why.to_string()));
            }
        }
    }

    /// How many the list has excused so far.
    pub(crate) fn listed(&self) -> usize {
        self.excused
    }

    /// Says how it went; an error if anything failed.
    pub(crate) fn finish(self, what: &str) -> Result {
        let Tally {
            all,
            failed,
            excused,
            ..
        } = self;
        let verdict = if failed == 0 { "ok" } else { "FAILED" };
        println!(
            "{what} result: {verdict}. {} passed; {failed} failed; {excused} known to differ; {all} in all",
            all - failed - excused
        );
        if failed == 0 {
            Ok(())
        } else {
            Err(format!("{failed} disagree with what is expected").into())
        }
    }
}

/// Differences that somebody has looked at, with the reason.
pub(crate) fn known(list: &str) -> std::collections::BTreeMap<String, String> {
    let text = std::fs::read_to_string(crate::root().join(list)).unwrap_or_default();
    let entries = text
        .lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| l.split_once("  "));
    entries
        .map(|(name, why)| (name.to_owned(), why.to_owned()))
        .collect()
}

fn judge(sudog: &Path, fixture: &Fixture, options: &[&str]) -> Result {
    let want = fixture.expected()?;
    let shown = fixture
        .path
        .strip_prefix(crate::root())
        .unwrap_or(&fixture.path);
    let mut command = Command::new(sudog);
    command.arg("run").args(options).arg(shown);
    command.current_dir(crate::root());
    let got = capture(&mut command, &fixture.stdin(), LIMIT)?;
    if got.timed_out {
        return Err(format!("still running after {LIMIT:?}").into());
    }
    let got = fixture.outcome(&got);
    if got == want {
        Ok(())
    } else {
        Err(difference(&want, &got).into())
    }
}

/// Records what real Go does.
pub(crate) fn bless(filters: &[String]) -> Result {
    let go = oracle::go()?;
    let all = find(filters)?;
    // Without a filter only what has no record yet: recording all anew is the test command's business.
    let fixtures: Vec<Fixture> = all
        .into_iter()
        .filter(|f| !filters.is_empty() || !f.recorded())
        .collect();
    step(format_args!("real Go runs {} fixtures", fixtures.len()));
    let answers = parallel(&fixtures, jobs(), |fixture| {
        let outcome = ask_go(&go, fixture)?;
        fixture.record(&outcome)
    });
    let mut failed = 0;
    for (fixture, answer) in fixtures.iter().zip(answers) {
        if let Err(why) = answer {
            failed += 1;
            println!("REFUSED {}\n{}", fixture.name, indent(&why.to_string()));
        }
    }
    println!("blessed {} of {}", fixtures.len() - failed, fixtures.len());
    if failed == 0 {
        Ok(())
    } else {
        Err(format!("{failed} fixtures were refused").into())
    }
}

/// Asks real Go again for every `nth` fixture, so that no record can be invented or grow stale.
pub(crate) fn verify_sample(nth: usize) -> Result {
    let go = oracle::go()?;
    let fixtures: Vec<Fixture> = find(&[])?.into_iter().step_by(nth.max(1)).collect();
    step(format_args!(
        "real Go confirms {} recorded fixtures",
        fixtures.len()
    ));
    let answers = parallel(&fixtures, jobs(), |fixture| {
        let (want, got) = (ask_go(&go, fixture)?, fixture.expected()?);
        if want == got {
            Ok(())
        } else {
            Err(difference(&want, &got).into())
        }
    });
    let mut failed = 0;
    for (fixture, answer) in fixtures.iter().zip(answers) {
        if let Err(why) = answer as Result {
            failed += 1;
            println!("STALE {}\n{}", fixture.name, indent(&why.to_string()));
        }
    }
    println!(
        "oracle result: {} confirmed; {failed} stale",
        fixtures.len() - failed
    );
    if failed == 0 {
        Ok(())
    } else {
        Err("recorded results differ from real Go's".into())
    }
}

fn ask_go(go: &Path, fixture: &Fixture) -> Result<Outcome> {
    let work = tools::target_dir()
        .join("oracle")
        .join(fixture.name.replace('/', "_"));
    std::fs::create_dir_all(&work)?;
    let program = work.join("program");
    // Not `go run`: its own exit code and last line would be in the way.
    let mut build = oracle::go_command_for(go, &fixture.path);
    let tests = fixture.is_test();
    if tests {
        // What vet says is not the program's.
        build.args(["test", "-c", "-vet=off", "-o"]).arg(&program);
    } else {
        build.args(["build", "-o"]).arg(&program);
    }
    if tests && fixture.path.is_file() {
        // Package main cannot be imported by the main package of tests, unless it is in a module.
        let name = fixture.path.file_name().unwrap_or_default();
        std::fs::copy(&fixture.path, work.join(name))?;
        std::fs::write(
            work.join("go.mod"),
            format!("module {TESTED}\n\ngo {}\n", oracle::GO),
        )?;
        build.arg(".").current_dir(&work);
    } else if trees::is_tree(&fixture.path) {
        let tree = fixture.tree();
        trees::unpack(&std::fs::read_to_string(&fixture.path)?, &tree)?;
        // One package after the other, so that their messages come in order.
        build.args(["-p=1", "."]);
        build.current_dir(&tree).env("GOFLAGS", "");
    } else if fixture.path.is_dir() {
        build.arg(".").current_dir(&fixture.path);
    } else {
        build
            .arg(fixture.path.file_name().unwrap_or_default())
            .current_dir(parent(&fixture.path));
    }
    let built = capture(&mut build, &[], Duration::from_secs(300))?;
    if fixture.compile_error {
        if built.code == Some(0) {
            return Err("real Go compiles this".into());
        }
        return Ok(fixture.outcome(&built));
    }
    if built.code != Some(0) {
        return Err(format!(
            "real Go does not build this:\n{}",
            String::from_utf8_lossy(&built.stderr)
        )
        .into());
    }
    let mut first: Option<Outcome> = None;
    // Programs in `onep/` are about the order in which one processor runs goroutines.
    let one = fixture.name.contains("/onep/");
    for procs in if one {
        ["1"; 6].as_slice()
    } else {
        &["1", "2", "4"]
    } {
        let mut command = Command::new(&program);
        command
            .env("GOMAXPROCS", procs)
            // The local time of Sudog, wherever real Go runs.
            .env("TZ", "UTC")
            .env_remove("GOTRACEBACK")
            .env_remove("GODEBUG")
            .current_dir(&work);
        if tests {
            command.arg("-test.v");
        }
        let ran = capture(&mut command, &fixture.stdin(), LIMIT)?;
        if ran.timed_out {
            return Err("real Go does not finish this".into());
        }
        let outcome = fixture.outcome(&ran);
        match &first {
            Some(first) if *first != outcome => {
                return Err(format!(
                    "real Go answers differently:\n{}",
                    difference(first, &outcome)
                )
                .into());
            }
            Some(_) => {}
            None => first = Some(outcome),
        }
    }
    // Binaries are megabytes each, and there are hundreds.
    std::fs::remove_dir_all(&work)?;
    first.ok_or_else(|| "nothing ran".into())
}

impl Fixture {
    /// Whether its tests are what is run.
    fn is_test(&self) -> bool {
        let named = |p: &Path| p.to_string_lossy().ends_with("_test.go");
        let inside = std::fs::read_dir(&self.path).into_iter().flatten();
        named(&self.path) || inside.flatten().any(|e| named(&e.path()))
    }

    /// Where real Go finds the files of one that is a text.
    fn tree(&self) -> PathBuf {
        let name = self.name.replace('/', "_");
        tools::target_dir().join("oracle-trees").join(name)
    }

    fn beside(&self, ext: &str) -> PathBuf {
        if self.path.is_dir() {
            let name = self
                .path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            return parent(&self.path).join(format!("{name}.{ext}"));
        }
        self.path.with_extension(ext)
    }

    fn stdin(&self) -> Vec<u8> {
        std::fs::read(self.beside("stdin")).unwrap_or_default()
    }

    /// Every fixture says something, so a record is never empty.
    fn recorded(&self) -> bool {
        self.beside("stdout").exists() || self.beside("stderr").exists()
    }

    fn expected(&self) -> Result<Outcome> {
        if !self.recorded() {
            return Err("no record; run `cargo xtask fixtures --bless`".into());
        }
        let read = |ext| std::fs::read_to_string(self.beside(ext)).unwrap_or_default();
        let code = if self.compile_error {
            "1".to_owned()
        } else {
            read("code")
        };
        let code = if code.trim().is_empty() {
            0
        } else {
            code.trim().parse().context("code file")?
        };
        Ok(Outcome {
            stdout: read("stdout"),
            stderr: read("stderr"),
            code: Some(code),
        })
    }

    fn outcome(&self, ran: &Finished) -> Outcome {
        let text = String::from_utf8_lossy(&ran.stderr);
        let stderr = if self.compile_error {
            let tree = self.tree().display().to_string();
            let text = text.replace(&format!("{tree}/"), "").replace(&tree, ".");
            normalise::errors(&text)
        } else {
            normalise::stderr(&text)
        };
        let mut stdout = String::from_utf8_lossy(&ran.stdout).into_owned();
        let mut stderr = stderr;
        if self.is_test() {
            stdout = normalise::tests(&stdout);
            stderr = stderr.replace(&format!("{TESTED}."), "main.");
        }
        Outcome {
            stdout,
            stderr,
            code: ran.code,
        }
    }

    fn record(&self, outcome: &Outcome) -> Result {
        let put = |ext: &str, text: &str| -> Result {
            let file = self.beside(ext);
            if text.is_empty() {
                let _ = std::fs::remove_file(file);
            } else {
                std::fs::write(file, text)?;
            }
            Ok(())
        };
        if outcome.stdout.is_empty() && outcome.stderr.is_empty() {
            return Err("a fixture must say something".into());
        }
        put("stdout", &outcome.stdout)?;
        put("stderr", &outcome.stderr)?;
        let code = outcome.code.ok_or("ended by a signal")?;
        if !self.compile_error {
            put(
                "code",
                &if code == 0 {
                    String::new()
                } else {
                    format!("{code}\n")
                },
            )?;
        }
        Ok(())
    }
}

/// All fixtures, in the order of their names.
fn find(filters: &[String]) -> Result<Vec<Fixture>> {
    let tests = crate::root().join("tests");
    let mut found = Vec::new();
    for (top, compile_error) in [("programs", false), ("errors", true)] {
        walk(&tests.join(top), &mut |path| {
            let name = path
                .strip_prefix(&tests)
                .unwrap_or(path)
                .display()
                .to_string();
            if filters.is_empty() || filters.iter().any(|f| name.contains(f.as_str())) {
                found.push(Fixture {
                    path: path.to_path_buf(),
                    name,
                    compile_error,
                });
            }
        })?;
    }
    // The unsafe lab's programs, but for those that say of themselves that Go leaves them open.
    let lab = crate::root().join("src/lab/unsafe_lab/programs");
    walk(&lab, &mut |path| {
        let name = path.strip_prefix(&lab).unwrap_or(path).display();
        let name = format!("unsafe_lab/{name}");
        let open = std::fs::read_to_string(path).is_ok_and(|t| t.contains("// Undefined in Go"));
        if !open && (filters.is_empty() || filters.iter().any(|f| name.contains(f.as_str()))) {
            found.push(Fixture {
                path: path.to_path_buf(),
                name,
                compile_error: false,
            });
        }
    })?;
    found.sort_by(|a, b| a.name.cmp(&b.name));
    if found.is_empty() {
        Err("no fixture matches".into())
    } else {
        Ok(found)
    }
}

/// The sources of all single-file fixtures, for those who mutate them.
pub(crate) fn sources() -> Result<Vec<String>> {
    let mut texts = Vec::new();
    for fixture in find(&[])? {
        if fixture.path.is_file() {
            texts.push(std::fs::read_to_string(&fixture.path)?);
        }
    }
    Ok(texts)
}

/// Paths of the programs that run.
pub(crate) fn programs() -> Result<Vec<PathBuf>> {
    Ok(find(&[])?
        .into_iter()
        .filter(|f| !f.compile_error)
        .map(|f| f.path)
        .collect())
}

fn walk(dir: &Path, found: &mut impl FnMut(&Path)) -> Result {
    if !dir.is_dir() {
        return Ok(());
    }
    for entry in std::fs::read_dir(dir)? {
        let path = entry?.path();
        let is_go = path.extension().is_some_and(|e| e == "go");
        if is_go || trees::is_tree(&path) || path.join("go.mod").is_file() {
            found(&path);
        } else if path.is_dir() {
            walk(&path, found)?;
        }
    }
    Ok(())
}

fn parent(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new("."))
}

/// Where two outcomes part, a few lines of each.
fn difference(want: &Outcome, got: &Outcome) -> String {
    let mut out = String::new();
    for (what, want, got) in [
        ("stdout", &want.stdout, &got.stdout),
        ("stderr", &want.stderr, &got.stderr),
    ] {
        if want == got {
            continue;
        }
        let same = want
            .lines()
            .zip(got.lines())
            .take_while(|(w, g)| w == g)
            .count();
        let show = |text: &str| {
            let lines: Vec<&str> = text.lines().skip(same).take(4).collect();
            if lines.is_empty() {
                "(end)".to_owned()
            } else {
                lines.join("\n      ")
            }
        };
        out.push_str(&format!(
            "{what} line {}:\n  Go: {}\n  us: {}\n",
            same + 1,
            show(want),
            show(got)
        ));
    }
    if want.code != got.code {
        out.push_str(&format!(
            "exit code: Go {:?}, us {:?}\n",
            want.code, got.code
        ));
    }
    out
}

fn indent(text: &str) -> String {
    text.lines()
        .map(|l| format!("    {l}"))
        .collect::<Vec<_>>()
        .join("\n")
}
