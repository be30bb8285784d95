//! Stacks and heap as a graph: frames with their variables, the objects nearest to them, and what
//! leads where.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use bytecode::{DebugVar, Func, FuncId, LOW_BASE, Op, Program, VarPlace};
use protocol as p;
use protocol::{Cell, HeapObject, ObjectIs, Picture, PictureQuery, ReferenceKind, Referent};
use vm::{BlockView, CBlockView, Census, Contents, Vm};

use crate::view::memory::cells::{Cells, Part, global_name, raw_text, site_of};
use crate::view::names::site_name;
use crate::view::place::{func_name, is_shown, unqualified};
use crate::view::stack::{held, is_live};
use crate::view::value::Reader;
use crate::workbench::Code;

/// Goroutines, frames of each, rows of a frame, of an object, of all package variables.
const MAX_STACKS: usize = 64;
const MAX_FRAMES: usize = 32;
const MAX_ROWS: usize = 40;
const MAX_CELLS: usize = 24;
/// Rows of an object that somebody asked for.
const MAX_OPEN: usize = 200;
const MAX_GLOBALS: usize = 120;
/// Objects that somebody may ask for at once.
const MAX_OBJECTS: usize = 1_000;
/// Bytes of an object that are read.
const MAX_IMAGE: u64 = 1 << 16;
/// Bytes of untyped memory that are shown as text.
const MAX_RAW: u64 = 48;

/// The picture, where the run stands.
pub(crate) fn picture(code: &Code, vm: &Vm, census: &Census, query: &PictureQuery) -> Picture {
    let cells = Cells::new(vm);
    let stats = vm.heap_stats();
    let mut out = Picture {
        totals: p::HeapTotals {
            live: census.live,
            live_bytes: census.live_bytes,
            garbage: census.garbage,
            garbage_bytes: census.garbage_bytes,
            mallocs: stats.mallocs,
            frees: stats.frees,
            total_bytes: stats.total_alloc,
            copied: stats.copied,
            collections: stats.collections,
        },
        ..Picture::default()
    };
    stacks(code, vm, &cells, query, &mut out);
    globals(vm, &cells, &mut out);
    objects(code, vm, &cells, census, query, &mut out);
    out
}

fn stacks(code: &Code, vm: &Vm, cells: &Cells<'_>, query: &PictureQuery, out: &mut Picture) {
    let wanted = |g: &vm::GoroutineView| query.goroutine.is_none_or(|id| id == g.id);
    let shown = vm.goroutines();
    let shown = shown.iter().filter(|g| !g.system && wanted(g));
    for g in shown {
        if out.stacks.len() >= MAX_STACKS {
            out.more_stacks += 1;
            continue;
        }
        let name = func_name(vm.program(), g.func);
        let mut stack = p::Stack {
            goroutine: g.id,
            name: name.unwrap_or_default(),
            frames: Vec::new(),
            more: 0,
        };
        for view in vm.frames(g.id, 4 * MAX_FRAMES) {
            let func = code.program.func(view.func);
            let Some(func) = func.filter(|f| is_shown(f)) else {
                continue;
            };
            if stack.frames.len() >= MAX_FRAMES {
                stack.more += 1;
                continue;
            }
            let mut frame = p::StackFrame {
                function: func.name.clone(),
                place: code.own_place(view.pc),
                cells: Vec::new(),
            };
            if !func.flags.library {
                frame_rows(vm, cells, g.id, &view, func, &mut frame.cells);
            }
            stack.frames.push(frame);
        }
        if g.id == 1 {
            stack.name = "main".to_owned();
        }
        out.stacks.push(stack);
    }
}

fn frame_rows(
    vm: &Vm,
    cells: &Cells<'_>,
    id: u32,
    view: &vm::FrameView,
    func: &bytecode::Func,
    out: &mut Vec<Cell>,
) {
    let reader = Reader::new(vm);
    let mut left = MAX_ROWS;
    let live: Vec<_> = func.vars.iter().filter(|v| is_live(v, view)).collect();
    for (nth, var) in live.iter().enumerate() {
        // An inner variable hides an outer one of the same name.
        let hidden = live.iter().skip(nth + 1);
        if hidden
            .clone()
            .any(|v| v.name == var.name && !v.is_param && !v.is_result)
        {
            continue;
        }
        let Some((bytes, at)) = held(&reader, vm, id, view, func, var) else {
            continue;
        };
        match at {
            Some(at) if left > 0 => {
                left -= 1;
                out.extend(cells.boxed(var.name.clone(), var.ty, &bytes, at));
            }
            _ => {
                let part = Part {
                    label: var.name.clone(),
                    ty: var.ty,
                    bytes: &bytes,
                    at: None,
                    depth: 0,
                };
                cells.rows(part, &mut left, out);
            }
        }
    }
}

fn globals(vm: &Vm, cells: &Cells<'_>, out: &mut Picture) {
    let mut left = MAX_GLOBALS;
    for global in cells.program.globals.iter().filter(|g| !g.library) {
        let at = LOW_BASE + u64::from(global.offset);
        let size = cells.program.ty(global.ty).map_or(0, |t| t.size);
        let Some(bytes) = vm.bytes(at, size.min(MAX_IMAGE)) else {
            continue;
        };
        let part = Part {
            label: global_name(&global.name).to_owned(),
            ty: global.ty,
            bytes,
            at: Some(at),
            depth: 0,
        };
        cells.rows(part, &mut left, &mut out.globals);
    }
}

/// The objects nearest to what is shown already, breadth first.
fn objects(
    code: &Code,
    vm: &Vm,
    cells: &Cells<'_>,
    census: &Census,
    query: &PictureQuery,
    out: &mut Picture,
) {
    let mut seen = BTreeSet::new();
    let mut todo = VecDeque::new();
    let mut lead = |row: &Cell, todo: &mut VecDeque<u64>| {
        if let Some(Referent::Object(start) | Referent::C(start)) =
            row.reference.map(|r| r.referent)
            && seen.insert(start)
        {
            todo.push_back(start);
        }
    };
    let open = query.open.iter().filter_map(|at| vm.block(*at));
    let open: BTreeSet<u64> = base::sort::set(open.map(|b| b.start));
    for start in &open {
        let row = cells.plain_object(*start);
        lead(&row, &mut todo);
    }
    // What runs now comes first.
    let running = vm.running();
    let mut order: Vec<&p::Stack> = out.stacks.iter().collect();
    base::sort::sort_by_key(&mut order, |s| Some(s.goroutine) != running);
    for frame in order.iter().flat_map(|s| &s.frames) {
        frame.cells.iter().for_each(|row| lead(row, &mut todo));
    }
    out.globals.iter().for_each(|row| lead(row, &mut todo));
    let most = (query.objects as usize).min(MAX_OBJECTS);
    let mut shown: Vec<HeapObject> = Vec::new();
    while let Some(start) = todo.pop_front() {
        if shown.len() >= most {
            out.more = todo.len() as u64 + 1;
            break;
        }
        let most = if open.contains(&start) {
            MAX_OPEN
        } else {
            MAX_CELLS
        };
        let Some(object) = object(code, vm, cells, start, most) else {
            continue;
        };
        object.cells.iter().for_each(|row| lead(row, &mut todo));
        shown.push(object);
    }
    let live: BTreeMap<u64, bool> = census_of(vm, census, &shown);
    if query.garbage {
        let room = most.saturating_sub(shown.len());
        let lost = vm.heap_blocks(census).filter(|(_, live)| !live);
        let lost: Vec<u64> = lost.map(|(start, _)| start).take(room).collect();
        let lost = lost.iter().filter(|start| !live.contains_key(start));
        shown.extend(lost.filter_map(|start| {
            let mut object = object(code, vm, cells, *start, MAX_CELLS)?;
            object.live = false;
            Some(object)
        }));
    }
    for object in &mut shown {
        object.live = live.get(&object.start).copied().unwrap_or(object.live);
    }
    extents(out, &mut shown);
    out.objects = shown;
}

/// Which of the shown objects a collection would keep.
fn census_of(vm: &Vm, census: &Census, shown: &[HeapObject]) -> BTreeMap<u64, bool> {
    let wanted: BTreeSet<u64> = base::sort::set(shown.iter().map(|o| o.start));
    let blocks = vm.heap_blocks(census);
    base::sort::map(blocks.filter(|(start, _)| wanted.contains(start)))
}

/// An array's elements end where the slices over it end: the block itself only knows its class.
fn extents(picture: &Picture, shown: &mut [HeapObject]) {
    let mut ends: BTreeMap<u64, u64> = BTreeMap::new();
    {
        let frames = picture.stacks.iter().flat_map(|s| &s.frames);
        let rows = frames
            .flat_map(|f| &f.cells)
            .chain(&picture.globals)
            .chain(shown.iter().flat_map(|o| &o.cells));
        for reference in rows.filter_map(|row| row.reference) {
            if let (ReferenceKind::Slice | ReferenceKind::String, Referent::Object(start)) =
                (reference.kind, reference.referent)
            {
                let end = reference.to.saturating_add(reference.cap) - start;
                let known = ends.entry(start).or_default();
                *known = (*known).max(end);
            }
        }
    }
    for object in shown {
        if let (ObjectIs::Array | ObjectIs::Raw, Some(end)) = (object.is, ends.get(&object.start)) {
            object.used = (*end).min(object.size);
            if let Some(elements) = object.used.checked_div(object.stride) {
                let cells = object.cells.iter().filter(|c| c.depth == 0).count() as u64;
                object
                    .cells
                    .retain(|c| c.address.is_none_or(|at| at < object.start + object.used));
                object.more = elements.saturating_sub(cells);
            }
        }
    }
}

/// A block of the heap with its rows.
pub(crate) fn object(
    code: &Code,
    vm: &Vm,
    cells: &Cells<'_>,
    start: u64,
    most: usize,
) -> Option<HeapObject> {
    if let Some(block) = cells.c_block(start) {
        return Some(c_object(code, vm, cells, block));
    }
    let block = vm.block(start)?;
    let (site, allocator) = site_of(code, block.site);
    let mut out = HeapObject {
        start: block.start,
        size: block.size,
        used: block.size,
        born: (block.born.g, block.born.nth),
        is: ObjectIs::Raw,
        ty: String::new(),
        name: site_name(&code.program, block.site),
        cells: Vec::new(),
        more: 0,
        stride: 0,
        site,
        allocator,
        live: true,
        finalizer: vm.has_finalizer(block.start),
    };
    match block.contents {
        Contents::Values { ty, array } => values(vm, cells, &block, (ty, array), most, &mut out),
        Contents::Chan => chan(vm, cells, &block, most, &mut out),
        Contents::Map => map(vm, cells, &block, most, &mut out),
        Contents::Closure => closure(code, vm, cells, &block, &mut out),
        Contents::Other => raw(vm, cells, &block, &mut out),
    }
    Some(out)
}

/// A block of C's heap: bytes without a type.
fn c_object(code: &Code, vm: &Vm, cells: &Cells<'_>, block: &CBlockView) -> HeapObject {
    let (site, allocator) = site_of(code, block.site);
    let mut out = HeapObject {
        start: block.start,
        size: block.size,
        used: block.size,
        born: (block.goroutine, block.site),
        is: ObjectIs::C,
        ty: "C".to_owned(),
        name: site_name(&code.program, block.site),
        cells: Vec::new(),
        more: 0,
        stride: 1,
        site,
        allocator,
        live: block.freed.is_none(),
        finalizer: false,
    };
    raw_rows(vm, cells, block.start, block.size, &mut out);
    out
}

fn values(
    vm: &Vm,
    cells: &Cells<'_>,
    block: &BlockView,
    (ty, array): (bytecode::TypeIdx, bool),
    most: usize,
    out: &mut HeapObject,
) {
    let Some(t) = cells.program.ty(ty) else {
        return;
    };
    let Some(bytes) = vm.bytes(block.start, block.size.min(MAX_IMAGE)) else {
        return;
    };
    let mut left = most;
    if !array {
        out.is = ObjectIs::Value;
        out.used = t.size;
        out.ty.clone_from(&t.name);
        let (shown, of) = cells.parts(ty, bytes, Some(block.start), 0, &mut left, &mut out.cells);
        out.more = of - shown;
        if of == 0 {
            let part = Part {
                label: String::new(),
                ty,
                bytes: bytes.get(..t.size as usize).unwrap_or(bytes),
                at: Some(block.start),
                depth: 0,
            };
            cells.rows(part, &mut left, &mut out.cells);
        }
        return;
    }
    out.is = ObjectIs::Array;
    out.ty = format!("[]{}", t.name);
    out.stride = t.size;
    let count = block.size.checked_div(t.size).unwrap_or(0);
    out.used = count * t.size;
    // Bytes read better as text.
    if t.size == 1 {
        raw_rows(vm, cells, block.start, block.size, out);
        return;
    }
    let mut shown = 0;
    for nth in 0..count {
        let from = (nth * t.size) as usize;
        let Some(bytes) = bytes.get(from..from + t.size as usize) else {
            break;
        };
        let part = Part {
            label: nth.to_string(),
            ty,
            bytes,
            at: Some(block.start + nth * t.size),
            depth: 0,
        };
        if !cells.rows(part, &mut left, &mut out.cells) {
            break;
        }
        shown += 1;
    }
    out.more = count - shown;
}

/// Untyped memory: text where it reads as such.
fn raw(vm: &Vm, cells: &Cells<'_>, block: &BlockView, out: &mut HeapObject) {
    out.is = ObjectIs::Raw;
    out.stride = 1;
    raw_rows(vm, cells, block.start, block.size, out);
}

fn raw_rows(vm: &Vm, cells: &Cells<'_>, start: u64, size: u64, out: &mut HeapObject) {
    let shown = size.min(MAX_RAW);
    if let Some(bytes) = vm.bytes(start, shown) {
        let end = bytes.iter().rposition(|b| *b != 0).map_or(0, |at| at + 1);
        let mut row = cells.note("", raw_text(bytes.get(..end).unwrap_or(bytes)));
        row.address = Some(start);
        row.size = shown;
        out.cells.push(row);
    }
}

fn chan(vm: &Vm, cells: &Cells<'_>, block: &BlockView, most: usize, out: &mut HeapObject) {
    out.is = ObjectIs::Chan;
    let Some(ch) = vm.chan(block.start, most as u64) else {
        return;
    };
    let elem = cells.program.ty(ch.elem);
    out.ty = format!("chan {}", elem.map_or("", |t| t.name.as_str()));
    let closed = if ch.closed { ", closed" } else { "" };
    let text = format!("len {}, cap {}{closed}", ch.len, ch.cap);
    out.cells.push(cells.note("", text));
    let mut left = most;
    let size = elem.map_or(0, |t| t.size);
    for (nth, at) in ch.items.iter().enumerate() {
        let Some(bytes) = vm.bytes(*at, size) else {
            continue;
        };
        let part = Part {
            label: nth.to_string(),
            ty: ch.elem,
            bytes,
            at: Some(*at),
            depth: 0,
        };
        cells.rows(part, &mut left, &mut out.cells);
    }
    out.more = ch.len.saturating_sub(ch.items.len() as u64);
}

fn map(vm: &Vm, cells: &Cells<'_>, block: &BlockView, most: usize, out: &mut HeapObject) {
    out.is = ObjectIs::Map;
    let Some((key, elem)) = vm.map_types(block.start) else {
        return;
    };
    let name = |ty| cells.program.ty(ty).map_or("?", |t| t.name.as_str());
    out.ty = format!("map[{}]{}", name(key), name(elem));
    let len = vm.word(block.start).unwrap_or(0);
    out.cells.push(cells.note("", format!("len {len}")));
    let mut left = most;
    let mut shown = 0;
    for (k, v) in vm.map_entries(block.start, most) {
        let size = cells.program.ty(elem).map_or(0, |t| t.size);
        let Some(bytes) = vm.bytes(v, size) else {
            continue;
        };
        let part = Part {
            label: cells.short_at(key, k),
            ty: elem,
            bytes,
            at: Some(v),
            depth: 0,
        };
        if !cells.rows(part, &mut left, &mut out.cells) {
            break;
        }
        shown += 1;
    }
    out.more = len.saturating_sub(shown);
}

/// What a function literal captured: each variable with the first word of the closure that holds
/// it, counted behind the function. Its code begins by taking them from there into slots.
pub(super) fn captured<'p>(program: &'p Program, func: &'p Func) -> Vec<(u64, &'p DebugVar)> {
    let code = program.code.get(func.entry as usize..func.end as usize);
    let loads = code.unwrap_or(&[]).iter().filter(|i| i.op == Op::LdCap);
    let found = loads.filter_map(|i| {
        let holds =
            |v: &&DebugVar| v.place == VarPlace::Slot(i.a) || v.place == VarPlace::Boxed(i.a);
        Some((i.imm as u32 as u64, func.vars.iter().find(holds)?))
    });
    found.collect()
}

/// A closure: its function, and what it captured by the names that the function knows it by.
fn closure(code: &Code, vm: &Vm, cells: &Cells<'_>, block: &BlockView, out: &mut HeapObject) {
    out.is = ObjectIs::Closure;
    let id = vm.word(block.start).unwrap_or(0) as u32;
    let func = cells.program.func(FuncId(id));
    let name = cells.func_name(block.start).unwrap_or_default();
    out.ty = format!("func {}", unqualified(&name));
    let mut known = BTreeSet::new();
    let mut left = MAX_CELLS;
    let reader = Reader::new(vm);
    for (word, var) in func.map_or(Vec::new(), |f| captured(&code.program, f)) {
        let Some(t) = cells.program.ty(var.ty) else {
            continue;
        };
        let at = block.start + 8 * (1 + word);
        let by_address = matches!(var.place, VarPlace::Boxed(_)) || t.indirect;
        let slots = if by_address { 1 } else { u64::from(t.slots) };
        known.extend((0..slots).map(|k| 1 + word + k));
        if by_address {
            let to = vm.word(at).unwrap_or(0);
            let bytes = vm.bytes(to, t.size.min(MAX_IMAGE)).unwrap_or(&[]);
            if let Some(mut row) = cells.boxed(var.name.clone(), var.ty, bytes, to) {
                row.address = Some(at);
                row.size = 8;
                out.cells.push(row);
            }
            continue;
        }
        let words: Vec<u64> = (0..slots).filter_map(|k| vm.word(at + 8 * k)).collect();
        if let Some(bytes) = reader.image(var.ty, &words) {
            let part = Part {
                label: var.name.clone(),
                ty: var.ty,
                bytes: &bytes,
                at: Some(at),
                depth: 0,
            };
            cells.rows(part, &mut left, &mut out.cells);
        }
    }
    // A thunk's operands have no names.
    if func.is_some_and(|f| f.flags.wrapper) {
        let words = (1..block.size / 8).filter(|k: &u64| !known.contains(k));
        let rows = words.filter_map(|k| cells.plain_word(String::new(), block.start + 8 * k));
        out.cells.extend(rows.filter(|row| row.reference.is_some()));
    }
}
