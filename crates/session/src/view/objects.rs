//! Channels, locks, wait groups and timers at the present: what is in them, who queues.

use std::sync::Arc;

use bytecode::{Kind, LOW_BASE, Program, TypeIdx};
use protocol as p;
use protocol::{ObjectDetail, ObjectKind};
use vm::{Contents, EventOp, TIMER_BIT, Vm, WaiterView};

use crate::history::{History, Touched};
use crate::view::names::Names;
use crate::view::value::Reader;
use crate::workbench::Code;

/// Objects that are listed, and those that are looked at to find out which.
const MAX_LISTED: usize = 200;
const MAX_SEEN: usize = 1_000;
/// Items of a buffer.
const MAX_SLOTS: u64 = 32;
/// Waiters of one queue.
const MAX_WAITERS: usize = 64;

pub(crate) fn objects(code: &Code, vm: &Vm, history: &History, names: &mut Names) -> p::Objects {
    let now = vm.event_count();
    // Latest first, so that the bound drops what nobody has used for long.
    let mut recent: Vec<(u64, u64, &Touched)> = history
        .objects
        .iter()
        .filter_map(|(id, t)| Some((t.last_before(now)?, id, t)))
        .collect();
    base::sort::sort_by_key(&mut recent, |r| std::cmp::Reverse(r.0));
    let total = recent.iter().filter(|(_, id, _)| exists(vm, *id)).count() as u32;
    let mut list: Vec<(bool, u64, p::Object)> = Vec::new();
    for (last, id, touched) in recent.into_iter().take(MAX_SEEN) {
        if !exists(vm, id) {
            continue;
        }
        let op = EventOp::Send;
        let at = names.object(vm, &code.program, id, Some(touched.op.unwrap_or(op)));
        let Some((detail, used)) = detail(vm, &code.program, &at) else {
            continue;
        };
        let made = vm
            .block(id)
            .and_then(|b| code.own_place(b.site))
            .or_else(|| vm.timer(id).and_then(|t| code.own_place(t.site)))
            .or_else(|| touched.pc.and_then(|pc| code.own_place(pc)));
        let first = touched.first();
        list.push((
            used,
            first,
            p::Object {
                at,
                made,
                touched: Some(last),
                detail,
            },
        ));
    }
    base::sort::sort_by_key(&mut list, |(used, first, _)| (!*used, *first));
    list.truncate(MAX_LISTED);
    p::Objects {
        list: list.into_iter().map(|(_, _, object)| object).collect(),
        total,
    }
}

fn exists(vm: &Vm, id: u64) -> bool {
    if id & TIMER_BIT != 0 {
        return vm
            .timer(id)
            .is_some_and(|t| t.when.is_some() && t.chan.is_none());
    }
    id < bytecode::HEAP_BASE || vm.block(id).is_some()
}

/// The inside, and whether it is in use.
fn detail(vm: &Vm, program: &Arc<Program>, at: &p::ObjectRef) -> Option<(ObjectDetail, bool)> {
    let id = at.id;
    let plain = |list: Vec<u32>| -> Vec<p::Waiter> {
        let waiter = |goroutine| p::Waiter {
            goroutine,
            value: None,
            select: false,
        };
        list.into_iter().take(MAX_WAITERS).map(waiter).collect()
    };
    Some(match at.kind {
        ObjectKind::Chan => {
            let c = vm.chan(id, MAX_SLOTS)?;
            let reader = Reader::new(vm);
            let waiters = |list: &[WaiterView]| -> Vec<p::Waiter> {
                let waiter = |w: &WaiterView| p::Waiter {
                    goroutine: w.g,
                    value: reader
                        .text_of_slots(c.elem, &w.value)
                        .filter(|_| !w.value.is_empty()),
                    select: w.case.is_some(),
                };
                list.iter().take(MAX_WAITERS).map(waiter).collect()
            };
            let text = |addr: &u64| reader.text_at(c.elem, *addr).unwrap_or_default();
            let used = c.len > 0 || !c.senders.is_empty() || !c.receivers.is_empty();
            let detail = ObjectDetail::Chan {
                elem: program.ty(c.elem).map_or(String::new(), |t| t.name.clone()),
                cap: c.cap,
                len: c.len,
                slots: c.items.iter().map(text).collect(),
                closed: c.closed,
                senders: waiters(&c.senders),
                receivers: waiters(&c.receivers),
            };
            (detail, used)
        }
        ObjectKind::Mutex => {
            let m = vm.mutex(id)?;
            let used = m.locked || !m.waiters.is_empty();
            let detail = ObjectDetail::Mutex {
                locked: m.locked,
                owner: (m.owner != 0).then_some(m.owner),
                starving: m.starving,
                waiters: plain(m.waiters),
            };
            (detail, used)
        }
        ObjectKind::RwMutex => {
            let m = vm.rw_mutex(id)?;
            let waits = !m.waiting_readers.is_empty() || !m.waiting_writers.is_empty();
            let used = m.writer != 0 || !m.readers.is_empty() || waits;
            let detail = ObjectDetail::RwMutex {
                writer: (m.writer != 0).then_some(m.writer),
                readers: m.readers,
                waiting_readers: plain(m.waiting_readers),
                waiting_writers: plain(m.waiting_writers),
            };
            (detail, used)
        }
        ObjectKind::WaitGroup => {
            let (count, waiters) = vm.wait_group(id)?;
            let used = count != 0 || !waiters.is_empty();
            let waiters = plain(waiters);
            (ObjectDetail::WaitGroup { count, waiters }, used)
        }
        ObjectKind::Cond => {
            let waiters = vm.cond(id);
            let used = !waiters.is_empty();
            let waiters = plain(waiters);
            (ObjectDetail::Cond { waiters }, used)
        }
        ObjectKind::Once => {
            let m = vm.mutex(id + 4)?;
            let done = vm.word(id)? as u32 != 0;
            let used = m.locked;
            let detail = ObjectDetail::Once {
                done,
                running: (m.owner != 0).then_some(m.owner),
                waiters: plain(m.waiters),
            };
            (detail, used)
        }
        ObjectKind::Semaphore => {
            let waiters = vm.cond(id);
            let used = !waiters.is_empty();
            let detail = ObjectDetail::Semaphore {
                count: 0,
                waiters: plain(waiters),
            };
            (detail, used)
        }
        ObjectKind::Timer | ObjectKind::Ticker => {
            let t = vm.timer(id)?;
            let remaining = t.when.map(|w| w.saturating_sub(vm.now()) as i64);
            let detail = ObjectDetail::Timer {
                remaining,
                period: (t.period != 0).then_some(t.period as i64),
                sleeper: t.sleeper,
            };
            (detail, remaining.is_some())
        }
        ObjectKind::Atomic | ObjectKind::Memory => {
            let value = leaf(vm, program, id)
                .and_then(|(ty, addr)| Reader::new(vm).text_at(ty, addr))
                .unwrap_or_else(|| vm.word(id).map_or(String::new(), |w| w.to_string()));
            (ObjectDetail::Atomic { value }, false)
        }
    })
}

/// The type of the smallest value at an address.
fn leaf(vm: &Vm, program: &Program, addr: u64) -> Option<(TypeIdx, u64)> {
    let (mut ty, mut offset) = match vm.block(addr) {
        Some(block) => {
            let Contents::Values { ty, array } = block.contents else {
                return None;
            };
            let size = program.ty(ty)?.size.max(1);
            let rel = addr - block.start;
            (ty, if array { rel % size } else { rel })
        }
        None => {
            let rel = addr.checked_sub(LOW_BASE)?;
            let global = program.globals.iter().find(|g| {
                let size = program.ty(g.ty).map_or(0, |t| t.size);
                (u64::from(g.offset)..u64::from(g.offset) + size).contains(&rel)
            })?;
            (global.ty, rel - u64::from(global.offset))
        }
    };
    for _ in 0..12 {
        let t = program.ty(ty)?;
        match t.kind {
            Kind::Struct => {
                let field = t.fields.iter().find(|f| {
                    let size = program.ty(f.ty).map_or(0, |t| t.size);
                    (f.offset..f.offset + size).contains(&offset)
                })?;
                offset -= field.offset;
                ty = field.ty;
            }
            Kind::Array => {
                let elem = t.elem?;
                offset %= program.ty(elem)?.size.max(1);
                ty = elem;
            }
            _ => return (offset == 0).then_some((ty, addr)),
        }
    }
    None
}
