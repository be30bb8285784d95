//! What the engine's wasm binaries share: the glue between messages and an engine.
//!
//! `worker` holds the session in which a person moves, `analyst` answers questions about programs
//! by running them, `surveyor` about their types without.
//! They exist in browsers only; natively there is nothing to be glued.

#[cfg(target_arch = "wasm32")]
mod engines;
#[cfg(target_arch = "wasm32")]
mod glue;

#[cfg(target_arch = "wasm32")]
pub use glue::{Engine, start};
