//! The machine as a whole: its state, its table of goroutines, and `run`.

mod breaks;

use std::collections::BTreeMap;
use std::sync::Arc;

use bytecode::{Instr, Kind, Native, Op, Program};

use crate::bubble::Bubble;
use crate::chan::Sudog;
use crate::event::{Event, EventLog, EventOp, Outcome, Preview, Record};
use crate::g::G;
use crate::heap::{Heap, HeapStats};
use crate::interp::{FuncInfo, METHOD_CACHE, MethodEntry};
use crate::live::Liveness;
use crate::maps::{MapInfo, map_infos};
use crate::memory::Memory;
use crate::natives::{NativeKind, native_kind};
use crate::output::Output;
use crate::race::{Eyes, open_eyes};
use crate::scheduler::{GRef, Pick, Point, Ready, Scheduler};
use crate::snapshot::SavedG;
use crate::steer::Birth;
use crate::stop::{Limit, Limits, RunOutcome, StopReason, Until};
use crate::timer::Timers;
use crate::trap::Trap;
use crate::value::{Repr, TypeInfo, type_infos};
use crate::wait::{Status, WaitReason};

/// Virtual nanoseconds that a visible operation costs beyond the one of its instruction.
pub(crate) const VISIBLE_NS: u64 = 49;
/// How late a sleeping machine thread wakes for a timer.
const WAKE_NS: u64 = 60_000;
/// Slots of a new goroutine's stack.
pub(crate) const FIRST_STACK: usize = 384;
/// Dead goroutines' stacks kept for reuse.
pub(crate) const POOL: usize = 64;

/// What determines a run besides the program and the policy.
#[derive(Clone, Debug)]
pub struct Config {
    /// Seeds map iteration, hashing and the program's random source.
    pub seed: u64,
    /// `os.Args`.
    pub args: Vec<String>,
    pub stdin: Vec<u8>,
    pub limits: Limits,
    pub record: Record,
    /// Whether to look for data races on the way.
    pub race: bool,
    /// Whether to list what is touched instead (see `Vm::begin_stretch`).
    pub touches: bool,
    /// Whether to collect garbage whenever something was allocated: what is freed too early shows.
    pub eager: bool,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            seed: 1,
            args: vec!["main".into()],
            stdin: Vec::new(),
            limits: Limits::default(),
            record: Record::Keep(1 << 20),
            race: false,
            touches: false,
            eager: false,
        }
    }
}

/// What a goroutine that parks waits for.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Park {
    pub(crate) reason: WaitReason,
    pub(crate) object: u64,
    /// First of a select's sudogs.
    pub(crate) first: u32,
    /// All channels of a select are of the goroutine's bubble.
    pub(crate) bubbled: bool,
}

/// Decision that a person is asked to take.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum OpenChoice {
    /// Which goroutine runs next; `current` may go on.
    Goroutine {
        current: Option<u32>,
        options: Vec<u32>,
    },
    /// Which of these cases (source order) the select of `g` takes.
    Case { g: u32, ready: Vec<u16> },
}

/// A run of a program.
pub struct Vm {
    pub(crate) prog: Arc<Program>,
    /// The program's code, linked, with breakpoints.
    pub(crate) code: Arc<Vec<Instr>>,
    /// Both once more between runs, for the next one to hold on to while it changes the rest:
    /// counting references takes longer than many a run.
    pub(crate) handles: Option<Handles>,
    /// Where breakpoints are, ascending, and what stands there.
    pub(crate) breaks: Vec<(u32, Op)>,
    /// Those of them at which a run stops, and those that are decisions of a steered run;
    /// ascending.
    stops: Vec<u32>,
    points: Vec<u32>,
    pub(crate) types: Arc<Vec<TypeInfo>>,
    pub(crate) no_type: TypeInfo,
    pub(crate) funcs: Arc<Vec<FuncInfo>>,
    pub(crate) natives: Arc<Vec<NativeKind>>,
    pub(crate) map_infos: Arc<Vec<MapInfo>>,
    pub(crate) liveness: Liveness,
    pub(crate) mem: Memory,
    pub(crate) heap: Heap,
    pub(crate) race: Option<Eyes>,
    pub(crate) gs: Vec<Option<Box<G>>>,
    pub(crate) g_dirty: Vec<bool>,
    pub(crate) g_saved: Vec<Option<Arc<SavedG>>>,
    pub(crate) free_gs: Vec<u32>,
    #[expect(clippy::vec_box, reason = "they move in and out of the table as boxes")]
    pub(crate) pool: Vec<Box<G>>,
    pub(crate) next_gid: u32,
    pub(crate) live: u32,
    pub(crate) current: Option<GRef>,
    pub(crate) slice_end: u64,
    pub(crate) sudogs: Vec<Sudog>,
    pub(crate) free_sudog: u32,
    /// Queues by address, packed (see `Queue`): maps of words share their code.
    pub(crate) semas: BTreeMap<u64, u64>,
    /// Read locks that are held: lock and goroutine.
    pub(crate) readers: Vec<(u64, u32)>,
    pub(crate) timers: Timers,
    pub(crate) bubbles: Vec<Bubble>,
    pub(crate) last_bubble: u32,
    /// The bubble that ended with goroutines left, if one did.
    pub(crate) dead_bubble: u32,
    /// That of the goroutine that runs.
    pub(crate) bubble: u32,
    pub(crate) finalizers: BTreeMap<u64, u64>,
    /// Number, object and function, ascending by number.
    pub(crate) cleanups: Vec<(u64, u64, u64)>,
    pub(crate) last_cleanup: u64,
    /// What weak pointers point at, with the block that holds the address for them.
    pub(crate) weaks: BTreeMap<u64, u64>,
    /// Tick at which `left` is 0.
    pub(crate) tick_end: u64,
    pub(crate) left: u64,
    /// Virtual time minus ticks.
    pub(crate) skew: u64,
    pub(crate) asks: bool,
    pub(crate) granted: bool,
    /// The policy steers (see `Scheduler::steered`).
    pub(crate) steered: bool,
    /// The program can count its goroutines.
    pub(crate) counted: bool,
    /// Virtual time, while it stands still.
    pub(crate) held: Option<u64>,
    /// How often the program asked for the time.
    pub(crate) looks: u64,
    /// What the policy said at the last `Flow::Point`.
    pub(crate) answer: Point,
    pub(crate) pause_events: bool,
    pub(crate) event_target: u64,
    pub(crate) events: u64,
    pub(crate) hash: u64,
    pub(crate) record: Record,
    pub(crate) log: EventLog,
    pub(crate) at_pc: u32,
    pub(crate) park: Park,
    pub(crate) out: Output,
    pub(crate) stdin: Arc<Vec<u8>>,
    pub(crate) stdin_pos: usize,
    pub(crate) args: Arc<Vec<String>>,
    pub(crate) limits: Limits,
    pub(crate) rng_map: u64,
    /// Whether drawing a number is a visible operation.
    pub(crate) draws: bool,
    pub(crate) rng_user: u64,
    pub(crate) hash_seed: u64,
    pub(crate) methods: Box<[MethodEntry; METHOD_CACHE]>,
    /// Type and interface in one word, to whether it does.
    pub(crate) implements_cache: BTreeMap<u64, u64>,
    /// A zeroed block for missing elements of maps, by address and size.
    pub(crate) zeros: (u64, u64),
    pub(crate) maxprocs: u32,
    pub(crate) open: Option<OpenChoice>,
    /// The main goroutine, before the first `run` tells the policy of it.
    pub(crate) boot: Option<GRef>,
    pub(crate) stopped: Option<StopReason>,
}

pub(crate) type Handles = (Arc<Program>, Arc<Vec<Instr>>);

/// Instructions of a goroutine that were executed since tick `now`, up to `flow`.
pub(crate) struct Begun {
    pub(crate) me: GRef,
    pub(crate) g: Box<G>,
    pub(crate) now: u64,
    pub(crate) flow: Flow,
}

/// How `exec` ended.
pub(crate) enum Flow {
    Budget,
    Parked,
    Yielded(Ready),
    Exited,
    Reached,
    Break,
    Point,
    Ask,
    Stop(StopReason),
}

impl Vm {
    /// A machine about to run `prog` from its start.
    pub fn new(prog: Arc<Program>, config: Config) -> Vm {
        let funcs: Vec<FuncInfo> = prog
            .funcs
            .iter()
            .map(|f| FuncInfo {
                entry: f.entry,
                results: f.result_slots,
                params: f.param_slots,
                ctx: f.result_slots.wrapping_add(f.param_slots),
                frame: f.frame_slots,
            })
            .collect();
        let mut code = prog.code.clone();
        for i in &mut code {
            if i.op == Op::Call {
                let entry = funcs
                    .get(i.imm as u32 as usize)
                    .map_or(u32::MAX, |f| f.entry);
                i.imm = entry as i32;
            }
        }
        let mut mem = Memory::new(&prog.low, prog.rodata_len);
        let mut heap = Heap::new(&mut mem, config.limits.memory);
        heap.set_eager(config.eager);
        if matches!(config.record, Record::Keep(_)) {
            heap.swept = Some(std::sync::Arc::default());
        }
        heap.watched = cfg!(feature = "detector") && (config.race || config.touches);
        let mut natives = Vec::new();
        while let Some(n) = Native::from_index(natives.len() as u32) {
            natives.push(native_kind(n));
        }
        let keep = match config.record {
            Record::Keep(n) => n,
            Record::Recent => 1,
            Record::Off | Record::Hash => 0,
        };
        let seed = |n: u64| crate::event::mix(config.seed ^ n, 0x5bd1_e995_9d1b_54a5 ^ n);
        let types = Arc::new(type_infos(&prog));
        let map_infos = Arc::new(map_infos(&prog, &types));
        let mut vm = Vm {
            code: Arc::new(code),
            handles: None,
            breaks: Vec::new(),
            stops: Vec::new(),
            points: Vec::new(),
            no_type: TypeInfo {
                repr: Repr::Empty,
                slots: 0,
                size: 0,
                has_pointers: false,
                flat: true,
                plain: false,
                kind: Kind::Invalid,
            },
            types,
            funcs: Arc::new(funcs),
            natives: Arc::new(natives),
            map_infos,
            liveness: Liveness::default(),
            mem,
            heap,
            race: open_eyes(config.race, config.touches),
            gs: Vec::new(),
            g_dirty: Vec::new(),
            g_saved: Vec::new(),
            free_gs: Vec::new(),
            pool: Vec::new(),
            next_gid: 1,
            live: 0,
            current: None,
            slice_end: 0,
            sudogs: vec![Sudog::default()],
            free_sudog: 0,
            semas: BTreeMap::new(),
            readers: Vec::new(),
            timers: Timers::default(),
            bubbles: Vec::new(),
            last_bubble: 0,
            dead_bubble: 0,
            bubble: 0,
            finalizers: BTreeMap::new(),
            cleanups: Vec::new(),
            weaks: BTreeMap::new(),
            last_cleanup: 1, // that is no number: see runtime.addCleanup
            tick_end: 0,
            left: 0,
            skew: 1,
            asks: false,
            granted: false,
            steered: false,
            counted: prog.counts_goroutines(),
            held: None,
            looks: 0,
            answer: Point::Stay,
            pause_events: false,
            event_target: u64::MAX,
            events: 0,
            hash: 0,
            record: config.record,
            log: EventLog::new(keep),
            at_pc: 0,
            park: Park::default(),
            out: Output::new(config.limits.output),
            stdin: Arc::new(config.stdin),
            stdin_pos: 0,
            args: Arc::new(config.args),
            limits: config.limits,
            rng_map: seed(1),
            draws: false,
            rng_user: seed(2),
            hash_seed: seed(3),
            methods: Box::new([MethodEntry::default(); METHOD_CACHE]),
            implements_cache: BTreeMap::new(),
            zeros: (0, 0),
            maxprocs: 1,
            open: None,
            boot: None,
            stopped: None,
            prog,
        };
        let main = vm.new_g(vm.prog.main_main, 0, 0, 0);
        let entry = vm.prog.entry;
        let start = vm.funcs.get(entry.0 as usize).map_or(u32::MAX, |f| f.entry);
        if let Some(g) = vm.g_mut(main.slot) {
            g.pc = start;
        }
        vm.current = None;
        vm.boot = Some(main);
        vm
    }

    /// Instructions executed so far.
    pub fn tick(&self) -> u64 {
        self.tick_end - self.left
    }
    /// Virtual nanoseconds since the start of the run (which counts from 1, as Go's does).
    pub fn now(&self) -> u64 {
        match self.held {
            None => self.tick() + self.skew,
            Some(time) => time,
        }
    }
    /// Visible operations so far.
    pub fn event_count(&self) -> u64 {
        self.events
    }
    /// Rolling hash over all events so far.
    pub fn event_hash(&self) -> u64 {
        self.hash
    }
    pub fn log(&self) -> &EventLog {
        &self.log
    }
    /// Puts another branch's log in the place of this one's; to be followed by `restore`.
    pub fn set_log(&mut self, log: EventLog) {
        self.log = log;
    }
    pub fn program(&self) -> &Arc<Program> {
        &self.prog
    }
    pub fn limits(&self) -> Limits {
        self.limits
    }
    pub fn heap_stats(&self) -> HeapStats {
        self.heap.stats
    }
    /// How the run ended, if it has.
    pub fn stopped(&self) -> Option<&StopReason> {
        self.stopped.as_ref()
    }
    /// The decision that the last `RunOutcome::Choice` asks for.
    pub fn open_choice(&self) -> Option<&OpenChoice> {
        self.open.as_ref()
    }
    /// Everything printed so far.
    pub fn output(&self) -> &Output {
        &self.out
    }

    /// A policy may cease to steer with any answer.
    fn still_steered(&mut self, sched: &dyn Scheduler) {
        if self.steered && !sched.steered() {
            self.set_steered(false);
            self.set_draws(false);
        }
    }

    /// Executes up to `budget` instructions, or until something asked for happens.
    ///
    /// How a run is cut into calls never changes what it does.
    pub fn run(&mut self, sched: &mut dyn Scheduler, budget: u64, until: Until) -> RunOutcome {
        if let Some(s) = &self.stopped {
            return RunOutcome::Stopped(s.clone());
        }
        self.open = None;
        if let Some(main) = self.boot.take() {
            sched.ready(main, Ready::Next);
        }
        self.asks = sched.asks();
        self.set_steered(sched.steered());
        self.set_draws(sched.draws());
        self.event_target = until.events.unwrap_or(u64::MAX);
        self.pause_events = self.events >= self.event_target;
        if self.pause_events {
            return RunOutcome::Reached;
        }
        let end = self
            .tick()
            .saturating_add(budget)
            .min(until.tick.unwrap_or(u64::MAX))
            .min(self.limits.steps);
        let outcome = self.run_to(sched, end, until);
        self.pause_events = false;
        if let RunOutcome::Stopped(s) = &outcome {
            self.stopped = Some(s.clone());
        }
        outcome
    }

    fn run_to(&mut self, sched: &mut dyn Scheduler, end: u64, until: Until) -> RunOutcome {
        let mut handles = match self.handles.take() {
            Some(both) => both,
            None => (Arc::clone(&self.prog), Arc::clone(&self.code)),
        };
        let outcome = self.run_on(&mut handles, sched, end, until, None);
        self.handles = Some(handles);
        outcome
    }

    /// Right before instructions of `g` are executed, up to tick `end`.
    #[inline(always)]
    pub(crate) fn begin_turn(&mut self, me: GRef, g: &mut G, now: u64, end: u64) {
        if let Some(d) = self.g_dirty.get_mut(me.slot as usize) {
            *d = true;
        }
        self.left = end.min(self.slice_end).saturating_sub(now);
        self.tick_end = now + self.left;
        self.heap.birth = Birth {
            g: me.id,
            nth: g.allocs,
        };
        self.swap_draws(g);
        self.bubble = g.bubble;
    }

    #[inline(always)]
    pub(crate) fn end_turn(&mut self, g: &mut G) {
        self.swap_draws(g);
        g.allocs = self.heap.birth.nth;
        self.heap.birth = Birth::default();
    }

    /// The goroutine on the processor leaves it, to wait.
    #[inline(always)]
    pub(crate) fn park_g(&mut self, g: &mut G) {
        g.status = Status::Waiting;
        g.wait = self.park.reason;
        g.wait_object = self.park.object;
        g.sudogs = self.park.first;
        g.wait_since = self.now();
        g.wait_event = self.events;
        self.current = None;
    }

    pub(crate) fn run_on(
        &mut self,
        (prog, code): &mut Handles,
        sched: &mut dyn Scheduler,
        end: u64,
        until: Until,
        mut begun: Option<Begun>,
    ) -> RunOutcome {
        let mut step_over = true;
        loop {
            let (me, mut g, now, flow) = match begun.take() {
                Some(b) => (b.me, b.g, b.now, b.flow),
                None => {
                    let now = self.tick();
                    if now >= end {
                        if now >= self.limits.steps {
                            let limit = Limit::Steps(self.limits.steps);
                            return self.stop(StopReason::Limit(limit));
                        }
                        return if until.tick.is_some_and(|t| now >= t) {
                            RunOutcome::Reached
                        } else {
                            RunOutcome::Budget
                        };
                    }
                    let me = match self.current {
                        Some(g) => g,
                        None => match self.next(prog, sched) {
                            Ok(g) => g,
                            Err(outcome) => return *outcome,
                        },
                    };
                    if self.pause_events {
                        return RunOutcome::Reached;
                    }
                    let g = self.gs.get_mut(me.slot as usize).and_then(Option::take);
                    let Some(mut g) = g else {
                        return self.stop(StopReason::Internal("no such goroutine".into()));
                    };
                    self.begin_turn(me, &mut g, now, end);
                    let flow = self.exec(code, prog, &mut g, sched);
                    self.end_turn(&mut g);
                    (me, g, now, flow)
                }
            };
            if let Flow::Parked = flow {
                // What most turns end with, before all that others may end with.
                self.park_g(&mut g);
                let bubble = g.bubble;
                if bubble != 0 {
                    self.parked_in_bubble(&mut g);
                }
                self.gs_put(me, g);
                if bubble != 0 {
                    self.settle_bubble(me, bubble, sched);
                }
                self.bubble = 0;
                step_over &= self.tick() == now;
                if self.pause_events {
                    return RunOutcome::Reached;
                }
                continue;
            }
            let flow = match flow {
                // A policy that steers is asked here as before visible operations.
                Flow::Break if self.steered && !self.granted && self.is_point(g.pc) => {
                    self.answer = sched.point(me, self.now());
                    Flow::Point
                }
                Flow::Break if self.steered && self.is_point(g.pc) => {
                    self.enter_overlap(&mut g, sched)
                }
                other => other,
            };
            if let Flow::Point = flow {
                self.still_steered(sched);
            }
            let depth = g.depth();
            let pc = g.pc;
            let mut keep = true;
            let mut result = None;
            match flow {
                Flow::Budget => {
                    if self.tick() >= self.slice_end {
                        // Its time slice is over.
                        g.status = Status::Runnable;
                        let mut e = self.event(me.id, EventOp::Preempt);
                        e.pc = pc;
                        self.push(e);
                        sched.ready(me, Ready::Global);
                        self.current = None;
                    }
                    if !Arc::ptr_eq(prog, &self.prog) {
                        *prog = Arc::clone(&self.prog);
                    }
                }
                Flow::Parked => {}
                Flow::Yielded(place) => {
                    g.status = Status::Runnable;
                    sched.ready(me, place);
                    self.current = None;
                }
                Flow::Exited => {
                    keep = false;
                    self.current = None;
                }
                Flow::Reached => {}
                Flow::Break if !self.is_stop(pc) => {
                    self.granted &= !self.steered;
                    self.gs_put(me, g);
                    drop(std::mem::take(code));
                    *code = self.over_break(pc, sched, end);
                    if let Some(s) = self.stopped.clone() {
                        return RunOutcome::Stopped(s);
                    }
                    continue;
                }
                Flow::Break => {
                    if step_over && self.tick() == now {
                        // Where this call of `run` began: one instruction without breakpoints.
                        self.granted &= !(self.steered && self.is_point(pc));
                        self.gs_put(me, g);
                        drop(std::mem::take(code));
                        *code = self.over_break(pc, sched, end);
                        step_over = false;
                        if let Some(s) = self.stopped.clone() {
                            return RunOutcome::Stopped(s);
                        }
                        continue;
                    }
                    let filter = until.breaks.unwrap_or_default();
                    let fits = until.breaks.is_some()
                        && filter.g.is_none_or(|id| id == me.id)
                        && filter.max_depth.is_none_or(|d| depth <= d);
                    if fits {
                        result = Some(RunOutcome::Break);
                    } else {
                        self.granted &= !(self.steered && self.is_point(pc));
                        self.gs_put(me, g);
                        drop(std::mem::take(code));
                        *code = self.over_break(pc, sched, end);
                        if let Some(s) = self.stopped.clone() {
                            return RunOutcome::Stopped(s);
                        }
                        continue;
                    }
                }
                Flow::Point => match self.answer {
                    Point::Stay => self.granted = true,
                    Point::Switch { g: next, slice } => {
                        g.status = Status::Runnable;
                        self.gs_put(me, g);
                        self.switch(next, slice);
                        step_over = false;
                        continue;
                    }
                    // Whoever steers asks nobody.
                    Point::Ask if self.steered => result = Some(RunOutcome::Choice),
                    Point::Ask => {
                        let mut options = vec![me.id];
                        options.extend(sched.runnable().iter().map(|g| g.id));
                        self.open = Some(OpenChoice::Goroutine {
                            current: Some(me.id),
                            options,
                        });
                        result = Some(RunOutcome::Choice);
                    }
                    Point::Diverged => {
                        result = Some(self.stop(StopReason::Diverged));
                    }
                    Point::Fire(id) => {
                        self.gs_put(me, g);
                        if let Err(t) = self.fire_now(prog, id, sched) {
                            return self.stop_of(t);
                        }
                        step_over = false;
                        continue;
                    }
                },
                Flow::Ask => result = Some(RunOutcome::Choice),
                Flow::Stop(reason) => result = Some(self.stop(reason)),
            }
            let bubble = std::mem::take(&mut self.bubble);
            if keep {
                self.gs_put(me, g);
            } else {
                self.bury(me, g);
                if bubble != 0 {
                    self.settle_bubble(me, bubble, sched);
                }
            }
            if let Some(r) = result {
                return r;
            }
            step_over &= self.tick() == now;
            if self.pause_events {
                return RunOutcome::Reached;
            }
        }
    }

    #[inline(always)]
    pub(crate) fn gs_put(&mut self, me: GRef, g: Box<G>) {
        if let Some(s) = self.gs.get_mut(me.slot as usize) {
            fill(s, g);
        }
    }

    pub(crate) fn switch(&mut self, g: GRef, slice: u64) {
        self.current = Some(g);
        // Being picked is the answer for its next operation too.
        self.granted = !self.steered;
        let slice = if self.steered { u64::MAX } else { slice };
        self.slice_end = self.tick().saturating_add(slice);
        if let Some(g) = self.g_mut(g.slot) {
            g.status = Status::Running;
            g.wait = WaitReason::None;
            g.wait_object = 0;
            if !g.started {
                g.started = true;
                let pc = g.pc;
                let id = g.me.id;
                let mut e = self.event(id, EventOp::Start);
                e.pc = pc;
                self.push(e);
            }
        }
    }

    /// Lets expired timers run and picks the next goroutine. Ends are boxed, so that a mere
    /// goroutine comes back in a register.
    fn next(&mut self, prog: &Program, sched: &mut dyn Scheduler) -> Result<GRef, Box<RunOutcome>> {
        loop {
            if !self.steered
                && self.timers.next <= self.now()
                && let Err(t) = self.run_timers(prog, sched)
            {
                return Err(Box::new(self.stop_of(t)));
            }
            let answer = sched.pick(self.now());
            self.still_steered(sched);
            match answer {
                Pick::Run { g, slice } => {
                    self.switch(g, slice);
                    return Ok(g);
                }
                Pick::Ask => {
                    self.open = Some(OpenChoice::Goroutine {
                        current: None,
                        options: sched.runnable().iter().map(|g| g.id).collect(),
                    });
                    return Err(Box::new(RunOutcome::Choice));
                }
                Pick::Diverged => return Err(Box::new(self.stop(StopReason::Diverged))),
                Pick::Fire(id) => {
                    if let Err(t) = self.fire_now(prog, id, sched) {
                        return Err(Box::new(self.stop_of(t)));
                    }
                }
                Pick::Idle => match self.next_wakeup() {
                    // Virtual time ends where Go's clock does, after 292 years: a program that
                    // sleeps past it is given up.
                    Some(when) if when >= i64::MAX as u64 => {
                        let reason = StopReason::Limit(Limit::Steps(self.tick()));
                        return Err(Box::new(self.stop(reason)));
                    }
                    Some(when) if self.steered => {
                        self.held = Some(self.now().max(when));
                        if let Err(t) = self.run_timers(prog, sched) {
                            return Err(Box::new(self.stop_of(t)));
                        }
                    }
                    Some(when) => {
                        let now = self.now();
                        self.skew += (when + WAKE_NS).saturating_sub(now);
                    }
                    None => {
                        let no_goroutines = self.live == 0;
                        self.report_deadlock(no_goroutines);
                        return Err(Box::new(self.stop(StopReason::Deadlock { no_goroutines })));
                    }
                },
            }
        }
    }

    fn stop_of(&mut self, t: Trap) -> RunOutcome {
        let reason = match t {
            Trap::Stop(s) => s,
            Trap::Oom => StopReason::Limit(Limit::Memory(self.limits.memory)),
            other => other.defect(),
        };
        self.stop(reason)
    }

    fn stop(&mut self, reason: StopReason) -> RunOutcome {
        if matches!(reason, StopReason::Finished | StopReason::Exit(_)) {
            self.report_c_leaks();
        }
        let mut e = self.event(self.current.map_or(0, |g| g.id), EventOp::End);
        e.aux = reason.exit_code() as u32;
        e.pc = self.at_pc;
        self.push(e);
        self.stopped = Some(reason.clone());
        RunOutcome::Stopped(reason)
    }

    // ---- events

    /// An event of `g` here and now, to be filled in and pushed.
    #[inline(always)]
    pub(crate) fn event(&self, g: u32, op: EventOp) -> Event {
        Event {
            tick: self.tick(),
            time: self.now(),
            object: 0,
            value: Preview::NONE,
            g,
            pc: self.at_pc,
            partner: 0,
            aux: 0,
            op,
            outcome: Outcome::Done,
            reason: WaitReason::None,
            woke: false,
        }
    }

    /// Whether all of an event matters.
    #[inline]
    pub(crate) fn recording(&self) -> bool {
        !matches!(self.record, Record::Off | Record::Recent)
    }

    /// Counts, hashes and keeps an event: built where it happens, handed on by reference, and
    /// copied once.
    #[inline(always)]
    pub(crate) fn push(&mut self, e: Event) {
        self.push_ref(&e);
    }

    #[inline(never)]
    fn push_ref(&mut self, e: &Event) {
        self.events += 1;
        if self.events >= self.event_target {
            self.pause_events = true;
        }
        if self.recording() {
            self.hash = e.fold(self.hash);
        }
        if let Record::Keep(_) | Record::Recent = self.record {
            self.log.push(e);
        }
    }

    /// The next number of a seeded stream.
    pub(crate) fn draw(state: &mut u64) -> u64 {
        *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = *state;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }
}

/// Each of these instructions once, in order.
fn ascending(pcs: impl IntoIterator<Item = u32>) -> Vec<u32> {
    let mut all: Vec<u32> = pcs.into_iter().collect();
    base::sort::sort(&mut all);
    all.dedup();
    all
}

/// Fills a place that is empty; so nothing is dropped, which is not even looked at.
#[inline(always)]
pub(crate) fn fill<T>(place: &mut Option<T>, with: T) {
    std::mem::forget(place.replace(with));
}
