//! Glue between a worker's messages and what answers them: a session, or an analyst.
//!
//! It decodes requests, lets the engine work in slices of at most 8 ms so that a newer request is
//! always seen, and posts answers in transferred buffers. It holds no logic of its own; a trap or
//! a hang is answered from outside, by a new worker.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Array, ArrayBuffer, Uint8Array};
use protocol::{Fault, Header, Kind, PROTO, body, encode, header};
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::{JsCast, closure::Closure, prelude::wasm_bindgen};
use web_sys::{DedicatedWorkerGlobalScope, MessageChannel, MessageEvent, MessagePort};

/// Milliseconds of work between two looks at the mailbox.
const SLICE_MS: f64 = 8.0;
/// Milliseconds between two notes of progress.
const NOTE_MS: f64 = 100.0;

#[wasm_bindgen]
extern "C" {
    /// The worker's clock.
    #[wasm_bindgen(js_namespace = performance)]
    fn now() -> f64;
    /// The part of the library that is not in this binary. It waits for the network, as a worker may.
    #[wasm_bindgen(js_name = sudogLibrary, catch)]
    fn library() -> Result<String, wasm_bindgen::JsValue>;
}

/// What answers messages.
pub trait Engine {
    type Request: DeserializeOwned;
    type Response: Serialize;
    /// Work between two looks at the clock.
    const BATCH: u64 = 1;

    fn ready(build: String) -> Self::Response;
    fn fault(fault: Fault) -> Self::Response;
    fn handle(&mut self, request: Self::Request) -> Vec<Self::Response>;
    /// Whether there is work left; not of those that answer at once.
    fn busy(&self) -> bool {
        false
    }
    fn poll(&mut self, budget: u64) -> Vec<Self::Response> {
        let _ = budget;
        Vec::new()
    }
    /// Answers one who asks through a port of his own about how things stand: bytes for bytes.
    fn aside(&mut self, question: &[u8]) -> Vec<u8> {
        let _ = question;
        Vec::new()
    }
    /// What may be said of unfinished work every now and then.
    fn progress(&mut self) -> Option<Self::Response> {
        None
    }
}

struct Glue<E> {
    scope: DedicatedWorkerGlobalScope,
    engine: E,
    /// The page's number for this worker's life, echoed in every answer.
    generation: u32,
    /// The request whose work is under way.
    moving: u32,
    /// Posts to this port come back as a fresh task, after any message that waits.
    wake: MessagePort,
    woken: bool,
    noted: f64,
}

impl<E: Engine> Glue<E> {
    fn post(&self, req: u32, response: &E::Response) {
        let Ok(bytes) = encode(Kind::Response, self.generation, req, response) else {
            return;
        };
        let buffer: ArrayBuffer = Uint8Array::from(bytes.as_slice()).buffer();
        // Fails only when the page is gone.
        let _ = self
            .scope
            .post_message_with_transfer(&buffer, &Array::of1(&buffer));
    }

    fn receive(&mut self, bytes: &[u8]) {
        let Ok(Header {
            kind: Kind::Request,
            generation,
            req,
            ..
        }) = header(bytes)
        else {
            self.post(0, &E::fault(Fault::BadMessage));
            return;
        };
        self.generation = generation;
        let Ok(request) = body::<E::Request>(bytes) else {
            self.post(req, &E::fault(Fault::BadMessage));
            return;
        };
        for response in self.engine.handle(request) {
            self.post(req, &response);
        }
        if self.engine.busy() {
            self.moving = req;
            self.schedule();
        }
    }

    fn schedule(&mut self) {
        if !self.woken {
            self.woken = self.wake.post_message(&wasm_bindgen::JsValue::NULL).is_ok();
        }
    }

    fn slice(&mut self) {
        self.woken = false;
        let end = now() + SLICE_MS;
        while self.engine.busy() && now() < end {
            for response in self.engine.poll(E::BATCH) {
                self.post(self.moving, &response);
            }
        }
        if self.engine.busy() {
            if now() - self.noted > NOTE_MS {
                self.noted = now();
                if let Some(note) = self.engine.progress() {
                    self.post(self.moving, &note);
                }
            }
            self.schedule();
        }
    }
}

/// Answers what comes through a port that somebody sent.
fn listen<E: Engine + 'static>(glue: &Rc<RefCell<Glue<E>>>, port: MessagePort) {
    let (glue, at) = (Rc::clone(glue), port.clone());
    let on_question = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
        let question = Uint8Array::new(&message.data()).to_vec();
        let answer = glue.borrow_mut().engine.aside(&question);
        let buffer: ArrayBuffer = Uint8Array::from(answer.as_slice()).buffer();
        // Fails only when whoever asked is gone.
        let _ = at.post_message_with_transferable(&buffer, &Array::of1(&buffer));
    });
    port.set_onmessage(Some(on_question.as_ref().unchecked_ref()));
    on_question.forget();
}

/// Starts listening, and says so.
pub fn start<E: Engine + 'static>(engine: E) {
    session::fetch_library_with(|| library().ok());
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let Ok(channel) = MessageChannel::new() else {
        return;
    };
    let glue = Rc::new(RefCell::new(Glue {
        scope: scope.clone(),
        engine,
        generation: 0,
        moving: 0,
        wake: channel.port2(),
        woken: false,
        noted: 0.0,
    }));

    let on_wake = {
        let glue = Rc::clone(&glue);
        Closure::<dyn FnMut(MessageEvent)>::new(move |_| glue.borrow_mut().slice())
    };
    channel
        .port1()
        .set_onmessage(Some(on_wake.as_ref().unchecked_ref()));
    on_wake.forget();

    let on_message = {
        let glue = Rc::clone(&glue);
        Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
            if let Some(port) = message.ports().get(0).dyn_ref::<MessagePort>() {
                listen(&glue, port.clone());
                return;
            }
            let bytes = Uint8Array::new(&message.data()).to_vec();
            glue.borrow_mut().receive(&bytes);
        })
    };
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();

    let said = scope.clone();
    std::panic::set_hook(Box::new(move |info| {
        let fault = E::fault(Fault::Internal(info.to_string()));
        if let Ok(bytes) = encode(Kind::Response, 0, 0, &fault) {
            let _ = said.post_message(&Uint8Array::from(bytes.as_slice()).buffer());
        }
    }));

    let build = format!("{}.{PROTO}", env!("CARGO_PKG_VERSION"));
    glue.borrow().post(0, &E::ready(build));
}
