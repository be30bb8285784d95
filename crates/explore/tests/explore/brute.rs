//! The oracle: every interleaving, one after another, and what classes and outcomes there are.
//! Nothing of the search is used: happens-before is computed afresh, as sets of events.

use std::collections::{BTreeMap, BTreeSet};

use explore::{Access, EventId, Machine, Mode, ProcessId, Step};

use crate::toy::{Outcome, Toy};

/// The events of an execution, each with its label and its past: one for each class.
pub type Canonical = BTreeMap<(Vec<u32>, u32), (u32, BTreeSet<(Vec<u32>, u32)>)>;

#[derive(Default)]
pub struct Found {
    pub interleavings: u64,
    pub classes: BTreeSet<Canonical>,
    pub outcomes: BTreeSet<Outcome>,
    /// Classes in which somebody waits for ever at the end.
    pub deadlocked: BTreeSet<Canonical>,
    /// Fewest preemptions, number of events and outcome of each class.
    pub cost: BTreeMap<Canonical, (u32, usize, Outcome)>,
}

#[derive(Clone)]
struct Event {
    id: EventId,
    label: u32,
    accesses: Vec<Access>,
    past: BTreeSet<EventId>,
}

pub struct Brute {
    pub found: Found,
    /// Whether classes are wanted, or the number of interleavings only.
    pub classes: bool,
    events: Vec<Event>,
    completed: BTreeMap<ProcessId, BTreeSet<EventId>>,
}

pub fn brute(toy: &mut Toy, classes: bool) -> Found {
    let mut b = Brute {
        found: Found::default(),
        classes,
        events: Vec::new(),
        completed: BTreeMap::new(),
    };
    b.go(toy, None, 0);
    b.found
}

impl Brute {
    fn go(&mut self, toy: &mut Toy, last: Option<ProcessId>, preemptions: u32) {
        let mut enabled = Vec::new();
        toy.enabled(&mut enabled);
        if enabled.is_empty() {
            self.leaf(toy, preemptions);
            return;
        }
        let here = toy.snapshot();
        for &p in &enabled {
            let away = last.is_some_and(|l| l != p && enabled.contains(&l));
            let mut label = 0;
            let mut labels = 1;
            while label < labels {
                let mut step = Step::default();
                let nth = self.events.iter().filter(|e| e.id.process == p).count() as u32;
                let me = EventId { process: p, nth };
                toy.step(me, label, &mut step).expect("enabled");
                labels = step.labels;
                let saved = self.completed.clone();
                if self.classes {
                    self.push(me, label, &step);
                } else {
                    self.events.push(Event {
                        id: me,
                        label,
                        accesses: Vec::new(),
                        past: BTreeSet::new(),
                    });
                }
                self.go(toy, Some(p), preemptions + u32::from(away));
                self.events.pop();
                self.completed = saved;
                toy.restore(&here);
                label += 1;
            }
        }
    }

    fn past_of(&self, e: EventId) -> BTreeSet<EventId> {
        let found = self
            .events
            .iter()
            .find(|f| f.id == e)
            .expect("earlier event");
        let mut past = found.past.clone();
        past.insert(e);
        past
    }

    fn push(&mut self, me: EventId, label: u32, step: &Step) {
        let mut past = self.completed.get(&me.process).cloned().unwrap_or_default();
        for e in &self.events {
            let conflicts = e.accesses.iter().any(|a| {
                step.accesses
                    .iter()
                    .any(|b| a.object == b.object && (a.mode != b.mode || a.mode == Mode::Write))
            });
            if conflicts || step.edges.contains(&e.id) {
                past.extend(self.past_of(e.id));
            }
        }
        self.events.push(Event {
            id: me,
            label,
            accesses: step.accesses.clone(),
            past: past.clone(),
        });
        past.insert(me);
        for child in &step.spawned {
            self.completed.insert(*child, past.clone());
        }
        for j in &step.joins {
            past.extend(self.past_of(*j));
        }
        self.completed.insert(me.process, past);
        for (p, e) in &step.wakes {
            let more = self.past_of(*e);
            self.completed.entry(*p).or_default().extend(more);
        }
    }

    fn leaf(&mut self, toy: &Toy, preemptions: u32) {
        self.found.interleavings += 1;
        if !self.classes {
            return;
        }
        let name = |e: EventId| {
            let mut path = Vec::new();
            let mut at = Some(e.process);
            while let Some(p) = at {
                let (up, k) = toy.processes.path(p).expect("known");
                path.push(k);
                at = up;
            }
            path.reverse();
            (path, e.nth)
        };
        let canonical: Canonical = self
            .events
            .iter()
            .map(|e| {
                let past = e.past.iter().map(|f| name(*f)).collect();
                (name(e.id), (e.label, past))
            })
            .collect();
        if toy.deadlocked() {
            self.found.deadlocked.insert(canonical.clone());
        }
        let cost = self
            .found
            .cost
            .entry(canonical.clone())
            .or_insert_with(|| (preemptions, self.events.len(), toy.outcome()));
        cost.0 = cost.0.min(preemptions);
        assert_eq!(cost.2, toy.outcome(), "equivalent, with another outcome");
        self.found.classes.insert(canonical);
        self.found.outcomes.insert(toy.outcome());
    }
}
