//! What happened before what: events of goroutines, edges between them, and the questions a
//! picture asks. Pure data in and out; it neither finds edges nor races.
//!
//! Every event gets a vector clock, about 200 bytes for up to 32 goroutines; build it for a window
//! of a run, not for a million events.

use std::collections::BTreeMap;

use crate::clock::{Clock, ClockIdx, Epoch};
use crate::report::Gid;

/// An edge between two events, which are numbered from 0 in the order of the execution. Edges
/// between an event and the next one of its goroutine go without saying.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edge {
    /// The first happened before the second: unlock and lock, send and receive.
    Before(usize, usize),
    /// The two met, in one moment of both: what came before either came before what follows either
    /// (an unbuffered channel). The earlier one's goroutine waits for the later one.
    Together(usize, usize),
}

/// Why there is no graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GraphError {
    /// An edge names an event that is not there.
    NoSuchEvent(Edge),
    /// An edge does not lead forward, or joins a goroutine's event with its own, or what an event
    /// leads to lies before the one it met.
    Disorder(Edge),
    /// An event meets two others.
    MetTwice(usize),
}

/// How two events are ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    Same,
    Before,
    After,
    Together,
    Concurrent,
}

/// One goroutine's events as one event sees them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    pub g: Gid,
    /// So many of its first events happened before.
    pub past: usize,
    /// Its events from this one on happen after; those in between are neither.
    pub future: usize,
}

/// The graph.
#[derive(Clone, Debug, Default)]
pub struct HappensBefore {
    lanes: Vec<Lane>,
    lane_of: BTreeMap<Gid, usize>,
    events: Vec<Event>,
    edges: Vec<Edge>,
}

#[derive(Clone, Debug)]
struct Lane {
    g: Gid,
    /// Events, ascending.
    events: Vec<usize>,
}

#[derive(Clone, Debug)]
struct Event {
    lane: usize,
    /// Its number within its lane, from 1.
    pos: u32,
    /// How many of each lane's events happened before or are this or the one it met.
    clock: Clock,
    met: Option<usize>,
    /// Sources of edges, the lane's previous event included.
    from: Vec<usize>,
}

impl HappensBefore {
    /// The graph of events, given by their goroutines in the order of the execution.
    pub fn new(goroutines: &[Gid], edges: &[Edge]) -> Result<HappensBefore, GraphError> {
        let mut graph = HappensBefore {
            lanes: Vec::new(),
            lane_of: BTreeMap::new(),
            events: Vec::with_capacity(goroutines.len()),
            edges: edges.to_vec(),
        };
        for &g in goroutines {
            graph.add_event(g);
        }
        for &edge in edges {
            graph.add_edge(edge)?;
        }
        graph.check_meetings()?;
        for i in 0..graph.events.len() {
            graph.set_clock(i);
        }
        Ok(graph)
    }

    /// Number of events.
    pub fn len(&self) -> usize {
        self.events.len()
    }

    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// A goroutine's events, ascending.
    pub fn lane(&self, g: Gid) -> &[usize] {
        let lane = self.lane_of.get(&g).and_then(|&l| self.lanes.get(l));
        lane.map_or(&[], |l| &l.events)
    }

    /// How `a` stands to `b`. Events that are not there are concurrent with everything.
    pub fn ordered(&self, a: usize, b: usize) -> Order {
        if a == b {
            Order::Same
        } else if self.events.get(a).is_some_and(|e| e.met == Some(b)) {
            Order::Together
        } else if self.before(a, b) {
            Order::Before
        } else if self.before(b, a) {
            Order::After
        } else {
            Order::Concurrent
        }
    }

    /// For each goroutine with events, which of them happened before and after `i`, in the order in
    /// which goroutines first appear. The event itself and the one it met are neither.
    pub fn cuts(&self, i: usize) -> Vec<Cut> {
        let Some(event) = self.events.get(i) else {
            return Vec::new();
        };
        let met = event.met.and_then(|m| self.events.get(m));
        let cut = |(l, lane): (usize, &Lane)| {
            let known = event.clock.get(ClockIdx(l as u32)) as usize;
            let own = event.lane == l || met.is_some_and(|m| m.lane == l);
            let after = |&e: &usize| !self.before(i, e);
            Cut {
                g: lane.g,
                past: known - known.min(usize::from(own)),
                future: known
                    + lane
                        .events
                        .get(known..)
                        .unwrap_or_default()
                        .partition_point(after),
            }
        };
        self.lanes.iter().enumerate().map(cut).collect()
    }

    /// The events that happened before `i`, ascending.
    pub fn past(&self, i: usize) -> Vec<usize> {
        self.parts(i, |cut, _| (0, cut.past))
    }

    /// The events that happen after `i`, ascending.
    pub fn future(&self, i: usize) -> Vec<usize> {
        self.parts(i, |cut, len| (cut.future, len))
    }

    /// The events that are unordered with `i`, ascending; without itself and the one it met.
    pub fn concurrent(&self, i: usize) -> Vec<usize> {
        let mut found = self.parts(i, |cut, _| (cut.past, cut.future));
        let met = self.events.get(i).and_then(|e| e.met);
        found.retain(|&e| e != i && Some(e) != met);
        found
    }

    /// The edges between goroutines that no others imply, ascending and once each: what to draw.
    pub fn immediate(&self) -> Vec<Edge> {
        let mut found: Vec<Edge> = self
            .edges
            .iter()
            .copied()
            .filter(|&e| self.is_immediate(e))
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    fn is_immediate(&self, edge: Edge) -> bool {
        let Edge::Before(a, b) = edge else {
            return true;
        };
        let (Some(from), Some(to)) = (self.events.get(a), self.events.get(b)) else {
            return false;
        };
        let met = to.met.and_then(|m| self.events.get(m));
        let mut steps = to.from.iter().chain(met.iter().flat_map(|m| &m.from));
        from.lane != to.lane && !steps.any(|&p| p != a && self.before(a, p))
    }

    /// Whether `a` happened before `b`.
    fn before(&self, a: usize, b: usize) -> bool {
        let (Some(from), Some(to)) = (self.events.get(a), self.events.get(b)) else {
            return false;
        };
        a != b && from.met != Some(b) && to.clock.get(ClockIdx(from.lane as u32)) >= from.pos
    }

    fn parts(&self, i: usize, part: impl Fn(Cut, usize) -> (usize, usize)) -> Vec<usize> {
        let mut found = Vec::new();
        for (cut, lane) in self.cuts(i).into_iter().zip(&self.lanes) {
            let (start, end) = part(cut, lane.events.len());
            found.extend(lane.events.get(start..end).unwrap_or_default());
        }
        found.sort_unstable();
        found
    }

    fn add_event(&mut self, g: Gid) {
        let i = self.events.len();
        let lane = *self.lane_of.entry(g).or_insert(self.lanes.len());
        if lane == self.lanes.len() {
            let events = Vec::new();
            self.lanes.push(Lane { g, events });
        }
        let Some(events) = self.lanes.get_mut(lane).map(|l| &mut l.events) else {
            return;
        };
        let from = events.last().copied().into_iter().collect();
        events.push(i);
        self.events.push(Event {
            lane,
            pos: events.len() as u32,
            clock: Clock::default(),
            met: None,
            from,
        });
    }

    fn add_edge(&mut self, edge: Edge) -> Result<(), GraphError> {
        let (Edge::Before(a, b) | Edge::Together(a, b)) = edge;
        let known = |i: usize| self.events.get(i).map(|e| e.lane);
        let (Some(lane_a), Some(lane_b)) = (known(a), known(b)) else {
            return Err(GraphError::NoSuchEvent(edge));
        };
        match edge {
            Edge::Before(..) if a >= b => Err(GraphError::Disorder(edge)),
            Edge::Before(..) => {
                self.events[b].from.push(a);
                Ok(())
            }
            Edge::Together(..) if lane_a == lane_b => Err(GraphError::Disorder(edge)),
            Edge::Together(..) => {
                for (one, other) in [(a, b), (b, a)] {
                    let met = &mut self.events[one].met;
                    if met.is_some_and(|m| m != other) {
                        return Err(GraphError::MetTwice(one));
                    }
                    *met = Some(other);
                }
                Ok(())
            }
        }
    }

    /// Nothing follows an event before the one it meets.
    fn check_meetings(&self) -> Result<(), GraphError> {
        for (i, event) in self.events.iter().enumerate() {
            for &from in &event.from {
                if let Some(met) = self.events.get(from).and_then(|e| e.met)
                    && met >= i
                {
                    return Err(GraphError::Disorder(Edge::Together(from, met)));
                }
            }
        }
        Ok(())
    }

    /// Sets the clock of an event whose past has its own, and of the one it met.
    fn set_clock(&mut self, i: usize) {
        let both = [Some(i), self.events[i].met];
        if both[1].is_some_and(|m| m > i) {
            // When the later one comes.
            return;
        }
        let mut clock = Clock::default();
        for e in both.iter().flatten().filter_map(|&e| self.events.get(e)) {
            for from in e.from.iter().filter_map(|&f| self.events.get(f)) {
                clock.join(&from.clock, Epoch::default());
            }
        }
        for e in both.iter().flatten().filter_map(|&e| self.events.get(e)) {
            clock.set(ClockIdx(e.lane as u32), e.pos, Epoch::default());
        }
        for e in both.into_iter().flatten() {
            self.events[e].clock = clock.clone();
        }
    }
}
