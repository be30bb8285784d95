//! The release page, built by Trunk, whose hooks bundle the editor (see Trunk.toml).

use std::path::PathBuf;
use std::process::Command;

use crate::error::Result;
use crate::exec::{cargo, run, step};
use crate::tools;

/// Where Trunk writes the page.
pub(crate) fn dist() -> PathBuf {
    crate::root().join("dist")
}

/// Builds the release page into `dist/`.
pub(crate) fn build(public_url: Option<&str>) -> Result {
    build_into(public_url, None)
}

/// Builds the release page into a directory of its own.
pub(crate) fn build_into(public_url: Option<&str>, into: Option<&std::path::Path>) -> Result {
    let path = tools::for_page()?;
    step("cargo fetch");
    run(cargo().args([
        "fetch",
        "--locked",
        "--quiet",
        "--target",
        tools::WASM_TARGET,
    ]))?;
    step("trunk build --release");
    let mut command = Command::new("trunk");
    // Offline: what Trunk needs is installed above, in versions that we chose; it must not fetch its own.
    command
        .args(["build", "--release", "--offline", "--locked"])
        .env("PATH", &path);
    if let Some(url) = public_url {
        command.args(["--public-url", url]);
    }
    if let Some(dir) = into {
        command.arg("--dist").arg(dir);
    }
    run(trunk_env(&mut command))
}

/// Trunk reads some variables that people set for other programs.
pub(crate) fn trunk_env(command: &mut Command) -> &mut Command {
    command
        .env_remove("NO_COLOR")
        .env("TRUNK_SKIP_VERSION_CHECK", "true")
}
