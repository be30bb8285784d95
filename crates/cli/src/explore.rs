//! `sudog explore`: everything that a program can do.

use std::io::IsTerminal;
use std::time::Duration;

use protocol::{
    ExploreClaim, Explored, ExploredOutcome, LeakedGoroutine, Need, ObjectKind, ObjectRef,
    OutcomeKind, Property, Race, Site, SourceFile, WaitEdge, Walked,
};
use serde_json::{Value, json};
use session::{ExploreSpec, Relation};

use crate::args::ExploreOptions;
use crate::asserted::{self, Asserted};
use crate::run::{compiled, refuse};
use crate::search::{Drive, search};
use crate::{complain, merge, say};

/// Exit codes.
const RACE: u8 = 66;
const FAILED: u8 = 2;
const STOPPED: u8 = 3;

pub(crate) fn explore(options: &ExploreOptions) -> u8 {
    let (files, code) = match compiled(&options.path) {
        Ok(both) => both,
        Err(code) => return code,
    };
    if let Err(why) = code.explorable() {
        return refuse(&why);
    }
    let (visible, coarse) = match options.known.as_deref().map(merge::read) {
        Some(Ok((known, _))) => (known.visible, known.coarse),
        Some(Err(code)) => return code,
        None => Default::default(),
    };
    let asserted = Asserted::of(&files);
    for clause in &asserted.unknown {
        complain(&format!("not understood in a // sudog: comment: {clause}"));
    }
    let asks = |property| asserted.properties.contains(&property);
    let spec = ExploreSpec {
        relation: match options.plain {
            true => Relation::Plain,
            false => Relation::Ticket,
        },
        commute: options.commute,
        draws: options.draws,
        exact_clock: options.exact,
        walk: options.walk.map(Into::into),
        bound: options.bound,
        budget: options.budget,
        depth: options.depth,
        shard: options.shard,
        leaks: options.leaks || asks(Property::NoLeak),
        race: options.race || asks(Property::NoRace),
        trust: options.trust,
        visible,
        coarse,
        seed: options.seed,
        args: vec![if files.len() == 1 { "prog" } else { "main" }.to_owned()],
        ..ExploreSpec::default()
    };
    let drive = Drive {
        jobs: options.jobs.unwrap_or_else(cores),
        time: options.time.map(Duration::from_secs_f64),
        show: !options.json && std::io::stderr().is_terminal(),
    };
    let result = search(&code, spec, &drive);
    let grade = asserted.grade(&result);
    if options.json {
        let mut value = to_json(&result, &files);
        if let Some(fields) = value.as_object_mut() {
            fields.insert("asserted".to_owned(), asserted.json(&grade).into());
        }
        say(&format!("{value}\n"));
    } else {
        say(&text(&result, &files));
        say(&asserted.text(&grade));
    }
    if result.diverged > 0 {
        complain("the engine did not follow its own plan; please report this program");
    }
    match status(&result) {
        0 | STOPPED if asserted::fails(&grade) => FAILED,
        code => code,
    }
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, |n| n.get())
}

pub(crate) fn status(result: &Explored) -> u8 {
    let outcomes = &result.outcomes;
    exit_code(
        outcomes.iter().any(|o| o.racy),
        outcomes.iter().any(ExploredOutcome::failed),
        result.claim != ExploreClaim::Stopped,
    )
}

/// The command's exit code: whether there are races, other failures, and a claim.
pub(crate) fn exit_code(races: bool, failures: bool, claims: bool) -> u8 {
    match (races, failures, claims) {
        (true, ..) => RACE,
        (_, true, _) => FAILED,
        (.., false) => STOPPED,
        _ => 0,
    }
}

/// How outcomes are called.
pub(crate) const KINDS: [(OutcomeKind, &str); 6] = [
    (OutcomeKind::Ok, "ok"),
    (OutcomeKind::Exit, "exit"),
    (OutcomeKind::Panic, "panic"),
    (OutcomeKind::Fatal, "fatal"),
    (OutcomeKind::Deadlock, "deadlock"),
    (OutcomeKind::Limit, "limit"),
];

fn kind(kind: OutcomeKind) -> &'static str {
    KINDS
        .iter()
        .find(|(k, _)| *k == kind)
        .map_or("", |(_, w)| w)
}

pub(crate) fn claim_name(claim: ExploreClaim) -> &'static str {
    match claim {
        ExploreClaim::Complete => "complete",
        ExploreClaim::Bounded { .. } => "bounded",
        ExploreClaim::Stopped => "stopped",
    }
}

fn need(need: Need) -> &'static str {
    match need {
        Need::Send => "send",
        Need::Receive => "receive",
        Need::Close => "close",
        Need::Unlock => "unlock",
        Need::RUnlock => "runlock",
        Need::Done => "done",
        Need::Signal => "signal",
        Need::Time => "time",
        Need::Release => "release",
    }
}

/// What an object is.
fn object(o: &ObjectRef) -> &'static str {
    match o.kind {
        ObjectKind::Chan => "channel",
        ObjectKind::Mutex => "mutex",
        ObjectKind::RwMutex => "rwmutex",
        ObjectKind::WaitGroup => "waitgroup",
        ObjectKind::Cond => "cond",
        ObjectKind::Timer => "timer",
        _ => "semaphore",
    }
}

/// One link of a circle of waits as a sentence.
fn waits(e: &WaitEdge) -> String {
    let (g, h) = (e.waiter, e.holder);
    let o = match &e.object.name {
        Some(name) => name.clone(),
        None => format!("a {}", object(&e.object)),
    };
    match e.need {
        Need::Unlock => format!("goroutine {g} waits for {o}, held by goroutine {h}"),
        Need::RUnlock => format!("goroutine {g} waits for {o}, held for reading by goroutine {h}"),
        Need::Send | Need::Close => {
            format!("goroutine {g} waits for goroutine {h} to send on {o}")
        }
        Need::Receive => format!("goroutine {g} waits for goroutine {h} to receive from {o}"),
        Need::Done => format!("goroutine {g} waits for goroutine {h} to bring {o} to zero"),
        Need::Signal => format!("goroutine {g} waits for goroutine {h} to signal {o}"),
        Need::Time | Need::Release => format!("goroutine {g} waits for goroutine {h} at {o}"),
    }
}

/// A race in Go's form.
fn race(race: &Race, files: &[SourceFile]) -> String {
    session::go_text(std::slice::from_ref(race), files)
}

fn to_json(result: &Explored, files: &[SourceFile]) -> Value {
    let place = |p: &Site| json!({"function": p.function, "file": p.file, "line": p.line});
    let leak = |l: &LeakedGoroutine| {
        json!({
            "goroutine": l.goroutine, "reason": l.reason,
            "stack": l.stack.iter().map(place).collect::<Vec<_>>(),
            "created": l.created.as_ref().map(place), "global": l.global,
        })
    };
    let edge = |e: &WaitEdge| {
        json!({
            "waiter": e.waiter, "need": need(e.need), "object": e.object.name, "kind": object(&e.object),
            "holder": e.holder,
        })
    };
    let outcome = |o: &ExploredOutcome| {
        json!({
            "key": merge::name(o.key), "kind": kind(o.kind), "stdout": String::from_utf8_lossy(&o.stdout),
            "message": o.message, "exit_code": o.exit_code,
            "leaks": o.leaks.iter().map(leak).collect::<Vec<_>>(),
            "cycle": o.cycle.iter().map(edge).collect::<Vec<_>>(),
            "races": o.races.iter().map(|r| race(r, files)).collect::<Vec<_>>(), "count": o.count,
            "switches": o.switches, "preemptions": o.preemptions, "schedule": o.schedule,
        })
    };
    json!({
        "complete": result.claim == ExploreClaim::Complete,
        "claim": claim_name(result.claim),
        "bound": result.bound, "shard": result.shard.map(|(i, n)| format!("{i}/{n}")),
        "executions": result.executions, "blocked": result.blocked, "cut": result.cut,
        "deepest": result.deepest, "diverged": result.diverged,
        "walk": result.walked.as_ref().map(|w| json!({
            "depth": w.depth, "processes": w.processes, "operations": w.operations,
            "traces": w.traces.len(), "one_in": w.one_in(), "chance": w.chance(),
        })),
        "visible": result.visible, "coarse": merge::names(&result.coarse), "ticks": result.ticks,
        "by_chance": result.by_chance, "trusted": result.trusted,
        "outcomes": result.outcomes.iter().map(outcome).collect::<Vec<_>>(),
    })
}

fn plural(n: u64, one: &str) -> String {
    match n {
        1 => format!("1 {one}"),
        _ => format!("{n} {one}s"),
    }
}

/// The claim in words.
pub(crate) fn claim(result: &Explored) -> String {
    let ran = plural(result.executions + result.cut, "execution");
    match result.claim {
        ExploreClaim::Complete => {
            format!("complete: {ran}, every interleaving is like one of them")
        }
        ExploreClaim::Bounded { preemptions } => format!(
            "complete up to {}: {ran}",
            plural(u64::from(preemptions), "preemption")
        ),
        ExploreClaim::Stopped => match &result.walked {
            None => format!("stopped after {ran}, no claim beyond"),
            Some(walked) => by_chance(walked),
        },
    }
}

/// What random schedules are worth.
fn by_chance(walked: &Walked) -> String {
    let ran = plural(walked.runs, "random execution");
    let mut stopped = format!("stopped after {ran}, no claim beyond");
    if !walked.traces.is_empty() {
        let traces = plural(walked.traces.len() as u64, "class").replace("classs", "classes");
        stopped.push_str(&format!(
            "\nat least {traces} of equivalent interleavings among them"
        ));
    }
    let (Some(depth), Some(one_in), Some(all)) = (walked.depth, walked.one_in(), walked.chance())
    else {
        return stopped;
    };
    let (n, k) = (walked.processes, walked.operations);
    format!(
        "{stopped}\na bug that {} suffice for shows in each with probability at least \
         1/(n*k^(d-1)) = 1/{one_in:.0}, in one of all with at least {:.2}% (n = {}, k = {}, d = {depth})",
        plural(u64::from(depth), "ordering constraint"),
        all * 100.0,
        plural(u64::from(n), "goroutine"),
        plural(u64::from(k), "operation"),
    )
}

fn text(result: &Explored, files: &[SourceFile]) -> String {
    let mut out = String::new();
    for (k, o) in result.outcomes.iter().enumerate() {
        out.push_str(&format!(
            "outcome {} of {}: {}, {}, {}\n",
            k + 1,
            result.outcomes.len(),
            kind(o.kind),
            plural(o.count, "execution"),
            plural(u64::from(o.switches), "context switch").replace("switchs", "switches"),
        ));
        let stdout = String::from_utf8_lossy(&o.stdout);
        for line in stdout.lines() {
            out.push_str(&format!("  | {line}\n"));
        }
        if !o.message.is_empty() {
            out.push_str(&format!("  {}\n", o.message));
        }
        if o.kind == OutcomeKind::Exit {
            out.push_str(&format!("  exit status {}\n", o.exit_code));
        }
        for r in &o.races {
            for line in race(r, files).lines() {
                out.push_str(&format!("  {line}\n"));
            }
        }
        for e in &o.cycle {
            out.push_str(&format!("  {}\n", waits(e)));
        }
        for l in &o.leaks {
            let leaked = match o.kind {
                OutcomeKind::Deadlock => "",
                // As in Go's profile of leaks, where main is none.
                _ if l.global || l.goroutine == 1 => "",
                _ => " (leaked)",
            };
            out.push_str(&format!(
                "  goroutine {} [{}{leaked}]:\n",
                l.goroutine, l.reason
            ));
            for p in &l.stack {
                out.push_str(&format!(
                    "  {}(...)\n  \t{}:{}\n",
                    p.function, p.file, p.line
                ));
            }
            if let Some(p) = &l.created {
                out.push_str(&format!(
                    "  created by {}\n  \t{}:{}\n",
                    p.function, p.file, p.line
                ));
            }
        }
        out.push_str(&format!("  --sched replay:{}\n", o.schedule));
    }
    out.push_str(&claim(result));
    out.push('\n');
    if result.races_untold() {
        out.push_str(
            "there are data races, which --race tells; what races was tried in every order\n",
        );
    }
    if result.trusted {
        out.push_str("provided that no plain accesses race, which --trust takes for granted\n");
    }
    if let Some(n) = result.ticks {
        out.push_str(&format!("a ticker was not let tick more than {n} times\n"));
    }
    if let Some(n) = result.by_chance {
        out.push_str(&format!(
            "random numbers with more than {n} values are those of the seed\n"
        ));
    }
    out
}
