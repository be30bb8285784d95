//! How fast the explorer is: `explored FILE EXECUTIONS [THREADS ROUNDS]` explores a program, again
//! and again until there were so many executions, and prints how many there were, how many seconds
//! they took from the first to the last of each exploration, how many one exploration has, how many
//! operations there were, and how many seconds all took, with what comes before the first execution
//! (making a machine) and after the last (writing down a schedule for each outcome). THREADS and
//! ROUNDS replace the program's own constants of these names. Compiling is not counted. The search
//! watches for accesses that come in no order, as it does by default; with TRUST in the environment it
//! does not.

use std::time::{Duration, Instant};

use protocol::SourceFile;
use session::{Exploration, ExploreSpec, Workbench};

/// The command's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What is timed; a function of its own, so that a profiler can tell it from the rest.
#[inline(never)]
fn search_all(exploration: &mut Exploration) {
    while exploration.go(1_000_000) {}
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (Some(path), Some(most)) = (words.first(), words.get(1)) else {
        eprintln!("explored FILE EXECUTIONS [THREADS ROUNDS]");
        return;
    };
    let most: u64 = most.parse().expect("a number");
    let mut text = std::fs::read_to_string(path).expect("a file");
    if let [threads, rounds] = &words[2..] {
        let line = text.lines().find(|l| l.starts_with("const threads"));
        let line = line.expect("the program's size").to_owned();
        text = text.replace(
            &line,
            &format!("const threads, rounds = {threads}, {rounds}"),
        );
    }
    let files = [SourceFile {
        name: "main.go".to_owned(),
        text,
    }];
    let code = Workbench::new().build(&files).expect("compiles");
    let (mut executions, mut each, mut steps) = (0, 0, 0);
    let start = Instant::now();
    let mut search = Duration::ZERO;
    while executions < most {
        let spec = ExploreSpec {
            budget: Some(most - executions),
            trust: std::env::var_os("TRUST").is_some(),
            ..ExploreSpec::default()
        };
        let mut exploration = Exploration::new(&code, spec);
        let begun = Instant::now();
        search_all(&mut exploration);
        search += begun.elapsed();
        let result = exploration.result(&code);
        assert_eq!((result.diverged, result.blocked), (0, 0));
        each = each.max(result.executions);
        executions += result.executions;
        steps += exploration.progress().steps;
    }
    let (search, all) = (search.as_secs_f64(), start.elapsed().as_secs_f64());
    println!("{executions} {search} {each} {steps} {all}");
}
