//! Vector clocks on one stack of rows.
//!
//! A clock says for each process how many of its events are in the past, and what else that has a
//! name since the last of them (quiet operations, and moments at which it started another process).
//! Clocks are made while walking forward and all dropped when walking back, so one growing vector
//! holds them.

use crate::ids::{EventId, ProcessId};

/// Entries of a row: most programs have fewer processes.
const ROW: usize = 8;
type Row = [u32; ROW];

/// How far a process is: its events, then what has a name since, in one number that grows. Names
/// beyond the last one that fits are not told apart from it.
pub(crate) type Reach = u32;
const NAMES: u32 = 8;
/// The last name after an event that is told apart.
pub(crate) const LAST_NAME: u32 = (1 << NAMES) - 1;
/// Events of a process, at most.
pub(crate) const MOST_EVENTS: u32 = (u32::MAX >> NAMES) - 1;

/// After so many events, and so many names since.
#[inline]
pub(crate) fn reach(events: u32, since: u32) -> Reach {
    events << NAMES | since.min(LAST_NAME)
}

/// How many events that are.
#[inline]
pub(crate) fn events(reach: Reach) -> u32 {
    reach >> NAMES
}

/// One name further.
#[inline]
pub(crate) fn after_name(reach: Reach) -> Reach {
    match reach & LAST_NAME {
        LAST_NAME => reach,
        _ => reach + 1,
    }
}

/// A clock in a [`Clocks`] stack; the default one is empty.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Clock {
    /// First row, and how many.
    start: u32,
    len: u32,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Clocks {
    rows: Vec<Row>,
}

impl Clocks {
    /// With room for so many clocks of a few processes.
    pub(crate) fn with_room(clocks: usize) -> Clocks {
        Clocks {
            rows: Vec::with_capacity(clocks),
        }
    }

    /// Height of the stack, for [`Clocks::truncate`].
    pub(crate) fn height(&self) -> usize {
        self.rows.len()
    }

    /// Room that it has, in entries.
    pub(crate) fn held(&self) -> usize {
        self.rows.capacity() * ROW
    }

    pub(crate) fn truncate(&mut self, height: usize) {
        self.rows.truncate(height);
    }

    /// How far each process is; those beyond the end have not begun.
    pub(crate) fn reaches(&self, c: Clock) -> &[Reach] {
        let start = c.start as usize;
        let rows = self.rows.get(start..start + c.len as usize);
        rows.unwrap_or(&[]).as_flattened()
    }

    /// How many events of each process; of those beyond the end none.
    pub(crate) fn counts(&self, c: Clock) -> impl Iterator<Item = u32> {
        self.reaches(c).iter().map(|r| events(*r))
    }

    #[inline]
    pub(crate) fn count(&self, c: Clock, p: ProcessId) -> u32 {
        events(self.reach(c, p))
    }

    #[inline]
    pub(crate) fn reach(&self, c: Clock, p: ProcessId) -> Reach {
        let row = p.index() / ROW;
        if row >= c.len as usize {
            return 0;
        }
        let row = self.rows.get(c.start as usize + row);
        row.and_then(|row| row.get(p.index() % ROW))
            .copied()
            .unwrap_or(0)
    }

    /// Whether the event is in the past of (or is) what the clock belongs to.
    #[inline]
    pub(crate) fn has(&self, c: Clock, e: EventId) -> bool {
        self.count(c, e.process) > e.nth
    }

    /// A copy on top of the stack with room for `processes`, which may be changed until the next
    /// `begin`.
    #[inline]
    pub(crate) fn begin(&mut self, from: Clock, processes: usize) -> Clock {
        let start = self.rows.len();
        // Most clocks are one row.
        if from.len == 1 && processes <= ROW {
            let row = self.rows.get(from.start as usize).copied();
            self.rows.push(row.unwrap_or_default());
            return Clock {
                start: start as u32,
                len: 1,
            };
        }
        let len = (from.len as usize).max(processes.div_ceil(ROW));
        for k in 0..len {
            let known = k < from.len as usize;
            let row = match self.rows.get(from.start as usize + k) {
                Some(row) if known => *row,
                _ => [0; ROW],
            };
            self.rows.push(row);
        }
        Clock {
            start: start as u32,
            len: len as u32,
        }
    }

    /// The same, joined with `other`.
    #[inline]
    pub(crate) fn begin_joined(&mut self, from: Clock, other: Clock, processes: usize) -> Clock {
        let start = self.rows.len();
        let one = |c: Clock| self.rows.get(c.start as usize).filter(|_| c.len == 1);
        if let (Some(a), Some(b), true) = (one(from), one(other), processes <= ROW) {
            let mut row = *a;
            raise_row(&mut row, b);
            self.rows.push(row);
            return Clock {
                start: start as u32,
                len: 1,
            };
        }
        let top = self.begin(from, processes);
        self.join(top, other);
        top
    }

    /// Joins `other` into the clock on top.
    #[inline]
    pub(crate) fn join(&mut self, top: Clock, other: Clock) {
        if other.start >= top.start {
            return;
        }
        for k in 0..other.len as usize {
            let Some(o) = self.rows.get(other.start as usize + k).copied() else {
                return;
            };
            if let Some(row) = self.rows.get_mut(top.start as usize + k) {
                raise_row(row, &o);
            }
        }
    }

    /// Raises one entry of the clock on top.
    #[inline]
    pub(crate) fn raise(&mut self, top: Clock, p: ProcessId, to: Reach) {
        let row = self.rows.get_mut(top.start as usize + p.index() / ROW);
        if let Some(t) = row.and_then(|row| row.get_mut(p.index() % ROW)) {
            *t = (*t).max(to);
        }
    }
}

#[inline(always)]
fn raise_row(row: &mut Row, to: &Row) {
    for (t, o) in row.iter_mut().zip(to) {
        *t = (*t).max(*o);
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
        c.raise(a, p(0), reach(3, 0));
        c.raise(a, p(1), reach(1, 2));
        let b = c.begin(Clock::default(), 3);
        c.raise(b, p(1), reach(4, 1));
        c.join(b, a);
        assert!(c.counts(b).eq([3, 4, 0, 0, 0, 0, 0, 0]));
        assert!(c.counts(a).eq([3, 1, 0, 0, 0, 0, 0, 0]));
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
        assert!(c.counts(d).eq([3, 1, 0, 0, 0, 0, 0, 0]));
    }

    #[test]
    fn names_are_told_apart_up_to_the_last() {
        let mut at = reach(1, 0);
        for n in 1..=LAST_NAME {
            at = after_name(at);
            assert_eq!((at, events(at)), (reach(1, n), 1));
        }
        assert_eq!(after_name(at), at);
        assert!(at < reach(2, 0));
    }
}
