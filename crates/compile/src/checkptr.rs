//! Where pointers of package unsafe are checked, when that is asked for: at conversions to pointer
//! types, at addresses computed from numbers, at the functions that make slices and strings.
//!
//! As in gc, only the program's own packages are checked, and what reflect answers with is trusted.

use bytecode::Op;
use syntax::ast::{BinaryOp, Expr, ExprKind};
use types::{Basic, Type, TypeId};

use crate::Gen;
use crate::arith::unparen;
use crate::func::Slot;
use crate::loops::has_effects;

impl Gen<'_> {
    pub(crate) fn checks_pointers(&self) -> bool {
        self.options.checkptr && !self.f.library
    }

    fn is_basic(&mut self, t: TypeId, what: Basic) -> bool {
        matches!(self.shape(t), Type::Basic(b) if b == what)
    }

    /// Whether it is a conversion of an `unsafe.Pointer` to a pointer that is to be checked.
    pub(crate) fn converts_pointer(&mut self, x: &Expr) -> bool {
        let ExprKind::Call { fun, args, .. } = &unparen(x).kind else {
            return false;
        };
        let [arg] = args.as_slice() else { return false };
        if !self.checks_pointers() || !self.is_type(fun) {
            return false;
        }
        let from = self.ty(arg);
        self.is_basic(from, Basic::UnsafePointer)
    }

    /// The pointer that such a conversion makes, without the check.
    pub(crate) fn unchecked(&mut self, x: &Expr) -> Slot {
        match &unparen(x).kind {
            ExprKind::Call { args, .. } => match args.as_slice() {
                [arg] => self.expr(arg, None),
                _ => self.expr(x, None),
            },
            _ => self.expr(x, None),
        }
    }

    /// A check of the conversion of `x` whose result is in `d`.
    pub(crate) fn check_conversion(&mut self, x: &Expr, from: TypeId, to: TypeId, d: Slot) {
        if !self.checks_pointers() {
            return;
        }
        let unsafe_from = self.is_basic(from, Basic::UnsafePointer);
        if let (true, Type::Pointer(elem)) = (unsafe_from, self.shape(to)) {
            let elem = self.canon(elem);
            let info = self.ti(elem);
            // Bytes lie anywhere, and larger to smaller is fine.
            if info.align <= 1 {
                return;
            }
            let ty = self.rt_type(elem);
            let m = self.mark();
            let one = self.alloc(1);
            self.load_int(one, 1);
            self.emit(Op::CheckPtr, d, 0, one, ty.0 as i32);
            self.release(m);
        } else if self.is_basic(to, Basic::UnsafePointer) && self.is_basic(from, Basic::Uintptr) {
            self.check_address(x, d);
        }
    }

    fn check_address(&mut self, x: &Expr, d: Slot) {
        match &unparen(x).kind {
            ExprKind::Call { fun, .. } if !self.is_type(fun) => return,
            ExprKind::Selector { x, .. } if self.is_header(x) => return,
            _ => {}
        }
        self.check_computed(x, None, d);
    }

    /// A check of the address in `d` that was computed from a number, and a pointer besides.
    pub(crate) fn check_computed(&mut self, x: &Expr, pointer: Option<Slot>, d: Slot) {
        let mut originals = Vec::new();
        self.originals(x, &mut originals);
        // They are computed once more, which has to do nothing else.
        if originals.iter().any(|x| has_effects(x)) || originals.len() > 8 {
            return;
        }
        let m = self.mark();
        let first = self.alloc(originals.len() as u16 + 1);
        for (nth, x) in (0u8..).zip(&originals) {
            self.expr(x, Some(first + nth));
        }
        let mut count = originals.len() as u8;
        if let Some(pointer) = pointer {
            self.mov(first + count, pointer, 1);
            count += 1;
        }
        self.emit(Op::CheckArith, d, first, count, 0);
        self.release(m);
    }

    /// What is converted, if `x` is an `unsafe.Pointer` converted to a number.
    fn pointer_of<'e>(&mut self, x: &'e Expr) -> Option<&'e Expr> {
        let ExprKind::Call { fun, args, .. } = &unparen(x).kind else {
            return None;
        };
        let [arg] = args.as_slice() else {
            return None;
        };
        let converts = self.is_type(fun);
        let (to, from) = (self.ty(x), self.ty(arg));
        let found = converts
            && self.is_basic(to, Basic::Uintptr)
            && self.is_basic(from, Basic::UnsafePointer);
        found.then_some(arg)
    }

    /// A pointer to one of reflect's headers.
    fn is_header(&mut self, x: &Expr) -> bool {
        let t = self.ty(x);
        let Type::Pointer(elem) = self.shape(t) else {
            return false;
        };
        let name = self.w.type_string(elem);
        matches!(
            name.as_str(),
            "reflect.SliceHeader" | "reflect.StringHeader"
        )
    }

    /// Pointers that a number was computed from.
    fn originals<'e>(&mut self, x: &'e Expr, out: &mut Vec<&'e Expr>) {
        if let Some(pointer) = self.pointer_of(x) {
            out.push(pointer);
            return;
        }
        if let ExprKind::Binary { op, x, y, .. } = &unparen(x).kind {
            match op {
                BinaryOp::Add => {
                    self.originals(x, out);
                    self.originals(y, out);
                }
                BinaryOp::Sub | BinaryOp::AndNot => self.originals(x, out),
                _ => {}
            }
        }
    }
}
