//! The bar between code and stage: by pointer, by keys, back with a double click.

use web_sys::{Element, HtmlElement, KeyboardEvent, PointerEvent};
use yew::prelude::*;

use crate::i18n as t;

/// The narrowest code pane, and the room that the stage keeps.
const LEAST: u32 = 280;
const STAGE: u32 = 460;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// The pane that is split: it gets `--split`.
    pub(crate) pane: NodeRef,
    /// Width of the code pane; 0: the layout's own.
    pub(crate) width: u32,
    pub(crate) on_width: Callback<u32>,
}

fn apply(pane: &NodeRef, width: u32) {
    if let Some(el) = pane.cast::<HtmlElement>() {
        let style = el.style();
        let _ = if width == 0 {
            style.remove_property("--split").map(|_| ())
        } else {
            style.set_property("--split", &format!("{width}px"))
        };
    }
}

fn clamp(pane: &NodeRef, width: f64) -> u32 {
    let room = pane
        .cast::<Element>()
        .map_or(1440, |el| el.client_width().max(0) as u32);
    (width.max(0.0) as u32).clamp(LEAST, room.saturating_sub(STAGE).max(LEAST))
}

/// The bar.
#[component]
pub(crate) fn Splitter(props: &Props) -> Html {
    let held = use_mut_ref(|| false);
    {
        let pane = props.pane.clone();
        use_effect_with(props.width, move |width| apply(&pane, *width));
    }
    let at = {
        let pane = props.pane.clone();
        move |e: &PointerEvent| {
            let left = pane
                .cast::<Element>()
                .map_or(0.0, |el| el.get_bounding_client_rect().left());
            clamp(&pane, f64::from(e.client_x()) - left)
        }
    };
    let onpointerdown = {
        let held = held.clone();
        Callback::from(move |e: PointerEvent| {
            *held.borrow_mut() = true;
            if let Some(el) = e.target_dyn_into::<Element>() {
                let _ = el.set_pointer_capture(e.pointer_id());
            }
            e.prevent_default();
        })
    };
    let onpointermove = {
        let (held, at, pane) = (held.clone(), at.clone(), props.pane.clone());
        Callback::from(move |e: PointerEvent| {
            if *held.borrow() {
                apply(&pane, at(&e));
            }
        })
    };
    let onpointerup = {
        let (held, on_width) = (held.clone(), props.on_width.clone());
        Callback::from(move |e: PointerEvent| {
            if std::mem::take(&mut *held.borrow_mut()) {
                on_width.emit(at(&e));
            }
        })
    };
    let ondblclick = {
        let on_width = props.on_width.clone();
        Callback::from(move |_: MouseEvent| on_width.emit(0))
    };
    let shown = if props.width == 0 { 520 } else { props.width };
    let onkeydown = {
        let (on_width, pane) = (props.on_width.clone(), props.pane.clone());
        Callback::from(move |e: KeyboardEvent| {
            let to = match e.key().as_str() {
                "ArrowLeft" => clamp(&pane, f64::from(shown) - 24.0),
                "ArrowRight" => clamp(&pane, f64::from(shown) + 24.0),
                "Home" => clamp(&pane, 0.0),
                "End" => clamp(&pane, 1e6),
                "Enter" => 0,
                _ => return,
            };
            e.prevent_default();
            on_width.emit(to);
        })
    };
    html! {
        <div class="splitter" role="separator" tabindex="0" aria-orientation="vertical" aria-label={t::editor_tools()}
            aria-valuenow={shown.to_string()} aria-valuemin={LEAST.to_string()} aria-valuemax="1200"
            {onpointerdown} {onpointermove} {onpointerup} {ondblclick} {onkeydown}></div>
    }
}
