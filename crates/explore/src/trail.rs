//! The execution at hand: its events, their clocks, and which pairs race.
//!
//! Two clocks are kept (the arrival model). The *arrival clock* of an event holds its process'
//! past and every earlier arrival that it depends on; it defines happens-before, hence which
//! executions are equivalent. The *completion clock* of a process is what its next event starts
//! from: the last arrival joined with the partners that completed it. So events e and e' race iff
//! e is in the arrival clock of e', not in the completion clock that e' started from, and nothing
//! lies between: what is reached through a completion is caused, and cannot be reversed.
//!
//! The same clocks say of what a machine touches besides its accesses ([`Step::touches`]) whether it
//! comes in an order: what a process does before its next event or name comes after all that is in
//! the completion clock from which it comes to that.

use race::{Order, Path, Site, Stretch};

use crate::access::{Access, SetId, Sets, modes_conflict};
use crate::clock::{Clock, Clocks, LAST_NAME, Reach, after_name, events, reach};
use crate::hash::{mix, widen};
use crate::ids::{EventId, ProcessId, Processes};
use crate::machine::Step;

/// No record.
const NONE: u32 = u32::MAX;
/// Events of a process of which is remembered whether they raced.
const REMEMBERED: usize = 256;

/// One event of the execution.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Event {
    pub(crate) id: EventId,
    pub(crate) label: u32,
    pub(crate) labels: u32,
    pub(crate) fixed: bool,
    pub(crate) set: SetId,
    /// Arrival clock, itself included.
    pub(crate) clock: Clock,
    /// Completion clock that it started from.
    pub(crate) before: Clock,
    /// One more than the position of the last event that is not after this one, when races were
    /// last looked for (0: none).
    pub(crate) tail: u32,
    /// Whether what is not after it changed since.
    pub(crate) dirty: bool,
    // Heights of the stacks before it.
    races: u32,
    records: u32,
    completions: u32,
    clocks: u32,
    quiet: u32,
    path: u32,
}

/// One touch of one object.
#[derive(Clone, Copy, Debug)]
struct Record {
    object: u32,
    mode: crate::access::Mode,
    event: u32,
    /// The touch of the same object before.
    prev: u32,
}

/// A quiet operation.
#[derive(Clone, Copy, Debug)]
struct Quiet {
    /// Completion clock with which its process came to it.
    clock: Clock,
    /// How far the process is with it.
    own: Reach,
}

#[derive(Clone, Debug, Default)]
struct Process {
    /// Positions of its events.
    events: Vec<u32>,
    /// Completion clock.
    completed: Clock,
    /// Its quiet operations.
    quiet: Vec<Quiet>,
    /// Of its first events, those of earlier executions included: whether one ever raced, or could
    /// have gone in several ways. It is no part of the execution at hand.
    raced: Vec<bool>,
}

/// The execution so far.
#[derive(Clone, Debug, Default)]
pub struct Trail {
    pub(crate) events: Vec<Event>,
    pub(crate) sets: Sets,
    pub(crate) clocks: Clocks,
    processes: Vec<Process>,
    /// Races, by position: an event, and an earlier one. Those of each event in a row.
    races: Vec<(u32, u32)>,
    /// Events that could have gone in several ways.
    labelled: u32,
    records: Vec<Record>,
    /// Latest record of each object.
    heads: Vec<u32>,
    /// Completion clocks that were replaced.
    completions: Vec<(ProcessId, Clock)>,
    /// Whose quiet operations there were.
    quiet: Vec<ProcessId>,
    /// What was touched.
    path: Path,
    candidates: Vec<u32>,
}

/// The order of what was touched.
struct Known<'a> {
    events: &'a [Event],
    clocks: &'a Clocks,
    processes: &'a [Process],
}

impl Known<'_> {
    /// What the process knew in a stretch, or as it came to the operation with which it begins.
    fn clock(&self, s: Stretch, begins: bool) -> Option<Clock> {
        let p = self.processes.get(s.who as usize)?;
        if begins {
            let quiet = || p.quiet.get((s.names as usize).checked_sub(1)?);
            let event = || p.events.get((s.events as usize).checked_sub(1)?);
            return match s.since {
                0 => self.events.get(*event()? as usize).map(|e| e.clock),
                _ => quiet().map(|q| q.clock),
            };
        }
        let next = p.quiet.get(s.names as usize);
        let next = next.filter(|q| events(q.own) == s.events);
        let event = || {
            let next = p.events.get(s.events as usize)?;
            self.events.get(*next as usize).map(|e| e.before)
        };
        next.map(|q| q.clock).or_else(event).or(Some(p.completed))
    }
}

impl Order for Known<'_> {
    fn known(&self, stretch: Stretch, begins: bool, other: u32) -> Reach {
        let clock = self.clock(stretch, begins);
        clock.map_or(0, |c| self.clocks.reach(c, ProcessId(other)))
    }

    fn needs(&self, s: Stretch, begins: bool) -> Reach {
        // Names that are not told apart: only who knows the next event knows for certain.
        let begins = begins && s.since < LAST_NAME;
        reach(s.events, s.since) + u32::from(!begins)
    }
}

impl Trail {
    /// With room for so many events.
    pub(crate) fn with_room(events: usize) -> Trail {
        Trail {
            events: Vec::with_capacity(events),
            clocks: Clocks::with_room(events * 2),
            races: Vec::with_capacity(events),
            records: Vec::with_capacity(events),
            heads: Vec::with_capacity(events),
            completions: Vec::with_capacity(events * 2),
            quiet: Vec::with_capacity(events * 2),
            candidates: Vec::with_capacity(8),
            ..Trail::default()
        }
    }

    /// How many events.
    pub fn len(&self) -> usize {
        self.events.len()
    }

    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    pub(crate) fn event(&self, k: usize) -> Option<&Event> {
        self.events.get(k)
    }

    /// The name of the next event of a process.
    pub(crate) fn next_of(&self, p: ProcessId) -> EventId {
        let nth = self.processes.get(p.index()).map_or(0, |q| q.events.len());
        EventId {
            process: p,
            nth: nth as u32,
        }
    }

    /// Whether the latest `n` events are all of one process.
    pub(crate) fn is_run_of(&self, n: usize) -> bool {
        let Some(from) = self.events.len().checked_sub(n) else {
            return false;
        };
        let mut run = self.events.iter().skip(from).map(|e| e.id.process);
        let first = run.next();
        run.all(|p| Some(p) == first)
    }

    /// Whether the next event of the process raced in an execution so far; none: it was never
    /// seen, or is too late in its process to be remembered.
    pub(crate) fn races_next(&self, p: ProcessId) -> Option<bool> {
        let p = self.processes.get(p.index())?;
        p.raced.get(p.events.len()).copied()
    }

    /// Remembers which events of the execution at hand race; the first `shared` are remembered
    /// already.
    pub(crate) fn remember(&mut self, shared: usize) {
        for p in &mut self.processes {
            let known = p.events.len().min(REMEMBERED);
            if p.raced.len() < known {
                p.raced.resize(known, false);
            }
        }
        for r in (0..self.races.len()).rev() {
            let Some((later, first)) = self.race(r).filter(|(later, _)| *later >= shared) else {
                break;
            };
            self.mark_raced(later);
            self.mark_raced(first);
        }
        let mut from = shared;
        while let Some(k) = self.labelled(from, self.events.len()) {
            self.mark_raced(k);
            from = k + 1;
        }
    }

    fn mark_raced(&mut self, k: usize) {
        if let Some(e) = self.events.get(k)
            && let Some(p) = self.processes.get_mut(e.id.process.index())
            && let Some(raced) = p.raced.get_mut(e.id.nth as usize)
        {
            *raced = true;
        }
    }

    /// Where the event is.
    pub fn position(&self, e: EventId) -> Option<usize> {
        let p = self.processes.get(e.process.index())?;
        p.events.get(e.nth as usize).map(|k| *k as usize)
    }

    /// Positions of the events of each process that was ever met.
    pub(crate) fn columns(&self) -> impl Iterator<Item = &[u32]> {
        self.processes.iter().map(|p| p.events.as_slice())
    }

    /// Those of one process.
    pub(crate) fn column(&self, p: usize) -> &[u32] {
        self.processes.get(p).map_or(&[], |p| &p.events)
    }

    /// How many processes executed something.
    pub(crate) fn processes(&self) -> usize {
        let some = self.processes.iter().filter(|p| !p.events.is_empty());
        some.count()
    }

    /// What the next event of the process starts from.
    pub(crate) fn completed(&self, p: ProcessId) -> Clock {
        self.processes
            .get(p.index())
            .map_or(Clock::default(), |q| q.completed)
    }

    /// Roughly how much it holds on to, in use or kept for use.
    pub(crate) fn held(&self) -> usize {
        let columns = self.processes.iter().map(|p| p.events.capacity());
        self.events.capacity()
            + self.records.capacity()
            + self.races.capacity()
            + self.completions.capacity()
            + self.clocks.held()
            + self.path.held()
            + self.sets.held()
            + columns.sum::<usize>()
    }

    /// Race number `r`: the position of an event, and that of an earlier one. In the order of the
    /// later ones.
    pub(crate) fn race(&self, r: usize) -> Option<(usize, usize)> {
        let (later, first) = self.races.get(r)?;
        Some((*later as usize, *first as usize))
    }

    /// The next event from position `from` on that could have gone in several ways, before `end`.
    pub(crate) fn labelled(&self, from: usize, end: usize) -> Option<usize> {
        if self.labelled == 0 {
            return None;
        }
        let part = self.events.get(from..end)?;
        let at = part.iter().position(|e| e.labels > 1)?;
        Some(from + at)
    }

    /// Whether event `a` happens before `b` (positions).
    pub fn before(&self, a: usize, b: usize) -> bool {
        match (self.events.get(a), self.events.get(b)) {
            (Some(x), Some(y)) => a != b && self.clocks.has(y.clock, x.id),
            _ => false,
        }
    }

    /// The arrival clock of an event or a quiet operation, and how far its process is with it, which
    /// of a quiet one the clock does not say.
    fn clock_of(&self, e: EventId) -> Option<(Clock, Reach)> {
        let p = self.processes.get(e.process.index())?;
        match e.as_quiet() {
            Some(k) => p.quiet.get(k).map(|q| (q.clock, q.own)),
            None => {
                let at = p.events.get(e.nth as usize)?;
                let event = self.events.get(*at as usize)?;
                Some((event.clock, reach(e.nth + 1, 0)))
            }
        }
    }

    /// Whether the event `e` has other events in its past; any of them may be quiet.
    pub(crate) fn is_behind(&self, e: EventId) -> impl Fn(EventId) -> bool {
        let of_e = self.clock_of(e);
        move |a| {
            let (Some((clock, of_e)), Some((_, own))) = (of_e, self.clock_of(a)) else {
                return false;
            };
            let known = match e.process == a.process {
                true => of_e,
                false => self.clocks.reach(clock, a.process),
            };
            // The last name may be several.
            e != a && (known > own || known == own && own & LAST_NAME != LAST_NAME)
        }
    }

    /// Where accesses stand that were told as touches only ([`Step::touches`]) and came in no order
    /// with others that they conflict with, in any execution so far.
    pub(crate) fn unordered(&self) -> impl Iterator<Item = Site> {
        self.path.open()
    }

    /// Whether touches were left out, since there were too many.
    pub(crate) fn is_short(&self) -> bool {
        self.path.is_short()
    }

    /// Whether that is the quiet operation to which the process comes next.
    fn is_next_quiet(&self, p: ProcessId, e: EventId) -> bool {
        let had = || self.processes.get(p.index()).map_or(0, |p| p.quiet.len());
        e.process == p && e.as_quiet().is_some_and(|k| k == had())
    }

    /// Remembers what a process knows as it comes to its next quiet operation.
    fn comes_to(&mut self, p: ProcessId) {
        if let Some(of) = self.processes.get_mut(p.index()) {
            let had = of.events.len() as u32;
            let last = of.quiet.last().filter(|q| events(q.own) == had);
            let own = last.map_or(reach(had, 0), |q| q.own);
            of.quiet.push(Quiet {
                clock: of.completed,
                own: after_name(own),
            });
            self.quiet.push(p);
        }
    }

    #[inline(always)]
    fn grow(&mut self, p: ProcessId) {
        if self.processes.len() <= p.index() {
            self.meet(p);
        }
    }

    #[cold]
    fn meet(&mut self, p: ProcessId) {
        self.processes.resize_with(p.index() + 1, || Process {
            events: Vec::with_capacity(16),
            quiet: Vec::with_capacity(16),
            ..Process::default()
        });
    }

    /// Appends what a step did.
    pub(crate) fn push(&mut self, me: EventId, label: u32, step: &mut Step) -> SetId {
        self.grow(me.process);
        let marks = (
            self.races.len() as u32,
            self.records.len() as u32,
            self.completions.len() as u32,
            self.clocks.height() as u32,
            self.quiet.len() as u32,
            self.path.height() as u32,
        );
        let set = self.sets.intern(&mut step.accesses);
        if self.heads.len() < self.sets.objects() {
            self.heads.resize(self.sets.objects(), NONE);
        }
        let mut candidates = std::mem::take(&mut self.candidates);
        self.collect(set, &step.edges, &mut candidates);
        let here = self.events.len() as u32;

        let before = self.completed(me.process);
        let clock = self.clocks.begin(before, self.processes.len());
        // Latest first: what a later candidate already has behind it is not immediate.
        for &c in &candidates {
            let Some(e) = self.events.get(c as usize) else {
                continue;
            };
            if !self.clocks.has(clock, e.id) {
                self.races.push((here, c));
                self.clocks.join(clock, e.clock);
            }
        }
        self.candidates = candidates;
        self.clocks.raise(clock, me.process, reach(me.nth + 1, 0));

        for t in self.sets.touches(set) {
            let Some(head) = self.heads.get_mut(t.object as usize) else {
                continue;
            };
            self.records.push(Record {
                object: t.object,
                mode: t.mode,
                event: here,
                prev: *head,
            });
            *head = self.records.len() as u32 - 1;
        }
        self.labelled += u32::from(step.labels > 1);
        self.events.push(Event {
            id: me,
            label,
            labels: step.labels.max(1),
            fixed: step.fixed && step.labels <= 1 && step.edges.is_empty(),
            set,
            clock,
            before,
            tail: 0,
            dirty: true,
            races: marks.0,
            records: marks.1,
            completions: marks.2,
            clocks: marks.3,
            quiet: marks.4,
            path: marks.5,
        });
        if let Some(p) = self.processes.get_mut(me.process.index()) {
            p.events.push(here);
        }
        self.complete(me.process, clock, &step.joins);
        self.hear(&step.wakes);
        for &child in &step.spawned {
            self.complete(child, clock, &[]);
        }
        self.touch(step);
        set
    }

    /// What happened before the first event.
    pub(crate) fn begin(&mut self, step: &Step) {
        self.hear(&step.wakes);
        self.touch(step);
    }

    fn touch(&mut self, step: &Step) {
        if !step.touches.list.is_empty() {
            let order = Known {
                events: &self.events,
                clocks: &self.clocks,
                processes: &self.processes,
            };
            self.path.push(&step.touches, &order);
        }
    }

    /// Those who were released learn by whom, and who comes to a quiet operation is remembered to
    /// (see [`Step::wakes`]).
    fn hear(&mut self, wakes: &[(ProcessId, EventId)]) {
        let mut rest = wakes.iter().copied().peekable();
        while let Some((p, e)) = rest.next() {
            self.grow(p);
            if self.is_next_quiet(p, e) {
                self.comes_to(p);
                continue;
            }
            let old = self.completed(p);
            let top = self.begin_joined(old, e);
            while let Some((_, e)) = rest.next_if(|(q, e)| *q == p && !self.is_next_quiet(p, *e)) {
                self.join(top, e);
            }
            self.set_completed(p, old, top);
        }
    }

    /// A clock on top of the stack: this one joined with what the event `e` knows.
    #[inline(always)]
    fn begin_joined(&mut self, from: Clock, e: EventId) -> Clock {
        let (clock, own) = self.clock_of(e).unwrap_or_default();
        let top = self.clocks.begin_joined(from, clock, self.processes.len());
        self.clocks.raise(top, e.process, own);
        top
    }

    /// Joins what the event `e` knows into the clock on top.
    fn join(&mut self, top: Clock, e: EventId) {
        if let Some((clock, own)) = self.clock_of(e) {
            self.clocks.join(top, clock);
            self.clocks.raise(top, e.process, own);
        }
    }

    fn set_completed(&mut self, p: ProcessId, old: Clock, to: Clock) {
        self.completions.push((p, old));
        if let Some(p) = self.processes.get_mut(p.index()) {
            p.completed = to;
        }
    }

    /// The earlier events that an operation with these accesses and edges depends on, latest
    /// first.
    fn collect(&self, set: SetId, edges: &[EventId], found: &mut Vec<u32>) {
        found.clear();
        for t in self.sets.touches(set) {
            let mut at = self.heads.get(t.object as usize).copied().unwrap_or(NONE);
            while let Some(r) = self.records.get(at as usize) {
                if modes_conflict(r.mode, t.mode) {
                    found.push(r.event);
                }
                if r.mode == crate::access::Mode::Write {
                    // Everything before it is behind it.
                    break;
                }
                at = r.prev;
            }
        }
        for e in edges {
            found.extend(self.position(*e).map(|k| k as u32));
        }
        // Those of one object are in order.
        if !found.is_sorted_by(|a, b| a > b) {
            found.sort_unstable_by(|a, b| b.cmp(a));
            found.dedup();
        }
    }

    /// Sets the completion clock of `p` to `from`, joined with what these events know.
    fn complete(&mut self, p: ProcessId, from: Clock, joins: &[EventId]) {
        self.grow(p);
        let old = self.completed(p);
        let mut clock = from;
        if let Some((first, rest)) = joins.split_first() {
            clock = self.begin_joined(from, *first);
            for e in rest {
                self.join(clock, *e);
            }
        }
        self.set_completed(p, old, clock);
    }

    /// Takes the last event back.
    pub(crate) fn pop(&mut self) -> Option<Event> {
        let e = self.events.pop()?;
        self.labelled -= u32::from(e.labels > 1);
        if let Some(p) = self.processes.get_mut(e.id.process.index()) {
            p.events.pop();
        }
        while self.completions.len() > e.completions as usize {
            if let Some((p, old)) = self.completions.pop()
                && let Some(p) = self.processes.get_mut(p.index())
            {
                p.completed = old;
            }
        }
        while self.records.len() > e.records as usize {
            if let Some(r) = self.records.pop()
                && let Some(head) = self.heads.get_mut(r.object as usize)
            {
                *head = r.prev;
            }
        }
        while self.quiet.len() > e.quiet as usize {
            if let Some(p) = self.quiet.pop()
                && let Some(p) = self.processes.get_mut(p.index())
            {
                p.quiet.pop();
            }
        }
        self.races.truncate(e.races as usize);
        self.path.truncate(e.path as usize);
        self.clocks.truncate(e.clocks as usize);
        Some(e)
    }

    /// Finds out of each event whether those that are not after it are others than when the first
    /// `shared` events were last looked at.
    pub(crate) fn mark_dirty(&mut self, shared: usize) {
        for (p, process) in self.processes.iter().enumerate() {
            // What is after an event is after those that its process executed before: looked at
            // from the last one back, the last that is apart only moves back.
            let mut end = self.events.len();
            // Events of the process behind the last of those.
            let behind = |events: &[Event], end: usize| {
                let last = end.checked_sub(1).and_then(|k| events.get(k));
                last.map_or(0, |f| self.clocks.count(f.clock, ProcessId(p as u32)))
            };
            let mut seen = behind(&self.events, end);
            for (n, k) in process.events.iter().enumerate().rev() {
                let k = *k as usize;
                let from = shared.max(k + 1);
                while end > from && seen > n as u32 {
                    end -= 1;
                    seen = behind(&self.events, end);
                }
                let last = (end > from).then_some(end as u32);
                if let Some(e) = self.events.get_mut(k) {
                    let old = e.tail as usize;
                    e.dirty = k >= shared || last.is_some() || old > shared;
                    e.tail = match last {
                        Some(t) => t,
                        None if k >= shared => 0,
                        // Nothing new; of what there was, only the part that is shared is left.
                        None => old.min(shared) as u32,
                    };
                }
            }
        }
    }

    /// What event `k` touches.
    pub fn accesses(&self, k: usize) -> &[Access] {
        self.events
            .get(k)
            .map_or(&[], |e| self.sets.accesses(e.set))
    }

    /// A number for the equivalence class of the execution: the labelled partial order of its
    /// events, in a form that depends neither on the interleaving nor on how ids were given out.
    pub fn trace_hash(&self, processes: &Processes) -> u128 {
        let mut sum = 0u128;
        for e in &self.events {
            let mut h = mix(processes.key(e.id.process), u64::from(e.id.nth));
            h = mix(h, u64::from(e.label));
            let mut past = 0u64;
            for (k, n) in self.clocks.counts(e.clock).enumerate() {
                if n > 0 {
                    let key = processes.key(ProcessId(k as u32));
                    past = past.wrapping_add(mix(key, u64::from(n)));
                }
            }
            sum = sum.wrapping_add(widen(mix(h, past)));
        }
        sum
    }
}
