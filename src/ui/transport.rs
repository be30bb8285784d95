//! Forward and back: buttons, the step field, the scrubber, jumps, and who decides.

use protocol::{LineStep, Moment, Policy, Target};
use web_sys::{HtmlElement, HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::{
    i18n as t,
    model::{Model, Msg},
    narrate,
    ptr::Ptr,
    ui::bits::{Icon, icon, icon_button, mod_key, say},
    who,
};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) model: Ptr<Model>,
    pub(crate) send: Callback<Msg>,
}

/// The row of run controls.
#[component]
pub(crate) fn Transport(props: &Props) -> Html {
    let model = &props.model;
    let (step, steps, over) = model
        .state
        .as_ref()
        .map_or((0, 0, false), |s| (s.step, s.steps, s.end.is_some()));
    let say = |msg: fn() -> Msg| say(&props.send, msg);
    let at_end = model.ended() && !model.stale();
    let at_start = step == 0;
    let with_key = |text: &str, key: &str| format!("{text} ({}{key})", mod_key());
    let playing = model.playing;
    html! {
        <div class="transport" role="toolbar" aria-label={t::transport()}>
            <div class="group">
                { icon_button(Icon::Start, t::to_start().into(), at_start, say(|| Msg::Seek(Moment::Step(0)))) }
                { icon_button(Icon::Back, with_key(t::step_back(), "⇧ ;"), at_start, say(|| Msg::Step { back: true })) }
                { icon_button(Icon::Forward, with_key(t::step_forward(), ";"), at_end, say(|| Msg::Step { back: false })) }
                { icon_button(Icon::End, t::to_end().into(), step == steps, say(|| Msg::Seek(Moment::End))) }
                { icon_button(
                    if playing { Icon::Pause } else { Icon::Play },
                    if playing { t::play_pause() } else { t::play() }.into(),
                    at_end,
                    say(if playing { || Msg::Play(false) } else { || Msg::Play(true) }),
                ) }
            </div>
            <Jump model={model.clone()} send={props.send.clone()} />
            <StepField {step} {steps} {over} send={props.send.clone()} />
            <Scrubber {step} {steps} what={what(model)} send={props.send.clone()} />
            <Decider policy={model.policy} replay={model.recording.schedule.is_some()} seed={model.seed} send={props.send.clone()} />
        </div>
    }
}

fn what(model: &Model) -> AttrValue {
    model
        .state
        .as_ref()
        .map(|s| narrate::state(s))
        .unwrap_or_default()
        .into()
}

#[derive(Properties, PartialEq)]
struct StepProps {
    step: u64,
    steps: u64,
    over: bool,
    send: Callback<Msg>,
}

#[component]
fn StepField(props: &StepProps) -> Html {
    let onchange = {
        let (send, steps) = (props.send.clone(), props.steps);
        Callback::from(move |e: Event| {
            if let Some(input) = e.target_dyn_into::<HtmlInputElement>()
                && let Ok(n) = input.value().trim().parse::<u64>()
            {
                send.emit(Msg::Seek(Moment::Step(n.min(steps))));
            }
        })
    };
    let digits = props.steps.to_string().len().max(2).to_string();
    html! {
        <label class="step-field" title={if props.over { t::step_n_of(&props.step, &props.steps) } else { t::step_n_of_open(&props.step, &props.steps) }}>
            <span class="step-word">{ t::step() }</span>
            <input type="text" inputmode="numeric" size={digits} value={props.step.to_string()} aria-label={t::step_field()} {onchange} />
            <span class="step-of">{ format!("/ {}{}", t::number(props.steps), if props.over { "" } else { " …" }) }</span>
        </label>
    }
}

#[derive(Properties, PartialEq)]
struct ScrubProps {
    step: u64,
    steps: u64,
    what: AttrValue,
    send: Callback<Msg>,
}

#[component]
fn Scrubber(props: &ScrubProps) -> Html {
    let oninput = {
        let send = props.send.clone();
        Callback::from(move |e: InputEvent| {
            if let Some(input) = e.target_dyn_into::<HtmlInputElement>()
                && let Ok(n) = input.value().parse::<u64>()
            {
                send.emit(Msg::Seek(Moment::Step(n)));
            }
        })
    };
    html! {
        <input class="scrubber" type="range" min="0" max={props.steps.max(1).to_string()} step="1" value={props.step.to_string()}
            disabled={props.steps == 0} aria-label={t::scrubber()}
            aria-valuetext={t::scrubber_text(&props.step, &props.steps, &props.what)} {oninput} />
    }
}

/// A further motion, and whether it goes back.
#[derive(Clone, Copy)]
enum Jumped {
    Line(LineStep, bool),
    To(Target, bool),
    Cursor(bool),
}

impl Jumped {
    fn message(self) -> Msg {
        match self {
            Jumped::Line(how, back) => Msg::Line { how, back },
            Jumped::To(target, back) => Msg::To { target, back },
            Jumped::Cursor(back) => Msg::ToCursor { back },
        }
    }
}

/// A small menu of further motions.
#[component]
fn Jump(props: &Props) -> Html {
    let menu = use_node_ref();
    let model = &props.model;
    let g = model.inspecting().unwrap_or(1);
    let name = model
        .state
        .as_ref()
        .and_then(|s| s.goroutines.iter().find(|x| x.id == g))
        .map_or_else(
            || who::title(g, ""),
            |x| who::title(g, narrate::short_name(&x.name)),
        );
    let line = Jumped::Line;
    let to = Jumped::To;
    let items = [
        (t::jump_line(&name), line(LineStep::Into, false)),
        (t::jump_line_over(&name), line(LineStep::Over, false)),
        (t::jump_line_out(&name), line(LineStep::Out, false)),
        (t::jump_line_back(&name), line(LineStep::Over, true)),
        (t::jump_event(&name), to(Target::EventOf(g), false)),
        (t::jump_event_back(&name), to(Target::EventOf(g), true)),
        (t::jump_switch().to_owned(), to(Target::Switch, false)),
        (t::jump_switch_back().to_owned(), to(Target::Switch, true)),
        (t::jump_notable().to_owned(), to(Target::Notable, false)),
        (t::jump_notable_back().to_owned(), to(Target::Notable, true)),
        (t::jump_choice().to_owned(), to(Target::Choice, false)),
        (t::jump_cursor().to_owned(), Jumped::Cursor(false)),
        (t::jump_cursor_back().to_owned(), Jumped::Cursor(true)),
        (
            t::jump_breakpoint().to_owned(),
            to(Target::Breakpoint, false),
        ),
        (
            t::jump_breakpoint_back().to_owned(),
            to(Target::Breakpoint, true),
        ),
    ];
    let close = {
        let menu = menu.clone();
        Callback::from(move |()| {
            if let Some(el) = menu.cast::<HtmlElement>() {
                let _ = el.remove_attribute("open");
            }
        })
    };
    let onkeydown = {
        let close = close.clone();
        Callback::from(move |e: KeyboardEvent| {
            if e.key() == "Escape" {
                close.emit(());
            }
        })
    };
    let onfocusout = {
        let (close, menu) = (close.clone(), menu.clone());
        Callback::from(move |e: FocusEvent| {
            let to = e
                .related_target()
                .and_then(|t| wasm_bindgen::JsCast::dyn_into::<web_sys::Node>(t).ok());
            let inside = menu.get().is_some_and(|m| m.contains(to.as_ref()));
            if to.is_some() && !inside {
                close.emit(());
            }
        })
    };
    let buttons = items.into_iter().map(|(label, msg)| {
        let (send, close) = (props.send.clone(), close.clone());
        let onclick = Callback::from(move |_| {
            close.emit(());
            send.emit(msg.message());
        });
        html! { <li key={label.clone()}><button type="button" {onclick}>{ label }</button></li> }
    });
    html! {
        <details class="menu" ref={menu} {onkeydown} {onfocusout}>
            <summary class="btn quiet">{ t::jump() }{ icon(Icon::Jump) }</summary>
            <ul class="menu-list">{ for buttons }</ul>
        </details>
    }
}

#[derive(Properties, PartialEq)]
struct DeciderProps {
    policy: Policy,
    /// The run follows a schedule that was found.
    replay: bool,
    seed: u64,
    send: Callback<Msg>,
}

/// Who decides, and with which seed.
#[component]
fn Decider(props: &DeciderProps) -> Html {
    let onchange = {
        let send = props.send.clone();
        Callback::from(move |e: Event| {
            if let Some(select) = e.target_dyn_into::<HtmlSelectElement>() {
                let policy = match select.value().as_str() {
                    "random" => Policy::Random,
                    "manual" => Policy::Manual,
                    _ => Policy::Go,
                };
                send.emit(Msg::Policy(policy));
            }
        })
    };
    let onseed = {
        let send = props.send.clone();
        Callback::from(move |e: Event| {
            if let Some(input) = e.target_dyn_into::<HtmlInputElement>()
                && let Ok(n) = input.value().trim().parse::<u64>()
            {
                send.emit(Msg::Seed(n));
            }
        })
    };
    let hint = match props.policy {
        _ if props.replay => t::policy_replay_hint(),
        Policy::Go => t::policy_go_hint(),
        Policy::Random => t::policy_random_hint(),
        Policy::Manual => t::policy_manual_hint(),
    };
    let option = |value: &'static str, label: &'static str, policy: Policy| {
        let selected = !props.replay && props.policy == policy;
        html! { <option {value} {selected}>{ label }</option> }
    };
    html! {
        <div class="decider">
            <select class="select" aria-label={t::policy_label()} title={hint} {onchange}>
                if props.replay { <option value="" selected={true}>{ t::policy_replay() }</option> }
                { option("go", t::policy_go(), Policy::Go) }
                { option("random", t::policy_random(), Policy::Random) }
                { option("manual", t::policy_manual(), Policy::Manual) }
            </select>
            <label class="seed" title={t::seed_label()}>
                <span aria-hidden="true">{ "#" }</span>
                <input type="text" inputmode="numeric" size="3" aria-label={t::seed_label()} value={props.seed.to_string()} onchange={onseed} />
            </label>
        </div>
    }
}
