//! The answer to `Ask::Order`: rows of a run's events by goroutine, the edges between them in the
//! protocol's words, and what one of them sees. The run is followed once; whatever is shown of it
//! afterwards is read off.

use std::collections::BTreeMap;

use protocol as p;
use protocol::{EdgeKind, Fault, OrderAt, OrderView};
use vm::{EventOp, Outcome, Record, Vm};

use crate::convert;
use crate::oracle::Oracle;
use crate::rerun::Score;
use crate::rows::Rows;
use crate::trail::{Following, Link, MOST_EVENTS, Step, Trail};
use crate::view::event::Teller;
use crate::view::names::Names;
use crate::workbench::Code;

/// Events, goroutines, edges and moments of one answer.
const MOST_SHOWN: usize = 1_000;
const MOST_LANES: usize = 64;
const MOST_EDGES: usize = 4_000;
const MOST_MOMENTS: usize = 100;
/// Events that are kept: those of one part, with all that belongs to the last one.
const KEPT: usize = MOST_EVENTS as usize + (1 << 16);

/// A run that is being followed, from some event on.
pub(crate) struct Survey {
    code: Code,
    score: Score,
    part: u64,
    run: (Vm, Oracle),
    stage: Stage,
}

/// What a survey is at.
enum Stage {
    /// On the way to the part's first event.
    Reach,
    Follow(Box<Following>),
    /// To the end of the run, to know how long it is; with what was followed.
    Count(Box<(Trail, (Vm, Oracle))>),
}

impl Survey {
    pub(crate) fn new(
        code: Code,
        recording: &p::Recording,
        limits: &p::Limits,
        part: u64,
    ) -> Result<Survey, Fault> {
        let score = Score::new(&code, recording, limits)?;
        Ok(Survey {
            run: score.start(true, Record::Keep(KEPT)),
            code,
            score,
            part,
            stage: Stage::Reach,
        })
    }

    /// Goes on for about so many instructions; what was followed once that is done.
    pub(crate) fn go(&mut self, ticks: u64) -> Option<Map> {
        let (vm, oracle) = &mut self.run;
        match &mut self.stage {
            Stage::Reach => {
                if self.part == 0 || !self.score.reach(vm, oracle, self.part, ticks) {
                    let following = Following::begin(vm, self.score.until());
                    self.stage = Stage::Follow(Box::new(following));
                }
                None
            }
            Stage::Follow(following) => {
                if following.go(&self.code, vm, oracle, ticks) {
                    return None;
                }
                // Whoever is at the end needs not go there.
                let there = vm.stopped().is_some() || self.score.until().is_some();
                let rest = match there {
                    true => None,
                    false => Some(self.score.start(false, Record::Hash)),
                };
                match std::mem::replace(&mut self.stage, Stage::Reach) {
                    Stage::Follow(following) => match rest {
                        None => self.map(following.finish(), None),
                        Some(rest) => {
                            self.stage = Stage::Count(Box::new((following.finish(), rest)));
                            None
                        }
                    },
                    _ => None,
                }
            }
            Stage::Count(count) => {
                let (rest, oracle) = &mut count.1;
                if self.score.go(rest, oracle, ticks) {
                    return None;
                }
                match std::mem::replace(&mut self.stage, Stage::Reach) {
                    Stage::Count(count) => {
                        let (trail, (rest, _)) = *count;
                        self.map(trail, Some(&rest))
                    }
                    _ => None,
                }
            }
        }
    }

    fn map(&mut self, trail: Trail, rest: Option<&Vm>) -> Option<Map> {
        let end = rest.unwrap_or(&self.run.0);
        Some(Map {
            total: end.event_count(),
            limited: self.score.limited(end),
            rows: Rows::of(&trail, shown),
            trail,
        })
    }

    /// How far it is.
    pub(crate) fn looked(&self) -> p::Looked {
        let more = match &self.stage {
            Stage::Count(count) => count.1.0.tick(),
            _ => 0,
        };
        p::Looked {
            ticks: self.run.0.tick() + more,
            of: None,
        }
    }

    /// What is to be seen of it.
    pub(crate) fn view(&self, map: &Map, view: &OrderView) -> p::OrderFound {
        map.view(&self.code, &self.run.0, self.part, view)
    }
}

/// A part of a run that was followed, and where everything stands in it.
pub(crate) struct Map {
    trail: Trail,
    rows: Rows,
    total: u64,
    limited: bool,
}

impl Map {
    fn view(&self, code: &Code, vm: &Vm, part: u64, view: &OrderView) -> p::OrderFound {
        let (trail, rows) = (&self.trail, &self.rows);
        let around = match view.at {
            OrderAt::Row(_) => None,
            OrderAt::Event(index) => self.nearest(index),
        };
        let first = match (view.at, around) {
            (OrderAt::Row(row), _) => row,
            (_, Some(row)) => row.saturating_sub(view.rows / 2),
            _ => 0,
        };
        let first = first.min(rows.all.saturating_sub(view.rows));
        let (steps, end) = rows.within(first, first.saturating_add(view.rows), MOST_SHOWN);
        let mut events: BTreeMap<u32, Vec<p::OrderEvent>> = BTreeMap::new();
        let mut names = Names::default();
        let mut teller = Teller {
            code,
            vm,
            log: vm.log(),
            names: &mut names,
        };
        for at in steps {
            if let Some(step) = trail.steps.get(at)
                && let Some(spot) = rows.spot(at)
                && let Some(event) = told(&mut teller, step)
            {
                let resumed = step.resumed;
                let lane = events.entry(step.event.g).or_default();
                lane.push(p::OrderEvent {
                    event,
                    resumed,
                    spot,
                });
            }
        }
        let window = (first, end);
        let lanes: Vec<p::OrderLane> = trail
            .lanes()
            .filter_map(|(g, steps)| self.lane(g, steps, window, events.remove(&g)))
            .collect();
        // All of them, so that columns stay where they are; or those that do something here.
        let crowded = lanes.len() > MOST_LANES;
        let here = |l: &p::OrderLane| !crowded || !l.events.is_empty();
        let mut lanes: Vec<p::OrderLane> = lanes.into_iter().filter(here).collect();
        let more = lanes.len().saturating_sub(MOST_LANES) as u32;
        lanes.truncate(MOST_LANES);
        let drawn = |g: u32| lanes.iter().any(|l| l.goroutine == g);
        let edges = trail.links.iter().filter_map(|link| {
            let (from, to) = (trail.steps.get(link.from)?, trail.steps.get(link.to)?);
            let spots = [rows.spot(link.from)?, rows.spot(link.to)?];
            let reach = |s: p::OrderSpot| (s.row, s.end.max(s.row));
            let ([a, b], seen) = (spots.map(reach), |g: u32| drawn(g));
            let crosses = a.0.min(b.0) < end && a.1.max(b.1) >= first;
            (crosses && seen(from.event.g) && seen(to.event.g))
                .then(|| edge(code, vm, link, (from, to), spots))
        });
        let edges: Vec<p::OrderEdge> = edges.take(MOST_EDGES).collect();
        let selected = view.select.and_then(|i| trail.step_at(i));
        p::OrderFound {
            total: self.total,
            part: (part, trail.steps.last().map_or(part, |s| s.index + 1)),
            rows: rows.all,
            window,
            around,
            lanes,
            more,
            edges,
            cone: selected.and_then(|at| self.cone(at)),
            moments: view
                .moments
                .iter()
                .take(MOST_MOMENTS)
                .map(|(g, tick)| self.moment(*g, *tick))
                .collect(),
            limited: self.limited,
        }
    }

    /// The row of an event, or of one near it that is shown.
    fn nearest(&self, index: u64) -> Option<u32> {
        let at = self.trail.step_at(index)?;
        let mut before = (0..=at).rev().filter_map(|at| self.rows.spot(at));
        before.next().map(|s| s.row)
    }

    fn lane(
        &self,
        g: u32,
        steps: &[usize],
        (first, end): (u32, u32),
        events: Option<Vec<p::OrderEvent>>,
    ) -> Option<p::OrderLane> {
        let spots = || {
            steps
                .iter()
                .filter_map(|at| Some((*at, self.rows.spot(*at)?)))
        };
        let index = |at: usize| self.trail.steps.get(at).map(|s| s.index);
        let last = spots().next_back()?.1;
        let bottom = match last.open {
            true => self.rows.all.saturating_sub(1),
            false => last.end,
        };
        let above = spots().take_while(|(_, s)| s.row < first && s.end < first && !s.open);
        let below = spots().find(|(_, s)| s.row >= end);
        Some(p::OrderLane {
            goroutine: g,
            events: events.unwrap_or_default(),
            rows: (spots().next()?.1.row, bottom),
            above: above.last().and_then(|(at, _)| index(at)),
            below: below.and_then(|(at, _)| index(at)),
        })
    }

    /// The row above a moment of a goroutine.
    fn moment(&self, g: u32, tick: u64) -> Option<u32> {
        let lane = self.trail.lane(g).iter();
        let before = lane.filter(|at| {
            self.trail
                .steps
                .get(**at)
                .is_some_and(|s| s.event.tick <= tick)
        });
        before
            .filter_map(|at| self.rows.spot(*at))
            .next_back()
            .map(|s| s.end)
    }

    fn cone(&self, at: usize) -> Option<p::OrderCone> {
        let selected = self.trail.steps.get(at)?;
        let mut counts = (0, 0, 0);
        let point = |at: Option<usize>| {
            let step = self.trail.steps.get(at?)?;
            Some(p::OrderPoint {
                index: step.index,
                tick: step.event.tick,
            })
        };
        let cuts = self
            .trail
            .cone(at)
            .into_iter()
            .map(|(goroutine, past, future)| {
                let mut rows = (None, None);
                for step in self.trail.lane(goroutine) {
                    let Some(spot) = self.rows.spot(*step) else {
                        continue;
                    };
                    let is_past = past.is_some_and(|p| *step <= p);
                    let is_future = future.is_some_and(|f| *step >= f);
                    match (is_past, is_future) {
                        _ if *step == at => {}
                        (true, false) => {
                            counts.0 += 1;
                            rows.0 = Some(spot.row);
                        }
                        (false, true) => {
                            counts.1 += 1;
                            rows.1 = rows.1.or(Some(spot.row));
                        }
                        (false, false) => counts.2 += 1,
                        (true, true) => {}
                    }
                }
                p::OrderCut {
                    goroutine,
                    past: point(past),
                    future: point(future),
                    rows,
                }
            });
        let cuts = cuts.collect();
        Some(p::OrderCone {
            selected: selected.index,
            goroutine: selected.event.g,
            cuts,
            counts,
        })
    }
}

/// What a picture of order shows: what goroutines do, and not what is done to them.
fn shown(step: &Step) -> bool {
    !matches!(
        step.event.op,
        EventOp::Preempt | EventOp::Gc | EventOp::Finalizer
    )
}

/// A step in the protocol's words, with its place in the reader's own files.
pub(crate) fn told(teller: &mut Teller<'_>, step: &Step) -> Option<p::Event> {
    let mut event = teller.event(step.index)?;
    if step.place.is_some() {
        event.place = step.place;
    }
    Some(event)
}

fn edge(
    code: &Code,
    vm: &Vm,
    link: &Link,
    (from, to): (&Step, &Step),
    spots: [p::OrderSpot; 2],
) -> p::OrderEdge {
    let kind = kind(from, to, link.meet);
    let on = match kind {
        EdgeKind::Go | EdgeKind::Finalizer | EdgeKind::Other => None,
        EdgeKind::Timer => Some(from.event.object),
        _ if to.event.object != 0 => Some(to.event.object),
        _ => Some(from.event.object),
    };
    let object = on.filter(|id| *id != 0).map(|id| {
        let op = from.event.op;
        Names::default().object(vm, &code.program, id, Some(op))
    });
    p::OrderEdge {
        from: from.index,
        to: to.index,
        kind,
        object,
        ends: [(from.event.g, spots[0]), (to.event.g, spots[1])],
    }
}

/// What orders two steps that the detector's clocks order directly.
fn kind(from: &Step, to: &Step, meet: bool) -> EdgeKind {
    use EventOp::*;
    if meet {
        return EdgeKind::Meet;
    }
    match (from.event.op, to.event.op) {
        (Go, Start) => EdgeKind::Go,
        (TimerStart, _) => EdgeKind::Timer,
        (Close, Recv | Select) => EdgeKind::Close,
        (Send, Recv) | (Send, Select) => EdgeKind::Message,
        (Recv, Send) => EdgeKind::Room,
        (Select, Recv) if to.event.outcome == Outcome::Closed => EdgeKind::Close,
        (Select, Recv) => EdgeKind::Message,
        (Select, Send) | (Recv, Select) => EdgeKind::Room,
        (Unlock | RUnlock, Lock | TryLock | RLock | TryRLock) => EdgeKind::Lock,
        (WgAdd | WgDone, WgWait) => EdgeKind::WaitGroup,
        (CondSignal | CondBroadcast, CondWait) => EdgeKind::Cond,
        (Once, Once) => EdgeKind::Once,
        (
            AtomicStore | AtomicAdd | AtomicSwap | AtomicCas,
            AtomicLoad | AtomicAdd | AtomicSwap | AtomicCas,
        ) => EdgeKind::Atomic,
        (_, Start) => EdgeKind::Finalizer,
        _ => EdgeKind::Other,
    }
}

/// An operation in the words in which a race's report mentions it.
pub(crate) fn mention(vm: &Vm, code: &Code, names: &mut Names, step: &Step) -> p::RaceStep {
    let event = &step.event;
    p::RaceStep {
        goroutine: event.g,
        op: convert::op(event.op),
        object: (event.object != 0)
            .then(|| names.object(vm, &code.program, event.object, Some(event.op))),
        place: step.place.or_else(|| code.own_place(event.pc)),
        index: step.index,
    }
}
