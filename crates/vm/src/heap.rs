//! The allocator: spans of equal blocks in Go's size classes, with what each block holds.
//!
//! Which blocks are garbage is decided in `gc.rs`; this module only keeps the books.

use std::collections::BTreeMap;
use std::sync::Arc;

use bytecode::HEAP_BASE;

use crate::memory::{Memory, ROOM};
use crate::steer::Birth;
use base::sizeclass::{CLASS_PAGES, CLASS_SIZE, HEAP_PAGE, class_of};

/// Contents of a block that are not simply values of a type.
pub(crate) mod content {
    /// No pointers.
    pub(crate) const NOSCAN: u32 = u32::MAX;
    /// Any word may be a pointer.
    pub(crate) const WORDS: u32 = u32::MAX - 1;
    /// Channel header.
    pub(crate) const CHAN: u32 = u32::MAX - 2;
    /// Map header.
    pub(crate) const MAP: u32 = u32::MAX - 3;
    /// Closure.
    pub(crate) const CLOSURE: u32 = u32::MAX - 4;
    /// First of the special numbers.
    pub(crate) const SPECIAL: u32 = u32::MAX - 15;
    /// Added to a type's number: the block is an array of such values.
    pub(crate) const ARRAY: u32 = 1 << 31;
}

/// First address handed out: where gc's first objects tend to lie. Below it, at `SMALL_CELLS`,
/// are the shared cells of boxed small values.
const FIRST_PAGE: u32 = 9;
/// Bytes before it.
pub(crate) const BEFORE: u64 = FIRST_PAGE as u64 * HEAP_PAGE;
/// Address of 256 words holding 0 to 255.
pub(crate) const SMALL_CELLS: u64 = HEAP_BASE + 0x1000;
const NO_SPAN: u32 = u32::MAX;
/// Bytes of heap that there are at first, and that are added while there are few.
const FIRST_HEAP: u64 = 2 * HEAP_PAGE;
const MIN_TRIGGER: u64 = 4 << 20;

/// What a block holds and where it was allocated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) struct BlockInfo {
    /// Type number, or one of `content`.
    pub(crate) ty: u32,
    pub(crate) site: u32,
    pub(crate) born: Birth,
}

#[derive(Clone, Debug)]
pub(crate) struct Span {
    /// First page; its number of pages.
    pub(crate) page: u32,
    pub(crate) pages: u32,
    pub(crate) block: u64,
    pub(crate) count: u32,
    next: u32,
    class: u8,
    pub(crate) noscan: bool,
    /// Blocks may hold old contents.
    stale: bool,
    pub(crate) in_use: bool,
    pub(crate) alloc: Vec<u64>,
    pub(crate) mark: Vec<u64>,
    /// Of the blocks up to the last one that was ever allocated.
    pub(crate) info: Vec<BlockInfo>,
}

/// Blocks of a new span that their books have room for.
const FIRST_INFOS: usize = 8;

impl Span {
    /// Becomes like another, without new memory where the old suffices.
    fn copy_from(&mut self, other: &Span) {
        let mut lists = (
            std::mem::take(&mut self.alloc),
            std::mem::take(&mut self.mark),
            std::mem::take(&mut self.info),
        );
        lists.0.clone_from(&other.alloc);
        lists.1.clone_from(&other.mark);
        lists.2.clone_from(&other.info);
        *self = Span {
            alloc: lists.0,
            mark: lists.1,
            info: lists.2,
            ..*other
        };
    }
    /// Writes down what a block holds.
    #[inline]
    fn note(&mut self, i: u32, info: BlockInfo) {
        match self.info.get_mut(i as usize) {
            Some(known) => *known = info,
            None => {
                self.info.resize(i as usize, BlockInfo::default());
                self.info.push(info);
            }
        }
    }
    pub(crate) fn base(&self) -> u64 {
        HEAP_BASE + u64::from(self.page) * HEAP_PAGE
    }
    /// The next free block from `next` on.
    fn free(&self) -> Option<u32> {
        let mut at = self.next;
        while at < self.count {
            let word = self.alloc.get(at as usize / 64)? >> (at % 64);
            if word & 1 == 0 {
                return Some(at);
            }
            at += (!word).trailing_zeros().min(64 - at % 64);
        }
        None
    }
    pub(crate) fn is_allocated(&self, i: u32) -> bool {
        self.alloc
            .get(i as usize / 64)
            .is_some_and(|w| w >> (i % 64) & 1 == 1)
    }
}

/// No block fits within the limit.
#[derive(Debug)]
pub(crate) struct Oom;

/// Figures for `runtime.MemStats` and the inspector.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HeapStats {
    /// Bytes of live (or not yet collected) blocks.
    pub alloc: u64,
    pub total_alloc: u64,
    pub mallocs: u64,
    pub frees: u64,
    pub collections: u32,
    /// Bytes that conversions of strings and slices, `append` and `copy` have moved.
    pub copied: u64,
}

/// Blocks that were given back, and their bytes, by the instruction that allocated them and by what
/// they held.
pub(crate) type Tally = BTreeMap<(u32, u32), (u64, u64)>;

#[derive(Clone, Debug)]
pub(crate) struct Heap {
    pub(crate) spans: Vec<Span>,
    dirty: Vec<bool>,
    saved: Vec<Arc<Span>>,
    /// The latest snapshot taken or gone back to.
    latest: Option<Arc<HeapSnapshot>>,
    page_span: Vec<u32>,
    /// Span to allocate from, by class, with and without pointers.
    current: [[u32; 2]; 68],
    lists: Arc<Lists>,
    next_page: u32,
    limit: u64,
    pub(crate) stats: HeapStats,
    /// Counted as they are swept, if somebody wants to know: it costs an allocation nothing.
    pub(crate) swept: Option<Arc<Tally>>,
    pub(crate) trigger: u64,
    /// Every allocation is followed by a collection.
    eager: bool,
    /// GOGC; negative: off.
    pub(crate) percent: i64,
    /// Address of the block before the last one asked for, for the instruction that allocates.
    pub(crate) site: u32,
    /// Who allocates, and how many blocks it has allocated.
    pub(crate) birth: Birth,
    /// Whether somebody wants to know which memory is handed out again; and which was.
    pub(crate) watched: bool,
    pub(crate) fresh: Vec<(u64, u64)>,
}

/// What collections leave to be used again: changed by them and by whoever uses it up, shared with
/// snapshots meanwhile.
#[derive(Clone, Debug, Default)]
struct Lists {
    /// Spans with free blocks, by class, with and without pointers; empty until there is one.
    partial: Vec<[Vec<u32>; 2]>,
    free_spans: Vec<u32>,
    free_pages: BTreeMap<u64, u64>,
}

/// The allocator's part of a snapshot.
#[derive(Clone, Debug)]
pub(crate) struct HeapSnapshot {
    spans: Vec<Arc<Span>>,
    current: [[u32; 2]; 68],
    lists: Arc<Lists>,
    next_page: u32,
    pub(crate) stats: HeapStats,
    swept: Option<Arc<Tally>>,
    trigger: u64,
    percent: i64,
}

impl HeapSnapshot {
    /// Bytes of books that this snapshot does not share with `other`.
    pub(crate) fn own_bytes(&self, other: Option<&HeapSnapshot>) -> usize {
        self.spans
            .iter()
            .enumerate()
            .map(|(i, s)| match other.and_then(|o| o.spans.get(i)) {
                Some(o) if Arc::ptr_eq(s, o) => 8,
                _ => 128 + s.info.len() * 8 + s.alloc.len() * 16,
            })
            .sum()
    }
}

impl Heap {
    pub(crate) fn new(mem: &mut Memory, limit: u64) -> Self {
        mem.grow_heap((BEFORE + FIRST_HEAP) as usize);
        Heap {
            spans: Vec::new(),
            dirty: Vec::new(),
            saved: Vec::new(),
            latest: None,
            page_span: Vec::new(),
            current: [[NO_SPAN; 2]; 68],
            lists: Arc::default(),
            next_page: FIRST_PAGE,
            limit,
            stats: HeapStats::default(),
            swept: None,
            trigger: MIN_TRIGGER,
            percent: 100,
            eager: false,
            site: 0,
            birth: Birth::default(),
            watched: false,
            fresh: Vec::new(),
        }
    }

    /// Whether enough was allocated for a collection to pay.
    #[inline(always)]
    pub(crate) fn wants_gc(&self) -> bool {
        self.stats.alloc >= self.trigger
    }

    /// A zeroed block of at least `size` bytes.
    #[inline]
    pub(crate) fn alloc(
        &mut self,
        mem: &mut Memory,
        size: u64,
        ty: u32,
        noscan: bool,
    ) -> Result<u64, Oom> {
        let header = if !noscan && size > 512 { 8 } else { 0 };
        let Some(class) = class_of(size + header) else {
            return self.alloc_large(mem, size, ty, noscan);
        };
        let kind = usize::from(noscan);
        let class = usize::from(class.max(1));
        loop {
            let at = self
                .current
                .get(class)
                .and_then(|c| c.get(kind))
                .copied()
                .unwrap_or(NO_SPAN);
            if let Some(span) = self.spans.get_mut(at as usize)
                && let Some(i) = span.free()
            {
                if let Some(w) = span.alloc.get_mut(i as usize / 64) {
                    *w |= 1 << (i % 64);
                }
                span.next = i + 1;
                span.note(
                    i,
                    BlockInfo {
                        ty,
                        site: self.site,
                        born: self.birth,
                    },
                );
                self.birth.nth = self.birth.nth.wrapping_add(1);
                let addr = span.base() + u64::from(i) * span.block;
                self.stats.alloc += span.block;
                self.stats.total_alloc += span.block;
                self.stats.mallocs += 1;
                if span.stale {
                    let _ = mem.zero(addr, span.block);
                    if self.watched {
                        self.fresh.push((addr, span.block));
                    }
                }
                if let Some(d) = self.dirty.get_mut(at as usize) {
                    *d = true;
                }
                return Ok(addr);
            }
            self.refill(mem, class, kind)?;
        }
    }

    #[inline(never)]
    fn refill(&mut self, mem: &mut Memory, class: usize, kind: usize) -> Result<(), Oom> {
        let some = |p: &[Vec<u32>; 2]| p.get(kind).is_some_and(|p| !p.is_empty());
        let partial = match self.lists.partial.get(class).is_some_and(some) {
            true => Arc::make_mut(&mut self.lists)
                .partial
                .get_mut(class)
                .and_then(|p| p.get_mut(kind))
                .and_then(Vec::pop),
            false => None,
        };
        let at = match partial {
            Some(at) => at,
            None => {
                let pages = u32::from(CLASS_PAGES.get(class).copied().unwrap_or(1));
                let block = u64::from(CLASS_SIZE.get(class).copied().unwrap_or(8));
                self.new_span(mem, pages, block, class as u8, kind == 1)?
            }
        };
        if let Some(c) = self.current.get_mut(class).and_then(|c| c.get_mut(kind)) {
            *c = at;
        }
        Ok(())
    }

    fn alloc_large(
        &mut self,
        mem: &mut Memory,
        size: u64,
        ty: u32,
        noscan: bool,
    ) -> Result<u64, Oom> {
        if size > self.limit {
            return Err(Oom);
        }
        let pages = size.div_ceil(HEAP_PAGE) as u32;
        let block = u64::from(pages) * HEAP_PAGE;
        let at = self.new_span(mem, pages, block, 0, noscan)?;
        let (site, born) = (self.site, self.birth);
        self.birth.nth = born.nth.wrapping_add(1);
        let Some(span) = self.spans.get_mut(at as usize) else {
            return Err(Oom);
        };
        span.next = 1;
        span.alloc.fill(1);
        span.note(0, BlockInfo { ty, site, born });
        let addr = span.base();
        if span.stale {
            let _ = mem.zero(addr, block);
            if self.watched {
                self.fresh.push((addr, block));
            }
        }
        self.stats.alloc += block;
        self.stats.total_alloc += block;
        self.stats.mallocs += 1;
        Ok(addr)
    }

    fn new_span(
        &mut self,
        mem: &mut Memory,
        pages: u32,
        block: u64,
        class: u8,
        noscan: bool,
    ) -> Result<u32, Oom> {
        let (page, stale) = self.take_pages(mem, pages)?;
        let count = (u64::from(pages) * HEAP_PAGE / block) as u32;
        let words = (count as usize).div_ceil(64);
        let span = Span {
            page,
            pages,
            block,
            count,
            next: 0,
            class,
            noscan,
            stale,
            in_use: true,
            alloc: vec![0; words],
            mark: vec![0; words],
            info: Vec::with_capacity(FIRST_INFOS.min(count as usize)),
        };
        let free = match self.lists.free_spans.is_empty() {
            true => None,
            false => Arc::make_mut(&mut self.lists).free_spans.pop(),
        };
        let at = match free {
            Some(at) => {
                if let Some(s) = self.spans.get_mut(at as usize) {
                    *s = span;
                }
                at
            }
            None => {
                self.spans.push(span);
                self.dirty.push(true);
                self.spans.len() as u32 - 1
            }
        };
        if let Some(d) = self.dirty.get_mut(at as usize) {
            *d = true;
        }
        let end = (page + pages) as usize;
        if self.page_span.len() < end {
            self.page_span.resize(end, NO_SPAN);
        }
        if let Some(p) = self.page_span.get_mut(page as usize..end) {
            p.fill(at);
        }
        Ok(at)
    }

    /// Pages in a row, and whether they may hold old contents.
    fn take_pages(&mut self, mem: &mut Memory, pages: u32) -> Result<(u32, bool), Oom> {
        let fit = self
            .lists
            .free_pages
            .iter()
            .find(|(_, n)| **n >= u64::from(pages))
            .map(|(p, n)| (*p as u32, *n as u32));
        if let Some((page, n)) = fit {
            let free = &mut Arc::make_mut(&mut self.lists).free_pages;
            free.remove(&u64::from(page));
            if n > pages {
                free.insert(u64::from(page + pages), u64::from(n - pages));
            }
            return Ok((page, true));
        }
        let page = self.next_page;
        let end = (u64::from(page) + u64::from(pages)) * HEAP_PAGE;
        if end > self.limit + u64::from(FIRST_PAGE) * HEAP_PAGE {
            return Err(Oom);
        }
        if end > mem.heap_len() {
            let len = mem.heap_len();
            let more = match len - BEFORE {
                few if few < ROOM as u64 => len + FIRST_HEAP,
                _ => (len * 2).min(len + (64 << 20)).min(self.limit + (1 << 20)),
            };
            mem.grow_heap(end.max(more).next_multiple_of(FIRST_HEAP) as usize);
        }
        self.next_page = page + pages;
        Ok((page, false))
    }

    /// The allocated block around `addr`: span, index and start address.
    #[inline]
    pub(crate) fn find(&self, addr: u64) -> Option<(u32, u32, u64)> {
        let off = addr.wrapping_sub(HEAP_BASE);
        let at = *self.page_span.get(usize::try_from(off / HEAP_PAGE).ok()?)?;
        let span = self.spans.get(at as usize)?;
        let rel = off - u64::from(span.page) * HEAP_PAGE;
        let i = if span.count == 1 {
            0
        } else {
            u64::from(rel as u32 / span.block as u32)
        };
        (i < u64::from(span.count) && span.is_allocated(i as u32))
            .then(|| (at, i as u32, span.base() + i * span.block))
    }

    /// Start and size of the block around `addr`, allocated or not.
    pub(crate) fn slot(&self, addr: u64) -> Option<(u64, u64)> {
        let off = addr.checked_sub(HEAP_BASE)?;
        let at = *self.page_span.get(usize::try_from(off / HEAP_PAGE).ok()?)?;
        let span = self.spans.get(at as usize)?;
        let nth = (addr.checked_sub(span.base())?) / span.block.max(1);
        (nth < u64::from(span.count)).then(|| (span.base() + nth * span.block, span.block))
    }

    /// Start, size and contents of the allocated block around `addr`.
    pub(crate) fn block(&self, addr: u64) -> Option<(u64, u64, BlockInfo)> {
        let (s, i, start) = self.find(addr)?;
        let span = self.spans.get(s as usize)?;
        Some((start, span.block, *span.info.get(i as usize)?))
    }

    /// Gives back every block whose mark is not set; returns the bytes that stay.
    pub(crate) fn sweep(&mut self) {
        self.count_lost();
        self.current = [[NO_SPAN; 2]; 68];
        let lists = Arc::make_mut(&mut self.lists);
        lists.partial.resize_with(68, Default::default);
        for p in &mut lists.partial {
            p[0].clear();
            p[1].clear();
        }
        let mut live = 0;
        for (at, span) in self.spans.iter_mut().enumerate() {
            if !span.in_use {
                continue;
            }
            let mut used = 0;
            let mut freed = 0;
            for (a, m) in span.alloc.iter_mut().zip(span.mark.iter_mut()) {
                freed += (*a & !*m).count_ones();
                *a &= *m;
                used += a.count_ones();
                *m = 0;
            }
            self.stats.frees += u64::from(freed);
            live += u64::from(used) * span.block;
            if freed > 0 {
                span.stale = true;
                span.next = 0;
                if let Some(d) = self.dirty.get_mut(at) {
                    *d = true;
                }
            }
            if used == 0 {
                span.in_use = false;
                span.info = Vec::new();
                span.alloc = Vec::new();
                span.mark = Vec::new();
                lists.free_spans.push(at as u32);
                if let Some(d) = self.dirty.get_mut(at) {
                    *d = true;
                }
                let end = (span.page + span.pages) as usize;
                if let Some(p) = self.page_span.get_mut(span.page as usize..end) {
                    p.fill(NO_SPAN);
                }
                release(&mut lists.free_pages, span.page.into(), span.pages.into());
            } else if used < span.count
                && let Some(p) = lists
                    .partial
                    .get_mut(usize::from(span.class))
                    .and_then(|p| p.get_mut(usize::from(span.noscan)))
            {
                p.push(at as u32);
            }
        }
        self.stats.alloc = live;
        self.stats.collections += 1;
        self.pace();
    }

    /// Counts what is about to be given back.
    fn count_lost(&mut self) {
        let Some(swept) = &mut self.swept else {
            return;
        };
        let mut lost = Vec::new();
        for span in self.spans.iter().filter(|s| s.in_use) {
            // Neighbours are mostly alike.
            let mut run = ((0, 0), 0u64);
            for (nth, (a, m)) in (0usize..).zip(span.alloc.iter().zip(&span.mark)) {
                let mut bits = a & !m;
                while bits != 0 {
                    let at = nth * 64 + bits.trailing_zeros() as usize;
                    bits &= bits - 1;
                    let Some(info) = span.info.get(at) else {
                        break;
                    };
                    if run.0 != (info.site, info.ty) {
                        lost.push((run, span.block));
                        run = ((info.site, info.ty), 0);
                    }
                    run.1 += 1;
                }
            }
            lost.push((run, span.block));
        }
        let swept = Arc::make_mut(swept);
        for ((key, blocks), size) in lost.into_iter().filter(|l| l.0.1 > 0) {
            let sum = swept.entry(key).or_default();
            sum.0 += blocks;
            sum.1 += blocks * size;
        }
    }

    /// Whether every allocation is followed by a collection.
    pub(crate) fn set_eager(&mut self, eager: bool) {
        self.eager = eager;
        self.pace();
    }

    /// Sets the next trigger from what is live now.
    pub(crate) fn pace(&mut self) {
        if self.eager {
            self.trigger = 0;
            return;
        }
        let live = self.stats.alloc;
        self.trigger = match u64::try_from(self.percent) {
            Ok(p) => (live + live / 100 * p)
                .max(MIN_TRIGGER * p.max(1) / 100)
                .min(self.limit - self.limit / 8)
                .max(live + MIN_TRIGGER),
            Err(_) => u64::MAX,
        };
    }

    /// Whether the books are still those of the latest snapshot. Every allocation and collection
    /// is counted, and nothing else changes them.
    fn is_latest(&self) -> bool {
        self.latest.as_deref().is_some_and(|s| {
            self.stats == s.stats
                && self.trigger == s.trigger
                && self.percent == s.percent
                && self.next_page == s.next_page
                && self.spans.len() == s.spans.len()
                && !self.dirty.contains(&true)
        })
    }

    pub(crate) fn snapshot(&mut self) -> Arc<HeapSnapshot> {
        if self.is_latest()
            && let Some(s) = &self.latest
        {
            return Arc::clone(s);
        }
        for (i, (span, dirty)) in self.spans.iter().zip(self.dirty.iter_mut()).enumerate() {
            if *dirty || i >= self.saved.len() {
                let copy = Arc::new(span.clone());
                match self.saved.get_mut(i) {
                    Some(s) => *s = copy,
                    None => self.saved.push(copy),
                }
                *dirty = false;
            }
        }
        let s = Arc::new(HeapSnapshot {
            spans: self.saved.clone(),
            current: self.current,
            lists: Arc::clone(&self.lists),
            next_page: self.next_page,
            stats: self.stats,
            swept: self.swept.clone(),
            trigger: self.trigger,
            percent: self.percent,
        });
        self.latest = Some(Arc::clone(&s));
        s
    }

    /// Whether nothing was freed since.
    pub(crate) fn keeps_all_of(&self, s: &HeapSnapshot) -> bool {
        let counts = |s: &HeapStats| (s.frees, s.collections);
        counts(&self.stats) == counts(&s.stats) && self.percent == s.percent
    }

    /// Whether a word belongs to a block that the goroutine has allocated, and so many others before.
    pub(crate) fn is_younger(&self, addr: u64, g: u32, allocs: u32) -> bool {
        let block = self.block(addr);
        block.is_some_and(|(.., info)| info.born.g == g && info.born.nth >= allocs)
    }

    /// The same in the place of a snapshot that is not needed any more.
    pub(crate) fn snapshot_in(&mut self, old: &mut Arc<HeapSnapshot>) {
        let known = self.latest.as_ref().is_some_and(|l| Arc::ptr_eq(l, old));
        if !known || !self.is_latest() {
            *old = self.snapshot();
        }
    }

    pub(crate) fn restore(&mut self, s: &Arc<HeapSnapshot>) {
        let latest = self.latest.as_ref();
        if latest.is_some_and(|l| Arc::ptr_eq(l, s)) && self.is_latest() {
            return;
        }
        self.spans.truncate(s.spans.len());
        self.dirty.truncate(s.spans.len());
        for (i, want) in s.spans.iter().enumerate() {
            let same = self.dirty.get(i) == Some(&false)
                && self
                    .saved
                    .get(i)
                    .is_some_and(|have| Arc::ptr_eq(have, want));
            if same {
                continue;
            }
            match self.spans.get_mut(i) {
                Some(span) => span.copy_from(want),
                None => {
                    self.spans.push(Span::clone(want));
                    self.dirty.push(false);
                }
            }
        }
        self.dirty.fill(false);
        self.saved.clone_from(&s.spans);
        self.current = s.current;
        if !Arc::ptr_eq(&self.lists, &s.lists) {
            self.lists = Arc::clone(&s.lists);
        }
        self.next_page = s.next_page;
        self.stats = s.stats;
        self.swept.clone_from(&s.swept);
        self.trigger = s.trigger;
        self.percent = s.percent;
        self.latest = Some(Arc::clone(s));
        self.page_span.clear();
        self.page_span.resize(s.next_page as usize, NO_SPAN);
        for (at, span) in self.spans.iter().enumerate() {
            if span.in_use {
                let end = (span.page + span.pages) as usize;
                if let Some(p) = self.page_span.get_mut(span.page as usize..end) {
                    p.fill(at as u32);
                }
            }
        }
    }
}

/// Adds a run of pages to the free ones, joining neighbours.
fn release(free: &mut BTreeMap<u64, u64>, mut page: u64, mut pages: u64) {
    if let Some((&p, &n)) = free.range(..page).next_back()
        && p + n == page
    {
        free.remove(&p);
        page = p;
        pages += n;
    }
    if let Some(n) = free.remove(&(page + pages)) {
        pages += n;
    }
    free.insert(page, pages);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heap() -> (Memory, Heap) {
        let mut mem = Memory::new(&[], 0);
        let heap = Heap::new(&mut mem, 1 << 20);
        (mem, heap)
    }

    #[test]
    fn first_object_lies_where_gc_puts_it() {
        let (mut mem, mut heap) = heap();
        let a = heap.alloc(&mut mem, 8, content::NOSCAN, true).ok();
        assert_eq!(a, Some(0xc0_0001_2000));
        let b = heap.alloc(&mut mem, 5, content::NOSCAN, true).ok();
        assert_eq!(b, Some(0xc0_0001_2008));
    }

    #[test]
    fn limit_is_respected_and_pages_come_back() {
        let (mut mem, mut heap) = heap();
        assert!(
            heap.alloc(&mut mem, 2 << 20, content::NOSCAN, true)
                .is_err()
        );
        let a = heap.alloc(&mut mem, 900_000, content::NOSCAN, true).ok();
        assert!(a.is_some());
        assert!(
            heap.alloc(&mut mem, 900_000, content::NOSCAN, true)
                .is_err()
        );
        heap.sweep();
        assert_eq!(heap.stats.alloc, 0);
        assert_eq!(heap.alloc(&mut mem, 900_000, content::NOSCAN, true).ok(), a);
    }

    #[test]
    fn reused_blocks_are_zero() {
        let (mut mem, mut heap) = heap();
        let a = heap.alloc(&mut mem, 64, content::WORDS, false).unwrap_or(0);
        mem.set_word(a, 77);
        heap.sweep();
        assert!(heap.find(a).is_none());
        let b = heap.alloc(&mut mem, 64, content::WORDS, false).unwrap_or(0);
        assert_eq!(a, b);
        assert_eq!(mem.word(a), Some(0));
    }

    #[test]
    fn interior_pointers_find_their_block() {
        let (mut mem, mut heap) = heap();
        let a = heap.alloc(&mut mem, 48, 3, false).unwrap_or(0);
        let b = heap.alloc(&mut mem, 40, 4, false).unwrap_or(0);
        assert_eq!(heap.block(a + 47).map(|x| (x.0, x.2.ty)), Some((a, 3)));
        assert_eq!(heap.block(b + 1).map(|x| (x.0, x.2.ty)), Some((b, 4)));
        assert!(heap.block(b + 48).is_none());
    }
}
