//! The machine under exploration: its state, and how one step is driven.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

use sched::Schedule;
use vm::{Config, GRef, NextOp, Record, Vm, Wholes};

use crate::go::bets::Uses;
use crate::go::drive::Doing;
use crate::go::effects::Effect;
use crate::go::exploration::Stand;
use crate::go::quiet::Sides;
use crate::go::setup::{Clock, Relation, Setup};
use crate::go::state::{Kind, Proc, Standing, State, fresh};
use crate::go::steer::Steer;
use crate::go::timers::Elapsed;
use crate::hash::mix;
use crate::ids::{EventId, ProcessId, Processes};
use crate::machine::{Machine, Step, Stuck};
use crate::visit::Choice;

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
    pub(crate) wholes: Wholes,
    /// Whether it can be told of all accesses that were made visible what they touch.
    pub(crate) told: bool,
    /// Whom the operation at hand woke.
    pub(crate) woken: Vec<usize>,
    /// Whom its goroutine created since.
    pub(crate) born: Vec<usize>,
    /// Whom the step at hand woke or created: those who are to go on, and those who are to begin.
    pub(crate) roused: VecDeque<usize>,
    pub(crate) begun: VecDeque<usize>,
    /// A ticker did not tick as often as it could have.
    pub(crate) ticked_out: bool,
    /// A number was drawn that could have been another one.
    pub(crate) chance: bool,
    /// The event of the step at hand.
    pub(crate) event: Option<EventId>,
    /// The same, if what a `Once` calls is over with it.
    pub(crate) once: Option<EventId>,
    /// Decisions up to the first step, and what the search is to know of it.
    prelude: Schedule,
    pub(crate) beginning: Step,
    /// The list of what was touched is not what it should be.
    pub(crate) unlisted: bool,
}

/// Marks an object that is no address.
const RACY: u64 = 2;

impl Subject {
    /// A program about to start.
    pub fn new(setup: Setup) -> Subject {
        Subject::known(setup, Processes::new(), &BTreeSet::new(), &BTreeSet::new())
    }

    /// The same with the names that another subject has given to processes, with these accesses
    /// visible, and with these objects of which nothing is taken for granted.
    pub(crate) fn known(
        setup: Setup,
        processes: Processes,
        watched: &BTreeSet<u32>,
        coarse: &BTreeSet<u64>,
    ) -> Subject {
        let config = Config {
            seed: setup.seed,
            args: setup.args.clone(),
            stdin: setup.stdin.clone(),
            limits: setup.limits,
            record: Record::Recent,
            race: setup.detects(),
            touches: setup.lists(),
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
            coarse: coarse.clone(),
            suspects: BTreeSet::new(),
            uses: Uses::new(),
            sides: Sides::default(),
            woken: Vec::with_capacity(4),
            born: Vec::with_capacity(4),
            roused: VecDeque::with_capacity(4),
            begun: VecDeque::with_capacity(4),
            ticked_out: false,
            chance: false,
            event: None,
            once: None,
            prelude: Schedule::default(),
            beginning: Step::default(),
            unlisted: false,
        };
        subject.steer.log = Some(schedule);
        subject.steer.most_values = u64::from(subject.setup.draws);
        subject.told = watched.iter().all(|pc| subject.vm.tells_access(*pc));
        subject.vm.set_points(watched.iter().copied());
        let main = GRef { slot: 0, id: 1 };
        let id = subject.processes.root(0);
        let first = subject.state.add(fresh(id, Kind::Goroutine(main)));
        subject.set_out(first);
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
                Standing::Ready(op) | Standing::Parked(op) | Standing::Awaiting(op),
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
    /// comes after the one before: there, which is first matters (where races are not told, it
    /// takes them for coming in no order).
    pub(crate) fn commutes(&self) -> bool {
        self.setup.commute && self.is_ticket() && !self.setup.tells_races()
    }

    /// Whether an instruction whose accesses came in no order can be made an operation: it is none
    /// yet, and no part of one of the library's.
    pub(crate) fn can_be_op(&self, pc: u32) -> bool {
        let part = || self.is_ticket() && self.wholes.has(&self.setup.program, pc);
        self.vm.is_plain(pc) && !(self.setup.lists() && part())
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

    /// The goroutine at `place`, if no timer is there.
    pub(crate) fn goroutine(&self, place: usize) -> Option<GRef> {
        match self.proc(place)?.kind {
            Kind::Goroutine(g) => Some(g),
            Kind::Timer(_) => None,
        }
    }

    /// The number of the goroutine that a process is.
    pub(crate) fn number_of(&self, id: ProcessId) -> Option<u32> {
        self.goroutine(self.place_of(id)?).map(|g| g.id)
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

    pub(crate) fn is_closed(&self, c: u64) -> bool {
        self.state.shadow.is_closed(c)
    }

    /// Whether the mutex at `m` is held.
    fn is_locked(&self, m: u64) -> bool {
        self.vm.word(m).is_some_and(|w| w & 1 == 1)
    }
}

impl Machine for Subject {
    type Snapshot = Moment;

    fn processes(&self) -> &Processes {
        &self.processes
    }

    fn beginning(&self) -> Option<&Step> {
        Some(&self.beginning)
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
        let done = self.perform(me, label, out);
        self.unlisted |= !self.vm.hand_out_touches(&mut out.touches);
        done
    }
}

impl Subject {
    fn perform(&mut self, me: EventId, label: u32, out: &mut Step) -> Result<(), Stuck> {
        let place = self.state.of_process(me.process).ok_or(Stuck)?;
        let p = self.proc(place).ok_or(Stuck)?;
        let kind = p.kind;
        let op = match p.standing {
            Standing::Ready(op) => op,
            Standing::Awaiting(op) if self.is_left_alone(place) => op,
            _ => return Err(Stuck),
        };
        if p.events != me.nth {
            return Err(Stuck);
        }
        self.take_up(place);
        let before = self.begin_round(place);
        self.woken.clear();
        self.born.clear();
        self.roused.clear();
        self.begun.clear();
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
            let effect = Effect::before(self, place, me, op);
            self.vm.set_adds_apart(effect.blind);
            let doing = Doing::Event(effect, label, bets);
            let before = self.suspect_spin(place, op);
            self.advance(place, Some(op), doing, out)?;
            if bets > 1 {
                let waits = matches!(self.proc(place).map(|p| p.standing), Some(Standing::Parked(o)) if o == op);
                self.has_bet(me, label, (!waits).then_some(&out.joins));
            }
            if let Some(before) = before {
                self.detect_spin(place, op, before, out);
            }
        }
        self.end_spins(me, out);
        self.drive_others(out)?;
        if self.setup.clock == Clock::Exact {
            self.fall_asleep(out);
        }
        self.look_round(place);
        self.end_round(place, before);
        self.rouse(out);
        Ok(())
    }

    fn count(&mut self, place: usize) {
        if let Some(p) = self.state_mut().procs.get_mut(place) {
            p.last = Some(EventId {
                process: p.id,
                nth: p.events,
            });
            p.events += 1;
            (p.row, p.since) = (0, 0);
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
}
