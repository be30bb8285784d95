//! The one API of the engine: programs are opened, run, stepped back and forth, looked into. It
//! speaks `protocol`; it has no clock, no files, no threads, and knows nothing of pages.
//!
//! [`Session`] is what a page drives, [`Analyst`] what it asks about a program. [`Workbench`] and [`Runner`] are the straight way for a
//! command line: text to program, program to output.

#![forbid(unsafe_code)]

mod analyst;
mod checkpoint;
mod compare;
mod convert;
mod escapes;
mod exploration;
mod forks;
mod format;
mod grade;
mod heap_line;
mod history;
mod missing;
mod motion;
mod oracle;
mod order;
mod phases;
mod races;
mod rerun;
mod rows;
mod runner;
mod session;
mod sources;
mod survey;
mod target;
mod touched;
mod track;
mod trail;
mod verify;
mod view;
mod workbench;

pub use analyst::Analyst;
pub use exploration::{Exploration, ExploreSpec, Relation, normalised};
pub use grade::to_grade;
pub use layout::{ARCHES, Arch};
pub use phases::Phases;
pub use protocol::grade;
pub use races::{RACE_EXIT, exit_code, go_text, missing_edge};
pub use runner::{Ended, RunSpec, Runner, Scheduling, check_schedule};
pub use session::Session;
pub use sources::MAX_SOURCE;
pub use stdlib::shelf::fetch_with as fetch_library_with;
pub use survey::{Fixed, Reordered, Surveyor, package_of};
pub use target::Target;
pub use types::{ROOT, module_of};
pub use verify::Verification;
pub use workbench::{Code, Errors, Workbench};
