//! The naive oracle: every operation is a node or two of a graph, happens-before is reachability,
//! and every pair of accesses is looked at. Nothing of the detector's cleverness is in here.
//!
//! An operation begins and ends; between the two it may learn. What it publishes is what was known
//! when it began, unless it is said to publish all it learned.

use std::collections::{BTreeMap, BTreeSet};

use race::{At, Kind, SyncId};

use super::{gid, object, place};

type Node = usize;
/// Bits of nodes.
type Set = Vec<u64>;

/// An access and its place in the graph.
#[derive(Clone, Debug)]
struct Access {
    g: u32,
    /// How often `g` had published before.
    epoch: u32,
    kind: Kind,
    at: At,
    node: Node,
}

#[derive(Default)]
pub(crate) struct Oracle {
    /// What happened before each node.
    past: Vec<Set>,
    /// The latest node of each goroutine.
    last: BTreeMap<u32, Node>,
    epochs: BTreeMap<u32, u32>,
    objects: BTreeMap<SyncId, Vec<Node>>,
    accesses: Vec<Access>,
    /// Per byte, the accesses since it was last freed.
    bytes: BTreeMap<u64, Vec<usize>>,
    /// Bytes that raced.
    pub(crate) racing: BTreeSet<u64>,
    /// All racing pairs, by index of access.
    all: BTreeSet<(usize, usize)>,
    /// Those whose first access was not superseded before the second.
    exact: BTreeSet<(usize, usize)>,
}

pub(crate) type Half = (u32, Kind);

impl Oracle {
    fn node(&mut self, before: &[Node]) -> Node {
        let n = self.past.len();
        let mut past = vec![0; n / 64 + 1];
        for &b in before {
            for (p, q) in past.iter_mut().zip(&self.past[b]) {
                *p |= q;
            }
            past[b / 64] |= 1 << (b % 64);
        }
        self.past.push(past);
        n
    }

    fn before(&self, a: Node, b: Node) -> bool {
        self.past[b]
            .get(a / 64)
            .is_some_and(|w| w >> (a % 64) & 1 == 1)
    }

    /// A node that follows the goroutine's last and those given.
    fn go_on(&mut self, g: u32, more: &[Node]) -> Node {
        let mut before = more.to_vec();
        before.extend(self.last.get(&g));
        let n = self.node(&before);
        self.last.insert(g, n);
        n
    }

    fn published(&mut self, g: u32) {
        *self.epochs.entry(g).or_default() += 1;
    }

    fn at_object(&self, id: SyncId) -> Vec<Node> {
        self.objects.get(&id).cloned().unwrap_or_default()
    }

    fn acquire(&mut self, g: u32, id: SyncId) {
        let known = self.at_object(id);
        self.go_on(g, &known);
    }

    fn release(&mut self, g: u32, id: SyncId, merge: bool) {
        let n = self.go_on(g, &[]);
        let nodes = self.objects.entry(id).or_default();
        if !merge {
            nodes.clear();
        }
        nodes.push(n);
        self.published(g);
    }

    fn exchange(&mut self, g: u32, id: SyncId) {
        let known = self.at_object(id);
        let begin = self.go_on(g, &[]);
        self.objects.insert(id, vec![begin]);
        self.go_on(g, &known);
        self.published(g);
    }

    pub(crate) fn step(&mut self, op: &str, at: At) {
        let words: Vec<&str> = op.split_whitespace().collect();
        let (g, verb) = (gid(words[0]).0, words[1]);
        let what = words.get(2).copied().unwrap_or_default();
        let memory = || place(what);
        let id = || object(what);
        let sub = |n: u32| SyncId(object(what).0, n);
        match verb {
            "r" => self.access(g, Kind::Read, memory(), at),
            "w" => self.access(g, Kind::Write, memory(), at),
            "load" => {
                self.acquire(g, sub(100));
                self.access(g, Kind::AtomicRead, memory(), at);
            }
            "store" => {
                self.access(g, Kind::AtomicWrite, memory(), at);
                self.release(g, sub(100), false);
            }
            "rmw" => {
                self.acquire(g, sub(100));
                self.access(g, Kind::AtomicWrite, memory(), at);
                self.release(g, sub(100), false);
            }
            "go" => {
                let n = self.go_on(g, &[]);
                self.published(g);
                let first = self.node(&[n]);
                self.last.insert(gid(what).0, first);
            }
            "exit" => {}
            "acq" => self.acquire(g, id()),
            "wait" | "rlock" => self.acquire(g, sub(0)),
            "rel" => self.release(g, id(), false),
            "merge" => self.release(g, id(), true),
            "done" | "unlock" => self.release(g, sub(0), true),
            "lock" => {
                self.acquire(g, sub(0));
                self.acquire(g, sub(101));
            }
            "runlock" => self.release(g, sub(101), true),
            "acqrel" => {
                self.acquire(g, id());
                self.release(g, id(), false);
            }
            "xchg" | "slot" => self.exchange(g, id()),
            "close" => self.release(g, sub(102), false),
            "zero" => self.acquire(g, sub(102)),
            "wake" => {
                let n = self.go_on(g, &[]);
                self.published(g);
                self.go_on(gid(what).0, &[n]);
            }
            "meet" => {
                let other = gid(what).0;
                let (a, b) = (self.go_on(g, &[]), self.go_on(other, &[]));
                self.go_on(g, &[b]);
                self.go_on(other, &[a]);
                self.published(g);
                self.published(other);
            }
            "free" => {
                let (addr, len) = memory();
                for b in addr..addr + len {
                    self.bytes.remove(&b);
                }
                self.objects
                    .retain(|id, _| id.0 < addr || id.0 >= addr + len);
            }
            "spawn" => {
                let known = self.at_object(id());
                let first = self.node(&known);
                self.last.insert(g, first);
            }
            "move" => {
                let known = self.at_object(id());
                self.objects.insert(object(words[3]), known);
            }
            other => panic!("no operation {other}"),
        }
    }

    fn access(&mut self, g: u32, kind: Kind, (addr, len): (u64, u64), at: At) {
        let node = self.go_on(g, &[]);
        let epoch = self.epochs.get(&g).copied().unwrap_or_default();
        let new = self.accesses.len();
        self.accesses.push(Access {
            g,
            epoch,
            kind,
            at,
            node,
        });
        for byte in addr..addr + len {
            let history = self.bytes.entry(byte).or_default().clone();
            for (i, &old) in history.iter().enumerate() {
                if self.race(old, new) {
                    self.racing.insert(byte);
                    self.all.insert((old, new));
                    if !history[i + 1..].iter().any(|&by| self.superseded(old, by)) {
                        self.exact.insert((old, new));
                    }
                }
            }
            self.bytes.entry(byte).or_default().push(new);
        }
    }

    fn race(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.accesses[a], &self.accesses[b]);
        let writes = |k| matches!(k, Kind::Write | Kind::AtomicWrite);
        let atomic = |k| matches!(k, Kind::AtomicRead | Kind::AtomicWrite);
        a.g != b.g
            && (writes(a.kind) || writes(b.kind))
            && !(atomic(a.kind) && atomic(b.kind))
            && !self.before(a.node, b.node)
    }

    /// Whether the later access makes the earlier one superfluous, as the crate defines it.
    fn superseded(&self, old: usize, by: usize) -> bool {
        use Kind::{AtomicRead, AtomicWrite, Read, Write};
        let (old, by) = (&self.accesses[old], &self.accesses[by]);
        let covers = match by.kind {
            Write => true,
            AtomicWrite => matches!(old.kind, AtomicRead | AtomicWrite),
            Read => matches!(old.kind, Read | AtomicRead),
            AtomicRead => old.kind == AtomicRead,
        };
        if old.g == by.g {
            old.kind == by.kind || covers && old.epoch != by.epoch
        } else {
            covers && matches!(by.kind, Write | AtomicWrite) && self.before(old.node, by.node)
        }
    }

    fn keys(&self, pairs: &BTreeSet<(usize, usize)>) -> BTreeSet<(Half, Half)> {
        let half = |i: usize| (self.accesses[i].at.site.0, self.accesses[i].kind);
        let sorted = |&(a, b): &(usize, usize)| (half(a).min(half(b)), half(a).max(half(b)));
        pairs.iter().map(sorted).collect()
    }

    /// What must be reported, as unordered pairs.
    pub(crate) fn exact_keys(&self) -> BTreeSet<(Half, Half)> {
        self.keys(&self.exact)
    }

    /// What may be reported, as unordered pairs.
    pub(crate) fn all_keys(&self) -> BTreeSet<(Half, Half)> {
        self.keys(&self.all)
    }

    /// The accesses that race with something earlier, by tick.
    pub(crate) fn second_ticks(&self) -> BTreeSet<u64> {
        self.all
            .iter()
            .map(|&(_, b)| self.accesses[b].at.tick)
            .collect()
    }

    /// Whether the two operations raced, and on all those bytes.
    pub(crate) fn raced(&self, first: u64, second: u64) -> bool {
        let tick = |i: usize| self.accesses[i].at.tick;
        self.all
            .iter()
            .any(|&(a, b)| (tick(a), tick(b)) == (first, second))
    }
}
