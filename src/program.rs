//! The editor's text as a program: one file, or several in the txtar form of the Go Playground
//! (`-- name --` lines). Maps between places in files and places in the text.

use protocol::SourceFile;

/// One file within the text.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece {
    name: String,
    /// Byte range of its content.
    start: usize,
    end: usize,
    /// Lines of the text above its first line.
    lines_above: u32,
}

/// A text cut into files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Program {
    pieces: Vec<Piece>,
}

/// The name of a file in a txtar marker line.
fn marker(line: &str) -> Option<&str> {
    let name = line
        .trim_end()
        .strip_prefix("-- ")?
        .strip_suffix(" --")?
        .trim();
    (!name.is_empty()).then_some(name)
}

impl Program {
    /// Cuts a text into its files. Text above the first marker is `main.go`, unless it is blank.
    pub(crate) fn new(text: &str) -> Self {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut open = Piece {
            name: "main.go".into(),
            start: 0,
            end: 0,
            lines_above: 0,
        };
        let mut at = 0;

        let mut close = |mut piece: Piece, end: usize, text: &str| {
            piece.end = end;
            let implied = piece.start == 0 && piece.lines_above == 0;
            if !(implied
                && text.get(..end).is_none_or(|t| t.trim().is_empty())
                && end != text.len())
            {
                pieces.push(piece);
            }
        };
        for (line, lines) in text.split_inclusive('\n').zip(1u32..) {
            let next = at + line.len();
            if let Some(name) = marker(line) {
                close(open, at, text);
                open = Piece {
                    name: name.to_owned(),
                    start: next,
                    end: next,
                    lines_above: lines,
                };
            }
            at = next;
        }
        close(open, text.len(), text);
        Program { pieces }
    }

    /// The files, for the engine.
    pub(crate) fn files(&self, text: &str) -> Vec<SourceFile> {
        self.pieces
            .iter()
            .map(|p| SourceFile {
                name: p.name.clone(),
                text: text.get(p.start..p.end).unwrap_or_default().to_owned(),
            })
            .collect()
    }

    /// The name of a file.
    pub(crate) fn name(&self, file: u32) -> &str {
        self.pieces.get(file as usize).map_or("", |p| &p.name)
    }

    /// The file with this name.
    pub(crate) fn file_named(&self, name: &str) -> Option<u32> {
        let at = self.pieces.iter().position(|p| p.name == name)?;
        u32::try_from(at).ok()
    }

    /// Whether there is more than one file.
    pub(crate) fn several(&self) -> bool {
        self.pieces.len() > 1
    }

    /// The line of the text (from 1) for a line of a file.
    pub(crate) fn text_line(&self, file: u32, line: u32) -> Option<u32> {
        self.pieces.get(file as usize).map(|p| p.lines_above + line)
    }

    /// File and line for a line of the text.
    pub(crate) fn file_line(&self, line: u32) -> Option<(u32, u32)> {
        let i = self.pieces.iter().rposition(|p| p.lines_above < line)?;
        let piece = self.pieces.get(i)?;
        u32::try_from(i).ok().map(|i| (i, line - piece.lines_above))
    }

    /// The byte of the text for a byte of a file.
    pub(crate) fn text_byte(&self, file: u32, byte: u32) -> Option<usize> {
        self.pieces
            .get(file as usize)
            .map(|p| (p.start + byte as usize).min(p.end))
    }
}

/// A byte offset as an offset in UTF-16 units, which is how browsers count.
pub(crate) fn utf16_offset(text: &str, byte: usize) -> u32 {
    let mut end = byte.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let units: usize = text
        .get(..end)
        .unwrap_or_default()
        .chars()
        .map(char::len_utf16)
        .sum();
    u32::try_from(units).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_file() {
        let text = "package main\n\nfunc main() {}\n";
        let p = Program::new(text);
        assert_eq!(
            p.files(text),
            [SourceFile {
                name: "main.go".into(),
                text: text.into()
            }]
        );
        assert_eq!(p.text_line(0, 3), Some(3));
        assert_eq!(p.file_line(3), Some((0, 3)));
        assert!(!p.several());
        assert_eq!(Program::new("").files("").len(), 1);
    }

    #[test]
    fn several_files() {
        let text = "package main\n-- x/x.go --\npackage x\n\nvar A = 1\n-- go.mod --\nmodule m\n";
        let p = Program::new(text);
        let files = p.files(text);
        assert_eq!(
            files.iter().map(|f| f.name.as_str()).collect::<Vec<_>>(),
            ["main.go", "x/x.go", "go.mod"]
        );
        assert_eq!(files[1].text, "package x\n\nvar A = 1\n");
        assert_eq!(p.text_line(1, 3), Some(5));
        assert_eq!(p.file_line(5), Some((1, 3)));
        assert_eq!(p.file_line(7), Some((2, 1)));
        assert_eq!(p.text_byte(1, 0), Some(26));
    }

    #[test]
    fn a_text_that_begins_with_a_marker_has_no_nameless_file() {
        let text = "-- a.go --\npackage main\n";
        assert_eq!(Program::new(text).files(text).len(), 1);
        assert_eq!(Program::new(text).name(0), "a.go");
    }

    #[test]
    fn utf16() {
        assert_eq!(utf16_offset("añ😀z", 0), 0);
        assert_eq!(utf16_offset("añ😀z", 3), 2);
        assert_eq!(utf16_offset("añ😀z", 7), 4);
        assert_eq!(utf16_offset("añ", 99), 2);
    }
}
