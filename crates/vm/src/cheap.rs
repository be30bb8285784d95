//! The C heap: memory that `C.malloc` and `C.CString` hand out, outside the collector.
//!
//! Every block keeps where it was allocated and where it was freed. What is freed is not handed out
//! again for as long as there is room, and between any two blocks lies a gap: so each access by Go
//! code is known to be right, or it is said what it missed. The sizes of blocks and gaps are those of
//! glibc's allocator on amd64; its free lists and its other checks are not modelled. Memory from
//! malloc is filled with [`FRESH`], which real C does not promise either.
//!
//! Who says what in words, and when the run ends for it, is `cstop.rs`.

use std::cell::Cell;
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use bytecode::C_BASE;

use crate::memory::{PAGE, Page, Saved, mark};
use crate::steer::Birth;

/// What memory from malloc is filled with.
pub(crate) const FRESH: u8 = 0xcd;
/// Where blocks begin, and what their addresses are multiples of.
const ALIGN: u64 = 16;
/// What glibc keeps before each block, and the least distance of two blocks.
const HEADER: u64 = 8;
const LEAST: u64 = 32;
/// By how much the region grows, at least.
const GROW: u64 = 64 << 10;
/// Freed blocks that are not handed out again; and which part of the memory they may fill.
const KEPT: usize = 1 << 16;
const KEPT_PART: u64 = 8;

/// A block of C's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CBlockView {
    pub start: u64,
    /// Bytes asked for.
    pub size: u64,
    /// The instruction that allocated it.
    pub site: u32,
    /// The goroutine that did.
    pub goroutine: u32,
    /// The instruction that freed it, if it was.
    pub freed: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Block {
    view: CBlockView,
    /// Bytes from its start to the next block's.
    room: u64,
    born: Birth,
}

/// The books.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Book {
    /// Ascending by address.
    blocks: Vec<Block>,
    /// Freed blocks that may not be handed out yet, the oldest first.
    kept: VecDeque<u32>,
    kept_bytes: u64,
    /// Those that may, by their room.
    free: BTreeMap<u64, Vec<u32>>,
    /// Where the next block begins.
    end: u64,
}

/// Where an address lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spot {
    /// In a block (freed or not), so many bytes from its start.
    In(CBlockView, u64),
    /// So many bytes beyond a block's end.
    Beyond(CBlockView, u64),
    /// So many bytes before a block.
    Before(CBlockView, u64),
}

/// An access that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) struct Miss {
    pub(crate) addr: u64,
    pub(crate) len: u64,
    pub(crate) write: bool,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct CHeap {
    bytes: Vec<u8>,
    dirty: Vec<u8>,
    saved: Saved,
    book: Arc<Book>,
    /// As the last snapshot or restore saw it.
    saved_book: Arc<Book>,
    missed: Cell<Miss>,
}

/// The C heap's part of a snapshot.
#[derive(Clone, Debug)]
pub(crate) struct CSnapshot {
    saved: Saved,
    len: usize,
    book: Arc<Book>,
}

impl CSnapshot {
    pub(crate) fn own_bytes(&self, other: Option<&CSnapshot>) -> usize {
        let books = match other {
            Some(o) if Arc::ptr_eq(&o.book, &self.book) => 8,
            _ => self.book.blocks.len() * size_of::<Block>(),
        };
        self.saved.own_bytes(other.map(|o| &o.saved)) + books
    }
}

impl Block {
    fn end(&self) -> u64 {
        self.view.start + self.view.size
    }
}

impl Book {
    /// The last block that begins at or before an address.
    fn at(&self, addr: u64) -> Option<usize> {
        self.blocks
            .partition_point(|b| b.view.start <= addr)
            .checked_sub(1)
    }

    /// A block of exactly this room, or any that is large enough if the rest must be used up.
    fn reuse(&mut self, room: u64, any: bool) -> Option<u32> {
        let mut found = self.free.range_mut(room..);
        let (key, list) = found.next().filter(|(key, _)| any || **key == room)?;
        let (key, at) = (*key, list.pop());
        if list.is_empty() {
            self.free.remove(&key);
        }
        at
    }

    /// Lets the oldest freed blocks be handed out, while more than so many bytes are kept.
    fn release(&mut self, bytes: u64) {
        while (self.kept_bytes > bytes || self.kept.len() > KEPT)
            && let Some(at) = self.kept.pop_front()
        {
            let room = self.blocks.get(at as usize).map_or(0, |b| b.room);
            self.kept_bytes -= room;
            self.free.entry(room).or_default().push(at);
        }
    }
}

impl CHeap {
    /// A new block; none if it does not fit within `limit` bytes. Whether it was another before.
    pub(crate) fn alloc(
        &mut self,
        size: u64,
        (site, born): (u32, Birth),
        limit: u64,
    ) -> Option<(u64, bool)> {
        if size > limit {
            return None;
        }
        let room = (size + HEADER).next_multiple_of(ALIGN).max(LEAST);
        let book = Arc::make_mut(&mut self.book);
        book.release(limit / KEPT_PART);
        if book.end == 0 {
            book.end = C_BASE + ALIGN;
        }
        let fits = book.end + room - C_BASE <= limit;
        let mut old = book.reuse(room, false);
        if old.is_none() && !fits {
            book.release(0);
            old = book.reuse(room, true);
        }
        let view = |start| CBlockView {
            start,
            size,
            site,
            goroutine: born.g,
            freed: None,
        };
        let start = match old {
            Some(at) => {
                let block = book.blocks.get_mut(at as usize)?;
                block.view = view(block.view.start);
                block.born = born;
                block.view.start
            }
            None if !fits => return None,
            None => {
                let start = book.end;
                book.end += room;
                book.blocks.push(Block {
                    view: view(start),
                    room,
                    born,
                });
                start
            }
        };
        let need = book.end - C_BASE;
        if need > self.bytes.len() as u64 {
            let grown = (need + GROW).next_multiple_of(PAGE as u64) as usize;
            self.bytes.resize(grown, 0);
            self.dirty.resize(grown / PAGE, 0);
        }
        self.slice_mut(start, size)?.fill(FRESH);
        Some((start, old.is_some()))
    }

    /// Frees the block that begins at `addr`; where it lies, if it is none or was freed before.
    pub(crate) fn free(&mut self, addr: u64, site: u32) -> Result<CBlockView, Option<Spot>> {
        match self.spot(addr) {
            Some(Spot::In(b, 0)) if b.freed.is_none() => {}
            other => return Err(other),
        }
        let Some(at) = self.book.at(addr) else {
            return Err(None);
        };
        let book = Arc::make_mut(&mut self.book);
        let Some(block) = book.blocks.get_mut(at) else {
            return Err(None);
        };
        block.view.freed = Some(site);
        let (view, room) = (block.view, block.room);
        book.kept.push_back(at as u32);
        book.kept_bytes += room;
        Ok(view)
    }

    /// All blocks, by address.
    pub(crate) fn blocks(&self) -> impl Iterator<Item = CBlockView> {
        self.book.blocks.iter().map(|b| b.view)
    }

    /// Where the block around an address comes from, and the offset in it.
    pub(crate) fn born(&self, addr: u64) -> Option<(Birth, u64)> {
        let b = self.book.blocks.get(self.book.at(addr)?)?;
        Some((b.born, addr - b.view.start))
    }

    /// Where an address lies, by the block that is nearest.
    pub(crate) fn spot(&self, addr: u64) -> Option<Spot> {
        let at = self.book.at(addr);
        let prev = at.and_then(|at| self.book.blocks.get(at));
        if let Some(b) = prev.filter(|b| addr < b.end() || addr == b.view.start) {
            return Some(Spot::In(b.view, addr - b.view.start));
        }
        let next = self.book.blocks.get(at.map_or(0, |at| at + 1));
        let beyond = prev.map(|b| Spot::Beyond(b.view, addr - b.end()));
        let before = next.map(|b| Spot::Before(b.view, b.view.start - addr));
        match (beyond, before) {
            (Some(Spot::Beyond(_, n)), Some(Spot::Before(_, m))) if m < n => before,
            (None, before) => before,
            (beyond, _) => beyond,
        }
    }

    /// Bytes from an address to the end of its block, if that is there.
    fn left(&self, addr: u64) -> Option<u64> {
        let b = self.book.blocks.get(self.book.at(addr)?)?;
        let live = b.view.freed.is_none() && addr < b.end();
        live.then(|| b.end() - addr)
    }

    fn find(&self, addr: u64, len: u64, write: bool) -> Option<usize> {
        if self.left(addr).is_some_and(|left| len <= left) {
            return usize::try_from(addr - C_BASE).ok();
        }
        if addr.wrapping_sub(C_BASE) < self.bytes.len() as u64 + GROW {
            self.missed.set(Miss { addr, len, write });
        }
        None
    }

    /// The latest access that failed, if none was asked for since.
    pub(crate) fn take_miss(&self) -> Option<Miss> {
        Some(self.missed.take()).filter(|m| m.addr != 0)
    }

    pub(crate) fn mapped(&self, addr: u64) -> bool {
        self.left(addr).is_some()
    }

    /// Bytes of a block in use.
    pub(crate) fn slice(&self, addr: u64, len: u64) -> Option<&[u8]> {
        let at = self.find(addr, len, false)?;
        self.bytes.get(at..at.checked_add(len as usize)?)
    }

    /// Bytes of a block, in use or freed.
    pub(crate) fn bytes(&self, addr: u64, len: u64) -> Option<&[u8]> {
        let b = self.book.blocks.get(self.book.at(addr)?)?;
        let end = addr.checked_add(len).filter(|end| *end <= b.end())?;
        let at = |addr: u64| usize::try_from(addr - C_BASE).ok();
        self.bytes.get(at(addr)?..at(end)?)
    }

    pub(crate) fn slice_mut(&mut self, addr: u64, len: u64) -> Option<&mut [u8]> {
        if len == 0 {
            return Some(&mut []);
        }
        let at = self.find(addr, len, true)?;
        mark(&mut self.dirty, at as u64, len);
        self.bytes.get_mut(at..at.checked_add(len as usize)?)
    }

    /// The bytes of a C string without its end; fails where the block ends before it.
    pub(crate) fn string(&self, addr: u64) -> Option<&[u8]> {
        let left = self.left(addr).unwrap_or(1);
        let all = self.slice(addr, left)?;
        match all.iter().position(|b| *b == 0) {
            Some(end) => all.get(..end),
            None => {
                self.find(addr + left, 1, false);
                None
            }
        }
    }

    pub(crate) fn snapshot(&mut self, zero: &Page) -> CSnapshot {
        self.saved.save(&self.bytes, &mut self.dirty, zero);
        self.saved_book = Arc::clone(&self.book);
        CSnapshot {
            saved: self.saved.clone(),
            len: self.bytes.len(),
            book: Arc::clone(&self.book),
        }
    }

    pub(crate) fn restore(&mut self, s: &CSnapshot) {
        let (bytes, dirty) = (&mut self.bytes, &mut self.dirty);
        self.saved.load(bytes, dirty, &s.saved, s.len);
        self.book = Arc::clone(&s.book);
        self.saved_book = Arc::clone(&s.book);
        self.missed.take();
    }

    pub(crate) fn is_like(&self, s: &CSnapshot) -> bool {
        *self.book == *s.book
            && s.saved
                .is_like(&self.bytes, &self.dirty, &self.saved, |_| false)
    }

    /// Whether nothing changed since the last snapshot or restore.
    pub(crate) fn is_clean(&self) -> bool {
        Arc::ptr_eq(&self.book, &self.saved_book) && self.dirty.iter().all(|d| *d == 0)
    }
}
