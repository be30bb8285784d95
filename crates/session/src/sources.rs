//! The files of a program: several files in one text taken apart, and the way back from a place
//! in a part to a place in the text that the reader sees.

use protocol::SourceFile;
use syntax::txtar;

/// More source than this is refused: it is no program for a page.
pub const MAX_SOURCE: usize = 1 << 20;
/// More files than this are refused.
const MAX_FILES: usize = 1_000;

/// One file as the compiler sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) text: String,
    /// The file of the request that holds it, and where it starts there.
    pub(crate) file: u32,
    pub(crate) line: u32,
    pub(crate) byte: u32,
    /// What the compiler sees beyond what the reader wrote: from which byte on, and how many.
    inserted: Option<(u32, u32)>,
}

impl Part {
    /// Lets the compiler see these words, of one line, too. Once.
    pub(crate) fn insert(&mut self, at: u32, words: &str) {
        if self.text.is_char_boundary(at as usize) {
            self.text.insert_str(at as usize, words);
            self.inserted = Some((at, words.len() as u32));
        }
    }

    /// The place in the request's file of a place in the text.
    pub(crate) fn back(&self, within: u32) -> u32 {
        self.byte
            + match self.inserted {
                Some((at, len)) if within >= at => within.saturating_sub(len).max(at),
                _ => within,
            }
    }

    /// The column in the request's file of a place in the text, which is in this line and column
    /// there.
    pub(crate) fn column(&self, within: u32, line: u32, column: u32) -> u32 {
        let Some((at, len)) = self.inserted.filter(|i| within >= i.0) else {
            return column;
        };
        let before = self.text.get(..at as usize).unwrap_or("");
        let lines = before.bytes().filter(|b| *b == b'\n').count() as u32;
        match lines + 1 == line {
            true => column.saturating_sub(len).max(1),
            false => column,
        }
    }
}

/// Why the files are no program before anything is parsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    TooLarge,
    TooMany,
    NoGoFiles,
}

impl Refused {
    pub(crate) fn text(self) -> String {
        match self {
            Refused::TooLarge => format!("source is larger than {MAX_SOURCE} bytes"),
            Refused::TooMany => format!("program has more than {MAX_FILES} files"),
            Refused::NoGoFiles => "no Go files".to_owned(),
        }
    }
}

/// The parts of all files in order. A file whose name does not end in `.go` or that holds marker
/// lines is taken apart.
pub(crate) fn split(files: &[SourceFile]) -> Result<Vec<Part>, Refused> {
    if files.iter().map(|f| f.text.len()).sum::<usize>() > MAX_SOURCE {
        return Err(Refused::TooLarge);
    }
    let mut parts = Vec::new();
    for (index, file) in files.iter().enumerate() {
        for piece in txtar::split(&file.text) {
            let whole = piece.offset == 0 && piece.name == txtar::MAIN;
            let before = file.text.get(..piece.offset).unwrap_or("");
            parts.push(Part {
                name: if whole {
                    file.name.clone()
                } else {
                    clean(piece.name)
                },
                text: piece.text.to_owned(),
                file: index as u32,
                line: before.bytes().filter(|b| *b == b'\n').count() as u32,
                byte: piece.offset as u32,
                inserted: None,
            });
        }
    }
    if parts.len() > MAX_FILES {
        return Err(Refused::TooMany);
    }
    if !parts.iter().any(|p| p.name.ends_with(".go")) {
        return Err(Refused::NoGoFiles);
    }
    Ok(parts)
}

/// A path without `./`, empty and dot parts: names inside a program never climb out of it.
fn clean(name: &str) -> String {
    let parts: Vec<&str> = name
        .split('/')
        .filter(|p| !p.is_empty() && *p != "." && *p != "..")
        .collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> SourceFile {
        SourceFile {
            name: name.into(),
            text: text.into(),
        }
    }

    #[track_caller]
    fn check(files: &[SourceFile], want: &[(&str, u32, u32, u32)]) {
        let parts = split(files).expect("a program");
        let got: Vec<_> = parts
            .iter()
            .map(|p| (p.name.as_str(), p.file, p.line, p.byte))
            .collect();
        assert_eq!(got, want);
    }

    #[test]
    fn names_and_places() {
        check(&[file("a.go", "package main\n")], &[("a.go", 0, 0, 0)]);
        check(
            &[
                file("a.go", "package a\n-- ./x/../b.go --\npackage b\n"),
                file("c.go", ""),
            ],
            &[("a.go", 0, 0, 0), ("x/b.go", 0, 2, 28), ("c.go", 1, 0, 0)],
        );
    }

    #[test]
    fn no_program() {
        assert_eq!(split(&[]), Err(Refused::NoGoFiles));
        assert_eq!(split(&[file("x", "")]), Err(Refused::NoGoFiles));
        let big = file("x.go", &" ".repeat(MAX_SOURCE + 1));
        assert_eq!(split(&[big]), Err(Refused::TooLarge));
    }
}
