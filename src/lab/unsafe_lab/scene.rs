//! A moment of a run as a column: variables with the words of their headers, blocks with their
//! bytes, and what leads where. Pure; `picture` draws it.

use protocol::{
    ByteSpan, Bytes, Cell, HeapObject, ObjectIs, Picture, Reference, ReferenceKind, Referent,
    Shape, SpanIs,
};

/// Bytes of a block that are shown, and blocks of a column.
const MOST_BYTES: u64 = 64;
const MOST_BLOCKS: usize = 10;
/// Entries of a map that are shown.
const ENTRIES: usize = 3;

/// What was told of memory at a moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Seen {
    pub(super) picture: Picture,
    /// The bytes that were asked for.
    pub(super) bytes: Vec<(u64, Vec<u8>)>,
    pub(super) spans: Vec<ByteSpan>,
}

impl Seen {
    /// Takes a picture in; of its stacks, the one that comes to a line.
    pub(super) fn show(&mut self, mut picture: Picture, line: Option<u32>) {
        let comes = |s: &protocol::Stack| {
            let place = s.frames.first().and_then(|f| f.place);
            place.is_some_and(|p| Some(p.line) == line)
        };
        let nth = picture.stacks.iter().position(comes).unwrap_or(0);
        picture.stacks = picture.stacks.into_iter().skip(nth).take(1).collect();
        self.picture = picture;
    }

    /// Takes bytes in.
    pub(super) fn take(&mut self, told: Bytes) {
        self.bytes.push((told.start, told.bytes));
        self.spans.extend(told.spans);
    }

    /// What lies at an address.
    fn byte(&self, at: u64) -> Option<u8> {
        let mut all = self.bytes.iter();
        all.find_map(|(start, bytes)| bytes.get(at.checked_sub(*start)? as usize).copied())
    }

    /// What a byte belongs to.
    fn span(&self, at: u64) -> Option<&ByteSpan> {
        let covers = |s: &&ByteSpan| s.start <= at && at - s.start < s.len;
        self.spans.iter().find(covers)
    }
}

/// A word of a variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) label: &'static str,
    pub(super) text: String,
    pub(super) changed: bool,
}

/// A variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) name: String,
    pub(super) ty: String,
    /// Its value, where the words do not say it.
    pub(super) text: String,
    pub(super) words: Vec<Word>,
    /// Where it lies, if it lies in memory.
    pub(super) at: Option<u64>,
    pub(super) size: u64,
    pub(super) leads: Option<Reference>,
    /// A part of the variable above.
    pub(super) inner: bool,
}

/// Where a block lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Heap,
    ReadOnly,
    /// Given back; anybody may get it.
    Freed,
    Other,
}

/// A byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Octet {
    pub(super) at: u64,
    pub(super) value: u8,
    pub(super) is: SpanIs,
    /// A part of a pointer.
    pub(super) pointer: bool,
    pub(super) changed: bool,
}

/// Bytes that belong together, and what they say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) start: u64,
    pub(super) len: u64,
    pub(super) label: String,
    pub(super) ty: String,
    pub(super) text: String,
    pub(super) is: SpanIs,
}

/// A block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) start: u64,
    /// Bytes of it.
    pub(super) size: u64,
    pub(super) name: String,
    pub(super) ty: String,
    pub(super) place: Place,
    /// Was not there before.
    pub(super) fresh: bool,
    pub(super) octets: Vec<Octet>,
    pub(super) parts: Vec<Part>,
    /// What it holds, of one whose bytes say little.
    pub(super) lines: Vec<String>,
    /// Strings and slices over it.
    pub(super) owners: Vec<String>,
}

/// A moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Column {
    /// Groups of variables: of a function, of the package.
    pub(super) groups: Vec<(String, Vec<Row>)>,
    pub(super) blocks: Vec<Block>,
    /// What was allocated and moved since the moment before.
    pub(super) counts: Option<Counts>,
}

/// What happened since the moment before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) blocks: u64,
    pub(super) bytes: u64,
    pub(super) copied: u64,
    pub(super) freed: u64,
    pub(super) collections: u64,
}

/// All rows of a picture.
fn cells(picture: &Picture) -> impl Iterator<Item = &Cell> {
    let frames = picture.stacks.iter().flat_map(|s| &s.frames);
    let own = frames.flat_map(|f| &f.cells).chain(&picture.globals);
    own.chain(picture.objects.iter().flat_map(|o| &o.cells))
}

/// Ranges of memory that a picture shows: first address and length, in order.
fn ranges(picture: &Picture) -> Vec<(u64, u64, Place)> {
    let objects = picture.objects.iter();
    let mut found: Vec<(u64, u64, Place)> = objects
        .map(|o| (o.start, o.size.min(MOST_BYTES), Place::Heap))
        .collect();
    for r in cells(picture).filter_map(|c| c.reference) {
        let place = match r.referent {
            Referent::ReadOnly if r.kind != ReferenceKind::Func => Place::ReadOnly,
            Referent::Freed => Place::Freed,
            Referent::Global if r.kind != ReferenceKind::Boxed => Place::Other,
            _ => continue,
        };
        let len = match r.len {
            0 if place == Place::Freed => 16,
            0 => continue,
            len => len.min(MOST_BYTES),
        };
        found.push((r.to, len, place));
    }
    base::sort::sort_by_key(&mut found, |(at, ..)| *at);
    // What lies within another one is no range of its own.
    let mut out: Vec<(u64, u64, Place)> = Vec::new();
    for (at, len, place) in found {
        match out.last_mut() {
            Some(last) if at < last.0 + last.1 => last.1 = last.1.max(at + len - last.0),
            _ => out.push((at, len, place)),
        }
    }
    out.truncate(MOST_BLOCKS);
    out
}

/// The bytes to be asked for.
pub(super) fn wanted(picture: &Picture) -> Vec<(u64, u64)> {
    let all = ranges(picture).into_iter();
    all.map(|(at, len, _)| (at, len)).collect()
}

fn hex(n: u64) -> String {
    format!("{n:#x}")
}

/// The header's words, as far as a row has any.
fn words(cell: &Cell) -> Vec<Word> {
    let word = |label, text| Word {
        label,
        text,
        changed: false,
    };
    let address = |r: &Reference| match r.to {
        0 => "nil".to_owned(),
        to => hex(to),
    };
    match &cell.reference {
        Some(r) => match r.kind {
            ReferenceKind::Slice => {
                // Of elements; the reference counts bytes.
                let mut said = cell.text.split(", ").filter_map(|w| w.split(' ').nth(1));
                let mut next = || said.next().unwrap_or("0").to_owned();
                vec![
                    word("ptr", address(r)),
                    word("len", next()),
                    word("cap", next()),
                ]
            }
            ReferenceKind::String => {
                vec![word("ptr", address(r)), word("len", r.len.to_string())]
            }
            ReferenceKind::Interface => {
                let ty = cell.text.trim_start_matches('(').split(", ").next();
                vec![
                    word("data", address(r)),
                    word("type", ty.unwrap_or_default().to_owned()),
                ]
            }
            _ => vec![word("", address(r))],
        },
        None => vec![word("", cell.text.clone())],
    }
}

fn row(cell: &Cell) -> Row {
    let says = cell.shape == Shape::Text && cell.reference.is_some();
    Row {
        name: cell.label.clone(),
        ty: cell.ty.replace("uint8", "byte"),
        text: if says {
            cell.text.clone()
        } else {
            String::new()
        },
        words: words(cell),
        at: cell.address,
        size: cell.size,
        leads: cell.reference,
        inner: cell.depth > 0,
    }
}

/// A variable that the machine keeps in a block of its own: drawn as a variable if it is a header.
fn boxed<'p>(picture: &'p Picture, cell: &Cell) -> Option<(&'p HeapObject, Option<Row>)> {
    let r = cell.reference.filter(|r| r.kind == ReferenceKind::Boxed)?;
    let object = picture.objects.iter().find(|o| o.start == r.to)?;
    let whole = match object.cells.as_slice() {
        [one] if one.label.is_empty() && one.reference.is_some() => one,
        _ => return Some((object, None)),
    };
    let mut row = row(whole);
    row.name.clone_from(&cell.label);
    row.at = Some(object.start);
    Some((object, Some(row)))
}

/// The column of a moment, with what is new against the moment before.
pub(super) fn column(seen: &Seen, before: Option<&Seen>) -> Column {
    let picture = &seen.picture;
    let mut out = Column::default();
    // Blocks that are drawn as variables, and names of the others.
    let mut taken = Vec::new();
    let mut names: Vec<(u64, String)> = Vec::new();
    let mut group = |title: String, cells: &[Cell], out: &mut Column| {
        let mut rows = Vec::new();
        for cell in cells {
            match boxed(picture, cell) {
                Some((object, Some(row))) => {
                    taken.push(object.start);
                    rows.push(row);
                }
                Some((object, None)) => {
                    names.push((object.start, cell.label.clone()));
                }
                None => rows.push(row(cell)),
            }
        }
        if !rows.is_empty() {
            out.groups.push((title, rows));
        }
    };
    for stack in &picture.stacks {
        for frame in stack.frames.iter().filter(|f| !f.cells.is_empty()) {
            let name = frame.function.strip_prefix("main.");
            let name = name.unwrap_or(&frame.function).to_owned();
            group(name, &frame.cells, &mut out);
        }
    }
    group(String::new(), &picture.globals, &mut out);
    for (start, len, place) in ranges(picture) {
        if !taken.contains(&start) {
            let mut block = block(seen, before, start, len, place);
            let name = names.iter().find(|(at, _)| *at == start);
            block.name = name.map_or(String::new(), |(_, name)| name.clone());
            out.blocks.push(block);
        }
    }
    owners(&mut out);
    if let Some(before) = before {
        changes(&mut out, &column(before, None));
        let (now, then) = (&picture.totals, &before.picture.totals);
        out.counts = Some(Counts {
            blocks: now.mallocs.saturating_sub(then.mallocs),
            bytes: now.total_bytes.saturating_sub(then.total_bytes),
            copied: now.copied.saturating_sub(then.copied),
            freed: now.frees.saturating_sub(then.frees),
            collections: u64::from(now.collections.saturating_sub(then.collections)),
        });
    }
    out
}

fn block(seen: &Seen, before: Option<&Seen>, start: u64, len: u64, place: Place) -> Block {
    let object = seen.picture.objects.iter().find(|o| o.start == start);
    let known = before.is_some_and(|b| b.picture.objects.iter().any(|o| o.start == start));
    let mut out = Block {
        start,
        size: object.map_or(len, |o| o.size),
        name: String::new(),
        ty: object.map_or(String::new(), |o| o.ty.replace("uint8", "byte")),
        place,
        fresh: object.is_some() && before.is_some() && !known,
        octets: Vec::new(),
        parts: Vec::new(),
        lines: Vec::new(),
        owners: Vec::new(),
    };
    let books =
        |o: &&HeapObject| matches!(o.is, ObjectIs::Map | ObjectIs::Chan | ObjectIs::Closure);
    if let Some(o) = object.filter(books) {
        out.lines = lines(o);
        return out;
    }
    for at in start..start.saturating_add(len) {
        let Some(value) = seen.byte(at) else {
            continue;
        };
        let span = seen.span(at);
        let spare = object.is_some_and(|o| at >= o.start + o.used);
        let old = before.and_then(|b| b.byte(at));
        out.octets.push(Octet {
            at,
            value,
            is: match spare {
                true => SpanIs::Spare,
                false => span.map_or(SpanIs::Value, |s| s.is),
            },
            pointer: span.is_some_and(|s| s.reference.is_some()),
            changed: known && old.is_some_and(|old| old != value),
        });
    }
    let end = start.saturating_add(len);
    let within = |s: &&ByteSpan| s.start < end && start < s.start + s.len;
    out.parts = seen
        .spans
        .iter()
        .filter(within)
        .map(|s| {
            let from = s.start.max(start);
            Part {
                start: from,
                len: (s.start + s.len).min(end) - from,
                label: s.label.clone(),
                ty: s.ty.clone(),
                text: s.text.clone(),
                is: s.is,
            }
        })
        .collect();
    out
}

/// What a map, a channel or a closure holds.
fn lines(o: &HeapObject) -> Vec<String> {
    let said = |c: &Cell| match c.label.as_str() {
        "" => c.text.clone(),
        label => format!("{label}: {}", c.text),
    };
    let own: Vec<&Cell> = o.cells.iter().filter(|c| c.depth == 0).collect();
    let (head, rest) = match own.split_first() {
        Some((first, rest)) if first.label.is_empty() => (Some(first), rest),
        _ => (None, own.as_slice()),
    };
    // The latest are what the program is at.
    let hidden = rest.len().saturating_sub(ENTRIES);
    let mut out: Vec<String> = head.map(|c| said(c)).into_iter().collect();
    if hidden > 0 {
        out.push("…".to_owned());
    }
    out.extend(rest.iter().skip(hidden).map(|c| said(c)));
    out
}

/// Which strings and slices lie over which block.
fn owners(column: &mut Column) {
    let rows: Vec<(String, Reference)> = column
        .groups
        .iter()
        .flat_map(|(_, rows)| rows)
        .filter_map(|r| Some((r.name.clone(), r.leads?)))
        .filter(|(_, r)| matches!(r.kind, ReferenceKind::Slice | ReferenceKind::String))
        .collect();
    for block in &mut column.blocks {
        let end = block.start + block.size;
        let over = rows
            .iter()
            .filter(|(_, r)| (block.start..end).contains(&r.to));
        block.owners = over
            .filter(|(_, r)| r.len > 0)
            .map(|(name, _)| name.clone())
            .collect();
    }
}

/// Marks the words that are others than before.
fn changes(column: &mut Column, before: &Column) {
    for (title, rows) in &mut column.groups {
        let old = before.groups.iter().find(|(t, _)| t == title);
        for row in rows {
            let was = old.and_then(|(_, rows)| rows.iter().find(|r| r.name == row.name));
            let Some(was) = was.filter(|w| w.words.len() == row.words.len()) else {
                continue;
            };
            for (word, old) in row.words.iter_mut().zip(&was.words) {
                word.changed = word.text != old.text;
            }
        }
    }
}

/// The fields of a floating-point number: sign, exponent, mantissa, with their widths.
pub(super) fn float_fields(bits: u64, size: u64) -> [(u64, u32); 3] {
    let (exponent, mantissa) = match size {
        4 => (8, 23),
        _ => (11, 52),
    };
    let field = |shift: u32, width: u32| (bits >> shift & ((1 << width) - 1), width);
    [
        field(exponent + mantissa, 1),
        field(mantissa, exponent),
        field(0, mantissa),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_of_floats() {
        assert_eq!(
            float_fields((-6.0f64).to_bits(), 8),
            [(1, 1), (1025, 11), (1 << 51, 52)]
        );
        assert_eq!(
            float_fields(u64::from(1.5f32.to_bits()), 4),
            [(0, 1), (127, 8), (1 << 22, 23)]
        );
    }

    fn variable(name: &str, kind: ReferenceKind, to: u64, len: u64) -> Cell {
        Cell {
            label: name.to_owned(),
            ty: "[]uint8".to_owned(),
            text: format!("len {len}, cap {len}"),
            shape: Shape::Slice,
            depth: 0,
            address: None,
            size: 24,
            reference: Some(Reference {
                kind,
                to,
                len,
                cap: len,
                referent: Referent::ReadOnly,
            }),
            more: 0,
        }
    }

    fn seen(cells: Vec<Cell>, first: u8) -> Seen {
        let mut out = Seen::default();
        out.picture.globals = cells;
        out.take(Bytes {
            start: 0x1000,
            bytes: vec![first, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16],
            ..Bytes::default()
        });
        out
    }

    #[test]
    fn one_array_with_two_owners_and_what_changed() {
        let both = |first| {
            let b = variable("b", ReferenceKind::Slice, 0x1000, 8);
            let s = variable("s", ReferenceKind::String, 0x1004, 4);
            seen(vec![b, s], first)
        };
        let column = column(&both(9), Some(&both(1)));
        let [block] = column.blocks.as_slice() else {
            panic!("{column:#?}");
        };
        assert_eq!((block.start, block.octets.len()), (0x1000, 8));
        assert_eq!(block.owners, ["b", "s"]);
        assert_eq!(column.counts, Some(Counts::default()));
        let words: Vec<_> = column.groups.iter().flat_map(|(_, rows)| rows).collect();
        assert_eq!(words.len(), 2);
        assert!(words.iter().flat_map(|r| &r.words).all(|w| !w.changed));
    }
}
