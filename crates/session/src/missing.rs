//! What would have ordered two accesses that race, and does not: read off the run as it happened,
//! as typed data. Only what the run shows is said; what would mend the program is not.

use protocol::MissingEdge;
use race::{Access, LastSync, Race};
use vm::{EventOp, Outcome, Vm};

use crate::order::mention;
use crate::trail::Trail;
use crate::view::names::Names;
use crate::workbench::Code;

/// Why the last synchronisation of a race's two goroutines does not order its accesses.
pub(crate) fn missing(
    code: &Code,
    vm: &Vm,
    trail: &Trail,
    race: &Race,
    last_sync: Option<&LastSync>,
    names: &mut Names,
) -> MissingEdge {
    let sides = [&race.first, &race.second];
    let followed = trail.steps.last().map_or(0, |s| s.event.tick);
    let ended = vm.stopped().is_some();
    if !ended && sides.iter().any(|s| s.at.tick > followed) {
        return MissingEdge::Unknown;
    }
    let locks = sides.map(|side| held(trail, side));
    if let Some(found) = by_locks(code, vm, names, &locks) {
        return found;
    }
    let at = |a: &Access| (a.g.0, a.at.tick);
    // The goroutine of the second access learns of the first one, too late.
    if let Some(first) = trail.step_after(at(&race.first)) {
        let later = trail.lane(race.second.g.0).iter().copied();
        let mut later = later.skip_while(|s| {
            let step = trail.steps.get(*s);
            step.is_none_or(|s| s.event.tick <= race.second.at.tick + 1)
        });
        let learns = later.find(|s| trail.begins_before_end(first, *s));
        if let Some(step) = learns.and_then(|s| trail.steps.get(s))
            && tells(step.event.op)
        {
            return MissingEdge::TooLate(mention(vm, code, names, step));
        }
    }
    let Some(last) = last_sync else {
        return MissingEdge::Never;
    };
    // What the second side knows of the first one was told before the access.
    if last.by == race.second.g
        && last.epoch < race.first.epoch
        && let Some(step) = trail.release(vm, last.of.0, last.epoch)
        && step.event.g == race.first.g.0
        && !matches!(step.event.op, EventOp::Go)
    {
        return MissingEdge::TooEarly(mention(vm, code, names, step));
    }
    match last.kind {
        race::SyncKind::Fork => MissingEdge::OnlyStarted,
        _ => MissingEdge::Unknown,
    }
}

/// Whether an operation is one by which a program waits for another goroutine.
fn tells(op: EventOp) -> bool {
    use EventOp::*;
    matches!(
        op,
        Recv | Send | Select | Lock | RLock | WgWait | CondWait | AtomicLoad | AtomicCas
    )
}

/// A lock that was held at an access, and whether for reading.
type Held = (u64, bool);

/// The locks that the goroutine of an access held at it.
fn held(trail: &Trail, access: &Access) -> Vec<Held> {
    let mut held: Vec<(Held, u32)> = Vec::new();
    for step in &trail.steps {
        let e = &step.event;
        if e.tick > access.at.tick {
            break;
        }
        let done = match e.outcome {
            Outcome::Done => true,
            // Who waits for a read lock, or as a writer for readers, is let in.
            Outcome::Blocked => {
                step.end != step.begin && step.resumed.is_some_and(|r| r.tick <= access.at.tick)
            }
            _ => false,
        };
        match e.op {
            EventOp::Lock | EventOp::TryLock if done => held.push(((e.object, false), e.g)),
            EventOp::RLock | EventOp::TryRLock if done => held.push(((e.object, true), e.g)),
            EventOp::Unlock => held.retain(|((m, read), _)| *m != e.object || *read),
            EventOp::RUnlock => {
                let own = |h: &(Held, u32)| h.0 == (e.object, true) && h.1 == e.g;
                if let Some(i) = held.iter().position(own) {
                    held.remove(i);
                }
            }
            _ => {}
        }
    }
    let mine = held.into_iter().filter(|(_, g)| *g == access.g.0);
    mine.map(|(lock, _)| lock).collect()
}

fn by_locks(
    code: &Code,
    vm: &Vm,
    names: &mut Names,
    locks: &[Vec<Held>; 2],
) -> Option<MissingEdge> {
    let [first, second] = locks;
    let mut name = |lock: &Held| {
        let op = if lock.1 {
            EventOp::RLock
        } else {
            EventOp::Lock
        };
        names.object(vm, &code.program, lock.0, Some(op))
    };
    let common = first.iter().find(|a| second.iter().any(|b| a.0 == b.0));
    Some(match (first.last(), second.last(), common) {
        (_, _, Some(lock)) => MissingEdge::ReadLock(name(lock)),
        (Some(a), Some(b), None) => MissingEdge::OtherLock {
            first: name(a),
            second: name(b),
        },
        (Some(lock), None, None) => MissingEdge::Unlocked {
            lock: name(lock),
            first: false,
        },
        (None, Some(lock), None) => MissingEdge::Unlocked {
            lock: name(lock),
            first: true,
        },
        (None, None, None) => return None,
    })
}
