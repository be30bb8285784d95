//! `sudog link`: share links made and read without a page.

use protocol::{Moment, Policy, Request};
use serde_json::json;

use crate::args::RunOptions;
use crate::drive::{Drive, limits, recording, to_link};
use crate::{ERRORS, complain, json, load, say, usage};

pub(crate) fn encode(options: &RunOptions, step: u64, base: &str) -> u8 {
    let files = match load::package(&options.path, &options.more) {
        Ok(files) => files,
        Err(why) => return usage(&why),
    };
    let start = match recording(options) {
        Ok(recording) => recording,
        Err(why) => return usage(&why),
    };
    let mut drive = match Drive::open(&files, start, limits(options)) {
        Ok(drive) => drive,
        Err(diagnostics) => {
            json::complain(&diagnostics, &files);
            return ERRORS;
        }
    };
    if step > 0 {
        drive.send(Request::Seek {
            to: Moment::Step(step),
        });
    }
    let at = drive.recording();
    let state = link::State {
        files: files
            .into_iter()
            .map(|f| link::File {
                name: f.name,
                text: f.text,
            })
            .collect(),
        input: String::new(),
        engine: env!("CARGO_PKG_VERSION").to_owned(),
        policy: match &at.schedule {
            Some(schedule) => link::State::replaying(schedule),
            None => policy(at.policy).to_owned(),
        },
        seed: at.seed,
        choices: to_link(&at.manual),
        step: at.step,
        tick: at.tick,
        hash: at.hash,
        hints: link::Hints::default(),
    };
    match link::encode(&state) {
        Ok(fragment) => say(&format!("{base}{fragment}\n")),
        Err(why) => usage(&format!("no link: {why}")),
    }
}

fn policy(policy: Policy) -> &'static str {
    match policy {
        Policy::Go => "go",
        Policy::Random => "random",
        Policy::Manual => "manual",
    }
}

pub(crate) fn decode(text: &str, as_json: bool) -> u8 {
    let state = match link::decode(text) {
        Ok(state) => state,
        Err(why) => {
            complain(&why.to_string());
            return ERRORS;
        }
    };
    if as_json {
        let files = state
            .files
            .iter()
            .map(|f| json!({"name": f.name, "text": f.text}));
        let choices = state
            .choices
            .iter()
            .map(|c| json!({"decision": c.decision, "pick": c.pick}));
        let out = json!({
            "version": json::VERSION, "files": files.collect::<Vec<_>>(), "policy": state.policy,
            "seed": state.seed, "choices": choices.collect::<Vec<_>>(), "step": state.step,
            "tick": state.tick, "hash": format!("{:016x}", state.hash), "engine": state.engine,
            "goroutine": state.hints.goroutine, "panels": state.hints.panels,
        });
        return say(&format!("{out}\n"));
    }
    match state.files.as_slice() {
        [one] => say(&one.text),
        many => {
            for file in many {
                let end = if file.text.ends_with('\n') { "" } else { "\n" };
                say(&format!("-- {} --\n{}{end}", file.name, file.text));
            }
            0
        }
    }
}
