//! A line of the lab's own to a worker that holds a session: the page's, or one that the lab runs.
//!
//! Questions about memory go through it and never meet the page. A worker that was replaced is
//! noticed when the next question is asked; answers of the old one are dropped.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Array, ArrayBuffer, Uint8Array};
use protocol::{Kind, MemoryAnswer, MemoryAsk, body, encode, header};
use wasm_bindgen::{JsCast, JsValue, closure::Closure, prelude::wasm_bindgen};
use web_sys::{MessageChannel, MessageEvent, MessagePort, Worker};
use yew::Callback;

use crate::engine::session_script;

#[wasm_bindgen]
extern "C" {
    /// The worker that was last started from a script.
    #[wasm_bindgen(js_name = sudogPeer)]
    fn peer(script: &str) -> Option<Worker>;
}

struct Line {
    worker: Worker,
    port: MessagePort,
    _heard: Closure<dyn FnMut(MessageEvent)>,
}

impl Drop for Line {
    fn drop(&mut self) {
        self.port.set_onmessage(None);
        self.port.close();
    }
}

#[derive(Default)]
struct Inner {
    line: Option<Line>,
    asked: u32,
    sink: Callback<(u32, MemoryAnswer)>,
}

/// The line; clones are the same.
#[derive(Clone, Default)]
pub(crate) struct MemoryPort(Rc<RefCell<Inner>>);

impl MemoryPort {
    /// Whoever is to hear the answers, with the numbers of their questions.
    pub(crate) fn watch(&self, sink: Callback<(u32, MemoryAnswer)>) {
        self.0.borrow_mut().sink = sink;
    }

    /// Asks the page's session. The number of the question; none if there is no worker.
    pub(crate) fn ask(&self, ask: &MemoryAsk) -> Option<u32> {
        self.ask_worker(&peer(&session_script())?, ask)
    }

    /// Asks a worker.
    pub(crate) fn ask_worker(&self, worker: &Worker, ask: &MemoryAsk) -> Option<u32> {
        if self
            .0
            .borrow()
            .line
            .as_ref()
            .is_none_or(|l| l.worker != *worker)
        {
            let line = self.connect(worker)?;
            self.0.borrow_mut().line = Some(line);
        }
        let mut inner = self.0.borrow_mut();
        inner.asked = inner.asked.wrapping_add(1).max(1);
        let bytes = encode(Kind::Request, 0, inner.asked, ask).ok()?;
        let buffer: ArrayBuffer = Uint8Array::from(bytes.as_slice()).buffer();
        let port = &inner.line.as_ref()?.port;
        port.post_message_with_transferable(&buffer, &Array::of1(&buffer))
            .ok()?;
        Some(inner.asked)
    }

    fn connect(&self, worker: &Worker) -> Option<Line> {
        let channel = MessageChannel::new().ok()?;
        let (port, theirs) = (channel.port1(), channel.port2());
        let weak = Rc::downgrade(&self.0);
        let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
            let bytes = Uint8Array::new(&message.data()).to_vec();
            let (Ok(head), Ok(answer)) = (header(&bytes), body::<MemoryAnswer>(&bytes)) else {
                return;
            };
            if let Some(inner) = weak.upgrade() {
                let sink = inner.borrow().sink.clone();
                sink.emit((head.req, answer));
            }
        });
        port.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        worker
            .post_message_with_transfer(&JsValue::NULL, &Array::of1(&theirs))
            .ok()?;
        Some(Line {
            worker: worker.clone(),
            port,
            _heard: heard,
        })
    }
}
