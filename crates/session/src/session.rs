//! The session: requests in, responses out. It holds the open program, its branches and the motion
//! under way; each kind of answer is made in `view`.

mod memory;

use std::collections::BTreeMap;
use std::sync::Arc;

use protocol as p;
use protocol::{Fault, Pause, Request, Response};
use vm::BreakFilter;

use crate::convert;
use crate::history::History;
use crate::motion::{Arrival, Goal, Hunt, Motion, Stand, Test};
use crate::track::{KEPT_EVENTS, Resting, Setup, Track};
use crate::verify::Verification;
use crate::view::event::{Teller, buffered, own_frame};
use crate::view::names::Names;
use crate::view::timeline::{Input, Overview, timeline};
use crate::view::{objects, output, stack, state};
use crate::workbench::Workbench;

/// Branches of one program; more are refused.
const MAX_BRANCHES: usize = 64;
/// Manual choices of a recording that are taken over.
pub(crate) const MAX_CHOICES: usize = 100_000;
/// Events that may wait to be read, fewer than the log keeps, and how many are passed over when
/// more do.
const UNREAD: u64 = KEPT_EVENTS as u64 - (1 << 15);
const SKIPPED: u64 = 1 << 14;
/// Instructions between two notes of progress.
const PROGRESS: u64 = 2_000_000;

/// One open program, driven by requests.
pub struct Session {
    bench: Workbench,
    programs: u32,
    open: Option<Open>,
    verification: Option<Verification>,
}

/// An open program.
struct Open {
    track: Track,
    setup: Setup,
    policy: p::Policy,
    history: History,
    names: Names,
    overview: Overview,
    motion: Option<Motion>,
    /// Where a step back began and how far it went: operations that happen at one instant (the
    /// last exit and the run's end) are gone back over together.
    retreat: Option<(u64, u64)>,
    /// To be stood at when a recording has been replayed to its step.
    then: Option<u64>,
    /// What the replayed recording promises.
    promise: Option<(u64, u64)>,
    pause: Pause,
    breakpoints: Vec<p::Breakpoint>,
    /// The person ended the run: no further than this tick.
    fence: Option<u64>,
    branch: u32,
    branches: Vec<Branch>,
    /// Counts motions, for marking what the last one changed.
    motions: u64,
    looked: BTreeMap<u32, Look>,
    /// Where the latest motion began, and what was found that it touched.
    came_from: u64,
    touched: Option<(p::At, Vec<p::Touch>)>,
    /// The heap over time, as far as the run was executed when it was last asked for.
    heap_line: Option<crate::heap_line::HeapLine>,
    told: u64,
}

/// A branch; `rest` is empty for the one that is looked at.
struct Branch {
    from: Option<(u32, u64)>,
    rest: Option<Resting>,
}

/// What was seen of a goroutine's inside at the last looks.
#[derive(Default)]
struct Look {
    before: Vec<p::Frame>,
    now: Vec<p::Frame>,
    motion: u64,
}

impl Default for Session {
    fn default() -> Self {
        Self::new()
    }
}

impl Session {
    /// A session with nothing open.
    pub fn new() -> Self {
        Session {
            bench: Workbench::new(),
            programs: 0,
            open: None,
            verification: None,
        }
    }

    /// Whether `poll` has anything to do.
    pub fn busy(&self) -> bool {
        self.verification.is_some() || self.open.as_ref().is_some_and(|o| o.motion.is_some())
    }

    /// Bytes that the checkpoints take, about.
    pub fn checkpoint_bytes(&self) -> usize {
        self.open.as_ref().map_or(0, |o| o.track.marks.bytes())
    }

    /// Goes on with the motion under way by about so many instructions.
    pub fn poll(&mut self, budget: u64) -> Vec<Response> {
        if let Some(job) = &mut self.verification {
            let Some(verdict) = job.go(&mut self.bench, budget) else {
                return Vec::new();
            };
            self.verification = None;
            return vec![Response::Verdict(verdict)];
        }
        match &mut self.open {
            Some(open) => open.poll(self.programs, budget),
            None => Vec::new(),
        }
    }

    /// Answers a request, or begins what it asks for.
    pub fn handle(&mut self, request: Request) -> Vec<Response> {
        match request {
            Request::Open {
                files,
                recording,
                limits,
                breakpoints,
            } => self.open(&files, &recording, &limits, breakpoints),
            Request::Check { files } => {
                let diagnostics = match self.bench.build(&files) {
                    Ok(code) => p::Diagnostics {
                        stoppable: code.stoppable,
                        ..p::Diagnostics::default()
                    },
                    Err(errors) => errors.diagnostics,
                };
                vec![Response::Diagnostics(diagnostics)]
            }
            Request::Verify {
                files,
                properties,
                runs,
                limits,
            } => {
                self.verification = Some(Verification::new(files, properties, runs, limits));
                Vec::new()
            }
            other => match &mut self.open {
                Some(open) => open.handle(self.programs, other),
                None => vec![Response::Fault(Fault::NothingOpen)],
            },
        }
    }

    fn open(
        &mut self,
        files: &[p::SourceFile],
        recording: &p::Recording,
        limits: &p::Limits,
        breakpoints: Vec<p::Breakpoint>,
    ) -> Vec<Response> {
        self.open = None;
        let code = match self.bench.build(files) {
            Ok(code) => code,
            Err(errors) => return vec![Response::Diagnostics(errors.diagnostics)],
        };
        self.programs += 1;
        let diagnostics = p::Diagnostics {
            stoppable: code.stoppable.clone(),
            ..p::Diagnostics::default()
        };
        let mut out = vec![Response::Diagnostics(diagnostics)];
        let schedule = recording.schedule.as_ref().map(|s| s.parse());
        if let Some(Err(_)) = schedule {
            // The program is more than the way through it.
            out.push(Response::Fault(Fault::Diverged { step: 0 }));
        }
        let setup = Setup {
            policy: recording.policy,
            seed: recording.seed,
            schedule: schedule.and_then(Result::ok),
            limits: convert::limits(limits),
        };
        let mut open = Open::new(Arc::new(code), setup);
        open.breakpoints = breakpoints;
        out.extend(open.replay(self.programs, recording));
        self.open = Some(open);
        out
    }
}

impl Open {
    fn new(code: Arc<crate::workbench::Code>, setup: Setup) -> Self {
        Open {
            track: Track::new(code, setup.clone()),
            policy: setup.policy,
            setup,
            history: History::default(),
            names: Names::default(),
            overview: Overview::default(),
            motion: None,
            retreat: None,
            then: None,
            promise: None,
            pause: Pause::Fresh,
            breakpoints: Vec::new(),
            fence: None,
            branch: 0,
            branches: vec![Branch {
                from: None,
                rest: None,
            }],
            motions: 0,
            looked: BTreeMap::new(),
            came_from: 0,
            touched: None,
            heap_line: None,
            told: 0,
        }
    }

    /// Goes where a recording stood.
    fn replay(&mut self, program: u32, recording: &p::Recording) -> Vec<Response> {
        let manual = recording.manual.iter().take(MAX_CHOICES);
        for m in manual {
            // Whether it is a goroutine or a case shows when the decision comes up.
            self.track.prescribe(m.decision, m.pick);
        }
        if recording.step == 0 && recording.tick == 0 {
            return vec![self.state(program)];
        }
        self.promise = (recording.hash != 0).then_some((recording.step, recording.hash));
        // Nobody is asked on the way to where the reader stood.
        self.begin(Goal::Step(recording.step), u64::MAX);
        self.then = (recording.tick > 0).then_some(recording.tick);
        Vec::new()
    }

    fn begin(&mut self, goal: Goal, free: u64) {
        self.motions += 1;
        self.came_from = self.track.tick();
        self.touched = None;
        self.then = None;
        self.retreat = None;
        self.told = self.track.tick();
        self.track.vm.set_breaks([]);
        self.motion = Some(Motion::new(&self.track, goal, free, self.fence));
    }

    fn poll(&mut self, program: u32, budget: u64) -> Vec<Response> {
        let Some(motion) = &mut self.motion else {
            return Vec::new();
        };
        let arrival = motion.go(&mut self.track, budget);
        // The log forgets: who there was is read before it does.
        let log = self.track.vm.log();
        if self.history.lags(log, UNREAD) {
            self.history.skip(log, log.end() + SKIPPED - UNREAD);
        }
        let Some(arrival) = arrival else {
            let tick = self.track.tick();
            if tick.abs_diff(self.told) < PROGRESS {
                return Vec::new();
            }
            self.told = tick;
            return vec![Response::Progress(self.progress())];
        };
        if let Some(tick) = self.then.take()
            && self.track.tick() != tick
            && arrival != Arrival::At(Pause::NoFurther)
        {
            self.motion = Some(Motion::new(
                &self.track,
                Goal::Tick(tick),
                u64::MAX,
                self.fence,
            ));
            return Vec::new();
        }
        if let Some((from, to)) = self.retreat
            && self.track.step() >= from
            && let Some(earlier) = to.checked_sub(1)
        {
            self.begin(Goal::Step(earlier), u64::MAX);
            self.retreat = Some((from, earlier));
            return Vec::new();
        }
        self.retreat = None;
        self.motion = None;
        self.pause = match arrival {
            Arrival::At(pause) => pause,
            Arrival::Ended => Pause::Arrived,
        };
        let mut out = Vec::new();
        if let Some((step, hash)) = self.promise.take() {
            let now = (self.track.step(), self.track.vm.event_hash());
            let diverged = matches!(self.track.vm.stopped(), Some(vm::StopReason::Diverged));
            if diverged || now != (step, hash) {
                let step = self
                    .track
                    .step()
                    .min(step)
                    .saturating_sub(u64::from(diverged));
                out.push(Response::Fault(Fault::Diverged { step }));
            }
        }
        out.push(self.state(program));
        out
    }

    fn progress(&self) -> p::Progress {
        p::Progress {
            tick: self.track.tick(),
            step: self.track.step(),
            time: self.track.vm.now() as i64,
            goroutines: self.track.vm.alive(),
            output: self.track.vm.output().len(),
        }
    }

    fn handle(&mut self, program: u32, request: Request) -> Vec<Response> {
        match request {
            Request::Timeline(_)
            | Request::State
            | Request::Goroutine { .. }
            | Request::Objects
            | Request::Output { .. }
            | Request::Events { .. }
            | Request::Event { .. }
            | Request::Recording => self.query(program, request),
            Request::SetBreakpoints { breakpoints } => {
                self.breakpoints = breakpoints;
                Vec::new()
            }
            other => {
                // A newer motion takes the place of an unfinished one.
                if self.motion.take().is_some() {
                    self.track.vm.set_breaks([]);
                    self.pause = Pause::Asked;
                    self.promise = None;
                }
                match self.start(other) {
                    Ok(true) => Vec::new(),
                    Ok(false) => vec![self.state(program)],
                    Err(fault) => vec![Response::Fault(fault)],
                }
            }
        }
    }

    /// Decisions from the present on that the policy takes unasked: the one that is open.
    fn free(&self) -> u64 {
        self.track.decision() + u64::from(self.track.oracle.question.is_some())
    }

    /// Begins a motion (true), or does at once what is asked (false).
    fn start(&mut self, request: Request) -> Result<bool, Fault> {
        match request {
            Request::Run => {
                let free = self.free();
                let goal = if self.breakpoints.is_empty() {
                    Goal::End
                } else {
                    Goal::Code(self.hunt_breakpoints())
                };
                self.begin(goal, free);
            }
            Request::Pause => {
                self.pause = Pause::Asked;
                return Ok(false);
            }
            Request::Stop => {
                if self.track.end.is_none() {
                    self.fence = Some(self.track.far_tick);
                }
                self.pause = Pause::Asked;
                return Ok(false);
            }
            Request::StepOp { back: false } => {
                let free = self.free();
                self.begin(Goal::Step(self.track.step() + 1), free);
            }
            Request::StepOp { back: true } => {
                let Some(step) = self.track.step().checked_sub(1) else {
                    self.pause = Pause::NoFurther;
                    return Ok(false);
                };
                let to = self.above_wakes(step);
                self.begin(Goal::Step(to), u64::MAX);
                self.retreat = Some((step + 1, to));
            }
            Request::StepLine {
                goroutine,
                how,
                back,
            } => {
                let hunt = self.hunt_line(goroutine, how).ok_or(Fault::NoFurther)?;
                let goal = if back {
                    Goal::CodeBack(hunt)
                } else {
                    Goal::Code(hunt)
                };
                self.begin(goal, if back { u64::MAX } else { 0 });
            }
            Request::RunTo { target, back } => return self.run_to(target, back),
            Request::Seek { to } => {
                let goal = match to {
                    p::Moment::Step(n) => Goal::Step(self.above_wakes(n)),
                    p::Moment::Tick(t) => Goal::Tick(t),
                    p::Moment::End => match self.track.end {
                        Some(_) => Goal::Step(self.track.far_step),
                        None => Goal::Tick(self.track.far_tick),
                    },
                };
                let free = self.free();
                self.begin(goal, free);
            }
            Request::Choose { pick } => self.choose(pick)?,
            Request::Branch { id } => self.switch(id)?,
            Request::SetPolicy { policy } => {
                self.set_policy(policy)?;
                return Ok(self.motion.is_some());
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// A step that lies behind an operation and before a wake-up that belongs to it is no place
    /// to stand: the step before the operation's own is meant when going back.
    fn above_wakes(&self, step: u64) -> u64 {
        let mut n = step;
        while n > 0
            && self
                .track
                .vm
                .log()
                .get(n)
                .is_some_and(|e| e.op == vm::EventOp::Wake)
        {
            n -= 1;
        }
        n
    }

    fn hunt_breakpoints(&self) -> Hunt {
        Hunt {
            pcs: self
                .breakpoints
                .iter()
                .flat_map(|b| self.track.code.starts_of(*b))
                .collect(),
            filter: BreakFilter::default(),
            leaving: None,
            whose: None,
            breakpoints: true,
        }
    }

    fn hunt_line(&self, g: u32, how: p::LineStep) -> Option<Hunt> {
        let track = &self.track;
        track.vm.goroutine(g)?;
        let depth = track.vm.depth(g);
        let pc = track.vm.frames(g, 1).first().map(|f| f.pc)?;
        let max_depth = match how {
            p::LineStep::Into => None,
            p::LineStep::Over => Some(depth),
            p::LineStep::Out => Some(depth.checked_sub(1)?),
        };
        Some(Hunt {
            pcs: track.code.starts.values().flatten().copied().collect(),
            filter: BreakFilter {
                g: Some(g),
                max_depth,
            },
            leaving: Some(Stand {
                line: track.code.line_of(pc),
                depth,
                pc,
            }),
            whose: Some(g),
            breakpoints: false,
        })
    }

    fn run_to(&mut self, target: p::Target, back: bool) -> Result<bool, Fault> {
        let last = self.track.step().checked_sub(1);
        let running = last
            .and_then(|i| self.track.vm.log().get(i))
            .map_or(0, |e| e.g);
        let test = match target {
            p::Target::EventOf(g) => Some(Test::Of(g)),
            p::Target::Switch => Some(Test::NotOf(running)),
            p::Target::Notable => Some(Test::Notable),
            _ => None,
        };
        if let Some(test) = test {
            if back {
                let log = self.track.vm.log();
                let mut before = (log.first()..last.unwrap_or(0)).rev();
                let found = before.find(|i| log.get(*i).is_some_and(|e| test.fits(e)));
                let Some(found) = found else {
                    self.pause = Pause::NoFurther;
                    return Ok(false);
                };
                self.begin(Goal::Step(found + 1), u64::MAX);
            } else {
                let free = self.free();
                self.begin(Goal::Event(test), free);
            }
            return Ok(true);
        }
        if matches!(target, p::Target::Choice) {
            if back {
                let free = self.track.decision();
                self.begin(Goal::DecisionBack, free);
            } else {
                let free = self.free();
                self.begin(Goal::Decision, free);
            }
            return Ok(true);
        }
        let mut hunt = self.hunt_breakpoints();
        if let p::Target::Line(at) = target {
            hunt.pcs = self.track.code.starts_of(at);
            hunt.breakpoints = false;
        }
        let goal = if back {
            Goal::CodeBack(hunt)
        } else {
            Goal::Code(hunt)
        };
        let free = if back { u64::MAX } else { self.free() };
        self.begin(goal, free);
        Ok(true)
    }

    /// Takes the open decision; in the past, and differently, on a new branch.
    fn choose(&mut self, pick: u32) -> Result<(), Fault> {
        let choices = state::choices(&self.track).ok_or(Fault::NoSuchChoice)?;
        let option = choices
            .options
            .iter()
            .find(|o| o.pick == pick)
            .ok_or(Fault::NoSuchChoice)?;
        let past = !self.track.at_frontier() || self.track.far_decision > choices.decision;
        if past && !option.default {
            self.fork()?;
        }
        if !past || !option.default {
            self.track.choose(pick);
            self.fence = None;
        }
        let free = choices.decision + 1;
        self.begin(Goal::Step(self.track.step() + 1), free);
        Ok(())
    }

    /// A new branch begins here.
    fn fork(&mut self) -> Result<(), Fault> {
        if self.branches.len() >= MAX_BRANCHES {
            return Err(Fault::NoSuchChoice);
        }
        let rest = self.track.rest();
        if let Some(branch) = self.branches.get_mut(self.branch as usize) {
            branch.rest = Some(rest);
        }
        let step = self.track.step();
        self.branches.push(Branch {
            from: Some((self.branch, step)),
            rest: None,
        });
        self.branch = self.branches.len() as u32 - 1;
        self.track.cut_here();
        self.history.cut(step);
        Ok(())
    }

    /// Goes to another branch, to where it was left.
    fn switch(&mut self, id: u32) -> Result<(), Fault> {
        if id == self.branch {
            self.begin(Goal::Tick(self.track.tick()), u64::MAX);
            return Ok(());
        }
        let target = self.branches.get_mut(id as usize);
        let rest = target
            .and_then(|b| b.rest.take())
            .ok_or(Fault::NoSuchChoice)?;
        let mine = self.track.rest();
        if let Some(branch) = self.branches.get_mut(self.branch as usize) {
            branch.rest = Some(mine);
        }
        self.branch = id;
        self.track.wake(&rest);
        self.history = History::default();
        self.names.clear();
        self.fence = None;
        self.begin(Goal::Step(rest.step), u64::MAX);
        if rest.step > 0 {
            self.then = Some(rest.tick);
        }
        Ok(())
    }

    fn set_policy(&mut self, policy: p::Policy) -> Result<(), Fault> {
        use p::Policy::{Manual, Random};
        if policy == self.policy {
            return Ok(());
        }
        match (self.policy, policy) {
            // Who takes the decisions that nobody else takes stays the same.
            (p::Policy::Go | Manual, p::Policy::Go | Manual) => {
                self.track.manual = policy == Manual;
            }
            // What was decided so far must be written down before somebody else goes on.
            (_, Random) | (Random, _) => {
                if self.setup.schedule.is_some() {
                    // A schedule may decide what no policy is asked for.
                    return Err(Fault::NoSuchChoice);
                }
                let picks = self
                    .track
                    .decisions(self.setup.clone())
                    .ok_or(Fault::NoSuchChoice)?;
                let step = self.track.step();
                self.setup.policy = policy;
                let breakpoints = std::mem::take(&mut self.breakpoints);
                *self = Open {
                    motions: self.motions,
                    breakpoints,
                    ..Open::new(Arc::clone(&self.track.code), self.setup.clone())
                };
                for (decision, pick) in picks.into_iter().enumerate() {
                    self.track.overrides.insert(decision as u64, pick);
                }
                self.track.oracle.picks = self.track.overrides.clone();
                self.begin(Goal::Step(step), u64::MAX);
            }
        }
        self.policy = policy;
        Ok(())
    }

    fn query(&mut self, program: u32, request: Request) -> Vec<Response> {
        match request {
            // The present and a recording need no past.
            Request::State | Request::Recording | Request::Goroutine { .. } => {
                self.history.update(self.track.vm.log());
            }
            _ => self.history.tell(self.track.vm.log()),
        }
        let code = Arc::clone(&self.track.code);
        let one = match request {
            Request::State => self.state(program),
            Request::Timeline(query) => {
                let track = &self.track;
                let input = Input {
                    program: &code.program,
                    history: &self.history,
                    log: track.vm.log(),
                    stop: track.end.as_ref(),
                    now: track.step(),
                    steps: track.far_step,
                    branch: u64::from(self.branch),
                };
                Response::Timeline(timeline(&input, query, &mut self.overview))
            }
            Request::Goroutine { goroutine } => Response::Goroutine(self.inside(goroutine)),
            Request::Objects => Response::Objects(objects::objects(
                &code,
                &self.track.vm,
                &self.history,
                &mut self.names,
            )),
            Request::Output { first, lines } => Response::Output(output::output(
                &self.track.vm,
                &self.history.prints,
                first,
                lines,
            )),
            Request::Events { first, count } => Response::Events {
                first,
                total: self.track.far_step,
                events: self.teller(&code).list(first, count),
            },
            Request::Event { index } => Response::Event(self.event(&code, index).map(Box::new)),
            Request::Recording => Response::Recording(self.recording()),
            _ => Response::Fault(Fault::BadMessage),
        };
        vec![one]
    }

    fn teller<'a>(&'a mut self, code: &'a crate::workbench::Code) -> Teller<'a> {
        Teller {
            code,
            vm: &self.track.vm,
            log: self.track.vm.log(),
            names: &mut self.names,
        }
    }

    fn event(&mut self, code: &crate::workbench::Code, index: u64) -> Option<p::EventDetail> {
        let event = self.teller(code).event(index)?;
        let partner = self.partner_of(event.index);
        let partner_event = partner.and_then(|i| self.teller(code).event(i));
        let lane = self.history.lane(event.goroutine);
        let (created_at, created_by) = lane.map_or((None, None), |l| {
            (l.go_pc.and_then(|pc| code.own_place(pc)), l.parent)
        });
        let mut event = event;
        let raw = *self.track.vm.log().get(event.index)?;
        let (stack, own, buffered) = self.track.after_event(event.index, |vm| {
            let stack = stack::frames(code, vm, event.goroutine, false).0;
            let own = own_frame(code, vm, event.goroutine);
            (stack, own, buffered(vm, &raw))
        });
        event.count = event.count.or(buffered);
        // What the library did belongs to the line that called it.
        if event.place.is_none_or(|p| p.file == p::Place::LIBRARY) && own.is_some() {
            event.place = own;
        }
        Some(p::EventDetail {
            event,
            stack,
            partner_event,
            created_at,
            created_by,
        })
    }

    /// The event on the other side: for what let a waiting goroutine go, the operation that made it
    /// wait; for what made it wait, the one that let it go.
    fn partner_of(&self, index: u64) -> Option<u64> {
        let log = self.track.vm.log();
        let e = *log.get(index)?;
        let touched = self.history.objects.get(e.object)?;
        if e.outcome == vm::Outcome::Blocked {
            return touched.from(index + 1).find(|i| {
                log.get(*i)
                    .is_some_and(|o| o.woke && o.partner == e.g && o.g != e.g)
            });
        }
        if e.woke && e.partner != 0 {
            return touched.until(index).find(|i| {
                log.get(*i)
                    .is_some_and(|o| o.g == e.partner && o.outcome == vm::Outcome::Blocked)
            });
        }
        None
    }

    fn inside(&mut self, id: u32) -> Option<p::GoroutineDetail> {
        let track = &self.track;
        let view = track.vm.goroutine(id)?;
        let reach = vm::Reach::default();
        let goroutine = state::goroutine(track, &self.history, &mut self.names, &view, &reach);
        let (mut frames, more) = stack::frames(&track.code, &track.vm, id, true);
        let look = self.looked.entry(id).or_default();
        if look.motion != self.motions {
            look.before = std::mem::take(&mut look.now);
            look.motion = self.motions;
        }
        look.now.clone_from(&frames);
        if !look.before.is_empty() {
            stack::mark(&mut frames, &look.before);
        }
        Some(p::GoroutineDetail {
            goroutine,
            frames,
            more,
        })
    }

    fn recording(&self) -> p::Recording {
        let manual = self
            .track
            .overrides
            .iter()
            .map(|(decision, pick)| p::ManualChoice {
                decision: *decision,
                pick: *pick,
            });
        p::Recording {
            policy: self.policy,
            seed: self.setup.seed,
            schedule: self.setup.schedule.as_ref().map(ToString::to_string),
            manual: manual.collect(),
            step: self.track.step(),
            tick: self.track.tick(),
            hash: self.track.vm.event_hash(),
        }
    }

    fn state(&mut self, program: u32) -> Response {
        self.history.update(self.track.vm.log());
        let code = Arc::clone(&self.track.code);
        let step = self.track.step();
        let last = step
            .checked_sub(1)
            .and_then(|i| self.teller(&code).event(i));
        let goroutines = state::goroutines(&self.track, &self.history, &mut self.names);
        let track = &self.track;
        let vm = &track.vm;
        let status = match vm.stopped() {
            _ if self.motion.is_some() => p::Status::Moving,
            Some(stop) => p::Status::Ended(state::end(vm, &mut self.names, stop)),
            None if self.fence.is_some_and(|f| track.tick() >= f) => {
                p::Status::Ended(p::End::Stopped)
            }
            None => p::Status::Paused(self.pause),
        };
        let end = match (&track.end, self.fence) {
            (Some(stop), _) => Some(convert::end_kind(stop)),
            (None, Some(_)) => Some(p::EndKind::Stopped),
            (None, None) => None,
        };
        let born = |l: &&crate::history::Lane| l.from <= track.far_step;
        Response::State(Box::new(p::State {
            program,
            tick: track.tick(),
            step,
            steps: track.far_step,
            end,
            time: vm.now() as i64,
            status,
            policy: self.policy,
            seed: self.setup.seed,
            goroutines,
            lanes: self.history.lanes.iter().filter(born).count() as u32,
            alive: vm.alive(),
            current: state::current(track)
                .or(last.as_ref().map(|e| e.goroutine).filter(|g| *g != 0)),
            last,
            choices: state::choices(track),
            branch: self.branch,
            branches: self.branches(),
            output_lines: output::count(vm),
            heap: vm.heap_stats().alloc,
        }))
    }

    fn branches(&self) -> Vec<p::Branch> {
        let here = (self.track.far_step, self.track.end.as_ref());
        let list = self.branches.iter().enumerate();
        list.map(|(id, b)| {
            let (steps, end) = match &b.rest {
                Some(rest) => (rest.far_step, rest.end.as_ref()),
                None => here,
            };
            p::Branch {
                id: id as u32,
                from: b.from,
                steps,
                end: end.map(convert::end_kind),
            }
        })
        .collect()
    }
}
