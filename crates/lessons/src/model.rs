//! What a lesson and an example consist of: plain data, shared with the build script.
//!
//! A lesson is prose (a typed tree, never HTML) beside a live program. Links in the prose move that
//! program; predictions ask before they reveal; checks are properties that the engine decides.

use serde::{Deserialize, Serialize};

/// Everything there is to read and to open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalogue {
    /// In the order in which they are shown.
    pub examples: Vec<Example>,
    /// In the order in which they are read.
    pub tracks: Vec<Track>,
}

/// A program to look at, without a lesson around it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Example {
    /// Short name for links (`#ex=dining`): the name of its folder.
    pub id: String,
    /// Title and one line per language; English first.
    pub labels: Vec<Label>,
    /// Subjects: `deadlock`, `pattern`, `select`, ...
    pub tags: Vec<String>,
    /// From 1, for a first look, to 3.
    pub level: u8,
    /// The program.
    pub files: Vec<File>,
    /// How it is scheduled at first.
    pub start: Start,
}

/// A title and what it promises, in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// `en`, `es`, `ru`.
    pub language: String,
    /// The title.
    pub title: String,
    /// One line.
    pub summary: String,
}

/// One source file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Its path in the program.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// How a program is scheduled when it is opened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Start {
    /// `go`, `random` or `manual`.
    pub policy: String,
    /// For the policies that use one.
    pub seed: u64,
}

/// Lessons on one subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Track {
    /// Short name for links: the folder's name without its number.
    pub id: String,
    /// Title and one line per language; English first.
    pub labels: Vec<Label>,
    /// In reading order.
    pub lessons: Vec<Lesson>,
}

/// One lesson.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lesson {
    /// `track/lesson`, without the folders' numbers.
    pub id: String,
    /// How long it takes, about.
    pub minutes: u8,
    /// The program that the reader starts with.
    pub files: Vec<File>,
    /// Programs that pass every check, each on its own; none when the lesson has no checks.
    pub solutions: Vec<Vec<File>>,
    /// How it is scheduled at first.
    pub start: Start,
    /// The prose per language; English first.
    pub texts: Vec<Text>,
}

/// A lesson's prose in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// `en`, `es`, `ru`.
    pub language: String,
    /// The title.
    pub title: String,
    /// One line.
    pub summary: String,
    /// The prose, without its title.
    pub blocks: Vec<Block>,
}

/// A piece of prose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// A heading below the title.
    Heading {
        /// 2 or 3.
        level: u8,
        /// Its text.
        text: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list.
    List {
        /// Numbered?
        ordered: bool,
        /// What stands at each bullet.
        items: Vec<Vec<Block>>,
    },
    /// Go code to look at, not the live program.
    Code(String),
    /// An aside.
    Note(Vec<Block>),
    /// A question to answer before the program does.
    Predict(Predict),
    /// Something to achieve, decided by the engine.
    Check(Check),
}

/// Text with marks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Inline {
    /// Words.
    Text(String),
    /// A piece of code.
    Code(String),
    /// Stressed.
    Emphasis(Vec<Inline>),
    /// Strongly stressed.
    Strong(Vec<Inline>),
    /// Something to follow.
    Link {
        /// Where to.
        target: Target,
        /// What it says.
        text: Vec<Inline>,
    },
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Target {
    /// To a moment of the live program.
    Moment(Moment),
    /// To another lesson, by id.
    Lesson(String),
    /// To an example, by id.
    Example(String),
    /// Out of here: an `https:` address.
    Web(String),
}

/// A moment of the live program that prose can point at, counted from the program's start under the
/// lesson's own schedule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Moment {
    /// Before the first instruction.
    Start,
    /// After so many visible operations.
    Step(u64),
    /// One visible operation further than now.
    Next,
    /// One visible operation back.
    Back,
    /// When a goroutine reaches this line of a file, for the `nth` time (from 1).
    Line {
        /// Index into the lesson's files.
        file: u32,
        /// From 1.
        line: u32,
        /// From 1.
        nth: u32,
    },
    /// At the next block, panic or deadlock after now.
    Notable,
    /// At the next point with more than one way to go on.
    Choice,
    /// At the end of the run.
    End,
    /// No moment of one run but all of them: every interleaving of the program at hand, explored.
    Explore,
    /// The races of the program at hand.
    Races,
    /// The bytes of the struct types of the program at hand.
    Layout,
    /// Stacks and heap where the run stands.
    Memory,
    /// What the compiler would move to the heap, and why.
    Escapes,
}

/// A question whose answer the run shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Predict {
    /// The question.
    pub question: Vec<Inline>,
    /// The answers to choose from, at least two.
    pub choices: Vec<Vec<Inline>>,
    /// Index of the right one.
    pub answer: u32,
    /// Why, shown after an answer.
    pub explanation: Vec<Inline>,
    /// The moment that shows it.
    pub reveal: Option<Moment>,
}

/// A task whose outcome the engine decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// What to do.
    pub task: Vec<Inline>,
    /// Shown on demand; may be empty.
    pub hint: Vec<Inline>,
    /// What must hold in every run, or in every interleaving.
    pub properties: Vec<Property>,
    /// Runs: one under Go's order, the others under seeds. Without meaning where every
    /// interleaving counts.
    pub runs: u32,
    /// The properties must hold in every interleaving, which at most so many executions must be
    /// enough to show; `None`: in the runs.
    pub every: Option<u64>,
    /// Whether the program that the lesson starts with fails (then passing means something).
    pub starts_failing: bool,
}

/// What a check asks of a program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Property {
    /// It compiles.
    Compiles,
    /// No deadlock.
    NoDeadlock,
    /// No panic, no fatal error.
    NoPanic,
    /// No goroutine is left when `main` returns.
    NoLeak,
    /// It ends by itself, with this exit code.
    Exit(i32),
    /// Its standard output is one of these.
    Output(Vec<String>),
    /// Its standard output contains this line.
    Line(String),
    /// It deadlocks in at least one run.
    SomeDeadlock,
    /// No data race; only where every interleaving counts.
    NoRace,
}
