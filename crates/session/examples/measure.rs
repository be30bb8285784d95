//! What the engine does when a page drives it, for `cargo xtask bench` to time from outside; what
//! only the inside can see, it times itself and prints as `name milliseconds` lines.
//!
//!     measure events FILE    runs the program, the latest events kept, and nothing else
//!     measure race FILE      the same with the race detector on
//!     measure page FILE      runs it in a session: events, checkpoints, settling
//!     measure ready FILE     source to ready in a session that has been used before
//!     measure seeks FILE     runs it, then seeks to 400 places all over it
//!     measure lanes FILE     runs it, then asks for windows of lanes at every zoom
//!
//! It is no test: it judges nothing.

use std::process::ExitCode;
use std::time::Instant;

use protocol::{Limits, Moment, Recording, Request, Response, SourceFile, State, TimelineQuery};
use session::{RunSpec, Runner, Session, Workbench};

/// Instructions between two looks, as the worker has it.
const BATCH: u64 = 20_000;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let (Some(what), Some(path)) = (args.next(), args.next()) else {
        eprintln!("usage: measure events|page|ready|seeks|lanes FILE");
        return ExitCode::from(64);
    };
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(why) => {
            eprintln!("{path}: {why}");
            return ExitCode::FAILURE;
        }
    };
    let done = match what.as_str() {
        "events" => events(text, false),
        "race" => events(text, true),
        "page" => Page::open(text).map(|mut page| {
            page.go(Request::Run);
        }),
        "ready" => ready(text),
        "seeks" => Page::open(text).map(seeks),
        "lanes" => Page::open(text).map(lanes),
        _ => None,
    };
    match done {
        Some(()) => ExitCode::SUCCESS,
        None => {
            eprintln!("{path}: not measured");
            ExitCode::FAILURE
        }
    }
}

fn file(text: String) -> SourceFile {
    SourceFile {
        name: "main.go".to_owned(),
        text,
    }
}

fn events(text: String, race: bool) -> Option<()> {
    let code = Workbench::new().build(&[file(text)]).ok()?;
    let spec = RunSpec {
        events: Some(1 << 16),
        race,
        ..RunSpec::default()
    };
    let mut runner = Runner::new(&code, spec).ok()?;
    while runner.go(1 << 22).is_none() {}
    Some(())
}

fn say(name: &str, since: Instant) {
    println!("{name} {:.3}", since.elapsed().as_secs_f64() * 1e3);
}

/// A session as a page has it.
struct Page {
    session: Session,
    state: Option<Box<State>>,
}

impl Page {
    fn open(text: String) -> Option<Page> {
        let mut page = Page {
            session: Session::new(),
            state: None,
        };
        let limits = Limits {
            ticks: 20_000_000_000,
            ..Limits::default()
        };
        page.go(Request::Open {
            files: vec![file(text)],
            recording: Recording::default(),
            limits,
            breakpoints: Vec::new(),
        });
        page.state.is_some().then_some(page)
    }

    fn go(&mut self, request: Request) -> Vec<Response> {
        let mut answers = self.session.handle(request);
        while self.session.busy() {
            answers.extend(self.session.poll(BATCH));
        }
        for answer in &answers {
            if let Response::State(state) = answer {
                self.state = Some(state.clone());
            }
        }
        answers
    }

    fn shape(&self) -> (u64, u64, u32) {
        self.state
            .as_ref()
            .map_or((0, 0, 0), |s| (s.steps, s.tick, s.lanes))
    }
}

/// Source to ready, the way a person meets it: the worker has built something before.
fn ready(text: String) -> Option<()> {
    let start = Instant::now();
    let mut page = Page::open("package main\n\nfunc main() {}\n".to_owned())?;
    say("first", start);
    for _ in 0..60 {
        let start = Instant::now();
        page.state = None;
        page.go(Request::Open {
            files: vec![file(text.clone())],
            recording: Recording::default(),
            limits: Limits::default(),
            breakpoints: Vec::new(),
        });
        page.state.as_ref()?;
        say("ready", start);
    }
    Some(())
}

fn seeks(mut page: Page) {
    page.go(Request::Run);
    let (steps, ticks, _) = page.shape();
    println!("steps {steps}");
    println!("ticks {ticks}");
    println!("checkpoint-bytes {}", page.session.checkpoint_bytes());
    for i in 0..400u64 {
        let to = match i % 2 {
            0 => Moment::Tick(i.wrapping_mul(7_919_993) % ticks.max(1)),
            _ => Moment::Step(i.wrapping_mul(104_729) % steps.max(1)),
        };
        let start = Instant::now();
        page.go(Request::Seek { to });
        say("seek", start);
    }
}

fn lanes(mut page: Page) {
    let start = Instant::now();
    page.go(Request::Run);
    say("run", start);
    let (steps, _, lanes) = page.shape();
    println!("steps {steps}");
    println!("goroutines {lanes}");
    let start = Instant::now();
    page.go(Request::State);
    say("state", start);
    for zoom in 0..12u32 {
        let span = (steps >> zoom).max(100);
        for k in 0..3u64 {
            let from = (steps - span.min(steps)) * k / 3;
            let query = TimelineQuery {
                from,
                to: from + span,
                px: 3_000,
                row: 17,
                rows: 40,
            };
            let start = Instant::now();
            page.go(Request::Timeline(query));
            say(&format!("window-{span}"), start);
        }
    }
}
