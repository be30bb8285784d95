//! What each goroutine was doing at each step, worked out from the events: who exists, since when,
//! what it did and in which state it was. Knows nothing of windows and pixels; see `view::timeline`.
//!
//! Each lane holds its own past in order of steps, so that a window costs what is in it. What lies
//! further back than some millions of events is forgotten; that the goroutines were there is not.

use std::collections::BTreeMap;

use protocol::LaneState;
use vm::{Event, EventLog, EventOp, Outcome, StopReason, WaitReason};

/// A count of events in six bytes, since there are very many of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Count {
    low: u32,
    high: u16,
}

impl Count {
    fn of(n: u64) -> Self {
        Count {
            low: n as u32,
            high: (n >> 32) as u16,
        }
    }

    fn get(self) -> u64 {
        u64::from(self.low) | u64::from(self.high) << 32
    }
}

/// Something that a goroutine did.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Act {
    index: Count,
    pub(crate) op: EventOp,
    pub(crate) outcome: Outcome,
}

impl Act {
    /// The event's index.
    pub(crate) fn index(self) -> u64 {
        self.index.get()
    }
}

/// From some step on a goroutine was in this state.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Change {
    step: Count,
    pub(crate) state: LaneState,
}

impl Change {
    fn new(step: u64, state: LaneState) -> Self {
        Change {
            step: Count::of(step),
            state,
        }
    }

    pub(crate) fn step(self) -> u64 {
        self.step.get()
    }
}

/// One goroutine over its whole life.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lane {
    pub(crate) id: u32,
    pub(crate) parent: Option<u32>,
    /// The `go` statement.
    pub(crate) go_pc: Option<u32>,
    /// The step and the place at which it began to run.
    start: Option<(u64, u32)>,
    /// The function that it is there for.
    pub(crate) func: Option<bytecode::FuncId>,
    /// Steps between which it exists.
    pub(crate) from: u64,
    pub(crate) to: Option<u64>,
    /// Ascending.
    acts: Vec<Act>,
    /// Ascending; the first one holds for all that is forgotten before it.
    changes: Vec<Change>,
}

impl Lane {
    fn new(id: u32, from: u64) -> Self {
        let born = Change::new(from, LaneState::Runnable);
        Lane {
            id,
            parent: None,
            go_pc: None,
            start: None,
            func: None,
            from,
            to: None,
            acts: Vec::new(),
            changes: vec![born],
        }
    }

    /// Where it began to run.
    pub(crate) fn start_pc(&self) -> Option<u32> {
        self.start.map(|s| s.1)
    }

    /// What it did in the steps `[from, to)`.
    pub(crate) fn acts(&self, from: u64, to: u64) -> &[Act] {
        let first = self.acts.partition_point(|a| a.index() < from);
        let end = self.acts.partition_point(|a| a.index() < to);
        self.acts.get(first..end).unwrap_or(&[])
    }

    /// Its state at step `from`, if it existed then, and the changes in the steps `(from, to)`.
    pub(crate) fn changes(&self, from: u64, to: u64) -> (Option<LaneState>, &[Change]) {
        let first = self.changes.partition_point(|c| c.step() <= from);
        let end = self.changes.partition_point(|c| c.step() < to);
        let before = first.checked_sub(1).and_then(|i| self.changes.get(i));
        let new = self.changes.get(first..end).unwrap_or(&[]);
        (before.map(|c| c.state), new)
    }

    fn state(&self) -> LaneState {
        self.changes.last().map_or(LaneState::Runnable, |c| c.state)
    }

    fn set(&mut self, step: u64, state: LaneState) {
        match self.changes.last_mut() {
            Some(last) if last.state == state => {}
            Some(last) if last.step() == step => last.state = state,
            _ => self.changes.push(Change::new(step, state)),
        }
    }

    fn cut(&mut self, index: u64) {
        let acts = self.acts.partition_point(|a| a.index() < index);
        self.acts.truncate(acts);
        let changes = self.changes.partition_point(|c| c.step() <= index);
        self.changes.truncate(changes.max(1));
        self.to = self.to.filter(|to| *to <= index);
        self.start = self.start.filter(|s| s.0 <= index);
    }

    fn forget(&mut self, before: u64) {
        let acts = self.acts.partition_point(|a| a.index() < before);
        self.acts.drain(..acts);
        let changes = self.changes.partition_point(|c| c.step() <= before);
        self.changes.drain(..changes.saturating_sub(1));
    }
}

/// One piece of output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Print {
    pub(crate) index: u64,
    pub(crate) g: u32,
    pub(crate) stream: u64,
    /// `None`: up to the end of a line.
    pub(crate) bytes: Option<u64>,
}

/// When an object was used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Touched {
    /// The first operation on it.
    pub(crate) op: Option<EventOp>,
    pub(crate) pc: Option<u32>,
    /// Indices of its events, ascending.
    events: Vec<u64>,
}

impl Touched {
    pub(crate) fn first(&self) -> u64 {
        self.events.first().copied().unwrap_or(0)
    }
    /// The last event on it before step `step`.
    pub(crate) fn last_before(&self, step: u64) -> Option<u64> {
        let after = self.events.partition_point(|e| *e < step);
        self.events.get(after.checked_sub(1)?).copied()
    }
    /// The events on it before `step`, latest first.
    pub(crate) fn until(&self, step: u64) -> impl Iterator<Item = u64> {
        let at = self.events.partition_point(|e| *e < step);
        self.events.iter().take(at).rev().copied()
    }
    /// The events on it from `step` on.
    pub(crate) fn from(&self, step: u64) -> impl Iterator<Item = u64> {
        let at = self.events.partition_point(|e| *e < step);
        self.events.iter().skip(at).copied()
    }
}

/// What the overview needs to know of one event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Glance {
    /// Whose it is.
    pub(crate) g: u32,
    /// Share of the goroutines that wait after it, 0 to 255.
    pub(crate) waiting: u8,
    /// Whether it is a failure.
    pub(crate) alarm: bool,
}

/// Objects by address, in order of their first use.
#[derive(Clone, Debug)]
pub(crate) struct Objects {
    list: Vec<(u64, Touched)>,
    index: BTreeMap<u64, u32>,
    /// A few that were asked for lately: programs use the same ones again and again.
    near: [(u64, u32); NEAR],
}

const NEAR: usize = 64;

impl Default for Objects {
    fn default() -> Self {
        Objects {
            list: Vec::new(),
            index: BTreeMap::new(),
            near: [(0, 0); NEAR],
        }
    }
}

impl Objects {
    pub(crate) fn get(&self, object: u64) -> Option<&Touched> {
        let at = *self.index.get(&object)?;
        self.list.get(at as usize).map(|o| &o.1)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (u64, &Touched)> {
        self.list.iter().map(|(id, touched)| (*id, touched))
    }

    /// Its place in the list, if it has one.
    fn find(&mut self, object: u64) -> Option<usize> {
        let line = (object >> 4 ^ object >> 12) as usize % NEAR;
        let near = self.near.get_mut(line)?;
        if near.0 != object {
            *near = (object, *self.index.get(&object)?);
        }
        Some(near.1 as usize)
    }

    /// Notes an object that was not used before.
    fn first_use(&mut self, index: u64, event: &Event) {
        if self.find(event.object).is_some() {
            return;
        }
        self.index.insert(event.object, self.list.len() as u32);
        let touched = Touched {
            op: Some(event.op),
            pc: Some(event.pc),
            events: vec![index],
        };
        self.list.push((event.object, touched));
    }

    fn used(&mut self, index: u64, object: u64) {
        if let Some(at) = self.find(object)
            && let Some((_, touched)) = self.list.get_mut(at)
            && touched.events.last().is_some_and(|last| *last < index)
        {
            touched.events.push(index);
        }
    }

    /// Forgets the events from `index` on.
    fn cut(&mut self, index: u64) {
        let keep = self.list.partition_point(|(_, t)| t.first() < index);
        for (object, _) in self.list.drain(keep..) {
            self.index.remove(&object);
        }
        self.near = [(0, 0); NEAR];
        for (_, touched) in &mut self.list {
            let keep = touched.events.partition_point(|e| *e < index);
            touched.events.truncate(keep);
        }
    }

    /// Drops the events before `index`, but for the first ones.
    fn forget(&mut self, index: u64) {
        for (_, touched) in &mut self.list {
            let old = touched.events.partition_point(|e| *e < index);
            if old > 1 {
                touched.events.drain(1..old);
            }
        }
    }
}

/// Everything known of the lanes of one run.
///
/// Read twice: who there is and which objects there are, at once; what they did, when somebody
/// looks (`tell`), so that a run costs little more than itself.
#[derive(Clone, Debug, Default)]
pub(crate) struct History {
    pub(crate) lanes: Vec<Lane>,
    pub(crate) objects: Objects,
    pub(crate) prints: Vec<Print>,
    /// By goroutine number, which are dense: the row + 1, or 0.
    rows: Vec<u32>,
    /// Events read so far.
    upto: u64,
    /// Events `[first, told)` are those whose details are known.
    first: u64,
    told: u64,
    /// One for each of them.
    glances: Vec<Glance>,
    /// After those: the row on the processor, how many wait, how many there are, and the share of
    /// the former in the latter, 0 to 255.
    running: Option<usize>,
    waiting: u32,
    alive: u32,
    share: u8,
}

/// Events whose details are kept at least, and after how many more they are thinned.
const KEPT: u64 = 1 << 20;
const SLACK: u64 = 1 << 20;

impl History {
    /// Reads what is new in the log, without its details.
    pub(crate) fn update(&mut self, log: &EventLog) {
        if self.lanes.is_empty() {
            self.lanes.push(Lane::new(1, 0));
            self.rows = vec![0, 1];
            self.alive = 1;
        }
        for (index, event) in log.range(self.upto, log.end()) {
            self.read(index, event);
        }
        self.upto = self.upto.max(log.end());
    }

    /// Reads the details of everything that was read.
    pub(crate) fn tell(&mut self, log: &EventLog) {
        self.update(log);
        if self.told < log.first() {
            // Events that nobody kept: what they did is unknown.
            self.begin(log.first());
        }
        self.glances
            .reserve(self.upto.saturating_sub(self.told) as usize);
        for (index, event) in log.range(self.told, self.upto) {
            self.follow(index, event, true);
        }
        if self.told - self.first > KEPT + SLACK {
            self.forget(self.told - KEPT);
        }
    }

    /// Whether so many events have not been looked at that the log may drop some unseen.
    pub(crate) fn lags(&self, log: &EventLog, events: u64) -> bool {
        log.end() > self.told + events
    }

    /// Gives up the details of all events before `to`, but knows in which states they left all.
    pub(crate) fn skip(&mut self, log: &EventLog, to: u64) {
        self.update(log);
        for (index, event) in log.range(self.told, to) {
            self.follow(index, event, false);
        }
        self.begin(to);
    }

    /// Details are known from `index` on.
    fn begin(&mut self, index: u64) {
        self.forget(index);
        self.glances.clear();
        self.told = index;
    }

    /// Events read so far, with details.
    pub(crate) fn told(&self) -> u64 {
        self.told
    }

    fn read(&mut self, index: u64, event: &Event) {
        let step = index + 1;
        match event.op {
            EventOp::Go if event.partner != 0 && self.row(event.partner).is_none() => {
                self.add(event, step);
            }
            EventOp::Start | EventOp::Exit => {
                let lane = self.row(event.g).and_then(|row| self.lanes.get_mut(row));
                match lane {
                    Some(lane) if event.op == EventOp::Start => lane.start = Some((step, event.pc)),
                    Some(lane) => lane.to = Some(step),
                    None => {}
                }
            }
            EventOp::Print => self.prints.push(Print {
                index,
                g: event.g,
                stream: event.object,
                bytes: event.aux.checked_sub(1).map(u64::from),
            }),
            _ => {}
        }
        if event.object != 0 && !matches!(event.op, EventOp::Print | EventOp::Wake) {
            self.objects.first_use(index, event);
        }
    }

    fn add(&mut self, event: &Event, step: u64) {
        let row = self.lanes.len() as u32;
        let at = event.partner as usize;
        if self.rows.len() <= at {
            self.rows.resize(at + 1, 0);
        }
        if let Some(r) = self.rows.get_mut(at) {
            *r = row + 1;
        }
        self.lanes.push(Lane {
            parent: Some(event.g),
            go_pc: Some(event.pc),
            func: event.aux.checked_sub(1).map(bytecode::FuncId),
            ..Lane::new(event.partner, step)
        });
    }

    /// The effect of an event on the states; and its details if `whole`.
    fn follow(&mut self, index: u64, event: &Event, whole: bool) {
        let step = index + 1;
        self.told = step;
        let before = (self.waiting, self.alive);
        match event.op {
            EventOp::Go if self.row(event.partner).is_some() => self.alive += 1,
            EventOp::Exit => self.alive = self.alive.saturating_sub(1),
            _ => {}
        }
        if let Some(me) = self.row(event.g)
            && event.op != EventOp::Wake
        {
            if whole && let Some(lane) = self.lanes.get_mut(me) {
                lane.acts.push(Act {
                    index: Count::of(index),
                    op: event.op,
                    outcome: event.outcome,
                });
            }
            if event.op != EventOp::TimerFire {
                // Whoever lost the processor became ready without an event of its own.
                if let Some(old) = self.running.filter(|r| *r != me) {
                    self.set(old, step, LaneState::Runnable);
                }
                let (state, runs) = match (event.op, event.outcome) {
                    (_, Outcome::Blocked) => (blocked(event.reason), false),
                    (EventOp::Exit, _) => (LaneState::Done, false),
                    (EventOp::Gosched | EventOp::Preempt, _) => (LaneState::Runnable, false),
                    _ => (LaneState::Running, true),
                };
                self.set(me, step, state);
                self.running = runs.then_some(me);
            }
        }
        if event.woke
            && let Some(partner) = self.row(event.partner)
        {
            self.set(partner, step, LaneState::Runnable);
        }
        if !whole {
            return;
        }
        if before != (self.waiting, self.alive) {
            self.share = (self.waiting * 255 / self.alive.max(1)).min(255) as u8;
        }
        self.glances.push(Glance {
            g: event.g,
            waiting: self.share,
            alarm: matches!(event.op, EventOp::Panic | EventOp::Fatal),
        });
        if event.object != 0 && !matches!(event.op, EventOp::Print | EventOp::Wake) {
            self.objects.used(index, event.object);
        }
    }

    fn set(&mut self, row: usize, step: u64, state: LaneState) {
        let Some(lane) = self.lanes.get_mut(row) else {
            return;
        };
        self.waiting =
            (self.waiting + u32::from(waits(state))).saturating_sub(u32::from(waits(lane.state())));
        lane.set(step, state);
    }

    /// Forgets the events from `index` on: the run takes another way from there.
    pub(crate) fn cut(&mut self, index: u64) {
        if index >= self.upto {
            return;
        }
        let keep = self.lanes.partition_point(|l| l.from <= index).max(1);
        for gone in self.lanes.drain(keep.min(self.lanes.len())..) {
            if let Some(r) = self.rows.get_mut(gone.id as usize) {
                *r = 0;
            }
        }
        for lane in &mut self.lanes {
            lane.cut(index);
        }
        self.objects.cut(index);
        let prints = self.prints.partition_point(|p| p.index < index);
        self.prints.truncate(prints);
        self.upto = index;
        if self.told <= index {
            return;
        }
        self.told = index;
        self.glances
            .truncate(index.saturating_sub(self.first) as usize);
        self.first = self.first.min(index);
        self.running = self
            .lanes
            .iter()
            .position(|l| l.state() == LaneState::Running);
        let lanes = self.lanes.iter();
        self.waiting = lanes.clone().filter(|l| waits(l.state())).count() as u32;
        self.alive = lanes.filter(|l| l.to.is_none()).count() as u32;
        self.share = (self.waiting * 255 / self.alive.max(1)).min(255) as u8;
    }

    /// Drops the details of the events before `index`.
    fn forget(&mut self, index: u64) {
        for lane in &mut self.lanes {
            lane.forget(index);
        }
        let gone = index.saturating_sub(self.first) as usize;
        self.glances.drain(..gone.min(self.glances.len()));
        self.first = index;
        self.objects.forget(index);
    }

    pub(crate) fn row(&self, id: u32) -> Option<usize> {
        let row = self.rows.get(id as usize)?;
        row.checked_sub(1).map(|r| r as usize)
    }

    pub(crate) fn lane(&self, id: u32) -> Option<&Lane> {
        self.lanes.get(self.row(id)?)
    }

    /// What the overview needs to know of the events `[from, to)`, as far as they are known.
    pub(crate) fn glances(&self, from: u64, to: u64) -> &[Glance] {
        let at = |index: u64| (index.saturating_sub(self.first) as usize).min(self.glances.len());
        self.glances.get(at(from)..at(to)).unwrap_or(&[])
    }
}

fn waits(state: LaneState) -> bool {
    matches!(
        state,
        LaneState::BlockedChan | LaneState::BlockedLock | LaneState::Sleeping
    )
}

fn blocked(reason: WaitReason) -> LaneState {
    match reason {
        WaitReason::ChanReceive
        | WaitReason::ChanSend
        | WaitReason::ChanReceiveNil
        | WaitReason::ChanSendNil
        | WaitReason::Select
        | WaitReason::SelectNoCases => LaneState::BlockedChan,
        WaitReason::Sleep | WaitReason::Syscall => LaneState::Sleeping,
        _ => LaneState::BlockedLock,
    }
}

/// How a run's end shows in the state of a lane.
pub(crate) fn final_state(state: LaneState, id: u32, stop: &StopReason) -> LaneState {
    match (stop, state) {
        (StopReason::Panic { g, .. } | StopReason::Fatal { g, .. }, _) if *g == id => {
            LaneState::Panicked
        }
        (StopReason::Deadlock { .. }, LaneState::BlockedChan | LaneState::BlockedLock) => {
            LaneState::Deadlocked
        }
        _ => state,
    }
}
