//! `select`: which cases are ready, which one is taken, and waiting on all of them.

use bytecode::{Instr, Program, SelectDir};

use crate::chan::{Into, NO_SLOT, Sudog};
use crate::event::{CASE_CHOSEN, EventOp, Outcome};
use crate::scheduler::{CaseChoice, GRef, Scheduler};
use crate::stop::StopReason;
use crate::trap::{Res, Trap};
use crate::value::Window;
use crate::vm::{OpenChoice, Vm};
use crate::wait::WaitReason;

impl Vm {
    #[inline(never)]
    pub(crate) fn select(
        &mut self,
        prog: &Program,
        me: GRef,
        w: &mut Window,
        fp: usize,
        i: Instr,
        sched: &mut dyn Scheduler,
    ) -> Res {
        let Some(desc) = prog.selects.get(i.imm as u32 as usize) else {
            return Err(Trap::Internal("select"));
        };
        // Two ready cases are common, many are not.
        let what = match desc.cases.as_slice() {
            [one] if one.dir == SelectDir::Send => "send on",
            [_] => "receive on",
            _ => "select on",
        };
        let mut first = None;
        let mut more: Vec<u16> = Vec::new();
        let bet = match desc.has_default {
            true => None,
            false => sched.bet(me),
        };
        for (k, c) in desc.cases.iter().enumerate() {
            let ch = w[c.chan as usize];
            if ch == 0
                || bet.is_some_and(|b| usize::from(b) != k)
                || !self.case_ready(prog, ch, c.dir == SelectDir::Send, what, sched)?
            {
                continue;
            }
            match first {
                None => first = Some(k as u16),
                Some(f) => {
                    if more.is_empty() {
                        more.push(f);
                    }
                    more.push(k as u16);
                }
            }
        }
        let chosen = match first {
            None => return self.select_none(me, w, fp, i, (desc, bet)),
            Some(f) if more.is_empty() => f,
            Some(f) => match sched.choose_case(me, &more) {
                CaseChoice::Take(k) => more.get(k).copied().unwrap_or(f),
                CaseChoice::Ask => {
                    self.open = Some(OpenChoice::Case {
                        g: me.id,
                        ready: more,
                    });
                    return Err(Trap::Ask);
                }
                CaseChoice::Diverged => return Err(Trap::Stop(StopReason::Diverged)),
            },
        };
        let Some(c) = desc.cases.get(chosen as usize) else {
            return Err(Trap::Internal("select case"));
        };
        let ch = w[c.chan as usize];
        let case = u32::from(chosen) + 1 + if more.is_empty() { 0 } else { CASE_CHOSEN };
        let done = match c.dir {
            SelectDir::Send => self.try_send(prog, me, w, c.value, ch, case, sched)?,
            SelectDir::Recv => {
                let into = Into {
                    value: c.wants_value.then_some(c.value),
                    ok: c.ok,
                };
                self.try_recv(prog, me, w, into, ch, case, sched)?
            }
        };
        if !done {
            return Err(Trap::Internal("ready case was not ready"));
        }
        w[i.a as usize] = u64::from(chosen);
        Ok(())
    }

    /// No case is ready: the default, or waiting.
    fn select_none(
        &mut self,
        me: GRef,
        w: &mut Window,
        fp: usize,
        i: Instr,
        (desc, bet): (&bytecode::SelectDesc, Option<u16>),
    ) -> Res {
        let mut e = self.event(me.id, EventOp::Select);
        if desc.has_default {
            e.outcome = Outcome::NotReady;
            self.push(e);
            w[i.a as usize] = u64::MAX;
            return Ok(());
        }
        // gc compiles a select of one case to the plain operation.
        let (reason, op) = match desc.cases.as_slice() {
            [] => (WaitReason::SelectNoCases, EventOp::Select),
            [one] => {
                let nil = w[one.chan as usize] == 0;
                match (one.dir, nil) {
                    (SelectDir::Send, false) => (WaitReason::ChanSend, EventOp::Send),
                    (SelectDir::Send, true) => (WaitReason::ChanSendNil, EventOp::Send),
                    (SelectDir::Recv, false) => (WaitReason::ChanReceive, EventOp::Recv),
                    (SelectDir::Recv, true) => (WaitReason::ChanReceiveNil, EventOp::Recv),
                }
            }
            _ => (WaitReason::Select, EventOp::Select),
        };
        let mut sibling = 0;
        let mut object = 0;
        let mut bubbled = self.bubble != 0;
        for (k, c) in desc.cases.iter().enumerate() {
            let ch = w[c.chan as usize];
            if ch == 0 || bet.is_some_and(|b| usize::from(b) != k) {
                continue;
            }
            object = ch;
            bubbled = bubbled && self.chan_bubble(ch) == self.bubble;
            let abs = |s: Option<u8>| s.map_or(NO_SLOT, |s| (fp + s as usize) as u32);
            let send = c.dir == SelectDir::Send;
            sibling = self.enqueue_case(Sudog {
                g: me,
                object: ch,
                value: abs((send || c.wants_value).then_some(c.value)),
                ok: abs(c.ok),
                chosen: abs(Some(i.a)),
                case: k as u16,
                send,
                sibling,
                ..Sudog::default()
            })?;
        }
        if desc.cases.len() != 1 {
            object = 0;
        }
        e.op = op;
        e.object = object;
        e.outcome = Outcome::Blocked;
        e.reason = reason;
        self.push(e);
        let trap = self.park_for(reason, object);
        self.park.first = sibling;
        self.park.bubbled = bubbled;
        Err(trap)
    }
}
