//! The printer's core: tokens and white space in, text with cells out, comments put in between.
//!
//! White space waits until the next token, so that comments before that token can be placed
//! among it. Where a comment goes depends on where it stood: the printer follows the places of
//! the source token by token. Knows no syntax.

use std::collections::BTreeMap;

use base::{Diagnostic, Span};

use super::cells::{FORM_FEED, QUOTE, SOFT_TAB};
use super::doc;
use super::source::{Comment, Pos, Source};
use crate::parser::SYNTAX;

/// White space that waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ws {
    Ignore,
    Blank,
    /// Ends a cell.
    Tab,
    Newline,
    /// A newline that ends all columns.
    Feed,
    Indent,
    Unindent,
}

/// At most one blank line is kept.
const MAX_NEWLINES: i32 = 2;
/// More white space than this is written without waiting for the token.
const MAX_WAITING: usize = 16;

/// What the last token was, as far as it is not told by its spelling.
pub(super) const IDENT: &str = "ident";
pub(super) const INT: &str = "int";
pub(super) const LITERAL: &str = "literal";
const EOF: &str = "eof";

/// Sizes of nodes by span and sort of node; `None` for those of several lines.
pub(super) type Sizes = BTreeMap<(u32, u32, u8), usize>;

pub(super) struct Printer<'a> {
    pub(super) src: &'a Source<'a>,
    pub(super) out: String,
    indent: i32,
    /// Inside of how many composite literals.
    pub(super) level: u32,
    pub(super) no_extra_blank: bool,
    pub(super) no_extra_break: bool,
    end_alignment: bool,
    /// A line break here means a semicolon.
    implied_semi: bool,
    /// The last token; empty after white space.
    last_tok: &'static str,
    /// `(` or `[` if that was the token before the last.
    prev_open: &'static str,
    waiting: Vec<Ws>,
    /// Places in `out` of build constraints in the new and in the old form.
    pub(super) go_build: Vec<usize>,
    pub(super) plus_build: Vec<usize>,
    /// The place of the source that the output corresponds to.
    pub(super) pos: Pos,
    pub(super) out_line: i32,
    pub(super) out_column: i32,
    /// `pos` after the last token or comment.
    last: Pos,
    /// The output lines of tokens after [`Self::record_line`], and which is to be noted next.
    lines: Vec<i32>,
    wants_line: Option<usize>,
    /// The next comment group.
    next_group: usize,
    pub(super) sizes: Sizes,
    /// What gofmt's parser refuses and ours leaves to the checker.
    pub(super) refused: Vec<Diagnostic>,
}

impl<'a> Printer<'a> {
    /// With `measuring` comments are left out: only a size is wanted.
    pub(super) fn new(src: &'a Source<'a>, sizes: Sizes, measuring: bool) -> Self {
        let start = Pos {
            offset: 1,
            line: 1,
            column: 1,
        };
        Printer {
            src,
            out: String::new(),
            indent: 0,
            level: 0,
            no_extra_blank: false,
            no_extra_break: false,
            end_alignment: false,
            implied_semi: false,
            last_tok: "",
            prev_open: "",
            waiting: Vec::new(),
            go_build: Vec::new(),
            plus_build: Vec::new(),
            pos: start,
            out_line: 1,
            out_column: 1,
            last: Pos::default(),
            lines: Vec::new(),
            wants_line: None,
            next_group: if measuring { usize::MAX } else { 0 },
            sizes,
            refused: Vec::new(),
        }
    }

    pub(super) fn refuse(&mut self, span: Span, message: &str) {
        let message = format!("syntax error: {message}");
        self.refused.push(Diagnostic::error(span, SYNTAX, message));
    }

    // Places

    pub(super) fn line(&self, at: u32) -> i32 {
        self.src.line(at)
    }
    /// The next token stands at `at`.
    pub(super) fn at(&mut self, at: u32) {
        if at > 0 {
            self.pos = self.src.pos(at);
        }
    }
    /// Remembers the output line of the next token, whatever white space and comments come before
    /// it, under the number returned.
    pub(super) fn record_line(&mut self) -> usize {
        self.lines.push(0);
        let slot = self.lines.len() - 1;
        self.wants_line = Some(slot);
        slot
    }
    /// How many lines were written since the token recorded under `slot`, `skip` of them aside.
    pub(super) fn lines_since(&self, slot: usize, skip: i32) -> i32 {
        self.out_line - self.lines.get(slot).copied().unwrap_or(0) - skip
    }

    // Comments

    fn comment_offset(&self) -> u32 {
        let group = self.src.groups.get(self.next_group);
        group.map_or(u32::MAX, |g| g.pos())
    }
    fn group_before(&self, index: usize, next: u32) -> bool {
        let group = self.src.groups.get(index);
        group.is_some_and(|g| g.pos() < next && !(self.implied_semi && g.breaks))
    }
    /// Whether a comment is to be printed before the token at `next`.
    pub(super) fn comment_before(&self, next: u32) -> bool {
        self.comment_offset() < next && self.group_before(self.next_group, next)
    }
    /// The bytes of the comments before `next`.
    pub(super) fn comment_size_before(&self, next: u32) -> usize {
        let mut size = 0;
        let mut index = self.next_group;
        while self.group_before(index, next) {
            if let Some(group) = self.src.groups.get(index) {
                size += group.list.iter().map(|c| c.text.len()).sum::<usize>();
            }
            index += 1;
        }
        size
    }

    // Output

    fn write_indent(&mut self) {
        if self.out_column == 1 {
            for _ in 0..self.indent {
                self.out.push('\t');
            }
            self.pos.offset = self.pos.offset.saturating_add(self.indent.max(0) as u32);
            self.pos.column += self.indent;
            self.out_column += self.indent;
        }
    }

    fn write_char(&mut self, c: char, count: i32) {
        let mut c = c;
        if self.end_alignment {
            match c {
                '\t' | SOFT_TAB => c = ' ',
                '\n' | FORM_FEED => {
                    c = FORM_FEED;
                    self.end_alignment = false;
                }
                _ => {}
            }
        }
        self.write_indent();
        for _ in 0..count {
            self.out.push(c);
        }
        self.pos.offset = self.pos.offset.saturating_add(count.max(0) as u32);
        if matches!(c, '\n' | FORM_FEED) {
            self.pos.line = self.pos.line.saturating_add(count);
            self.out_line += count;
            self.pos.column = 1;
            self.out_column = 1;
        } else {
            self.pos.column += count;
            self.out_column += count;
        }
    }

    fn write_str(&mut self, pos: Pos, text: &str, quoted: bool) {
        self.write_indent();
        if pos.is_valid() {
            self.pos = pos;
        }
        if quoted {
            self.out.push(QUOTE);
        }
        self.out.push_str(text);
        if quoted {
            self.out.push(QUOTE);
        }
        self.pos.offset = self.pos.offset.saturating_add(text.len() as u32);
        let lines = text.bytes().filter(|&b| b == b'\n' || b == 12).count() as i32;
        if lines > 0 {
            // Text over several lines ends what is aligned.
            self.end_alignment = true;
            self.pos.line += lines;
            self.out_line += lines;
            let last = text.rfind(['\n', FORM_FEED]).unwrap_or(0);
            self.pos.column = (text.len() - last) as i32;
            self.out_column = self.pos.column;
        } else {
            self.pos.column += text.len() as i32;
            self.out_column += text.len() as i32;
        }
        self.last = self.pos;
    }

    /// Writes the first `count` entries of the waiting white space.
    fn write_waiting(&mut self, count: usize) {
        let mut entries: Vec<Ws> = self
            .waiting
            .drain(..count.min(self.waiting.len()))
            .collect();
        let mut i = 0;
        while let Some(&entry) = entries.get(i) {
            match entry {
                Ws::Ignore => {}
                Ws::Indent => self.indent += 1,
                Ws::Unindent => self.indent = (self.indent - 1).max(0),
                Ws::Newline | Ws::Feed => {
                    // An unindent right after a break belongs before it: so labels come to stand
                    // to the left. And a label ends columns.
                    if entries.get(i + 1) == Some(&Ws::Unindent) {
                        if let Some([first, second]) = entries.get_mut(i..i + 2) {
                            (*first, *second) = (Ws::Unindent, Ws::Feed);
                        }
                        continue;
                    }
                    self.write_char(if entry == Ws::Feed { FORM_FEED } else { '\n' }, 1);
                }
                Ws::Blank => self.write_char(' ', 1),
                Ws::Tab => self.write_char(SOFT_TAB, 1),
            }
            i += 1;
        }
    }

    // Tokens

    fn note_open(&mut self) {
        match self.last_tok {
            "" => {}
            tok @ ("(" | "[") => self.prev_open = tok,
            _ => self.prev_open = "",
        }
    }

    pub(super) fn ws(&mut self, ws: Ws) {
        self.note_open();
        if ws == Ws::Ignore {
            return;
        }
        if self.waiting.len() == MAX_WAITING {
            self.write_waiting(MAX_WAITING);
        }
        self.waiting.push(ws);
        if matches!(ws, Ws::Newline | Ws::Feed) {
            self.implied_semi = false;
        }
        self.last_tok = "";
    }

    pub(super) fn tok(&mut self, text: &'static str) {
        self.note_open();
        let first = text.as_bytes().first().copied().unwrap_or(0);
        let combines = match self.last_tok {
            INT => first == b'.',
            "+" => first == b'+',
            "-" => first == b'-',
            "/" => first == b'*',
            "<" => matches!(first, b'-' | b'<'),
            "&" => matches!(first, b'&' | b'^'),
            _ => false,
        };
        if combines {
            self.waiting.clear();
            self.waiting.push(Ws::Blank);
        }
        let ends = [
            "break",
            "continue",
            "fallthrough",
            "return",
            "++",
            "--",
            ")",
            "]",
            "}",
        ];
        self.put(text, text, false, ends.contains(&text));
    }
    pub(super) fn ident(&mut self, text: &str) {
        self.note_open();
        self.put(IDENT, text, false, true);
    }
    pub(super) fn literal(&mut self, kind: &'static str, text: &str) {
        self.note_open();
        self.put(kind, text, true, true);
    }

    fn put(&mut self, kind: &'static str, text: &str, quoted: bool, ends: bool) {
        self.last_tok = kind;
        let mut ends = ends;
        let next = self.pos;
        let (wrote_newline, dropped_feed) = self.flush(next, kind);
        // Line breaks of the source are kept where they mean no semicolon.
        if !self.implied_semi {
            let mut count = (next.line - self.pos.line).min(MAX_NEWLINES);
            if wrote_newline && count == MAX_NEWLINES {
                count -= 1;
            }
            if count > 0 {
                self.write_char(if dropped_feed { FORM_FEED } else { '\n' }, count);
                ends = false;
            }
        }
        if let Some(slot) = self.wants_line.take()
            && let Some(line) = self.lines.get_mut(slot)
        {
            *line = self.out_line;
        }
        self.write_str(next, text, quoted);
        self.implied_semi = ends;
    }

    /// What is left at the end of the file.
    pub(super) fn finish(&mut self) {
        self.implied_semi = false;
        self.flush(super::source::END, EOF);
    }

    fn flush(&mut self, next: Pos, tok: &'static str) -> (bool, bool) {
        if self.comment_before(next.offset) {
            return self.comments(next, tok);
        }
        self.write_waiting(self.waiting.len());
        (false, false)
    }

    /// Breaks the line as often as the source did before `line`, but at least `min` times, at
    /// most leaving one blank line; `ws` goes before the first break, which ends columns in a new
    /// `section`. Returns 0 for no break, 1 for a plain one, more otherwise.
    pub(super) fn linebreak(&mut self, line: i32, min: i32, ws: Ws, section: bool) -> i32 {
        let mut count = (line - self.pos.line).min(MAX_NEWLINES).max(min);
        let mut breaks = 0;
        if count > 0 {
            self.ws(ws);
            if section {
                self.ws(Ws::Feed);
                count -= 1;
                breaks = 2;
            }
            breaks += count;
            for _ in 0..count {
                self.ws(Ws::Newline);
            }
        }
        breaks
    }

    // Comments

    /// Prints the comments before `next` among the waiting white space. Tells whether a newline
    /// was written and whether one that ends columns was dropped.
    fn comments(&mut self, next: Pos, tok: &'static str) -> (bool, bool) {
        let mut last: Option<&Comment> = None;
        let src = self.src;
        while self.comment_before(next.offset) {
            let Some(group) = src.groups.get(self.next_group) else {
                break;
            };
            self.next_group += 1;
            let top = tok != IDENT
                && tok != "import"
                && src.pos(group.pos()).column == 1
                && src.pos(group.end() + 1) == next;
            let doc = if top {
                doc::reformat(&group.list)
            } else {
                None
            };
            if let Some(list) = doc {
                if list.is_empty() {
                    self.comment_prefix(src.pos(group.pos()), next, last, tok);
                    self.pos = next;
                    self.last = next;
                    return self.comment_suffix(false);
                }
                let mut before = last.cloned();
                for comment in list {
                    self.comment_prefix(src.pos(comment.pos), next, before.as_ref(), tok);
                    self.comment(&comment);
                    before = Some(comment);
                }
            } else {
                for comment in &group.list {
                    self.comment_prefix(src.pos(comment.pos), next, last, tok);
                    self.comment(comment);
                    last = Some(comment);
                }
            }
            if top {
                last = group.list.last();
                self.pos = src.pos(group.end());
                self.last = self.pos;
            }
        }
        let Some(last) = last else {
            return (false, false);
        };
        let mut needs_break = false;
        if !self.no_extra_blank
            && last.is_block()
            && self.line(last.pos) == next.line
            && tok != ","
            && (tok != ")" || self.prev_open == "(")
            && (tok != "]" || self.prev_open == "[")
        {
            let breaks = self
                .waiting
                .iter()
                .any(|w| matches!(w, Ws::Newline | Ws::Feed));
            if breaks && !self.no_extra_break && self.level == 0 {
                needs_break = true;
            } else {
                self.write_char(' ', 1);
            }
        }
        if !last.is_block() || tok == EOF || tok == "}" && !self.no_extra_break {
            needs_break = true;
        }
        self.comment_suffix(needs_break)
    }

    /// The white space before a comment at `pos`; `prev` is the comment before it, if it is not
    /// the first of those before `next`.
    fn comment_prefix(&mut self, pos: Pos, next: Pos, prev: Option<&Comment>, tok: &'static str) {
        if self.out.is_empty() {
            return;
        }
        if pos.line == self.last.line && prev.is_none_or(Comment::is_block) {
            // On the line of what came before.
            let mut separated = false;
            if prev.is_none() {
                let mut count = 0;
                for i in 0..self.waiting.len() {
                    match self.waiting.get_mut(i) {
                        Some(w @ Ws::Blank) => *w = Ws::Ignore,
                        Some(Ws::Tab) => separated = true,
                        Some(Ws::Indent) => {}
                        _ => {
                            count = i;
                            break;
                        }
                    }
                }
                self.write_waiting(count);
            }
            if !separated {
                self.write_char(if pos.line == next.line { ' ' } else { '\t' }, 1);
            }
            return;
        }
        // On another line.
        let mut dropped = false;
        let mut count = 0;
        for i in 0..self.waiting.len() {
            let after = self.waiting.get(i + 1).copied();
            match self.waiting.get_mut(i) {
                Some(w @ (Ws::Blank | Ws::Tab)) => {
                    *w = Ws::Ignore;
                    continue;
                }
                Some(Ws::Indent) => continue,
                // All unindents but the last end things before the comment. The last may be that
                // of a block: then the comment is still inside of it, unless it stands where the
                // next token does.
                Some(Ws::Unindent)
                    if after == Some(Ws::Unindent) || tok != "}" && pos.column == next.column =>
                {
                    continue;
                }
                Some(w @ (Ws::Newline | Ws::Feed)) => {
                    *w = Ws::Ignore;
                    dropped = prev.is_none();
                }
                _ => {}
            }
            count = i;
            break;
        }
        self.write_waiting(count);
        let mut breaks = 0;
        if pos.is_valid() && self.last.is_valid() {
            breaks = (pos.line - self.last.line).max(0);
        }
        // Keeps the blank line before a comment of the outermost level.
        if self.indent == 0 && dropped {
            breaks += 1;
        }
        if breaks == 0 && prev.is_some_and(|c| !c.is_block()) {
            breaks = 1;
        }
        if breaks > 0 {
            self.write_char(FORM_FEED, breaks.min(MAX_NEWLINES));
        }
    }

    fn comment(&mut self, comment: &Comment) {
        let text = comment.text.as_str();
        let pos = self.src.pos(comment.pos);
        let indent = self.indent;
        if text.starts_with("//line ") && pos.column == 1 {
            self.indent = 0; // or it would mean nothing
        }
        if !comment.is_block() {
            if is_tag(text, "//go:build") {
                self.go_build.push(self.out.len());
            } else if is_tag(text.get(2..).unwrap_or("").trim_start(), "+build") {
                self.plus_build.push(self.out.len());
            }
            self.write_str(pos, text.trim_end(), true);
            self.indent = indent;
            return;
        }
        let mut lines: Vec<String> = text.split('\n').map(str::to_string).collect();
        if pos.column == 1 && self.indent > 0 {
            // As if it had been indented before.
            for line in lines.iter_mut().skip(1) {
                line.insert_str(0, "   ");
            }
        }
        doc::strip_margin(&mut lines);
        let mut at = pos;
        for (i, line) in lines.iter().enumerate() {
            if i > 0 {
                self.write_char(FORM_FEED, 1);
                at = self.pos;
            }
            if !line.is_empty() {
                self.write_str(at, line.trim_end(), true);
            }
        }
        self.indent = indent;
    }

    /// The white space after a comment.
    fn comment_suffix(&mut self, needs_break: bool) -> (bool, bool) {
        let (mut needs_break, mut wrote, mut dropped) = (needs_break, false, false);
        for w in &mut self.waiting {
            match w {
                Ws::Blank | Ws::Tab => *w = Ws::Ignore,
                Ws::Newline | Ws::Feed => {
                    if std::mem::take(&mut needs_break) {
                        wrote = true;
                    } else {
                        dropped |= *w == Ws::Feed;
                        *w = Ws::Ignore;
                    }
                }
                Ws::Ignore | Ws::Indent | Ws::Unindent => {}
            }
        }
        self.write_waiting(self.waiting.len());
        if needs_break {
            self.write_char('\n', 1);
            wrote = true;
        }
        (wrote, dropped)
    }
}

/// Whether `text` is `tag` alone or before white space.
fn is_tag(text: &str, tag: &str) -> bool {
    text.strip_prefix(tag)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
}
