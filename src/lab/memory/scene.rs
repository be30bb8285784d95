//! What the diagram of memory consists of: a card for each stack, for package variables, and for each
//! object, with rows; brackets for slices beside the array that they share; and what leads where, as
//! curves. Pure.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use protocol::{
    Cell, Gid, HeapObject, ObjectIs, Picture, Reference, ReferenceKind, Referent, StackFrame, Touch,
};

use crate::lab::memory::{
    places::{Key, MARGIN, Places},
    route::{End, Router},
};

/// Heights of a row, of a card's head, and of what is below its last row.
pub(super) const ROW: f64 = 20.0;
pub(super) const HEAD: f64 = 26.0;
const FOOT: f64 = 4.0;
/// Width of a letter in rows; and of the small ones of addresses.
pub(super) const LETTER: f64 = 7.3;
pub(super) const SMALL: f64 = 6.1;
/// Around the text of a row, and what a level of depth takes.
pub(super) const INSET: f64 = 9.0;
pub(super) const DEPTH: f64 = 12.0;
/// Room for the end of a curve at the right of a row.
pub(super) const PORT: f64 = 16.0;
/// Width of a bracket, and how many are beside each other.
pub(super) const LANE: f64 = 15.0;
const LANES: usize = 5;

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// The head of a frame, and how many calls of the library within it are not shown.
    Frame(usize, usize),
    /// A cell: of a frame, or of an object or the package variables, whose frame is 0.
    Cell(usize, usize),
    /// So many are left out.
    More(u64),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Row {
    /// Its upper edge, from that of the card.
    pub(super) y: f64,
    pub(super) line: Line,
    /// Of a backing array: capacity that no slice reaches.
    pub(super) spare: bool,
    pub(super) touch: Option<(Gid, bool)>,
}

impl Row {
    /// Its middle, from the upper edge of the card.
    pub(super) fn middle(&self) -> f64 {
        self.y + ROW / 2.0
    }
}

/// A slice beside its array, from a card's upper edge.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Bracket {
    pub(super) lane: usize,
    pub(super) top: f64,
    /// Where its length ends, and its capacity.
    pub(super) len: f64,
    pub(super) cap: f64,
    pub(super) name: String,
}

/// A rectangle with rows.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Card {
    pub(super) key: Key,
    /// Which of the picture's stacks or objects.
    pub(super) of: usize,
    pub(super) column: usize,
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) rows: Vec<Row>,
    pub(super) brackets: Vec<Bracket>,
    /// Letters of the longest label.
    pub(super) labels: usize,
}

impl Card {
    /// Where the text of rows begins, from the left edge.
    pub(super) fn left(&self) -> f64 {
        INSET + self.lanes() as f64 * LANE
    }

    fn lanes(&self) -> usize {
        self.brackets.iter().map(|b| b.lane + 1).max().unwrap_or(0)
    }

    /// The cell of a row.
    pub(super) fn cell<'a>(&self, picture: &'a Picture, line: Line) -> Option<&'a Cell> {
        let Line::Cell(frame, nth) = line else {
            return None;
        };
        let cells = match self.key {
            Key::Globals => &picture.globals,
            Key::Stack(_) => &picture.stacks.get(self.of)?.frames.get(frame)?.cells,
            Key::Object(..) => &picture.objects.get(self.of)?.cells,
        };
        cells.get(nth)
    }
}

/// Something that leads somewhere.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Curve {
    /// Card and row.
    pub(super) from: (usize, usize),
    /// Card, and the row of its inside, if it does not lead to the whole.
    pub(super) to: (usize, Option<usize>),
    pub(super) kind: ReferenceKind,
    pub(super) path: String,
    /// Left, top, right, bottom.
    pub(super) bounds: [f64; 4],
}

/// Everything that is to be drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Scene {
    pub(super) cards: Vec<Card>,
    pub(super) curves: Vec<Curve>,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// The object that a reference leads to.
pub(super) fn target(reference: &Reference) -> Option<u64> {
    match reference.referent {
        Referent::Object(start) | Referent::C(start) => Some(start),
        _ => None,
    }
}

impl Scene {
    /// Which card shows an object.
    pub(super) fn card_of(&self, picture: &Picture, start: u64) -> Option<usize> {
        let shows = |c: &Card| matches!(c.key, Key::Object(at, ..) if at == start);
        debug_assert!(picture.objects.len() <= self.cards.len());
        self.cards.iter().position(shows)
    }

    /// Lays a picture out; `stacks` is the width of the first column.
    pub(super) fn of(picture: &Picture, places: &mut Places, stacks: f64) -> Scene {
        let mut cards = cards(picture);
        let slices = slices(picture, &cards);
        for card in &mut cards {
            if let Some(object) = picture.objects.get(card.of)
                && matches!(card.key, Key::Object(..))
            {
                overlay(card, object, slices.get(&object.start).map_or(&[], |s| s));
            }
        }
        place(picture, &mut cards, places, stacks);
        let curves = curves(picture, &cards, places, stacks);
        let right = |c: &Card| c.x + c.width + PORT;
        Scene {
            width: cards.iter().map(right).fold(0.0, f64::max) + 3.0 * MARGIN,
            height: places.bottom() + MARGIN,
            cards,
            curves,
        }
    }
}

fn card(key: Key, of: usize) -> Card {
    Card {
        key,
        of,
        column: 0,
        x: 0.0,
        y: 0.0,
        width: 0.0,
        height: HEAD + FOOT,
        rows: Vec::new(),
        brackets: Vec::new(),
        labels: 0,
    }
}

impl Card {
    fn push(&mut self, line: Line) {
        let y = self.height - FOOT;
        self.rows.push(Row {
            y,
            line,
            spare: false,
            touch: None,
        });
        self.height += ROW;
    }

    fn cells(&mut self, frame: usize, cells: &[Cell], touches: &[Touch]) {
        for (nth, cell) in cells.iter().enumerate() {
            self.push(Line::Cell(frame, nth));
            let depth = usize::from(cell.depth) * 2;
            self.labels = self.labels.max(cell.label.chars().count() + depth);
            // A whole is touched where its parts are.
            let whole = cells
                .get(nth + 1)
                .is_some_and(|next| next.depth > cell.depth);
            if let Some(row) = self.rows.last_mut()
                && !whole
            {
                row.touch = touched(cell, touches);
            }
            if cell.more > 0 {
                self.push(Line::More(cell.more));
            }
        }
    }
}

/// Who touched a cell with the latest step, and whether it was written.
fn touched(cell: &Cell, touches: &[Touch]) -> Option<(Gid, bool)> {
    let at = cell.address?;
    let size = cell.size.max(1);
    let on = |t: &&Touch| t.address < at + size && at < t.address + u64::from(t.len);
    let all = touches.iter().filter(on);
    all.max_by_key(|t| t.write).map(|t| (t.goroutine, t.write))
}

/// What the rows of a card are.
pub(super) fn lines(picture: &Picture, key: Key) -> Vec<Line> {
    let all = cards(picture).into_iter().find(|c| c.key == key);
    all.map_or_else(Vec::new, |c| c.rows.iter().map(|r| r.line).collect())
}

/// The cell of a row.
pub(super) fn cell_at(picture: &Picture, key: Key, line: Line) -> Option<&Cell> {
    let Line::Cell(frame, nth) = line else {
        return None;
    };
    let cells = match key {
        Key::Globals => &picture.globals,
        Key::Stack(g) => {
            let stack = picture.stacks.iter().find(|s| s.goroutine == g)?;
            &stack.frames.get(frame)?.cells
        }
        Key::Object(..) => &picture.objects.iter().find(|o| Key::of(o) == key)?.cells,
    };
    cells.get(nth)
}

/// All cards with their rows, without places.
fn cards(picture: &Picture) -> Vec<Card> {
    let touches = &picture.touches;
    let mut out = Vec::new();
    if !picture.globals.is_empty() {
        let mut globals = card(Key::Globals, 0);
        globals.cells(0, &picture.globals, touches);
        out.push(globals);
    }
    for (of, stack) in picture.stacks.iter().enumerate() {
        let mut card = card(Key::Stack(stack.goroutine), of);
        let library = |f: &StackFrame| f.place.is_none() && f.cells.is_empty();
        let mut within = 0;
        for (nth, frame) in stack.frames.iter().enumerate() {
            // Of the library's calls, the one that the program made.
            if library(frame) && stack.frames.get(nth + 1).is_some_and(library) {
                within += 1;
                continue;
            }
            card.push(Line::Frame(nth, within));
            within = 0;
            card.cells(nth, &frame.cells, touches);
        }
        if stack.more > 0 {
            card.push(Line::More(u64::from(stack.more)));
        }
        out.push(card);
    }
    for (of, object) in picture.objects.iter().enumerate() {
        let mut card = card(Key::of(object), of);
        card.cells(0, &object.cells, touches);
        if object.more > 0 {
            card.push(Line::More(object.more));
        }
        out.push(card);
    }
    out
}

/// Slices by the array that they are of, with their names.
fn slices(picture: &Picture, cards: &[Card]) -> BTreeMap<u64, Vec<(String, Reference)>> {
    let mut out: BTreeMap<u64, Vec<(String, Reference)>> = BTreeMap::new();
    for card in cards {
        for cell in card.rows.iter().filter_map(|r| card.cell(picture, r.line)) {
            if let Some(r) = cell.reference.filter(|r| r.kind == ReferenceKind::Slice)
                && let Some(start) = target(&r)
            {
                out.entry(start).or_default().push((cell.label.clone(), r));
            }
        }
    }
    out
}

/// The row of an object that an address belongs to.
fn row_at(card: &Card, object: &HeapObject, address: u64) -> Option<usize> {
    let mut found = None;
    for (nth, row) in card.rows.iter().enumerate() {
        let cell = match row.line {
            Line::Cell(_, cell) => object.cells.get(cell),
            _ => None,
        };
        if let Some(at) = cell.and_then(|c| c.address)
            && at <= address
        {
            // The outermost of those that begin there.
            let begins = found.is_none_or(|(_, before)| before < at);
            if begins {
                found = Some((nth, at));
            }
        }
    }
    found.map(|(nth, _)| nth)
}

/// Brackets for slices over an array, and which of its rows none of them reaches.
fn overlay(card: &mut Card, object: &HeapObject, slices: &[(String, Reference)]) {
    if object.is != ObjectIs::Array || slices.is_empty() {
        return;
    }
    let edge = |address: u64| {
        let row = object
            .cells
            .iter()
            .enumerate()
            .find(|(_, c)| c.depth == 0 && c.address.is_some_and(|at| at >= address));
        let line = row.map(|(nth, _)| Line::Cell(0, nth));
        let rows = card.rows.iter();
        let found = line.and_then(|line| rows.clone().find(|r| r.line == line));
        // What is left out comes before the end.
        let last = card.rows.last().map_or(HEAD, |r| r.y + ROW);
        found.map_or(last, |r| r.y)
    };
    let mut order: Vec<&(String, Reference)> = slices.iter().collect();
    order.sort_by_key(|(_, r)| (r.to, std::cmp::Reverse(r.cap)));
    let brackets: Vec<Bracket> = order
        .iter()
        .take(LANES)
        .enumerate()
        .map(|(lane, (name, r))| Bracket {
            lane,
            top: edge(r.to),
            len: edge(r.to + r.len),
            cap: edge(r.to + r.cap),
            name: name.clone(),
        })
        .collect();
    if object.stride > 1 {
        for row in &mut card.rows {
            let Line::Cell(_, nth) = row.line else {
                continue;
            };
            let at = object.cells.get(nth).and_then(|c| c.address);
            let within = |at: u64| {
                slices
                    .iter()
                    .any(|(_, r)| (r.to..r.to + r.len).contains(&at))
            };
            row.spare = at.is_some_and(|at| !within(at));
        }
    }
    card.brackets = brackets;
}

/// How wide an object's card would like to be.
fn wish(card: &Card, object: &HeapObject) -> f64 {
    let head = own(&object.ty).chars().count() as f64 * LETTER + 9.0 * SMALL + 3.0 * INSET;
    let value = |r: &Row| match r.line {
        Line::Cell(_, nth) => object.cells.get(nth).map_or(0, |c| c.text.chars().count()),
        _ => 8,
    };
    let values = card.rows.iter().map(value).max().unwrap_or(0).min(24);
    let labels = card.labels.min(14);
    let rows = card.left() + (labels + values + 1) as f64 * LETTER + PORT + INSET;
    head.max(rows)
}

/// A type's name without the package that everything is in.
pub(super) fn own(ty: &str) -> String {
    ty.replace("main.", "")
}

/// Gives every card its place.
fn place(picture: &Picture, cards: &mut [Card], places: &mut Places, stacks: f64) {
    places.retain(&cards.iter().map(|c| c.key).collect());
    let by_start: BTreeMap<u64, usize> = (cards.iter().enumerate())
        .filter_map(|(nth, c)| match c.key {
            Key::Object(start, ..) => Some((start, nth)),
            _ => None,
        })
        .collect();
    let mut todo: VecDeque<usize> = VecDeque::new();
    let mut seen: BTreeSet<usize> = BTreeSet::new();
    for (nth, card) in cards.iter().enumerate() {
        if !matches!(card.key, Key::Object(..)) {
            places.stand(card.key, card.height);
            todo.push_back(nth);
        }
    }
    // What each is found from: the card and the height of the row, nearest to the stacks first.
    let mut order: Vec<(usize, Option<(usize, f64)>)> = Vec::new();
    let found =
        |from: usize, seen: &mut BTreeSet<usize>, order: &mut Vec<_>, todo: &mut VecDeque<_>| {
            let Some(card) = cards.get(from) else { return };
            for row in &card.rows {
                let cell = card.cell(picture, row.line);
                let leads = cell.and_then(|c| c.reference).and_then(|r| target(&r));
                if let Some(to) = leads.and_then(|start| by_start.get(&start)).copied()
                    && seen.insert(to)
                {
                    order.push((to, Some((from, row.y))));
                    todo.push_back(to);
                }
            }
        };
    while let Some(from) = todo.pop_front() {
        found(from, &mut seen, &mut order, &mut todo);
    }
    for nth in by_start.values() {
        if seen.insert(*nth) {
            order.push((*nth, None));
            todo.push_back(*nth);
        }
        while let Some(from) = todo.pop_front() {
            found(from, &mut seen, &mut order, &mut todo);
        }
    }
    // Columns take the width of what is first put there.
    let mut columns: BTreeMap<usize, usize> = BTreeMap::new();
    for (nth, from) in &order {
        let of = |card: usize| {
            let placed = cards.get(card).and_then(|c| places.of(&c.key));
            let known = placed.map(|p| p.column).or(columns.get(&card).copied());
            known.unwrap_or(0)
        };
        let column = from.map_or(0, |(from, _)| of(from)) + 1;
        columns.insert(*nth, column);
        if let Some(card) = cards.get(*nth)
            && places.of(&card.key).is_none()
            && let Some(object) = picture.objects.get(card.of)
        {
            places.widen(column, wish(card, object));
        }
    }
    for (nth, from) in order {
        let Some(card) = cards.get(nth) else { continue };
        let beside = from.and_then(|(from, y)| {
            let of = cards.get(from)?;
            let place = places.of(&of.key)?;
            // A chain goes straight on; what a variable leads to is beside it.
            let y = if place.column == 0 {
                place.y + y - 3.0
            } else {
                place.y
            };
            Some((place.column + 1, y))
        });
        let below = places.bottom();
        let size = (
            picture.objects.get(card.of).map_or(0.0, |o| wish(card, o)),
            card.height,
        );
        places.put(card.key, size, || beside.unwrap_or((1, below)));
    }
    for card in cards.iter_mut() {
        if let Some(place) = places.of(&card.key) {
            card.column = place.column;
            card.x = places.x(place.column, stacks);
            card.y = place.y;
            card.width = places.width(place.column, stacks);
        }
    }
}

fn curves(picture: &Picture, cards: &[Card], places: &Places, stacks: f64) -> Vec<Curve> {
    let by_start: BTreeMap<u64, usize> = (cards.iter().enumerate())
        .filter_map(|(nth, c)| match c.key {
            Key::Object(start, ..) => Some((start, nth)),
            _ => None,
        })
        .collect();
    let mut router = Router::new(places, stacks);
    let mut out = Vec::new();
    for (from, card) in cards.iter().enumerate() {
        for (nth, row) in card.rows.iter().enumerate() {
            let Some(r) = card.cell(picture, row.line).and_then(|c| c.reference) else {
                continue;
            };
            let Some(to) = target(&r).and_then(|start| by_start.get(&start)).copied() else {
                continue;
            };
            let Some((other, object)) = cards
                .get(to)
                .and_then(|c| Some((c, picture.objects.get(c.of)?)))
            else {
                continue;
            };
            let inside = inside(other, object, &r);
            let slice = other.brackets.iter().find(|b| {
                let cell = card.cell(picture, row.line);
                r.kind == ReferenceKind::Slice && cell.is_some_and(|c| c.label == b.name)
            });
            let y = match (inside, slice) {
                (Some(row), _) => other.rows.get(row).map_or(HEAD / 2.0, Row::middle),
                // Where the bracket begins.
                (None, Some(b)) => b.top + ROW / 2.0 - 4.0,
                (None, None) => HEAD / 2.0,
            };
            let start = End {
                column: card.column,
                x: card.x + card.width - PORT / 2.0,
                y: card.y + row.middle(),
            };
            let end = End {
                column: other.column,
                x: other.x,
                y: other.y + y,
            };
            let way = router.way(start, end, to);
            out.push(Curve {
                from: (from, nth),
                to: (to, inside),
                kind: r.kind,
                bounds: way.bounds(),
                path: way.text(),
            });
        }
    }
    out
}

/// The row of the inside that a reference leads to, if it does not lead to the whole.
fn inside(card: &Card, object: &HeapObject, r: &Reference) -> Option<usize> {
    let whole = r.to == object.start && (r.len == 0 || r.len >= object.used);
    if whole || r.kind == ReferenceKind::Boxed {
        return None;
    }
    let begins = r.to > object.start;
    match r.kind {
        ReferenceKind::Slice => row_at(card, object, r.to).filter(|_| begins),
        ReferenceKind::Pointer | ReferenceKind::Unsafe | ReferenceKind::Uintptr if !begins => {
            let first = object.cells.first()?;
            (first.size == r.len && object.cells.len() > 1).then_some(0)
        }
        ReferenceKind::Pointer | ReferenceKind::Unsafe | ReferenceKind::Uintptr => {
            // The innermost part that begins there and is as long.
            let exact = card.rows.iter().position(|row| match row.line {
                Line::Cell(_, nth) => object
                    .cells
                    .get(nth)
                    .is_some_and(|c| c.address == Some(r.to) && (r.len == 0 || c.size == r.len)),
                _ => false,
            });
            exact.or_else(|| row_at(card, object, r.to))
        }
        _ => row_at(card, object, r.to).filter(|_| begins),
    }
}
