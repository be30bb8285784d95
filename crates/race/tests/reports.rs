//! What reports say, how many there are, and what accesses cost, in steps rather than seconds.

mod common;

use common::{HEAP, at, pairs, run, run_watched};
use race::{Detector, Gid, Kind, LastSync, MAX_RACES, Note, SyncId, SyncKind};

fn sync(s: Option<LastSync>) -> String {
    let Some(s) = s else { return "none".into() };
    let kind = match s.kind {
        SyncKind::Fork => "fork",
        SyncKind::Acquire(_) => "acquire",
        SyncKind::Meet(_) => "meet",
        SyncKind::Edge(_) => "edge",
    };
    format!("g{} of g{} by {kind} at {}", s.by.0, s.of.0, s.at.tick)
}

/// How the two goroutines of the only race last synchronised.
#[track_caller]
fn check_sync(trace: &str, want: &str) {
    let d = run_watched(trace);
    assert_eq!(d.races().len(), 1, "{trace}");
    assert_eq!(sync(d.races()[0].last_sync), want, "{trace}");
}

#[test]
fn last_synchronisation() {
    check_sync("g1 w x; g2 w x", "none");
    check_sync("g1 go g2; g1 w x; g2 w x", "g2 of g1 by fork at 1");
    check_sync("g1 go g2; g2 w x; g1 w x", "g2 of g1 by fork at 1");
    check_sync(
        "g1 go g2; g1 unlock m; g2 lock m; g1 w x; g2 w x",
        "g2 of g1 by acquire at 3",
    );
    check_sync(
        "g1 unlock m; g2 lock m; g2 unlock m; g1 lock m; g1 w x; g2 w x",
        "g1 of g2 by acquire at 4",
    );
    check_sync("g1 meet g2 c; g1 w x; g2 w x", "g2 of g1 by meet at 1");
    check_sync("g1 wake g2; g1 w x; g2 w x", "g2 of g1 by edge at 1");
    // Through a third.
    check_sync(
        "g1 unlock m; g3 lock m; g3 unlock n; g2 lock n; g1 w x; g2 w x",
        "g2 of g1 by acquire at 4",
    );
    // Siblings know of each other only by what they did together.
    check_sync("g1 go g2; g1 go g3; g2 w x; g3 w x", "none");
    check_sync("g1 go g2; g2 exit; g1 w x; g3 w x", "none");
    // A later synchronisation with somebody else, or one that taught nothing, does not count.
    check_sync(
        "g1 unlock m; g2 lock m; g3 unlock n; g2 lock n; g2 lock m; g1 w x; g2 w x",
        "g2 of g1 by acquire at 2",
    );
}

#[test]
fn last_synchronisation_of_long_ago() {
    let mut d = Detector::new();
    d.watch([(Gid(1), Gid(2))]);
    for (i, op) in (1..).zip(["g1 unlock m", "g2 lock m"]) {
        common::step(&mut d, op, at(i));
    }
    for i in 0..10_000 {
        d.sync_pair(Gid(2), Gid(3 + i % 7), SyncId(HEAP, 0), at(3), at(3));
    }
    assert_eq!(
        sync(d.last_sync(Gid(1), Gid(2))),
        "g2 of g1 by acquire at 2"
    );
    assert!(d.footprint() < 200_000, "{}", d.footprint());
}

#[test]
fn creation() {
    let d = run("g1 go g2; g2 exit; g7 spawn");
    let of = |g| d.creation(Gid(g)).map(|c| (c.parent, c.at.tick, c.ended));
    assert_eq!(of(2), Some((Some(Gid(1)), 1, true)));
    assert_eq!(of(1), Some((None, 0, false)));
    assert_eq!(of(7), Some((None, 3, false)));
    assert_eq!(of(9), None);
}

#[test]
fn a_report() {
    let mut d = Detector::new();
    assert!(!d.access(Gid(1), Kind::Write, Note(3), HEAP + 2, 4, at(5)));
    d.fork(Gid(1), Gid(2), at(6));
    d.access(Gid(1), Kind::Write, Note(3), HEAP + 2, 4, at(7));
    assert!(d.access(Gid(2), Kind::Read, Note(4), HEAP + 4, 4, at(8)));
    assert!(!d.access(Gid(2), Kind::Read, Note(4), HEAP + 4, 4, at(8)));
    let r = &d.races()[0];
    assert_eq!((r.addr, r.len), (HEAP + 4, 2));
    assert_eq!(
        (r.first.g, r.first.kind, r.first.note),
        (Gid(1), Kind::Write, Note(3))
    );
    assert_eq!((r.first.at, r.first.epoch), (at(7), 2));
    assert_eq!(
        (r.second.g, r.second.kind, r.second.note),
        (Gid(2), Kind::Read, Note(4))
    );
    assert_eq!(r.second.at, at(8));
    assert_eq!((d.races().len(), d.occurrences(), d.dropped()), (1, 2, 0));
    assert_eq!(d.racing_bytes().collect::<Vec<_>>(), [(HEAP, 0b11_0000)]);
}

#[test]
fn a_range_is_one_race() {
    let mut d = Detector::new();
    d.write_range(Gid(1), HEAP + 3, 1000, at(1));
    assert!(d.read_range(Gid(2), HEAP + 900, 1000, at(2)));
    assert_eq!(d.races().len(), 1);
    assert_eq!((d.races()[0].addr, d.races()[0].len), (HEAP + 900, 103));
}

#[test]
fn the_very_access_is_named() {
    // A loop over bytes at one site, then a loop over them in another goroutine.
    let mut d = Detector::new();
    for i in 0..8 {
        d.write(
            Gid(1),
            HEAP + i,
            1,
            race::At {
                site: race::Site(1),
                tick: 100 + i,
            },
        );
    }
    d.read(Gid(2), HEAP + 5, 1, at(2));
    assert_eq!(d.races()[0].first.at.tick, 105);
    assert_eq!((d.races()[0].addr, d.races()[0].len), (HEAP + 5, 1));
}

#[test]
fn the_very_access_is_named_however_entries_moved() {
    let mut d = Detector::new();
    // Site and byte, in order; ticks count from 1000.
    let writes = [(1, 0), (2, 1), (1, 2), (1, 1), (3, 4), (3, 5), (4, 6)];
    for (i, (site, byte)) in (0..).zip(writes) {
        let site = race::Site(site);
        d.write(
            Gid(1),
            HEAP + byte,
            1,
            race::At {
                site,
                tick: 1_000 + i,
            },
        );
    }
    for (i, byte) in (0..).zip([0, 1, 2, 4, 5, 6]) {
        d.read(Gid(2), HEAP + byte, 1, at(10 + i));
    }
    let ticks: Vec<u64> = d.races().iter().map(|r| r.first.at.tick).collect();
    assert_eq!(ticks, [1_000, 1_003, 1_002, 1_004, 1_005, 1_006]);
}

#[test]
fn bytes_of_many_epochs() {
    let mut d = Detector::new();
    let mut sizes = Vec::new();
    for round in 0..100 {
        for i in 0..512 {
            let (site, tick) = (race::Site(1), 1_000 * round + i);
            d.write(Gid(1), HEAP + i, 1, race::At { site, tick });
        }
        d.unlock(Gid(1), HEAP + 4096);
        sizes.push(d.footprint());
    }
    assert!(sizes[99] <= sizes[9], "{sizes:?}");
    for i in 0..512 {
        d.read(Gid(2), HEAP + i, 1, at(i as u32));
        let tick = d.races()[i as usize].first.at.tick;
        assert_eq!(tick, 99_000 + i);
    }
}

#[test]
fn reports_are_bounded() {
    let mut d = Detector::new();
    for i in 0..2_000u32 {
        d.write(Gid(1), HEAP + u64::from(i) * 8, 8, at(2 * i));
        d.write(Gid(2), HEAP + u64::from(i) * 8, 8, at(2 * i + 1));
    }
    assert_eq!(d.races().len(), MAX_RACES);
    assert_eq!(d.occurrences(), 2_000);
    assert_eq!(d.dropped(), 2_000 - MAX_RACES as u64);
}

#[test]
fn checkpoints_are_apart() {
    let mut d = run("g1 w x; g1 unlock m");
    let mut before = d.checkpoint();
    common::step(&mut d, "g2 r x", at(9));
    assert_eq!((pairs(&d).as_str(), pairs(&before).as_str()), ("1/9", ""));
    common::step(&mut before, "g2 lock m", at(8));
    common::step(&mut before, "g2 w x", at(9));
    common::step(&mut before, "g3 r x", at(10));
    assert_eq!(pairs(&before), "9/10");
}

/// Accesses in full of a number of rounds over an array.
#[track_caller]
fn check_slow(rounds: u64, elements: u64, size: u64, want: u64) {
    let mut d = Detector::new();
    for round in 0..rounds {
        for i in 0..elements {
            let tick = round * elements + i;
            let site = race::Site(1);
            d.read(Gid(1), HEAP + i * size, size, race::At { site, tick });
            let site = race::Site(2);
            d.write(Gid(1), HEAP + i * size, size, race::At { site, tick });
        }
    }
    assert_eq!(d.slow_accesses(), want);
}

#[test]
fn what_loops_cost() {
    check_slow(1, 1, 8, 2);
    check_slow(1_000, 1, 8, 2);
    check_slow(100, 100, 8, 200);
    // What nobody else has touched is not looked at at all but for the first time.
    check_slow(100, 100, 4, 2);
    check_slow(100, 100, 1, 2);
    check_slow(100, 100, 16, 400);
}

#[test]
fn sites_do_not_matter_to_whole_words() {
    let mut d = Detector::new();
    for i in 0..1_000 {
        d.write(Gid(1), HEAP, 8, at(i));
    }
    d.read(Gid(2), HEAP, 8, at(5_000));
    assert_eq!(pairs(&d), "999/5000");
    assert_eq!(d.slow_accesses(), 2);
}

#[test]
fn turns_of_goroutines_cost_once_each() {
    let mut d = Detector::new();
    for round in 0..100u32 {
        for _ in 0..100 {
            d.read(Gid(1 + round % 4), HEAP, 8, at(1));
        }
    }
    assert!(d.slow_accesses() <= 100, "{}", d.slow_accesses());
}

#[test]
fn ended_goroutines_cost_no_memory() {
    let mut d = Detector::new();
    let mut sizes = Vec::new();
    for g in 2..4_002 {
        d.fork(Gid(1), Gid(g), at(1));
        d.write(Gid(g), HEAP, 8, at(2));
        d.wg_done(Gid(g), HEAP + 64);
        d.exit(Gid(g));
        d.wg_wait(Gid(1), HEAP + 64, at(3));
        sizes.push(d.footprint());
    }
    assert!(d.races().is_empty());
    // Where a goroutine comes from is remembered, and nothing else grows.
    let growth = sizes[3_999] - sizes[999];
    assert!(growth < 3_000 * 128, "{growth}");
}

#[test]
fn odd_calls_are_harmless() {
    let mut d = Detector::new();
    d.exit(Gid(5));
    d.exit(Gid(5));
    d.fork(Gid(1), Gid(1), at(1));
    d.edge(Gid(1), Gid(1), SyncId(0, 0), at(1));
    d.sync_pair(Gid(1), Gid(1), SyncId(0, 0), at(1), at(1));
    d.write(Gid(u32::MAX), u64::MAX, 8, at(1));
    d.read(Gid(1), u64::MAX - 7, 8, at(1));
    d.read(Gid(1), 0, 0, at(1));
    d.forget(0, u64::MAX);
    d.forget(u64::MAX, u64::MAX);
    d.forget(HEAP, 0);
    d.transfer(SyncId(1, 2), SyncId(3, 4));
    d.forget_sync(SyncId(u64::MAX, u32::MAX));
    assert_eq!(d.checkpoint().races(), d.races());
}
