//! The right-hand side of a workbench: transport, sentence, who may run, lanes, what is in flight,
//! and the details.

use yew::prelude::*;

use crate::{
    bridge::Topic,
    i18n as t,
    lanes::Lanes,
    model::{Msg, Panel},
    ptr::Ptr,
    store::Prefs,
    ui::{
        bench::Bench,
        events::{EventPanel, Steps},
        inspector::Inspector,
        lab::LabPlace,
        narration::Narration,
        objects::ObjectsPanel,
        run_next::RunNext,
        share::panel_name,
        transport::Transport,
    },
};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) bench: Bench,
    pub(crate) prefs: Prefs,
    /// Shows a line of the source.
    pub(crate) go_to: Callback<u32>,
}

/// The stage.
#[component]
pub(crate) fn Stage(props: &Props) -> Html {
    let Bench {
        model,
        nudges,
        send,
        ..
    } = props.bench.clone();
    let restart = {
        let bench = props.bench.clone();
        Callback::from(move |()| bench.restart_engine())
    };
    let lab = matches!(model.panel, Panel::Lab(_));
    html! {
        <section class={classes!("stage", lab.then_some("with-lab"))} id="stage" aria-label={t::transport()}>
            <div class="stage-top">
                <Transport model={model.clone()} send={send.clone()} />
                <Narration model={model.clone()} announce={nudges.announce} send={send.clone()} {restart} />
                <RunNext model={model.clone()} send={send.clone()} />
            </div>
            <Lanes model={model.clone()} send={send.clone()} compact={props.prefs.compact} letters={props.prefs.keys} />
            <div class="lower">
                if !lab { <ObjectsPanel model={model.clone()} /> }
                <Details {model} {send} go_to={props.go_to.clone()} />
            </div>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct DetailsProps {
    model: Ptr<crate::model::Model>,
    send: Callback<Msg>,
    go_to: Callback<u32>,
}

const TABS: [Panel; 9] = [
    Panel::Goroutine,
    Panel::Event,
    Panel::Steps,
    Panel::Lab(Topic::Races),
    Panel::Lab(Topic::Order),
    Panel::Lab(Topic::Explore),
    Panel::Lab(Topic::Memory),
    Panel::Lab(Topic::Escapes),
    Panel::Lab(Topic::Layout),
];

fn title(panel: Panel) -> &'static str {
    match panel {
        Panel::Goroutine => t::tab_goroutine(),
        Panel::Event => t::tab_event(),
        Panel::Steps => t::tab_steps(),
        Panel::Lab(Topic::Explore) => t::tab_explore(),
        Panel::Lab(Topic::Races) => t::topic_races(),
        Panel::Lab(Topic::Order) => t::topic_order(),
        Panel::Lab(Topic::Memory) => t::topic_memory(),
        Panel::Lab(Topic::Escapes) => t::topic_escapes(),
        Panel::Lab(_) => t::topic_layout(),
    }
}

/// A tab's id in the document.
fn id(panel: Panel) -> String {
    format!("tab-{}", panel_name(panel))
}

/// Goroutine, event, steps: one of them at a time.
#[component]
fn Details(props: &DetailsProps) -> Html {
    let model = &props.model;
    let tabs = TABS.into_iter().map(|panel| {
        let onclick = {
            let send = props.send.clone();
            Callback::from(move |_| send.emit(Msg::Panel(panel)))
        };
        let on = model.panel == panel;
        html! {
            <button key={title(panel)} type="button" role="tab" id={id(panel)} aria-selected={on.to_string()} aria-controls="details-panel"
                tabindex={if on { "0" } else { "-1" }} {onclick}>{ title(panel) }</button>
        }
    });
    let onkeydown = {
        let (send, now) = (props.send.clone(), model.panel);
        Callback::from(move |e: KeyboardEvent| {
            let by: isize = match e.key().as_str() {
                "ArrowRight" => 1,
                "ArrowLeft" => -1,
                _ => return,
            };
            let at = TABS.iter().position(|p| *p == now).unwrap_or(0) as isize;
            if let Some(next) = TABS.get((at + by).rem_euclid(TABS.len() as isize) as usize) {
                e.prevent_default();
                send.emit(Msg::Panel(*next));
                let tab = web_sys::window()
                    .and_then(|w| w.document())
                    .and_then(|d| d.get_element_by_id(&id(*next)));
                if let Some(tab) =
                    tab.and_then(|t| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(t).ok())
                {
                    let _ = tab.focus();
                }
            }
        })
    };
    let body = match model.panel {
        Panel::Goroutine => {
            html! { <Inspector model={model.clone()} go_to={props.go_to.clone()} /> }
        }
        Panel::Event => {
            html! { <EventPanel model={model.clone()} send={props.send.clone()} go_to={props.go_to.clone()} /> }
        }
        Panel::Steps => {
            html! { <Steps model={model.clone()} send={props.send.clone()} go_to={props.go_to.clone()} /> }
        }
        Panel::Lab(topic) => {
            html! { <LabPlace model={model.clone()} {topic} send={props.send.clone()} go_to={props.go_to.clone()} /> }
        }
    };
    html! {
        <section class="details" aria-label={t::panels()}>
            <div class="tabs" role="tablist" aria-label={t::panels()} {onkeydown}>{ for tabs }</div>
            <div class="details-body" id="details-panel" role="tabpanel" aria-labelledby={id(model.panel)} tabindex="0">{ body }</div>
        </section>
    }
}
