//! Questions about memory where the run stands, and about the heap over the run.

use std::sync::Arc;

use protocol as p;
use protocol::Fault;

use super::{Open, Session};
use crate::heap_line::{self, HeapLine};
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
        let code = Arc::clone(&self.track.code);
        match ask {
            p::MemoryAsk::Collection(query) => {
                let found = memory::collection(&code, &mut self.track.vm, *query);
                p::MemoryAnswer::Collection(Box::new(p::Collection { at, ..found }))
            }
            p::MemoryAsk::Keeps(address) => {
                let found = memory::keeps(&code, &mut self.track.vm, *address);
                p::MemoryAnswer::Keeps(Box::new(p::Keeps { at, ..found }))
            }
            p::MemoryAsk::Totals => p::MemoryAnswer::Totals(Box::new(self.totals(at))),
            p::MemoryAsk::Picture(query) => {
                let touches = self.touches(at);
                let census = self.track.vm.heap_census();
                let picture = memory::picture(&code, &self.track.vm, &census, query);
                p::MemoryAnswer::Picture(Box::new(p::Picture {
                    at,
                    touches,
                    ..picture
                }))
            }
            p::MemoryAsk::Bytes(query) => {
                let touches = self.touches(at);
                let bytes = memory::bytes(&code, &self.track.vm, query);
                p::MemoryAnswer::Bytes(Box::new(p::Bytes {
                    at,
                    touches,
                    ..bytes
                }))
            }
        }
    }

    /// Allocation over time and by site.
    fn totals(&mut self, at: p::At) -> p::Totals {
        let known = self.heap_line.take();
        let line = match known.filter(|l| l.is_of(self.branch, &self.track)) {
            Some(line) => line,
            None => HeapLine::new(self.branch, &mut self.track),
        };
        let census = self.track.vm.heap_census();
        let (sites, more_sites) = memory::sites(&self.track.code, &self.track.vm, &census);
        let mut now = heap_line::point(&self.track.vm);
        now.live = Some(census.live_bytes);
        let totals = p::Totals {
            at,
            now,
            points: line.points.clone(),
            collections: line.collections.clone(),
            end: self.track.far_tick,
            sampled: line.sampled,
            next: self.track.vm.next_collection(),
            sites,
            more_sites,
        };
        self.heap_line = Some(line);
        totals
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
