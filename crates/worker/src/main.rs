//! The engine's wasm binary: a session behind a worker's message port.
//!
//! It exists in browsers only; natively there is nothing to be glued.

#[cfg(target_arch = "wasm32")]
mod glue;

fn main() {
    #[cfg(target_arch = "wasm32")]
    glue::start();
}
