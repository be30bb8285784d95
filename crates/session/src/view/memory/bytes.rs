//! A range of addresses with what each byte belongs to.

use std::collections::BTreeSet;

use bytecode::{C_BASE, HEAP_BASE, Kind, LOW_BASE, TypeIdx};
use protocol as p;
use protocol::{ByteSpan, Cell, Region, RegionIs, SpanIs};
use vm::{BlockView, Contents, Vm};

use crate::view::memory::cells::{Cells, Part, global_name};
use crate::view::names::site_name;
use crate::view::place::unqualified;
use crate::view::value::Reader;
use crate::workbench::Code;

/// Bytes of one answer, its spans, rows of a value read as another type, types that are offered.
const MAX_LEN: u64 = 4_096;
const MAX_SPANS: usize = 4_096;
const MAX_ROWS: usize = 64;
const MAX_TYPES: usize = 200;
/// Bytes of a value that are read.
const MAX_IMAGE: u64 = 1 << 16;
const MAX_DEPTH: u32 = 12;

pub(crate) fn bytes(code: &Code, vm: &Vm, query: &p::BytesQuery) -> p::Bytes {
    let cells = Cells::new(vm);
    let at = match query.at {
        0 => first_object(vm),
        at => at,
    };
    let start = at & !15;
    // Up to the end of the address space.
    let most = (u64::MAX - start) & !15;
    let len = u64::from(query.len).min(MAX_LEN).next_multiple_of(16);
    let len = len.min(most);
    let mut cover = Cover {
        code,
        vm,
        cells: &cells,
        reader: Reader::new(vm),
        end: start + len,
        at: start,
        spans: Vec::new(),
    };
    cover.run();
    let spans = cover.spans;
    let mut contents = Vec::with_capacity(len as usize);
    for row in (start..start + len).step_by(16) {
        match vm.bytes(row, 16) {
            Some(bytes) => contents.extend_from_slice(bytes),
            None => contents.extend((row..row + 16).map(|at| {
                let byte = vm.bytes(at, 1).and_then(|b| b.first());
                byte.copied().unwrap_or(0)
            })),
        }
    }
    p::Bytes {
        at: p::At::default(),
        start,
        bytes: contents,
        spans,
        regions: regions(&cells),
        read_as: query
            .read_as
            .as_ref()
            .map_or(Vec::new(), |(at, name)| read_as(&cells, *at, name)),
        types: types(vm),
        touches: Vec::new(),
    }
}

/// Where the first object of the heap lies; the package variables if there is none.
fn first_object(vm: &Vm) -> u64 {
    let (from, to) = vm.heap_range();
    let slots = (from..to).step_by(8192);
    let mut starts = slots.filter_map(|at| vm.heap_slot(at));
    let globals = LOW_BASE + u64::from(vm.program().rodata_len);
    starts.next().map_or(globals, |(start, _)| start)
}

fn regions(cells: &Cells<'_>) -> Vec<Region> {
    let (vm, program) = (cells.vm, cells.program);
    let globals = LOW_BASE + u64::from(program.rodata_len);
    let (heap, end) = vm.heap_range();
    let mut all = vec![
        Region {
            is: RegionIs::ReadOnly,
            start: LOW_BASE,
            end: globals,
        },
        Region {
            is: RegionIs::Globals,
            start: globals,
            end: LOW_BASE + program.low.len() as u64,
        },
        Region {
            is: RegionIs::Heap,
            start: heap,
            end,
        },
    ];
    if let Some(end) = cells.c_end() {
        all.push(Region {
            is: RegionIs::C,
            start: C_BASE,
            end,
        });
    }
    all
}

/// Names of the types that the program has: its own first, then those that every program knows.
fn types(vm: &Vm) -> Vec<String> {
    let mut own = BTreeSet::new();
    let mut plain = BTreeSet::new();
    for t in &vm.program().types {
        if t.size == 0 || t.indirect && t.size > MAX_IMAGE {
            continue;
        }
        if t.name.contains("main.") && t.kind != Kind::Func {
            own.insert(&t.name);
        } else if !t.name.contains('.') && !matches!(t.kind, Kind::Func | Kind::Interface) {
            plain.insert(&t.name);
        }
    }
    let all = own.into_iter().chain(plain);
    all.take(MAX_TYPES).cloned().collect()
}

/// What a conversion through `unsafe.Pointer` would read.
fn read_as(cells: &Cells<'_>, at: u64, name: &str) -> Vec<Cell> {
    let mut rows = Vec::new();
    let found = cells.program.types.iter().position(|t| t.name == name);
    let Some((nth, t)) = found.and_then(|nth| Some((nth, cells.program.types.get(nth)?))) else {
        return rows;
    };
    if let Some(bytes) = cells.vm.bytes(at, t.size.min(MAX_IMAGE)) {
        let part = Part {
            label: String::new(),
            ty: TypeIdx(nth as u32),
            bytes,
            at: Some(at),
            depth: 0,
        };
        cells.rows(part, &mut { MAX_ROWS }, &mut rows);
    }
    rows
}

/// Walks over a range and says what it is made of.
struct Cover<'a> {
    code: &'a Code,
    vm: &'a Vm,
    cells: &'a Cells<'a>,
    reader: Reader<'a>,
    /// What is covered so far ends here.
    at: u64,
    end: u64,
    spans: Vec<ByteSpan>,
}

impl Cover<'_> {
    fn run(&mut self) {
        let program = self.cells.program;
        let globals = LOW_BASE + u64::from(program.rodata_len);
        let low = LOW_BASE + program.low.len() as u64;
        let heap = self.vm.heap_range();
        while self.at < self.end && self.spans.len() < MAX_SPANS {
            let at = self.at;
            if at < LOW_BASE {
                self.plain(SpanIs::Unmapped, LOW_BASE);
            } else if at < globals {
                self.plain(SpanIs::ReadOnly, globals);
            } else if at < low {
                self.global(low);
            } else if at < HEAP_BASE {
                self.plain(SpanIs::Unmapped, HEAP_BASE);
            } else if at < heap.1 {
                self.heap(heap.1);
            } else if at < C_BASE {
                self.plain(SpanIs::Unmapped, C_BASE);
            } else {
                self.c_heap();
            }
        }
    }

    /// A run without parts, up to `to` or the end of what is wanted.
    fn plain(&mut self, is: SpanIs, to: u64) {
        let at = self.at;
        self.span(is, at, to, at, String::new());
    }

    fn span(&mut self, is: SpanIs, from: u64, to: u64, object: u64, label: String) {
        self.put(ByteSpan {
            start: from,
            len: to.saturating_sub(from),
            is,
            label,
            ty: String::new(),
            text: String::new(),
            object,
            reference: None,
        });
    }

    /// Adds a span, or as much of it as is in the range.
    fn put(&mut self, mut span: ByteSpan) {
        let end = span.start.saturating_add(span.len).min(self.end);
        let start = span.start.max(self.at);
        if end <= start || self.spans.len() >= MAX_SPANS {
            return;
        }
        if start > self.at {
            // Nothing may be left open.
            let (at, object) = (self.at, span.object);
            self.at = start;
            self.spans.push(ByteSpan {
                start: at,
                len: start - at,
                is: SpanIs::Padding,
                label: String::new(),
                ty: String::new(),
                text: String::new(),
                object,
                reference: None,
            });
        }
        (span.start, span.len) = (start, end - start);
        self.at = end;
        self.spans.push(span);
    }

    fn global(&mut self, low: u64) {
        let program = self.cells.program;
        let offset = self.at - LOW_BASE;
        // In order of address, whatever the order of the list.
        let mut here = None;
        let mut next = low;
        for g in &program.globals {
            let start = u64::from(g.offset);
            let size = program.ty(g.ty).map_or(0, |t| t.size);
            if (start..start + size).contains(&offset) {
                here = Some((g, start, size));
            } else if start > offset {
                next = next.min(LOW_BASE + start);
            }
        }
        let Some((global, start, size)) = here else {
            return self.plain(SpanIs::Spare, next);
        };
        let base = LOW_BASE + start;
        self.typed(global.ty, base, base, global_name(&global.name), 0);
        // Whatever its type does not tell.
        self.span(SpanIs::Value, self.at, base + size, base, String::new());
    }

    fn heap(&mut self, heap_end: u64) {
        let Some((start, size)) = self.vm.heap_slot(self.at) else {
            // Pages that no span has: up to the next that one has.
            let page = (self.at | 0x1fff) + 1;
            return self.plain(SpanIs::Free, page.min(heap_end));
        };
        let Some(block) = self.vm.block(self.at) else {
            return self.span(SpanIs::Free, self.at, start + size, start, String::new());
        };
        self.block(&block);
        let end = block.start + block.size;
        self.span(SpanIs::Spare, self.at, end, block.start, String::new());
    }

    fn c_heap(&mut self) {
        let at = self.at;
        let Some(block) = self.cells.c_block(at).copied() else {
            let next = self.cells.next_c_block(at).unwrap_or(u64::MAX);
            return self.plain(SpanIs::Unmapped, next);
        };
        let is = match block.freed {
            None => SpanIs::Value,
            Some(_) => SpanIs::CFreed,
        };
        let end = block.start + block.size.max(1);
        let name = site_name(&self.code.program, block.site);
        self.span(is, at, end, block.start, name.unwrap_or_default());
    }

    fn block(&mut self, block: &BlockView) {
        let (start, end) = (block.start, block.start + block.size);
        let name = site_name(&self.code.program, block.site);
        match block.contents {
            Contents::Values { ty, array } => {
                let program = self.cells.program;
                let Some(t) = program.ty(ty) else { return };
                let name = name.unwrap_or_else(|| match array {
                    true => format!("[]{}", unqualified(&t.name)),
                    false => unqualified(&t.name),
                });
                if !array {
                    return self.typed(ty, start, start, &name, 0);
                }
                let stride = t.size.max(1);
                let count = block.size / stride;
                let first = self.at.saturating_sub(start) / stride;
                for nth in first..count {
                    let at = start + nth * stride;
                    if at >= self.end {
                        break;
                    }
                    self.typed(ty, at, start, &format!("{name}[{nth}]"), 0);
                }
            }
            Contents::Closure => {
                let func = self.reader.func_name(start).unwrap_or_default();
                self.span(SpanIs::Books, start, start + 8, start, func);
                for word in (start + 8..end).step_by(8) {
                    self.word(word, start);
                }
            }
            Contents::Chan => {
                let names = [
                    "len",
                    "cap",
                    "buf",
                    "elem, closed",
                    "sendx",
                    "recvx",
                    "recvq",
                    "sendq",
                ];
                for (nth, name) in (0u64..).zip(names) {
                    let at = start + 8 * nth;
                    self.span(SpanIs::Books, at, at + 8, start, format!("chan.{name}"));
                }
                self.span(
                    SpanIs::Books,
                    self.at.max(start),
                    end,
                    start,
                    "chan".to_owned(),
                );
            }
            Contents::Map => {
                self.span(SpanIs::Books, start, start + 8, start, "map.len".to_owned());
                self.span(SpanIs::Books, start + 8, end, start, "map".to_owned());
            }
            Contents::Other => {
                self.span(SpanIs::Value, start, end, start, name.unwrap_or_default());
            }
        }
    }

    /// A word of which only its contents are known.
    fn word(&mut self, at: u64, object: u64) {
        let row = self.cells.plain_word(String::new(), at);
        self.put(ByteSpan {
            start: at,
            len: 8,
            is: SpanIs::Value,
            label: String::new(),
            ty: String::new(),
            text: row.as_ref().map(|r| r.text.clone()).unwrap_or_default(),
            object,
            reference: row.and_then(|r| r.reference),
        });
    }

    /// The value of a type at an address: its leaves, with the padding between them.
    fn typed(&mut self, ty: TypeIdx, base: u64, object: u64, label: &str, depth: u32) {
        let program = self.cells.program;
        let Some(t) = program.ty(ty) else { return };
        let end = base.saturating_add(t.size);
        if end <= self.at || base >= self.end || self.spans.len() >= MAX_SPANS {
            return;
        }
        match t.kind {
            Kind::Struct if depth < MAX_DEPTH && !t.fields.is_empty() => {
                for field in &t.fields {
                    let label = format!("{label}.{}", field.name);
                    self.typed(field.ty, base + field.offset, object, &label, depth + 1);
                }
                self.span(
                    SpanIs::Padding,
                    self.at.max(base),
                    end,
                    object,
                    String::new(),
                );
            }
            Kind::Array if depth < MAX_DEPTH && t.len > 0 => {
                let Some(elem) = t.elem else { return };
                let stride = program.ty(elem).map_or(0, |t| t.size).max(1);
                let first = self.at.saturating_sub(base) / stride;
                for nth in first..t.len as u64 {
                    if base + nth * stride >= self.end {
                        break;
                    }
                    let label = format!("{label}[{nth}]");
                    self.typed(elem, base + nth * stride, object, &label, depth + 1);
                }
            }
            _ => {
                let bytes = self.vm.bytes(base, t.size.min(MAX_IMAGE)).unwrap_or(&[]);
                self.put(ByteSpan {
                    start: base,
                    len: t.size,
                    is: SpanIs::Value,
                    label: label.to_owned(),
                    ty: t.name.clone(),
                    text: self.reader.short(ty, bytes),
                    object,
                    reference: self.cells.reference(t, bytes),
                });
            }
        }
    }
}
