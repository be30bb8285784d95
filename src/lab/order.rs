//! Happens-before as a picture: goroutines side by side, their events downwards, lines for what
//! orders them; past and future of the selected event shaded; and the same as a table.

use std::rc::Rc;

use protocol::{EdgeKind, Event, Moment, OrderCone, OrderEdge, OrderFound, Outcome, Stand};
use wasm_bindgen::JsCast;
use yew::prelude::*;

use crate::{
    bridge::{Scene, Word},
    i18n as t,
    lab::{
        desk::Desk,
        inquiry::{self, Inquiry, Known, WINDOW},
        order_scene::{COLUMN, INSET, Layout, ROW, code, counts, layout, x, y},
    },
    narrate::{self, Names},
    program::Program,
    ptr::Ptr,
    svg::{px, svg_text},
    ui::bits::{chip, marker},
    who,
};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) scene: Rc<Scene>,
    pub(crate) known: Ptr<Known>,
}

/// Width of a letter of an event's words.
const LETTER: f64 = 7.25;

fn element(index: u64) -> String {
    format!("order-{index}")
}

/// Puts the focus on an event.
fn focus(index: u64) {
    let found = web_sys::window()
        .and_then(|w| w.document())
        .and_then(|d| d.get_element_by_id(&element(index)));
    if let Some(el) = found {
        // SVG elements have `focus` as HTML ones do.
        let _ = el.unchecked_into::<web_sys::HtmlElement>().focus();
    }
}

/// The panel.
#[component]
pub(crate) fn OrderPanel(props: &Props) -> Html {
    let (scene, known) = (&props.scene, &props.known);
    let roving = use_state_eq(|| None::<u64>);
    // What is selected in the page's own lanes is selected here.
    {
        let scene = Rc::clone(scene);
        use_effect_with(scene.event, move |event| {
            if event.is_some() && *event != Inquiry::here().known().selected {
                Inquiry::here().select(&scene, *event);
            }
        });
    }
    if let Some(failure) = &known.failure {
        return html! { <p class="pad faint" role="status">{ inquiry::words(failure) }</p> };
    }
    let Some(found) = &known.order else {
        return html! { <p class="pad faint" role="status">{ t::order_looking() }</p> };
    };
    if found.lanes.is_empty() {
        return html! { <p class="pad faint" role="status">{ t::order_empty() }</p> };
    }
    let drawn = layout(found);
    let events = || found.lanes.iter().flat_map(|l| &l.events);
    let selected = known
        .selected
        .and_then(|i| events().find(|e| e.event.index == i));
    let cone = found
        .cone
        .as_ref()
        .filter(|c| Some(c.selected) == known.selected);
    let names = Names(&scene.goroutines);
    let stop = roving
        .filter(|i| drawn.dot(*i).is_some())
        .or(selected.map(|e| e.event.index))
        .or(events().next().map(|e| e.event.index));
    let onkeydown = {
        let (found, scene) = (Rc::clone(found), Rc::clone(scene));
        let roving = roving.clone();
        Callback::from(move |e: KeyboardEvent| {
            let Some(now) = stop else { return };
            let (dx, dy) = match e.key().as_str() {
                "ArrowUp" => (0, -1),
                "ArrowDown" => (0, 1),
                "ArrowLeft" => (-1, 0),
                "ArrowRight" => (1, 0),
                "Enter" | " " => {
                    e.prevent_default();
                    return choose(&scene, now);
                }
                "Escape" => return Inquiry::here().clear(&scene),
                _ => return,
            };
            e.prevent_default();
            if let Some(next) = layout(&found).step(&found, now, dx, dy) {
                roving.set(Some(next));
                focus(next);
            }
        })
    };
    let picture = Picture {
        scene,
        found,
        layout: &drawn,
        cone,
        selected: known.selected,
        stop,
        roving: &roving,
        names,
    };
    html! {
        <div class="order">
            { bar(scene, known, found, selected.map(|e| &e.event), cone, names) }
            <div class="order-scroll">
                { picture.heads() }
                <svg class="order-picture" role="group" aria-label={t::order_picture()} {onkeydown}
                    width={px(found.lanes.len() as f64 * COLUMN)} height={px(f64::from(drawn.rows) * ROW + 8.0)}>
                    { picture.patterns() }
                    { for (0..found.lanes.len()).map(|lane| picture.lane(lane)) }
                    { for found.edges.iter().map(|e| picture.edge(e)) }
                    { for events().map(|e| picture.event(&e.event)) }
                    { race(known, found, &drawn) }
                </svg>
            </div>
            { legend(cone.is_some(), known.race.is_some()) }
            { table(scene, found, cone, names) }
        </div>
    }
}

/// Selects an event, here and in the page.
fn choose(scene: &Scene, index: u64) {
    Inquiry::here().select(scene, Some(index));
    Desk::here().say(&Word::Event(Some(index)));
}

/// What stands above the picture: what is selected, in words, and the way through long runs.
fn bar(
    scene: &Rc<Scene>,
    known: &Known,
    found: &Rc<OrderFound>,
    selected: Option<&Event>,
    cone: Option<&OrderCone>,
    names: Names<'_>,
) -> Html {
    let said = match (selected, cone) {
        (Some(e), Some(cone)) => {
            let (past, future, free) = counts(found, cone);
            let to = Moment::Step(e.index + 1);
            let go = Callback::from(move |_: MouseEvent| Desk::here().say(&Word::Seek(to)));
            html! {
                <>
                    <p role="status">{ marker(e.goroutine) }{ " " }{ narrate::event(e, names) }{ " " }
                        <span class="order-counts">{ t::order_counts(&t::number(past), &t::number(future), &t::number(free)) }</span></p>
                    <button type="button" class="btn" onclick={go}>{ t::order_go() }</button>
                </>
            }
        }
        (Some(_), None) => html! { <p class="faint" role="status">{ t::order_looking() }</p> },
        (None, _) => match known.race.and_then(|i| known.races.as_ref()?.races.get(i)) {
            Some(race) => html! {
                <p role="status">{ match &race.variable {
                    Some(name) => t::order_race(name),
                    None => t::order_race_memory().to_owned(),
                } }</p>
            },
            None => html! { <p class="faint">{ t::order_hint() }</p> },
        },
    };
    let turn = |first: u64| {
        let scene = Rc::clone(scene);
        Callback::from(move |_: MouseEvent| Inquiry::here().turn(&scene, first))
    };
    let clear = {
        let scene = Rc::clone(scene);
        Callback::from(move |_: MouseEvent| Inquiry::here().clear(&scene))
    };
    let marked = known.selected.is_some() || known.race.is_some();
    let (from, to) = found.window;
    let pager = (from > 0 || to < found.total).then(|| {
        html! {
            <span class="order-pager">
                <button type="button" class="btn quiet" disabled={from == 0} onclick={turn(from.saturating_sub(u64::from(WINDOW)))}>{ t::older() }</button>
                <span class="faint">{ t::steps_range(&t::number(from + 1), &t::number(to), &t::number(found.total)) }</span>
                <button type="button" class="btn quiet" disabled={to >= found.total} onclick={turn(to)}>{ t::newer() }</button>
            </span>
        }
    });
    html! { <div class="order-bar">{ said }
        if marked { <button type="button" class="btn quiet" onclick={clear}>{ t::order_clear() }</button> }
        { pager }
    </div> }
}

/// The two accesses of a race, joined by the edge that is not there.
fn race(known: &Known, found: &OrderFound, layout: &Layout) -> Html {
    let race = known.race.and_then(|i| known.races.as_ref()?.races.get(i));
    let Some(race) = race else {
        return Html::default();
    };
    let ends = [&race.first, &race.second].map(|s| layout.moment(found, s.goroutine, s.tick));
    let cross = |end: Option<(usize, f64)>| match end {
        Some((lane, row)) => {
            let d = svg_text!("M", x(lane) - 6.0, " ", y(row) - 6.0, "l12 12m0-12l-12 12");
            html! { <path class="order-access" {d} /> }
        }
        None => Html::default(),
    };
    let line = match ends {
        [Some((a, from)), Some((b, to))] => {
            let middle = ((x(a) + x(b)) / 2.0, (y(from) + y(to)) / 2.0);
            html! {
                <>
                    <line class="order-absent" x1={px(x(a))} y1={px(y(from))} x2={px(x(b))} y2={px(y(to))} />
                    <text class="order-absent-word" x={px(middle.0)} y={px(middle.1 + 4.0)}>{ t::order_absent() }</text>
                </>
            }
        }
        _ => Html::default(),
    };
    html! { <g aria-hidden="true">{ line }{ cross(ends[0]) }{ cross(ends[1]) }</g> }
}

struct Picture<'a> {
    scene: &'a Rc<Scene>,
    found: &'a Rc<OrderFound>,
    layout: &'a Layout,
    cone: Option<&'a OrderCone>,
    selected: Option<u64>,
    /// The event that Tab leads to.
    stop: Option<u64>,
    roving: &'a UseStateHandle<Option<u64>>,
    names: Names<'a>,
}

impl Picture<'_> {
    fn heads(&self) -> Html {
        let heads = self.found.lanes.iter().map(|l| {
            let outside = l.outside.0 + l.outside.1;
            html! {
                <span key={l.goroutine} class="order-head">{ chip(l.goroutine, &self.scene.goroutines) }
                    if outside > 0 { <span class="faint">{ t::order_outside(u64::from(outside)) }</span> }
                </span>
            }
        });
        html! { <div class="order-heads" aria-hidden="true">{ for heads }</div> }
    }

    fn patterns(&self) -> Html {
        html! {
            <defs>
                <pattern id="order-past" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <rect class="order-tone" width="7" height="7" /><rect class="order-ink" width="1.4" height="7" />
                </pattern>
                <pattern id="order-future" width="8" height="8" patternUnits="userSpaceOnUse">
                    <rect class="order-tone" width="8" height="8" /><circle class="order-ink" cx="4" cy="4" r="1.2" />
                </pattern>
                <marker id="order-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
                    <path class="order-arrow" d="M1 1 7 4 1 7" />
                </marker>
            </defs>
        }
    }

    /// A goroutine's line, and what is shaded of it.
    fn lane(&self, lane: usize) -> Html {
        let bottom = f64::from(self.layout.rows) * ROW;
        let left = x(lane) - INSET + 4.0;
        let band = |pattern: &'static str, from: f64, to: f64| {
            html! {
                <rect class="order-band" x={px(left)} y={px(from)} width={px(COLUMN - 8.0)} height={px((to - from).max(0.0))} rx="3" fill={format!("url(#{pattern})")} />
            }
        };
        let shade = self.cone.map(|cone| {
            let (past, future) = self.layout.shade(self.found, lane, cone);
            html! {
                <>
                    { past.map(|row| band("order-past", 0.0, y(row))).unwrap_or_default() }
                    { future.map(|row| band("order-future", y(row), bottom)).unwrap_or_default() }
                </>
            }
        });
        let dots = self.layout.dots.get(lane).map_or(&[][..], Vec::as_slice);
        let (Some(first), Some(last)) = (dots.first(), dots.last()) else {
            return Html::default();
        };
        let end = if last.open {
            bottom
        } else {
            y(f64::from(last.end))
        };
        let g = self.found.lanes.get(lane).map_or(0, |l| l.goroutine);
        let waits = dots.iter().filter(|d| d.end > d.row || d.open).map(|d| {
            let to = if d.open { bottom } else { y(f64::from(d.end)) };
            html! { <line class="order-wait" x1={px(x(lane))} x2={px(x(lane))} y1={px(y(f64::from(d.row)))} y2={px(to)} /> }
        });
        let class = format!("order-lane g{}", who::looks(g).hue);
        html! {
            <g key={lane} {class} aria-hidden="true">
                { shade }
                <line class="order-line" x1={px(x(lane))} x2={px(x(lane))} y1={px(y(f64::from(first.row)))} y2={px(end)} />
                { for waits }
            </g>
        }
    }

    fn edge(&self, e: &OrderEdge) -> Html {
        let ends = (self.layout.lane(e.from), self.layout.lane(e.to));
        let dots = (self.layout.dot(e.from), self.layout.dot(e.to));
        let ((Some(a), Some(b)), (Some(from), Some(to))) = (ends, dots) else {
            return Html::default();
        };
        let meet = e.kind == EdgeKind::Meet;
        let (start, end) = match meet {
            // Both ends lie where the two met.
            true => (f64::from(to.row), f64::from(to.row)),
            false if e.to < e.from => (f64::from(from.row), f64::from(to.end)),
            false => (f64::from(from.row), f64::from(to.row)),
        };
        let near = self.selected == Some(e.from) || self.selected == Some(e.to);
        let class = classes!("order-edge", meet.then_some("meet"), near.then_some("near"));
        let right = x(b) > x(a);
        // Lines keep clear of the words, which stand to the right.
        let word = |index: u64, there: bool| match self.code_of(index) {
            Some(text) if there => 18.0 + text.chars().count() as f64 * LETTER,
            _ => 6.0,
        };
        let (x1, x2) = match right {
            true => (
                x(a) + word(e.from, start == f64::from(from.row)),
                x(b) - 6.0,
            ),
            false => (x(a) - 6.0, x(b) + word(e.to, end == f64::from(to.row))),
        };
        let bend = (x2 - x1) / 2.0;
        let d = svg_text!(
            "M",
            x1,
            " ",
            y(start),
            "C",
            x1 + bend,
            " ",
            y(start),
            " ",
            x2 - bend,
            " ",
            y(end),
            " ",
            x2,
            " ",
            y(end)
        );
        let arrow = (!meet).then_some("url(#order-arrow)");
        html! {
            <path key={format!("{}-{}", e.from, e.to)} {class} {d} marker-end={arrow} aria-hidden="true"><title>{ edge_words(e) }</title></path>
        }
    }

    fn code_of(&self, index: u64) -> Option<String> {
        let mut all = self.found.lanes.iter().flat_map(|l| &l.events);
        all.find(|e| e.event.index == index)
            .map(|e| clip(&code(&e.event)))
    }

    fn event(&self, e: &Event) -> Html {
        let (Some(lane), Some(dot)) = (self.layout.lane(e.index), self.layout.dot(e.index)) else {
            return Html::default();
        };
        let index = e.index;
        let stand = self.cone.map(|c| c.stand(e.goroutine, index));
        let onclick = {
            let (scene, roving) = (Rc::clone(self.scene), self.roving.clone());
            Callback::from(move |_: MouseEvent| {
                roving.set(Some(index));
                choose(&scene, index);
            })
        };
        let ondblclick = Callback::from(move |_: MouseEvent| {
            Desk::here().say(&Word::Seek(Moment::Step(index + 1)));
        });
        let blocked = e.outcome == Outcome::Blocked;
        let class = classes!(
            "order-event",
            format!("g{}", who::looks(e.goroutine).hue),
            blocked.then_some("blocked"),
            stand.map(|s| match s {
                Stand::Same => "same",
                Stand::Past => "past",
                Stand::Future => "future",
                Stand::Together => "together",
                Stand::Concurrent => "free",
            })
        );
        let shown = clip(&code(e));
        let label = match stand {
            Some(stand) => t::order_event_stands(
                &shown,
                &(index + 1),
                &narrate::event(e, self.names),
                &stand_words(stand),
            ),
            None => t::order_event(&shown, &(index + 1), &narrate::event(e, self.names)),
        };
        let transform = svg_text!("translate(", x(lane), " ", y(f64::from(dot.row)), ")");
        html! {
            <g key={index} id={element(index)} {class} {transform} role="button" aria-label={label}
                aria-pressed={(self.selected == Some(index)).to_string()}
                tabindex={if self.stop == Some(index) { "0" } else { "-1" }} {onclick} {ondblclick}>
                <rect class="order-hit" x="-14" y="-13" width={px(COLUMN - 12.0)} height="26" rx="3" />
                <circle r="5" />
                if stand == Some(Stand::Same) { <circle class="order-ring" r="9" /> }
                <text x="13" y="4">{ shown }</text>
            </g>
        }
    }
}

fn clip(text: &str) -> String {
    const MOST: usize = 19;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let head: String = text.chars().take(MOST - 1).collect();
    format!("{head}…")
}

fn stand_words(stand: Stand) -> &'static str {
    match stand {
        Stand::Same => t::order_same(),
        Stand::Past => t::order_past(),
        Stand::Future => t::order_future(),
        Stand::Together => t::order_together(),
        Stand::Concurrent => t::order_free(),
    }
}

/// What an edge says.
fn edge_words(e: &OrderEdge) -> String {
    let o = e.object.as_ref().map(who::object).unwrap_or_default();
    match e.kind {
        EdgeKind::Go => t::edge_go().to_owned(),
        EdgeKind::Message => t::edge_message(&o),
        EdgeKind::Room => t::edge_room(&o),
        EdgeKind::Meet => t::edge_meet(&o),
        EdgeKind::Close => t::edge_close(&o),
        EdgeKind::Lock => t::edge_lock(&o),
        EdgeKind::WaitGroup => t::edge_wg(&o),
        EdgeKind::Cond => t::edge_cond(&o),
        EdgeKind::Once => t::edge_once(&o),
        EdgeKind::Atomic => t::edge_atomic(&o),
        EdgeKind::Timer => t::edge_timer().to_owned(),
        EdgeKind::Finalizer => t::edge_finalizer().to_owned(),
        EdgeKind::Other => t::edge_other().to_owned(),
    }
}

fn legend(cone: bool, race: bool) -> Html {
    let swatch = |fill: &'static str, word: &'static str| {
        html! {
            <span><svg width="26" height="14" aria-hidden="true"><rect class="order-band" x="0.5" y="0.5" width="25" height="13" rx="2" {fill} /></svg>{ word }</span>
        }
    };
    html! {
        <div class="order-legend">
            if cone {
                { swatch("url(#order-past)", t::order_past()) }
                { swatch("url(#order-future)", t::order_future()) }
                { swatch("none", t::order_free()) }
            }
            if race {
                <span><svg width="26" height="14" aria-hidden="true"><line class="order-absent" x2="26" y1="7" y2="7" /></svg>{ t::order_absent_legend() }</span>
            }
            <span><svg width="26" height="14" aria-hidden="true"><line class="order-edge" x2="24" y1="7" y2="7" marker-end="url(#order-arrow)" /></svg>{ t::order_edge_legend() }</span>
            <span><svg width="26" height="14" aria-hidden="true"><line class="order-edge meet" x2="26" y1="7" y2="7" /></svg>{ t::order_meet_legend() }</span>
            <span><svg width="26" height="14" aria-hidden="true"><line class="order-wait g0" x2="26" y1="7" y2="7" /></svg>{ t::order_wait_legend() }</span>
        </div>
    }
}

/// The same as a table.
fn table(scene: &Scene, found: &OrderFound, cone: Option<&OrderCone>, names: Names<'_>) -> Html {
    let program = Program::new(&scene.text);
    let mut all: Vec<&Event> = found
        .lanes
        .iter()
        .flat_map(|l| l.events.iter().map(|e| &e.event))
        .collect();
    all.sort_by_key(|e| e.index);
    let rows = all.into_iter().map(|e| {
        let after = found.edges.iter().filter(|edge| edge.to == e.index).map(|edge| {
            html! { <span class="order-after">{ edge_words(edge) }{ " " }{ t::order_step(&(edge.from + 1)) }</span> }
        });
        let line = e.place.and_then(|p| program.text_line(p.file, p.line));
        html! {
            <tr key={e.index}>
                <td class="r">{ e.index + 1 }</td>
                <td>{ marker(e.goroutine) }{ " " }{ narrate::event(e, names) }</td>
                <td class="r">{ line.map(|l| l.to_string()).unwrap_or_default() }</td>
                <td>{ for after }</td>
                if let Some(cone) = cone { <td>{ stand_words(cone.stand(e.goroutine, e.index)) }</td> }
            </tr>
        }
    });
    html! {
        <details class="order-table"><summary>{ t::order_table() }</summary>
            <table>
                <caption class="sr">{ t::order_picture() }</caption>
                <thead><tr>
                    <th scope="col" class="r">{ t::col_step() }</th><th scope="col">{ t::col_what() }</th><th scope="col" class="r">{ t::col_line() }</th>
                    <th scope="col">{ t::order_col_after() }</th>
                    if cone.is_some() { <th scope="col">{ t::order_col_stands() }</th> }
                </tr></thead>
                <tbody>{ for rows }</tbody>
            </table>
        </details>
    }
}
