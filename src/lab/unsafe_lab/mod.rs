//! What package unsafe does to bytes: programs that are run to marked moments, with memory drawn at
//! each. A screen of its own.
//!
//! `examples` is the programs and their moments, `desk` what the lab knows, `scene` a moment as
//! numbers (pure), `picture` the drawing.

mod desk;
mod examples;
mod picture;
mod scene;

use std::{fmt::Write as _, rc::Rc};

use protocol::{Severity, Stream};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::{
    bridge::{Scene as Page, Word},
    engine::Lost,
    i18n as t,
    lab::{
        desk::Desk as Lab,
        layout::{CopyLink, Source},
        unsafe_lab::{
            desk::{Desk, Moment, Now},
            examples::{EXAMPLES, GROUPS, Group},
            scene::{Column, Counts, Seen, column},
        },
    },
};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) page: Rc<Page>,
}

/// The lab.
#[component]
pub(super) fn UnsafeLab(props: &Props) -> Html {
    let redraw = use_force_update();
    let damaged = use_state_eq(|| false);
    // Raised whenever the text is not what was typed.
    let put = use_state_eq(|| 0u32);
    use_effect_with((), move |()| {
        Desk::here().watch(Callback::from(move |()| redraw.force_update()));
        || Desk::here().watch(Callback::noop())
    });
    {
        let (damaged, put) = (damaged.clone(), put.clone());
        use_effect_with(props.page.text.clone(), move |text| {
            let desk = Desk::here();
            if !desk.is_at(text) {
                damaged.set(!desk.open(text));
                put.set(*put + 1);
            }
        });
    }
    let now = Desk::here().now();
    {
        let now = Rc::clone(&now);
        use_effect(move || {
            if let Some(payload) = Desk::here().moved(&now) {
                Lab::here().say(&Word::Address(format!("#unsafe={payload}")));
            }
        });
    }
    let choose = {
        let (damaged, put) = (damaged.clone(), put.clone());
        Callback::from(move |nth: usize| {
            damaged.set(false);
            Desk::here().choose(nth);
            put.set(*put + 1);
        })
    };
    let errors = now.errors.clone().or_else(|| now.warnings.clone());
    let check = {
        let put = put.clone();
        Callback::from(move |e: Event| {
            if let Some(input) = e.target_dyn_into::<HtmlInputElement>() {
                Desk::here().check(input.checked());
                put.set(*put + 1);
            }
        })
    };
    let on_edit = Callback::from(|text: Rc<str>| Desk::here().edit(text));
    let reset = {
        let (choose, nth) = (choose.clone(), now.example);
        Callback::from(move |_: MouseEvent| choose.emit(nth))
    };
    let example = now.example();
    let play = now.payload(&[]).map(|p| format!("#{p}"));
    html! {
        <div class="un-screen">
            { list(&now, &choose) }
            <section class="un-code" aria-label={t::unsafe_program()}>
                <header class="un-intro">
                    <h2>{ example.map_or("", |e| e.title()) }</h2>
                    { for example.iter().flat_map(|e| e.said()).map(|p| html! { <p>{ p }</p> }) }
                </header>
                <Source text={Rc::clone(&now.text)} put={*put} {errors} {on_edit} label={t::unsafe_program()} />
                <div class="un-tools">
                    <label class="tick" title={t::unsafe_checkptr_hint()}><input type="checkbox" checked={now.checked()} onchange={check} />{ t::unsafe_checkptr() }</label>
                    if now.edited() { <button type="button" class="btn" onclick={reset}>{ t::unsafe_reset() }</button> }
                    <CopyLink />
                    if let Some(href) = play { <a class="btn" {href}>{ t::unsafe_play() }</a> }
                </div>
            </section>
            <section class="un-stage" aria-label={t::unsafe_moments()} aria-busy={now.busy.to_string()}>
                if *damaged { <p class="warn-text pad" role="alert">{ t::layout_link_damaged() }</p> }
                { stage(&now) }
            </section>
        </div>
    }
}

fn group_name(group: Group) -> &'static str {
    match group {
        Group::Strings => t::unsafe_group_strings(),
        Group::Bits => t::unsafe_group_bits(),
        Group::Pointers => t::unsafe_group_pointers(),
        Group::Patterns => t::unsafe_group_patterns(),
    }
}

/// The programs, to be chosen from.
fn list(now: &Now, choose: &Callback<usize>) -> Html {
    let of = |group| {
        let all = EXAMPLES.iter().enumerate();
        all.filter(move |(_, e)| e.group == group)
    };
    let groups = GROUPS.into_iter().map(|group| {
        let entries = of(group).map(|(nth, e)| {
            let choose = choose.clone();
            let onclick = Callback::from(move |_: MouseEvent| choose.emit(nth));
            let on = (nth == now.example).then_some("true");
            html! { <li key={e.id}><button type="button" class="un-entry" aria-current={on} {onclick}>{ e.title() }</button></li> }
        });
        html! { <><h2>{ group_name(group) }</h2><ul>{ for entries }</ul></> }
    });
    let options = GROUPS.into_iter().map(|group| {
        let entries = of(group).map(|(nth, e)| {
            html! { <option value={nth.to_string()} selected={nth == now.example}>{ e.title() }</option> }
        });
        html! { <optgroup label={group_name(group)}>{ for entries }</optgroup> }
    });
    let onchange = {
        let choose = choose.clone();
        Callback::from(move |e: Event| {
            let select = e.target_dyn_into::<HtmlSelectElement>();
            if let Some(nth) = select.and_then(|s| s.value().parse().ok()) {
                choose.emit(nth);
            }
        })
    };
    html! {
        <nav class="un-nav" aria-label={t::unsafe_programs()}>
            <div class="un-list-nav">{ for groups }</div>
            <select class="select un-select" aria-label={t::unsafe_programs()} {onchange}>{ for options }</select>
        </nav>
    }
}

fn stage(now: &Now) -> Html {
    if now.lost == Some(Lost::Start) {
        return html! { <p class="bad-text pad" role="alert">{ t::unsafe_lost() }</p> };
    }
    let errors = now.errors.iter().flat_map(|e| e.list.first()).map(|d| {
        let place = format!("{}:{}", d.line, d.column);
        html! { <p class="layout-error" role="status">{ t::layout_refused(&place, &d.message) }</p> }
    });
    if now.moments.is_empty() && now.errors.is_none() {
        let words = match now.busy {
            true => t::unsafe_running(),
            false => t::unsafe_no_moments(),
        };
        return html! { <p class="faint pad" role="status">{ words }</p> };
    }
    let stale = now.errors.is_some();
    let mut before: Option<&Seen> = None;
    let columns = now.moments.iter().map(|m| {
        let shown = moment(m, before);
        before = m.seen.as_deref().or(before);
        shown
    });
    html! {
        <>
            { for errors }
            <div class={classes!("un-columns", stale.then_some("stale"))}>{ for columns }</div>
            { vet(now) }
            { output(now) }
        </>
    }
}

fn moment(m: &Moment, before: Option<&Seen>) -> Html {
    let drawn = m.seen.as_deref().map(|seen| {
        let column = column(seen, before);
        let label = told(&m.mark.name, &column);
        html! {
            <>
                { counts(column.counts) }
                { picture::picture(&column, label) }
            </>
        }
    });
    let line = m.mark.line.saturating_sub(1);
    html! {
        <section class={classes!("un-moment", m.ended.then_some("ended"))}>
            <header>
                <h3>{ m.mark.name.clone() }</h3>
                <span class="faint">{ t::unsafe_line(&line) }</span>
            </header>
            <p class="un-say">{ m.mark.say.clone() }</p>
            if m.ended { <p class="bad-text">{ t::unsafe_not_reached() }</p> }
            { drawn }
        </section>
    }
}

/// What happened since the moment before.
fn counts(counts: Option<Counts>) -> Html {
    let Some(c) = counts else {
        return html! { <p class="un-counts first">{ t::unsafe_start() }</p> };
    };
    let allocated = match c.blocks {
        0 => t::unsafe_none_allocated().to_owned(),
        n => t::unsafe_allocated(n, &c.bytes),
    };
    let copied = match c.copied {
        0 => t::unsafe_none_copied().to_owned(),
        n => t::unsafe_copied(n),
    };
    html! {
        <p class="un-counts">
            <span class={classes!((c.blocks > 0).then_some("some"))}>{ allocated }</span>
            <span class={classes!((c.copied > 0).then_some("some"))}>{ copied }</span>
            if c.collections > 0 { <span class="some">{ t::unsafe_collected(c.collections, &c.freed) }</span> }
        </p>
    }
}

/// A column in words.
fn told(name: &str, column: &Column) -> String {
    let mut out = format!("{name}:");
    for row in column.groups.iter().flat_map(|(_, rows)| rows) {
        // Writing to a string cannot fail.
        let _ = write!(out, " {} {}", row.name, row.ty);
        for word in &row.words {
            let _ = write!(out, " {} {}", word.label, word.text);
        }
        out.push(';');
    }
    for block in &column.blocks {
        let _ = write!(out, " {} {} {:#x}:", block.name, block.ty, block.start);
        for o in &block.octets {
            let _ = write!(out, " {:02x}", o.value);
        }
        out.push(';');
    }
    out
}

/// What `go vet` says, if it says anything.
fn vet(now: &Now) -> Html {
    let found = now.warnings.iter().flat_map(|w| &w.list);
    let found = found.filter(|d| d.severity == Severity::Warning);
    let lines = found.map(|d| {
        html! { <li><span class="faint">{ t::unsafe_line(&d.line) }</span>{ " " }<code>{ d.message.clone() }</code></li> }
    });
    let lines: Vec<Html> = lines.collect();
    if lines.is_empty() {
        return html! {};
    }
    html! {
        <section class="un-output un-vet" aria-label={t::unsafe_vet()}>
            <h3>{ t::unsafe_vet() }</h3>
            <ul>{ for lines }</ul>
        </section>
    }
}

fn output(now: &Now) -> Html {
    let lines = now.output.iter().map(|l| {
        let class = (l.stream == Stream::Err).then_some("err");
        html! { <span class={classes!(class)}>{ l.text.clone() }{ "\n" }</span> }
    });
    html! {
        <section class="un-output" aria-label={t::output()}>
            <h3>{ t::output() }</h3>
            if now.output.is_empty() { <p class="faint">{ if now.busy { t::unsafe_running() } else { t::unsafe_silent() } }</p> }
            else { <pre tabindex="0">{ for lines }</pre> }
        </section>
    }
}
