//! One exploration, spread over as many analysts as the machine has cores: who is asked what, and
//! what their findings come to. Pure; the workers are elsewhere.
//!
//! What comes out does not depend on how many there are, nor on which is faster: a first analyst
//! explores alone up to a fixed number of executions, which is all that most programs have; only
//! then is the search divided into shares that do not overlap. Random schedules go the same way:
//! the first analyst's runs say how long runs are, on which all others depend.

use protocol::{
    Ask, ExploreClaim, ExplorePlan, ExploreProgress, Explored, Finding, SourceFile, Walk,
};

/// Executions that one analyst explores alone.
const ALONE: u64 = 2_000;
/// Times that the search begins anew because more accesses turned out to race.
const MOST_ROUNDS: u32 = 20;

/// What is to be done next.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Next {
    /// Wait.
    Nothing,
    /// Ask these analysts these things.
    Ask(Vec<(usize, Ask)>),
    /// It is over.
    Done(Box<Explored>),
}

/// An exploration under way.
pub(crate) struct Pool {
    files: Vec<SourceFile>,
    plan: ExplorePlan,
    analysts: usize,
    /// What each of those asked has answered, and how far it is.
    parts: Vec<Option<Explored>>,
    progress: Vec<ExploreProgress>,
    /// Executions of rounds that are over.
    rounds: u32,
    alone: bool,
    cancelled: bool,
}

impl Pool {
    /// An exploration by so many analysts, and the first question.
    pub(crate) fn new(
        files: Vec<SourceFile>,
        plan: ExplorePlan,
        analysts: usize,
    ) -> (Pool, Vec<(usize, Ask)>) {
        // What a single analyst would draw on its own is not what several draw.
        let least = if plan.walk.is_some() { 2 } else { 1 };
        let mut pool = Pool {
            files,
            plan,
            analysts: analysts.max(least),
            parts: Vec::new(),
            progress: Vec::new(),
            rounds: 0,
            alone: true,
            cancelled: false,
        };
        let known = (pool.plan.visible.clone(), pool.plan.coarse.clone());
        let asks = pool.round(1, known);
        (pool, asks)
    }

    fn budget(&self) -> u64 {
        self.plan.budget.unwrap_or(u64::MAX)
    }

    fn round(&mut self, of: usize, known: (Vec<u32>, Vec<u64>)) -> Vec<(usize, Ask)> {
        self.rounds += 1;
        self.alone = of == 1;
        self.parts = vec![None; of];
        self.progress = vec![ExploreProgress::default(); of];
        let budget = match (self.alone, self.analysts) {
            (true, 1) => self.budget(),
            (true, _) => self.budget().min(ALONE),
            // Of random schedules each takes its share of the numbers.
            _ if self.plan.walk.is_some() => self.budget(),
            (false, _) => self.budget().div_ceil(of as u64),
        };
        let one = |nth: usize| Ask::Explore {
            files: self.files.clone(),
            plan: ExplorePlan {
                budget: Some(budget),
                shard: (of > 1).then_some((nth as u32, of as u32)),
                visible: known.0.clone(),
                coarse: known.1.clone(),
                ..self.plan.clone()
            },
        };
        (0..of).map(|nth| (nth, one(nth))).collect()
    }

    /// Asks all that are at work to end.
    pub(crate) fn cancel(&mut self) -> Vec<(usize, Ask)> {
        self.cancelled = true;
        let open = self.parts.iter().enumerate().filter(|(_, p)| p.is_none());
        open.map(|(nth, _)| (nth, Ask::Cancel)).collect()
    }

    /// Takes in what an analyst says.
    pub(crate) fn hear(&mut self, nth: usize, finding: Finding) -> Next {
        match finding {
            Finding::Exploring(p) => {
                if let Some(mine) = self.progress.get_mut(nth) {
                    *mine = p;
                }
                Next::Nothing
            }
            Finding::Explored(part) => {
                match self.parts.get_mut(nth) {
                    Some(mine) if mine.is_none() => *mine = Some(*part),
                    // Of a round that is over.
                    _ => return Next::Nothing,
                }
                self.part_done(nth)
            }
            _ => Next::Nothing,
        }
    }

    fn part_done(&mut self, nth: usize) -> Next {
        let failed = |e: &Explored| e.outcomes.iter().any(|o| o.failed());
        let enough = self.plan.until_failure
            && self
                .parts
                .get(nth)
                .and_then(Option::as_ref)
                .is_some_and(failed);
        if enough && !self.cancelled {
            let others = self.cancel();
            if !others.is_empty() {
                return Next::Ask(others);
            }
        }
        if self.parts.iter().any(Option::is_none) {
            return Next::Nothing;
        }
        let parts: Vec<Explored> = std::mem::take(&mut self.parts)
            .into_iter()
            .flatten()
            .collect();
        let over = self.cancelled || enough || self.rounds >= MOST_ROUNDS;
        if over && !self.alone {
            return Next::Done(Box::new(protocol::merge(parts)));
        }
        let more =
            |e: &Explored| e.claim == ExploreClaim::Stopped && e.executions + e.cut < self.budget();
        if self.alone {
            let unfinished = !over && self.analysts > 1 && parts.first().is_some_and(more);
            if !unfinished {
                // As it is, with its tree.
                return match parts.into_iter().next() {
                    Some(all) => Next::Done(Box::new(all)),
                    None => Next::Nothing,
                };
            }
            if let Some(walk) = &mut self.plan.walk {
                let longest = parts
                    .iter()
                    .filter_map(|p| p.walked.as_ref())
                    .map(|w| w.operations);
                *walk = Walk {
                    length: longest.max(),
                    ..*walk
                };
            }
            return Next::Ask(self.round(self.analysts, protocol::known(&parts)));
        }
        // Shares that know different things have not shared out one search.
        let known = protocol::known(&parts);
        if parts
            .iter()
            .any(|e| (&e.visible, &e.coarse) != (&known.0, &known.1))
        {
            return Next::Ask(self.round(self.analysts, known));
        }
        Next::Done(Box::new(protocol::merge(parts)))
    }

    /// How far it is, all analysts together.
    pub(crate) fn progress(&self) -> ExploreProgress {
        let mut sum = ExploreProgress::default();
        let finished = self.parts.iter().flatten();
        for part in finished {
            sum.executions += part.executions + part.cut;
            sum.done += 1.0;
        }
        for (p, part) in self.progress.iter().zip(&self.parts) {
            sum.deepest = sum.deepest.max(p.deepest);
            sum.outcomes = sum.outcomes.max(p.outcomes);
            if part.is_none() {
                sum.executions += p.executions;
                sum.blocked += p.blocked;
                sum.done += p.done;
            }
            sum.operations += p.operations;
        }
        sum.done /= self.progress.len().max(1) as f64;
        sum
    }

    /// How many analysts are at it.
    pub(crate) fn at_work(&self) -> usize {
        self.parts.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::{ExploredOutcome, OutcomeKind, WalkBy, Walked};

    fn found(claim: ExploreClaim, executions: u64, kinds: &[OutcomeKind]) -> Explored {
        let outcome = |(key, kind): (u64, &OutcomeKind)| ExploredOutcome {
            key,
            kind: *kind,
            stdout: Vec::new(),
            message: String::new(),
            exit_code: 0,
            leaks: Vec::new(),
            cycle: Vec::new(),
            racy: false,
            races: Vec::new(),
            count: executions,
            switches: 0,
            preemptions: 0,
            schedule: String::new(),
        };
        Explored {
            claim,
            executions,
            outcomes: (0..).zip(kinds).map(outcome).collect(),
            ..Explored::default()
        }
    }

    fn shard(mut e: Explored, nth: u32, of: u32) -> Finding {
        e.shard = Some((nth, of));
        Finding::Explored(Box::new(e))
    }

    /// Who is asked, and with which share.
    fn shares(next: &Next) -> Vec<(usize, Option<(u32, u32)>)> {
        let Next::Ask(asks) = next else {
            return Vec::new();
        };
        let share = |ask: &Ask| match ask {
            Ask::Explore { plan, .. } => plan.shard,
            _ => None,
        };
        asks.iter().map(|(n, a)| (*n, share(a))).collect()
    }

    const OK: &[OutcomeKind] = &[OutcomeKind::Ok];

    fn pool(plan: ExplorePlan, analysts: usize) -> Pool {
        let (pool, first) = Pool::new(Vec::new(), plan, analysts);
        assert_eq!(shares(&Next::Ask(first)), [(0, None)]);
        pool
    }

    #[test]
    fn a_small_program_takes_one_analyst() {
        let mut pool = pool(ExplorePlan::default(), 8);
        let all = found(ExploreClaim::Complete, 6, OK);
        let next = pool.hear(0, Finding::Explored(Box::new(all.clone())));
        assert_eq!(next, Next::Done(Box::new(all)));
    }

    #[test]
    fn a_large_one_is_shared_out_and_added_up() {
        let mut pool = pool(ExplorePlan::default(), 3);
        let some = found(ExploreClaim::Stopped, ALONE, OK);
        let next = pool.hear(0, Finding::Explored(Box::new(some)));
        assert_eq!(
            shares(&next),
            [(0, Some((0, 3))), (1, Some((1, 3))), (2, Some((2, 3)))]
        );
        let part = || found(ExploreClaim::Complete, 5_000, OK);
        assert_eq!(pool.hear(2, shard(part(), 2, 3)), Next::Nothing);
        assert_eq!(pool.hear(0, shard(part(), 0, 3)), Next::Nothing);
        let Next::Done(all) = pool.hear(1, shard(part(), 1, 3)) else {
            panic!("it is over");
        };
        assert_eq!(
            (all.claim, all.executions),
            (ExploreClaim::Complete, 15_000)
        );
    }

    #[test]
    fn shares_that_know_different_things_begin_anew() {
        let mut pool = pool(ExplorePlan::default(), 2);
        pool.hear(
            0,
            Finding::Explored(Box::new(found(ExploreClaim::Stopped, ALONE, OK))),
        );
        let mut racy = found(ExploreClaim::Complete, 10, OK);
        racy.visible = vec![7];
        assert_eq!(pool.hear(0, shard(racy, 0, 2)), Next::Nothing);
        let next = pool.hear(1, shard(found(ExploreClaim::Complete, 10, OK), 1, 2));
        let Next::Ask(asks) = &next else {
            panic!("another round");
        };
        let knows = |ask: &Ask| matches!(ask, Ask::Explore { plan, .. } if plan.visible == [7]);
        assert!(asks.len() == 2 && asks.iter().all(|(_, a)| knows(a)));
    }

    #[test]
    fn random_schedules_are_shared_by_number() {
        let walk = |length| Walk {
            by: WalkBy::Priorities { depth: 3 },
            from: 500,
            length,
        };
        let plan = ExplorePlan {
            walk: Some(walk(None)),
            budget: Some(9_000),
            ..ExplorePlan::default()
        };
        // Even a machine with one core draws what others do.
        let mut pool = pool(plan, 1);
        let mut some = found(ExploreClaim::Stopped, ALONE, OK);
        some.walked = Some(Walked {
            depth: Some(3),
            runs: ALONE,
            processes: 4,
            operations: 33,
            traces: vec![9],
        });
        let next = pool.hear(0, Finding::Explored(Box::new(some)));
        assert_eq!(shares(&next), [(0, Some((0, 2))), (1, Some((1, 2)))]);
        let Next::Ask(asks) = &next else {
            panic!("two are asked");
        };
        for (_, ask) in asks {
            let Ask::Explore { plan, .. } = ask else {
                panic!("{ask:?}");
            };
            assert_eq!(
                (plan.walk, plan.budget),
                (Some(walk(Some(33))), Some(9_000))
            );
        }
    }

    #[test]
    fn the_budget_is_the_readers() {
        let plan = ExplorePlan {
            budget: Some(ALONE),
            ..ExplorePlan::default()
        };
        let mut pool = pool(plan, 4);
        let some = found(ExploreClaim::Stopped, ALONE, OK);
        let next = pool.hear(0, Finding::Explored(Box::new(some.clone())));
        assert_eq!(next, Next::Done(Box::new(some)));
    }

    #[test]
    fn a_cancelled_search_is_what_was_found() {
        let mut pool = pool(ExplorePlan::default(), 2);
        pool.hear(
            0,
            Finding::Explored(Box::new(found(ExploreClaim::Stopped, ALONE, OK))),
        );
        assert_eq!(pool.cancel().len(), 2);
        let part = || found(ExploreClaim::Stopped, 30, OK);
        assert_eq!(pool.hear(0, shard(part(), 0, 2)), Next::Nothing);
        let Next::Done(all) = pool.hear(1, shard(part(), 1, 2)) else {
            panic!("it is over");
        };
        assert_eq!((all.claim, all.executions), (ExploreClaim::Stopped, 60));
    }

    #[test]
    fn one_failure_ends_the_search_for_one() {
        let plan = ExplorePlan {
            until_failure: true,
            ..ExplorePlan::default()
        };
        let mut pool = pool(plan, 2);
        pool.hear(
            0,
            Finding::Explored(Box::new(found(ExploreClaim::Stopped, ALONE, OK))),
        );
        let broken = found(ExploreClaim::Stopped, 3, &[OutcomeKind::Panic]);
        let Next::Ask(others) = pool.hear(1, shard(broken, 1, 2)) else {
            panic!("the other one is told");
        };
        assert_eq!(others, [(0, Ask::Cancel)]);
        let rest = found(ExploreClaim::Stopped, 9, OK);
        assert!(matches!(pool.hear(0, shard(rest, 0, 2)), Next::Done(_)));
    }
}
