//! What a workbench knows, and how it changes: a pure function from a message to new knowledge and
//! to the acts it calls for. No browser in here.

mod answers;
mod lines;
mod msg;
mod parts;

use std::{collections::BTreeSet, rc::Rc};

use protocol::{
    Breakpoint, Diagnostics, EventDetail, Fault, Gid, GoroutineDetail, Limits, Moment, Objects,
    Output, Pause, Policy, Progress, Recording, Request, Severity, State, Status, Target, Timeline,
    TimelineQuery, Verdict,
};

use crate::{
    bridge::{Exam, Topic},
    program::Program,
};

use lines::shift;
pub(crate) use msg::{Act, Msg};
pub(crate) use parts::{EventPage, Grade, Health, Notice, Panel};

/// Output lines asked for at a time.
const OUTPUT_LINES: u32 = 400;
/// Rows of the steps table asked for at a time.
pub(crate) const EVENT_ROWS: u32 = 100;
/// The most runs of a lesson's check.
const VERIFY_RUNS: u32 = 500;

/// Everything a workbench knows.
#[derive(Clone, PartialEq)]
pub(crate) struct Model {
    /// The editor's text.
    pub(crate) text: Rc<str>,
    /// Raised with every change of it.
    pub(crate) version: u32,
    /// The text as files.
    pub(crate) program: Rc<Program>,
    /// Lines of the text with a breakpoint.
    pub(crate) breakpoints: Rc<BTreeSet<u32>>,
    /// How the engine is.
    pub(crate) health: Health,
    /// What the compiler says.
    pub(crate) diagnostics: Rc<Diagnostics>,
    /// The version of the text that `diagnostics` is about.
    pub(crate) checked: u32,
    /// What vet warns of, and the version that this is about.
    pub(crate) warnings: (u32, Rc<Diagnostics>),
    /// The version that the machine holds.
    pub(crate) opened: Option<u32>,
    /// The version, and how to begin, of an `Open` that is under way.
    opening: Option<u32>,
    /// What to do as soon as that has succeeded.
    pending: Option<Request>,
    /// The numbers of the last `Open` and the last `Check`, and the version the latter was about:
    /// answers to earlier ones are about texts that are gone.
    open_req: u32,
    check_req: u32,
    checking: u32,
    /// Where the run stands.
    pub(crate) state: Option<Rc<State>>,
    /// Objects here.
    pub(crate) objects: Rc<Objects>,
    /// Objects before the last motion, to show what moved.
    pub(crate) objects_before: Rc<Objects>,
    /// Output here.
    pub(crate) output: Rc<Output>,
    /// Whether `output` is of the current position, and not still of the one before.
    pub(crate) output_here: bool,
    /// The visible lanes.
    pub(crate) timeline: Option<Rc<Timeline>>,
    /// The window asked for last.
    window: Option<TimelineQuery>,
    /// The inspected goroutine.
    pub(crate) inspected: Option<Rc<GoroutineDetail>>,
    /// The selected event.
    pub(crate) event: Option<Rc<EventDetail>>,
    /// The visible part of the steps table.
    pub(crate) events: Option<Rc<EventPage>>,
    /// How to come back here.
    pub(crate) recording: Rc<Recording>,
    /// A motion under way.
    pub(crate) moving: Option<Progress>,
    /// Something to tell.
    pub(crate) notice: Option<Notice>,
    /// The goroutine that the reader selected.
    pub(crate) selected: Option<Gid>,
    /// The event that the reader selected.
    pub(crate) selected_event: Option<u64>,
    /// What the lower panel shows.
    pub(crate) panel: Panel,
    /// Who decides in new runs.
    pub(crate) policy: Policy,
    /// The seed of new runs.
    pub(crate) seed: u64,
    /// Whether the run is being played slowly.
    pub(crate) playing: bool,
    /// The outcome of a lesson's check.
    pub(crate) verdict: Option<Rc<Verdict>>,
    /// Whether a check is under way.
    pub(crate) verifying: bool,
    /// The line with the cursor.
    pub(crate) cursor: u32,
    /// Raised with every motion: keys what the motion moves on screen.
    pub(crate) motion: u64,
    /// Whom to select when the opened run has arrived.
    select_later: Option<Gid>,
    /// Per goroutine, where the steps that happened before the selected event end, and where those
    /// that happen after it begin.
    pub(crate) shade: Rc<Vec<(Gid, u64, u64)>>,
    /// Steps and lines at which the lab found something wrong.
    pub(crate) marks: Rc<(Vec<u64>, Vec<u32>)>,
    /// What the lab is to grade, and what it said.
    pub(crate) exam: Option<Exam>,
    pub(crate) grade: Option<Rc<Grade>>,
    /// Raised when an exploration is asked for.
    pub(crate) explorations: u32,
}

impl Model {
    /// A workbench with a program in it.
    pub(crate) fn new(text: Rc<str>) -> Self {
        Model {
            program: Rc::new(Program::new(&text)),
            text,
            version: 1,
            breakpoints: Rc::default(),
            health: Health::Loading,
            diagnostics: Rc::default(),
            checked: 0,
            warnings: Default::default(),
            opened: None,
            opening: None,
            pending: None,
            open_req: 0,
            check_req: 0,
            checking: 0,
            state: None,
            objects: Rc::default(),
            objects_before: Rc::default(),
            output: Rc::default(),
            output_here: false,
            timeline: None,
            window: None,
            inspected: None,
            event: None,
            events: None,
            recording: Rc::default(),
            moving: None,
            notice: None,
            selected: None,
            selected_event: None,
            panel: Panel::Goroutine,
            policy: Policy::Go,
            seed: 1,
            playing: false,
            verdict: None,
            verifying: false,
            cursor: 1,
            motion: 0,
            select_later: None,
            shade: Rc::default(),
            marks: Rc::default(),
            exam: None,
            grade: None,
            explorations: 0,
        }
    }

    /// Whether the machine holds another text than the editor.
    pub(crate) fn stale(&self) -> bool {
        self.opened != Some(self.version)
    }

    /// Whether the current text has errors, as far as is known.
    pub(crate) fn broken(&self) -> bool {
        self.checked == self.version
            && self
                .diagnostics
                .list
                .iter()
                .any(|d| d.severity == Severity::Error)
    }

    /// What is to be said of the text: errors or, where there are none, warnings, which stay until
    /// there are newer ones.
    pub(crate) fn problems(&self) -> &Rc<Diagnostics> {
        match self.diagnostics.list.is_empty() {
            true => &self.warnings.1,
            false => &self.diagnostics,
        }
    }

    /// Whether these are about the text as it is.
    pub(crate) fn problems_fit(&self) -> bool {
        let about = match self.diagnostics.list.is_empty() {
            true => self.warnings.0,
            false => self.checked,
        };
        about == self.version
    }

    /// The goroutine that the inspector shows: the selected one, or the one on the processor.
    pub(crate) fn inspecting(&self) -> Option<Gid> {
        let state = self.state.as_ref();
        self.selected
            .or_else(|| state?.current)
            .or_else(|| Some(state?.goroutines.first()?.id))
    }

    /// Whether the run stands before its first step.
    pub(crate) fn fresh(&self) -> bool {
        self.state
            .as_ref()
            .is_none_or(|s| s.steps == 0 && s.tick == 0)
    }

    /// Whether the run stands at its very end.
    pub(crate) fn ended(&self) -> bool {
        self.state
            .as_ref()
            .is_some_and(|s| matches!(s.status, Status::Ended(_)))
    }

    fn machine_breakpoints(&self) -> Vec<Breakpoint> {
        self.breakpoints
            .iter()
            .filter_map(|line| self.program.file_line(*line))
            .map(|(file, line)| Breakpoint { file, line })
            .collect()
    }

    /// What the lab has marked is of a run that is left.
    fn unmark(&mut self) {
        self.shade = Rc::default();
        self.marks = Rc::default();
    }

    fn open(&mut self, recording: Recording, then: Option<Request>, acts: &mut Vec<Act>) {
        self.unmark();
        self.opening = Some(self.version);
        self.pending = then;
        self.moving = self.pending.as_ref().map(|_| ZERO);
        acts.push(Act::Send(Request::Open {
            files: self.program.files(&self.text),
            recording,
            limits: Limits::default(),
            breakpoints: self.machine_breakpoints(),
        }));
    }

    fn beginning(&self) -> Recording {
        Recording {
            policy: self.policy,
            seed: self.seed,
            ..Recording::default()
        }
    }

    /// Sends a motion; forwards, it begins a new run if the code has changed.
    fn go(&mut self, request: Request, forward: bool, acts: &mut Vec<Act>) {
        self.notice = None;
        if forward && self.opening == Some(self.version) {
            // On its way already.
            self.pending = Some(request);
            self.moving = Some(ZERO);
        } else if forward && (self.stale() || self.state.is_none()) {
            if self.broken() {
                self.notice = Some(Notice::Fault(Fault::NothingOpen));
                self.playing = false;
                return;
            }
            let beginning = self.beginning();
            self.open(beginning, Some(request), acts);
        } else if self.state.is_some() {
            self.moving = Some(ZERO);
            self.motion += 1;
            acts.push(Act::Send(request));
        }
    }

    fn put(&mut self, text: Rc<str>, acts: &mut Vec<Act>) {
        self.breakpoints = Rc::new(shift(&self.breakpoints, &self.text, &text));
        self.program = Rc::new(Program::new(&text));
        self.text = text;
        self.version += 1;
        self.verdict = None;
        self.grade = None;
        self.unmark();
        acts.push(Act::Save);
    }

    fn select_event(&mut self, index: Option<u64>, acts: &mut Vec<Act>) {
        self.selected_event = index;
        self.event = None;
        acts.extend(index.map(|index| Act::Send(Request::Event { index })));
    }

    /// Takes a message in, and says what is to be done about it.
    pub(crate) fn update(&mut self, msg: Msg) -> Vec<Act> {
        let mut acts = Vec::new();
        match msg {
            Msg::Edit(text) => {
                if text != self.text {
                    self.put(text, &mut acts);
                    self.playing = false;
                    acts.push(Act::Debounce(self.version));
                }
            }
            Msg::Rewrite(text) => {
                acts = self.update(Msg::Edit(text));
                acts.push(Act::PutText);
            }
            Msg::Vetted(version, found) => self.warnings = (version, Rc::new(found)),
            Msg::Unformatted => self.notice = Some(Notice::Unformatted),
            Msg::Load { text, recording } => {
                self.put(text, &mut acts);
                self.warnings = Default::default();
                self.breakpoints = Rc::default();
                self.state = None;
                self.selected = None;
                self.selected_event = None;
                self.event = None;
                self.inspected = None;
                self.timeline = None;
                self.events = None;
                self.objects = Rc::default();
                self.objects_before = Rc::default();
                self.output = Rc::default();
                self.playing = false;
                self.notice = None;
                self.panel = Panel::Goroutine;
                if let Some(r) = &recording {
                    self.policy = r.policy;
                    self.seed = r.seed;
                }
                acts.push(Act::PutText);
                let recording = recording.unwrap_or_else(|| self.beginning());
                self.open(recording, None, &mut acts);
            }
            Msg::Settle(version) => {
                if version == self.version && self.opening != Some(version) && self.stale() {
                    if self.fresh() {
                        let beginning = self.beginning();
                        self.open(beginning, None, &mut acts);
                    } else {
                        acts.push(Act::Send(Request::Check {
                            files: self.program.files(&self.text),
                        }));
                    }
                }
            }
            Msg::Sent { req, open: true } => self.open_req = req,
            Msg::Sent { req, open: false } => {
                self.check_req = req;
                self.checking = self.version;
            }
            Msg::Engine(incoming) => self.hear(incoming, &mut acts),
            Msg::Run if self.ended() => return self.update(Msg::Restart),
            Msg::Run => {
                self.playing = false;
                self.go(Request::Run, true, &mut acts);
            }
            Msg::Restart => {
                self.notice = None;
                self.playing = false;
                if self.broken() {
                    self.notice = Some(Notice::Fault(Fault::NothingOpen));
                } else {
                    let beginning = self.beginning();
                    self.open(beginning, Some(Request::Run), &mut acts);
                }
            }
            Msg::Pause => {
                self.playing = false;
                if self.moving.is_some() {
                    acts.push(Act::Send(Request::Pause));
                }
            }
            Msg::Stop => {
                self.playing = false;
                self.pending = None;
                acts.push(Act::Send(Request::Stop));
            }
            Msg::Step { back } => {
                if self.moving.is_none() || self.pending.is_none() {
                    self.go(Request::StepOp { back }, !back, &mut acts);
                }
            }
            Msg::Play(on) => {
                self.playing = on;
                if on {
                    self.go(Request::StepOp { back: false }, true, &mut acts);
                }
            }
            Msg::Beat => {
                if self.playing && self.moving.is_none() {
                    let stuck = self.ended()
                        || self
                            .state
                            .as_ref()
                            .is_some_and(|s| s.status == Status::Paused(Pause::Choice));
                    if stuck {
                        self.playing = false;
                    } else {
                        self.go(Request::StepOp { back: false }, true, &mut acts);
                    }
                }
            }
            Msg::Line { how, back } => {
                let goroutine = self.inspecting().unwrap_or(1);
                self.go(
                    Request::StepLine {
                        goroutine,
                        how,
                        back,
                    },
                    !back,
                    &mut acts,
                );
            }
            Msg::To { target, back } => self.go(Request::RunTo { target, back }, !back, &mut acts),
            Msg::ToCursor { back } => {
                if let Some((file, line)) = self.program.file_line(self.cursor) {
                    let target = Target::Line(Breakpoint { file, line });
                    self.go(Request::RunTo { target, back }, !back, &mut acts);
                }
            }
            Msg::Seek(to) => {
                self.playing = false;
                self.go(Request::Seek { to }, false, &mut acts);
            }
            Msg::Choose(pick) => {
                self.unmark();
                self.go(Request::Choose { pick }, false, &mut acts);
            }
            Msg::Branch(id) => {
                self.unmark();
                self.go(Request::Branch { id }, false, &mut acts);
            }
            Msg::Policy(policy) => {
                self.policy = policy;
                // A schedule that is replayed decides more than a policy is asked for: another
                // policy means another run.
                let replayed = self.recording.schedule.is_some();
                if self.fresh() || self.stale() || replayed {
                    let beginning = self.beginning();
                    self.open(beginning, None, &mut acts);
                } else {
                    acts.push(Act::Send(Request::SetPolicy { policy }));
                }
            }
            Msg::Seed(seed) => {
                if seed != self.seed {
                    self.seed = seed;
                    let beginning = self.beginning();
                    let ran = !self.fresh();
                    self.open(beginning, ran.then_some(Request::Run), &mut acts);
                }
            }
            Msg::ToggleBreakpoint(line) => {
                let mut set = (*self.breakpoints).clone();
                if !set.remove(&line) {
                    set.insert(line);
                }
                self.breakpoints = Rc::new(set);
                acts.push(Act::Send(Request::SetBreakpoints {
                    breakpoints: self.machine_breakpoints(),
                }));
            }
            Msg::Select(g) => {
                self.selected = g;
                if let Some(goroutine) = self.inspecting() {
                    acts.push(Act::Send(Request::Goroutine { goroutine }));
                }
                self.reveal(&mut acts);
            }
            Msg::SelectEvent(index) => {
                self.select_event(index, &mut acts);
                if index.is_some() {
                    self.panel = Panel::Event;
                }
            }
            Msg::Panel(panel) => {
                self.panel = panel;
                self.ask_panel(&mut acts);
            }
            Msg::Window(query) => {
                self.window = Some(query);
                if self.state.is_some() {
                    acts.push(Act::Send(Request::Timeline(query)));
                }
            }
            Msg::EventsFrom(first) => {
                acts.push(Act::Send(Request::Events {
                    first,
                    count: EVENT_ROWS,
                }));
            }

            Msg::SeekFar(step) => self.go(
                Request::Seek {
                    to: Moment::Step(step),
                },
                true,
                &mut acts,
            ),
            Msg::RunOut => {
                let known = !self.stale() && self.state.as_ref().is_some_and(|s| s.end.is_some());
                self.go(
                    if known {
                        Request::Seek { to: Moment::End }
                    } else {
                        Request::Run
                    },
                    true,
                    &mut acts,
                );
            }
            Msg::SelectLater(g) => self.select_later = Some(g),
            Msg::Begin(recording) => {
                self.policy = recording.policy;
                self.seed = recording.seed;
                if self.health == Health::Ready {
                    self.open(recording, None, &mut acts);
                }
            }
            Msg::Verify(properties, runs) => {
                self.verdict = None;
                self.verifying = true;
                acts.push(Act::Send(Request::Verify {
                    files: self.program.files(&self.text),
                    properties,
                    runs: runs.clamp(1, VERIFY_RUNS),
                    limits: Limits {
                        ticks: 20_000_000,
                        ..Limits::default()
                    },
                }));
            }
            Msg::OpenRun(recording) => {
                self.playing = false;
                self.open(recording, Some(Request::Run), &mut acts);
            }
            Msg::Explore => {
                self.panel = Panel::Lab(Topic::Explore);
                self.explorations += 1;
            }
            Msg::Examine(properties, budget) => {
                self.grade = None;
                self.verifying = true;
                self.panel = Panel::Lab(Topic::Explore);
                self.exam = Some(Exam {
                    asked: self.exam.as_ref().map_or(0, |e| e.asked) + 1,
                    properties,
                    budget,
                });
            }
            Msg::Graded {
                asked,
                passed,
                standings,
                words,
                shows,
            } => {
                if self.exam.as_ref().is_some_and(|e| e.asked == asked) {
                    self.verifying = false;
                    self.grade = Some(Rc::new(Grade {
                        passed,
                        standings,
                        words,
                        shows,
                    }));
                }
            }
            Msg::LabEvent(index) => self.select_event(index, &mut acts),
            Msg::Shade(lanes) => self.shade = Rc::new(lanes),
            Msg::Marks(steps, lines) => self.marks = Rc::new((steps, lines)),
            Msg::Cursor(line) => self.cursor = line,
            Msg::Dismiss => self.notice = None,
        }
        acts
    }
}

const ZERO: Progress = Progress {
    tick: 0,
    step: 0,
    time: 0,
    goroutines: 0,
    output: 0,
};

#[cfg(test)]
mod tests;
