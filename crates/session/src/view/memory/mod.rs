//! Memory where a run stands: stacks and heap as a graph of cells, bytes with what they belong to.
//!
//! Everything is read off the machine's own memory and books; nothing here runs the program. What
//! the latest step touched is worked out by whoever asks (`crate::touched`).

mod bytes;
mod cells;
mod garbage;
mod graph;
mod origin;

pub(crate) use bytes::bytes;
pub(crate) use garbage::{collection, keeps, sites};
pub(crate) use graph::picture;
