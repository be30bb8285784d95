//! Programs without `func main` that have tests: which functions are tests, and the main function
//! that runs them, as text. How tests run is package `testing`'s affair.

use base::{Diagnostic, Span};
use syntax::ast::{Comment, Decl, ExprKind, File, FuncDecl};

use crate::World;

/// Name of the file with the main function that runs tests.
pub const FILE: &str = "_testmain.go";

/// What generated code calls the package with tests that it is not part of.
const ROOT: &str = "_root";

/// Tests found in a package, as elements of the lists that `testing.MainStart` takes.
#[derive(Default)]
pub(crate) struct Tests {
    tests: String,
    benchmarks: String,
    fuzz: String,
    examples: String,
    main: bool,
    /// Whether generated code names the package.
    named: bool,
    any: bool,
}

impl World {
    /// Whether the files have a function main.
    pub(crate) fn has_main(&self, files: &[std::sync::Arc<File>]) -> bool {
        files.iter().any(|f| {
            f.decls.iter().any(|d| {
                matches!(d, Decl::Func(f) if f.recv.is_none() && self.names.text(f.name.name) == "main")
            })
        })
    }

    /// Adds the tests in `file`. Functions with a test's name that are none are errors in files that
    /// are meant to hold tests, `strict`. `outside`: generated code is in another package.
    pub(crate) fn find_tests(
        &self,
        file: &File,
        strict: bool,
        outside: bool,
        found: &mut Tests,
    ) -> Vec<Diagnostic> {
        let mut errors = Vec::new();
        let prefix = if outside { "_root." } else { "" };
        for decl in &file.decls {
            let Decl::Func(f) = decl else { continue };
            if f.recv.is_some() {
                continue;
            }
            let name = self.names.text(f.name.name);
            if name == "TestMain" && self.takes(f, "M") {
                found.main = true;
                found.named |= outside;
                continue;
            }
            if is_test(name, "Example") {
                let plain = f.ty.params.is_empty() && f.ty.results.is_empty();
                if let Some(body) = f.body.as_ref().filter(|_| plain) {
                    found.any = true;
                    if let Some((output, unordered)) = self.output_of(file, body.span) {
                        let output = quoted(&output);
                        found.named |= outside;
                        found.examples += &format!(
                            "\t\t{{\"{name}\", {prefix}{name}, {output}, {unordered}}},\n"
                        );
                    }
                }
                continue;
            }
            let (list, letter) = if is_test(name, "Test") {
                (&mut found.tests, "T")
            } else if is_test(name, "Benchmark") {
                (&mut found.benchmarks, "B")
            } else if is_test(name, "Fuzz") {
                (&mut found.fuzz, "F")
            } else {
                continue;
            };
            let why = if !f.tparams.is_empty() {
                "test functions cannot have type parameters".to_owned()
            } else if !self.takes(f, letter) {
                let small = letter.to_ascii_lowercase();
                format!("must be: func {name}({small} *testing.{letter})")
            } else {
                found.any = true;
                found.named |= outside;
                *list += &format!("\t\t{{\"{name}\", {prefix}{name}}},\n");
                continue;
            };
            if strict {
                let text = format!("wrong signature for {name}, {why}");
                errors.push(Diagnostic::error(f.span, "TestSignature", text));
            }
        }
        errors
    }

    /// Whether the function's only parameter is a pointer to something called `letter`.
    fn takes(&self, f: &FuncDecl, letter: &str) -> bool {
        let [param] = f.ty.params.as_slice() else {
            return false;
        };
        let ExprKind::Star(x) = &param.ty.kind else {
            return false;
        };
        let name = match &x.kind {
            ExprKind::Name(name) => name,
            ExprKind::Selector { sel, .. } => sel,
            _ => return false,
        };
        f.ty.results.is_empty() && self.names.text(name.name) == letter
    }

    /// What an example's last comment says that it prints, and whether in any order.
    fn output_of(&self, file: &File, body: Span) -> Option<(String, bool)> {
        let text = self.last_comment(&file.comments, body)?;
        let trimmed = text.trim_start();
        let unordered = strip_word(trimmed, "unordered ");
        let after = strip_word(unordered.unwrap_or(trimmed), "output:")?;
        let after = after.trim_start_matches(' ');
        let after = after.strip_prefix('\n').unwrap_or(after);
        Some((after.to_owned(), unordered.is_some()))
    }

    /// The text of the last group of comments within `body`: those with nothing but a line's end
    /// between them. One that follows code on its line belongs to that.
    fn last_comment(&self, comments: &[Comment], body: Span) -> Option<String> {
        let mut within: Vec<Span> = comments
            .iter()
            .map(|c| c.span)
            .filter(|c| body.lo <= c.lo && c.hi <= body.hi)
            .collect();
        let mut group = vec![within.pop()?];
        while let Some((before, first)) = within.pop().zip(group.last().copied()) {
            let between = self.map.snippet(Span::new(before.hi, first.lo));
            let ends = between.matches('\n').count();
            let line = self.map.snippet(Span::new(body.lo, before.lo)).rsplit('\n');
            let follows = line.take(1).any(|code| !code.trim().is_empty());
            if !between.trim().is_empty() || ends > 1 || ends == 1 && follows {
                break;
            }
            group.push(before);
        }
        let mut lines: Vec<&str> = Vec::new();
        for span in group.into_iter().rev() {
            let text = self.map.snippet(span);
            if let Some(line) = text.strip_prefix("//") {
                lines.push(line.strip_prefix(' ').unwrap_or(line).trim_end());
            } else {
                let inner = text.strip_prefix("/*").and_then(|t| t.strip_suffix("*/"));
                lines.extend(inner.unwrap_or(text).split('\n').map(str::trim_end));
            }
        }
        lines.dedup_by(|b, a| a.is_empty() && b.is_empty());
        let text = lines.join("\n");
        let text = text.trim_matches('\n');
        Some(if text.is_empty() {
            String::new()
        } else {
            format!("{text}\n")
        })
    }
}

impl Tests {
    /// Whether there are any; examples that say nothing of their output count.
    pub(crate) fn any(&self) -> bool {
        self.any
    }

    /// A file of package `package` with the main function that runs them. `outside` is the path of
    /// the package with tests that this file is not part of.
    pub(crate) fn file(&self, package: &str, outside: Option<&str>) -> String {
        let mut out = format!(
            "package {package}\n\nimport (\n\t_os \"os\"\n\t_testing \"testing\"\n\t_unsafe \"unsafe\"\n"
        );
        let mut prefix = "";
        if let Some(path) = outside {
            let name = if self.named { ROOT } else { "_" };
            out += &format!("\t{name} {path:?}\n");
            prefix = "_root.";
        }
        out += ")\n\nfunc main() {\n\tm := _testing.MainStart(nil";
        for (of, list) in [
            ("InternalTest", &self.tests),
            ("InternalBenchmark", &self.benchmarks),
            ("InternalFuzzTarget", &self.fuzz),
            ("InternalExample", &self.examples),
        ] {
            if list.is_empty() {
                out += ", nil";
            } else {
                out += &format!(", []_testing.{of}{{\n{list}\t}}");
            }
        }
        out += ")\n";
        if self.main {
            out += &format!("\t{prefix}TestMain(m)\n");
        } else {
            out += "\tm.Run()\n";
        }
        // What to exit with is the first word.
        out += "\t_os.Exit(*(*int)(_unsafe.Pointer(m)))\n}\n";
        out
    }
}

/// Whether a function's name makes it a test: no lower-case letter follows the prefix.
fn is_test(name: &str, prefix: &str) -> bool {
    name.strip_prefix(prefix)
        .is_some_and(|rest| !rest.starts_with(char::is_lowercase))
}

/// What follows a word in any case.
fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let head = text.get(..word.len())?;
    head.eq_ignore_ascii_case(word)
        .then(|| text.get(word.len()..).unwrap_or(""))
}

/// A Go string.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            ' '..='~' => out.push(c),
            c => out += &format!("\\U{:08x}", c as u32),
        }
    }
    out.push('"');
    out
}
