//! What the adapter remembers of channels, locks and wait groups besides what the machine holds:
//! which events filled a buffer, made room, released a lock. Events are named, not numbered by
//! position, so that the memory means the same in every equivalent execution.

use base::reusing;

use crate::ids::{EventId, ProcessId};

#[derive(Debug, Default)]
pub(crate) struct Chan {
    /// Sends whose values are in the buffer.
    pub(crate) buf: Vec<EventId>,
    /// Receives that made room, each to be used by one send.
    pub(crate) room: Vec<EventId>,
    /// Sends that arrived; those of selects count once they are chosen.
    pub(crate) sends: usize,
    /// Receives that arrived, in the same sense.
    pub(crate) recvs: Vec<EventId>,
    pub(crate) closed: Option<EventId>,
    /// Of whom it is known that they receive quietly.
    told: Option<ProcessId>,
}
reusing!(Chan:; buf, room, sends, recvs, closed, told);

impl Chan {
    /// The process is about to receive quietly; whether that is news.
    pub(crate) fn tells(&mut self, by: ProcessId) -> bool {
        self.told.replace(by) != Some(by)
    }
}

/// A Mutex or RWMutex.
#[derive(Debug, Default)]
pub(crate) struct Lock {
    pub(crate) unlocked: Option<EventId>,
    /// Since the last Unlock.
    pub(crate) runlocks: Vec<EventId>,
    /// Whose it is, or will be once the readers have gone.
    pub(crate) holder: Option<ProcessId>,
    /// Who reads, or will once the writer has gone.
    pub(crate) readers: Vec<ProcessId>,
}
reusing!(Lock:; unlocked, runlocks, holder, readers);

/// What raised the counter of a wait group.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Add {
    pub(crate) event: EventId,
    pub(crate) by: i64,
}

/// A WaitGroup in the round at hand.
#[derive(Debug, Default)]
pub(crate) struct Group {
    /// What raised the counter.
    pub(crate) adds: Vec<Add>,
    /// What lowered it.
    pub(crate) dones: Vec<(EventId, i64)>,
    /// Somebody has come to wait: who, and whether others have too.
    waited: Option<ProcessId>,
    crowd: bool,
    /// Of whom it is known that they lower it: one, or several.
    one: Option<ProcessId>,
    several: bool,
}
reusing!(Group:; adds, dones, waited, crowd, one, several);

impl Group {
    /// The process is about to lower the counter quietly; whether that is news.
    pub(crate) fn tells(&mut self, by: ProcessId) -> bool {
        match self.one {
            _ if self.several => false,
            Some(p) if p == by => false,
            Some(_) => {
                self.several = true;
                true
            }
            None => {
                self.one = Some(by);
                true
            }
        }
    }

    /// The process comes to wait.
    pub(crate) fn waits(&mut self, by: ProcessId) {
        self.crowd |= self.waited.is_some_and(|p| p != by);
        self.waited = Some(by);
    }

    pub(crate) fn is_waited(&self) -> bool {
        self.waited.is_some()
    }

    /// Whether somebody else than the process has come to wait.
    pub(crate) fn is_waited_but_by(&self, by: ProcessId) -> bool {
        self.crowd || self.waited.is_some_and(|p| p != by)
    }

    /// The next round begins.
    pub(crate) fn begin_round(&mut self) {
        self.adds.clear();
        self.dones.clear();
        (self.waited, self.crowd) = (None, false);
    }

    pub(crate) fn releases(&self) -> impl Iterator<Item = EventId> {
        self.dones.iter().map(|d| d.0)
    }
}

#[derive(Debug, Default)]
pub(crate) struct Cond {
    pub(crate) tickets: u32,
    /// By ticket, who called it.
    pub(crate) calls: Vec<EventId>,
}
reusing!(Cond:; tickets, calls);

/// A few things by address.
#[derive(Clone, Debug, Default)]
pub(crate) struct Few<T> {
    /// Ascending.
    all: Vec<(u64, T)>,
    /// What is lent out where there is nothing; never.
    none: T,
}

impl<T: Clone + Default> Few<T> {
    pub(crate) fn get(&self, at: u64) -> Option<&T> {
        let k = self.all.binary_search_by_key(&at, |e| e.0).ok()?;
        Some(&self.all.get(k)?.1)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &(u64, T)> {
        self.all.iter()
    }

    /// The one at this address, which is made if it is not there.
    pub(crate) fn entry(&mut self, at: u64) -> &mut T {
        let found = self.all.binary_search_by_key(&at, |e| e.0);
        let k = found.unwrap_or_else(|k| {
            self.all.insert(k, (at, T::default()));
            k
        });
        self.all.get_mut(k).map_or(&mut self.none, |e| &mut e.1)
    }

    fn copy(&mut self, from: &Few<T>) {
        if from.all.is_empty() {
            self.all.clear();
            return;
        }
        self.all.truncate(from.all.len());
        let known = self.all.len();
        for (a, b) in self.all.iter_mut().zip(&from.all) {
            a.0 = b.0;
            a.1.clone_from(&b.1);
        }
        let new = from.all.get(known..).unwrap_or(&[]);
        self.all.extend_from_slice(new);
    }
}

/// By address: a state's addresses are its own affair.
#[derive(Debug, Default)]
pub(crate) struct Shadow {
    chans: Few<Chan>,
    locks: Few<Lock>,
    groups: Few<Group>,
    conds: Few<Cond>,
    onces: Few<Option<EventId>>,
}

impl Clone for Shadow {
    fn clone(&self) -> Self {
        let mut new = Shadow::default();
        new.clone_from(self);
        new
    }

    fn clone_from(&mut self, from: &Self) {
        self.chans.copy(&from.chans);
        self.locks.copy(&from.locks);
        self.groups.copy(&from.groups);
        self.conds.copy(&from.conds);
        self.onces.copy(&from.onces);
    }
}

impl Shadow {
    pub(crate) fn is_closed(&self, at: u64) -> bool {
        self.chans.get(at).is_some_and(|c| c.closed.is_some())
    }
    pub(crate) fn chan(&mut self, at: u64) -> &mut Chan {
        self.chans.entry(at)
    }
    pub(crate) fn lock(&mut self, at: u64) -> &mut Lock {
        self.locks.entry(at)
    }
    pub(crate) fn group(&mut self, at: u64) -> &mut Group {
        self.groups.entry(at)
    }
    /// Whether somebody has come to wait for the group in its round at hand.
    pub(crate) fn is_waited(&self, at: u64) -> bool {
        self.groups.get(at).is_some_and(Group::is_waited)
    }
    pub(crate) fn groups(&self) -> impl Iterator<Item = &(u64, Group)> {
        self.groups.iter()
    }
    pub(crate) fn cond(&mut self, at: u64) -> &mut Cond {
        self.conds.entry(at)
    }
    /// Which event ended what the `Once` calls, if it has ended.
    pub(crate) fn once(&mut self, at: u64) -> &mut Option<EventId> {
        self.onces.entry(at)
    }
    /// Whether the address is that of a wait group.
    pub(crate) fn has_group(&self, at: u64) -> bool {
        self.groups.get(at).is_some()
    }
}

/// Takes the first of a queue. They are short, and copied more often than taken from.
pub(crate) fn take_first(queue: &mut Vec<EventId>) -> Option<EventId> {
    (!queue.is_empty()).then(|| queue.remove(0))
}
