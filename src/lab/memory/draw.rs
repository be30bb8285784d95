//! The shapes of the diagram of memory: cards with rows, brackets, curves.

use std::rc::Rc;

use protocol::{Cell, HeapObject, ObjectIs, Picture, ReferenceKind, Referent, Shape};
use yew::prelude::*;

use crate::{
    i18n as t,
    lab::memory::{
        changes::Changes,
        places::Key,
        scene::{
            Bracket, Card, Curve, DEPTH, HEAD, INSET, LANE, LETTER, Line, PORT, ROW, Row, SMALL,
            Scene, own, target,
        },
        words::{allocated, leads, object_title},
    },
    narrate::short_name,
    program::Program,
    svg::{px, svg_text},
    who,
};

/// A spot of the diagram: a card, and one of its rows; none: its head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Spot {
    pub(crate) key: Key,
    pub(crate) row: Option<usize>,
}

/// What somebody does to the diagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Act {
    /// Looks at a spot.
    Pick(Option<Spot>),
    /// Wants to see what lies at an address.
    Bytes(u64),
    /// Wants to see an object that is left out.
    Open(u64),
}

/// The name of an element.
pub(super) fn id(prefix: &str, spot: &Spot) -> String {
    let row = spot.row.map_or(String::new(), |r| format!("-{r}"));
    match spot.key {
        Key::Globals => format!("{prefix}-vars{row}"),
        Key::Stack(g) => format!("{prefix}-g{g}{row}"),
        Key::Object(start, ..) => format!("{prefix}-{start:x}{row}"),
    }
}

/// At most so many letters; of addresses, the end counts.
pub(super) fn fit(text: &str, most: usize) -> String {
    let count = text.chars().count();
    if count <= most {
        return text.to_owned();
    }
    let keep = most.saturating_sub(1);
    if text.starts_with("0x") {
        let tail: String = text.chars().skip(count - keep).collect();
        return format!("…{tail}");
    }
    let head: String = text.chars().take(keep).collect();
    format!("{head}…")
}

/// What is drawn with.
pub(super) struct Pen<'a> {
    pub(super) prefix: &'static str,
    pub(super) picture: &'a Picture,
    pub(super) scene: &'a Scene,
    pub(super) changes: &'a Changes,
    pub(super) program: &'a Rc<Program>,
    /// Rows between these heights are drawn.
    pub(super) sight: (f64, f64),
    pub(super) picked: Option<Spot>,
    pub(super) hover: Option<Key>,
    /// The one that Tab comes to.
    pub(super) stop: Option<Spot>,
    pub(super) act: &'a Callback<Act>,
    pub(super) over: &'a Callback<Option<Key>>,
}

impl Pen<'_> {
    pub(super) fn defs(&self) -> Html {
        let p = self.prefix;
        html! {
            <defs>
                <marker id={format!("{p}-tip")} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto">
                    <path class="mem-tip" d="M1 1 7 4 1 7" />
                </marker>
                <pattern id={format!("{p}-spare")} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <rect class="mem-hatch" width="1.3" height="6" />
                </pattern>
            </defs>
        }
    }

    fn pick(&self, spot: Spot) -> Callback<MouseEvent> {
        let act = self.act.clone();
        Callback::from(move |_: MouseEvent| act.emit(Act::Pick(Some(spot))))
    }

    fn focus(&self, spot: Spot) -> Callback<FocusEvent> {
        let act = self.act.clone();
        Callback::from(move |_: FocusEvent| act.emit(Act::Pick(Some(spot))))
    }

    fn bytes(&self, at: u64) -> Callback<MouseEvent> {
        let act = self.act.clone();
        Callback::from(move |e: MouseEvent| {
            e.stop_propagation();
            act.emit(Act::Bytes(at));
        })
    }

    fn object(&self, card: &Card) -> Option<&HeapObject> {
        matches!(card.key, Key::Object(..)).then(|| self.picture.objects.get(card.of))?
    }

    /// A card with its rows.
    pub(super) fn card(&self, card: &Card) -> Html {
        let spot = Spot {
            key: card.key,
            row: None,
        };
        let object = self.object(card);
        let garbage = object.is_some_and(|o| !o.live);
        let looks = match card.key {
            Key::Stack(g) => Some(who::looks(g)),
            _ => None,
        };
        let class = classes!(
            "mem-card",
            match card.key {
                Key::Object(..) => "mem-object",
                _ => "mem-stack",
            },
            looks.map(|l| format!("g{}", l.hue)),
            garbage.then_some("garbage"),
            self.changes.fresh.contains(&card.key).then_some("fresh"),
            self.picked
                .is_some_and(|p| p.key == card.key)
                .then_some("on"),
        );
        let title = match card.key {
            Key::Globals => t::memory_globals().to_owned(),
            Key::Stack(g) => {
                let name = self
                    .picture
                    .stacks
                    .get(card.of)
                    .map_or("", |s| s.name.as_str());
                who::title(g, short_name(name))
            }
            Key::Object(..) => object.map(object_title).unwrap_or_default(),
        };
        let hint = object.map(|o| allocated(o, self.program));
        let (over, key) = (self.over.clone(), card.key);
        let onmouseenter = Callback::from(move |_: MouseEvent| over.emit(Some(key)));
        let over = self.over.clone();
        let onmouseleave = Callback::from(move |_: MouseEvent| over.emit(None));
        let rows = card.rows.iter().enumerate();
        let (w, h) = (px(card.width), px(card.height));
        let head = svg_text!(
            "M0 ",
            HEAD,
            "V5a5 5 0 0 1 5 -5H",
            card.width - 5.0,
            "a5 5 0 0 1 5 5V",
            HEAD,
            "Z"
        );
        let heading = match object {
            Some(o) => self.object_head(card, o),
            None => {
                let x = if looks.is_some() { 26.0 } else { INSET };
                html! {
                    <>
                        if let Some(l) = looks {
                            <g transform="translate(9 7)"><path class={classes!("mem-mark", l.hollow.then_some("hollow"))} d={l.shape} /></g>
                        }
                        <text class="mem-title" x={px(x)} y="17">{ fit(&title, ((card.width - x - 6.0) / LETTER) as usize) }</text>
                    </>
                }
            }
        };
        let said = match &hint {
            Some(hint) => format!("{title}. {hint}"),
            None => title.clone(),
        };
        html! {
            <g key={id(self.prefix, &spot)} {class} transform={svg_text!("translate(", card.x, " ", card.y, ")")} {onmouseenter} {onmouseleave}>
                <rect class="mem-box" width={w.clone()} height={h.clone()} rx="5" />
                <g id={id(self.prefix, &spot)} class="mem-heading" role="graphics-symbol" aria-label={said} tabindex={self.tab(&spot)}
                    onclick={self.pick(spot)} onfocus={self.focus(spot)}>
                    <path class="mem-head" d={head} />
                    { heading }
                    if let Some(hint) = hint { <title>{ hint }</title> }
                </g>
                { for rows.filter(|(_, row)| self.in_sight(card, row)).map(|(nth, row)| self.row(card, nth, row)) }
                { for card.brackets.iter().map(bracket) }
                if self.changes.fresh.contains(&card.key) { <rect class="mem-ring" x="-3" y="-3" width={px(card.width + 6.0)} height={px(card.height + 6.0)} rx="7" /> }
            </g>
        }
    }

    fn in_sight(&self, card: &Card, row: &Row) -> bool {
        let y = card.y + row.y;
        self.sight.0 < y && y < self.sight.1
    }

    fn tab(&self, spot: &Spot) -> &'static str {
        if self.stop == Some(*spot) { "0" } else { "-1" }
    }

    fn object_head(&self, card: &Card, o: &HeapObject) -> Html {
        let mark = match (o.live, self.changes.fresh.contains(&card.key)) {
            (false, _) => Some(t::memory_garbage_mark()),
            (true, true) => Some(t::memory_new_mark()),
            _ => None,
        };
        let address = format!("{:#x}", o.start);
        let mark_width = mark.map_or(0.0, |m| m.len() as f64 * SMALL + 10.0);
        let room = card.width - 2.0 * INSET - mark_width;
        let title = own(&o.ty);
        let name = o.name.as_deref().unwrap_or_default();
        let wide = title.chars().count() as f64 * LETTER;
        // The address as far as there is room beside the type.
        let digits = (((room - wide - 8.0) / SMALL) as usize).min(address.len());
        let shown = if digits >= 5 {
            fit(&address, digits)
        } else {
            String::new()
        };
        let rest = room - wide - 16.0 - shown.chars().count() as f64 * SMALL;
        let name = if rest > 4.0 * LETTER {
            fit(name, (rest / LETTER) as usize)
        } else {
            String::new()
        };
        html! {
            <>
                <text class="mem-title" x={px(INSET)} y="17">{ fit(&title, (room / LETTER) as usize) }</text>
                if !name.is_empty() { <text class="mem-type" x={px(INSET + wide + 8.0)} y="17">{ name }</text> }
                if let Some(mark) = mark { { tag(card.width - 6.0, HEAD / 2.0, mark, if o.live { "new" } else { "lost" }) } }
                if !shown.is_empty() {
                    <text class="mem-address" x={px(card.width - INSET - mark_width)} y="17" text-anchor="end" onclick={self.bytes(o.start)}>{ shown }</text>
                }
            </>
        }
    }

    fn row(&self, card: &Card, nth: usize, row: &Row) -> Html {
        let spot = Spot {
            key: card.key,
            row: Some(nth),
        };
        let on = self.picked == Some(spot);
        let transform = svg_text!("translate(0 ", row.y, ")");
        let hit =
            html! { <rect class="mem-hit" x="1" width={px(card.width - 2.0)} height={px(ROW)} /> };
        let (id, tab) = (id(self.prefix, &spot), self.tab(&spot));
        let cell = match row.line {
            Line::Frame(f, within) => {
                let Some(frame) = self
                    .picture
                    .stacks
                    .get(card.of)
                    .and_then(|s| s.frames.get(f))
                else {
                    return Html::default();
                };
                let name = short_name(&frame.function);
                let library = frame.place.is_none();
                let line = frame
                    .place
                    .and_then(|p| self.program.text_line(p.file, p.line));
                let line = match line {
                    Some(line) => t::line_n(&line),
                    None if within > 0 => t::memory_calls_within(&within),
                    None => String::new(),
                };
                let room = (card.width - 2.0 * INSET) / LETTER - line.len() as f64 - 1.0;
                return html! {
                    <g key={nth} {id} class={classes!("mem-frame", library.then_some("library"), on.then_some("on"))} role="graphics-symbol" aria-label={format!("{name}, {line}")} tabindex={tab} {transform}
                        onclick={self.pick(spot)} onfocus={self.focus(spot)}>
                        { hit }
                        <text class="mem-call" x={px(INSET)} y="14">{ fit(name, room as usize) }</text>
                        <text class="mem-type" x={px(card.width - INSET)} y="14" text-anchor="end">{ line }</text>
                    </g>
                };
            }
            Line::More(n) => {
                let words = t::memory_more(&t::number(n));
                return html! {
                    <g key={nth} {id} class={classes!("mem-row", "mem-more", on.then_some("on"))} role="graphics-symbol" aria-label={words.clone()} tabindex={tab} {transform}
                        onclick={self.more(card, spot)} onfocus={self.focus(spot)}>
                        { hit }
                        <text class="mem-type" x={px(card.left())} y="14">{ words }</text>
                    </g>
                };
            }
            Line::Cell(..) => match card.cell(self.picture, row.line) {
                Some(cell) => cell,
                None => return Html::default(),
            },
        };
        // Brackets are beside what is marked.
        let from = card.left() - INSET + 3.0;
        let changed = match row.line {
            Line::Cell(f, c) => self.changes.cells.contains(&(card.key, f, c)),
            _ => false,
        };
        let class = classes!(
            "mem-row",
            on.then_some("on"),
            changed.then_some("changed"),
            row.spare.then_some("spare"),
            row.touch
                .map(|(g, _)| format!("touched g{}", who::looks(g).hue)),
        );
        let label = format!(
            "{}{}",
            spoken(cell, row.spare),
            changed
                .then(t::memory_changed)
                .map(|c| format!("; {c}"))
                .unwrap_or_default()
        );
        html! {
            <g key={nth} {id} {class} role="graphics-symbol" aria-label={label} tabindex={tab} {transform} onclick={self.pick(spot)} onfocus={self.focus(spot)}>
                { hit }
                if row.spare { <rect x={px(card.left() - INSET + 1.0)} y="1" width={px(card.width - card.left() + INSET - 2.0)} height={px(ROW - 2.0)} fill={format!("url(#{}-spare)", self.prefix)} /> }
                if changed { <rect class="mem-changed" x={px(from)} y="1" width={px(card.width - from - 3.0)} height={px(ROW - 2.0)} rx="3" /> }
                if let Some((_, write)) = row.touch {
                    <rect class={classes!("mem-touch", write.then_some("write"))} x={px(from)} y="1" width={px(card.width - from - 3.0)} height={px(ROW - 2.0)} rx="3" />
                }
                { self.cell(card, cell) }
            </g>
        }
    }

    /// A click on what is left out: its bytes follow on the last that is shown.
    fn more(&self, card: &Card, spot: Spot) -> Callback<MouseEvent> {
        let object = self.object(card);
        let act = self.act.clone();
        let open = object.map(|o| o.start);
        Callback::from(move |_: MouseEvent| {
            act.emit(match open {
                Some(start) => Act::Open(start),
                None => Act::Pick(Some(spot)),
            });
        })
    }

    /// Label, value, type, and the end of what it leads to.
    fn cell(&self, card: &Card, cell: &Cell) -> Html {
        let left = card.left() + f64::from(cell.depth) * DEPTH;
        let end = self.end(card, cell);
        let end_width = end.as_ref().map_or(0.0, |(_, width)| *width);
        let right = card.width - INSET - end_width;
        let room = ((right - card.left()) / LETTER).max(0.0) as usize;
        let labels = card.labels.min(14).min(room * 3 / 5);
        let depth = usize::from(cell.depth) * 2;
        let label = fit(&cell.label, labels.saturating_sub(depth));
        let at = if card.labels == 0 {
            card.left()
        } else {
            card.left() + (labels + 1) as f64 * LETTER
        };
        let room = ((right - at) / LETTER).max(0.0) as usize;
        let nil = cell.shape == Shape::Nil;
        let value = if nil {
            "nil".to_owned()
        } else {
            own(&cell.text)
        };
        let value = fit(&value, room);
        let quiet = nil || cell.text.starts_with("0x");
        let ty = own(&cell.ty);
        let used = value.chars().count();
        let typed = room >= used + 2 && !ty.is_empty();
        let (x, anchor) = match value.is_empty() {
            true => (at, "start"),
            false => (right, "end"),
        };
        let shown = fit(&ty, room.saturating_sub(used + usize::from(used > 0)));
        html! {
            <>
                <text class="mem-label" x={px(left)} y="14">{ label }</text>
                if !value.is_empty() { <text class={classes!("mem-value", quiet.then_some("quiet"))} x={px(at)} y="14">{ value }</text> }
                if typed && (shown.chars().count() > 3 || shown == ty) { <text class="mem-type" x={px(x)} y="14" text-anchor={anchor}>{ shown }</text> }
                if let Some((end, _)) = end { { end } }
            </>
        }
    }

    /// How a row ends that leads somewhere, and its width.
    fn end(&self, card: &Card, cell: &Cell) -> Option<(Html, f64)> {
        let nil = html! {
            <g class="mem-nil" transform={svg_text!("translate(", card.width - PORT / 2.0 - 1.0, " ", ROW / 2.0, ")")}><circle r="3.6" /><path d="M-4.6 4.6 4.6 -4.6" /></g>
        };
        let Some(r) = cell.reference else {
            return (cell.shape == Shape::Nil).then_some((nil, PORT - 4.0));
        };
        let word = match r.referent {
            Referent::Nil => return (cell.shape == Shape::Nil).then_some((nil, PORT - 4.0)),
            Referent::Object(_) | Referent::C(_) => {
                let shown =
                    target(&r).is_some_and(|s| self.scene.card_of(self.picture, s).is_some());
                if shown {
                    let class = classes!(
                        "mem-port",
                        (r.kind == ReferenceKind::Uintptr).then_some("loose")
                    );
                    let dot = html! { <circle {class} cx={px(card.width - PORT / 2.0)} cy={px(ROW / 2.0)} r="3" /> };
                    return Some((dot, PORT - 4.0));
                }
                let (act, to) = (self.act.clone(), r.to);
                let onclick = Callback::from(move |e: MouseEvent| {
                    e.stop_propagation();
                    act.emit(Act::Open(to));
                });
                let word = t::memory_far();
                let mark = html! { <g class="mem-far" {onclick}>{ tag(card.width - 6.0, ROW / 2.0, word, "far") }</g> };
                return Some((mark, tag_width(word)));
            }
            Referent::Global => t::memory_tag_global(),
            Referent::ReadOnly => t::memory_tag_readonly(),
            Referent::Machine => t::memory_tag_machine(),
            Referent::Freed => t::memory_tag_freed(),
            Referent::Wild => t::memory_tag_wild(),
        };
        let broken = matches!(r.referent, Referent::Freed | Referent::Wild);
        let mark = html! {
            <>
                { tag(card.width - 6.0, ROW / 2.0, word, if broken { "broken" } else { "elsewhere" }) }
                if broken { <path class="mem-dangling" d={svg_text!("M", card.width - 4.0, " ", ROW / 2.0, "h20m-4 -4 8 8m-8 0 8 -8")} /> }
            </>
        };
        Some((mark, tag_width(word)))
    }

    /// A curve; those at what is looked at stand out.
    pub(super) fn curve(&self, curve: &Curve) -> Html {
        let ends = [curve.from.0, curve.to.0].map(|c| self.scene.cards.get(c).map(|c| c.key));
        let [Some(from), Some(to)] = ends else {
            return Html::default();
        };
        let at = |key: Key| self.hover == Some(key) || self.picked.is_some_and(|p| p.key == key);
        let picked = self.picked.filter(|p| p.key == from && p.row.is_some());
        let near = match picked {
            Some(p) => p.row == Some(curve.from.1),
            None => at(from) || at(to),
        };
        let fresh = self
            .scene
            .cards
            .get(curve.from.0)
            .and_then(|c| Some((c, c.rows.get(curve.from.1)?)));
        let fresh = fresh.is_some_and(|(card, row)| match row.line {
            Line::Cell(f, c) => self.changes.cells.contains(&(card.key, f, c)),
            _ => false,
        });
        let kind = match curve.kind {
            ReferenceKind::Uintptr => "loose",
            ReferenceKind::Boxed => "boxed",
            ReferenceKind::Unsafe => "unsafe",
            _ => "",
        };
        let class = classes!(
            "mem-curve",
            kind,
            near.then_some("near"),
            fresh.then_some("fresh")
        );
        let key = format!(
            "{}-{}",
            id(
                "c",
                &Spot {
                    key: from,
                    row: Some(curve.from.1)
                }
            ),
            id("c", &Spot { key: to, row: None })
        );
        let tip =
            (curve.kind != ReferenceKind::Boxed).then(|| format!("url(#{}-tip)", self.prefix));
        html! {
            <path {key} {class} d={curve.path.clone()} marker-end={tip}>
                if curve.kind == ReferenceKind::Uintptr { <title>{ t::memory_uintptr() }</title> }
            </path>
        }
    }
}

/// What a row says to those who hear it.
fn spoken(cell: &Cell, spare: bool) -> String {
    let mut out = [cell.label.as_str(), cell.ty.as_str(), cell.text.as_str()]
        .into_iter()
        .filter(|s| !s.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    if let Some(to) = cell.reference.as_ref().and_then(leads) {
        out.push_str("; ");
        out.push_str(&to);
    }
    if spare {
        out.push_str("; ");
        out.push_str(t::memory_spare());
    }
    out
}

fn tag_width(word: &str) -> f64 {
    word.chars().count() as f64 * SMALL + 12.0
}

/// A word in a frame, its right end and its middle here.
fn tag(right: f64, middle: f64, word: &'static str, sort: &'static str) -> Html {
    let width = word.chars().count() as f64 * SMALL + 8.0;
    html! {
        <g class={classes!("mem-tag", sort)}>
            <rect x={px(right - width)} y={px(middle - 7.0)} width={px(width)} height="14" rx="3" />
            <text x={px(right - width / 2.0)} y={px(middle + 3.5)} text-anchor="middle">{ word }</text>
        </g>
    }
}

fn bracket(b: &Bracket) -> Html {
    let x = 5.0 + (b.lane as f64 + 0.5) * LANE;
    let (top, len, cap) = (b.top + 3.0, b.len - 3.0, b.cap - 3.0);
    let solid = match len > top {
        true => svg_text!("M", x + 4.0, " ", top, "H", x, "V", len, "H", x + 4.0),
        // Without elements: a tick where it would begin.
        false => svg_text!("M", x - 3.0, " ", top, "H", x + 4.0),
    };
    let rest = (cap > len.max(top) + 2.0)
        .then(|| svg_text!("M", x, " ", len.max(top), "V", cap, "H", x + 4.0));
    let tall = (cap.max(len) - top).max(ROW - 6.0);
    let name = fit(&b.name, ((tall - 6.0) / SMALL).max(1.0) as usize);
    // Near its upper end, where the line is whole.
    let middle = top + (name.chars().count() as f64 * SMALL / 2.0 + 5.0).min(tall / 2.0);
    html! {
        <g key={format!("b{}", b.lane)} class="mem-bracket">
            <path d={solid} />
            if let Some(d) = rest { <path class="rest" {d} /> }
            <text transform={svg_text!("translate(", x + 3.0, " ", middle, ") rotate(-90)")} text-anchor="middle">{ name }</text>
            <title>{ b.name.clone() }</title>
        </g>
    }
}

/// What sort of object it is, for a mark before its type.
pub(super) fn sort(is: ObjectIs) -> &'static str {
    match is {
        ObjectIs::Value => t::memory_is_value(),
        ObjectIs::Array => t::memory_is_array(),
        ObjectIs::Map => t::memory_is_map(),
        ObjectIs::Chan => t::memory_is_chan(),
        ObjectIs::Closure => t::memory_is_closure(),
        ObjectIs::Raw => t::memory_is_raw(),
        ObjectIs::C => t::memory_is_c(),
    }
}
