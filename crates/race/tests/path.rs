//! What was touched in no order, against a comparison of every access with every other.

mod common;

use std::collections::BTreeSet;

use common::HEAP;
use common::rng::Rng;
use race::{Kind, Order, Path, Site, Stretch, Touched, Touches};

const GOROUTINES: usize = 3;

type Clock = [u32; GOROUTINES];

/// What was known in each stretch: as it began, and after its operation.
#[derive(Default)]
struct Clocks(Vec<(Stretch, Clock, Clock)>);

impl Order for Clocks {
    fn known(&self, stretch: Stretch, begins: bool, other: u32) -> u32 {
        let found = self.0.iter().find(|(s, ..)| *s == stretch);
        let (_, before, after) = found.expect("a stretch that was begun");
        let known = if begins { before } else { after };
        known[other as usize]
    }

    fn needs(&self, stretch: Stretch, begins: bool) -> u32 {
        stretch.events + u32::from(!begins)
    }
}

#[derive(Clone, Copy)]
struct Access {
    stretch: Stretch,
    begins: bool,
    kind: Kind,
    addr: u64,
    len: u64,
    site: u32,
}

fn are_open(clocks: &Clocks, a: &Access, b: &Access) -> bool {
    a.stretch.who != b.stretch.who
        && a.kind.conflicts(b.kind)
        && a.addr < b.addr + b.len
        && b.addr < a.addr + a.len
        && clocks.known(b.stretch, b.begins, a.stretch.who) < clocks.needs(a.stretch, a.begins)
}

/// A step back and forth through executions: what the path says is open is open, and it says
/// something as soon as something is.
fn check(seed: u64) {
    let mut rng = Rng(seed);
    let mut touches = Touches::new();
    let mut path = Path::default();
    let mut clocks = Clocks::default();
    let mut all: Vec<Access> = Vec::new();
    let mut now = [Clock::default(); GOROUTINES];
    // For each step how high everything was before it.
    let mut steps = Vec::new();
    let mut naive = BTreeSet::new();
    let careful = rng.below(3) > 0;
    for n in 0..40 {
        if rng.below(6) == 0 {
            for _ in 0..rng.below(4) {
                if let Some((height, accesses, stretches, then)) = steps.pop() {
                    path.truncate(height);
                    all.truncate(accesses);
                    clocks.0.truncate(stretches);
                    now = then;
                }
            }
        }
        steps.push((path.height(), all.len(), clocks.0.len(), now));
        let g = rng.below(GOROUTINES as u64) as usize;
        now[g][g] += 1;
        let arrived = now[g];
        for other in 0..GOROUTINES {
            if rng.below(10) < if careful { 8 } else { 3 } {
                let known = now[other];
                let of_g = &mut now[g];
                of_g.iter_mut()
                    .zip(known)
                    .for_each(|(a, b)| *a = (*a).max(b));
            }
        }
        let stretch = Stretch {
            who: g as u32,
            events: now[g][g],
            since: 0,
            names: 0,
        };
        clocks.0.push((stretch, arrived, now[g]));
        touches.begin(stretch, Some(n));
        let from = all.len();
        for k in 0..rng.below(6) {
            let tick = n + k;
            let kind = match rng.below(8) {
                0 if k == 0 => Kind::AtomicRead,
                1 if k == 0 => Kind::AtomicWrite,
                0..6 => Kind::Read,
                _ => Kind::Write,
            };
            let (addr, len) = match rng.below(4) {
                0 => (HEAP + rng.below(24), 1 + rng.below(12)),
                _ => (HEAP + 8 * rng.below(4), 8),
            };
            let access = Access {
                stretch,
                begins: k == 0,
                kind,
                addr,
                len,
                site: rng.below(40) as u32,
            };
            touches.note(kind, addr, len, Site(access.site), tick);
            all.push(access);
        }
        let mut step = Touched::default();
        touches.hand_out(&mut step);
        path.push(&step, &clocks);
        for later in from..all.len() {
            for a in &all[..later] {
                let b = &all[later];
                if are_open(&clocks, a, b) {
                    let plain = [a, b].into_iter().filter(|a| !a.kind.is_atomic());
                    naive.extend(plain.map(|a| Site(a.site)));
                }
            }
        }
        let found: BTreeSet<Site> = path.open().collect();
        assert!(
            found.is_subset(&naive),
            "{found:?} of {naive:?}, seed {seed}, step {n}"
        );
        assert_eq!(
            found.is_empty(),
            naive.is_empty(),
            "{naive:?}, seed {seed}, step {n}"
        );
    }
}

#[test]
fn what_is_open_shows_and_nothing_else() {
    for seed in 0..20_000 {
        check(seed);
    }
}

/// What one goroutine writes in a stretch, and another afterwards without knowing of it.
fn pair(between: impl FnOnce(&mut Touches)) -> usize {
    let stretch = |who| Stretch {
        who,
        events: 1,
        ..Stretch::default()
    };
    let nothing = Clock::default();
    let clocks = Clocks((0..2).map(|g| (stretch(g), nothing, nothing)).collect());
    let mut touches = Touches::new();
    touches.begin(stretch(0), None);
    touches.note(Kind::Write, HEAP, 8, Site(1), 1);
    between(&mut touches);
    touches.begin(stretch(1), None);
    touches.note(Kind::Write, HEAP, 8, Site(2), 2);
    let mut step = Touched::default();
    touches.hand_out(&mut step);
    let mut path = Path::default();
    path.push(&step, &clocks);
    path.open().count()
}

#[test]
fn memory_that_is_handed_out_anew_has_no_past() {
    assert_eq!(pair(|_| {}), 2);
    assert_eq!(pair(|t| t.forget(HEAP, 16)), 0);
    assert_eq!(pair(|t| t.forget(HEAP + 8, 16)), 2);
}

#[test]
fn a_loop_over_the_same_memory_is_a_few_touches() {
    let mut touches = Touches::new();
    touches.begin(Stretch::default(), None);
    for tick in 0..10_000 {
        let site = Site(tick as u32 % 7);
        touches.note(Kind::Read, HEAP + tick % 8 * 8, 8, site, tick);
        touches.note(Kind::Write, HEAP + tick % 8 * 8, 8, site, tick);
    }
    let mut step = Touched::default();
    touches.hand_out(&mut step);
    assert!(step.list.len() <= 8 * 8, "{}", step.list.len());
    assert!(!touches.is_short());
}

#[test]
fn what_is_too_much_is_said() {
    let mut touches = Touches::new();
    touches.begin(Stretch::default(), None);
    touches.note(Kind::Read, HEAP, 16 << 20, Site(1), 1);
    assert!(touches.is_short());
}
