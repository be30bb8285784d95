//! The release page, built by Trunk, whose hooks bundle the editor (see Trunk.toml).

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::Result;
use crate::exec::{cargo, run, step};
use crate::tools;

/// Where Trunk writes the page.
pub(crate) fn dist() -> PathBuf {
    crate::root().join("dist")
}

/// Everything that the page is made of.
const INPUTS: &[&str] = &[
    "src",
    "crates",
    "lessons",
    "index.html",
    "Trunk.toml",
    "Cargo.toml",
    "Cargo.lock",
    "package.json",
    "package-lock.json",
    "rust-toolchain.toml",
    ".cargo",
];

/// Builds the release page into `dist/`, unless that is what it already holds.
pub(crate) fn build(public_url: Option<&str>) -> Result {
    let stamp = tools::target_dir().join("dist.stamp");
    let inputs = fingerprint(public_url)?;
    if dist().join("index.html").is_file()
        && std::fs::read_to_string(&stamp).is_ok_and(|old| old == inputs)
    {
        step("dist/ is up to date");
        return Ok(());
    }
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
    run(trunk_env(&mut command))?;
    std::fs::write(stamp, inputs)?;
    Ok(())
}

/// Changes when any input does.
fn fingerprint(public_url: Option<&str>) -> Result<String> {
    let mut files = Vec::new();
    for input in INPUTS {
        collect(&crate::root().join(input), &mut files)?;
    }
    files.sort();
    let mut hasher = DefaultHasher::new();
    (
        public_url,
        tools::TRUNK,
        tools::WASM_BINDGEN,
        tools::WASM_OPT,
    )
        .hash(&mut hasher);
    for file in &files {
        file.hash(&mut hasher);
        std::fs::read(file)?.hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result {
    if path.is_file() {
        files.push(path.to_path_buf());
    } else if path.is_dir() && !path.ends_with("src/editor/dist") {
        for entry in std::fs::read_dir(path)? {
            collect(&entry?.path(), files)?;
        }
    }
    Ok(())
}

/// Trunk reads some variables that people set for other programs. What is downloaded does not say
/// where it was built.
pub(crate) fn trunk_env(command: &mut Command) -> &mut Command {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")));
    if let Some(home) = home {
        let from = home.join("registry/src");
        command.env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
            format!("--remap-path-prefix={}=", from.display()),
        );
    }
    command
        .env_remove("NO_COLOR")
        .env("TRUNK_SKIP_VERSION_CHECK", "true")
}
