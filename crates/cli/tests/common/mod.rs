//! The command, run as a person or a pipeline does.

use std::io::Write;
use std::process::{Command, Stdio};

/// How it ended, and what it said.
#[allow(dead_code, reason = "not every suite looks at everything")]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs it with these arguments and this standard input.
#[track_caller]
pub(crate) fn sudog(args: &[&str], stdin: &str) -> Ran {
    sudog_for(&[], args, stdin)
}

/// The same with these words in its environment.
#[track_caller]
pub(crate) fn sudog_for(env: &[(&str, &str)], args: &[&str], stdin: &str) -> Ran {
    let mut child = Command::new(env!("CARGO_BIN_EXE_sudog"))
        .args(args)
        .env_remove("GOOS")
        .env_remove("GOARCH")
        .envs(env.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("starts");
    // Whoever does not read its input closes it.
    let _ = child
        .stdin
        .take()
        .expect("piped")
        .write_all(stdin.as_bytes());
    let done = child.wait_with_output().expect("ends");
    Ran {
        code: done.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&done.stdout).into_owned(),
        err: String::from_utf8_lossy(&done.stderr).into_owned(),
    }
}
