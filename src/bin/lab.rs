//! The lab's binary: a module that the page imports when it is asked for.

use js_sys::Function;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;

/// Draws the lab into an element. What it has to say goes to `say`, as bytes of a `bridge::Word`.
#[wasm_bindgen]
pub fn mount(element: Element, say: Function) {
    page::lab::mount(element, say);
}

/// What the page shows now: bytes of a `bridge::Scene`.
#[wasm_bindgen]
pub fn update(scene: &[u8]) {
    page::lab::update(scene);
}

/// Takes it away again, with its workers.
#[wasm_bindgen]
pub fn unmount() {
    page::lab::unmount();
}

fn main() {}
