//! The judge of formatting: Go files of a real source tree through `sudog fmt` and real gofmt.
//!
//! What gofmt formats must come out of ours byte for byte, and what it refuses must be refused.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::conformance::{self, Tally};
use crate::error::Result;
use crate::exec::{capture, output, step};
use crate::{oracle, tools, walk};

/// Folders of a Go tree.
const FOLDERS: [&str; 8] = [
    "test",
    "src/sync",
    "src/context",
    "src/sort",
    "src/strings",
    "src/errors",
    "src/time",
    "src/container",
];
/// How many files there are: fewer means that we lost some.
const FILES: usize = 3500;
/// Files in one command.
const BATCH: usize = 300;
/// For each of them.
const LIMIT: Duration = Duration::from_secs(120);
/// Disagreements that somebody has looked at.
const KNOWN: &str = "tests/known_gofmt.txt";
/// Differences that are shown.
const SHOWN: usize = 12;

/// Every file of the folders.
pub(crate) fn gofmt() -> Result {
    let sudog = conformance::release_sudog()?;
    let go = oracle::go()?;
    let root = output(oracle::go_command(&go).args(["env", "GOROOT"]))?;
    let gofmt = Path::new(root.trim()).join("bin/gofmt");
    let tree = oracle::go_tree()?;
    let mut names = Vec::new();
    for folder in FOLDERS {
        let files = walk::go_files(&tree.join(folder), &walk::everywhere)?;
        let relative = |f: &PathBuf| f.strip_prefix(&tree).map_or(f.clone(), Path::to_path_buf);
        names.extend(files.iter().map(relative));
    }
    names.sort();
    step(format_args!(
        "{} files through gofmt and sudog fmt",
        names.len()
    ));
    let work = tools::target_dir().join("gofmt");
    let _ = std::fs::remove_dir_all(&work);
    let theirs = formatted(&gofmt, &[], &tree, &work.join("go"), &names)?;
    let ours = formatted(&sudog, &["fmt"], &tree, &work.join("sudog"), &names)?;
    let mut tally = Tally::new(KNOWN);
    let mut refused = 0;
    for name in &names {
        let (want, got) = (theirs.get(name), ours.get(name));
        refused += usize::from(want.is_none());
        let answer = match (want, got) {
            (want, got) if want == got => Ok(()),
            (None, _) => Err("gofmt refuses it, we do not".to_owned()),
            (_, None) => Err("we refuse it, gofmt does not".to_owned()),
            (Some(want), Some(got)) => Err(difference(want, got)),
        };
        tally.add(&name.display().to_string(), answer.map_err(Into::into));
    }
    println!("{refused} of them do not parse");
    tally.finish("gofmt")?;
    if names.len() < FILES {
        return Err(format!("only {} files found; {FILES} expected", names.len()).into());
    }
    Ok(())
}

/// What `program` makes of copies of the files; without those that it refuses, which it names on
/// standard error.
fn formatted(
    program: &Path,
    args: &[&str],
    tree: &Path,
    work: &Path,
    names: &[PathBuf],
) -> Result<BTreeMap<PathBuf, Vec<u8>>> {
    for name in names {
        let copy = work.join(name);
        std::fs::create_dir_all(copy.parent().unwrap_or(work))?;
        std::fs::write(&copy, std::fs::read(tree.join(name))?)?;
    }
    let mut refused: BTreeSet<PathBuf> = BTreeSet::new();
    for batch in names.chunks(BATCH) {
        let mut command = Command::new(program);
        command.current_dir(work).args(args).arg("-w").args(batch);
        let ran = capture(&mut command, &[], LIMIT)?;
        for line in String::from_utf8_lossy(&ran.stderr).lines() {
            let line = line.strip_prefix("sudog: ").unwrap_or(line);
            if let Some((name, _)) = line.split_once(':') {
                refused.insert(name.into());
            }
        }
    }
    let mut texts = BTreeMap::new();
    for name in names.iter().filter(|n| !refused.contains(*n)) {
        texts.insert(name.clone(), std::fs::read(work.join(name))?);
    }
    Ok(texts)
}

/// The first lines that differ.
fn difference(want: &[u8], got: &[u8]) -> String {
    let (want, got) = (String::from_utf8_lossy(want), String::from_utf8_lossy(got));
    let mut out = String::new();
    let lines = want.lines().zip(got.lines()).enumerate();
    for (i, (want, got)) in lines.filter(|(_, (w, g))| w != g).take(SHOWN / 2) {
        out.push_str(&format!("{}\n  gofmt {want:?}\n  ours  {got:?}\n", i + 1));
    }
    if out.is_empty() {
        return "one goes on where the other ends".to_owned();
    }
    out
}
