//! All that the page and the lab say to each other: plain data, passed as bytes, since each is a
//! wasm module with a memory of its own. Both come from one build.

use protocol::{Gid, Goroutine, Moment, Property, Recording, SourceFile, Standing};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::program::Program;

/// What the lab shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Topic {
    /// All that the program can do.
    #[default]
    Explore,
    /// Data races of the run at hand.
    Races,
    /// What happened before what in it.
    Order,
    /// How the program's struct types lie in memory.
    Layout,
    /// Stacks, heap and bytes of the run at hand.
    Memory,
    /// What the compiler would move to the heap, and why.
    Escapes,
    /// The layout lab on a screen of its own; the scene's text is the payload of its address.
    LayoutScreen,
    /// The unsafe lab, which is always one; likewise.
    UnsafeScreen,
}

/// What the page shows now.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Scene {
    pub(crate) topic: Topic,
    /// The editor's text.
    pub(crate) text: String,
    /// Raised whenever the text changes.
    pub(crate) version: u32,
    /// Whether the text is known not to compile.
    pub(crate) broken: bool,
    /// Whether the run at hand is of this very text.
    pub(crate) current: bool,
    /// How to come to where the run at hand stands.
    pub(crate) recording: Recording,
    /// How far it was executed.
    pub(crate) steps: u64,
    /// Who there is.
    pub(crate) goroutines: Vec<Goroutine>,
    /// The event that the reader selected.
    pub(crate) event: Option<u64>,
    /// A lesson's exercise to be graded; the number is raised with each asking.
    pub(crate) exam: Option<Exam>,
    /// Raised when the reader asked for an exploration elsewhere.
    pub(crate) go: u32,
}

impl Scene {
    /// The text as files, for the engine.
    pub(crate) fn files(&self) -> Vec<SourceFile> {
        Program::new(&self.text).files(&self.text)
    }
}

/// What must hold of every interleaving.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Exam {
    pub(crate) asked: u32,
    pub(crate) properties: Vec<Property>,
    /// Most executions.
    pub(crate) budget: u64,
}

/// What the lab wants of the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum Word {
    /// Show another topic.
    Topic(Topic),
    /// Another text for the editor.
    Text(String),
    /// What the address says from now on, `#` included.
    Address(String),
    /// Put the cursor on a line of the text.
    Line(u32),
    /// Stand at a moment of the run at hand.
    Seek(Moment),
    /// Open this run of the text, and go to its end.
    Open(Box<Recording>),
    /// Select an event of the run at hand.
    Event(Option<u64>),
    /// What to shade in the lanes: per goroutine, the steps that happened before the selected
    /// event end here, and those that happen after it begin there. Nothing: no shade.
    Shade(Vec<(Gid, u64, u64)>),
    /// Steps and lines at which something is wrong, for marks.
    Marks { steps: Vec<u64>, lines: Vec<u32> },
    /// The exam's result: whether it is passed, and in words why not; the run that shows it.
    Graded {
        asked: u32,
        passed: bool,
        /// Of each property, in the order of the exam; none if the program does not compile.
        standings: Vec<Standing>,
        words: String,
        shows: Option<Box<Recording>>,
    },
}

/// As bytes.
pub(crate) fn pack<T: Serialize>(value: &T) -> Vec<u8> {
    // Serialising into memory cannot fail.
    postcard::to_allocvec(value).unwrap_or_default()
}

/// From bytes; none if they are damaged.
pub(crate) fn unpack<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}
