//! The ways of pointers through the diagram of memory: out of a row at its right, through the free
//! space between columns and between cards, into a card at its left. Words are inside cards, so a
//! way that keeps out of them keeps off words. Pure.

use std::collections::BTreeMap;

use crate::{
    lab::memory::places::Places,
    svg::{svg, svg_text},
};

/// An end of a way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct End {
    pub(super) column: usize,
    pub(super) x: f64,
    pub(super) y: f64,
}

/// A way: a start, and pieces that are cubic curves.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Way {
    start: (f64, f64),
    /// Both handles, and the end.
    pieces: Vec<[(f64, f64); 3]>,
}

impl Way {
    fn at(&self) -> (f64, f64) {
        self.pieces.last().map_or(self.start, |p| p[2])
    }

    /// To a point on the other side of the space between two columns.
    fn across(&mut self, to: (f64, f64)) {
        let at = self.at();
        let half = (to.0 - at.0) / 2.0;
        self.pieces
            .push([(at.0 + half, at.1), (to.0 - half, to.1), to]);
    }

    /// Turns round and comes back at another height: `out` is how far it swings.
    fn turn(&mut self, to: (f64, f64), out: f64) {
        let at = self.at();
        // Near things are reached by a small swing.
        let out = out.signum() * out.abs().min(13.0 + (to.1 - at.1).abs() * 0.3);
        let edge = if out > 0.0 {
            at.0.max(to.0)
        } else {
            at.0.min(to.0)
        };
        self.pieces
            .push([(edge + out, at.1), (edge + out, to.1), to]);
    }

    fn straight(&mut self, to: (f64, f64)) {
        let at = self.at();
        let third = ((to.0 - at.0) / 3.0, (to.1 - at.1) / 3.0);
        self.pieces.push([
            (at.0 + third.0, at.1 + third.1),
            (to.0 - third.0, to.1 - third.1),
            to,
        ]);
    }

    /// As an SVG path.
    pub(super) fn text(&self) -> String {
        let mut out = svg_text!("M", self.start.0, " ", self.start.1);
        for [a, b, to] in &self.pieces {
            svg!(
                &mut out, "C", a.0, " ", a.1, " ", b.0, " ", b.1, " ", to.0, " ", to.1
            );
        }
        out
    }

    /// Left, top, right, bottom of something that holds it.
    pub(super) fn bounds(&self) -> [f64; 4] {
        let all = self.pieces.iter().flatten().chain([&self.start]);
        all.fold([f64::MAX, f64::MAX, f64::MIN, f64::MIN], |b, (x, y)| {
            [b[0].min(*x), b[1].min(*y), b[2].max(*x), b[3].max(*y)]
        })
    }
}

/// Distance of ways side by side, and least distance from cards.
const TRACK: f64 = 4.0;
const CLEAR: f64 = 5.0;
/// How far a way swings out where it turns round.
const SWING: f64 = 34.0;

/// Finds ways, and remembers them, so that the next ones keep clear of them.
pub(super) struct Router<'a> {
    places: &'a Places,
    stacks: f64,
    /// What is taken of columns, from the top.
    taken: BTreeMap<usize, Vec<(f64, f64)>>,
    /// Heights at which columns are crossed, and by ways to what.
    crossed: BTreeMap<usize, Vec<(f64, usize)>>,
}

impl<'a> Router<'a> {
    pub(super) fn new(places: &'a Places, stacks: f64) -> Self {
        Router {
            places,
            stacks,
            taken: BTreeMap::new(),
            crossed: BTreeMap::new(),
        }
    }

    fn left(&self, column: usize) -> f64 {
        self.places.x(column, self.stacks)
    }

    fn right(&self, column: usize) -> f64 {
        self.left(column) + self.places.width(column, self.stacks)
    }

    /// Where a column can be crossed, near a height; `to` is what the way is to.
    fn crossing(&mut self, column: usize, near: f64, to: usize) -> f64 {
        let places = self.places;
        let taken = self
            .taken
            .entry(column)
            .or_insert_with(|| places.taken(column));
        let crossed = self.crossed.entry(column).or_default();
        let blocked = |y: f64| taken.iter().any(|(a, b)| *a - CLEAR < y && y < *b + CLEAR);
        let alone = |y: f64| {
            !crossed
                .iter()
                .any(|(at, owner)| *owner != to && (at - y).abs() < TRACK - 0.5)
        };
        let edges = taken.iter().flat_map(|(a, b)| {
            (0..4).flat_map(move |n| {
                let by = CLEAR + 1.0 + f64::from(n) * TRACK;
                [a - by, b + by]
            })
        });
        let mut all: Vec<f64> = edges
            .chain((0..4).map(|n| near + f64::from(n) * TRACK))
            .collect();
        all.sort_by(|a, b| (a - near).abs().total_cmp(&(b - near).abs()));
        let open = |y: &&f64| **y >= 3.0 && !blocked(**y);
        let best = all.iter().filter(open).find(|y| alone(**y));
        let best = best
            .or_else(|| all.iter().find(open))
            .copied()
            .unwrap_or(near);
        crossed.push((best, to));
        best
    }

    /// The way from a row to a card; `to` tells cards apart.
    pub(super) fn way(&mut self, from: End, end: End, to: usize) -> Way {
        let mut way = Way {
            start: (from.x, from.y),
            pieces: Vec::new(),
        };
        let target = (end.x - 1.0, end.y);
        if end.column > from.column {
            let span = (end.column - from.column) as f64;
            for column in from.column + 1..end.column {
                let part = (column - from.column) as f64 / span;
                let near = from.y + (end.y - from.y) * part;
                let y = self.crossing(column, near, to);
                way.across((self.left(column), y));
                way.straight((self.right(column), y));
            }
            way.across(target);
            return way;
        }
        // Back: out at the right, round, and through the columns to the left.
        let mut at = from.y;
        for column in (end.column..=from.column).rev() {
            let y = self.crossing(column, (at + end.y) / 2.0, to);
            let right = (self.right(column), y);
            if column == from.column {
                way.turn(right, SWING);
            } else {
                way.across(right);
            }
            way.straight((self.left(column), y));
            at = y;
        }
        way.turn(target, -SWING);
        way
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::lab::memory::places::{Key, MARGIN};

    const STACKS: f64 = 200.0;

    /// Cards in columns 1 to 4, three in each, of a height each.
    fn places() -> Places {
        let mut places = Places::default();
        let keys: BTreeSet<Key> = (0..12).map(|n| Key::Object(n, 1, 0)).collect();
        places.retain(&keys);
        places.stand(Key::Stack(1), 500.0);
        for (n, key) in keys.into_iter().enumerate() {
            let height = 60.0 + 10.0 * (n % 5) as f64;
            places.put(key, (150.0, height), || (1 + n % 4, MARGIN));
        }
        places
    }

    /// Whether a way goes over a card, its edges excepted.
    fn over(way: &Way, places: &Places) -> Option<(f64, f64)> {
        let mut from = way.start;
        for [a, b, to] in &way.pieces {
            for i in 0..=60 {
                let (t, u) = (f64::from(i) / 60.0, 1.0 - f64::from(i) / 60.0);
                let mix = |p: f64, q: f64, r: f64, s: f64| {
                    u * u * u * p + 3.0 * u * u * t * q + 3.0 * u * t * t * r + t * t * t * s
                };
                let at = (mix(from.0, a.0, b.0, to.0), mix(from.1, a.1, b.1, to.1));
                for column in 0..5 {
                    let left = places.x(column, STACKS);
                    let right = left + places.width(column, STACKS);
                    let inside = |(y, end): &(f64, f64)| *y < at.1 && at.1 < *end;
                    if left + 1.0 < at.0
                        && at.0 < right - 9.0
                        && places.taken(column).iter().any(inside)
                    {
                        return Some(at);
                    }
                }
            }
            from = *to;
        }
        None
    }

    #[test]
    fn ways_keep_off_cards() {
        let places = places();
        let mut router = Router::new(&places, STACKS);
        let end = |column: usize, y: f64| End {
            column,
            x: places.x(column, STACKS),
            y,
        };
        let row = |column: usize, y: f64| End {
            x: places.x(column, STACKS) + places.width(column, STACKS) - 8.0,
            ..end(column, y)
        };
        let ends = [20.0, 60.0, 110.0, 150.0, 210.0];
        for (from, to) in (0..5).flat_map(|a| (1..5).map(move |b| (a, b))) {
            for (nth, y) in ends.iter().enumerate() {
                let target = ends[(nth + from + to) % ends.len()];
                let way = router.way(row(from, *y), end(to, target), to * 10 + nth);
                assert_eq!(
                    over(&way, &places),
                    None,
                    "{from} {y} to {to} {target}: {}",
                    way.text()
                );
                let [left, top, right, bottom] = way.bounds();
                assert!(left < right && top <= bottom && top >= 0.0);
            }
        }
        // The test would see it.
        let mut through = Way {
            start: (0.0, 60.0),
            pieces: Vec::new(),
        };
        through.straight((900.0, 60.0));
        assert!(over(&through, &places).is_some());
    }

    #[test]
    fn ways_to_the_next_column_go_there_at_once() {
        let places = places();
        let mut router = Router::new(&places, STACKS);
        let from = End {
            column: 0,
            x: 200.0,
            y: 50.0,
        };
        let to = End {
            column: 1,
            x: places.x(1, STACKS),
            y: 30.0,
        };
        assert_eq!(router.way(from, to, 0).pieces.len(), 1);
        // Round itself: out, through the space above, and in.
        assert_eq!(
            router
                .way(
                    End {
                        column: 1,
                        x: 400.0,
                        y: 60.0
                    },
                    to,
                    0
                )
                .pieces
                .len(),
            3
        );
    }

    #[test]
    fn ways_side_by_side_are_told_apart() {
        let places = places();
        let mut router = Router::new(&places, STACKS);
        let y = router.crossing(1, 100.0, 1);
        assert_eq!(router.crossing(1, 100.0, 1), y);
        assert!((router.crossing(1, 100.0, 2) - y).abs() >= TRACK - 0.5);
    }
}
