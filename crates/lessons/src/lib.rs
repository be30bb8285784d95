//! Lessons and examples: their model, and the catalogue of all of them.
//!
//! The content lives in `lessons/` at the top of the repository. It is read, checked and parsed when
//! this crate is built (see `build/`), so the page carries neither a Markdown parser nor raw HTML,
//! and content that is wrong does not build. Whether a lesson's checks and moments agree with the
//! engine is not decided here: that is `sudog lessons check`.

#![forbid(unsafe_code)]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic
    )
)]

mod model;

pub use model::*;

/// The catalogue as the build script wrote it.
static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/catalogue.bin"));

/// Everything in `lessons/`, decoded anew at each call: keep the answer.
pub fn catalogue() -> Catalogue {
    // Written by the build of this very crate with the same types; the tests decode it.
    unpack(PACKED).unwrap_or_default()
}

/// The catalogue's bytes, for pages that fetch them: reading does not wait for lessons that nobody
/// reads.
pub fn packed() -> &'static [u8] {
    PACKED
}

/// The catalogue in such bytes; none if they are damaged.
pub fn unpack(bytes: &[u8]) -> Option<Catalogue> {
    postcard::from_bytes(bytes).ok()
}

impl Catalogue {
    /// The example with this id.
    pub fn example(&self, id: &str) -> Option<&Example> {
        self.examples.iter().find(|e| e.id == id)
    }

    /// The lesson with this id (`track/lesson`), with its track.
    pub fn lesson(&self, id: &str) -> Option<(&Track, &Lesson)> {
        let all = self
            .tracks
            .iter()
            .flat_map(|t| t.lessons.iter().map(move |l| (t, l)));
        all.into_iter().find(|(_, l)| l.id == id)
    }

    /// The lessons before and after this one, across tracks.
    pub fn neighbours(&self, id: &str) -> (Option<&Lesson>, Option<&Lesson>) {
        let all: Vec<&Lesson> = self.tracks.iter().flat_map(|t| &t.lessons).collect();
        let Some(at) = all.iter().position(|l| l.id == id) else {
            return (None, None);
        };
        let before = at.checked_sub(1).and_then(|i| all.get(i).copied());
        (before, all.get(at + 1).copied())
    }
}

impl Lesson {
    /// The text in a language, or in English, with whether it is what was asked for.
    pub fn text(&self, language: &str) -> Option<(&Text, bool)> {
        let exact = self.texts.iter().find(|t| t.language == language);
        exact
            .map(|t| (t, true))
            .or_else(|| self.texts.first().map(|t| (t, false)))
    }
}

impl Text {
    /// All moments that the prose points at, in order, those of predictions included.
    pub fn moments(&self) -> Vec<&Moment> {
        let mut out = Vec::new();
        self.blocks.iter().for_each(|b| b.moments(&mut out));
        out
    }

    /// All checks, in order.
    pub fn checks(&self) -> Vec<&Check> {
        self.blocks
            .iter()
            .filter_map(|b| {
                if let Block::Check(c) = b {
                    Some(c)
                } else {
                    None
                }
            })
            .collect()
    }
}

impl Block {
    fn moments<'a>(&'a self, out: &mut Vec<&'a Moment>) {
        match self {
            Block::Heading { text, .. } | Block::Paragraph(text) => Inline::moments(text, out),
            Block::List { items, .. } => items.iter().flatten().for_each(|b| b.moments(out)),
            Block::Note(blocks) => blocks.iter().for_each(|b| b.moments(out)),
            Block::Code(_) => {}
            Block::Predict(predict) => {
                Inline::moments(&predict.question, out);
                Inline::moments(&predict.explanation, out);
                out.extend(&predict.reveal);
            }
            Block::Check(check) => {
                Inline::moments(&check.task, out);
                Inline::moments(&check.hint, out);
            }
        }
    }
}

impl Inline {
    fn moments<'a>(list: &'a [Inline], out: &mut Vec<&'a Moment>) {
        for inline in list {
            match inline {
                Inline::Text(_) | Inline::Code(_) => {}
                Inline::Emphasis(inner) | Inline::Strong(inner) => Inline::moments(inner, out),
                Inline::Link { target, text } => {
                    if let Target::Moment(moment) = target {
                        out.push(moment);
                    }
                    Inline::moments(text, out);
                }
            }
        }
    }

    /// The words alone, for titles and labels.
    pub fn plain(list: &[Inline]) -> String {
        let mut out = String::new();
        for inline in list {
            match inline {
                Inline::Text(text) | Inline::Code(text) => out.push_str(text),
                Inline::Emphasis(inner)
                | Inline::Strong(inner)
                | Inline::Link { text: inner, .. } => {
                    out.push_str(&Inline::plain(inner));
                }
            }
        }
        out
    }
}
