//! The drawing of a column: one SVG, in which what leads somewhere is a line of its own that runs
//! down the left edge.

use protocol::{Reference, ReferenceKind, Referent, SpanIs};
use yew::prelude::*;

use crate::{
    i18n as t,
    lab::unsafe_lab::scene::{Block, Column, Octet, Part, Place, Row, float_fields},
    svg::{px, svg_text},
};

/// Room for lines, width of a byte, bytes of a row.
const GUTTER: f64 = 32.0;
const BYTE: f64 = 29.0;
const ROW: u64 = 8;
const WIDTH: f64 = GUTTER + BYTE * ROW as f64 + 3.0;
/// Height of words and bytes, of the line of names above, of what the bytes say below.
const BOX: f64 = 24.0;
const NAMES: f64 = 19.0;
const SAYS: f64 = 16.0;
/// Between variables, blocks, rows of bytes.
const GAP: f64 = 10.0;
const APART: f64 = 20.0;
const LETTER: f64 = 7.2;
const SMALL: f64 = 6.1;

enum Piece {
    Rect {
        at: (f64, f64),
        size: (f64, f64),
        class: Classes,
    },
    Text {
        at: (f64, f64),
        class: &'static str,
        anchor: &'static str,
        text: String,
    },
    Path {
        d: String,
        class: &'static str,
    },
}

/// A line that is still to be drawn: from a word to an address.
struct Line {
    y: f64,
    to: u64,
    class: &'static str,
}

/// Where an address is drawn: the row of bytes or the variable that holds it.
struct Spot {
    start: u64,
    len: u64,
    y: f64,
    /// Whether single bytes can be told apart.
    bytes: bool,
}

#[derive(Default)]
struct Draft {
    pieces: Vec<Piece>,
    lines: Vec<Line>,
    spots: Vec<Spot>,
    y: f64,
}

fn cut(text: &str, letters: f64) -> String {
    let room = letters.max(0.0) as usize;
    if text.chars().count() <= room {
        return text.to_owned();
    }
    let mut out: String = text.chars().take(room.saturating_sub(1)).collect();
    out.push('…');
    out
}

impl Draft {
    fn text(&mut self, x: f64, y: f64, class: &'static str, anchor: &'static str, text: String) {
        self.pieces.push(Piece::Text {
            at: (x, y),
            class,
            anchor,
            text,
        });
    }

    fn rect(&mut self, at: (f64, f64), size: (f64, f64), class: Classes) {
        self.pieces.push(Piece::Rect { at, size, class });
    }

    /// A name, what follows it in a fainter hand, and something at the right edge.
    fn heading(&mut self, name: &str, ty: &str, right: String) {
        let y = self.y + 13.0;
        let all = (WIDTH - GUTTER) / LETTER;
        let mut x = GUTTER;
        if !name.is_empty() {
            self.text(x, y, "un-name", "start", cut(name, all));
            x += (name.chars().count() as f64 + 1.0) * LETTER;
        }
        let taken = right.chars().count() as f64 * SMALL + 6.0;
        let room = (WIDTH - x - taken) / LETTER;
        self.text(x, y, "un-ty", "start", cut(ty, room));
        if !right.is_empty() {
            self.text(WIDTH - 3.0, y, "un-note", "end", right);
        }
        self.y += NAMES;
    }

    fn row(&mut self, row: &Row) {
        let value = cut(&row.text, 20.0);
        self.heading(&row.name, &row.ty, value);
        let wide = row.words.len() as f64;
        let all = BYTE * ROW as f64;
        let first = if row.words.len() > 2 { 118.0 } else { 132.0 };
        let mut x = GUTTER;
        for (nth, word) in row.words.iter().enumerate() {
            let width = match (nth, row.words.len()) {
                (0, 1) => match row.leads {
                    Some(_) => first,
                    None => (word.text.chars().count() as f64 * LETTER + 16.0).clamp(40.0, all),
                },
                (0, _) => first,
                _ => (all - first) / (wide - 1.0) - 3.0,
            };
            let bad = nth == 0 && row.leads.is_some_and(|r| dangles(&r));
            let class = classes!(
                "un-word",
                (nth == 0 && row.leads.is_some()).then_some("lay-pointer"),
                word.changed.then_some("changed"),
                bad.then_some("bad")
            );
            self.rect((x, self.y), (width, BOX), class);
            self.text(
                x + 5.0,
                self.y + 15.5,
                "un-label",
                "start",
                word.label.to_owned(),
            );
            let label = word.label.chars().count() as f64 * SMALL + 4.0;
            let text = cut(&word.text, (width - 8.0 - label) / LETTER);
            self.text(x + width - 6.0, self.y + 16.0, "un-value", "end", text);
            x += width + 3.0;
        }
        let middle = self.y + BOX / 2.0;
        if let Some(at) = row.at {
            self.spots.push(Spot {
                start: at,
                len: row.size.max(1),
                y: middle,
                bytes: false,
            });
        }
        if let Some(r) = row.leads {
            self.lines.push(Line {
                y: middle,
                to: r.to,
                class: match r.kind {
                    ReferenceKind::Uintptr => "un-line weak",
                    _ if dangles(&r) => "un-line bad",
                    _ => "un-line",
                },
            });
        }
        self.y += BOX + GAP;
    }

    fn block(&mut self, block: &Block) {
        let place = match block.place {
            Place::Heap => t::unsafe_heap(&block.size),
            Place::ReadOnly => t::unsafe_read_only(&block.size),
            Place::Freed => t::unsafe_freed().to_owned(),
            Place::Other => t::unsafe_global(&block.size),
        };
        let ty = match (block.ty.as_str(), block.place) {
            ("", Place::Heap) => t::unsafe_bytes(),
            (ty, _) => ty,
        };
        self.heading(&block.name, ty, place);
        if block.owners.len() > 1 || block.fresh {
            let mut words = Vec::new();
            if block.fresh {
                words.push(t::unsafe_fresh().to_owned());
            }
            if block.owners.len() > 1 {
                words.push(t::unsafe_owners(
                    block.owners.len() as u64,
                    &block.owners.join(", "),
                ));
            }
            self.text(
                GUTTER,
                self.y + 9.0,
                "un-owners",
                "start",
                words.join(" · "),
            );
            self.y += 15.0;
        }
        // Room for a line that comes from above.
        let end = block.start + block.size;
        let inner = self.lines.iter().any(|l| block.start < l.to && l.to < end);
        self.y += if inner { 8.0 } else { 0.0 };
        if !block.lines.is_empty() {
            self.lines_of(block);
        }
        let mut rest = block.octets.as_slice();
        while let Some(first) = rest.first() {
            let in_row = ROW - (first.at - block.start) % ROW;
            let (now, later) = rest.split_at(rest.len().min(in_row as usize));
            self.octets(block, now);
            rest = later;
        }
        for part in &block.parts {
            self.float(block, part);
        }
        self.y += APART - GAP;
    }

    fn lines_of(&mut self, block: &Block) {
        let height = block.lines.len() as f64 * 16.0 + 8.0;
        let width = BYTE * ROW as f64;
        self.rect((GUTTER, self.y), (width, height), classes!("un-list"));
        for (nth, line) in block.lines.iter().enumerate() {
            let y = self.y + 16.0 + nth as f64 * 16.0;
            let text = cut(line, (width - 16.0) / LETTER);
            self.text(GUTTER + 8.0, y, "un-value", "start", text);
        }
        self.spots.push(Spot {
            start: block.start,
            len: block.size,
            y: self.y + 12.0,
            bytes: false,
        });
        self.y += height + GAP;
    }

    fn octets(&mut self, block: &Block, row: &[Octet]) {
        let Some(first) = row.first() else { return };
        let x = |at: u64| GUTTER + (at - first.at) as f64 * BYTE;
        for o in row {
            let tone = match (o.is, block.place) {
                (_, Place::Freed) => "un-freed",
                (SpanIs::Padding, _) => "lay-pad",
                (SpanIs::Spare | SpanIs::Books | SpanIs::Free, _) => "un-spare",
                (SpanIs::Unmapped | SpanIs::CFreed, _) => "un-freed",
                (SpanIs::ReadOnly, _) => "lay-struct",
                _ if block.place == Place::ReadOnly => "lay-struct",
                _ if o.pointer => "lay-pointer",
                _ => "lay-scalar",
            };
            let class = classes!("lay", tone, o.changed.then_some("changed"));
            self.rect((x(o.at) + 0.5, self.y), (BYTE - 1.0, BOX), class);
            let faint = matches!(tone, "un-spare" | "un-freed");
            let class = if faint { "un-hex faint" } else { "un-hex" };
            let text = format!("{:02x}", o.value);
            self.text(x(o.at) + BYTE / 2.0, self.y + 16.0, class, "middle", text);
        }
        self.spots.push(Spot {
            start: first.at,
            len: row.len() as u64,
            y: self.y + BOX / 2.0,
            bytes: true,
        });
        self.y += BOX;
        let said = self.says(block, row);
        self.y += if said { SAYS + GAP / 2.0 } else { GAP };
    }

    /// What the bytes of a row mean, below them.
    fn says(&mut self, block: &Block, row: &[Octet]) -> bool {
        let (Some(first), Some(last)) = (row.first(), row.last()) else {
            return false;
        };
        let y = self.y + 11.5;
        let mut any = false;
        let reads = block.octets.iter().filter(|o| o.value != 0);
        let text =
            reads.clone().count() > 1 && reads.clone().all(|o| (0x20..0x7f).contains(&o.value));
        for part in &block.parts {
            let from = part.start.max(first.at);
            let to = (part.start + part.len).min(last.at + 1);
            if from >= to || !matches!(part.is, SpanIs::Value | SpanIs::ReadOnly) {
                continue;
            }
            let middle = |from: u64, to: u64| {
                GUTTER + ((from - first.at) + (to - first.at)) as f64 / 2.0 * BYTE
            };
            // Text byte by byte; else what the value is, where it begins.
            if text && is_text(part) {
                let letters = row.iter().filter(|o| (from..to).contains(&o.at));
                for o in letters.filter(|o| printable(o.value)) {
                    any = true;
                    let letter = char::from(o.value).to_string();
                    self.text(middle(o.at, o.at + 1), y, "un-char", "middle", letter);
                }
                continue;
            }
            if from != part.start || part.text.is_empty() && part.label.is_empty() {
                continue;
            }
            any = true;
            let room = (to - from) as f64 * BYTE / SMALL;
            let name = part.label.rsplit(['.', ']']).next().unwrap_or_default();
            let named = format!("{name} {}", part.text);
            let says = match named.chars().count() as f64 <= room && !name.is_empty() {
                true => named,
                false if (part.text.chars().count() as f64) <= room => part.text.clone(),
                false if name.is_empty() => continue,
                false => cut(name, room),
            };
            self.text(middle(from, to), y, "un-char", "middle", says);
        }
        any
    }

    /// The bits of a floating-point number.
    fn float(&mut self, block: &Block, part: &Part) {
        let size = match part.ty.as_str() {
            "float64" => 8,
            "float32" => 4,
            _ => return,
        };
        let value = block
            .octets
            .iter()
            .filter(|o| (part.start..part.start + size).contains(&o.at));
        let bits = value
            .rev()
            .fold(0u64, |bits, o| bits << 8 | u64::from(o.value));
        let width = BYTE * ROW as f64 / (8 * size) as f64;
        let mut x = GUTTER;
        let fields = float_fields(bits, size);
        let tones = ["un-sign", "un-exponent", "un-mantissa"];
        for ((value, wide), tone) in fields.into_iter().zip(tones) {
            for bit in (0..wide).rev() {
                let on = value >> bit & 1 == 1;
                let class = classes!("un-bit", tone, on.then_some("on"));
                self.rect((x + 0.3, self.y), (width - 0.6, 16.0), class);
                x += width;
            }
        }
        let [(sign, _), (exponent, wide), (mantissa, _)] = fields;
        self.y += 16.0;
        let bias = (1i64 << (wide - 1)) - 1;
        let exponent = exponent as i64;
        let rows = [
            (
                "un-key un-sign",
                t::unsafe_sign(&(if sign == 1 { "−" } else { "+" })),
            ),
            (
                "un-key un-exponent",
                t::unsafe_exponent(&exponent, &bias, &(exponent - bias)),
            ),
            (
                "un-key un-mantissa",
                t::unsafe_mantissa(&hex_digits(mantissa, size)),
            ),
        ];
        for (class, text) in rows {
            self.y += 15.0;
            self.rect((GUTTER + 1.0, self.y - 8.0), (7.0, 7.0), classes!(class));
            self.text(GUTTER + 13.0, self.y, "un-char left", "start", text);
        }
        self.y += GAP;
    }

    /// Draws the lines: those from further up run further out.
    fn route(&mut self) {
        let lines = std::mem::take(&mut self.lines);
        let drawn: Vec<(f64, f64, f64, bool, &'static str)> = lines
            .iter()
            .filter_map(|line| {
                let holds = |s: &&Spot| s.start <= line.to && line.to - s.start < s.len;
                let spot = self.spots.iter().find(holds)?;
                let nth = line.to - spot.start;
                let inner = spot.bytes && nth > 0;
                let x = GUTTER + nth as f64 * BYTE + BYTE / 2.0;
                let y = if inner { spot.y - BOX / 2.0 } else { spot.y };
                Some((line.y, x, y, inner, line.class))
            })
            .collect();
        let lanes = drawn.len() as f64;
        for (nth, (from, x, to, inner, class)) in drawn.into_iter().enumerate() {
            let step = ((GUTTER - 12.0) / lanes.max(1.0)).min(6.0);
            let lane = GUTTER - 10.0 - (lanes - 1.0 - nth as f64) * step;
            let down = if to > from { 1.0 } else { -1.0 };
            let mut d = svg_text!("M", GUTTER, " ", from, "H", lane + 3.0);
            d += &svg_text!("Q", lane, " ", from, " ", lane, " ", from + 3.0 * down);
            if inner {
                let over = to - 6.0;
                d += &svg_text!(
                    "V",
                    over - 3.0 * down,
                    "Q",
                    lane,
                    " ",
                    over,
                    " ",
                    lane + 3.0,
                    " ",
                    over
                );
                d += &svg_text!(
                    "H",
                    x - 3.0,
                    "Q",
                    x,
                    " ",
                    over,
                    " ",
                    x,
                    " ",
                    over + 3.0,
                    "V",
                    to - 1.0
                );
                d += &svg_text!(
                    "M",
                    x - 3.0,
                    " ",
                    to - 5.0,
                    "L",
                    x,
                    " ",
                    to - 0.5,
                    "L",
                    x + 3.0,
                    " ",
                    to - 5.0
                );
            } else {
                d += &svg_text!(
                    "V",
                    to - 3.0 * down,
                    "Q",
                    lane,
                    " ",
                    to,
                    " ",
                    lane + 3.0,
                    " ",
                    to
                );
                d += &svg_text!("H", GUTTER - 1.0);
                d += &svg_text!(
                    "M",
                    GUTTER - 5.5,
                    " ",
                    to - 3.2,
                    "L",
                    GUTTER - 0.5,
                    " ",
                    to,
                    "L",
                    GUTTER - 5.5,
                    " ",
                    to + 3.2
                );
            }
            self.pieces.push(Piece::Path { d, class });
        }
    }
}

fn hex_digits(n: u64, size: u64) -> String {
    match size {
        4 => format!("{n:#08x}"),
        _ => format!("{n:#015x}"),
    }
}

fn printable(byte: u8) -> bool {
    (0x21..0x7f).contains(&byte)
}

/// Bytes that may be text.
fn is_text(part: &Part) -> bool {
    matches!(part.ty.as_str(), "" | "uint8" | "string" | "[]uint8")
}

fn dangles(r: &Reference) -> bool {
    matches!(r.referent, Referent::Freed | Referent::Wild)
}

/// A column, drawn.
pub(super) fn picture(column: &Column, label: String) -> Html {
    let mut draft = Draft::default();
    let titled = column.groups.len() > 1;
    for (title, rows) in &column.groups {
        if titled {
            let title = match title.as_str() {
                "" => t::unsafe_package().to_owned(),
                name => t::unsafe_function(&name),
            };
            draft.text(GUTTER, draft.y + 11.0, "un-group", "start", title);
            draft.y += 17.0;
        }
        rows.iter().for_each(|row| draft.row(row));
    }
    draft.y += 4.0;
    column.blocks.iter().for_each(|block| draft.block(block));
    draft.route();
    let pieces = draft.pieces.iter().map(|p| match p {
        Piece::Rect { at, size, class } => html! {
            <rect x={px(at.0)} y={px(at.1)} width={px(size.0)} height={px(size.1)} rx="2" class={class.clone()} />
        },
        Piece::Text { at, class, anchor, text } => html! {
            <text x={px(at.0)} y={px(at.1)} class={*class} text-anchor={*anchor}>{ text.clone() }</text>
        },
        Piece::Path { d, class } => html! { <path d={d.clone()} class={*class} /> },
    });
    html! {
        <svg class="un-picture" role="img" aria-label={label} viewBox={format!("0 0 {} {}", px(WIDTH), px(draft.y.max(20.0)))}>
            { for pieces }
        </svg>
    }
}
