//! Shares of one exploration as one result.

use std::collections::BTreeMap;

use crate::{ExploreClaim, Explored, ExploredOutcome};

/// The result of an exploration whose shares were explored apart. It claims no more than what each
/// share claims, and nothing where shares found different accesses to race: those have not shared
/// out the same search. Whether every share is there is the caller's matter.
///
/// Equal outcomes (by [`ExploredOutcome::key`]) are added up; the calmest schedule stands for them.
pub fn merge(parts: Vec<Explored>) -> Explored {
    let mut parts = parts.into_iter();
    let Some(mut all) = parts.next() else {
        return Explored::default();
    };
    let mut outcomes: BTreeMap<u64, ExploredOutcome> = BTreeMap::new();
    add(&mut outcomes, std::mem::take(&mut all.outcomes));
    for part in parts {
        all.claim = weaker(all.claim, part.claim);
        if all.visible != part.visible || all.bound != part.bound {
            all.claim = ExploreClaim::Stopped;
            all.visible.extend(part.visible);
            all.visible.sort_unstable();
            all.visible.dedup();
        }
        all.executions += part.executions;
        all.blocked += part.blocked;
        all.cut += part.cut;
        all.diverged += part.diverged;
        all.deepest = all.deepest.max(part.deepest);
        all.ticks = all.ticks.max(part.ticks);
        add(&mut outcomes, part.outcomes);
    }
    all.outcomes = outcomes.into_values().collect();
    all.outcomes
        .sort_by(|a, b| (b.count, a.key).cmp(&(a.count, b.key)));
    all
}

fn add(all: &mut BTreeMap<u64, ExploredOutcome>, more: Vec<ExploredOutcome>) {
    let cost = |o: &ExploredOutcome| {
        let text = o.schedule.clone();
        (o.switches, o.preemptions, text.len(), text)
    };
    for o in more {
        match all.get_mut(&o.key) {
            None => {
                all.insert(o.key, o);
            }
            Some(known) => {
                let count = known.count + o.count;
                if cost(&o) < cost(known) {
                    *known = o;
                }
                known.count = count;
            }
        }
    }
}

fn weaker(a: ExploreClaim, b: ExploreClaim) -> ExploreClaim {
    match (a, b) {
        (ExploreClaim::Complete, other) | (other, ExploreClaim::Complete) => other,
        (ExploreClaim::Bounded { preemptions: m }, ExploreClaim::Bounded { preemptions: n }) => {
            ExploreClaim::Bounded {
                preemptions: m.min(n),
            }
        }
        _ => ExploreClaim::Stopped,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::OutcomeKind;

    fn outcome(key: u64, count: u64, switches: u32) -> ExploredOutcome {
        ExploredOutcome {
            key,
            count,
            switches,
            schedule: format!("s{key}.{switches}"),
            kind: OutcomeKind::Ok,
            stdout: Vec::new(),
            message: String::new(),
            exit_code: 0,
            leaks: Vec::new(),
            racy: false,
            races: Vec::new(),
            preemptions: 0,
        }
    }

    fn part(claim: ExploreClaim, outcomes: &[ExploredOutcome]) -> Explored {
        Explored {
            claim,
            executions: outcomes.iter().map(|o| o.count).sum(),
            outcomes: outcomes.to_vec(),
            ..Explored::default()
        }
    }

    #[test]
    fn equal_outcomes_add_up_and_the_calmest_stands() {
        let a = part(
            ExploreClaim::Complete,
            &[outcome(1, 3, 5), outcome(2, 4, 2)],
        );
        let b = part(
            ExploreClaim::Complete,
            &[outcome(1, 2, 4), outcome(3, 1, 0)],
        );
        let all = merge(vec![a.clone(), b.clone()]);
        let seen: Vec<_> = all
            .outcomes
            .iter()
            .map(|o| (o.key, o.count, o.switches))
            .collect();
        assert_eq!(seen, [(1, 5, 4), (2, 4, 2), (3, 1, 0)]);
        assert_eq!((all.claim, all.executions), (ExploreClaim::Complete, 10));
        assert_eq!(merge(vec![b, a]), all, "in any order");
    }

    #[track_caller]
    fn check(a: ExploreClaim, b: ExploreClaim, want: ExploreClaim) {
        for (a, b) in [(a, b), (b, a)] {
            assert_eq!(merge(vec![part(a, &[]), part(b, &[])]).claim, want);
        }
    }

    #[test]
    fn claims_are_the_weakest() {
        use ExploreClaim::{Bounded, Complete, Stopped};
        let at_most = |preemptions| Bounded { preemptions };
        check(Complete, Complete, Complete);
        check(Complete, at_most(2), at_most(2));
        check(at_most(1), at_most(2), at_most(1));
        check(Complete, Stopped, Stopped);
        check(at_most(1), Stopped, Stopped);
    }

    #[test]
    fn shares_of_different_searches_prove_nothing() {
        let mut a = part(ExploreClaim::Complete, &[]);
        let mut b = a.clone();
        a.visible = vec![7];
        b.visible = vec![3, 7];
        let all = merge(vec![a, b]);
        assert_eq!(
            (all.claim, all.visible),
            (ExploreClaim::Stopped, vec![3, 7])
        );
    }
}
