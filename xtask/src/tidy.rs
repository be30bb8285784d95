//! `tidy`: what no compiler checks. Module headers, file sizes, whitespace, foreign paths, layering.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::Result;
use crate::exec::output;
use crate::layering;

/// Rust files longer than this are split by concept.
const MAX_LINES: usize = 900;

/// Tables that a program wrote or that are one long list of facts: length says nothing about them.
const TABLES: &[&str] = &[];

/// Crates that must not contain `unsafe`.
const SAFE_CRATES: &[&str] = &[
    "base", "syntax", "types", "layout", "bytecode", "compile", "race", "vm", "sched", "explore",
    "stdlib", "session", "protocol", "link", "lessons",
];

/// Runs every check and lists all findings.
pub(crate) fn check() -> Result {
    let root = crate::root();
    let mut findings = Vec::new();
    let files = tracked(&root)?;
    for file in &files {
        // Deleted in the work tree, or not text.
        let Ok(text) = std::fs::read_to_string(root.join(file)) else {
            continue;
        };
        file_findings(file, &text, &mut findings);
    }
    findings.extend(layering::findings()?);
    if findings.is_empty() {
        println!("tidy: {} files and the layering hold", files.len());
        return Ok(());
    }
    for finding in &findings {
        eprintln!("{finding}");
    }
    Err(format!("tidy: {} findings", findings.len()).into())
}

/// Files that git tracks or would track.
fn tracked(root: &Path) -> Result<Vec<PathBuf>> {
    let list = output(
        Command::new("git")
            .args([
                "ls-files",
                "--cached",
                "--others",
                "--exclude-standard",
                "-z",
            ])
            .current_dir(root),
    )?;
    let mut files: Vec<PathBuf> = list
        .split('\0')
        .filter(|f| !f.is_empty())
        .map(PathBuf::from)
        .collect();
    files.sort();
    files.dedup();
    Ok(files)
}

fn file_findings(file: &Path, text: &str, findings: &mut Vec<String>) {
    let name = file.display().to_string();
    let ext = file
        .extension()
        .and_then(|e| e.to_str())
        .unwrap_or_default();
    if !matches!(
        ext,
        "rs" | "toml" | "md" | "html" | "css" | "js" | "mjs" | "go" | "yml" | "json"
    ) {
        return;
    }
    // Fixtures and library sources are gofmt's business, and Go text may mean its trailing spaces.
    if ext != "go" && name != "package-lock.json" {
        for (i, line) in text.lines().enumerate() {
            if line.ends_with([' ', '\t', '\r']) {
                findings.push(format!("{name}:{}: trailing space", i + 1));
            }
        }
    }
    if !text.is_empty() && !text.ends_with('\n') {
        findings.push(format!("{name}: no newline at the end"));
    }
    if ext != "rs" {
        return;
    }
    if !text.starts_with("//!") && !text.is_empty() {
        findings.push(format!(
            "{name}:1: a module opens with `//!`: what it is, and what it is not"
        ));
    }
    let lines = text.lines().count();
    if lines > MAX_LINES && !TABLES.contains(&name.as_str()) {
        findings.push(format!(
            "{name}: {lines} lines; split it by concept (limit {MAX_LINES})"
        ));
    }
    if name.starts_with("crates/") && name.ends_with("src/lib.rs") {
        let krate = name.split('/').nth(1).unwrap_or_default();
        if SAFE_CRATES.contains(&krate) && !text.contains("#![forbid(unsafe_code)]") {
            findings.push(format!("{name}: lacks `#![forbid(unsafe_code)]`"));
        }
    }
    if text.contains(concat!("#[", "ignore")) {
        findings.push(format!(
            "{name}: an ignored test; assert today's behaviour instead"
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, text: &str, want: &[&str]) {
        let mut got = Vec::new();
        file_findings(Path::new(name), text, &mut got);
        assert_eq!(got, want);
    }

    #[test]
    fn a_module_needs_a_header() {
        check("crates/x/src/a.rs", "//! A.\n", &[]);
        check(
            "crates/x/src/a.rs",
            "fn f() {}\n",
            &["crates/x/src/a.rs:1: a module opens with `//!`: what it is, and what it is not"],
        );
    }

    #[test]
    fn trailing_space_is_found() {
        check("a.md", "one \ntwo\n", &["a.md:1: trailing space"]);
        check("a.go", "one \n", &[]);
    }

    #[test]
    fn long_files_are_found() {
        let long = format!("//! Long.\n{}", "//\n".repeat(MAX_LINES));
        check(
            "crates/x/src/a.rs",
            &long,
            &["crates/x/src/a.rs: 901 lines; split it by concept (limit 900)"],
        );
    }

    #[test]
    fn engine_crates_forbid_unsafe() {
        check(
            "crates/vm/src/lib.rs",
            "//! V.\n",
            &["crates/vm/src/lib.rs: lacks `#![forbid(unsafe_code)]`"],
        );
        check(
            "crates/vm/src/lib.rs",
            "//! V.\n#![forbid(unsafe_code)]\n",
            &[],
        );
    }
}
