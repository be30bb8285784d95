//! What a collection would do where the run stands, what keeps an object alive, and what was
//! allocated where.

use std::collections::BTreeMap;

use protocol as p;
use protocol::{
    AllocSite, Collection, CollectionQuery, Dot, GcPhase, GcStep, Keeps, KeptBy, RootIs,
};
use vm::{Allocated, Census, Contents, EventOp, GcMove, Origin, Vm};

use crate::view::memory::cells::site_of;
use crate::view::memory::origin::Origins;
use crate::workbench::Code;

/// Steps and dots of one answer, words that one step tells, finalizers that are listed.
const MAX_STEPS: u32 = 5_000;
const MAX_DOTS: u32 = 10_000;
const MAX_FOUND: usize = 6;
const MAX_PENDING: usize = 200;
/// Ways that are told, objects of one, and ways that these are chosen from: fewer where each costs
/// a walk through a large heap.
const MAX_WAYS: usize = 3;
const MAX_HOPS: usize = 40;
const MAX_TRIES: usize = 8;
const LARGE: u64 = 100_000;
const MAX_SITES: usize = 200;

/// The blocks of the heap as dots.
struct Dots {
    /// Where each block begins, in order, and the size of each.
    blocks: Vec<(u64, bool)>,
    /// How many blocks make a dot.
    each: usize,
}

impl Dots {
    fn of(&self, start: u64) -> Option<u32> {
        let nth = self.blocks.partition_point(|b| b.0 < start);
        let here = self.blocks.get(nth).is_some_and(|b| b.0 == start);
        here.then_some((nth / self.each) as u32)
    }

    fn add(&self, start: u64, to: &mut Vec<(u32, u32)>) {
        let Some(dot) = self.of(start) else { return };
        match to.last_mut() {
            Some(last) if last.0 == dot => last.1 += 1,
            _ => to.push((dot, 1)),
        }
    }
}

pub(crate) fn collection(code: &Code, vm: &mut Vm, query: CollectionQuery) -> Collection {
    let seen = vm.watch_collection();
    let vm = &*vm;
    let mut blocks: Vec<(u64, bool)> = vm.heap_blocks(&seen.stays).collect();
    base::sort::sort_by_key(&mut blocks, |b| b.0);
    let most = query.dots.clamp(1, MAX_DOTS) as usize;
    let each = blocks.len().div_ceil(most).max(1);
    let dots = Dots { blocks, each };
    let mut origins = Origins::new(code, vm);
    for step in &seen.moves {
        if let GcMove::Marks { from, to, .. } = step {
            origins.learn(*from, *to);
        }
    }
    let mut out = Collection {
        blocks: dots.blocks.len() as u64,
        stays: seen.stays.live,
        stays_bytes: seen.stays.live_bytes,
        goes: seen.stays.garbage,
        goes_bytes: seen.stays.garbage_bytes,
        ..Collection::default()
    };
    list_dots(&origins, vm, &dots, &mut out);
    steps(&mut origins, vm, &seen.moves, &dots, query.steps, &mut out);
    let is_due = |object: u64, cleanup: bool| {
        seen.moves.iter().any(|m| match m {
            GcMove::Finalizes { object: o, .. } => !cleanup && *o == object,
            GcMove::Cleans { object: o, .. } => cleanup && *o == object,
            _ => false,
        })
    };
    let pending = vm.pending();
    out.more_pending = pending.len().saturating_sub(MAX_PENDING) as u64;
    let pending = pending.into_iter().take(MAX_PENDING);
    out.pending = pending
        .map(|w| p::Pending {
            object: w.object,
            ty: origins.type_of(w.object),
            function: origins.called(w.func),
            cleanup: w.cleanup,
            due: is_due(w.object, w.cleanup),
        })
        .collect();
    out.started = started(vm);
    out
}

/// What collections of this run have started.
fn started(vm: &Vm) -> Vec<p::Started> {
    let log = vm.log();
    let all = log.range(log.first(), log.now());
    let mut found: Vec<p::Started> = all
        .filter(|(_, e)| e.op == EventOp::Finalizer)
        .map(|(nth, e)| p::Started {
            step: nth + 1,
            goroutine: e.partner,
        })
        .collect();
    found.drain(..found.len().saturating_sub(MAX_PENDING));
    found
}

fn list_dots(origins: &Origins<'_>, vm: &Vm, dots: &Dots, out: &mut Collection) {
    let mut types: BTreeMap<String, u32> = BTreeMap::new();
    for some in dots.blocks.chunks(dots.each) {
        let Some((start, _)) = some.first().copied() else {
            continue;
        };
        let name = origins.type_of(start);
        let next = types.len() as u32;
        let ty = *types.entry(name).or_insert(next);
        let sizes = some.iter().filter_map(|b| vm.heap_slot(b.0));
        out.dots.push(Dot {
            start,
            bytes: sizes.map(|s| s.1).sum(),
            blocks: some.len() as u32,
            ty,
        });
    }
    let mut types: Vec<(u32, String)> = types.into_iter().map(|(name, n)| (n, name)).collect();
    base::sort::sort_by_key(&mut types, |t| t.0);
    out.types = types.into_iter().map(|t| t.1).collect();
}

/// Moves as steps: each root that leads to something new, each object that is looked at, what is
/// started, what is swept. Where there are too many, neighbours of one phase are one step.
fn steps(
    origins: &mut Origins<'_>,
    vm: &Vm,
    moves: &[GcMove],
    dots: &Dots,
    most: u32,
    out: &mut Collection,
) {
    // A step begins wherever something other than a word of an object is looked at.
    let begins = |m: &GcMove| {
        !matches!(
            m,
            GcMove::Marks {
                from: Origin::Word(_),
                ..
            }
        )
    };
    let mut groups: Vec<&[GcMove]> = Vec::new();
    let mut rest = moves;
    while !rest.is_empty() {
        let next = rest.iter().skip(1).position(begins);
        let (group, after) = rest.split_at(next.map_or(rest.len(), |n| n + 1));
        groups.push(group);
        rest = after;
    }
    let lost: Vec<u64> = dots.blocks.iter().filter(|b| !b.1).map(|b| b.0).collect();
    let most = most.clamp(8, MAX_STEPS) as usize;
    let fold = (groups.len() + lost.len()).div_ceil(most).max(1);
    let mut last: Option<GcPhase> = None;
    for group in &groups {
        let phase = phase(origins, group);
        let joins =
            last == Some(phase) && out.steps.last().is_some_and(|s| (s.moves as usize) < fold);
        if !joins {
            out.steps.push(empty(phase));
            last = Some(phase);
        }
        if let Some(step) = out.steps.last_mut() {
            out.folded += u64::from(joins);
            step.moves += 1;
            tell(origins, group, dots, joins, step);
        }
    }
    for some in lost.chunks(fold) {
        let mut step = empty(GcPhase::Sweep);
        step.moves = some.len() as u32;
        out.folded += some.len() as u64 - 1;
        step.object = some.first().copied().unwrap_or(0);
        step.ty = origins.type_of(step.object);
        for start in some {
            dots.add(*start, &mut step.swept);
            step.bytes += vm.heap_slot(*start).map_or(0, |s| s.1);
        }
        out.steps.push(step);
    }
}

fn empty(phase: GcPhase) -> GcStep {
    GcStep {
        phase,
        root: None,
        object: 0,
        ty: String::new(),
        found: Vec::new(),
        grey: Vec::new(),
        black: Vec::new(),
        swept: Vec::new(),
        bytes: 0,
        moves: 0,
    }
}

fn phase(origins: &mut Origins<'_>, group: &[GcMove]) -> GcPhase {
    match group.first() {
        Some(GcMove::Marks { from, .. }) => GcPhase::Root(origins.root(*from).is),
        Some(GcMove::Contents(_)) => GcPhase::Contents,
        Some(GcMove::Finalizes { .. }) => GcPhase::Finalizer,
        Some(GcMove::Cleans { .. }) => GcPhase::Cleanup,
        Some(GcMove::Scans(_)) | None => GcPhase::Mark,
    }
}

/// Adds moves to a step; those that are `folded` into it are only counted.
fn tell(origins: &mut Origins<'_>, group: &[GcMove], dots: &Dots, folded: bool, step: &mut GcStep) {
    for one in group {
        match *one {
            GcMove::Marks { from, to, scans } => {
                dots.add(
                    to,
                    if scans {
                        &mut step.grey
                    } else {
                        &mut step.black
                    },
                );
                if let Origin::Word(at) = from {
                    if !folded && step.found.len() < MAX_FOUND {
                        step.found.push(origins.found(origins.word(at), to));
                    }
                } else if !folded {
                    step.root = Some(origins.root(from));
                    step.object = to;
                }
            }
            GcMove::Scans(object) => {
                dots.add(object, &mut step.black);
                if !folded {
                    step.object = object;
                }
            }
            GcMove::Contents(object) => {
                if !folded {
                    step.object = object;
                }
            }
            GcMove::Finalizes { object, func } | GcMove::Cleans { object, func } => {
                if !folded {
                    let is = match one {
                        GcMove::Cleans { .. } => RootIs::Cleanup,
                        _ => RootIs::Finalizer,
                    };
                    step.object = object;
                    step.root = Some(p::Root {
                        is,
                        goroutine: None,
                        function: origins.called(func),
                        name: String::new(),
                        object,
                    });
                }
            }
        }
    }
    if !folded {
        step.ty = origins.type_of(step.object);
    }
}

pub(crate) fn keeps(code: &Code, vm: &mut Vm, address: u64) -> Keeps {
    let mut out = Keeps {
        at: p::At::default(),
        address,
        object: 0,
        size: 0,
        ty: String::new(),
        site: None,
        allocator: String::new(),
        by: KeptBy::NoObject,
        ways: Vec::new(),
    };
    let Some(block) = vm.block(address) else {
        return out;
    };
    (out.object, out.size) = (block.start, block.size);
    (out.site, out.allocator) = site_of(code, block.site);
    let stats = vm.heap_stats();
    let large = stats.mallocs - stats.frees > LARGE;
    let tries = if large { MAX_WAYS } else { MAX_TRIES };
    let ways = vm.ways_to(block.start, tries);
    let vm = &*vm;
    let mut origins = Origins::new(code, vm);
    let mut told: Vec<p::Way> = Vec::new();
    for way in ways {
        let way = tell_way(&mut origins, vm, &way, block.start);
        // Slots that mean the same to a reader.
        if !told.contains(&way) {
            told.push(way);
        }
    }
    out.ty = origins.type_of(block.start);
    out.by = match told.is_empty() {
        false => KeptBy::Roots,
        true if vm
            .pending()
            .iter()
            .any(|w| w.object == block.start && !w.cleanup) =>
        {
            KeptBy::Finalizer
        }
        true => KeptBy::Nothing,
    };
    // First those that a reader knows by name: words that happen to lie in a frame say less,
    // however short the way from them is.
    base::sort::sort_by_key(&mut told, |w| {
        (w.root.is == RootIs::Word, w.hops.len() + w.more as usize)
    });
    told.truncate(MAX_WAYS);
    out.ways = told;
    out
}

fn tell_way(origins: &mut Origins<'_>, vm: &Vm, way: &[Origin], object: u64) -> p::Way {
    // What each word leads to: the object that the next word is in.
    let next = way.iter().skip(1).map(|from| match from {
        Origin::Word(at) => vm.block(*at).map_or(0, |b| b.start),
        _ => 0,
    });
    let targets: Vec<u64> = next.chain([object]).collect();
    for (from, to) in way.iter().zip(&targets) {
        origins.learn(*from, *to);
    }
    let first = way.first().copied().unwrap_or(Origin::Machine);
    let root = origins.root(first);
    let mut hops: Vec<p::Found> = Vec::new();
    let mut table = false;
    for (nth, (from, to)) in way.iter().zip(&targets).enumerate() {
        let label = match from {
            Origin::Word(at) if nth > 0 => origins.word(*at),
            _ => String::new(),
        };
        let hop = origins.found(label, *to);
        // A map's entries are the map, to a reader.
        if std::mem::take(&mut table) {
            hops.pop();
        }
        table = nth > 0
            && nth + 1 < way.len()
            && matches!(from, Origin::Word(at) if is_table(vm, *at, *to));
        hops.push(hop);
    }
    let mut more = 0;
    if hops.len() > MAX_HOPS {
        let from = MAX_HOPS / 2;
        let to = hops.len() - MAX_HOPS / 2;
        more = (to - from) as u32;
        hops.drain(from..to);
    }
    p::Way { root, hops, more }
}

/// Whether a word of a map leads to its table of entries.
fn is_table(vm: &Vm, at: u64, to: u64) -> bool {
    let map = vm.block(at);
    map.is_some_and(|b| b.contents == Contents::Map && vm.map_parts(b.start).first() == Some(&to))
}

/// What was allocated where, and how many sites are left out.
pub(crate) fn sites(code: &Code, vm: &Vm, census: &Census) -> (Vec<AllocSite>, u64) {
    let mut all = vm.allocated(census);
    base::sort::sort_by_key(&mut all, |s| std::cmp::Reverse(s.bytes));
    let more = all.len().saturating_sub(MAX_SITES) as u64;
    let origins = Origins::new(code, vm);
    let told = all.iter().take(MAX_SITES);
    (told.map(|s| site(code, vm, &origins, s)).collect(), more)
}

fn site(code: &Code, vm: &Vm, origins: &Origins<'_>, of: &Allocated) -> AllocSite {
    let (place, function) = site_of(code, of.site);
    let name = |ty| vm.program().ty(ty).map_or("", |t| t.name.as_str());
    let ty = match of.contents {
        Contents::Values { ty, array: false } => name(ty).to_owned(),
        Contents::Values { ty, array: true } => format!("[]{}", name(ty)),
        _ if of.example != 0 => origins.type_of(of.example),
        Contents::Chan => "chan".to_owned(),
        Contents::Map => "map".to_owned(),
        Contents::Closure => "func".to_owned(),
        Contents::Other => String::new(),
    };
    AllocSite {
        library: match place {
            None => code.library_place(of.site),
            Some(_) => None,
        },
        place,
        function,
        ty,
        objects: of.blocks,
        bytes: of.bytes,
        here: of.here,
        here_bytes: of.here_bytes,
        live: of.live,
        live_bytes: of.live_bytes,
        example: of.example,
    }
}
