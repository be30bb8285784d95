//! The pinned tools: found on PATH when the version is right, else installed once into a cache.
//!
//! The cache is `$SUDOG_TOOLS`, or `target/tools`. Nothing is installed outside it (but for the
//! wasm target, which belongs to the Rust toolchain, and `node_modules`).

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::{Context, Result};
use crate::exec::{cargo, is_program, output, run, step, which};

pub(crate) const TRUNK: &str = "0.21.14";
pub(crate) const WASM_BINDGEN: &str = "0.2.129";
pub(crate) const WASM_OPT: &str = "132";
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";
const NODE_MAJOR: u32 = 20;

/// Where tools are kept.
pub(crate) fn cache() -> PathBuf {
    std::env::var_os("SUDOG_TOOLS").map_or_else(|| target_dir().join("tools"), PathBuf::from)
}

/// Cargo's target directory.
pub(crate) fn target_dir() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| crate::root().join("target"), PathBuf::from)
}

/// Makes sure that everything the page's build needs is there; returns the PATH to build with.
pub(crate) fn for_page() -> Result<OsString> {
    wasm_target()?;
    node()?;
    let trunk = cargo_tool(
        "trunk",
        "trunk",
        TRUNK,
        &["--no-default-features", "--features", "rustls"],
    )?;
    let bindgen = cargo_tool("wasm-bindgen", "wasm-bindgen-cli", WASM_BINDGEN, &[])?;
    npm_packages()?;
    let bin = crate::root().join("node_modules/.bin");
    let found = version_of(&bin.join("wasm-opt"));
    if found.as_deref() != Some(WASM_OPT) {
        return Err(format!(
            "wasm-opt {WASM_OPT} expected from package-lock.json, found {found:?}"
        )
        .into());
    }
    let mut dirs: Vec<PathBuf> = vec![bin];
    dirs.extend(
        [&trunk, &bindgen]
            .iter()
            .filter_map(|file| file.parent().map(Path::to_path_buf)),
    );
    dirs.extend(std::env::split_paths(
        &std::env::var_os("PATH").unwrap_or_default(),
    ));
    std::env::join_paths(dirs).context("PATH")
}

/// The standard library for wasm.
pub(crate) fn wasm_target() -> Result {
    let sysroot = output(Command::new("rustc").args(["--print", "sysroot"]))?;
    if Path::new(sysroot.trim())
        .join("lib/rustlib")
        .join(WASM_TARGET)
        .is_dir()
    {
        return Ok(());
    }
    step(format_args!("rustup target add {WASM_TARGET}"));
    run(Command::new("rustup").args(["target", "add", WASM_TARGET])).context(
        "the Rust toolchain lacks the wasm target; install rustup, or your distribution's package of it",
    )
}

/// Node.js, which we cannot install ourselves.
pub(crate) fn node() -> Result {
    let hint = format!("install Node.js {NODE_MAJOR} or newer (with npm) and have it on PATH");
    let text = output(Command::new("node").arg("--version")).context(&hint)?;
    let major = text
        .trim()
        .trim_start_matches('v')
        .split('.')
        .next()
        .unwrap_or("")
        .parse::<u32>();
    match major {
        Ok(n) if n >= NODE_MAJOR => Ok(()),
        _ => Err(format!("Node.js is {}: {hint}", text.trim()).into()),
    }
}

/// The packages of package-lock.json, installed again only when that file changed.
pub(crate) fn npm_packages() -> Result {
    let root = crate::root();
    let lock =
        std::fs::read_to_string(root.join("package-lock.json")).context("package-lock.json")?;
    let stamp = root.join("node_modules/.installed-lock");
    if std::fs::read_to_string(&stamp).is_ok_and(|old| old == lock) {
        return Ok(());
    }
    step("npm ci (editor, wasm-opt, browser test driver)");
    run(Command::new("npm")
        .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(&root))?;
    std::fs::write(stamp, lock)?;
    Ok(())
}

/// A Rust program of a pinned version: from PATH, from the cache, or built into the cache.
fn cargo_tool(name: &str, krate: &str, version: &str, features: &[&str]) -> Result<PathBuf> {
    if let Some(found) = which(name)
        && version_of(&found).as_deref() == Some(version)
    {
        return Ok(found);
    }
    let cache = cache();
    let file = cache.join("bin").join(name);
    if is_program(&file) && version_of(&file).as_deref() == Some(version) {
        return Ok(file);
    }
    step(format_args!(
        "cargo install {krate} {version} (once, a few minutes)"
    ));
    let mut command = cargo();
    command
        .args([
            "install",
            krate,
            "--version",
            version,
            "--locked",
            "--force",
            "--root",
        ])
        .arg(&cache)
        .args(features)
        // A tool that runs for seconds is not worth its release profile: this builds in half the time.
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_TARGET_DIR", cache.join("build"))
        .env_remove("RUSTFLAGS");
    run(&mut command)?;
    // Intermediate files are large and never needed again.
    let _ = std::fs::remove_dir_all(cache.join("build"));
    Ok(file)
}

/// The version that a program reports: the first word that starts with a digit.
pub(crate) fn version_of(program: &Path) -> Option<String> {
    let out = Command::new(program).arg("--version").output().ok()?;
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    let word = text
        .split_whitespace()
        .find(|w| w.starts_with(|c: char| c.is_ascii_digit()))?;
    Some(word.to_owned())
}
