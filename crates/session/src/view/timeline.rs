//! The lanes of a window of steps at the resolution of its pixels, and the overview strip.

use std::collections::BTreeMap;

use bytecode::Program;
use protocol::{Column, Lane, LaneState, Link, LinkKind, Mark, Span, Timeline, TimelineQuery};
use vm::{Event, EventLog, EventOp, Outcome, StopReason};

use crate::convert;
use crate::history::{History, States, final_state};
use crate::view::place::short_name;

/// Bounds on an answer, whatever was asked.
const MAX_ROWS: u32 = 200;
const MAX_PX: u32 = 4_000;
const MAX_LINKS: usize = 1_000;
const MAX_COLUMNS: u32 = 2_000;

/// The overview strip, kept while nothing changes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Overview {
    key: (u64, u64, u32),
    columns: Vec<Column>,
}

pub(crate) struct Input<'a> {
    pub(crate) program: &'a Program,
    pub(crate) history: &'a History,
    pub(crate) log: &'a EventLog,
    /// How the run ended, if it is known.
    pub(crate) stop: Option<&'a StopReason>,
    /// The present step, and the furthest one.
    pub(crate) now: u64,
    pub(crate) steps: u64,
    /// Changes with the branch.
    pub(crate) branch: u64,
}

pub(crate) fn timeline(
    input: &Input<'_>,
    query: TimelineQuery,
    overview: &mut Overview,
) -> Timeline {
    let total = input.history.lanes.len() as u32;
    let steps = input.steps;
    let px = query.px.clamp(1, MAX_PX);
    let from = query.from.min(steps);
    let to = query.to.clamp(from, steps.max(from));
    let first = query.row.min(total) as usize;
    let count = query.rows.min(MAX_ROWS) as usize;
    let mut window = Window::new(from, to, px, first, count);
    let mut states = input.history.states_at(input.log, from);
    window.open(input.history, &states);
    for (index, event) in input.log.range(from, to) {
        window.mark(input.history, index, event);
        input.history.apply(&mut states, event);
        window.note(input.history, index + 1, event, &states);
    }
    if to == steps
        && let Some(stop) = input.stop
    {
        window.finish(input.history, &mut states, stop, steps);
    }
    let links = window.links(input);
    Timeline {
        query,
        total_rows: total,
        steps,
        lanes: window.lanes(input),
        links,
        overview: strip(input, query.px.clamp(1, MAX_COLUMNS), overview),
    }
}

/// One lane while its window is being read.
#[derive(Default)]
struct Drawn {
    open: Option<(u64, LaneState)>,
    spans: Vec<Span>,
    marks: Vec<Mark>,
}

struct Window {
    from: u64,
    to: u64,
    px: u32,
    first: usize,
    rows: Vec<Drawn>,
    links: Vec<Link>,
    /// The row that had the processor before the event at hand.
    running: Option<usize>,
    /// The event by which a waiting goroutine was let go, until it does its next thing.
    woken: BTreeMap<u32, (u64, u32, LinkKind)>,
}

impl Window {
    fn new(from: u64, to: u64, px: u32, first: usize, count: usize) -> Self {
        Window {
            from,
            to,
            px,
            first,
            rows: (0..count).map(|_| Drawn::default()).collect(),
            links: Vec::new(),
            running: None,
            woken: BTreeMap::new(),
        }
    }

    /// Steps that share a pixel.
    fn grain(&self) -> u64 {
        ((self.to - self.from) / u64::from(self.px)).max(1)
    }

    fn row_of(&self, history: &History, g: u32) -> Option<usize> {
        let row = history.row(g)?.checked_sub(self.first)?;
        (row < self.rows.len()).then_some(row)
    }

    fn open(&mut self, history: &History, states: &States) {
        self.running = states.running;
        let rows = self.rows.iter_mut().zip(states.of.iter().skip(self.first));
        for (k, (row, state)) in rows.enumerate() {
            let lane = history.lanes.get(self.first + k);
            let over = lane.is_none_or(|l| l.to.is_some_and(|to| to <= self.from));
            if !over || *state != LaneState::Done {
                row.open = Some((self.from, *state));
            }
        }
    }

    /// The event's own mark.
    fn mark(&mut self, history: &History, index: u64, event: &Event) {
        if event.op == EventOp::Wake {
            return;
        }
        self.link(index, event);
        let grain = self.grain();
        let Some(at) = self.row_of(history, event.g) else {
            return;
        };
        let Some(row) = self.rows.get_mut(at) else {
            return;
        };
        let mark = Mark {
            index,
            op: convert::op(event.op),
            outcome: convert::outcome(event.outcome),
            merged: 1,
        };
        match row.marks.last_mut() {
            Some(last)
                if grain > 1 && (last.index - self.from) / grain == (index - self.from) / grain =>
            {
                let merged = last.merged.saturating_add(1);
                if weight(event) > weight_of(last) {
                    *last = mark;
                }
                last.merged = merged;
            }
            _ => row.marks.push(mark),
        }
    }

    fn link(&mut self, index: u64, event: &Event) {
        if let Some((from, by, kind)) = self.woken.remove(&event.g) {
            self.links.push(Link {
                kind,
                from,
                from_goroutine: by,
                to: index,
                to_goroutine: event.g,
            });
        }
        if event.partner == 0 || event.partner == event.g || event.g == 0 {
            return;
        }
        let kind = match event.op {
            EventOp::Go => LinkKind::Go,
            EventOp::Send | EventOp::Recv if event.outcome == Outcome::Done => LinkKind::Message,
            EventOp::Close => LinkKind::Close,
            EventOp::Unlock | EventOp::RUnlock => LinkKind::Unlock,
            _ => LinkKind::Wake,
        };
        if event.woke || event.op == EventOp::Go {
            self.woken.insert(event.partner, (index, event.g, kind));
        }
    }

    /// After the event: spans end and begin.
    fn note(&mut self, history: &History, step: u64, event: &Event, states: &States) {
        // Whoever lost the processor became ready without an event of its own.
        let rows = [
            history.row(event.g),
            history.row(event.partner),
            std::mem::replace(&mut self.running, states.running),
        ];
        for row in rows.into_iter().flatten() {
            if let Some(at) = row.checked_sub(self.first)
                && let Some(&state) = states.of.get(row)
            {
                self.change(at, step, state);
            }
        }
    }

    /// From `step` on the lane is in `state`.
    fn change(&mut self, at: usize, step: u64, state: LaneState) {
        let (from, grain) = (self.from, self.grain());
        let Some(row) = self.rows.get_mut(at) else {
            return;
        };
        match row.open {
            Some((_, old)) if old == state => {}
            Some((since, old)) => {
                row.push(since, step, old, from, grain);
                row.open = Some((step, state));
            }
            None => row.open = Some((step, state)),
        }
    }

    fn finish(&mut self, history: &History, states: &mut States, stop: &StopReason, step: u64) {
        for (row, state) in states.of.iter_mut().enumerate() {
            let Some(lane) = history.lanes.get(row) else {
                continue;
            };
            let end = final_state(*state, lane.id, stop);
            let Some(drawn) = row
                .checked_sub(self.first)
                .and_then(|at| self.rows.get_mut(at))
            else {
                continue;
            };
            // The last stretch is shown as what it turned out to be.
            if end != *state
                && let Some((since, _)) = drawn.open
            {
                drawn.open = Some((since.min(step.saturating_sub(1)), end));
            }
        }
    }

    fn lanes(&mut self, input: &Input<'_>) -> Vec<Lane> {
        let (from, to, grain) = (self.from, self.to, self.grain());
        let rows = std::mem::take(&mut self.rows);
        let lanes = input.history.lanes.iter().skip(self.first);
        rows.into_iter()
            .zip(lanes)
            .map(|(mut row, lane)| {
                if let Some((since, state)) = row.open.take()
                    && (state != LaneState::Done || since + grain.max(1) >= to)
                {
                    row.push(since, to, state, from, grain);
                }
                Lane {
                    goroutine: lane.id,
                    name: short_name(input.program, lane),
                    spans: row.spans,
                    marks: row.marks,
                }
            })
            .collect()
    }

    /// The links between visible lanes; near ones first when there are too many.
    fn links(&mut self, input: &Input<'_>) -> Vec<Link> {
        let mut links = std::mem::take(&mut self.links);
        links.retain(|l| {
            self.row_of(input.history, l.from_goroutine).is_some()
                && self.row_of(input.history, l.to_goroutine).is_some()
        });
        if links.len() > MAX_LINKS {
            links.sort_by_key(|l| (l.to.abs_diff(input.now), l.to));
            links.truncate(MAX_LINKS);
            links.sort_by_key(|l| l.to);
        }
        links
    }
}

impl Drawn {
    /// Appends a stretch; stretches within one pixel become one of mixed state.
    fn push(&mut self, since: u64, to: u64, state: LaneState, from: u64, grain: u64) {
        if to <= since {
            return;
        }
        if let Some(last) = self.spans.last_mut()
            && last.to == since
        {
            if last.state == state {
                last.to = to;
                return;
            }
            // Both lie within one pixel.
            if grain > 1 && (last.from - from) / grain == (to - 1 - from) / grain {
                last.to = to;
                last.state = LaneState::Mixed;
                return;
            }
            // A short stretch melts into the short mixed one before it.
            if grain > 1 && last.state == LaneState::Mixed && to - since < grain {
                last.to = to;
                return;
            }
            if grain > 1 && to - since < grain && last.to - last.from < grain {
                last.to = to;
                last.state = LaneState::Mixed;
                return;
            }
        }
        self.spans.push(Span {
            from: since,
            to,
            state,
        });
    }
}

/// Which of two events in one pixel is shown.
fn weight(event: &Event) -> u8 {
    weigh(convert::op(event.op), convert::outcome(event.outcome))
}

fn weight_of(mark: &Mark) -> u8 {
    weigh(mark.op, mark.outcome)
}

fn weigh(op: protocol::Op, outcome: protocol::Outcome) -> u8 {
    use protocol::{Op, Outcome as O};
    match (op, outcome) {
        (Op::Panic | Op::Fatal, _) | (_, O::Panicked) => 9,
        (Op::End, _) => 8,
        (Op::Go | Op::Exit | Op::Close, _) => 6,
        (_, O::Blocked) => 5,
        (Op::Print, _) => 4,
        (Op::Send | Op::Recv | Op::Select | Op::TimerFire, _) => 3,
        (Op::Lock | Op::Unlock | Op::RLock | Op::RUnlock, _) => 2,
        _ => 1,
    }
}

/// The whole run in so many columns.
fn strip(input: &Input<'_>, px: u32, overview: &mut Overview) -> Vec<Column> {
    let (first, end) = (input.log.first(), input.steps);
    let key = (end, input.branch, px);
    if overview.key == key {
        return overview.columns.clone();
    }
    let grain = end.div_ceil(u64::from(px)).max(1);
    let count = end.div_ceil(grain) as usize;
    let mut columns = vec![Column::default(); count];
    let mut states = States::default();
    let (mut alive, mut waiting) = (1u64, 0u64);
    let mut runs: BTreeMap<u32, u64> = BTreeMap::new();
    let mut column = (first / grain) as usize;
    let mut flush = |column: usize, runs: &mut BTreeMap<u32, u64>, share: u8, alarm: bool| {
        if let Some(c) = columns.get_mut(column) {
            let busiest = runs
                .iter()
                .max_by_key(|(g, n)| (**n, std::cmp::Reverse(**g)));
            c.busiest = busiest.map_or(0, |(g, _)| *g);
            c.waiting = share;
            c.alarm = alarm;
        }
        runs.clear();
    };
    let mut alarm = false;
    let share = |waiting: u64, alive: u64| (waiting * 255 / alive.max(1)).min(255) as u8;
    for (index, event) in input.log.range(first, end) {
        let at = (index / grain) as usize;
        if at != column {
            flush(column, &mut runs, share(waiting, alive), alarm);
            (column, alarm) = (at, false);
        }
        if event.g != 0 {
            *runs.entry(event.g).or_default() += 1;
        }
        alarm |= matches!(event.op, EventOp::Panic | EventOp::Fatal);
        let was = counted(input.history, &states, event);
        input.history.apply(&mut states, event);
        let is = counted(input.history, &states, event);
        waiting = (waiting + is).saturating_sub(was);
        match event.op {
            EventOp::Go => alive += 1,
            EventOp::Exit => alive = alive.saturating_sub(1),
            _ => {}
        }
    }
    if count > 0 {
        let dead = matches!(
            input.stop,
            Some(StopReason::Panic { .. } | StopReason::Deadlock { .. } | StopReason::Fatal { .. })
        );
        flush(column, &mut runs, share(waiting, alive), alarm || dead);
    }
    overview.key = key;
    overview.columns = columns.clone();
    columns
}

/// How many of the two goroutines of an event wait.
fn counted(history: &History, states: &States, event: &Event) -> u64 {
    let waits = |g: u32| {
        let state = history.row(g).and_then(|r| states.of.get(r));
        u64::from(matches!(
            state,
            Some(LaneState::BlockedChan | LaneState::BlockedLock | LaneState::Sleeping)
        ))
    };
    let partner = if event.partner == event.g {
        0
    } else {
        waits(event.partner)
    };
    waits(event.g) + partner
}
