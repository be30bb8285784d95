//! The lanes of a window of steps at the resolution of its pixels, and the overview strip.

use std::collections::BTreeMap;

use bytecode::Program;
use protocol::{Column, Lane, LaneState, Link, LinkKind, Mark, Span, Timeline, TimelineQuery};
use vm::{Event, EventLog, EventOp, Outcome, StopReason};

use crate::convert;
use crate::history::{History, final_state};
use crate::view::place::short_name;

/// Bounds on an answer, whatever was asked.
const MAX_ROWS: u32 = 200;
const MAX_PX: u32 = 4_000;
const MAX_LINKS: usize = 1_000;
const MAX_COLUMNS: u32 = 2_000;
/// Links are looked for in so many events on either side of the present.
const LINK_EVENTS: u64 = 20_000;

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
    let lanes = &input.history.lanes;
    let steps = input.steps;
    let px = query.px.clamp(1, MAX_PX);
    let from = query.from.min(steps);
    let to = query.to.clamp(from, steps.max(from));
    let window = Window {
        from,
        to,
        grain: ((to - from) / u64::from(px)).max(1),
        first: query.row.min(lanes.len() as u32) as usize,
        rows: query.rows.min(MAX_ROWS) as usize,
    };
    let visible = lanes.iter().skip(window.first).take(window.rows);
    let stop = input.stop.filter(|_| to == steps);
    Timeline {
        query,
        total_rows: lanes.len() as u32,
        steps,
        lanes: visible
            .filter(|l| l.from <= steps)
            .map(|lane| Lane {
                goroutine: lane.id,
                name: short_name(input.program, lane),
                spans: window.spans(lane, stop),
                marks: window.marks(lane),
            })
            .collect(),
        links: window.links(input),
        overview: strip(input, query.px.clamp(1, MAX_COLUMNS), overview),
    }
}

/// What is to be shown of the run.
struct Window {
    from: u64,
    to: u64,
    /// Steps that share a pixel.
    grain: u64,
    /// The first row, and how many.
    first: usize,
    rows: usize,
}

impl Window {
    fn pixel(&self, step: u64) -> u64 {
        step.saturating_sub(self.from) / self.grain
    }

    fn shows(&self, row: Option<usize>) -> bool {
        row.is_some_and(|r| (self.first..self.first + self.rows).contains(&r))
    }

    fn spans(&self, lane: &crate::history::Lane, stop: Option<&StopReason>) -> Vec<Span> {
        let (before, changes) = lane.changes(self.from, self.to);
        let over = lane.to.is_some_and(|to| to <= self.from);
        let mut open = before
            .filter(|state| !over || *state != LaneState::Done)
            .map(|state| (self.from, state));
        let mut spans = Vec::new();
        for change in changes {
            if let Some((since, state)) = open {
                self.push(&mut spans, since, change.step(), state);
            }
            open = Some((change.step(), change.state));
        }
        if let Some((mut since, mut state)) = open {
            if let Some(stop) = stop {
                let end = final_state(state, lane.id, stop);
                if end != state {
                    // The last stretch is shown as what it turned out to be.
                    state = end;
                    since = since.min(self.to.saturating_sub(1)).max(self.from);
                }
            }
            if state != LaneState::Done || since + self.grain >= self.to {
                self.push(&mut spans, since, self.to, state);
            }
        }
        spans
    }

    /// Appends a stretch; stretches within one pixel become one of mixed state.
    fn push(&self, spans: &mut Vec<Span>, since: u64, to: u64, state: LaneState) {
        if to <= since {
            return;
        }
        let grain = self.grain;
        if let Some(last) = spans.last_mut()
            && last.to == since
        {
            if last.state == state {
                last.to = to;
                return;
            }
            let one_pixel = self.pixel(last.from) == self.pixel(to - 1);
            let short = to - since < grain;
            let short_before = last.state == LaneState::Mixed || last.to - last.from < grain;
            if grain > 1 && (one_pixel || short && short_before) {
                last.to = to;
                last.state = LaneState::Mixed;
                return;
            }
        }
        spans.push(Span {
            from: since,
            to,
            state,
        });
    }

    /// The events as marks, the weightiest one of each pixel.
    fn marks(&self, lane: &crate::history::Lane) -> Vec<Mark> {
        let mut marks: Vec<Mark> = Vec::new();
        // The pixel of the last mark, and the weight of what it shows.
        let mut last_at = (u64::MAX, 0);
        for act in lane.acts(self.from, self.to) {
            let (op, outcome) = (convert::op(act.op), convert::outcome(act.outcome));
            let weight = weigh(op, outcome);
            let pixel = self.pixel(act.index());
            match marks.last_mut() {
                Some(last) if self.grain > 1 && last_at.0 == pixel => {
                    last.merged = last.merged.saturating_add(1);
                    if weight > last_at.1 {
                        (last.index, last.op, last.outcome) = (act.index(), op, outcome);
                        last_at.1 = weight;
                    }
                }
                _ => {
                    marks.push(Mark {
                        index: act.index(),
                        op,
                        outcome,
                        merged: 1,
                    });
                    last_at = (pixel, weight);
                }
            }
        }
        marks
    }

    /// The links between visible lanes; near ones when there are too many: of a window with very
    /// many events only those around the present are looked at.
    fn links(&self, input: &Input<'_>) -> Vec<Link> {
        let middle = input.now.clamp(self.from, self.to);
        let from = self.from.max(middle.saturating_sub(LINK_EVENTS));
        let to = self.to.min(middle + LINK_EVENTS);
        // The event by which a waiting goroutine was let go, until it does its next thing.
        let mut woken: BTreeMap<u32, (u64, u32, LinkKind)> = BTreeMap::new();
        let mut links = Vec::new();
        for (index, event) in input.log.range(from, to) {
            if event.op == EventOp::Wake {
                continue;
            }
            if let Some((from, by, kind)) = woken.remove(&event.g)
                && self.shows(input.history.row(event.g))
            {
                links.push(Link {
                    kind,
                    from,
                    from_goroutine: by,
                    to: index,
                    to_goroutine: event.g,
                });
            }
            let other = event.partner != 0 && event.partner != event.g && event.g != 0;
            if other
                && (event.woke || event.op == EventOp::Go)
                && self.shows(input.history.row(event.g))
            {
                woken.insert(event.partner, (index, event.g, link_kind(event)));
            }
        }
        if links.len() > MAX_LINKS {
            base::sort::sort_by_key(&mut links, |l| (l.to.abs_diff(input.now), l.to));
            links.truncate(MAX_LINKS);
            base::sort::sort_by_key(&mut links, |l| l.to);
        }
        links
    }
}

fn link_kind(event: &Event) -> LinkKind {
    match event.op {
        EventOp::Go => LinkKind::Go,
        EventOp::Send | EventOp::Recv if event.outcome == Outcome::Done => LinkKind::Message,
        EventOp::Close => LinkKind::Close,
        EventOp::Unlock | EventOp::RUnlock => LinkKind::Unlock,
        _ => LinkKind::Wake,
    }
}

/// Which of two events in one pixel is shown.
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
    let end = input.steps.min(input.history.told());
    let key = (end, input.branch, px);
    if overview.key == key {
        return overview.columns.clone();
    }
    let grain = end.div_ceil(u64::from(px)).max(1);
    let dead = matches!(
        input.stop,
        Some(StopReason::Panic { .. } | StopReason::Deadlock { .. } | StopReason::Fatal { .. })
    );
    // How often each goroutine has its turn in a column; emptied after each.
    let mut turns: Vec<u32> = Vec::new();
    let mut columns: Vec<Column> = (0..end.div_ceil(grain))
        .map(|at| {
            let glances = input
                .history
                .glances(at * grain, ((at + 1) * grain).min(end));
            let mut column = Column::default();
            let mut most = 0;
            for glance in glances {
                column.alarm |= glance.alarm;
                column.waiting = glance.waiting;
                let g = glance.g as usize;
                if turns.len() <= g {
                    turns.resize(g + 1, 0);
                }
                if let Some(n) = turns.get_mut(g).filter(|_| g != 0) {
                    *n += 1;
                    let first = *n == most && glance.g < column.busiest;
                    if *n > most || first {
                        (most, column.busiest) = (*n, glance.g);
                    }
                }
            }
            for glance in glances {
                if let Some(n) = turns.get_mut(glance.g as usize) {
                    *n = 0;
                }
            }
            column
        })
        .collect();
    if let Some(last) = columns.last_mut() {
        last.alarm |= dead;
    }
    overview.key = key;
    overview.columns.clone_from(&columns);
    columns
}
