//! Generated programs, judged by real Go: what both print must be the same.
//!
//! A seed is a program. Programs go in batches: a package each, under one main package that runs
//! them one after the other, so that real Go links once for a hundred. What ends the process runs
//! again as a process of its own (`Last`), of which exit code and the panic's text are compared, too.
//!
//! Left out, since they differ and are known to: texts of nil receivers in wrappers, and which of two
//! panics among the arguments of a function that gc inlines comes first. Left out, since gc leaves it
//! open: capacities of what append made.
//!
//! With `orders`, programs begin with statements of which several parts may panic, which ask nothing
//! but what comes first: one program in a hundred still differs by one of them.
//!
//! Seeds that once differed are kept in `tests/gen_seeds.txt` and always run, those statements
//! included.

mod calls;
mod collections;
mod constants;
mod control;
mod expr;
mod goroutines;
mod library;
mod operators;
mod orders;
mod program;
mod reduce;
mod scope;
mod statements;
mod world;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::error::Result;
use crate::exec::{Finished, capture, jobs, parallel, step};
use crate::{conformance, oracle, tools};

/// Packages of one main package.
const BATCH: usize = 100;
const LIMIT: Duration = Duration::from_secs(60);
const BUILD_LIMIT: Duration = Duration::from_secs(600);
/// The build cache is thrown away when it has grown to this.
const CACHE: u64 = 2 << 30;
/// Bytes of source that Sudog takes, with room for the rest.
const SOURCE: usize = 900_000;
const SEEDS: &str = "tests/gen_seeds.txt";

#[derive(Debug)]
pub(crate) struct Options {
    pub(crate) count: u64,
    pub(crate) seed: u64,
    /// Prints the program of the seed, and does nothing else.
    pub(crate) show: bool,
    /// Looks for a smaller program that differs as the seed's does.
    pub(crate) reduce: bool,
    /// Instead of the release build.
    pub(crate) sudog: Option<PathBuf>,
    /// The kept seeds first.
    pub(crate) kept: bool,
    /// With statements that ask what comes first (see `orders`).
    pub(crate) orders: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            count: 200,
            seed: 1,
            show: false,
            reduce: false,
            sudog: None,
            kept: true,
            orders: false,
        }
    }
}

/// Programs of seeds, compared.
pub(crate) fn generated(options: &Options) -> Result {
    if options.show {
        print!("{}", txtar(options.seed, options.orders));
        return Ok(());
    }
    let go = oracle::go()?;
    let sudog = match &options.sudog {
        Some(path) => path.clone(),
        None => conformance::release_sudog()?,
    };
    let dir = tools::target_dir().join("gen");
    std::fs::create_dir_all(&dir)?;
    let mut judge = Judge {
        go,
        sudog,
        dir,
        orders: options.orders,
    };
    if options.reduce {
        return reduce::reduce(&judge, options.seed);
    }
    judge.tidy_cache()?;
    let mut kept: Vec<u64> = Vec::new();
    if options.kept {
        let text = std::fs::read_to_string(crate::root().join(SEEDS)).unwrap_or_default();
        let words = text.lines().filter_map(|l| l.split_whitespace().next());
        kept.extend(words.filter_map(|w| w.parse::<u64>().ok()));
    }
    let seeds: Vec<u64> = (0..options.count).map(|i| options.seed + i).collect();
    step(format_args!(
        "{} generated programs, {} of them kept",
        kept.len() + seeds.len(),
        kept.len()
    ));
    let mut failures = Vec::new();
    // Some of the kept ones differed by what comes first.
    judge.orders = true;
    for batch in kept.chunks(BATCH) {
        failures.extend(judge.batch(batch)?);
    }
    judge.orders = options.orders;
    for batch in seeds.chunks(BATCH) {
        failures.extend(judge.batch(batch)?);
    }
    for (seed, why) in failures.iter().take(30) {
        println!("FAIL {seed}\n{why}");
    }
    println!(
        "gen result: {} programs; {} differ",
        kept.len() + seeds.len(),
        failures.len()
    );
    if failures.is_empty() {
        return Ok(());
    }
    let list: Vec<String> = failures.iter().map(|(s, _)| s.to_string()).collect();
    Err(format!(
        "programs differ from real Go's (see `cargo xtask gen --seed N --show`, with --orders for a kept seed): {}",
        list.join(" ")
    )
    .into())
}

pub(super) struct Judge {
    go: PathBuf,
    sudog: PathBuf,
    dir: PathBuf,
    orders: bool,
}

/// Both answers to one question.
struct Answers {
    go: Finished,
    sudog: Finished,
}

impl Judge {
    fn tidy_cache(&self) -> Result {
        let cache = self.dir.join("cache");
        if size(&cache) > CACHE {
            std::fs::remove_dir_all(&cache)?;
        }
        Ok(())
    }

    fn go_command(&self) -> Command {
        let mut command = oracle::go_command(&self.go);
        command.env("GOCACHE", self.dir.join("cache"));
        command
    }

    /// Runs a batch; what differs, with the first difference.
    fn batch(&self, seeds: &[u64]) -> Result<Vec<(u64, String)>> {
        let name = format!("batch{}", seeds.first().copied().unwrap_or(0));
        let dir = self.dir.join(name);
        let _ = std::fs::remove_dir_all(&dir);
        let mut seeds = seeds.to_vec();
        let mut failures = Vec::new();
        // What does not build with one of the two is taken out.
        loop {
            write_module(&dir, &seeds, self.orders)?;
            match self.build(&dir)? {
                None => break,
                Some(text) => {
                    let bad = named(&text, &seeds);
                    if bad.is_empty() {
                        return Err(
                            format!("real Go does not build {}:\n{text}", dir.display()).into()
                        );
                    }
                    for seed in bad {
                        seeds.retain(|s| *s != seed);
                        let lines: Vec<&str> = text
                            .lines()
                            .filter(|l| l.contains(&format!("p{seed}/")))
                            .take(5)
                            .collect();
                        failures.push((
                            seed,
                            format!("    the generator's mistake:\n    {}", lines.join("\n    ")),
                        ));
                        let _ = std::fs::remove_dir_all(dir.join(format!("p{seed}")));
                    }
                }
            }
        }
        let theirs = self.all_of_go(&dir, &seeds)?;
        let mut chunks: Vec<Vec<u64>> = Vec::new();
        let mut room = 0;
        for seed in &seeds {
            let size = program::program(*seed, "p", self.orders).len();
            if size > room {
                chunks.push(Vec::new());
                room = SOURCE;
            }
            room = room.saturating_sub(size);
            if let Some(chunk) = chunks.last_mut() {
                chunk.push(*seed);
            }
        }
        let answers = parallel(&chunks, jobs(), |chunk| self.chunk(chunk, &theirs));
        for answer in answers {
            failures.extend(answer?);
        }
        // Ends of their own: every fourth, as each is a process that compiles everything.
        let alone: Vec<u64> = seeds.iter().copied().filter(|s| s % 4 == 0).collect();
        let ends = parallel(&alone, jobs(), |seed| -> Result<Option<(u64, String)>> {
            let single = self.dir.join(format!("single{seed}"));
            write_module(&single, &[*seed], self.orders)?;
            let at = seeds.iter().position(|s| s == seed).unwrap_or(0);
            let go = self.ask_go(&dir, &["last", &at.to_string()])?;
            let sudog = self.ask_sudog(&single, &["last", "0"])?;
            std::fs::remove_dir_all(&single)?;
            Ok(ending(&Answers { go, sudog }).map(|why| (*seed, why)))
        });
        for end in ends {
            failures.extend(end?);
        }
        std::fs::remove_dir_all(&dir)?;
        Ok(failures)
    }

    /// What each program prints with real Go.
    fn all_of_go(&self, dir: &Path, seeds: &[u64]) -> Result<Sections> {
        let mut all = Sections::new();
        let mut from = 0;
        while from < seeds.len() {
            let ran = self.ask_go(dir, &["run", &from.to_string()])?;
            let sections = sections(&ran.stdout);
            // Whatever ends the process ends its own program only.
            from += sections.len().max(1);
            all.extend(sections);
        }
        Ok(all)
    }

    /// Runs programs with Sudog and compares.
    fn chunk(&self, seeds: &[u64], theirs: &Sections) -> Result<Vec<(u64, String)>> {
        let mut failures = Vec::new();
        let mut seeds = seeds.to_vec();
        let dir = self
            .dir
            .join(format!("chunk{}", seeds.first().copied().unwrap_or(0)));
        let mut from = 0;
        write_module(&dir, &seeds, self.orders)?;
        while from < seeds.len() {
            let ran = self.ask_sudog(&dir, &["run", &from.to_string()])?;
            let ours = sections(&ran.stdout);
            let stderr = String::from_utf8_lossy(&ran.stderr).into_owned();
            if ours.is_empty() && !ran.timed_out {
                // It does not compile here.
                let bad = named(&stderr, &seeds);
                if bad.is_empty() {
                    return Err(format!("sudog does not run {}:\n{stderr}", dir.display()).into());
                }
                for seed in bad {
                    let mine: String = stderr
                        .lines()
                        .filter(|l| l.contains(&format!("p{seed}/")))
                        .take(3)
                        .map(|l| format!("    sudog does not compile: {l}\n"))
                        .collect();
                    failures.push((seed, mine));
                    seeds.retain(|s| *s != seed);
                    let _ = std::fs::remove_dir_all(dir.join(format!("p{seed}")));
                }
                write_module(&dir, &seeds, self.orders)?;
                continue;
            }
            for (seed, ours) in &ours {
                let none = Vec::new();
                let theirs = theirs.get(seed).unwrap_or(&none);
                if theirs != ours {
                    let mut why = difference(theirs, ours);
                    if ours.last().is_none_or(|l| l != "end") {
                        let first: Vec<&str> = stderr.lines().take(2).collect();
                        why.push_str(&format!("    and ended: {}\n", first.join(" / ")));
                    }
                    failures.push((*seed, why));
                }
            }
            if ours.is_empty() {
                failures.push((seeds[from], "    no end".into()));
            }
            from += ours.len().max(1);
        }
        std::fs::remove_dir_all(&dir)?;
        Ok(failures)
    }

    /// Builds with real Go; the errors, if there are some.
    fn build(&self, dir: &Path) -> Result<Option<String>> {
        let mut command = self.go_command();
        command
            .args([
                "build",
                "-ldflags=-s -w",
                "-gcflags=-e",
                "-o",
                "program",
                ".",
            ])
            .current_dir(dir);
        let built = capture(&mut command, &[], BUILD_LIMIT)?;
        Ok(match built.code {
            Some(0) => None,
            _ => Some(String::from_utf8_lossy(&built.stderr).into_owned()),
        })
    }

    fn ask_go(&self, dir: &Path, args: &[&str]) -> Result<Finished> {
        capture(Command::new(dir.join("program")).args(args), &[], LIMIT)
    }

    fn ask_sudog(&self, dir: &Path, args: &[&str]) -> Result<Finished> {
        let mut command = Command::new(&self.sudog);
        command.arg("run").arg(dir).arg("--").args(args);
        capture(&mut command, &[], LIMIT)
    }
}

/// The lines of each program, by seed.
type Sections = std::collections::BTreeMap<u64, Vec<String>>;

fn sections(stdout: &[u8]) -> Sections {
    let text = String::from_utf8_lossy(stdout);
    let mut out = Sections::new();
    let mut at = None;
    for line in text.lines() {
        if let Some(seed) = line.strip_prefix("=== ").and_then(|s| s.parse().ok()) {
            out.insert(seed, Vec::new());
            at = Some(seed);
        } else if let Some(list) = at.and_then(|s| out.get_mut(&s)) {
            list.push(line.to_owned());
        }
    }
    out
}

fn difference(theirs: &[String], ours: &[String]) -> String {
    let at = (0..theirs.len().max(ours.len()))
        .find(|i| theirs.get(*i) != ours.get(*i))
        .unwrap_or(0);
    let line = |list: &[String], i: usize| list.get(i).cloned().unwrap_or_else(|| "(end)".into());
    let mut out = String::new();
    if at > 0 {
        out.push_str(&format!("    after {}\n", line(theirs, at - 1)));
    }
    out.push_str(&format!("    go    {}\n", line(theirs, at)));
    out.push_str(&format!("    sudog {}\n", line(ours, at)));
    out
}

/// How a process ended: output, code, and what it said first.
fn ending(answers: &Answers) -> Option<String> {
    let tell = |f: &Finished| -> Vec<String> {
        let stdout = String::from_utf8_lossy(&f.stdout).into_owned();
        let stderr = String::from_utf8_lossy(&f.stderr).into_owned();
        let mut lines: Vec<String> = stdout.lines().map(str::to_owned).collect();
        lines.push(format!("exit {:?}", f.code));
        let head = stderr.split("\n\n").next().unwrap_or("");
        let head = head.lines().filter(|l| !l.starts_with("[signal "));
        lines.extend(head.map(|l| match l.find("0x") {
            Some(at) => format!("{}…", &l[..at]),
            None => l.to_owned(),
        }));
        lines
    };
    let (theirs, ours) = (tell(&answers.go), tell(&answers.sudog));
    (theirs != ours).then(|| format!("    (its end)\n{}", difference(&theirs, &ours)))
}

/// The seeds whose packages a compiler's output names.
fn named(text: &str, seeds: &[u64]) -> Vec<u64> {
    seeds
        .iter()
        .copied()
        .filter(|s| text.contains(&format!("p{s}/")) || text.contains(&format!("gen/p{s}\n")))
        .collect()
}

fn write_module(dir: &Path, seeds: &[u64], orders: bool) -> Result {
    for (name, text) in files(seeds, orders) {
        let path = dir.join(name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        if std::fs::read_to_string(&path).is_ok_and(|old| old == text) {
            continue;
        }
        std::fs::write(path, text)?;
    }
    Ok(())
}

/// The files of a module that holds the programs of some seeds.
fn files(seeds: &[u64], orders: bool) -> Vec<(String, String)> {
    let mut out = vec![
        (
            "go.mod".to_owned(),
            format!("module gen\n\ngo {}\n", oracle::GO),
        ),
        ("h/h.go".to_owned(), include_str!("helpers.go").to_owned()),
        ("main.go".to_owned(), main_text(seeds)),
    ];
    for seed in seeds {
        let package = format!("p{seed}");
        let text = program::program(*seed, &package, orders);
        out.push((format!("{package}/{package}.go"), text));
    }
    out
}

fn main_text(seeds: &[u64]) -> String {
    let mut imports = String::new();
    let mut list = String::new();
    for seed in seeds {
        imports.push_str(&format!("\t\"gen/p{seed}\"\n"));
        list.push_str(&format!("\t{{{seed}, p{seed}.Run, p{seed}.Last}},\n"));
    }
    format!(
        "package main\n\nimport (\n\t\"fmt\"\n\t\"gen/h\"\n\t\"os\"\n\t\"strconv\"\n\n{imports})\n\n\
         var programs = []struct {{\n\tseed int\n\trun, last func()\n}}{{\n{list}}}\n\n\
         func main() {{\n\
         \tfrom, _ := strconv.Atoi(os.Args[2])\n\
         \tif os.Args[1] == \"last\" {{\n\t\tprograms[from].last()\n\t\treturn\n\t}}\n\
         \tfor _, p := range programs[from:] {{\n\
         \t\tfmt.Println(\"===\", p.seed)\n\
         \t\th.Try(\"run\", p.run)\n\
         \t\tfmt.Println(\"end\")\n\t}}\n}}\n"
    )
}

/// One program as a text that `sudog run` and the page take.
fn txtar(seed: u64, orders: bool) -> String {
    let mut out = String::new();
    for (name, text) in files(&[seed], orders) {
        out.push_str(&format!("-- {name} --\n{text}"));
    }
    out
}

/// Bytes below a folder.
fn size(dir: &Path) -> u64 {
    let Ok(entries) = std::fs::read_dir(dir) else {
        return 0;
    };
    entries
        .flatten()
        .map(|e| match e.metadata() {
            Ok(m) if m.is_dir() => size(&e.path()),
            Ok(m) => m.len(),
            Err(_) => 0,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_is_a_program() {
        assert_eq!(txtar(7, true), txtar(7, true));
        let distinct: std::collections::BTreeSet<String> =
            (0..50).map(|s| txtar(s, true)).collect();
        assert_eq!(distinct.len(), 50);
    }

    #[test]
    fn sections_begin_at_their_delimiter() {
        let text = b"noise\n=== 3\na\nb\n=== 4\n=== 5\nc\n";
        let got: Vec<(u64, usize)> = sections(text).iter().map(|(s, l)| (*s, l.len())).collect();
        assert_eq!(got, [(3, 2), (4, 0), (5, 1)]);
    }

    #[test]
    fn the_first_difference_is_told() {
        let list = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
        let why = difference(&list(&["a", "b"]), &list(&["a", "c"]));
        assert_eq!(why, "    after a\n    go    b\n    sudog c\n");
        assert!(difference(&list(&["a"]), &list(&[])).contains("(end)"));
    }
}
