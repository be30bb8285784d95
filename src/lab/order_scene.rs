//! Where the picture of happens-before puts things: a column per goroutine, a row per rank. An
//! event stands below all that it directly follows, and no lower than that, so that events which
//! nothing orders stand side by side. Pure.

use std::collections::BTreeMap;

use protocol::{Event, Gid, ObjectRef, Op, OrderCone, OrderFound, Outcome, Stand};

use crate::who;

/// Distance of columns and of rows, and from a column's edge to its line.
pub(crate) const COLUMN: f64 = 168.0;
pub(crate) const ROW: f64 = 28.0;
pub(crate) const INSET: f64 = 20.0;

/// An event's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dot {
    /// Its row, and the one in which its wait ended.
    pub(crate) row: u32,
    pub(crate) end: u32,
    /// It waits for ever, as far as this window goes.
    pub(crate) open: bool,
}

/// Everything's place.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Layout {
    /// As the answer's lanes and their events.
    pub(crate) dots: Vec<Vec<Dot>>,
    pub(crate) rows: u32,
    /// Lane and place of an event by its index.
    at: BTreeMap<u64, (usize, usize)>,
}

/// Where a wait that was ended by an event leads.
struct Back {
    to: u64,
    meet: bool,
}

/// Places everything.
pub(crate) fn layout(found: &OrderFound) -> Layout {
    let mut at = BTreeMap::new();
    for (lane, l) in found.lanes.iter().enumerate() {
        for (i, e) in l.events.iter().enumerate() {
            at.insert(e.event.index, (lane, i));
        }
    }
    let mut sources: BTreeMap<u64, Vec<(u64, bool)>> = BTreeMap::new();
    let mut backs: BTreeMap<u64, Vec<Back>> = BTreeMap::new();
    for e in &found.edges {
        let meet = e.kind == protocol::EdgeKind::Meet;
        if e.from < e.to {
            sources.entry(e.to).or_default().push((e.from, meet));
            if meet {
                let back = Back { to: e.from, meet };
                backs.entry(e.to).or_default().push(back);
            }
        } else {
            let back = Back { to: e.to, meet };
            backs.entry(e.from).or_default().push(back);
        }
    }
    let mut layout = Layout {
        dots: found.lanes.iter().map(|_| Vec::new()).collect(),
        rows: 0,
        at,
    };
    let mut bottom = vec![0u32; found.lanes.len()];
    let order: Vec<(u64, (usize, usize))> = layout.at.iter().map(|(k, v)| (*k, *v)).collect();
    for (index, (lane, i)) in order {
        let event = found.lanes.get(lane).and_then(|l| l.events.get(i));
        let mut row = bottom.get(lane).copied().unwrap_or(0);
        for (from, meet) in sources.get(&index).into_iter().flatten() {
            if let Some(dot) = layout.dot(*from) {
                row = row.max(if *meet { dot.row } else { dot.row + 1 });
            }
        }
        let open =
            event.is_some_and(|e| e.event.outcome == Outcome::Blocked && e.resumed.is_none());
        let dot = Dot {
            row,
            end: row,
            open,
        };
        if let Some(dots) = layout.dots.get_mut(lane) {
            dots.push(dot);
        }
        lower(&mut bottom, lane, row + 1);
        layout.rows = layout.rows.max(row + 1);
        for back in backs.get(&index).into_iter().flatten() {
            let end = if back.meet { row } else { row + 1 };
            let Some(&(lane, i)) = layout.at.get(&back.to) else {
                continue;
            };
            if let Some(dot) = layout.dots.get_mut(lane).and_then(|d| d.get_mut(i)) {
                dot.end = dot.end.max(end);
            }
            lower(&mut bottom, lane, end + 1);
            layout.rows = layout.rows.max(end + 1);
        }
    }
    layout
}

fn lower(bottom: &mut [u32], lane: usize, row: u32) {
    if let Some(b) = bottom.get_mut(lane) {
        *b = (*b).max(row);
    }
}

/// The middle of a row.
pub(crate) fn y(row: f64) -> f64 {
    (row + 0.5) * ROW
}

/// A lane's line.
pub(crate) fn x(lane: usize) -> f64 {
    lane as f64 * COLUMN + INSET
}

impl Layout {
    pub(crate) fn dot(&self, index: u64) -> Option<Dot> {
        let (lane, i) = self.at.get(&index)?;
        self.dots.get(*lane)?.get(*i).copied()
    }

    pub(crate) fn lane(&self, index: u64) -> Option<usize> {
        self.at.get(&index).map(|a| a.0)
    }

    /// Where a goroutine stood at a tick: its lane, and a row between two events.
    pub(crate) fn moment(&self, found: &OrderFound, g: Gid, tick: u64) -> Option<(usize, f64)> {
        let lane = found.lanes.iter().position(|l| l.goroutine == g)?;
        let events = &found.lanes.get(lane)?.events;
        let dots = self.dots.get(lane)?;
        let before = events.partition_point(|e| e.event.tick <= tick);
        let above = before
            .checked_sub(1)
            .and_then(|i| dots.get(i))
            .map(|d| f64::from(d.end));
        let below = dots.get(before).map(|d| f64::from(d.row));
        Some((
            lane,
            match (above, below) {
                (Some(a), Some(b)) => (a + b) / 2.0,
                (Some(a), None) => a + 0.5,
                (None, Some(b)) => b - 0.5,
                (None, None) => 0.0,
            },
        ))
    }

    /// The event to move to from one by arrow keys: along its lane, or to the neighbour's nearest.
    pub(crate) fn step(&self, found: &OrderFound, from: u64, dx: i32, dy: i32) -> Option<u64> {
        let (lane, i) = *self.at.get(&from)?;
        let index = |lane: usize, i: usize| {
            let event = found.lanes.get(lane)?.events.get(i)?;
            Some(event.event.index)
        };
        if dy != 0 {
            return index(lane, i.checked_add_signed(dy as isize)?);
        }
        let row = self.dot(from)?.row;
        let mut to = lane;
        loop {
            to = to.checked_add_signed(dx as isize)?;
            let dots = self.dots.get(to)?;
            let near = |d: &(usize, &Dot)| d.1.row.abs_diff(row);
            if let Some((i, _)) = dots.iter().enumerate().min_by_key(near) {
                return index(to, i);
            }
        }
    }

    /// The rows of a lane that a cone shades: the past ends below the first, the future begins
    /// above the second.
    pub(crate) fn shade(
        &self,
        found: &OrderFound,
        lane: usize,
        cone: &OrderCone,
    ) -> (Option<f64>, Option<f64>) {
        let (mut past, mut future) = (None, None);
        let events = found.lanes.get(lane).map_or(&[][..], |l| &l.events);
        for (event, dot) in events.iter().zip(self.dots.get(lane).into_iter().flatten()) {
            let e = &event.event;
            match cone.stand(e.goroutine, e.index) {
                Stand::Past => past = Some(f64::from(dot.row) + 0.5),
                Stand::Future if future.is_none() => future = Some(f64::from(dot.row) - 0.5),
                _ => {}
            }
        }
        (past, future)
    }
}

/// How many events of a window stand so to the selected one: past, future, neither.
pub(crate) fn counts(found: &OrderFound, cone: &OrderCone) -> (u64, u64, u64) {
    let mut all = (0, 0, 0);
    for e in found.lanes.iter().flat_map(|l| &l.events) {
        match cone.stand(e.event.goroutine, e.event.index) {
            Stand::Past => all.0 += 1,
            Stand::Future => all.1 += 1,
            Stand::Concurrent => all.2 += 1,
            Stand::Same | Stand::Together => {}
        }
    }
    all
}

/// An operation as code has it: short, and the same in every language.
pub(crate) fn code(e: &Event) -> String {
    match e.op {
        Op::Go => e.partner.map_or("go".into(), |p| format!("go g{p}")),
        op => written(op, e.object.as_ref(), e.value.as_deref()),
    }
}

/// The same of an operation of which not all is known.
pub(crate) fn written(op: Op, object: Option<&ObjectRef>, value: Option<&str>) -> String {
    let o = object.map(who::object).unwrap_or_default();
    let v = value.unwrap_or("…");
    let on = |method: &str| format!("{o}.{method}");
    match op {
        Op::Go => "go".into(),
        Op::MakeChan => format!("{o} := make(chan)"),
        Op::Send => format!("{o} <- {v}"),
        Op::Recv => format!("<-{o}"),
        Op::Close => format!("close({o})"),
        Op::Select => "select".into(),
        Op::Lock => on("Lock"),
        Op::TryLock => on("TryLock"),
        Op::Unlock => on("Unlock"),
        Op::RLock => on("RLock"),
        Op::TryRLock => on("TryRLock"),
        Op::RUnlock => on("RUnlock"),
        Op::WgAdd => on("Add"),
        Op::WgDone => on("Done"),
        Op::WgWait | Op::CondWait => on("Wait"),
        Op::CondSignal => on("Signal"),
        Op::CondBroadcast => on("Broadcast"),
        Op::Once => on("Do"),
        Op::AtomicLoad => on("Load"),
        Op::AtomicStore => on("Store"),
        Op::AtomicAdd => on("Add"),
        Op::AtomicSwap => on("Swap"),
        Op::AtomicCas => on("CompareAndSwap"),
        Op::SemAcquire => on("acquire"),
        Op::SemRelease => on("release"),
        Op::Start => "func() {".into(),
        Op::Exit => "}".into(),
        Op::Goexit => "runtime.Goexit".into(),
        Op::Sleep => "time.Sleep".into(),
        Op::TimerStart => on("Reset"),
        Op::TimerStop => on("Stop"),
        Op::Gosched => "runtime.Gosched".into(),
        Op::Print => format!("print {v}"),
        Op::Panic => "panic".into(),
        Op::Recover => "recover()".into(),
        Op::End => "exit".into(),
        Op::TimerFire | Op::Preempt | Op::Switch | Op::Gc | Op::Finalizer | Op::Fatal => {
            format!("{op:?}")
        }
    }
}

#[cfg(test)]
mod tests {
    use protocol::{EdgeKind, OrderCut, OrderEdge, OrderEvent, OrderLane, OrderPoint, Resumed};

    use super::*;

    fn event(index: u64, goroutine: Gid, op: Op, resumed: Option<u64>) -> OrderEvent {
        OrderEvent {
            event: Event {
                index,
                tick: index * 10,
                time: 0,
                goroutine,
                op,
                outcome: match resumed {
                    Some(_) => Outcome::Blocked,
                    None => Outcome::Done,
                },
                object: None,
                value: None,
                partner: None,
                woke: Vec::new(),
                reason: None,
                case: None,
                count: None,
                place: None,
            },
            resumed: resumed.map(|by| Resumed { by, tick: by * 10 }),
        }
    }

    /// main starts g2 and waits; g2 prints and is done, which ends the wait.
    fn found() -> OrderFound {
        let edge = |from, to, kind| OrderEdge {
            from,
            to,
            kind,
            object: None,
        };
        OrderFound {
            total: 6,
            window: (0, 6),
            lanes: vec![
                OrderLane {
                    goroutine: 1,
                    events: vec![
                        event(0, 1, Op::Go, None),
                        event(1, 1, Op::WgWait, Some(4)),
                        event(5, 1, Op::Print, None),
                    ],
                    outside: (0, 0),
                },
                OrderLane {
                    goroutine: 2,
                    events: vec![
                        event(2, 2, Op::Start, None),
                        event(3, 2, Op::Print, None),
                        event(4, 2, Op::WgDone, None),
                    ],
                    outside: (0, 0),
                },
            ],
            more: 0,
            edges: vec![edge(4, 1, EdgeKind::WaitGroup), edge(0, 2, EdgeKind::Go)],
            cone: None,
            limited: false,
        }
    }

    #[test]
    fn what_nothing_orders_stands_side_by_side() {
        let found = found();
        let l = layout(&found);
        let rows: Vec<Vec<(u32, u32)>> = l
            .dots
            .iter()
            .map(|d| d.iter().map(|d| (d.row, d.end)).collect())
            .collect();
        // The wait begins beside g2's start, ends below Done, and the print follows it.
        assert_eq!(rows[0], [(0, 0), (1, 4), (5, 5)]);
        assert_eq!(rows[1], [(1, 1), (2, 2), (3, 3)]);
        assert_eq!(l.rows, 6);
    }

    #[test]
    fn a_moment_lies_between_two_events() {
        let found = found();
        let l = layout(&found);
        assert_eq!(l.moment(&found, 2, 25), Some((1, 1.5)));
        assert_eq!(l.moment(&found, 2, 90), Some((1, 3.5)));
        assert_eq!(l.moment(&found, 1, 20), Some((0, 4.5)));
        assert_eq!(l.moment(&found, 7, 20), None);
    }

    #[test]
    fn arrows_go_along_and_across() {
        let found = found();
        let l = layout(&found);
        assert_eq!(l.step(&found, 0, 0, 1), Some(1));
        assert_eq!(l.step(&found, 0, 0, -1), None);
        assert_eq!(l.step(&found, 1, 1, 0), Some(2));
        assert_eq!(l.step(&found, 4, -1, 0), Some(1));
        assert_eq!(l.step(&found, 4, 1, 0), None);
    }

    #[test]
    fn a_cone_shades_rows_and_counts_events() {
        let found = found();
        let l = layout(&found);
        let point = |index: u64| {
            Some(OrderPoint {
                index,
                tick: index * 10,
            })
        };
        // g2's print: main's go before it, main's print after it, the wait's beginning neither.
        let cone = OrderCone {
            selected: 3,
            goroutine: 2,
            cuts: vec![
                OrderCut {
                    goroutine: 1,
                    past: point(0),
                    future: point(5),
                },
                OrderCut {
                    goroutine: 2,
                    past: point(3),
                    future: point(3),
                },
            ],
        };
        assert_eq!(counts(&found, &cone), (2, 2, 1));
        assert_eq!(l.shade(&found, 0, &cone), (Some(0.5), Some(4.5)));
        assert_eq!(l.shade(&found, 1, &cone), (Some(1.5), Some(2.5)));
    }
}
