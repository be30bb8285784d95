//! Preferences.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::{
    i18n as t,
    store::{Prefs, Theme},
    ui::dialogs::Dialog,
};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) prefs: Prefs,
    pub(crate) on_change: Callback<Prefs>,
    pub(crate) on_close: Callback<()>,
}

/// The dialog.
#[component]
pub(crate) fn Settings(props: &Props) -> Html {
    let prefs = props.prefs;
    let on_theme = {
        let on_change = props.on_change.clone();
        Callback::from(move |e: Event| {
            if let Some(select) = e.target_dyn_into::<HtmlSelectElement>() {
                let theme = match select.value().as_str() {
                    "light" => Theme::Light,
                    "dark" => Theme::Dark,
                    _ => Theme::Auto,
                };
                on_change.emit(Prefs { theme, ..prefs });
            }
        })
    };
    let toggle = |label: &'static str,
                  hint: Option<&'static str>,
                  on: bool,
                  set: fn(&mut Prefs, bool)| {
        let on_change = props.on_change.clone();
        let onchange = Callback::from(move |e: Event| {
            if let Some(input) = e.target_dyn_into::<HtmlInputElement>() {
                let mut next = prefs;
                set(&mut next, input.checked());
                on_change.emit(next);
            }
        });
        html! {
            <label class="setting"><span>{ label }if let Some(hint) = hint { <small class="faint">{ hint }</small> }</span>
                <input type="checkbox" class="switch" role="switch" checked={on} {onchange} /></label>
        }
    };
    let option = |value: &'static str, label: &'static str, theme: Theme| {
        html! { <option {value} selected={prefs.theme == theme}>{ label }</option> }
    };
    html! {
        <Dialog title={t::settings_title()} on_close={props.on_close.clone()}>
            <label class="setting"><span>{ t::set_theme() }</span>
                <select class="select" onchange={on_theme}>
                    { option("auto", t::set_theme_auto(), Theme::Auto) }
                    { option("light", t::set_theme_light(), Theme::Light) }
                    { option("dark", t::set_theme_dark(), Theme::Dark) }
                </select>
            </label>
            { toggle(t::set_plain(), Some(t::set_plain_hint()), prefs.plain, |p, on| p.plain = on) }
            { toggle(t::set_keys(), Some(t::set_keys_hint()), prefs.keys, |p, on| p.keys = on) }
            { toggle(t::set_compact(), None, prefs.compact, |p, on| p.compact = on) }
        </Dialog>
    }
}
