//! Happens-before as a picture: goroutines side by side, their events downwards, lines for what
//! orders them; past and future of the selected event shaded; and the same as a table. Of a long run
//! only what is in sight is drawn, and some around it; scrolling asks for more.

use std::rc::Rc;

use protocol::{
    EdgeKind, Event, Moment, OrderAt, OrderCone, OrderEdge, OrderEvent, OrderFound, Outcome, Stand,
};
use wasm_bindgen::JsCast;
use yew::prelude::*;

use crate::{
    bridge::{Scene, Word},
    i18n as t,
    lab::{
        desk::Desk,
        inquiry::{Inquiry, Known, WINDOW, waiting},
        order_scene::{
            COLUMN, INSET, ROW, Way, absent, code, lane_of, routes, spot_of, step, x, y,
        },
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

/// Events that a long run is read in parts of, about.
const PART: u64 = 100_000;

fn element(index: u64) -> String {
    format!("order-{index}")
}

/// Puts the focus on an event, if it is drawn.
fn focus(index: u64) -> bool {
    let found = web_sys::window()
        .and_then(|w| w.document())
        .and_then(|d| d.get_element_by_id(&element(index)));
    if let Some(el) = &found {
        // SVG elements have `focus` as HTML ones do.
        let _ = el.unchecked_ref::<web_sys::HtmlElement>().focus();
    }
    found.is_some()
}

/// The first of the rows to ask for, if some that are in sight are not there.
fn missing_rows(pane: &web_sys::Element, found: &OrderFound) -> Option<u32> {
    let top = (f64::from(pane.scroll_top()) / ROW) as u32;
    let shown = (f64::from(pane.client_height()) / ROW) as u32 + 2;
    let bottom = (top + shown).min(found.rows);
    let top = top.min(found.rows.saturating_sub(shown));
    let (from, to) = found.window;
    (top < from || bottom > to).then(|| top.saturating_sub(WINDOW.saturating_sub(shown) / 2))
}

/// The panel.
#[component]
pub(crate) fn OrderPanel(props: &Props) -> Html {
    let (scene, known) = (&props.scene, &props.known);
    let roving = use_state_eq(|| None::<u64>);
    let pane = use_node_ref();
    // The event that is to have the focus as soon as it is drawn.
    let later = use_mut_ref(|| None::<u64>);
    // What is selected in the page's own lanes is selected here.
    {
        let scene = Rc::clone(scene);
        use_effect_with(scene.event, move |event| {
            if event.is_some() && *event != Inquiry::here().known().selected {
                Inquiry::here().select(&scene, *event);
            }
        });
    }
    // What was asked for is brought into sight.
    {
        let pane = pane.clone();
        use_effect_with(known.moved, move |(_, row)| {
            if let Some(pane) = pane.cast::<web_sys::Element>() {
                let middle = f64::from(*row) * ROW - f64::from(pane.client_height()) / 2.0;
                pane.set_scroll_top(middle.max(0.0) as i32);
            }
        });
    }
    // Fetches what has come into sight.
    let fill = {
        let (pane, scene) = (pane.clone(), Rc::clone(scene));
        move || {
            let known = Inquiry::here().known();
            if let (Some(found), Some(pane)) = (&known.order, pane.cast::<web_sys::Element>())
                && !Inquiry::here().waits()
                && let Some(row) = missing_rows(&pane, found)
            {
                Inquiry::here().look(&scene, OrderAt::Row(row));
            }
        }
    };
    {
        let (fill, later) = (fill.clone(), later.clone());
        use_effect_with(known.order.clone().map(Ptr), move |_| {
            let waits = later.borrow().is_some_and(focus);
            if waits {
                *later.borrow_mut() = None;
            }
            fill();
        });
    }
    let Some(found) = &known.order else {
        return waiting(known, t::order_looking());
    };
    if found.rows == 0 {
        return html! { <p class="pad faint" role="status">{ t::order_empty() }</p> };
    }
    let events = || found.lanes.iter().flat_map(|l| &l.events);
    let selected = known
        .selected
        .and_then(|i| events().find(|e| e.event.index == i));
    let cone = found
        .cone
        .as_ref()
        .filter(|c| Some(c.selected) == known.selected);
    let names = Names(&scene.goroutines);
    let drawn = |i: &u64| spot_of(found, *i).is_some();
    let stop = roving
        .filter(drawn)
        .or(selected.map(|e| e.event.index))
        .or(events()
            .find(|e| e.spot.row >= found.window.0)
            .map(|e| e.event.index));
    let onkeydown = {
        let (found, scene) = (Rc::clone(found), Rc::clone(scene));
        let (roving, later) = (roving.clone(), later.clone());
        Callback::from(move |e: KeyboardEvent| {
            // Whoever reads the page otherwise than by Tab may be at any event.
            let target = e.target_dyn_into::<web_sys::Element>().map(|el| el.id());
            let here = target.and_then(|id| id.strip_prefix("order-")?.parse().ok());
            // Keys may come faster than the page is drawn.
            let ahead = later.borrow().filter(|i| spot_of(&found, *i).is_some());
            let Some(now) = ahead.or(here).or(stop) else {
                return;
            };
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
            match step(&found, now, dx, dy) {
                Some(Way::To(next)) => {
                    roving.set(Some(next));
                    focus(next);
                }
                Some(Way::Far(next)) => {
                    roving.set(Some(next));
                    *later.borrow_mut() = Some(next);
                    Inquiry::here().look(&scene, OrderAt::Event(next));
                }
                None => {}
            }
        })
    };
    let picture = Picture {
        scene,
        found,
        cone,
        selected: known.selected,
        stop,
        roving: &roving,
        names,
    };
    let ways = routes(found);
    let lanes = found.lanes.iter().enumerate();
    let in_lanes = lanes.flat_map(|(lane, l)| l.events.iter().map(move |e| (lane, e)));
    let edges = found.edges.iter().zip(&ways);
    let (from, to) = found.window;
    let long = from > 0 || to < found.rows;
    let width = px(found.lanes.len() as f64 * COLUMN);
    let (top, height) = (f64::from(from) * ROW, f64::from(to - from) * ROW + 8.0);
    let rest = f64::from(found.rows - to) * ROW;
    let spacer = |height: f64| {
        html! { <svg class="order-picture" aria-hidden="true" width="1" height={px(height)}></svg> }
    };
    let onscroll = Callback::from(move |_: web_sys::Event| fill());
    html! {
        <div class="order">
            { bar(scene, known, found, selected.map(|e| &e.event), cone, names) }
            <div class={classes!("order-scroll", long.then_some("long"))} ref={pane} {onscroll}>
                { picture.heads() }
                if from > 0 { { spacer(top) } }
                <svg class="order-picture" role="group" aria-label={t::order_picture()} {onkeydown}
                    viewBox={svg_text!("0 ", top, " ", found.lanes.len() as f64 * COLUMN, " ", height)} {width} height={px(height)}>
                    { picture.patterns() }
                    // Each in a group of its own, whose children all have keys: what stays in sight
                    // stays the same element, and keeps the focus.
                    <g>{ for (0..found.lanes.len()).map(|lane| picture.lane(lane)) }</g>
                    <g>{ for edges.filter_map(|(e, d)| Some(picture.edge(e, d.clone()?))) }</g>
                    <g>{ for in_lanes.map(|(lane, e)| picture.event(lane, e)) }</g>
                    { race(known, found) }
                </svg>
                if to < found.rows { { spacer(rest) } }
            </div>
            { legend(cone.is_some(), known.race.is_some()) }
            { table(scene, found, cone, names, long) }
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
            let (past, future, free) = cone.counts;
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
    let (from, to) = found.part;
    let pager = (from > 0 || to < found.total).then(|| {
        html! {
            <span class="order-pager">
                <button type="button" class="btn quiet" disabled={from == 0} onclick={turn(from.saturating_sub(PART))}>{ t::older() }</button>
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
fn race(known: &Known, found: &OrderFound) -> Html {
    let race = known.race.and_then(|i| known.races.as_ref()?.races.get(i));
    let Some(race) = race else {
        return Html::default();
    };
    let sides = [&race.first, &race.second].into_iter().zip(&found.moments);
    let ends: Vec<(usize, u32)> = sides
        .filter_map(|(s, row)| Some((lane_of(found, s.goroutine)?, (*row)?)))
        .collect();
    let crosses = ends.iter().map(|(lane, row)| {
        let middle = f64::from(row + 1) * ROW;
        let d = svg_text!("M", x(*lane) - 6.0, " ", middle - 6.0, "l12 12m0-12l-12 12");
        html! { <path class="order-access" {d} /> }
    });
    let line = match ends.as_slice() {
        [a, b] => {
            let (d, word) = absent([*a, *b]);
            html! {
                <>
                    <path class="order-absent" {d} />
                    <text class="order-absent-word" x={px(word.0)} y={px(word.1)}>{ t::order_absent() }</text>
                </>
            }
        }
        _ => Html::default(),
    };
    html! { <g aria-hidden="true">{ line }{ for crosses }</g> }
}

struct Picture<'a> {
    scene: &'a Rc<Scene>,
    found: &'a Rc<OrderFound>,
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
            html! { <span key={l.goroutine} class="order-head">{ chip(l.goroutine, &self.scene.goroutines) }</span> }
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
        let Some(l) = self.found.lanes.get(lane) else {
            return Html::default();
        };
        let left = x(lane) - INSET + 8.0;
        let (from, to) = self.found.window;
        let (top, bottom) = (f64::from(from) * ROW, f64::from(to) * ROW);
        let clamp = |at: f64| at.clamp(top, bottom);
        let band = |pattern: &'static str, from: f64, to: f64| {
            html! {
                <rect class="order-band" x={px(left)} y={px(clamp(from))} width={px(COLUMN - 8.0)} height={px(clamp(to) - clamp(from))} rx="3" fill={format!("url(#{pattern})")} />
            }
        };
        let cut = self
            .cone
            .and_then(|c| c.cuts.iter().find(|c| c.goroutine == l.goroutine));
        let shade = cut.map(|cut| {
            let below = |row: u32| f64::from(row + 1) * ROW;
            let above = |row: u32| f64::from(row) * ROW;
            let past = cut.rows.0.map(below).filter(|y| *y > top);
            let future = cut.rows.1.map(above).filter(|y| *y < bottom);
            html! {
                <>
                    { past.map(|y| band("order-past", top, y)).unwrap_or_default() }
                    { future.map(|y| band("order-future", y, bottom)).unwrap_or_default() }
                </>
            }
        });
        let reach = |row: u32| clamp(y(f64::from(row)));
        let waits = l
            .events
            .iter()
            .filter(|e| e.spot.end > e.spot.row || e.spot.open);
        let waits = waits.map(|e: &OrderEvent| {
            let to = if e.spot.open { bottom } else { reach(e.spot.end) };
            html! { <line class="order-wait" x1={px(x(lane))} x2={px(x(lane))} y1={px(reach(e.spot.row))} y2={px(to)} /> }
        });
        let class = format!("order-lane g{}", who::looks(l.goroutine).hue);
        html! {
            <g key={lane} {class} aria-hidden="true">
                { shade }
                <line class="order-line" x1={px(x(lane))} x2={px(x(lane))} y1={px(reach(l.rows.0))} y2={px(reach(l.rows.1))} />
                { for waits }
            </g>
        }
    }

    fn edge(&self, e: &OrderEdge, d: String) -> Html {
        let meet = e.kind == EdgeKind::Meet;
        let near = self.selected == Some(e.from) || self.selected == Some(e.to);
        let class = classes!("order-edge", meet.then_some("meet"), near.then_some("near"));
        let arrow = (!meet).then_some("url(#order-arrow)");
        html! {
            <path key={format!("{}-{}", e.from, e.to)} {class} {d} marker-end={arrow} aria-hidden="true"><title>{ edge_words(e) }</title></path>
        }
    }

    fn event(&self, lane: usize, OrderEvent { event: e, spot, .. }: &OrderEvent) -> Html {
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
        let transform = svg_text!("translate(", x(lane), " ", y(f64::from(spot.row)), ")");
        html! {
            <g key={index} id={element(index)} {class} {transform} role="button" aria-label={label}
                aria-pressed={(self.selected == Some(index)).to_string()}
                tabindex={if self.stop == Some(index) { "0" } else { "-1" }} {onclick} {ondblclick}>
                <rect class="order-hit" x="-10" y="-12" width={px(COLUMN - 22.0)} height="24" rx="3" />
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
fn table(
    scene: &Scene,
    found: &OrderFound,
    cone: Option<&OrderCone>,
    names: Names<'_>,
    long: bool,
) -> Html {
    let program = Program::new(&scene.text);
    let mut all: Vec<&Event> = found
        .lanes
        .iter()
        .flat_map(|l| l.events.iter().map(|e| &e.event))
        .collect();
    base::sort::sort_by_key(&mut all, |e| e.index);
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
        <details class="order-table"><summary>{ if long { t::order_table_part() } else { t::order_table() } }</summary>
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
