//! Build constraints: `//go:build` lines and `_GOOS_GOARCH` file-name endings. Decides whether a
//! file belongs to a build; reading and choosing files is the caller's part.

use base::NEWEST_MINOR;

/// How deep a `//go:build` expression may nest.
const MAX_DEPTH: u32 = 100;

/// The systems that a file name may end in, from Go's list of known ports.
const SYSTEMS: [&str; 18] = [
    "aix",
    "android",
    "darwin",
    "dragonfly",
    "freebsd",
    "hurd",
    "illumos",
    "ios",
    "js",
    "linux",
    "nacl",
    "netbsd",
    "openbsd",
    "plan9",
    "solaris",
    "wasip1",
    "windows",
    "zos",
];
/// The systems for which the tag `unix` holds.
const UNIX: [&str; 12] = [
    "aix",
    "android",
    "darwin",
    "dragonfly",
    "freebsd",
    "hurd",
    "illumos",
    "ios",
    "linux",
    "netbsd",
    "openbsd",
    "solaris",
];
/// The architectures that a file name may end in.
const ARCHITECTURES: [&str; 27] = [
    "386",
    "amd64",
    "amd64p32",
    "arm",
    "armbe",
    "arm64",
    "arm64be",
    "loong64",
    "mips",
    "mipsle",
    "mips64",
    "mips64le",
    "mips64p32",
    "mips64p32le",
    "ppc",
    "ppc64",
    "ppc64le",
    "riscv",
    "riscv64",
    "s390",
    "s390x",
    "sparc",
    "sparc64",
    "wasm",
    "sw64",
    "e2k",
    "avr",
];
/// The language version whose `go1.N` tags hold, like those of all versions before.
const GO_MINOR: u32 = 27;

/// Whether the file `name` with content `text` is part of a build for `goos` and `goarch` in which
/// `tags` hold besides. A malformed constraint excludes the file, as it does in Go.
pub fn matches(name: &str, text: &str, goos: &str, goarch: &str, tags: &[&str]) -> bool {
    name_matches(name, goos, goarch)
        && constraint(text).is_none_or(|line| {
            let holds = |tag: &str, _| tags.contains(&tag) || tag_holds(tag, goos, goarch);
            evaluate(line, &holds) == Some(true)
        })
}

/// The version of a module that names none.
const UNSAID_MINOR: u32 = 16;

/// Later versions of the language than any file asks for.
const FUTURE_MINOR: u32 = 200;

/// The version of the language, as the 26 of Go 1.26, of a module whose `go.mod` this is. One that
/// names no version is of Go 1.16.
pub fn module_minor(go_mod: &str) -> u32 {
    let version = go_mod.lines().find_map(|line| {
        let (word, rest) = line.trim().split_once([' ', '\t'])?;
        (word == "go").then_some(rest.trim())
    });
    match version {
        // Go 2 and what is no version at all are not old.
        Some(v) => version_minor(v).unwrap_or(NEWEST_MINOR),
        None => UNSAID_MINOR,
    }
}

/// The 26 of `1.26.3`.
pub fn version_minor(version: &str) -> Option<u32> {
    let rest = version.strip_prefix("1.")?;
    let end = rest.find(|c: char| !c.is_ascii_digit());
    rest.get(..end.unwrap_or(rest.len()))?.parse().ok()
}

/// The version that a file's `//go:build` line demands, if it demands one: the oldest in which the
/// line may hold, whatever else is true of the build. What a negation says of versions demands nothing.
pub fn demanded_minor(text: &str) -> Option<u32> {
    let line = constraint(text)?;
    let demands = |tag: &str| tag.strip_prefix("go1.").and_then(|n| n.parse::<u32>().ok());
    let allowed = |version: Option<u32>| {
        evaluate(line, &|tag, negated| {
            !negated && demands(tag).is_none_or(|minor| version.is_some_and(|v| minor <= v))
        }) != Some(false)
    };
    match allowed(None) {
        true => None,
        false => (0..=FUTURE_MINOR).find(|v| allowed(Some(*v))),
    }
}

/// The expression of the file's `//go:build` line: it stands before the package clause, after
/// nothing but comments and blank lines, and is followed by anything but code on its line.
pub fn constraint(text: &str) -> Option<&str> {
    let mut rest = text.trim_start_matches('\u{feff}');
    loop {
        rest = rest.trim_start();
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/")?.1;
        } else if rest.starts_with("//") {
            let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
            if let Some(expr) = line.strip_prefix("//go:build")
                && (expr.is_empty() || expr.starts_with([' ', '\t', '\r']))
            {
                return Some(expr.trim());
            }
            rest = after;
        } else {
            return None;
        }
    }
}

fn name_matches(name: &str, goos: &str, goarch: &str) -> bool {
    let name = name.rsplit('/').next().unwrap_or(name);
    let stem = name.split('.').next().unwrap_or(name);
    // Files that Go ignores altogether.
    if name.starts_with(['_', '.']) {
        return false;
    }
    // A name that is only a system or architecture is a name like any other.
    let Some((_, tail)) = stem.split_once('_') else {
        return true;
    };
    let mut parts: Vec<&str> = tail.split('_').collect();
    if parts.last() == Some(&"test") {
        parts.pop();
    }
    let holds = |tag: &str| tag_holds(tag, goos, goarch);
    match parts.as_slice() {
        [.., os, arch] if SYSTEMS.contains(os) && ARCHITECTURES.contains(arch) => {
            holds(os) && holds(arch)
        }
        [.., last] if SYSTEMS.contains(last) || ARCHITECTURES.contains(last) => holds(last),
        _ => true,
    }
}

fn tag_holds(tag: &str, goos: &str, goarch: &str) -> bool {
    if tag == goos || tag == goarch || tag == "gc" {
        return true;
    }
    match tag {
        "unix" => UNIX.contains(&goos),
        "linux" => goos == "android",
        "solaris" => goos == "illumos",
        "darwin" => goos == "ios",
        _ => tag
            .strip_prefix("go1.")
            .and_then(|minor| minor.parse::<u32>().ok())
            .is_some_and(|minor| (1..=GO_MINOR).contains(&minor)),
    }
}

/// The value of a constraint expression; `None` if it is malformed. `holds` learns whether a tag
/// stands under an odd number of negations.
fn evaluate(text: &str, holds: &dyn Fn(&str, bool) -> bool) -> Option<bool> {
    let mut parser = Constraint {
        rest: text,
        negated: false,
        holds,
    };
    let value = parser.or(0)?;
    parser.rest.trim_start().is_empty().then_some(value)
}

struct Constraint<'a> {
    rest: &'a str,
    negated: bool,
    holds: &'a dyn Fn(&str, bool) -> bool,
}

impl Constraint<'_> {
    fn eat(&mut self, token: &str) -> bool {
        let rest = self.rest.trim_start_matches([' ', '\t']);
        match rest.strip_prefix(token) {
            Some(after) => {
                self.rest = after;
                true
            }
            None => false,
        }
    }
    fn or(&mut self, depth: u32) -> Option<bool> {
        let mut value = self.and(depth)?;
        while self.eat("||") {
            value |= self.and(depth)?;
        }
        Some(value)
    }
    fn and(&mut self, depth: u32) -> Option<bool> {
        let mut value = self.not(depth)?;
        while self.eat("&&") {
            value &= self.not(depth)?;
        }
        Some(value)
    }
    fn not(&mut self, depth: u32) -> Option<bool> {
        if depth > MAX_DEPTH {
            return None;
        }
        if self.eat("!") {
            // A double negation is an error in Go.
            if self.eat("!") {
                return None;
            }
            self.negated = !self.negated;
            let value = self.not(depth + 1)?;
            self.negated = !self.negated;
            return Some(!value);
        }
        if self.eat("(") {
            let value = self.or(depth + 1)?;
            return self.eat(")").then_some(value);
        }
        let rest = self.rest.trim_start_matches([' ', '\t']);
        let end = rest
            .find(|c: char| !c.is_alphanumeric() && c != '_' && c != '.')
            .unwrap_or(rest.len());
        let (tag, after) = rest.split_at_checked(end)?;
        if tag.is_empty() {
            return None;
        }
        self.rest = after;
        Some((self.holds)(tag, self.negated))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, line: &str, want: bool) {
        let text = format!("// Copyright\n\n/* x */\n{line}\n\npackage p\n");
        assert_eq!(matches(name, &text, "linux", "amd64", &["race"]), want);
    }

    /// A file's constraint, and whether it shares loop variables in a new and in an old module.
    #[track_caller]
    fn loops(line: &str, new: bool, old: bool) {
        let text = format!("{line}\n\npackage p\n");
        let got = [false, true].map(|old| match demanded_minor(&text) {
            Some(minor) => minor < 22,
            None => old,
        });
        assert_eq!(got, [new, old]);
    }

    #[test]
    fn loop_variables_by_file() {
        loops("", false, true);
        loops("//go:build linux", false, true);
        loops("//go:build go1.21", true, true);
        loops("//go:build go1.4", true, true);
        loops("//go:build go1.22", false, false);
        loops("//go:build linux && go1.21", true, true);
        loops("//go:build go1.22 && go1.21", false, false);
        loops("//go:build go1.22 || go1.21", true, true);
        loops("//go:build linux || go1.21", false, true);
        loops("//go:build !go1.21", false, true);
        loops("//go:build !(linux && go1.21)", false, true);
        loops("//go:build !(!go1.21)", true, true);
        loops("//go:build go1.21 &&", false, true);
    }

    #[track_caller]
    fn module(go_mod: &str, want: bool) {
        assert_eq!(module_minor(go_mod) < 22, want);
    }

    #[test]
    fn loop_variables_by_module() {
        module("module x\n", true);
        module("module x\n\ngo 1.21\n", true);
        module("module x\ngo 1.21.13\n", true);
        module("go\t1.9 // old\nmodule x\n", true);
        module("module x\ngo 1.22\n", false);
        module("module x\ngo 1.22rc1\n", false);
        module("module x\ngo 1.27.3\ntoolchain go1.21\n", false);
    }

    #[test]
    fn names() {
        check("x.go", "", true);
        check("x_linux.go", "", true);
        check("x_linux_amd64.go", "", true);
        check("x_windows.go", "", false);
        check("x_arm64.go", "", false);
        check("x_linux_arm64.go", "", false);
        check("a/b/x_windows_test.go", "", false);
        check("windows.go", "", true);
        check("x_windows_extra.go", "", true);
        check("x_foo_amd64.go", "", true);
        check("x_unix.go", "", true);
        check("_x.go", "", false);
    }

    #[test]
    fn lines() {
        check("x.go", "//go:build linux", true);
        check("x.go", "//go:build race && !msan", true);
        check("x.go", "//go:build !race", false);
        check("x.go", "//go:build !linux", false);
        check("x.go", "//go:build windows || (amd64 && !cgo)", true);
        check("x.go", "//go:build windows||amd64&&cgo", false);
        check("x.go", "//go:build unix && gc && go1.27", true);
        check("x.go", "//go:build go1.28", false);
        check("x.go", "//go:build ignore", false);
        check("x.go", "//go:build !!linux", false);
        check("x.go", "//go:build linux &&", false);
        check("x.go", "//go:build (linux", false);
        check("x.go", "//go:build", false);
        check("x.go", "//go:builder windows", true);
        check("x.go", "// go:build windows", true);
        let deep = format!("//go:build {}linux{}", "(".repeat(9999), ")".repeat(9999));
        check("x.go", &deep, false);
    }

    #[test]
    fn lines_after_the_package_clause_are_comments() {
        assert!(matches(
            "x.go",
            "package p\n//go:build windows\n",
            "linux",
            "amd64",
            &[]
        ));
    }

    #[test]
    fn ports_imply_others() {
        assert!(matches("x_linux.go", "", "android", "arm64", &[]));
        assert!(matches("x.go", "//go:build darwin", "ios", "arm64", &[]));
        assert!(!matches("x.go", "//go:build unix", "windows", "amd64", &[]));
    }
}
