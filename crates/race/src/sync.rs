//! Synchronisation: how clocks flow. The numbers of rules are those of the list in the crate's
//! documentation.

use crate::clock::{Clock, Epoch};
use crate::detector::Detector;
use crate::pages::Pages;
use crate::report::{At, Gid, Kind, Note, SyncId, SyncKind};

/// The clock of an atomic variable.
const ATOMIC: u32 = u32::MAX;
/// The clock of a channel's close.
const CLOSE: u32 = u32::MAX - 1;
/// The clock into which an RWMutex's read locks are given back.
const READERS: u32 = u32::MAX - 2;

/// The clocks of the objects in one page, ascending by id.
#[derive(Clone, Debug, Default)]
pub(crate) struct SyncPage {
    clocks: Vec<(SyncId, Clock)>,
}

impl SyncPage {
    fn get(&self, id: SyncId) -> Option<&Clock> {
        let i = self.clocks.binary_search_by_key(&id, |c| c.0).ok()?;
        self.clocks.get(i).map(|c| &c.1)
    }

    fn entry(&mut self, id: SyncId) -> &mut Clock {
        let i = match self.clocks.binary_search_by_key(&id, |c| c.0) {
            Ok(i) => i,
            Err(i) => {
                self.clocks.insert(i, (id, Clock::default()));
                i
            }
        };
        &mut self.clocks[i].1
    }

    pub(crate) fn forget(&mut self, from: u64, to: u64) {
        self.clocks.retain(|(id, _)| id.0 < from || id.0 >= to);
    }

    pub(crate) fn footprint(&self) -> usize {
        let one = |c: &(SyncId, Clock)| size_of::<(SyncId, Clock)>() + c.1.footprint();
        self.clocks.iter().map(one).sum()
    }
}

/// The primitives.
impl Detector {
    /// `child` begins, knowing all that `parent` did before `at` (rule 3).
    pub fn fork(&mut self, parent: Gid, child: Gid, at: At) {
        let clock = match self.people.ignores(parent) {
            true => Clock::default(),
            false => self.people.clock(parent),
        };
        self.people.publish(parent, |_| {});
        self.people.add(child, Some(parent), at, &clock);
        self.moved();
    }

    /// The machine itself starts `child`, which knows what was published at `from`, if anything: a
    /// timer's function (rule 19), the goroutine of finalizers (rule 14).
    pub fn spawn(&mut self, child: Gid, from: Option<SyncId>, at: At) {
        let clock = from.and_then(|id| self.clock_of(id).cloned());
        let clock = clock.unwrap_or_default();
        self.people.add(child, None, at, &clock);
        self.moved();
    }

    /// The machine starts `child` on behalf of an object that nobody can reach any more: whatever
    /// anybody did with it happened before, so all that was done so far did (rule 14; Go's
    /// detector has it so).
    pub fn spawn_after_all(&mut self, child: Gid, at: At) {
        let clock = self.people.everything();
        self.people.add(child, None, at, &clock);
        self.moved();
    }

    /// `g` is over. Nobody learns of it by this (rule 4).
    pub fn exit(&mut self, g: Gid) {
        self.people.end(g);
    }

    /// From now on `g` neither learns nor publishes anything until [`Detector::heed_sync`] was
    /// called as often; those whom it starts know nothing. What it accesses still counts.
    pub fn ignore_sync(&mut self, g: Gid) {
        self.people.ignore(g, true);
    }

    /// Ends what [`Detector::ignore_sync`] began.
    pub fn heed_sync(&mut self, g: Gid) {
        self.people.ignore(g, false);
    }

    /// `g` learns what was published at `id`.
    pub fn acquire(&mut self, g: Gid, id: SyncId, at: At) {
        if self.people.ignores(g) {
            return;
        }
        self.learn_from(g, id, SyncKind::Acquire(id), at);
        self.moved();
    }

    /// `g` publishes what it knows at `id`, in place of what was there.
    pub fn release(&mut self, g: Gid, id: SyncId) {
        if self.people.ignores(g) {
            return;
        }
        let place = page(&mut self.syncs, id).entry(id);
        self.people.publish(g, |clock| place.assign(clock));
        self.moved();
    }

    /// `g` publishes what it knows at `id`, beside what was there.
    pub fn release_merge(&mut self, g: Gid, id: SyncId) {
        if self.people.ignores(g) {
            return;
        }
        let place = page(&mut self.syncs, id).entry(id);
        self.people.publish(g, |clock| {
            place.join(clock, Epoch::default());
        });
        self.moved();
    }

    /// `g` learns what was published at `id`, then publishes all it knows there.
    pub fn acquire_release(&mut self, g: Gid, id: SyncId, at: At) {
        self.acquire(g, id, at);
        self.release(g, id);
    }

    /// `g` publishes what it knew at `id` and learns what was there, but does not pass that on.
    pub fn exchange(&mut self, g: Gid, id: SyncId, at: At) {
        if self.people.ignores(g) {
            return;
        }
        let place = page(&mut self.syncs, id).entry(id);
        let old = std::mem::take(place);
        self.people.publish(g, |clock| place.assign(clock));
        self.people.learn(g, &old, SyncKind::Acquire(id), at);
        self.moved();
    }

    /// `a` and `b` meet at `id`: each learns what the other knew. Both directions are told with
    /// the learner's own place.
    pub fn sync_pair(&mut self, a: Gid, b: Gid, id: SyncId, at_a: At, at_b: At) {
        if self.people.ignores(a) || self.people.ignores(b) {
            return;
        }
        self.people.meet(a, b, SyncKind::Meet(id), at_a, at_b);
        self.moved();
    }

    /// `to` learns what `from` knows, and nothing flows back: a Cond's wake-up (rule 15).
    pub fn edge(&mut self, from: Gid, to: Gid, id: SyncId, at: At) {
        if from == to || self.people.ignores(from) || self.people.ignores(to) {
            return;
        }
        let clock = self.people.clock(from);
        self.people.publish(from, |_| {});
        self.people.learn(to, &clock, SyncKind::Edge(id), at);
        self.moved();
    }

    /// What was published at `from` is now what was published at `to`, without any goroutine: the
    /// machine sends on a timer's channel (rule 19).
    pub fn transfer(&mut self, from: SyncId, to: SyncId) {
        let clock = self.clock_of(from).cloned().unwrap_or_default();
        *page(&mut self.syncs, to).entry(to) = clock;
    }

    /// The object is gone; another one under the same id has nothing to do with it. Objects in
    /// memory go with it ([`Detector::forget`]).
    pub fn forget_sync(&mut self, id: SyncId) {
        if self.clock_of(id).is_some() {
            let page = page(&mut self.syncs, id);
            page.clocks.retain(|(i, _)| *i != id);
        }
    }

    fn clock_of(&self, id: SyncId) -> Option<&Clock> {
        self.syncs.get(id.0)?.get(id)
    }

    fn learn_from(&mut self, g: Gid, id: SyncId, kind: SyncKind, at: At) {
        if let Some(clock) = self.syncs.get(id.0).and_then(|p| p.get(id)) {
            self.people.learn(g, clock, kind, at);
        }
    }

    /// Clocks have moved: the next access looks its epoch up.
    fn moved(&mut self) {
        self.running = None;
    }
}

/// What carries a rule of Go.
impl Detector {
    /// A send or receive that uses slot `slot` of the channel at `chan` (capacity above 0).
    ///
    /// Slot by slot this gives rules 5 and 8: the k-th send happens before the k-th receive ends,
    /// and the k-th receive before the (k+C)-th send ends. Each publishes what it knew at its
    /// beginning and learns at its end, hence an exchange. When the running goroutine finds the
    /// other side waiting, it calls this for itself first, then for the other, with one slot.
    pub fn chan_slot(&mut self, g: Gid, chan: u64, slot: u32, at: At) {
        self.exchange(g, SyncId(chan, slot), at);
    }

    /// A send meets a receive on the unbuffered channel at `chan`: rules 5 and 7, the send happens
    /// before the receive ends, and the receive before the send ends.
    pub fn chan_meet(&mut self, a: Gid, b: Gid, chan: u64, at_a: At, at_b: At) {
        self.sync_pair(a, b, SyncId(chan, 0), at_a, at_b);
    }

    /// `g` closes the channel at `chan` (rule 6, its first half).
    pub fn chan_close(&mut self, g: Gid, chan: u64) {
        self.release(g, SyncId(chan, CLOSE));
    }

    /// `g` receives zero because the channel is closed (rule 6): the close happened before.
    pub fn chan_closed(&mut self, g: Gid, chan: u64, at: At) {
        self.acquire(g, SyncId(chan, CLOSE), at);
    }

    /// `g` has locked the mutex at `m`, or the RWMutex for writing (rule 9): every unlock so far
    /// happened before, and (rule 10) every read unlock.
    pub fn lock(&mut self, g: Gid, m: u64, at: At) {
        self.acquire(g, SyncId(m, 0), at);
        self.acquire(g, SyncId(m, READERS), at);
    }

    /// `g` unlocks what `lock` locked. Merged, not replaced, because rule 9 speaks of all earlier
    /// unlocks, and who unlocks need not be who locked.
    pub fn unlock(&mut self, g: Gid, m: u64) {
        self.release_merge(g, SyncId(m, 0));
    }

    /// `g` has locked the RWMutex for reading (rule 10): unlocks happened before, but not other
    /// readers' unlocks.
    pub fn rlock(&mut self, g: Gid, m: u64, at: At) {
        self.acquire(g, SyncId(m, 0), at);
    }

    /// `g` gives its read lock back (rule 10): before the next lock, not before other readers'.
    pub fn runlock(&mut self, g: Gid, m: u64) {
        self.release_merge(g, SyncId(m, READERS));
    }

    /// `g` counts the wait group at `wg` down (rule 18).
    pub fn wg_done(&mut self, g: Gid, wg: u64) {
        self.release_merge(g, SyncId(wg, 0));
    }

    /// `g` returns from Wait (rule 18): every Done so far happened before.
    pub fn wg_wait(&mut self, g: Gid, wg: u64, at: At) {
        self.acquire(g, SyncId(wg, 0), at);
    }

    /// An atomic load, or a compare-and-swap that fails (rule 13): what it observes is the last
    /// write, so that write's past is its past. Learns first, then counts as an access.
    pub fn atomic_load(&mut self, g: Gid, addr: u64, len: u64, at: At) -> bool {
        self.acquire(g, SyncId(addr, ATOMIC), at);
        self.access(g, Kind::AtomicRead, Note(0), addr, len, at)
    }

    /// An atomic store (rule 13). It observes nothing, so it learns nothing; and later loads
    /// observe this store and not the ones before, so it replaces their clock.
    pub fn atomic_store(&mut self, g: Gid, addr: u64, len: u64, at: At) -> bool {
        let new = self.access(g, Kind::AtomicWrite, Note(0), addr, len, at);
        self.release(g, SyncId(addr, ATOMIC));
        new
    }

    /// An atomic operation that reads and writes: add, swap, a compare-and-swap that succeeds
    /// (rule 13).
    pub fn atomic_rmw(&mut self, g: Gid, addr: u64, len: u64, at: At) -> bool {
        self.acquire(g, SyncId(addr, ATOMIC), at);
        let new = self.access(g, Kind::AtomicWrite, Note(0), addr, len, at);
        self.release(g, SyncId(addr, ATOMIC));
        new
    }

    /// The same, as if what it reads were nobody's affair: it learns nothing, and who reads the
    /// variable later learns of it and of all before it.
    pub fn atomic_merge(&mut self, g: Gid, addr: u64, len: u64, at: At) -> bool {
        let new = self.access(g, Kind::AtomicWrite, Note(0), addr, len, at);
        self.release_merge(g, SyncId(addr, ATOMIC));
        new
    }
}

fn page(syncs: &mut Pages<SyncPage>, id: SyncId) -> &mut SyncPage {
    syncs.make(id.0)
}
