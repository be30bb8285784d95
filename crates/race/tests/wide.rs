//! Clocks of hundreds of components, against arrays of numbers that are joined one by one.

mod common;

use common::rng::Rng;
use common::{HEAP, at};
use race::{Detector, Gid, SyncId};

/// How much of everybody's doings somebody knows.
type Known = Vec<u32>;

fn join(a: &mut Known, b: &Known) {
    a.resize(a.len().max(b.len()), 0);
    for (a, b) in a.iter_mut().zip(b) {
        *a = (*a).max(*b);
    }
}

/// A write that nobody has looked at yet: where, whose, and as the how-manieth.
struct Probe {
    addr: u64,
    of: usize,
    nth: u32,
}

/// Random synchronisation among `crowd` goroutines, of which in 100 `near` meet a neighbour.
/// Whoever reads what another wrote races with it just when the arrays say that he knows nothing
/// of it.
#[track_caller]
fn check(seed: u64, crowd: u32, steps: u32, near: u64) {
    let mut rng = Rng(seed);
    let mut d = Detector::new();
    let mut known: Vec<Known> = vec![Vec::new(), Vec::new()];
    let mut objects: Vec<Known> = vec![Vec::new(); 8];
    let mut probes: Vec<Probe> = Vec::new();
    let (mut racy, mut clean) = (0, 0);
    let mut fresh = HEAP + (1 << 20);
    for step in 0..steps {
        let count = known.len() as u64 - 1;
        let g = 1 + rng.below(count) as usize;
        let (gid, at) = (Gid(g as u32), at(step + 1));
        let o = rng.below(8) as usize;
        let object = SyncId(HEAP + 64 * o as u64, 0);
        let doing = match rng.below(100) < near {
            true => 100,
            false => rng.below(9),
        };
        let other = match doing {
            100 => 1 + g % count as usize,
            _ => 1 + rng.below(count) as usize,
        };
        match doing {
            0 => {
                d.release(gid, object);
                objects[o] = known[g].clone();
            }
            1 => {
                d.release_merge(gid, object);
                join(&mut objects[o], &known[g]);
            }
            2 | 3 => {
                d.acquire(gid, object, at);
                join(&mut known[g], &objects[o]);
            }
            4 => {
                d.exchange(gid, object, at);
                let old = std::mem::replace(&mut objects[o], known[g].clone());
                join(&mut known[g], &old);
            }
            5 if other != g => {
                d.edge(gid, Gid(other as u32), object, at);
                let from = known[g].clone();
                join(&mut known[other], &from);
            }
            6..9 if count < u64::from(crowd) => {
                d.fork(gid, Gid(count as u32 + 1), at);
                known.push(known[g].clone());
            }
            _ if other != g => {
                d.sync_pair(gid, Gid(other as u32), object, at, at);
                let mut both = known[g].clone();
                join(&mut both, &known[other]);
                (known[g], known[other]) = (both.clone(), both);
            }
            _ => {}
        }
        // Somebody writes somewhere, and somebody reads what was written a while ago.
        let of = 1 + rng.below(known.len() as u64 - 1) as usize;
        let size = known.len();
        known[of].resize(size, 0);
        known[of][of] += 1;
        let nth = known[of][of];
        d.write(Gid(of as u32), fresh, 8, at);
        let addr = fresh;
        probes.push(Probe { addr, of, nth });
        fresh += 8;
        if probes.len() > 4 * crowd as usize {
            let probe = probes.swap_remove(rng.below(u64::from(crowd)) as usize);
            let last = known.len() as u64 - 1;
            let by = match rng.below(3) {
                0 => 1 + rng.below(last),
                _ => 1 + (probe.of as u64 + rng.below(3)) % last,
            } as usize;
            let ordered = known[by].get(probe.of).is_some_and(|k| *k >= probe.nth);
            let before = d.occurrences();
            d.read(Gid(by as u32), probe.addr, 8, at);
            let raced = d.occurrences() > before;
            assert_eq!(raced, !ordered && by != probe.of, "step {step}");
            racy += u32::from(raced);
            clean += u32::from(!raced);
        }
        if step % 1_000 == 0 {
            d = d.checkpoint();
        }
    }
    assert!(racy > steps / 100 && clean > steps / 100, "{racy} {clean}");
}

#[test]
fn a_few() {
    check(1, 40, 20_000, 20);
}

#[test]
fn hundreds() {
    check(2, 300, 20_000, 10);
    check(3, 700, 20_000, 40);
}

#[test]
fn chains() {
    check(4, 600, 20_000, 85);
    check(5, 1_500, 20_000, 80);
}
