//! `bench`: what Sudog takes, as a table of ratios to real Go, and what a person waits for.
//!
//! Runs are paired: real Go, Sudog with its events kept, Sudog as a page drives it, and again; each
//! figure is the median of the pairs' ratios. Start-up is part of all, as it is for the person who
//! waits. The worker's figures are taken in Chromium, between two rounds of real Go.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use protocol::{Moment, Request, SourceFile, TimelineQuery};

use crate::error::{Context, Result};
use crate::exec::{capture, cargo, run, step};
use crate::wasm::{self, Answer, Job};
use crate::{bundle, oracle, tools};

#[derive(Default)]
pub(crate) struct Options {
    pub(crate) quick: bool,
    pub(crate) only: Vec<String>,
    /// Only what a person waits for.
    pub(crate) waits: bool,
}

const LIMIT: Duration = Duration::from_secs(600);

/// What the recording that a page uses may cost: so many times what the run itself may.
const RECORDING: f64 = 1.5;

/// What looking for data races may cost, as a multiple of the run without.
const RACES: f64 = 4.0;

/// Programs with a target: file, what it is, and the most that Sudog may take, as a multiple of
/// real Go, natively and in the worker.
const TARGETS: &[(&str, &str, f64, f64)] = &[
    ("b01_fib", "fib(32), recursive", 12.0, 25.0),
    ("b02_sieve", "integer sieve to 5,000,000", 8.0, 16.0),
    ("b03_matmul", "float64 matrix product 200x200", 15.0, 30.0),
    (
        "b04_map",
        "map[int]int, 1,000,000 inserts and lookups",
        2.0,
        4.0,
    ),
    ("b06_quicksort", "quicksort of 1,000,000 ints", 8.0, 16.0),
    ("b13_interface", "interface method calls", 20.0, 40.0),
    (
        "b08_pingpong",
        "unbuffered ping-pong, 1,000,000 round trips",
        0.6,
        1.2,
    ),
    (
        "b09_primechain",
        "prime sieve of 1,000 goroutines",
        2.0,
        4.0,
    ),
    ("b11_mutex", "mutex, 8 goroutines x 100,000", 6.0, 12.0),
    (
        "b12_select",
        "select between two producers, 1,000,000",
        1.0,
        2.0,
    ),
];

/// What a person waits for, with its bound in milliseconds.
const READY_HELLO: f64 = 5.0;
const READY_THOUSAND: f64 = 20.0;
const SEEK: f64 = 16.0;

pub(crate) fn bench(options: &Options) -> Result {
    if options.waits {
        return waits();
    }
    let bench = Bench::prepare(options)?;
    let files = bench.files()?;
    let mut rows = Vec::new();
    for file in &files {
        rows.push(bench.native(file)?);
    }
    let page = bundle::dist().join("index.html").is_file();
    if page {
        bench.in_worker(&files, &mut rows)?;
    } else {
        step("no page in dist/: the worker's figures are left out (`cargo xtask build` first)");
    }
    print!("{}", table(&rows));
    if page && options.only.is_empty() {
        waits()?;
    }
    Ok(())
}

struct Bench<'a> {
    options: &'a Options,
    go: PathBuf,
    /// `crates/session/examples/measure.rs`.
    measure: PathBuf,
    work: PathBuf,
    rounds: usize,
}

/// One program's figures.
struct Row {
    name: String,
    /// Real Go's binary.
    binary: PathBuf,
    /// Milliseconds, median.
    real: f64,
    /// Ratios to real Go, medians of pairs: with events kept, and as a page records.
    events: f64,
    page: f64,
    worker: f64,
    /// With the race detector, as a multiple of the run without.
    race: f64,
}

impl Bench<'_> {
    fn prepare(options: &Options) -> Result<Bench<'_>> {
        let go = oracle::go()?;
        step("measure: the engine as a page drives it");
        let build = ["build", "--quiet", "--release", "--locked", "-p", "session"];
        run(cargo().args(build).args(["--example", "measure"]))?;
        let work = tools::target_dir().join("bench");
        std::fs::create_dir_all(&work)?;
        Ok(Bench {
            options,
            go,
            measure: tools::target_dir().join("release/examples/measure"),
            work,
            rounds: if options.quick { 3 } else { 7 },
        })
    }

    fn files(&self) -> Result<Vec<PathBuf>> {
        let dir = crate::root().join("tests/bench");
        let wanted = |path: &PathBuf| {
            let name = path.to_string_lossy();
            let only = &self.options.only;
            path.extension().is_some_and(|e| e == "go")
                && (only.is_empty() || only.iter().any(|o| name.contains(o.as_str())))
        };
        let mut files: Vec<PathBuf> = std::fs::read_dir(&dir)
            .context(dir.display())?
            .filter_map(|e| e.ok().map(|e| e.path()))
            .filter(wanted)
            .collect();
        files.sort();
        Ok(files)
    }

    fn native(&self, file: &Path) -> Result<Row> {
        let name = stem(file);
        step(format_args!("{name}: real Go and native"));
        let binary = self.work.join(&name);
        run(oracle::go_command(&self.go)
            .args(["build", "-o"])
            .arg(&binary)
            .arg(file))?;
        let ours = |how: &str| time(Command::new(&self.measure).arg(how).arg(file));
        // Unmeasured, so that nobody pays for what is not in memory yet.
        real_go(&binary)?;
        ours("events")?;
        let (mut real, mut events, mut page) = (Vec::new(), Vec::new(), Vec::new());
        let mut race = Vec::new();
        for _ in 0..self.rounds {
            let go = real_go(&binary)?;
            let kept = ours("events")?;
            let recorded = ours("page")?;
            race.push(ours("race")? / kept);
            real.push(go * 1e3);
            events.push(kept / go);
            page.push(recorded / go);
        }
        Ok(Row {
            name,
            binary,
            real: median(real),
            events: median(events),
            page: median(page),
            worker: f64::NAN,
            race: median(race),
        })
    }

    /// The same programs in Chromium's worker.
    fn in_worker(&self, files: &[PathBuf], rows: &mut [Row]) -> Result {
        step("the same in Chromium's worker, recorded as a page records");
        for (file, row) in files.iter().zip(rows) {
            let jobs: Vec<Job> = (0..self.rounds)
                .map(|_| Ok(Job::run(row.name.clone(), wasm::source_files(file)?)))
                .collect::<Result<_>>()?;
            let before = (0..self.rounds)
                .map(|_| real_go(&row.binary))
                .collect::<Result<Vec<f64>>>()?;
            let answers = wasm::run_all(&jobs)?;
            let after = (0..self.rounds)
                .map(|_| real_go(&row.binary))
                .collect::<Result<Vec<f64>>>()?;
            let ours = answers
                .iter()
                .filter(|a| a.recording.is_some())
                .map(|a| (a.open_ms + a.run_ms) / 1e3);
            row.worker = median(ours.collect()) / median([before, after].concat());
        }
        Ok(())
    }
}

fn stem(file: &Path) -> String {
    let stem = file.file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}

fn real_go(binary: &Path) -> Result<f64> {
    time(Command::new(binary).env("GOMAXPROCS", "2"))
}

fn table(rows: &[Row]) -> String {
    let mut text = String::from(
        "| program | real Go, ms | native | at most | recorded | at most | in the worker, recorded | at most | races / native | at most |\n\
         |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n",
    );
    for row in rows {
        let target = TARGETS.iter().find(|(n, ..)| *n == row.name);
        let bound = |value: f64, most: Option<f64>| match most {
            Some(most) if value <= most => format!("{most:.1}"),
            Some(most) => format!("**{most:.1}**, missed"),
            None => "–".to_owned(),
        };
        text.push_str(&format!(
            "| {} | {:.1} | {:.2} | {} | {:.2} | {} | {:.2} | {} | {:.2} | {} |\n",
            target.map_or(row.name.as_str(), |t| t.1),
            row.real,
            row.events,
            bound(row.events, target.map(|t| t.2)),
            row.page,
            bound(row.page, target.map(|t| t.2 * RECORDING)),
            row.worker,
            bound(row.worker, target.map(|t| t.3 * RECORDING)),
            row.race,
            bound(row.race, Some(RACES)),
        ));
    }
    text
}

/// What a person waits for in the worker: source to ready, seeks, windows of lanes.
fn waits() -> Result {
    step("what a person waits for, in Chromium's worker");
    let dir = crate::root().join("tests/bench/page");
    let read = |name: &str| -> Result<SourceFile> {
        let path = dir.join(name);
        Ok(SourceFile {
            name: "main.go".to_owned(),
            text: std::fs::read_to_string(&path).context(path.display())?,
        })
    };
    let hello = wasm::source_files(&crate::root().join("tests/bench/b00_hello.go"))?;
    let mut work = Vec::new();
    let thousand = vec![read("thousand_lines.go")?];
    let imports = vec![read("thousand_imports.go")?];
    // One after the other in one worker, as between two edits; each first program in its own.
    for (name, files) in [
        ("hello", &hello),
        ("thousand", &thousand),
        ("imports", &imports),
    ] {
        work.push(Job {
            then: vec![wasm::open(files); 40],
            ..Job::run(name.to_owned(), files.clone())
        });
        for _ in 0..5 {
            work.push(Job::run(format!("{name}, first"), files.clone()));
        }
    }
    // More instructions than any of these runs has: positions beyond the end are its end.
    let seeks = (0..400u64).map(|i| Request::Seek {
        to: match i % 2 {
            0 => Moment::Tick(i * 7_919_993 % 14_000_000),
            _ => Moment::Step(i * 104_729 % 60_000),
        },
    });
    work.push(Job {
        then: seeks.collect(),
        ..Job::run("long".to_owned(), vec![read("long.go")?])
    });
    work.push(Job {
        then: windows(1_000_000),
        ..Job::run("lanes".to_owned(), vec![read("lanes.go")?])
    });
    let answers = wasm::run_all(&work)?;
    let open = |name: &str| {
        let of = answers.iter().filter(|a| a.name == name);
        median(of.map(|a| a.open_ms).collect())
    };
    let after = |name: &str| -> Vec<f64> {
        let of = answers.iter().find(|a| a.name == name);
        of.map(|a| a.then_ms.clone()).unwrap_or_default()
    };
    let reached = |a: &Answer| a.recording.as_ref().map_or(0, |r| r.tick);
    let ticks = answers.iter().find(|a| a.name == "long").map_or(0, reached);
    println!();
    println!("| wait, in the worker | ms | at most |");
    println!("|---|---:|---:|");
    let row = |what: &str, value: f64, most: Option<f64>| {
        let bound = most.map_or("–".to_owned(), |m| format!("{m}"));
        let missed = if most.is_some_and(|m| value > m) {
            ", missed"
        } else {
            ""
        };
        println!("| {what} | {value:.1} | {bound}{missed} |");
    };
    for (name, what, most) in [
        ("hello", "hello world", READY_HELLO),
        ("thousand", "1,000 lines", READY_THOUSAND),
        ("imports", "1,000 lines with 22 imports", READY_THOUSAND),
    ] {
        let again = at(&after(name), 0.5);
        row(&format!("source to ready, {what}"), again, Some(most));
        let first = open(&format!("{name}, first"));
        row("the same as a new worker's first program", first, None);
    }
    let (seeks, windows) = (after("long"), after("lanes"));
    row("seek, median", at(&seeks, 0.5), None);
    row("seek, 99th percentile", at(&seeks, 0.99), Some(SEEK));
    row(
        "lanes of 1,000,000 events, median window",
        at(&windows, 0.5),
        None,
    );
    row(
        "lanes of 1,000,000 events, slowest window",
        at(&windows, 1.0),
        None,
    );
    println!();
    println!("the run that is sought in has {ticks} instructions where the last seek stands");
    Ok(())
}

/// Windows of lanes at every zoom, and everywhere.
fn windows(steps: u64) -> Vec<Request> {
    let mut out = Vec::new();
    for zoom in 0..12u32 {
        let span = (steps >> zoom).max(100);
        for k in 0..5u64 {
            let from = (steps - span) * k / 5;
            out.push(Request::Timeline(TimelineQuery {
                from,
                to: from + span,
                px: 3_000,
                row: 17,
                rows: 40,
            }));
        }
    }
    out
}

/// The value below which this share of them lies.
fn at(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().saturating_sub(1) as f64;
    sorted
        .get((last * share) as usize)
        .copied()
        .unwrap_or(f64::NAN)
}

fn time(command: &mut Command) -> Result<f64> {
    let ran = capture(command, &[], LIMIT)?;
    if ran.code != Some(0) {
        let said = String::from_utf8_lossy(&ran.stderr).into_owned();
        return Err(format!("benchmark ended with {:?}: {}", ran.code, said.trim()).into());
    }
    Ok(ran.took.as_secs_f64())
}

pub(crate) fn median(times: Vec<f64>) -> f64 {
    at(&times, 0.5)
}
