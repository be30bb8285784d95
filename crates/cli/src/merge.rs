//! `sudog explore merge`: the results of several shards as one.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::{ERRORS, say, usage};

/// Merges results that `sudog explore --json` printed.
pub(crate) fn merge(paths: &[String]) -> u8 {
    let mut results = Vec::new();
    for path in paths {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(why) => return usage(&format!("{path}: {why}")),
        };
        match serde_json::from_str::<Value>(&text) {
            Ok(value) if value.get("outcomes").is_some_and(Value::is_array) => results.push(value),
            _ => {
                crate::complain(&format!("{path}: not what sudog explore --json prints"));
                return ERRORS;
            }
        }
    }
    let merged = all(&results);
    say(&format!("{merged}\n"));
    status(&merged)
}

fn number(v: &Value, field: &str) -> u64 {
    v.get(field).and_then(Value::as_u64).unwrap_or(0)
}

fn is_complete(v: &Value) -> bool {
    v.get("complete").and_then(Value::as_bool).unwrap_or(false)
}

/// Whether the results are all shares of one exploration, each once.
fn are_all_shards(results: &[Value]) -> bool {
    let field = |v: &Value, name: &str| v.get(name).cloned().unwrap_or(Value::Null);
    let mut seen = Vec::new();
    let mut of = 1;
    for r in results {
        let shard = field(r, "shard");
        let share = shard.as_str().and_then(|s| s.split_once('/'));
        let (index, n) = match share.map(|(i, n)| (i.parse::<u64>(), n.parse::<u64>())) {
            Some((Ok(i), Ok(n))) => (i, n),
            _ => (0, 1),
        };
        of = n;
        seen.push((index, n));
    }
    seen.sort_unstable();
    let wanted: Vec<(u64, u64)> = (0..of).map(|i| (i, of)).collect();
    // Shards that made different accesses visible have not shared out the same search.
    let same = |name: &str| {
        let first = results.first().map(|r| field(r, name));
        results.iter().all(|r| Some(field(r, name)) == first)
    };
    seen == wanted && same("visible") && same("bound")
}

fn all(results: &[Value]) -> Value {
    let mut outcomes: BTreeMap<String, Value> = BTreeMap::new();
    let lists = results.iter().filter_map(|r| r.get("outcomes")?.as_array());
    for o in lists.flatten() {
        let key = key(o);
        match outcomes.get_mut(&key) {
            Some(known) => {
                let count = number(known, "count") + number(o, "count");
                let length = |v: &Value| {
                    v.get("schedule")
                        .and_then(Value::as_str)
                        .map_or(0, str::len)
                };
                if length(o) < length(known) {
                    *known = o.clone();
                }
                if let Some(fields) = known.as_object_mut() {
                    fields.insert("count".to_owned(), json!(count));
                }
            }
            None => {
                outcomes.insert(key, o.clone());
            }
        }
    }
    let mut outcomes: Vec<Value> = outcomes.into_values().collect();
    outcomes.sort_by_key(|o| std::cmp::Reverse(number(o, "count")));
    let sum = |field: &str| results.iter().map(|r| number(r, field)).sum::<u64>();
    let complete = results.iter().all(is_complete) && are_all_shards(results);
    let bounded =
        |r: &Value| is_complete(r) || r.get("claim").and_then(Value::as_str) == Some("bounded");
    let claim = match complete {
        true => "complete",
        false if results.iter().all(bounded) && are_all_shards(results) => "bounded",
        false => "stopped",
    };
    json!({
        "complete": complete, "claim": claim,
        "bound": results.first().and_then(|r| r.get("bound")),
        "executions": sum("executions"), "blocked": sum("blocked"), "cut": sum("cut"),
        "outcomes": outcomes,
    })
}

/// Equal for equal outcomes: numbers of goroutines and addresses left out.
fn key(o: &Value) -> String {
    let text = |field: &str| o.get(field).map_or(String::new(), Value::to_string);
    let list = |field: &str| {
        o.get(field)
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default()
    };
    let mut leaks: Vec<String> = list("leaks")
        .iter()
        .map(|l| format!("{:?}{:?}", l.get("reason"), l.get("stack")))
        .collect();
    leaks.sort();
    let mut races: Vec<String> = list("races")
        .iter()
        .filter_map(Value::as_str)
        .map(|r| r.lines().filter(|l| l.contains(".go:")).collect())
        .collect();
    races.sort();
    format!(
        "{}\n{}\n{}\n{}\n{leaks:?}\n{races:?}",
        text("kind"),
        text("exit_code"),
        session::normalised(&text("message")),
        session::normalised(&text("stdout")),
    )
}

fn status(merged: &Value) -> u8 {
    let list = merged.get("outcomes").and_then(Value::as_array);
    let outcomes = list.map_or(&[][..], Vec::as_slice);
    let filled = |o: &Value, field: &str| {
        o.get(field)
            .and_then(Value::as_array)
            .is_some_and(|l| !l.is_empty())
    };
    let failed = |o: &Value| match o.get("kind").and_then(Value::as_str) {
        Some("ok") => filled(o, "leaks"),
        Some("exit") => number(o, "exit_code") != 0 || filled(o, "leaks"),
        Some("limit") | None => false,
        Some(_) => true,
    };
    let claims = merged.get("claim").and_then(Value::as_str) != Some("stopped");
    crate::explore::exit_code(
        outcomes.iter().any(|o| filled(o, "races")),
        outcomes.iter().any(failed),
        claims,
    )
}
