//! Expressions and types, and lists of them. The rules are gofmt's: which operators have blanks
//! around them, where lists break, which keys align.

use base::Span;

use super::cells;
use super::printer::{INT, LITERAL, Printer, Ws};
use super::source::without_returns;
use crate::ast::{
    BinaryOp, ChanDir, Element, Expr, ExprKind, Ident, LitKind, Stmt, StmtKind, UnaryOp,
};

/// What a list holds.
#[derive(Clone, Copy)]
pub(super) enum Item<'t> {
    Name(&'t Ident),
    Expr(&'t Expr),
    Pair(&'t Expr, &'t Expr),
    /// Only to be measured.
    Stmt(&'t Stmt),
    Signature(&'t crate::ast::FuncType),
}

impl<'t> Item<'t> {
    fn of(element: &'t Element) -> Self {
        match &element.key {
            Some(key) => Item::Pair(key, &element.value),
            None => Item::Expr(&element.value),
        }
    }
    fn span(self) -> Span {
        match self {
            Item::Name(name) => name.span,
            Item::Expr(x) => x.span,
            Item::Pair(key, value) => key.span.to(value.span),
            Item::Stmt(stmt) => stmt.span,
            Item::Signature(ty) => ty.span,
        }
    }
}

/// How a list is laid out.
#[derive(Clone, Copy, Default)]
pub(super) struct Layout {
    pub(super) depth: i32,
    /// A last line break needs a comma before it.
    pub(super) comma: bool,
    /// Lines after the first are not indented.
    pub(super) flat: bool,
}

impl Layout {
    pub(super) fn depth(depth: i32) -> Self {
        Layout {
            depth,
            ..Layout::default()
        }
    }
}

const UNARY: u8 = 6;
const HIGHEST: u8 = 7;
/// Keys up to this size align whatever the sizes of their neighbours.
const SMALL: usize = 40;
/// How much a key's size may differ from the mean before it.
const RATIO: f64 = 2.5;
/// No line is longer.
pub(super) const ANY_SIZE: usize = 1_000_000;

/// A crude logarithm to base 2, exact at powers of it.
fn log2(x: f64) -> f64 {
    let (mut f, mut e) = (x, 0.0);
    while f >= 1.0 {
        f /= 2.0;
        e += 1.0;
    }
    e + 2.0 * (f - 1.0)
}
/// The inverse of [`log2`].
fn exp2(x: f64) -> f64 {
    let n = x as i32; // not negative
    (1.0 + (x - f64::from(n))) * 2f64.powi(n)
}

impl<'a> Printer<'a> {
    pub(super) fn name(&mut self, name: &Ident) {
        self.at(name.span.lo);
        self.ident(self.src.slice(name.span.lo, name.span.hi));
    }

    pub(super) fn names(&mut self, names: &[Ident], indent: bool) {
        let items: Vec<Item<'_>> = names.iter().map(Item::Name).collect();
        let layout = Layout {
            depth: 1,
            comma: false,
            flat: !indent,
        };
        self.list(0, &items, layout, 0);
    }

    pub(super) fn exprs(&mut self, prev: u32, list: &[Expr], layout: Layout, next: u32) {
        let items: Vec<Item<'_>> = list.iter().map(Item::Expr).collect();
        self.list(prev, &items, layout, next);
    }

    /// How many characters `item` takes on one line; more than `max` if it does not fit.
    pub(super) fn size(&mut self, item: Item<'_>, max: usize) -> usize {
        let span = item.span();
        let sort = match item {
            Item::Name(_) | Item::Expr(_) => 0,
            Item::Pair(..) => 1,
            Item::Stmt(_) => 2,
            Item::Signature(_) => 3,
        };
        let key = (span.lo, span.hi, sort);
        if let Some(&size) = self.sizes.get(&key) {
            return size;
        }
        let mut sizes = std::mem::take(&mut self.sizes);
        sizes.insert(key, max + 1);
        let mut inner = Printer::new(self.src, sizes, true);
        match item {
            Item::Stmt(stmt) => inner.stmt(stmt, false),
            Item::Signature(ty) => {
                inner.tok("func");
                inner.signature(&[], ty);
            }
            item => inner.item(item, 1),
        }
        inner.finish();
        self.sizes = inner.sizes;
        match cells::flat_size(&inner.out) {
            Some(size) if size <= max => {
                self.sizes.insert(key, size);
                size
            }
            _ => max + 1,
        }
    }

    fn item(&mut self, item: Item<'_>, depth: i32) {
        match item {
            Item::Name(name) => self.name(name),
            Item::Expr(x) => self.expr(x, depth),
            Item::Pair(key, value) => {
                self.at(key.span.lo);
                self.expr(key, 1);
                self.at(self.src.next(key.span.hi));
                self.tok(":");
                self.ws(Ws::Blank);
                self.expr(value, 1);
            }
            Item::Stmt(_) | Item::Signature(_) => {}
        }
    }

    /// A list between the places `prev` and `next` (0 if they do not matter). Line breaks of the
    /// source are kept.
    fn list(&mut self, prev: u32, list: &[Item<'_>], layout: Layout, next: u32) {
        let (Some(first), Some(last)) = (list.first(), list.last()) else {
            return;
        };
        let prev_at = if prev > 0 { self.line(prev) } else { 0 };
        let next_at = if next > 0 { self.line(next) } else { 0 };
        let line = self.line(first.span().lo);
        if prev > 0 && prev_at == line && line == self.line(last.span().hi) {
            for (i, item) in list.iter().enumerate() {
                if i > 0 {
                    self.at(item.span().lo);
                    self.tok(",");
                    self.ws(Ws::Blank);
                }
                self.item(*item, layout.depth);
            }
            return;
        }
        let mut ws = if layout.flat { Ws::Ignore } else { Ws::Indent };
        // The last item that a break came before; the first break ends all columns.
        let mut broken = None;
        if prev > 0 && prev_at < line && self.linebreak(line, 0, ws, true) > 0 {
            ws = Ws::Ignore;
            broken = Some(0);
        }
        // 0 for what does not fit on a line.
        let mut size = 0;
        let (mut sum, mut count) = (0.0, 0u32);
        let mut prev_line = prev_at;
        for (i, item) in list.iter().enumerate() {
            let line = self.line(item.span().lo);
            let prev_size = size;
            size = self.size(*item, ANY_SIZE);
            if size > ANY_SIZE || prev == 0 || next == 0 {
                size = 0;
            } else if let Item::Pair(key, _) = item {
                size = self.size(Item::Expr(key), ANY_SIZE);
            }
            // Whether alignment with what is above ends here.
            let mut section = true;
            if prev_size > 0 && size > 0 {
                if count == 0 || prev_size <= SMALL && size <= SMALL {
                    section = false;
                } else {
                    let ratio = size as f64 / exp2(sum / f64::from(count));
                    section = RATIO * ratio <= 1.0 || RATIO <= ratio;
                }
            }
            let breaks = 0 < prev_line && prev_line < line;
            if i > 0 {
                if !breaks {
                    self.at(item.span().lo);
                }
                self.tok(",");
                let mut blank = true;
                if breaks {
                    let feed = section || broken.map_or(0, |b| b + 1) < i;
                    let done = self.linebreak(line, 0, ws, feed);
                    if done > 0 {
                        ws = Ws::Ignore;
                        broken = Some(i);
                        blank = false;
                    }
                    if done > 1 {
                        (sum, count) = (0.0, 0);
                    }
                }
                if blank {
                    self.ws(Ws::Blank);
                }
            }
            match item {
                Item::Pair(key, value) if list.len() > 1 && size > 0 && breaks => {
                    self.expr(key, 1);
                    self.at(self.src.next(key.span.hi));
                    self.tok(":");
                    self.ws(Ws::Tab);
                    self.expr(value, 1);
                }
                item => self.item(*item, layout.depth),
            }
            if size > 0 {
                sum += log2(size as f64);
                count += 1;
            }
            prev_line = line;
        }
        let unindent = ws == Ws::Ignore && !layout.flat;
        if layout.comma && next > 0 && self.pos.line < next_at {
            self.tok(",");
            if unindent {
                self.ws(Ws::Unindent);
            }
            self.ws(Ws::Feed);
        } else if unindent {
            self.ws(Ws::Unindent);
        }
    }

    // Expressions

    pub(super) fn expr(&mut self, x: &Expr, depth: i32) {
        self.expr_in(x, 0, depth);
    }

    fn expr_in(&mut self, x: &Expr, outer: u8, depth: i32) {
        self.at(x.span.lo);
        match &x.kind {
            ExprKind::Bad => {}
            ExprKind::Name(name) => self.name(name),
            ExprKind::Lit(lit) => {
                let text = self.src.slice(lit.span.lo, lit.span.hi);
                match lit.kind {
                    LitKind::Int => self.literal(INT, &normal_number(text)),
                    LitKind::Float | LitKind::Imag => self.literal(LITERAL, &normal_number(text)),
                    LitKind::Rune => self.literal(LITERAL, text),
                    LitKind::String => self.literal(LITERAL, &without_returns(text)),
                }
            }
            ExprKind::Binary { op, op_span, x, y } => {
                let cutoff = cutoff(*op, x, y, depth);
                self.binary(*op, op_span.lo, x, y, cutoff, depth);
            }
            ExprKind::KeyValue { key, value } => self.item(Item::Pair(key, value), 1),
            ExprKind::Star(x) => {
                let parens = UNARY < outer;
                self.prefix(parens, "*", |p| p.expr(x, 1));
            }
            ExprKind::Unary { op, x } => {
                let parens = UNARY < outer;
                self.prefix(parens, op.text(), |p| p.expr_in(x, UNARY, depth));
            }
            ExprKind::FuncLit(lit) => {
                self.tok("func");
                let start = self.out_column - 4;
                self.signature(&[], &lit.ty);
                let size = self.distance(x.span.lo, start);
                self.func_body(size, Ws::Blank, &lit.body);
            }
            ExprKind::Paren(inner) => {
                if matches!(inner.kind, ExprKind::Paren(_)) {
                    self.expr(inner, depth);
                } else {
                    self.tok("(");
                    self.expr(inner, reduce(depth));
                    self.close(x, ")");
                }
            }
            ExprKind::Selector { .. } => {
                self.selector(x, depth, false);
            }
            ExprKind::TypeAssert { x: inner, ty } => {
                self.expr_in(inner, HIGHEST, depth);
                self.tok(".");
                let dot = self.src.index_at(inner.span.hi);
                self.at(self.src.lo(dot + 1));
                self.tok("(");
                match ty {
                    Some(ty) => self.expr(ty, 1),
                    None => self.tok("type"),
                }
                self.close(x, ")");
            }
            ExprKind::Index { x: inner, indices } => {
                self.expr_in(inner, HIGHEST, 1);
                let open = self.src.next(inner.span.hi);
                self.at(open);
                self.tok("[");
                match indices.as_slice() {
                    [only] => self.expr(only, depth + 1),
                    _ => {
                        let layout = Layout {
                            depth: depth + 1,
                            comma: true,
                            flat: false,
                        };
                        self.exprs(open, indices, layout, x.span.hi - 1);
                    }
                }
                self.close(x, "]");
            }
            ExprKind::Slice {
                x: inner,
                lo,
                hi,
                max,
                ..
            } => {
                self.expr_in(inner, HIGHEST, 1);
                self.at(self.src.next(inner.span.hi));
                self.tok("[");
                self.slice_indices(&[lo, hi, max], depth);
                self.close(x, "]");
            }
            ExprKind::Call {
                fun,
                args,
                has_dots,
                rparen,
            } => self.call(fun, args, *has_dots, rparen.lo, depth),
            ExprKind::CompositeLit { ty, elems, rbrace } => {
                let mut open = x.span.lo;
                if let Some(ty) = ty {
                    self.expr_in(ty, HIGHEST, depth);
                    open = self.src.next(ty.span.hi);
                }
                self.level += 1;
                self.at(open);
                self.tok("{");
                let layout = Layout {
                    depth: 1,
                    comma: true,
                    flat: false,
                };
                let items: Vec<Item<'_>> = elems.iter().map(Item::of).collect();
                self.list(open, &items, layout, rbrace.lo);
                // A comment before the brace must not bring a line break that needs a comma.
                self.ws(Ws::Indent);
                self.ws(Ws::Unindent);
                self.no_extra_break ^= true;
                self.no_extra_blank ^= !elems.is_empty();
                self.at(rbrace.lo);
                self.tok("}");
                self.no_extra_break ^= true;
                self.no_extra_blank ^= !elems.is_empty();
                self.level -= 1;
            }
            ExprKind::Ellipsis(elem) => {
                self.tok("...");
                if let Some(elem) = elem {
                    self.expr(elem, 1);
                }
            }
            ExprKind::ArrayType { len, elem } => {
                self.tok("[");
                match len {
                    Some(len) => self.expr(len, 1),
                    None => {
                        self.at(self.src.lo(self.src.index_at(x.span.lo) + 1));
                        self.tok("...");
                    }
                }
                self.tok("]");
                self.expr(elem, 1);
            }
            ExprKind::SliceType(elem) => {
                self.tok("[");
                self.tok("]");
                self.expr(elem, 1);
            }
            ExprKind::StructType { fields } => {
                self.tok("struct");
                self.struct_fields(x.span.lo, fields);
            }
            ExprKind::FuncType(ty) => {
                self.tok("func");
                self.signature(&[], ty);
            }
            ExprKind::InterfaceType(ty) => {
                self.tok("interface");
                self.interface(x.span.lo, ty);
            }
            ExprKind::MapType { key, value } => {
                self.tok("map");
                self.tok("[");
                self.expr(key, 1);
                self.tok("]");
                self.expr(value, 1);
            }
            ExprKind::ChanType { dir, elem } => {
                match dir {
                    ChanDir::Both => self.tok("chan"),
                    ChanDir::Recv => {
                        self.tok("<-");
                        self.tok("chan");
                    }
                    ChanDir::Send => {
                        self.tok("chan");
                        self.at(self.src.lo(self.src.index_at(x.span.lo) + 1));
                        self.tok("<-");
                    }
                }
                self.ws(Ws::Blank);
                self.expr(elem, 1);
            }
        }
    }

    /// The bracket that ends `x`.
    fn close(&mut self, x: &Expr, text: &'static str) {
        self.at(x.span.hi.saturating_sub(1));
        self.tok(text);
    }

    fn prefix(&mut self, parens: bool, op: &'static str, operand: impl FnOnce(&mut Self)) {
        if parens {
            self.tok("(");
        }
        self.tok(op);
        operand(self);
        if parens {
            self.tok(")");
        }
    }

    fn binary(&mut self, op: BinaryOp, at: u32, x: &Expr, y: &Expr, cutoff: u8, depth: i32) {
        let prec = op.precedence();
        let mut blank = prec < cutoff;
        let mut ws = Ws::Indent;
        let same =
            |x: &Expr| matches!(&x.kind, ExprKind::Binary { op, .. } if op.precedence() == prec);
        let inner = depth + i32::from(!same(x));
        // A chain of one precedence shares the decision.
        self.expr_in(x, prec, inner);
        if blank {
            self.ws(Ws::Blank);
        }
        let x_line = self.pos.line;
        let y_line = self.line(y.span.lo);
        self.at(at);
        self.tok(op.text());
        if x_line != y_line && x_line > 0 && self.linebreak(y_line, 1, ws, true) > 0 {
            ws = Ws::Ignore;
            blank = false;
        }
        if blank {
            self.ws(Ws::Blank);
        }
        self.expr_in(y, prec + 1, depth + 1);
        if ws == Ws::Ignore {
            self.ws(Ws::Unindent);
        }
    }

    /// Returns whether the selector stands on another line than what it selects from.
    fn selector(&mut self, x: &Expr, depth: i32, method: bool) -> bool {
        let ExprKind::Selector { x, sel } = &x.kind else {
            self.expr_in(x, HIGHEST, depth);
            return false;
        };
        self.expr_in(x, HIGHEST, depth);
        self.tok(".");
        let broken = self.pos.is_valid() && self.pos.line < self.line(sel.span.lo);
        if broken {
            self.ws(Ws::Indent);
            self.ws(Ws::Newline);
        }
        self.name(sel);
        if broken && !method {
            self.ws(Ws::Unindent);
        }
        broken
    }

    fn call(&mut self, fun: &Expr, args: &[Expr], dots: bool, rparen: u32, depth: i32) {
        let depth = depth + i32::from(args.len() > 1);
        let parens = matches!(
            fun.kind,
            ExprKind::FuncType(_)
                | ExprKind::ChanType {
                    dir: ChanDir::Recv,
                    ..
                }
        );
        if parens {
            self.tok("(");
        }
        self.at(fun.span.lo);
        let indented = self.selector(fun, depth, true);
        if parens {
            self.tok(")");
        }
        let open = self.src.next(fun.span.hi);
        self.at(open);
        self.tok("(");
        let mut layout = Layout {
            depth,
            comma: !dots,
            flat: false,
        };
        if dots {
            layout.comma = false;
            let at = args.last().map_or(rparen, |x| self.src.next(x.span.hi));
            self.exprs(open, args, layout, at);
            self.at(at);
            self.tok("...");
            if self.line(at) < self.line(rparen) {
                self.tok(",");
                self.ws(Ws::Feed);
            }
        } else {
            self.exprs(open, args, layout, rparen);
        }
        self.at(rparen);
        self.tok(")");
        if indented {
            self.ws(Ws::Unindent);
        }
    }

    fn slice_indices(&mut self, indices: &[&Option<Box<Expr>>; 3], depth: i32) {
        let given = || indices.iter().filter_map(|x| x.as_ref());
        let blanks = depth <= 1
            && given().count() > 1
            && given().any(|x| matches!(x.kind, ExprKind::Binary { .. }));
        let mut before = false;
        for (i, x) in indices.iter().enumerate() {
            if i == 2 && x.is_none() {
                return;
            }
            if i > 0 {
                if before && blanks {
                    self.ws(Ws::Blank);
                }
                self.tok(":");
                if x.is_some() && blanks {
                    self.ws(Ws::Blank);
                }
            }
            if let Some(x) = x {
                self.expr(x, depth + 1);
            }
            before = x.is_some();
        }
    }

    /// Columns since `start`, if the output is still on the line of the source of `at`.
    pub(super) fn distance(&self, at: u32, start: i32) -> usize {
        if self.pos.is_valid() && self.line(at) == self.pos.line {
            return (self.out_column - start).max(0) as usize;
        }
        usize::MAX / 2
    }
}

fn reduce(depth: i32) -> i32 {
    (depth - 1).max(1)
}

/// The precedence from which on operators have no blanks around them.
fn cutoff(op: BinaryOp, x: &Expr, y: &Expr, depth: i32) -> u8 {
    let mut found = Operators::default();
    found.walk(op, x, y);
    if found.clash > 0 {
        return found.clash + 1;
    }
    match (found.sums && found.products, depth == 1) {
        (true, true) => 5,
        (false, true) => 6,
        (_, false) => 4,
    }
}

/// What a chain of operators holds, parentheses and operands left aside.
#[derive(Default)]
struct Operators {
    sums: bool,
    products: bool,
    /// The precedence of an operator that would read differently without a blank.
    clash: u8,
}

impl Operators {
    fn walk(&mut self, op: BinaryOp, x: &Expr, y: &Expr) {
        let prec = op.precedence();
        match prec {
            4 => self.sums = true,
            5 => self.products = true,
            _ => {}
        }
        if let ExprKind::Binary { op, x, y, .. } = &x.kind
            && op.precedence() >= prec
        {
            self.walk(*op, x, y);
        }
        match &y.kind {
            ExprKind::Binary { op, x, y, .. } if op.precedence() > prec => self.walk(*op, x, y),
            ExprKind::Star(_) if op == BinaryOp::Div => self.clash = 5,
            ExprKind::Unary { op: unary, .. } => match (op, unary) {
                (BinaryOp::And, UnaryOp::Addr | UnaryOp::Xor) => self.clash = 5,
                (BinaryOp::Add, UnaryOp::Plus) | (BinaryOp::Sub, UnaryOp::Neg) => {
                    self.clash = self.clash.max(4);
                }
                _ => {}
            },
            _ => {}
        }
    }
}

/// A number with its prefix and exponent in lower case.
fn normal_number(text: &str) -> String {
    let lower = |text: &str, from: char, to: &str| match text.rsplit_once(from) {
        Some((a, b)) => format!("{a}{to}{b}"),
        None => text.to_string(),
    };
    match text.get(..2) {
        Some("0X" | "0x") => lower(&format!("0x{}", text.get(2..).unwrap_or("")), 'P', "p"),
        Some("0O" | "0o") => format!("0o{}", text.get(2..).unwrap_or("")),
        Some("0B" | "0b") => format!("0b{}", text.get(2..).unwrap_or("")),
        Some(_) if text.contains('E') => lower(text, 'E', "e"),
        Some(_) if text.ends_with('i') && !text.contains(['.', 'e']) => {
            match text.trim_start_matches(['0', '_']) {
                "i" => "0i".to_string(),
                rest => rest.to_string(),
            }
        }
        _ => text.to_string(),
    }
}

/// `x` without parentheses around it.
pub(super) fn strip_always(x: &Expr) -> &Expr {
    match &x.kind {
        ExprKind::Paren(inner) => strip_always(inner),
        _ => x,
    }
}

/// The same for a statement's header, where some literals need them.
pub(super) fn strip(x: &Expr) -> &Expr {
    match &x.kind {
        ExprKind::Paren(inner) if !bare_literal(inner) => strip(inner),
        _ => x,
    }
}

/// Whether a composite literal of a named type stands in `x` outside of parentheses.
fn bare_literal(x: &Expr) -> bool {
    fn type_name(x: &Expr) -> bool {
        match &x.kind {
            ExprKind::Name(_) => true,
            ExprKind::Selector { x, .. } => type_name(x),
            _ => false,
        }
    }
    let opt = |x: &Option<Box<Expr>>| x.as_ref().is_some_and(|x| bare_literal(x));
    match &x.kind {
        ExprKind::CompositeLit { ty, .. } => ty.as_ref().is_some_and(|ty| type_name(ty)),
        ExprKind::Selector { x, .. } | ExprKind::Star(x) | ExprKind::Unary { x, .. } => {
            bare_literal(x)
        }
        ExprKind::TypeAssert { x, ty } => bare_literal(x) || opt(ty),
        ExprKind::Index { x, indices } => bare_literal(x) || indices.iter().any(bare_literal),
        ExprKind::Slice { x, lo, hi, max, .. } => bare_literal(x) || opt(lo) || opt(hi) || opt(max),
        ExprKind::Call { fun, args, .. } => bare_literal(fun) || args.iter().any(bare_literal),
        ExprKind::Binary { x, y, .. } => bare_literal(x) || bare_literal(y),
        ExprKind::KeyValue { key, value } => bare_literal(key) || bare_literal(value),
        ExprKind::FuncLit(lit) => lit.body.stmts.iter().any(literal_in_stmt),
        _ => false,
    }
}

/// Function literals in headers are rare; of their statements the plain ones are looked at.
fn literal_in_stmt(stmt: &Stmt) -> bool {
    match &stmt.kind {
        StmtKind::Expr(x) | StmtKind::Go(x) | StmtKind::Defer(x) => bare_literal(x),
        StmtKind::Return(list) => list.iter().any(bare_literal),
        StmtKind::Assign { lhs, rhs, .. } | StmtKind::Define { lhs, rhs, .. } => {
            lhs.iter().chain(rhs).any(bare_literal)
        }
        _ => false,
    }
}
