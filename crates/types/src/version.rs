//! Versions of the language: what a file may not use because it, or its module, is of an older one.
//! Which version a file is of is the source map's knowledge.

use base::{NEWEST_MINOR, Span};

use crate::ObjId;
use crate::check::Checker;

/// How messages about versions end.
const OR_LATER: &str = " or later";

impl Checker<'_> {
    /// Whether the code at hand may use what came with Go 1.`minor`.
    pub(crate) fn allows(&self, minor: u32) -> bool {
        self.w.minor >= minor
    }

    /// The same, with an error if not.
    pub(crate) fn demand(&mut self, span: Span, minor: u32, what: &str) -> bool {
        let ok = self.allows(minor);
        if !ok {
            let msg = format!("{what} requires go1.{minor}{OR_LATER}");
            self.error(span, "UnsupportedFeature", msg);
        }
        ok
    }

    /// What comes with this object is checked by the rules of its file's version.
    pub(crate) fn enter_version(&mut self, obj: ObjId) {
        let at = self.w.objects[obj].span.lo;
        let file = self.w.map.file_at(at);
        self.w.minor = file.map_or(NEWEST_MINOR, |f| self.w.map.file(f).minor);
    }

    /// What gc adds to a message that asks for a newer version: where the old one comes from.
    pub(crate) fn version_hint(&self, span: Span, message: &str) -> Option<String> {
        if !message.ends_with(OR_LATER) || !message.contains("requires go1.") {
            return None;
        }
        let file = self.w.map.file(self.w.map.file_at(span.lo)?);
        let minor = file.minor;
        Some(match file.says_version {
            true => format!(" (file declares //go:build go1.{minor})"),
            false => format!(" (-lang was set to go1.{minor}; check go.mod)"),
        })
    }
}
