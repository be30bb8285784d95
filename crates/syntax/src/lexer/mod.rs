//! The scanner: text to tokens, automatic semicolons included, with gc's messages for malformed
//! literals and stray characters. Works on plain offsets and knows neither files nor symbols.

mod literal;
mod token;
mod unicode;

pub use token::{Keyword, Op, Semi, Token, TokenKind};

use crate::ast::BinaryOp;

/// A message about a place in the scanned text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LexError {
    pub lo: u32,
    pub message: String,
}

/// All tokens of `text`, comments included, automatic semicolons left out. For highlighting:
/// ranges are ordered, do not overlap, and leave out white space only.
pub fn lex(text: &str) -> Vec<Token> {
    let mut lexer = Lexer::new(text);
    let mut tokens = Vec::new();
    loop {
        let token = lexer.next_token();
        match token.kind {
            TokenKind::Eof => return tokens,
            TokenKind::Semi(Semi::Newline | Semi::Eof) => {}
            _ => tokens.push(token),
        }
    }
}

/// Scans one text.
#[derive(Clone, Debug)]
pub struct Lexer<'a> {
    text: &'a str,
    /// Offset of the current character.
    pos: usize,
    /// The current character; `None` at the end.
    ch: Option<char>,
    /// A newline here ends the statement.
    newline_ends: bool,
    /// A semicolon that a comment spanning lines stands for, to be delivered next.
    pending_semi: Option<u32>,
    errors: Vec<LexError>,
}

const BOM: char = '\u{feff}';

impl<'a> Lexer<'a> {
    pub fn new(text: &'a str) -> Self {
        let mut lexer = Self {
            text,
            pos: 0,
            ch: None,
            newline_ends: false,
            pending_semi: None,
            errors: Vec::new(),
        };
        // A byte order mark is ignored at the very beginning.
        if text.starts_with(BOM) {
            lexer.pos = BOM.len_utf8();
        }
        lexer.load();
        lexer
    }
    /// Errors found since the last call.
    pub fn take_errors(&mut self) -> Vec<LexError> {
        std::mem::take(&mut self.errors)
    }
    pub fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }
    /// The text of a range of this lexer's text.
    pub fn slice(&self, lo: u32, hi: u32) -> &'a str {
        self.text.get(lo as usize..hi as usize).unwrap_or("")
    }

    /// The next token; `Eof` for ever once the text is used up.
    pub fn next_token(&mut self) -> Token {
        if let Some(at) = self.pending_semi.take() {
            self.newline_ends = false;
            return Token {
                kind: TokenKind::Semi(Semi::Newline),
                lo: at,
                hi: at,
            };
        }
        let ends = self.newline_ends;
        while matches!(self.ch, Some(' ' | '\t' | '\r')) || (self.ch == Some('\n') && !ends) {
            self.bump();
        }
        let lo = self.pos as u32;
        let kind = self.scan(ends);
        // Comments and stray characters are as good as white space: they leave the state alone.
        if !matches!(
            kind,
            TokenKind::LineComment | TokenKind::BlockComment | TokenKind::Invalid
        ) {
            self.newline_ends = kind.ends_statement();
        }
        Token {
            kind,
            lo,
            hi: self.pos as u32,
        }
    }

    fn scan(&mut self, ends: bool) -> TokenKind {
        let lo = self.pos;
        let Some(ch) = self.ch else {
            return if ends {
                TokenKind::Semi(Semi::Eof)
            } else {
                TokenKind::Eof
            };
        };
        if ch.is_ascii_alphabetic() || ch == '_' || (!ch.is_ascii() && self.at_ident_char(true)) {
            return self.identifier();
        }
        if ch.is_ascii_digit() {
            return self.number(lo, false);
        }
        self.bump();
        match ch {
            '\n' => TokenKind::Semi(Semi::Newline),
            '"' => self.string(lo),
            '`' => self.raw_string(lo),
            '\'' => self.rune(lo),
            '(' => TokenKind::Lparen,
            '[' => TokenKind::Lbrack,
            '{' => TokenKind::Lbrace,
            ')' => TokenKind::Rparen,
            ']' => TokenKind::Rbrack,
            '}' => TokenKind::Rbrace,
            ',' => TokenKind::Comma,
            ';' => TokenKind::Semi(Semi::Written),
            ':' if self.eat('=') => TokenKind::Define,
            ':' => TokenKind::Colon,
            '.' if self.ch.is_some_and(|c| c.is_ascii_digit()) => self.number(lo, true),
            '.' if self.rest().starts_with("..") => {
                self.bump();
                self.bump();
                TokenKind::DotDotDot
            }
            '.' => TokenKind::Dot,
            '+' if self.eat('+') => TokenKind::Inc,
            '+' => self.operator(BinaryOp::Add),
            '-' if self.eat('-') => TokenKind::Dec,
            '-' => self.operator(BinaryOp::Sub),
            '*' if self.eat('=') => TokenKind::AssignOp(BinaryOp::Mul),
            '*' => TokenKind::Star,
            '/' if self.ch == Some('/') => {
                while self.ch.is_some_and(|c| c != '\n') {
                    self.bump();
                }
                TokenKind::LineComment
            }
            '/' if self.eat('*') => self.block_comment(lo, ends),
            '/' => self.operator(BinaryOp::Div),
            '%' => self.operator(BinaryOp::Rem),
            '&' if self.eat('&') => TokenKind::Operator(Op::Binary(BinaryOp::LogAnd)),
            '&' if self.eat('^') => self.operator(BinaryOp::AndNot),
            '&' => self.operator(BinaryOp::And),
            '|' if self.eat('|') => TokenKind::Operator(Op::Binary(BinaryOp::LogOr)),
            '|' => self.operator(BinaryOp::Or),
            '^' => self.operator(BinaryOp::Xor),
            '<' if self.eat('=') => TokenKind::Operator(Op::Binary(BinaryOp::Le)),
            '<' if self.eat('<') => self.operator(BinaryOp::Shl),
            '<' if self.eat('-') => TokenKind::Arrow,
            '<' => TokenKind::Operator(Op::Binary(BinaryOp::Lt)),
            '>' if self.eat('=') => TokenKind::Operator(Op::Binary(BinaryOp::Ge)),
            '>' if self.eat('>') => self.operator(BinaryOp::Shr),
            '>' => TokenKind::Operator(Op::Binary(BinaryOp::Gt)),
            '=' if self.eat('=') => TokenKind::Operator(Op::Binary(BinaryOp::Eq)),
            '=' => TokenKind::Assign,
            '!' if self.eat('=') => TokenKind::Operator(Op::Binary(BinaryOp::Ne)),
            '!' => TokenKind::Operator(Op::Not),
            '~' => TokenKind::Operator(Op::Tilde),
            other => {
                self.error_at(
                    lo,
                    format!("invalid character {}", unicode::describe(other)),
                );
                TokenKind::Invalid
            }
        }
    }

    fn operator(&mut self, op: BinaryOp) -> TokenKind {
        if self.eat('=') {
            TokenKind::AssignOp(op)
        } else {
            TokenKind::Operator(Op::Binary(op))
        }
    }

    fn identifier(&mut self) -> TokenKind {
        let lo = self.pos;
        self.bump();
        while let Some(ch) = self.ch {
            let more = if ch.is_ascii() {
                ch.is_ascii_alphanumeric() || ch == '_'
            } else {
                self.at_ident_char(false)
            };
            if !more {
                break;
            }
            self.bump();
        }
        let text = self.text.get(lo..self.pos).unwrap_or("");
        Keyword::from_text(text).map_or(TokenKind::Name, TokenKind::Keyword)
    }

    /// Whether the current character, which is not ASCII, goes on an identifier. Those that may
    /// not are taken all the same, with a message.
    fn at_ident_char(&mut self, first: bool) -> bool {
        let Some(ch) = self.ch else { return false };
        if base::letters::is_letter(ch) {
        } else if base::letters::is_digit(ch) {
            if first {
                self.error(format!(
                    "identifier cannot begin with digit {}",
                    unicode::describe(ch)
                ));
            }
        } else {
            self.error(format!(
                "invalid character {} in identifier",
                unicode::describe(ch)
            ));
        }
        true
    }

    fn block_comment(&mut self, lo: usize, ends: bool) -> TokenKind {
        let mut lines = false;
        loop {
            match self.ch {
                None => {
                    self.error_at(lo, "comment not terminated".to_string());
                    break;
                }
                Some('*') if self.rest().starts_with("*/") => {
                    self.bump();
                    self.bump();
                    break;
                }
                Some(c) => {
                    lines |= c == '\n';
                    self.bump();
                }
            }
        }
        if lines && ends {
            self.pending_semi = Some(lo as u32);
        }
        TokenKind::BlockComment
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.pos..).unwrap_or("")
    }
    /// Reads the character at `pos`, skipping those that may stand nowhere.
    fn load(&mut self) {
        loop {
            // ASCII is nearly everything: do not decode it.
            self.ch = match self.text.as_bytes().get(self.pos) {
                None => None,
                Some(&b) if b.is_ascii() => Some(b as char),
                Some(_) => self.rest().chars().next(),
            };
            match self.ch {
                Some('\0') => self.error("invalid NUL character".to_string()),
                Some(BOM) => self.error("invalid BOM in the middle of the file".to_string()),
                _ => return,
            }
            self.pos += self.ch.map_or(0, char::len_utf8);
        }
    }
    fn bump(&mut self) {
        if let Some(ch) = self.ch {
            self.pos += ch.len_utf8();
            self.load();
        }
    }
    fn eat(&mut self, want: char) -> bool {
        let hit = self.ch == Some(want);
        if hit {
            self.bump();
        }
        hit
    }
    fn error(&mut self, message: String) {
        self.error_at(self.pos, message);
    }
    fn error_at(&mut self, lo: usize, message: String) {
        self.errors.push(LexError {
            lo: lo as u32,
            message,
        });
    }
}
