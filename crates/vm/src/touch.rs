//! What memory the next instruction will read and write, told from its operands alone.
//!
//! For whoever re-executes a few steps to show what they touched; the interpreter knows nothing of
//! it. Calls of natives are left out: what orders goroutines is in the events.

use bytecode::{Instr, LOW_BASE, Op, TypeIdx};

use crate::vm::Vm;

/// A range of memory that is read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Access {
    pub address: u64,
    pub len: u64,
    pub write: bool,
}

fn read(address: u64, len: u64) -> Option<Access> {
    Some(Access {
        address,
        len,
        write: false,
    })
}

fn write(address: u64, len: u64) -> Option<Access> {
    Some(Access {
        address,
        len,
        write: true,
    })
}

impl Vm {
    /// The running goroutine, and what its next instruction reads and writes if it succeeds. Nobody
    /// may be running; and the scheduler may let somebody else go first.
    pub fn next_accesses(&self) -> Option<(u32, [Option<Access>; 2])> {
        let id = self.running()?;
        let g = self.gs.get(self.current?.slot as usize)?.as_deref()?;
        let instr = self.prog.code.get(g.pc as usize)?;
        let slot = |n: usize| g.stack.get(g.fp as usize + n).copied().unwrap_or(0);
        Some((id, self.accesses(instr, &slot)))
    }

    fn accesses(&self, i: &Instr, slot: &dyn Fn(usize) -> u64) -> [Option<Access>; 2] {
        let (a, b, c) = (usize::from(i.a), usize::from(i.b), usize::from(i.c));
        let offset = i.imm as i64 as u64;
        let number = u64::from(i.imm as u32);
        let at = || slot(b).wrapping_add(offset);
        let element = |len: u64| slot(b).wrapping_add(slot(c).wrapping_mul(len));
        let within = slot(c) < slot(b + 1);
        let size = |ty: i32| self.prog.ty(TypeIdx(ty as u32)).map_or(0, |t| t.size);
        let one = |access: Option<Access>| [access.filter(|a| a.len > 0), None];
        match i.op {
            Op::LoadG => one(read(LOW_BASE + number, 8)),
            Op::StoreG => one(write(LOW_BASE + number, 8)),
            Op::Ld8U | Op::Ld8S => one(read(at(), 1)),
            Op::Ld16U | Op::Ld16S => one(read(at(), 2)),
            Op::Ld32U | Op::Ld32S => one(read(at(), 4)),
            Op::Ld64 => one(read(at(), 8)),
            Op::Ld128 => one(read(at(), 16)),
            Op::Ld192 => one(read(at(), 24)),
            Op::LdN => one(read(at(), c as u64)),
            Op::St8 => one(write(at(), 1)),
            Op::St16 => one(write(at(), 2)),
            Op::St32 => one(write(at(), 4)),
            Op::St64 => one(write(at(), 8)),
            Op::St128 => one(write(at(), 16)),
            Op::St192 => one(write(at(), 24)),
            Op::StN => one(write(at(), c as u64)),
            Op::Copy => [read(slot(b), number), write(slot(a), number)],
            Op::MemZero => one(write(slot(a), number)),
            Op::IdxLd8U | Op::IdxLd8S if within => one(read(element(1), 1)),
            Op::IdxLd16U | Op::IdxLd16S if within => one(read(element(2), 2)),
            Op::IdxLd32U | Op::IdxLd32S if within => one(read(element(4), 4)),
            Op::IdxLd64 if within => one(read(element(8), 8)),
            Op::IdxLd128 if within => one(read(element(16), 16)),
            Op::IdxLd192 if within => one(read(element(24), 24)),
            Op::IdxSt8 if within => one(write(element(1), 1)),
            Op::IdxSt16 if within => one(write(element(2), 2)),
            Op::IdxSt32 if within => one(write(element(4), 4)),
            Op::IdxSt64 if within => one(write(element(8), 8)),
            Op::IdxSt128 if within => one(write(element(16), 16)),
            Op::IdxSt192 if within => one(write(element(24), 24)),
            Op::IdxLdLd64 if within => {
                let row = element(24);
                let (data, len) = (self.mem.word(row), self.mem.word(row.wrapping_add(8)));
                let nth = slot(number as usize);
                let inner = data.filter(|_| len.is_some_and(|len| nth < len));
                let inner = inner.and_then(|d| read(d.wrapping_add(nth.wrapping_mul(8)), 8));
                [read(row, 24), inner]
            }
            Op::AppendV | Op::AppendS => {
                let size = size(i.imm);
                let (data, len, cap) = (slot(b), slot(b + 1), slot(b + 2));
                let more = if i.op == Op::AppendV { 1 } else { slot(c + 1) };
                let from = (i.op == Op::AppendS).then(|| slot(c));
                let source = from.and_then(|from| read(from, more.saturating_mul(size)));
                // Without room the elements move: where to is not known yet.
                let target = if len.saturating_add(more) <= cap {
                    let end = data.wrapping_add(len.wrapping_mul(size));
                    write(end, more.saturating_mul(size))
                } else {
                    read(data, len.saturating_mul(size))
                };
                [source, target].map(|a| a.filter(|a| a.len > 0))
            }
            Op::CopySl => {
                let bytes = slot(b + 1).min(slot(c + 1)).saturating_mul(number);
                [read(slot(c), bytes), write(slot(b), bytes)].map(|a| a.filter(|a| a.len > 0))
            }
            Op::ClearSl => one(write(slot(a), slot(a + 1).saturating_mul(number))),
            Op::LdCap => one(read(slot(b).wrapping_add(8 * number), 8)),
            Op::Unbox => one(read(slot(b), size(i.imm))),
            Op::RangeStr if within => one(read(slot(b).wrapping_add(slot(c)), 1)),
            Op::StrToBytes => one(read(slot(b), slot(b + 1))),
            Op::BytesToStr => one(read(slot(b), slot(b + 1))),
            // A map or channel as a whole: which of its entries is the machine's business.
            Op::MapGet | Op::MapGet2 | Op::MapLen if slot(b) != 0 => one(read(slot(b), 8)),
            Op::MapSet | Op::MapDelete | Op::MapClear if slot(b) != 0 => one(write(slot(b), 8)),
            Op::Send if slot(b) != 0 => one(write(slot(b), 8)),
            Op::Recv if slot(b) != 0 => one(write(slot(b), 8)),
            Op::LenChan | Op::CapChan if slot(b) != 0 => one(read(slot(b), 8)),
            Op::Close if slot(a) != 0 => one(write(slot(a), 8)),
            _ => [None, None],
        }
    }
}
