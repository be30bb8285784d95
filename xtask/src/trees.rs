//! Programs of several files in one text: `-- name --` lines start each, as on the Go Playground.
//! Only takes them apart; what is in the files is not our affair.

use std::path::Path;

use crate::error::Result;

/// How the name of such a text ends.
pub(crate) const EXTENSION: &str = "txtar";

/// Whether this is such a text.
pub(crate) fn is_tree(path: &Path) -> bool {
    path.extension().is_some_and(|e| e == EXTENSION)
}

/// The names and texts of the files; what comes before the first is a comment.
pub(crate) fn files(text: &str) -> Vec<(&str, &str)> {
    let parts = syntax::txtar::split(text).into_iter();
    let named = parts.filter(|p| p.offset > 0);
    named.map(|p| (p.name, p.text)).collect()
}

/// Writes the files below a directory, which is empty then but for them.
pub(crate) fn unpack(text: &str, dir: &Path) -> Result {
    if dir.exists() {
        std::fs::remove_dir_all(dir)?;
    }
    for (name, text) in files(text) {
        let path = dir.join(name);
        std::fs::create_dir_all(path.parent().unwrap_or(dir))?;
        std::fs::write(path, text)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::files;

    #[test]
    fn taken_apart() {
        let text = "about\n-- go.mod --\nmodule x\n\n-- a/b.go --\n-- not --it\n";
        let want = [("go.mod", "module x\n\n"), ("a/b.go", "-- not --it\n")];
        assert_eq!(files(text), want);
        assert_eq!(files("nothing\n"), []);
    }
}
