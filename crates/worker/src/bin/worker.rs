//! The session behind a worker's message port.

#[cfg(target_arch = "wasm32")]
mod wasm {
    use protocol::{Fault, Request, Response};
    use session::Session;
    use worker::Engine;

    pub(crate) struct Served(pub(crate) Session);

    impl Engine for Served {
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
            self.0.handle(request)
        }

        fn busy(&self) -> bool {
            self.0.busy()
        }

        fn poll(&mut self, budget: u64) -> Vec<Response> {
            self.0.poll(budget)
        }
    }
}

fn main() {
    #[cfg(target_arch = "wasm32")]
    worker::start(wasm::Served(session::Session::new()));
}
