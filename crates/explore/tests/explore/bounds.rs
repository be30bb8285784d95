//! Bounds: exactly the traces within them, each once.

use std::collections::BTreeSet;

use explore::{Bounds, Claim, Options, Reduction};

use crate::brute::{Found, brute};
use crate::lang::parse;
use crate::random::{Dice, Flavour, program, sized, soak};
use crate::support::{Report, explore};
use crate::toy::{Outcome, Relation, Toy};

fn bounded(text: &str, bounds: Bounds) -> Report {
    let options = Options {
        bounds,
        ..Options::default()
    };
    explore(&mut Toy::new(parse(text), Relation::Ticket), options)
}

#[track_caller]
fn agree(got: &Report, want: &Found, within: impl Fn(u32, usize) -> bool, what: &str) {
    let inside = want.cost.values().filter(|c| within(c.0, c.1));
    let outcomes: BTreeSet<&Outcome> = inside.clone().map(|c| &c.2).collect();
    assert_eq!(got.hashes.len(), inside.count(), "{what}");
    assert_eq!(
        got.outcomes.iter().collect::<BTreeSet<_>>(),
        outcomes,
        "{what}"
    );
    assert_eq!((got.twice, got.progress.diverged), (0, 0), "{what}");
    let claim = match got.progress.cut {
        0 => Claim::All,
        _ => Claim::WithinBounds,
    };
    assert_eq!(got.claim, claim, "{what}");
}

fn programs(seeds: std::ops::Range<u64>) -> impl Iterator<Item = (String, Found)> {
    let flavours = [
        Flavour::Memory,
        Flavour::Locks,
        Flavour::Channels,
        Flavour::Everything,
    ];
    seeds.filter_map(move |seed| {
        let text = program(
            &mut Dice::new(seed),
            flavours[seed as usize % flavours.len()],
        );
        let found = crate::random::oracle(&text, Relation::Ticket)?;
        Some((text, found))
    })
}

#[test]
fn preemption_bounds() {
    for (text, want) in programs(0..120 * soak()) {
        for most in 0..3 {
            let bounds = Bounds {
                preemptions: Some(most),
                ..Bounds::default()
            };
            let got = bounded(&text, bounds);
            agree(&got, &want, |p, _| p <= most, &format!("{most}\n{text}"));
        }
    }
}

#[test]
fn depth_bounds() {
    for (text, want) in programs(200..200 + 120 * soak()) {
        let longest = want.cost.values().map(|c| c.1).max().unwrap_or(0) as u32;
        for depth in [longest, longest.saturating_sub(1), longest / 2] {
            let bounds = Bounds {
                depth,
                ..Bounds::default()
            };
            let got = bounded(&text, bounds);
            agree(
                &got,
                &want,
                |_, n| n <= depth as usize,
                &format!("{depth}\n{text}"),
            );
        }
    }
}

/// Where brute force is out of the question: sleep sets alone, over everything, within the bounds.
#[test]
fn larger_programs() {
    let mut compared = 0;
    for seed in 0..60 * soak() {
        let text = sized(&mut Dice::new(seed), Flavour::Everything, 4, 5);
        let bounds = [
            (Some(0), u32::MAX),
            (Some(1), u32::MAX),
            (Some(2), u32::MAX),
            (None, 8),
            (Some(1), 9),
        ];
        for (preemptions, depth) in bounds {
            let run = |reduction| {
                let options = Options {
                    reduction,
                    executions: 3000,
                    bounds: Bounds {
                        preemptions,
                        depth,
                        conservative: true,
                    },
                    ..Options::default()
                };
                explore(&mut Toy::new(parse(&text), Relation::Ticket), options)
            };
            let sleep = run(Reduction::Sleep);
            if sleep.progress.executions() == 3000 {
                continue;
            }
            let got = run(Reduction::Optimal);
            let what = format!("{seed} {preemptions:?} {depth}\n{text}");
            assert_eq!(got.hashes, sleep.hashes, "{what}");
            assert_eq!((got.twice, got.progress.diverged), (0, 0), "{what}");
            compared += u32::from(got.progress.cut > 0);
        }
    }
    assert!(compared > 50, "{compared} compared");
}

/// A process that spins until another one lets it go: without a bound it would spin for ever.
#[test]
fn endless_loops_are_cut() {
    let text = "var F proc f = 0; while f == 0 do f = F end proc F = 1";
    let bounds = Bounds {
        depth: 10,
        ..Bounds::default()
    };
    let got = bounded(text, bounds);
    // The flag is seen at the first to the ninth look.
    assert_eq!(got.progress.complete, 9);
    assert_eq!(got.claim, Claim::WithinBounds);
    let careless = Bounds {
        conservative: false,
        ..bounds
    };
    assert_eq!(bounded(text, careless).claim, Claim::Nothing);
}

/// Two increments lose one only if somebody is interrupted.
#[test]
fn no_preemption_no_lost_update() {
    let text = "var X proc r = X; X = r + 1 proc r = X; X = r + 1";
    let most = |most| Bounds {
        preemptions: Some(most),
        ..Bounds::default()
    };
    assert_eq!(bounded(text, most(0)).outcomes.len(), 1);
    assert_eq!(bounded(text, most(1)).outcomes.len(), 2);
    let all = brute(&mut Toy::new(parse(text), Relation::Ticket), true);
    assert_eq!(all.outcomes.len(), 2);
}
