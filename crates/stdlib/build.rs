//! Packs `go/**/*.go` into one generated table of packages, in sorted order, without comments and
//! indentation, and with ranges of characters in few digits: visitors download this text. Lines of
//! what remains are those of the files.
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
            let text = without_comments(&fs::read_to_string(file)?);
            let text = short_ranges(&text);
            fs::write(
                &bare,
                if is_table(&name) {
                    short_numbers(&text)
                } else {
                    text
                },
            )?;
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
            // Imports come first. Whatever is quoted there and names a package is one.
            let text = without_comments(&text);
            let end = ["\nfunc ", "\ntype ", "\nvar ", "\nconst "]
                .iter()
                .filter_map(|word| text.find(word))
                .min();
            todo.extend(
                text[..end.unwrap_or(text.len())]
                    .split('"')
                    .filter(|quoted| packages.contains_key(*quoted))
                    .map(str::to_owned),
            );
        }
    }
    Ok(found)
}

/// Drops comments, but for directives (`//go:...`) and line ends, and tabs at the start of lines.
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
        } else if c == '\t' && out.ends_with('\n') {
            1
        } else {
            out.push(c);
            c.len_utf8()
        };
        rest = &rest[taken..];
    }
    out
}

/// Writes rows of tables (`{0x41, 0x5a, 1},`) as the mark \u{1} and base-36 numbers: how far the
/// first is from the last row's second, how many steps there are, and the step if it is not 1.
fn short_ranges(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut last = 0;
    while let Some(c) = rest.chars().next() {
        if c == '[' {
            last = 0;
        }
        if let Some((lo, hi, step, len)) = row(rest)
            && lo >= last
            && hi >= lo
            && step > 0
            && (hi - lo) % step == 0
        {
            out.push('\u{1}');
            out.push_str(&base36(lo - last));
            let steps = (hi - lo) / step;
            if steps != 0 || step != 1 {
                out.push('.');
                out.push_str(&base36(steps));
            }
            if step != 1 {
                out.push('.');
                out.push_str(&base36(step));
            }
            last = hi;
            rest = &rest[len..];
            if rest.starts_with(" {0x") && row(&rest[1..]).is_some_and(|r| r.0 >= last) {
                rest = &rest[1..];
            }
            continue;
        }
        out.push(c);
        rest = &rest[c.len_utf8()..];
    }
    out
}

/// Files that consist of numbers in ascending order.
fn is_table(name: &str) -> bool {
    name.starts_with("table_") || name == "printable.go"
}

/// Writes numbers that are no rows as the mark \u{2} and how far they are from the last.
fn short_numbers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut last = 0;
    while let Some(c) = rest.chars().next() {
        if c == '[' || c == '\u{1}' {
            last = 0;
        }
        if let Some(digits) = rest.strip_prefix("0x") {
            let end = digits.find(|c: char| !c.is_ascii_hexdigit());
            let digits = &digits[..end.unwrap_or(digits.len())];
            if let Ok(n) = u32::from_str_radix(digits, 16)
                && n >= last
                && format!("{n:x}") == digits
            {
                out.push('\u{2}');
                out.push_str(&base36(n - last));
                last = n;
                rest = &rest[2 + digits.len()..];
                continue;
            }
        }
        out.push(c);
        rest = &rest[c.len_utf8()..];
    }
    out
}

/// The numbers of a row at the start of `text`, and its length.
fn row(text: &str) -> Option<(u32, u32, u32, usize)> {
    let inner = text.strip_prefix("{0x")?;
    let end = inner.find("},")?;
    let (lo, more) = inner[..end].split_once(", 0x")?;
    let (hi, step) = more.split_once(", ")?;
    let hex = |s: &str| u32::from_str_radix(s, 16).ok();
    Some((hex(lo)?, hex(hi)?, step.parse().ok()?, end + 5))
}

fn base36(mut n: u32) -> String {
    let mut digits = Vec::new();
    while n > 0 || digits.is_empty() {
        digits.extend(char::from_digit(n % 36, 36));
        n /= 36;
    }
    digits.into_iter().rev().collect()
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
