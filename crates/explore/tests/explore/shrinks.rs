//! The calmest interleaving, against trying all of them.

use explore::{Calm, Execution, Explorer, Flow, Options, Target, shrink};

use crate::random::{Dice, Flavour, program};
use crate::support::toy;
use crate::toy::{Relation, Toy};

/// The fewest switches of all linear extensions of the events in `rest`, given who ran last.
fn fewest(e: &Execution<'_>, rest: &mut Vec<usize>, last: Option<u32>) -> u32 {
    let mut best = if rest.is_empty() { 0 } else { u32::MAX };
    for i in 0..rest.len() {
        let k = rest[i];
        if rest.iter().any(|j| e.before(*j, k)) {
            continue;
        }
        let p = e.event(k).expect("event").id.process.0;
        rest.remove(i);
        let switch = u32::from(last.is_some_and(|l| l != p));
        best = best.min(switch + fewest(e, rest, Some(p)));
        rest.insert(i, k);
    }
    best
}

#[track_caller]
fn is_extension(e: &Execution<'_>, calm: &Calm, want: &[usize]) {
    let mut events: Vec<usize> = calm.order.iter().map(|k| *k as usize).collect();
    for (i, a) in events.iter().enumerate() {
        assert!(events[..i].iter().all(|b| !e.before(*a, *b)));
    }
    events.sort_unstable();
    assert_eq!(events, want);
    assert_eq!(calm.schedule.len(), calm.order.len());
}

fn each_execution(text: &str, most: u64, mut f: impl FnMut(&Execution<'_>)) {
    let options = Options {
        executions: most,
        ..Options::default()
    };
    let mut see = |_: &Toy, e: &Execution<'_>| {
        f(e);
        Flow::Continue
    };
    Explorer::new(options).run(&mut toy(text, Relation::Ticket), &mut see, u64::MAX);
}

#[test]
fn exact_for_small_executions() {
    for seed in 0..40 {
        let text = program(&mut Dice::new(seed), Flavour::Everything);
        each_execution(&text, 6, |e| {
            if e.len() > 8 {
                return;
            }
            let all: Vec<usize> = (0..e.len()).collect();
            let calm = shrink(e, Target::Whole, 10_000);
            is_extension(e, &calm, &all);
            assert!(calm.exact);
            assert_eq!(calm.switches, fewest(e, &mut all.clone(), None), "{text}");
            assert!(calm.switches <= e.switches().0);
            assert!(e.within_preemptions(calm.preemptions));
            for target in 0..e.len() {
                let mut past: Vec<usize> = (0..target).filter(|k| e.before(*k, target)).collect();
                past.push(target);
                let calm = shrink(e, Target::Event(target), 10_000);
                is_extension(e, &calm, &past);
                assert_eq!(calm.order.last(), Some(&(target as u32)));
                assert_eq!(calm.switches, fewest(e, &mut past, None), "{text}");
            }
        });
    }
}

#[test]
fn inexact_beyond_the_limit() {
    let one = "proc i = 0; while i < 5 do lock M; r = X; X = r + 1; unlock M; i = i + 1 end\n";
    let text = format!("var X mutex M\n{}", one.repeat(5));
    let mut inexact = 0;
    each_execution(&text, 20, |e| {
        let all: Vec<usize> = (0..e.len()).collect();
        let exact = shrink(e, Target::Whole, 100_000);
        let calm = shrink(e, Target::Whole, 1);
        is_extension(e, &calm, &all);
        // Without looking at any states it is exact where happens-before forces that many.
        assert!(exact.exact && (!calm.exact || exact.switches == calm.switches));
        assert!(exact.switches <= calm.switches && calm.switches <= e.switches().0);
        inexact += u32::from(!calm.exact);
    });
    assert!(inexact > 0);
}

/// A lost update: the one interruption that it takes, and nothing of the bystander.
#[test]
fn a_lost_update() {
    let text = "var X, Y
        proc r = X; X = r + 1
        proc r = X; X = r + 1
        proc Y = 1; Y = 2; Y = 3";
    let mut shown = 0;
    let mut see = |toy: &Toy, e: &Execution<'_>| {
        if toy.outcome().mem[0] == 1 {
            let last = (0..e.len())
                .rev()
                .find(|k| e.accesses(*k)[0].object.id == 0);
            let calm = shrink(e, Target::Event(last.expect("X is written")), 1000);
            assert_eq!((calm.order.len(), calm.switches, calm.exact), (4, 2, true));
            assert_eq!(calm.preemptions, 1);
            shown += 1;
        }
        Flow::Continue
    };
    let mut machine = toy(text, Relation::Ticket);
    Explorer::new(Options::default()).run(&mut machine, &mut see, u64::MAX);
    assert_eq!(shown, 2);
}
