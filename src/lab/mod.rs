//! The lab: what can be said of a program beyond the run at hand. Loaded when it is asked for.
//!
//! `desk` is what it knows and how that changes; it outlives the view, so that an exploration goes
//! on while the reader looks at something else. `pool` divides one exploration among workers
//! (pure). The rest shows it.

mod compare;
mod desk;
mod explore;
mod outcome;
mod pool;
mod tree;
mod verdict;

use std::cell::RefCell;

use js_sys::Function;
use web_sys::Element;
use yew::{AppHandle, prelude::*};

use crate::{
    bridge::{self, Scene, Topic},
    lab::{desk::Desk, explore::ExplorePanel},
};

thread_local! {
    static VIEW: RefCell<Option<AppHandle<Lab>>> = const { RefCell::new(None) };
}

/// Draws the lab into an element; `say` takes the bytes of a [`bridge::Word`].
pub fn mount(element: Element, say: Function) {
    unmount();
    Desk::here().speak_to(Some(say));
    let view = yew::Renderer::<Lab>::with_root(element).render();
    VIEW.with(|v| *v.borrow_mut() = Some(view));
}

/// Takes in what the page shows now: the bytes of a [`bridge::Scene`].
pub fn update(scene: &[u8]) {
    if let Some(scene) = bridge::unpack::<Scene>(scene) {
        Desk::here().scene(scene);
    }
}

/// Takes the view away. Work goes on.
pub fn unmount() {
    let view = VIEW.with(|v| v.borrow_mut().take());
    Desk::here().watch(Callback::noop());
    if let Some(view) = view {
        view.destroy();
    }
}

/// The view.
#[component]
fn Lab() -> Html {
    let redraw = use_force_update();
    use_effect_with((), move |()| {
        Desk::here().watch(Callback::from(move |()| redraw.force_update()));
    });
    let desk = Desk::here();
    let topic = desk.now().scene.topic;
    match topic {
        Topic::Explore => html! { <ExplorePanel now={desk.now()} /> },
        Topic::Races | Topic::Order => Html::default(),
    }
}
