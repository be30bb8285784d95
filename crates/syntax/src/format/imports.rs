//! The order of imports: runs without a blank line are sorted by path, what is there twice goes,
//! and comments travel with the import on whose line they stand.

use std::cmp::Ordering;

use base::Span;

use super::source::{Group, Source};
use crate::ast::{Decl, File, ImportDecl};
use crate::lexer::{Keyword, TokenKind};

/// An import and the place it is printed at.
#[derive(Clone, Debug)]
pub(super) struct Import {
    pub(super) name: Option<String>,
    /// The path as a literal.
    pub(super) text: String,
    path: String,
    pub(super) pos: u32,
    pub(super) path_pos: u32,
    pub(super) end: u32,
    /// What the comment after it says; sorts equal paths.
    comment: Option<String>,
}

/// What may not stand in a path.
const ILLEGAL: &str = "!\"#$%&'()*,:;<=>?[\\]^{|}`\u{fffd}";

impl Import {
    pub(super) fn of(import: &ImportDecl, src: &Source<'_>) -> Self {
        let slice = |span: Span| src.slice(span.lo, span.hi);
        let text = slice(import.path.span);
        let path = text
            .strip_prefix(['"', '`'])
            .and_then(|t| t.strip_suffix(['"', '`']))
            .unwrap_or("");
        let plain = |c: char| !c.is_control() && !c.is_whitespace() && !ILLEGAL.contains(c);
        let text = match !path.is_empty() && path.chars().all(plain) {
            true => format!("\"{path}\""),
            false => text.to_string(),
        };
        Import {
            name: import.name.map(|n| slice(n.span).to_string()),
            text,
            path: path.to_string(),
            pos: import.span.lo,
            path_pos: import.path.span.lo,
            end: import.span.hi,
            comment: src.trailer(import.span.hi).map(words),
        }
    }

    fn order(&self, other: &Import) -> Ordering {
        let text = |x: &Option<String>| x.clone().unwrap_or_default();
        (self.path.cmp(&other.path))
            .then_with(|| text(&self.name).cmp(&text(&other.name)))
            .then_with(|| text(&self.comment).cmp(&text(&other.comment)))
    }
}

/// The text of comments without their delimiters.
fn words(group: &Group) -> String {
    let mut out = String::new();
    for comment in &group.list {
        let text = comment.text.strip_prefix("//");
        let text = text.unwrap_or_else(|| {
            let text = comment.text.strip_prefix("/*").unwrap_or("");
            text.strip_suffix("*/").unwrap_or(text)
        });
        out.push_str(text.strip_prefix(' ').unwrap_or(text).trim_end());
        out.push('\n');
    }
    out
}

/// Sorts the import groups of `file` and moves their comments; leaves the imports in
/// `src.imports`.
pub(super) fn sort(file: &File, src: &mut Source<'_>) {
    let mut all: Vec<Import> = Vec::new();
    let mut rest: Vec<Import> = file
        .decls
        .iter()
        .filter_map(|d| match d {
            Decl::Import(d) => Some(Import::of(d, src)),
            _ => None,
        })
        .collect();
    let mut index = src.index_at(file.package.span.hi);
    while let Some(token) = src.token(index) {
        index += 1;
        match token.kind {
            TokenKind::Keyword(Keyword::Import) => {}
            TokenKind::Keyword(Keyword::Func | Keyword::Const | Keyword::Type | Keyword::Var) => {
                break;
            }
            _ => continue,
        }
        let group = src
            .token(index)
            .is_some_and(|t| t.kind == TokenKind::Lparen);
        if !group {
            continue;
        }
        let close = src.lo(src.partner(index));
        index = src.partner(index);
        rest.retain(|i| i.pos > token.lo);
        let count = rest.iter().take_while(|i| i.pos < close).count();
        let group: Vec<Import> = rest.drain(..count).collect();
        let mut run: Vec<Import> = Vec::new();
        let mut last = None;
        for import in group {
            let far = run
                .last()
                .is_some_and(|l| src.line(import.pos) > 1 + src.line(l.end));
            if far {
                all.extend(sort_run(src, std::mem::take(&mut run), close));
            }
            run.push(import);
        }
        all.extend(sort_run(src, run, close));
        last = all.last().map(|i| i.pos).or(last);
        // What went may have left blank lines before the parenthesis.
        if let Some(last) = last {
            let line = src.line(last);
            let mut end = src.line(close);
            while end > line + 1 {
                end -= 1;
                src.merge_line(end);
            }
        }
    }
    src.imports = all;
}

fn sort_run(src: &mut Source<'_>, run: Vec<Import>, close: u32) -> Vec<Import> {
    let (Some(first), Some(last)) = (run.first(), run.last()) else {
        return run;
    };
    if run.len() < 2 {
        return run;
    }
    let places: Vec<(u32, u32)> = run.iter().map(|i| (i.pos, i.end)).collect();
    let begin = src.line_start(src.line(first.pos)).unwrap_or(first.pos);
    let end = src.line_start(src.line(last.end) + 1).unwrap_or(last.end);
    let inside = |g: &Group| begin <= g.pos() && g.end() < end;
    let from = src.groups.iter().position(inside).unwrap_or(0);
    let count = src
        .groups
        .iter()
        .skip(from)
        .take_while(|g| inside(g))
        .count();

    // Which import each comment belongs to, and whether it stands before it.
    let mut owners: Vec<(usize, bool)> = Vec::new();
    let mut at = 0;
    for group in src.groups.iter().skip(from).take(count) {
        let place = |i: usize| places.get(i).map_or(u32::MAX, |p| p.0);
        while at + 1 < places.len() && place(at + 1) <= group.pos() {
            at += 1;
        }
        let mut left = at == 0 && place(0) > group.pos();
        if !left && at + 1 < places.len() && src.line(place(at)) + 1 == src.line(group.pos()) {
            at += 1;
            left = true;
        }
        owners.push((at, left));
    }

    let mut sorted: Vec<(usize, Import)> = run.into_iter().enumerate().collect();
    base::sort::sort_by(&mut sorted, |a, b| a.1.order(&b.1));
    let mut kept: Vec<(usize, Import)> = Vec::new();
    let mut merged: Vec<u32> = Vec::new();
    let mut rest = sorted.into_iter().peekable();
    while let Some((i, import)) = rest.next() {
        let double = rest.peek().is_some_and(|(_, next)| {
            next.path == import.path && next.name == import.name && import.comment.is_none()
        });
        if double {
            merged.push(import.pos);
        } else {
            kept.push((i, import));
        }
    }
    for pos in merged {
        let line = src.line(pos);
        if line != src.line(close) {
            src.merge_line(line);
        }
    }
    for ((original, import), place) in kept.iter_mut().zip(&places) {
        (import.pos, import.end) = *place;
        import.path_pos = import.pos;
        for (group, owner) in src.groups.iter_mut().skip(from).zip(&owners) {
            if owner.0 == *original {
                for comment in &mut group.list {
                    comment.pos = if owner.1 { place.0 - 1 } else { place.1 };
                }
            }
        }
    }
    if let Some(groups) = src.groups.get_mut(from..from + count) {
        base::sort::sort_by_key(groups, Group::pos);
    }
    kept.into_iter().map(|(_, import)| import).collect()
}
