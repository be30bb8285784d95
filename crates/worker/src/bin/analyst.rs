//! The analyst behind a worker's message port: loaded when somebody asks the first question.

fn main() {
    #[cfg(target_arch = "wasm32")]
    worker::start(session::Analyst::new());
}
