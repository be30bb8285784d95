//! Questions about the run at hand: its races, and what happened before what in it. One worker
//! answers them, one at a time, and can be told to leave it; what is asked for while another answer
//! is due waits its turn.

use std::{cell::RefCell, rc::Rc};

use protocol::{
    Ask, Diagnostics, Fault, Finding, Gid, Limits, Looked, OrderAt, OrderFound, OrderView, Policy,
    RacesFound, Recording,
};
use yew::prelude::*;

use crate::{
    bridge::{Scene, Word},
    engine::{Analyst, Found, Lost},
    i18n as t,
    lab::desk::Desk,
    program::Program,
    ptr::Ptr,
};

/// Rows of one picture: what is seen of it, and some around.
pub(crate) const WINDOW: u32 = 120;
/// Events that are surely followed at a time.
const PART: u64 = 90_000;

/// Which run it is about.
#[derive(Clone, Debug, Default, PartialEq)]
struct About {
    version: u32,
    recording: Recording,
}

impl About {
    fn of(scene: &Scene) -> About {
        let mut recording = scene.recording.clone();
        // Where the reader stands matters only if a person decides there.
        if recording.policy != Policy::Manual {
            (recording.step, recording.tick, recording.hash) = (0, 0, 0);
        }
        About {
            version: scene.version,
            recording,
        }
    }
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Failure {
    Errors(Rc<Diagnostics>),
    Fault(Fault),
    Lost(Lost),
    /// The reader did not want to wait.
    Cancelled,
}

/// Everything that is known.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Known {
    about: Option<About>,
    pub(crate) races: Option<Rc<RacesFound>>,
    pub(crate) order: Option<Rc<OrderFound>>,
    /// What is to be seen of the order.
    view: OrderView,
    /// Raised when the picture is to be moved to a row, and that row.
    pub(crate) moved: (u32, u32),
    /// The event whose past and future are shown.
    pub(crate) selected: Option<u64>,
    /// The race whose accesses are joined in the picture.
    pub(crate) race: Option<usize>,
    pub(crate) failure: Option<Failure>,
    /// How far the answer that is due is.
    pub(crate) looked: Looked,
}

/// What can be asked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Question {
    Races,
    Order,
}

#[derive(Default)]
struct Inner {
    known: Rc<Known>,
    analyst: Option<Analyst>,
    /// What is to be asked as soon as there is nothing else.
    races_due: bool,
    order_due: bool,
    /// What was asked, and under which number: answers to earlier questions are out of date.
    asked: Option<(Question, u32)>,
    changed: Callback<()>,
}

/// The inquiry; clones are the same.
#[derive(Clone)]
pub(crate) struct Inquiry(Rc<RefCell<Inner>>);

thread_local! {
    static INQUIRY: Inquiry = Inquiry(Rc::default());
}

impl Inquiry {
    /// The only one.
    pub(crate) fn here() -> Inquiry {
        INQUIRY.with(Clone::clone)
    }

    pub(crate) fn known(&self) -> Ptr<Known> {
        Ptr(Rc::clone(&self.0.borrow().known))
    }

    /// Who is told of changes.
    pub(crate) fn watch(&self, changed: Callback<()>) {
        self.0.borrow_mut().changed = changed;
    }

    fn change(&self, with: impl FnOnce(&mut Known)) {
        let changed = {
            let mut inner = self.0.borrow_mut();
            with(Rc::make_mut(&mut inner.known));
            inner.changed.clone()
        };
        changed.emit(());
    }

    /// Makes sure that what is known is about the run that is shown; asks what is not known.
    pub(crate) fn follow(&self, scene: &Scene, order: bool) {
        let about = About::of(scene);
        let known = self.known();
        if known.about.as_ref() != Some(&about) {
            // A picture of another run would point at moments that are not there.
            self.change(|known| {
                *known = Known {
                    about: Some(about),
                    view: around(scene.recording.step),
                    ..Known::default()
                };
            });
            let mut inner = self.0.borrow_mut();
            (inner.races_due, inner.order_due, inner.asked) = (true, false, None);
            drop(inner);
            self.say_nothing();
        }
        let known = self.known();
        if order && known.order.is_none() && known.failure.is_none() && !self.waits() {
            self.0.borrow_mut().order_due = true;
        }
        self.ask(scene);
    }

    fn say_nothing(&self) {
        Desk::here().say(&Word::Shade(Vec::new()));
        Desk::here().say(&Word::Marks {
            steps: Vec::new(),
            lines: Vec::new(),
        });
    }

    /// Asks what is due. The order is what somebody looks at: it does not wait for races.
    fn ask(&self, scene: &Scene) {
        let (question, known) = {
            let mut inner = self.0.borrow_mut();
            let question = match inner.asked {
                Some((Question::Races, _)) if inner.order_due => {
                    inner.races_due = true;
                    Question::Order
                }
                Some((Question::Order, _)) if inner.order_due => Question::Order,
                Some(_) => return,
                None if inner.order_due => Question::Order,
                None if inner.races_due => Question::Races,
                None => return,
            };
            match question {
                Question::Order => inner.order_due = false,
                Question::Races => inner.races_due = false,
            }
            (question, Rc::clone(&inner.known))
        };
        let (files, recording) = (scene.files(), scene.recording.clone());
        let limits = Limits::default();
        let ask = match question {
            Question::Races => Ask::Races {
                files,
                recording,
                limits,
            },
            Question::Order => {
                let race = known.race.and_then(|i| known.races.as_ref()?.races.get(i));
                let sides = race.map(|r| vec![&r.first, &r.second]).unwrap_or_default();
                let view = OrderView {
                    rows: WINDOW,
                    select: known.selected,
                    moments: sides.iter().map(|s| (s.goroutine, s.tick)).collect(),
                    ..known.view.clone()
                };
                Ask::Order {
                    files,
                    recording,
                    limits,
                    view,
                }
            }
        };
        let req = self.analyst().send(&ask);
        self.0.borrow_mut().asked = Some((question, req));
    }

    fn ask_order(&self, scene: &Scene) {
        self.0.borrow_mut().order_due = true;
        self.ask(scene);
    }

    /// Whether an answer about the order is due.
    pub(crate) fn waits(&self) -> bool {
        matches!(self.0.borrow().asked, Some((Question::Order, _)))
    }

    /// Shows the past and the future of an event, or of none.
    pub(crate) fn select(&self, scene: &Scene, event: Option<u64>) {
        let known = self.known();
        let seen = |i: u64| {
            let found = known.order.as_ref();
            found.is_some_and(|o| {
                o.lanes
                    .iter()
                    .any(|l| l.events.iter().any(|e| e.event.index == i))
            })
        };
        self.change(|known| {
            known.selected = event;
            // What was selected elsewhere is brought into sight.
            if let Some(index) = event.filter(|i| !seen(*i)) {
                known.view = around(index);
            }
        });
        if event.is_none() {
            Desk::here().say(&Word::Shade(Vec::new()));
        }
        self.ask_order(scene);
    }

    /// Shows other rows.
    pub(crate) fn look(&self, scene: &Scene, at: OrderAt) {
        if self.known().view.at != at {
            self.change(|known| known.view.at = at);
            self.ask_order(scene);
        }
    }

    /// Shows another part of a long run.
    pub(crate) fn turn(&self, scene: &Scene, part: u64) {
        self.change(|known| {
            known.view = OrderView {
                part,
                at: OrderAt::Event(part),
                ..OrderView::default()
            };
            known.order = None;
        });
        self.ask_order(scene);
    }

    /// Shows the order around a race, its accesses joined.
    pub(crate) fn show_race(&self, race: usize) {
        let known = self.known();
        let steps = known.races.as_ref().and_then(|r| r.steps.get(race));
        let (a, b) = steps.copied().unwrap_or_default();
        self.change(|known| {
            known.race = Some(race);
            known.selected = None;
            known.view = around(a.min(b));
            known.order = None;
        });
        Desk::here().say(&Word::Shade(Vec::new()));
        Desk::here().say(&Word::Topic(crate::bridge::Topic::Order));
    }

    /// Nothing is selected any more, and no race joined.
    pub(crate) fn clear(&self, scene: &Scene) {
        self.change(|known| known.race = None);
        Desk::here().say(&Word::Event(None));
        self.select(scene, None);
    }

    /// Leaves the question that is open.
    fn cancel(&self) {
        self.analyst().send(&Ask::Cancel);
        let mut inner = self.0.borrow_mut();
        (inner.asked, inner.races_due, inner.order_due) = (None, false, false);
        drop(inner);
        self.change(|known| known.failure = Some(Failure::Cancelled));
    }

    /// Asks again what the reader did not want to wait for.
    fn again(&self) {
        let scene = Rc::clone(&Desk::here().now().scene);
        self.change(|known| {
            known.failure = None;
            known.looked = Looked::default();
        });
        self.0.borrow_mut().races_due = self.known().races.is_none();
        self.follow(&scene, scene.topic == crate::bridge::Topic::Order);
    }

    fn analyst(&self) -> Analyst {
        if let Some(analyst) = &self.0.borrow().analyst {
            return analyst.clone();
        }
        let here = self.clone();
        let analyst = Analyst::start(Callback::from(move |found: Found| here.hear(found)));
        self.0.borrow_mut().analyst = Some(analyst.clone());
        analyst
    }

    fn hear(&self, found: Found) {
        let (req, finding) = match found {
            Found::Ready => return,
            Found::Lost(why) => {
                self.0.borrow_mut().asked = None;
                return self.change(|known| known.failure = Some(Failure::Lost(why)));
            }
            Found::Answer { req, response } => (req, *response),
        };
        if self.0.borrow().asked.is_none_or(|(_, asked)| asked != req) {
            return;
        }
        if let Finding::Looking(looked) = finding {
            return self.change(|known| known.looked = looked);
        }
        self.0.borrow_mut().asked = None;
        match finding {
            Finding::Races(found) => {
                self.mark(&found);
                self.change(|known| known.races = Some(Rc::new(*found)));
            }
            Finding::Order(found) => {
                if let Some(cone) = &found.cone {
                    let cuts = cone.cuts.iter().map(|c| -> (Gid, u64, u64) {
                        let past = c.past.map_or(0, |p| p.index + 1);
                        let future = c.future.map_or(u64::MAX, |p| p.index + 1);
                        (c.goroutine, past, future)
                    });
                    Desk::here().say(&Word::Shade(cuts.collect()));
                }
                self.change(|known| {
                    if let Some(row) = found.around {
                        known.moved = (known.moved.0 + 1, row);
                        // The same event may be asked for again.
                        known.view.at = OrderAt::Row(found.window.0);
                    }
                    known.order = Some(Rc::new(*found));
                });
            }
            Finding::Diagnostics(errors) => {
                self.change(|known| known.failure = Some(Failure::Errors(Rc::new(errors))));
            }
            Finding::Fault(fault) => {
                self.change(|known| known.failure = Some(Failure::Fault(fault)));
            }
            _ => {}
        }
        self.change(|known| known.looked = Looked::default());
        let scene = Rc::clone(&Desk::here().now().scene);
        // What is due is about the run that is known; another one is followed first.
        if self.known().about == Some(About::of(&scene)) {
            self.ask(&scene);
        }
    }

    /// Tells the page where races are.
    fn mark(&self, found: &RacesFound) {
        let scene = Rc::clone(&Desk::here().now().scene);
        let program = Program::new(&scene.text);
        let sides = found.races.iter().flat_map(|r| [&r.first, &r.second]);
        let mut lines: Vec<u32> = sides
            .filter_map(|s| s.stack.iter().find_map(|f| f.place))
            .filter_map(|p| program.text_line(p.file, p.line))
            .collect();
        base::sort::sort(&mut lines);
        lines.dedup();
        let mut steps: Vec<u64> = found.steps.iter().flat_map(|s| [s.0, s.1]).collect();
        base::sort::sort(&mut steps);
        steps.dedup();
        Desk::here().say(&Word::Marks { steps, lines });
    }
}

/// A view around an event.
fn around(index: u64) -> OrderView {
    OrderView {
        part: match index < PART {
            true => 0,
            false => index.saturating_sub(PART / 2),
        },
        at: OrderAt::Event(index),
        ..OrderView::default()
    }
}

/// What stands in the place of an answer: that it is on its way and how far, with a way to leave
/// it; or why there is none.
pub(crate) fn waiting(known: &Known, what: &'static str) -> Html {
    let Looked { ticks, of } = known.looked;
    match &known.failure {
        Some(Failure::Cancelled) => html! {
            <p class="pad faint" role="status">{ t::look_cancelled() }{ " " }
                <button type="button" class="btn" onclick={|_| Inquiry::here().again()}>{ t::look_again() }</button></p>
        },
        Some(failure) => html! { <p class="pad faint" role="status">{ words(failure) }</p> },
        None => html! {
            <div class="explore-progress">
                <span role="status">{ what }</span>
                if ticks > 0 {
                    if let Some(of) = of {
                        <progress max="100" value={(ticks.saturating_mul(100) / of.max(1)).to_string()} aria-label={t::look_part()}></progress>
                    }
                    <span class="faint">{ t::look_far(&t::number(ticks)) }</span>
                    <button type="button" class="btn" onclick={|_| Inquiry::here().cancel()}>{ t::look_cancel() }</button>
                }
            </div>
        },
    }
}

/// A failure in words.
fn words(failure: &Failure) -> String {
    match failure {
        Failure::Cancelled => t::look_cancelled().to_owned(),
        Failure::Errors(errors) => {
            t::race_broken(&errors.list.first().map_or("", |d| d.message.as_str()))
        }
        Failure::Fault(Fault::Diverged { step }) => t::fault_diverged(step),
        Failure::Fault(_) | Failure::Lost(Lost::Trap) => t::fault_internal().to_owned(),
        Failure::Lost(Lost::Hang) => t::fault_hang().to_owned(),
        Failure::Lost(Lost::Start) => t::fault_worker().to_owned(),
        Failure::Lost(Lost::Version) => t::fault_version().to_owned(),
    }
}
