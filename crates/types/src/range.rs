//! Range statements: over arrays, slices, strings, maps, channels, integers and functions.

use base::Span;
use syntax::ast::{ChanDir, Expr, ExprKind, RangeStmt};

use crate::check::{Checker, at};
use crate::operand::Operand;
use crate::{Basic, ObjId, Type, TypeId};

/// Types of the iteration values.
#[derive(Clone, Copy, Default)]
struct KeyVal {
    key: Option<TypeId>,
    val: Option<TypeId>,
}

impl<'a> Checker<'a> {
    pub(crate) fn range_stmt(&mut self, span: Span, r: &'a RangeStmt) {
        const CODE: &str = "InvalidIterVar";
        let mut x = Operand::invalid();
        self.expr(None, &mut x, &r.x);
        let mut kv = KeyVal::default();
        if x.is_valid() {
            match self.range_key_val(x.ty) {
                Err(cause) => {
                    let text = self.op_str(&x);
                    let sep = if cause.is_empty() { "" } else { ": " };
                    self.soft_error(
                        x.span(),
                        "InvalidRangeExpr",
                        format!("cannot range over {text}{sep}{cause}"),
                    );
                    kv.key = Some(Basic::Invalid.id());
                    kv.val = Some(Basic::Invalid.id());
                }
                Ok(found) => {
                    kv = found;
                    let text = self.op_str(&x);
                    if let Some(k) = r.key.as_ref().filter(|_| kv.key.is_none()) {
                        self.soft_error(
                            at(k),
                            CODE,
                            format!("range over {text} permits no iteration variables"),
                        );
                    } else if let Some(v) = r.value.as_ref().filter(|_| kv.val.is_none()) {
                        self.soft_error(
                            at(v),
                            CODE,
                            format!("range over {text} permits only one iteration variable"),
                        );
                    } else if let Some(extra) = r.extra.first() {
                        self.soft_error(
                            at(extra),
                            CODE,
                            "range clause permits at most two iteration variables",
                        );
                    }
                }
            }
        }
        self.open_scope(span, false);
        let over_int = x.is_valid() && self.w.is_integer(x.ty);
        let lhs = [(r.key.as_ref(), kv.key), (r.value.as_ref(), kv.val)];
        if r.define {
            self.range_define(span, r, &mut x, over_int, lhs);
        } else if r.key.is_some() {
            self.range_assign(&mut x, over_int, lhs);
        } else if over_int {
            self.assignment(&mut x, None, "range clause");
        }
        self.range_body(&r.body);
        self.close_scope();
    }

    fn range_define(
        &mut self,
        span: Span,
        r: &'a RangeStmt,
        x: &mut Operand<'a>,
        over_int: bool,
        lhs: [(Option<&'a Expr>, Option<TypeId>); 2],
    ) {
        let blank = self.w.universe.blank;
        let mut vars: Vec<ObjId> = Vec::new();
        for (e, ty) in lhs {
            let Some(e) = e else { continue };
            let obj = match &e.kind {
                ExprKind::Name(id) => {
                    let obj = self.new_var(id.name, id.span, None, false);
                    self.record_def(*id, Some(obj));
                    if id.name != blank {
                        vars.push(obj);
                    }
                    obj
                }
                _ => {
                    // The parser has reported it.
                    self.new_var(blank, e.span, None, false)
                }
            };
            match ty {
                Some(t) if t != Basic::Invalid.id() => {
                    if over_int {
                        self.init_var(obj, x, "range clause");
                    } else {
                        let mut y = Operand::value(t, e);
                        self.init_var(obj, &mut y, "assignment");
                    }
                }
                _ => {
                    self.set_obj_type(obj, Basic::Invalid.id());
                    self.set_used(obj, true);
                }
            }
        }
        if vars.is_empty() {
            self.error(span, "NoNewVar", "no new variables on left side of :=");
        }
        let scope = self.env.scope;
        for v in vars {
            self.declare(scope, None, v, r.body.span.lo);
        }
    }

    fn range_assign(
        &mut self,
        x: &mut Operand<'a>,
        over_int: bool,
        lhs: [(Option<&'a Expr>, Option<TypeId>); 2],
    ) {
        for (e, ty) in lhs {
            let (Some(e), Some(t)) = (e, ty) else {
                continue;
            };
            if t == Basic::Invalid.id() {
                continue;
            }
            if over_int {
                self.assign_var(e, x, "range clause");
                if x.is_valid() && !self.w.is_integer(x.ty) {
                    let text = self.ts(x.ty);
                    self.soft_error(
                        at(e),
                        "InvalidRangeExpr",
                        format!("cannot use iteration variable of type {text}"),
                    );
                }
            } else {
                let mut y = Operand::value(t, e);
                self.assign_var(e, &mut y, "assignment");
            }
        }
    }

    /// Types of the iteration values of a range over `t`, or why there are none.
    fn range_key_val(&mut self, t: TypeId) -> Result<KeyVal, String> {
        let u = self
            .w
            .common_under_cond(t, |w, t, u| match (t, u.map(|u| w.types.get(u))) {
                (
                    Some(t),
                    Some(Type::Chan {
                        dir: ChanDir::Send, ..
                    }),
                ) => Err(format!(
                    "receive from send-only channel {}",
                    w.type_string(t)
                )),
                _ => Ok(()),
            })?;
        let u = self.array_deref(u);
        let int = Some(Basic::Int.id());
        let pair = |key, val| Ok(KeyVal { key, val });
        match *self.w.types.get(u) {
            Type::Basic(b) if b.is_string() => pair(int, Some(Basic::Rune.id())),
            Type::Basic(b) if b.is_integer() && !self.allows(22) => {
                Err("requires go1.22 or later".to_string())
            }
            Type::Basic(b) if b.is_integer() => pair(Some(t), None),
            Type::Array { elem, .. } | Type::Slice(elem) => pair(int, Some(elem)),
            Type::Map { key, elem } => pair(Some(key), Some(elem)),
            Type::Chan { elem, .. } => pair(Some(elem), None),
            Type::Signature { .. } if !self.allows(23) => {
                Err("requires go1.23 or later".to_string())
            }
            Type::Signature { .. } => self.range_func(u),
            _ => Err(String::new()),
        }
    }

    fn range_func(&mut self, u: TypeId) -> Result<KeyVal, String> {
        const WANT: &str = "func must be func(yield func(...) bool)";
        let Some(sig) = self.sig(u) else {
            return Err(String::new());
        };
        let [yield_param] = &*sig.params else {
            return Err(format!("{WANT}: wrong argument count"));
        };
        if !sig.results.is_empty() {
            return Err(format!("{WANT}: unexpected results"));
        }
        let cb_ty = self
            .w
            .common_under(yield_param.ty)
            .map_err(|cause| format!("{WANT}: in yield type, {cause}"))?;
        let Some(cb) = self.sig(cb_ty) else {
            return Err(format!("{WANT}: argument is not func"));
        };
        if cb.params.len() > 2 {
            return Err(format!("{WANT}: yield func has too many parameters"));
        }
        match &*cb.results {
            [r] if self.w.identical(r.ty, Basic::Bool.id()) => {}
            [r] if self.w.is_boolean(r.ty) => {
                return Err(format!(
                    "{WANT}: yield func returns user-defined boolean, not bool"
                ));
            }
            _ => return Err(format!("{WANT}: yield func does not return bool")),
        }
        if cb.variadic {
            return Err(format!(
                "yield func of type {} cannot be variadic",
                self.ts(cb_ty)
            ));
        }
        Ok(KeyVal {
            key: cb.params.first().map(|p| p.ty),
            val: cb.params.get(1).map(|p| p.ty),
        })
    }
}
