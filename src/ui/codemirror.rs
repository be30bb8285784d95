//! The full editor's chunk, as the page and the lab call it (`src/editor/editor.js`). What is shown
//! until it is there, and what its marks mean, is its users' business.

use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::HtmlElement;

/// Where the document's list of assets names it.
pub(crate) const EDITOR: usize = 0;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = sudogImport)]
    pub(crate) fn import(name: &str) -> Promise;

    /// Its module.
    pub(crate) type Module;
    #[wasm_bindgen(method, catch)]
    pub(crate) fn mount(
        this: &Module,
        host: &HtmlElement,
        options: &JsValue,
    ) -> Result<Handle, JsValue>;

    /// An editor in the document.
    #[derive(Clone)]
    pub(crate) type Handle;
    #[wasm_bindgen(method, js_name = setText)]
    pub(crate) fn set_text(this: &Handle, text: &str);
    #[wasm_bindgen(method, js_name = setDiagnostics)]
    pub(crate) fn set_diagnostics(this: &Handle, list: &Array);
    #[wasm_bindgen(method, js_name = setMarks)]
    pub(crate) fn set_marks(this: &Handle, marks: &Array, lines: &Array);
    #[wasm_bindgen(method, js_name = setBreakpoints)]
    pub(crate) fn set_breakpoints(this: &Handle, lines: &Array);
    #[wasm_bindgen(method)]
    pub(crate) fn reveal(this: &Handle, line: u32);
    #[wasm_bindgen(method, js_name = goTo)]
    pub(crate) fn go_to(this: &Handle, offset: u32);
    #[wasm_bindgen(method)]
    pub(crate) fn focus(this: &Handle);
    #[wasm_bindgen(method)]
    pub(crate) fn destroy(this: &Handle);
}

/// A JavaScript object of these fields.
pub(crate) fn object(fields: &[(&str, JsValue)]) -> Object {
    let out = Object::new();
    for (key, value) in fields {
        // Fails only for frozen objects; this one is new.
        let _ = Reflect::set(&out, &JsValue::from_str(key), value);
    }
    out
}
