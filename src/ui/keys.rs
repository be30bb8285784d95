//! Keys that act from anywhere. By position where a letter or sign is meant, so that they are the
//! same on every layout.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{AddEventListenerOptions, HtmlElement, KeyboardEvent};
use yew::prelude::*;

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Run,
    Step,
    Back,
    Share,
    Format,
    Help,
}

/// What formats, as keys are named.
pub(crate) const FORMAT_KEYS: &str = "Shift+Alt+F";

/// Whether keys go into a text right now.
fn typing(e: &KeyboardEvent) -> bool {
    let Some(el) = e.target().and_then(|t| t.dyn_into::<HtmlElement>().ok()) else {
        return false;
    };
    // The editor's events seem to come from its host, because it lives in a shadow root.
    matches!(el.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
        || el.is_content_editable()
        || el.class_list().contains("source-live")
}

fn command(e: &KeyboardEvent, letters: bool) -> Option<Command> {
    let command = e.ctrl_key() || e.meta_key();
    Some(
        match (command, e.shift_key(), e.alt_key(), e.code().as_str()) {
            (true, false, false, "Enter" | "NumpadEnter")
            | (false, true, false, "Enter" | "NumpadEnter") => {
                // Shift+Enter on a button or link is that control's own.
                let own = e
                    .target()
                    .and_then(|t| t.dyn_into::<HtmlElement>().ok())
                    .is_some_and(|el| matches!(el.tag_name().as_str(), "BUTTON" | "A" | "SUMMARY"));
                if own && !command {
                    return None;
                }
                Command::Run
            }
            (true, false, false, "Semicolon") => Command::Step,
            (true, true, false, "Semicolon") => Command::Back,
            (true, false, false, "KeyS") => Command::Share,
            (false, true, true, "KeyF") => Command::Format,
            (false, _, false, _) if e.key() == "?" && letters && !typing(e) => Command::Help,
            _ => return None,
        },
    )
}

/// Listens on the whole page.
#[hook]
pub(crate) fn use_keys(letters: bool, on: Callback<Command>) {
    use_effect_with((letters, on), move |(letters, on)| {
        let (letters, on) = (*letters, on.clone());
        let listener = Closure::<dyn FnMut(KeyboardEvent)>::new(move |e: KeyboardEvent| {
            if let Some(what) = command(&e, letters) {
                e.prevent_default();
                e.stop_propagation();
                on.emit(what);
            }
        });
        let options = AddEventListenerOptions::new();
        options.set_capture(true);
        let window = web_sys::window();
        if let Some(window) = &window {
            let _ = window.add_event_listener_with_callback_and_add_event_listener_options(
                "keydown",
                listener.as_ref().unchecked_ref(),
                &options,
            );
        }
        move || {
            if let Some(window) = window {
                let _ = window.remove_event_listener_with_callback_and_bool(
                    "keydown",
                    listener.as_ref().unchecked_ref(),
                    true,
                );
            }
        }
    });
}
