//! Questions about the run at hand: its races, and what happened before what in it. One worker
//! answers them; a run is looked at once, whatever is shown of it.

use std::{cell::RefCell, rc::Rc};

use protocol::{
    Ask, Diagnostics, Fault, Finding, Gid, Limits, OrderFound, Policy, RacesFound, Recording,
};
use yew::Callback;

use crate::{
    bridge::{Scene, Word},
    engine::{Analyst, Found, Lost},
    lab::desk::Desk,
    program::Program,
    ptr::Ptr,
};

/// Events of one picture.
pub(crate) const WINDOW: u32 = 300;

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
}

/// Everything that is known.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Known {
    about: Option<About>,
    pub(crate) races: Option<Rc<RacesFound>>,
    pub(crate) order: Option<Rc<OrderFound>>,
    /// The first event of the picture.
    pub(crate) first: u64,
    /// The event whose past and future are shown.
    pub(crate) selected: Option<u64>,
    /// The race whose accesses are joined in the picture.
    pub(crate) race: Option<usize>,
    pub(crate) failure: Option<Failure>,
}

#[derive(Default)]
struct Inner {
    known: Rc<Known>,
    analyst: Option<Analyst>,
    /// The numbers of the last questions; answers to earlier ones are out of date.
    races_req: u32,
    order_req: u32,
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
            let first = scene.recording.step.saturating_sub(u64::from(WINDOW / 2));
            self.change(|known| {
                *known = Known {
                    about: Some(about),
                    first,
                    ..Known::default()
                };
            });
            {
                let mut inner = self.0.borrow_mut();
                (inner.races_req, inner.order_req) = (0, 0);
            }
            self.say_nothing();
            self.ask_races(scene);
        }
        if order && self.0.borrow().order_req == 0 {
            self.ask_order(scene);
        }
    }

    fn say_nothing(&self) {
        Desk::here().say(&Word::Shade(Vec::new()));
        Desk::here().say(&Word::Marks {
            steps: Vec::new(),
            lines: Vec::new(),
        });
    }

    fn ask_races(&self, scene: &Scene) {
        let req = self.analyst().send(&Ask::Races {
            files: scene.files(),
            recording: scene.recording.clone(),
            limits: Limits::default(),
        });
        self.0.borrow_mut().races_req = req;
    }

    fn ask_order(&self, scene: &Scene) {
        let known = self.known();
        let req = self.analyst().send(&Ask::Order {
            files: scene.files(),
            recording: scene.recording.clone(),
            limits: Limits::default(),
            first: known.first,
            count: WINDOW,
            select: known.selected,
        });
        self.0.borrow_mut().order_req = req;
    }

    /// Shows the past and the future of an event, or of none.
    pub(crate) fn select(&self, scene: &Scene, event: Option<u64>) {
        self.change(|known| known.selected = event);
        if event.is_none() {
            Desk::here().say(&Word::Shade(Vec::new()));
        }
        self.ask_order(scene);
    }

    /// Shows another part of the run.
    pub(crate) fn turn(&self, scene: &Scene, first: u64) {
        self.change(|known| known.first = first);
        self.ask_order(scene);
    }

    /// Shows the order around a race, its accesses joined.
    pub(crate) fn show_race(&self, race: usize) {
        let known = self.known();
        let steps = known
            .races
            .as_ref()
            .and_then(|r| r.steps.get(race))
            .copied();
        let (a, b) = steps.unwrap_or_default();
        let room = u64::from(WINDOW).saturating_sub(b.abs_diff(a));
        self.change(|known| {
            known.race = Some(race);
            known.selected = None;
            known.first = match room {
                // Too far apart for one picture: the second one, where it shows.
                0 => b.saturating_sub(u64::from(WINDOW / 2)),
                _ => a.min(b).saturating_sub(room / 2),
            };
        });
        self.0.borrow_mut().order_req = 0;
        Desk::here().say(&Word::Shade(Vec::new()));
        Desk::here().say(&Word::Topic(crate::bridge::Topic::Order));
    }

    /// Nothing is selected any more, and no race joined.
    pub(crate) fn clear(&self, scene: &Scene) {
        self.change(|known| known.race = None);
        Desk::here().say(&Word::Event(None));
        self.select(scene, None);
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
                return self.change(|known| known.failure = Some(Failure::Lost(why)));
            }
            Found::Answer { req, response } => (req, *response),
        };
        let (races, order) = {
            let inner = self.0.borrow();
            (req == inner.races_req, req == inner.order_req)
        };
        match finding {
            Finding::Races(found) if races => {
                self.mark(&found);
                self.change(|known| known.races = Some(Rc::new(*found)));
            }
            Finding::Order(found) if order => {
                if let Some(cone) = &found.cone {
                    let cuts = cone.cuts.iter().map(|c| -> (Gid, u64, u64) {
                        let past = c.past.map_or(0, |p| p.index + 1);
                        let future = c.future.map_or(u64::MAX, |p| p.index + 1);
                        (c.goroutine, past, future)
                    });
                    Desk::here().say(&Word::Shade(cuts.collect()));
                }
                self.change(|known| {
                    known.first = found.window.0;
                    known.order = Some(Rc::new(*found));
                });
            }
            Finding::Diagnostics(errors) if races || order => {
                self.change(|known| known.failure = Some(Failure::Errors(Rc::new(errors))));
            }
            Finding::Fault(fault) if races || order => {
                self.change(|known| known.failure = Some(Failure::Fault(fault)));
            }
            _ => {}
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
        lines.sort_unstable();
        lines.dedup();
        let mut steps: Vec<u64> = found.steps.iter().flat_map(|s| [s.0, s.1]).collect();
        steps.sort_unstable();
        steps.dedup();
        Desk::here().say(&Word::Marks { steps, lines });
    }
}

/// A failure in words.
pub(crate) fn words(failure: &Failure) -> String {
    use crate::i18n as t;
    match failure {
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
