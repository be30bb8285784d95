//! The answer to `Ask::Order`: a window of a run's events by goroutine, the edges between them in
//! the protocol's words, and what one of them sees.

use std::collections::{BTreeMap, BTreeSet};

use protocol as p;
use protocol::{EdgeKind, Fault};
use vm::{EventOp, Outcome, Vm};

use crate::convert;
use crate::rerun::Score;
use crate::trail::{Link, MOST_EVENTS, Step, Trail};
use crate::view::event::Teller;
use crate::view::names::Names;
use crate::workbench::Code;

/// Events and goroutines of one answer.
const MOST_SHOWN: u64 = 2_000;
const MOST_LANES: usize = 64;

/// What is asked for.
pub(crate) struct Wanted {
    pub(crate) first: u64,
    pub(crate) count: u32,
    pub(crate) select: Option<u64>,
}

/// Runs a recording and says what happened before what.
pub(crate) fn order(
    code: &Code,
    recording: &p::Recording,
    limits: &p::Limits,
    wanted: &Wanted,
) -> Result<p::OrderFound, Fault> {
    let score = Score::new(code, recording, limits)?;
    let (mut vm, mut oracle) = score.start(true);
    let count = u64::from(wanted.count).min(MOST_SHOWN);
    let end = wanted.first.saturating_add(count);
    if end > MOST_EVENTS {
        // Of a long run, what is asked for and what follows it.
        score.go(&mut vm, &mut oracle, Some(wanted.first));
    }
    let trail = Trail::follow(code, &mut vm, &mut oracle, score.until());
    score.go(&mut vm, &mut oracle, None);
    let mut names = Names::default();
    let mut teller = Teller {
        code,
        vm: &vm,
        log: vm.log(),
        names: &mut names,
    };
    let mut lanes: Vec<p::OrderLane> = Vec::new();
    let mut place: BTreeMap<u32, usize> = BTreeMap::new();
    let mut left_out: BTreeSet<u32> = BTreeSet::new();
    for step in &trail.steps {
        let g = step.event.g;
        if !(wanted.first..end).contains(&step.index) || !shown(step) {
            continue;
        }
        let at = *place.entry(g).or_insert(lanes.len());
        if at >= MOST_LANES {
            place.remove(&g);
            left_out.insert(g);
            continue;
        }
        if at == lanes.len() {
            lanes.push(p::OrderLane {
                goroutine: g,
                events: Vec::new(),
                outside: outside(&trail, g, wanted.first, end),
            });
        }
        if let (Some(lane), Some(event)) = (lanes.get_mut(at), told(&mut teller, step)) {
            lane.events.push(p::OrderEvent {
                event,
                resumed: step.resumed,
            });
        }
    }
    lanes.sort_by_key(|l| l.goroutine);
    let edges = trail
        .links
        .iter()
        .filter_map(|link| edge(&trail, link, &vm, code, &place, (wanted.first, end)))
        .collect();
    let selected = wanted.select.and_then(|i| trail.step_at(i));
    let cone = selected.and_then(|at| {
        let step = trail.steps.get(at)?;
        Some(p::OrderCone {
            selected: step.index,
            goroutine: step.event.g,
            cuts: cuts(&trail, at),
        })
    });
    Ok(p::OrderFound {
        total: vm.event_count(),
        window: (wanted.first, end.min(vm.event_count())),
        lanes,
        more: left_out.len() as u32,
        edges,
        cone,
        limited: score.limited(&vm),
    })
}

/// What a picture of order shows: what goroutines do, and not what is done to them.
fn shown(step: &Step) -> bool {
    !matches!(
        step.event.op,
        EventOp::Preempt | EventOp::Gc | EventOp::Finalizer
    )
}

fn outside(trail: &Trail, g: u32, first: u64, end: u64) -> (u32, u32) {
    let steps = trail.lane(g).iter().filter_map(|s| trail.steps.get(*s));
    let (mut before, mut after) = (0, 0);
    for step in steps.filter(|s| shown(s)) {
        before += u32::from(step.index < first);
        after += u32::from(step.index >= end);
    }
    (before, after)
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
    trail: &Trail,
    link: &Link,
    vm: &Vm,
    code: &Code,
    lanes: &BTreeMap<u32, usize>,
    (first, end): (u64, u64),
) -> Option<p::OrderEdge> {
    let (from, to) = (trail.steps.get(link.from)?, trail.steps.get(link.to)?);
    let inside =
        |s: &Step| (first..end).contains(&s.index) && shown(s) && lanes.contains_key(&s.event.g);
    if !inside(from) || !inside(to) {
        return None;
    }
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
    Some(p::OrderEdge {
        from: from.index,
        to: to.index,
        kind,
        object,
    })
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

fn cuts(trail: &Trail, step: usize) -> Vec<p::OrderCut> {
    let point = |at: Option<usize>| {
        let step = trail.steps.get(at?)?;
        Some(p::OrderPoint {
            index: step.index,
            tick: step.event.tick,
        })
    };
    let cone = trail.cone(step).into_iter();
    cone.map(|(goroutine, past, future)| p::OrderCut {
        goroutine,
        past: point(past),
        future: point(future),
    })
    .collect()
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
