//! `sync.Once` as an operation of its own: the outcomes are those of all interleavings of the
//! atomics and the mutex that it is made of.

use session::Workbench;

use crate::random;

/// The body of main, with two `Once`s, a counter, a channel with room for two and a wait group.
#[track_caller]
fn check(body: &str) {
    let text = format!(
        "package main
         import (\"fmt\"; \"runtime\"; \"sync\"; \"sync/atomic\")
         var (
            a, b sync.Once
            x atomic.Int32
            c = make(chan int, 2)
            wg sync.WaitGroup
         )
         func main() {{
            _, _, _, _, _ = &a, &b, c, runtime.NumCPU, fmt.Println
            {body}
         }}"
    );
    let compared = random::check(&mut Workbench::new(), &text, 400_000);
    assert!(compared, "too many interleavings\n{text}");
}

#[test]
fn two_that_call_each_other() {
    check(
        "go func() { a.Do(func() { b.Do(func() { x.Add(1) }) }); c <- 1 }()
         b.Do(func() { a.Do(func() { x.Add(2) }) })
         <-c
         fmt.Println(x.Load())",
    );
}

#[test]
fn itself_again() {
    check("a.Do(func() { a.Do(func() {}) })");
}

#[test]
fn a_panic_counts_as_having_run() {
    check(
        "go func() {
            defer func() { if recover() != nil { c <- 1 } else { c <- 2 } }()
            a.Do(func() { panic(1) })
         }()
         func() {
            defer func() { recover() }()
            a.Do(func() { x.Add(1); panic(2) })
         }()
         fmt.Println(<-c, x.Load())",
    );
}

#[test]
fn ending_the_goroutine_counts_too() {
    check(
        "go func() { defer func() { c <- 1 }(); a.Do(runtime.Goexit); c <- 2 }()
         a.Do(func() { x.Store(5) })
         fmt.Println(<-c, x.Load())",
    );
}

#[test]
fn whoever_comes_later_waits() {
    check(
        "go func() { a.Do(func() { x.Store(<-take()) }); c <- 7 }()
         a.Do(func() { x.Store(1) })
         fmt.Println(x.Load())
         }
         func take() chan int32 { d := make(chan int32, 1); d <- 3; return d
         ",
    );
    // Somebody who waits inside for what another one does only after his own Do.
    check(
        "go func() { a.Do(func() { <-c }) }()
         a.Do(func() { x.Add(1) })
         c <- 1
         fmt.Println(x.Load())",
    );
}

#[test]
fn what_is_made_afterwards_has_the_same_name() {
    check(
        "ms := make([]*sync.Mutex, 2)
         for i := range ms {
            wg.Add(1)
            go func() { a.Do(func() { x.Add(1) }); ms[i] = new(sync.Mutex); wg.Done() }()
         }
         wg.Wait()
         go func() { ms[0].Lock(); ms[1].Lock(); c <- 1 }()
         ms[1].Lock()
         ms[0].Lock()
         <-c",
    );
}
