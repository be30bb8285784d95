//! Pages that one goroutine has for itself: all that was ever accessed there, was in one epoch, in
//! a few manners, and less than a word at a time. Who comes later gets cells (`shadow.rs`).
//!
//! Within its epoch a goroutine can race with nobody whom it finds here, which is nobody. So all
//! there is to keep is when each byte was last accessed in each manner: a number that is written and
//! never looked at, until somebody else comes.

use crate::clock::Epoch;
use crate::pages::PAGE;
use crate::report::{At, Site};
use crate::shadow::{CELL, Entry, ShadowPage, Tag};

/// Manners of a page: two loops' worth.
const MANNERS: usize = 4;
const BYTES: usize = PAGE as usize;

/// What accesses have in common that differ in place and tick only.
#[derive(Clone, Debug)]
struct Manner {
    site: Site,
    /// As if of the first bytes of a cell.
    tag: Tag,
    /// Per first byte, the tick of its last access after the page's `before`; 0 is none.
    ticks: Box<[u32; BYTES]>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct SolePage {
    epoch: Epoch,
    /// The tick before the first access.
    before: u64,
    manners: [Option<Manner>; MANNERS],
}

impl SolePage {
    /// Takes note of an access in a manner that is known.
    #[inline(always)]
    pub(crate) fn again(&mut self, epoch: Epoch, tag: Tag, addr: u64, at: At) -> bool {
        let Ok(tick @ 1..) = u32::try_from(at.tick.wrapping_sub(self.before)) else {
            return false;
        };
        if self.epoch != epoch {
            return false;
        }
        for manner in self.manners.iter_mut().map_while(Option::as_mut) {
            if manner.site == at.site && manner.tag == tag {
                manner.ticks[(addr % PAGE) as usize] = tick;
                return true;
            }
        }
        false
    }

    /// Takes note of the first access in its manner; false where there is no room for that.
    pub(crate) fn first(&mut self, epoch: Epoch, tag: Tag, addr: u64, at: At) -> bool {
        if self.manners[0].is_none() {
            self.epoch = epoch;
            self.before = at.tick.wrapping_sub(1);
        }
        let Some(free) = self.manners.iter_mut().find(|m| m.is_none()) else {
            return false;
        };
        *free = Some(Manner {
            site: at.site,
            tag,
            ticks: Box::new([0; BYTES]),
        });
        self.again(epoch, tag, addr, at)
    }

    /// Drops what is known of a range, which is made of whole cells.
    pub(crate) fn forget(&mut self, from: u64, to: u64) {
        let from = (from % PAGE) as usize;
        let to = ((to - 1) % PAGE) as usize;
        for manner in self.manners.iter_mut().flatten() {
            manner.ticks[from..=to].fill(0);
        }
    }

    /// Writes down in cells what is known.
    pub(crate) fn expand(&self, page: &mut ShadowPage) {
        let mut entries = Vec::new();
        for (i, cell) in page.cells.iter_mut().enumerate() {
            self.entries(i * CELL as usize, &mut entries);
            for (entry, ticks) in &mut entries {
                let mut bytes = (0..8).filter(|b| entry.tag.mask() >> b & 1 == 1);
                if bytes.any(|b| ticks[b] != entry.tick) {
                    page.spreads.spread(entry, *ticks);
                }
                cell.place(*entry, &mut page.spreads);
            }
        }
    }

    /// The entries of the cell that begins there, no two alike, with their bytes' ticks. The entry's
    /// own tick is its last; they ascend by that.
    fn entries(&self, from: usize, entries: &mut Vec<(Entry, [u64; 8])>) {
        entries.clear();
        let mut accesses: Vec<(u32, Entry)> = Vec::new();
        for manner in self.manners.iter().flatten() {
            for (skip, tick) in manner.ticks[from..from + 8].iter().enumerate() {
                if *tick != 0 {
                    let entry = Entry {
                        epoch: self.epoch,
                        tick: self.before.wrapping_add(u64::from(*tick)),
                        site: manner.site,
                        tag: manner.tag.of(manner.tag.mask() << skip),
                    };
                    accesses.push((*tick, entry));
                }
            }
        }
        accesses.sort_by_key(|a| a.0);
        for (_, new) in accesses {
            let mask = new.tag.mask();
            for (old, _) in entries.iter_mut() {
                if old.tag.kind() == new.tag.kind() {
                    old.tag = old.tag.without(mask);
                }
            }
            let like = entries.iter().position(|(e, _)| e.is_like(&new));
            let (mut entry, mut ticks) = like.map_or((new, [0; 8]), |i| entries.remove(i));
            entry.tick = new.tick;
            entry.tag = entry.tag.of(entry.tag.mask() | mask);
            for (byte, tick) in ticks.iter_mut().enumerate() {
                if mask >> byte & 1 == 1 {
                    *tick = new.tick;
                }
            }
            entries.push((entry, ticks));
        }
        entries.retain(|(e, _)| e.tag.mask() != 0);
    }

    /// Bytes held.
    pub(crate) fn footprint(&self) -> usize {
        size_of::<SolePage>() + self.manners.iter().flatten().count() * size_of::<[u32; BYTES]>()
    }
}
