//! What lies in memory where a session stands: stacks and heap as a graph of cells, bytes with what
//! they belong to, and what the latest step read and wrote.
//!
//! These questions do not go the way of `Request`s: whoever draws memory asks the session's worker
//! through a port of its own (see `worker`), so the page itself need not know of them. An answer
//! tells one position of the run; a run that is in motion answers [`MemoryAnswer::Moving`].

use serde::{Deserialize, Serialize};

use crate::{Collection, CollectionQuery, Fault, Gid, Keeps, Place, Shape, Totals};

/// What can be asked of memory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MemoryAsk {
    /// Stacks and heap as a graph. Answers `Picture`.
    Picture(PictureQuery),
    /// A range of addresses. Answers `Bytes`.
    Bytes(BytesQuery),
    /// A collection as steps. Answers `Collection`.
    Collection(CollectionQuery),
    /// What keeps the object around an address. Answers `Keeps`.
    Keeps(u64),
    /// Allocation over time and by site. Answers `Totals`.
    Totals,
}

/// The answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MemoryAnswer {
    Picture(Box<Picture>),
    Bytes(Box<Bytes>),
    Collection(Box<Collection>),
    Keeps(Box<Keeps>),
    Totals(Box<Totals>),
    /// The run moves: ask again where it stands.
    Moving,
    Fault(Fault),
}

/// Which part of stacks and heap is wanted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureQuery {
    /// Only what this goroutine's frames lead to; none: everybody's.
    pub goroutine: Option<Gid>,
    /// Addresses of objects that are wanted whatever the bound says, with what they point at.
    pub open: Vec<u64>,
    /// Most objects: those nearest to the frames come first.
    pub objects: u32,
    /// Also objects that nothing leads to any more.
    pub garbage: bool,
}

impl Default for PictureQuery {
    fn default() -> Self {
        PictureQuery {
            goroutine: None,
            open: Vec::new(),
            objects: 120,
            garbage: false,
        }
    }
}

/// A position of a run, so that whoever draws knows what an answer is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct At {
    /// As in `State`.
    pub program: u32,
    pub branch: u32,
    pub step: u64,
    pub tick: u64,
}

/// Stacks and heap.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    pub at: At,
    /// By goroutine, in order of number; at most 64.
    pub stacks: Vec<Stack>,
    /// Goroutines left out.
    pub more_stacks: u32,
    /// The program's own package variables, in order of address.
    pub globals: Vec<Cell>,
    /// In order of distance from frames and package variables.
    pub objects: Vec<HeapObject>,
    /// Objects that lead on from those shown and are not shown.
    pub more: u64,
    pub totals: HeapTotals,
    pub touches: Vec<Touch>,
}

/// All of the heap in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeapTotals {
    /// Blocks that frames, package variables or the machine lead to, and their bytes.
    pub live: u64,
    pub live_bytes: u64,
    /// Blocks that nothing leads to, and that no collection has taken yet.
    pub garbage: u64,
    pub garbage_bytes: u64,
    /// Since the start of the run: blocks allocated and freed, bytes of all blocks, collections, and
    /// bytes that conversions of strings and slices, `append` and `copy` moved.
    pub mallocs: u64,
    pub frees: u64,
    pub total_bytes: u64,
    pub copied: u64,
    pub collections: u32,
}

/// The calls of a goroutine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stack {
    pub goroutine: Gid,
    /// The function it began with, unqualified.
    pub name: String,
    /// Innermost first; at most 32.
    pub frames: Vec<StackFrame>,
    pub more: u32,
}

/// One call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StackFrame {
    /// As Go prints it: `main.(*T).run`.
    pub function: String,
    pub place: Option<Place>,
    /// Variables in scope.
    pub cells: Vec<Cell>,
}

/// A row of a frame or an object: a variable, a field, an element, a word. The parts of a struct or
/// an array follow it with greater depth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Name of the variable or field, index, or key in Go syntax.
    pub label: String,
    /// Its type, as Go prints it.
    pub ty: String,
    /// Its value in Go syntax, shortened; of a struct or an array whose parts follow: nothing.
    pub text: String,
    pub shape: Shape,
    /// 0: the frame's or object's own; more: a part of the nearest row above with less.
    pub depth: u8,
    /// Where it lies; none for what is in a register of the machine.
    pub address: Option<u64>,
    /// Bytes.
    pub size: u64,
    /// Where it leads.
    pub reference: Option<Reference>,
    /// Parts left out behind this row.
    pub more: u64,
}

/// What sort of reference it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReferenceKind {
    Pointer,
    /// `unsafe.Pointer` or, where its value is an address of the heap, `uintptr`: the latter keeps
    /// nothing alive.
    Unsafe,
    Uintptr,
    Slice,
    String,
    /// The data of an interface.
    Interface,
    Map,
    Chan,
    Func,
    /// A variable that the machine keeps in the heap: the row is its name.
    Boxed,
}

/// A reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    pub kind: ReferenceKind,
    /// The address.
    pub to: u64,
    /// Bytes that can be reached through it: a pointer's target, a slice's or string's length.
    pub len: u64,
    /// A slice's capacity in bytes; else `len`.
    pub cap: u64,
    pub referent: Referent,
}

/// What lies where a reference leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Referent {
    Nil,
    /// A block of the heap that begins there; the reference may lead to its inside.
    Object(u64),
    /// A block of C's heap.
    C(u64),
    /// A package variable of the program or the library.
    Global,
    /// Read-only data: literals, type descriptors, functions.
    ReadOnly,
    /// The zero-size object, shared cells of small values: memory that the machine keeps.
    Machine,
    /// The heap, but nothing is allocated there any more.
    Freed,
    /// No memory at all.
    Wild,
}

/// What an object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ObjectIs {
    /// A value of its type.
    Value,
    /// Several values in a row: a backing array.
    Array,
    Map,
    Chan,
    Closure,
    /// Bytes or words without a type.
    Raw,
    /// A block of C's heap.
    C,
}

/// A block of the heap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeapObject {
    pub start: u64,
    /// Bytes of the block: Go's size class.
    pub size: u64,
    /// Bytes that its contents take.
    pub used: u64,
    /// Tells it from another that lay here before: who allocated it, and as the how-manieth.
    pub born: (Gid, u32),
    pub is: ObjectIs,
    /// `main.Node`, `[]int`, `map[string]int`, `func main.f.func1`.
    pub ty: String,
    /// How the program names it where it was made, if it does: `ch`, `x`.
    pub name: Option<String>,
    /// At most 24 rows, an array's first elements.
    pub cells: Vec<Cell>,
    /// Elements, entries or rows left out.
    pub more: u64,
    /// Size of an element of an array, in bytes.
    pub stride: u64,
    /// Where it was allocated, and in which function.
    pub site: Option<Place>,
    pub allocator: String,
    /// Whether anything leads to it.
    pub live: bool,
    /// A finalizer or cleanup waits for its end.
    pub finalizer: bool,
}

/// Memory that the latest step read or wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Touch {
    pub address: u64,
    pub len: u32,
    pub write: bool,
    pub goroutine: Gid,
}

/// Which bytes are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BytesQuery {
    /// First address; rounded down to 16. 0: where the program's first object lies.
    pub at: u64,
    /// At most 4,096.
    pub len: u32,
    /// Read what lies at `.0` as a value of the type that is called `.1`: what a conversion through
    /// `unsafe.Pointer` would see.
    pub read_as: Option<(u64, String)>,
}

/// A range of addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bytes {
    pub at: At,
    /// First address: a multiple of 16.
    pub start: u64,
    /// Contents; what is not mapped is 0 and covered by a span that says so.
    pub bytes: Vec<u8>,
    /// What the bytes belong to: in order, without gaps.
    pub spans: Vec<ByteSpan>,
    /// All memory there is, in order.
    pub regions: Vec<Region>,
    /// The value that was asked for; its parts follow as further rows.
    pub read_as: Vec<Cell>,
    /// Names of types that something can be read as: the program's own first.
    pub types: Vec<String>,
    pub touches: Vec<Touch>,
}

/// What a run of bytes is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SpanIs {
    /// A field, an element, a whole value without parts.
    Value,
    /// Between fields, or behind the last one.
    Padding,
    /// Behind an object's contents, up to the end of its size class; capacity that `append` uses.
    Spare,
    /// The machine's own books within an object.
    Books,
    /// A block that is not allocated.
    Free,
    /// Given back by `C.free`.
    CFreed,
    /// Read-only data.
    ReadOnly,
    /// Not memory.
    Unmapped,
}

/// A run of bytes that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByteSpan {
    pub start: u64,
    pub len: u64,
    pub is: SpanIs,
    /// `main.T.b`, `[3].x`, `counter`.
    pub label: String,
    /// Its type, as Go prints it.
    pub ty: String,
    pub text: String,
    /// Where the object or variable begins.
    pub object: u64,
    pub reference: Option<Reference>,
}

/// What memory is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RegionIs {
    ReadOnly,
    Globals,
    Heap,
    C,
}

/// A part of the address space.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Region {
    pub is: RegionIs,
    pub start: u64,
    pub end: u64,
}
