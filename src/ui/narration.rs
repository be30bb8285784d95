//! One plain sentence: what just happened, or how the run ended. A screen reader hears the same, not
//! more often than it can speak.

use gloo_timers::callback::Timeout;
use protocol::{End, Status};
use yew::prelude::*;

use crate::{
    i18n as t,
    model::{Health, Model, Msg, Notice},
    narrate::{self, Names},
    ptr::Ptr,
    ui::bits::{Icon, icon_button, marker},
};

/// Milliseconds between two announcements.
const REST_MS: u32 = 500;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) model: Ptr<Model>,
    /// Raised when there is something new to say.
    pub(crate) announce: u32,
    pub(crate) send: Callback<Msg>,
    /// Starts the engine anew.
    pub(crate) restart: Callback<()>,
}

/// The sentence, its tone, and Go's own line if there is one.
fn content(model: &Model) -> (String, &'static str, Option<String>) {
    if let Health::Failed(_) = model.health {
        return (t::fault_worker().into(), "bad", None);
    }
    if let Some(p) = &model.moving
        && p.tick > 0
    {
        return (
            t::moving_at(&t::number(p.step), &t::number(p.tick)),
            "busy",
            None,
        );
    }
    let Some(state) = &model.state else {
        let text = if model.health == Health::Loading {
            t::engine_loading()
        } else {
            t::said_start()
        };
        return (text.into(), "calm", None);
    };
    let text = narrate::state(state);
    match &state.status {
        Status::Ended(how) => {
            let tone = match how {
                End::Finished { .. } | End::Exited { code: 0, .. } | End::Stopped => "good",
                _ => "bad",
            };
            let more = match how {
                // The cause says more than the line that Go prints, which the output has anyway.
                End::Deadlock(d) => Some(narrate::deadlock_line(d, Names(&state.goroutines))),
                _ => narrate::go_line(how).map(str::to_owned),
            };
            (text, tone, more)
        }
        _ => {
            let more = narrate::pause(state, |file, line| model.program.text_line(file, line));
            (text, "calm", more)
        }
    }
}

/// The band under the transport.
#[component]
pub(crate) fn Narration(props: &Props) -> Html {
    let model = &props.model;
    let (text, tone, more) = content(model);
    let who = model
        .state
        .as_ref()
        .filter(|s| !matches!(s.status, Status::Ended(_)))
        .and_then(|s| s.last.as_ref())
        .map(|e| e.goroutine)
        .filter(|g| *g != 0);

    // The live region: the latest sentence, once the reader rests.
    let spoken = use_state_eq(AttrValue::default);
    let timer = use_mut_ref(|| None::<Timeout>);
    {
        let (spoken, text) = (spoken.clone(), text.clone());
        use_effect_with(props.announce, move |_| {
            *timer.borrow_mut() = Some(Timeout::new(REST_MS, move || spoken.set(text.into())));
        });
    }

    let notice = model.notice.as_ref().map(|n| notice(n, props));
    let stale = model.state.is_some() && model.stale() && !model.fresh();
    html! {
        <div class={classes!("narration", tone)}>
            <p class="sentence">
                { who.map(marker) }
                <span>{ text }</span>
                if let Some(more) = more {
                    <span class="more">{ more }</span>
                }
            </p>
            if stale {
                <p class="aside">
                    { t::stale() }
                    <button type="button" class="link" onclick={let send = props.send.clone(); move |_| send.emit(Msg::Restart)}>{ t::stale_restart() }</button>
                </p>
            }
            { notice }
            <p class="sr" role="status" aria-live="polite" aria-atomic="true">{ (*spoken).clone() }</p>
        </div>
    }
}

fn notice(n: &Notice, props: &Props) -> Html {
    use crate::engine::Lost;
    use protocol::Fault;
    let text = match n {
        Notice::Fault(Fault::NothingOpen) => t::fault_nothing_open().to_owned(),
        Notice::Fault(Fault::NoSuchChoice) => t::fault_no_choice().to_owned(),
        Notice::Fault(Fault::NoFurther) => t::pause_no_further().to_owned(),
        Notice::Fault(Fault::Diverged { step }) => t::fault_diverged(step),
        Notice::Fault(Fault::BadMessage) | Notice::Lost(Lost::Version) => {
            t::fault_version().to_owned()
        }
        Notice::Fault(Fault::Internal(_)) | Notice::Lost(Lost::Trap) => {
            t::fault_internal().to_owned()
        }
        Notice::Unformatted => t::format_refused().to_owned(),
        Notice::Lost(Lost::Hang) => t::fault_hang().to_owned(),
        Notice::Lost(Lost::Start) => t::fault_worker().to_owned(),
    };
    let dismiss = {
        let send = props.send.clone();
        Callback::from(move |_| send.emit(Msg::Dismiss))
    };
    html! { <p class="aside" role="alert">{ text }{ icon_button(Icon::Close, t::dismiss().into(), false, dismiss) }</p> }
}

/// The sentences about the end of a run, for the panel below.
pub(crate) fn why(model: &Model) -> Option<(String, Vec<String>)> {
    let state = model.state.as_ref()?;
    let Status::Ended(End::Deadlock(d)) = &state.status else {
        return None;
    };
    Some((
        t::end_deadlock().into(),
        narrate::deadlock(d, Names(&state.goroutines)),
    ))
}
