//! What a program says must hold of it: comments of the form `// sudog: no race, output "3\n"`.

use crate::Property;

/// The prefix of such a comment.
const MARK: &str = "// sudog:";

/// The properties that a program's text asks for, in order, and whatever stands in such comments
/// and means nothing. Several outputs are one property: any of them may be printed.
///
/// Clauses, separated by commas: `no race`, `no deadlock`, `no leak`, `no panic`, `exit N`,
/// `output "…"`, `line "…"`, with Go's escapes in the quotes.
pub fn asserted(text: &str) -> (Vec<Property>, Vec<String>) {
    let mut properties = Vec::new();
    let mut outputs = Vec::new();
    let mut unknown = Vec::new();
    let comments = text.lines().filter_map(|l| l.trim().strip_prefix(MARK));
    for clause in comments.flat_map(clauses) {
        match one(clause) {
            Some(Property::Output(mut any)) => outputs.append(&mut any),
            Some(property) => {
                if !properties.contains(&property) {
                    properties.push(property);
                }
            }
            None => unknown.push(clause.to_owned()),
        }
    }
    if !outputs.is_empty() {
        properties.push(Property::Output(outputs));
    }
    (properties, unknown)
}

/// The parts between commas that are not quoted.
fn clauses(line: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let (mut from, mut quoted, mut escaped) = (0, false, false);
    for (i, c) in line.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            ',' if !quoted => {
                out.push(line.get(from..i).unwrap_or("").trim());
                from = i + 1;
            }
            _ => {}
        }
    }
    out.push(line.get(from..).unwrap_or("").trim());
    out.retain(|c| !c.is_empty());
    out
}

fn one(clause: &str) -> Option<Property> {
    let words: Vec<&str> = clause.split_whitespace().collect();
    match words.as_slice() {
        ["no", "race" | "races"] => return Some(Property::NoRace),
        ["no", "deadlock" | "deadlocks"] => return Some(Property::NoDeadlock),
        ["no", "leak" | "leaks"] => return Some(Property::NoLeak),
        ["no", "panic" | "panics"] => return Some(Property::NoPanic),
        ["exit", n] => return n.parse().ok().map(Property::Exit),
        _ => {}
    }
    let (word, rest) = clause.split_once(char::is_whitespace)?;
    let text = unquoted(rest.trim())?;
    match word {
        "output" => Some(Property::Output(vec![text])),
        "line" => Some(Property::Line(text)),
        _ => None,
    }
}

fn unquoted(text: &str) -> Option<String> {
    let inner = text.strip_prefix('"')?.strip_suffix('"')?;
    let mut out = String::new();
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        out.push(match c {
            '"' => return None,
            '\\' => match chars.next()? {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                '\\' => '\\',
                '"' => '"',
                _ => return None,
            },
            c => c,
        });
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, want: &[Property], unknown: &[&str]) {
        let (got, rest) = asserted(text);
        assert_eq!(got, want);
        assert_eq!(rest, unknown);
    }

    #[test]
    fn clauses_of_comments() {
        use Property as P;
        check("package main\n// sudog is fine\n", &[], &[]);
        check(
            "\t// sudog: no race, no deadlock ,no leaks\n// sudog: no panic, no race",
            &[P::NoRace, P::NoDeadlock, P::NoLeak, P::NoPanic],
            &[],
        );
        check(
            r#"// sudog: output "a, \"b\"\n", exit 3, output "c", line "x\\y""#,
            &[
                P::Exit(3),
                P::Line("x\\y".into()),
                P::Output(vec!["a, \"b\"\n".into(), "c".into()]),
            ],
            &[],
        );
    }

    #[test]
    fn what_means_nothing_is_named() {
        let text = "// sudog: no bugs, output 3, output \"a\\q\", exit now, no race";
        let unknown = ["no bugs", "output 3", "output \"a\\q\"", "exit now"];
        check(text, &[Property::NoRace], &unknown);
        check("// sudog:\n// sudog: ,", &[], &[]);
    }
}
