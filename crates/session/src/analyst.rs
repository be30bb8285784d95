//! The analyst: questions about a program or a run that are answered by executing it, as often as
//! it takes, apart from the session in which a person moves.
//!
//! One question at a time; a newer one takes the place of an unfinished one. How many analysts
//! share an exploration is their driver's matter.

use protocol as p;
use protocol::{Ask, Finding, Request, Response};

use crate::exploration::{Exploration, ExploreSpec};
use crate::missing;
use crate::order::{self, Wanted};
use crate::session::Session;
use crate::workbench::{Code, Workbench};

/// Instructions that one run of a comparison may take.
const MOST_TICKS: u64 = 50_000_000;
/// Events of a run that are compared.
const MOST_EVENTS: u64 = 20_000;
/// Events shown before the place where two runs part, and from there on.
const BEFORE: usize = 6;
const AFTER: usize = 34;

/// See the module's text.
pub struct Analyst {
    bench: Workbench,
    job: Option<(Box<Exploration>, Code)>,
}

impl Default for Analyst {
    fn default() -> Self {
        Self::new()
    }
}

impl Analyst {
    /// An analyst without a question.
    pub fn new() -> Self {
        Analyst {
            bench: Workbench::new(),
            job: None,
        }
    }

    /// Whether `poll` has anything to do.
    pub fn busy(&self) -> bool {
        self.job.is_some()
    }

    /// Answers a question, or begins with the answer.
    pub fn handle(&mut self, ask: Ask) -> Vec<Finding> {
        match ask {
            Ask::Explore { files, plan } => {
                self.job = None;
                let code = match self.bench.build(&files) {
                    Ok(code) => code,
                    Err(errors) => return vec![Finding::Diagnostics(errors.diagnostics)],
                };
                let exploration = Exploration::new(&code, spec(plan));
                self.job = Some((Box::new(exploration), code));
                Vec::new()
            }
            Ask::Cancel => match self.job.take() {
                Some((mut exploration, code)) => {
                    vec![Finding::Explored(Box::new(exploration.result(&code)))]
                }
                None => Vec::new(),
            },
            Ask::Compare {
                files,
                left,
                right,
                limits,
            } => {
                let [a, b] = [left, right].map(|run| Witness::of(&files, run, limits));
                match (a, b) {
                    (Ok(a), Ok(b)) => vec![Finding::Compared(compare(a, b))],
                    (Err(found), _) | (_, Err(found)) => vec![*found],
                }
            }
            Ask::Races {
                files,
                recording,
                limits,
            } => self.about(&files, |code| {
                let found = missing::races(code, &recording, &limits)?;
                Ok(Finding::Races(Box::new(found)))
            }),
            Ask::Order {
                files,
                recording,
                limits,
                first,
                count,
                select,
            } => self.about(&files, |code| {
                let wanted = Wanted {
                    first,
                    count,
                    select,
                };
                let found = order::order(code, &recording, &limits, &wanted)?;
                Ok(Finding::Order(Box::new(found)))
            }),
        }
    }

    /// An answer about a program that compiles.
    fn about(
        &mut self,
        files: &[p::SourceFile],
        answer: impl FnOnce(&Code) -> Result<Finding, p::Fault>,
    ) -> Vec<Finding> {
        vec![match self.bench.build(files) {
            Ok(code) => answer(&code).unwrap_or_else(Finding::Fault),
            Err(errors) => Finding::Diagnostics(errors.diagnostics),
        }]
    }

    /// Goes on by about so many visible operations.
    pub fn poll(&mut self, operations: u64) -> Vec<Finding> {
        let Some((exploration, code)) = &mut self.job else {
            return Vec::new();
        };
        if exploration.go(operations) {
            return Vec::new();
        }
        let found = exploration.result(code);
        self.job = None;
        vec![Finding::Explored(Box::new(found))]
    }

    /// How far the exploration under way is.
    pub fn progress(&mut self) -> Option<Finding> {
        let (exploration, _) = self.job.as_mut()?;
        let now = exploration.progress();
        Some(Finding::Exploring(p::ExploreProgress {
            executions: now.complete + now.cut,
            blocked: now.blocked,
            deepest: now.deepest,
            outcomes: exploration.outcomes() as u32,
            operations: now.steps,
            done: now.done,
        }))
    }
}

fn spec(plan: p::ExplorePlan) -> ExploreSpec {
    ExploreSpec {
        exact_clock: plan.exact_clock,
        walk: plan.walk,
        bound: plan.bound,
        budget: plan.budget,
        depth: plan.depth,
        shard: plan.shard,
        leaks: plan.leaks,
        race: plan.race,
        visible: plan.visible,
        coarse: plan.coarse,
        until_failure: plan.until_failure,
        // Random schedules share few beginnings.
        tree: plan.walk.is_none(),
        seed: plan.seed,
        ..ExploreSpec::default()
    }
}

/// A run that was gone through to its end, to be asked about its events.
struct Witness {
    session: Session,
    people: Vec<p::Goroutine>,
    events: Vec<p::Event>,
    total: u64,
}

impl Witness {
    fn of(
        files: &[p::SourceFile],
        recording: p::Recording,
        limits: p::Limits,
    ) -> Result<Witness, Box<Finding>> {
        let mut session = Session::new();
        let recording = p::Recording {
            step: 0,
            tick: 0,
            hash: 0,
            ..recording
        };
        let limits = p::Limits {
            ticks: limits.ticks.min(MOST_TICKS),
            ..limits
        };
        let opened = session.handle(Request::Open {
            files: files.to_vec(),
            recording,
            limits,
            breakpoints: Vec::new(),
        });
        for said in opened {
            match said {
                Response::Diagnostics(d) if !d.list.is_empty() => {
                    return Err(Box::new(Finding::Diagnostics(d)));
                }
                Response::Fault(fault) => return Err(Box::new(Finding::Fault(fault))),
                _ => {}
            }
        }
        let mut people = Vec::new();
        let mut said = session.handle(Request::Run);
        while session.busy() {
            said.extend(session.poll(1 << 20));
        }
        if let Some(Response::State(state)) = said.pop() {
            people = state.goroutines;
        }
        let mut witness = Witness {
            session,
            people,
            events: Vec::new(),
            total: 0,
        };
        let mut first = 0;
        while first < MOST_EVENTS {
            let page = witness.session.handle(Request::Events {
                first,
                count: 1_000,
            });
            let Some(Response::Events { total, events, .. }) = page.into_iter().next() else {
                break;
            };
            witness.total = total;
            witness.events.extend(events);
            first += 1_000;
            if first >= total {
                break;
            }
        }
        Ok(witness)
    }

    /// Events with the lines that they belong to.
    fn told(&mut self, from: usize, to: usize) -> Vec<p::Event> {
        let some = self.events.get(from..to.min(self.events.len()));
        let indices: Vec<u64> = some.unwrap_or(&[]).iter().map(|e| e.index).collect();
        let mut out = Vec::new();
        for index in indices {
            let answer = self.session.handle(Request::Event { index });
            if let Some(Response::Event(Some(detail))) = answer.into_iter().next() {
                out.push(detail.event);
            }
        }
        out
    }
}

/// Whether two events are the same step of a run, as far as a reader can tell.
fn same(a: &p::Event, b: &p::Event) -> bool {
    (a.goroutine, a.op, a.outcome, a.case, a.place)
        == (b.goroutine, b.op, b.outcome, b.case, b.place)
        && a.value == b.value
}

fn compare(mut a: Witness, mut b: Witness) -> p::Compared {
    let pairs = a.events.iter().zip(&b.events);
    let common = pairs.take_while(|(x, y)| same(x, y)).count();
    let first = common.saturating_sub(BEFORE);
    let (left, right) = (a.told(first, common + AFTER), b.told(first, common + AFTER));
    p::Compared {
        common: common as u64,
        first: first as u64,
        left,
        right,
        totals: (a.total, b.total),
        left_people: a.people,
        right_people: b.people,
    }
}
