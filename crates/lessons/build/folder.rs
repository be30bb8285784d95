//! The folders: `NN-track/track.toml`, `NN-track/NN-lesson/{lesson.toml, en.md, main.go, ...}` and
//! `examples/NN-example/{example.toml, main.go}`. Numbers give the order and are not part of ids.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::markdown;
use crate::model::*;

const LANGUAGES: &[&str] = &["en", "es", "ru"];
const POLICIES: &[&str] = &["go", "random", "manual"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LabelToml {
    title: String,
    summary: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TrackToml {
    label: BTreeMap<String, LabelToml>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExampleToml {
    label: BTreeMap<String, LabelToml>,
    tags: Vec<String>,
    level: u8,
    #[serde(default = "go")]
    policy: String,
    #[serde(default = "one")]
    seed: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LessonToml {
    minutes: u8,
    #[serde(default = "main_go")]
    files: Vec<String>,
    #[serde(default)]
    solution: Vec<String>,
    /// Further solutions, each a file that takes the place of main.go.
    #[serde(default)]
    also: Vec<String>,
    #[serde(default = "go")]
    policy: String,
    #[serde(default = "one")]
    seed: u64,
}

fn go() -> String {
    "go".to_owned()
}

fn one() -> u64 {
    1
}

fn main_go() -> Vec<String> {
    vec!["main.go".to_owned()]
}

/// Reads everything; the first thing that is wrong is the error.
pub(crate) fn read(top: &Path) -> Result<Catalogue, String> {
    let mut catalogue = Catalogue::default();
    for dir in folders(top)? {
        if id(&dir)? == "examples" {
            for dir in folders(&dir)? {
                catalogue.examples.push(example(&dir).map_err(at(&dir))?);
            }
        } else {
            catalogue.tracks.push(track(&dir)?);
        }
    }
    links(&catalogue)?;
    Ok(catalogue)
}

fn track(dir: &Path) -> Result<Track, String> {
    let raw: TrackToml = toml(&dir.join("track.toml"))?;
    let track = id(dir)?;
    let mut lessons = Vec::new();
    for folder in folders(dir)? {
        lessons.push(lesson(&track, &folder).map_err(at(&folder))?);
    }
    Ok(Track {
        id: track,
        labels: labels(raw.label).map_err(at(dir))?,
        lessons,
    })
}

fn example(dir: &Path) -> Result<Example, String> {
    let raw: ExampleToml = toml(&dir.join("example.toml"))?;
    if !(1..=3).contains(&raw.level) {
        return Err("level is 1, 2 or 3".to_owned());
    }
    Ok(Example {
        id: id(dir)?,
        labels: labels(raw.label)?,
        tags: raw.tags,
        level: raw.level,
        files: vec![file(dir, "main.go", "main.go")?],
        start: start(raw.policy, raw.seed)?,
    })
}

fn lesson(track: &str, dir: &Path) -> Result<Lesson, String> {
    let raw: LessonToml = toml(&dir.join("lesson.toml"))?;
    let files = raw
        .files
        .iter()
        .map(|name| file(dir, name, name))
        .collect::<Result<Vec<_>, _>>()?;
    let mut solutions = match raw.solution.as_slice() {
        [] => vec![],
        // The usual case: one file that takes the place of main.go.
        [single] => vec![vec![file(dir, single, "main.go")?]],
        many => vec![
            many.iter()
                .map(|name| file(dir, name, name))
                .collect::<Result<Vec<_>, _>>()?,
        ],
    };
    for name in &raw.also {
        solutions.push(vec![file(dir, name, "main.go")?]);
    }
    let mut texts = Vec::new();
    for language in LANGUAGES {
        let path = dir.join(format!("{language}.md"));
        if path.is_file() {
            let source = fs::read_to_string(&path).map_err(|e| e.to_string())?;
            texts.push(
                markdown::text(language, &source, &files)
                    .map_err(|e| format!("{language}.md: {e}"))?,
            );
        } else if *language == "en" {
            return Err("en.md is missing".to_owned());
        }
    }
    let has_check = texts
        .iter()
        .any(|t| t.blocks.iter().any(|b| matches!(b, Block::Check(_))));
    if has_check == solutions.is_empty() {
        return Err("a lesson has a solution when, and only when, it has a check".to_owned());
    }
    Ok(Lesson {
        id: format!("{track}/{}", id(dir)?),
        minutes: raw.minutes,
        files,
        solutions,
        start: start(raw.policy, raw.seed)?,
        texts,
    })
}

/// Every link between lessons and examples leads somewhere.
fn links(catalogue: &Catalogue) -> Result<(), String> {
    let lessons: Vec<&str> = catalogue
        .tracks
        .iter()
        .flat_map(|t| &t.lessons)
        .map(|l| l.id.as_str())
        .collect();
    let examples: Vec<&str> = catalogue.examples.iter().map(|e| e.id.as_str()).collect();
    let check = |text: &Vec<Inline>| {
        text.iter().try_for_each(|inline| match inline {
            Inline::Link {
                target: Target::Lesson(id),
                ..
            } if !lessons.contains(&id.as_str()) => Err(format!("no lesson {id:?}")),
            Inline::Link {
                target: Target::Example(id),
                ..
            } if !examples.contains(&id.as_str()) => Err(format!("no example {id:?}")),
            _ => Ok(()),
        })
    };
    for lesson in catalogue.tracks.iter().flat_map(|t| &t.lessons) {
        for text in &lesson.texts {
            let paragraphs = |blocks: &Vec<Block>| {
                blocks.iter().try_for_each(|block| match block {
                    Block::Paragraph(text) | Block::Heading { text, .. } => check(text),
                    _ => Ok(()),
                })
            };
            paragraphs(&text.blocks)
                .map_err(|e| format!("{} ({}): {e}", lesson.id, text.language))?;
            for block in &text.blocks {
                let inner: Vec<&Vec<Block>> = match block {
                    Block::List { items, .. } => items.iter().collect(),
                    Block::Note(blocks) => vec![blocks],
                    _ => vec![],
                };
                for blocks in inner {
                    paragraphs(blocks)
                        .map_err(|e| format!("{} ({}): {e}", lesson.id, text.language))?;
                }
            }
        }
    }
    Ok(())
}

fn labels(raw: BTreeMap<String, LabelToml>) -> Result<Vec<Label>, String> {
    if let Some(unknown) = raw.keys().find(|k| !LANGUAGES.contains(&k.as_str())) {
        return Err(format!("unknown language {unknown:?}"));
    }
    if !raw.contains_key("en") {
        return Err("[label.en] is missing".to_owned());
    }
    // BTreeMap order: en, es, ru.
    Ok(raw
        .into_iter()
        .map(|(language, l)| Label {
            language,
            title: l.title,
            summary: l.summary,
        })
        .collect())
}

fn start(policy: String, seed: u64) -> Result<Start, String> {
    if POLICIES.contains(&policy.as_str()) {
        Ok(Start { policy, seed })
    } else {
        Err(format!("unknown policy {policy:?}"))
    }
}

fn file(dir: &Path, on_disk: &str, name: &str) -> Result<File, String> {
    let text = fs::read_to_string(dir.join(on_disk)).map_err(|e| format!("{on_disk}: {e}"))?;
    Ok(File {
        name: name.to_owned(),
        text,
    })
}

fn toml<T: for<'a> Deserialize<'a>>(path: &Path) -> Result<T, String> {
    let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    toml::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))
}

/// Sub-folders by name, which begins with their number.
fn folders(dir: &Path) -> Result<Vec<PathBuf>, String> {
    let mut list = Vec::new();
    for entry in fs::read_dir(dir).map_err(|e| format!("{}: {e}", dir.display()))? {
        let path = entry.map_err(|e| e.to_string())?.path();
        if path.is_dir() {
            list.push(path);
        }
    }
    list.sort();
    Ok(list)
}

/// The folder's name without its number.
fn id(dir: &Path) -> Result<String, String> {
    let name = dir
        .file_name()
        .and_then(|n| n.to_str())
        .ok_or("a folder's name is not text")?;
    let id = name
        .trim_start_matches(|c: char| c.is_ascii_digit())
        .trim_start_matches('-');
    let fine = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if id.is_empty() || !id.chars().all(fine) {
        return Err(format!("{name:?}: folders are named 01-like-this"));
    }
    Ok(id.to_owned())
}

fn at(dir: &Path) -> impl Fn(String) -> String {
    let dir = dir.display().to_string();
    move |e| format!("{dir}: {e}")
}
