//! The predeclared functions and those of package unsafe.

use syntax::ast::*;
use types::{Builtin, Mode, Type, TypeId};

use crate::batch::{At, Batch, What};
use crate::call::Arg;
use crate::graph::{Hole, Role};
use crate::types_of;

impl<'b, 'a> Batch<'b, 'a> {
    fn elem_of(&mut self, arg: Arg<'a>) -> Option<TypeId> {
        let Arg::Expr(e) = arg else { return None };
        let u = self.under(e)?;
        match self.w.types.get(u) {
            Type::Slice(elem) => Some(*elem),
            _ => None,
        }
    }

    fn behind(&mut self, arg: Arg<'a>, e: &'a Expr, why: &'static str) -> Hole {
        match self.elem_of(arg) {
            Some(elem) if self.w.has_pointers(elem) => {
                let k = self.g.heap().shift(1);
                self.g.note(k, At::Expr(e), why)
            }
            _ => self.g.nowhere(),
        }
    }

    pub(crate) fn builtin(
        &mut self,
        k: Hole,
        e: &'a Expr,
        b: Builtin,
        args: &[Arg<'a>],
        dots: bool,
    ) {
        use Builtin::*;
        let nowhere = self.g.nowhere();
        match b {
            New => {
                if let Some(t) = self.type_of(e)
                    && let Type::Pointer(elem) = *self.w.types.get(t)
                {
                    self.new_of(k, e, elem, args.first().copied());
                }
            }
            Make => self.make(k, e, args),
            Append => self.append(k, e, args, dots),
            Copy => {
                if let Some(a) = args.first() {
                    let k = self.g.mutator();
                    self.pass(k, *a, None);
                }
                if let Some(a) = args.get(1) {
                    let k = self.behind(*a, e, "copied slice");
                    self.pass(k, *a, None);
                }
            }
            Panic => {
                let any = self.w.universe.any;
                if let Some(a) = args.first() {
                    let k = self.g.heap();
                    let k = self.g.note(k, At::Expr(e), "call parameter");
                    self.pass(k, *a, Some(any));
                }
            }
            Min | Max | UnsafeStringData | UnsafeSliceData => {
                for a in args {
                    self.pass(k, *a, None);
                }
            }
            UnsafeAdd | UnsafeSlice | UnsafeString => {
                for (i, a) in args.iter().enumerate() {
                    self.pass(if i == 0 { k } else { nowhere }, *a, None);
                }
            }
            Clear => {
                for a in args {
                    let k = self.g.mutator();
                    self.pass(k, *a, None);
                }
            }
            Delete => {
                let key = match args.first() {
                    Some(Arg::Expr(m)) => self.under(m).and_then(|t| match self.w.types.get(t) {
                        Type::Map { key, .. } => Some(*key),
                        _ => None,
                    }),
                    _ => None,
                };
                for (i, a) in args.iter().enumerate() {
                    self.pass(nowhere, *a, key.filter(|_| i > 0));
                }
            }
            Assert | UnsafeAlignof | UnsafeOffsetof | UnsafeSizeof => {}
            Cap | Close | Complex | Imag | Len | Print | Println | Real | Recover => {
                for a in args {
                    self.pass(nowhere, *a, None);
                }
            }
        }
    }

    fn new_of(&mut self, k: Hole, e: &'a Expr, elem: TypeId, arg: Option<Arg<'a>>) {
        let value = match arg {
            Some(Arg::Expr(a)) => {
                let mode = self.w.info.types.get(a.id).map(|t| t.mode);
                (mode != Some(Mode::TypeExpr)).then_some(a)
            }
            _ => None,
        };
        let Some(a) = value else {
            let loc = self.spill(k, What::Value(e), Role::Storage);
            return self.check_size(loc, elem, None);
        };
        // `new(x)` is the address of a variable that begins with x.
        let at = crate::place::of(&self.w.map, e);
        let loc = self.auto(at);
        let to = self.g.note(k.shift(-1), At::Expr(e), "address-of");
        self.g.flow(to, loc);
        let inner = self.g.hole(loc);
        self.expr_as(inner, a, Some(elem));
    }

    fn make(&mut self, k: Hole, e: &'a Expr, args: &[Arg<'a>]) {
        let Some(t) = self.type_of(e) else { return };
        let u = self.w.underlying(t);
        match self.w.types.get(u).clone() {
            Type::Slice(elem) => {
                let loc = self.spill(k, What::Value(e), Role::Storage);
                let size = match (args.last(), self.seen()) {
                    (Some(Arg::Expr(n)), Some(seen)) => types_of::count(self.w, seen, n),
                    _ => None,
                };
                // gc looks at numbers of 32 bits.
                let count = size.filter(|n| (0..1 << 31).contains(n));
                match count {
                    Some(n) => self.check_size(loc, elem, Some(n)),
                    None if self.w.size_of(elem) == 0 => self.check_size(loc, elem, Some(0)),
                    None => {}
                }
            }
            Type::Map { .. } => {
                self.spill(k, What::Value(e), Role::Storage);
            }
            _ => {}
        }
        let nowhere = self.g.nowhere();
        for a in args.iter().skip(1) {
            self.pass(nowhere, *a, None);
        }
    }

    fn append(&mut self, k: Hole, e: &'a Expr, args: &[Arg<'a>], dots: bool) {
        let Some(&first) = args.first() else { return };
        let mutator = self.g.mutator();
        let mut holes = vec![k, mutator];
        let elem = self.under(e).and_then(|t| match self.w.types.get(t) {
            Type::Slice(elem) => Some(*elem),
            _ => None,
        });
        let pointers = elem.is_some_and(|t| self.w.has_pointers(t));
        let mut into = self.tee(&holes);
        if pointers {
            let heap = self.g.heap().shift(1);
            let heap = self.g.note(heap, At::Expr(e), "appendee slice");
            holes = vec![into, heap];
            into = self.tee(&holes);
        }
        let into = self.g.note(into, At::Expr(e), "call parameter");
        self.pass(into, first, None);
        for a in args.iter().skip(1) {
            match dots {
                true => {
                    let k = self.behind(*a, e, "appended slice...");
                    let k = self.g.note(k, At::Expr(e), "call parameter");
                    self.pass(k, *a, None);
                }
                false => {
                    let k = self.g.heap();
                    let k = self.g.note(k, At::Expr(e), "call parameter");
                    self.pass(k, *a, elem);
                }
            }
        }
        let loc = self.spill(k, What::Append(e), Role::Storage);
        // Never used twice, so that it does not matter which loop it is in.
        self.g.locs[loc].depth = 0;
    }
}
