//! A sparse table by address: pages that checkpoints share until one of them changes.
//!
//! A page is either this table's own, and written without any check for sharing, or shared, and
//! copied before it is written. [`Pages::share`] turns all own pages into shared ones, which makes
//! the clone that follows cheap; a clone without it copies the own pages.

use std::sync::Arc;

use base::again::share_any;
use base::reusing;

/// Bytes of memory that one page stands for, as a power of two.
pub(crate) const PAGE_SHIFT: u32 = 9;
pub(crate) const PAGE: u64 = 1 << PAGE_SHIFT;
/// Bytes of memory that one region stands for, as a power of two.
const REGION_SHIFT: u32 = 26;
const SLOT_MASK: u64 = (1 << (REGION_SHIFT - PAGE_SHIFT)) - 1;

#[derive(Debug)]
pub(crate) struct Pages<T> {
    /// Ascending by key.
    regions: Vec<Region<T>>,
    /// The region that was used last.
    hot: usize,
    /// Addresses of pages that became our own since the last `share`.
    own: Vec<u64>,
}
reusing!(Pages<T>: T; regions, hot, own);

#[derive(Debug)]
struct Region<T> {
    key: u64,
    slots: Vec<Slot<T>>,
    /// Slots that may hold a page, some of them more than once: most are empty, and a search goes
    /// back to clones all the time.
    used: Vec<u32>,
}

impl<T: Clone> Clone for Region<T> {
    fn clone(&self) -> Self {
        let mut new = Region {
            key: self.key,
            slots: Vec::new(),
            used: Vec::new(),
        };
        new.clone_from(self);
        new
    }

    fn clone_from(&mut self, from: &Self) {
        self.key = from.key;
        for i in &self.used {
            let i = *i as usize;
            let gone = from.slots.get(i).is_none_or(|s| s.get().is_none());
            if let Some(slot) = self.slots.get_mut(i).filter(|_| gone) {
                *slot = Slot::EMPTY;
            }
        }
        self.slots.resize_with(from.slots.len(), || Slot::EMPTY);
        for i in &from.used {
            let i = *i as usize;
            if let (Some(slot), Some(from)) = (self.slots.get_mut(i), from.slots.get(i)) {
                slot.clone_from(from);
            }
        }
        self.used.clone_from(&from.used);
    }
}

impl<T> Region<T> {
    /// The slot of `addr`, which is about to hold a page.
    fn slot(&mut self, addr: u64) -> &mut Slot<T> {
        let i = slot_of(addr);
        if i >= self.slots.len() {
            self.slots.resize_with(i + 1, || Slot::EMPTY);
        }
        if self.slots[i].get().is_none() {
            if self.used.len() > self.slots.len() * 2 {
                let full = self.slots.iter().zip(0..).filter(|s| s.0.get().is_some());
                self.used = full.map(|s| s.1).collect();
            }
            self.used.push(i as u32);
        }
        &mut self.slots[i]
    }
}

/// A page in one of its two states, or none.
#[derive(Debug)]
struct Slot<T> {
    own: Option<Box<T>>,
    /// Looked at only where there is no page of our own.
    shared: Option<Arc<T>>,
}
reusing!(Slot<T>: T; own, shared by share_any);

impl<T: Clone + Default> Slot<T> {
    /// The page at `addr` as our own; `list` hears if it was not.
    fn own(&mut self, addr: u64, list: &mut Vec<u64>) -> &mut T {
        let shared = self.shared.take();
        if self.own.is_none() {
            list.push(addr);
        }
        self.own
            .get_or_insert_with(|| Box::new(shared.map(Arc::unwrap_or_clone).unwrap_or_default()))
    }
}

impl<T> Slot<T> {
    const EMPTY: Slot<T> = Slot {
        own: None,
        shared: None,
    };

    fn get(&self) -> Option<&T> {
        self.own.as_deref().or(self.shared.as_deref())
    }
}

impl<T> Default for Pages<T> {
    fn default() -> Self {
        Pages {
            regions: Vec::new(),
            hot: 0,
            own: Vec::new(),
        }
    }
}

impl<T: Clone + Default> Pages<T> {
    /// The page of `addr` if it can be written at once: our own, in the region used last.
    #[inline(always)]
    pub(crate) fn hot(&mut self, addr: u64) -> Option<&mut T> {
        let region = self.regions.get_mut(self.hot)?;
        if region.key != addr >> REGION_SHIFT {
            return None;
        }
        region.slots.get_mut(slot_of(addr))?.own.as_deref_mut()
    }

    pub(crate) fn get(&self, addr: u64) -> Option<&T> {
        let region = self.regions.get(self.find(addr).ok()?)?;
        region.slots.get(slot_of(addr))?.get()
    }

    /// The page of `addr`, made when there is none.
    #[inline(never)]
    pub(crate) fn make(&mut self, addr: u64) -> &mut T {
        let at = match self.find(addr) {
            Ok(at) => at,
            Err(at) => {
                let region = Region {
                    key: addr >> REGION_SHIFT,
                    slots: Vec::new(),
                    used: Vec::new(),
                };
                self.regions.insert(at, region);
                at
            }
        };
        self.hot = at;
        let slot = self.regions[at].slot(addr);
        slot.own(addr & !(PAGE - 1), &mut self.own)
    }

    /// Takes the page of `addr` out.
    pub(crate) fn remove(&mut self, addr: u64) -> Option<T> {
        let region = self.find(addr).ok()?;
        let slot = self.regions.get_mut(region)?.slots.get_mut(slot_of(addr))?;
        let Slot { own, shared } = std::mem::replace(slot, Slot::EMPTY);
        own.map(|page| *page)
            .or_else(|| shared.map(Arc::unwrap_or_clone))
    }

    /// Calls `partly` with the part of `[addr, end)` in each page that exists and is not covered
    /// whole; those that are covered whole are dropped. Takes time by what exists.
    pub(crate) fn clear(&mut self, addr: u64, end: u64, mut partly: impl FnMut(&mut T, u64, u64)) {
        let from = self
            .regions
            .partition_point(|r| r.key < addr >> REGION_SHIFT);
        let to = self
            .regions
            .partition_point(|r| r.key << REGION_SHIFT < end);
        for at in from..to {
            let Some(region) = self.regions.get_mut(at) else {
                return;
            };
            let base = region.key << REGION_SHIFT;
            let first = addr.saturating_sub(base) >> PAGE_SHIFT;
            let slots = region.slots.iter_mut().enumerate().skip(first as usize);
            for (i, slot) in slots {
                let start = base + ((i as u64) << PAGE_SHIFT);
                let last = start + (PAGE - 1);
                if start >= end {
                    break;
                }
                if slot.get().is_none() {
                    continue;
                }
                if addr <= start && last < end {
                    *slot = Slot::EMPTY;
                } else {
                    let page = slot.own(start, &mut self.own);
                    partly(page, addr.max(start), end.min(last.saturating_add(1)));
                }
            }
        }
    }

    /// Makes every page shared, so that a clone is cheap.
    pub(crate) fn share(&mut self) {
        for addr in std::mem::take(&mut self.own) {
            let Ok(at) = self.find(addr) else { continue };
            if let Some(slot) = self.regions[at].slots.get_mut(slot_of(addr))
                && let Some(page) = slot.own.take()
            {
                slot.shared = Some(Arc::from(page));
            }
        }
    }

    /// All pages, ascending by address.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        let slots = self.regions.iter().flat_map(|r| &r.slots);
        slots.filter_map(Slot::get)
    }

    fn find(&self, addr: u64) -> Result<usize, usize> {
        let key = addr >> REGION_SHIFT;
        match self.regions.get(self.hot) {
            Some(region) if region.key == key => Ok(self.hot),
            _ => self.regions.binary_search_by_key(&key, |r| r.key),
        }
    }
}

#[inline(always)]
fn slot_of(addr: u64) -> usize {
    (addr >> PAGE_SHIFT & SLOT_MASK) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(addrs: &[u64]) -> Pages<u64> {
        let mut pages = Pages::default();
        for &a in addrs {
            *pages.make(a) = a;
        }
        pages
    }

    #[track_caller]
    fn check_clear(addrs: &[u64], from: u64, end: u64, want: &[u64], parts: &[(u64, u64)]) {
        let mut pages = table(addrs);
        pages.share();
        let mut heard = Vec::new();
        pages.clear(from, end, |_, a, b| heard.push((a, b)));
        assert_eq!(pages.iter().copied().collect::<Vec<_>>(), want);
        assert_eq!(heard, parts);
    }

    #[test]
    fn clears() {
        check_clear(&[0, 512, 1024], 0, 1024, &[1024], &[]);
        check_clear(
            &[0, 512, 1024],
            100,
            1025,
            &[0, 1024],
            &[(100, 512), (1024, 1025)],
        );
        check_clear(&[512], 600, 700, &[512], &[(600, 700)]);
        check_clear(&[512], 1024, 2048, &[512], &[]);
        check_clear(
            &[0, 1 << 40, u64::MAX],
            1,
            u64::MAX,
            &[0, u64::MAX],
            &[(1, 512), (!511, u64::MAX)],
        );
        check_clear(&[1 << 40], 0, 0, &[1 << 40], &[]);
    }

    #[test]
    fn shares_until_written() {
        let mut a = table(&[0, 1 << 30]);
        a.share();
        let b = a.clone();
        assert!(std::ptr::eq(a.get(0).unwrap(), b.get(0).unwrap()));
        assert!(a.hot(0).is_none());
        *a.make(0) = 7;
        assert_eq!(a.hot(0), Some(&mut 7));
        assert_eq!((a.get(0), b.get(0)), (Some(&7), Some(&0)));
        assert!(std::ptr::eq(
            a.get(1 << 30).unwrap(),
            b.get(1 << 30).unwrap()
        ));
    }
}
