//! Who may depend on whom, checked against what cargo resolves.
//!
//! The table is ARCHITECTURE's; a dependency that is not in it fails. Test-only dependencies are
//! free, because they never reach a product.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::error::{Context, Result};
use crate::exec::{cargo, output};
use crate::tools::WASM_TARGET;

/// Crate, and the workspace crates that it may use directly.
const TABLE: &[(&str, &[&str])] = &[
    ("base", &[]),
    ("syntax", &["base"]),
    ("escape", &["base", "syntax", "types"]),
    ("inline", &["base", "syntax", "types", "escape"]),
    ("layout", &["base", "syntax", "types"]),
    ("types", &["base", "syntax"]),
    ("bytecode", &["base"]),
    ("stdlib", &["base"]),
    (
        "compile",
        &[
            "base", "syntax", "types", "inline", "layout", "bytecode", "stdlib",
        ],
    ),
    ("race", &["base"]),
    ("vm", &["base", "bytecode", "race"]),
    ("sched", &["base", "bytecode", "vm"]),
    ("explore", &["base", "bytecode", "vm", "sched", "race"]),
    ("protocol", &["base"]),
    ("link", &[]),
    ("lessons", &[]),
    (
        "session",
        &[
            "base", "syntax", "types", "escape", "inline", "layout", "bytecode", "compile", "race",
            "vm", "sched", "explore", "stdlib", "protocol",
        ],
    ),
    (
        "cli",
        &["base", "syntax", "session", "protocol", "link", "lessons"],
    ),
    ("worker", &["session", "protocol"]),
    (
        "sudog-page",
        &["base", "syntax", "protocol", "link", "lessons"],
    ),
    ("xtask", &["protocol", "syntax"]),
];

/// Never below the page and the worker, not even through somebody else.
const BROWSER_ONLY: &[&str] = &["wasm-bindgen", "web-sys", "js-sys", "yew"];
const BROWSER_CRATES: &[&str] = &["sudog-page", "worker"];

/// Never in the page, not even through somebody else.
const NOT_IN_PAGE: &[&str] = &[
    "session", "vm", "compile", "types", "stdlib", "sched", "explore", "race",
];

/// Every broken rule, in words.
pub(crate) fn findings() -> Result<Vec<String>> {
    let text = output(cargo().args([
        "metadata",
        "--format-version=1",
        "--locked",
        "--filter-platform",
        WASM_TARGET,
    ]))?;
    let metadata: Value = serde_json::from_str(&text).context("cargo metadata")?;
    Ok(judge(&Graph::read(&metadata)?))
}

/// Names of packages and what each depends on outside its tests.
struct Graph {
    workspace: BTreeSet<String>,
    uses: BTreeMap<String, BTreeSet<String>>,
}

impl Graph {
    fn read(metadata: &Value) -> Result<Graph> {
        let mut names = BTreeMap::new();
        for package in list(&metadata["packages"])? {
            names.insert(string(&package["id"])?, string(&package["name"])?);
        }
        let name = |id: &str| names.get(id).cloned().unwrap_or_else(|| id.to_owned());
        let workspace = list(&metadata["workspace_members"])?
            .iter()
            .map(|id| string(id).map(|id| name(&id)))
            .collect::<Result<_>>()?;
        let mut uses: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for node in list(&metadata["resolve"]["nodes"])? {
            let from = uses.entry(name(&string(&node["id"])?)).or_default();
            for dep in list(&node["deps"])? {
                let product = list(&dep["dep_kinds"])?
                    .iter()
                    .any(|k| k["kind"] != "dev" && k["kind"] != "build");
                if product {
                    from.insert(name(&string(&dep["pkg"])?));
                }
            }
        }
        Ok(Graph { workspace, uses })
    }

    /// Everything reachable from a package.
    fn reach(&self, from: &str) -> BTreeSet<&str> {
        let mut seen = BTreeSet::new();
        let mut open = vec![from];
        while let Some(next) = open.pop() {
            for used in self.uses.get(next).into_iter().flatten() {
                if seen.insert(used.as_str()) {
                    open.push(used);
                }
            }
        }
        seen
    }
}

fn judge(graph: &Graph) -> Vec<String> {
    let mut findings = Vec::new();
    for krate in &graph.workspace {
        let Some((_, allowed)) = TABLE.iter().find(|(name, _)| name == krate) else {
            findings.push(format!(
                "layering: `{krate}` is not in the table (xtask/src/layering.rs)"
            ));
            continue;
        };
        for used in graph.uses.get(krate).into_iter().flatten() {
            if graph.workspace.contains(used) && !allowed.contains(&used.as_str()) {
                findings.push(format!("layering: `{krate}` must not use `{used}`"));
            }
        }
        let reach = graph.reach(krate);
        let mut ban = |banned: &[&str]| {
            for name in banned.iter().filter(|name| reach.contains(*name)) {
                findings.push(format!(
                    "layering: `{krate}` reaches `{name}`, which it must never contain"
                ));
            }
        };
        if !BROWSER_CRATES.contains(&krate.as_str()) {
            ban(BROWSER_ONLY);
        }
        if krate == "sudog-page" {
            ban(NOT_IN_PAGE);
        }
    }
    findings
}

fn list(value: &Value) -> Result<&Vec<Value>> {
    value
        .as_array()
        .ok_or_else(|| "cargo metadata: a list is missing".into())
}

fn string(value: &Value) -> Result<String> {
    value
        .as_str()
        .map(str::to_owned)
        .ok_or_else(|| "cargo metadata: a name is missing".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(uses: &[(&str, &[&str])], want: &[&str]) {
        let known = |name: &&str| TABLE.iter().any(|(n, _)| n == name) || *name == "stranger";
        let graph = Graph {
            workspace: uses
                .iter()
                .map(|(n, _)| *n)
                .filter(known)
                .map(str::to_owned)
                .collect(),
            uses: uses
                .iter()
                .map(|(n, u)| ((*n).to_owned(), u.iter().map(|u| (*u).to_owned()).collect()))
                .collect(),
        };
        assert_eq!(judge(&graph), want);
    }

    #[test]
    fn the_table_is_kept() {
        check(&[("base", &[]), ("syntax", &["base"])], &[]);
        check(
            &[("base", &["syntax"]), ("syntax", &["base"])],
            &["layering: `base` must not use `syntax`"],
        );
        check(
            &[("stranger", &[])],
            &["layering: `stranger` is not in the table (xtask/src/layering.rs)"],
        );
    }

    #[test]
    fn bans_reach_through_others() {
        check(
            &[
                ("vm", &["rand"]),
                ("rand", &["getrandom"]),
                ("getrandom", &["js-sys"]),
            ],
            &["layering: `vm` reaches `js-sys`, which it must never contain"],
        );
        check(&[("worker", &["js-sys"])], &[]);
        check(
            &[
                ("sudog-page", &["helper"]),
                ("helper", &["vm"]),
                ("vm", &[]),
            ],
            &["layering: `sudog-page` reaches `vm`, which it must never contain"],
        );
    }

    #[test]
    fn this_workspace_is_readable() {
        let found = findings();
        assert!(found.is_ok(), "{found:?}");
    }
}
