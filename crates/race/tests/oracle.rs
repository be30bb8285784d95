//! The detector against a naive oracle, on tens of thousands of random traces.

mod common;

use std::collections::BTreeSet;

use common::oracle::{Half, Oracle};
use common::rng::Rng;
use common::{at, step};
use race::{At, Detector, Site};

/// What traces look like.
#[derive(Clone, Copy)]
struct Shape {
    ops: u64,
    goroutines: u64,
    /// In 100 operations, how many are accesses.
    accesses: u64,
    /// Whether goroutines end, so that components of clocks are used again.
    ends: bool,
    free: bool,
    /// In 100 accesses, how many are made under the variable's own lock.
    careful: u64,
    /// No access is of a whole word.
    small: bool,
}

const PLAIN: Shape = Shape {
    ops: 36,
    goroutines: 3,
    accesses: 60,
    ends: false,
    free: true,
    careful: 70,
    small: false,
};

fn memory(rng: &mut Rng, small: bool) -> String {
    // Two variables' granules, most accesses being aligned words of some width.
    let name = rng.pick(&["x", "x", "y"]);
    if small {
        let len = 1 + rng.below(4);
        return format!("{name}+{}:{len}", rng.below(16));
    }
    match rng.below(8) {
        0..4 => {
            let len = 1 << rng.below(4);
            let offset = rng.below(16 / len) * len;
            format!("{name}+{offset}:{len}")
        }
        4..6 => format!("{name}:8"),
        _ => format!("{name}+{}:{}", rng.below(12), rng.below(20)),
    }
}

fn trace(rng: &mut Rng, shape: Shape) -> Vec<String> {
    let mut alive: Vec<u64> = (1..=shape.goroutines).collect();
    let mut next = shape.goroutines + 1;
    let mut ops: Vec<String> = Vec::new();
    if shape.ends {
        // All come from the first, or nobody's end would ever be known to a parent.
        ops.extend(alive.iter().skip(1).map(|g| format!("g1 go g{g}")));
    }
    while (ops.len() as u64) < shape.ops {
        let g = alive[rng.below(alive.len() as u64) as usize];
        let other = alive[rng.below(alive.len() as u64) as usize];
        if rng.below(100) < shape.accesses {
            let verb = rng.pick(&["r", "r", "r", "w", "w", "w", "load", "store", "rmw"]);
            let memory = memory(rng, shape.small);
            let careful = rng.below(100) < shape.careful;
            if careful {
                ops.push(format!("g{g} lock {}", &memory[..1]));
            }
            ops.push(format!("g{g} {verb} {memory}"));
            // Programs repeat themselves.
            if rng.below(3) == 0 {
                ops.push(ops[ops.len() - 1].clone());
            }
            if careful {
                ops.push(format!("g{g} unlock {}", &memory[..1]));
            }
            continue;
        }
        let object = rng.pick(&["m", "n", "o.1"]);
        let op = match rng.below(12) {
            0 | 1 => format!(
                "g{g} {} {object}",
                rng.pick(&["lock", "unlock", "rlock", "runlock", "unlock", "lock"])
            ),
            2 | 3 => format!(
                "g{g} {} {object}",
                rng.pick(&["acq", "rel", "merge", "acqrel"])
            ),
            4 => format!("g{g} slot c.{}", rng.below(2)),
            5 => format!("g{g} {} c", rng.pick(&["close", "zero"])),
            6 if g != other => format!("g{g} meet g{other} d"),
            7 if g != other => format!("g{g} wake g{other}"),
            8 if alive.len() < 6 => {
                alive.push(next);
                next += 1;
                match rng.below(4) {
                    0 => format!("g{} spawn {object}", next - 1),
                    _ => format!("g{g} go g{}", next - 1),
                }
            }
            9 if shape.free => format!("g{g} free {}", memory(rng, shape.small)),
            10 => format!("g0 move {object} {}", rng.pick(&["m", "c.0"])),
            11 if shape.ends && alive.len() > 2 => {
                // What a goroutine does last is often to say that it is done.
                alive.retain(|&a| a != g);
                if rng.below(4) > 0 {
                    ops.push(format!("g{g} done w"));
                    if rng.below(4) > 0 {
                        ops.push(format!("g{} wait w", alive[0]));
                    }
                }
                format!("g{g} exit")
            }
            _ => format!("g{g} {} w", rng.pick(&["done", "wait"])),
        };
        ops.push(op);
    }
    ops
}

fn keys(d: &Detector) -> BTreeSet<(Half, Half)> {
    let halves = d.races().iter().map(|r| {
        let half = |a: &race::Access| (a.at.site.0, a.kind);
        (half(&r.first), half(&r.second))
    });
    halves.map(|(a, b)| (a.min(b), a.max(b))).collect()
}

fn bytes(d: &Detector) -> BTreeSet<u64> {
    let all = d.racing_bytes();
    all.flat_map(|(addr, mask)| {
        (0..8)
            .filter(move |b| mask >> b & 1 == 1)
            .map(move |b| addr + b)
    })
    .collect()
}

/// Every operation its own site, or sites that are shared by many.
fn site(i: usize, sites: u32) -> At {
    let n = i as u32 + 1;
    At {
        site: Site(n % sites),
        ..at(n)
    }
}

#[track_caller]
fn check(ops: &[String], sites: u32, exact: bool) {
    let show = || ops.join("\n");
    let (mut d, mut oracle) = (Detector::new(), Oracle::default());
    let half = ops.len() / 2;
    let mut copies = Vec::new();
    for (i, op) in ops.iter().enumerate() {
        if i == half {
            copies = vec![d.clone(), d.checkpoint()];
        }
        step(&mut d, op, site(i, sites));
        oracle.step(op, site(i, sites));
    }
    // A race is reported if and only if there is one, on all of its bytes and no others.
    assert_eq!(d.races().is_empty(), oracle.racing.is_empty(), "{}", show());
    assert_eq!(bytes(&d), oracle.racing, "{}", show());
    // Every report is true.
    let (said, may) = (keys(&d), oracle.all_keys());
    assert!(
        said.is_subset(&may),
        "{:?}\n{}",
        said.difference(&may),
        show()
    );
    for r in d.races() {
        let (a, b) = (r.first.at.tick, r.second.at.tick);
        assert!(oracle.raced(a, b), "{a}/{b}\n{}", show());
        assert!((r.addr..r.addr + r.len).all(|b| oracle.racing.contains(&b)));
    }
    if sites > ops.len() as u32 {
        // Each access that races with something earlier is the second of a report.
        let seconds: BTreeSet<u64> = d.races().iter().map(|r| r.second.at.tick).collect();
        assert_eq!(seconds, oracle.second_ticks(), "{}", show());
    }
    if exact {
        // And with each that nothing has superseded, exactly.
        assert_eq!(said, oracle.exact_keys(), "{}", show());
    }
    // A copy goes on as the original does.
    for mut copy in copies {
        for (i, op) in ops.iter().enumerate().skip(half) {
            step(&mut copy, op, site(i, sites));
        }
        assert_eq!(copy.races(), d.races(), "{}", show());
        assert_eq!(copy.occurrences(), d.occurrences());
        assert_eq!(copy.slow_accesses(), d.slow_accesses());
        assert_eq!(bytes(&copy), bytes(&d));
    }
}

fn many(seed: u64, count: usize, shape: Shape, sites: u32) {
    let mut rng = Rng(seed);
    let mut racy = 0;
    for _ in 0..count {
        let ops = trace(&mut rng, shape);
        check(&ops, sites, !shape.ends);
        let mut d = Detector::new();
        for (i, op) in ops.iter().enumerate() {
            step(&mut d, op, site(i, sites));
        }
        racy += usize::from(!d.races().is_empty());
    }
    // The traces are worth something: neither all racy nor all clean.
    assert!(
        racy > count / 20 && racy < count - count / 200,
        "{racy} of {count} race"
    );
}

#[test]
fn distinct_sites() {
    many(1, 12_000, PLAIN, u32::MAX);
}

#[test]
fn shared_sites() {
    many(2, 12_000, PLAIN, 3);
}

#[test]
fn many_goroutines() {
    let shape = Shape {
        goroutines: 6,
        ops: 60,
        careful: 60,
        ..PLAIN
    };
    many(3, 6_000, shape, u32::MAX);
}

#[test]
fn hardly_a_race() {
    let shape = Shape {
        careful: 97,
        free: false,
        ops: 60,
        ..PLAIN
    };
    many(7, 8_000, shape, u32::MAX);
    many(8, 8_000, shape, 2);
}

/// Pages that one goroutine has for itself, until another comes.
#[test]
fn small_accesses() {
    let shape = Shape {
        small: true,
        careful: 90,
        ops: 60,
        ..PLAIN
    };
    many(9, 8_000, shape, u32::MAX);
    many(10, 8_000, shape, 3);
    many(
        12,
        4_000,
        Shape {
            careful: 98,
            accesses: 90,
            ..shape
        },
        5,
    );
}

#[test]
fn much_synchronisation() {
    let shape = Shape {
        accesses: 25,
        ops: 50,
        ..PLAIN
    };
    many(4, 10_000, shape, u32::MAX);
}

#[test]
fn components_used_again() {
    let shape = Shape {
        ends: true,
        free: false,
        ops: 60,
        accesses: 35,
        ..PLAIN
    };
    many(5, 12_000, shape, u32::MAX);
    many(
        6,
        6_000,
        Shape {
            accesses: 15,
            ..shape
        },
        u32::MAX,
    );
}

/// The races, but for the numbers of epochs and clocks: on these hangs in which order those come
/// that one access shows, and which neighbours become one.
fn essence(d: &Detector) -> BTreeSet<String> {
    let races = d.races().iter().map(|r| {
        let half = |a: &race::Access| format!("{:?} {:?} {:?}", a.g, a.kind, a.at);
        let sync = r.last_sync.map(|s| (s.by, s.of, s.kind, s.at));
        let (first, second) = (half(&r.first), half(&r.second));
        format!("{first}; {second}; {sync:?}")
    });
    races.collect()
}

/// Among thousands of goroutines clocks are shared as wholes, and nothing else changes.
#[test]
fn in_a_crowd() {
    let mut crowd = Detector::new();
    for g in 0..4_500 {
        step(&mut crowd, &format!("g9 go g{}", 10_000 + g), at(0));
    }
    // Half of them are heard of again.
    for g in 0..2_000 {
        step(&mut crowd, &format!("g{} meet g9 e", 10_000 + g), at(0));
    }
    crowd.checkpoint();
    let mut rng = Rng(11);
    let shape = Shape {
        goroutines: 4,
        accesses: 30,
        ops: 60,
        ..PLAIN
    };
    let mut racy = 0;
    for _ in 0..3_000 {
        let mut ops = trace(&mut rng, shape);
        for op in &mut ops {
            let words: Vec<&str> = op.split(' ').collect();
            let replaced = ["acq", "rel", "merge", "rlock", "runlock", "done", "slot"];
            if replaced.contains(&words[1]) && rng.below(4) > 0 {
                let other = format!("g{}", 1 + rng.below(4));
                if other != words[0] {
                    *op = format!("{} meet {other} d", words[0]);
                }
            }
        }
        let first = common::run(&ops.join(";"));
        let (mut alone, mut among) = (Detector::new(), crowd.clone());
        for d in [&mut alone, &mut among] {
            common::watch(d, &first);
        }
        for (i, op) in ops.iter().enumerate() {
            step(&mut alone, op, site(i, u32::MAX));
            step(&mut among, op, site(i, u32::MAX));
            if i % 7 == 0 {
                // Somebody of the crowd brings news that are nobody's business.
                step(&mut among, &format!("g{} rel f", 12_000 + i), at(0));
                step(&mut among, &format!("g{} acq f", 1 + i % 4), at(0));
            }
        }
        racy += usize::from(!alone.races().is_empty());
        assert_eq!(essence(&alone), essence(&among), "{}", ops.join("\n"));
        assert_eq!(bytes(&alone), bytes(&among), "{}", ops.join("\n"));
    }
    assert!(racy > 500, "{racy}");
}
