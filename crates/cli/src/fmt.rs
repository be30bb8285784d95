//! `sudog fmt`: Go files in gofmt's form. The flags, what they print and the exit code are
//! gofmt's; texts of several files (`-- name --`) have their Go files formatted.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use crate::args::FmtOptions;
use crate::{complain, say};

/// What gofmt ends with when something could not be formatted.
const FAILED: u8 = 2;
/// Equal lines around a difference.
const CONTEXT: usize = 3;

pub(crate) fn fmt(o: &FmtOptions) -> u8 {
    let mut code = 0;
    if o.paths.is_empty() {
        if o.write {
            complain("cannot use -w with standard input");
            return FAILED;
        }
        let mut text = String::new();
        return match std::io::stdin().read_to_string(&mut text) {
            Ok(_) => one(o, Path::new("<standard input>"), &text),
            Err(why) => fail(Path::new("<standard input>"), &why),
        };
    }
    for path in &o.paths {
        let path = Path::new(path);
        let files = match path.is_dir() {
            true => go_files(path),
            false => Ok(vec![path.to_owned()]),
        };
        let files = match files {
            Ok(files) => files,
            Err(why) => {
                code = fail(path, &why);
                continue;
            }
        };
        for path in files {
            let done = match std::fs::read_to_string(&path) {
                Ok(text) => one(o, &path, &text),
                Err(why) => fail(&path, &why),
            };
            code = code.max(done);
        }
    }
    code
}

fn fail(path: &Path, why: &dyn std::fmt::Display) -> u8 {
    complain(&format!("{}: {why}", path.display()));
    FAILED
}

/// The Go files below `dir`, in order.
fn go_files(dir: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut entries = Vec::new();
    for entry in std::fs::read_dir(dir)? {
        entries.push(entry?.path());
    }
    entries.sort();
    let mut files = Vec::new();
    for path in entries {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            files.extend(go_files(&path)?);
        } else if name.ends_with(".go") && !name.starts_with('.') {
            files.push(path);
        }
    }
    Ok(files)
}

fn one(o: &FmtOptions, path: &Path, text: &str) -> u8 {
    let shown = path.display().to_string();
    let new = match syntax::format::format_all(text) {
        Ok(new) => new,
        Err(errors) => {
            for e in &errors {
                let before = text
                    .get(..(e.span.lo as usize).saturating_sub(1))
                    .unwrap_or("");
                let line = 1 + before.matches('\n').count();
                let column = 1 + before.rsplit('\n').next().map_or(0, str::len);
                // As gofmt does, without a word of who complains.
                let message = e.message.strip_prefix("syntax error: ");
                let message = message.unwrap_or(&e.message);
                eprint(&format!("{shown}:{line}:{column}: {message}\n"));
            }
            return FAILED;
        }
    };
    if !o.list && !o.diff && !o.write {
        return say(&new);
    }
    if new == text {
        return 0;
    }
    if o.list {
        say(&format!("{shown}\n"));
    }
    if o.write
        && let Err(why) = std::fs::write(path, &new)
    {
        return fail(path, &why);
    }
    if o.diff {
        say(&diff(&shown, text, &new));
    }
    0
}

fn eprint(text: &str) {
    use std::io::Write as _;
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// Both texts' differing parts with some lines around, in the unified form.
fn diff(name: &str, old: &str, new: &str) -> String {
    let (x, y) = (lines(old), lines(new));
    let mut out = format!("diff {name}.orig {name}\n--- {name}.orig\n+++ {name}\n");
    let mut hunk = Hunk::default();
    // The end of what is done in both.
    let (mut i, mut j) = (0, 0);
    let mut pairs = anchors(&x, &y);
    pairs.push((x.len(), y.len()));
    for (mut a, mut b) in pairs {
        if a < i {
            continue; // within a run that was taken already
        }
        // The run of equal lines around the anchor.
        while a > i && b > j && x.get(a - 1) == y.get(b - 1) {
            (a, b) = (a - 1, b - 1);
        }
        hunk.old.extend(i..a);
        hunk.new.extend(j..b);
        let text = &mut hunk.text;
        for line in x.get(i..a).unwrap_or(&[]) {
            let _ = write!(text, "-{line}");
        }
        for line in y.get(j..b).unwrap_or(&[]) {
            let _ = write!(text, "+{line}");
        }
        let same = x.iter().skip(a).zip(y.iter().skip(b));
        let run = same.take_while(|(p, q)| p == q).count();
        let last = a + run >= x.len() && b + run >= y.len();
        let open = !hunk.text.is_empty();
        let head = if open { run.min(CONTEXT) } else { 0 };
        // Near enough to the next difference to be shown as one.
        if open && !last && run <= 2 * CONTEXT {
            hunk.same(&x, a, b, run);
        } else {
            if open {
                hunk.same(&x, a, b, head);
                hunk.end(&mut out);
            }
            if !last {
                let tail = run.min(CONTEXT);
                hunk.same(&x, a + run - tail, b + run - tail, tail);
            }
        }
        (i, j) = (a + run, b + run);
    }
    out
}

#[derive(Default)]
struct Hunk {
    /// Lines of either text.
    old: Vec<usize>,
    new: Vec<usize>,
    text: String,
}

impl Hunk {
    fn same(&mut self, x: &[String], a: usize, b: usize, count: usize) {
        self.old.extend(a..a + count);
        self.new.extend(b..b + count);
        for line in x.iter().skip(a).take(count) {
            let _ = write!(self.text, " {line}");
        }
    }
    fn end(&mut self, out: &mut String) {
        let range = |lines: &[usize]| {
            let first = lines.first().map_or(0, |l| l + 1);
            format!("{first},{}", lines.len())
        };
        let (old, new) = (range(&self.old), range(&self.new));
        let _ = write!(out, "@@ -{old} +{new} @@\n{}", self.text);
        *self = Hunk::default();
    }
}

fn lines(text: &str) -> Vec<String> {
    let mut list: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    if let Some(last) = list.last_mut()
        && !last.ends_with('\n')
    {
        last.push_str("\n\\ No newline at end of file\n");
    }
    list
}

/// Lines that both texts have once, as pairs of places that rise in both: the longest such row.
fn anchors(x: &[String], y: &[String]) -> Vec<(usize, usize)> {
    let mut seen: BTreeMap<&str, (usize, usize, usize, usize)> = BTreeMap::new();
    for (i, line) in x.iter().enumerate() {
        let entry = seen.entry(line).or_default();
        (entry.0, entry.2) = (entry.0 + 1, i);
    }
    for (j, line) in y.iter().enumerate() {
        let entry = seen.entry(line).or_default();
        (entry.1, entry.3) = (entry.1 + 1, j);
    }
    let mut pairs: Vec<(usize, usize)> = seen
        .values()
        .filter(|e| (e.0, e.1) == (1, 1))
        .map(|e| (e.2, e.3))
        .collect();
    pairs.sort_unstable();
    // For each length the pair with the smallest end, and for each pair the one before it.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::new();
    let y_of = |k: usize| pairs.get(k).map_or(0, |p| p.1);
    for k in 0..pairs.len() {
        let at = ends.partition_point(|&e| y_of(e) < y_of(k));
        before.push(at.checked_sub(1).and_then(|b| ends.get(b).copied()));
        match ends.get_mut(at) {
            Some(slot) => *slot = k,
            None => ends.push(k),
        }
    }
    let mut row = Vec::new();
    let mut at = ends.last().copied();
    while let Some(k) = at {
        row.extend(pairs.get(k));
        at = before.get(k).copied().flatten();
    }
    row.reverse();
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(old: &str, new: &str, want: &str) {
        let got = diff("f", old, new);
        assert_eq!(
            got.strip_prefix("diff f.orig f\n--- f.orig\n+++ f\n"),
            Some(want)
        );
    }

    #[test]
    fn differences() {
        check(
            "a\nb\nc\n",
            "a\nB\nc\n",
            "@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n",
        );
        check("a\n", "a\nb\n", "@@ -1,1 +1,2 @@\n a\n+b\n");
        check(
            "a",
            "a\n",
            "@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n",
        );
        check(
            "1\n2\n3\n4\n5\n6\n7\n8\n9\n",
            "1\n2\n3\n4\nx\n6\n7\n8\n9\n",
            "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n",
        );
        check(
            "a\n1\n2\n3\n4\n5\n6\n7\nb\n",
            "A\n1\n2\n3\n4\n5\n6\n7\nB\n",
            "@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-b\n+B\n",
        );
    }
}
