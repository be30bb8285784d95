//! Ticks of single bytes, for entries that stand for several accesses.
//!
//! A loop over bytes makes eight accesses to a cell that differ in nothing but byte and tick. They
//! share one entry, which then holds an index into its page's table of ticks instead of a tick.
//! The table is not told when an entry goes; the page counts from time to time (`sweep`).

use crate::report::At;
use crate::shadow::{Cell, Entry, Hit};

/// Rows before the first sweep.
const FIRST: usize = 64;

/// The table of a page: per row, eight bytes' ticks.
#[derive(Clone, Debug, Default)]
pub(crate) struct Spreads {
    rows: Vec<[u64; 8]>,
    /// Rows in use at the last sweep.
    used: usize,
}

impl Spreads {
    /// The access by `new`, to other bytes than `entry`'s but like it in all else, joins it. It is
    /// not itself spread.
    pub(crate) fn absorb(&mut self, entry: &mut Entry, new: &Entry) {
        if !entry.tag.is_spread() {
            let row = [entry.tick; 8];
            entry.tick = self.rows.len() as u64;
            self.rows.push(row);
        }
        self.set(entry, new.tag.mask(), new.tick);
        entry.tag = entry.tag.joined(new.tag);
    }

    /// The entry's bytes were accessed at those ticks.
    pub(crate) fn spread(&mut self, entry: &mut Entry, ticks: [u64; 8]) {
        entry.tick = self.rows.len() as u64;
        entry.tag = entry.tag.joined(entry.tag);
        self.rows.push(ticks);
    }

    /// Those bytes of a spread entry were accessed again.
    #[inline(always)]
    pub(crate) fn touch(&mut self, entry: &Entry, mask: u8, at: At) {
        self.set(entry, mask, at.tick);
    }

    #[inline(always)]
    fn set(&mut self, entry: &Entry, mask: u8, tick: u64) {
        if let Some(row) = self.rows.get_mut(entry.tick as usize) {
            if mask.is_power_of_two() {
                row[mask.trailing_zeros() as usize & 7] = tick;
                return;
            }
            for (byte, place) in row.iter_mut().enumerate() {
                if mask >> byte & 1 == 1 {
                    *place = tick;
                }
            }
        }
    }

    /// Adds a hit for each of the accesses that made those bytes of the entry.
    pub(crate) fn hit(&self, entry: &Entry, mask: u8, hits: &mut Vec<Hit>) {
        let row = self.rows.get(entry.tick as usize);
        let (Some(row), true) = (row, entry.tag.is_spread()) else {
            hits.push(Hit::new(*entry, mask));
            return;
        };
        let mut left = mask;
        while left != 0 {
            let tick = row[left.trailing_zeros() as usize & 7];
            let same = (0..8)
                .filter(|&b| row[b] == tick)
                .fold(0, |m, b| m | 1u8 << b)
                & left;
            hits.push(Hit::new(Entry { tick, ..*entry }, same));
            left &= !same;
        }
    }

    pub(crate) fn is_full(&self) -> bool {
        self.rows.len() >= FIRST.max(self.used * 2)
    }

    /// Drops the rows of entries that are gone.
    pub(crate) fn sweep(&mut self, cells: &mut [Cell]) {
        let old = std::mem::take(&mut self.rows);
        for cell in cells {
            cell.for_each(|entry| {
                if entry.tag.is_spread()
                    && entry.tag.mask() != 0
                    && let Some(row) = old.get(entry.tick as usize)
                {
                    entry.tick = self.rows.len() as u64;
                    self.rows.push(*row);
                }
            });
        }
        self.used = self.rows.len();
    }

    /// Bytes held.
    pub(crate) fn footprint(&self) -> usize {
        self.rows.len() * size_of::<[u64; 8]>()
    }
}
