//! The page: everything a person sees. It holds no engine; it talks to one in a worker through
//! `protocol`.
//!
//! `model` is what a workbench knows and how that changes (pure); `narrate`, `lanes::scene` and
//! `program` derive from it (pure); `engine` is the wire to the workers; `ui` shows it.
//!
//! There are two binaries. The page is downloaded by everybody; the `lab` is loaded when somebody
//! asks for more about a program than one run shows: races, the order of events, all
//! interleavings. It draws into a place that the page leaves it, and `bridge` is all that the two
//! say to each other.
#![recursion_limit = "512"]

mod bridge;
mod content;
mod engine;
mod i18n;
pub mod lab;
mod lanes;
mod model;
mod narrate;
mod program;
mod ptr;
mod route;
mod store;
mod svg;
mod ui;
mod who;

/// A defect of the page itself: yew cannot go on after it. Says so in place of a frozen screen; the
/// draft was kept with every key.
fn show_panic(info: &std::panic::PanicHookInfo<'_>) {
    web_sys::console::error_1(&info.to_string().into());
    let Some(document) = web_sys::window().and_then(|w| w.document()) else {
        return;
    };
    if document.get_element_by_id("broken").is_some() {
        return;
    }
    if let (Ok(note), Some(body)) = (document.create_element("p"), document.body()) {
        note.set_id("broken");
        note.set_text_content(Some(i18n::fault_page()));
        let _ = note.set_attribute("role", "alert");
        let _ = body.append_child(&note);
    }
}

/// Puts the page into the document.
pub fn start() {
    yew::set_custom_panic_hook(Box::new(show_panic));
    let root = web_sys::window()
        .and_then(|w| w.document())
        .and_then(|d| d.get_element_by_id("app"));
    if let Some(root) = root {
        yew::Renderer::<ui::app::App>::with_root(root).render();
    }
}
