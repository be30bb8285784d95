//! The fixtures under `tests/explore`: each line `// explore: NAME=VALUE…` is one search.
//!
//! `N`: value of the constant of that name; `relation`: plain, coarse or ticket (default);
//! `commute`: with the refinements of ticket; `executions`, `outcomes`: their numbers; `leaking`: executions in which somebody waits for ever.

use std::path::PathBuf;

use explore::go::{EndKind, Relation};
use session::Workbench;

use crate::support::{check_replay, compile, explore_all, explore_commuting};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/explore")
}

fn check_file(bench: &mut Workbench, name: &str) {
    let path = folder().join(name);
    let text = std::fs::read_to_string(&path).expect(name);
    let mut rows = 0;
    for row in text.lines().filter_map(|l| l.strip_prefix("// explore:")) {
        rows += 1;
        check_row(bench, name, &text, row);
    }
    assert!(rows > 0, "{name} says nothing");
}

fn check_row(bench: &mut Workbench, name: &str, text: &str, row: &str) {
    let value = |key: &str| {
        let mut pairs = row.split_whitespace().filter_map(|w| w.split_once('='));
        pairs.find(|(k, _)| *k == key).map(|(_, v)| v)
    };
    let number = |key: &str| value(key).map(|v| v.parse::<u64>().expect("a number"));
    let text = match number("N") {
        Some(n) => {
            let lines = text.lines().map(|l| match l.starts_with("const N = ") {
                true => format!("const N = {n}\n"),
                false => format!("{l}\n"),
            });
            lines.collect()
        }
        None => text.to_owned(),
    };
    let relation = match value("relation") {
        Some("plain") => Relation::Plain,
        Some("coarse") => Relation::Coarse,
        _ => Relation::Ticket,
    };
    println!("{name}:{row}");
    let program = compile(bench, &text);
    let found = match number("commute") {
        Some(_) => explore_commuting(&program),
        None => explore_all(&program, relation),
    };
    let what = format!("{name}:{row}");
    if let Some(n) = number("executions") {
        assert_eq!(found.progress.complete, n, "{what}");
    }
    if let Some(n) = number("outcomes") {
        assert_eq!(found.reports.len() as u64, n, "{what}");
    }
    if let Some(n) = number("leaking") {
        let stuck = found
            .reports
            .iter()
            .filter(|r| r.outcome.kind == EndKind::Deadlock || !r.outcome.leaks.is_empty());
        assert_eq!(stuck.map(|r| r.count).sum::<u64>(), n, "{what}");
    }
    for report in &found.reports {
        check_replay(&program, report);
    }
}

macro_rules! fixtures {
    ($($name:ident)*) => {
        $(#[test]
        fn $name() {
            check_file(&mut Workbench::new(), concat!(stringify!($name), ".go"));
        })*
        const ALL: &[&str] = &[$(concat!(stringify!($name), ".go")),*];
    };
}

fixtures! {
    add_wg adders adders_read adders_sum ainc binc cas casw chan_stream cinc circular_buffer close_twice control_flow corr
    eratosthenes fan_in fib fib_reader filesystem inc inc_wg indexer iriw lamport lastzero lb
    lock_wg lockinc mp mutex_deadlock nwriters once once_body peterson philosophers philosophers_ordered pingpong
    pipeline pool2 pool3 producers0 producers4 publish range_closed readers redundant_co
    rw_readers rw_recursive sb send_close spin szymanski trylock twoplustwo wainc wcas
}

#[test]
fn every_fixture_is_checked() {
    let mut there: Vec<String> = std::fs::read_dir(folder())
        .expect("the folder")
        .map(|e| {
            e.expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    there.sort();
    assert_eq!(there, ALL);
}
