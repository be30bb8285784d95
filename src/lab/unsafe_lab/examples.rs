//! The lab's programs, and what a text says of its own moments.
//!
//! A program begins with a title and an introduction as comments. A comment `// ◆ name: sentence`
//! marks a moment: before the next line with code is executed.

/// What groups the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    Strings,
    Bits,
    Pointers,
    Patterns,
}

/// Groups in order.
pub(super) const GROUPS: [Group; 4] = [
    Group::Strings,
    Group::Bits,
    Group::Pointers,
    Group::Patterns,
];

/// A program.
pub(super) struct Example {
    pub(super) id: &'static str,
    pub(super) group: Group,
    source: &'static str,
}

macro_rules! examples {
    ($($id:ident $group:ident;)*) => {
        /// All, in order.
        pub(super) const EXAMPLES: &[Example] = &[$(Example {
            id: stringify!($id),
            group: Group::$group,
            source: include_str!(concat!("programs/", stringify!($id), ".go")),
        }),*];
    };
}

examples! {
    copy Strings;
    unsafe_string Strings;
    unsafe_slice Strings;
    header_cast Strings;
    string_header Strings;
    write_through Strings;
    map_key Strings;
    append_moves Strings;
    read_only Strings;
    float_bits Bits;
    struct_bytes Bits;
    endian Bits;
    add Pointers;
    misaligned Pointers;
    uintptr Pointers;
    pattern1 Patterns;
    pattern2 Patterns;
    pattern3 Patterns;
    pattern4 Patterns;
    pattern5 Patterns;
    pattern6 Patterns;
}

impl Example {
    /// Title, paragraphs of introduction, program.
    fn parts(&self) -> (&'static str, Vec<String>, &'static str) {
        let at = self.source.find("package ").unwrap_or(0);
        let (head, program) = self.source.split_at(at);
        let mut lines = head.lines().map(|l| l.trim_start_matches('/').trim());
        let title = lines.next().unwrap_or_default();
        let mut said = vec![String::new()];
        for line in lines {
            match said.last_mut() {
                Some(last) if !line.is_empty() => {
                    if !last.is_empty() {
                        last.push(' ');
                    }
                    last.push_str(line);
                }
                Some(last) if !last.is_empty() => said.push(String::new()),
                _ => {}
            }
        }
        said.retain(|p| !p.is_empty());
        (title, said, program)
    }

    pub(super) fn title(&self) -> &'static str {
        self.parts().0
    }

    pub(super) fn said(&self) -> Vec<String> {
        self.parts().1
    }

    pub(super) fn program(&self) -> &'static str {
        self.parts().2
    }
}

/// How a comment that marks a moment begins.
const MARK: &str = "// ◆";
/// Moments of one program.
const MOST: usize = 6;

/// A moment that a text marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) name: String,
    pub(super) say: String,
    /// The line that is about to be executed, from 1.
    pub(super) line: u32,
}

/// The moments of a text, in order of lines.
pub(super) fn marks(text: &str) -> Vec<Mark> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let mut out = Vec::new();
    for (nth, line) in lines.iter().enumerate() {
        let Some(first) = line.strip_prefix(MARK) else {
            continue;
        };
        let rest = lines.get(nth + 1..).unwrap_or_default();
        let more = rest.iter().take_while(|l| {
            let said = l.strip_prefix("//").map(str::trim);
            said.is_some_and(|s| !s.is_empty()) && !l.starts_with(MARK)
        });
        let mut words = first.trim().to_owned();
        for line in more {
            words.push(' ');
            words.push_str(line.trim_start_matches('/').trim());
        }
        let code = rest
            .iter()
            .position(|l| !l.is_empty() && !l.starts_with("//"));
        let (name, say) = words.split_once(':').unwrap_or((&words, ""));
        if let Some(code) = code
            && out.len() < MOST
        {
            out.push(Mark {
                name: name.trim().to_owned(),
                say: say.trim().to_owned(),
                line: (nth + code) as u32 + 2,
            });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_program_has_a_title_and_three_moments() {
        for e in EXAMPLES {
            assert!(!e.title().is_empty(), "{}", e.id);
            assert!(!e.said().is_empty(), "{}", e.id);
            assert!(e.program().starts_with("package main\n"), "{}", e.id);
            let marks = marks(e.program());
            assert_eq!(marks.len(), 3, "{}", e.id);
            assert!(marks.iter().all(|m| !m.say.is_empty()), "{}", e.id);
        }
    }

    #[test]
    fn a_moment_stands_before_the_next_line_with_code() {
        let found = marks(
            "a\n\t// ◆ one: so it\n\t// goes on\n\n\t// else\n\tb()\n// ◆ bare\nc\n// ◆ end: x\n",
        );
        let told: Vec<_> = found
            .iter()
            .map(|m| (m.name.as_str(), m.say.as_str(), m.line))
            .collect();
        assert_eq!(told, [("one", "so it goes on", 6), ("bare", "", 8)]);
    }
}
