//! `sudog escape`: what escapes to the heap and why, in the words of `go build -gcflags='-m -l'`,
//! and where Sudog's machine keeps things otherwise.

use std::fmt::Write as _;

use protocol::{EscapeFlow, EscapeLine, EscapePlace, EscapeVerdict, SourceFile, SudogKeeps};
use serde_json::{Value, json};
use session::Surveyor;

use crate::args::EscapeOptions;
use crate::{ERRORS, json as said, load, run, say, usage};

pub(crate) fn escape(o: &EscapeOptions) -> u8 {
    let mut surveyor = Surveyor::new();
    let mut worst = 0;
    for path in &o.paths {
        if o.paths.len() > 1 && !o.json {
            say(&format!("# {path}\n"));
        }
        worst = worst.max(one(o, path, &mut surveyor));
    }
    worst
}

fn one(o: &EscapeOptions, path: &str, surveyor: &mut Surveyor) -> u8 {
    let files = match load::program(path) {
        Ok(files) => files,
        Err(why) => return usage(&why),
    };
    if o.costs {
        return costs(&files, surveyor);
    }
    let report = match surveyor.escapes(&files) {
        Ok(report) => report,
        Err(errors) => return run::refuse(&errors),
    };
    if !report.diagnostics.list.is_empty() {
        said::complain(&report.diagnostics, &files);
        return ERRORS;
    }
    let kept = |l: &&EscapeLine| !o.gc || l.verdict != EscapeVerdict::OnStack;
    let lines: Vec<&EscapeLine> = report.lines.iter().filter(kept).collect();
    if o.json {
        let list: Vec<Value> = lines.iter().map(|l| as_json(l, &files)).collect();
        return say(&format!("{}\n", json!({"version": 1, "lines": list})));
    }
    let mut out = String::new();
    for line in lines {
        describe(&mut out, o, line, &files);
    }
    say(&out)
}

/// What functions cost that gc can inline, one a line.
fn costs(files: &[SourceFile], surveyor: &mut Surveyor) -> u8 {
    let costs = match surveyor.costs(files) {
        Ok(Ok(costs)) => costs,
        Ok(Err(diagnostics)) => {
            said::complain(&diagnostics, files);
            return ERRORS;
        }
        Err(errors) => return run::refuse(&errors),
    };
    let mut out = String::new();
    for (at, cost) in costs {
        let _ = writeln!(out, "{}: can inline with cost {cost}", position(&at, files));
    }
    say(&out)
}

fn position(at: &EscapePlace, files: &[SourceFile]) -> String {
    let name = files.get(at.file as usize).map_or("", |f| f.name.as_str());
    match at.column {
        // As gc, which does not count further.
        255.. => format!("./{name}:{}", at.line),
        column => format!("./{name}:{}:{column}", at.line),
    }
}

/// How gc writes a flow's source: `&x`, `x`, `*x`.
fn source(f: &EscapeFlow) -> String {
    match usize::try_from(f.derefs) {
        Ok(n) => format!("{}{}", "*".repeat(n), f.src),
        Err(_) => format!("&{}", f.src),
    }
}

fn describe(out: &mut String, o: &EscapeOptions, line: &EscapeLine, files: &[SourceFile]) {
    let at = position(&line.place, files);
    if o.why {
        for f in &line.why {
            let _ = writeln!(out, "{at}:   flow: {} ← {}:", f.dst, source(f));
            for s in &f.steps {
                let place = position(&s.place, files);
                let _ = writeln!(out, "{at}:     from {} ({}) at {place}", s.text, s.why);
            }
        }
    }
    let label = label(line.sudog).filter(|_| !o.gc);
    let text = match (line.verdict, label) {
        (EscapeVerdict::OnStack, Some(label)) => format!("{} (Sudog: {label})", line.name),
        (_, Some(label)) => format!("{} (Sudog: {label})", line.text),
        (_, None) => line.text.clone(),
    };
    let _ = writeln!(out, "{at}: {text}");
}

/// What is said where Sudog's machine does otherwise.
fn label(keeps: SudogKeeps) -> Option<&'static str> {
    match keeps {
        SudogKeeps::Same => None,
        SudogKeeps::Addressed => Some("lies in the heap: its address is taken"),
        SudogKeeps::Captured => {
            Some("lies in the heap: a function literal captures it and it is assigned again")
        }
        SudogKeeps::Large => Some("lies in the heap: values of its type are held by address"),
        SudogKeeps::Made => Some("made in the heap"),
        SudogKeeps::Frame => Some("lies in the frame: its address is never taken"),
    }
}

fn as_json(line: &EscapeLine, files: &[SourceFile]) -> Value {
    let place = |at: &EscapePlace| {
        let file = files.get(at.file as usize).map_or("", |f| f.name.as_str());
        json!({"file": file, "line": at.line, "column": at.column})
    };
    let verdict = match line.verdict {
        EscapeVerdict::Moved => "moved",
        EscapeVerdict::Escapes => "escapes",
        EscapeVerdict::Stays => "stays",
        EscapeVerdict::Leaks => "leaks",
        EscapeVerdict::Remark => "remark",
        EscapeVerdict::OnStack => "on-stack",
    };
    let why: Vec<Value> = line
        .why
        .iter()
        .map(|f| {
            let steps: Vec<Value> = f
                .steps
                .iter()
                .map(|s| json!({"text": s.text, "why": s.why, "place": place(&s.place)}))
                .collect();
            json!({"to": f.dst, "from": source(f), "steps": steps})
        })
        .collect();
    json!({
        "place": place(&line.place), "name": line.name, "verdict": verdict, "text": line.text,
        "why": why, "sudog": label(line.sudog),
    })
}
