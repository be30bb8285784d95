//! What answers messages: the session, the analyst, the surveyor.

use protocol::{
    Ask, Fault, Finding, Kind, MemoryAnswer, Request, Response, Survey, Surveyed, body, encode,
    header,
};
use session::{Analyst, Session, Surveyor};

use crate::glue::Engine;

impl Engine for Session {
    type Request = Request;
    type Response = Response;
    /// Instructions.
    const BATCH: u64 = 20_000;

    fn ready(build: String) -> Response {
        Response::Ready { build }
    }

    fn fault(fault: Fault) -> Response {
        Response::Fault(fault)
    }

    fn handle(&mut self, request: Request) -> Vec<Response> {
        Session::handle(self, request)
    }

    fn busy(&self) -> bool {
        Session::busy(self)
    }

    fn aside(&mut self, question: &[u8]) -> Vec<u8> {
        let req = header(question).map_or(0, |h| h.req);
        let answer = match body(question) {
            Ok(ask) => self.memory(&ask),
            Err(_) => MemoryAnswer::Fault(Fault::BadMessage),
        };
        encode(Kind::Response, 0, req, &answer).unwrap_or_default()
    }

    fn poll(&mut self, budget: u64) -> Vec<Response> {
        Session::poll(self, budget)
    }
}

impl Engine for Analyst {
    type Request = Ask;
    type Response = Finding;
    /// Visible operations of explored executions.
    const BATCH: u64 = 500;

    fn ready(build: String) -> Finding {
        Finding::Ready { build }
    }

    fn fault(fault: Fault) -> Finding {
        Finding::Fault(fault)
    }

    fn handle(&mut self, ask: Ask) -> Vec<Finding> {
        Analyst::handle(self, ask)
    }

    fn busy(&self) -> bool {
        Analyst::busy(self)
    }

    fn poll(&mut self, operations: u64) -> Vec<Finding> {
        Analyst::poll(self, operations)
    }

    fn progress(&mut self) -> Option<Finding> {
        Analyst::progress(self)
    }
}

impl Engine for Surveyor {
    type Request = Survey;
    type Response = Surveyed;

    fn ready(build: String) -> Surveyed {
        Surveyed::Ready { build }
    }

    fn fault(fault: Fault) -> Surveyed {
        Surveyed::Fault(fault)
    }

    fn handle(&mut self, ask: Survey) -> Vec<Surveyed> {
        vec![Surveyor::handle(self, ask)]
    }
}
