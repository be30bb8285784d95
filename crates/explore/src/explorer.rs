//! The search: optimal dynamic partial-order reduction as a loop that can be put down and taken
//! up again.
//!
//! Abdulla, Aronis, Jonsson, Sagonas: Source Sets: A Foundation for Optimal Dynamic Partial Order
//! Reduction, JACM 64(4), 2017, algorithm 2, with labels: the ways in which an operation can go
//! are separate moves of its process, and taking another label counts as a race of the event with
//! itself. Races are looked for when an execution ends (see `reverse`).
//!
//! One frame per event of the current execution holds what is left to do there; nothing is kept
//! of executions that are over, so memory does not grow with their number.
//!
//! Rejected: source sets without trees (same traces, unbounded blocked executions); pruning on
//! states seen elsewhere (unsound with this reduction); executing the search recursively (cannot
//! be sliced, and overflows on long executions).

use crate::access::SetId;
use crate::choose::Chosen;
use crate::clock::MOST_EVENTS;
use crate::ids::ProcessId;
use crate::machine::{MOST_LABELS, Machine, Step, Stuck};
use crate::options::{Claim, Options, Reduction};
use crate::preemption::Preemptions;
use crate::progress::{Progress, Status};
use crate::shard::{Part, Shard};
use crate::trail::Trail;
use crate::visit::{Execution, Flow, Kind, Visitor};
use crate::wakeup::{Move, NIL, Trees, Word};

/// What is left to do after the first `d` events of the current execution.
#[derive(Debug)]
pub(crate) struct Frame<S> {
    pub(crate) snapshot: Option<S>,
    /// Beginnings that are still to be explored from here.
    pub(crate) tree: u32,
    /// Where its moves begin among those of all frames, and the explored ones among them.
    pub(crate) sleep: u32,
    done: u32,
    /// Who could go on here, where every move is to be explored or may turn out to be.
    pub(crate) enabled: Vec<ProcessId>,
    /// Every move is to be explored, needed or not.
    pub(crate) full: bool,
    /// An execution that goes through here was cut.
    cut: bool,
}

impl<S> Default for Frame<S> {
    fn default() -> Self {
        Frame {
            snapshot: None,
            tree: NIL,
            sleep: 0,
            done: 0,
            enabled: Vec::new(),
            full: false,
            cut: false,
        }
    }
}

/// The moves of frame `d`: those that were explored before its state was reached and commute with
/// all since, which sleep, and those explored from it.
pub(crate) fn moves_of<'a, S>(
    frames: &[Frame<S>],
    moves: &'a [Move],
    d: usize,
) -> (&'a [Move], &'a [Move]) {
    let Some(f) = frames.get(d) else {
        return (&[], &[]);
    };
    let end = frames.get(d + 1).map_or(moves.len(), |f| f.sleep as usize);
    let part = |from: u32, to: usize| moves.get(from as usize..to).unwrap_or(&[]);
    (part(f.sleep, f.done as usize), part(f.done, end))
}

/// Where the loop is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Phase {
    /// Nothing was done yet.
    Start,
    /// The next part of the search is to begin.
    Begin,
    /// The last frame is new, and the machine is in its state.
    Fresh,
    /// The last frame's subtree was explored; the machine is elsewhere.
    Return,
    Over,
}

/// A search that is under way. `run` advances it; it holds no reference to the machine.
#[derive(Debug)]
pub struct Explorer<M: Machine> {
    pub(crate) options: Options,
    pub(crate) frames: Vec<Frame<M::Snapshot>>,
    /// The moves of all frames, each one's after those of the frame before it (see `moves_of`).
    pub(crate) moves: Vec<Move>,
    pub(crate) trail: Trail,
    pub(crate) trees: Trees,
    pub(crate) progress: Progress,
    phase: Phase,
    /// Length of what the current execution has in common with the one that races were last
    /// looked for in.
    pub(crate) shared: usize,
    /// Length of the beginning under which the part at hand lies: what is to come first before
    /// that is the affair of other parts.
    pub(crate) base: usize,
    /// The state that the search is to begin in, if it was seen already.
    first: Option<M::Snapshot>,
    /// Which share of the parts is ours.
    shard: Option<Shard>,
    /// Parts that were not begun, last first, and how many there were.
    parts: Vec<Part>,
    all_parts: usize,
    /// The longest beginning of a part, those of others' included.
    pub(crate) beginnings: usize,
    pub(crate) step: Step,
    pub(crate) word: Word,
    pub(crate) preemptions: Preemptions,
    /// Who can go on in the state that was looked at last.
    pub(crate) enabled: Vec<ProcessId>,
    /// Snapshots to use again.
    old: Vec<M::Snapshot>,
}

/// Snapshots that are kept to be used again.
const OLD: usize = 16;
/// Events that there is room for from the start.
const ROOM: usize = 32;

impl<M: Machine> Explorer<M> {
    /// A search from the state that the machine is in when `run` is first called.
    pub fn new(options: Options) -> Self {
        Self::make(options, None)
    }

    /// One share of a search that is divided among several explorers, each with a machine of its
    /// own in the same initial state. See [`Shard`].
    pub fn shard(options: Options, shard: Shard) -> Self {
        Self::make(options, Some(shard))
    }

    /// The same from a state of which there is a snapshot already; the machine is in it.
    pub(crate) fn from(mut self, root: M::Snapshot) -> Self {
        self.first = Some(root);
        self
    }

    fn make(options: Options, shard: Option<Shard>) -> Self {
        Explorer {
            options,
            frames: Vec::with_capacity(ROOM),
            moves: Vec::with_capacity(ROOM * 2),
            trail: Trail::with_room(ROOM),
            trees: Trees::default(),
            progress: Progress::new(),
            phase: Phase::Start,
            shared: 0,
            base: 0,
            first: None,
            shard,
            parts: Vec::new(),
            all_parts: 0,
            beginnings: 0,
            step: Step::with_room(),
            word: Word::default(),
            preemptions: Preemptions::default(),
            enabled: Vec::with_capacity(8),
            old: Vec::new(),
        }
    }

    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The state that the search began in, once it has begun.
    pub(crate) fn root(&self) -> Option<&M::Snapshot> {
        self.frames.first()?.snapshot.as_ref()
    }

    /// The execution at hand.
    pub fn trail(&self) -> &Trail {
        &self.trail
    }

    /// Moves that others' parts may have in common with ours: no execution of another share begins
    /// with more of the same.
    pub fn beginnings(&self) -> usize {
        self.beginnings
    }

    /// Raises the number of executions after which the search ends; one that ended for that reason
    /// goes on.
    pub fn allow(&mut self, executions: u64) {
        self.options.executions = executions;
        if self.progress.status == Status::Exhausted && self.progress.executions() < executions {
            self.progress.status = Status::Running;
        }
    }

    /// Roughly how much the search holds on to: frames, snapshots, events, tree nodes and sets of
    /// accesses, whether in use or kept for use. It follows the length of executions, not their
    /// number.
    pub fn held(&self) -> usize {
        let own = |f: &Frame<M::Snapshot>| f.enabled.capacity() + usize::from(f.snapshot.is_some());
        let frames = self.frames.iter().map(own).sum::<usize>() + self.frames.capacity();
        frames + self.moves.capacity() + self.trees.held() + self.trail.held()
    }

    /// What the search proves so far.
    pub fn claim(&self) -> Claim {
        self.progress.claim(self.options.bounds.conservative)
    }

    /// Goes on for about `steps` operations of the machine (an execution that ends is looked at
    /// in one go). The machine may have been used for something else since the last call.
    pub fn run<V: Visitor<M>>(&mut self, machine: &mut M, visitor: &mut V, steps: u64) -> Progress {
        let end = self.progress.steps.saturating_add(steps);
        match self.phase {
            Phase::Start => self.start(machine),
            Phase::Fresh => self.go_to_top(machine),
            Phase::Begin | Phase::Return | Phase::Over => {}
        }
        while self.progress.status == Status::Running && self.progress.steps < end {
            match self.phase {
                Phase::Start | Phase::Over => self.progress.status = Status::Finished,
                Phase::Begin => self.begin(machine),
                Phase::Fresh => self.forward(machine, visitor),
                Phase::Return => self.back(machine),
            }
        }
        self.report()
    }

    /// Counts and estimate, without going on.
    pub fn report(&mut self) -> Progress {
        self.progress.depth = self.trail.len() as u32;
        self.progress.pending = self.trees.len();
        self.progress.done = match self.phase {
            Phase::Start => 0.0,
            Phase::Over => 1.0,
            Phase::Begin | Phase::Fresh | Phase::Return => {
                let begun = self.all_parts.saturating_sub(self.parts.len() + 1);
                (begun as f64 + self.part_done()) / self.all_parts.max(1) as f64
            }
        };
        self.progress
    }

    fn part_done(&self) -> f64 {
        let mut done = 0.0;
        let mut weight = 1.0;
        let last = self.frames.len().saturating_sub(1);
        for (d, f) in self.frames.iter().enumerate().skip(self.base) {
            let under_way = usize::from(d < last || self.phase == Phase::Fresh);
            let done_here = moves_of(&self.frames, &self.moves, d).1.len();
            let all = done_here + under_way + self.trees.moves(f.tree).count();
            if all > 0 {
                weight /= all as f64;
                done += weight * done_here as f64;
            }
        }
        done
    }

    fn start(&mut self, machine: &mut M) {
        self.frames.push(Frame {
            snapshot: Some(self.first.take().unwrap_or_else(|| machine.snapshot())),
            ..Frame::default()
        });
        if let Some(step) = machine.beginning() {
            self.trail.begin(step);
        }
        self.parts = match self.shard {
            Some(shard) => self.divide(machine, shard),
            None => vec![Part::default()],
        };
        self.all_parts = self.parts.len();
        self.phase = Phase::Begin;
    }

    /// The next part: its beginning is executed, and the search goes on under it.
    fn begin(&mut self, machine: &mut M) {
        while self.frames.len() > 1 {
            self.frames.pop();
        }
        while self.trail.pop().is_some() {}
        self.shared = 0;
        let Some(part) = self.parts.pop() else {
            self.phase = Phase::Over;
            self.progress.status = Status::Finished;
            return;
        };
        self.moves.clear();
        if let Some(root) = self.frames.last_mut() {
            let snapshot = root.snapshot.take();
            *root = Frame {
                snapshot,
                ..Frame::default()
            };
        }
        self.go_to_top(machine);
        for m in &part.steps {
            if self.execute(machine, m.process, m.label).is_err() {
                self.progress.diverged += 1;
                return;
            }
            self.frames.push(Frame::default());
        }
        self.base = part.steps.len();
        if let Some(top) = self.frames.last_mut() {
            self.moves.extend(part.sleep);
            top.done = self.moves.len() as u32;
            top.full = self.options.reduction != Reduction::Optimal;
        }
        self.phase = Phase::Fresh;
    }

    /// Executes the next operation of a process and appends it to the trail.
    pub(crate) fn execute(
        &mut self,
        machine: &mut M,
        process: ProcessId,
        label: u32,
    ) -> Result<SetId, Stuck> {
        let me = self.trail.next_of(process);
        if me.nth >= MOST_EVENTS {
            return Err(Stuck);
        }
        self.step.clear();
        self.progress.steps += 1;
        machine.step(me, label, &mut self.step)?;
        if self.step.labels > MOST_LABELS {
            return Err(Stuck);
        }
        Ok(self.trail.push(me, label, &mut self.step))
    }

    /// Puts the machine into the state of the last frame.
    pub(crate) fn go_to_top(&mut self, machine: &mut M) {
        let top = self.frames.len().saturating_sub(1);
        self.go_to(machine, top);
    }

    /// The same, where the search may have come back for the last time.
    fn return_to_top(&mut self, machine: &mut M) {
        let strides = self.is_stride();
        if let Some(top) = self.frames.last_mut()
            && top.tree == NIL
            && !top.full
            && !strides
            && let Some(snapshot) = top.snapshot.take()
        {
            let left = machine.restore_last(snapshot);
            self.keep(left);
        } else {
            self.go_to_top(machine);
        }
    }

    /// Whether every so many states the last one is kept, whatever comes of it.
    fn is_stride(&self) -> bool {
        let depth = self.frames.len().saturating_sub(1);
        let above = depth.saturating_sub(self.base);
        above.is_multiple_of(self.options.stride.max(1) as usize)
    }

    /// Keeps a snapshot that is not needed any more, to make another one of.
    fn keep(&mut self, old: M::Snapshot) {
        if self.old.len() < OLD {
            self.old.push(old);
        }
    }

    /// Puts the machine into the state of frame `d`: the nearest snapshot, then re-execution.
    pub(crate) fn go_to(&mut self, machine: &mut M, d: usize) {
        let found = self
            .frames
            .iter()
            .enumerate()
            .take(d + 1)
            .rev()
            .find_map(|(k, f)| Some((k, f.snapshot.as_ref()?)));
        let Some((from, snapshot)) = found else {
            return;
        };
        machine.restore(snapshot);
        for k in from..d {
            // Whoever passes where the search will come back leaves a snapshot.
            if let Some(f) = self.frames.get_mut(k)
                && f.snapshot.is_none()
                && (f.tree != NIL || f.full)
            {
                f.snapshot = Some(machine.snapshot_in(self.old.pop()));
            }
            let Some(e) = self.trail.event(k) else { return };
            self.step.clear();
            if machine.step(e.id, e.label, &mut self.step).is_err() {
                self.progress.diverged += 1;
            }
            self.progress.steps += 1;
        }
    }

    /// One event forward, or the end of an execution.
    fn forward<V: Visitor<M>>(&mut self, machine: &mut M, visitor: &mut V) {
        match self.choose(machine) {
            Ok(chosen) => {
                let keep = self.is_stride() || self.comes_back(&chosen);
                if let Some(top) = self.frames.last_mut()
                    && keep
                    && top.snapshot.is_none()
                {
                    top.snapshot = Some(machine.snapshot_in(self.old.pop()));
                }
                self.advance(machine, &chosen);
            }
            Err(kind) => self.end(machine, visitor, kind),
        }
    }

    /// Executes a move from the last frame, where the machine is.
    fn advance(&mut self, machine: &mut M, chosen: &Chosen) {
        let Ok(set) = self.execute(machine, chosen.process, chosen.label) else {
            self.progress.diverged += 1;
            self.trees.drop_tree(chosen.tree);
            self.moves.push(Move {
                process: chosen.process,
                label: chosen.label,
                labels: 1,
                set: SetId::default(),
                seen: true,
            });
            self.phase = Phase::Return;
            return;
        };
        let sleep = self.moves.len();
        if self.options.reduction != Reduction::None
            && let Some(top) = self.frames.last()
        {
            for k in top.sleep as usize..sleep {
                if let Some(m) = self.moves.get(k).copied()
                    && m.process != chosen.process
                    && !self.trail.sets.conflict(m.set, set)
                {
                    self.moves.push(m);
                }
            }
        }
        self.frames.push(Frame {
            tree: chosen.tree,
            sleep: sleep as u32,
            done: self.moves.len() as u32,
            full: self.options.reduction != Reduction::Optimal,
            ..Frame::default()
        });
        self.phase = Phase::Fresh;
    }

    /// The current execution is over.
    fn end<V: Visitor<M>>(&mut self, machine: &mut M, visitor: &mut V, kind: Kind) {
        match kind {
            Kind::Complete => self.progress.complete += 1,
            Kind::Blocked => self.progress.blocked += 1,
            Kind::Cut => self.progress.cut += 1,
        }
        self.progress.deepest = self.progress.deepest.max(self.trail.len() as u32);
        let execution = Execution {
            kind,
            trail: &self.trail,
            processes: machine.processes(),
            enabled: &self.enabled,
        };
        let flow = visitor.execution(machine, &execution);
        self.trail.remember(self.shared);
        if self.options.reduction == Reduction::Optimal {
            self.reverse_races(machine);
        }
        if kind == Kind::Cut && self.options.bounds.conservative {
            for f in &mut self.frames {
                f.full = true;
                f.cut = true;
            }
        }
        // Nothing goes on from here, not even where everything is to be tried.
        if let Some(top) = self.frames.last_mut() {
            top.full = false;
        }
        self.phase = Phase::Return;
        if flow == Flow::Stop {
            self.progress.status = Status::Stopped;
        } else if self.progress.executions() >= self.options.executions {
            self.progress.status = Status::Exhausted;
        }
    }

    /// From a state whose last subtree was explored: the next move, or as far back as there is none.
    fn back(&mut self, machine: &mut M) {
        while self.phase == Phase::Return {
            let Some(chosen) = self.another() else {
                self.pop();
                continue;
            };
            self.return_to_top(machine);
            // Who comes back twice comes back again.
            if let Some(top) = self.frames.last_mut()
                && top.snapshot.is_none()
                && (top.tree != NIL || top.full)
            {
                top.snapshot = Some(machine.snapshot_in(self.old.pop()));
            }
            self.advance(machine, &chosen);
            return;
        }
    }

    /// Leaves the last frame for good.
    fn pop(&mut self) {
        if self.frames.len() <= self.base + 1 {
            self.phase = Phase::Begin;
            return;
        }
        let mut cut = false;
        if let Some(mut frame) = self.frames.pop() {
            cut = frame.cut;
            self.moves.truncate(frame.sleep as usize);
            if let Some(old) = frame.snapshot.take() {
                self.keep(old);
            }
        }
        if let Some(e) = self.trail.pop() {
            self.moves.push(Move {
                process: e.id.process,
                label: e.label,
                labels: e.labels,
                set: e.set,
                seen: !cut,
            });
        }
        self.shared = self.shared.min(self.trail.len());
    }
}
