//! Several explorations as one: the shards of a search, or searches of one program one after the
//! other.
//!
//! Nothing is executed here. Outcomes are the same when their keys are, and the calmest schedule
//! stands for all; in which order the parts come makes no difference.

use std::collections::BTreeMap;

use crate::{ExploreClaim, Explored, ExploredOutcome};

/// What all parts found, and what they prove together.
///
/// Every trace lies in exactly one shard of a search. So if the parts are all of its shards, each
/// once, and all went by the same rules (bound, accesses that are decisions, coarse objects), the
/// whole proves what the weakest of them does; otherwise, nothing.
pub fn merge(parts: Vec<Explored>) -> Explored {
    Explored {
        claim: claim(&parts),
        bound: bound(&parts),
        tree: crate::trees::merged(&parts),
        ..sum(parts)
    }
}

/// What searches of one program found, one after the other, each with rules of its own. The whole
/// proves what the strongest of them does. Executions that several of them made count for each. The
/// tree is the last one's that has one.
pub fn in_turn(parts: Vec<Explored>) -> Explored {
    let strength = |c: &ExploreClaim| match c {
        ExploreClaim::Stopped => (0, 0),
        ExploreClaim::Bounded { preemptions } => (1, *preemptions),
        ExploreClaim::Complete => (2, 0),
    };
    let claims = parts.iter().map(|p| p.claim);
    let claim = claims.max_by_key(strength).unwrap_or_default();
    let mut trees = parts.iter().rev().map(|p| &p.tree);
    let tree = trees.find(|t| !t.is_empty()).cloned();
    Explored {
        tree: tree.unwrap_or_default(),
        claim,
        bound: match claim {
            ExploreClaim::Bounded { preemptions } => Some(preemptions),
            _ => None,
        },
        ..sum(parts)
    }
}

/// Everything but what it proves.
fn sum(parts: Vec<Explored>) -> Explored {
    let mut found: BTreeMap<u64, ExploredOutcome> = BTreeMap::new();
    let mut whole = Explored::default();
    (whole.visible, whole.coarse) = known(&parts);
    for part in parts {
        whole.executions += part.executions;
        whole.blocked += part.blocked;
        whole.cut += part.cut;
        whole.diverged += part.diverged;
        whole.deepest = whole.deepest.max(part.deepest);
        whole.ticks = whole.ticks.max(part.ticks);
        whole.by_chance = whole.by_chance.max(part.by_chance);
        whole.trusted |= part.trusted;
        whole.walked = match (whole.walked, part.walked) {
            // Of two rules, the later one's guarantee.
            (Some(a), Some(b)) => a.and(&b).or(Some(b)),
            (a, b) => a.or(b),
        };
        for o in part.outcomes {
            match found.get_mut(&o.key) {
                Some(old) => {
                    let count = old.count + o.count;
                    if rank(&o) < rank(old) {
                        *old = o;
                    }
                    old.count = count;
                }
                None => {
                    found.insert(o.key, o);
                }
            }
        }
    }
    whole.outcomes = found.into_values().collect();
    sort_outcomes(&mut whole.outcomes);
    whole
}

/// What the parts found out, all together: racing accesses and coarse objects. Shards that do not
/// all know this have not shared out the same search, and must begin again knowing it.
pub fn known(parts: &[Explored]) -> (Vec<u32>, Vec<u64>) {
    let mut visible: Vec<u32> = parts.iter().flat_map(|p| &p.visible).copied().collect();
    visible.sort_unstable();
    visible.dedup();
    let mut coarse: Vec<u64> = parts.iter().flat_map(|p| &p.coarse).copied().collect();
    coarse.sort_unstable();
    coarse.dedup();
    (visible, coarse)
}

/// The order in which outcomes are listed: the most frequent first.
pub fn sort_outcomes(outcomes: &mut [ExploredOutcome]) {
    outcomes.sort_by(|a, b| {
        let order = |o: &ExploredOutcome| (o.kind, o.exit_code);
        (b.count.cmp(&a.count))
            .then_with(|| order(a).cmp(&order(b)))
            .then_with(|| (&a.message, &a.stdout, &a.key).cmp(&(&b.message, &b.stdout, &b.key)))
    });
}

/// The smallest stands for equal outcomes.
fn rank(o: &ExploredOutcome) -> (u32, u32, usize, &str) {
    (o.switches, o.preemptions, o.schedule.len(), &o.schedule)
}

/// The bound that all parts had.
fn bound(parts: &[Explored]) -> Option<u32> {
    let first = parts.first()?.bound;
    first.filter(|_| parts.iter().all(|p| p.bound == first))
}

fn claim(parts: &[Explored]) -> ExploreClaim {
    if !are_one_search(parts) {
        return ExploreClaim::Stopped;
    }
    let weaker = |a, b| match (a, b) {
        (ExploreClaim::Complete, other) | (other, ExploreClaim::Complete) => other,
        (ExploreClaim::Bounded { preemptions: a }, ExploreClaim::Bounded { preemptions: b }) => {
            ExploreClaim::Bounded {
                preemptions: a.min(b),
            }
        }
        _ => ExploreClaim::Stopped,
    };
    let claims = parts.iter().map(|p| p.claim);
    claims.reduce(weaker).unwrap_or(ExploreClaim::Stopped)
}

/// Whether the parts are all shares of one search, each once.
fn are_one_search(parts: &[Explored]) -> bool {
    let Some(first) = parts.first() else {
        return false;
    };
    let rules = |p: &Explored| (p.bound, p.shard.map(|s| s.1));
    let same = |p: &Explored| {
        rules(p) == rules(first) && p.visible == first.visible && p.coarse == first.coarse
    };
    let mut shares: Vec<u32> = parts.iter().map(|p| p.shard.map_or(0, |s| s.0)).collect();
    shares.sort_unstable();
    let of = first.shard.map_or(1, |s| s.1);
    parts.iter().all(same) && shares.iter().copied().eq(0..of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::OutcomeKind;

    fn outcome(key: u64, count: u64, switches: u32, schedule: &str) -> ExploredOutcome {
        ExploredOutcome {
            key,
            kind: OutcomeKind::Ok,
            stdout: Vec::new(),
            message: String::new(),
            exit_code: 0,
            leaks: Vec::new(),
            cycle: Vec::new(),
            racy: false,
            races: Vec::new(),
            count,
            switches,
            preemptions: 0,
            schedule: schedule.to_owned(),
        }
    }

    fn part(shard: Option<(u32, u32)>, outcomes: Vec<ExploredOutcome>) -> Explored {
        Explored {
            claim: ExploreClaim::Complete,
            shard,
            executions: outcomes.iter().map(|o| o.count).sum(),
            blocked: 1,
            deepest: 4,
            visible: vec![7],
            outcomes,
            ..Explored::default()
        }
    }

    #[track_caller]
    fn check(parts: &[Explored], want: ExploreClaim) {
        assert_eq!(merge(parts.to_vec()).claim, want);
        let back = parts.iter().rev().cloned().collect();
        assert_eq!(merge(back), merge(parts.to_vec()));
    }

    #[test]
    fn equal_outcomes_are_counted_together_and_the_calmest_stands_for_them() {
        let a = part(
            Some((0, 2)),
            vec![outcome(7, 3, 2, "s1:b"), outcome(9, 4, 0, "s1:c")],
        );
        let b = part(Some((1, 2)), vec![outcome(7, 2, 2, "s1:a")]);
        let whole = merge(vec![b, a]);
        let list: Vec<_> = whole.outcomes.iter().map(|o| (o.key, o.count)).collect();
        assert_eq!(list, [(7, 5), (9, 4)]);
        assert_eq!(whole.outcomes[0].schedule, "s1:a");
        assert_eq!((whole.executions, whole.blocked, whole.deepest), (9, 2, 4));
    }

    #[test]
    fn in_turn_the_strongest_claim_stands() {
        let of = |claim| Explored {
            claim,
            ..part(None, vec![outcome(7, 1, 1, "s1:a")])
        };
        let bounded = |preemptions| of(ExploreClaim::Bounded { preemptions });
        let stopped = || of(ExploreClaim::Stopped);
        let whole = in_turn(vec![stopped(), bounded(0), bounded(1), stopped()]);
        assert_eq!(whole.claim, ExploreClaim::Bounded { preemptions: 1 });
        assert_eq!((whole.bound, whole.executions), (Some(1), 4));
        assert_eq!(whole.outcomes[0].count, 4);
        assert_eq!(in_turn(vec![stopped()]).claim, ExploreClaim::Stopped);
        let whole = in_turn(vec![stopped(), bounded(0), of(ExploreClaim::Complete)]);
        assert_eq!((whole.claim, whole.bound), (ExploreClaim::Complete, None));
    }

    #[test]
    fn a_claim_needs_every_shard_of_one_search() {
        let (a, b) = (part(Some((0, 2)), vec![]), part(Some((1, 2)), vec![]));
        check(&[part(None, vec![])], ExploreClaim::Complete);
        check(&[a.clone(), b.clone()], ExploreClaim::Complete);
        check(std::slice::from_ref(&a), ExploreClaim::Stopped);
        check(&[a.clone(), a.clone()], ExploreClaim::Stopped);
        check(&[], ExploreClaim::Stopped);
        let bounded = |p: &Explored| Explored {
            claim: ExploreClaim::Bounded { preemptions: 2 },
            bound: Some(2),
            ..p.clone()
        };
        check(
            &[bounded(&a), bounded(&b)],
            ExploreClaim::Bounded { preemptions: 2 },
        );
        check(&[a.clone(), bounded(&b)], ExploreClaim::Stopped);
        let knows = |p: &Explored| Explored {
            visible: vec![7, 9],
            ..p.clone()
        };
        check(&[a.clone(), knows(&b)], ExploreClaim::Stopped);
        check(&[knows(&a), knows(&b)], ExploreClaim::Complete);
        assert_eq!(known(&[a.clone(), knows(&b)]).0, [7, 9]);
        let of_three = part(Some((1, 3)), vec![]);
        check(&[a, of_three], ExploreClaim::Stopped);
    }
}
