//! The smallest pieces: markers, icons, chips.

use protocol::{Gid, Goroutine};
use yew::prelude::*;

use crate::{i18n as t, model::Msg, narrate, who};

/// A button's answer to a click.
pub(crate) fn say(send: &Callback<Msg>, msg: fn() -> Msg) -> Callback<MouseEvent> {
    let send = send.clone();
    Callback::from(move |_| send.emit(msg()))
}

/// A goroutine's marker.
pub(crate) fn marker(g: Gid) -> Html {
    let looks = who::looks(g);
    let class = classes!(
        "mk",
        format!("g{}", looks.hue),
        looks.hollow.then_some("hollow")
    );
    html! { <svg {class} viewBox="0 0 12 12" aria-hidden="true"><path d={looks.shape} /></svg> }
}

/// Marker and name.
pub(crate) fn chip(g: Gid, all: &[Goroutine]) -> Html {
    let name = all
        .iter()
        .find(|x| x.id == g)
        .map_or("", |x| x.name.as_str());
    html! { <span class="chip">{ marker(g) }{ who::title(g, narrate::short_name(name)) }</span> }
}

/// Marker and number, for tight places.
pub(crate) fn tiny(g: Gid) -> Html {
    html! { <span class="chip tiny">{ marker(g) }{ format!("g{g}") }</span> }
}

/// What an icon shows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Icon {
    Run,
    Pause,
    Stop,
    Start,
    Back,
    Forward,
    End,
    Play,
    Jump,
    Share,
    Lines,
    Sun,
    Moon,
    Help,
    Settings,
    Plus,
    Minus,
    Fit,
    Close,
    Check,
    Left,
    Right,
}

/// A 16×16 icon in the text's colour; always beside or inside something with a name.
pub(crate) fn icon(which: Icon) -> Html {
    let d = match which {
        Icon::Run => "M4.5 2.5v11l9-5.5Z",
        Icon::Pause => "M4 3h3v10H4ZM9 3h3v10H9Z",
        Icon::Stop => "M3.5 3.5h9v9h-9Z",
        Icon::Start => "M3 3h2v10H3ZM13 3v10L6 8Z",
        Icon::Back => "M12 3v10L5 8Z",
        Icon::Forward => "M4 3v10l7-5Z",
        Icon::End => "M3 3v10l7-5ZM11 3h2v10h-2Z",
        Icon::Play => "M2.5 3v10l5-5ZM8.5 3v10l5-5Z",
        Icon::Jump => "M3 5.5 8 10.5 13 5.5",
        Icon::Share => "M8 10V2M5 4.6 8 1.8l3 2.8M4.6 7H3v7h10V7h-1.6",
        Icon::Lines => "M2.5 3.5h11M5.5 6.5h8M5.5 9.5h6M2.5 12.5h8",
        Icon::Sun => {
            "M8 4.8a3.2 3.2 0 1 0 0 6.4a3.2 3.2 0 1 0 0-6.4ZM8 1v1.6M8 13.4V15M1 8h1.6M13.4 8H15M3 3l1.2 1.2M11.8 11.8 13 13M13 3l-1.2 1.2M4.2 11.8 3 13"
        }
        Icon::Moon => "M13.4 9.6A5.8 5.8 0 0 1 6.4 2.6a5.8 5.8 0 1 0 7 7Z",
        Icon::Help => "M5.6 6a2.4 2.4 0 1 1 3.6 2.1c-.8.5-1.2.9-1.2 1.9M8 12.4v.6",
        Icon::Settings => "M2 4.5h5M11 4.5h3M9 2.5v4M2 11.5h3M9 11.5h5M7 9.5v4",
        Icon::Plus => "M8 3v10M3 8h10",
        Icon::Minus => "M3 8h10",
        Icon::Fit => "M2 3v10M14 3v10M4.5 8h7M6.5 6l-2 2 2 2M9.5 6l2 2-2 2",
        Icon::Close => "M3.5 3.5l9 9M12.5 3.5l-9 9",
        Icon::Check => "M3 8.5 6.5 12 13 4.5",
        Icon::Left => "M10 3 5 8l5 5",
        Icon::Right => "M6 3l5 5-5 5",
    };
    let solid = matches!(
        which,
        Icon::Run
            | Icon::Pause
            | Icon::Stop
            | Icon::Start
            | Icon::Back
            | Icon::Forward
            | Icon::End
            | Icon::Play
    );
    let class = classes!("icon", solid.then_some("solid"));
    html! { <svg {class} viewBox="0 0 16 16" aria-hidden="true"><path {d} /></svg> }
}

/// A button that shows only an icon.
pub(crate) fn icon_button(
    which: Icon,
    label: String,
    disabled: bool,
    onclick: Callback<MouseEvent>,
) -> Html {
    html! {
        <button type="button" class="btn quiet square" title={label.clone()} aria-label={label} {disabled} {onclick}>
            { icon(which) }
        </button>
    }
}

/// A place as a small link-like text.
pub(crate) fn line_label(line: Option<u32>) -> Html {
    match line {
        Some(line) => html! { <span class="line-no">{ t::line_n(&line) }</span> },
        None => Html::default(),
    }
}

/// The name of the modifier key on this system.
pub(crate) fn mod_key() -> &'static str {
    let mac = web_sys::window()
        .map(|w| w.navigator())
        .and_then(|n| n.platform().ok())
        .is_some_and(|p| p.starts_with("Mac") || p.starts_with("iP"));
    if mac { "⌘" } else { "Ctrl+" }
}
