//! What of a program escapes to the heap, and why.

use serde::{Deserialize, Serialize};

use crate::Diagnostics;

/// All that gc says of a program's escapes, in gc's order, and of variables that it says nothing of
/// but that Sudog's machine keeps in the heap.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EscapeReport {
    pub lines: Vec<EscapeLine>,
    /// What is wrong; then there are no lines.
    pub diagnostics: Diagnostics,
}

/// A place in the request's files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EscapePlace {
    pub file: u32,
    /// First byte.
    pub start: u32,
    /// From 1, in bytes, as gc counts.
    pub line: u32,
    pub column: u32,
}

/// What a line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EscapeVerdict {
    /// A variable lies in the heap.
    Moved,
    /// What an expression makes lies in the heap.
    Escapes,
    /// What an expression makes, or what a parameter points to, stays.
    Stays,
    /// What a parameter holds, or points to, outlives the call.
    Leaks,
    /// A remark on something else.
    Remark,
    /// gc says nothing: a variable that it keeps on the stack.
    OnStack,
}

/// Where Sudog's machine keeps the thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SudogKeeps {
    /// Where gc does, or there is nothing to keep.
    Same,
    /// In the heap: its address is taken.
    Addressed,
    /// In the heap: a function literal captures it and it is assigned again.
    Captured,
    /// In the heap: values of its type are held by address.
    Large,
    /// In the heap: what an expression makes always is.
    Made,
    /// In a frame, where gc has it in the heap.
    Frame,
}

/// A line of `go build -gcflags='-m -l'`, or one of ours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EscapeLine {
    pub place: EscapePlace,
    /// The variable or the expression.
    pub name: String,
    pub verdict: EscapeVerdict,
    /// gc's words, without the place; empty where it says nothing.
    pub text: String,
    pub why: Vec<EscapeFlow>,
    pub sudog: SudogKeeps,
}

/// One edge of the flow that makes it escape: `dst ← &src`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EscapeFlow {
    pub dst: String,
    pub src: String,
    /// Pointers that are followed on the way; -1: the address is taken.
    pub derefs: i32,
    pub steps: Vec<EscapeStep>,
}

/// One step of it: `from text (why) at place`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EscapeStep {
    pub text: String,
    /// gc's word for it.
    pub why: String,
    pub place: EscapePlace,
}
