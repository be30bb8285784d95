//! What the lab knows, and its workers.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Function, Uint8Array};
use protocol::{
    Ask, Compared, Diagnostics, ExploreClaim, ExplorePlan, ExploreProgress, Explored, Finding,
    Limits, Looked, Recording, Walk, WalkBy,
};
use wasm_bindgen::JsValue;
use yew::Callback;

use crate::{
    bridge::{self, Scene, Word},
    engine::{Analyst, Found, Lost},
    lab::{
        pool::{Next, Pool},
        verdict::{self, Claims},
    },
    ptr::Ptr,
};

/// Most workers for one exploration: each holds a compiler and the program.
const MOST_ANALYSTS: usize = 8;

/// Random schedules that are drawn when the reader goes on with such.
pub(crate) const DRAWN: u64 = 10_000;

/// Which schedules there are to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    All,
    /// With at most so many preemptions.
    Bounded(u32),
    Random(WalkBy),
}

/// How far to explore, as the reader has set it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Settings {
    pub(crate) race: bool,
    pub(crate) leaks: bool,
    pub(crate) exact_clock: bool,
    pub(crate) way: Way,
    pub(crate) budget: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            race: true,
            leaks: true,
            exact_clock: false,
            way: Way::All,
            budget: 100_000,
        }
    }
}

/// What an exploration is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// To see all that the program can do.
    Everything,
    /// To find the shortest way to break it: with no preemption, with one, and so on.
    Break { preemptions: u32 },
    /// To go on with random schedules where a search had to stop.
    Onward,
    /// To grade a lesson's exercise.
    Exam,
}

/// The most preemptions with which somebody tries to break a program before trying everything.
const BREAK_BOUNDS: u32 = 3;

/// An exploration, finished or not.
#[derive(Clone, PartialEq)]
pub(crate) struct Run {
    /// The version of the text that it is about.
    pub(crate) version: u32,
    pub(crate) purpose: Purpose,
    pub(crate) settings: Settings,
    /// None once it is over.
    pub(crate) progress: Option<ExploreProgress>,
    /// Executions a second, by the page's clock.
    pub(crate) rate: f64,
    pub(crate) analysts: usize,
    pub(crate) result: Option<Rc<Explored>>,
    /// What was found before, which is part of the result.
    before: Option<Rc<Explored>>,
    /// The number of the next random schedule.
    drawn: u64,
    /// What it says of the properties that were asked for.
    pub(crate) claims: Option<Rc<Claims>>,
}

/// Two outcomes side by side.
#[derive(Clone, PartialEq)]
pub(crate) struct Comparison {
    pub(crate) outcomes: (usize, usize),
    pub(crate) compared: Option<Rc<Compared>>,
    pub(crate) looked: Looked,
}

/// Everything that is shown.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Now {
    pub(crate) scene: Rc<Scene>,
    pub(crate) settings: Settings,
    pub(crate) run: Option<Run>,
    /// The outcome that the reader looks at.
    pub(crate) picked: usize,
    pub(crate) comparison: Option<Comparison>,
    /// Why there is no result.
    pub(crate) errors: Option<Rc<Diagnostics>>,
    pub(crate) lost: Option<Lost>,
}

#[derive(Default)]
struct Inner {
    now: Rc<Now>,
    pool: Option<Pool>,
    /// The workers, and the number of the last exploring question to each.
    analysts: Vec<(Analyst, u32)>,
    started: f64,
    say: Option<Function>,
    changed: Callback<()>,
    graded: u32,
    gone: u32,
}

/// The desk; clones are the same.
#[derive(Clone)]
pub(crate) struct Desk(Rc<RefCell<Inner>>);

thread_local! {
    static DESK: Desk = Desk(Rc::default());
}

fn clock() -> f64 {
    web_sys::window()
        .and_then(|w| w.performance())
        .map_or(0.0, |p| p.now())
}

fn cores() -> usize {
    let n = web_sys::window().map_or(1.0, |w| w.navigator().hardware_concurrency());
    (n as usize).clamp(1, MOST_ANALYSTS)
}

impl Desk {
    /// The only one.
    pub(crate) fn here() -> Desk {
        DESK.with(Clone::clone)
    }

    /// What is shown.
    pub(crate) fn now(&self) -> Ptr<Now> {
        Ptr(Rc::clone(&self.0.borrow().now))
    }

    pub(crate) fn speak_to(&self, say: Option<Function>) {
        self.0.borrow_mut().say = say;
    }

    /// Who is told of changes.
    pub(crate) fn watch(&self, changed: Callback<()>) {
        self.0.borrow_mut().changed = changed;
    }

    /// Tells the page something.
    pub(crate) fn say(&self, word: &Word) {
        let say = self.0.borrow().say.clone();
        if let Some(say) = say {
            let bytes = Uint8Array::from(bridge::pack(word).as_slice());
            // What the page throws is the page's matter.
            let _ = say.call1(&JsValue::NULL, &bytes);
        }
    }

    fn change(&self, with: impl FnOnce(&mut Now)) {
        let changed = {
            let mut inner = self.0.borrow_mut();
            with(Rc::make_mut(&mut inner.now));
            inner.changed.clone()
        };
        changed.emit(());
    }

    /// The page shows something else.
    pub(crate) fn scene(&self, scene: Scene) {
        let (exam, go) = {
            let mut inner = self.0.borrow_mut();
            let exam = scene.exam.clone().filter(|e| e.asked > inner.graded);
            if let Some(exam) = &exam {
                inner.graded = exam.asked;
            }
            let go = scene.go > inner.gone;
            inner.gone = scene.go;
            (exam, go)
        };
        self.change(|now| now.scene = Rc::new(scene));
        if let Some(exam) = exam {
            let settings = Settings {
                budget: exam.budget,
                ..Settings::default()
            };
            self.begin(Purpose::Exam, settings);
        } else if go {
            self.explore();
        }
    }

    pub(crate) fn set(&self, settings: Settings) {
        self.change(|now| now.settings = settings);
    }

    pub(crate) fn pick(&self, outcome: usize) {
        self.change(|now| now.picked = outcome);
    }

    /// Explores all that the program can do.
    pub(crate) fn explore(&self) {
        let settings = self.now().settings;
        self.begin(Purpose::Everything, settings);
    }

    /// Looks for the shortest way to break it.
    pub(crate) fn try_to_break(&self) {
        let settings = self.now().settings;
        self.begin(Purpose::Break { preemptions: 0 }, settings);
    }

    /// Goes on with random schedules where a search had to stop, or other such had been drawn.
    pub(crate) fn go_on(&self, by: WalkBy) {
        if let Some(run) = &self.now().run {
            let settings = Settings {
                way: Way::Random(by),
                budget: DRAWN,
                ..run.settings
            };
            self.begin(Purpose::Onward, settings);
        }
    }

    fn begin(&self, purpose: Purpose, settings: Settings) {
        let now = self.now();
        let scene = Rc::clone(&now.scene);
        let (before, drawn) = match (purpose, &now.run) {
            (Purpose::Onward, Some(run)) => (run.result.clone(), run.drawn),
            _ => (None, 0),
        };
        let way = match purpose {
            Purpose::Break { preemptions } if preemptions <= BREAK_BOUNDS => {
                Way::Bounded(preemptions)
            }
            Purpose::Break { .. } | Purpose::Exam => Way::All,
            Purpose::Everything | Purpose::Onward => settings.way,
        };
        let (bound, walk) = match way {
            Way::All => (None, None),
            Way::Bounded(most) => (Some(most), None),
            Way::Random(by) => {
                let from = drawn;
                let length = None;
                (None, Some(Walk { by, from, length }))
            }
        };
        let known = before.as_ref().map(|b| b.visible.clone());
        let plan = ExplorePlan {
            race: settings.race,
            leaks: settings.leaks,
            exact_clock: settings.exact_clock,
            walk,
            bound,
            budget: Some(settings.budget),
            visible: known.unwrap_or_default(),
            until_failure: matches!(purpose, Purpose::Break { .. }),
            ..ExplorePlan::default()
        };
        let drawn = drawn + walk.map_or(0, |_| settings.budget);
        let (pool, asks) = Pool::new(scene.files(), plan, cores());
        let analysts = pool.at_work();
        {
            let mut inner = self.0.borrow_mut();
            // Whatever they are at is about something else.
            for (analyst, _) in &inner.analysts {
                analyst.send(&Ask::Cancel);
            }
            inner.pool = Some(pool);
            inner.started = clock();
        }
        let claims = match (purpose, &now.run) {
            // What is known stays to be seen.
            (Purpose::Onward, Some(run)) => run.claims.clone(),
            _ => None,
        };
        self.change(|now| {
            now.run = Some(Run {
                version: scene.version,
                purpose,
                settings,
                progress: Some(ExploreProgress::default()),
                rate: 0.0,
                analysts,
                result: before.clone(),
                before,
                drawn,
                claims,
            });
            now.picked = 0;
            now.comparison = None;
            now.errors = None;
            now.lost = None;
        });
        self.ask(asks);
    }

    /// Ends the exploration under way; what was found so far is shown.
    pub(crate) fn cancel(&self) {
        let asks = self.0.borrow_mut().pool.as_mut().map(Pool::cancel);
        for (nth, ask) in asks.unwrap_or_default() {
            if let Some((analyst, _)) = self.0.borrow().analysts.get(nth) {
                analyst.send(&ask);
            }
        }
    }

    fn ask(&self, asks: Vec<(usize, Ask)>) {
        for (nth, ask) in asks {
            self.analyst(nth);
            let mut inner = self.0.borrow_mut();
            if let Some((analyst, last)) = inner.analysts.get_mut(nth) {
                let req = analyst.send(&ask);
                if !matches!(ask, Ask::Cancel) {
                    *last = req;
                }
            }
        }
    }

    /// Makes sure that there is an analyst with this number.
    fn analyst(&self, nth: usize) -> Analyst {
        loop {
            let at = {
                let inner = self.0.borrow();
                if let Some((analyst, _)) = inner.analysts.get(nth) {
                    return analyst.clone();
                }
                inner.analysts.len()
            };
            let desk = self.clone();
            let analyst = Analyst::start(Callback::from(move |found| desk.hear(at, found)));
            self.0.borrow_mut().analysts.push((analyst, 0));
        }
    }

    fn hear(&self, nth: usize, found: Found) {
        match found {
            Found::Ready => {}
            Found::Lost(why) => {
                self.0.borrow_mut().pool = None;
                self.change(|now| {
                    now.lost = Some(why);
                    if let Some(run) = &mut now.run {
                        run.progress = None;
                    }
                });
            }
            Found::Answer { req, response } => match *response {
                Finding::Compared(compared) => self.change(|now| {
                    if let Some(c) = &mut now.comparison {
                        c.compared = Some(Rc::new(compared));
                    }
                }),
                Finding::Looking(looked) => self.change(|now| {
                    if let Some(c) = &mut now.comparison {
                        c.looked = looked;
                    }
                }),
                Finding::Cancelled => {}
                Finding::Fault(_) if self.now().comparison.is_some() => self.end_comparison(),
                Finding::Diagnostics(errors) => {
                    self.0.borrow_mut().pool = None;
                    self.change(|now| {
                        now.errors = Some(Rc::new(errors));
                        now.run = None;
                    });
                    self.fail_exam();
                }
                finding => self.explored(nth, req, finding),
            },
        }
    }

    fn explored(&self, nth: usize, req: u32, finding: Finding) {
        let next = {
            let mut inner = self.0.borrow_mut();
            let last = inner.analysts.get(nth).map_or(0, |a| a.1);
            let cancelled = matches!(finding, Finding::Explored(_)) && req >= last;
            if req != last && !cancelled {
                return;
            }
            match &mut inner.pool {
                Some(pool) => pool.hear(nth, finding),
                None => return,
            }
        };
        match next {
            Next::Nothing => {
                let (progress, analysts, seconds) = {
                    let inner = self.0.borrow();
                    let Some(pool) = &inner.pool else { return };
                    let seconds = (clock() - inner.started) / 1_000.0;
                    (pool.progress(), pool.at_work(), seconds)
                };
                self.change(|now| {
                    if let Some(run) = &mut now.run {
                        run.progress = Some(progress);
                        run.rate = progress.executions as f64 / seconds.max(0.001);
                        run.analysts = analysts;
                    }
                });
            }
            Next::Ask(asks) => self.ask(asks),
            Next::Done(explored) => self.done(*explored),
        }
    }

    fn done(&self, explored: Explored) {
        self.0.borrow_mut().pool = None;
        let now = self.now();
        let Some(run) = &now.run else { return };
        if let Purpose::Break { preemptions } = run.purpose
            && preemptions <= BREAK_BOUNDS
            && explored.claim != ExploreClaim::Complete
            && !explored.outcomes.iter().any(|o| o.failed())
        {
            // Unbroken so far: more preemptions.
            let purpose = Purpose::Break {
                preemptions: preemptions + 1,
            };
            return self.begin(purpose, run.settings);
        }
        let explored = match &run.before {
            Some(before) => protocol::in_turn(vec![Explored::clone(before), explored]),
            None => explored,
        };
        let claims = match (&run.purpose, &now.scene.exam) {
            (Purpose::Exam, Some(exam)) => verdict::decide(exam.properties.clone(), &explored),
            _ => {
                let told = (run.settings.race, run.settings.leaks);
                verdict::of_text(&now.scene.text, &explored, told)
            }
        };
        let purpose = run.purpose;
        // What goes wrong is what the reader came for.
        let worst = explored.outcomes.iter().position(|o| o.failed());
        let (explored, claims) = (Rc::new(explored), Rc::new(claims));
        {
            let (explored, claims) = (Rc::clone(&explored), Rc::clone(&claims));
            self.change(move |now| {
                if let Some(run) = &mut now.run {
                    run.progress = None;
                    run.result = Some(explored);
                    run.claims = Some(claims);
                }
                now.picked = worst.unwrap_or(0);
            });
        }
        if purpose == Purpose::Exam
            && let Some(exam) = &now.scene.exam
        {
            let shows = claims
                .counterexample()
                .and_then(|nth| explored.outcomes.get(nth))
                .map(|o| Box::new(replay(&o.schedule)));
            self.say(&Word::Graded {
                asked: exam.asked,
                passed: claims.all_hold(),
                standings: claims.list.iter().map(|c| c.1).collect(),
                words: claims.words(&explored),
                shows,
            });
        }
    }

    fn fail_exam(&self) {
        let now = self.now();
        if let Some(exam) = &now.scene.exam {
            self.say(&Word::Graded {
                asked: exam.asked,
                passed: false,
                standings: Vec::new(),
                words: crate::i18n::exam_broken().to_owned(),
                shows: None,
            });
        }
    }

    /// Opens an outcome as the page's run.
    pub(crate) fn open(&self, outcome: usize) {
        let now = self.now();
        let result = now.run.as_ref().and_then(|r| r.result.as_ref());
        if let Some(o) = result.and_then(|r| r.outcomes.get(outcome)) {
            self.say(&Word::Open(Box::new(replay(&o.schedule))));
        }
    }

    /// Puts two outcomes side by side.
    pub(crate) fn compare(&self, a: usize, b: usize) {
        let now = self.now();
        let outcomes = now.run.as_ref().and_then(|r| r.result.as_ref());
        let Some(outcomes) = outcomes.map(|r| &r.outcomes) else {
            return;
        };
        let (Some(left), Some(right)) = (outcomes.get(a), outcomes.get(b)) else {
            return;
        };
        let ask = Ask::Compare {
            files: now.scene.files(),
            left: replay(&left.schedule),
            right: replay(&right.schedule),
            limits: Limits::default(),
        };
        self.change(|now| {
            now.comparison = Some(Comparison {
                outcomes: (a, b),
                compared: None,
                looked: Looked::default(),
            });
        });
        self.analyst(0).send(&ask);
    }

    /// Back from the comparison, whether it is there or not.
    pub(crate) fn end_comparison(&self) {
        let comparison = self.now().comparison.clone();
        if comparison.is_some_and(|c| c.compared.is_none()) {
            self.analyst(0).send(&Ask::Cancel);
        }
        self.change(|now| now.comparison = None);
    }
}

/// The run that a schedule leads through.
fn replay(schedule: &str) -> Recording {
    Recording {
        schedule: Some(schedule.to_owned()),
        ..Recording::default()
    }
}
