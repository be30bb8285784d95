//! A goroutine from inside: what it waits for, its stack, its variables.

use protocol::{Frame, GStatus, Role};
use yew::prelude::*;

use crate::{
    i18n as t,
    model::Model,
    narrate::{self, Names},
    ptr::Ptr,
    ui::{bits::chip, value},
};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) model: Ptr<Model>,
    /// Shows a line of the source.
    pub(crate) go_to: Callback<u32>,
}

/// The words for a status.
pub(crate) fn status_word(status: GStatus) -> &'static str {
    match status {
        GStatus::Running => t::status_running(),
        GStatus::Runnable => t::status_runnable(),
        GStatus::Waiting => t::status_waiting(),
        GStatus::Sleeping => t::status_sleeping(),
        GStatus::Done => t::status_done(),
        GStatus::Panicked => t::status_panicked(),
        GStatus::Deadlocked => t::status_deadlocked(),
    }
}

/// The panel.
#[component]
pub(crate) fn Inspector(props: &Props) -> Html {
    let model = &props.model;
    let (Some(state), Some(detail)) = (&model.state, &model.inspected) else {
        return html! { <p class="faint pad">{ t::inspector_none() }</p> };
    };
    let g = &detail.goroutine;
    let names = Names(&state.goroutines);
    let wait = g.wait.as_ref().map(|w| {
        let freers = narrate::freers(w, names);
        html! {
            <p class="wait">{ t::waits_short(&narrate::wait(w)) }
                if let Some(freers) = freers { <span class="faint">{ "; " }{ freers }</span> }
                <code class="reason">{ w.reason.go_text() }</code>
            </p>
        }
    });
    let made = g.parent.zip(g.created_at).map(|(p, at)| {
        let line = model.program.text_line(at.file, at.line).unwrap_or(at.line);
        html! { <span class="faint">{ t::created_by(&names.of(p), &line) }</span> }
    });
    let frames = detail
        .frames
        .iter()
        .enumerate()
        .map(|(i, f)| frame(i, f, model, &props.go_to));
    html! {
        <div class="inspector">
            <header>{ chip(g.id, &state.goroutines) }<span class={classes!("status", format!("{:?}", g.status).to_ascii_lowercase())}>{ status_word(g.status) }</span>{ made }</header>
            { wait }
            <ol class="frames">{ for frames }</ol>
            if detail.more > 0 { <p class="faint pad">{ t::frames_more(u64::from(detail.more)) }</p> }
        </div>
    }
}

fn role_word(role: Role) -> Option<&'static str> {
    match role {
        Role::Receiver => Some(t::role_receiver()),
        Role::Arg => Some(t::role_arg()),
        Role::Result => Some(t::role_result()),
        Role::Captured => Some(t::role_captured()),
        Role::Global => Some(t::role_global()),
        Role::Local => None,
    }
}

fn frame(i: usize, f: &Frame, model: &Model, go_to: &Callback<u32>) -> Html {
    let line = f
        .place
        .and_then(|p| model.program.text_line(p.file, p.line));
    let onclick = {
        let go_to = go_to.clone();
        Callback::from(move |_| {
            if let Some(line) = line {
                go_to.emit(line);
            }
        })
    };
    let vars = f
        .vars
        .iter()
        .map(|v| value::row(&v.name, &v.value, v.changed, role_word(v.role)));
    html! {
        <li key={format!("{i}-{}", f.function)} class={classes!("frame", line.is_none().then_some("library"))}>
            <div class="frame-head">
                <span class="fn">{ f.function.clone() }</span>
                if let Some(line) = line {
                    <button type="button" class="link line-no" {onclick}>{ t::line_n(&line) }</button>
                } else if let Some(at) = &f.library {
                    <span class="faint">{ at.clone() }</span>
                }
                if f.defers > 0 { <span class="note">{ t::frame_defers(u64::from(f.defers)) }</span> }
            </div>
            if !f.vars.is_empty() { <div class="vars">{ for vars }</div> }
        </li>
    }
}

/// A stack without variables.
pub(crate) fn stack(frames: &[Frame], model: &Model, go_to: &Callback<u32>) -> Html {
    let items = frames
        .iter()
        .enumerate()
        .map(|(i, f)| frame(i, f, model, go_to));
    html! { <ol class="frames">{ for items }</ol> }
}
