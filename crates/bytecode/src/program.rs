//! A program ready to run.

use std::ops::Deref;
use std::sync::Arc;

use crate::{Instr, Native, RtType, TypeIdx};

/// Index into `Program::funcs`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FuncId(pub u32);

/// A method name (qualified by package if unexported), numbered.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct MethodId(pub u32);

/// What the machine must know of a function beyond its code.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct FuncFlags {
    /// Made by the compiler (go/defer thunk, method wrapper): not shown in stacks, transparent to
    /// `recover`.
    pub wrapper: bool,
    /// Belongs to a library package: stepping into it is optional.
    pub library: bool,
    /// Has `RunDefers` at `recover_pc`.
    pub has_defer: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Func {
    /// As Go prints it: `main.(*T).M`, `main.f.func1`, `main.Map[...]`.
    pub name: String,
    /// Code range `[entry, end)` in `Program::code`.
    pub entry: u32,
    pub end: u32,
    /// Slots of results, of receiver and parameters; the closure context follows.
    pub result_slots: u8,
    pub param_slots: u8,
    /// Highest slot used plus one (calls' windows excluded).
    pub frame_slots: u16,
    /// Where a recovered panic continues: runs remaining defers, loads results, returns.
    pub recover_pc: u32,
    pub flags: FuncFlags,
    /// Declaration: index into `Program::files`, and line.
    pub file: u32,
    pub line: u32,
    pub vars: Vec<DebugVar>,
}

/// A variable for the inspector.
#[derive(Clone, Debug, PartialEq)]
pub struct DebugVar {
    pub name: String,
    pub ty: TypeIdx,
    pub place: VarPlace,
    /// Code range in which it is live.
    pub from: u32,
    pub to: u32,
    pub is_param: bool,
    pub is_result: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum VarPlace {
    /// The value in register form, from this slot on.
    Slot(u8),
    /// The slot holds the address of the boxed variable.
    Boxed(u8),
    /// Captured by value: word `n` of the closure context on, memory form.
    Captured(u8),
    /// Captured box: word `n` of the closure context holds its address.
    CapturedBox(u8),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Global {
    /// `pkg.name`
    pub name: String,
    /// Offset from LOW_BASE.
    pub offset: u32,
    pub ty: TypeIdx,
    pub library: bool,
}

/// From `pc` on (to the next entry) the code belongs to this place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineEntry {
    pub pc: u32,
    pub file: u32,
    pub line: u32,
    pub col: u32,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SelectDir {
    Send,
    Recv,
}

/// One case of a select: all slots are of the frame that executes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SelectCase {
    pub dir: SelectDir,
    pub chan: u8,
    /// Value to send, or where the received value goes (if `wants_value`).
    pub value: u8,
    pub wants_value: bool,
    /// Where `ok` goes.
    pub ok: Option<u8>,
    /// Line entry of the case, for display.
    pub line: u32,
}

#[derive(Clone, Debug, PartialEq)]
pub struct SelectDesc {
    pub cases: Vec<SelectCase>,
    pub has_default: bool,
}

/// Types and functions that the machine itself needs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WellKnown {
    /// runtime.errorString, runtime.plainError (strings), *runtime.TypeAssertionError
    pub error_string: TypeIdx,
    pub plain_error: TypeIdx,
    /// runtime.boundsError: a struct of one string.
    pub bounds_error: TypeIdx,
    pub type_assertion_error: TypeIdx,
    /// *runtime.PanicNilError
    pub panic_nil_error: TypeIdx,
    pub string: TypeIdx,
    pub int: TypeIdx,
    pub uint8: TypeIdx,
    pub int32: TypeIdx,
    pub unsafe_pointer: TypeIdx,
    /// func runtime.panicText(v any) string
    pub panic_text: FuncId,
}

/// What the compiler makes of a program: immutable, shared by every run of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Image {
    pub code: Vec<Instr>,
    pub funcs: Vec<Func>,
    pub consts: Vec<u64>,
    pub types: Vec<RtType>,
    /// Address of descriptor 0.
    pub types_base: u64,
    /// Initial image of the low region from LOW_BASE; `[0, rodata_len)` is read-only.
    pub low: Vec<u8>,
    pub rodata_len: u32,
    pub globals: Vec<Global>,
    /// Offsets from LOW_BASE of pointer words in globals, ascending.
    pub global_ptrs: Vec<u32>,
    pub selects: Vec<SelectDesc>,
    /// Method names by id.
    pub methods: Vec<String>,
    /// Runs all package initialisation, then calls main.main and returns.
    pub entry: FuncId,
    pub main_main: FuncId,
    pub well_known: WellKnown,
    pub files: Vec<String>,
    /// Ascending by pc.
    pub lines: Vec<LineEntry>,
    /// What `//line` comments make of those entries that they are about, ascending by pc. Their
    /// files come behind those of the program.
    pub told_lines: Vec<LineEntry>,
    /// Bit per instruction: a statement starts here.
    pub stmt_starts: Vec<u64>,
    /// Names of what make/new/var sites create (`ch`, `mu`), ascending by pc.
    pub site_names: Vec<(u32, String)>,
    /// Instructions whose index is of a 64-bit unsigned type, ascending by pc: panics show it so.
    pub unsigned_indices: Vec<u32>,
    /// Method calls that fault elsewhere than at 0 if the interface is nil, ascending by pc.
    pub nil_faults: Vec<(u32, u32)>,
}

/// Where a program is told that its code starts: behind all that the low region may hold.
pub const CODE_BASE: u64 = 0x4000_0000;
/// Bytes of an instruction.
pub const CODE_STEP: u64 = 8;

/// A program as one of its runs has it: with the types that this run has made so far.
#[derive(Clone, Debug, PartialEq)]
pub struct Program {
    image: Arc<Image>,
    made: Vec<Arc<RtType>>,
    /// Where the descriptors of made types lie, ascending, and which type each is.
    made_at: Vec<(u64, TypeIdx)>,
}

impl Deref for Program {
    type Target = Image;
    fn deref(&self) -> &Image {
        &self.image
    }
}

impl From<Image> for Program {
    fn from(image: Image) -> Program {
        Program {
            image: Arc::new(image),
            made: Vec::new(),
            made_at: Vec::new(),
        }
    }
}

impl Program {
    /// The address that a program is told for the instruction at `pc`.
    pub fn code_addr(pc: u32) -> u64 {
        CODE_BASE + u64::from(pc) * CODE_STEP
    }
    /// The instruction that an address of code lies in.
    pub fn code_at(addr: u64) -> Option<u32> {
        u32::try_from(addr.checked_sub(CODE_BASE)? / CODE_STEP).ok()
    }
    /// The same program with one more type, whose descriptor is at `addr`, which no other is.
    pub fn with_type(&self, ty: RtType, addr: u64) -> Program {
        let mut next = self.clone();
        let after = next.made_at.partition_point(|(a, _)| *a < addr);
        next.made_at
            .insert(after, (addr, TypeIdx(self.type_count())));
        next.made.push(Arc::new(ty));
        next
    }
    /// How many types there are: those of the image come first.
    pub fn type_count(&self) -> u32 {
        (self.image.types.len() + self.made.len()) as u32
    }
    /// The descriptors of the types that the run has made.
    pub fn made_types(&self) -> impl Iterator<Item = u64> + '_ {
        self.made_at.iter().map(|(addr, _)| *addr)
    }
    pub fn ty(&self, id: TypeIdx) -> Option<&RtType> {
        let id = id.0 as usize;
        match self.image.types.get(id) {
            Some(ty) => Some(ty),
            None => Some(self.made.get(id.checked_sub(self.image.types.len())?)?),
        }
    }
    /// Address of a type's descriptor.
    pub fn type_addr(&self, id: TypeIdx) -> u64 {
        let made = (id.0 as usize >= self.image.types.len())
            .then(|| self.made_at.iter().find(|(_, ty)| *ty == id))
            .flatten();
        match made {
            Some((addr, _)) => *addr,
            None => self.types_base + u64::from(id.0) * crate::descriptor::STRIDE,
        }
    }
    /// The type whose descriptor is at `addr`.
    pub fn type_at(&self, addr: u64) -> Option<TypeIdx> {
        let rel = addr.checked_sub(self.types_base)?;
        let id = rel / crate::descriptor::STRIDE;
        if (id as usize) < self.image.types.len() {
            return (rel % crate::descriptor::STRIDE == 0).then_some(TypeIdx(id as u32));
        }
        let at = self.made_at.binary_search_by_key(&addr, |(a, _)| *a);
        Some(self.made_at.get(at.ok()?)?.1)
    }
}

impl Image {
    /// The function whose code holds `pc`.
    pub fn func_at(&self, pc: u32) -> Option<FuncId> {
        // Functions are laid out in order of `entry`.
        let after = self.funcs.partition_point(|f| f.entry <= pc);
        let id = after.checked_sub(1)?;
        let func = self.funcs.get(id)?;
        (pc < func.end).then_some(FuncId(id as u32))
    }
    /// The place of `pc`.
    pub fn line_at(&self, pc: u32) -> Option<&LineEntry> {
        let after = self.lines.partition_point(|l| l.pc <= pc);
        self.lines.get(after.checked_sub(1)?)
    }
    /// The file and the line that a stack names for `pc`: what `//line` comments say.
    pub fn told_at(&self, pc: u32) -> Option<(&str, u32)> {
        let mut entry = self.line_at(pc)?;
        let told = self.told_lines.binary_search_by_key(&entry.pc, |l| l.pc);
        if let Some(told) = told.ok().and_then(|at| self.told_lines.get(at)) {
            entry = told;
        }
        let file = self.files.get(entry.file as usize);
        Some((file.map_or("?", String::as_str), entry.line))
    }
    pub fn is_stmt_start(&self, pc: u32) -> bool {
        self.stmt_starts
            .get(pc as usize / 64)
            .is_some_and(|w| w >> (pc % 64) & 1 == 1)
    }
    pub fn func(&self, id: FuncId) -> Option<&Func> {
        self.funcs.get(id.0 as usize)
    }
    /// Name of the thing made at `pc`, if its site names it.
    pub fn site_name(&self, pc: u32) -> Option<&str> {
        let at = self.site_names.binary_search_by_key(&pc, |s| s.0).ok()?;
        self.site_names.get(at).map(|s| s.1.as_str())
    }
    /// Whether it asks how many goroutines there are.
    pub fn counts_goroutines(&self) -> bool {
        let asks = Native::NumGoroutine as i32;
        self.code
            .iter()
            .any(|i| i.op == crate::Op::CallN && i.imm == asks)
    }
    /// Natives that the program calls, in code order without duplicates.
    pub fn natives(&self) -> Vec<Native> {
        let mut seen = Vec::new();
        for i in &self.code {
            if i.op == crate::Op::CallN
                && let Some(n) = Native::from_index(i.imm as u32)
                && !seen.contains(&n)
            {
                seen.push(n);
            }
        }
        seen
    }
}
