//! Expressions as messages write them: one line, bodies and element lists shortened to `{…}`.
//! The formatter is elsewhere.

use std::fmt::Write;

use base::Interner;

use crate::ast::{ChanDir, Expr, ExprKind, Field, FuncType, StmtKind, UnaryOp};
use crate::lexer::Op;

/// `x` as gc's messages write it.
pub fn expr_string(x: &Expr, interner: &Interner) -> String {
    let mut printer = Printer {
        out: String::new(),
        interner,
    };
    printer.expr(x);
    printer.out
}

/// The offset at which gc reports a message about `x`: its start, except that a slice expression
/// counts from its bracket (so `s[1:2]` is reported at the `[`) and a function type from its
/// parameters, also as the leftmost part of a larger expression.
pub fn report_offset(x: &Expr) -> u32 {
    let mut at = x;
    loop {
        at = match &at.kind {
            ExprKind::CompositeLit { ty: Some(x), .. }
            | ExprKind::Selector { x, .. }
            | ExprKind::Index { x, .. }
            | ExprKind::TypeAssert { x, .. }
            | ExprKind::Call { fun: x, .. }
            | ExprKind::Binary { x, .. }
            | ExprKind::KeyValue { key: x, .. } => x,
            ExprKind::Slice { x, .. } => return x.span.hi,
            ExprKind::FuncType(ty) => return ty.span.lo,
            _ => return at.span.lo,
        };
    }
}

/// A simple statement, likewise.
pub(crate) fn stmt_string(kind: &StmtKind, interner: &Interner) -> String {
    let mut p = Printer {
        out: String::new(),
        interner,
    };
    match kind {
        StmtKind::Expr(x) => p.expr(x),
        StmtKind::Send { chan, value } => {
            p.expr(chan);
            p.out.push_str(" <- ");
            p.expr(value);
        }
        StmtKind::IncDec { x, inc } => {
            p.expr(x);
            p.out.push_str(if *inc { "++" } else { "--" });
        }
        StmtKind::Assign { lhs, op, rhs, .. } => {
            p.list(lhs);
            let _ = write!(p.out, " {}= ", op.map_or("", |op| op.text()));
            p.list(rhs);
        }
        StmtKind::Define { lhs, rhs, .. } => {
            p.list(lhs);
            p.out.push_str(" := ");
            p.list(rhs);
        }
        _ => p.out.push_str("statement"),
    }
    p.out
}

impl UnaryOp {
    pub fn text(self) -> &'static str {
        match self {
            UnaryOp::Plus => "+",
            UnaryOp::Neg => "-",
            UnaryOp::Not => Op::Not.text(),
            UnaryOp::Xor => "^",
            UnaryOp::Addr => "&",
            UnaryOp::Recv => "<-",
            UnaryOp::Tilde => Op::Tilde.text(),
        }
    }
}

/// Recursion is bounded by the parser's limits on trees.
struct Printer<'a> {
    out: String,
    interner: &'a Interner,
}

impl Printer<'_> {
    fn expr(&mut self, x: &Expr) {
        match &x.kind {
            ExprKind::Bad => self.out.push_str("<bad expr>"),
            ExprKind::Name(name) => self.out.push_str(self.interner.text(name.name)),
            ExprKind::Lit(literal) => self.out.push_str(self.interner.text(literal.text)),
            ExprKind::CompositeLit { ty, elems, .. } => {
                if let Some(ty) = ty {
                    self.expr(ty);
                }
                self.out
                    .push_str(if elems.is_empty() { "{}" } else { "{…}" });
            }
            ExprKind::FuncLit(literal) => {
                self.out.push_str("func");
                self.signature(&literal.ty);
                self.out.push_str(if literal.body.stmts.is_empty() {
                    " {}"
                } else {
                    " {…}"
                });
            }
            ExprKind::Paren(x) => {
                self.out.push('(');
                self.expr(x);
                self.out.push(')');
            }
            ExprKind::Selector { x, sel } => {
                self.expr(x);
                self.out.push('.');
                self.out.push_str(self.interner.text(sel.name));
            }
            ExprKind::Index { x, indices } => {
                self.expr(x);
                self.out.push('[');
                self.list(indices);
                self.out.push(']');
            }
            ExprKind::Slice { x, lo, hi, max, .. } => {
                self.expr(x);
                self.out.push('[');
                if let Some(lo) = lo {
                    self.expr(lo);
                }
                self.out.push(':');
                if let Some(hi) = hi {
                    self.expr(hi);
                }
                if let Some(max) = max {
                    self.out.push(':');
                    self.expr(max);
                }
                self.out.push(']');
            }
            ExprKind::TypeAssert { x, ty } => {
                self.expr(x);
                self.out.push_str(".(");
                match ty {
                    Some(ty) => self.expr(ty),
                    None => self.out.push_str("type"),
                }
                self.out.push(')');
            }
            ExprKind::Call {
                fun,
                args,
                has_dots,
                ..
            } => {
                self.expr(fun);
                self.out.push('(');
                self.list(args);
                if *has_dots {
                    self.out.push_str("...");
                }
                self.out.push(')');
            }
            ExprKind::Star(x) => {
                self.out.push('*');
                self.expr(x);
            }
            ExprKind::Unary { op, x } => {
                self.out.push_str(op.text());
                self.expr(x);
            }
            ExprKind::Binary { op, x, y, .. } => {
                self.expr(x);
                let _ = write!(self.out, " {} ", op.text());
                self.expr(y);
            }
            ExprKind::KeyValue { key, value } => {
                self.expr(key);
                self.out.push_str(": ");
                self.expr(value);
            }
            ExprKind::ArrayType { len, elem } => {
                self.out.push('[');
                match len {
                    Some(len) => self.expr(len),
                    None => self.out.push_str("..."),
                }
                self.out.push(']');
                self.expr(elem);
            }
            ExprKind::SliceType(elem) => {
                self.out.push_str("[]");
                self.expr(elem);
            }
            ExprKind::StructType { fields } => {
                self.out.push_str("struct{");
                self.struct_fields(fields);
                self.out.push('}');
            }
            ExprKind::FuncType(ty) => {
                self.out.push_str("func");
                self.signature(ty);
            }
            ExprKind::InterfaceType(ty) => {
                self.out.push_str("interface{");
                let mut first = true;
                for method in &ty.methods {
                    self.separate(&mut first, "; ");
                    self.out.push_str(self.interner.text(method.name.name));
                    self.signature(&method.ty);
                }
                for embed in &ty.embeds {
                    self.separate(&mut first, "; ");
                    self.expr(embed);
                }
                self.out.push('}');
            }
            ExprKind::MapType { key, value } => {
                self.out.push_str("map[");
                self.expr(key);
                self.out.push(']');
                self.expr(value);
            }
            ExprKind::ChanType { dir, elem } => {
                self.out.push_str(match dir {
                    ChanDir::Both => "chan ",
                    ChanDir::Send => "chan<- ",
                    ChanDir::Recv => "<-chan ",
                });
                let ambiguous = *dir == ChanDir::Both
                    && matches!(
                        elem.kind,
                        ExprKind::ChanType {
                            dir: ChanDir::Recv,
                            ..
                        }
                    );
                if ambiguous {
                    self.out.push('(');
                }
                self.expr(elem);
                if ambiguous {
                    self.out.push(')');
                }
            }
            ExprKind::Ellipsis(elem) => {
                self.out.push_str("...");
                if let Some(elem) = elem {
                    self.expr(elem);
                }
            }
        }
    }

    fn separate(&mut self, first: &mut bool, separator: &str) {
        if !std::mem::replace(first, false) {
            self.out.push_str(separator);
        }
    }

    fn list(&mut self, list: &[Expr]) {
        let mut first = true;
        for x in list {
            self.separate(&mut first, ", ");
            self.expr(x);
        }
    }

    fn signature(&mut self, ty: &FuncType) {
        self.out.push('(');
        self.params(&ty.params);
        self.out.push(')');
        match ty.results.as_slice() {
            [] => {}
            [only] if only.name.is_none() => {
                self.out.push(' ');
                self.expr(&only.ty);
            }
            results => {
                self.out.push_str(" (");
                self.params(results);
                self.out.push(')');
            }
        }
    }

    fn params(&mut self, fields: &[Field]) {
        for (i, field) in fields.iter().enumerate() {
            if i > 0 {
                self.out.push_str(", ");
            }
            if let Some(name) = field.name {
                self.out.push_str(self.interner.text(name.name));
                if fields.get(i + 1).is_some_and(|next| next.shared_type) {
                    continue;
                }
                self.out.push(' ');
            }
            if field.variadic {
                self.out.push_str("...");
            }
            self.expr(&field.ty);
        }
    }

    fn struct_fields(&mut self, fields: &[Field]) {
        for (i, field) in fields.iter().enumerate() {
            if i > 0 {
                self.out
                    .push_str(if field.shared_type { ", " } else { "; " });
            }
            if let Some(name) = field.name {
                self.out.push_str(self.interner.text(name.name));
                if fields.get(i + 1).is_some_and(|next| next.shared_type) {
                    continue;
                }
                self.out.push(' ');
            }
            self.expr(&field.ty);
            if let Some(tag) = field.tag {
                self.out.push(' ');
                self.out.push_str(self.interner.text(tag.text));
            }
        }
    }
}
