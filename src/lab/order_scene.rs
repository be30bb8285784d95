//! Where the picture of happens-before puts things: a column per goroutine, a row per rank, which
//! the analyst has worked out; and the ways that lines take. Words stand to the right of dots; lines
//! go between rows and left of columns, where no words are. Pure.

use std::collections::BTreeMap;

use protocol::{EdgeKind, Event, Gid, ObjectRef, Op, OrderEdge, OrderFound, OrderSpot};

use crate::{svg::svg_text, who};

/// Distance of columns and of rows, and from a column's edge to its line.
pub(crate) const COLUMN: f64 = 180.0;
pub(crate) const ROW: f64 = 28.0;
pub(crate) const INSET: f64 = 28.0;
/// Distance of lines that go side by side, and how many there may be between rows and columns.
const TRACK: f64 = 4.0;
const BETWEEN: [f64; 3] = [0.0, -TRACK, TRACK];
const BESIDE: [f64; 4] = [10.0, 10.0 + TRACK, 10.0 + 2.0 * TRACK, 10.0 + 3.0 * TRACK];
/// Half of a dot with its ring, and how round corners are.
const DOT: f64 = 6.0;
const ROUND: f64 = 5.0;

/// The middle of a row.
pub(crate) fn y(row: f64) -> f64 {
    (row + 0.5) * ROW
}

/// A lane's line.
pub(crate) fn x(lane: usize) -> f64 {
    lane as f64 * COLUMN + INSET
}

/// The place of a goroutine's lane.
pub(crate) fn lane_of(found: &OrderFound, g: Gid) -> Option<usize> {
    found.lanes.iter().position(|l| l.goroutine == g)
}

/// An event in sight, and its lane.
pub(crate) fn spot_of(found: &OrderFound, index: u64) -> Option<(usize, OrderSpot)> {
    found.lanes.iter().enumerate().find_map(|(lane, l)| {
        let event = l.events.iter().find(|e| e.event.index == index)?;
        Some((lane, event.spot))
    })
}

/// Where arrow keys lead from an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// To one that is in sight.
    To(u64),
    /// To one that is not.
    Far(u64),
}

/// The event to move to from one by arrow keys: along its lane, or to the neighbour's nearest.
pub(crate) fn step(found: &OrderFound, from: u64, dx: i32, dy: i32) -> Option<Way> {
    let (lane, spot) = spot_of(found, from)?;
    let here = found.lanes.get(lane)?;
    if dy != 0 {
        let at = here.events.iter().position(|e| e.event.index == from)?;
        let next = at.checked_add_signed(dy as isize);
        let next = next.and_then(|i| here.events.get(i));
        let far = if dy < 0 { here.above } else { here.below };
        return match next {
            Some(e) => Some(Way::To(e.event.index)),
            None => far.map(Way::Far),
        };
    }
    let mut to = lane;
    loop {
        to = to.checked_add_signed(dx as isize)?;
        let events = found.lanes.get(to)?.events.iter();
        if let Some(e) = events.min_by_key(|e| e.spot.row.abs_diff(spot.row)) {
            return Some(Way::To(e.event.index));
        }
    }
}

/// Lines side by side: which stretches of which tracks are taken, and by lines to or from what.
type Taken = Vec<(f64, f64, u64)>;

/// See [`Taken`]: by place and track.
#[derive(Default)]
struct Tracks(BTreeMap<(u32, usize), Taken>);

impl Tracks {
    /// The first track at `place` on which the stretch is free, or used by lines that belong
    /// together; the first of all if none is.
    fn take(&mut self, place: u32, of: usize, (from, to): (f64, f64), owner: u64) -> usize {
        let (from, to) = (from.min(to), from.max(to));
        let free = |track: &usize| {
            let taken = self.0.get(&(place, *track));
            let clear = |t: &&(f64, f64, u64)| t.2 != owner && t.0 < to && from < t.1;
            taken.is_none_or(|taken| !taken.iter().any(|t| clear(&t)))
        };
        let track = (0..of).find(free).unwrap_or(0);
        let taken = self.0.entry((place, track)).or_default();
        taken.push((from, to, owner));
        track
    }
}

/// A line with round corners through these points.
fn path(points: &[(f64, f64)]) -> String {
    let mut out = String::new();
    for (i, &(px, py)) in points.iter().enumerate() {
        let ends = (
            i.checked_sub(1).and_then(|i| points.get(i)),
            points.get(i + 1),
        );
        let (Some(&before), Some(&after)) = ends else {
            out.push_str(&svg_text!(if i == 0 { "M" } else { "L" }, px, " ", py));
            continue;
        };
        let towards = |(qx, qy): (f64, f64)| {
            let (dx, dy) = (qx - px, qy - py);
            let length = dx.abs().max(dy.abs()).max(0.01);
            let part = (ROUND / length).min(0.5);
            (px + dx * part, py + dy * part)
        };
        let (a, b) = (towards(before), towards(after));
        out.push_str(&svg_text!(
            "L", a.0, " ", a.1, "Q", px, " ", py, " ", b.0, " ", b.1
        ));
    }
    out
}

/// The ways of all edges, in their order; none for those whose lanes are not drawn.
pub(crate) fn routes(found: &OrderFound) -> Vec<Option<String>> {
    let (mut between, mut beside) = (Tracks::default(), Tracks::default());
    let mut order: Vec<usize> = (0..found.edges.len()).collect();
    // From the top: what is the same in two windows is then drawn alike in both.
    base::sort::sort_by_key(&mut order, |i| {
        found.edges.get(*i).map(|e| (e.ends[0].1.row, e.from, e.to))
    });
    let mut out = vec![None; found.edges.len()];
    for i in order {
        let Some(edge) = found.edges.get(i) else {
            continue;
        };
        let lanes = edge.ends.map(|(g, _)| lane_of(found, g));
        if let ([Some(a), Some(b)], Some(out)) = (lanes, out.get_mut(i)) {
            *out = Some(match edge.kind {
                EdgeKind::Meet => meeting(edge, a, b, &mut between),
                _ => arrow(edge, a, b, &mut between, &mut beside),
            });
        }
    }
    out
}

/// Two that meet stand in one row: the line goes below their words.
fn meeting(edge: &OrderEdge, a: usize, b: usize, between: &mut Tracks) -> String {
    // Whoever came first waited for the other one.
    let row = edge.ends[1].1.row.max(edge.ends[0].1.row);
    let (x1, x2) = (x(a), x(b));
    let track = between.take(row, BETWEEN.len(), (x1, x2), edge.to);
    let low = f64::from(row + 1) * ROW + offset(&BETWEEN, track);
    let high = y(f64::from(row)) + DOT;
    path(&[(x1, high), (x1, low), (x2, low), (x2, high)])
}

/// Down from its first end, along below that row, and down left of the other one's column.
fn arrow(
    edge: &OrderEdge,
    a: usize,
    b: usize,
    between: &mut Tracks,
    beside: &mut Tracks,
) -> String {
    let [(_, from), (_, to)] = edge.ends;
    // A wait is ended by what comes later; whatever else follows begins after it.
    let row = if edge.to < edge.from { to.end } else { to.row };
    let side = if b > a { 1.0 } else { -1.0 };
    let start = (x(a) + side * 4.0, y(f64::from(from.row)) + 4.0);
    let bottom = f64::from(from.row + 1) * ROW;
    let end = y(f64::from(row));
    let column = beside.take(b as u32, BESIDE.len(), (bottom, end), edge.to);
    let left = x(b) - offset(&BESIDE, column);
    let track = between.take(from.row, BETWEEN.len(), (x(a), left), edge.from);
    let low = bottom + offset(&BETWEEN, track);
    let turn = (x(a) + side * 11.0, low);
    path(&[start, turn, (left, low), (left, end), (x(b) - DOT, end)])
}

fn offset(tracks: &[f64], nth: usize) -> f64 {
    tracks.get(nth).copied().unwrap_or_default()
}

/// Two moments that nothing joins, each in a lane and below a row: the way of the line that is not
/// there, and where its word stands.
pub(crate) fn absent(ends: [(usize, u32); 2]) -> (String, (f64, f64)) {
    let [a, b] = if ends[0].0 <= ends[1].0 {
        ends
    } else {
        [ends[1], ends[0]]
    };
    let at = |row: u32| f64::from(row + 1) * ROW;
    let left = x(b.0) - 10.0;
    let points = [
        (x(a.0), at(a.1)),
        (left, at(a.1)),
        (left, at(b.1)),
        (x(b.0), at(b.1)),
    ];
    (path(&points), ((x(a.0) + left) / 2.0, at(a.1) + 4.0))
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
    use protocol::{OrderEvent, OrderLane, Outcome};

    use super::*;

    fn spot(row: u32, end: u32) -> OrderSpot {
        OrderSpot {
            row,
            end,
            open: false,
        }
    }

    /// Three goroutines with an event per row of theirs: index, row.
    fn found(lanes: &[&[(u64, u32)]]) -> OrderFound {
        let event = |g: Gid, &(index, row): &(u64, u32)| OrderEvent {
            event: Event {
                index,
                tick: index * 10,
                time: 0,
                goroutine: g,
                op: Op::Print,
                outcome: Outcome::Done,
                object: None,
                value: None,
                partner: None,
                woke: Vec::new(),
                reason: None,
                case: None,
                count: None,
                place: None,
            },
            resumed: None,
            spot: spot(row, row),
        };
        let lane = |(g, events): (Gid, &&[(u64, u32)])| OrderLane {
            goroutine: g,
            events: events.iter().map(|e| event(g, e)).collect(),
            rows: (0, 9),
            above: Some(100 + u64::from(g)),
            below: None,
        };
        OrderFound {
            lanes: (1..).zip(lanes).map(lane).collect(),
            ..OrderFound::default()
        }
    }

    fn edge(from: (u64, Gid, u32), to: (u64, Gid, u32), kind: EdgeKind) -> OrderEdge {
        OrderEdge {
            from: from.0,
            to: to.0,
            kind,
            object: None,
            ends: [from, to].map(|(_, g, row)| (g, spot(row, row))),
        }
    }

    #[test]
    fn arrows_go_along_and_across() {
        let found = found(&[&[(0, 0), (1, 1), (5, 4)], &[], &[(2, 1), (4, 3)]]);
        assert_eq!(step(&found, 0, 0, 1), Some(Way::To(1)));
        assert_eq!(step(&found, 0, 0, -1), Some(Way::Far(101)));
        assert_eq!(step(&found, 5, 0, 1), None);
        // Nobody is in sight in the lane between.
        assert_eq!(step(&found, 1, 1, 0), Some(Way::To(2)));
        assert_eq!(step(&found, 4, -1, 0), Some(Way::To(5)));
        assert_eq!(step(&found, 4, 1, 0), None);
    }

    /// The numbers of a path's text, in pairs.
    fn points(d: &str) -> Vec<(f64, f64)> {
        let text = d.replace(['M', 'L', 'Q'], " ");
        let all: Vec<f64> = text
            .split_whitespace()
            .map(|n| n.parse().expect("a number"))
            .collect();
        all.chunks(2).map(|p| (p[0], p[1])).collect()
    }

    /// Whether a line through these points goes over the words of a dot.
    fn crosses(d: &str, lane: usize, row: u32) -> bool {
        let (left, right) = (x(lane) + 12.0, x(lane) + 12.0 + 19.0 * 7.3);
        let (top, bottom) = (y(f64::from(row)) - 6.0, y(f64::from(row)) + 6.0);
        let all = points(d);
        all.windows(2).any(|w| {
            // Fine enough for lines along the axes and short ones across.
            (0..=100).any(|i| {
                let t = f64::from(i) / 100.0;
                let at = (
                    w[0].0 + (w[1].0 - w[0].0) * t,
                    w[0].1 + (w[1].1 - w[0].1) * t,
                );
                at.0 > left && at.0 < right && at.1 > top && at.1 < bottom
            })
        })
    }

    #[test]
    fn lines_keep_clear_of_words() {
        let rows: Vec<(u64, u32)> = (0..12).map(|r| (u64::from(r), r)).collect();
        let mut found = found(&[&rows, &rows, &rows, &rows]);
        found.edges = vec![
            edge((0, 1, 0), (1, 4, 1), EdgeKind::Go),
            edge((2, 1, 2), (8, 3, 9), EdgeKind::Message),
            edge((3, 4, 2), (9, 1, 5), EdgeKind::Lock),
            edge((4, 2, 2), (10, 4, 11), EdgeKind::Close),
            edge((5, 1, 6), (6, 3, 6), EdgeKind::Meet),
            edge((7, 4, 6), (7, 2, 6), EdgeKind::Meet),
        ];
        let routes = routes(&found);
        assert_eq!(routes.iter().flatten().count(), found.edges.len());
        for d in routes.iter().flatten() {
            for lane in 0..4 {
                for row in 0..12 {
                    assert!(!crosses(d, lane, row), "{d} at lane {lane}, row {row}");
                }
            }
        }
        // The test would see it.
        assert!(crosses("M0 14L900 14", 0, 0));
    }

    #[test]
    fn lines_side_by_side_are_told_apart() {
        let mut found = found(&[&[(0, 0), (1, 1)], &[(2, 5), (3, 7)], &[(4, 5)]]);
        found.edges = vec![
            edge((0, 1, 0), (2, 2, 5), EdgeKind::Lock),
            edge((1, 1, 1), (3, 2, 7), EdgeKind::Lock),
            edge((1, 1, 1), (4, 3, 5), EdgeKind::Lock),
        ];
        let left = |d: &Option<String>| {
            let all = points(d.as_ref().expect("a line"));
            all[all.len() - 2].0
        };
        let routes = routes(&found);
        assert_ne!(left(&routes[0]), left(&routes[1]));
        // From one event they may go together.
        let low = |d: &Option<String>| points(d.as_ref().expect("a line"))[2].1;
        assert_eq!(low(&routes[1]), low(&routes[2]));
    }

    #[test]
    fn the_missing_line_goes_between_rows() {
        let (d, word) = absent([(2, 4), (0, 1)]);
        let all = points(&d);
        assert_eq!(all.first(), Some(&(x(0), 2.0 * ROW)));
        assert_eq!(all.last(), Some(&(x(2), 5.0 * ROW)));
        assert!(word.0 > x(0) && word.0 < x(2));
    }
}
