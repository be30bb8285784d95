//! Where gc says that an expression is: at its operator, bracket, parenthesis or dot rather than at
//! its first byte.

use base::SourceMap;
use syntax::ast::*;

/// The place of `e` as messages give it.
pub(crate) fn of(map: &SourceMap, e: &Expr) -> u32 {
    match &e.kind {
        ExprKind::Call { fun, .. } => after(map, fun.span.hi, '('),
        ExprKind::Index { x, .. } | ExprKind::Slice { x, .. } => after(map, x.span.hi, '['),
        ExprKind::Selector { x, .. } | ExprKind::TypeAssert { x, .. } => after(map, x.span.hi, '.'),
        ExprKind::CompositeLit { ty: Some(t), .. } => after(map, t.span.hi, '{'),
        ExprKind::Binary { op_span, .. } => op_span.lo,
        _ => e.span.lo,
    }
}

/// The first `c` from `from` on, past blanks and comments.
fn after(map: &SourceMap, from: u32, c: char) -> u32 {
    let Some(id) = map.file_at(from.saturating_sub(1)) else {
        return from;
    };
    let file = map.file(id);
    let mut at = from.saturating_sub(file.base) as usize;
    loop {
        let Some(rest) = file.text.get(at..) else {
            return from;
        };
        let skip = if let Some(comment) = rest.strip_prefix("/*") {
            comment.find("*/").map_or(rest.len(), |n| n + 4)
        } else if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with(c) || rest.is_empty() {
            return file.base + at as u32;
        } else {
            rest.chars().next().map_or(1, char::len_utf8)
        };
        at += skip.max(1);
    }
}
