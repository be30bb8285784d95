//! What a goroutine needs of others, and who could do that, in the reader's words.

use std::collections::BTreeSet;

use protocol::{Freer, Need, ObjectKind};
use vm::{Reach, TIMER_BIT, Vm, Want, holders, same_want};

/// In the reader's words; none where nothing helps.
pub(crate) fn need(need: vm::Need) -> Option<Need> {
    Some(match need {
        vm::Need::Send => Need::Send,
        vm::Need::Receive => Need::Receive,
        vm::Need::Unlock => Need::Unlock,
        vm::Need::RUnlock => Need::RUnlock,
        vm::Need::Done => Need::Done,
        vm::Need::Signal => Need::Signal,
        vm::Need::Time => Need::Time,
        vm::Need::Never => return None,
    })
}

/// Who could do it: the holder of a lock, or else whoever can reach the object.
pub(crate) fn freers(
    vm: &Vm,
    me: u32,
    want: Want,
    kind: Option<ObjectKind>,
    reach: &Reach,
) -> Vec<Freer> {
    let Some(need) = need(want.need) else {
        return Vec::new();
    };
    let held = holders(vm, want, kind == Some(ObjectKind::RwMutex));
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
        vm::Need::Unlock | vm::Need::RUnlock | vm::Need::Time
    ) {
        return Vec::new();
    }
    let others: BTreeSet<u32> = if reach.global.contains(&want.object) {
        base::sort::set(vm.goroutines().iter().map(|g| g.id))
    } else {
        let by = reach.by.get(&want.object);
        base::sort::set(by.into_iter().flatten().copied())
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

/// Virtual nanoseconds until time alone ends the wait.
pub(crate) fn remaining(vm: &Vm, object: u64) -> Option<i64> {
    if object & TIMER_BIT == 0 {
        return None;
    }
    let when = vm.timer(object)?.when?;
    Some(when.saturating_sub(vm.now()) as i64)
}
