//! The goroutines of a machine: made, started, woken, buried. What one consists of is in `g.rs`, who
//! runs is the policy's matter.

use std::collections::BTreeMap;

use bytecode::{FuncId, Program, WINDOW};

use crate::event::EventOp;
use crate::g::{Frame, G, RET_EXIT, Resume};
use crate::scheduler::{GRef, Ready, Scheduler};
use crate::stop::{Limit, StopReason};
use crate::trap::{Res, Trap};
use crate::vm::{FIRST_STACK, POOL, Park, Vm};
use crate::wait::{Status, WaitReason};

impl Vm {
    /// The goroutines in the table, in order of number.
    pub(crate) fn in_order(&self) -> impl Iterator<Item = &G> {
        // A map of words, of which the machine has some: a sort would be code of its own.
        let all = self.gs.iter().enumerate();
        let slots: BTreeMap<u64, u64> = base::sort::map(
            all.filter_map(|(slot, g)| Some((u64::from(g.as_ref()?.me.id), slot as u64))),
        );
        slots.into_values().filter_map(|slot| self.g(slot as u32))
    }

    pub(crate) fn g(&self, slot: u32) -> Option<&G> {
        self.gs.get(slot as usize)?.as_deref()
    }

    pub(crate) fn g_mut(&mut self, slot: u32) -> Option<&mut G> {
        if let Some(d) = self.g_dirty.get_mut(slot as usize) {
            *d = true;
        }
        self.gs.get_mut(slot as usize)?.as_deref_mut()
    }

    pub(crate) fn new_g(&mut self, func: FuncId, pc: u32, creator: u32, go_pc: u32) -> GRef {
        let slot = match self.free_gs.pop() {
            Some(s) => s,
            None => {
                self.gs.push(None);
                self.g_dirty.push(true);
                self.g_saved.push(None);
                self.gs.len() as u32 - 1
            }
        };
        let me = GRef {
            slot,
            id: self.next_gid,
        };
        self.next_gid += 1;
        self.live += 1;
        let draws = self.draws_of_new(func);
        let fresh = G {
            me,
            status: Status::Runnable,
            started: false,
            stack: Vec::new(),
            frames: Vec::new(),
            pc,
            fp: 0,
            defers: Vec::new(),
            panics: Vec::new(),
            fate: None,
            dying: None,
            death_pc: None,
            wait: WaitReason::None,
            wait_object: 0,
            wait_since: 0,
            wait_event: 0,
            sudogs: 0,
            resume: Resume::Normal,
            mutex_since: 0,
            creator,
            go_pc,
            allocs: 0,
            draws,
            func,
            bubble: self.bubble,
            durable: false,
            system: false,
            writes_map: false,
            panic_on_fault: false,
        };
        if self.bubble != 0 {
            self.joined_bubble(self.bubble);
        }
        let mut g = match self.pool.pop() {
            Some(mut old) => {
                let (mut stack, mut frames) = (
                    std::mem::take(&mut old.stack),
                    std::mem::take(&mut old.frames),
                );
                stack.fill(0);
                frames.clear();
                *old = fresh;
                old.stack = stack;
                old.frames = frames;
                old
            }
            None => {
                let mut g = Box::new(fresh);
                g.stack = vec![0; FIRST_STACK];
                g
            }
        };
        g.frames.push(Frame {
            ret_pc: RET_EXIT,
            fp: 0,
        });
        if let Some(d) = self.g_dirty.get_mut(slot as usize) {
            *d = true;
        }
        if let Some(s) = self.gs.get_mut(slot as usize) {
            *s = Some(g);
        }
        me
    }

    pub(crate) fn bury(&mut self, me: GRef, g: Box<G>) {
        if g.bubble != 0 {
            self.left_bubble(me, g.bubble);
        }
        self.saw_exit(me.id);
        self.live -= 1;
        self.free_gs.push(me.slot);
        if let Some(d) = self.g_dirty.get_mut(me.slot as usize) {
            *d = true;
        }
        self.pool_g(g);
    }

    /// Keeps what a goroutine was made of for another one.
    pub(crate) fn pool_g(&mut self, g: Box<G>) {
        if self.pool.len() < POOL && g.stack.len() == FIRST_STACK {
            self.pool.push(g);
        }
    }

    /// Starts a goroutine that calls `funcval` without arguments.
    pub(crate) fn start_g(&mut self, funcval: u64, creator: u32) -> Res<GRef> {
        if funcval == 0 {
            return Err(Trap::Fatal("go of nil func value".into()));
        }
        let Some(id) = self.mem.word(funcval) else {
            return Err(Trap::Fault(funcval));
        };
        let bound = id & crate::interp::BOUND != 0;
        let id = id & !crate::interp::BOUND;
        let Some(func) = self.funcs.get(id as usize).copied() else {
            return Err(Trap::Fault(funcval));
        };
        if self.live >= self.limits.goroutines {
            let n = u64::from(self.limits.goroutines);
            return Err(Trap::Stop(StopReason::Limit(Limit::Goroutines(n))));
        }
        let stacks = u64::from(self.live) * (FIRST_STACK as u64 * 8);
        if stacks + self.heap.stats.alloc > self.limits.memory + self.limits.memory / 2 {
            return Err(Trap::Stop(StopReason::Limit(Limit::Memory(
                self.limits.memory,
            ))));
        }
        let recv = if bound {
            self.mem.word(funcval + 8).unwrap_or(0)
        } else {
            0
        };
        let me = self.new_g(FuncId(id as u32), func.entry, creator, self.at_pc);
        if let Some(g) = self.g_mut(me.slot) {
            if bound {
                g.set_slot(usize::from(func.results), recv);
            }
            g.set_slot(usize::from(func.ctx), funcval);
        }
        Ok(me)
    }

    /// The `go` statement.
    #[inline(never)]
    pub(crate) fn go(
        &mut self,
        _prog: &Program,
        me: GRef,
        funcval: u64,
        sched: &mut dyn Scheduler,
    ) -> Res<GRef> {
        let new = self.start_g(funcval, me.id)?;
        self.saw_go(new);
        let mut e = self.event(me.id, EventOp::Go);
        e.partner = new.id;
        e.aux = self.shown_func(funcval, 0);
        e.woke = true;
        self.push(e);
        sched.ready(new, Ready::Next);
        Ok(new)
    }

    /// Makes a parked goroutine runnable.
    #[inline]
    pub(crate) fn wake(&mut self, g: GRef, place: Ready, sched: &mut dyn Scheduler) {
        let mut bubble = 0;
        if let Some(g) = self.g_mut(g.slot) {
            g.status = Status::Runnable;
            if std::mem::take(&mut g.durable) {
                bubble = g.bubble;
            }
        }
        if bubble != 0 {
            self.woken_in_bubble(bubble);
        }
        sched.ready(g, place);
    }

    pub(crate) fn park_for(&mut self, reason: WaitReason, object: u64) -> Trap {
        self.park = Park {
            reason,
            object,
            first: 0,
            bubbled: false,
        };
        Trap::Park
    }

    /// Grows a stack so that its window fits; `Err` when it may not.
    pub(crate) fn grow_stack(&mut self, g: &mut G) -> Result<(), ()> {
        let need = g.fp as usize + WINDOW;
        if need as u64 > self.limits.stack {
            return Err(());
        }
        let len = (g.stack.len() * 2).max(need);
        g.stack.resize(len, 0);
        Ok(())
    }
}
