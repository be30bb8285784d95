//! What the unsafe lab knows: a text, and what memory held at the moments that it marks. Outlives the
//! view.
//!
//! A session's worker of its own runs the text from moment to moment; at each, its memory is asked
//! for: first the picture, then the bytes of what the picture shows.

use std::{cell::RefCell, collections::VecDeque, rc::Rc};

use gloo_timers::callback::Timeout;
use link::{File, Hints, State};
use protocol::{
    Breakpoint, BytesQuery, Diagnostics, End, Limits, MemoryAnswer, MemoryAsk, Output, OutputLine,
    PictureQuery, Recording, Request, SourceFile, Status, Survey, Surveyed, Target,
};
use yew::Callback;

use crate::{
    engine::{BriefClient, BriefIncoming, Heard, Lost, Surveyor, Told},
    lab::{
        address::{self, Address},
        port::MemoryPort,
        unsafe_lab::{
            examples::{EXAMPLES, Example, Mark, marks},
            scene::{Seen, wanted},
        },
    },
};

/// Silence in typing after which the text runs.
const PAUSE_MS: u32 = 500;
/// Instructions after which a program is stopped.
const TICKS: u64 = 50_000_000;
/// Lines of output that are shown.
const LINES: u32 = 60;
/// Objects of a picture.
const OBJECTS: u32 = 24;

/// A moment, as far as it is known.
#[derive(Clone, PartialEq)]
pub(super) struct Moment {
    pub(super) mark: Mark,
    pub(super) seen: Option<Rc<Seen>>,
    /// How the run had ended, if it did not come there.
    pub(super) ended: bool,
}

/// Everything that is shown.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Now {
    pub(super) text: Rc<str>,
    /// The example that the text is, or began as.
    pub(super) example: usize,
    pub(super) moments: Vec<Moment>,
    /// Whether more is on its way.
    pub(super) busy: bool,
    pub(super) errors: Option<Rc<Diagnostics>>,
    /// What `go vet` says.
    pub(super) warnings: Option<Rc<Diagnostics>>,
    pub(super) end: Option<End>,
    pub(super) output: Vec<OutputLine>,
    pub(super) lost: Option<Lost>,
}

impl Now {
    pub(super) fn example(&self) -> Option<&'static Example> {
        EXAMPLES.get(self.example)
    }

    /// Whether the text is no longer the example's.
    pub(super) fn edited(&self) -> bool {
        self.example().is_none_or(|e| *self.text != *e.program())
    }

    /// Whether checkptr's stops are asked for.
    pub(super) fn checked(&self) -> bool {
        self.text.starts_with(CHECKPTR)
    }

    /// The text as a share link's payload.
    pub(super) fn payload(&self, panels: &[&str]) -> Option<String> {
        let state = State {
            files: vec![File {
                name: NAME.to_owned(),
                text: self.text.to_string(),
            }],
            engine: env!("CARGO_PKG_VERSION").to_owned(),
            hints: Hints {
                panels: panels.iter().map(|p| (*p).to_owned()).collect(),
                ..Hints::default()
            },
            ..State::default()
        };
        let link = link::encode(&state).ok()?;
        Some(link.trim_start_matches('#').to_owned())
    }

    /// What the address says: an example's name while it is one.
    fn address(&self) -> Option<String> {
        match self.example() {
            Some(e) if !self.edited() => Some(e.id.to_owned()),
            e => self.payload(&["unsafe", e.map_or("", |e| e.id)]),
        }
    }
}

const NAME: &str = "main.go";
/// The line that asks for checkptr's stops.
const CHECKPTR: &str = "//sudog:checkptr\n";
/// Where the browser keeps what the address said.
const KEPT: &str = "sudog.unsafe.v1";

/// What the worker is at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Phase {
    #[default]
    Idle,
    Opening,
    /// On the way to a moment.
    Going(usize),
    /// At it, or where the run ended before; asking for memory.
    Looking(usize),
    Ending,
    Printing,
}

#[derive(Default)]
struct Inner {
    now: Rc<Now>,
    address: Address,
    client: Option<BriefClient>,
    port: MemoryPort,
    phase: Phase,
    /// The request whose answers count, the question likewise.
    req: u32,
    asked: u32,
    /// Ranges still to be asked for, and what is known of the moment.
    ranges: VecDeque<(u64, u64)>,
    seen: Seen,
    typing: Option<Timeout>,
    surveyor: Option<Surveyor>,
    vetted: u32,
    lost_at: Option<Rc<str>>,
    changed: Callback<()>,
}

/// The desk; clones are the same.
#[derive(Clone)]
pub(super) struct Desk(Rc<RefCell<Inner>>);

thread_local! {
    static DESK: Desk = Desk(Rc::default());
}

impl Desk {
    pub(super) fn here() -> Desk {
        DESK.with(Clone::clone)
    }

    pub(super) fn now(&self) -> Rc<Now> {
        Rc::clone(&self.0.borrow().now)
    }

    pub(super) fn watch(&self, changed: Callback<()>) {
        self.0.borrow_mut().changed = changed;
    }

    fn change(&self, with: impl FnOnce(&mut Now)) {
        let changed = {
            let mut inner = self.0.borrow_mut();
            with(Rc::make_mut(&mut inner.now));
            inner.changed.clone()
        };
        changed.emit(());
    }

    /// Whether it shows what this address says.
    pub(super) fn is_at(&self, payload: &str) -> bool {
        self.0.borrow().address.is(payload)
    }

    /// What the address is to say, if that is news.
    pub(super) fn moved(&self, now: &Now) -> Option<String> {
        if now.text.is_empty() && now.moments.is_empty() && !now.busy {
            return None;
        }
        let payload = now.address()?;
        self.0.borrow_mut().address.moved(KEPT, payload)
    }

    /// Opens what an address says; without one, what was there last. Whether it could be read.
    pub(super) fn open(&self, payload: &str) -> bool {
        let kept = address::kept(KEPT, payload);
        if let Some(nth) = EXAMPLES.iter().position(|e| e.id == kept) {
            self.choose(nth);
            return true;
        }
        let state = link::decode(&format!("#{kept}")).ok();
        match state.as_ref().and_then(|s| s.files.first().zip(Some(s))) {
            Some((file, state)) => {
                let id = state.hints.panels.get(1).map_or("", String::as_str);
                let nth = EXAMPLES.iter().position(|e| e.id == id);
                self.change(|now| now.example = nth.unwrap_or(0));
                self.start(file.text.as_str().into());
            }
            None => self.choose(0),
        }
        payload.is_empty() || state.is_some()
    }

    /// Shows an example as it was written.
    pub(super) fn choose(&self, nth: usize) {
        let Some(example) = EXAMPLES.get(nth) else {
            return;
        };
        self.change(|now| now.example = nth);
        self.start(example.program().into());
    }

    /// Another text, as somebody types.
    pub(super) fn edit(&self, text: Rc<str>) {
        if self.now().text == text {
            return;
        }
        self.change(|now| {
            now.text = text;
            now.busy = true;
        });
        let desk = self.clone();
        let pause = Timeout::new(PAUSE_MS, move || {
            let text = desk.now().text.clone();
            desk.start(text);
        });
        self.0.borrow_mut().typing = Some(pause);
    }

    /// Asks for checkptr's stops, or no longer.
    pub(super) fn check(&self, on: bool) {
        let text = self.now().text.clone();
        let bare = text.strip_prefix(CHECKPTR).unwrap_or(&text);
        let text = match on {
            true => format!("{CHECKPTR}{bare}").into(),
            false => bare.into(),
        };
        self.start(text);
    }

    fn vet(&self, files: Vec<SourceFile>) {
        let surveyor = self.0.borrow().surveyor.clone();
        let surveyor = surveyor.unwrap_or_else(|| {
            let desk = self.clone();
            let new = Surveyor::start(Callback::from(move |told| match told {
                Told::Answer { req, response } if req == desk.0.borrow().vetted => {
                    if let Surveyed::Warnings(found) = *response {
                        desk.change(|now| now.warnings = Some(Rc::new(found)));
                    }
                }
                _ => {}
            }));
            self.0.borrow_mut().surveyor = Some(new.clone());
            new
        });
        let req = surveyor.send(&Survey::Vet { files });
        self.0.borrow_mut().vetted = req;
    }

    /// Runs a text from its start.
    fn start(&self, text: Rc<str>) {
        let files = vec![SourceFile {
            name: NAME.to_owned(),
            text: text.to_string(),
        }];
        self.0.borrow_mut().typing = None;
        self.change(|now| {
            now.text = text;
            now.busy = true;
            now.warnings = None;
        });
        self.vet(files.clone());
        self.send(
            Phase::Opening,
            &Request::Open {
                files,
                recording: Recording::default(),
                limits: Limits {
                    ticks: TICKS,
                    ..Limits::default()
                },
                breakpoints: Vec::new(),
            },
        );
    }

    fn client(&self) -> BriefClient {
        let client = self.0.borrow().client.clone();
        client.unwrap_or_else(|| {
            let (desk, ear) = (self.clone(), self.clone());
            let new = BriefClient::start(Callback::from(move |said| desk.hear(said)));
            let mut inner = self.0.borrow_mut();
            inner.client = Some(new.clone());
            inner
                .port
                .watch(Callback::from(move |(req, answer)| ear.told(req, answer)));
            new
        })
    }

    fn send(&self, phase: Phase, request: &Request) {
        let req = self.client().send(request);
        let mut inner = self.0.borrow_mut();
        inner.phase = phase;
        inner.req = req;
        inner.asked = 0;
    }

    fn hear(&self, said: BriefIncoming) {
        match said {
            BriefIncoming::Ready => self.change(|now| now.lost = None),
            BriefIncoming::Lost(why) => {
                let text = self.now().text.clone();
                let again = why != Lost::Start && self.0.borrow().lost_at.as_ref() != Some(&text);
                self.change(|now| {
                    now.lost = Some(why);
                    now.busy = again;
                });
                // Once for each text: one that breaks the worker would break the next one too.
                if again {
                    self.0.borrow_mut().lost_at = Some(Rc::clone(&text));
                    self.start(text);
                }
            }
            BriefIncoming::Answer { req, response } if req == self.0.borrow().req => {
                self.answer(*response);
            }
            BriefIncoming::Answer { .. } => {}
        }
    }

    fn answer(&self, response: Heard) {
        let phase = self.0.borrow().phase;
        match (phase, response) {
            (Phase::Opening, Heard::Diagnostics(d)) => {
                if d.list.is_empty() {
                    return;
                }
                self.0.borrow_mut().phase = Phase::Idle;
                self.change(|now| {
                    now.errors = Some(Rc::new(d));
                    now.busy = false;
                });
            }
            (_, Heard::State(state)) if state.status != Status::Moving => {
                let end = match state.status {
                    Status::Ended(end) => Some(end),
                    _ => None,
                };
                self.stands(phase, end);
            }
            (Phase::Printing, Heard::Output(Output { lines, .. })) => {
                self.0.borrow_mut().phase = Phase::Idle;
                self.change(|now| {
                    now.output = lines;
                    now.busy = false;
                });
            }
            (_, Heard::Fault(_)) => {
                self.0.borrow_mut().phase = Phase::Idle;
                self.change(|now| now.busy = false);
            }
            _ => {}
        }
    }

    /// The run stands somewhere.
    fn stands(&self, phase: Phase, end: Option<End>) {
        match phase {
            Phase::Opening => {
                self.change(|now| {
                    let marks = marks(&now.text).into_iter();
                    let moment = |mark| Moment {
                        mark,
                        seen: None,
                        ended: false,
                    };
                    now.moments = marks.map(moment).collect();
                    now.errors = None;
                    now.end = None;
                    now.output.clear();
                });
                self.go(0);
            }
            Phase::Going(nth) => {
                if let Some(end) = end {
                    self.change(|now| {
                        now.end = Some(end);
                        if let Some(m) = now.moments.get_mut(nth) {
                            m.ended = true;
                        }
                    });
                }
                self.look(nth);
            }
            Phase::Ending => {
                self.change(|now| now.end = end);
                self.print();
            }
            _ => {}
        }
    }

    /// On to a moment; behind the last one, to the end.
    fn go(&self, nth: usize) {
        let line = self.now().moments.get(nth).map(|m| m.mark.line);
        match line {
            Some(line) => self.send(
                Phase::Going(nth),
                &Request::RunTo {
                    target: Target::Line(Breakpoint { file: 0, line }),
                    back: false,
                },
            ),
            None => self.send(Phase::Ending, &Request::Run),
        }
    }

    fn print(&self) {
        self.send(
            Phase::Printing,
            &Request::Output {
                first: Some(0),
                lines: LINES,
            },
        );
    }

    fn look(&self, nth: usize) {
        {
            let mut inner = self.0.borrow_mut();
            inner.phase = Phase::Looking(nth);
            inner.seen = Seen::default();
            inner.ranges.clear();
        }
        self.ask(&MemoryAsk::Picture(PictureQuery {
            objects: OBJECTS,
            ..PictureQuery::default()
        }));
    }

    fn ask(&self, ask: &MemoryAsk) {
        let worker = self.client().worker();
        let port = self.0.borrow().port.clone();
        let asked = worker.and_then(|w| port.ask_worker(&w, ask));
        self.0.borrow_mut().asked = asked.unwrap_or(0);
    }

    /// Memory was told.
    fn told(&self, req: u32, answer: MemoryAnswer) {
        let Phase::Looking(nth) = self.0.borrow().phase else {
            return;
        };
        if req != self.0.borrow().asked {
            return;
        }
        let line = self.now().moments.get(nth).map(|m| m.mark.line);
        {
            let mut inner = self.0.borrow_mut();
            match answer {
                MemoryAnswer::Picture(picture) => {
                    inner.seen.show(*picture, line);
                    inner.ranges = wanted(&inner.seen.picture).into();
                }
                MemoryAnswer::Bytes(bytes) => inner.seen.take(*bytes),
                // Nothing else was asked for.
                _ => {}
            }
        }
        let next = self.0.borrow_mut().ranges.pop_front();
        if let Some((at, len)) = next {
            return self.ask(&MemoryAsk::Bytes(BytesQuery {
                at,
                // It begins at the multiple of 16 before.
                len: (len + at % 16) as u32,
                read_as: None,
            }));
        }
        let seen = Rc::new(std::mem::take(&mut self.0.borrow_mut().seen));
        let mut ended = false;
        self.change(|now| {
            if let Some(m) = now.moments.get_mut(nth) {
                m.seen = Some(seen);
                ended = m.ended;
            }
        });
        match ended {
            true => self.print(),
            false => self.go(nth + 1),
        }
    }
}
