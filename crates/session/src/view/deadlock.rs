//! Why nobody can go on, in the reader's words: `vm::waits` finds it out, here it gets names.

use protocol::{Deadlock, DeadlockCause, ObjectKind, WaitEdge};
use vm::{Edge, GoroutineView, Reach, STUDY, Stuck, Vm, WaitReason, Want, reach};

use crate::view::names::Names;
use crate::view::wait::need;

/// Goroutines that are listed.
const MAX_STUCK: usize = 64;

pub(crate) fn explain(vm: &Vm, names: &mut Names, no_goroutines: bool) -> Deadlock {
    let waiting = vm::waiting(vm);
    let stuck = waiting.iter().map(|g| g.id).take(MAX_STUCK).collect();
    if no_goroutines && waiting.is_empty() {
        return Deadlock {
            cause: DeadlockCause::NoGoroutines,
            stuck,
        };
    }
    let lock = |g: &&GoroutineView| {
        use WaitReason::{MutexLock, RwLock, RwRLock};
        matches!(g.wait, MutexLock | RwLock | RwRLock)
    };
    let kinds: Vec<(u32, ObjectKind)> = waiting
        .iter()
        .filter(lock)
        .map(|g| (g.id, kind(vm, names, g, g.object)))
        .collect();
    let rw = |g: &GoroutineView| kinds.contains(&(g.id, ObjectKind::RwMutex));
    let case = vm::Case {
        vm,
        waiting: &waiting,
        rw: &rw,
    };
    let reach = reach(vm, &vm::wanted(vm, &waiting), STUDY);
    let found = case.locks().or_else(|| case.first(&reach));
    let cause = found.and_then(|f| told(vm, names, f, &waiting, &reach));
    Deadlock {
        cause: cause.unwrap_or(DeadlockCause::NoGoroutines),
        stuck,
    }
}

fn kind(vm: &Vm, names: &mut Names, g: &GoroutineView, object: u64) -> ObjectKind {
    let program = vm.program().clone();
    let op = match g.wait {
        WaitReason::RwLock | WaitReason::RwRLock => vm::EventOp::RLock,
        WaitReason::MutexLock => vm::EventOp::Lock,
        WaitReason::WaitGroupWait => vm::EventOp::WgWait,
        WaitReason::CondWait => vm::EventOp::CondWait,
        _ => vm::EventOp::Send,
    };
    names.object(vm, &program, object, Some(op)).kind
}

fn told(
    vm: &Vm,
    names: &mut Names,
    found: Stuck,
    waiting: &[GoroutineView],
    reach: &Reach,
) -> Option<DeadlockCause> {
    Some(match found {
        Stuck::Circle(edges) => {
            DeadlockCause::Cycle(edges.iter().filter_map(|e| edge(vm, names, e)).collect())
        }
        Stuck::Missing(g, want) => missing(vm, names, &g, want, waiting, reach)?,
        Stuck::EmptySelect(goroutine) => DeadlockCause::EmptySelect { goroutine },
        Stuck::NilChannel(goroutine, what) => DeadlockCause::NilChannel {
            goroutine,
            need: need(what)?,
        },
    })
}

fn edge(vm: &Vm, names: &mut Names, e: &Edge) -> Option<WaitEdge> {
    let program = vm.program().clone();
    Some(WaitEdge {
        waiter: e.waiter,
        object: names.object(vm, &program, e.want.object, None),
        need: need(e.want.need)?,
        holder: e.holder,
    })
}

fn missing(
    vm: &Vm,
    names: &mut Names,
    g: &GoroutineView,
    want: Want,
    waiting: &[GoroutineView],
    reach: &Reach,
) -> Option<DeadlockCause> {
    let kind = kind(vm, names, g, want.object);
    let program = vm.program().clone();
    let mut object = names.object(vm, &program, want.object, None);
    object.kind = kind;
    let others: Vec<u32> = if reach.global.contains(&want.object) {
        waiting.iter().map(|w| w.id).collect()
    } else {
        let by = reach.by.get(&want.object);
        by.cloned().unwrap_or_default()
    };
    Some(DeadlockCause::MissingPartner {
        goroutine: g.id,
        object,
        need: need(want.need)?,
        reachable_by: others.into_iter().filter(|id| *id != g.id).collect(),
    })
}
