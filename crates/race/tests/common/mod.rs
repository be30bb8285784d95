//! A trace as text: `g1 w x; g1 unlock m; g2 lock m; g2 r x`. Runs it through the detector and
//! says what raced. The site of an operation is its number in the trace, from 1; so is its tick.
#![allow(dead_code, reason = "every suite uses a part")]

use race::{At, Detector, Gid, Race, Site, SyncId};

pub(crate) mod oracle;
pub(crate) mod rng;

pub(crate) const HEAP: u64 = 0xc0_0000_0000;

/// The detector after a trace.
pub(crate) fn run(trace: &str) -> Detector {
    run_on(Detector::new(), trace)
}

/// The same after a second run, in which those are watched who raced in the first.
pub(crate) fn run_watched(trace: &str) -> Detector {
    let mut d = Detector::new();
    watch(&mut d, &run(trace));
    run_on(d, trace)
}

pub(crate) fn watch(d: &mut Detector, before: &Detector) {
    d.watch(before.races().iter().map(|r| (r.first.g, r.second.g)));
}

fn run_on(mut d: Detector, trace: &str) -> Detector {
    for (i, op) in trace.split([';', '\n']).map(str::trim).enumerate() {
        if !op.is_empty() {
            step(&mut d, op, at(i as u32 + 1));
        }
    }
    d
}

pub(crate) fn at(n: u32) -> At {
    At {
        site: Site(n),
        tick: u64::from(n),
    }
}

/// `first/second` of every race, by site.
pub(crate) fn pairs(d: &Detector) -> String {
    let pair = |r: &Race| format!("{}/{}", r.first.at.site.0, r.second.at.site.0);
    d.races().iter().map(pair).collect::<Vec<_>>().join(" ")
}

pub(crate) fn gid(text: &str) -> Gid {
    Gid(text.trim_start_matches('g').parse().expect("a goroutine"))
}

/// `x` is eight bytes; `x+2:3` three bytes from the third; objects of one letter lie 64 apart.
pub(crate) fn place(text: &str) -> (u64, u64) {
    let (text, len) = text.split_once(':').unwrap_or((text, "8"));
    let (name, offset) = text.split_once('+').unwrap_or((text, "0"));
    let letter = u64::from(name.as_bytes()[0] - b'a');
    let offset: u64 = offset.parse().expect("an offset");
    (HEAP + 64 * letter + offset, len.parse().expect("a length"))
}

/// `c` or `c.3`, the second being the slot.
fn object(text: &str) -> SyncId {
    let (name, slot) = text.split_once('.').unwrap_or((text, "0"));
    SyncId(place(name).0, slot.parse().expect("a slot"))
}

pub(crate) fn step(d: &mut Detector, op: &str, at: At) {
    let words: Vec<&str> = op.split_whitespace().collect();
    let (g, verb) = (gid(words[0]), words[1]);
    let what = words.get(2).copied().unwrap_or_default();
    let memory = || place(what);
    let id = || object(what);
    match verb {
        "r" => drop(d.read(g, memory().0, memory().1, at)),
        "w" => drop(d.write(g, memory().0, memory().1, at)),
        "load" => drop(d.atomic_load(g, memory().0, memory().1, at)),
        "store" => drop(d.atomic_store(g, memory().0, memory().1, at)),
        "rmw" => drop(d.atomic_rmw(g, memory().0, memory().1, at)),
        "go" => d.fork(g, gid(what), at),
        "exit" => d.exit(g),
        "ignore" => d.ignore_sync(g),
        "heed" => d.heed_sync(g),
        "acq" => d.acquire(g, id(), at),
        "rel" => d.release(g, id()),
        "merge" => d.release_merge(g, id()),
        "acqrel" => d.acquire_release(g, id(), at),
        "xchg" => d.exchange(g, id(), at),
        "wake" => d.edge(g, gid(what), SyncId(HEAP, 7), at),
        // g1 meet g2 c
        "meet" => d.chan_meet(g, gid(what), object(words[3]).0, at, at),
        "slot" => d.chan_slot(g, id().0, id().1, at),
        "close" => d.chan_close(g, id().0),
        "zero" => d.chan_closed(g, id().0, at),
        "lock" => d.lock(g, id().0, at),
        "unlock" => d.unlock(g, id().0),
        "rlock" => d.rlock(g, id().0, at),
        "runlock" => d.runlock(g, id().0),
        "done" => d.wg_done(g, id().0),
        "wait" => d.wg_wait(g, id().0, at),
        "free" => d.forget(memory().0, memory().1),
        "gone" => d.forget_sync(id()),
        // g5 spawn t: the machine starts g5 for object t.
        "spawn" => d.spawn(g, (!what.is_empty()).then(id), at),
        // g0 move t c.0: nobody does it.
        "move" => d.transfer(id(), object(words[3])),
        other => panic!("no operation {other}"),
    }
}
