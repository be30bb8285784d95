//! Parts of what a workbench knows.

use std::rc::Rc;

use protocol::{Event, Fault, Recording, Standing};

use crate::{bridge::Topic, engine::Lost};

/// What the lower panel shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Panel {
    /// A goroutine from inside.
    #[default]
    Goroutine,
    /// The selected event.
    Event,
    /// The table of steps.
    Steps,
    /// What the lab shows.
    Lab(Topic),
}

/// How the engine is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Health {
    /// On its way.
    Loading,
    /// There.
    Ready,
    /// Not to be had.
    Failed(Lost),
}

/// A part of the list of events.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EventPage {
    /// Index of the first.
    pub(crate) first: u64,
    /// How many there are in all.
    pub(crate) total: u64,
    /// The events.
    pub(crate) list: Vec<Event>,
}

/// A passing message to the reader.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Notice {
    /// The engine could not do something.
    Fault(Fault),
    /// The engine was lost and replaced.
    Lost(Lost),
    /// The text could not be formatted.
    Unformatted,
}

/// The result of an exam.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Grade {
    pub(crate) passed: bool,
    /// Of each property; none if the program does not compile.
    pub(crate) standings: Vec<Standing>,
    /// Why not.
    pub(crate) words: Rc<str>,
    /// A run that shows it.
    pub(crate) shows: Option<Recording>,
}
