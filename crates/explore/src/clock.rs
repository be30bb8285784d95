//! Vector clocks on one stack of words.
//!
//! A clock says for each process how many of its events are in the past. Clocks are made while
//! walking forward and all dropped when walking back, so one growing vector holds them.

use crate::ids::{EventId, ProcessId};

/// A clock in a [`Clocks`] stack; the default one is empty.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Clock {
    start: u32,
    len: u32,
}

/// Entries of a clock that is copied one by one.
const SHORT: usize = 8;

#[derive(Clone, Debug, Default)]
pub(crate) struct Clocks {
    words: Vec<u32>,
}

impl Clocks {
    /// Height of the stack, for [`Clocks::truncate`].
    pub(crate) fn height(&self) -> usize {
        self.words.len()
    }

    /// Room that it has.
    pub(crate) fn held(&self) -> usize {
        self.words.capacity()
    }

    pub(crate) fn truncate(&mut self, height: usize) {
        self.words.truncate(height);
    }

    /// How many events of each process; processes beyond the end: none.
    pub(crate) fn counts(&self, c: Clock) -> &[u32] {
        let start = c.start as usize;
        self.words.get(start..start + c.len as usize).unwrap_or(&[])
    }

    #[inline]
    pub(crate) fn count(&self, c: Clock, p: ProcessId) -> u32 {
        if p.0 >= c.len {
            return 0;
        }
        let at = c.start as usize + p.index();
        self.words.get(at).copied().unwrap_or(0)
    }

    /// Whether the event is in the past of (or is) what the clock belongs to.
    #[inline]
    pub(crate) fn has(&self, c: Clock, e: EventId) -> bool {
        self.count(c, e.process) > e.nth
    }

    /// A copy on top of the stack with room for `processes`, which may be changed until the next
    /// `begin`.
    pub(crate) fn begin(&mut self, from: Clock, processes: usize) -> Clock {
        let start = self.words.len();
        let old = from.start as usize;
        let known = old..old + (from.len as usize).min(start - old.min(start));
        if known.len() <= SHORT {
            // So few are copied before a function that copies many has begun.
            for k in known {
                if let Some(count) = self.words.get(k).copied() {
                    self.words.push(count);
                }
            }
        } else {
            self.words.extend_from_within(known);
        }
        let len = processes.max(from.len as usize);
        if self.words.len() < start + len {
            self.words.resize(start + len, 0);
        }
        Clock {
            start: start as u32,
            len: len as u32,
        }
    }

    /// Joins `other` into the clock on top.
    pub(crate) fn join(&mut self, top: Clock, other: Clock) {
        if other.start >= top.start {
            return;
        }
        let (below, above) = self.words.split_at_mut(top.start as usize);
        let from = other.start as usize;
        let Some(other) = below.get(from..from + other.len as usize) else {
            return;
        };
        for (t, o) in above.iter_mut().zip(other) {
            *t = (*t).max(*o);
        }
    }

    /// Raises one entry of the clock on top.
    pub(crate) fn raise(&mut self, top: Clock, p: ProcessId, count: u32) {
        if p.0 < top.len
            && let Some(t) = self.words.get_mut(top.start as usize + p.index())
        {
            *t = (*t).max(count);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn join_takes_the_larger_of_each() {
        let mut c = Clocks::default();
        let p = ProcessId;
        let a = c.begin(Clock::default(), 2);
        c.raise(a, p(0), 3);
        c.raise(a, p(1), 1);
        let b = c.begin(Clock::default(), 3);
        c.raise(b, p(1), 4);
        c.join(b, a);
        assert_eq!(c.counts(b), [3, 4, 0]);
        assert_eq!(c.counts(a), [3, 1]);
        assert!(c.has(
            b,
            EventId {
                process: p(1),
                nth: 3
            }
        ));
        assert!(!c.has(
            b,
            EventId {
                process: p(1),
                nth: 4
            }
        ));
        let d = c.begin(a, 3);
        assert_eq!(c.counts(d), [3, 1, 0]);
    }
}
