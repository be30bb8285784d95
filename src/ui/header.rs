//! The top of the page: where one is, and what one can do from anywhere.

use web_sys::MouseEvent;
use yew::prelude::*;

use crate::{
    i18n as t,
    route::{Route, SCREENS},
    ui::app::screen_title,
    ui::bits::{Icon, icon, icon_button},
};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) route: Route,
    pub(crate) dark: bool,
    /// The other theme.
    pub(crate) on_theme: Callback<()>,
    pub(crate) on_help: Callback<()>,
    pub(crate) on_settings: Callback<()>,
    /// What belongs to the current screen.
    #[prop_or_default]
    pub(crate) children: Html,
}

/// The header.
#[component]
pub(crate) fn Header(props: &Props) -> Html {
    let link = |route: Route, label: &'static str, current: bool| {
        html! { <a href={route.hash()} aria-current={current.then_some("page")}>{ label }</a> }
    };
    let click = |cb: &Callback<()>| {
        let cb = cb.clone();
        Callback::from(move |_: MouseEvent| cb.emit(()))
    };
    let learn = matches!(props.route, Route::Learn | Route::Lesson(_));
    let gallery = props.route == Route::Gallery;
    let screen = match &props.route {
        Route::Screen(name, _) => Some(*name),
        _ => None,
    };
    let (theme_icon, theme_label) = if props.dark {
        (Icon::Sun, t::theme_to_light())
    } else {
        (Icon::Moon, t::theme_to_dark())
    };
    html! {
        <header class="top">
            <a class="brand" href="#">{ logo() }{ t::app_name() }</a>
            <nav aria-label={t::nav_label()}>
                { link(Route::Play, t::nav_playground(), !learn && !gallery && screen.is_none()) }
                { link(Route::Gallery, t::nav_examples(), gallery) }
                { link(Route::Learn, t::nav_learn(), learn) }
                { for SCREENS.map(|name| link(Route::Screen(name, String::new()), screen_title(name), screen == Some(name))) }
            </nav>
            <div class="top-end">
                <div class="quiet-tools">
                    { icon_button(theme_icon, theme_label.into(), false, click(&props.on_theme)) }
                    { icon_button(Icon::Settings, t::settings().into(), false, click(&props.on_settings)) }
                    { icon_button(Icon::Help, t::help().into(), false, click(&props.on_help)) }
                </div>
                { props.children.clone() }
            </div>
        </header>
    }
}

/// The sign of the page.
pub(crate) fn logo() -> Html {
    html! {
        <svg class="logo" viewBox="0 0 32 32" aria-hidden="true">
            <path class="logo-tile" d="M16 2 30 16 16 30 2 16Z" /><path class="logo-bars" d="M16 9v14M11 12v8m10-8v8" />
        </svg>
    }
}

/// Run or pause, and stop while something moves.
pub(crate) fn run_buttons(
    moving: bool,
    run: Callback<MouseEvent>,
    pause: Callback<MouseEvent>,
    stop: Callback<MouseEvent>,
    key: &str,
) -> Html {
    if moving {
        return html! {
            <>
                <button type="button" class="btn" onclick={pause} title={t::pause()}>{ icon(Icon::Pause) }<span class="label">{ t::pause() }</span></button>
                <button type="button" class="btn danger" onclick={stop} title={t::stop_hint()}>{ icon(Icon::Stop) }<span class="label">{ t::stop() }</span></button>
            </>
        };
    }
    html! {
        <button type="button" class="btn primary" onclick={run} title={t::run_hint(&key)}>{ icon(Icon::Run) }<span class="label">{ t::run() }</span><kbd>{ key.to_owned() }</kbd></button>
    }
}
