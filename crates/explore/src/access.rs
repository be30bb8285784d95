//! What an operation touches, and when two operations are dependent.
//!
//! Two operations conflict when they touch the same object and their modes conflict. Which
//! objects there are and which mode an operation has is the adapter's affair: the same core
//! serves "all operations on one channel are dependent" and relations that are much finer.
//!
//! Sets of accesses are interned, because a program repeats few of them millions of times.

use std::collections::BTreeMap;

/// How an operation touches an object.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Mode {
    /// Commutes with other reads.
    Read,
    /// Commutes with nothing.
    Write,
    /// Changes it, and commutes with other additions (`Add` whose result nobody uses).
    Add,
}

/// A thing that operations share, or a part of one. The number must mean the same thing in every
/// equivalent execution: an address is fit only if allocation does not depend on the interleaving.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Object {
    pub id: u64,
    /// Side or component, where one object has independent ones (a channel's senders).
    pub part: u32,
}

/// One touch.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Access {
    pub object: Object,
    pub mode: Mode,
}

impl Access {
    pub fn read(id: u64, part: u32) -> Self {
        let object = Object { id, part };
        Access {
            object,
            mode: Mode::Read,
        }
    }
    pub fn write(id: u64, part: u32) -> Self {
        let object = Object { id, part };
        Access {
            object,
            mode: Mode::Write,
        }
    }
    pub fn add(id: u64, part: u32) -> Self {
        let object = Object { id, part };
        Access {
            object,
            mode: Mode::Add,
        }
    }
}

/// Whether two touches of one object are dependent.
pub(crate) fn modes_conflict(a: Mode, b: Mode) -> bool {
    a != b || a == Mode::Write
}

/// An interned set of accesses.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub(crate) struct SetId(u32);

/// A touch with its object as a dense number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Touch {
    pub(crate) object: u32,
    pub(crate) mode: Mode,
}

#[derive(Clone, Debug, Default)]
struct Set {
    accesses: Vec<Access>,
    /// Sorted by object, one for each.
    touches: Vec<Touch>,
}

/// All sets met so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sets {
    by_list: BTreeMap<Vec<Access>, SetId>,
    sets: Vec<Set>,
    objects: BTreeMap<Object, u32>,
    /// Lists that were met last, each where its hash says: few operations need the map.
    recent: Vec<SetId>,
}

/// Places for lists that were met last.
const RECENT: usize = 64;

/// The place of a list.
fn place(list: &[Access]) -> usize {
    let hash = list.iter().fold(list.len() as u64, |h, a| {
        let own = a.object.id ^ u64::from(a.object.part) << 2 ^ a.mode as u64;
        (h.rotate_left(7) ^ own).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    });
    (hash >> 32) as usize % RECENT
}

impl Sets {
    /// Interns a list in any order, with repetitions.
    pub(crate) fn intern(&mut self, list: &mut Vec<Access>) -> SetId {
        if let [a, b] = list.as_mut_slice() {
            if *b < *a {
                std::mem::swap(a, b);
            }
            list.dedup();
        } else if list.len() > 2 {
            list.sort_unstable();
            list.dedup();
        }
        let place = place(list);
        if let Some(id) = self.recent.get(place).copied()
            && self
                .sets
                .get(id.0 as usize)
                .is_some_and(|s| s.accesses == *list)
        {
            return id;
        }
        let id = self.look_up(list);
        self.recent.resize(RECENT, SetId::default());
        if let Some(r) = self.recent.get_mut(place) {
            *r = id;
        }
        id
    }

    fn look_up(&mut self, list: &[Access]) -> SetId {
        if let Some(id) = self.by_list.get(list) {
            return *id;
        }
        let mut touches: Vec<Touch> = Vec::new();
        for a in list.iter() {
            let next = self.objects.len() as u32;
            let object = *self.objects.entry(a.object).or_insert(next);
            match touches.iter_mut().find(|t| t.object == object) {
                // Two modes at once commute with nothing.
                Some(t) => t.mode = Mode::Write,
                None => touches.push(Touch {
                    object,
                    mode: a.mode,
                }),
            }
        }
        touches.sort_unstable();
        let id = SetId(self.sets.len() as u32);
        self.by_list.insert(list.to_vec(), id);
        self.sets.push(Set {
            accesses: list.to_vec(),
            touches,
        });
        id
    }

    pub(crate) fn touches(&self, id: SetId) -> &[Touch] {
        self.sets.get(id.0 as usize).map_or(&[], |s| &s.touches)
    }

    pub(crate) fn accesses(&self, id: SetId) -> &[Access] {
        self.sets.get(id.0 as usize).map_or(&[], |s| &s.accesses)
    }

    /// Sets and objects known.
    pub(crate) fn held(&self) -> usize {
        self.sets.len() + self.objects.len()
    }

    /// How many objects are known.
    pub(crate) fn objects(&self) -> usize {
        self.objects.len()
    }

    /// Whether operations with these accesses are dependent.
    #[inline]
    pub(crate) fn conflict(&self, a: SetId, b: SetId) -> bool {
        let (mut xs, mut ys) = (self.touches(a), self.touches(b));
        while let (Some(x), Some(y)) = (xs.first(), ys.first()) {
            match x.object.cmp(&y.object) {
                std::cmp::Ordering::Less => xs = xs.get(1..).unwrap_or(&[]),
                std::cmp::Ordering::Greater => ys = ys.get(1..).unwrap_or(&[]),
                std::cmp::Ordering::Equal => {
                    if modes_conflict(x.mode, y.mode) {
                        return true;
                    }
                    xs = xs.get(1..).unwrap_or(&[]);
                    ys = ys.get(1..).unwrap_or(&[]);
                }
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(a: &[Access], b: &[Access], want: bool) {
        let mut sets = Sets::default();
        let x = sets.intern(&mut a.to_vec());
        let y = sets.intern(&mut b.to_vec());
        assert_eq!(sets.conflict(x, y), want);
        assert_eq!(sets.conflict(y, x), want);
    }

    #[test]
    fn modes() {
        let (r, w, a) = (Access::read(1, 0), Access::write(1, 0), Access::add(1, 0));
        check(&[r], &[r], false);
        check(&[a], &[a], false);
        check(&[r], &[a], true);
        check(&[r], &[w], true);
        check(&[w], &[w], true);
        check(&[a], &[w], true);
        check(&[], &[w], false);
    }

    #[test]
    fn parts_are_apart() {
        check(&[Access::write(1, 0)], &[Access::write(1, 1)], false);
        check(
            &[Access::write(1, 0), Access::write(1, 1)],
            &[Access::write(1, 1), Access::write(2, 0)],
            true,
        );
    }

    #[test]
    fn two_modes_make_a_write() {
        check(
            &[Access::read(1, 0), Access::add(1, 0)],
            &[Access::read(1, 0)],
            true,
        );
    }
}
