//! How the struct types of a text lie in memory: a screen of its own, and a panel for the program
//! in the playground.
//!
//! `desk` is what it knows, `scene` the picture as numbers (pure), `picture` the drawing, `table`
//! the same in words, with fields that can be moved, `source` the screen's own editor.

mod desk;
mod picture;
mod scene;
mod source;
mod table;

use std::{collections::BTreeSet, rc::Rc};

use protocol::{FieldOrder, LayoutReport, TypeLayout};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

pub(super) use self::{source::Source, table::CopyLink};

use crate::{
    bridge::{Scene as Page, Topic, Word},
    i18n as t,
    lab::{
        desk::Desk as Lab,
        layout::{
            desk::{ARCHES, Beside, Desk, Now},
            picture::Picture,
            scene::{Remark, remarks, scene},
            table::Table,
        },
    },
};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) page: Rc<Page>,
}

/// Targets on which the chosen type looks the same.
struct Group<'a> {
    arches: Vec<&'a str>,
    word: i64,
    layout: &'a TypeLayout,
}

/// The chosen type on each target, equal ones together; first the chosen target's.
fn groups<'a>(reports: &'a [LayoutReport], name: &str) -> Vec<Group<'a>> {
    let mut out: Vec<Group> = Vec::new();
    for r in reports {
        let Some(layout) = r.types.iter().find(|t| t.name == name) else {
            continue;
        };
        match out.iter_mut().find(|g| g.layout == layout) {
            Some(g) => g.arches.push(&r.arch),
            None => out.push(Group {
                arches: vec![&r.arch],
                word: i64::from(r.word),
                layout,
            }),
        }
    }
    out
}

/// The lab: with a source of its own on its own screen.
#[component]
pub(super) fn LayoutLab(props: &Props) -> Html {
    let redraw = use_force_update();
    let put = use_state_eq(|| 0u32);
    let damaged = use_state_eq(|| false);
    let own = props.page.topic == Topic::LayoutScreen;
    {
        let put = put.clone();
        let texts = use_mut_ref(|| 0u32);
        use_effect_with(own, move |own| {
            let own = *own;
            let redraw = Callback::from(move |()| redraw.force_update());
            let wrote = Callback::from(move |text: Rc<str>| match own {
                true => {
                    *texts.borrow_mut() += 1;
                    put.set(*texts.borrow());
                }
                false => Lab::here().say(&Word::Text(text.to_string())),
            });
            Desk::here().watch(redraw, wrote);
            || Desk::here().watch(Callback::noop(), Callback::noop())
        });
    }
    {
        let damaged = damaged.clone();
        use_effect_with((own, props.page.text.clone()), move |(own, text)| {
            let desk = Desk::here();
            match own {
                // The page tells the payload of its address.
                true if desk.is_at(text) => {}
                true => damaged.set(!desk.open(text)),
                false => desk.put(text.as_str().into()),
            }
        });
    }
    let now = Desk::here().now();
    {
        let now = Rc::clone(&now);
        use_effect(move || {
            if own && let Some(payload) = Desk::here().moved(&now) {
                Lab::here().say(&Word::Address(format!("#layout={payload}")));
            }
        });
    }
    let body = html! { <View now={Rc::clone(&now)} own={own} /> };
    if !own {
        return html! { <div class="layout-panel">{ body }</div> };
    }
    let on_edit = Callback::from(|text: Rc<str>| Desk::here().put(text));
    let errors = now
        .errors()
        .filter(|_| *now.text == *now.told || now.refused.is_some());
    html! {
        <div class="layout-screen">
            <section class="layout-code" aria-label={t::layout_source()}>
                <Source text={Rc::clone(&now.text)} put={*put} label={t::layout_source()} errors={errors.cloned().map(Rc::new)} {on_edit} />
            </section>
            <section class="layout-stage" aria-label={t::layout_title()}>
                if *damaged { <p class="warn-text pad" role="alert">{ t::layout_link_damaged() }</p> }
                { body }
            </section>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct ViewProps {
    now: Rc<Now>,
    own: bool,
}

/// A select with these values and words.
fn choice(
    label: &'static str,
    options: Vec<(String, String)>,
    chosen: &str,
    set: fn(String),
) -> Html {
    let onchange = Callback::from(move |e: Event| {
        if let Some(select) = e.target_dyn_into::<HtmlSelectElement>() {
            set(select.value());
        }
    });
    let chosen = chosen.to_owned();
    html! {
        <label class="layout-choice"><span>{ label }</span>
            <select class="select" {onchange}>
                { for options.into_iter().map(|(value, words)| html! { <option selected={value == chosen} value={value.clone()}>{ words }</option> }) }
            </select></label>
    }
}

#[component]
fn View(props: &ViewProps) -> Html {
    let now = &props.now;
    let open = use_state_eq(BTreeSet::<String>::new);
    let picked = use_state_eq(|| None::<usize>);
    if let Some(why) = now.lost
        && why == crate::engine::Lost::Start
    {
        return html! { <p class="bad-text pad" role="alert">{ t::layout_lost() }</p> };
    }
    let errors = now.errors().map(|list| {
        let first = list.list.first();
        let words = first.map(|d| t::layout_refused(&format!("{}:{}", d.line, d.column), &d.message));
        let more = list.list.len().saturating_sub(1) as u64;
        html! {
            <p class="layout-error" role="status">{ words }
                if more > 0 { { " " }{ t::layout_error_more(more) } }
                if now.refused.is_some() && !now.reports.is_empty() { { " " }<span class="faint">{ t::layout_stale() }</span> }
            </p>
        }
    });
    let Some(chosen) = now.chosen() else {
        let empty = match now.reports.is_empty() && now.refused.is_none() {
            true => t::layout_looking(),
            false => t::layout_empty(),
        };
        return html! { <>{ errors }<p class="faint pad" role="status">{ empty }</p></> };
    };
    let all = now.reports.first().map_or(&[][..], |r| &r.types);
    let names = all
        .iter()
        .map(|t| (t.name.clone(), t.name.clone()))
        .collect();
    let arches = || ARCHES.iter().map(|a| ((*a).to_owned(), (*a).to_owned()));
    let mut beside = vec![
        (String::new(), t::layout_beside_nothing().to_owned()),
        ("all".to_owned(), t::layout_beside_all().to_owned()),
    ];
    beside.extend(arches().filter(|(a, _)| *a != now.arch));
    let groups = groups(&now.reports, &chosen.name);
    let toggle = {
        let open = open.clone();
        Callback::from(move |path: String| {
            let mut next = (*open).clone();
            if !next.remove(&path) {
                next.insert(path);
            }
            open.set(next);
        })
    };
    let pictures = groups
        .iter()
        .enumerate()
        .map(|(nth, g)| group(nth, g, &groups, &open, &toggle, &picked));
    let title = format!("{} · {}", chosen.name, now.arch);
    let save = {
        let file = Picture::of(&scene(chosen, &open), &[]).file(&title);
        let name = format!("{}-{}.svg", chosen.name, now.arch);
        Callback::from(move |_: MouseEvent| table::save(&name, &file))
    };
    html! {
        <>
            <div class="lab-bar layout-bar">
                { choice(t::layout_type(), names, &chosen.name, |v| Desk::here().name(v)) }
                { choice(t::layout_arch(), arches().collect(), &now.arch, |v| Desk::here().arch(v)) }
                { choice(t::layout_beside(), beside, now.beside.value(), |v| Desk::here().beside(Beside::of(&v))) }
                <span class="layout-tools">
                    <button type="button" class="btn" onclick={save}>{ t::layout_export() }</button>
                    if props.own { <table::CopyLink /> }
                </span>
            </div>
            { errors }
            <div class="layout-groups">{ for pictures }</div>
            { legend() }
            { advice(chosen, now) }
            <Table now={Rc::clone(now)} open={(*open).clone()} {toggle} picked={*picked} on_pick={Callback::from({ let picked = picked.clone(); move |f| picked.set(Some(f)) })} />
        </>
    }
}

/// A target's, or several equal targets', picture with its numbers.
fn group(
    nth: usize,
    g: &Group,
    all: &[Group],
    open: &UseStateHandle<BTreeSet<String>>,
    toggle: &Callback<String>,
    picked: &UseStateHandle<Option<usize>>,
) -> Html {
    let l = g.layout;
    let drawn = Rc::new(scene(l, open));
    // What is elsewhere on the first target.
    let differ: Vec<usize> = match all.first().filter(|_| nth > 0) {
        None => Vec::new(),
        Some(first) => {
            let pairs = l.fields.iter().zip(&first.layout.fields).enumerate();
            pairs
                .filter(|(_, (a, b))| (a.offset, a.size) != (b.offset, b.size))
                .map(|(i, _)| i)
                .collect()
        }
    };
    let picture = Picture::of(&drawn, &differ);
    let choose = {
        let (drawn, toggle, picked) = (Rc::clone(&drawn), toggle.clone(), picked.clone());
        Callback::from(move |leaf: usize| {
            if let Some(l) = drawn.leaves.get(leaf).filter(|l| !l.path.is_empty()) {
                picked.set(Some(l.field));
                if l.opens {
                    toggle.emit(l.path.clone());
                }
            }
        })
    };
    let padding = l.pad_end + l.fields.iter().map(|f| f.pad_after).sum::<i64>();
    let tiny = l.ptrdata == 0 && l.size > 0 && l.size < 16;
    let arches = g.arches.join(", ");
    let label = t::layout_picture_label(&l.name, &arches, &l.size);
    let said = remarks(l, g.word)
        .into_iter()
        .map(|r| html! { <li>{ remark(r) }</li> });
    html! {
        <section class="layout-group" aria-label={arches.clone()}>
            <h2>{ &l.name }<span class="layout-arches">{ arches }</span></h2>
            <p class="layout-facts"><strong>{ t::layout_bytes(l.size as u64) }</strong>
                <span>{ t::layout_facts_align(&l.align) }</span>
                <span>{ t::layout_facts_pad(padding as u64) }</span>
                <span>{ if l.ptrdata > 0 { t::layout_facts_scan(l.ptrdata as u64) } else { t::layout_facts_noscan().to_owned() } }</span>
                <span>{ if tiny { t::layout_facts_tiny().to_owned() } else { t::layout_facts_block(&l.size_class) } }</span>
            </p>
            <div class="layout-scroll">{ picture.html(label, **picked, &drawn, &choose) }</div>
            <ul class="layout-remarks">{ for said }</ul>
        </section>
    }
}

fn remark(r: Remark) -> String {
    match r {
        Remark::Straddles(name, from, to) => t::layout_remark_straddles(&name, &from, &to),
        Remark::Shares(names) => t::layout_remark_shares(&names.join(", ")),
        Remark::EmptyLast(name, n) => t::layout_remark_empty(&name, &n),
        Remark::Waste(n) => t::layout_remark_waste(n as u64),
        Remark::Tiny => t::layout_remark_tiny().to_owned(),
        Remark::Aligned(name, n) => t::layout_remark_aligned(&name, &n),
    }
}

fn legend() -> Html {
    let tones = [
        ("lay-scalar", t::layout_legend_scalar()),
        ("lay-pointer", t::layout_legend_pointer()),
        ("lay-header", t::layout_legend_header()),
        ("lay-struct", t::layout_legend_struct()),
        ("lay-array", t::layout_legend_array()),
        ("lay-pad", t::layout_legend_pad()),
        ("lay-pad lay-trail", t::layout_legend_trail()),
    ];
    html! {
        <div class="order-legend layout-legend">
            { for tones.into_iter().map(|(class, words)| html! {
                <span><svg width="22" height="14" aria-hidden="true"><rect x="1" y="1" width="20" height="12" rx="2" class={format!("lay {class}")} /></svg>{ words }</span>
            }) }
            <span><svg width="22" height="14" aria-hidden="true"><line x1="11" y1="1" x2="11" y2="13" class="lay-scan" /></svg>{ t::layout_legend_scan() }</span>
        </div>
    }
}

/// Better orders, each to be applied.
fn advice(l: &TypeLayout, now: &Now) -> Html {
    let a = &l.advice;
    let mut shown: Vec<(&'static str, &FieldOrder)> = Vec::new();
    let numbers = |o: &FieldOrder| (o.size, o.ptrdata);
    let better = |o: &FieldOrder| numbers(o) != (l.size, l.ptrdata);
    if better(&a.both) {
        let title = match (a.both.size < l.size, a.both.ptrdata < l.ptrdata) {
            (true, true) => t::layout_better_both(),
            (true, false) => t::layout_better_size(),
            _ => t::layout_better_pointers(),
        };
        shown.push((title, &a.both));
    }
    // What the order above is as good in need not be said again.
    if a.size.size < a.both.size.min(l.size) {
        shown.push((t::layout_better_size(), &a.size));
    }
    if a.pointers.ptrdata < a.both.ptrdata.min(l.ptrdata) {
        shown.push((t::layout_better_pointers(), &a.pointers));
    }
    let fresh = now.told == now.text && l.reorders;
    let cards = shown.iter().map(|(title, o)| {
        let order = o.order.clone();
        let onclick = Callback::from(move |_: MouseEvent| Desk::here().reorder(order.clone()));
        let names: Vec<&str> = o.order.iter().filter_map(|i| l.fields.get(*i as usize)).map(|f| f.name.as_str()).collect();
        let saved = l.size - o.size;
        html! {
            <li class="layout-card">
                <h3>{ *title }</h3>
                if saved > 0 { <p>{ t::layout_better_saves(saved as u64, &o.size, &saved) }{ "; " }
                    { if o.size_class == l.size_class { t::layout_better_block_same(&o.size_class) } else { t::layout_better_block(&o.size_class, &l.size_class) } }</p> }
                if o.ptrdata != l.ptrdata { <p>{ t::layout_better_scan(&o.ptrdata, &l.ptrdata) }</p> }
                <p class="layout-names">{ names.join(", ") }</p>
                <button type="button" class="btn" disabled={!fresh} {onclick}>{ t::layout_apply() }</button>
            </li>
        }
    });
    let undo = now.undo.is_some().then(|| {
        let onclick = Callback::from(|_: MouseEvent| Desk::here().undo());
        html! { <button type="button" class="btn" {onclick}>{ t::layout_undo() }</button> }
    });
    html! {
        <div class="layout-advice">
            if shown.is_empty() { <p class="layout-best">{ t::layout_best() }</p> }
            else { <ul>{ for cards }</ul> }
            if !l.reorders { <p class="faint">{ t::layout_declared_elsewhere() }</p> }
            if !l.unnamed.is_empty() && !shown.is_empty() { <p class="warn-text">{ t::layout_unnamed(l.unnamed.len() as u64) }</p> }
            { undo }
        </div>
    }
}
