//! Build constraints: `//go:build` lines and `_GOOS_GOARCH` file-name endings. Decides whether a
//! file belongs to a build; reading and choosing files is the caller's part.

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

/// Whether the file `name` with content `text` is part of a build for `goos` and `goarch`.
/// A malformed constraint excludes the file, as it does in Go.
pub fn matches(name: &str, text: &str, goos: &str, goarch: &str) -> bool {
    name_matches(name, goos, goarch)
        && constraint(text)
            .is_none_or(|line| evaluate(line, &|tag| tag_holds(tag, goos, goarch)) == Some(true))
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

/// The value of a constraint expression; `None` if it is malformed.
fn evaluate(text: &str, holds: &dyn Fn(&str) -> bool) -> Option<bool> {
    let mut parser = Constraint { rest: text, holds };
    let value = parser.or(0)?;
    parser.rest.trim_start().is_empty().then_some(value)
}

struct Constraint<'a> {
    rest: &'a str,
    holds: &'a dyn Fn(&str) -> bool,
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
            return Some(!self.not(depth + 1)?);
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
        Some((self.holds)(tag))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, line: &str, want: bool) {
        let text = format!("// Copyright\n\n/* x */\n{line}\n\npackage p\n");
        assert_eq!(matches(name, &text, "linux", "amd64"), want);
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
            "amd64"
        ));
    }

    #[test]
    fn ports_imply_others() {
        assert!(matches("x_linux.go", "", "android", "arm64"));
        assert!(matches("x.go", "//go:build darwin", "ios", "arm64"));
        assert!(!matches("x.go", "//go:build unix", "windows", "amd64"));
    }
}
