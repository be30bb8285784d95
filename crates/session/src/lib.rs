//! The one API of the engine: programs are opened, run, stepped back and forth, looked into. It
//! speaks `protocol`; it has no clock, no files, no threads, and knows nothing of pages.

#![forbid(unsafe_code)]

mod convert;
mod runner;
mod sources;
mod workbench;

pub use runner::{Ended, RunSpec, Runner, Scheduling};
pub use sources::MAX_SOURCE;
pub use workbench::{Code, Errors, Workbench};
