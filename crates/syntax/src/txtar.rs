//! Several files in one text, as the Go Playground writes them: a line `-- name --` starts each.
//! Only splits; says nothing about what the files hold.

/// The name of what comes before the first marker.
pub const MAIN: &str = "prog.go";

/// One file of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part<'a> {
    pub name: &'a str,
    pub text: &'a str,
    /// Offset of `text` in the whole.
    pub offset: usize,
}

/// The files of `text` in order. What comes before the first marker is [`MAIN`], and is left out
/// when it is blank and other files follow. The last line of a file need not end in a newline.
pub fn split(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut name = MAIN;
    let mut start = 0;
    let mut line_start = 0;
    for line in text.split_inclusive('\n') {
        let line_end = line_start + line.len();
        if let Some(next) = marker(line) {
            parts.push(part(text, name, start, line_start));
            (name, start) = (next, line_end);
        }
        line_start = line_end;
    }
    parts.push(part(text, name, start, text.len()));
    if parts.len() > 1 && parts.first().is_some_and(|p| p.text.trim().is_empty()) {
        parts.remove(0);
    }
    parts
}

/// The name that a marker line gives, if `line` is one.
fn marker(line: &str) -> Option<&str> {
    let line = line.trim_end_matches(['\n', '\r']);
    let name = line.strip_prefix("-- ")?.strip_suffix(" --")?.trim();
    (!name.is_empty()).then_some(name)
}

fn part<'a>(text: &'a str, name: &'a str, start: usize, end: usize) -> Part<'a> {
    Part {
        name,
        text: text.get(start..end).unwrap_or(""),
        offset: start,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, want: &[(&str, &str)]) {
        let parts = split(text);
        let got: Vec<(&str, &str)> = parts.iter().map(|p| (p.name, p.text)).collect();
        assert_eq!(got, want);
        for p in parts {
            assert!(text[p.offset..].starts_with(p.text));
        }
    }

    #[test]
    fn splits() {
        check("", &[("prog.go", "")]);
        check("package p\n", &[("prog.go", "package p\n")]);
        check(
            "package main\n-- go.mod --\nmodule x\n-- a/b.go --\npackage b",
            &[
                ("prog.go", "package main\n"),
                ("go.mod", "module x\n"),
                ("a/b.go", "package b"),
            ],
        );
        check("\n-- x.go --\r\npackage x\n", &[("x.go", "package x\n")]);
        check("-- x.go --", &[("x.go", "")]);
    }

    #[test]
    fn other_dashes_are_text() {
        check(
            "-- --\n--x--\n -- x --\n",
            &[("prog.go", "-- --\n--x--\n -- x --\n")],
        );
    }
}
