//! `sudog race`: runs a program, then looks through its interleavings, for the first data race.

use std::time::{Duration, Instant};

use protocol::SourceFile;
use session::{Code, Exploration, ExploreSpec, RunSpec, Runner};

use crate::args::ExploreOptions;
use crate::explore::{claim, exit_code};
use crate::run::compiled;
use crate::{complain, say};

/// How far is looked unless somebody says otherwise.
const BUDGET: u64 = 10_000;
const SECONDS: f64 = 20.0;
/// Instructions of the plain run, and between two looks at the clock.
const STEPS: u64 = 2_000_000_000;
const SLICE: u64 = 4_000_000;
/// Visible operations between two looks at the clock.
const OPERATIONS: u64 = 50_000;

pub(crate) fn race(options: &ExploreOptions) -> u8 {
    let (files, code) = match compiled(&options.path) {
        Ok(both) => both,
        Err(code) => return code,
    };
    let limit = Duration::from_secs_f64(options.time.unwrap_or(SECONDS));
    let start = Instant::now();
    if let Some(code) = plainly(options, &code, &files, start, limit) {
        return code;
    }
    if let Err(why) = code.explorable() {
        say(&format!("no race in one run; {}", why.text));
        return exit_code(false, false, false);
    }
    let mut exploration = Exploration::new(
        &code,
        ExploreSpec {
            race: true,
            seed: options.seed,
            exact_clock: options.exact,
            bound: options.bound,
            depth: options.depth,
            budget: Some(options.budget.unwrap_or(BUDGET)),
            ..ExploreSpec::default()
        },
    );
    while exploration.go(OPERATIONS) && start.elapsed() < limit {}
    let result = exploration.result(&code);
    let found = result
        .outcomes
        .iter()
        .find_map(|o| Some((o.races.first()?, o)));
    if let Some((race, outcome)) = found {
        tell(race, &files);
        say(&format!("--sched replay:{}\n", outcome.schedule));
        return exit_code(true, false, true);
    }
    say(&format!("no race; {}\n", claim(&result)));
    exit_code(
        false,
        false,
        result.claim != protocol::ExploreClaim::Stopped,
    )
}

/// Looks at the run that `sudog run` would make; the exit code if there is a race in it.
fn plainly(
    options: &ExploreOptions,
    code: &Code,
    files: &[SourceFile],
    start: Instant,
    limit: Duration,
) -> Option<u8> {
    let spec = RunSpec {
        seed: options.seed,
        steps: Some(STEPS),
        race: true,
        schedule: true,
        ..RunSpec::default()
    };
    let mut runner = match Runner::new(code, spec) {
        Ok(runner) => runner,
        Err(why) => {
            complain(&why);
            return None;
        }
    };
    while runner.go(SLICE).is_none() && runner.race_count() == 0 && start.elapsed() < limit {}
    let races = runner.races(code);
    tell(races.first()?, files);
    if let Some(schedule) = runner.schedule() {
        say(&format!("--sched replay:{schedule}\n"));
    }
    Some(exit_code(true, false, true))
}

fn tell(race: &protocol::Race, files: &[SourceFile]) {
    say(&session::go_text(std::slice::from_ref(race), files));
    say(&format!("{}\n", session::missing_edge(race, files)));
}
