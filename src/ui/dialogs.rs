//! Dialogs: the frame of all of them, help, recent drafts.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

use crate::{
    i18n as t, lanes,
    store::Draft,
    ui::bits::{Icon, icon_button, mod_key},
};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) title: AttrValue,
    pub(crate) on_close: Callback<()>,
    #[prop_or_default]
    pub(crate) class: Classes,
    pub(crate) children: Html,
}

/// A modal dialog: the browser keeps the focus in it and gives it back.
#[component]
pub(crate) fn Dialog(props: &Props) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            let dialog = node.cast::<HtmlDialogElement>();
            if let Some(dialog) = &dialog {
                let _ = dialog.show_modal();
            }
            move || {
                if let Some(dialog) = dialog {
                    dialog.close();
                }
            }
        });
    }
    let onclose = {
        let on_close = props.on_close.clone();
        Callback::from(move |_: Event| on_close.emit(()))
    };
    let oncancel = {
        let on_close = props.on_close.clone();
        Callback::from(move |e: Event| {
            e.prevent_default();
            on_close.emit(());
        })
    };
    // A click on the backdrop is a click on the dialog element itself.
    let onclick = {
        let (node, on_close) = (node.clone(), props.on_close.clone());
        Callback::from(move |e: MouseEvent| {
            let on_self = e.target_dyn_into::<HtmlDialogElement>().is_some();
            if on_self && node.get().is_some() {
                on_close.emit(());
            }
        })
    };
    let close = {
        let on_close = props.on_close.clone();
        Callback::from(move |_| on_close.emit(()))
    };
    html! {
        <dialog class={classes!("dialog", props.class.clone())} ref={node} aria-label={props.title.clone()} {onclose} {oncancel} {onclick}>
            <div class="dialog-body">
                <header><h2>{ props.title.clone() }</h2>{ icon_button(Icon::Close, t::close().into(), false, close) }</header>
                { props.children.clone() }
            </div>
        </dialog>
    }
}

/// Every key, and what the lanes mean.
#[component]
pub(crate) fn Help(props: &HelpProps) -> Html {
    let m = mod_key();
    let anywhere = [
        (format!("{m}⏎  ·  ⇧⏎"), t::key_run()),
        (format!("{m};"), t::key_step()),
        (format!("{m}⇧ ;"), t::key_back()),
        (format!("{m}S"), t::key_share()),
        (crate::ui::keys::FORMAT_KEYS.to_owned(), t::key_format()),
        ("F8".to_owned(), t::key_problem()),
        ("?".to_owned(), t::key_help()),
        ("Esc Tab".to_owned(), t::editor_esc_hint()),
    ];
    let in_lanes = [
        ("←  →".to_owned(), t::key_lane_step()),
        (",  .".to_owned(), t::key_lane_event()),
        ("PgUp  PgDn".to_owned(), t::key_lane_ten()),
        ("Home  End".to_owned(), t::key_lane_ends()),
        ("Space".to_owned(), t::key_lane_play()),
        ("↑  ↓".to_owned(), t::key_lane_move()),
        ("⏎".to_owned(), t::key_lane_run()),
        ("1 – 9".to_owned(), t::key_lane_pick()),
        ("+  −  0  F".to_owned(), t::key_lane_zoom()),
        (format!("{m}Z"), t::key_lane_undo()),
        ("Esc".to_owned(), t::key_lane_esc()),
    ];
    let table = |rows: Vec<(String, &'static str)>| {
        let rows = rows.into_iter().map(|(key, what)| html! { <tr key={what}><th scope="row"><kbd>{ key }</kbd></th><td>{ what }</td></tr> });
        html! { <table class="keys"><tbody>{ for rows }</tbody></table> }
    };
    html! {
        <Dialog title={t::help_title()} on_close={props.on_close.clone()} class="help">
            <div class="columns">
                <section><h3>{ t::help_anywhere() }</h3>{ table(anywhere.into()) }
                    <h3>{ t::help_legend() }</h3>{ legend() }</section>
                <section><h3>{ t::help_lanes() }</h3>{ table(in_lanes.into()) }
                    <p class="faint">{ t::help_about() }</p></section>
            </div>
        </Dialog>
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct HelpProps {
    pub(crate) on_close: Callback<()>,
}

/// A sample of every state.
fn legend() -> Html {
    use protocol::LaneState as L;
    let items = [L::Running, L::Runnable, L::BlockedChan, L::BlockedLock, L::Sleeping, L::Done, L::Deadlocked].into_iter().map(|state| {
        html! { <li key={lanes::state_class(state)}>{ lanes::swatch(state, 50) }{ lanes::state_word(state) }</li> }
    });
    html! { <ul class="legend">{ for items }</ul> }
}

#[derive(Properties, PartialEq)]
pub(crate) struct RecentProps {
    pub(crate) drafts: Vec<Draft>,
    pub(crate) on_open: Callback<Draft>,
    pub(crate) on_close: Callback<()>,
}

/// Drafts of before.
#[component]
pub(crate) fn Recent(props: &RecentProps) -> Html {
    let items = props.drafts.iter().map(|d| {
        let onclick = {
            let (on_open, d) = (props.on_open.clone(), d.clone());
            Callback::from(move |_| on_open.emit(d.clone()))
        };
        let first = d.text.lines().find(|l| l.starts_with("func ") || l.starts_with("//")).unwrap_or_default().to_owned();
        let when = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(d.at as f64)).to_locale_string("default", &wasm_bindgen::JsValue::UNDEFINED);
        html! {
            <li key={d.id.clone()}><button type="button" {onclick}>
                <span class="code">{ first }</span><span class="faint">{ String::from(when) }{ " · " }{ t::recent_lines(d.text.lines().count() as u64) }</span>
            </button></li>
        }
    });
    html! {
        <Dialog title={t::recent_title()} on_close={props.on_close.clone()}>
            if props.drafts.is_empty() { <p class="faint">{ t::recent_empty() }</p> }
            <ul class="recent">{ for items }</ul>
        </Dialog>
    }
}
