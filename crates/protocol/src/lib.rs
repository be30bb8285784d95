//! Requests, responses and views between a session and whoever drives it: plain, versioned data.
//!
//! It holds no engine type and no UI type, and no English: whatever a person reads is either
//! text of the Go program, text that Go itself prints (compile errors, panics, wait reasons), or
//! typed data that the reader turns into a sentence in the reader's language.
//!
//! Positions in a run. A *tick* is one executed instruction, the finest position there is; a
//! *step* is one visible operation (an [`Event`]). "At step n" means: the first n events have
//! happened and nothing after them. Steps and ticks both count from 0, the state before the
//! first instruction.
//!
//! How the two sides talk. The driver sends a [`Request`]; the session answers with one or more
//! [`Response`]s. A request that moves (`Run`, `StepOp`, `Seek`, …) is answered by
//! [`Response::State`] when the motion has ended, and meanwhile by [`Response::Progress`]. A newer
//! moving request takes the place of an unfinished one. Queries answer at once, about the current
//! position unless they name another.
#![forbid(unsafe_code)]

mod ask;
mod assertions;
mod escape;
mod event;
mod explore;
mod garbage;
mod grade;
mod layout;
mod lesson;
mod memory;
mod merge;
mod object;
mod order;
mod race;
mod request;
mod response;
mod state;
mod timeline;
mod trees;
mod value;
mod wire;

pub use ask::*;
pub use assertions::asserted;
pub use escape::*;
pub use event::*;
pub use explore::*;
pub use garbage::*;
pub use grade::{grade, has_line, same};
pub use layout::*;
pub use lesson::*;
pub use memory::*;
pub use merge::{in_turn, known, merge, sort_outcomes};
pub use object::*;
pub use order::*;
pub use race::*;
pub use request::*;
pub use response::*;
pub use state::*;
pub use timeline::*;
pub use value::*;
pub use wire::*;

/// The version of everything in this crate. It changes whenever a type on the wire changes; a
/// page and a worker of different versions refuse to talk.
pub const PROTO: u16 = 7;

/// A goroutine's number, as Go prints it in a stack dump. `main` is 1.
pub type Gid = u32;

/// A synchronisation object's identity within a run: stable for the object's whole life, never
/// used twice. Its address, when it has one.
pub type ObjectId = u64;
