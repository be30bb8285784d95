//! The trees of a search's shares as one tree.
//!
//! What executions of several shares begin with, each share tells move by move, with names that are
//! the same in all of them ([`Fork::key`]); below that, no two shares have a move in common. So
//! equal moves under equal moves are laid on top of each other, and then told as one search's tree
//! is: nothing below what ends alike, and stretches without a fork as one node.

use std::collections::{BTreeMap, VecDeque};

use crate::{Explored, Fork};

/// Most nodes of the whole.
const MOST: usize = 2_000;

struct Node {
    fork: Fork,
    outcomes: BTreeMap<u64, u64>,
    children: Vec<usize>,
}

impl Node {
    fn count(&self) -> u64 {
        self.outcomes.values().sum()
    }
}

/// One tree of all parts. None if some part was not asked for its own.
pub(crate) fn merged(parts: &[Explored]) -> Vec<Fork> {
    match parts {
        [one] => one.tree.clone(),
        _ if parts.iter().any(|p| p.tree.is_empty()) => Vec::new(),
        _ => told(&laid(parts)),
    }
}

/// All parts on top of each other, the root first.
fn laid(parts: &[Explored]) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    for part in parts {
        // Where each node of the part is.
        let mut at: Vec<usize> = Vec::new();
        for fork in &part.tree {
            let above = fork.parent.and_then(|p| at.get(p as usize)).copied();
            let known = match above {
                None => (!nodes.is_empty()).then_some(0),
                Some(above) => {
                    let siblings = nodes.get(above).map_or(&[][..], |n| &n.children);
                    let same = |n: &usize| nodes.get(*n).is_some_and(|n| n.fork.key == fork.key);
                    siblings.iter().copied().find(same)
                }
            };
            let here = known.unwrap_or(nodes.len());
            if known.is_none() {
                if let Some(above) = above.and_then(|n| nodes.get_mut(n)) {
                    above.children.push(here);
                }
                nodes.push(Node {
                    fork: Fork {
                        more: false,
                        ..fork.clone()
                    },
                    outcomes: BTreeMap::new(),
                    children: Vec::new(),
                });
            }
            if let Some(node) = nodes.get_mut(here) {
                node.fork.more |= fork.more;
                for (key, n) in &fork.outcomes {
                    *node.outcomes.entry(*key).or_default() += n;
                }
            }
            at.push(here);
        }
    }
    nodes
}

/// As one search's tree is told.
fn told(nodes: &[Node]) -> Vec<Fork> {
    let mut out: Vec<Fork> = Vec::new();
    let mut queue = VecDeque::from([(0, None::<u32>)]);
    while let Some((at, parent)) = queue.pop_front() {
        let Some(node) = nodes.get(at) else {
            continue;
        };
        // The end of a stretch on which there is no other way.
        let mut end = node;
        while parent.is_some()
            && let [only] = end.children.as_slice()
            && let Some(next) = nodes.get(*only)
            && next.count() == end.count()
        {
            end = next;
        }
        let here = out.len() as u32;
        let forks = node.outcomes.len() > 1;
        let room = out.len() + queue.len() + end.children.len() < MOST;
        if forks && room {
            let mut children: Vec<(usize, &Node)> = end
                .children
                .iter()
                .filter_map(|c| Some((*c, nodes.get(*c)?)))
                .collect();
            // In whatever order the parts came.
            children.sort_by_key(|(_, n)| (std::cmp::Reverse(n.count()), n.fork.key));
            queue.extend(children.into_iter().map(|(c, _)| (c, Some(here))));
        }
        out.push(Fork {
            parent,
            outcomes: node.outcomes.iter().map(|(k, n)| (*k, *n)).collect(),
            more: forks && (end.fork.more || !room && !end.children.is_empty()),
            ..node.fork.clone()
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A part's tree from words: depth, name, and outcomes with their counts.
    fn part(text: &str) -> Explored {
        let mut tree: Vec<Fork> = Vec::new();
        let mut depths: Vec<usize> = Vec::new();
        for word in text.split(' ') {
            let (head, counts) = word.split_once(':').expect("name:counts");
            let depth: usize = head[..1].parse().expect("a depth");
            let parent = depth
                .checked_sub(1)
                .and_then(|up| depths.iter().rposition(|d| *d == up));
            let counts = counts.trim_end_matches('+');
            let outcome = |c: &str| {
                let (key, n) = c.split_once('x').expect("key x count");
                (key.parse().expect("a key"), n.parse().expect("a count"))
            };
            tree.push(Fork {
                parent: parent.map(|p| p as u32),
                key: head.as_bytes()[1].into(),
                outcomes: counts.split(',').map(outcome).collect(),
                more: word.ends_with('+'),
                ..Fork::default()
            });
            depths.push(depth);
        }
        Explored {
            tree,
            ..Explored::default()
        }
    }

    #[track_caller]
    fn check(parts: &[&str], want: &str) {
        let parts: Vec<Explored> = parts.iter().map(|p| part(p)).collect();
        let tree = merged(&parts);
        let depth = |f: &Fork| {
            let above = std::iter::successors(f.parent, |up| tree[*up as usize].parent);
            above.count()
        };
        let word = |f: &Fork| {
            let counts: Vec<String> = f.outcomes.iter().map(|(k, n)| format!("{k}x{n}")).collect();
            let more = if f.more { "+" } else { "" };
            format!(
                "{}{}:{}{more}",
                depth(f),
                f.key as u8 as char,
                counts.join(",")
            )
        };
        let text: Vec<String> = tree.iter().map(word).collect();
        assert_eq!(text.join(" "), want);
    }

    #[test]
    fn one_part_is_as_it_is() {
        check(&["0.:1x3,2x1 1a:1x3 1b:2x1"], "0.:1x3,2x1 1a:1x3 1b:2x1");
    }

    #[test]
    fn equal_moves_are_one() {
        // Each part by itself ends alike; only together do they part.
        check(
            &["0.:1x3 1a:1x3 2b:1x3", "0.:2x2 1a:2x2 2c:2x2"],
            "0.:1x3,2x2 1a:1x3,2x2 2b:1x3 2c:2x2",
        );
        // A stretch without a fork is one node, with the name of its first move.
        check(
            &["0.:1x3 1a:1x3 2b:1x3 3c:1x3", "0.:2x9 1x:2x9 2y:2x9"],
            "0.:1x3,2x9 1x:2x9 1a:1x3",
        );
        check(
            &["0.:1x1 1a:1x1 2b:1x1 3c:1x1", "0.:2x2 1a:2x2 2b:2x2 3d:2x2"],
            "0.:1x1,2x2 1a:1x1,2x2 2d:2x2 2c:1x1",
        );
    }

    #[test]
    fn what_is_not_told_is_said() {
        check(
            &["0.:1x3,2x1 1a:1x3,2x1+", "0.:1x1 1b:1x1"],
            "0.:1x4,2x1 1a:1x3,2x1+ 1b:1x1",
        );
        // Nor is there more where everything ends alike.
        check(&["0.:1x3 1a:1x3+", "0.:1x1 1b:1x1"], "0.:1x4");
        check(&["0.:1x3 1a:1x3"], "0.:1x3 1a:1x3");
    }

    #[test]
    fn a_part_without_a_tree_makes_none() {
        let parts = [part("0.:1x3"), Explored::default()];
        assert_eq!(merged(&parts), []);
    }
}
