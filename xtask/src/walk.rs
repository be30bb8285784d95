//! Go files below a folder. What is in them is the callers' affair.

use std::path::{Path, PathBuf};

use crate::error::{Context, Result};

/// Whether a name is a Go file's.
pub(crate) fn is_go(path: &Path) -> bool {
    path.extension().is_some_and(|e| e == "go")
}

/// What lies in a folder, in the order of the names.
pub(crate) fn entries(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(dir).context(dir.display())? {
        all.push(entry?.path());
    }
    all.sort();
    Ok(all)
}

/// All Go files below `dir`, folder by folder in the order of their names, but for folders that
/// `enter` declines.
pub(crate) fn go_files(dir: &Path, enter: &dyn Fn(&Path) -> bool) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in entries(dir)? {
        if path.is_dir() {
            if enter(&path) {
                files.extend(go_files(&path, enter)?);
            }
        } else if is_go(&path) {
            files.push(path);
        }
    }
    Ok(files)
}

/// Every folder is looked into.
pub(crate) fn everywhere(_: &Path) -> bool {
    true
}

/// Go's tests keep the packages of one program in a folder beside the file that speaks of it.
pub(crate) fn no_program(dir: &Path) -> bool {
    dir.extension().is_none_or(|e| e != "dir")
}
