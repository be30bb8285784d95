//! The search's tree in the protocol's words: who moves at each fork, with what, in which line.

use explore::go::{self, Stand};
use protocol as p;
use vm::{EventOp, GRef, NextOp, TIMER_BIT, Vm};

use crate::convert;
use crate::view::event::own_frame;
use crate::view::names::{self, Names};
use crate::view::place::func_name;
use crate::workbench::Code;

/// Nodes of a tree that is told.
const MOST: usize = 300;

/// The tree of an exploration, if it kept one.
pub(crate) fn tree(code: &Code, exploration: &go::Exploration) -> Vec<p::Fork> {
    let branches = exploration.tree(MOST);
    branches
        .iter()
        .map(|b| {
            let told = exploration.before(b, |vm, stand| match stand {
                Stand::Goroutine(g, op) => goroutine(code, vm, g, op),
                Stand::Timer(id) => Told {
                    step: Some(p::Move::Timer),
                    object: object(code, vm, TIMER_BIT | id, Some(EventOp::TimerFire)),
                    ..Told::default()
                },
            });
            let told = told.unwrap_or_default();
            p::Fork {
                parent: b.parent.map(|n| n as u32),
                key: b.key,
                goroutine: told.goroutine,
                name: told.name,
                step: told.step,
                object: told.object,
                place: told.place,
                outcomes: b.outcomes.clone(),
                more: b.more,
            }
        })
        .collect()
}

/// What is said of a node.
#[derive(Default)]
struct Told {
    goroutine: p::Gid,
    name: String,
    step: Option<p::Move>,
    object: Option<p::ObjectRef>,
    place: Option<p::Place>,
}

fn object(code: &Code, vm: &Vm, id: u64, op: Option<EventOp>) -> Option<p::ObjectRef> {
    (id != 0).then(|| Names::default().object(vm, &code.program, id, op))
}

fn goroutine(code: &Code, vm: &Vm, g: GRef, op: NextOp) -> Told {
    // What it is there for: the outermost of the reader's own functions on its stack.
    let own = |f: &&vm::FrameView| {
        let func = code.program.func(f.func);
        func.is_some_and(|f| !f.flags.library && !f.flags.wrapper)
    };
    let frames = vm.frames(g.id, 200);
    let func = frames.iter().rev().find(own).map(|f| f.func);
    let func = func.or_else(|| vm.goroutine(g.id).map(|view| view.func));
    let name = func.and_then(|f| func_name(&code.program, f));
    let (step, object) = match op {
        NextOp::Break(_) => match vm.access_of(g) {
            Some((address, _, write)) => {
                let step = if write { p::Move::Write } else { p::Move::Read };
                let name = names::variable(vm, &code.program, address);
                let object = p::ObjectRef {
                    id: address,
                    kind: p::ObjectKind::Memory,
                    name,
                };
                (step, Some(object))
            }
            None => (p::Move::Read, None),
        },
        NextOp::End => (p::Move::End, None),
        NextOp::Count => (p::Move::Read, None),
        other => {
            let (op, id) = operation(other);
            (
                p::Move::Op(convert::op(op)),
                self::object(code, vm, id, Some(op)),
            )
        }
    };
    Told {
        goroutine: g.id,
        name: name.unwrap_or_default(),
        step: Some(step),
        object,
        place: own_frame(code, vm, g.id),
    }
}

/// The operation that a goroutine is about to perform, and on what.
fn operation(op: NextOp) -> (EventOp, u64) {
    match op {
        NextOp::Send(id) => (EventOp::Send, id),
        NextOp::Recv(id) => (EventOp::Recv, id),
        NextOp::Close(id) => (EventOp::Close, id),
        NextOp::Select => (EventOp::Select, 0),
        NextOp::Lock(id) | NextOp::RwLock(id) | NextOp::RwAnnounce(id) => (EventOp::Lock, id),
        NextOp::TryLock(id) | NextOp::RwTryLock(id) => (EventOp::TryLock, id),
        NextOp::Unlock(id) | NextOp::RwUnlock(id) => (EventOp::Unlock, id),
        NextOp::RLock(id) => (EventOp::RLock, id),
        NextOp::TryRLock(id) => (EventOp::TryRLock, id),
        NextOp::RUnlock(id) => (EventOp::RUnlock, id),
        NextOp::WgAdd(id, n) if n < 0 => (EventOp::WgDone, id),
        NextOp::WgAdd(id, _) => (EventOp::WgAdd, id),
        NextOp::WgWait(id) | NextOp::WgReturn(id) => (EventOp::WgWait, id),
        NextOp::CondTicket(id) => (EventOp::CondWait, id),
        NextOp::CondSignal(id) => (EventOp::CondSignal, id),
        NextOp::CondBroadcast(id) => (EventOp::CondBroadcast, id),
        NextOp::Sleep => (EventOp::Sleep, 0),
        NextOp::TimerStart => (EventOp::TimerStart, 0),
        NextOp::TimerStop(id) => (EventOp::TimerStop, id),
        NextOp::TimerReset(id) => (EventOp::TimerStart, id),
        NextOp::AtomicLoad(id) => (EventOp::AtomicLoad, id),
        NextOp::AtomicStore(id) => (EventOp::AtomicStore, id),
        NextOp::AtomicRmw(id) => (EventOp::AtomicAdd, id),
        NextOp::AtomicCas(id) => (EventOp::AtomicCas, id),
        NextOp::Print => (EventOp::Print, 0),
        NextOp::Len(id) => (EventOp::Recv, id),
        NextOp::Start => (EventOp::Go, 0),
        NextOp::Leave => (EventOp::Exit, 0),
        _ => (EventOp::Gosched, 0),
    }
}
