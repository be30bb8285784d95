//! The worker's wasm binary, driven in Chromium by the protocol's own messages: for determinism (the
//! same event hash as natively) and for the worker's side of the benchmarks.
//!
//! Messages are encoded and decoded here; `tests/browser/worker.mjs` only carries bytes.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use protocol::{Kind, Limits, Recording, Request, Response, SourceFile, body, encode};
use serde_json::{Value, json};

use crate::error::{Context, Result};
use crate::exec::{capture, jobs, parallel, run, step};
use crate::server::Server;
use crate::{browser, bundle, conformance, tools};

/// One program for the worker.
pub(crate) struct Job {
    pub(crate) name: String,
    pub(crate) files: Vec<SourceFile>,
    /// Asked after the run, each of them timed.
    pub(crate) then: Vec<Request>,
}

impl Job {
    /// Opens and runs a program, and asks nothing more.
    pub(crate) fn run(name: String, files: Vec<SourceFile>) -> Job {
        Job {
            name,
            files,
            then: Vec::new(),
        }
    }
}

/// What the worker did with it.
pub(crate) struct Answer {
    pub(crate) name: String,
    /// Where the run stood at its end; `None`: it did not get there.
    pub(crate) recording: Option<Recording>,
    /// Milliseconds from source to ready, of the run, and of each request after it.
    pub(crate) open_ms: f64,
    pub(crate) run_ms: f64,
    pub(crate) then_ms: Vec<f64>,
}

/// Runs all jobs in the worker of the built page.
pub(crate) fn run_all(work: &[Job]) -> Result<Vec<Answer>> {
    if !bundle::dist().join("index.html").is_file() {
        return Err("dist/ has no page; run `cargo xtask build` first".into());
    }
    let chromium = browser::chromium()?;
    tools::npm_packages()?;
    let dir = tools::target_dir().join("worker");
    std::fs::create_dir_all(&dir)?;
    let (questions, answers) = (dir.join("questions.json"), dir.join("answers.json"));
    let list = work.iter().map(question).collect::<Result<Vec<Value>>>()?;
    std::fs::write(&questions, serde_json::to_string(&list)?)?;
    let url = Server::bind(0, "/", bundle::dist())?.spawn();
    run(Command::new("node")
        .arg("tests/browser/worker.mjs")
        .args([&questions, &answers])
        .env("SUDOG_URL", url)
        .env("SUDOG_CHROMIUM", chromium))?;
    let text = std::fs::read_to_string(&answers)?;
    let list: Vec<Value> = serde_json::from_str(&text)?;
    list.iter().map(answer).collect()
}

/// The request that opens a program, with hardly a limit.
pub(crate) fn open(files: &[SourceFile]) -> Request {
    Request::Open {
        files: files.to_vec(),
        recording: Recording::default(),
        limits: Limits {
            ticks: 20_000_000_000,
            ..Limits::default()
        },
        breakpoints: Vec::new(),
    }
}

fn question(job: &Job) -> Result<Value> {
    let message = |req: u32, request: &Request| {
        encode(Kind::Request, 1, req, request)
            .map(|b| hex(&b))
            .map_err(|e| format!("{e:?}"))
    };
    let then = (10..)
        .zip(&job.then)
        .map(|(req, request)| message(req, request))
        .collect::<std::result::Result<Vec<String>, String>>()?;
    Ok(json!({
        "name": job.name,
        "open": message(1, &open(&job.files))?,
        "run": message(2, &Request::Run)?,
        "recording": message(3, &Request::Recording)?,
        "then": then,
    }))
}

fn answer(value: &Value) -> Result<Answer> {
    let number = |key: &str| value[key].as_f64().unwrap_or(f64::NAN);
    let bytes = value["recording"].as_str().map(unhex).unwrap_or_default();
    let recording = match body::<Response>(&bytes) {
        Ok(Response::Recording(recording)) => Some(recording),
        _ => None,
    };
    let then = value["then_ms"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    Ok(Answer {
        name: value["name"].as_str().unwrap_or_default().to_owned(),
        recording,
        open_ms: number("open_ms"),
        run_ms: number("run_ms"),
        then_ms: then.iter().filter_map(Value::as_f64).collect(),
    })
}

/// Every fixture gives one event hash: debug, release, wasm.
pub(crate) fn determinism() -> Result {
    let debug = conformance::debug_sudog()?;
    let release = conformance::release_sudog()?;
    let mut programs = conformance::programs()?;
    // What a program reads is part of its run, and the worker has no standard input.
    programs.retain(|p| !p.with_extension("stdin").exists());
    step(format_args!(
        "event hashes of {} programs: debug, release, wasm",
        programs.len()
    ));
    let native = parallel(&programs, jobs(), |path| {
        let debug = native_hash(&debug, path);
        let release = native_hash(&release, path);
        (debug, release)
    });
    let work = programs
        .iter()
        .map(|path| {
            let name = path
                .strip_prefix(crate::root())
                .unwrap_or(path)
                .display()
                .to_string();
            Ok(Job::run(name, source_files(path)?))
        })
        .collect::<Result<Vec<Job>>>()?;
    let wasm = run_all(&work)?;
    let mut differ = 0;
    for ((debug, release), wasm) in native.iter().zip(&wasm) {
        let in_wasm = wasm.recording.as_ref().map(|r| format!("{:016x}", r.hash));
        if debug.is_none() || debug != release || *debug != in_wasm {
            differ += 1;
            println!(
                "FAIL {}: debug {debug:?}, release {release:?}, wasm {in_wasm:?}",
                wasm.name
            );
        }
    }
    println!(
        "determinism result: {} programs; {differ} differ",
        programs.len()
    );
    if differ == 0 {
        Ok(())
    } else {
        Err(format!("{differ} programs have more than one event hash").into())
    }
}

/// What `sudog run --hash` says last on stderr.
fn native_hash(sudog: &Path, path: &Path) -> Option<String> {
    let mut command = Command::new(sudog);
    command.args(["run", "--hash"]).arg(path);
    let ran = capture(&mut command, &[], Duration::from_secs(60)).ok()?;
    let text = String::from_utf8_lossy(&ran.stderr).into_owned();
    let line = text.lines().rfind(|l| l.starts_with("hash "))?;
    line.split(' ').nth(1).map(str::to_owned)
}

/// A program's files, as the command line would read them.
pub(crate) fn source_files(path: &Path) -> Result<Vec<SourceFile>> {
    let mut paths = Vec::new();
    let base = if path.is_dir() {
        collect(path, &mut paths)?;
        path
    } else {
        paths.push(path.to_path_buf());
        path.parent().unwrap_or(path)
    };
    paths.sort();
    let read = |p: &PathBuf| {
        let name = p.strip_prefix(base).unwrap_or(p).display().to_string();
        Ok(SourceFile {
            name,
            text: std::fs::read_to_string(p).context(p.display())?,
        })
    };
    paths.iter().map(read).collect()
}

fn collect(dir: &Path, out: &mut Vec<PathBuf>) -> Result {
    for entry in std::fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, out)?;
        } else if path.extension().is_some_and(|e| e == "go") || path.ends_with("go.mod") {
            out.push(path);
        }
    }
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

fn unhex(text: &str) -> Vec<u8> {
    let digit = |i: usize| {
        text.get(i..i + 2)
            .and_then(|pair| u8::from_str_radix(pair, 16).ok())
    };
    (0..text.len()).step_by(2).filter_map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hex_comes_back() {
        let bytes: Vec<u8> = (0..=255).collect();
        assert_eq!(unhex(&hex(&bytes)), bytes);
    }

    #[test]
    fn answers_are_decoded() {
        let recording = Recording {
            step: 7,
            hash: 9,
            ..Recording::default()
        };
        let bytes = encode(
            Kind::Response,
            1,
            3,
            &Response::Recording(recording.clone()),
        )
        .expect("encodes");
        let value = json!({"name": "x", "recording": hex(&bytes), "run_ms": 1.5, "open_ms": 2.0, "then_ms": [3.0]});
        let got = answer(&value).expect("an answer");
        assert_eq!(
            (got.recording, got.run_ms, got.then_ms),
            (Some(recording), 1.5, vec![3.0])
        );
    }
}
