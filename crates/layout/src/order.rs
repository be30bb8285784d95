//! Better orders for the fields of a struct.
//!
//! The size of every Go value is a multiple of its alignment. So in order of falling alignment no
//! field needs padding before it, and the struct is as small as its fields allow; values without
//! bytes come first, because the last one would cost a byte. Pointer bytes are fewest when all that
//! holds pointers comes first and the one with the most bytes behind its last pointer comes last
//! of these. Both can be had at once, except where something is aligned to more than a word (the
//! 64-bit atomics of 32-bit targets): there the gap between the two parts is filled with small
//! fields where that is possible, and structs of up to eight fields are looked at in every order.

/// What matters of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    pub size: i64,
    pub align: i64,
    /// Bytes up to and including its last pointer.
    pub ptrdata: i64,
}

/// An order of fields, and what the struct is then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Places in the given order.
    pub order: Vec<usize>,
    pub size: i64,
    pub ptrdata: i64,
}

/// The best orders. Each is the given one where that is as good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// As given.
    pub now: Order,
    /// The least size.
    pub size: Order,
    /// The fewest pointer bytes, and of these the least size.
    pub pointers: Order,
    /// The least size, and of these the fewest pointer bytes.
    pub both: Order,
}

/// Fields up to which every order is looked at where the construction is not known to be best.
const FEW: usize = 8;

/// The best orders of fields. Sizes must be those of real types: multiples of their alignment.
pub fn advise(items: &[Item]) -> Advice {
    let now = measured(items, (0..items.len()).collect());
    let mut candidates = candidates(items);
    let word = items
        .iter()
        .filter(|i| i.ptrdata > 0)
        .map(|i| i.align)
        .min();
    let widest = items.iter().map(|i| i.align).max();
    let odd = word.zip(widest).is_some_and(|(word, widest)| widest > word);
    if odd && items.len() <= FEW {
        let mut order: Vec<usize> = (0..items.len()).collect();
        permutations(items, &mut order, 0, &mut candidates);
    }
    let best = |key: fn(&Order) -> (i64, i64)| {
        let mut best = &now;
        for c in &candidates {
            if key(c) < key(best) {
                best = c;
            }
        }
        best.clone()
    };
    Advice {
        size: best(|o| (o.size, 0)),
        pointers: best(|o| (o.ptrdata, o.size)),
        both: best(|o| (o.size, o.ptrdata)),
        now,
    }
}

/// Size and pointer bytes of the fields in this order.
pub(crate) fn measured(items: &[Item], order: Vec<usize>) -> Order {
    let (mut at, mut align, mut ptrdata, mut empty) = (0i64, 1i64, 0, false);
    for i in &order {
        let Some(f) = items.get(*i) else { continue };
        align = align.max(f.align);
        at = up(at, f.align);
        if f.ptrdata > 0 {
            ptrdata = at.saturating_add(f.ptrdata);
        }
        at = at.saturating_add(f.size);
        empty = f.size == 0;
    }
    if empty && at > 0 {
        at = at.saturating_add(1);
    }
    Order {
        order,
        size: up(at, align),
        ptrdata,
    }
}

fn up(at: i64, align: i64) -> i64 {
    let a = align.max(1);
    at.saturating_add(a - 1) / a * a
}

fn permutations(items: &[Item], order: &mut Vec<usize>, from: usize, out: &mut Vec<Order>) {
    if from + 1 >= order.len() {
        let new = measured(items, order.clone());
        // Few are better than what is there in any way.
        if !out
            .iter()
            .any(|o| o.size <= new.size && o.ptrdata <= new.ptrdata)
        {
            out.push(new);
        }
        return;
    }
    for k in from..order.len() {
        order.swap(from, k);
        permutations(items, order, from + 1, out);
        order.swap(from, k);
    }
}

fn candidates(items: &[Item]) -> Vec<Order> {
    let of = |i: &usize| {
        items.get(*i).copied().unwrap_or(Item {
            size: 0,
            align: 1,
            ptrdata: 0,
        })
    };
    let falling = |list: &mut Vec<usize>| list.sort_by_key(|i| (of(i).size > 0, -of(i).align));
    let mut all: Vec<usize> = (0..items.len()).collect();
    falling(&mut all);
    let mut out = vec![measured(items, all.clone())];

    let (with, without): (Vec<usize>, Vec<usize>) = all.iter().partition(|i| of(i).ptrdata > 0);
    let (none, without): (Vec<usize>, Vec<usize>) = without.iter().partition(|i| of(i).size == 0);
    let mut tried: Vec<Item> = Vec::new();
    for last in &with {
        if tried.contains(&of(last)) {
            continue;
        }
        tried.push(of(last));
        let mut order = none.clone();
        order.extend(with.iter().filter(|i| *i != last));
        order.push(*last);
        let end = order
            .iter()
            .fold(0, |at, i| up(at, of(i).align) + of(i).size);
        // What is between here and the first of the others, to be filled by small ones.
        let widest = without.iter().map(|i| of(i).align).max().unwrap_or(1);
        let fill = filling(&without, &of, up(end, widest) - end, widest);
        let rest = without.iter().filter(|i| !fill.contains(i));
        order.extend(fill.iter().chain(rest));
        out.push(measured(items, order));
    }
    out
}

/// Of `list`, in falling alignment, some that are aligned to less than `widest` and whose sizes
/// leave `gap` when divided by it; none if there are no such.
fn filling(list: &[usize], of: &dyn Fn(&usize) -> Item, gap: i64, widest: i64) -> Vec<usize> {
    if gap <= 0 || widest > 64 {
        return Vec::new();
    }
    // By remainder, a choice that has it.
    let mut reached: Vec<Option<Vec<usize>>> = vec![None; widest as usize];
    if let Some(nothing) = reached.first_mut() {
        *nothing = Some(Vec::new());
    }
    for i in list.iter().filter(|i| of(i).align < widest) {
        for (sum, chosen) in reached.clone().into_iter().enumerate() {
            let Some(mut chosen) = chosen else { continue };
            let sum = (sum as i64).saturating_add(of(i).size) % widest;
            chosen.push(*i);
            if let Some(slot @ None) = reached.get_mut(sum as usize) {
                *slot = Some(chosen);
            }
        }
    }
    reached
        .into_iter()
        .nth(gap as usize)
        .flatten()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(size: i64, align: i64, ptrdata: i64) -> Item {
        Item {
            size,
            align,
            ptrdata,
        }
    }

    /// Orders of (size, align, ptrdata), and what the least values are: now, size alone, pointers
    /// with their size, size with its pointers.
    #[track_caller]
    fn check(
        items: &[(i64, i64, i64)],
        now: (i64, i64),
        size: i64,
        pointers: (i64, i64),
        both: (i64, i64),
    ) {
        let items: Vec<Item> = items.iter().map(|(s, a, p)| item(*s, *a, *p)).collect();
        let a = advise(&items);
        assert_eq!((a.now.size, a.now.ptrdata), now);
        assert_eq!(a.size.size, size);
        assert_eq!((a.pointers.ptrdata, a.pointers.size), pointers);
        assert_eq!((a.both.size, a.both.ptrdata), both);
    }

    #[test]
    fn examples() {
        check(&[], (0, 0), 0, (0, 0), (0, 0));
        // bool, int64, bool
        check(
            &[(1, 1, 0), (8, 8, 0), (1, 1, 0)],
            (24, 0),
            16,
            (0, 16),
            (16, 0),
        );
        // int64, struct{}
        check(&[(8, 8, 0), (0, 1, 0)], (16, 0), 8, (0, 8), (8, 0));
        // int, string, *int: the string last of those with pointers.
        check(
            &[(8, 8, 0), (16, 8, 8), (8, 8, 8)],
            (32, 32),
            32,
            (16, 32),
            (32, 16),
        );
        // bool, *int on a 32-bit target
        check(&[(1, 1, 0), (4, 4, 4)], (8, 8), 8, (4, 8), (8, 4));
        // *int, atomic.Int64, int32 on a 32-bit target: the gap is filled.
        check(
            &[(4, 4, 4), (8, 8, 0), (4, 4, 0)],
            (24, 4),
            16,
            (4, 16),
            (16, 4),
        );
    }

    #[test]
    fn a_good_order_stays() {
        let items = [item(1, 1, 0), item(1, 1, 0), item(2, 2, 0)];
        assert_eq!(advise(&items).both.order, [0, 1, 2]);
    }

    struct Random(u64);

    impl Random {
        fn below(&mut self, n: u64) -> u64 {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            self.0 % n
        }

        /// Something like a field on a target with this word.
        fn item(&mut self, word: i64) -> Item {
            let n = self.below(3) as i64 + 1;
            let wide = word.min(8);
            match self.below(12) {
                0 => item(0, 1, 0),
                1 => item(n, 1, 0),
                2 => item(2 * n, 2, 0),
                3 => item(4 * n, 4, 0),
                4 => item(8 * n, wide, 0),
                5 => item(8 * n, 8, 0),
                6 | 7 => item(word * n, word, word * n),
                8 => item(2 * word, word, word),
                9 => item(3 * word * n, word, 3 * word * (n - 1) + word),
                10 => item(8 * (n + 1), 8, 8),
                _ => item(0, 8, 0),
            }
        }
    }

    fn best(items: &[Item]) -> [(i64, i64); 3] {
        let mut best = [(i64::MAX, 0), (i64::MAX, 0), (i64::MAX, 0)];
        let mut order: Vec<usize> = (0..items.len()).collect();
        every(&mut order, 0, &mut |order| {
            let o = measured(items, order.to_vec());
            let [size, pointers, both] = &mut best;
            *size = (*size).min((o.size, 0));
            *pointers = (*pointers).min((o.ptrdata, o.size));
            *both = (*both).min((o.size, o.ptrdata));
        });
        best
    }

    fn every(order: &mut Vec<usize>, from: usize, see: &mut dyn FnMut(&[usize])) {
        if from + 1 >= order.len() {
            return see(order);
        }
        for k in from..order.len() {
            order.swap(from, k);
            every(order, from + 1, see);
            order.swap(from, k);
        }
    }

    #[test]
    fn nothing_is_better_in_any_order() {
        let mut random = Random(88172645463325252);
        for round in 0..1500 {
            let word = if round % 2 == 0 { 8 } else { 4 };
            let fields = if round % 100 == 0 { 8 } else { random.below(7) };
            let items: Vec<Item> = (0..fields).map(|_| random.item(word)).collect();
            let a = advise(&items);
            let got = [
                (a.size.size, 0),
                (a.pointers.ptrdata, a.pointers.size),
                (a.both.size, a.both.ptrdata),
            ];
            assert_eq!(got, best(&items), "{items:?}");
            for o in [&a.size, &a.pointers, &a.both] {
                let mut sorted = o.order.clone();
                sorted.sort_unstable();
                assert!(sorted.into_iter().eq(0..items.len()), "{o:?}");
            }
        }
    }
}
