//! What keys do while the lanes have the focus.

use protocol::{Moment, Target};
use web_sys::KeyboardEvent;

use crate::model::{Model, Msg};

#[derive(Clone, Copy)]
pub(super) enum Zoom {
    In,
    Out,
    Fit,
    Undo,
}

pub(super) enum Key {
    Say(Msg),
    Zoom(Zoom),
}

/// What a key does while the lanes have the focus. Letters and digits go by position, so that they
/// work on every keyboard layout.
pub(super) fn key(e: &KeyboardEvent, model: &Model, letters: bool) -> Option<Key> {
    let command = e.ctrl_key() || e.meta_key();
    if e.alt_key() {
        return None;
    }
    if command {
        return (e.code() == "KeyZ" && !e.shift_key()).then_some(Key::Zoom(Zoom::Undo));
    }
    let state = model.state.as_ref()?;
    let far = |by: i64| {
        Key::Say(Msg::Seek(Moment::Step(
            state.step.saturating_add_signed(by).min(state.steps),
        )))
    };
    let g = model.inspecting().unwrap_or(1);
    Some(match e.key().as_str() {
        "ArrowRight" => Key::Say(Msg::Step { back: false }),
        "ArrowLeft" => Key::Say(Msg::Step { back: true }),
        "PageDown" => far(10),
        "PageUp" => far(-10),
        "Home" => Key::Say(Msg::Seek(Moment::Step(0))),
        "End" => Key::Say(Msg::Seek(Moment::End)),
        "ArrowDown" => Key::Say(Msg::Select(neighbour(model, 1))),
        "ArrowUp" => Key::Say(Msg::Select(neighbour(model, -1))),
        "Escape" => Key::Say(if model.selected_event.is_some() {
            Msg::SelectEvent(None)
        } else {
            Msg::Select(None)
        }),
        "Enter" if !e.shift_key() => {
            let pick = state
                .choices
                .as_ref()?
                .options
                .iter()
                .find(|o| o.goroutine == g)?
                .pick;
            Key::Say(Msg::Choose(pick))
        }
        _ if !letters => return None,
        "+" | "=" => Key::Zoom(Zoom::In),
        "-" => Key::Zoom(Zoom::Out),
        _ => match e.code().as_str() {
            "Space" => Key::Say(Msg::Play(!model.playing)),
            "Comma" => Key::Say(Msg::To {
                target: Target::EventOf(g),
                back: true,
            }),
            "Period" => Key::Say(Msg::To {
                target: Target::EventOf(g),
                back: false,
            }),
            "KeyF" | "Digit0" | "Numpad0" => Key::Zoom(Zoom::Fit),
            "Equal" | "NumpadAdd" => Key::Zoom(Zoom::In),
            "Minus" | "NumpadSubtract" => Key::Zoom(Zoom::Out),
            code => {
                let digit: usize = code.strip_prefix("Digit")?.parse().ok()?;
                let option = state.choices.as_ref()?.options.get(digit.checked_sub(1)?)?;
                Key::Say(Msg::Choose(option.pick))
            }
        },
    })
}

fn neighbour(model: &Model, by: i32) -> Option<u32> {
    let all: Vec<u32> = model
        .state
        .as_ref()?
        .goroutines
        .iter()
        .map(|g| g.id)
        .collect();
    // The first press selects the one that is shown already.
    let Some(selected) = model.selected else {
        return model.inspecting();
    };
    let at = all.iter().position(|x| *x == selected);
    let next = match at {
        Some(i) => i
            .saturating_add_signed(by as isize)
            .min(all.len().saturating_sub(1)),
        None => 0,
    };
    all.get(next).copied()
}
