//! The byte-addressed memory: a low region (read-only data, then globals), the heap, and C's heap
//! once somebody asked for some of it.
//!
//! Nothing else is mapped. Every store marks its page, so that a snapshot copies only what changed.
//! Pages are small: between two snapshots of a search a handful of words change. What is allocated
//! where is the allocator's business (`heap.rs`), not this module's.

use std::sync::Arc;

use bytecode::{HEAP_BASE, LOW_BASE};

use crate::cheap::{CHeap, CSnapshot};
use crate::heap::{BEFORE, SMALL_CELLS};
use crate::snapshot::share_one;

/// Where the heap that is allocated from begins; before it there are only the cells.
const START: u64 = HEAP_BASE + BEFORE;
/// What the shared cells of boxed small values hold: the words 0 to 255, for ever.
static CELLS: [u8; 256 * 8] = cells();

const fn cells() -> [u8; 256 * 8] {
    let mut all = [0; 256 * 8];
    let mut v = 0;
    while v < 256 {
        all[v * 8] = v as u8;
        v += 1;
    }
    all
}

/// Bytes of a page.
pub(crate) const PAGE: usize = 512;
const PAGE_SHIFT: u32 = 9;
/// Pages of a group that snapshots share as a whole.
const GROUP: usize = 64;
/// Changed pages that are kept beside the groups.
const LOOSE: usize = 64;
/// Bytes of heap that there is room for from the start.
pub(crate) const ROOM: usize = 1 << 16;
/// Bytes that are mapped beyond the globals, at least.
const SPARE: usize = 4096;

#[derive(Clone, Debug, Default)]
pub(crate) struct Memory {
    heap: Vec<u8>,
    heap_dirty: Vec<u8>,
    low: Vec<u8>,
    low_dirty: Vec<u8>,
    /// Bytes at the start of the low region that may not be written.
    rodata: u64,
    /// What the last snapshot or restore saw.
    saved_heap: Saved,
    saved_low: Saved,
    /// One page of zeros, shared by all that were never written.
    zero: Option<Page>,
    /// What the slow ways of each access ask last.
    pub(crate) c: Option<Box<CHeap>>,
}

pub(crate) type Page = Arc<[u8]>;
type Group = Vec<Page>;

/// A region's pages at some moment; what is in neither list is zero.
#[derive(Clone, Debug, Default)]
pub(crate) struct Saved {
    groups: Option<Arc<Vec<Arc<Group>>>>,
    /// Those that changed since the groups were made, ascending: a few, so that a snapshot after
    /// a few stores costs no more than these.
    loose: Option<Arc<Vec<(u32, Page)>>>,
}

/// The memory of a snapshot: pages shared with its neighbours.
#[derive(Clone, Debug)]
pub(crate) struct MemorySnapshot {
    heap: Saved,
    heap_len: usize,
    low: Saved,
    low_len: usize,
    c: Option<CSnapshot>,
}

impl MemorySnapshot {
    /// Bytes that this snapshot does not share with `other`.
    pub(crate) fn own_bytes(&self, other: Option<&MemorySnapshot>) -> usize {
        let c = self.c.as_ref();
        self.heap.own_bytes(other.map(|o| &o.heap))
            + self.low.own_bytes(other.map(|o| &o.low))
            + c.map_or(0, |c| c.own_bytes(other.and_then(|o| o.c.as_ref())))
    }
}

impl Memory {
    pub(crate) fn new(low: &[u8], rodata: u32) -> Self {
        // Some to spare, so that ZERO_BASE and the end of globals are always mapped.
        let len = (low.len() + SPARE).next_multiple_of(SPARE);
        let mut all = Vec::with_capacity(len);
        all.extend_from_slice(low);
        all.resize(len, 0);
        let (low, pages) = (all, len >> PAGE_SHIFT);
        Memory {
            low,
            low_dirty: vec![1; pages],
            rodata: u64::from(rodata),
            ..Memory::default()
        }
    }

    /// Bytes of heap that exist.
    pub(crate) fn heap_len(&self) -> u64 {
        BEFORE + self.heap.len() as u64
    }

    /// Makes the heap `len` bytes long (a multiple of the page size); new bytes are zero.
    pub(crate) fn grow_heap(&mut self, len: usize) {
        let len = len.saturating_sub(BEFORE as usize);
        // Room for the little that most programs allocate, so that its growing moves nothing.
        self.heap.reserve(ROOM.saturating_sub(self.heap.len()));
        self.heap.resize(len, 0);
        // Untouched pages are not worth copying: `save` knows them to be zero.
        self.heap_dirty.resize(len >> PAGE_SHIFT, 0);
    }

    #[inline(always)]
    pub(crate) fn load<const N: usize>(&self, addr: u64) -> Option<[u8; N]> {
        let off = addr.wrapping_sub(START);
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
        let off = addr.wrapping_sub(START);
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
            self.elsewhere(addr, N as u64)?.first_chunk::<N>()
        }
    }

    /// `load` without a call, for the inner loop; what it does not do is left to `load`.
    #[inline(always)]
    pub(crate) fn load_inline<const N: usize>(&self, addr: u64) -> Option<[u8; N]> {
        let off = addr.wrapping_sub(START);
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
        let off = addr.wrapping_sub(START);
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
            let bytes = self.elsewhere(addr, N as u64)?;
            bytes.first_chunk::<N>().copied()
        }
    }

    #[inline(always)]
    pub(crate) fn store<const N: usize>(&mut self, addr: u64, bytes: [u8; N]) -> Option<()> {
        let off = addr.wrapping_sub(START);
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
        let off = addr.wrapping_sub(START);
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
        self.elsewhere(addr, len)
    }

    /// `len` readable bytes that are neither in the heap nor in the low region: shared cells, and
    /// C's blocks.
    #[inline(never)]
    fn elsewhere(&self, addr: u64, len: u64) -> Option<&[u8]> {
        cell(addr, len).or_else(|| self.c.as_ref()?.slice(addr, len))
    }

    /// `len` writable bytes at `addr`, marked as changed.
    pub(crate) fn slice_mut(&mut self, addr: u64, len: u64) -> Option<&mut [u8]> {
        if len == 0 {
            return Some(&mut []);
        }
        let off = addr.wrapping_sub(START);
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
        self.c.as_mut()?.slice_mut(addr, len)
    }

    /// `mapped` without a call, for the inner loop: what it does not find may be there.
    #[inline(always)]
    pub(crate) fn mapped_inline(&self, addr: u64) -> bool {
        addr.wrapping_sub(START) < self.heap.len() as u64
            || addr.wrapping_sub(LOW_BASE) < self.low.len() as u64
    }

    /// Whether a byte at `addr` can be read.
    #[inline]
    pub(crate) fn mapped(&self, addr: u64) -> bool {
        self.mapped_inline(addr)
            || cell(addr, 1).is_some()
            || self.c.as_ref().is_some_and(|c| c.mapped(addr))
    }

    /// memmove.
    pub(crate) fn copy(&mut self, dst: u64, src: u64, len: u64) -> Option<()> {
        if len == 0 {
            return Some(());
        }
        let (d, s) = (dst.wrapping_sub(START), src.wrapping_sub(START));
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
        self.saved_heap.save(&self.heap, &mut self.heap_dirty, zero);
        self.saved_low.save(&self.low, &mut self.low_dirty, zero);
        MemorySnapshot {
            heap: self.saved_heap.clone(),
            heap_len: self.heap.len(),
            low: self.saved_low.clone(),
            low_len: self.low.len(),
            c: self.c.as_mut().map(|c| c.snapshot(zero)),
        }
    }

    /// The same in the place of a snapshot that is not needed any more.
    pub(crate) fn snapshot_in(&mut self, old: &mut MemorySnapshot) {
        let zero = self.zero.get_or_insert_with(|| [0; PAGE].as_slice().into());
        let (saved, bytes, dirty) = (&mut self.saved_heap, &self.heap, &mut self.heap_dirty);
        saved.save_in(bytes, dirty, zero, &mut old.heap);
        let (saved, bytes, dirty) = (&mut self.saved_low, &self.low, &mut self.low_dirty);
        saved.save_in(bytes, dirty, zero, &mut old.low);
        (old.heap_len, old.low_len) = (self.heap.len(), self.low.len());
        old.c = self.c.as_mut().map(|c| c.snapshot(zero));
    }

    /// Whether all bytes are as they were then.
    pub(crate) fn is_like(&self, then: &MemorySnapshot) -> bool {
        self.heap.len() == then.heap_len && self.is_like_but(then, |_| false)
    }

    /// Whether all bytes are as they were then, but for words of the heap at such addresses, and for
    /// heap that there was not.
    pub(crate) fn is_like_but(&self, then: &MemorySnapshot, may: impl Fn(u64) -> bool) -> bool {
        let may = |at: usize| may(START + at as u64);
        let (heap, low) = (&then.heap, &then.low);
        self.heap.len() >= then.heap_len
            && self.low.len() == then.low_len
            && heap.is_like(&self.heap, &self.heap_dirty, &self.saved_heap, may)
            && low.is_like(&self.low, &self.low_dirty, &self.saved_low, |_| false)
            && match (&self.c, &then.c) {
                (Some(now), Some(then)) => now.is_like(then),
                (now, then) => now.is_none() && then.is_none(),
            }
    }

    /// Whether nothing was written since the last snapshot or restore.
    pub(crate) fn is_clean(&self) -> bool {
        let clean = |marks: &[u8]| marks.chunks(SCAN).all(is_clean);
        clean(&self.heap_dirty)
            && clean(&self.low_dirty)
            && self.c.as_ref().is_none_or(|c| c.is_clean())
    }

    pub(crate) fn restore(&mut self, s: &MemorySnapshot) {
        let (saved, bytes, dirty) = (&mut self.saved_heap, &mut self.heap, &mut self.heap_dirty);
        saved.load(bytes, dirty, &s.heap, s.heap_len);
        let (saved, bytes, dirty) = (&mut self.saved_low, &mut self.low, &mut self.low_dirty);
        saved.load(bytes, dirty, &s.low, s.low_len);
        match &s.c {
            Some(then) => self.c.get_or_insert_default().restore(then),
            None => self.c = None,
        }
    }
}

/// `len` bytes of the shared cells.
#[inline(never)]
fn cell(addr: u64, len: u64) -> Option<&'static [u8]> {
    let off = addr.wrapping_sub(SMALL_CELLS);
    let end = off.checked_add(len)?;
    CELLS.get(usize::try_from(off).ok()?..usize::try_from(end).ok()?)
}

/// Marks the pages of a range.
pub(crate) fn mark(dirty: &mut [u8], off: u64, len: u64) {
    let from = (off >> PAGE_SHIFT) as usize;
    let to = ((off + len - 1) >> PAGE_SHIFT) as usize;
    if let Some(flags) = dirty.get_mut(from..=to) {
        flags.fill(1);
    }
}

/// Marks that are looked at in one go.
const SCAN: usize = 16;

/// Whether no page is marked. Without a way out, so that it is a few instructions.
#[inline(always)]
fn is_clean(marks: &[u8]) -> bool {
    marks.iter().fold(0, |all, m| all | m) == 0
}

/// How many pages are marked.
#[inline(always)]
fn marks_of(marks: &[u8]) -> usize {
    match is_clean(marks) {
        true => 0,
        false => marks.iter().filter(|m| **m != 0).count(),
    }
}

/// Whether both are the same, or neither is there.
fn same<T: ?Sized>(a: Option<&Arc<T>>, b: Option<&Arc<T>>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => Arc::ptr_eq(a, b),
        (a, b) => a.is_none() && b.is_none(),
    }
}

/// Makes one what the other is. Counting references is slow: what is the same stays.
fn share_any<T>(one: &mut Option<Arc<T>>, other: &Option<Arc<T>>) {
    if !same(one.as_ref(), other.as_ref()) {
        one.clone_from(other);
    }
}

/// Marks a page.
fn touch(dirty: &mut [u8], at: usize) {
    if let Some(d) = dirty.get_mut(at) {
        *d = 1;
    }
}

/// Calls `f` with the number of each page that is marked, and takes the marks away.
#[inline(always)]
fn each_dirty(dirty: &mut [u8], mut f: impl FnMut(usize)) {
    for (c, marks) in dirty.chunks_mut(SCAN).enumerate() {
        if is_clean(marks) {
            continue;
        }
        for (i, m) in marks.iter_mut().enumerate() {
            if *m != 0 {
                *m = 0;
                f(c * SCAN + i);
            }
        }
    }
}

/// The bytes of a page.
fn page(bytes: &[u8], at: usize) -> &[u8] {
    let from = at * PAGE;
    bytes.get(from..from + PAGE).unwrap_or(&[])
}

/// Puts a page into a list.
fn set(loose: &mut Vec<(u32, Page)>, at: usize, page: Page) {
    match loose.binary_search_by_key(&(at as u32), |l| l.0) {
        Ok(k) => {
            if let Some(l) = loose.get_mut(k) {
                l.1 = page;
            }
        }
        Err(k) => loose.insert(k, (at as u32, page)),
    }
}

/// The same with the bytes of one: in its place, if nobody else has that.
fn overwrite(loose: &mut Vec<(u32, Page)>, at: usize, bytes: &[u8]) {
    let k = loose.binary_search_by_key(&(at as u32), |l| l.0);
    let known = k.ok().and_then(|k| loose.get_mut(k));
    match known.and_then(|l| Arc::get_mut(&mut l.1)) {
        Some(page) if page.len() == bytes.len() => page.copy_from_slice(bytes),
        _ => set(loose, at, bytes.into()),
    }
}

/// Makes a list what another one is, but for pages that are marked, which may be anything.
fn share_clean(list: &mut Vec<(u32, Page)>, from: &[(u32, Page)], dirty: &[u8]) {
    if !list.iter().map(|l| l.0).eq(from.iter().map(|l| l.0)) {
        from.clone_into(list);
        return;
    }
    for (to, from) in list.iter_mut().zip(from) {
        if dirty.get(to.0 as usize) == Some(&0) {
            share_one(&mut to.1, &from.1);
        }
    }
}

impl Saved {
    fn groups(&self) -> &[Arc<Group>] {
        self.groups.as_deref().map_or(&[], |g| g)
    }

    fn loose(&self) -> &[(u32, Page)] {
        self.loose.as_deref().map_or(&[], |l| l)
    }

    fn loose_page(&self, at: usize) -> Option<&Page> {
        let loose = self.loose();
        let k = loose.binary_search_by_key(&(at as u32), |l| l.0);
        Some(&loose.get(k.ok()?)?.1)
    }

    fn page(&self, at: usize) -> Option<&Page> {
        let grouped = || self.groups().get(at / GROUP)?.get(at % GROUP);
        self.loose_page(at).or_else(grouped)
    }

    /// Whether all bytes are as they were then, but for words at such places. `saved` knows those of pages
    /// that are not marked.
    pub(crate) fn is_like(
        &self,
        bytes: &[u8],
        dirty: &[u8],
        saved: &Saved,
        may: impl Fn(usize) -> bool,
    ) -> bool {
        const WORD: usize = 8;
        let mut pages = bytes.chunks(PAGE).enumerate();
        pages.all(|(at, now)| {
            let page = self.page(at);
            if dirty.get(at) == Some(&0) && same(page, saved.page(at)) {
                return true;
            }
            let then = page.map_or([0; PAGE].as_slice(), |page| page);
            let words = now.chunks(WORD).zip(then.chunks(WORD)).enumerate();
            now == then
                || words
                    .into_iter()
                    .all(|(k, (a, b))| a == b || may(at * PAGE + k * WORD))
        })
    }

    /// The same as `save`, then a copy in the place of one that is not needed any more: what nobody
    /// else has of that is used again.
    fn save_in(&mut self, bytes: &[u8], dirty: &mut [u8], zero: &Page, old: &mut Saved) {
        let marked: usize = dirty.chunks(SCAN).map(marks_of).sum();
        let few = marked > 0 && self.loose().len() + marked <= LOOSE;
        // If that is what both are, nobody else has it once this one has given it up.
        let latest = few && same(self.loose.as_ref(), old.loose.as_ref());
        if latest {
            self.loose = None;
        }
        if let Some(list) = old.loose.as_mut().filter(|_| few)
            && let Some(list) = Arc::get_mut(list)
        {
            if !latest {
                share_clean(list, self.loose(), dirty);
            }
            each_dirty(dirty, |at| overwrite(list, at, page(bytes, at)));
            self.loose.clone_from(&old.loose);
        } else {
            if latest {
                self.loose.clone_from(&old.loose);
            }
            self.save(bytes, dirty, zero);
            share_any(&mut old.loose, &self.loose);
        }
        share_any(&mut old.groups, &self.groups);
    }

    /// Brings it up to date with `bytes`, copying the pages marked dirty, and clears the marks.
    pub(crate) fn save(&mut self, bytes: &[u8], dirty: &mut [u8], zero: &Page) {
        let page = |at: usize| -> Page { page(bytes, at).into() };
        let marked: usize = dirty.chunks(SCAN).map(marks_of).sum();
        if marked == 0 {
            return;
        }
        let few = self.loose().len() + marked <= LOOSE;
        let loose = Arc::make_mut(self.loose.get_or_insert_default());
        if few {
            each_dirty(dirty, |at| set(loose, at, page(at)));
            return;
        }
        // All that is loose goes into the groups.
        let loose = std::mem::take(loose);
        let mut loose = loose.into_iter().peekable();
        let groups = Arc::make_mut(self.groups.get_or_insert_default());
        for (g, marks) in dirty.chunks_mut(GROUP).enumerate() {
            let old = groups.get(g);
            let known = old.map_or(0, |group| group.len());
            let end = ((g + 1) * GROUP) as u32;
            let changed = loose.peek().is_some_and(|l| l.0 < end);
            if known == marks.len() && !changed && is_clean(marks) {
                continue;
            }
            let mut group: Group = marks
                .iter()
                .enumerate()
                .map(|(i, m)| match old.and_then(|o| o.get(i)) {
                    Some(p) if *m == 0 => Arc::clone(p),
                    None if *m == 0 => Arc::clone(zero),
                    _ => page(g * GROUP + i),
                })
                .collect();
            while let Some((at, page)) = loose.next_if(|l| l.0 < end) {
                let at = at as usize % GROUP;
                if marks.get(at) == Some(&0)
                    && let Some(p) = group.get_mut(at)
                {
                    *p = page;
                }
            }
            match groups.get_mut(g) {
                Some(slot) => *slot = Arc::new(group),
                None => groups.push(Arc::new(group)),
            }
            marks.fill(0);
        }
    }

    /// Makes `bytes` what `target` says, copying only pages that differ or are dirty.
    pub(crate) fn load(
        &mut self,
        bytes: &mut Vec<u8>,
        dirty: &mut Vec<u8>,
        target: &Saved,
        len: usize,
    ) {
        bytes.resize(len, 0);
        dirty.resize(len >> PAGE_SHIFT, 1);
        if !same(self.groups.as_ref(), target.groups.as_ref()) {
            let (have, want) = (self.groups(), target.groups());
            for g in 0..have.len().max(want.len()) {
                let (have, want) = (have.get(g), want.get(g));
                if same(have, want) {
                    continue;
                }
                for i in 0..GROUP {
                    if !same(have.and_then(|g| g.get(i)), want.and_then(|g| g.get(i))) {
                        touch(dirty, g * GROUP + i);
                    }
                }
            }
        }
        if !same(self.loose.as_ref(), target.loose.as_ref()) {
            // Both ascend.
            let mut have = self.loose().iter().peekable();
            let mut want = target.loose().iter().peekable();
            while let Some(at) = have
                .peek()
                .into_iter()
                .chain(want.peek())
                .map(|l| l.0)
                .min()
            {
                let a = have.next_if(|l| l.0 == at).map(|l| &l.1);
                let b = want.next_if(|l| l.0 == at).map(|l| &l.1);
                if !same(a, b) {
                    touch(dirty, at as usize);
                }
            }
        }
        each_dirty(dirty, |at| {
            if let Some(to) = bytes.get_mut(at * PAGE..(at + 1) * PAGE) {
                match target.page(at) {
                    Some(page) => to.copy_from_slice(page),
                    None => to.fill(0),
                }
            }
        });
        share_any(&mut self.groups, &target.groups);
        share_any(&mut self.loose, &target.loose);
    }

    /// Bytes that it does not share with `other`.
    pub(crate) fn own_bytes(&self, other: Option<&Saved>) -> usize {
        let groups = |a: &[Arc<Group>], b: &[Arc<Group>]| -> usize {
            let page = |p: &Page, q: Option<&Page>| match q {
                Some(q) if Arc::ptr_eq(p, q) => 16,
                _ => PAGE + 32,
            };
            let group = |g: &Group, o: &Group| {
                let pages = g.iter().enumerate();
                pages.map(|(j, p)| page(p, o.get(j))).sum()
            };
            a.iter()
                .enumerate()
                .map(|(i, g)| match b.get(i) {
                    Some(o) if Arc::ptr_eq(o, g) => 8,
                    Some(o) => group(g, o),
                    None => g.len() * (PAGE + 32),
                })
                .sum()
        };
        let groups = match other {
            Some(o) if same(self.groups.as_ref(), o.groups.as_ref()) => 8,
            Some(o) => groups(self.groups(), o.groups()),
            None => groups(self.groups(), &[]),
        };
        let loose = self.loose().iter().map(|(at, p)| {
            let shared = other.and_then(|o| o.loose_page(*at as usize));
            match shared {
                Some(q) if Arc::ptr_eq(p, q) => 24,
                _ => PAGE + 40,
            }
        });
        groups + loose.sum::<usize>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn memory() -> Memory {
        let mut m = Memory::new(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16], 8);
        m.grow_heap(BEFORE as usize + 16 * PAGE);
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
    fn cells_hold_small_numbers_and_cannot_be_written() {
        let mut m = memory();
        assert_eq!(m.word(SMALL_CELLS + 7 * 8), Some(7));
        assert_eq!(m.load(SMALL_CELLS + 255 * 8), Some([255u8]));
        assert_eq!(m.slice(SMALL_CELLS + 8, 2), Some(&[1u8, 0][..]));
        assert_eq!(m.word(SMALL_CELLS + 255 * 8 + 1), None);
        assert_eq!(m.set_word(SMALL_CELLS, 1), None);
        assert!(m.mapped(SMALL_CELLS) && !m.mapped(SMALL_CELLS - 1));
    }

    #[test]
    fn unmapped_addresses_fail() {
        let mut m = memory();
        assert_eq!(m.word(0), None);
        assert_eq!(m.word(START + 16 * PAGE as u64 - 7), None);
        assert_eq!(m.set_word(START + 16 * PAGE as u64, 1), None);
        assert_eq!(m.word(u64::MAX - 3), None);
        assert!(m.slice(START, u64::MAX).is_none());
    }

    #[test]
    fn snapshots_share_clean_pages_and_restore_exactly() {
        let mut m = memory();
        m.set_word(START + 100, 7);
        let a = m.snapshot();
        m.set_word(START + PAGE as u64 - 4, 0x1122_3344_5566_7788);
        m.grow_heap(BEFORE as usize + 20 * PAGE);
        m.set_word(START + 18 * PAGE as u64, 5);
        let b = m.snapshot();
        // Two pages of the unaligned store, and one that is new.
        assert!(b.own_bytes(Some(&a)) < 5 * PAGE);
        m.set_word(START + 100, 8);
        m.restore(&a);
        assert_eq!(m.heap_len(), BEFORE + 16 * PAGE as u64);
        assert_eq!(m.word(START + 100), Some(7));
        assert_eq!(m.word(START + PAGE as u64 - 4), Some(0));
        m.restore(&b);
        assert_eq!(m.word(START + PAGE as u64 - 4), Some(0x1122_3344_5566_7788));
        assert_eq!(m.word(START + 18 * PAGE as u64), Some(5));
    }

    /// Whatever is written between snapshots, going back to any of them brings back what was
    /// there: with few pages changed, with more than are kept loose, after growing, and if some were
    /// made in the places of others.
    #[test]
    fn any_snapshot_can_be_gone_back_to() {
        let mut m = memory();
        m.grow_heap(BEFORE as usize + 200 * PAGE);
        let mut all: Vec<(MemorySnapshot, Vec<u8>)> = Vec::new();
        let mut rng = 7u64;
        let mut draw = |n: u64| {
            rng = rng.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(99);
            (rng >> 33) % n
        };
        for round in 0..300 {
            let writes = if draw(8) == 0 { 150 } else { draw(5) };
            for _ in 0..writes {
                let addr = START + draw(m.heap.len() as u64 - 8);
                m.set_word(addr, draw(u64::MAX));
            }
            if draw(10) == 0 {
                m.grow_heap(m.heap_len() as usize + 3 * PAGE);
            }
            if draw(2) == 0 {
                let s = match all.is_empty() || draw(2) == 0 {
                    true => m.snapshot(),
                    false => {
                        let at = draw(all.len() as u64) as usize;
                        let mut s = all.swap_remove(at).0;
                        if draw(2) == 0 {
                            m.restore(&s);
                            m.set_word(START + draw(m.heap.len() as u64 - 8), round);
                        }
                        m.snapshot_in(&mut s);
                        s
                    }
                };
                all.push((s, m.heap.clone()));
            } else if let Some((s, bytes)) = all.get(draw(all.len().max(1) as u64) as usize) {
                m.restore(s);
                assert!(m.heap == *bytes, "round {round}");
            }
        }
        for (s, bytes) in &all {
            m.restore(s);
            assert!(m.heap == *bytes);
        }
    }
}
