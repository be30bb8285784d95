//! The heap over time as a chart, and by the place that allocated as a table.

use std::rc::Rc;

use protocol::{AllocSite, HeapPoint, Moment, Totals};
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

use crate::{
    bridge::Word,
    i18n as t,
    lab::{
        desk::Desk,
        memory::{desk::MemoryDesk, words::place},
    },
    program::Program,
    ptr::Ptr,
    svg::px,
};

/// The chart's own units.
const WIDE: f64 = 600.0;
const HIGH: f64 = 120.0;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) totals: Ptr<Totals>,
    pub(super) program: Rc<Program>,
}

/// `1.5 KB`
pub(super) fn bytes(n: u64) -> String {
    match n {
        0..=9_999 => format!("{} B", t::number(n)),
        10_000..=9_999_999 => format!("{:.1} KB", n as f64 / 1_000.0),
        _ => format!("{:.1} MB", n as f64 / 1_000_000.0),
    }
}

/// Totals over time.
#[component]
pub(super) fn Chart(props: &Props) -> Html {
    let totals = &props.totals;
    let end = totals.end.max(1) as f64;
    let most = totals.points.iter().map(|p| p.heap).max();
    let most = most.unwrap_or(0).max(totals.now.heap).max(1) as f64;
    let x = |tick: u64| tick as f64 / end * WIDE;
    let y = |n: u64| HIGH - 4.0 - n as f64 / most * (HIGH - 12.0);
    let line = |of: &dyn Fn(&HeapPoint) -> Option<u64>| {
        let mut text = String::new();
        for p in &totals.points {
            let Some(n) = of(p) else { continue };
            text.push(if text.is_empty() { 'M' } else { 'L' });
            text.push_str(&format!("{} {} ", px(x(p.tick)), px(y(n))));
        }
        text
    };
    let heap = line(&|p| Some(p.heap));
    let live = line(&|p| p.live);
    let area = match totals.points.last() {
        Some(last) => format!("{heap}L{} {HIGH} L0 {HIGH} Z", px(x(last.tick))),
        None => String::new(),
    };
    let ticks = totals.end;
    let onclick = Callback::from(move |e: MouseEvent| {
        let Some(chart) = e
            .current_target()
            .and_then(|t| t.dyn_into::<Element>().ok())
        else {
            return;
        };
        let at = chart.get_bounding_client_rect();
        let part = (f64::from(e.client_x()) - at.left()) / at.width().max(1.0);
        let tick = (part.clamp(0.0, 1.0) * ticks as f64) as u64;
        Desk::here().say(&Word::Seek(Moment::Tick(tick)));
    });
    let now = &totals.now;
    let said = t::garbage_line(
        &bytes(now.heap),
        &t::number(now.objects),
        &bytes(now.total),
        &now.collections,
    );
    let cycles = totals.collections.iter().map(|(_, tick)| {
        let x = px(x(*tick));
        html! { <line class="cycle" x1={x.clone()} x2={x} y1="0" y2={px(HIGH)} /> }
    });
    let here = px(x(totals.at.tick));
    html! {
        <section>
            <h3>{ t::garbage_over_time() }</h3>
            <p class="gc-figures">
                <strong>{ t::garbage_now(&bytes(now.heap), &t::number(now.objects)) }</strong>
                if let Some(live) = now.live { <span>{ t::garbage_live(&bytes(live)) }</span> }
                <span>{ t::garbage_total(&bytes(now.total), &t::number(now.mallocs)) }</span>
                <span>{ t::garbage_cycles(now.collections.into()) }
                    if let Some(next) = totals.next { { ", " }{ t::garbage_next(&bytes(next)) } }
                </span>
            </p>
            <svg class="gc-chart" role="img" aria-label={said} viewBox={format!("0 0 {WIDE} {HIGH}")} preserveAspectRatio="none" {onclick}>
                <path class="heap" d={area} />
                <path class="live" d={live} />
                { for cycles }
                <line class="here" x1={here.clone()} x2={here} y1="0" y2={px(HIGH)} />
            </svg>
            <p class="gc-key">
                <span><i class="heap" aria-hidden="true"></i>{ t::garbage_key_heap() }</span>
                <span><i class="live" aria-hidden="true"></i>{ t::garbage_key_live() }</span>
                <span><i class="cycle" aria-hidden="true"></i>{ t::garbage_key_gc() }</span>
                <span>{ if totals.sampled { t::garbage_sampled() } else { t::garbage_seek() } }</span>
            </p>
        </section>
    }
}

/// What a column says of a site, as a number.
type Figure = fn(&AllocSite) -> u64;

/// Totals by site.
#[component]
pub(super) fn Sites(props: &Props) -> Html {
    let by = use_state_eq(|| 1usize);
    let columns: [(&str, Figure); 4] = [
        (t::garbage_col_objects(), |s| s.objects),
        (t::garbage_col_bytes(), |s| s.bytes),
        (t::garbage_col_here(), |s| s.here_bytes),
        (t::garbage_col_live(), |s| s.live_bytes),
    ];
    let totals = &props.totals;
    let mut sites: Vec<&AllocSite> = totals.sites.iter().collect();
    if let Some((_, figure)) = columns.get(*by) {
        sites.sort_by_key(|s| std::cmp::Reverse(figure(s)));
    }
    let heads = columns.iter().enumerate().map(|(nth, (name, _))| {
        let set = by.clone();
        let onclick = Callback::from(move |_: MouseEvent| set.set(nth));
        html! {
            <th scope="col" aria-sort={(*by == nth).then_some("descending")}>
                <button type="button" {onclick}>{ *name }{ if *by == nth { " ↓" } else { "" } }</button>
            </th>
        }
    });
    let rows = sites.iter().map(|s| {
        let ty = if s.ty.is_empty() { t::garbage_raw() } else { &s.ty };
        let example = s.example;
        let what = match example {
            0 => html! { <code>{ ty }</code> },
            _ => {
                let onclick = Callback::from(move |_: MouseEvent| MemoryDesk::here().why(example));
                html! { <button type="button" class="link mono" title={t::garbage_why()} {onclick}>{ ty }</button> }
            }
        };
        html! {
            <tr>
                <th scope="row">{ at(s, &props.program) }</th>
                <td>{ what }</td>
                <td>{ t::number(s.objects) }</td>
                <td>{ bytes(s.bytes) }</td>
                <td>{ bytes(s.here_bytes) }</td>
                <td>{ bytes(s.live_bytes) }</td>
            </tr>
        }
    });
    html! {
        <section>
            <h3 id="gc-sites">{ t::garbage_sites() }</h3>
            <div class="gc-scroll" tabindex="0" role="region" aria-labelledby="gc-sites">
                <table class="gc-sites">
                    <thead><tr><th scope="col">{ t::garbage_col_site() }</th><th scope="col">{ t::garbage_col_type() }</th>{ for heads }</tr></thead>
                    <tbody>{ for rows }</tbody>
                </table>
            </div>
            if totals.more_sites > 0 { <p class="faint">{ t::garbage_sites_more(&t::number(totals.more_sites)) }</p> }
        </section>
    }
}

fn at(s: &AllocSite, program: &Program) -> Html {
    match place(s.place, program) {
        Some((at, line)) => {
            let onclick = Callback::from(move |_: MouseEvent| Desk::here().say(&Word::Line(line)));
            html! { <><button type="button" class="link mono" {onclick}>{ at }</button>{ " " }<code>{ &s.function }</code></> }
        }
        None => html! { <code title={s.library.clone()}>{ &s.function }</code> },
    }
}
