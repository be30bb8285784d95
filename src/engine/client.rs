//! One worker at a time: starts it, talks to it, and replaces it when it hangs or dies.
//!
//! Whatever an earlier worker still says after it was replaced is dropped by its generation.

use std::{cell::RefCell, rc::Rc};

use gloo_timers::callback::Interval;
use js_sys::{Array, ArrayBuffer, Uint8Array};
use protocol::{Fault, Kind, PROTO, WireError, body, encode, header};
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::{JsCast, JsValue, closure::Closure, prelude::wasm_bindgen};
use web_sys::{ErrorEvent, Event, MessageEvent, Worker};
use yew::Callback;

/// Silence after which a worker with work to do is taken for dead. Compiling is one piece of work,
/// so the bound is generous.
const PATIENCE_MS: f64 = 6_000.0;
/// How often that is looked at.
const LOOK_MS: u32 = 500;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = sudogWorker, catch)]
    fn start_worker(script: &str, binary: &str, apart: bool) -> Result<Worker, JsValue>;
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn now() -> f64;
}

/// Why a worker had to be replaced, or could not be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lost {
    /// It went silent.
    Hang,
    /// It died.
    Trap,
    /// It could not be started at all.
    Start,
    /// It speaks another version.
    Version,
}

/// What is spoken with a kind of worker.
pub(crate) trait Wire: 'static {
    type Request: Serialize;
    type Response: DeserializeOwned;
    /// Where the document's list of assets names its files.
    const ASSETS: (usize, usize);
    /// Whether it is nobody's business but its owner's: not what others mean by the page's worker.
    const APART: bool = false;

    fn is_ready(response: &Self::Response) -> bool;
    /// Whether it is the last answer to its request.
    fn is_last(response: &Self::Response) -> bool;
    fn as_fault(response: &Self::Response) -> Option<&Fault>;
    fn fault(fault: Fault) -> Self::Response;
}

/// What comes from a worker.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Incoming<R> {
    /// A worker is up.
    Ready,
    /// An answer.
    Answer {
        /// The number that [`Client::send`] gave.
        req: u32,
        /// The answer.
        response: Box<R>,
    },
    /// The worker was lost; unless it could not start, a new one is on its way.
    Lost(Lost),
}

struct Inner<W: Wire> {
    worker: Option<Worker>,
    generation: u32,
    next_req: u32,
    ready: bool,
    /// Requests made before the worker was ready.
    queue: Vec<Vec<u8>>,
    /// Since when answers are owed; `None`: none are.
    waiting_since: Option<f64>,
    /// Requests not yet answered.
    owed: Vec<u32>,
    /// Workers lost without ever having become ready, in a row.
    stillborn: u32,
    sink: Callback<Incoming<W::Response>>,
    on_message: Option<Closure<dyn FnMut(MessageEvent)>>,
    on_error: Option<Closure<dyn FnMut(Event)>>,
    watch: Option<Interval>,
}

/// A handle on the engine. Clones are the same engine; dropping the last ends the worker.
pub(crate) struct Client<W: Wire>(Rc<RefCell<Inner<W>>>);

impl<W: Wire> Clone for Client<W> {
    fn clone(&self) -> Self {
        Client(Rc::clone(&self.0))
    }
}

impl<W: Wire> PartialEq for Client<W> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<W: Wire> Drop for Inner<W> {
    fn drop(&mut self) {
        if let Some(worker) = self.worker.take() {
            worker.terminate();
        }
    }
}

/// The hashed names of files that are loaded later, which the build wrote into the document.
pub(crate) fn asset(nth: usize) -> String {
    let names = web_sys::window()
        .and_then(|w| w.document())
        .and_then(|d| d.query_selector("meta[name=sudog-assets]").ok()?)
        .and_then(|m| m.get_attribute("content"))
        .unwrap_or_default();
    names.split(' ').nth(nth).unwrap_or_default().to_owned()
}

impl<W: Wire> Client<W> {
    /// Starts a worker; everything it says goes to `sink`.
    pub(crate) fn start(sink: Callback<Incoming<W::Response>>) -> Self {
        let client = Client(Rc::new(RefCell::new(Inner {
            worker: None,
            generation: 0,
            next_req: 1,
            ready: false,
            queue: Vec::new(),
            waiting_since: None,
            owed: Vec::new(),
            stillborn: 0,
            sink,
            on_message: None,
            on_error: None,
            watch: None,
        })));
        client.spawn();
        let weak = Rc::downgrade(&client.0);
        client.0.borrow_mut().watch = Some(Interval::new(LOOK_MS, move || {
            let Some(inner) = weak.upgrade() else { return };
            let silent = inner
                .borrow()
                .waiting_since
                .is_some_and(|t| now() - t > PATIENCE_MS);
            if silent {
                Client(inner).lose(Lost::Hang);
            }
        }));
        client
    }

    fn spawn(&self) {
        let weak = Rc::downgrade(&self.0);
        let generation = {
            let mut inner = self.0.borrow_mut();
            inner.generation += 1;
            inner.ready = false;
            inner.queue.clear();
            inner.owed.clear();
            // Loading the binary may take its time on a slow line; only work is timed.
            inner.waiting_since = None;
            inner.generation
        };
        let (script, binary) = (asset(W::ASSETS.0), asset(W::ASSETS.1));
        let Ok(worker) = start_worker(&script, &binary, W::APART) else {
            self.emit(Incoming::Lost(Lost::Start));
            return;
        };
        let on_message = {
            let weak = weak.clone();
            Closure::<dyn FnMut(MessageEvent)>::new(move |e: MessageEvent| {
                if let Some(inner) = weak.upgrade() {
                    Client(inner).receive(generation, &Uint8Array::new(&e.data()).to_vec());
                }
            })
        };
        let on_error = Closure::<dyn FnMut(Event)>::new(move |e: Event| {
            if e.dyn_ref::<ErrorEvent>().is_some() {
                e.prevent_default();
            }
            if let Some(inner) = weak.upgrade()
                && inner.borrow().generation == generation
            {
                Client(inner).lose(Lost::Trap);
            }
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        let mut inner = self.0.borrow_mut();
        inner.worker = Some(worker);
        inner.on_message = Some(on_message);
        inner.on_error = Some(on_error);
    }

    fn lose(&self, why: Lost) {
        let again = {
            let mut inner = self.0.borrow_mut();
            if let Some(worker) = inner.worker.take() {
                worker.set_onmessage(None);
                worker.set_onerror(None);
                worker.terminate();
            }
            inner.stillborn = if inner.ready { 0 } else { inner.stillborn + 1 };
            inner.stillborn < 2
        };
        if again {
            // The closures of the old worker may be running right now; replace them later.
            let client = self.clone();
            gloo_timers::callback::Timeout::new(0, move || client.spawn()).forget();
            self.emit(Incoming::Lost(why));
        } else {
            self.0.borrow_mut().waiting_since = None;
            self.emit(Incoming::Lost(Lost::Start));
        }
    }

    /// Ends the worker, and whatever it is at, and starts a new one.
    pub(crate) fn restart(&self) {
        self.0.borrow_mut().stillborn = 0;
        self.lose(Lost::Hang);
    }

    /// The worker of now, for whoever has a line of his own to it.
    pub(crate) fn worker(&self) -> Option<Worker> {
        self.0.borrow().worker.clone()
    }

    fn emit(&self, what: Incoming<W::Response>) {
        let sink = self.0.borrow().sink.clone();
        sink.emit(what);
    }

    fn receive(&self, generation: u32, bytes: &[u8]) {
        if self.0.borrow().generation != generation {
            return;
        }
        let head = match header(bytes) {
            Ok(head) => head,
            Err(WireError::Version(_)) => return self.emit(Incoming::Lost(Lost::Version)),
            Err(_) => return,
        };
        let Ok(response) = body::<W::Response>(bytes) else {
            return self.emit(Incoming::Answer {
                req: head.req,
                response: Box::new(W::fault(Fault::BadMessage)),
            });
        };
        if let Some(Fault::Internal(text)) = W::as_fault(&response) {
            // For a bug report; the reader is told in other words.
            web_sys::console::warn_1(&text.into());
        }
        if W::is_ready(&response) {
            let queue = {
                let mut inner = self.0.borrow_mut();
                inner.ready = true;
                inner.stillborn = 0;
                std::mem::take(&mut inner.queue)
            };
            for message in queue {
                self.post(&message);
            }
            return self.emit(Incoming::Ready);
        }
        {
            let mut inner = self.0.borrow_mut();
            if W::is_last(&response) {
                inner.owed.retain(|r| *r > head.req);
            }
            inner.waiting_since = if inner.owed.is_empty() {
                None
            } else {
                Some(now())
            };
        }
        self.emit(Incoming::Answer {
            req: head.req,
            response: Box::new(response),
        });
    }

    fn post(&self, bytes: &[u8]) {
        let mut inner = self.0.borrow_mut();
        let buffer: ArrayBuffer = Uint8Array::from(bytes).buffer();
        if let Some(worker) = &inner.worker {
            // Fails only for things that cannot be transferred; a buffer can.
            let _ = worker.post_message_with_transfer(&buffer, &Array::of1(&buffer));
        }
        if inner.waiting_since.is_none() {
            inner.waiting_since = Some(now());
        }
    }

    /// Sends a request and returns its number.
    pub(crate) fn send(&self, request: &W::Request) -> u32 {
        let (req, bytes, ready) = {
            let mut inner = self.0.borrow_mut();
            let req = inner.next_req;
            inner.next_req = inner.next_req.wrapping_add(1).max(1);
            inner.owed.push(req);
            let Ok(bytes) = encode(Kind::Request, inner.generation, req, request) else {
                return req;
            };
            debug_assert_eq!(bytes.first().copied(), PROTO.to_le_bytes().first().copied());
            (req, bytes, inner.ready)
        };
        if ready {
            self.post(&bytes);
        } else {
            self.0.borrow_mut().queue.push(bytes);
        }
        req
    }
}
