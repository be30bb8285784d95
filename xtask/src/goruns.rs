//! The judge of whole programs: the `// run` programs of Go's own test folder, read from a real
//! source tree, through `sudog run`.
//!
//! Go's runner compiles and runs each such file and wants exit status 0 and, on both streams
//! together, what the `.out` file beside it says, or nothing. So do we. Programs of several
//! packages (`// rundir`) are another module's.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::conformance::{self, Tally};
use crate::error::{Context, Result};
use crate::exec::{capture_together, jobs, parallel, step};
use crate::{godirs, oracle, walk};

/// Programs that somebody has looked at, with the reason why they cannot pass.
const KNOWN: &str = "tests/known_goruns.txt";
/// How many reasons there may be.
const EXCUSES: usize = 40;
/// How many programs there are to judge: fewer means that we lost some.
const PROGRAMS: usize = 1_000;
/// For each of them.
const LIMIT: Duration = Duration::from_secs(120);

/// Library packages that programs are promised. Programs that import others are run too, and may
/// fail.
const PROMISED: &[&str] = &[
    "bufio",
    "bytes",
    "cmp",
    "container/heap",
    "container/list",
    "container/ring",
    "context",
    "crypto/md5",
    "crypto/sha256",
    "encoding/base64",
    "encoding/binary",
    "encoding/hex",
    "encoding/json",
    "errors",
    "flag",
    "fmt",
    "golang.org/x/sync/errgroup",
    "golang.org/x/sync/semaphore",
    "golang.org/x/sync/singleflight",
    "hash/crc32",
    "hash/fnv",
    "io",
    "io/fs",
    "iter",
    "log",
    "log/slog",
    "maps",
    "math",
    "math/big",
    "math/bits",
    "math/cmplx",
    "math/rand",
    "math/rand/v2",
    "os",
    "os/signal",
    "path",
    "path/filepath",
    "reflect",
    "regexp",
    "runtime",
    "runtime/debug",
    "slices",
    "sort",
    "strconv",
    "strings",
    "sync",
    "sync/atomic",
    "testing",
    "testing/synctest",
    "text/tabwriter",
    "text/template",
    "time",
    "unicode",
    "unicode/utf16",
    "unicode/utf8",
    "unique",
    "unsafe",
    "weak",
];

/// Runs all of them, or those whose name contains a filter.
pub(crate) fn go_runs(filters: &[String]) -> Result {
    let sudog = conformance::release_sudog()?;
    let tests = oracle::go_tree()?.join("test");
    let mut programs = Vec::new();
    for path in walk::go_files(&tests, &walk::no_program)? {
        let name = path.strip_prefix(&tests).unwrap_or(&path);
        let name = name.to_string_lossy().into_owned();
        programs.extend(Program::read(path, name)?);
    }
    programs.retain(|p| filters.is_empty() || filters.iter().any(|f| p.name.contains(f.as_str())));
    programs.sort_by(|a, b| a.name.cmp(&b.name));
    step(format_args!(
        "{} of Go's run tests through sudog run",
        programs.len()
    ));
    let answers = parallel(&programs, jobs(), |p| p.judge(&sudog));
    let mut tally = Tally::new(KNOWN);
    let (mut beyond, mut lucky) = (0, 0);
    for (program, answer) in programs.iter().zip(answers) {
        match &program.stranger {
            None => tally.add(&program.name, answer),
            Some(package) => {
                beyond += 1;
                match answer {
                    Ok(()) => lucky += 1,
                    Err(_) => println!("beyond {}: imports {package}", program.name),
                }
            }
        }
    }
    println!(
        "go-runs: {beyond} more import packages that are not promised; {lucky} of them pass all the same"
    );
    let judged = programs.len() - beyond;
    let listed = conformance::known(KNOWN).len();
    tally.finish("go-runs")?;
    if listed > EXCUSES {
        return Err(format!("{KNOWN} has {listed} entries; {EXCUSES} are allowed").into());
    }
    if filters.is_empty() && judged < PROGRAMS {
        return Err(format!("only {judged} programs; {PROGRAMS} expected").into());
    }
    Ok(())
}

/// The machine that the programs are told to be on.
pub(crate) fn target() -> syntax::build::Target<'static> {
    syntax::build::Target {
        goos: "linux",
        goarch: "amd64",
        tags: &["cgo"],
    }
}

struct Program {
    path: PathBuf,
    /// Relative to the test folder.
    name: String,
    /// Options that mean something to `sudog run`.
    options: Vec<&'static str>,
    /// More files of the program, then the program's own arguments.
    files: Vec<PathBuf>,
    arguments: Vec<String>,
    /// An imported package that is not promised.
    stranger: Option<String>,
}

impl Program {
    /// `None` if the file is no program that Go's runner compiles and runs here.
    fn read(path: PathBuf, name: String) -> Result<Option<Program>> {
        let text =
            String::from_utf8_lossy(&std::fs::read(&path).context(path.display())?).into_owned();
        let is_constraint = |l: &&str| l.starts_with("//go:build") || l.starts_with("// +build");
        let action = text
            .lines()
            .find(|l| !l.is_empty() && !is_constraint(l))
            .and_then(|l| l.strip_prefix("// run"));
        let Some(recipe) = action.filter(|rest| rest.is_empty() || rest.starts_with(' ')) else {
            return Ok(None);
        };
        if syntax::build::matches("x.go", &text, target()) != Ok(true) {
            return Ok(None);
        }
        let mut program = Program {
            stranger: godirs::imports(&text)
                .map(|(_, path)| path)
                .find(|path| !PROMISED.contains(path))
                .map(str::to_owned),
            path,
            name,
            options: Vec::new(),
            files: Vec::new(),
            arguments: Vec::new(),
        };
        let mut words = recipe.split_whitespace();
        while let Some(word) = words.next() {
            let beside = program.path.with_file_name(word);
            if word.ends_with(".go") && beside.is_file() {
                program.files.push(beside);
            } else if word == "-goexperiment" || word == "-gcflags" {
                words.next();
            } else if word == "-race" {
                program.options.push("--race");
            } else if word.ends_with("-d=checkptr") {
                program.options.push("-d=checkptr");
            } else if !word.starts_with('-') {
                program.arguments.push(word.to_owned());
            }
        }
        Ok(Some(program))
    }

    fn judge(&self, sudog: &Path) -> Result {
        let want = std::fs::read(self.path.with_extension("out")).unwrap_or_default();
        let mut command = Command::new(sudog);
        command.arg("run").args(&self.options);
        command.arg(&self.path).args(&self.files);
        command.arg("--").args(&self.arguments);
        let got = capture_together(&mut command, LIMIT)?;
        if got.timed_out {
            return Err(format!("still running after {LIMIT:?}").into());
        }
        let (said, code) = (got.stdout, got.code);
        if code == Some(0) && said == want {
            return Ok(());
        }
        let text = String::from_utf8_lossy(&said);
        let first: Vec<&str> = text.lines().take(4).collect();
        Err(format!("exit {code:?}: {}", first.join("\n")).into())
    }
}
