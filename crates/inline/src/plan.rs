//! From each function down: which calls are inlined, and into what the literals go.
//!
//! A plan is of one function where it stands in one place: on its own, or inlined somewhere. It
//! says whether the code ends up in a literal, which literals (and bodies of loops over functions)
//! inside it are inlined wherever they are called, and the plans of the calls that are. What a
//! variable or parameter always is, is followed: gc inlines literals through them.

use base::HashMap;
use syntax::ast::NodeId;
use types::{ObjId, World};

use crate::Fun;
use crate::walk::Planner;

/// A plan's number in [`Inlining`]; the first is of whatever has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlanId(u32);

/// How one function goes in one place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Plan {
    /// The code ends up in a literal's, not in a declared function's.
    pub in_literal: bool,
    /// Literals (expressions) and loops over functions (statements) that exist only inlined.
    inlined: Vec<NodeId>,
    /// Calls in place and how they go; others, and those of functions without literals, are not here.
    calls: Vec<(NodeId, PlanId)>,
}

impl Plan {
    /// Whether a literal or loop body of the function is inlined wherever it is called.
    pub fn is_inlined(&self, literal: NodeId) -> bool {
        self.inlined.binary_search(&literal).is_ok()
    }
}

/// The plans of a program.
#[derive(Clone, Debug, Default)]
pub struct Inlining {
    /// The first is of whatever has none.
    plans: Vec<Plan>,
    /// Functions on their own.
    alone: HashMap<ObjId, PlanId>,
}

impl Inlining {
    /// Of a function that is not inlined.
    pub fn alone(&self, function: ObjId) -> PlanId {
        self.alone.get(&function).copied().unwrap_or(PlanId(0))
    }

    pub fn plan(&self, id: PlanId) -> Option<&Plan> {
        self.plans.get(id.0 as usize)
    }

    /// How what is called goes, in a function that goes by plan `at`; `None`: as on its own, or so
    /// that nobody could tell.
    pub fn call(&self, at: PlanId, call: NodeId) -> Option<PlanId> {
        let calls = &self.plan(at)?.calls;
        let k = calls.binary_search_by_key(&call, |c| c.0).ok()?;
        calls.get(k).map(|c| c.1)
    }
}

/// The plans of all functions that have literals, or inline others that have.
pub(crate) fn plan<'a>(w: &mut World, order: &[ObjId], funs: &HashMap<ObjId, Fun<'a>>) -> Inlining {
    let mut out = Inlining {
        plans: vec![Plan::default()],
        alone: HashMap::default(),
    };
    let mut index: HashMap<(ObjId, Plan), PlanId> = HashMap::default();
    let mut p = Planner::new(w, funs);
    let mut roots = Vec::new();
    for &obj in order {
        if p.matters(obj, 0) {
            roots.push((obj, p.root(obj)));
        }
    }
    // Inlined functions stand behind what they are inlined into: the last come first.
    let drafts = std::mem::take(&mut p.drafts);
    let mut ids = vec![PlanId(0); drafts.len()];
    for (k, d) in drafts.iter().enumerate().rev() {
        let mut inlined: Vec<NodeId> = d.called.difference(&d.made).copied().collect();
        inlined.sort_unstable();
        let of = |to: &usize| ids.get(*to).copied().unwrap_or_default();
        let mut calls: Vec<(NodeId, PlanId)> =
            d.calls.iter().map(|(call, to)| (*call, of(to))).collect();
        calls.sort_unstable();
        let plan = Plan {
            in_literal: d.in_literal,
            inlined,
            calls,
        };
        if plan == Plan::default() {
            continue;
        }
        let id = *index.entry((d.function, plan)).or_insert_with_key(|key| {
            out.plans.push(key.1.clone());
            PlanId(out.plans.len() as u32 - 1)
        });
        if let Some(slot) = ids.get_mut(k) {
            *slot = id;
        }
    }
    for (obj, k) in roots {
        let id = ids.get(k).copied().unwrap_or_default();
        out.alone.insert(obj, id);
    }
    out
}
