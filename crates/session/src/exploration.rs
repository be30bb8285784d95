//! All that a program can do: an exploration in slices, and its result as plain data.

use std::sync::Arc;

use explore::go::{self, Clock, Draw, Setup};
use explore::{Bounds, Claim, Options, Progress, Shard, Status, Strategy};
use protocol::{
    ExploreClaim, Explored, ExploredOutcome, LeakedGoroutine, Need, ObjectKind, ObjectRef,
    OutcomeKind, Site, WaitEdge, Walk, WalkBy, Walked,
};

use crate::forks;
use crate::runner::{RunSpec, Runner, Scheduling};
use crate::view::names::variable;
use crate::view::wait::need;
use crate::workbench::Code;

pub use explore::go::{Relation, normalised};

/// What to explore, and how far.
#[derive(Clone, Debug)]
pub struct ExploreSpec {
    pub relation: Relation,
    /// With the refinements of the relation ticket (see `Setup::commute`).
    pub commute: bool,
    /// Random numbers with few values are decisions (see `Setup::draws`).
    pub draws: bool,
    /// Virtual time is exact: timers go off only when nobody else can move.
    pub exact_clock: bool,
    /// Random schedules instead of all of them, as many as the budget allows.
    pub walk: Option<Walk>,
    /// Most preemptions.
    pub bound: Option<u32>,
    /// Most executions.
    pub budget: Option<u64>,
    /// Most visible operations in one execution.
    pub depth: Option<u32>,
    /// Share `index` of `of`.
    pub shard: Option<(u32, u32)>,
    /// Whether goroutines that are left over count.
    pub leaks: bool,
    /// Whether data races are told. Accesses that race are tried in every order in any case.
    pub race: bool,
    /// Take it for granted that no plain accesses race, without looking: faster, and wrong where
    /// they do.
    pub trust: bool,
    /// Accesses that are decisions from the start, by instruction, and objects that are as in
    /// [`Explored::coarse`]: what another search of the program found out.
    pub visible: Vec<u32>,
    pub coarse: Vec<u64>,
    /// End with the first execution in which something goes wrong.
    pub until_failure: bool,
    /// Whether to keep the search's tree.
    pub tree: bool,
    pub seed: u64,
    pub args: Vec<String>,
    pub stdin: Vec<u8>,
}

/// Most values of a random number that is a decision.
const VALUES: u32 = 16;
/// Random runs, unless somebody says otherwise.
const WALKS: u64 = 10_000;

impl Default for ExploreSpec {
    fn default() -> Self {
        ExploreSpec {
            relation: Relation::default(),
            commute: false,
            draws: false,
            exact_clock: false,
            walk: None,
            bound: None,
            budget: None,
            depth: None,
            shard: None,
            leaks: false,
            race: false,
            trust: false,
            visible: Vec::new(),
            coarse: Vec::new(),
            until_failure: false,
            tree: false,
            seed: 0,
            args: vec!["main".to_owned()],
            stdin: Vec::new(),
        }
    }
}

/// Executions are cut after so many visible operations, unless somebody says otherwise.
const DEPTH: u32 = 10_000;
/// Operations between two looks for a failure, where the first one ends the search.
const PORTION: u64 = 200;
/// Instructions of a replay.
const MOST_STEPS: u64 = 1_000_000_000;

/// An exploration that is under way.
pub struct Exploration {
    inner: go::Exploration,
    walk: Option<Walk>,
    bound: Option<u32>,
    shard: Option<(u32, u32)>,
    until_failure: bool,
    trusted: bool,
}

impl Exploration {
    pub fn new(code: &Code, spec: ExploreSpec) -> Exploration {
        let mut setup = Setup::new(Arc::clone(&code.program));
        setup.seed = spec.seed;
        setup.args = spec.args;
        setup.stdin = spec.stdin;
        setup.relation = spec.relation;
        setup.draws = if spec.draws { VALUES } else { 0 };
        setup.commute = spec.commute && spec.walk.is_none();
        setup.clock = match spec.exact_clock {
            true => Clock::Exact,
            false => Clock::Any,
        };
        setup.race = spec.race || !spec.trust;
        setup.silent = !spec.race;
        setup.limits.steps = u64::MAX >> 1;
        let options = Options {
            bounds: Bounds {
                depth: spec.depth.unwrap_or(DEPTH),
                preemptions: spec.bound,
                conservative: spec.bound.is_some(),
            },
            executions: spec.budget.unwrap_or(u64::MAX),
            ..Options::default()
        };
        let shard = spec.shard.map(|(index, of)| Shard { index, of });
        let inner = match spec.walk {
            None => {
                go::Exploration::new(setup, options, shard, spec.leaks, spec.visible, spec.coarse)
            }
            Some(walk) => {
                let strategy = match walk.by {
                    WalkBy::Chance => Strategy::Uniform,
                    WalkBy::Priorities { depth } => Strategy::Priorities {
                        depth,
                        length: walk.length,
                    },
                };
                let draw = Draw {
                    strategy,
                    seed: spec.seed,
                    from: walk.from,
                    share: shard.unwrap_or(Shard { index: 0, of: 1 }),
                };
                let options = Options {
                    executions: spec.budget.unwrap_or(WALKS),
                    ..options
                };
                go::Exploration::random(setup, options, draw, spec.leaks, spec.visible)
            }
        };
        let mut new = Exploration {
            inner,
            walk: spec.walk,
            bound: spec.bound,
            shard: spec.shard,
            until_failure: spec.until_failure,
            trusted: spec.trust && !spec.race,
        };
        if spec.tree {
            new.inner.keep_tree();
        }
        new.inner
            .name_objects(|vm, at| variable(vm, vm.program(), at));
        new
    }

    /// Raises the number of executions that it may have; one that had too few goes on.
    pub fn allow(&mut self, executions: u64) {
        self.inner.allow(executions);
    }

    /// Whether it ended for want of executions alone.
    pub fn wants_more(&mut self) -> bool {
        self.inner.progress().status == Status::Exhausted
    }

    /// Accesses that are decisions, and objects that are as in [`Explored::coarse`], by now.
    pub fn known(&self) -> (Vec<u32>, Vec<u64>) {
        (self.inner.visible(), self.inner.coarse())
    }

    /// Executions so far, with those of rounds that were given up.
    pub fn spent(&mut self) -> u64 {
        self.inner.spent()
    }

    /// Goes on for about so many visible operations; false once there is no more to do.
    pub fn go(&mut self, operations: u64) -> bool {
        if !self.until_failure {
            return self.inner.run(operations).status == Status::Running;
        }
        // In small portions: it ends soon after the failure.
        let mut left = operations;
        while left > 0 {
            let few = left.min(PORTION);
            if self.inner.run(few).status != Status::Running || self.inner.failed() {
                return false;
            }
            left -= few;
        }
        true
    }

    /// Different outcomes so far.
    pub fn outcomes(&self) -> usize {
        self.inner.outcomes()
    }

    /// Counts so far.
    pub fn progress(&mut self) -> Progress {
        self.inner.progress()
    }

    /// What was found so far.
    pub fn result(&mut self, code: &Code) -> Explored {
        let progress = self.inner.progress();
        let reports = self.inner.reports().into_iter();
        let mut outcomes: Vec<ExploredOutcome> = reports.map(|r| outcome(code, r)).collect();
        protocol::sort_outcomes(&mut outcomes);
        Explored {
            claim: match (self.inner.claim(), self.bound) {
                (Claim::All, _) => ExploreClaim::Complete,
                (Claim::WithinBounds, Some(preemptions)) => ExploreClaim::Bounded { preemptions },
                _ => ExploreClaim::Stopped,
            },
            bound: self.bound,
            shard: self.shard,
            executions: progress.complete,
            blocked: progress.blocked,
            cut: progress.cut,
            diverged: progress.diverged,
            deepest: progress.deepest,
            visible: self.inner.visible(),
            coarse: self.inner.coarse(),
            walked: self.walk.map(|walk| {
                let (processes, operations) = self.inner.extent().unwrap_or_default();
                Walked {
                    depth: match walk.by {
                        WalkBy::Chance => None,
                        WalkBy::Priorities { depth } => Some(depth),
                    },
                    runs: progress.complete + progress.cut,
                    processes,
                    operations,
                    traces: self.inner.traces().collect(),
                }
            }),
            ticks: self.inner.ticked_out(),
            by_chance: self.inner.drawn_by_chance(),
            trusted: self.trusted,
            outcomes,
            tree: forks::tree(code, &self.inner),
        }
    }
}

fn place((function, file, line): (String, String, u32)) -> Site {
    Site {
        function,
        file,
        line,
    }
}

/// The races of an outcome, described by running its schedule with the detector on.
fn races(code: &Code, schedule: &str, known: &[(u32, u32)]) -> Vec<protocol::Race> {
    if known.is_empty() {
        return Vec::new();
    }
    let spec = RunSpec {
        scheduling: Scheduling::Replay(schedule.to_owned()),
        race: true,
        steps: Some(MOST_STEPS),
        ..RunSpec::default()
    };
    match Runner::new(code, spec) {
        Ok(mut runner) => {
            while runner.go(MOST_STEPS).is_none() {}
            runner.races(code)
        }
        Err(_) => Vec::new(),
    }
}

/// One link of a circle of waits.
fn edge(link: go::Link) -> Option<WaitEdge> {
    let e = link.edge;
    let need = need(e.want.need)?;
    Some(WaitEdge {
        waiter: e.waiter,
        object: ObjectRef {
            id: e.want.object,
            kind: match need {
                Need::Send | Need::Receive | Need::Close => ObjectKind::Chan,
                Need::Unlock if !link.rw => ObjectKind::Mutex,
                Need::Unlock | Need::RUnlock => ObjectKind::RwMutex,
                Need::Done => ObjectKind::WaitGroup,
                Need::Signal => ObjectKind::Cond,
                Need::Time => ObjectKind::Timer,
                Need::Release => ObjectKind::Semaphore,
            },
            name: link.name,
        },
        need,
        holder: e.holder,
    })
}

fn outcome(code: &Code, r: go::Report) -> ExploredOutcome {
    let o = r.outcome;
    let schedule = r.schedule.map(|s| s.to_string()).unwrap_or_default();
    ExploredOutcome {
        key: r.key,
        kind: match o.kind {
            go::EndKind::Ok => OutcomeKind::Ok,
            go::EndKind::Exit => OutcomeKind::Exit,
            go::EndKind::Panic => OutcomeKind::Panic,
            go::EndKind::Fatal => OutcomeKind::Fatal,
            go::EndKind::Deadlock => OutcomeKind::Deadlock,
            go::EndKind::Limit => OutcomeKind::Limit,
        },
        stdout: o.stdout,
        message: o.message,
        exit_code: o.exit_code,
        leaks: o
            .leaks
            .into_iter()
            .map(|l| LeakedGoroutine {
                goroutine: l.goroutine,
                reason: l.reason.to_owned(),
                stack: l.stack.into_iter().map(place).collect(),
                created: l.created.map(place),
                global: l.global,
            })
            .collect(),
        cycle: o.cycle.into_iter().filter_map(edge).collect(),
        racy: !o.races.is_empty(),
        races: races(code, &schedule, &o.races),
        count: r.count,
        switches: r.switches,
        preemptions: r.preemptions,
        schedule,
    }
}
