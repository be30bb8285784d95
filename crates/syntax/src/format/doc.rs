//! The text of comments: doc comments in Go's own form (headings, lists, code, link definitions)
//! and the margins of comments over several lines. Only rewrites text; placing it is the
//! printer's part.

use std::fmt::Write as _;

use super::source::Comment;

/// A doc comment in its normal form; `None` if it is to be left alone.
pub(super) fn reformat(list: &[Comment]) -> Option<Vec<Comment>> {
    let first = list.first()?;
    let mut text = String::new();
    let mut directives = Vec::new();
    if first.is_block() {
        let [only] = list else { return None };
        if !only.text.contains('\n') || all_stars(&only.text) {
            return None;
        }
        text.push_str(only.text.strip_prefix("/*")?.strip_suffix("*/")?);
    } else {
        for comment in list {
            let line = comment.text.strip_prefix("//")?;
            if is_directive(line) {
                directives.push(comment.text.as_str());
                continue;
            }
            text.push_str(line.strip_prefix(' ').unwrap_or(line));
            text.push('\n');
        }
    }
    if text.is_empty() {
        return None;
    }
    let text = Doc::parse(&text).print();
    let comment = |text: String| Comment {
        pos: first.pos,
        text,
    };
    if first.is_block() {
        return Some(vec![comment(format!("/*\n{text}*/"))]);
    }
    let mut out: Vec<Comment> = text
        .split_terminator('\n')
        .map(|line| {
            let gap = if line.is_empty() || line.starts_with('\t') {
                ""
            } else {
                " "
            };
            comment(format!("//{gap}{line}"))
        })
        .collect();
    if !directives.is_empty() {
        out.push(comment("//".to_string()));
        out.extend(directives.iter().map(|d| comment((*d).to_string())));
    }
    Some(out)
}

/// Whether what follows `//` speaks to a tool and not to people.
fn is_directive(line: &str) -> bool {
    if ["line ", "extern ", "export "]
        .iter()
        .any(|p| line.starts_with(p))
    {
        return true;
    }
    let word = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit();
    line.split_once(':').is_some_and(|(tool, rest)| {
        !tool.is_empty() && tool.bytes().all(word) && rest.bytes().next().is_some_and(word)
    })
}

/// Whether every line after the first begins with a star.
fn all_stars(text: &str) -> bool {
    text.split('\n').skip(1).all(|line| {
        let line = line.trim_start_matches([' ', '\t']);
        line.is_empty() && text.ends_with(line) || line.starts_with('*')
    })
}

enum Block {
    Paragraph(String),
    Heading(String),
    Code(Vec<String>),
    List {
        items: Vec<Item>,
        blank_before: bool,
        blank_between: bool,
    },
}

struct Item {
    number: String,
    paragraphs: Vec<String>,
}

struct Definition {
    text: String,
    url: String,
    used: bool,
}

#[derive(Default)]
struct Doc {
    blocks: Vec<Block>,
    links: Vec<Definition>,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Code,
    Heading,
    List,
    OldHeading,
    Paragraph,
}

impl Doc {
    fn parse(text: &str) -> Doc {
        let lines: Vec<&str> = text.split('\n').collect();
        let lines = unindent(&lines);
        let mut doc = Doc::default();
        let mut end = 0;
        for (lo, hi, kind) in spans(&lines) {
            let part = lines.get(lo..hi).unwrap_or(&[]);
            let first = part.first().copied().unwrap_or("");
            let block = match kind {
                Kind::List => Some(doc.list(part, end < lo)),
                Kind::Code => {
                    let body = unindent(part);
                    Some(Block::Code(body.iter().map(|l| (*l).to_string()).collect()))
                }
                Kind::OldHeading => Some(Block::Heading(first.trim().to_string())),
                Kind::Heading => {
                    let text = first.get(1..).unwrap_or("").trim();
                    Some(Block::Heading(text.to_string()))
                }
                Kind::Paragraph => doc.paragraph(part).map(Block::Paragraph),
            };
            doc.blocks.extend(block);
            end = hi;
        }
        let mut blocks = std::mem::take(&mut doc.blocks);
        for block in &mut blocks {
            match block {
                Block::Paragraph(text) => *text = doc.inline(text),
                Block::List { items, .. } => {
                    for text in items.iter_mut().flat_map(|i| i.paragraphs.iter_mut()) {
                        *text = doc.inline(text);
                    }
                }
                Block::Heading(_) | Block::Code(_) => {}
            }
        }
        doc.blocks = blocks;
        doc
    }

    /// A paragraph; nothing if all its lines define links.
    fn paragraph(&mut self, lines: &[&str]) -> Option<String> {
        let found: Option<Vec<Definition>> = lines.iter().map(|l| definition(l)).collect();
        match found {
            Some(found) => {
                self.links.extend(found);
                None
            }
            None => Some(lines.join("\n")),
        }
    }

    fn list(&mut self, lines: &[&str], blank_before: bool) -> Block {
        let numbered = lines
            .first()
            .and_then(|l| marker(l))
            .is_some_and(|(number, _)| !number.is_empty());
        let mut items: Vec<Item> = Vec::new();
        let mut forced = false;
        let mut text: Vec<&str> = Vec::new();
        let flush = |doc: &mut Doc, items: &mut Vec<Item>, text: &mut Vec<&str>| {
            if let Some(item) = items.last_mut() {
                item.paragraphs.extend(doc.paragraph(text));
            }
            text.clear();
        };
        for line in lines {
            let mut line = *line;
            if let Some((number, rest)) = marker(line)
                && number.is_empty() != numbered
            {
                flush(self, &mut items, &mut text);
                items.push(Item {
                    number: number.to_string(),
                    paragraphs: Vec::new(),
                });
                line = rest;
            }
            let line = line.trim();
            if line.is_empty() {
                forced = true;
                flush(self, &mut items, &mut text);
            } else {
                text.push(line);
            }
        }
        flush(self, &mut items, &mut text);
        let blank_between = forced || items.iter().any(|i| i.paragraphs.len() != 1);
        Block::List {
            items,
            blank_before: blank_before || blank_between,
            blank_between,
        }
    }

    /// The text of a paragraph with its quotation marks; notes which links it uses.
    fn inline(&mut self, text: &str) -> String {
        let mut out = String::new();
        let mut wrote = 0;
        let mut start = None;
        for (i, c) in text.char_indices() {
            match (c, start) {
                ('[', _) => start = Some(i),
                (']', Some(at)) => {
                    start = None;
                    let inner = text.get(at + 1..i).unwrap_or("");
                    let name = inner.replace(['\n', '\t'], " ");
                    let link = self.links.iter_mut().find(|d| d.text == name);
                    if let Some(link) = link {
                        link.used = true;
                        quotes(&mut out, text.get(wrote..at).unwrap_or(""), true);
                        out.push('[');
                        quotes(&mut out, inner, false);
                        out.push(']');
                        wrote = i + 1;
                    }
                }
                _ => {}
            }
        }
        quotes(&mut out, text.get(wrote..).unwrap_or(""), true);
        out
    }

    fn print(&self) -> String {
        let mut out = String::new();
        for (i, block) in self.blocks.iter().enumerate() {
            let joined = matches!(
                block,
                Block::List {
                    blank_before: false,
                    ..
                }
            );
            if i > 0 && !joined {
                out.push('\n');
            }
            match block {
                Block::Paragraph(text) => {
                    let _ = writeln!(out, "{text}");
                }
                Block::Heading(text) => {
                    out.push_str("# ");
                    quotes(&mut out, "", false);
                    let _ = writeln!(out, "{text}");
                }
                Block::Code(lines) => {
                    for line in lines {
                        let tab = if line.is_empty() { "" } else { "\t" };
                        let _ = writeln!(out, "{tab}{line}");
                    }
                }
                Block::List {
                    items,
                    blank_between,
                    ..
                } => {
                    for (i, item) in items.iter().enumerate() {
                        if i > 0 && *blank_between {
                            out.push('\n');
                        }
                        match item.number.as_str() {
                            "" => out.push_str("  - "),
                            number => {
                                let _ = write!(out, " {number}. ");
                            }
                        }
                        for (i, text) in item.paragraphs.iter().enumerate() {
                            if i > 0 {
                                out.push_str("\n    ");
                            }
                            let _ = writeln!(out, "{}", text.replace('\n', "\n    "));
                        }
                    }
                }
            }
        }
        // Definitions that are used first, then those that are not.
        for used in [true, false] {
            let mut first = true;
            for link in self.links.iter().filter(|l| l.used == used) {
                if std::mem::take(&mut first) {
                    out.push('\n');
                }
                let _ = writeln!(out, "[{}]: {}", link.text, link.url);
            }
        }
        out
    }
}

/// Appends `text` with its doubled quotes as one character, except in addresses.
fn quotes(out: &mut String, text: &str, links: bool) {
    let mut rest = text;
    // Whether a word goes on here: addresses begin no later than words do.
    let mut in_word = false;
    while let Some(c) = rest.chars().next() {
        let mut len = c.len_utf8();
        if links
            && !in_word
            && let Some(address) = address(rest)
        {
            len = address;
            out.push_str(rest.get(..len).unwrap_or(""));
        } else if rest.starts_with("```") {
            len = rest.len() - rest.trim_start_matches('`').len();
            out.push_str(rest.get(..len).unwrap_or(""));
        } else if rest.starts_with("``") {
            len = 2;
            out.push('“');
        } else if rest.starts_with("''") {
            len = 2;
            out.push('”');
        } else {
            out.push(c);
        }
        in_word = c == '_' || c.is_alphanumeric();
        rest = rest.get(len..).unwrap_or("");
    }
}

fn is_scheme(text: &str) -> bool {
    ["file", "ftp", "gopher", "http", "https", "mailto", "nntp"].contains(&text)
}

/// The length of the address that `text` begins with.
fn address(text: &str) -> Option<usize> {
    let at = text
        .get(..text.len().min(9))
        .map_or_else(|| text.find("://"), |t| t.find("://"))?;
    if !is_scheme(text.get(..at)?) {
        return None;
    }
    let bytes = text.as_bytes();
    let punct = |c: u8| b".,:;?!".contains(&c);
    let host = |c: u8| c.is_ascii_alphanumeric() || b"_@-.[]:".contains(&c);
    let path = |c: u8| c.is_ascii_alphanumeric() || b"$'()*+&#=@~_/-[]{}%".contains(&c);
    let mut i = at + 3;
    if !bytes.get(i).is_some_and(|&c| host(c) && !punct(c)) {
        return None;
    }
    let mut end = i;
    while let Some(&c) = bytes.get(i).filter(|&&c| host(c)) {
        i += 1;
        if !punct(c) {
            end = i;
        }
    }
    i = end;
    let mut open = Vec::new();
    while let Some(&c) = bytes.get(i) {
        i += 1;
        if punct(c) {
            continue;
        }
        if !path(c) {
            break;
        }
        match c {
            b'(' => open.push(b')'),
            b'{' => open.push(b'}'),
            b'[' => open.push(b']'),
            b')' | b'}' | b']' if open.pop() != Some(c) => break,
            _ => {}
        }
        if open.is_empty() {
            end = i;
        }
    }
    Some(end)
}

/// `[text]: scheme://rest`
fn definition(line: &str) -> Option<Definition> {
    let rest = line.strip_prefix('[')?;
    let (text, url) = rest.split_once("]:")?;
    if !url.starts_with([' ', '\t']) || url.len() < 2 {
        return None;
    }
    let url = url.trim();
    let (scheme, _) = url.split_once("://")?;
    is_scheme(scheme).then(|| Definition {
        text: text.to_string(),
        url: url.to_string(),
        used: false,
    })
}

fn indented(line: &str) -> bool {
    line.starts_with([' ', '\t'])
}

/// The number and the rest of a line that begins an item of a list; bullets have no number.
fn marker(line: &str) -> Option<(&str, &str)> {
    let line = line.trim();
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, after) = line.split_at(digits);
    let rest = match number {
        "" => after.strip_prefix(['•', '*', '+', '-'])?,
        _ => after.strip_prefix(['.', ')'])?,
    };
    (indented(rest) && !rest.trim().is_empty()).then_some((number, rest))
}

/// Blocks of lines and what they are.
fn spans(lines: &[&str]) -> Vec<(usize, usize, Kind)> {
    let line = |i: usize| lines.get(i).copied().unwrap_or("");
    let is_list = |i: usize| marker(line(i)).is_some();
    let count = lines.len();
    let mut spans = Vec::new();
    let mut i = 0;
    // Lines before this one count as indented.
    let mut forced = 0;
    loop {
        while i < count && line(i).is_empty() {
            i += 1;
        }
        if i >= count {
            return spans;
        }
        let start = i;
        let mut end;
        let kind;
        if i < forced || indented(line(i)) {
            // A list that somebody forgot to indent goes on up to a blank line.
            let mut loose = is_list(i) && i < forced;
            i += 1;
            while i < count
                && (line(i).is_empty() || i < forced || indented(line(i)) || loose && is_list(i))
            {
                loose &= !line(i).is_empty();
                i += 1;
            }
            end = i;
            while end > start && line(end - 1).is_empty() {
                end -= 1;
            }
            // The brace that closes code which somebody forgot to indent.
            if end < count && line(end).starts_with('}') {
                end += 1;
            }
            kind = if is_list(start) {
                Kind::List
            } else {
                Kind::Code
            };
        } else {
            i += 1;
            while i < count && !line(i).is_empty() && !indented(line(i)) {
                i += 1;
            }
            end = i;
            if i < count && !line(i).is_empty() && !is_list(i) {
                if is_list(i - 1) {
                    forced = end;
                    end -= 1;
                    while end > start && is_list(end - 1) {
                        end -= 1;
                    }
                } else if line(i - 1).ends_with(['{', '\\']) {
                    forced = end;
                    end -= 1;
                }
                if start == end && forced > start {
                    i = start;
                    continue;
                }
            }
            kind = if end - start == 1 && is_heading(line(start)) {
                Kind::Heading
            } else if end - start == 1 && is_old_heading(lines, start) {
                Kind::OldHeading
            } else {
                Kind::Paragraph
            };
        }
        spans.push((start, end, kind));
        i = end;
    }
}

fn is_heading(line: &str) -> bool {
    line.strip_prefix('#')
        .is_some_and(|rest| indented(rest) && !rest.trim().is_empty())
}

/// A line between blank lines that reads like a heading and has text after it.
fn is_old_heading(lines: &[&str], at: usize) -> bool {
    let line = |i: usize| lines.get(i).copied();
    let alone = at > 0
        && line(at - 1) == Some("")
        && line(at + 1) == Some("")
        && line(at + 2).is_some_and(|l| !indented(l));
    let text = line(at).unwrap_or("").trim();
    alone
        && text.starts_with(char::is_uppercase)
        && text.ends_with(|c: char| c.is_alphabetic() || c.is_numeric())
        && !text.contains(|c| ";:!?+*/=[]{}_^°&§~%#@<\">\\".contains(c))
        && text
            .split('\'')
            .skip(1)
            .all(|rest| rest == "s" || rest.starts_with("s "))
        && text
            .split('.')
            .skip(1)
            .all(|rest| !rest.is_empty() && !rest.starts_with(' '))
}

/// `lines` without blank ones around them and without what all of them are indented by.
fn unindent<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    let Some(first) = lines.iter().position(|l| !l.is_empty()) else {
        return Vec::new();
    };
    let last = lines.iter().rposition(|l| !l.is_empty()).unwrap_or(first);
    let lines = lines.get(first..=last).unwrap_or(&[]);
    let space = |l: &'a str| {
        l.get(..l.len() - l.trim_start_matches([' ', '\t']).len())
            .unwrap_or("")
    };
    let mut prefix = lines.first().map_or("", |l| space(l));
    for line in lines.iter().filter(|l| !l.is_empty()) {
        prefix = common(prefix, space(line), |_| true);
    }
    let mut out: Vec<&str> = lines
        .iter()
        .map(|line| {
            let line = line.strip_prefix(prefix).unwrap_or(line);
            if line.trim().is_empty() { "" } else { line }
        })
        .collect();
    while out.last() == Some(&"") {
        out.pop();
    }
    let blank = out.iter().take_while(|l| l.is_empty()).count();
    out.drain(..blank);
    out
}

/// The longest beginning that `a` and `b` share, of bytes that are `ok`.
fn common<'a>(a: &'a str, b: &str, ok: impl Fn(u8) -> bool) -> &'a str {
    let same = a.bytes().zip(b.bytes());
    let len = same.take_while(|&(x, y)| x == y && ok(x)).count();
    a.get(..len).unwrap_or("")
}

/// Takes the margin that the lines of a `/* */` comment share from all but the first, so that
/// it can be printed at another indentation.
pub(super) fn strip_margin(lines: &mut [String]) {
    let [first, rest @ ..] = lines else { return };
    let Some((last, middle)) = rest.split_last_mut() else {
        return;
    };
    let blank = |s: &str| s.bytes().all(|b| b <= b' ');
    let margin = |b: u8| b <= b' ' || b == b'*';
    let mut shared: Option<String> = None;
    for line in middle.iter_mut() {
        if blank(line) {
            line.clear();
        } else {
            let so_far = shared.as_deref().unwrap_or(line);
            shared = Some(common(so_far, line, margin).to_string());
        }
    }
    let mut prefix = shared.unwrap_or_else(|| common(last, last, margin).to_string());
    let stars = prefix.find('*');
    if let Some(at) = stars {
        // Stars stay below each other.
        prefix.truncate(at);
        if prefix.ends_with(' ') {
            prefix.pop();
        }
    } else {
        let opening = first.get(2..).unwrap_or("");
        if blank(opening) {
            // The text below is kept indented by up to three blanks or a tab.
            let spaces = prefix.len() - prefix.trim_end_matches(' ').len();
            if spaces > 0 {
                prefix.truncate(prefix.len() - spaces.min(3));
            } else if prefix.ends_with('\t') {
                prefix.pop();
            }
        } else {
            // The text below is aligned with that of the first line: a tab there makes up for
            // the delimiter, else the delimiter counts as two blanks.
            let len = opening.bytes().take_while(|&b| b <= b' ').count();
            let gap = opening.get(..len).unwrap_or("");
            let gap = match gap.starts_with('\t') {
                true => gap.to_string(),
                false => format!("  {gap}"),
            };
            if prefix.ends_with(&gap) {
                prefix.truncate(prefix.len() - gap.len());
            }
        }
    }
    let before = last.split("*/").next().unwrap_or("");
    if blank(before) {
        let star = if stars.is_some() { " " } else { "" };
        *last = format!("{prefix}{star}*/");
    } else {
        prefix = common(&prefix, last, margin).to_string();
    }
    for line in middle.iter_mut().chain(std::iter::once(last)) {
        if line.starts_with(&prefix) {
            line.drain(..prefix.len());
        }
    }
}
