//! Who may run next, and why the others cannot.

use protocol::{Choice, ChoiceKind, GStatus, Goroutine, Pause, State, Status};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::{
    i18n as t,
    model::{Model, Msg},
    narrate::{self, Names},
    ptr::Ptr,
    ui::bits::{Icon, icon, marker, tiny},
    who,
};

/// Waiting goroutines listed.
const WAITING: usize = 24;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) model: Ptr<Model>,
    pub(crate) send: Callback<Msg>,
}

/// The bar.
#[component]
pub(crate) fn RunNext(props: &Props) -> Html {
    let model = &props.model;
    let Some(state) = &model.state else {
        return html! { <div class="run-next"><span class="bar-label">{ t::run_next() }</span><span class="faint">{ t::fresh() }</span></div> };
    };
    let names = Names(&state.goroutines);
    let options: &[Choice] = state.choices.as_ref().map_or(&[], |c| &c.options);
    let case = state
        .choices
        .as_ref()
        .is_some_and(|c| matches!(c.kind, ChoiceKind::SelectCase(_)));
    let able = state
        .goroutines
        .iter()
        .filter(|g| matches!(g.status, GStatus::Running | GStatus::Runnable))
        .filter(|g| !case && !options.iter().any(|o| o.goroutine == g.id));
    let blocked = state
        .goroutines
        .iter()
        .filter(|g| {
            matches!(
                g.status,
                GStatus::Waiting | GStatus::Sleeping | GStatus::Deadlocked
            )
        })
        .take(WAITING);
    let over = model.ended();
    let turn = state.status == Status::Paused(Pause::Choice);
    let nobody = !over && options.is_empty() && able.clone().next().is_none();
    html! {
        <div class={classes!("run-next", turn.then_some("turn"))} role="group" aria-label={t::run_next()}>
            <span class="bar-label">{ narrate::choices(state.choices.as_ref(), names) }</span>
            <div class="chips">
                if over {
                    <span class="faint">{ t::all_done() }</span>
                } else if nobody {
                    <span class="faint">{ t::nobody_can_run() }</span>
                }
                { for options.iter().map(|o| option(o, state.goroutines.as_slice(), model, &props.send)) }
                if !over {
                    { for able.map(|g| alone(g, &props.send)) }
                }
                { for blocked.map(|g| waiting(g, names, &props.send)) }
            </div>
            { branches(state, &props.send) }
        </div>
    }
}

/// The runs made by choosing differently; nothing while there is only one.
fn branches(state: &State, send: &Callback<Msg>) -> Html {
    if state.branches.len() < 2 {
        return Html::default();
    }
    let onchange = {
        let send = send.clone();
        Callback::from(move |e: Event| {
            if let Some(select) = e.target_dyn_into::<HtmlSelectElement>()
                && let Ok(id) = select.value().parse::<u32>()
            {
                send.emit(Msg::Branch(id));
            }
        })
    };
    let options = state.branches.iter().zip(1u32..).map(|(b, n)| {
        let name = match b.from {
            Some((_, step)) => format!("{} {}", t::branch_n(&n), t::branch_from(&step)),
            None => t::branch_main().to_owned(),
        };
        html! { <option key={b.id} value={b.id.to_string()} selected={b.id == state.branch}>{ name }</option> }
    });
    html! { <select class="select branch-select" aria-label={t::branches()} title={t::branches()} {onchange}>{ for options }</select> }
}

fn option(o: &Choice, all: &[Goroutine], model: &Model, send: &Callback<Msg>) -> Html {
    let g = all.iter().find(|g| g.id == o.goroutine);
    let name = who::title(o.goroutine, narrate::short_name(g.map_or("", |g| &g.name)));
    let line = o
        .place
        .and_then(|p| model.program.text_line(p.file, p.line));
    let pick = o.pick;
    let onclick = {
        let send = send.clone();
        Callback::from(move |_| send.emit(Msg::Choose(pick)))
    };
    let (label, title) = match &o.case {
        Some(case) => (case.clone(), t::choose_case(case)),
        None => (name.clone(), t::choose_g(&name)),
    };
    let title = if o.default {
        format!("{title} ({})", t::would_run())
    } else {
        title
    };
    html! {
        <button key={format!("o{}", o.pick)} type="button" class={classes!("choice", o.default.then_some("default"))} {title} {onclick}>
            { marker(o.goroutine) }
            <span class={o.case.is_some().then_some("code")}>{ label }</span>
            if let Some(line) = line {
                <span class="at">{ format!(":{line}") }</span>
            }
            if o.default {
                { icon(Icon::Right) }
            }
        </button>
    }
}

/// A goroutine that can run when there is nothing to choose.
fn alone(g: &Goroutine, send: &Callback<Msg>) -> Html {
    let onclick = {
        let send = send.clone();
        Callback::from(move |_| send.emit(Msg::Step { back: false }))
    };
    let name = who::title(g.id, narrate::short_name(&g.name));
    html! {
        <button key={format!("a{}", g.id)} type="button" class="choice only" title={t::step_forward()} {onclick}>{ marker(g.id) }{ name }</button>
    }
}

fn waiting(g: &Goroutine, names: Names<'_>, send: &Callback<Msg>) -> Html {
    let what = g.wait.as_ref().map(narrate::wait).unwrap_or_default();
    let freers = g.wait.as_ref().and_then(|w| narrate::freers(w, names));
    let who_frees = g.wait.as_ref().map(|w| {
        w.freers
            .iter()
            .filter(|f| f.holds)
            .take(3)
            .map(|f| tiny(f.goroutine))
            .collect::<Html>()
    });
    let held = g
        .wait
        .as_ref()
        .is_some_and(|w| w.freers.iter().any(|f| f.holds));
    let name = names.of(g.id);
    let title = [Some(format!("{name} {}", t::waits_short(&what))), freers]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join("; ");
    let onclick = {
        let (send, id) = (send.clone(), g.id);
        Callback::from(move |_| send.emit(Msg::Select(Some(id))))
    };
    let stuck = g.status == GStatus::Deadlocked;
    html! {
        <button key={format!("w{}", g.id)} type="button" class={classes!("choice", "waits", stuck.then_some("stuck"))} {title} {onclick}>
            { marker(g.id) }<span class="who">{ format!("g{}", g.id) }</span><span class="wait-what">{ t::waits_short(&what) }</span>
            if held { <span class="arrow" aria-hidden="true">{ "←" }</span>{ who_frees } }
        </button>
    }
}
