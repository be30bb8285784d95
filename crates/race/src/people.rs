//! The goroutines: their clocks, their components of clocks, where they come from, and through
//! which operations they know what they know. Not the rules by which clocks flow (`sync.rs`).

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use crate::clock::{Chunk, Clock, ClockIdx, Epoch, LANES, MAX_TIME, is_less, place};
use crate::report::{At, Creation, Gid, LastSync, SyncKind};

/// Components that a fork looks at before it takes a new one.
const TRIES: usize = 8;
/// Ended goroutines whose clocks are kept for the sake of reports.
const MOURNED: usize = 256;
/// Acquisitions remembered before the first sweep.
const FIRST_SWEEP: usize = 1024;
/// Clocks taken over as wholes before it is noted what of them was new.
const LATE: usize = 16;

/// A goroutine's state while it runs, and for a while after.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) idx: ClockIdx,
    /// What it knows, its own current epoch included.
    pub(crate) clock: Clock,
    via: Via,
    /// What it took over from others as a whole, oldest first, and is not in `via` yet: the
    /// number, and what it knew before.
    late: Vec<(u32, Clock)>,
    /// Who knows all that this one does but for its own doings.
    twin: Option<Gid>,
    /// Whether it made an access in its current epoch.
    used: bool,
}

impl Person {
    pub(crate) fn epoch(&self) -> Epoch {
        Epoch::new(self.idx, self.clock.get(self.idx))
    }

    /// Starts a new epoch: what follows is not known to those who were just told.
    fn turn(&mut self) {
        let now = self.clock.get(self.idx);
        self.clock.set(self.idx, (now + 1).min(MAX_TIME));
        self.used = false;
    }

    /// Learns what `clock` knows, as acquisition `number` if that is anything new.
    fn learn(&mut self, clock: &Clock, mut number: impl FnMut() -> u32) -> bool {
        self.via.catch_up(&mut self.late, &self.clock);
        let via = &mut self.via;
        let mut first = 0;
        self.clock.join(clock, |chunk, ours, theirs| {
            if first == 0 {
                first = number();
            }
            via.set(chunk, ours, theirs, first);
        });
        first != 0
    }

    /// Learns one epoch.
    fn hear(&mut self, epoch: Epoch, number: impl FnOnce() -> u32) {
        if self.clock.covers(epoch) {
            return;
        }
        let number = number();
        if self.late.is_empty() {
            self.via.set_one(epoch.who(), number);
        } else {
            self.put_off(number, self.clock.clone());
        }
        self.clock.set(epoch.who(), epoch.time());
    }

    /// What acquisition `number` taught is noted later; before it, `before` was known.
    fn put_off(&mut self, number: u32, before: Clock) {
        if self.late.len() >= LATE {
            self.via.catch_up(&mut self.late, &before);
        }
        self.late.push((number, before));
    }

    /// Takes over all that `clock` knows, which is more than this one does but for itself.
    fn adopt(&mut self, clock: &Clock, number: u32) {
        let own = self.epoch();
        let before = std::mem::replace(&mut self.clock, clock.clone());
        self.clock.set(own.who(), own.time());
        self.put_off(number, before);
    }
}

#[derive(Clone, Copy, Debug)]
struct Birth {
    idx: ClockIdx,
    /// Its first epoch's time.
    first: u32,
    creation: Creation,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct People {
    /// The running one; the others lie in `others`.
    who: Gid,
    current: Option<Arc<Person>>,
    others: BTreeMap<Gid, Arc<Person>>,
    births: Arc<BTreeMap<Gid, Birth>>,
    /// Per component, its goroutines with their first times, ascending.
    tenants: Vec<Vec<(u32, Gid)>>,
    /// Components of ended goroutines, and the last time at which something was done.
    free: VecDeque<(ClockIdx, u32)>,
    mourned: VecDeque<Gid>,
    learned: Learned,
}

impl People {
    /// The goroutine's state; somebody unknown comes out of nowhere and knows nothing.
    pub(crate) fn get(&mut self, g: Gid) -> &mut Arc<Person> {
        if self.who != g
            && let Some(person) = self.current.take()
        {
            self.others.insert(self.who, person);
        }
        self.who = g;
        let known = self.current.take().or_else(|| self.others.remove(&g));
        let person = known.unwrap_or_else(|| self.born(g, None, At::default(), &Clock::default()));
        self.current.insert(person)
    }

    /// The same without making anything.
    fn peek(&self, g: Gid) -> Option<&Person> {
        match &self.current {
            Some(person) if self.who == g => Some(person),
            _ => self.others.get(&g).map(|p| &**p),
        }
    }

    pub(crate) fn clock(&mut self, g: Gid) -> Clock {
        self.get(g).clock.clone()
    }

    /// The running goroutine's clock, after `get`.
    pub(crate) fn current_clock(&self) -> Option<&Clock> {
        self.current.as_ref().map(|p| &p.clock)
    }

    /// The running goroutine made an access that is the first of its epoch on some bytes.
    pub(crate) fn used(&mut self) {
        if let Some(person) = &mut self.current
            && !person.used
        {
            Arc::make_mut(person).used = true;
        }
    }

    /// Lets a new goroutine begin that knows what `clock` does.
    pub(crate) fn add(&mut self, g: Gid, parent: Option<Gid>, at: At, clock: &Clock) {
        let person = self.born(g, parent, at, clock);
        if self.who == g {
            self.current = None;
        }
        self.others.insert(g, person);
    }

    fn born(&mut self, g: Gid, parent: Option<Gid>, at: At, clock: &Clock) -> Arc<Person> {
        let (idx, first) = self.component(clock);
        let mut clock = clock.clone();
        clock.set(idx, first);
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
        Arc::new(Person {
            idx,
            clock,
            via: Via::default(),
            late: Vec::new(),
            twin: parent,
            used: false,
        })
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

    /// The goroutine is over. Nobody learns of it by this (rule 4).
    pub(crate) fn end(&mut self, g: Gid) {
        let Some(person) = self.peek(g) else { return };
        let now = person.clock.get(person.idx);
        let done = if person.used { now } else { now - now.min(1) };
        let idx = person.idx;
        match Arc::make_mut(&mut self.births).get_mut(&g) {
            Some(birth) if !birth.creation.ended => birth.creation.ended = true,
            _ => return,
        }
        self.free.push_back((idx, done));
        self.mourned.push_back(g);
        if self.mourned.len() > MOURNED
            && let Some(old) = self.mourned.pop_front()
        {
            self.others.remove(&old);
        }
    }

    /// All that anybody did up to now, after which everybody begins a new epoch.
    pub(crate) fn everything(&mut self) -> Clock {
        let mut all = Clock::default();
        let births = &self.births;
        let everybody = self.others.iter_mut().map(|(g, p)| (*g, p));
        for (g, person) in everybody.chain(self.current.as_mut().map(|p| (self.who, p))) {
            let ended = births.get(&g).is_none_or(|b| b.creation.ended);
            let now = person.clock.get(person.idx);
            all.set(person.idx, now.max(all.get(person.idx)));
            if !ended {
                Arc::make_mut(person).turn();
            }
        }
        for (idx, done) in &self.free {
            all.set(*idx, (*done).max(all.get(*idx)));
        }
        all
    }

    /// `g` publishes what it knows: `tell` gets its clock, then a new epoch begins.
    pub(crate) fn publish(&mut self, g: Gid, tell: impl FnOnce(&Clock)) {
        let person = self.get(g);
        tell(&person.clock);
        Arc::make_mut(person).turn();
    }

    /// `g` learns what `clock` knows.
    pub(crate) fn learn(&mut self, g: Gid, clock: &Clock, kind: SyncKind, at: At) {
        self.get(g);
        let Some(person) = &mut self.current else {
            return;
        };
        let person = Arc::make_mut(person);
        let learned = &mut self.learned;
        if person.learn(clock, || learned.push(kind, at)) {
            person.twin = None;
            self.sweep_if_full();
        }
    }

    /// `a` and `b` learn what the other knows, after which both begin a new epoch.
    pub(crate) fn meet(&mut self, a: Gid, b: Gid, kind: SyncKind, at_a: At, at_b: At) {
        if a == b {
            return self.publish(a, |_| {});
        }
        if self.peek(b).is_none() {
            self.get(b);
        }
        self.get(a);
        let (Some(one), Some(two)) = (&mut self.current, self.others.get_mut(&b)) else {
            return;
        };
        let (one, two) = (Arc::make_mut(one), Arc::make_mut(two));
        let (of_one, of_two) = (one.epoch(), two.epoch());
        let learned = &mut self.learned;
        match (one.twin == Some(b), two.twin == Some(a)) {
            (true, true) => {
                one.hear(of_two, || learned.push(kind, at_a));
                two.hear(of_one, || learned.push(kind, at_b));
            }
            (true, false) => {
                if two.clock.is_wide() {
                    one.adopt(&two.clock, learned.push(kind, at_a));
                } else {
                    one.learn(&two.clock, || learned.push(kind, at_a));
                }
                two.hear(of_one, || learned.push(kind, at_b));
            }
            (false, true) => {
                if one.clock.is_wide() {
                    two.adopt(&one.clock, learned.push(kind, at_b));
                } else {
                    two.learn(&one.clock, || learned.push(kind, at_b));
                }
                one.hear(of_two, || learned.push(kind, at_a));
            }
            (false, false) => {
                one.via.catch_up(&mut one.late, &one.clock);
                two.via.catch_up(&mut two.late, &two.clock);
                let (via_one, via_two) = (&mut one.via, &mut two.via);
                let (mut by_one, mut by_two) = (0, 0);
                let done = one.clock.join_both(&mut two.clock, |chunk, ours, theirs| {
                    let (mut less, mut more) = (0, 0);
                    for (a, b) in ours.iter().zip(theirs) {
                        less |= a.wrapping_sub(*b);
                        more |= b.wrapping_sub(*a);
                    }
                    if less > MAX_TIME {
                        if by_one == 0 {
                            by_one = learned.push(kind, at_a);
                        }
                        via_one.set(chunk, ours, theirs, by_one);
                    }
                    if more > MAX_TIME {
                        if by_two == 0 {
                            by_two = learned.push(kind, at_b);
                        }
                        via_two.set(chunk, theirs, ours, by_two);
                    }
                });
                if !done {
                    one.learn(&two.clock, || learned.push(kind, at_a));
                    two.learn(&one.clock, || learned.push(kind, at_b));
                }
            }
        }
        (one.twin, two.twin) = (Some(b), Some(a));
        one.turn();
        two.turn();
        self.sweep_if_full();
    }

    fn sweep_if_full(&mut self) {
        if self.learned.full() {
            self.sweep();
        }
    }

    /// Forgets the acquisitions that nobody's knowledge rests on any more.
    fn sweep(&mut self) {
        let everybody = self.others.values().chain(&self.current);
        let mut alive: Vec<u32> = Vec::new();
        let mut looked_at = 0;
        for person in everybody {
            alive.extend(person.late.iter().map(|l| l.0));
            for number in person.via.iter() {
                looked_at += 1;
                // Neighbours mostly know from the same place.
                if alive.last() != Some(&number) {
                    alive.push(number);
                }
            }
        }
        alive.sort_unstable();
        alive.dedup();
        self.learned.keep(&alive, looked_at);
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
        self.peek(g).map(|p| (p.idx, &p.clock))
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

    /// The operation through which `by` knows the latest of what it knows of `of`.
    fn knows(&self, by: Gid, of: Gid) -> Option<LastSync> {
        let target = self.births.get(&of)?;
        let birth = self.births.get(&by)?;
        let fork = |epoch| LastSync {
            by,
            of,
            kind: SyncKind::Fork,
            at: birth.creation.at,
            epoch,
        };
        let Some(person) = self.peek(by) else {
            // Its clock is gone; that its parent started it is still known.
            return (birth.creation.parent == Some(of)).then(|| fork(0));
        };
        let epoch = person.clock.get(target.idx);
        if person.idx == target.idx || epoch < target.first {
            return None;
        }
        let caught_up = person.late.first().map(|_| {
            let mut via = person.via.clone();
            via.catch_up(&mut person.late.clone(), &person.clock);
            via
        });
        match caught_up.as_ref().unwrap_or(&person.via).get(target.idx) {
            0 => Some(fork(epoch)),
            number => self.learned.get(number).map(|(kind, at)| LastSync {
                by,
                of,
                kind,
                at,
                epoch,
            }),
        }
    }

    /// The later of the two operations through which either knows the latest of the other.
    pub(crate) fn last_sync(&self, a: Gid, b: Gid) -> Option<LastSync> {
        let both = [self.knows(a, b), self.knows(b, a)];
        both.into_iter().flatten().max_by_key(|s| s.at.tick)
    }

    /// Bytes held.
    pub(crate) fn footprint(&self) -> usize {
        let person =
            |p: &Arc<Person>| size_of::<Person>() + p.clock.footprint() + p.via.footprint();
        self.others
            .values()
            .chain(&self.current)
            .map(person)
            .sum::<usize>()
            + self.births.len() * (size_of::<Birth>() + 40)
            + self.learned.items.len() * size_of::<(u32, SyncKind, At)>()
    }
}

/// Per component of a clock, the acquisition (a number in `Learned`) that last raised it; 0 is
/// birth. Of components that are 0, nothing.
#[derive(Clone, Debug, Default)]
struct Via {
    chunks: Vec<Numbers>,
}

/// A chunk's numbers. Most often one acquisition tells all there is to know of a chunk.
#[derive(Clone, Debug)]
enum Numbers {
    One(u32),
    Each(Box<[u32; LANES]>),
}

impl Via {
    /// What grows of a chunk from `ours` to `theirs` is known by that number now.
    fn set(&mut self, chunk: usize, ours: &Chunk, theirs: &Chunk, number: u32) {
        if chunk >= self.chunks.len() {
            self.chunks.resize(chunk + 1, Numbers::One(0));
        }
        let Some(numbers) = self.chunks.get_mut(chunk) else {
            return;
        };
        if let Numbers::One(old) = *numbers {
            // Components that are known and do not grow.
            let mut rest = 0;
            for (a, b) in ours.iter().zip(theirs) {
                rest |= (a | b) & !is_less(*a, *b);
            }
            if rest == 0 {
                *numbers = Numbers::One(number);
                return;
            }
            *numbers = Numbers::Each(Box::new([old; LANES]));
        }
        if let Numbers::Each(each) = numbers {
            for ((place, a), b) in each.iter_mut().zip(ours).zip(theirs) {
                *place ^= (*place ^ number) & is_less(*a, *b);
            }
        }
    }

    /// One component grew.
    fn set_one(&mut self, idx: ClockIdx, number: u32) {
        let (chunk, lane) = place(idx);
        if chunk >= self.chunks.len() {
            self.chunks.resize(chunk + 1, Numbers::One(0));
        }
        let Some(numbers) = self.chunks.get_mut(chunk) else {
            return;
        };
        if let Numbers::One(old) = *numbers {
            *numbers = Numbers::Each(Box::new([old; LANES]));
        }
        if let Numbers::Each(each) = numbers {
            each[lane] = number;
        }
    }

    /// Takes note of what was taken over as a whole; `now` is what is known after it.
    fn catch_up(&mut self, late: &mut Vec<(u32, Clock)>, now: &Clock) {
        if late.is_empty() {
            return;
        }
        let mut steps = late.drain(..).peekable();
        while let Some((number, before)) = steps.next() {
            let after = steps.peek().map_or(now, |next| &next.1);
            before.growth(after, |chunk, ours, theirs| {
                self.set(chunk, ours, theirs, number);
            });
        }
    }

    fn get(&self, idx: ClockIdx) -> u32 {
        let (chunk, lane) = place(idx);
        match self.chunks.get(chunk) {
            None => 0,
            Some(Numbers::One(number)) => *number,
            Some(Numbers::Each(each)) => each[lane],
        }
    }

    fn iter(&self) -> impl Iterator<Item = u32> {
        self.chunks
            .iter()
            .flat_map(|numbers| match numbers {
                Numbers::One(number) => std::slice::from_ref(number),
                Numbers::Each(each) => each.as_slice(),
            })
            .copied()
    }

    fn footprint(&self) -> usize {
        let each = self.chunks.iter().filter(|n| matches!(n, Numbers::Each(_)));
        self.chunks.len() * size_of::<Numbers>() + each.count() * size_of::<[u32; LANES]>()
    }
}

/// Acquisitions that taught somebody something, numbered from 1.
#[derive(Clone, Debug)]
struct Learned {
    /// Ascending by number.
    items: Vec<(u32, SyncKind, At)>,
    next: u32,
    limit: usize,
}

impl Default for Learned {
    fn default() -> Self {
        Learned {
            items: Vec::new(),
            next: 1,
            limit: FIRST_SWEEP,
        }
    }
}

impl Learned {
    fn push(&mut self, kind: SyncKind, at: At) -> u32 {
        let number = self.next;
        self.next = number.saturating_add(1);
        match self.items.last_mut() {
            // Numbers have run out: only the latest is told apart.
            Some(last) if last.0 == number => *last = (number, kind, at),
            _ => self.items.push((number, kind, at)),
        }
        number
    }

    fn get(&self, number: u32) -> Option<(SyncKind, At)> {
        let i = self.items.binary_search_by_key(&number, |x| x.0).ok()?;
        self.items.get(i).map(|x| (x.1, x.2))
    }

    fn full(&self) -> bool {
        self.items.len() >= self.limit
    }

    /// Keeps those numbers only; they ascend.
    ///
    /// The next time comes when that is worth looking at as many numbers as this time.
    fn keep(&mut self, alive: &[u32], looked_at: usize) {
        self.items.retain(|x| alive.binary_search(&x.0).is_ok());
        let more = (looked_at / 2).max(self.items.len());
        self.limit = FIRST_SWEEP.max(self.items.len() + more);
    }
}
