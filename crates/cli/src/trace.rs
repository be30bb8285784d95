//! `sudog trace`: every visible operation, for eyes or for Perfetto.

use std::collections::BTreeMap;
use std::io::{BufWriter, Write};

use protocol::{Event, Op, Outcome, Request, SourceFile};
use serde_json::{Value, json};

use crate::args::{RunOptions, TraceFormat};
use crate::drive::{Drive, limits, recording};
use crate::{ERRORS, json, load, usage};

pub(crate) fn trace(options: &RunOptions, format: TraceFormat) -> u8 {
    let files = match load::package(&options.path, &options.more) {
        Ok(files) => files,
        Err(why) => return usage(&why),
    };
    let recording = match recording(options) {
        Ok(recording) => recording,
        Err(why) => return usage(&why),
    };
    let mut drive = match Drive::open(&files, recording, limits(options)) {
        Ok(drive) => drive,
        Err(diagnostics) => {
            json::complain(&diagnostics, &files);
            return ERRORS;
        }
    };
    drive.send(Request::Run);
    let out = BufWriter::new(std::io::stdout().lock());
    // A closed pipe is nobody's fault.
    let _ = match format {
        TraceFormat::Text => text(&mut drive, &files, out),
        TraceFormat::Json => perfetto(&mut drive, options, &files, out),
    };
    0
}

fn place(event: &Event, files: &[SourceFile]) -> Option<String> {
    let place = event.place?;
    let file = files.get(place.file as usize)?;
    Some(format!("{}:{}", file.name, place.line))
}

fn text(drive: &mut Drive, files: &[SourceFile], mut out: impl Write) -> std::io::Result<()> {
    let mut result = Ok(());
    drive.events(|e| {
        if result.is_ok() {
            result = writeln!(out, "{}", line(e, files));
        }
    });
    result.and_then(|()| out.flush())
}

/// One event: index, virtual time, who, what, on what, how.
fn line(e: &Event, files: &[SourceFile]) -> String {
    let mut out = format!(
        "{:>6} {:>12}ns  g{:<4} {:?}",
        e.index, e.time, e.goroutine, e.op
    );
    if let Some(object) = &e.object {
        match &object.name {
            Some(name) => out.push_str(&format!(" {name}")),
            None => out.push_str(&format!(" {:?} {:#x}", object.kind, object.id)),
        }
    }
    if let Some(value) = &e.value {
        out.push_str(&format!(" value {value}"));
    }
    if e.outcome != Outcome::Done {
        out.push_str(&format!(" {:?}", e.outcome));
    }
    if let Some(reason) = e.reason {
        out.push_str(&format!(" [{}]", reason.go_text()));
    }
    if let Some(case) = e.case {
        out.push_str(&format!(" case {case}"));
    }
    if let Some(count) = e.count {
        out.push_str(&format!(" count {count}"));
    }
    if let Some(partner) = e.partner {
        out.push_str(&format!(" partner g{partner}"));
    }
    if !e.woke.is_empty() {
        let woke: Vec<String> = e.woke.iter().map(|g| format!("g{g}")).collect();
        out.push_str(&format!(" woke {}", woke.join(" ")));
    }
    if let Some(place) = place(e, files) {
        out.push_str(&format!("  {place}"));
    }
    out
}

/// A Trace Event file: one thread per goroutine.
fn perfetto(
    drive: &mut Drive,
    options: &RunOptions,
    files: &[SourceFile],
    mut out: impl Write,
) -> std::io::Result<()> {
    let mut lanes = Lanes {
        open: BTreeMap::new(),
        running: None,
        rows: Vec::new(),
        wakes: BTreeMap::new(),
        flows: 0,
        last: 0,
    };
    let names: BTreeMap<u32, String> = drive
        .state
        .goroutines
        .iter()
        .map(|g| (g.id, g.name.clone()))
        .collect();
    let mut seen = std::collections::BTreeSet::from([1]);
    drive.events(|e| {
        if e.goroutine != 0 {
            seen.insert(e.goroutine);
        }
        lanes.event(e, files);
    });
    lanes.finish();
    let mut rows: Vec<Value> = vec![json!({
        "ph": "M", "pid": 1, "tid": 0, "name": "process_name", "args": {"name": "sudog"},
    })];
    for g in seen {
        let name = names.get(&g).map_or(String::new(), |n| format!(" {n}"));
        rows.push(json!({
            "ph": "M", "pid": 1, "tid": g, "name": "thread_name",
            "args": {"name": format!("g{g}{name}")},
        }));
    }
    rows.extend(lanes.rows);
    let recording = drive.recording();
    let whole = json!({
        "traceEvents": rows,
        "displayTimeUnit": "ns",
        "metadata": {
            "version": json::VERSION, "seed": options.seed, "hash": format!("{:016x}", recording.hash),
            "clock": "virtual nanoseconds, as microseconds",
        },
    });
    writeln!(out, "{whole}")?;
    out.flush()
}

/// The state of the goroutines while the events go by.
struct Lanes {
    /// What each is doing, for stretches that are still open.
    open: BTreeMap<u32, &'static str>,
    running: Option<u32>,
    rows: Vec<Value>,
    /// Arrows on their way to the goroutine that was let go.
    wakes: BTreeMap<u32, u64>,
    flows: u64,
    last: i64,
}

/// Perfetto counts in microseconds.
fn micros(ns: i64) -> f64 {
    ns as f64 / 1000.0
}

impl Lanes {
    fn state(&mut self, g: u32, state: Option<&'static str>, at: i64) {
        if g == 0 || self.open.get(&g).copied() == state {
            return;
        }
        let ts = micros(at);
        if self.open.remove(&g).is_some() {
            self.rows
                .push(json!({"ph": "E", "pid": 1, "tid": g, "ts": ts}));
        }
        if let Some(state) = state {
            self.rows
                .push(json!({"ph": "B", "pid": 1, "tid": g, "ts": ts, "name": state}));
            self.open.insert(g, state);
        }
    }

    fn event(&mut self, e: &Event, files: &[SourceFile]) {
        let (g, ts) = (e.goroutine, micros(e.time));
        self.last = e.time;
        if g != 0 {
            if let Some(old) = self.running.filter(|r| *r != g) {
                self.state(old, Some("ready"), e.time);
            }
            self.running = Some(g);
            self.state(g, Some("running"), e.time);
            if let Some(id) = self.wakes.remove(&g) {
                self.rows.push(json!({
                    "ph": "f", "bp": "e", "pid": 1, "tid": g, "ts": ts, "id": id, "name": "wake", "cat": "wake",
                }));
            }
        }
        let object = e
            .object
            .as_ref()
            .map(|o| o.name.clone().unwrap_or(format!("{:#x}", o.id)));
        self.rows.push(json!({
            "ph": "i", "s": "t", "pid": 1, "tid": g, "ts": ts,
            "name": format!("{:?}{}", e.op, object.as_ref().map_or(String::new(), |o| format!(" {o}"))),
            "args": {
                "step": e.index, "tick": e.tick, "object": object, "value": e.value,
                "outcome": format!("{:?}", e.outcome), "partner": e.partner, "place": place(e, files),
            },
        }));
        for woken in &e.woke {
            self.flows += 1;
            self.wakes.insert(*woken, self.flows);
            self.rows.push(json!({
                "ph": "s", "pid": 1, "tid": g, "ts": ts, "id": self.flows, "name": "wake", "cat": "wake",
            }));
            self.state(*woken, Some("ready"), e.time);
        }
        let next = match (e.op, e.outcome) {
            (_, Outcome::Blocked) => Some(e.reason.map_or("waiting", |r| r.go_text())),
            (Op::Gosched | Op::Preempt, _) => Some("ready"),
            (Op::Exit, _) => None,
            _ => return,
        };
        self.state(g, next, e.time);
        if self.running == Some(g) {
            self.running = None;
        }
    }

    fn finish(&mut self) {
        for g in self.open.keys().copied().collect::<Vec<_>>() {
            self.state(g, None, self.last);
        }
    }
}
