//! Where the view of bytes puts things: rows of 16, and in each the pieces of what the bytes belong
//! to. Pure.

use std::collections::BTreeMap;

use protocol::{ByteSpan, Bytes, Cell, Gid, Picture, SpanIs};

/// Bytes of a row.
pub(super) const ROW: u64 = 16;

/// A piece of a span within a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// First byte, and the one behind the last, within the row.
    pub(super) from: usize,
    pub(super) to: usize,
    /// Which of the spans.
    pub(super) span: usize,
    /// Whether it is the first that is seen of the span, and the last.
    pub(super) first: bool,
    pub(super) last: bool,
}

/// 16 bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) at: u64,
    pub(super) pieces: Vec<Piece>,
}

/// All rows of an answer.
pub(super) fn rows(bytes: &Bytes) -> Vec<Row> {
    let count = bytes.bytes.len() as u64 / ROW;
    let mut out: Vec<Row> = (0..count)
        .map(|n| Row {
            at: bytes.start + n * ROW,
            pieces: Vec::new(),
        })
        .collect();
    let end = bytes.start + count * ROW;
    for (nth, span) in bytes.spans.iter().enumerate() {
        let (from, to) = (
            span.start.max(bytes.start),
            (span.start + span.len).min(end),
        );
        let mut at = from;
        while at < to {
            let row = (at - bytes.start) / ROW;
            let base = bytes.start + row * ROW;
            let stop = to.min(base + ROW);
            if let Some(row) = out.get_mut(row as usize) {
                row.pieces.push(Piece {
                    from: (at - base) as usize,
                    to: (stop - base) as usize,
                    span: nth,
                    first: at == from,
                    last: stop == to,
                });
            }
            at = stop;
        }
    }
    out
}

/// Which of two tones each span has: that of its object, and within one, neighbours differ.
pub(super) fn tones(spans: &[ByteSpan]) -> Vec<u8> {
    let mut objects: BTreeMap<u64, u8> = BTreeMap::new();
    let mut field = 0;
    let mut before = None;
    let tone = |s: &ByteSpan| {
        if s.is != SpanIs::Value {
            return 0;
        }
        let next = objects.len() as u8 % 2;
        let object = *objects.entry(s.object).or_insert(next);
        field = if before == Some(s.object) {
            1 - field
        } else {
            0
        };
        before = Some(s.object);
        object * 2 + field
    };
    spans.iter().map(tone).collect()
}

/// Which bytes differ from those of an earlier answer about the same range.
pub(super) fn changed(now: &Bytes, before: Option<&Bytes>) -> Vec<bool> {
    let before = before.filter(|b| b.start == now.start);
    let was = |nth: usize| before.and_then(|b| b.bytes.get(nth));
    let differs = |(nth, byte): (usize, &u8)| was(nth).is_some_and(|w| w != byte);
    now.bytes.iter().enumerate().map(differs).collect()
}

/// Who touched a byte with the latest step, and whether it was written.
pub(super) fn touched(bytes: &Bytes, address: u64) -> Option<(Gid, bool)> {
    let on = |t: &&protocol::Touch| (t.address..t.address + u64::from(t.len)).contains(&address);
    let all = bytes.touches.iter().filter(on);
    all.max_by_key(|t| t.write).map(|t| (t.goroutine, t.write))
}

/// The span that a byte belongs to.
pub(super) fn span_at(bytes: &Bytes, address: u64) -> Option<&ByteSpan> {
    let holds = |s: &&ByteSpan| (s.start..s.start + s.len).contains(&address);
    bytes.spans.iter().find(holds)
}

/// Bytes as text: what is not a letter of ASCII is a dot.
pub(super) fn text(bytes: &[u8]) -> String {
    let letter = |b: &u8| match b {
        0x20..0x7f => char::from(*b),
        _ => '·',
    };
    bytes.iter().map(letter).collect()
}

/// A label for so many letters: whole, or its last part, or what fits.
pub(super) fn short(label: &str, most: usize) -> String {
    if label.chars().count() <= most {
        return label.to_owned();
    }
    let last = label.rsplit('.').next().unwrap_or(label);
    if last.chars().count() <= most {
        return last.to_owned();
    }
    match most {
        0 => String::new(),
        _ => last.chars().take(most - 1).chain(['…']).collect(),
    }
}

/// The variables of a picture that say where something lies, by name.
pub(super) fn names(picture: &Picture) -> Vec<(String, u64)> {
    let frames = picture.stacks.iter().flat_map(|s| &s.frames);
    let cells = frames.flat_map(|f| &f.cells).chain(&picture.globals);
    let mut out: Vec<(String, u64)> = Vec::new();
    let place = |c: &Cell| {
        c.reference
            .map(|r| r.to)
            .filter(|to| *to != 0)
            .or(c.address)
    };
    for cell in cells.filter(|c| c.depth == 0) {
        if let Some(at) = place(cell)
            && !out.iter().any(|(name, _)| *name == cell.label)
        {
            out.push((cell.label.clone(), at));
        }
    }
    out
}

/// What somebody typed as an address: a number, or a variable's name.
pub(super) fn address(text: &str, picture: Option<&Picture>) -> Option<u64> {
    let text = text.trim();
    if let Some(digits) = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        return u64::from_str_radix(&digits.replace('_', ""), 16).ok();
    }
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let all = names(picture?);
    all.into_iter()
        .find(|(name, _)| name == text)
        .map(|(_, at)| at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::memory::tests::{cell, chain};

    fn span(start: u64, len: u64, is: SpanIs, object: u64) -> ByteSpan {
        ByteSpan {
            start,
            len,
            is,
            label: "main.T.b".to_owned(),
            ty: "int64".to_owned(),
            text: "7".to_owned(),
            object,
            reference: None,
        }
    }

    fn bytes() -> Bytes {
        Bytes {
            start: 0x100,
            bytes: vec![0; 48],
            spans: vec![
                span(0x0f8, 0x10, SpanIs::Value, 0x0f8),
                span(0x108, 0x0c, SpanIs::Value, 0x108),
                span(0x114, 4, SpanIs::Padding, 0x108),
                span(0x118, 8, SpanIs::Value, 0x108),
                span(0x120, 0x20, SpanIs::Value, 0x120),
            ],
            ..Bytes::default()
        }
    }

    #[test]
    fn spans_are_cut_at_rows() {
        let rows = rows(&bytes());
        let cut: Vec<Vec<(usize, usize, usize)>> = rows
            .iter()
            .map(|r| r.pieces.iter().map(|p| (p.from, p.to, p.span)).collect())
            .collect();
        assert_eq!(
            cut,
            [
                vec![(0, 8, 0), (8, 16, 1)],
                vec![(0, 4, 1), (4, 8, 2), (8, 16, 3)],
                vec![(0, 16, 4)]
            ]
        );
        assert!(rows[0].pieces[1].first && !rows[0].pieces[1].last);
        assert!(!rows[1].pieces[0].first && rows[1].pieces[0].last);
        assert!(rows[2].pieces[0].last);
    }

    #[test]
    fn neighbours_differ_in_tone() {
        assert_eq!(tones(&bytes().spans), [0, 2, 0, 3, 0]);
    }

    #[test]
    fn what_changed_is_found_in_the_same_range_only() {
        let before = bytes();
        let mut now = bytes();
        now.bytes[9] = 1;
        let at: Vec<usize> = (0..48)
            .filter(|n| changed(&now, Some(&before))[*n])
            .collect();
        assert_eq!(at, [9]);
        now.start += 16;
        assert!(!changed(&now, Some(&before)).contains(&true));
    }

    #[test]
    fn addresses_are_numbers_or_names() {
        let mut picture = chain(2);
        picture.stacks[0].frames[0].cells.push(cell("n", "1", 0));
        for (text, at) in [
            ("0xc000012028", Some(0xc0_0001_2028)),
            (" 0XFF ", Some(255)),
            ("4096", Some(4096)),
            ("list", Some(0x1000)),
            ("n", None),
            ("other", None),
            ("", None),
        ] {
            assert_eq!(address(text, Some(&picture)), at, "{text}");
        }
    }

    #[test]
    fn labels_are_shortened_from_the_front() {
        for (most, text) in [(8, "main.T.b"), (7, "b"), (1, "b"), (0, "")] {
            assert_eq!(short("main.T.b", most), text);
        }
        assert_eq!(short("counter", 4), "cou…");
        assert_eq!(super::text(b"a\n~\x7f"), "a·~·");
    }
}
