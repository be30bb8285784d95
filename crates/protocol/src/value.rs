//! Values of the Go program, as trees.

use serde::{Deserialize, Serialize};

/// What a variable is to its function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// The method's receiver.
    Receiver,
    /// An argument.
    Arg,
    /// A result.
    Result,
    /// A local variable.
    Local,
    /// Captured from an enclosing function.
    Captured,
    /// A package-level variable.
    Global,
}

/// A variable of a frame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Var {
    /// Its name.
    pub name: String,
    /// What it is to the function.
    pub role: Role,
    /// What it holds.
    pub value: Value,
    /// Whether the last motion changed it.
    pub changed: bool,
}

/// How a value is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shape {
    /// A number, a boolean.
    Scalar,
    /// A string.
    Text,
    /// nil of any sort.
    Nil,
    /// A pointer; its target is the only child.
    Pointer,
    /// A struct; children are its fields.
    Struct,
    /// An array; children are its items.
    Array,
    /// A slice; children are its items.
    Slice,
    /// A map; children are its entries.
    Map,
    /// A channel.
    Chan,
    /// A function.
    Func,
    /// An interface; its dynamic value is the only child.
    Interface,
    /// Something that cannot be read: moved, out of scope, not yet set.
    Unavailable,
}

/// A value: its short form, and its parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Value {
    /// Its type, as Go prints it.
    pub ty: String,
    /// Its short form in Go syntax; at most 120 characters.
    pub text: String,
    /// How to draw it.
    pub shape: Shape,
    /// Its address in memory, when it has one.
    pub address: Option<u64>,
    /// Its parts, down to a bounded depth and breadth.
    pub parts: Vec<Part>,
    /// Parts left out.
    pub more: u64,
}

/// A part of a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Field name, index, or key in Go syntax.
    pub label: String,
    /// The part.
    pub value: Value,
    /// Whether the last motion changed it.
    pub changed: bool,
}
