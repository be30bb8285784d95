//! Wasm glue around session.
