//! The flow of values between places, and what it makes of them: a graph whose nodes are variables
//! and allocations, whose edges say how many pointers are followed on the way, and a walk from each
//! node that finds what may still be reached when that node's storage is gone. Knows no syntax.

use std::collections::VecDeque;

use base::{IndexVec, newtype_index};

newtype_index! {
    /// A variable, an allocating expression, or a crossing of flows that has no name.
    pub(crate) struct LocId;
}
newtype_index! {
    /// A step of a flow, for people.
    pub(crate) struct NoteId;
}
newtype_index! {
    /// A function of the batch, literals included.
    pub(crate) struct FnId;
}

/// How often values can leak to results that are told apart.
pub(crate) const RESULTS: usize = 5;

/// What a parameter's value flows to: the least number of pointers followed on the way, for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Leaks {
    pub(crate) heap: Option<u8>,
    /// What it points to may be written to.
    pub(crate) mutates: Option<u8>,
    /// A function in it may be called with its results lost.
    pub(crate) calls: Option<u8>,
    pub(crate) results: [Option<u8>; RESULTS],
}

impl Leaks {
    /// Of a parameter of a function that nothing is known about.
    pub(crate) const UNKNOWN: Leaks = Leaks {
        heap: Some(0),
        mutates: None,
        calls: None,
        results: [None; RESULTS],
    };

    fn least(slot: &mut Option<u8>, derefs: i32) {
        let derefs = u8::try_from(derefs.clamp(0, 254)).unwrap_or(0);
        if slot.is_none_or(|old| derefs < old) {
            *slot = Some(derefs);
        }
    }

    /// Without what follows from reaching the heap already.
    pub(crate) fn settled(mut self) -> Leaks {
        if let Some(heap) = self.heap {
            let rest = self.results.iter_mut();
            for slot in rest.chain([&mut self.mutates, &mut self.calls]) {
                if slot.is_some_and(|derefs| derefs >= heap) {
                    *slot = None;
                }
            }
        }
        self
    }
}

/// What kind of thing a place is, as far as the walk cares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Role {
    /// The heap and other ends of flows, which are nobody's.
    #[default]
    Special,
    Crossing,
    Variable,
    Parameter,
    /// The how-manieth result of its function.
    Result(usize),
    /// An allocating expression.
    Storage,
    /// The storage of this function literal.
    Closure(FnId),
}

/// What is true of a place. A set that only grows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Traits {
    /// Must be in the heap.
    pub(crate) escapes: bool,
    /// Outlives the statement.
    pub(crate) persists: bool,
    /// What is reached from it may be written to.
    pub(crate) mutates: bool,
    /// Functions reached from it may be called with their results lost.
    pub(crate) calls: bool,
}

impl Traits {
    const HEAP: Traits = Traits {
        escapes: true,
        persists: true,
        mutates: true,
        calls: true,
    };

    fn join(&mut self, more: Traits) -> bool {
        let was = *self;
        self.escapes |= more.escapes;
        self.persists |= more.persists;
        self.mutates |= more.mutates;
        self.calls |= more.calls;
        *self != was
    }
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Loc {
    pub(crate) role: Role,
    pub(crate) func: Option<FnId>,
    pub(crate) depth: i32,
    pub(crate) traits: Traits,
    pub(crate) leaks: Leaks,
    pub(crate) captured: bool,
    pub(crate) reassigned: bool,
    pub(crate) addressed: bool,
    edges: Vec<Edge>,
    /// How it came to escape, or to leak.
    pub(crate) why: Vec<Reason>,
    // Of the walk at hand.
    seen: u32,
    queued: u32,
    derefs: i32,
    from: Option<(LocId, usize)>,
    waiting: bool,
}

#[derive(Clone, Debug)]
struct Edge {
    src: LocId,
    derefs: i32,
    notes: Option<NoteId>,
}

/// A reason why a place escapes (its address flows to `sink`) or a parameter leaks (its value does,
/// after `derefs` pointers).
#[derive(Clone, Debug)]
pub(crate) struct Reason {
    pub(crate) sink: LocId,
    pub(crate) derefs: Option<i32>,
    pub(crate) path: Vec<Hop>,
}

/// One edge of a flow.
#[derive(Clone, Debug)]
pub(crate) struct Hop {
    pub(crate) dst: LocId,
    pub(crate) src: LocId,
    pub(crate) derefs: i32,
    pub(crate) notes: Option<NoteId>,
}

/// Where the value of an expression goes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hole {
    pub(crate) dst: LocId,
    pub(crate) derefs: i32,
    pub(crate) notes: Option<NoteId>,
    /// The address of the expression is taken.
    pub(crate) addressed: bool,
}

impl Hole {
    pub(crate) fn shift(mut self, by: i32) -> Hole {
        self.derefs += by;
        self.addressed = by < 0;
        self
    }
}

/// One step of a flow; `N` is where in the program.
#[derive(Clone, Debug)]
pub(crate) struct Note<N> {
    pub(crate) next: Option<NoteId>,
    pub(crate) at: N,
    pub(crate) why: &'static str,
}

#[derive(Debug)]
pub(crate) struct Graph<N> {
    pub(crate) locs: IndexVec<LocId, Loc>,
    pub(crate) notes: IndexVec<NoteId, Note<N>>,
    /// The function that a literal stands in, and whether results of it are lost.
    pub(crate) parents: IndexVec<FnId, Option<FnId>>,
    pub(crate) lost: IndexVec<FnId, bool>,
    /// Results of functions, for those whose callers lose track of them.
    pub(crate) results: IndexVec<FnId, Vec<LocId>>,
    generation: u32,
}

pub(crate) const HEAP: LocId = LocId(0);
const MUTATOR: LocId = LocId(1);
const CALLEE: LocId = LocId(2);
pub(crate) const CALLEE_ID: LocId = CALLEE;
pub(crate) const BLANK: LocId = LocId(3);

impl<N> Graph<N> {
    pub(crate) fn new() -> Self {
        let mut locs = IndexVec::default();
        for traits in [
            Traits::HEAP,
            Traits {
                mutates: true,
                ..Traits::default()
            },
            Traits {
                calls: true,
                ..Traits::default()
            },
            Traits::default(),
        ] {
            locs.push(Loc {
                traits,
                ..Loc::default()
            });
        }
        Graph {
            locs,
            notes: IndexVec::default(),
            parents: IndexVec::default(),
            lost: IndexVec::default(),
            results: IndexVec::default(),
            generation: 0,
        }
    }

    pub(crate) fn add(&mut self, role: Role, func: FnId, depth: i32, persists: bool) -> LocId {
        self.locs.push(Loc {
            role,
            func: Some(func),
            depth,
            traits: Traits {
                persists,
                ..Traits::default()
            },
            ..Loc::default()
        })
    }

    pub(crate) fn hole(&self, dst: LocId) -> Hole {
        Hole {
            dst,
            derefs: 0,
            notes: None,
            addressed: false,
        }
    }

    pub(crate) fn heap(&self) -> Hole {
        self.hole(HEAP)
    }

    pub(crate) fn mutator(&self) -> Hole {
        self.hole(MUTATOR)
    }

    pub(crate) fn callee(&self) -> Hole {
        self.hole(CALLEE)
    }

    pub(crate) fn nowhere(&self) -> Hole {
        self.hole(BLANK)
    }

    pub(crate) fn note(&mut self, mut k: Hole, at: N, why: &'static str) -> Hole {
        if k.dst != BLANK {
            let next = k.notes;
            k.notes = Some(self.notes.push(Note { next, at, why }));
        }
        k
    }

    /// What `src` holds flows into `k`.
    pub(crate) fn flow(&mut self, k: Hole, src: LocId) {
        if k.addressed {
            self.locs[src].addressed = true;
        }
        if k.dst == BLANK || k.dst == src && k.derefs >= 0 {
            return;
        }
        if self.locs[k.dst].traits.escapes && k.derefs < 0 {
            let reason = Reason {
                sink: k.dst,
                derefs: None,
                path: vec![Hop {
                    dst: k.dst,
                    src,
                    derefs: k.derefs,
                    notes: k.notes,
                }],
            };
            let loc = &mut self.locs[src];
            if !loc.traits.escapes {
                loc.why.push(reason);
            }
            loc.traits.join(Traits::HEAP);
            return;
        }
        self.locs[k.dst].edges.push(Edge {
            src,
            derefs: k.derefs,
            notes: k.notes,
        });
    }

    /// Walks from every place until nothing new is found.
    pub(crate) fn settle(&mut self) {
        let mut todo: VecDeque<LocId> = VecDeque::new();
        for i in 4..self.locs.len() {
            todo.push_front(LocId(i as u32));
        }
        for special in [MUTATOR, CALLEE, HEAP] {
            todo.push_front(special);
        }
        for &id in &todo {
            self.locs[id].waiting = true;
        }
        while let Some(root) = todo.pop_front() {
            self.locs[root].waiting = false;
            self.generation += 1;
            self.walk(root, &mut todo);
        }
    }

    fn again(&mut self, id: LocId, todo: &mut VecDeque<LocId>) {
        let loc = &mut self.locs[id];
        if !std::mem::replace(&mut loc.waiting, true) {
            match loc.traits.escapes {
                true => todo.push_front(id),
                false => todo.push_back(id),
            }
        }
    }

    /// The least number of pointers on the way from every place to `root`, and what follows.
    fn walk(&mut self, root: LocId, todo: &mut VecDeque<LocId>) {
        let now = self.generation;
        let start = &mut self.locs[root];
        (start.seen, start.derefs, start.from) = (now, 0, None);
        if let (true, Role::Closure(f)) = (start.traits.calls, start.role)
            && !self.lost[f]
        {
            self.lost[f] = true;
            for r in self.results[f].clone() {
                self.again(r, todo);
            }
        }
        let mut open = VecDeque::from([root]);
        while let Some(id) = open.pop_front() {
            self.locs[id].queued = 0;
            let found = self.locs[id].derefs;
            // An address that flows on does not take along what lies behind it.
            let derefs = found.max(0);
            let outlived = self.outlives(root, id);
            let from = self.locs[root].traits;
            let mut new = Traits::default();
            if found < 0 {
                if outlived {
                    if !self.locs[id].traits.escapes {
                        self.explain(root, id, None);
                    }
                    new = Traits::HEAP;
                } else {
                    new.persists = from.persists;
                }
            }
            if derefs == 0 {
                new.mutates |= from.mutates;
                new.calls |= from.calls;
            }
            if self.locs[id].role == Role::Parameter {
                if outlived {
                    self.leak(root, id, derefs);
                }
                let leaks = &mut self.locs[id].leaks;
                if from.mutates {
                    Leaks::least(&mut leaks.mutates, derefs);
                }
                if from.calls {
                    Leaks::least(&mut leaks.calls, derefs);
                }
            }
            if self.locs[id].traits.join(new) {
                self.again(id, todo);
                if self.locs[id].traits.escapes {
                    continue;
                }
            }
            for i in 0..self.locs[id].edges.len() {
                let Some(e) = self.locs[id].edges.get(i).map(|e| (e.src, e.derefs)) else {
                    continue;
                };
                let src = &mut self.locs[e.0];
                let d = derefs + e.1;
                if src.traits.escapes || src.seen == now && src.derefs <= d {
                    continue;
                }
                (src.seen, src.derefs, src.from) = (now, d, Some((id, i)));
                if src.queued != now {
                    src.queued = now;
                    open.push_back(e.0);
                }
            }
        }
    }

    fn leak(&mut self, root: LocId, id: LocId, derefs: i32) {
        if !self.locs[id].traits.escapes {
            self.explain(root, id, Some(derefs));
        }
        let same = self.locs[root].func == self.locs[id].func;
        let slot = match self.locs[root].role {
            Role::Result(i) if same && !self.locs[root].traits.escapes => Some(i),
            _ => None,
        };
        let leaks = &mut self.locs[id].leaks;
        match slot.and_then(|i| leaks.results.get_mut(i)) {
            Some(slot) => Leaks::least(slot, derefs),
            None => Leaks::least(&mut leaks.heap, derefs),
        }
    }

    /// Whether what `l` holds may be used when the storage of `other` is gone.
    fn outlives(&self, l: LocId, other: LocId) -> bool {
        let (a, b) = (&self.locs[l], &self.locs[other]);
        if a.traits.escapes {
            return true;
        }
        let (Some(f), Some(g)) = (a.func, b.func) else {
            return false;
        };
        if let Role::Result(_) = a.role {
            // Of a literal whose calls are all known, results go no further than their callers.
            return self.lost[f] || !self.within(f, g);
        }
        f == g && a.depth < b.depth || self.within(g, f)
    }

    /// Whether `inner` is a literal somewhere in `outer`.
    fn within(&self, inner: FnId, outer: FnId) -> bool {
        let mut at = self.parents[inner];
        while let Some(f) = at {
            if f == outer {
                return true;
            }
            at = self.parents[f];
        }
        false
    }

    /// Notes how `id` comes to flow into `root`. `derefs`: as a parameter's value.
    fn explain(&mut self, root: LocId, id: LocId, derefs: Option<i32>) {
        let known = |r: &Reason| derefs.is_some() && r.sink == root && r.derefs == derefs;
        if self.locs[id].why.iter().any(known) {
            return;
        }
        let mut path: Vec<Hop> = Vec::new();
        let mut src = id;
        while let Some((dst, edge)) = self.locs[src].from {
            if path.iter().any(|h| h.src == src) {
                break;
            }
            let Some(e) = self.locs[dst].edges.get(edge) else {
                break;
            };
            path.push(Hop {
                dst,
                src,
                derefs: e.derefs,
                notes: e.notes,
            });
            if dst == root {
                break;
            }
            src = dst;
        }
        self.locs[id].why.push(Reason {
            sink: root,
            derefs,
            path,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A function with a variable in a loop whose address goes to one outside of it.
    #[test]
    fn addresses_that_outlive_a_loop_escape() {
        for (depth, want) in [(1, true), (2, false)] {
            let mut g: Graph<()> = Graph::new();
            let f = g.parents.push(None);
            g.lost.push(false);
            g.results.push(Vec::new());
            let p = g.add(Role::Variable, f, depth, true);
            let x = g.add(Role::Variable, f, 2, true);
            let k = g.hole(p).shift(-1);
            g.flow(k, x);
            g.settle();
            assert_eq!(g.locs[x].traits.escapes, want, "depth {depth}");
        }
    }

    /// `p` leaks to the result after as many pointers as are followed on the way; an address that
    /// is taken and followed again is none.
    #[test]
    fn parameters_leak_to_results() {
        let mut g: Graph<()> = Graph::new();
        let f = g.parents.push(None);
        g.lost.push(false);
        let r = g.add(Role::Result(0), f, 1, true);
        g.results.push(vec![r]);
        let p = g.add(Role::Parameter, f, 1, true);
        let t = g.add(Role::Variable, f, 1, true);
        let k = g.hole(t).shift(-1);
        g.flow(k, p);
        let k = g.hole(r).shift(2);
        g.flow(k, t);
        g.settle();
        assert_eq!(g.locs[p].leaks.results.first(), Some(&Some(1)));
        assert_eq!(g.locs[p].leaks.heap, None);
        assert!(!g.locs[p].traits.escapes);
    }
}
