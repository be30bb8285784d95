//! The session behind a worker's message port.

fn main() {
    #[cfg(target_arch = "wasm32")]
    worker::start(session::Session::new());
}
