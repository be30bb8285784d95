//! The parser: recursive descent with gc's error texts, places and recovery, so that a broken
//! program gets the messages that people search for. Types and names are not its business.
//!
//! Bounds: statements, expressions and types together nest at most [`MAX_NESTING`] deep, and no
//! tree is higher than that plus [`MAX_CHAIN`] (`a+b+c+…`, `x.f().g()…`, `[][]…T` and `else if`
//! grow a tree without nesting the text), so later passes may recurse over a tree. Past either bound
//! the parser reports `exceeded max nesting depth` once and stops reading.

mod decl;
mod expr;
mod params;
mod simple;
mod stmt;
mod types;

use base::{Diagnostic, FileId, Interner, SourceMap, Span};

use crate::ast::{BasicLit, Comment, Expr, ExprKind, File, Ident, NodeIds};
use crate::lexer::{Keyword, Lexer, Op, Semi, Token, TokenKind};

/// How deep statements, expressions and types may nest in each other. A level costs the parser
/// up to 4 KB of stack unoptimised, and an engine has about 1 MB of it in a browser; people's
/// programs stay below 50, and 258 is the most in Go's own tree.
pub const MAX_NESTING: u32 = 300;
/// How much higher than its nesting a tree may get through chains of operators, selectors or what
/// stands before an element type.
pub const MAX_CHAIN: u32 = 1000;

/// Parses `file`. Always returns a tree; what could not be parsed is missing from it or `Bad`,
/// and the diagnostics (ordered by place, at most one syntax error a line) say so. Those with
/// code [`SYNTAX`] mean that the tree should not be checked; see [`stops_checking`].
pub fn parse_file(
    map: &SourceMap,
    file: FileId,
    interner: &mut Interner,
    ids: &mut NodeIds,
) -> (File, Vec<Diagnostic>) {
    let source = map.file(file);
    let mut parser = Parser {
        map,
        base: source.base,
        lexer: Lexer::new(&source.text),
        interner,
        ids,
        token: Token {
            kind: TokenKind::Eof,
            lo: 0,
            hi: 0,
        },
        prev_hi: 0,
        comments: Vec::new(),
        diagnostics: Vec::new(),
        error_count: 0,
        last_syntax_line: 0,
        last_other: (0, String::new()),
        function_nesting: 0,
        expr_nesting: 0,
        depth: 0,
        height: 0,
        stopped: false,
    };
    parser.next();
    let tree = parser.file(file);
    let mut diagnostics = parser.diagnostics;
    if stops_checking(&diagnostics) {
        // gc leaves these to its checker, which it then does not reach.
        diagnostics.retain(|d| d.code != BAD_DECL);
    }
    base::sort::sort_by_key(&mut diagnostics, |d| d.span.lo);
    (tree, diagnostics)
}

/// The code of diagnostics that begin with `syntax error:`.
pub const SYNTAX: &str = "Syntax";
/// The code of syntax errors that gofmt's parser, which asks for less, does not know. The tree holds
/// what was written.
pub const STRICT: &str = "Strict";
/// The code of malformed literals, characters and the few other things gc's parser reports
/// without calling them syntax errors.
pub const LEXICAL: &str = "Lexical";

/// The code of non-names on the left of `:=`, which gc's checker reports.
pub const BAD_DECL: &str = "BadDecl";

/// Whether gc would stop before checking types: only real syntax errors do that.
pub fn stops_checking(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| is_syntax(d.code))
}

fn is_syntax(code: &str) -> bool {
    code == SYNTAX || code == STRICT
}

/// Any semicolon: kinds are compared without regard to what a semicolon stands for.
const SEMI: TokenKind = TokenKind::Semi(Semi::Written);

struct Parser<'a> {
    map: &'a SourceMap,
    /// Offset of the file in the map's space; tokens carry offsets relative to it.
    base: u32,
    lexer: Lexer<'a>,
    interner: &'a mut Interner,
    ids: &'a mut NodeIds,
    token: Token,
    /// End of the token before.
    prev_hi: u32,
    comments: Vec<Comment>,
    diagnostics: Vec<Diagnostic>,
    /// Errors so far, those that were not recorded included.
    error_count: usize,
    last_syntax_line: u32,
    last_other: (u32, String),
    /// Function bodies around this place: recovery stops at statement keywords only in there.
    function_nesting: u32,
    /// Brackets around this place; negative in a statement header, where `{` opens the body and
    /// no composite literal.
    expr_nesting: i32,
    depth: u32,
    /// Links of the longest chain of chains met in the expression being parsed.
    height: u32,
    /// A bound was exceeded: the rest of the text is not read.
    stopped: bool,
}

impl<'a> Parser<'a> {
    // Tokens

    fn next(&mut self) {
        if self.stopped {
            return;
        }
        self.prev_hi = self.token.hi;
        loop {
            let token = self.lexer.next_token();
            if self.lexer.has_errors() {
                for error in self.lexer.take_errors() {
                    let at = self.base + error.lo;
                    self.report(Span::new(at, at), error.message, LEXICAL);
                }
            }
            match token.kind {
                TokenKind::LineComment | TokenKind::BlockComment => self.comments.push(Comment {
                    span: Span::new(self.base + token.lo, self.base + token.hi),
                    block: token.kind == TokenKind::BlockComment,
                }),
                TokenKind::Invalid => {}
                _ => {
                    self.token = token;
                    return;
                }
            }
        }
    }

    /// Whether the current token is a `kind`; literals, operators and semicolons match theirs
    /// whatever their value.
    fn at(&self, kind: TokenKind) -> bool {
        same_kind(self.token.kind, kind)
    }
    fn at_keyword(&self, keyword: Keyword) -> bool {
        self.token.kind == TokenKind::Keyword(keyword)
    }
    fn at_operator(&self, op: Op) -> bool {
        self.token.kind == TokenKind::Operator(op)
    }
    fn got(&mut self, kind: TokenKind) -> bool {
        let hit = self.at(kind);
        if hit {
            self.next();
        }
        hit
    }
    fn want(&mut self, kind: TokenKind) {
        if !self.got(kind) {
            self.syntax_error(&format!("expected {}", kind.wanted()));
            self.advance(&[]);
        }
    }
    /// Takes `=`, and `:=` with a complaint.
    fn got_assign(&mut self) -> bool {
        if self.at(TokenKind::Define) {
            self.syntax_error("expected =");
            self.next();
            return true;
        }
        self.got(TokenKind::Assign)
    }
    fn text(&self) -> &'a str {
        self.lexer.slice(self.token.lo, self.token.hi)
    }

    // Places

    /// Span of the current token.
    fn span(&self) -> Span {
        Span::new(self.base + self.token.lo, self.base + self.token.hi)
    }
    /// Start of the current token.
    fn lo(&self) -> u32 {
        self.base + self.token.lo
    }
    /// From `lo` to the end of the token before the current one.
    fn since(&self, lo: u32) -> Span {
        Span::new(lo, (self.base + self.prev_hi).max(lo))
    }

    // Errors

    fn report(&mut self, span: Span, message: String, code: &'static str) {
        self.error_count += 1;
        let line = self.map.position(span.lo).map_or(0, |p| p.line);
        if is_syntax(code) {
            if line == self.last_syntax_line {
                return;
            }
            self.last_syntax_line = line;
        } else {
            if self.last_other.0 == line && self.last_other.1 == message {
                return;
            }
            self.last_other = (line, message.clone());
        }
        self.diagnostics
            .push(Diagnostic::error(span, code, message));
    }
    /// An error at the current token that is not called a syntax error.
    fn plain_error(&mut self, message: &str) {
        self.report(self.span(), message.to_string(), LEXICAL);
    }
    fn syntax_error(&mut self, message: &str) {
        self.syntax_error_at(self.span(), message);
    }
    /// Completes no message.
    fn strict_error_at(&mut self, span: Span, message: &str) {
        self.report(span, format!("syntax error: {message}"), STRICT);
    }
    /// Messages that begin with `in`, `at`, `after` or `expected` are completed with what was
    /// found instead.
    fn syntax_error_at(&mut self, span: Span, message: &str) {
        if self.at(TokenKind::Eof) && self.error_count > 0 {
            return; // a consequence of what was reported before
        }
        let tail = if ["in ", "at ", "after "]
            .iter()
            .any(|p| message.starts_with(p))
        {
            format!(" {message}")
        } else if message.starts_with("expected ") {
            format!(", {message}")
        } else {
            self.report(span, format!("syntax error: {message}"), SYNTAX);
            return;
        };
        let found = self.found();
        self.report(
            span,
            format!("syntax error: unexpected {found}{tail}"),
            SYNTAX,
        );
    }
    /// The current token as messages name it.
    fn found(&self) -> String {
        match self.token.kind {
            TokenKind::Name => format!("name {}", self.text()),
            TokenKind::Literal { .. } => format!("literal {}", self.text()),
            TokenKind::Semi(Semi::Written) => "semicolon".to_string(),
            TokenKind::Semi(Semi::Newline) => "newline".to_string(),
            TokenKind::Semi(Semi::Eof) => "EOF".to_string(),
            TokenKind::AssignOp(op) => format!("{}=", op.text()),
            other => other.wanted(),
        }
    }

    /// Skips to a token of `follow`, or inside a function to a keyword that starts a statement.
    /// An empty `follow` skips exactly one token.
    fn advance(&mut self, follow: &[TokenKind]) {
        if follow.is_empty() {
            if !self.at(TokenKind::Eof) {
                self.next();
            }
            return;
        }
        let stops = |p: &Self| {
            p.at(TokenKind::Eof)
                || follow.iter().any(|&kind| p.at(kind))
                || p.function_nesting > 0 && starts_statement(p.token.kind)
        };
        while !stops(self) {
            self.next();
        }
    }

    // Bounds

    /// Enters one level of nesting; every call is paired with a `self.depth -= 1`.
    fn enter(&mut self) {
        self.depth += 1;
        if self.depth > MAX_NESTING {
            self.too_deep();
        }
    }
    /// Counts one link of a chain.
    fn link(&mut self) {
        self.height += 1;
        if self.height > MAX_CHAIN {
            self.too_deep();
        }
    }
    fn too_deep(&mut self) {
        if self.stopped {
            return;
        }
        self.report(
            self.span(),
            "syntax error: exceeded max nesting depth".to_string(),
            SYNTAX,
        );
        self.stopped = true;
        self.prev_hi = self.token.hi;
        self.token = Token {
            kind: TokenKind::Eof,
            lo: self.token.hi,
            hi: self.token.hi,
        };
    }

    // Productions shared by all parts

    /// A list of `element`s separated by `sep`, closed by `close`; a last `sep` may be left out.
    /// `element` returns true when no more may follow. Returns the span of the closing token.
    fn list(
        &mut self,
        context: &str,
        sep: TokenKind,
        close: TokenKind,
        mut element: impl FnMut(&mut Self) -> bool,
    ) -> Span {
        let mut done = false;
        while !self.at(TokenKind::Eof) && !self.at(close) && !done {
            let before = self.token.lo;
            done = element(self);
            if !self.got(sep) && !self.at(close) {
                self.syntax_error(&format!(
                    "in {context}; possibly missing {} or {}",
                    sep.wanted(),
                    close.wanted()
                ));
                self.advance(&[TokenKind::Rparen, TokenKind::Rbrack, TokenKind::Rbrace]);
                if !self.at(close) {
                    return self.span();
                }
            } else if self.token.lo == before && !self.at(close) {
                self.advance(&[]); // no element went forward: never loop
            }
        }
        let span = self.span();
        self.want(close);
        span
    }

    fn ident_here(&mut self, name: &str, span: Span) -> Ident {
        Ident {
            id: self.ids.fresh(),
            name: self.interner.intern(name),
            span,
        }
    }
    fn name(&mut self) -> Ident {
        let span = self.span();
        if self.at(TokenKind::Name) {
            let text = self.text();
            self.next();
            return self.ident_here(text, span);
        }
        let ident = self.ident_here("_", span.start());
        self.syntax_error("expected name");
        self.advance(&[]);
        ident
    }
    /// `first` and the names that follow it.
    fn name_list(&mut self, first: Ident) -> Vec<Ident> {
        let mut names = vec![first];
        while self.got(TokenKind::Comma) {
            names.push(self.name());
        }
        names
    }
    fn opt_literal(&mut self) -> Option<BasicLit> {
        let TokenKind::Literal { kind, bad } = self.token.kind else {
            return None;
        };
        let literal = BasicLit {
            kind,
            text: self.interner.intern(self.text()),
            span: self.span(),
            bad,
        };
        self.next();
        Some(literal)
    }

    fn expr_node(&mut self, span: Span, kind: ExprKind) -> Expr {
        Expr {
            id: self.ids.fresh(),
            span,
            kind,
        }
    }
    /// A name as an expression; both have the same id.
    fn name_expr(&mut self, ident: Ident) -> Expr {
        Expr {
            id: ident.id,
            span: ident.span,
            kind: ExprKind::Name(ident),
        }
    }
    fn bad_expr(&mut self) -> Expr {
        let span = self.span().start();
        self.expr_node(span, ExprKind::Bad)
    }
}

fn same_kind(a: TokenKind, b: TokenKind) -> bool {
    match (a, b) {
        (TokenKind::Keyword(a), TokenKind::Keyword(b)) => a == b,
        _ => std::mem::discriminant(&a) == std::mem::discriminant(&b),
    }
}

fn starts_statement(kind: TokenKind) -> bool {
    let TokenKind::Keyword(keyword) = kind else {
        return false;
    };
    matches!(
        keyword,
        Keyword::Break
            | Keyword::Const
            | Keyword::Continue
            | Keyword::Defer
            | Keyword::Fallthrough
            | Keyword::For
            | Keyword::Go
            | Keyword::Goto
            | Keyword::If
            | Keyword::Return
            | Keyword::Select
            | Keyword::Switch
            | Keyword::Type
            | Keyword::Var
    )
}

/// `x` without the parentheses around it.
fn unparen(mut x: &Expr) -> &Expr {
    while let ExprKind::Paren(inner) = &x.kind {
        x = inner;
    }
    x
}
