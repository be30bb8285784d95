//! Drives an exploration: phases, shares on several threads, the clock, and a line that says how
//! far it is.
//!
//! What comes out does not depend on the number of threads. A search begins on one; if it is not
//! through after a fixed number of operations, it begins again in a fixed number of shares, which
//! the threads take one after the other, and the results are merged. Executions that are left are
//! dealt out among the shares that need more, in rounds. (A limit of time stops wherever it finds
//! everybody, of course.)

use std::io::Write;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use protocol::Explored;
use session::{Code, Exploration, ExploreSpec, Phases};

use crate::STACK;

/// Visible operations between two looks at how far a search is.
const SLICE: u64 = 50_000;
/// The same between two looks at the clock: operations of a bounded search may take long.
const STEP: u64 = 500;
/// Of a whole search, what each of its shares looks at first.
const FORE: u64 = 5_000;
/// Slices before a search is divided.
const ALONE: u32 = 4;
/// Shares of a search that is divided.
const SHARES: u32 = 16;
/// Between two lines that say how far it is.
const PAUSE: Duration = Duration::from_millis(200);

/// How a search is driven.
pub(crate) struct Drive {
    pub(crate) jobs: usize,
    pub(crate) time: Option<Duration>,
    /// Whether to say on standard error how far it is.
    pub(crate) show: bool,
}

/// All phases of a search.
pub(crate) fn search(code: &Code, spec: ExploreSpec, drive: &Drive) -> Explored {
    let start = Instant::now();
    let mut meter = Meter::new(drive.show);
    let mut phases = Phases::new(spec);
    let mut first = true;
    while let Some((spec, part)) = phases.next_search() {
        let left = drive.time.map(|t| t.saturating_sub(start.elapsed()));
        if left.is_some_and(|t| t.is_zero()) && !first {
            break;
        }
        first = false;
        meter.begin(spec.bound);
        let until = left.map(|t| Instant::now() + t.mul_f64(part));
        phases.found(one(code, spec, drive.jobs, until, &mut meter));
    }
    meter.clear();
    phases.finish()
}

fn is_over(until: Option<Instant>) -> bool {
    until.is_some_and(|end| Instant::now() >= end)
}

/// A slice of a search, or what there is time for; false once there is no more to do.
fn slice(search: &mut Exploration, is_over: impl Fn() -> bool) -> bool {
    for _ in 0..SLICE / STEP {
        if !search.go(STEP) {
            return false;
        }
        if is_over() {
            break;
        }
    }
    true
}

/// One search, alone as long as it is small.
fn one(
    code: &Code,
    spec: ExploreSpec,
    jobs: usize,
    until: Option<Instant>,
    meter: &mut Meter,
) -> Explored {
    let divided = spec.shard.is_none() && spec.walk.is_none() && !spec.until_failure;
    let spec = match spec.shard {
        Some(_) if spec.walk.is_none() => forewarned(code, spec, until),
        _ => spec,
    };
    let mut alone = Exploration::new(code, spec.clone());
    let mut slices = 0;
    while slice(&mut alone, || is_over(until)) && !is_over(until) {
        slices += 1;
        meter.show(&[Far::of(&mut alone)]);
        if divided && slices >= ALONE {
            let (visible, coarse) = alone.known();
            let spec = ExploreSpec {
                visible,
                coarse,
                ..spec
            };
            return shared(code, spec, jobs, until, meter);
        }
    }
    alone.result(code)
}

/// A share knows what shows at the beginning of the whole search. So do the others, on whatever
/// machines they are, and mostly that is all there is to know of what races.
fn forewarned(code: &Code, spec: ExploreSpec, until: Option<Instant>) -> ExploreSpec {
    let whole = ExploreSpec {
        shard: None,
        until_failure: false,
        ..spec.clone()
    };
    let mut whole = Exploration::new(code, whole);
    let mut seen = 0;
    while seen < FORE && whole.go(STEP) && !is_over(until) {
        seen += STEP;
    }
    let (visible, coarse) = whole.known();
    ExploreSpec {
        visible,
        coarse,
        ..spec
    }
}

/// One search in shares. They begin again until all know what any of them found out.
fn shared(
    code: &Code,
    mut spec: ExploreSpec,
    jobs: usize,
    until: Option<Instant>,
    meter: &mut Meter,
) -> Explored {
    loop {
        let mut shares: Vec<Exploration> = (0..SHARES)
            .map(|i| {
                let shard = Some((i, SHARES));
                let spec = spec.clone();
                Exploration::new(code, ExploreSpec { shard, ..spec })
            })
            .collect();
        rounds(&mut shares, spec.budget, jobs, until, meter);
        let parts: Vec<Explored> = shares.iter_mut().map(|s| s.result(code)).collect();
        let (visible, coarse) = protocol::known(&parts);
        let agree = |p: &Explored| p.visible == visible && p.coarse == coarse;
        if parts.iter().all(agree) || is_over(until) {
            return protocol::merge(parts);
        }
        (spec.visible, spec.coarse) = (visible, coarse);
    }
}

/// Lets all shares go on until they are through, or the executions are used up.
fn rounds(
    shares: &mut [Exploration],
    budget: Option<u64>,
    jobs: usize,
    until: Option<Instant>,
    meter: &mut Meter,
) {
    let mut left = budget;
    let mut open: Vec<&mut Exploration> = shares.iter_mut().collect();
    while !open.is_empty() && left != Some(0) && !is_over(until) {
        let before: u64 = open.iter_mut().map(|s| s.spent()).sum();
        let n = open.len() as u64;
        for (k, share) in (0u64..).zip(open.iter_mut()) {
            let more = left.map_or(u64::MAX, |l| l / n + u64::from(k < l % n));
            let so_far = share.progress().executions();
            share.allow(so_far.saturating_add(more));
        }
        go(&mut open, jobs, until, meter);
        let after: u64 = open.iter_mut().map(|s| s.spent()).sum();
        left = left.map(|l| l.saturating_sub(after - before));
        open.retain_mut(|s| s.wants_more());
    }
}

/// Lets shares go on, each on one thread at a time.
fn go(shares: &mut [&mut Exploration], jobs: usize, until: Option<Instant>, meter: &mut Meter) {
    let far = Mutex::new(vec![Far::default(); shares.len()]);
    let stop = AtomicBool::new(false);
    let jobs = jobs.clamp(1, shares.len().max(1));
    let working = AtomicUsize::new(jobs);
    let watcher = std::thread::current();
    let queue = Mutex::new(shares.iter_mut().enumerate());
    let next = || queue.lock().ok().and_then(|mut q| q.next());
    let work = || {
        while let Some((k, share)) = next() {
            let stopped = || stop.load(Ordering::Relaxed);
            while !stopped() && slice(share, stopped) {
                if let Ok(mut far) = far.lock()
                    && let Some(mine) = far.get_mut(k)
                {
                    *mine = Far::of(share);
                }
            }
        }
        working.fetch_sub(1, Ordering::Release);
        watcher.unpark();
    };
    std::thread::scope(|scope| {
        for _ in 0..jobs {
            let thread = std::thread::Builder::new().stack_size(STACK);
            if thread.spawn_scoped(scope, work).is_err() {
                // With fewer threads it takes longer; with none, it is done here.
                working.fetch_sub(1, Ordering::Release);
            }
        }
        while working.load(Ordering::Acquire) > 0 {
            std::thread::park_timeout(PAUSE / 4);
            stop.fetch_or(is_over(until), Ordering::Relaxed);
            if let Ok(far) = far.lock() {
                meter.show(&far);
            }
        }
    });
}

/// How far one exploration is.
#[derive(Clone, Copy, Default)]
struct Far {
    executions: u64,
    deepest: u32,
    done: f64,
}

impl Far {
    fn of(exploration: &mut Exploration) -> Far {
        let p = exploration.progress();
        Far {
            executions: p.executions(),
            deepest: p.deepest,
            done: p.done,
        }
    }

    /// Of all shares.
    fn sum(all: &[Far]) -> Far {
        Far {
            executions: all.iter().map(|f| f.executions).sum(),
            deepest: all.iter().map(|f| f.deepest).max().unwrap_or(0),
            done: all.iter().map(|f| f.done).sum::<f64>() / all.len().max(1) as f64,
        }
    }

    fn line(self, seconds: f64, bound: Option<u32>) -> String {
        let rate = self.executions as f64 / seconds.max(0.001);
        let mut line = match bound {
            Some(k) => format!("up to {k} preemptions: "),
            None => String::new(),
        };
        line.push_str(&format!(
            "{} executions, {rate:.0} a second, deepest {}",
            self.executions, self.deepest
        ));
        if self.done > 0.0 {
            let all = self.executions as f64 / self.done;
            line.push_str(&format!(", {:.1}% of about {all:.2e}", self.done * 100.0));
        }
        line
    }
}

/// The line that says how far it is.
struct Meter {
    shown: bool,
    show: bool,
    bound: Option<u32>,
    start: Instant,
    last: Instant,
}

impl Meter {
    fn new(show: bool) -> Meter {
        let now = Instant::now();
        Meter {
            shown: false,
            show,
            bound: None,
            start: now,
            last: now,
        }
    }

    fn begin(&mut self, bound: Option<u32>) {
        self.bound = bound;
        self.start = Instant::now();
    }

    fn show(&mut self, far: &[Far]) {
        if !self.show || self.last.elapsed() < PAUSE {
            return;
        }
        self.last = Instant::now();
        self.shown = true;
        let line = Far::sum(far).line(self.start.elapsed().as_secs_f64(), self.bound);
        let _ = write!(std::io::stderr(), "\r{line}\x1b[K");
    }

    fn clear(&mut self) {
        if self.shown {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Far;

    #[test]
    fn a_line_says_how_far_it_is() {
        let far = |executions, deepest, done| Far {
            executions,
            deepest,
            done,
        };
        let both = Far::sum(&[far(300, 12, 0.5), far(700, 9, 0.0)]);
        let want = "1000 executions, 500 a second, deepest 12, 25.0% of about 4.00e3";
        assert_eq!(both.line(2.0, None), want);
        let want = "up to 2 preemptions: 0 executions, 0 a second, deepest 0";
        assert_eq!(far(0, 0, 0.0).line(2.0, Some(2)), want);
    }
}
