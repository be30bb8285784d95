//! From races to new beginnings.
//!
//! For every race (e, e') of an execution E there is the sequence "all of E after e that does not
//! come after e, then e'"; executing it from the state before e makes e' come first. It is
//! offered to the wakeup tree of that state unless a sleeping move could begin it. An event with
//! several labels is reversed with itself under each other label.
//!
//! What e' touches can change when it comes first (a compare-and-swap that now succeeds, a select
//! that finds another case ready). So unless the machine said that its accesses are fixed, the
//! sequence is executed to see. The paper does not need this, because there e' is known by what
//! it does; here it matters for comparing sequences, that is, for optimality.

use crate::access::SetId;
use crate::clock::Clock;
use crate::explorer::{Explorer, moves_of};
use crate::ids::EventId;
use crate::machine::{MOST_LABELS, Machine};
use crate::wakeup::{Letter, Move, Start, Word};

/// The event that is to come first.
struct Target {
    id: EventId,
    /// What it starts from in the execution at hand.
    before: Clock,
    /// Only under this label; none: under all that it turns out to have.
    label: Option<u32>,
    /// Its accesses, where they cannot change.
    fixed: Option<SetId>,
}

impl<M: Machine> Explorer<M> {
    /// Looks for races in the execution that just ended.
    pub(crate) fn reverse_races(&mut self, machine: &mut M) {
        let len = self.trail.len();
        let shared = self.shared;
        self.trail.mark_dirty(shared);
        let (mut from, mut r) = (0, 0);
        // Event by event: its other labels, then its races.
        loop {
            let race = self.trail.race(r);
            let end = race.map_or(len, |(k, _)| k + 1);
            if let Some(k) = self.trail.labelled(from, end) {
                self.relabel(machine, k);
                from = k + 1;
                continue;
            }
            let Some((k, first)) = race else { break };
            from = end;
            r += 1;
            // Between events that were there before, only when what follows the first one
            // and does not depend on it has changed.
            if (k >= shared || self.trail.event(first).is_some_and(|f| f.dirty))
                && let Some(e) = self.trail.event(k)
            {
                let target = Target {
                    id: e.id,
                    before: e.before,
                    label: None,
                    fixed: e.fixed.then_some(e.set),
                };
                self.reverse(machine, first, &target);
            }
        }
        self.shared = len;
    }

    /// Event `k` under each of its other labels.
    fn relabel(&mut self, machine: &mut M, k: usize) {
        let Some(e) = self.trail.event(k).filter(|e| e.dirty).copied() else {
            return;
        };
        for label in (0..e.labels).filter(|l| *l != e.label) {
            let target = Target {
                id: e.id,
                before: e.before,
                label: Some(label),
                fixed: None,
            };
            self.reverse(machine, k, &target);
        }
    }

    /// Offers the sequence in which `target` comes before event `first`.
    fn reverse(&mut self, machine: &mut M, first: usize, target: &Target) {
        if first < self.base {
            return;
        }
        let mut word = std::mem::take(&mut self.word);
        word.letters.clear();
        word.has_last = false;
        if let Some(e) = self.trail.event(first) {
            let clocks = &self.trail.clocks;
            let rest = self.trail.events.iter().skip(first + 1);
            let apart = rest.filter(|f| !clocks.has(f.clock, e.id));
            word.letters.extend(apart.map(|f| Letter {
                id: f.id,
                label: f.label,
                labels: f.labels,
                set: f.set,
                clock: f.clock,
                leads: clocks.has(target.before, f.id),
            }));
        }
        let known = target.fixed.map(|set| (0, 1, set));
        match known.or_else(|| self.known(first, target, &word)) {
            Some((label, labels, set)) => {
                self.close_word(&mut word, target.id, label, labels, set);
                self.offer(first, &mut word);
            }
            // A move that begins what comes before the target begins the whole.
            None if self.begun(first, &word) => {}
            None => self.replay(machine, first, target, &mut word),
        }
        self.word = word;
    }

    /// What the target does at frame `d` if that was seen before and the word does not change it.
    fn known(&self, d: usize, target: &Target, word: &Word) -> Option<(u32, u32, SetId)> {
        let label = target.label?;
        let f = self.frames.get(d)?;
        let is = |m: &Move| m.process == target.id.process && m.label == label;
        let (sleep, done) = moves_of(&self.frames, &self.moves, d);
        let mut moves = sleep.iter().chain(done).copied();
        let m = moves
            .find(is)
            .or_else(|| self.trees.moves(f.tree).find(is))?;
        let sets = &self.trail.sets;
        let apart = !word.letters.iter().any(|l| sets.conflict(l.set, m.set));
        apart.then_some((label, m.labels, m.set))
    }

    /// Executes the sequence to see what the target does at its end, and offers it under every
    /// label that is wanted.
    fn replay(&mut self, machine: &mut M, first: usize, target: &Target, word: &mut Word) {
        self.go_to(machine, first);
        for l in &word.letters {
            self.step.clear();
            self.progress.steps += 1;
            if machine.step(l.id, l.label, &mut self.step).is_err() {
                self.progress.diverged += 1;
                return;
            }
        }
        let here = machine.snapshot();
        let mut label = target.label.unwrap_or(0);
        let first_label = label;
        loop {
            if label > first_label {
                machine.restore(&here);
            }
            self.step.clear();
            self.progress.steps += 1;
            if machine.step(target.id, label, &mut self.step).is_err() {
                self.progress.diverged += 1;
                return;
            }
            let labels = self.step.labels.max(1);
            if labels > MOST_LABELS {
                self.progress.diverged += 1;
                return;
            }
            let set = self.trail.sets.intern(&mut self.step.accesses);
            let mut word = word.clone();
            for l in &mut word.letters {
                l.leads = l.leads || self.step.edges.contains(&l.id);
            }
            self.close_word(&mut word, target.id, label, labels, set);
            self.offer(first, &mut word);
            label += 1;
            if target.label.is_some() || label >= labels {
                return;
            }
        }
    }

    /// Appends the target.
    fn close_word(&self, word: &mut Word, id: EventId, label: u32, labels: u32, set: SetId) {
        for l in &mut word.letters {
            l.leads = l.leads || self.trail.sets.conflict(l.set, set);
        }
        word.letters.push(Letter {
            id,
            label,
            labels,
            set,
            clock: Clock::default(),
            leads: false,
        });
        word.has_last = true;
    }

    /// Whether a move that sleeps at frame `d` is among the first letters of the word.
    fn begun(&self, d: usize, word: &Word) -> bool {
        let (sets, clocks) = (&self.trail.sets, &self.trail.clocks);
        let (sleep, done) = moves_of(&self.frames, &self.moves, d);
        let mut asleep = sleep.iter().chain(done);
        asleep.any(|m| matches!(word.start(m, sets, clocks), Start::Letter(_)))
    }

    /// Adds the word to the tree of frame `d`, unless what begins with it was or will be explored.
    fn offer(&mut self, d: usize, word: &mut Word) {
        let (sets, clocks) = (&self.trail.sets, &self.trail.clocks);
        let (sleep, done) = moves_of(&self.frames, &self.moves, d);
        let covers = |m: &Move, here: bool| match word.start(m, sets, clocks) {
            Start::No => false,
            Start::Letter(_) => true,
            // What follows the word may still conflict with the move. Where that was found out
            // below the move, it was offered here or above.
            Start::Apart => here || m.seen,
        };
        if done.iter().any(|m| covers(m, true)) || sleep.iter().any(|m| covers(m, false)) {
            return;
        }
        let Some(f) = self.frames.get_mut(d) else {
            return;
        };
        if self.trees.insert(&mut f.tree, word, sets, clocks) {
            self.progress.reversals += 1;
        }
    }
}
