//! The goroutines: their clocks, their components of clocks, where they come from, and through
//! which operations they know what they know. Not the rules by which clocks flow (`sync.rs`).

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use base::again::{few, share};
use base::reusing;

use crate::by_gid::ByGid;
use crate::clock::{Clock, ClockIdx, Epoch, MAX_TIME};
use crate::report::{At, Creation, Gid, LastSync, SyncKind};

/// Components that a fork looks at before it takes a new one.
const TRIES: usize = 8;
/// Ended goroutines whose clocks are kept for the sake of reports.
const MOURNED: usize = 256;

/// A goroutine's state while it runs, and for a while after.
#[derive(Debug, Default)]
pub(crate) struct Person {
    pub(crate) idx: ClockIdx,
    /// What it knows, its own current epoch included.
    pub(crate) clock: Clock,
    /// Who knows all that this one does but for its own doings.
    twin: Option<Gid>,
    /// Whether it made an access in its current epoch.
    used: bool,
}
reusing!(Person:; idx, clock, twin, used);

impl Person {
    pub(crate) fn epoch(&self) -> Epoch {
        Epoch::new(self.idx, self.clock.get(self.idx))
    }

    /// Starts a new epoch: what follows is not known to those who were just told.
    fn turn(&mut self) {
        let now = self.clock.get(self.idx);
        let next = Epoch::new(self.idx, (now + 1).min(MAX_TIME));
        self.clock.set(self.idx, next.time(), next);
        self.used = false;
    }

    /// Learns one epoch.
    fn hear(&mut self, epoch: Epoch) {
        if !self.clock.covers(epoch) {
            let me = self.epoch();
            self.clock.set(epoch.who(), epoch.time(), me);
        }
    }

    /// Learns what somebody else knows who knows all that this one does but for its own doings.
    fn catch_up(&mut self, clock: &Clock) {
        let me = self.epoch();
        if clock.is_wide() {
            self.clock.clone_from(clock);
            self.clock.set(me.who(), me.time(), me);
        } else {
            self.clock.join(clock, me);
        }
    }
}

#[derive(Clone, Copy, Debug)]
struct Birth {
    idx: ClockIdx,
    /// Its first epoch's time.
    first: u32,
    creation: Creation,
}

#[derive(Debug, Default)]
pub(crate) struct People {
    /// The one asked for last.
    who: Gid,
    persons: ByGid<Person>,
    births: Arc<BTreeMap<Gid, Birth>>,
    /// Per component, its goroutines with their first times, ascending.
    tenants: Vec<Vec<(u32, Gid)>>,
    /// Components of ended goroutines, and the last time at which something was done.
    free: VecDeque<(ClockIdx, u32)>,
    mourned: VecDeque<Gid>,
    /// Whose synchronisation is ignored, and how often that was asked for.
    deaf: BTreeMap<Gid, u32>,
    /// The pairs `(by, of)` that are watched, with the last operation that taught `by` of `of`.
    watched: BTreeMap<(Gid, Gid), Option<(SyncKind, At)>>,
}
reusing!(People:; who, persons, births by share, tenants, free, mourned, deaf by few, watched by few);

impl People {
    /// The goroutine's state; somebody unknown comes out of nowhere and knows nothing.
    pub(crate) fn get(&mut self, g: Gid) -> &mut Person {
        self.who = g;
        if self.persons.get(g).is_none() {
            let person = self.born(g, None, At::default(), &Clock::default());
            self.persons.put(g, person);
        }
        self.persons.get_or_default(g)
    }

    pub(crate) fn clock(&mut self, g: Gid) -> Clock {
        self.get(g).clock.clone()
    }

    /// The running goroutine's clock, after `get`.
    pub(crate) fn current_clock(&self) -> Option<&Clock> {
        self.persons.get(self.who).map(|p| &p.clock)
    }

    /// The running goroutine made an access that is the first of its epoch on some bytes.
    pub(crate) fn used(&mut self) {
        self.get(self.who).used = true;
    }

    /// Lets a new goroutine begin that knows what `clock` does.
    pub(crate) fn add(&mut self, g: Gid, parent: Option<Gid>, at: At, clock: &Clock) {
        let person = self.born(g, parent, at, clock);
        self.persons.put(g, person);
    }

    fn born(&mut self, g: Gid, parent: Option<Gid>, at: At, clock: &Clock) -> Person {
        let (idx, first) = self.component(clock);
        let mut clock = clock.clone();
        clock.set(idx, first, Epoch::new(idx, first));
        let creation = Creation {
            parent,
            at,
            ended: false,
        };
        let birth = Birth {
            idx,
            first,
            creation,
        };
        Arc::make_mut(&mut self.births).insert(g, birth);
        match self.tenants.get_mut(idx.0 as usize) {
            Some(tenants) => tenants.push((first, g)),
            None => self.tenants.push(vec![(first, g)]),
        }
        Person {
            idx,
            clock,
            twin: parent,
            used: false,
        }
    }

    /// A component for a goroutine that begins with `clock`, and its first time.
    ///
    /// An ended goroutine's component is taken over if all it ever did happened before: then
    /// whoever learns of the new one learns, as he should, of everything the old one did, and the
    /// new one itself rightly takes the old one's accesses for its own past.
    fn component(&mut self, clock: &Clock) -> (ClockIdx, u32) {
        for _ in 0..TRIES.min(self.free.len()) {
            let Some((idx, done)) = self.free.pop_front() else {
                break;
            };
            if clock.get(idx) >= done && done < MAX_TIME {
                return (idx, done + 1);
            }
            self.free.push_back((idx, done));
        }
        (ClockIdx(self.tenants.len() as u32), 1)
    }

    /// Ignores synchronisation by `g`, once more or once less.
    pub(crate) fn ignore(&mut self, g: Gid, more: bool) {
        let times = self.deaf.entry(g).or_default();
        *times = match more {
            true => times.saturating_add(1),
            false => times.saturating_sub(1),
        };
        if *times == 0 {
            self.deaf.remove(&g);
        }
    }

    /// Whether synchronisation by `g` is ignored.
    pub(crate) fn ignores(&self, g: Gid) -> bool {
        !self.deaf.is_empty() && self.deaf.contains_key(&g)
    }

    /// The goroutine is over. Nobody learns of it by this (rule 4).
    pub(crate) fn end(&mut self, g: Gid) {
        let Some(person) = self.persons.get(g) else {
            return;
        };
        let now = person.clock.get(person.idx);
        let done = if person.used { now } else { now - now.min(1) };
        let idx = person.idx;
        match Arc::make_mut(&mut self.births).get_mut(&g) {
            Some(birth) if !birth.creation.ended => birth.creation.ended = true,
            _ => return,
        }
        self.deaf.remove(&g);
        self.free.push_back((idx, done));
        self.mourned.push_back(g);
        if self.mourned.len() > MOURNED
            && let Some(old) = self.mourned.pop_front()
        {
            self.persons.remove(old);
        }
    }

    /// All that anybody did up to now, after which everybody begins a new epoch.
    pub(crate) fn everything(&mut self) -> Clock {
        let (mut all, nobody) = (Clock::default(), Epoch::default());
        let births = &self.births;
        for (g, person) in self.persons.iter_mut() {
            if births.get(&g).is_none_or(|b| b.creation.ended) {
                continue;
            }
            let now = person.clock.get(person.idx);
            all.set(person.idx, now.max(all.get(person.idx)), nobody);
            person.turn();
        }
        for (idx, done) in &self.free {
            all.set(*idx, (*done).max(all.get(*idx)), nobody);
        }
        all
    }

    /// `g` publishes what it knows: `tell` gets its clock, then a new epoch begins.
    pub(crate) fn publish(&mut self, g: Gid, tell: impl FnOnce(&Clock)) {
        let person = self.get(g);
        tell(&person.clock);
        person.turn();
    }

    /// `g` learns what `clock` knows.
    pub(crate) fn learn(&mut self, g: Gid, clock: &Clock, kind: SyncKind, at: At) {
        let before = self.watched_of(g);
        let person = self.get(g);
        let me = person.epoch();
        if person.clock.join(clock, me) {
            person.twin = None;
        }
        self.taught(before, kind, at);
    }

    /// `a` and `b` learn what the other knows, after which both begin a new epoch.
    pub(crate) fn meet(&mut self, a: Gid, b: Gid, kind: SyncKind, at_a: At, at_b: At) {
        if a == b {
            return self.publish(a, |_| {});
        }
        let before = [self.watched_of(a), self.watched_of(b)];
        self.get(b);
        self.get(a);
        let Some((one, two)) = self.persons.pair(a, b) else {
            return;
        };
        let (of_one, of_two) = (one.epoch(), two.epoch());
        match (one.twin == Some(b), two.twin == Some(a)) {
            (true, true) => {
                one.hear(of_two);
                two.hear(of_one);
            }
            (true, false) => {
                one.catch_up(&two.clock);
                two.hear(of_one);
            }
            (false, true) => {
                two.catch_up(&one.clock);
                one.hear(of_two);
            }
            (false, false) => one.clock.join_both(&mut two.clock, [of_one, of_two]),
        }
        (one.twin, two.twin) = (Some(b), Some(a));
        one.turn();
        two.turn();
        for (before, at) in before.into_iter().zip([at_a, at_b]) {
            self.taught(before, kind, at);
        }
    }

    /// From now on it is noted through which operations the two of each pair learn of each other.
    pub(crate) fn watch(&mut self, pairs: impl IntoIterator<Item = (Gid, Gid)>) {
        let pairs = pairs.into_iter().flat_map(|(a, b)| [(a, b), (b, a)]);
        self.watched.extend(pairs.map(|pair| (pair, None)));
    }

    /// What `by` knows of those of whom it is watched.
    fn watched_of(&self, by: Gid) -> Vec<(Gid, Gid, u32)> {
        if self.watched.is_empty() {
            return Vec::new();
        }
        let everybody = (by, Gid(0))..=(by, Gid(u32::MAX));
        let pairs = self.watched.range(everybody);
        pairs
            .map(|(p, _)| (p.0, p.1, self.known(by, p.1)))
            .collect()
    }

    /// Notes the operation that taught somebody more than was known `before`.
    fn taught(&mut self, before: Vec<(Gid, Gid, u32)>, kind: SyncKind, at: At) {
        for (by, of, known) in before {
            if known < self.known(by, of) {
                self.watched.insert((by, of), Some((kind, at)));
            }
        }
    }

    /// Up to which epoch `by` knows the component of `of`.
    fn known(&self, by: Gid, of: Gid) -> u32 {
        let of = self.births.get(&of).map(|b| b.idx);
        let known = of
            .zip(self.persons.get(by))
            .map(|(idx, by)| by.clock.get(idx));
        known.unwrap_or(0)
    }

    /// Whose epoch that is.
    pub(crate) fn owner(&self, epoch: Epoch) -> Gid {
        let tenants = self.tenants.get(epoch.who().0 as usize);
        let tenants = tenants.map_or(&[][..], Vec::as_slice);
        let after = tenants.partition_point(|(first, _)| *first <= epoch.time());
        match tenants.get(after.wrapping_sub(1)) {
            Some((_, g)) => *g,
            None => Gid::default(),
        }
    }

    pub(crate) fn creation(&self, g: Gid) -> Option<Creation> {
        self.births.get(&g).map(|b| b.creation)
    }

    /// A goroutine's component and what it knows, unless it ended long ago.
    pub(crate) fn clock_of(&self, g: Gid) -> Option<(ClockIdx, &Clock)> {
        self.persons.get(g).map(|p| (p.idx, &p.clock))
    }

    /// The same for everybody, in the order of their numbers.
    pub(crate) fn clocks(&self) -> impl Iterator<Item = (Gid, ClockIdx, &Clock)> {
        let known = self.births.keys();
        known.filter_map(|g| self.clock_of(*g).map(|(idx, clock)| (*g, idx, clock)))
    }

    /// The goroutine's first epoch.
    pub(crate) fn first_epoch(&self, g: Gid) -> Option<u32> {
        self.births.get(&g).map(|b| b.first)
    }

    /// The operation through which `by` knows the latest of what it knows of `of`, if the two are
    /// watched.
    fn knows(&self, by: Gid, of: Gid) -> Option<LastSync> {
        let taught = self.watched.get(&(by, of))?;
        let target = self.births.get(&of)?;
        let birth = self.births.get(&by)?;
        let (kind, at) = taught.unwrap_or((SyncKind::Fork, birth.creation.at));
        let sync = |epoch| LastSync {
            by,
            of,
            kind,
            at,
            epoch,
        };
        let Some(person) = self.persons.get(by) else {
            // Its clock is gone; that its parent started it is still known.
            let child = birth.creation.parent == Some(of) && taught.is_none();
            return child.then(|| sync(0));
        };
        let epoch = person.clock.get(target.idx);
        (person.idx != target.idx && epoch >= target.first).then(|| sync(epoch))
    }

    /// The later of the two operations through which either knows the latest of the other.
    pub(crate) fn last_sync(&self, a: Gid, b: Gid) -> Option<LastSync> {
        let both = [self.knows(a, b), self.knows(b, a)];
        both.into_iter().flatten().max_by_key(|s| s.at.tick)
    }

    /// Bytes held.
    pub(crate) fn footprint(&self) -> usize {
        let person = |p: &Person| size_of::<Person>() + p.clock.footprint();
        self.persons.iter().map(person).sum::<usize>()
            + self.births.len() * (size_of::<Birth>() + 40)
    }
}
