//! Follows a detector's clocks from outside: who let others know of what when, and who came to know
//! of it where. From that the happens-before graph of a run is built, so that it says what the
//! detector goes by and nothing else. It neither finds races nor changes anything.

use std::collections::BTreeMap;

use crate::clock::{Clock, ClockIdx, Epoch, first_of};
use crate::detector::Detector;
use crate::report::Gid;

/// A moment, as the caller counts them.
pub type Mark = u64;

/// What a goroutine came to know: all that `of` did up to the moment at which it published it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gain {
    /// None: before the follower looked, or never published by itself (a finalizer follows all
    /// that anybody did).
    pub mark: Option<Mark>,
    pub of: Gid,
}

/// See the module's text.
///
/// After each operation call [`Follower::published`] for everybody who may have done something,
/// then [`Follower::learned`].
#[derive(Clone, Debug, Default)]
pub struct Follower {
    seen: BTreeMap<Gid, Clock>,
    /// The epoch up to which publications were noted.
    noted: BTreeMap<Gid, u32>,
    /// Per component: last epoch of those that were published at that mark, ascending.
    turns: BTreeMap<ClockIdx, Vec<(u32, Mark)>>,
    /// What was known when something was published: by mark.
    told: BTreeMap<Mark, Clock>,
}

impl Follower {
    /// Begins here: what was known before counts as never learned.
    pub fn begin(detector: &Detector) -> Follower {
        let mut follower = Follower::default();
        for (g, idx, clock) in detector.people.clocks() {
            follower.seen.insert(g, clock.clone());
            follower.noted.insert(g, clock.get(idx));
        }
        follower
    }

    /// Everybody that was ever heard of.
    pub fn everybody(detector: &Detector) -> Vec<Gid> {
        detector.people.clocks().map(|(g, _, _)| g).collect()
    }

    /// Notes what `g` has published since the last call as published at `mark`. `whole` tells
    /// whether what it learned in that same moment went out with it.
    pub fn published(&mut self, detector: &Detector, g: Gid, mark: Mark, whole: bool) {
        let Some((idx, clock)) = detector.people.clock_of(g) else {
            return;
        };
        let now = clock.get(idx);
        let from = match self.noted.insert(g, now) {
            Some(noted) => noted,
            None => detector.people.first_epoch(g).unwrap_or(now),
        };
        if from < now {
            let turns = self.turns.entry(idx).or_default();
            turns.push((now - 1, mark));
            let knew = match whole {
                true => Some(clock),
                false => self.seen.get(&g),
            };
            self.told.insert(mark, knew.cloned().unwrap_or_default());
        }
    }

    /// What `g` has learned since the last call, the latest first; without what the gains before
    /// it in the list imply. A goroutine that was started by another learned from that one.
    pub fn learned(&mut self, detector: &Detector, g: Gid) -> Vec<Gain> {
        let people = &detector.people;
        let Some((own, clock)) = people.clock_of(g) else {
            return Vec::new();
        };
        let before = self.seen.insert(g, clock.clone());
        let parent = match before {
            None => people.creation(g).and_then(|c| c.parent),
            Some(_) => None,
        };
        let mut gains: Vec<(Gain, Epoch)> = Vec::new();
        let mut note = |idx: ClockIdx, time: u32| {
            let epoch = Epoch::new(idx, time);
            let gain = Gain {
                of: people.owner(epoch),
                mark: self.mark_of(epoch),
            };
            gains.push((gain, epoch));
        };
        match parent.and_then(|p| people.clock_of(p)) {
            // All else it knows from there.
            Some((idx, _)) => note(idx, clock.get(idx)),
            None => before
                .unwrap_or_default()
                .growth(clock, |leaf, ours, theirs| {
                    for (i, (a, b)) in (first_of(leaf)..).zip(ours.iter().zip(theirs)) {
                        let idx = ClockIdx(i);
                        if a < b && idx != own {
                            note(idx, *b);
                        }
                    }
                }),
        }
        gains.sort_unstable_by(|a, b| b.cmp(a));
        let mut kept: Vec<Gain> = Vec::new();
        for (gain, epoch) in gains {
            let implied = kept.iter().any(|k| {
                let told = k.mark.and_then(|m| self.told.get(&m));
                told.is_some_and(|clock| clock.covers(epoch))
            });
            if !implied {
                kept.push(gain);
            }
        }
        kept
    }

    /// When `g` published what it did in one of its epochs.
    pub fn published_at(&self, detector: &Detector, g: Gid, epoch: u32) -> Option<Mark> {
        let (idx, _) = detector.people.clock_of(g)?;
        self.mark_of(Epoch::new(idx, epoch))
    }

    fn mark_of(&self, epoch: Epoch) -> Option<Mark> {
        let turns = self.turns.get(&epoch.who())?;
        let i = turns.partition_point(|(last, _)| *last < epoch.time());
        turns.get(i).map(|t| t.1)
    }
}
