//! Sorting in little code.
//!
//! The standard library's sorts are made anew for each type, in some four kilobytes each, and
//! everybody who visits downloads them. Here one sort, of numbers, serves every type: it finds the
//! order, which is then brought about by swaps. For the short lists of a front end that is as good.

use std::cmp::Ordering;

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
    order.sort_by(compare);
    order
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
