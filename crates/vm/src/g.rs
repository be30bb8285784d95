//! A goroutine: its stack of slots, its frames, its deferred calls and panics.

use bytecode::FuncId;

use crate::scheduler::GRef;
use crate::wait::{Status, WaitReason};

/// A call in progress, as far as its return is concerned. `frames[0]` belongs to the goroutine's
/// first function; the frame that runs has the highest index.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Frame {
    /// Where the caller goes on. Special values are not code: see below.
    pub(crate) ret_pc: u32,
    /// The caller's window.
    pub(crate) fp: u32,
}

/// Return address of a goroutine's first function.
pub(crate) const RET_EXIT: u32 = u32::MAX;
/// Return address of calls that the machine makes to describe the values of a fatal panic.
pub(crate) const RET_DIE: u32 = u32::MAX - 1;
/// Set in the return address of deferred calls made by a panic; the rest is where the panicking
/// frame stood.
pub(crate) const RET_PANIC: u32 = 1 << 31;

/// A deferred call that is due when frame `depth` returns or unwinds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Deferred {
    pub(crate) depth: u32,
    pub(crate) funcval: u64,
}

/// A panic (or Goexit) in progress.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Panicking {
    /// Interface value.
    pub(crate) value: (u64, u64),
    pub(crate) goexit: bool,
    pub(crate) recovered: bool,
    pub(crate) repanicked: bool,
    /// A later panic unwound past the deferred call that this one had started.
    pub(crate) aborted: bool,
    /// Frame of the deferred call it is running (0: none yet), and the frame that deferred it.
    pub(crate) call_depth: u32,
    pub(crate) target: u32,
    /// The address that faulted, for the signal line.
    pub(crate) signal: Option<(u64, u32)>,
    /// That of a later panic, which was recovered while this one was in progress: Go forgets signals
    /// with the last panic only.
    pub(crate) later_signal: Option<(u64, u32)>,
    /// What its Error or String method said, for the dying message.
    pub(crate) text: Option<String>,
}

impl Panicking {
    /// Whether Go takes both for one value that was recovered and panicked again. Nil
    /// dereferences are all the same value there.
    pub(crate) fn has_value_of(&self, other: &Panicking) -> bool {
        !self.goexit
            && !other.goexit
            && (self.value == other.value || self.signal.is_some() && other.signal.is_some())
    }
}

/// What a woken goroutine finds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Resume {
    /// Its operation is complete.
    Normal,
    /// The channel it wanted to send on was closed.
    SendOnClosed,
    /// A wait group that must not be in use again yet.
    WaitGroup(u64),
    /// The mutex it waits for may be free: its Lock is executed again.
    Compete,
    /// The mutex is handed to it.
    Owner,
    /// It holds a RWMutex's inner mutex and is to announce itself as writer (steered runs).
    Announce,
    /// Its panics, or its fate, are to end the run (steered runs).
    Die,
    /// It is over, if the policy agrees (steered runs of programs that count goroutines).
    Leave,
    /// The bubble that it runs, or waits for, has come to rest.
    Bubble,
}

/// An error that nobody recovers from, and of which nothing has been said yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Fate {
    /// What stands before the message, a line or nothing.
    pub(crate) before: String,
    pub(crate) text: String,
    /// The address that faulted, and where.
    pub(crate) signal: Option<(u64, u32)>,
}

impl Fate {
    /// With nothing before the message, and no signal.
    pub(crate) fn of(text: String) -> Fate {
        Fate {
            before: String::new(),
            text,
            signal: None,
        }
    }
}

#[derive(Debug)]
pub(crate) struct G {
    pub(crate) me: GRef,
    pub(crate) status: Status,
    pub(crate) started: bool,
    pub(crate) stack: Vec<u64>,
    pub(crate) frames: Vec<Frame>,
    pub(crate) pc: u32,
    pub(crate) fp: u32,
    pub(crate) defers: Vec<Deferred>,
    pub(crate) panics: Vec<Panicking>,
    /// How it ends the run (steered runs, until the policy lets it).
    pub(crate) fate: Option<Box<Fate>>,
    /// Dies: index of the next panic whose value is to be described.
    pub(crate) dying: Option<u32>,
    /// Where it died and with how many frames, while its values describe themselves.
    pub(crate) death_pc: Option<(u32, u32)>,
    pub(crate) wait: WaitReason,
    pub(crate) wait_object: u64,
    pub(crate) wait_since: u64,
    pub(crate) wait_event: u64,
    /// First of its entries in wait queues; linked by `Sudog::sibling`.
    pub(crate) sudogs: u32,
    /// What to do first when it runs again.
    pub(crate) resume: Resume,
    /// Since when it has been waiting for a mutex (0: it is not).
    pub(crate) mutex_since: u64,
    pub(crate) creator: u32,
    pub(crate) go_pc: u32,
    /// Blocks that it has allocated.
    pub(crate) allocs: u32,
    /// In steered runs its own random numbers, and its own orders of iteration.
    pub(crate) draws: [u64; 2],
    pub(crate) func: FuncId,
    /// The bubble it is in, or 0, and whether only that can end its waiting (see `bubble`).
    pub(crate) bubble: u32,
    pub(crate) durable: bool,
    /// Made by the machine or the library for its own ends: not counted, not in dumps.
    pub(crate) system: bool,
    /// It has begun to write to a map (see `overlap`).
    pub(crate) writes_map: bool,
    /// `debug.SetPanicOnFault`: faults at addresses that no nil pointer reaches are panics.
    pub(crate) panic_on_fault: bool,
}

impl G {
    pub(crate) fn depth(&self) -> u32 {
        self.frames.len() as u32
    }
    /// The same goroutine on another stack.
    pub(crate) fn with_stack(&self, stack: Vec<u64>) -> G {
        G {
            stack,
            frames: self.frames.clone(),
            defers: self.defers.clone(),
            panics: self.panics.clone(),
            fate: self.fate.clone(),
            ..*self
        }
    }
    /// Becomes like another with this stack, without new memory where the old suffices.
    pub(crate) fn copy_with(&mut self, other: &G, slots: &[u64]) {
        let mut stack = std::mem::take(&mut self.stack);
        let mut frames = std::mem::take(&mut self.frames);
        let mut defers = std::mem::take(&mut self.defers);
        let mut panics = std::mem::take(&mut self.panics);
        stack.clear();
        stack.extend_from_slice(slots);
        frames.clone_from(&other.frames);
        defers.clone_from(&other.defers);
        panics.clone_from(&other.panics);
        *self = G {
            stack,
            frames,
            defers,
            panics,
            fate: other.fate.clone(),
            ..*other
        };
    }
    /// A slot by its absolute index.
    pub(crate) fn set_slot(&mut self, at: usize, v: u64) {
        if let Some(s) = self.stack.get_mut(at) {
            *s = v;
        }
    }
}
