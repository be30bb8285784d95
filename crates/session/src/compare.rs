//! Two runs of one program side by side: where they part, and what each does from there. Both are
//! gone through in slices.

use protocol as p;
use protocol::{Finding, Request, Response};

use crate::session::Session;

/// Instructions that one run may take.
const MOST_TICKS: u64 = 200_000_000;
/// Events that are compared at a time.
const PAGE: u32 = 1_000;
/// Events before the place where two runs part that are shown, and all that are shown.
const BEFORE: u64 = 8;
const AFTER: u32 = 44;

/// A comparison under way.
pub(crate) struct Comparison {
    sides: [Witness; 2],
    /// The event up to which both were found to be the same.
    page: u64,
}

/// A run that is gone through as far as need be, to be asked about its events.
struct Witness {
    session: Session,
    /// Where it stood last, with who there is.
    state: Option<Box<p::State>>,
    /// Instructions so far.
    tick: u64,
}

impl Comparison {
    /// Of these runs; or why one of them cannot be had.
    pub(crate) fn new(
        files: &[p::SourceFile],
        runs: [p::Recording; 2],
        limits: p::Limits,
    ) -> Result<Comparison, Box<Finding>> {
        let [left, right] = runs;
        Ok(Comparison {
            sides: [
                Witness::of(files, left, limits)?,
                Witness::of(files, right, limits)?,
            ],
            page: 0,
        })
    }

    /// Goes on for about so many instructions; the comparison once it is done.
    pub(crate) fn go(&mut self, ticks: u64) -> Option<p::Compared> {
        let first = self.page;
        let wanted = first + u64::from(PAGE + AFTER);
        for side in &mut self.sides {
            if side.session.busy() && side.events(0, 0).1 < wanted {
                side.go(ticks);
                return None;
            }
        }
        let [(a, ends), (b, other)] = self.sides.each_mut().map(|s| s.events(first, PAGE));
        let same = a.iter().zip(&b).take_while(|(x, y)| same(x, y)).count();
        let parts = [a.get(same), b.get(same)].into_iter().flatten();
        let parts = parts.map(|e| e.index).min();
        let end = ends.min(other);
        if parts.is_none() && first + u64::from(PAGE) < end {
            self.page += u64::from(PAGE);
            return None;
        }
        let common = parts.unwrap_or(end);
        let first = common.saturating_sub(BEFORE);
        let [left, right] = self.sides.each_mut().map(|s| s.told(first, AFTER));
        let [left_people, right_people] = self.sides.each_mut().map(Witness::people);
        Some(p::Compared {
            common,
            first,
            left,
            right,
            left_people,
            right_people,
        })
    }

    /// How far it is.
    pub(crate) fn looked(&self) -> p::Looked {
        p::Looked {
            ticks: self.sides.iter().map(|s| s.tick).sum(),
            of: None,
        }
    }
}

impl Witness {
    fn of(
        files: &[p::SourceFile],
        recording: p::Recording,
        limits: p::Limits,
    ) -> Result<Witness, Box<Finding>> {
        let mut session = Session::new();
        let recording = p::Recording {
            step: 0,
            tick: 0,
            hash: 0,
            ..recording
        };
        let limits = p::Limits {
            ticks: limits.ticks.min(MOST_TICKS),
            ..limits
        };
        let opened = session.handle(Request::Open {
            files: files.to_vec(),
            recording,
            limits,
            breakpoints: Vec::new(),
        });
        for said in opened {
            match said {
                Response::Diagnostics(d) if !d.list.is_empty() => {
                    return Err(Box::new(Finding::Diagnostics(d)));
                }
                Response::Fault(fault) => return Err(Box::new(Finding::Fault(fault))),
                _ => {}
            }
        }
        let mut witness = Witness {
            session,
            state: None,
            tick: 0,
        };
        let said = witness.session.handle(Request::Run);
        witness.hear(said);
        Ok(witness)
    }

    fn go(&mut self, ticks: u64) {
        let said = self.session.poll(ticks);
        self.hear(said);
    }

    fn hear(&mut self, said: Vec<Response>) {
        for response in said {
            match response {
                Response::State(state) => {
                    self.tick = state.tick;
                    self.state = Some(state);
                }
                Response::Progress(progress) => self.tick = progress.tick,
                _ => {}
            }
        }
    }

    /// Who there is where it stands; it stays there.
    fn people(&mut self) -> Vec<p::Goroutine> {
        let said = self.session.handle(Request::Pause);
        self.hear(said);
        let state = self.state.take();
        state.map(|s| s.goroutines).unwrap_or_default()
    }

    /// Events, and how many there are in all so far.
    fn events(&mut self, first: u64, count: u32) -> (Vec<p::Event>, u64) {
        let page = self.session.handle(Request::Events { first, count });
        match page.into_iter().next() {
            Some(Response::Events { total, events, .. }) => (events, total),
            _ => (Vec::new(), 0),
        }
    }

    /// Events with the lines that they belong to.
    fn told(&mut self, first: u64, count: u32) -> Vec<p::Event> {
        let (events, _) = self.events(first, count);
        let mut detail = |e: p::Event| {
            let index = e.index;
            match self.session.handle(Request::Event { index }).pop() {
                Some(Response::Event(Some(detail))) => detail.event,
                _ => e,
            }
        };
        events.into_iter().map(&mut detail).collect()
    }
}

/// Whether two events are the same step of a run, as far as a reader can tell.
fn same(a: &p::Event, b: &p::Event) -> bool {
    (a.goroutine, a.op, a.outcome, a.case, a.place)
        == (b.goroutine, b.op, b.outcome, b.case, b.place)
        && a.value == b.value
}
