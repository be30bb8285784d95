//! What is drawn of a timeline: for each lane one outline per state and one per sort of mark, so that
//! a crowded window costs a few hundred nodes, not thousands. Pure.

use crate::svg::svg;
use protocol::{Gid, LaneState, LinkKind, Op, Outcome, Timeline};

use super::view::View;

/// Height of a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rows {
    /// Distance from lane to lane.
    pub(crate) pitch: u32,
}

impl Rows {
    /// Half the height of a bar.
    fn half(self) -> f64 {
        f64::from(self.pitch) * 0.25
    }
}

/// All stretches of one lane in one state.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Band {
    /// The state.
    pub(crate) state: LaneState,
    /// Their outlines, relative to the lane's middle.
    pub(crate) path: String,
}

/// All marks of one sort on one lane.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Dots {
    /// The sort.
    pub(crate) sort: Sort,
    /// Their outlines.
    pub(crate) path: String,
}

/// How a mark looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sort {
    /// Something went over a channel.
    Message,
    /// A lock, wait group, cond, atomic.
    Sync,
    /// A goroutine began, ended, or started another.
    Life,
    /// It had to wait.
    Block,
    /// It broke.
    Broken,
    /// Printing, time, the scheduler.
    Other,
}

impl Sort {
    /// The class of its outline.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Sort::Message => "dot message",
            Sort::Sync => "dot sync",
            Sort::Life => "dot life",
            Sort::Block => "dot block",
            Sort::Broken => "dot broken",
            Sort::Other => "dot other",
        }
    }
}

/// How an event's mark looks.
pub(crate) fn sort(op: Op, outcome: Outcome) -> Sort {
    match (op, outcome) {
        (Op::Panic | Op::Fatal, _) | (_, Outcome::Panicked) => Sort::Broken,
        (_, Outcome::Blocked) => Sort::Block,
        (Op::Send | Op::Recv | Op::Close | Op::Select | Op::MakeChan, _) => Sort::Message,
        (Op::Go | Op::Start | Op::Exit | Op::Goexit | Op::End, _) => Sort::Life,
        (
            Op::Print
            | Op::Sleep
            | Op::TimerStart
            | Op::TimerStop
            | Op::TimerFire
            | Op::Gosched
            | Op::Preempt
            | Op::Switch
            | Op::Gc
            | Op::Finalizer
            | Op::Recover,
            _,
        ) => Sort::Other,
        _ => Sort::Sync,
    }
}

/// A word inside a stretch that is wide enough for it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Word {
    /// Its left end.
    pub(crate) x: f64,
    /// What state it names.
    pub(crate) state: LaneState,
}

/// One drawn lane.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DrawnLane {
    /// Whose.
    pub(crate) goroutine: Gid,
    /// Its function.
    pub(crate) name: String,
    /// Its place from the top.
    pub(crate) row: u32,
    /// Its stretches.
    pub(crate) bands: Vec<Band>,
    /// Its marks.
    pub(crate) dots: Vec<Dots>,
    /// Its words.
    pub(crate) words: Vec<Word>,
}

/// Everything drawn.
#[derive(Clone, Debug, PartialEq, Default)]
pub(crate) struct Scene {
    /// From the top.
    pub(crate) lanes: Vec<DrawnLane>,
    /// Lines between lanes.
    pub(crate) links: Vec<(LinkKind, String)>,
}

/// Narrowest stretch that is drawn, so that a single step stays visible at any zoom.
const MIN_PX: f64 = 1.0;
/// Pixels per step from which marks are drawn one by one.
const MARK_PX: f64 = 4.0;
/// Room around a word, so that it keeps clear of the marks at both ends.
const WORD_MARGIN: f64 = 22.0;
/// Width of a letter of a word, about.
const LETTER_PX: f64 = 6.0;

/// Draws a timeline into a window.
pub(crate) fn scene(
    t: &Timeline,
    view: &View,
    rows: Rows,
    word: fn(LaneState) -> &'static str,
) -> Scene {
    let lanes = t
        .lanes
        .iter()
        .zip(t.query.row..)
        .map(|(lane, row)| {
            let mut bands: Vec<Band> = Vec::new();
            let mut words = Vec::new();
            for span in &lane.spans {
                let left = view.x(span.from as f64).max(-4.0);
                let right = view.x(span.to as f64).min(view.width + 4.0);
                if right < 0.0 || left > view.width {
                    continue;
                }
                let right = right.max(left + MIN_PX);
                let path = match bands.iter_mut().find(|b| b.state == span.state) {
                    Some(band) => &mut band.path,
                    None => {
                        bands.push(Band {
                            state: span.state,
                            path: String::new(),
                        });
                        match bands.last_mut() {
                            Some(band) => &mut band.path,
                            None => continue,
                        }
                    }
                };
                outline(path, span.state, left, right, rows.half());
                let letters = word(span.state).chars().count() as f64;
                let visible = right.min(view.width) - left.max(0.0);
                let silent = matches!(span.state, LaneState::Done | LaneState::Running);
                // Marks inside the stretch leave no room for words either.
                let clear = !lane
                    .marks
                    .iter()
                    .any(|m| m.index >= span.from && m.index + 1 < span.to);
                if visible >= letters * LETTER_PX + WORD_MARGIN && !silent && clear {
                    words.push(Word {
                        x: left.max(0.0) + 10.0,
                        state: span.state,
                    });
                }
            }
            let mut dots: Vec<Dots> = Vec::new();
            let close = view.scale() >= MARK_PX;
            for mark in &lane.marks {
                let x = view.x(mark.index as f64 + 1.0);
                let sort = sort(mark.op, mark.outcome);
                // Far out only what is broken keeps its mark.
                if x < -6.0 || x > view.width + 6.0 || (!close && sort != Sort::Broken) {
                    continue;
                }
                let path = match dots.iter_mut().find(|d| d.sort == sort) {
                    Some(d) => &mut d.path,
                    None => {
                        dots.push(Dots {
                            sort,
                            path: String::new(),
                        });
                        match dots.last_mut() {
                            Some(d) => &mut d.path,
                            None => continue,
                        }
                    }
                };
                dot(path, sort, x, if view.scale() >= 9.0 { 3.5 } else { 2.5 });
            }
            base::sort::sort_by_key(&mut dots, |d| d.sort);
            DrawnLane {
                goroutine: lane.goroutine,
                name: lane.name.clone(),
                row,
                bands,
                dots,
                words,
            }
        })
        .collect();
    Scene {
        lanes,
        links: links(t, view, rows),
    }
}

fn outline(path: &mut String, state: LaneState, left: f64, right: f64, half: f64) {
    let w = right - left;
    match state {
        LaneState::Done => svg!(path, "M", left, " 0h", w, "M", right, " -4v8"),
        LaneState::Runnable => {
            let (h, inset) = (half - 1.0, if w > 3.0 { 1.0 } else { 0.0 });
            svg!(
                path,
                "M",
                left + inset,
                " ",
                -h,
                "h",
                w - 2.0 * inset,
                "v",
                2.0 * h,
                "h-",
                w - 2.0 * inset,
                "Z"
            )
        }
        _ => svg!(
            path,
            "M",
            left,
            " ",
            -half,
            "h",
            w,
            "v",
            2.0 * half,
            "h-",
            w,
            "Z"
        ),
    };
}

fn dot(path: &mut String, sort: Sort, x: f64, r: f64) {
    match sort {
        Sort::Message => svg!(
            path,
            "M",
            x - r,
            " 0a",
            r,
            " ",
            r,
            " 0 1 0 ",
            2.0 * r,
            " 0a",
            r,
            " ",
            r,
            " 0 1 0 -",
            2.0 * r,
            " 0Z"
        ),
        Sort::Sync => svg!(
            path,
            "M",
            x - r,
            " -",
            r,
            "h",
            2.0 * r,
            "v",
            2.0 * r,
            "h-",
            2.0 * r,
            "Z"
        ),
        Sort::Life => svg!(
            path,
            "M",
            x,
            " -",
            r + 0.8,
            "L",
            x + r + 0.8,
            " 0L",
            x,
            " ",
            r + 0.8,
            "L",
            x - r - 0.8,
            " 0Z"
        ),
        Sort::Block => svg!(path, "M", x, " -", r + 3.5, "V", r + 3.5),
        Sort::Broken => svg!(path, "M", x - 6.0, " -6l12 12M", x + 6.0, " -6l-12 12"),
        Sort::Other => svg!(path, "M", x - 1.5, " 0h", 3.0),
    };
}

fn links(t: &Timeline, view: &View, rows: Rows) -> Vec<(LinkKind, String)> {
    let mut out: Vec<(LinkKind, String)> = Vec::new();
    if view.scale() < MARK_PX {
        return out;
    }
    let middle = |g: Gid| {
        let i = t.lanes.iter().position(|l| l.goroutine == g)?;
        Some((f64::from(t.query.row) + i as f64 + 0.5) * f64::from(rows.pitch))
    };
    for link in &t.links {
        let (Some(y0), Some(y1)) = (middle(link.from_goroutine), middle(link.to_goroutine)) else {
            continue;
        };
        let (x0, x1) = (view.x(link.from as f64 + 1.0), view.x(link.to as f64 + 1.0));
        if x1 < 0.0 || x0 > view.width {
            continue;
        }
        let path = match out.iter_mut().find(|(kind, _)| *kind == link.kind) {
            Some((_, path)) => path,
            None => {
                out.push((link.kind, String::new()));
                match out.last_mut() {
                    Some((_, path)) => path,
                    None => continue,
                }
            }
        };
        // Down from the event, along, and up into the other: a soft step.
        let bend = ((x1 - x0) / 2.0).clamp(2.0, 14.0);
        let sign = if y1 > y0 { 1.0 } else { -1.0 };
        let (a, b) = (y0 + sign * 4.0, y1 - sign * 5.0);
        svg!(
            path,
            "M",
            x0,
            " ",
            a,
            "C",
            x0 + bend * 0.2,
            " ",
            (a + b) / 2.0,
            " ",
            x1,
            " ",
            a,
            " ",
            x1,
            " ",
            b
        );
        svg!(
            path,
            "m-3 ",
            -sign * 4.0,
            "l3 ",
            sign * 4.0,
            "l3 ",
            -sign * 4.0
        );
    }
    out
}

/// The event nearest to a point, within reach, on the lane at that height.
pub(crate) fn hit(
    t: &Timeline,
    view: &View,
    rows: Rows,
    x: f64,
    y: f64,
) -> Option<(Gid, Option<u64>)> {
    let row = (y / f64::from(rows.pitch)).floor();
    if row < f64::from(t.query.row) {
        return None;
    }
    let lane = t.lanes.get((row - f64::from(t.query.row)) as usize)?;
    let near = lane
        .marks
        .iter()
        .map(|m| (m.index, (view.x(m.index as f64 + 1.0) - x).abs()))
        .filter(|(_, d)| *d <= 8.0)
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(index, _)| index);
    Some((lane.goroutine, near))
}

#[cfg(test)]
mod tests {
    use protocol::{Lane, Mark, Span, TimelineQuery};

    use super::*;

    fn timeline(spans: Vec<Span>, marks: Vec<Mark>) -> Timeline {
        Timeline {
            query: TimelineQuery {
                from: 0,
                to: 100,
                px: 1000,
                row: 2,
                rows: 1,
            },
            total_rows: 3,
            steps: 99,
            lanes: vec![Lane {
                goroutine: 3,
                name: "worker".into(),
                spans,
                marks,
            }],
            links: vec![],
            overview: vec![],
        }
    }

    fn view(steps: u64) -> View {
        let mut v = View::new();
        v.settle(1000.0, steps, 0);
        v
    }

    const ROWS: Rows = Rows { pitch: 28 };

    #[test]
    fn stretches_of_one_state_are_one_outline() {
        let spans = (0..50)
            .map(|i| Span {
                from: 2 * i,
                to: 2 * i + 1,
                state: LaneState::Running,
            })
            .collect();
        let scene = scene(&timeline(spans, vec![]), &view(99), ROWS, |_| "");
        assert_eq!(scene.lanes[0].bands.len(), 1);
        assert_eq!(scene.lanes[0].row, 2);
        assert_eq!(scene.lanes[0].bands[0].path.matches('M').count(), 50);
    }

    #[test]
    fn a_broken_event_stays_visible_far_out() {
        let mark = |op| Mark {
            index: 50,
            op,
            outcome: Outcome::Done,
            merged: 1,
        };
        let t = timeline(vec![], vec![mark(Op::Send), mark(Op::Panic)]);
        let dots = &scene(&t, &view(1_000_000), ROWS, |_| "").lanes[0].dots;
        assert_eq!(
            dots.iter().map(|d| d.sort).collect::<Vec<_>>(),
            [Sort::Broken]
        );
    }

    #[test]
    fn what_is_outside_is_not_drawn() {
        let mut v = view(99);
        v.zoom(8.0, 0.0, 99);
        let t = timeline(
            vec![Span {
                from: 80,
                to: 99,
                state: LaneState::Running,
            }],
            vec![],
        );
        assert!(scene(&t, &v, ROWS, |_| "").lanes[0].bands.is_empty());
    }

    #[test]
    fn a_click_finds_lane_and_event() {
        let t = timeline(
            vec![],
            vec![Mark {
                index: 9,
                op: Op::Send,
                outcome: Outcome::Done,
                merged: 1,
            }],
        );
        let v = view(99);
        assert_eq!(
            hit(&t, &v, ROWS, v.x(10.0) + 3.0, 2.5 * 28.0),
            Some((3, Some(9)))
        );
        assert_eq!(hit(&t, &v, ROWS, v.x(40.0), 2.5 * 28.0), Some((3, None)));
        assert_eq!(hit(&t, &v, ROWS, 10.0, 5.0), None);
    }
}
