//! Running other programs: announced on stderr, checked, and with a time limit where they might hang.

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::error::{Context, Result};

/// Says on stderr what happens next.
pub(crate) fn step(text: impl std::fmt::Display) {
    eprintln!("==> {text}");
}

/// The cargo that runs us.
pub(crate) fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs a command with our own stdout and stderr; an exit code other than 0 is an error.
pub(crate) fn run(command: &mut Command) -> Result {
    let shown = show(command);
    let status = command
        .status()
        .context(format_args!("cannot start `{shown}`"))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("`{shown}` failed ({status})").into())
    }
}

/// Runs a command and returns its stdout.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let shown = show(command);
    let out = command
        .output()
        .context(format_args!("cannot start `{shown}`"))?;
    if !out.status.success() {
        let stderr = String::from_utf8_lossy(&out.stderr);
        return Err(format!("`{shown}` failed ({}): {}", out.status, stderr.trim()).into());
    }
    Ok(String::from_utf8_lossy(&out.stdout).into_owned())
}

/// What a finished (or killed) program left behind.
pub(crate) struct Finished {
    pub(crate) stdout: Vec<u8>,
    pub(crate) stderr: Vec<u8>,
    /// `None`: ended by a signal or by our limit.
    pub(crate) code: Option<i32>,
    pub(crate) timed_out: bool,
    pub(crate) took: Duration,
}

/// Runs a command to its end, or kills it when `limit` has passed.
pub(crate) fn capture(command: &mut Command, input: &[u8], limit: Duration) -> Result<Finished> {
    let shown = show(command);
    let start = Instant::now();
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .context(format_args!("cannot start `{shown}`"))?;
    let stdin = child.stdin.take();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || {
        if let Some(mut stdin) = stdin {
            // The program may end without reading; that is its business.
            let _ = stdin.write_all(&input);
        }
    });
    let stdout = reader(child.stdout.take());
    let stderr = reader(child.stderr.take());
    let (code, timed_out) = wait(&mut child, start, limit)?;
    let took = start.elapsed();
    let _ = writer.join();
    Ok(Finished {
        stdout: stdout.join().unwrap_or_default(),
        stderr: stderr.join().unwrap_or_default(),
        code,
        timed_out,
        took,
    })
}

/// The same without input, and with both streams in one, as they come.
pub(crate) fn capture_together(command: &mut Command, limit: Duration) -> Result<Finished> {
    let shown = show(command);
    let start = Instant::now();
    let (end, stream) = std::io::pipe()?;
    let mut child = command
        .stdin(Stdio::null())
        .stdout(stream.try_clone()?)
        .stderr(stream)
        .spawn()
        .context(format_args!("cannot start `{shown}`"))?;
    // The command's own copies would keep the pipe open.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let both = reader(Some(end));
    let (code, timed_out) = wait(&mut child, start, limit)?;
    Ok(Finished {
        stdout: both.join().unwrap_or_default(),
        stderr: Vec::new(),
        code,
        timed_out,
        took: start.elapsed(),
    })
}

fn reader(stream: Option<impl Read + Send + 'static>) -> std::thread::JoinHandle<Vec<u8>> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(stream) = stream {
            // Whatever came before an error is what there is to compare.
            let _ = stream.take(16 << 20).read_to_end(&mut bytes);
        }
        bytes
    })
}

fn wait(child: &mut Child, start: Instant, limit: Duration) -> Result<(Option<i32>, bool)> {
    let mut pause = Duration::from_micros(200);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok((status.code(), false));
        }
        if start.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            return Ok((None, true));
        }
        std::thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(5));
    }
}

/// Calls `f` on every item from `jobs` threads and returns the answers in the items' order.
pub(crate) fn parallel<T: Sync, R: Send>(
    items: &[T],
    jobs: usize,
    f: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let next = std::sync::atomic::AtomicUsize::new(0);
    let done = std::sync::Mutex::new(Vec::with_capacity(items.len()));
    std::thread::scope(|scope| {
        for _ in 0..jobs.max(1) {
            scope.spawn(|| {
                loop {
                    let i = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                    let Some(item) = items.get(i) else { break };
                    let answer = f(item);
                    if let Ok(mut done) = done.lock() {
                        done.push((i, answer));
                    }
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_default();
    done.sort_by_key(|(i, _)| *i);
    done.into_iter().map(|(_, answer)| answer).collect()
}

/// How many things to do at once.
pub(crate) fn jobs() -> usize {
    std::thread::available_parallelism().map_or(2, usize::from)
}

/// Finds a program on PATH.
pub(crate) fn which(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|dir| dir.join(name))
        .find(|file| is_program(file))
}

/// Whether this is a file that may be executed.
pub(crate) fn is_program(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.metadata()
        .is_ok_and(|m| m.is_file() && m.permissions().mode() & 0o111 != 0)
}

fn show(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}
