//! The heap over time, as far as a run was executed.
//!
//! A short run is gone through once more and looked at at even distances and right before and after
//! each collection. Of a long one there is what its checkpoints know: exact figures, at places that
//! nobody chose.

use protocol::HeapPoint;
use vm::{EventOp, Until, Vm};

use crate::track::Track;

/// Instructions of a run that is short: executed in a hundredth of a second.
const SHORT: u64 = 1_000_000;
/// Looks at even distances; collections that are told; points in all.
const LOOKS: u64 = 160;
const MAX_COLLECTIONS: usize = 200;
const MAX_POINTS: usize = 600;
/// Bytes of a heap that is marked at each look.
const MARKED: u64 = 256 << 10;

/// See the module's text.
pub(crate) struct HeapLine {
    /// What it is about: the branch, and how far that was executed.
    branch: u32,
    far: (u64, u64),
    pub(crate) points: Vec<HeapPoint>,
    /// Step and tick of each.
    pub(crate) collections: Vec<(u64, u64)>,
    pub(crate) sampled: bool,
}

/// The figures of a machine where it stands.
pub(crate) fn point(vm: &Vm) -> HeapPoint {
    of_stats(vm.event_count(), vm.tick(), vm.heap_stats())
}

fn of_stats(step: u64, tick: u64, stats: vm::HeapStats) -> HeapPoint {
    HeapPoint {
        step,
        tick,
        heap: stats.alloc,
        objects: stats.mallocs - stats.frees,
        total: stats.total_alloc,
        mallocs: stats.mallocs,
        collections: stats.collections,
        live: None,
    }
}

impl HeapLine {
    pub(crate) fn is_of(&self, branch: u32, track: &Track) -> bool {
        self.branch == branch && self.far == (track.far_tick, track.far_step)
    }

    pub(crate) fn new(branch: u32, track: &mut Track) -> HeapLine {
        let log = track.vm.log();
        let events = log.range(log.first(), track.far_step);
        let mut collections: Vec<(u64, u64)> = events
            .filter(|(_, e)| e.op == EventOp::Gc)
            .map(|(nth, e)| (nth + 1, e.tick))
            .collect();
        collections.drain(..collections.len().saturating_sub(MAX_COLLECTIONS));
        let sampled = track.far_tick > SHORT;
        let mut points = match sampled {
            false => looks(track, &collections),
            true => {
                let marks = track.marks.iter();
                let mut points: Vec<HeapPoint> =
                    marks.map(|m| of_stats(m.step, m.tick, m.heap())).collect();
                points.push(point(&track.vm));
                points
            }
        };
        base::sort::sort_by_key(&mut points, |p| (p.tick, p.step));
        points.dedup_by_key(|p| (p.tick, p.step));
        if points.len() > MAX_POINTS {
            let each = points.len().div_ceil(MAX_POINTS);
            let last = points.last().copied();
            points = points.into_iter().step_by(each).collect();
            points.extend(last);
        }
        HeapLine {
            branch,
            far: (track.far_tick, track.far_step),
            points,
            collections,
            sampled,
        }
    }
}

fn looks(track: &mut Track, collections: &[(u64, u64)]) -> Vec<HeapPoint> {
    let end = track.far_tick;
    let mut places: Vec<(u64, u64)> = (0..=LOOKS).map(|n| (end * n / LOOKS, u64::MAX)).collect();
    for (step, tick) in collections {
        // The instruction that collects is still to come; and it has come.
        places.push((tick.saturating_sub(1), u64::MAX));
        places.push((*tick, *step));
    }
    base::sort::sort(&mut places);
    places.dedup();
    let places: Vec<Until> = places
        .into_iter()
        .map(|(tick, step)| match step {
            u64::MAX => Until::tick(tick),
            step => Until::events(step),
        })
        .collect();
    let mut points = Vec::new();
    track.visit(&places, |vm| {
        let mut here = point(vm);
        if here.heap <= MARKED {
            here.live = Some(vm.heap_census().live_bytes);
        }
        points.push(here);
    });
    points
}
