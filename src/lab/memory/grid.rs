//! Bytes as a component: rows of 16 as hexadecimal and text, over what they belong to. What changed
//! is ringed, what the latest step touched is in its goroutine's colour.

use protocol::{ByteSpan, Bytes, Referent, SpanIs};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::{
    i18n as t,
    lab::memory::{
        bytes_scene::{Piece, ROW, Row, changed, rows, short, span_at, text, tones, touched},
        scene::SMALL,
    },
    ptr::Ptr,
    svg::{px, svg_text},
    who,
};

/// What somebody does to the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ByteAct {
    /// Looks at a byte.
    Look(u64),
    /// Goes where a pointer leads.
    Follow(u64),
    /// Wants so many rows further.
    Turn(i64),
}

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) bytes: Ptr<Bytes>,
    /// What it is compared with, if it is of the same range.
    #[prop_or_default]
    pub(crate) earlier: Option<Ptr<Bytes>>,
    /// The byte that is looked at, if whoever owns the grid says so.
    #[prop_or_default]
    pub(crate) byte: Option<u64>,
    /// Tells the elements of several grids apart.
    #[prop_or("bytes")]
    pub(crate) prefix: &'static str,
    /// What it is called.
    #[prop_or_default]
    pub(crate) label: Option<AttrValue>,
    #[prop_or_default]
    pub(crate) act: Callback<ByteAct>,
}

/// Widths: of an address, of a byte, between the halves of a row, of a letter of the text.
const ADDRESS: f64 = 106.0;
const BYTE: f64 = 24.0;
const HALF: f64 = 8.0;
const LETTER: f64 = 8.0;
/// Heights: of a row, and of its bytes.
const HIGH: f64 = 37.0;
const HEX: f64 = 19.0;

fn x(nth: usize) -> f64 {
    ADDRESS + nth as f64 * BYTE + if nth >= 8 { HALF } else { 0.0 }
}

const TEXT: f64 = ADDRESS + 16.0 * BYTE + HALF + 14.0;
pub(super) const WIDE: f64 = TEXT + 16.0 * LETTER + 8.0;

fn id(prefix: &str, address: u64) -> String {
    format!("{prefix}-{address:x}")
}

/// Puts the focus on an element.
pub(super) fn focus_id(id: &str) -> bool {
    let found = web_sys::window()
        .and_then(|w| w.document())
        .and_then(|d| d.get_element_by_id(id));
    if let Some(el) = &found {
        // SVG elements have `focus` as HTML ones do.
        let _ = el.unchecked_ref::<HtmlElement>().focus();
    }
    found.is_some()
}

/// How a span looks.
pub(super) fn looks(is: SpanIs) -> &'static str {
    match is {
        SpanIs::Value => "value",
        SpanIs::Padding => "padding",
        SpanIs::Spare => "spare",
        SpanIs::Books => "books",
        SpanIs::Free => "free",
        SpanIs::CFreed => "cfreed",
        SpanIs::ReadOnly => "readonly",
        SpanIs::Unmapped => "unmapped",
    }
}

/// What a span is, in words.
pub(super) fn span_word(is: SpanIs) -> &'static str {
    match is {
        SpanIs::Value => t::memory_span_value(),
        SpanIs::Padding => t::memory_span_padding(),
        SpanIs::Spare => t::memory_span_spare(),
        SpanIs::Books => t::memory_span_books(),
        SpanIs::Free => t::memory_span_free(),
        SpanIs::CFreed => t::memory_span_cfreed(),
        SpanIs::ReadOnly => t::memory_span_readonly(),
        SpanIs::Unmapped => t::memory_span_unmapped(),
    }
}

/// Where a span's pointer leads, if one can go there.
pub(super) fn way(span: &ByteSpan) -> Option<u64> {
    let r = span.reference?;
    (!matches!(r.referent, Referent::Nil | Referent::Wild)).then_some(r.to)
}

/// The patterns of spans, under names of their own.
pub(super) fn patterns(prefix: &str) -> Html {
    let pattern = |name: &str, turn: &'static str, body: Html| {
        html! {
            <pattern id={format!("{prefix}-{name}")} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform={turn}>{ body }</pattern>
        }
    };
    let line = || html! { <rect class="mem-hatch" width="1.3" height="7" /> };
    html! {
        <defs>
            { pattern("padding", "rotate(45)", line()) }
            { pattern("spare", "rotate(0)", html! { <circle class="mem-hatch" cx="3" cy="3" r="0.9" /> }) }
            { pattern("books", "rotate(0)", html! { <path class="mem-hatch-line" d="M0 3.5h7M3.5 0v7" /> }) }
            { pattern("free", "rotate(-45)", html! { <rect class="mem-hatch thin" width="0.8" height="7" /> }) }
            { pattern("cfreed", "rotate(45)", html! { <path class="mem-hatch-line danger" d="M0 3.5h7M3.5 0v7" /> }) }
            { pattern("readonly", "rotate(90)", html! { <rect class="mem-hatch thin" width="0.8" height="7" /> }) }
            { pattern("unmapped", "rotate(45)", html! { <path class="mem-hatch-line" d="M0 1.5h7M1.5 0v7" /> }) }
        </defs>
    }
}

/// The grid.
#[component]
pub(crate) fn BytesGrid(props: &Props) -> Html {
    let own = use_state_eq(|| props.bytes.start);
    let later = use_mut_ref(|| None::<u64>);
    let bytes = &props.bytes;
    let end = bytes.start + bytes.bytes.len() as u64;
    let inside = |at: u64| (bytes.start..end).contains(&at);
    let byte = props.byte.filter(|b| inside(*b)).unwrap_or(*own);
    let byte = if inside(byte) { byte } else { bytes.start };
    let drawn = use_memo(
        (props.bytes.clone(), props.earlier.clone()),
        |(now, before)| {
            (
                rows(now),
                tones(&now.spans),
                changed(now, before.as_deref()),
            )
        },
    );
    {
        let (later, prefix) = (later.clone(), props.prefix);
        use_effect(move || {
            let waits = *later.borrow();
            if waits.is_some_and(|at| focus_id(&id(prefix, at))) {
                *later.borrow_mut() = None;
            }
        });
    }
    let look = {
        let (own, act) = (own.clone(), props.act.clone());
        Callback::from(move |at: u64| {
            own.set(at);
            act.emit(ByteAct::Look(at));
        })
    };
    let onkeydown = {
        let (bytes, act, look) = (bytes.clone(), props.act.clone(), look.clone());
        Callback::from(move |e: KeyboardEvent| {
            // Keys may come faster than the page is drawn.
            let ahead = later.borrow().filter(|at| (bytes.start..end).contains(at));
            let byte = ahead.unwrap_or(byte);
            let row = byte & !(ROW - 1);
            let control = e.ctrl_key() || e.meta_key();
            let to = match e.key().as_str() {
                "ArrowLeft" => byte.checked_sub(1),
                "ArrowRight" => byte.checked_add(1),
                "ArrowUp" => byte.checked_sub(ROW),
                "ArrowDown" => byte.checked_add(ROW),
                "Home" if control => Some(bytes.start),
                "End" if control => Some(end - 1),
                "Home" => Some(row),
                "End" => Some(row + ROW - 1),
                "PageUp" => byte.checked_sub(bytes.bytes.len() as u64),
                "PageDown" => byte.checked_add(bytes.bytes.len() as u64),
                "Enter" | " " => {
                    e.prevent_default();
                    if let Some(to) = span_at(&bytes, byte).and_then(way) {
                        *later.borrow_mut() = Some(to);
                        act.emit(ByteAct::Follow(to));
                    }
                    return;
                }
                _ => return,
            };
            e.prevent_default();
            let Some(to) = to else { return };
            *later.borrow_mut() = Some(to);
            if (bytes.start..end).contains(&to) {
                look.emit(to);
                return;
            }
            let rows = bytes.bytes.len() as i64 / ROW as i64;
            let by = match e.key().as_str() {
                "PageUp" => -rows,
                "PageDown" => rows,
                // Some of what was seen stays in sight.
                _ if to < bytes.start => -rows / 2,
                _ => rows / 2,
            };
            act.emit(ByteAct::Turn(by));
            act.emit(ByteAct::Look(to));
        })
    };
    let (rows, tones, changed) = &*drawn;
    let pen = Pen {
        props,
        tones,
        changed,
        byte,
        look: &look,
    };
    let height = rows.len() as f64 * HIGH + 6.0;
    let label = props.label.clone().unwrap_or_else(|| {
        AttrValue::from(t::memory_bytes_label(
            &format_args!("{:#x}", bytes.start),
            &format_args!("{:#x}", end),
        ))
    });
    html! {
        <svg class="mem-grid" role="grid" aria-label={label} aria-rowcount={rows.len().to_string()} width={px(WIDE)} height={px(height)}
            viewBox={svg_text!("0 0 ", WIDE, " ", height)} {onkeydown}>
            { patterns(props.prefix) }
            { for rows.iter().enumerate().map(|(nth, row)| pen.row(nth, row)) }
        </svg>
    }
}

struct Pen<'a> {
    props: &'a Props,
    tones: &'a [u8],
    changed: &'a [bool],
    byte: u64,
    look: &'a Callback<u64>,
}

impl Pen<'_> {
    fn row(&self, nth: usize, row: &Row) -> Html {
        let bytes = &self.props.bytes;
        let from = (row.at - bytes.start) as usize;
        let Some(these) = bytes.bytes.get(from..from + ROW as usize) else {
            return Html::default();
        };
        let mapped = |n: usize| {
            let piece = row.pieces.iter().find(|p| p.from <= n && n < p.to);
            let span = piece.and_then(|p| bytes.spans.get(p.span));
            span.is_some_and(|s| s.is != SpanIs::Unmapped)
        };
        let any = (0..16).any(mapped);
        let places: Vec<String> = (0..16).map(|n| px(TEXT + f64::from(n) * LETTER)).collect();
        let address = format!("{:#x}", row.at);
        html! {
            <g key={row.at} role="row" aria-rowindex={(nth + 1).to_string()} transform={svg_text!("translate(0 ", nth as f64 * HIGH + 3.0, ")")}>
                <g role="rowheader"><text class="mem-at" x={px(ADDRESS - 10.0)} y="14" text-anchor="end">{ address }</text></g>
                <g aria-hidden="true">{ for row.pieces.iter().map(|p| self.piece(p)) }</g>
                { for these.iter().enumerate().map(|(n, b)| self.byte(row, n, *b, mapped(n))) }
                if any { <g role="gridcell" aria-label={text(these)}><text class="mem-text" x={places.join(" ")} y="14">{ text(these) }</text></g> }
            </g>
        }
    }

    fn piece(&self, p: &Piece) -> Html {
        let bytes = &self.props.bytes;
        let Some(span) = bytes.spans.get(p.span) else {
            return Html::default();
        };
        let (left, right) = (x(p.from), x(p.to - 1) + BYTE);
        let tone = self.tones.get(p.span).copied().unwrap_or(0);
        let value = span.is == SpanIs::Value;
        let class = classes!(
            "mem-span",
            looks(span.is),
            value.then(|| format!("t{tone}"))
        );
        let fill = (!value).then(|| format!("url(#{}-{})", self.props.prefix, looks(span.is)));
        let room = ((right - left - 6.0) / SMALL).max(0.0) as usize;
        let named = match span.is {
            SpanIs::Value | SpanIs::ReadOnly => span.label.as_str(),
            is => span_word(is),
        };
        let label = if p.first {
            short(named, room)
        } else {
            String::new()
        };
        let goes = way(span).filter(|_| p.last);
        let rest =
            room.saturating_sub(label.chars().count() + 2 + if goes.is_some() { 2 } else { 0 });
        let shown = span.text.chars().count() <= rest && p.first && value;
        let follow = goes.map(|to| {
            let act = self.props.act.clone();
            let onclick = Callback::from(move |_: MouseEvent| act.emit(ByteAct::Follow(to)));
            html! {
                <g class="mem-follow" {onclick}>
                    <rect x={px(right - 18.0)} y={px(HEX)} width="17" height="15" rx="3" />
                    <path d={svg_text!("M", right - 14.0, " ", HEX + 7.5, "h8m-3.5 -3.5 3.5 3.5 -3.5 3.5")} />
                </g>
            }
        });
        let wide = label.chars().count() as f64 * SMALL;
        html! {
            <g>
                <rect class={class} x={px(left + 0.5)} y="0.5" width={px(right - left - 1.0)} height={px(HIGH - 3.0)} rx="2" {fill} />
                if !label.is_empty() { <text class="mem-name" x={px(left + 4.0)} y={px(HEX + 11.0)}>{ label }</text> }
                if shown && !span.text.is_empty() { <text class="mem-small" x={px(left + wide + 12.0)} y={px(HEX + 11.0)}>{ span.text.clone() }</text> }
                { follow.unwrap_or_default() }
            </g>
        }
    }

    fn byte(&self, row: &Row, n: usize, byte: u8, mapped: bool) -> Html {
        let at = row.at + n as u64;
        let bytes = &self.props.bytes;
        let changed = self
            .changed
            .get((at - bytes.start) as usize)
            .copied()
            .unwrap_or(false);
        let touch = touched(bytes, at);
        let left = x(n);
        let span = row
            .pieces
            .iter()
            .find(|p| p.from <= n && n < p.to)
            .and_then(|p| bytes.spans.get(p.span));
        let what = span.map_or(String::new(), |s| match s.is {
            SpanIs::Value => s.label.clone(),
            is => span_word(is).to_owned(),
        });
        let shown = if mapped {
            format!("{byte:02x}")
        } else {
            "··".to_owned()
        };
        let mut label = t::memory_byte(&format_args!("{at:#x}"), &shown, &what);
        if changed {
            label.push_str("; ");
            label.push_str(t::memory_changed());
        }
        let class = classes!(
            "mem-byte",
            (byte == 0).then_some("zero"),
            changed.then_some("changed"),
            touch.map(|(g, _)| format!("touched g{}", who::looks(g).hue)),
            (self.byte == at).then_some("on"),
        );
        let (look, to) = (self.look.clone(), self.look.clone());
        let onclick = Callback::from(move |_: MouseEvent| look.emit(at));
        let onfocus = Callback::from(move |_: FocusEvent| to.emit(at));
        html! {
            <g key={n} id={id(self.props.prefix, at)} {class} role="gridcell" aria-label={label} tabindex={if self.byte == at { "0" } else { "-1" }} {onclick} {onfocus}>
                <rect class="mem-hit" x={px(left + 1.0)} y="1" width={px(BYTE - 2.0)} height={px(HEX - 1.0)} rx="3" />
                if let Some((_, write)) = touch { <rect class={classes!("mem-touch", write.then_some("write"))} x={px(left + 1.5)} y="1.5" width={px(BYTE - 3.0)} height={px(HEX - 2.0)} rx="3" /> }
                if changed { <rect class="mem-changed" x={px(left + 2.0)} y="2" width={px(BYTE - 4.0)} height={px(HEX - 3.0)} rx="3" /> }
                <text x={px(left + BYTE / 2.0)} y="14" text-anchor="middle">{ shown }</text>
            </g>
        }
    }
}
