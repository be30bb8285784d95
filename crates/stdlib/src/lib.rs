//! The Go library: sources in Go, packed at build time, looked up by import path.
//!
//! This crate holds text only. It does not parse, check or run Go; natives (functions without a
//! body in these sources) are named by `bytecode` and done by `vm`. A program that imports a
//! package which is not here gets an error with the names that [`nearest`] suggests.
//!
//! In a browser's build most packages are not in the binary: they stand on a [`shelf`] that is
//! fetched once, when the first of them is asked for.

#![forbid(unsafe_code)]

pub mod shelf;

/// One package of the Go library.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Package {
    /// Import path, as in an import declaration: `"sync/atomic"`.
    pub path: &'static str,
    /// File names without folder, and their texts as `build.rs` packs them, sorted by name.
    files: &'static [(&'static str, &'static str)],
}

impl Package {
    /// File names without folder, and their texts, sorted by name. They have neither comments nor
    /// indentation.
    pub fn files(&self) -> impl Iterator<Item = (&'static str, String)> {
        self.files.iter().map(|(name, text)| (*name, unpack(text)))
    }
}

/// Writes out the rows of tables and the numbers that `build.rs` has made short. Of each kind, one
/// says how far it is from the one before; they start anew at a bracket.
fn unpack(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    let (mut row_end, mut last) = (0, 0);
    while let Some(at) = rest.find([ROW, NUMBER]) {
        let (plain, marked) = rest.split_at(at);
        out.push_str(plain);
        if plain.contains('[') {
            (row_end, last) = (0, 0);
        }
        let is_row = marked.starts_with(ROW);
        let marked = marked.get(1..).unwrap_or("");
        let end = marked.find(|c: char| !c.is_ascii_alphanumeric() && c != '.');
        let (short, after) = marked.split_at(end.unwrap_or(marked.len()));
        let mut numbers = short.split('.').map(|n| u32::from_str_radix(n, 36));
        let mut number = |otherwise: u32| match numbers.next() {
            Some(Ok(n)) => n,
            _ => otherwise,
        };
        let first = number(0);
        if is_row {
            let lo = first.wrapping_add(row_end);
            let (steps, step) = (number(0), number(1));
            row_end = lo.wrapping_add(steps.wrapping_mul(step));
            out.push_str(&format!("{{{lo:#x}, {row_end:#x}, {step}}},"));
            last = 0;
        } else {
            last = first.wrapping_add(last);
            out.push_str(&format!("{last:#x}"));
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// What stands before a row that was made short, and before a number.
const ROW: char = '\u{1}';
const NUMBER: char = '\u{2}';

include!(concat!(env!("OUT_DIR"), "/packages.rs"));

/// The package with import path `path`, if the library has it and it can be had.
pub fn package(path: &str) -> Option<&'static Package> {
    if let Ok(at) = PACKAGES.binary_search_by(|p| p.path.cmp(path)) {
        return PACKAGES.get(at);
    }
    match knows(path) {
        true => shelf::package(path),
        false => None,
    }
}

/// Whether the library has this package, at hand or not.
pub fn knows(path: &str) -> bool {
    PATHS.binary_search_by(|p| p.0.cmp(path)).is_ok()
}

/// Every import path of the library, sorted; the internal ones too.
pub fn paths() -> impl Iterator<Item = &'static str> {
    PATHS.iter().map(|p| p.0)
}

/// At most three import paths that someone who wrote `path` may have meant, best first.
pub fn nearest(path: &str) -> Vec<&'static str> {
    // Nobody means a path this long, and the distance below is quadratic.
    if path.len() > 64 {
        return Vec::new();
    }
    let last = |p: &str| p.rsplit('/').next().unwrap_or_default().to_owned();
    let wanted_last = last(path);
    let folder = path.rsplit_once('/').map(|(folder, _)| folder);
    let most = 1 + path.len() / 4;
    let mut found: Vec<(usize, &'static str)> = paths()
        .filter(|p| !is_internal(p) && *p != path)
        .filter_map(|p| {
            let whole = distance(path, p);
            // "rand" for "math/rand": the right name in the wrong folder is a near miss.
            let cost = if last(p) == wanted_last {
                whole.min(1)
            } else if folder.is_some_and(|f| p == f || in_folder(p, f)) {
                // What stands beside it, or is what it would belong to, may do.
                whole.min(most)
            } else {
                whole
            };
            (cost <= most).then_some((cost, p))
        })
        .collect();
    let mut best = Vec::new();
    while best.len() < 3
        && let Some(at) = (0..found.len()).min_by(|a, b| found.get(*a).cmp(&found.get(*b)))
    {
        best.push(found.swap_remove(at).1);
    }
    best
}

/// Whether a path lies in this folder.
fn in_folder(path: &str, folder: &str) -> bool {
    path.rsplit_once('/').is_some_and(|(dir, _)| dir == folder)
}

/// Whether user programs may not import `path`.
pub fn is_internal(path: &str) -> bool {
    path.split('/').any(|part| part == "internal")
}

/// Edit distance by bytes (insert, delete, replace cost one each).
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (cell, y) in row.iter_mut().skip(1).zip(b.bytes()) {
            let above = *cell;
            let replaced = diagonal + usize::from(x != y);
            left = replaced.min(above + 1).min(left + 1);
            diagonal = above;
            *cell = left;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(a.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_nearest(path: &str, first: Option<&str>) {
        assert_eq!(nearest(path).first().copied(), first, "nearest({path:?})");
    }

    #[test]
    fn paths_are_sorted_and_found() {
        let all: Vec<_> = paths().collect();
        assert!(all.is_sorted());
        assert!(!all.is_empty());
        for path in all {
            assert_eq!(package(path).map(|p| p.path), Some(path));
        }
        assert_eq!(package("no/such"), None);
    }

    #[test]
    fn rows_of_tables_come_back() {
        assert_eq!(
            unpack("a[\u{1}1t.p\u{1}7.p\n\u{1}21.1.b\u{1}5\n}, [\u{1}1t.p}"),
            "a[{0x41, 0x5a, 1},{0x61, 0x7a, 1},\n{0xc3, 0xce, 11},{0xd3, 0xd3, 1},\n}, [{0x41, 0x5a, 1},}"
        );
        assert_eq!(unpack("x ~ y"), "x ~ y");
        assert_eq!(
            unpack("{\u{2}1s, \u{2}4}, [\u{2}1s}"),
            "{0x40, 0x44}, [0x40}"
        );
    }

    #[test]
    fn suggests_near_names() {
        check_nearest("eror", Some("errors"));
        check_nearest("error", Some("errors"));
        check_nearest("crypto/rnd", Some("crypto/rand"));
        check_nearest("os/exec", Some("os"));
        check_nearest("log/syslog", Some("log/slog"));
        check_nearest("net/http", None);
        check_nearest("github.com/someone/something", None);
        check_nearest("internal/r", None);
    }

    #[test]
    fn distance_counts_edits() {
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("abc", ""), 3);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("same", "same"), 0);
    }
}
