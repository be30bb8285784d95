//! The scheduling policy as a session drives it: pauses where a person is asked, or where a
//! motion wants to stand, and remembers which question is open. Who runs next is `sched`'s matter.

use std::collections::BTreeMap;

use sched::{Choice, Policy};
use vm::{CaseChoice, GRef, Pick, Point, Ready, Scheduler};

/// The question at which the machine stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Question {
    /// Nobody runs: who is next?
    Pick,
    /// This goroutine is about to perform a visible operation: it, or another one?
    Point(GRef),
    /// Which of these ready cases of this goroutine's select?
    Case(GRef, Vec<u16>),
}

/// When the run pauses at a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hold {
    /// Never.
    Never,
    /// At decisions with alternatives from this number on.
    Decisions(u64),
    /// At exactly the decision with this number, if it has alternatives.
    At(u64),
    /// At decisions with alternatives from this number on, those that were taken by a person too.
    Any(u64),
    /// Before the next visible operation, whatever it is.
    Everywhere,
}

/// A policy that can pause.
#[derive(Clone, Debug)]
pub(crate) struct Oracle {
    pub(crate) policy: Policy,
    pub(crate) hold: Hold,
    pub(crate) question: Option<Question>,
    /// A person's choices by decision: a goroutine's number, or an index among ready cases.
    pub(crate) picks: BTreeMap<u64, u32>,
}

impl Oracle {
    pub(crate) fn new(policy: Policy) -> Self {
        Oracle {
            policy,
            hold: Hold::Never,
            question: None,
            picks: BTreeMap::new(),
        }
    }

    /// Whether nobody wants to pause, and nobody has decided anything: the policy is asked often,
    /// and answers in a few instructions.
    #[inline]
    fn is_idle(&self) -> bool {
        matches!(self.hold, Hold::Never) && self.picks.is_empty() && self.question.is_none()
    }

    /// Tells the policy what a person decided here.
    fn prescribe(&mut self, choice: impl Fn(u32) -> Choice) {
        let number = self.policy.decision();
        if let Some(pick) = self.picks.get(&number) {
            self.policy.set_override(number, choice(*pick));
        }
    }

    /// Whether to pause at this question, which has alternatives or not.
    fn holds(&mut self, alternatives: bool) -> bool {
        let number = self.policy.decision();
        match self.hold {
            Hold::Never => false,
            Hold::Everywhere => true,
            Hold::At(n) => alternatives && n == number,
            Hold::Any(from) => alternatives && number >= from,
            Hold::Decisions(from) => {
                alternatives && number >= from && !self.picks.contains_key(&number)
            }
        }
    }

    fn others(&self) -> usize {
        match self.hold {
            // Nobody looks at the answer.
            Hold::Never | Hold::Everywhere => 0,
            Hold::At(_) | Hold::Any(_) | Hold::Decisions(_) => self.policy.runnable().len(),
        }
    }
}

impl Scheduler for Oracle {
    fn ready(&mut self, g: GRef, place: Ready) {
        self.policy.ready(g, place);
    }

    fn pick(&mut self, now: u64) -> Pick {
        if self.is_idle() {
            return self.policy.pick(now);
        }
        let others = self.others();
        if self.holds(others > 1) {
            self.question = Some(Question::Pick);
            return Pick::Ask;
        }
        self.question = None;
        self.prescribe(Choice::Goroutine);
        self.policy.pick(now)
    }

    fn asks(&self) -> bool {
        true
    }

    fn steered(&self) -> bool {
        self.policy.steered()
    }

    fn point(&mut self, current: GRef, now: u64) -> Point {
        if self.is_idle() {
            return self.policy.point(current, now);
        }
        if !matches!(self.hold, Hold::Never) {
            let others = self.others();
            if self.holds(others > 0) {
                self.question = Some(Question::Point(current));
                return Point::Ask;
            }
        }
        self.question = None;
        self.prescribe(Choice::Goroutine);
        self.policy.point(current, now)
    }

    fn choose_case(&mut self, g: GRef, ready: &[u16]) -> CaseChoice {
        if self.holds(ready.len() > 1) {
            self.question = Some(Question::Case(g, ready.to_vec()));
            return CaseChoice::Ask;
        }
        self.question = None;
        self.prescribe(|pick| Choice::Case(pick.min(u32::from(u16::MAX)) as u16));
        self.policy.choose_case(g, ready)
    }

    fn draws(&self) -> bool {
        self.policy.draws()
    }

    fn draw(&mut self, g: GRef, values: u64) -> Option<u64> {
        self.policy.draw(g, values)
    }

    fn random(&mut self) -> u64 {
        self.policy.random()
    }

    fn runnable(&self) -> Vec<GRef> {
        self.policy.runnable()
    }
}
