//! What is explored one after the other when everything is too much: all of it, then what few
//! preemptions lead to.
//!
//! Whoever drives takes one search after the other, gives back what it found, and gets the whole
//! in the end. It executes nothing and knows no time; half of what is left is for the complete
//! search, and each bound may use up all that then remains.

use protocol::Explored;

use crate::exploration::ExploreSpec;

/// Bounds that are tried once the complete search had to stop.
const BOUNDS: [u32; 4] = [0, 1, 2, 3];

/// See the module's text.
pub struct Phases {
    spec: ExploreSpec,
    /// Executions that are left.
    left: Option<u64>,
    found: Vec<Explored>,
}

impl Phases {
    /// A search by this specification. If it names a bound, a share or random schedules, that is
    /// all there is; otherwise bounds follow where the complete search stops.
    pub fn new(spec: ExploreSpec) -> Phases {
        Phases {
            left: spec.budget,
            spec,
            found: Vec::new(),
        }
    }

    /// The next search, and which part of the time that is left it may take; none: it is over.
    pub fn next_search(&mut self) -> Option<(ExploreSpec, f64)> {
        let single = self.spec.bound.is_some()
            || self.spec.shard.is_some()
            || self.spec.walk.is_some()
            || self.spec.until_failure;
        let Some(last) = self.found.last() else {
            let half = if single { 1.0 } else { 0.5 };
            let spec = ExploreSpec {
                budget: self.left.map(|n| match single {
                    true => n,
                    false => n.div_ceil(2),
                }),
                ..self.spec.clone()
            };
            return Some((spec, half));
        };
        let stopped = last.claim == protocol::ExploreClaim::Stopped;
        let whole = last.claim == protocol::ExploreClaim::Complete;
        let bounded = self.found.len() > 1;
        if single || whole || last.diverged > 0 || bounded && stopped || self.left == Some(0) {
            return None;
        }
        let bound = *BOUNDS.get(self.found.len() - 1)?;
        let (visible, coarse) = protocol::known(&self.found);
        let spec = ExploreSpec {
            bound: Some(bound),
            budget: self.left,
            visible,
            coarse,
            ..self.spec.clone()
        };
        Some((spec, 1.0))
    }

    /// What the latest search found.
    pub fn found(&mut self, result: Explored) {
        let spent = result.executions + result.blocked + result.cut;
        self.left = self.left.map(|n| n.saturating_sub(spent));
        self.found.push(result);
    }

    /// All together.
    pub fn finish(mut self) -> Explored {
        match self.found.len() {
            1 => self.found.pop().unwrap_or_default(),
            _ => protocol::in_turn(self.found),
        }
    }
}
