//! The judge of leaks: Go's own leaking programs, read from the toolchain's sources at test time,
//! through `sudog explore --leaks`.
//!
//! Each program there is a function that starts what leaks, waits, and prints a profile. It becomes
//! a program of its own; the profile and the wait for it are cut away, and of the many copies that
//! some start to make an interleaving likelier one is left, since we try every interleaving. The
//! leaks that Go's test expects must be found, all of them, and no others. To Go some are "flaky":
//! they depend on the schedule, so for us they are ordinary.
//!
//! As Go does, we tell a leak by the goroutine's outermost function and the reason why it waits, do
//! not count main, and do not count who waits for what a package-level variable leads to.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::conformance;
use crate::error::{Context, Result};
use crate::exec::{capture, jobs, parallel, step};
use crate::gosplit::Package;
use crate::pattern::Pattern;
use crate::{oracle, tools};

/// Leaks besides the expected ones that somebody has looked at, and expected ones that are missing.
const KNOWN: &str = "tests/known_leaks.txt";

/// How many programs there are: fewer means that we lost some.
const PROGRAMS: usize = 85;

/// Seconds for a program, in the test command and in full.
const QUICK: f64 = 5.0;
const FULL: f64 = 60.0;

/// The share of the time that the complete search gets.
const COMPLETE: f64 = 0.4;

/// Bounds on preemptions that are tried, before and if the complete search does not end.
const BOUNDS: [u32; 4] = [0, 1, 2, 3];

/// Visible operations after which executions that do not end are cut.
const DEPTH: &str = "400";

/// Seconds that a search may take longer than it was told: it looks at the clock now and then.
const GRACE: f64 = 20.0;

/// Copies of the whole that a program starts: that many or more.
const COPIES: u32 = 10;

/// Loops inside of programs that only repeat what may go wrong: the text, and what stands for it.
const REPEATS: &[(&str, &str, &str)] = &[
    ("Grpc3017", "i < 10000;", "i < 2;"),
    ("Hugo3251", "i < 100;", "i < 2;"),
    ("Hugo3251", "j < 200;", "j < 1;"),
    ("Istio18454", "Cap_istio18454 = 1024", "Cap_istio18454 = 4"),
    ("Kubernetes58107", "i < 100000;", "i < 2;"),
    ("SpawnGC", "MaxDepth = 5", "MaxDepth = 3"),
];

/// Seeds of programs that ask for random numbers.
const SEEDS: &[(&str, u32)] = &[("Cockroach9935", 4), ("Moby21233", 4)];

/// What stands for the network: to dial nobody fails.
const NET: &str = "
var net netStandIn

type netStandIn struct{}

func (netStandIn) DialUDP(network string, from, to *int) (*int, error) {
	return nil, errMissingAddress{}
}

type errMissingAddress struct{}

func (errMissingAddress) Error() string { return \"dial udp: missing address\" }
";

const PROFILE: &str = "pprof.Lookup(\"goroutineleak\")";

#[derive(Default)]
pub(crate) struct Options {
    /// All the time that a program may take.
    pub(crate) full: bool,
    /// Judge this one instead of one that is built for it.
    pub(crate) sudog: Option<PathBuf>,
    /// Only programs whose name contains one of these.
    pub(crate) filters: Vec<String>,
}

struct Program {
    name: String,
    file: PathBuf,
    expected: Vec<String>,
}

/// What a program was found to leak.
#[derive(Default)]
struct Found {
    leaks: BTreeSet<String>,
    /// Every interleaving was tried.
    complete: bool,
    /// What the searches said.
    notes: Vec<String>,
}

pub(crate) fn go_leaks(options: &Options) -> Result {
    let sudog = match &options.sudog {
        Some(path) => path.clone(),
        None => conformance::release_sudog()?,
    };
    let runtime = oracle::go_tree()?.join("src/runtime");
    let all = programs(&runtime)?;
    if all.len() < PROGRAMS {
        return Err(format!("only {} programs; {PROGRAMS} expected", all.len()).into());
    }
    let wanted = |p: &&Program| {
        options.filters.is_empty() || options.filters.iter().any(|f| p.name.contains(f.as_str()))
    };
    let some: Vec<&Program> = all.iter().filter(wanted).collect();
    let seconds = if options.full { FULL } else { QUICK };
    step(format_args!(
        "{} of Go's {} programs that leak, {seconds} s each",
        some.len(),
        all.len()
    ));
    let answers = parallel(&some, jobs(), |p| search(&sudog, p, seconds));
    let known = conformance::known(KNOWN);
    let mut verdict = Verdict::default();
    for (program, answer) in some.iter().zip(answers) {
        verdict.judge(program, answer, &known, options.full);
    }
    verdict.finish(some.len())
}

// ---- the programs

/// All programs that Go's test runs, as files of their own.
fn programs(runtime: &Path) -> Result<Vec<Program>> {
    let test = runtime.join("goroutineleakprofile_test.go");
    let expected = expectations(&std::fs::read_to_string(&test).context(test.display())?)?;
    let work = tools::target_dir().join("go-leaks");
    std::fs::create_dir_all(&work)?;
    let mut all = Vec::new();
    let dir = runtime.join("testdata/testgoroutineleakprofile");
    for dir in [dir.clone(), dir.join("goker")] {
        let mut package = Package::default();
        for file in crate::gorace::go_files(&dir)? {
            let text = std::fs::read_to_string(&file).context(file.display())?;
            package.add(&cut(&text));
        }
        for (at, decl) in package.decls.iter().enumerate() {
            let Some(name) = decl.names.first().filter(|_| decl.is_func) else {
                continue;
            };
            if let Some(expected) = expected.get(name) {
                let file = work.join(format!("{name}.go"));
                std::fs::write(&file, program(&package, at, name))?;
                all.push(Program {
                    name: name.clone(),
                    file,
                    expected: expected.clone(),
                });
            }
        }
    }
    for name in expected.keys() {
        if !all.iter().any(|p| p.name == *name) {
            return Err(format!("the program {name} is not there").into());
        }
    }
    Ok(all)
}

/// The calls in Go's test that list a program and what it leaks.
fn expectations(test: &str) -> Result<BTreeMap<String, Vec<String>>> {
    let mut all = BTreeMap::new();
    let mut last: Option<String> = None;
    for line in test.lines().map(str::trim) {
        let call = ["makeTest(\"", "makeFlakyTest(\""];
        if let Some(rest) = call.iter().find_map(|c| line.strip_prefix(c)) {
            let name = rest.split('"').next().unwrap_or_default().to_owned();
            all.insert(name.clone(), Vec::new());
            last = Some(name);
        } else if line.starts_with('`')
            && let Some(text) = line.split('`').nth(1)
            && let Some(leaks) = last.as_ref().and_then(|l| all.get_mut(l))
        {
            if Pattern::read(text).is_none() {
                return Err(format!("cannot read the pattern {text}").into());
            }
            leaks.push(text.to_owned());
        }
    }
    Ok(all)
}

/// A file without the profile, the wait for it and copies of what leaks. Literals keep their place,
/// since functions are numbered by it.
fn cut(text: &str) -> String {
    let starts: BTreeSet<&str> = text
        .lines()
        .filter_map(|l| l.trim().strip_prefix("register(\"")?.split('"').next())
        .collect();
    let mut out = String::new();
    let mut inside = false;
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let mut line = line.to_owned();
        if let Some(rest) = line.strip_prefix("func ") {
            let name = rest.split('(').next().unwrap_or_default();
            inside = starts.contains(name);
        }
        if line == "\tdefer func() {" && inside {
            let body: Vec<&str> = lines.by_ref().take_while(|l| *l != "\t}()").collect();
            if !body.iter().any(|l| l.contains("prof.WriteTo(")) {
                line.push_str(&format!("\n{}\n\t}}()", body.join("\n")));
            } else {
                line.push_str("}()");
            }
        }
        if inside {
            line = one_copy(&line);
        }
        for (_, from, to) in REPEATS.iter().filter(|r| starts.contains(r.0)) {
            line = line.replace(from, to);
        }
        if !line.contains(PROFILE) && !line.contains("prof.WriteTo(") {
            out.push_str(&line);
            out.push('\n');
        }
    }
    out
}

/// The head of the loop that starts many copies of a program, for one.
fn one_copy(line: &str) -> String {
    let count = line.strip_prefix("\tfor i := 0; i <").and_then(|rest| {
        let digits = rest.trim_start_matches(['=', ' ']).split(';').next()?;
        digits.parse::<u32>().ok()
    });
    match count {
        Some(n) if n >= COPIES => "\tfor i := 0; i < 1; i++ {".to_owned(),
        _ => line.to_owned(),
    }
}

fn program(package: &Package, at: usize, name: &str) -> String {
    let apart = ["main", "init", "register", "registerInit"];
    let needed = package.needs(at, |d| {
        d.is_func && d.names.first().is_some_and(|n| apart.contains(&n.as_str()))
    });
    let mut text = String::from("package main\n\nimport (\n");
    let mut net = false;
    for (name, path) in package.imports_for(&needed) {
        if path == "\"net\"" {
            net = true;
        } else {
            text.push_str(&format!("\t{} {path}\n", name.unwrap_or_default()));
        }
    }
    text.push_str(")\n");
    if net {
        text.push_str(NET);
    }
    for i in needed {
        text.push('\n');
        text.push_str(&package.decls[i].text);
        text.push('\n');
    }
    text.push_str(&format!("\nfunc main() {{\n\t{name}()\n}}\n"));
    text
}

// ---- the search

/// All leaks that can be found in the time: by a complete search, and if that is too large by
/// searches with few preemptions first.
fn search(sudog: &Path, program: &Program, seconds: f64) -> Result<Found> {
    let start = Instant::now();
    let mut found = Found::default();
    let seeds = SEEDS.iter().find(|s| s.0 == program.name);
    let seeds = seeds.map_or(1, |s| s.1);
    let left = |share: f64| (seconds - start.elapsed().as_secs_f64()).max(0.1) * share;
    let mut complete = true;
    for seed in 0..seeds {
        let share = COMPLETE / f64::from(seeds - seed);
        complete &= explore(sudog, program, seed, None, left(share), &mut found)?;
    }
    let mut rest = BOUNDS.len() as f64;
    for bound in BOUNDS {
        if complete || start.elapsed().as_secs_f64() >= seconds {
            break;
        }
        for seed in 0..seeds {
            let share = 1.0 / rest / f64::from(seeds - seed);
            explore(sudog, program, seed, Some(bound), left(share), &mut found)?;
        }
        rest -= 1.0;
    }
    found.complete = complete;
    Ok(found)
}

/// One search; whether it was complete.
fn explore(
    sudog: &Path,
    program: &Program,
    seed: u32,
    bound: Option<u32>,
    seconds: f64,
    found: &mut Found,
) -> Result<bool> {
    let mut command = Command::new(sudog);
    command.args(["explore", "--leaks", "--json", "--depth", DEPTH]);
    command.args(["--time", &format!("{seconds:.2}")]);
    command.args(["--seed", &seed.to_string()]);
    if let Some(bound) = bound {
        command.args(["--bound", &bound.to_string()]);
    }
    command.arg(&program.file);
    let limit = Duration::from_secs_f64(seconds + GRACE);
    let ran = capture(&mut command, &[], limit)?;
    if ran.timed_out {
        found.notes.push(format!("{bound:?}: not done in time"));
        return Ok(false);
    }
    let Ok(result) = serde_json::from_slice::<Value>(&ran.stdout) else {
        let said = String::from_utf8_lossy(&ran.stderr);
        let first: Vec<&str> = said.lines().take(3).collect();
        return Err(format!("exit {:?}: {}", ran.code, first.join(" | ")).into());
    };
    let list = |v: &Value, name: &str| v.get(name).and_then(Value::as_array).cloned();
    let mut kinds: BTreeMap<String, u64> = BTreeMap::new();
    for outcome in list(&result, "outcomes").unwrap_or_default() {
        let kind = outcome["kind"].as_str().unwrap_or_default().to_owned();
        *kinds.entry(kind).or_default() += 1;
        for leak in list(&outcome, "leaks").unwrap_or_default() {
            found.leaks.extend(shown(&leak));
        }
    }
    let bound = bound.map_or(String::new(), |b| format!("bound {b} "));
    found.notes.push(format!(
        "{bound}{} after {} executions, {:.1} s: {kinds:?}",
        result["claim"].as_str().unwrap_or_default(),
        result["executions"],
        ran.took.as_secs_f64()
    ));
    Ok(result["claim"] == "complete")
}

/// A leak as Go's test writes it down, if Go counts it.
fn shown(leak: &Value) -> Option<String> {
    if leak["goroutine"] == 1 || leak["global"] == true {
        return None;
    }
    let reason = leak["reason"].as_str()?;
    let outermost = leak["stack"].as_array()?.last()?;
    let function = outermost["function"].as_str()?;
    let function = function.strip_prefix("main.").unwrap_or(function);
    Some(format!("{function}(...) [{reason}]"))
}

// ---- the verdict

#[derive(Default)]
struct Verdict {
    agree: usize,
    complete: usize,
    excused: usize,
    failed: usize,
    expected: usize,
    missing: usize,
    used: BTreeSet<String>,
}

impl Verdict {
    fn judge(
        &mut self,
        program: &Program,
        answer: Result<Found>,
        known: &BTreeMap<String, String>,
        full: bool,
    ) {
        let name = &program.name;
        self.expected += program.expected.len();
        let found = match answer {
            Ok(found) => found,
            Err(why) => {
                self.failed += 1;
                self.missing += program.expected.len();
                println!("FAIL {name}: {why}");
                return;
            }
        };
        let patterns = program.expected.iter();
        let patterns: Vec<_> = patterns.map(|t| (t, Pattern::read(t))).collect();
        let fits = |p: &Option<Pattern>, leak: &str| p.as_ref().is_some_and(|p| p.fits(leak));
        let mut wrong = Vec::new();
        for (text, pattern) in &patterns {
            if !found.leaks.iter().any(|l| fits(pattern, l)) {
                self.missing += 1;
                wrong.push(format!("{name} misses {text}"));
            }
        }
        for leak in &found.leaks {
            if !patterns.iter().any(|(_, p)| fits(p, leak)) {
                wrong.push(format!("{name} leaks {leak}"));
            }
        }
        self.complete += usize::from(found.complete);
        let before = self.failed;
        for line in &wrong {
            match known.get(line) {
                Some(why) => {
                    self.excused += 1;
                    println!("known {line}: {why}");
                }
                None => {
                    self.failed += 1;
                    println!("FAIL {line}");
                }
            }
            self.used.insert(line.clone());
        }
        // Entries that no longer hold; a search that was cut short says nothing of what it misses.
        let mine = |k: &&String| k.split(' ').next() == Some(name);
        for line in known.keys().filter(mine).filter(|k| !wrong.contains(k)) {
            if line.contains(" misses ") && (full || found.complete)
                || line.contains(" leaks ") && found.complete
            {
                self.failed += 1;
                println!("FAIL {line}\n    no longer so; take it out of {KNOWN}");
            }
        }
        if self.failed > before || full {
            for note in &found.notes {
                println!("    {name}: {note}");
            }
        }
        self.agree += usize::from(wrong.is_empty());
    }

    fn finish(self, programs: usize) -> Result {
        println!(
            "go leaks result: {} of {programs} programs leak just what Go expects; {} of {} leaks \
             found; {} searches complete; {} differences known; {} failed",
            self.agree,
            self.expected - self.missing,
            self.expected,
            self.complete,
            self.excused,
            self.failed
        );
        if self.failed == 0 {
            Ok(())
        } else {
            Err(format!("{} differ from what Go expects", self.failed).into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{cut, expectations};

    #[test]
    fn reads_expectations() {
        let test = "x := []t{\n\tmakeTest(\"A\"),\n\tmakeFlakyTest(\"B\",\n\t\t`B\\.func1`, // why\n\t\t`c`),\n\
                    \t// makeTest(\"C\",\n\t// \t`d`),\n}";
        let all = expectations(test).expect("readable");
        let all: Vec<_> = all.iter().map(|(n, l)| (n.as_str(), l.len())).collect();
        assert_eq!(all, [("A", 0), ("B", 2)]);
    }

    #[test]
    fn cuts_the_harness() {
        let text = "func init() {\n\tregister(\"A\", A)\n}\n\nfunc b() {\n\tfor i := 0; i < 50; i++ {\n\t}\n}\n\n\
                    func A() {\n\tprof := pprof.Lookup(\"goroutineleak\")\n\tdefer func() {\n\t\tsleep()\n\
                    \t\tprof.WriteTo(os.Stdout, 2)\n\t}()\n\tfor i := 0; i <= 50; i++ {\n\t\tgo b()\n\t}\n}\n";
        let want = "func init() {\n\tregister(\"A\", A)\n}\n\nfunc b() {\n\tfor i := 0; i < 50; i++ {\n\t}\n}\n\n\
                    func A() {\n\tdefer func() {}()\n\tfor i := 0; i < 1; i++ {\n\t\tgo b()\n\t}\n}\n";
        assert_eq!(cut(text), want);
    }
}
