//! The detector: accesses to memory, and what is asked about them. How clocks flow between
//! goroutines is in `sync.rs`.

use std::sync::Arc;

use base::again::share;
use base::reusing;

use crate::clock::Epoch;
use crate::pages::{PAGE, Pages};
use crate::people::People;
use crate::report::{Access, At, Creation, Gid, Kind, LastSync, Note, Race, Reports};
use crate::shadow::{CELL, CELLS, Entry, Hit, ShadowPage, Tag};
use crate::sole::SolePage;
use crate::sync::SyncPage;

/// The detector's whole state: a value, and a pure function of the calls made so far.
///
/// `Clone` copies the shadow pages that changed since the last [`Detector::checkpoint`];
/// `checkpoint` shares them. `clone_from` leaves alone what is the same.
#[derive(Debug)]
pub struct Detector {
    /// The epoch of `running`: what an access is compared with first.
    pub(crate) epoch: Epoch,
    pub(crate) running: Option<Gid>,
    shadow: Pages<ShadowPage>,
    /// Pages that have no cells, because one goroutine has had them for itself so far.
    soles: Pages<SolePage>,
    pub(crate) syncs: Pages<SyncPage>,
    pub(crate) people: People,
    reports: Arc<Reports>,
    /// Only used within one access.
    hits: Vec<Hit>,
    /// Accesses that took the long way, for those who measure.
    slow: u64,
}
reusing!(
    Detector:;
    epoch, running, shadow, soles, syncs, people, reports by share, hits, slow
);

impl Default for Detector {
    fn default() -> Self {
        Detector::new()
    }
}

impl Detector {
    /// Nothing has happened yet. The first goroutine needs no announcement.
    pub fn new() -> Detector {
        Detector {
            epoch: Epoch::default(),
            running: None,
            shadow: Pages::default(),
            soles: Pages::default(),
            syncs: Pages::default(),
            people: People::default(),
            reports: Arc::default(),
            hits: Vec::new(),
            slow: 0,
        }
    }

    /// A clone that shares all pages with this one.
    pub fn checkpoint(&mut self) -> Detector {
        self.share();
        self.clone()
    }

    /// The same in the place of a clone that is not needed any more.
    pub fn checkpoint_in(&mut self, old: &mut Detector) {
        self.share();
        old.clone_from(self);
    }

    fn share(&mut self) {
        self.shadow.share();
        self.soles.share();
        self.syncs.share();
    }

    /// `g` reads `len` bytes at `addr`, which must be memory. True when a new race was stored.
    #[inline(always)]
    pub fn read(&mut self, g: Gid, addr: u64, len: u64, at: At) -> bool {
        self.access(g, Kind::Read, Note(0), addr, len, at)
    }

    /// `g` writes `len` bytes at `addr`, which must be memory. True when a new race was stored.
    #[inline(always)]
    pub fn write(&mut self, g: Gid, addr: u64, len: u64, at: At) -> bool {
        self.access(g, Kind::Write, Note(0), addr, len, at)
    }

    /// Any access of 1 to 8 bytes, with a note; longer ones are taken as ranges. An access of no
    /// bytes is none.
    #[inline(always)]
    pub fn access(&mut self, g: Gid, kind: Kind, note: Note, addr: u64, len: u64, at: At) -> bool {
        let skip = addr % CELL;
        if self.running == Some(g)
            && skip + len <= CELL
            && let Some(page) = self.shadow.hot(addr)
        {
            let tag = Tag::quiet(mask(skip, len), kind, note);
            if page.cells[cell_of(addr)].again(self.epoch, tag, at) {
                return false;
            }
        }
        self.again_or_new(g, kind, note, addr, len, at)
    }

    /// What `access` does when it is not the same bytes' as before.
    #[inline(never)]
    fn again_or_new(
        &mut self,
        g: Gid,
        kind: Kind,
        note: Note,
        addr: u64,
        len: u64,
        at: At,
    ) -> bool {
        let skip = addr % CELL;
        if self.running == Some(g) && skip + len <= CELL && len < CELL {
            if let Some(page) = self.soles.hot(addr) {
                let tag = Tag::quiet(mask(0, len), kind, note);
                if page.again(self.epoch, tag, addr, at) {
                    return false;
                }
            } else if let Some(page) = self.shadow.hot(addr) {
                let tag = Tag::quiet(mask(skip, len), kind, note);
                let cell = &mut page.cells[cell_of(addr)];
                if cell.again_spread(self.epoch, tag, at, &mut page.spreads) {
                    return false;
                }
            }
        }
        self.access_range(g, kind, note, addr, len, at)
    }

    /// `g` reads a range of any length: copy, append, a struct's copy, a string's bytes.
    pub fn read_range(&mut self, g: Gid, addr: u64, len: u64, at: At) -> bool {
        self.access_range(g, Kind::Read, Note(0), addr, len, at)
    }

    /// `g` writes a range of any length.
    pub fn write_range(&mut self, g: Gid, addr: u64, len: u64, at: At) -> bool {
        self.access_range(g, Kind::Write, Note(0), addr, len, at)
    }

    /// An access of any length. Each granule of eight bytes counts for itself.
    #[inline(never)]
    pub fn access_range(
        &mut self,
        g: Gid,
        kind: Kind,
        note: Note,
        addr: u64,
        len: u64,
        at: At,
    ) -> bool {
        if len == 0 {
            return false;
        }
        self.enter(g);
        let end = addr.saturating_add(len);
        let mut new = false;
        let mut next = addr;
        while next < end {
            let page_end = (next | (PAGE - 1)).saturating_add(1).min(end);
            new |= self.page_range(kind, note, next, page_end, at);
            next = page_end;
        }
        new
    }

    /// An access that stays within one page, by the running goroutine.
    fn page_range(&mut self, kind: Kind, note: Note, addr: u64, end: u64, at: At) -> bool {
        if self.shadow.hot(addr).is_none() && self.alone(kind, note, addr, end, at) {
            return false;
        }
        let Some(clock) = self.people.current_clock() else {
            return false;
        };
        let page = match self.shadow.hot(addr) {
            Some(_) => self.shadow.hot(addr),
            None => Some(self.shadow.make(addr)),
        };
        let Some(page) = page else { return false };
        if page.spreads.is_full() {
            page.spreads.sweep(&mut page.cells);
        }
        let spreads = &mut page.spreads;
        let mut long = false;
        let mut next = addr;
        while next < end {
            let skip = next % CELL;
            let len = (CELL - skip).min(end - next);
            let tag = Tag::quiet(mask(skip, len), kind, note);
            let cell = &mut page.cells[cell_of(next)];
            if !cell.again(self.epoch, tag, at) && !cell.again_spread(self.epoch, tag, at, spreads)
            {
                long = true;
                self.slow += 1;
                let entry = Entry {
                    epoch: self.epoch,
                    tick: at.tick,
                    site: at.site,
                    tag,
                };
                let before = self.hits.len();
                cell.access(entry, clock, spreads, &mut self.hits);
                for hit in self.hits.get_mut(before..).unwrap_or_default() {
                    hit.granule = next - skip;
                }
            }
            next += len;
        }
        if long {
            self.people.used();
        }
        !self.hits.is_empty() && self.report(kind, note, at)
    }

    /// Takes note of an access that stays within one page, if the running goroutine has that page
    /// for itself. If not, the page has cells from now on, if anything.
    fn alone(&mut self, kind: Kind, note: Note, addr: u64, end: u64, at: At) -> bool {
        let len = end - addr;
        let small = len < CELL && addr % CELL + len <= CELL;
        let known = self.soles.get(addr).is_some();
        if !known && (!small || self.shadow.get(addr).is_some()) {
            return false;
        }
        if small {
            let tag = Tag::quiet(mask(0, len), kind, note);
            let page = self.soles.make(addr);
            if page.again(self.epoch, tag, addr, at) || page.first(self.epoch, tag, addr, at) {
                self.slow += 1;
                self.people.used();
                return true;
            }
        }
        self.expand(addr);
        false
    }

    /// Gives a page that somebody had for himself cells.
    fn expand(&mut self, addr: u64) {
        if let Some(page) = self.soles.remove(addr) {
            page.expand(self.shadow.make(addr));
        }
    }

    /// Turns this access's hits into races.
    #[cold]
    fn report(&mut self, kind: Kind, note: Note, at: At) -> bool {
        let second = Access {
            g: self.running.unwrap_or_default(),
            epoch: self.epoch.time(),
            kind,
            note,
            at,
        };
        let hits = std::mem::take(&mut self.hits);
        let reports = Arc::make_mut(&mut self.reports);
        let mut new = false;
        let mut last = None;
        for hit in &hits {
            // Ten thousand goroutines that race at one place are one report.
            let alike = (hit.entry.site, hit.entry.tag.kind(), hit.granule, hit.mask);
            if last == Some(alike) {
                reports.repeat();
                continue;
            }
            last = Some(alike);
            let first = Access {
                g: self.people.owner(hit.entry.epoch),
                epoch: hit.entry.epoch.time(),
                kind: hit.entry.tag.kind(),
                note: hit.entry.tag.note(),
                at: At {
                    site: hit.entry.site,
                    tick: hit.entry.tick,
                },
            };
            let people = &self.people;
            new |= reports.add(first, second, hit.granule, hit.mask, || {
                people.last_sync(first.g, second.g)
            });
        }
        self.hits = hits;
        self.hits.clear();
        new
    }

    /// Memory was freed, or is handed out anew: what was known of its bytes, and the clocks of the
    /// objects in it, say nothing about what comes there next.
    pub fn forget(&mut self, addr: u64, len: u64) {
        let end = addr.saturating_add(len);
        for edge in [addr, end] {
            // In whole cells no access is cut in two.
            if edge % CELL != 0 {
                self.expand(edge);
            }
        }
        self.soles
            .clear(addr, end, |page, from, to| page.forget(from, to));
        self.shadow.clear(addr, end, |page, from, to| {
            let mut next = from;
            while next < to {
                let skip = next % CELL;
                let len = (CELL - skip).min(to - next);
                page.cells[cell_of(next)].forget(mask(skip, len));
                next += len;
            }
        });
        self.syncs
            .clear(addr, end, |page, from, to| page.forget(from, to));
    }

    /// The races found, in the order of their second accesses; at most [`crate::MAX_RACES`]. Of
    /// each pair of (site, kind) and (site, kind) there is one: the first that showed.
    pub fn races(&self) -> &[Race] {
        &self.reports.races
    }

    /// Pairs of racing accesses met so far, with repetitions of the same pair of sites.
    pub fn occurrences(&self) -> u64 {
        self.reports.occurrences
    }

    /// Those among them that are of no stored race, because there was no room.
    pub fn dropped(&self) -> u64 {
        self.reports.dropped
    }

    /// The bytes that raced: granules of eight by address, ascending, each with a bit per byte.
    /// The first 4096 granules only.
    pub fn racing_bytes(&self) -> impl Iterator<Item = (u64, u8)> {
        self.reports.bytes.iter().map(|(addr, mask)| (*addr, *mask))
    }

    /// Where a goroutine comes from and whether it has ended; None if it was never heard of.
    pub fn creation(&self, g: Gid) -> Option<Creation> {
        self.people.creation(g)
    }

    /// From now on it is noted through which operations the two of each pair learn of each other:
    /// [`Race::last_sync`] and [`Detector::last_sync`] know of no others. Whoever has heard of a race
    /// and wants to know watches its goroutines in a second run.
    pub fn watch(&mut self, pairs: impl IntoIterator<Item = (Gid, Gid)>) {
        self.people.watch(pairs);
    }

    /// The last operation so far through which one of the two learned of the other.
    pub fn last_sync(&self, a: Gid, b: Gid) -> Option<LastSync> {
        self.people.last_sync(a, b)
    }

    /// Granules that were looked at in full, not only recognised. For tests and measurements.
    pub fn slow_accesses(&self) -> u64 {
        self.slow
    }

    /// Bytes held, about; what is shared, with checkpoints or among clocks, counts each time, so
    /// that the answer depends on the calls alone. Takes time by the size.
    pub fn footprint(&self) -> usize {
        let page = |p: &ShadowPage| {
            size_of::<ShadowPage>()
                + p.spreads.footprint()
                + p.cells.iter().map(|c| c.footprint()).sum::<usize>()
        };
        self.shadow.iter().map(page).sum::<usize>()
            + self.soles.iter().map(SolePage::footprint).sum::<usize>()
            + self.syncs.iter().map(SyncPage::footprint).sum::<usize>()
            + self.people.footprint()
    }

    /// Makes `g` the running goroutine.
    #[inline]
    pub(crate) fn enter(&mut self, g: Gid) {
        if self.running != Some(g) {
            self.running = Some(g);
            self.epoch = self.people.get(g).epoch();
        }
    }
}

#[inline(always)]
fn cell_of(addr: u64) -> usize {
    (addr / CELL) as usize % CELLS
}

/// Bits of the bytes from `skip` on; both together at most eight.
#[inline(always)]
pub(crate) fn mask(skip: u64, len: u64) -> u8 {
    (((1u32 << (len & 15)) - 1) << (skip & 7)) as u8
}
