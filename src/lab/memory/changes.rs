//! What is other in a picture of memory than in the one before. Pure.

use std::collections::{BTreeMap, BTreeSet};

use protocol::{Cell, Picture, Reference};

use crate::lab::memory::places::Key;

/// Marks for one picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Changes {
    /// Cells with another value: owner, frame (0 for objects), cell.
    pub(super) cells: BTreeSet<(Key, usize, usize)>,
    /// Objects that were not there.
    pub(super) fresh: BTreeSet<Key>,
}

/// The name of each cell within its frame or object: with those of what it is part of.
fn named(cells: &[Cell]) -> Vec<String> {
    let mut path: Vec<&str> = Vec::new();
    let name = |cell: &'_ Cell, path: &mut Vec<&str>| {
        path.truncate(usize::from(cell.depth));
        path.join("\u{1f}")
    };
    let mut out = Vec::with_capacity(cells.len());
    for cell in cells {
        let mut full = name(cell, &mut path);
        full.push('\u{1f}');
        full.push_str(&cell.label);
        path.push(&cell.label);
        out.push(full);
    }
    out
}

type Value<'a> = (&'a str, Option<(u64, u64, u64)>);

fn value(cell: &Cell) -> Value<'_> {
    let to = |r: Reference| (r.to, r.len, r.cap);
    (&cell.text, cell.reference.map(to))
}

/// What tells a frame from others of its goroutine: which from below, and its function.
type Which<'a> = (usize, &'a str);

/// Every group of cells: whose, which frame, and what tells the frame from others. Calls are
/// counted from the outermost: that one stays.
fn groups(picture: &Picture) -> impl Iterator<Item = (Key, usize, Which<'_>, &[Cell])> {
    let globals = [(Key::Globals, 0, (0, ""), picture.globals.as_slice())];
    let frames = picture.stacks.iter().flat_map(|s| {
        let frames = s.frames.iter().enumerate();
        frames.map(move |(nth, f)| {
            let from_below = s.frames.len() - nth + s.more as usize;
            let which = (from_below, f.function.as_str());
            (Key::Stack(s.goroutine), nth, which, f.cells.as_slice())
        })
    });
    let objects = picture.objects.iter();
    let objects = objects.map(|o| (Key::of(o), 0, (0, ""), o.cells.as_slice()));
    globals.into_iter().chain(frames).chain(objects)
}

impl Changes {
    pub(super) fn between(now: &Picture, before: &Picture) -> Changes {
        if now.at.program != before.at.program {
            return Changes::default();
        }
        let mut known: BTreeMap<(Key, Which<'_>), BTreeMap<String, Value<'_>>> = BTreeMap::new();
        for (key, _, which, cells) in groups(before) {
            let values = named(cells).into_iter().zip(cells.iter().map(value));
            known.insert((key, which), values.collect());
        }
        let mut out = Changes::default();
        for (key, frame, which, cells) in groups(now) {
            let Some(before) = known.get(&(key, which)) else {
                continue;
            };
            for (nth, (name, cell)) in named(cells).into_iter().zip(cells).enumerate() {
                // A variable that has come into scope, an entry that was added.
                if before.get(&name).is_none_or(|v| *v != value(cell)) {
                    out.cells.insert((key, frame, nth));
                }
            }
        }
        let was: BTreeSet<Key> = before.objects.iter().map(Key::of).collect();
        // What a bound cut off may have been there.
        let keys = now.objects.iter().map(Key::of);
        out.fresh = keys
            .filter(|k| before.more == 0 && !was.contains(k))
            .collect();
        out
    }
}

#[cfg(test)]
mod tests {
    use protocol::{Shape, Stack, StackFrame};

    use super::*;
    use crate::lab::memory::tests::{cell, object};

    fn frame(function: &str, cells: Vec<Cell>) -> StackFrame {
        StackFrame {
            function: function.to_owned(),
            place: None,
            cells,
        }
    }

    fn stack(frames: Vec<StackFrame>) -> Stack {
        Stack {
            goroutine: 1,
            name: "main".to_owned(),
            frames,
            more: 0,
        }
    }

    #[test]
    fn what_differs_is_marked() {
        let main = |x: &str| frame("main.main", vec![cell("x", x, 0), cell("y", "2", 0)]);
        let before = Picture {
            stacks: vec![stack(vec![main("1")])],
            objects: vec![object(0x100, 1, vec![cell("p", "", 0), cell("q", "7", 1)])],
            ..Picture::default()
        };
        let mut now = Picture {
            // A call, and a change in who called.
            stacks: vec![stack(vec![
                frame("main.f", vec![cell("a", "1", 0)]),
                main("5"),
            ])],
            objects: vec![
                object(0x100, 1, vec![cell("p", "", 0), cell("q", "8", 1)]),
                // Another where one lay before would be new, too.
                object(0x200, 2, vec![cell("z", "0", 0)]),
            ],
            ..Picture::default()
        };
        let changes = Changes::between(&now, &before);
        assert_eq!(
            changes.cells,
            BTreeSet::from([(Key::Stack(1), 1, 0), (Key::Object(0x100, 1, 1), 0, 1)])
        );
        assert_eq!(changes.fresh, BTreeSet::from([Key::Object(0x200, 1, 2)]));
        now.at.program = 2;
        assert_eq!(Changes::between(&now, &before), Changes::default());
        assert_eq!(Changes::between(&before, &before), Changes::default());
        assert_eq!(cell("x", "1", 0).shape, Shape::Scalar);
    }
}
