//! Ties a workbench's model to a worker, the store, timers and the screen: performs the acts that
//! [`Model::update`] calls for.

use std::{cell::RefCell, rc::Rc};

use gloo_timers::callback::{Interval, Timeout};
use protocol::Request;
use yew::prelude::*;

use crate::{
    engine::Client,
    model::{Act, Model, Msg},
    ptr::Ptr,
};

/// Milliseconds of rest after a key before the compiler looks.
const DEBOUNCE_MS: u32 = 250;
/// Milliseconds between two steps when playing: two steps a second.
const BEAT_MS: u32 = 500;

/// Commands to the editor, which owns its text: each with a number that is raised when it is new.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Nudges {
    /// Take the model's text.
    pub(crate) put: u32,
    /// Show a line.
    pub(crate) reveal: (u32, u32),
    /// Put the cursor at a byte.
    pub(crate) go_to: (u32, usize),
    /// Something new to announce.
    pub(crate) announce: u32,
}

struct Inner {
    model: Rc<Model>,
    nudges: Nudges,
    client: Option<Client>,
    debounce: Option<Timeout>,
    beat: Option<Interval>,
    /// Shows the new state.
    refresh: Callback<()>,
    /// Keeps the draft.
    save: Callback<Rc<str>>,
}

/// A workbench: its state now, and where to send messages.
#[derive(Clone)]
pub(crate) struct Bench {
    /// What it knows.
    pub(crate) model: Ptr<Model>,
    /// Commands to the editor.
    pub(crate) nudges: Nudges,
    /// Takes messages.
    pub(crate) send: Callback<Msg>,
    inner: Ptr<RefCell<Inner>>,
}

impl PartialEq for Bench {
    fn eq(&self, other: &Self) -> bool {
        self.model == other.model && self.nudges == other.nudges && self.inner == other.inner
    }
}

impl Bench {
    /// What it knows right now, even when this handle is from an older render.
    pub(crate) fn latest(&self) -> Rc<Model> {
        Rc::clone(&self.inner.borrow().model)
    }

    /// Puts the editor's cursor at a byte of the text.
    pub(crate) fn go_to(&self, byte: usize) {
        let refresh = {
            let mut inner = self.inner.borrow_mut();
            inner.nudges.go_to = (inner.nudges.go_to.0 + 1, byte);
            inner.refresh.clone()
        };
        refresh.emit(());
    }

    /// Ends a worker that does not listen any more.
    pub(crate) fn restart_engine(&self) {
        let client = self.inner.borrow().client.clone();
        if let Some(client) = client {
            client.restart();
        }
    }
}

fn dispatch(cell: &Rc<RefCell<Inner>>, msg: Msg) {
    let (acts, refresh, client, save) = {
        let mut inner = cell.borrow_mut();
        let mut model = (*inner.model).clone();
        let acts = model.update(msg);
        inner.model = Rc::new(model);
        (
            acts,
            inner.refresh.clone(),
            inner.client.clone(),
            inner.save.clone(),
        )
    };
    for act in acts {
        match act {
            Act::Send(request) => {
                if let Some(client) = &client {
                    let req = client.send(&request);
                    let open = matches!(request, Request::Open { .. });
                    if open || matches!(request, Request::Check { .. }) {
                        dispatch(cell, Msg::Sent { req, open });
                    }
                }
            }
            Act::Debounce(version) => {
                let weak = Rc::downgrade(cell);
                let timer = Timeout::new(DEBOUNCE_MS, move || {
                    if let Some(cell) = weak.upgrade() {
                        dispatch(&cell, Msg::Settle(version));
                    }
                });
                cell.borrow_mut().debounce = Some(timer);
            }
            Act::Save => {
                let text = Rc::clone(&cell.borrow().model.text);
                save.emit(text);
            }
            Act::Reveal(line) => {
                let mut inner = cell.borrow_mut();
                inner.nudges.reveal = (inner.nudges.reveal.0 + 1, line);
            }
            Act::PutText => cell.borrow_mut().nudges.put += 1,
            Act::Announce => cell.borrow_mut().nudges.announce += 1,
        }
    }
    let mut inner = cell.borrow_mut();
    match (inner.model.playing, inner.beat.is_some()) {
        (true, false) => {
            let weak = Rc::downgrade(cell);
            inner.beat = Some(Interval::new(BEAT_MS, move || {
                if let Some(cell) = weak.upgrade() {
                    dispatch(&cell, Msg::Beat);
                }
            }));
        }
        (false, true) => inner.beat = None,
        _ => {}
    }
    drop(inner);
    refresh.emit(());
}

/// A workbench for this component: a worker of its own, ended with the component.
#[hook]
pub(crate) fn use_bench(first: impl FnOnce() -> Rc<str>, save: Callback<Rc<str>>) -> Bench {
    let trigger = use_force_update();
    let cell = use_memo((), move |()| {
        let text = first();
        RefCell::new(Inner {
            model: Rc::new(Model::new(text)),
            nudges: Nudges::default(),
            client: None,
            debounce: None,
            beat: None,
            refresh: Callback::noop(),
            save: Callback::noop(),
        })
    });
    {
        let mut inner = cell.borrow_mut();
        inner.refresh = Callback::from(move |()| trigger.force_update());
        inner.save = save;
    }
    let send = {
        let cell = Rc::clone(&cell);
        use_callback((), move |msg: Msg, ()| dispatch(&cell, msg))
    };
    {
        let cell = Rc::clone(&cell);
        use_effect_with((), move |()| {
            let weak = Rc::downgrade(&cell);
            let sink = Callback::from(move |incoming| {
                if let Some(cell) = weak.upgrade() {
                    dispatch(&cell, Msg::Engine(incoming));
                }
            });
            let client = Client::start(sink);
            cell.borrow_mut().client = Some(client);
            move || {
                let mut inner = cell.borrow_mut();
                inner.refresh = Callback::noop();
                inner.client = None;
                inner.beat = None;
                inner.debounce = None;
            }
        });
    }
    let inner = cell.borrow();
    Bench {
        model: Ptr(Rc::clone(&inner.model)),
        nudges: inner.nudges,
        send,
        inner: Ptr(Rc::clone(&cell)),
    }
}
