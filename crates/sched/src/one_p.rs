//! Go's scheduler as it behaves with GOMAXPROCS=1: one P with runnext and a ring of 256, the
//! global queue, the rule of 61. Several Ps and Ms are not modelled here.
//!
//! Facts: runtime/proc.go of Go 1.27 (runqput, runqget, findRunnable, globrunqgetbatch).

use std::collections::VecDeque;

use vm::{GRef, Ready};

/// Slots of a P's ring.
const RING: usize = 256;
/// How long a goroutine may run before sysmon asks it to yield, in virtual nanoseconds.
pub const SLICE: u64 = 10_000_000;

/// The queues of one P and the global one.
#[derive(Clone, Debug)]
pub(crate) struct OneP {
    runnext: Option<GRef>,
    ring: VecDeque<GRef>,
    global: VecDeque<GRef>,
    schedtick: u32,
    /// Virtual time at which the current time slice began.
    slice_start: u64,
}

/// What is left at least to a goroutine that inherits a used-up time slice: sysmon's period.
const LEAST: u64 = 20_000;
/// Rounds that Go's runtime has scheduled before `main` starts.
const FIRST_TICK: u32 = 4;

impl Default for OneP {
    fn default() -> Self {
        OneP {
            runnext: None,
            ring: VecDeque::new(),
            global: VecDeque::new(),
            schedtick: FIRST_TICK,
            slice_start: 0,
        }
    }
}

impl OneP {
    /// Nobody can run: whoever wakes first gets a whole time slice.
    pub(crate) fn idle(&mut self) {
        self.slice_start = u64::MAX;
    }

    pub(crate) fn ready(&mut self, g: GRef, place: Ready) {
        match place {
            Ready::Next => {
                if let Some(old) = self.runnext.replace(g) {
                    self.put_tail(old);
                }
            }
            Ready::Tail => self.put_tail(g),
            Ready::Global => self.global.push_back(g),
        }
    }

    /// To the ring's tail; a full ring sends its older half and `g` to the global queue.
    fn put_tail(&mut self, g: GRef) {
        if self.ring.len() < RING {
            self.ring.push_back(g);
            return;
        }
        for _ in 0..RING / 2 {
            if let Some(old) = self.ring.pop_front() {
                self.global.push_back(old);
            }
        }
        self.global.push_back(g);
    }

    /// The next goroutine and the virtual nanoseconds it may run.
    #[inline(always)]
    pub(crate) fn pick(&mut self, now: u64) -> Option<(GRef, u64)> {
        if self.schedtick.is_multiple_of(61)
            && let Some(g) = self.global.pop_front()
        {
            return Some(self.execute(g, now));
        }
        if let Some(g) = self.runnext.take() {
            // Inherits the time slice of who readied it: a pair that wakes each other is preempted
            // as one.
            if self.slice_start == u64::MAX {
                self.slice_start = now;
            }
            let left = (self.slice_start + SLICE).saturating_sub(now).max(LEAST);
            return Some((g, left));
        }
        if let Some(g) = self.ring.pop_front() {
            return Some(self.execute(g, now));
        }
        // A batch from the global queue: the first runs, the rest goes to the ring.
        let g = self.global.pop_front()?;
        for _ in 1..RING / 2 {
            match self.global.pop_front() {
                Some(more) => self.ring.push_back(more),
                None => break,
            }
        }
        Some(self.execute(g, now))
    }

    fn execute(&mut self, g: GRef, now: u64) -> (GRef, u64) {
        self.schedtick = self.schedtick.wrapping_add(1);
        self.slice_start = now;
        (g, SLICE)
    }

    /// Takes `g` out of whatever queue it is in.
    pub(crate) fn take(&mut self, g: GRef) -> bool {
        if self.runnext == Some(g) {
            self.runnext = None;
            return true;
        }
        for queue in [&mut self.ring, &mut self.global] {
            if let Some(at) = queue.iter().position(|x| *x == g) {
                queue.remove(at);
                return true;
            }
        }
        false
    }

    /// Puts a goroutine that was set aside by a person's choice first in line after the chosen one.
    pub(crate) fn put_front(&mut self, g: GRef) {
        self.ring.push_front(g);
    }

    /// Notes that `g` was started by choice, with a fresh time slice.
    pub(crate) fn start(&mut self, now: u64) -> u64 {
        self.schedtick = self.schedtick.wrapping_add(1);
        self.slice_start = now;
        SLICE
    }

    /// All waiting goroutines in the order in which they would come.
    pub(crate) fn runnable(&self) -> Vec<GRef> {
        self.runnext
            .iter()
            .chain(&self.ring)
            .chain(&self.global)
            .copied()
            .collect()
    }

    pub(crate) fn len(&self) -> usize {
        usize::from(self.runnext.is_some()) + self.ring.len() + self.global.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.runnext.is_none() && self.ring.is_empty() && self.global.is_empty()
    }

    /// The `n`th of [`runnable`](Self::runnable).
    pub(crate) fn nth(&self, n: usize) -> Option<GRef> {
        self.runnext
            .iter()
            .chain(&self.ring)
            .chain(&self.global)
            .nth(n)
            .copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn g(id: u32) -> GRef {
        GRef { slot: id, id }
    }

    fn drain(q: &mut OneP) -> Vec<u32> {
        std::iter::from_fn(|| q.pick(0))
            .map(|(g, _)| g.id)
            .collect()
    }

    #[test]
    fn last_spawned_runs_first() {
        let mut q = OneP {
            schedtick: 1,
            ..OneP::default()
        };
        for i in 0..5 {
            q.ready(g(i), Ready::Next);
        }
        assert_eq!(drain(&mut q), [4, 0, 1, 2, 3]);
    }

    #[test]
    fn a_full_ring_moves_half_to_the_global_queue() {
        let mut q = OneP {
            schedtick: 1,
            ..OneP::default()
        };
        for i in 0..258 {
            q.ready(g(i), Ready::Next);
        }
        // 257 is runnext; 0..=255 filled the ring; 256 overflowed with the older half.
        assert_eq!(q.ring.len(), 128);
        assert_eq!(q.global.len(), 129);
        assert_eq!(q.global.back().map(|g| g.id), Some(256));
    }

    #[test]
    fn every_61st_round_looks_at_the_global_queue_first() {
        let mut q = OneP {
            schedtick: 61,
            ..OneP::default()
        };
        q.ready(g(1), Ready::Tail);
        q.ready(g(2), Ready::Global);
        assert_eq!(drain(&mut q), [2, 1]);
    }

    #[test]
    fn runnext_inherits_the_slice() {
        let mut q = OneP {
            schedtick: 1,
            ..OneP::default()
        };
        q.ready(g(1), Ready::Tail);
        assert_eq!(q.pick(100), Some((g(1), SLICE)));
        q.ready(g(2), Ready::Next);
        assert_eq!(q.pick(4_100), Some((g(2), SLICE - 4_000)));
    }
}
