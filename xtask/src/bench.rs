//! `bench`: how many times real Go's time each program takes here, as a table.
//!
//! Paired runs: real Go, then Sudog, and again; medians of each. Start-up is part of both, as it is
//! for the person who waits.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::error::{Context, Result};
use crate::exec::{capture, run, step};
use crate::{conformance, oracle, tools};

#[derive(Default)]
pub(crate) struct Options {
    pub(crate) quick: bool,
    pub(crate) only: Vec<String>,
}

const LIMIT: Duration = Duration::from_secs(600);

/// Programs with a target: file, and the most that Sudog may take, as a multiple of real Go.
const TARGETS: &[(&str, f64)] = &[
    ("b01_fib", 12.0),
    ("b02_sieve", 8.0),
    ("b03_matmul", 15.0),
    ("b04_map", 2.0),
    ("b06_quicksort", 8.0),
    ("b13_interface", 20.0),
    ("b08_pingpong", 0.6),
    ("b09_primechain", 2.0),
    ("b11_mutex", 6.0),
    ("b12_select", 1.0),
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
    println!("| program | Go ms | Sudog ms | ratio | target |\n|---|---:|---:|---:|---:|");
    let mut missed = Vec::new();
    for file in &files {
        let name = file
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let binary = work.join(&name);
        run(oracle::go_command(&go)
            .args(["build", "-o"])
            .arg(&binary)
            .arg(file))?;
        let rounds = if options.quick { 3 } else { 7 };
        let (mut real, mut ours) = (Vec::new(), Vec::new());
        for _ in 0..rounds {
            real.push(time(Command::new(&binary).env("GOMAXPROCS", "2"))?);
            ours.push(time(Command::new(&sudog).arg("run").arg(file))?);
        }
        let (real, ours) = (median(real), median(ours));
        let ratio = ours / real;
        let target = TARGETS.iter().find(|(n, _)| *n == name).map(|(_, t)| *t);
        println!(
            "| {name} | {:.1} | {:.1} | {ratio:.2} | {} |",
            real * 1e3,
            ours * 1e3,
            target.map_or("-".to_owned(), |t| t.to_string())
        );
        if target.is_some_and(|t| ratio > t) {
            missed.push(name);
        }
    }
    if !missed.is_empty() {
        step(format_args!("above target: {}", missed.join(", ")));
    }
    page_benchmarks(&dir)
}

/// What only the page can tell: the same programs, seeking and compiling, in Chromium's worker.
fn page_benchmarks(_programs: &Path) -> Result {
    let script = crate::root().join("tests/browser/bench.mjs");
    if !script.is_file() || !crate::bundle::dist().join("index.html").is_file() {
        step("no page in dist/: the worker's figures are left out (`cargo xtask build` first)");
        return Ok(());
    }
    let chromium = crate::browser::chromium()?;
    let url = crate::server::Server::bind(0, "/", crate::bundle::dist())?.spawn();
    run(Command::new("node")
        .arg(script)
        .env("SUDOG_URL", url)
        .env("SUDOG_CHROMIUM", chromium))
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
