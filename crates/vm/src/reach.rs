//! Who can reach what: from a goroutine's stack through the heap, word by word.
//!
//! Conservative: a word that looks like the address of a block counts as a pointer, so the answer
//! may say "can reach" too often and never too seldom. Bounded: when there is more to look at than
//! the budget allows, the answer is "unknown".

use std::collections::{BTreeMap, BTreeSet};

use crate::inspect::Contents;
use crate::vm::Vm;

/// Words looked at for a passing glance, and for the explanation of a deadlock.
pub const GLANCE: u64 = 60_000;
pub const STUDY: u64 = 2_000_000;
/// Goroutines asked about.
const MAX_GOROUTINES: usize = 128;

/// For each wanted object: the goroutines that can reach it, and whether a package-level variable
/// can.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    pub by: BTreeMap<u64, Vec<u32>>,
    /// Reachable from package-level variables: for everyone.
    pub global: BTreeSet<u64>,
    /// False: the heap was too large to tell.
    pub complete: bool,
}

/// Works out who can reach the blocks that hold `wanted`.
pub fn reach(vm: &Vm, wanted: &BTreeSet<u64>, mut budget: u64) -> Reach {
    let mut out = Reach {
        complete: true,
        ..Reach::default()
    };
    // Objects in package-level variables are open to everybody.
    let targets: BTreeMap<u64, Vec<u64>> =
        wanted.iter().fold(BTreeMap::new(), |mut map, object| {
            match vm.block(*object) {
                Some(block) => map.entry(block.start).or_default().push(*object),
                None => {
                    out.global.insert(*object);
                }
            }
            map
        });
    let mut from_globals = Walk::default();
    out.complete &= from_globals.globals(vm, &mut budget);
    for (start, objects) in &targets {
        if from_globals.seen.contains(start) {
            out.global.extend(objects);
        }
    }
    for g in vm.goroutines().iter().take(MAX_GOROUTINES) {
        let mut walk = Walk::default();
        let mut roots = vm.stack(g.id).to_vec();
        roots.extend(vm.deferred(g.id));
        // What everybody reaches says nothing about this one.
        out.complete &= walk.run(vm, &roots, &mut budget, &from_globals.seen);
        for (start, objects) in &targets {
            if walk.seen.contains(start) {
                for object in objects {
                    out.by.entry(*object).or_default().push(g.id);
                }
            }
        }
        if budget == 0 {
            break;
        }
    }
    out
}

/// Those of the wanted objects that package-level variables hold or lead to.
pub fn global(vm: &Vm, wanted: &BTreeSet<u64>, mut budget: u64) -> BTreeSet<u64> {
    let mut walk = Walk::default();
    walk.globals(vm, &mut budget);
    let led_to = |object: &u64| match vm.block(*object) {
        Some(block) => walk.seen.contains(&block.start),
        None => true,
    };
    let wanted = wanted.iter().copied();
    base::sort::set(wanted.filter(|o| *o != 0 && led_to(o)))
}

#[derive(Default)]
struct Walk {
    /// Starts of the blocks found.
    seen: BTreeSet<u64>,
}

impl Walk {
    /// Follows package-level variables.
    fn globals(&mut self, vm: &Vm, budget: &mut u64) -> bool {
        let offsets = vm.program().global_ptrs.iter();
        let roots: Vec<u64> = offsets
            .filter_map(|off| vm.word(bytecode::LOW_BASE + u64::from(*off)))
            .collect();
        self.run(vm, &roots, budget, &BTreeSet::new())
    }

    /// Follows all pointers; false when the budget ran out.
    fn run(&mut self, vm: &Vm, roots: &[u64], budget: &mut u64, skip: &BTreeSet<u64>) -> bool {
        let mut todo = Vec::new();
        for word in roots {
            self.visit(vm, *word, skip, &mut todo);
        }
        while let Some((start, size)) = todo.pop() {
            let words = size / 8;
            if *budget < words {
                *budget = 0;
                return false;
            }
            *budget -= words;
            let Some(bytes) = vm.bytes(start, size) else {
                continue;
            };
            for chunk in bytes.chunks_exact(8) {
                if let Some(chunk) = chunk.first_chunk::<8>() {
                    self.visit(vm, u64::from_le_bytes(*chunk), skip, &mut todo);
                }
            }
        }
        true
    }

    fn visit(&mut self, vm: &Vm, word: u64, skip: &BTreeSet<u64>, todo: &mut Vec<(u64, u64)>) {
        if word < bytecode::HEAP_BASE {
            return;
        }
        let Some(block) = vm.block(word) else {
            return;
        };
        if skip.contains(&block.start) || !self.seen.insert(block.start) {
            return;
        }
        let scanned = match block.contents {
            Contents::Values { ty, .. } => vm
                .program()
                .ty(ty)
                .is_none_or(|t| t.has_pointers() || t.size > 1024),
            _ => true,
        };
        if scanned {
            todo.push((block.start, block.size));
        }
    }
}
