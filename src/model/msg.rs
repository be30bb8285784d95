//! What can happen to a workbench, and what is to be done about it.

use std::rc::Rc;

use protocol::{
    Diagnostics, Gid, LineStep, Moment, Policy, Property, Recording, Request, Standing, Target,
    TimelineQuery,
};

use super::Panel;
use crate::engine::Incoming;

/// What can happen to a workbench.
// Not to be copied: what comes from the engine is large.
#[derive(Debug)]
pub(crate) enum Msg {
    /// The reader typed.
    Edit(Rc<str>),
    /// The text was rewritten elsewhere; the editor is to show it.
    Rewrite(Rc<str>),
    /// What vet warns of in this version of the text.
    Vetted(u32, Diagnostics),
    /// The text could not be formatted.
    Unformatted,
    /// Another program is put in, perhaps at a moment of a run.
    Load {
        text: Rc<str>,
        recording: Option<Recording>,
    },
    /// The typing pause is over.
    Settle(u32),
    /// An `Open` or a `Check` went out under this number.
    Sent { req: u32, open: bool },
    /// From the engine.
    Engine(Incoming),
    /// Run to the end.
    Run,
    /// Run from the start.
    Restart,
    /// Stay here.
    Pause,
    /// End the run.
    Stop,
    /// One step.
    Step { back: bool },
    /// Start or stop playing.
    Play(bool),
    /// A beat of playing.
    Beat,
    /// A line of the inspected goroutine.
    Line { how: LineStep, back: bool },
    /// On to something.
    To { target: Target, back: bool },
    /// On to the cursor's line.
    ToCursor { back: bool },
    /// To a position.
    Seek(Moment),
    /// Take a decision.
    Choose(u32),
    /// Go to another branch.
    Branch(u32),
    /// Another policy.
    Policy(Policy),
    /// Another seed.
    Seed(u64),
    /// A click beside a line.
    ToggleBreakpoint(u32),
    /// Look into a goroutine.
    Select(Option<Gid>),
    /// Look at an event.
    SelectEvent(Option<u64>),
    /// Switch the lower panel.
    Panel(Panel),
    /// Show these lanes.
    Window(TimelineQuery),
    /// Show events from here.
    EventsFrom(u64),

    /// Decide properties over so many runs.
    Verify(Vec<Property>, u32),
    /// To a step that may not have been reached yet.
    SeekFar(u64),
    /// To the end, running there if need be.
    RunOut,
    /// Look into a goroutine as soon as the run has arrived.
    SelectLater(Gid),
    /// Begin with this policy and seed.
    Begin(Recording),
    /// The cursor moved to a line.
    Cursor(u32),
    /// Open this run of the text, and go to its end.
    OpenRun(Recording),
    /// Show the lab and explore.
    Explore,
    /// Have these properties decided over every interleaving, in at most so many executions.
    Examine(Vec<Property>, u64),
    /// The lab decided.
    Graded {
        asked: u32,
        passed: bool,
        standings: Vec<Standing>,
        words: Rc<str>,
        shows: Option<Recording>,
    },
    /// The lab selected an event.
    LabEvent(Option<u64>),
    /// What the lab has shaded.
    Shade(Vec<(Gid, u64, u64)>),
    /// What the lab has marked: steps and lines.
    Marks(Vec<u64>, Vec<u32>),
    /// The notice was read.
    Dismiss,
}

/// What a message calls for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Act {
    /// Tell the engine.
    Send(Request),
    /// Wait for a pause in typing, then say `Settle` with this version.
    Debounce(u32),
    /// Keep the draft.
    Save,
    /// Show this line in the editor.
    Reveal(u32),
    /// Put the text into the editor: it did not come from there.
    PutText,
    /// Tell a screen reader where the run stands.
    Announce,
}
