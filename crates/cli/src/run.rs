//! `sudog run` and `sudog check`.

use std::io::{Read, Write};

use protocol::{Diagnostics, Severity, SourceFile};
use serde_json::json;
use session::{Code, Ended, Errors, RunSpec, Runner, Scheduling, Workbench};

use crate::args::{RunOptions, Sched};
use crate::{ERRORS, complain, json, load, say, usage};

/// Instructions between two looks at the output.
const SLICE: u64 = 4_000_000;

/// Says what does not compile.
pub(crate) fn refuse(errors: &Errors) -> u8 {
    let _ = std::io::stderr().write_all(errors.text.as_bytes());
    ERRORS
}

/// A front end for the target that the environment names, as the go command has it; what differs
/// there from the machine here is said.
pub(crate) fn bench(race: bool, listed: bool) -> Result<Workbench, u8> {
    let named = |name| std::env::var(name).ok();
    let (goos, goarch) = (named("GOOS"), named("GOARCH"));
    let target = session::Target::named(goos.as_deref(), goarch.as_deref());
    let target = target.map_err(|why| usage(&why))?;
    if let Some(note) = target.modelled() {
        complain(&note);
    }
    let mut bench = match race {
        true => Workbench::with_race(),
        false => Workbench::new(),
    };
    if listed {
        bench = bench.with_list();
    }
    Ok(bench.with_target(target))
}

/// The program at a path, compiled; `Err`: the reason has been said, and this is the exit code.
pub(crate) fn compiled(path: &str) -> Result<(Vec<SourceFile>, Code), u8> {
    let files = load::program(path).map_err(|why| usage(&why))?;
    match bench(false, false)?.build(&files) {
        Ok(code) => Ok((files, code)),
        Err(errors) => Err(refuse(&errors)),
    }
}

pub(crate) fn check(path: &str, as_json: bool) -> u8 {
    let files = match load::program(path) {
        Ok(files) => files,
        Err(why) => return usage(&why),
    };
    let mut bench = match bench(false, false) {
        Ok(bench) => bench,
        Err(code) => return code,
    };
    let result = bench.build(&files);
    if as_json {
        let list = result.as_ref().err().map(|e| e.diagnostics.clone());
        let list = json::diagnostics(&list.unwrap_or_default(), &files);
        say(&format!(
            "{}\n",
            json!({"version": json::VERSION, "diagnostics": list})
        ));
        return if result.is_ok() { 0 } else { ERRORS };
    }
    match result {
        Ok(_) => 0,
        Err(errors) => refuse(&errors),
    }
}

/// What `go vet` would warn of, one line each; it counts as a failure, as there.
pub(crate) fn vet(path: &str, as_json: bool) -> u8 {
    let files = match load::program(path) {
        Ok(files) => files,
        Err(why) => return usage(&why),
    };
    let found = match session::Surveyor::new().vet(&files) {
        Ok(found) => found,
        Err(errors) => return refuse(&errors),
    };
    if as_json {
        let list = json::diagnostics(&found, &files);
        say(&format!(
            "{}\n",
            json!({"version": json::VERSION, "diagnostics": list})
        ));
    } else {
        tell_vet(&found, &files);
    }
    if found.list.is_empty() { 0 } else { ERRORS }
}

/// As `go vet` says it: of what does not compile, the first error alone.
fn tell_vet(found: &Diagnostics, files: &[SourceFile]) {
    let mut err = std::io::stderr().lock();
    for d in &found.list {
        let name = files.get(d.file as usize).map_or("", |f| f.name.as_str());
        let place = format!("{name}:{}:{}", d.line, d.column);
        if d.severity == Severity::Error {
            let pkg = match files {
                [_] => "command-line-arguments".to_owned(),
                _ => session::package_of(files, name),
            };
            let message = d.message.lines().next().unwrap_or("");
            let _ = writeln!(err, "# {pkg}\n# [{pkg}]\nvet: ./{place}: {message}");
            return;
        }
        let _ = writeln!(err, "{place}: {}", d.message);
    }
}

/// The run that the options describe.
pub(crate) fn spec(options: &RunOptions, files: usize) -> RunSpec {
    let mut args = vec![if files == 1 { "prog" } else { "main" }.to_owned()];
    args.extend(options.args.iter().cloned());
    RunSpec {
        scheduling: match &options.sched {
            Sched::Go => Scheduling::Go,
            Sched::Random => Scheduling::Random,
            Sched::Replay(text) => Scheduling::Replay(text.clone()),
        },
        seed: options.seed,
        args,
        stdin: Vec::new(),
        steps: options.steps,
        memory: options.mem,
        output: None,
        hash: options.hash || options.json,
        events: None,
        schedule: options.schedule,
        race: options.race,
        eager: options.eager,
    }
}

pub(crate) fn run(options: &RunOptions) -> u8 {
    let files = match load::package(&options.path, &options.more) {
        Ok(files) => files,
        Err(why) => return usage(&why),
    };
    let mut bench = match bench(options.race, files.len() > 1 && !options.more.is_empty()) {
        Ok(bench) => bench,
        Err(code) => return code,
    };
    if options.checkptr {
        bench = bench.with_checkptr();
    }
    let code = match bench.build(&files) {
        Ok(code) => code,
        Err(errors) if options.json => {
            let list = json::diagnostics(&errors.diagnostics, &files);
            say(&format!(
                "{}\n",
                json!({
                    "version": json::VERSION, "compiled": false, "diagnostics": list,
                    "outcome": "compile-errors", "exit": ERRORS,
                })
            ));
            return ERRORS;
        }
        Err(errors) => return refuse(&errors),
    };
    let mut spec = spec(options, files.len());
    if options.path != "-" && code.reads_stdin() {
        // Read in whole before the run, since a run has its input from the start.
        let _ = std::io::stdin().read_to_end(&mut spec.stdin);
    }
    let mut runner = match Runner::new(&code, spec) {
        Ok(runner) => runner,
        Err(why) => return usage(&why),
    };
    if options.json {
        return run_json(options, &mut runner);
    }
    let ended = loop {
        let ended = runner.go(SLICE);
        if !pass_on(&mut runner) {
            // Nobody reads any more: what a program with a closed pipe would do.
            return 0;
        }
        if let Some(ended) = ended {
            break ended;
        }
    };
    if let Some(reason) = &ended.reason {
        complain(reason);
    }
    let races = tell_races(&runner, &code, &files);
    footer(options, &runner);
    session::exit_code(i32::from(status(&ended)), races) as u8
}

/// Says on stderr what the race detector found, as Go's does, and what edge is missing.
fn tell_races(runner: &Runner, code: &session::Code, files: &[protocol::SourceFile]) -> usize {
    let races = runner.races(code);
    if races.is_empty() {
        return 0;
    }
    let mut err = std::io::stderr();
    let _ = err.write_all(session::go_text(&races, files).as_bytes());
    for race in &races {
        let _ = writeln!(err, "sudog: {}", session::missing_edge(race, files));
    }
    let count = runner.race_count();
    let _ = writeln!(err, "Found {count} data race(s)");
    count
}

/// The exit code of an ended run.
pub(crate) fn status(ended: &Ended) -> u8 {
    (ended.exit & 0xff) as u8
}

fn footer(options: &RunOptions, runner: &Runner) {
    let mut err = std::io::stderr();
    if options.hash {
        let _ = writeln!(
            err,
            "hash {:016x} events {} ticks {}",
            runner.hash(),
            runner.events(),
            runner.ticks()
        );
    }
    if let Some(schedule) = runner.schedule() {
        let _ = writeln!(err, "schedule {schedule}");
    }
}

fn run_json(options: &RunOptions, runner: &mut Runner) -> u8 {
    let ended = loop {
        if let Some(ended) = runner.go(u64::MAX >> 1) {
            break ended;
        }
    };
    let printed = runner.printed();
    let text = |wanted: u8| {
        let bytes: Vec<u8> = printed
            .iter()
            .filter(|(stream, _)| *stream == wanted)
            .flat_map(|(_, bytes)| bytes.iter().copied())
            .collect();
        String::from_utf8_lossy(&bytes).into_owned()
    };
    let (stdout, stderr) = (text(1), text(2));
    let message = ended.message.clone().or_else(|| ended.reason.clone());
    let mut out = json!({
        "version": json::VERSION, "compiled": true, "diagnostics": [],
        "outcome": json::outcome(ended.kind, ended.exit), "exit": ended.exit,
        "stdout": stdout, "stderr": stderr,
        "ticks": runner.ticks(), "events": runner.events(), "time_ns": runner.time(),
        "hash": format!("{:016x}", runner.hash()),
    });
    if let Some(map) = out.as_object_mut() {
        if let Some(message) = message {
            map.insert("message".to_owned(), message.into());
        }
        if let Some(schedule) = runner.schedule().filter(|_| options.schedule) {
            map.insert("schedule".to_owned(), schedule.into());
        }
    }
    say(&format!("{out}\n"));
    status(&ended)
}

/// Writes what was printed since the last call; false when standard output is closed.
fn pass_on(runner: &mut Runner) -> bool {
    let mut open = true;
    for (stream, bytes) in runner.printed() {
        if stream == 2 {
            let _ = std::io::stderr().write_all(&bytes);
        } else {
            let mut out = std::io::stdout().lock();
            open &= out.write_all(&bytes).and_then(|()| out.flush()).is_ok();
        }
    }
    open
}
