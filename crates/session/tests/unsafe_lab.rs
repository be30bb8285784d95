//! The programs of the unsafe lab: each comes to the moments that its comments mark, and memory
//! looks there as they say.

mod common;

use std::path::PathBuf;

use common::Driver;
use protocol::{Cell, HeapTotals, Picture, PictureQuery, ReferenceKind, Referent, Status};

const MARK: &str = "// ◆ ";

fn programs() -> Vec<(String, String)> {
    let dir = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../src/lab/unsafe_lab/programs");
    let mut out: Vec<(String, String)> = std::fs::read_dir(dir)
        .expect("the programs")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "go"))
        .map(|path| {
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            let text = std::fs::read_to_string(&path).expect("a text");
            (name.into_owned(), text)
        })
        .collect();
    out.sort();
    out
}

fn program(name: &str) -> String {
    let found = programs().into_iter().find(|(n, _)| n == name);
    found.unwrap_or_else(|| panic!("no program {name}")).1
}

/// The first line with code behind each mark.
fn marks(text: &str) -> Vec<u32> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let is_code = |line: &&str| !line.is_empty() && !line.starts_with("//");
    let marked = lines.iter().enumerate();
    let marked = marked.filter(|(_, line)| line.starts_with(MARK));
    marked
        .filter_map(|(nth, _)| {
            let code = lines.iter().skip(nth).position(is_code)?;
            Some((nth + code) as u32 + 1)
        })
        .collect()
}

/// What memory looks like at each moment that is come to.
#[track_caller]
fn moments(name: &str) -> Vec<Picture> {
    let text = program(name);
    let mut run = Driver::open(&text);
    let mut out = Vec::new();
    for line in marks(&text) {
        run.run_to_line(line);
        if matches!(run.state.status, Status::Ended(_)) {
            break;
        }
        out.push(run.memory(PictureQuery::default()));
    }
    out
}

/// A variable of the function that runs, or of the package.
#[track_caller]
fn var<'p>(picture: &'p Picture, name: &str) -> &'p Cell {
    let frames = picture.stacks.iter().flat_map(|s| &s.frames);
    let mut cells = frames.flat_map(|f| &f.cells).chain(&picture.globals);
    let found = cells.find(|c| c.label == name);
    found.unwrap_or_else(|| panic!("no {name} in {picture:#?}"))
}

/// The address that a variable leads to, and the bytes that can be reached there.
#[track_caller]
fn leads(picture: &Picture, name: &str) -> (u64, u64) {
    let cell = var(picture, name);
    // A variable in a block of its own is there a row without a name.
    let inner = picture.objects.iter().find(|o| {
        let boxed = cell.reference.filter(|r| r.kind == ReferenceKind::Boxed);
        boxed.is_some_and(|r| r.to == o.start)
    });
    let cell = inner.and_then(|o| o.cells.first()).unwrap_or(cell);
    let found = cell.reference.map(|r| (r.to, r.len));
    found.unwrap_or_else(|| panic!("{name} leads nowhere: {cell:?}"))
}

/// Blocks allocated and bytes moved from one moment to the next.
fn costs(moments: &[Picture]) -> Vec<(u64, u64)> {
    let totals: Vec<HeapTotals> = moments.iter().map(|p| p.totals).collect();
    let pairs = totals.windows(2);
    pairs
        .map(|w| match w {
            [a, b] => (b.mallocs - a.mallocs, b.copied - a.copied),
            _ => (0, 0),
        })
        .collect()
}

#[test]
fn every_moment_is_come_to() {
    for (name, text) in programs() {
        let want = match name.as_str() {
            // The last one is behind the fault.
            "read_only" => 2,
            _ => marks(&text).len(),
        };
        assert_eq!(moments(&name).len(), want, "{name}");
        assert!(want >= 2, "{name}");
    }
}

#[test]
fn a_conversion_costs_a_block_and_every_byte() {
    assert_eq!(costs(&moments("copy")), [(1, 17), (0, 0)]);
    assert_eq!(costs(&moments("unsafe_string")), [(0, 0), (0, 0)]);
    // The appended byte is stored; what was there before it is moved.
    assert_eq!(costs(&moments("unsafe_slice")), [(0, 0), (1, 8)]);
    assert_eq!(costs(&moments("header_cast")), [(0, 0), (0, 6)]);
}

#[test]
fn owners_share_an_array_until_one_of_them_moves() {
    let at = moments("append_moves");
    let starts = |n: usize| at.get(n).map(|p| (leads(p, "b").0, leads(p, "s").0));
    let [Some(before), Some(during), Some(after)] = [starts(0), starts(1), starts(2)] else {
        panic!("three moments");
    };
    assert_eq!(before.0, before.1);
    assert_eq!(during, before);
    assert_eq!(after.1, before.1);
    assert_ne!(after.0, after.1);
}

#[test]
fn a_header_seen_as_a_string_is_the_same_header() {
    for p in moments("header_cast").iter().skip(1) {
        assert_eq!(leads(p, "p").0, var(p, "b").reference.map_or(0, |r| r.to));
    }
    let at = moments("string_header");
    let lens: Vec<(u64, u64)> = at.iter().map(|p| leads(p, "s")).collect();
    let bytes = at.first().map_or(0, |p| leads(p, "b").0);
    assert_eq!(lens, [(0, 0), (bytes, 6), (bytes, 12)]);
}

#[test]
fn what_is_written_through_a_slice_is_read_through_the_string() {
    let texts = |name: &str, of: &str| -> Vec<String> {
        let at = moments(name);
        at.iter().map(|p| var(p, of).text.clone()).collect()
    };
    let jumps = ["\"hello\"", "\"Jello\"", "\"JUMPS\""];
    assert_eq!(texts("write_through", "s"), jumps);
    assert_eq!(texts("map_key", "k"), ["\"key\"", "\"hey\"", "\"hey\""]);
    assert_eq!(texts("float_bits", "f"), ["1", "4", "-6"]);
}

#[test]
fn a_number_does_not_keep_a_block() {
    let at = moments("uintptr");
    let found: Vec<Option<Referent>> = at
        .iter()
        .map(|p| var(p, "address").reference.map(|r| r.referent))
        .collect();
    let [
        Some(Referent::Object(a)),
        Some(Referent::Object(b)),
        Some(Referent::Freed),
    ] = found[..]
    else {
        panic!("{found:?}");
    };
    assert_eq!(a, b);
    assert_eq!(at.last().map(|p| p.totals.collections), Some(3));
}
