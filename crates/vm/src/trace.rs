//! What a collection would do where a run stands, what keeps an object alive, and what was
//! allocated where: told as data, without changing the run.
//!
//! The marking is the collector's own (`gc.rs`), watched. Names are the reader's business.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use bytecode::TypeIdx;

use crate::gc::{Census, Origin, Watch};
use crate::heap::{HeapStats, content};
use crate::inspect::Contents;
use crate::maps;
use crate::vm::Vm;

/// One move of a collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GcMove {
    /// A word leads to an object that nothing had led to before; `scans`: its own words are to be
    /// looked at yet.
    Marks { from: Origin, to: u64, scans: bool },
    /// The words of an object are looked at; what they lead to comes next.
    Scans(u64),
    /// The same, of an object that a finalizer will want to see whole, marked or not.
    Contents(u64),
    /// The object is dead but for its finalizer, which is started.
    Finalizes { object: u64, func: u64 },
    /// The object is dead, and a cleanup is started.
    Cleans { object: u64, func: u64 },
}

/// A collection that has not happened.
#[derive(Clone, Debug, Default)]
pub struct Collection {
    /// In order. What is not marked by then is swept.
    pub moves: Vec<GcMove>,
    /// What stays: live objects, and those that are kept for their finalizers.
    pub stays: Census,
    /// Words that led to an object which was marked already.
    pub again: u64,
}

/// Something that waits for the end of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pending {
    pub object: u64,
    /// The funcval that is called.
    pub func: u64,
    pub cleanup: bool,
}

/// What one instruction has allocated of one sort.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allocated {
    pub site: u32,
    pub contents: Contents,
    /// Since the run began; blocks and their bytes.
    pub blocks: u64,
    pub bytes: u64,
    /// Not swept yet.
    pub here: u64,
    pub here_bytes: u64,
    pub live: u64,
    pub live_bytes: u64,
    /// The first that lies in the heap now, a live one if there is one; 0: none.
    pub example: u64,
}

#[derive(Default)]
struct Recorder {
    moves: Vec<GcMove>,
    again: u64,
    /// The object whose contents are about to be scanned as roots.
    whole: Option<u64>,
}

impl Watch for Recorder {
    fn leads(&mut self, from: Origin, to: u64, fresh: bool, scans: bool) {
        if fresh {
            self.moves.push(GcMove::Marks { from, to, scans });
        } else {
            self.again += 1;
        }
    }
    fn scans(&mut self, object: u64) {
        let whole = self.whole.take() == Some(object);
        self.moves.push(match whole {
            true => GcMove::Contents(object),
            false => GcMove::Scans(object),
        });
    }
    fn keeps_contents(&mut self, object: u64) {
        self.whole = Some(object);
    }
}

/// Remembers of each object the word that led to it first.
#[derive(Default)]
struct Parents {
    of: BTreeMap<u64, Origin>,
    not: BTreeSet<Origin>,
}

impl Watch for Parents {
    const BREADTH: bool = true;
    fn admits(&mut self, from: Origin) -> bool {
        !self.not.contains(&from)
    }
    fn leads(&mut self, from: Origin, to: u64, fresh: bool, _: bool) {
        if fresh {
            self.of.insert(to, from);
        }
    }
}

impl Vm {
    /// What a collection would do here, between two slices of a run.
    pub fn watch_collection(&mut self) -> Collection {
        let prog = Arc::clone(&self.prog);
        let mut work = Vec::new();
        let mut recorder = Recorder::default();
        self.mark_all(&prog, None, &mut work, &mut recorder);
        let due = self.find_due(&prog, &mut work, &mut recorder);
        let stays = self.take_marks();
        let mut moves = recorder.moves;
        let finalizers = due.finalizers.iter();
        moves.extend(finalizers.map(|(object, func)| GcMove::Finalizes {
            object: *object,
            func: *func,
        }));
        let cleanups = due.cleanups.iter();
        moves.extend(cleanups.map(|(_, object, func)| GcMove::Cleans {
            object: *object,
            func: *func,
        }));
        Collection {
            moves,
            stays,
            again: recorder.again,
        }
    }

    /// Shortest ways from different roots to the object that begins at an address, at most so many,
    /// shortest first: the root, then the words of the heap that lead on. Where the first is a word
    /// too, that is of an object which is kept whole for its finalizer.
    pub fn ways_to(&mut self, object: u64, most: usize) -> Vec<Vec<Origin>> {
        let prog = Arc::clone(&self.prog);
        let mut parents = Parents::default();
        let mut ways = Vec::new();
        while ways.len() < most {
            self.mark_all(&prog, None, &mut Vec::new(), &mut parents);
            self.take_marks();
            let Some(way) = self.way(&parents.of, object) else {
                break;
            };
            parents.not.extend(way.first());
            parents.of.clear();
            ways.push(way);
        }
        ways
    }

    fn way(&self, parents: &BTreeMap<u64, Origin>, object: u64) -> Option<Vec<Origin>> {
        let mut from = *parents.get(&object)?;
        let mut way = vec![from];
        // Each is nearer to the roots than the one before.
        while let Origin::Word(at) = from
            && let Some((.., owner)) = self.heap.find(at)
            && let Some(before) = parents.get(&owner)
            && way.len() <= parents.len()
        {
            from = *before;
            way.push(from);
        }
        way.reverse();
        Some(way)
    }

    /// The word that an origin is, unless the machine itself holds it.
    pub fn origin_word(&self, from: Origin) -> Option<u64> {
        match from {
            Origin::Global(off) => self.mem.word(bytecode::LOW_BASE + u64::from(off)),
            Origin::Slot { g, slot } => self.slots(g, slot, 1).first().copied(),
            Origin::Defer { g, nth } => self.deferred(g).get(nth as usize).copied(),
            Origin::Finalizer(object) => self.finalizers.get(&object).copied(),
            Origin::Cleanup(id) => self.cleanups.iter().find(|c| c.0 == id).map(|c| c.2),
            Origin::Word(at) => self.mem.word(at),
            Origin::Due(object) => Some(object),
            Origin::Panic { .. } | Origin::Timer(_) | Origin::Machine => None,
        }
    }

    /// Address of the key of the map's entry that a word belongs to, and whether it is the key's.
    pub fn map_entry(&self, map: u64, word: u64) -> Option<(u64, bool)> {
        let ty = self.mem.word32(map.wrapping_add(maps::TYPE))?;
        let entries = self.mem.word(map.wrapping_add(maps::ENTRIES))?;
        let info = self.map_info(ty);
        let nth = word.checked_sub(entries)?.checked_div(info.stride)?;
        let entry = entries.wrapping_add(nth * info.stride);
        let within = word - entry;
        (within >= 8).then_some((entry + 8, within < info.elem_off))
    }

    /// Finalizers and cleanups that wait, by object.
    pub fn pending(&self) -> Vec<Pending> {
        let finalizers = self.finalizers.iter().map(|(object, func)| Pending {
            object: *object,
            func: *func,
            cleanup: false,
        });
        let cleanups = self.cleanups.iter().map(|c| Pending {
            object: c.1,
            func: c.2,
            cleanup: true,
        });
        let mut all: Vec<Pending> = finalizers.chain(cleanups).collect();
        base::sort::sort_by_key(&mut all, |p| (p.object, p.cleanup));
        all
    }

    /// What was allocated by which instruction, in order of instruction. What was swept is counted
    /// only in a run whose events are kept.
    pub fn allocated(&self, census: &Census) -> Vec<Allocated> {
        let mut all: BTreeMap<(u32, u32), Allocated> = BTreeMap::new();
        let none = |(site, what): (u32, u32)| Allocated {
            site,
            contents: contents(what),
            blocks: 0,
            bytes: 0,
            here: 0,
            here_bytes: 0,
            live: 0,
            live_bytes: 0,
            example: 0,
        };
        for (start, live) in self.heap_blocks(census) {
            let Some((_, size, info)) = self.heap.block(start) else {
                continue;
            };
            let key = (info.site, info.ty);
            let sum = all.entry(key).or_insert_with(|| none(key));
            sum.here += 1;
            sum.here_bytes += size;
            if sum.example == 0 || live && sum.live == 0 {
                sum.example = start;
            }
            if live {
                sum.live += 1;
                sum.live_bytes += size;
            }
        }
        for (key, (blocks, bytes)) in self.heap.swept.iter().flat_map(|s| s.iter()) {
            let sum = all.entry(*key).or_insert_with(|| none(*key));
            sum.blocks += blocks;
            sum.bytes += bytes;
        }
        let mut all: Vec<Allocated> = all.into_values().collect();
        for sum in &mut all {
            sum.blocks += sum.here;
            sum.bytes += sum.here_bytes;
        }
        all
    }

    /// Bytes in use at which the next collection begins; none: never by itself.
    pub fn next_collection(&self) -> Option<u64> {
        (self.heap.trigger != u64::MAX).then_some(self.heap.trigger)
    }
}

impl crate::snapshot::Snapshot {
    /// The allocator's figures of that moment.
    pub fn heap_stats(&self) -> HeapStats {
        self.heap.stats
    }
}

pub(crate) fn contents(what: u32) -> Contents {
    match what {
        content::CHAN => Contents::Chan,
        content::MAP => Contents::Map,
        content::CLOSURE => Contents::Closure,
        ty if ty >= content::SPECIAL => Contents::Other,
        ty => Contents::Values {
            ty: TypeIdx(ty & !content::ARRAY),
            array: ty & content::ARRAY != 0,
        },
    }
}
