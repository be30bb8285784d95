//! What the evaluation of an expression may be told by, in the order in which we evaluate it, and
//! where gc has it. [`crate::order`] says what that is for; nothing is evaluated here.

use syntax::ast::*;
use types::{Builtin, SelectionKind, Type, TypeId};

use crate::Gen;
use crate::arith::unparen;
use crate::order::{Kind, MAX_DEPTH, Scan};
use crate::ty::Rep;

impl Gen<'_> {
    /// Whether gc puts a value that becomes an interface into memory when its turn comes: what has
    /// no address yet and no function that takes it by value.
    fn boxed_in_turn(&mut self, e: &Expr) -> bool {
        if self.is_const(e) || self.is_nil(e) || self.addressable(e) {
            return false;
        }
        let t = self.ty(e);
        if let ExprKind::Call { fun, .. } = &unparen(e).kind
            && !self.is_type(fun)
        {
            return false;
        }
        let ti = self.ti(t);
        let word = matches!(ti.size, 2 | 4 | 8) && ti.align == ti.size;
        !(word && !self.w.has_pointers(t) || matches!(self.sole(t), Rep::Str | Rep::Slice))
    }

    /// How the only part of a value is held.
    fn sole(&mut self, mut t: TypeId) -> Rep {
        loop {
            t = match self.shape(t) {
                Type::Array { len: 1, elem } => self.canon(elem),
                Type::Struct(_) => match &*self.fields(t) {
                    [only] => only.ty,
                    _ => return self.ti(t).rep,
                },
                _ => return self.ti(t).rep,
            };
        }
    }

    /// Whether an interface holds a value of this type itself: it is one pointer.
    pub(crate) fn direct(&mut self, t: TypeId) -> bool {
        !self.is_interface(t) && self.ti(t).size == 8 && self.w.has_pointers(t)
    }

    /// Whether `e` is an element of a map.
    pub(crate) fn map_element(&mut self, e: &Expr) -> bool {
        let ExprKind::Index { x, .. } = &unparen(e).kind else {
            return false;
        };
        let t = self.ty(x);
        matches!(self.shape(t), Type::Map { .. })
    }

    /// Whether `e` is a variable or a part of one.
    pub(crate) fn addressable(&mut self, e: &Expr) -> bool {
        let e = unparen(e);
        match &e.kind {
            ExprKind::Name(_) | ExprKind::Star(_) => true,
            ExprKind::Selector { x, .. } => match self.w.info.selections.get(&e.id) {
                Some(s) if s.kind != SelectionKind::FieldVal => false,
                Some(s) => s.indirect || self.addressable(x),
                None => true,
            },
            ExprKind::Index { x, .. } => {
                let t = self.ty(x);
                match self.shape(t) {
                    Type::Slice(_) | Type::Pointer(_) => true,
                    Type::Array { .. } => self.addressable(x),
                    _ => false,
                }
            }
            _ => false,
        }
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

    /// An operand that is assigned to: what it takes to find the place. Whether it is a map's.
    pub(crate) fn scan_target<'e>(&mut self, e: &'e Expr, scan: &mut Scan<'e>) -> bool {
        let e = unparen(e);
        match &e.kind {
            ExprKind::Index { x, indices } => {
                let t = self.ty(x);
                let shape = self.shape(t);
                match shape {
                    Type::Array { .. } => {
                        self.scan_target(x, scan);
                    }
                    _ => self.scan_base(x, scan),
                }
                let map = matches!(shape, Type::Map { .. });
                for i in indices {
                    if map && self.key_in_turn(t, i) {
                        self.in_turn(i, scan);
                        continue;
                    }
                    match map {
                        true => {
                            self.scan(i, scan);
                        }
                        false => self.scan_base(i, scan),
                    }
                }
                scan.atom(Kind::Panic);
                return map;
            }
            ExprKind::Selector { x, .. } => {
                match self.w.info.selections.get(&e.id).map(|s| s.indirect) {
                    Some(true) => {
                        self.scan_base(x, scan);
                        scan.atom(Kind::Nil);
                    }
                    Some(false) => {
                        self.scan_target(x, scan);
                    }
                    None => {}
                }
            }
            ExprKind::Star(x) => {
                self.scan_base(x, scan);
                scan.atom(Kind::Nil);
            }
            _ => {}
        }
        false
    }

    /// What a target is reached from. gc keeps it ahead unless it can be read twice.
    pub(crate) fn scan_base<'e>(&mut self, e: &'e Expr, scan: &mut Scan<'e>) {
        let e = unparen(e);
        match &e.kind {
            ExprKind::Name(_) => {
                self.scan(e, scan);
            }
            ExprKind::Selector { .. } | ExprKind::Index { .. } | ExprKind::Star(_)
                if self.addressable(e) =>
            {
                self.scan_target(e, scan);
                scan.atom(Kind::Read);
            }
            _ => {
                let from = scan.atoms.len();
                self.scan(e, scan);
                if !scan.each {
                    scan.ahead(e, from);
                }
            }
        }
    }

    /// An operand whose address is taken. As [`Gen::scan`].
    pub(crate) fn scan_place<'e>(&mut self, e: &'e Expr, scan: &mut Scan<'e>) -> bool {
        let e = unparen(e);
        match &e.kind {
            ExprKind::Name(_) => false,
            ExprKind::Index { x, indices } => {
                let t = self.ty(x);
                match self.shape(t) {
                    Type::Array { .. } => self.scan_place(x, scan),
                    _ => self.scan(x, scan),
                };
                for i in indices {
                    self.scan(i, scan);
                }
                self.element(t, indices, scan);
                true
            }
            ExprKind::Selector { x, .. } => {
                match self.w.info.selections.get(&e.id).map(|s| s.indirect) {
                    Some(true) => {
                        self.scan(x, scan);
                        scan.atom(Kind::Nil);
                        true
                    }
                    Some(false) => self.scan_place(x, scan),
                    None => false,
                }
            }
            ExprKind::Star(x) => {
                self.scan(x, scan);
                scan.atom(Kind::Nil);
                true
            }
            _ => self.scan(e, scan),
        }
    }

    /// The check of an index.
    fn element(&mut self, of: TypeId, indices: &[Expr], scan: &mut Scan<'_>) {
        let fixed = indices.iter().all(|i| self.is_const(i));
        match self.shape(of) {
            Type::Array { .. } if fixed => {}
            Type::Pointer(_) if fixed => scan.atom(Kind::Nil),
            _ => scan.atom(Kind::Panic),
        }
    }

    /// What gc evaluates in its turn as a whole, which is nothing that knows its own order.
    pub(crate) fn in_turn<'e>(&mut self, e: &'e Expr, scan: &mut Scan<'e>) {
        let mut inside = scan.inside();
        self.scan(e, &mut inside);
        scan.absorb(vec![(inside, Some(e))]);
    }

    /// What gc evaluates in its turn, and we in an order that is found then: a call, or what holds
    /// `inner`.
    pub(crate) fn in_turn_at<'e>(
        &mut self,
        e: &'e Expr,
        inner: &[&'e Expr],
        own: Option<Kind>,
        scan: &mut Scan<'e>,
    ) {
        if self.f.preeval.contains_key(&e.id) {
            return;
        }
        let mut inside = scan.inside();
        for x in inner {
            self.scan(x, &mut inside);
        }
        let most = inside.atoms.iter().map(|a| a.1).max().max(own);
        if let Some(kind) = most {
            scan.atoms.push((scan.turns.len() as u32, kind));
            scan.turns.push(Some(e));
        }
    }

    /// [`Gen::scan`] of what is converted to `to` as by assignment.
    pub(crate) fn scan_to<'e>(&mut self, e: &'e Expr, to: TypeId, scan: &mut Scan<'e>) -> bool {
        if !self.is_interface(to) || self.is_const(e) || self.is_nil(e) {
            return self.scan(e, scan);
        }
        let from = self.ty(e);
        if from == to || self.tuple_of(e).is_some() {
            return self.scan(e, scan);
        }
        let known = !self.is_interface(from);
        if known && self.boxed_in_turn(e) {
            self.in_turn(e, scan);
            return false;
        }
        if known && self.direct(from) {
            return self.scan(e, scan);
        }
        let at = scan.atoms.len();
        self.scan(e, scan);
        scan.ahead(e, at);
        false
    }

    /// Notes what evaluating `e` may be told by; whether what is left of it, after what comes in
    /// turn and ahead, counts for gc as something that may call or fault.
    pub(crate) fn scan<'e>(&mut self, e: &'e Expr, scan: &mut Scan<'e>) -> bool {
        // A thunk's operand is known with its parentheses.
        if self.f.preeval.contains_key(&e.id) {
            return false;
        }
        let e = unparen(e);
        if scan.depth > MAX_DEPTH
            || self.is_const(e)
            || self.is_type(e)
            || self.f.preeval.contains_key(&e.id)
        {
            return false;
        }
        scan.depth += 1;
        let faults = self.scan_inner(e, scan);
        scan.depth -= 1;
        faults
    }

    pub(crate) fn scan_name(&mut self, e: &Expr, scan: &mut Scan<'_>) {
        let ExprKind::Name(id) = &unparen(e).kind else {
            return;
        };
        let Some(o) = self.obj_of(id) else { return };
        let variable = matches!(
            self.w.objects[o].kind,
            types::ObjectKind::Var {
                is_field: false,
                ..
            }
        );
        let own = self.f.vars.contains_key(&o) && !self.escape.boxed.contains(&o);
        if variable && !own {
            scan.atom(Kind::Read);
        }
    }

    fn scan_inner<'e>(&mut self, e: &'e Expr, scan: &mut Scan<'e>) -> bool {
        match &e.kind {
            ExprKind::Name(_) => {
                self.scan_name(e, scan);
                false
            }
            ExprKind::Call { fun, args, .. } => {
                if self.is_type(fun) {
                    return self.scan_conversion(e, args, scan);
                }
                use Builtin::{Cap, Complex, Imag, Len, Max, Min, Real};
                match self.builtin_of(fun) {
                    Some(Len | Cap | Real | Imag | Complex | Min | Max) => {
                        let args: Vec<&Expr> = args.iter().collect();
                        self.in_turn_at(e, &args, None, scan);
                    }
                    // Several values are nobody's operand beside others.
                    _ if self.tuple_of(e).is_none_or(|t| t.len() == 1) => {
                        self.in_turn_at(e, &[], Some(Kind::Call), scan);
                    }
                    _ => scan.atom(Kind::Call),
                }
                false
            }
            ExprKind::Unary {
                op: UnaryOp::Recv,
                x,
            } => {
                // Two values are nobody's operand.
                match self.is_comma_ok(e) {
                    true => {
                        self.scan(x, scan);
                        scan.atom(Kind::Call);
                    }
                    false => self.in_turn_at(e, &[], Some(Kind::Call), scan),
                }
                false
            }
            ExprKind::Binary { op, x, y, .. } => self.scan_binary(e, *op, x, y, scan),
            ExprKind::Unary {
                op: UnaryOp::Addr,
                x,
            } if !matches!(unparen(x).kind, ExprKind::CompositeLit { .. }) => {
                self.scan_place(x, scan)
            }
            ExprKind::Unary { x, .. } => self.scan(x, scan),
            ExprKind::Star(x) => {
                self.scan(x, scan);
                scan.atom(Kind::Read);
                scan.atom(Kind::Nil);
                true
            }
            ExprKind::Selector { x, .. } => {
                let Some(sel) = self.w.info.selections.get(&e.id) else {
                    // A variable of another package.
                    scan.atom(Kind::Read);
                    return false;
                };
                let (indirect, kind) = (sel.indirect, sel.kind);
                let from = scan.atoms.len();
                let mut faults = self.scan(x, scan);
                if indirect {
                    scan.atom(Kind::Read);
                    scan.atom(Kind::Nil);
                    faults = true;
                }
                if kind == SelectionKind::MethodVal {
                    let t = self.ty(x);
                    if self.is_interface(t) {
                        scan.atom(Kind::Nil);
                    }
                    scan.ahead(e, from);
                    faults = false;
                }
                faults
            }
            ExprKind::Index { x, indices } => self.scan_index(e, x, indices, scan),
            ExprKind::Slice { x, lo, hi, max, .. } => {
                let bounds = [lo, hi, max].into_iter().flatten().map(|b| &**b);
                let all: Vec<&Expr> = std::iter::once(&**x).chain(bounds).collect();
                let t = self.ty(x);
                let own = match (self.shape(t), all.len()) {
                    (Type::Pointer(_), 1) => Kind::Nil,
                    (_, 1) => Kind::Read,
                    _ => Kind::Panic,
                };
                self.in_turn_at(e, &all, Some(own), scan);
                false
            }
            ExprKind::TypeAssert { x, .. } => {
                let t = self.ty(e);
                if self.is_comma_ok(e) {
                    return self.scan(x, scan);
                }
                if self.direct(t) {
                    self.scan(x, scan);
                    scan.atom(Kind::Panic);
                    return true;
                }
                self.in_turn_at(e, &[x], Some(Kind::Panic), scan);
                false
            }
            ExprKind::CompositeLit { elems, .. } => {
                let t = self.ty(e);
                self.scan_literal(e, t, elems, scan);
                false
            }
            _ => false,
        }
    }

    /// A literal: of a map, made entry by entry in its turn; else its elements, a statement each.
    fn scan_literal<'e>(
        &mut self,
        e: &'e Expr,
        t: TypeId,
        elems: &'e [Element],
        scan: &mut Scan<'e>,
    ) {
        let t = match self.shape(t) {
            Type::Pointer(t) => self.canon(t),
            _ => t,
        };
        let shape = self.shape(t);
        if let Type::Map { key, .. } = shape {
            let keys = elems.iter().filter_map(|el| el.key.as_ref());
            let all: Vec<&Expr> = keys.chain(elems.iter().map(|el| &el.value)).collect();
            let key = self.canon(key);
            let own = self.is_interface(key).then_some(Kind::Panic);
            self.in_turn_at(e, &all, own, scan);
            return;
        }
        let fields = self.fields(t);
        for (i, el) in elems.iter().enumerate() {
            let to = match shape {
                Type::Slice(el) | Type::Array { elem: el, .. } => Some(self.canon(el)),
                Type::Struct(ref list) => {
                    let at = match el.key.as_ref().map(|k| &unparen(k).kind) {
                        Some(ExprKind::Name(id)) => list.iter().position(|f| f.name == id.name),
                        _ => Some(i),
                    };
                    at.and_then(|i| fields.get(i)).map(|f| f.ty)
                }
                _ => None,
            };
            let at = scan.atoms.len();
            match to {
                Some(to) => self.scan_to(&el.value, to, scan),
                None => self.scan(&el.value, scan),
            };
            scan.ahead(&el.value, at);
        }
    }

    fn scan_index<'e>(
        &mut self,
        e: &'e Expr,
        x: &'e Expr,
        indices: &'e [Expr],
        scan: &mut Scan<'e>,
    ) -> bool {
        let t = self.ty(x);
        let shape = self.shape(t);
        if matches!(shape, Type::Signature { .. }) {
            return false;
        }
        let Type::Map { key, .. } = shape else {
            self.scan(x, scan);
            for i in indices {
                self.scan(i, scan);
            }
            if !matches!(shape, Type::Array { .. }) {
                scan.atom(Kind::Read);
            }
            self.element(t, indices, scan);
            return true;
        };
        let Some(k) = indices.first() else {
            return false;
        };
        let key = self.canon(key);
        // Bytes as a key are not copied, so they are looked up at once.
        if self.reads_bytes(k) {
            let mut inside = scan.inside();
            self.scan(x, &mut inside);
            self.scan(k, &mut inside);
            inside.atom(Kind::Read);
            scan.absorb(vec![(inside, Some(e))]);
            return false;
        }
        let from = scan.atoms.len();
        let map_faults = self.scan(x, scan);
        let to = scan.atoms.len();
        let key_faults = match self.key_in_turn(t, k) {
            true => {
                self.in_turn(k, scan);
                false
            }
            false => self.scan(k, scan),
        };
        let end = scan.atoms.len();
        if map_faults {
            scan.claim(Some(x), from, to);
        }
        if key_faults {
            scan.claim(Some(k), to, end);
        }
        scan.atom(Kind::Read);
        if self.may_not_compare(key) {
            scan.atom(Kind::Panic);
        }
        true
    }

    /// Whether comparing values of a type may panic.
    pub(crate) fn may_not_compare(&mut self, t: TypeId) -> bool {
        self.is_interface(t)
            || matches!(self.shape(t), Type::Struct(_) | Type::Array { .. })
                && self.w.has_pointers(t)
    }

    /// Whether `e` makes a string of bytes.
    fn reads_bytes(&mut self, e: &Expr) -> bool {
        let ExprKind::Call { fun, args, .. } = &unparen(e).kind else {
            return false;
        };
        let (Some(x), true) = (args.first(), self.is_type(fun)) else {
            return false;
        };
        let (to, from) = (self.ty(e), self.ty(x));
        matches!(self.ti(to).rep, Rep::Str) && matches!(self.shape(from), Type::Slice(_))
    }

    /// A map's key, which gc puts into memory in its turn unless it lies there or is of one of the
    /// sizes and kinds that have functions of their own.
    pub(crate) fn key_in_turn(&mut self, map: TypeId, key: &Expr) -> bool {
        let Type::Map { key: t, .. } = self.shape(map) else {
            return false;
        };
        if self.is_const(key) || self.is_nil(key) {
            return false;
        }
        let t = self.canon(t);
        let fast = match self.ti(t).rep {
            Rep::Str | Rep::Word => true,
            Rep::Int { bytes, .. } => bytes >= 4,
            _ => false,
        };
        let from = self.ty(key);
        !fast && (from != t && self.is_interface(t) || !self.addressable(key))
    }

    /// A conversion. gc makes bytes and runes of a string in their turn, and puts into memory then
    /// what becomes an interface; the reverse reads memory when it is needed.
    fn scan_conversion<'e>(&mut self, e: &'e Expr, args: &'e [Expr], scan: &mut Scan<'e>) -> bool {
        let Some(x) = args.first() else { return false };
        let (to, from) = (self.ty(e), self.ty(x));
        if self.is_interface(to) {
            if !self.is_interface(from) && self.boxed_in_turn(x) {
                self.in_turn_at(e, &[x], None, scan);
                return false;
            }
            return self.scan_to(x, to, scan);
        }
        let slice = matches!(self.shape(to), Type::Slice(_));
        let from_slice = matches!(self.shape(from), Type::Slice(_));
        if slice && !from_slice && !self.is_nil(x) {
            self.in_turn_at(e, &[x], None, scan);
            return false;
        }
        let at = scan.atoms.len();
        let mut faults = self.scan(x, scan);
        if from_slice && !slice {
            scan.atom(Kind::Read);
            match self.ti(to).rep {
                Rep::Str => scan.ahead(x, at),
                _ => scan.atom(Kind::Panic),
            }
            faults = true;
        } else if matches!(self.ti(to).rep, Rep::Str) && !matches!(self.ti(from).rep, Rep::Str) {
            if faults {
                scan.ahead(x, at);
            }
            faults = true;
        }
        faults
    }
}
