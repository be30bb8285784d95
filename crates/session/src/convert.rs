//! The machine's small enums in the protocol's words.

use protocol as p;
use sched::{Base, Schedule};
use vm::{EventOp, Limit, StopReason};

pub(crate) fn op(op: EventOp) -> p::Op {
    use p::Op;
    match op {
        EventOp::Go => Op::Go,
        EventOp::Start => Op::Start,
        EventOp::Exit => Op::Exit,
        EventOp::Goexit => Op::Goexit,
        EventOp::MakeChan => Op::MakeChan,
        EventOp::Send => Op::Send,
        EventOp::Recv => Op::Recv,
        EventOp::Close => Op::Close,
        EventOp::Select => Op::Select,
        EventOp::Lock => Op::Lock,
        EventOp::TryLock => Op::TryLock,
        EventOp::Unlock => Op::Unlock,
        EventOp::RLock => Op::RLock,
        EventOp::TryRLock => Op::TryRLock,
        EventOp::RUnlock => Op::RUnlock,
        EventOp::WgAdd => Op::WgAdd,
        EventOp::WgDone => Op::WgDone,
        EventOp::WgWait => Op::WgWait,
        EventOp::CondWait => Op::CondWait,
        EventOp::CondSignal => Op::CondSignal,
        EventOp::CondBroadcast => Op::CondBroadcast,
        EventOp::Once => Op::Once,
        EventOp::AtomicLoad => Op::AtomicLoad,
        EventOp::AtomicStore => Op::AtomicStore,
        EventOp::AtomicAdd => Op::AtomicAdd,
        EventOp::AtomicSwap => Op::AtomicSwap,
        EventOp::AtomicCas => Op::AtomicCas,
        EventOp::Sleep => Op::Sleep,
        EventOp::TimerStart => Op::TimerStart,
        EventOp::TimerStop => Op::TimerStop,
        EventOp::TimerFire => Op::TimerFire,
        EventOp::Gosched => Op::Gosched,
        EventOp::Preempt => Op::Preempt,
        // Folded into the event before it wherever events are listed.
        EventOp::Wake => Op::Switch,
        EventOp::Print => Op::Print,
        EventOp::Panic => Op::Panic,
        EventOp::Recover => Op::Recover,
        EventOp::Gc => Op::Gc,
        EventOp::Finalizer => Op::Finalizer,
        EventOp::End => Op::End,
        EventOp::Fatal => Op::Fatal,
    }
}

pub(crate) fn outcome(outcome: vm::Outcome) -> p::Outcome {
    match outcome {
        vm::Outcome::Done => p::Outcome::Done,
        vm::Outcome::Blocked => p::Outcome::Blocked,
        vm::Outcome::NotReady => p::Outcome::NotReady,
        vm::Outcome::Closed => p::Outcome::Closed,
        vm::Outcome::Panicked => p::Outcome::Panicked,
    }
}

pub(crate) fn reason(reason: vm::WaitReason) -> Option<p::WaitReason> {
    use p::WaitReason as W;
    Some(match reason {
        vm::WaitReason::None => return None,
        vm::WaitReason::ChanReceiveNil => W::ChanReceiveNil,
        vm::WaitReason::ChanSendNil => W::ChanSendNil,
        vm::WaitReason::SelectNoCases => W::SelectNoCases,
        vm::WaitReason::Select => W::Select,
        vm::WaitReason::ChanReceive => W::ChanReceive,
        vm::WaitReason::ChanSend => W::ChanSend,
        vm::WaitReason::Sleep => W::Sleep,
        vm::WaitReason::CondWait => W::CondWait,
        vm::WaitReason::MutexLock => W::MutexLock,
        vm::WaitReason::RwRLock => W::RwMutexRLock,
        vm::WaitReason::RwLock => W::RwMutexLock,
        vm::WaitReason::WaitGroupWait => W::WaitGroupWait,
        vm::WaitReason::SynctestRun => W::SynctestRun,
        vm::WaitReason::SynctestWait => W::SynctestWait,
        vm::WaitReason::Syscall => W::Syscall,
    })
}

/// Who decides in a run: a schedule before any policy. With the instructions before which the
/// schedule decides too.
pub(crate) fn base(policy: p::Policy, schedule: Option<Schedule>) -> (Base, Vec<u32>) {
    match (schedule, policy) {
        (Some(schedule), _) => {
            let points = schedule.breaks.clone();
            (Base::Replay(schedule), points)
        }
        (None, p::Policy::Go | p::Policy::Manual) => (Base::Go, Vec::new()),
        (None, p::Policy::Random) => (Base::Random, Vec::new()),
    }
}

pub(crate) fn limits(limits: &p::Limits) -> vm::Limits {
    vm::Limits {
        steps: limits.ticks,
        memory: limits.memory,
        goroutines: limits.goroutines,
        output: limits.output,
        ..vm::Limits::default()
    }
}

pub(crate) fn end_kind(stop: &StopReason) -> p::EndKind {
    match stop {
        StopReason::Finished => p::EndKind::Finished,
        StopReason::Exit(_) => p::EndKind::Exited,
        StopReason::Panic { .. } => p::EndKind::Panicked,
        StopReason::Deadlock { .. } => p::EndKind::Deadlock,
        StopReason::Fatal { .. } | StopReason::Internal(_) | StopReason::Diverged => {
            p::EndKind::Fatal
        }
        StopReason::Limit(_) => p::EndKind::Limit,
    }
}

pub(crate) fn limit(limit: Limit) -> p::LimitKind {
    match limit {
        Limit::Steps(n) => p::LimitKind::Ticks(n),
        Limit::Memory(n) => p::LimitKind::Memory(n),
        Limit::Goroutines(n) => p::LimitKind::Goroutines(n),
        Limit::Output(n) => p::LimitKind::Output(n),
    }
}
