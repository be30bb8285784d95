//! The analyst behind a worker's message port: loaded when somebody asks the first question.

#[cfg(target_arch = "wasm32")]
mod wasm {
    use protocol::{Ask, Fault, Finding};
    use session::Analyst;
    use worker::Engine;

    pub(crate) struct Served(pub(crate) Analyst);

    impl Engine for Served {
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
            self.0.handle(ask)
        }

        fn busy(&self) -> bool {
            self.0.busy()
        }

        fn poll(&mut self, budget: u64) -> Vec<Finding> {
            self.0.poll(budget)
        }

        fn progress(&mut self) -> Option<Finding> {
            self.0.progress()
        }
    }
}

fn main() {
    #[cfg(target_arch = "wasm32")]
    worker::start(wasm::Served(session::Analyst::new()));
}
