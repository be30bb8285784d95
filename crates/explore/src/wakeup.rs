//! Wakeup trees: which beginnings are still to be explored from a state.
//!
//! A wakeup tree is an ordered tree of events; each path from the root is a sequence that is to
//! be executed next, and the order of children is the order of exploration. Abdulla, Aronis,
//! Jonsson, Sagonas: Source Sets (JACM 64(4), 2017), section 6; the sequences are compared with
//! weak initials (definition 4.3 there). Events know their label, so that the ways in which one
//! nondeterministic operation can go are alternatives like any others.
//!
//! Nodes of all trees live in one arena: trees are cut and handed down as the search walks, and
//! no recursion is needed to drop a long one.

use crate::access::{SetId, Sets};
use crate::clock::{Clock, Clocks};
use crate::ids::{EventId, ProcessId};

/// No node.
pub(crate) const NIL: u32 = u32::MAX;

/// What one process would do next: a node of a tree, or a member of a sleep set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Move {
    pub(crate) process: ProcessId,
    pub(crate) label: u32,
    /// Number of labels of the operation, as far as known.
    pub(crate) labels: u32,
    pub(crate) set: SetId,
    /// Of a move that was explored: whether every race below it was seen, so that what it cannot
    /// cover was offered to the trees above. Only then a sequence that it could begin is not
    /// needed. (It sleeps in any case.)
    pub(crate) seen: bool,
}

/// An event of a sequence that is offered to a tree.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Letter {
    pub(crate) id: EventId,
    pub(crate) label: u32,
    pub(crate) labels: u32,
    pub(crate) set: SetId,
    /// Its arrival clock in the execution that it comes from; unused for the last letter.
    pub(crate) clock: Clock,
    /// Whether the last letter of the sequence depends on it directly.
    pub(crate) leads: bool,
}

/// A sequence of events to be executed from some state. The last one is the reversed event: its
/// place differs from the execution that the clocks belong to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Word {
    pub(crate) letters: Vec<Letter>,
    /// Whether the last letter is still there.
    pub(crate) has_last: bool,
}

/// How a move relates to a word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Start {
    /// It is the letter at this index, and nothing in the word precedes it.
    Letter(usize),
    /// Its process is not in the word, and it commutes with all of it.
    Apart,
    /// No execution can begin with the move and contain the word as well.
    No,
}

impl Word {
    /// Whether the move is a weak initial of the word.
    pub(crate) fn start(&self, m: &Move, sets: &Sets, clocks: &Clocks) -> Start {
        let own = self.letters.iter().position(|l| l.id.process == m.process);
        let Some(at) = own else {
            return match self.letters.iter().any(|l| sets.conflict(l.set, m.set)) {
                true => Start::No,
                false => Start::Apart,
            };
        };
        let Some(letter) = self.letters.get(at) else {
            return Start::No;
        };
        if letter.label != m.label {
            return Start::No;
        }
        let last = self.has_last && at + 1 == self.letters.len();
        let preceded = self.letters.iter().take(at).any(|l| match last {
            true => l.leads,
            false => clocks.has(letter.clock, l.id),
        });
        match preceded {
            true => Start::No,
            false => Start::Letter(at),
        }
    }

    fn remove(&mut self, at: usize) {
        if self.has_last && at + 1 == self.letters.len() {
            self.has_last = false;
        }
        if at < self.letters.len() {
            self.letters.remove(at);
        }
    }
}

#[derive(Clone, Copy, Debug)]
struct Node {
    step: Move,
    child: u32,
    next: u32,
}

/// The arena of all trees. A tree is named by its first root-level node.
#[derive(Clone, Debug, Default)]
pub(crate) struct Trees {
    nodes: Vec<Node>,
    free: Vec<u32>,
}

impl Trees {
    fn node(&self, k: u32) -> Option<&Node> {
        self.nodes.get(k as usize)
    }

    fn make(&mut self, step: Move) -> u32 {
        let node = Node {
            step,
            child: NIL,
            next: NIL,
        };
        if let Some(k) = self.free.pop()
            && let Some(n) = self.nodes.get_mut(k as usize)
        {
            *n = node;
            return k;
        }
        self.nodes.push(node);
        self.nodes.len() as u32 - 1
    }

    /// Takes the first branch off: its move, the tree below it, and the rest.
    pub(crate) fn take_first(&mut self, tree: u32) -> Option<(Move, u32, u32)> {
        let n = *self.node(tree)?;
        self.free.push(tree);
        Some((n.step, n.child, n.next))
    }

    /// The first moves of its branches, in order.
    pub(crate) fn moves(&self, tree: u32) -> impl Iterator<Item = Move> {
        std::iter::successors(self.node(tree), |n| self.node(n.next)).map(|n| n.step)
    }

    pub(crate) fn drop_tree(&mut self, tree: u32) {
        let mut open = vec![tree];
        while let Some(k) = open.pop() {
            if let Some(n) = self.node(k) {
                open.extend([n.child, n.next]);
                self.free.push(k);
            }
        }
    }

    /// Nodes, in use or free.
    pub(crate) fn held(&self) -> usize {
        self.nodes.capacity() + self.free.capacity()
    }

    /// Nodes in use.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len() - self.free.len()
    }

    /// Adds the word unless the tree already leads to an execution that contains it. Consumes the
    /// word; says whether anything was added.
    pub(crate) fn insert(
        &mut self,
        tree: &mut u32,
        word: &mut Word,
        sets: &Sets,
        clocks: &Clocks,
    ) -> bool {
        let mut parent = NIL;
        loop {
            let mut at = match self.node(parent) {
                Some(p) => p.child,
                None => *tree,
            };
            if parent != NIL && at == NIL {
                // A leaf: everything that begins like this will be explored.
                return false;
            }
            let mut last = NIL;
            let mut found = None;
            while let Some(n) = self.node(at) {
                match word.start(&n.step, sets, clocks) {
                    Start::No => {
                        last = at;
                        at = n.next;
                    }
                    start => {
                        found = Some((at, start));
                        break;
                    }
                }
            }
            match found {
                Some((node, start)) => {
                    if let Start::Letter(k) = start {
                        word.remove(k);
                    }
                    if word.letters.is_empty() {
                        return false;
                    }
                    parent = node;
                }
                None => {
                    self.append(tree, parent, last, word);
                    return true;
                }
            }
        }
    }

    /// A new branch after `last` among the children of `parent` (or at the root).
    fn append(&mut self, tree: &mut u32, parent: u32, last: u32, word: &Word) {
        let mut below = NIL;
        for l in word.letters.iter().rev() {
            let k = self.make(Move {
                process: l.id.process,
                label: l.label,
                labels: l.labels,
                set: l.set,
                seen: false,
            });
            if let Some(n) = self.nodes.get_mut(k as usize) {
                n.child = below;
            }
            below = k;
        }
        if let Some(n) = self.nodes.get_mut(last as usize) {
            n.next = below;
        } else if let Some(p) = self.nodes.get_mut(parent as usize) {
            p.child = below;
        } else {
            *tree = below;
        }
    }
}
