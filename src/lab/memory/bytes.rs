//! The view of bytes: a way to an address, where it is in all of memory, the grid, what the byte in
//! question belongs to, and what it would be as another type.

use std::rc::Rc;

use protocol::{Bytes, Cell, Referent, RegionIs, SpanIs, Touch};
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::{
    bridge::Scene,
    i18n as t,
    lab::memory::{
        bytes_scene::{address, names, span_at},
        desk::{MemoryDesk, Now, SHOWN},
        grid::{ByteAct, BytesGrid, looks, patterns, span_word, way},
        places::Key,
        who,
        words::leads,
    },
    ptr::Ptr,
    svg::px,
    ui::bits::marker,
};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) scene: Rc<Scene>,
    pub(super) now: Ptr<Now>,
}

fn region(is: RegionIs) -> &'static str {
    match is {
        RegionIs::ReadOnly => t::memory_region_readonly(),
        RegionIs::Globals => t::memory_region_globals(),
        RegionIs::Heap => t::memory_region_heap(),
        RegionIs::C => t::memory_region_c(),
    }
}

/// The way to an address, and the parts of memory before and behind.
#[component]
pub(super) fn BytesBar(props: &Props) -> Html {
    let refused = use_state_eq(|| None::<String>);
    let now = &props.now;
    let picture = now.picture.clone();
    let onsubmit = {
        let (refused, picture) = (refused.clone(), picture.clone());
        Callback::from(move |e: SubmitEvent| {
            e.prevent_default();
            let form = e.target_dyn_into::<web_sys::Element>();
            let field = form.and_then(|f| f.query_selector("input").ok().flatten());
            let Some(field) = field.and_then(|f| f.dyn_into::<HtmlInputElement>().ok()) else {
                return;
            };
            match address(&field.value(), picture.as_deref()) {
                Some(at) => {
                    refused.set(None);
                    MemoryDesk::here().go(at);
                }
                None => refused.set(Some(field.value())),
            }
        })
    };
    let known = picture.as_deref().map(names).unwrap_or_default();
    let turn = |rows: i64| Callback::from(move |_: MouseEvent| MemoryDesk::here().turn(rows));
    let page = i64::from(SHOWN / 16);
    let back = Callback::from(|_: MouseEvent| MemoryDesk::here().back());
    html! {
        <>
            <form class="mem-go" {onsubmit}>
                <label class="sr" for="memory-go">{ t::memory_go_label() }</label>
                <input id="memory-go" class="field" list="memory-names" autocomplete="off" spellcheck="false" placeholder={t::memory_go_hint()} />
                <datalist id="memory-names">{ for known.iter().map(|(name, at)| html! { <option value={name.clone()}>{ format!("{at:#x}") }</option> }) }</datalist>
                <button class="btn">{ t::memory_go() }</button>
            </form>
            <button type="button" class="btn quiet" disabled={now.trail.is_empty()} onclick={back}>{ t::memory_back() }</button>
            <span class="mem-turns">
                <button type="button" class="btn quiet" onclick={turn(-page)}>{ t::memory_lower() }</button>
                <button type="button" class="btn quiet" onclick={turn(page)}>{ t::memory_higher() }</button>
            </span>
            if let Some(text) = &*refused { <p class="bad-text" role="alert">{ t::memory_go_refused(text) }</p> }
        </>
    }
}

/// The panel's second section.
#[component]
pub(super) fn BytesPanel(props: &Props) -> Html {
    let now = &props.now;
    let Some(bytes) = &now.bytes else {
        return html! { <p class="lab-empty" role="status">{ t::memory_looking() }</p> };
    };
    let act = Callback::from(|act: ByteAct| {
        let desk = MemoryDesk::here();
        match act {
            ByteAct::Look(at) => desk.look(at),
            ByteAct::Follow(at) => desk.go(at),
            ByteAct::Turn(rows) => desk.turn(rows),
        }
    });
    html! {
        <div class="mem-bytes">
            { regions(bytes) }
            { touches(bytes, &props.scene) }
            <div class="mem-split">
                <div class="mem-scroll"><BytesGrid bytes={bytes.clone()} earlier={now.bytes_before.clone()} byte={now.byte} {act} /></div>
                <aside class="mem-side" aria-label={t::memory_detail()}>
                    { detail(bytes, now) }
                    { reinterpret(bytes, now) }
                    { legend() }
                </aside>
            </div>
        </div>
    }
}

/// All of memory as a strip, and where one is.
fn regions(bytes: &Bytes) -> Html {
    let parts = bytes.regions.iter().map(|r| {
        let here = (r.start..r.end).contains(&bytes.start);
        let part = (bytes.start.saturating_sub(r.start)) as f64 / (r.end - r.start).max(1) as f64;
        let start = r.start;
        let onclick = Callback::from(move |_: MouseEvent| MemoryDesk::here().go(start));
        let range = format!("{:#x} – {:#x}", r.start, r.end);
        let class = classes!("mem-region", match r.is {
            RegionIs::ReadOnly => "readonly",
            RegionIs::Globals => "globals",
            RegionIs::Heap => "heap",
            RegionIs::C => "c",
        });
        html! {
            <li>
                <button type="button" {class} aria-current={here.then_some("location")} title={range.clone()} {onclick}>
                    <span>{ region(r.is) }</span><span class="mem-range">{ range }</span>
                    <svg class="mem-here" viewBox="0 0 1000 6" preserveAspectRatio="none" aria-hidden="true">
                        if here { <rect x={px((part * 1000.0).clamp(0.0, 985.0))} width="15" height="6" /> }
                    </svg>
                </button>
            </li>
        }
    });
    let parts: Vec<Html> = parts.collect();
    html! { <ol class="mem-regions" aria-label={t::memory_regions()}>{ for parts }</ol> }
}

/// What the latest step read and wrote.
fn touches(bytes: &Bytes, scene: &Scene) -> Html {
    const MOST: usize = 3;
    if bytes.touches.is_empty() {
        return Html::default();
    }
    let line = |touch: &Touch| {
        let to = touch.address;
        let at = format!("{to:#x}");
        let name = who(scene, touch.goroutine);
        let span = span_at(bytes, to).filter(|s| s.is == SpanIs::Value);
        let n = u64::from(touch.len);
        let said = match touch.write {
            true => t::memory_writes(n, &name, &at),
            false => t::memory_reads(n, &name, &at),
        };
        let what = span.map_or(String::new(), |s| format!(": {}", s.label));
        let onclick = Callback::from(move |_: MouseEvent| MemoryDesk::here().go(to));
        html! { <li>{ marker(touch.goroutine) }<button type="button" class="link" {onclick}>{ said }{ what }</button></li> }
    };
    let more = bytes.touches.len().saturating_sub(MOST) as u64;
    html! {
        <ul class="mem-touches" aria-label={t::memory_touches()}>
            { for bytes.touches.iter().take(MOST).map(line) }
            if more > 0 { <li class="faint">{ t::memory_touches_more(&more) }</li> }
        </ul>
    }
}

/// The byte that is looked at.
fn detail(bytes: &Bytes, now: &Now) -> Html {
    let at = now.byte;
    let nth = at.wrapping_sub(bytes.start) as usize;
    let (Some(byte), Some(span)) = (bytes.bytes.get(nth), span_at(bytes, at)) else {
        return Html::default();
    };
    let object = now.picture.as_ref().and_then(|p| {
        p.objects
            .iter()
            .find(|o| o.start == span.object && span.object != 0)
    });
    let to_object = object.map(|o| {
        let key = Key::of(o);
        let onclick = Callback::from(move |_: MouseEvent| MemoryDesk::here().reveal(key));
        html! { <button type="button" class="btn" {onclick}>{ t::memory_show_object() }</button> }
    });
    let follow = way(span).map(|to| {
        let onclick = Callback::from(move |_: MouseEvent| MemoryDesk::here().go(to));
        html! { <button type="button" class="btn" {onclick}>{ t::memory_follow(&format_args!("{to:#x}")) }</button> }
    });
    let said = span.reference.as_ref().and_then(leads);
    let wild = span
        .reference
        .is_some_and(|r| matches!(r.referent, Referent::Freed | Referent::Wild));
    let mapped = span.is != SpanIs::Unmapped;
    html! {
        <section class="mem-detail">
            <h2><code>{ format!("{at:#x}") }</code></h2>
            <dl>
                if mapped { <div><dt>{ t::memory_detail_byte() }</dt><dd><code>{ format!("{byte:#04x}") }</code>{ format!(" = {byte}") }</dd></div> }
                <div><dt>{ t::memory_detail_is() }</dt><dd>
                    if span.is == SpanIs::Value || !span.label.is_empty() { <code>{ &span.label }</code> }
                    if span.is != SpanIs::Value { { " " }{ span_word(span.is) } }
                </dd></div>
                if !span.ty.is_empty() { <div><dt>{ t::memory_detail_type() }</dt><dd><code>{ &span.ty }</code>{ " " }<span class="faint">{ t::memory_size(span.len) }</span></dd></div> }
                if !span.text.is_empty() { <div><dt>{ t::memory_detail_value() }</dt><dd><code>{ &span.text }</code></dd></div> }
                if at > span.start && span.len > 1 { <div><dt>{ t::memory_detail_offset() }</dt><dd>{ t::memory_offset(&(at - span.start), &span.len) }</dd></div> }
                if let Some(said) = said { <div><dt>{ t::memory_detail_leads() }</dt><dd class={wild.then_some("bad-text")}>{ said }</dd></div> }
            </dl>
            <div class="mem-acts">{ follow.unwrap_or_default() }{ to_object.unwrap_or_default() }</div>
        </section>
    }
}

/// The byte as the beginning of a value of another type.
fn reinterpret(bytes: &Bytes, now: &Now) -> Html {
    let chosen = now.bytes_query.read_as.as_ref();
    let onchange = Callback::from(|e: Event| {
        if let Some(select) = e.target_dyn_into::<HtmlSelectElement>() {
            let ty = select.value();
            MemoryDesk::here().read_as((!ty.is_empty()).then_some(ty));
        }
    });
    let here = chosen.is_some_and(|(at, _)| *at == now.byte);
    let ty = chosen.map(|(_, ty)| ty.clone());
    let again = {
        let ty = ty.clone();
        Callback::from(move |_: MouseEvent| MemoryDesk::here().read_as(ty.clone()))
    };
    html! {
        <section class="mem-as">
            <h2><label for="memory-as">{ t::memory_read_as() }</label></h2>
            <p class="faint small">{ t::memory_read_as_hint() }</p>
            <div class="mem-acts">
                <select id="memory-as" class="select" {onchange}>
                    <option value="" selected={ty.is_none()}>{ t::memory_read_as_nothing() }</option>
                    { for bytes.types.iter().map(|name| html! { <option value={name.clone()} selected={ty.as_ref() == Some(name)}>{ name }</option> }) }
                </select>
                if ty.is_some() && !here { <button type="button" class="btn" onclick={again}>{ t::memory_read_here() }</button> }
            </div>
            if let Some((at, ty)) = chosen {
                if bytes.read_as.is_empty() {
                    <p class="bad-text" role="status">{ t::memory_read_nothing(ty, &format_args!("{at:#x}")) }</p>
                } else {
                    { values(&bytes.read_as, *at, ty) }
                }
            }
        </section>
    }
}

fn values(cells: &[Cell], at: u64, ty: &str) -> Html {
    let row = |c: &Cell| {
        let follow = c
            .reference
            .filter(|r| !matches!(r.referent, Referent::Nil))
            .and_then(|r| {
                let (to, said) = (r.to, leads(&r)?);
                let onclick = Callback::from(move |_: MouseEvent| MemoryDesk::here().go(to));
                Some(html! { <button type="button" class="link" {onclick}>{ said }</button> })
            });
        let class = format!("depth-{}", c.depth.min(4));
        html! {
            <tr>
                <th scope="row" {class}><code>{ if c.label.is_empty() { "*p" } else { &c.label } }</code></th>
                <td><code>{ &c.text }</code>{ " " }{ follow.unwrap_or_default() }</td>
                <td class="faint"><code>{ &c.ty }</code></td>
            </tr>
        }
    };
    html! {
        <table class="mem-values">
            <caption>{ t::memory_read_caption(&ty, &format_args!("{at:#x}")) }</caption>
            <tbody>{ for cells.iter().map(row) }</tbody>
        </table>
    }
}

fn legend() -> Html {
    let all = [
        SpanIs::Value,
        SpanIs::Padding,
        SpanIs::Spare,
        SpanIs::Books,
        SpanIs::Free,
        SpanIs::CFreed,
        SpanIs::ReadOnly,
        SpanIs::Unmapped,
    ];
    let item = |is: SpanIs| {
        let fill = (is != SpanIs::Value).then(|| format!("url(#legend-{})", looks(is)));
        let class = classes!("mem-span", looks(is), (is == SpanIs::Value).then_some("t1"));
        html! {
            <span><svg width="22" height="14" aria-hidden="true"><rect {class} x="0.5" y="0.5" width="21" height="13" rx="2" {fill} /></svg>{ span_word(is) }</span>
        }
    };
    html! {
        <div class="mem-legend">
            <svg class="patterns" width="0" height="0" aria-hidden="true">{ patterns("legend") }</svg>
            { for all.map(item) }
            <span><svg width="22" height="14" aria-hidden="true"><rect class="mem-changed" x="2" y="1" width="18" height="12" rx="3" /></svg>{ t::memory_legend_changed() }</span>
        </div>
    }
}
