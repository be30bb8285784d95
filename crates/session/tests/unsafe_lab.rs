//! The programs of the unsafe lab: each comes to the moments that its comments mark, and memory
//! looks there as they say.

mod common;

use std::path::PathBuf;

use common::Driver;
use protocol::{
    Breakpoint, Cell, HeapTotals, MemoryAnswer, MemoryAsk, Picture, PictureQuery, Referent,
    Request, Status, Target,
};

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
        let target = Target::Line(Breakpoint { file: 0, line });
        run.send(Request::RunTo {
            target,
            back: false,
        });
        if matches!(run.state.status, Status::Ended(_)) {
            break;
        }
        let ask = MemoryAsk::Picture(PictureQuery::default());
        match run.session.memory(&ask) {
            MemoryAnswer::Picture(picture) => out.push(*picture),
            other => panic!("{name}, line {line}: {other:?}"),
        }
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

#[test]
fn dump() {
    for (name, _) in programs() {
        println!("=== {name}");
        for p in moments(&name) {
            println!("  -- {:?}", p.totals);
            for c in p
                .stacks
                .iter()
                .flat_map(|s| &s.frames)
                .flat_map(|f| &f.cells)
                .chain(&p.globals)
            {
                println!(
                    "    {} {} = {:?} @{:x?} {:x?}",
                    c.label, c.ty, c.text, c.address, c.reference
                );
            }
            for o in &p.objects {
                println!(
                    "      obj {:x} size {} used {} {:?} {} {:?} live {}",
                    o.start, o.size, o.used, o.is, o.ty, o.name, o.live
                );
                for c in o.cells.iter().take(3) {
                    println!(
                        "         {} {} = {:?} {:x?}",
                        c.label, c.ty, c.text, c.reference
                    );
                }
            }
        }
    }
}
