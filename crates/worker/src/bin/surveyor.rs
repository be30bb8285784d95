//! The surveyor behind a worker's message port: loaded when somebody looks at the layout of types.

fn main() {
    #[cfg(target_arch = "wasm32")]
    worker::start(session::Surveyor::new());
}
