//! What the playground asks a surveyor: what vet warns of in a text that compiles, and the text in
//! gofmt's form. The surveyor is fetched when there is something to ask, never for the first screen.

use std::{cell::RefCell, rc::Rc};

use gloo_timers::callback::Timeout;
use protocol::{Severity, SourceFile, Survey};
use yew::prelude::*;

use crate::{
    engine::{Looker, Noted, Seen},
    model::Msg,
    ui::bench::Bench,
};

/// Milliseconds of rest after a check before vet looks.
const REST_MS: u32 = 500;

/// What was asked last: its number, and the version of the text.
#[derive(Default)]
struct Inner {
    surveyor: Option<Looker>,
    vet: (u32, u32),
    format: (u32, u32),
}

type Desk = Rc<RefCell<Inner>>;

fn ask(desk: &Desk, bench: &Bench, ask: &Survey) -> u32 {
    let surveyor = desk.borrow().surveyor.clone();
    let surveyor = surveyor.unwrap_or_else(|| {
        let (weak, bench) = (Rc::downgrade(desk), bench.clone());
        let new = Looker::start(Callback::from(move |noted| {
            if let (Some(desk), Noted::Answer { req, response }) = (weak.upgrade(), noted) {
                hear(&desk, &bench, req, *response);
            }
        }));
        desk.borrow_mut().surveyor = Some(new.clone());
        new
    });
    surveyor.send(ask)
}

fn hear(desk: &Desk, bench: &Bench, req: u32, seen: Seen) {
    let (vet, format) = {
        let inner = desk.borrow();
        (inner.vet, inner.format)
    };
    // Typing goes on meanwhile: what is about an older text is dropped.
    let fresh = |of: (u32, u32)| of.0 == req && of.1 == bench.latest().version;
    match seen {
        Seen::Warnings(mut found) if fresh(vet) => {
            // Errors are the compiler's to tell.
            found.list.retain(|d| d.severity == Severity::Warning);
            bench.send.emit(Msg::Vetted(vet.1, found));
        }
        Seen::Files(Some(files)) if fresh(format) => {
            if let [file] = files.as_slice() {
                bench.send.emit(Msg::Rewrite(file.text.as_str().into()));
            }
        }
        Seen::Refused if fresh(format) => bench.send.emit(Msg::Unformatted),
        _ => {}
    }
}

/// Has vet look at texts that compile; gives what formats the text.
#[hook]
pub(crate) fn use_survey(bench: &Bench) -> Callback<()> {
    let desk = use_mut_ref(Inner::default);
    let model = &bench.model;
    // A program that was only opened has been looked at by whoever wrote it.
    let used = model.version > 1 || !model.fresh();
    let sound = model.checked == model.version && model.diagnostics.list.is_empty();
    {
        let (desk, bench) = (Rc::clone(&desk), bench.clone());
        use_effect_with((model.version, used && sound), move |(version, wanted)| {
            let version = *version;
            let wait = wanted.then(|| {
                Timeout::new(REST_MS, move || {
                    let model = bench.latest();
                    let files = model.program.files(&model.text);
                    let req = ask(&desk, &bench, &Survey::Vet { files });
                    desk.borrow_mut().vet = (req, version);
                })
            });
            move || drop(wait)
        });
    }
    let bench = bench.clone();
    Callback::from(move |()| {
        let model = bench.latest();
        let file = SourceFile {
            name: model.program.name(0).to_owned(),
            text: model.text.to_string(),
        };
        let req = ask(&desk, &bench, &Survey::Format { file });
        desk.borrow_mut().format = (req, model.version);
    })
}
