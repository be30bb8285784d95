//! Files laid end to end in one offset space, so that a place is a single `u32`.

use crate::{Idx, IndexVec, newtype_index};

newtype_index! {
    /// A file of a [`SourceMap`].
    pub struct FileId;
}

/// A half-open byte range in the offset space of a [`SourceMap`]. Offset 0 belongs to no file,
/// so the default span means "no place".
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Span {
    pub lo: u32,
    pub hi: u32,
}

impl Span {
    pub const NONE: Span = Span { lo: 0, hi: 0 };
    pub fn new(lo: u32, hi: u32) -> Self {
        Self { lo, hi }
    }
    /// The smallest span over both.
    pub fn to(self, other: Span) -> Span {
        Span {
            lo: self.lo.min(other.lo),
            hi: self.hi.max(other.hi),
        }
    }
    /// The empty span at its start.
    pub fn start(self) -> Span {
        Span {
            lo: self.lo,
            hi: self.lo,
        }
    }
    pub fn is_none(self) -> bool {
        self.lo == 0
    }
}

/// One source file.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Name as shown in messages, e.g. `main.go` or `$GOROOT/src/fmt/print.go`.
    pub name: String,
    pub text: String,
    /// Offset of the first byte in the map's space.
    pub base: u32,
    /// The version of the language that the file is written in: Go 1.`minor`.
    pub minor: u32,
    /// The file says so itself, in its `//go:build` line.
    pub says_version: bool,
    /// Offsets (relative to `base`) at which lines start.
    lines: Vec<u32>,
    /// What its `//line` comments say, in order.
    marks: Vec<LineMark>,
}

/// From a place on, messages name another.
#[derive(Clone, Debug)]
pub struct LineMark {
    /// Where, in bytes from the file's start.
    pub at: u32,
    /// The file that messages name; `None`: as before.
    pub name: Option<String>,
    pub line: u32,
    /// 0: no columns are named from here on.
    pub col: u32,
}

/// The version of the language where nothing asks for an older one: Go 1.`NEWEST_MINOR`.
pub const NEWEST_MINOR: u32 = 27;

impl SourceFile {
    /// Loop variables are one per loop rather than one per iteration: the file is of a version of
    /// the language before Go 1.22.
    pub fn shared_loops(&self) -> bool {
        self.minor < 22
    }
    /// The text of 1-based line `line`, without its newline.
    pub fn line_text(&self, line: u32) -> &str {
        let start = self
            .lines
            .get(line.saturating_sub(1) as usize)
            .copied()
            .unwrap_or(0) as usize;
        let end = self
            .lines
            .get(line as usize)
            .map_or(self.text.len(), |&e| e as usize);
        self.text
            .get(start..end)
            .unwrap_or("")
            .trim_end_matches(['\n', '\r'])
    }
    /// How many lines the file has.
    pub fn line_count(&self) -> u32 {
        self.lines.len() as u32
    }
    /// The span of 1-based line `line`.
    pub fn line_span(&self, line: u32) -> Span {
        let start = self
            .lines
            .get(line.saturating_sub(1) as usize)
            .copied()
            .unwrap_or(0);
        let end = self
            .lines
            .get(line as usize)
            .copied()
            .unwrap_or(self.text.len() as u32);
        Span::new(self.base + start, self.base + end)
    }
}

/// A resolved place. Lines and columns are 1-based; columns count bytes, as gc's do.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Position {
    pub file: FileId,
    pub line: u32,
    pub col: u32,
}

/// All files of a run, library included.
#[derive(Clone, Default, Debug)]
pub struct SourceMap {
    files: IndexVec<FileId, SourceFile>,
}

/// gc's greatest column, which stands for all from there on.
pub const COLUMN_LOST: u32 = 255;

impl SourceMap {
    /// Adds a file. Texts beyond 4 GiB in total are not supported; callers bound sizes long before.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        let base = self
            .files
            .iter()
            .last()
            .map_or(1, |f| f.base + f.text.len() as u32 + 1);
        let text = text.into();
        let mut lines = vec![0];
        lines.extend(
            text.bytes()
                .enumerate()
                .filter(|&(_, b)| b == b'\n')
                .map(|(i, _)| i as u32 + 1),
        );
        self.files.push(SourceFile {
            name: name.into(),
            text,
            base,
            minor: NEWEST_MINOR,
            says_version: false,
            lines,
            marks: Vec::new(),
        })
    }
    /// Marks a file as one of Go 1.`minor`, which it `says` itself or not.
    pub fn set_version(&mut self, id: FileId, minor: u32, says: bool) {
        if let Some(file) = self.files.get_mut(id) {
            file.minor = minor;
            file.says_version = says;
        }
    }
    /// Sets what the file's `//line` comments say.
    pub fn set_marks(&mut self, id: FileId, marks: Vec<LineMark>) {
        if let Some(file) = self.files.get_mut(id) {
            file.marks = marks;
        }
    }
    /// Whether `//line` comments say anything of a file.
    pub fn has_marks(&self, id: FileId) -> bool {
        self.files.get(id).is_some_and(|f| !f.marks.is_empty())
    }
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id]
    }
    pub fn files(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter_enumerated()
    }
    pub fn len(&self) -> usize {
        self.files.len()
    }
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
    /// Forgets the files from `len` on.
    pub fn truncate(&mut self, len: usize) {
        self.files.truncate(len);
    }
    /// The file that holds `offset`.
    pub fn file_at(&self, offset: u32) -> Option<FileId> {
        if offset == 0 {
            return None;
        }
        let after = self.files.as_slice().partition_point(|f| f.base <= offset);
        let id = FileId::from_usize(after.checked_sub(1)?);
        let file = self.files.get(id)?;
        (offset as usize <= file.base as usize + file.text.len()).then_some(id)
    }
    /// Line and column of `offset`.
    pub fn position(&self, offset: u32) -> Option<Position> {
        let id = self.file_at(offset)?;
        let file = self.files.get(id)?;
        let rel = offset - file.base;
        let line = file.lines.partition_point(|&start| start <= rel);
        let start = file.lines.get(line.checked_sub(1)?)?;
        Some(Position {
            file: id,
            line: line as u32,
            col: rel - start + 1,
        })
    }
    /// File, line and column that messages name for `offset`: what `//line` comments say. The
    /// column is 0 where they give none.
    pub fn shown(&self, offset: u32) -> Option<(&str, u32, u32)> {
        let p = self.position(offset)?;
        let file = self.file(p.file);
        let before = file
            .marks
            .partition_point(|m| m.at <= offset.saturating_sub(file.base));
        let marks = file.marks.get(..before).unwrap_or_default();
        let Some(mark) = marks.last() else {
            return Some((&file.name, p.line, p.col));
        };
        let name = marks.iter().rev().find_map(|m| m.name.as_deref());
        let from = self.position(file.base + mark.at)?;
        let col = match mark.col {
            0 => 0,
            col if p.line == from.line => col + p.col.saturating_sub(from.col),
            _ => p.col,
        };
        let line = mark.line + p.line.saturating_sub(from.line);
        Some((name.unwrap_or(&file.name), line, col))
    }
    /// Which stretch of which file this is: `//line` comments begin new ones.
    pub fn stretch(&self, offset: u32) -> Option<(FileId, u32)> {
        let id = self.file_at(offset)?;
        let file = self.file(id);
        let marks = file.marks.iter();
        let before = marks.filter(|m| m.at <= offset.saturating_sub(file.base));
        Some((id, before.count() as u32))
    }
    /// `name:line:col` as gc writes it, or `-` for no place.
    pub fn describe(&self, offset: u32) -> String {
        self.described(offset, u32::MAX)
    }
    /// As [`SourceMap::describe`], but without the column where gc has lost it: it keeps eight bits
    /// of one in the positions of its messages.
    pub fn describe_compact(&self, offset: u32) -> String {
        self.described(offset, COLUMN_LOST)
    }
    fn described(&self, offset: u32, lost: u32) -> String {
        match self.shown(offset) {
            Some((name, line, col)) if col == 0 || col >= lost => format!("{name}:{line}"),
            Some((name, line, col)) => format!("{name}:{line}:{col}"),
            None => "-".to_string(),
        }
    }
    /// The text under `span`; empty when it is no place.
    pub fn snippet(&self, span: Span) -> &str {
        let Some(file) = self.file_at(span.lo).and_then(|id| self.files.get(id)) else {
            return "";
        };
        let lo = (span.lo - file.base) as usize;
        let hi = (span.hi.saturating_sub(file.base)) as usize;
        file.text.get(lo..hi.min(file.text.len())).unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_one_based_and_per_file() {
        let mut map = SourceMap::default();
        map.add("a.go", "ab\ncd\n");
        let b = map.add("b.go", "x\n\nyz");
        let base = map.file(b).base;
        assert_eq!(map.describe(1), "a.go:1:1");
        assert_eq!(map.describe(5), "a.go:2:2");
        assert_eq!(map.describe(base), "b.go:1:1");
        assert_eq!(map.describe(base + 2), "b.go:2:1");
        assert_eq!(map.describe(base + 4), "b.go:3:2");
        assert_eq!(map.describe(0), "-");
        assert_eq!(map.file(b).line_text(3), "yz");
    }

    #[test]
    fn marks_move_what_messages_name() {
        let mut map = SourceMap::default();
        let a = map.add("a.go", "ab\ncd\nefg\nh");
        let mark = |at, name: Option<&str>, line, col| LineMark {
            at,
            name: name.map(str::to_owned),
            line,
            col,
        };
        map.set_marks(a, vec![mark(3, Some("x.y"), 20, 0), mark(7, None, 7, 5)]);
        let shown: Vec<String> = [1, 4, 5, 7, 8, 9, 11].map(|o| map.describe(o)).into();
        let want = [
            "a.go:1:1", "x.y:20", "x.y:20", "x.y:21", "x.y:7:5", "x.y:7:6", "x.y:8:1",
        ];
        assert_eq!(shown, want);
        assert_eq!(map.position(4).map(|p| p.line), Some(2));
    }
}
