//! Race detection while a program runs: which operations of the machine are accesses to shared
//! memory, and which of them order goroutines. The algorithm is crate `race`'s; here is only who
//! tells it what. Off unless `Config::race` asks for it, and then nothing the program does changes.
//!
//! Slots of frames belong to one goroutine and are not watched. What the machine itself does with
//! memory (buffers of channels, entries of maps, boxes of interfaces) is told as the operation that
//! it is part of: an access to the map as a whole, say, as Go's detector has it.
//!
//! Whoever steers the run and knows the order of what goroutines do from elsewhere asks for
//! `Config::touches` instead: a list of what is touched, without any clocks.

use std::sync::Arc;

use bytecode::{Instr, Native, Program, TypeIdx};
use race::{At, Detector, Gid, Kind, Note, Race, Site, Stretch, SyncId, Touched, Touches};

use crate::chan::hchan;
use crate::fast::{self, Place, Tables};
use crate::g::G;
use crate::heap::Heap;
use crate::scheduler::GRef;
use crate::value::Repr;
use crate::vm::Vm;

/// What an access is to, beyond plain memory: `race::Note`s.
pub mod note {
    use race::Note;
    pub const PLAIN: Note = Note(0);
    /// A map as a whole.
    pub const MAP: Note = Note(1);
    /// A channel: sending reads it, closing writes it.
    pub const CHAN: Note = Note(2);
    /// A wait group: the first Add reads it, the first Wait writes it.
    pub const WAIT_GROUP: Note = Note(3);
    /// The state of a lock.
    pub const LOCK: Note = Note(4);
}

/// Which clock of an address that is more than one thing.
const ONCE: u32 = 17;
const COND: u32 = 18;
const BUBBLE: u32 = 19;
/// Of what the program itself says; in Go that is the clock of whatever else is at the address.
const SAID: u32 = 20;

/// The detector, and where the machine stands.
#[derive(Debug)]
pub(crate) struct Races {
    pub(crate) detector: Detector,
    g: Gid,
    at: At,
    /// The atomic addition at hand comes in no order with others (see [`Vm::set_adds_apart`]).
    apart: bool,
    /// What is touched, if that is all that is asked for: the detector hears of nothing then.
    touches: Option<Touches>,
}

impl Races {
    #[cfg(feature = "detector")]
    pub(crate) fn new(touches: bool) -> Self {
        Races {
            detector: Detector::new(),
            g: Gid(1),
            at: At::default(),
            apart: false,
            touches: touches.then(Touches::new),
        }
    }

    /// Whether clocks are kept.
    fn has_clocks(&self) -> bool {
        self.touches.is_none()
    }

    /// A copy that shares nearly everything, in the place of an old one that nobody has any more, if
    /// that is what it is. None: there is nothing to go back to.
    pub(crate) fn checkpoint(&mut self, old: Option<Arc<Races>>) -> Option<Arc<Races>> {
        if !self.has_clocks() {
            return None;
        }
        if let Some(mut old) = old
            && let Some(place) = Arc::get_mut(&mut old)
        {
            self.detector.checkpoint_in(&mut place.detector);
            (place.g, place.at, place.apart) = (self.g, self.at, self.apart);
            return Some(old);
        }
        Some(Arc::new(Races {
            detector: self.detector.checkpoint(),
            touches: None,
            ..*self
        }))
    }

    /// A copy of a checkpoint.
    #[cfg(feature = "detector")]
    fn copy(&self) -> Races {
        Races {
            detector: self.detector.clone(),
            touches: None,
            ..*self
        }
    }

    /// Becomes what it was at a checkpoint.
    #[cfg(feature = "detector")]
    fn go_back(&mut self, mark: &Races) {
        self.detector.clone_from(&mark.detector);
        (self.g, self.at, self.apart) = (mark.g, mark.at, mark.apart);
    }

    /// The instruction at `pc`, the one after `tick` others, is about to be executed by `g`.
    #[inline]
    pub(crate) fn here(&mut self, g: u32, pc: u32, tick: u64) {
        self.g = Gid(g);
        self.at = At {
            site: Site(pc),
            tick,
        };
    }

    /// Memory that was handed out since the last call has no past.
    #[inline]
    pub(crate) fn renew(&mut self, heap: &mut Heap) {
        if !heap.fresh.is_empty() {
            self.renew_all(heap);
        }
    }

    #[cold]
    fn renew_all(&mut self, heap: &mut Heap) {
        for (addr, len) in heap.fresh.drain(..) {
            match &mut self.touches {
                Some(touches) => touches.forget(addr, len),
                None => self.detector.forget(addr, len),
            }
        }
    }
}

/// The machine's hold on its detector.
#[cfg(feature = "detector")]
pub(crate) type Eyes = Box<Races>;

/// Without the feature there is none, and the compiler sees that there cannot be: whatever would
/// tell a detector something is not even built.
#[cfg(not(feature = "detector"))]
pub(crate) enum Eyes {}

#[cfg(not(feature = "detector"))]
mod blind {
    use super::{Eyes, Races};
    use std::ops::{Deref, DerefMut};

    impl Deref for Eyes {
        type Target = Races;
        fn deref(&self) -> &Races {
            match *self {}
        }
    }

    impl DerefMut for Eyes {
        fn deref_mut(&mut self) -> &mut Races {
            match *self {}
        }
    }
}

/// A detector, if races are looked for, or a list, if that is asked for instead.
pub(crate) fn open_eyes(race: bool, touches: bool) -> Option<Eyes> {
    #[cfg(feature = "detector")]
    return (race || touches).then(|| Box::new(Races::new(touches)));
    #[cfg(not(feature = "detector"))]
    {
        let _ = (race, touches);
        None
    }
}

/// The detector becomes what it was at a checkpoint.
pub(crate) fn eyes_back(eyes: &mut Option<Eyes>, mark: Option<&Races>) {
    #[cfg(feature = "detector")]
    match (&mut *eyes, mark) {
        (Some(eyes), Some(mark)) => eyes.go_back(mark),
        (Some(eyes), None) if !eyes.has_clocks() => {}
        (_, mark) => *eyes = mark.map(|r| Box::new(r.copy())),
    }
    #[cfg(not(feature = "detector"))]
    {
        let _ = (eyes, mark);
    }
}

/// What the inner loop tells of its loads and stores.
pub(crate) trait Watch {
    fn read(&mut self, addr: u64, len: u64, pc: usize, left: u64);
    fn write(&mut self, addr: u64, len: u64, pc: usize, left: u64);
}

/// Nobody watches.
pub(crate) struct Blind;

impl Watch for Blind {
    #[inline(always)]
    fn read(&mut self, _: u64, _: u64, _: usize, _: u64) {}
    #[inline(always)]
    fn write(&mut self, _: u64, _: u64, _: usize, _: u64) {}
}

/// The detector watches goroutine `g`.
pub(crate) struct Watcher<'a> {
    pub(crate) detector: &'a mut Detector,
    pub(crate) g: Gid,
    /// Tick at which no instructions are left.
    pub(crate) tick_end: u64,
}

impl Watch for Watcher<'_> {
    #[inline(always)]
    fn read(&mut self, addr: u64, len: u64, pc: usize, left: u64) {
        let at = At {
            site: Site(pc as u32),
            tick: self.tick_end - left,
        };
        self.detector.read(self.g, addr, len, at);
    }
    #[inline(always)]
    fn write(&mut self, addr: u64, len: u64, pc: usize, left: u64) {
        let at = At {
            site: Site(pc as u32),
            tick: self.tick_end - left,
        };
        self.detector.write(self.g, addr, len, at);
    }
}

/// What is touched is listed.
struct Lister<'a> {
    touches: &'a mut Touches,
    /// Tick at which no instructions are left.
    tick_end: u64,
}

impl Watch for Lister<'_> {
    #[inline(always)]
    fn read(&mut self, addr: u64, len: u64, pc: usize, left: u64) {
        let tick = self.tick_end - left;
        self.touches
            .note(Kind::Read, addr, len, Site(pc as u32), tick);
    }
    #[inline(always)]
    fn write(&mut self, addr: u64, len: u64, pc: usize, left: u64) {
        let tick = self.tick_end - left;
        self.touches
            .note(Kind::Write, addr, len, Site(pc as u32), tick);
    }
}

impl Vm {
    /// The races found so far, in the order of their second accesses; none when nobody looks.
    pub fn races(&self) -> &[Race] {
        self.race.as_ref().map_or(&[], |r| r.detector.races())
    }

    /// The detector, if the run has one.
    pub fn detector(&self) -> Option<&Detector> {
        self.race.as_ref().map(|r| &r.detector)
    }

    /// From now on the races of this run say how their goroutines last synchronised, if they are
    /// among those: races that an earlier run of the same program found.
    pub fn watch_races(&mut self, found: &[Race]) {
        if let Some(r) = &mut self.race {
            let pairs = found.iter().map(|r| (r.first.g, r.second.g));
            r.detector.watch(pairs);
        }
    }

    /// Executes plain instructions of `g`, watched if races are looked for.
    #[inline(always)]
    pub(crate) fn run_plain(
        &mut self,
        code: &[Instr],
        prog: &Program,
        g: &mut G,
        place: Place,
    ) -> Place {
        let tables = Tables {
            code,
            consts: &prog.consts,
            funcs: &self.funcs,
            methods: &self.methods,
            types: &self.types,
            types_base: prog.types_base,
        };
        let (mem, stack, frames) = (&mut self.mem, &mut g.stack, &mut g.frames);
        match &mut self.race {
            None => fast::run(&tables, mem, stack, frames, place, &mut Blind),
            Some(races) => {
                races.renew(&mut self.heap);
                if let Some(touches) = &mut races.touches {
                    let mut lister = Lister {
                        touches,
                        tick_end: self.tick_end,
                    };
                    return fast::run(&tables, mem, stack, frames, place, &mut lister);
                }
                let mut watcher = Watcher {
                    detector: &mut races.detector,
                    g: Gid(g.me.id),
                    tick_end: self.tick_end,
                };
                fast::run(&tables, mem, stack, frames, place, &mut watcher)
            }
        }
    }

    // ---- the list of what is touched

    /// What is touched from now on belongs to this stretch; `op`: that begins with the operation
    /// before which its goroutine stands.
    pub fn begin_stretch(&mut self, stretch: Stretch, op: bool) {
        let now = self.tick();
        if let Some(touches) = self.touches() {
            touches.begin(stretch, op.then_some(now));
        }
    }

    /// Hands out what was touched since the last call; false: something was left out, since there was
    /// too much. Nothing is listed until a stretch begins.
    pub fn hand_out_touches(&mut self, to: &mut Touched) -> bool {
        if let Some(races) = &mut self.race
            && !races.has_clocks()
        {
            races.renew(&mut self.heap);
            if let Some(touches) = &mut races.touches {
                touches.hand_out(to);
                return !touches.is_short();
            }
        }
        true
    }

    /// Whether the goroutine at hand, if what it touches is listed, is in the stretch that has so many
    /// names before it.
    pub fn is_in_stretch(&mut self, names: u32) -> bool {
        let stretch = self.touches().and_then(|t| t.stretch());
        stretch.is_none_or(|s| s.names == names)
    }

    fn touches(&mut self) -> Option<&mut Touches> {
        self.race.as_mut()?.touches.as_mut()
    }

    // ---- accesses by the instruction at hand

    #[inline]
    pub(crate) fn saw_read(&mut self, addr: u64, len: u64) {
        if self.race.is_some() {
            self.saw(Kind::Read, note::PLAIN, addr, len);
        }
    }

    #[inline]
    pub(crate) fn saw_write(&mut self, addr: u64, len: u64) {
        if self.race.is_some() {
            self.saw(Kind::Write, note::PLAIN, addr, len);
        }
    }

    #[cold]
    #[inline(never)]
    fn saw(&mut self, kind: Kind, note: Note, addr: u64, len: u64) {
        if let Some(r) = &mut self.race {
            r.renew(&mut self.heap);
            let (g, at) = (r.g, r.at);
            match &mut r.touches {
                // What it is to channels and the like, their operations say.
                Some(_) if note == note::CHAN || note == note::WAIT_GROUP => {}
                Some(touches) => touches.note(kind, addr, len, at.site, at.tick),
                None => {
                    r.detector.access_range(g, kind, note, addr, len, at);
                }
            }
        }
    }

    /// A value in register form is read that is held by address: an array, a large struct.
    #[inline]
    pub(crate) fn saw_value(&mut self, ty: TypeIdx, address: u64) {
        if self.race.is_some() && self.info(ty).repr == Repr::Indirect {
            self.saw(Kind::Read, note::PLAIN, address, self.info(ty).size);
        }
    }

    /// A map as a whole is read or written.
    pub(crate) fn saw_map(&mut self, map: u64, write: bool) {
        if self.race.is_some() && map != 0 {
            let kind = if write { Kind::Write } else { Kind::Read };
            self.saw(kind, note::MAP, map, 8);
        }
    }

    // ---- synchronisation by the instruction at hand

    #[inline]
    fn order(&mut self, tell: impl FnOnce(&mut Detector, Gid, At)) {
        if let Some(r) = &mut self.race
            && r.has_clocks()
        {
            r.renew(&mut self.heap);
            let (g, at) = (r.g, r.at);
            tell(&mut r.detector, g, at);
        }
    }

    /// An atomic operation, of which only the list needs to hear.
    fn list_atomic(&mut self, kind: Kind, note: Note, addr: u64, len: u64) {
        if self.race.as_ref().is_some_and(|r| !r.has_clocks()) {
            self.saw(kind, note, addr, len);
        }
    }

    pub(crate) fn saw_go(&mut self, child: GRef) {
        if let Some(touches) = self.touches() {
            touches.split();
        }
        self.order(|d, g, at| d.fork(g, Gid(child.id), at));
    }

    /// The machine itself starts `child`, on behalf of a timer.
    pub(crate) fn saw_spawn(&mut self, child: GRef, from: u64) {
        self.order(|d, _, at| d.spawn(Gid(child.id), Some(SyncId(from, 0)), at));
    }

    pub(crate) fn saw_exit(&mut self, g: u32) {
        if let Some(r) = &mut self.race {
            r.detector.exit(Gid(g));
        }
    }

    pub(crate) fn saw_lock(&mut self, m: u64) {
        self.list_atomic(Kind::AtomicWrite, note::LOCK, m, 8);
        self.order(|d, g, at| {
            d.lock(g, m, at);
            d.access(g, Kind::AtomicWrite, note::LOCK, m, 8, at);
        });
    }

    /// A writer that waited for readers is let in by the last of them.
    pub(crate) fn saw_lock_of(&mut self, other: GRef, m: u64) {
        self.order(|d, _, at| d.lock(Gid(other.id), m, at));
    }

    pub(crate) fn saw_unlock(&mut self, m: u64) {
        self.list_atomic(Kind::AtomicWrite, note::LOCK, m, 8);
        self.order(|d, g, at| {
            d.access(g, Kind::AtomicWrite, note::LOCK, m, 8, at);
            d.unlock(g, m);
        });
    }

    pub(crate) fn saw_rlock(&mut self, m: u64) {
        self.order(|d, g, at| d.rlock(g, m, at));
    }

    pub(crate) fn saw_rlock_of(&mut self, other: GRef, m: u64) {
        self.order(|d, _, at| d.rlock(Gid(other.id), m, at));
    }

    pub(crate) fn saw_runlock(&mut self, m: u64) {
        self.order(|d, g, _| d.runlock(g, m));
    }

    /// Add or Done: `first` if the counter was zero.
    pub(crate) fn saw_wg_add(&mut self, wg: u64, delta: i64, first: bool) {
        self.order(|d, g, at| {
            if delta < 0 {
                d.wg_done(g, wg);
            } else if first && delta > 0 {
                d.access(g, Kind::Read, note::WAIT_GROUP, wg + 8, 4, at);
            }
        });
    }

    /// Wait begins to wait; `first` if nobody waited yet.
    pub(crate) fn saw_wg_waits(&mut self, wg: u64, first: bool) {
        self.order(|d, g, at| {
            if first {
                d.access(g, Kind::Write, note::WAIT_GROUP, wg + 8, 4, at);
            }
        });
    }

    /// Wait returns, to the goroutine at hand or to one that waited.
    pub(crate) fn saw_wg_wait(&mut self, who: Option<GRef>, wg: u64) {
        self.order(|d, g, at| d.wg_wait(who.map_or(g, |w| Gid(w.id)), wg, at));
    }

    /// A Cond's waiter is woken.
    pub(crate) fn saw_notify(&mut self, waiter: GRef, cond: u64) {
        self.order(|d, g, at| d.edge(g, Gid(waiter.id), SyncId(cond, COND), at));
    }

    /// A goroutine of a bubble waits or ends (`rests`), or goes on because all others do.
    pub(crate) fn saw_bubble(&mut self, who: GRef, bubble: u32, rests: bool) {
        let id = SyncId(u64::from(bubble), BUBBLE);
        self.order(|d, _, at| {
            if rests {
                d.release_merge(Gid(who.id), id);
            } else {
                d.acquire(Gid(who.id), id, at);
            }
        });
    }

    /// A Once's function ended (`ran`), or was found to have ended.
    pub(crate) fn saw_once(&mut self, once: u64, ran: bool) {
        let id = SyncId(once, ONCE);
        self.order(|d, g, at| {
            if ran {
                d.release(g, id);
            } else {
                d.acquire(g, id, at);
            }
        });
    }

    /// A finalizer or a cleanup starts, for an object that nobody can reach.
    pub(crate) fn saw_finalizer(&mut self, child: GRef) {
        if let Some(touches) = self.touches() {
            touches.split();
        }
        self.order(|d, _, at| d.spawn_after_all(Gid(child.id), at));
    }

    pub(crate) fn saw_timer_start(&mut self, id: u64) {
        self.order(|d, g, _| d.release_merge(g, SyncId(id, 0)));
    }

    pub(crate) fn saw_atomic_load(&mut self, addr: u64, len: u64) {
        self.list_atomic(Kind::AtomicRead, note::PLAIN, addr, len);
        self.order(|d, g, at| {
            d.atomic_load(g, addr, len, at);
        });
    }

    pub(crate) fn saw_atomic_store(&mut self, addr: u64, len: u64) {
        self.list_atomic(Kind::AtomicWrite, note::PLAIN, addr, len);
        self.order(|d, g, at| {
            d.atomic_store(g, addr, len, at);
        });
    }

    pub(crate) fn saw_atomic_rmw(&mut self, addr: u64, len: u64) {
        self.list_atomic(Kind::AtomicWrite, note::PLAIN, addr, len);
        let apart = self.race.as_ref().is_some_and(|r| r.apart);
        self.order(|d, g, at| {
            match apart {
                true => d.atomic_merge(g, addr, len, at),
                false => d.atomic_rmw(g, addr, len, at),
            };
        });
    }

    /// Whether the atomic addition that is about to be executed comes in no order with others: to
    /// the race detector it learns nothing then. So in no order of several additions a race stays
    /// unseen, while some are seen that are none.
    pub fn set_adds_apart(&mut self, apart: bool) {
        if let Some(r) = &mut self.race {
            r.apart = apart;
        }
    }

    /// What a program says of its synchronisation itself (package runtime under `-race`).
    pub(crate) fn race_order(&mut self, n: Native, addr: u64) {
        let id = SyncId(addr, SAID);
        self.order(|d, g, at| match n {
            Native::RaceAcquire => d.acquire(g, id, at),
            Native::RaceRelease => d.release(g, id),
            Native::RaceReleaseMerge => d.release_merge(g, id),
            Native::RaceDisable => d.ignore_sync(g),
            _ => d.heed_sync(g),
        });
    }

    // ---- channels
    //
    // Buffers have a place for each position modulo the capacity, which the k-th send and the k-th
    // receive share. Values that go to a waiting goroutine directly count as having passed through
    // the buffer, so positions are counted here, in a part of the header that nothing else uses.

    /// Sending looks at the channel, closing changes it.
    pub(crate) fn saw_chan(&mut self, ch: u64, close: bool) {
        if self.race.is_some() {
            let kind = if close { Kind::Write } else { Kind::Read };
            self.saw(kind, note::CHAN, ch + hchan::BUF, 8);
        }
    }

    /// The slot of the next send or receive of a channel, which it moves on from.
    fn position(&mut self, ch: u64, receive: bool) -> u32 {
        let cap = self.mem.word(ch + hchan::CAP).unwrap_or(0).max(1);
        let at = ch + hchan::POSITIONS + if receive { 4 } else { 0 };
        let now = self.mem.word32(at).unwrap_or(0);
        let next = if u64::from(now) + 1 >= cap {
            0
        } else {
            now + 1
        };
        self.mem.set_word32(at, next);
        now
    }

    /// A value is sent (`receive` false) or received, by the goroutine at hand or by one that
    /// waited: `other`. On an unbuffered channel the two meet.
    #[inline]
    pub(crate) fn saw_transfer(&mut self, ch: u64, receive: bool, other: Option<GRef>) {
        if self.race.as_ref().is_some_and(|r| r.has_clocks()) {
            self.transfer(ch, receive, other);
        }
    }

    #[inline(never)]
    fn transfer(&mut self, ch: u64, receive: bool, other: Option<GRef>) {
        if self.mem.word(ch + hchan::CAP).unwrap_or(0) == 0 {
            if let Some(other) = other {
                self.order(|d, g, at| d.chan_meet(g, Gid(other.id), ch, at, at));
            }
            return;
        }
        let mine = self.position(ch, receive);
        self.order(|d, g, at| d.chan_slot(g, ch, mine, at));
        if let Some(other) = other {
            let theirs = self.position(ch, !receive);
            self.order(|d, _, at| d.chan_slot(Gid(other.id), ch, theirs, at));
        }
    }

    /// A timer sends on its channel; `other` waited for it.
    pub(crate) fn saw_offer(&mut self, ch: u64, timer: u64, other: Option<GRef>) {
        if self.race.as_ref().is_none_or(|r| !r.has_clocks()) {
            return;
        }
        let slot = self.position(ch, false);
        self.order(|d, _, _| d.transfer(SyncId(timer, 0), SyncId(ch, slot)));
        if let Some(other) = other {
            let theirs = self.position(ch, true);
            self.order(|d, _, at| d.chan_slot(Gid(other.id), ch, theirs, at));
        }
    }

    pub(crate) fn saw_close(&mut self, ch: u64) {
        self.saw_chan(ch, true);
        self.order(|d, g, _| d.chan_close(g, ch));
    }

    /// A receive got zero because the channel is closed.
    pub(crate) fn saw_closed(&mut self, ch: u64, who: Option<GRef>) {
        self.order(|d, g, at| d.chan_closed(who.map_or(g, |w| Gid(w.id)), ch, at));
    }
}
