//! Vector clocks: how much of every goroutine's past somebody knows. Not who learned it how.
//!
//! A clock is cut into leaves that clocks share until one of them changes its own, so that ten
//! thousand goroutines that know nearly the same cost little more than one. Of wide clocks even
//! the list of leaves is shared; single components then stand beside it, a few at a time.
//!
//! A leaf of a wide clock says who it comes from: whoever knows of that epoch knows all that is in
//! the leaf, because what somebody publishes is all that he knows. So two clocks mostly need not be
//! compared by component to see whose leaf is the newer one. (This is what makes the tree clocks of
//! Mathur, Pavlogiannis, Tunç and Viswanathan fast, ASPLOS 2022; they skip subtrees, not leaves.)

use std::sync::Arc;

use base::again::share;
use base::reusing;

/// Components of the first leaves; those that follow have `LEAF`.
const FIRST: [usize; 3] = [64, 64, 128];
/// All that the first leaves have, and what each of the others has.
pub(crate) const LEAF: usize = 256;
/// The last time of a component. Differences of times fit a signed number.
pub(crate) const MAX_TIME: u32 = i32::MAX as u32;
const ZERO: [u32; LEAF] = [0; LEAF];

/// A component of vector clocks. Goroutines that cannot be confused share one, one after another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ClockIdx(pub(crate) u32);

/// A stretch of one component between two releases: the component, and its count from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Epoch(u64);

impl Epoch {
    pub(crate) fn new(who: ClockIdx, time: u32) -> Self {
        Epoch(u64::from(who.0) << 32 | u64::from(time))
    }

    pub(crate) fn who(self) -> ClockIdx {
        ClockIdx((self.0 >> 32) as u32)
    }

    pub(crate) fn time(self) -> u32 {
        self.0 as u32
    }
}

/// Times of neighbouring components.
#[derive(Debug)]
struct Leaf<T: ?Sized = [u32]> {
    /// Whoever knows of that epoch knows all that is here; time 0 if nobody can say.
    from: Epoch,
    times: T,
}

impl Leaf {
    fn new(times: &[u32], from: Epoch) -> Arc<Leaf> {
        if let Ok(times) = <[u32; 64]>::try_from(times) {
            Arc::new(Leaf { from, times })
        } else if let Ok(times) = <[u32; 128]>::try_from(times) {
            Arc::new(Leaf { from, times })
        } else {
            let mut all = ZERO;
            all.iter_mut().zip(times).for_each(|(a, b)| *a = *b);
            Arc::new(Leaf { from, times: all })
        }
    }

    /// What two leaves of one size know together.
    fn latest(a: &Leaf, b: &Leaf, from: Epoch) -> Arc<Leaf> {
        fn latest<const N: usize>(a: &[u32; N], b: &[u32; N], from: Epoch) -> Arc<Leaf> {
            let times: [u32; N] = std::array::from_fn(|i| later(a[i], b[i]));
            Arc::new(Leaf { from, times })
        }
        let (a, b) = (&a.times, &b.times);
        if let (Ok(a), Ok(b)) = (<&[u32; LEAF]>::try_from(a), b.try_into()) {
            latest(a, b, from)
        } else if let (Ok(a), Ok(b)) = (<&[u32; 128]>::try_from(a), b.try_into()) {
            latest(a, b, from)
        } else if let (Ok(a), Ok(b)) = (<&[u32; 64]>::try_from(a), b.try_into()) {
            latest(a, b, from)
        } else {
            Leaf::new(a, from)
        }
    }

    /// To be changed: a copy if it is shared. It comes from `me` then.
    fn make_mut(this: &mut Arc<Leaf>, me: Epoch) -> &mut [u32] {
        if Arc::get_mut(this).is_none() {
            *this = Leaf::new(&this.times, me);
        }
        match Arc::get_mut(this) {
            Some(leaf) => {
                leaf.from = me;
                &mut leaf.times
            }
            None => &mut [],
        }
    }
}

/// From so many leaves on, clocks are shared as wholes where that is possible.
const WIDE: usize = FIRST.len() + 1;
/// Components that stand beside a shared list at most.
const BESIDE: usize = 8;

/// Components that are not what a shared list says: they are further.
#[derive(Clone, Copy, Debug, Default)]
struct Beside {
    parts: [(u32, u32); BESIDE],
    count: u8,
}

impl Beside {
    fn all(&self) -> &[(u32, u32)] {
        self.parts.get(..self.count.into()).unwrap_or_default()
    }

    fn get(&self, idx: ClockIdx) -> Option<u32> {
        self.all().iter().find(|b| b.0 == idx.0).map(|b| b.1)
    }

    /// False if there is no room.
    fn set(&mut self, idx: ClockIdx, time: u32) -> bool {
        let known = self.all().iter().position(|b| b.0 == idx.0);
        let at = known.unwrap_or(self.count.into());
        let Some(part) = self.parts.get_mut(at) else {
            return false;
        };
        *part = (idx.0, time);
        self.count += u8::from(known.is_none());
        true
    }
}

/// For each component, the latest epoch that is known; 0 is none.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    leaves: Arc<Vec<Arc<Leaf>>>,
    /// Of wide clocks only.
    beside: Beside,
}
reusing!(Clock:; leaves by share, beside);

impl Clock {
    #[inline]
    pub(crate) fn get(&self, idx: ClockIdx) -> u32 {
        self.beside.get(idx).unwrap_or_else(|| self.shared(idx))
    }

    /// What the leaves say.
    #[inline]
    fn shared(&self, idx: ClockIdx) -> u32 {
        let (leaf, lane) = place(idx);
        let leaf = self.leaves.get(leaf);
        leaf.and_then(|l| l.times.get(lane)).map_or(0, |t| *t)
    }

    /// Whether everything of that epoch is known, so that it happened before.
    #[inline]
    pub(crate) fn covers(&self, epoch: Epoch) -> bool {
        epoch.time() <= self.get(epoch.who())
    }

    /// Whether all that is in a leaf of another clock is known by where it comes from.
    fn knows(&self, leaf: &Leaf) -> bool {
        leaf.from.time() != 0 && self.covers(leaf.from)
    }

    /// Whether it is better shared than copied.
    pub(crate) fn is_wide(&self) -> bool {
        self.leaves.len() >= WIDE
    }

    /// Raises one component. `me`, as everywhere here, is the current epoch of whose clock it is,
    /// with which all of it will be published; the default if it is nobody's.
    pub(crate) fn set(&mut self, idx: ClockIdx, time: u32, me: Epoch) {
        if self.is_wide() {
            if self.beside.set(idx, time) {
                return;
            }
            self.settle(me);
        }
        put(Arc::make_mut(&mut self.leaves), idx, time, me);
    }

    /// Makes the leaves say it all.
    fn settle(&mut self, me: Epoch) {
        let beside = std::mem::take(&mut self.beside);
        if beside.count > 0 {
            let leaves = Arc::make_mut(&mut self.leaves);
            for (idx, time) in beside.all() {
                put(leaves, ClockIdx(*idx), *time, me);
            }
        }
    }

    /// Raises every component to at least `other`'s; false if nothing was new.
    pub(crate) fn join(&mut self, other: &Clock, me: Epoch) -> bool {
        if Arc::ptr_eq(&self.leaves, &other.leaves) {
            return self.raise(&other.beside, me);
        }
        if self.is_wide() || other.is_wide() {
            return self.merge(other, me);
        }
        if self.leaves.is_empty() {
            self.leaves = Arc::clone(&other.leaves);
            return !self.leaves.is_empty();
        }
        let mut news = false;
        let leaves = Arc::make_mut(&mut self.leaves);
        for (i, theirs) in other.leaves.iter().enumerate() {
            let Some(ours) = leaves.get_mut(i) else {
                leaves.push(Arc::clone(theirs));
                news = true;
                continue;
            };
            if !Arc::ptr_eq(ours, theirs) && compare(&ours.times, &theirs.times).0 {
                news = true;
                let ours = Leaf::make_mut(ours, me).iter_mut();
                for (a, b) in ours.zip(theirs.times.iter()) {
                    *a = later(*a, *b);
                }
            }
        }
        news
    }

    /// Both become what they know together.
    pub(crate) fn join_both(&mut self, other: &mut Clock, me: [Epoch; 2]) {
        if self.is_wide() || other.is_wide() {
            self.join(other, me[0]);
            other.clone_from(self);
            return;
        }
        if self.leaves.len() != other.leaves.len() {
            self.join(other, me[0]);
            other.join(self, me[1]);
            return;
        }
        if Arc::ptr_eq(&self.leaves, &other.leaves) {
            return;
        }
        let theirs = Arc::make_mut(&mut other.leaves).iter_mut();
        let ours = Arc::make_mut(&mut self.leaves).iter_mut();
        for (ours, theirs) in ours.zip(theirs) {
            if Arc::ptr_eq(ours, theirs) || ours.times == theirs.times {
                continue;
            }
            let ours = Leaf::make_mut(ours, me[0]).iter_mut();
            for (a, b) in ours.zip(Leaf::make_mut(theirs, me[1])) {
                let most = later(*a, *b);
                (*a, *b) = (most, most);
            }
        }
    }

    /// Raises every component of a wide clock, or to a wide clock's. What is known afterwards will
    /// be published with epoch `me`. False if nothing was new.
    fn merge(&mut self, other: &Clock, me: Epoch) -> bool {
        // Empty as long as nothing is new.
        let mut list: Vec<Arc<Leaf>> = Vec::new();
        if !Arc::ptr_eq(&self.leaves, &other.leaves) {
            for (i, theirs) in other.leaves.iter().enumerate() {
                let newer = match self.leaves.get(i) {
                    Some(ours) => self.newer(ours, other, theirs, me),
                    None => Some(Arc::clone(theirs)),
                };
                if let Some(leaf) = newer {
                    if list.is_empty() {
                        list.reserve(self.leaves.len().max(other.leaves.len()));
                    }
                    list.extend_from_slice(self.leaves.get(list.len()..i).unwrap_or_default());
                    list.push(leaf);
                }
            }
        }
        let news = !list.is_empty();
        if news {
            list.extend_from_slice(self.leaves.get(list.len()..).unwrap_or_default());
            let beside = std::mem::take(&mut self.beside);
            // What is ours alone takes in what stands beside it.
            for (idx, time) in beside.all().iter().chain(other.beside.all()) {
                let (leaf, lane) = place(ClockIdx(*idx));
                if let Some(leaf) = list.get_mut(leaf).and_then(Arc::get_mut)
                    && let Some(known) = leaf.times.get_mut(lane)
                {
                    *known = later(*known, *time);
                }
            }
            self.leaves = Arc::new(list);
            self.raise(&beside, me);
        }
        self.raise(&other.beside, me) || news
    }

    /// Learns single components; false if none was new.
    fn raise(&mut self, parts: &Beside, me: Epoch) -> bool {
        let mut news = false;
        for (idx, time) in parts.all() {
            if self.get(ClockIdx(*idx)) < *time {
                self.set(ClockIdx(*idx), *time, me);
                news = true;
            }
        }
        news
    }

    /// What a leaf becomes by learning that other clock's; None if nothing else.
    fn newer(
        &self,
        ours: &Arc<Leaf>,
        other: &Clock,
        theirs: &Arc<Leaf>,
        me: Epoch,
    ) -> Option<Arc<Leaf>> {
        if Arc::ptr_eq(ours, theirs) || self.knows(theirs) {
            return None;
        }
        if other.knows(ours) {
            return Some(Arc::clone(theirs));
        }
        // Who comes from somewhere, and is not known there, has something that is not known there.
        let (news, more) = match ours.from.time().min(theirs.from.time()) {
            0 => compare(&ours.times, &theirs.times),
            _ => (true, true),
        };
        match (news, more) {
            (false, _) => None,
            (true, false) => Some(Arc::clone(theirs)),
            (true, true) => Some(Leaf::latest(ours, theirs, me)),
        }
    }

    /// The times of a leaf, with what stands beside it.
    fn times(&self, leaf: usize) -> Vec<u32> {
        let mut times = self
            .leaves
            .get(leaf)
            .map_or(nothing(leaf), |l| &l.times)
            .to_vec();
        for (idx, time) in self.beside.all() {
            let (at, lane) = place(ClockIdx(*idx));
            if at == leaf
                && let Some(known) = times.get_mut(lane)
            {
                *known = *time;
            }
        }
        times
    }

    /// What `later`, which knows at least as much, knows beyond this: of each leaf in which
    /// something grew its number, and what is known of its components here and there.
    pub(crate) fn growth(&self, later: &Clock, mut grown: impl FnMut(usize, &[u32], &[u32])) {
        let parts = self.beside.all().iter().chain(later.beside.all());
        let moved: Vec<usize> = parts.map(|p| place(ClockIdx(p.0)).0).collect();
        for i in 0..later.leaves.len() {
            let same = match (self.leaves.get(i), later.leaves.get(i)) {
                (Some(a), Some(b)) => Arc::ptr_eq(a, b),
                _ => false,
            };
            if !same || moved.contains(&i) {
                grown(i, &self.times(i), &later.times(i));
            }
        }
    }

    /// Becomes `other`. What nobody shares is overwritten in place, the rest shared.
    pub(crate) fn assign(&mut self, other: &Clock) {
        let Some(leaves) = Arc::get_mut(&mut self.leaves).filter(|_| !other.is_wide()) else {
            *self = other.clone();
            return;
        };
        self.beside = other.beside;
        leaves.truncate(other.leaves.len());
        for (i, theirs) in other.leaves.iter().enumerate() {
            match leaves.get_mut(i) {
                None => leaves.push(Arc::clone(theirs)),
                Some(ours) if Arc::ptr_eq(ours, theirs) => {}
                Some(ours) => match Arc::get_mut(ours) {
                    Some(place) if place.times.len() == theirs.times.len() => {
                        place.from = theirs.from;
                        place.times.copy_from_slice(&theirs.times);
                    }
                    _ => *ours = Arc::clone(theirs),
                },
            }
        }
    }

    /// Bytes held, shared or not.
    pub(crate) fn footprint(&self) -> usize {
        let leaf = |l: &Arc<Leaf>| size_of_val::<Leaf>(l) + 3 * size_of::<usize>();
        self.leaves.iter().map(leaf).sum()
    }
}

/// Whether some of the first times are before the second, and the other way round.
#[inline(always)]
pub(crate) fn compare(a: &[u32], b: &[u32]) -> (bool, bool) {
    // The top bits, without branches and comparisons.
    let (mut less, mut more) = (0, 0);
    for (a, b) in a.iter().zip(b) {
        less |= a.wrapping_sub(*b);
        more |= b.wrapping_sub(*a);
    }
    (less > MAX_TIME, more > MAX_TIME)
}

/// All bits if a time is before another, else none.
#[inline(always)]
pub(crate) fn is_less(a: u32, b: u32) -> u32 {
    (a.wrapping_sub(b) as i32 >> 31) as u32
}

/// The later of two times.
#[inline(always)]
fn later(a: u32, b: u32) -> u32 {
    a.wrapping_sub(a.wrapping_sub(b) & is_less(a, b))
}

fn put(leaves: &mut Vec<Arc<Leaf>>, idx: ClockIdx, time: u32, me: Epoch) {
    let (leaf, lane) = place(idx);
    let known = leaves.len();
    for i in known..=leaf {
        // One of each size, for all.
        let last = leaves.last().filter(|_| i > known);
        let same = last.filter(|l| l.times.len() == nothing(i).len());
        let empty = match same {
            Some(last) => Arc::clone(last),
            None => Leaf::new(nothing(i), Epoch::default()),
        };
        leaves.push(empty);
    }
    let times = leaves.get_mut(leaf).map(|l| Leaf::make_mut(l, me));
    if let Some(known) = times.and_then(|t| t.get_mut(lane)) {
        *known = time;
    }
}

/// A leaf of which nothing is known.
pub(crate) fn nothing(leaf: usize) -> &'static [u32] {
    let size = FIRST.get(leaf).map_or(LEAF, |size| *size);
    ZERO.get(..size).unwrap_or_default()
}

/// Where a component is: leaf and lane.
#[inline(always)]
pub(crate) fn place(idx: ClockIdx) -> (usize, usize) {
    match idx.0 as usize {
        i @ ..64 => (0, i),
        i @ ..128 => (1, i - 64),
        i @ ..LEAF => (2, i - 128),
        i => (i / LEAF + 2, i % LEAF),
    }
}

/// The first component of a leaf.
pub(crate) fn first_of(leaf: usize) -> u32 {
    match leaf {
        0 => 0,
        1 => 64,
        2 => 128,
        _ => ((leaf - 2) * LEAF) as u32,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock(parts: &[(u32, u32)]) -> Clock {
        let mut c = Clock::default();
        for &(i, t) in parts {
            c.set(ClockIdx(i), t, Epoch::default());
        }
        c
    }

    #[track_caller]
    fn check_join(a: &[(u32, u32)], b: &[(u32, u32)], want: &[(u32, u32)], raised: &[u32]) {
        let (mut a, b) = (clock(a), clock(b));
        let before = a.clone();
        assert_eq!(a.join(&b, Epoch::default()), !raised.is_empty());
        let mut heard = Vec::new();
        before.growth(&a, |leaf, ours, theirs| {
            let lanes = (0..).zip(ours.iter().zip(theirs));
            let grown = lanes.filter(|(_, (a, b))| a < b);
            heard.extend(grown.map(|(lane, _): (u32, _)| first_of(leaf) + lane));
        });
        for &(i, t) in want {
            assert_eq!(a.get(ClockIdx(i)), t, "component {i}");
        }
        assert_eq!(heard, raised);
        assert!(!a.join(&b, Epoch::default()), "joined twice");
    }

    #[test]
    fn joins() {
        check_join(&[], &[], &[(0, 0), (99, 0)], &[]);
        check_join(&[(0, 3)], &[(0, 2)], &[(0, 3)], &[]);
        check_join(&[(0, 3)], &[(0, 5), (1, 1)], &[(0, 5), (1, 1)], &[0, 1]);
        check_join(
            &[(0, 3), (1, 1)],
            &[(0, 5), (70, 2)],
            &[(0, 5), (1, 1), (70, 2)],
            &[0, 70],
        );
        check_join(&[(70, 2)], &[(0, 1)], &[(0, 1), (70, 2)], &[0]);
    }

    #[test]
    fn assigns_and_shares() {
        let a = clock(&[(0, 1), (200, 2)]);
        let mut b = clock(&[(0, 9), (200, 9), (300, 9)]);
        b.assign(&a);
        assert_eq!(b.get(ClockIdx(0)), 1);
        assert_eq!(b.get(ClockIdx(300)), 0);
        let mut c = a.clone();
        c.set(ClockIdx(0), 7, Epoch::default());
        assert_eq!(a.get(ClockIdx(0)), 1);
        assert!(Arc::ptr_eq(&a.leaves[1], &c.leaves[1]));
    }

    #[test]
    fn covers_epochs() {
        let c = clock(&[(3, 4)]);
        assert!(c.covers(Epoch::new(ClockIdx(3), 4)));
        assert!(!c.covers(Epoch::new(ClockIdx(3), 5)));
        assert!(!c.covers(Epoch::new(ClockIdx(500), 1)));
        let e = Epoch::new(ClockIdx(7), u32::MAX);
        assert_eq!((e.who(), e.time()), (ClockIdx(7), u32::MAX));
    }
}
