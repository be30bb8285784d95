//! `bench explore`: executions per second of Sudog's explorer, of loom and of shuttle's depth-first
//! scheduler on equivalent programs (`tests/explore_pairs`).
//!
//! Runs are paired: loom, shuttle, Sudog, and again; ratios are medians over the rounds. Each tool
//! times itself from its first execution to its last, so neither compiling nor starting counts, nor
//! reporting. The others are started once, for thousands of executions. Ours is through with some of
//! the programs after six, so it explores them again, with nothing left of the time before, and
//! pauses its clock in between: while a machine is made and led up to its first decision, which is
//! done once for all executions of a search, and while the schedules of outcomes are written down, of
//! which the others write none where all goes well. What a search itself needs to begin counts,
//! thousands of times. The column "all counted" is what comes of it when the clock is never paused.
//!
//! Ours watches for plain accesses that come in no order, as it does for every user. The others take
//! it for granted that there are none: Rust sees to that. The last column is what ours makes if it
//! does the same (`--trust`).
//!
//! Each has the memory allocator that its users get: ours that of the `sudog` command, the others the
//! system's.
//!
//! The folder is a package of its own, outside the workspace, so that nothing here depends on the
//! other tools.

use std::path::PathBuf;
use std::process::Command;

use crate::bench::median;
use crate::error::{Context, Result};
use crate::exec::{cargo, output, run, step};
use crate::tools;

/// Program, what it is, and its size: threads and rounds. The sizes with few executions for us are
/// those that everybody talks of.
const PROGRAMS: &[(&str, &str, u32, u32)] = &[
    ("lock", "lock, increment, unlock", 4, 1),
    ("lock", "lock, increment, unlock", 4, 2),
    ("produce", "producers and a consumer", 2, 2),
    ("produce", "producers and a consumer", 2, 6),
    ("add", "atomic adders", 3, 1),
    ("add", "atomic adders", 3, 3),
];

/// Executions of each run.
const EXECUTIONS: u64 = 60_000;
/// loom is slower; so many are enough to tell.
const LOOM: u64 = 5_000;

pub(crate) fn bench(quick: bool) -> Result {
    step("the explorer, loom and shuttle");
    let build = ["build", "--quiet", "--release", "--locked", "-p", "session"];
    run(cargo().args(build).args(["--example", "explored"]))?;
    let folder = crate::root().join("tests/explore_pairs");
    let target = tools::target_dir().join("explore_pairs");
    let build = ["build", "--quiet", "--release", "--locked", "--target-dir"];
    run(cargo().current_dir(&folder).args(build).arg(&target))?;
    let theirs = target.join("release/explore_pairs");
    let ours = tools::target_dir().join("release/examples/explored");
    println!(
        "| program | size | ours has | loom | shuttle | Sudog | to loom | to shuttle | all counted | trusting |"
    );
    println!("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|");
    for (name, what, threads, rounds) in PROGRAMS {
        let pair = Pair {
            name,
            size: (*threads, *rounds),
            theirs: &theirs,
            ours: &ours,
        };
        println!("| {what} {}", pair.row(if quick { 3 } else { 15 })?);
    }
    Ok(())
}

struct Pair<'a> {
    name: &'a str,
    size: (u32, u32),
    theirs: &'a PathBuf,
    ours: &'a PathBuf,
}

impl Pair<'_> {
    fn row(&self, rounds: usize) -> Result<String> {
        let mut rates: [Vec<f64>; 3] = Default::default();
        let mut each = 0.0;
        let (mut whole, mut trusting) = (Vec::new(), Vec::new());
        for _ in 0..rounds {
            let [loom, shuttle, sudog] = &mut rates;
            loom.push(self.other("loom", LOOM)?);
            shuttle.push(self.other("shuttle", EXECUTIONS)?);
            trusting.push(rate(&self.sudog(true)?)?);
            let numbers = self.sudog(false)?;
            sudog.push(rate(&numbers)?);
            let parts = [numbers.first(), numbers.get(4)].map(|n| n.copied().unwrap_or(0.0));
            whole.push(rate(&parts)?);
            each = numbers.get(2).copied().unwrap_or(0.0);
        }
        let [loom, shuttle, sudog] = &rates;
        let ratio =
            |of: &[f64], to: &[f64]| median(of.iter().zip(to).map(|(a, b)| a / b).collect());
        let verdict = |to: &[f64]| match ratio(sudog, to) {
            r if r >= 1.0 => format!("{r:.2}"),
            r => format!("**{r:.2}**, missed"),
        };
        let (threads, rounds) = self.size;
        Ok(format!(
            "| {threads} x {rounds} | {each} | {:.0} | {:.0} | {:.0} | {} | {} | {:.2} | {:.2} |",
            median(loom.clone()),
            median(shuttle.clone()),
            median(sudog.clone()),
            verdict(loom),
            verdict(shuttle),
            ratio(&whole, shuttle),
            ratio(&trusting, shuttle),
        ))
    }

    fn sized(&self, command: &mut Command) -> Result<Vec<f64>> {
        let (threads, rounds) = self.size;
        let said = output(command.args([threads.to_string(), rounds.to_string()]))?;
        let numbers = said.split_whitespace().map(str::parse);
        numbers.collect::<std::result::Result<_, _>>().context(said)
    }

    /// Executions per second.
    fn other(&self, tool: &str, executions: u64) -> Result<f64> {
        let mut command = Command::new(self.theirs);
        command.args([tool, self.name, &executions.to_string()]);
        rate(&self.sized(&mut command)?)
    }

    fn sudog(&self, trusts: bool) -> Result<Vec<f64>> {
        let file = format!("tests/explore_pairs/{}.go", self.name);
        let mut command = Command::new(self.ours);
        if trusts {
            command.env("TRUST", "1");
        }
        command.args([file, EXECUTIONS.to_string()]);
        self.sized(&mut command)
    }
}

/// Of executions and seconds.
fn rate(numbers: &[f64]) -> Result<f64> {
    match numbers {
        [executions, seconds, ..] if *seconds > 0.0 => Ok(executions / seconds),
        other => Err(format!("not executions and seconds: {other:?}").into()),
    }
}
