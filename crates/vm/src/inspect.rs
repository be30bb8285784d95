//! Read-only views of a machine: goroutines, stacks, memory, and who queues for what.
//!
//! Nothing here changes a run or costs one that is not looked at. Names, texts and pictures are
//! the reader's business.

use bytecode::{FuncId, TypeIdx};

use crate::chan::{Sudog, hchan};
use crate::event::TIMER_BIT;
use crate::g::{G, RET_PANIC};
use crate::heap::content;
use crate::maps;
use crate::steer::Birth;
use crate::timer::Action;
use crate::vm::Vm;
use crate::wait::{Status, WaitReason};

/// A goroutine from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GoroutineView {
    pub id: u32,
    pub status: Status,
    pub started: bool,
    /// What it waits for; `object` may be 0.
    pub wait: WaitReason,
    pub object: u64,
    /// Events of the run when the wait began.
    pub since: u64,
    pub creator: u32,
    pub go_pc: u32,
    pub func: FuncId,
    /// The machine's or the library's own.
    pub system: bool,
    pub depth: u32,
}

/// A call in progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrameView {
    pub func: FuncId,
    /// The instruction at which it stands: the call, the operation it waits in, or the next one.
    pub pc: u32,
    /// Index of the frame's first slot.
    pub fp: u32,
    /// Deferred calls that are due when it returns.
    pub defers: u32,
}

/// What lies in a heap block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contents {
    /// A value of this type, or several one after the other.
    Values {
        ty: TypeIdx,
        array: bool,
    },
    Chan,
    Map,
    Closure,
    /// Bytes or words that only the machine understands.
    Other,
}

/// A heap block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlockView {
    pub start: u64,
    pub size: u64,
    pub contents: Contents,
    /// The instruction that allocated it.
    pub site: u32,
    /// Who allocated it, and as the how-manieth.
    pub born: Birth,
}

/// A goroutine in a queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaiterView {
    pub g: u32,
    /// It waits in a select; the case.
    pub case: Option<u16>,
    /// The words of the value that it wants to send.
    pub value: Vec<u64>,
}

/// A channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChanView {
    pub elem: TypeIdx,
    pub cap: u64,
    pub len: u64,
    pub closed: bool,
    /// Addresses of the items in the buffer, oldest first; at most as many as asked for.
    pub items: Vec<u64>,
    pub senders: Vec<WaiterView>,
    pub receivers: Vec<WaiterView>,
    /// The timer that sends on it.
    pub timer: u64,
}

/// A lock, wait group or condition variable, as its state words and queues have it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MutexView {
    pub locked: bool,
    pub starving: bool,
    pub owner: u32,
    pub waiters: Vec<u32>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RwMutexView {
    pub writer: u32,
    pub readers: Vec<u32>,
    pub waiting_readers: Vec<u32>,
    pub waiting_writers: Vec<u32>,
}

/// A timer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimerView {
    /// Virtual nanoseconds at which it goes off; `None`: stopped or done.
    pub when: Option<u64>,
    pub period: u64,
    /// The goroutine that sleeps on it.
    pub sleeper: Option<u32>,
    /// The channel on which it sends.
    pub chan: Option<u64>,
    pub site: u32,
}

impl Vm {
    /// The goroutines that exist, in order of number.
    pub fn goroutines(&self) -> Vec<GoroutineView> {
        self.in_order().map(view).collect()
    }

    /// How many goroutines exist.
    pub fn alive(&self) -> u32 {
        self.live
    }

    /// The goroutine on the processor.
    pub fn running(&self) -> Option<u32> {
        self.current.map(|g| g.id)
    }

    fn by_id(&self, id: u32) -> Option<&G> {
        self.gs
            .iter()
            .flatten()
            .find(|g| g.me.id == id)
            .map(|g| g.as_ref())
    }

    pub fn goroutine(&self, id: u32) -> Option<GoroutineView> {
        self.by_id(id).map(view)
    }

    /// The calls of a goroutine, innermost first, at most `max`.
    pub fn frames(&self, id: u32, max: usize) -> Vec<FrameView> {
        let Some(g) = self.by_id(id) else {
            return Vec::new();
        };
        let mut out = Vec::new();
        // A goroutine that waits stands behind its operation; so does one that was let go.
        let resumed = g.wait != WaitReason::None;
        let mut at = if g.status == Status::Waiting || (resumed && g.status == Status::Runnable) {
            g.pc.saturating_sub(1)
        } else {
            g.pc
        };
        let mut fp = g.fp;
        for (depth, frame) in g.frames.iter().enumerate().rev().take(max) {
            let Some(func) = self.prog.func_at(at) else {
                break;
            };
            let due = |d: &&crate::g::Deferred| d.depth as usize == depth + 1;
            out.push(FrameView {
                func,
                pc: at,
                fp,
                defers: g.defers.iter().filter(due).count() as u32,
            });
            at = (frame.ret_pc & !RET_PANIC).saturating_sub(1);
            fp = frame.fp;
        }
        out
    }

    /// How many calls are in progress.
    pub fn depth(&self, id: u32) -> u32 {
        self.by_id(id).map_or(0, G::depth)
    }

    /// Slots of a goroutine's stack from `at` on; missing ones are left out.
    pub fn slots(&self, id: u32, at: u32, count: u32) -> &[u64] {
        let stack = self.by_id(id).map_or(&[][..], |g| &g.stack);
        let from = (at as usize).min(stack.len());
        let to = (from + count as usize).min(stack.len());
        stack.get(from..to).unwrap_or(&[])
    }

    /// All slots in use.
    pub fn stack(&self, id: u32) -> &[u64] {
        let Some(g) = self.by_id(id) else {
            return &[];
        };
        let func = self.prog.func_at(g.pc).and_then(|f| self.prog.func(f));
        let frame = func.map_or(256, |f| u32::from(f.frame_slots));
        self.slots(id, 0, g.fp.saturating_add(frame))
    }

    /// Funcvals of the calls that a goroutine has deferred.
    pub fn deferred(&self, id: u32) -> Vec<u64> {
        let g = self.by_id(id);
        g.map_or(Vec::new(), |g| g.defers.iter().map(|d| d.funcval).collect())
    }

    /// Bytes of memory, if all of them are mapped; those of freed blocks of C's too.
    pub fn bytes(&self, addr: u64, len: u64) -> Option<&[u8]> {
        let c = || self.mem.c.as_ref()?.bytes(addr, len);
        self.mem.slice(addr, len).or_else(c)
    }

    pub fn word(&self, addr: u64) -> Option<u64> {
        self.mem.word(addr)
    }

    /// The block around an address of the heap.
    pub fn block(&self, addr: u64) -> Option<BlockView> {
        let (start, size, info) = self.heap.block(addr)?;
        let contents = crate::trace::contents(info.ty);
        Some(BlockView {
            start,
            size,
            contents,
            site: info.site,
            born: info.born,
        })
    }

    /// Where the heap begins and ends, with memory that no object has had yet.
    pub fn heap_range(&self) -> (u64, u64) {
        (
            bytecode::HEAP_BASE,
            bytecode::HEAP_BASE + self.mem.heap_len(),
        )
    }

    /// Size of the blocks that an address of the heap lies among, allocated or not, and the start of
    /// its own.
    pub fn heap_slot(&self, addr: u64) -> Option<(u64, u64)> {
        self.heap.slot(addr)
    }

    /// Cells that values of one byte share when they are boxed.
    pub fn is_shared_cell(&self, addr: u64) -> bool {
        addr.wrapping_sub(crate::heap::SMALL_CELLS) < 8 * 256
    }

    /// Address and elements of a map's array of entries, and of its index; 0: none yet.
    pub fn map_parts(&self, map: u64) -> [u64; 2] {
        [maps::ENTRIES, maps::INDEX].map(|off| self.mem.word(map.wrapping_add(off)).unwrap_or(0))
    }

    /// The channel at an address, with at most `max` items of its buffer.
    pub fn chan(&self, addr: u64, max: u64) -> Option<ChanView> {
        if self.block(addr)?.contents != Contents::Chan {
            return None;
        }
        let word = |off| self.mem.word(addr + off);
        let (cap, len) = (word(hchan::CAP)?, word(hchan::COUNT)?);
        let elem = TypeIdx(self.mem.word32(addr + hchan::ELEM)?);
        let (buf, recvx) = (word(hchan::BUF)?, word(hchan::RECVX)?);
        let size = self.info(elem).size;
        let item = |k: u64| buf.wrapping_add((recvx + k) % cap.max(1) * size);
        Some(ChanView {
            elem,
            cap,
            len,
            closed: self.mem.word32(addr + hchan::CLOSED)? & 1 != 0,
            items: (0..len.min(max)).map(item).collect(),
            senders: self.chan_queue(addr + hchan::SENDQ, elem),
            receivers: self.chan_queue(addr + hchan::RECVQ, elem),
            timer: word(hchan::TIMER)?,
        })
    }

    fn chan_queue(&self, queue: u64, elem: TypeIdx) -> Vec<WaiterView> {
        let mut at = self.mem.word(queue).unwrap_or(0) as u32;
        let mut out = Vec::new();
        // A queue is never longer than the table of its members.
        while at != 0 && out.len() <= self.sudogs.len() {
            let s = self.sudog(at);
            out.push(self.waiter(&s, elem));
            at = s.next;
        }
        out
    }

    fn waiter(&self, s: &Sudog, elem: TypeIdx) -> WaiterView {
        let slots = u32::from(self.info(elem).slots);
        let value = if s.send && s.value != crate::chan::NO_SLOT {
            self.slots(s.g.id, s.value, slots).to_vec()
        } else {
            Vec::new()
        };
        WaiterView {
            g: s.g.id,
            case: (s.chosen != crate::chan::NO_SLOT).then_some(s.case),
            value,
        }
    }

    /// The channels that a waiting goroutine queues for, with whether it wants to send.
    pub fn queued_on(&self, id: u32) -> Vec<(u64, bool)> {
        let Some(g) = self.by_id(id) else {
            return Vec::new();
        };
        let mut at = g.sudogs;
        let mut out = Vec::new();
        while at != 0 && out.len() <= self.sudogs.len() {
            let s = self.sudog(at);
            out.push((s.object, s.send));
            at = s.sibling;
        }
        if out.is_empty() && g.status == Status::Waiting && g.wait_object != 0 {
            out.push((g.wait_object, g.wait == WaitReason::ChanSend));
        }
        out
    }

    fn queue_at(&self, key: u64) -> Vec<u32> {
        self.sema_waiters(key).iter().map(|s| s.g.id).collect()
    }

    /// The mutex at an address.
    pub fn mutex(&self, addr: u64) -> Option<MutexView> {
        let state = self.mem.word32(addr)?;
        Some(MutexView {
            locked: state & 1 != 0,
            starving: state & 4 != 0,
            owner: if state & 1 != 0 {
                self.mem.word32(addr + 4)?
            } else {
                0
            },
            waiters: self.queue_at(addr),
        })
    }

    /// The read-write mutex at an address.
    pub fn rw_mutex(&self, addr: u64) -> Option<RwMutexView> {
        let inner = self.mutex(addr)?;
        let held = self.readers.iter().filter(|r| r.0 == addr);
        let readers = held.map(|r| r.1).collect();
        let mut waiting = self.queue_at(addr + 8);
        let pending = !waiting.is_empty();
        waiting.extend(&inner.waiters);
        Some(RwMutexView {
            // A writer that still waits for readers has the inner lock only.
            writer: if pending { 0 } else { inner.owner },
            readers,
            waiting_readers: self.queue_at(addr + 12),
            waiting_writers: waiting,
        })
    }

    /// Counter and waiters of the wait group at an address.
    pub fn wait_group(&self, addr: u64) -> Option<(i64, Vec<u32>)> {
        let state = self.mem.word(addr)?;
        Some((i64::from((state >> 32) as i32), self.queue_at(addr)))
    }

    /// Who waits for the condition variable at an address.
    pub fn cond(&self, addr: u64) -> Vec<u32> {
        self.queue_at(addr)
    }

    /// The timer with this object id.
    pub fn timer(&self, id: u64) -> Option<TimerView> {
        let t = self.timers.all.get(&(id & !TIMER_BIT))?;
        let (sleeper, chan) = match t.action {
            Action::Wake(g) => (Some(g.id), None),
            Action::Send(ch) => (None, Some(ch)),
            Action::Start(_) => (None, None),
        };
        Some(TimerView {
            // By the machine's clock, also for those that go by a bubble's.
            when: t
                .pending
                .then(|| t.when.saturating_sub(self.clock_of(t.bubble)) + self.now())
                .filter(|_| t.bubble != 0)
                .or(t.pending.then_some(t.when)),
            period: t.period,
            sleeper,
            chan,
            site: t.site,
        })
    }
}

fn view(g: &G) -> GoroutineView {
    GoroutineView {
        id: g.me.id,
        status: g.status,
        started: g.started,
        wait: if g.status == Status::Waiting {
            g.wait
        } else {
            WaitReason::None
        },
        object: g.wait_object,
        since: g.wait_event,
        creator: g.creator,
        go_pc: g.go_pc,
        func: g.func,
        system: g.system,
        depth: g.depth(),
    }
}

impl Vm {
    /// The types of keys and elements of the map at an address.
    pub fn map_types(&self, map: u64) -> Option<(TypeIdx, TypeIdx)> {
        if self.block(map)?.contents != Contents::Map {
            return None;
        }
        let t = self.prog.ty(TypeIdx(self.mem.word32(map + maps::TYPE)?))?;
        Some((t.key?, t.elem?))
    }

    /// Addresses of keys and elements of the map at an address, in order of insertion.
    pub fn map_entries(&self, map: u64, max: usize) -> Vec<(u64, u64)> {
        let header = |off| self.mem.word(map.wrapping_add(off));
        let (Some(ty), Some(entries)) = (
            self.mem.word32(map.wrapping_add(maps::TYPE)),
            header(maps::ENTRIES),
        ) else {
            return Vec::new();
        };
        let used = self.mem.word32(map.wrapping_add(maps::USED)).unwrap_or(0);
        let info = self.map_info(ty);
        let mut out = Vec::new();
        for i in 0..u64::from(used) {
            let at = entries.wrapping_add(i.wrapping_mul(info.stride));
            match self.mem.word(at) {
                Some(seq) if seq & maps::DEAD == 0 => out.push((at + 8, at + info.elem_off)),
                Some(_) => {}
                None => break,
            }
            if out.len() >= max {
                break;
            }
        }
        out
    }
}

impl Vm {
    /// The function (number + 1) that a reader knows a funcval by: the one that the program gave
    /// to the library or to a thunk; 0 if there is none.
    pub(crate) fn shown_func(&self, funcval: u64, depth: u32) -> u32 {
        let own = |addr: u64| addr < bytecode::LOW_BASE + u64::from(self.prog.rodata_len);
        let block = self.heap.block(funcval);
        let closure = matches!(block, Some((_, _, info)) if info.ty == content::CLOSURE);
        if funcval < bytecode::LOW_BASE || !(closure || own(funcval)) {
            return 0;
        }
        let Some(id) = self.mem.word(funcval) else {
            return 0;
        };
        let id = id as u32;
        let Some(func) = self.prog.func(FuncId(id)) else {
            return 0;
        };
        if !func.flags.library && !func.flags.wrapper {
            return id + 1;
        }
        if func.flags.wrapper {
            let body = self.prog.code.get(func.entry as usize..func.end as usize);
            let called = body
                .unwrap_or(&[])
                .iter()
                .find(|i| i.op == bytecode::Op::Call)
                .map(|i| i.imm as u32);
            if let Some(called) = called {
                return called + 1;
            }
        }
        let Some((start, size, _)) = block.filter(|_| depth < 3) else {
            return 0;
        };
        let words = (size / 8).min(16);
        let captured = (1..words).filter_map(|k| self.mem.word(start + 8 * k));
        captured
            .map(|word| self.shown_func(word, depth + 1))
            .find(|found| *found != 0)
            .unwrap_or(0)
    }
}
