//! The targets that gc compiles for.

use types::Sizes;

/// A GOARCH, with what distinguishes it here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arch {
    pub name: &'static str,
    pub sizes: Sizes,
}

/// Every GOARCH that gc supports, sorted by name (`go tool dist list`; sizes as `go/types` has
/// them for the compiler "gc").
pub const ARCHES: &[Arch] = &[
    narrow("386"),
    wide("amd64"),
    narrow("arm"),
    wide("arm64"),
    wide("loong64"),
    narrow("mips"),
    wide("mips64"),
    wide("mips64le"),
    narrow("mipsle"),
    wide("ppc64"),
    wide("ppc64le"),
    wide("riscv64"),
    wide("s390x"),
    wide("wasm"),
];

impl Arch {
    pub const AMD64: Arch = wide("amd64");

    /// The target of this name.
    pub fn named(name: &str) -> Option<Arch> {
        ARCHES.iter().copied().find(|a| a.name == name)
    }
}

const fn wide(name: &'static str) -> Arch {
    Arch {
        name,
        sizes: Sizes::AMD64,
    }
}

const fn narrow(name: &'static str) -> Arch {
    Arch {
        name,
        sizes: Sizes::I386,
    }
}
