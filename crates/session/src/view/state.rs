//! Where a run stands: goroutines, what they wait for, what can happen next.

use std::collections::BTreeSet;

use protocol as p;
use vm::{GLANCE, GoroutineView, Need, Reach, Status, StopReason, Vm, reach, wants};

use crate::convert;
use crate::history::History;
use crate::oracle::Question;
use crate::track::Track;
use crate::view::deadlock;
use crate::view::event::own_frame;
use crate::view::names::Names;
use crate::view::place::{func_name, short_name};
use crate::view::wait::{freers, need, remaining};

/// Goroutines and options of one answer.
const MAX_GOROUTINES: usize = 256;
const MAX_OPTIONS: usize = 64;
/// Waiting goroutines for which it is worked out who could free them.
const MAX_FREED: usize = 64;
/// Objects of one wait.
const MAX_OBJECTS: usize = 16;

/// The goroutines that are shown.
pub(crate) fn goroutines(track: &Track, history: &History, names: &mut Names) -> Vec<p::Goroutine> {
    let vm = &track.vm;
    let live = vm.goroutines();
    let waiting: Vec<&GoroutineView> = live
        .iter()
        .filter(|g| g.status == Status::Waiting && !g.system)
        .take(MAX_FREED)
        .collect();
    let wants = waiting.iter().flat_map(|g| wants(vm, g)).filter(|w| {
        matches!(
            w.need,
            Need::Send | Need::Receive | Need::Done | Need::Signal
        )
    });
    let wanted: BTreeSet<u64> = base::sort::set(wants.map(|w| w.object));
    let reach = if wanted.is_empty() {
        Reach::default()
    } else {
        reach(vm, &wanted, GLANCE)
    };
    let mut out: Vec<p::Goroutine> = live
        .iter()
        .filter(|g| !g.system)
        .take(MAX_GOROUTINES)
        .map(|g| goroutine(track, history, names, g, &reach))
        .collect();
    // The recent dead fill what is left.
    let step = track.step();
    let dead = history
        .lanes
        .iter()
        .rev()
        .filter(|l| l.to.is_some_and(|to| to <= step))
        .take(MAX_GOROUTINES.saturating_sub(out.len()));
    for lane in dead {
        if out.iter().any(|g| g.id == lane.id) {
            continue;
        }
        out.push(p::Goroutine {
            id: lane.id,
            name: short_name(&track.code.program, lane),
            status: p::GStatus::Done,
            place: None,
            wait: None,
            parent: lane.parent,
            created_at: lane.go_pc.and_then(|pc| track.code.own_place(pc)),
        });
    }
    base::sort::sort_by_key(&mut out, |g| g.id);
    out
}

/// One live goroutine.
pub(crate) fn goroutine(
    track: &Track,
    history: &History,
    names: &mut Names,
    g: &GoroutineView,
    reach: &Reach,
) -> p::Goroutine {
    let (vm, code) = (&track.vm, &track.code);
    let name = if g.id == 1 {
        "main".to_owned()
    } else {
        let started = history
            .lane(g.id)
            .filter(|l| l.func.is_some() || l.start_pc().is_some());
        started
            .map(|l| short_name(&code.program, l))
            .or_else(|| func_name(&code.program, g.func))
            .unwrap_or_else(|| format!("g{}", g.id))
    };
    p::Goroutine {
        id: g.id,
        name,
        status: status(track, g),
        place: own_frame(code, vm, g.id),
        wait: wait(track, names, g, reach),
        parent: (g.creator != 0).then_some(g.creator),
        created_at: code.own_place(g.go_pc).filter(|_| g.creator != 0),
    }
}

/// The goroutine on the processor, or about to ask whether it stays there.
pub(crate) fn current(track: &Track) -> Option<u32> {
    match &track.oracle.question {
        Some(Question::Point(g) | Question::Case(g, _)) => Some(g.id),
        Some(Question::Pick) => None,
        None => track.vm.running(),
    }
}

fn status(track: &Track, g: &GoroutineView) -> p::GStatus {
    if let Some(stop) = track.vm.stopped() {
        match stop {
            StopReason::Panic { g: id, .. } | StopReason::Fatal { g: id, .. } if *id == g.id => {
                return p::GStatus::Panicked;
            }
            StopReason::Deadlock { .. } if g.status == Status::Waiting => {
                return p::GStatus::Deadlocked;
            }
            StopReason::Finished if g.id == 1 => return p::GStatus::Done,
            _ => {}
        }
    }
    match g.status {
        Status::Waiting if matches!(g.wait, vm::WaitReason::Sleep | vm::WaitReason::Syscall) => {
            p::GStatus::Sleeping
        }
        Status::Waiting => p::GStatus::Waiting,
        Status::Dead => p::GStatus::Done,
        _ if current(track) == Some(g.id) => p::GStatus::Running,
        Status::Running | Status::Runnable => p::GStatus::Runnable,
    }
}

fn wait(track: &Track, names: &mut Names, g: &GoroutineView, reach: &Reach) -> Option<p::Wait> {
    let (vm, program) = (&track.vm, &track.code.program);
    let reason = convert::reason(g.wait)?;
    let wants = wants(vm, g);
    let mut out = p::Wait {
        reason,
        objects: Vec::new(),
        needs: Vec::new(),
        freers: Vec::new(),
        since: g.since,
        remaining: remaining(vm, g.object),
    };
    for want in wants.iter().take(MAX_OBJECTS) {
        let mut kind = None;
        if want.object != 0 {
            let op = operation(g.wait);
            let object = names.object(vm, program, want.object, op);
            kind = Some(object.kind);
            if !out.objects.iter().any(|o| o.id == object.id) {
                out.objects.push(object);
            }
        }
        if let Some(need) = need(want.need)
            && !out.needs.contains(&need)
        {
            out.needs.push(need);
            if need == p::Need::Send {
                out.needs.push(p::Need::Close);
            }
        }
        for freer in freers(vm, g.id, *want, kind, reach) {
            if !out.freers.iter().any(|f| f.goroutine == freer.goroutine) {
                out.freers.push(freer);
            }
        }
    }
    out.freers.truncate(MAX_FREED);
    Some(out)
}

fn operation(reason: vm::WaitReason) -> Option<vm::EventOp> {
    use vm::{EventOp, WaitReason};
    Some(match reason {
        WaitReason::MutexLock => EventOp::Lock,
        WaitReason::RwLock | WaitReason::RwRLock => EventOp::RLock,
        WaitReason::WaitGroupWait => EventOp::WgWait,
        WaitReason::CondWait => EventOp::CondWait,
        WaitReason::Sleep | WaitReason::Syscall => EventOp::Sleep,
        _ => EventOp::Recv,
    })
}

/// What can happen next, if there is more than one thing.
pub(crate) fn choices(track: &Track) -> Option<p::Choices> {
    if track.vm.stopped().is_some() {
        return None;
    }
    let (vm, code) = (&track.vm, &track.code);
    let decision = track.decision();
    let taken = track.overrides.get(&decision).copied();
    let mut options: Vec<p::Choice> = Vec::new();
    let kind = match &track.oracle.question {
        Some(Question::Case(g, ready)) => {
            let cases = select_cases(track, g.id, ready);
            for (n, case) in cases.into_iter().enumerate().take(MAX_OPTIONS) {
                options.push(p::Choice {
                    pick: n as u32,
                    goroutine: g.id,
                    case,
                    place: own_frame(code, vm, g.id),
                    default: taken == Some(n as u32),
                });
            }
            p::ChoiceKind::SelectCase(g.id)
        }
        _ => {
            let runnable = vm::Scheduler::runnable(&track.oracle);
            let mut ids: Vec<u32> = current(track).into_iter().collect();
            for g in runnable {
                if !ids.contains(&g.id) {
                    ids.push(g.id);
                }
            }
            // The policy's own way is the first, where it does not throw a coin.
            let random = matches!(track.oracle.policy.base(), sched::Base::Random);
            let own = ids.first().copied().filter(|_| !random);
            let chosen = match taken {
                Some(id) => Some(id),
                None => own,
            };
            for id in ids.into_iter().take(MAX_OPTIONS) {
                options.push(p::Choice {
                    pick: id,
                    goroutine: id,
                    case: None,
                    place: own_frame(code, vm, id),
                    default: chosen == Some(id),
                });
            }
            p::ChoiceKind::Goroutine
        }
    };
    (options.len() > 1).then_some(p::Choices {
        decision,
        kind,
        options,
    })
}

/// The source text of the ready cases of the select at which a goroutine stands.
fn select_cases(track: &Track, g: u32, ready: &[u16]) -> Vec<Option<String>> {
    let program = &track.code.program;
    let frame = track.vm.frames(g, 1);
    let select = frame.first().and_then(|f| {
        let at = [f.pc, f.pc.saturating_sub(1)];
        at.iter().find_map(|pc| {
            let i = program.code.get(*pc as usize)?;
            (i.op == bytecode::Op::Select).then_some(program.selects.get(i.imm as usize)?)
        })
    });
    ready
        .iter()
        .map(|case| {
            let case = select?.cases.get(usize::from(*case))?;
            let entry = program.line_at(frame.first()?.pc)?;
            let origin = track.code.origins.get(entry.file as usize).copied()??;
            let text = track.code.texts.get(origin.file as usize)?;
            let line = text
                .lines()
                .nth((origin.line + case.line).checked_sub(1)? as usize)?;
            Some(line.trim().trim_end_matches(':').to_owned())
        })
        .collect()
}

/// How the run ended, explained.
pub(crate) fn end(vm: &Vm, names: &mut Names, stop: &StopReason) -> p::End {
    match stop {
        StopReason::Finished => p::End::Finished {
            left: vm
                .goroutines()
                .iter()
                .filter(|g| !g.system && g.id != 1)
                .count() as u32,
        },
        StopReason::Exit(code) => p::End::Exited {
            code: *code,
            tests: vm
                .program()
                .files
                .iter()
                .any(|f| f.ends_with(types::TEST_MAIN)),
        },
        StopReason::Panic { g, message } => p::End::Panicked {
            goroutine: *g,
            message: message.clone(),
        },
        StopReason::Deadlock { no_goroutines } => {
            p::End::Deadlock(deadlock::explain(vm, names, *no_goroutines))
        }
        StopReason::Fatal { message, .. } => p::End::Fatal {
            message: format!("fatal error: {message}"),
        },
        StopReason::Limit(limit) => p::End::Limit(convert::limit(*limit)),
        StopReason::Diverged => p::End::Fatal {
            message: "the schedule does not fit this program".to_owned(),
        },
        StopReason::Internal(text) => p::End::Fatal {
            message: format!("internal error: {text}"),
        },
    }
}
