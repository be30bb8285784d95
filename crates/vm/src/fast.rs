//! The inner loop: the instructions that straight programs are made of.
//!
//! Nothing in here calls a function, allocates, or makes an error: whatever is not plain is left
//! to the outer loop (`interp.rs`), which executes that instruction again from its start and
//! knows what to do. So the compiler keeps the loop's state in registers, which is what makes it
//! fast. Both loops count instructions alike.

use bytecode::{Instr, LOW_BASE, Op, WINDOW};

use crate::arith;
use crate::g::Frame;
use crate::interp::{BOUND, FuncInfo, METHOD_CACHE, MethodEntry, method_line};
use crate::memory::Memory;
use crate::race::Watch;
use crate::value::{Repr, TypeInfo, Window, slot};

/// What the inner loop reads.
pub(crate) struct Tables<'a> {
    pub(crate) code: &'a [Instr],
    pub(crate) consts: &'a [u64],
    pub(crate) funcs: &'a [FuncInfo],
    pub(crate) methods: &'a [MethodEntry; METHOD_CACHE],
    pub(crate) types: &'a [TypeInfo],
    pub(crate) types_base: u64,
}

/// Where execution stands.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    pub(crate) pc: usize,
    pub(crate) fp: usize,
    /// Instructions that may still be executed.
    pub(crate) left: u64,
}

#[inline(always)]
pub(crate) fn f(v: u64) -> f64 {
    f64::from_bits(v)
}
#[inline(always)]
pub(crate) fn f32(v: u64) -> f32 {
    f32::from_bits(v as u32)
}
#[inline(always)]
pub(crate) fn b32(v: f32) -> u64 {
    u64::from(v.to_bits())
}

/// Executes plain instructions; returns in front of the first one that is not.
///
/// `frames` has room beyond its first `depth` entries; a call that finds none is left to the
/// outer loop.
#[inline(never)]
pub(crate) fn run<W: Watch>(
    t: &Tables<'_>,
    mem: &mut Memory,
    stack: &mut [u64],
    frames: &mut Vec<Frame>,
    place: Place,
    watch: &mut W,
) -> Place {
    let Place {
        mut pc,
        mut fp,
        mut left,
    } = place;
    let code = t.code;
    'run: loop {
        let Some(w) = stack.get_mut(fp..fp + WINDOW) else {
            break 'run;
        };
        let Ok(w): Result<&mut Window, _> = w.try_into() else {
            break 'run;
        };
        loop {
            let Some(i) = code.get(pc) else {
                break 'run;
            };
            if left == 0 {
                break 'run;
            }
            /// R[x]
            macro_rules! r {
                ($x:expr) => {
                    w[$x as usize]
                };
            }
            macro_rules! bin {
                ($x:ident, $y:ident, $e:expr) => {{
                    let $x = r!(i.b);
                    let $y = r!(i.c);
                    r!(i.a) = $e;
                }};
            }
            macro_rules! un {
                ($x:ident, $e:expr) => {{
                    let $x = r!(i.b);
                    r!(i.a) = $e;
                }};
            }
            macro_rules! jump_if {
                ($cond:expr) => {
                    if $cond {
                        pc = i.imm as u32 as usize;
                        left -= 1;
                        continue;
                    }
                };
            }
            macro_rules! load {
                ($t:ty, $v:ident => $e:expr) => {{
                    let addr = r!(i.b).wrapping_add(i.imm as i64 as u64);
                    let Some(bytes) = mem.load_inline(addr) else {
                        break 'run;
                    };
                    watch.read(addr, size_of::<$t>() as u64, pc, left);
                    let $v = <$t>::from_le_bytes(bytes);
                    r!(i.a) = $e;
                }};
            }
            macro_rules! store {
                ($t:ty) => {{
                    let addr = r!(i.b).wrapping_add(i.imm as i64 as u64);
                    let v = r!(i.a) as $t;
                    if mem.store_inline(addr, v.to_le_bytes()).is_none() {
                        break 'run;
                    }
                    watch.write(addr, size_of::<$t>() as u64, pc, left);
                }};
            }
            macro_rules! element {
                ($size:expr) => {{
                    let (k, len) = (r!(i.c), w[slot(i.b, 1)]);
                    if k >= len {
                        break 'run;
                    }
                    r!(i.b).wrapping_add(k.wrapping_mul($size))
                }};
            }
            macro_rules! idx_load {
                ($t:ty, $v:ident => $e:expr) => {{
                    let addr = element!(size_of::<$t>() as u64);
                    let Some(bytes) = mem.load_inline(addr) else {
                        break 'run;
                    };
                    watch.read(addr, size_of::<$t>() as u64, pc, left);
                    let $v = <$t>::from_le_bytes(bytes);
                    r!(i.a) = $e;
                }};
            }
            macro_rules! idx_store {
                ($t:ty) => {{
                    let addr = element!(size_of::<$t>() as u64);
                    let v = r!(i.a) as $t;
                    if mem.store_inline(addr, v.to_le_bytes()).is_none() {
                        break 'run;
                    }
                    watch.write(addr, size_of::<$t>() as u64, pc, left);
                }};
            }
            macro_rules! load_words {
                (2, $addr:expr) => {{
                    let addr = $addr;
                    let Some(bytes) = mem.load_inline::<16>(addr) else {
                        break 'run;
                    };
                    watch.read(addr, 16, pc, left);
                    let both = u128::from_le_bytes(bytes);
                    r!(i.a) = both as u64;
                    w[slot(i.a, 1)] = (both >> 64) as u64;
                }};
                (3, $addr:expr) => {{
                    let addr = $addr;
                    let Some(bytes) = mem.load_inline::<24>(addr) else {
                        break 'run;
                    };
                    watch.read(addr, 24, pc, left);
                    let (Some(x), Some(y), Some(z)) = (
                        bytes.first_chunk::<8>(),
                        bytes.get(8..).and_then(|b| b.first_chunk::<8>()),
                        bytes.last_chunk::<8>(),
                    ) else {
                        break 'run;
                    };
                    r!(i.a) = u64::from_le_bytes(*x);
                    w[slot(i.a, 1)] = u64::from_le_bytes(*y);
                    w[slot(i.a, 2)] = u64::from_le_bytes(*z);
                }};
            }
            macro_rules! store_words {
                (2, $addr:expr) => {{
                    let addr = $addr;
                    let both = u128::from(r!(i.a)) | u128::from(w[slot(i.a, 1)]) << 64;
                    if mem.store_inline(addr, both.to_le_bytes()).is_none() {
                        break 'run;
                    }
                    watch.write(addr, 16, pc, left);
                }};
                (3, $addr:expr) => {{
                    let addr = $addr;
                    let both = u128::from(r!(i.a)) | u128::from(w[slot(i.a, 1)]) << 64;
                    let last = w[slot(i.a, 2)];
                    // The last word first: if it cannot be written, nothing is.
                    if mem
                        .store_inline(addr.wrapping_add(16), last.to_le_bytes())
                        .and_then(|()| mem.store_inline(addr, both.to_le_bytes()))
                        .is_none()
                    {
                        break 'run;
                    }
                    watch.write(addr, 24, pc, left);
                }};
            }
            macro_rules! enter {
                ($entry:expr) => {{
                    if frames.len() >= frames.capacity() {
                        break 'run;
                    }
                    frames.push(Frame {
                        ret_pc: pc as u32 + 1,
                        fp: fp as u32,
                    });
                    fp += i.a as usize;
                    pc = $entry as usize;
                    left -= 1;
                    continue 'run;
                }};
            }
            match i.op {
                Op::Nop => {}
                Op::Mov => un!(x, x),
                Op::Mov2 => {
                    let (x, y) = (r!(i.b), w[slot(i.b, 1)]);
                    r!(i.a) = x;
                    w[slot(i.a, 1)] = y;
                }
                Op::Mov3 => {
                    let (x, y, z) = (r!(i.b), w[slot(i.b, 1)], w[slot(i.b, 2)]);
                    r!(i.a) = x;
                    w[slot(i.a, 1)] = y;
                    w[slot(i.a, 2)] = z;
                }
                Op::LoadI => r!(i.a) = i.imm as i64 as u64,
                Op::LoadK => {
                    let Some(k) = t.consts.get(i.imm as u32 as usize) else {
                        break 'run;
                    };
                    r!(i.a) = *k;
                }
                Op::LoadStr => {
                    let k = i.imm as u32 as usize;
                    let Some([p, n]) = t.consts.get(k..).and_then(|c| c.first_chunk()) else {
                        break 'run;
                    };
                    r!(i.a) = *p;
                    w[slot(i.a, 1)] = *n;
                }
                Op::LeaG => r!(i.a) = bytecode::LOW_BASE + u64::from(i.imm as u32),
                Op::LoadG => match mem.load_global(i.imm as u32) {
                    Some(v) => {
                        r!(i.a) = v;
                        watch.read(LOW_BASE + u64::from(i.imm as u32), 8, pc, left);
                    }
                    None => break 'run,
                },
                Op::StoreG => {
                    if mem.store_global(i.imm as u32, r!(i.a)).is_none() {
                        break 'run;
                    }
                    watch.write(LOW_BASE + u64::from(i.imm as u32), 8, pc, left);
                }
                Op::Add => bin!(x, y, x.wrapping_add(y)),
                Op::Sub => bin!(x, y, x.wrapping_sub(y)),
                Op::Mul => bin!(x, y, x.wrapping_mul(y)),
                Op::AddI => un!(x, x.wrapping_add(i.imm as i64 as u64)),
                Op::MulI => un!(x, x.wrapping_mul(i.imm as i64 as u64)),
                Op::DivS | Op::RemS => {
                    let (x, y) = (r!(i.b) as i64, r!(i.c) as i64);
                    if y == 0 {
                        break 'run;
                    }
                    r!(i.a) = if i.op == Op::DivS {
                        x.wrapping_div(y)
                    } else {
                        x.wrapping_rem(y)
                    } as u64;
                }
                Op::DivU | Op::RemU => {
                    let (x, y) = (r!(i.b), r!(i.c));
                    if y == 0 {
                        break 'run;
                    }
                    r!(i.a) = if i.op == Op::DivU { x / y } else { x % y };
                }
                Op::And => bin!(x, y, x & y),
                Op::Or => bin!(x, y, x | y),
                Op::Xor => bin!(x, y, x ^ y),
                Op::AndNot => bin!(x, y, x & !y),
                Op::AndI => un!(x, x & i.imm as i64 as u64),
                Op::OrI => un!(x, x | i.imm as i64 as u64),
                Op::XorI => un!(x, x ^ i.imm as i64 as u64),
                Op::Shl => bin!(x, y, if y < 64 { x << y } else { 0 }),
                Op::ShrS => bin!(x, y, (x as i64 >> y.min(63)) as u64),
                Op::ShrU => bin!(x, y, if y < 64 { x >> y } else { 0 }),
                Op::ShlI => un!(x, x.wrapping_shl(i.imm as u32)),
                Op::ShrSI => un!(x, (x as i64).wrapping_shr(i.imm as u32) as u64),
                Op::ShrUI => un!(x, x.wrapping_shr(i.imm as u32)),
                Op::ShiftCheck => {
                    if (r!(i.a) as i64) < 0 {
                        break 'run;
                    }
                }
                Op::Neg => un!(x, x.wrapping_neg()),
                Op::Not => un!(x, !x),
                Op::Sext8 => un!(x, x as i8 as i64 as u64),
                Op::Sext16 => un!(x, x as i16 as i64 as u64),
                Op::Sext32 => un!(x, x as i32 as i64 as u64),
                Op::Zext8 => un!(x, u64::from(x as u8)),
                Op::Zext16 => un!(x, u64::from(x as u16)),
                Op::Zext32 => un!(x, u64::from(x as u32)),
                Op::Add32S => bin!(x, y, x.wrapping_add(y) as i32 as i64 as u64),
                Op::Sub32S => bin!(x, y, x.wrapping_sub(y) as i32 as i64 as u64),
                Op::Mul32S => bin!(x, y, x.wrapping_mul(y) as i32 as i64 as u64),
                Op::Add32U => bin!(x, y, u64::from(x.wrapping_add(y) as u32)),
                Op::Sub32U => bin!(x, y, u64::from(x.wrapping_sub(y) as u32)),
                Op::Mul32U => bin!(x, y, u64::from(x.wrapping_mul(y) as u32)),
                Op::AddF => bin!(x, y, (f(x) + f(y)).to_bits()),
                Op::SubF => bin!(x, y, (f(x) - f(y)).to_bits()),
                Op::MulF => bin!(x, y, (f(x) * f(y)).to_bits()),
                Op::DivF => bin!(x, y, (f(x) / f(y)).to_bits()),
                Op::NegF => un!(x, x ^ 1 << 63),
                Op::AddF32 => bin!(x, y, b32(f32(x) + f32(y))),
                Op::SubF32 => bin!(x, y, b32(f32(x) - f32(y))),
                Op::MulF32 => bin!(x, y, b32(f32(x) * f32(y))),
                Op::DivF32 => bin!(x, y, b32(f32(x) / f32(y))),
                Op::NegF32 => un!(x, x ^ 1 << 31),
                Op::I64ToF => un!(x, (x as i64 as f64).to_bits()),
                Op::FToI64 => un!(x, arith::f_to_i64(f(x)) as u64),
                Op::I64ToF32 => un!(x, b32(x as i64 as f32)),
                Op::F32ToF => un!(x, f64::from(f32(x)).to_bits()),
                Op::FToF32 => un!(x, b32(f(x) as f32)),
                Op::C64ToC128 => {
                    let x = r!(i.b);
                    r!(i.a) = f64::from(f32(x)).to_bits();
                    w[slot(i.a, 1)] = f64::from(f32(x >> 32)).to_bits();
                }
                Op::C128ToC64 => {
                    let (re, im) = (f(r!(i.b)) as f32, f(w[slot(i.b, 1)]) as f32);
                    r!(i.a) = b32(re) | b32(im) << 32;
                }
                Op::Eq => bin!(x, y, u64::from(x == y)),
                Op::Ne => bin!(x, y, u64::from(x != y)),
                Op::LtS => bin!(x, y, u64::from((x as i64) < y as i64)),
                Op::LeS => bin!(x, y, u64::from(x as i64 <= y as i64)),
                Op::LtU => bin!(x, y, u64::from(x < y)),
                Op::LeU => bin!(x, y, u64::from(x <= y)),
                Op::EqF => bin!(x, y, u64::from(f(x) == f(y))),
                Op::NeF => bin!(x, y, u64::from(f(x) != f(y))),
                Op::LtF => bin!(x, y, u64::from(f(x) < f(y))),
                Op::LeF => bin!(x, y, u64::from(f(x) <= f(y))),
                Op::EqF32 => bin!(x, y, u64::from(f32(x) == f32(y))),
                Op::NeF32 => bin!(x, y, u64::from(f32(x) != f32(y))),
                Op::LtF32 => bin!(x, y, u64::from(f32(x) < f32(y))),
                Op::LeF32 => bin!(x, y, u64::from(f32(x) <= f32(y))),
                Op::Jmp => jump_if!(true),
                Op::JT => jump_if!(r!(i.a) != 0),
                Op::JF => jump_if!(r!(i.a) == 0),
                Op::Jeq => jump_if!(r!(i.a) == r!(i.b)),
                Op::Jne => jump_if!(r!(i.a) != r!(i.b)),
                Op::JltS => jump_if!((r!(i.a) as i64) < r!(i.b) as i64),
                Op::JleS => jump_if!(r!(i.a) as i64 <= r!(i.b) as i64),
                Op::JltU => jump_if!(r!(i.a) < r!(i.b)),
                Op::JleU => jump_if!(r!(i.a) <= r!(i.b)),
                Op::JeqI => jump_if!(r!(i.a) as i64 == i64::from(i.b as i8)),
                Op::JneI => jump_if!(r!(i.a) as i64 != i64::from(i.b as i8)),
                Op::JltSI => jump_if!((r!(i.a) as i64) < i64::from(i.b as i8)),
                Op::JleSI => jump_if!(r!(i.a) as i64 <= i64::from(i.b as i8)),
                Op::JgtSI => jump_if!(r!(i.a) as i64 > i64::from(i.b as i8)),
                Op::JgeSI => jump_if!(r!(i.a) as i64 >= i64::from(i.b as i8)),
                Op::JltF => jump_if!(f(r!(i.a)) < f(r!(i.b))),
                Op::JleF => jump_if!(f(r!(i.a)) <= f(r!(i.b))),
                Op::LoopLt => {
                    let v = (r!(i.a) as i64).wrapping_add(i64::from(i.c as i8));
                    r!(i.a) = v as u64;
                    jump_if!(v < r!(i.b) as i64);
                }
                Op::LoopLe => {
                    let v = (r!(i.a) as i64).wrapping_add(i64::from(i.c as i8));
                    r!(i.a) = v as u64;
                    jump_if!(v <= r!(i.b) as i64);
                }
                Op::Table => {
                    let n = u64::from(i.b) << 8 | u64::from(i.c);
                    if r!(i.a) < n {
                        pc = (i.imm as u32 as u64 + r!(i.a)) as usize;
                        left -= 1;
                        continue;
                    }
                }
                Op::Ld8U => load!(u8, v => u64::from(v)),
                Op::Ld8S => load!(i8, v => v as i64 as u64),
                Op::Ld16U => load!(u16, v => u64::from(v)),
                Op::Ld16S => load!(i16, v => v as i64 as u64),
                Op::Ld32U => load!(u32, v => u64::from(v)),
                Op::Ld32S => load!(i32, v => v as i64 as u64),
                Op::Ld64 => load!(u64, v => v),
                Op::Ld128 => load_words!(2, r!(i.b).wrapping_add(i.imm as i64 as u64)),
                Op::Ld192 => load_words!(3, r!(i.b).wrapping_add(i.imm as i64 as u64)),
                Op::St8 => store!(u8),
                Op::St16 => store!(u16),
                Op::St32 => store!(u32),
                Op::St64 => store!(u64),
                Op::St128 => store_words!(2, r!(i.b).wrapping_add(i.imm as i64 as u64)),
                Op::St192 => store_words!(3, r!(i.b).wrapping_add(i.imm as i64 as u64)),
                Op::NilCheck => {
                    let addr = r!(i.a).wrapping_add(i.imm as i64 as u64);
                    if !mem.mapped_inline(addr) {
                        break 'run;
                    }
                }
                Op::GetB8U => un!(x, x >> (i.c & 63) & 0xff),
                Op::GetB8S => un!(x, (x >> (i.c & 63)) as i8 as i64 as u64),
                Op::GetB16U => un!(x, x >> (i.c & 63) & 0xffff),
                Op::GetB16S => un!(x, (x >> (i.c & 63)) as i16 as i64 as u64),
                Op::GetB32U => un!(x, x >> (i.c & 63) & 0xffff_ffff),
                Op::GetB32S => un!(x, (x >> (i.c & 63)) as i32 as i64 as u64),
                Op::PutB8 => {
                    let v = r!(i.b);
                    put(&mut r!(i.a), v, i.c, 0xff);
                }
                Op::PutB16 => {
                    let v = r!(i.b);
                    put(&mut r!(i.a), v, i.c, 0xffff);
                }
                Op::PutB32 => {
                    let v = r!(i.b);
                    put(&mut r!(i.a), v, i.c, 0xffff_ffff);
                }
                Op::IdxLd8U => idx_load!(u8, v => u64::from(v)),
                Op::IdxLd8S => idx_load!(i8, v => v as i64 as u64),
                Op::IdxLd16U => idx_load!(u16, v => u64::from(v)),
                Op::IdxLd16S => idx_load!(i16, v => v as i64 as u64),
                Op::IdxLd32U => idx_load!(u32, v => u64::from(v)),
                Op::IdxLd32S => idx_load!(i32, v => v as i64 as u64),
                Op::IdxLd64 => idx_load!(u64, v => v),
                Op::IdxLdLd64 => {
                    let row = element!(24u64);
                    let Some(head) = mem.load_inline::<16>(row) else {
                        break 'run;
                    };
                    let head = u128::from_le_bytes(head);
                    let (data, len) = (head as u64, (head >> 64) as u64);
                    let k = w[i.imm as u8 as usize];
                    if k >= len {
                        break 'run;
                    }
                    let addr = data.wrapping_add(k.wrapping_mul(8));
                    let Some(bytes) = mem.load_inline(addr) else {
                        break 'run;
                    };
                    watch.read(row, 16, pc, left);
                    watch.read(addr, 8, pc, left);
                    r!(i.a) = u64::from_le_bytes(bytes);
                }
                Op::IdxLd128 => load_words!(2, element!(16)),
                Op::IdxLd192 => load_words!(3, element!(24)),
                Op::IdxSt8 => idx_store!(u8),
                Op::IdxSt16 => idx_store!(u16),
                Op::IdxSt32 => idx_store!(u32),
                Op::IdxSt64 => idx_store!(u64),
                Op::IdxSt128 => store_words!(2, element!(16)),
                Op::IdxSt192 => store_words!(3, element!(24)),
                Op::IdxAddr => r!(i.a) = element!(u64::from(i.imm as u32)),
                Op::Bound => {
                    let (k, n) = (r!(i.a), u64::from(i.imm as u32));
                    if k >= n {
                        break 'run;
                    }
                }
                Op::BoundR => {
                    let (k, n) = (r!(i.a), r!(i.b));
                    if k >= n {
                        break 'run;
                    }
                }
                Op::AddrMul => {
                    r!(i.a) = r!(i.b).wrapping_add(r!(i.c).wrapping_mul(i.imm as i64 as u64));
                }
                Op::LdCap => {
                    let addr = r!(i.b).wrapping_add(8 + i.imm as u32 as u64 * 8);
                    match mem.load_inline(addr).map(u64::from_le_bytes) {
                        Some(v) => r!(i.a) = v,
                        None => break 'run,
                    }
                }
                Op::IsType => {
                    let t = t.types_base + u64::from(i.imm as u32) * bytecode::descriptor::STRIDE;
                    r!(i.a) = u64::from(r!(i.b) == t);
                }
                Op::Zero => {
                    let n = i.imm as u32;
                    if n > 8 {
                        break 'run;
                    }
                    for k in 0..n as u8 {
                        w[slot(i.a, k)] = 0;
                    }
                }
                Op::EqStr => {
                    // Different lengths, or the very same bytes.
                    let same = w[slot(i.b, 1)] == w[slot(i.c, 1)];
                    if same && r!(i.b) != r!(i.c) {
                        break 'run;
                    }
                    r!(i.a) = u64::from(same);
                }
                Op::RangeStr => {
                    let (len, pos) = (w[slot(i.b, 1)], r!(i.c));
                    jump_if!(pos >= len);
                    let Some([byte]) = mem.load_inline(r!(i.b).wrapping_add(pos)) else {
                        break 'run;
                    };
                    if byte >= 0x80 {
                        break 'run;
                    }
                    r!(i.a) = u64::from(byte);
                    w[slot(i.a, 1)] = pos + 1;
                }
                Op::SliceOp => {
                    let flags = i.imm as u32;
                    let (ptr, len) = (r!(i.b), w[slot(i.b, 1)]);
                    let string = flags >> 3 & 3 == 1;
                    // Plain s[lo:hi] of slices and strings.
                    if flags & 4 != 0 || flags >> 3 & 3 > 1 {
                        break 'run;
                    }
                    let cap = if string { len } else { w[slot(i.b, 2)] };
                    let lo = if flags & 1 != 0 { r!(i.c) } else { 0 };
                    let hi = if flags & 2 != 0 { w[slot(i.c, 1)] } else { len };
                    if hi > cap || lo > hi {
                        break 'run;
                    }
                    let room = if string { hi - lo } else { cap - lo };
                    let size = u64::from(flags >> 8);
                    r!(i.a) = if room == 0 {
                        ptr
                    } else {
                        ptr.wrapping_add(lo.wrapping_mul(size))
                    };
                    w[slot(i.a, 1)] = hi - lo;
                    if !string {
                        w[slot(i.a, 2)] = cap - lo;
                    }
                }
                Op::AppendV => {
                    let (ptr, len, cap) = (r!(i.b), w[slot(i.b, 1)], w[slot(i.b, 2)]);
                    let Some(info) = t.types.get(i.imm as u32 as usize) else {
                        break 'run;
                    };
                    if len >= cap {
                        break 'run;
                    }
                    let v = r!(i.c);
                    let size = info.size;
                    let addr = ptr.wrapping_add(len.wrapping_mul(size));
                    let done = match info.repr {
                        Repr::Word => mem.store_inline(addr, v.to_le_bytes()),
                        Repr::U8 => mem.store_inline(addr, (v as u8).to_le_bytes()),
                        Repr::Words(2) => {
                            let both = u128::from(v) | u128::from(w[slot(i.c, 1)]) << 64;
                            mem.store_inline(addr, both.to_le_bytes())
                        }
                        _ => None,
                    };
                    if done.is_none() {
                        break 'run;
                    }
                    watch.write(addr, size, pc, left);
                    r!(i.a) = ptr;
                    w[slot(i.a, 1)] = len + 1;
                    w[slot(i.a, 2)] = cap;
                }
                Op::MapLen => {
                    let m = r!(i.b);
                    let n = if m == 0 {
                        0
                    } else {
                        let Some(n) = mem.load_inline(m) else {
                            break 'run;
                        };
                        watch.read(m, 8, pc, left);
                        u64::from_le_bytes(n)
                    };
                    r!(i.a) = n;
                }
                Op::Unbox => {
                    let Some(info) = t.types.get(i.imm as u32 as usize) else {
                        break 'run;
                    };
                    if info.repr == Repr::Word {
                        let Some(v) = mem.load_inline(r!(i.b)) else {
                            break 'run;
                        };
                        r!(i.a) = u64::from_le_bytes(v);
                    } else if info.repr == Repr::Words(2) {
                        load_words!(2, r!(i.b));
                    } else {
                        break 'run;
                    }
                }
                // The machine's own copy of the code holds entry addresses here.
                Op::Call => enter!(i.imm as u32),
                Op::CallC => {
                    let fv = r!(i.b);
                    let Some(id) = mem.load_inline(fv).map(u64::from_le_bytes) else {
                        break 'run;
                    };
                    if id & BOUND != 0 {
                        break 'run;
                    }
                    let Some(func) = t.funcs.get(id as usize) else {
                        break 'run;
                    };
                    w[slot(i.a, func.ctx)] = fv;
                    enter!(func.entry)
                }
                Op::CallI => {
                    let ty = r!(i.b);
                    let method = i.imm as u32;
                    let hit = &t.methods[method_line(ty, method)];
                    if hit.ty != ty || hit.method != method || ty == 0 {
                        break 'run;
                    }
                    w[slot(i.a, i.c)] = w[slot(i.b, 1)];
                    enter!(hit.entry)
                }
                Op::Ret => {
                    let Some(frame) = frames.last() else {
                        break 'run;
                    };
                    let back = frame.ret_pc as usize;
                    if back >= code.len() {
                        break 'run;
                    }
                    pc = back;
                    fp = frame.fp as usize;
                    frames.pop();
                    left -= 1;
                    continue 'run;
                }
                _ => break 'run,
            }
            pc += 1;
            left -= 1;
        }
    }
    Place { pc, fp, left }
}

/// Executes the commonest instructions within a window; returns in front of the first other one.
///
/// The same as `run` for them, and next to nothing to enter and to leave: for the few
/// instructions between two visible operations. Nothing here touches memory: where it lies would be
/// fetched before the first instruction.
#[inline(never)]
pub(crate) fn few(code: &[Instr], w: &mut Window, mut pc: usize, mut left: u64) -> (usize, u64) {
    while let Some(i) = code.get(pc)
        && left > 0
    {
        macro_rules! r {
            ($x:expr) => {
                w[$x as usize]
            };
        }
        let jump = match i.op {
            Op::Mov => {
                r!(i.a) = r!(i.b);
                false
            }
            Op::LoadI => {
                r!(i.a) = i.imm as i64 as u64;
                false
            }
            Op::AddI => {
                r!(i.a) = r!(i.b).wrapping_add(i.imm as i64 as u64);
                false
            }
            Op::Add => {
                r!(i.a) = r!(i.b).wrapping_add(r!(i.c));
                false
            }
            Op::Jmp => true,
            Op::JT => r!(i.a) != 0,
            Op::JF => r!(i.a) == 0,
            Op::Jeq => r!(i.a) == r!(i.b),
            Op::Jne => r!(i.a) != r!(i.b),
            Op::JltS => (r!(i.a) as i64) < r!(i.b) as i64,
            Op::JleS => r!(i.a) as i64 <= r!(i.b) as i64,
            Op::JeqI => r!(i.a) as i64 == i64::from(i.b as i8),
            Op::JneI => r!(i.a) as i64 != i64::from(i.b as i8),
            Op::LoopLt => {
                let v = (r!(i.a) as i64).wrapping_add(i64::from(i.c as i8));
                r!(i.a) = v as u64;
                v < r!(i.b) as i64
            }
            _ => break,
        };
        pc = if jump { i.imm as u32 as usize } else { pc + 1 };
        left -= 1;
    }
    (pc, left)
}

#[inline(always)]
pub(crate) fn put(word: &mut u64, v: u64, at: u8, mask: u64) {
    let at = at & 63;
    *word = *word & !(mask << at) | (v & mask) << at;
}
