//! Who waits for what, who could do it, and why nobody can go on: a circle of waits, or an act
//! that nobody is left to do.
//!
//! No words and no names of variables: what is said about it is the affair of whoever asks.

use std::collections::BTreeSet;

use crate::inspect::GoroutineView;
use crate::reach::Reach;
use crate::vm::Vm;
use crate::wait::{Status, WaitReason};

/// One thing that would let a goroutine go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Want {
    /// 0: a nil channel, or nothing at all.
    pub object: u64,
    pub need: Need,
}

/// What others would have to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// Send on the channel.
    Send,
    /// Receive from the channel.
    Receive,
    Unlock,
    RUnlock,
    /// Bring the counter to zero.
    Done,
    /// Signal or broadcast.
    Signal,
    /// Nothing: time passes.
    Time,
    /// Nothing helps.
    Never,
}

/// Somebody who waits for what somebody else should do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    pub waiter: u32,
    pub want: Want,
    pub holder: u32,
}

/// Why nobody can go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stuck {
    /// Each waits for the next one, the last for the first.
    Circle(Vec<Edge>),
    /// Nobody is left to do what this goroutine waits for.
    Missing(GoroutineView, Want),
    /// `select {}`.
    EmptySelect(u32),
    NilChannel(u32, Need),
}

/// Everything that would let `g` go on.
pub fn wants(vm: &Vm, g: &GoroutineView) -> Vec<Want> {
    if g.status != Status::Waiting {
        return Vec::new();
    }
    let one = |object, need| vec![Want { object, need }];
    match g.wait {
        WaitReason::ChanReceive => one(g.object, Need::Send),
        WaitReason::ChanSend => one(g.object, Need::Receive),
        WaitReason::Select => vm
            .queued_on(g.id)
            .into_iter()
            .map(|(object, sends)| Want {
                object,
                need: if sends { Need::Receive } else { Need::Send },
            })
            .collect(),
        WaitReason::MutexLock => one(g.object, Need::Unlock),
        WaitReason::RwRLock => one(g.object, Need::Unlock),
        WaitReason::RwLock => {
            let readers = vm.rw_mutex(g.object).is_some_and(|m| m.writer == 0);
            let need = if readers { Need::RUnlock } else { Need::Unlock };
            one(g.object, need)
        }
        WaitReason::WaitGroupWait => one(g.object, Need::Done),
        WaitReason::CondWait => one(g.object, Need::Signal),
        // The bubble comes to rest when time has to pass in it, or never.
        WaitReason::Sleep
        | WaitReason::Syscall
        | WaitReason::SynctestRun
        | WaitReason::SynctestWait => one(g.object, Need::Time),
        WaitReason::ChanReceiveNil | WaitReason::ChanSendNil | WaitReason::SelectNoCases => {
            one(0, Need::Never)
        }
        WaitReason::None => Vec::new(),
    }
}

/// Who holds the lock that is wanted; `rw`: it is a read-write mutex.
pub fn holders(vm: &Vm, want: Want, rw: bool) -> Vec<u32> {
    match want.need {
        Need::Unlock | Need::RUnlock => {
            if rw {
                let Some(m) = vm.rw_mutex(want.object) else {
                    return Vec::new();
                };
                if m.writer != 0 {
                    return vec![m.writer];
                }
                if !m.readers.is_empty() {
                    return m.readers;
                }
                return m.waiting_writers;
            }
            let owner = vm.mutex(want.object).map_or(0, |m| m.owner);
            if owner == 0 { Vec::new() } else { vec![owner] }
        }
        _ => Vec::new(),
    }
}

/// Whether a goroutine waits for the very same thing: two senders do not free one another.
pub fn same_want(vm: &Vm, id: u32, want: Want) -> bool {
    vm.goroutine(id)
        .is_some_and(|g| wants(vm, &g).contains(&want))
}

/// Those who wait, but for the library's own.
pub fn waiting(vm: &Vm) -> Vec<GoroutineView> {
    let all = vm.goroutines().into_iter();
    all.filter(|g| g.status == Status::Waiting && !g.system)
        .collect()
}

/// All objects that somebody among these waits for.
pub fn wanted(vm: &Vm, waiting: &[GoroutineView]) -> BTreeSet<u64> {
    let all = waiting.iter().flat_map(|g| wants(vm, g));
    base::sort::set(all.map(|w| w.object).filter(|o| *o != 0))
}

/// Whether what a goroutine waits for is a read-write mutex, as far as its wait tells.
pub fn waits_for_rw(g: &GoroutineView) -> bool {
    matches!(g.wait, WaitReason::RwLock | WaitReason::RwRLock)
}

/// A deadlock to be explained.
pub struct Case<'a> {
    pub vm: &'a Vm,
    pub waiting: &'a [GoroutineView],
    /// Whether what the goroutine waits for is a read-write mutex.
    pub rw: &'a dyn Fn(&GoroutineView) -> bool,
}

impl Case<'_> {
    /// A circle of locks: it explains more than whoever merely suffers from it.
    pub fn locks(&self) -> Option<Stuck> {
        self.waiting.iter().find_map(|g| self.follow(g.id, None))
    }

    /// Who waits for whom in any circle of locks, ascending.
    pub fn all_locks(&self) -> Vec<Edge> {
        let found = self.waiting.iter().filter_map(|g| self.follow(g.id, None));
        let mut all = BTreeSet::new();
        for stuck in found {
            if let Stuck::Circle(edges) = stuck {
                all.extend(edges);
            }
        }
        all.into_iter().collect()
    }

    /// What keeps the first one.
    pub fn first(&self, reach: &Reach) -> Option<Stuck> {
        self.follow(self.waiting.first()?.id, Some(reach))
    }

    /// Follows who waits for whom from `start`, until it closes or ends; without `reach` over
    /// locks only.
    fn follow(&self, start: u32, reach: Option<&Reach>) -> Option<Stuck> {
        let mut path: Vec<(u32, Want)> = Vec::new();
        let mut at = start;
        loop {
            let g = *self.waiting.iter().find(|g| g.id == at)?;
            let wants = wants(self.vm, &g);
            let cause = match g.wait {
                WaitReason::SelectNoCases => Some(Stuck::EmptySelect(at)),
                WaitReason::ChanReceiveNil => Some(Stuck::NilChannel(at, Need::Send)),
                WaitReason::ChanSendNil => Some(Stuck::NilChannel(at, Need::Receive)),
                _ => None,
            };
            if let Some(cause) = cause {
                return reach.map(|_| cause);
            }
            let Some((want, next)) = self.next(&g, &wants, &path, reach) else {
                reach?;
                let want = wants.first().copied()?;
                return Some(Stuck::Missing(g, want));
            };
            path.push((at, want));
            if let Some(from) = path.iter().position(|(id, _)| *id == next) {
                return Some(Stuck::Circle(circle(&path.split_off(from))));
            }
            at = next;
        }
    }

    /// Who should have acted for `g`: the holder of a lock, or somebody who could reach the thing;
    /// somebody already on the path if possible.
    fn next(
        &self,
        g: &GoroutineView,
        wants: &[Want],
        path: &[(u32, Want)],
        reach: Option<&Reach>,
    ) -> Option<(Want, u32)> {
        let mut open = Vec::new();
        for want in wants.iter().copied() {
            if matches!(want.need, Need::Unlock | Need::RUnlock) {
                let held = holders(self.vm, want, (self.rw)(g));
                open.extend(held.into_iter().map(|h| (want, h)));
            } else if let Some(reach) = reach.filter(|r| !r.global.contains(&want.object)) {
                let by = reach.by.get(&want.object);
                let others = by.into_iter().flatten().copied();
                open.extend(
                    others
                        .filter(|id| *id != g.id && !same_want(self.vm, *id, want))
                        .map(|id| (want, id)),
                );
            }
        }
        open.retain(|(_, id)| self.waiting.iter().any(|w| w.id == *id));
        let on_path = |id: u32| id == g.id || path.iter().any(|(p, _)| *p == id);
        let closing = open.iter().find(|(_, id)| on_path(*id));
        closing.or_else(|| open.first()).copied()
    }
}

fn circle(circle: &[(u32, Want)]) -> Vec<Edge> {
    let next = circle.iter().cycle().skip(1);
    let pairs = circle.iter().zip(next);
    pairs
        .map(|((waiter, want), (holder, _))| Edge {
            waiter: *waiter,
            want: *want,
            holder: *holder,
        })
        .collect()
}
