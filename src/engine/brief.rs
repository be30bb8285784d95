//! A session as one hears it who only lets programs run: of its answers as much is read as is needed
//! for that, which keeps the rest of the protocol out of the lab's download.
//!
//! An answer's number says what it is, and its fields come in order, so a shorter type reads the
//! beginning of a longer one.

use protocol::{Diagnostics, EndKind, Fault, Output, Request, Status};
use serde::Deserialize;

use super::{Session, Wire};

/// The beginning of [`protocol::Response`].
#[derive(Debug, Deserialize)]
pub(crate) enum Heard {
    Ready { _build: String },
    Diagnostics(Diagnostics),
    Progress,
    State(Stand),
    Timeline,
    Goroutine,
    Objects,
    Output(Output),
    Events,
    Event,
    Recording,
    Verdict,
    Fault(Fault),
}

/// The beginning of [`protocol::State`].
#[derive(Debug, Deserialize)]
pub(crate) struct Stand {
    _program: u32,
    _tick: u64,
    _step: u64,
    _steps: u64,
    _end: Option<EndKind>,
    _time: i64,
    pub(crate) status: Status,
}

/// The wire.
pub(crate) struct Brief;

impl Wire for Brief {
    type Request = Request;
    type Response = Heard;
    const ASSETS: (usize, usize) = <Session as Wire>::ASSETS;

    fn is_ready(heard: &Heard) -> bool {
        matches!(heard, Heard::Ready { .. })
    }

    fn is_last(heard: &Heard) -> bool {
        match heard {
            Heard::Progress => false,
            Heard::State(s) => s.status != Status::Moving,
            _ => true,
        }
    }

    fn as_fault(heard: &Heard) -> Option<&Fault> {
        match heard {
            Heard::Fault(fault) => Some(fault),
            _ => None,
        }
    }

    fn fault(fault: Fault) -> Heard {
        Heard::Fault(fault)
    }
}

#[cfg(test)]
mod tests {
    use protocol::{End, Policy, Recording, Response, State};

    use super::*;

    #[track_caller]
    fn heard(response: &Response) -> Heard {
        let bytes = postcard::to_allocvec(response).expect("bytes");
        postcard::from_bytes(&bytes).expect("the beginning")
    }

    #[test]
    fn answers_are_heard_as_they_were_said() {
        let end = Status::Ended(End::Fatal {
            message: "fatal error: fault".into(),
        });
        let state = State {
            program: 1,
            tick: 300,
            step: 7,
            steps: 9,
            end: Some(EndKind::Fatal),
            time: -5,
            status: end.clone(),
            policy: Policy::Go,
            seed: 3,
            goroutines: Vec::new(),
            lanes: 1,
            alive: 1,
            current: Some(1),
            last: None,
            choices: None,
            branch: 0,
            branches: Vec::new(),
            output_lines: 2,
            heap: 48,
        };
        match heard(&Response::State(Box::new(state))) {
            Heard::State(stand) => assert_eq!(stand.status, end),
            other => panic!("{other:?}"),
        }
        let output = Output {
            total: 4,
            ..Output::default()
        };
        match heard(&Response::Output(output.clone())) {
            Heard::Output(o) => assert_eq!(o, output),
            other => panic!("{other:?}"),
        }
        assert!(matches!(
            heard(&Response::Fault(Fault::NothingOpen)),
            Heard::Fault(Fault::NothingOpen)
        ));
        assert!(matches!(
            heard(&Response::Recording(Recording::default())),
            Heard::Recording
        ));
    }
}
