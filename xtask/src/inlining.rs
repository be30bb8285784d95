//! The judge of what gc inlines: the cost of each function and literal, as `sudog escape --costs` tells
//! it, against what real Go's compiler says with `-m=2`.
//!
//! What depends on it, the names of literals in stacks, is in the fixtures `literal_names` and
//! `loop_names`. Costs need not be equal to the last: ours know little of the library's generic functions,
//! and of many of its packages nothing. `--facts` writes anew what is known of the library.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use crate::error::{Context, Result};
use crate::exec::{jobs, parallel, step};
use crate::remarks::{self, Compilers};
use crate::{oracle, tools};

/// So many of a hundred costs must be equal.
const EQUAL: usize = 95;
/// The packages whose costs are kept: those that small functions call. The table is downloaded by
/// everybody.
const PACKAGES: &[&str] = &[
    "bufio",
    "bytes",
    "cmp",
    "container/heap",
    "container/list",
    "container/ring",
    "context",
    "errors",
    "fmt",
    "io",
    "iter",
    "log",
    "maps",
    "math",
    "math/rand",
    "math/rand/v2",
    "os",
    "runtime",
    "slices",
    "sort",
    "strconv",
    "strings",
    "sync",
    "sync/atomic",
    "time",
    "unicode",
    "unicode/utf8",
];
/// What a function may cost; literals may cost more.
const BUDGET: u32 = 80;

#[derive(Debug, Default)]
pub(crate) struct Options {
    /// Write the table of what is known of the library instead.
    pub(crate) facts: bool,
    pub(crate) filters: Vec<String>,
}

type Costs = BTreeMap<(u32, u32), u32>;

pub(crate) fn inlining(options: &Options) -> Result {
    let go = oracle::go()?;
    let dir = tools::target_dir().join("inlining");
    std::fs::create_dir_all(&dir)?;
    if options.facts {
        return facts(&go);
    }
    let compilers = Compilers::new(go, dir)?;
    let mut programs = remarks::programs(true, &options.filters)?;
    // These are about packages that the table leaves out.
    programs.retain(|p| !remarks::shown(p).starts_with("programs/library/"));
    step(format_args!(
        "what can be inlined in {} programs",
        programs.len()
    ));
    let results = parallel(&programs, jobs(), |p| (p.clone(), compare(&compilers, p)));
    let (mut total, mut equal) = (0, 0);
    let mut different = Vec::new();
    for (program, result) in results {
        let name = remarks::shown(&program);
        let (theirs, ours) = result.map_err(|e| format!("{name}: {e}"))?;
        let places: BTreeSet<&(u32, u32)> = theirs.keys().chain(ours.keys()).collect();
        for at in places {
            let (a, b) = (theirs.get(at), ours.get(at));
            total += 1;
            equal += usize::from(a == b);
            if a != b {
                let said = |c: Option<&u32>| c.map_or("no".to_owned(), u32::to_string);
                different.push(format!("{name}:{}:{}: {} {}", at.0, at.1, said(a), said(b)));
            }
        }
    }
    eprintln!(
        "    {equal} of {total} costs equal ({:.1} %)",
        100.0 * equal as f64 / total.max(1) as f64
    );
    if total > 0 && equal * 100 >= total * EQUAL {
        return Ok(());
    }
    Err(format!("{}\n(Go's, ours)", different.join("\n")).into())
}

/// What Go says, and what we do.
fn compare(compilers: &Compilers, program: &Path) -> Result<(Costs, Costs)> {
    let said = compilers.ask(program, &["-m=2"], "--costs")?;
    let (theirs, generic) = go_says(&said.theirs, &said.file);
    let ours = said.ours.lines().filter_map(|l| {
        let (at, cost) = l.split_once(": can inline with cost ")?;
        Some((place(at)?, cost.parse().ok()?))
    });
    let ours = ours.filter(|(at, _)| !generic.contains(at)).collect();
    Ok((theirs, ours))
}

/// Line and column at the end of `file:line:column`.
fn place(at: &str) -> Option<(u32, u32)> {
    let (rest, column) = at.rsplit_once(':')?;
    let (_, line) = rest.rsplit_once(':')?;
    Some((line.parse().ok()?, column.parse().ok()?))
}

/// The costs that `-m=2` tells of functions in the file, each place's first; and the places of generic
/// functions. What is made for go and defer statements is no function of the program.
fn go_says(said: &str, file: &str) -> (Costs, BTreeSet<(u32, u32)>) {
    let (mut costs, mut generic) = (Costs::new(), BTreeSet::new());
    for (at, function, cost) in said.lines().filter_map(can_inline) {
        let own = at.split(':').next().and_then(|p| p.rsplit('/').next()) == Some(file);
        let Some(at) = place(at).filter(|_| own) else {
            continue;
        };
        if function.contains('[') {
            generic.insert(at);
        } else if !function.contains("wrap") {
            costs.entry(at).or_insert(cost);
        }
    }
    costs.retain(|at, _| !generic.contains(at));
    (costs, generic)
}

/// Where a function stands that can be inlined, its name and its cost.
fn can_inline(line: &str) -> Option<(&str, &str, u32)> {
    let (at, rest) = line.split_once(": can inline ")?;
    let (function, rest) = rest.split_once(" with cost ")?;
    let cost = rest.split(' ').next()?.parse().ok()?;
    (!at.contains(' ')).then_some((at, function, cost))
}

/// `T.M` of `(*T[...]).M`, `F` of `F[...]`; what is exported.
fn key(function: &str) -> Option<String> {
    let mut name = String::new();
    let mut depth = 0;
    for c in function.chars() {
        match c {
            '[' => depth += 1,
            ']' => depth -= 1,
            '(' | ')' | '*' => {}
            _ if depth == 0 => name.push(c),
            _ => {}
        }
    }
    let parts: Vec<&str> = name.split('.').collect();
    let exported = |p: &&str| p.chars().next().is_some_and(char::is_uppercase);
    let plain = |p: &&str| p.chars().all(|c| c.is_alphanumeric() || c == '_');
    let good = matches!(parts.len(), 1 | 2) && parts.iter().all(|p| exported(p) && plain(p));
    good.then_some(name)
}

/// Writes what the library's functions cost.
fn facts(go: &Path) -> Result {
    let packages = remarks::library()?;
    step(format_args!(
        "asking real Go about {} packages",
        packages.len()
    ));
    let out = oracle::go_command(go)
        .args(["build", "-gcflags=-m=2"])
        .args(&packages)
        .output()
        .context("go build")?;
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    if !out.status.success() {
        return Err(said.lines().take(20).collect::<Vec<_>>().join("\n").into());
    }
    let mut table: BTreeMap<&str, BTreeMap<u32, BTreeSet<String>>> = BTreeMap::new();
    let mut package = "";
    for line in said.lines() {
        if let Some(path) = line.strip_prefix("# ") {
            package = path;
        } else if let Some((_, function, cost)) = can_inline(line)
            && cost <= BUDGET
            && PACKAGES.contains(&package)
            && let Some(key) = key(function)
        {
            let costs = table.entry(package).or_default();
            costs.entry(cost).or_default().insert(key);
        }
    }
    let mut text = String::new();
    for (package, costs) in table {
        let _ = writeln!(text, "={package}");
        for (cost, names) in costs {
            let names: Vec<String> = names.into_iter().collect();
            let _ = writeln!(text, "{cost} {}", names.join(" "));
        }
    }
    std::fs::write(crate::root().join("crates/inline/src/costs.txt"), text)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn costs_are_read() {
        let said = "./a.go:3:6: can inline f with cost 7 as: func() {}\n\
                    ./a.go:4:6: can inline m.deferwrap1 with cost 2 as: func() {}\n\
                    /lib/a.go:5:6: can inline g[int] with cost 2 as: func() {}\n\
                    ./b.go:6:6: can inline h with cost 2 as: func() {}\n";
        let (costs, generic) = go_says(said, "a.go");
        assert_eq!(costs, Costs::from([((3, 6), 7)]));
        assert_eq!(generic, BTreeSet::from([(5, 6)]));
    }

    #[test]
    fn names_are_those_of_the_source() {
        let of = |f: &str| key(f).unwrap_or_default();
        assert_eq!(of("(*Pointer[go.shape.int]).Load"), "Pointer.Load");
        assert_eq!(of("Index[go.shape.[]int,go.shape.int]"), "Index");
        assert_eq!([of("small"), of("F.func1"), of("T.m")], ["", "", ""]);
    }
}
