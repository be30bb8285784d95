//! Regular expressions as Go's tests use them: whether some part of a text fits one. Characters,
//! `.`, escapes, classes, groups, alternatives, `^` and `$`, `\b`, and `*`, `+`, `?` behind any of
//! these, and a fixed number of times. Nothing tells where a text fits.

/// What a pattern is made of.
#[derive(Debug)]
enum Node {
    /// One character; whether those of the class are wanted or all others.
    One(Vec<(char, char)>, bool),
    Start,
    End,
    /// Where a word begins or ends.
    Edge,
    /// One of these sequences.
    Group(Vec<Vec<Node>>),
    /// Often: at least once or not, at most once or not.
    Repeat(Box<Node>, bool, bool),
}

/// A pattern that was read.
#[derive(Debug)]
pub(crate) struct Pattern {
    whole: Node,
    /// Capital letters are not told from small ones.
    fold: bool,
}

impl Pattern {
    /// `None` if it uses what we do not know.
    pub(crate) fn read(text: &str) -> Option<Pattern> {
        let (text, fold) = match text.strip_prefix("(?i)") {
            Some(rest) => (rest.to_lowercase(), true),
            None => (text.to_owned(), false),
        };
        let mut reader = Reader {
            rest: text.chars().collect(),
            at: 0,
            lines: true,
        };
        let whole = reader.alternatives()?;
        (reader.peek().is_none()).then_some(Pattern { whole, fold })
    }

    /// Whether some part of the text fits.
    pub(crate) fn fits(&self, text: &str) -> bool {
        let text: Vec<char> = match self.fold {
            true => text.to_lowercase().chars().collect(),
            false => text.chars().collect(),
        };
        (0..=text.len()).any(|from| one(&self.whole, &text, from, &mut |_| true))
    }
}

struct Reader {
    rest: Vec<char>,
    at: usize,
    /// `.` stops at the end of a line.
    lines: bool,
}

impl Reader {
    fn peek(&self) -> Option<char> {
        self.rest.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += 1;
        Some(c)
    }

    fn eat(&mut self, text: &str) -> bool {
        let found = text.chars().enumerate();
        let here = self.at;
        let all = found
            .into_iter()
            .all(|(i, c)| self.rest.get(here + i) == Some(&c));
        if all {
            self.at += text.chars().count();
        }
        all
    }

    fn alternatives(&mut self) -> Option<Node> {
        let mut all = vec![self.sequence()?];
        while self.eat("|") {
            all.push(self.sequence()?);
        }
        Some(Node::Group(all))
    }

    fn sequence(&mut self) -> Option<Vec<Node>> {
        let mut nodes = Vec::new();
        while let Some(c) = self.peek().filter(|c| !matches!(c, '|' | ')')) {
            let before = self.at;
            self.at += 1;
            let node = self.node(c)?;
            nodes.push(match self.peek() {
                Some('*') => self.repeat(node, false, false)?,
                Some('+') => self.repeat(node, true, false)?,
                Some('?') => self.repeat(node, false, true)?,
                Some('{') if self.digit(1) => {
                    let count = self.count()?;
                    let end = self.at;
                    let mut copies = vec![node];
                    for _ in 1..count {
                        self.at = before;
                        let c = self.next()?;
                        copies.push(self.node(c)?);
                    }
                    self.at = end;
                    Node::Group(vec![copies])
                }
                _ => node,
            });
        }
        Some(nodes)
    }

    /// Whether a digit comes after `ahead` characters.
    fn digit(&self, ahead: usize) -> bool {
        let c = self.rest.get(self.at + ahead);
        c.is_some_and(char::is_ascii_digit)
    }

    /// The number in braces that comes here.
    fn count(&mut self) -> Option<u32> {
        let rest: String = self.rest.get(self.at..)?.iter().collect();
        let inside = rest.strip_prefix('{')?.split_once('}')?.0;
        self.at += inside.chars().count() + 2;
        inside.parse().ok().filter(|n| (1..10).contains(n))
    }

    fn repeat(&mut self, node: Node, least: bool, most: bool) -> Option<Node> {
        self.at += 1;
        // As short as may be, or as long: to us it is one.
        self.eat("?");
        let again = matches!(self.peek(), Some('*' | '+' | '?'));
        (!again).then(|| Node::Repeat(Box::new(node), least, most))
    }

    fn node(&mut self, c: char) -> Option<Node> {
        match c {
            '.' if self.lines => Some(Node::One(vec![('\n', '\n')], false)),
            '.' => Some(Node::One(Vec::new(), false)),
            '^' => Some(Node::Start),
            '$' => Some(Node::End),
            '(' => {
                let before = self.lines;
                if self.eat("?s:") {
                    self.lines = false;
                } else if self.eat("?s)") {
                    self.lines = false;
                    return Some(Node::Group(vec![Vec::new()]));
                } else if self.peek() == Some('?') && !self.eat("?:") {
                    return None;
                }
                let inside = self.alternatives()?;
                self.lines = before;
                self.eat(")").then_some(inside)
            }
            '[' => self.class(),
            '\\' if self.eat("b") => Some(Node::Edge),
            '\\' => {
                let (set, wanted) = self.escape()?;
                Some(Node::One(set, wanted))
            }
            '*' | '+' | '?' => None,
            '{' if self.digit(0) => None,
            c => Some(Node::One(vec![(c, c)], true)),
        }
    }

    /// What stands behind a backslash.
    fn escape(&mut self) -> Option<(Vec<(char, char)>, bool)> {
        let c = self.next()?;
        let set = match c.to_ascii_lowercase() {
            'd' => vec![('0', '9')],
            's' => vec![('\t', '\n'), ('\u{c}', '\r'), (' ', ' ')],
            'w' => WORD.to_vec(),
            't' if c == 't' => vec![('\t', '\t')],
            'n' if c == 'n' => vec![('\n', '\n')],
            'x' if c == 'x' => {
                let digits: String = [self.next()?, self.next()?].iter().collect();
                let c = char::from_u32(u32::from_str_radix(&digits, 16).ok()?)?;
                vec![(c, c)]
            }
            _ if c.is_alphanumeric() => return None,
            _ => vec![(c, c)],
        };
        Some((set, !c.is_ascii_uppercase()))
    }

    fn class(&mut self) -> Option<Node> {
        let wanted = !self.eat("^");
        let mut set = Vec::new();
        loop {
            let c = self.next()?;
            if c == ']' && !set.is_empty() {
                return Some(Node::One(set, wanted));
            }
            if c == '[' && self.eat(":alpha:]") {
                set.extend([('a', 'z'), ('A', 'Z')]);
                continue;
            }
            if c == '\\' {
                let (more, true) = self.escape()? else {
                    return None;
                };
                set.extend(more);
                continue;
            }
            let range = self.peek() == Some('-')
                && self
                    .rest
                    .get(self.at + 1)
                    .is_some_and(|after| *after != ']');
            let mut last = c;
            if range {
                self.at += 1;
                last = self.next()?;
            }
            if last < c {
                return None;
            }
            set.push((c, last));
        }
    }
}

const WORD: [(char, char); 4] = [('0', '9'), ('a', 'z'), ('A', 'Z'), ('_', '_')];

fn is_in(set: &[(char, char)], c: char) -> bool {
    set.iter().any(|(from, to)| (*from..=*to).contains(&c))
}

/// Whether `node` fits at `at` so that `then` holds where it ends.
fn one(node: &Node, text: &[char], at: usize, then: &mut dyn FnMut(usize) -> bool) -> bool {
    match node {
        Node::One(set, wanted) => {
            text.get(at).is_some_and(|c| is_in(set, *c) == *wanted) && then(at + 1)
        }
        Node::Start => at == 0 && then(at),
        Node::End => at == text.len() && then(at),
        Node::Edge => {
            let word = |at: Option<usize>| {
                let c = at.and_then(|at| text.get(at));
                c.is_some_and(|c| is_in(&WORD, *c))
            };
            word(at.checked_sub(1)) != word(Some(at)) && then(at)
        }
        Node::Group(all) => all.iter().any(|nodes| sequence(nodes, text, at, then)),
        Node::Repeat(node, least, most) => {
            if !least && then(at) {
                return true;
            }
            one(node, text, at, &mut |end| match *most {
                true => then(end),
                // What fits nothing fits for ever.
                false => (*least && then(end)) || end > at && again(node, text, end, then),
            })
        }
    }
}

/// As often as may be from `at` on, no time included.
fn again(node: &Node, text: &[char], at: usize, then: &mut dyn FnMut(usize) -> bool) -> bool {
    then(at)
        || one(node, text, at, &mut |end| {
            end > at && again(node, text, end, then)
        })
}

fn sequence(nodes: &[Node], text: &[char], at: usize, then: &mut dyn FnMut(usize) -> bool) -> bool {
    match nodes.split_first() {
        Some((first, more)) => one(first, text, at, &mut |end| sequence(more, text, end, then)),
        None => then(at),
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
        for text in [
            "a**", "(a", "[ab", "a)", "*", r"a\", r"\q", "a{2,}", "[b-a]",
        ] {
            assert!(Pattern::read(text).is_none(), "{text}");
        }
    }

    #[test]
    fn more() {
        check("a|b+c", &["xa", "bbc"], &["b", "c"]);
        check("^(a|bc)$", &["a", "bc"], &["ab", "b", ""]);
        check(r"[^a-c\d]x", &["dx", "\nx"], &["ax", "1x"]);
        check("(ab)+c?$", &["abab", "abc"], &["abcc", "a"]);
        check("(a*)*b", &["b", "aaab"], &["aaaa"]);
        check(".", &["a"], &["\n"]);
        check("^a{3}b{1}$", &["aaab"], &["aab", "aaaab"]);
        check(r"{\x22}", &["{\"}"], &["{}"]);
        check("(?s:a.b)", &["a\nb"], &["ab"]);
        check("(?i)Ab", &["aB"], &["b"]);
        check(r"\bint\b", &["an int", "int8 int"], &["int8", "uint"]);
        check("[[:alpha:]]+_[]x]", &["ab_]"], &["1_]", "ab_y"]);
    }
}
