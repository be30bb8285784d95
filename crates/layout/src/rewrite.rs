//! The text of a struct type with its fields in another order.
//!
//! What moves is a *unit*: one line of the list, with its names, type and tag, the comments and
//! empty lines directly above it, and the comment behind it. `a, b int` stays together unless the
//! order puts something between. Text outside of the units is kept as it is; nothing is formatted.

use base::Span;
use syntax::ast::Field;

/// One line of a list of fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// From its first name to its type or tag.
    pub span: Span,
    /// Its names; of an embedded field, which has none, an empty place.
    pub names: Vec<Span>,
    /// Type and tag.
    pub rest: Span,
}

/// The units of a list of fields.
pub fn units(fields: &[Field]) -> Vec<Unit> {
    let mut out: Vec<Unit> = Vec::new();
    for f in fields {
        let rest = match &f.tag {
            Some(tag) => f.ty.span.to(tag.span),
            None => f.ty.span,
        };
        let name = f.name.map_or(rest.start(), |n| n.span);
        match out.last_mut() {
            Some(last) if f.shared_type => last.names.push(name),
            _ => out.push(Unit {
                span: name.to(rest),
                names: vec![name],
                rest,
            }),
        }
    }
    out
}

/// A unit's text with what belongs to it.
#[derive(Clone, Debug, Default)]
struct Piece<'a> {
    /// Whole lines above it, and its indentation.
    lead: &'a str,
    code: String,
    /// A comment behind it.
    trail: &'a str,
}

/// The struct type `text` (from `struct` to `}`) with its fields in the order of `order`, a
/// permutation of their places. Units stay whole where the order lets their fields together.
/// `base` is where the units' spans count from. `None` if they do not fit the text.
pub fn reordered(text: &str, base: u32, units: &[Unit], order: &[usize]) -> Option<String> {
    let at = |offset: u32| offset.checked_sub(base).map(|o| o as usize);
    let slice = |span: Span| text.get(at(span.lo)?..at(span.hi)?);
    let open = text.find('{')? + 1;
    let close = text.rfind('}')?;
    // What is between the units: behind one on its line, and above the next on lines of their own.
    let mut leads = Vec::new();
    let mut trails = Vec::new();
    let mut from = open;
    for u in units {
        let (trail, lead) = divide(text.get(from..at(u.span.lo)?)?);
        trails.push(trail);
        leads.push(lead);
        from = at(u.span.hi)?;
    }
    let (trail, tail) = divide(text.get(from..close)?);
    trails.push(trail);
    let lines = tail.is_some() || leads.iter().any(Option::is_some);

    let mut pieces: Vec<Piece> = Vec::new();
    let mut used = vec![false; units.len()];
    let mut rest = order;
    while let Some(&first) = rest.first() {
        let (i, within) = unit_of(units, first)?;
        let unit = units.get(i)?;
        let whole = unit.names.len();
        let together = (0..whole).all(|k| rest.get(k) == Some(&(first + k)));
        let taken = match within == 0 && together {
            true => whole,
            false => 1,
        };
        let code = match taken == whole {
            true => slice(unit.span)?.to_owned(),
            false => format!("{} {}", slice(*unit.names.get(within)?)?, slice(unit.rest)?),
        };
        let begun = std::mem::replace(used.get_mut(i)?, true);
        pieces.push(match begun {
            true => Piece {
                code,
                ..Piece::default()
            },
            false => Piece {
                lead: leads.get(i)?.unwrap_or(""),
                code,
                trail: trails.get(i + 1)?,
            },
        });
        rest = rest.get(taken..)?;
    }

    let mut out = text.get(..open)?.to_owned();
    if !lines {
        // All in one line.
        let list: Vec<String> = pieces.iter().map(|p| p.code.clone() + p.trail).collect();
        let space = if text.get(open..)?.starts_with(' ') {
            " "
        } else {
            ""
        };
        out.push_str(&format!("{space}{}{space}}}", list.join("; ")));
        return Some(out);
    }
    out.push_str(trails.first()?);
    // For what had no line of its own.
    let indent = leads.iter().flatten().map(|lead| last_line(lead));
    let indent = indent.into_iter().find(|l| !l.is_empty()).unwrap_or("\t");
    for (k, p) in pieces.iter().enumerate() {
        out.push('\n');
        let mut lead = p.lead;
        // No empty lines at the beginning.
        while k == 0
            && let Some((first, rest)) = lead.split_once('\n')
            && first.trim().is_empty()
        {
            lead = rest;
        }
        out.push_str(lead);
        if last_line(lead).is_empty() {
            out.push_str(indent);
        }
        out.push_str(&p.code);
        out.push_str(p.trail);
    }
    out.push('\n');
    out.push_str(tail.unwrap_or(""));
    out.push('}');
    Some(out)
}

fn last_line(text: &str) -> &str {
    text.rsplit('\n').next().unwrap_or("")
}

/// The unit that holds this field, and as the how-manieth.
fn unit_of(units: &[Unit], field: usize) -> Option<(usize, usize)> {
    let mut before = 0;
    for (i, u) in units.iter().enumerate() {
        if field < before + u.names.len() {
            return Some((i, field - before));
        }
        before += u.names.len();
    }
    None
}

/// What is between two units: what is behind the first on its line, semicolons not counted, and
/// the lines after that, if there are any.
fn divide(gap: &str) -> (&str, Option<&str>) {
    let mut at = 0;
    // Where the last comment ends.
    let mut end = 0;
    let mut start = None;
    while let Some(rest) = gap.get(at..)
        && let Some(c) = rest.chars().next()
    {
        let taken = if c == '\n' {
            return (trimmed(gap, start, end), rest.get(1..));
        } else if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |i| i + 2)
        } else {
            at += c.len_utf8();
            continue;
        };
        start = start.or(Some(at));
        at += taken;
        end = at;
    }
    (trimmed(gap, start, end), None)
}

/// The comments from `start` to `end` with the space before them.
fn trimmed(gap: &str, start: Option<usize>, end: usize) -> &str {
    let Some(start) = start else { return "" };
    let before = gap.get(..start).unwrap_or("");
    let blank = before.trim_end_matches([' ', '\t']).len();
    gap.get(blank..end).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The struct type of `text`, its units turned round.
    #[track_caller]
    fn check(text: &str, want: &str) {
        check_order(text, &[], want);
    }

    #[track_caller]
    fn check_order(text: &str, order: &[usize], want: &str) {
        let mut map = base::SourceMap::default();
        let source = format!("package p\ntype T {text}");
        let id = map.add("a.go", source.clone());
        let (mut names, mut ids) = Default::default();
        let (tree, errors) = syntax::parse_file(&map, id, &mut names, &mut ids);
        assert!(errors.is_empty(), "{errors:?}");
        let Some(syntax::ast::Decl::Type(d)) = tree.decls.first() else {
            panic!("no type");
        };
        let syntax::ast::ExprKind::StructType { fields } = &d.ty.kind else {
            panic!("no struct");
        };
        let units = units(fields);
        let order: Vec<usize> = match order {
            [] => {
                let mut firsts = vec![0];
                firsts.extend(units.iter().scan(0, |n, u| {
                    *n += u.names.len();
                    Some(*n)
                }));
                let ranges = firsts.windows(2).map(|w| w[0]..w[1]);
                ranges.rev().flatten().collect()
            }
            order => order.to_vec(),
        };
        let got = reordered(text, d.ty.span.lo, &units, &order);
        assert_eq!(got.as_deref(), Some(want));
    }

    #[test]
    fn lines_move_with_their_comments_and_tags() {
        check(
            "struct {\n\ta bool // first\n\n\t// What b is.\n\t// More.\n\tb, c int64 `json:\"b\"`\n\td [2]struct {\n\t\te int\n\t}\n\n\t// Nothing more.\n}",
            "struct {\n\td [2]struct {\n\t\te int\n\t}\n\n\t// What b is.\n\t// More.\n\tb, c int64 `json:\"b\"`\n\ta bool // first\n\n\t// Nothing more.\n}",
        );
    }

    #[test]
    fn no_empty_line_at_the_beginning() {
        check(
            "struct { // T\n\ta int\n\n\tb int\n}",
            "struct { // T\n\tb int\n\ta int\n}",
        );
    }

    #[test]
    fn embedded_fields() {
        check(
            "struct {\n\t*A `x`\n\tb.C\n\tD[int]\n}",
            "struct {\n\tD[int]\n\tb.C\n\t*A `x`\n}",
        );
    }

    #[test]
    fn one_line() {
        check("struct{}", "struct{}");
        check(
            "struct{ a bool; b int /* two */; c bool }",
            "struct{ c bool; b int /* two */; a bool }",
        );
        check("struct {a bool; b int;}", "struct {b int; a bool}");
    }

    #[test]
    fn units_are_split_where_the_order_wants_it() {
        let text = "struct {\n\t// Two.\n\ta, b int32 // both\n\tc *int\n}";
        check_order(
            text,
            &[2, 0, 1],
            "struct {\n\tc *int\n\t// Two.\n\ta, b int32 // both\n}",
        );
        check_order(
            text,
            &[1, 2, 0],
            "struct {\n\t// Two.\n\tb int32 // both\n\tc *int\n\ta int32\n}",
        );
        check_order("struct{ a, b int }", &[1, 0], "struct{ b int; a int }");
    }

    #[test]
    fn what_does_not_fit() {
        assert_eq!(reordered("struct {}", 0, &[], &[0]), None);
        assert_eq!(reordered("struct", 0, &[], &[]), None);
    }

    #[test]
    fn several_on_a_line() {
        check(
            "struct {\n\ta int; b bool // two\n\tc int\n}",
            "struct {\n\tc int\n\tb bool // two\n\ta int\n}",
        );
    }
}
