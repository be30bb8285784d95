//! The judge of the library: the examples that Go's own packages come with, and their tests, run by
//! `sudog`.
//!
//! An example's last comment says what it prints, which is what package testing compares. So do we,
//! package by package. Examples that say nothing of their output need only compile. What uses packages
//! that our library does not have is cut out of the files. Of tests what uses a package's insides is cut
//! out too: those that are of the package itself are made to see it from outside.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::conformance::{Tally, release_sudog};
use crate::cutting::{Source, cut_uses};
use crate::error::{Context, Result};
use crate::exec::{capture_together, jobs, parallel, step};
use crate::{godirs, goruns, oracle, tools, walk};

/// Examples that somebody has looked at, with the reason why they cannot pass.
const KNOWN: &str = "tests/known_examples.txt";
/// Tests are run by hand, and not all of them can pass: nobody keeps a list of those.
const NO_LIST: &str = "";
/// How many examples there are to judge: fewer means that we lost some.
const EXAMPLES: usize = 610;
/// How many lines are told of one that failed.
const SCREEN: usize = 20;
/// For each package.
const LIMIT: Duration = Duration::from_secs(120);

/// Packages of Go's own that its tests ask where they run, and what answers instead: everything that
/// needs other programs is passed over.
const ASKED: &[&str] = &[
    "internal/asan",
    "internal/msan",
    "internal/race",
    "internal/testenv",
];
/// Behind the paths of packages whose tests belong to them.
const INSIDE: &str = ".inside";
const ANSWERS: &str = r#"
import "testing"

type sanitizer struct{ Enabled bool }

var asan, msan, race sanitizer

type environment struct{}

var testenv environment

func (environment) Builder() string                             { return "" }
func (environment) OptimizationOff() bool                       { return false }
func (environment) HasSymlink() bool                            { return true }
func (environment) HasLink() bool                               { return true }
func (environment) SkipFlaky(t testing.TB, issue int)           {}
func (environment) SkipIfOptimizationOff(t testing.TB)          {}
func (environment) MustHaveSymlink(t testing.TB)                {}
func (environment) MustHaveLink(t testing.TB)                   {}
func (environment) ParallelOn64Bit(t *testing.T)                {}
func (environment) MustHaveExec(t testing.TB)                   { t.Skip() }
func (environment) MustHaveExecPath(t testing.TB, path string)  { t.Skip() }
func (environment) MustHaveGoBuild(t testing.TB)                { t.Skip() }
func (environment) MustHaveGoRun(t testing.TB)                  { t.Skip() }
func (environment) MustHaveCGO(t testing.TB)                    { t.Skip() }
func (environment) MustHaveParallelism(t testing.TB)            { t.Skip() }
func (environment) MustInternalLink(t testing.TB, options any)  { t.Skip() }
func (environment) MustHaveExternalNetwork(t testing.TB)        { t.Skip() }
"#;

#[derive(Default)]
pub(crate) struct Options {
    /// Only packages whose path contains one of these.
    pub(crate) filters: Vec<String>,
    /// Another `sudog` than the one built here.
    pub(crate) sudog: Option<PathBuf>,
    /// Tests rather than examples.
    pub(crate) tests: bool,
}

/// A package's examples.
struct Package {
    path: String,
    sources: Vec<Source>,
    /// Names of those that say what they print.
    names: Vec<String>,
    /// How many use what we do not have.
    beyond: usize,
}

/// What became of an example.
enum Answer {
    Passed,
    Failed(String),
    /// It is not for us, says the compiler.
    Refused(String),
}

/// Runs all of them.
pub(crate) fn examples(options: &Options) -> Result {
    let sudog = match &options.sudog {
        Some(path) => path.clone(),
        None => release_sudog()?,
    };
    let library = crate::root().join("crates/stdlib/go");
    let mut packages = find(&library, &oracle::go_tree()?.join("src"), options.tests)?;
    let asked = |p: &Package| options.filters.iter().any(|f| p.path.contains(f.as_str()));
    packages.retain(|p| options.filters.is_empty() || asked(p));
    let what = if options.tests {
        "go-tests"
    } else {
        "examples"
    };
    step(format_args!(
        "{what} of {} of Go's packages through sudog run",
        packages.len()
    ));
    let work = tools::target_dir().join(what);
    let beyond: usize = packages.iter().map(|p| p.beyond).sum();
    let judged: usize = packages.iter().map(|p| p.names.len()).sum();
    let packages: Vec<_> = packages.into_iter().map(std::sync::Mutex::new).collect();
    let answers = parallel(&packages, jobs(), |p| match p.lock() {
        Ok(mut p) => p.judge(&sudog, &work).map(|a| (p.path.clone(), a)),
        Err(_) => Err("a judge died".into()),
    });
    let mut tally = Tally::new(if options.tests { NO_LIST } else { KNOWN });
    let mut refused = 0;
    for answers in answers {
        let (path, answers) = answers?;
        for (name, answer) in answers {
            let name = format!("{path}.{name}");
            match answer {
                Answer::Passed => tally.add(&name, Ok(())),
                Answer::Refused(why) if options.tests => {
                    refused += 1;
                    println!("refused {name}: {why}");
                }
                Answer::Failed(why) | Answer::Refused(why) => tally.add(&name, Err(why.into())),
            }
        }
    }
    println!("{what}: {beyond} more use packages that Sudog does not have, {refused} insides");
    tally.finish(what)?;
    if options.filters.is_empty() && judged < EXAMPLES {
        return Err(format!("only {judged} judged; {EXAMPLES} expected").into());
    }
    Ok(())
}

/// The packages of the library that Go has examples or tests of.
fn find(library: &Path, sources: &Path, tests: bool) -> Result<Vec<Package>> {
    let mut packages: BTreeMap<String, Package> = BTreeMap::new();
    // Files of the other kind, whose constants may be used.
    let mut others: Vec<(String, Source)> = Vec::new();
    let beside = |dir: &Path| library.join(dir.strip_prefix(sources).unwrap_or(dir));
    for path in walk::go_files(sources, &|dir| beside(dir).is_dir())? {
        let dir = path.parent().unwrap_or(sources);
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        if !file.ends_with("_test.go") || !is_package(&beside(dir)) {
            continue;
        }
        let text = std::fs::read_to_string(&path).context(path.display())?;
        let for_us = syntax::build::matches(&file, &text, target()) == Ok(true);
        let inside = godirs::package_name(&text).is_none_or(|name| !name.ends_with("_test"));
        if !for_us || inside && !tests {
            continue;
        }
        let name = dir.strip_prefix(sources).unwrap_or(dir);
        let mut name = name.to_string_lossy().into_owned();
        let mut source = Source::new(file.to_string(), &text);
        if inside {
            source.look_from_outside(&name);
            name.push_str(INSIDE);
        }
        if file.contains("example") == tests {
            others.push((name, source));
            continue;
        }
        let package = packages.entry(name.clone()).or_insert_with(|| Package {
            path: name,
            sources: Vec::new(),
            names: Vec::new(),
            beyond: 0,
        });
        package.sources.push(source);
    }
    for (path, mut source) in others {
        if let Some(package) = packages.get_mut(&path) {
            source.keep_constants(&package.sources);
            package.sources.push(source);
        }
    }
    // What is internal nobody else may import.
    let ours = |import: &str| {
        is_package(&library.join(import)) && !import.split('/').any(|p| p == "internal")
    };
    let have = |import: &str| import == "unsafe" || ours(import);
    let mut packages: Vec<Package> = packages.into_values().collect();
    for package in &mut packages {
        let all = package.left(tests).len();
        if tests {
            package.answer();
        }
        let missing = package.sources.iter_mut().flat_map(|s| s.missing(&have));
        let missing = missing.collect();
        cut_uses(&mut package.sources, missing);
        package.names = package.left(tests);
        package.beyond = all - package.names.len();
    }
    Ok(packages)
}

/// Go's own packages are built with what its release has chosen to try.
fn target() -> syntax::build::Target<'static> {
    syntax::build::Target {
        tags: &["cgo", "goexperiment.jsonv2"],
        ..goruns::target()
    }
}

/// Whether a folder has files of its own, not only packages in it.
fn is_package(dir: &Path) -> bool {
    walk::entries(dir).is_ok_and(|inside| inside.iter().any(|path| walk::is_go(path)))
}

/// Whether an example says what it prints. In its comment nothing comes before that.
fn tells(example: &str) -> bool {
    example.lines().any(|line| {
        let comment = line.trim_start().trim_start_matches(['/', '*', ' ']);
        let comment = comment.to_ascii_lowercase();
        comment.starts_with("output:") || comment.starts_with("unordered output:")
    })
}

impl Package {
    /// Has the package answer itself what its tests ask.
    fn answer(&mut self) {
        let Some(name) = self.sources.first().map(Source::package) else {
            return;
        };
        let text = format!("package {name}\n{ANSWERS}");
        for source in &mut self.sources {
            source.drop_imports(ASKED);
        }
        self.sources
            .push(Source::new("zz_asked_test.go".to_owned(), &text));
    }

    /// The examples or tests that are left.
    fn left(&self, tests: bool) -> Vec<String> {
        let declarations = self.sources.iter().flat_map(Source::declarations);
        let ours = declarations.filter(|(_, text)| match tests {
            true => text.contains("\nfunc Test") || text.starts_with("func Test"),
            false => tells(text),
        });
        let names = ours.flat_map(|(names, _)| names);
        let prefix = if tests { "Test" } else { "Example" };
        names
            .filter(|n| n.starts_with(prefix) && *n != "TestMain")
            .map(str::to_owned)
            .collect()
    }

    /// What became of each. Where one ends the program, those after it run in another.
    fn judge(&mut self, sudog: &Path, work: &Path) -> Result<Vec<(String, Answer)>> {
        let dir = work.join(self.path.replace('/', "_"));
        let mut answers = Vec::new();
        let mut todo = self.names.clone();
        while !todo.is_empty() {
            if dir.exists() {
                std::fs::remove_dir_all(&dir)?;
            }
            std::fs::create_dir_all(&dir)?;
            let only = format!("-test.run=^({})$", todo.join("|"));
            let mut command = Command::new(sudog);
            command.arg("run");
            // Of what is cut to the last, imports might stay.
            let left = |s: &&Source| s.declarations().next().is_some();
            for source in self.sources.iter().filter(left) {
                let path = dir.join(&source.name);
                std::fs::write(&path, source.text())?;
                command.arg(path);
            }
            let got = capture_together(command.args(["--", &only]), LIMIT)?;
            let mut said = String::from_utf8_lossy(&got.stdout).into_owned();
            if got.timed_out {
                said.push_str(&format!("\nstill running after {LIMIT:?}\n"));
            }
            // Who began and did not end was cut short by another, or waits for it.
            let ended = |e: &String| ["PASS", "FAIL", "SKIP"].iter().any(|w| is(&said, w, e));
            let (mut ran, mut left): (Vec<_>, Vec<_>) = todo.into_iter().partition(ended);
            if ran.is_empty() {
                (ran, left) = left.into_iter().partition(|e| said.contains(&begun(e)));
            }
            let nothing = ran.is_empty();
            answers.extend(ran.into_iter().map(|e| {
                let answer = verdict(&said, &e);
                (e, answer)
            }));
            todo = left;
            if nothing {
                let why = self.refuse(&said);
                let gone = |e: &String| {
                    let mut declarations = self.sources.iter().flat_map(Source::declarations);
                    !declarations.any(|(names, _)| names.contains(&e.as_str()))
                };
                let (refused, left): (Vec<_>, Vec<_>) = todo.into_iter().partition(gone);
                // Said with the first of them.
                let mut said = why.clone().unwrap_or_default();
                let refused = refused.into_iter();
                answers.extend(refused.map(|e| (e, Answer::Refused(std::mem::take(&mut said)))));
                todo = left;
                if why.is_none() {
                    let all = todo.drain(..);
                    answers.extend(all.map(|e| (e, Answer::Failed(first(&said)))));
                }
            }
        }
        Ok(answers)
    }

    /// Cuts what a compiler refuses, by what it said: what uses that it refuses in turn. `None`:
    /// nothing was.
    fn refuse(&mut self, said: &str) -> Option<String> {
        let mut why = Vec::new();
        for message in said.lines() {
            let mut parts = message.splitn(3, ':');
            let (Some(file), Some(Ok(line))) = (parts.next(), parts.next().map(str::parse)) else {
                continue;
            };
            let Some(source) = self.sources.iter_mut().find(|s| s.name == file) else {
                continue;
            };
            let unused = message.ends_with("imported and not used");
            if source.cut_line(line) || unused && source.drop_import(line) {
                why.push(message);
            }
        }
        (!why.is_empty()).then(|| why.join("\n"))
    }
}

/// What is said as an example begins.
fn begun(example: &str) -> String {
    format!("=== RUN   {example}\n")
}

/// Whether a run says this word of one as it ends.
fn is(said: &str, word: &str, example: &str) -> bool {
    said.contains(&format!("--- {word}: {example} ("))
}

/// What became of one that ran.
fn verdict(said: &str, example: &str) -> Answer {
    if is(said, "PASS", example) || is(said, "SKIP", example) {
        return Answer::Passed;
    }
    let rest = said.split_once(&begun(example)).map_or(said, |r| r.1);
    // What its parts say is its own; that they began or went well says nothing.
    let part = format!("{example}/");
    let another = |l: &&str| {
        let name = l.strip_prefix("=== RUN   ");
        name.is_none_or(|name| name.starts_with(&part))
    };
    let told = rest.lines().take_while(another);
    let told = told.filter(|l| !l.starts_with("=== ") && !l.trim_start().starts_with("--- PASS"));
    Answer::Failed(told.take(SCREEN).collect::<Vec<_>>().join("\n"))
}

/// As much of a text as fits a screen.
fn first(text: &str) -> String {
    text.lines().take(SCREEN).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn which_say_what_they_print() {
        assert!(tells("func ExampleOne() {\n\tp()\n\t// Output: 1\n}\n"));
        assert!(tells(
            "func Example_a() {\n\t// unordered output:\n\t// a\n}\n"
        ));
        assert!(tells("func ExampleT_b() {\n\t/* Output:\n\tx\n\t*/\n}\n"));
        assert!(!tells(
            "func ExampleNone() {\n\t// No output: it waits.\n}\n"
        ));
    }

    #[track_caller]
    fn check_verdict(example: &str, want: &str) {
        let said = "=== RUN   ExampleA\n--- PASS: ExampleA (0.00s)\n=== RUN   ExampleB\n\
            --- FAIL: ExampleB (0.00s)\ngot:\n1\n=== RUN   ExampleC\npanic: oh\n";
        let got = match verdict(said, example) {
            Answer::Passed => "passed".to_owned(),
            Answer::Failed(why) | Answer::Refused(why) => why,
        };
        assert_eq!(got, want);
    }

    #[test]
    fn verdicts() {
        check_verdict("ExampleA", "passed");
        check_verdict("ExampleB", "--- FAIL: ExampleB (0.00s)\ngot:\n1");
        check_verdict("ExampleC", "panic: oh");
    }
}
