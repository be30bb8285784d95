//! Bubbles of `testing/synctest`: goroutines with a clock of their own, which moves on when all of
//! them wait for each other or for it.
//!
//! The bubble's root, the goroutine that made it, runs its timers: whoever is the last to wait in
//! a way that only the bubble itself can end ("durably") wakes the root, or the goroutine in
//! `synctest.Wait`. What belongs to a bubble says so itself: goroutines and timers by a field,
//! channels in their header, wait groups in a word that nothing else uses. 0 is no bubble.

use crate::event::EventOp;
use crate::g::{G, Resume};
use crate::scheduler::{GRef, Ready, Scheduler};
use crate::stop::{Limit, StopReason};
use crate::trap::{Res, Trap, at};
use crate::vm::Vm;
use crate::wait::WaitReason;
use bytecode::{Kind, Program};

/// Where bubbles' clocks start: 2000-01-01 00:00:00 UTC, in Unix nanoseconds.
const START: u64 = 946_684_800_000_000_000;
/// Offset in sync.WaitGroup of the number of the bubble in which Add was called.
const WG_BUBBLE: u64 = 8;

/// A bubble whose root has not left it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Bubble {
    id: u32,
    /// Its clock, in Unix nanoseconds.
    now: u64,
    root: GRef,
    main: GRef,
    /// Who is in `synctest.Wait`.
    waiter: Option<GRef>,
    /// Goroutines in it, and those that do not wait durably.
    total: u32,
    running: u32,
    /// Its first goroutine has ended.
    done: bool,
}

/// How a bubble ends, for Go.
mod end {
    pub(super) const ALL_GONE: u64 = 0;
    pub(super) const MAIN_GONE: u64 = 1;
    pub(super) const ALL_BLOCKED: u64 = 2;
}

impl Vm {
    fn bubble_of(&mut self, id: u32) -> Option<&mut Bubble> {
        self.bubbles.iter_mut().find(|b| b.id == id)
    }

    /// The clock of a bubble, or the machine's.
    pub(crate) fn clock_of(&self, id: u32) -> u64 {
        if id == 0 {
            return self.now();
        }
        let bubble = self.bubbles.iter().find(|b| b.id == id);
        bubble.map_or(START, |b| b.now)
    }

    /// An operation on something of bubble `id` by a goroutine that is not in it.
    #[inline]
    pub(crate) fn outside(&self, id: u32) -> bool {
        id != 0 && id != self.bubble
    }

    // ---- who is in it

    /// The new goroutine is in the bubble of its creator.
    pub(crate) fn joined_bubble(&mut self, id: u32) {
        if let Some(b) = self.bubble_of(id) {
            b.total += 1;
            b.running += 1;
        }
    }

    /// A goroutine of a bubble has ended.
    pub(crate) fn left_bubble(&mut self, me: GRef, id: u32) {
        self.saw_bubble(me, id, true);
        if let Some(b) = self.bubble_of(id) {
            b.total = b.total.saturating_sub(1);
            b.running = b.running.saturating_sub(1);
            b.done |= b.main == me;
        }
    }

    /// A goroutine of a bubble parks.
    pub(crate) fn parked_in_bubble(&mut self, g: &mut G) {
        g.durable = self.parks_durably(g.bubble);
        if !g.durable {
            return;
        }
        self.saw_bubble(g.me, g.bubble, true);
        if let Some(b) = self.bubble_of(g.bubble) {
            b.running = b.running.saturating_sub(1);
        }
    }

    /// Whether what the current goroutine parks for is something that only its bubble can end.
    fn parks_durably(&self, id: u32) -> bool {
        match self.park.reason {
            WaitReason::ChanReceiveNil
            | WaitReason::ChanSendNil
            | WaitReason::SelectNoCases
            | WaitReason::Sleep
            | WaitReason::CondWait
            | WaitReason::SynctestRun
            | WaitReason::SynctestWait => true,
            WaitReason::ChanReceive | WaitReason::ChanSend => {
                self.chan_bubble(self.park.object) == id
            }
            WaitReason::Select => self.park.bubbled,
            WaitReason::WaitGroupWait => self.wg_bubble(self.park.object) == id,
            WaitReason::None
            | WaitReason::MutexLock
            | WaitReason::RwRLock
            | WaitReason::RwLock
            | WaitReason::Syscall => false,
        }
    }

    /// A goroutine that waited durably goes on.
    pub(crate) fn woken_in_bubble(&mut self, id: u32) {
        if let Some(b) = self.bubble_of(id) {
            b.running += 1;
        }
    }

    /// If all in a bubble wait durably, somebody is woken: for the timers that are due, else who
    /// waits for that very moment, else the root, to move the clock on.
    pub(crate) fn settle_bubble(&mut self, me: GRef, id: u32, sched: &mut dyn Scheduler) {
        let Some(b) = self.bubble_of(id).copied().filter(|b| b.running == 0) else {
            return;
        };
        let due = self.next_in_bubble(id).is_some_and(|when| when <= b.now);
        let who = b.waiter.filter(|_| !due).unwrap_or(b.root);
        self.woke_too(me, who, 0);
        self.wake(who, Ready::Next, sched);
    }

    // ---- synctest.Run and synctest.Wait

    /// `enter`: makes a bubble, and once it is the root's turn, moves the clock on; the result tells
    /// how the bubble ended.
    pub(crate) fn enter_bubble(
        &mut self,
        prog: &Program,
        g: &mut G,
        func: u64,
        sched: &mut dyn Scheduler,
    ) -> Res<u64> {
        if g.resume != Resume::Bubble {
            if g.bubble != 0 {
                return Err(Trap::Text(
                    "synctest.Run called from within a synctest bubble",
                ));
            }
            self.last_bubble += 1;
            let id = self.last_bubble;
            let (root, main) = (g.me, GRef::default());
            self.bubbles.push(Bubble {
                id,
                now: START,
                root,
                main,
                waiter: None,
                total: 1,
                running: 1,
                done: false,
            });
            g.bubble = id;
            self.bubble = id;
            match self.go(prog, root, func, sched) {
                Ok(main) => {
                    if let Some(b) = self.bubble_of(id) {
                        b.main = main;
                    }
                }
                Err(trap) => {
                    self.leave_bubble(g);
                    return Err(trap);
                }
            }
            return Err(self.root_parks(g));
        }
        g.resume = Resume::Normal;
        let id = g.bubble;
        loop {
            let done = self.bubble_of(id).is_none_or(|b| b.done);
            let Some(when) = self.next_in_bubble(id).filter(|_| !done) else {
                break;
            };
            if when >= i64::MAX as u64 {
                return Err(Trap::Stop(StopReason::Limit(Limit::Steps(self.tick()))));
            }
            if let Some(b) = self.bubble_of(id) {
                b.now = b.now.max(when);
            }
            self.run_bubble_timers(prog, id, sched)?;
            if self.bubble_of(id).is_some_and(|b| b.running > 1) {
                return Err(self.root_parks(g));
            }
        }
        let (total, done) = self.bubble_of(id).map_or((1, true), |b| (b.total, b.done));
        self.saw_bubble(g.me, id, false);
        self.leave_bubble(g);
        if total <= 1 {
            return Ok(end::ALL_GONE);
        }
        self.dead_bubble = id;
        Ok(if done {
            end::MAIN_GONE
        } else {
            end::ALL_BLOCKED
        })
    }

    fn leave_bubble(&mut self, g: &mut G) {
        let id = std::mem::take(&mut g.bubble);
        self.bubble = 0;
        self.bubbles.retain(|b| b.id != id);
        self.timers.forget_bubble(id);
    }

    /// The root waits for the others; woken, it executes `enter` again.
    fn root_parks(&mut self, g: &mut G) -> Trap {
        g.resume = Resume::Bubble;
        g.pc -= 1;
        self.blocks(g, WaitReason::SynctestRun)
    }

    fn blocks(&mut self, g: &G, reason: WaitReason) -> Trap {
        let mut e = self.event(g.me.id, EventOp::Gosched);
        e.outcome = crate::event::Outcome::Blocked;
        e.reason = reason;
        self.push(e);
        self.park_for(reason, 0)
    }

    /// `synctest.Wait`: woken, it is executed again.
    pub(crate) fn bubble_wait(&mut self, g: &mut G) -> Res {
        let me = g.me;
        if g.resume == Resume::Bubble {
            g.resume = Resume::Normal;
            if let Some(b) = self.bubble_of(g.bubble) {
                b.waiter = None;
            }
            self.saw_bubble(me, g.bubble, false);
            let e = self.event(me.id, EventOp::Gosched);
            self.push(e);
            return Ok(());
        }
        let Some(b) = self.bubble_of(g.bubble) else {
            return Err(Trap::Text("goroutine is not in a bubble"));
        };
        if b.waiter.is_some() {
            return Err(Trap::Text("wait already in progress"));
        }
        b.waiter = Some(me);
        g.resume = Resume::Bubble;
        g.pc -= 1;
        Err(self.blocks(g, WaitReason::SynctestWait))
    }

    // ---- what belongs to it

    /// The bubble in which a channel was made.
    pub(crate) fn chan_bubble(&self, ch: u64) -> u32 {
        let both = self.mem.word32(ch.wrapping_add(crate::chan::hchan::CLOSED));
        both.unwrap_or(0) >> 1
    }

    fn wg_bubble(&self, wg: u64) -> u32 {
        self.mem.word32(wg.wrapping_add(WG_BUBBLE)).unwrap_or(0)
    }

    fn set_wg_bubble(&mut self, wg: u64, id: u32) {
        self.mem.set_word32(wg.wrapping_add(WG_BUBBLE), id);
    }

    /// Add is called: from then on the wait group belongs to the bubble, unless it is a package's
    /// variable.
    pub(crate) fn wg_in_bubble(&mut self, wg: u64) -> Res {
        let mixed = "sync: WaitGroup.Add called from inside and outside synctest bubble";
        let owner = self.wg_bubble(wg);
        if self.bubble == 0 {
            return if owner == 0 {
                Ok(())
            } else {
                Err(Trap::Fatal(mixed.into()))
            };
        }
        if owner == self.bubble || self.heap.block(wg).is_none() {
            return Ok(());
        }
        if owner != 0 {
            let text = "sync: WaitGroup.Add called from multiple synctest bubbles";
            return Err(Trap::Fatal(text.into()));
        }
        if at(self.mem.word(wg), wg)? != 0 {
            return Err(Trap::Fatal(mixed.into()));
        }
        self.set_wg_bubble(wg, self.bubble);
        Ok(())
    }

    /// A wait group's counter is 0 and nobody waits: it belongs to no bubble.
    pub(crate) fn wg_leaves_bubble(&mut self, wg: u64) {
        if self.bubble != 0 && self.wg_bubble(wg) == self.bubble {
            self.set_wg_bubble(wg, 0);
        }
    }

    /// A condition's waiter is about to be woken.
    pub(crate) fn may_notify(&mut self, waiter: GRef) -> Res {
        let bubble = self.g(waiter.slot).map_or(0, |g| g.bubble);
        if !self.outside(bubble) {
            return Ok(());
        }
        let text = format!(
            "semaphore wake of synctest goroutine {} from outside bubble\n",
            waiter.id
        );
        self.out.force(2, text.as_bytes());
        let text = "semaphore wake of synctest goroutine from outside bubble";
        Err(Trap::Fatal(text.into()))
    }

    /// The goroutines of a bubble that cannot go on, after the panic that says so.
    pub(crate) fn dead_bubble_text(&self, prog: &Program, value: (u64, u64)) -> String {
        let ty = prog.type_at(value.0).and_then(|ty| prog.ty(ty));
        let says = ty.is_some_and(|t| t.kind == Kind::Struct && t.name == "synctest.deadlock");
        let mut out = String::new();
        if says && self.dead_bubble != 0 {
            for g in self.in_order().filter(|g| g.bubble == self.dead_bubble) {
                out.push_str(&self.g_text(prog, g, false));
            }
        }
        out
    }
}
