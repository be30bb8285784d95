//! A session driven to the end of each request, as a page drives it.

use protocol::{
    Breakpoint, Event, Limits, ManualChoice, Policy, Recording, Request, Response, SourceFile,
    State, Target,
};
use session::Session;

use crate::args::{RunOptions, Sched};

/// Instructions between two looks at whether a request is done.
const SLICE: u64 = 1 << 20;

/// An open program.
pub(crate) struct Drive {
    session: Session,
    pub(crate) state: Box<State>,
}

/// The session's view of a run's options; `Err`: a schedule that is none.
pub(crate) fn recording(options: &RunOptions) -> Result<Recording, String> {
    let (policy, schedule) = match &options.sched {
        Sched::Go => (Policy::Go, None),
        Sched::Random => (Policy::Random, None),
        Sched::Replay(schedule) => {
            session::check_schedule(schedule)?;
            (Policy::Go, Some(schedule.clone()))
        }
    };
    Ok(Recording {
        policy,
        seed: options.seed,
        schedule,
        ..Recording::default()
    })
}

/// The bounds that the options give.
pub(crate) fn limits(options: &RunOptions) -> Limits {
    let mut limits = Limits {
        output: u64::MAX >> 1,
        ..Limits::default()
    };
    limits.ticks = options.steps.unwrap_or(u64::MAX >> 1);
    limits.memory = options.mem.unwrap_or(limits.memory);
    limits
}

impl Drive {
    /// Opens a program that compiles; `Err` says what the compiler says.
    pub(crate) fn open(
        files: &[SourceFile],
        recording: Recording,
        limits: Limits,
    ) -> Result<Drive, protocol::Diagnostics> {
        let mut session = Session::new();
        let mut answers = session.handle(Request::Open {
            files: files.to_vec(),
            recording,
            limits,
            breakpoints: Vec::new(),
        });
        while session.busy() {
            answers.extend(session.poll(SLICE));
        }
        let mut diagnostics = protocol::Diagnostics::default();
        let mut state = None;
        for answer in answers {
            match answer {
                Response::State(s) => state = Some(s),
                Response::Diagnostics(d) => diagnostics = d,
                _ => {}
            }
        }
        match state {
            Some(state) => Ok(Drive { session, state }),
            None => Err(diagnostics),
        }
    }

    /// Sends a request and works until it is answered.
    pub(crate) fn send(&mut self, request: Request) -> Vec<Response> {
        let mut answers = self.session.handle(request);
        while self.session.busy() {
            answers.extend(self.session.poll(SLICE));
        }
        for answer in &answers {
            if let Response::State(state) = answer {
                self.state.clone_from(state);
            }
        }
        answers
    }

    /// To the next arrival at a line; false if there is none.
    pub(crate) fn run_to_line(&mut self, file: u32, line: u32) -> bool {
        self.send(Request::RunTo {
            target: Target::Line(Breakpoint { file, line }),
            back: false,
        });
        self.state.end.is_none() || self.state.step < self.state.steps
    }

    pub(crate) fn recording(&mut self) -> Recording {
        let answers = self.send(Request::Recording);
        let found = answers.into_iter().find_map(|a| match a {
            Response::Recording(r) => Some(r),
            _ => None,
        });
        found.unwrap_or_default()
    }

    /// All events, page by page.
    pub(crate) fn events(&mut self, mut each: impl FnMut(&Event)) {
        let mut first = 0;
        loop {
            let answers = self.send(Request::Events {
                first,
                count: 2_000,
            });
            let Some(Response::Events { total, events, .. }) = answers.into_iter().next() else {
                return;
            };
            events.iter().for_each(&mut each);
            first += 2_000;
            if first >= total {
                return;
            }
        }
    }
}

/// A person's choices in the link's words, and back.
pub(crate) fn to_link(list: &[ManualChoice]) -> Vec<link::Choice> {
    let one = |c: &ManualChoice| link::Choice {
        decision: c.decision,
        pick: c.pick,
    };
    list.iter().map(one).collect()
}
