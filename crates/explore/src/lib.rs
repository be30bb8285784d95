//! Every interleaving, up to equivalence.
//!
//! A search drives a [`Machine`] through one execution of each class of equivalent interleavings
//! (a Mazurkiewicz trace under the dependency that the machine reports), and shows each to a
//! [`Visitor`]. It is a pure algorithm: no clock, no randomness but seeded, no dependency on what
//! the machine is.
//!
//! What it is not: it knows no channels, no locks and no Go; it judges no outcome; it keeps nothing
//! of executions that are over, except the names of objects and processes that it met.
//!
//! - [`Explorer`]: the exhaustive search, in slices, within [`Bounds`], whole or in shards.
//! - [`Walk`]: random schedules for what is too large.
//! - [`shrink`]: the calmest interleaving of a trace.
#![forbid(unsafe_code)]

mod access;
mod choose;
mod clock;
mod explorer;
pub mod go;
mod hash;
mod ids;
mod machine;
mod options;
mod preemption;
mod progress;
mod reverse;
mod shard;
mod shrink;
mod trail;
mod visit;
mod wakeup;
mod walk;

pub use access::{Access, Mode, Object};
pub use explorer::Explorer;
pub use ids::{EventId, ProcessId, Processes};
pub use machine::{MOST_LABELS, Machine, Step, Stuck};
pub use options::{Bounds, Claim, Options, Reduction};
pub use progress::{Progress, Status};
pub use shard::Shard;
pub use shrink::{Calm, Target, shrink};
pub use trail::Trail;
pub use visit::{Choice, Execution, Flow, Happening, Kind, Visitor};
pub use walk::{Strategy, Walk};
