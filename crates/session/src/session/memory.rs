//! Questions about memory where the run stands.

use std::sync::Arc;

use protocol as p;
use protocol::Fault;

use super::{Open, Session};
use crate::view::memory;

impl Session {
    /// Answers a question about memory where the run stands.
    pub fn memory(&mut self, ask: &p::MemoryAsk) -> p::MemoryAnswer {
        match &mut self.open {
            Some(open) if open.motion.is_some() => p::MemoryAnswer::Moving,
            Some(open) => open.memory(self.programs, ask),
            None => p::MemoryAnswer::Fault(Fault::NothingOpen),
        }
    }
}

impl Open {
    fn memory(&mut self, program: u32, ask: &p::MemoryAsk) -> p::MemoryAnswer {
        let at = p::At {
            program,
            branch: self.branch,
            step: self.track.step(),
            tick: self.track.tick(),
        };
        let touches = self.touches(at);
        let code = Arc::clone(&self.track.code);
        match ask {
            p::MemoryAsk::Picture(query) => {
                let census = self.track.vm.heap_census();
                let picture = memory::picture(&code, &self.track.vm, &census, query);
                p::MemoryAnswer::Picture(Box::new(p::Picture {
                    at,
                    touches,
                    ..picture
                }))
            }
            p::MemoryAsk::Bytes(query) => {
                let bytes = memory::bytes(&code, &self.track.vm, query);
                p::MemoryAnswer::Bytes(Box::new(p::Bytes {
                    at,
                    touches,
                    ..bytes
                }))
            }
        }
    }

    /// What was touched on the way here: since the latest motion began, if that was no further back
    /// than the operation before the latest one; else since that.
    fn touches(&mut self, at: p::At) -> Vec<p::Touch> {
        if let Some((known, touches)) = &self.touched
            && *known == at
        {
            return touches.clone();
        }
        let before = at.step.checked_sub(2);
        let before = before.and_then(|n| self.track.vm.log().get(n));
        let mut from = before.map_or(0, |e| e.tick);
        if self.came_from < at.tick {
            from = from.max(self.came_from);
        }
        let touches = self.track.touches(from);
        self.touched = Some((at, touches.clone()));
        touches
    }
}
