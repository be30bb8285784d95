//! What each goroutine was doing at each step, worked out from the events: who exists, since when,
//! and in which state. Knows nothing of windows and pixels; see `view::timeline`.

use std::collections::BTreeMap;

use protocol::LaneState;
use vm::{Event, EventLog, EventOp, Outcome, StopReason, WaitReason};

/// One goroutine over its whole life.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lane {
    pub(crate) id: u32,
    pub(crate) parent: Option<u32>,
    /// The `go` statement.
    pub(crate) go_pc: Option<u32>,
    /// Where it began to run.
    pub(crate) start_pc: Option<u32>,
    /// The function that it is there for.
    pub(crate) func: Option<bytecode::FuncId>,
    /// Steps between which it exists.
    pub(crate) from: u64,
    pub(crate) to: Option<u64>,
}

/// The states of all lanes at one step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct States {
    /// By row; rows beyond the end do not exist yet.
    pub(crate) of: Vec<LaneState>,
    /// The row on the processor.
    pub(crate) running: Option<usize>,
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

/// Everything known of the lanes of one run.
#[derive(Clone, Debug, Default)]
pub(crate) struct History {
    pub(crate) lanes: Vec<Lane>,
    /// By object.
    pub(crate) objects: BTreeMap<u64, Touched>,
    pub(crate) prints: Vec<Print>,
    rows: BTreeMap<u32, usize>,
    /// States at some steps, ascending: before the event with that index.
    anchors: Vec<(u64, States)>,
    /// Events read so far, and the states after them.
    upto: u64,
    now: States,
}

/// Events between two anchors, at least.
const SPACING: u64 = 2048;

impl History {
    /// Reads what is new in the log.
    pub(crate) fn update(&mut self, log: &EventLog) {
        if self.lanes.is_empty() {
            self.add_main();
        }
        if self.upto < log.first() {
            // Events that nobody kept: what they did is unknown.
            self.upto = log.first();
        }
        let from = self.upto;
        for (index, event) in log.range(from, log.end()) {
            self.anchor(index);
            self.read(index, event);
            self.upto = index + 1;
        }
    }

    fn add_main(&mut self) {
        self.lanes.push(Lane {
            id: 1,
            parent: None,
            go_pc: None,
            start_pc: None,
            func: None,
            from: 0,
            to: None,
        });
        self.rows.insert(1, 0);
        self.now.of.push(LaneState::Runnable);
    }

    fn anchor(&mut self, index: u64) {
        // Many lanes make an anchor large: then they are fewer.
        let spacing = SPACING.max(self.now.of.len() as u64 * 4);
        if self.anchors.last().is_none_or(|a| index >= a.0 + spacing) {
            self.anchors.push((index, self.now.clone()));
        }
    }

    fn read(&mut self, index: u64, event: &Event) {
        if event.op == EventOp::Go && event.partner != 0 && !self.rows.contains_key(&event.partner)
        {
            self.rows.insert(event.partner, self.lanes.len());
            self.lanes.push(Lane {
                id: event.partner,
                parent: Some(event.g),
                go_pc: Some(event.pc),
                start_pc: None,
                func: event.aux.checked_sub(1).map(bytecode::FuncId),
                from: index + 1,
                to: None,
            });
            self.now.of.push(LaneState::Runnable);
        }
        if let Some(&row) = self.rows.get(&event.g)
            && let Some(lane) = self.lanes.get_mut(row)
        {
            match event.op {
                EventOp::Start => lane.start_pc = Some(event.pc),
                EventOp::Exit => lane.to = Some(index + 1),
                _ => {}
            }
        }
        if event.op == EventOp::Print {
            self.prints.push(Print {
                index,
                g: event.g,
                stream: event.object,
                bytes: event.aux.checked_sub(1).map(u64::from),
            });
        } else if event.object != 0 && event.op != EventOp::Wake {
            let object = self.objects.entry(event.object).or_default();
            object.op.get_or_insert(event.op);
            object.pc.get_or_insert(event.pc);
            object.events.push(index);
        }
        apply(&mut self.now, event, |g| self.rows.get(&g).copied());
    }

    /// Forgets the events from `index` on: the run takes another way from there.
    pub(crate) fn cut(&mut self, index: u64) {
        if index >= self.upto {
            return;
        }
        self.anchors.retain(|a| a.0 <= index);
        let (from, states) = match self.anchors.last() {
            Some(a) => a.clone(),
            None => {
                *self = History::default();
                return;
            }
        };
        for gone in self.lanes.iter().skip(states.of.len()) {
            self.rows.remove(&gone.id);
        }
        self.lanes.truncate(states.of.len());
        for object in self.objects.values_mut() {
            let keep = object.events.partition_point(|e| *e < from);
            object.events.truncate(keep);
        }
        self.objects.retain(|_, o| !o.events.is_empty());
        self.prints.retain(|p| p.index < from);
        for lane in &mut self.lanes {
            if lane.to.is_some_and(|to| to > from) {
                lane.to = None;
            }
        }
        self.now = states;
        self.upto = from;
    }

    pub(crate) fn row(&self, id: u32) -> Option<usize> {
        self.rows.get(&id).copied()
    }

    pub(crate) fn lane(&self, id: u32) -> Option<&Lane> {
        self.lanes.get(self.row(id)?)
    }

    /// The states at step `step`, as far as the log reaches back.
    pub(crate) fn states_at(&self, log: &EventLog, step: u64) -> States {
        let after = self.anchors.partition_point(|a| a.0 <= step);
        let (from, mut states) = match after.checked_sub(1).and_then(|i| self.anchors.get(i)) {
            Some(a) => a.clone(),
            None => (step, States::default()),
        };
        for (_, event) in log.range(from, step) {
            self.apply(&mut states, event);
        }
        states
    }

    /// Takes one event into account; lanes appear with their `go` statement.
    pub(crate) fn apply(&self, states: &mut States, event: &Event) {
        if event.op == EventOp::Go
            && let Some(row) = self.row(event.partner)
            && row >= states.of.len()
        {
            states.of.resize(row + 1, LaneState::Runnable);
        }
        if states.of.is_empty() {
            states.of.push(LaneState::Runnable);
        }
        apply(states, event, |g| self.row(g));
    }
}

/// The effect of an event on the states.
fn apply(states: &mut States, event: &Event, row: impl Fn(u32) -> Option<usize>) {
    let mut set = |row: usize, state: LaneState| {
        if let Some(s) = states.of.get_mut(row) {
            *s = state;
        }
    };
    let me = row(event.g);
    if let Some(me) = me
        && !matches!(event.op, EventOp::Wake | EventOp::TimerFire)
    {
        if let Some(old) = states.running.filter(|r| *r != me) {
            set(old, LaneState::Runnable);
        }
        let (state, runs) = match (event.op, event.outcome) {
            (_, Outcome::Blocked) => (blocked(event.reason), false),
            (EventOp::Exit, _) => (LaneState::Done, false),
            (EventOp::Gosched | EventOp::Preempt, _) => (LaneState::Runnable, false),
            _ => (LaneState::Running, true),
        };
        set(me, state);
        states.running = runs.then_some(me);
    }
    if event.woke
        && let Some(partner) = row(event.partner)
    {
        set(partner, LaneState::Runnable);
    }
}

fn blocked(reason: WaitReason) -> LaneState {
    match reason {
        WaitReason::ChanReceive
        | WaitReason::ChanSend
        | WaitReason::ChanReceiveNil
        | WaitReason::ChanSendNil
        | WaitReason::Select
        | WaitReason::SelectNoCases => LaneState::BlockedChan,
        WaitReason::Sleep => LaneState::Sleeping,
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
