//! Vector clocks: how much of every goroutine's past somebody knows. Not who learned it how.
//!
//! A clock is cut into chunks that clocks share until one of them changes its own, so that ten
//! thousand goroutines that know nearly the same cost little more than one.

use std::sync::Arc;

/// Components of a chunk.
pub(crate) const LANES: usize = 32;
type Chunk = [u32; LANES];

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

/// For each component, the latest epoch that is known; 0 is none.
#[derive(Clone, Debug, Default)]
pub(crate) struct Clock {
    chunks: Vec<Arc<Chunk>>,
}

impl Clock {
    pub(crate) fn get(&self, idx: ClockIdx) -> u32 {
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

    pub(crate) fn set(&mut self, idx: ClockIdx, time: u32) {
        let (chunk, lane) = place(idx);
        if chunk >= self.chunks.len() {
            self.chunks.resize(chunk + 1, Arc::new([0; LANES]));
        }
        if let Some(c) = self.chunks.get_mut(chunk) {
            Arc::make_mut(c)[lane] = time;
        }
    }

    /// Raises every component to at least `other`'s. `raised` hears of each chunk in which some
    /// grew: its number, the lanes that grew and the lanes above 0 (bit 0 is the first lane).
    pub(crate) fn join(&mut self, other: &Clock, mut raised: impl FnMut(usize, u32, u32)) {
        for (i, theirs) in other.chunks.iter().enumerate() {
            let Some(ours) = self.chunks.get_mut(i) else {
                let known = lanes(|l| theirs[l] > 0);
                if known != 0 {
                    raised(i, known, known);
                }
                self.chunks.push(Arc::clone(theirs));
                continue;
            };
            if Arc::ptr_eq(ours, theirs) {
                continue;
            }
            let (mut less, mut more) = (false, false);
            for (a, b) in ours.iter().zip(theirs.iter()) {
                less |= a < b;
                more |= a > b;
            }
            if !less {
                continue;
            }
            let grew = lanes(|l| ours[l] < theirs[l]);
            let known = lanes(|l| ours[l] > 0 || theirs[l] > 0);
            raised(i, grew, known);
            if more {
                for (a, b) in Arc::make_mut(ours).iter_mut().zip(theirs.iter()) {
                    *a = (*a).max(*b);
                }
            } else {
                *ours = Arc::clone(theirs);
            }
        }
    }

    /// Becomes `other`. What nobody shares is overwritten in place, the rest shared.
    pub(crate) fn assign(&mut self, other: &Clock) {
        self.chunks.truncate(other.chunks.len());
        for (i, theirs) in other.chunks.iter().enumerate() {
            match self.chunks.get_mut(i) {
                None => self.chunks.push(Arc::clone(theirs)),
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

fn lanes(holds: impl Fn(usize) -> bool) -> u32 {
    (0..LANES).fold(0, |set, lane| set | u32::from(holds(lane)) << lane)
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
        a.join(&b, |chunk, grew, known| {
            assert_eq!(grew & !known, 0);
            let lanes = (0..32).filter(|l| grew >> l & 1 == 1);
            heard.extend(lanes.map(|l| (chunk * LANES) as u32 + l));
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
        let a = clock(&[(0, 1), (40, 2)]);
        let mut b = clock(&[(0, 9), (40, 9), (80, 9)]);
        b.assign(&a);
        assert_eq!(b.get(ClockIdx(0)), 1);
        assert_eq!(b.get(ClockIdx(80)), 0);
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
