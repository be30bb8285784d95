//! The judge of layouts: random struct types, laid out by `sudog layout` and by real Go.
//!
//! `go/types` says sizes, alignments and offsets for every architecture that gc supports
//! (`tests/layout/judge.go`). What it does not know, pointer bytes and heap blocks, is asked of a
//! program that real Go compiles and runs on this machine's amd64.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::error::{Context, Result};
use crate::exec::{cargo, jobs, output, parallel, run, step};
use crate::random::Random;
use crate::{oracle, tools};

/// Types in a file.
const TYPES: usize = 500;

#[derive(Debug)]
pub(crate) struct Options {
    /// Types for each architecture.
    pub(crate) count: usize,
    pub(crate) seed: u64,
}

impl Default for Options {
    fn default() -> Self {
        let all = std::env::var_os("SUDOG_ALL").is_some();
        Options {
            count: if all { 10_000 } else { 1_000 },
            seed: 1,
        }
    }
}

/// Every architecture, every type: ours must be what Go says.
pub(crate) fn layouts(options: &Options) -> Result {
    let go = oracle::go()?;
    let build = ["build", "--quiet", "--locked", "-p", "cli"];
    run(cargo().args(build))?;
    let sudog = tools::target_dir().join("debug/sudog");
    let dir = tools::target_dir().join("layouts");
    std::fs::create_dir_all(&dir)?;
    let judge = dir.join("judge");
    let source = crate::root().join("tests/layout/judge.go");
    run(oracle::go_command(&go)
        .arg("build")
        .arg("-o")
        .arg(&judge)
        .arg(source))?;
    let listed = output(oracle::go_command(&go).args(["tool", "dist", "list"]))?;
    let mut arches: Vec<&str> = listed
        .lines()
        .filter_map(|l| l.split_once('/').map(|(_, arch)| arch))
        .collect();
    arches.sort_unstable();
    arches.dedup();

    let files = options.count.div_ceil(TYPES).max(1);
    step(format_args!(
        "{} struct types on each of {} architectures",
        files * TYPES,
        arches.len()
    ));
    let seeds: Vec<u64> = (0..files as u64).map(|i| options.seed + i).collect();
    let failures = parallel(&seeds, jobs(), |seed| {
        let one = One {
            go: &go,
            sudog: &sudog,
            judge: &judge,
            dir: &dir,
            arches: &arches,
        };
        one.differences(*seed)
            .err()
            .map(|e| format!("seed {seed}: {e}"))
    });
    let failures: Vec<String> = failures.into_iter().flatten().collect();
    match failures.first() {
        None => Ok(()),
        Some(first) => Err(first.clone().into()),
    }
}

struct One<'a> {
    go: &'a Path,
    sudog: &'a Path,
    judge: &'a Path,
    dir: &'a Path,
    arches: &'a [&'a str],
}

impl One<'_> {
    fn differences(&self, seed: u64) -> Result {
        let types = types(seed);
        let path = self.dir.join(format!("random{seed}.go"));
        std::fs::write(&path, format!("{types}\nfunc main() {{}}\n"))?;
        let said = output(Command::new(self.judge).arg(&path).args(self.arches).env(
            "GOROOT",
            output(oracle::go_command(self.go).args(["env", "GOROOT"]))?.trim(),
        ))?;
        let ours = output(
            Command::new(self.sudog)
                .args(["layout", "--json", "--arch", "all"])
                .arg(&path),
        )?;
        let ours: Vec<Value> = serde_json::from_str(&ours).context("sudog's JSON")?;
        let theirs: Vec<Value> = said
            .lines()
            .map(serde_json::from_str)
            .collect::<std::result::Result<_, _>>()
            .context("the judge's JSON")?;
        if ours.len() != self.arches.len() || theirs.len() != self.arches.len() {
            return Err(format!("{} and {} architectures", ours.len(), theirs.len()).into());
        }
        for (ours, theirs) in ours.iter().zip(&theirs) {
            same(theirs, ours, &theirs["arch"].to_string())?;
        }
        let amd64 = ours.iter().find(|r| r["arch"] == "amd64");
        self.run_types(seed, &types, amd64.ok_or("no amd64")?)
    }

    /// Pointer bytes and blocks, as a running program has them.
    fn run_types(&self, seed: u64, types: &str, ours: &Value) -> Result {
        let path = self.dir.join(format!("run{seed}.go"));
        std::fs::write(&path, running(types))?;
        let said = output(oracle::go_command(self.go).arg("run").arg(&path))?;
        let list = ours["types"].as_array().ok_or("no types")?;
        let lines: Vec<&str> = said.lines().collect();
        if lines.len() != list.len() {
            return Err(format!("{} types run, {} described", lines.len(), list.len()).into());
        }
        for (t, line) in list.iter().zip(lines) {
            let (size, ptrdata) = (&t["size"], &t["ptrdata"]);
            let mut want = format!("{} {size} {ptrdata}", t["name"].as_str().unwrap_or(""));
            // Small values without pointers share a block with others.
            let tiny = size.as_i64() < Some(16) && *ptrdata == 0;
            match tiny {
                true => want.push_str(" tiny"),
                false => {
                    let _ = write!(want, " {}", t["size_class"]);
                }
            }
            if line != want {
                return Err(
                    format!("{}: Go has {line:?}, we have {want:?}", path.display()).into(),
                );
            }
        }
        Ok(())
    }
}

/// Whether everything that `theirs` says is said by `ours` too.
fn same(theirs: &Value, ours: &Value, at: &str) -> Result {
    match (theirs, ours) {
        (Value::Object(t), Value::Object(_)) => {
            for (key, value) in t {
                let name = t.get("name").and_then(Value::as_str).unwrap_or("");
                same(value, &ours[key], &format!("{at} {name}.{key}"))?;
            }
            Ok(())
        }
        (Value::Array(t), Value::Array(o)) if t.len() == o.len() => {
            for (t, o) in t.iter().zip(o) {
                same(t, o, at)?;
            }
            Ok(())
        }
        _ if theirs == ours => Ok(()),
        _ => Err(format!("{at}: Go has {theirs}, we have {ours}").into()),
    }
}

impl Random {
    /// A type; `known` types `T0`, `T1`… exist.
    fn typ(&mut self, known: usize, depth: u32) -> String {
        let scalars = [
            "bool",
            "byte",
            "int8",
            "int16",
            "uint16",
            "int32",
            "uint32",
            "rune",
            "int64",
            "uint64",
            "int",
            "uint",
            "uintptr",
            "float32",
            "float64",
            "complex64",
            "complex128",
        ];
        let others = [
            "string",
            "any",
            "error",
            "unsafe.Pointer",
            "*byte",
            "[]byte",
            "map[string]int",
            "chan int",
            "func()",
            "struct{}",
            "sync.Mutex",
            "sync.RWMutex",
            "sync.WaitGroup",
            "sync.Once",
            "atomic.Int32",
            "atomic.Int64",
            "atomic.Uint64",
            "atomic.Bool",
            "atomic.Pointer[int]",
            "atomic.Value",
            "time.Time",
            "time.Duration",
            "[0]int64",
        ];
        match self.below(14) {
            0..=5 => self.word(&scalars).to_owned(),
            6..=8 => self.word(&others).to_owned(),
            9 if known > 0 => format!("T{}", self.below(known)),
            10 if known > 0 => format!("*T{}", self.below(known)),
            11 if depth > 0 => {
                let len = self.below(6);
                format!("[{len}]{}", self.typ(known, depth - 1))
            }
            12 if depth > 0 => {
                let first = self.typ(known, depth - 1);
                format!("Pair[{first}, {}]", self.typ(known, depth - 1))
            }
            13 if depth > 0 => {
                let mut out = "struct {".to_owned();
                for i in 0..self.below(4) {
                    let _ = write!(out, " F{i} {};", self.typ(known, depth - 1));
                }
                out.push_str(" }");
                out
            }
            _ => self.word(&scalars).to_owned(),
        }
    }
}

fn types(seed: u64) -> String {
    let mut random = Random(seed.wrapping_mul(7919));
    let mut out = String::from(
        "package main\n\nimport (\n\t\"sync\"\n\t\"sync/atomic\"\n\t\"time\"\n\t\"unsafe\"\n)\n\n\
         var (\n\t_ sync.Mutex\n\t_ atomic.Bool\n\t_ time.Time\n\t_ unsafe.Pointer\n)\n\n\
         type Pair[A, B any] struct {\n\ta A\n\tb B\n}\n\n",
    );
    for t in 0..TYPES {
        // Few of the types before, so that none gets huge.
        let known = t % 40;
        let _ = writeln!(out, "type T{t} struct {{");
        for f in 0..random.below(9) {
            let ty = random.typ(known, 2);
            let ty = shifted(&ty, t - known);
            match random.below(12) {
                0 => {
                    let _ = writeln!(out, "\t_ {ty}");
                }
                1 => {
                    let _ = writeln!(out, "\ta{f}, b{f} {ty}");
                }
                _ => {
                    let _ = writeln!(out, "\tf{f} {ty}");
                }
            }
        }
        out.push_str("}\n\n");
    }
    out
}

/// With `T0` standing for type number `first`.
fn shifted(ty: &str, first: usize) -> String {
    let mut out = String::new();
    let mut chars = ty.chars().peekable();
    let mut before = ' ';
    while let Some(c) = chars.next() {
        out.push(c);
        if c == 'T' && !before.is_alphanumeric() && chars.peek().is_some_and(char::is_ascii_digit) {
            let mut n = 0;
            while let Some(d) = chars.peek().and_then(|c| c.to_digit(10)) {
                n = n * 10 + d as usize;
                chars.next();
            }
            let _ = write!(out, "{}", n + first);
        }
        before = c;
    }
    out
}

/// A program that says of each type its size, pointer bytes and block.
fn running(types: &str) -> String {
    let imports = "\t\"fmt\"\n\t\"runtime\"\n\t\"sync\"\n";
    let mut out = types.replacen("\t\"sync\"\n", imports, 1);
    out.push_str(
        "var sink any\n\n\
         func say[T any](name string) {\n\
         \tvar before, after runtime.MemStats\n\
         \tvar zero T\n\
         \tkind := *(*unsafe.Pointer)(unsafe.Pointer(&[]any{any(zero)}[0]))\n\
         \tptr := *(*uintptr)(unsafe.Add(kind, 8))\n\
         \tsize := unsafe.Sizeof(zero)\n\
         \tif ptr == 0 && size < 16 {\n\
         \t\tfmt.Println(name, size, ptr, \"tiny\")\n\
         \t\treturn\n\t}\n\
         \truntime.ReadMemStats(&before)\n\
         \tsink = new(T)\n\
         \truntime.ReadMemStats(&after)\n\
         \tfmt.Println(name, size, ptr, after.TotalAlloc-before.TotalAlloc)\n}\n\n\
         func main() {\n",
    );
    for t in 0..TYPES {
        let _ = writeln!(out, "\tsay[T{t}](\"T{t}\")");
    }
    out.push_str("}\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_renamed_whole() {
        assert_eq!(shifted("Pair[T3, *T12]", 40), "Pair[T43, *T52]");
        assert_eq!(shifted("map[string]int", 7), "map[string]int");
        assert_eq!(shifted("atomic.Bool", 1), "atomic.Bool");
    }

    #[test]
    fn what_is_missing_is_different() {
        let ours = serde_json::json!({"a": 1, "b": [1, 2]});
        assert!(same(&serde_json::json!({"a": 1}), &ours, "").is_ok());
        assert!(same(&serde_json::json!({"c": 1}), &ours, "").is_err());
        assert!(same(&serde_json::json!({"b": [1]}), &ours, "").is_err());
    }
}
