//! A search over a Go program: driven in slices, collecting outcomes.

use std::collections::{BTreeMap, BTreeSet};

use sched::Schedule;
use vm::{GRef, NextOp, Vm};

use crate::explorer::Explorer;
use crate::go::bets::settle;
use crate::go::outcome::{Naming, Outcome};
use crate::go::setup::Setup;
use crate::go::subject::Subject;
use crate::go::tree::{Branch, Tree};
use crate::hash::mix;
use crate::ids::Processes;
use crate::machine::Machine;
use crate::options::{Claim, Options};
use crate::preemption::count;
use crate::progress::{Progress, Status};
use crate::shard::Shard;
use crate::shrink::{Target, could_be_calmer, shrink};
use crate::visit::{Choice, Execution, Flow, Kind};
use crate::walk::{Strategy, Walk};

/// Executions of one outcome that are shrunk whatever they look like.
const SHRINKS: u64 = 4;
/// States looked at while shrinking.
const EFFORT: usize = 2_000;
/// Classes of interleavings that are told apart in random runs.
const TRACES: usize = 20_000;
/// Outcomes whose keys are kept.
const LATEST: usize = 8;

/// One thing that the program can do.
#[derive(Clone, Debug)]
pub struct Report {
    /// Equal for equal outcomes of one program, in all shares of a search.
    pub key: u64,
    pub outcome: Outcome,
    /// Executions that led there.
    pub count: u64,
    /// Switches between goroutines in the schedule, and how many of them are preemptions.
    pub switches: u32,
    pub preemptions: u32,
    pub schedule: Option<Schedule>,
}

#[derive(Clone, Debug)]
struct Found {
    outcome: Outcome,
    count: u64,
    cost: (u32, u32),
    choices: Vec<Choice>,
}

/// Who is about to move, and how.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stand {
    Goroutine(GRef, NextOp),
    /// This timer is to go off.
    Timer(u64),
}

/// Which random runs there are to be.
#[derive(Clone, Copy, Debug)]
pub struct Draw {
    pub strategy: Strategy,
    pub seed: u64,
    /// The number of the first run.
    pub from: u64,
    /// Which of them are ours.
    pub share: Shard,
}

/// How a search goes about it.
#[derive(Clone, Copy)]
enum Way {
    All(Option<Shard>),
    Random(Draw),
}

enum Engine {
    Search(Box<Explorer<Subject>>),
    Walk(Box<Walk<Subject>>),
}

/// A search that is under way.
pub struct Exploration {
    setup: Setup,
    options: Options,
    way: Way,
    leaks: bool,
    naming: Option<Naming>,
    subject: Subject,
    engine: Engine,
    harvest: Harvest,
    /// Instructions whose accesses race.
    racy: BTreeSet<u32>,
    /// Objects on which every operation is dependent on every other.
    coarse: BTreeSet<u64>,
    /// Executions in rounds that were given up because they had found out more.
    before: u64,
}

impl Exploration {
    /// A search about to begin, with these accesses visible besides what orders goroutines, and
    /// these objects coarse: every operation on one is dependent on every other. Only shards that
    /// know the same share out the same search.
    pub fn new(
        setup: Setup,
        options: Options,
        shard: Option<Shard>,
        leaks: bool,
        visible: impl IntoIterator<Item = u32>,
        coarse: impl IntoIterator<Item = u64>,
    ) -> Exploration {
        Exploration::make(setup, options, Way::All(shard), leaks, visible, coarse)
    }

    /// As many random runs as the options allow executions, all shares together, with these
    /// accesses visible. Whatever depends on chance depends on the seed alone.
    pub fn random(
        setup: Setup,
        options: Options,
        draw: Draw,
        leaks: bool,
        visible: impl IntoIterator<Item = u32>,
    ) -> Exploration {
        // A run that loses a bet would be one for nothing.
        let setup = Setup {
            commute: false,
            // What a run does is to follow from its number alone.
            quiet: false,
            ..setup
        };
        let way = Way::Random(draw);
        Exploration::make(setup, options, way, leaks, visible, [])
    }

    fn make(
        setup: Setup,
        options: Options,
        way: Way,
        leaks: bool,
        visible: impl IntoIterator<Item = u32>,
        coarse: impl IntoIterator<Item = u64>,
    ) -> Exploration {
        let racy: BTreeSet<u32> = visible.into_iter().collect();
        let coarse: BTreeSet<u64> = coarse.into_iter().collect();
        let mut subject = subject(&setup, &racy, &coarse);
        Exploration {
            engine: engine(options, way, &mut subject),
            subject,
            setup,
            options,
            way,
            leaks,
            naming: None,
            harvest: Harvest::default(),
            racy,
            coarse,
            before: 0,
        }
    }

    /// From now on objects are called by their names.
    pub fn name_objects(&mut self, naming: Naming) {
        self.naming = Some(naming);
    }

    /// Goes on for about `steps` operations.
    pub fn run(&mut self, steps: u64) -> Progress {
        self.begin_tree();
        let depth = self.options.bounds.depth as usize;
        let (harvest, racy) = (&mut self.harvest, &mut self.racy);
        let mut lessons = Vec::new();
        let mut short = false;
        let (leaks, naming) = (self.leaks, self.naming);
        let walks = matches!(self.way, Way::Random(..));
        let mut see = |s: &Subject, e: &Execution<'_>| {
            if walks {
                harvest.traces.insert(e.trace_hash() as u64);
                // The smallest are kept: the same of a search and of its shares together.
                if harvest.traces.len() > TRACES {
                    harvest.traces.pop_last();
                }
            }
            // Where the bound on preemptions ends an execution, the program has not ended; but
            // races are races.
            let bound = e.len() < depth && !s.state.round;
            let told = s.setup().tells_races() && !s.vm().races().is_empty();
            let beyond = e.kind == Kind::Cut && bound && !told;
            if e.kind != Kind::Blocked && !beyond {
                harvest.note((leaks, naming), s, e);
            }
            // Whatever makes the search start again had better be found out soon.
            let known = racy.len();
            for r in s.vm().races() {
                let sides = [r.first, r.second].into_iter();
                let plain = sides.filter(|a| !a.kind.is_atomic()).map(|a| a.at.site.0);
                racy.extend(plain.filter(|pc| s.can_be_op(*pc)));
            }
            racy.extend(e.unordered().filter(|pc| s.can_be_op(*pc)));
            short = s.unlisted || e.trail.is_short();
            lessons.extend(s.lessons(e.trail));
            if racy.len() == known && lessons.is_empty() && !short {
                return Flow::Continue;
            }
            Flow::Stop
        };
        let mut progress = match &mut self.engine {
            Engine::Search(e) => e.run(&mut self.subject, &mut see, steps),
            Engine::Walk(w) => w.run(&mut self.subject, &mut see, steps),
        };
        if progress.status == Status::Stopped {
            self.coarse.extend(lessons);
            self.setup.clocks |= short;
            self.again();
            progress.status = Status::Running;
        }
        progress
    }

    /// What others' executions may begin with is known as soon as the search begins.
    fn begin_tree(&mut self) {
        if let Engine::Search(e) = &mut self.engine
            && let Some(tree) = &mut self.harvest.tree
            && matches!(self.way, Way::All(Some(_)))
            && e.beginnings() == 0
        {
            let mut nobody = |_: &Subject, _: &Execution<'_>| Flow::Continue;
            e.run(&mut self.subject, &mut nobody, 0);
            tree.keep(e.beginnings());
        }
    }

    /// Starts again, with what was found out about objects.
    fn again(&mut self) {
        self.before += self.progress().executions();
        self.subject = subject(&self.setup, &self.racy, &self.coarse);
        self.engine = engine(self.options, self.way, &mut self.subject);
        let tree = self.harvest.tree.is_some().then(Tree::default);
        self.harvest = Harvest {
            tree,
            ..Harvest::default()
        };
    }

    /// Counts and estimate.
    pub fn progress(&mut self) -> Progress {
        match &mut self.engine {
            Engine::Search(e) => e.report(),
            Engine::Walk(w) => w.report(),
        }
    }

    /// Executions so far, with those of rounds that were given up.
    pub fn spent(&mut self) -> u64 {
        self.before + self.progress().executions()
    }

    /// Raises the number of executions after which the search ends. A search that ended for that
    /// reason goes on.
    pub fn allow(&mut self, executions: u64) {
        self.options.executions = executions;
        if let Engine::Search(e) = &mut self.engine {
            e.allow(executions);
        }
    }

    /// What the search proves so far.
    pub fn claim(&self) -> Claim {
        match &self.engine {
            Engine::Search(e) => e.claim(),
            Engine::Walk(_) => Claim::Nothing,
        }
    }

    /// Of a random search with priorities: the most processes and operations that a run had, on
    /// which its guarantee rests (see [`Walk::guarantee`]).
    pub fn extent(&self) -> Option<(u32, u32)> {
        match &self.engine {
            Engine::Search(_) => None,
            Engine::Walk(w) => Some(w.extent()),
        }
    }

    /// Of a random search: numbers of the classes of equivalent interleavings that it met,
    /// ascending; the smallest 20,000.
    pub fn traces(&self) -> impl Iterator<Item = u64> {
        self.harvest.traces.iter().copied()
    }

    /// Instructions with plain accesses that race.
    pub fn visible(&self) -> Vec<u32> {
        self.racy.iter().copied().collect()
    }

    /// Objects on which every operation is dependent on every other.
    pub fn coarse(&self) -> Vec<u64> {
        self.coarse.iter().copied().collect()
    }

    /// The most that a ticker ticks, if one could have ticked more often.
    pub fn ticked_out(&self) -> Option<u32> {
        self.subject.ticked_out.then_some(self.setup.ticks)
    }

    /// Numbers with more values than this were those of the seed, where random numbers are decisions.
    pub fn drawn_by_chance(&self) -> Option<u32> {
        self.subject.chance.then_some(self.setup.draws)
    }

    /// Whether something went wrong in some execution so far.
    pub fn failed(&self) -> bool {
        let mut all = self.harvest.found.values().map(|f| &f.outcome);
        all.any(|o| o.failed() || !o.races.is_empty())
    }

    /// Roughly how much the search holds on to besides its outcomes (see [`Explorer::held`]).
    pub fn held(&self) -> usize {
        let engine = match &self.engine {
            Engine::Search(e) => e.held(),
            Engine::Walk(_) => 0,
        };
        engine + self.harvest.latest.len() + self.subject.names().len()
    }

    /// How many outcomes there are so far.
    pub fn outcomes(&self) -> usize {
        self.harvest.found.len()
    }

    /// From now on the search's tree is kept.
    pub fn keep_tree(&mut self) {
        self.harvest.tree = Some(Tree::default());
    }

    /// The search's tree so far, at most so many nodes; empty if it is not kept. Of a share, what
    /// others' executions may begin with too is told move by move, however many nodes that takes.
    pub fn tree(&self, most: usize) -> Vec<Branch> {
        let names = self.subject.names();
        let key = |c: &Choice| mix(names.key(c.process), u64::from(c.label));
        let tree = self.harvest.tree.as_ref();
        tree.map_or(Vec::new(), |t| t.branches(most, key))
    }

    /// The machine right before the decision that leads to a branch, and who is to move then.
    pub fn before<T>(&self, branch: &Branch, read: impl FnOnce(&Vm, Stand) -> T) -> Option<T> {
        let (last, way) = branch.path.split_last()?;
        let known = self.subject.names().clone();
        let mut fresh = Subject::known(self.setup.clone(), known, &self.racy, &self.coarse);
        fresh.record(way)?;
        let stand = fresh.stand(last.process)?;
        Some(read(fresh.vm(), stand))
    }

    /// All outcomes so far, the most frequent first, each with its schedule.
    pub fn reports(&mut self) -> Vec<Report> {
        let subject = &mut self.subject;
        // Without one the subject is still there.
        let root = match &self.engine {
            Engine::Search(e) => e.root(),
            Engine::Walk(w) => w.root(),
        };
        let mut all: Vec<(&String, &Found)> = self.harvest.found.iter().collect();
        all.sort_by_key(|(_, f)| std::cmp::Reverse(f.count));
        all.into_iter()
            .map(|(key, f)| {
                if let Some(root) = root {
                    subject.restore(root);
                }
                let schedule = subject.record(&f.choices);
                let mut outcome = f.outcome.clone();
                outcome.renumber(subject);
                Report {
                    key: number(key),
                    outcome,
                    count: f.count,
                    switches: f.cost.0,
                    preemptions: f.cost.1,
                    schedule,
                }
            })
            .collect()
    }
}

fn subject(setup: &Setup, racy: &BTreeSet<u32>, coarse: &BTreeSet<u64>) -> Subject {
    Subject::known(setup.clone(), Processes::new(), racy, coarse)
}

fn engine(options: Options, way: Way, subject: &mut Subject) -> Engine {
    match way {
        Way::All(shard) => {
            let search = match shard {
                Some(shard) => Explorer::shard(options, shard),
                None => Explorer::new(options),
            };
            Engine::Search(Box::new(search.from(subject.snapshot())))
        }
        Way::Random(draw) => {
            let walk = Walk::new(draw.strategy, draw.seed, options.executions, options.bounds);
            Engine::Walk(Box::new(walk.part(draw.from, draw.share)))
        }
    }
}

/// Outcomes seen, and the keys of those that were seen last.
#[derive(Default)]
struct Harvest {
    found: BTreeMap<String, Found>,
    /// Most executions end like one of the few before them; making a key is work.
    latest: Vec<(Outcome, String)>,
    /// Of random runs: which classes of equivalent interleavings were met.
    traces: BTreeSet<u64>,
    /// Where outcomes part, if somebody wants to see it.
    tree: Option<Tree>,
}

impl Harvest {
    fn note(&mut self, (leaks, naming): (bool, Option<Naming>), s: &Subject, e: &Execution<'_>) {
        let mut outcome = Outcome::of(s, leaks, e.kind == Kind::Cut);
        let at = match self.latest.iter().position(|(o, _)| o.is(&outcome)) {
            Some(at) => at,
            None => {
                self.latest.truncate(LATEST - 1);
                self.latest.insert(0, (outcome.clone(), outcome.key()));
                0
            }
        };
        let Some((_, key)) = self.latest.get(at) else {
            return;
        };
        if let Some(tree) = &mut self.tree {
            tree.insert(&e.schedule(), number(key));
        }
        if let Some(f) = self.found.get_mut(key) {
            f.count += 1;
            if f.count <= SHRINKS && could_be_calmer(e, to_end(s), f.cost) || is_calmer(e, f.cost) {
                let calm = calmest(s, e);
                if calm.1 < f.cost {
                    (f.choices, f.cost) = calm;
                    outcome.complete(s, naming);
                    f.outcome = outcome;
                }
            }
            return;
        }
        let (choices, cost) = calmest(s, e);
        outcome.complete(s, naming);
        let found = Found {
            outcome,
            count: 1,
            cost,
            choices,
        };
        self.found.insert(key.clone(), found);
    }
}

/// A key as a number.
fn number(key: &str) -> u64 {
    key.bytes().fold(0, |h, b| mix(h, u64::from(b)))
}

/// Whether the interleaving at hand has fewer switches and preemptions.
fn is_calmer(e: &Execution<'_>, than: (u32, u32)) -> bool {
    let pairs = e.trail.events.iter().zip(e.trail.events.iter().skip(1));
    let switches = pairs.filter(|(a, b)| a.id.process != b.id.process).count() as u32;
    // What has no preemptions has not fewer of them.
    (switches, 0) < than && e.switches() < than
}

/// What led to the end of the run.
fn to_end(s: &Subject) -> Target {
    let end = s.state.end.as_ref();
    end.map_or(Target::Whole, |end| Target::Process(end.process))
}

/// The schedule with the fewest switches that leads to the end of the run.
fn calmest(s: &Subject, e: &Execution<'_>) -> (Vec<Choice>, (u32, u32)) {
    if s.setup().tells_races() && !s.vm().races().is_empty() {
        let end = s.state.end.as_ref().and_then(|end| end.event);
        return everything(s, e, end.and_then(|end| e.trail.position(end)));
    }
    let calm = shrink(e, to_end(s), EFFORT);
    if !s.state.bets.is_empty() {
        return settled(s, e, &calm.order);
    }
    (calm.schedule, (calm.switches, calm.preemptions))
}

/// The schedule of an order in which selects come when their case is ready.
fn settled(s: &Subject, e: &Execution<'_>, order: &[u32]) -> (Vec<Choice>, (u32, u32)) {
    let order = settle(e, order, &s.state.bets);
    let all = e.schedule();
    let choices = order.iter().filter_map(|k| all.get(*k as usize).copied());
    (choices.collect(), count(e.trail, &order, e.enabled))
}

/// All events but those after the end of the run, which comes last: so a replay sees the races of
/// goroutines that had nothing to do with the end.
fn everything(s: &Subject, e: &Execution<'_>, end: Option<usize>) -> (Vec<Choice>, (u32, u32)) {
    let all = e.schedule();
    let keeps = |k: &usize| end.is_none_or(|end| *k != end && !e.before(end, *k));
    let order = (0..all.len()).filter(keeps).chain(end);
    if !s.state.bets.is_empty() {
        let order: Vec<u32> = order.map(|k| k as u32).collect();
        return settled(s, e, &order);
    }
    let choices: Vec<Choice> = order.filter_map(|k| all.get(k).copied()).collect();
    let pairs = choices.iter().zip(choices.iter().skip(1));
    let switches = pairs.filter(|(a, b)| a.process != b.process).count() as u32;
    (choices, (switches, switches))
}
