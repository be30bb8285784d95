//! The whole page: which screen is on, the theme, the dialogs that belong to all screens.

use wasm_bindgen::{JsCast, closure::Closure};
use yew::prelude::*;

use crate::{
    content::{Shelf, use_catalogue},
    i18n as t, lanes,
    route::Route,
    store::{self, Prefs, Theme},
    ui::{
        dialogs::Help, gallery::Gallery, header::Header, lab::LabScreen, learn::Learn,
        lesson::LessonPage, playground::Playground, settings::Settings,
    },
};

fn hash() -> String {
    web_sys::window()
        .and_then(|w| w.location().hash().ok())
        .unwrap_or_default()
}

fn system_dark() -> bool {
    web_sys::window()
        .and_then(|w| w.match_media("(prefers-color-scheme: dark)").ok()?)
        .is_some_and(|m| m.matches())
}

fn is_dark(theme: Theme) -> bool {
    match theme {
        Theme::Auto => system_dark(),
        Theme::Light => false,
        Theme::Dark => true,
    }
}

fn paint(dark: bool) {
    if let Some(root) = web_sys::window()
        .and_then(|w| w.document())
        .and_then(|d| d.document_element())
    {
        let _ = root.set_attribute("data-theme", if dark { "dark" } else { "light" });
    }
}

/// Calls back whenever an event of the window happens.
#[hook]
fn use_window_event(name: &'static str, on: Callback<()>) {
    use_effect_with(on, move |on| {
        let on = on.clone();
        let listener = Closure::<dyn FnMut()>::new(move || on.emit(()));
        let window = web_sys::window();
        if let Some(w) = &window {
            let _ = w.add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
        }
        move || {
            if let Some(w) = window {
                let _ =
                    w.remove_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
            }
        }
    });
}

/// Follows the system's theme while nothing else was chosen.
#[hook]
fn use_system_theme(theme: Theme, redraw: Callback<()>) {
    use_effect_with((theme, redraw), move |(_, redraw)| {
        let redraw = redraw.clone();
        let list =
            web_sys::window().and_then(|w| w.match_media("(prefers-color-scheme: dark)").ok()?);
        let listener = Closure::<dyn FnMut()>::new(move || redraw.emit(()));
        if let Some(list) = &list {
            let _ =
                list.add_event_listener_with_callback("change", listener.as_ref().unchecked_ref());
        }
        move || {
            if let Some(list) = list {
                let _ = list.remove_event_listener_with_callback(
                    "change",
                    listener.as_ref().unchecked_ref(),
                );
            }
        }
    });
}

/// What a lab that is a screen of its own is called.
pub(crate) fn screen_title(name: &str) -> &'static str {
    if name == "layout" {
        t::layout_title()
    } else {
        t::unsafe_title()
    }
}

fn title(route: &Route) -> String {
    match route {
        Route::Gallery => t::page_title(&t::gallery_title()),
        Route::Learn => t::page_title(&t::learn_title()),
        Route::Screen(name, _) => t::page_title(&screen_title(name)),
        Route::Lesson(id) => crate::content::catalogue()
            .lesson(id)
            .and_then(|(_, l)| Some(t::page_title(&l.text("en")?.0.title)))
            .unwrap_or_else(|| t::app_title().into()),
        _ => t::app_title().into(),
    }
}

/// The page.
#[component]
pub(crate) fn App() -> Html {
    let prefs = use_state_eq(Prefs::load);
    let route = use_state_eq(|| Route::parse(&hash()));
    let help = use_state_eq(|| false);
    let settings = use_state_eq(|| false);
    let tools = use_state(Html::default);
    let redraw = use_force_update();
    let dark = is_dark(prefs.theme);
    let reads = !matches!(*route, Route::Play | Route::Link(_) | Route::Screen(..));
    let (shelf, again) = use_catalogue(reads);

    {
        let route = route.clone();
        let on_hash = use_callback((), move |(), ()| route.set(Route::parse(&hash())));
        use_window_event("hashchange", on_hash);
    }
    let on_system = use_callback((), move |(), ()| redraw.force_update());
    use_system_theme(prefs.theme, on_system);
    use_effect_with(dark, |dark| paint(*dark));
    use_effect_with((), |()| store::tidy());
    {
        let arrival = use_mut_ref(|| Some((*route).clone()));
        use_effect_with(((*route).clone(), shelf), move |(route, _)| {
            let Some(document) = web_sys::window().and_then(|w| w.document()) else {
                return;
            };
            document.set_title(&title(route));
            // After a change of screen the focus goes to its heading; not on arrival.
            if arrival.borrow().as_ref() == Some(route) {
                return;
            }
            *arrival.borrow_mut() = None;
            if let Some(h1) = document
                .query_selector("main:not([hidden]) h1")
                .ok()
                .flatten()
                && let Ok(h1) = h1.dyn_into::<web_sys::HtmlElement>()
            {
                let _ = h1.set_attribute("tabindex", "-1");
                let _ = h1.focus();
            }
        });
    }

    let on_prefs = {
        let prefs = prefs.clone();
        use_callback((), move |next: Prefs, ()| {
            next.save();
            prefs.set(next);
        })
    };
    let on_theme = {
        let (on_prefs, now) = (on_prefs.clone(), *prefs);
        Callback::from(move |()| {
            on_prefs.emit(Prefs {
                theme: if is_dark(now.theme) {
                    Theme::Light
                } else {
                    Theme::Dark
                },
                ..now
            });
        })
    };
    let set = |state: &UseStateHandle<bool>, value: bool| {
        let state = state.clone();
        Callback::from(move |()| state.set(value))
    };
    let on_help = {
        let help = help.clone();
        use_callback((), move |(), ()| help.set(true))
    };
    let on_tools = {
        let tools = tools.clone();
        use_callback((), move |html: Html, ()| tools.set(html))
    };
    let play = matches!(*route, Route::Play | Route::Link(_) | Route::Example { .. });
    let screen = match &*route {
        Route::Gallery | Route::Learn | Route::Lesson(_) if shelf != Shelf::There => {
            waiting(&route, shelf, again.clone())
        }
        Route::Gallery => html! { <Gallery /> },
        Route::Learn => html! { <Learn /> },
        Route::Screen(name, payload) => html! { <LabScreen {name} payload={payload.clone()} /> },
        Route::Lesson(id) => {
            html! { <LessonPage key={id.clone()} id={id.clone()} prefs={*prefs} on_help={on_help.clone()} /> }
        }
        _ => Html::default(),
    };
    html! {
        <>
            { lanes::patterns() }
            <a class="skip" href="#stage" onclick={skip()}>{ t::skip_to_stage() }</a>
            <Header route={(*route).clone()} {dark} {on_theme} on_help={on_help.clone()} on_settings={set(&settings, true)}>
                if play { { (*tools).clone() } }
            </Header>
            <Playground route={(*route).clone()} {shelf} {again} shown={play} prefs={*prefs} {on_help} on_prefs={on_prefs.clone()} tools={on_tools} />
            { screen }
            if *help { <Help on_close={set(&help, false)} /> }
            if *settings { <Settings prefs={*prefs} on_change={on_prefs} on_close={set(&settings, false)} /> }
        </>
    }
}

/// In place of a screen whose content is on its way.
fn waiting(route: &Route, shelf: Shelf, again: Callback<MouseEvent>) -> Html {
    let title = match route {
        Route::Gallery => t::gallery_title(),
        _ => t::learn_title(),
    };
    html! {
        <main class="page">
            <h1>{ title }</h1>
            if shelf == Shelf::Failed {
                <p role="alert">{ t::shelf_failed() }{ " " }<button type="button" class="btn" onclick={again}>{ t::lab_retry() }</button></p>
            } else {
                <p class="faint" role="status">{ t::shelf_away() }</p>
            }
        </main>
    }
}

/// Moves the focus to the lanes without touching the address.
fn skip() -> Callback<MouseEvent> {
    Callback::from(|e: MouseEvent| {
        e.prevent_default();
        let lanes = web_sys::window()
            .and_then(|w| w.document())
            .and_then(|d| d.query_selector("main:not([hidden]) .lanes").ok()?);
        if let Some(lanes) = lanes.and_then(|l| l.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = lanes.focus();
        }
    })
}
