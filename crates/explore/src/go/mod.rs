//! Go programs under exploration: the adapter between the search and the machine.
//!
//! A process is a goroutine or a timer. A step lets exactly one goroutine perform exactly one
//! visible operation and everything invisible up to its next one; whoever it wakes goes on up to
//! his own next operation in the same step. Operations of which nobody else can tell when they happen
//! are no steps (`quiet`). The machine is the real one, with the real queues, so
//! whatever is found can be replayed as an ordinary run.
//!
//! What is modelled and what is not:
//! - Sequential consistency.
//! - A mutex is handed over: whoever is woken by Unlock owns it before anybody else moves. Where
//!   real goroutines barge in between, that equals an execution in which those who were overtaken
//!   came to the mutex later.
//! - Output to stdout is one object: its order is part of what a program does. Output to stderr
//!   is not looked at.
//! - The clock stands still but for timers.
//! - Random numbers are those of one seed, each goroutine's from a source of its own; so is the
//!   order in which it iterates over a map. With `Setup::draws` numbers from [0, n) are tried in
//!   every way, if n is small.
//! - Plain accesses are invisible, since in programs without data races nobody can tell their
//!   order. With `Setup::race` the detector runs along, and accesses that race become visible, each as
//!   one step; writes to maps become two, so that others can find one begun.
//! - Where a program asks for the number of goroutines, starting one and being over are operations.
//! - After main returned, or the run ended otherwise, the others go on, to see who is left.
//!
//! Which operations are dependent: see `effects`.

mod bets;
mod drive;
mod effects;
mod exploration;
mod outcome;
mod polls;
mod quiet;
mod rounds;
mod setup;
mod shadow;
mod spin;
mod state;
mod steer;
mod subject;
mod timers;
mod tree;
mod trust;

pub use exploration::{Draw, Exploration, Report, Stand};
pub use outcome::{EndKind, Leak, Link, Naming, Outcome, normalised};
pub use setup::{Clock, Relation, Setup};
pub use subject::Subject;
pub use tree::Branch;
