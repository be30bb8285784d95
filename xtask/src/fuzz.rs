//! Mutated programs through the front end and the machine: nothing may panic, trap or hang.
//!
//! Starts from the fixtures, so that most mutants are almost Go. A child process per program costs
//! a millisecond and catches what no in-process harness can: aborts and exhausted stacks.

use std::process::Command;
use std::time::Duration;

use crate::conformance;
use crate::error::Result;
use crate::exec::{capture, jobs, parallel, step};
use crate::tools::target_dir;

pub(crate) struct Options {
    pub(crate) count: u64,
    pub(crate) seed: u64,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            count: 20_000,
            seed: 1,
        }
    }
}

/// Far above what the step limit allows.
const LIMIT: Duration = Duration::from_secs(20);
const STEPS: &str = "200000";

/// Exit codes that `sudog run` documents, and those that a program may choose itself.
fn is_fine(code: i32) -> bool {
    // 101: a Rust panic. 128 and up: signals, as shells write them.
    (0..=127).contains(&code) && code != 101
}

pub(crate) fn fuzz(options: &Options) -> Result {
    let sudog = conformance::release_sudog()?;
    let corpus = conformance::sources()?;
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
    let failures = parallel(&seeds, jobs(), |seed| {
        let mut random = Random(*seed);
        let text = mutate(&corpus, &mut random);
        let mut command = Command::new(&sudog);
        command.args(["run", "--steps", STEPS, "--seed", "1", "-"]);
        let ran = capture(&mut command, text.as_bytes(), LIMIT);
        let why = match ran {
            Err(e) => e.to_string(),
            Ok(ran) if ran.timed_out => format!("no end after {LIMIT:?}"),
            Ok(ran) => match ran.code {
                Some(code) if is_fine(code) => return None,
                code => {
                    let said = String::from_utf8_lossy(&ran.stderr).into_owned();
                    format!(
                        "exit {code:?}: {}",
                        said.lines().take(3).collect::<Vec<_>>().join(" | ")
                    )
                }
            },
        };
        let file = dir.join(format!("{seed}.go"));
        let saved = std::fs::write(&file, &text).is_ok();
        Some(format!(
            "{}: {why}",
            if saved {
                file.display().to_string()
            } else {
                seed.to_string()
            }
        ))
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

/// SplitMix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
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
