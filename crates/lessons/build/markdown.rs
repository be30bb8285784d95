//! Markdown to the typed tree. Raw HTML, images, tables and unknown links are errors, because
//! nothing downstream can show them safely or at all.
//!
//! Links into the live program are `sudog:` addresses: `sudog:start`, `sudog:step=9`,
//! `sudog:line=12`, `sudog:find=ch<-1` (the one line that contains this text; `&nth=2` for the
//! second time it is reached), `sudog:next`, `sudog:back`, `sudog:notable`, `sudog:choice`,
//! `sudog:end`; `sudog:explore` and `sudog:races` open what looks at more than one run, and
//! `sudog:layout` opens what looks at types, `sudog:memory` at stacks and heap, `sudog:escapes` at
//! what the compiler moves there.
//! `lesson:track/lesson` and `example:id` lead elsewhere, `https:` out.
//! Fenced blocks named `predict` and `check` hold TOML; `go` is code; block quotes are asides.
//! A check is decided by `runs = N`, Go's order and seeds, or by `every = N`: every interleaving,
//! which N executions must be enough to cover.

use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use serde::Deserialize;

use crate::model::*;

/// A lesson's prose: title (the one heading of level 1), first paragraph, and everything else.
pub(crate) fn text(language: &str, source: &str, files: &[File]) -> Result<Text, String> {
    let mut reader = Reader::new(source, files);
    let mut blocks = reader.blocks(None)?;
    let Some(Block::Heading {
        level: 1,
        text: title,
    }) = blocks.first()
    else {
        return Err("must start with a title, `# ...`".to_owned());
    };
    let title = plain(title);
    blocks.remove(0);
    let Some(Block::Paragraph(summary)) = blocks.first() else {
        return Err("the title must be followed by a paragraph: the summary".to_owned());
    };
    let summary = plain(summary);
    blocks.remove(0);
    if blocks
        .iter()
        .any(|b| matches!(b, Block::Heading { level: 1, .. }))
    {
        return Err("has more than one title".to_owned());
    }
    Ok(Text {
        language: language.to_owned(),
        title,
        summary,
        blocks,
    })
}

/// One line of Markdown, without blocks.
pub(crate) fn inline(source: &str, files: &[File]) -> Result<Vec<Inline>, String> {
    let mut blocks = Reader::new(source.trim(), files).blocks(None)?;
    match (blocks.pop(), blocks.is_empty()) {
        (Some(Block::Paragraph(text)), true) => Ok(text),
        (None, _) => Ok(Vec::new()),
        _ => Err(format!("must be one paragraph: {source:?}")),
    }
}

/// A moment as links write it, without `sudog:`.
pub(crate) fn moment(address: &str, files: &[File]) -> Result<Moment, String> {
    let (address, nth) = match address.rsplit_once("&nth=") {
        Some((rest, n)) => (
            rest,
            n.parse().map_err(|_| format!("bad nth in {address:?}"))?,
        ),
        None => (address, 1),
    };
    let number = |text: &str| {
        text.parse::<u32>()
            .map_err(|_| format!("not a number: {text:?}"))
    };
    let moment = match address.split_once('=') {
        None => match address {
            "start" => Moment::Start,
            "next" => Moment::Next,
            "back" => Moment::Back,
            "notable" => Moment::Notable,
            "choice" => Moment::Choice,
            "end" => Moment::End,
            "explore" => Moment::Explore,
            "races" => Moment::Races,
            "layout" => Moment::Layout,
            "memory" => Moment::Memory,
            "escapes" => Moment::Escapes,
            _ => return Err(format!("unknown moment {address:?}")),
        },
        Some(("step", n)) => Moment::Step(number(n)?.into()),
        Some(("line", n)) => {
            let line = number(n)?;
            let lines = files.first().map_or(0, |f| f.text.lines().count());
            if line == 0 || line as usize > lines {
                return Err(format!("the program has no line {line}"));
            }
            Moment::Line { file: 0, line, nth }
        }
        Some(("find", text)) => find(text, files, nth)?,
        Some(_) => return Err(format!("unknown moment {address:?}")),
    };
    Ok(moment)
}

/// The one line that contains a text, white space aside (addresses in Markdown have none).
fn find(text: &str, files: &[File], nth: u32) -> Result<Moment, String> {
    let dense = |text: &str| text.split_whitespace().collect::<String>();
    let wanted = dense(text);
    let mut found = None;
    for (file, source) in (0..).zip(files) {
        for (line, content) in (1..).zip(source.text.lines()) {
            if dense(content).contains(&wanted)
                && found.replace(Moment::Line { file, line, nth }).is_some()
            {
                return Err(format!("more than one line contains {text:?}"));
            }
        }
    }
    found.ok_or_else(|| format!("no line contains {text:?}"))
}

struct Reader<'a> {
    events: Parser<'a>,
    files: &'a [File],
}

impl<'a> Reader<'a> {
    fn new(source: &'a str, files: &'a [File]) -> Self {
        Reader {
            events: Parser::new_ext(source, Options::empty()),
            files,
        }
    }

    /// Blocks up to an end tag, or to the end of the text.
    fn blocks(&mut self, until: Option<TagEnd>) -> Result<Vec<Block>, String> {
        let mut blocks = Vec::new();
        // Items of tight lists hold text without a paragraph around it.
        let mut loose: Vec<Inline> = Vec::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::Start(tag) => {
                    if let Some(span) = self.span(&tag)? {
                        loose.push(span);
                        continue;
                    }
                    flush(&mut loose, &mut blocks);
                    blocks.push(self.block(tag)?);
                }
                Event::End(end) if Some(end) == until => {
                    flush(&mut loose, &mut blocks);
                    return Ok(blocks);
                }
                Event::Rule => {}
                other => loose.push(leaf(other)?),
            }
        }
        flush(&mut loose, &mut blocks);
        Ok(blocks)
    }

    fn block(&mut self, tag: Tag<'a>) -> Result<Block, String> {
        let end = tag.to_end();
        match tag {
            Tag::Paragraph => Ok(Block::Paragraph(self.inlines(end)?)),
            Tag::Heading { level, .. } => {
                let level = match level {
                    HeadingLevel::H1 => 1,
                    HeadingLevel::H2 => 2,
                    HeadingLevel::H3 => 3,
                    _ => return Err("headings have three levels".to_owned()),
                };
                Ok(Block::Heading {
                    level,
                    text: self.inlines(end)?,
                })
            }
            Tag::BlockQuote(_) => Ok(Block::Note(self.blocks(Some(end))?)),
            Tag::List(first) => {
                let mut items = Vec::new();
                while let Some(event) = self.events.next() {
                    match event {
                        Event::Start(Tag::Item) => items.push(self.blocks(Some(TagEnd::Item))?),
                        Event::End(e) if e == end => break,
                        other => return Err(format!("unexpected in a list: {other:?}")),
                    }
                }
                Ok(Block::List {
                    ordered: first.is_some(),
                    items,
                })
            }
            Tag::CodeBlock(kind) => {
                let mut text = String::new();
                for event in self.events.by_ref() {
                    match event {
                        Event::Text(t) => text.push_str(&t),
                        Event::End(e) if e == end => break,
                        other => return Err(format!("unexpected in code: {other:?}")),
                    }
                }
                let name = match kind {
                    CodeBlockKind::Fenced(name) => name,
                    CodeBlockKind::Indented => CowStr::Borrowed("indented"),
                };
                self.fenced(&name, text)
            }
            Tag::HtmlBlock => Err("raw HTML is not allowed".to_owned()),
            other => Err(format!("lessons have no {other:?}")),
        }
    }

    fn fenced(&self, name: &str, text: String) -> Result<Block, String> {
        match name {
            "go" => Ok(Block::Code(text)),
            "predict" => predict(&text, self.files)
                .map(Block::Predict)
                .map_err(|e| format!("predict: {e}")),
            "check" => check(&text, self.files)
                .map(Block::Check)
                .map_err(|e| format!("check: {e}")),
            _ => Err(format!(
                "fenced blocks are go, predict or check, not {name:?}"
            )),
        }
    }

    /// Inlines up to an end tag.
    fn inlines(&mut self, until: TagEnd) -> Result<Vec<Inline>, String> {
        let mut out = Vec::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::End(end) if end == until => break,
                Event::Start(tag) => match self.span(&tag)? {
                    Some(span) => out.push(span),
                    None => return Err(format!("unexpected in text: {tag:?}")),
                },
                other => out.push(leaf(other)?),
            }
        }
        let out = join(out);
        // Markdown shows a link as text when the parentheses of its address do not match.
        let broken = |i: &Inline| matches!(i, Inline::Text(t) if t.contains("](") );
        match out.iter().find(|i| broken(i)) {
            Some(Inline::Text(text)) => Err(format!("a link that is none: {text:?}")),
            _ => Ok(out),
        }
    }

    /// Marks around text; `None`: the tag opens a block.
    fn span(&mut self, tag: &Tag<'a>) -> Result<Option<Inline>, String> {
        let end = tag.to_end();
        Ok(Some(match tag {
            Tag::Emphasis => Inline::Emphasis(self.inlines(end)?),
            Tag::Strong => Inline::Strong(self.inlines(end)?),
            Tag::Link { dest_url, .. } => {
                let target = self.target(dest_url)?;
                Inline::Link {
                    target,
                    text: self.inlines(end)?,
                }
            }
            _ => return Ok(None),
        }))
    }

    fn target(&self, address: &str) -> Result<Target, String> {
        match address.split_once(':') {
            Some(("sudog", rest)) => Ok(Target::Moment(moment(rest, self.files)?)),
            Some(("lesson", id)) => Ok(Target::Lesson(id.to_owned())),
            Some(("example", id)) => Ok(Target::Example(id.to_owned())),
            Some(("https", _)) => Ok(Target::Web(address.to_owned())),
            _ => Err(format!(
                "links lead to sudog:, lesson:, example: or https:, not to {address:?}"
            )),
        }
    }
}

fn flush(loose: &mut Vec<Inline>, blocks: &mut Vec<Block>) {
    if !loose.is_empty() {
        blocks.push(Block::Paragraph(join(std::mem::take(loose))));
    }
}

fn leaf(event: Event<'_>) -> Result<Inline, String> {
    match event {
        Event::Text(text) => Ok(Inline::Text(text.into_string())),
        Event::Code(text) => Ok(Inline::Code(text.into_string())),
        Event::SoftBreak | Event::HardBreak => Ok(Inline::Text(" ".to_owned())),
        Event::Html(html) | Event::InlineHtml(html) => {
            Err(format!("raw HTML is not allowed: {html}"))
        }
        other => Err(format!("lessons have no {other:?}")),
    }
}

/// Neighbouring texts become one.
fn join(list: Vec<Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for inline in list {
        match (out.last_mut(), inline) {
            (Some(Inline::Text(last)), Inline::Text(text)) => last.push_str(&text),
            (_, inline) => out.push(inline),
        }
    }
    out
}

fn plain(list: &[Inline]) -> String {
    let word = |inline: &Inline| match inline {
        Inline::Text(text) | Inline::Code(text) => text.clone(),
        Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link { text: inner, .. } => {
            plain(inner)
        }
    };
    list.iter().map(word).collect()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PredictToml {
    question: String,
    choices: Vec<String>,
    /// Counted from 1, as people do.
    answer: u32,
    explain: String,
    reveal: Option<String>,
}

fn predict(source: &str, files: &[File]) -> Result<Predict, String> {
    let raw: PredictToml = toml::from_str(source).map_err(|e| e.to_string())?;
    if raw.choices.len() < 2 {
        return Err("a prediction needs at least two choices".to_owned());
    }
    if raw.answer == 0 || raw.answer as usize > raw.choices.len() {
        return Err("the answer is the number of a choice, from 1".to_owned());
    }
    let inlines = |text: &String| inline(text, files);
    Ok(Predict {
        question: inlines(&raw.question)?,
        choices: raw.choices.iter().map(inlines).collect::<Result<_, _>>()?,
        answer: raw.answer - 1,
        explanation: inlines(&raw.explain)?,
        reveal: raw
            .reveal
            .map(|m| moment(m.trim_start_matches("sudog:"), files))
            .transpose()?,
    })
}

/// A reader waits for all of them.
const MAX_EXECUTIONS: u64 = 20_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct CheckToml {
    task: String,
    #[serde(default)]
    hint: String,
    #[serde(default)]
    runs: Option<u32>,
    #[serde(default)]
    every: Option<u64>,
    #[serde(default)]
    starts_passing: bool,
    #[serde(default)]
    no_deadlock: bool,
    #[serde(default)]
    no_panic: bool,
    #[serde(default)]
    no_leak: bool,
    #[serde(default)]
    some_deadlock: bool,
    #[serde(default)]
    no_race: bool,
    exit: Option<i32>,
    #[serde(default)]
    output: Vec<String>,
    #[serde(default)]
    prints: Vec<String>,
}

fn check(source: &str, files: &[File]) -> Result<Check, String> {
    let raw: CheckToml = toml::from_str(source).map_err(|e| e.to_string())?;
    let mut properties = vec![Property::Compiles];
    for (wanted, property) in [
        (raw.no_deadlock, Property::NoDeadlock),
        (raw.no_panic, Property::NoPanic),
        (raw.no_leak, Property::NoLeak),
        (raw.some_deadlock, Property::SomeDeadlock),
        (raw.no_race, Property::NoRace),
    ] {
        if wanted {
            properties.push(property);
        }
    }
    properties.extend(raw.exit.map(Property::Exit));
    if !raw.output.is_empty() {
        properties.push(Property::Output(raw.output));
    }
    properties.extend(raw.prints.into_iter().map(Property::Line));
    if raw.no_race && raw.every.is_none() {
        return Err("no-race needs every = N: single runs do not look for races".to_owned());
    }
    if raw.every.is_some() && raw.runs.is_some() {
        return Err("a check counts runs or looks at every interleaving, not both".to_owned());
    }
    if raw
        .every
        .is_some_and(|n| !(1..=MAX_EXECUTIONS).contains(&n))
    {
        return Err(format!("every is from 1 to {MAX_EXECUTIONS}"));
    }
    if properties.len() == 1 {
        return Err("a check asks for something: no-deadlock, output, prints, ...".to_owned());
    }
    Ok(Check {
        task: inline(&raw.task, files)?,
        hint: inline(&raw.hint, files)?,
        properties,
        runs: raw.runs.unwrap_or(20).clamp(1, 1000),
        every: raw.every,
        starts_failing: !raw.starts_passing,
    })
}
