//! Comments that speak to the compiler: `//go:` directives, whether they stand where they mean
//! something, and `//line`, which moves what messages say of places. What a directive asks for is
//! nobody's affair here.

use base::{Diagnostic, LineMark, SourceFile, Span};

use crate::ast::{Decl, File};
use crate::visit::{self, Node};

/// The code of all messages about directives.
pub const DIRECTIVE: &str = "Directive";

const MISPLACED: &str = "misplaced compiler directive";

/// Directives about the function that they stand before.
const OF_FUNCTIONS: [&str; 8] = [
    "nocheckptr",
    "noescape",
    "noinline",
    "norace",
    "nosplit",
    "registerparams",
    "uintptrescapes",
    "uintptrkeepalive",
];
/// Those that the runtime alone may use.
const OF_THE_RUNTIME: [&str; 4] = [
    "nowritebarrier",
    "nowritebarrierrec",
    "systemstack",
    "yeswritebarrierrec",
];

/// What the directives of a file come to.
#[derive(Default, Debug)]
pub struct Directives {
    /// What is wrong and gc finds while it parses.
    pub early: Vec<Diagnostic>,
    /// What gc finds in programs without other errors.
    pub late: Vec<Diagnostic>,
    /// `//go:linkname local remote`.
    pub links: Vec<Link>,
    /// Where the functions begin that are not to be inlined.
    pub noinline: Vec<u32>,
}

/// A `//go:linkname`.
#[derive(Debug)]
pub struct Link {
    pub span: Span,
    pub local: String,
    pub remote: String,
}

/// What a directive stands before.
#[derive(Clone, Copy, PartialEq)]
enum Before {
    Package,
    /// Where it begins.
    Function(u32),
    Var,
    /// Another declaration.
    Decl,
    /// Nothing that takes one.
    Nothing,
}

/// Looks at the directives of a file.
pub fn directives(file: &File, source: &SourceFile) -> Directives {
    let (text, base) = (source.text.as_str(), source.base);
    let mut all = Directives::default();
    let mut starts = None;
    for comment in file.comments.iter().filter(|c| !c.block) {
        let lo = (comment.span.lo - base) as usize;
        let hi = (comment.span.hi - base) as usize;
        let Some(words) = text.get(lo..hi).and_then(|c| c.strip_prefix("//go:")) else {
            continue;
        };
        // gc's place is behind the slashes.
        let span = Span::new(comment.span.lo + 2, comment.span.hi);
        let early = |msg: String| Diagnostic::error(span, DIRECTIVE, msg);
        let line = text.get(..lo).and_then(|t| t.rsplit('\n').next());
        if line.is_some_and(|l| !l.trim().is_empty()) {
            all.early.push(early(MISPLACED.to_string()));
            continue;
        }
        let mut fields = words.split_whitespace();
        let verb = fields.next().unwrap_or("");
        let starts = starts.get_or_insert_with(|| spec_starts(file));
        let before = stands_before(file, text, base, hi, starts);
        match verb {
            "linkname" => {
                let (local, remote) = (fields.next(), fields.next());
                match local.filter(|_| fields.next().is_none()) {
                    Some(local) => all.links.push(Link {
                        span,
                        local: local.to_string(),
                        remote: remote.unwrap_or(local).to_string(),
                    }),
                    None => {
                        let usage = "usage: //go:linkname localname [linkname]";
                        all.early.push(early(usage.to_string()));
                    }
                }
                continue;
            }
            "embed" => {
                let (list, msg) = match before {
                    _ if fields.next().is_none() => {
                        (&mut all.early, "usage: //go:embed pattern...")
                    }
                    Before::Nothing => (&mut all.early, "misplaced go:embed directive"),
                    // Who imports it is told that there are no files to embed.
                    Before::Var => (
                        &mut all.late,
                        "go:embed requires import \"embed\" (or import _ \"embed\", if package is not used)",
                    ),
                    _ => (&mut all.late, "misplaced go:embed directive"),
                };
                list.push(early(msg.to_string()));
                continue;
            }
            "build" if before == Before::Package => continue,
            "build" => {}
            _ if OF_THE_RUNTIME.contains(&verb) => {
                all.early
                    .push(early(format!("//go:{verb} only allowed in runtime")));
            }
            _ if OF_FUNCTIONS.contains(&verb) => {}
            _ if verb.starts_with("cgo_")
                && (verb != "cgo_import_dynamic" || fields.count() < 3) =>
            {
                let msg = format!("//go:{words} only allowed in cgo-generated code");
                all.early.push(early(msg));
                continue;
            }
            _ => continue,
        }
        match before {
            Before::Function(at) if verb != "build" => {
                if verb == "noinline" {
                    all.noinline.push(at);
                }
            }
            Before::Nothing => all.early.push(early(MISPLACED.to_string())),
            _ => all.late.push(early(MISPLACED.to_string())),
        }
    }
    all
}

/// Where the declarations in parentheses begin, and whether they are variables.
fn spec_starts(file: &File) -> Vec<(u32, bool)> {
    let mut starts = Vec::new();
    visit::file(file, &mut |node| {
        let Node::Decl(decl) = node else { return };
        let (span, group, var) = match decl {
            Decl::Import(d) => (d.name.map(|n| n.span).or(Some(d.path.span)), d.group, false),
            Decl::Const(d) => (d.names.first().map(|n| n.span), d.group, false),
            Decl::Var(d) => (d.names.first().map(|n| n.span), d.group, true),
            Decl::Type(d) => (Some(d.name.span), d.group, false),
            Decl::Func(_) | Decl::Bad(_) => return,
        };
        starts.extend(group.and(span).map(|s| (s.lo, var)));
    });
    starts
}

fn function_around(file: &File, at: u32) -> bool {
    let funcs = file.decls.iter();
    funcs.into_iter().any(|d| {
        let Decl::Func(f) = d else { return false };
        let body = f.body.as_ref().map(|b| b.span);
        body.is_some_and(|b| b.lo < at && at < b.hi)
    })
}

/// What comes after byte `from` of the text.
fn stands_before(
    file: &File,
    text: &str,
    base: u32,
    from: usize,
    starts: &[(u32, bool)],
) -> Before {
    let at = from + gap(text, from);
    if let Some((_, var)) = starts.iter().find(|s| s.0 == base + at as u32) {
        return match var {
            true => Before::Var,
            false => Before::Decl,
        };
    }
    let rest = text.get(at..).unwrap_or("");
    let word = rest.find(|c: char| !c.is_ascii_alphabetic());
    let word = rest.get(..word.unwrap_or(rest.len())).unwrap_or("");
    let after = at + word.len();
    let after = after + gap(text, after);
    let grouped = text.get(after..).is_some_and(|t| t.starts_with('('));
    match word {
        "package" => Before::Package,
        "func" if function_around(file, base + at as u32) => Before::Nothing,
        "func" => Before::Function(base + at as u32),
        "var" if !grouped => Before::Var,
        "const" | "import" | "type" if !grouped => Before::Decl,
        _ => Before::Nothing,
    }
}

/// How long the blanks and comments are that begin at byte `from`.
fn gap(text: &str, from: usize) -> usize {
    let whole = text.get(from..).unwrap_or("");
    let mut rest = whole;
    loop {
        rest = rest.trim_start();
        let len = if rest.starts_with("//") {
            rest.find('\n')
        } else if rest.starts_with("/*") {
            rest.find("*/").map(|n| n + 2)
        } else {
            break;
        };
        rest = rest.get(len.unwrap_or(rest.len())..).unwrap_or("");
    }
    whole.len() - rest.len()
}

/// What a file's `//line` and `/*line*/` comments say, and what is wrong with them.
pub fn line_marks(file: &File, source: &SourceFile) -> (Vec<LineMark>, Vec<Diagnostic>) {
    let (text, base) = (&source.text, source.base);
    let dir = source.name.rfind('/').and_then(|n| source.name.get(..=n));
    let (mut marks, mut problems) = (Vec::new(), Vec::new());
    for comment in &file.comments {
        let lo = (comment.span.lo - base) as usize;
        let hi = (comment.span.hi - base) as usize;
        let Some(whole) = text.get(lo..hi) else {
            continue;
        };
        let starts_line = lo == 0 || text.get(..lo).is_some_and(|t| t.ends_with('\n'));
        let said = match comment.block {
            true => whole
                .strip_prefix("/*line ")
                .and_then(|t| t.strip_suffix("*/")),
            false => whole.strip_prefix("//line ").filter(|_| starts_line),
        };
        let Some(said) = said.map(|s| s.trim_end_matches('\r')) else {
            continue;
        };
        // One that is about the next line begins with that.
        let at = if comment.block { hi } else { hi + 1 } as u32;
        let number = |s: &str| s.parse::<u32>().ok();
        let Some((head, last)) = said.rsplit_once(':') else {
            continue;
        };
        let two = head
            .rsplit_once(':')
            .and_then(|(name, n)| Some((name, n, number(n)?)));
        let (name, line, col) = match two {
            Some((name, line, _)) => (name, line, Some(last)),
            None => (head, last, None),
        };
        let valid = |s: &str| number(s).filter(|n| *n > 0 && *n < 1 << 30);
        let bad = match (valid(line), col.map(valid)) {
            (None, _) => Some(("line", line)),
            (_, Some(None)) => Some(("column", last)),
            _ => None,
        };
        if let Some((what, text)) = bad {
            let start = comment.span.lo
                + 7
                + if what == "line" {
                    name.len() + 1
                } else {
                    head.len() + 1
                } as u32;
            let msg = format!("invalid {what} number: {text}");
            problems.push(Diagnostic::error(
                Span::new(start, comment.span.hi),
                DIRECTIVE,
                msg,
            ));
            continue;
        }
        marks.push(LineMark {
            at,
            name: match (name, col) {
                ("", Some(_)) => None,
                // Relative to the file's own folder.
                _ if name.is_empty() || name.starts_with('/') => Some(name.to_string()),
                _ => Some(format!("{}{name}", dir.unwrap_or(""))),
            },
            line: valid(line).unwrap_or(1),
            col: col.and_then(valid).unwrap_or(0),
        });
    }
    (marks, problems)
}
