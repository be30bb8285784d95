//! Token kinds: what the scanner produces and how messages name them.

use crate::ast::{BinaryOp, LitKind};

/// A token with its byte range in the scanned text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub kind: TokenKind,
    pub lo: u32,
    pub hi: u32,
}

/// Operators, as distinct from punctuation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    Binary(BinaryOp),
    Not,
    Tilde,
}

/// Where a semicolon came from; messages name them differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Semi {
    Written,
    Newline,
    Eof,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    Eof,
    LineComment,
    BlockComment,
    /// A character that starts no token; already reported.
    Invalid,
    Name,
    Literal {
        kind: LitKind,
        /// Malformed; already reported.
        bad: bool,
    },
    Keyword(Keyword),
    /// Every operator but `*`, which may also start a type.
    Operator(Op),
    Star,
    /// `op=`
    AssignOp(BinaryOp),
    Inc,
    Dec,
    Assign,
    Define,
    Arrow,
    Lparen,
    Lbrack,
    Lbrace,
    Rparen,
    Rbrack,
    Rbrace,
    Comma,
    Semi(Semi),
    Colon,
    Dot,
    DotDotDot,
}

macro_rules! keywords {
    ($($variant:ident $text:literal),* $(,)?) => {
        /// The 25 reserved words.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Keyword { $($variant),* }
        impl Keyword {
            /// The keyword spelled `text`.
            pub fn from_text(text: &str) -> Option<Keyword> {
                match text { $($text => Some(Keyword::$variant),)* _ => None }
            }
            pub fn text(self) -> &'static str {
                match self { $(Keyword::$variant => $text),* }
            }
        }
    };
}

keywords! {
    Break "break", Case "case", Chan "chan", Const "const", Continue "continue",
    Default "default", Defer "defer", Else "else", Fallthrough "fallthrough", For "for",
    Func "func", Go "go", Goto "goto", If "if", Import "import", Interface "interface",
    Map "map", Package "package", Range "range", Return "return", Select "select",
    Struct "struct", Switch "switch", Type "type", Var "var",
}

impl Op {
    pub fn text(self) -> &'static str {
        match self {
            Op::Binary(op) => op.text(),
            Op::Not => "!",
            Op::Tilde => "~",
        }
    }
}

impl BinaryOp {
    pub fn text(self) -> &'static str {
        match self {
            BinaryOp::LogOr => "||",
            BinaryOp::LogAnd => "&&",
            BinaryOp::Eq => "==",
            BinaryOp::Ne => "!=",
            BinaryOp::Lt => "<",
            BinaryOp::Le => "<=",
            BinaryOp::Gt => ">",
            BinaryOp::Ge => ">=",
            BinaryOp::Add => "+",
            BinaryOp::Sub => "-",
            BinaryOp::Or => "|",
            BinaryOp::Xor => "^",
            BinaryOp::Mul => "*",
            BinaryOp::Div => "/",
            BinaryOp::Rem => "%",
            BinaryOp::And => "&",
            BinaryOp::AndNot => "&^",
            BinaryOp::Shl => "<<",
            BinaryOp::Shr => ">>",
        }
    }
    /// Binding strength, 1 (`||`) to 5 (`*`).
    pub fn precedence(self) -> u8 {
        match self {
            BinaryOp::LogOr => 1,
            BinaryOp::LogAnd => 2,
            BinaryOp::Eq
            | BinaryOp::Ne
            | BinaryOp::Lt
            | BinaryOp::Le
            | BinaryOp::Gt
            | BinaryOp::Ge => 3,
            BinaryOp::Add | BinaryOp::Sub | BinaryOp::Or | BinaryOp::Xor => 4,
            BinaryOp::Mul
            | BinaryOp::Div
            | BinaryOp::Rem
            | BinaryOp::And
            | BinaryOp::AndNot
            | BinaryOp::Shl
            | BinaryOp::Shr => 5,
        }
    }
}

impl TokenKind {
    /// Whether a newline after this token ends the statement.
    pub fn ends_statement(self) -> bool {
        match self {
            TokenKind::Name
            | TokenKind::Literal { .. }
            | TokenKind::Inc
            | TokenKind::Dec
            | TokenKind::Rparen
            | TokenKind::Rbrack
            | TokenKind::Rbrace => true,
            TokenKind::Keyword(k) => matches!(
                k,
                Keyword::Break | Keyword::Continue | Keyword::Fallthrough | Keyword::Return
            ),
            TokenKind::Eof
            | TokenKind::LineComment
            | TokenKind::BlockComment
            | TokenKind::Invalid
            | TokenKind::Operator(_)
            | TokenKind::Star
            | TokenKind::AssignOp(_)
            | TokenKind::Assign
            | TokenKind::Define
            | TokenKind::Arrow
            | TokenKind::Lparen
            | TokenKind::Lbrack
            | TokenKind::Lbrace
            | TokenKind::Comma
            | TokenKind::Semi(_)
            | TokenKind::Colon
            | TokenKind::Dot
            | TokenKind::DotDotDot => false,
        }
    }
    /// How a message says that this token was expected.
    pub(crate) fn wanted(self) -> String {
        match self {
            TokenKind::Comma => "comma".to_string(),
            TokenKind::Semi(_) => "semicolon or newline".to_string(),
            TokenKind::Keyword(k) => format!("keyword {}", k.text()),
            other => other.spelling().to_string(),
        }
    }
    /// The spelling of tokens that have only one; a class name for the rest.
    pub fn spelling(self) -> &'static str {
        match self {
            TokenKind::Eof => "EOF",
            TokenKind::LineComment | TokenKind::BlockComment => "comment",
            TokenKind::Invalid => "invalid",
            TokenKind::Name => "name",
            TokenKind::Literal { .. } => "literal",
            TokenKind::Keyword(k) => k.text(),
            TokenKind::Operator(op) => op.text(),
            TokenKind::Star => "*",
            TokenKind::AssignOp(_) => "op=",
            TokenKind::Inc => "++",
            TokenKind::Dec => "--",
            TokenKind::Assign => "=",
            TokenKind::Define => ":=",
            TokenKind::Arrow => "<-",
            TokenKind::Lparen => "(",
            TokenKind::Lbrack => "[",
            TokenKind::Lbrace => "{",
            TokenKind::Rparen => ")",
            TokenKind::Rbrack => "]",
            TokenKind::Rbrace => "}",
            TokenKind::Comma => ",",
            TokenKind::Semi(_) => ";",
            TokenKind::Colon => ":",
            TokenKind::Dot => ".",
            TokenKind::DotDotDot => "...",
        }
    }
}
