//! Import paths: which are none, and which of them somebody may import. Whether there is a package is
//! not looked at.

use crate::packages::MAIN;

/// What the go command says about a path that can be no package's.
pub(crate) fn bad_path(path: &str) -> Option<String> {
    if path.starts_with("./") || path.starts_with("../") || path == "." || path == ".." {
        return Some(format!(
            "{path:?} is relative, but relative import paths are not supported in module mode"
        ));
    }
    if path.starts_with('/') {
        return Some(format!(
            "{path:?} is not a package path; see 'go help packages'"
        ));
    }
    let why = if path.contains("//") {
        "double slash"
    } else if path.ends_with('/') {
        "trailing slash"
    } else if path.split('/').any(|part| part.ends_with('.')) {
        "trailing dot in path element"
    } else {
        return None;
    };
    Some(format!("malformed import path {path:?}: {why}"))
}

/// A package below `internal` is open to the tree around that directory only.
pub(crate) fn internal_ok(path: &str, importer: &str, module: &str) -> bool {
    // The last one counts, since it leaves the least open.
    let last = path.strip_suffix("/internal").map(str::len);
    let root = match last.or_else(|| path.rfind("/internal/")) {
        Some(at) => path.get(..at).unwrap_or(""),
        None => return true,
    };
    // The root package goes by the name of main, wherever it is.
    let importer = match importer {
        MAIN => module,
        path => path,
    };
    importer == root || importer.starts_with(&format!("{root}/"))
}
