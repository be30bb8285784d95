//! Conformance with a Go source tree, when one is there: `SUDOG_GOSRC`, `target/tools/gosrc`, or
//! the usual system places. A tree has `src`, and possibly `test`.

use std::fs;
use std::path::{Path, PathBuf};

use base::{Diagnostic, Interner, SourceMap};
use syntax::ast::NodeIds;
use syntax::parser::SYNTAX;

fn tree() -> Option<PathBuf> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut places = Vec::new();
    places.extend(std::env::var_os("SUDOG_GOSRC").map(PathBuf::from));
    places.push(workspace.join("target/tools/gosrc"));
    places.extend(["/usr/local/go", "/usr/lib/go", "/usr/share/go-1.27"].map(PathBuf::from));
    places
        .into_iter()
        .find(|place| place.join("src/fmt").is_dir())
}

/// Go files under `dir`, in order. `testdata` holds broken files on purpose.
fn go_files(dir: &Path, out: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(dir) else {
        return;
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            if path.file_name().is_some_and(|n| n != "testdata") {
                go_files(&path, out);
            }
        } else if path.extension().is_some_and(|e| e == "go") {
            out.push(path);
        }
    }
}

fn parse(path: &Path, text: &str) -> (Vec<Diagnostic>, SourceMap) {
    let mut map = SourceMap::default();
    let file = map.add(path.display().to_string(), text);
    let mut interner = Interner::default();
    let (_, found) = syntax::parse_file(&map, file, &mut interner, &mut NodeIds::default());
    (found, map)
}

#[test]
fn the_standard_library_parses() {
    let Some(tree) = tree() else { return };
    let mut files = Vec::new();
    go_files(&tree.join("src"), &mut files);
    assert!(files.len() > 1000);
    for path in files {
        let text = fs::read_to_string(&path).unwrap_or_default();
        if text.is_empty() {
            continue;
        }
        let (found, map) = parse(&path, &text);
        assert!(found.is_empty(), "{}", found[0].render(&map));
    }
}

/// The quoted patterns of a line's `// ERROR` comment.
fn patterns(line: &str) -> Vec<&str> {
    let Some((_, rest)) = line
        .split_once("// ERROR ")
        .or(line.split_once("// GC_ERROR "))
    else {
        return Vec::new();
    };
    rest.split('"').skip(1).step_by(2).collect()
}

/// Whether `message` matches `pattern`: alternatives of literal pieces between `.*` or `.?`, which is as
/// much of regular expressions as these comments use.
fn pattern_matches(pattern: &str, message: &str) -> bool {
    pattern.split('|').any(|alternative| {
        let plain = alternative
            .replace("[.]", ".")
            .replace(".?", ".*")
            .replace(['\\', '(', ')'], "");
        let message = message.replace(['\\', '(', ')'], "");
        let mut rest = message.as_str();
        plain.split(".*").all(|piece| match rest.split_once(piece) {
            Some((_, after)) => {
                rest = after;
                true
            }
            None => false,
        })
    })
}

#[test]
fn the_compiler_tests_agree() {
    let Some(tree) = tree() else { return };
    let mut files = Vec::new();
    go_files(&tree.join("test"), &mut files);
    let mut checked = 0;
    for path in files {
        let Ok(text) = fs::read_to_string(&path) else {
            continue;
        };
        let (found, map) = parse(&path, &text);
        if text.starts_with("// run\n") {
            assert!(found.is_empty(), "{}", found[0].render(&map));
        }
        let syntax: Vec<&Diagnostic> = found.iter().filter(|d| d.code == SYNTAX).collect();
        // `//line` moves gc's messages; we show places as they are.
        if !text.starts_with("// errorcheck\n") || text.contains("//line ") {
            continue;
        }
        let lines: Vec<&str> = text.lines().collect();
        let line_of = |d: &Diagnostic| map.position(d.span.lo).map_or(0, |p| p.line as usize);
        for diagnostic in &syntax {
            let wanted = patterns(lines.get(line_of(diagnostic) - 1).unwrap_or(&""));
            let hit = wanted
                .iter()
                .any(|p| pattern_matches(p, &diagnostic.message));
            assert!(hit, "{} does not match {wanted:?}", diagnostic.render(&map));
            checked += 1;
        }
        for (i, line) in lines.iter().enumerate() {
            for pattern in patterns(line) {
                if pattern.starts_with("syntax error") && !pattern.contains('|') {
                    let hit = syntax
                        .iter()
                        .any(|d| line_of(d) == i + 1 && pattern_matches(pattern, &d.message));
                    assert!(hit, "{}:{}: no {pattern:?}", path.display(), i + 1);
                }
            }
        }
    }
    assert!(
        checked > 80 || !tree.join("test/syntax").is_dir(),
        "{checked}"
    );
}
