//! Files checked for what is wrong with them and nothing else, as Go's own fixtures are: they need be
//! no program, and all errors are told. No page and no command asks for this; judges do.

use base::{Diagnostic, HashMap, NEWEST_MINOR};

use crate::check::Checker;
use crate::constant::ConstValue;
use crate::loader::imports_of;
use crate::operand::Operand;
use crate::program::LATE;
use crate::{Builtin, Importer, ObjectKind, PkgId, World};

/// Whose messages are wanted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Dialect {
    /// The compiler's: files that do not parse are not checked, and some things are refused after
    /// the checker is done.
    Gc,
    /// The checker's alone.
    Types2,
}

/// How files are to be checked.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    pub dialect: Dialect,
    /// The version of the language: Go 1.`minor`.
    pub minor: u32,
}

impl Default for Terms {
    fn default() -> Self {
        Terms {
            dialect: Dialect::Gc,
            minor: NEWEST_MINOR,
        }
    }
}

impl World {
    /// Checks files as one package; their errors in the order of reporting.
    pub fn check_files(
        &mut self,
        files: Vec<(String, String)>,
        path: &str,
        importer: &dyn Importer,
        found: &mut HashMap<String, PkgId>,
        terms: Terms,
    ) -> Vec<Diagnostic> {
        let mut diags = Vec::new();
        let mut parsed = Vec::new();
        for (name, text) in files {
            parsed.push(self.parse_alone((name, text, terms.minor), &mut diags));
        }
        let gc = terms.dialect == Dialect::Gc;
        if gc && syntax::stops_checking(&diags) {
            return diags;
        }
        for (import, span) in imports_of(self, &parsed) {
            if found.contains_key(&import) {
                continue;
            }
            match self.load_library(&import, importer) {
                Ok(pkg) => {
                    found.insert(import, pkg);
                }
                Err(_) => {
                    let why = bad_import(&import);
                    let msg = format!("could not import {import} ({why})");
                    diags.push(Diagnostic::error(span, "BrokenImport", msg));
                }
            }
        }
        if let Some(f) = parsed.first()
            && f.package.name == self.universe.blank
        {
            let msg = "invalid package name _";
            diags.push(Diagnostic::error(f.package.span, "BlankPkgName", msg));
        }
        let (pkg, mut errors) = self.check_user_package(path, parsed, found);
        if !gc || !diags.is_empty() {
            errors.retain(|d| !LATE.contains(&d.code));
        }
        found.insert(path.to_string(), pkg);
        diags.extend(errors);
        if gc {
            // Without its flag -complete gc takes those for functions of an assembly file.
            diags.retain(|d| d.code != "MissingBody");
        } else {
            // Directives are nothing to the checker.
            diags.retain(|d| d.code != syntax::directives::DIRECTIVE);
            for d in &mut diags {
                if let Some(message) = checkers_words(d.code, &d.message) {
                    d.message = message;
                }
            }
        }
        diags
    }

    /// Makes what Go's fixtures check constants with known to all programs.
    pub fn predeclare_assert(&mut self) {
        for name in ["assert", "trace"] {
            self.predeclare(
                name,
                Some(crate::Basic::Invalid.id()),
                ObjectKind::Builtin(Builtin::Assert),
            );
        }
    }
}

/// What gc says of an import that is not there.
fn bad_import(path: &str) -> String {
    if path.starts_with('/') {
        return "import path cannot be absolute path".to_string();
    }
    let clean: Vec<&str> = path.split('/').filter(|p| !p.is_empty()).collect();
    let clean = clean.join("/");
    match clean == path {
        true => "file not found".to_string(),
        false => format!("non-canonical import path {path:?} (should be {clean:?})"),
    }
}

/// The checker's words for what gc finds while it parses: labels and jumps.
fn checkers_words(code: &str, message: &str) -> Option<String> {
    let (words, place) = match message.split_once(" at ") {
        Some((words, place)) => (words, place),
        None => (message, ""),
    };
    Some(match code {
        "UnusedLabel" => message.replace(" defined ", " declared "),
        "DuplicateLabel" => words.replace(" defined", " declared"),
        "UndeclaredLabel" => match message.split_once(" label not defined: ") {
            Some((jump, label)) => format!("invalid {jump} label {label}"),
            None => message.replace(" defined", " declared"),
        },
        "JumpOverDecl" => {
            let line = place.rsplit(':').nth(1)?;
            let (jump, _) = words.split_once(" declaration of ")?;
            format!("{jump} variable declaration at line {line}")
        }
        _ => return None,
    })
}

impl<'a> Checker<'a> {
    /// `assert(condition)`: an error if that is false.
    pub(crate) fn builtin_assert(
        &mut self,
        x: &mut Operand<'a>,
        call: &'a syntax::ast::Expr,
    ) -> bool {
        match x.val {
            Some(ConstValue::Bool(true)) => return true,
            Some(ConstValue::Bool(false)) => {
                let text = self.es(call);
                self.error(call.span, "Test", format!("{text} failed"));
                return true;
            }
            _ => {}
        }
        let text = self.op_str(x);
        self.error(
            call.span,
            "Test",
            format!("invalid argument: {text} is not a boolean constant"),
        );
        false
    }
}
