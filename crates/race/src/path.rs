//! What was touched on the way to where an execution stands, and what of it comes in no order. The
//! order is asked for: whoever walks forward and back along executions knows it already, and needs
//! no second clock for it.
//!
//! A stack: each step's touches are compared with those before them as they are pushed, and taken
//! off again as the step is taken back. It finds what the order leaves open, in the execution at
//! hand; it keeps no reports, only where the accesses stand in the program.

use std::collections::BTreeSet;

use crate::report::{Kind, Site};
use crate::touch::{Stretch, Touch, Touched};

/// Touches after which no more are taken.
const MOST: usize = 1 << 21;
/// No link.
const NONE: u32 = u32::MAX;
/// Of nobody: memory that is handed out anew.
const NOBODY: u32 = u32::MAX;

/// Who knows in which order stretches come.
pub trait Order {
    /// How much of another goroutine comes before what is done in the stretch, or, if `begins`, before
    /// the operation with which it begins.
    fn known(&self, stretch: Stretch, begins: bool, other: u32) -> u32;

    /// How much of the stretch's goroutine somebody knows at least who comes after what is done in the
    /// stretch, or after the operation with which it begins.
    fn needs(&self, stretch: Stretch, begins: bool) -> u32;
}

/// One touch, linked to the one of the same sort before it.
#[derive(Clone, Copy, Debug)]
struct Link {
    who: u32,
    /// What somebody knows of `who` at least who comes after it.
    needs: u32,
    cell: u32,
    prev: u32,
    site: Site,
    kind: Kind,
    mask: u8,
}

/// A granule: its latest touch of each sort, by chain.
type Heads = [u32; 3];

const WRITES: usize = 0;
const READS: usize = 1;
const ATOMICS: usize = 2;

/// The chain of a touch: plain ones come in two, atomic ones in one.
fn chain(kind: Kind) -> usize {
    match kind {
        Kind::Write => WRITES,
        Kind::Read => READS,
        Kind::AtomicRead | Kind::AtomicWrite => ATOMICS,
    }
}

/// See the module's text.
#[derive(Clone, Debug, Default)]
pub struct Path {
    links: Vec<Link>,
    heads: Vec<Heads>,
    /// Granules, in a table whose length is a power of two: the granule, and 1 more than its number.
    table: Vec<(u64, u32)>,
    open: BTreeSet<Site>,
    short: bool,
}

impl Path {
    /// Height of the stack, for [`Path::truncate`].
    pub fn height(&self) -> usize {
        self.links.len()
    }

    /// Roughly how much it holds on to.
    pub fn held(&self) -> usize {
        self.links.capacity() + self.heads.capacity() + self.table.capacity()
    }

    /// Where plain accesses stand that came in no order with others that they conflict with, in any
    /// execution so far.
    pub fn open(&self) -> impl Iterator<Item = Site> {
        self.open.iter().copied()
    }

    /// Whether something was left out: there was too much.
    pub fn is_short(&self) -> bool {
        self.short
    }

    /// Appends a step's touches.
    pub fn push(&mut self, step: &Touched, order: &impl Order) {
        if self.links.len() + step.list.len() > MOST {
            self.short = true;
            return;
        }
        for t in &step.list {
            let Some(kind) = t.kind else {
                self.renew(t);
                continue;
            };
            let Some(stretch) = step.stretches.get(t.stretch as usize).copied() else {
                continue;
            };
            let cell = self.cell(t.granule);
            let link = Link {
                who: stretch.who,
                needs: order.needs(stretch, t.begins),
                cell,
                prev: NONE,
                site: t.site,
                kind,
                mask: t.mask,
            };
            let heads = self.heads.get(cell as usize).copied().unwrap_or([NONE; 3]);
            if heads != [NONE; 3] {
                let known = |who| order.known(stretch, t.begins, who);
                self.compare(&link, heads, known);
            }
            self.link(link);
        }
    }

    /// Takes what was pushed last off the stack.
    pub fn truncate(&mut self, height: usize) {
        while self.links.len() > height {
            if let Some(link) = self.links.pop()
                && let Some(heads) = self.heads.get_mut(link.cell as usize)
                && let Some(head) = heads.get_mut(chain(link.kind))
            {
                *head = link.prev;
            }
        }
    }

    /// Granules are handed out anew: as if somebody had written them whom everybody knows.
    fn renew(&mut self, t: &Touch) {
        for granule in t.granule..t.granule.saturating_add(u64::from(t.site.0)) {
            let Some(cell) = self.known_cell(granule) else {
                continue;
            };
            if self
                .heads
                .get(cell as usize)
                .is_none_or(|h| *h == [NONE; 3])
            {
                continue;
            }
            self.link(Link {
                who: NOBODY,
                needs: 0,
                cell,
                prev: NONE,
                site: Site(0),
                kind: Kind::Write,
                mask: u8::MAX,
            });
        }
    }

    fn link(&mut self, mut link: Link) {
        let at = self.links.len() as u32;
        if let Some(heads) = self.heads.get_mut(link.cell as usize)
            && let Some(head) = heads.get_mut(chain(link.kind))
        {
            link.prev = std::mem::replace(head, at);
            self.links.push(link);
        }
    }

    /// Looks for earlier touches that conflict with a new one and come in no order with it.
    fn compare(&mut self, new: &Link, heads: Heads, known: impl Fn(u32) -> u32) {
        let is_open = |old: &Link| {
            old.mask & new.mask != 0
                && old.who != new.who
                && old.who != NOBODY
                && new.kind.conflicts(old.kind)
                && known(old.who) < old.needs
        };
        // Whatever comes before plain writes of all the bytes was compared with those.
        let (mut cut, mut left) = (0, new.mask);
        for (chain, head) in heads.into_iter().enumerate() {
            // Among these there are no conflicts, and there may be many.
            if chain == READS && !new.kind.is_write() || chain == ATOMICS && new.kind.is_atomic() {
                continue;
            }
            let mut at = head;
            while let Some(old) = self.links.get(at as usize).filter(|_| at >= cut) {
                if is_open(old) {
                    let sides = [old, new].into_iter().filter(|l| !l.kind.is_atomic());
                    self.open.extend(sides.map(|l| l.site));
                }
                if chain == WRITES {
                    left &= !old.mask;
                    if left == 0 {
                        cut = at;
                        break;
                    }
                }
                at = old.prev;
            }
        }
    }

    /// The number of a granule, if it was ever touched.
    fn known_cell(&self, granule: u64) -> Option<u32> {
        self.table.get(self.find(granule))?.1.checked_sub(1)
    }

    /// The number of a granule.
    fn cell(&mut self, granule: u64) -> u32 {
        if let Some(cell) = self.known_cell(granule) {
            return cell;
        }
        if self.heads.len() * 2 >= self.table.len() {
            let old = std::mem::take(&mut self.table);
            self.table = vec![(0, 0); (old.len() * 2).max(64)];
            for entry in old.into_iter().filter(|e| e.1 != 0) {
                self.put(entry);
            }
        }
        let cell = self.heads.len() as u32;
        self.heads.push([NONE; 3]);
        self.put((granule, cell + 1));
        cell
    }

    fn put(&mut self, entry: (u64, u32)) {
        let at = self.find(entry.0);
        if let Some(e) = self.table.get_mut(at) {
            *e = entry;
        }
    }

    /// Where in the table the granule is, or could be.
    fn find(&self, granule: u64) -> usize {
        let last = self.table.len().wrapping_sub(1);
        let mut at = granule as usize & last;
        while let Some(e) = self.table.get(at)
            && e.1 != 0
            && e.0 != granule
        {
            at = (at + 1) & last;
        }
        at
    }
}
