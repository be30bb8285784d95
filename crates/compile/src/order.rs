//! Calls before reads.
//!
//! The language orders the calls of a statement among each other, but not against reads of
//! variables beside them. gc makes all calls first, left to right, and reads what else there is
//! when it needs it: `x + f()` sees what f did to x, and `1/x + f()` calls f before it divides.
//! So do we: where a call follows a read of something that it might change, or an operation that may
//! panic, the calls are evaluated into slots of their own before. Of an assignment, the left side
//! is found after the right side's calls.

use syntax::ast::*;
use types::{Builtin, Type, TypeId};

use crate::Gen;
use crate::arith::unparen;
use crate::ty::Rep;

/// Expressions nested deeper than this are evaluated as they stand.
const MAX_DEPTH: u32 = 500;

/// What a statement's expressions hold, in the order of evaluation.
#[derive(Default)]
struct Scan<'e> {
    /// Something that a call may change is read.
    read: bool,
    /// Something may panic.
    risk: bool,
    /// A call comes after either, or after a risk something else that may panic.
    late: bool,
    /// What gc evaluates in its turn, and whether anybody could tell.
    units: Vec<(&'e Expr, bool)>,
    depth: u32,
}

impl Gen<'_> {
    /// To be called before the operands `roots` are evaluated, of which the first `targets` are
    /// assigned to. The answer goes to [`Gen::forget`] afterwards.
    pub(crate) fn calls_first(&mut self, targets: &[Expr], roots: &[Expr]) -> Vec<NodeId> {
        let list: Vec<(&Expr, bool)> = roots.iter().map(|e| (e, false)).collect();
        self.calls_first_of(targets, &list)
    }

    /// As [`Gen::calls_first`]; roots with a mark are evaluated in their turn as a whole.
    pub(crate) fn calls_first_of(
        &mut self,
        targets: &[Expr],
        roots: &[(&Expr, bool)],
    ) -> Vec<NodeId> {
        let acts = |e: &Expr| has_effect(e, 0);
        if !targets.iter().any(acts) && !roots.iter().any(|r| acts(r.0)) {
            return Vec::new();
        }
        let late = targets.iter().any(|e| self.found_late(e));
        let mut scan = Scan {
            read: late,
            risk: late,
            ..Scan::default()
        };
        for e in targets {
            self.scan_target(e, &mut scan);
        }
        for &(e, whole) in roots {
            if whole {
                let call = has_call(e, 0);
                scan.unit(e, call, has_effect(e, 0));
                let mut inside = Scan::default();
                self.scan(e, &mut inside);
                scan.late |= inside.late;
            } else {
                self.scan(e, &mut scan);
            }
        }
        if !scan.late {
            return Vec::new();
        }
        let last = scan.units.iter().rposition(|u| u.1).map_or(0, |i| i + 1);
        let mut done = Vec::new();
        for (e, _) in scan.units.into_iter().take(last) {
            let inner = match &unparen(e).kind {
                ExprKind::Call { .. } => Vec::new(),
                _ => self.calls_first(&[], std::slice::from_ref(e)),
            };
            let t = self.ty(e);
            let slot = self.alloc_ty(t);
            self.expr_owned(e, t, Some(slot));
            self.forget(inner);
            self.f.preeval.insert(e.id, slot);
            done.push(e.id);
        }
        done
    }

    /// [`Gen::calls_first`] for an entry of a map's literal.
    pub(crate) fn entry_first(&mut self, map: TypeId, key: &Expr, value: &Expr) -> Vec<NodeId> {
        let turn = self.key_in_turn(map, key);
        self.calls_first_of(&[], &[(key, turn), (value, false)])
    }

    /// The slots of `nodes` are no longer what the nodes stand for.
    pub(crate) fn forget(&mut self, nodes: Vec<NodeId>) {
        for id in nodes {
            self.f.preeval.remove(&id);
        }
    }

    /// [`Gen::calls_first`] for a call: what it calls, and its arguments.
    pub(crate) fn operands_first(&mut self, fun: &Expr, args: &[Expr]) -> Vec<NodeId> {
        if self.is_type(fun) || !args.iter().any(|a| has_effect(a, 0)) {
            return Vec::new();
        }
        let f = unparen(fun);
        let mut targets: &[Expr] = &[];
        let mut roots: Vec<(&Expr, bool)> = Vec::new();
        let mut params: Option<(Vec<TypeId>, bool)> = None;
        if self.mode(fun) != types::Mode::Builtin {
            let sig = self.ty(fun);
            let (list, _, variadic) = self.signature(sig);
            params = Some((list, variadic));
            let selection = self.w.info.selections.get(&f.id).cloned();
            match (&f.kind, selection) {
                (ExprKind::Selector { x, .. }, Some(sel))
                    if sel.kind == types::SelectionKind::MethodVal =>
                {
                    let recv = self.norm(sel.recv);
                    let (name, pkg) = self.method_name(sel.obj);
                    let by_address = !matches!(self.w.types.get(recv), Type::Pointer(_))
                        && self
                            .find_method(recv, name, pkg)
                            .is_some_and(|m| m.ptr_recv && !m.dynamic);
                    if by_address {
                        targets = std::slice::from_ref(x);
                    } else {
                        roots.push((x, false));
                    }
                }
                _ if self.static_callee(fun).is_some() => {}
                _ => roots.push((fun, false)),
            }
        }
        for (k, a) in args.iter().enumerate() {
            let param = params.as_ref().and_then(|(list, variadic)| {
                let last = list.len().saturating_sub(1);
                match *variadic && k >= last {
                    true => list.last().copied().map(|t| (t, true)),
                    false => list.get(k).copied().map(|t| (t, false)),
                }
            });
            let boxed = match param {
                Some((t, rest)) => {
                    let t = if rest { self.elem(t) } else { t };
                    let from = self.ty(a);
                    self.is_interface(t) && !self.is_interface(from) && self.boxed_in_turn(a)
                }
                None => false,
            };
            roots.push((a, boxed));
        }
        self.calls_first_of(targets, &roots)
    }

    /// Whether gc puts a value that becomes an interface into memory when its turn comes: what has
    /// no address yet and no function that takes it by value.
    pub(crate) fn boxed_in_turn(&mut self, e: &Expr) -> bool {
        if self.is_const(e) || self.is_nil(e) {
            return false;
        }
        if matches!(
            unparen(e).kind,
            ExprKind::Name(_)
                | ExprKind::Selector { .. }
                | ExprKind::Index { .. }
                | ExprKind::Star(_)
        ) {
            return false;
        }
        let t = self.ty(e);
        if let ExprKind::Call { fun, .. } = &unparen(e).kind
            && !self.is_type(fun)
        {
            return false;
        }
        let ti = self.ti(t);
        match ti.rep {
            Rep::Bool | Rep::Int { bytes: 1, .. } | Rep::C64 | Rep::C128 | Rep::Word => true,
            // Arrays that are one word have functions that take it.
            Rep::Indirect => {
                let word = matches!(ti.size, 2 | 4 | 8) && ti.align == ti.size;
                let text = self.sole(t);
                !(word && !self.w.has_pointers(t) || matches!(text, Rep::Str | Rep::Slice))
            }
            Rep::Struct => ti.size != 8,
            _ => false,
        }
    }

    /// How the only element of an array of one is held, or of an array of one in it.
    fn sole(&mut self, mut t: TypeId) -> Rep {
        while let Type::Array { len: 1, elem } = self.shape(t) {
            t = self.canon(elem);
        }
        self.ti(t).rep
    }

    /// Whether finding a place reads something or may panic: it is no variable of the frame.
    pub(crate) fn found_late(&self, e: &Expr) -> bool {
        match &unparen(e).kind {
            ExprKind::Name(id) => self
                .obj_of(id)
                .is_some_and(|o| !self.f.vars.contains_key(&o) || self.escape.boxed.contains(&o)),
            _ => true,
        }
    }

    /// An operand that is assigned to: what it takes to find the place.
    fn scan_target<'e>(&mut self, e: &'e Expr, scan: &mut Scan<'e>) {
        match &unparen(e).kind {
            ExprKind::Index { x, indices } => {
                let t = self.ty(x);
                match self.shape(t) {
                    Type::Array { .. } => self.scan_target(x, scan),
                    _ => self.scan(x, scan),
                }
                for i in indices {
                    self.scan(i, scan);
                }
            }
            ExprKind::Selector { x, .. } => {
                let sel = self.w.info.selections.get(&unparen(e).id);
                match sel.map(|s| s.indirect) {
                    Some(true) => self.scan(x, scan),
                    Some(false) => self.scan_target(x, scan),
                    None => {}
                }
            }
            ExprKind::Star(x) => self.scan(x, scan),
            _ => {}
        }
    }

    fn scan<'e>(&mut self, e: &'e Expr, scan: &mut Scan<'e>) {
        // A thunk's operand is known with its parentheses.
        if self.f.preeval.contains_key(&e.id) {
            return;
        }
        let e = unparen(e);
        if scan.depth > MAX_DEPTH
            || self.is_const(e)
            || self.is_type(e)
            || self.f.preeval.contains_key(&e.id)
        {
            return;
        }
        scan.depth += 1;
        self.scan_inner(e, scan);
        scan.depth -= 1;
    }

    fn scan_inner<'e>(&mut self, e: &'e Expr, scan: &mut Scan<'e>) {
        match &e.kind {
            ExprKind::Name(id) => {
                let Some(o) = self.obj_of(id) else { return };
                let variable = matches!(
                    self.w.objects[o].kind,
                    types::ObjectKind::Var {
                        is_field: false,
                        ..
                    }
                );
                let own = self.f.vars.contains_key(&o) && !self.escape.boxed.contains(&o);
                scan.read |= variable && !own;
            }
            ExprKind::Call { fun, args, .. } => {
                if self.is_type(fun) {
                    self.scan_conversion(e, args, scan);
                    return;
                }
                use Builtin::{Cap, Complex, Imag, Len, Real};
                match self.builtin_of(fun) {
                    Some(Len | Cap | Real | Imag | Complex) => {
                        let call = args.iter().any(|a| has_call(a, 0));
                        let effect = args.iter().any(|a| has_effect(a, 0));
                        scan.unit(e, call, effect);
                    }
                    // Several values are nobody's operand beside others.
                    _ if self.tuple_of(e).is_none_or(|t| t.len() == 1) => {
                        scan.unit(e, true, true);
                    }
                    _ => {}
                }
            }
            // Two values are nobody's operand.
            ExprKind::Unary {
                op: UnaryOp::Recv,
                x,
            } => match self.is_comma_ok(e) {
                true => self.scan(x, scan),
                false => scan.unit(e, true, true),
            },
            ExprKind::Binary {
                op: BinaryOp::LogAnd | BinaryOp::LogOr,
                ..
            } => {
                let call = has_call(e, 0);
                scan.unit(e, call, has_effect(e, 0));
            }
            ExprKind::Binary { op, x, y, .. } => {
                self.scan(x, scan);
                self.scan(y, scan);
                scan.risk |= self.may_panic(*op, x, y);
            }
            ExprKind::Unary {
                op: UnaryOp::Addr,
                x,
            } if !matches!(unparen(x).kind, ExprKind::CompositeLit { .. }) => {
                self.scan_target(x, scan);
            }
            ExprKind::Unary { x, .. } => self.scan(x, scan),
            ExprKind::Star(x) => {
                self.scan(x, scan);
                scan.read = true;
                scan.risk = true;
            }
            ExprKind::Selector { x, .. } => {
                let Some(sel) = self.w.info.selections.get(&e.id) else {
                    // A variable of another package.
                    scan.read = true;
                    return;
                };
                let indirect = sel.indirect;
                self.scan(x, scan);
                scan.read |= indirect;
                scan.risk |= indirect;
            }
            ExprKind::Index { x, indices } => {
                let t = self.ty(x);
                let shape = self.shape(t);
                self.scan(x, scan);
                for i in indices {
                    match shape {
                        Type::Map { .. } if self.key_in_turn(t, i) => {
                            let call = has_call(i, 0);
                            scan.unit(i, call, true);
                        }
                        _ => self.scan(i, scan),
                    }
                }
                match shape {
                    Type::Array { .. } => scan.risk |= indices.iter().any(|i| !self.is_const(i)),
                    Type::Signature { .. } => {}
                    Type::Map { .. } => scan.read = true,
                    _ => {
                        scan.read = true;
                        scan.risk = true;
                    }
                }
            }
            ExprKind::Slice { .. } => {
                let call = has_call(e, 0);
                scan.unit(e, call, true);
            }
            ExprKind::TypeAssert { x, .. } => {
                let t = self.ty(e);
                if self.is_comma_ok(e) || matches!(self.ti(t).rep, Rep::Word) {
                    self.scan(x, scan);
                    scan.risk |= !self.is_comma_ok(e);
                } else {
                    let call = has_call(e, 0);
                    scan.unit(e, call, true);
                }
            }
            ExprKind::CompositeLit { elems, .. } => {
                let t = self.ty(e);
                if matches!(self.shape(t), Type::Map { .. }) {
                    // Made entry by entry.
                    let call = has_call(e, 0);
                    scan.unit(e, call, has_effect(e, 0));
                    return;
                }
                let fields = matches!(self.shape(t), Type::Struct(_));
                for el in elems {
                    if let Some(k) = &el.key
                        && !fields
                    {
                        self.scan(k, scan);
                    }
                    self.scan(&el.value, scan);
                }
            }
            _ => {}
        }
    }

    /// A map's key, which gc puts into memory in its turn unless it is of one of the sizes and kinds
    /// that have functions of their own.
    fn key_in_turn(&mut self, map: TypeId, key: &Expr) -> bool {
        let Type::Map { key: t, .. } = self.shape(map) else {
            return false;
        };
        let t = self.canon(t);
        let fast = match self.ti(t).rep {
            Rep::Str | Rep::Word => true,
            Rep::Int { bytes, .. } => bytes >= 4,
            _ => false,
        };
        let named = matches!(unparen(key).kind, ExprKind::Name(_));
        // A value that becomes an interface is put into memory by itself.
        let from = self.ty(key);
        let boxed = self.is_interface(t) && !self.is_interface(from);
        !fast && !named && !boxed && !self.is_const(key)
    }

    /// A conversion. gc makes bytes and runes of a string in their turn, and puts into memory then
    /// what becomes an interface; the reverse reads memory when it is needed.
    fn scan_conversion<'e>(&mut self, e: &'e Expr, args: &'e [Expr], scan: &mut Scan<'e>) {
        let Some(x) = args.first() else { return };
        let (to, from) = (self.ty(e), self.ty(x));
        let boxed = self.is_interface(to) && !self.is_interface(from) && self.boxed_in_turn(x);
        let slice = matches!(self.shape(to), Type::Slice(_));
        let from_slice = matches!(self.shape(from), Type::Slice(_));
        if boxed || slice && !from_slice && !self.is_nil(x) {
            let call = has_call(x, 0);
            scan.unit(e, call, has_effect(x, 0));
            return;
        }
        self.scan(x, scan);
        let contents = from_slice && !slice && !self.is_interface(to);
        scan.read |= contents;
        scan.risk |= contents && !matches!(self.ti(to).rep, Rep::Str);
    }

    /// Whether the operation itself may panic.
    fn may_panic(&mut self, op: BinaryOp, x: &Expr, y: &Expr) -> bool {
        match op {
            BinaryOp::Div | BinaryOp::Rem => {
                let t = self.ty(x);
                matches!(self.ti(t).rep, Rep::Int { .. }) && !self.is_const(y)
            }
            BinaryOp::Shl | BinaryOp::Shr => {
                let t = self.ty(y);
                matches!(self.ti(t).rep, Rep::Int { signed: true, .. }) && !self.is_const(y)
            }
            BinaryOp::Eq | BinaryOp::Ne => {
                let (x, y) = (self.ty(x), self.ty(y));
                self.is_interface(x) || self.is_interface(y)
            }
            _ => false,
        }
    }
}

impl<'e> Scan<'e> {
    /// `call`: it is, or holds, a call; `effect`: or what may panic.
    fn unit(&mut self, e: &'e Expr, call: bool, effect: bool) {
        self.late |= call && (self.read || self.risk) || effect && self.risk;
        self.units.push((e, call || effect));
    }
}

/// Whether an expression may make a call; conversions count too.
fn has_call(e: &Expr, depth: u32) -> bool {
    holds(e, depth, false)
}

/// Whether an expression may make a call, slice, or assert a type: what gc does in its turn and
/// others can tell.
fn has_effect(e: &Expr, depth: u32) -> bool {
    holds(e, depth, true)
}

fn holds(e: &Expr, depth: u32, effects: bool) -> bool {
    if depth > MAX_DEPTH {
        return false;
    }
    let any = |x: &Expr| holds(x, depth + 1, effects);
    match &e.kind {
        ExprKind::Slice { .. } | ExprKind::TypeAssert { .. } if effects => true,
        ExprKind::Call { .. }
        | ExprKind::Unary {
            op: UnaryOp::Recv, ..
        } => true,
        ExprKind::Paren(x)
        | ExprKind::Star(x)
        | ExprKind::Unary { x, .. }
        | ExprKind::Selector { x, .. }
        | ExprKind::TypeAssert { x, .. } => any(x),
        ExprKind::Index { x, indices } => any(x) || indices.iter().any(any),
        ExprKind::Binary { x, y, .. } => any(x) || any(y),
        ExprKind::Slice { x, lo, hi, max, .. } => {
            any(x) || [lo, hi, max].into_iter().flatten().any(|b| any(b))
        }
        ExprKind::CompositeLit { elems, .. } => elems
            .iter()
            .any(|el| any(&el.value) || el.key.as_ref().is_some_and(any)),
        _ => false,
    }
}
