//! Programs over shared memory and locks, with counts known from the literature and from other
//! tools. Every access is a visible, sequentially consistent operation.
//!
//! Sources: Abdulla et al., Optimal DPOR (POPL 2014), tables 1 and 2; the test suites of GenMC
//! and Nidhugg (the latter's reference counts are of reads-from classes and not comparable).

use crate::lang::parse;
use crate::support::{check, check_all, check_toy, each, toy};
use crate::toy::{Relation, Toy};

fn sb(n: usize) -> String {
    format!("var X[{n}]\n{}", each(n, "proc X[$i] = 1; r = X[$j]\n"))
}

#[test]
fn store_buffering() {
    check(&sb(2), 3);
    check(&sb(3), 7);
    check(&sb(4), 15);
}

#[test]
fn litmus() {
    // Message passing, load buffering, 2+2W.
    check("var X, F proc X = 1; F = 1 proc r = F; s = X", 3);
    check("var X, Y proc r = X; Y = 1 proc r = Y; X = 1", 3);
    check("var X, Y proc X = 1; Y = 2 proc Y = 1; X = 2", 3);
    let iriw = "var X, Y proc X = 1 proc Y = 1 proc r = X; s = Y proc r = Y; s = X";
    check(iriw, 15);
    let corr = "var X proc X = 1 proc X = 2 proc r = X; s = X proc r = X; s = X";
    check(corr, 72);
}

fn readers(n: usize) -> String {
    format!("var X\nproc X = 42\n{}", "proc r = X\n".repeat(n))
}

#[test]
fn readers_of_one_writer() {
    check(&readers(2), 4);
    check(&readers(8), 256);
    check(&readers(13), 8192);
}

fn lastzero(n: usize) -> String {
    let mut text = format!(
        "var A[{}]\nproc i = {n}; r = A[i]; while r != 0 do i = i - 1; r = A[i] end\n",
        n + 1
    );
    for j in 1..=n {
        text += &format!("proc r = A[{}]; A[{j}] = r + 1\n", j - 1);
    }
    text
}

#[test]
fn last_zero() {
    for (n, traces) in [(2, 5), (3, 12), (4, 28), (5, 64), (10, 3328)] {
        check(&lastzero(n), traces);
    }
}

#[test]
fn last_zero_of_fifteen() {
    check(&lastzero(15), 147_456);
}

fn indexer(n: usize) -> String {
    let one = "proc m = 1
        while m <= 4 do
            w = m * 11 + $i
            h = (w * 7) % 128
            ok = cas T[h], 0, w
            while ok == 0 do h = (h + 1) % 128; ok = cas T[h], 0, w end
            m = m + 1
        end\n";
    format!("var T[128]\n{}", each(n, one))
}

#[test]
fn indexer_of_hash_table() {
    check(&indexer(11), 1);
    check(&indexer(12), 8);
    check(&indexer(13), 64);
}

#[test]
fn indexer_of_fifteen() {
    check(&indexer(15), 4096);
}

fn filesystem(n: usize) -> String {
    let one = "proc i = $i % 32
        lock LI[i]
        n = INODE[i]
        if n == 0 then
            b = (2 * i) % 26
            while 1 do
                lock LB[b]
                u = BUSY[b]
                if u == 0 then
                    BUSY[b] = 1
                    INODE[i] = b + 1
                    unlock LB[b]
                    break
                end
                unlock LB[b]
                b = (b + 1) % 26
            end
        end
        unlock LI[i]\n";
    format!(
        "var INODE[32], BUSY[26] mutex LI[32], LB[26]\n{}",
        each(n, one)
    )
}

#[test]
fn file_system() {
    for (n, traces) in [(13, 1), (14, 2), (16, 8), (18, 32), (19, 64)] {
        check(&filesystem(n), traces);
    }
}

fn fib(n: usize, reader: bool) -> String {
    let two = "proc i = 0; while i < N do a = X; b = Y; X = a + b; i = i + 1 end
        proc i = 0; while i < N do a = X; b = Y; Y = a + b; i = i + 1 end\n";
    let reads = if reader { "proc r = X; s = Y" } else { "" };
    format!("var X=1, Y=1\n{}{reads}", two.replace('N', &n.to_string()))
}

#[test]
fn fibonacci() {
    for (n, traces) in [(1, 3), (2, 19), (3, 141)] {
        check(&fib(n, false), traces);
    }
    for (n, traces) in [(1, 11), (2, 140), (3, 1698), (4, 19605)] {
        check(&fib(n, true), traces);
    }
}

#[test]
fn fibonacci_of_five() {
    check(&fib(5, true), 218_243);
}

#[test]
fn compare_and_swap() {
    let casw = |n| format!("var X\n{}", each(n, "proc cas X, 0, 1; X = $i + 3\n"));
    for (n, traces) in [(2, 6), (3, 66), (4, 1200)] {
        check(&casw(n), traces);
    }
    check(&casw(5), 32_880);
    let wcas = |n| format!("var X proc X = 2\n{}", each(n, "proc cas X, 2, 3\n"));
    for (n, traces) in [
        (2, 5),
        (3, 13),
        (4, 33),
        (5, 81),
        (6, 193),
        (7, 449),
        (8, 1025),
        (9, 2305),
    ] {
        check(&wcas(n), traces);
    }
    let cas = |n| format!("var X\n{}", each(n, "proc cas X, 0, $i + 1\n"));
    check(&cas(4), 4);
    check(&cas(5), 5);
}

#[test]
fn additions() {
    check(&format!("var X\n{}", "proc add X, 1\n".repeat(6)), 720);
    let two = "proc add X, 1; add Y, 1\n";
    check(&format!("var X, Y\n{}", two.repeat(4)), 576);
    let three = "proc add X, 1; add Y, 1; add Z, 1\n";
    check(&format!("var X, Y, Z\n{}", three.repeat(4)), 13_824);
    for (n, traces) in [(2, 6), (3, 24), (4, 120)] {
        check(
            &format!("var X proc X = 42\n{}", "proc add X, 1\n".repeat(n)),
            traces,
        );
    }
}

#[test]
fn additions_that_commute() {
    let mut t = toy(
        &format!("var X\n{}", "proc add X, 1\n".repeat(6)),
        Relation::Ticket,
    );
    t.adds = true;
    check_toy(&mut t, 1);
    // The reader sees any number of them: one trace for each subset.
    let with_reader = format!("var X proc r = X\n{}", "proc add X, 1\n".repeat(4));
    let mut t = toy(&with_reader, Relation::Ticket);
    t.adds = true;
    check_toy(&mut t, 16);
}

#[test]
fn increments() {
    let inc = |n: usize| format!("var X\n{}", "proc r = X; X = r + 1\n".repeat(n));
    for (n, traces) in [(2, 4), (3, 36), (4, 576)] {
        check(&inc(n), traces);
    }
    let locked = "proc lock M; r = X; X = r + 1; unlock M\n";
    for (n, traces) in [(2, 2), (3, 6), (4, 24), (5, 120), (6, 720), (7, 5040)] {
        check(&format!("var X mutex M\n{}", locked.repeat(n)), traces);
    }
}

#[test]
fn writers_and_a_reader() {
    check(
        &format!("var X proc r = X\n{}", each(5, "proc X = $i\n")),
        720,
    );
}

/// The reader gives up after 41 looks (903 interleavings: of the two stores among them).
#[test]
fn publish() {
    let text = "var X, F
        proc X = 42; F = 1
        proc i = 0; f = F
            while f == 0 && i < 40 do i = i + 1; f = F end
            if f == 1 then r = X end";
    check(text, 42);
}

#[test]
fn eratosthenes() {
    let sieve = "proc i = 0
        while i < 5 do
            r = A[i]
            if r == 0 then
                A[i] = 1
                j = 2 * i + 2
                while j < 5 do A[j] = 2; j = j + i + 2 end
            end
            i = i + 1
        end\n";
    check(&format!("var A[5]\n{}", sieve.repeat(2)), 398);
}

/// Complete executions and those in which a failed `assume` waits for ever.
#[track_caller]
fn check_assume(text: &str, complete: u64, stuck: u64) {
    let r = check(text, complete + stuck);
    assert_eq!(r.deadlocked, stuck);
}

#[test]
fn mutual_exclusion_by_memory() {
    let peterson = "var F[2], T, X
        proc F[0] = 1; T = 1
            a = F[1]; if a == 1 then b = T; if b == 1 then block end end
            X = 0; r = X; F[0] = 0
        proc F[1] = 1; T = 0
            a = F[0]; if a == 1 then b = T; if b == 0 then block end end
            X = 1; r = X; F[1] = 0";
    check_assume(peterson, 4, 6);

    let szymanski = "proc F[$i] = 1
        a = F[$j]; if a >= 3 then block end
        F[$i] = 3
        a = F[$j]
        if a == 1 then
            F[$i] = 2
            a = F[$j]; if a != 4 then block end
        end
        F[$i] = 4
        a = F[$j]; if a >= 2 then block end
        X = $i; r = X; r = X
        a = F[$j]
        if a >= 2 then a = F[$j]; if a <= 3 then block end end
        F[$i] = 0\n";
    check_assume(&format!("var F[2], X\n{}", each(2, szymanski)), 6, 97);

    let lamport = "proc me = $i + 1
        while 1 do
            B[me] = 1
            X = me
            y = Y
            if y != 0 then
                B[me] = 0
                y = Y; if y != 0 then block end
            else
                Y = me
                x = X
                if x == me then break end
                B[me] = 0
                b = B[1]; if b != 0 then block end
                b = B[2]; if b != 0 then block end
                y = Y
                if y == me then break end
                y = Y; if y != 0 then block end
            end
        end
        Y = 0
        B[me] = 0\n";
    check_assume(&format!("var B[3], X, Y\n{}", each(2, lamport)), 16, 16);
}

#[test]
fn redundant_writes() {
    let text = "var X
        proc i = 0; while i < N do X = 1; i = i + 1 end
        proc i = 0; while i < N do X = 2; i = i + 1 end
        proc r = X; s = X";
    for (n, traces) in [(1, 12), (2, 90), (3, 560)] {
        check(&text.replace('N', &n.to_string()), traces);
    }
}

#[test]
fn circular_buffer() {
    let text = "var SEND=1, RECV, VALUE mutex M
        proc i = 0
            while i < N do
                lock M; s = SEND; if s then VALUE = i; SEND = 0; RECV = 1 end; unlock M
                i = i + 1
            end
        proc i = 0
            while i < N do
                lock M; s = RECV; if s then r = VALUE; RECV = 0; SEND = 1 end; unlock M
                i = i + 1
            end";
    for (n, traces) in [(2, 6), (4, 70), (7, 3432)] {
        check(&text.replace("< N", &format!("< {n}")), traces);
    }
}

/// With locks that are enabled only when free there are n executions, one for each owner. Here
/// the losers arrive and queue, and queues in another order are other states: n! traces with n
/// outcomes.
#[test]
fn locks_never_given_back() {
    for (n, traces, owners) in [(2, 2, 2), (3, 6, 3)] {
        let r = check(
            &format!(
                "var X mutex M\n{}",
                "proc lock M; r = X; X = r + 1\n".repeat(n)
            ),
            traces,
        );
        assert_eq!(r.deadlocked, traces);
        assert_eq!(r.outcomes.len(), owners);
    }
}

#[test]
fn philosophers() {
    let one = "proc lock F[$i]; lock F[$j]; unlock F[$j]; unlock F[$i]\n";
    for (n, traces) in [(2, 3), (3, 7), (4, 15), (5, 31)] {
        let r = check(&format!("mutex F[{n}]\n{}", each(n, one)), traces);
        assert_eq!(r.deadlocked, 1);
    }
    // All take the lower fork first.
    let ordered = "mutex F[3]
        proc lock F[0]; lock F[1]; unlock F[1]; unlock F[0]
        proc lock F[1]; lock F[2]; unlock F[2]; unlock F[1]
        proc lock F[0]; lock F[2]; unlock F[2]; unlock F[0]";
    let r = check(ordered, 6);
    assert_eq!(r.deadlocked, 0);
}

#[test]
fn control_flow() {
    let text = |n: usize| {
        format!(
            "var X, Y, Z\n{}{}
            proc y = Y; if y == 0 then Z = 1 end
            proc z = Z; if z == 1 then y = Y; if y == 0 then X = 1 end end",
            "proc r = X\n".repeat(n),
            "proc Y = 1\n".repeat(n)
        )
    };
    for (n, traces) in [(2, 18), (3, 90), (5, 5160)] {
        check(&text(n), traces);
    }
}

/// What is said to be fixed saves work and changes nothing.
#[test]
fn fixed_accesses_are_an_optimisation() {
    for text in [lastzero(4), fib(2, true), filesystem(15)] {
        let plain = crate::support::explore(&mut toy(&text, Relation::Ticket), Default::default());
        let mut t = Toy::new(parse(&text), Relation::Ticket);
        t.unfixed = true;
        let unfixed = crate::support::explore(&mut t, Default::default());
        assert_eq!(plain.hashes, unfixed.hashes);
        assert_eq!(unfixed.progress.blocked, 0);
    }
}

/// How many interleavings there are, for what the reduction saves.
#[test]
fn interleavings() {
    for (n, all) in [(2, 6), (3, 90), (4, 2520)] {
        check_all(&sb(n), all);
        check_all(
            &format!("var X\n{}", "proc r = X; X = r + 1\n".repeat(n)),
            all,
        );
    }
    for (n, all) in [(2, 35), (3, 920), (4, 44_300)] {
        check_all(&lastzero(n), all);
    }
    check_all(&readers(8), 362_880);
    check_all(&fib(1, false), 20);
    check_all(&fib(2, false), 924);
    check_all(&fib(1, true), 560);
    check_all(&fib(2, true), 84_084);
    for (n, all) in [(2, 2), (3, 6), (6, 720)] {
        let text = format!("mutex M\n{}", "proc lock M; unlock M\n".repeat(n));
        check_all(&text, all);
    }
    let philosopher = "proc lock F[$i]; lock F[$j]; unlock F[$j]; unlock F[$i]\n";
    for (n, all) in [(2, 6), (3, 168), (4, 98_184)] {
        check_all(&format!("mutex F[{n}]\n{}", each(n, philosopher)), all);
    }
}

/// A failed `TryLock` is a write of the lock, as elsewhere.
#[test]
fn trylock() {
    let one = "proc r = trylock M; if r then unlock M end\n";
    check(&format!("mutex M\n{}", one.repeat(3)), 24);
}
