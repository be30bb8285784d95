//! The machine under exploration: its state, and how one step is driven.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use sched::Schedule;
use vm::{
    Config, GRef, NextOp, Record, RunOutcome, Status, StopReason, Turn, Vm, WaitReason, Wholes,
};

use crate::go::bets::{Bet, Uses};
use crate::go::effects::{Effect, STDOUT};
use crate::go::exploration::Stand;
use crate::go::quiet::Sides;
use crate::go::rounds::Reference;
use crate::go::setup::{Clock, Relation, Setup};
use crate::go::shadow::Shadow;
use crate::go::steer::Steer;
use crate::go::timers::{Elapsed, Timer};
use crate::hash::mix;
use crate::ids::{EventId, ProcessId, Processes};
use crate::machine::{Machine, Step, Stuck};
use crate::visit::Choice;

/// What a process is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Goroutine(GRef),
    Timer(Timer),
}

/// Whether a process can execute something.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Standing {
    /// Before this operation.
    Ready(NextOp),
    /// In this one.
    Parked(NextOp),
    Gone,
    /// Reads this object again and again: until somebody writes it, nothing else will come of it.
    Awaiting(NextOp, u64),
    /// Computes without end.
    Endless,
}

#[derive(Clone, Debug)]
pub(crate) struct Proc {
    pub(crate) id: ProcessId,
    pub(crate) kind: Kind,
    pub(crate) standing: Standing,
    pub(crate) children: u32,
    pub(crate) events: u32,
    /// Names given to quiet operations, and moments between operations.
    pub(crate) quiet: u32,
    /// Quiet operations since the latest event.
    pub(crate) row: u32,
    /// Its latest operation.
    pub(crate) last: Option<EventId>,
    /// Channels of the select in which it is parked.
    pub(crate) cases: Option<Arc<[u64]>>,
    /// A condition, and the ticket that it has for it.
    pub(crate) ticket: Option<(u64, u32)>,
    /// The instruction of its latest operation.
    pub(crate) last_pc: u32,
    /// What it knows of time.
    pub(crate) elapsed: Elapsed,
}

impl Proc {
    /// A name for what it knows now, to be told to the search at once.
    fn now(&mut self) -> EventId {
        self.quiet += 1;
        EventId::quiet(self.id, self.quiet - 1)
    }
}

/// An operation that is being performed.
enum Doing {
    /// What comes before the first one.
    Nothing,
    /// The event, under this label, of so many that a bet has.
    Event(Effect, u32, u32),
    Quiet(Effect),
}

/// How the run ended.
#[derive(Clone, Debug)]
pub(crate) struct Ending {
    pub(crate) reason: StopReason,
    /// Bytes printed until then.
    pub(crate) printed: u64,
    /// Who ended it, and in which event, if not before all of them.
    pub(crate) process: ProcessId,
    pub(crate) event: Option<EventId>,
}

#[derive(Debug, Default)]
pub(crate) struct State {
    pub(crate) procs: Vec<Proc>,
    /// By goroutine number: place in `procs` + 1.
    by_g: Vec<u32>,
    /// By process: place in `procs` + 1.
    by_id: Vec<u32>,
    pub(crate) shadow: Shadow,
    /// By the machine's number of a timer: place of its latest process.
    pub(crate) timers: BTreeMap<u64, usize>,
    pub(crate) end: Option<Ending>,
    /// Somebody computes without end.
    pub(crate) endless: bool,
    /// How many spin.
    pub(crate) spinning: u32,
    /// What selects bet on.
    pub(crate) bets: Vec<Bet>,
    /// Events so far.
    pub(crate) length: u32,
    /// A state that it was in before, and whether it is in that state again.
    pub(crate) reference: Option<Arc<Reference>>,
    pub(crate) round: bool,
}

impl Clone for State {
    fn clone(&self) -> State {
        let mut new = State::default();
        new.clone_from(self);
        new
    }

    /// Without new memory where the old suffices.
    fn clone_from(&mut self, from: &State) {
        self.procs.clone_from(&from.procs);
        self.by_g.clone_from(&from.by_g);
        self.by_id.clone_from(&from.by_id);
        self.shadow.clone_from(&from.shadow);
        self.timers.clone_from(&from.timers);
        self.end.clone_from(&from.end);
        self.endless = from.endless;
        self.spinning = from.spinning;
        self.bets.clone_from(&from.bets);
        self.length = from.length;
        self.reference.clone_from(&from.reference);
        self.round = from.round;
    }
}

impl State {
    fn place(list: &[u32], at: u32) -> Option<usize> {
        let n = list.get(at as usize).copied().unwrap_or(0);
        n.checked_sub(1).map(|n| n as usize)
    }

    pub(crate) fn of_g(&self, id: u32) -> Option<usize> {
        Self::place(&self.by_g, id)
    }

    fn of_process(&self, id: ProcessId) -> Option<usize> {
        Self::place(&self.by_id, id.0)
    }

    pub(crate) fn add(&mut self, proc: Proc) -> usize {
        let place = self.procs.len() as u32 + 1;
        let put = |list: &mut Vec<u32>, at: u32| {
            let at = at as usize;
            if list.len() <= at {
                list.resize(at + 1, 0);
            }
            if let Some(p) = list.get_mut(at) {
                *p = place;
            }
        };
        put(&mut self.by_id, proc.id.0);
        if let Kind::Goroutine(g) = proc.kind {
            put(&mut self.by_g, g.id);
        }
        self.procs.push(proc);
        place as usize - 1
    }
}

/// A moment of an execution.
#[derive(Clone, Debug)]
pub struct Moment(Box<(vm::Snapshot, State)>);

/// A program under exploration.
pub struct Subject {
    pub(crate) vm: Vm,
    pub(crate) steer: Steer,
    pub(crate) setup: Setup,
    pub(crate) state: State,
    processes: Processes,
    /// Objects on which every operation is dependent on every other.
    pub(crate) coarse: BTreeSet<u64>,
    /// Objects that turned out to need that.
    pub(crate) suspects: BTreeSet<u64>,
    pub(crate) has_select: bool,
    pub(crate) uses: Uses,
    pub(crate) sides: Sides,
    wholes: Wholes,
    /// Whether it can be told of all accesses that were made visible what they touch.
    pub(crate) told: bool,
    /// Whom the operation at hand woke.
    pub(crate) woken: Vec<usize>,
    /// Whom its goroutine created since.
    pub(crate) born: Vec<usize>,
    /// Whom the step at hand woke or created: those who are to go on, and those who are to begin.
    roused: VecDeque<usize>,
    begun: VecDeque<usize>,
    /// A ticker did not tick as often as it could have.
    pub(crate) ticked_out: bool,
    /// A number was drawn that could have been another one.
    pub(crate) chance: bool,
    /// Who ended the run in the step at hand without standing before the end of a run.
    fell: Option<ProcessId>,
    /// The event of the step at hand.
    event: Option<EventId>,
    /// The same, if what a `Once` calls is over with it.
    once: Option<EventId>,
    /// Decisions up to the first step.
    prelude: Schedule,
}

/// Marks an object that is no address.
const RACY: u64 = 2;

impl Subject {
    /// A program about to start.
    pub fn new(setup: Setup) -> Subject {
        Subject::known(setup, Processes::new(), &BTreeSet::new())
    }

    /// The same with the names that another subject has given to processes.
    /// and with these accesses visible.
    pub(crate) fn known(setup: Setup, processes: Processes, watched: &BTreeSet<u32>) -> Subject {
        let config = Config {
            seed: setup.seed,
            args: setup.args.clone(),
            stdin: setup.stdin.clone(),
            limits: setup.limits,
            record: Record::Recent,
            race: setup.race,
            eager: false,
        };
        let vm = Vm::new(Arc::clone(&setup.program), config);
        let mut schedule = Schedule::new(setup.seed);
        schedule.steered = true;
        schedule.breaks = watched.iter().copied().collect();
        schedule.draws = setup.draws > 0;
        let mut subject = Subject {
            vm,
            steer: Steer::default(),
            has_select: !setup.program.selects.is_empty(),
            wholes: Wholes::of(&setup.program),
            told: true,
            setup,
            state: State::default(),
            processes,
            coarse: BTreeSet::new(),
            suspects: BTreeSet::new(),
            uses: Uses::new(),
            sides: Sides::default(),
            woken: Vec::new(),
            born: Vec::new(),
            roused: VecDeque::new(),
            begun: VecDeque::new(),
            ticked_out: false,
            chance: false,
            fell: None,
            event: None,
            once: None,
            prelude: Schedule::default(),
        };
        subject.steer.log = Some(schedule);
        subject.steer.most_values = u64::from(subject.setup.draws);
        subject.told = watched.iter().all(|pc| subject.vm.tells_access(*pc));
        subject.vm.set_points(watched.iter().copied());
        let main = GRef { slot: 0, id: 1 };
        let id = subject.processes.root(0);
        let mut next = Some(subject.state.add(fresh(id, Kind::Goroutine(main))));
        // Nothing is an operation of a step here, so nothing is quiet, and nothing can go wrong.
        while let Some(place) = next {
            let _ = subject.advance(place, None, Doing::Nothing, None);
            subject.begun.extend(subject.born.drain(..));
            next = subject.begun.pop_front();
        }
        subject.prelude = subject.steer.log.take().unwrap_or_default();
        subject.steer.news.clear();
        subject
    }

    pub(crate) fn names(&self) -> &Processes {
        &self.processes
    }

    pub fn setup(&self) -> &Setup {
        &self.setup
    }

    pub fn vm(&self) -> &Vm {
        &self.vm
    }

    /// Executes these decisions from the state at hand, which is the first one, and writes down
    /// what a replay needs.
    pub(crate) fn record(&mut self, choices: &[Choice]) -> Option<Schedule> {
        self.steer.log = Some(self.prelude.clone());
        let mut out = Step::default();
        let mut done = Ok(());
        for c in choices {
            let place = self.state.of_process(c.process);
            let nth = place
                .and_then(|p| self.state.procs.get(p))
                .map(|p| p.events);
            let me = EventId {
                process: c.process,
                nth: nth.unwrap_or(0),
            };
            out.clear();
            done = done.and(self.step(me, c.label, &mut out));
        }
        let log = self.steer.log.take();
        done.ok().and(log)
    }

    /// How a process stands, if it can move.
    pub(crate) fn stand(&self, process: ProcessId) -> Option<Stand> {
        let place = self.state.of_process(process)?;
        let proc = self.proc(place)?;
        match (&proc.kind, proc.standing) {
            (Kind::Timer(timer), _) => Some(Stand::Timer(timer.id)),
            (
                Kind::Goroutine(g),
                Standing::Ready(op) | Standing::Parked(op) | Standing::Awaiting(op, _),
            ) => Some(Stand::Goroutine(*g, op)),
            _ => None,
        }
    }

    /// The name of an address: the same in every equivalent execution.
    pub(crate) fn object(&self, addr: u64) -> u64 {
        let Some((birth, offset)) = self.vm.born(addr) else {
            return addr;
        };
        let by = self
            .state
            .of_g(birth.g)
            .and_then(|p| self.state.procs.get(p));
        let by = by.map_or(0, |p| self.processes.key(p.id));
        mix(mix(by, u64::from(birth.nth)), offset)
    }

    /// Whether additions may be told apart from other writes. To the race detector each of them
    /// comes after the one before: there, which is first matters.
    pub(crate) fn commutes(&self) -> bool {
        self.setup.commute && self.is_ticket() && !self.setup.race
    }

    pub(crate) fn is_ticket(&self) -> bool {
        self.setup.relation == Relation::Ticket
    }

    pub(crate) fn place_of(&self, id: ProcessId) -> Option<usize> {
        self.state.of_process(id)
    }

    /// What stands for all memory whose accesses race, where it cannot be told which they are.
    pub(crate) fn racy(&self) -> u64 {
        RACY
    }

    pub(crate) fn proc(&self, place: usize) -> Option<&Proc> {
        self.state.procs.get(place)
    }

    pub(crate) fn state_mut(&mut self) -> &mut State {
        &mut self.state
    }

    /// The number of the goroutine that a process is.
    pub(crate) fn number_of(&self, id: ProcessId) -> Option<u32> {
        match self.proc(self.state.of_process(id)?)?.kind {
            Kind::Goroutine(g) => Some(g.id),
            Kind::Timer(_) => None,
        }
    }

    pub(crate) fn key(&self, id: ProcessId) -> u64 {
        self.processes.key(id)
    }

    /// The name of the next child of a process, and what it knows of time.
    pub(crate) fn child_of(&mut self, place: usize) -> Option<(ProcessId, Elapsed)> {
        let p = self.state_mut().procs.get_mut(place)?;
        let (parent, nth) = (p.id, p.children);
        p.children += 1;
        let elapsed = p.elapsed.clone();
        Some((self.processes.child(parent, nth), elapsed))
    }

    pub(crate) fn set(&mut self, place: usize, standing: Standing) {
        if let Some(p) = self.state_mut().procs.get_mut(place) {
            p.standing = standing;
        }
    }

    /// Lets a goroutine run up to its next visible operation; if it is told which operation it
    /// stands before, it performs that one first, which is `doing`. Where there is a step to tell
    /// them to, it performs quiet operations as it comes to them.
    fn advance(
        &mut self,
        place: usize,
        op: Option<NextOp>,
        doing: Doing,
        mut out: Option<&mut Step>,
    ) -> Result<(), Stuck> {
        let Some(Kind::Goroutine(g)) = self.proc(place).map(|p| p.kind) else {
            return Ok(());
        };
        let (mut op, mut doing) = (op, doing);
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
                        next => match &mut out {
                            Some(out) if self.is_quiet(place, next) => {
                                self.set(place, Standing::Ready(next));
                                self.conclude(place, doing, out)?;
                                doing = self.begin_quietly(place, next, out);
                                op = Some(next);
                            }
                            _ => break Standing::Ready(next),
                        },
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
        match out {
            Some(out) => self.conclude(place, doing, out),
            None => Ok(()),
        }
    }

    /// The process at `place` is about to perform a quiet operation.
    fn begin_quietly(&mut self, place: usize, op: NextOp, out: &mut Step) -> Doing {
        let Some(p) = self.state_mut().procs.get_mut(place) else {
            return Doing::Nothing;
        };
        let (id, name) = (p.id, p.now());
        p.row += 1;
        p.last = Some(name);
        out.wakes.push((id, name));
        Doing::Quiet(Effect::before(self, place, name, op))
    }

    /// The process at `place` has performed its operation, and what it did since is known.
    fn conclude(&mut self, place: usize, doing: Doing, out: &mut Step) -> Result<(), Stuck> {
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
        for at in 0..self.born.len() {
            if let Some(child) = self.born.get(at).copied() {
                self.inherit(child, place, out);
                self.learn_time(child, place);
                self.begun.push_back(child);
            }
        }
        self.born.clear();
        Ok(())
    }

    pub(crate) fn ended(&mut self, place: usize, reason: StopReason) {
        let printed = self.vm.output().len();
        let process = self.proc(place).map_or_else(ProcessId::default, |p| p.id);
        if matches!(reason, StopReason::Fatal { .. }) {
            self.fell = Some(process);
        }
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

    pub(crate) fn is_closed(&self, c: u64) -> bool {
        self.state.shadow.is_closed(c)
    }

    /// Whether the mutex at `m` is held.
    fn is_locked(&self, m: u64) -> bool {
        self.vm.word(m).is_some_and(|w| w & 1 == 1)
    }
}

pub(crate) fn fresh(id: ProcessId, kind: Kind) -> Proc {
    Proc {
        id,
        kind,
        standing: Standing::Gone,
        children: 0,
        events: 0,
        quiet: 0,
        row: 0,
        last: None,
        cases: None,
        ticket: None,
        last_pc: u32::MAX,
        elapsed: Elapsed::default(),
    }
}

impl Machine for Subject {
    type Snapshot = Moment;

    fn processes(&self) -> &Processes {
        &self.processes
    }

    fn snapshot(&mut self) -> Moment {
        Moment(Box::new((self.vm.snapshot_frames(), self.state.clone())))
    }

    fn snapshot_in(&mut self, old: Option<Moment>) -> Moment {
        let Some(Moment(mut old)) = old else {
            return self.snapshot();
        };
        self.vm.snapshot_frames_in(&mut old.0);
        old.1.clone_from(&self.state);
        Moment(old)
    }

    fn restore(&mut self, Moment(to): &Moment) {
        self.vm.restore_frames(&to.0);
        self.state.clone_from(&to.1);
    }

    fn restore_last(&mut self, Moment(mut to): Moment) -> Moment {
        self.vm.restore_frames_last(&mut to.0);
        std::mem::swap(&mut self.state, &mut to.1);
        Moment(to)
    }

    fn enabled(&mut self, out: &mut Vec<ProcessId>) {
        let from = out.len();
        let waits = self.setup.relation == Relation::Plain;
        let mut timers = false;
        for p in &self.state.procs {
            match p.standing {
                Standing::Ready(_) if matches!(p.kind, Kind::Timer(_)) => timers = true,
                Standing::Ready(NextOp::Lock(m)) if waits && self.is_locked(m) => {}
                Standing::Ready(_) => out.push(p.id),
                Standing::Parked(_)
                | Standing::Awaiting(..)
                | Standing::Gone
                | Standing::Endless => {}
            }
        }
        if timers {
            let idle = out.len() == from;
            self.enabled_timers(idle, out);
        }
        if out.len() == from && waits {
            // Nobody will ever free what they wait for: they arrive for good.
            for p in &self.state.procs {
                if let Standing::Ready(_) = p.standing
                    && matches!(p.kind, Kind::Goroutine(_))
                {
                    out.push(p.id);
                }
            }
        }
        if let Some(new) = out.get_mut(from..)
            && !new.is_sorted()
        {
            new.sort_unstable();
        }
    }

    fn labels(&mut self, process: ProcessId) -> Option<u32> {
        let place = self.state.of_process(process)?;
        let op = self.proc(place).map(|p| p.standing)?;
        match op {
            Standing::Ready(NextOp::Select) => None,
            Standing::Ready(NextOp::Draw(n)) => n.and_then(|n| u32::try_from(n).ok()),
            _ => Some(1),
        }
    }

    fn goes_round(&self) -> bool {
        self.state.round
    }

    fn astray(&self) -> bool {
        !self.state.bets.is_empty() && self.has_lost()
    }

    fn step(&mut self, me: EventId, label: u32, out: &mut Step) -> Result<(), Stuck> {
        let place = self.state.of_process(me.process).ok_or(Stuck)?;
        let p = self.proc(place).ok_or(Stuck)?;
        let kind = p.kind;
        let Standing::Ready(op) = p.standing else {
            return Err(Stuck);
        };
        if p.events != me.nth {
            return Err(Stuck);
        }
        self.woken.clear();
        self.born.clear();
        self.roused.clear();
        self.begun.clear();
        self.fell = None;
        self.event = Some(me);
        self.once = matches!(op, NextOp::OnceEnd(_)).then_some(me);
        self.steer.set_label(label);
        (self.steer.bet, self.steer.wish) = (None, None);
        if let Kind::Timer(_) = kind {
            let earliest = self.earliest();
            let idle = self.setup.clock == Clock::Exact && self.is_idle();
            if !self.timer_enabled(place, idle, earliest) {
                return Err(Stuck);
            }
            self.count(place);
            self.step_timer(place, me, out)?;
            self.conclude(place, Doing::Nothing, out)?;
        } else {
            self.count(place);
            let (op, bets) = self.bet(place, op, label)?;
            let doing = Doing::Event(Effect::before(self, place, me, op), label, bets);
            let before = self.suspect_spin(place, op);
            self.advance(place, Some(op), doing, Some(out))?;
            if bets > 1 {
                let waits = matches!(self.proc(place).map(|p| p.standing), Some(Standing::Parked(o)) if o == op);
                self.has_bet(me, label, (!waits).then_some(&out.joins));
            }
            if let Some(before) = before {
                self.detect_spin(place, op, before, out);
            }
        }
        self.end_spins(me, out);
        loop {
            if let Some(w) = self.roused.pop_front() {
                self.resume(w, out)?;
            } else if let Some(child) = self.begun.pop_front() {
                self.advance(child, None, Doing::Nothing, Some(out))?;
            } else {
                break;
            }
        }
        if let Some(who) = self.fell {
            // Like every end of the run: what was printed until then matters.
            out.accesses.push(STDOUT);
            out.fixed = false;
            if self.has_quiet() {
                self.meet(who, NextOp::End, &[STDOUT], false);
            }
        }
        if self.setup.clock == Clock::Exact {
            self.fall_asleep(out);
        }
        self.look_round(place);
        Ok(())
    }
}

impl Subject {
    fn count(&mut self, place: usize) {
        if let Some(p) = self.state_mut().procs.get_mut(place) {
            p.last = Some(EventId {
                process: p.id,
                nth: p.events,
            });
            p.events += 1;
            p.row = 0;
        }
    }

    /// Whether no goroutine can move.
    pub(crate) fn is_idle(&self) -> bool {
        let ready = |p: &Proc| {
            matches!(p.kind, Kind::Goroutine(_)) && matches!(p.standing, Standing::Ready(_))
        };
        !self.state.procs.iter().any(ready)
    }

    fn enabled_timers(&self, idle: bool, out: &mut Vec<ProcessId>) {
        let earliest = match self.setup.clock {
            Clock::Any => 0,
            Clock::Exact => self.earliest(),
        };
        for (at, p) in self.state.procs.iter().enumerate() {
            if matches!(p.kind, Kind::Timer(_))
                && matches!(p.standing, Standing::Ready(_))
                && self.timer_enabled(at, idle, earliest)
            {
                out.push(p.id);
            }
        }
    }

    /// With exact time: nobody can move, so what is due next comes after everything.
    fn fall_asleep(&mut self, out: &mut Step) {
        if !self.is_idle() {
            return;
        }
        let mut due = Vec::new();
        self.enabled_timers(true, &mut due);
        for t in due {
            let last = self.state.procs.iter().filter_map(|p| p.last);
            out.wakes.extend(last.map(|e| (t, e)));
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
            _ => None,
        };
        if let Some(p) = self.state_mut().procs.get_mut(place) {
            p.cases = None;
        }
        self.advance(place, again, Doing::Nothing, Some(out))
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
