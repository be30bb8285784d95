//! What goroutines touch between their operations: raw material for whoever knows from elsewhere in
//! which order they come. It knows no clocks and finds no races (`path.rs` does, given the order).
//!
//! A list grows with the memory that is touched, not with the accesses: of those to the same bytes in
//! one stretch, few are kept.

use crate::detector::mask;
use crate::report::{Kind, Site};
use crate::shadow::CELL;

/// Touches after which the list is cut off.
const MOST: usize = 1 << 20;
/// Of one granule in one stretch, this many are kept for their sites' sake alone.
const SITES: u8 = 4;
/// No stretch.
const NONE: u32 = u32::MAX;

/// A goroutine's way from one of its operations up to its next one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stretch {
    /// The goroutine, as whoever listens calls it.
    pub who: u32,
    /// Operations that it has behind it that count as events, and that were named only: those since
    /// the last event, and all of them.
    pub events: u32,
    pub since: u32,
    pub names: u32,
}

impl Stretch {
    /// The same goroutine's next stretch, after something that has a name.
    fn next(self) -> Stretch {
        Stretch {
            since: self.since.saturating_add(1),
            names: self.names.saturating_add(1),
            ..self
        }
    }
}

/// Bytes of one granule that were touched, or a row of granules that begin anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Touch {
    pub granule: u64,
    /// The instruction; of what begins anew: how many granules.
    pub site: Site,
    /// Which stretch of the list.
    pub stretch: u32,
    pub mask: u8,
    /// None: what was known of the granules says nothing of what comes there next.
    pub kind: Option<Kind>,
    /// By the operation with which the stretch begins, not after it.
    pub begins: bool,
}

/// What is known of a granule in the stretch at hand.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    granule: u64,
    /// Which stretch that is about, counted from 1 on; 0: none.
    turn: u32,
    last: u32,
    reads: u8,
    writes: u8,
    sites: u8,
}

/// What was touched in a step, which may be made of several stretches of several goroutines.
#[derive(Clone, Debug, Default)]
pub struct Touched {
    pub stretches: Vec<Stretch>,
    pub list: Vec<Touch>,
}

impl Touched {
    pub fn clear(&mut self) {
        self.stretches.clear();
        self.list.clear();
    }
}

/// Whoever makes the list.
#[derive(Clone, Debug)]
pub struct Touches {
    seen: Touched,
    /// By granule, in a table whose length is a power of two.
    known: Vec<Known>,
    used: usize,
    turn: u32,
    /// The stretch at hand, and its place in the list once something was touched in it.
    stretch: Option<Stretch>,
    current: u32,
    /// When the operation is executed with which the stretch begins; `u64::MAX`: with none.
    start: u64,
    /// Something was left out.
    short: bool,
}

impl Touches {
    /// An empty list. Nothing is noted until a stretch begins.
    #[expect(
        clippy::new_without_default,
        reason = "an empty one is not one of zeros"
    )]
    pub fn new() -> Touches {
        Touches {
            seen: Touched::default(),
            known: vec![Known::default(); 64],
            used: 0,
            turn: 1,
            stretch: None,
            current: NONE,
            start: u64::MAX,
            short: false,
        }
    }

    /// Hands out the list and goes on with an empty one, in the memory of `to`. Nothing is noted until
    /// a stretch begins.
    pub fn hand_out(&mut self, to: &mut Touched) {
        to.clear();
        std::mem::swap(&mut self.seen, to);
        self.stretch = None;
        self.current = NONE;
    }

    /// A stretch begins, with an operation at this tick if that is told.
    #[inline]
    pub fn begin(&mut self, stretch: Stretch, start: Option<u64>) {
        self.stretch = Some(stretch);
        self.current = NONE;
        self.start = start.unwrap_or(u64::MAX);
        if self.used > 0 {
            self.turn();
        }
    }

    /// The goroutine at hand has done something that others know by name.
    pub fn split(&mut self) {
        if let Some(s) = self.stretch {
            self.begin(s.next(), None);
        }
    }

    /// The stretch at hand.
    pub fn stretch(&self) -> Option<Stretch> {
        self.stretch
    }

    /// Whether something was left out: there was too much.
    pub fn is_short(&self) -> bool {
        self.short
    }

    fn turn(&mut self) {
        self.used = 0;
        self.turn = self.turn.wrapping_add(1);
        if self.turn == 0 {
            self.known.fill(Known::default());
            self.turn = 1;
        }
    }

    /// The goroutine at hand accesses memory at a tick.
    #[inline(always)]
    pub fn note(&mut self, kind: Kind, addr: u64, len: u64, site: Site, tick: u64) {
        let skip = addr % CELL;
        if skip + len <= CELL && len > 0 {
            self.note_granule(kind, addr / CELL, mask(skip, len), site, tick);
        } else {
            self.note_range(kind, addr, len, site, tick);
        }
    }

    #[inline(never)]
    fn note_range(&mut self, kind: Kind, addr: u64, len: u64, site: Site, tick: u64) {
        let end = addr.saturating_add(len);
        let mut next = addr;
        while next < end && !self.short {
            let skip = next % CELL;
            let len = (CELL - skip).min(end - next);
            self.note_granule(kind, next / CELL, mask(skip, len), site, tick);
            next += len;
        }
    }

    #[inline]
    fn note_granule(&mut self, kind: Kind, granule: u64, mask: u8, site: Site, tick: u64) {
        if let Some(known) = self.known.get(place(granule, self.known.len()))
            && known.granule == granule
            && known.turn == self.turn
            && self.start != tick
            && self.is_covered(known, kind, mask, site)
        {
            return;
        }
        self.add(kind, granule, mask, site, tick);
    }

    #[inline]
    fn is_covered(&self, known: &Known, kind: Kind, mask: u8, site: Site) -> bool {
        let covered = match kind {
            Kind::Read => known.reads | known.writes,
            Kind::Write => known.writes,
            Kind::AtomicRead | Kind::AtomicWrite => return false,
        };
        let last = || self.seen.list.get(known.last as usize).map(|t| t.site);
        mask & !covered == 0 && (known.sites >= SITES || last() == Some(site))
    }

    #[inline(never)]
    fn add(&mut self, kind: Kind, granule: u64, mask: u8, site: Site, tick: u64) {
        let Some(stretch) = self.stretch.filter(|_| !self.short) else {
            return;
        };
        if self.current == NONE {
            self.current = self.seen.stretches.len() as u32;
            self.seen.stretches.push(stretch);
        }
        let touch = Touch {
            granule,
            site,
            stretch: self.current,
            mask,
            kind: Some(kind),
            begins: kind.is_atomic() || self.start == tick,
        };
        if touch.begins {
            if self.seen.list.last() != Some(&touch) {
                self.push(touch);
            }
            return;
        }
        if self.used * 2 >= self.known.len() {
            self.widen();
        }
        let at = self.find(granule);
        let Some(mut known) = self.known.get(at).copied() else {
            return;
        };
        if known.turn != self.turn {
            self.used += 1;
            known = Known {
                granule,
                turn: self.turn,
                ..Known::default()
            };
        } else if self.is_covered(&known, kind, mask, site) {
            return;
        }
        match kind.is_write() {
            true => known.writes |= mask,
            false => known.reads |= mask,
        }
        known.sites = known.sites.saturating_add(1);
        known.last = self.seen.list.len() as u32;
        if let Some(k) = self.known.get_mut(at) {
            *k = known;
        }
        self.push(touch);
    }

    /// Where in the table the granule is, or could be.
    fn find(&self, granule: u64) -> usize {
        let mut at = place(granule, self.known.len());
        while let Some(known) = self.known.get(at)
            && known.turn == self.turn
            && known.granule != granule
        {
            at = (at + 1) & (self.known.len() - 1);
        }
        at
    }

    fn widen(&mut self) {
        let old = std::mem::take(&mut self.known);
        self.known = vec![Known::default(); (old.len() * 2).max(64)];
        for known in old.into_iter().filter(|k| k.turn == self.turn) {
            let at = self.find(known.granule);
            if let Some(k) = self.known.get_mut(at) {
                *k = known;
            }
        }
    }

    /// Memory was freed, or is handed out anew.
    pub fn forget(&mut self, addr: u64, len: u64) {
        if len == 0 {
            return;
        }
        let granule = addr / CELL;
        let granules = (addr.saturating_add(len)).div_ceil(CELL) - granule;
        // What this stretch touched there was something else.
        self.turn();
        self.push(Touch {
            granule,
            site: Site(u32::try_from(granules).unwrap_or(u32::MAX)),
            stretch: self.current,
            mask: 0,
            kind: None,
            begins: false,
        });
    }

    fn push(&mut self, touch: Touch) {
        self.short |= self.seen.list.len() >= MOST;
        if !self.short {
            self.seen.list.push(touch);
        }
    }
}

/// Where in a table of that length to look for a granule first.
#[inline(always)]
fn place(granule: u64, len: usize) -> usize {
    // Neighbours are side by side.
    granule as usize & len.wrapping_sub(1)
}
