//! Why nobody can go on: a circle of waits, or an act that nobody is left to do.

use std::collections::BTreeSet;

use protocol::{Deadlock, DeadlockCause, Need, ObjectKind, WaitEdge};
use vm::{GoroutineView, Status, Vm, WaitReason};

use crate::view::names::Names;
use crate::view::reach::{Reach, STUDY, reach};
use crate::view::wait::{Want, WantKind, holders, same_want, wants};

/// Goroutines that are listed.
const MAX_STUCK: usize = 64;

pub(crate) fn explain(vm: &Vm, names: &mut Names, no_goroutines: bool) -> Deadlock {
    let waiting: Vec<GoroutineView> = vm
        .goroutines()
        .into_iter()
        .filter(|g| g.status == Status::Waiting && !g.system)
        .collect();
    let stuck = waiting.iter().map(|g| g.id).take(MAX_STUCK).collect();
    if no_goroutines && waiting.is_empty() {
        return Deadlock {
            cause: DeadlockCause::NoGoroutines,
            stuck,
        };
    }
    let wanted: BTreeSet<u64> = waiting
        .iter()
        .flat_map(|g| wants(vm, g))
        .map(|w| w.object)
        .filter(|o| *o != 0)
        .collect();
    let reach = reach(vm, &wanted, STUDY);
    let mut case = Case {
        vm,
        names,
        waiting: &waiting,
        reach: &reach,
    };
    // A circle of locks explains more than whoever merely suffers from it.
    let locks = waiting.iter().find_map(|g| case.follow(g.id, true));
    let cause = locks
        .or_else(|| waiting.first().and_then(|g| case.follow(g.id, false)))
        .unwrap_or(DeadlockCause::NoGoroutines);
    Deadlock { cause, stuck }
}

struct Case<'a> {
    vm: &'a Vm,
    names: &'a mut Names,
    waiting: &'a [GoroutineView],
    reach: &'a Reach,
}

impl Case<'_> {
    fn kind(&mut self, g: &GoroutineView, object: u64) -> ObjectKind {
        let program = self.vm.program().clone();
        let op = match g.wait {
            WaitReason::RwLock | WaitReason::RwRLock => vm::EventOp::RLock,
            WaitReason::MutexLock => vm::EventOp::Lock,
            WaitReason::WaitGroupWait => vm::EventOp::WgWait,
            WaitReason::CondWait => vm::EventOp::CondWait,
            _ => vm::EventOp::Send,
        };
        self.names.object(self.vm, &program, object, Some(op)).kind
    }

    /// Follows who waits for whom from `start`, until it closes or ends.
    fn follow(&mut self, start: u32, locks_only: bool) -> Option<DeadlockCause> {
        let mut path: Vec<(u32, Want)> = Vec::new();
        let mut at = start;
        loop {
            let g = *self.waiting.iter().find(|g| g.id == at)?;
            let wants = wants(self.vm, &g);
            let cause = match g.wait {
                WaitReason::SelectNoCases => Some(DeadlockCause::EmptySelect { goroutine: at }),
                WaitReason::ChanReceiveNil => Some(DeadlockCause::NilChannel {
                    goroutine: at,
                    need: Need::Send,
                }),
                WaitReason::ChanSendNil => Some(DeadlockCause::NilChannel {
                    goroutine: at,
                    need: Need::Receive,
                }),
                _ => None,
            };
            if let Some(cause) = cause {
                return (!locks_only).then_some(cause);
            }
            let Some((want, next)) = self.next(&g, &wants, &path, locks_only) else {
                if locks_only {
                    return None;
                }
                let want = wants.first().copied()?;
                return self.missing(&g, want);
            };
            path.push((at, want));
            if let Some(from) = path.iter().position(|(id, _)| *id == next) {
                let circle = path.split_off(from);
                return Some(self.circle(&circle));
            }
            at = next;
        }
    }

    /// Who should have acted for `g`: the holder of a lock, or somebody who could reach the thing;
    /// somebody already on the path if possible.
    fn next(
        &mut self,
        g: &GoroutineView,
        wants: &[Want],
        path: &[(u32, Want)],
        locks_only: bool,
    ) -> Option<(Want, u32)> {
        let mut open = Vec::new();
        for want in wants.iter().copied() {
            if matches!(want.need, WantKind::Unlock | WantKind::RUnlock) {
                let kind = self.kind(g, want.object);
                let held = holders(self.vm, want, Some(kind));
                open.extend(held.into_iter().map(|h| (want, h)));
            } else if !locks_only && !self.reach.global.contains(&want.object) {
                let by = self.reach.by.get(&want.object);
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

    fn circle(&mut self, circle: &[(u32, Want)]) -> DeadlockCause {
        let program = self.vm.program().clone();
        let mut edges = Vec::new();
        for (i, (waiter, want)) in circle.iter().enumerate() {
            let holder = circle.get(i + 1).or_else(|| circle.first());
            if let (Some((holder, _)), Some(need)) = (holder, want.need.need()) {
                edges.push(WaitEdge {
                    waiter: *waiter,
                    object: self.names.object(self.vm, &program, want.object, None),
                    need,
                    holder: *holder,
                });
            }
        }
        DeadlockCause::Cycle(edges)
    }

    fn missing(&mut self, g: &GoroutineView, want: Want) -> Option<DeadlockCause> {
        let kind = self.kind(g, want.object);
        let program = self.vm.program().clone();
        let mut object = self.names.object(self.vm, &program, want.object, None);
        object.kind = kind;
        let others: Vec<u32> = if self.reach.global.contains(&want.object) {
            self.waiting.iter().map(|w| w.id).collect()
        } else {
            let by = self.reach.by.get(&want.object);
            by.cloned().unwrap_or_default()
        };
        Some(DeadlockCause::MissingPartner {
            goroutine: g.id,
            object,
            need: want.need.need()?,
            reachable_by: others.into_iter().filter(|id| *id != g.id).collect(),
        })
    }
}
