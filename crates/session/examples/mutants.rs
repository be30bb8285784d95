//! Builds and runs one program after the other, for `cargo xtask fuzz`: programs come on standard
//! input, each behind its length (four bytes, little-endian); a line says how each ended. What
//! breaks the engine ends this process, and whoever feeds it knows by which program.

use std::io::{Read, Write};
use std::process::ExitCode;

use protocol::SourceFile;
use session::{RunSpec, Runner, Workbench};

/// Instructions of one run.
const STEPS: u64 = 200_000;

fn main() -> ExitCode {
    let mut input = std::io::stdin().lock();
    let mut output = std::io::stdout().lock();
    let mut bench = Workbench::new();
    loop {
        let mut len = [0; 4];
        if input.read_exact(&mut len).is_err() {
            return ExitCode::SUCCESS;
        }
        let mut text = vec![0; u32::from_le_bytes(len) as usize];
        if input.read_exact(&mut text).is_err() {
            return ExitCode::FAILURE;
        }
        let how = run(&mut bench, text);
        if writeln!(output, "{how}")
            .and_then(|()| output.flush())
            .is_err()
        {
            return ExitCode::FAILURE;
        }
    }
}

fn run(bench: &mut Workbench, text: Vec<u8>) -> &'static str {
    let Ok(text) = String::from_utf8(text) else {
        return "not text";
    };
    let file = SourceFile {
        name: "prog.go".to_owned(),
        text,
    };
    let Ok(code) = bench.build(&[file]) else {
        return "errors";
    };
    let spec = RunSpec {
        seed: 1,
        steps: Some(STEPS),
        hash: true,
        ..RunSpec::default()
    };
    let Ok(mut runner) = Runner::new(&code, spec) else {
        return "no run";
    };
    loop {
        if let Some(ended) = runner.go(STEPS) {
            let broken = ended.reason.is_some_and(|r| r.starts_with("internal"));
            return if broken { "internal error" } else { "ran" };
        }
    }
}
