//! Snapshots: the whole state of a run, sharing with its neighbours whatever did not change.

use std::collections::BTreeMap;
use std::sync::Arc;

use bytecode::{Program, WINDOW};

use crate::bubble::Bubble;
use crate::chan::Sudog;
use crate::g::G;
use crate::heap::HeapSnapshot;
use crate::memory::MemorySnapshot;
use crate::output::Output;
use crate::race::{Races, eyes_back};
use crate::scheduler::GRef;
use crate::stop::StopReason;
use crate::timer::Timers;
use crate::vm::{OpenChoice, Vm};

/// State of a run at one moment. The policy's state is the caller's to keep with it.
#[derive(Clone, Debug)]
pub struct Snapshot {
    prog: Arc<Program>,
    mem: MemorySnapshot,
    race: Option<Arc<Races>>,
    pub(crate) heap: Arc<HeapSnapshot>,
    lists: Lists,
    words: Words,
}

/// What there is any number of.
#[derive(Clone, Debug, Default)]
struct Lists {
    gs: Vec<Option<Arc<SavedG>>>,
    free_gs: Vec<u32>,
    sudogs: Vec<Sudog>,
    semas: BTreeMap<u64, u64>,
    readers: Vec<(u64, u32)>,
    timers: Timers,
    bubbles: Vec<Bubble>,
    finalizers: BTreeMap<u64, u64>,
    cleanups: Vec<(u64, u64, u64)>,
    weaks: BTreeMap<u64, u64>,
    out: Output,
    open: Option<OpenChoice>,
    stopped: Option<StopReason>,
}

/// What there is one of.
#[derive(Clone, Copy, Debug)]
struct Words {
    next_gid: u32,
    live: u32,
    current: Option<GRef>,
    boot: Option<GRef>,
    slice_end: u64,
    free_sudog: u32,
    last_bubble: u32,
    dead_bubble: u32,
    last_cleanup: u64,
    tick: u64,
    skew: u64,
    granted: bool,
    held: Option<u64>,
    looks: u64,
    events: u64,
    hash: u64,
    at_pc: u32,
    stdin_pos: usize,
    rng_map: u64,
    rng_user: u64,
    zeros: (u64, u64),
    maxprocs: u32,
}

/// Makes one what another is. Most are the same, and to compare them is cheaper than to copy.
fn keep<T: Clone + PartialEq>(one: &mut T, other: &T) {
    if one != other {
        one.clone_from(other);
    }
}

/// A goroutine at rest. Most stacks are zeros beyond the few slots that were ever used.
#[derive(Debug)]
pub(crate) struct SavedG {
    /// With its stack up to the last slot that is not zero.
    g: G,
    stack: usize,
    /// Slots up to the end of its last frame, or more.
    reach: usize,
}

impl SavedG {
    /// With the first `reach` slots of its stack. In the place of one that nobody needs any more,
    /// if that is what `old` is.
    fn of(g: &G, reach: usize, old: Option<Arc<SavedG>>) -> Arc<SavedG> {
        let stack = g.stack.get(..reach).unwrap_or(&g.stack);
        let used = stack.get(..used(stack)).unwrap_or(stack);
        if let Some(mut old) = old
            && let Some(saved) = Arc::get_mut(&mut old)
        {
            saved.g.copy_with(g, used);
            (saved.stack, saved.reach) = (g.stack.len(), reach);
            return old;
        }
        Arc::new(SavedG {
            g: g.with_stack(used.to_vec()),
            stack: g.stack.len(),
            reach,
        })
    }

    /// The same in place of another goroutine, or of this one at another time. If not all is wanted,
    /// the stack stays what it is beyond its frames.
    fn revive_in<const ALL: bool>(&self, g: &mut G) {
        if ALL {
            g.copy_with(&self.g, &self.g.stack);
            g.stack.resize(self.stack, 0);
            return;
        }
        let mut stack = std::mem::take(&mut g.stack);
        g.copy_with(&self.g, &[]);
        stack.resize(self.stack, 0);
        let saved = &self.g.stack;
        if let Some(to) = stack.get_mut(..saved.len()) {
            to.copy_from_slice(saved);
        }
        // What is zero in its frames is not kept.
        if let Some(rest) = stack.get_mut(saved.len()..self.reach) {
            rest.fill(0);
        }
        g.stack = stack;
    }
}

/// Makes a list what another one is. Counting references is slow: those that are the same stay.
pub(crate) fn share<T>(list: &mut Vec<Option<Arc<T>>>, from: &[Option<Arc<T>>]) {
    list.truncate(from.len());
    for (a, b) in list.iter_mut().zip(from) {
        let same = match (&*a, b) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (a, b) => a.is_none() && b.is_none(),
        };
        if !same {
            a.clone_from(b);
        }
    }
    list.extend_from_slice(from.get(list.len()..).unwrap_or(&[]));
}

/// The same for one.
pub(crate) fn share_one<T: ?Sized>(one: &mut Arc<T>, other: &Arc<T>) {
    if !Arc::ptr_eq(one, other) {
        *one = Arc::clone(other);
    }
}

/// Slots up to the last one that is not zero; looked at by several, since most are.
fn used(stack: &[u64]) -> usize {
    let mut end = stack.len();
    while let Some(few) = end.checked_sub(16)
        && let Some(slots) = stack.get(few..end)
        && slots.iter().fold(0, |all, s| all | s) == 0
    {
        end = few;
    }
    let left = stack.get(..end).unwrap_or(stack);
    left.iter().rposition(|s| *s != 0).map_or(0, |at| at + 1)
}

/// Slots of the stack up to the end of the last frame.
fn reach(prog: &Program, g: &G) -> usize {
    let func = |pc: u32| prog.func_at(pc).and_then(|f| prog.func(f));
    let at = func(g.pc);
    let slots = match at {
        // Behind a call that is its function's last instruction, or at the beginning.
        Some(f) if f.entry == g.pc => {
            let before = func(g.pc.saturating_sub(1));
            before.map_or(WINDOW, |b| usize::from(b.frame_slots.max(f.frame_slots)))
        }
        Some(f) => usize::from(f.frame_slots),
        None => WINDOW,
    };
    (g.fp as usize + slots).min(g.stack.len())
}

impl Snapshot {
    /// Instructions executed at this moment.
    pub fn tick(&self) -> u64 {
        self.words.tick
    }
    /// Visible operations done at this moment.
    pub fn event_count(&self) -> u64 {
        self.words.events
    }
    /// Event hash at this moment.
    pub fn event_hash(&self) -> u64 {
        self.words.hash
    }
    /// About how many bytes this snapshot needs beyond those that it shares with `neighbour`.
    pub fn own_bytes(&self, neighbour: Option<&Snapshot>) -> usize {
        let gs: usize = self
            .lists
            .gs
            .iter()
            .enumerate()
            .map(
                |(i, g)| match (g, neighbour.and_then(|n| n.lists.gs.get(i))) {
                    (Some(g), Some(Some(o))) if Arc::ptr_eq(g, o) => 8,
                    (Some(s), _) => 300 + s.g.stack.len() * 8 + s.g.frames.len() * 8,
                    (None, _) => 8,
                },
            )
            .sum();
        let heap = self.heap.own_bytes(neighbour.map(|n| &*n.heap));
        self.mem.own_bytes(neighbour.map(|n| &n.mem))
            + heap
            + gs
            + self.lists.sudogs.len() * 72
            + 2048
    }
}

impl Vm {
    /// Whether memory, locks, random sources and the processor's goroutine are as they were then.
    pub fn is_like(&self, then: &Snapshot) -> bool {
        self.current == then.words.current
            && (self.rng_user, self.rng_map) == (then.words.rng_user, then.words.rng_map)
            && self.semas == then.lists.semas
            && self.readers == then.lists.readers
            && self.mem.is_like(&then.mem)
    }

    /// Whether everything is as it was then but for stacks (see `fingerprint`), timers, the clock, which
    /// nobody has looked at, what is remembered of events, who has the processor, and what goroutine `g`
    /// has allocated after its first `allocs` blocks.
    pub fn is_unchanged_since(&self, then: &Snapshot, g: GRef, allocs: u32) -> bool {
        let (lists, words) = (&then.lists, &then.words);
        (self.rng_user, self.rng_map) == (words.rng_user, words.rng_map)
            && (self.looks, self.live, self.next_gid) == (words.looks, words.live, words.next_gid)
            && (self.stdin_pos, self.maxprocs) == (words.stdin_pos, words.maxprocs)
            && self.last_cleanup == words.last_cleanup
            && self.dead_bubble == words.dead_bubble
            && self.out.len() == lists.out.len()
            && self.semas == lists.semas
            && self.readers == lists.readers
            && self.bubbles == lists.bubbles
            && self.finalizers == lists.finalizers
            && self.cleanups == lists.cleanups
            && self.weaks == lists.weaks
            && self.heap.keeps_all_of(&then.heap)
            && self
                .mem
                .is_like_but(&then.mem, |at| self.heap.is_younger(at, g.id, allocs))
    }

    /// The state of the run as it is now.
    pub fn snapshot(&mut self) -> Snapshot {
        self.freeze::<true>()
    }

    /// The same without what lies on stacks beyond their frames, which nobody reads.
    pub fn snapshot_frames(&mut self) -> Snapshot {
        self.freeze::<false>()
    }

    fn freeze<const ALL: bool>(&mut self) -> Snapshot {
        let mut lists = Lists::default();
        self.save_lists::<ALL>(&mut lists);
        Snapshot {
            prog: Arc::clone(&self.prog),
            mem: self.mem.snapshot(),
            race: self.race.as_mut().and_then(|r| r.checkpoint(None)),
            heap: self.heap.snapshot(),
            lists,
            words: self.words(),
        }
    }

    /// The same as `snapshot_frames` in the place of a snapshot that is not needed any more.
    pub fn snapshot_frames_in(&mut self, old: &mut Snapshot) {
        self.save_lists::<false>(&mut old.lists);
        share_one(&mut old.prog, &self.prog);
        self.mem.snapshot_in(&mut old.mem);
        let race = old.race.take();
        old.race = self.race.as_mut().and_then(|r| r.checkpoint(race));
        self.heap.snapshot_in(&mut old.heap);
        old.words = self.words();
    }

    fn save_lists<const ALL: bool>(&mut self, to: &mut Lists) {
        for (i, dirty) in self.g_dirty.iter_mut().enumerate() {
            if *dirty && let Some(saved) = self.g_saved.get_mut(i) {
                let mut old = || to.gs.get_mut(i).and_then(Option::take);
                *saved = self.gs.get(i).and_then(|g| g.as_deref()).map(|g| {
                    let reach = match ALL {
                        true => g.stack.len(),
                        false => reach(&self.prog, g),
                    };
                    SavedG::of(g, reach, old())
                });
                *dirty = false;
            }
        }
        share(&mut to.gs, &self.g_saved);
        to.free_gs.clone_from(&self.free_gs);
        to.sudogs.clone_from(&self.sudogs);
        keep(&mut to.semas, &self.semas);
        to.readers.clone_from(&self.readers);
        to.timers.copy_from(&self.timers);
        to.bubbles.clone_from(&self.bubbles);
        keep(&mut to.finalizers, &self.finalizers);
        to.cleanups.clone_from(&self.cleanups);
        keep(&mut to.weaks, &self.weaks);
        to.out.copy_from(&self.out);
        keep(&mut to.open, &self.open);
        to.stopped.clone_from(&self.stopped);
    }

    fn words(&self) -> Words {
        Words {
            next_gid: self.next_gid,
            live: self.live,
            current: self.current,
            boot: self.boot,
            slice_end: self.slice_end,
            free_sudog: self.free_sudog,
            last_bubble: self.last_bubble,
            dead_bubble: self.dead_bubble,
            last_cleanup: self.last_cleanup,
            tick: self.tick(),
            skew: self.skew,
            granted: self.granted,
            held: self.held,
            looks: self.looks,
            events: self.events,
            hash: self.hash,
            at_pc: self.at_pc,
            stdin_pos: self.stdin_pos,
            rng_map: self.rng_map,
            rng_user: self.rng_user,
            zeros: self.zeros,
            maxprocs: self.maxprocs,
        }
    }

    /// Goes to the moment of `s`, a snapshot of this run (of any of its branches; see `set_log`).
    pub fn restore(&mut self, s: &Snapshot) {
        self.restore_shared::<true>(s);
        self.restore_lists(&s.lists);
    }

    /// The same, but stacks stay what they are beyond their frames.
    pub fn restore_frames(&mut self, s: &Snapshot) {
        self.restore_shared::<false>(s);
        self.restore_lists(&s.lists);
    }

    /// The same for the last time: of the snapshot only memory for another one is left.
    pub fn restore_frames_last(&mut self, s: &mut Snapshot) {
        self.restore_shared::<false>(s);
        let s = &mut s.lists;
        std::mem::swap(&mut self.g_saved, &mut s.gs);
        std::mem::swap(&mut self.free_gs, &mut s.free_gs);
        std::mem::swap(&mut self.sudogs, &mut s.sudogs);
        std::mem::swap(&mut self.semas, &mut s.semas);
        std::mem::swap(&mut self.readers, &mut s.readers);
        std::mem::swap(&mut self.timers, &mut s.timers);
        std::mem::swap(&mut self.bubbles, &mut s.bubbles);
        std::mem::swap(&mut self.finalizers, &mut s.finalizers);
        std::mem::swap(&mut self.cleanups, &mut s.cleanups);
        std::mem::swap(&mut self.weaks, &mut s.weaks);
        std::mem::swap(&mut self.out, &mut s.out);
        self.open = s.open.take();
        self.stopped = s.stopped.take();
    }

    /// The lists, which are copied.
    fn restore_lists(&mut self, s: &Lists) {
        share(&mut self.g_saved, &s.gs);
        self.free_gs.clone_from(&s.free_gs);
        self.sudogs.clone_from(&s.sudogs);
        keep(&mut self.semas, &s.semas);
        self.readers.clone_from(&s.readers);
        self.timers.copy_from(&s.timers);
        self.bubbles.clone_from(&s.bubbles);
        keep(&mut self.finalizers, &s.finalizers);
        self.cleanups.clone_from(&s.cleanups);
        keep(&mut self.weaks, &s.weaks);
        self.out.copy_from(&s.out);
        self.open.clone_from(&s.open);
        self.stopped.clone_from(&s.stopped);
    }

    /// All but the lists.
    fn restore_shared<const ALL: bool>(&mut self, s: &Snapshot) {
        if !Arc::ptr_eq(&self.prog, &s.prog) {
            self.change_types(Arc::clone(&s.prog));
        }
        self.mem.restore(&s.mem);
        eyes_back(&mut self.race, s.race.as_deref());
        self.heap.fresh.clear();
        self.heap.restore(&s.heap);
        self.gs.truncate(s.lists.gs.len());
        self.g_dirty.truncate(s.lists.gs.len());
        for (i, want) in s.lists.gs.iter().enumerate() {
            let same = self.g_dirty.get(i) == Some(&false)
                && match (self.g_saved.get(i), want) {
                    (Some(Some(a)), Some(b)) => Arc::ptr_eq(a, b),
                    (Some(None), None) => true,
                    _ => false,
                };
            if same {
                continue;
            }
            if let (Some(Some(g)), Some(want)) = (self.gs.get_mut(i), want) {
                want.revive_in::<ALL>(g);
                continue;
            }
            let g = want.as_deref().map(|s| {
                let new = || Box::new(s.g.with_stack(Vec::new()));
                let mut g = self.pool.pop().unwrap_or_else(new);
                s.revive_in::<ALL>(&mut g);
                g
            });
            match self.gs.get_mut(i) {
                Some(slot) => {
                    if let Some(old) = std::mem::replace(slot, g) {
                        self.pool_g(old);
                    }
                }
                None => {
                    self.gs.push(g);
                    self.g_dirty.push(false);
                }
            }
        }
        self.g_dirty.fill(false);
        let s = &s.words;
        self.next_gid = s.next_gid;
        self.live = s.live;
        self.current = s.current;
        self.boot = s.boot;
        self.slice_end = s.slice_end;
        self.free_sudog = s.free_sudog;
        self.last_bubble = s.last_bubble;
        self.dead_bubble = s.dead_bubble;
        self.last_cleanup = s.last_cleanup;
        self.tick_end = s.tick;
        self.left = 0;
        self.skew = s.skew;
        self.granted = s.granted;
        self.held = s.held;
        self.looks = s.looks;
        // The clock is held exactly while a policy steers.
        self.steered = s.held.is_some();
        self.events = s.events;
        self.hash = s.hash;
        self.log.rewind(s.events);
        self.at_pc = s.at_pc;
        self.stdin_pos = s.stdin_pos;
        self.rng_map = s.rng_map;
        self.rng_user = s.rng_user;
        self.zeros = s.zeros;
        self.maxprocs = s.maxprocs;
    }
}
