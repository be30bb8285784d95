//! The byte-addressed memory: a low region (read-only data, then globals) and the heap.
//!
//! Nothing else is mapped. Every store marks its 4 KiB page, so that a snapshot copies only what
//! changed. What is allocated where is the allocator's business (`heap.rs`), not this module's.

use std::sync::Arc;

use bytecode::{HEAP_BASE, LOW_BASE};

/// Bytes of a page.
pub(crate) const PAGE: usize = 4096;
const PAGE_SHIFT: u32 = 12;
/// Pages of a group that snapshots share as a whole.
const GROUP: usize = 64;

#[derive(Clone, Debug, Default)]
pub(crate) struct Memory {
    heap: Vec<u8>,
    heap_dirty: Vec<u8>,
    low: Vec<u8>,
    low_dirty: Vec<u8>,
    /// Bytes at the start of the low region that may not be written.
    rodata: u64,
    /// What the last snapshot or restore saw.
    saved_heap: Vec<Arc<Group>>,
    saved_low: Vec<Arc<Group>>,
    /// One page of zeros, shared by all that were never written.
    zero: Option<Page>,
}

type Page = Arc<[u8]>;
type Group = Vec<Page>;

/// The memory of a snapshot: pages shared with its neighbours.
#[derive(Clone, Debug)]
pub(crate) struct MemorySnapshot {
    heap: Vec<Arc<Group>>,
    heap_len: usize,
    low: Vec<Arc<Group>>,
    low_len: usize,
}

impl MemorySnapshot {
    /// Bytes that this snapshot does not share with `other`.
    pub(crate) fn own_bytes(&self, other: Option<&MemorySnapshot>) -> usize {
        let count = |a: &[Arc<Group>], b: &[Arc<Group>]| -> usize {
            a.iter()
                .enumerate()
                .map(|(i, g)| match b.get(i) {
                    Some(o) if Arc::ptr_eq(o, g) => 8,
                    Some(o) => g
                        .iter()
                        .enumerate()
                        .map(|(j, p)| match o.get(j) {
                            Some(q) if Arc::ptr_eq(p, q) => 16,
                            _ => PAGE + 32,
                        })
                        .sum(),
                    None => g.len() * (PAGE + 32),
                })
                .sum()
        };
        match other {
            Some(o) => count(&self.heap, &o.heap) + count(&self.low, &o.low),
            None => count(&self.heap, &[]) + count(&self.low, &[]),
        }
    }
}

impl Memory {
    pub(crate) fn new(low: &[u8], rodata: u32) -> Self {
        let mut low = low.to_vec();
        // One spare page, so that ZERO_BASE and the end of globals are always mapped.
        low.resize((low.len() + PAGE).next_multiple_of(PAGE), 0);
        let pages = low.len() >> PAGE_SHIFT;
        Memory {
            low,
            low_dirty: vec![1; pages],
            rodata: u64::from(rodata),
            ..Memory::default()
        }
    }

    /// Bytes of heap that exist.
    pub(crate) fn heap_len(&self) -> u64 {
        self.heap.len() as u64
    }

    /// Makes the heap `len` bytes long (a multiple of the page size); new bytes are zero.
    pub(crate) fn grow_heap(&mut self, len: usize) {
        self.heap.resize(len, 0);
        // Untouched pages are not worth copying: `save` knows them to be zero.
        self.heap_dirty.resize(len >> PAGE_SHIFT, 0);
    }

    #[inline(always)]
    pub(crate) fn load<const N: usize>(&self, addr: u64) -> Option<[u8; N]> {
        let off = addr.wrapping_sub(HEAP_BASE);
        if off < self.heap.len() as u64
            && let Some(bytes) = self.heap.get(off as usize..)
            && let Some(chunk) = bytes.first_chunk::<N>()
        {
            return Some(*chunk);
        }
        self.load_low(addr)
    }

    /// `load` by reference, for who wants single words of many bytes.
    #[inline(always)]
    pub(crate) fn view<const N: usize>(&self, addr: u64) -> Option<&[u8; N]> {
        let off = addr.wrapping_sub(HEAP_BASE);
        if off < self.heap.len() as u64 {
            return self.heap.get(off as usize..)?.first_chunk::<N>();
        }
        self.view_low(addr)
    }

    #[inline(never)]
    fn view_low<const N: usize>(&self, addr: u64) -> Option<&[u8; N]> {
        let off = addr.wrapping_sub(LOW_BASE);
        if off < self.low.len() as u64 {
            self.low.get(off as usize..)?.first_chunk::<N>()
        } else {
            None
        }
    }

    /// `load` without a call, for the inner loop.
    #[inline(always)]
    pub(crate) fn load_inline<const N: usize>(&self, addr: u64) -> Option<[u8; N]> {
        let off = addr.wrapping_sub(HEAP_BASE);
        if off < self.heap.len() as u64 {
            return self.heap.get(off as usize..)?.first_chunk::<N>().copied();
        }
        let off = addr.wrapping_sub(LOW_BASE);
        if off < self.low.len() as u64 {
            return self.low.get(off as usize..)?.first_chunk::<N>().copied();
        }
        None
    }

    /// `store` without a call, for the inner loop; what it does not do is left to `store`.
    #[inline(always)]
    pub(crate) fn store_inline<const N: usize>(&mut self, addr: u64, bytes: [u8; N]) -> Option<()> {
        let off = addr.wrapping_sub(HEAP_BASE);
        if off < self.heap.len() as u64 {
            let last = off + N as u64 - 1;
            // Two pages at most; the second mark is the first one's, mostly.
            if N > 1 {
                *self.heap_dirty.get_mut((last >> PAGE_SHIFT) as usize)? = 1;
            }
            *self.heap_dirty.get_mut((off >> PAGE_SHIFT) as usize)? = 1;
            *self.heap.get_mut(off as usize..)?.first_chunk_mut::<N>()? = bytes;
            return Some(());
        }
        let off = addr.wrapping_sub(LOW_BASE);
        if off < self.low.len() as u64 && off >= self.rodata {
            let last = off + N as u64 - 1;
            *self.low_dirty.get_mut((last >> PAGE_SHIFT) as usize)? = 1;
            *self.low_dirty.get_mut((off >> PAGE_SHIFT) as usize)? = 1;
            *self.low.get_mut(off as usize..)?.first_chunk_mut::<N>()? = bytes;
            return Some(());
        }
        None
    }

    #[inline(never)]
    fn load_low<const N: usize>(&self, addr: u64) -> Option<[u8; N]> {
        let off = addr.wrapping_sub(LOW_BASE);
        if off < self.low.len() as u64 {
            self.low.get(off as usize..)?.first_chunk::<N>().copied()
        } else {
            None
        }
    }

    #[inline(always)]
    pub(crate) fn store<const N: usize>(&mut self, addr: u64, bytes: [u8; N]) -> Option<()> {
        let off = addr.wrapping_sub(HEAP_BASE);
        if off < self.heap.len() as u64
            && let Some(rest) = self.heap.get_mut(off as usize..)
            && let Some(chunk) = rest.first_chunk_mut::<N>()
        {
            *chunk = bytes;
            if let Some(d) = self.heap_dirty.get_mut((off >> PAGE_SHIFT) as usize) {
                *d = 1;
            }
            // Naturally aligned stores of up to 8 bytes stay within a page.
            if (N > 8 || off & (N as u64 - 1) != 0)
                && let Some(d) = self
                    .heap_dirty
                    .get_mut(((off + N as u64 - 1) >> PAGE_SHIFT) as usize)
            {
                *d = 1;
            }
            return Some(());
        }
        self.store_low(addr, &bytes)
    }

    #[inline(never)]
    fn store_low(&mut self, addr: u64, bytes: &[u8]) -> Option<()> {
        self.slice_mut(addr, bytes.len() as u64)?
            .copy_from_slice(bytes);
        Some(())
    }

    /// 64-bit global at `off` from LOW_BASE.
    #[inline(always)]
    pub(crate) fn load_global(&self, off: u32) -> Option<u64> {
        let b = self.low.get(off as usize..)?.first_chunk::<8>()?;
        Some(u64::from_le_bytes(*b))
    }

    #[inline(always)]
    pub(crate) fn store_global(&mut self, off: u32, v: u64) -> Option<()> {
        if u64::from(off) < self.rodata {
            return None;
        }
        let b = self.low.get_mut(off as usize..)?.first_chunk_mut::<8>()?;
        *b = v.to_le_bytes();
        *self.low_dirty.get_mut(off as usize >> PAGE_SHIFT)? = 1;
        *self.low_dirty.get_mut((off as usize + 7) >> PAGE_SHIFT)? = 1;
        Some(())
    }

    #[inline(always)]
    pub(crate) fn word(&self, addr: u64) -> Option<u64> {
        self.load(addr).map(u64::from_le_bytes)
    }
    #[inline(always)]
    pub(crate) fn word32(&self, addr: u64) -> Option<u32> {
        self.load(addr).map(u32::from_le_bytes)
    }
    #[inline(always)]
    pub(crate) fn set_word(&mut self, addr: u64, v: u64) -> Option<()> {
        self.store(addr, v.to_le_bytes())
    }
    #[inline(always)]
    pub(crate) fn set_word32(&mut self, addr: u64, v: u32) -> Option<()> {
        self.store(addr, v.to_le_bytes())
    }

    /// `len` readable bytes at `addr`; length 0 needs no valid address.
    #[inline]
    pub(crate) fn slice(&self, addr: u64, len: u64) -> Option<&[u8]> {
        if len == 0 {
            return Some(&[]);
        }
        let off = addr.wrapping_sub(HEAP_BASE);
        if off < self.heap.len() as u64 {
            if len > self.heap.len() as u64 - off {
                return None;
            }
            return self.heap.get(off as usize..off as usize + len as usize);
        }
        let off = addr.wrapping_sub(LOW_BASE);
        if off < self.low.len() as u64 && len <= self.low.len() as u64 - off {
            return self.low.get(off as usize..off as usize + len as usize);
        }
        None
    }

    /// `len` writable bytes at `addr`, marked as changed.
    pub(crate) fn slice_mut(&mut self, addr: u64, len: u64) -> Option<&mut [u8]> {
        if len == 0 {
            return Some(&mut []);
        }
        let off = addr.wrapping_sub(HEAP_BASE);
        if off < self.heap.len() as u64 {
            if len > self.heap.len() as u64 - off {
                return None;
            }
            mark(&mut self.heap_dirty, off, len);
            return self.heap.get_mut(off as usize..off as usize + len as usize);
        }
        let off = addr.wrapping_sub(LOW_BASE);
        if off < self.low.len() as u64 && len <= self.low.len() as u64 - off && off >= self.rodata {
            mark(&mut self.low_dirty, off, len);
            return self.low.get_mut(off as usize..off as usize + len as usize);
        }
        None
    }

    /// Whether a byte at `addr` can be read.
    #[inline]
    pub(crate) fn mapped(&self, addr: u64) -> bool {
        addr.wrapping_sub(HEAP_BASE) < self.heap.len() as u64
            || addr.wrapping_sub(LOW_BASE) < self.low.len() as u64
    }

    /// memmove.
    pub(crate) fn copy(&mut self, dst: u64, src: u64, len: u64) -> Option<()> {
        if len == 0 {
            return Some(());
        }
        let (d, s) = (dst.wrapping_sub(HEAP_BASE), src.wrapping_sub(HEAP_BASE));
        let n = self.heap.len() as u64;
        if d < n && s < n && len <= n - d && len <= n - s {
            mark(&mut self.heap_dirty, d, len);
            self.heap
                .copy_within(s as usize..(s + len) as usize, d as usize);
            return Some(());
        }
        // Regions of different kinds, or globals: rare, so a temporary is fine.
        let bytes = self.slice(src, len)?.to_vec();
        self.slice_mut(dst, len)?.copy_from_slice(&bytes);
        Some(())
    }

    pub(crate) fn zero(&mut self, addr: u64, len: u64) -> Option<()> {
        self.slice_mut(addr, len)?.fill(0);
        Some(())
    }

    pub(crate) fn snapshot(&mut self) -> MemorySnapshot {
        let zero = self.zero.get_or_insert_with(|| [0; PAGE].as_slice().into());
        save(&mut self.saved_heap, &self.heap, &mut self.heap_dirty, zero);
        save(&mut self.saved_low, &self.low, &mut self.low_dirty, zero);
        MemorySnapshot {
            heap: self.saved_heap.clone(),
            heap_len: self.heap.len(),
            low: self.saved_low.clone(),
            low_len: self.low.len(),
        }
    }

    /// Whether nothing was written since the last snapshot or restore.
    pub(crate) fn is_clean(&self) -> bool {
        let clean = |marks: &[u8]| marks.iter().all(|m| *m == 0);
        clean(&self.heap_dirty) && clean(&self.low_dirty)
    }

    pub(crate) fn restore(&mut self, s: &MemorySnapshot) {
        load(
            &mut self.saved_heap,
            &mut self.heap,
            &mut self.heap_dirty,
            &s.heap,
            s.heap_len,
        );
        load(
            &mut self.saved_low,
            &mut self.low,
            &mut self.low_dirty,
            &s.low,
            s.low_len,
        );
    }
}

fn mark(dirty: &mut [u8], off: u64, len: u64) {
    let from = (off >> PAGE_SHIFT) as usize;
    let to = ((off + len - 1) >> PAGE_SHIFT) as usize;
    if let Some(flags) = dirty.get_mut(from..=to) {
        flags.fill(1);
    }
}

/// Brings `saved` up to date with `bytes`, copying the pages marked dirty, and clears the marks.
fn save(saved: &mut Vec<Arc<Group>>, bytes: &[u8], dirty: &mut [u8], zero: &Page) {
    for (g, marks) in dirty.chunks_mut(GROUP).enumerate() {
        let known = saved.get(g).map_or(0, |group| group.len());
        if known == marks.len() && marks.iter().all(|m| *m == 0) {
            continue;
        }
        let page = |i: usize| -> Page {
            let from = (g * GROUP + i) * PAGE;
            bytes.get(from..from + PAGE).unwrap_or(&[]).into()
        };
        let old = saved.get(g);
        let group: Group = marks
            .iter()
            .enumerate()
            .map(|(i, m)| match old.and_then(|o| o.get(i)) {
                Some(p) if *m == 0 => Arc::clone(p),
                None if *m == 0 => Arc::clone(zero),
                _ => page(i),
            })
            .collect();
        match saved.get_mut(g) {
            Some(slot) => *slot = Arc::new(group),
            None => saved.push(Arc::new(group)),
        }
        marks.fill(0);
    }
}

/// Makes `bytes` what `target` says, copying only pages that differ from `saved` or are dirty.
fn load(
    saved: &mut Vec<Arc<Group>>,
    bytes: &mut Vec<u8>,
    dirty: &mut Vec<u8>,
    target: &[Arc<Group>],
    len: usize,
) {
    bytes.resize(len, 0);
    dirty.resize(len >> PAGE_SHIFT, 1);
    for (g, group) in target.iter().enumerate() {
        let old = saved.get(g);
        let same_group = old.is_some_and(|o| Arc::ptr_eq(o, group));
        for (i, page) in group.iter().enumerate() {
            let at = g * GROUP + i;
            let same = same_group
                || old
                    .and_then(|o| o.get(i))
                    .is_some_and(|o| Arc::ptr_eq(o, page));
            let clean = dirty.get(at).is_some_and(|d| *d == 0);
            if same && clean {
                continue;
            }
            if let Some(to) = bytes.get_mut(at * PAGE..(at + 1) * PAGE) {
                to.copy_from_slice(page);
            }
        }
    }
    dirty.fill(0);
    saved.clear();
    saved.extend(target.iter().cloned());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn memory() -> Memory {
        let mut m = Memory::new(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16], 8);
        m.grow_heap(16 * PAGE);
        m
    }

    #[test]
    fn rodata_cannot_be_written() {
        let mut m = memory();
        assert_eq!(m.load::<1>(LOW_BASE), Some([1]));
        assert_eq!(m.store(LOW_BASE, [9u8]), None);
        assert_eq!(m.store(LOW_BASE + 8, [9u8]), Some(()));
        assert_eq!(m.load::<1>(LOW_BASE + 8), Some([9]));
    }

    #[test]
    fn unmapped_addresses_fail() {
        let mut m = memory();
        assert_eq!(m.word(0), None);
        assert_eq!(m.word(HEAP_BASE + 16 * PAGE as u64 - 7), None);
        assert_eq!(m.set_word(HEAP_BASE + 16 * PAGE as u64, 1), None);
        assert_eq!(m.word(u64::MAX - 3), None);
        assert!(m.slice(HEAP_BASE, u64::MAX).is_none());
    }

    #[test]
    fn snapshots_share_clean_pages_and_restore_exactly() {
        let mut m = memory();
        m.set_word(HEAP_BASE + 100, 7);
        let a = m.snapshot();
        m.set_word(HEAP_BASE + PAGE as u64 - 4, 0x1122_3344_5566_7788);
        m.grow_heap(20 * PAGE);
        m.set_word(HEAP_BASE + 18 * PAGE as u64, 5);
        let b = m.snapshot();
        // Two pages of the unaligned store, four new pages.
        assert!(b.own_bytes(Some(&a)) < 8 * PAGE);
        m.set_word(HEAP_BASE + 100, 8);
        m.restore(&a);
        assert_eq!(m.heap_len(), 16 * PAGE as u64);
        assert_eq!(m.word(HEAP_BASE + 100), Some(7));
        assert_eq!(m.word(HEAP_BASE + PAGE as u64 - 4), Some(0));
        m.restore(&b);
        assert_eq!(
            m.word(HEAP_BASE + PAGE as u64 - 4),
            Some(0x1122_3344_5566_7788)
        );
        assert_eq!(m.word(HEAP_BASE + 18 * PAGE as u64), Some(5));
    }
}
