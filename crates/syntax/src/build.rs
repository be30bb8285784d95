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

/// What a build is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target<'a> {
    pub goos: &'a str,
    pub goarch: &'a str,
    /// Tags that hold besides.
    pub tags: &'a [&'a str],
}

/// Whether the file `name` with content `text` is part of a build for `target`; `Err`: what the go
/// command says of a constraint that is none.
pub fn matches(name: &str, text: &str, target: Target) -> Result<bool, String> {
    let Target { goos, goarch, tags } = target;
    if !name_matches(name, goos, goarch) {
        return Ok(false);
    }
    let holds = |tag: &str, _: bool| tags.contains(&tag) || tag_holds(tag, goos, goarch);
    let header = Header::of(text);
    match header.lines.as_slice() {
        // Every line, any of its words, all of a word's parts.
        [] => Ok(old_lines(header.run).all(|line| {
            line.split_ascii_whitespace().any(|word| {
                word.split(',').all(|part| match part.strip_prefix('!') {
                    Some(tag) => !tag.is_empty() && !tag.starts_with('!') && !holds(tag, true),
                    None => holds(part, false),
                })
            })
        })),
        [line] => evaluate(line, &holds).map_err(|why| format!("parsing //go:build line: {why}")),
        _ => Err("multiple //go:build comments".to_string()),
    }
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
        }) != Ok(false)
    };
    match allowed(None) {
        true => None,
        false => (0..=FUTURE_MINOR).find(|v| allowed(Some(*v))),
    }
}

/// The expression of the file's first `//go:build` line: it stands before the package clause, after
/// nothing but comments and blank lines, and is followed by anything but code on its line.
pub fn constraint(text: &str) -> Option<&str> {
    Header::of(text).lines.first().copied()
}

/// What stands before a file's package clause.
struct Header<'a> {
    /// The expressions of all `//go:build` lines.
    lines: Vec<&'a str>,
    /// The first run of `//` comments and blank lines, up to its last blank line.
    run: &'a str,
}

impl Header<'_> {
    fn of(text: &str) -> Header<'_> {
        let text = text.trim_start_matches('\u{feff}');
        let mut header = Header {
            lines: Vec::new(),
            run: "",
        };
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            at += line.len();
            match line.trim() {
                "" => header.run = text.get(..at).unwrap_or(""),
                bare if bare.starts_with("//") => {}
                _ => break,
            }
        }
        let mut rest = text;
        loop {
            rest = rest.trim_start();
            if rest.starts_with("//") {
                let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
                if let Some(expr) = line.strip_prefix("//go:build")
                    && (expr.is_empty() || expr.starts_with([' ', '\t', '\r']))
                {
                    header.lines.push(expr.trim());
                }
                rest = after;
                continue;
            }
            let comment = rest.strip_prefix("/*").and_then(|c| c.split_once("*/"));
            match comment {
                Some((_, after)) => rest = after,
                None => return header,
            }
        }
    }
}

/// What follows `+build` on the lines that said it before `//go:build` did.
fn old_lines(run: &str) -> impl Iterator<Item = &str> {
    run.lines().filter_map(|line| {
        let words = line.trim().strip_prefix("//")?.trim_start();
        let rest = words.strip_prefix("+build")?;
        (rest.is_empty() || rest.starts_with([' ', '\t'])).then_some(rest)
    })
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

/// The value of a constraint expression; `Err`: what is wrong with it. `holds` learns whether a tag
/// stands under an odd number of negations.
fn evaluate(text: &str, holds: &dyn Fn(&str, bool) -> bool) -> Result<bool, String> {
    let mut parser = Constraint {
        rest: text,
        token: "",
        negated: false,
        holds,
    };
    parser.advance()?;
    let value = parser.or(0)?;
    match parser.token {
        "" => Ok(value),
        _ => Err(parser.unexpected()),
    }
}

struct Constraint<'a> {
    rest: &'a str,
    /// The token to be read next; empty at the end.
    token: &'a str,
    negated: bool,
    holds: &'a dyn Fn(&str, bool) -> bool,
}

const AT_END: &str = "unexpected end of expression";

impl Constraint<'_> {
    fn unexpected(&self) -> String {
        match self.token {
            "" => AT_END.to_string(),
            token => format!("unexpected token {token}"),
        }
    }
    fn advance(&mut self) -> Result<(), String> {
        let rest = self.rest.trim_start_matches([' ', '\t']);
        let word = rest
            .find(|c: char| !c.is_alphanumeric() && c != '_' && c != '.')
            .unwrap_or(rest.len());
        let len = match rest.chars().next() {
            None => 0,
            Some('(' | ')' | '!') => 1,
            Some('&') if rest.starts_with("&&") => 2,
            Some('|') if rest.starts_with("||") => 2,
            Some(c) if word == 0 => return Err(format!("invalid syntax at {c}")),
            Some(_) => word,
        };
        (self.token, self.rest) = rest.split_at_checked(len).unwrap_or((rest, ""));
        Ok(())
    }
    fn eat(&mut self, token: &str) -> Result<bool, String> {
        let found = self.token == token;
        if found {
            self.advance()?;
        }
        Ok(found)
    }
    fn or(&mut self, depth: u32) -> Result<bool, String> {
        let mut value = self.and(depth)?;
        while self.eat("||")? {
            value |= self.and(depth)?;
        }
        Ok(value)
    }
    fn and(&mut self, depth: u32) -> Result<bool, String> {
        let mut value = self.not(depth)?;
        while self.eat("&&")? {
            value &= self.not(depth)?;
        }
        Ok(value)
    }
    fn not(&mut self, depth: u32) -> Result<bool, String> {
        if !self.eat("!")? {
            return self.atom(depth);
        }
        if self.token == "!" {
            return Err("double negation not allowed".to_string());
        }
        self.negated = !self.negated;
        let value = self.atom(depth)?;
        self.negated = !self.negated;
        Ok(!value)
    }
    fn atom(&mut self, depth: u32) -> Result<bool, String> {
        if depth > MAX_DEPTH {
            return Err("build expression too large".to_string());
        }
        if self.eat("(")? {
            let missing = || "missing close paren".to_string();
            let value = self.or(depth + 1);
            let value = value.map_err(|why| if why == AT_END { missing() } else { why })?;
            return match self.eat(")")? {
                true => Ok(value),
                false => Err(missing()),
            };
        }
        let tag = self.token;
        if !tag.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '.') {
            return Err(self.unexpected());
        }
        self.advance()?;
        Ok((self.holds)(tag, self.negated))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINUX: Target = Target {
        goos: "linux",
        goarch: "amd64",
        tags: &["race"],
    };

    fn headed(line: &str) -> String {
        format!("// Copyright\n\n/* x */\n{line}\n\npackage p\n")
    }

    #[track_caller]
    fn check(name: &str, line: &str, want: bool) {
        assert_eq!(matches(name, &headed(line), LINUX), Ok(want));
    }

    #[track_caller]
    fn broken(line: &str, want: &str) {
        assert_eq!(matches("x.go", &headed(line), LINUX), Err(want.to_string()));
    }

    #[track_caller]
    fn check_old(head: &str, want: bool) {
        assert_eq!(
            matches("x.go", &format!("{head}package p\n"), LINUX),
            Ok(want)
        );
    }

    #[test]
    fn lines_of_old() {
        check_old("// +build windows\n\n", false);
        check_old("// +build windows\n", true);
        check_old("/* x */\n// +build windows\n\n", true);
        check_old("// +build linux,amd64 foo\n// +build !cgo cgo\n\n", true);
        check_old("// +build linux,386 foo\n\n", false);
        check_old("// +build linux\n// +build ignore\n\n", false);
        check_old("// +build !linux\n\n", false);
        check_old("//+build ignore\n\n", false);
        check_old("// +builds ignore\n\n", true);
        check_old("//go:build linux\n// +build windows\n\n", true);
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
        check("x.go", "//go:builder windows", true);
        check("x.go", "// go:build windows", true);
        let deep = format!("//go:build {}linux{}", "(".repeat(9999), ")".repeat(9999));
        broken(&deep, "parsing //go:build line: build expression too large");
    }

    #[test]
    fn lines_that_are_no_constraints() {
        let say = |line: &str, why: &str| broken(line, &format!("parsing //go:build line: {why}"));
        say("//go:build !!linux", "double negation not allowed");
        say("//go:build linux &&", "unexpected end of expression");
        say("//go:build", "unexpected end of expression");
        say("//go:build (linux", "missing close paren");
        say("//go:build (linux ||", "missing close paren");
        say("//go:build linux amd64", "unexpected token amd64");
        say("//go:build linux || )", "unexpected token )");
        say("//go:build linux & amd64", "invalid syntax at &");
        say("//go:build linux, amd64", "invalid syntax at ,");
        broken(
            "//go:build linux\n//go:build amd64",
            "multiple //go:build comments",
        );
    }

    #[test]
    fn lines_after_the_package_clause_are_comments() {
        let text = "package p\n//go:build windows\n";
        assert_eq!(matches("x.go", text, LINUX), Ok(true));
    }

    #[test]
    fn ports_imply_others() {
        let on = |goos, name, text| {
            let target = Target {
                goos,
                goarch: "arm64",
                tags: &[],
            };
            matches(name, text, target) == Ok(true)
        };
        assert!(on("android", "x_linux.go", ""));
        assert!(on("ios", "x.go", "//go:build darwin"));
        assert!(!on("windows", "x.go", "//go:build unix"));
    }
}
