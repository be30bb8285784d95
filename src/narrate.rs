//! Sentences: one for every step, and for every way a run can end. Pure; the words are in the
//! message files.

use protocol::{
    Choices, Deadlock, DeadlockCause, End, Event, Gid, Goroutine, LimitKind, Need, Op, Outcome,
    Pause, State, Status, Wait, WaitReason,
};

use crate::{i18n as t, who};

/// Names goroutines.
#[derive(Clone, Copy)]
pub(crate) struct Names<'a>(pub(crate) &'a [Goroutine]);

impl Names<'_> {
    /// `g2 worker`.
    pub(crate) fn of(self, g: Gid) -> String {
        if g == 0 {
            return t::runtime_name().into();
        }
        let name = self
            .0
            .iter()
            .find(|x| x.id == g)
            .map_or("", |x| x.name.as_str());
        who::title(g, short_name(name))
    }

    /// `g2 worker, g3 worker and g4 main.func1`; at most four by name.
    pub(crate) fn list(self, all: &[Gid]) -> String {
        let names: Vec<String> = all.iter().take(4).map(|g| self.of(*g)).collect();
        join(&names)
    }
}

/// A function's name without its package when that is `main`.
pub(crate) fn short_name(name: &str) -> &str {
    match name.strip_prefix("main.") {
        Some(rest) if !rest.is_empty() => rest,
        // What wg.Go runs is wrapped by the library; its name there says nothing to a reader.
        _ if name.starts_with("sync.(*WaitGroup).Go") => "wg.Go",
        _ => name,
    }
}

/// `a, b and c`.
fn join(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first, middle @ .., last] => {
            let head = middle.iter().fold(first.clone(), |a, b| t::comma(&a, b));
            t::and(&head, last)
        }
    }
}

/// The sentence for one event.
pub(crate) fn event(e: &Event, names: Names<'_>) -> String {
    let said = plain(e, names);
    let by_select = e
        .case
        .filter(|_| matches!(e.op, Op::Send | Op::Recv) && e.outcome != Outcome::Blocked);
    let said = match by_select {
        Some(case) => t::said_by_select(&said.trim_end_matches('.'), &(case + 1)) + ".",
        None => said,
    };
    match e.woke.as_slice() {
        [] => said,
        few if few.len() <= 3 => t::said_woke(&said, &names.list(few)),
        many => t::said_woke_many(many.len() as u64, &said),
    }
}

fn plain(e: &Event, names: Names<'_>) -> String {
    let g = names.of(e.goroutine);
    let o = e.object.as_ref().map(who::object).unwrap_or_default();
    let p = e.partner.map(|p| names.of(p));
    let something = t::something().to_owned();
    let v = e.value.clone().unwrap_or(something);
    let n = e.count.unwrap_or_default();
    use Outcome::{Blocked, Closed, Done, NotReady, Panicked, Resumed};
    match (e.op, e.outcome) {
        (Op::Go, _) => t::said_go(&g, &p.unwrap_or_default()),
        (Op::Start, _) => t::said_begin(&g),
        (Op::Exit, _) => t::said_exit(&g),
        (Op::Goexit, _) => t::said_goexit(&g),
        (Op::MakeChan, _) => t::said_make(&g, &o),
        (Op::Send, Blocked) if e.reason == Some(WaitReason::ChanSendNil) => t::said_send_nil(&g),
        (Op::Send, Blocked) => t::said_send_block(&g, &v, &o),
        (Op::Send, Resumed) => match p {
            Some(p) => t::said_send_resumed(&g, &p, &v, &o),
            None => t::said_send_resumed_alone(&g, &v, &o),
        },
        (Op::Send, NotReady) => t::said_send_notready(&g, &o),
        (Op::Send, Panicked | Closed) => t::said_send_closed(&g, &o),
        (Op::Send, Done) => match (p, e.count) {
            (Some(p), _) => t::said_send_direct(&g, &v, &o, &p),
            (None, Some(n)) => t::said_send_buffer(&g, &v, &o, &n),
            (None, None) => t::said_send(&g, &v, &o),
        },
        (Op::Recv, Blocked) if e.reason == Some(WaitReason::ChanReceiveNil) => t::said_recv_nil(&g),
        (Op::Recv, Blocked) => t::said_recv_block(&g, &o),
        (Op::Recv, Resumed) => match p {
            Some(p) => t::said_recv_resumed(&g, &v, &p, &o),
            None => t::said_recv_resumed_alone(&g, &v, &o),
        },
        (Op::Recv, NotReady) => t::said_recv_notready(&g, &o),
        (Op::Recv, Closed | Panicked) => t::said_recv_closed(&g, &o),
        (Op::Recv, Done) => match (p, e.count) {
            (Some(p), _) => t::said_recv_direct(&g, &v, &o, &p),
            (None, Some(n)) => t::said_recv_buffer(&g, &v, &o, &n),
            (None, None) => t::said_recv(&g, &v, &o),
        },
        (Op::Close, Panicked) => t::said_close_panic(&g, &o),
        (Op::Close, _) => t::said_close(&g, &o),
        (Op::Select, Blocked) if e.reason == Some(WaitReason::SelectNoCases) => {
            t::said_select_forever(&g)
        }
        (Op::Select, Blocked) => t::said_select_block(&g),
        (Op::Select, NotReady) => t::said_select_default(&g),
        (Op::Select, _) => match e.case {
            Some(case) => t::said_select_case(&g, &(case + 1)),
            None => t::said_select_default(&g),
        },
        (Op::Lock, Blocked) => match p {
            Some(p) => t::said_lock_block(&g, &o, &p),
            None => t::said_lock_block_alone(&g, &o),
        },
        (Op::Lock, Resumed) => t::said_lock_resumed(&g, &o),
        (Op::TryLock | Op::TryRLock, NotReady) => t::said_trylock_no(&g, &o),
        (Op::Lock | Op::TryLock, _) => t::said_lock(&g, &o),
        (Op::Unlock | Op::RUnlock, Panicked) => t::said_unlock_bad(&g, &o),
        (Op::Unlock, _) => t::said_unlock(&g, &o),
        (Op::RLock, Blocked) => t::said_rlock_block(&g, &o),
        (Op::RLock, Resumed) => t::said_rlock_resumed(&g, &o),
        (Op::RLock | Op::TryRLock, _) => t::said_rlock(&g, &o),
        (Op::RUnlock, _) => t::said_runlock(&g, &o),
        (Op::WgAdd | Op::WgDone, Panicked) => t::said_wg_negative(&g, &o),
        (Op::WgAdd, _) => t::said_wg_add(&g, &o, &n),
        (Op::WgDone, _) => t::said_wg_done(&g, &o, &n),
        (Op::WgWait, Blocked) => t::said_wg_wait(&g, &o),
        (Op::WgWait, Resumed) => t::said_wg_wait_resumed(&g, &o),
        (Op::WgWait, _) => t::said_wg_wait_done(&g, &o),
        (Op::CondWait, Resumed) => t::said_cond_resumed(&g, &o),
        (Op::CondWait, _) => t::said_cond_wait(&g, &o),
        (Op::CondSignal, _) => t::said_cond_signal(&g, &o),
        (Op::CondBroadcast, _) => t::said_cond_broadcast(&g, &o),
        (Op::Once, Blocked) => t::said_once_block(&g, &o),
        (Op::Once, NotReady) => t::said_once_again(&g, &o),
        (Op::Once, _) => t::said_once(&g, &o),
        (Op::SemAcquire, Blocked) => t::said_sem_block(&g, &o),
        (Op::SemAcquire, _) => t::said_sem_acquire(&g, &o),
        (Op::SemRelease, _) => t::said_sem_release(&g, &o),
        (Op::AtomicLoad, _) => t::said_atomic_load(&g, &o, &v),
        (Op::AtomicStore, _) => t::said_atomic_store(&g, &v, &o),
        (Op::AtomicAdd, _) => t::said_atomic_add(&g, &o, &v),
        (Op::AtomicSwap, _) => t::said_atomic_swap(&g, &v, &o),
        (Op::AtomicCas, NotReady) => t::said_atomic_cas_no(&g, &o),
        (Op::AtomicCas, _) => t::said_atomic_cas(&g, &o, &v),
        (Op::Sleep, Resumed) => t::said_sleep_resumed(&g),
        (Op::Sleep, _) => match &e.value {
            Some(v) => t::said_sleep_for(&g, v),
            None => t::said_sleep(&g),
        },
        (Op::TimerStart, _) => t::said_timer_start(&g, &o),
        (Op::TimerStop, _) => t::said_timer_stop(&g, &o),
        (Op::TimerFire, _) => t::said_timer_fire(&o),
        (Op::Gosched, _) => t::said_gosched(&g),
        (Op::Preempt, _) => t::said_preempt(&g),
        (Op::Switch, _) => t::said_switch(&g),
        (Op::Print, _) => t::said_print(&g, &v),
        (Op::Panic, _) => t::said_panic(&g, &v),
        (Op::Recover, _) => t::said_recover(&g),
        (Op::Gc, _) => t::said_gc().into(),
        (Op::Finalizer, _) => t::said_finalizer().into(),
        (Op::End, _) => t::said_end(&v),
        (Op::Fatal, _) => t::said_fatal(&v),
    }
}

/// The sentence for where a run stands.
pub(crate) fn state(s: &State) -> String {
    let names = Names(&s.goroutines);
    match (&s.status, &s.last) {
        (Status::Ended(how), _) => end(how, names),
        (Status::Paused(Pause::NoFurther), None) => t::pause_no_further().into(),
        (_, Some(e)) => event(e, names),
        (_, None) => t::said_start().into(),
    }
}

/// Why a run stands still, when the reader may want to know.
pub(crate) fn pause(s: &State, text_line: impl Fn(u32, u32) -> Option<u32>) -> Option<String> {
    match s.status {
        Status::Paused(Pause::Breakpoint(b)) => Some(t::pause_breakpoint(
            &text_line(b.file, b.line).unwrap_or(b.line),
        )),
        Status::Paused(Pause::Choice) => Some(t::pause_choice().into()),
        Status::Paused(Pause::NoFurther) => Some(t::pause_no_further().into()),
        _ => None,
    }
}

/// A size in bytes, in the unit that fits.
fn size(bytes: u64) -> String {
    match bytes {
        n if n >= 1 << 20 => t::mib(&(n >> 20)),
        n if n >= 1 << 10 => t::kib(&(n >> 10)),
        n => t::bytes(n),
    }
}

/// How a run ended.
pub(crate) fn end(how: &End, names: Names<'_>) -> String {
    match how {
        End::Finished { left: 0 } => t::end_finished().into(),
        End::Finished { left } => t::end_finished_left(u64::from(*left)),
        End::Exited {
            code: 0,
            tests: true,
        } => t::end_passed().into(),
        End::Exited { tests: true, .. } => t::end_failed().into(),
        End::Exited { code, .. } => t::end_exited(code),
        End::Panicked { goroutine, .. } => t::end_panicked(&names.of(*goroutine)),
        End::Deadlock(_) => t::end_deadlock().into(),
        End::Fatal { .. } => t::end_fatal().into(),
        End::Stopped => t::end_stopped().into(),
        End::Limit(LimitKind::Ticks(n)) => t::end_limit_ticks(&t::number(*n)),
        End::Limit(LimitKind::Memory(n)) => t::end_limit_memory(&size(*n)),
        End::Limit(LimitKind::Goroutines(n)) => t::end_limit_goroutines(&t::number(*n)),
        End::Limit(LimitKind::Output(n)) => t::end_limit_output(&size(*n)),
    }
}

/// Go's own line about the end, if it has one.
pub(crate) fn go_line(how: &End) -> Option<&str> {
    match how {
        End::Panicked { message, .. } | End::Fatal { message } => Some(message),
        End::Deadlock(_) => Some("fatal error: all goroutines are asleep - deadlock!"),
        _ => None,
    }
}

/// Why nothing can go on, in sentences.
pub(crate) fn deadlock(d: &Deadlock, names: Names<'_>) -> Vec<String> {
    let mut out = Vec::new();
    match &d.cause {
        DeadlockCause::Cycle(edges) => {
            out.push(t::dead_cycle().into());
            for e in edges {
                let (g, o, p) = (
                    names.of(e.waiter),
                    who::object(&e.object),
                    names.of(e.holder),
                );
                out.push(match e.need {
                    Need::Unlock | Need::RUnlock => t::dead_edge(&g, &o, &p),
                    Need::Send | Need::Close => t::dead_edge_send(&g, &p, &o),
                    Need::Receive => t::dead_edge_receive(&g, &p, &o),
                    Need::Done => t::dead_edge_done(&g, &p, &o),
                    Need::Signal => t::dead_edge_signal(&g, &p, &o),
                    Need::Time | Need::Release => t::dead_edge_other(&g, &p, &o),
                });
            }
        }
        DeadlockCause::MissingPartner {
            goroutine,
            object,
            need,
            reachable_by,
        } => {
            let g = names.of(*goroutine);
            let o = who::object(object);
            let others: Vec<Gid> = reachable_by
                .iter()
                .copied()
                .filter(|x| x != goroutine)
                .collect();
            let w = (!others.is_empty()).then(|| names.list(&others));
            out.push(match (need, w) {
                (Need::Send | Need::Close, None) => t::dead_missing_recv(&g, &o),
                (Need::Send | Need::Close, Some(w)) => t::dead_missing_recv_stuck(&g, &o, &w),
                (Need::Receive, None) => t::dead_missing_send(&g, &o),
                (Need::Receive, Some(w)) => t::dead_missing_send_stuck(&g, &o, &w),
                (Need::Unlock | Need::RUnlock, None) => t::dead_missing_unlock(&g, &o),
                (Need::Unlock | Need::RUnlock, Some(w)) => t::dead_missing_unlock_stuck(&g, &o, &w),
                (Need::Done, _) => t::dead_missing_done(&g, &o),
                (Need::Signal, _) => t::dead_missing_signal(&g, &o),
                (Need::Time | Need::Release, _) => t::dead_missing_other(&g, &o),
            });
        }
        DeadlockCause::NilChannel { goroutine, .. } => out.push(t::dead_nil(&names.of(*goroutine))),
        DeadlockCause::EmptySelect { goroutine } => out.push(t::dead_select(&names.of(*goroutine))),
        DeadlockCause::NoGoroutines => out.push(t::dead_nobody().into()),
    }
    if d.stuck.len() > 1 {
        out.push(t::dead_also_stuck(d.stuck.len() as u64));
    }
    out
}

/// The same in one line.
pub(crate) fn deadlock_line(d: &Deadlock, names: Names<'_>) -> String {
    let all = deadlock(d, names);
    match &d.cause {
        DeadlockCause::Cycle(edges) => {
            all.get(1..=edges.len()).unwrap_or_default().join("; ") + "."
        }
        _ => all.into_iter().next().unwrap_or_default(),
    }
}

/// What a goroutine waits for, in a few words.
pub(crate) fn wait(w: &Wait) -> String {
    let what = || {
        join(
            &w.objects
                .iter()
                .take(3)
                .map(who::object)
                .collect::<Vec<_>>(),
        )
    };
    match w.reason {
        WaitReason::ChanSend => t::wait_send(&what()),
        WaitReason::ChanReceive => t::wait_recv(&what()),
        WaitReason::ChanReceiveNil | WaitReason::ChanSendNil => t::wait_nil().into(),
        WaitReason::Select => t::wait_select(&what()),
        WaitReason::SelectNoCases => t::wait_forever().into(),
        WaitReason::MutexLock | WaitReason::RwMutexLock | WaitReason::RwMutexRLock => {
            t::wait_lock(&what())
        }
        WaitReason::WaitGroupWait => t::wait_wg(&what()),
        WaitReason::CondWait => t::wait_cond(&what()),
        WaitReason::Semacquire => t::wait_sem().into(),
        WaitReason::Sleep => match w.remaining {
            Some(left) => t::wait_time(&t::duration(left)),
            None => t::wait_time_over().into(),
        },
        WaitReason::IoWait => t::wait_io().into(),
        WaitReason::FinalizerWait
        | WaitReason::Coroutine
        | WaitReason::SynctestRun
        | WaitReason::SynctestWait
        | WaitReason::Syscall => w.reason.go_text().into(),
    }
}

/// Who could free a waiting goroutine; `None`: time alone, or unknown.
pub(crate) fn freers(w: &Wait, names: Names<'_>) -> Option<String> {
    let holders: Vec<Gid> = w
        .freers
        .iter()
        .filter(|f| f.holds)
        .map(|f| f.goroutine)
        .collect();
    if !holders.is_empty() {
        return Some(t::held_by(&names.list(&holders)));
    }
    if w.remaining.is_some() || w.needs.contains(&Need::Time) {
        return None;
    }
    let mut able: Vec<Gid> = w.freers.iter().map(|f| f.goroutine).collect();
    able.dedup();
    Some(if able.is_empty() {
        t::freed_by_nobody().into()
    } else {
        t::freed_by(&names.list(&able))
    })
}

/// The words before the options of an open decision.
pub(crate) fn choices(c: Option<&Choices>, names: Names<'_>) -> String {
    match c.map(|c| c.kind) {
        Some(protocol::ChoiceKind::SelectCase(g)) => t::select_next(&names.of(g)),
        _ => t::run_next().into(),
    }
}

#[cfg(test)]
mod tests {
    use protocol::{GStatus, ObjectKind, ObjectRef, WaitEdge};

    use super::*;

    fn goroutines() -> Vec<Goroutine> {
        ["main.main", "main.worker", "main.worker"]
            .iter()
            .zip(1..)
            .map(|(name, id)| Goroutine {
                id,
                name: (*name).into(),
                status: GStatus::Runnable,
                place: None,
                wait: None,
                parent: None,
                created_at: None,
            })
            .collect()
    }

    fn jobs() -> ObjectRef {
        ObjectRef {
            id: 0xc000012000,
            kind: ObjectKind::Chan,
            name: Some("jobs".into()),
        }
    }

    fn base(op: Op, outcome: Outcome) -> Event {
        Event {
            index: 0,
            tick: 0,
            time: 0,
            goroutine: 1,
            op,
            outcome,
            object: Some(jobs()),
            value: None,
            partner: None,
            woke: vec![],
            reason: None,
            case: None,
            count: None,
            place: None,
        }
    }

    #[track_caller]
    fn says(e: Event, expected: &str) {
        assert_eq!(event(&e, Names(&goroutines())), expected);
    }

    #[test]
    fn channel_sentences() {
        says(
            Event {
                value: Some("5".into()),
                count: Some(1),
                ..base(Op::Send, Outcome::Done)
            },
            "g1 main puts 5 into jobs; its buffer holds 1.",
        );
        says(
            Event {
                value: Some("5".into()),
                partner: Some(2),
                woke: vec![2],
                ..base(Op::Send, Outcome::Done)
            },
            "g1 main hands 5 on jobs straight to g2 worker. g2 worker can run now.",
        );
        says(
            Event {
                value: Some("5".into()),
                case: Some(1),
                count: Some(0),
                ..base(Op::Recv, Outcome::Done)
            },
            "g1 main takes 5 out of jobs; its buffer holds 0 (select, case 2).",
        );
        says(
            Event {
                woke: vec![3, 2],
                ..base(Op::Close, Outcome::Done)
            },
            "g1 main closes jobs. g3 worker and g2 worker can run now.",
        );
        says(
            base(Op::Recv, Outcome::Closed),
            "g1 main finds jobs closed and empty.",
        );
    }

    #[test]
    fn a_crowd_is_counted_not_named() {
        says(
            Event {
                woke: vec![2, 3, 4, 5, 6],
                ..base(Op::Close, Outcome::Done)
            },
            "g1 main closes jobs. 5 goroutines can run now.",
        );
    }

    #[test]
    fn a_missing_partner_in_words() {
        let d = Deadlock {
            cause: DeadlockCause::MissingPartner {
                goroutine: 1,
                object: jobs(),
                need: Need::Send,
                reachable_by: vec![1],
            },
            stuck: vec![1],
        };
        assert_eq!(
            deadlock(&d, Names(&goroutines())),
            [
                "g1 main waits to receive on jobs; nobody else can reach it, so nobody can ever send."
            ]
        );
    }

    #[test]
    fn a_cycle_in_words() {
        let mu = |name: &str| ObjectRef {
            id: 1,
            kind: ObjectKind::Mutex,
            name: Some(name.into()),
        };
        let d = Deadlock {
            cause: DeadlockCause::Cycle(vec![
                WaitEdge {
                    waiter: 2,
                    object: mu("a"),
                    need: Need::Unlock,
                    holder: 3,
                },
                WaitEdge {
                    waiter: 3,
                    object: mu("b"),
                    need: Need::Unlock,
                    holder: 2,
                },
            ]),
            stuck: vec![1, 2, 3],
        };
        let words = deadlock(&d, Names(&goroutines()));
        assert_eq!(words[1], "g2 worker waits for a, which g3 worker holds");
        assert_eq!(words[3], "3 goroutines wait for ever.");
    }
}
