//! One exploration, spread over as many analysts as the machine has cores: who is asked what, and
//! what their findings come to. Pure; the workers are elsewhere.
//!
//! What comes out does not depend on how many there are, nor on which is faster: a first analyst
//! explores alone up to a fixed number of executions, which is all that most programs have; only
//! then is the search divided into shares that do not overlap.

use protocol::{Ask, ExploreClaim, ExplorePlan, ExploreProgress, Explored, Finding, SourceFile};

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
        let mut pool = Pool {
            files,
            plan,
            analysts: analysts.max(1),
            parts: Vec::new(),
            progress: Vec::new(),
            rounds: 0,
            alone: true,
            cancelled: false,
        };
        let asks = pool.round(1, (Vec::new(), Vec::new()));
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
