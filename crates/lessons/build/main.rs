//! Reads `lessons/`, refuses what is wrong with it, and packs the rest for the crate to carry.

#[path = "../src/model.rs"]
#[expect(unreachable_pub, reason = "the model is public where it is a library")]
mod model;

mod folder;
mod markdown;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    match pack() {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            // Cargo shows the lines of a failed build script.
            eprintln!("lessons: {e}");
            ExitCode::FAILURE
        }
    }
}

fn pack() -> Result<(), String> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../lessons");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=src/model.rs");
    println!("cargo::rerun-if-changed={}", top.display());
    let catalogue = folder::read(&top)?;
    let bytes = postcard::to_allocvec(&catalogue).map_err(|e| e.to_string())?;
    let out = std::env::var_os("OUT_DIR")
        .map(PathBuf::from)
        .ok_or("no OUT_DIR")?;
    std::fs::write(out.join("catalogue.bin"), bytes).map_err(|e| e.to_string())
}
