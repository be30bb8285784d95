//! `test`: everything that must hold, in the order in which a failure is cheapest to learn.
//!
//! A failed step does not stop the others (unless they need it), so one run tells all. The last
//! lines are the runners' own summaries, then one line per step.

use std::time::{Duration, Instant};

use crate::error::{Context, Result};
use crate::exec::{cargo, jobs, output, parallel, run, step};
use crate::{
    browser, bundle, checked, conformance, escapes, examples, fuzz, generate, godirs, gofmt,
    goleak, gorace, goruns, inlining, layout, oracle, size, tidy, tools, vet, walk, wasm,
};

#[derive(Default)]
pub(crate) struct Options {
    pub(crate) only: Vec<String>,
    pub(crate) skip: Vec<String>,
    pub(crate) list: bool,
}

struct Step {
    name: &'static str,
    what: &'static str,
    /// Steps that must have passed, if they were asked for.
    needs: &'static [&'static str],
    run: fn() -> Result,
}

const STEPS: &[Step] = &[
    Step {
        name: "fmt",
        what: "rustfmt has nothing to change",
        needs: &[],
        run: fmt,
    },
    Step {
        name: "tidy",
        what: "module headers, layering, whitespace, file sizes",
        needs: &[],
        run: tidy::check,
    },
    Step {
        name: "clippy",
        what: "clippy, natively, warnings denied",
        needs: &[],
        run: clippy,
    },
    Step {
        name: "clippy-wasm",
        what: "clippy for wasm32, warnings denied",
        needs: &[],
        run: clippy_wasm,
    },
    Step {
        name: "build",
        what: "the release page",
        needs: &[],
        run: || bundle::build(None),
    },
    Step {
        name: "size",
        what: "download budgets",
        needs: &["build"],
        run: size::check,
    },
    Step {
        name: "unit",
        what: "cargo test --workspace",
        needs: &[],
        run: unit,
    },
    Step {
        name: "fixtures",
        what: "programs that real Go recorded",
        needs: &[],
        run: || conformance::fixtures(&[]),
    },
    Step {
        name: "oracle",
        what: "real Go confirms a sample of the records",
        needs: &[],
        run: || conformance::verify_sample(20),
    },
    Step {
        name: "go-runs",
        what: "the programs of Go's own test folder",
        needs: &[],
        run: || goruns::go_runs(&[]),
    },
    Step {
        name: "go-dirs",
        what: "Go's own programs of several packages",
        needs: &[],
        run: godirs::go_dirs,
    },
    Step {
        name: "examples",
        what: "the examples of Go's own packages",
        needs: &[],
        run: || examples::examples(&examples::Options::default()),
    },
    Step {
        name: "race",
        what: "our programs with and without data races",
        needs: &[],
        run: gorace::race,
    },
    Step {
        name: "go-race",
        what: "Go's own race suite",
        needs: &[],
        run: gorace::go_race,
    },
    Step {
        name: "go-leaks",
        what: "Go's own leaking programs, explored",
        needs: &[],
        run: || goleak::go_leaks(&goleak::Options::default()),
    },
    Step {
        name: "layouts",
        what: "struct types on every architecture, judged by real Go",
        needs: &[],
        run: || layout::layouts(&layout::Options::default()),
    },
    Step {
        name: "escapes",
        what: "what escapes and why, judged by real Go",
        needs: &[],
        run: || escapes::escapes(&escapes::Options::default()),
    },
    Step {
        name: "inlining",
        what: "what gc inlines and what it costs, judged by real Go",
        needs: &[],
        run: || inlining::inlining(&inlining::Options::default()),
    },
    Step {
        name: "errorcheck",
        what: "Go's programs with errors, and what is said about them",
        needs: &[],
        run: || checked::errorcheck(&[]),
    },
    Step {
        name: "types2",
        what: "the fixtures of Go's type checker",
        needs: &[],
        run: || checked::types2(&[]),
    },
    Step {
        name: "vet",
        what: "what vet warns of, judged by real Go",
        needs: &[],
        run: || vet::vet(&vet::Options::default()),
    },
    Step {
        name: "gofmt",
        what: "Go's own files, formatted as gofmt does",
        needs: &[],
        run: gofmt::gofmt,
    },
    Step {
        name: "fuzz",
        what: "20,000 mutated programs",
        needs: &[],
        run: || fuzz::fuzz(&fuzz::Options::default()),
    },
    Step {
        name: "gen",
        what: "generated programs, judged by real Go",
        needs: &[],
        run: || generate::generated(&generate::Options::default()),
    },
    Step {
        name: "lessons",
        what: "lessons and examples against the engine and real Go",
        needs: &[],
        run: lessons,
    },
    Step {
        name: "determinism",
        what: "one event hash: debug, release, wasm",
        needs: &["build"],
        run: wasm::determinism,
    },
    Step {
        name: "browser",
        what: "journeys in Chromium",
        needs: &["build"],
        run: browser::journeys,
    },
];

pub(crate) fn test(options: &Options) -> Result {
    if options.list {
        for step in STEPS {
            println!("{:12} {}", step.name, step.what);
        }
        return Ok(());
    }
    for name in options.only.iter().chain(&options.skip) {
        if !STEPS.iter().any(|s| s.name == name) {
            return Err(format!("no step `{name}`; `cargo xtask test --list` names them").into());
        }
    }
    let mut failed: Vec<&str> = Vec::new();
    let mut lines = Vec::new();
    for s in STEPS {
        let asked = options.only.is_empty() || options.only.iter().any(|o| o == s.name);
        if !asked || options.skip.iter().any(|o| o == s.name) {
            continue;
        }
        if let Some(broken) = s.needs.iter().find(|n| failed.contains(n)) {
            failed.push(s.name);
            lines.push(format!("{:12} not run: `{broken}` failed", s.name));
            continue;
        }
        step(format_args!("[{}] {}", s.name, s.what));
        let start = Instant::now();
        let result = (s.run)();
        let took = seconds(start.elapsed());
        match result {
            Ok(()) => lines.push(format!("{:12} ok      {took}", s.name)),
            Err(e) => {
                eprintln!("error: [{}] {e}", s.name);
                failed.push(s.name);
                lines.push(format!("{:12} FAILED  {took}  {e}", s.name));
            }
        }
    }
    println!();
    for line in &lines {
        println!("{line}");
    }
    if failed.is_empty() {
        println!("all {} steps hold", lines.len());
        Ok(())
    } else {
        Err(format!("failed: {}", failed.join(", ")).into())
    }
}

fn seconds(time: Duration) -> String {
    format!("{:>6.1} s", time.as_secs_f64())
}

fn fmt() -> Result {
    run(cargo().args(["fmt", "--all", "--check"]))
}

fn clippy() -> Result {
    run(cargo().args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--locked",
        "--quiet",
        "--",
        "-D",
        "warnings",
    ]))
}

/// The crates that only exist for the browser, with the target that they are for.
fn clippy_wasm() -> Result {
    tools::wasm_target()?;
    let mut command = cargo();
    command.args([
        "clippy",
        "--locked",
        "--quiet",
        "--target",
        tools::WASM_TARGET,
        "-p",
        "worker",
        "--features",
        "worker/detector",
        "-p",
        "sudog-page",
    ]);
    run(command.args(["--", "-D", "warnings"]))
}

fn unit() -> Result {
    run(cargo().args(["test", "--workspace", "--locked", "--no-fail-fast"]))
}

/// Folders of tracks whose programs print the same in every run.
const SAME_PRINTS: &[&str] = &["04-memory-layout", "05-unsafe"];

/// `sudog lessons check`, and real Go compiles everything that readers are given. What they are to
/// repair may be what vet is there to find; the rest passes vet too.
fn lessons() -> Result {
    run(std::process::Command::new(conformance::debug_sudog()?).args(["lessons", "check"]))?;
    let go = oracle::go()?;
    let files = walk::go_files(&crate::root().join("lessons"), &walk::everywhere)?;
    let answers = parallel(&files, jobs(), |file| {
        let dir = file.parent().unwrap_or(file);
        let broken = file.ends_with("main.go") && dir.join("lesson.toml").is_file();
        let names = unpack(file)?;
        let mut command = oracle::go_command_for(&go, file);
        match broken {
            true => command.args(["build", "-o"]).arg(null()),
            false => command.arg("vet"),
        };
        output(command.args(names))
    });
    for answer in answers {
        answer?;
    }
    println!("lessons result: real Go accepts {} files", files.len());
    same_prints(&go, &files)
}

/// Tracks about memory name numbers that programs print: real Go must print the same ones.
fn same_prints(go: &std::path::Path, files: &[std::path::PathBuf]) -> Result {
    let sudog = conformance::debug_sudog()?;
    let told = |file: &&std::path::PathBuf| {
        let mut parts = file.components();
        parts.any(|p| SAME_PRINTS.iter().any(|track| p.as_os_str() == *track))
    };
    let files: Vec<_> = files.iter().filter(told).cloned().collect();
    let answers = parallel(&files, jobs(), |file| -> Result {
        let theirs = output(oracle::go_command_for(go, file).arg("run").arg(file))?;
        let ours = output(std::process::Command::new(&sudog).arg("run").arg(file))?;
        match theirs == ours {
            true => Ok(()),
            false => Err(format!(
                "{}: real Go prints\n{theirs}and sudog prints\n{ours}",
                file.display()
            )
            .into()),
        }
    });
    for answer in answers {
        answer?;
    }
    println!(
        "lessons result: {} programs print what real Go prints",
        files.len()
    );
    Ok(())
}

/// Where a binary goes that nobody wants.
fn null() -> &'static str {
    if cfg!(windows) { "NUL" } else { "/dev/null" }
}

/// The files that a program in the playground's form stands for: itself, or its parts in a folder.
pub(crate) fn unpack(file: &std::path::Path) -> Result<Vec<std::path::PathBuf>> {
    let text = std::fs::read_to_string(file).context(file.display())?;
    let parts = syntax::txtar::split(&text);
    if parts.iter().all(|p| p.offset == 0) {
        return Ok(vec![file.to_path_buf()]);
    }
    let name = file.strip_prefix(crate::root()).unwrap_or(file);
    let flat = name.to_string_lossy().replace(['/', '\\'], "_");
    let dir = tools::target_dir().join("lessons").join(flat);
    std::fs::create_dir_all(&dir)?;
    let mut paths = Vec::new();
    for part in parts {
        // What comes before the first marker has no name.
        let path = dir.join(if part.offset == 0 {
            "main.go"
        } else {
            part.name
        });
        std::fs::write(&path, part.text)?;
        paths.push(path);
    }
    Ok(paths)
}
