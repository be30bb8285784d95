//! Writes the catalogue as the page fetches it: `cargo run -p lessons --example catalogue FILE`.

use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(file) = std::env::args().nth(1) else {
        eprintln!("usage: catalogue FILE");
        return ExitCode::FAILURE;
    };
    match std::fs::write(&file, lessons::packed()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{file}: {why}");
            ExitCode::FAILURE
        }
    }
}
