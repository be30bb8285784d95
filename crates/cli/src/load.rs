//! The files of a program from a path.

use std::io::Read;
use std::path::Path;

use protocol::SourceFile;

/// How deep a module's directories may nest.
const MAX_DEPTH: u32 = 20;

/// The files at `path`: a file, a directory, or `-` for standard input.
pub(crate) fn program(path: &str) -> Result<Vec<SourceFile>, String> {
    if path == "-" {
        let mut text = Vec::new();
        std::io::stdin()
            .read_to_end(&mut text)
            .map_err(|e| format!("standard input: {e}"))?;
        return Ok(vec![source("prog.go", text)]);
    }
    let at = Path::new(path);
    let failed = |e: std::io::Error| format!("{path}: {e}");
    if at.is_dir() {
        let mut files = Vec::new();
        directory(at, "", 0, &mut files).map_err(failed)?;
        files.sort_by(|a, b| a.name.cmp(&b.name));
        return Ok(files);
    }
    let text = std::fs::read(at).map_err(failed)?;
    let name = at.file_name().unwrap_or(at.as_os_str());
    Ok(vec![source(&name.to_string_lossy(), text)])
}

/// The files of a program that is one path, or several Go files of one directory.
pub(crate) fn package(path: &str, more: &[String]) -> Result<Vec<SourceFile>, String> {
    let mut files = program(path)?;
    let dir = |path: &str| Path::new(path).parent().map(Path::to_path_buf);
    for other in more {
        if dir(path) != dir(other) {
            let shown = |path: &str| match dir(path) {
                Some(dir) if !dir.as_os_str().is_empty() => dir.display().to_string(),
                _ => ".".to_owned(),
            };
            let (first, second) = (shown(path), shown(other));
            return Err(format!(
                "named files must all be in one directory; have {first} and {second}"
            ));
        }
        files.extend(program(other)?);
    }
    Ok(files)
}

fn source(name: &str, text: Vec<u8>) -> SourceFile {
    SourceFile {
        name: name.to_owned(),
        text: String::from_utf8_lossy(&text).into_owned(),
    }
}

fn directory(
    at: &Path,
    prefix: &str,
    depth: u32,
    files: &mut Vec<SourceFile>,
) -> std::io::Result<()> {
    // As the go command: directories with these names hold no packages.
    let skipped =
        |name: &str| name.starts_with(['.', '_']) || name == "testdata" || name == "vendor";
    for entry in std::fs::read_dir(at)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let kind = entry.file_type()?;
        if kind.is_dir() && depth < MAX_DEPTH && !skipped(&name) {
            directory(&entry.path(), &format!("{prefix}{name}/"), depth + 1, files)?;
        } else if name.ends_with(".go") || (depth == 0 && name == "go.mod") {
            files.push(source(
                &format!("{prefix}{name}"),
                std::fs::read(entry.path())?,
            ));
        }
    }
    Ok(())
}
