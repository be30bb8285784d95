//! Which slots of a frame may still be read: what the collector counts as roots.
//!
//! gc's collector knows of each call which variables somebody may still use, and a program can see
//! it: finalizers run, weak pointers become nil. So a slot counts here only if some path from where
//! the frame stands reads it before writing it. This is the classic backward analysis of liveness
//! over a function's code, done when a collection first meets the function.
//!
//! What an instruction reads is a superset, what it writes a subset of the truth: a slot too many
//! keeps garbage, one too few would be fatal. Nothing is known here of what values mean.

use std::collections::BTreeMap;
use std::sync::Arc;

use bytecode::{Instr, Op, Program, TypeIdx};

/// A set of slots of one window.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Slots([u64; 4]);

impl Slots {
    pub(crate) const ALL: Slots = Slots([u64::MAX; 4]);

    pub(crate) fn has(self, slot: usize) -> bool {
        self.0
            .get(slot / 64)
            .is_some_and(|w| w >> (slot % 64) & 1 == 1)
    }
    fn add(&mut self, from: u8, n: u32) {
        for slot in u32::from(from)..(u32::from(from) + n).min(256) {
            if let Some(w) = self.0.get_mut(slot as usize / 64) {
                *w |= 1 << (slot % 64);
            }
        }
    }
    fn remove(&mut self, from: u8, n: u32) {
        for slot in u32::from(from)..(u32::from(from) + n).min(256) {
            if let Some(w) = self.0.get_mut(slot as usize / 64) {
                *w &= !(1 << (slot % 64));
            }
        }
    }
    pub(crate) fn union(self, other: Slots) -> Slots {
        let mut out = self;
        for (w, o) in out.0.iter_mut().zip(other.0) {
            *w |= o;
        }
        out
    }
}

/// What is known of functions that a collection has met, by entry.
#[derive(Clone, Debug, Default)]
pub(crate) struct Liveness {
    funcs: BTreeMap<u32, Arc<[Slots]>>,
}

/// Slots that a value may take.
const WIDEST: u32 = 17;
/// Slots that a call's arguments and results may take.
const REST: u32 = 256;

impl Liveness {
    /// What may still be read where the instruction at `pc` is about to be executed.
    pub(crate) fn before(&mut self, prog: &Program, pc: u32) -> Slots {
        let Some(f) = prog.func_at(pc).and_then(|f| prog.func(f)) else {
            return Slots::default();
        };
        let live = self
            .funcs
            .entry(f.entry)
            .or_insert_with(|| analyse(prog, f).into());
        live.get(pc.wrapping_sub(f.entry) as usize)
            .copied()
            .unwrap_or(Slots::ALL)
    }

    /// What a frame may still read once the call returns to `ret`, or once a deferred call has
    /// recovered.
    pub(crate) fn after_call(&mut self, prog: &Program, ret: u32) -> Slots {
        let calling = prog
            .func_at(ret.saturating_sub(1))
            .and_then(|f| prog.func(f));
        let back = match calling {
            Some(f) if ret < f.end => self.before(prog, ret),
            Some(_) => Slots::default(),
            None => Slots::ALL,
        };
        back.union(self.after_recovery(prog, ret))
    }

    /// What the frame that stands behind `pc` may still read after a panic: it goes on where it
    /// returns, or not at all.
    pub(crate) fn after_recovery(&mut self, prog: &Program, pc: u32) -> Slots {
        let func = prog
            .func_at(pc.saturating_sub(1))
            .and_then(|f| prog.func(f));
        match func {
            Some(f) if f.flags.has_defer => self.before(prog, f.recover_pc),
            Some(_) => Slots::default(),
            None => Slots::ALL,
        }
    }
}

/// The live slots before each instruction of a function.
fn analyse(prog: &Program, f: &bytecode::Func) -> Vec<Slots> {
    let code = prog
        .code
        .get(f.entry as usize..f.end as usize)
        .unwrap_or(&[]);
    let mut live = vec![Slots::default(); code.len()];
    let at = |live: &[Slots], pc: u32| {
        let here = live.get(pc.wrapping_sub(f.entry) as usize);
        here.copied().unwrap_or_default()
    };
    loop {
        let mut changed = false;
        for (k, i) in code.iter().enumerate().rev() {
            let pc = f.entry + k as u32;
            let mut set = Slots::default();
            let (next, jumps) = successors(*i);
            if next {
                set = at(&live, pc + 1);
            }
            let (kill, n) = writes(prog, *i);
            set.remove(kill, n);
            for target in jumps {
                set = set.union(at(&live, target));
            }
            reads(prog, f, *i, &mut set);
            if f.flags.has_defer {
                // Anything may panic, and a deferred call recover.
                set = set.union(at(&live, f.recover_pc));
            }
            if let Some(slot) = live.get_mut(k)
                && *slot != set
            {
                *slot = set;
                changed = true;
            }
        }
        if !changed {
            return live;
        }
    }
}

/// Whether an instruction may be followed by the next one, and where else it may lead.
fn successors(i: Instr) -> (bool, std::ops::Range<u32>) {
    let to = i.imm as u32;
    match i.op {
        Op::Jmp => (false, to..to + 1),
        Op::Ret | Op::Panic | Op::Throw | Op::Unreachable => (false, 0..0),
        Op::Table => (true, to..to + u32::from(i.b) * 256 + u32::from(i.c)),
        op if op.format().ends_with('j') => (true, to..to + 1),
        _ => (true, 0..0),
    }
}

/// How many slots a value of a type takes.
fn slots(prog: &Program, ty: i32) -> u32 {
    prog.ty(TypeIdx(ty as u32))
        .map_or(WIDEST, |t| u32::from(t.slots))
}

/// How many slots a key and an element of a map type take.
fn entry(prog: &Program, map: i32) -> (u32, u32) {
    let width = |part: Option<TypeIdx>| part.map_or(WIDEST, |t| slots(prog, t.0 as i32));
    match prog.ty(TypeIdx(map as u32)) {
        Some(t) => (width(t.key), width(t.elem)),
        None => (WIDEST, WIDEST),
    }
}

/// The slots that an instruction writes whenever the next one is executed after it: the first and
/// how many.
fn writes(prog: &Program, i: Instr) -> (u8, u32) {
    let n = match i.op {
        // Not if they jump, or not for everybody.
        Op::MapNext | Op::RangeStr | Op::Recv | Op::Select | Op::CopySl => 0,
        Op::LoopLt | Op::LoopLe | Op::PutB8 | Op::PutB16 | Op::PutB32 => 0,
        Op::Mov2
        | Op::LoadStr
        | Op::Ld128
        | Op::IdxLd128
        | Op::Cplx
        | Op::C64ToC128
        | Op::Concat
        | Op::BytesToStr
        | Op::RunesToStr
        | Op::RuneToStr => 2,
        Op::Mov3
        | Op::Ld192
        | Op::IdxLd192
        | Op::MakeSlice
        | Op::AppendV
        | Op::AppendS
        | Op::Grow
        | Op::StrToBytes
        | Op::StrToRunes => 3,
        Op::MovN | Op::Zero => i.imm as u32,
        Op::LdN => u32::from(i.c).div_ceil(8),
        // A type that is not known counts as one without slots.
        Op::Unbox | Op::MapGet if prog.ty(TypeIdx(i.imm as u32)).is_none() => 0,
        Op::Unbox => slots(prog, i.imm),
        Op::MapGet => entry(prog, i.imm).1,
        // The window belongs to the callee.
        Op::Call | Op::CallC | Op::CallI => REST,
        op if op.format().starts_with('d') => 1,
        _ => 0,
    };
    (i.a, n)
}

/// Adds the slots that an instruction may read.
fn reads(prog: &Program, f: &bytecode::Func, i: Instr, set: &mut Slots) {
    let ty = || slots(prog, i.imm);
    // Widths of the operands a, b and c, where they are sources.
    let (a, b, c) = match i.op {
        Op::Ret => {
            set.add(0, u32::from(f.result_slots));
            return;
        }
        Op::Call => {
            let Some(callee) = prog.func(bytecode::FuncId(i.imm as u32)) else {
                return set.add(i.a, REST);
            };
            let from = i.a.saturating_add(callee.result_slots);
            // A closure's context follows.
            let code = prog.code.get(callee.entry as usize..callee.end as usize);
            let closure = code.is_none_or(|c| c.iter().any(|i| i.op == Op::LdCap));
            return set.add(from, u32::from(callee.param_slots) + u32::from(closure));
        }
        Op::CallN => (u32::from(i.b), 0, 0),
        Op::CallC => (i.imm as u32, 1, 0),
        Op::CallI => (REST, 2, 0),
        Op::Select => {
            let Some(desc) = prog.selects.get(i.imm as u32 as usize) else {
                *set = Slots::ALL;
                return;
            };
            for case in &desc.cases {
                set.add(case.chan, 1);
                if case.dir == bytecode::SelectDir::Send {
                    set.add(case.value, WIDEST);
                }
            }
            return;
        }
        Op::Mov2 => (0, 2, 0),
        Op::Mov3 => (0, 3, 0),
        Op::MovN => (0, i.imm as u32, 0),
        Op::Cplx => {
            set.add(i.imm as u8, 2);
            (0, 2, 0)
        }
        Op::C128ToC64 => (0, 2, 0),
        Op::EqStr | Op::CmpStr | Op::EqIface => (0, 2, 2),
        Op::EqVal => (0, ty(), ty()),
        Op::St128 => (2, 1, 0),
        Op::St192 => (3, 1, 0),
        Op::StN => (u32::from(i.c).div_ceil(8), 1, 0),
        Op::IdxLdLd64 => {
            set.add(i.imm as u8, 1);
            (0, 2, 1)
        }
        Op::IdxLd8U
        | Op::IdxLd8S
        | Op::IdxLd16U
        | Op::IdxLd16S
        | Op::IdxLd32U
        | Op::IdxLd32S
        | Op::IdxLd64
        | Op::IdxLd128
        | Op::IdxLd192
        | Op::IdxAddr => (0, 2, 1),
        Op::IdxSt8 | Op::IdxSt16 | Op::IdxSt32 | Op::IdxSt64 => (1, 2, 1),
        Op::IdxSt128 => (2, 2, 1),
        Op::IdxSt192 => (3, 2, 1),
        Op::SliceOp => (0, 3, 3),
        Op::SliceToArr => (0, 2, 0),
        Op::AppendV => (0, 3, ty()),
        Op::AppendS | Op::CopySl => (0, 3, 3),
        Op::Grow => (0, 3, 1),
        Op::ClearSl => (3, 0, 0),
        Op::Closure => (0, u32::from(i.c), 0),
        Op::Concat => (0, 2 * u32::from(i.c), 0),
        Op::StrToBytes | Op::StrToRunes | Op::RangeStr => (0, 2, 1),
        Op::BytesToStr | Op::RunesToStr => (0, 3, 0),
        Op::MapGet | Op::MapGet2 | Op::MapDelete => (0, 1, entry(prog, i.imm).0),
        Op::MapSet => {
            let (key, elem) = entry(prog, i.imm);
            (elem, 1, key)
        }
        Op::Box => (0, ty(), 0),
        Op::IsType | Op::Implements | Op::AssertFail | Op::BindI => (0, 2, 0),
        Op::Panic => (2, 0, 0),
        Op::CheckPtr => (3, 0, 1),
        Op::CheckArith => (1, u32::from(i.c), 0),
        Op::Send => (WIDEST, 1, 0),
        // By what is printed: see the table of instructions.
        Op::Print => match i.b {
            9 | 10 => (0, 0, 0),
            4 | 5 | 7 => (2, 0, 0),
            8 => (3, 0, 0),
            _ => (1, 0, 0),
        },
        _ => (1, 1, 1),
    };
    for ((slot, letter), n) in [i.a, i.b, i.c]
        .into_iter()
        .zip(i.op.format().chars())
        .zip([a, b, c])
    {
        if matches!(letter, 's' | 'x') {
            set.add(slot, n);
        }
    }
}
