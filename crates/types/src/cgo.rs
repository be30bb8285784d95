//! `import "C"`: what the cgo command does before the compiler starts, for the functions that Sudog's
//! C has. The preamble may include headers and nothing else; what the program names of C is
//! declared in a file of its own, as `_Ctype_int` and `_Cfunc_free`, and the checker finds `C.int`
//! and `C.free` there. Messages put it back, as the go command does.
//!
//! Not here: what the functions do (`vm::c`). No C is read beyond telling an `#include` from the rest.

use base::{Diagnostic, Span, Symbol};
use syntax::ast::{Comment, Decl, Expr, ExprKind, File, ImportDecl, StmtKind};
use syntax::visit::{self, Node};

use crate::World;
use crate::resolver::import_path;

/// The path of the package that is none.
pub(crate) const PATH: &str = "C";
/// Name of the generated file, as in Go's stack dumps.
pub(crate) const FILE: &str = "_cgo_gotypes.go";
/// What names of C's begin with in that file.
pub(crate) const TYPE: &str = "_Ctype_";
pub(crate) const FUNC: &str = "_Cfunc_";

/// Headers that a preamble may include.
const HEADERS: &[&str] = &[
    "assert.h",
    "ctype.h",
    "errno.h",
    "float.h",
    "inttypes.h",
    "limits.h",
    "math.h",
    "stdbool.h",
    "stddef.h",
    "stdint.h",
    "stdio.h",
    "stdlib.h",
    "string.h",
    "strings.h",
    "sys/types.h",
    "time.h",
    "unistd.h",
];

const STDINT: &[&str] = &["stdint.h", "inttypes.h"];
/// Those that declare the exact signed types too.
const SIGNED: &[&str] = &["stdint.h", "inttypes.h", "stdlib.h", "sys/types.h"];
const SSIZE: &[&str] = &["stdio.h", "stdlib.h", "sys/types.h", "unistd.h"];
const INTPTR: &[&str] = &["stdint.h", "inttypes.h", "unistd.h"];
const STDLIB: &[&str] = &["stdlib.h"];
const STDIO: &[&str] = &["stdio.h"];
const STRING: &[&str] = &["string.h"];
const UNISTD: &[&str] = &["unistd.h"];

/// Types: name in C, what it is declared as for amd64 (`= x`: another name of C's x), and the headers
/// one of which declares it (none: it is always known).
const TYPES: &[(&str, &str, &[&str])] = &[
    ("char", "int8", &[]),
    ("schar", "int8", &[]),
    ("uchar", "uint8", &[]),
    ("short", "int16", &[]),
    ("ushort", "uint16", &[]),
    ("int", "int32", &[]),
    ("uint", "uint32", &[]),
    ("long", "int64", &[]),
    ("ulong", "uint64", &[]),
    ("longlong", "int64", &[]),
    ("ulonglong", "uint64", &[]),
    ("float", "float32", &[]),
    ("double", "float64", &[]),
    ("void", "[0]byte", &[]),
    ("size_t", "= ulong", &[]),
    ("ptrdiff_t", "= long", &[]),
    ("ssize_t", "= long", SSIZE),
    ("int8_t", "= schar", SIGNED),
    ("int16_t", "= short", SIGNED),
    ("int32_t", "= int", SIGNED),
    ("int64_t", "= long", SIGNED),
    ("uint8_t", "= uchar", STDINT),
    ("uint16_t", "= ushort", STDINT),
    ("uint32_t", "= uint", STDINT),
    ("uint64_t", "= ulong", STDINT),
    ("intptr_t", "= long", INTPTR),
    ("uintptr_t", "= ulong", STDINT),
    ("__useconds_t", "= uint", UNISTD),
    ("useconds_t", "= __useconds_t", UNISTD),
];

/// Functions: name, parameters and result in which `C.` stands before C's types, and headers.
const FUNCS: &[(&str, &str, &[&str])] = &[
    ("malloc", "(C.size_t) unsafe.Pointer", &[]),
    ("calloc", "(C.size_t, C.size_t) unsafe.Pointer", STDLIB),
    ("free", "(unsafe.Pointer)", STDLIB),
    ("CString", "(string) *C.char", &[]),
    // Before the one whose name it begins with.
    ("GoStringN", "(*C.char, C.int) string", &[]),
    ("GoString", "(*C.char) string", &[]),
    ("GoBytes", "(unsafe.Pointer, C.int) []byte", &[]),
    ("puts", "(*C.char) C.int", STDIO),
    ("strlen", "(*C.char) C.size_t", STRING),
    ("sleep", "(C.uint) C.uint", UNISTD),
    ("usleep", "(C.__useconds_t) C.int", UNISTD),
];

/// What a package uses of C.
#[derive(Default)]
struct Uses {
    includes: Vec<String>,
    /// Names with the place where each is met first.
    names: Vec<(Symbol, Span)>,
    /// Whether something needs package unsafe.
    pointers: bool,
    /// Bytes of a pointer of the target.
    word: i64,
    out: String,
}

impl World {
    /// The file that declares what a package uses of C, if one of its files imports that; or what the
    /// cgo command has against them, in its order.
    pub(crate) fn cgo_file(
        &self,
        files: &[std::sync::Arc<File>],
    ) -> Result<Option<String>, Vec<Diagnostic>> {
        let mut uses = Uses {
            word: self.sizes.word,
            ..Uses::default()
        };
        let mut errors = Vec::new();
        let mut any = false;
        for file in files {
            let mut imports = false;
            for decl in &file.decls {
                let Decl::Import(d) = decl else { continue };
                if import_path(self.names.text(d.path.text)).as_deref() != Ok(PATH) {
                    continue;
                }
                imports = true;
                if d.name.is_some() {
                    let msg = "cannot rename import \"C\"";
                    errors.push(Diagnostic::error(d.path.span, "CgoImport", msg));
                }
                errors.extend(self.preamble(file, d, &mut uses.includes).err());
            }
            any |= imports;
            if imports {
                self.c_names(file, &mut uses.names, &mut errors);
            }
        }
        if !any {
            return Ok(None);
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let mut names: Vec<(&str, Span)> = uses
            .names
            .iter()
            .map(|(name, span)| (self.names.text(*name), *span))
            .collect();
        base::sort::sort_by(&mut names, |a, b| a.0.cmp(b.0));
        for (name, span) in names {
            if !uses.declare(name) {
                errors.push(unknown(name, span));
            }
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let package = files
            .first()
            .map_or("main", |f| self.names.text(f.package.name));
        let import = if uses.pointers {
            "import \"unsafe\"\n"
        } else {
            ""
        };
        Ok(Some(format!("package {package}\n{import}{}", uses.out)))
    }

    /// The headers that the comment right above an import includes; all else in it is refused.
    fn preamble(
        &self,
        file: &File,
        d: &ImportDecl,
        includes: &mut Vec<String>,
    ) -> Result<(), Diagnostic> {
        let line = |at: u32| self.map.position(at).map_or(0, |p| p.line);
        // What follows something on its line is about that.
        let leads = |at: u32| {
            let row = self.map.file(file.file).line_span(line(at));
            let before = self.map.snippet(Span::new(row.lo, at));
            before.trim().is_empty()
        };
        let mut at = line(d.span.lo);
        let mut group: Vec<&Comment> = Vec::new();
        for c in file.comments.iter().rev() {
            let end = line(c.span.hi.saturating_sub(1));
            if end + 1 == at && leads(c.span.lo) {
                at = line(c.span.lo);
                group.push(c);
            }
        }
        for c in group.iter().rev() {
            let text = self.map.snippet(c.span);
            let (inner, skip) = match c.block {
                true => (text.get(2..text.len().saturating_sub(2)).unwrap_or(""), 2),
                false => (text.get(2..).unwrap_or(""), 2),
            };
            let mut lo = c.span.lo + skip;
            for row in inner.split('\n') {
                let here = Span::new(lo, lo + row.len() as u32);
                lo = here.hi + 1;
                let code = row.trim();
                if code.is_empty() || code.starts_with("//") || code.starts_with("#cgo ") {
                    continue;
                }
                let gap = (row.len() - row.trim_start().len()) as u32;
                let span = Span::new(here.lo + gap, here.lo + gap + code.len() as u32);
                match included(code) {
                    Some(header) if HEADERS.contains(&header) => includes.push(header.to_string()),
                    Some(header) => {
                        let msg = format!("Sudog's C has no header {header}");
                        return Err(Diagnostic::error(span, "CgoPreamble", msg));
                    }
                    None => {
                        let msg = format!(
                            "Sudog's C has library functions only: {} is defined in the preamble",
                            defined(code)
                        );
                        return Err(Diagnostic::error(span, "CgoPreamble", msg));
                    }
                }
            }
        }
        Ok(())
    }

    /// The names of C's that a file mentions, and uses of functions that are not calls.
    fn c_names(&self, file: &File, names: &mut Vec<(Symbol, Span)>, errors: &mut Vec<Diagnostic>) {
        let member = |e: &Expr| match &e.kind {
            ExprKind::Selector { x, sel } => match &x.kind {
                ExprKind::Name(id) if self.names.text(id.name) == PATH => Some((sel.name, id.span)),
                _ => None,
            },
            _ => None,
        };
        let is_func = |name: Symbol| {
            let name = self.names.text(name);
            FUNCS.iter().any(|f| f.0 == name)
        };
        let mut called = Vec::new();
        let mut twice = |lhs: usize, rhs: &[Expr]| {
            if let [
                Expr {
                    kind: ExprKind::Call { fun, .. },
                    ..
                },
            ] = rhs
                && lhs == 2
                && let Some((name, span)) = member(fun)
                && is_func(name)
            {
                let msg = match self.names.text(name) {
                    "malloc" => "no two-result form for C._CMalloc".to_string(),
                    name => format!("Sudog's C sets no errno: no two-result form for C.{name}"),
                };
                errors.push(Diagnostic::error(span, "CgoCall", msg));
            }
        };
        let mut wrong = Vec::new();
        visit::file(file, &mut |node| match node {
            Node::Stmt(s) => match &s.kind {
                StmtKind::Assign { lhs, rhs, .. } | StmtKind::Define { lhs, rhs, .. } => {
                    twice(lhs.len(), rhs);
                }
                _ => {}
            },
            Node::Decl(Decl::Var(d)) => twice(d.names.len(), &d.values),
            Node::Expr(e) => {
                if let ExprKind::Call { fun, .. } = &e.kind
                    && let Some((_, span)) = member(fun)
                {
                    called.push(span);
                }
                if let Some((name, span)) = member(e) {
                    if !names.iter().any(|n| n.0 == name) {
                        names.push((name, span));
                    }
                    if is_func(name) && !called.contains(&span) {
                        let msg = format!("must call C.{}", self.names.text(name));
                        wrong.push(Diagnostic::error(span, "CgoCall", msg));
                    }
                }
            }
            Node::Decl(_) => {}
        });
        errors.append(&mut wrong);
    }
}

impl Uses {
    /// Declares a name; whether it is known.
    fn declare(&mut self, name: &str) -> bool {
        if let Some((_, is, headers)) = TYPES.iter().find(|t| t.0 == name) {
            if !self.included(headers) {
                return false;
            }
            self.declare_type(name, is);
            return true;
        }
        let Some((_, signature, headers)) = FUNCS.iter().find(|f| f.0 == name) else {
            return false;
        };
        if !self.included(headers) {
            return false;
        }
        for (ty, is, _) in TYPES {
            let dotted = format!("C.{ty}");
            let named = |part: &str| part == dotted;
            if signature.split(['(', ')', ' ', ',', '*']).any(named) {
                self.declare_type(ty, is);
            }
        }
        self.pointers |= signature.contains("unsafe");
        let signature = signature.replace("C.", TYPE);
        self.out
            .push_str(&format!("func {FUNC}{name}{signature}\n"));
        true
    }

    fn included(&self, headers: &[&str]) -> bool {
        headers.is_empty() || self.includes.iter().any(|i| headers.contains(&i.as_str()))
    }

    fn declare_type(&mut self, name: &str, is: &str) {
        let is = match self.word {
            4 => narrow(name, is),
            _ => is,
        };
        let (line, of) = match is.strip_prefix("= ") {
            Some(of) => (format!("type {TYPE}{name} = {TYPE}{of}\n"), Some(of)),
            None => (format!("type {TYPE}{name} {is}\n"), None),
        };
        if self.out.contains(&line) {
            return;
        }
        self.out.push_str(&line);
        if let Some((of, is, _)) = of.and_then(|of| TYPES.iter().find(|t| t.0 == of)) {
            self.declare_type(of, is);
        }
    }
}

/// What a type is declared as where pointers and long have 32 bits.
fn narrow<'a>(name: &str, is: &'a str) -> &'a str {
    match name {
        "long" => "int32",
        "ulong" => "uint32",
        "int64_t" => "= longlong",
        "uint64_t" => "= ulonglong",
        "size_t" | "uintptr_t" => "= uint",
        "ssize_t" | "ptrdiff_t" | "intptr_t" => "= int",
        _ => is,
    }
}

/// The header that a line includes.
fn included(code: &str) -> Option<&str> {
    let rest = code.strip_prefix('#')?.trim_start();
    let rest = rest.strip_prefix("include")?.trim_start();
    let (rest, close) = match (rest.strip_prefix('<'), rest.strip_prefix('"')) {
        (Some(rest), _) => (rest, '>'),
        (_, Some(rest)) => (rest, '"'),
        _ => return None,
    };
    Some(rest.split_once(close)?.0)
}

/// The name of what a line of C defines, as far as one sees without reading C.
fn defined(code: &str) -> &str {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if let Some(rest) = code.strip_prefix('#') {
        let macro_name = rest
            .trim_start()
            .strip_prefix("define")
            .map(str::trim_start);
        let name = macro_name.map(|m| m.split(|c| !is_word(c)).next().unwrap_or(m));
        return name.unwrap_or(code);
    }
    let head = code.split(['(', '=', ';', '{', '[']).next().unwrap_or(code);
    let head = head.trim_end();
    let at = head.rfind(|c| !is_word(c)).map_or(0, |at| at + 1);
    match head.get(at..) {
        Some(name) if !name.is_empty() => name,
        _ => code,
    }
}

/// A name that none of the included headers declares, or that Sudog's C does not have.
fn unknown(name: &str, span: Span) -> Diagnostic {
    let mut msg = format!("could not determine what C.{name} refers to");
    if !TYPES.iter().chain(FUNCS).any(|t| t.0 == name) {
        let funcs: Vec<&str> = FUNCS.iter().map(|f| f.0).collect();
        let funcs = funcs.join(", ");
        msg.push_str(&format!(" (Sudog's C has numeric types and {funcs})"));
    }
    Diagnostic::error(span, "CgoName", msg)
}

/// A message with names as the go command shows them: what the program calls in parentheses, since
/// that is how cgo writes the call, unless it puts a check of the pointers around it.
pub(crate) fn shown(message: &str) -> String {
    let mut out = message.to_string();
    for (name, signature, _) in FUNCS {
        let plain = format!("C.{name}");
        if !out.contains(&plain) {
            continue;
        }
        let full = match *name {
            "malloc" => "(C._CMalloc)".to_string(),
            _ => format!("({plain})"),
        };
        let mut places = vec![format!("arguments in call to {plain}\n")];
        if !signature.starts_with("(unsafe.Pointer") {
            places.push(format!("argument to {plain}"));
            places.push(format!("{plain}("));
        }
        for place in places {
            out = out.replace(&place, &place.replace(&plain, &full));
        }
    }
    out.replace(TYPE, "C.").replace(FUNC, "C.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_defined(code: &str, want: &str) {
        assert_eq!(defined(code), want, "{code}");
    }

    #[test]
    fn what_is_refused_has_a_name() {
        check_defined("static int add(int a, int b) {", "add");
        check_defined("#define N 5", "N");
        check_defined("#define SQ(x) x*x", "SQ");
        check_defined("typedef int myint;", "myint");
        check_defined("struct point {", "point");
        check_defined("int table[4] = {1};", "table");
        check_defined("#ifdef X", "#ifdef X");
        check_defined("}", "}");
    }

    #[track_caller]
    fn check_included(code: &str, want: Option<&str>) {
        assert_eq!(included(code), want, "{code}");
    }

    #[test]
    fn headers_are_read() {
        check_included("#include <stdlib.h>", Some("stdlib.h"));
        check_included("# include \"sys/types.h\" // x", Some("sys/types.h"));
        check_included("#include stdlib.h", None);
        check_included("#define include <x>", None);
    }
}
