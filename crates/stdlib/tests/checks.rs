//! The library as a whole, through our own checker and code generator: every package checks, with
//! all function bodies, and everything that it exports compiles.

use base::Idx;
use types::{Importer, ObjId, World};

struct Library;

impl Importer for Library {
    fn package(&self, path: &str) -> Option<Vec<(String, String)>> {
        let package = stdlib::package(path)?;
        let files = package.files();
        Some(files.map(|(name, text)| (name.to_owned(), text)).collect())
    }

    fn nearest(&self, path: &str) -> Vec<String> {
        stdlib::nearest(path)
            .into_iter()
            .map(str::to_owned)
            .collect()
    }
}

#[test]
fn library_checks() {
    let mut failures = String::new();
    for path in stdlib::paths() {
        // A world of its own, so that one package's errors do not hide another's.
        let mut world = World::new();
        let mut errors = match world.load_library(path, &Library) {
            Err(errors) => errors,
            Ok(_) => Vec::new(),
        };
        let mut at = 0;
        while errors.is_empty() && at < world.objects.len() {
            errors = world.check_body(ObjId::from_usize(at));
            at += 1;
        }
        if !errors.is_empty() {
            failures += &format!("{path}:\n{}\n", types::render_diagnostics(&world, &errors));
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn library_compiles() {
    let mut failures = String::new();
    for package in stdlib::paths().filter_map(stdlib::package) {
        if stdlib::is_internal(package.path) {
            continue;
        }
        let program = mention_all(package);
        let mut world = World::new();
        let empty = world.mark();
        let out = world.check_program(vec![("main.go".to_owned(), program)], &Library);
        let Some(main) = out.main else {
            failures += &format!("{}: {}\n", package.path, out.text);
            continue;
        };
        if let Err(errors) = compile::compile(
            &mut world,
            main,
            &out.packages,
            &mut compile::Kept::default(),
            &empty,
        ) {
            let text = types::render_diagnostics(&world, &errors);
            failures += &format!("{}:\n{text}\n", package.path);
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn every_file_opens_with_a_comment() {
    // On disk: the packed texts have no comments.
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("go");
    for package in stdlib::paths().filter_map(stdlib::package) {
        for (name, packed) in package.files() {
            let text = std::fs::read_to_string(root.join(package.path).join(name));
            let text = text.unwrap_or_default();
            assert!(text.starts_with("// "), "{}/{name}", package.path);
            // Packing has not changed what it says, line by line.
            assert!(tokens(&text) == tokens(&packed), "{}/{name}", package.path);
        }
    }
}

/// The tokens of a file, comments left out, each with its line.
fn tokens(text: &str) -> Vec<(usize, String)> {
    let mut line = 0;
    let mut at = 0;
    let mut out = Vec::new();
    for token in syntax::lex(text) {
        let (lo, hi) = (token.lo as usize, token.hi as usize);
        line += text[at..lo].matches('\n').count();
        at = lo;
        let is = &text[lo..hi];
        if !is.starts_with("//") && !is.starts_with("/*") {
            out.push((line, is.to_owned()));
        }
    }
    out
}

/// A program that takes the value of each exported function and method of a package that has no
/// type parameters.
fn mention_all(package: &stdlib::Package) -> String {
    let mut name = String::new();
    let mut uses = String::new();
    for (_, text) in package.files() {
        for line in text.lines() {
            if let Some(rest) = line.strip_prefix("package ") {
                name = rest.to_owned();
            } else if let Some(rest) = line.strip_prefix("func (") {
                let Some((receiver, rest)) = rest.split_once(") ") else {
                    continue;
                };
                let (_, ty) = receiver.rsplit_once(' ').unwrap_or(("", receiver));
                let method = ident(rest);
                let base = ty.trim_start_matches('*');
                let plain = rest[method.len()..].starts_with('(');
                if plain && exported(base) && exported(method) && !ty.contains('[') {
                    let star = if ty.starts_with('*') { "*" } else { "" };
                    uses += &format!("\tsink = ({star}{name}.{base}).{method}\n");
                }
            } else if let Some(rest) = line.strip_prefix("func ") {
                let function = ident(rest);
                if exported(function) && rest[function.len()..].starts_with('(') {
                    uses += &format!("\tsink = {name}.{function}\n");
                }
            }
        }
    }
    let import = if uses.is_empty() { "_ " } else { "" };
    let path = package.path;
    format!("package main\n\nimport {import}{path:?}\n\nvar sink any\n\nfunc main() {{\n{uses}}}\n")
}

/// The identifier at the start of `text`.
fn ident(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_');
    &text[..end.unwrap_or(text.len())]
}

fn exported(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
}
