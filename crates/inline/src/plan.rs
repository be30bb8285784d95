//! From each function down: which calls are inlined, and into what the literals go.
//!
//! A plan is of one function where it stands in one place: on its own, or inlined somewhere. It
//! says whether the code ends up in a literal, which literals (and bodies of loops over functions)
//! inside it are inlined wherever they are called, and the plans of the calls that are. What a
//! variable or parameter always is, is followed: gc inlines literals through them.

use base::HashMap;
use syntax::ast::NodeId;
use types::ObjId;

/// A plan's number in [`Inlining`]; the first is of whatever has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlanId(pub(crate) u32);

/// How one function goes in one place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Plan {
    /// The code ends up in a literal's, not in a declared function's.
    pub in_literal: bool,
    /// Literals (expressions) and loops over functions (statements) that exist only inlined.
    pub(crate) inlined: Vec<NodeId>,
    /// Calls in place and how they go; others, and those of functions without literals, are not here.
    pub(crate) calls: Vec<(NodeId, PlanId)>,
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
    pub(crate) plans: Vec<Plan>,
    /// Functions on their own.
    pub(crate) alone: HashMap<ObjId, PlanId>,
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
