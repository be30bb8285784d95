//! Random small programs: the search and the enumeration of all interleavings find the same
//! outcomes, and every schedule replays.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::Arc;

use bytecode::Program;
use explore::go::{EndKind, Relation, Report, Setup};
use explore::{Claim, Options};
use session::Workbench;

use crate::brute::{Seen, brute, brute_plain};
use crate::support::{check_replay, compile, explore, setup};

struct Rng(u64);

impl Rng {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ z >> 31) % n
    }
}

const STATEMENTS: &[&str] = &[
    "x.Add(K)",
    "x.Store(K)",
    "y.Store(x.Load())",
    "if x.Load() == K { y.Add(1) }",
    "if x.CompareAndSwap(0, K) { y.Add(2) }",
    "mu.Lock(); x.Store(x.Load()*2 + 1); mu.Unlock()",
    "mu.Lock(); nu.Lock(); y.Add(1); nu.Unlock(); mu.Unlock()",
    "nu.Lock(); mu.Lock(); x.Add(1); mu.Unlock(); nu.Unlock()",
    "if mu.TryLock() { y.Add(K); mu.Unlock() }",
    "rw.RLock(); y.Add(x.Load()); rw.RUnlock()",
    "rw.Lock(); x.Add(K); rw.Unlock()",
    "a <- K",
    "b <- K",
    "x.Add(<-a)",
    "y.Store(<-b)",
    "v, ok := <-a; if !ok { v = 9 }; y.Add(v)",
    "close(a)",
    "close(b)",
    "select { case a <- K: x.Add(1); case v := <-b: y.Store(v) }",
    "select { case v := <-a: x.Store(v); case v := <-b: y.Store(v); default: x.Add(7) }",
    "select { case b <- K: default: y.Add(3) }",
    "x.Add(int32(len(b)))",
    "fmt.Print(K)",
    "once.Do(func() { x.Add(5) })",
    "wg.Wait()",
    "c.L.Lock(); x.Add(1); c.Signal(); c.L.Unlock()",
    "c.L.Lock(); if x.Load() == 0 { c.Wait() }; y.Add(1); c.L.Unlock()",
    "panic(K)",
];

/// Where selects meet sends, receives and who could tell that they wait; and additions.
const SELECTS: &[&str] = &[
    "x.Add(K)",
    "x.Add(2)",
    "y.Store(x.Load())",
    "y.Store(x.Add(K))",
    "a <- K",
    "b <- K",
    "b <- 2",
    "x.Add(<-a)",
    "y.Store(<-b)",
    "y.Add(int32(len(b)))",
    "close(a)",
    "close(b)",
    "select { case v := <-a: x.Store(v); case v := <-b: y.Store(v) }",
    "select { case v, ok := <-b: if ok { x.Store(v) }; case v := <-a: y.Store(v) }",
    "select { case v := <-a: x.Store(v); case v := <-a: y.Store(v) }",
    "select { case v := <-a: x.Store(v) }",
    "select { case a <- K: x.Add(1); case v := <-b: y.Store(v) }",
    "select { case b <- K: x.Add(1); case v := <-a: y.Store(v) }",
    "select { case a <- K: case b <- 2: y.Add(2) }",
    "select { case v := <-a: x.Store(v); default: x.Add(7) }",
    "select { case b <- K: default: y.Add(3) }",
    "panic(K)",
];

/// Locks that somebody else gives back, and wait groups that are added to while others work.
const STRAYS: &[&str] = &[
    "x.Add(K)",
    "y.Store(x.Load())",
    "mu.Lock(); x.Add(K)",
    "mu.Unlock()",
    "mu.Lock(); y.Add(K); mu.Unlock()",
    "if mu.TryLock() { y.Add(K) }",
    "rw.RLock(); y.Add(x.Load())",
    "rw.RUnlock()",
    "rw.Lock(); x.Add(K)",
    "rw.Unlock()",
    "if rw.TryRLock() { x.Add(1) }",
    "wg.Add(1)",
    "wg.Add(1); go func() { defer wg.Done(); x.Add(K) }()",
    "wg.Done()",
    "wg.Add(-K)",
    "wg.Wait(); x.Add(2)",
    "a <- K",
    "x.Add(<-a)",
    "panic(K)",
];

/// Goroutines that start others, conditions, readers and writers, and channels as they are closed.
const MIXED: &[&str] = &[
    "x.Add(K)",
    "y.Store(x.Load())",
    "wg.Go(func() { x.Add(K) })",
    "wg.Go(func() { mu.Lock(); y.Add(K); mu.Unlock() })",
    "d := make(chan int32); go func() { d <- x.Add(1) }(); y.Store(<-d)",
    "d := make(chan int32, 1); d <- K; x.Add(<-d)",
    "go func() { a <- K; close(a) }()",
    "for v := range a { y.Add(v) }",
    "go func() { for range 2 { b <- K } }()",
    "for range 2 { x.Add(<-b) }",
    "if cap(b) > 0 { b <- K; y.Store(int32(len(b))) }",
    "close(b)",
    "c.L.Lock(); x.Add(1); c.Broadcast(); c.L.Unlock()",
    "c.L.Lock(); for x.Load() == 0 { c.Wait() }; y.Add(1); c.L.Unlock()",
    "c.Signal()",
    "rw.RLock(); rw.RLock(); y.Add(1); rw.RUnlock(); rw.RUnlock()",
    "rw.Lock(); x.Add(K); rw.Unlock()",
    "if rw.TryLock() { x.Add(K); rw.Unlock() } else { y.Add(3) }",
    "if rw.TryRLock() { y.Add(x.Load()); rw.RUnlock() }",
    "defer mu.Unlock(); mu.Lock(); y.Add(x.Load())",
    "once.Do(func() { a <- K })",
    "fmt.Print(K)",
    "select {}",
    "runtime.Goexit()",
    "panic(K)",
];

/// Operations of the library that count as one.
const WHOLES: &[&str] = &[
    "x.Add(K)",
    "y.Store(x.Load())",
    "m.Store(K, int32(K))",
    "m.Store(2, int32(1))",
    "if v, ok := m.Load(K); ok { x.Add(v.(int32)) }",
    "if v, loaded := m.LoadOrStore(K, int32(3)); loaded { y.Store(v.(int32)) }",
    "if _, ok := m.LoadAndDelete(K); ok { y.Add(5) }",
    "m.Delete(K)",
    "if m.CompareAndSwap(K, int32(1), int32(2)) { x.Add(7) }",
    "if v, ok := m.Swap(K, int32(4)); ok { y.Add(v.(int32)) }",
    "m.CompareAndDelete(1, int32(K))",
    "m.Range(func(_, v any) bool { y.Add(v.(int32)); return true })",
    "m.Clear()",
    "p.Put(int32(K))",
    "if v := p.Get(); v != nil { x.Store(v.(int32)) }",
    "p.Put(p.Get())",
    "once.Do(func() { m.Store(1, int32(9)) })",
    "panic(K)",
];

/// Who counts goroutines can tell when one is over.
const COUNTS: &[&str] = &[
    "x.Add(K)",
    "y.Store(int32(runtime.NumGoroutine()))",
    "if runtime.NumGoroutine() > 2 { x.Add(3) }",
    "go func() { x.Add(K) }()",
    "wg.Go(func() {})",
    "wg.Wait(); x.Store(int32(runtime.NumGoroutine()))",
    "a <- K",
    "x.Add(<-a)",
    "mu.Lock(); y.Add(1); mu.Unlock()",
    "runtime.Goexit()",
    "panic(K)",
];

/// Variables that nobody guards, or somebody does.
const PLAIN: &[&str] = &[
    "z++",
    "z = K",
    "x.Store(z)",
    "if z == 0 { y.Add(K) }",
    "w = z + K",
    "*q = K",
    "q = &w",
    "x.Add(*q)",
    "s[K] = z",
    "x.Add(s[z&1])",
    "t.a, t.b = z, K",
    "u := t; y.Add(u.a*3 + u.b)",
    "t = pair{K, w}",
    "i = w",
    "if v, ok := i.(int32); ok { y.Add(v) }",
    "mu.Lock(); z++; mu.Unlock()",
    "mu.Lock(); w = z; mu.Unlock()",
    "once.Do(func() { z = K })",
    "if x.Load() == K { w = z }",
    "x.Store(K)",
    "v := w; wg.Go(func() { z = v })",
    "a <- z",
    "z = <-a",
    "select { case w = <-b: default: z = K }",
    "b <- w",
    "fmt.Print(z)",
    "f = func() { z = K }",
    "if f != nil { f() }",
    "go f()",
    "h[K] = z",
    "y.Add(h[K])",
    "delete(h, K)",
    "clear(h)",
    "for k := range h { y.Add(k) }",
    "w = int32(len(h))",
    "panic(z)",
];

fn body(rng: &mut Rng, statements: &[&str], most: u64) -> String {
    let mut text = String::new();
    for _ in 0..=rng.below(most) {
        // Rare statements stay rare.
        let k = match rng.below(statements.len() as u64) as usize {
            last if last + 1 == statements.len() && rng.below(3) > 0 => 0,
            k => k,
        };
        let s = statements[k].replace('K', &(1 + rng.below(2)).to_string());
        let _ = writeln!(text, "{{ {s} }}");
    }
    text
}

fn program(rng: &mut Rng, statements: &[&str]) -> String {
    let goroutines = 1 + rng.below(3);
    let mut text = format!(
        "package main\n\nimport (\n\"fmt\"\n\"runtime\"\n\"sync\"\n\"sync/atomic\"\n\"time\"\n)\n\n\
        var (\nx, y atomic.Int32\nmu, nu sync.Mutex\nrw sync.RWMutex\nwg sync.WaitGroup\n\
        once sync.Once\nc = sync.NewCond(&mu)\n\
        a = make(chan int32, {})\nb = make(chan int32, {})\nz, w int32\nm sync.Map\np sync.Pool\n\
        q = &z\ns [3]int32\nt pair\ni any = int32(0)\nf func()\nh = map[int32]int32{{1: 1}}\n)\n\ntype pair struct{{ a, b int32 }}\n\n\
        func main() {{\n_, _, _, _, _ = &nu, &rw, &once, runtime.NumCPU, time.Sleep\n",
        rng.below(2),
        rng.below(3)
    );
    let waits = rng.below(3) > 0;
    if waits {
        let _ = writeln!(text, "wg.Add({goroutines})");
    }
    for _ in 0..goroutines {
        let body = body(rng, statements, if goroutines == 3 { 1 } else { 2 });
        let done = if waits { "wg.Done()\n" } else { "" };
        let _ = writeln!(text, "go func() {{\n{body}{done}}}()");
    }
    if rng.below(2) == 0 {
        text += &body(rng, statements, 1);
    }
    if waits {
        text += "wg.Wait()\n";
    }
    text += "fmt.Println(x.Load(), y.Load())\n}\n";
    text
}

/// Compares one program; false if it has too many interleavings.
pub(crate) fn check(bench: &mut Workbench, text: &str, most: u64) -> bool {
    let program = compile(bench, text);
    let Some((want, _)) = brute(&program, most) else {
        return false;
    };
    check_outcomes(&program, text, &want, false);
    true
}

/// Compares one program whose accesses to memory may race.
pub(crate) fn check_plain(bench: &mut Workbench, text: &str, most: u64) -> bool {
    let program = compile(bench, text);
    let Some((want, _)) = brute_plain(&program, most) else {
        return false;
    };
    check_outcomes(&program, text, &want, true);
    true
}

/// How executions ended.
pub(crate) fn seen(reports: &[Report]) -> BTreeSet<Seen> {
    let seen = reports.iter().map(|r| {
        let end = match r.outcome.kind {
            EndKind::Ok => "ok".to_owned(),
            EndKind::Deadlock => "deadlock".to_owned(),
            EndKind::Exit => format!("exit {}", r.outcome.exit_code),
            _ => r.outcome.message.replace("fatal error: ", ""),
        };
        (end, String::from_utf8_lossy(&r.outcome.stdout).into_owned())
    });
    seen.collect()
}

/// Searches in all ways: all find what is wanted.
fn check_outcomes(program: &Arc<Program>, text: &str, want: &BTreeSet<Seen>, watched: bool) {
    let mut keys: Option<BTreeSet<u64>> = None;
    let mut counts = BTreeSet::new();
    let refined = [(false, true), (false, false), (true, true)]
        .map(|(commute, quiet)| (Relation::Ticket, commute, quiet));
    let others = [Relation::Plain, Relation::Coarse].map(|r| (r, false, true));
    for (relation, commute, quiet) in refined.into_iter().chain(others) {
        let setup = Setup {
            commute,
            quiet,
            // What a broken lock does to those who go on after the end of the run is no outcome.
            patience: 200_000,
            race: watched,
            silent: watched,
            ..setup(program, relation)
        };
        let options = Options {
            executions: 100_000,
            ..Options::default()
        };
        let found = explore(setup, options);
        let p = found.progress;
        assert_eq!(
            (found.claim, p.diverged),
            (Claim::All, 0),
            "{relation:?} {commute} {quiet}: {p:?}\n{text}"
        );
        if relation == Relation::Ticket && !commute {
            assert_eq!(p.blocked, 0, "blocked\n{text}");
            // Whether operations are quiet or visible, there are as many executions.
            counts.insert(p.complete);
            assert_eq!(counts.len(), 1, "{counts:?}\n{text}");
        }
        let seen = seen(&found.reports);
        assert_eq!(
            &seen, want,
            "{relation:?} {commute} {quiet}: found and wanted\n{text}"
        );
        if relation == Relation::Ticket {
            // Leaks and circles too.
            let all: BTreeSet<u64> = found.reports.iter().map(|r| r.key).collect();
            assert_eq!(*keys.get_or_insert(all.clone()), all, "keys\n{text}");
        }
        for report in &found.reports {
            check_replay(program, report);
        }
    }
}

/// Compares the refined search for races with the one without refinements.
fn check_races(bench: &mut Workbench, text: &str, most: u64) -> bool {
    let program = compile(bench, text);
    if brute(&program, most).is_none() {
        return false;
    }
    let [plain, refined] = [false, true].map(|commute| {
        let setup = Setup {
            commute,
            race: true,
            ..setup(&program, Relation::Ticket)
        };
        let found = explore(setup, Options::default());
        assert_eq!(found.claim, Claim::All, "{text}");
        let keys = found.reports.iter().map(|r| r.key);
        keys.collect::<BTreeSet<u64>>()
    });
    assert_eq!(plain, refined, "races\n{text}");
    true
}

/// Compares the search for whole operations with one that sees their parts.
fn check_parts(bench: &mut Workbench, text: &str, _: u64) -> bool {
    let program = compile(bench, text);
    let most = Options {
        executions: 20_000,
        ..Options::default()
    };
    let parts = explore(setup(&program, Relation::Plain), most);
    if parts.claim != Claim::All {
        return false;
    }
    let whole = explore(setup(&program, Relation::Ticket), most);
    let p = whole.progress;
    assert_eq!(
        (whole.claim, p.blocked, p.diverged),
        (Claim::All, 0, 0),
        "{text}"
    );
    let [parts, whole] = [&parts, &whole].map(|f| {
        let keys = f.reports.iter().map(|r| r.key);
        keys.collect::<BTreeSet<u64>>()
    });
    assert_eq!(parts, whole, "parts and wholes\n{text}");
    true
}

/// `SUDOG_PROGRAMS`: how many programs; `SUDOG_SEED`: where to begin.
#[track_caller]
pub(crate) fn check_random(
    statements: &[&str],
    programs: u64,
    check: fn(&mut Workbench, &str, u64) -> bool,
) {
    let env = |name: &str, default: u64| {
        let text = std::env::var(name).ok();
        text.and_then(|t| t.parse().ok()).unwrap_or(default)
    };
    let mut bench = Workbench::new();
    let (wanted, first) = (env("SUDOG_PROGRAMS", programs), env("SUDOG_SEED", 1));
    let mut compared = 0;
    for seed in first.. {
        if compared == wanted {
            break;
        }
        let text = program(
            &mut Rng(seed.wrapping_mul(0x1234_5678_9abc_def1)),
            statements,
        );
        if env("SUDOG_SHOW", 0) > 0 {
            eprintln!("seed {seed}\n{text}");
        }
        compared += u64::from(check(&mut bench, &text, 20_000));
    }
}

#[test]
fn random_programs() {
    check_random(STATEMENTS, 120, check);
}

#[test]
fn random_selects() {
    check_random(SELECTS, 80, check);
}

#[test]
fn random_mixtures() {
    check_random(MIXED, 40, check);
}

#[test]
fn random_strays() {
    check_random(STRAYS, 25, |bench, text, most| {
        check(bench, text, most.min(4_000))
    });
}

#[test]
fn random_races() {
    let plain = ["z++", "z = K", "x.Store(z)", "if z == 0 { y.Add(K) }"];
    let statements = [&plain, SELECTS].concat();
    check_random(&statements, 80, check_races);
}

#[test]
fn random_plain() {
    check_random(PLAIN, 40, check_plain);
}

#[test]
fn random_counts() {
    check_random(COUNTS, 60, check);
}

#[test]
fn random_wholes() {
    check_random(WHOLES, 80, check_parts);
}
