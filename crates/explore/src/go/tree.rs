//! The search as a tree: which decision leads to which outcomes.
//!
//! It is made of the executions that the search went through, one for each class of equivalent
//! interleavings. Where everything below a decision ends alike, it is one leaf, however many
//! executions that are: what is left is where outcomes part.

use std::collections::{BTreeMap, VecDeque};

use crate::visit::Choice;

/// Most nodes that are kept; later executions only count where their beginnings are known.
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
        }
    }
}

impl Tree {
    /// Adds an execution.
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

    fn add(&mut self, parent: usize, edge: &[Choice], outcome: u64) {
        let new = self.nodes.len();
        if new >= MOST_NODES {
            return;
        }
        self.nodes.push(Node {
            edge: edge.to_vec(),
            children: Vec::new(),
            outcomes: BTreeMap::from([(outcome, 1)]),
        });
        if let Some(node) = self.nodes.get_mut(parent) {
            node.children.push(new);
        }
    }

    /// A node in the middle of an edge; false if there is no room.
    fn split(&mut self, at: usize, length: usize) -> bool {
        let new = self.nodes.len();
        if new >= MOST_NODES {
            return false;
        }
        let Some(node) = self.nodes.get_mut(at) else {
            return false;
        };
        let lower = Node {
            edge: node.edge.split_off(length),
            children: std::mem::replace(&mut node.children, vec![new]),
            outcomes: node.outcomes.clone(),
        };
        self.nodes.push(lower);
        true
    }

    /// At most so many nodes, from the root down, nothing below those that end alike. The first
    /// `whole` decisions are told one by one, though, whatever they lead to. `key` names a choice.
    pub(crate) fn branches(
        &self,
        most: usize,
        whole: usize,
        key: impl Fn(&Choice) -> u64,
    ) -> Vec<Branch> {
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
        let all = tree.branches(most, whole, |c| u64::from(c.process.0));
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

    #[test]
    fn a_full_tree_still_counts() {
        let mut tree = Tree::default();
        let step = |n: u32| Choice {
            process: ProcessId(n),
            label: 0,
        };
        for i in 0..10_000 {
            tree.insert(&[step(i % 7), step(1_000 + i)], u64::from(i % 2));
        }
        assert!(tree.nodes.len() <= MOST_NODES);
        let root: u64 = tree.nodes[0].outcomes.values().sum();
        assert_eq!(root, 10_000);
    }
}
