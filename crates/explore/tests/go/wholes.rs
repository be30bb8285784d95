//! `sync.Pool` and `sync.Map`, whose operations count as one: the outcomes are those of all
//! interleavings of what they are made of, with fewer executions.

use std::collections::BTreeSet;

use explore::go::Relation;
use session::Workbench;

use crate::brute::brute;
use crate::support::{Found, check_replay, compile, explore_all};

/// The body of main. Relation ticket takes so many executions; relation plain, which sees the parts,
/// has the same outcomes; so has an enumeration of all interleavings, where there are few enough.
#[track_caller]
fn check(body: &str, executions: u64, enumerated: bool) {
    let text = format!(
        "package main
         import (\"fmt\"; \"sync\"; \"sync/atomic\")
         var (
            m sync.Map
            p = sync.Pool{{New: func() any {{ x.Add(1); return 0 }}}}
            x atomic.Int32
            wg sync.WaitGroup
         )
         func main() {{\n_ = fmt.Print\n{body}\n}}"
    );
    let program = compile(&mut Workbench::new(), &text);
    let [whole, parts] = [Relation::Ticket, Relation::Plain].map(|r| explore_all(&program, r));
    let keys = |f: &Found| -> BTreeSet<u64> { f.reports.iter().map(|r| r.key).collect() };
    assert_eq!(keys(&whole), keys(&parts));
    assert_eq!(whole.progress.complete, executions);
    for report in &whole.reports {
        check_replay(&program, report);
    }
    if enumerated {
        let (want, _) = brute(&program, 400_000).expect("few enough");
        let want: BTreeSet<String> = want.into_iter().map(|(_, out)| out).collect();
        let text = |o: &[u8]| String::from_utf8_lossy(o).into_owned();
        let seen = whole.reports.iter().map(|r| text(&r.outcome.stdout));
        assert_eq!(seen.collect::<BTreeSet<_>>(), want);
    }
}

#[test]
fn looks_at_a_map_commute() {
    check(
        "m.Store(1, 2)
         for range 3 { wg.Go(func() { m.Load(1); m.Load(5); m.LoadOrStore(1, 3); m.CompareAndSwap(1, 7, 8) }) }
         wg.Wait()",
        1,
        false,
    );
}

#[test]
fn whoever_stores_first() {
    // Like a Once: it matters who comes first; the others come out together.
    check(
        "for i := range 3 { wg.Go(func() { if v, _ := m.LoadOrStore(\"k\", i); v == i { fmt.Print(i) } }) }
         wg.Wait()",
        3,
        false,
    );
}

#[test]
fn a_store_among_looks() {
    check(
        "go func() { m.Store(1, 1) }()
         _, a := m.Load(1)
         _, b := m.Load(1)
         fmt.Print(a, b)",
        3,
        true,
    );
    check(
        "go func() { m.Store(1, 1); m.Delete(1) }()
         v, ok := m.LoadAndDelete(1)
         fmt.Print(v, ok)",
        3,
        true,
    );
}

#[test]
fn others_come_between_the_elements_of_a_range() {
    // Two stores among the three looks that a Range of two elements is.
    check(
        "m.Store(1, 1)
         m.Store(2, 1)
         go func() { m.Store(1, 5); m.Store(2, 5) }()
         sum := 0
         m.Range(func(_, v any) bool { sum += v.(int); return true })
         fmt.Print(sum)",
        10,
        false,
    );
}

#[test]
fn what_is_made_afterwards_has_the_same_name() {
    // Whoever comes first makes the inner map: what the others make is counted apart from that.
    check(
        "ms := make([]*sync.Mutex, 2)
         m.Store(0, 0)
         for i := range ms { wg.Go(func() { m.Load(i); ms[i] = new(sync.Mutex) }) }
         wg.Wait()
         c := make(chan int, 1)
         go func() { ms[0].Lock(); ms[1].Lock(); c <- 1 }()
         ms[1].Lock()
         ms[0].Lock()
         <-c",
        3,
        false,
    );
}

#[test]
fn pools() {
    // Four operations in two pairs.
    check(
        "wg.Add(1)
         go func() { p.Put(1); p.Get(); wg.Done() }()
         p.Put(2)
         v := p.Get()
         wg.Wait()
         fmt.Print(v, x.Load())",
        6,
        true,
    );
    // Who gets nothing makes something, and all that New does is seen.
    check(
        "go func() { p.Put(7) }()
         a := p.Get()
         fmt.Print(a, x.Load())",
        2,
        true,
    );
}

#[test]
fn waiting_for_an_entry_of_a_map() {
    // The look that finds it is the first, the second, or the one after two in vain.
    check(
        "go func() { m.Store(1, 1) }()
         for {
            if _, ok := m.Load(1); ok { break }
         }",
        3,
        false,
    );
}
