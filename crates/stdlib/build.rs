//! Packs `go/**/*.go` into one generated table of packages, in sorted order, without their comments:
//! visitors download this text. Lines and columns of what remains are those of the files.
//!
//! For browsers the table holds what nearly every program needs; the rest stands on a shelf that is
//! fetched when the first program wants something from it.
//! Nothing is parsed here: whether a file is good Go is for the tests to say.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// What is in every build, with all that these import.
const CORE: &[&str] = &[
    "cmp",
    "context",
    "errors",
    "fmt",
    "golang.org/x/sync/errgroup",
    "internal/rt",
    "io",
    "maps",
    "math",
    "os",
    "runtime",
    "slices",
    "sort",
    "sync",
    "sync/atomic",
    "time",
];

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("go");
    println!("cargo:rerun-if-changed={}", root.display());

    let mut packages: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    collect(&root, "", &mut packages)?;

    let out_dir = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let packed = out_dir.join("go");
    fs::create_dir_all(&packed)?;
    let mut number = 0;
    let core = closure(&packages)?;
    let browser = env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "wasm32");
    let mut out = String::from("pub(crate) static PATHS: &[(&str, bool)] = &[\n");
    for path in packages.keys() {
        let _ = writeln!(out, "    ({path:?}, {}),", !core.contains(path));
    }
    out.push_str("];\npub(crate) static PACKAGES: &[Package] = &[\n");
    for (path, files) in &packages {
        if browser && !core.contains(path) {
            continue;
        }
        let _ = writeln!(out, "    Package {{ path: {path:?}, files: &[");
        for file in files {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            let bare = packed.join(format!("{number}.go"));
            number += 1;
            fs::write(&bare, without_comments(&fs::read_to_string(file)?))?;
            let full = bare.display().to_string();
            let _ = writeln!(out, "        ({name:?}, include_str!({full:?})),");
        }
        out.push_str("    ] },\n");
    }
    out.push_str("];\n");

    fs::write(out_dir.join("packages.rs"), out)
}

/// The core packages and all that they import.
fn closure(packages: &BTreeMap<String, Vec<PathBuf>>) -> io::Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    let mut todo: Vec<String> = CORE.iter().map(|p| (*p).to_owned()).collect();
    while let Some(path) = todo.pop() {
        let Some(files) = packages.get(&path) else {
            continue;
        };
        if !found.insert(path) {
            continue;
        }
        for file in files {
            let text = fs::read_to_string(file)?;
            // Whatever is quoted and names a package may be an import; too many do no harm.
            todo.extend(
                text.split('"')
                    .filter(|quoted| packages.contains_key(*quoted))
                    .map(str::to_owned),
            );
        }
    }
    Ok(found)
}

/// Drops comments, but for directives (`//go:...`) and line ends.
fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let taken = if rest.starts_with("//") {
            let end = rest.find('\n').unwrap_or(rest.len());
            if rest.starts_with("//go:") {
                out.push_str(&rest[..end]);
            } else {
                out.truncate(out.trim_end_matches([' ', '\t']).len());
            }
            end
        } else if rest.starts_with("/*") {
            let end = rest.find("*/").map_or(rest.len(), |i| i + 2);
            // Spaces hold the columns of what follows on the line.
            out.extend(
                rest[..end]
                    .bytes()
                    .map(|b| if b == b'\n' { '\n' } else { ' ' }),
            );
            end
        } else if matches!(c, '"' | '\'' | '`') {
            let end = literal(rest, c);
            out.push_str(&rest[..end]);
            end
        } else {
            out.push(c);
            c.len_utf8()
        };
        rest = &rest[taken..];
    }
    out
}

/// The length of the string or rune literal that `text` begins with.
fn literal(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (i, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' if quote != '`' => escaped = true,
            c if c == quote => return i + 1,
            _ => {}
        }
    }
    text.len()
}

/// Adds the Go files of `dir`, whose import path is `import`, and of all folders below it.
fn collect(
    dir: &Path,
    import: &str,
    packages: &mut BTreeMap<String, Vec<PathBuf>>,
) -> io::Result<()> {
    println!("cargo:rerun-if-changed={}", dir.display());
    let mut entries: Vec<PathBuf> = fs::read_dir(dir)?
        .map(|e| e.map(|e| e.path()))
        .collect::<io::Result<_>>()?;
    entries.sort();
    for entry in entries {
        let name = entry
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if entry.is_dir() {
            let sub = if import.is_empty() {
                name
            } else {
                format!("{import}/{name}")
            };
            collect(&entry, &sub, packages)?;
        } else if name.ends_with(".go") && !name.ends_with("_test.go") {
            packages.entry(import.to_owned()).or_default().push(entry);
        }
    }
    Ok(())
}
