//! Events in the protocol's words: names resolved, values as text, wake-ups folded in.

use protocol as p;
use vm::{Event, EventLog, EventOp, Outcome, Vm};

use crate::convert;
use crate::view::names::Names;
use crate::view::value::Reader;
use crate::workbench::Code;

/// Events of one answer.
const MAX_EVENTS: u32 = 2_000;

/// What is needed to tell of an event.
pub(crate) struct Teller<'a> {
    pub(crate) code: &'a Code,
    pub(crate) vm: &'a Vm,
    pub(crate) log: &'a EventLog,
    pub(crate) names: &'a mut Names,
}

impl Teller<'_> {
    /// The event with this index; a wake-up belongs to the event before it.
    pub(crate) fn event(&mut self, index: u64) -> Option<p::Event> {
        let mut at = index;
        while at > 0 && self.log.get(at)?.op == EventOp::Wake {
            at -= 1;
        }
        let event = *self.log.get(at)?;
        Some(self.tell(at, &event))
    }

    /// Events from `first` on, as a list.
    pub(crate) fn list(&mut self, first: u64, count: u32) -> Vec<p::Event> {
        let end = first.saturating_add(u64::from(count.min(MAX_EVENTS)));
        let events: Vec<(u64, Event)> = self
            .log
            .range(first, end)
            .filter(|(_, e)| e.op != EventOp::Wake)
            .map(|(i, e)| (i, *e))
            .collect();
        events.iter().map(|(i, e)| self.tell(*i, e)).collect()
    }

    fn tell(&mut self, index: u64, e: &Event) -> p::Event {
        let program = &self.code.program;
        let object = (e.object != 0 && e.op != EventOp::Print)
            .then(|| self.names.object(self.vm, program, e.object, Some(e.op)));
        let mut woke: Vec<u32> = Vec::new();
        if e.woke && e.partner != 0 {
            woke.push(e.partner);
        }
        for (_, more) in self.log.range(index + 1, index + 65) {
            if more.op != EventOp::Wake {
                break;
            }
            woke.push(more.partner);
        }
        let case = matches!(e.op, EventOp::Send | EventOp::Recv | EventOp::Select)
            .then(|| e.aux.checked_sub(1))
            .flatten();
        let count = match e.op {
            EventOp::WgAdd | EventOp::WgDone | EventOp::WgWait => Some(i64::from(e.aux as i32)),
            EventOp::MakeChan => Some(i64::from(e.aux)),
            // How full the buffer is now is known of the present only.
            _ if index + 1 == self.vm.event_count() => buffered(self.vm, e),
            _ => None,
        };
        p::Event {
            index,
            tick: e.tick,
            time: e.time as i64,
            goroutine: e.g,
            op: convert::op(e.op),
            outcome: convert::outcome(e.outcome),
            object,
            value: self.value(e),
            partner: (e.partner != 0).then_some(e.partner),
            woke,
            reason: (e.outcome == Outcome::Blocked)
                .then(|| convert::reason(e.reason))
                .flatten(),
            case,
            count,
            place: self.place(index, e),
        }
    }

    fn value(&self, e: &Event) -> Option<String> {
        match e.op {
            EventOp::End => Some((e.aux as i32).to_string()),
            EventOp::Print | EventOp::Fatal => {
                let n = e.value.bytes.last().copied().unwrap_or(0);
                let text = e.value.bytes.get(..usize::from(n.min(15)))?;
                let text = String::from_utf8_lossy(text);
                let line = text.lines().next().unwrap_or("").to_owned();
                let more = n > 15 && !text.contains('\n');
                Some(if more { format!("{line}…") } else { line })
            }
            _ => Reader::new(self.vm).preview(&e.value),
        }
    }

    /// Where it happened, in the reader's own files if possible: an operation inside the library
    /// belongs to the line that called it, which is known of the present and of what waits.
    fn place(&self, index: u64, e: &Event) -> Option<p::Place> {
        let direct = self.code.place(e.pc)?;
        if direct.file != p::Place::LIBRARY {
            return Some(direct);
        }
        if index + 1 == self.vm.event_count() {
            return own_frame(self.code, self.vm, e.g).or(Some(direct));
        }
        Some(direct)
    }
}

/// Values in the buffer of the channel that `e` used, as the machine stands.
pub(crate) fn buffered(vm: &Vm, e: &Event) -> Option<i64> {
    match e.op {
        EventOp::Send | EventOp::Recv => vm.chan(e.object, 0).map(|c| c.len as i64),
        _ => None,
    }
}

/// The innermost place of a goroutine in the reader's own files.
pub(crate) fn own_frame(code: &Code, vm: &Vm, g: u32) -> Option<p::Place> {
    let frames = vm.frames(g, 200);
    frames.iter().find_map(|f| {
        let func = code.program.func(f.func)?;
        if func.flags.library || func.flags.wrapper {
            return None;
        }
        code.own_place(f.pc)
    })
}
