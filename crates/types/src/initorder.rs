//! The order in which package-level variables are initialised, and cycles in it.

use base::HashSet;
use std::collections::{BTreeMap, BTreeSet};

use base::Span;

use crate::check::Checker;
use crate::{Initializer, ObjId, ObjectKind};

/// A constant or variable with what it waits for.
#[derive(Default)]
struct Node {
    /// Those that wait for this one.
    pred: BTreeSet<ObjId>,
    waits: usize,
}

impl Checker<'_> {
    /// Objects that a declaration mentions, in source order.
    fn deps_of(&self, obj: ObjId) -> Vec<ObjId> {
        #[expect(clippy::iter_over_hash_type, reason = "sorted at once")]
        fn sorted(set: &HashSet<ObjId>) -> Vec<ObjId> {
            let mut list = Vec::with_capacity(set.len());
            for &o in set {
                list.push(o);
            }
            base::sort::sort(&mut list);
            list
        }
        self.decl_of
            .get(&obj)
            .and_then(|&i| self.decls.get(i))
            .map_or(Vec::new(), |d| sorted(&d.deps))
    }

    fn is_func(&self, obj: ObjId) -> bool {
        matches!(self.w.objects[obj].kind, ObjectKind::Func { .. })
    }

    /// Checks the bodies of functions that initialisers reach: what they mention counts. For
    /// packages whose bodies are otherwise checked on demand.
    pub(crate) fn check_initializer_bodies(&mut self) {
        let mut todo: Vec<ObjId> = self
            .sorted_objects()
            .into_iter()
            .filter(|&o| self.is_var(o))
            .collect();
        let mut seen: HashSet<ObjId> = HashSet::default();
        while let Some(obj) = todo.pop() {
            if !seen.insert(obj) {
                continue;
            }
            if self.is_func(obj)
                && let Some(&at) = self.decl_of.get(&obj)
            {
                self.func_decl_body(obj, at);
                self.process_delayed(0);
            }
            todo.extend(self.deps_of(obj));
        }
    }

    /// Works out the order of initialisation.
    pub(crate) fn init_order(&mut self) {
        let objs = self.sorted_objects();
        let mut nodes: BTreeMap<ObjId, Node> = BTreeMap::new();
        for &o in &objs {
            if matches!(
                self.w.objects[o].kind,
                ObjectKind::Const { .. } | ObjectKind::Var { .. }
            ) {
                nodes.insert(o, Node::default());
            }
        }
        let list: Vec<ObjId> = nodes.keys().copied().collect();
        for &o in &list {
            let deps = self.value_deps(o);
            if let Some(n) = nodes.get_mut(&o) {
                n.waits = deps.len();
            }
            for d in deps {
                if let Some(n) = nodes.get_mut(&d) {
                    n.pred.insert(o);
                }
            }
        }
        // Constants first, then those that wait for least, then source order.
        let key = |c: &Self, o: ObjId, waits: usize| {
            let is_const = matches!(c.w.objects[o].kind, ObjectKind::Const { .. });
            (!is_const, waits, o)
        };
        let mut queue: BTreeSet<(bool, usize, ObjId)> =
            base::sort::set(nodes.iter().map(|(&o, n)| key(self, o, n.waits)));
        let mut emitted: HashSet<usize> = HashSet::default();
        let mut order = Vec::new();
        while let Some((_, waits, obj)) = queue.pop_first() {
            if waits > 0 {
                let mut seen = HashSet::default();
                if let Some(cycle) = self.find_path(obj, obj, &mut seen, 0) {
                    self.report_init_cycle(&cycle);
                }
            }
            let pred = nodes.get(&obj).map_or(BTreeSet::new(), |n| n.pred.clone());
            for p in pred {
                if let Some(n) = nodes.get_mut(&p) {
                    let old = key(self, p, n.waits);
                    n.waits = n.waits.saturating_sub(1);
                    let new = key(self, p, n.waits);
                    if queue.remove(&old) {
                        queue.insert(new);
                    }
                }
            }
            if !self.is_var(obj) {
                continue;
            }
            let Some(&at) = self.decl_of.get(&obj) else {
                continue;
            };
            let Some(d) = self.decls.get(at).filter(|d| d.init.is_some()) else {
                continue;
            };
            if emitted.insert(at) {
                order.push(Initializer {
                    lhs: if d.lhs.is_empty() {
                        vec![obj]
                    } else {
                        d.lhs.to_vec()
                    },
                    decl: d.decl,
                    value: d.value,
                });
            }
        }
        self.w.packages[self.pkg].init_order = order;
    }

    /// Constants and variables that `obj` needs, directly or through functions.
    fn value_deps(&self, obj: ObjId) -> BTreeSet<ObjId> {
        let mut out = BTreeSet::new();
        let mut seen = HashSet::default();
        let mut todo = self.deps_of(obj);
        while let Some(d) = todo.pop() {
            if self.is_func(d) {
                if seen.insert(d) {
                    todo.extend(self.deps_of(d));
                }
            } else {
                out.insert(d);
            }
        }
        out
    }

    /// A path of mentions from `from` to `to`, last step first.
    fn find_path(
        &self,
        from: ObjId,
        to: ObjId,
        seen: &mut HashSet<ObjId>,
        depth: u32,
    ) -> Option<Vec<ObjId>> {
        if depth > 1000 || !seen.insert(from) {
            return None;
        }
        for d in self.deps_of(from) {
            if d == to {
                return Some(vec![d]);
            }
            if let Some(mut path) = self.find_path(d, to, seen, depth + 1) {
                path.push(d);
                return Some(path);
            }
        }
        None
    }

    fn report_init_cycle(&mut self, cycle: &[ObjId]) {
        const CODE: &str = "InvalidInitCycle";
        let Some(&first) = cycle.first() else { return };
        let name = self.obj_name(first);
        let span = self.span_of(first);
        if cycle.len() == 1 {
            self.error(
                span,
                CODE,
                format!("initialization cycle: {name} refers to itself"),
            );
            return;
        }
        let mut lines: Vec<(Span, String)> = Vec::new();
        let mut obj = first;
        for &next in cycle.iter().rev() {
            let text = format!("{} refers to {}", self.obj_name(obj), self.obj_name(next));
            lines.push((self.span_of(obj), text));
            obj = next;
        }
        self.error_list(
            span,
            CODE,
            format!("initialization cycle for {name}"),
            &lines,
            false,
        );
    }
}
