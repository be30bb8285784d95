//! Build constraints: brings `//go:build` and `// +build` lines together, above the package
//! clause and below what comments come first, and writes both from one expression.

use super::cells::{FORM_FEED, QUOTE};

/// How many operands old constraints may have, and new ones.
const MAX_OLD: usize = 100;
const MAX_SIZE: usize = 1000;

#[derive(Clone)]
enum Expr {
    Tag(String),
    Not(Box<Expr>),
    /// `&&` if `and`, else `||`.
    Chain {
        and: bool,
        x: Box<Expr>,
        y: Box<Expr>,
    },
}

fn is_newline(c: char) -> bool {
    matches!(c, '\n' | FORM_FEED)
}

/// The line at `at` with its end.
fn line_at(out: &str, at: usize) -> &str {
    let rest = out.get(at..).unwrap_or("");
    rest.split_inclusive(is_newline).next().unwrap_or("")
}

/// Moves the constraints at `go_build` and `plus_build` of `out` (which is not aligned yet) to
/// where they belong and rewrites them.
pub(super) fn fix(out: &mut String, go_build: &[usize], plus_build: &[usize]) {
    if go_build.is_empty() && plus_build.is_empty() {
        return;
    }
    // They go after the last blank line before anything that is no comment, or stay where they
    // are if that is further up.
    let mut insert = 0;
    let mut at = 0;
    for line in out.split_inclusive(is_newline) {
        let text = line.trim_start_matches([' ', '\t']);
        let comment = text
            .strip_prefix(QUOTE)
            .is_some_and(|t| t.starts_with("//"));
        if !line.ends_with(is_newline) || !comment && !text.starts_with(is_newline) {
            break;
        }
        at += line.len();
        if !comment {
            insert = at;
        }
    }
    let above = |list: &[usize]| list.first().copied().filter(|&at| at < insert);
    insert = above(go_build).or(above(plus_build)).unwrap_or(insert);

    let text = |at: usize| {
        line_at(out, at)
            .trim_end_matches(is_newline)
            .replace(QUOTE, "")
    };
    let truth = match go_build {
        [] => old(plus_build.iter().map(|&at| text(at))),
        [only] => Reader::parse(text(*only).strip_prefix("//go:build").unwrap_or("").trim()),
        _ => None,
    };
    let mut block = String::new();
    match &truth {
        None => {
            for &at in go_build.iter().chain(plus_build) {
                block.push_str(line_at(out, at));
            }
        }
        Some(x) => {
            let mut push = |line: &str| {
                block.push(QUOTE);
                block.push_str(line);
                block.push(QUOTE);
                block.push('\n');
            };
            push(&format!("//go:build {}", print(x)));
            if !plus_build.is_empty() {
                match old_lines(x) {
                    Some(lines) => lines.iter().for_each(|l| push(l)),
                    None => push("// +build error: expression too complex for // +build lines"),
                }
            }
        }
    }
    block.push('\n');

    let mut gone: Vec<usize> = go_build.iter().chain(plus_build).copied().collect();
    base::sort::sort(&mut gone);
    let mut after = String::new();
    let mut start = insert;
    for end in gone {
        if end >= start {
            append(&mut after, out.get(start..end).unwrap_or(""));
            start = end + line_at(out, end).len();
        }
    }
    append(&mut after, out.get(start..).unwrap_or(""));
    if ends_blank(&after) {
        after.pop();
    }
    out.truncate(insert);
    out.push_str(&block);
    out.push_str(&after);
}

fn ends_blank(text: &str) -> bool {
    text.ends_with(is_newline)
        && text
            .get(..text.len() - 1)
            .is_some_and(|t| t.ends_with(is_newline))
}

/// Appends without making two blank lines of one.
fn append(text: &mut String, more: &str) {
    let mut more = more;
    if (text.is_empty() || ends_blank(text)) && more.starts_with(is_newline) {
        more = more.get(1..).unwrap_or("");
    }
    text.push_str(more);
}

fn print(x: &Expr) -> String {
    match x {
        Expr::Tag(tag) => tag.clone(),
        Expr::Not(x) => match **x {
            Expr::Chain { .. } => format!("!({})", print(x)),
            _ => format!("!{}", print(x)),
        },
        Expr::Chain { and, x, y } => {
            let arg = |x: &Expr| match x {
                Expr::Chain { and: inner, .. } if inner != and => format!("({})", print(x)),
                _ => print(x),
            };
            format!("{} {} {}", arg(x), if *and { "&&" } else { "||" }, arg(y))
        }
    }
}

/// What the old lines say together.
fn old(lines: impl Iterator<Item = String>) -> Option<Expr> {
    let join = |and: bool, x: Option<Expr>, y: Expr| match x {
        None => y,
        Some(x) => Expr::Chain {
            and,
            x: Box::new(x),
            y: Box::new(y),
        },
    };
    let mut all = None;
    for line in lines {
        let line = line.strip_prefix("//")?.trim().strip_prefix("+build")?;
        let mut any: Option<Expr> = None;
        let mut size = 0;
        for clause in line.split_whitespace() {
            let mut y: Option<Expr> = None;
            for literal in clause.split(',') {
                size += 1;
                y = Some(join(true, y, old_literal(literal)));
            }
            any = Some(join(false, any, y?));
        }
        if size > MAX_OLD {
            return None;
        }
        all = Some(join(
            true,
            all,
            any.unwrap_or_else(|| Expr::Tag("ignore".to_string())),
        ));
    }
    all
}

fn old_literal(text: &str) -> Expr {
    let name = text.strip_prefix('!').unwrap_or(text);
    let valid = !name.is_empty() && name.chars().all(in_tag);
    let tag = Expr::Tag(if valid { name } else { "ignore" }.to_string());
    match text.starts_with('!') && !name.starts_with('!') && !name.is_empty() {
        true => Expr::Not(Box::new(tag)),
        false => tag,
    }
}

/// The old lines for `x`, if they can say it.
fn old_lines(x: &Expr) -> Option<Vec<String>> {
    let x = push_not(x, false);
    let mut split: Vec<Vec<Vec<String>>> = Vec::new();
    for any in parts(&x, true) {
        let mut ands = Vec::new();
        for all in parts(any, false) {
            let literals: Option<Vec<String>> = parts(all, true)
                .into_iter()
                .map(|x| matches!(x, Expr::Tag(_) | Expr::Not(_)).then(|| print(x)))
                .collect();
            ands.push(literals?);
        }
        split.push(ands);
    }
    if split.iter().all(|ands| ands.len() == 1) {
        let literals = split.into_iter().flatten().flatten().collect();
        split = vec![vec![literals]];
    }
    let line = |ands: &Vec<Vec<String>>| {
        let clauses: Vec<String> = ands.iter().map(|a| a.join(",")).collect();
        format!("// +build {}", clauses.join(" "))
    };
    Some(split.iter().map(line).collect())
}

/// `x`, or its opposite, with negations of tags only.
fn push_not(x: &Expr, not: bool) -> Expr {
    match x {
        Expr::Tag(_) if not => Expr::Not(Box::new(x.clone())),
        Expr::Tag(_) => x.clone(),
        Expr::Not(x) => push_not(x, !not),
        Expr::Chain { and, x, y } => Expr::Chain {
            and: *and != not,
            x: Box::new(push_not(x, not)),
            y: Box::new(push_not(y, not)),
        },
    }
}

/// The operands of `x` as far as it is one chain of `and` or of `or`.
fn parts(x: &Expr, and: bool) -> Vec<&Expr> {
    match x {
        Expr::Chain { and: a, x, y } if *a == and => {
            let mut list = parts(x, and);
            list.extend(parts(y, and));
            list
        }
        x => vec![x],
    }
}

/// Reads the expression of a `//go:build` line.
struct Reader<'a> {
    rest: &'a str,
    /// Operands so far, which bounds how deep the expression is.
    size: usize,
}

impl Reader<'_> {
    fn parse(text: &str) -> Option<Expr> {
        let mut reader = Reader {
            rest: text,
            size: 0,
        };
        let x = reader.chain(false)?;
        reader.rest.trim().is_empty().then_some(x)
    }
    fn eat(&mut self, token: &str) -> bool {
        let after = self.rest.trim_start().strip_prefix(token);
        self.rest = after.unwrap_or(self.rest);
        after.is_some()
    }
    fn chain(&mut self, and: bool) -> Option<Expr> {
        let mut x = self.operand(and)?;
        while self.eat(if and { "&&" } else { "||" }) {
            let (a, b) = (Box::new(x), Box::new(self.operand(and)?));
            x = Expr::Chain { and, x: a, y: b };
        }
        Some(x)
    }
    fn operand(&mut self, and: bool) -> Option<Expr> {
        self.size += 1;
        if self.size > MAX_SIZE {
            return None;
        }
        if !and {
            return self.chain(true);
        }
        if self.eat("!") {
            let x = Box::new(self.operand(true)?);
            // A double negation is an error.
            return (!matches!(*x, Expr::Not(_))).then_some(Expr::Not(x));
        }
        if self.eat("(") {
            let x = self.chain(false)?;
            return self.eat(")").then_some(x);
        }
        let rest = self.rest.trim_start();
        let len = rest.find(|c| !in_tag(c)).unwrap_or(rest.len());
        let (tag, after) = rest.split_at(len);
        self.rest = after;
        (!tag.is_empty()).then(|| Expr::Tag(tag.to_string()))
    }
}

fn in_tag(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '.')
}
