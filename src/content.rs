//! The examples and lessons that the page offers, and their programs as editor text.

use std::{cell::RefCell, rc::Rc};

use js_sys::Uint8Array;
use lessons::{Catalogue, Label, Start};
use protocol::{Policy, Recording};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use yew::{platform::spawn_local, prelude::*};

use crate::engine::asset;

/// The program that a first visit begins with.
pub(crate) const SAMPLE: &str = include_str!("sample.go");

/// Where the document's list of assets names the catalogue.
const CATALOGUE_ASSET: usize = 8;

thread_local! {
    static CATALOGUE: RefCell<Option<Rc<Catalogue>>> = const { RefCell::new(None) };
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = sudogBytes, catch)]
    async fn fetch_bytes(name: &str) -> Result<JsValue, JsValue>;
}

/// Everything there is to open; empty until it was fetched (see [`use_catalogue`]).
pub(crate) fn catalogue() -> Rc<Catalogue> {
    CATALOGUE.with(|c| c.borrow().clone()).unwrap_or_default()
}

/// How far the catalogue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shelf {
    Away,
    There,
    Failed,
}

/// Fetches the catalogue once somebody wants it; calling the callback tries again.
#[hook]
pub(crate) fn use_catalogue(wanted: bool) -> (Shelf, Callback<MouseEvent>) {
    let shelf = use_state_eq(|| Shelf::Away);
    let attempt = use_state_eq(|| 0u32);
    let there = CATALOGUE.with(|c| c.borrow().is_some());
    {
        let shelf = shelf.clone();
        use_effect_with((wanted && !there, *attempt), move |(wanted, _)| {
            if *wanted {
                shelf.set(Shelf::Away);
                spawn_local(async move {
                    let bytes = fetch_bytes(&asset(CATALOGUE_ASSET)).await.ok();
                    let bytes = bytes.and_then(|b| b.dyn_into::<Uint8Array>().ok());
                    match bytes.and_then(|b| lessons::unpack(&b.to_vec())) {
                        Some(all) => {
                            CATALOGUE.with(|c| *c.borrow_mut() = Some(Rc::new(all)));
                            shelf.set(Shelf::There);
                        }
                        None => shelf.set(Shelf::Failed),
                    }
                });
            }
        });
    }
    let again = {
        let attempt = attempt.clone();
        Callback::from(move |_: MouseEvent| attempt.set(*attempt + 1))
    };
    (if there { Shelf::There } else { *shelf }, again)
}

/// The label in the page's language.
pub(crate) fn label(labels: &[Label]) -> Option<&Label> {
    labels
        .iter()
        .find(|l| l.language == "en")
        .or(labels.first())
}

/// Files as one text: a single `main.go` as it is, several in txtar form.
pub(crate) fn join<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Rc<str> {
    let files: Vec<_> = files.into_iter().collect();
    if let [(name, text)] = files.as_slice()
        && *name == "main.go"
    {
        return (*text).into();
    }
    let mut out = String::new();
    for (i, (name, text)) in files.iter().enumerate() {
        if i > 0 || *name != "main.go" {
            out.push_str(&format!("-- {name} --\n"));
        }
        out.push_str(text);
        if !text.ends_with('\n') {
            out.push('\n');
        }
    }
    out.into()
}

/// A policy by its name in lessons and links; unknown ones are Go's.
pub(crate) fn policy(name: &str) -> Policy {
    match name {
        "random" => Policy::Random,
        "manual" => Policy::Manual,
        _ => Policy::Go,
    }
}

/// The name of a policy in links.
pub(crate) fn policy_name(policy: Policy) -> &'static str {
    match policy {
        Policy::Go => "go",
        Policy::Random => "random",
        Policy::Manual => "manual",
    }
}

/// How a lesson or example begins.
pub(crate) fn beginning(start: &Start) -> Recording {
    Recording {
        policy: policy(&start.policy),
        seed: start.seed,
        ..Recording::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::Program;

    #[test]
    fn files_become_text_and_files_again() {
        let files = [("main.go", "package main\n"), ("x/x.go", "package x\n")];
        let text = join(files);
        let back = Program::new(&text).files(&text);
        assert_eq!(back.len(), 2);
        assert_eq!(back[1].name, "x/x.go");
        assert_eq!(&*join([("main.go", "a")]), "a");
        assert_eq!(Program::new(&join([("a.go", "a\n")])).name(0), "a.go");
    }

    #[test]
    fn there_is_something_to_open() {
        let all = lessons::unpack(lessons::packed()).expect("what was packed");
        assert!(all.examples.len() >= 12);
        assert!(all.tracks.iter().map(|t| t.lessons.len()).sum::<usize>() >= 3);
        assert!(all.examples.iter().all(|e| label(&e.labels).is_some()));
    }
}
