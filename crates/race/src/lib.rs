//! Data races by happens-before: vector clocks, shadow memory, and the graph of what happened
//! before what. Pure algorithms: no machine, no Go, no clock, no hash order.
//!
//! # What the detector promises
//!
//! Of the execution at hand, which need not be the only one:
//!
//! - What it reports is a race: two accesses of different goroutines to a common byte, unordered by
//!   happens-before, of which one writes and not both are atomic.
//! - Every byte that races is among [`Detector::racing_bytes`], and every access that races with
//!   an earlier one is the second access of a race, unless its pair of (site, kind) is stored
//!   already or there is no more room ([`MAX_RACES`]; then it is counted).
//! - The first access named is, of that goroutine and kind, the latest to that byte. Left out are
//!   earlier accesses that a later one supersedes, which happens after them and races with all
//!   they could race with: whoever races with the superseded one races with the later one too. A
//!   write supersedes all accesses ordered before it, except its own goroutine's reads since the
//!   last release; an atomic write the atomic ones; a read only its own goroutine's reads.
//!
//! The tests hold it to that against a naive oracle.
//!
//! # How to drive it
//!
//! One [`Detector`] per run. Call [`Detector::read`] and [`Detector::write`] at each access to
//! memory that goroutines may share, and the operations below at each synchronisation, in the order
//! of the execution; an operation that blocks counts when it completes. A [`Site`] is the pc, a
//! tick the machine's instruction count. Call [`Detector::forget`] whenever memory is handed out
//! anew or freed. [`Detector::checkpoint`] gives a copy that shares nearly everything.
//!
//! # Rules
//!
//! Facts of the Go memory model (version of June 6, 2022) and of the documentation of Go 1.27's
//! packages, each with the calls that express it. Where Go's own detector is looser, that is said.
//!
//! 1. One goroutine's operations are ordered as it executes them: every call names its goroutine.
//! 2. A package's initialisation ends before that of packages that import it begins, and all of it
//!    before `main.main`: one goroutine does it, so rule 1.
//! 3. A go statement happens before its goroutine starts: [`Detector::fork`].
//! 4. A goroutine's end happens before nothing: [`Detector::exit`] moves no clock.
//! 5. A send happens before the matching receive completes: [`Detector::chan_slot`] with a buffer,
//!    [`Detector::chan_meet`] without.
//! 6. A close happens before a receive that returns zero because of it: [`Detector::chan_close`],
//!    [`Detector::chan_closed`].
//! 7. A receive from an unbuffered channel happens before the send completes:
//!    [`Detector::chan_meet`].
//! 8. The k-th receive happens before the (k+C)-th send completes, C being the capacity:
//!    [`Detector::chan_slot`] with slot k mod C. (Go's detector has one slot for all elements of
//!    size zero and so orders too much; slots here need no bytes.)
//! 9. Unlock n of a mutex happens before lock m returns, for n < m: [`Detector::lock`],
//!    [`Detector::unlock`].
//! 10. A read lock comes after some unlock, and its read unlock before the next lock:
//!     [`Detector::rlock`], [`Detector::runlock`].
//! 11. A try that succeeds is a lock; one that fails orders nothing: no call.
//! 12. The end of `f` in `once.Do(f)` happens before any Do returns: [`Detector::release`] at the
//!     end, [`Detector::acquire`] in each Do.
//! 13. If an atomic operation observes another's effect, the other happens before it, and all of
//!     them are in one order: [`Detector::atomic_load`], [`Detector::atomic_store`],
//!     [`Detector::atomic_rmw`].
//! 14. SetFinalizer happens before the finalizer runs: [`Detector::release_merge`] at an object of
//!     the finalizer's, [`Detector::acquire`] by who runs it. So for cleanups.
//! 15. Signal and Broadcast happen before the Wait they end: [`Detector::edge`]. (Go's detector
//!     does not know this rule and relies on the lock.)
//! 16. A sync.Map's write happens before a read that observes it: release at an object per entry,
//!     acquire. Follows from rules 9 and 13 where the map is Go code.
//! 17. Put happens before the Get that returns the same value, New before its Get:
//!     [`Detector::release_merge`], [`Detector::acquire`] at an object per value.
//! 18. Done happens before the Wait it lets go: [`Detector::wg_done`], [`Detector::wg_wait`].
//! 19. Starting or resetting a timer happens before it fires: [`Detector::release_merge`] at the
//!     timer, then [`Detector::spawn`] for its function, [`Detector::transfer`] into the slot of
//!     its channel, or [`Detector::acquire`] by a receiver that waits.
//! 20. A context's cancel happens before Done is seen closed, and before Err and Cause after it:
//!     rules 6, 9 and 13, as contexts are Go code; AfterFunc by rule 3.
//! 21. The start of a synctest bubble and its Wait order what is in the bubble:
//!     [`Detector::release_merge`] and [`Detector::acquire`] at the bubble.
//!
//! 22. What a program says itself (`runtime.RaceAcquire` and its like, under `-race`):
//!     [`Detector::acquire`], [`Detector::release`], [`Detector::release_merge`] at the address;
//!     [`Detector::ignore_sync`] and [`Detector::heed_sync`].
//!
//! # Limits
//!
//! A goroutine that publishes its clock more than 2^31 - 2 times is no longer watched exactly.
//! Bytes that stand in `unsafe` relation to an atomic variable (half of it, say) have their own
//! atomic clock by address: races are seen by byte, but order flows by address.
#![forbid(unsafe_code)]

mod by_gid;
mod clock;
mod detector;
mod follow;
pub mod graph;
mod pages;
mod path;
mod people;
mod report;
mod shadow;
mod sole;
mod spread;
mod sync;
mod touch;

pub use detector::Detector;
pub use follow::{Follower, Gain, Mark};
pub use path::{Order, Path};
pub use report::{
    Access, At, Creation, Gid, Kind, LastSync, MAX_RACES, Note, Race, Site, SyncId, SyncKind,
};
pub use touch::{Stretch, Touch, Touched, Touches};
