//! A schedule: every decision of a run, run-length encoded, with a short printable form.
//!
//! `s1:7:g1*5.g2.c1.g1*3` — version 1, seed 7, then decisions: `gN` goroutine N goes on, `cK` the
//! K-th ready select case is taken, `*n` n times. An `x` before all others: the schedule steers
//! the run (see `vm::Scheduler::steered`), `tN` says
//! that timer N goes off, and `bN` right after the `x` that instruction N is a decision too. An `r`
//! after those: random numbers are decisions too, and `rK` says that K is drawn.

use std::fmt;
use std::str::FromStr;

/// One decision.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub enum Choice {
    /// The goroutine with this number runs.
    Goroutine(u32),
    /// Index among the ready cases of a select.
    Case(u16),
    /// The timer with this number goes off (steered runs).
    Timer(u64),
    /// The random number that is drawn (schedules that decide about them).
    Draw(u32),
}

/// The decisions of a run in order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Schedule {
    pub seed: u64,
    /// Whether it steers the run.
    pub steered: bool,
    /// Instructions before which a schedule that steers decides too, ascending.
    pub breaks: Vec<u32>,
    /// Whether a schedule that steers decides about random numbers too.
    pub draws: bool,
    runs: Vec<(Choice, u32)>,
}

/// Why a schedule's text was refused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ScheduleError {
    /// Not of the form `s1:SEED:STEPS`.
    Form,
    /// Made by a newer version.
    Version,
    /// A step that is none of `gN`, `cK`, `tN`, `rK`.
    Step(String),
    /// More than ten million decisions.
    TooLong,
}

impl fmt::Display for ScheduleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ScheduleError::Form => write!(f, "not a schedule: expected s1:SEED:STEPS"),
            ScheduleError::Version => write!(f, "schedule was made by a newer version"),
            ScheduleError::Step(s) => write!(f, "bad step {s:?} in schedule"),
            ScheduleError::TooLong => write!(f, "schedule is too long"),
        }
    }
}

const MAX_DECISIONS: u64 = 10_000_000;

impl Schedule {
    pub fn new(seed: u64) -> Self {
        Schedule {
            seed,
            steered: false,
            breaks: Vec::new(),
            draws: false,
            runs: Vec::new(),
        }
    }

    pub fn push(&mut self, choice: Choice) {
        match self.runs.last_mut() {
            Some((last, n)) if *last == choice => *n += 1,
            _ => self.runs.push((choice, 1)),
        }
    }

    /// Number of decisions.
    pub fn len(&self) -> u64 {
        self.runs.iter().map(|r| u64::from(r.1)).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// Runs of equal decisions.
    pub fn runs(&self) -> &[(Choice, u32)] {
        &self.runs
    }
}

impl fmt::Display for Schedule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "s1:{}:", self.seed)?;
        if self.steered {
            write!(f, "x")?;
            for pc in &self.breaks {
                write!(f, ".b{pc}")?;
            }
            if self.draws {
                write!(f, ".r")?;
            }
        }
        for (i, (choice, n)) in self.runs.iter().enumerate() {
            if i > 0 || self.steered {
                write!(f, ".")?;
            }
            match choice {
                Choice::Goroutine(g) => write!(f, "g{g}")?,
                Choice::Case(c) => write!(f, "c{c}")?,
                Choice::Timer(t) => write!(f, "t{t}")?,
                Choice::Draw(k) => write!(f, "r{k}")?,
            }
            if *n > 1 {
                write!(f, "*{n}")?;
            }
        }
        Ok(())
    }
}

impl FromStr for Schedule {
    type Err = ScheduleError;

    fn from_str(s: &str) -> Result<Self, ScheduleError> {
        let rest = s.trim().strip_prefix('s').ok_or(ScheduleError::Form)?;
        let mut parts = rest.splitn(3, ':');
        match parts.next().and_then(|v| v.parse::<u32>().ok()) {
            Some(1) => {}
            Some(_) => return Err(ScheduleError::Version),
            None => return Err(ScheduleError::Form),
        }
        let seed = parts
            .next()
            .and_then(|v| v.parse().ok())
            .ok_or(ScheduleError::Form)?;
        let mut schedule = Schedule::new(seed);
        let steps = parts.next().ok_or(ScheduleError::Form)?;
        let mut total = 0u64;
        let mut list = steps.split('.').filter(|s| !s.is_empty()).peekable();
        schedule.steered = list.next_if_eq(&"x").is_some();
        while schedule.steered
            && let Some(step) = list.next_if(|s| s.starts_with('b'))
        {
            let pc = step.get(1..).and_then(|n| n.parse().ok());
            let pc = pc.ok_or_else(|| ScheduleError::Step(step.to_string()))?;
            schedule.breaks.push(pc);
        }
        schedule.draws = schedule.steered && list.next_if_eq(&"r").is_some();
        for step in list {
            let bad = || ScheduleError::Step(step.to_string());
            let (what, n) = match step.split_once('*') {
                Some((w, n)) => (w, n.parse::<u32>().ok().filter(|n| *n > 0).ok_or_else(bad)?),
                None => (step, 1),
            };
            let choice = if let Some(g) = what.strip_prefix('g') {
                Choice::Goroutine(g.parse().map_err(|_| bad())?)
            } else if let Some(c) = what.strip_prefix('c') {
                Choice::Case(c.parse().map_err(|_| bad())?)
            } else if let Some(t) = what.strip_prefix('t') {
                Choice::Timer(t.parse().map_err(|_| bad())?)
            } else if let Some(k) = what.strip_prefix('r') {
                Choice::Draw(k.parse().map_err(|_| bad())?)
            } else {
                return Err(bad());
            };
            total += u64::from(n);
            if total > MAX_DECISIONS {
                return Err(ScheduleError::TooLong);
            }
            match schedule.runs.last_mut() {
                Some((last, m)) if *last == choice => *m = m.saturating_add(n),
                _ => schedule.runs.push((choice, n)),
            }
        }
        Ok(schedule)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str) {
        let s: Schedule = text.parse().expect("parses");
        assert_eq!(s.to_string(), text);
    }

    #[test]
    fn text_form_round_trips() {
        check("s1:7:g1*5.g2.c1.g1*3");
        check("s1:0:");
        check("s1:0:x");
        check("s1:3:x.g1*2.t4.c0");
        check("s1:3:x.b17.b40.g1");
        check("s1:3:x.b17.r.g1.r2*3.g2.r0");
        check("s1:3:x.r");
        check("s1:18446744073709551615:c0");
    }

    #[test]
    fn damaged_text_is_refused() {
        assert_eq!("x".parse::<Schedule>(), Err(ScheduleError::Form));
        assert_eq!("s2:1:g1".parse::<Schedule>(), Err(ScheduleError::Version));
        assert_eq!(
            "s1:1:h1".parse::<Schedule>(),
            Err(ScheduleError::Step("h1".into()))
        );
        assert_eq!(
            "s1:1:g1*0".parse::<Schedule>(),
            Err(ScheduleError::Step("g1*0".into()))
        );
        assert_eq!(
            "s1:1:g1*4000000000.g2*4000000000".parse::<Schedule>(),
            Err(ScheduleError::TooLong)
        );
    }
}
