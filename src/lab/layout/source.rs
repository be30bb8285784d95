//! A lab's own source: a text area at once, the page's full editor as soon as its chunk is there.

use std::rc::Rc;

use js_sys::Array;
use protocol::{Diagnostics, Severity};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{HtmlElement, HtmlTextAreaElement};
use yew::{platform::spawn_local, prelude::*};

use crate::{
    engine::asset,
    program::utf16_offset,
    ui::codemirror::{EDITOR, Handle, Module, import, object},
};

/// The live editor and what it calls.
struct Live {
    handle: Handle,
    _calls: [Closure<dyn FnMut(JsValue)>; 2],
}

impl Drop for Live {
    fn drop(&mut self) {
        self.handle.destroy();
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) text: Rc<str>,
    /// Raised whenever the text was changed from outside.
    pub(crate) put: u32,
    pub(crate) errors: Option<Rc<Diagnostics>>,
    pub(crate) on_edit: Callback<Rc<str>>,
    /// What it is called.
    pub(crate) label: &'static str,
}

fn start(
    module: &Module,
    host: &HtmlElement,
    text: &str,
    label: &'static str,
    on_edit: Callback<Rc<str>>,
) -> Option<Live> {
    let change = Closure::<dyn FnMut(JsValue)>::new(move |text: JsValue| {
        on_edit.emit(text.as_string().unwrap_or_default().into());
    });
    // Breakpoints and the cursor mean nothing here.
    let ignore = Closure::<dyn FnMut(JsValue)>::new(|_| {});
    let options = object(&[
        ("text", text.into()),
        ("label", label.into()),
        ("onChange", change.as_ref().clone()),
        ("onBreakpoint", ignore.as_ref().clone()),
        ("onCursor", ignore.as_ref().clone()),
    ]);
    Some(Live {
        handle: module.mount(host, &options).ok()?,
        _calls: [change, ignore],
    })
}

fn severity(s: Severity) -> &'static str {
    match s {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// The source.
#[component]
pub(crate) fn Source(props: &Props) -> Html {
    let host = use_node_ref();
    let area = use_node_ref();
    let live = use_mut_ref(|| None::<Live>);
    let there = use_state_eq(|| false);
    let latest = use_mut_ref(|| props.text.clone());
    *latest.borrow_mut() = props.text.clone();
    {
        let (host, live, there, latest) =
            (host.clone(), live.clone(), there.clone(), latest.clone());
        let (on_edit, label) = (props.on_edit.clone(), props.label);
        use_effect_with((), move |()| {
            let gone = Rc::new(std::cell::Cell::new(false));
            {
                let (gone, live) = (gone.clone(), live.clone());
                spawn_local(async move {
                    let loaded = wasm_bindgen_futures::JsFuture::from(import(&asset(EDITOR))).await;
                    if gone.get() {
                        return;
                    }
                    let text = latest.borrow().clone();
                    let made = loaded.ok().zip(host.cast::<HtmlElement>());
                    let made = made.and_then(|(module, host)| {
                        start(module.unchecked_ref(), &host, &text, label, on_edit)
                    });
                    there.set(made.is_some());
                    *live.borrow_mut() = made;
                });
            }
            move || {
                gone.set(true);
                live.borrow_mut().take();
            }
        });
    }
    {
        let (live, area, text) = (live.clone(), area.clone(), props.text.clone());
        use_effect_with((props.put, *there), move |_| {
            if let Some(live) = &*live.borrow() {
                live.handle.set_text(&text);
            }
            if let Some(area) = area.cast::<HtmlTextAreaElement>()
                && area.value() != *text
            {
                area.set_value(&text);
            }
        });
    }
    {
        let (live, text) = (live.clone(), props.text.clone());
        use_effect_with((props.errors.clone(), *there), move |(errors, _)| {
            let list = Array::new();
            for d in errors.iter().flat_map(|e| &e.list) {
                let at = |byte: u32| utf16_offset(&text, byte as usize);
                list.push(&object(&[
                    ("from", at(d.start).into()),
                    ("to", at(d.end).into()),
                    ("severity", severity(d.severity).into()),
                    ("message", d.message.as_str().into()),
                ]));
            }
            if let Some(live) = &*live.borrow() {
                live.handle.set_diagnostics(&list);
            }
        });
    }
    let oninput = {
        let on_edit = props.on_edit.clone();
        Callback::from(move |e: InputEvent| {
            if let Some(area) = e.target_dyn_into::<HtmlTextAreaElement>() {
                on_edit.emit(area.value().into());
            }
        })
    };
    html! {
        <div class="source">
            <div class="source-live" hidden={!*there} ref={host}></div>
            if !*there {
                <textarea ref={area} class="source-plain" aria-label={props.label} spellcheck="false" autocorrect="off"
                    autocapitalize="off" autocomplete="off" wrap="off" {oninput} />
            }
        </div>
    }
}
