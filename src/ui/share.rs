//! The share link: made here, copied, and shown with its length.

use link::{Choice, File, Hints, State};
use protocol::{ManualChoice, Recording};
use wasm_bindgen_futures::JsFuture;
use yew::{platform::spawn_local, prelude::*};

use crate::{
    bridge::Topic,
    content, i18n as t,
    model::{Model, Panel},
    ptr::Ptr,
    ui::{
        bits::{Icon, icon},
        dialogs::Dialog,
    },
};

/// The engine's version, as links carry it.
const ENGINE: &str = env!("CARGO_PKG_VERSION");

/// The fragment for where a workbench stands.
pub(crate) fn fragment(model: &Model) -> Result<String, link::Error> {
    let fresh = Recording {
        policy: model.policy,
        seed: model.seed,
        ..Recording::default()
    };
    // A run of older code has no place in a link that carries the new code.
    let r: &Recording = if model.stale() {
        &fresh
    } else {
        &model.recording
    };
    link::encode(&State {
        files: model
            .program
            .files(&model.text)
            .into_iter()
            .map(|f| File {
                name: f.name,
                text: f.text,
            })
            .collect(),
        input: String::new(),
        engine: ENGINE.into(),
        policy: match &r.schedule {
            Some(schedule) => State::replaying(schedule),
            None => content::policy_name(r.policy).into(),
        },
        seed: r.seed,
        choices: r
            .manual
            .iter()
            .map(|c| Choice {
                decision: c.decision,
                pick: c.pick,
            })
            .collect(),
        step: r.step,
        tick: r.tick,
        hash: r.hash,
        hints: Hints {
            goroutine: model.selected.map(u64::from),
            panels: vec![panel_name(model.panel).to_owned()],
        },
    })
}

/// The name of a panel in links.
pub(crate) fn panel_name(panel: Panel) -> &'static str {
    match panel {
        Panel::Goroutine => "goroutine",
        Panel::Event => "event",
        Panel::Steps => "steps",
        Panel::Lab(Topic::Explore) => "explore",
        Panel::Lab(Topic::Races) => "races",
        Panel::Lab(Topic::Order) => "order",
        Panel::Lab(Topic::Memory) => "memory",
        Panel::Lab(Topic::Escapes) => "escapes",
        Panel::Lab(_) => "layout",
    }
}

/// What a decoded link asks the engine for.
pub(crate) fn recording(s: &State) -> Recording {
    Recording {
        policy: content::policy(&s.policy),
        seed: s.seed,
        schedule: s.schedule().map(str::to_owned),
        manual: s
            .choices
            .iter()
            .map(|c| ManualChoice {
                decision: c.decision,
                pick: c.pick,
            })
            .collect(),
        step: s.step,
        tick: s.tick,
        hash: s.hash,
    }
}

/// The whole address with this fragment.
pub(crate) fn address(fragment: &str) -> String {
    let here = web_sys::window()
        .and_then(|w| w.location().href().ok())
        .unwrap_or_default();
    format!("{}{fragment}", here.split('#').next().unwrap_or_default())
}

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) model: Ptr<Model>,
    pub(crate) on_close: Callback<()>,
}

/// The dialog. It copies at once.
#[component]
pub(crate) fn Share(props: &Props) -> Html {
    let made = use_memo((), |()| fragment(&props.model));
    let version = use_memo((), |()| props.model.version);
    let copied = use_state_eq(|| None::<bool>);
    let copy = {
        let (made, copied) = (made.clone(), copied.clone());
        Callback::from(move |()| {
            let Ok(fragment) = &*made else { return };
            let text = address(fragment);
            let copied = copied.clone();
            spawn_local(async move {
                let clipboard = web_sys::window().map(|w| w.navigator().clipboard());
                let done = match clipboard {
                    // Absent on pages without a secure origin; calling it then throws, which is caught.
                    Some(c) if !wasm_bindgen::JsValue::from(c.clone()).is_undefined() => {
                        JsFuture::from(c.write_text(&text)).await.is_ok()
                    }
                    _ => false,
                };
                copied.set(Some(done));
            });
        })
    };
    {
        let copy = copy.clone();
        use_effect_with((), move |()| copy.emit(()));
    }
    let body = match &*made {
        Err(_) => html! { <p class="bad-text">{ t::share_too_long() }</p> },
        Ok(fragment) => {
            let text = address(fragment);
            let length = text.chars().count();
            let onfocus = Callback::from(|e: FocusEvent| {
                if let Some(input) = e.target_dyn_into::<web_sys::HtmlInputElement>() {
                    input.select();
                }
            });
            html! {
                <>
                    <div class="share-row">
                        <input class="field code" readonly={true} value={text} aria-label={t::share_title()} {onfocus} />
                        <button type="button" class="btn primary" onclick={move |_| copy.emit(())}>{ icon(Icon::Share) }{ t::share_copy() }</button>
                    </div>
                    <p class="share-state" role="status">
                        { match *copied { Some(true) => t::share_copied(), Some(false) => t::share_copy_failed(), None => "" } }
                        <span class="faint">{ t::share_length(length as u64) }</span>
                    </p>
                    if length > link::COMFORTABLE { <p class="warn-text">{ t::share_long() }</p> }
                    if *version != props.model.version { <p class="warn-text">{ t::share_old() }</p> }
                </>
            }
        }
    };
    html! {
        <Dialog title={t::share_title()} on_close={props.on_close.clone()}>
            { body }
            <p class="faint">{ t::share_what() }</p>
        </Dialog>
    }
}
