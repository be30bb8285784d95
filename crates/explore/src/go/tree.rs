//! The search as a tree: which decision leads to which outcomes.
//!
//! It is made of the executions that the search went through, one for each class of equivalent
//! interleavings. Where everything below a decision ends alike, it is one leaf, however many
//! executions that are: what is left is where outcomes part.

use std::collections::{BTreeMap, VecDeque};

use crate::visit::Choice;

/// Most nodes that are kept; later executions only count where their beginnings are known. What
/// the search has left behind, and what ended alike, is not kept.
const MOST_NODES: usize = 4_000;

/// A stretch of decisions without a fork, and what lies below.
#[derive(Clone, Debug, Default)]
struct Node {
    edge: Vec<Choice>,
    children: Vec<usize>,
    /// Executions by the key of their outcome.
    outcomes: BTreeMap<u64, u64>,
}

/// A radix tree of executions.
#[derive(Clone, Debug)]
pub(crate) struct Tree {
    /// The root first, whose edge is empty.
    nodes: Vec<Node>,
    /// Nodes that are no more.
    free: Vec<usize>,
    /// Decisions that are kept one by one, whatever they lead to.
    whole: usize,
}

/// A node of the tree as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    /// Index of the node above; none for the root.
    pub parent: Option<usize>,
    /// All decisions up to here, the one that leads here last.
    pub(crate) path: Vec<Choice>,
    /// Names that last decision, the same in every share of a search; 0 for the root.
    pub key: u64,
    /// Executions by the key of their outcome ([`crate::go::Report::key`]).
    pub outcomes: Vec<(u64, u64)>,
    /// There is more below that is not shown.
    pub more: bool,
}

impl Default for Tree {
    fn default() -> Self {
        Tree {
            nodes: vec![Node::default()],
            free: Vec::new(),
            whole: 0,
        }
    }
}

impl Tree {
    /// From now on the first decisions are kept, however executions end: others' may begin alike.
    pub(crate) fn keep(&mut self, whole: usize) {
        self.whole = whole;
    }

    /// Adds an execution. They come as the search makes them: once one has left a decision behind,
    /// none comes back to it.
    pub(crate) fn insert(&mut self, path: &[Choice], outcome: u64) {
        let mut at = 0;
        let mut rest = path;
        loop {
            let Some(node) = self.nodes.get_mut(at) else {
                return;
            };
            *node.outcomes.entry(outcome).or_default() += 1;
            let Some(first) = rest.first() else { return };
            let children = node.children.clone();
            let next = children.into_iter().find(|c| {
                let edge = self.nodes.get(*c).map(|n| n.edge.as_slice());
                edge.and_then(<[Choice]>::first) == Some(first)
            });
            let Some(next) = next else {
                let last = self.nodes.get(at).and_then(|n| n.children.last());
                if let Some(last) = last {
                    self.settle(*last, path.len() - rest.len());
                }
                self.add(at, rest, outcome);
                return;
            };
            let edge = self.nodes.get(next).map_or(&[][..], |n| &n.edge);
            let common = edge.iter().zip(rest).take_while(|(a, b)| a == b).count();
            if common < edge.len() && !self.split(next, common) {
                return;
            }
            rest = rest.get(common..).unwrap_or(&[]);
            at = next;
        }
    }

    /// Everything below a node is there, as far as the search goes; `depth` decisions lead to it.
    fn settle(&mut self, mut at: usize, mut depth: usize) {
        while let Some(node) = self.nodes.get_mut(at) {
            depth += node.edge.len();
            if node.outcomes.len() > 1 || depth < self.whole {
                // What was before the last child was settled when that one came.
                let Some(last) = node.children.last() else {
                    return;
                };
                at = *last;
                continue;
            }
            let mut gone = std::mem::take(&mut node.children);
            while let Some(at) = gone.pop() {
                if let Some(node) = self.nodes.get_mut(at) {
                    gone.append(&mut node.children);
                    *node = Node::default();
                }
                self.free.push(at);
            }
            return;
        }
    }

    /// Room for one more.
    fn room(&mut self, node: Node) -> Option<usize> {
        if let Some(at) = self.free.pop() {
            *self.nodes.get_mut(at)? = node;
            return Some(at);
        }
        let at = self.nodes.len();
        if at >= MOST_NODES {
            return None;
        }
        self.nodes.push(node);
        Some(at)
    }

    fn add(&mut self, parent: usize, edge: &[Choice], outcome: u64) {
        let new = self.room(Node {
            edge: edge.to_vec(),
            children: Vec::new(),
            outcomes: BTreeMap::from([(outcome, 1)]),
        });
        if let Some(new) = new
            && let Some(node) = self.nodes.get_mut(parent)
        {
            node.children.push(new);
        }
    }

    /// A node in the middle of an edge; false if there is no room.
    fn split(&mut self, at: usize, length: usize) -> bool {
        let Some(new) = self.room(Node::default()) else {
            return false;
        };
        let Some(node) = self.nodes.get_mut(at) else {
            return false;
        };
        let lower = Node {
            edge: node.edge.split_off(length),
            children: std::mem::replace(&mut node.children, vec![new]),
            outcomes: node.outcomes.clone(),
        };
        if let Some(node) = self.nodes.get_mut(new) {
            *node = lower;
        }
        true
    }

    /// At most so many nodes, from the root down, nothing below those that end alike. The decisions
    /// that are kept are told one by one, though, whatever they lead to. `key` names a choice.
    pub(crate) fn branches(&self, most: usize, key: impl Fn(&Choice) -> u64) -> Vec<Branch> {
        let whole = self.whole;
        let mut out: Vec<Branch> = Vec::new();
        // Nodes, from which decision of theirs on, under which branch, after which decisions.
        let mut queue = VecDeque::from([(0, 0, None::<usize>, Vec::new())]);
        while let Some((at, from, parent, before)) = queue.pop_front() {
            let Some(node) = self.nodes.get(at) else {
                continue;
            };
            let here = out.len();
            let edge = node.edge.get(from..).unwrap_or(&[]);
            let mut path: Vec<Choice> = before;
            path.extend(edge.first());
            let mut branch = Branch {
                parent,
                path,
                key: edge.first().map_or(0, &key),
                outcomes: node.outcomes.iter().map(|(k, n)| (*k, *n)).collect(),
                more: false,
            };
            if edge.len() > 1 && branch.path.len() <= whole {
                queue.push_back((at, from + 1, Some(here), branch.path.clone()));
                out.push(branch);
                continue;
            }
            let mut below = branch.path.clone();
            below.extend(edge.iter().skip(1));
            let common = below.len() < whole;
            let forks = node.outcomes.len() > 1 || common;
            let room = common || here + queue.len() + node.children.len() < most;
            if forks && room {
                for child in &node.children {
                    queue.push_back((*child, 0, Some(here), below.clone()));
                }
            }
            branch.more = forks && (self.left_out(node) || !room && !node.children.is_empty());
            out.push(branch);
        }
        out
    }

    /// Whether executions went on from a node for which there was no room.
    fn left_out(&self, node: &Node) -> bool {
        let count = |n: &Node| n.outcomes.values().sum::<u64>();
        let children = node.children.iter().filter_map(|c| self.nodes.get(*c));
        !node.children.is_empty() && children.map(count).sum::<u64>() < count(node)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::ProcessId;

    /// Executions as words: a letter is a process, the digit after the dash an outcome. The tree
    /// as text: each node by its path's last letter, its executions, its depth.
    #[track_caller]
    fn check(executions: &str, most: usize, want: &str) {
        told(executions, most, 0, want);
    }

    /// The same where so many first decisions are told one by one.
    #[track_caller]
    fn told(executions: &str, most: usize, whole: usize, want: &str) {
        let mut tree = Tree::default();
        tree.keep(whole);
        for e in executions.split(' ') {
            let (path, outcome) = e.split_once('-').expect("path-outcome");
            let path: Vec<Choice> = path
                .bytes()
                .map(|b| Choice {
                    process: ProcessId(u32::from(b)),
                    label: 0,
                })
                .collect();
            tree.insert(&path, outcome.parse().expect("a number"));
        }
        let all = tree.branches(most, |c| u64::from(c.process.0));
        let names = |b: &Branch| b.key == b.path.last().map_or(0, |c| u64::from(c.process.0));
        assert!(all.iter().all(names));
        let depth = |mut at: usize| {
            let mut n = 0;
            while let Some(up) = all[at].parent {
                at = up;
                n += 1;
            }
            n
        };
        let text: Vec<String> = (0..all.len())
            .map(|i| {
                let b = &all[i];
                let last = b.path.last().map_or('.', |c| char::from(c.process.0 as u8));
                let counts: Vec<String> =
                    b.outcomes.iter().map(|(k, n)| format!("{k}x{n}")).collect();
                let more = if b.more { "+" } else { "" };
                format!("{}{last}:{}{more}", depth(i), counts.join(","))
            })
            .collect();
        assert_eq!(text.join(" "), want);
    }

    #[test]
    fn forks_show_where_outcomes_part() {
        check("abc-1", 99, "0.:1x1");
        check("ab-1 ab-1", 99, "0.:1x2");
        check("abc-1 abd-2", 99, "0.:1x1,2x1 1a:1x1,2x1 2c:1x1 2d:2x1");
        // What ends alike is one leaf.
        check("abc-1 abd-1 b-2", 99, "0.:1x2,2x1 1a:1x2 1b:2x1");
        check(
            "ab-1 ac-2 ad-2 b-2",
            99,
            "0.:1x1,2x3 1a:1x1,2x2 1b:2x1 2b:1x1 2c:2x1 2d:2x1",
        );
    }

    #[test]
    fn what_others_share_is_told_move_by_move() {
        told("abc-1", 99, 2, "0.:1x1 1a:1x1 2b:1x1 3c:1x1");
        told("abcd-1 abcd-1", 99, 3, "0.:1x2 1a:1x2 2b:1x2 3c:1x2 4d:1x2");
        told("abcd-1 abce-1", 99, 3, "0.:1x2 1a:1x2 2b:1x2 3c:1x2");
        // Even where everything ends alike, and where there is little room.
        told("abx-1 ac-1", 1, 2, "0.:1x2 1a:1x2 2b:1x1 2c:1x1 3x:1x1");
    }

    #[test]
    fn a_full_picture_says_so() {
        check("ab-1 ac-2 b-2", 4, "0.:1x1,2x2 1a:1x1,2x1+ 1b:2x1");
    }

    fn step(n: u32) -> Choice {
        Choice {
            process: ProcessId(n),
            label: 0,
        }
    }

    #[test]
    fn a_full_tree_still_counts() {
        let mut tree = Tree::default();
        for i in 0..10_000 {
            tree.insert(&[step(i / 2), step(1_000 + i)], u64::from(i % 2));
        }
        assert!(tree.nodes.len() <= MOST_NODES);
        let root: u64 = tree.nodes[0].outcomes.values().sum();
        assert_eq!(root, 10_000);
        assert!(tree.branches(MOST_NODES, |_| 1)[0].more);
    }

    #[test]
    fn what_ended_alike_takes_no_room() {
        // A hundred thousand executions, one of which ends otherwise, near the end.
        let mut tree = Tree::default();
        for i in 0..100_000u32 {
            let path = [1_000, 100, 10, 1].map(|n| step(i / n % 10));
            let path = [&[step(i / 10_000)][..], &path].concat();
            tree.insert(&path, u64::from(i == 98_765));
        }
        assert!(tree.nodes.len() < 100, "{}", tree.nodes.len());
        let all = tree.branches(1_000, |_| 1);
        // Ten at each of five levels, and the root.
        assert_eq!(all.len(), 51);
        assert!(all.iter().all(|b| !b.more));
        let odd = all
            .iter()
            .filter(|b| b.outcomes.iter().any(|(k, _)| *k == 1));
        assert_eq!(odd.count(), 6);
    }
}
