//! `printf`: calls of functions that print, with arguments that do not go with the format, or with
//! what looks like one where there is none.

use base::Span;
use syntax::ast::{Decl, Expr, ExprKind, File, FuncDecl, LitKind};
use syntax::visit::{self, Node};

use super::printf::{self, Directive, Kind, takes};
use super::printtypes::Matcher;
use super::{Vet, at};
use crate::check::unparen;
use crate::{Mode, ObjectKind, Type, TypeId};

/// Since this version of the language, formats without arguments are to be constants.
const STRICT_MINOR: u32 = 24;

/// A call of a function that prints.
struct Printing<'a> {
    call: &'a Expr,
    name: String,
    kind: Kind,
    args: &'a [Expr],
    dots: bool,
    /// The declared function around it.
    within: Option<&'a FuncDecl>,
    /// Whether format strings that are no constants are told of: since Go 1.24.
    strict: bool,
}

impl Vet<'_> {
    pub(super) fn print_calls(&mut self, file: &File) {
        let strict = self.w.map.file(file.file).minor >= STRICT_MINOR;
        for d in &file.decls {
            let within = match d {
                Decl::Func(f) => Some(f),
                _ => None,
            };
            visit::within(Node::Decl(d), &mut |node| {
                if let Node::Expr(e) = node {
                    self.print_call(e, within, strict);
                }
                true
            });
        }
    }

    fn print_call(&mut self, call: &Expr, within: Option<&FuncDecl>, strict: bool) {
        let ExprKind::Call {
            fun,
            args,
            has_dots,
            ..
        } = &call.kind
        else {
            return;
        };
        let Some(obj) = self.called(fun) else { return };
        let Some(kind) = self.printer(obj) else {
            return;
        };
        let Some(Type::Signature {
            params,
            variadic: true,
            ..
        }) = self.under(fun)
        else {
            return;
        };
        let variable = matches!(
            self.w.objects.get(obj).map(|o| &o.kind),
            Some(ObjectKind::Var { .. })
        );
        let name = match variable {
            true => self.name(obj).to_owned(),
            false => self.full_name(obj, fun),
        };
        let first = params
            .len()
            .saturating_sub(1 + usize::from(kind.has_format()));
        let Some(args) = args.get(first..) else {
            return;
        };
        let p = Printing {
            call,
            name,
            kind,
            args,
            dots: *has_dots,
            within,
            strict,
        };
        match kind.has_format() {
            true => self.formatted(&p),
            false => self.unformatted(&p, first == 0),
        }
    }

    fn say(&mut self, span: Span, message: String) {
        self.report(at(span), "printf", message);
    }

    fn formatted(&mut self, p: &Printing<'_>) {
        let Some((format, args)) = p.args.split_first() else {
            return;
        };
        let name = &p.name;
        let Some(text) = self.constant_text(format) else {
            if args.is_empty() && p.strict {
                let message = format!("non-constant format string in call to {name}");
                self.say(format.span, message);
            }
            return;
        };
        if !text.contains('%') {
            if let Some(first) = args.first() {
                let message = format!("{name} call has arguments but no formatting directives");
                self.say(first.span, message);
            }
            return;
        }
        let list = match printf::directives(&text) {
            Ok(list) => list,
            Err(why) => return self.say(format.span, format!("{name} {why}")),
        };
        let mut most = 0;
        let mut indexed = false;
        for d in &list {
            let place = self.place(format, d);
            if !self.directive(p, &text, d, args, place) {
                return;
            }
            indexed |= d.indexed;
            let own = if d.verb == '%' { 0 } else { d.arg + 1 };
            most = d
                .stars
                .iter()
                .map(|s| s + 1)
                .fold(most.max(own), usize::max);
        }
        if !indexed && !p.dots && most < args.len() {
            let message = format!(
                "{name} call needs {} but has {}",
                count(most),
                count(args.len())
            );
            self.say(p.call.span, message);
        }
    }

    /// Where a directive is in the source: in the format, if that is one literal.
    fn place(&self, format: &Expr, d: &Directive) -> Span {
        match &format.kind {
            ExprKind::Lit(lit) if lit.kind == LitKind::String => {
                let written = self.w.names.text(lit.text);
                let within = |at| lit.span.lo + printf::place_in_literal(written, at) as u32;
                Span::new(within(d.range.start), within(d.range.end))
            }
            _ => format.span,
        }
    }

    /// Whether it and its arguments are as they should be.
    fn directive(
        &mut self,
        p: &Printing<'_>,
        text: &str,
        d: &Directive,
        args: &[Expr],
        place: Span,
    ) -> bool {
        let name = &p.name;
        let op = text.get(d.range.clone()).unwrap_or("");
        let arg = args.get(d.arg).filter(|_| !p.dots);
        let ty = arg.and_then(|a| self.printed_type(a));
        if d.verb != '%'
            && let Some(ty) = ty
            && self.is_formatter(ty)
        {
            return true;
        }
        let Some((flags, takes)) = printf::verb(d.verb) else {
            self.say(
                place,
                format!("{name} format {op} has unknown verb {}", d.verb),
            );
            return false;
        };
        if d.verb == 'w' && p.kind != Kind::Errorf {
            let message = format!("{name} does not support error-wrapping directive %w");
            self.say(place, message);
            return false;
        }
        if let Some(flag) = d.flags.chars().find(|f| *f != '0' && !flags.contains(*f)) {
            self.say(
                place,
                format!("{name} format {op} has unrecognized flag {flag}"),
            );
            return false;
        }
        if p.dots {
            return true;
        }
        for star in &d.stars {
            let Some(arg) = args.get(*star) else {
                return self.missing(p, op, *star, args.len(), place);
            };
            let basic = self.ty(arg).and_then(|t| self.w.under_basic(t));
            if !basic.is_some_and(|b| b.is_integer()) {
                let what = self.show(arg);
                let message = format!("{name} format {op} uses non-int {what} as argument of *");
                self.say(place, message);
                return false;
            }
        }
        if d.verb == '%' {
            return true;
        }
        let Some(arg) = arg else {
            return self.missing(p, op, d.arg, args.len(), place);
        };
        if !matches!(d.verb, 'p' | 'T') && self.is_function(arg) {
            let what = self.show(arg);
            let message = format!("{name} format {op} arg {what} is a func value, not called");
            self.say(place, message);
            return false;
        }
        if !self.suits(takes, arg, ty, p, op, place) {
            return false;
        }
        if d.verb == 'w'
            && let Some(ty) = ty
        {
            self.pointer_to_error(ty, place);
        }
        let asks = takes & takes::STRING != 0 && d.verb != 'T';
        if asks
            && !(d.verb == 'v' && d.flags.contains('#'))
            && let Some(method) = self.recursive(p, arg)
        {
            let what = self.show(arg);
            let message =
                format!("{name} format {op} with arg {what} causes recursive {method} method call");
            self.say(place, message);
            return false;
        }
        true
    }

    fn missing(&mut self, p: &Printing<'_>, op: &str, arg: usize, has: usize, at: Span) -> bool {
        let message = format!(
            "{} format {op} reads arg #{}, but call has {}",
            p.name,
            arg + 1,
            count(has)
        );
        self.say(at, message);
        false
    }

    fn suits(
        &mut self,
        takes: u16,
        arg: &Expr,
        ty: Option<TypeId>,
        p: &Printing<'_>,
        op: &str,
        place: Span,
    ) -> bool {
        let mut of = String::from("untyped nil");
        let mut part = None;
        match ty {
            None if takes == takes::ANY || takes == takes::ERROR => return true,
            None => {}
            Some(ty) => {
                let field = match &unparen(arg).kind {
                    ExprKind::Selector { sel, .. } => self.used(sel),
                    _ => None,
                };
                let mut m = Matcher {
                    takes,
                    seen: Vec::new(),
                    field,
                    part: None,
                };
                if self.prints(&mut m, ty, true) {
                    return true;
                }
                of = self.whole(ty);
                part = m.part;
            }
        }
        let what = self.show(arg);
        let more = part.map_or(String::new(), |p| format!(" (contains {p})"));
        let message = format!(
            "{} format {op} has arg {what} of wrong type {of}{more}",
            p.name
        );
        self.say(place, message);
        false
    }

    /// The type of what is printed; none of nil.
    fn printed_type(&self, arg: &Expr) -> Option<TypeId> {
        if self.is_nil(arg) {
            return None;
        }
        self.ty(arg)
    }

    fn pointer_to_error(&mut self, ty: TypeId, place: Span) {
        let (elem, pointer) = self.w.deref(ty);
        if pointer && self.named(elem).is_some() && self.is_an_error(elem) {
            let name = self.w.type_string(elem);
            let message = format!(
                "%w wants operand of error type {name}, not pointer type *{name} (defeats errors.Is)"
            );
            self.say(place, message);
        }
    }

    fn is_function(&mut self, e: &Expr) -> bool {
        self.mode(e) != Mode::TypeExpr
            && self.ty(e).is_some_and(|t| {
                matches!(self.shape(t), Type::Signature { .. })
                    && !self.is_formatter(t)
                    && self.describes(t).is_none()
            })
    }

    /// The method around the call, if printing `arg` calls it again.
    fn recursive(&mut self, p: &Printing<'_>, arg: &Expr) -> Option<String> {
        let f = p.within?;
        let method = self.defined(&f.name)?;
        let recv = f.recv.as_deref()?.first()?.name?;
        if !matches!(self.name(method), "String" | "Error") {
            return None;
        }
        let sig = self.w.objects.get(method)?.ty?;
        match self.shape(sig) {
            Type::Signature {
                params, results, ..
            } if params.is_empty()
                && matches!(results.as_ref(), [r] if self.w.type_string(r.ty) == "string") => {}
            _ => return None,
        }
        let mut e = unparen(arg);
        if let ExprKind::Unary {
            op: syntax::ast::UnaryOp::Addr,
            x,
        } = &e.kind
        {
            e = unparen(x);
        }
        let ExprKind::Name(n) = &e.kind else {
            return None;
        };
        let obj = self.used(n).filter(|o| self.defined(&recv) == Some(*o))?;
        let ty = self.ty(arg)?;
        let own = self.w.objects.get(obj)?.ty?;
        // A pointer's address is no receiver.
        if self.w.deref(own).1 && !std::ptr::eq(e, unparen(arg)) {
            return None;
        }
        if self.is_formatter(ty) || self.describes(ty).is_none() {
            return None;
        }
        Some(self.full_name(method, arg))
    }

    fn unformatted(&mut self, p: &Printing<'_>, alone: bool) {
        let name = &p.name;
        if let Some(first) = p.args.first() {
            if alone && let Some(what) = self.standard_file(first) {
                let message = format!("{name} does not take io.Writer but has first arg {what}");
                self.say(p.call.span, message);
            }
            let text = self
                .constant_text(first)
                .filter(|_| !p.dots || p.args.len() > 1);
            if let Some(found) = text.as_deref().and_then(printf::looks_like) {
                let message =
                    format!("{name} call has possible Printf formatting directive {found}");
                self.say(p.call.span, message);
            }
        }
        if p.kind == Kind::Println
            && let Some(last) = p.args.last()
            && self.constant_text(last).is_some_and(|t| t.ends_with('\n'))
        {
            let message = format!("{name} arg list ends with redundant newline");
            self.say(p.call.span, message);
        }
        for arg in p.args {
            if self.is_function(arg) {
                let what = self.show(arg);
                let message = format!("{name} arg {what} is a func value, not called");
                self.say(p.call.span, message);
            }
            if let Some(method) = self.recursive(p, arg) {
                let what = self.show(arg);
                let message = format!("{name} arg {what} causes recursive call to {method} method");
                self.say(p.call.span, message);
            }
        }
    }

    /// `os.Stdout` or `os.Stderr`.
    fn standard_file(&self, e: &Expr) -> Option<String> {
        let ExprKind::Selector { sel, .. } = &e.kind else {
            return None;
        };
        let obj = self.used(sel)?;
        let is = self.path(obj) == "os" && matches!(self.name(obj), "Stdout" | "Stderr");
        is.then(|| self.show(e))
    }

    fn constant_text(&self, e: &Expr) -> Option<String> {
        let bytes = self.value(e)?.as_bytes()?;
        Some(String::from_utf8_lossy(bytes).into_owned())
    }
}

fn count(n: usize) -> String {
    match n {
        1 => "1 arg".to_owned(),
        n => format!("{n} args"),
    }
}
