//! Packs `go/**/*.go` into one generated table of packages, in sorted order.
//! Nothing is parsed here: whether a file is good Go is for the tests to say.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("go");
    println!("cargo:rerun-if-changed={}", root.display());

    let mut packages: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    collect(&root, "", &mut packages)?;

    let mut out = String::from("pub(crate) static PACKAGES: &[Package] = &[\n");
    for (path, files) in &packages {
        let _ = writeln!(out, "    Package {{ path: {path:?}, files: &[");
        for file in files {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            let full = file.display().to_string();
            let _ = writeln!(out, "        ({name:?}, include_str!({full:?})),");
        }
        out.push_str("    ] },\n");
    }
    out.push_str("];\n");

    let dest = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("packages.rs");
    fs::write(dest, out)
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
