//! Random numbers with a bound as decisions of the policy: which ones those are, and how the
//! library's functions are brought to return what was decided.
//!
//! The functions that draw from [0, n) make their number from raw bits; here stands how, for the
//! functions of math/rand and math/rand/v2 that draw from the run's own source. Numbers without a
//! bound, and those of sources with a seed of their own, are no decisions.

use bytecode::{Func, Native};

use crate::g::G;
use crate::natives::{NativeKind, native_kind};
use crate::scheduler::{GRef, Scheduler};
use crate::vm::Vm;

/// A number that is being drawn: how many values it can have, and how raw bits make it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Drawn {
    pub(crate) values: u64,
    how: How,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum How {
    /// By the remainder (or the lowest bits) of what is left after so many bits.
    Remainder(u32),
    /// The upper half of the product of the bits from this one on, so many in all, with n.
    Product { from: u32, bits: u32 },
}

impl Drawn {
    /// Raw bits that make `k`.
    fn raw(self, k: u64) -> u64 {
        match self.how {
            How::Remainder(from) => k << from,
            How::Product { from, bits } => {
                // The middle of those that do, far from what is drawn again.
                let n = u128::from(self.values.max(1));
                let middle = ((u128::from(k) * 2 + 1) << bits) / (2 * n);
                (middle as u64) << from
            }
        }
    }
}

impl Vm {
    /// Whether drawing a number is a visible operation.
    #[inline]
    pub(crate) fn set_draws(&mut self, on: bool) {
        if self.draws != on {
            self.change_draws(on);
        }
    }

    #[cold]
    fn change_draws(&mut self, on: bool) {
        self.draws = on;
        let kind = match on {
            true => NativeKind::Visible,
            false => native_kind(Native::RtRand64),
        };
        let natives = std::sync::Arc::make_mut(&mut self.natives);
        if let Some(k) = natives.get_mut(Native::RtRand64 as usize) {
            *k = kind;
        }
    }

    /// What number is drawn by who stands before the draw of raw bits; none if it has no bound.
    pub(crate) fn drawn(&self, g: &G) -> Option<Drawn> {
        // Above the draw: how raw bits are cut, maybe cut again, and the bound.
        let mut callers = g.frames.iter().rev().skip(1).map_while(|f| {
            let func = self.prog.func_at(f.ret_pc.checked_sub(1)?)?;
            Some((self.prog.func(func)?, f.fp))
        });
        let cut = g.frames.last()?.ret_pc.checked_sub(1)?;
        let cut = self.prog.func(self.prog.func_at(cut)?)?;
        let bound = |(f, fp): (&Func, u32)| {
            let at = fp as usize + usize::from(f.result_slots) + 1;
            g.stack.get(at).copied()
        };
        let (first, how, last) = match cut.name.as_str() {
            "math/rand/v2.(*Rand).Uint64" => {
                let f = callers.next()?;
                let n = bound(f)?;
                let how = match n.is_power_of_two() {
                    true => How::Remainder(0),
                    false => How::Product { from: 0, bits: 64 },
                };
                (f, how, "math/rand/v2.(*Rand).below")
            }
            "math/rand.(*Rand).Int63" => {
                let f = callers.next()?;
                match f.0.name.as_str() {
                    "math/rand.(*Rand).Int31" => {
                        let how = How::Remainder(32);
                        (callers.next()?, how, "math/rand.(*Rand).Int31n")
                    }
                    "math/rand.(*Rand).Uint32" => {
                        let how = How::Product { from: 31, bits: 32 };
                        (callers.next()?, how, "math/rand.(*Rand).below")
                    }
                    _ => (f, How::Remainder(0), "math/rand.(*Rand).Int63n"),
                }
            }
            _ => return None,
        };
        let values = bound(first)?;
        (first.0.name == last).then_some(Drawn { values, how })
    }

    /// Draws raw bits where the policy may decide what comes of them.
    pub(crate) fn draw_raw(&mut self, g: &G, me: GRef, sched: &mut dyn Scheduler) -> u64 {
        let drawn = self.drawn(g);
        let decided = drawn.and_then(|d| Some(d.raw(sched.draw(me, d.values)?)));
        decided.unwrap_or_else(|| Vm::draw(&mut self.rng_user))
    }
}
