//! The files of a program from a path: of a file, or of a directory with those that it needs of the
//! module around it. What they say is not looked at beyond what they import.

use std::io::Read;
use std::path::{Path, PathBuf};

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
        match module_of(at) {
            Some(module) if module.root.is_empty() => {
                directory(at, "", 0, &mut files).map_err(failed)?;
                module.follow(&mut files, true).map_err(failed)?;
            }
            Some(module) => module.follow(&mut files, false).map_err(failed)?,
            None => directory(at, "", 0, &mut files).map_err(failed)?,
        }
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
        if kind.is_dir() {
            // A go.mod begins another module.
            let other = skipped(&name) || entry.path().join("go.mod").is_file();
            if other || depth >= MAX_DEPTH {
                continue;
            }
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

/// A module, and the directory in it whose package is the program.
struct Module {
    at: PathBuf,
    go_mod: String,
    path: String,
    root: String,
}

/// The module that a directory is in, as the go command finds it: by the nearest `go.mod`.
fn module_of(dir: &Path) -> Option<Module> {
    let dir = dir.canonicalize().ok()?;
    let at = dir.ancestors().find(|d| d.join("go.mod").is_file())?;
    let go_mod = std::fs::read_to_string(at.join("go.mod")).ok()?;
    let path = session::module_of([("go.mod", go_mod.as_str())].into_iter());
    let root = dir.strip_prefix(at).ok()?.to_string_lossy().into_owned();
    Some(Module {
        at: at.to_path_buf(),
        go_mod,
        path,
        root: root.replace(std::path::MAIN_SEPARATOR, "/"),
    })
}

impl Module {
    /// Adds the packages that the program's imports, and imports of those; of the module's own and
    /// of others that it keeps. With `own`, those of the module are there.
    fn follow(&self, files: &mut Vec<SourceFile>, own: bool) -> std::io::Result<()> {
        let list = self.at.join("vendor/modules.txt");
        let vendored = list.is_file();
        let mut todo = Vec::new();
        if !own {
            let text = format!("{}{}\n{}", session::ROOT, self.root, self.go_mod);
            files.push(source("go.mod", text.into_bytes()));
            todo.push(self.root.clone());
        } else if vendored {
            todo.extend(files.iter().flat_map(|f| self.needs(&f.text)));
        }
        let mut seen: Vec<String> = Vec::new();
        while let Some(dir) = todo.pop() {
            let kept = dir.starts_with("vendor/");
            if seen.contains(&dir) || kept && !vendored || own && !kept {
                continue;
            }
            let prefix = match dir.as_str() {
                "" => String::new(),
                dir => format!("{dir}/"),
            };
            let mut found = Vec::new();
            // Other modules' directories are none of this one's.
            let nested = Path::new(&dir)
                .ancestors()
                .any(|d| !d.as_os_str().is_empty() && self.at.join(d).join("go.mod").is_file());
            if !nested && self.at.join(&dir).is_dir() {
                directory(&self.at.join(&dir), &prefix, MAX_DEPTH, &mut found)?;
            }
            if dir != self.root {
                found.retain(|f| !f.name.ends_with("_test.go"));
            }
            todo.extend(found.iter().flat_map(|f| self.needs(&f.text)));
            files.extend(found);
            seen.push(dir);
        }
        if vendored {
            files.push(source("vendor/modules.txt", std::fs::read(list)?));
        }
        Ok(())
    }

    /// The directories of what a file may import: of all that is quoted before its declarations.
    fn needs(&self, text: &str) -> Vec<String> {
        let declares = |line: &&str| {
            ["func ", "type ", "var ", "const "]
                .iter()
                .any(|word| line.starts_with(word))
        };
        let head = text.lines().take_while(|line| !declares(line));
        let quoted = head.filter_map(|line| line.split(['"', '`']).nth(1));
        let place = |path: &str| match path.strip_prefix(&self.path) {
            Some("") => String::new(),
            Some(rest) if rest.starts_with('/') => rest.trim_start_matches('/').to_owned(),
            _ => format!("vendor/{path}"),
        };
        quoted.map(place).collect()
    }
}
