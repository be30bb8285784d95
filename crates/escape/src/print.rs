//! Expressions, statements and types as gc writes them in what it says about escapes: its tree after
//! type checking, not the source. Long lists are "…", method calls are calls of functions,
//! constants are values.

use std::fmt::Write as _;

use base::HashMap;
use syntax::ast::*;
use types::{Basic, Mode, ObjectKind, SelectionKind, Subst, Type, TypeId, World};

use crate::batch::Direct;
use crate::scan::{Seen, object, unparen};

/// How deep texts go.
const DEPTH: u32 = 60;

/// How tightly gc takes its own operators to bind; what has no number gets parentheses inside
/// anything that has one.
mod prec {
    pub(super) const NONE: u32 = 0;
    pub(super) const OR: u32 = 1;
    pub(super) const COMPARE: u32 = 3;
    pub(super) const ADD: u32 = 4;
    pub(super) const MUL: u32 = 5;
    pub(super) const UNARY: u32 = 7;
    pub(super) const TIGHT: u32 = 8;
}

pub(crate) struct Printer<'p, 'a> {
    pub(crate) w: &'p mut World,
    pub(crate) subst: &'p Subst,
    pub(crate) seen: &'p Seen<'a>,
    direct: &'p HashMap<NodeId, Direct>,
    /// With the program's own package named too, as in names for the linker.
    pub(crate) linked: bool,
    pub(crate) depth: u32,
}

impl<'p, 'a> Printer<'p, 'a> {
    pub(crate) fn new(
        w: &'p mut World,
        subst: &'p Subst,
        seen: &'p Seen<'a>,
        direct: &'p HashMap<NodeId, Direct>,
    ) -> Self {
        Printer {
            w,
            subst,
            seen,
            direct,
            linked: false,
            depth: 0,
        }
    }

    fn type_of(&mut self, e: &Expr) -> Option<TypeId> {
        self.w.info.types.get(e.id)?.ty
    }

    pub(crate) fn name(&self, s: base::Symbol) -> String {
        self.w.names.text(s).to_owned()
    }

    // ---- constants

    fn constant(&mut self, e: &Expr) -> Option<String> {
        let tv = self.w.info.types.get(e.id)?;
        let value = tv.value.clone()?;
        let ty = self.type_of(e)?;
        Some(self.literal(&value, ty))
    }

    /// A constant of a type.
    pub(crate) fn literal(&mut self, value: &types::constant::ConstValue, ty: TypeId) -> String {
        let basic = self.w.basic(ty);
        let rune = matches!(basic, Some(Basic::Rune | Basic::UntypedRune));
        if let Some(c) = value
            .to_i64()
            .and_then(|v| u32::try_from(v).ok())
            .filter(|_| rune)
            && let Some(c) = char::from_u32(c)
        {
            return match c {
                '\n' => "'\\n'".to_owned(),
                '\t' => "'\\t'".to_owned(),
                '\r' => "'\\r'".to_owned(),
                '\0' => "'\\x00'".to_owned(),
                '\'' => "'\\''".to_owned(),
                '\\' => "'\\\\'".to_owned(),
                c if c.is_control() || (c as u32) >= 0x10_0000 => match c as u32 {
                    n @ 0x1_0000.. => format!("'\\U{n:08x}'"),
                    n @ 0x80.. => format!("'\\u{n:04x}'"),
                    n => format!("'\\x{n:02x}'"),
                },
                c => format!("'{c}'"),
            };
        }
        let text = match value.kind() {
            types::constant::ConstKind::Str => value.exact_string(),
            _ => value.to_string(),
        };
        let plain = matches!(
            basic,
            None | Some(
                Basic::Bool
                    | Basic::Int
                    | Basic::Float64
                    | Basic::Complex128
                    | Basic::String
                    | Basic::UntypedBool
                    | Basic::UntypedInt
                    | Basic::UntypedFloat
                    | Basic::UntypedComplex
                    | Basic::UntypedString
                    | Basic::UntypedNil
            )
        );
        match plain && self.w.named_id(ty).is_none() {
            true => text,
            false => format!("{}({text})", self.typ(ty)),
        }
    }

    // ---- expressions

    pub(crate) fn expr(&mut self, e: &Expr) -> String {
        self.bound(e, prec::NONE)
    }

    /// `e` inside something that binds this tightly.
    fn bound(&mut self, e: &Expr, outer: u32) -> String {
        if self.depth > DEPTH {
            return "…".to_owned();
        }
        self.depth += 1;
        let (text, inner) = self.inner(e);
        self.depth -= 1;
        match outer > inner {
            true => format!("({text})"),
            false => text,
        }
    }

    fn list(&mut self, list: &[Expr]) -> String {
        let list: Vec<String> = list.iter().map(|e| self.expr(e)).collect();
        list.join(", ")
    }

    fn inner(&mut self, e: &Expr) -> (String, u32) {
        use prec::*;
        if let Some(text) = self.constant(e) {
            return (text, TIGHT);
        }
        match &e.kind {
            ExprKind::Name(id) => {
                let text = match object(self.w, e).map(|o| (o, self.w.objects[o].kind.clone())) {
                    Some((o, ObjectKind::Func { .. })) => self.qualified(o),
                    // A type is what its name stands for.
                    Some((_, ObjectKind::TypeName)) => match self.type_of(e) {
                        Some(t) => self.typ(t),
                        None => self.name(id.name),
                    },
                    _ => self.name(id.name),
                };
                (text, TIGHT)
            }
            ExprKind::Paren(x) => self.inner(x),
            ExprKind::FuncLit(_) => ("func literal".to_owned(), NONE),
            ExprKind::CompositeLit { elems, .. } => {
                let Some(t) = self.type_of(e) else {
                    return (String::new(), TIGHT);
                };
                let u = self.w.underlying(t);
                let (amp, t) = match *self.w.types.get(u) {
                    Type::Pointer(x) => ("&", x),
                    _ => ("", t),
                };
                let dots = if elems.is_empty() { "" } else { "..." };
                let level = if amp.is_empty() { TIGHT } else { UNARY };
                (format!("{amp}{}{{{dots}}}", self.typ(t)), level)
            }
            ExprKind::Selector { x, sel } => (self.selector(e, x, sel), TIGHT),
            ExprKind::Index { x, indices } => {
                if object(self.w, x).is_some_and(|o| crate::scan::is_func(self.w, o)) {
                    return self.inner(x);
                }
                let index = self.list(indices);
                (format!("{}[{index}]", self.bound(x, TIGHT)), TIGHT)
            }
            ExprKind::Slice { x, lo, hi, max, .. } => {
                let mut part = |b: &Option<Box<Expr>>| match b {
                    Some(b) => self.expr(b),
                    None => String::new(),
                };
                let mut inside = format!("{}:{}", part(lo), part(hi));
                if max.is_some() {
                    inside = format!("{inside}:{}", part(max));
                }
                (format!("{}[{inside}]", self.bound(x, TIGHT)), TIGHT)
            }
            ExprKind::TypeAssert { x, ty } => {
                let t = ty.as_ref().and_then(|t| self.type_of(t));
                let t = t.map_or("type".to_owned(), |t| self.typ(t));
                (format!("{}.({t})", self.bound(x, TIGHT)), TIGHT)
            }
            ExprKind::Star(x) => {
                let same = matches!(
                    unparen(x).kind,
                    ExprKind::Star(_)
                        | ExprKind::Unary {
                            op: UnaryOp::Addr,
                            ..
                        }
                );
                let outer = if same { TIGHT + 1 } else { UNARY };
                (format!("*{}", self.bound(x, outer)), UNARY)
            }
            ExprKind::Unary { op: was, x } => {
                let op = match was {
                    UnaryOp::Plus => "+",
                    UnaryOp::Neg => "-",
                    UnaryOp::Not => "!",
                    UnaryOp::Xor => "^",
                    UnaryOp::Addr => "&",
                    UnaryOp::Recv => "<-",
                    UnaryOp::Tilde => "~",
                };
                let same = matches!(&unparen(x).kind, ExprKind::Unary { op: o, .. } if *o == *was);
                let outer = if same { TIGHT + 1 } else { UNARY };
                let space = if same && op == "<-" { " " } else { "" };
                (format!("{op}{space}{}", self.bound(x, outer)), UNARY)
            }
            ExprKind::Binary { op, x, y, .. } => {
                let (word, level) = operator(*op);
                let shift = matches!(op, BinaryOp::Shl | BinaryOp::Shr);
                let left = self.bound(x, level);
                let right = match self.w.info.types.get(y.id).and_then(|t| t.value.clone()) {
                    // A constant count is unsigned.
                    Some(v) if shift => format!("uint({v})"),
                    _ => self.bound(y, level + 1),
                };
                (format!("{left} {word} {right}"), level)
            }
            ExprKind::Call {
                fun,
                args,
                has_dots,
                ..
            } => self.call(e, fun, args, *has_dots),
            _ => {
                let t = self.type_of(e);
                (t.map_or(String::new(), |t| self.typ(t)), TIGHT)
            }
        }
    }

    fn selector(&mut self, e: &Expr, x: &Expr, sel: &Ident) -> String {
        let Some(s) = self.w.info.selections.get(&e.id).cloned() else {
            return match object(self.w, e) {
                Some(o) => self.qualified(o),
                None => self.name(sel.name),
            };
        };
        if s.kind == SelectionKind::MethodExpr {
            let recv = self.type_of(x);
            let t = recv.map_or(String::new(), |t| self.typ(t));
            return match t.starts_with('*') {
                true => format!("({t}).{}", self.name(sel.name)),
                false => format!("{t}.{}", self.name(sel.name)),
            };
        }
        let base = self.bound(x, prec::TIGHT);
        let through = self.embedded(x, &s.path);
        format!("{base}{through}.{}", self.name(sel.name))
    }

    /// The fields on the way to a promoted one, which gc writes out.
    fn embedded(&mut self, x: &Expr, path: &[u32]) -> String {
        let mut out = String::new();
        let Some(mut t) = self.type_of(x) else {
            return out;
        };
        let count = path.len().saturating_sub(1);
        for i in path.iter().take(count) {
            let (base, _) = self.w.deref(t);
            let u = self.w.underlying(base);
            let Type::Struct(fields) = self.w.types.get(u) else {
                break;
            };
            let Some(f) = fields.get(*i as usize) else {
                break;
            };
            t = f.ty;
            let name = self.name(f.name);
            let _ = write!(out, ".{name}");
        }
        out
    }

    fn call(&mut self, e: &Expr, fun: &Expr, args: &[Expr], dots: bool) -> (String, u32) {
        use prec::*;
        let mode = self.w.info.types.get(unparen(fun).id).map(|t| t.mode);
        let builtin = object(self.w, fun).and_then(|o| match self.w.objects[o].kind {
            ObjectKind::Builtin(b) => Some(b),
            _ => None,
        });
        if mode == Some(Mode::TypeExpr) {
            let t = self.type_of(e).map_or(String::new(), |t| self.typ(t));
            let to = self.type_of(e);
            let simple = to.is_some_and(|t| {
                let named = self.w.named_id(t).is_some() || self.w.basic(t).is_some();
                named || t == self.w.universe.any || self.w.is_type_param(t)
            });
            let arg = self.list(args);
            let text = args.first().is_some_and(|a| {
                self.w
                    .info
                    .types
                    .get(a.id)
                    .is_some_and(|t| t.value.is_some())
            });
            if text && t == "[]rune" {
                // A constant's runes are worked out beforehand.
                let dots = if arg == "\"\"" { "" } else { "..." };
                return (format!("[]rune{{{dots}}}"), TIGHT);
            }
            return match simple {
                true => (format!("{t}({arg})"), TIGHT),
                false => (format!("({t})({arg})"), TIGHT),
            };
        }
        if let Some(b) = builtin {
            return self.builtin(e, b, fun, args, dots);
        }
        let mut list: Vec<String> = Vec::new();
        let target = self.target(fun, &mut list);
        let sig = self.type_of(fun).map(|t| self.w.underlying(t));
        let fixed = match sig.map(|t| self.w.types.get(t).clone()) {
            Some(Type::Signature {
                params,
                variadic: true,
                ..
            }) if !dots => Some(params.len().saturating_sub(1)),
            _ => None,
        };
        let shown = fixed.unwrap_or(args.len());
        for a in args.iter().take(shown) {
            list.push(self.expr(a));
        }
        if let Some(fixed) = fixed {
            list.push(if args.len() > fixed {
                "... argument...".to_owned()
            } else {
                "nil...".to_owned()
            });
        } else if dots && let Some(last) = list.last_mut() {
            last.push_str("...");
        }
        (format!("{target}({})", list.join(", ")), TIGHT)
    }

    /// The function that is called; its receiver and its dictionary go into the arguments.
    fn target(&mut self, fun: &Expr, list: &mut Vec<String>) -> String {
        let mut fun = unparen(fun);
        if let ExprKind::Index { x, .. } = &fun.kind
            && object(self.w, x).is_some_and(|o| crate::scan::is_func(self.w, o))
        {
            fun = unparen(x);
        }
        if let ExprKind::Selector { x, sel } = &fun.kind
            && let Some(d) = self.direct.get(&fun.id).cloned()
        {
            let ty = self.typ(d.ty);
            list.push(format!("{}.({ty})", self.bound(x, prec::TIGHT)));
            return match ty.starts_with('*') {
                true if matches!(
                    self.w.objects[d.method].kind,
                    ObjectKind::Func {
                        ptr_recv: false,
                        ..
                    }
                ) =>
                {
                    format!("{}.{}", ty.trim_start_matches('*'), self.name(sel.name))
                }
                true => format!("({ty}).{}", self.name(sel.name)),
                false => format!("{ty}.{}", self.name(sel.name)),
            };
        }
        let named = object(self.w, fun).filter(|o| crate::scan::is_func(self.w, *o));
        let Some(o) = named else {
            return self.bound(fun, prec::TIGHT);
        };
        if let ExprKind::Selector { x, .. } = &fun.kind
            && let Some(s) = self.w.info.selections.get(&fun.id).cloned()
            && s.kind == SelectionKind::MethodVal
        {
            let recv = crate::types_of::receiver(self.w, self.subst, x, &s.path);
            let own = crate::types_of::instance(self.w, self.subst, fun).unwrap_or_default();
            let through = self.embedded(x, &s.path);
            list.push(match through.is_empty() {
                true => self.expr(x),
                false => format!("{}{through}", self.bound(x, prec::TIGHT)),
            });
            let base = recv.map(|t| self.w.deref(t).0);
            let targs = base
                .and_then(|t| self.w.named_id(t))
                .map(|n| self.w.types.named[n].targs.clone())
                .unwrap_or_default();
            if targs.is_empty() && own.is_empty() {
                return self.func(o, recv);
            }
            let name = base
                .and_then(|t| self.w.named_id(t))
                .map(|n| self.w.types.named[n].obj)
                .map_or(String::new(), |o| self.qualified(o));
            let shapes: Vec<String> = targs.iter().map(|t| self.shape(*t)).collect();
            let full: Vec<String> = targs.iter().map(|t| self.full(*t)).collect();
            let mut method = self.name(self.w.objects[o].name);
            let mut dict = bracketed(&dictionary(&name), &full);
            if !own.is_empty() {
                let full: Vec<String> = own.iter().map(|t| self.full(*t)).collect();
                dict = bracketed(&format!("{dict}.{method}"), &full);
                let shapes: Vec<String> = own.iter().map(|t| self.shape(*t)).collect();
                method = bracketed(&method, &shapes);
            }
            list.push(format!("&{dict}"));
            let ptr = matches!(
                self.w.objects[o].kind,
                ObjectKind::Func { ptr_recv: true, .. }
            );
            let ty = bracketed(&name, &shapes);
            return match ptr {
                true => format!("(*{ty}).{method}"),
                false => format!("{ty}.{method}"),
            };
        }
        let name = match &fun.kind {
            ExprKind::Selector { .. } | ExprKind::Name(_) => self.bound(fun, prec::TIGHT),
            ExprKind::Index { x, .. } => self.bound(x, prec::TIGHT),
            _ => self.qualified(o),
        };
        let Some(targs) = crate::types_of::instance(self.w, self.subst, fun) else {
            return name;
        };
        let shapes: Vec<String> = targs.iter().map(|t| self.shape(*t)).collect();
        let full: Vec<String> = targs.iter().map(|t| self.full(*t)).collect();
        list.push(format!("&{}[{}]", dictionary(&name), full.join(",")));
        format!("{name}[{}]", shapes.join(","))
    }

    /// A type in a name for the linker.
    pub(crate) fn full(&mut self, t: TypeId) -> String {
        let was = std::mem::replace(&mut self.linked, true);
        let text = self.typ(t);
        self.linked = was;
        text.replace("byte", "uint8")
    }

    fn builtin(
        &mut self,
        e: &Expr,
        b: types::Builtin,
        fun: &Expr,
        args: &[Expr],
        dots: bool,
    ) -> (String, u32) {
        use types::Builtin::*;
        let name = match &unparen(fun).kind {
            ExprKind::Selector { sel, .. } => format!("unsafe.{}", self.name(sel.name)),
            ExprKind::Name(id) => self.name(id.name),
            _ => String::new(),
        };
        if b == Make {
            let Some(t) = self.type_of(e) else {
                return (name, prec::NONE);
            };
            let mut list = vec![self.typ(t)];
            let last = args.len().saturating_sub(1);
            let u = self.w.underlying(t);
            let slice = !matches!(self.w.types.get(u), Type::Map { .. } | Type::Chan { .. });
            for (i, a) in args.iter().enumerate().skip(1) {
                // gc replaces the size by the constant that it always is.
                let known = match i == last && slice {
                    true => crate::types_of::count(self.w, self.seen, a),
                    false => None,
                };
                list.push(match known {
                    Some(v) if v >= 0 => v.to_string(),
                    _ => self.expr(a),
                });
            }
            let level = if slice { prec::TIGHT } else { prec::NONE };
            return (format!("make({})", list.join(", ")), level);
        }
        if let (UnsafeSizeof | UnsafeAlignof | UnsafeOffsetof, [x]) = (b, args) {
            // Of a type parameter: what it is in this instance.
            let n = crate::types_of::measure(self.w, self.subst, b, x).unwrap_or(0);
            return (format!("uintptr({n})"), prec::TIGHT);
        }
        let mut list = self.list(args);
        if dots {
            list.push_str("...");
        }
        let level = match b {
            UnsafeString | UnsafeStringData | UnsafeSliceData => {
                // gc has no words for these.
                return (format!("<node {name}>"), prec::TIGHT);
            }
            Complex | Real | Imag | Recover | Copy => prec::NONE,
            _ => prec::TIGHT,
        };
        (format!("{name}({list})"), level)
    }

    // ---- statements

    pub(crate) fn stmt(&mut self, s: &Stmt) -> String {
        match &s.kind {
            StmtKind::Expr(e) => self.expr(e),
            StmtKind::Send { chan, value } => {
                format!("{} <- {}", self.expr(chan), self.expr(value))
            }
            StmtKind::Assign { lhs, op, rhs, .. } => {
                let op = op.map_or("", |op| operator(op).0);
                format!("{} {op}= {}", self.list(lhs), self.list(rhs))
            }
            StmtKind::Define { lhs, rhs, .. } => {
                format!("{} := {}", self.list(lhs), self.list(rhs))
            }
            StmtKind::Return(list) if list.is_empty() => "return".to_owned(),
            StmtKind::Return(list) => format!("return {}", self.list(list)),
            StmtKind::Go(e) => format!("go {}", self.expr(e)),
            StmtKind::Defer(e) => format!("defer {}", self.expr(e)),
            StmtKind::Range(r) => {
                let mut sides = Vec::new();
                for e in r.key.iter().chain(&r.value) {
                    sides.push(self.expr(e));
                }
                let define = if r.define { ":=" } else { "=" };
                format!(
                    "for {} {define} range {} {{ ... }}",
                    sides.join(", "),
                    self.expr(&r.x)
                )
            }
            _ => String::new(),
        }
    }
}

pub(crate) fn bracketed(name: &str, list: &[String]) -> String {
    match list.is_empty() {
        true => name.to_owned(),
        false => format!("{name}[{}]", list.join(",")),
    }
}

/// The dictionary of `f` or `pkg.F`.
fn dictionary(name: &str) -> String {
    match name.split_once('.') {
        Some((pkg, name)) => format!("{pkg}..dict.{name}"),
        None => format!(".dict.{name}"),
    }
}

fn operator(op: BinaryOp) -> (&'static str, u32) {
    use prec::*;
    match op {
        BinaryOp::LogOr => ("||", OR),
        BinaryOp::LogAnd => ("&&", OR + 1),
        BinaryOp::Eq => ("==", COMPARE),
        BinaryOp::Ne => ("!=", COMPARE),
        BinaryOp::Lt => ("<", COMPARE),
        BinaryOp::Le => ("<=", COMPARE),
        BinaryOp::Gt => (">", COMPARE),
        BinaryOp::Ge => (">=", COMPARE),
        BinaryOp::Add => ("+", ADD),
        BinaryOp::Sub => ("-", ADD),
        BinaryOp::Or => ("|", ADD),
        BinaryOp::Xor => ("^", ADD),
        BinaryOp::Mul => ("*", MUL),
        BinaryOp::Div => ("/", MUL),
        BinaryOp::Rem => ("%", MUL),
        BinaryOp::And => ("&", MUL),
        BinaryOp::AndNot => ("&^", MUL),
        BinaryOp::Shl => ("<<", MUL),
        BinaryOp::Shr => (">>", MUL),
    }
}
