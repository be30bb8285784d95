//! Unary operations: `+ - ! ^ & <- ~`.

use syntax::ast::{ChanDir, Expr, ExprKind, UnaryOp};

use crate::check::{Checker, at, unparen};
use crate::constant;
use crate::operand::Operand;
use crate::{Mode, Type, TypeId};

impl<'a> Checker<'a> {
    pub(super) fn unary(&mut self, x: &mut Operand<'a>, e: &'a Expr, op: UnaryOp, arg: &'a Expr) {
        self.expr(None, x, arg);
        if !x.is_valid() {
            return;
        }
        let mut op = op;
        match op {
            UnaryOp::Addr => {
                let literal = matches!(unparen(arg).kind, ExprKind::CompositeLit { .. });
                if !literal && x.mode != Mode::Variable {
                    let text = self.op_str(x);
                    self.error(
                        x.span(),
                        "UnaddressableOperand",
                        format!("invalid operation: cannot take address of {text}"),
                    );
                    x.invalidate();
                    return;
                }
                x.mode = Mode::Value;
                x.ty = self.w.mk_pointer(x.ty);
                return;
            }
            UnaryOp::Recv => {
                match self.chan_elem(x.span(), x, true) {
                    Some(elem) if self.is_complete(elem) => {
                        x.mode = Mode::CommaOk;
                        x.ty = elem;
                        self.env.has_call_or_recv = true;
                    }
                    _ => x.invalidate(),
                }
                return;
            }
            UnaryOp::Tilde => {
                const MSG: &str = "cannot use ~ outside of interface or type constraint";
                if !self.w.all_integer(x.ty) {
                    self.error(at(e), "UndefinedOp", MSG);
                    x.invalidate();
                    return;
                }
                self.error(
                    at(e),
                    "UndefinedOp",
                    format!("{MSG} (use ^ for bitwise complement)"),
                );
                op = UnaryOp::Xor;
            }
            _ => {}
        }
        let defined = match op {
            UnaryOp::Plus | UnaryOp::Neg => self.w.all_numeric(x.ty),
            UnaryOp::Xor => self.w.all_integer(x.ty),
            _ => self.w.all_boolean(x.ty),
        };
        if !defined {
            let text = self.op_str(x);
            self.error(
                x.span(),
                "UndefinedOp",
                format!(
                    "invalid operation: operator {} not defined on {text}",
                    op.text()
                ),
            );
            x.invalidate();
            return;
        }
        if x.is_const() {
            let val = x.value_or_unknown();
            if val.is_unknown() {
                return;
            }
            let bits = if self.w.is_unsigned(x.ty) {
                u32::try_from(self.w.size_of(x.ty) * 8).unwrap_or(64)
            } else {
                0
            };
            x.val = Some(constant::unary(op, &val, bits));
            x.expr = Some(e);
            self.overflow(x, Self::op_pos(e));
            return;
        }
        x.mode = Mode::Value;
    }

    /// The element type of the channel `x` that is received from (or sent to).
    pub(crate) fn chan_elem(
        &mut self,
        at: base::Span,
        x: &Operand<'a>,
        recv: bool,
    ) -> Option<TypeId> {
        let found = self.w.common_under_cond(x.ty, |w, t, u| {
            let (Some(t), Some(u)) = (t, u) else {
                return Err("no specific channel type".to_string());
            };
            match w.types.get(u) {
                Type::Chan { dir, .. } => {
                    if recv && *dir == ChanDir::Send {
                        return Err(format!("send-only channel {}", w.type_string(t)));
                    }
                    if !recv && *dir == ChanDir::Recv {
                        return Err(format!("receive-only channel {}", w.type_string(t)));
                    }
                    Ok(())
                }
                _ => Err(format!("non-channel {}", w.type_string(t))),
            }
        });
        let cause = match found {
            Ok(u) => {
                return match self.w.types.get(u) {
                    Type::Chan { elem, .. } => Some(*elem),
                    _ => None,
                };
            }
            Err(cause) => cause,
        };
        let (code, what) = if recv {
            ("InvalidReceive", "receive from")
        } else {
            ("InvalidSend", "send to")
        };
        let text = self.op_str(x);
        let msg = if self.w.is_type_param(x.ty) {
            format!("invalid operation: cannot {what} {text}: {cause}")
        } else {
            format!("invalid operation: cannot {what} {cause} {text}")
        };
        self.error(at, code, msg);
        None
    }
}
