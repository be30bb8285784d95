//! Vectors indexed by a newtype, so that one kind of id never indexes another kind's table.

use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

/// A newtype over `u32` that can index an [`IndexVec`].
pub trait Idx: Copy + Eq {
    /// The id for the element at `index`.
    fn from_usize(index: usize) -> Self;
    /// The element's position.
    fn index(self) -> usize;
}

/// Declares a `u32` newtype that implements [`Idx`].
#[macro_export]
macro_rules! newtype_index {
    ($(#[$meta:meta])* $vis:vis struct $name:ident;) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        $vis struct $name(pub u32);
        impl $crate::Idx for $name {
            fn from_usize(index: usize) -> Self { Self(index as u32) }
            fn index(self) -> usize { self.0 as usize }
        }
    };
}

/// A growable table indexed by its own id type. Indexing with an id that the table did not
/// hand out is a programming error; this is the one audited place where it may panic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexVec<I, T> {
    raw: Vec<T>,
    marker: PhantomData<fn(I)>,
}

impl<I: Idx, T> Default for IndexVec<I, T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<I: Idx, T> IndexVec<I, T> {
    /// An empty table.
    pub const fn new() -> Self {
        Self {
            raw: Vec::new(),
            marker: PhantomData,
        }
    }
    /// Appends and returns the new element's id.
    pub fn push(&mut self, value: T) -> I {
        let id = I::from_usize(self.raw.len());
        self.raw.push(value);
        id
    }
    /// The id that the next [`push`](Self::push) will return.
    pub fn next_id(&self) -> I {
        I::from_usize(self.raw.len())
    }
    pub fn len(&self) -> usize {
        self.raw.len()
    }
    pub fn is_empty(&self) -> bool {
        self.raw.is_empty()
    }
    pub fn get(&self, id: I) -> Option<&T> {
        self.raw.get(id.index())
    }
    pub fn get_mut(&mut self, id: I) -> Option<&mut T> {
        self.raw.get_mut(id.index())
    }
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.raw.iter()
    }
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.raw.iter_mut()
    }
    /// Elements with their ids, in id order.
    pub fn iter_enumerated(&self) -> impl Iterator<Item = (I, &T)> {
        self.raw
            .iter()
            .enumerate()
            .map(|(i, t)| (I::from_usize(i), t))
    }
    /// Drops every element from `len` on; used to go back to a mark.
    pub fn truncate(&mut self, len: usize) {
        self.raw.truncate(len);
    }
    /// Sets element `id`, growing the table with `T::default()` as needed: for side tables.
    pub fn insert(&mut self, id: I, value: T)
    where
        T: Default,
    {
        let at = id.index();
        if at >= self.raw.len() {
            self.raw.resize_with(at + 1, T::default);
        }
        if let Some(slot) = self.raw.get_mut(at) {
            *slot = value;
        }
    }
    pub fn as_slice(&self) -> &[T] {
        &self.raw
    }
}

impl<I: Idx, T> Index<I> for IndexVec<I, T> {
    type Output = T;
    #[track_caller]
    fn index(&self, id: I) -> &T {
        &self.raw[id.index()]
    }
}

impl<I: Idx, T> IndexMut<I> for IndexVec<I, T> {
    #[track_caller]
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.raw[id.index()]
    }
}
