//! The lab: what can be said of a program beyond the run at hand. Loaded when it is asked for.
//!
//! `desk` is what it knows and how that changes; it outlives the view, so that an exploration goes
//! on while the reader looks at something else. `pool` divides one exploration among workers
//! (pure). The rest shows it.

mod address;
mod compare;
mod desk;
mod escapes;
mod explore;
mod inquiry;
mod layout;
mod memory;
mod order;
mod order_scene;
mod outcome;
mod pool;
mod port;
mod races;
mod tree;
mod unsafe_lab;
mod verdict;

use std::{cell::RefCell, rc::Rc};

use js_sys::Function;
use web_sys::Element;
use yew::{AppHandle, prelude::*};

use crate::{
    bridge::{self, Scene, Topic},
    lab::{
        desk::Desk,
        escapes::EscapesPanel,
        explore::ExplorePanel,
        inquiry::{Inquiry, Known},
        layout::LayoutLab,
        memory::MemoryPanel,
        order::OrderPanel,
        races::RacesPanel,
        unsafe_lab::UnsafeLab,
    },
    ptr::Ptr,
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
    Inquiry::here().watch(Callback::noop());
    if let Some(view) = view {
        view.destroy();
    }
}

/// The view.
#[component]
fn Lab() -> Html {
    let redraw = use_force_update();
    use_effect_with((), move |()| {
        let redraw = Callback::from(move |()| redraw.force_update());
        Desk::here().watch(redraw.clone());
        Inquiry::here().watch(redraw.clone());
        // The page may have spoken before anybody listened.
        redraw.emit(());
    });
    let desk = Desk::here();
    let topic = desk.now().scene.topic;
    match topic {
        Topic::Explore => html! { <ExplorePanel now={desk.now()} /> },
        Topic::Layout | Topic::LayoutScreen => {
            html! { <LayoutLab page={Rc::clone(&desk.now().scene)} /> }
        }
        Topic::Escapes => html! { <EscapesPanel scene={Rc::clone(&desk.now().scene)} /> },
        Topic::Memory => html! { <MemoryPanel scene={Rc::clone(&desk.now().scene)} /> },
        Topic::UnsafeScreen => html! { <UnsafeLab page={Rc::clone(&desk.now().scene)} /> },
        topic => {
            let (scene, known) = (Rc::clone(&desk.now().scene), Inquiry::here().known());
            html! { <Asked {topic} {scene} {known} /> }
        }
    }
}

#[derive(Properties, PartialEq)]
struct AskedProps {
    topic: Topic,
    scene: Rc<Scene>,
    known: Ptr<Known>,
}

/// What is asked about the run at hand.
#[component]
fn Asked(props: &AskedProps) -> Html {
    use_effect_with((props.topic, Rc::clone(&props.scene)), |(topic, scene)| {
        // Scenes come before anything is open, too.
        if !scene.text.is_empty() {
            Inquiry::here().follow(scene, *topic == Topic::Order);
        }
    });
    let (scene, known) = (Rc::clone(&props.scene), props.known.clone());
    match props.topic {
        Topic::Order => html! { <OrderPanel {scene} {known} /> },
        _ => html! { <RacesPanel {scene} {known} /> },
    }
}
