//! The instruction set.
//!
//! Fixed width: eight bytes, `op a b c imm`. `a`, `b`, `c` are frame slots (or small numbers where
//! said), `imm` is a signed constant, an absolute code index (branches), or a table index.
//! `R[x]` is a 64-bit slot of the current window. Small integers are kept normalised: signed ones
//! sign-extended, unsigned ones and bools zero-extended; a float32 is its bits zero-extended.
//! Values of several slots (strings, interfaces 2; slices 3; direct structs) name their first slot.
//!
//! Frame: results, then receiver and parameters, then the closure context, then locals and
//! temporaries. A callee's window starts at the caller's slot `a` of the call.

/// One instruction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(C)]
pub struct Instr {
    pub op: Op,
    pub a: u8,
    pub b: u8,
    pub c: u8,
    pub imm: i32,
}

impl Instr {
    pub const fn new(op: Op, a: u8, b: u8, c: u8, imm: i32) -> Self {
        Self { op, a, b, c, imm }
    }
}

/// Declares the opcode enum, its mnemonic and its operand format in one table.
/// Format letters, for a, b, c, imm in turn: `d` destination slot, `s` source slot, `x` both,
/// `n` number, `-` unused; for imm also: `j` code index, `i` constant, `k` constant-pool index,
/// `t` type, `f` function, `m` method id, `v` native, `e` select descriptor, `g` low-region offset.
macro_rules! ops {
    ($($(#[$meta:meta])* $name:ident $fmt:literal,)*) => {
        /// What an instruction does.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
        #[repr(u8)]
        pub enum Op { $($(#[$meta])* $name,)* }
        impl Op {
            /// All opcodes in numeric order.
            pub const ALL: &'static [Op] = &[$(Op::$name,)*];
            /// Mnemonic.
            pub const fn name(self) -> &'static str {
                match self { $(Op::$name => stringify!($name),)* }
            }
            /// Operand format, four letters: a, b, c, imm.
            pub const fn format(self) -> &'static str {
                match self { $(Op::$name => $fmt,)* }
            }
        }
    };
}

ops! {
    /// Nothing; also a place to stop at.
    Nop "----",
    // ---- moves and constants
    /// R[a] = R[b]
    Mov "ds--",
    /// Two, three slots.
    Mov2 "ds--",
    Mov3 "ds--",
    /// `imm` slots, overlapping allowed.
    MovN "ds-n",
    /// R[a] = imm
    LoadI "d--i",
    /// R[a] = consts[imm]
    LoadK "d--k",
    /// R[a], R[a+1] = LOW_BASE + imm... string constant: a = address consts[imm], a+1 = consts[imm+1]
    LoadStr "d--k",
    /// R[a..a+imm] = 0
    Zero "d--n",
    /// R[a] = LOW_BASE + imm: address of a global or of read-only data.
    LeaG "d--g",
    /// R[a] = 64-bit global at LOW_BASE + imm, and its store.
    LoadG "d--g",
    StoreG "s--g",
    // ---- 64-bit integers
    Add "dss-",
    Sub "dss-",
    Mul "dss-",
    /// R[a] = R[b] + imm
    AddI "ds-i",
    /// R[a] = R[b] * imm
    MulI "ds-i",
    /// Division by zero panics; MIN / -1 wraps.
    DivS "dss-",
    DivU "dss-",
    RemS "dss-",
    RemU "dss-",
    And "dss-",
    Or "dss-",
    Xor "dss-",
    AndNot "dss-",
    AndI "ds-i",
    OrI "ds-i",
    /// With imm 1: boolean not.
    XorI "ds-i",
    /// Counts are unsigned; a count of 64 or more shifts everything out.
    Shl "dss-",
    ShrS "dss-",
    ShrU "dss-",
    ShlI "ds-i",
    ShrSI "ds-i",
    ShrUI "ds-i",
    /// Panics "negative shift amount" when R[a] < 0 as signed.
    ShiftCheck "s---",
    Neg "ds--",
    /// Bitwise complement.
    Not "ds--",
    Sext8 "ds--",
    Sext16 "ds--",
    Sext32 "ds--",
    Zext8 "ds--",
    Zext16 "ds--",
    Zext32 "ds--",
    /// 32-bit signed/unsigned add, sub, mul with the result normalised.
    Add32S "dss-",
    Sub32S "dss-",
    Mul32S "dss-",
    Add32U "dss-",
    Sub32U "dss-",
    Mul32U "dss-",
    // ---- floats (f64 in a slot; F32 variants on f32 bits)
    AddF "dss-",
    SubF "dss-",
    MulF "dss-",
    DivF "dss-",
    NegF "ds--",
    AddF32 "dss-",
    SubF32 "dss-",
    MulF32 "dss-",
    DivF32 "dss-",
    NegF32 "ds--",
    /// Conversions. Out-of-range float to integer gives amd64's results.
    I64ToF "ds--",
    U64ToF "ds--",
    FToI64 "ds--",
    FToU64 "ds--",
    I64ToF32 "ds--",
    U64ToF32 "ds--",
    F32ToF "ds--",
    FToF32 "ds--",
    /// complex128 (two slots) arithmetic: c: 0 add, 1 sub, 2 mul, 3 div, with imm = slot of y.
    Cplx "dsnn",
    /// complex64 (one slot) to complex128 (two slots) and back.
    C64ToC128 "ds--",
    C128ToC64 "ds--",
    // ---- comparisons to a bool
    Eq "dss-",
    Ne "dss-",
    LtS "dss-",
    LeS "dss-",
    LtU "dss-",
    LeU "dss-",
    EqF "dss-",
    NeF "dss-",
    LtF "dss-",
    LeF "dss-",
    EqF32 "dss-",
    NeF32 "dss-",
    LtF32 "dss-",
    LeF32 "dss-",
    EqStr "dss-",
    /// R[a] = -1, 0, 1
    CmpStr "dss-",
    /// Interfaces (2 slots each); may panic "comparing uncomparable type".
    EqIface "dss-",
    /// Values of type imm in their register form; may panic through interfaces inside.
    EqVal "dsst",
    // ---- branches
    Jmp "---j",
    JT "s--j",
    JF "s--j",
    Jeq "ss-j",
    Jne "ss-j",
    JltS "ss-j",
    JleS "ss-j",
    JltU "ss-j",
    JleU "ss-j",
    /// Compare R[a] with the signed 8-bit constant b.
    JeqI "sn-j",
    JneI "sn-j",
    JltSI "sn-j",
    JleSI "sn-j",
    JgtSI "sn-j",
    JgeSI "sn-j",
    JltF "ss-j",
    JleF "ss-j",
    /// R[a] += signed c; jump if R[a] < R[b] (signed): the back edge of a counting loop.
    LoopLt "xsnj",
    /// As LoopLt with <=.
    LoopLe "xsnj",
    /// Jump table: R[a] in 0..b*256+c jumps to the instruction (a Jmp) at imm + R[a]; else falls through.
    Table "snnj",
    // ---- memory: address R[b] + imm; nil or wild addresses panic
    Ld8U "ds-i",
    Ld8S "ds-i",
    Ld16U "ds-i",
    Ld16S "ds-i",
    Ld32U "ds-i",
    Ld32S "ds-i",
    Ld64 "ds-i",
    /// Two, three words.
    Ld128 "ds-i",
    Ld192 "ds-i",
    /// c bytes into ceil(c/8) slots (memory image).
    LdN "dsni",
    /// Stores: [R[b] + imm] = R[a]
    St8 "ss-i",
    St16 "ss-i",
    St32 "ss-i",
    St64 "ss-i",
    St128 "ss-i",
    St192 "ss-i",
    StN "ssni",
    /// Copies imm bytes from [R[b]] to [R[a]] (may overlap).
    Copy "ss-n",
    /// Zeroes imm bytes at [R[a]].
    MemZero "s--n",
    /// Faults as a load of one byte at R[a] + imm would (nil check of an address computation).
    NilCheck "s--i",
    // ---- fields of direct structs held in slots: word R[b], bit offset c, into R[a]
    GetB8U "dsn-",
    GetB8S "dsn-",
    GetB16U "dsn-",
    GetB16S "dsn-",
    GetB32U "dsn-",
    GetB32S "dsn-",
    /// Insert the low 8/16/32 bits of R[b] at bit offset c of R[a].
    PutB8 "xsn-",
    PutB16 "xsn-",
    PutB32 "xsn-",
    // ---- indexing; R[b], R[b+1] = pointer and length of a slice or string; R[c] the index
    IdxLd8U "dss-",
    IdxLd8S "dss-",
    IdxLd16U "dss-",
    IdxLd16S "dss-",
    IdxLd32U "dss-",
    IdxLd32S "dss-",
    IdxLd64 "dss-",
    /// R[a] = word element R[imm] of the slice that is element R[c] of the slice of slices at R[b].
    IdxLdLd64 "dssn",
    /// Element of 16 bytes (string, interface) and of 24 bytes (slice).
    IdxLd128 "dss-",
    IdxLd192 "dss-",
    IdxSt8 "sss-",
    IdxSt16 "sss-",
    IdxSt32 "sss-",
    IdxSt64 "sss-",
    IdxSt128 "sss-",
    IdxSt192 "sss-",
    /// R[a] = address of element R[c], element size imm.
    IdxAddr "dssn",
    /// Panics unless 0 <= R[a] < imm.
    Bound "s--n",
    /// Panics unless 0 <= R[a] < R[b].
    BoundR "ss--",
    /// R[a] = R[b] + R[c] * imm, unchecked.
    AddrMul "dssn",
    // ---- slicing: bounds lo, hi, max in R[c], R[c+1], R[c+2]; imm: bits 0..2 which are present,
    // bits 3..4 kind (0 slice, 1 string, 2 array pointer with its length in R[b+1] and R[b+2]),
    // bits 5..7 which are unsigned 64-bit numbers (for panics' texts), bits 8.. element size
    SliceOp "dssn",
    /// R[a] = R[b] as pointer to array after checking R[b+1] >= imm (conversion slice to array).
    SliceToArr "ds-n",
    // ---- allocation
    /// R[a] = new zeroed object of type imm.
    New "d--t",
    /// R[a..a+3] = make([]elem imm, R[b], R[c])
    MakeSlice "dsst",
    /// R[a..a+3] = append(slice R[b], value R[c] of elem type imm)
    AppendV "dsst",
    /// R[a..a+3] = append(slice R[b], slice R[c]...), elem type imm
    AppendS "dsst",
    /// R[a..a+3] = slice R[b] lengthened by R[c] (uninitialised new elements are zero), elem imm
    Grow "dsst",
    /// R[a] = copy(slice R[b], slice or string R[c]), element size imm
    CopySl "dssn",
    /// Zeroes the elements of slice R[a], element size imm
    ClearSl "s--n",
    /// R[a] = new closure of function imm with c captured slots R[b..]
    Closure "dsnf",
    /// R[a] = captured slot number imm of the current closure context in slot b
    LdCap "ds-n",
    // ---- strings
    /// R[a..] = concatenation of c strings at R[b..]
    Concat "dsn-",
    /// R[a..] = []byte(string R[b]); imm not 0: without room to grow
    StrToBytes "ds-i",
    BytesToStr "ds--",
    StrToRunes "ds--",
    RunesToStr "ds--",
    /// string(rune R[b])
    RuneToStr "ds--",
    /// Range step over string R[b]: at index R[c], if R[c] >= len jump imm; else R[a] = rune,
    /// R[a+1] = index after it.
    RangeStr "dssj",
    // ---- maps (map pointer R[b]); keys and elems in register form
    /// R[a] = make(map type imm, hint R[b])
    MapMake "ds-t",
    /// R[a..] = elem for key R[c..], or zero
    MapGet "dsst",
    /// as MapGet, then R[a + elem slots] = found
    MapGet2 "dsst",
    /// map R[b], key R[c..], elem R[a..]; nil map panics
    MapSet "ssst",
    MapDelete "-sst",
    MapClear "-s-t",
    /// R[a] = number of entries (0 for nil)
    MapLen "ds--",
    /// R[a] = new iterator over map R[b] (seeded random start)
    MapIter "ds-t",
    /// Advances iterator R[b]: stores the key at R[a..] and elem at R[c..] (c = a for none,
    /// a = 255 for neither), or jumps to imm when done. Types come from the iterator.
    MapNext "dsdj",
    // ---- interfaces (type address, data)
    /// R[a] = data word for value R[b..] of non-pointer-shaped type imm (boxes)
    Box "ds-t",
    /// R[a] = dynamic type of interface R[b] is exactly type imm
    IsType "ds-t",
    /// R[a] = dynamic type of interface R[b] implements interface type imm (false for nil)
    Implements "ds-t",
    /// Panics with a TypeAssertionError: interface R[b] (static type index in consts[c]... c unused), target imm
    AssertFail "-s-t",
    /// R[a..] = value of boxed type imm at data pointer R[b]
    Unbox "ds-t",
    // ---- calls (window at slot a)
    /// c = 1: nobody looks at what it returns (also of CallN; 0 if unknown).
    Call "s-nf",
    /// Funcval in R[b]; nil panics. imm: slots of the window, for the collector.
    CallC "ss-n",
    /// Interface R[b], method id imm, c = number of result slots (where the receiver goes).
    CallI "ssnm",
    /// Native imm. b: slots of results and arguments, for the collector.
    CallN "snnv",
    Ret "----",
    /// Runs the frame's deferred calls, last first; continues when none is left. imm: slots of the
    /// frame, beyond which their windows are.
    RunDefers "---n",
    /// Defers funcval R[a] (no parameters, no results).
    Defer "s---",
    /// Defers funcval R[a] on the frame whose token is R[b] (body of a range-over-func loop).
    DeferTo "ss--",
    /// R[a] = token of the current frame.
    FrameTok "d---",
    /// Starts a goroutine at funcval R[a] (no parameters); nil is fatal "go of nil func value".
    Go "s---",
    /// panic(interface R[a])
    Panic "s---",
    /// R[a], R[a+1] = recover()
    Recover "d---",
    /// Runtime panic with read-only text: string constant consts[imm], consts[imm+1];
    /// a: 0 runtime.errorString, 1 plainError, 2 fatal error
    Throw "n--k",
    /// The rules of -d=checkptr for R[c] values of type imm at R[a]; b: 0 a converted pointer,
    /// 1 unsafe.Slice, 2 unsafe.String
    CheckPtr "snst",
    /// The same for an address R[a] that was computed from the c pointers R[b]...
    CheckArith "ssn-",
    /// R[a] = method value or interface method: funcval bound to interface R[b], method id imm
    BindI "ds-m",
    // ---- channels
    /// R[a] = make(chan type imm, R[b])
    MakeChan "ds-t",
    /// send R[a..] on R[b]
    Send "ss--",
    /// R[a..] = receive from R[b]; c = 1: ok in the slot after the value (c = 2: value unwanted, a unused)
    Recv "dsn-",
    Close "s---",
    /// R[a] = index of the chosen case (in source order), or -1 for default
    Select "d--e",
    LenChan "ds--",
    CapChan "ds--",
    // ---- print builtins: b: 0 bool 1 int 2 uint 3 float 4 complex 5 string 6 pointer 7 interface 8 slice 9 literal " " 10 newline
    // 11 float32 12 complex64
    Print "sn--",
    /// Internal error or code that cannot be reached.
    Unreachable "----",
    /// A breakpoint, in the machine's own copy of the code only: never in a `Program`.
    Break "----",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instructions_are_eight_bytes() {
        assert_eq!(std::mem::size_of::<Instr>(), 8);
    }

    #[test]
    fn formats_have_four_letters() {
        for op in Op::ALL {
            assert_eq!(op.format().len(), 4, "{}", op.name());
        }
    }
}
