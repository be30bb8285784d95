//! Mutated programs through the front end and the machine: nothing may panic, trap or hang.
//!
//! Starts from the fixtures and from Go's own tests, so that most mutants are almost Go. They are fed to child processes
//! (`crates/session/examples/mutants.rs`), thousands to each: that is fast, and catches what no
//! harness inside the process can, aborts and exhausted stacks.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use crate::conformance;
use crate::error::Result;
use crate::exec::{cargo, jobs, parallel, run, step};
use crate::random::Random;
use crate::tools::target_dir;
use crate::{oracle, walk};

pub(crate) struct Options {
    pub(crate) count: u64,
    pub(crate) seed: u64,
    /// Instead of the release build of the example `mutants`.
    pub(crate) runner: Option<PathBuf>,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            count: 20_000,
            seed: 1,
            runner: None,
        }
    }
}

/// Far above what the step limit allows.
const LIMIT: Duration = Duration::from_secs(30);
/// Mutants that one child is fed.
const BATCH: usize = 2_000;

pub(crate) fn fuzz(options: &Options) -> Result {
    let runner = match &options.runner {
        Some(path) => path.clone(),
        None => {
            let build = ["build", "--quiet", "--release", "--locked", "-p", "session"];
            run(cargo().args(build).args(["--example", "mutants"]))?;
            target_dir().join("release/examples/mutants")
        }
    };
    let mut corpus = conformance::sources()?;
    let tree = oracle::go_tree()?;
    for dir in ["test", "src/internal/types/testdata"] {
        for path in walk::go_files(&tree.join(dir), &walk::everywhere)? {
            // Not all of them are UTF-8.
            let text = std::fs::read_to_string(path).unwrap_or_default();
            if !text.is_empty() && text.len() <= LONGEST {
                corpus.push(text);
            }
        }
    }
    let dir = target_dir().join("fuzz");
    std::fs::create_dir_all(&dir)?;
    step(format_args!(
        "{} mutants of {} programs",
        options.count,
        corpus.len()
    ));
    let seeds: Vec<u64> = (0..options.count)
        .map(|i| options.seed.wrapping_mul(1 << 32).wrapping_add(i))
        .collect();
    let batches: Vec<&[u64]> = seeds.chunks(BATCH).collect();
    let failures = parallel(&batches, jobs(), |batch| {
        let mut failures = Vec::new();
        let mut feeder = None;
        for seed in *batch {
            let text = mutate(&corpus, &mut Random(*seed));
            let answer = Feeder::of(&mut feeder, &runner).and_then(|f| f.feed(&text));
            let why = match answer {
                Ok(how) if how == "internal error" => how,
                Ok(_) => continue,
                Err(why) => {
                    feeder = None;
                    why.to_string()
                }
            };
            failures.push(format!("{}: {why}", keep(&dir, *seed, &text)));
        }
        failures
    });
    let failures: Vec<String> = failures.into_iter().flatten().collect();
    for failure in failures.iter().take(40) {
        println!("FAIL {failure}");
    }
    println!(
        "fuzz result: {} mutants; {} failed",
        options.count,
        failures.len()
    );
    if failures.is_empty() {
        Ok(())
    } else {
        Err(format!("{} mutants broke the engine", failures.len()).into())
    }
}

/// Files longer than this are tables, and slow to no purpose.
const LONGEST: usize = 40_000;

/// Writes a mutant down that broke something; where.
fn keep(dir: &Path, seed: u64, text: &str) -> String {
    let file: PathBuf = dir.join(format!("{seed}.go"));
    match std::fs::write(&file, text) {
        Ok(()) => file.display().to_string(),
        Err(_) => seed.to_string(),
    }
}

/// A child that takes programs.
struct Feeder {
    child: Child,
    input: ChildStdin,
    answers: Receiver<String>,
}

impl Feeder {
    /// The one in `slot`, or a new one.
    fn of<'a>(slot: &'a mut Option<Feeder>, runner: &Path) -> Result<&'a mut Feeder> {
        if slot.is_none() {
            *slot = Some(Feeder::start(runner)?);
        }
        slot.as_mut().ok_or_else(|| "no child".into())
    }

    fn start(runner: &Path) -> Result<Feeder> {
        let mut child = Command::new(runner)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err("a child without pipes".into());
        };
        let (sender, answers) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(|l| l.ok()) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        Ok(Feeder {
            child,
            input,
            answers,
        })
    }

    /// How the program ended; an error if the child ended with it, or does not end.
    fn feed(&mut self, text: &str) -> Result<String> {
        self.input.write_all(&(text.len() as u32).to_le_bytes())?;
        self.input.write_all(text.as_bytes())?;
        self.input.flush()?;
        match self.answers.recv_timeout(LIMIT) {
            Ok(how) => Ok(how),
            Err(_) => match self.child.try_wait()? {
                Some(status) => Err(format!("the engine ended with {status}").into()),
                None => Err(format!("no end after {LIMIT:?}").into()),
            },
        }
    }
}

impl Drop for Feeder {
    fn drop(&mut self) {
        // Gone already, mostly.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Words that break grammars: all keywords, operators, and numbers at the edges.
const WORDS: &[&str] = &[
    "break",
    "case",
    "chan",
    "const",
    "continue",
    "default",
    "defer",
    "else",
    "fallthrough",
    "for",
    "func",
    "go",
    "goto",
    "if",
    "import",
    "interface",
    "map",
    "package",
    "range",
    "return",
    "select",
    "struct",
    "switch",
    "type",
    "var",
    "nil",
    "true",
    "iota",
    "_",
    "any",
    "error",
    "int",
    "uint8",
    "string",
    "float64",
    "complex128",
    "make",
    "new",
    "len",
    "cap",
    "append",
    "copy",
    "close",
    "delete",
    "panic",
    "recover",
    "min",
    "max",
    "clear",
    "main",
    "T",
    "x",
    "i",
    "0",
    "1",
    "-1",
    "1<<63",
    "1<<64",
    "0x7fffffffffffffff",
    "1e400",
    "1e-400",
    "0b",
    "0o8",
    "'a'",
    "'\\x",
    "\"",
    "`",
    "/*",
    "//",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ";",
    ":",
    ".",
    "...",
    ":=",
    "=",
    "==",
    "!=",
    "<-",
    "&",
    "&^",
    "*",
    "/",
    "%",
    "<<",
    ">>",
    "+",
    "-",
    "!",
    "^",
    "~",
    "|",
    "||",
    "&&",
    "\n",
    "[]",
    "[...]int{",
    "struct{}",
    "interface{}",
    "func()",
    "chan<- ",
    "<-chan ",
    "*T",
    "[T any]",
    "[]T",
    "map[T]T",
    "\0",
    "\u{feff}",
    "é",
    "\u{1F600}",
];

fn mutate(corpus: &[String], random: &mut Random) -> String {
    let Some(base) = corpus.get(random.below(corpus.len())) else {
        return String::new();
    };
    let mut tokens = tokens(base);
    let edits = 1 + random.below(6);
    for _ in 0..edits {
        let at = random.below(tokens.len());
        match random.below(9) {
            0 | 1 => drop(tokens.remove(at.min(tokens.len().saturating_sub(1)))),
            2 | 3 => {
                if let Some(word) = WORDS.get(random.below(WORDS.len())) {
                    tokens.insert(at, format!(" {word} "));
                }
            }
            4 => {
                let other = random.below(tokens.len());
                tokens.swap(at, other);
            }
            5 => {
                if let (Some(slot), Some(word)) =
                    (tokens.get_mut(at), WORDS.get(random.below(WORDS.len())))
                {
                    *slot = (*word).to_owned();
                }
            }
            6 => {
                // A stretch of the program once more, somewhere else.
                let from = random.below(tokens.len());
                let to = (from + 1 + random.below(40)).min(tokens.len());
                let stretch: Vec<String> = tokens.get(from..to).unwrap_or_default().to_vec();
                tokens.splice(at..at, stretch);
            }
            7 => {
                // A stretch of another program.
                if let Some(other) = corpus.get(random.below(corpus.len())) {
                    let other = self::tokens(other);
                    let from = random.below(other.len());
                    let to = (from + 1 + random.below(30)).min(other.len());
                    tokens.splice(at..at, other.get(from..to).unwrap_or_default().to_vec());
                }
            }
            _ => {
                let to = (at + 1 + random.below(30)).min(tokens.len());
                tokens.drain(at..to);
            }
        }
        if tokens.is_empty() {
            break;
        }
    }
    if random.below(400) == 0 {
        // Depth, which recursion must survive.
        let pair = [
            ("(", ")"),
            ("[", "]"),
            ("{", "}"),
            ("func(){", "}"),
            ("[]", ""),
            ("*", ""),
            ("!", ""),
        ];
        if let Some((open, close)) = pair.get(random.below(pair.len())) {
            let at = random.below(tokens.len() + 1);
            let depth = 20_000;
            tokens.insert(at, format!("{}{}", open.repeat(depth), close.repeat(depth)));
        }
    }
    tokens.concat()
}

/// Words, and single characters for the rest.
fn tokens(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut in_word = false;
    for c in text.chars() {
        let word = c.is_alphanumeric() || c == '_';
        match out.last_mut() {
            Some(last) if word && in_word => last.push(c),
            _ => out.push(c.to_string()),
        }
        in_word = word;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_keep_the_text() {
        let text = "package main\n\nfunc main() { x_1 := \"é\" }\n";
        assert_eq!(tokens(text).concat(), text);
        assert!(tokens(text).contains(&"x_1".to_owned()));
    }

    #[test]
    fn mutants_differ_and_repeat() {
        let corpus = vec!["package main\n\nfunc main() { println(1 + 2, \"x\") }\n".to_owned()];
        let make = |seed| mutate(&corpus, &mut Random(seed));
        assert_eq!(make(7), make(7));
        let distinct: std::collections::BTreeSet<String> = (0..100).map(make).collect();
        assert!(distinct.len() > 90, "{}", distinct.len());
    }
}
