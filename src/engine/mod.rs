//! The page's end of the wires to the engine's workers.

mod brief;
mod client;
mod glance;

use protocol::{Ask, Fault, Finding, Request, Response, Status, Survey, Surveyed};

pub(crate) use brief::{Brief, Heard};
pub(crate) use client::{Lost, Wire, asset};
pub(crate) use glance::{Glance, Seen};

/// What comes from a session's worker.
pub(crate) type Incoming = client::Incoming<Response>;
/// A handle on a session's worker.
pub(crate) type Client = client::Client<Session>;
/// The same for whoever only lets programs run.
pub(crate) type BriefIncoming = client::Incoming<Heard>;
/// A handle on a session's worker, likewise.
pub(crate) type BriefClient = client::Client<Brief>;
/// The script of a session's worker.
pub(crate) fn session_script() -> String {
    asset(<Session as Wire>::ASSETS.0)
}
/// What comes from an analyst.
pub(crate) type Found = client::Incoming<Finding>;
/// A handle on an analyst.
pub(crate) type Analyst = client::Client<Analysis>;

/// What comes from a surveyor.
pub(crate) type Told = client::Incoming<Surveyed>;
/// A handle on a surveyor.
pub(crate) type Surveyor = client::Client<Surveying>;

/// What comes from a surveyor to the page.
pub(crate) type Noted = client::Incoming<Seen>;
/// The page's handle on a surveyor.
pub(crate) type Looker = client::Client<Glance>;

/// The session in which a person moves.
pub(crate) struct Session;

impl Wire for Session {
    type Request = Request;
    type Response = Response;
    const ASSETS: (usize, usize) = (1, 2);

    fn is_ready(response: &Response) -> bool {
        matches!(response, Response::Ready { .. })
    }

    fn is_last(response: &Response) -> bool {
        match response {
            Response::Progress(_) => false,
            Response::State(s) => s.status != Status::Moving,
            // `Open` says Diagnostics first and State after; the first is sign of life enough.
            _ => true,
        }
    }

    fn as_fault(response: &Response) -> Option<&Fault> {
        match response {
            Response::Fault(fault) => Some(fault),
            _ => None,
        }
    }

    fn fault(fault: Fault) -> Response {
        Response::Fault(fault)
    }
}

/// Questions about programs.
pub(crate) struct Analysis;

impl Wire for Analysis {
    type Request = Ask;
    type Response = Finding;
    const ASSETS: (usize, usize) = (3, 4);

    fn is_ready(finding: &Finding) -> bool {
        matches!(finding, Finding::Ready { .. })
    }

    fn is_last(finding: &Finding) -> bool {
        !matches!(finding, Finding::Exploring(_) | Finding::Looking(_))
    }

    fn as_fault(finding: &Finding) -> Option<&Fault> {
        match finding {
            Finding::Fault(fault) => Some(fault),
            _ => None,
        }
    }

    fn fault(fault: Fault) -> Finding {
        Finding::Fault(fault)
    }
}

/// Questions about types.
pub(crate) struct Surveying;

impl Wire for Surveying {
    type Request = Survey;
    type Response = Surveyed;
    const ASSETS: (usize, usize) = (9, 10);

    fn is_ready(said: &Surveyed) -> bool {
        matches!(said, Surveyed::Ready { .. })
    }

    fn is_last(_: &Surveyed) -> bool {
        true
    }

    fn as_fault(said: &Surveyed) -> Option<&Fault> {
        match said {
            Surveyed::Fault(fault) => Some(fault),
            _ => None,
        }
    }

    fn fault(fault: Fault) -> Surveyed {
        Surveyed::Fault(fault)
    }
}
