//! `size`: what a visitor downloads, compressed as a static host would, against budgets.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::bundle::dist;
use crate::error::{Context, Result};
use crate::exec::output;

/// The parts that load separately, with their budgets in bytes of brotli at quality 11.
const BUDGETS: &[(Part, &str, usize)] = &[
    (Part::Page, "page", 250_000),
    (Part::Editor, "editor", 130_000),
    (Part::Worker, "worker", 600_000),
    // Loaded when somebody asks for more than one run shows.
    (Part::Lab, "lab", 380_000),
    (Part::Analyst, "analyst", 750_000),
    (Part::Surveyor, "surveyor", 450_000),
    (Part::Library, "library", 250_000),
];

/// What it takes to run any program at all: these parts together.
const TO_RUN: (&str, &[Part], usize) = (
    "worker and library",
    &[Part::Worker, Part::Library],
    900_000,
);

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part {
    Page,
    Editor,
    Worker,
    Lab,
    Analyst,
    Surveyor,
    Library,
}

/// Prints a line per file and per part; a part over its budget is an error.
pub(crate) fn check() -> Result {
    let dir = dist();
    let mut files = Vec::new();
    walk(&dir, &mut files).context("dist/ (run `cargo xtask build` first)")?;
    files.sort();
    let mut sums = [0usize; BUDGETS.len()];
    files.retain(|file| part(file.strip_prefix(&dir).unwrap_or(file)).is_some());
    for (file, packed) in files.iter().zip(compressed(&files)?) {
        let raw = std::fs::metadata(file)?.len();
        let name = file.strip_prefix(&dir).unwrap_or(file);
        let Some(part) = part(name) else { continue };
        println!(
            "{:>9} B  {packed:>8} B br  {:?}  {}",
            raw,
            part,
            name.display()
        );
        for (sum, (p, ..)) in sums.iter_mut().zip(BUDGETS) {
            if *p == part {
                *sum += packed;
            }
        }
    }
    let (together, parts, most) = TO_RUN;
    let counts = sums
        .iter()
        .zip(BUDGETS)
        .filter(|(_, b)| parts.contains(&b.0));
    let all: usize = counts.map(|(sum, _)| *sum).sum();
    let mut rows: Vec<(&str, usize, usize)> = sums
        .iter()
        .zip(BUDGETS)
        .map(|(sum, (_, name, budget))| (*name, *sum, *budget))
        .collect();
    rows.push((together, all, most));
    let mut over = Vec::new();
    for (name, sum, budget) in rows {
        println!(
            "size: {name} {:.1} of {:.0} KB brotli",
            sum as f64 / 1000.0,
            budget as f64 / 1000.0
        );
        if sum > budget {
            over.push(name);
        }
        if sum == 0 {
            return Err(format!("size: no files of the {name} in dist/").into());
        }
    }
    if over.is_empty() {
        Ok(())
    } else {
        Err(format!("size: over budget: {}", over.join(", ")).into())
    }
}

/// Which download a file belongs to; `None` for what is not code (icons, the HTML itself).
fn part(name: &Path) -> Option<Part> {
    let text = name.to_string_lossy();
    let ext = name.extension().and_then(|e| e.to_str())?;
    if text.starts_with("library") {
        return Some(Part::Library);
    }
    if !matches!(ext, "js" | "mjs" | "wasm" | "css") {
        return None;
    }
    // A path inside `snippets/` names the crate first; the file's own name decides.
    Some(if text.contains("worker") {
        Part::Worker
    } else if text.starts_with("analyst") {
        Part::Analyst
    } else if text.starts_with("surveyor") {
        Part::Surveyor
    } else if text.starts_with("lab") {
        Part::Lab
    } else if text.contains("editor") && ext != "css" {
        Part::Editor
    } else {
        Part::Page
    })
}

/// Sizes of the files, compressed.
fn compressed(files: &[PathBuf]) -> Result<Vec<usize>> {
    let script = crate::root().join("xtask/src/brotli.mjs");
    let text = output(Command::new("node").arg(script).args(files))?;
    let sizes: Vec<usize> = text.lines().filter_map(|l| l.trim().parse().ok()).collect();
    if sizes.len() == files.len() {
        Ok(sizes)
    } else {
        Err("size: node compressed fewer files than there are".into())
    }
}

fn walk(dir: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, files)?
        } else {
            files.push(path)
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_belong_to_parts() {
        assert_eq!(
            part(Path::new("sudog-0123456789abcdef_bg.wasm")),
            Some(Part::Page)
        );
        assert_eq!(part(Path::new("worker_bg.wasm")), Some(Part::Worker));
        assert_eq!(part(Path::new("editor.js")), Some(Part::Editor));
        assert_eq!(part(Path::new("lab-0123.css")), Some(Part::Lab));
        assert_eq!(part(Path::new("analyst_bg.wasm")), Some(Part::Analyst));
        assert_eq!(part(Path::new("library-01.txt")), Some(Part::Library));
        assert_eq!(part(Path::new("surveyor-01.js")), Some(Part::Surveyor));
        assert_eq!(part(Path::new("index.html")), None);
    }

    #[test]
    fn compression_compresses() {
        let file = crate::root().join("xtask/src/size.rs");
        let raw = std::fs::metadata(&file).expect("this file").len() as usize;
        let sizes = compressed(&[file]).expect("node");
        assert!(sizes.iter().all(|s| *s > 0 && *s < raw / 2), "{sizes:?}");
    }
}
