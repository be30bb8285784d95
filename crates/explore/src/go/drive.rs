//! How goroutines are driven: one of them from one visible operation to the next, through its quiet
//! ones, and then whomever it woke or started.

use vm::{NextOp, RunOutcome, Status, StopReason, Turn, WaitReason};

use crate::go::effects::Effect;
use crate::go::setup::Relation;
use crate::go::state::{Ending, Kind, Standing, fresh};
use crate::go::subject::Subject;
use crate::ids::ProcessId;
use crate::machine::{Step, Stuck};

/// An operation that is being performed.
pub(crate) enum Doing {
    /// What comes before the first one.
    Nothing,
    /// The event, under this label, of so many that a bet has.
    Event(Effect, u32, u32),
    Quiet(Effect),
}

impl Subject {
    /// The goroutine at `first`, and whom it starts, run up to their first visible operations.
    pub(crate) fn set_out(&mut self, first: usize) {
        let mut out = Step::with_room();
        let done = self.advance(first, None, Doing::Nothing, &mut out);
        // Nothing has labels before the first step, so nothing is stuck.
        let _ = done.and_then(|()| self.drive_others(&mut out));
        self.unlisted |= !self.vm.hand_out_touches(&mut out.touches);
        self.beginning = out;
    }

    /// Those whom the step at hand woke or started run up to their next visible operations, and so
    /// do those whom they wake or start.
    pub(crate) fn drive_others(&mut self, out: &mut Step) -> Result<(), Stuck> {
        loop {
            if let Some(woken) = self.roused.pop_front() {
                self.resume(woken, out)?;
            } else if let Some(child) = self.begun.pop_front() {
                self.advance(child, None, Doing::Nothing, out)?;
            } else {
                return Ok(());
            }
        }
    }

    /// Lets a goroutine run up to its next visible operation; if it is told which operation it
    /// stands before, it performs that one first, which is `doing`. It performs quiet operations as it
    /// comes to them.
    pub(crate) fn advance(
        &mut self,
        place: usize,
        op: Option<NextOp>,
        doing: Doing,
        out: &mut Step,
    ) -> Result<(), Stuck> {
        let Some(g) = self.goroutine(place) else {
            return Ok(());
        };
        let (mut op, mut doing) = (op, doing);
        if let Some(p) = self.state.procs.get(place) {
            // Whoever was woken has executed his operation's instruction, and some have none.
            let anew = matches!(doing, Doing::Event(..));
            let begins = op.is_some_and(|op| anew && is_instruction(op));
            self.vm.begin_stretch(p.stretch(), begins);
        }
        self.steer.aim(&mut self.vm, g, op.is_some());
        let patience = self.setup.patience;
        let standing = loop {
            let turn = self.vm.turn(&mut self.steer, patience);
            self.steer.has_run(&self.vm);
            if !self.steer.news.is_empty() {
                self.take_news(place);
            }
            let turn = match turn {
                Turn::Other(other) if matches!(*other, RunOutcome::Choice) => {
                    match self.vm.status_of(g) {
                        _ if self.vm.current() == Some(g) => Turn::Point,
                        Some(Status::Waiting) => {
                            let waits = self.vm.waits_for(g);
                            Turn::Parked(waits.map_or(WaitReason::None, |w| w.0))
                        }
                        // It yielded.
                        Some(Status::Runnable | Status::Running) => {
                            self.steer.aim(&mut self.vm, g, false);
                            continue;
                        }
                        Some(Status::Dead) | None => Turn::Gone,
                    }
                }
                turn => turn,
            };
            match turn {
                Turn::Point => {
                    let next = match self.setup.relation {
                        Relation::Ticket => self.vm.next_whole(g, &self.wholes),
                        Relation::Plain | Relation::Coarse => self.vm.next_op(g),
                    };
                    match next {
                        NextOp::Silent => {}
                        NextOp::Draw(n) if !self.decides(n) => {}
                        next if self.is_quiet(place, next) => {
                            self.set(place, Standing::Ready(next));
                            self.conclude(place, doing, out)?;
                            doing = self.begin_quietly(place, next, out);
                            op = Some(next);
                        }
                        next => break Standing::Ready(next),
                    }
                    self.steer.aim(&mut self.vm, g, true);
                }
                Turn::Parked(reason) => {
                    if reason == WaitReason::CondWait {
                        op = None;
                    }
                    break Standing::Parked(op.unwrap_or(NextOp::Silent));
                }
                Turn::Gone => break Standing::Gone,
                Turn::Other(other) => {
                    if let RunOutcome::Stopped(reason) = *other {
                        self.ended(place, reason);
                        break Standing::Gone;
                    }
                    self.state_mut().endless = true;
                    self.vm.shelve();
                    break Standing::Endless;
                }
            }
        };
        self.set(place, standing);
        self.conclude(place, doing, out)
    }

    /// The process at `place` is about to perform a quiet operation.
    fn begin_quietly(&mut self, place: usize, op: NextOp, out: &mut Step) -> Doing {
        let Some(p) = self.state.procs.get_mut(place) else {
            return Doing::Nothing;
        };
        let (id, name) = (p.id, p.now());
        p.row += 1;
        p.last = Some(name);
        self.vm.begin_stretch(p.stretch(), is_instruction(op));
        out.wakes.push((id, name));
        Doing::Quiet(Effect::before(self, place, name, op))
    }

    /// The process at `place` has performed its operation, and what it did since is known.
    #[inline(always)]
    pub(crate) fn conclude(
        &mut self,
        place: usize,
        doing: Doing,
        out: &mut Step,
    ) -> Result<(), Stuck> {
        let nothing = matches!(doing, Doing::Nothing);
        if nothing && self.woken.is_empty() && self.born.is_empty() {
            return Ok(());
        }
        self.conclude_some(place, doing, out)
    }

    fn conclude_some(&mut self, place: usize, doing: Doing, out: &mut Step) -> Result<(), Stuck> {
        if !matches!(doing, Doing::Quiet(_))
            && let Some(me) = self.once
        {
            // One lets the next one through the mutex.
            let woken = self.woken.iter().filter_map(|w| self.state.procs.get(*w));
            out.wakes.extend(woken.map(|p| (p.id, me)));
        }
        match doing {
            Doing::Nothing => {}
            Doing::Quiet(effect) => effect.after_quietly(self, out),
            Doing::Event(effect, label, bets) => {
                self.steer.labels = self.steer.labels.max(bets);
                if label >= self.steer.labels {
                    return Err(Stuck);
                }
                effect.after(self, out);
            }
        }
        for at in 0..self.woken.len() {
            if let Some(w) = self.woken.get(at).copied() {
                self.learn_time(w, place);
                self.roused.push_back(w);
            }
        }
        self.woken.clear();
        if self.born.is_empty() {
            return Ok(());
        }
        for at in 0..self.born.len() {
            if let Some(child) = self.born.get(at).copied() {
                self.inherit(child, place, out);
                self.learn_time(child, place);
                self.begun.push_back(child);
            }
        }
        self.born.clear();
        // As many names as the machine has split the stretch.
        let names = self.proc(place).map_or(0, |p| p.quiet);
        self.unlisted |= !self.vm.is_in_stretch(names);
        Ok(())
    }

    pub(crate) fn ended(&mut self, place: usize, reason: StopReason) {
        let printed = self.vm.output().len();
        let process = self.proc(place).map_or_else(ProcessId::default, |p| p.id);
        let event = self.event;
        self.state_mut().end.get_or_insert(Ending {
            reason,
            printed,
            process,
            event,
        });
        self.vm.outlive();
    }

    /// Sorts those who became able to run into woken and new ones.
    pub(crate) fn take_news(&mut self, actor: usize) {
        let mut news = std::mem::take(&mut self.steer.news);
        for g in news.drain(..) {
            match self.state.of_g(g.id) {
                Some(place) if place == actor => {}
                Some(place) => self.woken.push(place),
                None => {
                    let Some((id, _)) = self.child_of(actor) else {
                        continue;
                    };
                    let child = self.state_mut().add(fresh(id, Kind::Goroutine(g)));
                    self.born.push(child);
                }
            }
        }
        self.steer.news = news;
    }

    /// Whether a number with so many values is a decision.
    fn decides(&mut self, values: Option<u64>) -> bool {
        match values {
            Some(0 | 1) => false,
            Some(n) if n <= self.steer.most_values => true,
            _ => {
                self.chance = true;
                false
            }
        }
    }

    /// Somebody who was woken goes on up to his next operation.
    fn resume(&mut self, place: usize, out: &mut Step) -> Result<(), Stuck> {
        let Some(p) = self.proc(place) else {
            return Ok(());
        };
        // Woken from a mutex, a goroutine competes for it: it gets it, since nobody came between.
        let again = match p.standing {
            Standing::Parked(op @ (NextOp::Lock(_) | NextOp::RwLock(_) | NextOp::OnceDo(_))) => {
                Some(op)
            }
            // Nobody adds to the group before it has returned.
            Standing::Parked(NextOp::WgWait(w)) if !self.doubts_returns(w) => {
                Some(NextOp::WgReturn(w))
            }
            _ => None,
        };
        if let Some(p) = self.state_mut().procs.get_mut(place) {
            p.cases = None;
        }
        self.advance(place, again, Doing::Nothing, out)
    }

    /// A new goroutine comes after all that its creator comes after.
    fn inherit(&mut self, child: usize, parent: usize, out: &mut Step) {
        let Some(child) = self.proc(child).map(|p| p.id) else {
            return;
        };
        if let Some(p) = self.state_mut().procs.get_mut(parent) {
            let now = p.now();
            out.wakes.extend([(p.id, now), (child, now)]);
        }
    }
}

/// Whether the operation is an instruction, executed when the goroutine is let on.
fn is_instruction(op: NextOp) -> bool {
    !matches!(op, NextOp::WgReturn(_) | NextOp::Leave | NextOp::End)
}
