//! Views: what the protocol shows of a run, made from the machine's state and its events.

pub(crate) mod deadlock;
pub(crate) mod event;
pub(crate) mod holder;
pub(crate) mod memory;
pub(crate) mod names;
pub(crate) mod objects;
pub(crate) mod output;
pub(crate) mod place;
pub(crate) mod stack;
pub(crate) mod state;
pub(crate) mod timeline;
pub(crate) mod value;
pub(crate) mod wait;
