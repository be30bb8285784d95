//! Journeys in real Chromium, against the built page at the root and under a sub-path.

use std::path::PathBuf;
use std::process::Command;

use crate::bundle::dist;
use crate::error::{Context, Result};
use crate::exec::{is_program, run, step, which};
use crate::server::Server;
use crate::tools;

const NAMES: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
];

/// Runs `tests/browser/` against `dist/`.
pub(crate) fn journeys() -> Result {
    let chromium = chromium()?;
    tools::node()?;
    tools::npm_packages()?;
    if !dist().join("index.html").is_file() {
        return Err("dist/ has no page; run `cargo xtask build` first".into());
    }
    let root = Server::bind(0, "/", dist())?.spawn();
    let sub = Server::bind(0, "/sudog/", dist())?.spawn();
    step(format_args!(
        "browser journeys: {} at {root} and {sub}",
        chromium.display()
    ));
    run(Command::new("npm")
        .args(["run", "--silent", "test:browser"])
        .env("SUDOG_URL", root)
        .env("SUDOG_SUBPATH_URL", sub)
        .env("SUDOG_CHROMIUM", chromium))
}

/// An installed Chromium, or one that apt installs now.
pub(crate) fn chromium() -> Result<PathBuf> {
    if let Some(file) = std::env::var_os("SUDOG_CHROMIUM").map(PathBuf::from) {
        return if is_program(&file) {
            Ok(file)
        } else {
            Err("$SUDOG_CHROMIUM is not a program".into())
        };
    }
    if let Some(found) = find() {
        return Ok(found);
    }
    let hint = "install Chromium (Debian's package `chromium`), or point $SUDOG_CHROMIUM at one";
    if !is_root() || which("apt-get").is_none() {
        return Err(hint.into());
    }
    step("apt-get install chromium");
    let apt = |words: &[&str]| {
        run(Command::new("apt-get")
            .arg("-qq")
            .args(words)
            .env("DEBIAN_FRONTEND", "noninteractive"))
    };
    let install: &[&str] = &["install", "-y", "--no-install-recommends", "chromium"];
    if apt(install).is_err() {
        // The package lists may be missing or old.
        apt(&["update"]).context(hint)?;
        apt(install).context(hint)?;
    }
    find().ok_or_else(|| hint.into())
}

fn find() -> Option<PathBuf> {
    NAMES.iter().find_map(|name| which(name))
}

fn is_root() -> bool {
    crate::exec::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
