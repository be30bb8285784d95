//! The analyst: questions about a program or a run that are answered by executing it, as often as
//! it takes, apart from the session in which a person moves.
//!
//! One question at a time; a newer one takes the place of an unfinished one. How many analysts
//! share an exploration is their driver's matter.

use protocol as p;
use protocol::{Ask, Finding, Limits, OrderView, Policy, Recording, SourceFile};

use crate::compare::Comparison;
use crate::exploration::{Exploration, ExploreSpec};
use crate::order::{Map, Survey};
use crate::races::Hunt;
use crate::workbench::{Code, Workbench};

/// Instructions of a run that count as one visible operation of an exploration: what a question
/// does at a time takes about as long.
const TICKS: u64 = 40;

/// See the module's text.
pub struct Analyst {
    bench: Workbench,
    job: Option<Job>,
    /// The run whose order was asked for last, so that it is followed once, whatever is shown of it.
    map: Option<Box<(About, Survey, Map)>>,
}

/// What is under way.
enum Job {
    Explore(Box<(Exploration, Code)>),
    Compare(Box<Comparison>),
    Races(Box<Hunt>),
    Order(Box<(About, Survey, OrderView)>),
}

/// Which part of which run an order is about.
#[derive(PartialEq)]
struct About {
    files: Vec<SourceFile>,
    recording: Recording,
    limits: Limits,
    part: u64,
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
            map: None,
        }
    }

    /// Whether `poll` has anything to do.
    pub fn busy(&self) -> bool {
        self.job.is_some()
    }

    /// Answers a question, or begins with the answer.
    pub fn handle(&mut self, ask: Ask) -> Vec<Finding> {
        let job = self.job.take();
        match self.begin(ask, job) {
            Ok(job) => {
                self.job = Some(job);
                Vec::new()
            }
            Err(found) => vec![*found],
        }
    }

    /// What there is to do for a question, or at once its answer; `before` was under way.
    fn begin(&mut self, ask: Ask, before: Option<Job>) -> Result<Job, Box<Finding>> {
        let job = match ask {
            Ask::Explore { files, plan } => {
                let code = self.build(&files)?;
                if let Err(why) = code.explorable() {
                    return Err(Box::new(Finding::Diagnostics(why.diagnostics)));
                }
                let exploration = Exploration::new(&code, spec(plan));
                Job::Explore(Box::new((exploration, code)))
            }
            Ask::Cancel => {
                return Err(Box::new(match before {
                    Some(Job::Explore(job)) => {
                        let (mut exploration, code) = *job;
                        Finding::Explored(Box::new(exploration.result(&code)))
                    }
                    _ => Finding::Cancelled,
                }));
            }
            Ask::Compare {
                files,
                left,
                right,
                limits,
            } => Job::Compare(Box::new(Comparison::new(&files, [left, right], limits)?)),
            Ask::Races {
                files,
                recording,
                limits,
            } => {
                let hunt = Hunt::new(self.build(&files)?, &recording, &limits);
                Job::Races(Box::new(hunt.map_err(Finding::Fault)?))
            }
            Ask::Order {
                files,
                mut recording,
                limits,
                view,
            } => {
                // Where somebody stands matters only if they decide there.
                if recording.policy != Policy::Manual {
                    (recording.step, recording.tick, recording.hash) = (0, 0, 0);
                }
                let about = About {
                    files,
                    recording,
                    limits,
                    part: view.part,
                };
                if let Some((known, survey, map)) = self.map.as_deref()
                    && *known == about
                {
                    return Err(Box::new(Finding::Order(Box::new(survey.view(map, &view)))));
                }
                // Two long runs at once would be many.
                self.map = None;
                let code = self.build(&about.files)?;
                let survey = Survey::new(code, &about.recording, &about.limits, about.part);
                Job::Order(Box::new((about, survey.map_err(Finding::Fault)?, view)))
            }
        };
        Ok(job)
    }

    fn build(&mut self, files: &[SourceFile]) -> Result<Code, Finding> {
        let built = self.bench.build(files);
        built.map_err(|errors| Finding::Diagnostics(errors.diagnostics))
    }

    /// Goes on by about so many visible operations.
    pub fn poll(&mut self, operations: u64) -> Vec<Finding> {
        let ticks = operations.saturating_mul(TICKS);
        let found = match &mut self.job {
            None => None,
            Some(Job::Explore(job)) => {
                let (exploration, code) = &mut **job;
                let over = !exploration.go(operations);
                over.then(|| Finding::Explored(Box::new(exploration.result(code))))
            }
            Some(Job::Compare(job)) => job.go(ticks).map(Finding::Compared),
            Some(Job::Races(job)) => job.go(ticks).map(|r| Finding::Races(Box::new(r))),
            Some(Job::Order(job)) => {
                let map = job.1.go(ticks);
                map.and_then(|map| self.mapped(map))
            }
        };
        if found.is_some() {
            self.job = None;
        }
        found.into_iter().collect()
    }

    /// Keeps what was followed, and answers what was asked.
    fn mapped(&mut self, map: Map) -> Option<Finding> {
        let Some(Job::Order(job)) = self.job.take() else {
            return None;
        };
        let (about, survey, view) = *job;
        let found = survey.view(&map, &view);
        self.map = Some(Box::new((about, survey, map)));
        Some(Finding::Order(Box::new(found)))
    }

    /// How far what is under way is.
    pub fn progress(&mut self) -> Option<Finding> {
        Some(match self.job.as_mut()? {
            Job::Explore(job) => {
                let exploration = &mut job.0;
                let now = exploration.progress();
                Finding::Exploring(p::ExploreProgress {
                    executions: now.complete + now.cut,
                    blocked: now.blocked,
                    deepest: now.deepest,
                    outcomes: exploration.outcomes() as u32,
                    operations: now.steps,
                    done: now.done,
                })
            }
            Job::Compare(job) => Finding::Looking(job.looked()),
            Job::Races(job) => Finding::Looking(job.looked()),
            Job::Order(job) => Finding::Looking(job.1.looked()),
        })
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
