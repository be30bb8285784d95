//! The text to be formatted as the printer looks at it: places as lines and columns, tokens with
//! their partners, comments in groups. Reads only; what is printed is not its business.

use super::imports::Import;
use crate::ast::{Comment as Span, File};
use crate::lexer::{Keyword, Lexer, Semi, Token, TokenKind};

/// A place of the text. Offsets count from 1, as spans do; 0 is no place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Pos {
    pub(super) offset: u32,
    pub(super) line: i32,
    pub(super) column: i32,
}

/// Past everything.
pub(super) const END: Pos = Pos {
    offset: u32::MAX,
    line: i32::MAX,
    column: 0,
};

impl Pos {
    pub(super) fn is_valid(self) -> bool {
        self.line > 0
    }
}

/// One comment. Its text need not be that of the source at `pos`: carriage returns are left out,
/// and sorting imports moves comments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Comment {
    pub(super) pos: u32,
    pub(super) text: String,
}

impl Comment {
    pub(super) fn end(&self) -> u32 {
        self.pos + self.text.len() as u32
    }
    pub(super) fn is_block(&self) -> bool {
        self.text.starts_with("/*")
    }
}

/// Comments that follow each other without a blank line or a token between.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    pub(super) list: Vec<Comment>,
    /// To print it ends a line.
    pub(super) breaks: bool,
    /// Alone on the rest of a line that began with a token.
    pub(super) trails: bool,
}

impl Group {
    pub(super) fn pos(&self) -> u32 {
        self.list.first().map_or(u32::MAX, |c| c.pos)
    }
    pub(super) fn end(&self) -> u32 {
        self.list.last().map_or(u32::MAX, Comment::end)
    }
}

#[derive(Debug, Default)]
pub(super) struct Source<'a> {
    text: &'a str,
    /// Where lines start.
    lines: Vec<u32>,
    tokens: Vec<Token>,
    /// For each bracket the index of its partner.
    partner: Vec<u32>,
    pub(super) groups: Vec<Group>,
    /// The imports of groups in the order in which they are printed.
    pub(super) imports: Vec<Import>,
}

impl<'a> Source<'a> {
    pub(super) fn new(text: &'a str, file: &File) -> Self {
        let mut lines = vec![1];
        lines.extend(text.match_indices('\n').map(|(i, _)| i as u32 + 2));
        let mut lexer = Lexer::new(text);
        let mut tokens: Vec<Token> = Vec::new();
        let mut partner: Vec<u32> = Vec::new();
        let mut open = Vec::new();
        loop {
            let token = lexer.next_token();
            let index = tokens.len() as u32;
            match token.kind {
                TokenKind::Eof => break,
                TokenKind::Semi(Semi::Newline | Semi::Eof)
                | TokenKind::LineComment
                | TokenKind::BlockComment => continue,
                TokenKind::Lparen | TokenKind::Lbrack | TokenKind::Lbrace => open.push(index),
                TokenKind::Rparen | TokenKind::Rbrack | TokenKind::Rbrace => {
                    if let Some(at) = open.pop()
                        && let Some(slot) = partner.get_mut(at as usize)
                    {
                        *slot = index;
                    }
                }
                _ => {}
            }
            partner.push(index);
            tokens.push(Token {
                lo: token.lo + 1,
                hi: token.hi + 1,
                ..token
            });
        }
        let mut source = Source {
            text,
            lines,
            tokens,
            partner,
            groups: Vec::new(),
            imports: Vec::new(),
        };
        source.groups = source.group(&file.comments);
        source
    }

    fn group(&self, comments: &[Span]) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        // Where the last group's last comment ends, in which gap between tokens it stands, and
        // how far below its line the next one may begin.
        let (mut end_line, mut gap, mut reach) = (0, usize::MAX, 0);
        for comment in comments {
            let (lo, hi) = (comment.span.lo, comment.span.hi);
            let line = self.line(lo);
            let next = self.index_at(lo);
            let joins = gap == next && line <= end_line + reach;
            if !joins {
                let before = next.checked_sub(1).and_then(|i| self.tokens.get(i));
                let same = gap != next && before.is_some_and(|t| self.line(t.lo) == line);
                reach = i32::from(!same);
                groups.push(Group {
                    trails: same,
                    ..Group::default()
                });
            }
            (end_line, gap) = (self.line(hi), next);
            if let Some(group) = groups.last_mut() {
                let text = without_returns(self.slice(lo, hi));
                group.breaks |= !comment.block
                    || text.contains('\n')
                    || joins && { group.list.first().is_some_and(|c| self.line(c.pos) != line) };
                group.list.push(Comment { pos: lo, text });
            }
        }
        for group in &mut groups {
            if group.trails {
                let token = self.token(self.index_at(group.pos()));
                let line = self.line(group.end());
                group.trails = token.is_none_or(|t| {
                    self.line(t.lo) != line || matches!(t.kind, TokenKind::Semi(_))
                });
            }
        }
        groups
    }

    pub(super) fn slice(&self, lo: u32, hi: u32) -> &'a str {
        let (lo, hi) = (lo.saturating_sub(1), hi.saturating_sub(1));
        self.text.get(lo as usize..hi as usize).unwrap_or("")
    }

    pub(super) fn line(&self, at: u32) -> i32 {
        self.lines.partition_point(|&start| start <= at) as i32
    }
    pub(super) fn pos(&self, at: u32) -> Pos {
        let line = self.line(at);
        let start = self.lines.get((line - 1) as usize).copied().unwrap_or(1);
        Pos {
            offset: at,
            line,
            column: (at - start.min(at)) as i32 + 1,
        }
    }
    pub(super) fn line_start(&self, line: i32) -> Option<u32> {
        self.lines.get((line - 1) as usize).copied()
    }
    /// Makes `line` and the one after it one line.
    pub(super) fn merge_line(&mut self, line: i32) {
        if (line as usize) < self.lines.len() {
            self.lines.remove(line as usize);
        }
    }

    /// Index of the first token at or after `at`.
    pub(super) fn index_at(&self, at: u32) -> usize {
        self.tokens.partition_point(|t| t.lo < at)
    }
    pub(super) fn token(&self, index: usize) -> Option<Token> {
        self.tokens.get(index).copied()
    }
    /// Where the first token at or after `at` begins.
    pub(super) fn next(&self, at: u32) -> u32 {
        self.token(self.index_at(at)).map_or(at, |t| t.lo)
    }
    pub(super) fn lo(&self, index: usize) -> u32 {
        self.token(index).map_or(0, |t| t.lo)
    }
    pub(super) fn partner(&self, index: usize) -> usize {
        self.partner.get(index).map_or(index, |&i| i as usize)
    }
    /// Where the partner of the bracket at `at` stands.
    pub(super) fn closing(&self, at: u32) -> u32 {
        self.lo(self.partner(self.index_at(at)))
    }

    /// The keyword that begins the declaration at token `index`, if it is one with specs.
    pub(super) fn declares(&self, index: usize) -> Option<Keyword> {
        match self.token(index)?.kind {
            TokenKind::Keyword(
                k @ (Keyword::Import | Keyword::Const | Keyword::Type | Keyword::Var),
            ) => Some(k),
            _ => None,
        }
    }

    /// Whether a comment stands right above the token at `at`.
    pub(super) fn has_doc(&self, at: u32) -> bool {
        let index = self.groups.partition_point(|g| g.pos() < at);
        let Some(group) = index.checked_sub(1).and_then(|i| self.groups.get(i)) else {
            return false;
        };
        let between = self.index_at(group.pos()) == self.index_at(at);
        between && !group.trails && self.line(group.end()) + 1 == self.line(at)
    }
    /// The comment after what ends at `at` on its line, if nothing comes after it.
    pub(super) fn trailer(&self, at: u32) -> Option<&Group> {
        let mut after = self.index_at(at);
        let index = self.groups.partition_point(|g| g.pos() < at);
        let group = self.groups.get(index).filter(|g| g.trails)?;
        let stands = self.index_at(group.pos());
        // The semicolon may be written before the comment.
        let semi = self.token(after);
        if stands != after && semi.is_some_and(|t| matches!(t.kind, TokenKind::Semi(_))) {
            after += 1;
        }
        (stands == after).then_some(group)
    }
    pub(super) fn has_trailer(&self, at: u32) -> bool {
        self.trailer(at).is_some()
    }
    /// The imports that stand at the places between the first and the last of `places`.
    pub(super) fn imports_in(&self, places: impl Iterator<Item = u32>) -> Vec<Import> {
        let places: Vec<u32> = places.collect();
        let (Some(&lo), Some(&hi)) = (places.first(), places.last()) else {
            return Vec::new();
        };
        let inside = |i: &&Import| (lo..=hi).contains(&i.pos);
        self.imports.iter().filter(inside).cloned().collect()
    }
}

/// The text of a comment or raw string without carriage returns; one that keeps `*` and `/`
/// apart stays.
pub(super) fn without_returns(text: &str) -> String {
    if !text.contains('\r') {
        return text.to_string();
    }
    let block = text.starts_with("/*");
    let mut out = String::with_capacity(text.len());
    for (i, c) in text.char_indices() {
        let keeps = || {
            let rest = text.get(i..).unwrap_or("").trim_start_matches('\r');
            block && out.len() > 3 && out.ends_with('*') && rest.starts_with('/')
        };
        if c != '\r' || keeps() {
            out.push(c);
        }
    }
    out
}
