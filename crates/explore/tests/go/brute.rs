//! The oracle: every interleaving of a Go program, one after another, driven over the machine
//! with nothing of the adapter and nothing of the search.
//!
//! It knows the machine's ordinary policy interface only: a fresh run for every interleaving, in
//! which a list of decisions says at each visible operation who goes on. It has no snapshots, no
//! objects, no relation; the mutex is the real one, barging included, so it is used on programs
//! whose outcomes do not tell barging from arriving early.
//!
//! Of programs that can go on for ever it runs a sample.

use std::collections::BTreeSet;
use std::sync::Arc;

use bytecode::Program;
use vm::{
    CaseChoice, Config, GRef, Pick, Point, Ready, Record, RunOutcome, Scheduler, StopReason, Until,
    Vm,
};

/// What a run showed: how it ended, and stdout.
pub(crate) type Seen = (String, String);

/// Takes the alternatives that a list says, and the first one beyond it.
#[derive(Default)]
struct Script {
    /// Which alternative was taken at each decision, and how many there were.
    taken: Vec<(usize, usize)>,
    at: usize,
    ready: Vec<GRef>,
    /// Whoever was picked performs an operation before anybody is asked again.
    granted: bool,
    /// The state of a random source that decides instead of the list.
    chance: Option<u64>,
}

impl Script {
    fn choose(&mut self, n: usize) -> usize {
        if n <= 1 {
            return 0;
        }
        if let Some(state) = &mut self.chance {
            *state = state
                .wrapping_mul(0x5851_f42d_4c95_7f2d)
                .wrapping_add(0x1405_7b7e_f767_814f);
            return ((*state >> 33) % n as u64) as usize;
        }
        if self.at == self.taken.len() {
            self.taken.push((0, n));
        }
        let (k, known) = self.taken[self.at];
        assert_eq!(known, n, "a run is a function of its decisions");
        self.at += 1;
        k
    }

    /// The next list in order; false after the last one.
    fn advance(&mut self) -> bool {
        self.at = 0;
        self.ready.clear();
        self.granted = false;
        while let Some((k, n)) = self.taken.pop() {
            if k + 1 < n {
                self.taken.push((k + 1, n));
                return true;
            }
        }
        false
    }
}

impl Scheduler for Script {
    fn ready(&mut self, g: GRef, _: Ready) {
        self.ready.push(g);
    }
    fn pick(&mut self, _: u64) -> Pick {
        if self.ready.is_empty() {
            return Pick::Idle;
        }
        self.ready.sort();
        let k = self.choose(self.ready.len());
        let g = self.ready.remove(k);
        self.granted = true;
        Pick::Run { g, slice: u64::MAX }
    }
    fn asks(&self) -> bool {
        true
    }
    fn steered(&self) -> bool {
        // So that the end of the run is asked for as operations are.
        true
    }
    fn point(&mut self, current: GRef, _: u64) -> Point {
        if std::mem::take(&mut self.granted) {
            return Point::Stay;
        }
        self.ready.sort();
        let k = self.choose(self.ready.len() + 1);
        if k == 0 {
            return Point::Stay;
        }
        let g = self.ready.remove(k - 1);
        self.ready.push(current);
        self.granted = true;
        Point::Switch { g, slice: u64::MAX }
    }
    fn choose_case(&mut self, _: GRef, ready: &[u16]) -> CaseChoice {
        CaseChoice::Take(self.choose(ready.len()))
    }
    fn draws(&self) -> bool {
        true
    }
    fn draw(&mut self, _: GRef, values: u64) -> Option<u64> {
        (values <= 16).then(|| self.choose(values as usize) as u64)
    }
    fn random(&mut self) -> u64 {
        0
    }
    fn runnable(&self) -> Vec<GRef> {
        self.ready.clone()
    }
}

/// All outcomes over all interleavings of visible operations; none if there are more than `most` of
/// them.
pub(crate) fn brute(program: &Arc<Program>, most: u64) -> Option<(BTreeSet<Seen>, u64)> {
    interleave(program, most, &[])
}

/// The same where every access of package main to memory is an operation too.
pub(crate) fn brute_plain(program: &Arc<Program>, most: u64) -> Option<(BTreeSet<Seen>, u64)> {
    let vm = Vm::new(Arc::clone(program), Config::default());
    let own = |pc: &u32| {
        let func = program.func_at(*pc).and_then(|f| program.func(f));
        func.is_some_and(|f| f.name.starts_with("main."))
    };
    let all = (0..program.code.len() as u32).filter(own);
    let plain = all.filter(|pc| vm.is_plain(*pc) && vm.tells_access(*pc));
    interleave(program, most, &plain.collect::<Vec<u32>>())
}

fn interleave(program: &Arc<Program>, most: u64, points: &[u32]) -> Option<(BTreeSet<Seen>, u64)> {
    let mut script = Script::default();
    let mut seen = BTreeSet::new();
    let mut runs = 0;
    loop {
        runs += 1;
        if runs > most {
            return None;
        }
        let end = run(program, &mut script, points, 1_000_000);
        seen.insert(end.expect("an end"));
        if !script.advance() {
            return Some((seen, runs));
        }
    }
}

/// How a run ended, unless it goes on beyond so many instructions.
fn run(program: &Arc<Program>, script: &mut Script, points: &[u32], most: u64) -> Option<Seen> {
    let config = Config {
        seed: 0,
        record: Record::Off,
        ..Config::default()
    };
    let mut vm = Vm::new(Arc::clone(program), config);
    vm.set_points(points.iter().copied());
    let end = match vm.run(script, most, Until::NONE) {
        RunOutcome::Stopped(StopReason::Finished) => "ok".to_owned(),
        RunOutcome::Stopped(StopReason::Panic { message, .. }) => message,
        RunOutcome::Stopped(StopReason::Fatal { message, .. }) => message,
        RunOutcome::Stopped(StopReason::Deadlock { .. }) => "deadlock".to_owned(),
        RunOutcome::Stopped(StopReason::Exit(code)) => format!("exit {code}"),
        RunOutcome::Budget => return None,
        other => panic!("{other:?}"),
    };
    let out = String::from_utf8_lossy(&vm.output().stdout()).into_owned();
    Some((end, out))
}

/// How so many random runs ended; none among them: some did not, after `most` instructions.
pub(crate) fn sample(program: &Arc<Program>, runs: u64, most: u64) -> BTreeSet<Option<Seen>> {
    let random = |seed: u64| Script {
        chance: Some(seed),
        ..Script::default()
    };
    let ends = (1..=runs).map(|seed| run(program, &mut random(seed), &[], most));
    ends.collect()
}
