//! A table by goroutine. The machine counts goroutines from 1, so most are found by index; numbers
//! that nobody counts to are found all the same.

use std::collections::BTreeMap;

use base::again::few;
use base::reusing;

use crate::report::Gid;

/// Goroutines that are found by index.
const NEAR: usize = 1 << 20;

#[derive(Debug)]
pub(crate) struct ByGid<T> {
    near: Vec<Option<Box<T>>>,
    far: BTreeMap<Gid, Box<T>>,
}
reusing!(ByGid<T>: T; near, far by few);

impl<T> Default for ByGid<T> {
    fn default() -> Self {
        ByGid {
            near: Vec::new(),
            far: BTreeMap::new(),
        }
    }
}

impl<T: Default> ByGid<T> {
    #[inline]
    pub(crate) fn get(&self, g: Gid) -> Option<&T> {
        match self.near.get(g.0 as usize) {
            Some(place) => place.as_deref(),
            None => self.far.get(&g).map(|x| &**x),
        }
    }

    pub(crate) fn get_or_default(&mut self, g: Gid) -> &mut T {
        let i = g.0 as usize;
        if i >= NEAR {
            return self.far.entry(g).or_default();
        }
        if i >= self.near.len() {
            self.near.resize_with(i + 1, || None);
        }
        self.near[i].get_or_insert_default()
    }

    pub(crate) fn put(&mut self, g: Gid, value: T) {
        *self.get_or_default(g) = value;
    }

    pub(crate) fn remove(&mut self, g: Gid) {
        match self.near.get_mut(g.0 as usize) {
            Some(place) => *place = None,
            None => drop(self.far.remove(&g)),
        }
    }

    /// Two that are there.
    pub(crate) fn pair(&mut self, a: Gid, b: Gid) -> Option<(&mut T, &mut T)> {
        let (i, j) = (a.0 as usize, b.0 as usize);
        match (i < NEAR, j < NEAR) {
            (true, true) => {
                let [a, b] = self.near.get_disjoint_mut([i, j]).ok()?;
                Some((a.as_mut()?, b.as_mut()?))
            }
            (true, false) => Some((self.near.get_mut(i)?.as_mut()?, self.far.get_mut(&b)?)),
            (false, true) => Some((self.far.get_mut(&a)?, self.near.get_mut(j)?.as_mut()?)),
            (false, false) => {
                let from = self.far.range_mut(a.min(b)..=a.max(b));
                let mut ends = from.filter(|(g, _)| **g == a || **g == b);
                let (one, two) = (ends.next()?, ends.next()?);
                match *one.0 == a {
                    true => Some((one.1, two.1)),
                    false => Some((two.1, one.1)),
                }
            }
        }
    }

    /// All that are there, by number.
    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = (Gid, &mut T)> {
        let near = (0..).zip(&mut self.near);
        let near = near.filter_map(|(i, x)| Some((Gid(i), &mut **x.as_mut()?)));
        near.chain(self.far.iter_mut().map(|(g, x)| (*g, &mut **x)))
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        let near = self.near.iter().filter_map(|x| x.as_deref());
        near.chain(self.far.values().map(|x| &**x))
    }
}
