//! The picture of a struct type, as numbers: rows of eight bytes, a cell for every part in each row
//! that it touches. Pure; `picture` turns it into elements and into a file.

use std::collections::BTreeSet;

use protocol::{FieldLayout, FieldShape, TypeLayout};

/// Bytes in a row.
pub(super) const ROW: i64 = 8;
/// Bytes of a cache line.
pub(super) const LINE: i64 = 64;
/// Full rows of one part from which on the middle ones are folded.
const FOLD: i64 = 4;
/// Elements of an array that are shown when it is taken apart.
const ELEMENTS: i64 = 8;

/// What a part is drawn as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    Scalar,
    Pointer,
    Header,
    Struct,
    Array,
    /// Between fields.
    Padding,
    /// After the last field.
    Trailing,
}

/// A part of the value that is drawn as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Leaf {
    /// `a.b`, `a[2]`; empty for padding.
    pub(super) path: String,
    pub(super) ty: String,
    pub(super) start: i64,
    pub(super) size: i64,
    pub(super) tone: Tone,
    /// The field of the type that it is, or is part of.
    pub(super) field: usize,
    /// Whether it can be taken apart.
    pub(super) opens: bool,
    /// Whether it straddles a boundary between cache lines that it could do without.
    pub(super) straddles: bool,
}

/// Where a leaf lies in one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) leaf: usize,
    pub(super) row: usize,
    /// Bytes from the beginning of the row.
    pub(super) from: i64,
    pub(super) to: i64,
    /// The one that carries the leaf's words.
    pub(super) named: bool,
}

/// A row of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) offset: i64,
    /// Bytes that are not shown here, all of one leaf.
    pub(super) folded: i64,
}

/// The picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Scene {
    pub(super) leaves: Vec<Leaf>,
    pub(super) rows: Vec<Row>,
    pub(super) cells: Vec<Cell>,
    pub(super) size: i64,
    pub(super) ptrdata: i64,
}

/// The picture of a type in which the parts with these paths are taken apart.
pub(super) fn scene(t: &TypeLayout, open: &BTreeSet<String>) -> Scene {
    let mut out = Scene {
        size: t.size,
        ptrdata: t.ptrdata,
        ..Scene::default()
    };
    for (i, f) in t.fields.iter().enumerate() {
        out.part(f, f.name.clone(), 0, i, open);
        out.padding(f.offset + f.size, f.pad_after, Tone::Padding, i);
    }
    out.padding(
        t.size - t.pad_end,
        t.pad_end,
        Tone::Trailing,
        t.fields.len().saturating_sub(1),
    );
    out.lay_out();
    out
}

fn tone(shape: FieldShape) -> Tone {
    match shape {
        FieldShape::Scalar => Tone::Scalar,
        FieldShape::Pointer => Tone::Pointer,
        FieldShape::Header => Tone::Header,
        FieldShape::Struct => Tone::Struct,
        FieldShape::Array(_) => Tone::Array,
    }
}

impl Scene {
    fn part(
        &mut self,
        f: &FieldLayout,
        path: String,
        base: i64,
        field: usize,
        open: &BTreeSet<String>,
    ) {
        let start = base + f.offset;
        let opens = !f.parts.is_empty() && f.size > 0;
        if !opens || !open.contains(&path) {
            let end = start + f.size;
            self.leaves.push(Leaf {
                path,
                ty: f.ty.clone(),
                start,
                size: f.size,
                tone: tone(f.shape),
                field,
                opens,
                straddles: f.size > 0 && f.size <= LINE && start / LINE != (end - 1) / LINE,
            });
            return;
        }
        if let (FieldShape::Array(len), Some(element)) = (f.shape, f.parts.first()) {
            let shown = if len > ELEMENTS { ELEMENTS - 1 } else { len };
            for k in 0..shown {
                self.part(
                    element,
                    format!("{path}[{k}]"),
                    start + k * element.size,
                    field,
                    open,
                );
            }
            if shown < len {
                self.leaves.push(Leaf {
                    path: format!("{path}[{shown}:]"),
                    ty: format!("{} × {}", len - shown, element.ty),
                    start: start + shown * element.size,
                    size: (len - shown) * element.size,
                    tone: Tone::Array,
                    field,
                    opens: false,
                    straddles: false,
                });
            }
            return;
        }
        let mut end = start;
        for p in &f.parts {
            self.part(p, format!("{path}.{}", p.name), start, field, open);
            end = start + p.offset + p.size;
            self.padding(end, p.pad_after, Tone::Padding, field);
            end += p.pad_after;
        }
        self.padding(end, start + f.size - end, Tone::Padding, field);
    }

    fn padding(&mut self, start: i64, size: i64, tone: Tone, field: usize) {
        if size > 0 {
            self.leaves.push(Leaf {
                path: String::new(),
                ty: String::new(),
                start,
                size,
                tone,
                field,
                opens: false,
                straddles: false,
            });
        }
    }

    /// Rows, and the cells of the leaves in them.
    fn lay_out(&mut self) {
        let mut offset = 0;
        while offset < self.size {
            // Rows that hold nothing but the middle of one leaf.
            let whole = self
                .leaves
                .iter()
                .find(|l| l.start <= offset && offset < l.start + l.size)
                .map_or(0, |l| (l.start + l.size - offset) / ROW);
            if whole > FOLD {
                self.rows.push(Row { offset, folded: 0 });
                let hidden = (whole - 2) * ROW;
                self.rows.push(Row {
                    offset: offset + ROW,
                    folded: hidden,
                });
                offset += ROW + hidden;
            } else {
                self.rows.push(Row { offset, folded: 0 });
                offset += ROW;
            }
        }
        for (leaf, l) in self.leaves.iter().enumerate() {
            let first = self.cells.len();
            for (row, r) in self.rows.iter().enumerate() {
                let bytes = r.folded.max(ROW);
                let from = l.start.max(r.offset);
                let to = (l.start + l.size).min(r.offset + bytes);
                if from < to {
                    let within = |at: i64| if r.folded > 0 { ROW } else { at - r.offset };
                    self.cells.push(Cell {
                        leaf,
                        row,
                        from: if r.folded > 0 { 0 } else { within(from) },
                        to: within(to),
                        named: false,
                    });
                }
            }
            // The words go where there is most room, first of equals.
            let mine = self.cells.get_mut(first..).unwrap_or_default();
            let widest = mine.iter().map(|c| c.to - c.from).max().unwrap_or(0);
            if let Some(c) = mine.iter_mut().find(|c| c.to - c.from == widest) {
                c.named = true;
            }
        }
    }
}

/// What there is to say about a type besides its numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Remark {
    /// This field lies on two cache lines; its first and last byte.
    Straddles(String, i64, i64),
    /// These fields, which several goroutines are likely to write, lie on one cache line.
    Shares(Vec<String>),
    /// A field without bytes comes last, which costs so much.
    EmptyLast(String, i64),
    /// A value is smaller than its block by so much.
    Waste(i64),
    /// Several values without pointers share one block.
    Tiny,
    /// This field is aligned to more than a word.
    Aligned(String, i64),
}

/// The remarks on a type, for a target with words of so many bytes.
pub(super) fn remarks(t: &TypeLayout, word: i64) -> Vec<Remark> {
    let mut out = Vec::new();
    let name = |f: &FieldLayout| f.name.clone();
    for f in &t.fields {
        let last = f.offset + f.size - 1;
        if f.size > 0 && f.size <= LINE && f.offset / LINE != last / LINE {
            out.push(Remark::Straddles(name(f), f.offset, last));
        }
        if f.align > word {
            out.push(Remark::Aligned(name(f), f.align));
        }
    }
    let lines = t.size.max(1) / LINE;
    for line in 0..=lines.min(1_000) {
        let on_it = |f: &&FieldLayout| {
            contended(&f.ty)
                && f.size > 0
                && f.offset / LINE <= line
                && (f.offset + f.size - 1) / LINE >= line
        };
        let shared: Vec<String> = t.fields.iter().filter(on_it).map(name).collect();
        if shared.len() > 1 {
            out.push(Remark::Shares(shared));
        }
    }
    if let Some(last) = t.fields.last()
        && last.size == 0
        && t.size > 0
    {
        out.push(Remark::EmptyLast(name(last), t.pad_end));
    }
    if t.ptrdata == 0 && t.size > 0 && t.size < 16 {
        out.push(Remark::Tiny);
    } else if t.size_class > t.size {
        out.push(Remark::Waste(t.size_class - t.size));
    }
    out
}

/// Whether a field of this type is there for several goroutines to write.
fn contended(ty: &str) -> bool {
    let mut ty = ty;
    // Arrays of such.
    while let Some((len, elem)) = ty.strip_prefix('[').and_then(|t| t.split_once(']'))
        && !len.is_empty()
    {
        ty = elem;
    }
    (ty.starts_with("sync.") || ty.starts_with("atomic.")) && ty != "sync.Locker"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(
        name: &str,
        ty: &str,
        offset: i64,
        size: i64,
        pad_after: i64,
        shape: FieldShape,
    ) -> FieldLayout {
        FieldLayout {
            name: name.into(),
            ty: ty.into(),
            offset,
            size,
            align: size.clamp(1, 8),
            ptrdata: 0,
            pad_after,
            embedded: false,
            shape,
            parts: Vec::new(),
        }
    }

    fn of(size: i64, pad_end: i64, fields: Vec<FieldLayout>) -> TypeLayout {
        TypeLayout {
            name: "T".into(),
            file: 0,
            start: 0,
            end: 1,
            size,
            align: 8,
            ptrdata: 0,
            size_class: size,
            pad_end,
            fields,
            advice: Default::default(),
            reorders: true,
            unnamed: Vec::new(),
        }
    }

    /// Each row as text: letters of the leaves by byte, `.` padding, `_` what is beyond.
    #[track_caller]
    fn check(t: &TypeLayout, open: &[&str], want: &[&str]) {
        let s = scene(t, &open.iter().map(|s| (*s).to_owned()).collect());
        let mut rows: Vec<Vec<char>> = s.rows.iter().map(|_| vec!['_'; 8]).collect();
        for c in &s.cells {
            let leaf = &s.leaves[c.leaf];
            let letter = leaf.path.chars().last().unwrap_or('.');
            for b in c.from..c.to {
                assert_eq!(rows[c.row][b as usize], '_', "two things in one byte");
                rows[c.row][b as usize] = letter;
            }
        }
        let got: Vec<String> = rows
            .into_iter()
            .zip(&s.rows)
            .map(|(r, row)| match row.folded {
                0 => r.into_iter().collect(),
                n => format!("{} x{n}", r[0]),
            })
            .collect();
        assert_eq!(got, want);
    }

    #[test]
    fn rows_of_eight_bytes() {
        let t = of(
            24,
            7,
            vec![
                field("a", "bool", 0, 1, 7, FieldShape::Scalar),
                field("b", "int64", 8, 8, 0, FieldShape::Scalar),
                field("c", "bool", 16, 1, 0, FieldShape::Scalar),
            ],
        );
        check(&t, &[], &["a.......", "bbbbbbbb", "c......."]);
        check(
            &of(
                3,
                0,
                vec![field("a", "[3]byte", 0, 3, 0, FieldShape::Array(3))],
            ),
            &[],
            &["aaa_____"],
        );
        check(&of(0, 0, vec![]), &[], &[]);
    }

    #[test]
    fn long_parts_are_folded() {
        let t = of(
            104,
            0,
            vec![
                field("a", "int32", 0, 4, 0, FieldShape::Scalar),
                field("b", "[100]byte", 4, 100, 0, FieldShape::Array(100)),
            ],
        );
        check(&t, &[], &["aaaabbbb", "bbbbbbbb", "b x80", "bbbbbbbb"]);
    }

    #[test]
    fn parts_are_taken_apart() {
        let mut s = field("s", "S", 0, 16, 0, FieldShape::Struct);
        s.parts = vec![
            field("x", "bool", 0, 1, 7, FieldShape::Scalar),
            field("y", "int32", 8, 4, 0, FieldShape::Scalar),
        ];
        let mut a = field("a", "[2]int16", 16, 4, 0, FieldShape::Array(2));
        a.parts = vec![field("", "int16", 0, 2, 0, FieldShape::Scalar)];
        let t = of(24, 4, vec![s, a]);
        check(&t, &[], &["ssssssss", "ssssssss", "aaaa...."]);
        check(&t, &["s", "a"], &["x.......", "yyyy....", "]]]]...."]);
    }

    #[test]
    fn remarks_are_made() {
        let t = of(
            72,
            0,
            vec![
                field("a", "atomic.Int64", 0, 8, 0, FieldShape::Struct),
                field("m", "sync.Mutex", 8, 8, 0, FieldShape::Struct),
                field("b", "[]sync.Mutex", 16, 24, 20, FieldShape::Header),
                field("c", "int64", 60, 8, 4, FieldShape::Scalar),
                field("e", "struct{}", 72, 0, 0, FieldShape::Struct),
            ],
        );
        assert_eq!(
            remarks(&t, 4),
            [
                Remark::Aligned("a".into(), 8),
                Remark::Aligned("m".into(), 8),
                Remark::Aligned("b".into(), 8),
                Remark::Straddles("c".into(), 60, 67),
                Remark::Aligned("c".into(), 8),
                Remark::Shares(vec!["a".into(), "m".into()]),
                Remark::EmptyLast("e".into(), 0),
            ]
        );
        assert_eq!(remarks(&of(8, 0, vec![]), 8), [Remark::Tiny]);
    }
}
