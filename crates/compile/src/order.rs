//! What of a statement comes first.
//!
//! The language orders the calls of a statement among each other, but neither against reads of
//! variables beside them nor against what may panic. gc settles it in two passes over each
//! statement, and so do we:
//!
//! 1. Calls, receives, slices, assertions, `len`, `&&`, strings made bytes and some more get a
//!    variable of their own, left to right (here: *in turn*).
//! 2. Of what is left, the elements of literals, what becomes an interface, operands of
//!    comparisons that need them twice and whatever may fault among the arguments of a function
//!    or of a routine of the runtime get one (*ahead*).
//! 3. What stays is evaluated left to right, the left side of an assignment last.
//!
//! So `x + f()` sees what f did to x, `1/x + f()` calls f before it divides, and `1/x + len(s[i])`
//! checks the index first. [`Scan`] notes in our order what could tell, and where gc has each; only
//! where the two orders differ to somebody, operands are evaluated into slots of their own before.

use syntax::ast::*;
use types::{Builtin, SelectionKind, Type, TypeId};

use crate::Gen;
use crate::arith::unparen;

/// Expressions nested deeper than this are evaluated as they stand.
pub(crate) const MAX_DEPTH: u32 = 500;
/// Of operands evaluated ahead, the first one's place: those in turn come before.
const AHEAD: u32 = 1 << 30;
/// Slots of a frame up to which operands are evaluated early.
const ROOM: u16 = 190;
/// The place of what stays where it is.
const STAYS: u32 = u32::MAX;

/// What an evaluation can be told by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Kind {
    /// Reads what a call may change.
    Read,
    /// May meet a nil pointer: all of them say the same.
    Nil,
    /// May panic otherwise.
    Panic,
    Call,
}

/// A statement's expressions, in our order of evaluation.
#[derive(Default)]
pub(crate) struct Scan<'e> {
    pub(crate) atoms: Vec<(u32, Kind)>,
    /// What gc evaluates in its turn.
    pub(crate) turns: Vec<Option<&'e Expr>>,
    /// What it evaluates ahead of the rest then; `None` if that is no value.
    pub(crate) ahead: Vec<Option<&'e Expr>>,
    /// The operands are of a statement each.
    pub(crate) each: bool,
    pub(crate) depth: u32,
}

/// An operand of a statement.
#[derive(Clone, Copy)]
pub(crate) struct Root<'e> {
    pub(crate) expr: &'e Expr,
    /// Evaluated in its turn as a whole.
    pub(crate) turn: bool,
    /// What it is converted to, if that is not its own type.
    pub(crate) to: Option<TypeId>,
}

impl<'e> Root<'e> {
    pub(crate) fn plain(expr: &'e Expr) -> Self {
        Root {
            expr,
            turn: false,
            to: None,
        }
    }

    pub(crate) fn in_turn(expr: &'e Expr, turn: bool) -> Self {
        Root {
            turn,
            ..Root::plain(expr)
        }
    }
}

/// What operands are of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Of {
    /// One statement.
    One,
    /// `x op= y`, which reads its target.
    Update,
}

impl Gen<'_> {
    /// To be called before the operands `roots` are evaluated, of which the first `targets` are
    /// assigned to. The answer goes to [`Gen::forget`] afterwards.
    pub(crate) fn calls_first(&mut self, targets: &[Expr], roots: &[Expr]) -> Vec<NodeId> {
        let list: Vec<Root<'_>> = roots.iter().map(Root::plain).collect();
        self.operands_of(Of::One, targets, &list)
    }

    /// As [`Gen::calls_first`], told more.
    pub(crate) fn operands_of<'e>(
        &mut self,
        of: Of,
        targets: &'e [Expr],
        roots: &[Root<'e>],
    ) -> Vec<NodeId> {
        let mut busy = Busy::default();
        for e in targets.iter().chain(roots.iter().map(|r| r.expr)) {
            busy.count(e, 0);
        }
        if busy.calm() {
            return Vec::new();
        }
        let mut scan = Scan {
            each: targets.len() > 1,
            ..Scan::default()
        };
        let mut into_map = false;
        for e in targets {
            into_map |= self.scan_target(e, &mut scan) && of == Of::One;
            if of == Of::Update && self.found_late(e) {
                scan.atom(Kind::Read);
            }
        }
        let found = scan.atoms.len();
        for r in roots {
            if r.turn || into_map {
                self.in_turn(r.expr, &mut scan);
                continue;
            }
            match r.to {
                Some(t) => self.scan_to(r.expr, t, &mut scan),
                None => self.scan(r.expr, &mut scan),
            };
        }
        if of != Of::Update {
            // We find the left side last.
            scan.atoms.rotate_left(found);
        }
        self.evaluate(scan)
    }

    /// [`Gen::calls_first`] for one operand that becomes a `to`.
    pub(crate) fn assigned_first(
        &mut self,
        lhs: &[Expr],
        rhs: &[Expr],
        to: Option<TypeId>,
    ) -> Vec<NodeId> {
        let roots: Vec<Root<'_>> = rhs
            .iter()
            .map(|r| Root {
                to,
                ..Root::plain(r)
            })
            .collect();
        self.operands_of(Of::One, lhs, &roots)
    }

    /// [`Gen::calls_first`] for an entry of a map's literal: its value is ready before the rest of
    /// its key.
    pub(crate) fn entry_first(&mut self, map: TypeId, key: &Expr, value: &Expr) -> Vec<NodeId> {
        let turn = self.key_in_turn(map, key);
        let roots = [Root::in_turn(key, turn), Root::in_turn(value, true)];
        self.operands_of(Of::One, &[], &roots)
    }

    /// The slots of `nodes` are no longer what the nodes stand for.
    pub(crate) fn forget(&mut self, nodes: Vec<NodeId>) {
        for id in nodes {
            self.f.preeval.remove(&id);
        }
    }

    /// Evaluates early what has to be.
    pub(crate) fn evaluate(&mut self, scan: Scan<'_>) -> Vec<NodeId> {
        let (turns, ahead) = scan.misplaced();
        let turns = scan.turns.into_iter().take(turns);
        let ahead = scan.ahead.into_iter().take(ahead);
        let mut done = Vec::new();
        for e in turns.chain(ahead).flatten() {
            if self.f.preeval.contains_key(&e.id) {
                continue;
            }
            // Rather in another order than not at all.
            if self.mark() > ROOM {
                break;
            }
            let t = self.ty(e);
            let slot = self.alloc_ty(t);
            self.expr_owned(e, t, Some(slot));
            self.f.preeval.insert(e.id, slot);
            done.push(e.id);
        }
        done
    }

    /// [`Gen::calls_first`] for a slice expression: its bounds are known before what is sliced.
    pub(crate) fn bounds_first(&mut self, x: &Expr, bounds: [Option<&Expr>; 3]) -> Vec<NodeId> {
        let mut roots = vec![Root::plain(x)];
        for b in bounds.into_iter().flatten() {
            let named = matches!(unparen(b).kind, ExprKind::Name(_));
            roots.push(Root::in_turn(b, !named && !self.is_const(b)));
        }
        self.operands_of(Of::One, &[], &roots)
    }

    /// [`Gen::calls_first`] for a call: what it calls, and its arguments. `apart`: they are kept for
    /// a call that comes later.
    pub(crate) fn operands_first<'e>(
        &mut self,
        fun: &'e Expr,
        args: &'e [Expr],
        has_dots: bool,
        apart: bool,
    ) -> Vec<NodeId> {
        let mut busy = Busy::default();
        for e in args.iter().chain(std::iter::once(fun)) {
            busy.count(e, 0);
        }
        if busy.calm() {
            return Vec::new();
        }
        let mut scan = Scan::default();
        if self.is_type(fun) {
            for a in args {
                self.scan(a, &mut scan);
            }
            return self.evaluate(scan);
        }
        if let Some(b) = self.builtin_of(fun) {
            for (i, a) in args.iter().enumerate() {
                let from = scan.atoms.len();
                if b == Builtin::Append && i == 0 {
                    self.scan_base(a, &mut scan);
                    continue;
                }
                self.scan(a, &mut scan);
                if !matches!(b, Builtin::Complex | Builtin::Min | Builtin::Max) {
                    scan.ahead(a, from);
                }
            }
            return self.evaluate(scan);
        }
        let sig = self.ty(fun);
        let (params, _, variadic) = self.signature(sig);
        // Arguments that may fault are evaluated ahead when all of them are known.
        let mut faulty: Vec<(Option<&'e Expr>, usize, usize)> = Vec::new();
        self.scan_callee(fun, &mut scan, &mut faulty, apart);
        let spread = variadic && !has_dots;
        let fixed = params.len() - usize::from(spread && !params.is_empty());
        for (k, a) in args.iter().enumerate() {
            let from = scan.atoms.len();
            if k < fixed {
                let Some(&t) = params.get(k) else { continue };
                if self.scan_to(a, t, &mut scan) || apart {
                    faulty.push((Some(a), from, scan.atoms.len()));
                }
            } else {
                let t = params.last().copied();
                let t = t.map(|t| self.elem(t)).unwrap_or_else(|| self.ty(a));
                self.scan_to(a, t, &mut scan);
                match apart {
                    true => faulty.push((Some(a), from, scan.atoms.len())),
                    false => scan.ahead(a, from),
                }
            }
        }
        for (e, from, to) in faulty {
            scan.claim(e, from, to);
        }
        self.evaluate(scan)
    }

    /// Whether a call or a receive is made for `e`; conversions are none.
    fn holds_call(&self, e: &Expr, depth: u32) -> bool {
        let any = |x: &Expr| self.holds_call(x, depth + 1);
        match &e.kind {
            _ if depth > MAX_DEPTH || self.is_const(e) => false,
            ExprKind::Call { fun, args, .. } => !self.is_type(fun) || args.iter().any(any),
            ExprKind::Unary { op, x } => *op == UnaryOp::Recv || any(x),
            ExprKind::Paren(x)
            | ExprKind::Star(x)
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

    /// What a call takes to find its function.
    fn scan_callee<'e>(
        &mut self,
        fun: &'e Expr,
        scan: &mut Scan<'e>,
        faulty: &mut Vec<(Option<&'e Expr>, usize, usize)>,
        apart: bool,
    ) {
        let f = unparen(fun);
        let selection = self.w.info.selections.get(&f.id).cloned();
        match (&f.kind, selection) {
            (ExprKind::Selector { x, .. }, Some(sel)) if sel.kind == SelectionKind::MethodVal => {
                let recv = self.norm(sel.recv);
                let (name, pkg) = self.method_name(sel.obj);
                let pointer = matches!(self.w.types.get(recv), Type::Pointer(_));
                let found = self.find_method(recv, name, pkg);
                let dynamic = found.as_ref().is_some_and(|m| m.dynamic);
                let by_address = !pointer && found.is_some_and(|m| m.ptr_recv && !m.dynamic);
                if dynamic && self.holds_call(x, 0) {
                    self.in_turn(x, scan);
                    return;
                }
                let from = scan.atoms.len();
                let mut fault = match by_address {
                    true => self.scan_place(x, scan),
                    false => self.scan(x, scan),
                };
                if sel.indirect && !dynamic {
                    scan.atom(Kind::Nil);
                    fault = true;
                }
                if fault && !dynamic || apart {
                    // A place is no value to be kept.
                    faulty.push(((!by_address).then_some(&**x), from, scan.atoms.len()));
                }
            }
            _ if self.static_callee(fun).is_some() => {}
            // A call within what is called is no part of it.
            _ if self.holds_call(fun, 0) => self.in_turn(fun, scan),
            _ => {
                let from = scan.atoms.len();
                self.scan(fun, scan);
                if apart {
                    faulty.push((Some(fun), from, scan.atoms.len()));
                }
            }
        }
    }
}

impl<'e> Scan<'e> {
    pub(crate) fn atom(&mut self, kind: Kind) {
        self.atoms.push((STAYS, kind));
    }

    /// For what is evaluated as a whole.
    pub(crate) fn inside(&self) -> Scan<'e> {
        Scan {
            depth: self.depth,
            ..Scan::default()
        }
    }

    /// Takes over what was noted of `parts`, statements of which those of `first` come before what
    /// was noted already, and those of `then` after it.
    pub(crate) fn join(&mut self, parts: Vec<Scan<'e>>, first: &[usize], then: &[usize]) {
        let mut found = std::mem::take(&mut self.atoms);
        let mut turns = Vec::new();
        let mut ahead = Vec::new();
        let mut atoms = Vec::new();
        for part in parts {
            turns.push(self.turns.len() as u32);
            self.turns.extend(part.turns);
            ahead.push(part.ahead);
            atoms.push(part.atoms);
        }
        for (k, &i) in first.iter().chain(then).enumerate() {
            if k == first.len() {
                // Targets are found by then, and checked when they are assigned to.
                self.atoms.extend(found.iter().map(|_| (STAYS, Kind::Read)));
            }
            let after = self.ahead.len() as u32;
            let (Some(list), Some(units), Some(&turns)) =
                (atoms.get(i), ahead.get(i), turns.get(i))
            else {
                continue;
            };
            self.ahead.extend(units);
            self.atoms
                .extend(list.iter().map(|&(place, kind)| match place {
                    STAYS => (place, kind),
                    _ if place >= AHEAD => (place + after, kind),
                    _ => (place + turns, kind),
                }));
        }
        self.atoms.append(&mut found);
    }

    /// Takes over what was noted of two operands of which the second is evaluated ahead first.
    pub(crate) fn join_backwards(&mut self, a: Scan<'e>, b: Scan<'e>) {
        let after = self.ahead.len() as u32;
        for (part, ahead) in [(&a, after + b.ahead.len() as u32), (&b, after)] {
            let turns = self.turns.len() as u32;
            self.turns.extend(&part.turns);
            for &(place, kind) in &part.atoms {
                let place = match place {
                    STAYS => place,
                    _ if place >= AHEAD => place + ahead,
                    _ => place + turns,
                };
                self.atoms.push((place, kind));
            }
        }
        self.ahead.extend(b.ahead);
        self.ahead.extend(a.ahead);
    }

    /// Whether what is left of it when what comes in turn is there may panic.
    pub(crate) fn risky(&self) -> bool {
        let risk = |a: &(u32, Kind)| a.0 >= AHEAD && matches!(a.1, Kind::Nil | Kind::Panic);
        self.atoms.iter().any(risk)
    }

    /// Takes over what was noted of operands: first what each has evaluated in turn, then those of
    /// them that are themselves.
    pub(crate) fn absorb(&mut self, parts: Vec<(Scan<'e>, Option<&'e Expr>)>) {
        let mut rest = Vec::new();
        for (part, e) in parts {
            let turns = self.turns.len() as u32;
            self.turns.extend(part.turns);
            rest.push((turns, part.atoms, part.ahead, e));
        }
        for (turns, atoms, ahead, e) in rest {
            let after = match e {
                Some(_) => self.turns.len() as u32,
                None => AHEAD + self.ahead.len() as u32,
            };
            match e {
                Some(_) => self.turns.extend(ahead),
                None => self.ahead.extend(ahead),
            }
            let own = e.map_or(STAYS, |_| self.turns.len() as u32);
            let mut any = false;
            for (place, kind) in atoms {
                let place = match place {
                    STAYS => own,
                    _ => match place.checked_sub(AHEAD) {
                        Some(n) => after + n,
                        None => turns + place,
                    },
                };
                any |= place == own;
                self.atoms.push((place, kind));
            }
            if any && e.is_some() {
                self.turns.push(e);
            }
        }
    }

    /// What stays of `e`, noted since `from`, comes ahead of the rest.
    pub(crate) fn ahead(&mut self, e: &'e Expr, from: usize) {
        self.claim(Some(e), from, self.atoms.len());
    }

    /// [`Scan::ahead`] of what was noted up to `to`.
    pub(crate) fn claim(&mut self, e: Option<&'e Expr>, from: usize, to: usize) {
        let place = AHEAD + self.ahead.len() as u32;
        let mut any = false;
        for a in self.atoms.get_mut(from..to).unwrap_or_default() {
            if a.0 == STAYS && a.1 != Kind::Read {
                a.0 = place;
                any = true;
            }
        }
        if any {
            self.ahead.push(e);
        }
    }

    /// How many of those in turn, and of those ahead, come too late in our order.
    fn misplaced(&self) -> (usize, usize) {
        let mut latest = [None; 4];
        let (mut turns, mut ahead) = (0, 0);
        for &(place, kind) in &self.atoms {
            let before = match kind {
                Kind::Read => &latest[3..],
                Kind::Nil => &latest[2..],
                Kind::Panic => &latest[1..],
                Kind::Call => &latest[..],
            };
            if before.iter().flatten().any(|&p| p > place) {
                match place.checked_sub(AHEAD) {
                    None => turns = turns.max(place as usize + 1),
                    Some(n) => {
                        ahead = ahead.max(n as usize + 1);
                        turns = self.turns.len();
                    }
                }
            }
            if let Some(l) = latest.get_mut(kind as usize) {
                *l = (*l).max(Some(place));
            }
        }
        (turns, ahead)
    }
}

/// What an expression's evaluation might be told by.
#[derive(Default)]
pub(crate) struct Busy {
    names: u32,
    calls: u32,
    /// Whatever may fault, calls and comparisons among it.
    others: u32,
}

impl Busy {
    /// Whether there are no two that could be told apart.
    pub(crate) fn calm(&self) -> bool {
        let names = if self.calls > 0 { self.names } else { 0 };
        self.others + names < 2
    }

    /// Whether nobody could tell anything.
    pub(crate) fn none(&self) -> bool {
        self.others == 0
    }

    pub(crate) fn count(&mut self, e: &Expr, depth: u32) {
        if depth > MAX_DEPTH {
            self.others += 2;
            return;
        }
        let below = depth + 1;
        match &e.kind {
            ExprKind::Paren(x) => self.count(x, below),
            ExprKind::Unary { op, x } => {
                self.count(x, below);
                if *op == UnaryOp::Recv {
                    self.calls += 1;
                    self.others += 1;
                }
            }
            ExprKind::Star(x) | ExprKind::Selector { x, .. } | ExprKind::TypeAssert { x, .. } => {
                self.others += 1;
                self.count(x, below);
            }
            ExprKind::Call { fun, args, .. } => {
                self.calls += 1;
                self.others += 1;
                if !matches!(fun.kind, ExprKind::Name(_)) {
                    self.count(fun, below);
                }
                args.iter().for_each(|a| self.count(a, below));
            }
            ExprKind::Index { x, indices } => {
                self.others += 1;
                self.count(x, below);
                indices.iter().for_each(|i| self.count(i, below));
            }
            ExprKind::Binary { op, x, y, .. } => {
                self.count(x, below);
                self.count(y, below);
                use BinaryOp::*;
                if matches!(op, Div | Rem | Shl | Shr | Eq | Ne) {
                    self.others += 1;
                }
            }
            ExprKind::Slice { x, lo, hi, max, .. } => {
                self.others += 1;
                self.count(x, below);
                for b in [lo, hi, max].into_iter().flatten() {
                    self.count(b, below);
                }
            }
            ExprKind::CompositeLit { elems, .. } => {
                for el in elems {
                    el.key.iter().for_each(|k| self.count(k, below));
                    self.count(&el.value, below);
                }
            }
            ExprKind::Name(_) => self.names += 1,
            _ => {}
        }
    }
}
