//! Operations of the library that count as one, though the library makes them of several: those of
//! `Once`, `Pool` and `Map` in package sync.
//!
//! Nobody is let in between their parts, so nobody sees one half done. That leaves out nothing that
//! could be told from outside: `Once` and `Map` behave as if each operation happened at one moment,
//! and so `Pool` may. Which functions of the library the parts are in is known by name; what counts
//! as the operation is its first atomic.

use bytecode::{FuncId, Native, Program};

use crate::scheduler::GRef;
use crate::steer::NextOp;
use crate::vm::Vm;

/// What a function of the library is to operations that count as one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part {
    None,
    OnceDo,
    /// Taking and giving back the mutex, and the second look.
    OnceSlow,
    OnceFinish,
    /// Its swap of the counter of collections is where an operation begins.
    PoolAge,
    /// Calls the atomic with which an operation begins.
    MapBegin,
    /// All that comes after a beginning.
    Rest,
}

/// The library's functions that operations which count as one are made of.
#[derive(Clone, Debug, Default)]
pub struct Wholes(Vec<(FuncId, Part)>);

impl Wholes {
    pub fn of(prog: &Program) -> Wholes {
        let all = prog.funcs.iter().zip(0..);
        let all = all.map(|(f, id)| (FuncId(id), part(&f.name)));
        Wholes(all.filter(|f| f.1 != Part::None).collect())
    }

    /// Whether an instruction is part of an operation that counts as one.
    pub fn has(&self, prog: &Program, pc: u32) -> bool {
        self.part(prog, pc) != Part::None
    }

    fn part(&self, prog: &Program, pc: u32) -> Part {
        if self.0.is_empty() {
            return Part::None;
        }
        let func = prog.func_at(pc);
        let found = self.0.iter().find(|f| Some(f.0) == func);
        found.map_or(Part::None, |f| f.1)
    }
}

fn part(name: &str) -> Part {
    let Some(name) = name.strip_prefix("sync.") else {
        return Part::None;
    };
    match name {
        "(*Once).Do" => Part::OnceDo,
        "(*Once).finish" => Part::OnceFinish,
        "(*Pool).age" => Part::PoolAge,
        "(*Map).begin" => Part::MapBegin,
        "pop" => Part::Rest,
        // Also what it defers.
        _ if name.starts_with("(*Once).doSlow") => Part::OnceSlow,
        _ if ["(*Pool).", "(*Map).", "(*cell)."]
            .iter()
            .any(|t| name.starts_with(t)) =>
        {
            Part::Rest
        }
        _ => Part::None,
    }
}

impl Vm {
    /// The operation before which a goroutine stands that was asked for it, where those of the
    /// library count as one: whatever they are made of besides is silent.
    pub fn next_whole(&self, g: GRef, wholes: &Wholes) -> NextOp {
        let op = self.next_op(g);
        let Some(g) = self.steered_g(g) else {
            return op;
        };
        let caller = || {
            let pc = g.frames.last().and_then(|f| f.ret_pc.checked_sub(1));
            pc.map_or(Part::None, |pc| wholes.part(&self.prog, pc))
        };
        match op {
            NextOp::AtomicLoad(a) => match caller() {
                Part::OnceDo => NextOp::OnceDo(a),
                Part::MapBegin => NextOp::Map(a),
                Part::OnceSlow | Part::Rest => NextOp::Silent,
                _ => op,
            },
            NextOp::AtomicStore(a) => match caller() {
                Part::OnceFinish => NextOp::OnceEnd(a),
                Part::PoolAge | Part::Rest => NextOp::Silent,
                _ => op,
            },
            NextOp::AtomicRmw(a) => match caller() {
                Part::PoolAge if self.native_at(g.pc) == Some(Native::AtomicSwapU32) => {
                    NextOp::Pool(a)
                }
                Part::PoolAge | Part::Rest => NextOp::Silent,
                _ => op,
            },
            NextOp::AtomicCas(_) => match caller() {
                Part::Rest => NextOp::Silent,
                _ => op,
            },
            NextOp::Lock(_) | NextOp::Unlock(_) => match wholes.part(&self.prog, g.pc) {
                Part::OnceSlow | Part::Rest => NextOp::Silent,
                _ => op,
            },
            _ => op,
        }
    }

    fn native_at(&self, pc: u32) -> Option<Native> {
        let i = self.prog.code.get(pc as usize)?;
        Native::from_index(i.imm as u32)
    }

    /// Whether nobody has called `Do` of the `Once` with this flag yet.
    pub fn once_is_new(&self, flag: u64) -> bool {
        // The mutex follows the flag.
        self.word(flag).is_some_and(|w| w & (1 | 1 << 32) == 0)
    }
}
