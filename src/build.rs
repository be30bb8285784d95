//! Compiles `src/i18n/*.ftl` into one typed function per message.
//!
//! The form is the part of Fluent that the page needs: `key = text`, continuation lines, `{ $name }`,
//! and one selector per message over a count with plural categories. A message that is missing in
//! a language, or whose variables differ, fails the build.

use std::{collections::BTreeMap, env, fmt::Write as _, fs, path::Path};

/// A piece of a text.
#[derive(Debug, PartialEq)]
enum Piece {
    Text(String),
    Var(String),
}

/// A message: one text, or one per plural category.
struct Message {
    selector: Option<String>,
    variants: Vec<(String, Vec<Piece>)>,
}

fn main() {
    let dir = Path::new("src/i18n");
    println!("cargo::rerun-if-changed=src/i18n");
    println!("cargo::rerun-if-changed=src/build.rs");
    let en = parse(&read(&dir.join("en.ftl")), "en");
    let mut out = String::new();
    for (key, message) in &en {
        emit(&mut out, key, message);
    }
    let to = Path::new(&env::var("OUT_DIR").expect("cargo sets OUT_DIR")).join("messages.rs");
    fs::write(to, out).expect("the output folder is writable");
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn parse(source: &str, language: &str) -> BTreeMap<String, Message> {
    let mut entries: Vec<(String, String)> = Vec::new();
    for line in source.lines() {
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        if line.starts_with([' ', '}']) {
            let last = entries
                .last_mut()
                .unwrap_or_else(|| panic!("{language}: text before any key"));
            last.1.push('\n');
            last.1.push_str(line.trim());
            continue;
        }
        let (key, text) = line
            .split_once('=')
            .unwrap_or_else(|| panic!("{language}: no `=` in {line:?}"));
        entries.push((key.trim().to_owned(), text.trim().to_owned()));
    }
    let mut all = BTreeMap::new();
    for (key, text) in entries {
        let message = parse_message(&text, &key);
        assert!(
            all.insert(key.clone(), message).is_none(),
            "{language}: {key} twice"
        );
    }
    all
}

fn parse_message(text: &str, key: &str) -> Message {
    let Some((head, rest)) = text.split_once("->") else {
        return Message {
            selector: None,
            variants: vec![(String::new(), pieces(&text.replace('\n', " "), key))],
        };
    };
    let selector = head
        .trim()
        .trim_start_matches('{')
        .trim()
        .trim_start_matches('$')
        .to_owned();
    let body = rest
        .trim()
        .strip_suffix('}')
        .unwrap_or_else(|| panic!("{key}: selector without an end"));
    let mut variants = Vec::new();
    for line in body.lines().map(str::trim).filter(|l| !l.is_empty()) {
        let (name, text) = line
            .trim_start_matches('*')
            .strip_prefix('[')
            .and_then(|l| l.split_once(']'))
            .unwrap_or_else(|| panic!("{key}: not a variant: {line:?}"));
        variants.push((name.to_owned(), pieces(text.trim(), key)));
    }
    assert!(
        variants.last().is_some_and(|v| v.0 == "other"),
        "{key}: the last variant must be `other`"
    );
    Message {
        selector: Some(selector),
        variants,
    }
}

fn pieces(text: &str, key: &str) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        if open > 0 {
            out.push(Piece::Text(rest[..open].to_owned()));
        }
        let close = rest[open..]
            .find('}')
            .unwrap_or_else(|| panic!("{key}: `{{` without `}}`"))
            + open;
        let inner = rest[open + 1..close].trim();
        // { "text" } is how Fluent writes characters that would mean something.
        if let Some(quoted) = inner.strip_prefix('"') {
            out.push(Piece::Text(quoted.trim_end_matches('"').to_owned()));
        } else {
            out.push(Piece::Var(inner.trim_start_matches('$').replace('-', "_")));
        }
        rest = &rest[close + 1..];
    }
    if !rest.is_empty() {
        out.push(Piece::Text(rest.to_owned()));
    }
    out
}

fn emit(out: &mut String, key: &str, message: &Message) {
    let name = key.replace('-', "_");
    let mut vars: Vec<&str> = Vec::new();
    for (_, pieces) in &message.variants {
        for piece in pieces {
            if let Piece::Var(v) = piece
                && !vars.contains(&v.as_str())
                && Some(v) != message.selector.as_ref()
            {
                vars.push(v);
            }
        }
    }
    let mut params: Vec<String> = message
        .selector
        .iter()
        .map(|s| format!("{s}: u64"))
        .collect();
    params.extend(
        vars.iter()
            .map(|v| format!("{v}: &dyn ::std::fmt::Display")),
    );
    let first = message
        .variants
        .last()
        .map(|v| v.1.as_slice())
        .unwrap_or_default();
    let doc = template(first).replace('\n', " ");
    let _ = writeln!(out, "/// {doc}");
    if params.is_empty() {
        let text: String = first
            .iter()
            .map(|p| {
                if let Piece::Text(t) = p {
                    t.as_str()
                } else {
                    ""
                }
            })
            .collect();
        let _ = writeln!(out, "pub(crate) fn {name}() -> &'static str {{ {text:?} }}");
        return;
    }
    let _ = writeln!(
        out,
        "pub(crate) fn {name}({}) -> String {{",
        params.join(", ")
    );
    match &message.selector {
        None => {
            let _ = writeln!(out, "    format!({:?})", template(first));
        }
        Some(selector) => {
            let _ = writeln!(out, "    match super::plural({selector}) {{");
            for (category, pieces) in &message.variants {
                let pattern = match category.as_str() {
                    "one" => "super::Plural::One",
                    "other" => "_",
                    unknown => panic!("{key}: English has no plural category {unknown}"),
                };
                let _ = writeln!(out, "        {pattern} => format!({:?}),", template(pieces));
            }
            out.push_str("    }\n");
        }
    }
    out.push_str("}\n");
}

/// The pieces as a format string.
fn template(pieces: &[Piece]) -> String {
    pieces
        .iter()
        .map(|p| match p {
            Piece::Text(t) => t.replace('{', "{{").replace('}', "}}"),
            Piece::Var(v) => format!("{{{v}}}"),
        })
        .collect()
}
