//! Random programs: the search against brute force.

use explore::{Options, Reduction};

use crate::brute::{Found, brute};
use crate::lang::parse;
use crate::support::explore;
use crate::toy::{Relation, Toy};

pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0xdead_beef)
    }
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % n
    }
    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len() as u64) as usize]
    }
}

/// What a program is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flavour {
    Memory,
    Locks,
    Channels,
    Selects,
    Everything,
}

fn memory(d: &mut Dice) -> String {
    let v = d.pick(&["X", "Y"]);
    match d.below(6) {
        0 | 1 => format!("a = {v}; note a"),
        2 => format!("{v} = {}", d.below(3)),
        3 => format!("add {v}, 1"),
        4 => format!("a = cas {v}, {}, {}; note a", d.below(2), d.below(3)),
        _ => format!("a = {v}; if a == {} then X = 2 end", d.below(2)),
    }
}

fn locks(d: &mut Dice, dones: &mut u64) -> String {
    match d.below(8) {
        0..=2 => {
            let m = d.pick(&["M[0]", "M[1]"]);
            format!("lock {m}; {}; unlock {m}", memory(d))
        }
        3 => {
            let inner = match d.below(2) {
                0 => "lock M[1]; unlock M[1]".to_owned(),
                _ => memory(d),
            };
            format!("lock M[0]; {inner}; unlock M[0]")
        }
        4 => format!("rlock R; {}; runlock R", memory(d)),
        5 => format!("wlock R; {}; wunlock R", memory(d)),
        6 => "a = trylock M[0]; note a; if a then unlock M[0] end".to_owned(),
        _ => match d.below(3) {
            0 => "wait W".to_owned(),
            _ => {
                *dones += 1;
                "done W".to_owned()
            }
        },
    }
}

fn channels(d: &mut Dice) -> String {
    let c = d.pick(&["C", "D"]);
    match d.below(8) {
        0..=2 => format!("send {c}, {}", d.below(9)),
        3..=5 => format!("recv {c}"),
        6 => format!("a, ok = recv {c}; note ok"),
        _ => format!("close {c}"),
    }
}

fn selects(d: &mut Dice) -> String {
    if d.below(3) > 0 {
        return channels(d);
    }
    let mut text = "select".to_owned();
    for c in ["C", "D"] {
        text += &match d.below(3) {
            0 => format!(" case send {c}, {}: note 7", d.below(9)),
            _ => format!(" case a = recv {c}: note 8"),
        };
    }
    if d.below(3) == 0 {
        text += " default: note 9";
    }
    text + " end"
}

pub fn program(d: &mut Dice, flavour: Flavour) -> String {
    let procs = 2 + d.below(2);
    sized(d, flavour, procs, 3)
}

pub fn sized(d: &mut Dice, flavour: Flavour, procs: u64, operations: u64) -> String {
    let mut dones = 0;
    let mut body = String::new();
    for _ in 0..procs {
        body += "proc ";
        for _ in 0..1 + d.below(operations) {
            let op = match flavour {
                Flavour::Memory => memory(d),
                Flavour::Locks => locks(d, &mut dones),
                Flavour::Channels => channels(d),
                Flavour::Selects => selects(d),
                Flavour::Everything => match d.below(10) {
                    0..=2 => memory(d),
                    3..=4 => locks(d, &mut dones),
                    5..=7 => selects(d),
                    8 => "c = choose 2; note c; if c then X = 5 end".to_owned(),
                    _ => format!("go {procs}"),
                },
            };
            body += &op;
            body += "\n";
        }
    }
    let child = match d.below(3) {
        0 => memory(d),
        1 => channels(d),
        _ => selects(d),
    };
    format!(
        "var X, Y mutex M[2] rw R wg W={} chan C({}), D({})\n{body}func {child}\n",
        dones.max(1),
        d.below(2),
        d.below(3),
    )
}

/// Brute force, unless there is too much of it.
pub fn oracle(text: &str, relation: Relation) -> Option<Found> {
    let mut t = Toy::new(parse(text), relation);
    let all = Options {
        reduction: Reduction::None,
        executions: 3000,
        ..Options::default()
    };
    let few = explore(&mut t, all).progress.executions() < 3000;
    few.then(|| brute(&mut Toy::new(parse(text), relation), true))
}

/// `EXPLORE_SOAK=20` makes random tests try twenty times as much.
pub fn soak() -> u64 {
    std::env::var("EXPLORE_SOAK").map_or(1, |n| n.parse().unwrap_or(1))
}

fn compare(flavour: Flavour, seeds: std::ops::Range<u64>) {
    let mut compared = 0;
    for seed in seeds.start..seeds.end * soak() {
        let text = program(&mut Dice::new(seed), flavour);
        let mut outcomes = None;
        for relation in [Relation::Ticket, Relation::Coarse] {
            let Some(want) = oracle(&text, relation) else {
                continue;
            };
            compared += 1;
            for reduction in [Reduction::Optimal, Reduction::Sleep, Reduction::None] {
                let options = Options {
                    reduction,
                    ..Options::default()
                };
                let got = explore(&mut Toy::new(parse(&text), relation), options);
                let what = format!("{flavour:?} {seed} {relation:?} {reduction:?}\n{text}");
                assert_eq!(got.outcomes, want.outcomes, "{what}");
                assert_eq!(got.hashes.len(), want.classes.len(), "{what}");
                assert_eq!(got.progress.diverged, 0, "{what}");
                match reduction {
                    Reduction::None => {
                        assert_eq!(got.progress.complete, want.interleavings, "{what}");
                    }
                    Reduction::Sleep => assert_eq!(got.twice, 0, "{what}"),
                    Reduction::Optimal => {
                        assert_eq!((got.twice, got.progress.blocked), (0, 0), "{what}");
                        assert_eq!(got.deadlocked, want.deadlocked.len() as u64, "{what}");
                    }
                }
            }
            // Both relations are right, so they lead to the same outcomes.
            let was = outcomes.get_or_insert_with(|| want.outcomes.clone());
            assert_eq!(*was, want.outcomes, "{text}");
        }
    }
    assert!(compared > 100, "{compared} compared");
}

#[test]
fn memory_programs() {
    compare(Flavour::Memory, 0..120);
}

#[test]
fn lock_programs() {
    compare(Flavour::Locks, 0..120);
}

#[test]
fn channel_programs() {
    compare(Flavour::Channels, 0..120);
}

#[test]
fn select_programs() {
    compare(Flavour::Selects, 0..150);
}

#[test]
fn programs_of_everything() {
    compare(Flavour::Everything, 0..200);
}

/// Where brute force is out of the question, two reductions that share little agree.
#[test]
fn larger_programs() {
    let mut compared = 0;
    for seed in 0..150 * soak() {
        let text = sized(&mut Dice::new(seed), Flavour::Everything, 4, 5);
        let run = |reduction| {
            let options = Options {
                reduction,
                executions: 4000,
                ..Options::default()
            };
            explore(&mut Toy::new(parse(&text), Relation::Ticket), options)
        };
        let sleep = run(Reduction::Sleep);
        if sleep.progress.executions() == 4000 {
            continue;
        }
        compared += 1;
        let optimal = run(Reduction::Optimal);
        assert_eq!(optimal.hashes, sleep.hashes, "{seed}\n{text}");
        assert_eq!(optimal.outcomes, sleep.outcomes, "{seed}\n{text}");
        let p = optimal.progress;
        assert_eq!(
            (p.blocked, p.diverged, optimal.twice),
            (0, 0, 0),
            "{seed}\n{text}"
        );
    }
    assert!(compared > 20, "{compared} compared");
}
