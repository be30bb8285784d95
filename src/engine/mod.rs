//! The page's end of the wire to the engine's worker.

mod client;

pub(crate) use client::{Client, Incoming, Lost};
