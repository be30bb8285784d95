//! How a program's struct types lie in memory, for a target. Sizes and offsets in bytes.

use serde::{Deserialize, Serialize};

use crate::{Diagnostics, Fault, SourceFile};

/// All struct types that a program declares, for one target.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LayoutReport {
    /// GOARCH.
    pub arch: String,
    /// Bytes of a pointer.
    pub word: u32,
    /// In the order of the source; none where there are errors that leave types unknown.
    pub types: Vec<TypeLayout>,
    /// What is wrong, beyond what does not matter for types (unused imports and variables).
    pub diagnostics: Diagnostics,
}

/// A declared struct type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypeLayout {
    /// `T`; `f.T` if it is local to function `f`.
    pub name: String,
    /// The declared name in the request's files: file, first byte, byte after the last.
    pub file: u32,
    pub start: u32,
    pub end: u32,
    pub size: i64,
    pub align: i64,
    /// Bytes that the collector scans.
    pub ptrdata: i64,
    /// The heap block that a value gets; 0 for a value without bytes.
    pub size_class: i64,
    pub pad_end: i64,
    pub fields: Vec<FieldLayout>,
    pub advice: LayoutAdvice,
    /// Whether its fields can be put into another order in the source: not where the declaration
    /// names another type.
    pub reorders: bool,
    /// Where values of it are built without field names (file, first byte): another order of
    /// fields breaks these.
    pub unnamed: Vec<(u32, u32)>,
}

/// What a part of a value is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldShape {
    /// A number, a bool.
    Scalar,
    /// A pointer, map, channel, function.
    Pointer,
    /// A string, slice or interface: its parts are words.
    Header,
    /// Its parts are the fields.
    Struct,
    /// Of so many elements; its part is the first, which stands for all.
    Array(i64),
}

/// Part of a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldLayout {
    /// Empty for the element of an array.
    pub name: String,
    /// As the package writes it.
    pub ty: String,
    /// From the beginning of what it is directly part of.
    pub offset: i64,
    pub size: i64,
    pub align: i64,
    pub ptrdata: i64,
    /// Padding between it and the next field.
    pub pad_after: i64,
    pub embedded: bool,
    pub shape: FieldShape,
    pub parts: Vec<FieldLayout>,
}

/// An order of the fields, and what the type is then.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldOrder {
    /// Places in the present order.
    pub order: Vec<u32>,
    pub size: i64,
    pub ptrdata: i64,
    pub size_class: i64,
}

/// The best orders; the present one where it is as good.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LayoutAdvice {
    /// The least size.
    pub size: FieldOrder,
    /// The fewest pointer bytes.
    pub pointers: FieldOrder,
    /// The least size, and of these the fewest pointer bytes.
    pub both: FieldOrder,
}

/// What a surveyor is asked of a text: how its struct types lie in memory, what escapes, what
/// gofmt makes of it. Nothing is run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Survey {
    /// For each of these targets. Answered by [`Surveyed::Reports`].
    Look {
        files: Vec<SourceFile>,
        /// GOARCHes; unknown ones are left out.
        arches: Vec<String>,
    },
    /// The files with one type's fields in this order, a permutation of their places. Answered by
    /// [`Surveyed::Files`].
    Reorder {
        files: Vec<SourceFile>,
        arch: String,
        name: String,
        order: Vec<u32>,
    },
    /// What escapes and why. Answered by [`Surveyed::Escapes`].
    Escapes { files: Vec<SourceFile> },
    /// What `go vet` would warn of. Answered by [`Surveyed::Warnings`].
    Vet { files: Vec<SourceFile> },
    /// A file, or several in one text, in gofmt's form. Answered by [`Surveyed::Files`].
    Format { file: SourceFile },
}

/// What a surveyor answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Surveyed {
    /// It is there.
    Ready {
        build: String,
    },
    /// One for each target, in the order of the question.
    Reports(Vec<LayoutReport>),
    /// The new files; none if there is no such type, or its declaration names another one.
    Files(Option<Vec<SourceFile>>),
    Escapes(crate::EscapeReport),
    /// The files are no Go files at all.
    Refused(Diagnostics),
    /// What should not have happened.
    Fault(Fault),
    Warnings(Diagnostics),
}
