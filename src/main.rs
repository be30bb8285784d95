//! The page: everything a person sees. It holds no engine; it talks to one in a worker through
//! `protocol`.
//!
//! `model` is what a workbench knows and how that changes (pure); `narrate`, `lanes::scene` and
//! `program` derive from it (pure); `engine` is the wire to the worker; `ui` shows it.
#![recursion_limit = "512"]

mod content;
mod engine;
mod i18n;
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

fn main() {
    let root = web_sys::window()
        .and_then(|w| w.document())
        .and_then(|d| d.get_element_by_id("app"));
    if let Some(root) = root {
        yew::Renderer::<ui::app::App>::with_root(root).render();
    }
}
