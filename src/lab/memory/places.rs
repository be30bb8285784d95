//! Where the diagram of memory puts its cards, so that what stays in memory stays where it is drawn:
//! a card keeps its place as long as its object exists, the place of one that is gone is free for
//! others, and one that comes back finds its place again if nobody took it. Pure; knows nothing of
//! what the cards show.

use std::collections::{BTreeMap, BTreeSet};

use protocol::{Gid, HeapObject};

/// Least distance of cards above each other: room for lines to pass between them.
pub(super) const GAP: f64 = 22.0;
/// Distance of columns: room for curves.
pub(super) const GUTTER: f64 = 68.0;
/// Around everything.
pub(super) const MARGIN: f64 = 16.0;
/// Widths that columns can have.
const WIDTHS: [f64; 3] = [168.0, 208.0, 256.0];

/// Whose card it is. The numbers of an object tell it from another that lay there before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Key {
    Globals,
    Stack(Gid),
    Object(u64, Gid, u32),
}

impl Key {
    pub(crate) fn of(object: &HeapObject) -> Key {
        Key::Object(object.start, object.born.0, object.born.1)
    }
}

/// A card's place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    /// 0: stacks.
    pub(super) column: usize,
    pub(super) y: f64,
    /// What it takes, which is the most that the card ever took there.
    pub(super) height: f64,
}

impl Place {
    fn end(&self) -> f64 {
        self.y + self.height
    }

    fn near(&self, y: f64, height: f64) -> bool {
        y < self.end() + GAP && self.y < y + height + GAP
    }
}

/// All places.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places {
    here: BTreeMap<Key, Place>,
    /// Of those that are gone.
    left: BTreeMap<Key, Place>,
    /// Of columns, fixed when something was first put there.
    widths: Vec<f64>,
}

/// Places that are remembered of what is gone.
const REMEMBERED: usize = 4_000;

impl Places {
    /// Forgets everything: what comes is laid out afresh.
    pub(crate) fn tidy(&mut self) {
        *self = Places::default();
    }

    /// Those that are there from now on; what the others took is free.
    pub(super) fn retain(&mut self, keys: &BTreeSet<Key>) {
        let gone: Vec<Key> = self
            .here
            .keys()
            .filter(|k| !keys.contains(k))
            .copied()
            .collect();
        for key in gone {
            if let Some(place) = self.here.remove(&key) {
                self.left.insert(key, place);
            }
        }
        while self.left.len() > REMEMBERED {
            self.left.pop_first();
        }
    }

    pub(super) fn of(&self, key: &Key) -> Option<Place> {
        self.here.get(key).copied()
    }

    /// Puts a card into the column of stacks: below all others if it is new. One that grows moves
    /// those below it.
    pub(super) fn stand(&mut self, key: Key, height: f64) {
        let known = self.here.get(&key).copied();
        let known = known.or_else(|| self.back(&key).filter(|p| self.free(0, p.y, height, &key)));
        let Some(mut place) = known else {
            let below = self.column(0).map(|(_, p)| p.end() + GAP);
            let y = below.fold(MARGIN, f64::max);
            self.here.insert(
                key,
                Place {
                    column: 0,
                    y,
                    height,
                },
            );
            return;
        };
        place.height = place.height.max(height);
        self.here.insert(key, place);
        // From the top: each makes room for the next.
        let mut order: Vec<(Key, Place)> = self.column(0).filter(|(_, p)| p.y >= place.y).collect();
        order.sort_by(|a, b| a.1.y.total_cmp(&b.1.y));
        let mut least = place.y;
        for (key, mut place) in order {
            place.y = place.y.max(least);
            least = place.end() + GAP;
            self.here.insert(key, place);
        }
    }

    /// Puts an object's card. `wish` is asked only of one that is new: in which column, and near
    /// which height it would be best.
    pub(super) fn put(&mut self, key: Key, size: (f64, f64), wish: impl FnOnce() -> (usize, f64)) {
        let (width, height) = size;
        let known = self.here.get(&key).copied().or_else(|| self.back(&key));
        if let Some(place) = known {
            let height = height.max(place.height);
            if self.free(place.column, place.y, height, &key) {
                self.here.insert(key, Place { height, ..place });
                return;
            }
        }
        // One that has grown out of its place goes elsewhere: the others stay.
        let (column, near) = known.map_or_else(wish, |p| (p.column, p.y));
        self.here.remove(&key);
        let y = self.spot(column, near.max(MARGIN), height, &key);
        self.here.insert(key, Place { column, y, height });
        while self.widths.len() <= column {
            self.widths.push(0.0);
        }
        if let Some(fixed) = self.widths.get_mut(column)
            && *fixed == 0.0
        {
            *fixed = quantised(width);
        }
    }

    /// How wide a column shall be at least, before anything is put there.
    pub(super) fn widen(&mut self, column: usize, width: f64) {
        while self.widths.len() <= column {
            self.widths.push(0.0);
        }
        let empty = self.column(column).next().is_none();
        if let Some(fixed) = self.widths.get_mut(column)
            && empty
        {
            *fixed = fixed.max(quantised(width));
        }
    }

    fn back(&mut self, key: &Key) -> Option<Place> {
        self.left.remove(key)
    }

    fn column(&self, column: usize) -> impl Iterator<Item = (Key, Place)> {
        let all = self.here.iter().filter(move |(_, p)| p.column == column);
        all.map(|(k, p)| (*k, *p))
    }

    fn free(&self, column: usize, y: f64, height: f64, but: &Key) -> bool {
        !self
            .column(column)
            .any(|(k, p)| k != *but && p.near(y, height))
    }

    /// The free spot of a column that is nearest to a height.
    fn spot(&self, column: usize, near: f64, height: f64, but: &Key) -> f64 {
        let around = self
            .column(column)
            .flat_map(|(_, p)| [p.end() + GAP, p.y - GAP - height]);
        let mut all: Vec<f64> = around.filter(|y| *y >= MARGIN).chain([near]).collect();
        all.sort_by(|a, b| (a - near).abs().total_cmp(&(b - near).abs()));
        let free = all.iter().find(|y| self.free(column, **y, height, but));
        free.copied().unwrap_or(near)
    }

    /// How wide a column is.
    pub(super) fn width(&self, column: usize, stacks: f64) -> f64 {
        match self.widths.get(column) {
            _ if column == 0 => stacks,
            Some(width) if *width > 0.0 => *width,
            _ => WIDTHS[0],
        }
    }

    /// The left edge of a column.
    pub(super) fn x(&self, column: usize, stacks: f64) -> f64 {
        (0..column).fold(MARGIN, |x, c| x + self.width(c, stacks) + GUTTER)
    }

    /// What is taken of a column, from the top: where cards begin and end.
    pub(super) fn taken(&self, column: usize) -> Vec<(f64, f64)> {
        let mut all: Vec<(f64, f64)> = self.column(column).map(|(_, p)| (p.y, p.end())).collect();
        all.sort_by(|a, b| a.0.total_cmp(&b.0));
        all
    }

    /// The lower end of everything.
    pub(super) fn bottom(&self) -> f64 {
        self.here.values().map(Place::end).fold(0.0, f64::max) + MARGIN
    }
}

fn quantised(width: f64) -> f64 {
    let fits = WIDTHS.into_iter().find(|w| *w >= width);
    fits.unwrap_or(WIDTHS[WIDTHS.len() - 1])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(n: u32) -> Key {
        Key::Object(u64::from(n) * 16, 1, n)
    }

    /// Settles objects of these numbers and heights in column 1, all near the top.
    fn settle(places: &mut Places, objects: &[(u32, f64)]) {
        places.retain(&objects.iter().map(|(n, _)| key(*n)).collect());
        for (n, height) in objects {
            places.put(key(*n), (100.0, *height), || (1, MARGIN));
        }
        let taken = places.taken(1);
        for pair in taken.windows(2) {
            assert!(pair[0].1 + GAP <= pair[1].0, "{taken:?}");
        }
    }

    fn y(places: &Places, n: u32) -> f64 {
        places.of(&key(n)).expect("it is there").y
    }

    #[test]
    fn who_stays_keeps_the_place() {
        let mut places = Places::default();
        settle(&mut places, &[(1, 50.0), (2, 50.0), (3, 50.0)]);
        let was = (y(&places, 2), y(&places, 3));
        settle(&mut places, &[(4, 30.0), (2, 50.0), (3, 50.0)]);
        settle(&mut places, &[(3, 50.0), (5, 80.0), (4, 30.0), (2, 50.0)]);
        assert_eq!(was, (y(&places, 2), y(&places, 3)));
        // What the first one left is taken again.
        assert_eq!(y(&places, 4), MARGIN);
        assert!(y(&places, 5) > was.1);
    }

    #[test]
    fn who_comes_back_finds_the_place() {
        let mut places = Places::default();
        settle(&mut places, &[(1, 50.0), (2, 50.0)]);
        let was = y(&places, 2);
        settle(&mut places, &[(1, 50.0)]);
        settle(&mut places, &[(1, 50.0), (2, 50.0)]);
        assert_eq!(y(&places, 2), was);
        // Unless it is taken; another in the same block is another.
        settle(&mut places, &[(1, 50.0), (3, 50.0)]);
        assert_eq!(y(&places, 3), was);
        settle(&mut places, &[(1, 50.0), (3, 50.0), (2, 50.0)]);
        assert_eq!(y(&places, 3), was);
        assert!(y(&places, 2) > was);
    }

    #[test]
    fn who_grows_moves_alone() {
        let mut places = Places::default();
        settle(&mut places, &[(1, 50.0), (2, 50.0), (3, 50.0)]);
        let was = (y(&places, 1), y(&places, 3));
        settle(&mut places, &[(1, 50.0), (2, 90.0), (3, 50.0)]);
        assert_eq!(was, (y(&places, 1), y(&places, 3)));
        assert!(y(&places, 2) > was.1);
        // The last has room to grow, and keeps what it had.
        let last = y(&places, 2);
        settle(&mut places, &[(1, 50.0), (2, 400.0), (3, 50.0)]);
        settle(&mut places, &[(1, 50.0), (2, 20.0), (3, 50.0)]);
        assert_eq!(y(&places, 2), last);
        assert_eq!(places.of(&key(2)).map(|p| p.height), Some(400.0));
    }

    #[test]
    fn stacks_grow_downwards_and_keep_their_order() {
        let mut places = Places::default();
        for g in 1..4 {
            places.stand(Key::Stack(g), 60.0);
        }
        let of = |places: &Places, g| places.of(&Key::Stack(g)).expect("it is there").y;
        places.stand(Key::Stack(1), 100.0);
        assert_eq!(of(&places, 1), MARGIN);
        assert_eq!(of(&places, 2), MARGIN + 100.0 + GAP);
        assert_eq!(of(&places, 3), MARGIN + 160.0 + 2.0 * GAP);
        // Calls that come and go do not move the others any more.
        places.stand(Key::Stack(1), 40.0);
        places.stand(Key::Stack(1), 90.0);
        assert_eq!(of(&places, 2), MARGIN + 100.0 + GAP);
    }

    #[test]
    fn columns_keep_their_width() {
        let mut places = Places::default();
        places.widen(1, 190.0);
        settle(&mut places, &[(1, 50.0)]);
        assert_eq!(places.width(1, 0.0), 208.0);
        places.widen(1, 250.0);
        settle(&mut places, &[(1, 50.0), (2, 50.0)]);
        assert_eq!(places.width(1, 0.0), 208.0);
        assert_eq!(places.x(2, 240.0), MARGIN + 240.0 + 208.0 + 2.0 * GUTTER);
        places.tidy();
        assert!(places.taken(1).is_empty());
    }
}
