//! What a `go.mod` says that matters here: the module's path and the version of the language.
//! What it requires is not fetched.

use base::NEWEST_MINOR;
use syntax::build::version_minor;

/// Words that may begin a line.
const DIRECTIVES: [&str; 10] = [
    "exclude",
    "go",
    "godebug",
    "ignore",
    "module",
    "replace",
    "require",
    "retract",
    "tool",
    "toolchain",
];

/// What lists the packages of other modules that a module keeps.
pub(crate) const VENDORED: &str = "vendor/modules.txt";

/// What a line in `go.mod` begins with that names the directory whose package is the program, if that
/// is not the module's own.
pub const ROOT: &str = "//sudog:root ";

/// The directory of the program's package, relative to the module's.
pub(crate) fn root(text: &str) -> &str {
    let named = text.lines().find_map(|line| line.strip_prefix(ROOT));
    named.map_or("", |dir| dir.trim().trim_matches('/'))
}

/// The version of the language of a package that the list of other modules' packages names.
pub(crate) fn vendored_minor(list: &str, path: &str) -> u32 {
    // What a module without a word about it is written in.
    const UNSAID: u32 = 16;
    let mut minor = UNSAID;
    for line in list.lines() {
        if line.starts_with("# ") {
            minor = UNSAID;
        } else if let Some(said) = line.strip_prefix("## ") {
            let version = said.split("go ").nth(1);
            minor = version
                .and_then(|v| syntax::build::version_minor(v.trim()))
                .unwrap_or(UNSAID);
        } else if line.trim() == path {
            return minor;
        }
    }
    base::NEWEST_MINOR
}

/// The path that the Go Playground gives a program without a `go.mod`.
pub(crate) const PLAY: &str = "play";

/// The path of the module that files are: names and texts.
pub fn module_of<'a>(mut files: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let go_mod = files.find(|(name, _)| *name == "go.mod");
    let path = go_mod.and_then(|(_, text)| module_path(text).ok());
    path.unwrap_or_else(|| PLAY.to_string())
}

/// The module's path; `Err`: what the go command says.
pub(crate) fn module_path(text: &str) -> Result<String, String> {
    let mut path = None;
    let mut block = false;
    for (line, number) in text.lines().zip(1..) {
        let line = line.split_once("//").map_or(line, |(code, _)| code).trim();
        let (word, rest) = line.split_once([' ', '\t']).unwrap_or((line, ""));
        let rest = rest.trim();
        if block || word.is_empty() {
            block &= word != ")";
            continue;
        }
        if !DIRECTIVES.contains(&word) {
            return Err(format!(
                "go: errors parsing go.mod:\ngo.mod:{number}: unknown directive: {word}"
            ));
        }
        block = rest == "(";
        match word {
            "module" if !block => path = Some(rest.trim_matches(['"', '`']).to_string()),
            "go" if version_minor(rest).is_some_and(|minor| minor > NEWEST_MINOR) => {
                return Err(format!(
                    "go: go.mod requires go >= {rest} (running go 1.{NEWEST_MINOR})"
                ));
            }
            _ => {}
        }
    }
    path.filter(|p| !p.is_empty()).ok_or_else(|| {
        "go: error reading go.mod: missing module declaration. To specify the module path:\n\
         \tgo mod edit -module=example.com/mod"
            .to_string()
    })
}

#[cfg(test)]
mod tests {
    use super::module_path;

    #[track_caller]
    fn check(text: &str, want: Result<&str, &str>) {
        let got = module_path(text);
        assert_eq!(got.as_deref().map_err(|e| e.as_str()), want);
    }

    #[test]
    fn paths() {
        check("module x\n", Ok("x"));
        check(
            "// c\n\nmodule \"a.b/c\" // here\n\ngo 1.27.3\n",
            Ok("a.b/c"),
        );
        check("require (\n\tmodule v1\n)\nmodule x\n", Ok("x"));
        check(
            "modul x\n",
            Err("go: errors parsing go.mod:\ngo.mod:1: unknown directive: modul"),
        );
        check(
            "module x\ngo 1.99\n",
            Err("go: go.mod requires go >= 1.99 (running go 1.27)"),
        );
        let missing = "go: error reading go.mod: missing module declaration. To specify the module path:\n\tgo mod edit -module=example.com/mod";
        check("go 1.27\n", Err(missing));
        check("", Err(missing));
    }
}
