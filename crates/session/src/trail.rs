//! A run followed event by event with the race detector on: its events, and which of them the
//! detector's clocks order. Everything that is said of happens-before is read off this.
//!
//! An event that learns something only when it is complete, while it lets others know what was
//! before its beginning (a send, a receive, whatever had to wait), is two nodes of the graph:
//! what precedes a send need not precede what precedes its receive. All others are one.

use std::collections::{BTreeMap, BTreeSet};

use protocol as p;
use race::graph::{Edge, HappensBefore, Order};
use race::{Follower, Gain, Gid};
use vm::{Event, EventOp, Outcome, RunOutcome, Scheduler, Until, Vm};

use crate::view::event::own_frame;
use crate::workbench::Code;

/// Events that are followed; of a longer run, a part.
pub(crate) const MOST_EVENTS: u64 = 100_000;
/// Edges of the graph, and components of its clocks; beyond, the rest of the run is not followed.
const MOST_EDGES: usize = 2_000_000;
const MOST_COMPONENTS: usize = 16_000_000;
/// Events between two looks at the clock.
const TURN: usize = 200;

/// An event of a goroutine.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) index: u64,
    pub(crate) event: Event,
    /// Where, if the event's own instruction is the library's.
    pub(crate) place: Option<p::Place>,
    /// Nodes of the graph at its beginning and at its end; often the same.
    pub(crate) begin: usize,
    pub(crate) end: usize,
    pub(crate) resumed: Option<p::Resumed>,
}

/// An edge between the steps of two goroutines, by their places in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Link {
    pub(crate) to: usize,
    pub(crate) from: usize,
    pub(crate) meet: bool,
}

/// See the module's text.
pub(crate) struct Trail {
    pub(crate) steps: Vec<Step>,
    /// Whose steps, ascending.
    lanes: BTreeMap<u32, Vec<usize>>,
    graph: HappensBefore,
    /// Those that no others imply.
    pub(crate) links: Vec<Link>,
    follower: Follower,
}

/// While the run goes on.
#[derive(Default)]
struct Draft {
    steps: Vec<Step>,
    lanes: BTreeMap<u32, Vec<usize>>,
    owners: Vec<Gid>,
    step_of: Vec<usize>,
    edges: Vec<Edge>,
    /// Sources of what a goroutine knows that has done nothing since.
    pending: BTreeMap<u32, Vec<usize>>,
}

impl Trail {
    /// Follows a run from where it stands, for [`MOST_EVENTS`] events or up to a tick.
    pub(crate) fn follow(
        code: &Code,
        vm: &mut Vm,
        sched: &mut dyn Scheduler,
        until: Option<u64>,
    ) -> Trail {
        let mut following = Following::begin(vm, until);
        while following.go(code, vm, sched, u64::MAX >> 1) {}
        following.finish()
    }

    /// A goroutine's steps, ascending.
    pub(crate) fn lane(&self, g: u32) -> &[usize] {
        self.lanes.get(&g).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn lanes(&self) -> impl Iterator<Item = (u32, &[usize])> {
        self.lanes.iter().map(|(g, l)| (*g, l.as_slice()))
    }

    /// The step with that index, or the one that a wake-up with that index belongs to.
    pub(crate) fn step_at(&self, index: u64) -> Option<usize> {
        self.steps
            .partition_point(|s| s.index <= index)
            .checked_sub(1)
    }

    /// Whether `a` began before `b` ended, because of an order between them.
    pub(crate) fn begins_before_end(&self, a: usize, b: usize) -> bool {
        match (self.steps.get(a), self.steps.get(b)) {
            (Some(x), Some(y)) => self.ordered(x.begin, y.end),
            _ => false,
        }
    }

    fn ordered(&self, a: usize, b: usize) -> bool {
        matches!(self.graph.ordered(a, b), Order::Before | Order::Same)
    }

    /// The first step of a goroutine that lets others know of an access.
    pub(crate) fn step_after(&self, (g, tick): (u32, u64)) -> Option<usize> {
        let lane = self.lane(g);
        let at = lane.partition_point(|s| self.tick_of(*s) <= tick);
        lane.get(at).copied()
    }

    fn tick_of(&self, step: usize) -> u64 {
        self.steps.get(step).map_or(u64::MAX, |s| s.event.tick)
    }

    /// The step by which a goroutine let others know what it did in one of its epochs.
    pub(crate) fn release(&self, vm: &Vm, g: u32, epoch: u32) -> Option<&Step> {
        let mark = self.follower.published_at(vm.detector()?, Gid(g), epoch)?;
        self.steps.get(mark as usize)
    }

    /// How all goroutines stand to a step: for each, its last step before the end of that one and
    /// its first after the beginning.
    pub(crate) fn cone(&self, step: usize) -> Vec<(u32, Option<usize>, Option<usize>)> {
        let cut = |(g, lane): (u32, &[usize])| {
            let past = lane.partition_point(|s| self.begins_before_end(*s, step));
            let future = lane.partition_point(|s| !self.begins_before_end(step, *s));
            let past = past.checked_sub(1).and_then(|i| lane.get(i));
            (g, past.copied(), lane.get(future).copied())
        };
        self.lanes().map(cut).collect()
    }
}

/// A trail in the making.
pub(crate) struct Following {
    follower: Follower,
    draft: Draft,
    /// Events and instructions after which it ends.
    last: u64,
    until: Option<u64>,
}

impl Following {
    /// Of a run from where it stands, for [`MOST_EVENTS`] events or up to a tick.
    pub(crate) fn begin(vm: &Vm, until: Option<u64>) -> Following {
        Following {
            follower: vm.detector().map(Follower::begin).unwrap_or_default(),
            draft: Draft::default(),
            last: vm.event_count() + MOST_EVENTS,
            until,
        }
    }

    /// Goes on for about so many instructions; false once there is no more to follow.
    pub(crate) fn go(
        &mut self,
        code: &Code,
        vm: &mut Vm,
        sched: &mut dyn Scheduler,
        ticks: u64,
    ) -> bool {
        let slice = vm.tick().saturating_add(ticks);
        for _ in 0..TURN {
            let before = vm.event_count();
            let until = Until {
                tick: Some(self.until.map_or(slice, |t| t.min(slice))),
                events: Some(before + 1),
                breaks: None,
            };
            let outcome = vm.run(sched, u64::MAX >> 1, until);
            let now = vm.event_count();
            if now == before {
                let paused = matches!(outcome, RunOutcome::Reached);
                return paused && self.until.is_none_or(|t| vm.tick() < t);
            }
            let batch: Vec<(u64, Event)> =
                vm.log().range(before, now).map(|(i, e)| (i, *e)).collect();
            self.draft.add(code, vm, &mut self.follower, &batch);
            if now >= self.last || self.draft.is_full() {
                return false;
            }
        }
        true
    }

    /// What was followed.
    pub(crate) fn finish(self) -> Trail {
        self.draft.finish(self.follower)
    }
}

impl Draft {
    fn is_full(&self) -> bool {
        let components = self.owners.len().saturating_mul(self.lanes.len());
        self.edges.len() > MOST_EDGES || components > MOST_COMPONENTS
    }

    /// One instruction's events, or what the machine did between two.
    fn add(&mut self, code: &Code, vm: &Vm, follower: &mut Follower, batch: &[(u64, Event)]) {
        let first = self.steps.len();
        for (index, event) in batch {
            if event.g != 0 && event.op != EventOp::Wake {
                self.step(code, vm, *index, *event);
            }
        }
        for (index, event) in batch {
            self.resume(*index, event);
        }
        let Some(detector) = vm.detector() else {
            return;
        };
        let everybody = batch.iter().any(|(_, e)| e.op == EventOp::Finalizer);
        let mut who: Vec<Gid> = if everybody {
            Follower::everybody(detector)
        } else {
            let both = batch.iter().flat_map(|(_, e)| [e.g, e.partner]);
            both.filter(|g| *g != 0).map(Gid).collect()
        };
        who.sort_unstable();
        who.dedup();
        for g in &who {
            let Some(last) = self.last(*g) else { continue };
            let whole = self.steps.get(last).is_none_or(|s| !splits(&s.event));
            follower.published(detector, *g, last as u64, whole);
        }
        let gains: Vec<(Gid, Vec<Gain>)> = who
            .into_iter()
            .map(|g| (g, follower.learned(detector, g)))
            .collect();
        for (g, gains) in &gains {
            let sources: Vec<usize> = gains
                .iter()
                .filter_map(|gain| match gain.mark {
                    Some(mark) => Some(mark as usize),
                    None => self.last(gain.of),
                })
                .collect();
            self.learn(*g, sources, first);
        }
    }

    fn last(&self, g: Gid) -> Option<usize> {
        self.lanes.get(&g.0)?.last().copied()
    }

    fn node(&mut self, g: u32, step: usize) -> usize {
        self.owners.push(Gid(g));
        self.step_of.push(step);
        self.owners.len() - 1
    }

    fn step(&mut self, code: &Code, vm: &Vm, index: u64, event: Event) {
        let at = self.steps.len();
        let begin = self.node(event.g, at);
        // What a new goroutine, or one that went on unnoticed, knows from before.
        for source in self.pending.remove(&event.g).unwrap_or_default() {
            self.edge(source, begin);
        }
        let library = code
            .place(event.pc)
            .is_none_or(|p| p.file == p::Place::LIBRARY);
        let place = library.then(|| own_frame(code, vm, event.g)).flatten();
        self.steps.push(Step {
            index,
            event,
            place,
            begin,
            end: begin,
            resumed: None,
        });
        self.lanes.entry(event.g).or_default().push(at);
    }

    /// Notes that a waiting goroutine can go on.
    fn resume(&mut self, by: u64, event: &Event) {
        if !event.woke || event.partner == 0 {
            return;
        }
        let last = self.last(Gid(event.partner));
        if let Some(step) = last.and_then(|i| self.steps.get_mut(i))
            && step.event.outcome == Outcome::Blocked
            && step.resumed.is_none()
        {
            let tick = event.tick;
            step.resumed = Some(p::Resumed { by, tick });
        }
    }

    /// `g` has learned what was known at these steps; those from `first` on are of this moment.
    fn learn(&mut self, g: Gid, sources: Vec<usize>, first: usize) {
        if sources.is_empty() {
            return;
        }
        let own = self.last(g);
        let Some((own, step)) = own.and_then(|i| Some((i, self.steps.get(i)?))) else {
            self.pending.entry(g.0).or_default().extend(sources);
            return;
        };
        let (blocked, split) = (step.event.outcome == Outcome::Blocked, splits(&step.event));
        let ended = step.end != step.begin;
        if if blocked {
            step.resumed.is_none() || ended
        } else {
            own < first
        } {
            self.pending.entry(g.0).or_default().extend(sources);
            return;
        }
        let mut end = step.end;
        if split && end == step.begin {
            end = self.node(g.0, own);
            if let Some(step) = self.steps.get_mut(own) {
                step.end = end;
            }
        }
        for source in sources {
            self.edge(source, end);
        }
    }

    /// The source is known from its beginning on if it is two nodes, else as the whole.
    fn edge(&mut self, source: usize, to: usize) {
        if let Some(from) = self.steps.get(source).map(|s| s.begin)
            && from < to
        {
            self.edges.push(Edge::Before(from, to));
        }
    }

    fn finish(self, follower: Follower) -> Trail {
        // Edges lead forward and meet nobody: there is nothing to refuse.
        let graph = HappensBefore::new(&self.owners, &self.edges).unwrap_or_default();
        let steps = |edge: Edge| {
            let (Edge::Before(a, b) | Edge::Together(a, b)) = edge;
            Some((*self.step_of.get(a)?, *self.step_of.get(b)?))
        };
        let drawn: BTreeSet<(usize, usize)> =
            graph.immediate().into_iter().filter_map(steps).collect();
        // Two that each begin before the other ends have met; that is one link.
        let mut links: Vec<Link> = Vec::new();
        for &(from, to) in &drawn {
            let meet = drawn.contains(&(to, from));
            if !meet || from < to {
                links.push(Link { from, to, meet });
            }
        }
        links.sort_unstable();
        Trail {
            steps: self.steps,
            lanes: self.lanes,
            graph,
            links,
            follower,
        }
    }
}

/// Whether an event's end may know more than its beginning lets others know.
fn splits(event: &Event) -> bool {
    event.outcome == Outcome::Blocked
        || matches!(event.op, EventOp::Send | EventOp::Recv | EventOp::Select)
}
