//! Where the events of a followed run stand in a picture of its order: a row each, below all that
//! they directly follow and no lower, so that what nothing orders stands side by side. Pure; which
//! goroutine has which column is the picture's matter.

use std::collections::BTreeMap;

use protocol::OrderSpot;
use vm::Outcome;

use crate::trail::{Step, Trail};

/// Places for all steps of a trail.
pub(crate) struct Rows {
    /// By the steps' places; none for those that are not shown.
    spots: Vec<Option<OrderSpot>>,
    pub(crate) all: u32,
}

impl Rows {
    /// Places every step that is shown.
    pub(crate) fn of(trail: &Trail, shown: impl Fn(&Step) -> bool) -> Rows {
        // What a step follows; and whose waits it ends. With whether the two meet.
        let mut sources: BTreeMap<usize, Vec<(usize, bool)>> = BTreeMap::new();
        let mut backs: BTreeMap<usize, Vec<(usize, bool)>> = BTreeMap::new();
        for link in &trail.links {
            if link.from < link.to {
                let from = (link.from, link.meet);
                sources.entry(link.to).or_default().push(from);
                if link.meet {
                    backs.entry(link.to).or_default().push(from);
                }
            } else {
                let to = (link.to, link.meet);
                backs.entry(link.from).or_default().push(to);
            }
        }
        let mut rows = Rows {
            spots: vec![None; trail.steps.len()],
            all: 0,
        };
        let mut bottom: BTreeMap<u32, u32> = BTreeMap::new();
        for (at, step) in trail.steps.iter().enumerate() {
            if !shown(step) {
                continue;
            }
            let g = step.event.g;
            let mut row = bottom.get(&g).copied().unwrap_or(0);
            for (from, meet) in sources.get(&at).into_iter().flatten() {
                if let Some(spot) = rows.spot(*from) {
                    row = row.max(spot.row + u32::from(!meet));
                }
            }
            let open = step.event.outcome == Outcome::Blocked && step.resumed.is_none();
            if let Some(spot) = rows.spots.get_mut(at) {
                let end = row;
                *spot = Some(OrderSpot { row, end, open });
            }
            rows.below(&mut bottom, g, row);
            for (to, meet) in backs.get(&at).into_iter().flatten() {
                let end = row + u32::from(!meet);
                let Some(waiter) = trail.steps.get(*to).map(|s| s.event.g) else {
                    continue;
                };
                if let Some(Some(spot)) = rows.spots.get_mut(*to) {
                    spot.end = spot.end.max(end);
                    rows.below(&mut bottom, waiter, end);
                }
            }
        }
        rows
    }

    /// What follows in a lane comes below this row.
    fn below(&mut self, bottom: &mut BTreeMap<u32, u32>, g: u32, row: u32) {
        let next = bottom.entry(g).or_default();
        *next = (*next).max(row + 1);
        self.all = self.all.max(row + 1);
    }

    /// Where a step stands.
    pub(crate) fn spot(&self, step: usize) -> Option<OrderSpot> {
        self.spots.get(step).copied().flatten()
    }

    /// At most `most` steps that stand in or reach into these rows, ascending, and the row up to
    /// which that is all of them.
    pub(crate) fn within(&self, from: u32, to: u32, most: usize) -> (Vec<usize>, u32) {
        let reaches = |s: &OrderSpot| s.row < to && (s.end >= from || s.open);
        let all = self.spots.iter().enumerate();
        let mut found: Vec<(u32, usize)> = all
            .filter_map(|(at, s)| s.filter(reaches).map(|s| (s.row.max(from), at)))
            .collect();
        base::sort::sort(&mut found);
        let mut end = to.min(self.all);
        if let Some((row, _)) = found.get(most) {
            // The first row is there whatever it holds.
            end = (*row).max(from + 1);
            found.retain(|(r, _)| *r < end);
        }
        let mut steps: Vec<usize> = found.into_iter().map(|(_, at)| at).collect();
        base::sort::sort(&mut steps);
        (steps, end)
    }
}
