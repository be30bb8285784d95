//! Packages that are not in the binary: written as one text for a page to serve, and fetched from
//! it by whoever was told how.
//!
//! The text is `path`, number of files, and for each its name, the length of its text in bytes and
//! the text itself, each on a line of its own.

use std::sync::OnceLock;

use crate::{PACKAGES, PATHS, Package};

/// How the shelf's text is fetched; none if it cannot be had now.
pub type Fetch = fn() -> Option<String>;

static FETCH: OnceLock<Fetch> = OnceLock::new();
static SHELF: OnceLock<Vec<Package>> = OnceLock::new();

/// Says how the shelf is fetched. The first one to say it is heard.
pub fn fetch_with(fetch: Fetch) {
    let _ = FETCH.set(fetch);
}

/// A package on the shelf, which is fetched if it was not yet.
pub(crate) fn package(path: &str) -> Option<&'static Package> {
    let shelf = match SHELF.get() {
        Some(shelf) => shelf,
        None => {
            // The text stays for as long as the program runs, as a static table would.
            let text: &'static str = String::leak(FETCH.get()?()?);
            let found = read(text)?;
            SHELF.get_or_init(|| found)
        }
    };
    shelf.iter().find(|p| p.path == path)
}

/// The shelf's text: all packages that a browser's build leaves out. Only where all are at hand.
pub fn text() -> String {
    let mut out = String::new();
    let shelved = |p: &&Package| PATHS.contains(&(p.path, true));
    for p in PACKAGES.iter().filter(shelved) {
        out.push_str(&format!("{}\n{}\n", p.path, p.files.len()));
        for (name, text) in p.files {
            out.push_str(&format!("{name}\n{}\n{text}\n", text.len()));
        }
    }
    out
}

/// The packages of a shelf's text; none if it is damaged.
fn read(text: &'static str) -> Option<Vec<Package>> {
    let mut out = Vec::new();
    let mut at = 0;
    let mut take = |n: Option<usize>| -> Option<&'static str> {
        let left = text.get(at..)?;
        let (end, skip) = match n {
            Some(n) => (n, n + 1),
            None => left.find('\n').map(|i| (i, i + 1))?,
        };
        let piece = left.get(..end)?;
        at += skip;
        Some(piece)
    };
    while let Some(path) = take(None) {
        let count: usize = take(None)?.parse().ok()?;
        let mut files = Vec::new();
        for _ in 0..count {
            let name = take(None)?;
            let len: usize = take(None)?.parse().ok()?;
            files.push((name, take(Some(len))?));
        }
        out.push(Package {
            path,
            files: Vec::leak(files),
        });
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let packages = read(String::leak(text())).expect("whole");
        assert!(packages.len() > 10, "{}", packages.len());
        for p in &packages {
            assert_eq!(crate::package(p.path), Some(p), "{}", p.path);
        }
        let shelved = PATHS.iter().filter(|p| p.1).count();
        assert_eq!(packages.len(), shelved);
    }

    #[test]
    fn what_nearly_everybody_needs_is_not_on_it() {
        for path in ["fmt", "sync", "time", "context", "internal/rt", "strconv"] {
            assert!(PATHS.contains(&(path, false)), "{path}");
        }
        assert!(PATHS.contains(&("bufio", true)));
    }

    #[test]
    fn damage_shows() {
        let whole = text();
        let cut = whole.get(..whole.len() / 2).expect("ASCII here");
        assert_eq!(read(String::leak(cut.to_owned())), None);
        assert_eq!(read("bufio\nmany\n"), None);
        assert_eq!(read(""), Some(Vec::new()));
    }
}
