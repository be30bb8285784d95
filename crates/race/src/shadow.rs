//! Shadow memory: which accesses to each byte can still race. Not whether they do race with
//! anything but the access at hand, and not how races are reported.
//!
//! A cell stands for eight bytes of memory and keeps entries: an access, and the bytes of it that
//! nothing has superseded. An access is superseded by a later one that it happens before and that
//! races with whatever it could still race with ([`Kind::covers`]); so an access that races with
//! something earlier always finds an entry that says so. What cannot be superseded stays for ever:
//! there is no bound on a cell but goroutines times kinds times bytes.
//!
//! Two entries lie in the cell, the rest in a box: writes, and reads in the order of their epochs,
//! because a read has to look at the writes and at its own goroutine's reads only.
//!
//! Accesses of a loop over single bytes share an entry (`spread.rs`).
//!
//! Differs from FastTrack (Flanagan and Freund, PLDI 2009) in keeping several writes, because the
//! first race on a byte does not end our interest in it, and in its bytes' masks, which are those
//! of ThreadSanitizer's shadow words.

use crate::clock::{Clock, Epoch};
use crate::report::{At, Kind, Note, Site};
use crate::spread::Spreads;

/// Bytes of memory that one cell stands for.
pub(crate) const CELL: u64 = 8;
/// Cells of a page.
pub(crate) const CELLS: usize = (crate::pages::PAGE / CELL) as usize;
/// Past so many reads in a box, a reader does not move its entry into the cell any more.
const CROWD: usize = 32;

/// An access and those of its bytes for which it still matters.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Entry {
    pub(crate) epoch: Epoch,
    /// Of the access; of a spread entry, where its bytes' ticks are.
    pub(crate) tick: u64,
    pub(crate) site: Site,
    pub(crate) tag: Tag,
}

/// Bytes (bits 0 to 7), kind and note of an entry, and whether it is quiet. An empty entry has no
/// bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tag(u32);

/// Set when the access raced with nothing and nobody else has made a conflicting access since: the
/// same access again can find nothing new.
const QUIET: u32 = 1 << 24;
/// Set when the entry stands for several accesses of the same kind, site and epoch.
const SPREAD: u32 = 1 << 25;
/// All but the bytes.
const MANNER: u32 = !0xff;

impl Tag {
    #[inline(always)]
    pub(crate) fn quiet(mask: u8, kind: Kind, note: Note) -> Tag {
        Tag(u32::from(mask) | (kind as u32) << 8 | u32::from(note.0) << 16 | QUIET)
    }

    pub(crate) fn mask(self) -> u8 {
        self.0 as u8
    }

    pub(crate) fn kind(self) -> Kind {
        match self.0 >> 8 & 3 {
            0 => Kind::Read,
            1 => Kind::Write,
            2 => Kind::AtomicRead,
            _ => Kind::AtomicWrite,
        }
    }

    pub(crate) fn note(self) -> Note {
        Note((self.0 >> 16) as u8)
    }

    /// The same manner, of those bytes.
    pub(crate) fn of(self, mask: u8) -> Tag {
        Tag(self.0 & MANNER | u32::from(mask))
    }

    pub(crate) fn without(self, mask: u8) -> Tag {
        Tag(self.0 & !u32::from(mask))
    }

    fn loud(self) -> Tag {
        Tag(self.0 & !QUIET)
    }

    pub(crate) fn is_spread(self) -> bool {
        self.0 & SPREAD != 0
    }

    /// Same kind and note.
    fn is_like(self, other: Tag) -> bool {
        (self.0 ^ other.0) & MANNER & !(QUIET | SPREAD) == 0
    }

    /// Both one's bytes; quiet if both are.
    pub(crate) fn joined(self, other: Tag) -> Tag {
        Tag((self.0 | other.0 | SPREAD) & (self.0 & other.0 | !QUIET))
    }
}

/// Eight bytes' history.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cell {
    near: [Entry; 2],
    far: Option<Box<Far>>,
}

#[derive(Clone, Debug, Default)]
struct Far {
    writes: Vec<Entry>,
    /// Ascending by epoch.
    reads: Vec<Entry>,
}

/// One page of cells.
#[derive(Clone, Debug)]
pub(crate) struct ShadowPage {
    pub(crate) cells: [Cell; CELLS],
    pub(crate) spreads: Spreads,
}

impl Default for ShadowPage {
    fn default() -> Self {
        ShadowPage {
            cells: std::array::from_fn(|_| Cell::default()),
            spreads: Spreads::default(),
        }
    }
}

/// A racing entry and the bytes of it that the access at hand also touches.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit {
    /// Address of the cell's memory; the caller fills it in.
    pub(crate) granule: u64,
    pub(crate) entry: Entry,
    pub(crate) mask: u8,
}

impl Hit {
    pub(crate) fn new(entry: Entry, mask: u8) -> Hit {
        Hit {
            granule: 0,
            entry,
            mask,
        }
    }
}

impl Cell {
    /// Takes note of an access that can find nothing new; false when it is not known to be one.
    #[inline(always)]
    pub(crate) fn again(&mut self, epoch: Epoch, tag: Tag, at: At) -> bool {
        for e in &mut self.near {
            if e.tag == tag && e.epoch == epoch {
                e.site = at.site;
                e.tick = at.tick;
                return true;
            }
        }
        false
    }

    /// The same for bytes of an entry that stands for several accesses.
    #[inline(always)]
    pub(crate) fn again_spread(
        &mut self,
        epoch: Epoch,
        tag: Tag,
        at: At,
        spreads: &mut Spreads,
    ) -> bool {
        let manner = (tag.0 | SPREAD) & MANNER;
        for e in &self.near {
            if e.tag.0 & MANNER == manner
                && tag.mask() & !e.tag.mask() == 0
                && e.epoch == epoch
                && e.site == at.site
            {
                spreads.touch(e, tag.mask(), at);
                return true;
            }
        }
        false
    }

    /// Takes note of any access by a goroutine that knows `clock`. What it races with is appended
    /// to `hits`.
    pub(crate) fn access(
        &mut self,
        mut new: Entry,
        clock: &Clock,
        spreads: &mut Spreads,
        hits: &mut Vec<Hit>,
    ) {
        let before = hits.len();
        for e in &mut self.near {
            e.meet(&new, clock, spreads, hits);
        }
        let mut stays = false;
        if let Some(far) = &mut self.far {
            far.writes
                .retain_mut(|e| e.meet(&new, clock, spreads, hits));
            if new.tag.kind().is_write() {
                far.reads.retain_mut(|e| e.meet(&new, clock, spreads, hits));
            } else {
                stays = far.own_reads(&new, clock, spreads, hits);
            }
            if far.writes.is_empty() && far.reads.is_empty() {
                self.far = None;
            }
        }
        if hits.len() > before {
            new.tag = new.tag.loud();
        }
        if stays && let Some(far) = &mut self.far {
            far.insert_read(new);
            return;
        }
        self.place(new, spreads);
    }

    /// Puts an entry into the cell. If it is full, entries that are alike become one, and if none
    /// are, the older one moves to the box.
    pub(crate) fn place(&mut self, new: Entry, spreads: &mut Spreads) {
        let [first, second] = &mut self.near;
        if first.tag.mask() == 0 {
            *first = new;
            return;
        }
        if second.tag.mask() != 0 {
            for e in [&mut *first, &mut *second] {
                if e.is_like(&new) {
                    spreads.absorb(e, &new);
                    return;
                }
            }
            if first.is_like(second) && !second.tag.is_spread() {
                spreads.absorb(first, second);
            } else {
                let far = self.far.get_or_insert_default();
                match second.tag.kind().is_write() {
                    true => far.writes.push(*second),
                    false => far.insert_read(*second),
                }
            }
        }
        // The newest lies first.
        *second = *first;
        *first = new;
    }

    pub(crate) fn for_each(&mut self, f: impl FnMut(&mut Entry)) {
        let far = self.far.iter_mut();
        let far = far.flat_map(|far| far.writes.iter_mut().chain(&mut far.reads));
        self.near.iter_mut().chain(far).for_each(f);
    }

    /// Drops what is known of some bytes.
    pub(crate) fn forget(&mut self, mask: u8) {
        if mask == u8::MAX {
            *self = Cell::default();
            return;
        }
        let strip = |e: &mut Entry| {
            e.tag = e.tag.without(mask);
            e.tag.mask() != 0
        };
        for e in &mut self.near {
            strip(e);
        }
        if let Some(far) = &mut self.far {
            far.writes.retain_mut(strip);
            far.reads.retain_mut(strip);
        }
    }

    /// Bytes held beside the cell itself.
    pub(crate) fn footprint(&self) -> usize {
        let far =
            |f: &Far| size_of::<Far>() + (f.writes.len() + f.reads.len()) * size_of::<Entry>();
        self.far.as_deref().map_or(0, far)
    }
}

impl Entry {
    /// Whether the two differ in bytes and tick at most.
    pub(crate) fn is_like(&self, other: &Entry) -> bool {
        self.epoch == other.epoch && self.site == other.site && self.tag.is_like(other.tag)
    }

    /// An older entry meets a newer access: they race or not, and what is superseded goes. False
    /// when nothing is left.
    fn meet(&mut self, new: &Entry, clock: &Clock, spreads: &Spreads, hits: &mut Vec<Hit>) -> bool {
        let mask = self.tag.mask() & new.tag.mask();
        if mask != 0 {
            let (old, kind) = (self.tag.kind(), new.tag.kind());
            if self.epoch.who() == new.epoch.who() {
                // Within one epoch both the last read and the last write stay: a loop does both.
                if old == kind || self.epoch != new.epoch && kind.covers(old) {
                    self.tag = self.tag.without(mask);
                }
            } else {
                let ordered = clock.covers(self.epoch);
                if kind.conflicts(old) {
                    self.tag = self.tag.loud();
                    if !ordered {
                        spreads.hit(self, mask, hits);
                    }
                }
                if ordered && kind.is_write() && kind.covers(old) {
                    self.tag = self.tag.without(mask);
                }
            }
        }
        self.tag.mask() != 0
    }
}

impl Far {
    /// A read meets the reads of its own goroutine. True when it should not move into the cell,
    /// because many take turns.
    fn own_reads(
        &mut self,
        new: &Entry,
        clock: &Clock,
        spreads: &Spreads,
        hits: &mut Vec<Hit>,
    ) -> bool {
        let who = new.epoch.who();
        let from = self.reads.partition_point(|e| e.epoch.who() < who);
        let mine = self.reads.get_mut(from..).unwrap_or_default();
        let (mut count, mut gone) = (0, 0);
        for e in mine.iter_mut().take_while(|e| e.epoch.who() == who) {
            count += 1;
            gone += usize::from(!e.meet(new, clock, spreads, hits));
        }
        if gone > 0 {
            let mut i = 0;
            self.reads.retain(|e| {
                i += 1;
                i <= from || i > from + count || e.tag.mask() != 0
            });
        }
        gone > 0 && self.reads.len() >= CROWD
    }

    fn insert_read(&mut self, entry: Entry) {
        let at = self.reads.partition_point(|e| e.epoch <= entry.epoch);
        self.reads.insert(at, entry);
    }
}
