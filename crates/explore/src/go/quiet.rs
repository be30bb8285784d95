//! Quiet operations: those that are no decision, because nobody else can tell when they happen.
//!
//! Unlock commutes with Lock, Done with Wait, and a receive with a send. What else there is on that
//! side of the object, if anything, is mostly done by the same goroutine: one receives from the
//! channel, main waits, main alone prints and ends the run. So such an operation is performed in the
//! step of the one before it, and the search never learns of it: it sees as many executions, in a third
//! to a half of the steps.
//!
//! That nobody else touches the side is taken for granted until somebody does, in any execution.
//! Then the search begins again, with the operations of that side visible, as it does when anything
//! else that was taken for granted turns out not to be so (`trust`). It is enough to begin then: as
//! long as nobody else has touched the side, moving the operation to an earlier place changes
//! nothing for anybody, so whoever could come to touch it does so in some execution of the search.
//!
//! A quiet operation has a name, by which others join its clock, but no place in the execution. What
//! it knows is what its goroutine knew as it came to it.

use vm::NextOp;

use crate::access::{Access, Mode, Object};
use crate::go::effects::{ADDS, DONES, GIVE, OUT, RECVS, STDOUT};
use crate::go::subject::Subject;
use crate::hash::mix;
use crate::ids::ProcessId;

/// Quiet operations in a row, after which one of the goroutine is visible: steps end.
const MOST: u32 = 32;

/// Marks sides of objects among those of which nothing is taken for granted.
const SIDE: u64 = 0x51de;

/// Who touched a side of an object, in all executions so far.
#[derive(Clone, Copy, Debug)]
struct Side {
    key: u64,
    by: ProcessId,
    /// Somebody else did too.
    others: bool,
    wrote: bool,
}

/// Sides that were touched, ascending by key.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sides(Vec<Side>);

impl Sides {
    /// A process touches a side; whether there are others with whom that conflicts, or others who
    /// conflict already.
    fn meet(&mut self, key: u64, by: ProcessId, writes: bool) -> bool {
        match self.0.binary_search_by_key(&key, |s| s.key) {
            Ok(at) => {
                let Some(side) = self.0.get_mut(at) else {
                    return false;
                };
                side.others |= side.by != by;
                side.wrote |= writes;
                side.others && side.wrote
            }
            Err(at) => {
                let side = Side {
                    key,
                    by,
                    others: false,
                    wrote: writes,
                };
                self.0.insert(at, side);
                false
            }
        }
    }
}

fn key(side: Object) -> u64 {
    mix(side.id, SIDE + u64::from(side.part))
}

impl Subject {
    /// Whether the operation before which the process at `place` stands is quiet.
    pub(crate) fn is_quiet(&self, place: usize, op: NextOp) -> bool {
        let (addr, part) = match op {
            // A race shows in a run only if both sides come before its end.
            NextOp::End if self.setup.tells_races() => return false,
            NextOp::Print | NextOp::End => (0, OUT),
            NextOp::Recv(c) if c != 0 => (c, RECVS),
            NextOp::Unlock(m) => (m, GIVE),
            NextOp::WgAdd(w, n) if n <= 0 => (w, DONES),
            NextOp::WgAdd(w, _) if self.state.shadow.is_waited(w) || self.is_uneven(w) => {
                return false;
            }
            NextOp::WgWait(w) if self.doubts_returns(w) => return false,
            NextOp::WgAdd(w, _) | NextOp::WgWait(w) => (w, ADDS),
            _ => return false,
        };
        if !self.has_quiet() || self.proc(place).is_none_or(|p| p.row >= MOST) {
            return false;
        }
        self.coarse.is_empty() || {
            let side = match part {
                OUT => STDOUT.object,
                _ => Object {
                    id: self.object(addr),
                    part,
                },
            };
            !self.coarse.contains(&side.id) && !self.coarse.contains(&key(side))
        }
    }

    /// Whether there are quiet operations.
    pub(crate) fn has_quiet(&self) -> bool {
        self.setup.quiet && !self.setup.commute && self.is_ticket()
    }

    /// Whether it has turned out in this search that Adds of the group are not quiet.
    pub(crate) fn adds_turned_out(&self, group: u64) -> bool {
        let id = self.object(group);
        let side = key(Object { id, part: ADDS });
        self.suspects.contains(&side) && !self.coarse.contains(&side)
    }

    /// Somebody notices who receives from the channel.
    pub(crate) fn tell_receives(&mut self, c: u64) {
        let id = self.object(c);
        self.suspects.insert(key(Object { id, part: RECVS }));
    }

    /// Notes who touches what. `quiet`: by a quiet operation, of which nobody will learn.
    pub(crate) fn meet(&mut self, by: ProcessId, op: NextOp, touched: &[Access], quiet: bool) {
        // Of locks only mutexes have a side that may be quiet.
        match op {
            NextOp::Lock(_)
            | NextOp::RLock(_)
            | NextOp::RUnlock(_)
            | NextOp::RwLock(_)
            | NextOp::RwUnlock(_)
            | NextOp::RwAnnounce(_)
            | NextOp::RwTryLock(_)
            | NextOp::TryRLock(_) => return,
            _ => {}
        }
        for a in touched {
            if a.object.part == 0 {
                if quiet {
                    // It did more than it may do unseen.
                    let sides = touched.iter().map(|a| key(a.object));
                    self.suspects.extend(sides);
                }
                continue;
            }
            let key = key(a.object);
            // Whoever gives a lock back has it.
            let writes = a.mode != Mode::Read && !matches!(op, NextOp::Unlock(_));
            if self.sides.meet(key, by, writes) {
                self.suspects.insert(key);
            }
        }
    }
}
