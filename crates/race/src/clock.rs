//! Vector clocks: how much of every goroutine's past somebody knows. Not who learned it how.
//!
//! A clock is cut into chunks that clocks share until one of them changes its own, so that ten
//! thousand goroutines that know nearly the same cost little more than one. Of wide clocks even
//! the list of chunks is shared; single components then stand beside it, a few at a time.

use std::sync::Arc;

/// Components of a chunk: so many that the loops over them are worth a vector unit's while.
pub(crate) const LANES: usize = 64;
/// The last time of a component. Differences of times fit a signed number.
pub(crate) const MAX_TIME: u32 = i32::MAX as u32;
pub(crate) type Chunk = [u32; LANES];
const ZERO: Chunk = [0; LANES];

/// A component of vector clocks. Goroutines that cannot be confused share one, one after another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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

/// From so many chunks on, clocks are shared as wholes where that is possible.
const WIDE: usize = 32;
/// Components that stand beside a shared list at most.
const BESIDE: usize = 16;

/// For each component, the latest epoch that is known; 0 is none.
#[derive(Clone, Debug, Default)]
pub(crate) struct Clock {
    chunks: Arc<Vec<Arc<Chunk>>>,
    /// Components that are not what `chunks` says. Of wide clocks only.
    beside: Vec<(ClockIdx, u32)>,
}

impl Clock {
    pub(crate) fn get(&self, idx: ClockIdx) -> u32 {
        if let Some((_, time)) = self.beside.iter().find(|b| b.0 == idx) {
            return *time;
        }
        let (chunk, lane) = place(idx);
        match self.chunks.get(chunk) {
            Some(c) => c[lane],
            None => 0,
        }
    }

    /// Whether everything of that epoch is known, so that it happened before.
    pub(crate) fn covers(&self, epoch: Epoch) -> bool {
        epoch.time() <= self.get(epoch.who())
    }

    /// Whether it is better shared than copied.
    pub(crate) fn is_wide(&self) -> bool {
        self.chunks.len() >= WIDE
    }

    pub(crate) fn set(&mut self, idx: ClockIdx, time: u32) {
        if let Some(known) = self.beside.iter_mut().find(|b| b.0 == idx) {
            known.1 = time;
            return;
        }
        if self.is_wide() && Arc::get_mut(&mut self.chunks).is_none() {
            if self.beside.len() < BESIDE {
                self.beside.push((idx, time));
                return;
            }
            self.settle();
        }
        put(Arc::make_mut(&mut self.chunks), idx, time);
    }

    /// Makes the chunks say it all.
    fn settle(&mut self) {
        if self.beside.is_empty() {
            return;
        }
        let chunks = Arc::make_mut(&mut self.chunks);
        for (idx, time) in self.beside.drain(..) {
            put(chunks, idx, time);
        }
    }

    /// Raises every component to at least `other`'s. `raised` hears of each chunk in which some
    /// grew: its number, and what was known and what is learned of its components.
    pub(crate) fn join(&mut self, other: &Clock, mut raised: impl FnMut(usize, &Chunk, &Chunk)) {
        if !Arc::ptr_eq(&self.chunks, &other.chunks) {
            self.settle();
            if self.chunks.is_empty() && self.beside.is_empty() {
                self.chunks = Arc::clone(&other.chunks);
                for (i, theirs) in other.chunks.iter().enumerate() {
                    raised(i, &ZERO, theirs);
                }
            } else {
                self.join_chunks(other, &mut raised);
            }
        }
        for (idx, time) in &other.beside {
            let (chunk, lane) = place(*idx);
            let ours = self.chunks.get(chunk).map_or(ZERO, |c| **c);
            let mut theirs = ours;
            theirs[lane] = *time;
            if self.get(*idx) < *time {
                raised(chunk, &ours, &theirs);
                self.set(*idx, *time);
            }
        }
    }

    /// Both become what they know together; `raised` hears of each chunk in which they differ, the
    /// first one's and the second one's. False, and nothing done, where that takes sharing.
    pub(crate) fn join_both(
        &mut self,
        other: &mut Clock,
        mut raised: impl FnMut(usize, &Chunk, &Chunk),
    ) -> bool {
        if self.is_wide() || other.is_wide() || self.chunks.len() != other.chunks.len() {
            return false;
        }
        if Arc::ptr_eq(&self.chunks, &other.chunks) {
            return true;
        }
        let theirs = Arc::make_mut(&mut other.chunks).iter_mut();
        let ours = Arc::make_mut(&mut self.chunks).iter_mut();
        for (i, (ours, theirs)) in ours.zip(theirs).enumerate() {
            if Arc::ptr_eq(ours, theirs) || ours == theirs {
                continue;
            }
            raised(i, ours, theirs);
            let (ours, theirs) = (Arc::make_mut(ours), Arc::make_mut(theirs));
            for (a, b) in ours.iter_mut().zip(theirs) {
                let most = a.wrapping_sub(a.wrapping_sub(*b) & is_less(*a, *b));
                (*a, *b) = (most, most);
            }
        }
        true
    }

    fn join_chunks(&mut self, other: &Clock, raised: &mut impl FnMut(usize, &Chunk, &Chunk)) {
        let share = self.is_wide();
        let chunks = Arc::make_mut(&mut self.chunks);
        for (i, theirs) in other.chunks.iter().enumerate() {
            let Some(ours) = chunks.get_mut(i) else {
                if **theirs != ZERO {
                    raised(i, &ZERO, theirs);
                }
                chunks.push(Arc::clone(theirs));
                continue;
            };
            if Arc::ptr_eq(ours, theirs) {
                continue;
            }
            // The top bits, without branches and comparisons.
            let (mut less, mut more) = (0, 0);
            for (a, b) in ours.iter().zip(theirs.iter()) {
                less |= a.wrapping_sub(*b);
                more |= b.wrapping_sub(*a);
            }
            if less <= MAX_TIME {
                continue;
            }
            raised(i, ours, theirs);
            if more <= MAX_TIME && share {
                *ours = Arc::clone(theirs);
                continue;
            }
            for (a, b) in Arc::make_mut(ours).iter_mut().zip(theirs.iter()) {
                *a = a.wrapping_sub(a.wrapping_sub(*b) & is_less(*a, *b));
            }
        }
    }

    /// What `later`, which knows at least as much, knows beyond this: chunk by chunk, as `join`
    /// tells it.
    pub(crate) fn growth(&self, later: &Clock, mut grown: impl FnMut(usize, &Chunk, &Chunk)) {
        let mut parts = [&self.beside[..], &later.beside[..]].concat();
        parts.sort_unstable();
        let chunks = self.chunks.len().max(later.chunks.len());
        for i in 0..chunks {
            let (ours, theirs) = (self.chunks.get(i), later.chunks.get(i));
            let same = match (ours, theirs) {
                (Some(a), Some(b)) => Arc::ptr_eq(a, b),
                _ => false,
            };
            let from = parts.partition_point(|p| place(p.0).0 < i);
            let beside = parts.get(from).is_some_and(|p| place(p.0).0 == i);
            if beside {
                let all = |clock: &Clock| -> Chunk {
                    std::array::from_fn(|lane| clock.get(ClockIdx((i * LANES + lane) as u32)))
                };
                grown(i, &all(self), &all(later));
            } else if !same {
                let chunk = |c: Option<&Arc<Chunk>>| c.map_or(ZERO, |c| **c);
                grown(i, &chunk(ours), &chunk(theirs));
            }
        }
    }

    /// Becomes `other`. What nobody shares is overwritten in place, the rest shared.
    pub(crate) fn assign(&mut self, other: &Clock) {
        let Some(chunks) = Arc::get_mut(&mut self.chunks).filter(|_| !other.is_wide()) else {
            *self = other.clone();
            return;
        };
        self.beside.clone_from(&other.beside);
        chunks.truncate(other.chunks.len());
        for (i, theirs) in other.chunks.iter().enumerate() {
            match chunks.get_mut(i) {
                None => chunks.push(Arc::clone(theirs)),
                Some(ours) if Arc::ptr_eq(ours, theirs) => {}
                Some(ours) => match Arc::get_mut(ours) {
                    Some(place) => *place = **theirs,
                    None => *ours = Arc::clone(theirs),
                },
            }
        }
    }

    /// Bytes held, shared or not.
    pub(crate) fn footprint(&self) -> usize {
        self.chunks.len() * (size_of::<Chunk>() + 2 * size_of::<usize>())
    }
}

/// All bits if a time is before another, else none.
#[inline(always)]
pub(crate) fn is_less(a: u32, b: u32) -> u32 {
    (a.wrapping_sub(b) as i32 >> 31) as u32
}

fn put(chunks: &mut Vec<Arc<Chunk>>, idx: ClockIdx, time: u32) {
    let (chunk, lane) = place(idx);
    if chunk >= chunks.len() {
        chunks.resize(chunk + 1, Arc::new(ZERO));
    }
    if let Some(c) = chunks.get_mut(chunk) {
        Arc::make_mut(c)[lane] = time;
    }
}

pub(crate) fn place(idx: ClockIdx) -> (usize, usize) {
    (idx.0 as usize / LANES, idx.0 as usize % LANES)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock(parts: &[(u32, u32)]) -> Clock {
        let mut c = Clock::default();
        for &(i, t) in parts {
            c.set(ClockIdx(i), t);
        }
        c
    }

    #[track_caller]
    fn check_join(a: &[(u32, u32)], b: &[(u32, u32)], want: &[(u32, u32)], raised: &[u32]) {
        let (mut a, b) = (clock(a), clock(b));
        let mut heard = Vec::new();
        a.join(&b, |chunk, ours, theirs| {
            let lanes = (0..LANES).filter(|l| ours[*l] < theirs[*l]);
            heard.extend(lanes.map(|l| (chunk * LANES + l) as u32));
        });
        for &(i, t) in want {
            assert_eq!(a.get(ClockIdx(i)), t, "component {i}");
        }
        assert_eq!(heard, raised);
        a.join(&b, |_, _, _| panic!("joined twice"));
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
        c.set(ClockIdx(0), 7);
        assert_eq!(a.get(ClockIdx(0)), 1);
        assert!(Arc::ptr_eq(&a.chunks[1], &c.chunks[1]));
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
