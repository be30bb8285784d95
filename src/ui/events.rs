//! The steps as a table, and one event with its surroundings.

use protocol::{Event, Moment};
use yew::prelude::*;

use crate::{
    i18n as t,
    model::{EVENT_ROWS, Model, Msg},
    narrate::{self, Names},
    ptr::Ptr,
    ui::{
        bits::{chip, line_label},
        inspector,
    },
};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) model: Ptr<Model>,
    pub(crate) send: Callback<Msg>,
    /// Shows a line of the source.
    pub(crate) go_to: Callback<u32>,
}

/// All steps.
#[component]
pub(crate) fn Steps(props: &Props) -> Html {
    let model = &props.model;
    let (Some(page), Some(state)) = (&model.events, &model.state) else {
        return html! { <p class="faint pad">{ t::fresh() }</p> };
    };
    let names = Names(&state.goroutines);
    let rows = page
        .list
        .iter()
        .map(|e| row(e, model, names, state.step, &props.send));
    let turn = |first: u64| {
        let send = props.send.clone();
        Callback::from(move |_: MouseEvent| send.emit(Msg::EventsFrom(first)))
    };
    let rows_per = u64::from(EVENT_ROWS);
    let last = page.first + page.list.len() as u64;
    html! {
        <div class="steps">
            <div class="steps-scroll" tabindex="0" role="group" aria-label={t::steps_caption()}>
                <table>
                    <caption class="sr">{ t::steps_caption() }</caption>
                    <thead><tr>
                        <th scope="col" class="r">{ t::col_step() }</th><th scope="col">{ t::col_what() }</th>
                        <th scope="col" class="r">{ t::col_line() }</th><th scope="col" class="r">{ t::col_time() }</th>
                    </tr></thead>
                    <tbody>{ for rows }</tbody>
                </table>
            </div>
            <div class="pager">
                <button type="button" class="btn quiet" disabled={page.first == 0} onclick={turn(page.first.saturating_sub(rows_per))}>{ t::older() }</button>
                <span class="faint">{ t::steps_range(&t::number(page.first + 1), &t::number(last), &t::number(page.total)) }</span>
                <button type="button" class="btn quiet" disabled={last >= page.total} onclick={turn(last)}>{ t::newer() }</button>
            </div>
        </div>
    }
}

fn row(e: &Event, model: &Model, names: Names<'_>, step: u64, send: &Callback<Msg>) -> Html {
    let to = e.index + 1;
    let onclick = {
        let send = send.clone();
        Callback::from(move |_: MouseEvent| send.emit(Msg::Seek(Moment::Step(to))))
    };
    let line = e
        .place
        .and_then(|p| model.program.text_line(p.file, p.line));
    html! {
        <tr key={e.index} class={classes!((to == step).then_some("current"), (to > step).then_some("future"))} aria-current={(to == step).then_some("step")}>
            <td class="r"><button type="button" class="link" title={t::event_goto()} {onclick}>{ to }</button></td>
            <td>{ narrate::event(e, names) }</td>
            <td class="r">{ line.map(|l| l.to_string()).unwrap_or_default() }</td>
            <td class="r nowrap">{ t::duration(e.time) }</td>
        </tr>
    }
}

/// The selected event.
#[component]
pub(crate) fn EventPanel(props: &Props) -> Html {
    let model = &props.model;
    let (Some(detail), Some(state)) = (&model.event, &model.state) else {
        return html! { <p class="faint pad">{ t::event_none() }</p> };
    };
    let names = Names(&state.goroutines);
    let e = &detail.event;
    let to_step = |index: u64| {
        let send = props.send.clone();
        Callback::from(move |_: MouseEvent| send.emit(Msg::Seek(Moment::Step(index + 1))))
    };
    let line = e
        .place
        .and_then(|p| model.program.text_line(p.file, p.line));
    let partner = detail.partner_event.as_ref().map(|p| {
        let line = p.place.and_then(|at| model.program.text_line(at.file, at.line));
        html! {
            <section><h3>{ t::event_partner() }</h3>
                <p>{ chip(p.goroutine, &state.goroutines) }{ " " }{ narrate::event(p, names) }{ line_label(line) }
                    <button type="button" class="link" onclick={to_step(p.index)}>{ t::step_n_of(&(p.index + 1), &state.steps) }</button></p>
            </section>
        }
    });
    html! {
        <div class="event">
            <p class="event-said">{ chip(e.goroutine, &state.goroutines) }{ " " }{ narrate::event(e, names) }</p>
            <p class="event-meta">
                <button type="button" class="btn" onclick={to_step(e.index)}>{ t::event_goto() }</button>
                <span class="faint">{ t::step_n_of(&(e.index + 1), &state.steps) }</span>
                { line_label(line) }
                <span class="faint">{ t::time_at(&t::duration(e.time)) }</span>
            </p>
            { partner }
            <section><h3>{ t::event_stack() }</h3>{ inspector::stack(&detail.stack, model, &props.go_to) }</section>
        </div>
    }
}
