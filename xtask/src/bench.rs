//! `bench`: how many times real Go's time each program takes here, as a table.
//!
//! Paired runs: real Go, then Sudog, and again; medians of each. Start-up is part of both, as it is
//! for the person who waits.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use crate::error::{Context, Result};
use crate::exec::{capture, run, step};
use crate::wasm::{self, Job};
use crate::{bundle, conformance, oracle, tools};

#[derive(Default)]
pub(crate) struct Options {
    pub(crate) quick: bool,
    pub(crate) only: Vec<String>,
}

const LIMIT: Duration = Duration::from_secs(600);

/// Programs with a target: file, and the most that Sudog may take, as a multiple of real Go,
/// natively and in the worker.
const TARGETS: &[(&str, f64, f64)] = &[
    ("b01_fib", 12.0, 25.0),
    ("b02_sieve", 8.0, 16.0),
    ("b03_matmul", 15.0, 30.0),
    ("b04_map", 2.0, 4.0),
    ("b06_quicksort", 8.0, 16.0),
    ("b13_interface", 20.0, 40.0),
    ("b08_pingpong", 0.6, 1.2),
    ("b09_primechain", 2.0, 4.0),
    ("b11_mutex", 6.0, 12.0),
    ("b12_select", 1.0, 2.0),
];

pub(crate) fn bench(options: &Options) -> Result {
    let go = oracle::go()?;
    let sudog = conformance::release_sudog()?;
    let dir = crate::root().join("tests/bench");
    let work = tools::target_dir().join("bench");
    std::fs::create_dir_all(&work)?;
    let mut files: Vec<PathBuf> = std::fs::read_dir(&dir)
        .context(dir.display())?
        .filter_map(|e| e.ok().map(|e| e.path()))
        .filter(|p| p.extension().is_some_and(|e| e == "go"))
        .filter(|p| {
            options.only.is_empty()
                || options
                    .only
                    .iter()
                    .any(|o| p.to_string_lossy().contains(o.as_str()))
        })
        .collect();
    files.sort();
    let mut rows = Vec::new();
    for file in &files {
        let name = file
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        step(format_args!("{name}: real Go and native"));
        let binary = work.join(&name);
        run(oracle::go_command(&go)
            .args(["build", "-o"])
            .arg(&binary)
            .arg(file))?;
        let rounds = if options.quick { 3 } else { 7 };
        let (mut real, mut ours) = (Vec::new(), Vec::new());
        for _ in 0..rounds {
            real.push(time(Command::new(&binary).env("GOMAXPROCS", "2"))?);
            ours.push(time(Command::new(&sudog).arg("run").arg(file)).unwrap_or(f64::NAN));
        }
        rows.push(Row {
            name,
            real: median(real),
            native: median(ours),
            worker: f64::NAN,
        });
    }
    if bundle::dist().join("index.html").is_file() {
        in_worker(&files, &mut rows, if options.quick { 1 } else { 3 })?;
    } else {
        step("no page in dist/: the worker's figures are left out (`cargo xtask build` first)");
    }
    table(&rows);
    Ok(())
}

/// Seconds of one program.
struct Row {
    name: String,
    real: f64,
    native: f64,
    worker: f64,
}

fn table(rows: &[Row]) {
    println!("| program | Go ms | Sudog ms | ratio | target | worker ms | ratio | target |");
    println!("|---|---:|---:|---:|---:|---:|---:|---:|");
    for row in rows {
        let target = TARGETS.iter().find(|(n, ..)| *n == row.name);
        let verdict = |ratio: f64, most: Option<f64>| match most {
            Some(most) if ratio <= most => format!("{most} ✓"),
            Some(most) => format!("{most}"),
            None => "-".to_owned(),
        };
        let (native, worker) = (row.native / row.real, row.worker / row.real);
        println!(
            "| {} | {:.1} | {:.1} | {native:.2} | {} | {:.1} | {worker:.2} | {} |",
            row.name,
            row.real * 1e3,
            row.native * 1e3,
            verdict(native, target.map(|t| t.1)),
            row.worker * 1e3,
            verdict(worker, target.map(|t| t.2)),
        );
    }
}

/// What only Chromium's worker can tell: the same programs, source to ready, and seeking.
fn in_worker(files: &[PathBuf], rows: &mut [Row], rounds: usize) -> Result {
    step("the same in Chromium's worker, recording on");
    let mut work = Vec::new();
    for file in files {
        for _ in 0..rounds {
            let name = file
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            work.push(Job {
                name,
                files: wasm::source_files(file)?,
                seeks: Vec::new(),
            });
        }
    }
    work.push(long_run());
    let answers = wasm::run_all(&work)?;
    for row in rows {
        let of = |a: &&wasm::Answer| a.name == row.name && a.recording.is_some();
        row.worker = median(
            answers
                .iter()
                .filter(of)
                .map(|a| (a.run_ms + a.open_ms) / 1e3)
                .collect(),
        );
    }
    for answer in answers
        .iter()
        .filter(|a| a.name == "b00_hello" || a.name == "long run")
    {
        println!("source to ready, {}: {:.1} ms", answer.name, answer.open_ms);
    }
    if let Some(answer) = answers
        .iter()
        .find(|a| a.name == "long run" && !a.seek_ms.is_empty())
    {
        let mut times = answer.seek_ms.clone();
        times.sort_by(f64::total_cmp);
        let at = |share: f64| {
            times
                .get(((times.len() - 1) as f64 * share) as usize)
                .copied()
                .unwrap_or(f64::NAN)
        };
        println!(
            "seek anywhere in a run of ten million instructions: median {:.1} ms, 99th percentile {:.1} ms (target 16)",
            at(0.5),
            at(0.99)
        );
    }
    Ok(())
}

/// A run of at least ten million instructions with goroutines, and two hundred places in it.
fn long_run() -> Job {
    let text = "package main\n\nfunc main() {\n\tc := make(chan int)\n\tgo func() {\n\t\tfor i := range 200000 {\n\t\t\tn := i\n\
                \t\t\tfor range 10 {\n\t\t\t\tn = n*3 + 1\n\t\t\t}\n\t\t\tc <- n\n\t\t}\n\t\tclose(c)\n\t}()\n\tsum := 0\n\
                \tfor v := range c {\n\t\tsum += v\n\t}\n\tprintln(sum)\n}\n";
    let seeks = (0..200u64)
        .map(|i| protocol::Moment::Tick(i * 7_919_999 % 10_000_000))
        .collect();
    let file = protocol::SourceFile {
        name: "main.go".to_owned(),
        text: text.to_owned(),
    };
    Job {
        name: "long run".to_owned(),
        files: vec![file],
        seeks,
    }
}

fn time(command: &mut Command) -> Result<f64> {
    let ran = capture(command, &[], LIMIT)?;
    if ran.code != Some(0) {
        let said = String::from_utf8_lossy(&ran.stderr).into_owned();
        return Err(format!("benchmark ended with {:?}: {}", ran.code, said.trim()).into());
    }
    Ok(ran.took.as_secs_f64())
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}
