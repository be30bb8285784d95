//! What is on screen: small components over immutable snapshots of [`crate::model::Model`].

pub(crate) mod app;
mod bench;
pub(crate) mod bits;
mod console;
mod deadlock;
mod dialogs;
mod editor;
mod events;
mod gallery;
mod header;
mod inspector;
mod keys;
mod learn;
mod lesson;
mod narration;
mod objects;
pub(crate) mod overview;
mod playground;
mod problems;
mod prose;
mod run_next;
mod settings;
mod share;
mod splitter;
mod stage;
mod transport;
mod value;
