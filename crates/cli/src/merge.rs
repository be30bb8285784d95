//! `sudog explore merge`: the results of several shards as one.
//!
//! Only the reading and writing of JSON is here. Races come as text and stay text: they are those
//! of whichever shard's outcome stands for the merged one.

use protocol::{ExploreClaim, Explored, ExploredOutcome, LeakedGoroutine, OutcomeKind};
use serde_json::{Value, json};

use crate::explore::{KINDS, claim_name, status};
use crate::{ERRORS, complain, say, usage};

/// Merges results that `sudog explore --json` printed.
pub(crate) fn merge(paths: &[String]) -> u8 {
    let mut results = Vec::new();
    let mut parts = Vec::new();
    for path in paths {
        match read(path) {
            Ok((part, value)) => {
                parts.push(part);
                results.push(value);
            }
            Err(code) => return code,
        }
    }
    let (visible, coarse) = protocol::known(&parts);
    let all = |p: &Explored| p.visible == visible && p.coarse == coarse;
    if !parts.iter().all(all) {
        complain(
            "the shards found out different things, so they have not shared out one search: run \
             them again, each with --known and this result",
        );
    }
    let merged = protocol::merge(parts);
    say(&format!("{}\n", to_json(&merged, &results)));
    status(&merged)
}

/// A result that was printed as JSON; or the command's exit code, and the reason was told.
pub(crate) fn read(path: &str) -> Result<(Explored, Value), u8> {
    let text = std::fs::read_to_string(path).map_err(|why| usage(&format!("{path}: {why}")))?;
    let value = serde_json::from_str::<Value>(&text).ok();
    value.and_then(|v| Some((explored(&v)?, v))).ok_or_else(|| {
        complain(&format!("{path}: not what sudog explore --json prints"));
        ERRORS
    })
}

/// A result in the shape that the shards had.
fn to_json(merged: &Explored, results: &[Value]) -> Value {
    let lists = results.iter().filter_map(|r| r.get("outcomes")?.as_array());
    let all: Vec<&Value> = lists.flatten().collect();
    let outcome = |o: &ExploredOutcome| {
        let stands = |v: &&&Value| {
            key(v) == Some(o.key) && v.get("schedule").and_then(Value::as_str) == Some(&o.schedule)
        };
        let mut value = all.iter().find(stands).copied().cloned()?;
        value
            .as_object_mut()?
            .insert("count".to_owned(), json!(o.count));
        Some(value)
    };
    json!({
        "complete": merged.claim == ExploreClaim::Complete,
        "claim": claim_name(merged.claim),
        "bound": merged.bound, "executions": merged.executions, "blocked": merged.blocked,
        "cut": merged.cut, "deepest": merged.deepest, "diverged": merged.diverged,
        "visible": merged.visible, "coarse": names(&merged.coarse), "ticks": merged.ticks,
        "by_chance": merged.by_chance, "trusted": merged.trusted,
        "outcomes": merged.outcomes.iter().filter_map(outcome).collect::<Vec<_>>(),
    })
}

/// Names have 64 bits, more than numbers in JSON.
pub(crate) fn name(n: u64) -> String {
    format!("{n:016x}")
}

pub(crate) fn names(all: &[u64]) -> Vec<String> {
    all.iter().map(|n| name(*n)).collect()
}

fn key(v: &Value) -> Option<u64> {
    u64::from_str_radix(v.get("key")?.as_str()?, 16).ok()
}

fn number<T: TryFrom<u64> + Default>(v: &Value, field: &str) -> T {
    let n = v.get(field).and_then(Value::as_u64);
    n.and_then(|n| T::try_from(n).ok()).unwrap_or_default()
}

fn optional(v: &Value, field: &str) -> Option<u32> {
    v.get(field)?.as_u64()?.try_into().ok()
}

fn text(v: &Value, field: &str) -> Option<String> {
    Some(v.get(field)?.as_str()?.to_owned())
}

fn list<'a>(v: &'a Value, field: &str) -> &'a [Value] {
    v.get(field)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

fn explored(v: &Value) -> Option<Explored> {
    let bound = optional(v, "bound");
    let shard = match text(v, "shard") {
        Some(share) => {
            let (index, of) = share.split_once('/')?;
            Some((index.parse().ok()?, of.parse().ok()?))
        }
        None => None,
    };
    let names = list(v, "coarse").iter().filter_map(Value::as_str);
    let outcomes = v.get("outcomes")?.as_array()?.iter().map(outcome);
    Some(Explored {
        claim: match (v.get("claim")?.as_str()?, bound) {
            ("complete", _) => ExploreClaim::Complete,
            ("bounded", Some(preemptions)) => ExploreClaim::Bounded { preemptions },
            _ => ExploreClaim::Stopped,
        },
        bound,
        shard,
        executions: number(v, "executions"),
        blocked: number(v, "blocked"),
        cut: number(v, "cut"),
        diverged: number(v, "diverged"),
        deepest: number(v, "deepest"),
        visible: list(v, "visible")
            .iter()
            .filter_map(|n| n.as_u64()?.try_into().ok())
            .collect(),
        coarse: names
            .filter_map(|n| u64::from_str_radix(n, 16).ok())
            .collect(),
        walked: None,
        ticks: optional(v, "ticks"),
        by_chance: optional(v, "by_chance"),
        trusted: v
            .get("trusted")
            .and_then(Value::as_bool)
            .unwrap_or_default(),
        outcomes: outcomes.collect::<Option<_>>()?,
        tree: Vec::new(),
    })
}

/// As much of an outcome as merging looks at.
fn outcome(v: &Value) -> Option<ExploredOutcome> {
    let word = v.get("kind")?.as_str()?;
    let kind: OutcomeKind = KINDS.iter().find(|(_, w)| *w == word)?.0;
    let leak = |l: &Value| LeakedGoroutine {
        goroutine: number(l, "goroutine"),
        reason: text(l, "reason").unwrap_or_default(),
        stack: Vec::new(),
        created: None,
        global: l.get("global") == Some(&Value::Bool(true)),
    };
    Some(ExploredOutcome {
        key: key(v)?,
        kind,
        stdout: text(v, "stdout")?.into_bytes(),
        message: text(v, "message").unwrap_or_default(),
        exit_code: v.get("exit_code")?.as_i64()?.try_into().ok()?,
        leaks: list(v, "leaks").iter().map(leak).collect(),
        cycle: Vec::new(),
        racy: !list(v, "races").is_empty(),
        races: Vec::new(),
        count: number(v, "count"),
        switches: number(v, "switches"),
        preemptions: number(v, "preemptions"),
        schedule: text(v, "schedule")?,
    })
}
