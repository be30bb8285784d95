//! The Rust side of the paired comparison: `explore_pairs TOOL PROGRAM EXECUTIONS THREADS ROUNDS`
//! explores a program with loom, or with shuttle's depth-first scheduler, for at most so many
//! executions, and prints how many there were and how many seconds they took.
//!
//! The programs are those of the Go files in this folder, operation by operation: goroutines are
//! threads, and main waits for them by joining. What a tool needs to start is counted by neither
//! side: the clock runs from the first execution to the last.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

/// The programs, in the vocabulary of one of the tools.
macro_rules! programs {
    ($tool:ident) => {
        pub(crate) mod $tool {
            use $tool::sync::atomic::{AtomicI64, Ordering};
            use $tool::sync::{Arc, Mutex, mpsc};
            use $tool::thread;

            /// Threads that lock, increment and unlock.
            pub(crate) fn lock(threads: usize, rounds: usize) {
                let x = Arc::new(Mutex::new(0));
                let all: Vec<_> = (0..threads)
                    .map(|_| {
                        let x = Arc::clone(&x);
                        thread::spawn(move || {
                            for _ in 0..rounds {
                                *x.lock().unwrap() += 1;
                            }
                        })
                    })
                    .collect();
                for t in all {
                    t.join().unwrap();
                }
                assert_eq!(*x.lock().unwrap(), threads * rounds);
            }

            /// Producers that send, and main, which receives all that they send.
            pub(crate) fn produce(threads: usize, rounds: usize) {
                let (to, from) = mpsc::channel();
                let all: Vec<_> = (0..threads)
                    .map(|i| {
                        let to = to.clone();
                        thread::spawn(move || {
                            for _ in 0..rounds {
                                to.send(i).unwrap();
                            }
                        })
                    })
                    .collect();
                let consumer = thread::spawn(move || {
                    let mut sum = 0;
                    for _ in 0..threads * rounds {
                        sum += from.recv().unwrap();
                    }
                    assert_eq!(sum, rounds * threads * (threads - 1) / 2);
                });
                for t in all {
                    t.join().unwrap();
                }
                consumer.join().unwrap();
            }

            /// Threads that add to an atomic.
            pub(crate) fn add(threads: usize, rounds: usize) {
                let x = Arc::new(AtomicI64::new(0));
                let all: Vec<_> = (0..threads)
                    .map(|_| {
                        let x = Arc::clone(&x);
                        thread::spawn(move || {
                            for _ in 0..rounds {
                                x.fetch_add(1, Ordering::SeqCst);
                            }
                        })
                    })
                    .collect();
                for t in all {
                    t.join().unwrap();
                }
                assert_eq!(x.load(Ordering::SeqCst), (threads * rounds) as i64);
            }
        }
    };
}

mod under {
    programs!(loom);
    programs!(shuttle);
}

static EXECUTIONS: AtomicU64 = AtomicU64::new(0);

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [tool, program, numbers @ ..] = words.as_slice() else {
        return usage();
    };
    let numbers: Vec<usize> = numbers.iter().filter_map(|n| n.parse().ok()).collect();
    let [most, threads, rounds] = numbers[..] else {
        return usage();
    };
    let body: fn(usize, usize) = match (tool.as_str(), program.as_str()) {
        ("loom", "lock") => under::loom::lock,
        ("loom", "produce") => under::loom::produce,
        ("loom", "add") => under::loom::add,
        ("shuttle", "lock") => under::shuttle::lock,
        ("shuttle", "produce") => under::shuttle::produce,
        ("shuttle", "add") => under::shuttle::add,
        _ => return usage(),
    };
    let execution = move || {
        EXECUTIONS.fetch_add(1, Ordering::Relaxed);
        body(threads, rounds);
    };
    let start = Instant::now();
    if tool == "loom" {
        let mut model = loom::model::Builder::new();
        model.max_permutations = Some(most);
        model.max_branches = 1_000_000;
        model.check(execution);
    } else {
        shuttle::check_dfs(execution, Some(most));
    }
    let seconds = start.elapsed().as_secs_f64();
    println!("{} {seconds}", EXECUTIONS.load(Ordering::Relaxed));
}

fn usage() {
    eprintln!("explore_pairs loom|shuttle lock|produce|add EXECUTIONS THREADS ROUNDS");
    std::process::exit(64);
}
