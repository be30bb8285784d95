//! Go's text taken apart as far as comments ask: where tokens begin, and what a string literal stands
//! for. What is no Go comes out somehow: fixtures with errors are read too.

/// A token's place, and its text if it is a comment.
pub(crate) struct Lexed<'a> {
    pub(crate) line: u32,
    pub(crate) column: u32,
    pub(crate) comment: Option<&'a str>,
}

/// Text as far as the places of tokens go. What is no Go is a token for each character.
pub(crate) fn tokens(text: &str) -> Vec<Lexed<'_>> {
    let mut all = Vec::new();
    let (mut at, mut line, mut start) = (0, 1, 0);
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let column = (at - start) as u32 + 1;
        let mut comment = None;
        let len = if c == '\n' || c.is_whitespace() {
            c.len_utf8()
        } else if rest.starts_with("//") {
            let len = rest.find('\n').unwrap_or(rest.len());
            comment = Some(rest[2..len].trim_end_matches('\r'));
            len
        } else if rest.starts_with("/*") {
            let len = rest.find("*/").map_or(rest.len(), |n| n + 2);
            comment = Some(rest[2..len].strip_suffix("*/").unwrap_or(&rest[2..len]));
            len
        } else if c == '`' {
            rest[1..].find('`').map_or(rest.len(), |n| n + 2)
        } else if c == '"' || c == '\'' {
            quoted_len(rest, c)
        } else if c == '_' || c.is_alphanumeric() {
            rest.find(|c: char| c != '_' && !c.is_alphanumeric())
                .unwrap_or(rest.len())
        } else {
            operator_len(rest)
        };
        if !c.is_whitespace() {
            all.push(Lexed {
                line,
                column,
                comment,
            });
        }
        for (i, _) in rest[..len].match_indices('\n') {
            line += 1;
            start = at + i + 1;
        }
        at += len;
    }
    all
}

fn quoted_len(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (i, c) in text.char_indices().skip(1) {
        match c {
            '\n' => return i,
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return i + 1,
            _ => {}
        }
    }
    text.len()
}

fn operator_len(text: &str) -> usize {
    const LONG: [&str; 25] = [
        "<<=", ">>=", "&^=", "...", "&&", "||", "<-", "++", "--", "==", "!=", "<=", ">=", ":=",
        "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<", ">>", "&^",
    ];
    let long = LONG.iter().find(|op| text.starts_with(**op));
    long.map_or_else(
        || text.chars().next().map_or(1, char::len_utf8),
        |op| op.len(),
    )
}

/// The text that a Go string literal stands for.
pub(crate) fn unquote(literal: &str) -> Option<String> {
    if let Some(raw) = literal.strip_prefix('`') {
        return raw.strip_suffix('`').map(str::to_owned);
    }
    let inside = literal.strip_prefix('"')?.strip_suffix('"')?;
    let mut out = String::new();
    let mut chars = inside.chars();
    while let Some(c) = chars.next() {
        out.push(match c {
            '\\' => match chars.next()? {
                'n' => '\n',
                't' => '\t',
                c @ ('\\' | '"' | '\'') => c,
                'u' => {
                    let digits: String = chars.by_ref().take(4).collect();
                    char::from_u32(u32::from_str_radix(&digits, 16).ok()?)?
                }
                _ => return None,
            },
            c => c,
        });
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_tokens() {
        let text = "x := \"a // b\" /* E */ + 'c'\n\t`d\n`<<=y // F\n";
        let got: Vec<_> = tokens(text)
            .into_iter()
            .map(|t| (t.line, t.column, t.comment.unwrap_or("-")))
            .collect();
        let want = [
            (1, 1, "-"),
            (1, 3, "-"),
            (1, 6, "-"),
            (1, 15, " E "),
            (1, 23, "-"),
            (1, 25, "-"),
            (2, 2, "-"),
            (3, 2, "-"),
            (3, 5, "-"),
            (3, 7, " F"),
        ];
        assert_eq!(got, want);
    }

    #[test]
    fn literals() {
        assert_eq!(unquote("`a\\n`").as_deref(), Some("a\\n"));
        assert_eq!(unquote(r#""a\n\"\u2026""#).as_deref(), Some("a\n\"…"));
        assert_eq!(unquote("x"), None);
    }
}
