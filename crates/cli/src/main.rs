//! The `sudog` command: the same engine as the page's, without a page.

#![forbid(unsafe_code)]

mod args;
mod asserted;
mod drive;
mod escape;
mod explore;
mod fmt;
mod help;
mod json;
mod layout;
mod lessons;
mod load;
mod merge;
mod race;
mod run;
mod search;
mod share;
mod trace;

use std::io::Write;
use std::process::ExitCode;

use args::Command;

/// Compilers and searches ask for much memory in small pieces.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Compile errors, and other refusals of what was given.
pub(crate) const ERRORS: u8 = 1;
/// Wrong usage.
const USAGE: u8 = 64;
/// The engine recurses over deep programs.
pub(crate) const STACK: usize = 256 << 20;

fn main() -> ExitCode {
    let worker = std::thread::Builder::new()
        .name("sudog".to_owned())
        .stack_size(STACK)
        .spawn(dispatch);
    match worker.map(std::thread::JoinHandle::join) {
        Ok(Ok(code)) => ExitCode::from(code),
        // The panic has been printed.
        Ok(Err(_)) => ExitCode::from(101),
        Err(error) => {
            complain(&format!("cannot start: {error}"));
            ExitCode::from(USAGE)
        }
    }
}

fn dispatch() -> u8 {
    let words: Vec<String> = std::env::args_os()
        .skip(1)
        .map(|w| w.to_string_lossy().into_owned())
        .collect();
    match args::parse(&words) {
        Ok(Command::Help) => say(help::HELP),
        Ok(Command::Version) => say(concat!("sudog ", env!("CARGO_PKG_VERSION"), "\n")),
        Ok(Command::Run(options)) => run::run(&options),
        Ok(Command::Check { path, json }) => run::check(&path, json),
        Ok(Command::Vet { path, json }) => run::vet(&path, json),
        Ok(Command::Trace { run, format }) => trace::trace(&run, format),
        Ok(Command::Layout(options)) => layout::layout(&options),
        Ok(Command::Escape(options)) => escape::escape(&options),
        Ok(Command::Fmt(options)) => fmt::fmt(&options),
        Ok(Command::Explore(options)) => explore::explore(&options),
        Ok(Command::Race(options)) => race::race(&options),
        Ok(Command::ExploreMerge(paths)) => merge::merge(&paths),
        Ok(Command::LinkEncode { run, step, base }) => share::encode(&run, step, &base),
        Ok(Command::LinkDecode { link, json }) => share::decode(&link, json),
        Ok(Command::LessonsCheck { json, filters }) => lessons::check(json, &filters),
        Err(why) => usage(&why),
    }
}

/// Prints to standard output; a closed pipe is nobody's fault.
pub(crate) fn say(text: &str) -> u8 {
    let _ = std::io::stdout().write_all(text.as_bytes());
    0
}

/// Prints a line to standard error.
pub(crate) fn complain(text: &str) {
    let _ = writeln!(std::io::stderr(), "sudog: {text}");
}

pub(crate) fn usage(why: &str) -> u8 {
    complain(&format!("{why}; see sudog --help"));
    USAGE
}
