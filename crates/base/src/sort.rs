//! Sorting in little code.
//!
//! The standard library's sorts are made anew for each type, in some four kilobytes each, and
//! everybody who visits downloads them. Here one sort, of numbers, serves every type: it finds the
//! order, which is then brought about by swaps. For the short lists of a front end that is as good.
//! Ordered sets and maps bring a sort along where they are collected: [`set`] and [`map`] do not.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Sorts by a comparison; equal items keep their order.
pub fn sort_by<T>(list: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let order = {
        let list = &*list;
        let of = |n: &u32| list.get(*n as usize);
        order(list.len(), &|a, b| match (of(a), of(b)) {
            (Some(a), Some(b)) => compare(a, b),
            _ => Ordering::Equal,
        })
    };
    arrange(list, order);
}

/// Sorts by a key; equal items keep their order.
pub fn sort_by_key<T, K: Ord>(list: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(list, |a, b| key(a).cmp(&key(b)));
}

/// Sorts by the items' own order.
pub fn sort<T: Ord>(list: &mut [T]) {
    sort_by(list, T::cmp);
}

/// The indices below `len` in sorted order.
fn order(len: usize, compare: &dyn Fn(&u32, &u32) -> Ordering) -> Vec<u32> {
    let mut order: Vec<u32> = (0..len as u32).collect();
    let mut from = order.clone();
    let mut run = 1;
    // Runs of this length are in order; two neighbours make one of twice the length.
    while run < len {
        std::mem::swap(&mut order, &mut from);
        for (pair, out) in from.chunks(2 * run).zip(order.chunks_mut(2 * run)) {
            let (mut a, mut b) = pair.split_at(run.min(pair.len()));
            for place in out {
                let taken = match (a.first(), b.first()) {
                    (Some(x), Some(y)) if compare(x, y) == Ordering::Greater => &mut b,
                    (None, _) => &mut b,
                    _ => &mut a,
                };
                if let Some((first, rest)) = taken.split_first() {
                    *place = *first;
                    *taken = rest;
                }
            }
        }
        run *= 2;
    }
    order
}

/// The items as a set.
pub fn set<T: Ord>(items: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    set.extend(items);
    set
}

/// The items as a map; of two with the same key, the later stays.
pub fn map<K: Ord, V>(items: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    map.extend(items);
    map
}

/// Puts item `order[i]` at place `i`, for every `i`, cycle by cycle.
fn arrange<T>(list: &mut [T], mut order: Vec<u32>) {
    for start in 0..order.len() {
        let mut at = start;
        // A place that holds the right item names itself.
        while let Some(from) = order.get_mut(at) {
            let next = std::mem::replace(from, at as u32) as usize;
            if next == start || next == at {
                break;
            }
            list.swap(at, next);
            at = next;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_as_the_standard_library_does() {
        let mut state = 1u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state >> 24
        };
        for len in 0..200 {
            let list: Vec<(u32, usize)> = (0..len).map(|i| (next() % 20, i)).collect();
            let (mut ours, mut theirs) = (list.clone(), list);
            sort_by_key(&mut ours, |x| x.0);
            theirs.sort_by_key(|x| x.0);
            assert_eq!(ours, theirs);
            sort_by(&mut ours, |a, b| b.cmp(a));
            theirs.sort_by(|a, b| b.cmp(a));
            assert_eq!(ours, theirs);
            sort(&mut ours);
            theirs.sort();
            assert_eq!(ours, theirs);
        }
    }
}
