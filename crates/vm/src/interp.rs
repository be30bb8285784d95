//! The loop that executes instructions.
//!
//! The outer of the loops: plain instructions run in `fast.rs`; here is every instruction with all
//! that can happen in it. The window of 256 slots is re-sliced at each call and return, so that
//! no operand needs a check. Leaving the loop is a `Trap`; who handles it is `Vm::exec`.

use bytecode::{Instr, Op, Program, TypeIdx, WINDOW};

use crate::arith;
use crate::fast::{self, Place, b32, f, f32, put};
use crate::g::{Frame, G};
use crate::natives::NativeKind;
use crate::scheduler::{Point, Scheduler};
use crate::trap::{Trap, divide, index};
use crate::value::{Window, slot};
use crate::vm::{VISIBLE_NS, Vm};

/// What the machine knows of a function while running.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FuncInfo {
    pub(crate) entry: u32,
    pub(crate) results: u8,
    pub(crate) params: u8,
    /// Slot of the closure context.
    pub(crate) ctx: u8,
    pub(crate) frame: u16,
}

/// Set in word 0 of a funcval that binds a receiver to an interface's method.
pub(crate) const BOUND: u64 = 1 << 63;

/// How often after a visible operation the smallest of the loops is tried before the inner one:
/// getting that one going costs as much as ten instructions, and the next visible operation is
/// often closer.
const FEW: u32 = 3;

/// An entry of the method cache.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct MethodEntry {
    pub(crate) ty: u64,
    pub(crate) method: u32,
    pub(crate) entry: u32,
}

pub(crate) const METHOD_CACHE: usize = 256;

#[inline(always)]
pub(crate) fn method_line(ty: u64, method: u32) -> usize {
    ((ty >> 7) ^ u64::from(method).wrapping_mul(0x9e5)) as usize % METHOD_CACHE
}

impl Vm {
    /// Executes instructions of `g` until something happens.
    pub(crate) fn exec_loop(
        &mut self,
        code: &[Instr],
        prog: &Program,
        g: &mut G,
        sched: &mut dyn Scheduler,
    ) -> Trap {
        let mut left = self.left;
        let mut pc = g.pc as usize;
        let mut fp = g.fp as usize;
        let mut few = FEW;
        let trap = 'run: loop {
            if few == 0 {
                let place = Place { pc, fp, left };
                Place { pc, fp, left } = self.run_plain(code, prog, g, place);
            }
            // One instruction, mostly one that is not plain.
            let Some(w) = g.stack.get_mut(fp..fp + WINDOW) else {
                break 'run Trap::Grow;
            };
            let Ok(w): Result<&mut Window, _> = w.try_into() else {
                break 'run Trap::Internal("window");
            };
            if few > 0 {
                few -= 1;
                (pc, left) = fast::few(code, w, pc, left);
            }
            {
                // By reference: what an instruction does not use is not even read.
                let Some(i) = code.get(pc) else {
                    break 'run Trap::OutOfCode;
                };
                let Some(rest) = left.checked_sub(1) else {
                    break 'run Trap::Budget;
                };
                left = rest;
                pc += 1;
                if let Some(races) = &mut self.race {
                    races.here(g.me.id, pc as u32 - 1, self.tick_end - left - 1);
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
                        }
                    };
                }
                macro_rules! ok {
                    ($e:expr) => {
                        match $e {
                            Ok(v) => v,
                            Err(t) => break 'run t,
                        }
                    };
                }
                /// A statement that may allocate.
                macro_rules! alloc {
                    ($e:expr) => {{
                        self.heap.site = pc as u32 - 1;
                        $e;
                        if self.heap.wants_gc() {
                            break 'run Trap::Gc;
                        }
                    }};
                }
                macro_rules! fault {
                    ($addr:expr) => {
                        break 'run Trap::Fault($addr)
                    };
                }
                macro_rules! load {
                    ($t:ty, $v:ident => $e:expr) => {{
                        let addr = r!(i.b).wrapping_add(i.imm as i64 as u64);
                        match self.mem.load(addr) {
                            Some(bytes) => {
                                let $v = <$t>::from_le_bytes(bytes);
                                r!(i.a) = $e;
                                self.saw_read(addr, size_of::<$t>() as u64);
                            }
                            None => fault!(addr),
                        }
                    }};
                }
                macro_rules! store {
                    ($t:ty) => {{
                        let addr = r!(i.b).wrapping_add(i.imm as i64 as u64);
                        let v = r!(i.a) as $t;
                        if self.mem.store(addr, v.to_le_bytes()).is_none() {
                            fault!(addr);
                        }
                        self.saw_write(addr, size_of::<$t>() as u64);
                    }};
                }
                macro_rules! element {
                    ($size:expr) => {{
                        let (k, len) = (r!(i.c), w[slot(i.b, 1)]);
                        if k >= len {
                            break 'run index(k, len);
                        }
                        r!(i.b).wrapping_add(k.wrapping_mul($size))
                    }};
                }
                macro_rules! idx_load {
                    ($t:ty, $v:ident => $e:expr) => {{
                        let addr = element!(size_of::<$t>() as u64);
                        match self.mem.load(addr) {
                            Some(bytes) => {
                                let $v = <$t>::from_le_bytes(bytes);
                                r!(i.a) = $e;
                                self.saw_read(addr, size_of::<$t>() as u64);
                            }
                            None => fault!(addr),
                        }
                    }};
                }
                macro_rules! idx_store {
                    ($t:ty) => {{
                        let addr = element!(size_of::<$t>() as u64);
                        let v = r!(i.a) as $t;
                        if self.mem.store(addr, v.to_le_bytes()).is_none() {
                            fault!(addr);
                        }
                        self.saw_write(addr, size_of::<$t>() as u64);
                    }};
                }
                macro_rules! load_words {
                    ($n:expr, $addr:expr) => {{
                        let addr = $addr;
                        let mut k = 0u8;
                        while k < $n {
                            let p = addr.wrapping_add(u64::from(k) * 8);
                            match self.mem.word(p) {
                                Some(v) => w[slot(i.a, k)] = v,
                                None => fault!(p),
                            }
                            k += 1;
                        }
                        self.saw_read(addr, $n * 8);
                    }};
                }
                macro_rules! store_words {
                    ($n:expr, $addr:expr) => {{
                        let addr = $addr;
                        let mut k = 0u8;
                        while k < $n {
                            let p = addr.wrapping_add(u64::from(k) * 8);
                            if self.mem.set_word(p, w[slot(i.a, k)]).is_none() {
                                fault!(p);
                            }
                            k += 1;
                        }
                        self.saw_write(addr, $n * 8);
                    }};
                }
                /// A visible operation: asks the policy first if it wants that.
                macro_rules! visible {
                    () => {
                        if self.asks {
                            if !self.granted {
                                self.left = left + 1;
                                let answer = sched.point(g.me, self.now());
                                if !matches!(answer, Point::Stay) {
                                    pc -= 1;
                                    left += 1;
                                    self.answer = answer;
                                    break 'run Trap::Point;
                                }
                            }
                            self.granted = false;
                        }
                        self.left = left;
                        self.skew += VISIBLE_NS;
                        g.pc = pc as u32;
                        g.fp = fp as u32;
                    };
                }
                /// After a visible operation: collect first, so that pausing changes nothing.
                macro_rules! after {
                    () => {
                        if self.heap.wants_gc() {
                            break 'run Trap::Gc;
                        }
                        if self.pause_events {
                            break 'run Trap::Reached;
                        }
                        few = FEW;
                    };
                }
                macro_rules! enter {
                    ($entry:expr) => {{
                        g.frames.push(Frame {
                            ret_pc: pc as u32,
                            fp: fp as u32,
                        });
                        fp += i.a as usize;
                        pc = $entry as usize;
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
                    Op::MovN => {
                        let n = (i.imm as usize).min(WINDOW);
                        let (a, b) = (i.a as usize, i.b as usize);
                        if b + n <= WINDOW && a + n <= WINDOW {
                            w.copy_within(b..b + n, a);
                        }
                    }
                    Op::LoadI => r!(i.a) = i.imm as i64 as u64,
                    Op::LoadK => {
                        let Some(k) = prog.consts.get(i.imm as u32 as usize) else {
                            break 'run Trap::Internal("constant");
                        };
                        r!(i.a) = *k;
                    }
                    Op::LoadStr => {
                        let k = i.imm as u32 as usize;
                        let Some([p, n]) = prog.consts.get(k..).and_then(|c| c.first_chunk())
                        else {
                            break 'run Trap::Internal("constant");
                        };
                        r!(i.a) = *p;
                        w[slot(i.a, 1)] = *n;
                    }
                    Op::Zero => {
                        let a = i.a as usize;
                        let end = (a + i.imm as u32 as usize).min(WINDOW);
                        if let Some(s) = w.get_mut(a..end) {
                            s.fill(0);
                        }
                    }
                    Op::LeaG => r!(i.a) = bytecode::LOW_BASE + u64::from(i.imm as u32),
                    Op::LoadG => match self.mem.load_global(i.imm as u32) {
                        Some(v) => {
                            r!(i.a) = v;
                            self.saw_read(global(i.imm), 8);
                        }
                        None => break 'run Trap::Internal("global"),
                    },
                    Op::StoreG => {
                        if self.mem.store_global(i.imm as u32, r!(i.a)).is_none() {
                            break 'run Trap::Internal("global");
                        }
                        self.saw_write(global(i.imm), 8);
                    }
                    Op::Add => bin!(x, y, x.wrapping_add(y)),
                    Op::Sub => bin!(x, y, x.wrapping_sub(y)),
                    Op::Mul => bin!(x, y, x.wrapping_mul(y)),
                    Op::AddI => un!(x, x.wrapping_add(i.imm as i64 as u64)),
                    Op::MulI => un!(x, x.wrapping_mul(i.imm as i64 as u64)),
                    Op::DivS | Op::RemS => {
                        let (x, y) = (r!(i.b) as i64, r!(i.c) as i64);
                        if y == 0 {
                            break 'run divide();
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
                            break 'run divide();
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
                            break 'run Trap::Error("negative shift amount".into());
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
                    Op::U64ToF => un!(x, (x as f64).to_bits()),
                    Op::FToI64 => un!(x, arith::f_to_i64(f(x)) as u64),
                    Op::FToU64 => un!(x, arith::f_to_u64(f(x))),
                    Op::I64ToF32 => un!(x, b32(x as i64 as f32)),
                    Op::U64ToF32 => un!(x, b32(x as f32)),
                    Op::F32ToF => un!(x, f64::from(f32(x)).to_bits()),
                    Op::FToF32 => un!(x, b32(f(x) as f32)),
                    Op::Cplx => {
                        let y = i.imm as u8;
                        let x = (f(r!(i.b)), f(w[slot(i.b, 1)]));
                        let y = (f(r!(y)), f(w[slot(y, 1)]));
                        let (re, im) = arith::complex(i.c, x, y);
                        r!(i.a) = re.to_bits();
                        w[slot(i.a, 1)] = im.to_bits();
                    }
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
                    Op::EqStr => {
                        let (p, q) = (r!(i.b), r!(i.c));
                        let (pl, ql) = (w[slot(i.b, 1)], w[slot(i.c, 1)]);
                        r!(i.a) = u64::from(ok!(self.strings_equal(p, pl, q, ql)));
                    }
                    Op::CmpStr => {
                        let (p, q) = (r!(i.b), r!(i.c));
                        let (pl, ql) = (w[slot(i.b, 1)], w[slot(i.c, 1)]);
                        r!(i.a) = ok!(self.compare_strings(p, pl, q, ql)) as i64 as u64;
                    }
                    Op::EqIface => {
                        let x = (r!(i.b), w[slot(i.b, 1)]);
                        let y = (r!(i.c), w[slot(i.c, 1)]);
                        r!(i.a) = u64::from(ok!(self.iface_equal(prog, x, y, 0)));
                    }
                    Op::EqVal => {
                        let ty = TypeIdx(i.imm as u32);
                        r!(i.a) = u64::from(ok!(self.values_equal(prog, ty, w, i.b, i.c)));
                    }
                    Op::Jmp => pc = i.imm as u32 as usize,
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
                    Op::LdN => {
                        let addr = r!(i.b).wrapping_add(i.imm as i64 as u64);
                        ok!(self.load_image(addr, u64::from(i.c), w, i.a));
                        self.saw_read(addr, u64::from(i.c));
                    }
                    Op::St8 => store!(u8),
                    Op::St16 => store!(u16),
                    Op::St32 => store!(u32),
                    Op::St64 => store!(u64),
                    Op::St128 => store_words!(2, r!(i.b).wrapping_add(i.imm as i64 as u64)),
                    Op::St192 => store_words!(3, r!(i.b).wrapping_add(i.imm as i64 as u64)),
                    Op::StN => {
                        let addr = r!(i.b).wrapping_add(i.imm as i64 as u64);
                        ok!(self.store_image(addr, u64::from(i.c), w, i.a));
                        self.saw_write(addr, u64::from(i.c));
                    }
                    Op::Copy => {
                        let (dst, src, n) = (r!(i.a), r!(i.b), u64::from(i.imm as u32));
                        if self.mem.copy(dst, src, n).is_none() {
                            let bad = if self.mem.slice(src, n).is_some() {
                                dst
                            } else {
                                src
                            };
                            fault!(bad);
                        }
                        self.saw_read(src, n);
                        self.saw_write(dst, n);
                    }
                    Op::MemZero => {
                        if self.mem.zero(r!(i.a), u64::from(i.imm as u32)).is_none() {
                            fault!(r!(i.a));
                        }
                        self.saw_write(r!(i.a), u64::from(i.imm as u32));
                    }
                    Op::NilCheck => {
                        let addr = r!(i.a).wrapping_add(i.imm as i64 as u64);
                        if !self.mem.mapped(addr) {
                            fault!(addr);
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
                    Op::IdxLdLd64 => {
                        let addr = element!(24u64);
                        let Some(head) = self.mem.load::<16>(addr) else {
                            fault!(addr)
                        };
                        let head = u128::from_le_bytes(head);
                        let (data, len) = (head as u64, (head >> 64) as u64);
                        let k = w[i.imm as u8 as usize];
                        if k >= len {
                            break 'run index(k, len);
                        }
                        self.saw_read(addr, 16);
                        let addr = data.wrapping_add(k.wrapping_mul(8));
                        match self.mem.load(addr) {
                            Some(bytes) => r!(i.a) = u64::from_le_bytes(bytes),
                            None => fault!(addr),
                        }
                        self.saw_read(addr, 8);
                    }
                    Op::IdxLd64 => idx_load!(u64, v => v),
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
                            break 'run index(k, n);
                        }
                    }
                    Op::BoundR => {
                        let (k, n) = (r!(i.a), r!(i.b));
                        if k >= n {
                            break 'run index(k, n);
                        }
                    }
                    Op::AddrMul => {
                        r!(i.a) = r!(i.b).wrapping_add(r!(i.c).wrapping_mul(i.imm as i64 as u64));
                    }
                    Op::SliceOp => ok!(self.slice_op(w, *i)),
                    Op::SliceToArr => {
                        let (len, n) = (w[slot(i.b, 1)], u64::from(i.imm as u32));
                        if len < n {
                            break 'run Trap::Bounds(format!(
                                "cannot convert slice with length {len} to array or pointer to array with length {n}"
                            ));
                        }
                        r!(i.a) = r!(i.b);
                    }
                    Op::New => alloc!(r!(i.a) = ok!(self.new_object(TypeIdx(i.imm as u32)))),
                    Op::MakeSlice => alloc!({
                        let (len, cap) = (r!(i.b), r!(i.c));
                        r!(i.a) = ok!(self.make_slice(TypeIdx(i.imm as u32), len, cap));
                        w[slot(i.a, 1)] = len;
                        w[slot(i.a, 2)] = cap;
                    }),
                    Op::AppendV => alloc!(ok!(self.append_value(w, *i))),
                    Op::AppendS => alloc!(ok!(self.append_slice(w, *i))),
                    Op::Grow => alloc!(ok!(self.lengthen(w, *i))),
                    Op::CopySl => ok!(self.copy_slice(w, *i)),
                    Op::ClearSl => {
                        let n = w[slot(i.a, 1)].wrapping_mul(u64::from(i.imm as u32));
                        if self.mem.zero(r!(i.a), n).is_none() {
                            fault!(r!(i.a));
                        }
                        self.saw_write(r!(i.a), n);
                    }
                    Op::Closure => alloc!(ok!(self.closure(w, *i))),
                    Op::LdCap => {
                        let addr = r!(i.b).wrapping_add(8 + i.imm as u32 as u64 * 8);
                        match self.mem.word(addr) {
                            Some(v) => r!(i.a) = v,
                            None => fault!(addr),
                        }
                    }
                    Op::Concat => alloc!(ok!(self.concat(w, *i))),
                    Op::StrToBytes => alloc!(ok!(self.string_to_bytes(w, *i))),
                    Op::BytesToStr => alloc!(ok!(self.bytes_to_string(w, *i))),
                    Op::StrToRunes => alloc!(ok!(self.string_to_runes(w, *i))),
                    Op::RunesToStr => alloc!(ok!(self.runes_to_string(w, *i))),
                    Op::RuneToStr => alloc!(ok!(self.rune_to_string(w, *i))),
                    Op::RangeStr => {
                        if !ok!(self.range_string(w, *i)) {
                            pc = i.imm as u32 as usize;
                        }
                    }
                    Op::MapMake => {
                        alloc!(r!(i.a) = ok!(self.map_make(TypeIdx(i.imm as u32), r!(i.b))));
                    }
                    Op::MapGet => {
                        self.saw_map(r!(i.b), false);
                        ok!(self.map_get(prog, w, *i, false));
                    }
                    Op::MapGet2 => {
                        self.saw_map(r!(i.b), false);
                        ok!(self.map_get(prog, w, *i, true));
                    }
                    Op::MapSet => {
                        self.saw_map(r!(i.b), true);
                        alloc!(ok!(self.map_set(prog, w, *i)));
                    }
                    Op::MapDelete => {
                        self.saw_map(r!(i.b), true);
                        ok!(self.map_delete(prog, w, *i));
                    }
                    Op::MapClear => {
                        self.saw_map(r!(i.b), true);
                        ok!(self.map_clear(r!(i.b)));
                    }
                    Op::MapLen => {
                        let m = r!(i.b);
                        self.saw_map(m, false);
                        r!(i.a) = if m == 0 {
                            0
                        } else {
                            match self.mem.word(m) {
                                Some(n) => n,
                                None => fault!(m),
                            }
                        };
                    }
                    Op::MapIter => {
                        self.saw_map(r!(i.b), false);
                        alloc!(r!(i.a) = ok!(self.map_iter(r!(i.b))));
                    }
                    Op::MapNext => {
                        if !ok!(self.map_next(w, *i)) {
                            pc = i.imm as u32 as usize;
                        }
                    }
                    Op::Box => alloc!(r!(i.a) = ok!(self.box_value(TypeIdx(i.imm as u32), w, i.b))),
                    Op::IsType => {
                        let t = prog.types_base
                            + u64::from(i.imm as u32) * bytecode::descriptor::STRIDE;
                        r!(i.a) = u64::from(r!(i.b) == t);
                    }
                    Op::Implements => {
                        let t = r!(i.b);
                        r!(i.a) = u64::from(self.implements(prog, t, TypeIdx(i.imm as u32)));
                    }
                    Op::AssertFail => {
                        let (t, from) = (r!(i.b), TypeIdx(r!(i.c) as u32));
                        break 'run self.assert_fail(prog, t, from, TypeIdx(i.imm as u32));
                    }
                    Op::Unbox => {
                        let p = r!(i.b);
                        ok!(self.load_value(TypeIdx(i.imm as u32), p, w, i.a));
                    }
                    // The machine's own copy of the code holds entry addresses here.
                    Op::Call => enter!(i.imm as u32),
                    Op::CallC => {
                        let fv = r!(i.b);
                        let Some(id) = self.mem.word(fv) else {
                            fault!(fv);
                        };
                        let Some(func) = self.funcs.get((id & !BOUND) as usize).copied() else {
                            fault!(id);
                        };
                        if id & BOUND != 0 {
                            let Some(recv) = self.mem.word(fv + 8) else {
                                fault!(fv);
                            };
                            // The method takes its receiver before the parameters.
                            for k in (1..func.params).rev() {
                                w[slot(i.a, func.results + k)] = w[slot(i.a, func.results + k - 1)];
                            }
                            w[slot(i.a, func.results)] = recv;
                        }
                        w[slot(i.a, func.ctx)] = fv;
                        enter!(func.entry)
                    }
                    Op::CallI => {
                        let t = r!(i.b);
                        let method = i.imm as u32;
                        let line = method_line(t, method);
                        let hit = self.methods[line];
                        let entry = if hit.ty == t && hit.method == method && t != 0 {
                            hit.entry
                        } else {
                            ok!(self.find_method(prog, t, method)).entry
                        };
                        w[slot(i.a, i.c)] = w[slot(i.b, 1)];
                        enter!(entry)
                    }
                    Op::CallN => {
                        let kind = self.natives.get(i.imm as u32 as usize).copied();
                        if kind == Some(NativeKind::Leaf) {
                            alloc!(ok!(self.native_leaf(prog, w, *i)));
                            continue;
                        }
                        if kind == Some(NativeKind::Visible)
                            || self.steered && self.is_steered_native(*i)
                        {
                            visible!();
                        } else {
                            self.left = left;
                            g.pc = pc as u32;
                            g.fp = fp as u32;
                        }
                        self.heap.site = pc as u32 - 1;
                        self.at_pc = pc as u32 - 1;
                        let done = self.native(prog, g, sched, *i);
                        // A native that parks may ask to be executed again.
                        pc = g.pc as usize;
                        ok!(done);
                        after!();
                        continue 'run;
                    }
                    Op::Ret => {
                        let Some(frame) = g.frames.pop() else {
                            break 'run Trap::Internal("return without a frame");
                        };
                        pc = frame.ret_pc as usize;
                        if pc >= code.len() {
                            // The machine wants to see the callee's window.
                            g.frames.push(frame);
                            break 'run Trap::OutOfCode;
                        }
                        fp = frame.fp as usize;
                        continue 'run;
                    }
                    Op::RunDefers => {
                        let depth = g.frames.len() as u32;
                        if let Some(d) = g.defers.pop_if(|d| d.depth == depth) {
                            // Comes back to the same instruction, which looks for more.
                            (g.pc, g.fp) = (pc as u32, fp as u32);
                            let called = self.push_call(g, d.funcval, i.imm as u32, g.pc - 1);
                            fp = g.fp as usize;
                            ok!(called);
                            pc = g.pc as usize;
                            few = FEW;
                            continue 'run;
                        }
                    }
                    Op::Defer => {
                        let depth = g.frames.len() as u32;
                        g.defers.push(crate::g::Deferred {
                            depth,
                            funcval: r!(i.a),
                        });
                    }
                    Op::DeferTo => {
                        let depth = r!(i.b) as u32;
                        let funcval = r!(i.a);
                        let at = g.defers.partition_point(|d| d.depth <= depth);
                        g.defers.insert(at, crate::g::Deferred { depth, funcval });
                    }
                    Op::FrameTok => r!(i.a) = g.frames.len() as u64,
                    Op::Go => {
                        visible!();
                        let fv = r!(i.a);
                        self.at_pc = pc as u32 - 1;
                        ok!(self.go(prog, g.me, fv, sched));
                        after!();
                    }
                    Op::Panic => break 'run Trap::Value(r!(i.a), w[slot(i.a, 1)]),
                    Op::Recover => {
                        if !g.panics.is_empty() {
                            break 'run Trap::Recover(i.a);
                        }
                        r!(i.a) = 0;
                        w[slot(i.a, 1)] = 0;
                    }
                    Op::Throw => break 'run self.thrown(prog, *i),
                    Op::CheckPtr => ok!(self.check_pointer(w, *i)),
                    Op::CheckArith => ok!(self.check_arithmetic(w, *i)),
                    Op::BindI => alloc!(r!(i.a) = ok!(self.bind(prog, w, *i))),
                    Op::MakeChan => {
                        visible!();
                        self.at_pc = pc as u32 - 1;
                        alloc!(
                            r!(i.a) =
                                ok!(self.make_chan(prog, g.me, TypeIdx(i.imm as u32), r!(i.b)))
                        );
                        after!();
                    }
                    Op::Send => {
                        visible!();
                        self.at_pc = pc as u32 - 1;
                        ok!(self.send(prog, g.me, w, fp, *i, sched));
                        after!();
                    }
                    Op::Recv => {
                        visible!();
                        self.at_pc = pc as u32 - 1;
                        ok!(self.recv(prog, g.me, w, fp, *i, sched));
                        after!();
                    }
                    Op::Close => {
                        visible!();
                        self.at_pc = pc as u32 - 1;
                        let ch = r!(i.a);
                        ok!(self.close(prog, g.me, ch, sched));
                        after!();
                    }
                    Op::Select => {
                        visible!();
                        self.at_pc = pc as u32 - 1;
                        ok!(self.select(prog, g.me, w, fp, *i, sched));
                        after!();
                    }
                    Op::LenChan => {
                        if self.steered {
                            visible!();
                        }
                        r!(i.a) = ok!(self.chan_len(r!(i.b), 0));
                    }
                    Op::CapChan => r!(i.a) = ok!(self.chan_len(r!(i.b), 8)),
                    Op::Print => {
                        self.left = left;
                        self.at_pc = pc as u32 - 1;
                        ok!(self.print(prog, g.me, w, *i));
                    }
                    Op::Unreachable => break 'run Trap::Internal("unreachable code"),
                    Op::Break => {
                        pc -= 1;
                        left += 1;
                        break 'run Trap::Break;
                    }
                }
            }
        };
        self.left = left;
        g.pc = pc as u32;
        g.fp = fp as u32;
        trap
    }
}

/// The address of a global.
fn global(offset: i32) -> u64 {
    bytecode::LOW_BASE + u64::from(offset as u32)
}
