//! What the detector says: accesses, races, and how two goroutines last synchronised.

use std::collections::{BTreeMap, BTreeSet};

/// A goroutine's number, as the machine counts them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Gid(pub u32);

/// A place in the program, as the machine counts them: its pc.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Site(pub u32);

/// Where and when something is done: the site, and the machine's tick (instructions executed).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At {
    pub site: Site,
    pub tick: u64,
}

/// What an access does to its bytes.
///
/// Two accesses of different goroutines conflict unless both are reads or both are atomic (Go
/// memory model, "data race"). An atomic operation that writes is a write even if it also reads; a
/// compare-and-swap that fails is a read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Read = 0,
    Write = 1,
    AtomicRead = 2,
    AtomicWrite = 3,
}

impl Kind {
    pub fn is_write(self) -> bool {
        matches!(self, Kind::Write | Kind::AtomicWrite)
    }

    pub fn is_atomic(self) -> bool {
        matches!(self, Kind::AtomicRead | Kind::AtomicWrite)
    }

    /// Whether two unordered accesses of these kinds are a data race.
    pub fn conflicts(self, other: Kind) -> bool {
        (self.is_write() || other.is_write()) && !(self.is_atomic() && other.is_atomic())
    }

    /// Whether everything that conflicts with `other` conflicts with `self` too.
    pub fn covers(self, other: Kind) -> bool {
        match self {
            Kind::Write => true,
            Kind::AtomicWrite => other.is_atomic(),
            Kind::Read => !other.is_write(),
            Kind::AtomicRead => other == Kind::AtomicRead,
        }
    }
}

/// What the machine wants to remember of an access, for its own words ("map write", "channel").
/// The detector hands it back and does not look at it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Note(pub u8);

/// A synchronisation object: an address, and which of the clocks at that address.
///
/// Clocks whose address is memory go with it ([`crate::Detector::forget`]).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SyncId(pub u64, pub u32);

/// One of the two accesses of a race.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Access {
    pub g: Gid,
    /// How often the goroutine had published its clock before, counted from 1; goroutines that
    /// follow one another on one clock component go on counting.
    pub epoch: u32,
    pub kind: Kind,
    pub note: Note,
    pub at: At,
}

/// Two accesses to the same bytes, unordered, of which one writes and one is not atomic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Race {
    /// The one that came first in this execution.
    pub first: Access,
    pub second: Access,
    /// The first byte that both touch, and how many bytes from there.
    pub addr: u64,
    pub len: u64,
    /// The last synchronisation between the two goroutines before the second access, if they were
    /// watched ([`crate::Detector::watch`]).
    pub last_sync: Option<LastSync>,
}

/// How a goroutine learned of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyncKind {
    /// It was started, by somebody who knew; the site is the go statement's.
    Fork,
    /// It acquired what was published at this object.
    Acquire(SyncId),
    /// It met the other at this object, both learning from each other.
    Meet(SyncId),
    /// It was woken, or told in some other direct way.
    Edge(SyncId),
}

/// The operation through which one goroutine knows the latest of what it knows of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastSync {
    /// The one that learned.
    pub by: Gid,
    /// The one it learned of, perhaps through others.
    pub of: Gid,
    pub kind: SyncKind,
    pub at: At,
    /// Up to which of its epochs `of` is known.
    pub epoch: u32,
}

/// Where a goroutine comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Creation {
    /// None for the first goroutine and for those the machine itself started.
    pub parent: Option<Gid>,
    /// Of the go statement.
    pub at: At,
    pub ended: bool,
}

/// Races stored; the rest are counted.
pub const MAX_RACES: usize = 1024;
/// Granules of racing bytes that are remembered.
const MAX_GRANULES: usize = 4096;

type Half = (Site, Kind);

/// Everything found so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reports {
    pub(crate) races: Vec<Race>,
    pub(crate) seen: BTreeSet<(Half, Half)>,
    /// Address of a granule of eight bytes, and which of its bytes have raced.
    pub(crate) bytes: BTreeMap<u64, u8>,
    /// Racing pairs of accesses, with repetitions.
    pub(crate) occurrences: u64,
    /// Occurrences of pairs that found no place among `races`; repetitions of them too.
    pub(crate) dropped: u64,
    /// Index into `races` of the pair at hand, and the two ticks, while a range access goes on.
    last: Option<(usize, u64, u64)>,
    last_dropped: bool,
}

impl Reports {
    /// The same two sites as just before, and the same bytes.
    pub(crate) fn repeat(&mut self) {
        self.occurrences += 1;
        self.dropped += u64::from(self.last_dropped);
    }

    /// The bytes `mask` of the granule at `granule` race. True when the pair has not been seen
    /// before; `fill` says how the two goroutines last synchronised.
    pub(crate) fn add(
        &mut self,
        first: Access,
        second: Access,
        granule: u64,
        mask: u8,
        fill: impl FnOnce() -> Option<LastSync>,
    ) -> bool {
        self.occurrences += 1;
        self.last_dropped = false;
        let full = self.bytes.len() >= MAX_GRANULES;
        match self.bytes.get_mut(&granule) {
            Some(bytes) => *bytes |= mask,
            None if full => {}
            None => {
                self.bytes.insert(granule, mask);
            }
        }
        let skip = mask.trailing_zeros();
        let addr = granule + u64::from(skip);
        let len = u64::from((mask.unbounded_shr(skip)).trailing_ones());
        let key = {
            let (a, b) = ((first.at.site, first.kind), (second.at.site, second.kind));
            (a.min(b), a.max(b))
        };
        if self.seen.contains(&key) {
            // The same two range accesses, one granule on.
            if let Some((i, t1, t2)) = self.last
                && (t1, t2) == (first.at.tick, second.at.tick)
                && let Some(race) = self.races.get_mut(i)
                && (race.first, race.second) == (first, second)
                && race.addr + race.len == addr
            {
                race.len += len;
            }
            return false;
        }
        if self.races.len() >= MAX_RACES {
            self.dropped += 1;
            self.last_dropped = true;
            return false;
        }
        self.seen.insert(key);
        self.last = Some((self.races.len(), first.at.tick, second.at.tick));
        self.races.push(Race {
            first,
            second,
            addr,
            len,
            last_sync: fill(),
        });
        true
    }
}
