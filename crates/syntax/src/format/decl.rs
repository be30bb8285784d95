//! Declarations: groups of them with their columns, signatures, the fields of structs and the
//! elements of interfaces.

use base::Span;

use super::expr::{Item, Layout, strip_always};
use super::imports::Import;
use super::printer::{LITERAL, Printer, Ws};
use super::source::without_returns;
use super::stmt::Lines;
use crate::ast::{
    ConstDecl, Decl, Expr, ExprKind, Field, File, FuncDecl, FuncType, Ident, InterfaceType, Method,
    UnaryOp, VarDecl,
};
use crate::lexer::{Keyword, TokenKind};

/// A struct or interface with one field this long stays on one line.
const MAX_FIELD: usize = 30;

/// A line of a `const` or `var` declaration.
#[derive(Clone, Copy)]
struct Values<'t> {
    span: Span,
    names: &'t [Ident],
    ty: Option<&'t Expr>,
    values: &'t [Expr],
}

impl<'t> Values<'t> {
    fn of(decl: &'t Decl) -> Option<Self> {
        let (span, names, ty, values) = match decl {
            Decl::Const(ConstDecl {
                span,
                names,
                ty,
                values,
                ..
            }) => (span, names, ty, values),
            Decl::Var(VarDecl {
                span,
                names,
                ty,
                values,
                ..
            }) => (span, names, ty, values),
            _ => return None,
        };
        Some(Values {
            span: *span,
            names,
            ty: ty.as_ref(),
            values,
        })
    }
}

fn span_of(decl: &Decl) -> Span {
    match decl {
        Decl::Import(d) => d.span,
        Decl::Const(d) => d.span,
        Decl::Var(d) => d.span,
        Decl::Type(d) => d.span,
        Decl::Func(d) => d.span,
        Decl::Bad(span) => *span,
    }
}

/// Parameters or fields with the same written type; a run of the tree's fields.
fn runs(fields: &[Field]) -> Vec<&[Field]> {
    let mut list = Vec::new();
    let mut rest = fields;
    while !rest.is_empty() {
        let more = rest.iter().skip(1).take_while(|f| f.shared_type).count();
        let (run, after) = rest.split_at(more + 1);
        list.push(run);
        rest = after;
    }
    list
}

fn names_of(run: &[Field]) -> Vec<Ident> {
    run.iter().filter_map(|f| f.name).collect()
}

/// Which lines of a group keep the column of types: those of a run of lines with values of which
/// one has a type.
fn keep_types(list: &[Values<'_>]) -> Vec<bool> {
    let mut keep = vec![false; list.len()];
    let mut start: Option<usize> = None;
    let mut typed = false;
    for i in 0..=list.len() {
        let values = list.get(i).filter(|v| !v.values.is_empty());
        match (values, start) {
            (Some(_), None) => (start, typed) = (Some(i), false),
            (None, Some(from)) => {
                for slot in keep.iter_mut().take(i).skip(from) {
                    *slot = typed;
                }
                start = None;
            }
            _ => {}
        }
        typed |= list.get(i).is_some_and(|v| v.ty.is_some());
    }
    keep
}

impl Printer<'_> {
    /// The file; `imports` are its import groups by the index of their keyword.
    pub(super) fn file(&mut self, file: &File) {
        self.at(file.package_span.lo);
        self.tok("package");
        self.ws(Ws::Blank);
        self.name(&file.package);
        let mut rest = file.decls.as_slice();
        let mut index = self.src.index_at(file.package.span.hi);
        let mut before = None;
        while let Some(token) = self.src.token(index) {
            let TokenKind::Keyword(keyword) = token.kind else {
                index += 1;
                continue;
            };
            let end = match (keyword, rest.split_first()) {
                (Keyword::Func, Some((decl, _))) => span_of(decl).hi,
                _ => self.gen_end(index, rest),
            };
            let apart = before != Some(keyword) || self.src.has_doc(token.lo);
            before = Some(keyword);
            let line = self.line(token.lo);
            let long = keyword == Keyword::Func && self.line(end) > line;
            self.linebreak(line, 1 + i32::from(apart), Ws::Ignore, long);
            match rest.split_first() {
                Some((Decl::Func(func), after)) if keyword == Keyword::Func => {
                    self.func(func);
                    rest = after;
                }
                _ => self.gen_decl(index, &mut rest),
            }
            index = self.src.index_at(end).max(index + 1);
        }
        self.ws(Ws::Newline);
    }

    /// Where the declaration whose keyword is token `index` ends.
    fn gen_end(&self, index: usize, rest: &[Decl]) -> u32 {
        let open = self.src.token(index + 1);
        match open {
            Some(t) if t.kind == TokenKind::Lparen => self.src.lo(self.src.partner(index + 1)) + 1,
            _ => rest.first().map_or(0, |d| span_of(d).hi),
        }
    }

    /// The declaration whose keyword is token `index`; takes its specs from `rest`.
    pub(super) fn gen_decl(&mut self, index: usize, rest: &mut &[Decl]) {
        let Some(keyword) = self.src.declares(index) else {
            return;
        };
        let list = *rest;
        self.at(self.src.lo(index));
        self.tok(keyword.text());
        self.ws(Ws::Blank);
        let open = self.src.token(index + 1);
        let Some(open) = open.filter(|t| t.kind == TokenKind::Lparen) else {
            let (specs, after) = list.split_at(list.len().min(1));
            *rest = after;
            if let Some(spec) = specs.first() {
                self.spec(spec, false, true);
            }
            return;
        };
        let close = self.src.lo(self.src.partner(index + 1));
        let count = list.iter().take_while(|d| span_of(d).lo < close).count();
        let (specs, after) = list.split_at(count);
        *rest = after;
        self.at(open.lo);
        self.tok("(");
        if !specs.is_empty() {
            self.ws(Ws::Indent);
            self.ws(Ws::Feed);
            if keyword == Keyword::Import {
                self.imports(specs);
            } else {
                self.specs(specs);
            }
            self.ws(Ws::Unindent);
            self.ws(Ws::Feed);
        }
        self.at(close);
        self.tok(")");
    }

    fn imports(&mut self, specs: &[Decl]) {
        let sorted = self.src.imports_in(specs.iter().map(|d| span_of(d).lo));
        let mut lines = Lines::default();
        for (i, import) in sorted.iter().enumerate() {
            match i {
                0 => lines.record(self),
                _ => lines.start(self, import.pos, false),
            }
            self.import(import);
        }
    }

    fn import(&mut self, import: &Import) {
        self.at(import.pos);
        if let Some(name) = &import.name {
            self.ident(name);
            self.ws(Ws::Blank);
        }
        self.at(import.path_pos);
        self.literal(LITERAL, &import.text);
        self.at(import.end);
    }

    fn specs(&mut self, specs: &[Decl]) {
        let mut lines = Lines::default();
        let values: Vec<Values<'_>> = specs.iter().filter_map(Values::of).collect();
        let keep = keep_types(&values);
        for (i, spec) in specs.iter().enumerate() {
            match i {
                0 => lines.record(self),
                _ => lines.start(self, span_of(spec).lo, false),
            }
            match (values.get(i), keep.get(i)) {
                (Some(values), Some(&keep)) if specs.len() > 1 => self.values(values, keep),
                _ => self.spec(spec, specs.len() > 1, false),
            }
        }
    }

    /// A line of a group of constants or variables, with columns.
    fn values(&mut self, spec: &Values<'_>, keep_type: bool) {
        self.names(spec.names, false);
        let mut tabs = 3;
        if spec.ty.is_some() || keep_type {
            self.ws(Ws::Tab);
            tabs -= 1;
        }
        if let Some(ty) = spec.ty {
            self.expr(ty, 1);
        }
        if !spec.values.is_empty() {
            self.ws(Ws::Tab);
            self.tok("=");
            self.ws(Ws::Blank);
            self.exprs(0, spec.values, Layout::depth(1), 0);
            tabs -= 1;
        }
        self.trailer(spec.span.hi, tabs, Ws::Tab);
    }

    /// Skips `tabs` cells before the comment after what ends at `at`, if there is one.
    fn trailer(&mut self, at: u32, tabs: u32, sep: Ws) {
        if self.src.has_trailer(at) {
            for _ in 0..tabs {
                self.ws(sep);
            }
        }
    }

    /// A declaration alone or, if `column`, one of a group.
    fn spec(&mut self, spec: &Decl, column: bool, indent: bool) {
        match spec {
            Decl::Import(import) => self.import(&Import::of(import, self.src)),
            Decl::Const(_) | Decl::Var(_) => {
                let Some(spec) = Values::of(spec) else {
                    return;
                };
                self.names(spec.names, indent);
                if let Some(ty) = spec.ty {
                    self.ws(Ws::Blank);
                    self.expr(ty, 1);
                }
                if !spec.values.is_empty() {
                    self.ws(Ws::Blank);
                    self.tok("=");
                    self.ws(Ws::Blank);
                    self.exprs(0, spec.values, Layout::depth(1), 0);
                }
            }
            Decl::Type(spec) => {
                self.name(&spec.name);
                if !spec.tparams.is_empty() {
                    self.params(self.src.next(spec.name.span.hi), &spec.tparams, true, true);
                }
                self.ws(if column { Ws::Tab } else { Ws::Blank });
                if spec.alias {
                    self.tok("=");
                    self.ws(Ws::Blank);
                }
                self.expr(&spec.ty, 1);
            }
            Decl::Func(_) | Decl::Bad(_) => {}
        }
    }

    fn func(&mut self, func: &FuncDecl) {
        self.at(func.span.lo);
        self.tok("func");
        self.ws(Ws::Blank);
        // Only now is it known on which line the keyword stands. The blank still waits, so that
        // the header counts one more than it takes.
        let start = self.out_column - 5;
        if let Some(recv) = &func.recv {
            let open = self.src.lo(self.src.index_at(func.span.lo) + 1);
            self.params(open, recv, false, false);
            self.ws(Ws::Blank);
        }
        self.name(&func.name);
        self.signature(&func.tparams, &func.ty);
        let Some(body) = &func.body else { return };
        let size = self.distance(func.span.lo, start);
        self.func_body(size, Ws::Tab, body);
    }

    pub(super) fn signature(&mut self, tparams: &[Field], ty: &FuncType) {
        let mut open = self.src.index_at(ty.span.lo);
        if let Some(token) = self.src.token(open)
            && token.kind == TokenKind::Keyword(Keyword::Func)
        {
            open += 1;
        }
        if !tparams.is_empty() {
            self.params(self.src.lo(open), tparams, true, false);
            open = self.src.partner(open) + 1;
        }
        self.params(self.src.lo(open), &ty.params, false, false);
        let [first, rest @ ..] = ty.results.as_slice() else {
            return;
        };
        self.ws(Ws::Blank);
        if rest.is_empty() && first.name.is_none() {
            self.expr(strip_always(&first.ty), 1);
            return;
        }
        let open = self.src.lo(self.src.partner(open) + 1);
        self.params(open, &ty.results, false, false);
    }

    /// A list of parameters whose bracket is at `open`; `types` are type parameters, `of_type`
    /// those of a type declaration.
    fn params(&mut self, open: u32, fields: &[Field], types: bool, of_type: bool) {
        let close = self.src.closing(open);
        self.at(open);
        self.tok(if types { "[" } else { "(" });
        let mut prev = self.line(open);
        let mut ws = Ws::Indent;
        for (i, run) in runs(fields).iter().enumerate() {
            let Some(field) = run.first() else { continue };
            let ty_at = match field.variadic {
                true => self.src.lo(self.src.index_at(field.ty.span.lo) - 1),
                false => field.ty.span.lo,
            };
            let start = field.name.map_or(ty_at, |n| n.span.lo);
            let line = self.line(start);
            let breaks = prev < line;
            if i > 0 {
                if !breaks {
                    self.at(start);
                }
                self.tok(",");
            }
            if breaks && self.linebreak(line, 0, ws, true) > 0 {
                ws = Ws::Ignore;
            } else if i > 0 {
                self.ws(Ws::Blank);
            }
            if field.name.is_some() {
                self.names(&names_of(run), ws == Ws::Indent);
                self.ws(Ws::Blank);
            }
            if field.variadic {
                self.at(ty_at);
                self.tok("...");
                self.expr(&field.ty, 1);
            } else {
                self.expr(strip_always(&field.ty), 1);
            }
            prev = self.line(field.ty.span.hi);
        }
        if !fields.is_empty() {
            let line = self.line(close);
            if prev < line {
                self.tok(",");
                self.linebreak(line, 0, Ws::Ignore, true);
            } else if let ([only], true) = (fields, of_type)
                && combines(strip_always(&only.ty))
            {
                // Or the list would read as the length of an array.
                self.tok(",");
            }
            if ws == Ws::Ignore {
                self.ws(Ws::Unindent);
            }
        }
        self.at(close);
        self.tok(if types { "]" } else { ")" });
    }

    // Structs and interfaces

    /// Opens the braces of the type at `at`, on one line if it was and `fits`. Returns where they
    /// close, and whether all on one line.
    fn open_fields(&mut self, at: u32, count: usize, fits: bool) -> (u32, bool) {
        let index = self.src.index_at(at) + 1;
        let (open, close) = (self.src.lo(index), self.src.lo(self.src.partner(index)));
        let comments = self.comment_before(close);
        if !comments && self.line(open) == self.line(close) && (count == 0 || fits) {
            self.at(open);
            self.tok("{");
            if count > 0 {
                self.ws(Ws::Blank);
            }
            return (close, true);
        }
        self.ws(Ws::Blank);
        self.at(open);
        self.tok("{");
        self.ws(Ws::Indent);
        if comments || count > 0 {
            self.ws(Ws::Feed);
        }
        (close, false)
    }
    fn close_fields(&mut self, close: u32, one_line: bool, count: usize) {
        if !one_line {
            self.ws(Ws::Unindent);
            self.ws(Ws::Feed);
        } else if count > 0 {
            self.ws(Ws::Blank);
        }
        self.at(close);
        self.tok("}");
    }

    pub(super) fn struct_fields(&mut self, at: u32, fields: &[Field]) {
        let runs = runs(fields);
        let fits = match runs.as_slice() {
            [run] => self.field_fits(run),
            _ => false,
        };
        let (close, one_line) = self.open_fields(at, runs.len(), fits);
        if one_line {
            for (i, name) in names_of(fields).iter().enumerate() {
                if i > 0 {
                    self.tok(",");
                    self.ws(Ws::Blank);
                }
                self.name(name);
            }
            if let Some(field) = fields.first() {
                if field.name.is_some() {
                    self.ws(Ws::Blank);
                }
                self.expr(&field.ty, 1);
            }
        } else {
            let sep = if runs.len() == 1 { Ws::Blank } else { Ws::Tab };
            let mut lines = Lines::default();
            for (i, run) in runs.iter().enumerate() {
                let Some(field) = run.first() else { continue };
                let start = field.name.map_or(field.ty.span.lo, |n| n.span.lo);
                match i {
                    0 => lines.record(self),
                    _ => lines.start(self, start, false),
                }
                self.field(run, field, sep);
            }
        }
        self.close_fields(close, one_line, runs.len());
    }

    fn field(&mut self, run: &[Field], field: &Field, sep: Ws) {
        let named = field.name.is_some();
        if named {
            self.names(&names_of(run), false);
            self.ws(sep);
        }
        self.expr(&field.ty, 1);
        let mut tabs = if named { 1 } else { 2 };
        let mut end = field.ty.span.hi;
        if let Some(tag) = field.tag {
            if named && sep == Ws::Tab {
                self.ws(sep);
            }
            self.ws(sep);
            self.at(tag.span.lo);
            let text = self.src.slice(tag.span.lo, tag.span.hi);
            self.literal(LITERAL, &without_returns(text));
            tabs = 0;
            end = tag.span.hi;
        }
        self.trailer(end, tabs, sep);
    }

    fn field_fits(&mut self, run: &[Field]) -> bool {
        let Some(field) = run.first() else {
            return false;
        };
        field.tag.is_none()
            && !self.src.has_trailer(field.ty.span.hi)
            && usize::from(field.name.is_some()) + self.size(Item::Expr(&field.ty), MAX_FIELD)
                <= MAX_FIELD
    }

    pub(super) fn interface(&mut self, at: u32, ty: &InterfaceType) {
        enum Part<'t> {
            Method(&'t Method),
            Embed(&'t Expr),
        }
        let mut parts: Vec<(u32, Part<'_>)> = Vec::new();
        parts.extend(ty.methods.iter().map(|m| (m.name.span.lo, Part::Method(m))));
        parts.extend(ty.embeds.iter().map(|x| (x.span.lo, Part::Embed(x))));
        base::sort::sort_by_key(&mut parts, |(at, _)| *at);
        let fits = match parts.as_slice() {
            [(_, Part::Method(m))] => {
                !self.src.has_trailer(m.ty.span.hi)
                    && self.size(Item::Signature(&m.ty), MAX_FIELD) < MAX_FIELD
            }
            [(_, Part::Embed(x))] => {
                !self.src.has_trailer(x.span.hi) && self.size(Item::Expr(x), MAX_FIELD) <= MAX_FIELD
            }
            _ => false,
        };
        let (close, one_line) = self.open_fields(at, parts.len(), fits);
        let mut lines = Lines::default();
        for (i, (at, part)) in parts.iter().enumerate() {
            match i {
                0 => lines.record(self),
                _ => lines.start(self, *at, false),
            }
            match part {
                Part::Method(m) => {
                    self.name(&m.name);
                    self.signature(&[], &m.ty);
                }
                Part::Embed(x) => self.expr(x, 1),
            }
        }
        self.close_fields(close, one_line, parts.len());
    }

    /// `op` and `equals` as one token.
    pub(super) fn operator(&mut self, op: &'static str, equals: &str) {
        if equals.is_empty() {
            self.tok(op);
            return;
        }
        const ASSIGN: [&str; 12] = [
            "=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>=", "&^=",
        ];
        let found = ASSIGN.iter().find(|a| a.strip_suffix('=') == Some(op));
        self.tok(found.copied().unwrap_or("="));
    }
}

/// Whether a name before `x` makes an expression of both.
fn combines(x: &Expr) -> bool {
    match &x.kind {
        ExprKind::Star(x) => !is_type(x),
        ExprKind::Binary { x, y, .. } => combines(x) && !is_type(y),
        ExprKind::Paren(x) => !is_type(x),
        _ => false,
    }
}

/// Whether `x` can only be a type.
fn is_type(x: &Expr) -> bool {
    match &x.kind {
        ExprKind::ArrayType { .. }
        | ExprKind::SliceType(_)
        | ExprKind::StructType { .. }
        | ExprKind::FuncType(_)
        | ExprKind::InterfaceType(_)
        | ExprKind::MapType { .. }
        | ExprKind::ChanType { .. } => true,
        ExprKind::Unary { op, .. } => *op == UnaryOp::Tilde,
        ExprKind::Binary { x, y, .. } => is_type(x) || is_type(y),
        ExprKind::Paren(x) => is_type(x),
        _ => false,
    }
}
