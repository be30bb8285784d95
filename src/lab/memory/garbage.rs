//! Garbage: the heap over time and by site, a collection to be watched, what keeps an object alive,
//! finalizers and cleanups.

use std::rc::Rc;

use protocol::{Collection, Gid, Keeps, KeptBy, Way};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::{
    bridge::{Scene, Word},
    i18n as t,
    lab::{
        desk::Desk,
        memory::{
            collect::{Collecting, root},
            desk::{MemoryDesk, Now},
            timeline::{Chart, Sites},
            who,
            words::{object_title, place},
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

/// The panel.
#[component]
pub(super) fn Garbage(props: &Props) -> Html {
    let now = &props.now;
    let program = use_memo(props.scene.text.clone(), |text| Program::new(text));
    let name = |g: Gid| who(&props.scene, g);
    html! {
        <div class="gc">
            if let Some(totals) = &now.totals {
                <Chart totals={totals.clone()} program={Rc::clone(&program)} />
            }
            if let Some(collection) = &now.collection {
                <Collecting collection={collection.clone()} step={now.watched} />
            }
            { alive(now, &program) }
            if let Some(totals) = &now.totals {
                <Sites totals={totals.clone()} {program} />
            }
            if let Some(collection) = &now.collection { { pending(collection, &name) } }
        </div>
    }
}

/// An address as people write it.
fn parse(text: &str) -> Option<u64> {
    let text = text.trim();
    let hex = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"));
    u64::from_str_radix(hex.unwrap_or(text), 16).ok()
}

fn alive(now: &Now, program: &Program) -> Html {
    let onchange = Callback::from(|e: Event| {
        let input: HtmlInputElement = e.target_unchecked_into();
        if let Some(at) = parse(&input.value()) {
            MemoryDesk::here().why(at);
        }
    });
    let chosen = Callback::from(|e: Event| {
        let select: HtmlSelectElement = e.target_unchecked_into();
        if let Some(at) = parse(&select.value()) {
            MemoryDesk::here().why(at);
        }
    });
    let asked = now.keeps.as_ref().map(|k| format!("{:#x}", k.address));
    let picture = now.picture.as_ref();
    let options = picture.iter().flat_map(|p| &p.objects).map(|o| {
        let here = now.keeps.as_ref().is_some_and(|k| k.object == o.start);
        html! { <option value={format!("{:x}", o.start)} selected={here}>{ object_title(o) }</option> }
    });
    html! {
        <section>
            <h3>{ t::garbage_keeps() }</h3>
            <div class="gc-ask">
                <label>{ t::garbage_address() }{ " " }<input id="gc-address" value={asked.unwrap_or_default()} placeholder="0xc000012000" spellcheck="false" autocomplete="off" {onchange} /></label>
                <label>{ t::garbage_choose() }{ " " }<select class="select" onchange={chosen}><option value="">{ "–" }</option>{ for options }</select></label>
            </div>
            <div aria-live="polite">
                { match &now.keeps {
                    None => html! { <p class="faint">{ t::garbage_keeps_none() }</p> },
                    Some(keeps) => answer(keeps, program),
                } }
            </div>
        </section>
    }
}

fn answer(k: &Keeps, program: &Program) -> Html {
    if k.by == KeptBy::NoObject {
        return html! { <p>{ t::garbage_keeps_no_object(&format!("{:#x}", k.address)) }</p> };
    }
    let ty = if k.ty.is_empty() {
        t::garbage_raw()
    } else {
        &k.ty
    };
    let it = format!("{ty} {:#x}", k.object);
    let line = place(k.site, program).map(|(at, line)| {
        let onclick = Callback::from(move |_: MouseEvent| Desk::here().say(&Word::Line(line)));
        html! { <>{ ", " }<button type="button" class="link mono" {onclick}>{ at }</button></> }
    });
    let verdict = match k.by {
        KeptBy::Nothing => Some(t::garbage_keeps_nothing()),
        KeptBy::Finalizer => Some(t::garbage_keeps_finalizer()),
        KeptBy::Roots | KeptBy::NoObject => None,
    };
    html! {
        <>
            <p><code>{ t::garbage_keeps_of(&it, &t::number(k.size)) }</code>{ ", " }{ t::garbage_keeps_made(&k.allocator) }{ line.unwrap_or_default() }</p>
            if let Some(said) = verdict { <p class="strong">{ said }</p> }
            { for k.ways.iter().enumerate().map(|(nth, w)| way(nth, w)) }
        </>
    }
}

fn way(nth: usize, w: &Way) -> Html {
    let last = w.hops.len().saturating_sub(1);
    let half = w.hops.len() / 2;
    let hops = w.hops.iter().enumerate().map(|(nth, hop)| {
        let object = hop.object;
        let onclick = Callback::from(move |_: MouseEvent| MemoryDesk::here().why(object));
        let ty = if hop.ty.is_empty() { t::garbage_raw() } else { &hop.ty };
        html! {
            <>
                if w.more > 0 && nth == half { <li class="faint">{ t::garbage_way_more(&w.more) }</li> }
                <li>
                    if !hop.label.is_empty() { <code>{ hop.label.trim_start_matches('.') }</code><span class="faint" aria-hidden="true">{ "→" }</span> }
                    <button type="button" class={classes!("hop", (nth == last).then_some("last"))} title={format!("{object:#x}")} {onclick}><code>{ ty }</code></button>
                </li>
            </>
        }
    });
    html! {
        <ol class="gc-way" aria-label={t::garbage_way(&(nth + 1))}>
            <li><span class="hop root">{ root(&w.root) }</span></li>
            { for hops }
        </ol>
    }
}

fn pending(c: &Collection, name: &dyn Fn(Gid) -> String) -> Html {
    let waits = c.pending.iter().map(|p| {
        let ty = if p.ty.is_empty() { t::garbage_raw() } else { &p.ty };
        let it = format!("{ty} {:#x}", p.object);
        let said = match p.cleanup {
            true => t::garbage_pending_cleanup(&p.function, &it),
            false => t::garbage_pending_finalizer(&p.function, &it),
        };
        let tag = if p.due { t::garbage_due() } else { t::garbage_waits() };
        let object = p.object;
        let onclick = Callback::from(move |_: MouseEvent| MemoryDesk::here().why(object));
        html! {
            <li><span class={classes!("gc-tag", p.due.then_some("due"))}>{ tag }</span>
                <button type="button" class="link" title={t::garbage_why()} {onclick}>{ said }</button></li>
        }
    });
    let ran = c.started.iter().map(|s| {
        let to = protocol::Moment::Step(s.step);
        let onclick = Callback::from(move |_: MouseEvent| Desk::here().say(&Word::Seek(to)));
        html! { <li><button type="button" class="link" {onclick}>{ t::garbage_has_run(&name(s.goroutine)) }</button></li> }
    });
    html! {
        <section>
            <h3>{ t::garbage_pending() }</h3>
            if c.pending.is_empty() && c.started.is_empty() { <p class="faint">{ t::garbage_pending_none() }</p> }
            <ul class="gc-pending">{ for waits }{ for ran }</ul>
        </section>
    }
}
