//! Turns of goroutines under a policy that steers: the way through the machine that a search takes
//! millions of times.
//!
//! `Vm::run` does all that a turn does, and everything else; what happens rarely is left to it.

use crate::g::{G, RET_EXIT, Resume};
use crate::scheduler::{GRef, Point, Scheduler};
use crate::stop::{RunOutcome, Until};
use crate::trap::Trap;
use crate::vm::{Begun, Flow, Handles, Vm, fill};
use crate::wait::WaitReason;

/// How a turn of a goroutine under a policy that steers ended.
#[derive(Debug)]
pub enum Turn {
    /// It stands before a visible operation.
    Point,
    Parked(WaitReason),
    /// It is over.
    Gone,
    /// In some way that does not happen every day.
    Other(Box<RunOutcome>),
}

impl Vm {
    /// Executes instructions of the goroutine on the processor, which was given it by `grant`, until
    /// it stands before a visible operation or waits: what `run` does for a policy that steers and
    /// asks itself before all else, without everything that this rules out. Up to `budget`
    /// instructions.
    pub fn turn(&mut self, sched: &mut dyn Scheduler, budget: u64) -> Turn {
        let now = self.tick();
        let end = now.saturating_add(budget).min(self.limits.steps);
        self.set_draws(sched.draws());
        let plain = self.steered && self.stopped.is_none() && self.boot.is_none() && now < end;
        let (Some(me), Some((prog, code)), true) = (self.current, self.handles.take(), plain)
        else {
            return self.any_turn(sched, budget);
        };
        let Some(mut g) = self.gs.get_mut(me.slot as usize).and_then(Option::take) else {
            return self.any_turn(sched, budget);
        };
        self.asks = true;
        self.open = None;
        self.event_target = u64::MAX;
        self.pause_events = false;
        self.begin_turn(me, &mut g, now, end);
        if g.resume != Resume::Normal {
            let flow = self.exec(&code, &prog, &mut g, sched);
            let begun = Begun { me, g, now, flow };
            return self.odd_turn((prog, code), sched, end, begun);
        }
        let turn = match self.exec_loop(&code, &prog, &mut g, sched) {
            Trap::Point if matches!(self.answer, Point::Ask) => Turn::Point,
            Trap::Park if g.bubble == 0 => {
                self.park_g(&mut g);
                Turn::Parked(self.park.reason)
            }
            Trap::OutOfCode if ends(&g) && !self.counted => {
                self.end_turn(&mut g);
                self.exit_g(&mut g);
                fill(&mut self.handles, (prog, code));
                return self.gone(me, g);
            }
            trap => {
                let flow = self.exec_on(&code, &prog, &mut g, sched, trap);
                let begun = Begun { me, g, now, flow };
                return self.odd_turn((prog, code), sched, end, begun);
            }
        };
        self.end_turn(&mut g);
        self.bubble = 0;
        self.gs_put(me, g);
        fill(&mut self.handles, (prog, code));
        turn
    }

    /// A turn under any circumstances.
    #[inline(never)]
    fn any_turn(&mut self, sched: &mut dyn Scheduler, budget: u64) -> Turn {
        Turn::Other(Box::new(self.run(sched, budget, Until::NONE)))
    }

    fn gone(&mut self, me: GRef, g: Box<G>) -> Turn {
        self.bubble = 0;
        self.current = None;
        self.bury(me, g);
        Turn::Gone
    }

    /// A turn that ended, or began, otherwise than most do.
    #[inline(never)]
    fn odd_turn(
        &mut self,
        mut handles: Handles,
        sched: &mut dyn Scheduler,
        end: u64,
        mut begun: Begun,
    ) -> Turn {
        self.end_turn(&mut begun.g);
        let bubble = begun.g.bubble;
        let turn = match begun.flow {
            Flow::Point if self.answer == Point::Ask => {
                self.bubble = 0;
                self.gs_put(begun.me, begun.g);
                Turn::Point
            }
            Flow::Exited if bubble == 0 => self.gone(begun.me, begun.g),
            _ => {
                let outcome = self.run_on(&mut handles, sched, end, Until::NONE, Some(begun));
                if let RunOutcome::Stopped(s) = &outcome {
                    self.stopped = Some(s.clone());
                }
                Turn::Other(Box::new(outcome))
            }
        };
        fill(&mut self.handles, handles);
        turn
    }
}

/// Whether a goroutine that has left its code is over, and nothing else is.
fn ends(g: &G) -> bool {
    let returned = g.frames.last().is_some_and(|f| f.ret_pc == RET_EXIT);
    returned && g.me.id != 1 && g.bubble == 0 && g.panics.is_empty()
}
