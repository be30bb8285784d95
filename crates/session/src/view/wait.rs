//! What a goroutine waits for, what it needs of others, and who could do that.

use std::collections::BTreeSet;

use protocol::{Freer, Need, ObjectKind};
use vm::{GoroutineView, Status, TIMER_BIT, Vm, WaitReason};

use crate::view::reach::Reach;

/// One thing that would let a goroutine go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Want {
    /// 0: a nil channel, or nothing at all.
    pub(crate) object: u64,
    pub(crate) need: WantKind,
}

/// Like [`Need`], ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum WantKind {
    Send,
    Receive,
    Unlock,
    RUnlock,
    Done,
    Signal,
    Time,
    Never,
}

impl WantKind {
    pub(crate) fn need(self) -> Option<Need> {
        Some(match self {
            WantKind::Send => Need::Send,
            WantKind::Receive => Need::Receive,
            WantKind::Unlock => Need::Unlock,
            WantKind::RUnlock => Need::RUnlock,
            WantKind::Done => Need::Done,
            WantKind::Signal => Need::Signal,
            WantKind::Time => Need::Time,
            WantKind::Never => return None,
        })
    }
}

/// Everything that would let `g` go on.
pub(crate) fn wants(vm: &Vm, g: &GoroutineView) -> Vec<Want> {
    if g.status != Status::Waiting {
        return Vec::new();
    }
    let one = |object, need| vec![Want { object, need }];
    match g.wait {
        WaitReason::ChanReceive => one(g.object, WantKind::Send),
        WaitReason::ChanSend => one(g.object, WantKind::Receive),
        WaitReason::Select => vm
            .queued_on(g.id)
            .into_iter()
            .map(|(object, sends)| Want {
                object,
                need: if sends {
                    WantKind::Receive
                } else {
                    WantKind::Send
                },
            })
            .collect(),
        WaitReason::MutexLock => one(g.object, WantKind::Unlock),
        WaitReason::RwRLock => one(g.object, WantKind::Unlock),
        WaitReason::RwLock => {
            let readers = vm.rw_mutex(g.object).is_some_and(|m| m.writer == 0);
            let need = if readers {
                WantKind::RUnlock
            } else {
                WantKind::Unlock
            };
            one(g.object, need)
        }
        WaitReason::WaitGroupWait => one(g.object, WantKind::Done),
        WaitReason::CondWait => one(g.object, WantKind::Signal),
        WaitReason::Sleep => one(g.object, WantKind::Time),
        WaitReason::ChanReceiveNil | WaitReason::ChanSendNil | WaitReason::SelectNoCases => {
            one(0, WantKind::Never)
        }
        WaitReason::None => Vec::new(),
    }
}

/// Who holds the lock that is wanted.
pub(crate) fn holders(vm: &Vm, want: Want, kind: Option<ObjectKind>) -> Vec<u32> {
    match want.need {
        WantKind::Unlock | WantKind::RUnlock => {
            if kind == Some(ObjectKind::RwMutex) {
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

/// Who could do it: the holder of a lock, or else whoever can reach the object.
pub(crate) fn freers(
    vm: &Vm,
    me: u32,
    want: Want,
    kind: Option<ObjectKind>,
    reach: &Reach,
) -> Vec<Freer> {
    let Some(need) = want.need.need() else {
        return Vec::new();
    };
    let held = holders(vm, want, kind);
    if !held.is_empty() {
        let freer = |goroutine| Freer {
            goroutine,
            need,
            holds: true,
        };
        return held.into_iter().map(freer).collect();
    }
    if matches!(
        want.need,
        WantKind::Unlock | WantKind::RUnlock | WantKind::Time
    ) {
        return Vec::new();
    }
    let others: BTreeSet<u32> = if reach.global.contains(&want.object) {
        vm.goroutines().iter().map(|g| g.id).collect()
    } else {
        let by = reach.by.get(&want.object);
        by.into_iter().flatten().copied().collect()
    };
    let freer = |goroutine| Freer {
        goroutine,
        need,
        holds: false,
    };
    others
        .into_iter()
        .filter(|id| *id != me && !same_want(vm, *id, want))
        .map(freer)
        .collect()
}

/// Whether a goroutine waits for the very same thing: two senders do not free one another.
pub(crate) fn same_want(vm: &Vm, id: u32, want: Want) -> bool {
    vm.goroutine(id)
        .is_some_and(|g| wants(vm, &g).contains(&want))
}

/// Virtual nanoseconds until time alone ends the wait.
pub(crate) fn remaining(vm: &Vm, object: u64) -> Option<i64> {
    if object & TIMER_BIT == 0 {
        return None;
    }
    let when = vm.timer(object)?.when?;
    Some(when.saturating_sub(vm.now()) as i64)
}
