//! The rules of package unsafe as stops: gc's `-d=checkptr`, whose texts these are. In words of our
//! own it is said before which object was missed, and by how much.
//!
//! What gc keeps in a stack, which it takes for one object, lies in the heap here, so more is found.

use bytecode::{Instr, LOW_BASE, TypeIdx};

use crate::trap::{Res, Trap};
use crate::value::{Window, slot};
use crate::vm::Vm;

/// Addresses below it are no addresses.
const MIN_LEGAL: u64 = 4096;

impl Vm {
    /// The object that an address belongs to, by its first byte, and its size; 0: none is known.
    fn base_of(&self, at: u64) -> (u64, u64) {
        if let Some((start, size, _)) = self.heap.block(at) {
            return (start, size);
        }
        // All package variables count as one, as in gc.
        let (first, end) = (
            LOW_BASE + u64::from(self.prog.rodata_len),
            LOW_BASE + self.prog.low.len() as u64,
        );
        if (first..end).contains(&at) {
            (first, end - first)
        } else {
            (0, 0)
        }
    }

    fn describe(&self, at: u64) -> String {
        match self.base_of(at) {
            (0, _) => "memory of no object".to_owned(),
            (start, size) => format!("the {size} bytes at {start:#x}"),
        }
    }

    fn refuse(&mut self, what: &str, said: &str) -> Trap {
        self.out.force(2, format!("sudog: {said}\n").as_bytes());
        Trap::Fatal(format!("checkptr: {what}"))
    }

    /// `R[c]` values of type `imm` at `R[a]`.
    pub(crate) fn check_pointer(&mut self, w: &Window, i: Instr) -> Res {
        let (p, count) = (w[i.a as usize], w[i.c as usize]);
        if p == 0 {
            return Ok(());
        }
        let ty = TypeIdx(i.imm as u32);
        let Some(t) = self.prog.ty(ty) else {
            return Ok(());
        };
        let (size, align, name) = (t.size, u64::from(t.align).max(1), t.name.clone());
        if i.b == 0 && self.info(ty).has_pointers && p % align != 0 {
            let said = format!(
                "{p:#x} is {} past a multiple of {align}, and {name} holds pointers, which the collector looks for there only",
                bytes(p % align)
            );
            return Err(self.refuse("misaligned pointer conversion", &said));
        }
        let len = count.saturating_mul(size);
        let Some(last) = len.checked_sub(1).filter(|last| *last > 0) else {
            return Ok(());
        };
        let end = p.checked_add(last);
        let (from, room) = self.base_of(p);
        if end.is_some_and(|end| self.base_of(end).0 == from) {
            return Ok(());
        }
        let end = p.saturating_add(len);
        let said = match from {
            0 => format!(
                "the {len} bytes from {p:#x} begin in memory of no object and end in {}",
                self.describe(end - 1)
            ),
            _ => format!(
                "the {len} bytes from {p:#x} begin {} into {} and end {} past it",
                bytes(p - from),
                self.describe(p),
                bytes(end.saturating_sub(from + room)),
            ),
        };
        let what = match i.b {
            0 => "converted pointer straddles multiple allocations",
            1 => "unsafe.Slice result straddles multiple allocations",
            _ => "unsafe.String result straddles multiple allocations",
        };
        Err(self.refuse(what, &said))
    }

    /// An address `R[a]` that was computed from the `c` pointers at `R[b]`.
    pub(crate) fn check_arithmetic(&mut self, w: &Window, i: Instr) -> Res {
        let p = w[i.a as usize];
        if p > 0 && p < MIN_LEGAL {
            let said = format!("{p:#x} is an address that no object has");
            return Err(self.refuse("pointer arithmetic computed bad pointer value", &said));
        }
        let (base, _) = self.base_of(p);
        if base == 0 {
            return Ok(());
        }
        let originals = (0..i.c).map(|k| w[slot(i.b, k)]);
        if originals.clone().any(|o| self.base_of(o).0 == base) {
            return Ok(());
        }
        let said = match originals.clone().find(|o| self.base_of(*o).0 != 0) {
            Some(o) => {
                let (start, size) = self.base_of(o);
                let how = match p < start {
                    true => format!("{} before", bytes(start - p)),
                    false if p == start + size => "just past".to_owned(),
                    false => format!("{} past", bytes(p - (start + size))),
                };
                format!(
                    "{p:#x} is {how} {}, and lies in {}",
                    self.describe(o),
                    self.describe(p)
                )
            }
            None => format!(
                "{p:#x} lies in {}, but no pointer to that is part of the expression",
                self.describe(p)
            ),
        };
        Err(self.refuse(
            "pointer arithmetic result points to invalid allocation",
            &said,
        ))
    }
}

fn bytes(n: u64) -> String {
    match n {
        1 => "1 byte".to_owned(),
        n => format!("{n} bytes"),
    }
}
