//! The panel's first section: the diagram with what can be chosen, totals, and what is looked at in
//! words.

use std::rc::Rc;

use protocol::{Cell, HeapObject, ObjectIs, Picture};
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::{
    bridge::{Scene, Word},
    i18n as t,
    lab::{
        desk::Desk,
        memory::{
            desk::{MemoryDesk, Now},
            draw::sort,
            graph::{Act, Graph, Spot},
            list::List,
            places::Key,
            scene::{Line, cell_at, lines},
            who,
            words::{leads, object_of, object_title, place},
        },
    },
    program::Program,
    ptr::Ptr,
};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) scene: Rc<Scene>,
    pub(super) now: Ptr<Now>,
}

/// Does what the diagram asks for.
pub(super) fn obey(act: Act) {
    let desk = MemoryDesk::here();
    match act {
        Act::Pick(spot) => desk.pick(spot),
        Act::Bytes(at) => desk.go(at),
        Act::Open(at) => desk.open(at),
    }
}

/// The first section.
#[component]
pub(super) fn Diagram(props: &Props) -> Html {
    let program = use_memo(props.scene.text.clone(), |text| Program::new(text));
    let now = &props.now;
    let Some(picture) = &now.picture else {
        return html! { <p class="lab-empty" role="status">{ t::memory_looking() }</p> };
    };
    let empty = picture.objects.is_empty();
    html! {
        <>
            { detail(now, picture, &program) }
            if empty { <p class="mem-empty">{ if picture.totals.live == 0 { t::memory_no_heap() } else { t::memory_no_way_to_heap() } }</p> }
            if now.list {
                <List picture={picture.clone()} {program} picked={now.picked} />
            } else {
                <Graph picture={picture.clone()} earlier={now.earlier.clone()} board={now.board.clone()} round={now.round} {program} picked={now.picked} act={Callback::from(obey)} />
                { legend() }
            }
        </>
    }
}

/// What can be chosen, and totals.
pub(super) fn bar(scene: &Scene, now: &Now) -> Html {
    let Some(picture) = &now.picture else {
        return Html::default();
    };
    let totals = picture.totals;
    let live = t::memory_live(
        totals.live,
        &t::number(totals.live),
        &t::number(totals.live_bytes),
    );
    let garbage = match totals.garbage {
        0 => t::memory_garbage_none().to_owned(),
        n => t::memory_garbage_some(n, &t::number(n), &t::number(totals.garbage_bytes)),
    };
    let filter = Callback::from(|e: Event| {
        if let Some(select) = e.target_dyn_into::<HtmlSelectElement>() {
            MemoryDesk::here().filter(select.value().parse().ok());
        }
    });
    let toggle = |set: fn(&MemoryDesk, bool)| {
        Callback::from(move |e: Event| {
            let target = e
                .target()
                .and_then(|t| t.dyn_into::<HtmlInputElement>().ok());
            if let Some(input) = target {
                set(&MemoryDesk::here(), input.checked());
            }
        })
    };
    let tidy = Callback::from(|_: MouseEvent| MemoryDesk::here().tidy());
    let more = Callback::from(|_: MouseEvent| MemoryDesk::here().more());
    let chosen = now.query.goroutine;
    html! {
        <>
            <p class="mem-totals" role="status"><strong>{ live }</strong>{ " " }{ garbage }</p>
            <span class="mem-tools">
                <label class="sr" for="memory-of">{ t::memory_of() }</label>
                <select id="memory-of" class="select" onchange={filter}>
                    <option value="" selected={chosen.is_none()}>{ t::memory_of_all() }</option>
                    { for scene.goroutines.iter().map(|g| html! {
                        <option value={g.id.to_string()} selected={chosen == Some(g.id)}>{ who(scene, g.id) }</option>
                    }) }
                </select>
                <label class="tick"><input type="checkbox" checked={now.query.garbage} onchange={toggle(MemoryDesk::garbage)} />{ t::memory_with_garbage() }</label>
                <label class="tick"><input type="checkbox" checked={now.list} onchange={toggle(MemoryDesk::list)} />{ t::memory_as_list() }</label>
                if !now.list { <button type="button" class="btn quiet" title={t::memory_tidy_hint()} onclick={tidy}>{ t::memory_tidy() }</button> }
            </span>
            if picture.more > 0 || picture.more_stacks > 0 {
                <p class="mem-more-objects">
                    if picture.more > 0 {
                        { t::memory_shown(&t::number(picture.objects.len() as u64)) }{ " " }
                        if picture.objects.len() < 1_000 { <button type="button" class="link" onclick={more}>{ t::memory_show_more() }</button> }
                    }
                    if picture.more_stacks > 0 { { " " }{ t::memory_more_stacks(u64::from(picture.more_stacks)) } }
                </p>
            }
        </>
    }
}

/// An object, the line, and the cell of a spot, as far as it is of an object or has one.
type Found<'a> = (Option<&'a HeapObject>, Option<Line>, Option<&'a Cell>);

fn find(picture: &Picture, spot: Spot) -> Found<'_> {
    let object = picture.objects.iter().find(|o| Key::of(o) == spot.key);
    let line = spot
        .row
        .and_then(|row| lines(picture, spot.key).get(row).copied());
    let cell = line.and_then(|line| cell_at(picture, spot.key, line));
    (object, line, cell)
}

/// What is looked at, in words, with ways from there.
fn detail(now: &Now, picture: &Picture, program: &Program) -> Html {
    let found = now.picked.map(|spot| (spot, find(picture, spot)));
    let found = found.filter(|(_, (o, l, _))| o.is_some() || l.is_some());
    let Some((spot, (object, line, cell))) = found else {
        return html! { <p class="mem-said faint">{ t::memory_hint() }</p> };
    };
    let at_line = |at: Option<(String, u32)>| {
        at.map(|(name, line)| {
            let onclick = Callback::from(move |_: MouseEvent| Desk::here().say(&Word::Line(line)));
            html! { <button type="button" class="link" {onclick}>{ name }</button> }
        })
    };
    let bytes = |at: u64| {
        let onclick = Callback::from(move |_: MouseEvent| MemoryDesk::here().go(at));
        html! { <button type="button" class="link mono" title={t::memory_to_bytes()} {onclick}>{ format!("{at:#x}") }</button> }
    };
    let frame = match (spot.key, line) {
        (Key::Stack(g), Some(Line::Frame(nth, _))) => {
            let stack = picture.stacks.iter().find(|s| s.goroutine == g);
            stack.and_then(|s| s.frames.get(nth))
        }
        _ => None,
    };
    let of_cell = cell.map(|c| {
        let leads_to = c.reference.as_ref().and_then(|r| {
            let said = leads(r)?;
            let to = object_of(picture, r).map(|o| {
                let key = Key::of(o);
                let onclick = Callback::from(move |_: MouseEvent| MemoryDesk::here().reveal(key));
                html! { <button type="button" class="link" {onclick}>{ t::memory_go_there() }</button> }
            });
            Some(html! { <span>{ said }{ " " }{ to.unwrap_or_default() }</span> })
        });
        html! {
            <>
                <span><code class="strong">{ &c.label }</code>{ " " }<code class="faint">{ &c.ty }</code>
                    if !c.text.is_empty() { { " = " }<code>{ &c.text }</code> }</span>
                if let Some(at) = c.address { <span>{ t::memory_lies_at() }{ " " }{ bytes(at) }{ ", " }{ t::memory_size(c.size) }</span> }
                { leads_to.unwrap_or_default() }
            </>
        }
    });
    let of_object = object.map(|o| {
        let by = format!("g{}", o.born.0);
        let start = o.start;
        let why = Callback::from(move |_: MouseEvent| MemoryDesk::here().why(start));
        let site = at_line(place(o.site, program));
        html! {
            <>
                <span>{ sort(o.is) }{ " " }<code class="strong">{ object_title(o) }</code></span>
                <span>{ t::memory_block(o.size, &t::number(o.used)) }{ " " }{ bytes(o.start) }</span>
                <span>{ t::memory_made_in(&o.allocator) }{ " " }{ site.unwrap_or_default() }{ " " }{ t::memory_made_by(&by) }</span>
                if o.finalizer { <span>{ t::memory_finalizer() }</span> }
                if o.is != ObjectIs::C { <button type="button" class="link" onclick={why}>{ t::garbage_why() }</button> }
            </>
        }
    });
    html! {
        <div class="mem-said" role="status">
            if let Some(f) = frame { <span><code class="strong">{ &f.function }</code>{ " " }{ at_line(place(f.place, program)).unwrap_or_default() }</span> }
            { of_cell.unwrap_or_default() }
            { of_object.unwrap_or_default() }
        </div>
    }
}

fn legend() -> Html {
    let line = |class: &'static str, word: &'static str| {
        html! { <span><svg width="26" height="14" aria-hidden="true"><path class={format!("mem-curve {class}")} d="M1 10C10 10 14 4 25 4" /></svg>{ word }</span> }
    };
    html! {
        <div class="mem-legend">
            { line("", t::memory_legend_pointer()) }
            { line("boxed", t::memory_legend_boxed()) }
            { line("loose", t::memory_legend_uintptr()) }
            <span><svg width="14" height="14" aria-hidden="true"><g class="mem-nil" transform="translate(7 7)"><circle r="3.6" /><path d="M-4.6 4.6 4.6 -4.6" /></g></svg>{ t::memory_legend_nil() }</span>
            <span><svg width="22" height="14" aria-hidden="true"><g class="mem-bracket"><path d="M10 2H6V8" /><path class="rest" d="M6 8V13H10" /></g></svg>{ t::memory_legend_slice() }</span>
            <span><svg width="22" height="14" aria-hidden="true"><rect class="mem-changed" x="2" y="1" width="18" height="12" rx="3" /></svg>{ t::memory_legend_changed() }</span>
        </div>
    }
}
