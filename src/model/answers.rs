//! What a workbench makes of what its engine says.

use std::rc::Rc;

use protocol::{Fault, Response, Severity, State, Status};

use super::{
    Act, EVENT_ROWS, EventPage, Health, Model, Notice, OUTPUT_LINES, Panel, Request, ZERO,
};
use crate::engine::{Incoming, Lost};

impl Model {
    pub(super) fn hear(&mut self, incoming: Incoming, acts: &mut Vec<Act>) {
        match incoming {
            Incoming::Ready => {
                self.health = Health::Ready;
                // A worker that came in place of another one gets the run back, unless it was the
                // opening itself that killed it.
                if self.opened.is_none() && self.opening.is_none() {
                    let recording = match self.state {
                        Some(_) => (*self.recording).clone(),
                        None => self.beginning(),
                    };
                    self.open(recording, None, acts);
                }
            }
            Incoming::Lost(why @ (Lost::Start | Lost::Version)) => {
                self.health = Health::Failed(why);
                self.moving = None;
                self.playing = false;
                self.verifying = false;
            }
            Incoming::Lost(why) => {
                self.health = Health::Loading;
                self.notice = Some(Notice::Lost(why));
                self.moving = None;
                self.playing = false;
                self.verifying = false;
                self.pending = None;
                self.opened = None;
                // `opening` stays: that text is not sent again by itself.
            }
            Incoming::Answer { req, response } => self.answer(req, *response, acts),
        }
    }

    fn answer(&mut self, req: u32, response: Response, acts: &mut Vec<Act>) {
        match response {
            Response::Ready { .. } => {}
            Response::Diagnostics(d) => {
                let failed = d.list.iter().any(|d| d.severity == Severity::Error);
                let opening = req == self.open_req && self.opening.is_some();
                if !opening && req != self.check_req {
                    return;
                }
                self.checked = if opening {
                    self.opening.unwrap_or_default()
                } else {
                    self.checking
                };
                self.diagnostics = Rc::new(d);
                if failed && opening {
                    self.opening = None;
                    self.moving = None;
                    self.playing = false;
                    if self.pending.take().is_some() {
                        self.notice = Some(Notice::Fault(Fault::NothingOpen));
                    }
                }
            }
            Response::Progress(p) => self.moving = Some(p),
            // What was opened or moved before the newest `Open` is no more.
            Response::State(_) if req < self.open_req => {}
            Response::State(state) => self.arrive(state, acts),
            Response::Timeline(t) => {
                if self.window.is_none_or(|w| w == t.query) {
                    self.timeline = Some(Rc::new(t));
                }
            }
            Response::Goroutine(g) => self.inspected = g.map(Rc::new),
            Response::Objects(o) => {
                self.objects_before = std::mem::replace(&mut self.objects, Rc::new(o));
            }
            Response::Output(o) => {
                self.output = Rc::new(o);
                self.output_here = true;
            }
            Response::Events {
                first,
                total,
                events,
            } => {
                self.events = Some(Rc::new(EventPage {
                    first,
                    total,
                    list: events,
                }));
            }
            Response::Event(e) => self.event = e.map(|e| Rc::new(*e)),
            Response::Recording(r) => self.recording = Rc::new(r),
            // Nothing here asks for formatting.
            Response::Verdict(v) => {
                self.verifying = false;
                self.verdict = Some(Rc::new(v));
            }
            Response::Fault(fault) => {
                self.moving = None;
                self.playing = false;
                self.verifying = false;
                // Reaching an end is nothing to report: the position says it.
                if fault != Fault::NoFurther {
                    self.notice = Some(Notice::Fault(fault));
                }
            }
        }
    }

    fn arrive(&mut self, state: Box<State>, acts: &mut Vec<Act>) {
        let state = Rc::new(*state);
        if state.status == Status::Moving {
            self.state = Some(state);
            return;
        }
        self.moving = None;
        if let Some(version) = self.opening.take() {
            self.opened = Some(version);
            self.health = Health::Ready;
            self.selected = self.select_later.take();
            self.selected_event = None;
            self.objects = Rc::default();
            if let Some(request) = self.pending.take() {
                self.state = Some(state);
                self.moving = Some(ZERO);
                self.motion += 1;
                acts.push(Act::Send(request));
                return;
            }
        }
        self.policy = state.policy;
        self.seed = state.seed;
        self.output_here = false;
        if self
            .selected
            .is_some_and(|g| !state.goroutines.iter().any(|x| x.id == g))
        {
            self.selected = None;
        }
        self.state = Some(state);
        acts.push(Act::Send(Request::Objects));
        acts.push(Act::Send(Request::Output {
            first: None,
            lines: OUTPUT_LINES,
        }));
        if let Some(goroutine) = self.inspecting() {
            acts.push(Act::Send(Request::Goroutine { goroutine }));
        }
        if let Some(query) = self.window {
            acts.push(Act::Send(Request::Timeline(query)));
        }
        acts.push(Act::Send(Request::Recording));
        self.ask_panel(acts);
        acts.push(Act::Announce);
        self.reveal(acts);
    }

    /// Shows the line of the inspected goroutine.
    pub(super) fn reveal(&self, acts: &mut Vec<Act>) {
        let Some(state) = self.state.as_ref().filter(|_| !self.stale()) else {
            return;
        };
        let place = self
            .inspecting()
            .and_then(|g| state.goroutines.iter().find(|x| x.id == g))
            .and_then(|g| g.place)
            .and_then(|p| self.program.text_line(p.file, p.line));
        if let Some(line) = place {
            acts.push(Act::Reveal(line));
        }
    }

    pub(super) fn ask_panel(&self, acts: &mut Vec<Act>) {
        let Some(state) = &self.state else { return };
        if self.panel == Panel::Steps {
            let rows = u64::from(EVENT_ROWS);
            let shown = self.events.as_ref().map(|e| e.first).filter(|first| {
                state.step >= *first && state.step < first + rows && state.steps >= *first
            });
            let first = shown.unwrap_or_else(|| state.step.saturating_sub(rows / 2) / 10 * 10);
            acts.push(Act::Send(Request::Events {
                first,
                count: EVENT_ROWS,
            }));
        }
    }
}
